//! `str()`, `str.format`, `str.encode`, `__format__`.

use super::access::this;
use super::{Str, args, make};
use crate::codecs;
use crate::err;
use crate::format::{self, fields};
use crate::object::{buffer, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::{Args, Bound};
use crate::value::{Ref, Value};

/// `str(object='', encoding, errors)`.
pub fn str_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let text = match args {
        Args { values: [], .. } => make::empty(),
        Args { values: [object], names: None } => repr::str(thread, object)?.into_value(),
        Args { values, names: None } if values.len() > 3 => {
            return Err(err!(thread, TypeError, "str expected at most 3 arguments, got {}", values.len()));
        }
        _ => from_arguments(thread, args)?,
    };
    if ty.is(super::core::str_type()) {
        return Ok(text);
    }
    Ok(Str::new_in(ty, this(&text))?.into_value())
}

fn from_arguments(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let [object, encoding, errors] = args::keywords(thread, "str", args, ["object", "encoding", "errors"])?;
    let name = |value: Option<Value>, what: &str| -> PyResult<Option<Ref<Str>>> {
        let wrong = |value| args::wrong(thread, &value, &format!("str() argument '{what}'"), "str");
        value.map(|value| Ref::from_value(value).map_err(wrong)).transpose()
    };
    let (encoding, errors) = (name(encoding, "encoding")?, name(errors, "errors")?);
    let Some(object) = object else { return Ok(make::empty()) };
    if encoding.is_none() && errors.is_none() {
        return Ok(repr::str(thread, &object)?.into_value());
    }
    decode_object(thread, &object, encoding.as_deref(), errors.as_deref())
}

/// Decodes a bytes-like object.
pub fn decode_object(
    thread: &ThreadState,
    object: &Value,
    encoding: Option<&Str>,
    errors: Option<&Str>,
) -> PyResult<Value> {
    if object.downcast::<Str>().is_some() {
        return Err(err!(thread, TypeError, "decoding str is not supported"));
    }
    if !buffer::has_buffer(object) {
        let name = object.type_of().short_name();
        return Err(err!(thread, TypeError, "decoding to str: need a bytes-like object, {name} found"));
    }
    let view = buffer::get(thread, object, buffer::SIMPLE)?;
    let text = codecs::decode(thread, view.as_slice(), encoding, errors)?;
    Ok(text.into_value())
}

pub fn str_format(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let Some(template) = args.values.first().and_then(|value| value.downcast::<Str>()) else {
        return Err(err!(thread, TypeError, "unbound method str.format() needs an argument"));
    };
    Ok(fields::format(thread, template, fields::Source::Arguments(args.rest()))?.into_value())
}

pub fn str_format_map(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    Ok(fields::format(thread, bound.this(), fields::Source::Mapping(bound.value(1)))?.into_value())
}

pub fn str_dunder_format(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let spec = args::text(thread, bound.value(1), "__format__() argument")?;
    if spec.is_empty() {
        return match bound.value(0).is_exact::<Str>() {
            true => Ok(bound.value(0).clone()),
            false => Ok(repr::str(thread, bound.value(0))?.into_value()),
        };
    }
    Ok(format::format_str(thread, bound.this(), spec)?.into_value())
}

pub fn str_encode(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let name = |at: usize, what: &str| -> PyResult<Option<&Str>> {
        bound.get(at).map(|value| args::text(thread, value, &format!("encode() argument '{what}'"))).transpose()
    };
    let (encoding, errors) = (name(1, "encoding")?, name(2, "errors")?);
    codecs::encode(thread, bound.this(), encoding, errors)
}

/// `text % args`; either operand may be the `str`.
pub fn str_mod(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    match a.downcast::<Str>() {
        Some(template) => format::percent::format_str(thread, template, b),
        None => Ok(Value::not_implemented()),
    }
}
