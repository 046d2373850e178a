//! What `bytes` and `bytearray` share: the data of `self`, results of the same kind, reading arguments.

use super::core::{ByteArray, Bytes, data_of};
use crate::err;
use crate::object::{buffer, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::{flags, int};
use crate::value::Value;
use std::borrow::Cow;

/// The bytes of a `bytes` or `bytearray`: for slots and methods of these two types.
#[inline(always)]
pub fn data(value: &Value) -> &[u8] {
    data_of(value).unwrap_or(&[])
}

#[inline(always)]
pub fn is_bytes(value: &Value) -> bool {
    value.type_of().has_flag(flags::BYTES_SUBCLASS)
}

/// A new object of the kind that `like` is (of exactly that builtin type).
pub fn make(like: &Value, bytes: &[u8]) -> PyResult<Value> {
    if is_bytes(like) {
        return Ok(Bytes::from_slice(bytes)?.into_value());
    }
    Ok(ByteArray::from_slice(bytes)?.into_value())
}

/// Part of `this`; `this` itself when that is all of it and exactly `bytes`.
pub fn part(this: &Value, start: usize, end: usize) -> PyResult<Value> {
    let bytes = data(this);
    if start == 0 && end == bytes.len() && this.is_exact::<Bytes>() {
        return Ok(this.clone());
    }
    make(this, bytes.get(start..end).unwrap_or(&[]))
}

/// A new object of the kind of `like`, filled in place.
pub fn make_with(like: &Value, len: usize, fill: impl FnOnce(&mut [u8])) -> PyResult<Value> {
    if is_bytes(like) {
        return Ok(Bytes::with_len(len, fill)?.into_value());
    }
    let array = ByteArray::from_slice(&[])?;
    array.resize(crate::thread::ThreadState::current(), len)?;
    // SAFETY: H7: a fresh object; `fill` runs no other code.
    unsafe { fill(std::slice::from_raw_parts_mut(array.data_ptr().as_ptr(), len)) };
    Ok(array.into_value())
}

/// The bytes of a bytes-like argument: borrowed from `bytes`, else copied.
pub fn argument<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(Cow::Borrowed(bytes.as_slice()));
    }
    Ok(Cow::Owned(buffer::bytes_like(thread, value)?.to_vec(thread)?))
}

/// An int in `range(256)`, or ValueError "byte must be in range(0, 256)".
pub fn byte(thread: &ThreadState, value: &Value) -> PyResult<u8> {
    if let Some(small) = value.as_small_int()
        && let Ok(byte) = u8::try_from(small)
    {
        return Ok(byte);
    }
    let index = number::index(thread, value)?;
    int::as_i64(&index)
        .and_then(|i| u8::try_from(i).ok())
        .ok_or_else(|| err!(thread, ValueError, "byte must be in range(0, 256)"))
}

/// What to search for: a byte given as int, or a bytes-like object.
pub fn needle<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<Cow<'a, [u8]>> {
    if number::has_index(value) && !buffer::has_buffer(value) {
        return Ok(Cow::Owned(vec![byte(thread, value)?]));
    }
    if !buffer::has_buffer(value) {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "argument should be integer or bytes-like object, not '{name}'"));
    }
    argument(thread, value)
}

/// The data of `self` between the optional bounds (arguments 2 and 3), and where that begins.
pub fn window<'a>(thread: &ThreadState, bound: Bound<'a>) -> PyResult<Option<(&'a [u8], usize)>> {
    let len = data(bound.value(0)).len();
    let (start, end) = crate::types::str::args::bounds(thread, bound, 2, len)?;
    // Reading the bounds may have run code: take the data now.
    let bytes = data(bound.value(0));
    let end = end.min(bytes.len());
    Ok((start <= end).then(|| (&bytes[start..end], start)))
}
