# Default values: computed once, when def runs.
def greet(name, greeting="hello", mark="!"):
    return greeting + " " + name + mark

print(greet("bob"))  # expect: hello bob!
print(greet("bob", "hi"))  # expect: hi bob!
print(greet("bob", mark="?"))  # expect: hello bob?
print(greet(mark=".", name="eve", greeting="yo"))  # expect: yo eve.

def collect(item, into=[]):
    into.append(item)
    return into

print(collect(1), collect(2), collect(3, []))  # expect: [1, 2] [1, 2] [3]
print(collect.__defaults__)  # expect: ([1, 2],)

x = 1
def show(value=x):
    return value
x = 2
print(show(), show(x))  # expect: 1 2

def keyword_only(a, *, b=10, c):
    return a, b, c
print(keyword_only(1, c=3), keyword_only(1, c=3, b=2))  # expect: (1, 10, 3) (1, 2, 3)
print(keyword_only.__kwdefaults__, keyword_only.__defaults__)  # expect: {'b': 10} None

def order():
    print("default evaluated")
    return 5
def later(a=order()):
    return a
# expect: default evaluated
print("defined")  # expect: defined
print(later(), later())  # expect: 5 5

greet.__defaults__ = ("HEY", "...")
print(greet("zed"))  # expect: HEY zed...
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])  # expect: [0, 1, 2]
