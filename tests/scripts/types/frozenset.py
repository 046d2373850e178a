# frozenset.
f = frozenset([3, 1, 2])
print(sorted(f), len(f), 2 in f, frozenset(), repr(frozenset([5])), frozenset("a"), hash(f) == hash(frozenset([1, 2, 3])), {f: "x"}[frozenset([2, 3, 1])], frozenset(f) is f)
# expect: [1, 2, 3] 3 True frozenset() frozenset({5}) frozenset({'a'}) True x True
print(sorted(f | {4}), f & {1}, sorted(f - {1}), sorted(f ^ {1, 9}), f == {1, 2, 3}, f < {1, 2, 3, 4}, f >= {1}, f.isdisjoint([8]), sorted(f.union([7])), f.copy() is f)
# expect: [1, 2, 3, 4] frozenset({1}) [2, 3] [2, 3, 9] True True True True [1, 2, 3, 7] True
print(type(f | {4}).__name__, type({4} | f).__name__, type(f.union([1])).__name__, frozenset() == set(), hash(frozenset()) == hash(frozenset([])))
# expect: frozenset set frozenset True True
def attempt(g):
    try:
        print(g())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: f.add(1))  # expect: AttributeError 'frozenset' object has no attribute 'add'
attempt(lambda: f.pop())  # expect: AttributeError 'frozenset' object has no attribute 'pop'
attempt(lambda: f[0])  # expect: TypeError 'frozenset' object is not subscriptable
attempt(lambda: f | [1])  # expect: TypeError unsupported operand type(s) for |: 'frozenset' and 'list'
attempt(lambda: frozenset(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: frozenset(1, 2))  # expect: TypeError frozenset expected at most 1 argument, got 2
attempt(lambda: frozenset(x=1))  # expect: TypeError frozenset() takes no keyword arguments
g = f
g |= {10}
print(sorted(g), sorted(f), g is f)  # expect: [1, 2, 3, 10] [1, 2, 3] False
nested = frozenset([frozenset([1]), frozenset()])
print(frozenset() in nested, frozenset({1}) in nested, {1} in nested, len(nested))  # expect: True True True 2
class F(frozenset): pass
print(F([1]), type(F([1]) | {2}).__name__, F([1]) == frozenset([1]), hash(F([1])) == hash(frozenset([1])), sorted(map(len, nested)))
# expect: F({1}) frozenset True True [0, 1]
powerset = {frozenset(x for j, x in enumerate("abc") if i >> j & 1) for i in range(8)}
print(len(powerset), max(len(p) for p in powerset))  # expect: 8 3
