//! `BytesIO`: bytes in memory as a file.

use super::base::{self, BufferedIoBase, IoBase, size_arg};
use crate::define::{int_arg, this};
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::object::buffer::{self, RawBuffer};
use ladon_vm::object::{alloc, iter};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::{Dict, List, Tuple, Type, flags, int};
use ladon_vm::value::Value;
use std::cell::{Cell, RefCell};

#[repr(C)]
pub struct BytesIo {
    pub base: IoBase,
    /// Taken out when the file is closed.
    data: RefCell<Option<Vec<u8>>>,
    position: Cell<usize>,
    /// Views of the memory that are alive: while there are, it must not move.
    exports: Cell<usize>,
}

ladon_vm::builtin_static!(BytesIo);
ladon_vm::outside!(BytesIo { data });

/// What `getbuffer` views: it keeps the file alive.
#[repr(C)]
pub struct BytesIoBuffer {
    head: ladon_heap::Head,
    source: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(BytesIoBuffer);
crate::traced!(BytesIoBuffer { source });

fn bytesio_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = BytesIo {
        base: IoBase { head: alloc::head::<BytesIo>(), dict: MutCell::new(None) },
        data: RefCell::new(Some(Vec::new())),
        position: Cell::new(0),
        exports: Cell::new(0),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn bytesio_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let [initial] = ladon_vm::types::str::args::keywords(thread, "BytesIO", args, ["initial_bytes"])?;
    let file: &BytesIo = this(value);
    can_resize(thread, file)?;
    let data = match initial.filter(|initial| !initial.is_none()) {
        Some(initial) => buffer::bytes_like(thread, &initial)?.to_vec(thread)?,
        None => Vec::new(),
    };
    *file.data.borrow_mut() = Some(data);
    file.position.set(0);
    Ok(())
}

fn closed(thread: &ThreadState) -> ladon_vm::raise::Raised {
    err!(thread, ValueError, "I/O operation on closed file.")
}

fn can_resize(thread: &ThreadState, file: &BytesIo) -> PyResult<()> {
    if file.exports.get() > 0 {
        return Err(err!(thread, BufferError, "Existing exports of data: object cannot be re-sized"));
    }
    Ok(())
}

/// Runs `body` on the bytes of an open file.
fn with<R>(thread: &ThreadState, file: &BytesIo, body: impl FnOnce(&mut Vec<u8>) -> R) -> PyResult<R> {
    match &mut *file.data.borrow_mut() {
        Some(data) => Ok(body(data)),
        None => Err(closed(thread)),
    }
}

/// The next `size` bytes (all for negative sizes); moves on.
fn take(thread: &ThreadState, file: &BytesIo, size: i64) -> PyResult<Value> {
    with(thread, file, |data| {
        let start = file.position.get().min(data.len());
        let end = if size < 0 { data.len() } else { start.saturating_add(size as usize).min(data.len()) };
        if end > start {
            file.position.set(end);
        }
        Ok(Bytes::from_slice(&data[start..end])?.into_value())
    })?
}

fn bytesio_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let size = size_arg(thread, args.get(1))?;
    take(thread, args.this(), size)
}

fn line_length(thread: &ThreadState, file: &BytesIo, limit: i64) -> PyResult<i64> {
    with(thread, file, |data| {
        let rest = data.get(file.position.get()..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1) as i64;
        if limit >= 0 { length.min(limit) } else { length }
    })
}

fn bytesio_readline(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let limit = size_arg(thread, args.get(1))?;
    let length = line_length(thread, file, limit)?;
    take(thread, file, length)
}

fn bytesio_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let file: &BytesIo = this(value);
    match line_length(thread, file, -1)? {
        0 => Ok(None),
        length => take(thread, file, length).map(Some),
    }
}

fn bytesio_readlines(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let hint = size_arg(thread, args.get(1))?;
    let (list, mut total) = (List::new(), 0);
    loop {
        let length = line_length(thread, file, -1)?;
        if length == 0 {
            return Ok(list.into_value());
        }
        list.append(take(thread, file, length)?)?;
        total += length;
        if hint > 0 && total >= hint {
            return Ok(list.into_value());
        }
    }
}

fn bytesio_readinto(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let target = buffer::get(thread, args.value(1), buffer::WRITABLE)?;
    let count = with(thread, file, |data| {
        let rest = data.get(file.position.get()..).unwrap_or_default();
        let count = rest.len().min(target.len());
        // SAFETY: asked for with WRITABLE; nothing runs during the copy.
        unsafe { target.as_mut_slice()[..count].copy_from_slice(&rest[..count]) };
        count
    })?;
    file.position.set(file.position.get() + count);
    Ok(int::from_usize(count))
}

fn write(thread: &ThreadState, file: &BytesIo, value: &Value) -> PyResult<usize> {
    with(thread, file, |_| ())?;
    can_resize(thread, file)?;
    if value.downcast::<ladon_vm::types::Str>().is_some() {
        return Err(buffer::not_bytes_like(thread, value));
    }
    let source = buffer::bytes_like(thread, value)?.to_vec(thread)?;
    if source.is_empty() {
        return Ok(0);
    }
    let start = file.position.get();
    let end = start.checked_add(source.len()).ok_or(ladon_heap::primitive::NoMemory)?;
    with(thread, file, |data| -> PyResult<()> {
        if end > data.len() {
            let more = end - data.len();
            if !thread.interp().heap().has_room(end) || data.try_reserve(more).is_err() {
                return Err(ladon_heap::primitive::NoMemory.into());
            }
            data.resize(end, 0);
        }
        data[start..end].copy_from_slice(&source);
        Ok(())
    })??;
    file.position.set(end);
    Ok(source.len())
}

fn bytesio_write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(write(thread, args.this(), args.value(1))?))
}

fn bytesio_writelines(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    with(thread, file, |_| ())?;
    iter::for_each(thread, args.value(1), |line| write(thread, file, &line).map(drop))?;
    Ok(Value::none())
}

fn bytesio_seek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let offset = int_arg(thread, args.value(1))?;
    let whence = args.get(2).map_or(Ok(0), |whence| int_arg(thread, whence))?;
    let length = with(thread, file, |data| data.len())?;
    let target = match whence {
        0 if offset < 0 => return Err(err!(thread, ValueError, "negative seek value {offset}")),
        0 => offset,
        1 => (file.position.get() as i64).saturating_add(offset),
        2 => (length as i64).saturating_add(offset),
        _ => return Err(err!(thread, ValueError, "invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    file.position.set(target.max(0) as usize);
    Ok(int::from_i64(target.max(0)))
}

fn bytesio_truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    with(thread, file, |_| ())?;
    can_resize(thread, file)?;
    let size = match args.some(1) {
        Some(size) => int_arg(thread, size)?,
        None => file.position.get() as i64,
    };
    if size < 0 {
        return Err(err!(thread, ValueError, "negative size value {size}"));
    }
    with(thread, file, |data| data.truncate(size as usize))?;
    Ok(int::from_i64(size))
}

fn bytesio_getvalue(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    with(thread, args.this(), |data| Ok(Bytes::from_slice(data)?.into_value()))?
}

fn bytesio_getbuffer(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    with(thread, args.this(), |_| ())?;
    let view = alloc::alloc(BytesIoBuffer {
        head: alloc::head::<BytesIoBuffer>(),
        source: MutCell::new(Some(args.value(0).clone())),
    });
    let lease = buffer::Lease::get(thread, view.as_value(), buffer::FULL)?;
    Ok(ladon_vm::types::memoryview::MemoryView::over(lease)?.into_value())
}

fn view_get(thread: &ThreadState, value: &Value, raw: &mut RawBuffer, flags: i32) -> PyResult<()> {
    let view: &BytesIoBuffer = this(value);
    let Some(source) = view.source.get() else { return Err(closed(thread)) };
    let file: &BytesIo = this(&source);
    let (address, length) = with(thread, file, |data| (data.as_mut_ptr(), data.len()))?;
    buffer::fill_info(thread, raw, Some(value), address, length, false, flags)?;
    file.exports.set(file.exports.get() + 1);
    Ok(())
}

fn view_release(value: &Value, _: &mut RawBuffer) {
    if let Some(source) = this::<BytesIoBuffer>(value).source.get() {
        let file: &BytesIo = this(&source);
        file.exports.set(file.exports.get().saturating_sub(1));
    }
}

fn bytesio_close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    can_resize(thread, file)?;
    drop(file.data.take());
    Ok(Value::none())
}

fn open<R>(thread: &ThreadState, args: Bound<'_>, value: R) -> PyResult<R> {
    with(thread, args.this::<BytesIo>(), |_| value)
}

fn bytesio_getstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let data = bytesio_getvalue(thread, args)?;
    let dict = file.base.dict.get().map(|dict| dict.copy()).transpose()?;
    let dict = dict.map_or_else(Value::none, |dict| dict.into_value());
    Ok(Tuple::new(vec![data, int::from_usize(file.position.get()), dict]).into_value())
}

fn bytesio_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &BytesIo = args.this();
    let state = args.value(1).downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
    let [data, position, dict] = state else {
        return Err(err!(thread, TypeError, "BytesIO.__setstate__ argument should be 3-tuple"));
    };
    can_resize(thread, file)?;
    *file.data.borrow_mut() = Some(buffer::bytes_like(thread, data)?.to_vec(thread)?);
    file.position.set(int_arg(thread, position)?.max(0) as usize);
    if let Some(dict) = dict.downcast::<Dict>() {
        file.base.dict.set(Some(dict.copy()?));
    }
    Ok(Value::none())
}

pub fn describe() {
    base::prepare::<BytesIo>();
    TypeBuilder::new::<BytesIo>("BytesIO", Some(BufferedIoBase::type_object()))
        .outside::<BytesIo>()
        .doc("Bytes in memory as a file.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(IoBase::visit, Some(IoBase::clear_object))
        .slots(|s| {
            s.new.set(Some(bytesio_new));
            s.init.set(Some(bytesio_init));
            s.next.set(Some(bytesio_next));
            s.finalize.set(Some(|_, _| ()));
        })
        .method("read(self, size=-1, /)", bytesio_read, "Read up to size bytes.")
        .method("read1(self, size=-1, /)", bytesio_read, "Read up to size bytes.")
        .method("readline(self, size=-1, /)", bytesio_readline, "Read a line.")
        .method("readlines(self, size=None, /)", bytesio_readlines, "Read lines.")
        .method("readinto(self, buffer, /)", bytesio_readinto, "Read into a buffer.")
        .method("write(self, b, /)", bytesio_write, "Write bytes.")
        .method("writelines(self, lines, /)", bytesio_writelines, "Write a sequence of bytes.")
        .method("seek(self, pos, whence=0, /)", bytesio_seek, "Move to a position.")
        .method("tell(self, /)", |t, a| open(t, a, int::from_usize(a.this::<BytesIo>().position.get())), "")
        .method("truncate(self, size=None, /)", bytesio_truncate, "Cut the file.")
        .method("getvalue(self, /)", bytesio_getvalue, "All bytes.")
        .method("getbuffer(self, /)", bytesio_getbuffer, "A view of the memory.")
        .method("flush(self, /)", |t, a| open(t, a, Value::none()), "Does nothing.")
        .method("isatty(self, /)", |t, a| open(t, a, Value::bool(false)), "")
        .method("seekable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method("readable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method("writable(self, /)", |t, a| open(t, a, Value::bool(true)), "")
        .method("close(self, /)", bytesio_close, "Let go of the memory.")
        .method("__getstate__(self, /)", bytesio_getstate, "")
        .method("__setstate__(self, state, /)", bytesio_setstate, "")
        .getter("closed", |_, value| Ok(Value::bool(this::<BytesIo>(value).data.borrow().is_none())), "")
        .finish();
    TypeBuilder::new::<BytesIoBuffer>("_BytesIOBuffer", Some(ladon_vm::types::object::object_type()))
        .module("_io")
        .container(BytesIoBuffer::visit, Some(BytesIoBuffer::clear_object))
        .slots(|s| {
            s.get_buffer.set(Some(view_get));
            s.release_buffer.set(Some(view_release));
        })
        .finish();
}
