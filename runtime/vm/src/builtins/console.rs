//! `print`, `input`, `breakpoint`.

use super::attributes::optional;
use crate::err;
use crate::names;
use crate::object::{attr, call, repr, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::{Str, Tuple};
use crate::value::Value;

/// The arguments of `print`, in the order of its signature.
mod slot {
    pub const SEP: usize = 0;
    pub const END: usize = 1;
    pub const FILE: usize = 2;
    pub const FLUSH: usize = 3;
    pub const ARGS: usize = 4;
}

pub fn builtin_print(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let file = match b.some(slot::FILE) {
        Some(file) => file.clone(),
        None => match thread.interp().sys_attr("stdout") {
            Some(file) if file.is_none() => return Ok(Value::none()),
            Some(file) => file,
            None => return Err(err!(thread, RuntimeError, "lost sys.stdout")),
        },
    };
    let sep = separator(thread, b.some(slot::SEP), "sep")?;
    let end = separator(thread, b.some(slot::END), "end")?;
    let items = b.get(slot::ARGS).and_then(|args| args.downcast::<Tuple>()).map_or(&[][..], Tuple::as_slice);
    let write = attr::get(thread, &file, names::get().write)?;
    if file.type_of().is_heap_type() {
        write_parts(thread, &write, items, sep, end)?;
    } else {
        write_whole(thread, &write, items, sep, end)?;
    }
    if let Some(flush) = b.get(slot::FLUSH)
        && truth::is_true(thread, flush)?
    {
        call::method_str(thread, &file, names::get().flush, &[])?;
    }
    Ok(Value::none())
}

fn separator<'a>(thread: &ThreadState, value: Option<&'a Value>, name: &str) -> PyResult<Option<&'a Str>> {
    let Some(value) = value else { return Ok(None) };
    value.downcast::<Str>().map(Some).ok_or_else(|| {
        let got = value.type_of().short_name();
        err!(thread, TypeError, "{name} must be None or a string, not {got}")
    })
}

fn write_one(thread: &ThreadState, write: &Value, text: &Value) -> PyResult<()> {
    call::call(thread, write, Args::positional(std::slice::from_ref(text))).map(drop)
}

/// One call of `write` for each part, as a file written in Python may count on.
fn write_parts(
    thread: &ThreadState,
    write: &Value,
    items: &[Value],
    sep: Option<&Str>,
    end: Option<&Str>,
) -> PyResult<()> {
    let constant = |given: Option<&Str>, default: u8| match given {
        Some(text) => Value::of(text),
        None => crate::runtime::latin1_str(default),
    };
    let sep = constant(sep, b' ');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            write_one(thread, write, &sep)?;
        }
        write_one(thread, write, repr::str(thread, item)?.as_value())?;
    }
    write_one(thread, write, &constant(end, b'\n'))
}

/// All parts in one call of `write`: for the runtime's own files nobody can tell.
fn write_whole(
    thread: &ThreadState,
    write: &Value,
    items: &[Value],
    sep: Option<&Str>,
    end: Option<&Str>,
) -> PyResult<()> {
    if let ([item], None) = (items, end)
        && let Some(text) = item.exact::<Str>()
        && text.byte_len() > 1 << 16
    {
        write_one(thread, write, item)?;
        return write_one(thread, write, &crate::runtime::latin1_str(b'\n'));
    }
    let mut line = Vec::with_capacity(64);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            line.extend_from_slice(sep.map_or(b" ", Str::as_bytes));
        }
        if let Some(small) = item.as_small_int() {
            use std::io::Write;
            let _ = write!(line, "{small}");
            continue;
        }
        match repr::str(thread, item) {
            Ok(text) => line.extend_from_slice(text.as_bytes()),
            Err(raised) => {
                // What came before is written all the same.
                let exception = thread.take_raised(raised);
                write_one(thread, write, Str::try_from_wtf8(&line)?.as_value())?;
                return Err(thread.reraise(exception));
            }
        }
    }
    line.extend_from_slice(end.map_or(b"\n", Str::as_bytes));
    write_one(thread, write, Str::try_from_wtf8(&line)?.as_value())
}

fn standard_file(thread: &ThreadState, name: &str) -> PyResult<Value> {
    match thread.interp().sys_attr(name).filter(|file| !file.is_none()) {
        Some(file) => Ok(file),
        None => Err(err!(thread, RuntimeError, "input(): lost sys.{name}")),
    }
}

pub fn builtin_input(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let stdin = standard_file(thread, "stdin")?;
    let stdout = standard_file(thread, "stdout")?;
    if let Ok(stderr) = standard_file(thread, "stderr").map_err(|raised| drop(thread.take_raised(raised))) {
        flush_quietly(thread, &stderr)?;
    }
    if let Some(prompt) = b.get(0) {
        let text = repr::str(thread, prompt)?;
        call::method_str(thread, &stdout, names::get().write, &[text.into_value()])?;
    }
    flush_quietly(thread, &stdout)?;
    let line = call::method_str(thread, &stdin, names::get().readline, &[])?;
    let Some(text) = line.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "object.readline() returned non-string"));
    };
    match text.as_bytes() {
        [] => Err(err!(thread, EOFError, "EOF when reading a line")),
        [content @ .., b'\n'] => Ok(Str::try_from_wtf8(content)?.into_value()),
        _ => Ok(line.clone()),
    }
}

/// Flushes a file if it can be; errors are dropped.
fn flush_quietly(thread: &ThreadState, file: &Value) -> PyResult<()> {
    if let Some(flush) = optional(thread, file, "flush")?
        && let Err(raised) = call::call(thread, &flush, Args::EMPTY)
    {
        drop(thread.take_raised(raised));
    }
    Ok(())
}

/// `breakpoint(*args, **kwargs)`: what `sys.breakpointhook` does.
pub fn builtin_breakpoint(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    match thread.interp().sys_attr("breakpointhook") {
        Some(hook) => call::call(thread, &hook, args),
        None => Err(err!(thread, RuntimeError, "lost sys.breakpointhook")),
    }
}
