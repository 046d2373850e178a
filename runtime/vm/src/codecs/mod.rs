//! Text encodings: the ones built in, their error handlers, and the registry for all others.
//!
//! [`utf8`], [`utf16`] (with UTF-32), [`narrow`] (ASCII, Latin-1) and [`escape`] turn bytes into text and back;
//! [`errors`] says what happens to what cannot be turned; [`registry`] is `codecs.lookup` and `codecs.register`.

pub mod errors;
pub mod escape;
pub mod narrow;
pub mod registry;
pub mod utf16;
pub mod utf7;
pub mod utf8;

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::value::{Ref, Value};

/// Byte order of UTF-16 and UTF-32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Little,
    Big,
    /// Said by a byte order mark; written as little-endian with one.
    Marked,
}

/// The encodings built in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    Utf8,
    Utf8Sig,
    Utf7,
    Utf16(Order),
    Utf32(Order),
    Latin1,
    Ascii,
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Encoding {
    /// The built-in encoding with this name, however it is spelled.
    pub fn named(name: &str) -> Option<Encoding> {
        use Encoding::*;
        let mut buffer = [0u8; 24];
        let target = buffer.get_mut(..name.len())?;
        target.copy_from_slice(name.as_bytes());
        target.make_ascii_lowercase();
        target.iter_mut().filter(|b| matches!(b, b'_' | b' ')).for_each(|b| *b = b'-');
        Some(match std::str::from_utf8(target).ok()? {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Utf8,
            "utf-8-sig" => Utf8Sig,
            "utf-7" | "utf7" | "u7" => Utf7,
            "utf-16" | "utf16" | "u16" => Utf16(Order::Marked),
            "utf-16-le" | "utf-16le" | "utf16-le" => Utf16(Order::Little),
            "utf-16-be" | "utf-16be" | "utf16-be" => Utf16(Order::Big),
            "utf-32" | "utf32" | "u32" => Utf32(Order::Marked),
            "utf-32-le" | "utf-32le" | "utf32-le" => Utf32(Order::Little),
            "utf-32-be" | "utf-32be" | "utf32-be" => Utf32(Order::Big),
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" => Latin1,
            "ascii" | "us-ascii" | "646" => Ascii,
            "unicode-escape" => UnicodeEscape,
            "raw-unicode-escape" => RawUnicodeEscape,
            _ => return None,
        })
    }

    /// The name that exceptions give.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Utf7 => "utf7",
            Encoding::Utf16(Order::Marked) => "utf-16",
            Encoding::Utf16(Order::Little) => "utf-16-le",
            Encoding::Utf16(Order::Big) => "utf-16-be",
            Encoding::Utf32(Order::Marked) => "utf-32",
            Encoding::Utf32(Order::Little) => "utf-32-le",
            Encoding::Utf32(Order::Big) => "utf-32-be",
            Encoding::Latin1 => "latin-1",
            Encoding::Ascii => "ascii",
            Encoding::UnicodeEscape => "unicodeescape",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

/// `text.encode(encoding, errors)`; the defaults are UTF-8 and `strict`.
pub fn encode(thread: &ThreadState, text: &Str, encoding: Option<&Str>, errors: Option<&Str>) -> PyResult<Value> {
    let errors = errors.map_or("strict".into(), Str::lossy);
    let Some(encoding) = encoding else { return Ok(utf8::encode(thread, text, &errors)?.into_value()) };
    match encoding.to_str().and_then(Encoding::named) {
        Some(known) => Ok(encode_as(thread, text, known, &errors)?.into_value()),
        None => registry::encode_text(thread, text, encoding, &errors),
    }
}

/// Encodes in a built-in encoding.
pub fn encode_as(thread: &ThreadState, text: &Str, encoding: Encoding, errors: &str) -> PyResult<Ref<Bytes>> {
    match encoding {
        Encoding::Utf8 => utf8::encode(thread, text, errors),
        Encoding::Utf8Sig => {
            let plain = utf8::encode(thread, text, errors)?;
            Ok(Bytes::from_slice(&[utf8::MARK, plain.as_slice()].concat())?)
        }
        Encoding::Utf7 => utf7::encode(text),
        Encoding::Utf16(_) | Encoding::Utf32(_) => utf16::encode(thread, text, encoding, errors),
        Encoding::Latin1 | Encoding::Ascii => narrow::encode(thread, text, encoding, errors),
        Encoding::UnicodeEscape => escape::encode(text),
        Encoding::RawUnicodeEscape => escape::encode_raw(text),
    }
}

/// `bytes.decode(encoding, errors)`; the defaults are UTF-8 and `strict`.
pub fn decode(thread: &ThreadState, bytes: &[u8], encoding: Option<&Str>, errors: Option<&Str>) -> PyResult<Ref<Str>> {
    let errors = errors.map_or("strict".into(), Str::lossy);
    let Some(encoding) = encoding else { return decode_as(thread, bytes, Encoding::Utf8, &errors) };
    match encoding.to_str().and_then(Encoding::named) {
        Some(known) => decode_as(thread, bytes, known, &errors),
        None => registry::decode_text(thread, bytes, encoding, &errors),
    }
}

/// Decodes from a built-in encoding.
pub fn decode_as(thread: &ThreadState, bytes: &[u8], encoding: Encoding, errors: &str) -> PyResult<Ref<Str>> {
    decode_partly(thread, bytes, encoding, errors, true).map(|(text, _)| text)
}

/// As [`decode_as`], and how many bytes were used: without `last`, an incomplete character at the end is left over.
pub fn decode_partly(
    thread: &ThreadState,
    bytes: &[u8],
    encoding: Encoding,
    errors: &str,
    last: bool,
) -> PyResult<(Ref<Str>, usize)> {
    match encoding {
        Encoding::Utf8 => utf8::decode(thread, bytes, errors, last),
        Encoding::Utf8Sig => {
            let (mark, rest) = match bytes.strip_prefix(utf8::MARK) {
                Some(rest) => (utf8::MARK.len(), rest),
                None => (0, bytes),
            };
            let (text, used) = utf8::decode(thread, rest, errors, last)?;
            Ok((text, used + mark))
        }
        Encoding::Utf7 => utf7::decode(thread, bytes, errors, last),
        Encoding::Utf16(order) => utf16::decode16(thread, bytes, order, errors, last).map(|(t, n, _)| (t, n)),
        Encoding::Utf32(order) => utf16::decode32(thread, bytes, order, errors, last).map(|(t, n, _)| (t, n)),
        Encoding::Latin1 => Ok((narrow::decode_latin1(bytes)?, bytes.len())),
        Encoding::Ascii => Ok((narrow::decode_ascii(thread, bytes, errors)?, bytes.len())),
        Encoding::UnicodeEscape => escape::decode(thread, bytes, errors, last),
        Encoding::RawUnicodeEscape => escape::decode_raw(thread, bytes, errors, last),
    }
}
