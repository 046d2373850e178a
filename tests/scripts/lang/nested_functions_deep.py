# Deep nesting of scopes, loops and closures.
def l1(a):
    def l2(b):
        def l3(c):
            def l4(d):
                nonlocal a, c
                a += 1
                c += 10
                return a, b, c, d
            return l4
        return l3
    return l2
f = l1(1)(2)(3)
print(f(4), f(5))  # expect: (2, 2, 13, 4) (3, 2, 23, 5)
def loops():
    total = 0
    for a in range(2):
        for b in range(2):
            for c in range(2):
                for d in range(2):
                    if a == b == c == d: continue
                    total += a * 8 + b * 4 + c * 2 + d
    return total
print(loops())  # expect: 105
def mixed():
    out = []
    for i in range(3):
        while True:
            try:
                for j in range(3):
                    if j == i: break
                else:
                    out.append("none")
                out.append((i, j))
                break
            finally:
                out.append("f")
    return out
print(mixed())  # expect: [(0, 0), 'f', (1, 1), 'f', (2, 2), 'f']
def make(n):
    if n == 0:
        return lambda x: x
    inner = make(n - 1)
    return lambda x: inner(x) + 1
print(make(100)(0))  # expect: 100
class Outer:
    x = "outer class"
    def method(self):
        x = "method"
        class Inner:
            y = x
            def get(self):
                return x, self.y
        return Inner().get()
print(Outer().method())  # expect: ('method', 'method')
def params(x):
    def reader(): return x
    x = [x]
    def writer(v):
        nonlocal x
        x = v
    return reader, writer
r, w = params(1)
print(r()); w("new"); print(r())
# expect: [1]
# expect: new
def comp():
    fs = [(lambda y: lambda: (x, y))(x * 2) for x in range(3)]
    return [f() for f in fs]
print(comp())  # expect: [(2, 0), (2, 2), (2, 4)]
def shadows(x):
    return [x for x in [x, x + 1]], x, {x: x for x in "ab"}, (lambda x: x)(9)
print(shadows(5))  # expect: ([5, 6], 5, {'a': 'a', 'b': 'b'}, 9)
