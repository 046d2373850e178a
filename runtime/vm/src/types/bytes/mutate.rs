//! What only `bytearray` has: changes in place.

use super::common::{argument, byte, data};
use super::core::ByteArray;
use super::new::from_object;
use crate::err;
use crate::object::{attr, buffer, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::sequence::{self, SliceSpec};
use crate::types::slice::Slice;
use crate::types::{Str, Tuple};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

#[inline(always)]
fn this(value: &Value) -> &ByteArray {
    // SAFETY: E2: slots of `bytearray` are called for its instances only.
    unsafe { value.downcast_unchecked() }
}

pub fn bytearray_setitem(thread: &ThreadState, value: &Value, key: &Value, item: Option<&Value>) -> PyResult<()> {
    let array = this(value);
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(thread, array, slice, item);
    }
    match item {
        Some(item) => {
            // The item may run code that shrinks the array: find the position after it.
            super::access::assigned_position(thread, key, || array.len())?;
            let byte = byte(thread, item)?;
            let at = super::access::assigned_position(thread, key, || array.len())?;
            array.set(at, byte);
            Ok(())
        }
        None => {
            let at = super::access::assigned_position(thread, key, || array.len())?;
            array.splice(thread, at, at + 1, &[])
        }
    }
}

fn set_slice(thread: &ThreadState, array: &ByteArray, slice: &Slice, item: Option<&Value>) -> PyResult<()> {
    let spec = SliceSpec::read(thread, slice)?;
    let new = item.map(|item| replacement(thread, item)).transpose()?;
    let span = spec.span(array.len());
    match new {
        _ if span.step == 1 => {
            array.splice(thread, span.start as usize, span.stop as usize, new.as_deref().unwrap_or(&[]))
        }
        None => {
            array.check_resizable(thread)?;
            let mut kept = array.snapshot();
            for at in span.ascending().collect::<Vec<_>>().into_iter().rev() {
                kept.remove(at);
            }
            array.splice(thread, 0, array.len(), &kept)
        }
        Some(new) if new.is_empty() && span.count > 0 => set_slice(thread, array, slice, None),
        Some(new) if new.len() != span.count => {
            let (given, wanted) = (new.len(), span.count);
            Err(err!(thread, ValueError, "attempt to assign bytes of size {given} to extended slice of size {wanted}"))
        }
        Some(new) => {
            span.positions().zip(new).for_each(|(at, byte)| array.set(at, byte));
            Ok(())
        }
    }
}

/// What a slice is replaced by: bytes-like objects and iterables of ints; neither ints nor text.
fn replacement(thread: &ThreadState, item: &Value) -> PyResult<Vec<u8>> {
    if item.downcast::<Str>().is_some() || (number::has_index(item) && !buffer::has_buffer(item)) {
        let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(thread.error(&crate::exceptions::TypeError, message));
    }
    from_object(thread, item, "bytearray")
}

pub fn bytearray_append(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let byte = byte(thread, args.value(1))?;
    args.this::<ByteArray>().push(thread, byte)?;
    Ok(Value::none())
}

pub fn bytearray_extend(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let item = args.value(1);
    if number::has_index(item) && !buffer::has_buffer(item) {
        let name = item.type_of().short_name();
        return Err(err!(thread, TypeError, "can't extend bytearray with {name}"));
    }
    if item.downcast::<Str>().is_some() {
        return Err(err!(thread, TypeError, "expected iterable of integers; got: 'str'"));
    }
    if !buffer::has_buffer(item) && !crate::object::iter::is_iterable(item) {
        let name = item.type_of().short_name();
        return Err(err!(thread, TypeError, "can't extend bytearray with {name}"));
    }
    let new = from_object(thread, item, "bytearray")?;
    let array = args.this::<ByteArray>();
    array.splice(thread, array.len(), array.len(), &new)?;
    Ok(Value::none())
}

pub fn bytearray_insert(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let index = number::to_isize(thread, args.value(1))?;
    let byte = byte(thread, args.value(2))?;
    let array = args.this::<ByteArray>();
    let len = array.len() as isize;
    let at = (if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) }) as usize;
    array.splice(thread, at, at, &[byte])?;
    Ok(Value::none())
}

pub fn bytearray_pop(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let index = args.get(1).map_or(Ok(-1), |value| number::to_isize(thread, value))?;
    let array = args.this::<ByteArray>();
    if array.is_empty() {
        return Err(err!(thread, IndexError, "pop from empty bytearray"));
    }
    let Some(at) = sequence::position(index, array.len()) else {
        return Err(err!(thread, IndexError, "pop index out of range"));
    };
    let byte = array.get(at).unwrap_or(0);
    array.splice(thread, at, at + 1, &[])?;
    Ok(Value::small_unchecked(byte as i64))
}

pub fn bytearray_remove(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let byte = byte(thread, args.value(1))?;
    let Some(at) = memchr::memchr(byte, data(args.value(0))) else {
        return Err(err!(thread, ValueError, "value not found in bytearray"));
    };
    args.this::<ByteArray>().splice(thread, at, at + 1, &[])?;
    Ok(Value::none())
}

pub fn bytearray_clear(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    args.this::<ByteArray>().resize(thread, 0)?;
    Ok(Value::none())
}

pub fn bytearray_reverse(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    args.this::<ByteArray>().reverse();
    Ok(Value::none())
}

pub fn bytearray_resize(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let size = number::to_isize(thread, args.value(1))?;
    if size < 0 {
        return Err(err!(thread, ValueError, "bytearray.resize(): new size must be >= 0, got {size}"));
    }
    args.this::<ByteArray>().resize(thread, size as usize)?;
    Ok(Value::none())
}

pub fn bytearray_copy(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(ByteArray::from_slice(data(args.value(0)))?.into_value())
}

pub fn bytearray_inplace_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !buffer::has_buffer(b) {
        let (left, right) = (a.type_of().short_name(), b.type_of().short_name());
        return Err(err!(thread, TypeError, "can't concat {right} to {left}"));
    }
    let new = argument(thread, b)?;
    let array = this(a);
    array.splice(thread, array.len(), array.len(), &new)?;
    Ok(a.clone())
}

pub fn bytearray_inplace_repeat(thread: &ThreadState, value: &Value, times: isize) -> PyResult<Value> {
    let array = this(value);
    let unit = array.snapshot();
    let total = unit.len().checked_mul(times.max(0) as usize).ok_or(NoMemory)?;
    array.resize(thread, total)?;
    if !unit.is_empty() {
        for (at, byte) in (0..total).zip(unit.iter().cycle()).skip(unit.len()) {
            array.set(at, *byte);
        }
    }
    Ok(value.clone())
}

pub fn bytearray_alloc(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(crate::types::int::from_usize(data(args.value(0)).len() + 1))
}

/// `__reduce__` and `__reduce_ex__`: text in protocols that have no bytes.
pub fn bytearray_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let protocol = args.get(1).map_or(Ok(2), |value| number::to_isize(thread, value))?;
    let bytes = data(args.value(0));
    let arguments = match bytes {
        [] => Vec::new(),
        _ if protocol >= 3 => vec![super::Bytes::from_slice(bytes)?.into_value()],
        _ => {
            let text = crate::codecs::narrow::decode_latin1(bytes)?.into_value();
            vec![text, Str::new("latin-1").into_value()]
        }
    };
    let class = args.value(0).type_of();
    let state = match class.is_heap_type() {
        true => attr::get_name(thread, args.value(0), "__dict__")?,
        false => Value::none(),
    };
    let parts = vec![class.as_value(), Tuple::try_from_vec(arguments)?.into_value(), state];
    Ok(Tuple::try_from_vec(parts)?.into_value())
}
