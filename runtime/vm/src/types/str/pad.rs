//! `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::{Str, args, make, wtf8};
use crate::err;
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Bound;
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

/// How many characters are missing to the width (argument 1).
fn missing(thread: &ThreadState, bound: Bound<'_>) -> PyResult<usize> {
    let width = number::to_isize(thread, bound.value(1))?;
    Ok((width.max(0) as usize).saturating_sub(bound.this::<Str>().char_len()))
}

/// The fill character (argument 2), encoded.
fn fill_character(thread: &ThreadState, bound: Bound<'_>) -> PyResult<([u8; 4], usize)> {
    let mut bytes = [b' ', 0, 0, 0];
    let Some(fill) = bound.get(2) else { return Ok((bytes, 1)) };
    let Some(fill) = fill.downcast::<Str>() else {
        let name = fill.type_of().short_name();
        return Err(err!(thread, TypeError, "The fill character must be a unicode character, not {name}"));
    };
    if fill.char_len() != 1 {
        return Err(err!(thread, TypeError, "The fill character must be exactly one character long"));
    }
    let width = wtf8::encode(wtf8::decode(fill.as_bytes(), 0).0, &mut bytes);
    Ok((bytes, width))
}

fn padded(text: &Str, left: usize, right: usize, fill: &[u8]) -> PyResult<Value> {
    if left == 0 && right == 0 {
        return make::exact(text);
    }
    let added = left.checked_add(right).and_then(|n| n.checked_mul(fill.len())).ok_or(NoMemory)?;
    let total = added.checked_add(text.byte_len()).ok_or(NoMemory)?;
    let made = Str::with_counts(total, text.char_len() + left + right, |target| {
        let (before, rest) = target.split_at_mut(left * fill.len());
        let (middle, after) = rest.split_at_mut(text.byte_len());
        make::fill_repeated(before, fill);
        middle.copy_from_slice(text.as_bytes());
        make::fill_repeated(after, fill);
    })?;
    Ok(made.into_value())
}

pub fn str_ljust(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (fill, width) = fill_character(thread, bound)?;
    padded(bound.this(), 0, missing(thread, bound)?, &fill[..width])
}

pub fn str_rjust(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (fill, width) = fill_character(thread, bound)?;
    padded(bound.this(), missing(thread, bound)?, 0, &fill[..width])
}

pub fn str_center(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let (fill, width) = fill_character(thread, bound)?;
    let missing = missing(thread, bound)?;
    // The odd one goes left when the total width is odd.
    let total = missing + bound.this::<Str>().char_len();
    let left = missing / 2 + (missing & total & 1);
    padded(bound.this(), left, missing - left, &fill[..width])
}

pub fn str_zfill(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let missing = missing(thread, bound)?;
    if missing == 0 {
        return make::exact(text);
    }
    let sign = text.as_bytes().first().is_some_and(|b| matches!(b, b'+' | b'-')) as usize;
    let total = text.byte_len().checked_add(missing).ok_or(NoMemory)?;
    let made = Str::with_counts(total, text.char_len() + missing, |target| {
        let bytes = text.as_bytes();
        target[..sign].copy_from_slice(&bytes[..sign]);
        target[sign..sign + missing].fill(b'0');
        target[sign + missing..].copy_from_slice(&bytes[sign..]);
    })?;
    Ok(made.into_value())
}

pub fn str_expandtabs(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let text = bound.this::<Str>();
    let size = args::count(thread, bound.get(1), 8)?.max(0) as usize;
    if memchr::memchr(b'\t', text.as_bytes()).is_none() {
        return make::exact(text);
    }
    let out = expand_tabs(thread, text.as_bytes(), size)?;
    make::text(&out)
}

/// Replaces tabs by spaces up to the next column that is a multiple of `size`.
pub fn expand_tabs(thread: &ThreadState, bytes: &[u8], size: usize) -> PyResult<Vec<u8>> {
    let mut out = crate::format::spec::Text::default();
    out.reserve(thread, bytes.len())?;
    let mut column = 0;
    for &byte in bytes {
        match byte {
            b'\t' => {
                let spaces = if size == 0 { 0 } else { size - column % size };
                out.push_fill(thread, b' ' as u32, spaces)?;
                column += spaces;
            }
            b'\n' | b'\r' => {
                out.bytes.push(byte);
                column = 0;
            }
            _ => {
                out.bytes.push(byte);
                column += ((byte as i8) >= -0x40) as usize;
            }
        }
    }
    Ok(out.bytes.into_vec())
}
