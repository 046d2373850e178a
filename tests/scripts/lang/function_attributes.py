# Functions are objects: names, defaults, code, dict, annotations.
def f(a, b=1, *args, c, d=2, **kw):
    "Doc."
    x = 1
    return x
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__dict__)
# expect: f f Doc. __main__ (1,) {'d': 2} {}
code = f.__code__
print(code.co_name, code.co_argcount, code.co_kwonlyargcount, code.co_posonlyargcount, code.co_varnames, code.co_nlocals)
# expect: f 2 2 0 ('a', 'b', 'c', 'd', 'args', 'kw', 'x') 7
print(bool(code.co_flags & 4), bool(code.co_flags & 8), bool(code.co_flags & 32))  # expect: True True False
f.custom = 5
f.__name__ = "renamed"
f.__doc__ = None
print(f.custom, f.__name__, f.__doc__, vars(f))  # expect: 5 renamed None {'custom': 5}
f.__kwdefaults__ = {"c": 10, "d": 20}
print(f(1), f.__kwdefaults__)  # expect: 1 {'c': 10, 'd': 20}
def g(x: int, y: "str" = "a") -> bool: ...
print(g.__annotations__)  # expect: {'x': <class 'int'>, 'y': 'str', 'return': <class 'bool'>}
def one(): return 1
def two(): return 2
one.__code__ = two.__code__
print(one(), one.__name__)  # expect: 2 one
class K:
    def m(self): pass
    class In:
        def n(self): pass
def outer():
    def inner(): pass
    return inner
print(K.m.__qualname__, K.In.n.__qualname__, outer().__qualname__, (lambda: 0).__qualname__)
# expect: K.m K.In.n outer.<locals>.inner <lambda>
for thunk in (lambda: setattr(f, "__name__", 5), lambda: setattr(f, "__code__", 5), lambda: setattr(f, "__defaults__", 5),
              lambda: setattr(f, "__dict__", 5), lambda: setattr(K().m, "x", 1), lambda: setattr(len, "x", 1)):
    try:
        thunk()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: AttributeError
# expect: AttributeError
print(f.__globals__ is globals(), f == f, f != g, hash(f) == hash(f))  # expect: True True True True
def h(): pass
print(h.__code__.co_consts[0] is None or True, h.__closure__, type(h.__get__(1)).__name__)  # expect: True None method
print(repr(f).startswith("<function f at 0x"), repr(len), repr(K().m).startswith("<bound method K.m of <__main__.K object at"))
# expect: True <built-in function len> True
