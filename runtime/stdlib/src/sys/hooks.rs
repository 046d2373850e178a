//! Functions of `sys` that are called for exceptions, results and audit events.

use crate::define::text;
use ladon_vm::err;
use ladon_vm::exceptions::{self, BaseExceptionObject, report};
use ladon_vm::object::{attr, call, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound};
use ladon_vm::types::{Dict, Str, Tuple};
use ladon_vm::value::Value;
use std::cell::RefCell;

/// Audit hooks of one interpreter.
#[derive(Default)]
struct Audit(RefCell<Vec<Value>>);

crate::functions! {
    pub fn defs {
        "excepthook(exctype, value, traceback, /)" => sys_excepthook, "Print an exception and its traceback to sys.stderr.";
        "displayhook(object, /)" => sys_displayhook, "Print an object to sys.stdout and keep it in builtins._.";
        "unraisablehook(unraisable, /)" => sys_unraisablehook, "Report an exception that can't be raised anywhere.";
        "breakpointhook(*args, **kws)" => sys_breakpointhook, "Enter the debugger.";
        "audit(event, /, *args)" => sys_audit, "Tell the audit hooks of an event.";
        "addaudithook(hook)" => sys_addaudithook, "Add an audit hook.";
    }
}

/// The originals under their second names.
pub fn add(dict: &Dict) {
    for name in ["excepthook", "displayhook", "unraisablehook", "breakpointhook"] {
        if let Some(hook) = dict.get_name(name) {
            dict.set_name(&format!("__{name}__"), hook);
        }
    }
}

fn sys_excepthook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (value, traceback) = (args.value(1), args.value(2));
    if let Some(fields) = value.downcast::<BaseExceptionObject>() {
        if !traceback.is_none() && fields.traceback.get().is_none() {
            fields.traceback.set(Some(traceback.clone()));
        }
        report::print(thread, value);
    } else {
        let name = value.type_of().short_name();
        let message = format!("TypeError: print_exception(): Exception expected for value, {name} found\n");
        report::write_stderr(thread, &message);
    }
    Ok(Value::none())
}

fn sys_displayhook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    if value.is_none() {
        return Ok(Value::none());
    }
    let builtins = thread.interp().builtins();
    builtins.set_name("_", Value::none());
    let Some(stdout) = thread.interp().sys_attr("stdout").filter(|file| !file.is_none()) else {
        return Err(err!(thread, RuntimeError, "lost sys.stdout"));
    };
    let shown = repr::repr(thread, value)?;
    let names = ladon_vm::names::get();
    if let Err(raised) = call::method_str(thread, &stdout, names.write, &[shown.clone().into_value()]) {
        let exception = thread.take_raised(raised);
        if !exception.type_of().is_subtype(&exceptions::UnicodeEncodeError) {
            return Err(thread.reraise(exception));
        }
        let encoding = attr::get_name(thread, &stdout, "encoding")?;
        let bytes = call::method(thread, shown.as_value(), "encode", &[encoding.clone(), text("backslashreplace")?])?;
        let again = call::method(thread, &bytes, "decode", &[encoding, text("strict")?])?;
        call::method_str(thread, &stdout, names.write, &[again])?;
    }
    call::method_str(thread, &stdout, names.write, &[text("\n")?])?;
    builtins.set_name("_", value.clone());
    Ok(Value::none())
}

fn sys_unraisablehook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    report::default_unraisable_hook(thread, args.value(0))?;
    Ok(Value::none())
}

/// Calls what PYTHONBREAKPOINT names; `pdb.set_trace` by default.
fn sys_breakpointhook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let wanted = std::env::var("PYTHONBREAKPOINT").unwrap_or_default();
    let wanted = match wanted.as_str() {
        "0" => return Ok(Value::none()),
        "" => "pdb.set_trace",
        other => other,
    };
    let (module, name) = wanted.rsplit_once('.').unwrap_or(("builtins", wanted));
    let hook = ladon_vm::import::import_attribute(thread, module, name)?;
    let (Some(positional), Some(keywords)) = (args.get(0), args.get(1)) else { return Ok(Value::none()) };
    let positional = positional.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
    call::with_dict(thread, &hook, positional, keywords.downcast::<Dict>())
}

fn sys_audit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let event = args.value(0);
    if event.downcast::<Str>().is_none() {
        let name = event.type_of().short_name();
        return Err(err!(thread, TypeError, "expected str for argument 'event', not {name}"));
    }
    audit(thread, event, args.value(1))?;
    Ok(Value::none())
}

/// Tells the hooks of this interpreter of an event; `values` is a tuple.
pub fn audit(thread: &ThreadState, event: &Value, values: &Value) -> PyResult<()> {
    let hooks = thread.interp().state::<Audit>().0.borrow().clone();
    for hook in hooks {
        call::call(thread, &hook, Args::positional(&[event.clone(), values.clone()]))?;
    }
    Ok(())
}

fn sys_addaudithook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let event = text("sys.addaudithook")?;
    let told = audit(thread, &event, Tuple::new(Vec::new()).as_value());
    if ladon_vm::raise::caught(thread, told, &exceptions::RuntimeError)?.is_some() {
        thread.interp().state::<Audit>().0.borrow_mut().push(args.value(0).clone());
    }
    Ok(Value::none())
}
