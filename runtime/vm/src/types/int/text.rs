//! Printing ints, and the limit on decimal digits (`sys.set_int_max_str_digits`).

use super::core::{as_i64, with_limbs};
use super::limbs;
use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::value::{Ref, Value};
use dashu_int::UBig;
use std::cell::Cell;

pub const DEFAULT_DIGIT_LIMIT: usize = 4300;
/// Limits below this are refused by `sys.set_int_max_str_digits` (0 lifts the limit).
pub const SMALLEST_DIGIT_LIMIT: usize = 640;

/// How many decimal digits may be read or printed in this interpreter; 0 = any number.
pub struct DigitLimit(pub Cell<usize>);

impl Default for DigitLimit {
    fn default() -> Self {
        DigitLimit(Cell::new(DEFAULT_DIGIT_LIMIT))
    }
}

pub fn digit_limit(thread: &ThreadState) -> usize {
    thread.interp().state::<DigitLimit>().0.get()
}

/// Sets the limit; the caller has checked it against [`SMALLEST_DIGIT_LIMIT`].
pub fn set_digit_limit(thread: &ThreadState, digits: usize) {
    thread.interp().state::<DigitLimit>().0.set(digits);
}

/// `repr` of a small int.
pub fn small_str(value: i64) -> Ref<Str> {
    Str::new(signed_decimal(value, &mut [0; DECIMAL_DIGITS]))
}

/// A 64-bit number has no more decimal digits, and a signed one no more with its sign.
pub const DECIMAL_DIGITS: usize = 20;

pub fn signed_decimal(value: i64, buffer: &mut [u8; DECIMAL_DIGITS]) -> &str {
    let mut at = fill(buffer, value.unsigned_abs(), |rest| (rest / 10, b'0' + (rest % 10) as u8));
    if value < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    ascii(&buffer[at..])
}

pub fn decimal(number: u64, buffer: &mut [u8; DECIMAL_DIGITS]) -> &str {
    let at = fill(buffer, number, |rest| (rest / 10, b'0' + (rest % 10) as u8));
    ascii(&buffer[at..])
}

/// The digits of a number in base `1 << bits`.
pub fn power_digits(number: u64, bits: u32, upper: bool, buffer: &mut [u8; 64]) -> &str {
    let letters: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    let at = fill(buffer, number, |rest| (rest >> bits, letters[(rest & ((1 << bits) - 1)) as usize]));
    ascii(&buffer[at..])
}

/// Writes digits to the end of `buffer`, the last one first, and tells where they begin. `split` takes one off.
#[inline(always)]
fn fill(buffer: &mut [u8], mut number: u64, split: impl Fn(u64) -> (u64, u8)) -> usize {
    let mut at = buffer.len();
    loop {
        at -= 1;
        (number, buffer[at]) = split(number);
        if number == 0 {
            return at;
        }
    }
}

fn ascii(digits: &[u8]) -> &str {
    std::str::from_utf8(digits).expect("digits are ASCII")
}

pub fn int_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match as_i64(value) {
        Some(i) => Ok(small_str(i).into_value()),
        None => Ok(Str::try_new(&big_decimal(thread, value)?)?.into_value()),
    }
}

fn big_decimal(thread: &ThreadState, value: &Value) -> PyResult<String> {
    let limit = digit_limit(thread);
    // An int of n bits has more than 0.301 * (n - 1) digits.
    let bits = with_limbs(value, |_, limbs| limbs::bit_length(limbs)).unwrap_or(0);
    let at_least = (bits.saturating_sub(1) as u128 * 301 / 1000) as u64;
    if limit != 0 && at_least > limit as u64 {
        return Err(too_many(thread, limit));
    }
    super::big::check_room(thread, bits.saturating_mul(8))?;
    let (negative, digits) =
        with_limbs(value, |negative, limbs| (negative, UBig::from_words(limbs).to_string())).unwrap_or_default();
    if limit != 0 && digits.len() > limit {
        return Err(too_many(thread, limit));
    }
    Ok(if negative { format!("-{digits}") } else { digits })
}

#[cold]
fn too_many(thread: &ThreadState, limit: usize) -> crate::raise::Raised {
    err!(
        thread,
        ValueError,
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    )
}

/// The int in base 2, 8 or 16, with sign and prefix: `bin()`, `oct()`, `hex()`.
pub fn with_prefix(thread: &ThreadState, value: &Value, radix: u8) -> PyResult<Value> {
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    if let Some(i) = as_i64(value) {
        let (sign, magnitude) = (if i < 0 { "-" } else { "" }, i.unsigned_abs());
        let text = match radix {
            2 => format!("{sign}0b{magnitude:b}"),
            8 => format!("{sign}0o{magnitude:o}"),
            _ => format!("{sign}0x{magnitude:x}"),
        };
        return Ok(Str::try_new(&text)?.into_value());
    }
    let text: Option<PyResult<String>> = with_limbs(value, |negative, limbs| {
        super::big::check_room(thread, limbs.len() as u64 * 64 * 8)?;
        let sign = if negative { "-" } else { "" };
        Ok(format!("{sign}{prefix}{}", UBig::from_words(limbs).in_radix(radix)))
    });
    Ok(Str::try_new(&text.unwrap_or_else(|| Ok(String::new()))?)?.into_value())
}
