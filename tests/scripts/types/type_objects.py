# Type objects: names, bases, dicts, isinstance, special attributes.
for t in (int, str, list, dict, type, object, bool, float, type(None), type(...), range, ValueError, type(len), type(lambda: 0), type([].append), type(str.upper), type(int.__add__), type((1).__add__)):
    print(t, t.__name__, t.__module__, [b.__name__ for b in t.__bases__])
# expect: <class 'int'> int builtins ['object']
# expect: <class 'str'> str builtins ['object']
# expect: <class 'list'> list builtins ['object']
# expect: <class 'dict'> dict builtins ['object']
# expect: <class 'type'> type builtins ['object']
# expect: <class 'object'> object builtins []
# expect: <class 'bool'> bool builtins ['int']
# expect: <class 'float'> float builtins ['object']
# expect: <class 'NoneType'> NoneType builtins ['object']
# expect: <class 'ellipsis'> ellipsis builtins ['object']
# expect: <class 'range'> range builtins ['object']
# expect: <class 'ValueError'> ValueError builtins ['Exception']
# expect: <class 'builtin_function_or_method'> builtin_function_or_method builtins ['object']
# expect: <class 'function'> function builtins ['object']
# expect: <class 'builtin_function_or_method'> builtin_function_or_method builtins ['object']
# expect: <class 'method_descriptor'> method_descriptor builtins ['object']
# expect: <class 'wrapper_descriptor'> wrapper_descriptor builtins ['object']
# expect: <class 'method-wrapper'> method-wrapper builtins ['object']
class A: x = 1
class B(A):
    "doc"
    def f(self): pass
print(A, B, B.__name__, B.__base__, B.__dict__["f"] is B.f, "x" in B.__dict__, "x" in A.__dict__, type(B.__dict__).__name__, B.__doc__, B.__module__)
# expect: <class '__main__.A'> <class '__main__.B'> B <class '__main__.A'> True False True mappingproxy doc __main__
B.__name__ = "Renamed"
B.__qualname__ = "Q.Renamed"
print(B, B.__name__, B())if False else print(B, B.__name__)  # expect: <class '__main__.Q.Renamed'> Renamed
A.y = 5
print(B.y, B().y, hasattr(B, "z"), A.__subclasses__() == [B], type(B()) is B, B().__class__ is B)
# expect: 5 5 False True True True
b = B()
b.__class__ = A
print(type(b) is A, isinstance(b, B))  # expect: True False
def attempt(f):
    try:
        print(f())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: setattr(int, "x", 1))  # expect: TypeError cannot set 'x' attribute of immutable type 'int'
attempt(lambda: delattr(int, "real"))  # expect: TypeError cannot set 'real' attribute of immutable type 'int'
attempt(lambda: setattr(b, "__class__", int))
# expect: TypeError __class__ assignment only supported for mutable types or ModuleType subclasses
attempt(lambda: setattr(b, "__class__", 5))  # expect: TypeError __class__ must be set to a class, not 'int' object
attempt(lambda: isinstance(1, 5))  # expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: isinstance(1, (int, 5)))  # expect: True
attempt(lambda: isinstance(1, ("a", int)))
# expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: issubclass(1, int))  # expect: TypeError issubclass() arg 1 must be a class
attempt(lambda: issubclass(int, 5))
# expect: TypeError issubclass() arg 2 must be a class, a tuple of classes, or a union
attempt(lambda: A.__dict__.__setitem__("k", 1))
# expect: AttributeError 'mappingproxy' object has no attribute '__setitem__'
attempt(lambda: A.nope)  # expect: AttributeError type object 'A' has no attribute 'nope'
attempt(lambda: setattr(A, "__name__", 5))  # expect: TypeError can only assign string to A.__name__, not 'int'
attempt(lambda: type())  # expect: TypeError type() takes 1 or 3 arguments
attempt(lambda: type(1, 2))  # expect: TypeError type() takes 1 or 3 arguments
attempt(lambda: A(1))  # expect: TypeError A() takes no arguments
attempt(lambda: type.__call__(int, "5"))  # expect: 5
attempt(lambda: isinstance(1, int | str) and isinstance("a", (float, (int, (str,)))))  # expect: True
class Inst(type):
    def __instancecheck__(cls, o): return o == "magic"
    def __subclasscheck__(cls, c): return c is int
class M(metaclass=Inst): pass
print(isinstance("magic", M), isinstance(M(), M), issubclass(int, M), issubclass(str, M))
# expect: True True True False
class Fake:
    @property
    def __class__(self): return int
print(isinstance(Fake(), int), isinstance(Fake(), Fake), type(Fake()) is Fake, object.__subclasshook__(int), int.__basicsize__ > 0, bool.__base__)
# expect: True True True NotImplemented True <class 'int'>
