//! Functions on floats.
//!
//! Errors, as C's Annex F has them: a NaN that no argument brought is a domain error; an infinity from finite arguments
//! is a range error where the function grows without bound, else (a pole) a domain error.

use ladon_ext::number::Small;
use ladon_ext::raise::{overflow_error, type_error, value_error};
use ladon_ext::{Args, Object, Owned, Raised, Result, Signature};

use crate::cmath;
use crate::integer::is_negative;

pub fn domain_error() -> Raised {
    value_error("math domain error")
}

pub fn range_error() -> Raised {
    overflow_error("math range error")
}

/// A function whose infinite results from finite arguments are poles.
pub fn unary(arg: &Object, function: impl Fn(f64) -> f64) -> Result<Owned> {
    unary_checked(arg, function, domain_error)
}

/// A function that overflows.
pub fn unary_growing(arg: &Object, function: impl Fn(f64) -> f64) -> Result<Owned> {
    unary_checked(arg, function, range_error)
}

fn unary_checked(arg: &Object, function: impl Fn(f64) -> f64, infinite: fn() -> Raised) -> Result<Owned> {
    let x = arg.to_f64()?;
    let result = function(x);
    if result.is_nan() && !x.is_nan() {
        return Err(domain_error());
    }
    if result.is_infinite() && x.is_finite() {
        return Err(infinite());
    }
    Owned::float(result)
}

pub fn predicate(arg: &Object, test: impl Fn(f64) -> bool) -> Result<Owned> {
    Owned::bool(test(arg.to_f64()?))
}

/// A function of two arguments whose only error is a domain error.
pub fn binary(args: Args<'_>, name: &str, function: impl Fn(f64, f64) -> f64) -> Result<Owned> {
    let [x, y] = args.exactly(name)?;
    let (x, y) = (x.to_f64()?, y.to_f64()?);
    let result = function(x, y);
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(domain_error());
    }
    Owned::float(result)
}

pub fn fmod(x: f64, y: f64) -> f64 {
    if y.is_infinite() && x.is_finite() { x } else { x % y }
}

pub fn pow(args: Args<'_>) -> Result<Owned> {
    let [x, y] = args.exactly("pow")?;
    let (x, y) = (x.to_f64()?, y.to_f64()?);
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() && !result.is_finite() {
        return Err(if result.is_nan() || x == 0.0 { domain_error() } else { range_error() });
    }
    Owned::float(result)
}

pub fn fma(args: Args<'_>) -> Result<Owned> {
    let [x, y, z] = args.exactly("fma")?;
    let (x, y, z) = (x.to_f64()?, y.to_f64()?, z.to_f64()?);
    let result = x.mul_add(y, z);
    if result.is_nan() && !(x.is_nan() || y.is_nan() || z.is_nan()) {
        return Err(value_error("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(overflow_error("overflow in fma"));
    }
    Owned::float(result)
}

pub fn ldexp(args: Args<'_>) -> Result<Owned> {
    let [x, exponent] = args.exactly("ldexp")?;
    let x = x.to_f64()?;
    if !exponent.is_int() {
        return Err(type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = exponent.to_small()?;
    if x == 0.0 || !x.is_finite() {
        return Owned::float(x);
    }
    let result = match exponent {
        Small::Value(exponent) => cmath::ldexp(x, exponent.clamp(i32::MIN.into(), i32::MAX.into()) as i32),
        Small::TooSmall => 0.0f64.copysign(x),
        Small::TooLarge => f64::INFINITY,
    };
    if result.is_infinite() { Err(range_error()) } else { Owned::float(result) }
}

pub fn frexp(arg: &Object) -> Result<Owned> {
    let (mantissa, exponent) = cmath::frexp(arg.to_f64()?);
    Owned::tuple([Owned::float(mantissa), Owned::int(exponent.into())].into_iter())
}

pub fn modf(arg: &Object) -> Result<Owned> {
    let x = arg.to_f64()?;
    let fraction = if x.is_infinite() { 0.0 } else { x - x.trunc() };
    Owned::tuple([Owned::float(fraction.copysign(x)), Owned::float(x.trunc())].into_iter())
}

pub fn nextafter(values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<3> =
        Signature { function: "nextafter", names: ["", "", "steps"], positional_only: 2, positional: 2, required: 2 };
    let [x, y, steps] = SIGNATURE.bind(values, names)?;
    let (x, y) = (required(x).to_f64()?, required(y).to_f64()?);
    let Some(steps) = steps.filter(|steps| !steps.is_none()) else {
        return Owned::float(cmath::nextafter(x, y));
    };
    let steps = steps.index()?;
    if is_negative(&steps)? {
        return Err(value_error("steps must be a non-negative integer"));
    }
    // More than fit are more than there are floats.
    let steps = match steps.to_u64() {
        Ok(steps) => steps,
        Err(overflow) => {
            overflow.clear();
            u64::MAX
        }
    };
    Owned::float(step_towards(x, y, steps))
}

/// Numbers the floats in their order, both zeros being 0.
fn ordinal(x: f64) -> i64 {
    let magnitude = (x.to_bits() & !(1 << 63)) as i64;
    if x.is_sign_negative() { -magnitude } else { magnitude }
}

fn step_towards(x: f64, y: f64, steps: u64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if y.is_nan() {
        return y;
    }
    let (from, to) = (ordinal(x), ordinal(y));
    if from.abs_diff(to) <= steps {
        return y;
    }
    let reached = if to > from { from.wrapping_add_unsigned(steps) } else { from.wrapping_sub_unsigned(steps) };
    if reached == 0 {
        return 0.0f64.copysign(x);
    }
    f64::from_bits(reached.unsigned_abs()).copysign(reached as f64)
}

pub fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let above = cmath::nextafter(x, f64::INFINITY);
    if above.is_infinite() { x - cmath::nextafter(x, 0.0) } else { above - x }
}

pub fn isclose(values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<4> = Signature {
        function: "isclose",
        names: ["a", "b", "rel_tol", "abs_tol"],
        positional_only: 0,
        positional: 2,
        required: 2,
    };
    let [a, b, relative, absolute] = SIGNATURE.bind(values, names)?;
    let (a, b) = (required(a).to_f64()?, required(b).to_f64()?);
    let relative = relative.map_or(Ok(1e-9), |tolerance| tolerance.to_f64())?;
    let absolute = absolute.map_or(Ok(0.0), |tolerance| tolerance.to_f64())?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let near = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Owned::bool(a == b || (a.is_finite() && b.is_finite() && near))
}

/// A parameter that `Signature::bind` has seen to.
pub fn required(value: Option<&Object>) -> &Object {
    value.expect("`bind` checks what is required")
}
