# List, set and dict comprehensions and their scope.
print([x * x for x in range(5)])  # expect: [0, 1, 4, 9, 16]
print([x for x in range(10) if x % 2 if x > 3])  # expect: [5, 7, 9]
print([(x, y) for x in range(3) for y in "ab"])  # expect: [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b'), (2, 'a'), (2, 'b')]
print([(x, y) for x in range(4) for y in range(x) if (x + y) % 2])  # expect: [(1, 0), (2, 1), (3, 0), (3, 2)]
print({x % 3 for x in range(10)} == {0, 1, 2})  # expect: True
print({k: v for k, v in zip("abc", range(3))})  # expect: {'a': 0, 'b': 1, 'c': 2}
print({x: [y for y in range(x)] for x in range(3)})  # expect: {0: [], 1: [0], 2: [0, 1]}
print([[c for c in row] for row in ["ab", "cd"]])  # expect: [['a', 'b'], ['c', 'd']]
x = "outer"
squares = [x for x in range(3)]
print(x, squares)  # expect: outer [0, 1, 2]
print([a + b for a, b in [(1, 2), (3, 4)]])  # expect: [3, 7]
print([first for first, *_ in ["abc", "def"]])  # expect: ['a', 'd']
n = 3
print([n * i for i in range(n)])  # expect: [0, 3, 6]
def inside():
    k = 10
    return [k + i for i in range(3)], [[k * j for j in range(i)] for i in range(3)]
print(inside())  # expect: ([10, 11, 12], [[], [0], [0, 10]])
class Scope:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        bad = [len(items) for _ in range(1)]
    except NameError as error:
        message = str(error)
print(Scope.doubled, Scope.message)  # expect: [2, 4] name 'items' is not defined
print([y for x in range(3) if (y := x * 2)], y)  # expect: [2, 4] 4
print([lambda: 1 for _ in range(2)][0]())  # expect: 1
print([i for i in (j for j in range(3))])  # expect: [0, 1, 2]
try:
    [z for z in range(2)]
    z
except NameError as error:
    print(error)  # expect: name 'z' is not defined
print([x for x in [1, 2, 3] if not x == 2 or False], [x if x else None for x in [0, 1]])  # expect: [1, 3] [None, 1]
print({**{k: 1 for k in "ab"}}, [*(i for i in range(2))])  # expect: {'a': 1, 'b': 1} [0, 1]
def conflict():
    try:
        return [[] for i in 5]
    except TypeError as error:
        return str(error)
print(conflict())  # expect: 'int' object is not iterable
