//! `StringIO`: text in memory as a file.
//!
//! Text is kept as WTF-8; positions are code points, as Python counts them. While the text is ASCII they are byte offsets.

use super::base::{self, IoBase, TextIoBase, size_arg};
use super::newline::{Newline, translate};
use crate::define::{int_arg, this};
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::object::alloc;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::str::core::{count_chars, utf8_width};
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::Value;
use std::cell::{Cell, RefCell};

#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    /// Length in code points.
    chars: usize,
}

impl Text {
    fn is_ascii(&self) -> bool {
        self.chars == self.bytes.len()
    }

    /// Byte offset of a code point.
    fn offset(&self, position: usize) -> usize {
        if self.is_ascii() || position >= self.chars {
            return position.min(self.bytes.len()).max(if position >= self.chars { self.bytes.len() } else { 0 });
        }
        let mut at = 0;
        for _ in 0..position {
            at += utf8_width(self.bytes[at]);
        }
        at
    }
}

#[repr(C)]
pub struct StringIo {
    pub base: IoBase,
    content: RefCell<Option<Text>>,
    position: Cell<usize>,
    newline: Cell<Newline>,
}

ladon_vm::builtin_static!(StringIo);
ladon_vm::outside!(StringIo { content });

fn stringio_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = StringIo {
        base: IoBase { head: alloc::head::<StringIo>(), dict: MutCell::new(None) },
        content: RefCell::new(Some(Text::default())),
        position: Cell::new(0),
        newline: Cell::new(Newline::Lf),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn stringio_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["initial_value", "newline"];
    let [initial, newline] = ladon_vm::types::str::args::keywords(thread, "StringIO", args, names)?;
    let file: &StringIo = this(value);
    let newline = match newline {
        None => Newline::Lf,
        Some(newline) => Newline::parse(thread, &newline)?,
    };
    file.newline.set(newline);
    *file.content.borrow_mut() = Some(Text::default());
    file.position.set(0);
    if let Some(initial) = initial.filter(|initial| !initial.is_none()) {
        let Some(text) = initial.downcast::<Str>() else {
            let name = initial.type_of().short_name();
            return Err(err!(thread, TypeError, "initial_value must be str or None, not {name}"));
        };
        write(thread, file, text)?;
        file.position.set(0);
    }
    Ok(())
}

fn closed(thread: &ThreadState) -> Raised {
    err!(thread, ValueError, "I/O operation on closed file")
}

fn with<R>(thread: &ThreadState, file: &StringIo, body: impl FnOnce(&mut Text) -> R) -> PyResult<R> {
    match &mut *file.content.borrow_mut() {
        Some(content) => Ok(body(content)),
        None => Err(closed(thread)),
    }
}

fn write(thread: &ThreadState, file: &StringIo, text: &Str) -> PyResult<()> {
    let newline = file.newline.get();
    let mut owned = Vec::new();
    let mut bytes = text.as_bytes();
    match newline {
        Newline::Universal if memchr::memchr(b'\r', bytes).is_some() => {
            translate(bytes, &mut owned);
            bytes = &owned;
        }
        Newline::Cr | Newline::CrLf if memchr::memchr(b'\n', bytes).is_some() => {
            let end: &[u8] = if newline == Newline::Cr { b"\r" } else { b"\r\n" };
            for &byte in bytes {
                if byte == b'\n' { owned.extend_from_slice(end) } else { owned.push(byte) }
            }
            bytes = &owned;
        }
        _ => {}
    }
    let added = if bytes.is_ascii() { bytes.len() } else { count_chars(bytes) };
    if added == 0 {
        return Ok(());
    }
    let position = file.position.get();
    with(thread, file, |content| -> PyResult<()> {
        let more = bytes.len() + position.saturating_sub(content.chars);
        if content.bytes.capacity() - content.bytes.len() < more
            && (!thread.interp().heap().has_room(content.bytes.len() + more)
                || content.bytes.try_reserve(more).is_err())
        {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        if position > content.chars {
            content.bytes.resize(content.bytes.len() + position - content.chars, 0);
            content.chars = position;
        }
        if position == content.chars {
            content.bytes.extend_from_slice(bytes);
            content.chars += added;
        } else {
            let start = content.offset(position);
            let end = content.offset((position + added).min(content.chars));
            content.bytes.splice(start..end, bytes.iter().copied());
            content.chars = content.chars.max(position + added);
        }
        Ok(())
    })??;
    file.position.set(position + added);
    Ok(())
}

fn stringio_write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let value = args.value(1);
    let Some(text) = value.downcast::<Str>() else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "string argument expected, got '{name}'"));
    };
    with(thread, file, |_| ())?;
    write(thread, file, text)?;
    Ok(int::from_usize(text.char_len()))
}

fn stringio_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let size = size_arg(thread, args.get(1))?;
    let position = file.position.get();
    let (made, end) = with(thread, file, |content| {
        if position >= content.chars {
            return (Str::try_new(""), position);
        }
        let stop = if size < 0 { content.chars } else { position.saturating_add(size as usize).min(content.chars) };
        let (start, end) = (content.offset(position), content.offset(stop));
        (Str::try_from_wtf8(&content.bytes[start..end]), stop)
    })?;
    file.position.set(end);
    Ok(made?.into_value())
}

fn read_line(thread: &ThreadState, file: &StringIo, limit: i64) -> PyResult<Value> {
    let position = file.position.get();
    let (made, end) = with(thread, file, |content| {
        if position >= content.chars {
            return (Str::try_new(""), position);
        }
        let start = content.offset(position);
        let rest = &content.bytes[start..];
        let mut length = file.newline.get().line_end(rest, true).unwrap_or(rest.len());
        let mut chars = if content.is_ascii() { length } else { count_chars(&rest[..length]) };
        if limit >= 0 && chars > limit as usize {
            chars = limit as usize;
            length = 0;
            for _ in 0..chars {
                length += utf8_width(rest[length]);
            }
        }
        (Str::try_from_wtf8(&rest[..length]), position + chars)
    })?;
    file.position.set(end);
    Ok(made?.into_value())
}

fn stringio_readline(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let limit = size_arg(thread, args.get(1))?;
    read_line(thread, args.this(), limit)
}

fn stringio_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let line = read_line(thread, this(value), -1)?;
    Ok(if line.downcast::<Str>().is_some_and(Str::is_empty) { None } else { Some(line) })
}

fn stringio_seek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let offset = int_arg(thread, args.value(1))?;
    let whence = args.get(2).map_or(Ok(0), |whence| int_arg(thread, whence))?;
    let chars = with(thread, file, |content| content.chars)?;
    let target = match whence {
        0 if offset < 0 => return Err(err!(thread, ValueError, "Negative seek position {offset}")),
        0 => offset as usize,
        1 | 2 if offset != 0 => return Err(err!(thread, OSError, "Can't do nonzero cur-relative seeks")),
        1 => file.position.get(),
        2 => chars,
        _ => return Err(err!(thread, ValueError, "Invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    file.position.set(target);
    Ok(int::from_usize(target))
}

fn stringio_truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let size = match args.some(1) {
        Some(size) => int_arg(thread, size)?,
        None => file.position.get() as i64,
    };
    if size < 0 {
        return Err(err!(thread, ValueError, "Negative size value {size}"));
    }
    with(thread, file, |content| {
        if (size as usize) < content.chars {
            let end = content.offset(size as usize);
            content.bytes.truncate(end);
            content.chars = size as usize;
        }
    })?;
    Ok(int::from_i64(size))
}

fn stringio_getvalue(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(with(thread, args.this(), |content| Str::try_from_wtf8(&content.bytes))??.into_value())
}

fn open<R>(thread: &ThreadState, args: Bound<'_>, value: R) -> PyResult<R> {
    with(thread, args.this::<StringIo>(), |_| value)
}

fn stringio_getstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let content = stringio_getvalue(thread, args)?;
    let dict = file.base.dict.get().map(|dict| dict.copy()).transpose()?;
    let dict = dict.map_or_else(Value::none, |dict| dict.into_value());
    let newline = file.newline.get().argument()?;
    Ok(Tuple::new(vec![content, newline, int::from_usize(file.position.get()), dict]).into_value())
}

fn stringio_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &StringIo = args.this();
    let state = args.value(1).downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
    let [content, newline, position, dict] = state else {
        return Err(err!(thread, TypeError, "StringIO.__setstate__ argument should be 4-tuple"));
    };
    let content = crate::define::str_arg(thread, content, "__setstate__", "1")?;
    file.newline.set(Newline::parse(thread, newline)?);
    *file.content.borrow_mut() = Some(Text { bytes: content.as_bytes().to_vec(), chars: content.char_len() });
    file.position.set(int_arg(thread, position)?.max(0) as usize);
    if let Some(dict) = dict.downcast::<Dict>() {
        file.base.dict.set(Some(dict.copy()?));
    }
    Ok(Value::none())
}

pub fn describe() {
    base::prepare::<StringIo>();
    TypeBuilder::new::<StringIo>("StringIO", Some(TextIoBase::type_object()))
        .outside::<StringIo>()
        .doc("Text in memory as a file.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(IoBase::visit, Some(IoBase::clear_object))
        .slots(|s| {
            s.new.set(Some(stringio_new));
            s.init.set(Some(stringio_init));
            s.next.set(Some(stringio_next));
            s.finalize.set(Some(|_, _| ()));
        })
        .method("read(self, size=-1, /)", stringio_read, "Read up to size characters.")
        .method("readline(self, size=-1, /)", stringio_readline, "Read a line.")
        .method("write(self, s, /)", stringio_write, "Write text.")
        .method("seek(self, pos, whence=0, /)", stringio_seek, "Move to a position.")
        .method("tell(self, /)", |t, a| open(t, a, int::from_usize(a.this::<StringIo>().position.get())), "")
        .method("truncate(self, pos=None, /)", stringio_truncate, "Cut the text.")
        .method("getvalue(self, /)", stringio_getvalue, "All text.")
        .method("seekable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method("readable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method("writable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method(
            "close(self, /)",
            |_, a| {
                drop(a.this::<StringIo>().content.take());
                Ok(Value::none())
            },
            "Let go of the text.",
        )
        .method("__getstate__(self, /)", stringio_getstate, "")
        .method("__setstate__(self, state, /)", stringio_setstate, "")
        .getter("closed", |_, value| Ok(Value::bool(this::<StringIo>(value).content.borrow().is_none())), "")
        .getter("line_buffering", |_, _| Ok(Value::bool(false)), "")
        .getter("newlines", |_, _| Ok(Value::none()), "")
        .finish();
}
