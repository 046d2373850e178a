//! `float.hex` and `float.fromhex`.

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::int::convert::{compose, decompose};
use crate::types::int::parse::strip;

/// `x.hex()`.
pub fn to_hex(x: f64) -> String {
    if !x.is_finite() {
        return crate::format::float::repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = decompose(x);
    let lead = mantissa >> 52;
    format!("{sign}0x{lead}.{:013x}p{:+}", mantissa & ((1 << 52) - 1), exponent + 52)
}

/// Reads hexadecimal notation; `Err` names what is wrong.
pub fn from_hex(thread: &ThreadState, text: &[u8]) -> PyResult<f64> {
    let text = strip(text);
    let (negative, rest) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let magnitude = match rest.to_ascii_lowercase().as_slice() {
        b"inf" | b"infinity" => Some(f64::INFINITY),
        b"nan" => Some(f64::NAN),
        lower => {
            let x = magnitude(lower.strip_prefix(b"0x").unwrap_or(lower));
            if x.is_some_and(f64::is_infinite) {
                return Err(err!(thread, OverflowError, "hexadecimal value too large to represent as a float"));
            }
            x
        }
    };
    match magnitude {
        Some(x) if negative => Ok(-x),
        Some(x) => Ok(x),
        None => Err(err!(thread, ValueError, "invalid hexadecimal floating-point string")),
    }
}

/// `1f.8p-3`, correctly rounded; infinite when too large, `None` when malformed.
fn magnitude(text: &[u8]) -> Option<f64> {
    let (digits, exponent) = match text.iter().position(|&byte| byte == b'p') {
        Some(at) => (&text[..at], decimal(&text[at + 1..])?),
        None => (text, 0),
    };
    let (mut mantissa, mut shift, mut sticky) = (0u64, 0i64, false);
    let (mut seen, mut point) = (false, false);
    for &byte in digits {
        if byte == b'.' && !point {
            point = true;
            continue;
        }
        let digit = char::from(byte).to_digit(16)? as u64;
        seen = true;
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
            shift -= 4 * point as i64;
        } else {
            // All bits that matter are there; the rest only breaks ties.
            sticky |= digit != 0;
            shift += 4 * !point as i64;
        }
    }
    seen.then(|| compose(mantissa, shift.saturating_add(exponent), sticky))
}

/// A decimal exponent, cut to a range no sum with it can leave.
fn decimal(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0i64, |sum, &digit| (sum * 10 + (digit - b'0') as i64).min(1 << 60));
    Some(if negative { -value } else { value })
}
