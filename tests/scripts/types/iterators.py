# The builtin iterators: exhaustion, types, length hints.
for make in (lambda: iter([1, 2]), lambda: iter((1, 2)), lambda: iter("ab"), lambda: iter({1: 2}), lambda: iter({5}), lambda: iter(range(2)), lambda: iter(b"ab"),
             lambda: reversed([1, 2]), lambda: enumerate("a"), lambda: zip([1], [2]), lambda: map(str, [1]), lambda: filter(None, [0, 1]), lambda: iter({1: 2}.items()), lambda: iter({1: 2}.values()),
             lambda: iter("é日"), lambda: iter(bytearray(b"z")), lambda: reversed(range(2)), lambda: reversed({1: 2}), lambda: (x for x in [1])):
    it = make()
    print(type(it).__name__, iter(it) is it, next(it), list(it), list(it), next(it, "end"))
# expect: list_iterator True 1 [2] [] end
# expect: tuple_iterator True 1 [2] [] end
# expect: str_ascii_iterator True a ['b'] [] end
# expect: dict_keyiterator True 1 [] [] end
# expect: set_iterator True 5 [] [] end
# expect: range_iterator True 0 [1] [] end
# expect: bytes_iterator True 97 [98] [] end
# expect: list_reverseiterator True 2 [1] [] end
# expect: enumerate True (0, 'a') [] [] end
# expect: zip True (1, 2) [] [] end
# expect: map True 1 [] [] end
# expect: filter True 1 [] [] end
# expect: dict_itemiterator True (1, 2) [] [] end
# expect: dict_valueiterator True 2 [] [] end
# expect: str_iterator True é ['日'] [] end
# expect: bytearray_iterator True 122 [] [] end
# expect: range_iterator True 1 [0] [] end
# expect: dict_reversekeyiterator True 1 [] [] end
# expect: generator True 1 [] [] end
xs = [1, 2, 3]
it = iter(xs)
next(it)
xs.append(4)
print(it.__length_hint__(), list(it))  # expect: 3 [2, 3, 4]
xs.append(5)
print(list(it))  # expect: []
it = iter(xs)
next(it)
xs.clear()
print(list(it), it.__length_hint__())  # expect: [] 0
it = iter(int, 0)
print(list(it), type(it).__name__)  # expect: [] callable_iterator
values = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), next(values))  # expect: [3, 2, 1] 5
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r))  # expect: 3 2 [2, 1]
class Rev:
    def __reversed__(self): return iter("reversed!")
class Seq:
    def __len__(self): return 3
    def __getitem__(self, i): return i * i
print("".join(reversed(Rev())), list(reversed(Seq())), list(iter(Seq()))[:4] if False else "")
# expect: reversed! [4, 1, 0] 
for bad in (lambda: reversed(5), lambda: reversed({1}), lambda: reversed(iter([])), lambda: iter(5), lambda: next([]), lambda: next(), lambda: iter(), lambda: next(iter([]), 1, 2)):
    try:
        bad()
    except TypeError as error:
        print(error)
# expect: 'int' object is not reversible
# expect: 'set' object is not reversible
# expect: 'list_iterator' object is not reversible
# expect: 'int' object is not iterable
# expect: 'list' object is not an iterator
# expect: next expected at least 1 argument, got 0
# expect: iter expected at least 1 argument, got 0
# expect: next expected at most 2 arguments, got 3
a = iter([1, 2, 3, 4])
print(list(zip(a, a)), dict(zip(*[iter("abcd")] * 2)))  # expect: [(1, 2), (3, 4)] {'a': 'b', 'c': 'd'}
