# In-place operators and what they fall back to.
class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __isub__(self, o): self.log.append(("isub", o)); return self
    def __imul__(self, o): self.log.append(("imul", o)); return self
    def __itruediv__(self, o): self.log.append(("itruediv", o)); return self
    def __ifloordiv__(self, o): self.log.append(("ifloordiv", o)); return self
    def __imod__(self, o): self.log.append(("imod", o)); return self
    def __ipow__(self, o): self.log.append(("ipow", o)); return self
    def __imatmul__(self, o): self.log.append(("imatmul", o)); return self
    def __iand__(self, o): self.log.append(("iand", o)); return self
    def __ior__(self, o): self.log.append(("ior", o)); return self
    def __ixor__(self, o): self.log.append(("ixor", o)); return self
    def __ilshift__(self, o): self.log.append(("ilshift", o)); return self
    def __irshift__(self, o): self.log.append(("irshift", o)); return self
a = b = Acc()
a += 1; a -= 2; a *= 3; a /= 4; a //= 5; a %= 6; a **= 7; a @= 8; a &= 9; a |= 10; a ^= 11; a <<= 12; a >>= 13
print(a is b, a.log)
# expect: True [('iadd', 1), ('isub', 2), ('imul', 3), ('itruediv', 4), ('ifloordiv', 5), ('imod', 6), ('ipow', 7), ('imatmul', 8), ('iand', 9), ('ior', 10), ('ixor', 11), ('ilshift', 12), ('irshift', 13)]
class Plain:
    def __init__(self, n): self.n = n
    def __add__(self, o): return Plain(self.n + o)
p = q = Plain(1)
p += 5
print(p.n, q.n)  # expect: 6 1
class Declines:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "add instead"
d = Declines()
d += 1
print(d)  # expect: add instead
class Reflect:
    def __radd__(self, o): return f"radd {o}"
n = 5
n += Reflect()
print(n)  # expect: radd 5
x = []
try:
    x += 5
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
s = "a"
for op in ("s += 1", "s -= 1", "s *= 'b'", "s @= 2", "s **= 2", "s //= 2"):
    try:
        exec(op)
    except TypeError as error:
        print(error)
# expect: can only concatenate str (not "int") to str
# expect: unsupported operand type(s) for -=: 'str' and 'int'
# expect: can't multiply sequence by non-int of type 'str'
# expect: unsupported operand type(s) for @=: 'str' and 'int'
# expect: unsupported operand type(s) for **=: 'str' and 'int'
# expect: unsupported operand type(s) for //=: 'str' and 'int'
x += (1, 2); x += "ab"; x *= 2
print(x)  # expect: [1, 2, 'a', 'b', 1, 2, 'a', 'b']
class Weird:
    def __iadd__(self, o): return "anything"
w = Weird()
w += 1
print(w)  # expect: anything
class Store:
    def __init__(self): self.d = {}
    def __getitem__(self, k): print("get", k); return self.d.get(k, 0)
    def __setitem__(self, k, v): print("set", k, v); self.d[k] = v
s = Store()
s["a"] += 5
# expect: get a
# expect: set a 5
s["a"] -= 1
# expect: get a
# expect: set a 4
class Attr:
    def __getattr__(self, n): print("getattr", n); return 10
    def __setattr__(self, n, v): print("setattr", n, v)
t = Attr()
t.x += 1
# expect: getattr x
# expect: setattr x 11
