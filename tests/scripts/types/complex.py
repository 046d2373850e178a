# complex numbers.
a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, -a, +a, abs(a))
# expect: (4+2j) (2+6j) (11-2j) (-1+2j) (-7+24j) (-3-4j) (3+4j) 5.0
print(a.real, a.imag, a.conjugate(), a == 3 + 4j, a == (3 + 4j) + 0, a != b, 5 + 0j == 5, 5.0 == 5 + 0j)
# expect: 3.0 4.0 (3-4j) True True True True True
print(complex(), complex(1), complex(1.5, -2), complex("1+2j"), complex(" -3j "), complex("(1-1j)"), complex("1e3"), complex("nan"), complex("-infj"))
# expect: 0j (1+0j) (1.5-2j) (1+2j) -3j (1-1j) (1000+0j) (nan+0j) -infj
print(repr(1j), repr(-1j), repr(0j), repr(1 + 0j), repr(complex(0.0, -1)), repr(1.5 - 2.5j), str(1e20j), repr(complex(-0.0, 2)))
# expect: 1j (-0-1j) 0j (1+0j) -1j (1.5-2.5j) 1e+20j (-0+2j)
print(repr(complex(float("nan"), float("inf"))), repr(complex(0, float("-inf"))))  # expect: (nan+infj) -infj
print(hash(1 + 0j) == hash(1), hash(1.5 + 0j) == hash(1.5), bool(0j), bool(1j), {1: "x"}[1 + 0j])
# expect: True True False True x
print(1 + 2j + 1.5, 2 * 1j, (1 + 2j) * 2, 1j ** 2, 1j * 1j, 2j ** 0, (1 + 1j) ** -1, (2 + 0j) ** 0.5)
# expect: (2.5+2j) 2j (2+4j) (-1+0j) (-1+0j) (1+0j) (0.5-0.5j) (1.4142135623730951+0j)
print(f"{a}", f"{a:.2f}", f"{a:20}|", f"{a:<20}|", f"{a:+.1e}", f"{a:g}", "%s" % a, f"{1.5 + 2j:,.1f}")
# expect: (3+4j) 3.00+4.00j               (3+4j)| (3+4j)              | +3.0e+00+4.0e+00j 3+4j (3+4j) 1.5+2.0j
for op in (lambda: a < b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: int(a), lambda: float(a), lambda: complex("x"),
           lambda: complex("1 + 2j"), lambda: complex(""), lambda: a / 0, lambda: 0j ** -1,
           lambda: format(a, "d"), lambda: format(a, "05"), lambda: pow(a, 2, 3), lambda: round(a), lambda: max(a, b)):
    try:
        print(op())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, "" if isinstance(error, ZeroDivisionError) else error)
# expect: TypeError '<' not supported between instances of 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for //: 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for %: 'complex' and 'complex'
# expect: TypeError unsupported operand type(s) for divmod(): 'complex' and 'complex'
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
# expect: TypeError float() argument must be a string or a real number, not 'complex'
# expect: ValueError complex() arg is a malformed string
# expect: ValueError complex() arg is a malformed string
# expect: ValueError complex() arg is a malformed string
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ValueError Unknown format code 'd' for object of type 'complex'
# expect: ValueError Zero padding is not allowed in complex format specifier
# expect: ValueError complex modulo
# expect: TypeError type complex doesn't define __round__ method
# expect: TypeError '>' not supported between instances of 'complex' and 'complex'
class C:
    def __complex__(self): return 1 + 1j
print(complex(C()), complex(5), complex(True), complex(1.5), (1 + 2j).__add__(1), type(1j * 1).__name__)
# expect: (1+1j) (5+0j) (1+0j) (1.5+0j) (2+2j) complex
print(sum([1j, 2, 3.0]), 3j.imag, 1_0j, 1e2j, abs(-5j), 1j == 1j, 1j is not None, (3 + 4j).__abs__())
# expect: (5+1j) 3.0 10j 100j 5.0 True True 5.0
