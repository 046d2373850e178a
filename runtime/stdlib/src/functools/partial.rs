//! `functools.partial`: a function with some arguments given; `Placeholder` leaves a position open.

use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::call::ArgVec;
use ladon_vm::object::{alloc, attr, call, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::function::BoundMethod;
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, generic_alias};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

#[repr(C)]
pub struct Partial {
    pub head: Head,
    function: MutCell<Option<Value>>,
    args: MutCell<Option<Ref<Tuple>>>,
    keywords: MutCell<Option<Ref<Dict>>>,
    dict: MutCell<Option<Ref<Dict>>>,
    /// How many of `args` are placeholders.
    open: Cell<usize>,
}

ladon_vm::builtin_static!(Partial);
crate::traced!(Partial { function, args, keywords, dict });

/// The type of `Placeholder`, which is one per interpreter.
#[repr(C)]
pub struct Placeholder {
    pub head: Head,
}

ladon_vm::builtin_static!(Placeholder);

#[derive(Default)]
struct State(MutCell<Option<Value>>);

/// The placeholder of this interpreter.
pub fn placeholder(thread: &ThreadState) -> Value {
    let state = thread.interp().state::<State>();
    if let Some(known) = state.0.get() {
        return known;
    }
    let made = alloc::alloc(Placeholder { head: alloc::head::<Placeholder>() });
    made.head.make_immortal();
    state.0.set(Some(made.clone().into_value()));
    made.into_value()
}

fn is_placeholder(value: &Value) -> bool {
    value.is_exact::<Placeholder>()
}

pub fn describe() {
    TypeBuilder::new::<Placeholder>("_PlaceholderType", Some(object_type()))
        .doc("The type of functools.Placeholder, which leaves a position of partial() open.")
        .module("functools")
        .slots(|s| {
            s.new.set(Some(placeholder_new));
            s.repr.set(Some(|_, _| crate::define::text("Placeholder")));
        })
        .method("__reduce__(self, /)", |_, _| crate::define::text("Placeholder"), "Return the name.")
        .finish();
    let ty = Partial::type_object();
    ty.weaklist_offset.set(1);
    ty.dict_offset.set(std::mem::offset_of!(Partial, dict) as u32);
    TypeBuilder::new::<Partial>("partial", Some(object_type()))
        .doc("A function with some of its arguments given: partial(func, *args, **keywords).")
        .module("functools")
        .flags(flags::BASETYPE)
        .container(Partial::visit, Some(Partial::clear_object))
        .slots(|s| {
            s.new.set(Some(partial_new));
            s.call.set(Some(partial_call));
            s.repr.set(Some(partial_repr));
            s.descr_get.set(Some(partial_get));
        })
        .getter("func", |_, v| Ok(crate::define::or_none(this::<Partial>(v).function.get())), "The function.")
        .getter("args", |_, v| Ok(arguments(this(v)).into_value()), "Its first arguments.")
        .getter("keywords", |_, v| Ok(keywords(this(v)).into_value()), "Its keyword arguments.")
        .getset("__dict__", dict_get, Some(dict_set), "The attributes.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set function, arguments and attributes.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}

fn placeholder_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if !args.is_empty() {
        return Err(err!(thread, TypeError, "_PlaceholderType takes no arguments"));
    }
    Ok(placeholder(thread))
}

fn arguments(partial: &Partial) -> Ref<Tuple> {
    partial.args.get().unwrap_or_else(|| Tuple::new(Vec::new()))
}

fn keywords(partial: &Partial) -> Ref<Dict> {
    partial.keywords.get().unwrap_or_else(|| {
        partial.keywords.set(Some(Dict::new()));
        partial.keywords.get().unwrap_or_else(Dict::new)
    })
}

fn dict_get(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(attr::instance_dict(value).map_or_else(Value::none, Ref::into_value))
}

fn dict_set(thread: &ThreadState, value: &Value, dict: Option<&Value>) -> PyResult<()> {
    match dict.and_then(|dict| dict.downcast::<Dict>()) {
        Some(dict) => {
            attr::set_instance_dict(value, &Ref::of(dict));
            Ok(())
        }
        None => {
            let name = dict.map_or_else(|| String::from("NULL"), |dict| dict.type_of().short_name());
            Err(err!(thread, TypeError, "__dict__ must be set to a dictionary, not a '{name}'"))
        }
    }
}

fn partial_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [function, given @ ..] = args.positionals() else {
        return Err(err!(thread, TypeError, "type 'partial' takes at least one argument"));
    };
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "the first argument must be callable"));
    }
    if given.last().is_some_and(is_placeholder) {
        return Err(err!(thread, TypeError, "trailing Placeholders are not allowed"));
    }
    if args.keywords().any(|(_, value)| is_placeholder(value)) {
        return Err(err!(thread, TypeError, "Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a plain partial becomes one.
    let inner = function.downcast::<Partial>().filter(|inner| {
        ladon_vm::slot_is!(function.type_of().slots.call, partial_call as CallFn) && inner.dict.get().is_none()
    });
    let own = Dict::new();
    let (function, args_made) = match inner {
        None => (function.clone(), Tuple::from_slice(given)?),
        Some(inner) => {
            keywords(inner).copy_into_empty(&own)?;
            let merged = merge_positions(thread, &arguments(inner), inner.open.get(), given);
            (inner.function.get().unwrap_or_else(Value::none), Tuple::try_from_vec(merged)?)
        }
    };
    for (name, value) in args.keywords() {
        own.set(thread, name, value.clone())?;
    }
    let open = args_made.as_slice().iter().filter(|value| is_placeholder(value)).count();
    let fields = Partial {
        head: alloc::head::<Partial>(),
        function: MutCell::new(Some(function)),
        args: MutCell::new(Some(args_made)),
        keywords: MutCell::new(Some(own)),
        dict: MutCell::new(None),
        open: Cell::new(open),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

/// The arguments of a partial of a partial: placeholders take the new ones, the rest follows; open ends are cut off.
fn merge_positions(_thread: &ThreadState, old: &Tuple, open: usize, given: &[Value]) -> Vec<Value> {
    let mut rest = given.iter();
    let mut merged: Vec<Value> = old
        .as_slice()
        .iter()
        .map(|value| match is_placeholder(value) && open > 0 {
            true => rest.next().unwrap_or(value).clone(),
            false => value.clone(),
        })
        .collect();
    merged.extend(rest.cloned());
    merged
}

fn partial_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let partial = this::<Partial>(value);
    let (Some(function), Some(own)) = (partial.function.get(), partial.args.get()) else {
        return Err(err!(thread, TypeError, "'partial' object is not callable"));
    };
    let (given, open) = (args.positionals(), partial.open.get());
    if given.len() < open {
        let message = format!("expected at least {open}, got {}", given.len());
        return Err(err!(thread, TypeError, "missing positional arguments in 'partial' call; {message}"));
    }
    let mut values = ArgVec::with_capacity(own.len() + args.values.len());
    let mut taken = 0;
    match open {
        0 => values.extend(own.as_slice().iter().cloned()),
        _ => {
            for item in own.as_slice() {
                match given.get(taken).filter(|_| is_placeholder(item)) {
                    Some(argument) => {
                        taken += 1;
                        values.push(argument.clone());
                    }
                    None => values.push(item.clone()),
                }
            }
        }
    }
    match partial.keywords.get().filter(|keywords| !keywords.is_empty()) {
        None => {
            values.extend(args.values[taken..].iter().cloned());
            call::call(thread, &function, Args { values: &values, names: args.names })
        }
        Some(keywords) => {
            values.extend(given[taken..].iter().cloned());
            let names = push_keywords(thread, &keywords, args, &mut values)?;
            call::call(thread, &function, Args { values: &values, names: Some(&names) })
        }
    }
}

/// Appends the partial's keyword arguments, as overridden by the call's, and those the call adds.
fn push_keywords(thread: &ThreadState, keywords: &Dict, args: Args<'_>, values: &mut ArgVec) -> PyResult<Ref<Tuple>> {
    let mut names = Vec::with_capacity(keywords.len() + args.keyword_count());
    let own = values.len();
    let mut position = 0;
    while let Some((name, value)) = keywords.next_entry(&mut position) {
        if name.downcast::<Str>().is_none() {
            return Err(err!(thread, TypeError, "keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    for (name, value) in args.keywords() {
        let same = |known: &Value| match (known.downcast::<Str>(), name.downcast::<Str>()) {
            (Some(known), Some(name)) => known.equals(name),
            _ => false,
        };
        match names.iter().position(same) {
            Some(at) => values[own + at] = value.clone(),
            None => {
                names.push(name.clone());
                values.push(value.clone());
            }
        }
    }
    Ok(Tuple::try_from_vec(names)?)
}

fn partial_get(
    _thread: &ThreadState,
    value: &Value,
    object: Option<&Value>,
    _owner: Option<&Value>,
) -> PyResult<Value> {
    match object.filter(|object| !object.is_none()) {
        Some(object) => Ok(BoundMethod::new(value.clone(), object.clone()).into_value()),
        None => Ok(value.clone()),
    }
}

fn partial_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let partial = this::<Partial>(value);
    repr::guarded(thread, value, "...", || {
        let name = ladon_vm::types::ready::full_name(thread, value.type_of());
        let function = partial.function.get().unwrap_or_else(Value::none);
        let mut text = format!("{name}({}", repr::repr(thread, &function)?.lossy()).into_bytes();
        for item in arguments(partial).as_slice() {
            text.extend_from_slice(b", ");
            text.extend_from_slice(repr::repr(thread, item)?.as_bytes());
        }
        for (name, value) in keywords(partial).snapshot() {
            text.extend_from_slice(b", ");
            text.extend_from_slice(repr::str(thread, &name)?.as_bytes());
            text.push(b'=');
            text.extend_from_slice(repr::repr(thread, &value)?.as_bytes());
        }
        text.push(b')');
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let partial = b.this::<Partial>();
    let function = partial.function.get().unwrap_or_else(Value::none);
    let dict = partial.dict.get().map_or_else(Value::none, Ref::into_value);
    let state = vec![function.clone(), arguments(partial).into_value(), keywords(partial).into_value(), dict];
    let args = Tuple::new(vec![function]).into_value();
    Ok(Tuple::new(vec![b.value(0).type_of().as_value(), args, Tuple::new(state).into_value()]).into_value())
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let partial = b.this::<Partial>();
    let parts = b.value(1).downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
    let [function, args, keywords, dict] = parts else {
        return Err(err!(thread, TypeError, "invalid partial state"));
    };
    let callable = function.type_of().slots.call.get().is_some();
    let args = args.downcast::<Tuple>().filter(|_| callable);
    let keywords_dict = keywords.downcast::<Dict>();
    let (Some(args), true) = (args, keywords_dict.is_some() || keywords.is_none()) else {
        return Err(err!(thread, TypeError, "invalid partial state"));
    };
    if args.as_slice().last().is_some_and(is_placeholder) {
        return Err(err!(thread, TypeError, "trailing Placeholders are not allowed"));
    }
    let own = match keywords_dict {
        Some(keywords) if keywords.head.type_word.get() == Dict::type_object() as *const Type as *const () => {
            Ref::of(keywords)
        }
        Some(keywords) => keywords.copy()?,
        None => Dict::new(),
    };
    partial.open.set(args.as_slice().iter().filter(|value| is_placeholder(value)).count());
    partial.function.set(Some(function.clone()));
    partial.args.set(Some(Tuple::from_slice(args.as_slice())?));
    partial.keywords.set(Some(own));
    partial.dict.set(dict.downcast::<Dict>().map(Ref::of));
    Ok(Value::none())
}
