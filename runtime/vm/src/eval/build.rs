//! Functions, containers, strings, unpacking, patterns.

use super::context::Ctx;
use crate::err;
use crate::names;
use crate::object::{attr, iter, repr, subscript};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::function::Function;
use crate::types::slice::Slice;
use crate::types::{Dict, List, Str, Tuple, Type, flags, int};
use crate::value::{Ref, Value};
use ladon_bytecode::flag;

fn take_range(ctx: &Ctx<'_>, base: usize, count: usize) -> Vec<Value> {
    (base..base + count).map(|reg| ctx.take(reg)).collect()
}

pub fn function(ctx: &Ctx<'_>) -> PyResult<()> {
    let code = ctx.constant(ctx.c());
    // SAFETY: V2: a code constant.
    let code: Ref<CodeObject> = Ref::of(unsafe { code.downcast_unchecked() });
    let mut at = ctx.b();
    let mut part = |wanted: u8| {
        if !ctx.flag(wanted) {
            return None;
        }
        at += 1;
        Some(ctx.take(at - 1))
    };
    let (defaults, kwdefaults) = (part(flag::DEFAULTS), part(flag::KWDEFAULTS));
    let (annotate, closure) = (part(flag::ANNOTATE), part(flag::CLOSURE));
    let closure = closure.and_then(|closure| Ref::<Tuple>::from_value(closure).ok());
    let function = Function::new(code, Ref::of(ctx.frame.globals()), Ref::of(ctx.frame.builtins()), closure);
    function.defaults.set(defaults.and_then(|value| Ref::<Tuple>::from_value(value).ok()));
    function.kwdefaults.set(kwdefaults.and_then(|value| Ref::<Dict>::from_value(value).ok()));
    function.annotate.set(annotate);
    ctx.set(ctx.a(), function.into_value());
    Ok(())
}

pub fn load_build_class(ctx: &Ctx<'_>) -> PyResult<()> {
    let found = ctx.frame.builtins().get_str(names::get().__build_class__);
    let value = found.ok_or_else(|| err!(ctx.thread, NameError, "__build_class__ not found"))?;
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn slice(ctx: &Ctx<'_>) -> PyResult<()> {
    let base = ctx.b();
    let slice = Slice::new(ctx.take(base), ctx.take(base + 1), ctx.take(base + 2));
    ctx.set(ctx.a(), slice.into_value());
    Ok(())
}

pub fn list(ctx: &Ctx<'_>) -> PyResult<()> {
    let list = List::new();
    if ctx.c() > 0 {
        // SAFETY: V4: owned values, moved into the list; the registers are set to NULL.
        unsafe {
            let from = ctx.regs.add(ctx.b());
            list.items.extend_from_raw(from.cast(), ctx.c())?;
            std::ptr::write_bytes(from, 0, ctx.c());
        }
    }
    ctx.set(ctx.a(), list.into_value());
    Ok(())
}

pub fn tuple(ctx: &Ctx<'_>) -> PyResult<()> {
    // SAFETY: V4: owned values, moved into the tuple; the registers are set to NULL.
    let tuple = unsafe {
        let from = ctx.regs.add(ctx.b());
        let tuple = Tuple::from_raw_items(from.cast(), ctx.c())?;
        std::ptr::write_bytes(from, 0, ctx.c());
        tuple
    };
    ctx.set(ctx.a(), tuple.into_value());
    Ok(())
}

pub fn set(ctx: &Ctx<'_>) -> PyResult<()> {
    let items = take_range(ctx, ctx.b(), ctx.c());
    let set = crate::types::set::set_from_vec(ctx.thread, items)?;
    ctx.set(ctx.a(), set);
    Ok(())
}

pub fn dict(ctx: &Ctx<'_>) -> PyResult<()> {
    let dict = Dict::new();
    for pair in 0..ctx.c() {
        let base = ctx.b() + 2 * pair;
        let value = ctx.take(base + 1);
        dict.set(ctx.thread, ctx.get(base), value)?;
        ctx.clear(base);
    }
    ctx.set(ctx.a(), dict.into_value());
    Ok(())
}

pub fn string(ctx: &Ctx<'_>) -> PyResult<()> {
    let parts = ctx.b()..ctx.b() + ctx.c();
    let (mut bytes, mut chars, mut ascii) = (0usize, 0usize, true);
    for reg in parts.clone() {
        // SAFETY: the compiler only joins what `Format` and constants gave: strings.
        let part = unsafe { ctx.get(reg).downcast_unchecked::<Str>() };
        bytes += part.byte_len();
        chars += part.char_len();
        ascii &= part.is_ascii();
    }
    let mut at = 0;
    let joined = Str::with_counts(bytes, chars, |target| {
        for reg in parts.clone() {
            // SAFETY: as above.
            let part = unsafe { ctx.get(reg).downcast_unchecked::<Str>() }.as_bytes();
            target[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
    })?;
    let joined = if ascii { joined } else { crate::types::str::normalize_surrogates(joined)? };
    for reg in parts {
        ctx.clear(reg);
    }
    ctx.set(ctx.a(), joined.into_value());
    Ok(())
}

pub fn set_add(ctx: &Ctx<'_>) -> PyResult<()> {
    crate::types::set::add(ctx.thread, ctx.get(ctx.a()), ctx.get(ctx.b()))?;
    ctx.consume();
    Ok(())
}

fn exact_dict<'a>(ctx: &'a Ctx<'_>, reg: usize) -> &'a Dict {
    // SAFETY: the compiler made the dict.
    unsafe { ctx.get(reg).downcast_unchecked() }
}

fn exact_list<'a>(ctx: &'a Ctx<'_>, reg: usize) -> &'a List {
    // SAFETY: the compiler made the list.
    unsafe { ctx.get(reg).downcast_unchecked() }
}

pub fn dict_set(ctx: &Ctx<'_>) -> PyResult<()> {
    exact_dict(ctx, ctx.a()).set(ctx.thread, ctx.get(ctx.b()), ctx.get(ctx.c()).clone())?;
    ctx.consume();
    Ok(())
}

pub fn list_extend(ctx: &Ctx<'_>) -> PyResult<()> {
    let items = ctx.get(ctx.b());
    if !iter::is_iterable(items) {
        let name = items.type_of().short_name();
        return Err(err!(ctx.thread, TypeError, "Value after * must be an iterable, not {name}"));
    }
    let items = iter::collect(ctx.thread, items)?;
    exact_list(ctx, ctx.a()).items.extend_from_vec(items)?;
    ctx.consume();
    Ok(())
}

pub fn set_update(ctx: &Ctx<'_>) -> PyResult<()> {
    for item in iter::collect(ctx.thread, ctx.get(ctx.b()))? {
        crate::types::set::add(ctx.thread, ctx.get(ctx.a()), &item)?;
    }
    ctx.consume();
    Ok(())
}

/// The pairs of a mapping: a dict, or anything with `keys()`; `None` when it is no mapping.
fn mapping_pairs(thread: &ThreadState, mapping: &Value) -> PyResult<Option<Vec<(Value, Value)>>> {
    if let Some(dict) = crate::types::dict::update::plain_dict(mapping) {
        return Ok(Some(dict.snapshot()));
    }
    let Some(keys) = attr::get_optional(thread, mapping, crate::names::get().keys)? else { return Ok(None) };
    let keys = crate::object::call::positional(thread, &keys, &[])?;
    let mut pairs = Vec::new();
    for key in iter::collect(thread, &keys)? {
        let value = subscript::get(thread, mapping, &key)?;
        pairs.push((key, value));
    }
    Ok(Some(pairs))
}

pub fn dict_update(ctx: &Ctx<'_>) -> PyResult<()> {
    let mapping = ctx.get(ctx.b());
    let Some(pairs) = mapping_pairs(ctx.thread, mapping)? else {
        let name = mapping.type_of().short_name();
        return Err(err!(ctx.thread, TypeError, "'{name}' object is not a mapping"));
    };
    let dict = exact_dict(ctx, ctx.a());
    for (key, value) in pairs {
        dict.set(ctx.thread, &key, value)?;
    }
    ctx.consume();
    Ok(())
}

/// Adds the pairs of `**mapping` to the keyword arguments for `callable`.
pub fn merge(thread: &ThreadState, dict: &Dict, mapping: &Value, callable: &Value) -> PyResult<()> {
    let Some(pairs) = mapping_pairs(thread, mapping)? else {
        let (name, found) = (super::invoke::callable_name(thread, callable), mapping.type_of().short_name());
        return Err(err!(thread, TypeError, "{name} argument after ** must be a mapping, not {found}"));
    };
    for (key, value) in pairs {
        if key.downcast::<Str>().is_none() {
            return Err(err!(thread, TypeError, "keywords must be strings"));
        }
        if dict.contains(thread, &key)? {
            let (name, key) = (super::invoke::callable_name(thread, callable), repr::str_lossy(thread, &key));
            return Err(err!(thread, TypeError, "{name} got multiple values for keyword argument '{key}'"));
        }
        dict.set(thread, &key, value)?;
    }
    Ok(())
}

pub fn dict_merge(ctx: &Ctx<'_>) -> PyResult<()> {
    merge(ctx.thread, exact_dict(ctx, ctx.a()), ctx.get(ctx.b()), ctx.get(ctx.c()))?;
    ctx.consume();
    Ok(())
}

pub fn list_to_tuple(ctx: &Ctx<'_>) -> PyResult<()> {
    let tuple = exact_list(ctx, ctx.b()).with_range(0, usize::MAX, Tuple::from_slice)?;
    ctx.consume();
    ctx.set(ctx.a(), tuple.into_value());
    Ok(())
}

// ---- unpacking ---------------------------------------------------------------------------------------------------

/// Exactly `count` items of `source`.
fn unpack_exact(ctx: &Ctx<'_>, source: &Value, count: usize) -> PyResult<Vec<Value>> {
    let thread = ctx.thread;
    let known = match (source.exact::<Tuple>(), source.exact::<List>()) {
        (Some(tuple), _) => Some(tuple.as_slice().to_vec()),
        (_, Some(list)) => Some(list.items.snapshot()),
        _ => None,
    };
    if let Some(items) = known {
        if items.len() == count {
            return Ok(items);
        }
        return Err(wrong_count(thread, count, items.len(), true));
    }
    if !iter::is_iterable(source) {
        let name = source.type_of().short_name();
        return Err(err!(thread, TypeError, "cannot unpack non-iterable {name} object"));
    }
    let iterator = iter::iter(thread, source)?;
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        match iter::next(thread, &iterator)? {
            Some(item) => items.push(item),
            None => return Err(wrong_count(thread, count, items.len(), false)),
        }
    }
    match iter::next(thread, &iterator)? {
        None => Ok(items),
        Some(_) => Err(wrong_count(thread, count, count + 1, false)),
    }
}

#[cold]
fn wrong_count(thread: &ThreadState, wanted: usize, got: usize, known: bool) -> crate::raise::Raised {
    if got < wanted {
        return err!(thread, ValueError, "not enough values to unpack (expected {wanted}, got {got})");
    }
    if known {
        return err!(thread, ValueError, "too many values to unpack (expected {wanted}, got {got})");
    }
    err!(thread, ValueError, "too many values to unpack (expected {wanted})")
}

pub fn unpack(ctx: &Ctx<'_>) -> PyResult<()> {
    let source = ctx.get(ctx.b());
    if let Some(tuple) = source.exact::<Tuple>().filter(|tuple| tuple.len() == ctx.c()) {
        // The source may lie in one of the destinations.
        let held = Ref::of(tuple);
        ctx.consume();
        for (index, item) in held.as_slice().iter().enumerate() {
            ctx.set(ctx.a() + index, item.clone());
        }
        return Ok(());
    }
    let items = unpack_exact(ctx, ctx.get(ctx.b()), ctx.c())?;
    ctx.consume();
    for (index, item) in items.into_iter().enumerate() {
        ctx.set(ctx.a() + index, item);
    }
    Ok(())
}

pub fn unpack2(ctx: &Ctx<'_>) -> PyResult<()> {
    let source = ctx.get(ctx.c());
    let (first, second) = match source.exact::<Tuple>().map(Tuple::as_slice) {
        Some([first, second]) => (first.clone(), second.clone()),
        _ => {
            if let Some(pair) = two_of_list(source) {
                return put_two(ctx, pair);
            }
            let mut items = unpack_exact(ctx, source, 2)?;
            let second = items.pop().expect("two items");
            (items.pop().expect("two items"), second)
        }
    };
    put_two(ctx, (first, second))
}

fn put_two(ctx: &Ctx<'_>, (first, second): (Value, Value)) -> PyResult<()> {
    if ctx.flag(flag::TAKE_C) {
        ctx.clear(ctx.c());
    }
    ctx.set(ctx.a(), first);
    ctx.set(ctx.b(), second);
    Ok(())
}

fn two_of_list(source: &Value) -> Option<(Value, Value)> {
    let list = source.exact::<List>().filter(|list| list.len() == 2)?;
    list.get(0).zip(list.get(1))
}

pub fn unpack3(ctx: &Ctx<'_>) -> PyResult<()> {
    let source = ctx.take(ctx.lo());
    if let Some([first, second, third]) = source.exact::<Tuple>().map(Tuple::as_slice) {
        ctx.set(ctx.a(), first.clone());
        ctx.set(ctx.b(), second.clone());
        ctx.set(ctx.c(), third.clone());
        return Ok(());
    }
    let items = unpack_exact(ctx, &source, 3)?;
    drop(source);
    for (reg, item) in [ctx.a(), ctx.b(), ctx.c()].into_iter().zip(items) {
        ctx.set(reg, item);
    }
    Ok(())
}

pub fn unpack_ex(ctx: &Ctx<'_>) -> PyResult<()> {
    let (before, after) = (ctx.lo(), ctx.hi());
    let source = ctx.get(ctx.b());
    if !iter::is_iterable(source) {
        let name = source.type_of().short_name();
        return Err(err!(ctx.thread, TypeError, "cannot unpack non-iterable {name} object"));
    }
    let mut items = iter::collect(ctx.thread, source)?;
    if items.len() < before + after {
        let (wanted, got) = (before + after, items.len());
        return Err(err!(
            ctx.thread,
            ValueError,
            "not enough values to unpack (expected at least {wanted}, got {got})"
        ));
    }
    let tail = items.split_off(items.len() - after);
    let middle = List::from_vec(items.split_off(before))?;
    ctx.consume();
    let values = items.into_iter().chain([middle.into_value()]).chain(tail);
    for (index, value) in values.enumerate() {
        ctx.set(ctx.a() + index, value);
    }
    Ok(())
}

// ---- strings -----------------------------------------------------------------------------------------------------

pub fn convert(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = ctx.get(ctx.b());
    let text = match ctx.c() {
        1 => repr::str(ctx.thread, value)?,
        2 => repr::repr(ctx.thread, value)?,
        _ => crate::types::str::ascii(ctx.thread, value)?,
    };
    ctx.consume();
    ctx.set(ctx.a(), text.into_value());
    Ok(())
}

pub fn format(ctx: &Ctx<'_>) -> PyResult<()> {
    let empty = crate::runtime::shared().empty_str.get();
    let text = repr::format(ctx.thread, ctx.get(ctx.b()), empty)?;
    ctx.consume();
    ctx.set(ctx.a(), text.into_value());
    Ok(())
}

pub fn format_spec(ctx: &Ctx<'_>) -> PyResult<()> {
    // SAFETY: the compiler made the spec: a string.
    let spec = unsafe { ctx.get(ctx.c()).downcast_unchecked::<Str>() };
    let text = repr::format(ctx.thread, ctx.get(ctx.b()), spec)?;
    ctx.consume();
    ctx.set(ctx.a(), text.into_value());
    Ok(())
}

pub fn interpolation(ctx: &Ctx<'_>) -> PyResult<()> {
    let base = ctx.b();
    let (value, expression, spec) = (ctx.take(base), ctx.take(base + 1), ctx.take(base + 2));
    let conversion = match ctx.c() {
        0 => Value::none(),
        1 => crate::runtime::latin1_str(b's'),
        2 => crate::runtime::latin1_str(b'r'),
        _ => crate::runtime::latin1_str(b'a'),
    };
    let made = crate::types::template::Interpolation::new(value, expression, conversion, spec);
    ctx.set(ctx.a(), made.into_value());
    Ok(())
}

pub fn template(ctx: &Ctx<'_>) -> PyResult<()> {
    let tuple = |reg: usize| ctx.get(reg).downcast::<Tuple>().map(Ref::of);
    let (Some(strings), Some(parts)) = (tuple(ctx.b()), tuple(ctx.c())) else {
        return Err(err!(ctx.thread, SystemError, "a template is made of two tuples"));
    };
    ctx.set(ctx.a(), crate::types::template::Template::new(strings, parts).into_value());
    Ok(())
}

pub fn load_common(ctx: &Ctx<'_>) -> PyResult<()> {
    let class: &Type =
        if ctx.c() == 0 { &crate::exceptions::AssertionError } else { &crate::exceptions::NotImplementedError };
    ctx.set(ctx.a(), class.as_value());
    Ok(())
}

// ---- patterns ----------------------------------------------------------------------------------------------------

pub fn get_len(ctx: &Ctx<'_>) -> PyResult<()> {
    let length = subscript::len(ctx.thread, ctx.get(ctx.b()))?;
    ctx.consume();
    ctx.set(ctx.a(), int::from_usize(length));
    Ok(())
}

fn has_flag(ctx: &Ctx<'_>, wanted: u64) -> PyResult<()> {
    let result = ctx.get(ctx.b()).type_of().has_flag(wanted);
    ctx.consume();
    ctx.set(ctx.a(), Value::bool(result));
    Ok(())
}

pub fn match_sequence(ctx: &Ctx<'_>) -> PyResult<()> {
    has_flag(ctx, flags::SEQUENCE)
}

pub fn match_mapping(ctx: &Ctx<'_>) -> PyResult<()> {
    has_flag(ctx, flags::MAPPING)
}

pub fn match_keys(ctx: &Ctx<'_>) -> PyResult<()> {
    let thread = ctx.thread;
    let subject = ctx.get(ctx.b()).clone();
    let keys = ctx.get(ctx.c()).clone();
    let keys = iter::collect(thread, &keys)?;
    let marker = crate::types::object::new_instance(crate::types::object::object_type()).into_value();
    let get = attr::get(thread, &subject, names::get().get)?;
    let (mut values, mut seen) = (Vec::new(), Vec::new());
    for key in &keys {
        for other in &seen {
            if crate::object::compare::equal(thread, key, other)? {
                let key = repr::repr_lossy(thread, key);
                return Err(err!(thread, ValueError, "mapping pattern checks duplicate key ({key})"));
            }
        }
        seen.push(key.clone());
        let value = crate::object::call::positional(thread, &get, &[key.clone(), marker.clone()])?;
        if value.is(&marker) {
            ctx.consume();
            ctx.set(ctx.a(), Value::none());
            return Ok(());
        }
        values.push(value);
    }
    ctx.consume();
    ctx.set(ctx.a(), Tuple::try_from_vec(values)?.into_value());
    Ok(())
}

/// Types whose only positional sub-pattern is the subject itself.
fn matches_itself(class: &Type) -> bool {
    const SELF_MATCHING: [&str; 11] =
        ["bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"];
    class.mro_types().any(|ty| !ty.is_heap_type() && SELF_MATCHING.contains(&ty.short_name().as_str()))
}

pub fn match_class(ctx: &Ctx<'_>) -> PyResult<()> {
    let thread = ctx.thread;
    let (subject, class) = (ctx.get(ctx.b()).clone(), ctx.get(ctx.c()).clone());
    let names = iter::collect(thread, ctx.constant(ctx.hi()))?;
    let result = class_attributes(thread, &subject, &class, ctx.lo(), &names)?;
    ctx.consume();
    ctx.set(ctx.a(), result.unwrap_or_else(Value::none));
    Ok(())
}

fn class_attributes(
    thread: &ThreadState,
    subject: &Value,
    class: &Value,
    positional: usize,
    names: &[Value],
) -> PyResult<Option<Value>> {
    let Some(ty) = class.downcast::<Type>() else {
        return Err(err!(thread, TypeError, "called match pattern must be a class"));
    };
    if !crate::builtins::isinstance(thread, subject, class)? {
        return Ok(None);
    }
    let mut values = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    if positional > 0 {
        let match_args = attr::get_optional(thread, class, crate::names::get().__match_args__)?;
        let itself = match_args.is_none() && matches_itself(ty);
        let own = match &match_args {
            None => Vec::new(),
            Some(tuple) => match tuple.exact::<Tuple>() {
                Some(tuple) => tuple.as_slice().to_vec(),
                None => {
                    let (name, found) = (ty.short_name(), tuple.type_of().short_name());
                    return Err(err!(thread, TypeError, "{name}.__match_args__ must be a tuple (got {found})"));
                }
            },
        };
        let allowed = if itself { 1 } else { own.len() };
        if positional > allowed {
            let plural = if allowed == 1 { "" } else { "s" };
            let name = ty.short_name();
            return Err(err!(
                thread,
                TypeError,
                "{name}() accepts {allowed} positional sub-pattern{plural} ({positional} given)"
            ));
        }
        if itself {
            values.push(subject.clone());
        } else {
            for name in own.into_iter().take(positional) {
                let Some(text) = name.downcast::<Str>() else {
                    let found = name.type_of().short_name();
                    return Err(err!(thread, TypeError, "__match_args__ elements must be strings (got {found})"));
                };
                let Some(value) = attr::get_optional(thread, subject, text)? else { return Ok(None) };
                values.push(value);
                seen.push(name);
            }
        }
    }
    for name in names {
        let Some(text) = name.downcast::<Str>() else { continue };
        if seen.iter().any(|other| other.downcast::<Str>().is_some_and(|o| o.equals(text))) {
            let (class, name) = (ty.short_name(), text.lossy());
            return Err(err!(thread, TypeError, "{class}() got multiple sub-patterns for attribute '{name}'"));
        }
        let Some(value) = attr::get_optional(thread, subject, text)? else { return Ok(None) };
        values.push(value);
        seen.push(name.clone());
    }
    Ok(Some(Tuple::try_from_vec(values)?.into_value()))
}

pub fn match_rest(ctx: &Ctx<'_>) -> PyResult<()> {
    let thread = ctx.thread;
    let subject = ctx.get(ctx.b()).clone();
    let rest = Dict::new();
    for (key, value) in mapping_pairs(thread, &subject)?.unwrap_or_default() {
        rest.set(thread, &key, value)?;
    }
    for key in iter::collect(thread, ctx.get(ctx.c()))? {
        let removed = rest.remove(thread, &key);
        let _ = caught(thread, removed, &crate::exceptions::KeyError)?;
    }
    ctx.consume();
    ctx.set(ctx.a(), rest.into_value());
    Ok(())
}
