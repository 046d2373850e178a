//! Generators and coroutines: making, suspending, resuming; `yield from` and `await`.

use super::call::{self, clear_words};
use super::context::{self, Ctx, set};
use super::frame::{Exit, Frame};
use super::run;
use super::unwind;
use crate::err;
use crate::exceptions::{self, BaseExceptionObject};
use crate::names;
use crate::object::{attr, call as object_call, iter};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::code::Linked;
use crate::types::frame as frame_object;
use crate::types::function::Function;
use crate::types::generator::{self, Generator, State};
use crate::value::{Ref, Value};
use ladon_bytecode::{CodeFlags, Op, flag};
use std::cell::Cell;

/// What resuming led to.
pub enum Outcome {
    Yielded(Value),
    Returned(Value),
}

/// A generator whose window takes over the bound arguments.
///
/// # Safety
/// `regs[..bound]` hold owned arguments.
pub unsafe fn make_generator(
    function: Ref<Function>,
    linked: &Linked,
    regs: *mut u64,
    bound: usize,
) -> PyResult<Value> {
    // SAFETY: the arguments are moved out of the stack into the generator's own window.
    unsafe {
        match generator::new(function, linked, regs, bound) {
            Ok(made) => {
                std::ptr::write_bytes(regs, 0, bound);
                Ok(made.into_value())
            }
            Err(error) => {
                clear_words(regs, bound);
                Err(error.into())
            }
        }
    }
}

/// Pushes the frame of a suspended generator.
unsafe fn push(thread: &ThreadState, generator: &Generator, exit: Exit) -> PyResult<*mut Frame> {
    let function = generator.function.clone();
    let free = call::stack_free(thread);
    let depth = thread.depth.get();
    if depth >= thread.interp().recursion_limit.get() || !thread.stack.has_room(free, 64) {
        return Err(call::recursion_error(thread));
    }
    thread.check_native_stack("")?;
    let code = generator.code();
    let linked: *const Linked = code.linked(thread)?;
    let Some(place) = thread.stack.next_frame() else { return Err(call::recursion_error(thread)) };
    thread.depth.set(depth + 1);
    // SAFETY: the frame's place is free; the window belongs to the generator, which its caller keeps alive.
    unsafe {
        place.write(Frame {
            previous: thread.frame.get(),
            regs: generator.window(),
            pc: Cell::new(generator.pc.get()),
            linked,
            code,
            globals: std::ptr::from_ref(&*function.globals),
            builtins: std::ptr::from_ref(&*function.builtins),
            function: Some(function),
            locals: None,
            stack_free: free,
            exit,
            partner: Cell::new(std::ptr::from_ref(generator).addr()),
        });
    }
    thread.frame.set(place);
    Ok(place)
}

fn running(thread: &ThreadState, generator: &Generator) -> Raised {
    let kind = generator.kind_name();
    err!(thread, ValueError, "{kind} already executing")
}

/// Resumes with a value (`None` for `next()`).
pub fn resume(thread: &ThreadState, generator: &Generator, sent: Value) -> PyResult<Outcome> {
    match generator.state.get() {
        State::Running => return Err(running(thread, generator)),
        State::Finished => {
            if generator.is_coroutine() {
                return Err(err!(thread, RuntimeError, "cannot reuse already awaited coroutine"));
            }
            return Ok(Outcome::Returned(Value::none()));
        }
        State::Created if !sent.is_none() => {
            let kind = generator.kind_name();
            return Err(err!(thread, TypeError, "can't send non-None value to a just-started {kind}"));
        }
        State::Created | State::Suspended => {}
    }
    // The generator stays alive while it runs.
    let keep = generator::value_of(generator);
    let started = generator.state.get() == State::Suspended;
    // SAFETY: the generator is not running; its window was verified with its code.
    unsafe {
        let frame = push(thread, generator, Exit::Native)?;
        if started {
            step_over_yield(&*frame, Some(sent));
        }
    }
    let outcome = run_pushed(thread, generator);
    drop(keep);
    outcome
}

/// Moves a frame behind the `Yield` it is suspended at; the value sent goes to the destination.
unsafe fn step_over_yield(frame: &Frame, sent: Option<Value>) {
    // SAFETY: V3: a suspended frame stands at a `Yield`.
    unsafe {
        let at = frame.pc.get();
        let word = *at;
        let discard = (word >> 8) as u8 & flag::DISCARD != 0;
        if let Some(sent) = sent
            && !discard
        {
            context::set(frame.regs, (word >> 16) as u16 as usize, sent.into_bits());
        }
        frame.pc.set(at.add(1));
    }
}

fn run_pushed(thread: &ThreadState, generator: &Generator) -> PyResult<Outcome> {
    generator.state.set(State::Running);
    let before = thread.handled.get();
    let own = generator.handled.take();
    if own.is_some() {
        drop(thread.handled.replace(own));
    }
    let result = run::run(thread);
    restore_handled(thread, generator, before);
    outcome(generator, result)
}

/// The exception being handled inside is the generator's own while it is suspended.
fn restore_handled(thread: &ThreadState, generator: &Generator, before: Option<Value>) {
    let now = thread.handled.replace(before.clone());
    let same = match (&now, &before) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    if !same && generator.state.get() == State::Suspended {
        generator.handled.set(now);
    }
}

fn outcome(generator: &Generator, result: PyResult<Value>) -> PyResult<Outcome> {
    let value = result?;
    if generator.state.get() == State::Finished { Ok(Outcome::Returned(value)) } else { Ok(Outcome::Yielded(value)) }
}

/// Raises `exception` where the generator is suspended.
pub fn throw(thread: &ThreadState, generator: &Generator, exception: Value) -> PyResult<Outcome> {
    match generator.state.get() {
        State::Running => return Err(running(thread, generator)),
        State::Finished => {
            if generator.is_coroutine() {
                return Err(err!(thread, RuntimeError, "cannot reuse already awaited coroutine"));
            }
            return Err(thread.raise(exception));
        }
        State::Created => {
            finish_now(generator);
            return Err(thread.raise(exception));
        }
        State::Suspended => {}
    }
    let keep = generator::value_of(generator);
    let outcome = throw_suspended(thread, generator, exception);
    drop(keep);
    outcome
}

fn throw_suspended(thread: &ThreadState, generator: &Generator, exception: Value) -> PyResult<Outcome> {
    // SAFETY: V3: a suspended generator stands at a `Yield`.
    let word = unsafe { *generator.pc.get() };
    let delegates = (word >> 8) as u8 & flag::DELEGATE != 0;
    let mut raised = None;
    if delegates {
        // SAFETY: V1, V4: the register holds the iterator delegated to.
        let iterator = unsafe { (*generator.window().add((word >> 48) as usize).cast::<Value>()).clone() };
        generator.state.set(State::Running);
        let forwarded = throw_into(thread, &iterator, &exception);
        generator.state.set(State::Suspended);
        match forwarded {
            Ok(Outcome::Yielded(value)) => return Ok(Outcome::Yielded(value)),
            Ok(Outcome::Returned(value)) => {
                // SAFETY: as above; execution goes on behind the JumpBack that follows the Yield.
                unsafe {
                    let frame = push(thread, generator, Exit::Native)?;
                    context::set((*frame).regs, (word >> 48) as usize, 0);
                    context::set((*frame).regs, (word >> 16) as u16 as usize, value.into_bits());
                    (*frame).pc.set((*frame).pc.get().add(2));
                }
                return run_pushed(thread, generator);
            }
            Err(error) => raised = Some(error),
        }
    }
    // SAFETY: the generator is suspended.
    unsafe { push(thread, generator, Exit::Native)? };
    let raised = match raised {
        Some(raised) => raised,
        None => thread.raise(exception),
    };
    generator.state.set(State::Running);
    let before = thread.handled.get();
    let own = generator.handled.take();
    if own.is_some() {
        drop(thread.handled.replace(own));
    }
    let result = match unwind::unwind(thread, raised) {
        Ok(_) => run::run(thread),
        Err(raised) => Err(raised),
    };
    restore_handled(thread, generator, before);
    outcome(generator, result)
}

/// `throw` on whatever a generator delegates to.
fn throw_into(thread: &ThreadState, iterator: &Value, exception: &Value) -> PyResult<Outcome> {
    let exit = exception.type_of().is_subtype(&exceptions::GeneratorExit);
    if let Some(inner) = generator::as_generator(iterator) {
        if exit {
            close(thread, inner)?;
            return Err(thread.raise(exception.clone()));
        }
        return throw(thread, inner, exception.clone());
    }
    if exit {
        if let Some(method) = attr::get_optional(thread, iterator, names::get().close)? {
            object_call::positional(thread, &method, &[])?;
        }
        return Err(thread.raise(exception.clone()));
    }
    match attr::get_optional(thread, iterator, names::get().throw)? {
        None => Err(thread.raise(exception.clone())),
        Some(method) => {
            stop_as_return(thread, object_call::positional(thread, &method, std::slice::from_ref(exception)))
        }
    }
}

/// StopIteration becomes the value it carries.
fn stop_as_return(thread: &ThreadState, result: PyResult<Value>) -> PyResult<Outcome> {
    match result {
        Ok(value) => Ok(Outcome::Yielded(value)),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            if !exception.type_of().is_subtype(&exceptions::StopIteration) {
                return Err(thread.reraise(exception));
            }
            Ok(Outcome::Returned(stop_value(&exception)))
        }
    }
}

/// `StopIteration.value`.
pub fn stop_value(exception: &Value) -> Value {
    exception.downcast::<BaseExceptionObject>().and_then(|object| object.field(0)).unwrap_or_else(Value::none)
}

/// `close()`: raises GeneratorExit inside.
pub fn close(thread: &ThreadState, generator: &Generator) -> PyResult<Value> {
    match generator.state.get() {
        State::Finished => return Ok(Value::none()),
        State::Created => {
            finish_now(generator);
            return Ok(Value::none());
        }
        _ => {}
    }
    let exit = exceptions::new_bare(thread, &exceptions::GeneratorExit);
    match throw(thread, generator, exit) {
        Ok(Outcome::Yielded(_)) => {
            let kind = generator.kind_name();
            Err(err!(thread, RuntimeError, "{kind} ignored GeneratorExit"))
        }
        Ok(Outcome::Returned(value)) => Ok(value),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            let ty = exception.type_of();
            if ty.is_subtype(&exceptions::GeneratorExit) || ty.is_subtype(&exceptions::StopIteration) {
                return Ok(Value::none());
            }
            Err(thread.reraise(exception))
        }
    }
}

/// Ends a generator without running it.
pub fn finish_now(generator: &Generator) {
    generator.state.set(State::Finished);
    if let Some(object) = generator.frame.take() {
        object.let_go();
    }
    // SAFETY: the window is the generator's own, and nothing runs on it.
    unsafe { clear_words(generator.window(), generator.window_len()) };
}

fn current(frame: &Frame) -> &'static Generator {
    // SAFETY: F3: set by `push`; the resumer keeps the generator alive.
    unsafe { &*(frame.partner.get() as *const Generator) }
}

/// Resumes the generator that a `ForIter` or (`send`) `Send` of the running frame asks, in the same loop: its frame is
/// entered. False = not such a generator, or not now: ask [`resume`].
#[inline(never)]
pub(super) fn enter(ctx: &Ctx<'_>, iterator: &Value, send: bool) -> PyResult<bool> {
    let Some(generator) = generator::as_generator(iterator) else { return Ok(false) };
    // SAFETY: H7: looked at only.
    let handling = unsafe { (*ctx.thread.handled.as_ptr()).is_some() || (*generator.handled.as_ptr()).is_some() };
    if handling || generator.is_async_generator() {
        return Ok(false);
    }
    let begins = match generator.state.get() {
        State::Suspended => false,
        State::Created if !send || ctx.get(ctx.a()).is_none() => true,
        _ => return Ok(false),
    };
    // SAFETY: the generator is not running; the register that holds it keeps it alive.
    unsafe {
        let frame = push(ctx.thread, generator, Exit::Resumed { send })?;
        generator.state.set(State::Running);
        let sent = if send { ctx.take(ctx.a()) } else { Value::none() };
        if !begins {
            step_over_yield(&*frame, Some(sent));
        }
    }
    Ok(true)
}

/// `Yield` in a generator entered by [`enter`]: the item for the caller, whose frame is the current one then.
pub(super) fn leave(ctx: &Ctx<'_>, frame: *mut Frame) -> Value {
    let value = ctx.source_b();
    let generator = current(ctx.frame);
    generator.pc.set(ctx.pc);
    generator.state.set(State::Suspended);
    // SAFETY: the frame is the current one.
    unsafe { call::pop(ctx.thread, frame) };
    // The exception being handled inside stays with the generator; the caller handles none (see `enter`).
    generator.handled.set(ctx.thread.handled.take());
    value
}

/// `Yield`: the frame is taken off, its window stays with the generator.
pub(super) fn yield_value(ctx: &Ctx<'_>, frame: *mut Frame) -> PyResult<Value> {
    let value = ctx.source_b();
    let generator = current(ctx.frame);
    generator.pc.set(ctx.pc);
    generator.state.set(State::Suspended);
    // SAFETY: the frame is the current one.
    unsafe { call::pop(ctx.thread, frame) };
    let wrap = generator.is_async_generator() && !ctx.flag(flag::DELEGATE);
    if wrap { Ok(generator::wrap_async_value(value)) } else { Ok(value) }
}

/// A frame that a generator or a frame object knows returns, register `reg` moved to the result. Whether it is that of a
/// generator.
///
/// # Safety
/// The frame is the current one; its window is cleared afterwards.
#[cold]
#[inline(never)]
pub unsafe fn leave_known(frame: &Frame, op: Op, reg: usize, result: &Value) -> bool {
    if matches!(op, Op::Return) {
        // SAFETY: forwarded.
        unsafe { frame.keep_returned(reg, result) };
    }
    if frame.generator().is_some() {
        return true;
    }
    frame_object::leave(frame);
    false
}

/// `return` in a generator.
///
/// # Safety
/// `frame` is the current one.
pub unsafe fn finish(thread: &ThreadState, frame: *mut Frame, result: Value) -> Value {
    // SAFETY: forwarded.
    unsafe {
        let generator = current(&*frame);
        frame_object::leave(&*frame);
        clear_words(generator.window(), generator.window_len());
        // A finalizer may have asked for the frame meanwhile.
        frame_object::leave(&*frame);
        generator.state.set(State::Finished);
        call::pop(thread, frame);
    }
    result
}

/// The frame that resumed a generator goes on behind its end.
///
/// # Safety
/// The frame is the current one, at a `ForIter` or `Send` (V1, V3): the register of the result, the iterator, the jump.
pub unsafe fn finished(frame: &Frame, send: bool, result: Value) {
    // SAFETY: the promise.
    unsafe {
        let at = frame.pc.get();
        let word = *at;
        if send {
            set(frame.regs, (word >> 16) as u16 as usize, result.into_bits());
        }
        set(frame.regs, (word >> 32) as u16 as usize, 0);
        frame.pc.set(at.offset((word >> 48) as i16 as isize));
    }
}

/// An exception leaves a generator: StopIteration turns into RuntimeError (PEP 479).
///
/// # Safety
/// `frame` is the current one, its window cleared.
pub unsafe fn fail(thread: &ThreadState, frame: *mut Frame, raised: Raised) -> Raised {
    // SAFETY: forwarded.
    let generator = unsafe { current(&*frame) };
    // SAFETY: forwarded. A finalizer may have asked for the frame while its window was cleared.
    unsafe {
        frame_object::leave(&*frame);
        generator.state.set(State::Finished);
        call::pop(thread, frame);
    }
    let exception = thread.take_raised(raised);
    let ty = exception.type_of();
    let stop = ty.is_subtype(&exceptions::StopIteration);
    let stop_async = ty.is_subtype(&exceptions::StopAsyncIteration) && generator.is_async_generator();
    if !stop && !stop_async {
        return thread.reraise(exception);
    }
    let kind = generator.kind_name();
    let name = if stop { "StopIteration" } else { "StopAsyncIteration" };
    let error = exceptions::new_with_message(thread, &exceptions::RuntimeError, &format!("{kind} raised {name}"));
    if let Some(object) = error.downcast::<BaseExceptionObject>() {
        object.cause.set(Some(exception.clone()));
        object.context.set(Some(exception));
        object.suppress_context.set(true);
    }
    thread.reraise(error)
}

/// `Send`: true = the iterator yielded.
pub fn send(ctx: &Ctx<'_>) -> PyResult<bool> {
    let thread = ctx.thread;
    let iterator = ctx.get(ctx.b()).clone();
    let sent = ctx.take(ctx.a());
    let outcome = send_to(thread, &iterator, sent)?;
    match outcome {
        Outcome::Yielded(value) => {
            ctx.set(ctx.a(), value);
            Ok(true)
        }
        Outcome::Returned(value) => {
            ctx.set(ctx.a(), value);
            ctx.clear(ctx.b());
            Ok(false)
        }
    }
}

/// Sends to any iterator.
pub fn send_to(thread: &ThreadState, iterator: &Value, sent: Value) -> PyResult<Outcome> {
    if let Some(generator) = generator::as_generator(iterator) {
        return resume(thread, generator, sent);
    }
    if sent.is_none() {
        let next = iterator.type_of().slots.next.get();
        let result = match next {
            Some(next) => match next(thread, iterator) {
                Ok(Some(value)) => return Ok(Outcome::Yielded(value)),
                Ok(None) => return Ok(Outcome::Returned(Value::none())),
                Err(raised) => Err(raised),
            },
            None => iter::next(thread, iterator).map(|_| Value::none()),
        };
        return stop_as_return(thread, result);
    }
    let result = object_call::method_str(thread, iterator, names::get().send, &[sent]);
    stop_as_return(thread, result)
}

pub fn get_yield_from_iter(ctx: &Ctx<'_>) -> PyResult<()> {
    let source = ctx.get(ctx.b()).clone();
    let iterator = match generator::as_generator(&source) {
        Some(generator) if generator.is_coroutine() => {
            let flags = ctx.frame.code().code.flags;
            let allowed = flags.has(CodeFlags::COROUTINE) || flags.has(CodeFlags::ITERABLE_COROUTINE);
            if !allowed {
                return Err(err!(
                    ctx.thread,
                    TypeError,
                    "cannot 'yield from' a coroutine object in a non-coroutine generator"
                ));
            }
            source.clone()
        }
        Some(_) => source.clone(),
        None => iter::iter(ctx.thread, &source)?,
    };
    ctx.consume();
    ctx.set(ctx.a(), iterator);
    Ok(())
}

/// The iterator that `await value` drives.
pub fn awaitable_iterator(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    if generator::as_generator(value).is_some_and(Generator::can_be_awaited) {
        return Ok(Some(value.clone()));
    }
    let Some(slot) = value.type_of().slots.r#await.get() else { return Ok(None) };
    let iterator = slot(thread, value)?;
    if iterator.type_of().slots.next.get().is_none() {
        let name = iterator.type_of().short_name();
        return Err(err!(thread, TypeError, "__await__() returned non-iterator of type '{name}'"));
    }
    if generator::as_generator(&iterator).is_some_and(Generator::can_be_awaited) {
        return Err(err!(thread, TypeError, "__await__() returned a coroutine"));
    }
    Ok(Some(iterator))
}

pub fn get_awaitable(ctx: &Ctx<'_>) -> PyResult<()> {
    let value = ctx.get(ctx.b()).clone();
    let Some(iterator) = awaitable_iterator(ctx.thread, &value)? else {
        let name = value.type_of().short_name();
        return Err(match ctx.c() {
            1 => err!(
                ctx.thread,
                TypeError,
                "'async with' received an object from __aenter__ that does not implement __await__: {name}"
            ),
            2 => err!(
                ctx.thread,
                TypeError,
                "'async with' received an object from __aexit__ that does not implement __await__: {name}"
            ),
            _ => err!(ctx.thread, TypeError, "'{name}' object can't be awaited"),
        });
    };
    ctx.consume();
    ctx.set(ctx.a(), iterator);
    Ok(())
}

pub fn get_aiter(ctx: &Ctx<'_>) -> PyResult<()> {
    let source = ctx.get(ctx.b()).clone();
    let name = source.type_of().short_name();
    let Some(slot) = source.type_of().slots.aiter.get() else {
        return Err(err!(ctx.thread, TypeError, "'async for' requires an object with __aiter__ method, got {name}"));
    };
    let iterator = slot(ctx.thread, &source)?;
    if iterator.type_of().slots.anext.get().is_none() {
        let name = iterator.type_of().short_name();
        return Err(err!(
            ctx.thread,
            TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
        ));
    }
    ctx.consume();
    ctx.set(ctx.a(), iterator);
    Ok(())
}

pub fn get_anext(ctx: &Ctx<'_>) -> PyResult<()> {
    let iterator = ctx.get(ctx.b()).clone();
    let Some(slot) = iterator.type_of().slots.anext.get() else {
        let name = iterator.type_of().short_name();
        return Err(err!(ctx.thread, TypeError, "'async for' requires an iterator with __anext__ method, got {name}"));
    };
    let awaitable = slot(ctx.thread, &iterator)?;
    let Some(inner) = awaitable_iterator(ctx.thread, &awaitable)? else {
        let name = awaitable.type_of().short_name();
        return Err(err!(ctx.thread, TypeError, "'async for' received an invalid object from __anext__: {name}"));
    };
    ctx.consume();
    ctx.set(ctx.a(), inner);
    Ok(())
}

pub fn is_stop_async(ctx: &Ctx<'_>) -> PyResult<()> {
    let result = ctx.get(ctx.b()).type_of().is_subtype(&exceptions::StopAsyncIteration);
    ctx.consume();
    ctx.set(ctx.a(), Value::bool(result));
    Ok(())
}

/// The word at which a frame stands is a `Yield` (for introspection).
pub fn is_at_yield(generator: &Generator) -> bool {
    // SAFETY: V3: a suspended generator stands at an instruction.
    generator.state.get() == State::Suspended && unsafe { *generator.pc.get() as u8 == Op::Yield as u8 }
}
