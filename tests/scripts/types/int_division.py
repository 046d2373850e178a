# Floor division and modulo: all sign combinations, zero, bool.
for a in (7, -7, 6, 0, 1, -1):
    for b in (3, -3, 7, 1, -1):
        assert a == (a // b) * b + a % b
        print(a, b, a // b, a % b, divmod(a, b) == (a // b, a % b))
# expect: 7 3 2 1 True
# expect: 7 -3 -3 -2 True
# expect: 7 7 1 0 True
# expect: 7 1 7 0 True
# expect: 7 -1 -7 0 True
# expect: -7 3 -3 2 True
# expect: -7 -3 2 -1 True
# expect: -7 7 -1 0 True
# expect: -7 1 -7 0 True
# expect: -7 -1 7 0 True
# expect: 6 3 2 0 True
# expect: 6 -3 -2 0 True
# expect: 6 7 0 6 True
# expect: 6 1 6 0 True
# expect: 6 -1 -6 0 True
# expect: 0 3 0 0 True
# expect: 0 -3 0 0 True
# expect: 0 7 0 0 True
# expect: 0 1 0 0 True
# expect: 0 -1 0 0 True
# expect: 1 3 0 1 True
# expect: 1 -3 -1 -2 True
# expect: 1 7 0 1 True
# expect: 1 1 1 0 True
# expect: 1 -1 -1 0 True
# expect: -1 3 -1 2 True
# expect: -1 -3 0 -1 True
# expect: -1 7 -1 6 True
# expect: -1 1 -1 0 True
# expect: -1 -1 1 0 True
for op in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 1 / 0, lambda: pow(0, -1),
           lambda: 10 ** 30 // 0, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2, 1.5, 3), lambda: True // False):
    try:
        print(op())
    except Exception as error:
        print(type(error).__name__)
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ZeroDivisionError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: ZeroDivisionError
try:
    1 / 0
except ZeroDivisionError as error:
    print(error)  # expect: division by zero
try:
    pow(2, 3, 0)
except ValueError as error:
    print(error)  # expect: pow() 3rd argument cannot be 0
try:
    pow(2, -1, 4)
except ValueError as error:
    print(error)  # expect: base is not invertible for the given modulus
try:
    pow(2, 1.5, 3)
except TypeError as error:
    print(error)  # expect: pow() 3rd argument not allowed unless all arguments are integers
print(2 ** -2, (-2) ** -2, 2 ** 0.5, (-8) ** (1 / 3) != -2, 0 ** 0, 0.0 ** 0, 1 ** 1000)
# expect: 0.25 0.25 1.4142135623730951 True 1 1.0 1
print(pow(2, 10), pow(2, 10, 1000), pow(7, 0, 1), pow(-2, 3, 5), pow(base=2, exp=5, mod=7))  # expect: 1024 24 0 2 4
print(True + 1, True * 5, True // 1, -True, ~True if False else -2, True % 2, True ** 2)  # expect: 2 5 1 -1 -2 1 1
print(1 / 3, 2 / 3, 10 / 4, -1 / 4, 1e308 * 10, 2 ** 1023 * 1.0 > 0)
# expect: 0.3333333333333333 0.6666666666666666 2.5 -0.25 inf True
try:
    2 ** 1024 / 1
except OverflowError as error:
    print(error)  # expect: integer division result too large for a float
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)  # expect: int too large to convert to float
print(10 ** 400 // 10 ** 399, 10 ** 400 / 10 ** 399, 10 ** 400 > 1e308, 10 ** 400 == float("inf"))
# expect: 10 10.0 True False
