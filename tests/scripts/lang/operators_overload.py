# Binary operators: plain, reflected, NotImplemented, subclass first.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
    def __add__(self, o): return V(self.n + o.n) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return f"radd {o}"
    def __sub__(self, o): return f"sub {o}"
    def __rsub__(self, o): return f"rsub {o}"
    def __mul__(self, o): return f"mul {o}"
    __rmul__ = __mul__
    def __truediv__(self, o): return "truediv"
    def __floordiv__(self, o): return "floordiv"
    def __mod__(self, o): return "mod"
    def __pow__(self, o, m=None): return f"pow {o} {m}"
    def __rpow__(self, o): return f"rpow {o}"
    def __matmul__(self, o): return "matmul"
    def __lshift__(self, o): return "lshift"
    def __rshift__(self, o): return "rshift"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __rand__(self, o): return "rand"
    def __divmod__(self, o): return "divmod"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
v = V(1)
print(v + V(2), 5 + v, v - 1, 1 - v, v * 2, 2 * v, [1] * v)  # expect: V(3) radd 5 sub 1 rsub 1 mul 2 mul 2 mul [1]
print(v / 1, v // 1, v % 1, v ** 2, pow(v, 2, 3), 2 ** v, v @ v)
# expect: truediv floordiv mod pow 2 None pow 2 3 rpow 2 matmul
print(v << 1, v >> 1, v & 1, v | 1, v ^ 1, 1 & v, divmod(v, 1))  # expect: lshift rshift and or xor rand divmod
print(-v, +v, ~v, abs(v))  # expect: neg pos invert abs
try:
    v + 1
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for +: 'V' and 'int'
try:
    1 / v
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for /: 'int' and 'V'
class Base:
    def __add__(self, o): return "base add"
    def __radd__(self, o): return "base radd"
class Sub(Base):
    def __radd__(self, o): return "sub radd"
class SubPlain(Base): pass
print(Base() + Sub(), Base() + SubPlain(), Sub() + Base(), Base() + Base())
# expect: sub radd base add base add base add
class Never:
    def __add__(self, o): return NotImplemented
    __radd__ = __sub__ = __add__
    def __eq__(self, o): return NotImplemented
class MyInt(int):
    def __radd__(self, o): return "int radd"
print(1 + MyInt(2), MyInt(2) + 1)  # expect: int radd 3
for op in (lambda: Never() + Never(), lambda: Never() + 1, lambda: 1 - Never(), lambda: Never() @ 1, lambda: -Never(),
           lambda: Never() ** 2, lambda: pow(Never(), 2, 3), lambda: divmod(1, Never()), lambda: Never() << "a"):
    try:
        print(op())
    except TypeError as error:
        print(error)
# expect: unsupported operand type(s) for +: 'Never' and 'Never'
# expect: unsupported operand type(s) for +: 'Never' and 'int'
# expect: unsupported operand type(s) for -: 'int' and 'Never'
# expect: unsupported operand type(s) for @: 'Never' and 'int'
# expect: bad operand type for unary -: 'Never'
# expect: unsupported operand type(s) for ** or pow(): 'Never' and 'int'
# expect: unsupported operand type(s) for ** or pow(): 'Never', 'int', 'int'
# expect: unsupported operand type(s) for divmod(): 'int' and 'Never'
# expect: unsupported operand type(s) for <<: 'Never' and 'str'
print(Never() == Never(), (1).__add__("a"), NotImplemented, type(NotImplemented).__name__)
# expect: False NotImplemented NotImplemented NotImplementedType
