//! Exceptions: finding the handler, tracebacks, the instructions of `try` and `raise`.

use super::call::{self, clear_words};
use super::context::Ctx;
use super::frame::{Exit, Frame};
use super::suspend;
use crate::err;
use crate::exceptions::{self, BaseExceptionObject};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::{Tuple, Type};
use crate::value::Value;

/// Looks for a handler from the current frame outwards, up to the frame that returns to Rust. `Ok` = the frame that
/// goes on, its `pc` at the handler.
#[cold]
#[inline(never)]
pub fn unwind(thread: &ThreadState, raised: Raised) -> Result<*mut Frame, Raised> {
    let mut raised = raised;
    loop {
        let frame = thread.frame.get().cast_mut();
        // SAFETY: the current frame; its window was verified, dropped temporaries are set to NULL.
        unsafe {
            let at = (*frame).instruction_index();
            let exception = thread.take_raised(raised);
            let noted = exceptions::traceback::add(&exception, &*frame, at);
            let code = &(*frame).code().code;
            let linked = (*frame).linked();
            if let Some(entry) = code.handler_of(at) {
                let from = entry.drop_from as usize;
                (*frame).pc.set(linked.words.as_ptr().add(entry.handler as usize));
                let _ = thread.reraise(exception);
                if let Some(noted) = noted {
                    noted.stay_with(&*frame);
                }
                clear_temporaries(thread, (*frame).regs.add(from), linked.nregs - from);
                return Ok(frame);
            }
            raised = thread.reraise(exception);
            exceptions::traceback::leave(noted, &*frame);
            clear_temporaries(thread, (*frame).regs, linked.nregs);
            let exit = (*frame).exit;
            if (*frame).generator().is_some() {
                raised = suspend::fail(thread, frame, raised);
                if matches!(exit, Exit::Resumed { .. }) {
                    // What was handled inside is over; the caller handles nothing.
                    drop(thread.handled.take());
                    continue;
                }
                return Err(raised);
            }
            call::pop(thread, frame);
            match exit {
                Exit::Native => return Err(raised),
                Exit::Register(_) | Exit::Resumed { .. } => {}
                Exit::Instance { held, .. } => {
                    let caller = thread.frame.get();
                    clear_temporaries(thread, (*caller).regs.add(held as usize), 1);
                }
            }
        }
    }
}

/// Drops words while an exception is pending: what finalizers do must not disturb it.
unsafe fn clear_temporaries(thread: &ThreadState, regs: *mut u64, count: usize) {
    let pending = thread.take_pending();
    // SAFETY: forwarded.
    unsafe { clear_words(regs, count) };
    thread.set_raised(pending);
}

/// The exception just raised becomes the handled one.
pub fn enter_except(ctx: &Ctx<'_>) -> PyResult<()> {
    let Some(exception) = ctx.thread.take_pending() else {
        return Err(err!(ctx.thread, SystemError, "a handler was entered without an exception"));
    };
    let before = ctx.thread.handled.replace(Some(exception.clone()));
    ctx.set(ctx.b(), before.unwrap_or_else(Value::none));
    ctx.set(ctx.a(), exception);
    Ok(())
}

pub fn leave_except(ctx: &Ctx<'_>) -> PyResult<()> {
    let before = ctx.take(ctx.a());
    let old = ctx.thread.handled.replace(if before.is_none() { None } else { Some(before) });
    drop(old);
    Ok(())
}

fn is_exception_class(value: &Value) -> bool {
    value.downcast::<Type>().is_some_and(Type::base_exception)
}

fn check_classes(ctx: &Ctx<'_>, class: &Value, star: bool) -> PyResult<()> {
    let bad = match class.downcast::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().any(|item| !is_exception_class(item)),
        None => !is_exception_class(class),
    };
    if bad {
        return Err(err!(
            ctx.thread,
            TypeError,
            "catching classes that do not inherit from BaseException is not allowed"
        ));
    }
    let group =
        |value: &Value| value.downcast::<Type>().is_some_and(|ty| ty.is_subtype(&exceptions::BaseExceptionGroup));
    let groups = match class.downcast::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().any(group),
        None => group(class),
    };
    if star && groups {
        return Err(err!(
            ctx.thread,
            TypeError,
            "catching ExceptionGroup with except* is not allowed. Use except instead."
        ));
    }
    Ok(())
}

/// Whether an exception matches a class or a tuple of classes (real inheritance).
pub fn matches(exception: &Value, class: &Value) -> bool {
    let ty = match exception.downcast::<Type>() {
        Some(ty) => ty,
        None => exception.type_of(),
    };
    match class.downcast::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().any(|item| matches(exception, item)),
        None => class.downcast::<Type>().is_some_and(|class| ty.is_subtype(class)),
    }
}

pub fn match_exc(ctx: &Ctx<'_>) -> PyResult<()> {
    let class = ctx.get(ctx.c());
    check_classes(ctx, class, false)?;
    let result = matches(ctx.get(ctx.b()), class);
    ctx.consume();
    ctx.set(ctx.a(), Value::bool(result));
    Ok(())
}

pub fn match_exc_star(ctx: &Ctx<'_>) -> PyResult<()> {
    let base = ctx.a();
    let class = ctx.get(base + 1).clone();
    check_classes(ctx, &class, true)?;
    let exception = ctx.get(base).clone();
    let (matched, rest) = exceptions::group::split_for_star(ctx.thread, &exception, &class)?;
    if matched.is_none() {
        ctx.set(base + 1, Value::none());
        return Ok(());
    }
    drop(ctx.thread.handled.replace(Some(matched.clone())));
    ctx.set(base, rest);
    ctx.set(base + 1, matched);
    Ok(())
}

pub fn prep_reraise_star(ctx: &Ctx<'_>) -> PyResult<()> {
    let list = ctx.get(ctx.c()).clone();
    let raised = crate::object::iter::collect(ctx.thread, &list)?;
    let result = exceptions::group::prepare_reraise(ctx.thread, ctx.get(ctx.b()), &raised)?;
    ctx.consume();
    ctx.set(ctx.a(), result);
    Ok(())
}

/// An instance from what `raise` was given: an instance, or a class to be called.
fn instantiate(thread: &ThreadState, value: Value) -> PyResult<Value> {
    if value.downcast::<BaseExceptionObject>().is_some() {
        return Ok(value);
    }
    if is_exception_class(&value) {
        let made = crate::object::call::positional(thread, &value, &[])?;
        if made.downcast::<BaseExceptionObject>().is_none() {
            let (class, name) = (crate::object::repr::repr_lossy(thread, &value), made.type_of().short_name());
            return Err(err!(
                thread,
                TypeError,
                "calling {class} should have returned an instance of BaseException, not {name}"
            ));
        }
        return Ok(made);
    }
    Err(err!(thread, TypeError, "exceptions must derive from BaseException"))
}

pub fn raise(ctx: &Ctx<'_>) -> Raised {
    let value = ctx.source_a();
    match instantiate(ctx.thread, value) {
        Ok(exception) => ctx.thread.raise(exception),
        Err(raised) => raised,
    }
}

pub fn raise_from(ctx: &Ctx<'_>) -> Raised {
    let cause = ctx.get(ctx.b()).clone();
    let value = ctx.source_a();
    let exception = match instantiate(ctx.thread, value) {
        Ok(exception) => exception,
        Err(raised) => return raised,
    };
    let cause = if cause.is_none() {
        None
    } else if cause.downcast::<BaseExceptionObject>().is_some() || is_exception_class(&cause) {
        match instantiate(ctx.thread, cause) {
            Ok(cause) => Some(cause),
            Err(raised) => return raised,
        }
    } else {
        return err!(ctx.thread, TypeError, "exception causes must derive from BaseException");
    };
    if let Some(object) = exception.downcast::<BaseExceptionObject>() {
        object.cause.set(cause);
        object.suppress_context.set(true);
    }
    ctx.consume();
    ctx.thread.raise(exception)
}

pub fn raise_again(ctx: &Ctx<'_>) -> Raised {
    match ctx.thread.handled.get() {
        Some(exception) => {
            exceptions::traceback::skip_next(ctx.thread, &exception, ctx.frame);
            ctx.thread.reraise(exception)
        }
        None => err!(ctx.thread, RuntimeError, "No active exception to reraise"),
    }
}

pub fn reraise(ctx: &Ctx<'_>) -> Raised {
    let exception = ctx.source_a();
    exceptions::traceback::skip_next(ctx.thread, &exception, ctx.frame);
    ctx.thread.reraise(exception)
}
