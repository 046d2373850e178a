# set: methods, operators, errors.
s = {1, 2, 3}
print(sorted(s), len(s), 2 in s, set(), set([1, 1]), set("a"), {*[1], *[1]}, sorted(set(range(3))), set({"k": 1}), {i // 3 for i in range(3)})
# expect: [1, 2, 3] 3 True set() {1} {'a'} {1} [0, 1, 2] {'k'} {0}
s.add(4); s.add(4); s.discard(99); s.discard(1); s.remove(2)
print(sorted(s))  # expect: [3, 4]
a, b = {1, 2, 3}, {3, 4}
print(sorted(a | b), a & b, sorted(a - b), sorted(a ^ b), a <= b, a < a, a <= a, {1} < a, a > {1}, a >= a, a == {3, 2, 1}, a != b, a.isdisjoint({9}), a.isdisjoint(b))
# expect: [1, 2, 3, 4] {3} [1, 2] [1, 2, 4] False False True True True True True True True False
print(sorted(a.union(b, [9], "z" if False else ())), a.intersection(b, [3]), sorted(a.difference([1], (2,))), sorted(a.symmetric_difference([1, 7])), a.issubset(range(9)), a.issuperset([1]), sorted(a.union()), sorted(a.copy()))
# expect: [1, 2, 3, 4, 9] {3} [3] [2, 3, 7] True True [1, 2, 3] [1, 2, 3]
c = set(a)
c |= b; c &= {1, 3, 4}; c -= {4}; c ^= {1, 5}
print(sorted(c))  # expect: [3, 5]
c.update([7], {8}); c.intersection_update([7, 8, 5]); c.difference_update([5]); c.symmetric_difference_update([8, 9])
print(sorted(c), c.pop() in (7, 9), len(c))  # expect: [7, 9] True 1
c.clear()
print(c, repr(set()), repr({5}), str({"x"}), bool(set()), {1, 1.0, True}, {0} == {False}, frozenset([1]) == {1}, {frozenset([1])})
# expect: set() set() {5} {'x'} False {1} True True {frozenset({1})}
def attempt(f):
    try:
        print(f())
    except (TypeError, KeyError, RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)
attempt(lambda: set().pop())  # expect: KeyError 'pop from an empty set'
attempt(lambda: a.remove(99))  # expect: KeyError 99
attempt(lambda: a.remove("zz"))  # expect: KeyError 'zz'
attempt(lambda: a | [1])  # expect: TypeError unsupported operand type(s) for |: 'set' and 'list'
attempt(lambda: [1] | a)  # expect: TypeError unsupported operand type(s) for |: 'list' and 'set'
attempt(lambda: a + b)  # expect: TypeError unsupported operand type(s) for +: 'set' and 'set'
attempt(lambda: a < [1])  # expect: TypeError '<' not supported between instances of 'set' and 'list'
attempt(lambda: set(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: set(1, 2))  # expect: TypeError set expected at most 1 argument, got 2
attempt(lambda: hash(a))  # expect: TypeError unhashable type: 'set'
attempt(lambda: a.union(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: a[0])  # expect: TypeError 'set' object is not subscriptable
attempt(lambda: a.add())  # expect: TypeError set.add() takes exactly one argument (0 given)
attempt(lambda: a.update(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: a.__ior__([1]))  # expect: NotImplemented
for bad in (lambda: {[]}, lambda: a.add([]), lambda: set([[]]), lambda: {{}}, lambda: a.discard({}), lambda: {1: 2} in a):
    try:
        bad()
    except TypeError as error:
        print("unhashable" in str(error))
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
def grows():
    m = {1}
    for x in m: m.add(x + 1)
attempt(grows)  # expect: RuntimeError Set changed size during iteration
print({1} in {frozenset({1})}, {frozenset({1}), 2} - {frozenset({1})}, {3} | frozenset([3]), type({1} | frozenset()).__name__, type(frozenset() | {1}).__name__)
# expect: True {2} {3} set frozenset
primes = set(range(2, 50))
for n in range(2, 50): primes -= set(range(n * 2, 50, n))
print(sorted(primes))  # expect: [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47]
class S(set): pass
print(type(S([1]) | {2}).__name__, S([1]), len(S([1, 2]).copy()), S() == set())  # expect: set S({1}) 2 True
