# needs: collections
# Counter and ChainMap.
from collections import Counter, ChainMap
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.total(), sorted(c.elements())[:6], len(c), "zz" in c, Counter(a=2, b=1), Counter({"x": 5}), Counter())
# expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 5 0 [('a', 5), ('b', 2)] 11 ['a', 'a', 'a', 'a', 'a', 'b'] 5 False Counter({'a': 2, 'b': 1}) Counter({'x': 5}) Counter()
c.update("aaa"); c.update({"z": 2}); c.subtract("ab"); c["new"] += 1
print(c["a"], c["z"], c["b"], c["new"], sorted(c.items()))
# expect: 7 2 1 1 [('a', 7), ('b', 1), ('c', 1), ('d', 1), ('new', 1), ('r', 2), ('z', 2)]
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=1)
print(a + b, a - b, a & b, a | b, +Counter(p=1, q=-1), -Counter(p=1, q=-1), a == Counter(x=3, y=1), a <= b, Counter(x=1) <= a, a != b)
# expect: Counter({'x': 4, 'y': 3, 'z': 1}) Counter({'x': 2}) Counter({'x': 1, 'y': 1}) Counter({'x': 3, 'y': 2, 'z': 1}) Counter({'p': 1}) Counter({'q': 1}) True False True True
a += b; print(a)  # expect: Counter({'x': 4, 'y': 3, 'z': 1})
a -= Counter(x=10); print(a)  # expect: Counter({'y': 3, 'z': 1})
del c["a"]; print("a" in c, c.pop("z"), list(Counter([3, 1, 3])), Counter([]).most_common(), Counter("aab").most_common(1))
# expect: False 2 [3, 1] [] [('a', 2)]
print(dict(Counter("ab")), Counter("ab") == {"a": 1, "b": 1}, Counter(x=0) == Counter(), type(Counter("a").copy()).__name__, isinstance(c, dict))
# expect: {'a': 1, 'b': 1} True True Counter True
try:
    Counter.fromkeys("ab")
except NotImplementedError as error:
    print(type(error).__name__)  # expect: NotImplementedError
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], list(m), len(m), "b" in m, m.get("zz", 0), dict(m), m.maps, m.parents, m.new_child({"c": 5})["c"])
# expect: 1 3 ['a', 'b'] 2 True 0 {'a': 1, 'b': 3} [{'a': 1}, {'a': 2, 'b': 3}] ChainMap({'a': 2, 'b': 3}) 5
m["b"] = 10
print(m, m.maps[1]["b"])  # expect: ChainMap({'a': 1, 'b': 10}, {'a': 2, 'b': 3}) 3
try:
    del m["zz"]
except KeyError as error:
    print(type(error).__name__)  # expect: KeyError
