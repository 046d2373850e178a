//! Finding and replacing: `find`, `index`, `count`, `startswith`, `replace`, `removeprefix` and their kin.

use super::access::{find, rfind};
use super::core::count_chars;
use super::{Str, args, make, wtf8};
use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Tuple;
use crate::types::define::Bound;
use crate::value::Value;
use ladon_heap::primitive::NoMemory;
use memchr::memmem;
use smallvec::SmallVec;

/// The bytes between the optional bounds (arguments 2 and 3) and the index of their first character; `None` when
/// the bounds are the wrong way round.
fn window<'a>(thread: &ThreadState, bound: Bound<'a>) -> PyResult<Option<(&'a [u8], usize)>> {
    let text = bound.this::<Str>();
    let (start, end) = args::bounds(thread, bound, 2, text.char_len())?;
    if start > end {
        return Ok(None);
    }
    Ok(Some((&text.as_bytes()[text.byte_offset(start)..text.byte_offset(end)], start)))
}

/// Where the argument is found, as an index into the characters of the string.
fn search(
    thread: &ThreadState,
    bound: Bound<'_>,
    name: &str,
    how: fn(&[u8], &[u8]) -> Option<usize>,
) -> PyResult<Option<usize>> {
    let Some(needle) = bound.value(1).downcast::<Str>() else {
        return Err(args::wrong(thread, bound.value(1), &format!("{name}() argument 1"), "str"));
    };
    let Some((bytes, first)) = window(thread, bound)? else { return Ok(None) };
    let found = how(bytes, needle.as_bytes());
    let ascii = bound.this::<Str>().is_ascii();
    Ok(found.map(|at| first + if ascii { at } else { count_chars(&bytes[..at]) }))
}

fn index_or_minus_one(found: Option<usize>) -> Value {
    Value::small_unchecked(found.map_or(-1, |at| at as i64))
}

pub fn str_find(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    search(thread, args, "find", find).map(index_or_minus_one)
}

pub fn str_rfind(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    search(thread, args, "rfind", rfind).map(index_or_minus_one)
}

pub fn str_index(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let found = search(thread, args, "index", find)?;
    found.map(|at| Value::small_unchecked(at as i64)).ok_or_else(|| err!(thread, ValueError, "substring not found"))
}

pub fn str_rindex(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let found = search(thread, args, "rindex", rfind)?;
    found.map(|at| Value::small_unchecked(at as i64)).ok_or_else(|| err!(thread, ValueError, "substring not found"))
}

pub fn str_count(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let Some(needle) = bound.value(1).downcast::<Str>() else {
        return Err(args::wrong(thread, bound.value(1), "count() argument 1", "str"));
    };
    let Some((bytes, _)) = window(thread, bound)? else { return Ok(Value::small_unchecked(0)) };
    let count = match needle.as_bytes() {
        [] => count_chars(bytes) + 1,
        needle => count(bytes, needle),
    };
    Ok(Value::small_unchecked(count as i64))
}

/// How often a needle that is not empty occurs, overlaps not counted.
pub fn count(bytes: &[u8], needle: &[u8]) -> usize {
    match needle {
        [byte] => memchr::memchr_iter(*byte, bytes).count(),
        _ if bytes.len() <= SHORT => short_occurrences(bytes, needle).count(),
        _ => memmem::find_iter(bytes, needle).count(),
    }
}

/// Whether the window begins (or ends) with the argument, or with one of them if it is a tuple.
fn affix(thread: &ThreadState, bound: Bound<'_>, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult<Value> {
    let wanted = bound.value(1);
    let Some((bytes, first)) = window(thread, bound)? else { return Ok(Value::bool(false)) };
    // Beyond the end not even the empty string is found.
    let inside = first <= bound.this::<Str>().char_len();
    if let Some(text) = wanted.downcast::<Str>() {
        return Ok(Value::bool(inside && test(bytes, text.as_bytes())));
    }
    let Some(tuple) = wanted.downcast::<Tuple>() else {
        let found = wanted.type_of().short_name();
        return Err(err!(thread, TypeError, "{name} first arg must be str or a tuple of str, not {found}"));
    };
    for item in tuple.as_slice() {
        let Some(text) = item.downcast::<Str>() else {
            let found = item.type_of().short_name();
            return Err(err!(thread, TypeError, "tuple for {name} must only contain str, not {found}"));
        };
        if inside && test(bytes, text.as_bytes()) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

pub fn str_startswith(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    affix(thread, args, "startswith", |bytes, text| bytes.starts_with(text))
}

pub fn str_endswith(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    affix(thread, args, "endswith", |bytes, text| bytes.ends_with(text))
}

pub fn str_removeprefix(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let prefix = args::text(thread, bound.value(1), "removeprefix() argument")?;
    let start = if text.as_bytes().starts_with(prefix.as_bytes()) { prefix.byte_len() } else { 0 };
    make::part(text, start, text.byte_len())
}

pub fn str_removesuffix(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let suffix = args::text(thread, bound.value(1), "removesuffix() argument")?;
    let cut = if text.as_bytes().ends_with(suffix.as_bytes()) { suffix.byte_len() } else { 0 };
    make::part(text, 0, text.byte_len() - cut)
}

pub fn str_replace(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let old = args::text(thread, bound.value(1), "replace() argument 1")?;
    let new = args::text(thread, bound.value(2), "replace() argument 2")?;
    let limit = args::count(thread, bound.get(3), -1)?;
    let limit = if limit < 0 { usize::MAX } else { limit as usize };
    if limit == 0 || (text.byte_len() < old.byte_len()) {
        return make::exact(text);
    }
    let positions = match old.is_empty() {
        true => character_gaps(text, limit),
        false => occurrences(text.as_bytes(), old.as_bytes(), limit),
    };
    if positions.is_empty() || (old.byte_len() == new.byte_len() && old.as_bytes() == new.as_bytes()) {
        return make::exact(text);
    }
    let removed = positions.len() * old.byte_len();
    let added = positions.len().checked_mul(new.byte_len()).ok_or(NoMemory)?;
    let total = (text.byte_len() - removed).checked_add(added).ok_or(NoMemory)?;
    let chars = text.char_len() - positions.len() * old.char_len() + positions.len() * new.char_len();
    if total < 2 {
        let mut out = [0; 2];
        splice(&mut out[..total], text.as_bytes(), &positions, old.byte_len(), new.as_bytes());
        return make::counted(&out[..total], chars);
    }
    let made = Str::with_counts(total, chars, |target| {
        splice(target, text.as_bytes(), &positions, old.byte_len(), new.as_bytes());
    })?;
    Ok(made.into_value())
}

type Positions = SmallVec<[usize; 32]>;

/// Where `needle` occurs, without overlaps.
pub fn occurrences(bytes: &[u8], needle: &[u8], limit: usize) -> Positions {
    match needle {
        [byte] => memchr::memchr_iter(*byte, bytes).take(limit).collect(),
        _ if bytes.len() <= SHORT => short_occurrences(bytes, needle).take(limit).collect(),
        _ => memmem::find_iter(bytes, needle).take(limit).collect(),
    }
}

/// Up to this length it does not pay to prepare a searcher.
const SHORT: usize = 256;

fn short_occurrences(bytes: &[u8], needle: &[u8]) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = memchr::memchr(needle[0], bytes.get(from..)?) {
            let at = from + offset;
            if bytes[at..].starts_with(needle) {
                from = at + needle.len();
                return Some(at);
            }
            from = at + 1;
        }
        None
    })
}

/// Byte offsets before each character and at the end.
fn character_gaps(text: &Str, limit: usize) -> Positions {
    let bytes = text.as_bytes();
    let starts = bytes.iter().enumerate().filter(|(_, b)| (**b as i8) >= -0x40).map(|(at, _)| at);
    starts.chain([bytes.len()]).take(limit).collect()
}

/// Writes `source` with `removed` bytes at each position replaced by `new`.
pub fn splice(target: &mut [u8], source: &[u8], positions: &[usize], removed: usize, new: &[u8]) {
    let (mut from, mut to) = (0, 0);
    let mut copy = |bytes: &[u8]| {
        target[to..to + bytes.len()].copy_from_slice(bytes);
        to += bytes.len();
    };
    for &at in positions {
        copy(&source[from..at]);
        copy(new);
        from = at + removed;
    }
    copy(&source[from..]);
}

pub fn str_partition(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    partition(thread, args, find, false)
}

pub fn str_rpartition(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    partition(thread, args, rfind, true)
}

fn partition(
    thread: &ThreadState,
    bound: Bound<'_>,
    how: fn(&[u8], &[u8]) -> Option<usize>,
    from_right: bool,
) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let separator = match bound.value(1).downcast::<Str>() {
        Some(separator) => separator,
        None => {
            let name = bound.value(1).type_of().short_name();
            return Err(err!(thread, TypeError, "must be str, not {name}"));
        }
    };
    if separator.is_empty() {
        return Err(err!(thread, ValueError, "empty separator"));
    }
    let parts = match how(text.as_bytes(), separator.as_bytes()) {
        Some(at) => vec![
            make::part(text, 0, at)?,
            Value::of(separator),
            make::part(text, at + separator.byte_len(), text.byte_len())?,
        ],
        None if from_right => vec![make::empty(), make::empty(), make::exact(text)?],
        None => vec![make::exact(text)?, make::empty(), make::empty()],
    };
    Ok(Tuple::try_from_vec(parts)?.into_value())
}

/// Strips code points for which `wanted` holds from the sides asked for; gives the range of bytes that stays.
fn stripped(bytes: &[u8], left: bool, right: bool, wanted: impl Fn(u32) -> bool) -> (usize, usize) {
    let (mut start, mut end) = (0, bytes.len());
    while left && start < end {
        let (cp, width) = wtf8::decode(bytes, start);
        if !wanted(cp) {
            break;
        }
        start += width;
    }
    while right && end > start {
        let (cp, width) = wtf8::decode_last(bytes, end);
        if !wanted(cp) {
            break;
        }
        end -= width;
    }
    (start, end)
}

fn strip(thread: &ThreadState, bound: Bound<'_>, name: &str, left: bool, right: bool) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let bytes = text.as_bytes();
    let Some(set) = bound.some(1) else {
        let (start, end) = stripped(bytes, left, right, super::unicode::is_space);
        return make::part(text, start, end);
    };
    let Some(set) = set.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "{name} arg must be None or str"));
    };
    let (start, end) = match set.as_bytes() {
        [byte] => stripped(bytes, left, right, |cp| cp == *byte as u32),
        set => stripped(bytes, left, right, |cp| wtf8::code_points(set).any(|other| other == cp)),
    };
    make::part(text, start, end)
}

pub fn str_strip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, "strip", true, true)
}

pub fn str_lstrip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, "lstrip", true, false)
}

pub fn str_rstrip(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    strip(thread, args, "rstrip", false, true)
}
