//! `split`, `rsplit`, `splitlines`, `join`.

use super::access::rfind;
use super::search::occurrences;
use super::{Str, args, make, unicode, wtf8};
use crate::err;
use crate::object::iter;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::types::{List, Tuple};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

/// The separator (`None` = white space) and how many splits at most.
fn arguments<'a>(thread: &ThreadState, bound: Bound<'a>) -> PyResult<(Option<&'a Str>, usize)> {
    let separator = match bound.some(1) {
        None => None,
        Some(value) => match value.downcast::<Str>() {
            Some(text) if text.is_empty() => return Err(err!(thread, ValueError, "empty separator")),
            Some(text) => Some(text),
            None => {
                let name = value.type_of().short_name();
                return Err(err!(thread, TypeError, "must be str or None, not {name}"));
            }
        },
    };
    let limit = args::count(thread, bound.get(2), -1)?;
    Ok((separator, if limit < 0 { usize::MAX } else { limit as usize }))
}

pub fn str_split(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let (separator, limit) = arguments(thread, bound)?;
    let bytes = text.as_bytes();
    let parts = List::new();
    match separator.map(Str::as_bytes) {
        None => split_space(text, limit, &parts)?,
        Some([byte]) => split_at(text, memchr::memchr_iter(*byte, bytes), 1, limit, &parts)?,
        Some(sep) => split_at(text, occurrences(bytes, sep, limit).into_iter(), sep.len(), limit, &parts)?,
    }
    Ok(parts.into_value())
}

fn split_at(
    text: &Str,
    positions: impl Iterator<Item = usize>,
    width: usize,
    limit: usize,
    parts: &List,
) -> PyResult<()> {
    let mut start = 0;
    for at in positions.take(limit) {
        parts.append(make::part(text, start, at)?)?;
        start = at + width;
    }
    parts.append(make::part(text, start, text.byte_len())?)?;
    Ok(())
}

fn split_space(text: &Str, limit: usize, parts: &List) -> PyResult<()> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at = skip(bytes, at, true);
        if at >= bytes.len() {
            return Ok(());
        }
        if parts.len() >= limit {
            parts.append(make::part(text, at, bytes.len())?)?;
            return Ok(());
        }
        let end = skip(bytes, at, false);
        parts.append(make::part(text, at, end)?)?;
        at = end;
    }
}

/// The first offset from `at` on whose code point is not (white) space, or not `white` in general.
fn skip(bytes: &[u8], mut at: usize, white: bool) -> usize {
    while at < bytes.len() {
        let (cp, width) = wtf8::decode(bytes, at);
        if unicode::is_space(cp) != white {
            break;
        }
        at += width;
    }
    at
}

fn skip_back(bytes: &[u8], mut end: usize, white: bool) -> usize {
    while end > 0 {
        let (cp, width) = wtf8::decode_last(bytes, end);
        if unicode::is_space(cp) != white {
            break;
        }
        end -= width;
    }
    end
}

pub fn str_rsplit(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let (separator, limit) = arguments(thread, bound)?;
    let parts = List::new();
    match separator {
        None => rsplit_space(text, limit, &parts)?,
        Some(separator) => {
            let mut end = text.byte_len();
            while parts.len() < limit
                && let Some(at) = rfind(&text.as_bytes()[..end], separator.as_bytes())
            {
                parts.append(make::part(text, at + separator.byte_len(), end)?)?;
                end = at;
            }
            parts.append(make::part(text, 0, end)?)?;
        }
    }
    parts.items.reverse();
    Ok(parts.into_value())
}

fn rsplit_space(text: &Str, limit: usize, parts: &List) -> PyResult<()> {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    loop {
        end = skip_back(bytes, end, true);
        if end == 0 {
            return Ok(());
        }
        if parts.len() >= limit {
            parts.append(make::part(text, 0, end)?)?;
            return Ok(());
        }
        let start = skip_back(bytes, end, false);
        parts.append(make::part(text, start, end)?)?;
        end = start;
    }
}

pub fn str_splitlines(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let keep_ends = args::flag(thread, bound.get(1))?;
    let bytes = text.as_bytes();
    let parts = List::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let (cp, mut width) = wtf8::decode(bytes, at);
        if !unicode::is_line_break(cp) {
            at += width;
            continue;
        }
        if cp == 0x0D && bytes.get(at + 1) == Some(&0x0A) {
            width = 2;
        }
        parts.append(make::part(text, start, if keep_ends { at + width } else { at })?)?;
        at += width;
        start = at;
    }
    if start < bytes.len() {
        parts.append(make::part(text, start, bytes.len())?)?;
    }
    Ok(parts.into_value())
}

pub fn str_join(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let separator = bound.this::<Str>();
    let iterable = bound.value(1);
    if let Some(list) = iterable.exact::<List>() {
        // SAFETY: H7: `join_slice` only reads and allocates; nothing it calls runs Python code.
        return join_slice(thread, separator, unsafe { list.items.as_slice() });
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return join_slice(thread, separator, tuple.as_slice());
    }
    if !iter::is_iterable(iterable) {
        return Err(err!(thread, TypeError, "can only join an iterable"));
    }
    let items = iter::collect(thread, iterable)?;
    join_slice(thread, separator, &items)
}

/// Joins strings; TypeError for anything else. Runs no Python code before it fails.
pub fn join_slice(thread: &ThreadState, separator: &Str, items: &[Value]) -> PyResult<Value> {
    match items {
        [] => return Ok(make::empty()),
        [only] if only.is_exact::<Str>() => return Ok(only.clone()),
        _ => {}
    }
    let between = items.len() - 1;
    let mut bytes = separator.byte_len().checked_mul(between).ok_or(NoMemory)?;
    let mut chars = separator.char_len() * between;
    for (index, item) in items.iter().enumerate() {
        let Some(text) = item.downcast::<Str>() else {
            let name = item.type_of().short_name();
            return Err(err!(thread, TypeError, "sequence item {index}: expected str instance, {name} found"));
        };
        bytes = bytes.checked_add(text.byte_len()).ok_or(NoMemory)?;
        chars += text.char_len();
    }
    let made = Str::with_counts(bytes, chars, |target| fill_joined(target, separator.as_bytes(), items))?;
    Ok(made.into_value())
}

fn fill_joined(target: &mut [u8], separator: &[u8], items: &[Value]) {
    let mut rest = target;
    for (index, item) in items.iter().enumerate() {
        let Some(text) = item.downcast::<Str>() else { continue };
        if index > 0 && !separator.is_empty() {
            let (here, behind) = rest.split_at_mut(separator.len());
            here.copy_from_slice(separator);
            rest = behind;
        }
        let (here, behind) = rest.split_at_mut(text.byte_len());
        here.copy_from_slice(text.as_bytes());
        rest = behind;
    }
}
