//! `x[i]`, `x[i] = v`, `del x[i]`, `in`, `len()`.

use crate::err;
use crate::object::{attr, call, compare, iter, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::Args;
use crate::value::Value;

pub fn get(thread: &ThreadState, object: &Value, key: &Value) -> PyResult<Value> {
    if let Some(getitem) = object.type_of().slots.getitem.get() {
        return getitem(thread, object, key);
    }
    if object.downcast::<Type>().is_some_and(|ty| ty.is(crate::types::class::type_type())) {
        let alias = crate::types::generic_alias::GenericAlias::new(object.clone(), key.clone())?;
        return Ok(alias.into_value());
    }
    if object.downcast::<Type>().is_some()
        && let Some(method) = attr::get_optional(thread, object, crate::names::get().__class_getitem__)?
    {
        return call::call(thread, &method, Args::positional(std::slice::from_ref(key)));
    }
    let name = object.type_of().short_name();
    if let Some(ty) = object.downcast::<Type>() {
        return Err(err!(thread, TypeError, "type '{}' is not subscriptable", ty.short_name()));
    }
    Err(err!(thread, TypeError, "'{name}' object is not subscriptable"))
}

pub fn set(thread: &ThreadState, object: &Value, key: &Value, value: &Value) -> PyResult<()> {
    match object.type_of().slots.setitem.get() {
        Some(setitem) => setitem(thread, object, key, Some(value)),
        None => {
            let name = object.type_of().short_name();
            Err(err!(thread, TypeError, "'{name}' object does not support item assignment"))
        }
    }
}

pub fn delete(thread: &ThreadState, object: &Value, key: &Value) -> PyResult<()> {
    match object.type_of().slots.setitem.get() {
        Some(setitem) => setitem(thread, object, key, None),
        None => {
            let ty = object.type_of();
            let (name, slots) = (ty.short_name(), &ty.slots);
            let like_sequence = ty.is_heap_type() || slots.contains.get().is_some() || slots.repeat.get().is_some();
            let words = if like_sequence && number::has_index(key) { "doesn't" } else { "does not" };
            Err(err!(thread, TypeError, "'{name}' object {words} support item deletion"))
        }
    }
}

/// `item in object`.
pub fn contains(thread: &ThreadState, object: &Value, item: &Value) -> PyResult<bool> {
    if let Some(contains) = object.type_of().slots.contains.get() {
        return contains(thread, object, item);
    }
    if !iter::is_iterable(object) {
        let name = object.type_of().short_name();
        return Err(err!(thread, TypeError, "argument of type '{name}' is not iterable"));
    }
    let iterator = iter::iter(thread, object)?;
    while let Some(next) = iter::next(thread, &iterator)? {
        if compare::equal(thread, &next, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `len(object)`.
pub fn len(thread: &ThreadState, object: &Value) -> PyResult<usize> {
    match object.type_of().slots.len.get() {
        Some(len) => len(thread, object),
        None => {
            let name = object.type_of().short_name();
            Err(err!(thread, TypeError, "object of type '{name}' has no len()"))
        }
    }
}

/// `len(object)` where there is one, else `__length_hint__`, else 0: how much to reserve.
pub fn length_hint(thread: &ThreadState, object: &Value) -> usize {
    match object.type_of().slots.len.get() {
        Some(len) => len(thread, object).unwrap_or_else(|raised| {
            drop(thread.take_raised(raised));
            0
        }),
        None => 0,
    }
}
