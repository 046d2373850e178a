//! Iteration.

use crate::err;
use crate::poll::poll_at_item;
use crate::raise::{PyResult, Raised, caught};
use crate::thread::ThreadState;
use crate::types::iterator::SequenceIterator;
use crate::types::list::ListIterator;
use crate::types::range::RangeIterator;
use crate::types::{List, Tuple};
use crate::value::Value;

pub fn is_iterable(object: &Value) -> bool {
    let slots = &object.type_of().slots;
    slots.iter.get().is_some() || slots.getitem.get().is_some()
}

/// `iter(object)`.
pub fn iter(thread: &ThreadState, object: &Value) -> PyResult<Value> {
    let ty = object.type_of();
    if let Some(iter) = ty.slots.iter.get() {
        let iterator = iter(thread, object)?;
        if iterator.type_of().slots.next.get().is_none() {
            let name = iterator.type_of().short_name();
            return Err(err!(thread, TypeError, "iter() returned non-iterator of type '{name}'"));
        }
        return Ok(iterator);
    }
    if ty.slots.getitem.get().is_some() && object.downcast::<crate::types::Dict>().is_none() {
        return Ok(SequenceIterator::new(object.clone()).into_value());
    }
    Err(err!(thread, TypeError, "'{}' object is not iterable", ty.short_name()))
}

/// The next item, `None` at the end. Iterators of lists and ranges are stepped without a call.
#[inline]
pub fn next(thread: &ThreadState, iterator: &Value) -> PyResult<Option<Value>> {
    if let Some(list) = iterator.exact::<ListIterator>() {
        return Ok(list.advance());
    }
    if let Some(range) = iterator.exact::<RangeIterator>() {
        poll_at_item(thread)?;
        return Ok(range.advance().map(crate::types::int::from_i64));
    }
    // Iterators over iterators nest as deep as a program likes.
    thread.check_native_stack("")?;
    match iterator.type_of().slots.next.get() {
        Some(next) => match next(thread, iterator) {
            Err(raised) => stopped(thread, raised),
            found => found,
        },
        None => {
            let name = iterator.type_of().short_name();
            Err(err!(thread, TypeError, "'{name}' object is not an iterator"))
        }
    }
}

/// The slot of a generator that returned a value raises StopIteration with it: here that is the end like any other.
#[cold]
fn stopped(thread: &ThreadState, raised: Raised) -> PyResult<Option<Value>> {
    caught(thread, Err(raised), &crate::exceptions::StopIteration).map(Option::flatten)
}

/// All items, outside the heap.
pub fn collect(thread: &ThreadState, object: &Value) -> PyResult<Vec<Value>> {
    if let Some(list) = object.exact::<List>() {
        return Ok(list.items.snapshot());
    }
    if let Some(tuple) = object.exact::<Tuple>() {
        return Ok(tuple.as_slice().to_vec());
    }
    let iterator = iter(thread, object)?;
    let hint = super::subscript::length_hint(thread, object);
    let mut items = Vec::with_capacity(hint.min(1 << 16));
    while let Some(item) = next(thread, &iterator)? {
        if items.len() == items.capacity() && !thread.interp().heap().has_room(items.len() * 16) {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        items.push(item);
    }
    Ok(items)
}

/// Calls `body` for each item.
pub fn for_each(thread: &ThreadState, object: &Value, mut body: impl FnMut(Value) -> PyResult<()>) -> PyResult<()> {
    let iterator = iter(thread, object)?;
    while let Some(item) = next(thread, &iterator)? {
        body(item)?;
    }
    Ok(())
}
