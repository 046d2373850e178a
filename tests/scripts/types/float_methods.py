# float methods and arithmetic with special values.
print((1.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (-2.5).as_integer_ratio(), (0.1).as_integer_ratio())
# expect: False True (3, 4) (-5, 2) (3602879701896397, 36028797018963968)
print((1.0).hex(), (0.1).hex(), (-0.0).hex(), (1e-320).hex(), float("inf").hex(), (255.5).hex())
# expect: 0x1.0000000000000p+0 0x1.999999999999ap-4 -0x0.0p+0 0x0.00000000007e8p-1022 inf 0x1.ff00000000000p+7
for text in ("0x1p0", "0x1.8p1", "-0x.8p-2", "1.8", "inf", "nan", "0x1.fffffffffffffp1023"):
    print(float.fromhex(text))
# expect: 1.0
# expect: 3.0
# expect: -0.125
# expect: 1.5
# expect: inf
# expect: nan
# expect: 1.7976931348623157e+308
for text in ("", "xyz", "0x1p1024", "0x1.8q"):
    try:
        print(float.fromhex(text))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: ValueError invalid hexadecimal floating-point string
# expect: ValueError invalid hexadecimal floating-point string
# expect: OverflowError hexadecimal value too large to represent as a float
# expect: ValueError invalid hexadecimal floating-point string
print((2.5).real, (2.5).imag, (2.5).conjugate(), (2.7).__trunc__(), (2.7).__floor__(), (2.2).__ceil__(), int(-2.7))
# expect: 2.5 0.0 2.5 2 2 3 -2
inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, -inf < inf, inf == inf, nan == nan, nan != nan, inf > 10 ** 400, nan < 1, min(nan, 1), max(1, nan))
# expect: inf nan nan True True False True True False nan 1
print(inf // 1, inf % 1, 5 % inf, -5 % inf, 5 // inf, -5 // inf, divmod(5.5, 2), divmod(-5.5, 2), divmod(5.5, -2))
# expect: nan nan 5.0 inf 0.0 -1.0 (2.0, 1.5) (-3.0, 0.5) (-3.0, -0.5)
print(0.0 == -0.0, 1 / inf, -1 / inf, 0.0 * -1, [0.0 == 0, hash(0.0) == hash(-0.0)], abs(-0.0), -0.0 + 0.0)
# expect: True 0.0 -0.0 -0.0 [True, True] 0.0 0.0
print(hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e20) == hash(10 ** 20), hash(2.0 ** 70) == hash(2 ** 70))
# expect: True 1152921504606846976 314159 -314159 True True
for op in (lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: int(inf), lambda: int(nan), lambda: round(inf),
           lambda: (2.0) ** 5000, lambda: (-8.0) ** (1 / 3), lambda: 1.0 / 0, lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: 0.0 ** -1):
    try:
        print(op())
    except (OverflowError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, "" if isinstance(error, ZeroDivisionError) else error)
# expect: OverflowError cannot convert Infinity to integer ratio
# expect: ValueError cannot convert NaN to integer ratio
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: OverflowError (34, 'Numerical result out of range')
# expect: (1.0000000000000002+1.7320508075688772j)
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
# expect: ZeroDivisionError 
print(7.0 // 2, -7.0 // 2, 7 // 2.0, 7.5 % -2, -7.5 % 2, 1e300 * 1e300, 0.1 * 3, 1e16 + 1, 2.0 ** -1074, 2.0 ** -1075)
# expect: 3.0 -4.0 3.0 -0.5 0.5 inf 0.30000000000000004 1e+16 5e-324 0.0
print(1.5 < 2, 2 > 1.5, 1.0 == 1, 2 ** 53 == float(2 ** 53 + 1), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53))
# expect: True True True True False True
