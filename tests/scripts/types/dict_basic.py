# dict: construction, order, access.
d = {"a": 1, "b": 2}
print(d, d["a"], len(d), "a" in d, 1 in d, {}, {1: {2: {3: 4}}}, {None: 0, (1, 2): "t", 1.5: "f", b"b": 1})
# expect: {'a': 1, 'b': 2} 1 2 True False {} {1: {2: {3: 4}}} {None: 0, (1, 2): 't', 1.5: 'f', b'b': 1}
print(dict(), dict(a=1, b=2), dict([("x", 1), ["y", 2]]), dict({"k": 1}, k2=2), dict(zip("ab", [1, 2])), dict(["ab", "cd"]), dict({"a": 1}, a=2), dict(iter([(1, 2)])))
# expect: {} {'a': 1, 'b': 2} {'x': 1, 'y': 2} {'k': 1, 'k2': 2} {'a': 1, 'b': 2} {'a': 'b', 'c': 'd'} {'a': 2} {1: 2}
d["c"] = 3
d["a"] = 10
print(d, list(d), list(d.values()), list(d.items()))
# expect: {'a': 10, 'b': 2, 'c': 3} ['a', 'b', 'c'] [10, 2, 3] [('a', 10), ('b', 2), ('c', 3)]
del d["b"]
d["b"] = 20
print(d)  # expect: {'a': 10, 'c': 3, 'b': 20}
for k in d: print(k, d[k], end="; ")
print()  # expect: a 10; c 3; b 20; 
for k, v in d.items(): print(k, v, end="; ")
print()  # expect: a 10; c 3; b 20; 
print(d == {"b": 20, "c": 3, "a": 10}, d != {}, {1: 1} == {1.0: True}, {"a": 1, "a": 2}, {1: "x", True: "y"}, [*d], {**d, "z": 0})
# expect: True True True {'a': 2} {1: 'y'} ['a', 'c', 'b'] {'a': 10, 'c': 3, 'b': 20, 'z': 0}
print(d.get("a"), d.get("zz"), d.get("zz", 5), d.pop("a"), d.pop("zz", "default"), d, d.setdefault("n", []), d.setdefault("n", 5), d)
# expect: 10 None 5 10 default {'c': 3, 'b': 20, 'n': []} [] [] {'c': 3, 'b': 20, 'n': []}
d.update({"x": 1}); d.update(y=2); d.update([("z", 3)], w=4); d.update(); d.update({}, c=30)
print(d, d.popitem(), d.popitem(), d, d.copy(), d.copy() is d)
# expect: {'c': 30, 'b': 20, 'n': [], 'x': 1, 'y': 2} ('w', 4) ('z', 3) {'c': 30, 'b': 20, 'n': [], 'x': 1, 'y': 2} {'c': 30, 'b': 20, 'n': [], 'x': 1, 'y': 2} False
d.clear()
print(d, not d, dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys(range(2), []))
# expect: {} True {'a': None, 'b': None, 'c': None} {1: 0, 2: 0} {0: [], 1: []}
e = {"a": 1} | {"b": 2, "a": 3}
e |= {"c": 4}
e |= [("d", 5)]
print(e, {"x": 1} | {}, list(reversed(e)), list(reversed(e.items())), max(e), sorted(e, reverse=True))
# expect: {'a': 3, 'b': 2, 'c': 4, 'd': 5} {'x': 1} ['d', 'c', 'b', 'a'] [('d', 5), ('c', 4), ('b', 2), ('a', 3)] d ['d', 'c', 'b', 'a']
r = {}
r["self"] = r
r["list"] = [r]
print(r, repr({"q'": 'r"'}), str({1: [2, (3,)]}))
# expect: {'self': {...}, 'list': [{...}]} {"q'": 'r"'} {1: [2, (3,)]}
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2): del big[i]
for i in range(0, 100, 2): big[i] = "back"
print(len(big), list(big)[:3], list(big)[-3:], big[99], big[98], 500 in big, sum(k for k in big))
# expect: 550 [1, 3, 5] [94, 96, 98] 9801 back False 252450
print({x: x % 3 for x in range(4)}, dict(a=dict(b=dict())), {i: c for i, c in enumerate("ab")}, bool({}), bool({0: 0}))
# expect: {0: 0, 1: 1, 2: 2, 3: 0} {'a': {'b': {}}} {0: 'a', 1: 'b'} False True
