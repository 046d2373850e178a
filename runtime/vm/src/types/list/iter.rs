//! Iterators over lists, forwards and backwards.

use super::core::List;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::traced::traced;
use crate::types::{Tuple, flags};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// `list_iterator`. The eval loop reads the fields on its fast path.
#[repr(C)]
pub struct ListIterator {
    pub head: Head,
    /// `None` once exhausted.
    pub list: MutCell<Option<Ref<List>>>,
    pub index: Cell<usize>,
}

/// `list_reverseiterator`.
#[repr(C)]
pub struct ListReverseIterator {
    pub head: Head,
    pub list: MutCell<Option<Ref<List>>>,
    /// Position of the next item, counted from one; 0 = at the end.
    pub index: Cell<usize>,
}

crate::builtin_static!(ListIterator, PyListIter_Type);
crate::builtin_static!(ListReverseIterator, PyListRevIter_Type);
traced!(ListIterator { list });
traced!(ListReverseIterator { list });

impl ListIterator {
    pub fn new(list: Ref<List>) -> Ref<ListIterator> {
        let head = alloc::head::<ListIterator>();
        alloc::alloc(ListIterator { head, list: MutCell::new(Some(list)), index: Cell::new(0) })
    }

    /// The next item; lets go of the list at its end.
    #[inline(always)]
    pub fn advance(&self) -> Option<Value> {
        let index = self.index.get();
        // SAFETY: H7: one step: cloning an item runs no code.
        let item = unsafe { (*self.list.as_ptr()).as_ref() }?.get(index);
        match item {
            Some(_) => self.index.set(index + 1),
            None => self.list.set(None),
        }
        item
    }
}

pub fn describe() {
    TypeBuilder::new::<ListIterator>("list_iterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(ListIterator::visit, Some(ListIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(list_iterator_next));
        })
        .method("__length_hint__(self, /)", length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set the position.")
        .finish();
    TypeBuilder::new::<ListReverseIterator>("list_reverseiterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(ListReverseIterator::visit, Some(ListReverseIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(list_reverse_iterator_next));
        })
        .method("__length_hint__(self, /)", reverse_length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", reverse_reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", reverse_setstate, "Set the position.")
        .finish();
}

pub fn list_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(ListIterator::new(Ref::of(super::methods::this(value))).into_value())
}

pub fn list_iterator_next(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    Ok(unsafe { value.downcast_unchecked::<ListIterator>() }.advance())
}

pub fn list_reversed(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    let iterator = ListReverseIterator {
        head: alloc::head::<ListReverseIterator>(),
        index: Cell::new(list.len()),
        list: MutCell::new(Some(Ref::of(list))),
    };
    Ok(alloc::alloc(iterator).into_value())
}

fn list_reverse_iterator_next(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let iterator = unsafe { value.downcast_unchecked::<ListReverseIterator>() };
    let index = iterator.index.get();
    let item = iterator.list.get().and_then(|list| list.get(index.checked_sub(1)?));
    match item {
        Some(_) => iterator.index.set(index - 1),
        None => iterator.list.set(None),
    }
    Ok(item)
}

fn length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListIterator>();
    let left = iterator.list.get().map_or(0, |list| list.len().saturating_sub(iterator.index.get()));
    Ok(Value::small_unchecked(left as i64))
}

fn reverse_length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListReverseIterator>();
    let index = iterator.index.get();
    let left = iterator.list.get().map_or(0, |list| if list.len() < index { 0 } else { index });
    Ok(Value::small_unchecked(left as i64))
}

/// `(builtins.name, (object,), state)`, or with an empty list when exhausted: what `copy` and `pickle` need.
pub fn reduced(thread: &ThreadState, name: &str, object: Option<Value>, state: i64) -> PyResult<Value> {
    let builtins = thread.interp().builtins();
    let Some(callable) = builtins.get_name(name) else {
        return Err(crate::err!(thread, AttributeError, "module 'builtins' has no attribute '{name}'"));
    };
    let items = match object {
        Some(object) => vec![callable, Tuple::new(vec![object]).into_value(), crate::types::int::from_i64(state)],
        None => vec![callable, Tuple::new(vec![List::new().into_value()]).into_value()],
    };
    Ok(Tuple::new(items).into_value())
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListIterator>();
    reduced(thread, "iter", iterator.list.get().map(Ref::into_value), iterator.index.get() as i64)
}

fn reverse_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListReverseIterator>();
    let list = iterator.list.get().map(Ref::into_value);
    let name = if list.is_some() { "reversed" } else { "iter" };
    reduced(thread, name, list, iterator.index.get() as i64 - 1)
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListIterator>();
    let index = crate::object::number::to_isize(thread, b.value(1))?;
    if let Some(list) = iterator.list.get() {
        iterator.index.set((index.max(0) as usize).min(list.len()));
    }
    Ok(Value::none())
}

fn reverse_setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.this::<ListReverseIterator>();
    let index = crate::object::number::to_isize(thread, b.value(1))?;
    if let Some(list) = iterator.list.get() {
        iterator.index.set((index.max(-1).saturating_add(1) as usize).min(list.len()));
    }
    Ok(Value::none())
}
