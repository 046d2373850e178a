//! Warnings issued by the runtime itself.
//!
//! When the program has loaded the `warnings` module (or `sys.warnoptions` asks for filters), it decides. Else the default
//! filters are applied here: most warnings are shown once per place, those meant for developers only in `__main__`.

use crate::err;
use crate::exceptions::report::write_stderr;
use crate::exceptions::source::SourceLines;
use crate::exceptions::{
    DeprecationWarning, ImportWarning, PendingDeprecationWarning, ResourceWarning, SyntaxWarning, Warning,
};
use crate::object::{attr, call, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::{Dict, Str, Type, int};
use crate::value::Value;
use ladon_compiler::SyntaxError;
use std::cell::RefCell;
use std::collections::HashSet;

/// Warnings shown so far: text, class, file, line.
#[derive(Default)]
struct Shown(RefCell<HashSet<(String, String, String, u32)>>);

/// Issues a warning at the place of the running Python code (`stacklevel` 1) or of its callers.
///
/// # Errors
/// The warning itself as an exception, if a filter says so.
pub fn warn(thread: &ThreadState, category: &Type, message: &str, stacklevel: u32) -> PyResult<()> {
    if let Some(module) = warnings_module(thread)? {
        if !category.is_subtype(&Warning) {
            // Native code may warn with any class; `warnings.warn` would refuse it.
            let place = Place::of_caller(thread, stacklevel);
            return warn_explicit(thread, category, message, &place.filename, place.line);
        }
        let args = [text(message)?, category.as_value(), int::from_i64(i64::from(stacklevel))];
        call::method(thread, &module, "warn", &args)?;
        return Ok(());
    }
    let place = Place::of_caller(thread, stacklevel);
    show_once(thread, category, message, &place);
    Ok(())
}

/// Issues a warning about a place in a source file (`SyntaxWarning`).
///
/// # Errors
/// As [`warn`].
pub fn warn_explicit(thread: &ThreadState, category: &Type, message: &str, filename: &str, line: u32) -> PyResult<()> {
    if let Some(module) = warnings_module(thread)? {
        let line = int::from_i64(i64::from(line));
        let args = [text(message)?, category.as_value(), text(filename)?, line];
        call::method(thread, &module, "warn_explicit", &args)?;
        return Ok(());
    }
    let in_main = category.is_subtype(&SyntaxWarning);
    show_once(thread, category, message, &Place { filename: filename.to_owned(), line, in_main });
    Ok(())
}

/// Issues what the compiler noticed. A filter that makes errors of SyntaxWarnings gives a SyntaxError at their place.
///
/// # Errors
/// As [`warn`].
pub fn syntax_warnings(thread: &ThreadState, found: &[SyntaxError], filename: &str) -> PyResult<()> {
    for warning in found {
        if let Err(raised) = warn_explicit(thread, &SyntaxWarning, &warning.message, filename, warning.line) {
            let exception = thread.take_raised(raised);
            if exception.type_of().is_subtype(&SyntaxWarning) {
                return Err(crate::exceptions::make::syntax_error(thread, warning, filename));
            }
            return Err(thread.reraise(exception));
        }
    }
    Ok(())
}

fn text(message: &str) -> PyResult<Value> {
    Ok(Str::try_new(message)?.into_value())
}

/// The `warnings` module, if the program uses it or options ask for it.
fn warnings_module(thread: &ThreadState) -> PyResult<Option<Value>> {
    let Some(modules) = thread.interp().modules.get() else { return Ok(None) };
    if let Some(module) = modules.get_name("warnings").filter(|module| !module.is_none()) {
        // While it is being imported it has no `warn` yet.
        let ready = attr::get_optional(thread, &module, &crate::types::str::intern::intern_text("warn_explicit"))?;
        return Ok(ready.map(|_| module));
    }
    let asked = match thread.interp().sys_attr("warnoptions") {
        Some(options) => subscript::length_hint(thread, &options) > 0,
        None => false,
    };
    if !asked {
        return Ok(None);
    }
    let Some(import) = thread.interp().builtins().get_name("__import__") else {
        return Err(err!(thread, ImportError, "__import__ not found"));
    };
    call::positional(thread, &import, &[text("warnings")?]).map(Some)
}

struct Place {
    filename: String,
    line: u32,
    in_main: bool,
}

impl Place {
    fn of_caller(thread: &ThreadState, stacklevel: u32) -> Place {
        // SAFETY: frames live as long as they are linked from the thread.
        let mut frame = unsafe { thread.frame.get().as_ref() };
        for _ in 1..stacklevel {
            frame = frame.and_then(|frame| frame.caller());
        }
        let Some(frame) = frame else { return Place { filename: String::from("sys"), line: 1, in_main: false } };
        Place {
            filename: frame.code().code.filename.to_string(),
            line: frame.line(),
            in_main: module_name(frame.globals()).as_deref() == Some("__main__"),
        }
    }
}

fn module_name(globals: &Dict) -> Option<String> {
    let name = globals.get_str(crate::names::get().__name__)?;
    Some(name.downcast::<Str>()?.to_string_lossy())
}

fn ignored(category: &Type, place: &Place) -> bool {
    if category.is_subtype(&DeprecationWarning) {
        return !place.in_main;
    }
    [&PendingDeprecationWarning, &ImportWarning, &ResourceWarning].iter().any(|ignored| category.is_subtype(ignored))
}

fn show_once(thread: &ThreadState, category: &Type, message: &str, place: &Place) {
    if ignored(category, place) {
        return;
    }
    let name = category.short_name();
    let key = (message.to_owned(), name.clone(), place.filename.clone(), place.line);
    if !thread.interp().state::<Shown>().0.borrow_mut().insert(key) {
        return;
    }
    let mut shown = format!("{}:{}: {name}: {message}\n", place.filename, place.line);
    let source = thread.interp().state::<SourceLines>().line(thread, &place.filename, place.line);
    if let Some(line) = source.filter(|line| !line.trim().is_empty()) {
        shown.push_str(&format!("  {}\n", line.trim()));
    }
    write_stderr(thread, &shown);
}
