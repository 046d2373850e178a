//! `float(…)`: numbers, text, bytes, and the protocols `__float__` and `__index__`.

use super::core::{Float, as_f64, type_object};
use crate::err;
use crate::object::{buffer, number, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::core::data_of;
use crate::types::define::Args;
use crate::types::int::parse::{strip, to_ascii};
use crate::types::{Str, Type};
use crate::value::Value;

/// `float.__new__`.
pub fn float_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if args.keyword_count() != 0 && ty.is(type_object()) {
        return Err(err!(thread, TypeError, "float() takes no keyword arguments"));
    }
    let x = match args.positionals() {
        [] => 0.0,
        [x] => from_object(thread, x)?,
        more => {
            return Err(err!(thread, TypeError, "float expected at most 1 argument, got {}", more.len()));
        }
    };
    Ok(if ty.is(type_object()) { Value::float(x) } else { Float::new_in(ty, x).into_value() })
}

/// `float(x)` as a number.
pub fn from_object(thread: &ThreadState, x: &Value) -> PyResult<f64> {
    if let Some(small) = x.as_small_int() {
        return Ok(small as f64);
    }
    if let Some(float) = x.as_float_word() {
        return Ok(float);
    }
    let slots = &x.type_of().slots;
    if let Some(slot) = slots.float.get() {
        let result = slot(thread, x)?;
        return as_f64(&result).ok_or_else(|| {
            let (from, to) = (x.type_of().short_name(), result.type_of().short_name());
            err!(thread, TypeError, "{from}.__float__ returned non-float (type {to})")
        });
    }
    if slots.index.get().is_some() {
        return number::to_f64(thread, x);
    }
    if let Some(text) = x.downcast::<Str>() {
        return from_text(thread, &to_ascii(text), x);
    }
    if let Some(data) = data_of(x) {
        let data = data.to_vec();
        return from_text(thread, &data, x);
    }
    if buffer::has_buffer(x) {
        let data = buffer::bytes_like(thread, x)?.to_vec(thread)?;
        return from_text(thread, &data, x);
    }
    let name = x.type_of().short_name();
    Err(err!(thread, TypeError, "float() argument must be a string or a real number, not '{name}'"))
}

/// `float.from_number(x)`: as `float(x)`, but text is refused.
pub fn from_number(thread: &ThreadState, x: &Value) -> PyResult<f64> {
    match as_f64(x) {
        Some(x) => Ok(x),
        None => number::to_f64(thread, x),
    }
}

fn from_text(thread: &ThreadState, ascii: &[u8], source: &Value) -> PyResult<f64> {
    parse(ascii).ok_or_else(|| invalid(thread, source))
}

#[cold]
fn invalid(thread: &ThreadState, source: &Value) -> Raised {
    match repr::repr(thread, source) {
        Ok(shown) => err!(thread, ValueError, "could not convert string to float: {}", shown.lossy()),
        Err(raised) => raised,
    }
}

/// Reads a float: digits with underscores between them, `inf`, `infinity`, `nan`, with a sign and white space around.
pub fn parse(ascii: &[u8]) -> Option<f64> {
    let text = strip(ascii);
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let mut misplaced = text.iter().enumerate().filter(|(_, byte)| **byte == b'_');
    if misplaced.any(|(at, _)| at == 0 || !is_digit(at - 1) || !is_digit(at + 1)) {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    if text.contains('_') { text.replace('_', "").parse().ok() } else { text.parse().ok() }
}
