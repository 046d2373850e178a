# keys, values, items: live views with set operations.
d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)  # expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)])
print(len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, list(k), list(reversed(k)), list(reversed(v)), list(reversed(i)))
# expect: 3 True True True False False ['a', 'b', 'c'] ['c', 'b', 'a'] [3, 2, 1] [('c', 3), ('b', 2), ('a', 1)]
d["d"] = 4
del d["a"]
print(k, v, i, len(i))
# expect: dict_keys(['b', 'c', 'd']) dict_values([2, 3, 4]) dict_items([('b', 2), ('c', 3), ('d', 4)]) 3
e = {"b": 2, "z": 26}
print(sorted(k & e.keys()), sorted(k | e.keys()), sorted(k - e.keys()), sorted(k ^ e.keys()), sorted(k & ["b", "q"]), sorted(["b", "x"] & k), sorted(k - "b"), type(k & k).__name__)
# expect: ['b'] ['b', 'c', 'd', 'z'] ['c', 'd'] ['c', 'd', 'z'] ['b'] ['b'] ['c', 'd'] set
print(sorted(i & e.items()), sorted(i - e.items()), sorted(i | {("n", 1)}), k == {"b", "c", "d"}, k == e.keys(), k == ["b"], {"b"} < k, k > {"b"}, k >= k, k <= e.keys())
# expect: [('b', 2)] [('c', 3), ('d', 4)] [('b', 2), ('c', 3), ('d', 4), ('n', 1)] True False False True True True False
print(k.isdisjoint(["q"]), k.isdisjoint(e), i.isdisjoint([("b", 2)]), v == v, v == d.values(), {}.keys() == set(), e.items() == {("z", 26), ("b", 2)})
# expect: True False False True False True True
print({"x": []}.items() == {"x": []}.items(), repr({}.keys()), repr({}.values()), repr({}.items()), k.mapping["b"], type(k), type(v), type(i))
# expect: True dict_keys([]) dict_values([]) dict_items([]) 2 <class 'dict_keys'> <class 'dict_values'> <class 'dict_items'>
def attempt(f):
    try:
        print(f())
    except (TypeError, AttributeError, RuntimeError) as error:
        print(type(error).__name__, error)
attempt(lambda: k[0])  # expect: TypeError 'dict_keys' object is not subscriptable
attempt(lambda: v & v)  # expect: TypeError unsupported operand type(s) for &: 'dict_values' and 'dict_values'
attempt(lambda: k & 5)  # expect: TypeError 'int' object is not iterable
attempt(lambda: k + k)  # expect: TypeError unsupported operand type(s) for +: 'dict_keys' and 'dict_keys'
attempt(lambda: k.add(1))  # expect: AttributeError 'dict_keys' object has no attribute 'add'
attempt(lambda: hash(k))  # expect: TypeError unhashable type: 'dict_keys'
attempt(lambda: k < 5)  # expect: TypeError '<' not supported between instances of 'dict_keys' and 'int'
attempt(lambda: k.mapping.__setitem__("x", 1))
# expect: AttributeError 'mappingproxy' object has no attribute '__setitem__'
attempt(lambda: next(k))  # expect: TypeError 'dict_keys' object is not an iterator
for key, value in sorted(d.items(), key=lambda p: -p[1]): print(key, value, end=" ")
print(max(d, key=d.get), sum(v), dict(i) == d, [*k], {**dict(zip(k, v))} == d, min(v))
# expect: d 4 c 3 b 2 d 9 True ['b', 'c', 'd'] True 2
it = iter(d.items())
print(next(it), it.__length_hint__(), list(it), dict(sorted(d.items(), reverse=True)))
# expect: ('b', 2) 2 [('c', 3), ('d', 4)] {'d': 4, 'c': 3, 'b': 2}
