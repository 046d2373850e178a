//! Case and character classes of bytes: ASCII only.

use super::common::{data, make_with};
use super::search::is_space;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::str::case::{swap_ascii, title_ascii};
use crate::value::Value;

fn mapped(bound: Bound<'_>, map: fn(&mut [u8])) -> PyResult<Value> {
    let bytes = data(bound.value(0));
    make_with(bound.value(0), bytes.len(), |target| {
        target.copy_from_slice(bytes);
        map(target);
    })
}

pub fn bytes_upper(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    mapped(args, <[u8]>::make_ascii_uppercase)
}

pub fn bytes_lower(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    mapped(args, <[u8]>::make_ascii_lowercase)
}

pub fn bytes_title(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    mapped(args, title_ascii)
}

pub fn bytes_swapcase(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    mapped(args, swap_ascii)
}

pub fn bytes_capitalize(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    mapped(args, |bytes| {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    })
}

fn all(bound: Bound<'_>, test: fn(u8) -> bool) -> PyResult<Value> {
    let bytes = data(bound.value(0));
    Ok(Value::bool(!bytes.is_empty() && bytes.iter().all(|byte| test(*byte))))
}

pub fn bytes_isalnum(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args, |byte| byte.is_ascii_alphanumeric())
}

pub fn bytes_isalpha(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args, |byte| byte.is_ascii_alphabetic())
}

pub fn bytes_isdigit(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args, |byte| byte.is_ascii_digit())
}

pub fn bytes_isspace(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    all(args, is_space)
}

pub fn bytes_isascii(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(data(args.value(0)).is_ascii()))
}

fn cased(bound: Bound<'_>, right: fn(&u8) -> bool, wrong: fn(&u8) -> bool) -> PyResult<Value> {
    let bytes = data(bound.value(0));
    Ok(Value::bool(bytes.iter().any(right) && !bytes.iter().any(wrong)))
}

pub fn bytes_islower(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    cased(args, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
}

pub fn bytes_isupper(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    cased(args, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
}

pub fn bytes_istitle(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (mut found, mut inside) = (false, false);
    for byte in data(args.value(0)) {
        if byte.is_ascii_alphabetic() {
            if byte.is_ascii_uppercase() == inside {
                return Ok(Value::bool(false));
            }
            (found, inside) = (true, true);
        } else {
            inside = false;
        }
    }
    Ok(Value::bool(found))
}
