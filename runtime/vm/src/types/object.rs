//! `object`: the root of all types.

use crate::err;
use crate::names;
use crate::object::{attr, call, repr};
use crate::raise::PyResult;
use crate::slot_is;
use crate::thread::ThreadState;
use crate::types::class;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::slots::CompareOp;
use crate::types::{Dict, List, Str, Tuple, Type, flags, instance};
use crate::value::{Ref, Value};
use ladon_heap::{Head, current};
use std::ptr::NonNull;

#[repr(C)]
pub struct Object {
    pub head: Head,
}

crate::builtin_static!(Object, PyBaseObject_Type);

pub fn object_type() -> &'static Type {
    &PyBaseObject_Type
}

/// A new instance of a class whose layout adds nothing but attributes to `object`.
pub fn new_instance(ty: &Type) -> Ref<Object> {
    let size = (ty.basicsize.get() as usize).max(size_of::<Object>());
    let memory = current().try_alloc_object(size).expect("instances are small");
    // SAFETY: fresh memory, zeroed but for the head, which is set.
    unsafe {
        memory.add(size_of::<Head>()).write_bytes(0, size - size_of::<Head>());
        crate::object::alloc::finish_instance(memory.cast(), ty);
        Ref::from_owned_ptr(memory.cast())
    }
}

fn object_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if !args.is_empty() && !own_init(ty) && !own_new(ty) {
        return Err(excess(thread, ty));
    }
    if ty.has_flag(flags::IS_ABSTRACT) {
        return Err(abstract_error(thread, ty)?);
    }
    Ok(new_instance(ty).into_value())
}

fn own_init(ty: &Type) -> bool {
    ty.slots.init.get().is_some() && !slot_is!(ty.slots.init, object_init as InitFn)
}

fn own_new(ty: &Type) -> bool {
    ty.slots.new.get().is_some() && !slot_is!(ty.slots.new, object_new as NewFn)
}

#[cold]
fn excess(thread: &ThreadState, ty: &Type) -> crate::raise::Raised {
    if own_new(ty) {
        return err!(thread, TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    err!(thread, TypeError, "{}() takes no arguments", ty.short_name())
}

fn object_init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    if args.is_empty() {
        return Ok(());
    }
    let ty = this.type_of();
    if own_init(ty) {
        return Err(err!(
            thread,
            TypeError,
            "object.__init__() takes exactly one argument (the instance to initialize)"
        ));
    }
    if !own_new(ty) {
        return Err(err!(thread, TypeError, "{}() takes no arguments", ty.short_name()));
    }
    Ok(())
}

#[cold]
fn abstract_error(thread: &ThreadState, ty: &Type) -> PyResult<crate::raise::Raised> {
    let methods = attr::get_name(thread, &ty.as_value(), "__abstractmethods__")?;
    let mut names: Vec<String> =
        crate::object::iter::collect(thread, &methods)?.iter().map(|name| repr::str_lossy(thread, name)).collect();
    names.sort();
    let plural = if names.len() == 1 { "" } else { "s" };
    let list = names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    Ok(err!(
        thread,
        TypeError,
        "Can't instantiate abstract class {} without an implementation for abstract method{plural} {list}",
        ty.short_name()
    ))
}

fn object_str(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    repr::repr(thread, this).map(Ref::into_value)
}

fn object_repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    repr::default_repr(thread, this).map(Ref::into_value)
}

fn object_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match op {
        CompareOp::Eq if a.is(b) => Ok(Value::bool(true)),
        CompareOp::Ne => {
            // The opposite of what the type says of equality.
            let Some(compare) = a.type_of().slots.compare.get() else { return Ok(Value::not_implemented()) };
            let result = compare(thread, a, b, CompareOp::Eq)?;
            if result.is_not_implemented() {
                return Ok(result);
            }
            Ok(Value::bool(!crate::object::truth::is_true(thread, &result)?))
        }
        _ => Ok(Value::not_implemented()),
    }
}

fn object_format(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(spec) = args.value(1).downcast::<Str>() else {
        let name = args.value(1).type_of().short_name();
        return Err(err!(thread, TypeError, "__format__() argument must be str, not {name}"));
    };
    if !spec.is_empty() {
        let name = args.value(0).type_of().short_name();
        return Err(err!(thread, TypeError, "unsupported format string passed to {name}.__format__"));
    }
    repr::str(thread, args.value(0)).map(Ref::into_value)
}

fn object_dir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.value(0);
    let names = Dict::new();
    let own = match instance::entries(this) {
        Some(entries) => entries,
        None => attr::dict_slot(this).flatten().map(|dict| dict.snapshot()).unwrap_or_default(),
    };
    for (name, _) in own {
        names.set(thread, &name, Value::none())?;
    }
    let class = attr::get(thread, this, names::get().__class__)?;
    if let Some(class) = class.downcast::<Type>() {
        collect_class_names(thread, class, &names)?;
    }
    Ok(List::from_vec(names.snapshot().into_iter().map(|pair| pair.0).collect())?.into_value())
}

/// Adds the names of a class and its bases.
pub fn collect_class_names(thread: &ThreadState, class: &Type, names: &Dict) -> PyResult<()> {
    for base in class.mro_types() {
        for (name, _) in base.dict.get().map(|dict| dict.snapshot()).unwrap_or_default() {
            names.set(thread, &name, Value::none())?;
        }
    }
    Ok(())
}

fn get_class(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    Ok(this.type_of().as_value())
}

fn set_class(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(err!(thread, TypeError, "can't delete __class__ attribute"));
    };
    let Some(new) = value.downcast::<Type>() else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "__class__ must be set to a class, not '{name}' object"));
    };
    let old = this.type_of();
    if old.is(new) {
        return Ok(());
    }
    let module = this.downcast::<crate::types::module::Module>().is_some()
        && new.is_subtype(crate::types::module::module_type());
    if !module && (!old.is_heap_type() || !new.is_heap_type()) {
        return Err(err!(
            thread,
            TypeError,
            "__class__ assignment only supported for mutable types or ModuleType subclasses"
        ));
    }
    if !class::same_layout(old, new) && !module {
        let (new, old) = (new.short_name(), old.short_name());
        return Err(err!(thread, TypeError, "__class__ assignment: '{new}' object layout differs from '{old}'"));
    }
    // Attributes move to a dict, whose shape belongs to no class.
    instance::dict(this);
    let head = this.as_object().expect("instances are objects");
    new.head.retain();
    head.type_word.set(std::ptr::from_ref(new).cast());
    if old.is_heap_type() {
        // SAFETY: the instance held one reference to its old class.
        drop(unsafe { Value::from_owned_ptr(NonNull::from(old).cast()) });
    }
    Ok(())
}

/// Getter of `__dict__`.
pub fn get_dict(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    match attr::instance_dict(this) {
        Some(dict) => Ok(dict.into_value()),
        None => Err(attr::missing(thread, this, names::get().__dict__)),
    }
}

/// Setter of `__dict__`.
pub fn set_dict(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else {
        return match attr::set_instance_dict(this, &Dict::new()) {
            true => Ok(()),
            false => Err(attr::missing(thread, this, names::get().__dict__)),
        };
    };
    let Some(dict) = value.downcast::<Dict>() else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "__dict__ must be set to a dictionary, not a '{name}'"));
    };
    attr::set_instance_dict(this, &Ref::of(dict));
    Ok(())
}

fn init_subclass(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let name = args.values.first().and_then(|class| class.downcast::<Type>()).map(Type::short_name).unwrap_or_default();
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "{name}.__init_subclass__() takes no keyword arguments"));
    }
    let given = args.values.len().saturating_sub(1);
    if given != 0 {
        return Err(err!(thread, TypeError, "{name}.__init_subclass__() takes no arguments ({given} given)"));
    }
    Ok(Value::none())
}

fn subclasshook(_thread: &ThreadState, _args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::not_implemented())
}

fn object_sizeof(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(crate::types::int::from_i64(args.value(0).type_of().basicsize.get() as i64))
}

fn object_reduce_ex(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this = args.value(0);
    let name = crate::types::str::intern::intern_text("__reduce__");
    let found = attr::lookup_type(this.type_of(), &name);
    let own = attr::lookup_type(object_type(), &name);
    if let (Some(found), Some(own)) = (found, own)
        && !found.is(&own)
    {
        return attr::call_special(thread, this, &found, &[]);
    }
    let copyreg = crate::import::import_module(thread, "copyreg")?;
    let protocol = crate::object::number::to_isize(thread, args.value(1))?;
    if protocol < 2 {
        let reduce = attr::get_name(thread, &copyreg, "_reduce_ex")?;
        return call::positional(thread, &reduce, &[this.clone(), args.value(1).clone()]);
    }
    reduce_newobj(thread, this, &copyreg)
}

/// `(copyreg.__newobj__, (class, *args), state, list items, dict items)`.
fn reduce_newobj(thread: &ThreadState, this: &Value, copyreg: &Value) -> PyResult<Value> {
    let lookup = |name: &str| attr::get_optional(thread, this, &crate::types::str::intern::intern_text(name));
    let mut arguments = vec![this.type_of().as_value()];
    let new_arguments = lookup("__getnewargs__")?;
    if new_arguments.is_none() && holds_what_no_state_shows(this) {
        let name = crate::types::ready::full_name(thread, this.type_of());
        return Err(err!(thread, TypeError, "cannot pickle '{name}' object"));
    }
    if let Some(method) = new_arguments {
        let given = call::positional(thread, &method, &[])?;
        arguments.extend(crate::object::iter::collect(thread, &given)?);
    }
    let state = match lookup("__getstate__")? {
        Some(method) => call::positional(thread, &method, &[])?,
        None => object_state(thread, this)?,
    };
    let list_items = match this.downcast::<List>() {
        Some(_) => crate::object::iter::iter(thread, this)?,
        None => Value::none(),
    };
    let dict_items = match this.downcast::<Dict>() {
        Some(_) => {
            let items = call::method(thread, this, "items", &[])?;
            crate::object::iter::iter(thread, &items)?
        }
        None => Value::none(),
    };
    let make = attr::get_name(thread, copyreg, "__newobj__")?;
    let arguments = Tuple::try_from_vec(arguments)?.into_value();
    Ok(Tuple::new(vec![make, arguments, state, list_items, dict_items]).into_value())
}

/// Whether objects have fields beside attributes, items and what `__getstate__` tells of them.
fn holds_what_no_state_shows(this: &Value) -> bool {
    let ty = this.type_of();
    // SAFETY: types outlive their instances, and layouts their types.
    let layout = unsafe { ty.layout_base.get().as_ref() }.unwrap_or(ty);
    if layout.basicsize.get() <= object_type().basicsize.get() && layout.itemsize.get() == 0 {
        return false;
    }
    let name = crate::types::str::intern::intern_text("__getstate__");
    let (found, own) = (attr::lookup_type(ty, &name), attr::lookup_type(object_type(), &name));
    let default = matches!((found, own), (Some(found), Some(own)) if found.is(&own));
    default && this.downcast::<List>().is_none() && this.downcast::<Dict>().is_none()
}

/// What `object.__getstate__` gives: the attributes, with those in slots apart; None when there are none.
fn object_state(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let own = match instance::entries(this) {
        Some(entries) => entries,
        None => attr::dict_slot(this).flatten().map(|dict| dict.snapshot()).unwrap_or_default(),
    };
    let dict = Dict::new();
    for (name, value) in own {
        dict.set(thread, &name, value)?;
    }
    let slots = Dict::new();
    for class in this.type_of().mro_types().filter(|class| class.is_heap_type()) {
        for (name, value) in class.dict.get().map(|dict| dict.snapshot()).unwrap_or_default() {
            if crate::types::descriptor::slot_offset(&value).is_some()
                && let Some(name) = name.downcast::<Str>()
                && let Some(value) = attr::get_optional(thread, this, name)?
            {
                slots.set_str(name, value)?;
            }
        }
    }
    let state = if dict.is_empty() { Value::none() } else { dict.into_value() };
    if slots.is_empty() { Ok(state) } else { Ok(Tuple::pair(state, slots.into_value()).into_value()) }
}

pub fn describe() {
    TypeBuilder::new::<Object>("object", None)
        .doc("The base class of the class hierarchy.")
        .flags(flags::BASETYPE)
        .slots(|s| {
            s.new.set(Some(object_new));
            s.init.set(Some(object_init));
            s.repr.set(Some(object_repr));
            s.str.set(Some(object_str));
            s.hash.set(Some(crate::object::hash::hash_address));
            s.compare.set(Some(object_compare));
            s.getattr.set(Some(attr::generic_get));
            s.setattr.set(Some(attr::generic_set));
        })
        .getset("__class__", get_class, Some(set_class), "the object's class")
        .method("__format__(self, format_spec, /)", object_format, "Default object formatter.")
        .method("__dir__(self, /)", object_dir, "Default dir() implementation.")
        .method("__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes.")
        .method("__getstate__(self, /)", |thread, args| object_state(thread, args.value(0)), "Helper for pickle.")
        .method("__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle.")
        .method(
            "__reduce__(self, /)",
            |thread, args| {
                let zero = Value::small_unchecked(0);
                object_reduce_ex(thread, Bound(&[Some(args.value(0).clone()), Some(zero)]))
            },
            "Helper for pickle.",
        )
        .define(
            "__init_subclass__(cls)",
            crate::types::define::Body::Raw(init_subclass),
            crate::types::define::MethodKind::Class,
            "Called when a class is subclassed.",
        )
        .class_method("__subclasshook__(cls, object, /)", subclasshook, "Customizes issubclass() of abstract classes.")
        .finish();
}
