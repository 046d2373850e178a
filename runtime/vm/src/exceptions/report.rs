//! What happens to exceptions that nobody catches: `sys.excepthook`, `sys.unraisablehook`, `SystemExit`, and writing to
//! `sys.stderr` or, when that is not possible, to file descriptor 2.

use super::display::{class_name, format_exception, recovered, shown};
use super::{BaseExceptionObject, KeyboardInterrupt, SystemExit, frames};
use crate::object::{alloc, attr, call, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::TypeBuilder;
use crate::types::{Str, int};
use crate::value::{ObjectPtr, Value};
use ladon_heap::{Head, MutCell};
use std::io::Write;

/// Exit code of a program that ends with an uncaught exception, and with a KeyboardInterrupt.
const FAILURE: i32 = 1;
const INTERRUPTED: i32 = 130;

/// Prints an exception that reached the top (or hands it to `sys.excepthook`) and returns the exit code. SystemExit is
/// no error: its code is the answer.
pub fn print_uncaught(thread: &ThreadState, raised: Raised) -> i32 {
    let exception = thread.take_raised(raised);
    print_uncaught_value(thread, &exception)
}

pub fn print_uncaught_value(thread: &ThreadState, exception: &Value) -> i32 {
    if exception.type_of().is_subtype(&SystemExit) {
        return exit_code(thread, exception);
    }
    display(thread, exception);
    if exception.type_of().is_subtype(&KeyboardInterrupt) { INTERRUPTED } else { FAILURE }
}

/// What a SystemExit asks for: nothing is 0, an int is the code, anything else is printed and means 1.
pub fn exit_code(thread: &ThreadState, exception: &Value) -> i32 {
    let code = recovered(thread, attr::get(thread, exception, crate::names::get().code));
    let code = code.unwrap_or_else(|| exception.clone());
    if code.is_none() {
        return 0;
    }
    if int::core::is_int(&code) {
        // As C's exit status: what does not fit is an error all the same.
        return int::as_i64(&code).map_or(-1, |code| code as i32);
    }
    if let Some(text) = recovered(thread, repr::str(thread, &code)) {
        write_stderr(thread, &format!("{}\n", shown(&text)));
    }
    FAILURE
}

/// Shows an exception through `sys.excepthook`.
pub fn display(thread: &ThreadState, exception: &Value) {
    let interp = thread.interp();
    let class = exception.type_of().as_value();
    let traceback = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.traceback.get());
    let traceback = traceback.unwrap_or_else(Value::none);
    if interp.sys.get().is_some() {
        interp.set_sys_attr("last_exc", exception.clone());
        interp.set_sys_attr("last_type", class.clone());
        interp.set_sys_attr("last_value", exception.clone());
        interp.set_sys_attr("last_traceback", traceback.clone());
    }
    let hook = interp.sys_attr("excepthook");
    let own = interp.sys_attr("__excepthook__");
    let replaced = hook.filter(|hook| own.as_ref().is_none_or(|own| !own.is(hook)));
    let Some(hook) = replaced else { return print(thread, exception) };
    if let Err(raised) = call::positional(thread, &hook, &[class, exception.clone(), traceback]) {
        let second = thread.take_raised(raised);
        write_stderr(thread, "Error in sys.excepthook:\n");
        print(thread, &second);
        write_stderr(thread, "\nOriginal exception was:\n");
        print(thread, exception);
    }
}

/// Prints an exception with everything that belongs to it to `sys.stderr`: `sys.__excepthook__`.
pub fn print(thread: &ThreadState, exception: &Value) {
    let text = format_exception(thread, exception);
    write_stderr(thread, &text);
}

/// Writes to `sys.stderr`; nowhere when that is None; to file descriptor 2 when there is none or it fails.
pub fn write_stderr(thread: &ThreadState, text: &str) {
    match thread.interp().sys_attr("stderr") {
        Some(file) if file.is_none() => {}
        Some(file) if recovered(thread, write_to(thread, &file, text)).is_some() => {}
        _ => write_raw(thread, text),
    }
}

fn write_to(thread: &ThreadState, file: &Value, text: &str) -> PyResult<()> {
    let names = crate::names::get();
    call::method_str(thread, file, names.write, &[Str::try_new(text)?.into_value()])?;
    // Flushing is a courtesy: the text is written.
    let flushed = call::method_str(thread, file, names.flush, &[]);
    recovered(thread, flushed);
    Ok(())
}

fn write_raw(thread: &ThreadState, text: &str) {
    if let Some(sink) = &*thread.interp().capture.borrow() {
        sink.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend_from_slice(text.as_bytes());
        return;
    }
    // Nobody is left to be told of a failure.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Reports an exception that can't be raised anywhere (`__del__`, callbacks); `object` is where it came from.
pub fn unraisable(thread: &ThreadState, raised: Raised, object: &Value) {
    unraisable_with(thread, raised, None, Some(object));
}

/// As [`unraisable`]; `doing` says when it happened: "while flushing sys.stdout".
pub fn unraisable_with(thread: &ThreadState, raised: Raised, doing: Option<&str>, object: Option<&Value>) {
    let message = doing.map(|doing| format!("Exception ignored {doing}"));
    let message = message.as_deref();
    let exception = thread.take_raised(raised);
    let hook = thread.interp().sys_attr("unraisablehook");
    let own = thread.interp().sys_attr("__unraisablehook__");
    let replaced = hook.filter(|hook| !hook.is_none() && own.as_ref().is_none_or(|own| !own.is(hook)));
    let Some(hook) = replaced else { return print_unraisable(thread, &exception, message, object) };
    let args = UnraisableHookArgs::new(&exception, message, object);
    if let Err(raised) = call::positional(thread, &hook, std::slice::from_ref(&args)) {
        let second = thread.take_raised(raised);
        print_unraisable(thread, &second, Some("Exception ignored in sys.unraisablehook"), Some(&hook));
    }
}

/// What `sys.__unraisablehook__` does.
pub fn print_unraisable(thread: &ThreadState, exception: &Value, message: Option<&str>, object: Option<&Value>) {
    let object = object.filter(|object| !object.is_none()).map(|object| {
        let text = recovered(thread, repr::repr(thread, object));
        text.map_or_else(|| String::from("<object repr() failed>"), |text| shown(&text))
    });
    let mut text = match (message, object) {
        (Some(message), Some(object)) => format!("{message}: {object}\n"),
        (Some(message), None) => format!("{message}:\n"),
        (None, Some(object)) => format!("Exception ignored in: {object}\n"),
        (None, None) => String::new(),
    };
    let traceback = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.traceback.get());
    let frames = frames::format(thread, traceback);
    if !frames.is_empty() {
        text.push_str("Traceback (most recent call last):\n");
        text.push_str(&frames);
    }
    text.push_str(&class_name(thread, exception.type_of()));
    match recovered(thread, repr::str(thread, exception)) {
        Some(message) if message.is_empty() => {}
        Some(message) => text.push_str(&format!(": {}", shown(&message))),
        None => text.push_str(": <exception str() failed>"),
    }
    text.push('\n');
    write_stderr(thread, &text);
}

/// `sys.__unraisablehook__(args)` for an object with the attributes of [`UnraisableHookArgs`].
pub fn default_unraisable_hook(thread: &ThreadState, args: &Value) -> PyResult<()> {
    let some = |name: &str| attr::get_name(thread, args, name).map(|value| (!value.is_none()).then_some(value));
    let (exception, object) = (some("exc_value")?, some("object")?);
    let message = match some("err_msg")? {
        Some(message) => Some(repr::str(thread, &message)?.to_string_lossy()),
        None => None,
    };
    if let Some(exception) = exception {
        print_unraisable(thread, &exception, message.as_deref(), object.as_ref());
    }
    Ok(())
}

/// The argument of `sys.unraisablehook`.
#[repr(C)]
pub struct UnraisableHookArgs {
    pub head: Head,
    exception: MutCell<Option<Value>>,
    message: MutCell<Option<Value>>,
    object: MutCell<Option<Value>>,
}

crate::builtin_static!(UnraisableHookArgs);

impl UnraisableHookArgs {
    fn new(exception: &Value, message: Option<&str>, object: Option<&Value>) -> Value {
        let message = message.and_then(|text| Str::try_new(text).ok()).map(|text| text.into_value());
        let args = UnraisableHookArgs {
            head: alloc::head::<UnraisableHookArgs>(),
            exception: MutCell::new(Some(exception.clone())),
            message: MutCell::new(message),
            object: MutCell::new(object.cloned()),
        };
        alloc::alloc(args).into_value()
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for this type only; the visitor changes nothing.
        unsafe {
            let this = object.cast::<UnraisableHookArgs>().as_ref();
            for cell in [&this.exception, &this.message, &this.object] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2: called for this type only.
        let this = unsafe { object.cast::<UnraisableHookArgs>().as_ref() };
        for cell in [&this.exception, &this.message, &this.object] {
            cell.set(None);
        }
    }
}

fn exception_of(value: &Value) -> Option<Value> {
    value.exact::<UnraisableHookArgs>()?.exception.get()
}

pub fn describe() {
    TypeBuilder::new::<UnraisableHookArgs>("UnraisableHookArgs", Some(crate::types::object::object_type()))
        .module("sys")
        .doc("What sys.unraisablehook is told.")
        .container(UnraisableHookArgs::visit, Some(UnraisableHookArgs::clear))
        .getter(
            "exc_type",
            |_, args| Ok(exception_of(args).map_or_else(Value::none, |e| e.type_of().as_value())),
            "Its class.",
        )
        .getter("exc_value", |_, args| Ok(exception_of(args).unwrap_or_else(Value::none)), "The exception.")
        .getter(
            "exc_traceback",
            |_, args| {
                let exception = exception_of(args);
                let fields = exception.as_ref().and_then(|e| e.downcast::<BaseExceptionObject>());
                Ok(fields.and_then(|fields| fields.traceback.get()).unwrap_or_else(Value::none))
            },
            "Its traceback.",
        )
        .getter(
            "err_msg",
            |_, args| Ok(args.exact::<UnraisableHookArgs>().and_then(|a| a.message.get()).unwrap_or_else(Value::none)),
            "A text, or None.",
        )
        .getter(
            "object",
            |_, args| Ok(args.exact::<UnraisableHookArgs>().and_then(|a| a.object.get()).unwrap_or_else(Value::none)),
            "Where it came from, or None.",
        )
        .finish();
}
