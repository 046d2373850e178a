# list: construction, indexing, slices, operators.
xs = [10, 20, 30, 40, 50]
print(xs[0], xs[-1], xs[1:3], xs[:2], xs[3:], xs[::2], xs[::-1], xs[-2:], xs[10:], xs[3:1], xs[-100:2], xs[4:0:-2], xs[:])
# expect: 10 50 [20, 30] [10, 20] [40, 50] [10, 30, 50] [50, 40, 30, 20, 10] [40, 50] [] [] [10, 20] [50, 30] [10, 20, 30, 40, 50]
print(list(), list("ab"), list((1, 2)), list(range(3)), list({"k": 1}), list(x for x in "z"), [[]] * 2, [1] + [2], [0] * 3, 3 * [1], [1] * 0, [1] * -1)
# expect: [] ['a', 'b'] [1, 2] [0, 1, 2] ['k'] ['z'] [[], []] [1, 2] [0, 0, 0] [1, 1, 1] [] []
print(len(xs), 20 in xs, 99 not in xs, xs == [10, 20, 30, 40, 50], xs != [], [1, 2] < [1, 3], [1] < [1, 2], [2] > [1, 9], [] < [0], [1, "a"] == [1, "a"])
# expect: 5 True True True True True True True True True
xs[0] = 1; xs[-1] = 5
print(xs)  # expect: [1, 20, 30, 40, 5]
xs[1:3] = ["a", "b", "c"]; print(xs)  # expect: [1, 'a', 'b', 'c', 40, 5]
xs[1:4] = []; print(xs)  # expect: [1, 40, 5]
xs[1:1] = [7, 8]; print(xs)  # expect: [1, 7, 8, 40, 5]
xs[::2] = ["x"] * 3; print(xs)  # expect: ['x', 7, 'x', 40, 'x']
xs[:] = range(6); print(xs)  # expect: [0, 1, 2, 3, 4, 5]
xs[::-1] = xs[:]; print(xs)  # expect: [5, 4, 3, 2, 1, 0]
xs[len(xs):] = [9]; print(xs)  # expect: [5, 4, 3, 2, 1, 0, 9]
xs[100:] = [10]; print(xs)  # expect: [5, 4, 3, 2, 1, 0, 9, 10]
xs[:0] = "st"; print(xs)  # expect: ['s', 't', 5, 4, 3, 2, 1, 0, 9, 10]
xs[2:5] = xs; print(xs)  # expect: ['s', 't', 's', 't', 5, 4, 3, 2, 1, 0, 9, 10, 2, 1, 0, 9, 10]
del xs[3:]; del xs[0]; print(xs)  # expect: ['t', 's']
print(str([1, "a", None, 2.5, [3], (4,), {5: 6}]), repr([]), [[1], [2, [3]]])
# expect: [1, 'a', None, 2.5, [3], (4,), {5: 6}] [] [[1], [2, [3]]]
a = [1, 2]
a.append(a)
print(a, a[2] is a, a[2][2][0])  # expect: [1, 2, [...]] True 1
b = [[0] * 2] * 2
b[0][0] = 1
print(b, [[0] * 2 for _ in range(2)])  # expect: [[1, 0], [1, 0]] [[0, 0], [0, 0]]
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
attempt(lambda: xs[100])  # expect: IndexError list index out of range
attempt(lambda: xs[-100])  # expect: IndexError list index out of range
attempt(lambda: xs["a"])  # expect: TypeError list indices must be integers or slices, not str
attempt(lambda: xs[1.0])  # expect: TypeError list indices must be integers or slices, not float
attempt(lambda: xs.__setitem__(100, 1))  # expect: IndexError list assignment index out of range
attempt(lambda: xs + (1,))  # expect: TypeError can only concatenate list (not "tuple") to list
attempt(lambda: (1,) + xs)  # expect: TypeError can only concatenate tuple (not "list") to tuple
attempt(lambda: xs * "a")  # expect: TypeError can't multiply sequence by non-int of type 'str'
attempt(lambda: xs * 1.0)  # expect: TypeError can't multiply sequence by non-int of type 'float'
attempt(lambda: xs.__setitem__(slice(None, None, 2), [1, 2, 3, 4]))
# expect: ValueError attempt to assign sequence of size 4 to extended slice of size 1
attempt(lambda: xs < 5)  # expect: TypeError '<' not supported between instances of 'list' and 'int'
attempt(lambda: [1, "a"] < [1, 2])  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: list(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: list(1, 2))  # expect: TypeError list expected at most 1 argument, got 2
attempt(lambda: hash([]))  # expect: TypeError unhashable type: 'list'
attempt(lambda: xs[::0])  # expect: ValueError slice step cannot be zero
attempt(lambda: -xs)  # expect: TypeError bad operand type for unary -: 'list'
attempt(lambda: xs[2 ** 70])  # expect: IndexError cannot fit 'int' into an index-sized integer
attempt(lambda: xs["a":])  # expect: TypeError slice indices must be integers or None or have an __index__ method
attempt(lambda: list(x=1))  # expect: TypeError list() takes no keyword arguments
