//! UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError.

use super::BaseExceptionObject;
use super::init::{base_exception_init, int_field, or_none, this};
use crate::err;
use crate::object::{call, number, repr, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, GetterFn, SetterFn, TypeBuilder};
use crate::types::str::wtf8;
use crate::types::{Str, flags, int};
use crate::value::Value;

/// Index of the field `object`; `encoding` stands before it, `start`, `end`, `reason` behind.
const OBJECT: usize = 1;
const TRANSLATED: usize = 0;

pub(super) fn customize(builder: TypeBuilder, class_name: &str) -> TypeBuilder {
    builder.slots(|s| match class_name {
        "UnicodeDecodeError" => {
            s.init.set(Some(decode_error_init));
            s.str.set(Some(decode_error_str));
        }
        "UnicodeEncodeError" => {
            s.init.set(Some(encode_error_init));
            s.str.set(Some(encode_error_str));
        }
        _ => {
            s.init.set(Some(translate_error_init));
            s.str.set(Some(translate_error_str));
        }
    })
}

/// `start` and `end`, which are always ints.
pub(super) fn index_field(builder: TypeBuilder, name: &'static str, index: usize) -> TypeBuilder {
    const ACCESS: [(GetterFn, SetterFn); 3] =
        [(get_index::<1>, set_index::<1>), (get_index::<2>, set_index::<2>), (get_index::<3>, set_index::<3>)];
    let (get, set) = ACCESS[index - 1];
    builder.getset(name, get, Some(set), "")
}

fn get_index<const INDEX: usize>(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(int::from_i64(int_field(this(thread, value)?, INDEX)))
}

fn set_index<const INDEX: usize>(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(err!(thread, TypeError, "can't delete numeric/char attribute")) };
    if !int::core::is_int(new) {
        return Err(err!(thread, TypeError, "an integer is required"));
    }
    let number = number::to_isize(thread, new)?;
    this(thread, value)?.set_field(INDEX, Some(int::from_i64(number as i64)));
    Ok(())
}

/// Checks the arguments against one letter each: `s` str, `b` any object, `n` index.
fn check(thread: &ThreadState, args: &[Value], pattern: &str) -> PyResult<Vec<Value>> {
    let (wanted, given) = (pattern.len(), args.len());
    if wanted != given {
        return Err(err!(thread, TypeError, "function takes exactly {wanted} arguments ({given} given)"));
    }
    let mut checked = Vec::with_capacity(wanted);
    for (position, (arg, kind)) in args.iter().zip(pattern.bytes()).enumerate() {
        checked.push(match kind {
            b's' if arg.downcast::<Str>().is_none() => {
                let name = if arg.is_none() { String::from("None") } else { arg.type_of().short_name() };
                return Err(err!(thread, TypeError, "argument {} must be str, not {name}", position + 1));
            }
            b'n' => int::from_i64(number::to_isize(thread, arg)? as i64),
            _ => arg.clone(),
        });
    }
    Ok(checked)
}

fn store(exception: &BaseExceptionObject, fields: Vec<Value>) {
    for (index, field) in fields.into_iter().enumerate() {
        exception.set_field(index, Some(field));
    }
}

fn decode_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    base_exception_init(thread, value, args)?;
    let mut fields = check(thread, args.positionals(), "sbnns")?;
    fields[OBJECT] = as_bytes(thread, &fields[OBJECT])?;
    store(this(thread, value)?, fields);
    Ok(())
}

/// The object itself when it is `bytes`, else a copy of its buffer.
fn as_bytes(thread: &ThreadState, object: &Value) -> PyResult<Value> {
    if object.type_of().has_flag(flags::BYTES_SUBCLASS) {
        return Ok(object.clone());
    }
    if object.type_of().slots.get_buffer.get().is_none() {
        let name = object.type_of().short_name();
        return Err(err!(thread, TypeError, "a bytes-like object is required, not '{name}'"));
    }
    let bytes = or_none(thread.interp().builtins().get_name("bytes"));
    call::positional(thread, &bytes, std::slice::from_ref(object))
}

fn encode_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    base_exception_init(thread, value, args)?;
    let fields = check(thread, args.positionals(), "ssnns")?;
    store(this(thread, value)?, fields);
    Ok(())
}

fn translate_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    base_exception_init(thread, value, args)?;
    let fields = check(thread, args.positionals(), "snns")?;
    store(this(thread, value)?, fields);
    Ok(())
}

/// The one element that the error is about, as `length` and `start`/`end` say; `None` when there are more.
fn single(length: usize, start: i64, end: i64) -> Option<usize> {
    let at = usize::try_from(start).ok()?;
    (at < length && end == start.saturating_add(1)).then_some(at)
}

/// `start` and the last position, kept within the object as CPython 3.14 does.
fn span(length: usize, start: i64, end: i64) -> (i64, i64) {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let start = start.clamp(0, (length - 1).max(0));
    (start, end.max(1).min(length))
}

fn text_of(thread: &ThreadState, value: Option<Value>) -> PyResult<String> {
    Ok(repr::str(thread, &or_none(value))?.to_string_lossy())
}

fn escaped(cp: u32) -> String {
    match cp {
        0..0x100 => format!("\\x{cp:02x}"),
        0x100..0x10000 => format!("\\u{cp:04x}"),
        _ => format!("\\U{cp:08x}"),
    }
}

fn result(text: &str) -> PyResult<Value> {
    Ok(Str::try_new(text)?.into_value())
}

fn decode_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exception = this(thread, value)?;
    let Some(object) = exception.field(OBJECT) else { return result("") };
    let encoding = text_of(thread, exception.field(0))?;
    let reason = text_of(thread, exception.field(4))?;
    let length = subscript::len(thread, &object)?;
    let (start, end) = span(length, int_field(exception, 2), int_field(exception, 3));
    match single(length, start, end) {
        Some(at) => {
            let byte = subscript::get(thread, &object, &int::from_usize(at))?;
            let byte = int::as_i64(&byte).unwrap_or(0);
            result(&format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {at}: {reason}"))
        }
        None => {
            let last = end - 1;
            result(&format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"))
        }
    }
}

/// "character '\xe9' in position 1: reason" or "characters in position 1-2: reason".
fn characters(thread: &ThreadState, exception: &BaseExceptionObject, object: usize) -> PyResult<Option<String>> {
    let Some(text) = exception.field(object) else { return Ok(None) };
    let Some(text) = text.downcast::<Str>() else { return Ok(None) };
    let reason = text_of(thread, exception.field(object + 3))?;
    let (start, end) = (int_field(exception, object + 1), int_field(exception, object + 2));
    let (start, end) = span(text.char_len(), start, end);
    Ok(Some(match single(text.char_len(), start, end) {
        Some(at) => {
            let (cp, _) = wtf8::decode(text.as_bytes(), text.byte_offset(at));
            format!("character '{}' in position {at}: {reason}", escaped(cp))
        }
        None => format!("characters in position {start}-{}: {reason}", end - 1),
    }))
}

fn encode_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exception = this(thread, value)?;
    let encoding = text_of(thread, exception.field(0))?;
    match characters(thread, exception, OBJECT)? {
        Some(what) => result(&format!("'{encoding}' codec can't encode {what}")),
        None => result(""),
    }
}

fn translate_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match characters(thread, this(thread, value)?, TRANSLATED)? {
        Some(what) => result(&format!("can't translate {what}")),
        None => result(""),
    }
}
