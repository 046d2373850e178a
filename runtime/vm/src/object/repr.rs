//! `repr()`, `str()`, `ascii()`, `format()`.

use crate::err;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::define::Args;
use crate::value::{Ref, Value};

/// `repr(value)`.
pub fn repr(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    thread.check_native_stack(" while getting the repr of an object")?;
    match value.type_of().slots.repr.get() {
        Some(repr) => {
            let result = repr(thread, value)?;
            Ref::from_value(result).map_err(|result| {
                let name = result.type_of().short_name();
                err!(thread, TypeError, "__repr__ returned non-string (type {name})")
            })
        }
        None => default_repr(thread, value),
    }
}

/// `<module.Name object at 0x…>`.
pub fn default_repr(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    let name = crate::types::ready::full_name(thread, value.type_of());
    Ok(Str::try_new(&format!("<{name} object at {:#x}>", value.bits()))?)
}

/// `str(value)`.
pub fn str(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    if let Some(text) = value.exact::<Str>() {
        return Ok(Ref::of(text));
    }
    thread.check_native_stack(" while getting the str of an object")?;
    match value.type_of().slots.str.get() {
        Some(str) => {
            let result = str(thread, value)?;
            Ref::from_value(result).map_err(|result| {
                let name = result.type_of().short_name();
                err!(thread, TypeError, "__str__ returned non-string (type {name})")
            })
        }
        None => repr(thread, value),
    }
}

/// The text of `str(value)` for messages; never fails.
pub fn str_lossy(thread: &ThreadState, value: &Value) -> String {
    match str(thread, value) {
        Ok(text) => text.to_string_lossy(),
        Err(raised) => {
            drop(thread.take_raised(raised));
            String::from("<unprintable>")
        }
    }
}

pub fn repr_lossy(thread: &ThreadState, value: &Value) -> String {
    match repr(thread, value) {
        Ok(text) => text.to_string_lossy(),
        Err(raised) => {
            drop(thread.take_raised(raised));
            String::from("<unprintable>")
        }
    }
}

/// `format(value, spec)`.
pub fn format(thread: &ThreadState, value: &Value, spec: &Str) -> PyResult<Ref<Str>> {
    if spec.is_empty() {
        if let Some(text) = value.exact::<Str>() {
            return Ok(Ref::of(text));
        }
        if value.is_small_int() || value.is_float_word() {
            return str(thread, value);
        }
    } else if let Some(text) = crate::format::number::format_word(thread, value, spec) {
        return text;
    } else if let Some(text) = value.exact::<Str>() {
        return crate::format::format_str(thread, text, spec);
    }
    let Some(method) = attr::lookup_special(thread, value, crate::names::get().__format__)? else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "unsupported format string passed to {name}.__format__"));
    };
    let result = call::call(thread, &method, Args::positional(&[Value::of(spec)]))?;
    Ref::from_value(result).map_err(|result| {
        let name = result.type_of().short_name();
        err!(thread, TypeError, "__format__ must return a str, not {name}")
    })
}

/// Runs `body` unless `value` is already being shown: then `otherwise` (`[...]`) is the answer.
pub fn guarded(
    thread: &ThreadState,
    value: &Value,
    otherwise: &str,
    body: impl FnOnce() -> PyResult<Value>,
) -> PyResult<Value> {
    let address = value.bits() as usize;
    if thread.repr_running.snapshot().contains(&address) {
        return Ok(Str::new(otherwise).into_value());
    }
    thread.repr_running.push(address)?;
    let result = body();
    thread.repr_running.pop();
    result
}
