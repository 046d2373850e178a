# Numbers of our own: fractions, matrices, polynomials, modular integers.
class Frac:
    def __init__(self, n, d=1):
        a, b = abs(n), abs(d)
        while b: a, b = b, a % b
        sign = -1 if d < 0 else 1
        self.n, self.d = sign * n // a, sign * d // a
    def __add__(self, o): o = frac(o); return Frac(self.n * o.d + o.n * self.d, self.d * o.d)
    def __mul__(self, o): o = frac(o); return Frac(self.n * o.n, self.d * o.d)
    def __neg__(self): return Frac(-self.n, self.d)
    def __sub__(self, o): return self + -frac(o)
    def __rsub__(self, o): return frac(o) - self
    def __truediv__(self, o): o = frac(o); return Frac(self.n * o.d, self.d * o.n)
    def __pow__(self, k): return Frac(self.n ** k, self.d ** k) if k >= 0 else Frac(self.d ** -k, self.n ** -k)
    __radd__, __rmul__ = __add__, __mul__
    def __eq__(self, o): o = frac(o); return (self.n, self.d) == (o.n, o.d)
    def __lt__(self, o): o = frac(o); return self.n * o.d < o.n * self.d
    def __hash__(self): return hash((self.n, self.d)) if self.d != 1 else hash(self.n)
    def __float__(self): return self.n / self.d
    def __repr__(self): return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"
    def __bool__(self): return self.n != 0
def frac(x): return x if isinstance(x, Frac) else Frac(x)
h, t = Frac(1, 2), Frac(1, 3)
print(h + t, h - t, h * t, h / t, 1 + h, 2 - h, 3 * t, -h, h ** 3, h ** -2, h == Frac(2, 4), t < h, max(h, t), sum([h, t, Frac(1, 6)]), float(h), sorted([h, t, Frac(-5, 7)]), bool(Frac(0)), {Frac(4, 2): "x"}[2])
# expect: 5/6 1/6 1/6 3/2 3/2 3/2 1 -1/2 1/8 4 True True 1/2 1 0.5 [-5/7, 1/3, 1/2] False x
print(sum(Frac(1, n) for n in range(1, 21)))  # expect: 55835135/15519504
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    def __getitem__(self, ij): return self.rows[ij[0]][ij[1]]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __matmul__(self, o): return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*o.rows)] for row in self.rows])
    def __add__(self, o): return Matrix([[a + b for a, b in zip(*rs)] for rs in zip(self.rows, o.rows)])
    def __pow__(self, n):
        result = Matrix([[int(i == j) for j in range(len(self.rows))] for i in range(len(self.rows))])
        base = self
        while n:
            if n & 1: result @= base
            base @= base
            n >>= 1
        return result
    def det(self):
        if len(self.rows) == 1: return self.rows[0][0]
        return sum((-1) ** j * x * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j, x in enumerate(self.rows[0]))
    def __repr__(self): return repr(self.rows)
m = Matrix([[1, 1], [1, 0]])
print(m @ m, (m ** 90)[0, 1], m + m, Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]]).det(), (Matrix([[h, t], [1, 2]]) @ Matrix([[1, 2], [3, 4]])))
# expect: [[2, 1], [1, 1]] 2880067194370816120 [[2, 2], [2, 0]] 18 [[3/2, 7/3], [7, 10]]
m[0, 0] = 7
print(m, Matrix(zip(*m.rows)))  # expect: [[7, 1], [1, 0]] [[7, 1], [1, 0]]
class Poly:
    def __init__(self, *c): self.c = c
    def __call__(self, x):
        r = 0
        for k in self.c: r = r * x + k
        return r
    def __mul__(self, o):
        out = [0] * (len(self.c) + len(o.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(o.c): out[i + j] += a * b
        return Poly(*out)
    def __str__(self): return " + ".join(f"{k}x^{len(self.c) - 1 - i}" for i, k in enumerate(self.c) if k) or "0"
p = Poly(1, -3, 2)
print(p, p(5), p(1), p(h), p * p, [p(x) for x in range(4)], (p * Poly(1, 1))(2), Poly(0))
# expect: 1x^2 + -3x^1 + 2x^0 12 0 3/4 1x^4 + -6x^3 + 13x^2 + -12x^1 + 4x^0 [2, 0, 0, 2] 0 0
