//! `round(x, n)`: the exact decimal value of the float, rounded to `n` places, ties to even.

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::int::convert::trunc_limbs;
use dashu_int::UBig;
use dashu_int::ops::BitTest;
use std::cmp::Ordering;

/// From this many places on every float is its own rounding.
const MOST_PLACES: i64 = 323;
/// Below this, everything rounds to zero.
const FEWEST_PLACES: i64 = -308;

/// `round(x, places)` for a finite `x`.
pub fn round_decimal(thread: &ThreadState, x: f64, places: i64) -> PyResult<f64> {
    if places > MOST_PLACES || x == 0.0 {
        return Ok(x);
    }
    if places < FEWEST_PLACES {
        return Ok(0.0f64.copysign(x));
    }
    // Rust prints exactly rounded decimals, ties to even; reading them back is exact too.
    let rounded = match places {
        0.. => format!("{:.*}", places as usize, x).parse(),
        _ => Ok(round_whole(x.abs(), -places).copysign(x)),
    };
    match rounded {
        Ok(rounded) if f64::is_finite(rounded) => Ok(rounded),
        _ => Err(err!(thread, OverflowError, "rounded value too large to represent")),
    }
}

/// Rounds a positive float to a multiple of `10**zeros`, `zeros > 0`.
fn round_whole(x: f64, zeros: i64) -> f64 {
    let unit = UBig::from(10u8).pow(zeros as usize);
    let whole = UBig::from_words(&trunc_limbs(x));
    let mut quotient = &whole / &unit;
    let rest = &whole - &quotient * &unit;
    let up = match (&rest * 2u8).cmp(&unit) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => x.fract() != 0.0 || quotient.bit(0),
    };
    if up {
        quotient += 1u8;
    }
    crate::types::int::convert::limbs_to_f64((quotient * unit).as_words())
}
