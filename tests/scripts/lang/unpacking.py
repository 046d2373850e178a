# Unpacking assignment in every shape, and its errors.
a, b = 1, 2
(c, d), e = [3, 4], 5
[f, [g]] = 6, [7]
print(a, b, c, d, e, f, g)  # expect: 1 2 3 4 5 6 7
h, *i = "xyz"
*j, k = range(4)
l, *m, n = [1, 2]
o, *p, q = range(6)
print(h, i, j, k, l, m, n, o, p, q)  # expect: x ['y', 'z'] [0, 1, 2] 3 1 [] 2 0 [1, 2, 3, 4] 5
(r,) = [8]
[s] = {9: 0}
print(r, s)  # expect: 8 9
*all_of, = "ab"
print(all_of)  # expect: ['a', 'b']
x = [1, 2, 3]
x[0], x[2] = x[2], x[0]
print(x)  # expect: [3, 2, 1]
i = 0
i, x[i] = 1, "changed"
print(i, x)  # expect: 1 [3, 'changed', 1]
for (a, b), *c in [((1, 2), 3, 4)]:
    print(a, b, c)
# expect: 1 2 [3, 4]
() = []
[] = ()
def attempt(thunk):
    try:
        thunk()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
def two(v):
    a, b = v
def star(v):
    a, b, *c = v
def one(v):
    [a] = v
attempt(lambda: two(1))  # expect: TypeError cannot unpack non-iterable int object
attempt(lambda: two([1]))  # expect: ValueError not enough values to unpack (expected 2, got 1)
attempt(lambda: two([]))  # expect: ValueError not enough values to unpack (expected 2, got 0)
attempt(lambda: two(iter([1, 2, 3])))  # expect: ValueError too many values to unpack (expected 2)
attempt(lambda: two(None))  # expect: TypeError cannot unpack non-iterable NoneType object
attempt(lambda: star([1]))  # expect: ValueError not enough values to unpack (expected at least 2, got 1)
attempt(lambda: star(5))  # expect: TypeError cannot unpack non-iterable int object
attempt(lambda: one(()))  # expect: ValueError not enough values to unpack (expected 1, got 0)
def gen():
    yield 1
    yield 2
    print("asked for a third")
    yield 3
attempt(lambda: two(gen()))
# expect: asked for a third
# expect: ValueError too many values to unpack (expected 2)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2})
# expect: [0, 1, 2, 'a', 'b'] (1, 2) {1} {'a': 1, 'b': 2}
