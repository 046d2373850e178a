# Rich comparison methods, reflection, and what == and != fall back to.
class N:
    def __init__(self, n): self.n = n
    def __eq__(self, o): print("eq"); return self.n == o.n if isinstance(o, N) else NotImplemented
    def __lt__(self, o): print("lt"); return self.n < o.n if isinstance(o, N) else NotImplemented
    def __le__(self, o): print("le"); return self.n <= o.n if isinstance(o, N) else NotImplemented
a, b = N(1), N(2)
print(a == b, a != b, a < b, a <= b, a > b, a >= b)
# expect: eq
# expect: eq
# expect: lt
# expect: le
# expect: lt
# expect: le
# expect: False True True True False False
print(a == 1, a != 1, 1 == a)
# expect: eq
# expect: eq
# expect: eq
# expect: False True False
try:
    a < 1  # expect: lt
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'N' and 'int'
try:
    a > 1
except TypeError as error:
    print(error)  # expect: '>' not supported between instances of 'N' and 'int'
try:
    {a}
except TypeError as error:
    print(type(error).__name__)  # expect: TypeError
try:
    hash(a)
except TypeError as error:
    print(error)  # expect: unhashable type: 'N'
print(N.__hash__)  # expect: None
class Any:
    def __eq__(self, o): return "eq result"
    def __ne__(self, o): return "ne result"
    def __lt__(self, o): return "lt result"
    def __gt__(self, o): return []
    __hash__ = object.__hash__
x = Any()
print(x == 1, x != 1, x < 1, x > 1, 1 == x, 1 < x, 1 > x)
# expect: eq result ne result lt result [] eq result [] lt result
print(not x == 1, x < 1 < 2, [x] == [5], x in [5])  # expect: False True True True
class OnlyEq:
    def __eq__(self, o): return True
print(OnlyEq() != 1, OnlyEq() == 1, [OnlyEq()] == [object()])  # expect: False True True
class Base:
    def __eq__(self, o): print("Base eq"); return NotImplemented
    def __lt__(self, o): print("Base lt"); return NotImplemented
    def __gt__(self, o): print("Base gt"); return NotImplemented
class Sub(Base):
    def __eq__(self, o): print("Sub eq"); return True
    def __gt__(self, o): print("Sub gt"); return True
print(Base() == Sub())
# expect: Sub eq
# expect: True
print(Base() < Sub())
# expect: Sub gt
# expect: True
o = Base()
print(o == o, o != o)
# expect: Base eq
# expect: Base eq
# expect: Base eq
# expect: Base eq
# expect: True False
class Hashed:
    def __init__(self, k): self.k = k
    def __eq__(self, o): return isinstance(o, Hashed) and self.k == o.k
    def __hash__(self): return hash(self.k)
d = {Hashed(1): "one"}
print(d[Hashed(1)], Hashed(2) in d, len({Hashed(1), Hashed(1), Hashed(2)}))  # expect: one False 2
class Unhashable:
    __hash__ = None
try:
    hash(Unhashable())
except TypeError as error:
    print(error)  # expect: unhashable type: 'Unhashable'
print(object() == object(), object() != object())  # expect: False True
print(sorted([N(3), N(1)])[0].n)
# expect: lt
# expect: 1
