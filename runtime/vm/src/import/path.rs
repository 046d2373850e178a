//! File names: bytes for the system, `str` for Python (`os.fsencode`, `os.fsdecode`: UTF-8 with surrogateescape).

use crate::raise::PyResult;
use crate::types::Str;
use crate::types::str::wtf8;
use crate::value::Ref;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The bytes that a `str` stands for: escaped bytes (U+DC80…U+DCFF) become themselves again.
pub fn encode(text: &Str) -> Vec<u8> {
    let bytes = text.as_bytes();
    if text.is_ascii() || !wtf8::has_surrogates(bytes) {
        return bytes.to_vec();
    }
    let mut out = Vec::with_capacity(bytes.len());
    for cp in wtf8::code_points(bytes) {
        match cp {
            0xDC80..=0xDCFF => out.push((cp - 0xDC00) as u8),
            cp => wtf8::push(&mut out, cp),
        }
    }
    out
}

/// The `str` for bytes of the system: what is not UTF-8 is escaped.
pub fn decode(bytes: &[u8]) -> PyResult<Ref<Str>> {
    Ok(Str::try_from_wtf8(&decode_bytes(bytes))?)
}

/// As [`decode`], as WTF-8 bytes.
pub fn decode_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.extend_from_slice(chunk.valid().as_bytes());
        for &byte in chunk.invalid() {
            wtf8::push(&mut out, 0xDC00 + u32::from(byte));
        }
    }
    out
}

pub fn to_path(text: &Str) -> PathBuf {
    PathBuf::from(OsString::from_vec(encode(text)))
}

pub fn from_path(path: &Path) -> PyResult<Ref<Str>> {
    decode(path.as_os_str().as_bytes())
}

/// The `str` of a path as WTF-8, for messages and filenames of code.
pub fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
