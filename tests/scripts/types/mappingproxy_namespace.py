# Class dictionaries are read-only views; function and module dictionaries are not.
class C:
    a = 1
    def m(self): pass
view = C.__dict__
print(type(view).__name__, view["a"], "a" in view, "zz" in view, view.get("a"), view.get("zz", 5), isinstance(view, dict), len(view) > 2)
# expect: mappingproxy 1 True False 1 5 False True
C.b = 2
print(view["b"], [k for k in view if not k.startswith("__")], sorted(k for k in view.keys() if len(k) == 1))
# expect: 2 ['a', 'm', 'b'] ['a', 'b', 'm']
for bad in (lambda: view.__setitem__("c", 1), lambda: view.pop("a"), lambda: view.update({}), lambda: view["zz"], lambda: hash(view)):
    try:
        bad()
    except (TypeError, AttributeError, KeyError) as error:
        print(type(error).__name__)
# expect: AttributeError
# expect: AttributeError
# expect: AttributeError
# expect: KeyError
# expect: TypeError
try:
    view["c"] = 1
except TypeError as error:
    print(error)  # expect: 'mappingproxy' object does not support item assignment
try:
    del view["a"]
except TypeError as error:
    print(error)  # expect: 'mappingproxy' object does not support item deletion
Proxy = type(view)
d = {"x": 1}
p = Proxy(d)
d["y"] = 2
print(p, p["y"], p == d, p | {"z": 3}, list(p.items()), p.copy(), list(reversed(p)))
# expect: {'x': 1, 'y': 2} 2 True {'x': 1, 'y': 2, 'z': 3} [('x', 1), ('y', 2)] {'x': 1, 'y': 2} ['y', 'x']
try:
    Proxy(5)
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
def f(): pass
f.__dict__["k"] = "v"
print(f.k, f.__dict__)  # expect: v {'k': 'v'}
import sys
ns = type(sys.implementation)
n = ns(a=1, b="x")
n.c = [n.a]
print(n, n.b, vars(n), n == ns(a=1, b="x", c=[1]), n != ns())
# expect: namespace(a=1, b='x', c=[1]) x {'a': 1, 'b': 'x', 'c': [1]} True True
del n.a
print(n, hasattr(n, "a"))  # expect: namespace(b='x', c=[1]) False
vars(C.m)["attr"] = 5
print(C.m.attr)  # expect: 5
