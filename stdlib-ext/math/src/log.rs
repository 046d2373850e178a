//! Logarithms, and rounding to an int.

use ladon_ext::raise::type_error;
use ladon_ext::{Args, Exception, Object, Owned, Result};

use crate::float::domain_error;
use crate::{MathModule, cmath, state};

pub fn log(module: &MathModule, args: Args<'_>) -> Result<Owned> {
    args.between("log", 1, 2)?;
    let numerator = log_any(module, args.0[0], f64::ln)?;
    match args.get(1) {
        None => Ok(numerator),
        Some(base) => numerator.true_divide(&*log_any(module, base, f64::ln)?),
    }
}

/// The logarithm `function` of any number; ints may be beyond the range of floats.
pub fn log_any(module: &MathModule, arg: &Object, function: fn(f64) -> f64) -> Result<Owned> {
    match arg.to_f64() {
        Ok(x) => log_f64(x, function).and_then(Owned::float),
        Err(raised) if arg.is_int() && raised.matches(Exception::OverflowError) => {
            raised.clear();
            if arg.less(&*Owned::int(0)?)? {
                return Err(domain_error());
            }
            let (mantissa, exponent) = split(module, arg)?;
            Owned::float(function(mantissa) + function(2.0) * exponent as f64)
        }
        Err(raised) => Err(raised),
    }
}

fn log_f64(x: f64, function: fn(f64) -> f64) -> Result<f64> {
    if x <= 0.0 { Err(domain_error()) } else { Ok(function(x)) }
}

/// How many bits an int has.
pub fn bit_length(module: &MathModule, int: &Object) -> Result<u64> {
    int.attr(&*module.state(state::BIT_LENGTH)?)?.call([])?.to_u64()
}

/// A large positive int as `mantissa * 2**exponent`, the mantissa in [0.5, 1] rounded to the nearest float.
fn split(module: &MathModule, int: &Object) -> Result<(f64, u64)> {
    let bits = bit_length(module, int)?;
    let shift = bits - 64;
    let top = int.rshift(shift)?;
    // A lowest bit that stands for all those cut off is enough to round as they would.
    let sticky = !top.lshift(shift)?.equals(int)?;
    let mantissa = (top.to_u64()? | u64::from(sticky)) as f64;
    Ok((cmath::ldexp(mantissa, -64), bits))
}

/// `floor` and `ceil`: a float's, the type's own method, or that of the value as a float.
pub fn round(module: &MathModule, arg: &Object, name: usize, function: fn(f64) -> f64) -> Result<Owned> {
    if !arg.is_exact_float()
        && let Some(result) = call_special(module, arg, name)?
    {
        return Ok(result);
    }
    Owned::int_from_f64(function(arg.to_f64()?))
}

pub fn trunc(module: &MathModule, arg: &Object) -> Result<Owned> {
    if arg.is_exact_float() {
        return Owned::int_from_f64(arg.to_f64()?);
    }
    match call_special(module, arg, state::TRUNC)? {
        Some(result) => Ok(result),
        None => Err(type_error(format_args!("type {} doesn't define __trunc__ method", arg.type_name()))),
    }
}

fn call_special(module: &MathModule, arg: &Object, name: usize) -> Result<Option<Owned>> {
    if arg.is_exact_int() {
        return Ok(Some(arg.new_ref()));
    }
    let method = arg.type_of().attr_opt(&*module.state(name)?)?;
    method.map(|method| method.call([arg])).transpose()
}
