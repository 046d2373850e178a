//! The iterator over tuples.

use super::core::Tuple;
use crate::object::{alloc, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::flags;
use crate::types::list::iter::reduced;
use crate::types::object::object_type;
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// `tuple_iterator`. The eval loop reads the fields on its fast path.
#[repr(C)]
pub struct TupleIterator {
    pub head: Head,
    /// `None` once exhausted.
    pub tuple: MutCell<Option<Ref<Tuple>>>,
    pub index: Cell<usize>,
}

crate::builtin_static!(TupleIterator, PyTupleIter_Type);
traced!(TupleIterator { tuple });

impl TupleIterator {
    pub fn new(tuple: Ref<Tuple>) -> Ref<TupleIterator> {
        let head = alloc::head::<TupleIterator>();
        alloc::alloc(TupleIterator { head, tuple: MutCell::new(Some(tuple)), index: Cell::new(0) })
    }

    /// The next item; lets go of the tuple at its end.
    #[inline(always)]
    pub fn advance(&self) -> Option<Value> {
        let index = self.index.get();
        // SAFETY: H7: one step: cloning an item runs no code.
        let item = unsafe { (*self.tuple.as_ptr()).as_ref() }?.as_slice().get(index).cloned();
        match item {
            Some(_) => self.index.set(index + 1),
            None => self.tuple.set(None),
        }
        item
    }
}

pub fn describe() {
    TypeBuilder::new::<TupleIterator>("tuple_iterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(TupleIterator::visit, Some(TupleIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(tuple_iterator_next));
        })
        .method("__length_hint__(self, /)", length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set the position.")
        .finish();
}

pub fn tuple_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(TupleIterator::new(Ref::of(super::methods::this(value))).into_value())
}

pub fn tuple_iterator_next(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    Ok(unsafe { value.downcast_unchecked::<TupleIterator>() }.advance())
}

fn length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<TupleIterator>();
    let left = iterator.tuple.get().map_or(0, |tuple| tuple.len().saturating_sub(iterator.index.get()));
    Ok(Value::small_unchecked(left as i64))
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<TupleIterator>();
    match iterator.tuple.get() {
        Some(tuple) => reduced(thread, "iter", Some(tuple.into_value()), iterator.index.get() as i64),
        None => reduced(thread, "iter", None, 0),
    }
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<TupleIterator>();
    let index = number::to_isize(thread, b.value(1))?;
    if let Some(tuple) = iterator.tuple.get() {
        iterator.index.set((index.max(0) as usize).min(tuple.len()));
    }
    Ok(Value::none())
}
