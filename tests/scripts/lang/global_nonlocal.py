# global and nonlocal decide where a name lives.
count = 0
def bump():
    global count
    count += 1
bump()
bump()
print(count)  # expect: 2

def make_global():
    global created
    created = "made inside"
make_global()
print(created)  # expect: made inside

def outer():
    x = "outer"
    def middle():
        nonlocal x
        x = "middle"
        def inner():
            nonlocal x
            x = "inner"
        inner()
        return x
    seen = middle()
    return seen, x
print(outer())  # expect: ('inner', 'inner')

x = "global"
def skip():
    x = "local"
    def inner():
        global x
        return x
    return inner(), x
print(skip())  # expect: ('global', 'local')

def local_before():
    try:
        print(x)
        x = 1
    except UnboundLocalError as error:
        print(error)
local_before()  # expect: cannot access local variable 'x' where it is not associated with a value

def deleted():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return str(error)
print(deleted())  # expect: cannot access local variable 'y' where it is not associated with a value

def many():
    global p, q
    p, q = 1, 2
many()
print(p, q)  # expect: 1 2
def remove():
    global p
    del p
remove()
print("p" in globals(), "q" in globals())  # expect: False True
class InClass:
    global from_class
    from_class = "yes"
print(from_class, hasattr(InClass, "from_class"))  # expect: yes False
