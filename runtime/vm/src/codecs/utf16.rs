//! UTF-16 and UTF-32, in either byte order or with a byte order mark.

use super::errors::{DecodeProblem, encode_points};
use super::{Encoding, Order};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::wtf8;
use crate::value::Ref;

/// The text, how many bytes were used, and the byte order that was found.
type Decoded = (Ref<Str>, usize, Order);

pub fn encode(thread: &ThreadState, text: &Str, encoding: Encoding, errors: &str) -> PyResult<Ref<Bytes>> {
    let (wide, order) = match encoding {
        Encoding::Utf32(order) => (true, order),
        Encoding::Utf16(order) => (false, order),
        _ => (false, Order::Little),
    };
    let unit16 = |unit: u16, out: &mut Vec<u8>| {
        out.extend_from_slice(&if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
    };
    let unit32 = |unit: u32, out: &mut Vec<u8>| {
        out.extend_from_slice(&if order == Order::Big { unit.to_be_bytes() } else { unit.to_le_bytes() });
    };
    let mut out = Vec::new();
    out.try_reserve(text.char_len() * 4 + 4).map_err(|_| ladon_heap::primitive::NoMemory)?;
    if order == Order::Marked {
        if wide { unit32(0xFEFF, &mut out) } else { unit16(0xFEFF, &mut out) }
    }
    let reason = "surrogates not allowed";
    encode_points(thread, text, encoding, reason, errors, &mut out, |cp, out| {
        if (0xD800..0xE000).contains(&cp) {
            return false;
        }
        if wide {
            unit32(cp, out);
        } else if cp < 0x10000 {
            unit16(cp as u16, out);
        } else {
            unit16(0xD7C0 + (cp >> 10) as u16, out);
            unit16(0xDC00 | (cp & 0x3FF) as u16, out);
        }
        true
    })?;
    Ok(Bytes::from_slice(&out)?)
}

/// The order that a byte order mark says, and how long the mark is.
fn marked_order(bytes: &[u8], order: Order, little: &[u8], big: &[u8]) -> (Order, usize) {
    match order {
        Order::Marked if bytes.starts_with(little) => (Order::Little, little.len()),
        Order::Marked if bytes.starts_with(big) => (Order::Big, big.len()),
        Order::Marked => (Order::Little, 0),
        order => (order, 0),
    }
}

pub fn decode16(thread: &ThreadState, bytes: &[u8], order: Order, errors: &str, last: bool) -> PyResult<Decoded> {
    let asked = order;
    let (order, mut at) = marked_order(bytes, order, b"\xFF\xFE", b"\xFE\xFF");
    let found = if asked == Order::Marked && at == 0 { Order::Marked } else { order };
    let encoding = Encoding::Utf16(order);
    let unit = |at: usize| -> Option<u32> {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if order == Order::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) } as u32)
    };
    let mut out = Vec::new();
    out.try_reserve(bytes.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
    while at < bytes.len() {
        let (width, reason) = match (unit(at), unit(at + 2)) {
            (Some(cp), _) if !(0xD800..0xE000).contains(&cp) => {
                wtf8::push(&mut out, cp);
                at += 2;
                continue;
            }
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                wtf8::push(&mut out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                at += 4;
                continue;
            }
            (Some(0xD800..0xDC00), Some(_)) => (2, "illegal UTF-16 surrogate"),
            (Some(0xD800..0xDC00), None) if !last => break,
            (Some(0xD800..0xDC00), None) => (bytes.len() - at, "unexpected end of data"),
            (Some(_), _) => (2, "illegal encoding"),
            (None, _) if !last => break,
            (None, _) => (1, "truncated data"),
        };
        let problem = DecodeProblem { encoding, bytes, start: at, end: at + width, reason };
        at = problem.handle(thread, errors, &mut out)?;
    }
    Ok((Str::try_from_wtf8(&out)?, at, found))
}

pub fn decode32(thread: &ThreadState, bytes: &[u8], order: Order, errors: &str, last: bool) -> PyResult<Decoded> {
    let asked = order;
    let (order, mut at) = marked_order(bytes, order, b"\xFF\xFE\0\0", b"\0\0\xFE\xFF");
    let found = if asked == Order::Marked && at == 0 { Order::Marked } else { order };
    let encoding = Encoding::Utf32(order);
    let mut out = Vec::new();
    out.try_reserve(bytes.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
    while at < bytes.len() {
        let unit = bytes[at..].first_chunk::<4>().map(|unit| match order {
            Order::Big => u32::from_be_bytes(*unit),
            _ => u32::from_le_bytes(*unit),
        });
        let (width, reason) = match unit {
            Some(0xD800..0xE000) => (4, "code point in surrogate code point range(0xd800, 0xe000)"),
            Some(cp) if cp < 0x11_0000 => {
                wtf8::push(&mut out, cp);
                at += 4;
                continue;
            }
            Some(_) => (4, "code point not in range(0x110000)"),
            None if !last => break,
            None => (bytes.len() - at, "truncated data"),
        };
        let problem = DecodeProblem { encoding, bytes, start: at, end: at + width, reason };
        at = problem.handle(thread, errors, &mut out)?;
    }
    Ok((Str::try_from_wtf8(&out)?, at, found))
}
