//! UTF-7 (RFC 2152): ASCII, with stretches of UTF-16 in base 64 between `+` and `-`.

use super::Encoding;
use super::errors::DecodeProblem;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::wtf8;
use crate::value::Ref;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    ALPHABET.iter().position(|known| *known == byte).map(|at| at as u32)
}

/// Characters that stand for themselves.
fn is_direct(cp: u32) -> bool {
    let Ok(byte) = u8::try_from(cp) else { return false };
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'}') && !matches!(byte, b'+' | b'\\')
}

/// Bits that wait to become digits, or units.
#[derive(Default)]
struct Bits {
    value: u32,
    count: u32,
}

impl Bits {
    /// Adds a unit of UTF-16 and writes the digits that are complete.
    fn write(&mut self, unit: u32, out: &mut Vec<u8>) {
        let mut value = u64::from(self.value) << 16 | u64::from(unit);
        self.count += 16;
        while self.count >= 6 {
            self.count -= 6;
            out.push(ALPHABET[(value >> self.count) as usize & 63]);
            value &= (1 << self.count) - 1;
        }
        self.value = value as u32;
    }

    fn flush(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            out.push(ALPHABET[(self.value << (6 - self.count)) as usize & 63]);
        }
        *self = Bits::default();
    }

    /// Adds a digit; a unit of UTF-16 when one is complete.
    fn read(&mut self, digit: u32) -> Option<u32> {
        self.value = self.value << 6 | digit;
        self.count += 6;
        if self.count < 16 {
            return None;
        }
        self.count -= 16;
        let unit = self.value >> self.count;
        self.value &= (1 << self.count) - 1;
        Some(unit & 0xFFFF)
    }
}

pub fn encode(text: &Str) -> PyResult<Ref<Bytes>> {
    let mut out = Vec::with_capacity(text.byte_len());
    let mut shifted: Option<Bits> = None;
    for cp in wtf8::code_points(text.as_bytes()) {
        if is_direct(cp) {
            if let Some(mut bits) = shifted.take() {
                bits.flush(&mut out);
                if digit(cp as u8).is_some() || cp == u32::from(b'-') {
                    out.push(b'-');
                }
            }
            out.push(cp as u8);
            continue;
        }
        if shifted.is_none() && cp == u32::from(b'+') {
            out.extend_from_slice(b"+-");
            continue;
        }
        let bits = shifted.get_or_insert_with(|| {
            out.push(b'+');
            Bits::default()
        });
        if cp >= 0x10000 {
            bits.write(0xD7C0 + (cp >> 10), &mut out);
            bits.write(0xDC00 | (cp & 0x3FF), &mut out);
        } else {
            bits.write(cp, &mut out);
        }
    }
    if let Some(mut bits) = shifted {
        bits.flush(&mut out);
        out.push(b'-');
    }
    Ok(Bytes::from_slice(&out)?)
}

/// A stretch of base 64 that is being read.
struct Shift {
    start: usize,
    /// Bytes of output before it.
    written: usize,
    bits: Bits,
    high: Option<u32>,
}

impl Shift {
    fn push(&mut self, unit: u32, out: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            if (0xDC00..0xE000).contains(&unit) {
                return wtf8::push(out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            }
            wtf8::push(out, high);
        }
        if (0xD800..0xDC00).contains(&unit) { self.high = Some(unit) } else { wtf8::push(out, unit) }
    }

    /// What is wrong with the bits that are left, if anything is.
    fn rest(&self) -> Option<&'static str> {
        match (self.bits.count, self.bits.value) {
            (6.., _) => Some("partial character in base64 sequence"),
            (_, 1..) => Some("non-zero padding bits in base64 sequence"),
            _ => None,
        }
    }
}

/// Decodes; gives the text and how many bytes were used (all of them with `last`).
pub fn decode(thread: &ThreadState, bytes: &[u8], errors: &str, last: bool) -> PyResult<(Ref<Str>, usize)> {
    let problem = |start, end, reason| DecodeProblem { encoding: Encoding::Utf7, bytes, start, end, reason };
    let mut out = Vec::with_capacity(bytes.len());
    let mut shift: Option<Shift> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(open) = &mut shift {
            if let Some(digit) = digit(byte) {
                at += 1;
                if let Some(unit) = open.bits.read(digit) {
                    open.push(unit, &mut out);
                }
                continue;
            }
            let (start, wrong, high) = (open.start, open.rest(), open.high.take());
            shift = None;
            if let Some(reason) = wrong {
                at = problem(start, at + 1, reason).handle(thread, errors, &mut out)?;
                continue;
            }
            if let Some(high) = high.filter(|_| byte.is_ascii() && byte != b'+') {
                wtf8::push(&mut out, high);
            }
            at += usize::from(byte == b'-');
            continue;
        }
        match (byte, bytes.get(at + 1)) {
            (b'+', Some(b'-')) => {
                out.push(b'+');
                at += 2;
            }
            (b'+', Some(next)) if digit(*next).is_none() => {
                at = problem(at, at + 2, "ill-formed sequence").handle(thread, errors, &mut out)?;
            }
            (b'+', _) => {
                shift = Some(Shift { start: at, written: out.len(), bits: Bits::default(), high: None });
                at += 1;
            }
            (0..0x80, _) => {
                out.push(byte);
                at += 1;
            }
            _ => at = problem(at, at + 1, "unexpected special character").handle(thread, errors, &mut out)?,
        }
    }
    if let Some(open) = shift {
        if !last {
            out.truncate(open.written);
            return Ok((Str::try_from_wtf8(&out)?, open.start));
        }
        if open.high.is_some() || open.rest().is_some() {
            let start = open.start;
            problem(start, bytes.len(), "unterminated shift sequence").handle(thread, errors, &mut out)?;
        }
    }
    Ok((Str::try_from_wtf8(&out)?, at))
}
