//! Error handlers: what happens to bytes that are no text and to text that an encoding has no bytes for.

use super::{Encoding, Order, registry};
use crate::err;
use crate::exceptions::{UnicodeDecodeError, UnicodeEncodeError};
use crate::object::{call, number};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::define::Args;
use crate::types::str::{repr, wtf8};
use crate::types::{Str, Tuple, Type, int};
use crate::value::Value;

/// A stretch of bytes that cannot be decoded.
pub struct DecodeProblem<'a> {
    pub encoding: Encoding,
    pub bytes: &'a [u8],
    pub start: usize,
    pub end: usize,
    pub reason: &'a str,
}

fn unicode_error(
    thread: &ThreadState,
    class: &Type,
    encoding: &str,
    object: Value,
    range: (usize, usize),
    reason: &str,
) -> PyResult<Value> {
    let arguments = [
        Str::try_new(encoding)?.into_value(),
        object,
        int::from_usize(range.0),
        int::from_usize(range.1),
        Str::try_new(reason)?.into_value(),
    ];
    call::call(thread, &class.as_value(), Args::positional(&arguments))
}

impl DecodeProblem<'_> {
    fn exception(&self, thread: &ThreadState) -> PyResult<Value> {
        let object = Bytes::from_slice(self.bytes)?.into_value();
        let (class, name) = (&UnicodeDecodeError, self.encoding.name());
        unicode_error(thread, class, name, object, (self.start, self.end), self.reason)
    }

    fn raise(&self, thread: &ThreadState) -> Raised {
        match self.exception(thread) {
            Ok(exception) => thread.raise(exception),
            Err(raised) => raised,
        }
    }

    /// Appends what the handler puts in place; gives the position to go on from.
    pub fn handle(&self, thread: &ThreadState, errors: &str, out: &mut Vec<u8>) -> PyResult<usize> {
        match errors {
            "strict" => return Err(self.raise(thread)),
            "ignore" => {}
            "replace" => wtf8::push(out, 0xFFFD),
            "backslashreplace" => {
                for byte in &self.bytes[self.start..self.end] {
                    repr::push_escape(out, *byte as u32);
                }
            }
            "surrogateescape" => {
                let high = self.bytes[self.start..self.end].iter().take_while(|b| **b >= 0x80).count();
                if high == 0 {
                    return Err(self.raise(thread));
                }
                for byte in &self.bytes[self.start..self.start + high] {
                    wtf8::push(out, 0xDC00 + *byte as u32);
                }
                return Ok(self.start + high);
            }
            "surrogatepass" => return self.pass_surrogate(thread, out),
            _ => return self.call_handler(thread, errors, out),
        }
        Ok(self.end)
    }

    fn pass_surrogate(&self, thread: &ThreadState, out: &mut Vec<u8>) -> PyResult<usize> {
        let rest = &self.bytes[self.start..];
        let found = match (self.encoding, rest) {
            (Encoding::Utf8 | Encoding::Utf8Sig, [0xED, b @ 0xA0..=0xBF, c @ 0x80..=0xBF, ..]) => {
                Some((0xD000 | (*b as u32 & 0x3F) << 6 | (*c as u32 & 0x3F), 3))
            }
            (Encoding::Utf16(Order::Big), [a, b, ..]) => Some((u16::from_be_bytes([*a, *b]) as u32, 2)),
            (Encoding::Utf16(_), [a, b, ..]) => Some((u16::from_le_bytes([*a, *b]) as u32, 2)),
            (Encoding::Utf32(Order::Big), [a, b, c, d, ..]) => Some((u32::from_be_bytes([*a, *b, *c, *d]), 4)),
            (Encoding::Utf32(_), [a, b, c, d, ..]) => Some((u32::from_le_bytes([*a, *b, *c, *d]), 4)),
            _ => None,
        };
        match found.filter(|(cp, _)| (0xD800..0xE000).contains(cp)) {
            Some((cp, width)) => {
                wtf8::push(out, cp);
                Ok(self.start + width)
            }
            None => Err(self.raise(thread)),
        }
    }

    fn call_handler(&self, thread: &ThreadState, errors: &str, out: &mut Vec<u8>) -> PyResult<usize> {
        let handler = registry::lookup_error(thread, errors)?;
        let exception = self.exception(thread)?;
        let (text, position) = call_handler(thread, &handler, exception, "decoding", self.bytes.len())?;
        let Some(text) = text.downcast::<Str>() else {
            let message = "decoding error handler must return (str, int) tuple";
            return Err(thread.error(&crate::exceptions::TypeError, message));
        };
        out.extend_from_slice(text.as_bytes());
        Ok(position)
    }
}

/// Calls a handler with an exception: the replacement and the position to go on from.
fn call_handler(
    thread: &ThreadState,
    handler: &Value,
    exception: Value,
    what: &str,
    len: usize,
) -> PyResult<(Value, usize)> {
    let result = call::call(thread, handler, Args::positional(&[exception]))?;
    let kind = if what == "encoding" { "str/bytes" } else { "str" };
    let wrong = || err!(thread, TypeError, "{what} error handler must return ({kind}, int) tuple");
    let Some([replacement, position]) = result.downcast::<Tuple>().map(Tuple::as_slice) else { return Err(wrong()) };
    if !number::has_index(position) {
        return Err(wrong());
    }
    let given = number::to_isize(thread, position)?;
    let at = if given < 0 { given.saturating_add(len as isize) } else { given };
    if at < 0 || at as usize > len {
        return Err(err!(thread, IndexError, "position {given} from error handler out of bounds"));
    }
    Ok((replacement.clone(), at as usize))
}

/// A stretch of characters that an encoding has no bytes for.
pub struct EncodeProblem<'a> {
    pub encoding: Encoding,
    pub text: &'a Str,
    pub points: &'a [u32],
    pub start: usize,
    pub end: usize,
    pub reason: &'a str,
}

/// What a handler puts in place of characters.
pub enum Replacement {
    Points(Vec<u32>),
    Bytes(Vec<u8>),
}

impl EncodeProblem<'_> {
    fn exception(&self, thread: &ThreadState) -> PyResult<Value> {
        let (class, name) = (&UnicodeEncodeError, self.encoding.name());
        unicode_error(thread, class, name, Value::of(self.text), (self.start, self.end), self.reason)
    }

    pub fn raise(&self, thread: &ThreadState) -> Raised {
        match self.exception(thread) {
            Ok(exception) => thread.raise(exception),
            Err(raised) => raised,
        }
    }

    /// What the handler puts in place, and the position to go on from.
    pub fn handle(&self, thread: &ThreadState, errors: &str) -> PyResult<(Replacement, usize)> {
        let run = &self.points[self.start..self.end];
        let mut text = Vec::new();
        match errors {
            "strict" => return Err(self.raise(thread)),
            "ignore" => {}
            "replace" => text.resize(run.len(), b'?'),
            "backslashreplace" => run.iter().for_each(|cp| repr::push_escape(&mut text, *cp)),
            "xmlcharrefreplace" => run.iter().for_each(|cp| text.extend_from_slice(format!("&#{cp};").as_bytes())),
            "namereplace" => run.iter().for_each(|cp| push_name(&mut text, *cp)),
            "surrogateescape" => {
                let escaped: Vec<u8> =
                    run.iter().take_while(|cp| (0xDC80..0xDD00).contains(*cp)).map(|cp| (*cp - 0xDC00) as u8).collect();
                if escaped.is_empty() {
                    return Err(self.raise(thread));
                }
                let next = self.start + escaped.len();
                return Ok((Replacement::Bytes(escaped), next));
            }
            "surrogatepass" => return self.pass_surrogates(thread, run),
            _ => return self.call_handler(thread, errors),
        }
        Ok((Replacement::Points(wtf8::code_points(&text).collect()), self.end))
    }

    fn pass_surrogates(&self, thread: &ThreadState, run: &[u32]) -> PyResult<(Replacement, usize)> {
        if !run.iter().all(|cp| (0xD800..0xE000).contains(cp)) {
            return Err(self.raise(thread));
        }
        let mut out = Vec::new();
        for cp in run {
            match self.encoding {
                Encoding::Utf8 | Encoding::Utf8Sig => wtf8::push(&mut out, *cp),
                Encoding::Utf16(Order::Big) => out.extend_from_slice(&(*cp as u16).to_be_bytes()),
                Encoding::Utf16(_) => out.extend_from_slice(&(*cp as u16).to_le_bytes()),
                Encoding::Utf32(Order::Big) => out.extend_from_slice(&cp.to_be_bytes()),
                Encoding::Utf32(_) => out.extend_from_slice(&cp.to_le_bytes()),
                _ => return Err(self.raise(thread)),
            }
        }
        Ok((Replacement::Bytes(out), self.end))
    }

    fn call_handler(&self, thread: &ThreadState, errors: &str) -> PyResult<(Replacement, usize)> {
        let handler = registry::lookup_error(thread, errors)?;
        let exception = self.exception(thread)?;
        let (made, position) = call_handler(thread, &handler, exception, "encoding", self.points.len())?;
        if let Some(bytes) = made.downcast::<Bytes>() {
            return Ok((Replacement::Bytes(bytes.as_slice().to_vec()), position));
        }
        match made.downcast::<Str>() {
            Some(text) => Ok((Replacement::Points(wtf8::code_points(text.as_bytes()).collect()), position)),
            None => {
                let message = "encoding error handler must return (str/bytes, int) tuple";
                Err(thread.error(&crate::exceptions::TypeError, message))
            }
        }
    }
}

/// `\N{NAME}`, or an escape for a code point without a name.
pub fn push_name(out: &mut Vec<u8>, cp: u32) {
    match char::from_u32(cp).and_then(unicode_names2::name) {
        Some(name) => out.extend_from_slice(format!("\\N{{{name}}}").as_bytes()),
        None => repr::push_escape(out, cp),
    }
}

/// Encodes code points one by one; `push` appends the bytes of one and says whether it has any.
pub fn encode_points(
    thread: &ThreadState,
    text: &Str,
    encoding: Encoding,
    reason: &str,
    errors: &str,
    out: &mut Vec<u8>,
    push: impl Fn(u32, &mut Vec<u8>) -> bool,
) -> PyResult<()> {
    let points: Vec<u32> = wtf8::code_points(text.as_bytes()).collect();
    let mut scratch = Vec::new();
    let mut at = 0;
    while at < points.len() {
        if push(points[at], out) {
            at += 1;
            continue;
        }
        let refused = points[at..].iter().take_while(|cp| {
            scratch.clear();
            !push(**cp, &mut scratch)
        });
        let end = at + refused.count();
        let problem = EncodeProblem { encoding, text, points: &points, start: at, end, reason };
        let (replacement, next) = problem.handle(thread, errors)?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend_from_slice(&bytes),
            Replacement::Points(points) => {
                if !points.iter().all(|cp| push(*cp, out)) {
                    return Err(problem.raise(thread));
                }
            }
        }
        at = next;
    }
    Ok(())
}
