# needs: math
# math: constants, integer and float functions.
import math
print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan -inf
print(math.sqrt(16), math.sqrt(2), math.isqrt(17), math.isqrt(10 ** 40), round(math.cbrt(27.0) if hasattr(math, "cbrt") else 3.0, 9), math.pow(2, 10), math.exp(0), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)))
# expect: 4.0 1.4142135623730951 4 100000000000000000000 3.0 1024.0 1.0 5.0 3.0 5.0
print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(2.9), math.trunc(-2.9), math.floor(10 ** 20), type(math.floor(2.5)).__name__, math.fabs(-3), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(3.25), math.frexp(8.0), math.ldexp(0.5, 4))
# expect: 2 -3 3 -2 2 -2 100000000000000000000 int 3.0 -1.0 -1.0 -1.0 (0.25, 3.0) (0.5, 4) 8.0
print(math.factorial(0), math.factorial(20), math.factorial(30), math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(12, 18, 27), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.comb(5, 2), math.comb(50, 25), math.perm(5, 2), math.perm(5), math.comb(3, 5))
# expect: 1 2432902008176640000 265252859812191058636308480000000 6 0 5 3 12 1 0 10 126410606437752 20 120 0
print(math.log(1), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(0), math.expm1(0), math.log2(2 ** 1000), math.log10(10 ** 500), math.sin(0), math.cos(0), math.tan(0), math.atan2(1, 1), math.asin(1), math.acos(1), math.degrees(math.pi), math.radians(180))
# expect: 0.0 3.0 10.0 3.0 0.0 0.0 1000.0 500.0 0.0 1.0 0.0 0.7853981633974483 1.5707963267948966 0.0 180.0 3.141592653589793
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9), math.fsum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([2.5, 2]))
# expect: True True True True False True True 1.0 24 5 5.0
print(math.nextafter(1.0, 2.0), math.ulp(1.0), math.erf(0), math.gamma(5), math.lgamma(1), math.sinh(0), math.cosh(0), math.tanh(0), math.asinh(0), math.acosh(1), math.atanh(0))
# expect: 1.0000000000000002 2.220446049250313e-16 0.0 24.0 0.0 0.0 1.0 0.0 0.0 0.0 0.0
class F:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __float__(self): return 4.0
print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()))  # expect: floor ceil trunc 2.0
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.isqrt(-1), lambda: math.sqrt("x"), lambda: math.exp(1000), lambda: math.pow(0, -1), lambda: math.acos(2),
            lambda: math.comb(-1, 2), lambda: math.gcd(1.5), lambda: math.floor("x"), lambda: math.floor(math.nan), lambda: math.ceil(math.inf), lambda: math.fmod(1, 0), lambda: math.dist((1,), (1, 2)), lambda: math.sqrt()):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__)
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: ValueError
# expect: TypeError
# expect: OverflowError
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: TypeError
# expect: TypeError
# expect: ValueError
# expect: OverflowError
# expect: ValueError
# expect: ValueError
# expect: TypeError
