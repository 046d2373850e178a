//! `split`, `rsplit`, `splitlines`, `join`, `expandtabs` and padding of bytes.

use super::common::{argument, data, make, make_with, part};
use super::core::data_of;
use super::search::is_space;
use crate::err;
use crate::object::{iter, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::List;
use crate::types::define::Bound;
use crate::types::str::access::rfind;
use crate::types::str::{args, make::fill_repeated, pad::expand_tabs};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;
use memchr::memmem;
use std::borrow::Cow;

/// Start and end of each part.
type Ranges = Vec<(usize, usize)>;

fn arguments<'a>(thread: &ThreadState, bound: Bound<'a>) -> PyResult<(Option<Cow<'a, [u8]>>, usize)> {
    let separator = bound.some(1).map(|value| argument(thread, value)).transpose()?;
    let limit = args::count(thread, bound.get(2), -1)?;
    if separator.as_ref().is_some_and(|separator| separator.is_empty()) {
        return Err(err!(thread, ValueError, "empty separator"));
    }
    Ok((separator, if limit < 0 { usize::MAX } else { limit as usize }))
}

fn list(this: &Value, ranges: Ranges) -> PyResult<Value> {
    let parts: PyResult<Vec<Value>> = ranges.into_iter().map(|(start, end)| part(this, start, end)).collect();
    Ok(List::from_vec(parts?)?.into_value())
}

pub fn bytes_split(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (separator, limit) = arguments(thread, bound)?;
    let bytes = data(bound.value(0));
    let mut ranges = Ranges::new();
    match separator {
        Some(separator) => {
            let mut start = 0;
            for at in memmem::find_iter(bytes, &separator).take(limit) {
                ranges.push((start, at));
                start = at + separator.len();
            }
            ranges.push((start, bytes.len()));
        }
        None => split_space(bytes, limit, &mut ranges),
    }
    list(bound.value(0), ranges)
}

fn split_space(bytes: &[u8], limit: usize, ranges: &mut Ranges) {
    let mut at = 0;
    loop {
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        if at == bytes.len() {
            return;
        }
        let start = at;
        if ranges.len() >= limit {
            ranges.push((start, bytes.len()));
            return;
        }
        while at < bytes.len() && !is_space(bytes[at]) {
            at += 1;
        }
        ranges.push((start, at));
    }
}

pub fn bytes_rsplit(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (separator, limit) = arguments(thread, bound)?;
    let bytes = data(bound.value(0));
    let mut ranges = Ranges::new();
    match separator {
        Some(separator) => {
            let mut end = bytes.len();
            while ranges.len() < limit
                && let Some(at) = rfind(&bytes[..end], &separator)
            {
                ranges.push((at + separator.len(), end));
                end = at;
            }
            ranges.push((0, end));
        }
        None => rsplit_space(bytes, limit, &mut ranges),
    }
    ranges.reverse();
    list(bound.value(0), ranges)
}

fn rsplit_space(bytes: &[u8], limit: usize, ranges: &mut Ranges) {
    let mut end = bytes.len();
    loop {
        while end > 0 && is_space(bytes[end - 1]) {
            end -= 1;
        }
        if end == 0 {
            return;
        }
        if ranges.len() >= limit {
            ranges.push((0, end));
            return;
        }
        let mut start = end;
        while start > 0 && !is_space(bytes[start - 1]) {
            start -= 1;
        }
        ranges.push((start, end));
        end = start;
    }
}

pub fn bytes_splitlines(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let keep_ends = args::flag(thread, bound.get(1))?;
    let bytes = data(bound.value(0));
    let mut ranges = Ranges::new();
    let mut start = 0;
    while let Some(offset) = memchr::memchr2(b'\n', b'\r', &bytes[start..]) {
        let at = start + offset;
        let width = if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 };
        ranges.push((start, if keep_ends { at + width } else { at }));
        start = at + width;
    }
    if start < bytes.len() {
        ranges.push((start, bytes.len()));
    }
    list(bound.value(0), ranges)
}

pub fn bytes_join(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let this = bound.value(0);
    if !iter::is_iterable(bound.value(1)) {
        return Err(err!(thread, TypeError, "can only join an iterable"));
    }
    let items = iter::collect(thread, bound.value(1))?;
    if let [only] = items.as_slice()
        && only.is_exact::<super::Bytes>()
        && super::common::is_bytes(this)
    {
        return Ok(only.clone());
    }
    let mut parts = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        if !crate::object::buffer::has_buffer(item) {
            let name = item.type_of().short_name();
            return Err(err!(thread, TypeError, "sequence item {index}: expected a bytes-like object, {name} found"));
        }
        parts.push(match data_of(item) {
            Some(_) => None,
            None => Some(argument(thread, item)?),
        });
    }
    let slices: Vec<&[u8]> =
        items.iter().zip(&parts).map(|(item, copy)| copy.as_deref().unwrap_or_else(|| data(item))).collect();
    let separator = data(this);
    let mut total = separator.len().checked_mul(slices.len().saturating_sub(1)).ok_or(NoMemory)?;
    for slice in &slices {
        total = total.checked_add(slice.len()).ok_or(NoMemory)?;
    }
    make_with(this, total, |target| {
        let mut at = 0;
        for (index, slice) in slices.iter().enumerate() {
            for bytes in [if index > 0 { separator } else { &[] }, slice] {
                target[at..at + bytes.len()].copy_from_slice(bytes);
                at += bytes.len();
            }
        }
    })
}

pub fn bytes_expandtabs(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let size = args::count(thread, bound.get(1), 8)?.max(0) as usize;
    let out = expand_tabs(thread, data(bound.value(0)), size)?;
    make(bound.value(0), &out)
}

fn fill_byte(thread: &ThreadState, bound: Bound<'_>, name: &str) -> PyResult<u8> {
    let Some(fill) = bound.get(2) else { return Ok(b' ') };
    match data_of(fill) {
        Some([byte]) => Ok(*byte),
        Some(bytes) => {
            let (kind, length) = (fill.type_of().short_name(), bytes.len());
            let what = "a byte string of length 1";
            Err(err!(thread, TypeError, "{name}(): argument 2 must be {what}, not a {kind} object of length {length}"))
        }
        None => {
            let found = fill.type_of().short_name();
            Err(err!(thread, TypeError, "{name}() argument 2 must be a byte string of length 1, not {found}"))
        }
    }
}

fn padded(
    thread: &ThreadState,
    bound: Bound<'_>,
    name: &str,
    left: impl FnOnce(usize, usize) -> usize,
) -> PyResult<Value> {
    let width = number::to_isize(thread, bound.value(1))?.max(0) as usize;
    let fill = fill_byte(thread, bound, name)?;
    let bytes = data(bound.value(0));
    let missing = width.saturating_sub(bytes.len());
    if missing == 0 {
        return part(bound.value(0), 0, bytes.len());
    }
    let left = left(missing, width);
    make_with(bound.value(0), width, |target| {
        fill_repeated(target, &[fill]);
        target[left..left + bytes.len()].copy_from_slice(bytes);
    })
}

pub fn bytes_ljust(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    padded(thread, args, "ljust", |_, _| 0)
}

pub fn bytes_rjust(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    padded(thread, args, "rjust", |missing, _| missing)
}

pub fn bytes_center(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    padded(thread, args, "center", |missing, width| missing / 2 + (missing & width & 1))
}

pub fn bytes_zfill(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let width = number::to_isize(thread, bound.value(1))?.max(0) as usize;
    let bytes = data(bound.value(0));
    let missing = width.saturating_sub(bytes.len());
    if missing == 0 {
        return part(bound.value(0), 0, bytes.len());
    }
    let sign = bytes.first().is_some_and(|b| matches!(b, b'+' | b'-')) as usize;
    make_with(bound.value(0), width, |target| {
        target[..sign].copy_from_slice(&bytes[..sign]);
        target[sign..sign + missing].fill(b'0');
        target[sign + missing..].copy_from_slice(&bytes[sign..]);
    })
}
