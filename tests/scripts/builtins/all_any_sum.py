# all, any, sum.
print(all([]), all([1, 2]), all([1, 0]), any([]), any([0, ""]), any([0, 5]), all("abc"), any({0: 1}), all(x < 5 for x in range(5)))
# expect: True True False False False True True False True
def numbers():
    for i in (1, 0, 2):
        print("asked", i)
        yield i
print(all(numbers()))
# expect: asked 1
# expect: asked 0
# expect: False
print(any(numbers()))
# expect: asked 1
# expect: True
print(sum([1, 2, 3]), sum([]), sum([1, 2], 10), sum([1.5, 2]), sum([[1], [2]], []), sum(range(101)), sum([True, True]), sum((1, 2), start=5))
# expect: 6 0 13 3.5 [1, 2] 5050 2 8
print(sum([10 ** 20, 1]), sum([1j, 2]), sum([2 ** 62] * 4), sum([0.5] * 4), sum({1: "a", 2: "b"}), sum([-1, 1.0]), sum(()), sum([(1,), (2,)], ()))
# expect: 100000000000000000001 (2+1j) 18446744073709551616 2.0 3 0.0 0 (1, 2)
class A:
    def __init__(self, v): self.v = v
    def __radd__(self, o): return f"{o}+{self.v}"
print(sum([A(1), A(2)]), sum([A(1)], "start") if False else "")  # expect: 0+1+2 
for bad in (lambda: sum(["a", "b"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""), lambda: sum(5), lambda: sum(), lambda: sum([1], 2, 3), lambda: all(5), lambda: any(), lambda: all([1], [2]),
            lambda: sum([[1]]), lambda: sum([None]), lambda: sum([], ""), lambda: sum([bytearray(b"a")], bytearray())):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: sum() can't sum strings [use ''.join(seq) instead]
# expect: sum() can't sum bytes [use b''.join(seq) instead]
# expect: 'int' object is not iterable
# expect: sum() takes at least 1 positional argument (0 given)
# expect: sum() takes at most 2 arguments (3 given)
# expect: 'int' object is not iterable
# expect: any() takes exactly one argument (0 given)
# expect: all() takes exactly one argument (2 given)
# expect: unsupported operand type(s) for +: 'int' and 'list'
# expect: unsupported operand type(s) for +: 'int' and 'NoneType'
# expect: sum() can't sum strings [use ''.join(seq) instead]
# expect: sum() can't sum bytearray [use b''.join(seq) instead]
class Bad:
    def __bool__(self): raise ValueError("no truth")
for f in (all, any):
    try:
        f([Bad()])
    except ValueError as error:
        print(f.__name__, error)
# expect: all no truth
# expect: any no truth
