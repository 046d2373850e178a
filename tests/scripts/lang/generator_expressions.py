# Generator expressions: the first iterable is evaluated at once, the rest later.
def source(name, n):
    print("source", name)
    return range(n)
g = (x for x in source("a", 2) for y in source("b", 2))  # expect: source a
print("created")  # expect: created
print(list(g))
# expect: source b
# expect: source b
# expect: [0, 0, 1, 1]
n = 10
g = (n + i for i in range(2))
n = 100
print(list(g))  # expect: [100, 101]
print(sum(i * i for i in range(10)), max((len(w) for w in ["a", "bbb"]), default=0))  # expect: 285 3
print(any(x > 2 for x in range(5)), all(x < 3 for x in range(5)))  # expect: True False
print(",".join(str(i) for i in range(4)))  # expect: 0,1,2,3
print(dict((i, i * i) for i in range(3)), sorted({i % 3 for i in range(9)}))  # expect: {0: 0, 1: 1, 2: 4} [0, 1, 2]
g = ((i, j) for i in range(3) if i for j in range(i))
print(list(g))  # expect: [(1, 0), (2, 0), (2, 1)]
print((i for i in []).__name__, type(i for i in []).__name__)  # expect: <genexpr> generator
def total(*args): return sum(args)
print(total(*(i for i in range(4))))  # expect: 6
funcs = list((lambda: i) for i in range(3))
print([f() for f in funcs])  # expect: [2, 2, 2]
class C:
    k = 3
    values = list(k_ for k_ in range(k))
print(C.values)  # expect: [0, 1, 2]
print(list(x for x in (y for y in (z for z in range(3)))))  # expect: [0, 1, 2]
print(list((yield_ for yield_ in "ok")))  # expect: ['o', 'k']
def outer():
    a = 1
    g = (a + b for b in range(2))
    a = 50
    return list(g)
print(outer())  # expect: [50, 51]
print([*(c for c in "xy"), *(c for c in "z")])  # expect: ['x', 'y', 'z']
print(tuple(x if x else -1 for x in range(2)))  # expect: (-1, 1)
g = (i for i in range(3))
print(2 in g, list(g))  # expect: True []
