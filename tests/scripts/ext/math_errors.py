import math


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


print(error(math.sqrt, -1))  # expect: ValueError: math domain error
print(error(math.sqrt, "1"))  # expect: TypeError: must be real number, not str
print(error(math.sqrt, 10**400))  # expect: OverflowError: int too large to convert to float
print(error(math.log, 0))  # expect: ValueError: math domain error
print(error(math.log, -(10**400)))  # expect: ValueError: math domain error
print(error(math.log))  # expect: TypeError: log expected at least 1 argument, got 0
print(error(math.log2, -1.0))  # expect: ValueError: math domain error
print(error(math.acos, 2))  # expect: ValueError: math domain error
print(error(math.atanh, 1))  # expect: ValueError: math domain error
print(error(math.sin, math.inf))  # expect: ValueError: math domain error
print(error(math.exp, 1000))  # expect: OverflowError: math range error
print(error(math.cosh, 1000))  # expect: OverflowError: math range error
print(error(math.pow, 0, -1))  # expect: ValueError: math domain error
print(error(math.pow, -1, 0.5))  # expect: ValueError: math domain error
print(error(math.pow, 10, 400))  # expect: OverflowError: math range error
print(error(math.fmod, 1, 0))  # expect: ValueError: math domain error
print(error(math.remainder, math.inf, 1))  # expect: ValueError: math domain error
print(error(math.ldexp, 1, 1024))  # expect: OverflowError: math range error
print(error(math.ldexp, 1, 1.0))  # expect: TypeError: Expected an int as second argument to ldexp.
print(error(math.gamma, 0))  # expect: ValueError: math domain error
print(error(math.gamma, 172))  # expect: OverflowError: math range error
print(error(math.lgamma, -3))  # expect: ValueError: math domain error
print(error(math.lgamma, 1e306))  # expect: OverflowError: math range error
print(error(math.fsum, [1e308, 1e308]))  # expect: OverflowError: intermediate overflow in fsum
print(error(math.fsum, [math.inf, -math.inf]))  # expect: ValueError: -inf + inf in fsum
print(error(math.fsum, ["a"]))  # expect: TypeError: must be real number, not str
print(error(math.fma, math.inf, 0, 1))  # expect: ValueError: invalid operation in fma
print(error(math.fma, 1e308, 10, 0))  # expect: OverflowError: overflow in fma
print(error(math.dist, (1,), (1, 2)))  # expect: ValueError: both points must have the same number of dimensions
print(error(math.dist, 1, (1, 2)))  # expect: TypeError: 'int' object is not iterable
print(error(math.sumprod, [1], [1, 2]))  # expect: ValueError: Inputs are not the same length
print(error(math.factorial, -1))  # expect: ValueError: factorial() not defined for negative values
print(error(math.factorial, 5.0))  # expect: TypeError: 'float' object cannot be interpreted as an integer
print(error(math.factorial, 2**70))  # expect: OverflowError: factorial() argument should not exceed 9223372036854775807
print(error(math.comb, -1, 2))  # expect: ValueError: n must be a non-negative integer
print(error(math.comb, 3, -1))  # expect: ValueError: k must be a non-negative integer
print(error(math.comb, 10**40, 10**30))  # expect: OverflowError: min(n - k, k) must not exceed 9223372036854775807
print(error(math.comb, 1))  # expect: TypeError: comb expected 2 arguments, got 1
print(error(math.perm, 10**40, 10**30))  # expect: OverflowError: k must not exceed 9223372036854775807
print(error(math.perm))  # expect: TypeError: perm expected at least 1 argument, got 0
print(error(math.isqrt, -1))  # expect: ValueError: isqrt() argument must be nonnegative
print(error(math.isqrt, 2.0))  # expect: TypeError: 'float' object cannot be interpreted as an integer
print(error(math.gcd, 1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
print(error(math.floor, math.inf))  # expect: OverflowError: cannot convert float infinity to integer
print(error(math.ceil, math.nan))  # expect: ValueError: cannot convert float NaN to integer
print(error(math.floor, "a"))  # expect: TypeError: must be real number, not str
print(error(math.trunc, "a"))  # expect: TypeError: type str doesn't define __trunc__ method
print(error(math.nextafter, 1, 2, steps=-1))  # expect: ValueError: steps must be a non-negative integer
print(error(math.nextafter, 1, 2, steps=1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
print(error(math.nextafter, 1))  # expect: TypeError: nextafter() takes exactly 2 positional arguments (1 given)
print(error(math.isclose, 1, 1, rel_tol=-1))  # expect: ValueError: tolerances must be non-negative
print(error(math.isclose, 1))  # expect: TypeError: isclose() missing required argument 'b' (pos 2)
print(error(math.isclose, 1, 2, 3))  # expect: TypeError: isclose() takes exactly 2 positional arguments (3 given)
print(error(math.isclose, 1, 2, tol=3))  # expect: TypeError: isclose() got an unexpected keyword argument 'tol'
print(error(math.isclose, 1, 2, a=3))  # expect: TypeError: argument for isclose() given by name ('a') and position (1)
print(error(math.prod))  # expect: TypeError: prod() takes exactly 1 positional argument (0 given)
print(error(math.prod, 5))  # expect: TypeError: 'int' object is not iterable
print(error(math.prod, [1], 2))  # expect: TypeError: prod() takes exactly 1 positional argument (2 given)
