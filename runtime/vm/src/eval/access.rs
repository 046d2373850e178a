//! Names, attributes, items: inline caches and what happens when they miss.
//!
//! Cache of `LoadAttr`, `LoadMethod` (three words): `[type version | shape id]`, `[kind | offset << 8]`, `[value]`. The
//! value is borrowed from the type's dict, which holds it as long as the version stands.

use super::run::Ctx;
use crate::err;
use crate::exceptions;
use crate::object::{attr, call, subscript};
use crate::raise::{PyResult, Raised};
use crate::types::cell::Cell as CellObject;
use crate::types::descriptor;
use crate::types::function::Function;
use crate::types::instance;
use crate::types::module::Module;
use crate::types::native::MethodDescriptor;
use crate::types::{Dict, List, Str, Tuple, Type};
use crate::value::{Ref, Value};
use ladon_bytecode::flag;
use std::mem::ManuallyDrop;

const INLINE_SLOT: u64 = 1;
const CLASS_VALUE: u64 = 2;
const MEMBER: u64 = 3;
const MODULE: u64 = 4;
const METHOD: u64 = 5;
const TYPE_VALUE: u64 = 6;
const TRANSITION: u64 = 7;

#[inline(always)]
fn key(version: u32, shape: u32) -> u64 {
    version as u64 | (shape as u64) << 32
}

/// Key of an object for its caches: version of its type and id of its shape. `None`: not to be cached.
#[inline(always)]
fn object_key(object: &Value) -> Option<u64> {
    let ty = object.type_of();
    let version = ty.version.get();
    if version == 0 {
        return None;
    }
    let offset = ty.shape_offset.get();
    if offset == 0 || ty.itemsize.get() != 0 {
        return Some(key(version, 0));
    }
    // SAFETY: E3: a type with an area and no variable part.
    let shape = unsafe { instance::shape_id_at(object.as_ptr()?, offset) };
    if shape == 0 { None } else { Some(key(version, shape)) }
}

#[inline(always)]
fn borrowed(bits: u64) -> Value {
    // SAFETY: the version has not changed, so the dict that the value was found in still holds it.
    let held = ManuallyDrop::new(unsafe { Value::from_bits(bits) });
    (*held).clone()
}

/// The attribute, if the cache of the instruction at `pc` knows it.
#[inline(always)]
pub(super) fn cached_attr(object: &Value, pc: *mut u64) -> Option<Value> {
    // SAFETY: V1: three cache words follow.
    let (first, second, third) = unsafe { (*pc.add(1), *pc.add(2), *pc.add(3)) };
    if first == 0 {
        return None;
    }
    match second as u8 as u64 {
        INLINE_SLOT => {
            if object_key(object)? != first {
                return None;
            }
            // SAFETY: E3: the shape has this slot.
            unsafe {
                (*object.as_ptr()?.cast::<u8>().add((second >> 8) as usize).cast::<Option<Value>>().as_ptr()).clone()
            }
        }
        CLASS_VALUE => {
            if object_key(object)? != first {
                return None;
            }
            Some(borrowed(third))
        }
        MEMBER => {
            if object.type_of().version.get() as u64 != first {
                return None;
            }
            // SAFETY: E3: the class has a member at this offset.
            unsafe {
                (*object.as_ptr()?.cast::<u8>().add((second >> 8) as usize).cast::<Option<Value>>().as_ptr()).clone()
            }
        }
        MODULE => {
            let module = object.exact::<Module>()?;
            let dict = module.dict_ref()?;
            if dict.version_word() as u64 != first {
                return None;
            }
            dict.value_at((second >> 8) as usize)
        }
        TYPE_VALUE => {
            let ty = object.downcast::<Type>()?;
            if key(ty.version.get(), object.type_of().version.get()) != first {
                return None;
            }
            Some(borrowed(third))
        }
        _ => None,
    }
}

/// `R[a] = getattr(R[b], name)`, remembering what it can.
#[inline(never)]
pub fn load_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    let value = attr::get(ctx.thread, object, name)?;
    remember_attr(ctx, object, name, &value);
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

fn write_cache(ctx: &Ctx<'_>, words: [u64; 3]) {
    for (index, word) in words.into_iter().enumerate() {
        // SAFETY: V1: three cache words follow.
        unsafe { *ctx.cache(index) = word };
    }
}

fn uses_generic_get(ty: &Type) -> bool {
    ty.slots.getattr.get().is_some_and(|f| std::ptr::fn_addr_eq(f, attr::generic_get as crate::types::slots::GetAttrFn))
}

fn remember_attr(ctx: &Ctx<'_>, object: &Value, name: &Str, value: &Value) {
    let ty = object.type_of();
    if let Some(module) = object.exact::<Module>() {
        if let Some(dict) = module.dict_ref()
            && let Some(position) = dict.position_of_str(name)
        {
            let version = dict.key_version(ctx.thread) as u64;
            write_cache(ctx, [version, MODULE | (position as u64) << 8, 0]);
        }
        return;
    }
    if let Some(class) = object.downcast::<Type>() {
        remember_class_attr(ctx, object, class, name, value);
        return;
    }
    if !uses_generic_get(ty) || object.as_ptr().is_none() {
        return;
    }
    let version = attr::assure_version(ty);
    let found = attr::lookup_type(ty, name);
    match found {
        Some(attribute) => {
            if let Some(offset) = descriptor::slot_offset(&attribute) {
                write_cache(ctx, [version as u64, MEMBER | (offset as u64) << 8, 0]);
            } else if attribute.type_of().slots.descr_get.get().is_none()
                && attribute.is(value)
                && attr::own_attribute(object, name).is_none()
                && ty.dict_offset.get() == 0
                && let Some(key) = object_key(object)
            {
                write_cache(ctx, [key, CLASS_VALUE, attribute.bits()]);
            } else if attribute.type_of().slots.descr_set.get().is_none() {
                remember_slot(ctx, object, name);
            }
        }
        None => remember_slot(ctx, object, name),
    }
}

fn remember_slot(ctx: &Ctx<'_>, object: &Value, name: &Str) {
    if object.type_of().itemsize.get() == 0
        && let Some((_, offset)) = instance::cached_slot(object, name)
        && let Some(key) = object_key(object)
    {
        write_cache(ctx, [key, INLINE_SLOT | (offset as u64) << 8, 0]);
    }
}

fn remember_class_attr(ctx: &Ctx<'_>, object: &Value, class: &Type, name: &Str, value: &Value) {
    let meta = object.type_of();
    let plain =
        meta.slots.getattr.get().is_some_and(|f| {
            std::ptr::fn_addr_eq(f, crate::types::class::type_getattr as crate::types::slots::GetAttrFn)
        });
    if !plain || attr::lookup_type(meta, name).is_some_and(|m| m.type_of().slots.descr_set.get().is_some()) {
        return;
    }
    if let Some(found) = attr::lookup_type(class, name)
        && found.is(value)
    {
        let key = key(attr::assure_version(class), attr::assure_version(meta));
        write_cache(ctx, [key, TYPE_VALUE, found.bits()]);
    }
}

/// The function of a method call on `object`, if the cache knows it.
#[inline(always)]
pub(super) fn cached_method(object: &Value, pc: *mut u64) -> Option<Value> {
    // SAFETY: V1: three cache words follow.
    let (first, second, third) = unsafe { (*pc.add(1), *pc.add(2), *pc.add(3)) };
    if second == METHOD && first != 0 && object_key(object)? == first { Some(borrowed(third)) } else { None }
}

/// `R[a], R[a+1]` = function and self, or bound object and NULL.
#[inline(never)]
pub fn load_method(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    let ty = object.type_of();
    if uses_generic_get(ty) {
        attr::assure_version(ty);
        if let Some(method) = attr::lookup_type(ty, name)
            && (method.is_exact::<Function>() || method.is_exact::<MethodDescriptor>())
            && attr::own_attribute(object, name).is_none()
        {
            if ty.dict_offset.get() == 0
                && let Some(key) = object_key(object)
            {
                write_cache(ctx, [key, METHOD, method.bits()]);
            }
            let this = if ctx.flag(flag::TAKE_B) { ctx.take(ctx.b()) } else { object.clone() };
            ctx.set(ctx.a(), method);
            ctx.set(ctx.a() + 1, this);
            return Ok(());
        }
    }
    let value = match cached_attr(object, ctx.pc) {
        Some(value) => value,
        None => {
            let value = attr::get(ctx.thread, object, name)?;
            // Instances: the cache is kept for methods.
            if object.is_exact::<Module>() || object.downcast::<Type>().is_some() {
                remember_attr(ctx, object, name, &value);
            }
            value
        }
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    ctx.clear(ctx.a() + 1);
    Ok(())
}

/// Stores through the cache; `value` is only asked for when it hits.
#[inline(always)]
pub(super) fn cached_store(object: &Value, pc: *mut u64, value: impl FnOnce() -> Value) -> bool {
    // SAFETY: V1: three cache words follow.
    let (first, second, third) = unsafe { (*pc.add(1), *pc.add(2), *pc.add(3)) };
    if first == 0 {
        return false;
    }
    let Some(pointer) = object.as_ptr() else { return false };
    let kind = second as u8 as u64;
    let hit = match kind {
        MEMBER => object.type_of().version.get() as u64 == first,
        _ => object_key(object) == Some(first),
    };
    if !hit {
        return false;
    }
    // SAFETY: E3: the shape (or class) has this slot; the old value is dropped after the store.
    unsafe {
        let slot = pointer.cast::<u8>().add((second >> 8) as usize).cast::<Option<Value>>().as_ptr();
        if kind == TRANSITION {
            instance::set_shape_at(pointer, object.type_of().shape_offset.get(), third as *const instance::Shape);
        }
        let old = (*slot).replace(value());
        drop(old);
    }
    true
}

/// `setattr(R[b], name, R[a])`, remembering what it can.
#[inline(never)]
pub fn store_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    let ty = object.type_of();
    let generic = ty
        .slots
        .setattr
        .get()
        .is_some_and(|f| std::ptr::fn_addr_eq(f, attr::generic_set as crate::types::slots::SetAttrFn));
    let mut transition = None;
    if generic && ty.itemsize.get() == 0 {
        attr::assure_version(ty);
        match attr::lookup_type(ty, name) {
            Some(attribute) => {
                if let Some(offset) = descriptor::slot_offset(&attribute) {
                    write_cache(ctx, [ty.version.get() as u64, MEMBER | (offset as u64) << 8, 0]);
                } else if attribute.type_of().slots.descr_set.get().is_none() {
                    transition = remember_store(ctx, object, name);
                }
            }
            None => transition = remember_store(ctx, object, name),
        }
    }
    attr::set(ctx.thread, object, name, Some(ctx.get(ctx.a())))?;
    if let Some(words) = transition {
        write_cache(ctx, words);
    }
    ctx.consume();
    Ok(())
}

fn remember_store(ctx: &Ctx<'_>, object: &Value, name: &Str) -> Option<[u64; 3]> {
    let key = object_key(object)?;
    if let Some((_, offset)) = instance::cached_slot(object, name) {
        write_cache(ctx, [key, INLINE_SLOT | (offset as u64) << 8, 0]);
        return None;
    }
    let (_, shape, offset) = instance::cached_transition(object, name)?;
    Some([key, TRANSITION | (offset as u64) << 8, shape.addr() as u64])
}

pub fn delete_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    attr::set(ctx.thread, ctx.get(ctx.b()), ctx.name(ctx.c()), None)?;
    ctx.consume();
    Ok(())
}

// ---- items -------------------------------------------------------------------------------------------------------

/// `x[i]` for exact lists and tuples with a small index, and dicts with str keys.
#[inline(always)]
pub fn fast_subscript(object: &Value, index: &Value) -> Option<Value> {
    if let Some(at) = index.as_small_int() {
        if let Some(list) = object.exact::<List>() {
            let at = if at < 0 { at + list.len() as i64 } else { at };
            return list.get(usize::try_from(at).ok()?);
        }
        if let Some(tuple) = object.exact::<Tuple>() {
            let at = if at < 0 { at + tuple.len() as i64 } else { at };
            return tuple.as_slice().get(usize::try_from(at).ok()?).cloned();
        }
        return None;
    }
    if let (Some(dict), Some(name)) = (object.exact::<Dict>(), index.exact::<Str>()) {
        return dict.value_at(dict.position_of_str(name)?);
    }
    None
}

#[inline(never)]
pub fn load_subscr(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = match fast_subscript(ctx.get(ctx.b()), ctx.get(ctx.c())) {
        Some(value) => value,
        None => subscript::get(ctx.thread, ctx.get(ctx.b()), ctx.get(ctx.c()))?,
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

#[inline(never)]
pub fn load_subscr_k(ctx: &Ctx<'_>) -> PyResult<()> {
    let key = ctx.constant(ctx.c());
    let value = match fast_subscript(ctx.get(ctx.b()), key) {
        Some(value) => value,
        None => subscript::get(ctx.thread, ctx.get(ctx.b()), key)?,
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

#[inline(never)]
pub fn store_subscr(ctx: &Ctx<'_>) -> PyResult<()> {
    store(ctx, ctx.get(ctx.c()))
}

pub fn store_subscr_k(ctx: &Ctx<'_>) -> PyResult<()> {
    store(ctx, ctx.constant(ctx.c()))
}

fn store(ctx: &Ctx<'_>, key: &Value) -> PyResult<()> {
    let (object, value) = (ctx.get(ctx.b()), ctx.get(ctx.a()));
    match object.exact::<Dict>() {
        Some(dict) => dict.set(ctx.thread, key, value.clone())?,
        None => subscript::set(ctx.thread, object, key, value)?,
    }
    ctx.consume();
    Ok(())
}

fn slice_bounds(ctx: &Ctx<'_>) -> Value {
    let (start, stop) = (ctx.take(ctx.c()), ctx.take(ctx.c() + 1));
    crate::types::slice::Slice::new(start, stop, Value::none()).into_value()
}

pub fn load_slice(ctx: &Ctx<'_>) -> PyResult<()> {
    let slice = slice_bounds(ctx);
    let value = subscript::get(ctx.thread, ctx.get(ctx.b()), &slice)?;
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn store_slice(ctx: &Ctx<'_>) -> PyResult<()> {
    let slice = slice_bounds(ctx);
    subscript::set(ctx.thread, ctx.get(ctx.b()), &slice, ctx.get(ctx.a()))?;
    ctx.consume();
    Ok(())
}

// ---- names -------------------------------------------------------------------------------------------------------

#[cold]
fn name_error(ctx: &Ctx<'_>, class: &Type, message: &str, name: &Str) -> Raised {
    let exception = exceptions::new_with_message(ctx.thread, class, message);
    if let Some(object) = exception.downcast::<exceptions::BaseExceptionObject>() {
        object.set_field(0, Some(Value::of(name)));
    }
    ctx.thread.raise(exception)
}

#[cold]
fn undefined(ctx: &Ctx<'_>, name: &Str) -> Raised {
    name_error(ctx, &exceptions::NameError, &format!("name '{}' is not defined", name.lossy()), name)
}

#[cold]
pub fn unbound_local(ctx: &Ctx<'_>, name: usize) -> Raised {
    let name = ctx.name(name);
    let text = name.lossy();
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    name_error(ctx, &exceptions::UnboundLocalError, &message, name)
}

#[cold]
pub fn unbound_cell(ctx: &Ctx<'_>, reg: usize, name: usize) -> Raised {
    if reg < ctx.frame.code().code.first_free() {
        return unbound_local(ctx, name);
    }
    let name = ctx.name(name);
    let text = name.lossy();
    let message =
        format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
    name_error(ctx, &exceptions::NameError, &message, name)
}

fn cell<'a>(ctx: &'a Ctx<'_>, reg: usize) -> &'a CellObject {
    // SAFETY: V5.
    unsafe { ctx.get(reg).downcast_unchecked() }
}

pub fn copy_free_vars(ctx: &Ctx<'_>) -> PyResult<()> {
    let function = ctx.frame.function.as_ref();
    let closure = function.and_then(|function| function.closure.clone());
    let cells = closure.as_ref().map_or(&[][..], |tuple| tuple.as_slice());
    if cells.len() != ctx.c() {
        return Err(err!(ctx.thread, SystemError, "a closure of {} cells is needed, not {}", ctx.c(), cells.len()));
    }
    for (index, cell) in cells.iter().enumerate() {
        ctx.set(ctx.a() + index, cell.clone());
    }
    Ok(())
}

pub fn delete_cell(ctx: &Ctx<'_>) -> PyResult<()> {
    let cell = cell(ctx, ctx.b());
    if cell.get().is_none() {
        return Err(unbound_cell(ctx, ctx.b(), ctx.c()));
    }
    cell.set(None);
    Ok(())
}

fn from_cell(ctx: &Ctx<'_>, reg: usize, name: usize) -> PyResult<Value> {
    cell(ctx, reg).get().ok_or_else(|| unbound_cell(ctx, reg, name))
}

/// The name in a mapping, `None` when it has no such key.
fn in_mapping(ctx: &Ctx<'_>, mapping: &Value, name: &Str) -> PyResult<Option<Value>> {
    match mapping.exact::<Dict>() {
        Some(dict) => Ok(dict.get_str(name)),
        None => {
            let found = subscript::get(ctx.thread, mapping, &Value::of(name));
            crate::raise::caught(ctx.thread, found, &exceptions::KeyError)
        }
    }
}

pub fn load_name_or_cell(ctx: &Ctx<'_>) -> PyResult<()> {
    let found = match &ctx.frame.locals {
        Some(locals) => in_mapping(ctx, locals, ctx.name(ctx.c()))?,
        None => None,
    };
    let value = match found {
        Some(value) => value,
        None => from_cell(ctx, ctx.b(), ctx.c())?,
    };
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn load_dict_or_global(ctx: &Ctx<'_>) -> PyResult<()> {
    let name = ctx.name(ctx.c());
    let value = match in_mapping(ctx, ctx.get(ctx.b()), name)? {
        Some(value) => value,
        None => global(ctx, name)?,
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn load_dict_or_cell(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = match in_mapping(ctx, ctx.get(ctx.b()), ctx.name(ctx.lo()))? {
        Some(value) => value,
        None => from_cell(ctx, ctx.c(), ctx.lo())?,
    };
    if ctx.flag(flag::TAKE_B) {
        ctx.clear(ctx.b());
    }
    ctx.set(ctx.a(), value);
    Ok(())
}

fn global(ctx: &Ctx<'_>, name: &Str) -> PyResult<Value> {
    let (globals, builtins) = (ctx.frame.globals(), ctx.frame.builtins());
    globals.get_str(name).or_else(|| builtins.get_str(name)).ok_or_else(|| undefined(ctx, name))
}

#[inline(never)]
pub fn load_global(ctx: &Ctx<'_>) -> PyResult<()> {
    let name = ctx.name(ctx.c());
    let (globals, builtins) = (ctx.frame.globals(), ctx.frame.builtins());
    let value = if let Some(position) = globals.position_of_str(name) {
        let version = globals.key_version(ctx.thread) as u64;
        // SAFETY: V1: two cache words follow.
        unsafe { *ctx.cache(0) = version | ((position + 1) as u64) << 32 };
        globals.value_at(position)
    } else if let Some(position) = builtins.position_of_str(name) {
        let (own, theirs) = (globals.key_version(ctx.thread) as u64, builtins.key_version(ctx.thread) as u64);
        // SAFETY: V1: two cache words follow.
        unsafe {
            *ctx.cache(0) = own;
            *ctx.cache(1) = theirs | (position as u64) << 32;
        }
        builtins.value_at(position)
    } else {
        Some(global(ctx, name)?)
    };
    let value = value.ok_or_else(|| undefined(ctx, name))?;
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn store_global(ctx: &Ctx<'_>) -> PyResult<()> {
    store_in_globals(ctx)
}

fn store_in_globals(ctx: &Ctx<'_>) -> PyResult<()> {
    let globals = ctx.frame.globals();
    // SAFETY: V1: one cache word follows.
    let cached = unsafe { *ctx.cache(0) };
    let value = ctx.source_a();
    if cached >> 32 != 0 && cached as u32 == globals.version_word() {
        globals.replace_at((cached >> 32) as usize - 1, value);
        return Ok(());
    }
    let name = ctx.name(ctx.c());
    globals.set_str(name, value)?;
    if let Some(position) = globals.position_of_str(name) {
        let version = globals.key_version(ctx.thread) as u64;
        // SAFETY: V1: one cache word follows.
        unsafe { *ctx.cache(0) = version | ((position + 1) as u64) << 32 };
    }
    Ok(())
}

pub fn delete_global(ctx: &Ctx<'_>) -> PyResult<()> {
    let name = ctx.name(ctx.c());
    match ctx.frame.globals().remove_str(name) {
        Some(_) => Ok(()),
        None => Err(undefined(ctx, name)),
    }
}

#[inline(never)]
pub fn load_name(ctx: &Ctx<'_>) -> PyResult<()> {
    let Some(locals) = &ctx.frame.locals else { return load_global(ctx) };
    let name = ctx.name(ctx.c());
    let value = match in_mapping(ctx, locals, name)? {
        Some(value) => value,
        None => global(ctx, name)?,
    };
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn store_name(ctx: &Ctx<'_>) -> PyResult<()> {
    let Some(locals) = &ctx.frame.locals else { return store_in_globals(ctx) };
    let name = ctx.name(ctx.c());
    let value = ctx.source_a();
    match locals.exact::<Dict>() {
        Some(dict) => Ok(dict.set_str(name, value)?),
        None => subscript::set(ctx.thread, locals, &Value::of(name), &value),
    }
}

pub fn delete_name(ctx: &Ctx<'_>) -> PyResult<()> {
    let name = ctx.name(ctx.c());
    let removed = match &ctx.frame.locals {
        None => ctx.frame.globals().remove_str(name).is_some(),
        Some(locals) => match locals.exact::<Dict>() {
            Some(dict) => dict.remove_str(name).is_some(),
            None => {
                let done = subscript::delete(ctx.thread, locals, &Value::of(name));
                crate::raise::caught(ctx.thread, done, &exceptions::KeyError)?.is_some()
            }
        },
    };
    if removed { Ok(()) } else { Err(undefined(ctx, name)) }
}

pub fn load_locals(ctx: &Ctx<'_>) -> PyResult<()> {
    let locals = match &ctx.frame.locals {
        Some(locals) => locals.clone(),
        None => Value::of(ctx.frame.globals()),
    };
    ctx.set(ctx.a(), locals);
    Ok(())
}

// ---- super -------------------------------------------------------------------------------------------------------

fn super_value(ctx: &Ctx<'_>, base: usize) -> PyResult<Value> {
    let name = ctx.name(ctx.c());
    let (callable, class, this) = (ctx.take(base), ctx.take(base + 1), ctx.take(base + 2));
    if callable.is(&crate::types::superobject::super_type().as_value()) {
        return crate::types::superobject::get(ctx.thread, &class, &this, name);
    }
    let object = if ctx.flag(flag::ZERO_ARG) {
        call::positional(ctx.thread, &callable, &[])?
    } else {
        call::positional(ctx.thread, &callable, &[class, this])?
    };
    attr::get(ctx.thread, &object, name)
}

pub fn load_super_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = super_value(ctx, ctx.b())?;
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn load_super_method(ctx: &Ctx<'_>) -> PyResult<()> {
    let base = ctx.b();
    if ctx.get(base).is(&crate::types::superobject::super_type().as_value())
        && let Some(function) =
            crate::types::superobject::find_function(ctx.get(base + 1), ctx.get(base + 2), ctx.name(ctx.c()))
    {
        let this = ctx.take(base + 2);
        ctx.clear(base + 1);
        ctx.set(ctx.a(), function);
        ctx.set(ctx.a() + 1, this);
        if ctx.a() + 2 != base + 2 {
            ctx.clear(ctx.a() + 2);
        }
        return Ok(());
    }
    let value = super_value(ctx, base)?;
    ctx.set(ctx.a(), value);
    ctx.clear(ctx.a() + 1);
    Ok(())
}

/// A dict borrowed from a reference, for callers outside.
pub fn dict_of(reference: &Ref<Dict>) -> &Dict {
    reference
}
