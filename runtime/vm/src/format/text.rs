//! Format specs of `str`.

use super::spec::{Spec, Text};
use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::value::Ref;

/// `format(text, spec)`.
pub fn format_str(thread: &ThreadState, text: &Str, spec: &Str) -> PyResult<Ref<Str>> {
    let spec = Spec::parse(thread, spec, "str", b'<')?;
    refuse(thread, &spec)?;
    let length = spec.precision.map_or(text.char_len(), |p| p.min(text.char_len()));
    let shown = &text.as_bytes()[..text.byte_offset(length)];
    let mut out = Text::default();
    pad(thread, &mut out, shown, length, &spec)?;
    Ok(Str::try_from_wtf8(&out.bytes)?)
}

fn refuse(thread: &ThreadState, spec: &Spec) -> PyResult<()> {
    if !matches!(spec.kind, None | Some(0x73)) {
        return Err(spec.unknown(thread, "str"));
    }
    let complaint = match spec {
        Spec { sign: Some(b' '), .. } => "Space not allowed in string format specifier",
        Spec { sign: Some(_), .. } => "Sign not allowed in string format specifier",
        Spec { no_negative_zero: true, .. } => "Negative zero coercion (z) not allowed in string format specifier",
        Spec { alternate: true, .. } => "Alternate form (#) not allowed in string format specifier",
        Spec { align: b'=', .. } => "'=' alignment not allowed in string format specifier",
        Spec { grouping: Some(c), .. } | Spec { fraction_grouping: Some(c), .. } => {
            return Err(err!(thread, ValueError, "Cannot specify '{}' with 's'.", *c as char));
        }
        _ => return Ok(()),
    };
    Err(thread.error(&crate::exceptions::ValueError, complaint))
}

/// Writes `shown` (of `length` code points) padded to the width of the spec.
pub fn pad(thread: &ThreadState, out: &mut Text, shown: &[u8], length: usize, spec: &Spec) -> PyResult<()> {
    let missing = spec.width.saturating_sub(length);
    let left = match spec.align {
        b'>' | b'=' => missing,
        b'^' => missing / 2,
        _ => 0,
    };
    out.push_fill(thread, spec.fill, left)?;
    out.reserve(thread, shown.len())?;
    out.bytes.extend_from_slice(shown);
    out.push_fill(thread, spec.fill, missing - left)
}
