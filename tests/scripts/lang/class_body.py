# A class body is code: it runs once, top to bottom, in its own scope.
print("before")  # expect: before
class Body:
    print("in the body")
    a = 1
    b = a + 1
    for i in range(3):
        b += i
    if b > 2:
        kind = "big"
    def method(self):
        return a
    items = [x * 2 for x in range(b)]
    del i
    locals()["sneaky"] = 1
    class Inner:
        value = 5
        def get(self): return self.value
    try:
        1 / 0
    except ZeroDivisionError:
        handled = True
# expect: in the body
print("after", Body.b, Body.kind, Body.items, hasattr(Body, "i"), Body.sneaky)
# expect: after 5 big [0, 2, 4, 6, 8] False 1
print(Body.Inner().get(), Body.Inner.__qualname__, Body.method.__qualname__)  # expect: 5 Body.Inner Body.method
try:
    Body().method()
except NameError as error:
    print(error)  # expect: name 'a' is not defined
x = "global"
def function():
    x = "function"
    class C:
        y = x
        x = "class"
        z = x
        def get(self): return x
    return C.y, C.z, C().get()
try:
    print(function())  # expect: ('global', 'class', 'function')
except NameError as error:
    print(type(error).__name__, error)
def function2():
    x = "function"
    class C:
        y = x
        def get(self): return x
    return C.y, C().get(), C.__qualname__
print(function2())  # expect: ('function', 'function', 'function2.<locals>.C')
try:
    class Broken:
        1 / 0
except ZeroDivisionError:
    print("Broken" in globals())  # expect: False
class Docs:
    "text"
    def f(self):
        "f text"
print(Docs.__doc__, Docs.f.__doc__, Docs.__dict__["__doc__"])  # expect: text f text text
