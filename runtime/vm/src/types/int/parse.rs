//! Reading ints from text: bases, prefixes, underscores, decimal digits and white space of all scripts.

use super::big;
use super::core::from_i64;
use super::text::digit_limit;
use crate::err;
use crate::object::repr;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::str::{unicode, wtf8};
use crate::value::Value;
use dashu_int::UBig;
use std::borrow::Cow;

/// What C's `isspace` says in the C locale.
pub fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0D)
}

pub fn strip(mut bytes: &[u8]) -> &[u8] {
    while let [first, rest @ ..] = bytes
        && is_ascii_space(*first)
    {
        bytes = rest;
    }
    while let [rest @ .., last] = bytes
        && is_ascii_space(*last)
    {
        bytes = rest;
    }
    bytes
}

/// Text with white space and decimal digits of all scripts as ASCII ones; other characters become `?`.
pub fn to_ascii(text: &Str) -> Cow<'_, [u8]> {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return Cow::Borrowed(bytes);
    }
    let mut ascii = Vec::with_capacity(text.char_len());
    let mut at = 0;
    while at < bytes.len() {
        let (cp, width) = wtf8::decode(bytes, at);
        at += width.max(1);
        ascii.push(match cp {
            0..0x80 => cp as u8,
            _ if unicode::is_space(cp) => b' ',
            _ => unicode::decimal_value(cp).map_or(b'?', |digit| b'0' + digit as u8),
        });
    }
    Cow::Owned(ascii)
}

/// Reads an int; `source` is what the error message shows. `base` is 0 or within 2..=36.
pub fn parse(thread: &ThreadState, ascii: &[u8], base: u32, source: &Value) -> PyResult<Value> {
    match read(thread, ascii, base)? {
        Some(value) => Ok(value),
        None => Err(invalid(thread, base, source)),
    }
}

/// As [`parse`] for the text of a `str`.
pub fn parse_str(thread: &ThreadState, text: &Str, base: u32, source: &Value) -> PyResult<Value> {
    parse(thread, &to_ascii(text), base, source)
}

#[cold]
fn invalid(thread: &ThreadState, base: u32, source: &Value) -> Raised {
    let shown = match repr::repr(thread, source) {
        Ok(text) => text,
        Err(raised) => return raised,
    };
    let shown: String = shown.lossy().chars().take(200).collect();
    err!(thread, ValueError, "invalid literal for int() with base {base}: {shown}")
}

/// The number a literal stands for, with its prefix if base 0 or 16 / 8 / 2 allow one; `None` when it is no literal.
pub fn read(thread: &ThreadState, ascii: &[u8], base: u32) -> PyResult<Option<Value>> {
    let mut rest = strip(ascii);
    let negative = rest.first() == Some(&b'-');
    if let [b'+' | b'-', after @ ..] = rest {
        rest = after;
    }
    let prefixed = match rest {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (radix, octal_like) = match base {
        0 if prefixed != 0 => (prefixed, false),
        // Base 0 reads like source code: a leading zero means zero.
        0 => (10, rest.first() == Some(&b'0')),
        _ => (base, false),
    };
    if prefixed != 0 && prefixed == radix {
        rest = &rest[2..];
        if let [b'_', after @ ..] = rest {
            rest = after;
        }
    }
    let Some(digits) = digits(thread, rest, radix)? else { return Ok(None) };
    if octal_like && digits.iter().any(|&digit| digit != b'0') {
        return Ok(None);
    }
    number(thread, negative, &digits, radix).map(Some)
}

fn digit_value(byte: u8) -> u32 {
    char::from(byte).to_digit(36).unwrap_or(36)
}

/// The digits without underscores, if the literal is well formed.
fn digits<'a>(thread: &ThreadState, text: &'a [u8], radix: u32) -> PyResult<Option<Cow<'a, [u8]>>> {
    let valid = text.iter().take_while(|&&byte| byte == b'_' || digit_value(byte) < radix).count();
    let (head, underscores) = (&text[..valid], text[..valid].iter().filter(|&&byte| byte == b'_').count());
    check_limit(thread, valid - underscores, radix)?;
    if valid != text.len() || head.first().is_none_or(|&byte| byte == b'_') || head.last() == Some(&b'_') {
        return Ok(None);
    }
    if underscores == 0 {
        return Ok(Some(Cow::Borrowed(head)));
    }
    if head.windows(2).any(|pair| pair == b"__") {
        return Ok(None);
    }
    Ok(Some(Cow::Owned(head.iter().copied().filter(|&byte| byte != b'_').collect())))
}

fn check_limit(thread: &ThreadState, digits: usize, radix: u32) -> PyResult<()> {
    // Up to 640 digits are always allowed.
    if digits <= super::text::SMALLEST_DIGIT_LIMIT || radix.is_power_of_two() {
        return Ok(());
    }
    let limit = digit_limit(thread);
    if limit == 0 || digits <= limit {
        return Ok(());
    }
    Err(err!(
        thread,
        ValueError,
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    ))
}

fn number(thread: &ThreadState, negative: bool, digits: &[u8], radix: u32) -> PyResult<Value> {
    // 12 digits of any base fit in 63 bits; so do 18 decimal ones.
    if digits.len() <= 12 || (radix <= 10 && digits.len() <= 18) {
        let magnitude = digits.iter().fold(0i64, |sum, &digit| sum * radix as i64 + digit_value(digit) as i64);
        return Ok(from_i64(if negative { -magnitude } else { magnitude }));
    }
    big::check_room(thread, digits.len() as u64 * 6)?;
    let text = std::str::from_utf8(digits).unwrap_or("0");
    let magnitude = UBig::from_str_radix(text, radix).unwrap_or_default();
    Ok(big::from_ubig(negative, &magnitude)?)
}
