//! SyntaxError: the details that its second argument holds.

use super::BaseExceptionObject;
use super::init::{base_exception_init, or_none, this};
use crate::err;
use crate::object::{iter, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, TypeBuilder};
use crate::types::{Str, Tuple, int};
use crate::value::{Ref, Value};

pub const MSG: usize = 0;
pub const FILENAME: usize = 1;
pub const LINENO: usize = 2;
pub const OFFSET: usize = 3;
pub const TEXT: usize = 4;
pub const END_LINENO: usize = 5;
pub const END_OFFSET: usize = 6;

pub(super) fn customize(builder: TypeBuilder) -> TypeBuilder {
    builder.slots(|s| {
        s.init.set(Some(syntax_error_init));
        s.str.set(Some(syntax_error_str));
    })
}

fn syntax_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    base_exception_init(thread, value, args)?;
    let exception = this(thread, value)?;
    let args = args.positionals();
    exception.set_field(MSG, args.first().cloned());
    let [_, details] = args else { return Ok(()) };
    let details = iter::collect(thread, details)?;
    let given = details.len();
    match given {
        0..=3 => return Err(err!(thread, TypeError, "function takes at least 4 arguments ({given} given)")),
        5 => return Err(err!(thread, TypeError, "end_offset must be provided when end_lineno is provided")),
        4 | 6 | 7 => {}
        _ => return Err(err!(thread, TypeError, "function takes at most 7 arguments ({given} given)")),
    }
    fill_details(exception, &details);
    Ok(())
}

fn fill_details(exception: &BaseExceptionObject, details: &[Value]) {
    for index in 0..6 {
        exception.set_field(FILENAME + index, details.get(index).cloned());
    }
}

pub(super) fn fill(exception: &BaseExceptionObject, args: &[Value]) {
    exception.set_field(MSG, args.first().cloned());
    if let Some(details) = args.get(1).and_then(|details| details.downcast::<Tuple>()) {
        fill_details(exception, details.as_slice());
    }
}

fn syntax_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exception = this(thread, value)?;
    let message = repr::str(thread, &or_none(exception.field(MSG)))?;
    let filename = exception.field(FILENAME).and_then(|name| {
        let name = name.downcast::<Str>()?.as_bytes().to_vec();
        let base = name.iter().rposition(|&b| b == b'/').map_or(0, |slash| slash + 1);
        Some(name[base..].to_vec())
    });
    let line = exception.field(LINENO).filter(int::core::is_int).as_ref().and_then(int::as_i64);
    let mut text = message.as_bytes().to_vec();
    match (filename, line) {
        (None, None) => return Ok(Ref::into_value(message)),
        (Some(filename), None) => {
            text.extend_from_slice(b" (");
            text.extend_from_slice(&filename);
            text.push(b')');
        }
        (None, Some(line)) => text.extend_from_slice(format!(" (line {line})").as_bytes()),
        (Some(filename), Some(line)) => {
            text.extend_from_slice(b" (");
            text.extend_from_slice(&filename);
            text.extend_from_slice(format!(", line {line})").as_bytes());
        }
    }
    Ok(Str::try_from_wtf8(&text)?.into_value())
}
