//! JSON strings: quoting, and reading what is quoted. Text is WTF-8: lone surrogates go through in both directions.

use super::Fault;
use ladon_heap::primitive::NoMemory;
use ladon_vm::types::Str;
use ladon_vm::types::str::wtf8;
use ladon_vm::value::Value;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Whether a byte stands for itself in a JSON string.
#[inline(always)]
fn is_plain(byte: u8, ascii: bool) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\' && (!ascii || byte < 0x7F)
}

fn push_unit(target: &mut Vec<u8>, unit: u32) {
    target.extend_from_slice(b"\\u");
    for shift in [12, 8, 4, 0] {
        target.push(HEX[(unit >> shift & 15) as usize]);
    }
}

/// Appends `source` in quotes, everything beyond ASCII escaped if `ascii`.
pub fn push_quoted(target: &mut Vec<u8>, source: &[u8], ascii: bool) {
    target.push(b'"');
    let mut at = 0;
    while at < source.len() {
        let plain = source[at..].iter().position(|byte| !is_plain(*byte, ascii)).unwrap_or(source.len() - at);
        target.extend_from_slice(&source[at..at + plain]);
        at += plain;
        let Some(&byte) = source.get(at) else { break };
        let mut width = 1;
        match byte {
            b'"' => target.extend_from_slice(b"\\\""),
            b'\\' => target.extend_from_slice(b"\\\\"),
            b'\n' => target.extend_from_slice(b"\\n"),
            b'\r' => target.extend_from_slice(b"\\r"),
            b'\t' => target.extend_from_slice(b"\\t"),
            8 => target.extend_from_slice(b"\\b"),
            12 => target.extend_from_slice(b"\\f"),
            0..0x80 => push_unit(target, byte as u32),
            _ => {
                let (cp, bytes) = wtf8::decode(source, at);
                width = bytes.max(1);
                if cp < 0x10000 {
                    push_unit(target, cp);
                } else {
                    push_unit(target, 0xD800 + ((cp - 0x10000) >> 10));
                    push_unit(target, 0xDC00 + ((cp - 0x10000) & 0x3FF));
                }
            }
        }
        at += width;
    }
    target.push(b'"');
}

/// What a string says: a part of the document, or made of parts.
pub enum Content<'a> {
    Part(&'a [u8]),
    Made(Vec<u8>),
}

impl Content<'_> {
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Content::Part(part) => part,
            Content::Made(made) => made,
        }
    }

    pub fn to_str(&self) -> Result<Value, NoMemory> {
        Ok(Str::try_from_wtf8(self.as_bytes())?.into_value())
    }
}

/// Reads a string from behind its opening quote; gives what it says and the offset behind the closing quote.
pub fn scan(source: &[u8], from: usize, strict: bool) -> Result<(Content<'_>, usize), Fault> {
    let unterminated = || Fault { message: "Unterminated string starting at", at: from as isize - 1 };
    let mut at = from;
    let mut made: Option<Vec<u8>> = None;
    loop {
        let start = at;
        let rest = source.get(at..).unwrap_or_default();
        let plain = rest.iter().position(|byte| *byte == b'"' || *byte == b'\\' || *byte < b' ');
        at += plain.ok_or_else(unterminated)?;
        let part = &source[start..at];
        match source[at] {
            b'"' => {
                return Ok(match made {
                    None => (Content::Part(part), at + 1),
                    Some(mut made) => {
                        made.extend_from_slice(part);
                        (Content::Made(made), at + 1)
                    }
                });
            }
            b'\\' => {
                let made = made.get_or_insert_with(Vec::new);
                made.extend_from_slice(part);
                let Some(&kind) = source.get(at + 1) else { return Err(unterminated()) };
                at = match simple_escape(kind) {
                    Some(byte) => {
                        made.push(byte);
                        at + 2
                    }
                    None if kind == b'u' => {
                        let (cp, behind) = unicode_escape(source, at + 1)?;
                        wtf8::push(made, cp);
                        behind
                    }
                    None => return Err(Fault { message: "Invalid \\escape", at: at as isize }),
                };
            }
            _ if strict => return Err(Fault { message: "Invalid control character at", at: at as isize }),
            control => {
                let made = made.get_or_insert_with(Vec::new);
                made.extend_from_slice(part);
                made.push(control);
                at += 1;
            }
        }
    }
}

fn simple_escape(kind: u8) -> Option<u8> {
    Some(match kind {
        b'"' | b'\\' | b'/' => kind,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        _ => return None,
    })
}

/// Four hexadecimal digits behind the `u` at `at`, with something behind them.
fn unit(source: &[u8], at: usize) -> Option<u32> {
    let digits = source.get(at + 1..at + 5).filter(|_| source.len() > at + 5)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

/// The code point that `\uXXXX` (or a pair of them) stands for; `at` is the offset of the `u`.
fn unicode_escape(source: &[u8], at: usize) -> Result<(u32, usize), Fault> {
    let fault = |at: usize| Fault { message: "Invalid \\uXXXX escape", at: at as isize };
    let high = unit(source, at).ok_or_else(|| fault(at))?;
    let behind = at + 5;
    let pair = (0xD800..0xDC00).contains(&high) && source.get(behind..behind + 2) == Some(b"\\u");
    if pair && source.len() > behind + 6 {
        let low = unit(source, behind + 1).ok_or_else(|| fault(behind + 1))?;
        if (0xDC00..0xE000).contains(&low) {
            return Ok((0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), behind + 6));
        }
    }
    Ok((high, behind))
}
