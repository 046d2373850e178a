# Loops long enough to warm inline caches, then change the types under them.
def add(a, b): return a + b
total = 0
for i in range(2000): total = add(total, i)
print(total, add("a", "b"), add(1.5, 2), add([1], [2]), add(10 ** 20, 1), add((1,), (2,)), add(True, 1))
# expect: 1999000 ab 3.5 [1, 2] 100000000000000000001 (1, 2) 2
class V:
    def __init__(self, x): self.x = x
    def get(self): return self.x
class W:
    def __init__(self, x): self.y, self.x = 0, x
    def get(self): return self.x * 10
def sum_all(items):
    t = 0
    for item in items: t += item.get() + item.x
    return t
print(sum_all([V(i) for i in range(500)]), sum_all([W(i) for i in range(500)]), sum_all([V(1), W(2)] * 100))
# expect: 249500 1372250 2400
V.get = lambda self: -self.x
print(sum_all([V(i) for i in range(500)]))  # expect: 0
v = V(5)
def read(o): return o.x
for _ in range(500): read(v)
v.x = "changed"
print(read(v))  # expect: changed
del v.x
try:
    read(v)
except AttributeError as error:
    print(error)  # expect: 'V' object has no attribute 'x'
V.x = "class level"
print(read(v))  # expect: class level
def compare(a, b): return a < b
print(all(compare(i, i + 1) for i in range(500)), compare(1.5, 2), compare("a", "b"), compare(10 ** 30, 2))
# expect: True True True False
try:
    compare(1, "a")
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'int' and 'str'
n = 0
while n < 100000: n += 1
print(n)  # expect: 100000
x = 2 ** 47
for _ in range(5): x += x; print(x)
# expect: 281474976710656
# expect: 562949953421312
# expect: 1125899906842624
# expect: 2251799813685248
# expect: 4503599627370496
f = 0.0
for i in range(1000): f += i * 0.5
print(f)  # expect: 249750.0
def glob(): return counter
counter = 0
for counter in range(300): glob()
counter = "rebound"
print(glob())  # expect: rebound
len_ = len
def use_len(x): return len(x)
for _ in range(300): use_len("abc")
len = lambda x: "shadowed"
print(use_len("abc"))  # expect: shadowed
del len
print(use_len("abc"))  # expect: 3
def kinds(x): return x[0]
for _ in range(300): kinds([7])
print(kinds((8,)), kinds("s"), kinds({0: "d"}), kinds(b"a"), kinds(range(5, 6)))  # expect: 8 s d 97 5
def call(f, *a): return f(*a)
for _ in range(300): call(abs, -1)
print(call(len_, "ab"), call(V, 3).x, call(V(4).get), call(lambda: "l"), call("x".upper))  # expect: 2 3 -4 l X
