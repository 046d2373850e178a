//! Conversions between ints and floats (exact, correctly rounded), and to the widths C asks for.

use super::big::Parts;
use super::core::{Int, as_i64, from_i64, with_limbs};
use super::limbs::{self, Limbs};
use crate::err;
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::Value;
use ladon_heap::primitive::NoMemory;
use std::cmp::Ordering;

/// Every int of at most this magnitude is a float.
const EXACT: u64 = 1 << 53;

/// `float(int)`: rounded to nearest, OverflowError beyond the largest float. The value must be an int.
#[inline]
pub fn to_f64(thread: &ThreadState, value: &Value) -> PyResult<f64> {
    match as_i64(value) {
        Some(i) => Ok(i as f64),
        None => big_to_f64(thread, value),
    }
}

#[cold]
fn big_to_f64(thread: &ThreadState, value: &Value) -> PyResult<f64> {
    let x = with_limbs(value, |negative, limbs| {
        let magnitude = limbs_to_f64(limbs);
        if negative { -magnitude } else { magnitude }
    });
    match x {
        Some(x) if x.is_finite() => Ok(x),
        Some(_) => Err(err!(thread, OverflowError, "int too large to convert to float")),
        None => Err(err!(thread, TypeError, "an integer is required")),
    }
}

/// The float nearest to a trimmed magnitude; infinite when it is too large.
pub fn limbs_to_f64(limbs: &[u64]) -> f64 {
    let (top, exponent, sticky) = limbs::top_bits(limbs);
    compose(top, exponent, sticky)
}

/// Two to the power of `exponent`, which lies in -1074..=1023.
pub fn exp2(exponent: i64) -> f64 {
    if exponent >= -1022 {
        f64::from_bits(((exponent + 1023) as u64) << 52)
    } else {
        f64::from_bits(1 << (exponent + 1074))
    }
}

/// The float nearest to `(mantissa + s) * 2**exponent`, ties to even, where `s` is something between 0 and 1 when
/// `sticky`, else 0. A sticky mantissa has at least 55 bits. Infinite when too large.
pub fn compose(mantissa: u64, exponent: i64, sticky: bool) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let bits = 64 - mantissa.leading_zeros() as i64;
    if exponent.saturating_add(bits) > 1024 {
        return f64::INFINITY;
    }
    // The weight of the last bit of the result.
    let ulp = (exponent.saturating_add(bits) - 53).max(-1074);
    let rounded = match ulp.saturating_sub(exponent) {
        drop if drop <= 0 => mantissa << -drop,
        drop if drop > 65 => 0,
        drop => {
            let wide = mantissa as u128;
            let (kept, rest, half) = ((wide >> drop) as u64, wide & ((1 << drop) - 1), 1u128 << (drop - 1));
            kept + (rest > half || (rest == half && (sticky || kept & 1 == 1))) as u64
        }
    };
    if ulp > 971 { f64::INFINITY } else { rounded as f64 * exp2(ulp) }
}

/// A finite float as mantissa and exponent: `|x| == mantissa * 2**exponent`.
pub fn decompose(x: f64) -> (u64, i64) {
    let bits = x.to_bits();
    let (exponent, fraction) = (((bits >> 52) & 0x7FF) as i64, bits & ((1 << 52) - 1));
    if exponent == 0 { (fraction, -1074) } else { (fraction | (1 << 52), exponent - 1075) }
}

/// The magnitude of the whole part of a finite float.
pub fn trunc_limbs(x: f64) -> Limbs {
    let (mantissa, exponent) = decompose(x);
    match exponent {
        0.. => limbs::shl(&[mantissa], exponent as usize),
        -63..0 => Limbs::from_slice(&[mantissa >> -exponent]),
        _ => Limbs::new(),
    }
}

/// The whole part of a finite float as an int.
#[inline]
pub fn from_f64(x: f64) -> Result<Value, NoMemory> {
    if x.abs() < 9.2e18 {
        return Ok(from_i64(x as i64));
    }
    Int::value_from_limbs(x < 0.0, &trunc_limbs(x))
}

/// As [`from_f64`] for any float: OverflowError or ValueError for those that are not finite.
pub fn from_f64_checked(thread: &ThreadState, x: f64) -> PyResult<Value> {
    if x.is_finite() {
        return Ok(from_f64(x)?);
    }
    Err(if x.is_nan() {
        err!(thread, ValueError, "cannot convert float NaN to integer")
    } else {
        err!(thread, OverflowError, "cannot convert float infinity to integer")
    })
}

/// Compares an int with a float exactly; `None` for NaN (and for what is no int).
pub fn compare_with_f64(value: &Value, x: f64) -> Option<Ordering> {
    if let Some(i) = as_i64(value)
        && i.unsigned_abs() <= EXACT
    {
        return (i as f64).partial_cmp(&x);
    }
    if x.is_nan() {
        return None;
    }
    with_limbs(value, |negative, limbs| {
        let sign = |order: Ordering| if negative { order.reverse() } else { order };
        // The int is not zero here, so its sign decides against a float of the other sign.
        if x.is_infinite() || (x < 0.0) != negative {
            return if x.is_infinite() { 0.0f64.total_cmp(&x) } else { sign(Ordering::Greater) };
        }
        let whole = trunc_limbs(x);
        let order = limbs::compare(limbs, limbs::trim(&whole));
        sign(if order.is_eq() && x.fract() != 0.0 { Ordering::Less } else { order })
    })
}

/// `a / b` of two ints, correctly rounded.
pub fn true_divide(thread: &ThreadState, a: Parts<'_>, b: Parts<'_>) -> PyResult<f64> {
    if b.limbs.is_empty() {
        return Err(err!(thread, ZeroDivisionError, "division by zero"));
    }
    let magnitude = divide_limbs(a.limbs, b.limbs);
    if magnitude.is_infinite() {
        return Err(err!(thread, OverflowError, "integer division result too large for a float"));
    }
    Ok(if a.negative != b.negative { -magnitude } else { magnitude })
}

fn divide_limbs(a: &[u64], b: &[u64]) -> f64 {
    let small = |limbs: &[u64]| match limbs {
        [] => Some(0.0),
        [limb] if *limb <= EXACT => Some(*limb as f64),
        _ => None,
    };
    if let (Some(x), Some(y)) = (small(a), small(b)) {
        return x / y;
    }
    let difference = limbs::bit_length(a) as i64 - limbs::bit_length(b) as i64;
    if a.is_empty() || difference < -1080 {
        return 0.0;
    }
    if difference > 1026 {
        return f64::INFINITY;
    }
    // A quotient of 58 to 60 bits, with what is left over as a sticky bit, loses nothing that rounding needs.
    let shift = difference - 59;
    let (quotient, remainder) = match shift {
        0.. => limbs::div_rem(a, limbs::trim(&limbs::shl(b, shift as usize))),
        _ => limbs::div_rem(limbs::trim(&limbs::shl(a, -shift as usize)), b),
    };
    let sticky = remainder.iter().any(|&limb| limb != 0);
    compose(quotient.first().copied().unwrap_or(0), shift, sticky)
}

/// The low 64 bits in two's complement, as C's unsigned conversions "with mask" give them. `None` when it is no int.
pub fn as_u64_mask(value: &Value) -> Option<u64> {
    with_limbs(value, |negative, limbs| {
        let low = limbs.first().copied().unwrap_or(0);
        if negative { low.wrapping_neg() } else { low }
    })
}

/// The int when it lies within `u64`.
pub fn as_u64(value: &Value) -> Option<u64> {
    with_limbs(value, |negative, limbs| match limbs {
        [] => Some(0),
        [limb] if !negative => Some(*limb),
        _ => None,
    })?
}

/// -1, 0 or 1.
pub fn sign(value: &Value) -> Option<i32> {
    with_limbs(value, |negative, limbs| match (limbs.is_empty(), negative) {
        (true, _) => 0,
        (_, true) => -1,
        _ => 1,
    })
}

/// An argument of C's `long`: any object with `__index__`, OverflowError outside of 64 bits.
pub fn to_i64(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let int = number::index(thread, value)?;
    as_i64(&int).ok_or_else(|| err!(thread, OverflowError, "Python int too large to convert to C long"))
}

/// An argument of C's `unsigned long`: OverflowError for negative ints and beyond 64 bits.
pub fn to_u64(thread: &ThreadState, value: &Value) -> PyResult<u64> {
    let int = number::index(thread, value)?;
    as_u64(&int).ok_or_else(|| {
        if sign(&int) == Some(-1) {
            err!(thread, OverflowError, "can't convert negative value to unsigned int")
        } else {
            err!(thread, OverflowError, "Python int too large to convert to C unsigned long")
        }
    })
}

/// The int as an exact `int`: instances of subclasses (`bool` included) are copied.
#[inline]
pub fn exact(value: &Value) -> Result<Value, NoMemory> {
    if value.is_small_int() || value.is_exact::<Int>() {
        return Ok(value.clone());
    }
    with_limbs(value, Int::value_from_limbs).unwrap_or_else(|| Ok(value.clone()))
}
