//! `list[int]`: `types.GenericAlias` (PEP 585).

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call, compare, hash, repr, subscript};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::sequence::{no_keywords, positionals};
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::traced::traced;
use crate::types::{List, Str, Tuple, Type, flags, union};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct GenericAlias {
    pub head: Head,
    pub origin: Value,
    pub args: Ref<Tuple>,
    parameters: MutCell<Option<Ref<Tuple>>>,
    /// Stands for `*tuple[int, ...]`.
    starred: Cell<bool>,
}

crate::builtin_static!(GenericAlias, Py_GenericAliasType);
traced!(GenericAlias { origin, args, parameters });

impl GenericAlias {
    /// `origin[args]`; one argument that is no tuple stands for a tuple of one.
    pub fn new(origin: Value, args: Value) -> PyResult<Ref<GenericAlias>> {
        Ok(alloc::alloc(Self::fields(origin, args)?))
    }

    fn fields(origin: Value, args: Value) -> PyResult<GenericAlias> {
        let args = match args.downcast::<Tuple>() {
            Some(tuple) => Ref::of(tuple),
            None => Tuple::try_from_vec(vec![args])?,
        };
        let head = alloc::head::<GenericAlias>();
        Ok(GenericAlias { head, origin, args, parameters: MutCell::new(None), starred: Cell::new(false) })
    }
}

/// The body of `__class_getitem__` of builtin types.
pub fn class_getitem(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(GenericAlias::new(b.value(0).clone(), b.value(1).clone())?.into_value())
}

fn this(value: &Value) -> &GenericAlias {
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked() }
}

pub fn describe() {
    TypeBuilder::new::<GenericAlias>("GenericAlias", Some(object_type()))
        .doc("A generic type with arguments, such as list[int].")
        .module("types")
        .flags(flags::BASETYPE)
        .container(GenericAlias::visit, None)
        .slots(|s| {
            s.new.set(Some(alias_new));
            s.repr.set(Some(alias_repr));
            s.hash.set(Some(alias_hash));
            s.compare.set(Some(alias_compare));
            s.getattr.set(Some(alias_getattr));
            s.call.set(Some(alias_call));
            s.getitem.set(Some(alias_getitem));
            s.iter.set(Some(alias_iter));
            s.binary[BinaryOp::Or as usize].set(Some(union::or));
        })
        .getter("__origin__", |_, value| Ok(this(value).origin.clone()), "The generic type.")
        .getter("__args__", |_, value| Ok(this(value).args.clone().into_value()), "The arguments.")
        .getter("__parameters__", |thread, value| Ok(parameters(thread, value)?.into_value()), "Type variables.")
        .getter("__unpacked__", |_, value| Ok(Value::bool(this(value).starred.get())), "Whether it was unpacked.")
        .getter("__typing_unpacked_tuple_args__", unpacked_tuple_args, "The arguments of an unpacked tuple.")
        .method("__mro_entries__(self, bases, /)", mro_entries, "The bases it stands for.")
        .method("__instancecheck__(self, instance, /)", instancecheck, "Not possible.")
        .method("__subclasscheck__(self, cls, /)", subclasscheck, "Not possible.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__dir__(self, /)", dir, "The names of the generic type and its own.")
        .finish();
}

fn alias_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    no_keywords(thread, "GenericAlias", args)?;
    let args = positionals(thread, "GenericAlias", args, 2, 2)?;
    let fields = GenericAlias::fields(args[0].clone(), args[1].clone())?;
    Ok(alloc::alloc_in(ty, fields).into_value())
}

/// Appends a type as reprs of generics show it: by its name, without `builtins`.
pub fn push_type_repr(thread: &ThreadState, text: &mut Vec<u8>, value: &Value) -> PyResult<()> {
    if value.is(&Value::ellipsis()) {
        text.extend_from_slice(b"...");
        return Ok(());
    }
    let n = names::get();
    let alias = value.downcast::<GenericAlias>().is_some();
    if !alias
        && let Some(qualname) = attr::get_optional(thread, value, n.__qualname__)?
        && let Some(qualname) = qualname.downcast::<Str>()
        && let Some(module) = attr::get_optional(thread, value, n.__module__)?
        && !module.is_none()
        && attr::get_optional(thread, value, n.__origin__)?.is_none()
    {
        let module = repr::str(thread, &module)?;
        if module.as_bytes() != b"builtins" {
            text.extend_from_slice(module.as_bytes());
            text.push(b'.');
        }
        text.extend_from_slice(qualname.as_bytes());
        return Ok(());
    }
    text.extend_from_slice(repr::repr(thread, value)?.as_bytes());
    Ok(())
}

fn alias_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let alias = this(value);
    let mut text = if alias.starred.get() { vec![b'*'] } else { Vec::new() };
    push_type_repr(thread, &mut text, &alias.origin)?;
    text.push(b'[');
    if alias.args.is_empty() {
        text.extend_from_slice(b"()");
    }
    push_list(thread, &mut text, alias.args.as_slice())?;
    text.push(b']');
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn push_list(thread: &ThreadState, text: &mut Vec<u8>, items: &[Value]) -> PyResult<()> {
    thread.check_native_stack(" while getting the repr of an object")?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(b", ");
        }
        match item.exact::<List>() {
            Some(list) => {
                text.push(b'[');
                push_list(thread, text, &list.items.snapshot())?;
                text.push(b']');
            }
            None => push_type_repr(thread, text, item)?,
        }
    }
    Ok(())
}

fn alias_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let alias = this(value);
    let mixed = hash::hash(thread, &alias.origin)? ^ hash::hash(thread, alias.args.as_value())?;
    Ok(if mixed == -1 { -2 } else { mixed })
}

fn alias_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<GenericAlias>(), b.downcast::<GenericAlias>()) else {
        return Ok(Value::not_implemented());
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let equal = x.starred.get() == y.starred.get()
        && compare::equal(thread, &x.origin, &y.origin)?
        && compare::equal(thread, x.args.as_value(), y.args.as_value())?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

/// Names that are looked up on the alias; all others on the generic type.
const OWN: [&str; 12] = [
    "__class__",
    "__origin__",
    "__args__",
    "__parameters__",
    "__unpacked__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__bases__",
    "__copy__",
    "__deepcopy__",
];

fn alias_getattr(thread: &ThreadState, value: &Value, name: &Value) -> PyResult<Value> {
    if let Some(text) = name.downcast::<Str>()
        && !OWN.iter().any(|own| own.as_bytes() == text.as_bytes())
    {
        return attr::get(thread, &this(value).origin, text);
    }
    attr::generic_get(thread, value, name)
}

fn alias_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let made = call::call(thread, &this(value).origin, args)?;
    if made.type_of().is_heap_type() {
        let set = attr::set_name(thread, &made, "__orig_class__", value);
        let set = caught(thread, set, &crate::exceptions::AttributeError);
        if let Err(raised) = set {
            caught::<()>(thread, Err(raised), &crate::exceptions::TypeError)?;
        }
    }
    Ok(made)
}

fn parameters(thread: &ThreadState, value: &Value) -> PyResult<Ref<Tuple>> {
    let alias = this(value);
    if let Some(known) = alias.parameters.get() {
        return Ok(known);
    }
    let found = collect_parameters(thread, alias.args.as_slice())?;
    alias.parameters.set(Some(found.clone()));
    Ok(found)
}

fn optional(thread: &ThreadState, value: &Value, name: &str) -> PyResult<Option<Value>> {
    let name = crate::types::str::intern::intern_bytes(thread, name.as_bytes())?;
    attr::get_optional(thread, value, &name)
}

/// The type variables among arguments, each once, in order.
pub fn collect_parameters(thread: &ThreadState, args: &[Value]) -> PyResult<Ref<Tuple>> {
    thread.check_native_stack("")?;
    let mut found: Vec<Value> = Vec::new();
    let mut add = |parameter: &Value| {
        if !found.iter().any(|known| known.is(parameter)) {
            found.push(parameter.clone());
        }
    };
    for arg in args {
        if arg.downcast::<Type>().is_some() {
            continue;
        }
        let inner = match (arg.exact::<Tuple>(), arg.exact::<List>()) {
            (Some(tuple), _) => Some(collect_parameters(thread, tuple.as_slice())?.into_value()),
            (_, Some(list)) => Some(collect_parameters(thread, &list.items.snapshot())?.into_value()),
            _ if optional(thread, arg, "__typing_subst__")?.is_some() => {
                add(arg);
                None
            }
            _ => optional(thread, arg, "__parameters__")?,
        };
        if let Some(inner) = inner.as_ref().and_then(|inner| inner.downcast::<Tuple>()) {
            inner.as_slice().iter().for_each(&mut add);
        }
    }
    Ok(Tuple::try_from_vec(found)?)
}

/// The arguments with type variables replaced by the items of `key`.
pub fn substitute(
    thread: &ThreadState,
    alias: &Value,
    args: &[Value],
    parameters: &Tuple,
    key: &Value,
) -> PyResult<Vec<Value>> {
    if parameters.is_empty() {
        let text = repr::repr(thread, alias)?;
        return Err(err!(thread, TypeError, "{} is not a generic class", text.lossy()));
    }
    let mut items = match key.exact::<Tuple>() {
        Some(tuple) => Ref::of(tuple),
        None => Tuple::try_from_vec(vec![key.clone()])?,
    };
    for parameter in parameters.as_slice() {
        if let Some(prepare) = optional(thread, parameter, "__typing_prepare_subst__")?
            && !prepare.is_none()
        {
            let prepared = call::positional(thread, &prepare, &[alias.clone(), items.into_value()])?;
            items = match prepared.downcast::<Tuple>() {
                Some(tuple) => Ref::of(tuple),
                None => Tuple::try_from_vec(vec![prepared])?,
            };
        }
    }
    let (given, wanted) = (items.len(), parameters.len());
    if given != wanted {
        let (text, few) = (repr::repr(thread, alias)?, if given > wanted { "many" } else { "few" });
        let text = text.lossy();
        return Err(err!(thread, TypeError, "Too {few} arguments for {text}; actual {given}, expected {wanted}"));
    }
    let mut made = Vec::with_capacity(args.len());
    for arg in args {
        substitute_one(thread, arg, parameters, &items, &mut made)?;
    }
    Ok(made)
}

fn substitute_one(
    thread: &ThreadState,
    arg: &Value,
    parameters: &Tuple,
    items: &Tuple,
    made: &mut Vec<Value>,
) -> PyResult<()> {
    if arg.downcast::<Type>().is_some() {
        made.push(arg.clone());
        return Ok(());
    }
    let item_of = |parameter: &Value| {
        let at = parameters.as_slice().iter().position(|known| known.is(parameter));
        at.and_then(|at| items.as_slice().get(at)).cloned()
    };
    if let Some(replace) = optional(thread, arg, "__typing_subst__")? {
        let item = item_of(arg).unwrap_or_else(Value::none);
        let replaced = call::positional(thread, &replace, &[item])?;
        match replaced.exact::<Tuple>() {
            Some(several) => made.extend_from_slice(several.as_slice()),
            None => made.push(replaced),
        }
        return Ok(());
    }
    let inner = optional(thread, arg, "__parameters__")?;
    match inner.as_ref().and_then(|inner| inner.downcast::<Tuple>()).filter(|inner| !inner.is_empty()) {
        Some(inner) => {
            let keys = inner.as_slice().iter().filter_map(item_of).collect();
            made.push(subscript::get(thread, arg, Tuple::try_from_vec(keys)?.as_value())?);
        }
        None => made.push(arg.clone()),
    }
    Ok(())
}

fn alias_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let alias = this(value);
    let parameters = parameters(thread, value)?;
    let args = substitute(thread, value, alias.args.as_slice(), &parameters, key)?;
    let made = GenericAlias::new(alias.origin.clone(), Tuple::try_from_vec(args)?.into_value())?;
    made.starred.set(alias.starred.get());
    Ok(made.into_value())
}

/// `*tuple[int, ...]` yields one starred alias.
fn alias_iter(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let alias = this(value);
    let starred = GenericAlias::new(alias.origin.clone(), alias.args.clone().into_value())?;
    starred.starred.set(true);
    crate::object::iter::iter(thread, Tuple::new(vec![starred.into_value()]).as_value())
}

fn unpacked_tuple_args(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let alias = this(value);
    let is_tuple = alias.origin.downcast::<Type>().is_some_and(|ty| ty.is(&crate::types::tuple::core::PyTuple_Type));
    if alias.starred.get() && is_tuple {
        return Ok(alias.args.clone().into_value());
    }
    Ok(Value::none())
}

fn mro_entries(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(Tuple::new(vec![this(b.value(0)).origin.clone()]).into_value())
}

fn instancecheck(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Err(err!(thread, TypeError, "isinstance() argument 2 cannot be a parameterized generic"))
}

fn subclasscheck(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Err(err!(thread, TypeError, "issubclass() argument 2 cannot be a parameterized generic"))
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let alias = this(b.value(0));
    let args = Tuple::pair(alias.origin.clone(), alias.args.clone().into_value()).into_value();
    if alias.starred.get() {
        let plain = GenericAlias::new(alias.origin.clone(), alias.args.clone().into_value())?;
        let iterator = crate::object::iter::iter(thread, plain.as_value())?;
        let next = thread.interp().builtins().get_name("next").unwrap_or_else(Value::none);
        return Ok(Tuple::pair(next, Tuple::new(vec![iterator]).into_value()).into_value());
    }
    Ok(Tuple::pair(b.value(0).type_of().as_value(), args).into_value())
}

fn dir(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let alias = this(b.value(0));
    let method = attr::lookup_special(thread, &alias.origin, names::get().__dir__)?;
    let found = match method {
        Some(method) => call::call(thread, &method, Args::EMPTY)?,
        None => List::new().into_value(),
    };
    let names = List::from_vec(crate::object::iter::collect(thread, &found)?)?;
    for own in OWN {
        let name = Str::new(own).into_value();
        if !subscript::contains(thread, names.as_value(), &name)? {
            names.append(name)?;
        }
    }
    Ok(names.into_value())
}
