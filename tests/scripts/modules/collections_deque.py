# needs: collections
# deque.
from collections import deque
d = deque([1, 2, 3])
d.append(4); d.appendleft(0); d.extend([5, 6]); d.extendleft("ab")
print(d, len(d), d[0], d[-1], d[3], 3 in d, 99 in d, list(d), list(reversed(d)))
# expect: deque(['b', 'a', 0, 1, 2, 3, 4, 5, 6]) 9 b 6 1 True False ['b', 'a', 0, 1, 2, 3, 4, 5, 6] [6, 5, 4, 3, 2, 1, 0, 'a', 'b']
print(d.pop(), d.popleft(), d)  # expect: 6 b deque(['a', 0, 1, 2, 3, 4, 5])
d.rotate(2); print(d)  # expect: deque([4, 5, 'a', 0, 1, 2, 3])
d.rotate(-3); print(d)  # expect: deque([0, 1, 2, 3, 4, 5, 'a'])
d.rotate(); d.rotate(100); print(d)  # expect: deque([4, 5, 'a', 0, 1, 2, 3])
d.remove("a"); d.insert(2, "x"); d[0] = "first"; del d[1]
print(d, d.count(4), d.index("x"), d.copy() == d, d == list(d), deque("ab") == deque("ab"), deque("ab") < deque("b"))
# expect: deque(['first', 'x', 0, 1, 2, 3]) 0 1 True False True True
d.reverse(); print(d)  # expect: deque([3, 2, 1, 0, 'x', 'first'])
m = deque(maxlen=3)
for i in range(5): m.append(i)
m.appendleft("left")
print(m, m.maxlen, deque(range(10), 2), deque([], 0), deque([1]).maxlen, deque(range(5), maxlen=3) + deque([9]), deque([1]) * 3, deque("ab", 3) * 2)
# expect: deque(['left', 2, 3], maxlen=3) 3 deque([8, 9], maxlen=2) deque([], maxlen=0) None deque([3, 4, 9], maxlen=3) deque([1, 1, 1]) deque(['b', 'a', 'b'], maxlen=3)
d.clear()
print(d, bool(d), deque() == deque([]), deque([[]]), repr(deque([1], maxlen=5)))
# expect: deque([]) False True deque([[]]) deque([1], maxlen=5)
def attempt(f):
    try:
        print(f())
    except (IndexError, ValueError, TypeError, RuntimeError) as error:
        print(type(error).__name__)
attempt(lambda: deque().pop())  # expect: IndexError
attempt(lambda: deque().popleft())  # expect: IndexError
attempt(lambda: deque([1])[5])  # expect: IndexError
attempt(lambda: deque([1]).remove(2))  # expect: ValueError
attempt(lambda: deque([1]).index(2))  # expect: ValueError
attempt(lambda: deque([1], -1))  # expect: ValueError
attempt(lambda: deque(5))  # expect: TypeError
attempt(lambda: hash(deque()))  # expect: TypeError
attempt(lambda: deque([1, 2])[0:1])  # expect: TypeError
attempt(lambda: deque([1], 1).insert(0, 5))  # expect: IndexError
attempt(lambda: deque([1]) + [2])  # expect: TypeError
def mutate():
    e = deque([1, 2, 3])
    for x in e: e.append(x)
attempt(mutate)  # expect: RuntimeError
r = deque([1])
r.append(r)
print(r)  # expect: deque([1, [...]])
q = deque()
for i in range(1000): q.append(i)
for i in range(990): q.popleft()
print(q, q[5], sum(q))  # expect: deque([990, 991, 992, 993, 994, 995, 996, 997, 998, 999]) 995 9945
