# tuple: everything.
t = (1, "a", 2.5)
print(t, (), (1,), 1, 2, tuple(), tuple("ab"), tuple([1, 2]), tuple(range(3)), tuple({"k": 1}), tuple(x for x in "g"), tuple(t) is t)
# expect: (1, 'a', 2.5) () (1,) 1 2 () ('a', 'b') (1, 2) (0, 1, 2) ('k',) ('g',) True
print(t[0], t[-1], t[1:], t[::-1], t[5:], t[:] is t, len(t), "a" in t, t + (4,), t * 2, 2 * (0,), t * 0, () + (), (1, 2) == (1, 2), (1, 2) != (2, 1))
# expect: 1 2.5 ('a', 2.5) (2.5, 'a', 1) () True 3 True (1, 'a', 2.5, 4) (1, 'a', 2.5, 1, 'a', 2.5) (0, 0) () () True True
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == [1, 2], (2,) > (1, 9), (1, "a") < (1, "b"), ((1, 2), 3) < ((1, 3), 0))
# expect: True True True False True True True
print(t.index("a"), t.count(1), (1, 2, 1, 1).count(1), (1, 2, 1).index(1, 1), hash((1, 2)) == hash((1, 2)), hash((1, 2)) != hash((2, 1)), {(1, 2): "x"}[1, 2], hash(()) == hash(()))
# expect: 1 1 3 2 True True x True
a, b, c = t
(d, (e, f)) = (1, (2, 3))
print(a, b, c, d, e, f, (lambda *a: a)(1), [*t], {t}, max((3, 1, 2)), sum((1, 2)), sorted((3, 1)), list(reversed(t)), tuple(zip(t, t)))
# expect: 1 a 2.5 1 2 3 (1,) [1, 'a', 2.5] {(1, 'a', 2.5)} 3 3 [1, 3] [2.5, 'a', 1] ((1, 1), ('a', 'a'), (2.5, 2.5))
print(repr((1, (2, (3,)))), str(("a",)), ("a", 'b"', "c'"), (None, True, ...))
# expect: (1, (2, (3,))) ('a',) ('a', 'b"', "c'") (None, True, Ellipsis)
m = ([1], [2])
m[0].append(5)
print(m)  # expect: ([1, 5], [2])
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: t[10])  # expect: IndexError tuple index out of range
attempt(lambda: t["x"])  # expect: TypeError tuple indices must be integers or slices, not str
attempt(lambda: t.__setitem__(0, 1))  # expect: AttributeError 'tuple' object has no attribute '__setitem__'
attempt(lambda: t + [1])  # expect: TypeError can only concatenate tuple (not "list") to tuple
attempt(lambda: t + 1)  # expect: TypeError can only concatenate tuple (not "int") to tuple
attempt(lambda: t * "x")  # expect: TypeError can't multiply sequence by non-int of type 'str'
attempt(lambda: t.index("zz"))  # expect: ValueError tuple.index(x): x not in tuple
attempt(lambda: tuple(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: tuple(1, 2))  # expect: TypeError tuple expected at most 1 argument, got 2
attempt(lambda: hash(([],)))  # expect: TypeError unhashable type: 'list'
attempt(lambda: (1, 2) < (1, "a"))  # expect: TypeError '<' not supported between instances of 'int' and 'str'
attempt(lambda: (1, 2) < [1, 2])  # expect: TypeError '<' not supported between instances of 'tuple' and 'list'
attempt(lambda: t.append(1))  # expect: AttributeError 'tuple' object has no attribute 'append'
attempt(lambda: t[1.5])  # expect: TypeError tuple indices must be integers or slices, not float
attempt(lambda: tuple(x=5))  # expect: TypeError tuple() takes no keyword arguments
class T(tuple):
    def __repr__(self): return "T" + super().__repr__()
x = T([1, 2])
print(x, x + (3,), type(x[:]).__name__, x == (1, 2), hash(x) == hash((1, 2)), T(), isinstance(x, tuple))
# expect: T(1, 2) (1, 2, 3) tuple True True T() True
r = ([],)
r[0].append(r)
print(r, () is (), len(tuple(range(10000))), tuple(range(100))[::25])  # expect: ([(...)],) True 10000 (0, 25, 50, 75)
