//! The two iterators of `iter()`: over `__getitem__`, and over calls until a sentinel comes.

use crate::object::{alloc, call, compare, subscript};
use crate::poll::poll_at_item;
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::list::iter::reduced;
use crate::types::object::object_type;
use crate::types::traced::traced;
use crate::types::{Tuple, flags, int};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// `iterator`: asks for `x[0]`, `x[1]`, … until IndexError or StopIteration.
#[repr(C)]
pub struct SequenceIterator {
    pub head: Head,
    pub sequence: MutCell<Option<Value>>,
    pub index: Cell<i64>,
}

/// `callable_iterator`: calls until the result equals the sentinel.
#[repr(C)]
pub struct CallableIterator {
    pub head: Head,
    pub callable: MutCell<Option<Value>>,
    pub sentinel: MutCell<Option<Value>>,
}

crate::builtin_static!(SequenceIterator, PySeqIter_Type);
crate::builtin_static!(CallableIterator, PyCallIter_Type);
traced!(SequenceIterator { sequence });
traced!(CallableIterator { callable, sentinel });

impl SequenceIterator {
    pub fn new(sequence: Value) -> Ref<SequenceIterator> {
        let head = alloc::head::<SequenceIterator>();
        alloc::alloc(SequenceIterator { head, sequence: MutCell::new(Some(sequence)), index: Cell::new(0) })
    }
}

impl CallableIterator {
    pub fn new(callable: Value, sentinel: Value) -> Ref<CallableIterator> {
        let head = alloc::head::<CallableIterator>();
        let (callable, sentinel) = (MutCell::new(Some(callable)), MutCell::new(Some(sentinel)));
        alloc::alloc(CallableIterator { head, callable, sentinel })
    }
}

pub fn describe() {
    TypeBuilder::new::<SequenceIterator>("iterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(SequenceIterator::visit, Some(SequenceIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(iter_self));
            s.next.set(Some(sequence_iterator_next));
        })
        .method("__length_hint__(self, /)", sequence_length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", sequence_reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", sequence_setstate, "Set the position.")
        .finish();
    TypeBuilder::new::<CallableIterator>("callable_iterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(CallableIterator::visit, Some(CallableIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(iter_self));
            s.next.set(Some(callable_iterator_next));
        })
        .method("__reduce__(self, /)", callable_reduce, "Return how to make this again.")
        .finish();
}

/// The `iter` slot of iterators.
pub fn iter_self(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(value.clone())
}

fn sequence_iterator_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let iterator = unsafe { value.downcast_unchecked::<SequenceIterator>() };
    let Some(sequence) = iterator.sequence.get() else { return Ok(None) };
    let index = iterator.index.get();
    if index == i64::MAX {
        return Err(crate::err!(thread, OverflowError, "iter index too large"));
    }
    let found = subscript::get(thread, &sequence, &int::from_i64(index));
    let found = caught(thread, found, &crate::exceptions::IndexError).map_or_else(
        |raised| caught(thread, Err(raised), &crate::exceptions::StopIteration),
        |found| Ok(Some(found)),
    )?;
    match found.flatten() {
        Some(item) => {
            iterator.index.set(index + 1);
            Ok(Some(item))
        }
        None => {
            iterator.sequence.set(None);
            Ok(None)
        }
    }
}

fn sequence_length_hint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<SequenceIterator>();
    match iterator.sequence.get() {
        Some(sequence) if sequence.type_of().slots.len.get().is_some() => {
            let len = subscript::len(thread, &sequence)? as i64;
            Ok(int::from_i64((len - iterator.index.get()).max(0)))
        }
        Some(_) => Ok(Value::not_implemented()),
        None => Ok(Value::small_unchecked(0)),
    }
}

fn sequence_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<SequenceIterator>();
    match iterator.sequence.get() {
        Some(sequence) => reduced(thread, "iter", Some(sequence), iterator.index.get()),
        None => empty_reduced(thread),
    }
}

fn empty_reduced(thread: &ThreadState) -> PyResult<Value> {
    let whole = reduced(thread, "iter", None, 0)?;
    let Some(callable) = whole.downcast::<Tuple>().and_then(|pair| pair.as_slice().first().cloned()) else {
        return Ok(whole);
    };
    let args = Tuple::new(vec![Tuple::new(Vec::new()).into_value()]);
    Ok(Tuple::pair(callable, args.into_value()).into_value())
}

fn sequence_setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<SequenceIterator>();
    let index = crate::object::number::to_isize(thread, b.value(1))?;
    if iterator.sequence.get().is_some() {
        iterator.index.set(index.max(0) as i64);
    }
    Ok(Value::none())
}

fn callable_iterator_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    // SAFETY: E2: slots are called for objects of their type only.
    let iterator = unsafe { value.downcast_unchecked::<CallableIterator>() };
    let (Some(callable), Some(_)) = (iterator.callable.get(), iterator.sentinel.get()) else { return Ok(None) };
    let result = caught(thread, call::call(thread, &callable, Args::EMPTY), &crate::exceptions::StopIteration)?;
    if let (Some(result), Some(sentinel)) = (result, iterator.sentinel.get())
        && !compare::equal(thread, &sentinel, &result)?
    {
        return Ok(Some(result));
    }
    iterator.callable.set(None);
    iterator.sentinel.set(None);
    Ok(None)
}

fn callable_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<CallableIterator>();
    let (Some(callable), Some(sentinel)) = (iterator.callable.get(), iterator.sentinel.get()) else {
        return empty_reduced(thread);
    };
    let whole = reduced(thread, "iter", None, 0)?;
    let Some(iter) = whole.downcast::<Tuple>().and_then(|pair| pair.as_slice().first().cloned()) else {
        return Ok(whole);
    };
    Ok(Tuple::pair(iter, Tuple::pair(callable, sentinel).into_value()).into_value())
}
