//! `types.SimpleNamespace`.

use crate::err;
use crate::object::{alloc, call, compare, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, Builtin, TypeBuilder};
use crate::types::dict::update;
use crate::types::object::object_type;
use crate::types::sequence::{positionals, push_repr};
use crate::types::slots::CompareOp;
use crate::types::traced::traced;
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::mem::offset_of;

#[repr(C)]
pub struct SimpleNamespace {
    pub head: Head,
    /// `__dict__`: always there.
    pub dict: MutCell<Option<Ref<Dict>>>,
}

crate::builtin_static!(SimpleNamespace, _PyNamespace_Type);
traced!(SimpleNamespace { dict });

/// A namespace with the entries of `dict`, which it takes as its own.
pub fn new(_thread: &ThreadState, dict: Ref<Dict>) -> Ref<SimpleNamespace> {
    let head = alloc::head::<SimpleNamespace>();
    alloc::alloc(SimpleNamespace { head, dict: MutCell::new(Some(dict)) })
}

fn dict_of(value: &Value) -> Ref<Dict> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<SimpleNamespace>() };
    this.dict.get().unwrap_or_else(|| {
        let fresh = Dict::new();
        this.dict.set(Some(fresh.clone()));
        fresh
    })
}

pub fn describe() {
    let ty = SimpleNamespace::type_object();
    ty.dict_offset.set(offset_of!(SimpleNamespace, dict) as u32);
    TypeBuilder::new::<SimpleNamespace>("SimpleNamespace", Some(object_type()))
        .doc("Object whose attributes are given as keyword arguments.")
        .module("types")
        .flags(flags::BASETYPE)
        .container(SimpleNamespace::visit, Some(SimpleNamespace::clear_object))
        .slots(|s| {
            s.new.set(Some(namespace_new));
            s.init.set(Some(namespace_init));
            s.repr.set(Some(namespace_repr));
            s.compare.set(Some(namespace_compare));
        })
        .getter("__dict__", |_, value| Ok(dict_of(value).into_value()), "The attributes.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .raw_method("__replace__(self, /, **changes)", replace, "Return a copy with some attributes changed.")
        .finish();
}

fn namespace_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    let head = alloc::head::<SimpleNamespace>();
    Ok(alloc::alloc_in(ty, SimpleNamespace { head, dict: MutCell::new(Some(Dict::new())) }).into_value())
}

fn namespace_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let name = value.type_of().short_name();
    let dict = dict_of(value);
    if let Some(source) = positionals(thread, &name, args, 0, 1)?.first() {
        let entries = Dict::new();
        update::update(thread, &entries, source)?;
        check_names(thread, &entries)?;
        update::merge_dict(thread, &dict, &entries)?;
    }
    for (name, value) in args.keywords() {
        dict.set(thread, name, value.clone())?;
    }
    Ok(())
}

fn check_names(thread: &ThreadState, entries: &Dict) -> PyResult<()> {
    let mut position = 0;
    while let Some(key) = entries.next_key(&mut position) {
        if key.downcast::<Str>().is_none() {
            return Err(err!(thread, TypeError, "keywords must be strings"));
        }
    }
    Ok(())
}

fn namespace_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exact = value.is_exact::<SimpleNamespace>();
    let name = if exact { String::from("namespace") } else { value.type_of().short_name() };
    repr::guarded(thread, value, &format!("{name}(...)"), || {
        let dict = dict_of(value);
        let mut text = Vec::from(name.as_bytes());
        text.push(b'(');
        let (mut position, mut first) = (0, true);
        while let Some((key, item)) = dict.next_entry(&mut position) {
            let Some(key) = key.downcast::<Str>().filter(|key| !key.is_empty()) else { continue };
            if !first {
                text.extend_from_slice(b", ");
            }
            first = false;
            text.extend_from_slice(key.as_bytes());
            text.push(b'=');
            push_repr(thread, &mut text, &item)?;
        }
        text.push(b')');
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

fn namespace_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if a.downcast::<SimpleNamespace>().is_none() || b.downcast::<SimpleNamespace>().is_none() {
        return Ok(Value::not_implemented());
    }
    compare::compare(thread, dict_of(a).as_value(), dict_of(b).as_value(), op)
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.value(0);
    let items = vec![this.type_of().as_value(), Tuple::new(Vec::new()).into_value(), dict_of(this).into_value()];
    Ok(Tuple::new(items).into_value())
}

fn replace(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let this = &args.values[0];
    if args.positionals().len() > 1 {
        return Err(err!(thread, TypeError, "__replace__() takes no positional arguments"));
    }
    let made = call::call(thread, &this.type_of().as_value(), Args::EMPTY)?;
    if made.downcast::<SimpleNamespace>().is_none() {
        let (want, got) = (this.type_of().short_name(), made.type_of().short_name());
        return Err(err!(thread, TypeError, "expect {want} type, but {got}() returned a different type"));
    }
    let dict = dict_of(&made);
    update::merge_dict(thread, &dict, &dict_of(this))?;
    for (name, value) in args.keywords() {
        dict.set(thread, name, value.clone())?;
    }
    Ok(made)
}
