//! Slots and methods of `range`, and the description of the type.

use super::{Range, iter, range_new, range_type};
use crate::err;
use crate::object::{compare, hash, number, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::bool::as_bool;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::int::{Int, as_i64, convert, from_i64, ops};
use crate::types::slice::{Slice, long_indices, readonly};
use crate::types::slots::CompareOp;
use crate::types::{Str, Tuple, flags};
use crate::value::Value;

fn this(value: &Value) -> &Range {
    // SAFETY: E2: the slots and getters below are called for ranges only, which cannot be subclassed.
    unsafe { value.downcast_unchecked() }
}

/// Whether the item can be looked up without comparing it to each.
fn is_plain_int(value: &Value) -> bool {
    value.is_small_int() || value.is_exact::<Int>() || as_bool(value).is_some()
}

fn range_len(thread: &ThreadState, value: &Value) -> PyResult<usize> {
    match as_i64(&this(value).length) {
        Some(length) => Ok(length as usize),
        None => Err(err!(thread, OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

fn range_bool(_thread: &ThreadState, value: &Value) -> PyResult<bool> {
    Ok(convert::sign(&this(value).length) == Some(1))
}

fn range_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let range = this(value);
    let [start, stop, step] = [&range.start, &range.stop, &range.step].map(|member| repr::repr(thread, member));
    let (start, stop) = (start?, stop?);
    let text = if range.step.as_small_int() == Some(1) {
        format!("range({}, {})", start.lossy(), stop.lossy())
    } else {
        format!("range({}, {}, {})", start.lossy(), stop.lossy(), step?.lossy())
    };
    Ok(Str::try_new(&text)?.into_value())
}

fn range_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let range = this(value);
    if number::has_index(key) {
        let index = number::index(thread, key)?;
        return item_at(thread, range, index);
    }
    let Some(slice) = key.exact::<Slice>() else {
        let name = key.type_of().short_name();
        return Err(err!(thread, TypeError, "range indices must be integers or slices, not {name}"));
    };
    let (start, stop, step) = long_indices(thread, slice, &range.length)?;
    let (start, stop) = (range.item(thread, &start)?, range.item(thread, &stop)?);
    let step = ops::int_mul(thread, &range.step, &step)?;
    Ok(Range::new(thread, start, stop, step)?.into_value())
}

fn item_at(thread: &ThreadState, range: &Range, mut index: Value) -> PyResult<Value> {
    if convert::sign(&index) == Some(-1) {
        index = ops::int_add(thread, &index, &range.length)?;
    }
    let below = ops::order(&index, &range.length).is_some_and(std::cmp::Ordering::is_lt);
    if convert::sign(&index) == Some(-1) || !below {
        return Err(err!(thread, IndexError, "range object index out of range"));
    }
    range.item(thread, &index)
}

fn range_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    if is_plain_int(item) {
        return this(value).contains_int(thread, item);
    }
    let mut found = false;
    search(thread, value, item, |_| {
        found = true;
        false
    })?;
    Ok(found)
}

/// Compares `item` with each item and calls `hit` with the index of equal ones, until it says false.
fn search(thread: &ThreadState, value: &Value, item: &Value, mut hit: impl FnMut(i64) -> bool) -> PyResult<()> {
    let iterator = iter::range_iter(thread, value)?;
    let mut index = 0;
    while let Some(next) = crate::object::iter::next(thread, &iterator)? {
        if compare::equal(thread, &next, item)? && !hit(index) {
            break;
        }
        index += 1;
    }
    Ok(())
}

fn range_count(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let item = args.value(1);
    if is_plain_int(item) {
        return Ok(from_i64(args.this::<Range>().contains_int(thread, item)? as i64));
    }
    let mut count = 0;
    search(thread, args.value(0), item, |_| {
        count += 1;
        true
    })?;
    Ok(from_i64(count))
}

fn range_index(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (range, item) = (args.this::<Range>(), args.value(1));
    if is_plain_int(item) {
        if !range.contains_int(thread, item)? {
            let shown = repr::repr(thread, item)?;
            return Err(err!(thread, ValueError, "{} is not in range", shown.lossy()));
        }
        let offset = ops::int_sub(thread, item, &range.start)?;
        return ops::int_floor_div(thread, &offset, &range.step);
    }
    let mut found = None;
    search(thread, args.value(0), item, |index| {
        found = Some(index);
        false
    })?;
    match found {
        Some(index) => Ok(from_i64(index)),
        None => Err(err!(thread, ValueError, "sequence.index(x): x not in sequence")),
    }
}

/// What ranges with the same items have in common: the length; start and step only where they matter.
fn identity(range: &Range) -> [Value; 3] {
    let (start, step) = match range.length.as_small_int() {
        Some(0) => (Value::none(), Value::none()),
        Some(1) => (range.start.clone(), Value::none()),
        _ => (range.start.clone(), range.step.clone()),
    };
    [range.length.clone(), start, step]
}

fn range_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    hash::hash(thread, &Tuple::new(identity(this(value)).to_vec()).into_value())
}

fn range_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y), CompareOp::Eq | CompareOp::Ne) = (a.exact::<Range>(), b.exact::<Range>(), op) else {
        return Ok(Value::not_implemented());
    };
    let mut equal = true;
    for (left, right) in identity(x).iter().zip(&identity(y)) {
        equal = equal && compare::equal(thread, left, right)?;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn range_reduce(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let range = args.this::<Range>();
    let members = Tuple::new(vec![range.start.clone(), range.stop.clone(), range.step.clone()]);
    Ok(Tuple::pair(range_type().as_value(), members.into_value()).into_value())
}

pub fn describe() {
    TypeBuilder::new::<Range>("range", Some(crate::types::object::object_type()))
        .doc(
            "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n\
             The integers from start (default 0) up to but without stop, step (default 1) apart.",
        )
        .flags(flags::SEQUENCE)
        .slots(|s| {
            s.new.set(Some(range_new));
            s.repr.set(Some(range_repr));
            s.len.set(Some(range_len));
            s.bool.set(Some(range_bool));
            s.getitem.set(Some(range_getitem));
            s.contains.set(Some(range_contains));
            s.iter.set(Some(iter::range_iter));
            s.hash.set(Some(range_hash));
            s.compare.set(Some(range_compare));
        })
        .method("count(self, object, /)", range_count, "How often an object occurs.")
        .method("index(self, object, /)", range_index, "Where an object occurs; ValueError when it does not.")
        .method("__reversed__(self, /)", iter::range_reversed, "An iterator over the items backwards.")
        .method("__reduce__(self, /)", range_reduce, "Helper for pickle.")
        .getset("start", |_, value| Ok(this(value).start.clone()), Some(readonly), "The first item, if there is one.")
        .getset("stop", |_, value| Ok(this(value).stop.clone()), Some(readonly), "Where the range ends; not an item.")
        .getset("step", |_, value| Ok(this(value).step.clone()), Some(readonly), "How far apart the items lie.")
        .finish();
    iter::describe();
}
