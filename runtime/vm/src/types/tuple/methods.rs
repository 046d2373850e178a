//! Methods and operators of `tuple`.

use super::core::Tuple;
use crate::err;
use crate::object::{compare, hash, iter, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::sequence::{self, SliceSpec, no_keywords, positionals, push_repr};
use crate::types::slice::Slice;
use crate::types::slots::CompareOp;
use crate::types::{List, Str, Type};
use crate::value::{Ref, Value};
use ladon_heap::primitive::NoMemory;

/// The tuple behind a slot's operand.
#[inline(always)]
pub(super) fn this(value: &Value) -> &Tuple {
    debug_assert!(value.downcast::<Tuple>().is_some());
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked() }
}

/// `tuple(iterable)` of exactly type `tuple`.
pub fn from_iterable(thread: &ThreadState, iterable: &Value) -> PyResult<Ref<Tuple>> {
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return Ok(Ref::of(tuple));
    }
    if let Some(list) = iterable.exact::<List>() {
        return Ok(list.with_range(0, usize::MAX, Tuple::from_slice)?);
    }
    Ok(Tuple::try_from_vec(iter::collect(thread, iterable)?)?)
}

pub fn tuple_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let exact = ty.is(<Tuple as crate::types::define::Builtin>::type_object());
    if exact || sequence::default_init(ty) {
        no_keywords(thread, "tuple", args)?;
    }
    let tuple = match positionals(thread, "tuple", args, 0, 1)?.first() {
        Some(iterable) => from_iterable(thread, iterable)?,
        None => Tuple::from_slice(&[])?,
    };
    if exact {
        return Ok(tuple.into_value());
    }
    Ok(Tuple::new_in(ty, tuple.as_slice())?.into_value())
}

pub fn tuple_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let items = this(value).as_slice();
    if items.is_empty() {
        return Ok(Str::new("()").into_value());
    }
    repr::guarded(thread, value, "(...)", || {
        let mut text = vec![b'('];
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.extend_from_slice(b", ");
            }
            push_repr(thread, &mut text, item)?;
        }
        text.extend_from_slice(if items.len() == 1 { b",)" } else { b")" });
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

pub fn tuple_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    thread.check_native_stack("")?;
    hash::combine(this(value).as_slice().iter().map(|item| hash::hash(thread, item)))
}

pub fn tuple_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) else {
        return Ok(Value::not_implemented());
    };
    for (p, q) in x.as_slice().iter().zip(y.as_slice()) {
        if !compare::equal(thread, p, q)? {
            return match op {
                CompareOp::Eq => Ok(Value::bool(false)),
                CompareOp::Ne => Ok(Value::bool(true)),
                _ => compare::compare(thread, p, q, op),
            };
        }
    }
    compare::ordering(x.len().cmp(&y.len()), op)
}

pub fn tuple_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(this(value).len())
}

pub fn tuple_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let tuple = this(value);
    let index = match key.as_small_int() {
        Some(index) => index as isize,
        None => {
            if let Some(slice) = key.exact::<Slice>() {
                return get_slice(thread, value, tuple, slice);
            }
            sequence::key_index(thread, "tuple", key)?
        }
    };
    match sequence::position(index, tuple.len()) {
        Some(at) => Ok(tuple.as_slice()[at].clone()),
        None => Err(err!(thread, IndexError, "tuple index out of range")),
    }
}

fn get_slice(thread: &ThreadState, value: &Value, tuple: &Tuple, slice: &Slice) -> PyResult<Value> {
    let span = SliceSpec::read(thread, slice)?.span(tuple.len());
    let items = tuple.as_slice();
    if span.step == 1 {
        if span.count == items.len() && value.is_exact::<Tuple>() {
            return Ok(value.clone());
        }
        return Ok(Tuple::from_slice(&items[span.start as usize..span.stop as usize])?.into_value());
    }
    let items = span.positions().map(|at| items[at].clone()).collect();
    Ok(Tuple::try_from_vec(items)?.into_value())
}

fn find(thread: &ThreadState, items: &[Value], item: &Value) -> PyResult<Option<usize>> {
    for (index, candidate) in items.iter().enumerate() {
        if compare::equal(thread, candidate, item)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

pub fn tuple_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    Ok(find(thread, this(value).as_slice(), item)?.is_some())
}

pub fn tuple_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let left = this(a);
    let Some(right) = b.downcast::<Tuple>() else {
        let name = b.type_of().short_name();
        return Err(err!(thread, TypeError, "can only concatenate tuple (not \"{name}\") to tuple"));
    };
    if left.is_empty() && b.is_exact::<Tuple>() {
        return Ok(b.clone());
    }
    if right.is_empty() && a.is_exact::<Tuple>() {
        return Ok(a.clone());
    }
    Ok(Tuple::concat(left.as_slice(), right.as_slice())?.into_value())
}

pub fn tuple_repeat(thread: &ThreadState, value: &Value, count: isize) -> PyResult<Value> {
    let tuple = this(value);
    if count == 1 && value.is_exact::<Tuple>() {
        return Ok(value.clone());
    }
    if count <= 0 || tuple.is_empty() {
        return Ok(Tuple::from_slice(&[])?.into_value());
    }
    let total = tuple.len().checked_mul(count as usize).ok_or(NoMemory)?;
    let bytes = total.checked_mul(size_of::<Value>()).ok_or(NoMemory)?;
    let mut items = Vec::new();
    if !thread.interp().heap().has_room(bytes) || items.try_reserve_exact(total).is_err() {
        return Err(NoMemory.into());
    }
    for _ in 0..count {
        items.extend_from_slice(tuple.as_slice());
    }
    Ok(Tuple::try_from_vec(items)?.into_value())
}

pub fn tuple_count(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let mut count = 0;
    for item in b.this::<Tuple>().as_slice() {
        if compare::equal(thread, item, b.value(1))? {
            count += 1;
        }
    }
    Ok(Value::small_unchecked(count))
}

pub fn tuple_index(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let items = b.this::<Tuple>().as_slice();
    let start = sequence::search_bound(thread, b.get(2), items.len(), 0)?.min(items.len());
    let stop = sequence::search_bound(thread, b.get(3), items.len(), usize::MAX)?.min(items.len());
    match find(thread, &items[start..stop.max(start)], b.value(1))? {
        Some(index) => Ok(Value::small_unchecked((start + index) as i64)),
        None => Err(err!(thread, ValueError, "tuple.index(x): x not in tuple")),
    }
}

pub fn tuple_getnewargs(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let copy = Tuple::from_slice(b.this::<Tuple>().as_slice())?;
    Ok(Tuple::new(vec![copy.into_value()]).into_value())
}
