# sort and sorted: stability, key, reverse, errors.
xs = [5, 2, 9, 1, 5, 6]
xs.sort(); print(xs)  # expect: [1, 2, 5, 5, 6, 9]
xs.sort(reverse=True); print(xs)  # expect: [9, 6, 5, 5, 2, 1]
words = ["banana", "Apple", "cherry", "apple", "Banana"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True))
# expect: ['Apple', 'Banana', 'apple', 'banana', 'cherry'] ['Apple', 'apple', 'banana', 'Banana', 'cherry'] ['Apple', 'apple', 'banana', 'cherry', 'Banana'] ['banana', 'cherry', 'Banana', 'Apple', 'apple']
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True), sorted(pairs, reverse=True))
# expect: [(0, 'a'), (0, 'z'), (1, 'a'), (1, 'b')] [(0, 'z'), (0, 'a'), (1, 'b'), (1, 'a')] [(0, 'z'), (1, 'b'), (1, 'a'), (0, 'a')] [(1, 'b'), (1, 'a'), (0, 'z'), (0, 'a')]
print(sorted([]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted((3, 1)), sorted(x * -1 for x in range(3)), sorted([True, 0, 2.5, -1]), sorted(range(5), key=lambda x: x % 2))
# expect: [] ['e', 'h', 'l', 'l', 'o'] ['a', 'b'] [1, 3] [-2, -1, 0] [-1, 0, True, 2.5] [0, 2, 4, 1, 3]
data = [(i * 7919) % 1000 for i in range(1000)]
out = sorted(data)
print(out[:5], out[-3:], all(a <= b for a, b in zip(out, out[1:])), sorted(data, reverse=True) == out[::-1], sorted(out) == out, sorted(out[::-1]) == out)
# expect: [0, 1, 2, 3, 4] [997, 998, 999] True True True True
marked = [(x % 5, i) for i, x in enumerate(data)]
stable = sorted(marked, key=lambda p: p[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(stable, stable[1:])))  # expect: True
back = sorted(marked, key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(back, back[1:])))  # expect: True
class K:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): K.count += 1; return self.v < o.v
print([k.v for k in sorted(K(v) for v in [3, 1, 2])], K.count > 0, [k.v for k in sorted(map(K, [1, 2, 3]), reverse=True)])
# expect: [1, 2, 3] True [3, 2, 1]
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
attempt(lambda: sorted([1, "a"]))  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: sorted([None, 1]))  # expect: TypeError '<' not supported between instances of 'int' and 'NoneType'
attempt(lambda: sorted(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: sorted([1], 2))  # expect: TypeError sorted expected 1 argument, got 2
attempt(lambda: sorted([3, 1], key=5))  # expect: TypeError 'int' object is not callable
attempt(lambda: sorted([3, 1], key=lambda x: 1 / 0))  # expect: ZeroDivisionError division by zero
attempt(lambda: sorted([1j, 2j]))  # expect: TypeError '<' not supported between instances of 'complex' and 'complex'
attempt(lambda: sorted([{}, {}]))  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'

attempt(lambda: sorted())  # expect: TypeError sorted expected 1 argument, got 0
ys = [3, 2, 1]
def touch(x):
    ys.append(x)
    return x
attempt(lambda: ys.sort(key=touch))  # expect: ValueError list modified during sort
zs = [2, 1, "x"]
attempt(lambda: zs.sort())  # expect: TypeError '<' not supported between instances of 'str' and 'int'
print(len(zs), sorted([0.5, float("inf"), -1, 10 ** 30, -float("inf")]), sorted(["é", "z", "a", "日", "😀"]), sorted([b"b", b"a"]), sorted([[2], [1, 5], [1]]))
# expect: 3 [-inf, -1, 0.5, 1000000000000000000000000000000, inf] ['a', 'z', 'é', '日', '😀'] [b'a', b'b'] [[1], [1, 5], [2]]
