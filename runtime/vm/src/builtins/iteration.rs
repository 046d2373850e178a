//! `iter`, `next`, `len`, `all`, `any`, `sorted`, `aiter`, `anext`.

use super::anext::AnextAwaitable;
use super::classes::is_callable;
use crate::err;
use crate::names;
use crate::object::{attr, iter, subscript, truth};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::iterator::CallableIterator;
use crate::types::list::{methods, sort};
use crate::types::sequence::positionals;
use crate::types::{List, generic, int};
use crate::value::Value;

pub fn builtin_iter(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let Some(sentinel) = b.get(1) else { return iter::iter(thread, b.value(0)) };
    if !is_callable(b.value(0)) {
        return Err(err!(thread, TypeError, "iter(v, w): v must be callable"));
    }
    Ok(CallableIterator::new(b.value(0).clone(), sentinel.clone()).into_value())
}

pub fn builtin_next(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (iterator, default) = (b.value(0), b.get(1));
    let found = next_or_stop(thread, iterator);
    match default {
        None => {
            found?.ok_or_else(|| thread.raise(crate::exceptions::new_bare(thread, &crate::exceptions::StopIteration)))
        }
        Some(default) => {
            let found = caught(thread, found, &crate::exceptions::StopIteration)?.flatten();
            Ok(found.unwrap_or_else(|| default.clone()))
        }
    }
}

/// The next item; a StopIteration with a value, of a generator or a class's own, passes on as it is.
fn next_or_stop(thread: &ThreadState, iterator: &Value) -> PyResult<Option<Value>> {
    let Some(slot) = iterator.type_of().slots.next.get() else {
        let name = iterator.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object is not an iterator"));
    };
    if std::ptr::fn_addr_eq(slot, generic::next as crate::types::slots::NextFn)
        && let Some(method) = attr::lookup_type(iterator.type_of(), names::get().__next__)
    {
        return attr::call_special(thread, iterator, &method, &[]).map(Some);
    }
    slot(thread, iterator)
}

pub fn builtin_len(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    subscript::len(thread, b.value(0)).map(int::core::from_usize)
}

pub fn builtin_all(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    quantifier(thread, b.value(0), false)
}

pub fn builtin_any(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    quantifier(thread, b.value(0), true)
}

/// Whether some item has the truth value `decisive`: that is the answer then, else its opposite.
fn quantifier(thread: &ThreadState, iterable: &Value, decisive: bool) -> PyResult<Value> {
    let iterator = iter::iter(thread, iterable)?;
    while let Some(item) = iter::next(thread, &iterator)? {
        if truth::is_true(thread, &item)? == decisive {
            return Ok(Value::bool(decisive));
        }
    }
    Ok(Value::bool(!decisive))
}

pub fn builtin_sorted(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let iterable = &positionals(thread, "sorted", args, 1, 1)?[0];
    let (key, reverse) = sort::options(thread, args)?;
    let list = List::new();
    methods::extend(thread, &list, iterable)?;
    sort::sort(thread, &list, key, reverse)?;
    Ok(list.into_value())
}

pub fn builtin_aiter(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let object = b.value(0);
    let Some(aiter) = object.type_of().slots.aiter.get() else {
        let name = object.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object is not an async iterable"));
    };
    let iterator = aiter(thread, object)?;
    if iterator.type_of().slots.anext.get().is_none() {
        let name = iterator.type_of().short_name();
        return Err(err!(thread, TypeError, "aiter() returned not an async iterator of type '{name}'"));
    }
    Ok(iterator)
}

pub fn builtin_anext(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let iterator = b.value(0);
    let Some(anext) = iterator.type_of().slots.anext.get() else {
        let name = iterator.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object is not an async iterator"));
    };
    let awaitable = anext(thread, iterator)?;
    match b.get(1) {
        None => Ok(awaitable),
        Some(default) => Ok(AnextAwaitable::new(awaitable, default.clone()).into_value()),
    }
}
