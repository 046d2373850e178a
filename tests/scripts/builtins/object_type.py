# object and its methods; type with one and three arguments.
o = object()
print(type(o), o.__class__ is object, o == o, o != object(), hash(o) == hash(o), o.__eq__(o), o.__eq__(5), o.__ne__(o), o.__str__() == repr(o), o.__format__("") == str(o))
# expect: <class 'object'> True True True True True NotImplemented False True True
print(o.__lt__(1), o.__dir__() is not None, object.__doc__ is not None, object.__bases__, object.__base__, object.__mro__, object.__subclasshook__(1), o.__init__(), o.__sizeof__() > 0)
# expect: NotImplemented True True () None (<class 'object'>,) NotImplemented None True
print(type(5), type("x"), type(type), type(int), type(None), type(len).__name__, type(lambda: 0).__name__, type(print) is type(len))
# expect: <class 'int'> <class 'str'> <class 'type'> <class 'type'> <class 'NoneType'> builtin_function_or_method function True
T = type("T", (int,), {"double": lambda self: self * 2, "attr": "a"})
print(T, T(5).double(), T.attr, T.__bases__, T.__module__, T.__qualname__, T.__name__, T.__doc__)
# expect: <class '__main__.T'> 10 a (<class 'int'>,) __main__ T T None
U = type("U", (), dict(__slots__=("a",), __qualname__="Outer.U", __module__="mod", __doc__="text"))
print(U, U.__module__, U.__doc__, hasattr(U(), "__dict__"), U.a.__name__)
# expect: <class 'mod.Outer.U'> mod text False a
class C:
    def __init__(self, x): self.x = x
c = C.__new__(C)
print(type(c).__name__, hasattr(c, "x"), c.__init__(5), c.x, object.__new__(C).__dict__)  # expect: C False None 5 {}
print(object.__getattribute__(c, "x"), object.__setattr__(c, "y", 1), c.y, object.__delattr__(c, "y"), hasattr(c, "y"), c.__reduce_ex__(2)[0].__name__)
# expect: 5 None 1 None False __newobj__
for bad in (lambda: object(1), lambda: object.__new__(C, 1).x, lambda: object.__init__(o, 1), lambda: type("x"), lambda: type(1, 2), lambda: type("T", (int, str), {}), lambda: type("T\0", (), {}),
            lambda: object.__new__(), lambda: object.__setattr__(o, "x", 1), lambda: object.__getattribute__(o, "x"), lambda: o.x, lambda: o < o, lambda: o + o, lambda: o(), lambda: len(o), lambda: o[0], lambda: iter(o)):
    try:
        bad()
        print("fine")
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: AttributeError
# expect: TypeError
# expect: fine
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
