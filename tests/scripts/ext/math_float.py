import math

print(math.pi, math.e, math.tau, math.inf, math.nan)  # expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf nan
print(math.sin(0.5), math.cos(0.5), math.tan(0.5))  # expect: 0.479425538604203 0.8775825618903728 0.5463024898437905
print(math.asin(0.5), math.acos(0.5), math.atan(0.5))  # expect: 0.5235987755982989 1.0471975511965979 0.4636476090008061
print(math.sinh(1), math.cosh(1), math.tanh(1))  # expect: 1.1752011936438014 1.5430806348152437 0.7615941559557649
print(math.asinh(1.5), math.acosh(1.5), math.atanh(0.5))  # expect: 1.1947632172871094 0.9624236501192069 0.5493061443340548
print(math.atan2(1, -1), math.atan2(-0.0, -1), math.atan2(0.0, 0.0))  # expect: 2.356194490192345 -3.141592653589793 0.0
print(math.exp(1), math.exp2(10), math.expm1(1e-10), math.log1p(1e-10))  # expect: 2.718281828459045 1024.0 1.00000000005e-10 9.999999999500001e-11
print(math.log(10), math.log(8, 2), math.log2(8), math.log10(1000))  # expect: 2.302585092994046 3.0 3.0 3.0
print(math.log(10**400), math.log2(2**5000), math.log10(10**400), math.log(10**400, 10**200))  # expect: 921.0340371976182 5000.0 400.0 1.9999999999999998
print(math.sqrt(2), math.cbrt(8), math.pow(2, 0.5), math.pow(-8, 3))  # expect: 1.4142135623730951 2.0 1.4142135623730951 -512.0
print(math.fabs(-3), math.copysign(2, -0.0), math.degrees(math.pi), math.radians(180))  # expect: 3.0 -2.0 180.0 3.141592653589793
print(math.fmod(-7, 3), math.remainder(-7, 3), math.remainder(5, 2), math.fmod(1, math.inf))  # expect: -1.0 -1.0 1.0 1.0
print(math.frexp(10), math.frexp(-0.0), math.frexp(math.inf), math.frexp(5e-324))  # expect: (0.625, 4) (-0.0, 0) (inf, 0) (0.5, -1073)
print(math.modf(-3.25), math.modf(math.inf), math.modf(-0.0))  # expect: (-0.25, -3.0) (0.0, inf) (-0.0, -0.0)
print(math.ldexp(0.75, 4), math.ldexp(1, -1074), math.ldexp(1, -10**30), math.ldexp(-0.0, 5))  # expect: 12.0 5e-324 0.0 -0.0
print(math.erf(0.5), math.erfc(0.5), math.erfc(20))  # expect: 0.5204998778130465 0.4795001221869535 5.3958656116079005e-176
print(math.gamma(5), math.gamma(0.5), math.gamma(-1.5), math.gamma(170.5))  # expect: 24.0 1.7724538509055159 2.3632718012073544 5.56209241456e+305
print(math.lgamma(10), math.lgamma(0.5), math.lgamma(-1.5), math.lgamma(1e10), math.lgamma(-math.inf))  # expect: 12.801827480081467 0.5723649429247004 0.8600470153764812 220258509288.81058 inf
print(math.hypot(3, 4), math.hypot(), math.hypot(1, 2, 3), math.hypot(1e200, 1e200), math.hypot(math.nan, -math.inf))  # expect: 5.0 0.0 3.7416573867739413 1.414213562373095e+200 inf
print(math.dist((1, 2), (4, 6)), math.dist([], []), math.dist([1], (1,)))  # expect: 5.0 0.0 0.0
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.fsum([math.inf, 1]))  # expect: 1.0 1.0 0.0 inf
print(math.fma(0.1, 10, -1), math.fma(1e308, 10, -math.inf))  # expect: 5.551115123125783e-17 -inf
print(math.nextafter(1, 2), math.nextafter(0, -1), math.nextafter(1, 2, steps=3), math.nextafter(1, 0, steps=2**70))  # expect: 1.0000000000000002 -5e-324 1.0000000000000007 0.0
print(math.ulp(1), math.ulp(0), math.ulp(-math.inf), math.ulp(1.7976931348623157e308))  # expect: 2.220446049250313e-16 5e-324 inf 1.99584030953472e+292
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(a=0, b=1e-12, abs_tol=1e-9))  # expect: True True True
print(math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan), math.isclose(math.inf, 1e308, rel_tol=1))  # expect: True False False
print(math.isfinite(1), math.isinf(-math.inf), math.isnan(math.nan), math.isnan(10))  # expect: True True True False
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-2.5), math.ceil(1e20))  # expect: 2 3 -2 -3 100000000000000000000
print(math.floor(10**30), math.ceil(True), math.trunc(-5))  # expect: 1000000000000000000000000000000 1 -5


class Rounder:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"


class Real:
    def __float__(self):
        return 2.5


print(math.floor(Rounder()), math.ceil(Rounder()), math.trunc(Rounder()))  # expect: floor ceil trunc
print(math.floor(Real()), math.ceil(Real()), math.sqrt(Real()))  # expect: 2 3 1.5811388300841898
