//! Names, attributes, items: what happens when the inline caches miss.

use super::cache::{self, Kind, Use};
use super::context::Ctx;
use super::frame::Frame;
use crate::err;
use crate::exceptions;
use crate::object::{attr, call, subscript};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::cell::Cell as CellObject;
use crate::types::descriptor;
use crate::types::function::Function;
use crate::types::module::Module;
use crate::types::native::MethodDescriptor;
use crate::types::property::Property;
use crate::types::sequence::position;
use crate::types::str::access::{char_at, char_range};
use crate::types::{Dict, List, Str, Tuple, Type};
use crate::value::{Ref, Value};
use ladon_bytecode::flag;

/// `R[a] = getattr(R[b], name)`, remembering what it can.
#[inline(never)]
pub fn load_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    let known = recall(ctx, object, Use::Load, name).and_then(|words| cache::attribute(object, words));
    let value = match known {
        Some(value) => value,
        None => {
            let value = attr::get(ctx.thread, object, name)?;
            remember_attr(ctx, object, name, &value);
            value
        }
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

/// Brings back what another site, or this one, learned about the object's class.
fn recall(ctx: &Ctx<'_>, object: &Value, used: Use, name: &Str) -> Option<cache::Words> {
    let words = ctx.thread.interp().attribute_table.find(object, used, name)?;
    write_cache(ctx, words);
    Some(words)
}

fn write_cache(ctx: &Ctx<'_>, words: cache::Words) {
    for (index, word) in words.into_iter().enumerate() {
        // SAFETY: V1: three cache words follow.
        unsafe { *ctx.cache(index) = word };
    }
}

/// Remembers words about an instance, here and in the interpreter's table.
fn learn(ctx: &Ctx<'_>, object: &Value, used: Use, name: &Str, words: cache::Words) {
    write_cache(ctx, words);
    ctx.thread.interp().attribute_table.keep(object, used, name, words);
}

fn remember_attr(ctx: &Ctx<'_>, object: &Value, name: &Str, value: &Value) {
    if let Some(module) = object.exact::<Module>() {
        if let Some(dict) = module.dict_ref()
            && let Some(position) = dict.position_of_str(name)
        {
            write_cache(ctx, cache::module_value(dict.key_version(ctx.thread), position));
        }
    } else if let Some(class) = object.downcast::<Type>() {
        remember_class_attr(ctx, object, class, name, value);
    } else if let Some(words) = instance_words(object, name, Some(value)) {
        learn(ctx, object, Use::Load, name, words);
    }
}

/// What a cache may hold about attribute `name` of an instance, whose value is known when the lookup ran no code.
fn instance_words(object: &Value, name: &Str, value: Option<&Value>) -> Option<cache::Words> {
    let ty = object.type_of();
    if !attr::looks_up_plainly(ty) || object.as_ptr().is_none() {
        return None;
    }
    let Some(attribute) = attr::lookup_type(ty, name) else { return cache::inline_slot(object, name) };
    if let Some(offset) = descriptor::slot_offset(&attribute) {
        return Some(cache::member(ty, offset));
    }
    if let Some(property) = attribute.exact::<Property>() {
        let getter = property.getter().filter(|getter| getter.is_exact::<Function>())?;
        return Some(cache::property_of(ty, &getter));
    }
    let plain = attribute.type_of().slots.descr_get.get().is_none();
    if plain && value.is_some_and(|value| attribute.is(value)) && attr::own_attribute(object, name).is_none() {
        return if attr::is_volatile(ty, name) { None } else { cache::class_value(object, Kind::Value, &attribute) };
    }
    if attribute.type_of().slots.descr_set.get().is_none() { cache::inline_slot(object, name) } else { None }
}

fn remember_class_attr(ctx: &Ctx<'_>, object: &Value, class: &Type, name: &Str, value: &Value) {
    let meta = object.type_of();
    let plain = crate::slot_is!(meta.slots.getattr, crate::types::class::type_getattr as GetAttrFn);
    if !plain || attr::lookup_type(meta, name).is_some_and(|m| m.type_of().slots.descr_set.get().is_some()) {
        return;
    }
    if let Some(found) = attr::lookup_type(class, name)
        && found.is(value)
        && !attr::is_volatile(class, name)
    {
        write_cache(ctx, cache::type_value(class, meta, &found));
    }
}

/// `R[a], R[a+1]` = function and self, or bound object and NULL.
#[inline(never)]
pub fn load_method(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    if let Some(words) = recall(ctx, object, Use::Call, name)
        && let Some(method) = cache::method(object, words)
    {
        put_method(ctx, method);
        return Ok(());
    }
    if attr::looks_up_plainly(object.type_of())
        && let Some(method) = attr::lookup_type(object.type_of(), name)
        && (method.is_exact::<Function>() || method.is_exact::<MethodDescriptor>())
        && attr::own_attribute(object, name).is_none()
    {
        if let Some(words) = cache::class_value(object, Kind::Method, &method) {
            learn(ctx, object, Use::Call, name, words);
        }
        put_method(ctx, method);
        return Ok(());
    }
    // SAFETY: V1.
    let value = match cache::attribute(object, unsafe { cache::read(ctx.pc) }) {
        Some(value) => value,
        None => {
            let value = attr::get(ctx.thread, object, name)?;
            remember_callable(ctx, object, name, &value);
            value
        }
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    ctx.clear(ctx.a() + 1);
    Ok(())
}

fn put_method(ctx: &Ctx<'_>, method: Value) {
    let object = ctx.source_b();
    ctx.set(ctx.a(), method);
    ctx.set(ctx.a() + 1, object);
}

/// An attribute that is called without `self` in front: of a module, a class, or kept in the instance.
fn remember_callable(ctx: &Ctx<'_>, object: &Value, name: &Str, value: &Value) {
    if object.is_exact::<Module>() || object.downcast::<Type>().is_some() {
        remember_attr(ctx, object, name, value);
    } else if let Some(words) = instance_words(object, name, None)
        && cache::attribute(object, words).is_some()
    {
        write_cache(ctx, words);
    }
}

/// `setattr(R[b], name, R[a])`, remembering what it can.
#[inline(never)]
pub fn store_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, name) = (ctx.get(ctx.b()), ctx.name(ctx.c()));
    if let Some(words) = recall(ctx, object, Use::Store, name)
        && cache::store(object, words, || ctx.get(ctx.a()).clone())
    {
        ctx.consume();
        return Ok(());
    }
    if let Some(words) = store_words(object, name) {
        learn(ctx, object, Use::Store, name, words);
    }
    attr::set(ctx.thread, object, name, Some(ctx.get(ctx.a())))?;
    ctx.consume();
    Ok(())
}

/// What a cache may hold about storing attribute `name`, given the instance as it is before the store.
fn store_words(object: &Value, name: &Str) -> Option<cache::Words> {
    let ty = object.type_of();
    if !crate::slot_is!(ty.slots.setattr, attr::generic_set as SetAttrFn) || ty.itemsize.get() != 0 {
        return None;
    }
    match attr::lookup_type(ty, name) {
        Some(attribute) => match descriptor::slot_offset(&attribute) {
            Some(offset) => Some(cache::member(ty, offset)),
            None if attribute.type_of().slots.descr_set.get().is_none() => cache::slot_for_store(object, name),
            None => None,
        },
        None => cache::slot_for_store(object, name),
    }
}

pub fn delete_attr(ctx: &Ctx<'_>) -> PyResult<()> {
    attr::set(ctx.thread, ctx.get(ctx.b()), ctx.name(ctx.c()), None)?;
    ctx.consume();
    Ok(())
}

// ---- items -------------------------------------------------------------------------------------------------------

/// `x[i]` for exact lists and tuples with a small index, and dicts with str keys that are there.
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
    let value = item(ctx.thread, ctx.get(ctx.b()), ctx.get(ctx.c()))?;
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

#[inline(never)]
pub fn load_subscr_k(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = item(ctx.thread, ctx.get(ctx.b()), ctx.constant(ctx.c()))?;
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

/// `object[key]` where [`fast_subscript`] did not know.
#[inline(always)]
fn item(thread: &ThreadState, object: &Value, key: &Value) -> PyResult<Value> {
    if let (Some(text), Some(index)) = (object.exact::<Str>(), key.as_small_int())
        && let Some(at) = position(index as isize, text.char_len())
    {
        return Ok(char_at(text, at));
    }
    if let Some(dict) = object.exact::<Dict>()
        && let Some(value) = dict.get(thread, key)?
    {
        return Ok(value);
    }
    subscript::get(thread, object, key)
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

/// The two bounds as a slice object; they are moved out of their registers.
fn slice_bounds(ctx: &Ctx<'_>) -> Value {
    let (start, stop) = (ctx.take(ctx.c()), ctx.take(ctx.c() + 1));
    crate::types::slice::Slice::new(start, stop, Value::none()).into_value()
}

/// The bounds cut to a length, when they are small ints or None: no slice object is needed then.
fn quick_bounds(ctx: &Ctx<'_>, len: usize) -> Option<(usize, usize)> {
    let cut = |value: &Value, absent: usize| match value.as_small_int() {
        Some(index) => Some((if index < 0 { index + len as i64 } else { index }).clamp(0, len as i64) as usize),
        None => value.is_none().then_some(absent),
    };
    let start = cut(ctx.get(ctx.c()), 0)?;
    Some((start, cut(ctx.get(ctx.c() + 1), len)?.max(start)))
}

fn quick_slice(ctx: &Ctx<'_>) -> PyResult<Option<Value>> {
    let object = ctx.get(ctx.b());
    if let Some(list) = object.exact::<List>() {
        let Some((start, stop)) = quick_bounds(ctx, list.len()) else { return Ok(None) };
        return Ok(Some(list.copy_range(start, stop)?.into_value()));
    }
    if let Some(text) = object.exact::<Str>() {
        let Some((start, stop)) = quick_bounds(ctx, text.char_len()) else { return Ok(None) };
        return char_range(text, start, stop).map(Some);
    }
    if let Some(tuple) = object.exact::<Tuple>() {
        let Some((start, stop)) = quick_bounds(ctx, tuple.len()) else { return Ok(None) };
        let whole = stop - start == tuple.len();
        let part = if whole { Ref::of(tuple) } else { Tuple::from_slice(&tuple.as_slice()[start..stop])? };
        return Ok(Some(part.into_value()));
    }
    Ok(None)
}

#[inline(never)]
pub fn load_slice(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = match quick_slice(ctx)? {
        Some(value) => {
            ctx.clear(ctx.c());
            ctx.clear(ctx.c() + 1);
            value
        }
        None => {
            let slice = slice_bounds(ctx);
            subscript::get(ctx.thread, ctx.get(ctx.b()), &slice)?
        }
    };
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn store_slice(ctx: &Ctx<'_>) -> PyResult<()> {
    let (object, value) = (ctx.get(ctx.b()), ctx.get(ctx.a()));
    if let (Some(list), Some(items)) = (object.exact::<List>(), value.exact::<List>())
        && !std::ptr::eq(list, items)
        && let Some((start, stop)) = quick_bounds(ctx, list.len())
    {
        let removed = items.with_range(0, items.len(), |items| list.items.splice_copies(start, stop, items))?;
        drop(removed);
        ctx.clear(ctx.c());
        ctx.clear(ctx.c() + 1);
    } else {
        let slice = slice_bounds(ctx);
        subscript::set(ctx.thread, object, &slice, value)?;
    }
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
    let found = match in_mapping(ctx, &Value::of(globals), name)? {
        Some(found) => Some(found),
        None => builtins.get_str(name),
    };
    found.ok_or_else(|| undefined(ctx, name))
}

/// A global or builtin, where [`load_global`] found it.
///
/// # Safety
/// `pc` is the instruction of the frame: `[globals version | position + 1]` and `[builtins version | position]` follow.
#[inline(always)]
pub unsafe fn cached_global(frame: &Frame, pc: *const u64) -> Option<Value> {
    // SAFETY: V1: the promise.
    let (first, second) = unsafe { (*pc.add(1), *pc.add(2)) };
    // SAFETY: F2.
    let globals = unsafe { &*frame.globals };
    if first == 0 || first as u32 != globals.version_word() {
        return None;
    }
    let position = (first >> 32) as usize;
    if position != 0 {
        return globals.value_at(position - 1);
    }
    // SAFETY: F2.
    let builtins = unsafe { &*frame.builtins };
    if second as u32 == builtins.version_word() { builtins.value_at((second >> 32) as usize) } else { None }
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
    } else if !Value::of(globals).is_exact::<Dict>() {
        // A subclass may say what a missing name means.
        Some(global(ctx, name)?)
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

/// A global of module code, where [`load_name`] found it.
///
/// # Safety
/// As for [`cached_global`].
#[inline(always)]
pub unsafe fn cached_name(frame: &Frame, pc: *const u64) -> Option<Value> {
    // SAFETY: V1: the promise.
    let first = unsafe { *pc.add(1) };
    // SAFETY: F2.
    let globals = unsafe { &*frame.globals };
    let known = first >> 32 != 0 && first as u32 == globals.version_word();
    if known { globals.value_at((first >> 32) as usize - 1) } else { None }
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
