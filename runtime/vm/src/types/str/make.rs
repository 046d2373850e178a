//! Making `str` values: shared ones for the empty string and single small characters, slices, repeated bytes.

use super::{Str, wtf8};
use crate::raise::PyResult;
use crate::runtime;
use crate::value::{Ref, Value};
use ladon_heap::primitive::NoMemory;

/// A string with these WTF-8 bytes, which have `chars` code points.
#[inline]
pub fn counted(bytes: &[u8], chars: usize) -> PyResult<Value> {
    match bytes {
        [] => Ok(empty()),
        [byte] => Ok(runtime::latin1_str(*byte)),
        _ => Ok(Str::from_counted(bytes, chars)?.into_value()),
    }
}

/// A string with these WTF-8 bytes.
#[inline]
pub fn text(bytes: &[u8]) -> PyResult<Value> {
    match bytes {
        [] => Ok(empty()),
        [byte] => Ok(runtime::latin1_str(*byte)),
        _ => Ok(Str::try_from_wtf8(bytes)?.into_value()),
    }
}

pub fn empty() -> Value {
    runtime::shared().empty_str.to_ref().into_value()
}

/// The string of one code point.
#[inline]
pub fn character(cp: u32) -> Value {
    if cp < 0x100 {
        return runtime::latin1_str(cp as u8);
    }
    let mut bytes = [0; 4];
    let width = wtf8::encode(cp, &mut bytes);
    let made = Str::from_counted(&bytes[..width], 1);
    made.expect("small allocations do not fail").into_value()
}

/// Part of `whole`, from byte `start` to byte `end`; `whole` itself when that is all of it and of exactly type `str`.
#[inline]
pub fn part(whole: &Str, start: usize, end: usize) -> PyResult<Value> {
    if end <= start {
        return Ok(empty());
    }
    if start == 0 && end == whole.byte_len() {
        return exact(whole);
    }
    let bytes = &whole.as_bytes()[start..end];
    if whole.is_ascii() { counted(bytes, bytes.len()) } else { text(bytes) }
}

/// The string itself, as an instance of exactly `str`.
#[inline]
pub fn exact(whole: &Str) -> PyResult<Value> {
    if is_exact(whole) {
        return Ok(Value::of(whole));
    }
    counted(whole.as_bytes(), whole.char_len())
}

#[inline(always)]
pub fn is_exact(text: &Str) -> bool {
    std::ptr::eq(text.head.type_word.get().cast(), super::core::str_type())
}

/// `text` repeated.
pub fn repeat(text: &Str, times: usize) -> PyResult<Value> {
    let bytes = text.as_bytes();
    if times == 0 || bytes.is_empty() {
        return Ok(empty());
    }
    if times == 1 {
        return exact(text);
    }
    let total = bytes.len().checked_mul(times).ok_or(NoMemory)?;
    let made = Str::with_counts(total, text.char_len() * times, |target| fill_repeated(target, bytes))?;
    Ok(made.into_value())
}

/// Fills `target` with copies of `unit`, doubling what is there.
pub fn fill_repeated(target: &mut [u8], unit: &[u8]) {
    if let [byte] = unit {
        target.fill(*byte);
        return;
    }
    let mut done = unit.len().min(target.len());
    target[..done].copy_from_slice(&unit[..done]);
    while done < target.len() {
        let more = done.min(target.len() - done);
        target.copy_within(..more, done);
        done += more;
    }
}

/// `a + b`.
pub fn concat(a: &Str, b: &Str) -> Result<Ref<Str>, NoMemory> {
    Str::joined(a, b)
}
