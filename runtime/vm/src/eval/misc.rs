//! Calls, iteration, `with`, imports: what the loop leaves to functions.

use super::call;
use super::context::Ctx;
use super::frame::{Exit, Frame};
use crate::err;
use crate::names;
use crate::object::{attr, call as object_call, iter};
use crate::raise::{PyResult, Raised};
use crate::slot_is;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, NativeFn};
use crate::types::dict::DictItemIterator;
use crate::types::enumerate::Enumerate;
use crate::types::function::{BoundMethod, Function};
use crate::types::itertools_builtin::zip::Zip;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{Ref, Value};
use ladon_bytecode::{Op, flag};
use std::mem::ManuallyDrop;

/// Words of a call instruction.
#[inline(always)]
pub fn call_words(op: Op) -> usize {
    match op {
        Op::Call | Op::CallMethod => 3,
        Op::CallFrom | Op::CallKw | Op::CallMethodKw => 4,
        other => other.words(),
    }
}

/// What became of a call.
pub enum Called {
    /// A frame was entered.
    Entered,
    Done(Value),
}

/// Where a callee's window begins: over the arguments, when the caller's own window lies on the stack.
///
/// # Safety
/// `args[..count]` are owned words of the caller's window; they are moved when they lie elsewhere.
#[inline(always)]
unsafe fn window(thread: &ThreadState, frame: *const Frame, args: *mut u64, count: usize) -> Option<*mut u64> {
    // SAFETY: the frame is the current one.
    let free = unsafe { (*frame).stack_free };
    if free.is_null() {
        return Some(args);
    }
    if !thread.stack.has_room(free, count) {
        return None;
    }
    // SAFETY: F1: free words of the stack; the arguments are moved.
    unsafe {
        std::ptr::copy_nonoverlapping(args, free, count);
        std::ptr::write_bytes(args, 0, count);
    }
    Some(free)
}

/// Enters a Python function for a call instruction.
///
/// # Safety
/// As [`call::enter`]; `args` lie in the window of `frame`, the current one.
#[inline(always)]
pub unsafe fn enter_call(
    thread: &ThreadState,
    frame: *const Frame,
    function: Ref<Function>,
    args: *mut u64,
    count: usize,
    dst: Option<u16>,
) -> PyResult<Option<Value>> {
    // SAFETY: forwarded.
    unsafe {
        match window(thread, frame, args, count) {
            Some(regs) => call::enter(thread, function, regs, count, None, Exit::Register(dst)),
            None => Err(call::recursion_error(thread)),
        }
    }
}

/// Enters the getter of a property for an attribute instruction: its result goes to `R[a]`.
pub fn enter_property(ctx: &Ctx<'_>, getter: Ref<Function>) -> PyResult<Option<Value>> {
    let args = call::stack_free(ctx.thread);
    if !ctx.thread.stack.has_room(args, 1) {
        return Err(call::recursion_error(ctx.thread));
    }
    let object = ctx.source_b();
    // SAFETY: F1: free words of the stack.
    unsafe {
        *args = object.into_bits();
        call::enter(ctx.thread, getter, args, 1, None, Exit::Register(Some(ctx.a() as u16)))
    }
}

/// Drops callable and arguments of a call that is done.
#[inline(always)]
fn clear_call(ctx: &Ctx<'_>, first: usize, count: usize) {
    let base = ctx.b();
    // SAFETY: V1: the registers of the call.
    unsafe { call::clear_words(ctx.regs.add(base), first + count - base) };
}

fn arguments<'a>(ctx: &'a Ctx<'_>, first: usize, count: usize) -> &'a [Value] {
    // SAFETY: V4: the registers of a call hold values, and stay until they are cleared.
    unsafe { std::slice::from_raw_parts(ctx.regs.add(first).cast::<Value>(), count) }
}

/// Arguments that need no sorting.
#[inline(always)]
pub fn bound(values: &[Value]) -> Bound<'_> {
    // SAFETY: `Option<Value>` has the layout of `Value`, with NULL as `None`.
    Bound(unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), values.len()) })
}

/// The body of a builtin function or method whose parameters are just the arguments.
#[inline(always)]
pub fn direct_body(callable: &Value, values: &[Value]) -> Option<NativeFn> {
    if let Some(descriptor) = callable.exact::<MethodDescriptor>() {
        return descriptor.direct(values.first()?, values.len());
    }
    callable.exact::<NativeFunction>()?.direct(values.len())
}

/// A call of anything but a Python function: arguments lie in `first..first + count`.
pub fn call_other(ctx: &Ctx<'_>, first: usize, count: usize, names: Option<&Tuple>) -> PyResult<Called> {
    let thread = ctx.thread;
    let callable = ctx.get(ctx.b());
    let args = Args { values: arguments(ctx, first, count), names };
    if let Some(descriptor) = callable.exact::<MethodDescriptor>() {
        let result = descriptor.call(thread, args)?;
        clear_call(ctx, first, count);
        return Ok(Called::Done(result));
    }
    if let Some(native) = callable.exact::<NativeFunction>() {
        let result = native.call(thread, args)?;
        clear_call(ctx, first, count);
        return Ok(Called::Done(result));
    }
    if let Some(method) = callable.exact::<BoundMethod>()
        && let Some(function) = method.function().exact::<Function>()
    {
        return call_bound(ctx, Ref::of(function), method.this().clone(), first, count, names);
    }
    if let Some(ty) = callable.downcast::<Type>() {
        if let Some(init) = known_init(ctx, ty, names) {
            return instantiate(ctx, ty, init, first, count, names);
        }
        if callable.type_of().is(crate::types::class::type_type()) {
            let result = crate::types::class::type_call(thread, callable, args)?;
            clear_call(ctx, first, count);
            return Ok(Called::Done(result));
        }
    }
    let result = object_call::call(thread, callable, args)?;
    clear_call(ctx, first, count);
    Ok(Called::Done(result))
}

/// Enters the function of a bound method with its object put in front of the arguments.
fn call_bound(
    ctx: &Ctx<'_>,
    function: Ref<Function>,
    this: Value,
    first: usize,
    count: usize,
    names: Option<&Tuple>,
) -> PyResult<Called> {
    // The register below the first argument is the callable's, or a NULL self: free to hold the object.
    ctx.clear(ctx.b());
    ctx.set(first - 1, this);
    let dst = (!ctx.flag(flag::DISCARD)).then_some(ctx.a() as u16);
    // SAFETY: V1, V4: owned words of the current frame's window.
    let entered = unsafe {
        let args = ctx.regs.add(first - 1);
        match window(ctx.thread, ctx.frame, args, count + 1) {
            Some(regs) => call::enter(ctx.thread, function, regs, count + 1, names, Exit::Register(dst))?,
            None => return Err(call::recursion_error(ctx.thread)),
        }
    };
    Ok(entered.map_or(Called::Entered, Called::Done))
}

/// [`plain_instantiation`] through the cache of a call without keywords: `[type version]`, `[__init__]`, borrowed from
/// the class as long as the version stands.
#[inline]
fn known_init(ctx: &Ctx<'_>, ty: &Type, names: Option<&Tuple>) -> Option<Ref<Function>> {
    // A metaclass may change how its classes are called without telling them.
    if !ty.is_heap_type() || names.is_some() || !ty.as_value().type_of().is(crate::types::class::type_type()) {
        return plain_instantiation(ty);
    }
    let version = attr::assure_version(ty) as u64;
    // SAFETY: V1: calls have two cache words; the class holds the function while its version stands.
    unsafe {
        if *ctx.call_cache(0) == version {
            let held = ManuallyDrop::new(Value::from_bits(*ctx.call_cache(1)));
            return Ref::from_value((*held).clone()).ok();
        }
        let init = plain_instantiation(ty)?;
        *ctx.call_cache(0) = version;
        *ctx.call_cache(1) = init.as_value().bits();
        Some(init)
    }
}

/// The Python `__init__` of a class that is made by `object.__new__` and `type.__call__`.
fn plain_instantiation(ty: &Type) -> Option<Ref<Function>> {
    if !ty.is_heap_type() || ty.has_flag(flags::IS_ABSTRACT | flags::DISALLOW_INSTANTIATION) {
        return None;
    }
    let plain_new = crate::types::object::object_type().slots.new.get()?;
    let plain = slot_is!(ty.slots.init, crate::types::generic::init as InitFn)
        && std::ptr::fn_addr_eq(ty.slots.new.get()?, plain_new)
        && slot_is!(ty.as_value().type_of().slots.call, crate::types::class::type_call as CallFn);
    if !plain {
        return None;
    }
    let found = attr::lookup_type(ty, names::get().__init__)?;
    Ref::from_value(found).ok().filter(|f: &Ref<Function>| f.as_value().is_exact::<Function>())
}

/// Makes the object, then enters `__init__`; the object is held where the callable was.
fn instantiate(
    ctx: &Ctx<'_>,
    ty: &Type,
    init: Ref<Function>,
    first: usize,
    count: usize,
    names: Option<&Tuple>,
) -> PyResult<Called> {
    let object = crate::types::object::new_instance(ty).into_value();
    let held = ctx.b();
    ctx.set(held, object.clone());
    let dst = (!ctx.flag(flag::DISCARD)).then_some(ctx.a() as u16);
    if first == held + 1 {
        // No room for `self` between the callable and the arguments: shift them up by one.
        // SAFETY: V1, V4: owned words; one more register lies above, or free stack.
        return unsafe { instantiate_shifted(ctx, init, object, first, count, names, held, dst) };
    }
    // SAFETY: V1: the register between is a NULL self.
    unsafe {
        let args = ctx.regs.add(first - 1);
        *args = object.into_bits();
        enter_init(ctx, init, args, count + 1, names, held, dst)
    }
}

#[allow(clippy::too_many_arguments, reason = "one step of `instantiate`")]
unsafe fn instantiate_shifted(
    ctx: &Ctx<'_>,
    init: Ref<Function>,
    object: Value,
    first: usize,
    count: usize,
    names: Option<&Tuple>,
    held: usize,
    dst: Option<u16>,
) -> PyResult<Called> {
    // SAFETY: nothing at or above the call's registers is live, and the stack has room for one word more.
    unsafe {
        let args = ctx.regs.add(first);
        if !ctx.frame.stack_free.is_null() {
            let free = ctx.frame.stack_free;
            if !ctx.thread.stack.has_room(free, count + 1) {
                return Err(call::recursion_error(ctx.thread));
            }
            *free = object.into_bits();
            std::ptr::copy_nonoverlapping(args, free.add(1), count);
            std::ptr::write_bytes(args, 0, count);
            let exit = Exit::Instance { held: held as u16, dst };
            let entered = call::enter(ctx.thread, init, free, count + 1, names, exit)?;
            return finish_entered(ctx, entered, held);
        }
        if !ctx.thread.stack.has_room(args, count + 1) {
            return Err(call::recursion_error(ctx.thread));
        }
        std::ptr::copy(args, args.add(1), count);
        *args = object.into_bits();
        enter_init(ctx, init, args, count + 1, names, held, dst)
    }
}

unsafe fn enter_init(
    ctx: &Ctx<'_>,
    init: Ref<Function>,
    args: *mut u64,
    count: usize,
    names: Option<&Tuple>,
    held: usize,
    dst: Option<u16>,
) -> PyResult<Called> {
    let exit = Exit::Instance { held: held as u16, dst };
    // SAFETY: owned words of the current frame's window.
    let entered = unsafe {
        match window(ctx.thread, ctx.frame, args, count) {
            Some(regs) => call::enter(ctx.thread, init, regs, count, names, exit)?,
            None => return Err(call::recursion_error(ctx.thread)),
        }
    };
    finish_entered(ctx, entered, held)
}

/// An `__init__` that is a generator function was "called" at once.
fn finish_entered(ctx: &Ctx<'_>, entered: Option<Value>, held: usize) -> PyResult<Called> {
    match entered {
        None => Ok(Called::Entered),
        Some(result) => {
            drop(ctx.take(held));
            Err(init_returned(ctx.thread, &result))
        }
    }
}

#[cold]
fn init_returned(thread: &ThreadState, result: &Value) -> Raised {
    let name = result.type_of().short_name();
    err!(thread, TypeError, "__init__() should return None, not '{name}'")
}

/// The end of an `__init__` entered by [`instantiate`]: the object goes where the call's result belongs.
///
/// # Safety
/// `caller` is the frame of the call instruction.
#[inline(always)]
pub unsafe fn finish_instance(
    thread: &ThreadState,
    caller: &Frame,
    result: Value,
    held: u16,
    dst: Option<u16>,
) -> PyResult<()> {
    // SAFETY: V1: registers of the caller's window.
    unsafe {
        let object = std::mem::replace(&mut *caller.regs.add(held as usize), 0);
        if !result.is_none() {
            drop(Value::from_bits(object));
            return Err(init_returned(thread, &result));
        }
        match dst {
            Some(dst) => super::context::set(caller.regs, dst as usize, object),
            None => drop(Value::from_bits(object)),
        }
    }
    Ok(())
}

/// A call with keyword arguments.
pub fn call_kw(ctx: &Ctx<'_>, first: usize, count: usize, names: &Tuple) -> PyResult<Called> {
    if ctx.get(ctx.b()).is_exact::<Function>() {
        let dst = (!ctx.flag(flag::DISCARD)).then_some(ctx.a() as u16);
        let function = Ref::<Function>::from_value(ctx.take(ctx.b())).expect("checked");
        // SAFETY: V1, V4: owned words of the current frame's window.
        let entered = unsafe {
            match window(ctx.thread, ctx.frame, ctx.regs.add(first), count) {
                Some(regs) => call::enter(ctx.thread, function, regs, count, Some(names), Exit::Register(dst))?,
                None => return Err(call::recursion_error(ctx.thread)),
            }
        };
        return Ok(entered.map_or(Called::Entered, Called::Done));
    }
    call_other(ctx, first, count, Some(names))
}

/// `f(*args, **kwargs)`.
pub fn call_ex(ctx: &Ctx<'_>) -> PyResult<Value> {
    let base = ctx.b();
    let (callable, args, kwargs) = (ctx.take(base), ctx.take(base + 1), ctx.take_optional(base + 2));
    let positional = match args.exact::<Tuple>() {
        Some(tuple) => Ref::of(tuple),
        None => {
            if !iter::is_iterable(&args) {
                let (name, found) = (callable_name(ctx.thread, &callable), args.type_of().short_name());
                return Err(err!(ctx.thread, TypeError, "{name} argument after * must be an iterable, not {found}"));
            }
            Tuple::try_from_vec(iter::collect(ctx.thread, &args)?)?
        }
    };
    let kwargs = match kwargs {
        None => None,
        Some(mapping) => match mapping.exact::<Dict>() {
            Some(dict) => Some(Ref::of(dict)),
            None => {
                let dict = Dict::new();
                super::build::merge(ctx.thread, &dict, &mapping, &callable)?;
                Some(dict)
            }
        },
    };
    object_call::with_dict(ctx.thread, &callable, positional.as_slice(), kwargs.as_deref())
}

/// `f()` as messages name it.
pub fn callable_name(thread: &ThreadState, callable: &Value) -> String {
    let qualname = attr::get_optional(thread, callable, names::get().__qualname__).ok().flatten();
    let Some(qualname) = qualname else { return crate::object::repr::str_lossy(thread, callable) };
    let qualname = crate::object::repr::str_lossy(thread, &qualname);
    let module = attr::get_optional(thread, callable, names::get().__module__).ok().flatten();
    match module.as_ref().and_then(|module| module.downcast::<Str>()) {
        Some(module) if module.as_bytes() != b"builtins" => format!("{}.{qualname}()", module.lossy()),
        _ => format!("{qualname}()"),
    }
}

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
