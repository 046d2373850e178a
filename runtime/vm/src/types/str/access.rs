//! `str` as a sequence: length, items, slices, containment, `+`, `*`, comparison, hash.

use super::{Str, make, wtf8};
use crate::err;
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::sequence::{self, SliceSpec};
use crate::types::slice::Slice;
use crate::types::slots::CompareOp;
use crate::value::Value;
use memchr::memmem;

/// The string that a slot is called for.
#[inline(always)]
pub fn this(value: &Value) -> &Str {
    debug_assert!(value.downcast::<Str>().is_some());
    // SAFETY: E2: slots of `str` are called for its instances only.
    unsafe { value.downcast_unchecked() }
}

pub fn str_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(this(value).char_len())
}

pub fn str_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let text = this(value);
    let index = match key.as_small_int() {
        Some(small) => small as isize,
        None => {
            if let Some(slice) = key.downcast::<Slice>() {
                return str_slice(thread, text, slice);
            }
            if !number::has_index(key) {
                let name = key.type_of().short_name();
                return Err(err!(thread, TypeError, "string indices must be integers, not '{name}'"));
            }
            sequence::key_index(thread, "string", key)?
        }
    };
    match sequence::position(index, text.char_len()) {
        Some(at) => Ok(char_at(text, at)),
        None => Err(err!(thread, IndexError, "string index out of range")),
    }
}

/// The character with index `at`, which exists.
#[inline]
pub fn char_at(text: &Str, at: usize) -> Value {
    if text.is_ascii() {
        return crate::runtime::latin1_str(text.as_bytes().get(at).copied().unwrap_or(0));
    }
    make::character(wtf8::decode(text.as_bytes(), text.byte_offset(at)).0)
}

fn str_slice(thread: &ThreadState, text: &Str, slice: &Slice) -> PyResult<Value> {
    let span = SliceSpec::read(thread, slice)?.span(text.char_len());
    if span.count == 0 {
        return Ok(make::empty());
    }
    if span.step == 1 {
        return char_range(text, span.start as usize, span.stop as usize);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(span.count);
    if text.is_ascii() {
        out.extend(span.positions().map(|at| bytes[at]));
        return make::counted(&out, span.count);
    }
    if span.step == -1 {
        let (from, to) =
            (text.byte_offset(span.start as usize + 1 - span.count), text.byte_offset(span.start as usize + 1));
        wtf8::code_points(&bytes[from..to]).rev().for_each(|cp| wtf8::push(&mut out, cp));
        return make::counted(&out, span.count);
    }
    span.positions().for_each(|at| wtf8::push(&mut out, wtf8::decode(bytes, text.byte_offset(at)).0));
    make::counted(&out, span.count)
}

/// The characters from index `start` up to `stop` (`start <= stop <= len`).
pub fn char_range(text: &Str, start: usize, stop: usize) -> PyResult<Value> {
    if text.is_ascii() {
        return make::part(text, start, stop);
    }
    let (from, to) = (text.byte_offset(start), text.byte_offset(stop));
    if from == 0 && to == text.byte_len() {
        return make::exact(text);
    }
    make::counted(&text.as_bytes()[from..to], stop - start)
}

pub fn str_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    match item.downcast::<Str>() {
        Some(needle) => Ok(find(this(value).as_bytes(), needle.as_bytes()).is_some()),
        None => {
            let name = item.type_of().short_name();
            Err(err!(thread, TypeError, "'in <string>' requires string as left operand, not {name}"))
        }
    }
}

/// Position of the first occurrence.
#[inline]
pub fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(0),
        [byte] => memchr::memchr(*byte, haystack),
        _ if needle.len() > haystack.len() => None,
        _ => memmem::find(haystack, needle),
    }
}

/// Position of the last occurrence.
pub fn rfind(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    match needle {
        [] => Some(haystack.len()),
        [byte] => memchr::memrchr(*byte, haystack),
        _ => memmem::rfind(haystack, needle),
    }
}

pub fn str_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let (left, Some(right)) = (this(a), b.downcast::<Str>()) else {
        let name = b.type_of().short_name();
        return Err(err!(thread, TypeError, "can only concatenate str (not \"{name}\") to str"));
    };
    if right.is_empty() && make::is_exact(left) {
        return Ok(a.clone());
    }
    if left.is_empty() && make::is_exact(right) {
        return Ok(b.clone());
    }
    Ok(make::concat(left, right)?.into_value())
}

pub fn str_repeat(thread: &ThreadState, value: &Value, times: isize) -> PyResult<Value> {
    let (text, times) = (this(value), times.max(0) as usize);
    if text.char_len().checked_mul(times).is_none_or(|total| total > isize::MAX as usize) {
        return Err(err!(thread, OverflowError, "repeated string is too long"));
    }
    make::repeat(text, times)
}

pub fn str_compare(_thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (left, Some(right)) = (this(a), b.downcast::<Str>()) else { return Ok(Value::not_implemented()) };
    Ok(Value::bool(match op {
        CompareOp::Eq => left.equals(right),
        CompareOp::Ne => !left.equals(right),
        // The order of WTF-8 bytes is the order of code points.
        _ => op.matches(left.as_bytes().cmp(right.as_bytes())),
    }))
}

pub fn str_hash(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    Ok(this(value).hash())
}

pub fn str_str(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    make::exact(this(value))
}

pub fn str_getnewargs(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let copy = make::exact(args.this::<Str>())?;
    Ok(crate::types::Tuple::try_from_vec(vec![copy])?.into_value())
}

pub fn str_sizeof(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let text = args.this::<Str>();
    Ok(crate::types::int::from_usize(size_of::<Str>() + text.byte_len() + 1))
}
