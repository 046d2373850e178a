# Metaclasses: __new__, __init__, __call__, __prepare__, conflicts.
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)
    def hello(cls): return f"hello from {cls.__name__}"
    @property
    def prop(cls): return "class property"
    def __len__(cls): return 42
    def __getitem__(cls, k): return f"{cls.__name__}[{k}]"
    def __contains__(cls, k): return k == "in"
    def __iter__(cls): return iter("xyz")
    def __repr__(cls): return f"<<{cls.__name__}>>"
class A(metaclass=Meta, option=5):
    def __init__(self, *args): self.args = args
# expect: prepare A {'option': 5}
# expect: new A [] {'option': 5}
# expect: init A
print(A.injected, A.hello(), A.prop, len(A), A["key"], "in" in A, list(A), A)
# expect: 1 hello from A class property 42 A[key] True ['x', 'y', 'z'] <<A>>
a = A(1, 2)  # expect: call A (1, 2)
print(a.args, type(A) is Meta, isinstance(A, Meta))  # expect: (1, 2) True True
class B(A): pass
# expect: prepare B {}
# expect: new B ['A'] {}
# expect: init B
print(type(B).__name__, B.hello())  # expect: Meta hello from B
try:
    a.hello()
except AttributeError as error:
    print(error)  # expect: 'A' object has no attribute 'hello'
class Other(type): pass
class O(metaclass=Other): pass
try:
    class Conflict(A, O): pass
except TypeError as error:
    print(error)
    # expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
class Both(Meta, Other): pass
class Fine(A, O, metaclass=Both): pass
# expect: prepare Fine {}
# expect: new Fine ['A', 'O'] {}
# expect: init Fine
print(type(Fine).__name__)  # expect: Both
def function_meta(name, bases, ns):
    return name, bases, sorted(k for k in ns if not k.startswith("__"))
class F(int, metaclass=function_meta):
    x = 1
    def y(self): pass
print(F)  # expect: ('F', (<class 'int'>,), ['x', 'y'])
D = type("Dynamic", (object,), {"x": 1, "m": lambda self: self.x})
print(D().m(), D.__name__, D.__module__)  # expect: 1 Dynamic __main__
class Single(type):
    instances = {}
    def __call__(cls, *a):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*a)
        return cls.instances[cls]
class S(metaclass=Single): pass
print(S() is S())  # expect: True
for bad in (lambda: type("X", (1,), {}), lambda: type(1, (), {}), lambda: type("X", [], {}), lambda: type("X", ())):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
# expect: type.__new__() argument 1 must be str, not int
# expect: type.__new__() argument 2 must be tuple, not list
# expect: type() takes 1 or 3 arguments
print(type(type) is type, isinstance(type, object), isinstance(object, type), type.__mro__)
# expect: True True True (<class 'type'>, <class 'object'>)
