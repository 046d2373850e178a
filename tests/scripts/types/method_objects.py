# Bound methods, builtin methods, slot wrappers and method descriptors.
class C:
    def m(self, x=1): return self, x
c = C()
b = c.m
print(b.__self__ is c, b.__func__ is C.m, b.__name__, b.__qualname__, b() == (c, 1), b == c.m, b is c.m, b != C().m, type(b).__name__)
# expect: True True m C.m True True False True method
Method = type(b)
made = Method(lambda self, y: (self, y), 5)
print(made(6), made.__self__, Method(len, "abc")())  # expect: (5, 6) 5 3
for bad in (lambda: Method(), lambda: Method(5, 1), lambda: Method(len, None), lambda: setattr(b, "x", 1), lambda: b.nope):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: AttributeError
# expect: AttributeError
C.m.tag = "function attribute"
print(b.tag, hash(b) == hash(c.m))  # expect: function attribute True
f = [1, 2].append
print(f.__name__, f.__self__, f.__qualname__, type(f).__name__, f == [1, 2].append, callable(f), f(3), f.__self__)
# expect: append [1, 2, 3] list.append builtin_function_or_method False True None [1, 2, 3]
print(type(str.upper).__name__, str.upper("x"), str.upper.__name__, str.upper.__qualname__, str.upper.__objclass__, str.upper.__get__("abc")())
# expect: method_descriptor X upper str.upper <class 'str'> ABC
print(type(int.__add__).__name__, int.__add__(1, 2), (1).__add__(2), type((1).__add__).__name__, (1).__add__.__self__, (1).__add__.__name__)
# expect: wrapper_descriptor 3 3 method-wrapper 1 __add__
print(type(int.real).__name__, int.real.__get__(5), type(dict.fromkeys).__name__, dict.fromkeys("a"), type(dict.__dict__["fromkeys"]).__name__, type(C.__dict__["m"]).__name__)
# expect: getset_descriptor 5 builtin_function_or_method {'a': None} classmethod_descriptor function
print(repr(str.upper), repr(int.__add__), repr(dict.__dict__["fromkeys"]), repr(len), repr(int.real))
# expect: <method 'upper' of 'str' objects> <slot wrapper '__add__' of 'int' objects> <method 'fromkeys' of 'dict' objects> <built-in function len> <attribute 'real' of 'int' objects>
print(len.__self__.__name__, len.__module__, len.__name__, len.__qualname__, len.__doc__ is not None)
# expect: builtins builtins len len True
for bad in (lambda: str.upper(5), lambda: int.__add__("a", 1), lambda: str.upper.__get__(5), lambda: list.append(), lambda: int.real.__get__("x"), lambda: int.__add__(1)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: descriptor '__add__' requires a 'int' object but received a 'str'
# expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
# expect: unbound method list.append() needs an argument
# expect: descriptor 'real' for 'int' objects doesn't apply to a 'str' object
# expect: expected 1 argument, got 0
class D(dict):
    def get(self, k): return "own get", super().get(k)
print(D(a=1).get("a"), dict.get(D(a=1), "a"), [m("x") for m in (str.upper, str.lower, str.title)])
# expect: ('own get', 1) 1 ['X', 'x', 'X']
