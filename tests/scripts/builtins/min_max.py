# min and max.
print(max(1, 3, 2), min(1, 3, 2), max([1, 5]), min("hello"), max({3: 0, 9: 0}), max("a", "b"), min((2,), (1, 5)), max(1, 2.5, True), max(x % 4 for x in range(10)))
# expect: 3 1 5 e 9 b (1, 5) 2.5 3
print(max([], default="d"), min([], default=None), max([1], default=9), max(["aa", "b"], key=len), min("bb", "a", key=len), max(-3, 2, key=abs), max([1, 2], key=None))
# expect: d None 1 aa a -3 2
words = ["one", "two", "three", "four"]
print(max(words, key=len), min(words, key=len), max(words), min(words), max(range(5), key=lambda x: -x), max(enumerate("abc")))
# expect: three one two four 0 (2, 'c')
print(max(1, 1.0), type(max(1, 1.0)).__name__, type(min(1.0, 1)).__name__, max("Z", "a"), min([[2], [1, 9]]), max([True, 0]), max((1, "b"), (1, "a")))
# expect: 1 int float a [1, 9] True (1, 'b')
for bad in (lambda: max(), lambda: min(), lambda: max(5), lambda: max(1, "a"), lambda: max([1, None]), lambda: max(1, 2, default=3), lambda: max([1], key=5), lambda: max(1j, 2j)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: max expected at least 1 argument, got 0
# expect: min expected at least 1 argument, got 0
# expect: 'int' object is not iterable
# expect: '>' not supported between instances of 'str' and 'int'
# expect: '>' not supported between instances of 'NoneType' and 'int'
# expect: Cannot specify a default for max() with multiple positional arguments
# expect: 'int' object is not callable
# expect: '>' not supported between instances of 'complex' and 'complex'
for f in (max, min):
    try:
        f([])
    except ValueError as error:
        print(type(error).__name__)
# expect: ValueError
# expect: ValueError
calls = []
def key(x):
    calls.append(x)
    return x
print(max(3, 1, 2, key=key), calls)  # expect: 3 [3, 1, 2]
class L:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", self.v, o.v); return self.v < o.v
    def __gt__(self, o): print("gt", self.v, o.v); return self.v > o.v
print(max(L(1), L(2)).v, min(L(1), L(2)).v)
# expect: gt 2 1
# expect: lt 2 1
# expect: 2 1
