# The seed's module: what one interpreter sees.
import sys
from load import load, show

m = load("counter_single")
print(m.__name__, m.kind, m.__doc__)  # expect: counter_single single Counts, in three places.
print(m.bump(), m.bump(), m.count)  # expect: 1 2 2
print(m.bump_global(), m.bump_global())  # expect: 1 2
m.remember("x")
print(m.cached())  # expect: ['x']
print(m.whose() is m)  # expect: True
print(m.Error.__name__, m.Error.__module__, m.Error.__mro__)
# expect: Error counter_single (<class 'counter_single.Error'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)
del m.count
show(m.bump)  # expect: RuntimeError: the module has lost its count
m.count = 40
print(m.bump())  # expect: 41

# Loaded again, in sys.modules: same object, values back as they were after init.
m.count, m.added = 99, True
again = load("counter_single")
print(again is m, m.count, m.added)  # expect: True 0 True

# Gone from sys.modules: another object, the same values, functions still bound to the first.
del sys.modules["counter_single"]
fresh = load("counter_single")
print(fresh is m, fresh.count, hasattr(fresh, "added"), fresh.Error is m.Error, fresh.whose() is m)
# expect: False 0 False True True
print(fresh.bump_global(), fresh.cached())  # expect: 3 ['x']
