//! Making bytes: the constructors, `fromhex`, `hex`, `decode`, `__bytes__`.

use super::common::{argument, byte, data};
use super::core::{ByteArray, Bytes, bytes_type};
use crate::err;
use crate::object::{alloc, attr, buffer, call, iter, number};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::types::str::args;
use crate::types::{List, Str, Tuple, Type};
use crate::value::Value;
use crate::{codecs, names};
use ladon_heap::primitive::NoMemory;

/// `bytes(source, encoding, errors)`.
pub fn bytes_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let given = args::keywords(thread, "bytes", args, ["source", "encoding", "errors"])?;
    if let [Some(source), None, None] = &given
        && ty.is(bytes_type())
    {
        if source.is_exact::<Bytes>() {
            return Ok(source.clone());
        }
        if let Some(made) = from_dunder(thread, source)? {
            return Ok(made);
        }
    }
    let bytes = contents(thread, &given)?;
    Ok(Bytes::new_in(ty, &bytes)?.into_value())
}

pub fn bytearray_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, ByteArray::fields()).into_value())
}

pub fn bytearray_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let given = args::keywords(thread, "bytearray", args, ["source", "encoding", "errors"])?;
    let Some(array) = value.downcast::<ByteArray>() else { return Ok(()) };
    let bytes = match &given {
        [Some(source), None, None] if source.downcast::<Str>().is_none() => from_object(thread, source, "bytearray")?,
        _ => contents(thread, &given)?,
    };
    array.splice(thread, 0, array.len(), &bytes)
}

/// `source.__bytes__()`, if there is one.
fn from_dunder(thread: &ThreadState, source: &Value) -> PyResult<Option<Value>> {
    if source.is_small_int() || source.downcast::<Str>().is_some() {
        return Ok(None);
    }
    let Some(method) = attr::lookup_special(thread, source, names::get().__bytes__)? else { return Ok(None) };
    let result = call::call(thread, &method, Args::EMPTY)?;
    if result.downcast::<Bytes>().is_some() {
        return Ok(Some(result));
    }
    let name = result.type_of().short_name();
    Err(err!(thread, TypeError, "__bytes__ returned non-bytes (type {name})"))
}

/// The bytes that constructor arguments stand for.
fn contents(thread: &ThreadState, given: &[Option<Value>; 3]) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] = given;
    if let Some(source) = source
        && let Some(text) = source.downcast::<Str>()
    {
        let Some(encoding) = encoding else {
            return Err(err!(thread, TypeError, "string argument without an encoding"));
        };
        let encoding = args::text(thread, encoding, "bytes() argument 'encoding'")?;
        let errors = errors.as_ref().map(|e| args::text(thread, e, "bytes() argument 'errors'")).transpose()?;
        let encoded = codecs::encode(thread, text, Some(encoding), errors)?;
        return Ok(data(&encoded).to_vec());
    }
    if encoding.is_some() || errors.is_some() {
        let what = if encoding.is_some() { "encoding" } else { "errors" };
        return Err(err!(thread, TypeError, "{what} without a string argument"));
    }
    let Some(source) = source else { return Ok(Vec::new()) };
    match from_dunder(thread, source)? {
        Some(made) => Ok(data(&made).to_vec()),
        None => from_object(thread, source, "bytes"),
    }
}

/// The bytes of a count, a buffer or an iterable of ints; `kind` names the type to be made in messages.
pub fn from_object(thread: &ThreadState, source: &Value, kind: &str) -> PyResult<Vec<u8>> {
    if number::has_index(source) && !buffer::has_buffer(source) {
        match caught(thread, number::to_isize(thread, source), &crate::exceptions::TypeError)? {
            Some(count) if count < 0 => return Err(err!(thread, ValueError, "negative count")),
            Some(count) => return zeros(thread, count as usize),
            None => {}
        }
    }
    if buffer::has_buffer(source) {
        return buffer::get(thread, source, buffer::FULL_RO)?.to_vec(thread);
    }
    if let Some(text) = source.downcast::<Str>() {
        let name = Value::of(text).type_of().short_name();
        return Err(err!(thread, TypeError, "cannot convert '{name}' object to {kind}"));
    }
    if !iter::is_iterable(source) {
        let name = source.type_of().short_name();
        return Err(err!(thread, TypeError, "cannot convert '{name}' object to {kind}"));
    }
    from_iterable(thread, source, kind)
}

fn from_iterable(thread: &ThreadState, source: &Value, kind: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    let what = if kind == "bytes" { "bytes" } else { "byte" };
    let push = |item: &Value, out: &mut Vec<u8>| -> PyResult<()> {
        let byte = match item.as_small_int().map(u8::try_from) {
            Some(Ok(byte)) => byte,
            _ if kind == "bytearray" => byte(thread, item)?,
            _ => in_range(thread, item, what)?,
        };
        out.push(byte);
        Ok(())
    };
    if source.is_exact::<List>() || source.is_exact::<Tuple>() {
        iter::collect(thread, source)?.iter().try_for_each(|item| push(item, &mut out))?;
        return Ok(out);
    }
    iter::for_each(thread, source, |item| {
        if out.len() == out.capacity() && !thread.interp().heap().has_room(out.len() * 2) {
            return Err(NoMemory.into());
        }
        push(&item, &mut out)
    })?;
    Ok(out)
}

fn in_range(thread: &ThreadState, item: &Value, what: &str) -> PyResult<u8> {
    let index = number::index(thread, item)?;
    crate::types::int::as_i64(&index)
        .and_then(|i| u8::try_from(i).ok())
        .ok_or_else(|| err!(thread, ValueError, "{what} must be in range(0, 256)"))
}

/// `count` zero bytes, if the memory limit allows.
pub fn zeros(thread: &ThreadState, count: usize) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    if !thread.interp().heap().has_room(count.saturating_mul(2)) || out.try_reserve_exact(count).is_err() {
        return Err(NoMemory.into());
    }
    out.resize(count, 0);
    Ok(out)
}

/// A new instance of the class that a class method was called on.
fn instance(thread: &ThreadState, class: &Value, bytes: &[u8]) -> PyResult<Value> {
    let made = Bytes::from_slice(bytes)?.into_value();
    if class.is(&bytes_type().as_value()) {
        return Ok(made);
    }
    call::call(thread, class, Args::positional(&[made]))
}

pub fn bytes_fromhex(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let source = bound.value(1);
    let text = match source.downcast::<Str>() {
        Some(text) => text.as_bytes().to_vec(),
        None if buffer::has_buffer(source) => argument(thread, source)?.into_owned(),
        None => {
            let name = source.type_of().short_name();
            return Err(err!(thread, TypeError, "fromhex() argument must be str or bytes-like, not {name}"));
        }
    };
    let out = parse_hex(thread, &text)?;
    instance(thread, bound.value(0), &out)
}

fn parse_hex(thread: &ThreadState, text: &[u8]) -> PyResult<Vec<u8>> {
    let digit = |at: usize| text.get(at).and_then(|b| (*b as char).to_digit(16));
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if super::search::is_space(text[at]) {
            at += 1;
            continue;
        }
        let bad = match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => {
                out.push((high << 4 | low) as u8);
                at += 2;
                continue;
            }
            (Some(_), None) if at + 1 >= text.len() => {
                let message = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(thread.error(&crate::exceptions::ValueError, message));
            }
            (Some(_), None) => at + 1,
            _ => at,
        };
        let place = crate::types::str::core::count_chars(&text[..bad]);
        return Err(err!(thread, ValueError, "non-hexadecimal number found in fromhex() arg at position {place}"));
    }
    Ok(out)
}

pub fn bytes_hex(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let separator = hex_separator(thread, bound.get(1))?;
    let group = args::count(thread, bound.get(2), 1)?;
    hex_text(data(bound.value(0)), separator, group)
}

/// The separator of `hex`: one ASCII character.
pub fn hex_separator(thread: &ThreadState, value: Option<&Value>) -> PyResult<Option<u8>> {
    let Some(value) = value else { return Ok(None) };
    let bytes = match value.downcast::<Str>() {
        Some(text) if text.char_len() == 1 && !text.is_ascii() => {
            return Err(err!(thread, ValueError, "sep must be ASCII."));
        }
        Some(text) => text.as_bytes().to_vec(),
        None => match super::data_of(value) {
            Some(bytes) => bytes.to_vec(),
            None if value.type_of().slots.len.get().is_none() => {
                let name = value.type_of().short_name();
                return Err(err!(thread, TypeError, "object of type '{name}' has no len()"));
            }
            None => return Err(err!(thread, TypeError, "sep must be str or bytes.")),
        },
    };
    match bytes.as_slice() {
        [byte] if byte.is_ascii() => Ok(Some(*byte)),
        [_] => Err(err!(thread, ValueError, "sep must be ASCII.")),
        _ => Err(err!(thread, ValueError, "sep must be length 1.")),
    }
}

/// Two hex digits a byte, with a separator after every `group` bytes, counted from the right (left if negative).
pub fn hex_text(bytes: &[u8], separator: Option<u8>, group: isize) -> PyResult<Value> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs();
    let separator = separator.filter(|_| size > 0);
    let separators = if separator.is_some() { bytes.len().saturating_sub(1) / size.max(1) } else { 0 };
    let total = bytes.len().checked_mul(2).and_then(|n| n.checked_add(separators)).ok_or(NoMemory)?;
    let made = Str::with_counts(total, total, |target| {
        let mut at = 0;
        for (index, byte) in bytes.iter().enumerate() {
            let boundary = if group > 0 { bytes.len() - index } else { index };
            if let Some(separator) = separator
                && index > 0
                && boundary.is_multiple_of(size)
            {
                target[at] = separator;
                at += 1;
            }
            target[at] = DIGITS[(byte >> 4) as usize];
            target[at + 1] = DIGITS[(byte & 15) as usize];
            at += 2;
        }
    })?;
    Ok(made.into_value())
}

pub fn bytes_decode(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let name = |at: usize, what: &str| -> PyResult<Option<&Str>> {
        bound.get(at).map(|value| args::text(thread, value, &format!("decode() argument '{what}'"))).transpose()
    };
    let (encoding, errors) = (name(1, "encoding")?, name(2, "errors")?);
    let view = buffer::bytes_like(thread, bound.value(0))?;
    Ok(codecs::decode(thread, view.as_slice(), encoding, errors)?.into_value())
}

pub fn bytes_dunder_bytes(_thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    match bound.value(0).is_exact::<Bytes>() {
        true => Ok(bound.value(0).clone()),
        false => Ok(Bytes::from_slice(data(bound.value(0)))?.into_value()),
    }
}
