# Generators: lazily run, resumed, exhausted.
def count(n):
    print("start")
    for i in range(n):
        print("yield", i)
        yield i
    print("end")

g = count(2)
print(type(g).__name__, iter(g) is g)  # expect: generator True
print(next(g))
# expect: start
# expect: yield 0
# expect: 0
print(next(g))
# expect: yield 1
# expect: 1
try:
    next(g)  # expect: end
except StopIteration as stop:
    print("stopped", stop.value)  # expect: stopped None
print(next(g, "default"), list(g))  # expect: default []
print(list(count(1)), sum(x for x in range(5)))
# expect: start
# expect: yield 0
# expect: end
# expect: [0] 10

def with_return():
    yield 1
    return "result"
g = with_return()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value, stop.args)  # expect: result ('result',)

def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]

def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))  # expect: [1, 2, 1, 3, 1, 2, 1]
def empty():
    return
    yield
print(list(empty()))  # expect: []
def evens(limit):
    n = 0
    while n < limit:
        if n % 2 == 0:
            yield n
        n += 1
print(list(evens(10)), tuple(evens(3)), max(evens(9)), 4 in evens(5))  # expect: [0, 2, 4, 6, 8] (0, 2) 8 True
a, *b = evens(8)
print(a, b)  # expect: 0 [2, 4, 6]
squares = (x * x for x in range(4))
print(next(squares), list(squares), list(squares))  # expect: 0 [1, 4, 9] []
def args(*a, **k):
    yield a
    yield k
print(list(args(1, 2, x=3)))  # expect: [(1, 2), {'x': 3}]
def lazy_args(a):
    print("never run")
    yield a
try:
    lazy_args()
except TypeError as error:
    print(error)  # expect: lazy_args() missing 1 required positional argument: 'a'
lazy_args(1)
two = zip(count(1), "ab")
print(next(two))
# expect: start
# expect: yield 0
# expect: (0, 'a')
