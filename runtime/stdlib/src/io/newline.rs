//! Line ends: what `newline=` means, and `IncrementalNewlineDecoder`.

use crate::define::{int_arg, text, this};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, TypeBuilder};
use ladon_vm::types::{Str, Tuple, Type, flags, int};
use ladon_vm::value::Value;
use std::cell::Cell;

/// The `newline` argument of text files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Newline {
    /// None: all kinds are read as `\n`; `\n` is written as the system's.
    Universal,
    /// '': all kinds end lines and are kept.
    Kept,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    pub fn parse(thread: &ThreadState, value: &Value) -> PyResult<Newline> {
        if value.is_none() {
            return Ok(Newline::Universal);
        }
        let Some(text) = value.downcast::<Str>() else {
            let name = value.type_of().short_name();
            return Err(err!(thread, TypeError, "newline must be str or None, not {name}"));
        };
        Ok(match text.as_bytes() {
            b"" => Newline::Kept,
            b"\n" => Newline::Lf,
            b"\r" => Newline::Cr,
            b"\r\n" => Newline::CrLf,
            _ => {
                let shown = ladon_vm::import::names::quoted(text);
                return Err(err!(thread, ValueError, "illegal newline value: {shown}"));
            }
        })
    }

    /// The argument again.
    pub fn argument(self) -> PyResult<Value> {
        match self {
            Newline::Universal => Ok(Value::none()),
            Newline::Kept => text(""),
            Newline::Lf => text("\n"),
            Newline::Cr => text("\r"),
            Newline::CrLf => text("\r\n"),
        }
    }

    /// Length of the first line with its end; `None` when there is no end yet. At the end of the data (`last`) a `\r`
    /// needs no look at what follows.
    pub fn line_end(self, data: &[u8], last: bool) -> Option<usize> {
        match self {
            Newline::Universal | Newline::Lf => memchr::memchr(b'\n', data).map(|at| at + 1),
            Newline::Cr => memchr::memchr(b'\r', data).map(|at| at + 1),
            Newline::CrLf => memchr::memmem::find(data, b"\r\n").map(|at| at + 2),
            Newline::Kept => {
                let at = memchr::memchr2(b'\n', b'\r', data)?;
                if data[at] == b'\n' {
                    return Some(at + 1);
                }
                match data.get(at + 1) {
                    Some(b'\n') => Some(at + 2),
                    Some(_) => Some(at + 1),
                    None if last => Some(at + 1),
                    None => None,
                }
            }
        }
    }
}

pub const SEEN_CR: u8 = 1;
pub const SEEN_LF: u8 = 2;
pub const SEEN_CRLF: u8 = 4;

/// Appends `bytes` with all line ends as `\n`.
pub fn translate(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'\r', rest) {
        out.extend_from_slice(&rest[..at]);
        out.push(b'\n');
        rest = &rest[at + 1..];
        if rest.first() == Some(&b'\n') {
            rest = &rest[1..];
        }
    }
    out.extend_from_slice(rest);
}

/// Which line ends occur.
pub fn seen(bytes: &[u8]) -> u8 {
    let mut found = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'\r', b'\n', &bytes[at..]) {
        at += next;
        found |= match (bytes[at], bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => {
                at += 1;
                SEEN_CRLF
            }
            (b'\r', _) => SEEN_CR,
            _ => SEEN_LF,
        };
        at += 1;
    }
    found
}

/// The attribute `newlines` for what was seen.
pub fn newlines(found: u8) -> PyResult<Value> {
    let kinds = [(SEEN_CR, "\r"), (SEEN_LF, "\n"), (SEEN_CRLF, "\r\n")];
    let mut items = Vec::new();
    for (bit, kind) in kinds {
        if found & bit != 0 {
            items.push(text(kind)?);
        }
    }
    Ok(match items.len() {
        0 => Value::none(),
        1 => items.remove(0),
        _ => Tuple::new(items).into_value(),
    })
}

#[repr(C)]
pub struct NewlineDecoder {
    head: Head,
    decoder: MutCell<Option<Value>>,
    translate: Cell<bool>,
    pending_cr: Cell<bool>,
    seen: Cell<u8>,
}

ladon_vm::builtin_static!(NewlineDecoder);
crate::traced!(NewlineDecoder { decoder });

fn decoder_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = NewlineDecoder {
        head: alloc::head::<NewlineDecoder>(),
        decoder: MutCell::new(None),
        translate: Cell::new(false),
        pending_cr: Cell::new(false),
        seen: Cell::new(0),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn decoder_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["decoder", "translate", "errors"];
    let [decoder, flag, _] = ladon_vm::types::str::args::keywords(thread, "IncrementalNewlineDecoder", args, names)?;
    let this: &NewlineDecoder = this(value);
    this.decoder.set(decoder);
    this.translate.set(flag.map_or(Ok(false), |flag| truth::is_true(thread, &flag))?);
    Ok(())
}

fn decoder_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &NewlineDecoder = args.this();
    let last = args.get(2).map_or(Ok(false), |last| truth::is_true(thread, last))?;
    let output = match this.decoder.get().filter(|decoder| !decoder.is_none()) {
        Some(decoder) => call::method(thread, &decoder, "decode", &[args.value(1).clone(), Value::bool(last)])?,
        None => args.value(1).clone(),
    };
    let Some(output) = output.downcast::<Str>() else {
        let name = output.type_of().short_name();
        return Err(err!(thread, TypeError, "decoder should return a string result, not '{name}'"));
    };
    let mut bytes = Vec::with_capacity(output.byte_len() + 1);
    if this.pending_cr.get() && (!output.is_empty() || last) {
        bytes.push(b'\r');
        this.pending_cr.set(false);
    }
    bytes.extend_from_slice(output.as_bytes());
    if !last && bytes.last() == Some(&b'\r') {
        bytes.pop();
        this.pending_cr.set(true);
    }
    this.seen.set(this.seen.get() | seen(&bytes));
    if this.translate.get() {
        let mut translated = Vec::with_capacity(bytes.len());
        translate(&bytes, &mut translated);
        bytes = translated;
    }
    Ok(Str::try_from_wtf8(&bytes)?.into_value())
}

fn decoder_getstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &NewlineDecoder = args.this();
    let (mut buffer, mut flag) = (ladon_vm::types::bytes::Bytes::from_slice(b"")?.into_value(), 0);
    if let Some(decoder) = this.decoder.get().filter(|decoder| !decoder.is_none()) {
        let state = call::method(thread, &decoder, "getstate", &[])?;
        if let Some([first, second]) = state.downcast::<Tuple>().map(Tuple::as_slice) {
            buffer = first.clone();
            flag = int_arg(thread, second)?;
        }
    }
    let flag = (flag << 1) | i64::from(this.pending_cr.get());
    Ok(Tuple::pair(buffer, int::from_i64(flag)).into_value())
}

fn decoder_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &NewlineDecoder = args.this();
    let Some([buffer, flag]) = args.value(1).downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(err!(thread, TypeError, "state argument must be a tuple"));
    };
    let flag = int_arg(thread, flag)?;
    this.pending_cr.set(flag & 1 != 0);
    if let Some(decoder) = this.decoder.get().filter(|decoder| !decoder.is_none()) {
        let state = Tuple::pair(buffer.clone(), int::from_i64(flag >> 1)).into_value();
        call::method(thread, &decoder, "setstate", &[state])?;
    }
    Ok(Value::none())
}

fn decoder_reset(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &NewlineDecoder = args.this();
    this.pending_cr.set(false);
    this.seen.set(0);
    match this.decoder.get().filter(|decoder| !decoder.is_none()) {
        Some(decoder) => call::method(thread, &decoder, "reset", &[]),
        None => Ok(Value::none()),
    }
}

pub fn describe() {
    TypeBuilder::new::<NewlineDecoder>("IncrementalNewlineDecoder", Some(ladon_vm::types::object::object_type()))
        .doc("Decodes text and unifies its line ends.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(NewlineDecoder::visit, Some(NewlineDecoder::clear_object))
        .slots(|s| {
            s.new.set(Some(decoder_new));
            s.init.set(Some(decoder_init));
        })
        .method("decode(self, input, final=False)", decoder_decode, "Decode the next part.")
        .method("getstate(self, /)", decoder_getstate, "")
        .method("setstate(self, state, /)", decoder_setstate, "")
        .method("reset(self, /)", decoder_reset, "")
        .getter("newlines", |_, value| newlines(this::<NewlineDecoder>(value).seen.get()), "")
        .finish();
}
