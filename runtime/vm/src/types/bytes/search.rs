//! Finding and replacing in bytes: `find`, `count`, `replace`, `startswith`, `strip`, `partition`, `translate`.

use super::common::{argument, data, make, make_with, needle, part, window};
use super::core::Bytes;
use crate::err;
use crate::object::buffer;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Tuple;
use crate::types::define::Bound;
use crate::types::str::access::{find, rfind};
use crate::types::str::args;
use crate::types::str::search::{count, occurrences, splice};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;
use smallvec::SmallVec;

type How = fn(&[u8], &[u8]) -> Option<usize>;

fn search(thread: &ThreadState, bound: Bound<'_>, how: How) -> PyResult<Option<usize>> {
    let needle = needle(thread, bound.value(1))?;
    let found = window(thread, bound)?.and_then(|(bytes, start)| how(bytes, &needle).map(|at| at + start));
    Ok(found)
}

fn position(found: Option<usize>) -> Value {
    Value::small_unchecked(found.map_or(-1, |at| at as i64))
}

fn required(thread: &ThreadState, found: Option<usize>) -> PyResult<Value> {
    match found {
        Some(at) => Ok(Value::small_unchecked(at as i64)),
        None => Err(err!(thread, ValueError, "subsection not found")),
    }
}

pub fn bytes_find(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    search(thread, args, find).map(position)
}

pub fn bytes_rfind(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    search(thread, args, rfind).map(position)
}

pub fn bytes_index(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    required(thread, search(thread, args, find)?)
}

pub fn bytes_rindex(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    required(thread, search(thread, args, rfind)?)
}

pub fn bytes_count(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let needle = needle(thread, bound.value(1))?;
    let found = window(thread, bound)?.map_or(0, |(bytes, _)| match &*needle {
        [] => bytes.len() + 1,
        needle => count(bytes, needle),
    });
    Ok(Value::small_unchecked(found as i64))
}

pub fn bytes_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    if crate::object::number::has_index(item) && !buffer::has_buffer(item) {
        let byte = super::common::byte(thread, item)?;
        return Ok(memchr::memchr(byte, data(value)).is_some());
    }
    let needle = argument(thread, item)?;
    Ok(find(data(value), &needle).is_some())
}

fn affix(thread: &ThreadState, bound: Bound<'_>, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult<Value> {
    let wanted = bound.value(1);
    let single = std::slice::from_ref(wanted);
    let candidates = wanted.downcast::<Tuple>().map_or(single, Tuple::as_slice);
    for candidate in candidates {
        if !buffer::has_buffer(candidate) {
            let found = candidate.type_of().short_name();
            if wanted.downcast::<Tuple>().is_some() {
                return Err(buffer::not_bytes_like(thread, candidate));
            }
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {found}");
            return Err(thread.error(&crate::exceptions::TypeError, message));
        }
        let affix = argument(thread, candidate)?;
        let Some((bytes, start)) = window(thread, bound)? else { continue };
        if start <= data(bound.value(0)).len() && test(bytes, &affix) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

pub fn bytes_startswith(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    affix(thread, args, "startswith", |bytes, affix| bytes.starts_with(affix))
}

pub fn bytes_endswith(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    affix(thread, args, "endswith", |bytes, affix| bytes.ends_with(affix))
}

pub fn bytes_removeprefix(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let prefix = argument(thread, args.value(1))?;
    let bytes = data(args.value(0));
    part(args.value(0), if bytes.starts_with(&prefix) { prefix.len() } else { 0 }, bytes.len())
}

pub fn bytes_removesuffix(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let suffix = argument(thread, args.value(1))?;
    let bytes = data(args.value(0));
    part(args.value(0), 0, bytes.len() - if bytes.ends_with(&suffix) { suffix.len() } else { 0 })
}

pub fn bytes_replace(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (old, new) = (argument(thread, bound.value(1))?, argument(thread, bound.value(2))?);
    let limit = args::count(thread, bound.get(3), -1)?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    let bytes = data(bound.value(0));
    let positions: SmallVec<[usize; 32]> = match old.is_empty() {
        true => (0..=bytes.len()).take(limit).collect(),
        false if limit == 0 => SmallVec::new(),
        false => occurrences(bytes, &old, limit),
    };
    if positions.is_empty() {
        return part(bound.value(0), 0, bytes.len());
    }
    let added = positions.len().checked_mul(new.len()).ok_or(NoMemory)?;
    let total = (bytes.len() - positions.len() * old.len()).checked_add(added).ok_or(NoMemory)?;
    make_with(bound.value(0), total, |target| splice(target, bytes, &positions, old.len(), &new))
}

fn partition(thread: &ThreadState, bound: Bound<'_>, how: How, from_right: bool) -> PyResult<Value> {
    let this = bound.value(0);
    let separator = argument(thread, bound.value(1))?;
    if separator.is_empty() {
        return Err(err!(thread, ValueError, "empty separator"));
    }
    let len = data(this).len();
    let parts = match how(data(this), &separator) {
        Some(at) => {
            let middle = match bound.value(1).is_exact::<Bytes>() && super::common::is_bytes(this) {
                true => bound.value(1).clone(),
                false => make(this, &separator)?,
            };
            vec![part(this, 0, at)?, middle, part(this, at + separator.len(), len)?]
        }
        None if from_right => vec![make(this, &[])?, make(this, &[])?, part(this, 0, len)?],
        None => vec![part(this, 0, len)?, make(this, &[])?, make(this, &[])?],
    };
    Ok(Tuple::try_from_vec(parts)?.into_value())
}

pub fn bytes_partition(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    partition(thread, args, find, false)
}

pub fn bytes_rpartition(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    partition(thread, args, rfind, true)
}

pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | 0x09..=0x0D)
}

fn strip(thread: &ThreadState, bound: Bound<'_>, left: bool, right: bool) -> PyResult<Value> {
    let set = bound.some(1).map(|value| argument(thread, value)).transpose()?;
    let wanted = |byte: u8| set.as_ref().map_or_else(|| is_space(byte), |set| set.contains(&byte));
    let bytes = data(bound.value(0));
    let (mut start, mut end) = (0, bytes.len());
    while left && start < end && wanted(bytes[start]) {
        start += 1;
    }
    while right && end > start && wanted(bytes[end - 1]) {
        end -= 1;
    }
    part(bound.value(0), start, end)
}

pub fn bytes_strip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, true, true)
}

pub fn bytes_lstrip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, true, false)
}

pub fn bytes_rstrip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, false, true)
}

pub fn bytes_translate(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let table = bound.some(1).map(|table| argument(thread, table)).transpose()?;
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(err!(thread, ValueError, "translation table must be 256 characters long"));
    }
    let delete = bound.get(2).map(|delete| argument(thread, delete)).transpose()?;
    let mut deleted = [false; 256];
    delete.iter().flat_map(|set| set.iter()).for_each(|byte| deleted[*byte as usize] = true);
    let kept = data(bound.value(0)).iter().filter(|byte| !deleted[**byte as usize]);
    let mapped = kept.map(|byte| table.as_ref().map_or(*byte, |table| table[*byte as usize]));
    let out: Vec<u8> = mapped.collect();
    make(bound.value(0), &out)
}

pub fn bytes_maketrans(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (from, to) = (argument(thread, bound.value(0))?, argument(thread, bound.value(1))?);
    if from.len() != to.len() {
        return Err(err!(thread, ValueError, "maketrans arguments must have same length"));
    }
    let made = Bytes::with_len(256, |table| {
        table.iter_mut().enumerate().for_each(|(at, byte)| *byte = at as u8);
        from.iter().zip(to.iter()).for_each(|(from, to)| table[*from as usize] = *to);
    })?;
    Ok(made.into_value())
}
