# isinstance and issubclass.
class A: pass
class B(A): pass
class C(B): pass
print(isinstance(C(), A), isinstance(A(), B), isinstance(5, (str, int)), isinstance(5, ()), isinstance("x", ((int, (str,)),)), isinstance(True, int), isinstance(None, type(None)))
# expect: True False True False True True True
print(issubclass(C, A), issubclass(A, C), issubclass(A, A), issubclass(int, (str, object)), issubclass(bool, (str, (float, int))), issubclass(type, object))
# expect: True False True True True True
print(isinstance(5, int | str), isinstance("5", int | None), issubclass(int, int | str), isinstance(int, type), isinstance(A, type), isinstance(object(), object))
# expect: True False True True True True
class Always(type):
    def __instancecheck__(cls, o): print("instancecheck"); return True
    def __subclasscheck__(cls, c): print("subclasscheck"); return 0
class V(metaclass=Always): pass
print(isinstance(5, V), issubclass(int, V), isinstance(V(), V), isinstance(5, (str, V)))
# expect: instancecheck
# expect: subclasscheck
# expect: instancecheck
# expect: True False True True
class Pretend:
    __class__ = C
print(isinstance(Pretend(), A), type(Pretend()) is Pretend, isinstance(Pretend(), Pretend))  # expect: True True True
class Raises(type):
    def __instancecheck__(cls, o): raise ValueError("check failed")
class R(metaclass=Raises): pass
for bad in (lambda: isinstance(1, R), lambda: isinstance(1), lambda: isinstance(1, 2), lambda: isinstance(1, "int"), lambda: isinstance(1, [int]), lambda: issubclass(1, int), lambda: issubclass(int, 1),
            lambda: issubclass("x", str), lambda: issubclass(int), lambda: isinstance(1, (int, 2)), lambda: isinstance("a", (int, 2)), lambda: isinstance([], list[int]), lambda: issubclass(list, list[int])):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError check failed
# expect: TypeError isinstance expected 2 arguments, got 1
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError issubclass() arg 1 must be a class
# expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
# expect: TypeError issubclass() arg 1 must be a class
# expect: TypeError issubclass expected 2 arguments, got 1
# expect: True
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: TypeError isinstance() argument 2 cannot be a parameterized generic
# expect: TypeError issubclass() argument 2 cannot be a parameterized generic
class OldBases:
    def __init__(self, *bases): self.__bases__ = bases
o = OldBases()
p = OldBases(o)
print(issubclass(p, o), issubclass(o, p))  # expect: True False
