# since: 3.13
# Functions whose code is replaced while they run; code of functions run by exec and eval.
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
def f():
    f.__code__ = (lambda: 5).__code__
    x = [1, 2, 3]
    return x
print(f(), f())  # expect: [1, 2, 3] 5
def g():
    a, b, c, d = 1, 2, 3, 4
    yield a
    yield a + b + c + d
it = g()
next(it)
g.__code__ = (lambda: (yield 77)).__code__
print(list(it), list(g()))  # expect: [10] [77]
def h(a, b=2, *, c): return a, b, c
attempt(lambda: exec(h.__code__))  # expect: TypeError h() missing 2 required positional arguments: 'a' and 'b'
attempt(lambda: eval(h.__code__))  # expect: TypeError h() missing 2 required positional arguments: 'a' and 'b'
def gen(): yield 1
attempt(lambda: exec(gen.__code__))  # expect: None
attempt(lambda: list(eval(gen.__code__)))  # expect: [1]
def local():
    x = 5
    return locals()
attempt(lambda: eval(local.__code__, {}, {"y": 1}))  # expect: {'x': 5}
attempt(lambda: eval((lambda: x).__code__, {"x": 3}))  # expect: 3
def closure():
    z = 1
    return lambda: z
F, Cell = type(f), type(closure().__closure__[0])
attempt(lambda: F(h.__code__, {}, "n", None, (1,)))  # expect: ValueError h requires closure of length 0, not 1
attempt(lambda: F(closure().__code__, {}, "n", None, (1,)))
# expect: TypeError arg 5 (closure) expected cell, found int
attempt(lambda: F(closure().__code__, {}))  # expect: TypeError arg 5 (closure) must be tuple
attempt(lambda: F(closure().__code__, {}, closure=(Cell(4),))())  # expect: 4
attempt(lambda: F(h.__code__, {}, argdefs=(5, 6))(c=7))  # expect: (5, 6, 7)
attempt(lambda: F(h.__code__, [], "n"))  # expect: TypeError function() argument 'globals' must be dict, not list
attempt(lambda: F(h.__code__, {}, 5))  # expect: TypeError arg 3 (name) must be None or string
closure.__code__ = h.__code__
attempt(closure)  # expect: TypeError closure() missing 2 required positional arguments: 'a' and 'b'
