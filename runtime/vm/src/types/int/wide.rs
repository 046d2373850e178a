//! Ints just beyond the value word: of up to 127 bits, worked on in a machine's double word.
//!
//! Hashes, random numbers and checksums live here. What does not fit goes the way of all ints, through `ops`.

use super::core::Int;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::types::slots::{BinaryOp, CompareOp};
use crate::value::{Ref, Value};

/// The number, when `value` is exactly an int of at most 127 bits.
#[inline(always)]
pub fn read(value: &Value) -> Option<i128> {
    if let Some(small) = value.as_small_int() {
        return Some(small as i128);
    }
    let int = value.exact::<Int>()?;
    let magnitude = match int.limbs() {
        [] => 0,
        [low] => *low as i128,
        [low, high] if *high >> 63 == 0 => (*low as u128 | (*high as u128) << 64) as i128,
        _ => return None,
    };
    Some(if int.is_negative() { -magnitude } else { magnitude })
}

/// The int with this value.
#[inline]
pub fn make(number: i128) -> PyResult<Value> {
    if let Ok(word) = i64::try_from(number)
        && let Some(small) = Value::small_int(word)
    {
        return Ok(small);
    }
    object(number < 0, number.unsigned_abs())
}

/// An int object of one or two limbs.
#[inline]
fn object(negative: bool, magnitude: u128) -> PyResult<Value> {
    let (low, high) = (magnitude as u64, (magnitude >> 64) as u64);
    let length = 1 + (high != 0) as usize;
    let fields = Int::fields(negative, &[low, high][..length])?;
    // SAFETY: the tail has room for two limbs and is filled at once.
    unsafe {
        let made = alloc::alloc_with_tail::<Int>(fields, 16)?;
        let limbs = made.add(1).cast::<u64>();
        limbs.write(low);
        limbs.add(1).write(high);
        made.as_ref().limbs.set(limbs.as_ptr());
        Ok(Ref::from_owned_ptr(made).into_value())
    }
}

/// `x op y`, when this is an operation on double words whose result is one.
#[inline]
pub fn binary(op: BinaryOp, x: i128, y: i128) -> Option<PyResult<Value>> {
    let result = match op {
        BinaryOp::Add => x.checked_add(y)?,
        BinaryOp::Sub => x.checked_sub(y)?,
        BinaryOp::Mul => return multiply(x, y),
        BinaryOp::And => x & y,
        BinaryOp::Or => x | y,
        BinaryOp::Xor => x ^ y,
        BinaryOp::LShift => {
            // One bit is kept for the sign.
            if !(0..=126).contains(&y) || x.unsigned_abs().leading_zeros() < y as u32 + 1 {
                return None;
            }
            x << y
        }
        BinaryOp::RShift if y >= 0 => x >> y.min(127),
        BinaryOp::FloorDiv => floor_divmod(x, y)?.0,
        BinaryOp::Mod => floor_divmod(x, y)?.1,
        _ => return None,
    };
    // The most negative number has no magnitude that `read` takes.
    if result == i128::MIN { None } else { Some(make(result)) }
}

fn multiply(x: i128, y: i128) -> Option<PyResult<Value>> {
    let (Ok(a), Ok(b)) = (u64::try_from(x.unsigned_abs()), u64::try_from(y.unsigned_abs())) else {
        return x.checked_mul(y).filter(|product| *product != i128::MIN).map(make);
    };
    let (negative, product) = ((x < 0) != (y < 0), a as u128 * b as u128);
    match i64::try_from(product) {
        Ok(word) => Some(make(if negative { -(word as i128) } else { word as i128 })),
        Err(_) => Some(object(negative, product)),
    }
}

/// Quotient and remainder rounded down; `None` for a divisor of zero.
fn floor_divmod(x: i128, y: i128) -> Option<(i128, i128)> {
    if let (Ok(a), Ok(b)) = (u64::try_from(x), u64::try_from(y)) {
        return Some((a.checked_div(b)? as i128, (a % b) as i128));
    }
    let (quotient, remainder) = (x.checked_div(y)?, x.checked_rem(y)?);
    if remainder != 0 && (remainder < 0) != (y < 0) {
        return Some((quotient - 1, remainder + y));
    }
    Some((quotient, remainder))
}

/// `a op b` of ints that may lie beyond the value word.
#[inline]
pub fn compare(a: &Value, b: &Value, op: CompareOp) -> Option<bool> {
    Some(op.matches(read(a)?.cmp(&read(b)?)))
}
