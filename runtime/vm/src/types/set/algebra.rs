//! Union, intersection, difference, symmetric difference: as methods (any iterables) and operators (sets only).

use super::core::{Set, as_set, key_hash};
use super::methods::{copy_like, empty_like, is_subset, others, this, update};
use crate::object::iter;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Dict;
use crate::types::define::Bound;
use crate::value::{Ref, Value};

fn fill(made: &Value) -> &Set {
    this(made)
}

pub fn set_union(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let made = copy_like(thread, b.value(0), b.value(0))?;
    for other in others(b) {
        update(thread, fill(&made), other)?;
    }
    Ok(made)
}

/// The elements of `set` that `other` has, in a new set like `like`.
fn intersection(thread: &ThreadState, like: &Value, set: &Set, other: &Value) -> PyResult<Value> {
    let made = empty_like(like);
    let target = fill(&made);
    if let Some(second) = as_set(other) {
        if std::ptr::eq(second, set) {
            target.merge(thread, set)?;
            return Ok(made);
        }
        let (walked, asked) = if second.len() > set.len() { (set, second) } else { (second, set) };
        let mut position = 0;
        while let Some((hash, key)) = walked.next_hashed(&mut position) {
            if asked.contains_hashed(thread, &key, hash)? {
                target.add_hashed(thread, &key, hash)?;
            }
        }
        return Ok(made);
    }
    iter::for_each(thread, other, |item| {
        let hash = key_hash(thread, &item)?;
        if set.contains_hashed(thread, &item, hash)? {
            target.add_hashed(thread, &item, hash)?;
        }
        Ok(())
    })?;
    Ok(made)
}

fn intersect_all(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this_value = b.value(0);
    let [first, rest @ ..] = others(b) else { return copy_like(thread, this_value, this_value) };
    let mut made = intersection(thread, this_value, this(this_value), first)?;
    for other in rest {
        made = intersection(thread, this_value, this(&made), other)?;
    }
    Ok(made)
}

pub fn set_intersection(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    intersect_all(thread, b)
}

pub fn set_intersection_update(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let made = intersect_all(thread, b)?;
    b.this::<Set>().swap(this(&made));
    Ok(Value::none())
}

/// Removes the items of an iterable.
pub fn difference_update(thread: &ThreadState, set: &Set, other: &Value) -> PyResult<()> {
    if let Some(second) = as_set(other) {
        if std::ptr::eq(second, set) {
            set.clear();
            return Ok(());
        }
        let mut position = 0;
        while let Some((hash, key)) = second.next_hashed(&mut position) {
            drop(set.remove_hashed(thread, &key, hash)?);
        }
        return Ok(());
    }
    iter::for_each(thread, other, |item| {
        let hash = key_hash(thread, &item)?;
        set.remove_hashed(thread, &item, hash).map(drop)
    })
}

/// The elements of the set `value` that `other` does not have.
fn difference(thread: &ThreadState, value: &Value, other: &Value) -> PyResult<Value> {
    let set = this(value);
    let size = as_set(other).map(Set::len).or_else(|| other.exact::<Dict>().map(Dict::len));
    let Some(size) = size.filter(|&size| set.len() >> 2 <= size) else {
        let made = copy_like(thread, value, value)?;
        difference_update(thread, fill(&made), other)?;
        return Ok(made);
    };
    let made = empty_like(value);
    if set.is_empty() || size == 0 {
        fill(&made).merge(thread, set)?;
        return Ok(made);
    }
    let mut position = 0;
    while let Some((hash, key)) = set.next_hashed(&mut position) {
        let there = match (as_set(other), other.exact::<Dict>()) {
            (Some(second), _) => second.contains_hashed(thread, &key, hash)?,
            (_, Some(dict)) => dict.position(thread, &key, hash)?.is_some(),
            _ => false,
        };
        if !there {
            fill(&made).add_hashed(thread, &key, hash)?;
        }
    }
    Ok(made)
}

pub fn set_difference(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let [first, rest @ ..] = others(b) else { return copy_like(thread, b.value(0), b.value(0)) };
    let made = difference(thread, b.value(0), first)?;
    for other in rest {
        difference_update(thread, fill(&made), other)?;
    }
    Ok(made)
}

pub fn set_difference_update(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    for other in others(b) {
        difference_update(thread, b.this(), other)?;
    }
    Ok(Value::none())
}

/// Removes the elements of `other` that are there, adds those that are not.
pub fn symmetric_difference_update(thread: &ThreadState, set: &Set, other: &Value) -> PyResult<()> {
    let toggle = |key: &Value, hash: i64| -> PyResult<()> {
        if set.remove_hashed(thread, key, hash)?.is_none() {
            set.add_hashed(thread, key, hash)?;
        }
        Ok(())
    };
    if let Some(dict) = other.exact::<Dict>() {
        let mut position = 0;
        while let Some((hash, key, _)) = dict.next_hashed(&mut position) {
            toggle(&key, hash)?;
        }
        return Ok(());
    }
    let copied: Ref<Set>;
    let second = match as_set(other) {
        Some(second) if std::ptr::eq(second, set) => {
            set.clear();
            return Ok(());
        }
        Some(second) => second,
        None => {
            copied = Set::new();
            update(thread, &copied, other)?;
            &copied
        }
    };
    let mut position = 0;
    while let Some((hash, key)) = second.next_hashed(&mut position) {
        toggle(&key, hash)?;
    }
    Ok(())
}

fn symmetric_difference(thread: &ThreadState, value: &Value, other: &Value) -> PyResult<Value> {
    let made = copy_like(thread, value, other)?;
    symmetric_difference_update(thread, fill(&made), value)?;
    Ok(made)
}

pub fn set_symmetric_difference(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    symmetric_difference(thread, b.value(0), b.value(1))
}

pub fn set_symmetric_difference_update(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    symmetric_difference_update(thread, b.this(), b.value(1))?;
    Ok(Value::none())
}

pub fn set_isdisjoint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (set, other) = (this(b.value(0)), b.value(1));
    if let Some(second) = as_set(other) {
        let (walked, asked) = if second.len() > set.len() { (set, second) } else { (second, set) };
        let mut position = 0;
        while let Some((hash, key)) = walked.next_hashed(&mut position) {
            if asked.contains_hashed(thread, &key, hash)? {
                return Ok(Value::bool(false));
            }
        }
        return Ok(Value::bool(true));
    }
    let iterator = iter::iter(thread, other)?;
    while let Some(item) = iter::next(thread, &iterator)? {
        let hash = key_hash(thread, &item)?;
        if set.contains_hashed(thread, &item, hash)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

pub fn set_issubset(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let set = this(b.value(0));
    let result = match as_set(b.value(1)) {
        Some(other) => is_subset(thread, set, other)?,
        None => {
            let made = intersection(thread, b.value(0), set, b.value(1))?;
            this(&made).len() == set.len()
        }
    };
    Ok(Value::bool(result))
}

pub fn set_issuperset(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (set, other) = (this(b.value(0)), b.value(1));
    if let Some(second) = as_set(other) {
        return Ok(Value::bool(is_subset(thread, second, set)?));
    }
    let iterator = iter::iter(thread, other)?;
    while let Some(item) = iter::next(thread, &iterator)? {
        if !set.contains(thread, &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

macro_rules! operators {
    ($($name:ident $inplace:ident |$thread:ident, $a:ident, $b:ident| $make:expr, $change:expr;)*) => { $(
        pub fn $name($thread: &ThreadState, $a: &Value, $b: &Value) -> PyResult<Value> {
            if as_set($a).is_none() || as_set($b).is_none() {
                return Ok(Value::not_implemented());
            }
            $make
        }

        pub fn $inplace($thread: &ThreadState, $a: &Value, $b: &Value) -> PyResult<Value> {
            if as_set($b).is_none() {
                return Ok(Value::not_implemented());
            }
            $change?;
            Ok($a.clone())
        }
    )* };
}

operators! {
    set_or set_inplace_or |thread, a, b| {
        let made = copy_like(thread, a, a)?;
        update(thread, fill(&made), b)?;
        Ok(made)
    }, update(thread, this(a), b);
    set_and set_inplace_and |thread, a, b| intersection(thread, a, this(a), b),
        intersection(thread, a, this(a), b).map(|made| this(a).swap(this(&made)));
    set_sub set_inplace_sub |thread, a, b| difference(thread, a, b), difference_update(thread, this(a), b);
    set_xor set_inplace_xor |thread, a, b| symmetric_difference(thread, a, b),
        symmetric_difference_update(thread, this(a), b);
}
