//! Format specs of `int`, `float` and `complex`.

use super::float::{self, Style};
use super::spec::{Spec, Text};
use super::text::pad;
use crate::err;
use crate::object::repr;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::int::text::{DECIMAL_DIGITS, decimal, power_digits};
use crate::types::str::wtf8;
use crate::types::{Str, int};
use crate::value::{Ref, Value};
use std::borrow::Cow;

/// The pieces of a number, to be put together with padding and grouping.
#[derive(Default)]
struct Pieces<'a> {
    negative: bool,
    /// `0x` and the like.
    prefix: &'a str,
    /// The digits before the point.
    whole: &'a str,
    /// What follows: point, fraction, exponent, percent sign.
    rest: &'a str,
    group_size: usize,
}

fn value_error<T>(thread: &ThreadState, message: &str) -> PyResult<T> {
    Err(thread.error(&crate::exceptions::ValueError, message))
}

/// `format(value, spec)` of an int (in any form).
pub fn format_int(thread: &ThreadState, value: &Value, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        return repr::str(thread, value);
    }
    let name = match value.is_small_int() {
        true => Cow::Borrowed("int"),
        false => Cow::Owned(value.type_of().short_name()),
    };
    let spec = Spec::parse(thread, spec, &name, b'>')?;
    let kind = match spec.kind {
        None => b'd',
        Some(kind) => u8::try_from(kind).unwrap_or(0),
    };
    match kind {
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let x = int::convert::to_f64(thread, value)?;
            return finish_float(thread, x, &spec, &name);
        }
        b'b' | b'c' | b'd' | b'n' | b'o' | b'x' | b'X' => {}
        _ => return Err(spec.unknown(thread, &name)),
    }
    if spec.precision.is_some() || spec.fraction_grouping.is_some() {
        return value_error(thread, "Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return value_error(thread, "Negative zero coercion (z) not allowed in integer format specifier");
    }
    let mut out = Text::default();
    if kind == b'c' {
        format_char(thread, &mut out, value, &spec)?;
    } else {
        let negative = int::core::with_limbs(value, |negative, _| negative) == Some(true);
        let mut buffer = [0; DECIMAL_DIGITS];
        let mut bits = [0; 64];
        let digits = match (value.as_small_int(), kind) {
            (Some(small), b'd' | b'n') => Cow::Borrowed(decimal(small.unsigned_abs(), &mut buffer)),
            (Some(small), b'x' | b'X') => Cow::Borrowed(power_digits(small.unsigned_abs(), 4, kind == b'X', &mut bits)),
            _ => Cow::Owned(int_digits(thread, value, kind)?),
        };
        let prefix = match kind {
            b'b' | b'o' | b'x' | b'X' if spec.alternate => ["0b", "0o", "0x", "0X"][prefix_index(kind)],
            _ => "",
        };
        let group_size = if matches!(kind, b'd' | b'n') { 3 } else { 4 };
        let pieces = Pieces { negative, prefix, whole: &digits, rest: "", group_size };
        write_number(thread, &mut out, &pieces, &spec)?;
    }
    Ok(Str::try_from_wtf8(&out.bytes)?)
}

fn prefix_index(kind: u8) -> usize {
    match kind {
        b'b' => 0,
        b'o' => 1,
        b'x' => 2,
        _ => 3,
    }
}

fn format_char(thread: &ThreadState, out: &mut Text, value: &Value, spec: &Spec) -> PyResult<()> {
    if spec.sign.is_some() {
        return value_error(thread, "Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return value_error(thread, "Alternate form (#) not allowed with integer format specifier 'c'");
    }
    let Some(number) = int::as_i64(value) else {
        return Err(err!(thread, OverflowError, "Python int too large to convert to C long"));
    };
    let cp = u32::try_from(number).ok().filter(|cp| *cp < 0x11_0000);
    let Some(cp) = cp else { return Err(err!(thread, OverflowError, "%c arg not in range(0x110000)")) };
    let mut bytes = [0; 4];
    let width = wtf8::encode(cp, &mut bytes);
    pad(thread, out, &bytes[..width], 1, spec)
}

/// The digits of `|value|`; `kind` is one of `d n b o x X`. Raises for decimal ints beyond the digit limit.
pub fn int_digits(thread: &ThreadState, value: &Value, kind: u8) -> PyResult<String> {
    if let Some(small) = value.as_small_int() {
        let magnitude = small.unsigned_abs();
        return Ok(match kind {
            b'b' => format!("{magnitude:b}"),
            b'o' => format!("{magnitude:o}"),
            b'x' => format!("{magnitude:x}"),
            b'X' => format!("{magnitude:X}"),
            _ => magnitude.to_string(),
        });
    }
    let radix = match kind {
        b'b' => 2,
        b'o' => 8,
        b'x' | b'X' => 16,
        _ => {
            let repr = int::type_object().slots.repr.get().map(|repr| repr(thread, value)).transpose()?;
            let text = repr.as_ref().and_then(|r| r.downcast::<Str>()).map_or(String::new(), Str::to_string_lossy);
            return Ok(text.trim_start_matches('-').to_owned());
        }
    };
    let text = int::core::with_limbs(value, |_, limbs| dashu_int::UBig::from_words(limbs).in_radix(radix).to_string());
    let text = text.unwrap_or_default();
    Ok(if kind == b'X' { text.to_ascii_uppercase() } else { text })
}

/// `format(x, spec)` of a float.
pub fn format_float(thread: &ThreadState, x: f64, spec: &Str) -> PyResult<Ref<Str>> {
    let spec = Spec::parse(thread, spec, "float", b'>')?;
    finish_float(thread, x, &spec, "float")
}

/// The unsigned text of a float for a presentation type; `None` for an unknown type.
fn float_text(x: f64, spec: &Spec, default_precision: Option<usize>) -> Option<String> {
    let kind = spec.kind.map_or(Some(0), |kind| u8::try_from(kind).ok())?;
    let precision = spec.precision.or(default_precision);
    let upper = kind.is_ascii_uppercase();
    let style = match kind {
        b'e' | b'E' => Style::Exp,
        b'f' | b'F' | b'%' => Style::Fixed,
        b'g' | b'G' | b'n' => Style::General,
        0 => match precision {
            None => {
                let text = float::repr(x.abs());
                return Some(if spec.alternate { with_point(text) } else { text });
            }
            Some(_) => Style::GeneralDot,
        },
        _ => return None,
    };
    let x = if kind == b'%' { x * 100.0 } else { x };
    let mut text = float::unsigned(x, style, precision.unwrap_or(6), spec.alternate, upper);
    if kind == b'%' {
        text.push('%');
    }
    Some(text)
}

/// The alternate form of a `repr`: a point even before an exponent.
fn with_point(text: String) -> String {
    if text.contains(['.', 'n', 'i']) {
        return text;
    }
    match text.split_once('e') {
        Some((mantissa, exponent)) => format!("{mantissa}.e{exponent}"),
        None => format!("{text}."),
    }
}

fn check_precision(thread: &ThreadState, spec: &Spec) -> PyResult<()> {
    match spec.precision {
        Some(precision) if precision > i32::MAX as usize => value_error(thread, "precision too big"),
        Some(precision) if precision > 4096 && !thread.interp().heap().has_room(precision) => {
            Err(ladon_heap::primitive::NoMemory.into())
        }
        _ => Ok(()),
    }
}

fn is_zero_text(text: &str) -> bool {
    text.bytes().take_while(|b| !matches!(b, b'e' | b'E' | b'%')).all(|b| !(b'1'..=b'9').contains(&b) && b != b'n')
}

fn finish_float(thread: &ThreadState, x: f64, spec: &Spec, type_name: &str) -> PyResult<Ref<Str>> {
    check_precision(thread, spec)?;
    let mut buffer = [0; float::FIXED_DIGITS];
    if spec.kind == Some(b'f' as u32)
        && !spec.alternate
        && spec.fraction_grouping.is_none()
        && let Some(text) = float::quick_fixed(x.abs(), spec.precision.unwrap_or(6), &mut buffer)
    {
        let (whole, rest) = split_number(text);
        let pieces = Pieces { negative: is_negative(x, text, spec), prefix: "", whole, rest, group_size: 3 };
        let mut out = Text::default();
        write_number(thread, &mut out, &pieces, spec)?;
        return Ok(Str::try_from_wtf8(&out.bytes)?);
    }
    let Some(text) = float_text(x, spec, None) else { return Err(spec.unknown(thread, type_name)) };
    let negative = is_negative(x, &text, spec);
    let (whole, rest) = split_number(&text);
    let rest = group_fraction(rest, spec);
    let pieces = Pieces { negative, prefix: "", whole, rest: &rest, group_size: 3 };
    let mut out = Text::default();
    write_number(thread, &mut out, &pieces, spec)?;
    Ok(Str::try_from_wtf8(&out.bytes)?)
}

fn is_negative(x: f64, text: &str, spec: &Spec) -> bool {
    x.is_sign_negative() && !x.is_nan() && !(spec.no_negative_zero && is_zero_text(text))
}

fn split_number(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// Separates the digits behind the point into groups of three, where the spec asks for it.
fn group_fraction<'a>(rest: &'a str, spec: &Spec) -> Cow<'a, str> {
    let (Some(separator), Some(fraction)) = (spec.fraction_grouping, rest.strip_prefix('.')) else {
        return Cow::Borrowed(rest);
    };
    let (digits, tail) = split_number(fraction);
    let mut grouped = String::from(".");
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == 0 {
            grouped.push(separator as char);
        }
        grouped.push(digit);
    }
    Cow::Owned(grouped + tail)
}

/// Writes sign, prefix, grouped digits and rest, padded to the width.
fn write_number(thread: &ThreadState, out: &mut Text, pieces: &Pieces<'_>, spec: &Spec) -> PyResult<()> {
    let sign = match (pieces.negative, spec.sign) {
        (true, _) => "-",
        (false, Some(b'+')) => "+",
        (false, Some(b' ')) => " ",
        _ => "",
    };
    if spec.width == 0 && spec.grouping.is_none() {
        for piece in [sign, pieces.prefix, pieces.whole, pieces.rest] {
            out.bytes.extend_from_slice(piece.as_bytes());
        }
        return Ok(());
    }
    let around = sign.len() + pieces.prefix.len() + pieces.rest.len();
    let zero_fill = spec.fill == b'0' as u32 && spec.align == b'=';
    let at_least = if zero_fill { spec.width.saturating_sub(around) } else { 0 };
    let mut whole = Text::default();
    write_grouped(thread, &mut whole, pieces, spec, at_least)?;
    let length = around + whole.bytes.len();
    let missing = spec.width.saturating_sub(length);
    let (left, inside) = match spec.align {
        b'>' => (missing, 0),
        b'=' => (0, missing),
        b'^' => (missing / 2, 0),
        _ => (0, 0),
    };
    out.push_fill(thread, spec.fill, left)?;
    out.bytes.extend_from_slice(sign.as_bytes());
    out.bytes.extend_from_slice(pieces.prefix.as_bytes());
    out.push_fill(thread, spec.fill, inside)?;
    out.reserve(thread, whole.bytes.len() + pieces.rest.len())?;
    out.bytes.extend_from_slice(&whole.bytes);
    out.bytes.extend_from_slice(pieces.rest.as_bytes());
    out.push_fill(thread, spec.fill, missing - left - inside)
}

/// The digits before the point with separators, filled up with zeros to at least `at_least` characters.
fn write_grouped(
    thread: &ThreadState,
    out: &mut Text,
    pieces: &Pieces<'_>,
    spec: &Spec,
    at_least: usize,
) -> PyResult<()> {
    let digits = pieces.whole.as_bytes();
    let Some(separator) = spec.grouping.filter(|_| !digits.is_empty()) else {
        out.push_fill(thread, b'0' as u32, at_least.saturating_sub(digits.len()))?;
        out.bytes.extend_from_slice(digits);
        return Ok(());
    };
    let group = pieces.group_size;
    // The smallest number of digits that fills the space with its separators; one never stands in front.
    let mut count = digits.len().max(at_least / (group + 1) * group);
    while count + count.saturating_sub(1) / group < at_least {
        count += 1;
    }
    out.reserve(thread, count + count / group)?;
    for index in 0..count {
        let remaining = count - index;
        if index > 0 && remaining.is_multiple_of(group) {
            out.bytes.push(separator);
        }
        out.bytes.push(if remaining > digits.len() { b'0' } else { digits[digits.len() - remaining] });
    }
    Ok(())
}

/// `format(complex(re, im), spec)`.
pub fn format_complex(thread: &ThreadState, re: f64, im: f64, spec: &Str) -> PyResult<Ref<Str>> {
    let spec = Spec::parse(thread, spec, "complex", b'>')?;
    if spec.fill == b'0' as u32 {
        return value_error(thread, "Zero padding is not allowed in complex format specifier");
    }
    if spec.align == b'=' {
        return value_error(thread, "'=' alignment flag is not allowed in complex format specifier");
    }
    check_precision(thread, &spec)?;
    if spec.kind == Some(b'%' as u32) {
        return Err(spec.unknown(thread, "complex"));
    }
    let bare = Spec { width: 0, ..spec.clone() };
    let no_type = spec.kind.is_none();
    let skip_real = no_type && re == 0.0 && !re.is_sign_negative();
    let parens = no_type && !skip_real;
    let mut text = Text::default();
    if parens {
        text.bytes.push(b'(');
    }
    if !skip_real {
        complex_part(thread, &mut text, re, &bare)?;
    }
    let imaginary = if skip_real { bare } else { Spec { sign: Some(b'+'), ..bare } };
    complex_part(thread, &mut text, im, &imaginary)?;
    text.bytes.extend_from_slice(if parens { b"j)" } else { b"j" });
    let mut out = Text::default();
    pad(thread, &mut out, &text.bytes, text.bytes.len(), &spec)?;
    Ok(Str::try_from_wtf8(&out.bytes)?)
}

fn complex_part(thread: &ThreadState, out: &mut Text, x: f64, spec: &Spec) -> PyResult<()> {
    let text = match (spec.kind, spec.precision) {
        (None, None) if spec.alternate => Some(with_point(float::repr_short(x.abs()))),
        (None, None) => Some(float::repr_short(x.abs())),
        (None, Some(_)) => float_text(x, &Spec { kind: Some(b'g' as u32), ..spec.clone() }, None),
        _ => float_text(x, spec, None),
    };
    let Some(text) = text else { return Err(spec.unknown(thread, "complex")) };
    let (whole, rest) = split_number(&text);
    let rest = group_fraction(rest, spec);
    let negative = is_negative(x, &text, spec);
    write_number(thread, out, &Pieces { negative, prefix: "", whole, rest: &rest, group_size: 3 }, spec)
}

/// `format(value, spec)` of any int or float value, for `format()`'s fast path; `None` for other types.
pub fn format_word(thread: &ThreadState, value: &Value, spec: &Str) -> Option<PyResult<Ref<Str>>> {
    if value.is_small_int() {
        return Some(format_int(thread, value, spec));
    }
    value.as_float_word().map(|x| format_float(thread, x, spec))
}
