//! The functions of the module, with their documentation.

use ladon_ext::{Method, Object, Owned};

use crate::{MathModule, cmath, exact, float, gamma, integer, log, state};

const DEGREES: f64 = 180.0 / core::f64::consts::PI;
const RADIANS: f64 = core::f64::consts::PI / 180.0;

type Row = Method<MathModule>;

#[rustfmt::skip]
pub const METHODS: &[Row] = &[
    Row::one(c"acos", |_, x| float::unary(x, f64::acos), c"acos($module, x, /)\n--\n\nThe angle, in radians from 0 to pi, whose cosine is x."),
    Row::one(c"acosh", |_, x| float::unary(x, |x| cmath::acosh(x)), c"acosh($module, x, /)\n--\n\nInverse of cosh."),
    Row::one(c"asin", |_, x| float::unary(x, f64::asin), c"asin($module, x, /)\n--\n\nThe angle, in radians from -pi/2 to pi/2, whose sine is x."),
    Row::one(c"asinh", |_, x| float::unary(x, |x| cmath::asinh(x)), c"asinh($module, x, /)\n--\n\nInverse of sinh."),
    Row::one(c"atan", |_, x| float::unary(x, f64::atan), c"atan($module, x, /)\n--\n\nThe angle, in radians from -pi/2 to pi/2, whose tangent is x."),
    Row::fast(c"atan2", |_, args| float::binary(args, "atan2", f64::atan2), c"atan2($module, y, x, /)\n--\n\nThe angle of the point (x, y), in radians from -pi to pi."),
    Row::one(c"atanh", |_, x| float::unary(x, |x| cmath::atanh(x)), c"atanh($module, x, /)\n--\n\nInverse of tanh."),
    Row::one(c"cbrt", |_, x| float::unary(x, f64::cbrt), c"cbrt($module, x, /)\n--\n\nCube root."),
    Row::one(c"ceil", |module, x| log::round(module, x, state::CEIL, f64::ceil), c"ceil($module, x, /)\n--\n\nThe smallest int not below x."),
    Row::fast(c"comb", |_, args| integer::comb(args), c"comb($module, n, k, /)\n--\n\nHow many ways there are to choose k of n items, in no order."),
    Row::fast(c"copysign", |_, args| float::binary(args, "copysign", f64::copysign), c"copysign($module, x, y, /)\n--\n\nThe size of x with the sign of y; zeros have a sign."),
    Row::one(c"cos", |_, x| float::unary(x, f64::cos), c"cos($module, x, /)\n--\n\nCosine of x radians."),
    Row::one(c"cosh", |_, x| float::unary_growing(x, f64::cosh), c"cosh($module, x, /)\n--\n\nHyperbolic cosine."),
    Row::one(c"degrees", |_, x| Owned::float(x.to_f64()? * DEGREES), c"degrees($module, x, /)\n--\n\nRadians to degrees."),
    Row::fast(c"dist", |_, args| exact::dist(args), c"dist($module, p, q, /)\n--\n\nDistance of two points, each a sequence of as many coordinates."),
    Row::one(c"erf", |_, x| float::unary(x, |x| cmath::erf(x)), c"erf($module, x, /)\n--\n\nError function."),
    Row::one(c"erfc", |_, x| float::unary(x, |x| cmath::erfc(x)), c"erfc($module, x, /)\n--\n\n1 - erf(x), accurate for large x too."),
    Row::one(c"exp", |_, x| float::unary_growing(x, f64::exp), c"exp($module, x, /)\n--\n\ne to the power of x."),
    Row::one(c"exp2", |_, x| float::unary_growing(x, f64::exp2), c"exp2($module, x, /)\n--\n\n2 to the power of x."),
    Row::one(c"expm1", |_, x| float::unary_growing(x, f64::exp_m1), c"expm1($module, x, /)\n--\n\nexp(x) - 1, accurate for small x too."),
    Row::one(c"fabs", |_, x| float::unary(x, f64::abs), c"fabs($module, x, /)\n--\n\nAbsolute value, as a float."),
    Row::one(c"factorial", |_, n| integer::factorial(n), c"factorial($module, n, /)\n--\n\n1 * 2 * ... * n, for an int n >= 0."),
    Row::one(c"floor", |module, x| log::round(module, x, state::FLOOR, f64::floor), c"floor($module, x, /)\n--\n\nThe largest int not above x."),
    Row::fast(c"fma", |_, args| float::fma(args), c"fma($module, x, y, z, /)\n--\n\nx * y + z, rounded once."),
    Row::fast(c"fmod", |_, args| float::binary(args, "fmod", float::fmod), c"fmod($module, x, y, /)\n--\n\nRemainder of x / y with the sign of x, as C has it."),
    Row::one(c"frexp", |_, x| float::frexp(x), c"frexp($module, x, /)\n--\n\nThe pair (m, e) with x == m * 2**e and 0.5 <= abs(m) < 1; for 0, (0.0, 0)."),
    Row::one(c"fsum", |_, items| exact::fsum(items), c"fsum($module, seq, /)\n--\n\nSum of floats, rounded only once."),
    Row::one(c"gamma", |_, x| gamma::gamma(x), c"gamma($module, x, /)\n--\n\nGamma function; factorial(x - 1) where x is an int."),
    Row::fast(c"gcd", integer::gcd_many, c"gcd($module, *integers)\n--\n\nGreatest common divisor; 0 if there is none to divide."),
    Row::fast(c"hypot", |_, args| exact::hypot(args), c"hypot(*coordinates)\n\nDistance of a point from the origin: sqrt(sum(x**2 for x in coordinates))."),
    Row::named(c"isclose", |_, values, names| float::isclose(values, names), c"isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nWhether a and b differ by no more than abs_tol, or rel_tol times the larger of them.\n\nNaN is close to nothing, an infinity only to itself."),
    Row::one(c"isfinite", |_, x| float::predicate(x, f64::is_finite), c"isfinite($module, x, /)\n--\n\nWhether x is neither infinite nor NaN."),
    Row::one(c"isinf", |_, x| float::predicate(x, f64::is_infinite), c"isinf($module, x, /)\n--\n\nWhether x is an infinity of either sign."),
    Row::one(c"isnan", |_, x| float::predicate(x, f64::is_nan), c"isnan($module, x, /)\n--\n\nWhether x is NaN."),
    Row::one(c"isqrt", integer::isqrt, c"isqrt($module, n, /)\n--\n\nSquare root of an int n >= 0, rounded down."),
    Row::fast(c"lcm", integer::lcm_many, c"lcm($module, *integers)\n--\n\nLeast common multiple; 1 if no arguments are given."),
    Row::fast(c"ldexp", |_, args| float::ldexp(args), c"ldexp($module, x, i, /)\n--\n\nx * 2**i; undoes frexp()."),
    Row::one(c"lgamma", |_, x| gamma::lgamma(x), c"lgamma($module, x, /)\n--\n\nNatural logarithm of abs(gamma(x))."),
    Row::fast(c"log", log::log, c"log(x, [base=math.e])\nLogarithm of x to the base given, or to e."),
    Row::one(c"log10", |module, x| log::log_any(module, x, f64::log10), c"log10($module, x, /)\n--\n\nLogarithm to base 10."),
    Row::one(c"log1p", |_, x| float::unary(x, f64::ln_1p), c"log1p($module, x, /)\n--\n\nNatural logarithm of 1 + x, accurate for small x too."),
    Row::one(c"log2", |module, x| log::log_any(module, x, f64::log2), c"log2($module, x, /)\n--\n\nLogarithm to base 2."),
    Row::one(c"modf", |_, x| float::modf(x), c"modf($module, x, /)\n--\n\nFraction and whole part of x, both floats with its sign."),
    Row::named(c"nextafter", |_, values, names| float::nextafter(values, names), c"nextafter($module, x, y, /, *, steps=None)\n--\n\nThe float that many steps (one, if not said) from x towards y."),
    Row::fast(c"perm", |_, args| integer::perm(args), c"perm($module, n, k=None, /)\n--\n\nHow many ways there are to choose k of n items in order; factorial(n) if k is None."),
    Row::fast(c"pow", |_, args| float::pow(args), c"pow($module, x, y, /)\n--\n\nx to the power of y, as floats."),
    Row::named(c"prod", |_, values, names| integer::prod(values, names), c"prod($module, iterable, /, *, start=1)\n--\n\nProduct of start and all items."),
    Row::one(c"radians", |_, x| Owned::float(x.to_f64()? * RADIANS), c"radians($module, x, /)\n--\n\nDegrees to radians."),
    Row::fast(c"remainder", |_, args| float::binary(args, "remainder", |x, y| cmath::remainder(x, y)), c"remainder($module, x, y, /)\n--\n\nx minus the multiple of y nearest to it (the even one of two), as IEEE 754 has it."),
    Row::one(c"sin", |_, x| float::unary(x, f64::sin), c"sin($module, x, /)\n--\n\nSine of x radians."),
    Row::one(c"sinh", |_, x| float::unary_growing(x, f64::sinh), c"sinh($module, x, /)\n--\n\nHyperbolic sine."),
    Row::one(c"sqrt", |_, x| float::unary(x, f64::sqrt), c"sqrt($module, x, /)\n--\n\nSquare root."),
    Row::fast(c"sumprod", |_, args| exact::sumprod(args), c"sumprod($module, p, q, /)\n--\n\nSum of the products of items at the same place in p and q."),
    Row::one(c"tan", |_, x| float::unary(x, f64::tan), c"tan($module, x, /)\n--\n\nTangent of x radians."),
    Row::one(c"tanh", |_, x| float::unary(x, f64::tanh), c"tanh($module, x, /)\n--\n\nHyperbolic tangent."),
    Row::one(c"trunc", |module, x: &Object| log::trunc(module, x), c"trunc($module, x, /)\n--\n\nThe int that x.__trunc__() gives: x without its fraction."),
    Row::one(c"ulp", |_, x| Owned::float(float::ulp(x.to_f64()?)), c"ulp($module, x, /)\n--\n\nValue of the least significant bit of x."),
    Row::END,
];
