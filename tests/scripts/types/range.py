# range objects.
for r in (range(5), range(2, 5), range(0, 10, 3), range(10, 0, -3), range(5, 2), range(0), range(-3, 3), range(0, -5, -2), range(10 ** 20, 10 ** 20 + 3)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)))
# expect: range(0, 5) [0, 1, 2, 3, 4] 5 True 0 5 1 [4, 3, 2, 1, 0]
# expect: range(2, 5) [2, 3, 4] 3 True 2 5 1 [4, 3, 2]
# expect: range(0, 10, 3) [0, 3, 6, 9] 4 True 0 10 3 [9, 6, 3, 0]
# expect: range(10, 0, -3) [10, 7, 4, 1] 4 True 10 0 -3 [1, 4, 7, 10]
# expect: range(5, 2) [] 0 False 5 2 1 []
# expect: range(0, 0) [] 0 False 0 0 1 []
# expect: range(-3, 3) [-3, -2, -1, 0, 1, 2] 6 True -3 3 1 [2, 1, 0, -1, -2, -3]
# expect: range(0, -5, -2) [0, -2, -4] 3 True 0 -5 -2 [-4, -2, 0]
# expect: range(100000000000000000000, 100000000000000000003) [100000000000000000000, 100000000000000000001, 100000000000000000002] 3 True 100000000000000000000 100000000000000000003 1 [100000000000000000002, 100000000000000000001, 100000000000000000000]
r = range(0, 20, 3)
print(r[0], r[-1], r[2:4], r[::-1], r[::2], r[10:], 9 in r, 10 in r, 9.0 in r, "a" in r, r.index(9), r.count(9), r.count(10), r.count("x"))
# expect: 0 18 range(6, 12, 3) range(18, -3, -3) range(0, 21, 6) range(21, 21, 3) True False True False 3 1 0 0
print(range(3) == range(0, 3, 1), range(0) == range(5, 2), range(0, 3, 2) == range(0, 4, 2), range(3) != range(4), hash(range(3)) == hash(range(0, 3)), range(3) == [0, 1, 2], {range(2): 1}[range(0, 2)])
# expect: True True True True True False 1
big = range(10 ** 30)
print(big[10 ** 29], 10 ** 29 in big, 10 ** 31 in big, big[-1], big.index(10 ** 15), range(0, 10 ** 30, 10 ** 29)[3], list(range(2 ** 63 - 1, 2 ** 63 + 2)), max(range(5)), sum(range(101)))
# expect: 100000000000000000000000000000 True False 999999999999999999999999999999 1000000000000000 300000000000000000000000000000 [9223372036854775807, 9223372036854775808, 9223372036854775809] 4 5050
class I:
    def __index__(self): return 3
print(list(range(I())), range(True), range(5)[I()], range(1, I(), 1))  # expect: [0, 1, 2] range(0, 1) 3 range(1, 3)
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: range())  # expect: TypeError range expected at least 1 argument, got 0
attempt(lambda: range(1, 2, 3, 4))  # expect: TypeError range expected at most 3 arguments, got 4
attempt(lambda: range(1, 2, 0))  # expect: ValueError range() arg 3 must not be zero
attempt(lambda: range(1.5))  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(lambda: range("5"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: range(5)[5])  # expect: IndexError range object index out of range
attempt(lambda: range(5)[-6])  # expect: IndexError range object index out of range
attempt(lambda: range(5)["a"])  # expect: TypeError range indices must be integers or slices, not str
attempt(lambda: len(big))  # expect: OverflowError Python int too large to convert to C ssize_t
attempt(lambda: range(5) + range(5))  # expect: TypeError unsupported operand type(s) for +: 'range' and 'range'
attempt(lambda: setattr(range(5), "start", 1))  # expect: AttributeError readonly attribute
attempt(lambda: range(5) < range(6))  # expect: TypeError '<' not supported between instances of 'range' and 'range'
attempt(lambda: range(stop=5))  # expect: TypeError range() takes no keyword arguments
it = iter(range(3))
print(next(it), next(it), next(it), next(it, "end"), it.__length_hint__(), [i for i in range(3) for i in range(i)])
# expect: 0 1 2 end 0 [0, 0, 1]
a, *b = range(4)
print(a, b, range(3).__contains__(1), type(iter(range(3))).__name__, type(iter(big)).__name__, range(10)[2:8:3], range(10)[-3:], range(0, 10, 2)[1:-1])
# expect: 0 [1, 2, 3] True range_iterator longrange_iterator range(2, 8, 3) range(7, 10) range(2, 8, 2)
