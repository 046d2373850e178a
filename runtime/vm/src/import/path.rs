//! File names: bytes for the system, `str` for Python (`os.fsencode`, `os.fsdecode`: UTF-8 with surrogateescape).

use crate::err;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::wtf8;
use crate::value::{Ref, Value};
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

/// `os.fspath(path)`: a `str` or `bytes`.
pub fn fspath(thread: &ThreadState, path: &Value) -> PyResult<Value> {
    let is_text = |value: &Value| value.downcast::<Str>().is_some() || value.downcast::<Bytes>().is_some();
    if is_text(path) {
        return Ok(path.clone());
    }
    let class = path.type_of().short_name();
    let name = crate::types::str::intern::intern_text("__fspath__");
    let Some(method) = attr::lookup_special(thread, path, &name)? else {
        return Err(err!(thread, TypeError, "expected str, bytes or os.PathLike object, not {class}"));
    };
    let found = call::positional(thread, &method, &[])?;
    if is_text(&found) {
        return Ok(found);
    }
    let kind = found.type_of().short_name();
    Err(err!(thread, TypeError, "expected {class}.__fspath__() to return str or bytes, not {kind}"))
}
