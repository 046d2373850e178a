# enumerate, zip, map, filter, reversed.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("a", start=-1)), list(enumerate([], 10 ** 20)), next(enumerate("z", 2 ** 70)))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(-1, 'a')] [] (1180591620717411303424, 'z')
print(list(zip()), list(zip("ab")), list(zip("ab", [1, 2, 3])), list(zip("abc", range(2), (x for x in "pqr"))), list(zip("ab", "cd", strict=True)), dict(zip("k", "v")), list(zip(*[(1, 2), (3, 4)])))
# expect: [] [('a',), ('b',)] [('a', 1), ('b', 2)] [('a', 0, 'p'), ('b', 1, 'q')] [('a', 'c'), ('b', 'd')] {'k': 'v'} [(1, 3), (2, 4)]
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(max, [1, 5], [3, 2], [2, 9])), list(map(None.__eq__, [None, 1])), list(map(int, "123")), list(map(lambda *a: a, "ab", "cd")))
# expect: ['1', '2'] [11, 22] [3, 9] [True, NotImplemented] [1, 2, 3] [('a', 'c'), ('b', 'd')]
print(list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(str.isdigit, "a1b2")), list(filter(bool, [])), list(reversed("abc")), list(reversed((1, 2))), list(reversed(range(3))))
# expect: [1, 'a'] [2, 3] ['1', '2'] [] ['c', 'b', 'a'] [2, 1] [2, 1, 0]
for kind in (enumerate("a"), zip("a"), map(str, "a"), filter(None, "a")):
    print(type(kind), iter(kind) is kind, next(kind), next(kind, "done"))
# expect: <class 'enumerate'> True (0, 'a') done
# expect: <class 'zip'> True ('a',) done
# expect: <class 'map'> True a done
# expect: <class 'filter'> True a done
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: list(zip("ab", "c", strict=True)))  # expect: ValueError zip() argument 2 is shorter than argument 1
attempt(lambda: list(zip("a", "bc", strict=True)))  # expect: ValueError zip() argument 2 is longer than argument 1
attempt(lambda: list(zip("a", "b", "cd", strict=True)))
# expect: ValueError zip() argument 3 is longer than arguments 1-2
attempt(lambda: list(zip("ab", "cd", "e", strict=True)))
# expect: ValueError zip() argument 3 is shorter than arguments 1-2
attempt(lambda: zip(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: zip("a", 5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: map())  # expect: TypeError map() must have at least two arguments.
attempt(lambda: map(str))  # expect: TypeError map() must have at least two arguments.
attempt(lambda: map(str, 5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: list(map(5, [1])))  # expect: TypeError 'int' object is not callable
attempt(lambda: list(map(lambda: 0, [1])))
# expect: TypeError <lambda>.<locals>.<lambda>() takes 0 positional arguments but 1 was given
attempt(lambda: list(map(lambda x: 1 / x, [1, 0])))  # expect: ZeroDivisionError division by zero
attempt(lambda: filter(None))  # expect: TypeError filter expected 2 arguments, got 1
attempt(lambda: filter(None, 5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: list(filter(5, [1])))  # expect: TypeError 'int' object is not callable
attempt(lambda: enumerate())  # expect: TypeError enumerate() missing required argument 'iterable'
attempt(lambda: enumerate(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: enumerate("a", "b"))  # expect: TypeError 'str' object cannot be interpreted as an integer
it = iter("abcdef")
print(list(zip(it, it, it)), list(zip(it, "x")))  # expect: [('a', 'b', 'c'), ('d', 'e', 'f')] []
log = []
def noisy(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        yield i
list(zip(noisy("a", 2), noisy("b", 1)))
print(log, [i for i, c in enumerate("hello") if c == "l"], max(enumerate([3, 9, 2]), key=lambda p: p[1]))
# expect: ['a0', 'b0', 'a1'] [2, 3] (1, 9)
m = map(lambda x: print("called", x) or x, [1, 2])
print("nothing yet"); print(next(m))
# expect: nothing yet
# expect: called 1
# expect: 1
