//! `getattr` and its family; `dir`, `vars`, `globals`, `locals`.

use crate::err;
use crate::eval;
use crate::names;
use crate::object::{attr, call, iter};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::list::sort;
use crate::types::str::intern;
use crate::types::{Dict, List, Str};
use crate::value::{Ref, Value};

/// A name given to `getattr`, interned.
fn attribute_name(thread: &ThreadState, name: &Value) -> PyResult<Ref<Str>> {
    match name.downcast::<Str>() {
        Some(text) if text.is_interned() || text.byte_len() > 64 => Ok(Ref::of(text)),
        Some(text) => Ok(intern::intern_any(thread, text)?),
        None => {
            let name = name.type_of().short_name();
            Err(err!(thread, TypeError, "attribute name must be string, not '{name}'"))
        }
    }
}

pub fn builtin_getattr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = attribute_name(thread, b.value(1))?;
    match b.get(2) {
        None => attr::get(thread, b.value(0), &name),
        Some(default) => Ok(attr::get_optional(thread, b.value(0), &name)?.unwrap_or_else(|| default.clone())),
    }
}

pub fn builtin_hasattr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = attribute_name(thread, b.value(1))?;
    Ok(Value::bool(attr::get_optional(thread, b.value(0), &name)?.is_some()))
}

pub fn builtin_setattr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = attribute_name(thread, b.value(1))?;
    attr::set(thread, b.value(0), &name, Some(b.value(2)))?;
    Ok(Value::none())
}

pub fn builtin_delattr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = attribute_name(thread, b.value(1))?;
    attr::set(thread, b.value(0), &name, None)?;
    Ok(Value::none())
}

pub fn builtin_globals(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    match eval::current_globals(thread) {
        Some(globals) => Ok(globals.into_value()),
        None => Err(err!(thread, SystemError, "globals(): no frame")),
    }
}

/// The namespace of a module or class body, or a snapshot of the variables of a function.
pub fn locals(thread: &ThreadState) -> PyResult<Value> {
    // SAFETY: the current frame is alive while its thread runs.
    let Some(frame) = (unsafe { thread.frame.get().as_ref() }) else {
        return Err(err!(thread, SystemError, "frame does not exist"));
    };
    if let Some(namespace) = &frame.locals {
        return Ok(namespace.clone());
    }
    if !frame.code().code.flags.has(ladon_bytecode::CodeFlags::NEWLOCALS) {
        return Ok(Value::of(frame.globals()));
    }
    let made = Dict::new();
    for (name, value) in frame.local_variables() {
        made.set_str(&name, value)?;
    }
    Ok(made.into_value())
}

pub fn builtin_locals(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    locals(thread)
}

pub fn builtin_vars(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let Some(object) = b.get(0) else { return locals(thread) };
    match attr::get_optional(thread, object, names::get().__dict__)? {
        Some(dict) => Ok(dict),
        None => Err(err!(thread, TypeError, "vars() argument must have __dict__ attribute")),
    }
}

pub fn builtin_dir(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let found = match b.get(0) {
        None => {
            let namespace = locals(thread)?;
            call::method_str(thread, &namespace, names::get().keys, &[])?
        }
        Some(object) => match attr::lookup_special(thread, object, names::get().__dir__)? {
            Some(method) => call::call(thread, &method, Args::EMPTY)?,
            None => return Err(err!(thread, TypeError, "object does not provide __dir__")),
        },
    };
    let list = List::from_vec(iter::collect(thread, &found)?)?;
    sort::sort(thread, &list, None, false)?;
    Ok(list.into_value())
}

/// `getattr(object, name, None)`, with other errors than AttributeError passed on.
pub fn optional(thread: &ThreadState, object: &Value, name: &str) -> PyResult<Option<Value>> {
    caught(thread, attr::get_name(thread, object, name), &crate::exceptions::AttributeError)
}
