//! ASCII and Latin-1: a byte is a code point.

use super::Encoding;
use super::errors::{DecodeProblem, encode_points};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::wtf8;
use crate::value::Ref;

pub fn encode(thread: &ThreadState, text: &Str, encoding: Encoding, errors: &str) -> PyResult<Ref<Bytes>> {
    if text.is_ascii() {
        return Ok(Bytes::from_slice(text.as_bytes())?);
    }
    let (limit, reason) = match encoding {
        Encoding::Ascii => (0x80, "ordinal not in range(128)"),
        _ => (0x100, "ordinal not in range(256)"),
    };
    let mut out = Vec::with_capacity(text.char_len());
    encode_points(thread, text, encoding, reason, errors, &mut out, |cp, out| {
        if cp < limit {
            out.push(cp as u8);
        }
        cp < limit
    })?;
    Ok(Bytes::from_slice(&out)?)
}

pub fn decode_latin1(bytes: &[u8]) -> PyResult<Ref<Str>> {
    if bytes.is_ascii() {
        return Ok(Str::try_from_wtf8(bytes)?);
    }
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let made = Str::with_counts(bytes.len() + high, bytes.len(), |target| {
        let mut at = 0;
        for &byte in bytes {
            if byte < 0x80 {
                target[at] = byte;
                at += 1;
            } else {
                target[at] = 0xC0 | byte >> 6;
                target[at + 1] = 0x80 | byte & 0x3F;
                at += 2;
            }
        }
    })?;
    Ok(made)
}

pub fn decode_ascii(thread: &ThreadState, bytes: &[u8], errors: &str) -> PyResult<Ref<Str>> {
    if bytes.is_ascii() {
        return Ok(Str::try_from_wtf8(bytes)?);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte < 0x80 {
            wtf8::push(&mut out, byte as u32);
            at += 1;
            continue;
        }
        let reason = "ordinal not in range(128)";
        let problem = DecodeProblem { encoding: Encoding::Ascii, bytes, start: at, end: at + 1, reason };
        at = problem.handle(thread, errors, &mut out)?;
    }
    Ok(Str::try_from_wtf8(&out)?)
}
