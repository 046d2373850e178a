# append, extend, insert, remove, pop, clear, index, count, reverse, copy.
xs = []
print(xs.append(1), xs)  # expect: None [1]
xs.append([2]); xs.extend([3, 4]); xs.extend("ab"); xs.extend(range(2)); xs.extend({"k": 1}); xs.extend(())
print(xs)  # expect: [1, [2], 3, 4, 'a', 'b', 0, 1, 'k']
xs.insert(0, "first"); xs.insert(100, "last"); xs.insert(-1, "before last"); xs.insert(-100, "very first"); xs.insert(2, None)
print(xs)  # expect: ['very first', 'first', None, 1, [2], 3, 4, 'a', 'b', 0, 1, 'k', 'before last', 'last']
print(xs.pop(), xs.pop(0), xs.pop(-1), xs.pop(2), xs)
# expect: last very first before last 1 ['first', None, [2], 3, 4, 'a', 'b', 0, 1, 'k']
xs.remove("a"); xs.remove([2])
print(xs, xs.index(4), xs.index(1, 5), xs.index("b", -5), xs.count(1), xs.count("zz"), [1, True, 1.0].count(1))
# expect: ['first', None, 3, 4, 'b', 0, 1, 'k'] 3 6 4 1 0 3
xs.reverse()
print(xs, xs.copy() == xs, xs.copy() is xs)  # expect: ['k', 1, 0, 'b', 4, 3, None, 'first'] True False
ys = xs[:]
xs.clear()
print(xs, ys)  # expect: [] ['k', 1, 0, 'b', 4, 3, None, 'first']
xs.extend(xs); xs.append(1); xs.extend(xs); xs += xs
print(xs)  # expect: [1, 1, 1, 1]
class Eq:
    def __eq__(self, o): return o == 7
print([7, 8].index(Eq()), [8, 7].count(Eq()), Eq() in [1, 7])  # expect: 0 1 True
def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
attempt(lambda: [].pop())  # expect: IndexError pop from empty list
attempt(lambda: [1].pop(5))  # expect: IndexError pop index out of range
attempt(lambda: [1].pop("a"))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: [1].remove(2))  # expect: ValueError list.remove(x): x not in list
attempt(lambda: [1].extend(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: [1].append())  # expect: TypeError list.append() takes exactly one argument (0 given)
attempt(lambda: [1].append(1, 2))  # expect: TypeError list.append() takes exactly one argument (2 given)
attempt(lambda: [1].insert("a", 1))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: [1].insert(1))  # expect: TypeError insert expected 2 arguments, got 1
attempt(lambda: [1].nosuch)if False else None
attempt(lambda: [1].sort(5))  # expect: TypeError sort() takes no positional arguments
attempt(lambda: [1, 2, 3].index(3, 0, 2) if False else "skipped")  # expect: skipped
try:
    [1, 2].index(9)
except ValueError:
    print("no such value")  # expect: no such value
def breaks():
    yield 1
    raise KeyError("midway")
zs = [0]
try:
    zs.extend(breaks())
except KeyError:
    print(zs)  # expect: [0, 1]
n = [3, 1, 2]
print(n.sort(), n, n.__len__(), n.__contains__(3), n.__getitem__(0), n.__iter__().__next__(), list(n.__reversed__()), n.__eq__([1]), n.__eq__(5))
# expect: None [1, 2, 3] 3 True 1 1 [3, 2, 1] False NotImplemented
shrink = [1, 2, 3, 4, 5, 6]
for x in shrink:
    shrink.remove(x)
print(shrink)  # expect: [2, 4, 6]
