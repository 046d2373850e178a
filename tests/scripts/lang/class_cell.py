# __class__, zero-argument super and class cells.
class A:
    def who(self): return __class__
    @classmethod
    def cls(cls): return __class__, cls
    @staticmethod
    def stat(): return __class__.__name__
    lam = lambda self: __class__
class B(A): pass
print(B().who() is A, B.cls() == (A, B), B.stat(), B().lam() is A)  # expect: True True A True
class Outer:
    def m(self):
        class Inner:
            def n(self): return __class__.__qualname__
        return Inner().n(), __class__.__qualname__
print(Outer().m())  # expect: ('Outer.m.<locals>.Inner', 'Outer')
def make():
    class Local:
        def get(self): return __class__
    return Local
X, Y = make(), make()
print(X().get() is X, Y().get() is X)  # expect: True False
class Meta(type):
    def __new__(m, name, bases, ns):
        print(name, "__classcell__" in ns)
        return super().__new__(m, name, bases, ns)
class WithCell(metaclass=Meta):
    def f(self): return __class__
# expect: WithCell True
class NoCell(metaclass=Meta):
    def f(self): return 1
# expect: NoCell False
print(WithCell().f() is WithCell)  # expect: True
class Dropper(type):
    def __new__(m, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(m, name, bases, ns)
try:
    class Broken(metaclass=Dropper):
        def f(self): return __class__
except RuntimeError as error:
    print(type(error).__name__)  # expect: RuntimeError
def function(self): return super().who()
try:
    function(B())
except RuntimeError as error:
    print(error)  # expect: super(): __class__ cell not found
A.late = lambda self: super(A, self).__repr__()[:1]
print(A().late())  # expect: <
class Gen:
    def __iter__(self):
        yield __class__.__name__
        yield from [super().__thisclass__.__name__]
print(list(Gen()))  # expect: ['Gen', 'Gen']
