# __iter__, __next__ and the old __getitem__ way.
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountIter(self.n)
class CountIter:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
c = Count(3)
print(list(c), list(c), [*c], max(c), sum(c), 2 in c, 5 in c)  # expect: [1, 2, 3] [1, 2, 3] [1, 2, 3] 3 6 True False
a, b, d = c
print(a, b, d)  # expect: 1 2 3
class Old:
    def __getitem__(self, i):
        print("getitem", i)
        if i >= 2: raise IndexError
        return i * 10
print(list(Old()))
# expect: getitem 0
# expect: getitem 1
# expect: getitem 2
# expect: [0, 10]
print(10 in Old(), 99 in Old())
# expect: getitem 0
# expect: getitem 1
# expect: getitem 0
# expect: getitem 1
# expect: getitem 2
# expect: True False
class OldDict:
    def __getitem__(self, k): raise KeyError(k)
try:
    list(OldDict())
except KeyError as error:
    print("KeyError", error)  # expect: KeyError 0
class StopsInGetitem:
    def __getitem__(self, i):
        if i > 1: raise StopIteration
        return i
print(list(StopsInGetitem()))  # expect: [0, 1]
class BadIter:
    def __iter__(self): return 5
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i
class NoNext:
    def __iter__(self): return self
for bad in (BadIter, NoneIter, NoNext, object):
    try:
        for x in bad(): pass
    except TypeError as error:
        print(bad.__name__, type(error).__name__)
# expect: BadIter TypeError
# expect: NoneIter TypeError
# expect: NoNext TypeError
# expect: object TypeError
try:
    next(c)
except TypeError as error:
    print(error)  # expect: 'Count' object is not an iterator
class Fails:
    def __iter__(self): return self
    def __next__(self): raise ValueError("from next")
try:
    for x in Fails(): pass
except ValueError as error:
    print(error)  # expect: from next
class Gen:
    def __iter__(self):
        yield from "abc"
print(list(Gen()), "".join(Gen()), dict(zip(Gen(), range(3))))  # expect: ['a', 'b', 'c'] abc {'a': 0, 'b': 1, 'c': 2}
it = iter(c)
print(next(it), next(it), next(it), next(it, "end"), next(it, "end"))  # expect: 1 2 3 end end
class Resumes:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 2: raise StopIteration
        return self.n
r = Resumes()
print(list(r), next(r))  # expect: [1] 3
print(list(iter(iter([1, 2]))), iter([]).__length_hint__())  # expect: [1, 2] 0
