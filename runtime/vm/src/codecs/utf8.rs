//! UTF-8.

use super::Encoding;
use super::errors::{DecodeProblem, encode_points};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::bytes::Bytes;
use crate::types::str::wtf8;
use crate::value::Ref;

/// The signature of `utf-8-sig`.
pub const MARK: &[u8] = b"\xEF\xBB\xBF";

pub fn encode(thread: &ThreadState, text: &Str, errors: &str) -> PyResult<Ref<Bytes>> {
    let bytes = text.as_bytes();
    if text.is_ascii() || !wtf8::has_surrogates(bytes) {
        return Ok(Bytes::from_slice(bytes)?);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let reason = "surrogates not allowed";
    encode_points(thread, text, Encoding::Utf8, reason, errors, &mut out, |cp, out| {
        let fine = !(0xD800..0xE000).contains(&cp);
        if fine {
            wtf8::push(out, cp);
        }
        fine
    })?;
    Ok(Bytes::from_slice(&out)?)
}

/// Decodes; gives the text and how many bytes were used (all of them with `last`).
pub fn decode(thread: &ThreadState, bytes: &[u8], errors: &str, last: bool) -> PyResult<(Ref<Str>, usize)> {
    if bytes.is_ascii() {
        let text = Str::from_counted(bytes, bytes.len())?;
        return Ok((text, bytes.len()));
    }
    let first = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Str::try_new(text)?, bytes.len())),
        Err(error) => error,
    };
    let mut out = Vec::new();
    out.try_reserve(bytes.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
    let (mut at, mut error) = (0, first);
    loop {
        let start = at + error.valid_up_to();
        out.extend_from_slice(&bytes[at..start]);
        if error.error_len().is_none() && !last {
            return Ok((Str::try_from_wtf8(&out)?, start));
        }
        let end = error.error_len().map_or(bytes.len(), |n| start + n);
        let reason = match (error.error_len(), bytes[start]) {
            (None, _) => "unexpected end of data",
            (_, 0x80..=0xC1 | 0xF5..) => "invalid start byte",
            _ => "invalid continuation byte",
        };
        at = DecodeProblem { encoding: Encoding::Utf8, bytes, start, end, reason }.handle(thread, errors, &mut out)?;
        match std::str::from_utf8(&bytes[at..]) {
            Ok(rest) => {
                out.extend_from_slice(rest.as_bytes());
                return Ok((Str::try_from_wtf8(&out)?, bytes.len()));
            }
            Err(next) => error = next,
        }
    }
}
