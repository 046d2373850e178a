//! The call instructions: what is entered, what is called, and who lets go of the operands.

use super::call::{self, clear_words};
use super::context::Ctx;
use super::frame::{Exit, Frame};
use crate::err;
use crate::names;
use crate::object::{attr, call as object_call, iter};
use crate::raise::{PyResult, Raised};
use crate::slot_is;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::{Args, Bound, NativeFn};
use crate::types::function::{BoundMethod, Function};
use crate::types::list::methods::list_append;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::{Dict, List, Str, Tuple, Type, flags};
use crate::value::{Ref, Value};
use ladon_bytecode::{Instr, Op, flag};
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

/// The operands of `Call` and `CallMethod`: the callable lies in R[base], `count` arguments from R[first] on; all are
/// consumed.
#[derive(Clone, Copy)]
pub struct Operands {
    regs: *mut u64,
    base: usize,
    first: usize,
    count: usize,
}

impl Operands {
    /// # Safety
    /// V1, V4: these registers of a window hold values, and nothing else uses them while this is used.
    #[inline(always)]
    pub unsafe fn new(regs: *mut u64, base: usize, first: usize, count: usize) -> Operands {
        Operands { regs, base, first, count }
    }

    #[inline(always)]
    fn callable(&self) -> &Value {
        // SAFETY: the promise of `new`.
        unsafe { &*self.regs.add(self.base).cast::<Value>() }
    }

    #[inline(always)]
    fn values(&self) -> &[Value] {
        // SAFETY: the promise of `new`.
        unsafe { std::slice::from_raw_parts(self.regs.add(self.first).cast::<Value>(), self.count) }
    }

    /// Drops callable and arguments of a call that is done.
    #[inline(always)]
    fn clear(&self) {
        // SAFETY: the promise of `new`; a NULL self may lie between callable and arguments.
        unsafe { clear_words(self.regs.add(self.base), self.first + self.count - self.base) };
    }
}

/// `Call` and `CallMethod` of a Python function that takes just these arguments: enters it. `None` for other callables.
///
/// # Safety
/// The operands are of the current frame, whose window lies on the stack.
#[inline(always)]
pub unsafe fn enter_plain(thread: &ThreadState, operands: Operands, dst: Option<u16>) -> Option<PyResult<()>> {
    if !operands.callable().is_exact::<Function>() {
        return None;
    }
    // SAFETY: the callable and its arguments are moved out of the registers when it is entered.
    unsafe {
        let place = operands.regs.add(operands.base);
        let (function, args) = (*place as *const Function, operands.regs.add(operands.first));
        let entered = call::enter_simple(thread, function, args, operands.count, Exit::Register(dst));
        if matches!(entered, Ok(false)) {
            return None;
        }
        *place = 0;
        Some(entered.map(|_| ()))
    }
}

/// `Call` and `CallMethod` of a builtin or C function. `None` for other callables.
#[inline(always)]
pub fn call_native(thread: &ThreadState, operands: Operands, discard: bool) -> Option<PyResult<Value>> {
    let (callable, values) = (operands.callable(), operands.values());
    let result = if let Some(body) = direct_body(callable, values) {
        if discard && std::ptr::fn_addr_eq(body, list_append as NativeFn) {
            // The item moves from its register into the list.
            // SAFETY: two operands; the descriptor checked the type of `self`.
            let (list, item) = unsafe {
                let item = std::mem::replace(&mut *operands.regs.add(operands.first + 1), 0);
                (values[0].downcast_unchecked::<List>(), Value::from_bits(item))
            };
            list.append(item).map(|()| Value::none()).map_err(Raised::from)
        } else {
            body(thread, bound(values))
        }
    } else {
        callable.exact::<NativeFunction>()?.call(thread, Args::positional(values))
    };
    if result.is_ok() {
        operands.clear();
    }
    Some(result)
}

/// `CallKw` and `CallMethodKw` of a builtin or C function. `None` for other callables.
#[inline(always)]
pub fn call_native_kw(thread: &ThreadState, operands: Operands, names: &Tuple) -> Option<PyResult<Value>> {
    let native = operands.callable().exact::<NativeFunction>()?;
    let result = native.call(thread, Args { values: operands.values(), names: Some(names) });
    if result.is_ok() {
        operands.clear();
    }
    Some(result)
}

/// `Call` and `CallMethod` of anything else.
///
/// # Safety
/// V1, V2, V4: the registers hold values; the frame is the current one.
#[inline(never)]
pub unsafe fn laid_out(ctx: &Ctx<'_>, first: usize, count: usize) -> PyResult<Called> {
    let (thread, base) = (ctx.thread, ctx.b());
    if !ctx.get(base).is_exact::<Function>() {
        return call_other(ctx, first, count, None);
    }
    let function = Ref::<Function>::from_value(ctx.take(base)).expect("checked");
    // SAFETY: V1, V4: owned words of the current frame's window.
    let entered =
        unsafe { enter_call(thread, ctx.frame, function, ctx.regs.add(first), count, ctx.result_register())? };
    Ok(entered.map_or(Called::Entered, Called::Done))
}

/// The operands of `CallFrom`: the callable lies in R[callable], the word tells the registers of the arguments, and from
/// R[base] on there is room.
#[derive(Clone, Copy)]
pub struct Sources {
    regs: *mut u64,
    base: usize,
    callable: usize,
    word: u64,
}

impl Sources {
    /// # Safety
    /// V1, V2, V4: the registers of a window that the instruction names hold values; the room is inside of the window and
    /// free but for what is consumed; nothing else uses them while this is used.
    #[inline(always)]
    pub unsafe fn new(regs: *mut u64, base: usize, callable: usize, word: u64) -> Sources {
        Sources { regs, base, callable, word }
    }

    #[inline(always)]
    fn callable(&self) -> &Value {
        // SAFETY: the promise of `new`.
        unsafe { &*self.regs.add(self.callable).cast::<Value>() }
    }

    /// Moves the arguments to where `Call` expects them.
    ///
    /// # Safety
    /// Once, and before anything is consumed.
    #[inline(always)]
    unsafe fn lay_out(&self) {
        for index in 0..Instr::source_count(self.word) {
            let (source, place) = (usize::from(Instr::source(self.word, index)), self.base + 1 + index);
            if source != place {
                // SAFETY: the promise of `new`: one register holds a value, the other is free.
                unsafe {
                    let value = &*self.regs.add(source).cast::<Value>();
                    *self.regs.add(place) = value.clone().into_bits();
                }
            }
        }
    }

    /// Lets go of the operands that are at their places.
    #[inline(always)]
    fn consume(&self) {
        let clear = |reg: usize| {
            // SAFETY: the promise of `new`.
            unsafe { clear_words(self.regs.add(reg), 1) }
        };
        if self.callable == self.base {
            clear(self.base);
        }
        for index in 0..Instr::source_count(self.word) {
            let source = usize::from(Instr::source(self.word, index));
            if source > self.base {
                clear(source);
            }
        }
    }
}

/// A `CallFrom` of a builtin or C function, which reads its arguments where they are; `lasting` says that none is
/// consumed. `None` for other callables.
#[inline(always)]
pub fn call_native_from(
    thread: &ThreadState,
    sources: Sources,
    lasting: impl FnOnce() -> bool,
) -> Option<PyResult<Value>> {
    let native = sources.callable().exact::<NativeFunction>()?;
    let count = Instr::source_count(sources.word);
    // SAFETY: the promise of `Sources::new`; the registers keep what is read in them while the call runs.
    let place = |index: usize| unsafe { sources.regs.add(usize::from(Instr::source(sources.word, index))) };
    let copied: [u64; Instr::MOST_SOURCES];
    let values = if count == 1 {
        place(0)
    } else {
        // All that there may be: those that are not used name register 0.
        // SAFETY: as above.
        copied = std::array::from_fn(|index| unsafe { *place(index) });
        copied.as_ptr().cast_mut()
    };
    // SAFETY: the registers hold values; no more than there are.
    let values = unsafe { std::slice::from_raw_parts(values.cast::<Value>(), count) };
    let result = match native.direct(count) {
        None => native.call(thread, Args::positional(values)),
        Some(body) => body(thread, bound(values)),
    };
    if !lasting() && result.is_ok() {
        sources.consume();
    }
    Some(result)
}

/// A `CallFrom` of a Python function or bound method that takes just these arguments: lays them out and enters it; `None`
/// for other callables.
///
/// # Safety
/// The operands are of the current frame, whose window lies on the stack.
#[inline(always)]
pub unsafe fn enter_plain_from(thread: &ThreadState, sources: Sources, dst: Option<u16>) -> Option<PyResult<()>> {
    let (base, regs) = (sources.base, sources.regs);
    // SAFETY: the function holds its code; the rest is the caller's promise.
    unsafe {
        let (function, this) = plain_function(sources.callable())?;
        let code: *const CodeObject = function.code();
        let count = Instr::source_count(sources.word) + usize::from(this.is_some());
        let linked = (*code).linked_already().filter(|linked| linked.simple && linked.argcount == count)?;
        // References are taken before the callable goes, so that nothing ends with it.
        let (function, this) = (Ref::of(function), this.map_or(0, |this| this.clone().into_bits()));
        sources.lay_out();
        if sources.callable == base {
            drop(Value::from_bits(*regs.add(base)));
        }
        *regs.add(base) = this;
        let args = regs.add(base + usize::from(this == 0));
        Some(call::push(thread, linked, &*code, function, args, count, Exit::Register(dst)))
    }
}

/// A `CallFrom` of anything else: the operands are laid out as for `Call`.
///
/// # Safety
/// The operands are of the current frame.
#[inline(never)]
pub unsafe fn from_sources(ctx: &Ctx<'_>, sources: Sources) -> PyResult<Called> {
    let (first, count) = (sources.base + 1, Instr::source_count(sources.word));
    // SAFETY: the caller's promise.
    unsafe {
        sources.lay_out();
        if sources.callable != sources.base {
            *sources.regs.add(sources.base) = sources.callable().clone().into_bits();
        }
        let operands = Operands { regs: sources.regs, base: sources.base, first, count };
        match call_native(ctx.thread, operands, ctx.flag(flag::DISCARD)) {
            Some(result) => result.map(Called::Done),
            None => laid_out(ctx, first, count),
        }
    }
}

/// The function of a function or bound method, and the object it is bound to.
#[inline(always)]
fn plain_function(callee: &Value) -> Option<(&Function, Option<&Value>)> {
    if let Some(function) = callee.exact::<Function>() {
        return Some((function, None));
    }
    let method = callee.exact::<BoundMethod>()?;
    Some((method.function().exact::<Function>()?, Some(method.this())))
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
    unsafe { clear_words(ctx.regs.add(base), first + count - base) };
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
    let dst = ctx.result_register();
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
    let dst = ctx.result_register();
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

/// `CallKw` and `CallMethodKw` of anything else.
pub fn call_kw(ctx: &Ctx<'_>, first: usize, count: usize, names: &Tuple) -> PyResult<Called> {
    if ctx.get(ctx.b()).is_exact::<Function>() {
        let dst = ctx.result_register();
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
