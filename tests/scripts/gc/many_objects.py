# Many objects come and go; nothing is lost or kept.
class P:
    __slots__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
alive = 0
class Counted:
    def __init__(self):
        global alive
        alive += 1
    def __del__(self):
        global alive
        alive -= 1
for _ in range(1000):
    Counted()
print(alive)  # expect: 0
xs = [Counted() for _ in range(1000)]
print(alive)  # expect: 1000
xs[::2] = [None] * 500
print(alive)  # expect: 500
xs = None
print(alive)  # expect: 0
total = 0
for i in range(100000):
    p = P(i, [i])
    total += p.b[0]
print(total)  # expect: 4999950000
d = {}
for i in range(50000):
    d[i % 100] = (i, str(i))
print(len(d), d[99])  # expect: 100 (49999, '49999')
s = ""
for i in range(10000): s += str(i % 10)
print(len(s), s[-5:])  # expect: 10000 56789
for i in range(1000):
    c = Counted()
    c.me = c
import gc
del c
gc.collect()
print(alive)  # expect: 0
nested = [[[Counted() for _ in range(5)] for _ in range(5)] for _ in range(5)]
print(alive)  # expect: 125
del nested[0]
print(alive)  # expect: 100
del nested
print(alive)  # expect: 0
