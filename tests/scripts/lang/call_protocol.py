# __call__, __new__, __init__ and how calling a class works.
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *, twice=False):
        return (self.n + x) * (2 if twice else 1)
add = Adder(10)
print(add(5), add(5, twice=True), callable(add), callable(Adder), callable(5))  # expect: 15 30 True True False
print(list(map(Adder(1), [1, 2])), add.__call__(1), Adder.__call__(add, 2))  # expect: [2, 3] 11 12
try:
    add()
except TypeError as error:
    print(error)  # expect: Adder.__call__() missing 1 required positional argument: 'x'
thing = lambda: None
class OnInstance: pass
o = OnInstance()
o.__call__ = lambda: 1
try:
    o()
except TypeError as error:
    print(error)  # expect: 'OnInstance' object is not callable
class New:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        return super().__new__(cls)
    def __init__(self, *args):
        print("init", args)
n = New(1, 2)
# expect: new New (1, 2)
# expect: init (1, 2)
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())  # expect: 42
class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None: cls.instance = super().__new__(cls)
        return cls.instance
print(Single() is Single())  # expect: True
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as error:
    print(error)  # expect: __init__() should return None, not 'int'
class Imm(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
print(Imm(1, 2), Imm(3, 4).first)  # expect: (1, 2) 3
class Str(str):
    def __new__(cls, v): return super().__new__(cls, v * 2)
print(Str("ab"), type(Str("x")).__name__)  # expect: abab Str
for bad in (lambda: object.__new__(), lambda: object.__new__(5), lambda: int.__new__(str), lambda: object.__new__(int),
            lambda: int.__new__(), lambda: New.__init__()):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: object.__new__(): not enough arguments
# expect: object.__new__(X): X is not a type object (int)
# expect: int.__new__(str): str is not a subtype of int
# expect: object.__new__(int) is not safe, use int.__new__()
# expect: int.__new__(): not enough arguments
# expect: New.__init__() missing 1 required positional argument: 'self'
class Chain:
    def __call__(self): return self
c = Chain()
print(c()()() is c)  # expect: True
class NewArgs:
    def __new__(cls, a): return super().__new__(cls)
try:
    NewArgs()
except TypeError as error:
    print(error)  # expect: NewArgs.__new__() missing 1 required positional argument: 'a'
class InitOnly:
    def __init__(self, a): pass
try:
    object.__init__(InitOnly(1), 5)
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
