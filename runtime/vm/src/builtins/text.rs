//! `ascii`, `chr`, `ord`, `repr`, `format`.

use crate::err;
use crate::object::{number, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::{ByteArray, Bytes};
use crate::types::define::Bound;
use crate::types::str::{make, wtf8};
use crate::types::{Str, int};
use crate::value::{Ref, Value};

pub fn builtin_repr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(repr::repr(thread, b.value(0))?.into_value())
}

pub fn builtin_ascii(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(ascii(thread, b.value(0))?.into_value())
}

/// `repr(value)` with everything beyond ASCII escaped.
pub fn ascii(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    let text = repr::repr(thread, value)?;
    if text.is_ascii() {
        return Ok(text);
    }
    let mut out = String::with_capacity(text.byte_len() * 2);
    for code_point in wtf8::code_points(text.as_bytes()) {
        use std::fmt::Write;
        let _ = match code_point {
            0..0x80 => out.write_char(char::from(code_point as u8)),
            0x80..0x100 => write!(out, "\\x{code_point:02x}"),
            0x100..0x1_0000 => write!(out, "\\u{code_point:04x}"),
            _ => write!(out, "\\U{code_point:08x}"),
        };
    }
    Ok(Str::try_new(&out)?)
}

pub fn builtin_chr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let code_point = number::index(thread, b.value(0))?;
    match int::as_i64(&code_point) {
        Some(code_point @ 0..0x11_0000) => Ok(make::character(code_point as u32)),
        _ => Err(err!(thread, ValueError, "chr() arg not in range(0x110000)")),
    }
}

pub fn builtin_ord(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let value = b.value(0);
    if let Some(text) = value.downcast::<Str>() {
        return match text.char_len() {
            1 => Ok(Value::small_unchecked(wtf8::decode(text.as_bytes(), 0).0 as i64)),
            length => Err(wrong_length(thread, length)),
        };
    }
    let length = if let Some(bytes) = value.downcast::<Bytes>() {
        if let [byte] = bytes.as_slice() {
            return Ok(Value::small_unchecked(*byte as i64));
        }
        bytes.as_slice().len()
    } else if let Some(array) = value.downcast::<ByteArray>() {
        let bytes = array.snapshot();
        if let [byte] = bytes[..] {
            return Ok(Value::small_unchecked(byte as i64));
        }
        bytes.len()
    } else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "ord() expected string of length 1, but {name} found"));
    };
    Err(wrong_length(thread, length))
}

fn wrong_length(thread: &ThreadState, length: usize) -> Raised {
    err!(thread, TypeError, "ord() expected a character, but string of length {length} found")
}

pub fn builtin_format(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let empty;
    let spec = match b.get(1) {
        None => {
            empty = crate::runtime::shared().empty_str.to_ref();
            &*empty
        }
        Some(spec) => spec.downcast::<Str>().ok_or_else(|| {
            let name = spec.type_of().short_name();
            err!(thread, TypeError, "format() argument 2 must be str, not {name}")
        })?,
    };
    Ok(repr::format(thread, b.value(0), spec)?.into_value())
}
