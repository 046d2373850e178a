//! Methods and operators of `list`, but for subscription, sorting and iteration.

use super::core::{List, Scan};
use crate::err;
use crate::object::{alloc, compare, iter, number, repr, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::sequence::{self, compare_items, no_keywords, positionals, repr_items, same_new};
use crate::types::slots::CompareOp;
use crate::types::{Tuple, Type};
use crate::value::Value;

/// The list behind a slot's operand.
#[inline(always)]
pub(super) fn this(value: &Value) -> &List {
    debug_assert!(value.downcast::<List>().is_some());
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked() }
}

pub fn list_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, List::fields()).into_value())
}

pub fn list_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    if same_new(value.type_of(), list_new) {
        no_keywords(thread, "list", args)?;
    }
    let args = positionals(thread, "list", args, 0, 1)?;
    let list = this(value);
    drop(list.items.take_all());
    match args.first() {
        Some(iterable) => extend(thread, list, iterable),
        None => Ok(()),
    }
}

/// Appends the items of any iterable.
pub fn extend(thread: &ThreadState, list: &List, iterable: &Value) -> PyResult<()> {
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return Ok(list.extend_from_slice(tuple.as_slice())?);
    }
    if let Some(other) = iterable.exact::<List>() {
        if !std::ptr::eq(other, list) {
            return Ok(other.with_range(0, usize::MAX, |items| list.extend_from_slice(items))?);
        }
        return Ok(list.items.extend_from_vec(other.items.snapshot())?);
    }
    let iterator = iter::iter(thread, iterable)?;
    let hint = length_hint(thread, iterable)?;
    let room = hint.min(1 << 20);
    if list.items.capacity() - list.len() < room {
        list.items.reserve(room)?;
    }
    while let Some(item) = iter::next(thread, &iterator)? {
        list.append(item)?;
    }
    Ok(())
}

/// `operator.length_hint(object, 0)`: how much to reserve; errors of `__len__` other than TypeError pass on.
pub fn length_hint(thread: &ThreadState, object: &Value) -> PyResult<usize> {
    if object.type_of().slots.len.get().is_none() {
        return Ok(0);
    }
    let len = subscript::len(thread, object);
    Ok(crate::raise::caught(thread, len, &crate::exceptions::TypeError)?.unwrap_or(0))
}

pub fn list_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let list = this(value);
    if list.is_empty() {
        return Ok(crate::types::Str::new("[]").into_value());
    }
    repr::guarded(thread, value, "[...]", || {
        let mut index = 0;
        repr_items(thread, "[", "]", || {
            index += 1;
            list.get(index - 1)
        })
    })
}

pub fn list_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<List>(), b.downcast::<List>()) else {
        return Ok(Value::not_implemented());
    };
    if matches!(op, CompareOp::Eq | CompareOp::Ne)
        && let Some(equal) = quick_equal_lists(x, y)
    {
        return Ok(Value::bool(equal == (op == CompareOp::Eq)));
    }
    let item = |side: usize, index: usize| if side == 0 { x.get(index) } else { y.get(index) };
    compare_items(thread, || (x.len(), y.len()), item, op)
}

/// Whether two lists are equal, as far as that is known without running code.
fn quick_equal_lists(x: &List, y: &List) -> Option<bool> {
    if x.len() != y.len() {
        return Some(false);
    }
    x.with_range(0, usize::MAX, |left| {
        y.with_range(0, usize::MAX, |right| {
            for (p, q) in left.iter().zip(right) {
                if !sequence::quick_equal(p, q)? {
                    return Some(false);
                }
            }
            Some(true)
        })
    })
}

pub fn list_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(this(value).len())
}

/// The position of the first item between `start` and `stop` that equals `item`.
pub fn find(thread: &ThreadState, list: &List, item: &Value, mut start: usize, stop: usize) -> PyResult<Option<usize>> {
    loop {
        match list.scan(item, start, stop) {
            Scan::At(index) => return Ok(Some(index)),
            Scan::Missing => return Ok(None),
            Scan::Unsure(index, candidate) => {
                if compare::equal(thread, &candidate, item)? {
                    return Ok(Some(index));
                }
                start = index + 1;
            }
        }
    }
}

pub fn list_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    Ok(find(thread, this(value), item, 0, usize::MAX)?.is_some())
}

pub fn list_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let Some(right) = b.downcast::<List>() else {
        let name = b.type_of().short_name();
        return Err(err!(thread, TypeError, "can only concatenate list (not \"{name}\") to list"));
    };
    let left = this(a);
    let made = List::new();
    made.items.reserve(left.len().saturating_add(right.len()))?;
    for list in [left, right] {
        list.with_range(0, usize::MAX, |items| made.extend_from_slice(items))?;
    }
    Ok(made.into_value())
}

pub fn list_inplace_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    extend(thread, this(a), b)?;
    Ok(a.clone())
}

pub fn list_repeat(_thread: &ThreadState, value: &Value, count: isize) -> PyResult<Value> {
    let list = this(value);
    let made = List::new();
    if count > 0 && !list.is_empty() {
        let total = list.len().checked_mul(count as usize).ok_or(ladon_heap::primitive::NoMemory)?;
        made.items.reserve(total)?;
        for _ in 0..count {
            list.with_range(0, usize::MAX, |items| made.extend_from_slice(items))?;
        }
    }
    Ok(made.into_value())
}

pub fn list_inplace_repeat(_thread: &ThreadState, value: &Value, count: isize) -> PyResult<Value> {
    let list = this(value);
    if count <= 0 {
        drop(list.items.take_all());
    } else if !list.is_empty() {
        let items = list.items.snapshot();
        let more = items.len().checked_mul(count as usize - 1).ok_or(ladon_heap::primitive::NoMemory)?;
        list.items.reserve(more)?;
        for _ in 1..count {
            list.extend_from_slice(&items)?;
        }
    }
    Ok(value.clone())
}

pub fn list_append(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<List>().append(b.value(1).clone())?;
    Ok(Value::none())
}

pub fn list_clear(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    drop(b.this::<List>().items.take_all());
    Ok(Value::none())
}

pub fn list_copy(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(b.this::<List>().copy_range(0, usize::MAX)?.into_value())
}

pub fn list_count(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (list, item) = (b.this::<List>(), b.value(1));
    let (mut count, mut start) = (0, 0);
    while let Some(index) = find(thread, list, item, start, usize::MAX)? {
        count += 1;
        start = index + 1;
    }
    Ok(Value::small_unchecked(count))
}

pub fn list_extend(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    extend(thread, b.this(), b.value(1))?;
    Ok(Value::none())
}

pub fn list_index(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    let start = sequence::search_bound(thread, b.get(2), list.len(), 0)?;
    let stop = sequence::search_bound(thread, b.get(3), list.len(), usize::MAX)?;
    match find(thread, list, b.value(1), start, stop)? {
        Some(index) => Ok(Value::small_unchecked(index as i64)),
        None => Err(err!(thread, ValueError, "list.index(x): x not in list")),
    }
}

pub fn list_insert(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    let index = number::to_isize(thread, b.value(1))?;
    let len = list.len() as isize;
    let at = if index < 0 { (index + len).max(0) } else { index.min(len) };
    list.items.insert(at as usize, b.value(2).clone())?;
    Ok(Value::none())
}

pub fn list_pop(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    let popped = match b.get(1) {
        None => list.items.pop(),
        Some(index) => {
            let index = number::to_isize(thread, index)?;
            match sequence::position(index, list.len()) {
                Some(at) if at + 1 == list.len() => list.items.pop(),
                Some(at) => list.items.remove(at),
                None if list.is_empty() => None,
                None => return Err(err!(thread, IndexError, "pop index out of range")),
            }
        }
    };
    popped.ok_or_else(|| err!(thread, IndexError, "pop from empty list"))
}

pub fn list_remove(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    match find(thread, list, b.value(1), 0, usize::MAX)? {
        Some(index) => {
            drop(list.items.remove(index));
            Ok(Value::none())
        }
        None => Err(err!(thread, ValueError, "list.remove(x): x not in list")),
    }
}

pub fn list_reverse(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<List>().items.reverse();
    Ok(Value::none())
}

pub fn list_sizeof(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let list = b.this::<List>();
    Ok(Value::small_unchecked((40 + list.items.capacity() * 8) as i64))
}
