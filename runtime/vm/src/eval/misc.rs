//! Iteration, `with`, imports: what the loop leaves to functions.

use super::context::Ctx;
use crate::err;
use crate::names;
use crate::object::{attr, call as object_call, iter};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::dict::DictItemIterator;
use crate::types::enumerate::Enumerate;
use crate::types::itertools_builtin::zip::Zip;
use crate::types::{Str, flags};
use crate::value::Value;

pub fn get_iter(ctx: &Ctx<'_>) -> PyResult<()> {
    let iterator = iter::iter(ctx.thread, ctx.get(ctx.b()))?;
    ctx.consume();
    ctx.set(ctx.a(), iterator);
    Ok(())
}

/// What a loop over pairs gets next: `None` = this is no iterator that makes pairs.
pub type NextPair = Option<PyResult<Option<(Value, Value)>>>;

/// The next pair of `dict.items()`, `enumerate` or `zip`, without the tuple around it.
#[inline(never)]
pub fn next_pair(thread: &ThreadState, iterator: &Value) -> NextPair {
    if let Some(items) = iterator.exact::<DictItemIterator>() {
        return Some(items.advance_pair(thread));
    }
    if let Some(enumerate) = iterator.exact::<Enumerate>() {
        return Some(enumerate.next_pair(thread));
    }
    iterator.exact::<Zip>()?.next_pair(thread)
}

// ---- with --------------------------------------------------------------------------------------------------------

fn special_pair(ctx: &Ctx<'_>, manager: &Value, name: &Str) -> PyResult<Option<(Value, Option<Value>)>> {
    let Some(method) = attr::lookup_type(manager.type_of(), name) else { return Ok(None) };
    if method.type_of().has_flag(flags::METHOD_DESCRIPTOR) {
        return Ok(Some((method, Some(manager.clone()))));
    }
    Ok(attr::lookup_special(ctx.thread, manager, name)?.map(|bound| (bound, None)))
}

fn load_manager(ctx: &Ctx<'_>, enter: &Str, exit: &Str, kind: &str, other: Option<(&Str, &str)>) -> PyResult<()> {
    let manager = ctx.source_b();
    let missing = |which: Option<&Str>| {
        let name = manager.type_of().short_name();
        let mut message = format!("'{name}' object does not support the {kind} protocol");
        if let Some((other, hint)) = other
            && attr::lookup_type(manager.type_of(), other).is_some()
        {
            message.push_str(hint);
        } else if let Some(which) = which {
            message.push_str(&format!(" (missed {} method)", which.lossy()));
        }
        err!(ctx.thread, TypeError, "{message}")
    };
    let Some(entered) = special_pair(ctx, &manager, enter)? else { return Err(missing(None)) };
    let Some(left) = special_pair(ctx, &manager, exit)? else { return Err(missing(Some(exit))) };
    let base = ctx.a();
    for (at, (callable, this)) in [(base, left), (base + 2, entered)] {
        ctx.set(at, callable);
        match this {
            Some(this) => ctx.set(at + 1, this),
            None => ctx.clear(at + 1),
        }
    }
    Ok(())
}

pub fn load_with(ctx: &Ctx<'_>) -> PyResult<()> {
    let n = names::get();
    let hint = " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
    load_manager(ctx, n.__enter__, n.__exit__, "context manager", Some((n.__aenter__, hint)))
}

pub fn load_async_with(ctx: &Ctx<'_>) -> PyResult<()> {
    let n = names::get();
    let hint = " but it supports the context manager protocol. Did you mean to use 'with'?";
    load_manager(ctx, n.__aenter__, n.__aexit__, "asynchronous context manager", Some((n.__enter__, hint)))
}

pub fn with_except_args(ctx: &Ctx<'_>) -> PyResult<()> {
    let exception = ctx.get(ctx.c()).clone();
    let (callable, this) = (ctx.take(ctx.b()), ctx.take_optional(ctx.b() + 1));
    let base = ctx.a();
    ctx.set(base, callable);
    match this {
        Some(this) => ctx.set(base + 1, this),
        None => ctx.clear(base + 1),
    }
    let traceback = exception
        .downcast::<crate::exceptions::BaseExceptionObject>()
        .and_then(|object| object.traceback.get())
        .unwrap_or_else(Value::none);
    ctx.set(base + 2, exception.type_of().as_value());
    ctx.set(base + 3, exception);
    ctx.set(base + 4, traceback);
    Ok(())
}

// ---- imports and the rest ----------------------------------------------------------------------------------------

pub fn import_name(ctx: &Ctx<'_>) -> PyResult<()> {
    let thread = ctx.thread;
    let (name, fromlist, level) = (ctx.name(ctx.c()), ctx.constant(ctx.lo()), ctx.hi() as i64);
    let custom = ctx.frame.builtins().get_str(names::get().__import__);
    let globals = ctx.frame.globals();
    let module = match custom {
        None => return Err(crate::err!(thread, ImportError, "__import__ not found")),
        Some(function) if crate::builtins::execute::is_native_import(&function) => crate::import::import_name(
            thread,
            &Value::of(name),
            Some(&Value::of(globals)),
            None,
            Some(fromlist),
            level,
        )?,
        Some(function) => {
            let locals = ctx.frame.locals.clone().unwrap_or_else(Value::none);
            let args = [Value::of(name), Value::of(globals), locals, fromlist.clone(), Value::small_unchecked(level)];
            object_call::positional(thread, &function, &args)?
        }
    };
    ctx.set(ctx.a(), module);
    Ok(())
}

pub fn import_from(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = crate::import::import_from(ctx.thread, ctx.get(ctx.b()), ctx.name(ctx.c()))?;
    ctx.consume();
    ctx.set(ctx.a(), value);
    Ok(())
}

pub fn import_star(ctx: &Ctx<'_>) -> PyResult<()> {
    let namespace = match &ctx.frame.locals {
        Some(locals) => locals.clone(),
        None => Value::of(ctx.frame.globals()),
    };
    crate::import::import_star(ctx.thread, ctx.get(ctx.b()), &namespace)?;
    ctx.consume();
    Ok(())
}

pub fn print_expr(ctx: &Ctx<'_>) -> PyResult<()> {
    let Some(hook) = ctx.thread.interp().sys_attr("displayhook") else {
        return Err(err!(ctx.thread, RuntimeError, "lost sys.displayhook"));
    };
    let value = ctx.source_a();
    object_call::positional(ctx.thread, &hook, &[value]).map(|_| ())
}

pub fn intrinsic(ctx: &Ctx<'_>) -> PyResult<()> {
    let which = ladon_bytecode::Intrinsic::from_u16(ctx.c() as u16);
    let Some(which) = which else {
        return Err(err!(ctx.thread, SystemError, "unknown runtime service"));
    };
    let args: Vec<Value> = (0..which.arity()).map(|index| ctx.take(ctx.b() + index)).collect();
    let value = crate::types::typing::intrinsic(ctx.thread, which, &args)?;
    ctx.set(ctx.a(), value);
    Ok(())
}
