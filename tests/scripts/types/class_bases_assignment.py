# Assigning __bases__: cycles and MROs that cannot be are refused, and nothing is changed then.
def attempt(f):
    try:
        f()
    except TypeError as error:
        print(str(error).split("\n")[0])
class A: x = "A"
class B: x = "B"
class C(A): pass
class D(C): pass
C.__bases__ = (B,)
print(C.x, D.x, [k.__name__ for k in D.__mro__], C in A.__subclasses__(), C in B.__subclasses__())
# expect: B B ['D', 'C', 'B', 'object'] False True
attempt(lambda: setattr(C, "__bases__", (C,)))  # expect: a __bases__ item causes an inheritance cycle
attempt(lambda: setattr(C, "__bases__", (D,)))  # expect: a __bases__ item causes an inheritance cycle
attempt(lambda: setattr(C, "__bases__", (D, A)))  # expect: a __bases__ item causes an inheritance cycle
attempt(lambda: setattr(C, "__bases__", ()))  # expect: can only assign non-empty tuple to C.__bases__, not ()
attempt(lambda: setattr(C, "__bases__", 5))  # expect: can only assign tuple to C.__bases__, not int
attempt(lambda: setattr(C, "__bases__", (5,)))  # expect: C.__bases__ must be tuple of classes, not 'int'
attempt(lambda: setattr(int, "__bases__", (A,)))  # expect: cannot set '__bases__' attribute of immutable type 'int'
class X: pass
class Y: pass
class XY(X, Y): pass
class E(X): pass
class F(XY, E): pass
try:
    E.__bases__ = (Y, X)
except TypeError:
    print("no MRO")  # expect: no MRO
print([k.__name__ for k in F.__mro__], [k.__name__ for k in E.__bases__], E in Y.__subclasses__())
# expect: ['F', 'XY', 'E', 'X', 'Y', 'object'] ['X'] False
