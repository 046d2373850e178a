//! The operators of `int`. [`add`], [`sub`], [`mul`] and [`compare`] of small ints are for the eval loop; the slots take
//! ints of every form and answer `NotImplemented` for other operands.

use super::big::{self, Parts, check_room, with_parts};
use super::convert;
use super::core::{Int, as_i64, from_i64, is_int, with_limbs};
use super::limbs;
use crate::err;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Tuple;
use crate::types::slots::{BinaryOp, CompareOp, Slots};
use crate::value::Value;
use std::cmp::Ordering;

/// The sum of two small ints, when it is small.
#[inline(always)]
pub fn add(a: &Value, b: &Value) -> Option<Value> {
    // 50 bits cannot overflow 64.
    if a.is_small_int() && b.is_small_int() {
        Value::small_int(a.small_int_unchecked() + b.small_int_unchecked())
    } else {
        None
    }
}

/// The difference of two small ints, when it is small.
#[inline(always)]
pub fn sub(a: &Value, b: &Value) -> Option<Value> {
    if a.is_small_int() && b.is_small_int() {
        Value::small_int(a.small_int_unchecked() - b.small_int_unchecked())
    } else {
        None
    }
}

/// The product of two small ints, when it is small.
#[inline(always)]
pub fn mul(a: &Value, b: &Value) -> Option<Value> {
    if a.is_small_int() && b.is_small_int() {
        Value::small_int(a.small_int_unchecked().checked_mul(b.small_int_unchecked())?)
    } else {
        None
    }
}

/// `a // b` of small ints, `b` not zero.
#[inline(always)]
pub fn floor_div(a: &Value, b: &Value) -> Option<Value> {
    if a.is_small_int() && b.is_small_int() && b.small_int_unchecked() != 0 {
        Value::small_int(floor_divmod_i64(a.small_int_unchecked(), b.small_int_unchecked())?.0)
    } else {
        None
    }
}

/// `a % b` of small ints, `b` not zero.
#[inline(always)]
pub fn modulo(a: &Value, b: &Value) -> Option<Value> {
    if a.is_small_int() && b.is_small_int() && b.small_int_unchecked() != 0 {
        Value::small_int(floor_divmod_i64(a.small_int_unchecked(), b.small_int_unchecked())?.1)
    } else {
        None
    }
}

#[inline(always)]
fn floor_divmod_i64(x: i64, y: i64) -> Option<(i64, i64)> {
    let (quotient, remainder) = (x.checked_div(y)?, x.checked_rem(y)?);
    if remainder != 0 && (remainder ^ y) < 0 {
        Some((quotient - 1, remainder + y))
    } else {
        Some((quotient, remainder))
    }
}

/// The 64-bit numbers of two ints, where both have one.
#[inline(always)]
fn both(a: &Value, b: &Value) -> Option<(i64, i64)> {
    Some((as_i64(a)?, as_i64(b)?))
}

#[inline]
fn with_big(a: &Value, b: &Value, body: impl FnOnce(Parts<'_>, Parts<'_>) -> PyResult<Value>) -> PyResult<Value> {
    with_parts(a, b, body).unwrap_or_else(|| Ok(Value::not_implemented()))
}

pub fn int_add(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if let Some((x, y)) = both(a, b)
        && let Some(sum) = x.checked_add(y)
    {
        return Ok(from_i64(sum));
    }
    with_big(a, b, |a, b| add_parts(thread, a, b))
}

pub fn int_sub(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if let Some((x, y)) = both(a, b)
        && let Some(difference) = x.checked_sub(y)
    {
        return Ok(from_i64(difference));
    }
    with_big(a, b, |a, b| add_parts(thread, a, Parts { negative: !b.negative, limbs: b.limbs }))
}

fn add_parts(thread: &ThreadState, a: Parts<'_>, b: Parts<'_>) -> PyResult<Value> {
    check_room(thread, a.limbs.len().max(b.limbs.len()) as u64 * 64)?;
    if a.negative == b.negative {
        return Ok(Int::value_from_limbs(a.negative, &limbs::add(a.limbs, b.limbs))?);
    }
    Ok(match limbs::compare(a.limbs, b.limbs) {
        Ordering::Less => Int::value_from_limbs(b.negative, &limbs::sub(b.limbs, a.limbs))?,
        _ => Int::value_from_limbs(a.negative, &limbs::sub(a.limbs, b.limbs))?,
    })
}

pub fn int_mul(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if let Some((x, y)) = both(a, b) {
        return Ok(match x.checked_mul(y) {
            Some(product) => from_i64(product),
            None => big::from_i128(x as i128 * y as i128)?,
        });
    }
    with_big(a, b, |a, b| {
        check_room(thread, (a.limbs.len() + b.limbs.len()) as u64 * 64)?;
        Ok(Int::value_from_limbs(a.negative != b.negative, &limbs::mul(a.limbs, b.limbs))?)
    })
}

pub fn int_true_div(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    const EXACT: u64 = 1 << 53;
    if let Some((x, y)) = both(a, b)
        && x.unsigned_abs() <= EXACT
        && y.unsigned_abs() <= EXACT
        && y != 0
    {
        return Ok(Value::float(x as f64 / y as f64));
    }
    with_big(a, b, |a, b| convert::true_divide(thread, a, b).map(Value::float))
}

pub fn division_by_zero(thread: &ThreadState) -> Raised {
    err!(thread, ZeroDivisionError, "division by zero")
}

/// Floor division of ints: quotient and remainder; `None` when one of them is no int.
pub fn floor_divmod(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Option<(Value, Value)>> {
    if let Some((x, y)) = both(a, b) {
        if y == 0 {
            return Err(division_by_zero(thread));
        }
        if let Some((quotient, remainder)) = floor_divmod_i64(x, y) {
            return Ok(Some((from_i64(quotient), from_i64(remainder))));
        }
    }
    with_parts(a, b, |a, b| divmod_parts(thread, a, b)).transpose()
}

fn divmod_parts(thread: &ThreadState, a: Parts<'_>, b: Parts<'_>) -> PyResult<(Value, Value)> {
    if b.limbs.is_empty() {
        return Err(division_by_zero(thread));
    }
    check_room(thread, a.limbs.len() as u64 * 64)?;
    let (mut quotient, mut remainder) = limbs::div_rem(a.limbs, b.limbs);
    if a.negative != b.negative && remainder.iter().any(|&limb| limb != 0) {
        limbs::increment(&mut quotient);
        remainder = limbs::sub(b.limbs, &remainder);
    }
    let quotient = Int::value_from_limbs(a.negative != b.negative, &quotient)?;
    Ok((quotient, Int::value_from_limbs(b.negative, &remainder)?))
}

pub fn int_floor_div(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    Ok(floor_divmod(thread, a, b)?.map_or_else(Value::not_implemented, |(quotient, _)| quotient))
}

pub fn int_mod(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    Ok(floor_divmod(thread, a, b)?.map_or_else(Value::not_implemented, |(_, remainder)| remainder))
}

pub fn int_divmod(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    Ok(match floor_divmod(thread, a, b)? {
        Some((quotient, remainder)) => Tuple::pair(quotient, remainder).into_value(),
        None => Value::not_implemented(),
    })
}

/// The shift count: `None` when it is so large that no result could hold it.
fn shift_count(thread: &ThreadState, count: &Value) -> PyResult<Option<usize>> {
    match as_i64(count) {
        Some(..0) => {}
        Some(count) => return Ok(Some(count as usize)),
        None if convert::sign(count) == Some(-1) => {}
        None => return Ok(None),
    }
    Err(err!(thread, ValueError, "negative shift count"))
}

pub fn int_lshift(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_int(a) || !is_int(b) {
        return Ok(Value::not_implemented());
    }
    let count = shift_count(thread, b)?;
    let small = as_i64(a);
    if small == Some(0) {
        return Ok(Value::small_unchecked(0));
    }
    let Some(count) = count.filter(|count| *count < 1 << 60) else {
        return Err(err!(thread, OverflowError, "too many digits in integer"));
    };
    if let Some(x) = small
        && count < 63
        && x << count >> count == x
    {
        return Ok(from_i64(x << count));
    }
    with_limbs(a, |negative, limbs| {
        check_room(thread, limbs.len() as u64 * 64 + count as u64)?;
        Ok(Int::value_from_limbs(negative, &limbs::shl(limbs, count))?)
    })
    .unwrap_or_else(|| Ok(Value::not_implemented()))
}

pub fn int_rshift(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_int(a) || !is_int(b) {
        return Ok(Value::not_implemented());
    }
    let count = shift_count(thread, b)?.unwrap_or(usize::MAX);
    if let Some(x) = as_i64(a) {
        return Ok(from_i64(x >> count.min(63)));
    }
    with_limbs(a, |negative, limbs| {
        let (mut shifted, lost) = limbs::shr(limbs, count);
        if negative && lost {
            limbs::increment(&mut shifted);
        }
        Ok(Int::value_from_limbs(negative, &shifted)?)
    })
    .unwrap_or_else(|| Ok(Value::not_implemented()))
}

macro_rules! bit_operator {
    ($name:ident, $op:tt) => {
        pub fn $name(_thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
            if let Some((x, y)) = both(a, b) {
                return Ok(from_i64(x $op y));
            }
            with_big(a, b, |a, b| {
                if !a.negative && !b.negative {
                    return Ok(big::from_ubig(false, &(a.to_ubig() $op b.to_ubig()))?);
                }
                Ok(big::from_ibig(&(a.to_ibig() $op b.to_ibig()))?)
            })
        }
    };
}
bit_operator!(int_and, &);
bit_operator!(int_or, |);
bit_operator!(int_xor, ^);

pub fn int_neg(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if let Some(negated) = as_i64(value).and_then(i64::checked_neg) {
        return Ok(from_i64(negated));
    }
    with_limbs(value, |negative, limbs| Ok(Int::value_from_limbs(!negative, limbs)?))
        .unwrap_or_else(|| Ok(Value::not_implemented()))
}

pub fn int_pos(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(convert::exact(value)?)
}

pub fn int_abs(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if let Some(magnitude) = as_i64(value).and_then(i64::checked_abs) {
        return Ok(from_i64(magnitude));
    }
    with_limbs(value, |_, limbs| Ok(Int::value_from_limbs(false, limbs)?))
        .unwrap_or_else(|| Ok(Value::not_implemented()))
}

pub fn int_invert(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if let Some(x) = as_i64(value) {
        return Ok(from_i64(!x));
    }
    // ~x is -(x + 1): the magnitude grows for positive ints and shrinks for negative ones.
    with_limbs(value, |negative, limbs| {
        let magnitude = if negative { limbs::sub(limbs, &[1]) } else { limbs::add(limbs, &[1]) };
        Ok(Int::value_from_limbs(!negative, &magnitude)?)
    })
    .unwrap_or_else(|| Ok(Value::not_implemented()))
}

pub fn int_bool(_thread: &ThreadState, value: &Value) -> PyResult<bool> {
    Ok(convert::sign(value) != Some(0))
}

pub fn int_float(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    convert::to_f64(thread, value).map(Value::float)
}

/// The order of two ints; `None` when one of the values is no int.
pub fn order(a: &Value, b: &Value) -> Option<Ordering> {
    if let Some((x, y)) = both(a, b) {
        return Some(x.cmp(&y));
    }
    with_parts(a, b, |a, b| match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => limbs::compare(a.limbs, b.limbs),
        (true, true) => limbs::compare(b.limbs, a.limbs),
    })
}

pub fn int_compare(_thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    Ok(match order(a, b) {
        Some(order) => Value::bool(op.matches(order)),
        None => Value::not_implemented(),
    })
}

/// Fills in the operators.
pub(super) fn fill(slots: &Slots) {
    for (op, function) in [
        (BinaryOp::Add, int_add as crate::types::slots::BinaryFn),
        (BinaryOp::Sub, int_sub),
        (BinaryOp::Mul, int_mul),
        (BinaryOp::TrueDiv, int_true_div),
        (BinaryOp::FloorDiv, int_floor_div),
        (BinaryOp::Mod, int_mod),
        (BinaryOp::DivMod, int_divmod),
        (BinaryOp::Pow, super::power::int_pow),
        (BinaryOp::LShift, int_lshift),
        (BinaryOp::RShift, int_rshift),
        (BinaryOp::And, int_and),
        (BinaryOp::Or, int_or),
        (BinaryOp::Xor, int_xor),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
    slots.pow3.set(Some(super::power::int_pow3));
    slots.neg.set(Some(int_neg));
    slots.pos.set(Some(int_pos));
    slots.abs.set(Some(int_abs));
    slots.invert.set(Some(int_invert));
    slots.bool.set(Some(int_bool));
    slots.int.set(Some(int_pos));
    slots.index.set(Some(int_pos));
    slots.float.set(Some(int_float));
    slots.compare.set(Some(int_compare));
    slots.hash.set(Some(crate::object::hash::hash_int));
}
