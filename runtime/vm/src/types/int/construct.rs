//! `int(…)`: numbers, text, bytes, and the protocols `__int__` and `__index__`.

use super::core::{Int, is_int, type_object, with_limbs};
use super::{convert, parse};
use crate::err;
use crate::object::{buffer, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::bytes::core::data_of;
use crate::types::define::Args;
use crate::types::{Str, Type};
use crate::value::Value;

/// `int.__new__`.
pub fn int_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let value = match (args.values, args.names.filter(|names| !names.is_empty())) {
        ([], _) => Value::small_unchecked(0),
        ([x], None) => from_object(thread, x)?,
        _ => with_base(thread, args)?,
    };
    if ty.is(type_object()) {
        return Ok(value);
    }
    let made = with_limbs(&value, |negative, limbs| Int::new_in(ty, negative, limbs));
    match made {
        Some(made) => Ok(made?.into_value()),
        None => Ok(value),
    }
}

fn with_base(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let positionals = args.positionals();
    if args.values.len() > 2 {
        let given = args.values.len();
        return Err(err!(thread, TypeError, "int expected at most 2 arguments, got {given}"));
    }
    let mut base = positionals.get(1);
    for (name, value) in args.keywords() {
        let name = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if name != "base" {
            return Err(err!(thread, TypeError, "int() got an unexpected keyword argument '{name}'"));
        }
        base = Some(value);
    }
    let (Some(x), Some(base)) = (positionals.first(), base) else {
        return Err(err!(thread, TypeError, "int() missing string argument"));
    };
    let base = number::to_isize_clamped(thread, base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(err!(thread, ValueError, "int() base must be >= 2 and <= 36, or 0"));
    }
    match from_text(thread, x, base as u32, false)? {
        Some(value) => Ok(value),
        None => Err(err!(thread, TypeError, "int() can't convert non-string with explicit base")),
    }
}

/// Reads `str`, `bytes` and `bytearray`, and other buffers where `buffers` says so; `None` for other objects.
fn from_text(thread: &ThreadState, x: &Value, base: u32, buffers: bool) -> PyResult<Option<Value>> {
    if let Some(text) = x.downcast::<Str>() {
        return parse::parse_str(thread, text, base, x).map(Some);
    }
    if let Some(data) = data_of(x) {
        // Copied: the error message may run code that changes a bytearray.
        let data = data.to_vec();
        return parse::parse(thread, &data, base, x).map(Some);
    }
    if !buffers || !buffer::has_buffer(x) {
        return Ok(None);
    }
    let data = buffer::bytes_like(thread, x)?.to_vec(thread)?;
    // Other buffers are shown as bytes.
    let shown = Bytes::from_slice(&data)?.into_value();
    parse::parse(thread, &data, base, &shown).map(Some)
}

/// `int(x)`.
pub fn from_object(thread: &ThreadState, x: &Value) -> PyResult<Value> {
    if x.is_small_int() || x.is_exact::<Int>() {
        return Ok(x.clone());
    }
    if let Some(float) = x.as_float_word() {
        return convert::from_f64_checked(thread, float);
    }
    let slots = &x.type_of().slots;
    if let Some(slot) = slots.int.get() {
        let result = slot(thread, x)?;
        return returned(thread, result, "__int__");
    }
    if slots.index.get().is_some() {
        let result = number::index(thread, x)?;
        return Ok(convert::exact(&result)?);
    }
    if let Some(value) = from_text(thread, x, 10, true)? {
        return Ok(value);
    }
    let name = x.type_of().short_name();
    Err(err!(thread, TypeError, "int() argument must be a string, a bytes-like object or a real number, not '{name}'"))
}

/// The result of `__int__` as an exact int.
fn returned(thread: &ThreadState, result: Value, method: &str) -> PyResult<Value> {
    if result.is_small_int() || result.is_exact::<Int>() {
        return Ok(result);
    }
    if !is_int(&result) {
        let name = result.type_of().short_name();
        return Err(err!(thread, TypeError, "{method} returned non-int (type {name})"));
    }
    let message = format!(
        "{method} returned non-int (type {}).  The ability to return an instance of a strict subclass of int is \
         deprecated, and may not be supported in a future version of Python.",
        result.type_of().short_name()
    );
    crate::warnings::warn(thread, &crate::exceptions::DeprecationWarning, &message, 1)?;
    Ok(convert::exact(&result)?)
}
