# needs: collections
# since: 3.12
# OrderedDict and defaultdict.
from collections import OrderedDict, defaultdict
d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"]
print(dict(d), d.get("zz"), "zz" in d, len(d), d.default_factory, defaultdict(int, {"x": 1}, y=2)["q"], defaultdict(lambda: 5)["k"])
# expect: {'a': [1, 2], 'b': []} None False 2 <class 'list'> 0 5
print(defaultdict(int, a=1), defaultdict(None, {"a": 1}), repr(defaultdict(list)), d == {"a": [1, 2], "b": []}, type(d.copy()).__name__, defaultdict(int) | {"a": 1})
# expect: defaultdict(<class 'int'>, {'a': 1}) defaultdict(None, {'a': 1}) defaultdict(<class 'list'>, {}) True defaultdict defaultdict(<class 'int'>, {'a': 1})
for bad in (lambda: defaultdict(None)["k"], lambda: defaultdict()["k"], lambda: defaultdict(5), lambda: defaultdict(lambda: 1 / 0)["k"]):
    try:
        bad()
    except (KeyError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
# expect: KeyError 'k'
# expect: KeyError 'k'
# expect: TypeError first argument must be callable or None
# expect: ZeroDivisionError division by zero
counts = defaultdict(int)
for ch in "hello": counts[ch] += 1
print(sorted(counts.items()))  # expect: [('e', 1), ('h', 1), ('l', 2), ('o', 1)]
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(t["a"]["b"]["c"], list(t))  # expect: 1 ['a']
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
print(list(o), o["b"], o, len(o))  # expect: ['a', 'b', 'c'] 2 OrderedDict({'a': 1, 'b': 2, 'c': 3}) 3
o.move_to_end("a"); print(list(o))  # expect: ['b', 'c', 'a']
o.move_to_end("c", last=False); print(list(o))  # expect: ['c', 'b', 'a']
print(o.popitem(), o.popitem(last=False), list(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), list(reversed(OrderedDict.fromkeys("xyz"))))
# expect: ('a', 1) ('c', 3) ['b'] False True ['z', 'y', 'x']
o["z"] = 1; o["b"] = 0; del o["z"]
print(list(o.items()), o.pop("b"), o.pop("q", "none"), bool(o), OrderedDict() == {}, isinstance(o, dict), OrderedDict(a=1) | {"b": 2})
# expect: [('b', 0)] 0 none False True True OrderedDict({'a': 1, 'b': 2})
for bad in (lambda: OrderedDict().popitem(), lambda: OrderedDict().move_to_end("x"), lambda: OrderedDict(a=1)["b"]):
    try:
        bad()
    except KeyError as error:
        print(type(error).__name__, error)
# expect: KeyError 'dictionary is empty'
# expect: KeyError 'x'
# expect: KeyError 'b'
class M(OrderedDict):
    def __missing__(self, k): return "missing " + k
print(M()["q"], M(a=1))  # expect: missing q M({'a': 1})
