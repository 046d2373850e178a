//! `type`: making classes, their attributes, calling them.

mod attributes;
mod layout;
mod new_wrapper;

pub use self::layout::same_layout;
pub use self::new_wrapper::{new_wrapper, new_wrapper_for_class, new_wrapper_owner};

use crate::err;
use crate::names;
use crate::object::{attr, call};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::descriptor::{ClassMethod, StaticMethod};
use crate::types::{Dict, List, Str, Tuple, Type, flags, instance, ready};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::current;

crate::builtin_static!(Type, PyType_Type);

pub fn type_type() -> &'static Type {
    &PyType_Type
}

impl Drop for Type {
    fn drop(&mut self) {
        // Static types are never dropped.
        let root = self.root_shape.replace(std::ptr::null());
        if !root.is_null() {
            // SAFETY: no instance is left: each kept the class alive.
            unsafe { instance::free_shapes(root) };
        }
        let address = std::ptr::from_ref(self).addr();
        if let Some(thread) = ThreadState::try_current() {
            for base in self.bases.get().iter().flat_map(|bases| bases.as_slice().to_vec()) {
                if let Some(base) = base.downcast::<Type>() {
                    forget_subclass(thread, base, address);
                }
            }
        }
    }
}

fn forget_subclass(thread: &ThreadState, base: &Type, address: usize) {
    if base.is_heap_type() {
        if let Some(at) = base.subclasses.snapshot().iter().position(|&class| class == address) {
            base.subclasses.remove(at);
        }
    } else {
        thread.interp().builtin_subclasses.borrow_mut().retain(|(_, class)| *class != address);
    }
}

/// Enters a class into the subclass lists of its bases.
pub fn remember_subclass(thread: &ThreadState, ty: &Type) -> PyResult<()> {
    let address = std::ptr::from_ref(ty).addr();
    for base in ty.bases.get().iter().flat_map(|bases| bases.as_slice().to_vec()) {
        let Some(base) = base.downcast::<Type>() else { continue };
        if base.is_heap_type() {
            base.subclasses.push(address)?;
        } else {
            let pair = (std::ptr::from_ref(base).addr(), address);
            thread.interp().builtin_subclasses.borrow_mut().push(pair);
        }
    }
    Ok(())
}

/// The base whose layout the new class continues: the one that all other bases' layouts are part of.
pub fn best_base<'a>(thread: &ThreadState, bases: &'a [Value]) -> PyResult<&'a Type> {
    let mut winner: Option<(&Type, &Type)> = None;
    for base in bases {
        let Some(base) = base.downcast::<Type>() else {
            return Err(err!(thread, TypeError, "bases must be types"));
        };
        if !base.has_flag(flags::BASETYPE) {
            let name = ready::full_name(thread, base);
            return Err(err!(thread, TypeError, "type '{name}' is not an acceptable base type"));
        }
        let solid = solid_base(base);
        winner = match winner {
            None => Some((base, solid)),
            Some((_, best)) if best.is_subtype(solid) => winner,
            Some((_, best)) if solid.is_subtype(best) => Some((base, solid)),
            Some(_) => {
                return Err(err!(thread, TypeError, "multiple bases have instance lay-out conflict"));
            }
        };
    }
    winner.map(|(base, _)| base).ok_or_else(|| err!(thread, TypeError, "bases must not be empty"))
}

/// The nearest type that added fields to the layout.
fn solid_base(ty: &Type) -> &Type {
    let mut at = ty;
    loop {
        if !at.is_heap_type() || !at.member_offsets.is_empty() || !at.c_slot_table.get().is_null() {
            let adds = at.base().is_none_or(|base| {
                at.basicsize.get() != base.basicsize.get()
                    || !at.member_offsets.is_empty()
                    || (at.base_exception() && std::ptr::eq(at.layout_base.get(), at))
            });
            if adds || at.base().is_none() {
                return at;
            }
        }
        match at.base() {
            Some(base) => at = base,
            None => return at,
        }
    }
}

/// Allocates an empty class object of a metaclass.
pub fn alloc_class(meta: &Type) -> Ref<Type> {
    let size = (meta.basicsize.get() as usize).max(size_of::<Type>());
    let memory = current().try_alloc_object(size).expect("classes are small");
    // SAFETY: fresh memory; the builtin part is written, the rest zeroed.
    unsafe {
        memory.add(size_of::<Type>()).write_bytes(0, size - size_of::<Type>());
        memory.cast::<Type>().write(Type::empty());
        crate::object::alloc::finish_instance(memory.cast(), meta);
        Ref::from_owned_ptr(memory.cast())
    }
}

/// The most derived metaclass of `meta` and those of the bases.
pub fn best_metaclass<'a>(thread: &ThreadState, meta: &'a Type, bases: &'a [Value]) -> PyResult<&'a Type> {
    let mut winner = meta;
    for base in bases {
        let candidate = base.type_of();
        if winner.is_subtype(candidate) {
            continue;
        }
        if candidate.is_subtype(winner) {
            winner = candidate;
            continue;
        }
        return Err(err!(
            thread,
            TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases"
        ));
    }
    Ok(winner)
}

fn type_new(thread: &ThreadState, meta: &Type, args: Args<'_>) -> PyResult<Value> {
    if meta.is(type_type()) && args.values.len() == 1 && args.keyword_count() == 0 {
        return Ok(args.values[0].type_of().as_value());
    }
    let positional = args.positionals();
    let [name, bases, namespace] = positional else {
        return Err(err!(thread, TypeError, "type() takes 1 or 3 arguments"));
    };
    let Some(name) = name.downcast::<Str>() else {
        let found = name.type_of().short_name();
        return Err(err!(thread, TypeError, "type.__new__() argument 1 must be str, not {found}"));
    };
    let Some(bases) = bases.downcast::<Tuple>() else {
        let found = bases.type_of().short_name();
        return Err(err!(thread, TypeError, "type.__new__() argument 2 must be tuple, not {found}"));
    };
    let Some(namespace) = namespace.downcast::<Dict>() else {
        let found = namespace.type_of().short_name();
        return Err(err!(thread, TypeError, "type.__new__() argument 3 must be dict, not {found}"));
    };
    let bases = if bases.is_empty() {
        Tuple::new(vec![crate::types::object::object_type().as_value()])
    } else {
        Tuple::from_slice(bases.as_slice())?
    };
    for base in bases.as_slice() {
        if base.downcast::<Type>().is_none()
            && attr::get_optional(thread, base, names::get().__mro_entries__)?.is_some()
        {
            return Err(err!(thread, TypeError, "type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let winner = best_metaclass(thread, meta, bases.as_slice())?;
    if !winner.is(meta)
        && let Some(new) = winner.slots.new.get()
        && !std::ptr::fn_addr_eq(new, type_new as crate::types::slots::NewFn)
    {
        return new(thread, winner, args);
    }
    let class = build(thread, winner, name, &bases, namespace)?;
    set_names(thread, &class)?;
    init_subclass(thread, &class, args)?;
    Ok(class.into_value())
}

fn build(thread: &ThreadState, meta: &Type, name: &Str, bases: &Ref<Tuple>, namespace: &Dict) -> PyResult<Ref<Type>> {
    if name.as_bytes().contains(&0) {
        return Err(err!(thread, ValueError, "type name must not contain null characters"));
    }
    for (index, base) in bases.as_slice().iter().enumerate() {
        if bases.as_slice()[..index].iter().any(|other| other.is(base)) {
            let name = base.downcast::<Type>().map(Type::short_name).unwrap_or_default();
            return Err(err!(thread, TypeError, "duplicate base class {name}"));
        }
    }
    let base = best_base(thread, bases.as_slice())?;
    let class = alloc_class(meta);
    let dict = namespace.copy()?;
    let interned = crate::types::str::intern::intern_any(thread, name)?;
    class.name.set(Some(interned.clone()));
    class.qualname.set(Some(take_qualname(thread, &dict)?.unwrap_or(interned)));
    class.tp_name.set(c_name(&class)?);
    class.tp_base.set(base);
    class.bases.set(Some(bases.clone()));
    class.flags.set(flags::HEAPTYPE | flags::BASETYPE | flags::HAVE_GC | flags::READY);
    class.dict.set(Some(dict.clone()));
    layout::lay_out(thread, &class, base, bases.as_slice(), &dict)?;
    set_module(thread, &dict)?;
    wrap_special(&dict)?;
    if dict.get_str(names::get().__doc__).is_none() {
        dict.set_str(names::get().__doc__, Value::none())?;
    }
    if dict.get_str(names::get().__eq__).is_some() && dict.get_str(names::get().__hash__).is_none() {
        dict.set_str(names::get().__hash__, Value::none())?;
    }
    if let Some(cell) = dict.remove_str(names::get().__classcell__) {
        match cell.exact::<crate::types::cell::Cell>() {
            Some(cell) => cell.set(Some(class.as_value().clone())),
            None => {
                let name = cell.type_of().short_name();
                return Err(err!(
                    thread,
                    TypeError,
                    "type.__new__() argument '__classcell__' must be a cell, not '{name}'"
                ));
            }
        }
    }
    finish_class(thread, &class)?;
    Ok(class)
}

/// MRO (asking a metaclass that overrides `mro()`), slots, subclass lists: for classes of Python and of C.
pub fn finish_class(thread: &ThreadState, class: &Ref<Type>) -> PyResult<()> {
    let base = class.base().expect("classes have a base");
    class.layout_base.set(if class.member_offsets.is_empty() && class.c_slot_table.get().is_null() {
        base.layout_base.get()
    } else {
        std::ptr::from_ref::<Type>(class)
    });
    let meta = class.as_value().type_of();
    if meta.is(type_type()) {
        ready::set_mro(thread, class)?;
    } else {
        custom_mro(thread, class)?;
    }
    ready::inherit(class, false);
    for other in class.bases.get().iter().flat_map(|bases| bases.as_slice().to_vec()) {
        if let Some(other) = other.downcast::<Type>() {
            let carried = flags::SEQUENCE | flags::MAPPING | flags::SUBCLASS_MASK;
            class.flags.set(class.flags.get() | other.flags.get() & carried);
        }
    }
    ready::fixup_slots(class);
    remember_subclass(thread, class)
}

fn custom_mro(thread: &ThreadState, class: &Ref<Type>) -> PyResult<()> {
    let mro = crate::types::str::intern::intern_text("mro");
    let plain = attr::lookup_type(type_type(), &mro);
    let found = attr::lookup_type(class.as_value().type_of(), &mro);
    if let (Some(plain), Some(found)) = (&plain, &found)
        && plain.is(found)
    {
        return ready::set_mro(thread, class);
    }
    let result = call::method_str(thread, class.as_value(), &mro, &[])?;
    let types = crate::object::iter::collect(thread, &result)?;
    if let Some(other) = types.iter().find(|value| value.downcast::<Type>().is_none()) {
        let name = other.type_of().short_name();
        return Err(err!(thread, TypeError, "mro() returned a non-class ('{name}')"));
    }
    class.mro.set(Some(Tuple::try_from_vec(types)?));
    Ok(())
}

/// A NUL-terminated name that lives as long as the class: the bytes of its `str`.
pub fn c_name(class: &Type) -> PyResult<*const std::ffi::c_char> {
    Ok(class.name.get().map_or(std::ptr::null(), |name| name.as_bytes().as_ptr().cast()))
}

fn take_qualname(thread: &ThreadState, dict: &Dict) -> PyResult<Option<Ref<Str>>> {
    let Some(value) = dict.remove_str(names::get().__qualname__) else { return Ok(None) };
    Ref::from_value(value).map(Some).map_err(|value| {
        let name = value.type_of().short_name();
        err!(thread, TypeError, "type __qualname__ must be a str, not {name}")
    })
}

fn set_module(thread: &ThreadState, dict: &Dict) -> PyResult<()> {
    if dict.get_str(names::get().__module__).is_none()
        && let Some(globals) = crate::eval::current_globals(thread)
        && let Some(module) = globals.get_str(names::get().__name__)
    {
        dict.set_str(names::get().__module__, module)?;
    }
    Ok(())
}

/// `__new__` is a static method, `__init_subclass__` and `__class_getitem__` are class methods without being told.
fn wrap_special(dict: &Dict) -> PyResult<()> {
    let n = names::get();
    let function = |name: &Str| dict.get_str(name).filter(|v| v.exact::<crate::types::function::Function>().is_some());
    if let Some(new) = function(n.__new__) {
        dict.set_str(n.__new__, StaticMethod::new(new).into_value())?;
    }
    for name in [n.__init_subclass__, n.__class_getitem__] {
        if let Some(method) = function(name) {
            dict.set_str(name, ClassMethod::new(method).into_value())?;
        }
    }
    Ok(())
}

fn set_names(thread: &ThreadState, class: &Ref<Type>) -> PyResult<()> {
    let entries = class.dict.get().map(|dict| dict.snapshot()).unwrap_or_default();
    for (name, value) in entries {
        if let Some(method) = attr::lookup_special(thread, &value, names::get().__set_name__)? {
            let called = call::positional(thread, &method, &[class.as_value().clone(), name.clone()]);
            if let Err(raised) = called {
                let exception = thread.take_raised(raised);
                let note = format!(
                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                    value.type_of().short_name(),
                    crate::object::repr::repr_lossy(thread, &name),
                    class.short_name()
                );
                let _ = call::method(thread, &exception, "add_note", &[Str::new(&note).into_value()])?;
                return Err(thread.reraise(exception));
            }
        }
    }
    Ok(())
}

fn init_subclass(thread: &ThreadState, class: &Ref<Type>, args: Args<'_>) -> PyResult<()> {
    let proxy = crate::types::superobject::Super::bound(class, class.as_value());
    let hook = attr::get(thread, proxy.as_value(), names::get().__init_subclass__)?;
    let count = args.keyword_count();
    let values = &args.values[args.values.len() - count..];
    call::call(thread, &hook, Args { values, names: args.names }).map(|_| ())
}

fn type_init(thread: &ThreadState, _this: &Value, args: Args<'_>) -> PyResult<()> {
    let count = args.positionals().len();
    if count != 1 && count != 3 {
        return Err(err!(thread, TypeError, "type.__init__() takes 1 or 3 arguments"));
    }
    if count == 1 && args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "type.__init__() takes no keyword arguments"));
    }
    Ok(())
}

/// Calling a type: `__new__`, then `__init__` if the result is an instance.
pub fn type_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    // SAFETY: E2: a slot of `type`.
    let ty = unsafe { this.downcast_unchecked::<Type>() };
    if ty.is(type_type()) && args.values.len() == 1 && args.keyword_count() == 0 {
        return Ok(args.values[0].type_of().as_value());
    }
    let Some(new) = ty.slots.new.get() else { return Err(cannot_create(thread, ty)) };
    if ty.has_flag(flags::DISALLOW_INSTANTIATION) {
        return Err(cannot_create(thread, ty));
    }
    let object = new(thread, ty, args)?;
    let made = object.type_of();
    if (made.is(ty) || made.is_subtype(ty))
        && let Some(init) = made.slots.init.get()
    {
        init(thread, &object, args)?;
    }
    Ok(object)
}

#[cold]
fn cannot_create(thread: &ThreadState, ty: &Type) -> Raised {
    let name = ready::full_name(thread, ty);
    err!(thread, TypeError, "cannot create '{name}' instances")
}

/// `type.__getattribute__`.
pub fn type_getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    // SAFETY: E2: a slot of `type`.
    let ty = unsafe { this.downcast_unchecked::<Type>() };
    let Some(text) = name.downcast::<Str>() else {
        let found = name.type_of().short_name();
        return Err(err!(thread, TypeError, "attribute name must be string, not '{found}'"));
    };
    let meta = this.type_of();
    let meta_found = attr::lookup_type(meta, text);
    let meta_get = meta_found.as_ref().and_then(|found| found.type_of().slots.descr_get.get());
    if let (Some(found), Some(get)) = (&meta_found, meta_get)
        && found.type_of().slots.descr_set.get().is_some()
    {
        return get(thread, found, Some(this), Some(&meta.as_value()));
    }
    if let Some(found) = attr::lookup_type(ty, text) {
        return match found.type_of().slots.descr_get.get() {
            Some(get) => get(thread, &found, None, Some(this)),
            None => Ok(found),
        };
    }
    match (meta_found, meta_get) {
        (Some(found), Some(get)) => get(thread, &found, Some(this), Some(&meta.as_value())),
        (Some(found), None) => Ok(found),
        (None, _) => Err(attr::missing(thread, this, text)),
    }
}

/// `type.__setattr__`.
fn type_setattr(thread: &ThreadState, this: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    // SAFETY: E2: a slot of `type`.
    let ty = unsafe { this.downcast_unchecked::<Type>() };
    let Some(text) = name.downcast::<Str>() else {
        let found = name.type_of().short_name();
        return Err(err!(thread, TypeError, "attribute name must be string, not '{found}'"));
    };
    if ty.has_flag(flags::IMMUTABLETYPE) || !ty.is_heap_type() {
        let (name, ty) = (text.lossy(), ready::full_name(thread, ty));
        return Err(err!(thread, TypeError, "cannot set '{name}' attribute of immutable type '{ty}'"));
    }
    if let Some(found) = attr::lookup_type(this.type_of(), text)
        && let Some(set) = found.type_of().slots.descr_set.get()
    {
        set(thread, &found, this, value)?;
        attr::type_changed(thread, ty);
        return Ok(());
    }
    let text = crate::types::str::intern::intern_any(thread, text)?;
    if value.is_some_and(|value| attr::set_volatile(ty, &text, value)) {
        return Ok(());
    }
    let dict = ty.dict.get().expect("ready types have a dict");
    match value {
        Some(value) => dict.set_str(&text, value.clone())?,
        None => {
            if dict.remove_str(&text).is_none() {
                return Err(attr::missing(thread, this, &text));
            }
        }
    }
    attr::type_changed(thread, ty);
    update_slots(thread, ty, &text.lossy());
    Ok(())
}

fn update_slots(thread: &ThreadState, ty: &Type, name: &str) {
    if !(name.starts_with("__") && name.ends_with("__")) {
        return;
    }
    ready::fixup_name(ty, name);
    for class in thread.interp().subclasses(ty) {
        if let Some(class) = class.downcast::<Type>() {
            update_slots(thread, class, name);
        }
    }
}

fn type_repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    // SAFETY: E2: a slot of `type`.
    let ty = unsafe { this.downcast_unchecked::<Type>() };
    Ok(Str::try_new(&format!("<class '{}'>", ready::full_name(thread, ty)))?.into_value())
}

fn mro(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match ready::compute_mro(args.this::<Type>()) {
        Ok(mro) => Ok(List::from_vec(mro)?.into_value()),
        Err(conflict) => Err(ready::mro_error(thread, &conflict)),
    }
}

fn subclasses(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(List::from_vec(thread.interp().subclasses(args.this::<Type>()))?.into_value())
}

fn instancecheck(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    crate::builtins::real_isinstance(thread, args.value(1), args.value(0)).map(Value::bool)
}

fn subclasscheck(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    crate::builtins::real_issubclass(thread, args.value(1), args.value(0)).map(Value::bool)
}

fn prepare(_thread: &ThreadState, _args: Args<'_>) -> PyResult<Value> {
    Ok(Dict::new().into_value())
}

fn type_dir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let names = Dict::new();
    crate::types::object::collect_class_names(thread, args.this::<Type>(), &names)?;
    Ok(List::from_vec(names.snapshot().into_iter().map(|pair| pair.0).collect())?.into_value())
}

fn type_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    crate::types::union::or(thread, a, b)
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2; the visitor changes nothing.
    unsafe {
        let ty = object.cast::<Type>().as_ref();
        if !ty.is_heap_type() {
            return;
        }
        if let Some(dict) = &*ty.dict.as_ptr() {
            visitor(dict.as_value());
        }
        for tuple in [&ty.bases, &ty.mro] {
            if let Some(tuple) = &*tuple.as_ptr() {
                visitor(tuple.as_value());
            }
        }
        (*ty.module.as_ptr()).iter().for_each(visitor);
    }
}

fn clear(object: ObjectPtr) {
    // SAFETY: E2.
    let ty = unsafe { object.cast::<Type>().as_ref() };
    if ty.is_heap_type() {
        ty.version.set(0);
        if let Some(dict) = ty.dict.get() {
            dict.clear();
        }
        // The MRO refers to the class itself; the bases stay for the instances that are still to be cleared.
        ty.mro.set(None);
        ty.module.set(None);
    }
}

pub fn describe() {
    PyType_Type.weaklist_offset.set(1);
    let builder = TypeBuilder::new::<Type>("type", Some(crate::types::object::object_type()))
        .doc("type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type")
        .flags(flags::BASETYPE | flags::TYPE_SUBCLASS)
        .container(visit, Some(clear))
        .slots(|s| {
            s.new.set(Some(type_new));
            s.init.set(Some(type_init));
            s.call.set(Some(type_call));
            s.getattr.set(Some(type_getattr));
            s.setattr.set(Some(type_setattr));
            s.repr.set(Some(type_repr));
            s.binary[crate::types::slots::BinaryOp::Or as usize].set(Some(type_or));
        });
    attributes::describe(builder)
        .method("mro(self, /)", mro, "Return a type's method resolution order.")
        .method("__subclasses__(self, /)", subclasses, "Return a list of immediate subclasses.")
        .method("__instancecheck__(self, instance, /)", instancecheck, "Check if an object is an instance.")
        .method("__subclasscheck__(self, subclass, /)", subclasscheck, "Check if a class is a subclass.")
        .method("__dir__(self, /)", type_dir, "Specialized __dir__ implementation for types.")
        .define(
            "__prepare__(*args, **kwargs)",
            crate::types::define::Body::Raw(prepare),
            crate::types::define::MethodKind::Class,
            "Create the namespace for the class statement",
        )
        .finish();
}
