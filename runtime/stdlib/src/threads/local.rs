//! `_local`: attributes that are different in each thread.

use super::ThreadsState;
use crate::define::{or_none, this};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, TypeBuilder};
use ladon_vm::types::{Dict, Str, Tuple, Type, flags};
use ladon_vm::value::{Ref, Value};

#[repr(C)]
pub struct Local {
    head: Head,
    /// Under this key the dict stands in each thread's own dict; numbers are not used again.
    key: MutCell<Option<Ref<Str>>>,
    args: MutCell<Option<Value>>,
    keywords: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Local);
crate::traced!(Local { args, keywords });

fn local_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let plain = ty.slots.init.get().is_none_or(|init| {
        let object = ladon_vm::types::object::object_type().slots.init.get();
        object.is_some_and(|object| std::ptr::fn_addr_eq(init, object))
    });
    if !args.is_empty() && plain {
        return Err(err!(thread, TypeError, "Initialization arguments are not supported"));
    }
    let state = thread.interp().state::<ThreadsState>();
    state.locals.set(state.locals.get() + 1);
    let (positional, keywords) = call::to_tuple_and_dict(thread, args)?;
    let local = alloc::alloc_in(
        ty,
        Local {
            head: alloc::head::<Local>(),
            key: MutCell::new(Some(Str::new(&format!("thread.local.{}", state.locals.get())))),
            args: MutCell::new(Some(positional.into_value())),
            keywords: MutCell::new(keywords.map(Ref::into_value)),
        },
    );
    // The thread that makes it runs `__init__` by the call of the class.
    thread_dict(thread).set_str(&key_of(&local), Dict::new().into_value())?;
    Ok(local.into_value())
}

fn key_of(local: &Local) -> Ref<Str> {
    local.key.get().unwrap_or_else(|| Str::new("thread.local"))
}

fn thread_dict(thread: &ThreadState) -> Ref<Dict> {
    let known = thread.dict.get().and_then(|dict| Ref::from_value(dict).ok());
    known.unwrap_or_else(|| {
        let dict = Dict::new();
        thread.dict.set(Some(dict.clone().into_value()));
        dict
    })
}

/// The attributes of a local in this thread; `__init__` runs when there are none yet.
fn local_dict(thread: &ThreadState, value: &Value) -> PyResult<Ref<Dict>> {
    let local: &Local = this(value);
    let (dicts, key) = (thread_dict(thread), key_of(local));
    if let Some(dict) = dicts.get_str(&key).and_then(|dict| Ref::from_value(dict).ok()) {
        return Ok(dict);
    }
    let dict = Dict::new();
    dicts.set_str(&key, dict.clone().into_value())?;
    if let Some(init) = value.type_of().slots.init.get() {
        let args = or_none(local.args.get());
        let items = args.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
        let keywords = local.keywords.get();
        let keywords = keywords.as_ref().and_then(|keywords| keywords.downcast::<Dict>());
        let result = match keywords.map(Dict::snapshot) {
            None => init(thread, value, Args::positional(items)),
            Some(pairs) => {
                let mut values = items.to_vec();
                let (names, more): (Vec<Value>, Vec<Value>) = pairs.into_iter().unzip();
                values.extend(more);
                let names = Tuple::try_from_vec(names)?;
                init(thread, value, Args { values: &values, names: Some(&names) })
            }
        };
        if let Err(raised) = result {
            drop(dicts.remove_str(&key));
            return Err(raised);
        }
    }
    Ok(dict)
}

fn local_getattr(thread: &ThreadState, value: &Value, name: &Value) -> PyResult<Value> {
    let dict = local_dict(thread, value)?;
    let Some(text) = name.downcast::<Str>() else { return attr::generic_get(thread, value, name) };
    if text.as_bytes() == b"__dict__" {
        return Ok(dict.into_value());
    }
    let found = attr::lookup_type(value.type_of(), text);
    let is_data = found.as_ref().is_some_and(|found| found.type_of().slots.descr_set.get().is_some());
    if !is_data && let Some(own) = dict.get_str(text) {
        return Ok(own);
    }
    attr::generic_get(thread, value, name)
}

fn local_setattr(thread: &ThreadState, value: &Value, name: &Value, new: Option<&Value>) -> PyResult<()> {
    let dict = local_dict(thread, value)?;
    let Some(text) = name.downcast::<Str>() else { return attr::generic_set(thread, value, name, new) };
    if text.as_bytes() == b"__dict__" {
        let class = value.type_of().short_name();
        return Err(err!(thread, AttributeError, "'{class}' object attribute '__dict__' is read-only"));
    }
    let found = attr::lookup_type(value.type_of(), text);
    if found.is_some_and(|found| found.type_of().slots.descr_set.get().is_some()) {
        return attr::generic_set(thread, value, name, new);
    }
    match new {
        Some(new) => dict.set_str(text, new.clone())?,
        None => {
            if dict.remove_str(text).is_none() {
                return Err(attr::missing(thread, value, text));
            }
        }
    }
    Ok(())
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    ladon_vm::types::typeobject::type_of::<Local>().weaklist_offset.set(1);
    TypeBuilder::new::<Local>("_local", Some(object))
        .doc("An object whose attributes are different in each thread.")
        .module("_thread")
        .flags(flags::BASETYPE)
        .container(Local::visit, Some(Local::clear_object))
        .slots(|s| {
            s.new.set(Some(local_new));
            s.getattr.set(Some(local_getattr));
            s.setattr.set(Some(local_setattr));
        })
        .finish();
}
