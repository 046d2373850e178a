//! The attributes of classes: names, bases, docstring, annotations.

use super::{best_base, c_name, forget_subclass, remember_subclass, type_type};
use crate::err;
use crate::names;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::TypeBuilder;
use crate::types::str::intern;
use crate::types::{Dict, Str, Tuple, Type, flags, int, ready};
use crate::value::{Ref, Value};

/// Adds the attributes to the description of `type`.
pub fn describe(builder: TypeBuilder) -> TypeBuilder {
    builder
        .getset("__name__", |_, t| Ok(of(t).name.get().map_or_else(Value::none, Ref::into_value)), Some(set_name), "")
        .getset(
            "__qualname__",
            |_, t| Ok(of(t).qualname.get().map_or_else(Value::none, Ref::into_value)),
            Some(set_qualname),
            "",
        )
        .getset(
            "__bases__",
            |_, t| Ok(of(t).bases.get().map_or_else(Value::none, Ref::into_value)),
            Some(set_bases),
            "",
        )
        .getset("__module__", get_module, Some(|th, t, v| set_dict_entry(th, t, names::get().__module__, v)), "")
        .getset("__doc__", get_doc, Some(|th, t, v| set_dict_entry(th, t, names::get().__doc__, v)), "")
        .getset("__abstractmethods__", get_abstract, Some(set_abstract), "")
        .getset("__annotations__", get_annotations, Some(set_annotations), "")
        .getset("__annotate__", get_annotate, Some(set_annotate), "")
        .getter("__dict__", get_dict, "")
        .getter("__text_signature__", get_text_signature, "")
        .getter("__mro__", |_, t| Ok(of(t).mro.get().map_or_else(Value::none, Ref::into_value)), "")
        .getter("__base__", |_, t| Ok(of(t).base().map_or_else(Value::none, Type::as_value)), "")
        .getter("__basicsize__", |_, t| Ok(int::from_i64(of(t).basicsize.get() as i64)), "")
        .getter("__itemsize__", |_, t| Ok(int::from_i64(of(t).itemsize.get() as i64)), "")
        .getter("__flags__", |_, t| Ok(int::from_i64(of(t).flags.get() as i64)), "")
}

fn of(value: &Value) -> &Type {
    // SAFETY: E2: called by getters of `type`.
    unsafe { value.downcast_unchecked() }
}

fn get_module(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let found = of(this).dict.get().and_then(|dict| dict.get_str(names::get().__module__));
    match found.filter(|module| of(this).is_heap_type() || module.downcast::<Str>().is_some()) {
        Some(module) => Ok(module),
        None if of(this).is_heap_type() => Err(err!(thread, AttributeError, "__module__")),
        None => Ok(Str::new("builtins").into_value()),
    }
}

fn set_dict_entry(thread: &ThreadState, this: &Value, name: &Str, value: Option<&Value>) -> PyResult<()> {
    let ty = of(this);
    if !ty.is_heap_type() {
        let (attribute, name) = (name.lossy(), ty.short_name());
        return Err(err!(thread, TypeError, "cannot set '{attribute}' attribute of immutable type '{name}'"));
    }
    if let (Some(dict), Some(value)) = (ty.dict.get(), value) {
        dict.set_str(name, value.clone())?;
    }
    attr::type_changed(thread, ty);
    Ok(())
}

fn set_name(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = of(this);
    if !ty.is_heap_type() {
        let name = ty.short_name();
        return Err(err!(thread, TypeError, "cannot set '__name__' attribute of immutable type '{name}'"));
    }
    match value.and_then(|value| value.downcast::<Str>()) {
        Some(name) => {
            ty.name.set(Some(Ref::of(name)));
            ty.tp_name.set(c_name(ty)?);
            Ok(())
        }
        None => {
            let (name, found) = (ty.short_name(), value.map_or_else(String::new, |v| v.type_of().short_name()));
            Err(err!(thread, TypeError, "can only assign string to {name}.__name__, not '{found}'"))
        }
    }
}

fn set_qualname(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value.and_then(|value| value.downcast::<Str>()) {
        Some(name) if of(this).is_heap_type() => {
            of(this).qualname.set(Some(Ref::of(name)));
            Ok(())
        }
        _ => {
            let (name, found) = (of(this).short_name(), value.map_or_else(String::new, |v| v.type_of().short_name()));
            Err(err!(thread, TypeError, "can only assign string to {name}.__qualname__, not '{found}'"))
        }
    }
}

fn set_bases(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let ty = of(this);
    let name = ty.short_name();
    let Some(value) = value else {
        return Err(err!(thread, TypeError, "cannot delete '__bases__' attribute of type '{name}'"));
    };
    let Some(bases) = value.downcast::<Tuple>() else {
        let found = value.type_of().short_name();
        return Err(err!(thread, TypeError, "can only assign tuple to {name}.__bases__, not {found}"));
    };
    if bases.is_empty() {
        return Err(err!(thread, TypeError, "can only assign non-empty tuple to {name}.__bases__, not ()"));
    }
    for base in bases.as_slice() {
        let Some(base) = base.downcast::<Type>() else {
            let found = base.type_of().short_name();
            return Err(err!(thread, TypeError, "{name}.__bases__ must be tuple of classes, not '{found}'"));
        };
        if base.is_subtype(ty) {
            return Err(err!(thread, TypeError, "a __bases__ item causes an inheritance cycle"));
        }
    }
    if !ty.is_heap_type() {
        return Err(err!(thread, TypeError, "cannot set '__bases__' attribute of immutable type '{name}'"));
    }
    let base = best_base(thread, bases.as_slice())?;
    if base.layout_base.get() != ty.base().map_or(std::ptr::null(), |b| b.layout_base.get()) {
        return Err(err!(thread, TypeError, "__bases__ assignment: layout of the new base differs"));
    }
    let before = (ty.bases.get(), ty.tp_base.get());
    replace_bases(thread, ty, Some(Ref::of(bases)), base)?;
    renew_mro(thread, ty).or_else(|raised| {
        // No class is left with an MRO that does not go with its bases.
        let exception = thread.take_raised(raised);
        replace_bases(thread, ty, before.0, before.1)?;
        renew_mro(thread, ty)?;
        Err(thread.reraise(exception))
    })
}

fn replace_bases(thread: &ThreadState, ty: &Type, bases: Option<Ref<Tuple>>, base: *const Type) -> PyResult<()> {
    let address = std::ptr::from_ref(ty).addr();
    for old in ty.bases.get().iter().flat_map(|bases| bases.as_slice().to_vec()) {
        if let Some(old) = old.downcast::<Type>() {
            forget_subclass(thread, old, address);
        }
    }
    ty.bases.set(bases);
    ty.tp_base.set(base);
    attr::type_changed(thread, ty);
    remember_subclass(thread, ty)
}

/// Computes MRO and slots anew, for a class whose bases changed and for what derives from it.
fn renew_mro(thread: &ThreadState, ty: &Type) -> PyResult<()> {
    ready::set_mro(thread, ty)?;
    attr::type_changed(thread, ty);
    ready::fixup_slots(ty);
    for class in thread.interp().subclasses(ty) {
        if let Some(class) = class.downcast::<Type>() {
            renew_mro(thread, class)?;
        }
    }
    Ok(())
}

fn get_dict(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let dict = of(this).dict.get().expect("ready types have a dict");
    Ok(crate::types::mappingproxy::MappingProxy::new(dict.into_value()).into_value())
}

fn get_doc(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let static_doc = of(this).c_slots_b[0].get();
    if !of(this).is_heap_type() && static_doc != 0 {
        // SAFETY: set by `finish_builtin` to a C string that is never freed.
        let text = unsafe { std::ffi::CStr::from_ptr(static_doc as *const std::ffi::c_char) };
        return Ok(Str::try_new(&text.to_string_lossy())?.into_value());
    }
    let doc = of(this).dict.get().and_then(|dict| dict.get_str(names::get().__doc__));
    match doc {
        Some(doc) => match doc.type_of().slots.descr_get.get() {
            Some(get) => get(thread, &doc, None, Some(this)),
            None => Ok(doc),
        },
        None => Ok(Value::none()),
    }
}

/// The signature in front of the docstring of a class of C.
fn get_text_signature(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let (name, doc) = (of(this).plain_name(), of(this).c_slots_b[0].get() as *const std::ffi::c_char);
    if doc.is_null() {
        return Ok(Value::none());
    }
    // SAFETY: the ABI layer stores a NUL-terminated copy that stays as long as the interpreter.
    let doc = unsafe { std::ffi::CStr::from_ptr(doc) }.to_string_lossy();
    let rest = doc.strip_prefix(name.as_str()).filter(|rest| rest.starts_with('('));
    let signature = rest.and_then(|rest| rest.split_once("\n--\n\n")).map(|(signature, _)| signature);
    match signature.filter(|signature| signature.ends_with(')') && !signature.contains("\n\n")) {
        Some(signature) => Ok(Str::try_new(signature)?.into_value()),
        None => Ok(Value::none()),
    }
}

fn get_abstract(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let name = intern::intern_text("__abstractmethods__");
    let found = if of(this).is(type_type()) { None } else { of(this).dict.get().and_then(|dict| dict.get_str(&name)) };
    found.ok_or_else(|| attr::missing(thread, this, &name))
}

fn set_abstract(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let name = intern::intern_text("__abstractmethods__");
    let ty = of(this);
    let abstract_now = match value {
        Some(value) => crate::object::truth::is_true(thread, value)?,
        None => false,
    };
    set_dict_entry(thread, this, &name, value)?;
    let bits = ty.flags.get() & !flags::IS_ABSTRACT;
    ty.flags.set(if abstract_now { bits | flags::IS_ABSTRACT } else { bits });
    Ok(())
}

/// Keys of a class's namespace that the compiler and the getters below agree on.
fn annotate_key() -> Ref<Str> {
    intern::intern_text("__annotate_func__")
}

fn cache_key() -> Ref<Str> {
    intern::intern_text("__annotations_cache__")
}

/// What computes the annotations, if anything does.
fn annotate_function(thread: &ThreadState, this: &Value, dict: &Dict) -> PyResult<Option<Value>> {
    let found = dict.get_str(&annotate_key()).or_else(|| dict.get_str(names::get().__annotate__));
    let Some(found) = found.filter(|found| !found.is_none()) else { return Ok(None) };
    match found.type_of().slots.descr_get.get() {
        Some(get) => get(thread, &found, None, Some(this)).map(Some),
        None => Ok(Some(found)),
    }
}

fn get_annotations(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let n = names::get();
    let dict = of(this).dict.get().expect("ready types have a dict");
    if let Some(found) = dict.get_str(n.__annotations__).or_else(|| dict.get_str(&cache_key())) {
        return match found.type_of().slots.descr_get.get() {
            Some(get) => get(thread, &found, None, Some(this)),
            None => Ok(found),
        };
    }
    if !of(this).is_heap_type() {
        return Err(attr::missing(thread, this, n.__annotations__));
    }
    let made = match annotate_function(thread, this, &dict)? {
        Some(annotate) => call::positional(thread, &annotate, &[Value::small_unchecked(1)])?,
        None => Dict::new().into_value(),
    };
    if made.downcast::<Dict>().is_none() {
        let found = made.type_of().short_name();
        return Err(err!(thread, TypeError, "__annotate__() must return a dict, not {found}"));
    }
    dict.set_str(&cache_key(), made.clone())?;
    Ok(made)
}

fn set_annotations(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let n = names::get();
    let dict = mutable_dict(thread, this, n.__annotations__)?;
    match value {
        Some(value) => {
            let key = if dict.get_str(n.__annotations__).is_some() { Ref::of(n.__annotations__) } else { cache_key() };
            dict.set_str(&key, value.clone())?;
            if dict.get_str(&annotate_key()).is_some() {
                dict.set_str(&annotate_key(), Value::none())?;
            }
        }
        None => {
            let cached = dict.remove_str(&cache_key()).is_some();
            if dict.remove_str(n.__annotations__).is_none() && !cached {
                return Err(attr::missing(thread, this, n.__annotations__));
            }
            dict.set_str(&annotate_key(), Value::none())?;
        }
    }
    attr::type_changed(thread, of(this));
    Ok(())
}

fn get_annotate(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    if !of(this).is_heap_type() {
        return Err(attr::missing(thread, this, names::get().__annotate__));
    }
    let dict = of(this).dict.get().expect("ready types have a dict");
    match annotate_function(thread, this, &dict)? {
        Some(annotate) => Ok(annotate),
        None => {
            dict.set_str(&annotate_key(), Value::none())?;
            Ok(Value::none())
        }
    }
}

fn set_annotate(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = mutable_dict(thread, this, names::get().__annotate__)?;
    let Some(value) = value else { return Err(err!(thread, TypeError, "cannot delete __annotate__ attribute")) };
    if !value.is_none() {
        if value.type_of().slots.call.get().is_none() {
            return Err(err!(thread, TypeError, "__annotate__ must be callable or None"));
        }
        dict.remove_str(&cache_key());
    }
    dict.set_str(&annotate_key(), value.clone())?;
    attr::type_changed(thread, of(this));
    Ok(())
}

/// The namespace of a class that may be changed.
fn mutable_dict(thread: &ThreadState, this: &Value, name: &Str) -> PyResult<Ref<Dict>> {
    let ty = of(this);
    match ty.dict.get().filter(|_| ty.is_heap_type() && !ty.has_flag(flags::IMMUTABLETYPE)) {
        Some(dict) => Ok(dict),
        None => {
            let (attribute, name) = (name.lossy(), ty.short_name());
            Err(err!(thread, TypeError, "cannot set '{attribute}' attribute of immutable type '{name}'"))
        }
    }
}
