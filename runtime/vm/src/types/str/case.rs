//! `upper`, `lower`, `title`, `capitalize`, `swapcase`, `casefold`.

use super::{Str, make, unicode, wtf8};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::value::Value;

/// Maps the bytes of ASCII text; `slow` appends the mapping of other text.
fn map(text: &Str, ascii: fn(&mut [u8]), slow: impl FnOnce(&mut Vec<u8>, &[u8])) -> PyResult<Value> {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        if bytes.is_empty() {
            return Ok(make::empty());
        }
        if let [byte] = bytes {
            let mut one = [*byte];
            ascii(&mut one);
            return make::counted(&one, 1);
        }
        let made = Str::with_counts(bytes.len(), bytes.len(), |target| {
            target.copy_from_slice(bytes);
            ascii(target);
        })?;
        return Ok(made.into_value());
    }
    let mut out = Vec::new();
    out.try_reserve(bytes.len() + bytes.len() / 8).map_err(|_| ladon_heap::primitive::NoMemory)?;
    slow(&mut out, bytes);
    make::text(&out)
}

/// Calls `each` with every code point and its byte offset.
fn for_each(bytes: &[u8], mut each: impl FnMut(usize, u32)) {
    let mut points = wtf8::code_points(bytes);
    loop {
        let at = points.offset();
        match points.next() {
            Some(cp) => each(at, cp),
            None => return,
        }
    }
}

pub fn str_upper(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    map(args.this(), <[u8]>::make_ascii_uppercase, |out, bytes| {
        wtf8::code_points(bytes).for_each(|cp| unicode::push_upper(out, cp));
    })
}

pub fn str_lower(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    map(args.this(), <[u8]>::make_ascii_lowercase, |out, bytes| {
        for_each(bytes, |at, cp| unicode::push_lower(out, bytes, at, cp));
    })
}

pub fn str_casefold(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    map(args.this(), <[u8]>::make_ascii_lowercase, |out, bytes| {
        wtf8::code_points(bytes).for_each(|cp| unicode::push_folded(out, cp));
    })
}

pub fn str_capitalize(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    fn ascii(bytes: &mut [u8]) {
        bytes.make_ascii_lowercase();
        if let Some(first) = bytes.first_mut() {
            first.make_ascii_uppercase();
        }
    }
    map(args.this(), ascii, |out, bytes| {
        for_each(bytes, |at, cp| match at {
            0 => unicode::push_title(out, cp),
            _ => unicode::push_lower(out, bytes, at, cp),
        });
    })
}

pub fn str_title(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    map(args.this(), title_ascii, |out, bytes| {
        let mut inside = false;
        for_each(bytes, |at, cp| {
            if inside {
                unicode::push_lower(out, bytes, at, cp)
            } else {
                unicode::push_title(out, cp)
            }
            inside = unicode::is_cased(cp);
        });
    })
}

/// Title case of ASCII bytes.
pub fn title_ascii(bytes: &mut [u8]) {
    let mut inside = false;
    for byte in bytes {
        if inside {
            byte.make_ascii_lowercase()
        } else {
            byte.make_ascii_uppercase()
        }
        inside = byte.is_ascii_alphabetic();
    }
}

/// Swaps the case of ASCII bytes.
pub fn swap_ascii(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|b| b.is_ascii_alphabetic()) {
        *byte ^= 0x20;
    }
}

pub fn str_swapcase(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    map(args.this(), swap_ascii, |out, bytes| {
        for_each(bytes, |at, cp| {
            if unicode::is_upper(cp) {
                unicode::push_lower(out, bytes, at, cp);
            } else if unicode::is_lower(cp) {
                unicode::push_upper(out, cp);
            } else {
                wtf8::push(out, cp);
            }
        });
    })
}
