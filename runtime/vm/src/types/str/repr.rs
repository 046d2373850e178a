//! `repr` of `str`: quotes, escapes, and which characters are shown as they are.

use super::access::this;
use super::{Str, unicode, wtf8};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::Value;
use std::io::Write;

pub fn str_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let text = this(value);
    let bytes = text.as_bytes();
    let quote = quote_for(bytes);
    if text.is_ascii() && bytes.iter().all(|b| (0x20..0x7F).contains(b) && *b != b'\\' && *b != quote) {
        let made = Str::with_counts(bytes.len() + 2, bytes.len() + 2, |target| {
            let last = target.len() - 1;
            target[0] = quote;
            target[1..last].copy_from_slice(bytes);
            target[last] = quote;
        })?;
        return Ok(made.into_value());
    }
    let mut out = Vec::new();
    out.try_reserve(bytes.len() + 2).map_err(|_| ladon_heap::primitive::NoMemory)?;
    push_repr(&mut out, bytes, false);
    Ok(Str::try_from_wtf8(&out)?.into_value())
}

/// A single quote, unless the text has some and no double ones.
pub fn quote_for(bytes: &[u8]) -> u8 {
    let has = |quote: u8| memchr::memchr(quote, bytes).is_some();
    if has(b'\'') && !has(b'"') { b'"' } else { b'\'' }
}

/// Appends the repr of WTF-8 text; with `ascii_only`, that of `ascii()`.
pub fn push_repr(out: &mut Vec<u8>, bytes: &[u8], ascii_only: bool) {
    let quote = quote_for(bytes);
    out.push(quote);
    for cp in wtf8::code_points(bytes) {
        match cp {
            0x0A => out.extend_from_slice(b"\\n"),
            0x0D => out.extend_from_slice(b"\\r"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x5C => out.extend_from_slice(b"\\\\"),
            _ if cp == quote as u32 => out.extend_from_slice(&[b'\\', quote]),
            0x20..0x7F => out.push(cp as u8),
            _ if cp >= 0x7F && !ascii_only && unicode::is_printable(cp) => wtf8::push(out, cp),
            _ => push_escape(out, cp),
        }
    }
    out.push(quote);
}

/// `\x..`, `\u....` or `\U........`.
pub fn push_escape(out: &mut Vec<u8>, cp: u32) {
    let _ = match cp {
        0..0x100 => write!(out, "\\x{cp:02x}"),
        0x100..0x10000 => write!(out, "\\u{cp:04x}"),
        _ => write!(out, "\\U{cp:08x}"),
    };
}

/// Text with everything that is not ASCII escaped: what `ascii()` makes of a repr.
pub fn escape_non_ascii(text: &Str) -> PyResult<Value> {
    if text.is_ascii() {
        return super::make::exact(text);
    }
    Ok(Str::try_from_wtf8(&escaped(text))?.into_value())
}

/// The same as bytes.
pub fn escaped(text: &Str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.byte_len() * 2);
    for cp in wtf8::code_points(text.as_bytes()) {
        if cp < 0x80 { out.push(cp as u8) } else { push_escape(&mut out, cp) }
    }
    out
}
