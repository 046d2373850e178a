//! Iterators over ranges: of 64-bit ints, and of ints of any size.

use super::Range;
use crate::object::{alloc, number};
use crate::poll::poll_at_item;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Tuple;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::int::{as_i64, convert, from_i64, from_u64, ops};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// The eval loop steps it without a call: `next` is the next item while `remaining` is not 0.
#[repr(C)]
pub struct RangeIterator {
    pub head: Head,
    pub next: Cell<i64>,
    pub step: i64,
    pub remaining: Cell<u64>,
}

crate::builtin_static!(RangeIterator, PyRangeIter_Type);

impl RangeIterator {
    pub fn new(start: i64, step: i64, count: u64) -> Ref<RangeIterator> {
        let (next, remaining) = (Cell::new(start), Cell::new(count));
        alloc::alloc(RangeIterator { head: alloc::head::<RangeIterator>(), next, step, remaining })
    }

    /// The next item.
    #[inline(always)]
    pub fn advance(&self) -> Option<i64> {
        let remaining = self.remaining.get();
        if remaining == 0 {
            return None;
        }
        let item = self.next.get();
        // Behind the last item the sum may leave 64 bits; it is not used then.
        self.next.set(item.wrapping_add(self.step));
        self.remaining.set(remaining - 1);
        Some(item)
    }
}

/// For ranges that 64 bits do not hold.
#[repr(C)]
pub struct LongRangeIterator {
    pub head: Head,
    next: MutCell<Value>,
    step: Value,
    remaining: MutCell<Value>,
}

crate::builtin_static!(LongRangeIterator, PyLongRangeIter_Type);

impl LongRangeIterator {
    fn new(next: Value, step: Value, remaining: Value) -> Ref<LongRangeIterator> {
        let (next, remaining) = (MutCell::new(next), MutCell::new(remaining));
        alloc::alloc(LongRangeIterator { head: alloc::head::<LongRangeIterator>(), next, step, remaining })
    }

    fn advance(&self, thread: &ThreadState) -> PyResult<Option<Value>> {
        let remaining = self.remaining.get();
        if convert::sign(&remaining) != Some(1) {
            return Ok(None);
        }
        let item = self.next.get();
        let (next, rest) = (ops::int_add(thread, &item, &self.step)?, ops::int_sub(thread, &remaining, &from_i64(1))?);
        self.next.set(next);
        self.remaining.set(rest);
        Ok(Some(item))
    }
}

/// `iter(range)`.
pub fn range_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let Some(range) = value.downcast::<Range>() else { return Ok(Value::not_implemented()) };
    if let Some((start, step, count)) = range.as_i64s() {
        return Ok(RangeIterator::new(start, step, count).into_value());
    }
    Ok(LongRangeIterator::new(range.start.clone(), range.step.clone(), range.length.clone()).into_value())
}

/// `range.__reversed__`.
pub fn range_reversed(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let range = args.this::<Range>();
    let last = range.item(thread, &ops::int_sub(thread, &range.length, &from_i64(1))?)?;
    let step = ops::int_neg(thread, &range.step)?;
    if range.as_i64s().is_some()
        && let (Some(last), Some(step), Some(count)) = (as_i64(&last), as_i64(&step), convert::as_u64(&range.length))
    {
        return Ok(RangeIterator::new(last, step, count).into_value());
    }
    Ok(LongRangeIterator::new(last, step, range.length.clone()).into_value())
}

fn next_small(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    Ok(value.exact::<RangeIterator>().and_then(RangeIterator::advance).map(from_i64))
}

fn next_long(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    value.exact::<LongRangeIterator>().map_or(Ok(None), |iterator| iterator.advance(thread))
}

fn iter_self(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(value.clone())
}

fn small_length_hint(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(from_u64(args.this::<RangeIterator>().remaining.get()))
}

fn long_length_hint(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(args.this::<LongRangeIterator>().remaining.get())
}

/// `(iter, (range of what is left,), None)`.
fn reduce(thread: &ThreadState, next: Value, step: Value, remaining: &Value) -> PyResult<Value> {
    let length = ops::int_mul(thread, &step, remaining)?;
    let stop = ops::int_add(thread, &next, &length)?;
    let range = Range::new(thread, next, stop, step)?.into_value();
    let iter = thread.interp().builtins().get_name("iter").unwrap_or_else(Value::none);
    Ok(Tuple::new(vec![iter, Tuple::new(vec![range]).into_value(), Value::none()]).into_value())
}

fn small_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.this::<RangeIterator>();
    reduce(thread, from_i64(this.next.get()), from_i64(this.step), &from_u64(this.remaining.get()))
}

fn long_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.this::<LongRangeIterator>();
    reduce(thread, this.next.get(), this.step.clone(), &this.remaining.get())
}

/// Skips items: the state is an index.
fn small_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.this::<RangeIterator>();
    let count = (number::to_isize_clamped(thread, args.value(1))?.max(0) as u64).min(this.remaining.get());
    this.next.set(this.next.get().wrapping_add((this.step as u64).wrapping_mul(count) as i64));
    this.remaining.set(this.remaining.get() - count);
    Ok(Value::none())
}

fn long_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.this::<LongRangeIterator>();
    let state = number::index(thread, args.value(1))?;
    let remaining = this.remaining.get();
    let count = match (convert::sign(&state), ops::order(&state, &remaining)) {
        (Some(-1), _) => from_i64(0),
        (_, Some(std::cmp::Ordering::Greater)) => remaining.clone(),
        _ => state,
    };
    let offset = ops::int_mul(thread, &this.step, &count)?;
    this.next.set(ops::int_add(thread, &this.next.get(), &offset)?);
    this.remaining.set(ops::int_sub(thread, &remaining, &count)?);
    Ok(Value::none())
}

pub(super) fn describe() {
    let object = crate::types::object::object_type();
    TypeBuilder::new::<RangeIterator>("range_iterator", Some(object))
        .leaf()
        .slots(|s| {
            s.iter.set(Some(iter_self));
            s.next.set(Some(next_small));
        })
        .method("__length_hint__(self, /)", small_length_hint, "How many items are left.")
        .method("__reduce__(self, /)", small_reduce, "Helper for pickle.")
        .method("__setstate__(self, object, /)", small_setstate, "Skips items.")
        .finish();
    TypeBuilder::new::<LongRangeIterator>("longrange_iterator", Some(object))
        .slots(|s| {
            s.iter.set(Some(iter_self));
            s.next.set(Some(next_long));
        })
        .method("__length_hint__(self, /)", long_length_hint, "How many items are left.")
        .method("__reduce__(self, /)", long_reduce, "Helper for pickle.")
        .method("__setstate__(self, object, /)", long_setstate, "Skips items.")
        .finish();
}
