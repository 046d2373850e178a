//! `_json`: reading and writing JSON (RFC 8259, with Python's NaN and Infinity).
//!
//! `text` strings, both ways · `scan` a document to objects · `encode` objects to a document.

mod encode;
mod scan;
mod text;

use crate::define::ModuleBuilder;
use crate::functions;
use ladon_vm::err;
use ladon_vm::object::{call, number, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Str, Tuple, int};
use ladon_vm::value::{Ref, Value};

pub fn describe() {
    scan::describe();
    encode::describe();
}

functions! {
    fn table {
        "encode_basestring_ascii(string, /)" => |t, b| quote(t, b, true), "Return a str as JSON in ASCII.";
        "encode_basestring(string, /)" => |t, b| quote(t, b, false), "Return a str as JSON.";
        "scanstring(string, end, strict=True, /)" => scanstring,
            "Read a JSON string whose opening quote is before end; return it and the position behind.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_json", "Reading and writing JSON.")?
        .functions(table())
        .value("make_scanner", scan::scanner_type().as_value())
        .value("make_encoder", encode::encoder_type().as_value())
        .finish()
}

fn string<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<&'a Str> {
    value.downcast::<Str>().ok_or_else(|| {
        let name = value.type_of().short_name();
        err!(thread, TypeError, "first argument must be a string, not {name}")
    })
}

fn quote(thread: &ThreadState, b: Bound<'_>, ascii: bool) -> PyResult<Value> {
    let source = string(thread, b.value(0))?;
    let mut made = Vec::with_capacity(source.byte_len() + 2);
    text::push_quoted(&mut made, source.as_bytes(), ascii);
    Ok(Str::try_from_wtf8(&made)?.into_value())
}

fn scanstring(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let source = string(thread, b.value(0))?;
    let end = number::to_isize(thread, b.value(1))?;
    let strict = b.get(2).map_or(Ok(true), |strict| truth::is_true(thread, strict))?;
    let Some(end) = usize::try_from(end).ok().filter(|end| *end <= source.char_len()) else {
        return Err(err!(thread, ValueError, "end is out of bounds"));
    };
    let from = source.byte_offset(end);
    match text::scan(source.as_bytes(), from, strict) {
        Ok((content, behind)) => {
            let made = content.to_str()?;
            Ok(Tuple::pair(made, int::from_usize(char_index(source, behind))).into_value())
        }
        Err(fault) => Err(decode_error(thread, source, fault)),
    }
}

/// What is wrong with a document, and where (a byte offset, or one before the start).
pub struct Fault {
    message: &'static str,
    at: isize,
}

/// The index of the code point at a byte offset.
fn char_index(source: &Str, offset: usize) -> usize {
    match source.is_ascii() {
        true => offset,
        false => ladon_vm::types::str::core::count_chars(&source.as_bytes()[..offset.min(source.byte_len())]),
    }
}

/// Raises `json.JSONDecodeError`.
#[cold]
fn decode_error(thread: &ThreadState, source: &Str, fault: Fault) -> Raised {
    let at = match usize::try_from(fault.at) {
        Ok(at) => int::from_usize(char_index(source, at)),
        Err(_) => int::from_i64(fault.at as i64),
    };
    let made = ladon_vm::import::import_attribute(thread, "json.decoder", "JSONDecodeError").and_then(|class| {
        call::positional(thread, &class, &[Str::new(fault.message).into_value(), Value::of(source), at])
    });
    match made {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}
