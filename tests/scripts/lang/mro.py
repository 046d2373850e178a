# Method resolution order (C3) and its conflict errors.
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [c.__name__ for c in D.mro()])  # expect: ['D', 'B', 'C', 'A'] ['D', 'B', 'C', 'A', 'object']
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
def attempt(bases):
    try:
        cls = type("New", bases, {})
        print([c.__name__ for c in cls.__mro__])
    except TypeError as error:
        print(" ".join(str(error).split()))
attempt((XY, YX))  # expect: Cannot create a consistent method resolution order (MRO) for bases X, Y
attempt((A, B))  # expect: Cannot create a consistent method resolution order (MRO) for bases A, B
attempt((B, A))  # expect: ['New', 'B', 'A', 'object']
attempt((X, X))  # expect: duplicate base class X
attempt((object, X))  # expect: Cannot create a consistent method resolution order (MRO) for bases object, X
attempt((X, Y, object))  # expect: ['New', 'X', 'Y', 'object']
attempt((int, str))  # expect: multiple bases have instance lay-out conflict
attempt((bool,))  # expect: type 'bool' is not an acceptable base type
attempt((type(None),))  # expect: type 'NoneType' is not an acceptable base type
attempt((type(lambda: 0),))  # expect: type 'function' is not an acceptable base type
attempt((type(...),))  # expect: type 'ellipsis' is not an acceptable base type
attempt((range,))  # expect: type 'range' is not an acceptable base type
attempt((1,))
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
class E(B, X): pass
class F(C, Y): pass
class G(E, F): pass
print([c.__name__ for c in G.__mro__])  # expect: ['G', 'E', 'B', 'F', 'C', 'A', 'X', 'Y', 'object']
class Root:
    x = "root"
class Left(Root): pass
class Right(Root):
    x = "right"
class Bottom(Left, Right): pass
print(Bottom.x, Bottom().x)  # expect: right right
B.__bases__ = (A, X)
print([c.__name__ for c in B.__mro__], [c.__name__ for c in D.__mro__])
# expect: ['B', 'A', 'X', 'object'] ['D', 'B', 'C', 'A', 'X', 'object']
