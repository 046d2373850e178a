# __class__ may change between classes whose __slots__ are the same.
def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)
class A:
    __slots__ = ("x", "y")
class B:
    __slots__ = ("y", "x")
class C:
    __slots__ = ("x", "z")
class D(A): __slots__ = ()
class E:
    __slots__ = ("x", "y", "__dict__")
class P: pass
class Q(P): pass
a = A()
a.x, a.y = 1, 2
a.__class__ = B
print(type(a).__name__, a.x, a.y)  # expect: B 1 2
a.__class__ = D
print(type(a).__name__, a.x, a.y, isinstance(a, A))  # expect: D 1 2 True
attempt(lambda: setattr(a, "__class__", C))  # expect: __class__ assignment: 'C' object layout differs from 'D'
attempt(lambda: setattr(a, "__class__", E))  # expect: __class__ assignment: 'E' object layout differs from 'D'
attempt(lambda: setattr(a, "__class__", P))  # expect: __class__ assignment: 'P' object layout differs from 'D'
attempt(lambda: setattr(a, "__class__", int))
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
p = P()
p.attribute = 1
p.__class__ = Q
print(type(p).__name__, p.attribute)  # expect: Q 1
