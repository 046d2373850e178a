//! `pythonrun.h`: compiling, and showing exceptions.

use crate::boundary::{Borrowed, New, Nothing, Text};
use crate::capi;
use ladon_vm::err;
use ladon_vm::exceptions::{BaseExceptionObject, SystemExit, report};
use ladon_vm::import::path;
use ladon_vm::object::call;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::value::Value;
use std::ffi::c_int;

/// `Py_single_input`, `Py_file_input`, `Py_eval_input`.
fn mode(start: c_int) -> Option<&'static str> {
    match start {
        256 => Some("single"),
        257 => Some("exec"),
        258 => Some("eval"),
        _ => None,
    }
}

/// Shows the pending exception through `sys.excepthook`; `SystemExit` ends the process.
fn print(thread: &ThreadState, remember: bool) {
    let Some(exception) = thread.take_pending() else { return };
    if exception.type_of().is_subtype(&SystemExit) {
        crate::pylifecycle::Py_Exit(report::exit_code(thread, &exception));
    }
    let hook = thread.interp().sys_attr("excepthook").filter(|_| !remember);
    let Some(hook) = hook else { return report::display(thread, &exception) };
    let traceback = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.traceback.get());
    let args = [exception.type_of().as_value(), exception.clone(), traceback.unwrap_or_else(Value::none)];
    if let Err(raised) = call::positional(thread, &hook, &args) {
        let second = thread.take_raised(raised);
        report::print(thread, &second);
        report::print(thread, &exception);
    }
}

/// Prints an exception to `sys.stderr`; the pending one, if any, stays.
fn show(thread: &ThreadState, exception: &Value) {
    let pending = thread.take_pending();
    report::print(thread, exception);
    thread.set_raised(pending);
}

capi! {
    fn PyErr_Print(thread) -> Nothing {
        print(thread, true);
        Ok(())
    }

    fn PyErr_PrintEx(thread, remember: c_int) -> Nothing {
        print(thread, remember != 0);
        Ok(())
    }

    fn PyErr_Display(
        thread, _class: Option<Borrowed>, exception: Option<Borrowed>, traceback: Option<Borrowed>,
    ) -> Nothing {
        let Some(exception) = exception else { return Ok(()) };
        if let (Some(fields), Some(traceback)) = (exception.downcast::<BaseExceptionObject>(), traceback)
            && fields.traceback.get().is_none()
        {
            fields.traceback.set(Some(traceback.owned()).filter(|traceback| !traceback.is_none()));
        }
        show(thread, &exception);
        Ok(())
    }

    fn PyErr_DisplayException(thread, exception: Borrowed) -> Nothing {
        show(thread, &exception);
        Ok(())
    }

    fn Py_CompileString(thread, source: Text, filename: Text, start: c_int) -> New {
        let Some(mode) = mode(start) else {
            return Err(err!(thread, ValueError, "mode must be 'exec', 'eval', 'ipython' or 'single'"));
        };
        let Some(compile) = thread.interp().builtins().get_name("compile") else {
            return Err(err!(thread, RuntimeError, "lost builtins.compile"));
        };
        let args = [
            Bytes::from_slice(source.bytes())?.into_value(),
            path::decode(filename.bytes())?.into_value(),
            Str::try_new(mode)?.into_value(),
        ];
        call::positional(thread, &compile, &args)
    }
}
