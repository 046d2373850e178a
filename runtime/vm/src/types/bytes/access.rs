//! `bytes` and `bytearray` as sequences: length, items, slices, `+`, `*`, comparison, hash, repr, buffer.

use super::common::{argument, data, is_bytes, make, make_with, part};
use super::core::{ByteArray, Bytes};
use crate::err;
use crate::format::percent;
use crate::object::{buffer, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::define::Bound;
use crate::types::sequence::{self, SliceSpec};
use crate::types::slice::Slice;
use crate::types::slots::CompareOp;
use crate::types::str::make::fill_repeated;
use crate::types::str::repr::quote_for;
use crate::value::Value;
use ladon_heap::primitive::NoMemory;
use std::borrow::Cow;
use std::io::Write;

pub fn bytes_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(data(value).len())
}

fn kind(value: &Value) -> &'static str {
    if is_bytes(value) { "byte" } else { "bytearray" }
}

pub fn bytes_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    if let Some(slice) = key.downcast::<Slice>() {
        return bytes_slice(thread, value, slice);
    }
    let index = match key.as_small_int() {
        Some(small) => small as isize,
        None => sequence::key_index(thread, kind(value), key)?,
    };
    let bytes = data(value);
    match sequence::position(index, bytes.len()) {
        Some(at) => Ok(Value::small_unchecked(bytes[at] as i64)),
        None if is_bytes(value) => Err(err!(thread, IndexError, "index out of range")),
        None => Err(err!(thread, IndexError, "bytearray index out of range")),
    }
}

fn bytes_slice(thread: &ThreadState, value: &Value, slice: &Slice) -> PyResult<Value> {
    let spec = SliceSpec::read(thread, slice)?;
    let bytes = data(value);
    let span = spec.span(bytes.len());
    if span.step == 1 {
        return part(value, span.start as usize, span.stop as usize);
    }
    let picked: Vec<u8> = span.positions().map(|at| bytes[at]).collect();
    make(value, &picked)
}

pub fn bytes_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !buffer::has_buffer(b) {
        let (left, right) = (a.type_of().short_name(), b.type_of().short_name());
        return Err(err!(thread, TypeError, "can't concat {right} to {left}"));
    }
    let right = argument(thread, b)?;
    let left = data(a);
    if is_bytes(a) {
        if left.is_empty() && b.is_exact::<Bytes>() {
            return Ok(b.clone());
        }
        if right.is_empty() && a.is_exact::<Bytes>() {
            return Ok(a.clone());
        }
    }
    let total = left.len().checked_add(right.len()).ok_or(NoMemory)?;
    make_with(a, total, |target| {
        let (first, second) = target.split_at_mut(left.len());
        first.copy_from_slice(left);
        second.copy_from_slice(&right);
    })
}

pub fn bytes_repeat(thread: &ThreadState, value: &Value, times: isize) -> PyResult<Value> {
    let bytes = data(value);
    if times == 1 {
        return part(value, 0, bytes.len());
    }
    let total = bytes.len().checked_mul(times.max(0) as usize).filter(|total| *total <= isize::MAX as usize);
    let total = match total {
        Some(total) => total,
        None if is_bytes(value) => return Err(err!(thread, OverflowError, "repeated bytes are too long")),
        None => return Err(NoMemory.into()),
    };
    make_with(value, total, |target| {
        if !bytes.is_empty() {
            fill_repeated(target, bytes);
        }
    })
}

pub fn bytes_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if let (Some(left), Some(right)) = (super::data_of(a), super::data_of(b)) {
        let equal_only = matches!(op, CompareOp::Eq | CompareOp::Ne) && left.len() != right.len();
        return Ok(Value::bool(if equal_only { op == CompareOp::Ne } else { op.matches(left.cmp(right)) }));
    }
    if is_bytes(a) || b.downcast::<Str>().is_some() || !buffer::has_buffer(b) {
        return Ok(Value::not_implemented());
    }
    let right = argument(thread, b)?;
    Ok(Value::bool(op.matches(data(a).cmp(&right))))
}

pub fn bytes_hash(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    Ok(value.downcast::<Bytes>().map_or(0, Bytes::hash))
}

pub fn bytes_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let mut out = Vec::new();
    push_repr(&mut out, data(value), false)?;
    Ok(Str::try_from_wtf8(&out)?.into_value())
}

pub fn bytearray_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let mut out = value.type_of().short_name().into_bytes();
    out.push(b'(');
    push_repr(&mut out, data(value), true)?;
    out.push(b')');
    Ok(Str::try_from_wtf8(&out)?.into_value())
}

/// Appends `b'…'`. A `bytearray` escapes single quotes whatever stands around.
pub fn push_repr(out: &mut Vec<u8>, bytes: &[u8], escape_single: bool) -> PyResult<()> {
    push_quoted(out, bytes, quote_for(bytes), escape_single)
}

/// Appends `b'…'` with the given quotes.
pub fn push_quoted(out: &mut Vec<u8>, bytes: &[u8], quote: u8, escape_single: bool) -> PyResult<()> {
    out.try_reserve(bytes.len().saturating_add(3)).map_err(|_| NoMemory)?;
    out.extend_from_slice(&[b'b', quote]);
    for &byte in bytes {
        match byte {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\\' => out.extend_from_slice(b"\\\\"),
            _ if byte == quote || (byte == b'\'' && escape_single) => out.extend_from_slice(&[b'\\', byte]),
            0x20..0x7F => out.push(byte),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    out.push(quote);
    Ok(())
}

pub fn bytes_get_buffer(thread: &ThreadState, value: &Value, raw: &mut buffer::RawBuffer, flags: i32) -> PyResult<()> {
    let Some(bytes) = value.downcast::<Bytes>() else { return Err(buffer::not_bytes_like(thread, value)) };
    buffer::fill_info(thread, raw, Some(value), bytes.data_ptr().as_ptr(), bytes.len(), true, flags)
}

pub fn bytearray_get_buffer(
    thread: &ThreadState,
    value: &Value,
    raw: &mut buffer::RawBuffer,
    flags: i32,
) -> PyResult<()> {
    let Some(array) = value.downcast::<ByteArray>() else { return Err(buffer::not_bytes_like(thread, value)) };
    array.begin_export();
    buffer::fill_info(thread, raw, Some(value), array.data_ptr().as_ptr(), array.len(), false, flags)
}

pub fn bytearray_release_buffer(value: &Value, _raw: &mut buffer::RawBuffer) {
    if let Some(array) = value.downcast::<ByteArray>() {
        array.end_export();
    }
}

pub fn bytes_getnewargs(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let copy = Bytes::from_slice(data(args.value(0)))?.into_value();
    Ok(crate::types::Tuple::try_from_vec(vec![copy])?.into_value())
}

pub fn bytes_sizeof(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fields = if is_bytes(args.value(0)) { size_of::<Bytes>() } else { size_of::<ByteArray>() };
    Ok(crate::types::int::from_usize(fields + data(args.value(0)).len() + 1))
}

/// `bytes % args` and `bytearray % args`.
pub fn bytes_mod(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(template) = super::data_of(a) else { return Ok(Value::not_implemented()) };
    // The template of a bytearray may change while arguments are shown.
    let template = if is_bytes(a) { Cow::Borrowed(template) } else { Cow::Owned(template.to_vec()) };
    let out = percent::format(thread, &template, b, percent::Mode::Bytes)?;
    make(a, &out)
}

/// The index of an item assignment or deletion, as a position.
pub fn assigned_position(thread: &ThreadState, key: &Value, len: impl Fn() -> usize) -> PyResult<usize> {
    if !number::has_index(key) {
        let name = key.type_of().short_name();
        return Err(err!(thread, TypeError, "bytearray indices must be integers or slices, not {name}"));
    }
    let index = sequence::key_index(thread, "bytearray", key)?;
    sequence::position(index, len()).ok_or_else(|| err!(thread, IndexError, "bytearray index out of range"))
}
