# slice objects.
s = slice(1, 5, 2)
print(s, s.start, s.stop, s.step, slice(3), slice(None), slice(1, 2), repr(slice("a", "b")), s == slice(1, 5, 2), s != slice(1), slice(1, 2) < slice(1, 3))
# expect: slice(1, 5, 2) 1 5 2 slice(None, 3, None) slice(None, None, None) slice(1, 2, None) slice('a', 'b', None) True True True
for n in (0, 3, 10):
    print([x.indices(n) for x in (slice(None), slice(2), slice(-2, None), slice(None, None, -1), slice(1, 100, 3), slice(-100, 100), slice(5, 1, -2), slice(None, None, 2))])
# expect: [(0, 0, 1), (0, 0, 1), (0, 0, 1), (-1, -1, -1), (0, 0, 3), (0, 0, 1), (-1, -1, -2), (0, 0, 2)]
# expect: [(0, 3, 1), (0, 2, 1), (1, 3, 1), (2, -1, -1), (1, 3, 3), (0, 3, 1), (2, 1, -2), (0, 3, 2)]
# expect: [(0, 10, 1), (0, 2, 1), (8, 10, 1), (9, -1, -1), (1, 10, 3), (0, 10, 1), (5, 1, -2), (0, 10, 2)]
data = list(range(10))
print(data[s], data[slice(None, None, -3)], "hello"[slice(1, 3)], data[slice(-3, None)], data[slice(100, -100, -4)], data[slice(2 ** 100)], data[-2 ** 100:2], data[5:2 ** 70])
# expect: [1, 3] [9, 6, 3, 0] el [7, 8, 9] [9, 5, 1] [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] [0, 1] [5, 6, 7, 8, 9]
class K:
    def __getitem__(self, k): return k
k = K()
print(k[1:2], k[:], k[::2], k[1:2, 3], k["a":"b":None], k[1:, ::2, ...], k[k[1:2]:3])
# expect: slice(1, 2, None) slice(None, None, None) slice(None, None, 2) (slice(1, 2, None), 3) slice('a', 'b', None) (slice(1, None, None), slice(None, None, 2), Ellipsis) slice(slice(1, 2, None), 3, None)
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(data[I(2):I(5)], slice(I(1), None).indices(3), data[True:3], data[::I(4)])
# expect: [2, 3, 4] (1, 3, 1) [1, 2] [0, 4, 8]
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: slice())  # expect: TypeError slice expected at least 1 argument, got 0
attempt(lambda: slice(1, 2, 3, 4))  # expect: TypeError slice expected at most 3 arguments, got 4
attempt(lambda: slice(1, 2, 0).indices(5))  # expect: ValueError slice step cannot be zero
attempt(lambda: slice("a").indices(5))
# expect: TypeError slice indices must be integers or None or have an __index__ method
attempt(lambda: slice(1).indices(-1))  # expect: ValueError length should not be negative
attempt(lambda: slice(1).indices("a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: data[1.5:2])  # expect: TypeError slice indices must be integers or None or have an __index__ method
attempt(lambda: data["a":])  # expect: TypeError slice indices must be integers or None or have an __index__ method
attempt(lambda: data[::0])  # expect: ValueError slice step cannot be zero
attempt(lambda: setattr(s, "start", 2))  # expect: AttributeError readonly attribute
attempt(lambda: "abc"[::0])  # expect: ValueError slice step cannot be zero
attempt(lambda: slice(1) + slice(2))  # expect: TypeError unsupported operand type(s) for +: 'slice' and 'slice'
for start in (-12, -3, 0, 4, None):
    for stop in (-3, 0, 4, 12, None):
        for step in (-3, -1, 2, None):
            a, b, c = slice(start, stop, step).indices(10)
            assert data[start:stop:step] == [data[i] for i in range(a, b, c)], (start, stop, step)
print("all slices agree")  # expect: all slices agree
