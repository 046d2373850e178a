//! `TextIOWrapper`: text over a file of bytes.
//!
//! Written text is encoded at once and kept in `pending`; bytes read are decoded a chunk at a time into `text`. The
//! bytes of the chunk are kept too (`chunk`), so that `tell` can say which byte a character began at. Encodings built in
//! are called directly, others through their incremental codecs.

use super::base::{self, IoBase, TextIoBase, closed_error, size_arg, unsupported};
use super::buffered::Buffered;
use super::newline::{self, Newline};
use crate::define::{int_arg, or_none, text, this};
use ladon_heap::MutCell;
use ladon_vm::codecs::{self, Encoding};
use ladon_vm::err;
use ladon_vm::exceptions;
use ladon_vm::object::{alloc, attr, call, repr, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::str::core::{count_chars, utf8_width};
use ladon_vm::types::{Str, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};

const CHUNK: usize = 8192;

#[derive(Default)]
struct TextState {
    /// Encoded and not written yet.
    pending: Vec<u8>,
    /// Bytes that `text` was decoded from.
    chunk: Vec<u8>,
    /// Bytes after them that are no whole character yet.
    rest: Vec<u8>,
    /// Decoded, line ends translated.
    text: Vec<u8>,
    /// How much of it was handed out, in bytes.
    used: usize,
    /// The last character was a `\r` whose `\n` may follow.
    pending_cr: bool,
    at_end: bool,
}

#[repr(C)]
pub struct TextIo {
    pub base: IoBase,
    pub buffer: MutCell<Option<Value>>,
    encoding: MutCell<Option<Value>>,
    errors: MutCell<Option<Value>>,
    /// Incremental codecs of encodings that are not built in.
    encoder: MutCell<Option<Value>>,
    decoder: MutCell<Option<Value>>,
    native: Cell<Option<Encoding>>,
    strict: Cell<bool>,
    newline: Cell<Newline>,
    seen: Cell<u8>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    detached: Cell<bool>,
    chunk_size: Cell<usize>,
    state: RefCell<TextState>,
}

ladon_vm::builtin_static!(TextIo);
ladon_vm::outside!(TextIo { state });
crate::traced!(TextIo { base, buffer, encoding, errors, encoder, decoder });

impl TextIo {
    fn fields() -> TextIo {
        TextIo {
            base: IoBase { head: alloc::head::<TextIo>(), dict: MutCell::new(None) },
            buffer: MutCell::new(None),
            encoding: MutCell::new(None),
            errors: MutCell::new(None),
            encoder: MutCell::new(None),
            decoder: MutCell::new(None),
            native: Cell::new(Some(Encoding::Utf8)),
            strict: Cell::new(true),
            newline: Cell::new(Newline::Universal),
            seen: Cell::new(0),
            line_buffering: Cell::new(false),
            write_through: Cell::new(false),
            detached: Cell::new(false),
            chunk_size: Cell::new(CHUNK),
            state: RefCell::default(),
        }
    }

    /// A text file in UTF-8 over a buffered file.
    pub fn utf8(
        buffer: Value,
        errors: &str,
        newline: Newline,
        line_buffering: bool,
        write_through: bool,
    ) -> Ref<TextIo> {
        let fields = Self::fields();
        fields.buffer.set(Some(buffer));
        fields.encoding.set(Some(Str::new("utf-8").into_value()));
        fields.errors.set(Some(Str::new(errors).into_value()));
        fields.strict.set(errors == "strict");
        fields.newline.set(newline);
        fields.line_buffering.set(line_buffering);
        fields.write_through.set(write_through);
        alloc::alloc(fields)
    }

    fn buffer(&self, thread: &ThreadState) -> PyResult<Value> {
        match self.buffer.get() {
            Some(buffer) => Ok(buffer),
            None if self.detached.get() => Err(err!(thread, ValueError, "underlying buffer has been detached")),
            None => Err(err!(thread, ValueError, "I/O operation on uninitialized object")),
        }
    }

    fn check_open(&self, thread: &ThreadState) -> PyResult<Value> {
        let buffer = self.buffer(thread)?;
        if base::is_closed(thread, &buffer)? { Err(closed_error(thread)) } else { Ok(buffer) }
    }

    fn errors_text(&self) -> String {
        let errors = self.errors.get();
        errors.as_ref().and_then(|e| e.downcast::<Str>()).map_or_else(|| String::from("strict"), Str::to_string_lossy)
    }

    /// Encodes into `pending`.
    fn encode(&self, thread: &ThreadState, bytes: &[u8], source: &Str) -> PyResult<()> {
        match self.native.get() {
            Some(Encoding::Utf8) if source.is_ascii() || !ladon_vm::types::str::wtf8::has_surrogates(bytes) => {
                self.state.borrow_mut().pending.extend_from_slice(bytes);
            }
            Some(Encoding::Ascii | Encoding::Latin1) if source.is_ascii() => {
                self.state.borrow_mut().pending.extend_from_slice(bytes);
            }
            Some(encoding @ (Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)) => {
                let text = Str::try_from_wtf8(bytes)?;
                let made = codecs::encode_as(thread, &text, encoding, &self.errors_text())?;
                self.state.borrow_mut().pending.extend_from_slice(made.as_slice());
            }
            _ => {
                let text = Str::try_from_wtf8(bytes)?;
                let encoder = self.codec(thread, &self.encoder, "getincrementalencoder")?;
                let made = call::method(thread, &encoder, "encode", &[text.into_value()])?;
                let Some(made) = made.downcast::<Bytes>() else {
                    let name = made.type_of().short_name();
                    return Err(err!(thread, TypeError, "encoder should return a bytes object, not '{name}'"));
                };
                self.state.borrow_mut().pending.extend_from_slice(made.as_slice());
            }
        }
        Ok(())
    }

    /// The incremental codec, made on first use.
    fn codec(&self, thread: &ThreadState, cell: &MutCell<Option<Value>>, function: &str) -> PyResult<Value> {
        if let Some(codec) = cell.get() {
            return Ok(codec);
        }
        let make = ladon_vm::import::import_attribute(thread, "codecs", function)?;
        let class = call::positional(thread, &make, &[or_none(self.encoding.get())])?;
        let codec = call::positional(thread, &class, &[text(&self.errors_text())?])?;
        cell.set(Some(codec.clone()));
        Ok(codec)
    }

    /// `write(text)`.
    pub fn write(&self, thread: &ThreadState, text: &Str) -> PyResult<()> {
        let buffer = self.check_open(thread)?;
        if buffer.type_of().is(&super::buffered::READER) {
            return Err(unsupported(thread, "not writable"));
        }
        let bytes = text.as_bytes();
        let newline = self.newline.get();
        let has_newline = (self.line_buffering.get() || matches!(newline, Newline::Cr | Newline::CrLf))
            && memchr::memchr(b'\n', bytes).is_some();
        if has_newline && matches!(newline, Newline::Cr | Newline::CrLf) {
            let end: &[u8] = if newline == Newline::Cr { b"\r" } else { b"\r\n" };
            let mut translated = Vec::with_capacity(bytes.len() + 8);
            for &byte in bytes {
                if byte == b'\n' { translated.extend_from_slice(end) } else { translated.push(byte) }
            }
            self.encode(thread, &translated, text)?;
        } else {
            self.encode(thread, bytes, text)?;
        }
        let flush = self.line_buffering.get() && (has_newline || memchr::memchr(b'\r', bytes).is_some());
        if flush || self.write_through.get() || self.state.borrow().pending.len() > self.chunk_size.get() {
            self.write_pending(thread, &buffer)?;
        }
        if flush {
            flush_buffer(thread, &buffer)?;
        }
        let mut state = self.state.borrow_mut();
        if !state.chunk.is_empty() || !state.text.is_empty() {
            forget_read(&mut state);
        }
        Ok(())
    }

    fn write_pending(&self, thread: &ThreadState, buffer: &Value) -> PyResult<()> {
        let data = std::mem::take(&mut self.state.borrow_mut().pending);
        if data.is_empty() {
            return Ok(());
        }
        match buffer.downcast::<Buffered>().filter(|_| buffer.type_of().is(&super::buffered::WRITER)) {
            Some(file) => {
                file.write_bytes(thread, &data)?;
            }
            None => {
                let bytes = Bytes::from_slice(&data)?.into_value();
                call::method_str(thread, buffer, ladon_vm::names::get().write, &[bytes])?;
            }
        }
        let mut state = self.state.borrow_mut();
        if state.pending.is_empty() {
            state.pending = data;
            state.pending.clear();
        }
        Ok(())
    }

    pub fn flush(&self, thread: &ThreadState) -> PyResult<()> {
        let buffer = self.check_open(thread)?;
        self.write_pending(thread, &buffer)?;
        flush_buffer(thread, &buffer)
    }

    /// Decodes another chunk; false at the end.
    fn fill(&self, thread: &ThreadState, size: Option<usize>) -> PyResult<bool> {
        let buffer = self.buffer(thread)?;
        let wanted = self.chunk_size.get().max(size.unwrap_or(0).min(1 << 24));
        let data = match buffer.downcast::<Buffered>() {
            Some(file) if buffer.type_of().is(&super::buffered::READER) => file.read_once(thread, Some(wanted))?,
            _ => read_by_method(thread, &buffer, wanted)?,
        };
        self.decode(thread, data)
    }

    /// Appends what `data` decodes to; an empty `data` is the end.
    fn decode(&self, thread: &ThreadState, data: Vec<u8>) -> PyResult<bool> {
        let last = data.is_empty();
        let mut bytes = std::mem::take(&mut self.state.borrow_mut().rest);
        bytes.extend_from_slice(&data);
        let (decoded, used) = self.decode_bytes(thread, &bytes, last)?;
        let mut state = self.state.borrow_mut();
        // What was handed out is not needed any more.
        if state.used == state.text.len() {
            forget_read(&mut state);
        }
        base::check_room(thread, 2 * state.text.len())?;
        state.rest = bytes.split_off(used);
        state.chunk.append(&mut bytes);
        let before = state.text.len();
        self.append(&mut state, decoded.as_bytes(), last);
        state.at_end = last;
        Ok(!last || state.text.len() > before)
    }

    fn decode_bytes(&self, thread: &ThreadState, bytes: &[u8], last: bool) -> PyResult<(Ref<Str>, usize)> {
        match self.native.get() {
            Some(encoding @ (Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)) => {
                if std::str::from_utf8(bytes).is_ok_and(str::is_ascii) {
                    return Ok((Str::try_from_wtf8(bytes)?, bytes.len()));
                }
                codecs::decode_partly(thread, bytes, encoding, &self.errors_text(), last)
            }
            _ => {
                let decoder = self.codec(thread, &self.decoder, "getincrementaldecoder")?;
                let data = Bytes::from_slice(bytes)?.into_value();
                let made = call::method(thread, &decoder, "decode", &[data, Value::bool(last)])?;
                match Ref::<Str>::from_value(made) {
                    Ok(text) => Ok((text, bytes.len())),
                    Err(other) => {
                        let name = other.type_of().short_name();
                        Err(err!(thread, TypeError, "decoder should return a string result, not '{name}'"))
                    }
                }
            }
        }
    }

    /// Adds decoded text, line ends translated where that is wanted.
    fn append(&self, state: &mut TextState, decoded: &[u8], last: bool) {
        if !matches!(self.newline.get(), Newline::Universal | Newline::Kept) {
            state.text.extend_from_slice(decoded);
            return;
        }
        let mut whole = Vec::new();
        let mut bytes = decoded;
        if state.pending_cr && (!decoded.is_empty() || last) {
            whole.push(b'\r');
            whole.extend_from_slice(decoded);
            bytes = &whole;
            state.pending_cr = false;
        }
        if !last && bytes.last() == Some(&b'\r') {
            state.pending_cr = true;
            bytes = &bytes[..bytes.len() - 1];
        }
        if self.seen.get() != 7 {
            self.seen.set(self.seen.get() | newline::seen(bytes));
        }
        if self.newline.get() == Newline::Universal && memchr::memchr(b'\r', bytes).is_some() {
            newline::translate(bytes, &mut state.text);
        } else {
            state.text.extend_from_slice(bytes);
        }
    }

    /// `read(count)`.
    fn read_chars(&self, thread: &ThreadState, count: usize) -> PyResult<Value> {
        loop {
            {
                let mut state = self.state.borrow_mut();
                let rest = &state.text[state.used..];
                if let Some(length) = byte_length(rest, count) {
                    let made = Str::try_from_wtf8(&rest[..length])?;
                    state.used += length;
                    return Ok(made.into_value());
                }
            }
            if !self.fill_keeping(thread, Some(count))? {
                return self.take_all();
            }
        }
    }

    /// As [`TextIo::fill`]: text that was not handed out stays in front.
    fn fill_keeping(&self, thread: &ThreadState, size: Option<usize>) -> PyResult<bool> {
        self.fill(thread, size)
    }

    fn take_all(&self) -> PyResult<Value> {
        let mut state = self.state.borrow_mut();
        let made = Str::try_from_wtf8(&state.text[state.used..])?;
        state.used = state.text.len();
        Ok(made.into_value())
    }

    fn read_all(&self, thread: &ThreadState) -> PyResult<Value> {
        let buffer = self.check_open(thread)?;
        let data = match buffer.downcast::<Buffered>() {
            Some(file) if buffer.type_of().is(&super::buffered::READER) => file.read_all(thread)?.unwrap_or_default(),
            _ => {
                let data = call::method_str(thread, &buffer, ladon_vm::names::get().read, &[])?;
                bytes_of(thread, &data, "read")?
            }
        };
        if !data.is_empty() {
            self.decode(thread, data)?;
        }
        self.decode(thread, Vec::new())?;
        self.take_all()
    }

    /// A line, or as much of it as fits in `limit` characters.
    fn read_line(&self, thread: &ThreadState, limit: i64) -> PyResult<Ref<Str>> {
        let mut scanned = 0;
        loop {
            {
                let mut state = self.state.borrow_mut();
                let at_end = state.at_end;
                let rest = &state.text[state.used..];
                let from = scanned.min(rest.len());
                let end = match self.newline.get() {
                    Newline::CrLf | Newline::Kept => self.newline.get().line_end(rest, at_end),
                    mode => mode.line_end(&rest[from..], at_end).map(|end| end + from),
                };
                let cut = usize::try_from(limit).ok().and_then(|limit| byte_length(rest, limit));
                let length = match (end, cut) {
                    (Some(end), Some(cut)) => Some(end.min(cut)),
                    (found, None) | (None, found) => found,
                };
                if let Some(length) = length {
                    let line = Str::try_from_wtf8(&rest[..length])?;
                    state.used += length;
                    return Ok(line);
                }
                scanned = rest.len();
            }
            if !self.fill_keeping(thread, None)? {
                let rest = self.take_all()?;
                return Ref::from_value(rest).map_err(|_| err!(thread, SystemError, "not a str"));
            }
        }
    }

    /// How many bytes of `chunk` the text handed out was decoded from.
    fn bytes_used(&self, thread: &ThreadState) -> PyResult<usize> {
        let (chunk, text) = {
            let state = self.state.borrow();
            if state.used == state.text.len() && !state.pending_cr {
                return Ok(state.chunk.len());
            }
            (state.chunk.clone(), state.text[..state.used].to_vec())
        };
        let wide = match self.native.get() {
            Some(Encoding::Utf8) => true,
            Some(Encoding::Ascii | Encoding::Latin1) => false,
            _ => {
                let text = Str::try_from_wtf8(&text)?;
                let encoding = or_none(self.encoding.get());
                let made = codecs::encode(thread, &text, encoding.downcast::<Str>(), None)?;
                return Ok(bytes_of(thread, &made, "encode")?.len());
            }
        };
        let mut at = 0;
        for _ in 0..count_chars(&text) {
            let Some(&byte) = chunk.get(at) else { break };
            let two = byte == b'\r' && chunk.get(at + 1) == Some(&b'\n') && self.newline.get() == Newline::Universal;
            at += if two {
                2
            } else if wide {
                utf8_width(byte)
            } else {
                1
            };
        }
        Ok(at.min(chunk.len()))
    }
}

/// Length in bytes of the first `count` characters, `None` when there are fewer.
fn byte_length(bytes: &[u8], count: usize) -> Option<usize> {
    if bytes.len() < count {
        return None;
    }
    if bytes[..count].is_ascii() {
        return Some(count);
    }
    let mut at = 0;
    for _ in 0..count {
        at += utf8_width(*bytes.get(at)?);
    }
    Some(at)
}

fn forget_read(state: &mut TextState) {
    state.chunk.clear();
    state.text.clear();
    state.used = 0;
}

fn flush_buffer(thread: &ThreadState, buffer: &Value) -> PyResult<()> {
    call::method_str(thread, buffer, ladon_vm::names::get().flush, &[]).map(drop)
}

fn bytes_of(thread: &ThreadState, value: &Value, method: &str) -> PyResult<Vec<u8>> {
    match value.downcast::<Bytes>() {
        Some(bytes) => Ok(bytes.as_slice().to_vec()),
        None if ladon_vm::object::buffer::has_buffer(value) => {
            ladon_vm::object::buffer::bytes_like(thread, value)?.to_vec(thread)
        }
        None => {
            let name = value.type_of().short_name();
            let message = format!("underlying {method}() should have returned a bytes-like object, not '{name}'");
            Err(err!(thread, TypeError, "{message}"))
        }
    }
}

fn read_by_method(thread: &ThreadState, buffer: &Value, wanted: usize) -> PyResult<Vec<u8>> {
    let read1 = ladon_vm::types::str::intern::intern_text("read1");
    let size = int::from_usize(wanted);
    match attr::get_optional(thread, buffer, &read1)? {
        Some(read1) => bytes_of(thread, &call::positional(thread, &read1, &[size])?, "read1"),
        None => bytes_of(thread, &call::method(thread, buffer, "read", &[size])?, "read"),
    }
}

fn text_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, TextIo::fields()).into_value())
}

fn text_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"];
    let [buffer, encoding, errors, newline, line_buffering, write_through] =
        ladon_vm::types::str::args::keywords(thread, "TextIOWrapper", args, names)?;
    let Some(buffer) = buffer else {
        return Err(err!(thread, TypeError, "TextIOWrapper() missing required argument 'buffer' (pos 1)"));
    };
    let file: &TextIo = this(value);
    let newline = newline.map_or(Ok(Newline::Universal), |newline| Newline::parse(thread, &newline))?;
    *file.state.borrow_mut() = TextState::default();
    file.seen.set(0);
    file.detached.set(false);
    set_encoding(thread, file, encoding.as_ref(), errors.as_ref())?;
    file.newline.set(newline);
    let flag = |value: Option<Value>| value.map_or(Ok(false), |value| truth::is_true(thread, &value));
    file.line_buffering.set(flag(line_buffering)?);
    file.write_through.set(flag(write_through)?);
    file.buffer.set(Some(buffer));
    Ok(())
}

fn set_encoding(thread: &ThreadState, file: &TextIo, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult<()> {
    let encoding = match encoding.filter(|encoding| !encoding.is_none()) {
        None => Str::new("UTF-8"),
        Some(encoding) => {
            let given = crate::define::str_arg(thread, encoding, "TextIOWrapper", "'encoding'")?;
            if given.as_bytes() == b"locale" { Str::new("UTF-8") } else { Ref::of(given) }
        }
    };
    let errors = match errors.filter(|errors| !errors.is_none()) {
        None => Str::new("strict"),
        Some(errors) => Ref::of(crate::define::str_arg(thread, errors, "TextIOWrapper", "'errors'")?),
    };
    let native = encoding.to_str().and_then(Encoding::named);
    if native.is_none() {
        let info = codecs::registry::lookup(thread, &encoding)?;
        if attr::get_optional(thread, &info, &ladon_vm::types::str::intern::intern_text("_is_text_encoding"))?
            .is_some_and(|flag| flag.is_false())
        {
            let shown = ladon_vm::import::names::quoted(&encoding);
            let shown = shown.trim_matches('\'').to_owned();
            let message = format!("'{shown}' is not a text encoding; use codecs.open() to handle arbitrary codecs");
            return Err(thread.error(&exceptions::LookupError, message));
        }
    }
    file.native.set(native);
    file.strict.set(errors.as_bytes() == b"strict");
    file.encoding.set(Some(encoding.into_value()));
    file.errors.set(Some(errors.into_value()));
    file.encoder.set(None);
    file.decoder.set(None);
    Ok(())
}

fn text_write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(1);
    let Some(text) = value.downcast::<Str>() else {
        let name = if value.is_none() { String::from("None") } else { value.type_of().short_name() };
        return Err(err!(thread, TypeError, "write() argument must be str, not {name}"));
    };
    let file: &TextIo = args.this();
    file.write(thread, text)?;
    Ok(int::from_usize(text.char_len()))
}

fn check_readable(thread: &ThreadState, file: &TextIo) -> PyResult<()> {
    let buffer = file.check_open(thread)?;
    if buffer.type_of().is(&super::buffered::READER) {
        return Ok(());
    }
    if !base::ask(thread, &buffer, "readable")? {
        return Err(unsupported(thread, "not readable"));
    }
    file.write_pending(thread, &buffer)
}

fn text_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let size = size_arg(thread, args.get(1))?;
    check_readable(thread, file)?;
    if size < 0 { file.read_all(thread) } else { file.read_chars(thread, size as usize) }
}

fn text_readline(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let limit = size_arg(thread, args.get(1))?;
    check_readable(thread, file)?;
    Ok(file.read_line(thread, limit)?.into_value())
}

fn text_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    if !value.is_exact::<TextIo>() {
        let line = call::method_str(thread, value, ladon_vm::names::get().readline, &[])?;
        return Ok(if truth::is_true(thread, &line)? { Some(line) } else { None });
    }
    let file: &TextIo = this(value);
    check_readable(thread, file)?;
    let line = file.read_line(thread, -1)?;
    Ok((!line.is_empty()).then(|| line.into_value()))
}

fn text_flush(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    args.this::<TextIo>().flush(thread)?;
    Ok(Value::none())
}

fn text_close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let buffer = file.buffer(thread)?;
    if base::is_closed(thread, &buffer)? {
        return Ok(Value::none());
    }
    let flushed = call::method_str(thread, args.value(0), ladon_vm::names::get().flush, &[]);
    let failed = flushed.err().map(|raised| thread.take_raised(raised));
    let closed = call::method_str(thread, &buffer, ladon_vm::names::get().close, &[]);
    match failed {
        None => closed,
        Some(exception) => {
            if let Err(raised) = closed {
                drop(thread.take_raised(raised));
            }
            Err(thread.reraise(exception))
        }
    }
}

fn text_detach(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let buffer = file.buffer(thread)?;
    call::method_str(thread, args.value(0), ladon_vm::names::get().flush, &[])?;
    file.buffer.set(None);
    file.detached.set(true);
    Ok(buffer)
}

fn text_tell(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let buffer = file.check_open(thread)?;
    if !base::ask(thread, &buffer, "seekable")? {
        return Err(unsupported(thread, "underlying stream is not seekable"));
    }
    file.write_pending(thread, &buffer)?;
    flush_buffer(thread, &buffer)?;
    let position = call::method(thread, &buffer, "tell", &[])?;
    let position = int_arg(thread, &position)?;
    let (chunk, rest) = {
        let state = file.state.borrow();
        (state.chunk.len(), state.rest.len())
    };
    if chunk + rest == 0 {
        return Ok(int::from_i64(position));
    }
    let used = file.bytes_used(thread)?;
    Ok(int::from_i64(position - rest as i64 - chunk as i64 + used as i64))
}

fn text_seek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let buffer = file.check_open(thread)?;
    let whence = args.get(2).map_or(Ok(0), |whence| int_arg(thread, whence))?;
    if !base::ask(thread, &buffer, "seekable")? {
        return Err(unsupported(thread, "underlying stream is not seekable"));
    }
    let mut target = int_arg(thread, args.value(1))?;
    match whence {
        0 if target < 0 => return Err(err!(thread, ValueError, "negative seek position {target}")),
        0 => {}
        1 if target != 0 => return Err(unsupported(thread, "can't do nonzero cur-relative seeks")),
        1 => {
            let here = call::method(thread, args.value(0), "tell", &[])?;
            target = int_arg(thread, &here)?;
        }
        2 if target != 0 => return Err(unsupported(thread, "can't do nonzero end-relative seeks")),
        2 => {}
        _ => {
            return Err(err!(thread, ValueError, "invalid whence ({whence}, should be 0, 1 or 2)"));
        }
    }
    file.flush(thread)?;
    {
        let mut state = file.state.borrow_mut();
        forget_read(&mut state);
        state.rest.clear();
        state.pending_cr = false;
        state.at_end = false;
    }
    file.decoder.set(None);
    let end = if whence == 2 { 2 } else { 0 };
    call::method(thread, &buffer, "seek", &[int::from_i64(target), int::from_i64(end)])
}

fn text_truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    file.flush(thread)?;
    let position = match args.some(1) {
        Some(position) => position.clone(),
        None => call::method(thread, args.value(0), "tell", &[])?,
    };
    call::method(thread, &file.buffer(thread)?, "truncate", &[position])
}

fn text_reconfigure(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &TextIo = args.this();
    let (encoding, errors, newline) = (args.some(1), args.some(2), args.get(3));
    let decoded = !file.state.borrow().text.is_empty();
    if decoded && (encoding.is_some() || errors.is_some() || newline.is_some()) {
        let message = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(unsupported(thread, message));
    }
    file.flush(thread)?;
    if encoding.is_some() || errors.is_some() {
        let strict = text("strict")?;
        let old_errors = or_none(file.errors.get());
        let new_errors = errors.cloned().unwrap_or(if encoding.is_some() { strict } else { old_errors });
        let new_encoding = encoding.cloned().unwrap_or_else(|| or_none(file.encoding.get()));
        set_encoding(thread, file, Some(&new_encoding), Some(&new_errors))?;
    }
    if let Some(newline) = newline {
        file.newline.set(Newline::parse(thread, newline)?);
    }
    if let Some(flag) = args.some(4) {
        file.line_buffering.set(truth::is_true(thread, flag)?);
    }
    if let Some(flag) = args.some(5) {
        file.write_through.set(truth::is_true(thread, flag)?);
    }
    Ok(Value::none())
}

fn forward(thread: &ThreadState, args: Bound<'_>, method: &str) -> PyResult<Value> {
    call::method(thread, &args.this::<TextIo>().buffer(thread)?, method, &[])
}

fn text_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let file: &TextIo = this(value);
    let class = ladon_vm::types::ready::full_name(thread, value.type_of());
    let mut shown = format!("<{class}");
    for name in ["name", "mode"] {
        match attr::get_name(thread, value, name) {
            Ok(found) => {
                let found = repr::guarded(thread, value, "...", || repr::repr(thread, &found).map(Ref::into_value))?;
                shown.push_str(&format!(" {name}={}", repr::str_lossy(thread, &found)));
            }
            Err(raised) => drop(thread.take_raised(raised)),
        }
    }
    let encoding = repr::repr(thread, &or_none(file.encoding.get()))?;
    text(&format!("{shown} encoding={}>", encoding.lossy()))
}

fn finalize(thread: &ThreadState, value: &Value) {
    if this::<TextIo>(value).buffer.get().is_some() {
        base::finalize(thread, value);
    }
}

fn no_pickle(thread: &ThreadState, args: Bound<'_>) -> Raised {
    let name = args.value(0).type_of().short_name();
    err!(thread, TypeError, "cannot pickle '_io.{name}' object")
}

pub fn describe() {
    base::prepare::<TextIo>();
    TypeBuilder::new::<TextIo>("TextIOWrapper", Some(TextIoBase::type_object()))
        .outside::<TextIo>()
        .doc("Text over a file of bytes.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(TextIo::visit, Some(TextIo::clear_object))
        .slots(|s| {
            s.new.set(Some(text_new));
            s.init.set(Some(text_init));
            s.repr.set(Some(text_repr));
            s.next.set(Some(text_next));
            s.finalize.set(Some(finalize));
        })
        .method("write(self, text, /)", text_write, "Write text.")
        .method("read(self, size=-1, /)", text_read, "Read up to size characters.")
        .method("readline(self, size=-1, /)", text_readline, "Read a line.")
        .method("flush(self, /)", text_flush, "Write what is buffered.")
        .method("close(self, /)", text_close, "Flush and close the file.")
        .method("detach(self, /)", text_detach, "Take the file of bytes out.")
        .method("tell(self, /)", text_tell, "Return the position, for seek.")
        .method("seek(self, cookie, whence=0, /)", text_seek, "Move to a position.")
        .method("truncate(self, pos=None, /)", text_truncate, "Cut the file.")
        .method(
            "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
            text_reconfigure,
            "Change how text is written.",
        )
        .method("fileno(self, /)", |t, a| forward(t, a, "fileno"), "")
        .method("isatty(self, /)", |t, a| forward(t, a, "isatty"), "")
        .method("seekable(self, /)", |t, a| forward(t, a, "seekable"), "")
        .method("readable(self, /)", |t, a| forward(t, a, "readable"), "")
        .method("writable(self, /)", |t, a| forward(t, a, "writable"), "")
        .method("__getstate__(self, /)", |t, a| Err(no_pickle(t, a)), "")
        .getter("buffer", |thread, value| this::<TextIo>(value).buffer(thread), "The file of bytes.")
        .getter("encoding", |_, value| Ok(or_none(this::<TextIo>(value).encoding.get())), "")
        .getter("errors", |_, value| Ok(or_none(this::<TextIo>(value).errors.get())), "")
        .getter("line_buffering", |_, value| Ok(Value::bool(this::<TextIo>(value).line_buffering.get())), "")
        .getter("write_through", |_, value| Ok(Value::bool(this::<TextIo>(value).write_through.get())), "")
        .getter("newlines", |_, value| newline::newlines(this::<TextIo>(value).seen.get()), "")
        .getter("name", |thread, value| attr::get_name(thread, &this::<TextIo>(value).buffer(thread)?, "name"), "")
        .getter("closed", |thread, value| attr::get_name(thread, &this::<TextIo>(value).buffer(thread)?, "closed"), "")
        .getset(
            "_CHUNK_SIZE",
            |_, value| Ok(int::from_usize(this::<TextIo>(value).chunk_size.get())),
            Some(|thread, file, value| {
                let size = value.map_or(Ok(0), |value| int_arg(thread, value))?;
                if size <= 0 {
                    return Err(err!(thread, ValueError, "a strictly positive integer is required"));
                }
                this::<TextIo>(file).chunk_size.set(size as usize);
                Ok(())
            }),
            "",
        )
        .finish();
}
