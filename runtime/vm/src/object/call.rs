//! Calling.

use crate::err;
use crate::eval;
use crate::object::attr;
use crate::raise::PyResult;
use crate::runtime;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::function::{BoundMethod, Function};
use crate::types::native::NativeFunction;
use crate::types::{Dict, Str, Tuple, flags};
use crate::value::{Ref, Value};
use smallvec::SmallVec;

pub type ArgVec = SmallVec<[Value; 8]>;

/// `callable(*args)`.
#[inline]
pub fn call(thread: &ThreadState, callable: &Value, args: Args<'_>) -> PyResult<Value> {
    if let Some(function) = callable.exact::<Function>() {
        return eval::call_function(thread, function, args);
    }
    if let Some(native) = callable.exact::<NativeFunction>() {
        thread.check_native_stack(" while calling a Python object")?;
        return native.call(thread, args);
    }
    if let Some(method) = callable.exact::<BoundMethod>() {
        return call_method(thread, method, args);
    }
    call_slot(thread, callable, args)
}

/// Methods may be bound to methods: all of them give their objects at once.
fn call_method(thread: &ThreadState, method: &BoundMethod, args: Args<'_>) -> PyResult<Value> {
    let mut values = ArgVec::with_capacity(args.values.len() + 1);
    values.push(method.this().clone());
    let mut callable = method.function();
    while let Some(inner) = callable.exact::<BoundMethod>() {
        values.push(inner.this().clone());
        callable = inner.function();
    }
    values.reverse();
    values.extend(args.values.iter().cloned());
    call(thread, callable, Args { values: &values, names: args.names })
}

fn call_slot(thread: &ThreadState, callable: &Value, args: Args<'_>) -> PyResult<Value> {
    match callable.type_of().slots.call.get() {
        Some(slot) => {
            thread.check_native_stack(" while calling a Python object")?;
            slot(thread, callable, args)
        }
        None => {
            let name = callable.type_of().short_name();
            Err(err!(thread, TypeError, "'{name}' object is not callable"))
        }
    }
}

/// Calls with `first` in front of the arguments.
pub fn call_with_first(thread: &ThreadState, callable: &Value, first: &Value, args: Args<'_>) -> PyResult<Value> {
    let mut values = ArgVec::with_capacity(args.values.len() + 1);
    values.push(first.clone());
    values.extend(args.values.iter().cloned());
    call(thread, callable, Args { values: &values, names: args.names })
}

/// Calls a method found on a type: descriptors that bind get `this` in front, others are bound first.
pub fn call_with_self(thread: &ThreadState, method: &Value, this: &Value, args: Args<'_>) -> PyResult<Value> {
    if method.type_of().has_flag(flags::METHOD_DESCRIPTOR) {
        return call_with_first(thread, method, this, args);
    }
    match method.type_of().slots.descr_get.get() {
        Some(get) => {
            let bound = get(thread, method, Some(this), Some(&this.type_of().as_value()))?;
            call(thread, &bound, args)
        }
        None => call(thread, method, args),
    }
}

/// Calls with `this` in front whatever the callable is (`__new__`, a static method).
pub fn call_with_self_always(thread: &ThreadState, callable: &Value, this: &Value, args: Args<'_>) -> PyResult<Value> {
    call_with_first(thread, callable, this, args)
}

/// `object.name(*args)`.
pub fn method(thread: &ThreadState, object: &Value, name: &str, args: &[Value]) -> PyResult<Value> {
    let name = crate::types::str::intern::intern_bytes(thread, name.as_bytes())?;
    method_str(thread, object, &name, args)
}

/// As [`method`] for an interned name.
pub fn method_str(thread: &ThreadState, object: &Value, name: &Str, args: &[Value]) -> PyResult<Value> {
    let callable = attr::get(thread, object, name)?;
    call(thread, &callable, Args::positional(args))
}

/// `callable()` / `callable(a)` / …
pub fn positional(thread: &ThreadState, callable: &Value, args: &[Value]) -> PyResult<Value> {
    call(thread, callable, Args::positional(args))
}

/// `callable(*args, **kwargs)`: the form of `CallEx` and of C's `tp_call`.
pub fn with_dict(
    thread: &ThreadState,
    callable: &Value,
    positional: &[Value],
    kwargs: Option<&Dict>,
) -> PyResult<Value> {
    let Some(kwargs) = kwargs else { return call(thread, callable, Args::positional(positional)) };
    if kwargs.is_empty() {
        // C functions that take a dict of keywords see the empty one; Python functions have no use for it.
        let plain = callable.is_exact::<Function>() || callable.is_exact::<BoundMethod>();
        let names = (!plain).then(|| runtime::shared().empty_tuple.get());
        return call(thread, callable, Args { values: positional, names });
    }
    let mut values: Vec<Value> = positional.to_vec();
    let mut names = Vec::with_capacity(kwargs.len());
    for (name, value) in kwargs.snapshot() {
        if name.downcast::<Str>().is_none() {
            return Err(err!(thread, TypeError, "keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    let names = Tuple::try_from_vec(names)?;
    call(thread, callable, Args { values: &values, names: Some(&names) })
}

/// The arguments as a tuple and (if there are keywords) a dict.
pub fn to_tuple_and_dict(thread: &ThreadState, args: Args<'_>) -> PyResult<(Ref<Tuple>, Option<Ref<Dict>>)> {
    let tuple = Tuple::from_slice(args.positionals())?;
    if args.names.is_none() {
        return Ok((tuple, None));
    }
    let dict = Dict::new();
    for (name, value) in args.keywords() {
        dict.set(thread, name, value.clone())?;
    }
    Ok((tuple, Some(dict)))
}
