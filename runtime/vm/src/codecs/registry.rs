//! The codec registry: search functions, found codecs, error handlers, all per interpreter.

use crate::err;
use crate::object::{attr, call, truth};
use crate::raise::{PyResult, Raised, caught};
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::define::Args;
use crate::types::{Dict, Str, Tuple};
use crate::value::{Ref, Value};
use ladon_heap::{MutCell, Vector};
use std::cell::Cell;
use std::rc::Rc;

#[derive(Default)]
struct Registry {
    search: Vector<Value>,
    /// Codec infos by normalized name.
    found: MutCell<Option<Ref<Dict>>>,
    handlers: MutCell<Option<Ref<Dict>>>,
    started: Cell<bool>,
}

fn registry(thread: &ThreadState) -> Rc<Registry> {
    thread.interp().state::<Registry>()
}

fn table(cell: &MutCell<Option<Ref<Dict>>>) -> Ref<Dict> {
    match cell.get() {
        Some(dict) => dict,
        None => {
            let dict = Dict::new();
            cell.set(Some(dict.clone()));
            dict
        }
    }
}

/// `codecs.register(search)`.
pub fn register(thread: &ThreadState, search: Value) -> PyResult<()> {
    Ok(registry(thread).search.push(search)?)
}

/// `codecs.unregister(search)`.
pub fn unregister(thread: &ThreadState, search: &Value) {
    let registry = registry(thread);
    if let Some(at) = registry.search.snapshot().iter().position(|known| known.is(search)) {
        drop(registry.search.remove(at));
        registry.found.set(None);
    }
}

/// Lowercase, spaces as underscores: what search functions are asked for.
fn normalize(name: &Str) -> String {
    name.to_string_lossy().to_ascii_lowercase().replace([' ', '-'], "_")
}

/// `codecs.lookup(name)`: the codec info.
pub fn lookup(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    let registry = registry(thread);
    let key = Str::try_new(&normalize(name))?;
    let found = table(&registry.found);
    if let Some(known) = found.get_str(&key) {
        return Ok(known);
    }
    start(thread, &registry)?;
    for search in registry.search.snapshot() {
        let info = call::call(thread, &search, Args::positional(&[key.as_value().clone()]))?;
        if info.is_none() {
            continue;
        }
        if info.downcast::<Tuple>().is_none_or(|tuple| tuple.len() != 4) {
            return Err(err!(thread, TypeError, "codec search functions must return 4-tuples"));
        }
        found.set_str(&key, info.clone())?;
        return Ok(info);
    }
    Err(err!(thread, LookupError, "unknown encoding: {}", name.lossy()))
}

/// Imports `encodings`, which registers its search function, once.
fn start(thread: &ThreadState, registry: &Registry) -> PyResult<()> {
    if registry.started.replace(true) {
        return Ok(());
    }
    let Some(import) = thread.interp().builtins().get_name("__import__") else { return Ok(()) };
    let result = call::call(thread, &import, Args::positional(&[Str::new("encodings").into_value()]));
    // Without a standard library there are only the built-in encodings.
    caught(thread, result, &crate::exceptions::ImportError).inspect_err(|_| registry.started.set(false))?;
    Ok(())
}

/// `codecs.register_error(name, handler)`.
pub fn register_error(thread: &ThreadState, name: &Str, handler: Value) -> PyResult<()> {
    Ok(table(&registry(thread).handlers).set_str(name, handler)?)
}

/// A handler registered under this name (the ones built in are not kept here).
pub fn registered_error(thread: &ThreadState, name: &str) -> Option<Value> {
    table(&registry(thread).handlers).get_name(name)
}

/// `codecs.lookup_error(name)` for names that are not built in.
pub fn lookup_error(thread: &ThreadState, name: &str) -> PyResult<Value> {
    registered_error(thread, name).ok_or_else(|| err!(thread, LookupError, "unknown error handler name '{name}'"))
}

/// The codec of a text encoding.
fn text_codec(thread: &ThreadState, encoding: &Str, function: &str) -> PyResult<Value> {
    let info = lookup(thread, encoding)?;
    if info.type_of().is_heap_type() {
        let is_text = attr::get_name(thread, &info, "_is_text_encoding")?;
        if !truth::is_true(thread, &is_text)? {
            let name = encoding.lossy();
            return Err(err!(
                thread,
                LookupError,
                "'{name}' is not a text encoding; use {function} to handle arbitrary codecs"
            ));
        }
    }
    Ok(info)
}

/// Calls function `index` of a codec info and gives the first item of what it returns.
fn run(thread: &ThreadState, info: &Value, index: usize, input: Value, errors: &str) -> PyResult<Value> {
    let what = if index == 0 { "encoder" } else { "decoder" };
    let wrong = || -> Raised { err!(thread, TypeError, "{what} must return a tuple (object, integer)") };
    let function = info.downcast::<Tuple>().and_then(|tuple| tuple.as_slice().get(index).cloned());
    let Some(function) = function else { return Err(wrong()) };
    let arguments = [input, Str::try_new(errors)?.into_value()];
    let result = call::call(thread, &function, Args::positional(&arguments))?;
    match result.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([made, _]) => Ok(made.clone()),
        _ => Err(wrong()),
    }
}

pub fn encode_text(thread: &ThreadState, text: &Str, encoding: &Str, errors: &str) -> PyResult<Value> {
    let info = text_codec(thread, encoding, "codecs.encode()")?;
    let made = run(thread, &info, 0, Value::of(text), errors)?;
    if made.downcast::<Bytes>().is_some() {
        return Ok(made);
    }
    let (name, found) = (encoding.lossy(), made.type_of().short_name());
    Err(err!(
        thread,
        TypeError,
        "'{name}' encoder returned '{found}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
    ))
}

pub fn decode_text(thread: &ThreadState, bytes: &[u8], encoding: &Str, errors: &str) -> PyResult<Ref<Str>> {
    let info = text_codec(thread, encoding, "codecs.decode()")?;
    let made = run(thread, &info, 1, Bytes::from_slice(bytes)?.into_value(), errors)?;
    Ref::from_value(made).map_err(|made| {
        let (name, found) = (encoding.lossy(), made.type_of().short_name());
        err!(
            thread,
            TypeError,
            "'{name}' decoder returned '{found}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
        )
    })
}
