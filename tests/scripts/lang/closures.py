# Free variables are shared cells, not copies.
def counter():
    n = 0
    def step():
        nonlocal n
        n += 1
        return n
    return step

a = counter()
b = counter()
print(a(), a(), b(), a())  # expect: 1 2 1 3

def pair():
    value = "start"
    def get():
        return value
    def put(new):
        nonlocal value
        value = new
    return get, put

get, put = pair()
print(get())  # expect: start
put("changed")
print(get())  # expect: changed

late = [lambda: i for i in range(3)]
print([f() for f in late])  # expect: [2, 2, 2]

def outer(x):
    def middle(y):
        def inner(z):
            return x, y, z
        return inner
    return middle
print(outer(1)(2)(3))  # expect: (1, 2, 3)

def seen_later():
    def show():
        return text
    text = "bound after def"
    return show()
print(seen_later())  # expect: bound after def

def unbound():
    def show():
        return missing
    if False:
        missing = 1
    return show
try:
    unbound()()
except NameError as error:
    print(type(error).__name__, error)
    # expect: NameError cannot access free variable 'missing' where it is not associated with a value in enclosing scope
print(counter.__closure__, len(a.__closure__), a.__closure__[0].cell_contents)  # expect: None 1 3
print(a.__code__.co_freevars, counter.__code__.co_cellvars)  # expect: ('n',) ('n',)

def argument_cell(x):
    def change():
        nonlocal x
        x *= 2
        return x
    change()
    return x
print(argument_cell(21))  # expect: 42
