//! The iterator over sets and frozensets.

use super::core::{Set, as_set};
use crate::err;
use crate::object::{alloc, iter};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::list::iter::reduced;
use crate::types::object::object_type;
use crate::types::traced::traced;
use crate::types::{List, Tuple, flags};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// `set_iterator`. The eval loop reads the fields on its fast path.
#[repr(C)]
pub struct SetIterator {
    pub head: Head,
    /// A set or frozenset; `None` once exhausted.
    pub set: MutCell<Option<Value>>,
    pub position: Cell<usize>,
    /// Elements the set had; another number is an error, and stays one.
    pub expected: Cell<usize>,
    pub left: Cell<usize>,
}

crate::builtin_static!(SetIterator, PySetIter_Type);
traced!(SetIterator { set });

impl SetIterator {
    pub fn new(value: Value) -> Ref<SetIterator> {
        let len = as_set(&value).map_or(0, Set::len);
        alloc::alloc(SetIterator {
            head: alloc::head::<SetIterator>(),
            set: MutCell::new(Some(value)),
            position: Cell::new(0),
            expected: Cell::new(len),
            left: Cell::new(len),
        })
    }

    /// The next element; RuntimeError when the size changed meanwhile.
    #[inline(always)]
    pub fn advance(&self, thread: &ThreadState) -> PyResult<Option<Value>> {
        // SAFETY: H7: the set is not let go of while the borrow is used: nothing in between runs Python code.
        let Some(value) = (unsafe { (*self.set.as_ptr()).as_ref() }) else { return Ok(None) };
        let set = super::methods::this(value);
        if set.len() != self.expected.get() {
            self.expected.set(usize::MAX);
            return Err(err!(thread, RuntimeError, "Set changed size during iteration"));
        }
        let mut position = self.position.get();
        let item = set.next_key(&mut position);
        self.position.set(position);
        match item {
            Some(_) => self.left.set(self.left.get().saturating_sub(1)),
            None => self.set.set(None),
        }
        Ok(item)
    }
}

pub fn describe() {
    TypeBuilder::new::<SetIterator>("set_iterator", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(SetIterator::visit, Some(SetIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(set_iterator_next));
        })
        .method("__length_hint__(self, /)", length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .finish();
}

pub fn set_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(SetIterator::new(value.clone()).into_value())
}

pub fn set_iterator_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked::<SetIterator>() }.advance(thread)
}

fn length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<SetIterator>();
    let valid = this.set.get().and_then(|value| as_set(&value).map(Set::len)) == Some(this.expected.get());
    Ok(Value::small_unchecked(if valid { this.left.get() as i64 } else { 0 }))
}

/// What is left, as a list: the iterator itself stays where it is.
fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<SetIterator>();
    let copy = alloc::alloc(SetIterator {
        head: alloc::head::<SetIterator>(),
        set: MutCell::new(this.set.get()),
        position: this.position.clone(),
        expected: this.expected.clone(),
        left: this.left.clone(),
    });
    let list = List::from_vec(iter::collect(thread, copy.as_value())?)?;
    let whole = reduced(thread, "iter", Some(list.into_value()), 0)?;
    let Some(parts) = whole.downcast::<Tuple>() else { return Ok(whole) };
    Ok(Tuple::from_slice(&parts.as_slice()[..2])?.into_value())
}
