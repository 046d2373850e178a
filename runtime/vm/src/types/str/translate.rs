//! `translate` and `maketrans`.

use super::{Str, args, make, wtf8};
use crate::err;
use crate::exceptions::LookupError;
use crate::object::subscript;
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::{Dict, int};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

pub fn str_translate(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let table = bound.value(1);
    let mut out = Vec::new();
    let mut cache: [Option<u8>; 128] = [None; 128];
    for cp in wtf8::code_points(text.as_bytes()) {
        if let Some(known) = cache.get(cp as usize).copied().flatten() {
            out.push(known);
            continue;
        }
        let before = out.len();
        push_translated(thread, &mut out, table, cp)?;
        if cp < 128 && out.len() == before + 1 {
            cache[cp as usize] = out.last().copied().filter(u8::is_ascii);
        }
    }
    make::text(&out)
}

/// As `translate`, with an error handler for what the table maps to None (C's `PyUnicode_Translate`).
pub fn translate(thread: &ThreadState, text: &Str, table: &Value, errors: &str) -> PyResult<Value> {
    let points: Vec<u32> = wtf8::code_points(text.as_bytes()).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&cp) = points.get(at) {
        if !is_dropped(thread, table, cp)? {
            push_translated(thread, &mut out, table, cp)?;
            at += 1;
            continue;
        }
        let start = at;
        while at < points.len() && is_dropped(thread, table, points[at])? {
            at += 1;
        }
        match errors {
            "ignore" => {}
            "replace" => (start..at).for_each(|_| wtf8::push(&mut out, 0xFFFD)),
            "xmlcharrefreplace" => {
                points[start..at].iter().for_each(|cp| out.extend_from_slice(format!("&#{cp};").as_bytes()));
            }
            "backslashreplace" => points[start..at].iter().for_each(|cp| super::repr::push_escape(&mut out, *cp)),
            _ => return Err(untranslatable(thread, text, start, at)),
        }
    }
    make::text(&out)
}

/// Whether the table maps a code point to None.
fn is_dropped(thread: &ThreadState, table: &Value, cp: u32) -> PyResult<bool> {
    let key = Value::small_unchecked(i64::from(cp));
    let found = match table.exact::<Dict>() {
        Some(dict) => dict.get(thread, &key)?,
        None => caught(thread, subscript::get(thread, table, &key), &LookupError)?,
    };
    Ok(found.is_some_and(|found| found.is_none()))
}

#[cold]
fn untranslatable(thread: &ThreadState, text: &Str, start: usize, end: usize) -> crate::raise::Raised {
    let made = Str::try_new("character maps to <undefined>").map_err(Into::into).and_then(|reason| {
        let args = [Value::of(text), int::from_usize(start), int::from_usize(end), reason.into_value()];
        let class = crate::exceptions::UnicodeTranslateError.as_value();
        crate::object::call::positional(thread, &class, &args)
    });
    match made {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

/// Appends what the table says of one code point.
fn push_translated(thread: &ThreadState, out: &mut Vec<u8>, table: &Value, cp: u32) -> PyResult<()> {
    let key = Value::small_unchecked(cp as i64);
    let found = match table.exact::<Dict>() {
        Some(dict) => dict.get(thread, &key)?,
        None => caught(thread, subscript::get(thread, table, &key), &LookupError)?,
    };
    let Some(found) = found else {
        wtf8::push(out, cp);
        return Ok(());
    };
    if found.is_none() {
        return Ok(());
    }
    if let Some(text) = found.downcast::<Str>() {
        if text.byte_len() > 16 && !thread.interp().heap().has_room(out.len() + text.byte_len()) {
            return Err(NoMemory.into());
        }
        out.extend_from_slice(text.as_bytes());
        return Ok(());
    }
    if !int::core::is_int(&found) {
        return Err(err!(thread, TypeError, "character mapping must return integer, None or str"));
    }
    match int::as_i64(&found).and_then(|i| u32::try_from(i).ok()).filter(|cp| *cp < 0x11_0000) {
        Some(cp) => wtf8::push(out, cp),
        None => return Err(err!(thread, ValueError, "character mapping must be in range(0x110000)")),
    }
    Ok(())
}

pub fn str_maketrans(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let table = Dict::new();
    match bound.get(1) {
        Some(to) => from_pairs(thread, &table, bound.value(0), to, bound.get(2))?,
        None => from_mapping(thread, &table, bound.value(0))?,
    }
    Ok(table.into_value())
}

fn from_pairs(thread: &ThreadState, table: &Dict, from: &Value, to: &Value, delete: Option<&Value>) -> PyResult<()> {
    let to = args::text(thread, to, "maketrans() argument 2")?;
    let delete = delete.map(|delete| args::text(thread, delete, "maketrans() argument 3")).transpose()?;
    let Some(from) = from.downcast::<Str>() else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(thread.error(&crate::exceptions::TypeError, message));
    };
    if from.char_len() != to.char_len() {
        let message = "the first two maketrans arguments must have equal length";
        return Err(thread.error(&crate::exceptions::ValueError, message));
    }
    let number = |cp: u32| Value::small_unchecked(cp as i64);
    for (key, value) in wtf8::code_points(from.as_bytes()).zip(wtf8::code_points(to.as_bytes())) {
        table.set(thread, &number(key), number(value))?;
    }
    for key in wtf8::code_points(delete.map_or(&[], Str::as_bytes)) {
        table.set(thread, &number(key), Value::none())?;
    }
    Ok(())
}

fn from_mapping(thread: &ThreadState, table: &Dict, mapping: &Value) -> PyResult<()> {
    let Some(mapping) = mapping.downcast::<Dict>() else {
        let message = "if you give only one argument to maketrans it must be a dict";
        return Err(thread.error(&crate::exceptions::TypeError, message));
    };
    for (key, value) in mapping.snapshot() {
        let key = match key.downcast::<Str>() {
            Some(text) if text.char_len() == 1 => Value::small_unchecked(wtf8::decode(text.as_bytes(), 0).0 as i64),
            Some(_) => {
                let message = "string keys in translate table must be of length 1";
                return Err(thread.error(&crate::exceptions::ValueError, message));
            }
            None if int::core::is_int(&key) => key,
            None => {
                let message = "keys in translate table must be strings or integers";
                return Err(thread.error(&crate::exceptions::TypeError, message));
            }
        };
        table.set(thread, &key, value)?;
    }
    Ok(())
}
