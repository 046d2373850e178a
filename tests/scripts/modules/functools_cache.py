# needs: functools
# lru_cache, cache, cached_property, singledispatch, partialmethod.
from functools import lru_cache, cache, cached_property, singledispatch, partialmethod, singledispatchmethod
calls = []
@lru_cache(maxsize=2)
def f(x):
    calls.append(x)
    return x * 2
print(f(1), f(2), f(1), f(3), f(2), calls)  # expect: 2 4 2 6 4 [1, 2, 3, 2]
print(f.cache_info(), f.cache_parameters(), f.__wrapped__(9), f.__name__)
# expect: CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False} 18 f
f.cache_clear()
print(f.cache_info(), f(1))  # expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) 2
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(90), fib.cache_info().currsize, fib.cache_info().maxsize)  # expect: 2880067194370816120 91 None
@lru_cache
def kw(a, b=1, *, c=2): return a + b + c
print(kw(1), kw(1, b=1), kw(a=1), kw.cache_info().misses)  # expect: 4 4 4 3
@lru_cache(typed=True)
def typed(x): return type(x).__name__
print(typed(1), typed(1.0), typed(True))  # expect: int float bool
try:
    f([])
except TypeError as error:
    print("unhashable" in str(error))  # expect: True
@lru_cache(maxsize=0)
def none(x): return x
none(1); none(1)
print(none.cache_info())  # expect: CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)
class P:
    n = 0
    @cached_property
    def value(self):
        P.n += 1
        return P.n
    def power(self, base, exp): return base ** exp
    square = partialmethod(power, exp=2)
p = P()
print(p.value, p.value, "value" in p.__dict__, P().value, p.square(5))  # expect: 1 1 True 2 25
del p.value
print(p.value)  # expect: 3
@singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list of " + ", ".join(map(show, x))
@show.register(str)
@show.register(bytes)
def _(x): return "text"
print(show(1), show([1, "a", 2.5]), show(b""), show(True), show.dispatch(bool).__name__, show(None))
# expect: int list of int, text, object text int _ object
class D:
    @singledispatchmethod
    def m(self, x): return "default"
    @m.register
    def _(self, x: int): return "int"
print(D().m(1), D().m("x"))  # expect: int default
