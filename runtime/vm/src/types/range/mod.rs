//! `range`: start, stop, step and length as ints of any size; nothing is computed before it is asked for.
//!
//! `iter` the iterators, of which the eval loop knows [`RangeIterator`].

pub mod iter;
pub mod methods;

pub use self::iter::{LongRangeIterator, RangeIterator};
pub use self::methods::describe;

use crate::err;
use crate::object::{alloc, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::Args;
use crate::types::int::{as_i64, big, convert, from_i64, ops};
use crate::value::{Ref, Value};
use ladon_heap::Head;

/// The members are exact ints.
#[repr(C)]
pub struct Range {
    pub head: Head,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    pub length: Value,
}

crate::builtin_static!(Range, PyRange_Type);

pub fn range_type() -> &'static Type {
    &PyRange_Type
}

impl Range {
    /// A range of exact ints; the step is not zero.
    pub fn new(thread: &ThreadState, start: Value, stop: Value, step: Value) -> PyResult<Ref<Range>> {
        let length = length(thread, &start, &stop, &step)?;
        Ok(alloc::alloc(Range { head: alloc::head::<Range>(), start, stop, step, length }))
    }

    /// The item at `index`, which need not exist.
    pub fn item(&self, thread: &ThreadState, index: &Value) -> PyResult<Value> {
        if self.step.as_small_int() == Some(1) {
            return ops::int_add(thread, &self.start, index);
        }
        let offset = ops::int_mul(thread, index, &self.step)?;
        ops::int_add(thread, &self.start, &offset)
    }

    /// Start, step and length, when 64 bits hold all members.
    pub fn as_i64s(&self) -> Option<(i64, i64, u64)> {
        let (start, step) = (as_i64(&self.start)?, as_i64(&self.step)?);
        as_i64(&self.stop)?;
        Some((start, step, convert::as_u64(&self.length)?))
    }

    /// Whether an int is one of the items.
    pub fn contains_int(&self, thread: &ThreadState, item: &Value) -> PyResult<bool> {
        if let (Some((start, step, length)), Some(item)) = (self.as_i64s(), as_i64(item)) {
            let offset = item as i128 - start as i128;
            let (index, rest) = (offset / step as i128, offset % step as i128);
            return Ok(rest == 0 && index >= 0 && index < length as i128);
        }
        let offset = ops::int_sub(thread, item, &self.start)?;
        let Some((index, rest)) = ops::floor_divmod(thread, &offset, &self.step)? else { return Ok(false) };
        let below = ops::order(&index, &self.length).is_some_and(std::cmp::Ordering::is_lt);
        Ok(convert::sign(&rest) == Some(0) && convert::sign(&index) != Some(-1) && below)
    }
}

/// `len(range(start, stop, step))` as an int.
fn length(thread: &ThreadState, start: &Value, stop: &Value, step: &Value) -> PyResult<Value> {
    if let (Some(start), Some(stop), Some(step)) = (as_i64(start), as_i64(stop), as_i64(step)) {
        let (start, stop, step) = (start as i128, stop as i128, step as i128);
        let count = match step {
            1.. if start < stop => (stop - start - 1) / step + 1,
            ..=-1 if stop < start => (start - stop - 1) / -step + 1,
            _ => 0,
        };
        return Ok(big::from_i128(count)?);
    }
    let backwards = convert::sign(step) == Some(-1);
    let (low, high) = if backwards { (stop, start) } else { (start, stop) };
    let distance = ops::int_sub(thread, high, low)?;
    if convert::sign(&distance) != Some(1) {
        return Ok(from_i64(0));
    }
    let step = ops::int_abs(thread, step)?;
    let last = ops::int_sub(thread, &distance, &from_i64(1))?;
    let steps = ops::int_floor_div(thread, &last, &step)?;
    ops::int_add(thread, &steps, &from_i64(1))
}

fn argument(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if value.is_small_int() {
        return Ok(value.clone());
    }
    Ok(convert::exact(&number::index(thread, value)?)?)
}

fn range_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "range() takes no keyword arguments"));
    }
    let (start, stop, step) = match args.values {
        [stop] => (from_i64(0), argument(thread, stop)?, from_i64(1)),
        [start, stop] => (argument(thread, start)?, argument(thread, stop)?, from_i64(1)),
        [start, stop, step] => (argument(thread, start)?, argument(thread, stop)?, argument(thread, step)?),
        [] => return Err(err!(thread, TypeError, "range expected at least 1 argument, got 0")),
        more => return Err(err!(thread, TypeError, "range expected at most 3 arguments, got {}", more.len())),
    };
    if convert::sign(&step) == Some(0) {
        return Err(err!(thread, ValueError, "range() arg 3 must not be zero"));
    }
    Ok(Range::new(thread, start, stop, step)?.into_value())
}
