//! `itemgetter`, `attrgetter`, `methodcaller`.

use crate::define::this;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::object::call::ArgVec;
use ladon_vm::object::{alloc, attr, call, repr, subscript};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::{no_keywords, positionals};
use ladon_vm::types::str::intern;
use ladon_vm::types::{Dict, List, Str, Tuple, Type};
use ladon_vm::value::{Ref, Value};

#[repr(C)]
pub struct ItemGetter {
    pub head: Head,
    items: Ref<Tuple>,
    /// The only item, when it is a position.
    position: Option<usize>,
}

ladon_vm::builtin_static!(ItemGetter);
crate::traced!(ItemGetter { items });

#[repr(C)]
pub struct AttrGetter {
    pub head: Head,
    /// The names as given.
    names: Ref<Tuple>,
    /// For each name a tuple of its parts.
    paths: Ref<Tuple>,
}

ladon_vm::builtin_static!(AttrGetter);
crate::traced!(AttrGetter { names, paths });

#[repr(C)]
pub struct MethodCaller {
    pub head: Head,
    name: Ref<Str>,
    args: Ref<Tuple>,
    /// Names of the last arguments.
    keywords: Option<Ref<Tuple>>,
}

ladon_vm::builtin_static!(MethodCaller);
crate::traced!(MethodCaller { name, args, keywords });

pub fn describe() {
    let getter = |builder: TypeBuilder| builder.module("operator");
    getter(TypeBuilder::new::<ItemGetter>("itemgetter", Some(object_type())))
        .doc("itemgetter(i)(x) is x[i]; itemgetter(i, j)(x) is (x[i], x[j]).")
        .container(ItemGetter::visit, Some(ItemGetter::clear_object))
        .slots(|s| {
            s.new.set(Some(item_new));
            s.call.set(Some(item_call));
            s.repr.set(Some(item_repr));
        })
        .method(
            "__reduce__(self, /)",
            |_, b| {
                let class = b.value(0).type_of().as_value();
                Ok(Tuple::pair(class, b.this::<ItemGetter>().items.clone().into_value()).into_value())
            },
            "Return how to make this again.",
        )
        .finish();
    getter(TypeBuilder::new::<AttrGetter>("attrgetter", Some(object_type())))
        .doc("attrgetter('a.b')(x) is x.a.b; attrgetter('a', 'b')(x) is (x.a, x.b).")
        .container(AttrGetter::visit, Some(AttrGetter::clear_object))
        .slots(|s| {
            s.new.set(Some(attr_new));
            s.call.set(Some(attr_call));
            s.repr.set(Some(attr_repr));
        })
        .method(
            "__reduce__(self, /)",
            |_, b| {
                let class = b.value(0).type_of().as_value();
                Ok(Tuple::pair(class, b.this::<AttrGetter>().names.clone().into_value()).into_value())
            },
            "Return how to make this again.",
        )
        .finish();
    getter(TypeBuilder::new::<MethodCaller>("methodcaller", Some(object_type())))
        .doc("methodcaller('name', *args, **kwargs)(x) is x.name(*args, **kwargs).")
        .container(MethodCaller::visit, Some(MethodCaller::clear_object))
        .slots(|s| {
            s.new.set(Some(method_new));
            s.call.set(Some(method_call));
            s.repr.set(Some(method_repr));
        })
        .method("__reduce__(self, /)", method_reduce, "Return how to make this again.")
        .finish();
}

/// The one argument that all of them are called with.
#[inline(always)]
fn operand<'a>(thread: &ThreadState, name: &str, args: Args<'a>) -> PyResult<&'a Value> {
    match (args.values, args.names.filter(|names| !names.is_empty())) {
        ([operand], None) => Ok(operand),
        _ => {
            no_keywords(thread, name, args)?;
            Ok(&positionals(thread, name, args, 1, 1)?[0])
        }
    }
}

fn item_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    no_keywords(thread, "itemgetter", args)?;
    let items = args.positionals();
    if items.is_empty() {
        positionals(thread, "itemgetter", args, 1, 1)?;
    }
    let position = match items {
        [only] => only.as_small_int().and_then(|only| usize::try_from(only).ok()),
        _ => None,
    };
    let fields = ItemGetter { head: alloc::head::<ItemGetter>(), items: Tuple::from_slice(items)?, position };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn item_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let getter = this::<ItemGetter>(value);
    let object = operand(thread, "itemgetter", args)?;
    if let Some(position) = getter.position {
        let found = match (object.exact::<Tuple>(), object.exact::<List>()) {
            (Some(tuple), _) => tuple.as_slice().get(position).cloned(),
            (_, Some(list)) => list.get(position),
            _ => None,
        };
        if let Some(found) = found {
            return Ok(found);
        }
    }
    match getter.items.as_slice() {
        [only] => subscript::get(thread, object, only),
        items => {
            let found = items.iter().map(|item| subscript::get(thread, object, item)).collect::<PyResult<_>>()?;
            Ok(Tuple::try_from_vec(found)?.into_value())
        }
    }
}

/// `name(a, b)` with reprs of the items.
fn show(thread: &ThreadState, value: &Value, items: &[Value], keywords: &[(Value, Value)]) -> PyResult<Value> {
    repr::guarded(thread, value, "...", || {
        let name = ladon_vm::types::ready::full_name(thread, value.type_of());
        let mut text = format!("{name}(").into_bytes();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.extend_from_slice(b", ");
            }
            text.extend_from_slice(repr::repr(thread, item)?.as_bytes());
        }
        for (name, value) in keywords {
            text.extend_from_slice(b", ");
            text.extend_from_slice(repr::str(thread, name)?.as_bytes());
            text.push(b'=');
            text.extend_from_slice(repr::repr(thread, value)?.as_bytes());
        }
        text.push(b')');
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

fn item_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    show(thread, value, this::<ItemGetter>(value).items.as_slice(), &[])
}

fn attr_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    no_keywords(thread, "attrgetter", args)?;
    let names = args.positionals();
    if names.is_empty() {
        positionals(thread, "attrgetter", args, 1, 1)?;
    }
    let mut paths = Vec::with_capacity(names.len());
    for name in names {
        let Some(name) = name.downcast::<Str>() else {
            return Err(err!(thread, TypeError, "attribute name must be a string"));
        };
        let parts = name.as_bytes().split(|byte| *byte == b'.');
        let parts: PyResult<Vec<Value>> =
            parts.map(|part| Ok(intern::intern_bytes(thread, part)?.into_value())).collect();
        paths.push(Tuple::try_from_vec(parts?)?.into_value());
    }
    let (names, paths) = (Tuple::from_slice(names)?, Tuple::try_from_vec(paths)?);
    Ok(alloc::alloc_in(ty, AttrGetter { head: alloc::head::<AttrGetter>(), names, paths }).into_value())
}

fn follow(thread: &ThreadState, object: &Value, path: &Value) -> PyResult<Value> {
    let mut found = object.clone();
    for part in path.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default() {
        if let Some(name) = part.downcast::<Str>() {
            found = attr::get(thread, &found, name)?;
        }
    }
    Ok(found)
}

fn attr_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let getter = this::<AttrGetter>(value);
    let object = operand(thread, "attrgetter", args)?;
    match getter.paths.as_slice() {
        [only] => follow(thread, object, only),
        paths => {
            let found = paths.iter().map(|path| follow(thread, object, path)).collect::<PyResult<_>>()?;
            Ok(Tuple::try_from_vec(found)?.into_value())
        }
    }
}

fn attr_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    show(thread, value, this::<AttrGetter>(value).names.as_slice(), &[])
}

fn method_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [name, ..] = args.positionals() else {
        return Err(err!(thread, TypeError, "methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "method name must be a string"));
    };
    let fields = MethodCaller {
        head: alloc::head::<MethodCaller>(),
        name: intern::intern_any(thread, name)?,
        args: Tuple::from_slice(&args.values[1..])?,
        keywords: args.names.filter(|names| !names.is_empty()).map(Ref::of),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn method_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let caller = this::<MethodCaller>(value);
    let object = operand(thread, "methodcaller", args)?;
    // A plain function or method of the class needs no bound method.
    if let Some(method) = attr::lookup_type(object.type_of(), &caller.name)
        && method.type_of().has_flag(ladon_vm::types::flags::METHOD_DESCRIPTOR)
        && attr::own_attribute(object, &caller.name).is_none()
        && attr::looks_up_plainly(object.type_of())
    {
        let mut values = ArgVec::with_capacity(caller.args.len() + 1);
        values.push(object.clone());
        values.extend(caller.args.as_slice().iter().cloned());
        return call::call(thread, &method, Args { values: &values, names: caller.keywords.as_deref() });
    }
    let method = attr::get(thread, object, &caller.name)?;
    call::call(thread, &method, Args { values: caller.args.as_slice(), names: caller.keywords.as_deref() })
}

fn parts(caller: &MethodCaller) -> (Vec<Value>, Vec<(Value, Value)>) {
    let args = Args { values: caller.args.as_slice(), names: caller.keywords.as_deref() };
    let mut items = vec![caller.name.clone().into_value()];
    items.extend_from_slice(args.positionals());
    (items, args.keywords().map(|(name, value)| (name.clone(), value.clone())).collect())
}

fn method_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let (items, keywords) = parts(this(value));
    show(thread, value, &items, &keywords)
}

fn method_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (items, keywords) = parts(b.this::<MethodCaller>());
    let class = b.value(0).type_of().as_value();
    if keywords.is_empty() {
        return Ok(Tuple::pair(class, Tuple::try_from_vec(items)?.into_value()).into_value());
    }
    let dict = Dict::new();
    for (name, value) in keywords {
        dict.set(thread, &name, value)?;
    }
    let partial = crate::functools::Partial::type_object().as_value();
    let made = call::with_dict(thread, &partial, &[class, items[0].clone()], Some(&dict))?;
    Ok(Tuple::pair(made, Tuple::from_slice(&items[1..])?.into_value()).into_value())
}
