//! `unicode_escape` and `raw_unicode_escape`: text as the source of a string literal.

use super::Encoding;
use super::errors::DecodeProblem;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::repr::push_escape;
use crate::types::str::wtf8;
use crate::value::Ref;

pub fn encode(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = Vec::with_capacity(text.byte_len());
    for cp in wtf8::code_points(text.as_bytes()) {
        match cp {
            0x0A => out.extend_from_slice(b"\\n"),
            0x0D => out.extend_from_slice(b"\\r"),
            0x09 => out.extend_from_slice(b"\\t"),
            0x5C => out.extend_from_slice(b"\\\\"),
            0x20..0x7F => out.push(cp as u8),
            _ => push_escape(&mut out, cp),
        }
    }
    Ok(Bytes::from_slice(&out)?)
}

pub fn encode_raw(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = Vec::with_capacity(text.byte_len());
    for cp in wtf8::code_points(text.as_bytes()) {
        if cp < 0x100 { out.push(cp as u8) } else { push_escape(&mut out, cp) }
    }
    Ok(Bytes::from_slice(&out)?)
}

/// What an escape turned out to be.
enum Escape {
    /// A code point (`None`: nothing), and where the escape ends.
    Found(Option<u32>, usize),
    /// Ends too early or is no escape: where it ends and why.
    Bad(usize, &'static str),
}

/// `digits` hex digits from `start` on.
fn hex(bytes: &[u8], start: usize, digits: usize, reason: &'static str) -> Escape {
    let mut value = 0;
    for at in start..start + digits {
        match bytes.get(at).and_then(|b| (*b as char).to_digit(16)) {
            Some(digit) => value = value << 4 | digit,
            None => return Escape::Bad(at, reason),
        }
    }
    Escape::Found(Some(value), start + digits)
}

/// The escape whose backslash stands before `at`.
fn escape(bytes: &[u8], at: usize) -> Escape {
    let Some(&kind) = bytes.get(at) else { return Escape::Bad(at, "\\ at end of string") };
    let simple = |cp: u32| Escape::Found(Some(cp), at + 1);
    match kind {
        b'\n' => Escape::Found(None, at + 1),
        b'\\' | b'\'' | b'"' => simple(kind as u32),
        b'a' => simple(7),
        b'b' => simple(8),
        b't' => simple(9),
        b'n' => simple(10),
        b'v' => simple(11),
        b'f' => simple(12),
        b'r' => simple(13),
        b'0'..=b'7' => {
            let digits = bytes[at..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(*b)).count();
            let value = bytes[at..at + digits].iter().fold(0, |sum, b| sum * 8 + (*b - b'0') as u32);
            Escape::Found(Some(value), at + digits)
        }
        b'x' => hex(bytes, at + 1, 2, "truncated \\xXX escape"),
        b'u' => hex(bytes, at + 1, 4, "truncated \\uXXXX escape"),
        b'U' => match hex(bytes, at + 1, 8, "truncated \\UXXXXXXXX escape") {
            Escape::Found(Some(cp), end) if cp >= 0x11_0000 => Escape::Bad(end, "illegal Unicode character"),
            other => other,
        },
        b'N' => named(bytes, at + 1),
        // Not an escape: the backslash stands for itself.
        _ => Escape::Found(Some(b'\\' as u32), at),
    }
}

/// `\N{NAME}`, from behind the N.
fn named(bytes: &[u8], at: usize) -> Escape {
    let malformed = "malformed \\N character escape";
    if bytes.get(at) != Some(&b'{') {
        return Escape::Bad(at, malformed);
    }
    let Some(length) = memchr::memchr(b'}', &bytes[at..]) else { return Escape::Bad(bytes.len(), malformed) };
    let end = at + length + 1;
    if length <= 1 {
        return Escape::Bad(end, malformed);
    }
    match std::str::from_utf8(&bytes[at + 1..end - 1]).ok().and_then(unicode_names2::character) {
        Some(c) => Escape::Found(Some(c as u32), end),
        None => Escape::Bad(end, "unknown Unicode character name"),
    }
}

pub fn decode(thread: &ThreadState, bytes: &[u8], errors: &str, last: bool) -> PyResult<(Ref<Str>, usize)> {
    decode_with(thread, bytes, errors, last, Encoding::UnicodeEscape, |_, at| Some(escape(bytes, at)))
}

pub fn decode_raw(thread: &ThreadState, bytes: &[u8], errors: &str, last: bool) -> PyResult<(Ref<Str>, usize)> {
    decode_with(thread, bytes, errors, last, Encoding::RawUnicodeEscape, |backslashes, at| match bytes.get(at) {
        Some(b'u' | b'U') if backslashes % 2 == 1 => Some(escape(bytes, at)),
        _ => None,
    })
}

/// Decodes Latin-1 with escapes; `read` gets how many backslashes stand in a row and the offset behind the last.
fn decode_with(
    thread: &ThreadState,
    bytes: &[u8],
    errors: &str,
    last: bool,
    encoding: Encoding,
    read: impl Fn(usize, usize) -> Option<Escape>,
) -> PyResult<(Ref<Str>, usize)> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut backslashes) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        let found = if byte == b'\\' { read(backslashes, at + 1) } else { None };
        match found {
            None => {
                wtf8::push(&mut out, byte as u32);
                at += 1;
            }
            Some(Escape::Found(cp, end)) => {
                cp.into_iter().for_each(|cp| wtf8::push(&mut out, cp));
                at = end;
                backslashes = 0;
            }
            Some(Escape::Bad(end, _)) if !last && end >= bytes.len() => break,
            Some(Escape::Bad(end, reason)) => {
                let problem = DecodeProblem { encoding, bytes, start: at, end, reason };
                at = problem.handle(thread, errors, &mut out)?;
                backslashes = 0;
            }
        }
    }
    Ok((Str::try_from_wtf8(&out)?, at))
}

/// The bytes that the escapes of a bytes literal stand for (`codecs.escape_decode`).
///
/// # Errors
/// ValueError for what is no escape, if `errors` is `strict` or unknown.
pub fn decode_bytes(thread: &ThreadState, bytes: &[u8], errors: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve(bytes.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
    let digit = |at: usize, radix: u32| bytes.get(at).and_then(|byte| (*byte as char).to_digit(radix)).map(|d| d as u8);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&kind) = bytes.get(at) else {
            return Err(crate::err!(thread, ValueError, "Trailing \\ in string"));
        };
        at += 1;
        match kind {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(kind),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b't' => out.push(b'\t'),
            b'n' => out.push(b'\n'),
            b'v' => out.push(11),
            b'f' => out.push(12),
            b'r' => out.push(b'\r'),
            b'0'..=b'7' => {
                let mut value = u32::from(kind - b'0');
                for _ in 0..2 {
                    let Some(next) = digit(at, 8) else { break };
                    value = value * 8 + u32::from(next);
                    at += 1;
                }
                out.push(value as u8);
            }
            b'x' => match (digit(at, 16), digit(at + 1, 16)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 2;
                }
                (high, _) => {
                    bad_hex(thread, errors, at - 2, &mut out)?;
                    at += usize::from(high.is_some());
                }
            },
            _ => out.extend_from_slice(&[b'\\', kind]),
        }
    }
    Ok(out)
}

#[cold]
fn bad_hex(thread: &ThreadState, errors: &str, position: usize, out: &mut Vec<u8>) -> PyResult<()> {
    match errors {
        "strict" => Err(crate::err!(thread, ValueError, "invalid \\x escape at position {position}")),
        "replace" => {
            out.push(b'?');
            Ok(())
        }
        "ignore" => Ok(()),
        other => Err(crate::err!(thread, ValueError, "decoding error; unknown error handling code: {other}")),
    }
}
