//! Methods and operators of `dict` that concern one entry or the whole.

use super::core::{Dict, key_hash};
use super::key_error;
use crate::err;
use crate::names;
use crate::object::{alloc, attr, call, compare, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::sequence::push_repr;
use crate::types::slots::CompareOp;
use crate::types::{Str, Tuple, Type};
use crate::value::Value;

/// The dict behind a slot's operand.
#[inline(always)]
pub(super) fn this(value: &Value) -> &Dict {
    debug_assert!(value.downcast::<Dict>().is_some());
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked() }
}

pub fn dict_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, Dict::fields()).into_value())
}

pub fn dict_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let dict = this(value);
    if dict.is_empty() {
        return Ok(Str::new("{}").into_value());
    }
    repr::guarded(thread, value, "{...}", || {
        let mut text = vec![b'{'];
        let mut position = 0;
        while let Some((key, value)) = dict.next_entry(&mut position) {
            if text.len() > 1 {
                text.extend_from_slice(b", ");
            }
            push_repr(thread, &mut text, &key)?;
            text.extend_from_slice(b": ");
            push_repr(thread, &mut text, &value)?;
        }
        text.push(b'}');
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

pub fn dict_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::not_implemented());
    };
    match op {
        CompareOp::Eq => Ok(Value::bool(equal(thread, x, y)?)),
        CompareOp::Ne => Ok(Value::bool(!equal(thread, x, y)?)),
        _ => Ok(Value::not_implemented()),
    }
}

fn equal(thread: &ThreadState, a: &Dict, b: &Dict) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((hash, key, value)) = a.next_hashed(&mut position) {
        let Some(other) = b.position(thread, &key, hash)?.and_then(|at| b.value_at(at)) else {
            return Ok(false);
        };
        if !compare::equal(thread, &value, &other)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub fn dict_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(this(value).len())
}

pub fn dict_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    match this(value).get(thread, key)? {
        Some(found) => Ok(found),
        None => missing(thread, value, key),
    }
}

#[cold]
fn missing(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    if !value.is_exact::<Dict>()
        && let Some(method) = attr::lookup_special(thread, value, names::get().__missing__)?
    {
        return call::call(thread, &method, Args::positional(std::slice::from_ref(key)));
    }
    Err(key_error(thread, key))
}

pub fn dict_setitem(thread: &ThreadState, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = this(object);
    match value {
        Some(value) => dict.set(thread, key, value.clone()),
        None => match dict.remove(thread, key)? {
            Some(_) => Ok(()),
            None => Err(key_error(thread, key)),
        },
    }
}

pub fn dict_contains(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<bool> {
    this(value).contains(thread, key)
}

pub fn dict_clear(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Dict>().clear();
    Ok(Value::none())
}

pub fn dict_copy(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(b.this::<Dict>().copy()?.into_value())
}

pub fn dict_get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    match b.this::<Dict>().get(thread, b.value(1))? {
        Some(found) => Ok(found),
        None => Ok(b.get(2).cloned().unwrap_or_else(Value::none)),
    }
}

pub fn dict_pop(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (dict, key) = (b.this::<Dict>(), b.value(1));
    if dict.is_empty() && b.get(2).is_none() {
        return Err(key_error(thread, key));
    }
    match dict.remove(thread, key)? {
        Some(value) => Ok(value),
        None => b.get(2).cloned().ok_or_else(|| key_error(thread, key)),
    }
}

pub fn dict_popitem(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    match b.this::<Dict>().remove_last() {
        Some((key, value)) => Ok(Tuple::pair(key, value).into_value()),
        None => Err(err!(thread, KeyError, "popitem(): dictionary is empty")),
    }
}

pub fn dict_setdefault(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (dict, key) = (b.this::<Dict>(), b.value(1));
    let hash = key_hash(thread, key)?;
    if let Some(found) = dict.position(thread, key, hash)?.and_then(|at| dict.value_at(at)) {
        return Ok(found);
    }
    let default = b.get(2).cloned().unwrap_or_else(Value::none);
    dict.push_new(key.clone(), hash, default.clone())?;
    Ok(default)
}

pub fn dict_sizeof(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let dict = b.this::<Dict>();
    Ok(Value::small_unchecked((64 + dict.slots() * 24) as i64))
}
