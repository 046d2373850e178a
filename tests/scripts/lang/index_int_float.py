# __index__, __int__, __float__, __complex__, __round__ and friends.
class I:
    def __index__(self): return 3
class Conv:
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __complex__(self): return 7j
    def __round__(self, n=None): return f"round {n}"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
i, c = I(), Conv()
print(int(i), float(i), complex(i), hex(i), oct(i), bin(i), chr(I.__index__(i) + 94), [0] * i, "ab" * i, range(i))
# expect: 3 3.0 (3+0j) 0x3 0o3 0b11 a [0, 0, 0] ababab range(0, 3)
print(int(c), float(c), complex(c), round(c), round(c, 2))  # expect: 7 7.5 7j round None round 2
print([10, 20, 30, 40][i], bytes(i), list(range(10))[i:], "%d" % i, "%x" % i, 2 ** 5 >> 3)
# expect: 40 b'\x00\x00\x00' [3, 4, 5, 6, 7, 8, 9] 3 3 4
for f in (lambda: int(object()), lambda: float([]), lambda: [][c], lambda: range(c), lambda: hex(c), lambda: round("x"),
          lambda: "%d" % "x", lambda: [0] * c, lambda: float("x"), lambda: int([]), lambda: abs("x"), lambda: bytes(c)):
    try:
        print(f())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'object'
# expect: TypeError float() argument must be a string or a real number, not 'list'
# expect: TypeError list indices must be integers or slices, not Conv
# expect: TypeError 'Conv' object cannot be interpreted as an integer
# expect: TypeError 'Conv' object cannot be interpreted as an integer
# expect: TypeError type str doesn't define __round__ method
# expect: TypeError %d format: a real number is required, not str
# expect: TypeError can't multiply sequence by non-int of type 'Conv'
# expect: ValueError could not convert string to float: 'x'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'list'
# expect: TypeError bad operand type for abs(): 'str'
# expect: TypeError cannot convert 'Conv' object to bytes
class BadInt:
    def __int__(self): return "x"
    def __float__(self): return 1
    def __index__(self): return 1.5
for f in (int, float, hex):
    try:
        f(BadInt())
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
class Sub(int): pass
print(int("5", I() if False else 10), int("11", i), type(int(Sub(4))).__name__, type(Sub(3) + Sub(4)).__name__)
# expect: 5 4 int int
class StrOnly:
    def __str__(self): return "S"
print(str(StrOnly()), "%s" % StrOnly(), f"{StrOnly()}", [str(x) for x in (1, None, 2.5)])
# expect: S S S ['1', 'None', '2.5']
class ReprOnly:
    def __repr__(self): return "R"
print(str(ReprOnly()), [ReprOnly()], {"k": ReprOnly()}, (ReprOnly(),), "%r %s" % (ReprOnly(), ReprOnly()))
# expect: R [R] {'k': R} (R,) R R
class BadStr:
    def __str__(self): return 1
    def __repr__(self): return None
for f in (str, repr, lambda x: f"{x}", print, lambda x: [x].__repr__()):
    try:
        f(BadStr())
    except TypeError as error:
        print(type(error).__name__)
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
# expect: TypeError
