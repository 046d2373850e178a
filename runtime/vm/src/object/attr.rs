//! Attribute access: lookup through the MRO with a cache, descriptors, instance attributes, errors.

use crate::eval::cache::{self, Use};
use crate::exceptions::{self, BaseExceptionObject};
use crate::object::call;
use crate::raise::{PyResult, Raised, caught};
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::function::Function;
use crate::types::{Dict, Str, Type, flags, instance};
use crate::value::{Ref, Value};
use std::cell::UnsafeCell;

const CACHE_SIZE: usize = 1024;

/// Results of lookups on types, by version and name. An entry borrows: it is valid while the version is.
pub struct MethodCache(UnsafeCell<Vec<u64>>);

impl Default for MethodCache {
    fn default() -> Self {
        MethodCache(UnsafeCell::new(vec![0u64; CACHE_SIZE * 3]))
    }
}

/// The attribute `name` of a type's MRO, without descriptors. The reference is new.
#[inline]
pub fn lookup_type(ty: &Type, name: &Str) -> Option<Value> {
    if !name.is_interned() {
        return lookup_uncached(ty, name);
    }
    let version = assure_version(ty);
    let address = std::ptr::from_ref(name).addr() as u64;
    let Some(thread) = ThreadState::try_current() else { return lookup_uncached(ty, name) };
    // SAFETY: H7: one step at a time, no call in between but `lookup_uncached`, after which it is indexed anew.
    let cache = unsafe { &mut *thread.interp().method_cache.0.get() };
    let at = ((address >> 4) ^ (version as u64).wrapping_mul(0x9E37)) as usize % CACHE_SIZE * 3;
    if cache[at] == version as u64 && cache[at + 1] == address {
        let bits = cache[at + 2];
        if bits == 0 {
            return None;
        }
        // SAFETY: the version has not changed, so the type's dict still holds the value.
        let held = std::mem::ManuallyDrop::new(unsafe { Value::from_bits(bits) });
        return Some((*held).clone());
    }
    let found = lookup_uncached(ty, name);
    if is_volatile(ty, name) {
        return found;
    }
    cache[at] = version as u64;
    cache[at + 1] = address;
    cache[at + 2] = found.as_ref().map_or(0, Value::bits);
    found
}

fn lookup_uncached(ty: &Type, name: &Str) -> Option<Value> {
    ty.mro_types().find_map(|class| class.dict.get()?.get_str(name))
}

/// Whether a class in the MRO keeps changing its attribute `name`: such values are not to be cached.
#[inline]
pub fn is_volatile(ty: &Type, name: &Str) -> bool {
    ty.mro_types().any(|class| volatile_in(class, name))
}

#[inline]
fn volatile_in(class: &Type, name: &Str) -> bool {
    let address = std::ptr::from_ref(name).addr();
    // SAFETY: H7: looked at only.
    class.is_heap_type() && unsafe { class.volatile.as_slice() }.contains(&address)
}

/// Replaces a class attribute that is plain data by other plain data, as often as it likes: from the second time on no
/// version changes. False = this is the first time, or no such case.
pub fn set_volatile(class: &Type, name: &Str, value: &Value) -> bool {
    let plain = |value: &Value| {
        let slots = &value.type_of().slots;
        slots.descr_get.get().is_none() && slots.descr_set.get().is_none()
    };
    let Some(dict) = class.dict.get() else { return false };
    if name.as_bytes().starts_with(b"__") || !plain(value) || !dict.get_str(name).is_some_and(|old| plain(&old)) {
        return false;
    }
    if volatile_in(class, name) {
        return dict.set_str(name, value.clone()).is_ok();
    }
    // A class with very many of them is better off with new versions.
    if class.volatile.len() < 16 {
        let _ = class.volatile.push(std::ptr::from_ref(name).addr());
    }
    false
}

/// The version of a type, assigned on first use after a change.
#[inline(always)]
pub fn assure_version(ty: &Type) -> u32 {
    match ty.version.get() {
        0 => new_version(ty),
        version => version,
    }
}

#[cold]
fn new_version(ty: &Type) -> u32 {
    let version = ThreadState::current().interp().next_type_version();
    for class in ty.mro_types().skip(1) {
        // A base without a version would not tell us of its changes.
        assure_version(class);
    }
    ty.version.set(version);
    version
}

/// The attribute of a type's own MRO as a class attribute, and whether the type's dict changed: forget what was cached.
pub fn type_changed(thread: &ThreadState, ty: &Type) {
    if ty.version.get() == 0 {
        return;
    }
    ty.version.set(0);
    for class in thread.interp().subclasses(ty) {
        if let Some(class) = class.downcast::<Type>() {
            type_changed(thread, class);
        }
    }
}

/// `getattr(object, name)`.
#[inline]
pub fn get(thread: &ThreadState, object: &Value, name: &Str) -> PyResult<Value> {
    let ty = object.type_of();
    if let Some(getattr) = ty.slots.getattr.get()
        && !looks_up_plainly(ty)
    {
        return getattr(thread, object, &Value::of(name));
    }
    match generic_find(thread, object, name)? {
        Some(value) => Ok(value),
        None => Err(missing(thread, object, name)),
    }
}

/// As [`get`] for a name given as text.
pub fn get_name(thread: &ThreadState, object: &Value, name: &str) -> PyResult<Value> {
    let name = crate::types::str::intern::intern_bytes(thread, name.as_bytes())?;
    get(thread, object, &name)
}

/// `getattr(object, name, None)` as an option: AttributeError becomes `None`.
pub fn get_optional(thread: &ThreadState, object: &Value, name: &Str) -> PyResult<Option<Value>> {
    // Instances with plain lookup need no exception for an absent attribute.
    let ty = object.type_of();
    if ty.slots.getattr.get().is_none() || looks_up_plainly(ty) {
        // A descriptor may still raise one.
        return Ok(caught(thread, generic_find(thread, object, name), &exceptions::AttributeError)?.flatten());
    }
    caught(thread, get(thread, object, name), &exceptions::AttributeError)
}

/// Whether instances look attributes up as `object` does.
#[inline]
pub fn looks_up_plainly(ty: &Type) -> bool {
    crate::slot_is!(ty.slots.getattr, generic_get as GetAttrFn)
}

/// `setattr(object, name, value)`, or `delattr` for `None`.
#[inline]
pub fn set(thread: &ThreadState, object: &Value, name: &Str, value: Option<&Value>) -> PyResult<()> {
    let name = Value::of(name);
    match object.type_of().slots.setattr.get() {
        Some(setattr) => setattr(thread, object, &name, value),
        None => generic_set(thread, object, &name, value),
    }
}

pub fn set_name(thread: &ThreadState, object: &Value, name: &str, value: &Value) -> PyResult<()> {
    let name = crate::types::str::intern::intern_bytes(thread, name.as_bytes())?;
    set(thread, object, &name, Some(value))
}

/// The dict of an object whose type has a dict slot (functions, modules, exceptions, C types), if it was made.
pub fn dict_slot(object: &Value) -> Option<Option<Ref<Dict>>> {
    let ty = object.type_of();
    let offset = ty.dict_offset.get() as usize;
    if offset == 0 {
        return None;
    }
    let pointer = object.as_ptr()?;
    // SAFETY: E2: a type with a dict offset has an owned dict pointer (or NULL) there.
    let slot = unsafe { pointer.cast::<u8>().add(offset).cast::<Option<Value>>().as_ref() };
    Some(slot.as_ref().and_then(|dict| dict.downcast::<Dict>().map(Ref::of)))
}

fn set_dict_slot(object: &Value, dict: Option<Ref<Dict>>) {
    let offset = object.type_of().dict_offset.get() as usize;
    let pointer = object.as_ptr().expect("has a dict slot");
    // SAFETY: as in `dict_slot`; the old dict is dropped after the store.
    let old = unsafe {
        let slot = pointer.cast::<u8>().add(offset).cast::<Option<Value>>().as_ptr();
        std::mem::replace(&mut *slot, dict.map(Ref::into_value))
    };
    drop(old);
}

/// `object.__dict__`, made if there is none yet; `None` for objects without attributes.
pub fn instance_dict(object: &Value) -> Option<Ref<Dict>> {
    if object.type_of().shape_offset.get() != 0 {
        return instance::dict(object);
    }
    match dict_slot(object)? {
        Some(dict) => Some(dict),
        None => {
            let dict = Dict::new();
            set_dict_slot(object, Some(dict.clone()));
            Some(dict)
        }
    }
}

/// Assigns `object.__dict__`; false when the object has none.
pub fn set_instance_dict(object: &Value, dict: &Ref<Dict>) -> bool {
    if object.type_of().shape_offset.get() != 0 {
        return instance::set_dict(object, dict);
    }
    if object.type_of().dict_offset.get() == 0 {
        return false;
    }
    set_dict_slot(object, Some(dict.clone()));
    true
}

/// The attribute in the object itself, not its class.
#[inline]
pub fn own_attribute(object: &Value, name: &Str) -> Option<Value> {
    let ty = object.type_of();
    if ty.shape_offset.get() != 0 {
        return instance::get(object, name);
    }
    if ty.dict_offset.get() != 0 {
        return dict_slot(object)??.get_str(name);
    }
    None
}

/// The attribute, if the interpreter's table knows where instances like this one have it.
#[inline(always)]
fn known(thread: &ThreadState, object: &Value, name: &Str) -> Option<Value> {
    cache::attribute(object, thread.interp().attribute_table.find(object, Use::Load, name)?)
}

/// `object.__getattribute__`: data descriptor, instance, other descriptor or class attribute.
pub fn generic_get(thread: &ThreadState, object: &Value, name: &Value) -> PyResult<Value> {
    let Some(text) = name.downcast::<Str>() else { return Err(name_not_str(thread, name)) };
    match generic_find(thread, object, text)? {
        Some(value) => Ok(value),
        None => Err(missing(thread, object, text)),
    }
}

/// As [`generic_get`]; `None` instead of AttributeError (one raised by a descriptor is cleared too).
fn generic_find(thread: &ThreadState, object: &Value, name: &Str) -> PyResult<Option<Value>> {
    if let Some(value) = known(thread, object, name) {
        return Ok(Some(value));
    }
    let ty = object.type_of();
    let found = lookup_type(ty, name);
    let get = found.as_ref().and_then(|attribute| attribute.type_of().slots.descr_get.get());
    if let (Some(attribute), Some(get)) = (&found, get)
        && attribute.type_of().slots.descr_set.get().is_some()
    {
        return get(thread, attribute, Some(object), Some(&ty.as_value())).map(Some);
    }
    if let Some(value) = own_attribute(object, name) {
        if name.is_interned()
            && let Some(words) = cache::inline_slot(object, name)
        {
            thread.interp().attribute_table.keep(object, Use::Load, name, words);
        }
        return Ok(Some(value));
    }
    match (found, get) {
        (Some(attribute), Some(get)) => get(thread, &attribute, Some(object), Some(&ty.as_value())).map(Some),
        (found, _) => Ok(found),
    }
}

/// `object.__setattr__` / `__delattr__`.
pub fn generic_set(thread: &ThreadState, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(text) = name.downcast::<Str>() else { return Err(name_not_str(thread, name)) };
    let ty = object.type_of();
    let found = lookup_type(ty, text);
    if let Some(attribute) = &found
        && let Some(set) = attribute.type_of().slots.descr_set.get()
    {
        return set(thread, attribute, object, value);
    }
    let done = if ty.shape_offset.get() != 0 {
        instance::set(thread, object, text, value)?
    } else if ty.dict_offset.get() != 0 {
        match (instance_dict(object), value) {
            (Some(dict), Some(value)) => {
                dict.set_str(text, value.clone())?;
                true
            }
            (Some(dict), None) => dict.remove_str(text).is_some(),
            (None, _) => false,
        }
    } else {
        return Err(cannot_set(thread, object, text, found.is_some()));
    };
    if done { Ok(()) } else { Err(missing(thread, object, text)) }
}

#[cold]
fn cannot_set(thread: &ThreadState, object: &Value, name: &Str, exists: bool) -> Raised {
    let ty = object.type_of().short_name();
    let name_text = name.lossy();
    let message = if exists {
        format!("'{ty}' object attribute '{name_text}' is read-only")
    } else {
        format!("'{ty}' object has no attribute '{name_text}' and no __dict__ for setting new attributes")
    };
    attribute_error(thread, &message, object, name)
}

#[cold]
fn name_not_str(thread: &ThreadState, name: &Value) -> Raised {
    crate::err!(thread, TypeError, "attribute name must be string, not '{}'", name.type_of().short_name())
}

/// AttributeError "'X' object has no attribute 'name'".
#[cold]
#[inline(never)]
pub fn missing(thread: &ThreadState, object: &Value, name: &Str) -> Raised {
    let message = match object.downcast::<Type>() {
        Some(ty) => format!("type object '{}' has no attribute '{}'", ty.short_name(), name.lossy()),
        None => format!("'{}' object has no attribute '{}'", object.type_of().short_name(), name.lossy()),
    };
    attribute_error(thread, &message, object, name)
}

/// AttributeError with `name` and `obj` set.
#[cold]
pub fn attribute_error(thread: &ThreadState, message: &str, object: &Value, name: &Str) -> Raised {
    let exception = exceptions::new_with_message(thread, &exceptions::AttributeError, message);
    if let Some(fields) = exception.downcast::<BaseExceptionObject>() {
        fields.set_field(0, Some(Value::of(name)));
        fields.set_field(1, Some(object.clone()));
    }
    thread.raise(exception)
}

/// The special method `name` of the object's type, bound to it. Instance attributes do not count.
pub fn lookup_special(thread: &ThreadState, object: &Value, name: &Str) -> PyResult<Option<Value>> {
    let ty = object.type_of();
    let Some(found) = lookup_type(ty, name) else { return Ok(None) };
    match found.type_of().slots.descr_get.get() {
        Some(get) => get(thread, &found, Some(object), Some(&ty.as_value())).map(Some),
        None => Ok(Some(found)),
    }
}

/// Calls a special method found on the type of `this`: without making a bound method where that is possible.
pub fn call_special(thread: &ThreadState, this: &Value, method: &Value, args: &[Value]) -> PyResult<Value> {
    if let Some(function) = method.exact::<Function>() {
        return crate::eval::call::call_method_from_native(thread, function, this, args);
    }
    if method.type_of().has_flag(flags::METHOD_DESCRIPTOR) {
        let mut values: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::with_capacity(args.len() + 1);
        values.push(this.clone());
        values.extend(args.iter().cloned());
        return call::call(thread, method, Args::positional(&values));
    }
    let bound = match method.type_of().slots.descr_get.get() {
        Some(get) => get(thread, method, Some(this), Some(&this.type_of().as_value()))?,
        None => method.clone(),
    };
    call::call(thread, &bound, Args::positional(args))
}

/// Whether a method is `object`'s own slot wrapper (so that the generic function may be called directly).
pub fn is_object_wrapper(method: &Value) -> bool {
    method
        .exact::<crate::types::descriptor::SlotWrapper>()
        .is_some_and(|wrapper| wrapper.owner().is(crate::types::object::object_type()))
}
