//! `isalpha` and its kin.

use super::{Str, unicode, wtf8};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::value::Value;

/// Not empty and every code point has the property.
fn all(text: &Str, ascii: fn(&u8) -> bool, other: fn(u32) -> bool) -> PyResult<Value> {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(ascii)));
    }
    Ok(Value::bool(wtf8::code_points(bytes).all(other)))
}

pub fn str_isalpha(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), u8::is_ascii_alphabetic, unicode::is_alpha)
}

pub fn str_isalnum(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), u8::is_ascii_alphanumeric, unicode::is_alnum)
}

pub fn str_isdecimal(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), u8::is_ascii_digit, unicode::is_decimal)
}

pub fn str_isdigit(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), u8::is_ascii_digit, unicode::is_digit)
}

pub fn str_isnumeric(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), u8::is_ascii_digit, unicode::is_numeric)
}

pub fn str_isspace(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args.this(), |b| unicode::is_space(*b as u32), unicode::is_space)
}

pub fn str_isascii(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(args.this::<Str>().is_ascii()))
}

pub fn str_isprintable(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(wtf8::code_points(args.this::<Str>().as_bytes()).all(unicode::is_printable)))
}

pub fn str_isidentifier(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(is_identifier(args.this())))
}

/// Whether the text is a name (keywords are).
pub fn is_identifier(text: &Str) -> bool {
    let mut points = wtf8::code_points(text.as_bytes());
    points.next().is_some_and(unicode::is_identifier_start) && points.all(unicode::is_identifier_continue)
}

/// At least one cased character, and none for which `wrong` holds.
fn cased(text: &Str, wrong: fn(u32) -> bool, right: fn(u32) -> bool) -> PyResult<Value> {
    let mut found = false;
    for cp in wtf8::code_points(text.as_bytes()) {
        if wrong(cp) {
            return Ok(Value::bool(false));
        }
        found = found || right(cp);
    }
    Ok(Value::bool(found))
}

pub fn str_islower(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    cased(args.this(), |cp| unicode::is_upper(cp) || unicode::is_title(cp), unicode::is_lower)
}

pub fn str_isupper(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    cased(args.this(), |cp| unicode::is_lower(cp) || unicode::is_title(cp), unicode::is_upper)
}

pub fn str_istitle(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (mut found, mut inside) = (false, false);
    for cp in wtf8::code_points(args.this::<Str>().as_bytes()) {
        if unicode::is_upper(cp) || unicode::is_title(cp) {
            if inside {
                return Ok(Value::bool(false));
            }
            (found, inside) = (true, true);
        } else if unicode::is_lower(cp) {
            if !inside {
                return Ok(Value::bool(false));
            }
            found = true;
        } else {
            inside = false;
        }
    }
    Ok(Value::bool(found))
}
