//! Filling a dict: from mappings, from pairs, from keywords; `|` and `fromkeys`.

use super::core::Dict;
use crate::err;
use crate::names;
use crate::object::{attr, call, iter, subscript};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::sequence::positionals;
use crate::types::set::as_set;
use crate::types::{List, Tuple, Type};
use crate::value::Value;

pub fn dict_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    update_from_args(thread, "dict", super::methods::this(value), args)
}

pub fn dict_update(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let this = args.values[0].clone();
    let Some(dict) = this.downcast::<Dict>() else { return Ok(Value::none()) };
    update_from_args(thread, "update", dict, args.rest())?;
    Ok(Value::none())
}

fn update_from_args(thread: &ThreadState, name: &str, dict: &Dict, args: Args<'_>) -> PyResult<()> {
    if let Some(source) = positionals(thread, name, args, 0, 1)?.first() {
        update(thread, dict, source)?;
    }
    for (key, value) in args.keywords() {
        dict.set(thread, key, value.clone())?;
    }
    Ok(())
}

/// `dict.update(source)`: a mapping when it has `keys`, else an iterable of pairs.
pub fn update(thread: &ThreadState, dict: &Dict, source: &Value) -> PyResult<()> {
    if let Some(other) = plain_dict(source) {
        return merge_dict(thread, dict, other);
    }
    match attr::get_optional(thread, source, names::get().keys)? {
        Some(keys) => merge_mapping(thread, dict, source, &keys),
        None => merge_pairs(thread, dict, source, true),
    }
}

/// A dict, or an instance of a subclass that leaves iteration alone.
pub fn plain_dict(source: &Value) -> Option<&Dict> {
    let dict = source.downcast::<Dict>()?;
    let plain = source.is_exact::<Dict>()
        || source.type_of().slots.iter.get().is_some_and(|iter| std::ptr::fn_addr_eq(iter, super::iter::DICT_ITER));
    plain.then_some(dict)
}

/// Takes over all entries of another dict.
pub fn merge_dict(thread: &ThreadState, dict: &Dict, other: &Dict) -> PyResult<()> {
    if std::ptr::eq(dict, other) || other.is_empty() {
        return Ok(());
    }
    if dict.is_empty() {
        return Ok(other.copy_into_empty(dict)?);
    }
    let len = other.len();
    let mut position = 0;
    while let Some((hash, key, value)) = other.next_hashed(&mut position) {
        dict.set_with_hash(thread, &key, hash, value)?;
        if other.len() != len {
            return Err(err!(thread, RuntimeError, "dict mutated during update"));
        }
    }
    Ok(())
}

/// Takes over the entries of a mapping (which must have `keys`); those whose keys are there already only if `replace`.
pub fn merge(thread: &ThreadState, dict: &Dict, source: &Value, replace: bool) -> PyResult<()> {
    let other = plain_dict(source);
    match other {
        Some(other) if replace => return merge_dict(thread, dict, other),
        Some(other) => {
            return other.snapshot().into_iter().try_for_each(|(key, value)| put(thread, dict, &key, value, false));
        }
        None => {}
    }
    let keys = attr::get(thread, source, names::get().keys)?;
    let keys = call::call(thread, &keys, Args::EMPTY)?;
    iter::for_each(thread, &keys, |key| {
        if !replace && dict.contains(thread, &key)? {
            return Ok(());
        }
        let value = subscript::get(thread, source, &key)?;
        dict.set(thread, &key, value)
    })
}

fn put(thread: &ThreadState, dict: &Dict, key: &Value, value: Value, replace: bool) -> PyResult<()> {
    if !replace && dict.contains(thread, key)? {
        return Ok(());
    }
    dict.set(thread, key, value)
}

fn merge_mapping(thread: &ThreadState, dict: &Dict, source: &Value, keys: &Value) -> PyResult<()> {
    let keys = call::call(thread, keys, Args::EMPTY)?;
    iter::for_each(thread, &keys, |key| {
        let value = subscript::get(thread, source, &key)?;
        dict.set(thread, &key, value)
    })
}

/// Takes over pairs of key and value; those whose keys are there already only if `replace`.
pub fn merge_pairs(thread: &ThreadState, dict: &Dict, pairs: &Value, replace: bool) -> PyResult<()> {
    let mut index = 0usize;
    iter::for_each(thread, pairs, |pair| {
        let (key, value) = read_pair(thread, &pair, index)?;
        index += 1;
        put(thread, dict, &key, value, replace)
    })
}

fn read_pair(thread: &ThreadState, pair: &Value, index: usize) -> PyResult<(Value, Value)> {
    if let Some(tuple) = pair.exact::<Tuple>()
        && let [key, value] = tuple.as_slice()
    {
        return Ok((key.clone(), value.clone()));
    }
    let items = caught(thread, iter::collect(thread, pair), &crate::exceptions::TypeError)?;
    let Some(items) = items else {
        return Err(err!(
            thread,
            TypeError,
            "cannot convert dictionary update sequence element #{index} to a sequence"
        ));
    };
    let count = items.len();
    match <[Value; 2]>::try_from(items) {
        Ok([key, value]) => Ok((key, value)),
        Err(_) => Err(err!(
            thread,
            ValueError,
            "dictionary update sequence element #{index} has length {count}; 2 is required"
        )),
    }
}

pub fn dict_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::not_implemented());
    };
    let made = left.copy()?;
    merge_dict(thread, &made, right)?;
    Ok(made.into_value())
}

pub fn dict_inplace_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    update(thread, super::methods::this(a), b)?;
    Ok(a.clone())
}

pub fn dict_fromkeys(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (class, iterable) = (b.value(0), b.value(1));
    let value = b.get(2).cloned().unwrap_or_else(Value::none);
    let is_dict = class.downcast::<Type>().is_some_and(|ty| ty.is(&super::core::PyDict_Type));
    let made = if is_dict { Dict::new().into_value() } else { call::call(thread, class, Args::EMPTY)? };
    if let Some(dict) = made.exact::<Dict>() {
        reserve_for(dict, iterable)?;
        if let Some(set) = as_set(iterable) {
            // The hashes are known.
            let mut position = 0;
            while let Some((hash, key)) = set.next_hashed(&mut position) {
                dict.set_with_hash(thread, &key, hash, value.clone())?;
            }
            return Ok(made);
        }
        iter::for_each(thread, iterable, |key| dict.set(thread, &key, value.clone()))?;
    } else {
        iter::for_each(thread, iterable, |key| subscript::set(thread, &made, &key, &value))?;
    }
    Ok(made)
}

fn reserve_for(dict: &Dict, iterable: &Value) -> PyResult<()> {
    let len = if let Some(list) = iterable.exact::<List>() {
        list.len()
    } else if let Some(other) = iterable.exact::<Dict>() {
        other.len()
    } else {
        as_set(iterable).map_or(0, |set| set.len())
    };
    Ok(dict.reserve(len)?)
}
