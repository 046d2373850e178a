//! The operators of `float`. [`operands`] reads two words for the eval loop; the slots take floats and ints of every form.

use crate::err;
use crate::exceptions;
use crate::object::compare::compare_floats;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Tuple;
use crate::types::float::as_f64;
use crate::types::int::{self, is_int};
use crate::types::slots::{BinaryFn, BinaryOp, CompareOp, Slots};
use crate::value::Value;

/// Two numbers in words of which at least one is a float.
#[inline(always)]
pub fn operands(a: &Value, b: &Value) -> Option<(f64, f64)> {
    match (a.as_float_word(), b.as_float_word()) {
        (Some(x), Some(y)) => Some((x, y)),
        (Some(x), None) => Some((x, b.as_small_int()? as f64)),
        (None, Some(y)) => Some((a.as_small_int()? as f64, y)),
        (None, None) => None,
    }
}

/// The operand as a float: floats and ints in every form; `None` for others.
#[inline]
fn operand(thread: &ThreadState, value: &Value) -> PyResult<Option<f64>> {
    if let Some(x) = as_f64(value) {
        return Ok(Some(x));
    }
    if is_int(value) { int::convert::to_f64(thread, value).map(Some) } else { Ok(None) }
}

#[inline]
fn both(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Option<(f64, f64)>> {
    if let Some(pair) = operands(a, b) {
        return Ok(Some(pair));
    }
    Ok(match operand(thread, a)? {
        Some(x) => operand(thread, b)?.map(|y| (x, y)),
        None => None,
    })
}

macro_rules! operator {
    ($name:ident, |$thread:ident, $x:ident, $y:ident| $body:expr) => {
        pub fn $name($thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
            match both($thread, a, b)? {
                Some(($x, $y)) => $body,
                None => Ok(Value::not_implemented()),
            }
        }
    };
}
operator!(float_add, |thread, x, y| Ok(Value::float(x + y)));
operator!(float_sub, |thread, x, y| Ok(Value::float(x - y)));
operator!(float_mul, |thread, x, y| Ok(Value::float(x * y)));
operator!(float_true_div, |thread, x, y| divide(thread, x, y).map(Value::float));
operator!(float_floor_div, |thread, x, y| Ok(Value::float(floor_divmod(thread, x, y)?.0)));
operator!(float_mod, |thread, x, y| Ok(Value::float(modulo(thread, x, y)?)));
operator!(float_pow, |thread, x, y| power(thread, x, y));
operator!(float_divmod, |thread, x, y| {
    let (quotient, remainder) = floor_divmod(thread, x, y)?;
    Ok(Tuple::pair(Value::float(quotient), Value::float(remainder)).into_value())
});

#[cold]
fn division_by_zero(thread: &ThreadState) -> Raised {
    err!(thread, ZeroDivisionError, "division by zero")
}

#[inline]
pub fn divide(thread: &ThreadState, x: f64, y: f64) -> PyResult<f64> {
    if y == 0.0 { Err(division_by_zero(thread)) } else { Ok(x / y) }
}

/// `x % y`: the remainder with the sign of `y`.
pub fn modulo(thread: &ThreadState, x: f64, y: f64) -> PyResult<f64> {
    if y == 0.0 {
        return Err(division_by_zero(thread));
    }
    let remainder = x % y;
    Ok(if remainder == 0.0 {
        0.0f64.copysign(y)
    } else if (remainder < 0.0) != (y < 0.0) {
        remainder + y
    } else {
        remainder
    })
}

/// `(x // y, x % y)`.
pub fn floor_divmod(thread: &ThreadState, x: f64, y: f64) -> PyResult<(f64, f64)> {
    let remainder = modulo(thread, x, y)?;
    // Dividing what `fmod` leaves of x gives a near-integer; the sign change of the remainder costs one.
    let truncated = x % y;
    let mut quotient = (x - truncated) / y;
    if truncated != 0.0 && (truncated < 0.0) != (y < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Ok((0.0f64.copysign(x / y), remainder));
    }
    let floor = quotient.floor();
    Ok((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder))
}

/// `x ** y`: complex for negative bases with fractional exponents.
pub fn power(thread: &ThreadState, x: f64, y: f64) -> PyResult<Value> {
    if x == 0.0 && y < 0.0 {
        return Err(err!(thread, ZeroDivisionError, "zero to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return crate::types::complex::power_of_reals(thread, x, y);
    }
    let power = x.powf(y);
    if power.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(range_error(thread));
    }
    Ok(Value::float(power))
}

/// OverflowError as libm reports it: errno ERANGE and its text.
#[cold]
pub fn range_error(thread: &ThreadState) -> Raised {
    let text = crate::types::Str::new("Numerical result out of range").into_value();
    let args = vec![Value::small_unchecked(libc::ERANGE as i64), text];
    thread.raise(exceptions::new_with_args(&exceptions::OverflowError, args).into_value())
}

fn float_pow3(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    if modulus.is_none() {
        return float_pow(thread, a, b);
    }
    Err(err!(thread, TypeError, "pow() 3rd argument not allowed unless all arguments are integers"))
}

fn this(value: &Value) -> f64 {
    as_f64(value).unwrap_or(f64::NAN)
}

fn float_neg(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::float(-this(value)))
}

pub(super) fn float_pos(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::float(this(value)))
}

fn float_abs(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::float(this(value).abs()))
}

fn float_bool(_thread: &ThreadState, value: &Value) -> PyResult<bool> {
    Ok(this(value) != 0.0)
}

fn float_int(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    int::convert::from_f64_checked(thread, this(value))
}

fn float_hash(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let x = this(value);
    if x.is_nan() && value.is_pointer() {
        return Ok(crate::object::hash::address_hash(value.bits() as usize));
    }
    Ok(super::core::hash(x))
}

fn float_compare(_thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let x = this(a);
    if let Some(y) = as_f64(b) {
        return Ok(Value::bool(compare_floats(x, y, op)));
    }
    if !is_int(b) {
        return Ok(Value::not_implemented());
    }
    Ok(Value::bool(match int::convert::compare_with_f64(b, x) {
        Some(order) => op.matches(order.reverse()),
        None => op == CompareOp::Ne,
    }))
}

/// Fills in the operators.
pub(super) fn fill(slots: &Slots) {
    for (op, function) in [
        (BinaryOp::Add, float_add as BinaryFn),
        (BinaryOp::Sub, float_sub),
        (BinaryOp::Mul, float_mul),
        (BinaryOp::TrueDiv, float_true_div),
        (BinaryOp::FloorDiv, float_floor_div),
        (BinaryOp::Mod, float_mod),
        (BinaryOp::DivMod, float_divmod),
        (BinaryOp::Pow, float_pow),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
    slots.pow3.set(Some(float_pow3));
    slots.neg.set(Some(float_neg));
    slots.pos.set(Some(float_pos));
    slots.abs.set(Some(float_abs));
    slots.bool.set(Some(float_bool));
    slots.int.set(Some(float_int));
    slots.float.set(Some(float_pos));
    slots.hash.set(Some(float_hash));
    slots.compare.set(Some(float_compare));
}
