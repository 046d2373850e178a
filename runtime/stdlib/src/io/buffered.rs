//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: one buffer for reading ahead, one for writing behind, in front
//! of any raw file. A [`FileIo`] is called directly, other raw files by their methods.
//!
//! No borrow of the buffers is alive while a raw file is called: it may be Python code that uses this very file.

use super::base::{self, BufferedIoBase, DEFAULT_BUFFER_SIZE, IoBase, size_arg, unsupported};
use super::fileio::FileIo;
use crate::define::{int_arg, text, this};
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::exceptions;
use ladon_vm::object::{alloc, attr, buffer, call, repr, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::{ByteArray, Bytes};
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::{Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};

/// Bytes between the program and the raw file; at most one of the two sides is in use.
#[derive(Default)]
struct Buffers {
    ahead: Vec<u8>,
    /// How much of `ahead` was handed out.
    used: usize,
    behind: Vec<u8>,
}

#[repr(C)]
pub struct Buffered {
    pub base: IoBase,
    pub raw: MutCell<Option<Value>>,
    size: Cell<usize>,
    detached: Cell<bool>,
    buffers: RefCell<Buffers>,
}

ladon_vm::builtin_static!(Buffered);
ladon_vm::outside!(Buffered { buffers });
pub static READER: Type = Type::empty();
pub static WRITER: Type = Type::empty();
pub static RANDOM: Type = Type::empty();

crate::traced!(Buffered { base, raw });

impl ladon_vm::types::traced::Traced for IoBase {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        ladon_vm::types::traced::Traced::visit(&self.dict, visitor);
    }

    fn let_go(&self) {
        self.dict.set(None);
    }
}

impl Buffered {
    fn fields() -> Buffered {
        Buffered {
            base: IoBase { head: alloc::head::<Buffered>(), dict: MutCell::new(None) },
            raw: MutCell::new(None),
            size: Cell::new(DEFAULT_BUFFER_SIZE),
            detached: Cell::new(false),
            buffers: RefCell::default(),
        }
    }

    /// A buffered file of one of the three classes.
    pub fn make(ty: &Type, raw: Value, size: usize) -> Ref<Buffered> {
        let fields = Self::fields();
        fields.raw.set(Some(raw));
        fields.size.set(size);
        alloc::alloc_in(ty, fields)
    }

    fn raw(&self, thread: &ThreadState) -> PyResult<Value> {
        match self.raw.get() {
            Some(raw) => Ok(raw),
            None if self.detached.get() => Err(err!(thread, ValueError, "raw stream has been detached")),
            None => Err(err!(thread, ValueError, "I/O operation on uninitialized object")),
        }
    }

    fn is_closed(&self, thread: &ThreadState) -> PyResult<bool> {
        let raw = self.raw(thread)?;
        match raw.exact::<FileIo>() {
            Some(file) => Ok(!file.is_open()),
            None => base::is_closed(thread, &raw),
        }
    }

    fn check_open(&self, thread: &ThreadState, doing: &str) -> PyResult<()> {
        if self.is_closed(thread)? { Err(err!(thread, ValueError, "{doing} of closed file")) } else { Ok(()) }
    }

    /// Bytes read ahead and not handed out.
    fn available(&self) -> usize {
        let buffers = self.buffers.borrow();
        buffers.ahead.len() - buffers.used
    }

    fn take(&self, count: usize, out: &mut Vec<u8>) {
        let mut buffers = self.buffers.borrow_mut();
        let end = (buffers.used + count).min(buffers.ahead.len());
        out.extend_from_slice(&buffers.ahead[buffers.used..end]);
        buffers.used = end;
    }

    /// One read of the raw file; `None` when it would block.
    fn raw_read(&self, thread: &ThreadState, count: usize) -> PyResult<Option<Vec<u8>>> {
        let raw = self.raw(thread)?;
        let mut target = ladon_heap::primitive::zeroed(count)?;
        if let Some(file) = raw.exact::<FileIo>().filter(|file| file.is_open()) {
            let got = file.read_into(thread, &mut target)?;
            return Ok(got.map(|got| {
                target.truncate(got);
                target
            }));
        }
        let array = ByteArray::from_slice(&target)?;
        let got = call::method(thread, &raw, "readinto", &[array.as_value().clone()])?;
        if got.is_none() {
            return Ok(None);
        }
        let got = int_arg(thread, &got)?;
        if got < 0 || got as usize > count {
            let message = "raw readinto() returned invalid length";
            return Err(err!(thread, OSError, "{message} {got} (should have been between 0 and {count})"));
        }
        target = array.snapshot();
        target.truncate(got as usize);
        Ok(Some(target))
    }

    /// Reads ahead when nothing is; false at the end, `None` when it would block.
    fn fill(&self, thread: &ThreadState) -> PyResult<Option<bool>> {
        if self.available() > 0 {
            return Ok(Some(true));
        }
        self.flush_behind(thread)?;
        let Some(bytes) = self.raw_read(thread, self.size.get())? else { return Ok(None) };
        let mut buffers = self.buffers.borrow_mut();
        let more = !bytes.is_empty();
        buffers.ahead = bytes;
        buffers.used = 0;
        Ok(Some(more))
    }

    /// `read(count)`; `None` when it would block before the first byte.
    pub fn read_exactly(&self, thread: &ThreadState, count: usize) -> PyResult<Option<Vec<u8>>> {
        let mut out = Vec::new();
        self.take(count, &mut out);
        if out.len() == count {
            return Ok(Some(out));
        }
        self.flush_behind(thread)?;
        while out.len() < count {
            let missing = count - out.len();
            if missing >= self.size.get() {
                match self.raw_read(thread, missing)? {
                    None => return Ok((!out.is_empty()).then_some(out)),
                    Some(bytes) if bytes.is_empty() => break,
                    Some(bytes) => out.extend_from_slice(&bytes),
                }
                continue;
            }
            match self.fill(thread)? {
                None => return Ok((!out.is_empty()).then_some(out)),
                Some(false) => break,
                Some(true) => self.take(missing, &mut out),
            }
        }
        Ok(Some(out))
    }

    /// `read()`: everything until the end.
    pub fn read_all(&self, thread: &ThreadState) -> PyResult<Option<Vec<u8>>> {
        let mut out = Vec::new();
        self.take(usize::MAX >> 1, &mut out);
        self.flush_behind(thread)?;
        let raw = self.raw(thread)?;
        if let Some(file) = raw.exact::<FileIo>().filter(|file| file.is_open()) {
            return match file.read_all(thread)? {
                Some(rest) if out.is_empty() => Ok(Some(rest)),
                Some(rest) => {
                    out.extend_from_slice(&rest);
                    Ok(Some(out))
                }
                None => Ok((!out.is_empty()).then_some(out)),
            };
        }
        let rest = match attr::get_optional(thread, &raw, &ladon_vm::types::str::intern::intern_text("readall"))? {
            Some(readall) => call::positional(thread, &readall, &[])?,
            None => call::method(thread, &raw, "read", &[])?,
        };
        if rest.is_none() {
            return Ok((!out.is_empty()).then_some(out));
        }
        match rest.downcast::<Bytes>() {
            Some(bytes) => out.extend_from_slice(bytes.as_slice()),
            None => {
                let name = rest.type_of().short_name();
                return Err(err!(thread, OSError, "readall() should have returned a bytes object, not '{name}'"));
            }
        }
        Ok(Some(out))
    }

    /// `read1(count)`: at most one read of the raw file.
    pub fn read_once(&self, thread: &ThreadState, count: Option<usize>) -> PyResult<Vec<u8>> {
        let count = count.unwrap_or(self.size.get());
        let mut out = Vec::new();
        if count == 0 {
            return Ok(out);
        }
        if self.available() == 0 {
            self.flush_behind(thread)?;
            if count >= self.size.get() {
                return Ok(self.raw_read(thread, count)?.unwrap_or_default());
            }
            self.fill(thread)?;
        }
        self.take(count, &mut out);
        Ok(out)
    }

    /// Up to and with the next newline.
    fn read_line(&self, thread: &ThreadState, limit: i64) -> PyResult<Vec<u8>> {
        let mut line = Vec::new();
        loop {
            if self.fill(thread)? != Some(true) {
                return Ok(line);
            }
            let (wanted, done) = {
                let buffers = self.buffers.borrow();
                let rest = &buffers.ahead[buffers.used..];
                let room = if limit < 0 { rest.len() } else { rest.len().min(limit as usize - line.len()) };
                match memchr::memchr(b'\n', &rest[..room]) {
                    Some(at) => (at + 1, true),
                    None => (room, limit >= 0 && line.len() + room >= limit as usize),
                }
            };
            base::check_room(thread, line.len() + wanted)?;
            self.take(wanted, &mut line);
            if done {
                return Ok(line);
            }
        }
    }

    /// One write of the raw file; how much it took, `None` when it would block.
    fn raw_write(&self, thread: &ThreadState, data: &[u8]) -> PyResult<Option<usize>> {
        let raw = self.raw(thread)?;
        if let Some(file) = raw.exact::<FileIo>().filter(|file| file.is_open()) {
            return file.write_some(thread, data);
        }
        let bytes = Bytes::from_slice(data)?.into_value();
        let count = call::method_str(thread, &raw, ladon_vm::names::get().write, &[bytes])?;
        if count.is_none() {
            return Ok(None);
        }
        let count = int_arg(thread, &count)?;
        if count < 0 || count as usize > data.len() {
            let (message, most) = ("raw write() returned invalid length", data.len());
            return Err(err!(thread, OSError, "{message} {count} (should have been between 0 and {most})"));
        }
        Ok(Some(count as usize))
    }

    /// Writes what is behind.
    pub fn flush_behind(&self, thread: &ThreadState) -> PyResult<()> {
        if self.buffers.borrow().behind.is_empty() {
            return Ok(());
        }
        let data = std::mem::take(&mut self.buffers.borrow_mut().behind);
        let mut done = 0;
        let mut failure = None;
        while done < data.len() {
            match self.raw_write(thread, &data[done..]) {
                Ok(Some(count)) => done += count,
                Ok(None) => {
                    failure = Some(would_block(thread, 0));
                    break;
                }
                Err(raised) => {
                    failure = Some(raised);
                    break;
                }
            }
        }
        let mut buffers = self.buffers.borrow_mut();
        let added = std::mem::take(&mut buffers.behind);
        if failure.is_some() || !added.is_empty() {
            buffers.behind = data[done..].to_vec();
            buffers.behind.extend_from_slice(&added);
        } else {
            // Keep the storage.
            buffers.behind = data;
            buffers.behind.clear();
        }
        failure.map_or(Ok(()), Err)
    }

    /// Goes back to where the program is, when the raw file was read ahead.
    fn forget_ahead(&self, thread: &ThreadState) -> PyResult<()> {
        let ahead = self.available();
        if ahead > 0 {
            self.raw_seek(thread, -(ahead as i64), 1)?;
        }
        let mut buffers = self.buffers.borrow_mut();
        buffers.ahead.clear();
        buffers.used = 0;
        Ok(())
    }

    pub fn write_bytes(&self, thread: &ThreadState, data: &[u8]) -> PyResult<usize> {
        self.forget_ahead(thread)?;
        {
            let mut buffers = self.buffers.borrow_mut();
            if buffers.behind.len() + data.len() <= self.size.get() {
                buffers.behind.extend_from_slice(data);
                return Ok(data.len());
            }
        }
        self.flush_behind(thread)?;
        let mut done = 0;
        while data.len() - done > self.size.get() {
            match self.raw_write(thread, &data[done..])? {
                Some(count) => done += count,
                None => {
                    self.buffers.borrow_mut().behind.extend_from_slice(&data[done..done + self.size.get()]);
                    return Err(would_block(thread, done + self.size.get()));
                }
            }
        }
        self.buffers.borrow_mut().behind.extend_from_slice(&data[done..]);
        Ok(data.len())
    }

    fn raw_seek(&self, thread: &ThreadState, offset: i64, whence: i64) -> PyResult<i64> {
        let raw = self.raw(thread)?;
        if let Some(file) = raw.exact::<FileIo>().filter(|file| file.is_open()) {
            return file.seek_to(thread, offset, whence as i32);
        }
        let position = call::method(thread, &raw, "seek", &[int::from_i64(offset), int::from_i64(whence)])?;
        checked_position(thread, &position)
    }

    pub fn tell(&self, thread: &ThreadState) -> PyResult<i64> {
        let raw = self.raw(thread)?;
        let position = match raw.exact::<FileIo>().filter(|file| file.is_open()) {
            Some(file) => file.seek_to(thread, 0, libc::SEEK_CUR)?,
            None => checked_position(thread, &call::method(thread, &raw, "tell", &[])?)?,
        };
        let behind = self.buffers.borrow().behind.len();
        Ok(position - self.available() as i64 + behind as i64)
    }

    pub fn seek(&self, thread: &ThreadState, offset: i64, whence: i64) -> PyResult<i64> {
        self.flush_behind(thread)?;
        let ahead = self.available();
        if ahead > 0 && whence != 2 {
            // Inside of what was read ahead nothing needs to be read again.
            let here = self.tell(thread)?;
            let target = if whence == 0 { offset } else { here + offset };
            let mut buffers = self.buffers.borrow_mut();
            let start = here - buffers.used as i64;
            if target >= start && target <= start + buffers.ahead.len() as i64 {
                buffers.used = (target - start) as usize;
                return Ok(target);
            }
        }
        let offset = if whence == 1 { offset - ahead as i64 } else { offset };
        let position = self.raw_seek(thread, offset, whence)?;
        let mut buffers = self.buffers.borrow_mut();
        buffers.ahead.clear();
        buffers.used = 0;
        Ok(position)
    }
}

fn checked_position(thread: &ThreadState, position: &Value) -> PyResult<i64> {
    let position = int_arg(thread, position)?;
    if position < 0 {
        return Err(err!(thread, OSError, "Raw stream returned invalid position {position}"));
    }
    Ok(position)
}

#[cold]
fn would_block(thread: &ThreadState, written: usize) -> Raised {
    let message = "write could not complete without blocking";
    let args = vec![
        int::from_i64(i64::from(libc::EAGAIN)),
        ladon_vm::types::Str::new(message).into_value(),
        int::from_usize(written),
    ];
    thread.raise(exceptions::new_with_args(&exceptions::BlockingIOError, args).into_value())
}

fn buffered_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, Buffered::fields()).into_value())
}

fn buffered_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let ty = value.type_of();
    let [raw, size] = ladon_vm::types::str::args::keywords(thread, &ty.short_name(), args, ["raw", "buffer_size"])?;
    let Some(raw) = raw else {
        let name = ty.short_name();
        return Err(err!(thread, TypeError, "{name}() missing required argument 'raw' (pos 1)"));
    };
    let size = size.map_or(Ok(DEFAULT_BUFFER_SIZE as i64), |size| int_arg(thread, &size))?;
    if size <= 0 {
        return Err(err!(thread, ValueError, "buffer size must be strictly positive"));
    }
    let wants = |method: &str, able: bool, message: &str| -> PyResult<()> {
        if able && !base::ask(thread, &raw, method)? { Err(unsupported(thread, message)) } else { Ok(()) }
    };
    wants("seekable", ty.is_subtype(&RANDOM), "File or stream is not seekable.")?;
    wants("readable", ty.is_subtype(&READER) || ty.is_subtype(&RANDOM), "File or stream is not readable.")?;
    wants("writable", ty.is_subtype(&WRITER) || ty.is_subtype(&RANDOM), "File or stream is not writable.")?;
    let file: &Buffered = this(value);
    *file.buffers.borrow_mut() = Buffers::default();
    file.size.set(size as usize);
    file.detached.set(false);
    file.raw.set(Some(raw));
    Ok(())
}

fn bytes(data: Vec<u8>) -> PyResult<Value> {
    Ok(Bytes::from_slice(&data)?.into_value())
}

fn maybe_bytes(data: Option<Vec<u8>>) -> PyResult<Value> {
    data.map_or_else(|| Ok(Value::none()), bytes)
}

fn buffered_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    file.raw(thread)?;
    let size = size_arg(thread, args.get(1))?;
    if size < -1 {
        return Err(err!(thread, ValueError, "read length must be non-negative or -1"));
    }
    file.check_open(thread, "read")?;
    if size < 0 { maybe_bytes(file.read_all(thread)?) } else { maybe_bytes(file.read_exactly(thread, size as usize)?) }
}

fn buffered_read1(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let size = size_arg(thread, args.get(1))?;
    file.check_open(thread, "read")?;
    bytes(file.read_once(thread, usize::try_from(size).ok())?)
}

fn buffered_peek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    file.check_open(thread, "peek")?;
    file.fill(thread)?;
    let buffers = file.buffers.borrow();
    Ok(Bytes::from_slice(&buffers.ahead[buffers.used..])?.into_value())
}

fn buffered_readinto(thread: &ThreadState, args: Bound<'_>, once: bool) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let target = buffer::get(thread, args.value(1), buffer::WRITABLE)?;
    file.check_open(thread, "readinto")?;
    let data =
        if once { Some(file.read_once(thread, Some(target.len()))?) } else { file.read_exactly(thread, target.len())? };
    let Some(data) = data else { return Ok(Value::none()) };
    let count = data.len().min(target.len());
    // SAFETY: asked for with WRITABLE; nothing runs during the copy.
    unsafe { target.as_mut_slice()[..count].copy_from_slice(&data[..count]) };
    Ok(int::from_usize(count))
}

fn buffered_readline(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let limit = size_arg(thread, args.get(1))?;
    file.check_open(thread, "readline")?;
    bytes(file.read_line(thread, limit)?)
}

fn buffered_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    if !value.type_of().is(&READER) && !value.type_of().is(&RANDOM) {
        let line = call::method_str(thread, value, ladon_vm::names::get().readline, &[])?;
        return Ok(if truth::is_true(thread, &line)? { Some(line) } else { None });
    }
    let file: &Buffered = this(value);
    file.check_open(thread, "readline")?;
    let line = file.read_line(thread, -1)?;
    if line.is_empty() { Ok(None) } else { bytes(line).map(Some) }
}

fn buffered_write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    file.raw(thread)?;
    if args.value(1).downcast::<ladon_vm::types::Str>().is_some() {
        return Err(buffer::not_bytes_like(thread, args.value(1)));
    }
    let data = buffer::bytes_like(thread, args.value(1))?;
    if file.is_closed(thread)? {
        return Err(err!(thread, ValueError, "write to closed file"));
    }
    Ok(int::from_usize(file.write_bytes(thread, data.as_slice())?))
}

fn buffered_flush(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    file.check_open(thread, "flush")?;
    file.flush_behind(thread)?;
    if args.value(0).type_of().is_subtype(&RANDOM) {
        file.forget_ahead(thread)?;
    }
    let raw = file.raw(thread)?;
    if !raw.is_exact::<FileIo>() {
        call::method_str(thread, &raw, ladon_vm::names::get().flush, &[])?;
    }
    Ok(Value::none())
}

fn reader_flush(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    call::method_str(thread, &file.raw(thread)?, ladon_vm::names::get().flush, &[])
}

fn buffered_close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let raw = file.raw(thread)?;
    if file.is_closed(thread)? {
        return Ok(Value::none());
    }
    let flushed = call::method_str(thread, args.value(0), ladon_vm::names::get().flush, &[]);
    let failed = flushed.err().map(|raised| thread.take_raised(raised));
    let closed = call::method_str(thread, &raw, ladon_vm::names::get().close, &[]);
    *file.buffers.borrow_mut() = Buffers::default();
    match (failed, closed) {
        (None, closed) => closed,
        (Some(exception), Ok(_)) => Err(thread.reraise(exception)),
        (Some(exception), Err(raised)) => {
            let second = thread.take_raised(raised);
            if let Some(fields) = second.downcast::<exceptions::BaseExceptionObject>() {
                fields.context.set(Some(exception));
            }
            Err(thread.reraise(second))
        }
    }
}

fn buffered_detach(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let raw = file.raw(thread)?;
    call::method_str(thread, args.value(0), ladon_vm::names::get().flush, &[])?;
    file.raw.set(None);
    file.detached.set(true);
    Ok(raw)
}

fn buffered_seek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    let raw = file.raw(thread)?;
    let whence = args.get(2).map_or(Ok(0), |whence| int_arg(thread, whence))?;
    if !(0..=4).contains(&whence) {
        return Err(err!(thread, ValueError, "whence value {whence} unsupported"));
    }
    file.check_open(thread, "seek")?;
    if !base::ask(thread, &raw, "seekable")? {
        return Err(unsupported(thread, "File or stream is not seekable."));
    }
    let offset = int_arg(thread, args.value(1))?;
    Ok(int::from_i64(file.seek(thread, offset, whence)?))
}

fn buffered_tell(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_i64(args.this::<Buffered>().tell(thread)?))
}

fn buffered_truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &Buffered = args.this();
    file.check_open(thread, "truncate")?;
    if !args.value(0).type_of().is_subtype(&WRITER) && !args.value(0).type_of().is_subtype(&RANDOM) {
        return Err(unsupported(thread, "truncate"));
    }
    file.flush_behind(thread)?;
    let size = match args.some(1) {
        Some(size) => size.clone(),
        None => int::from_i64(file.tell(thread)?),
    };
    // What was read ahead may be cut off.
    file.forget_ahead(thread)?;
    call::method(thread, &file.raw(thread)?, "truncate", &[size])
}

fn forward(thread: &ThreadState, args: Bound<'_>, method: &str) -> PyResult<Value> {
    call::method(thread, &args.this::<Buffered>().raw(thread)?, method, &[])
}

fn forward_attribute(thread: &ThreadState, value: &Value, name: &str) -> PyResult<Value> {
    attr::get_name(thread, &this::<Buffered>(value).raw(thread)?, name)
}

fn buffered_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let class = ladon_vm::types::ready::full_name(thread, value.type_of());
    let name = forward_attribute(thread, value, "name");
    match name {
        Ok(name) => {
            let shown = repr::guarded(thread, value, "...", || repr::repr(thread, &name).map(Ref::into_value))?;
            text(&format!("<{class} name={}>", repr::str_lossy(thread, &shown)))
        }
        Err(raised) => {
            drop(thread.take_raised(raised));
            text(&format!("<{class}>"))
        }
    }
}

fn finalize(thread: &ThreadState, value: &Value) {
    if this::<Buffered>(value).raw.get().is_some() {
        base::finalize(thread, value);
    }
}

fn common(builder: TypeBuilder) -> TypeBuilder {
    builder
        .module("_io")
        .outside::<Buffered>()
        .flags(flags::BASETYPE)
        .container(Buffered::visit, Some(Buffered::clear_object))
        .slots(|s| {
            s.new.set(Some(buffered_new));
            s.init.set(Some(buffered_init));
            s.repr.set(Some(buffered_repr));
            s.next.set(Some(buffered_next));
            s.finalize.set(Some(finalize));
        })
}

fn reading(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method("read(self, size=-1, /)", buffered_read, "Read up to size bytes.")
        .method("read1(self, size=-1, /)", buffered_read1, "Read with at most one read of the raw file.")
        .method("peek(self, size=0, /)", buffered_peek, "Return bytes without moving on.")
        .method("readinto(self, buffer, /)", |t, a| buffered_readinto(t, a, false), "Read into a buffer.")
        .method("readinto1(self, buffer, /)", |t, a| buffered_readinto(t, a, true), "Read into a buffer.")
        .method("readline(self, size=-1, /)", buffered_readline, "Read a line.")
}

fn writing(builder: TypeBuilder) -> TypeBuilder {
    builder.method("write(self, buffer, /)", buffered_write, "Write bytes.")
}

pub fn describe() {
    base::prepare::<Buffered>();
    common(TypeBuilder::new::<Buffered>("_Buffered", Some(BufferedIoBase::type_object())))
        .method("flush(self, /)", buffered_flush, "Write what is buffered.")
        .method("close(self, /)", buffered_close, "Flush and close the file.")
        .method("detach(self, /)", buffered_detach, "Take the raw file out.")
        .method("seek(self, target, whence=0, /)", buffered_seek, "Move to a position.")
        .method("tell(self, /)", buffered_tell, "Return the position.")
        .method("truncate(self, pos=None, /)", buffered_truncate, "Cut or extend the file.")
        .method("fileno(self, /)", |t, a| forward(t, a, "fileno"), "")
        .method("isatty(self, /)", |t, a| forward(t, a, "isatty"), "")
        .method("seekable(self, /)", |t, a| forward(t, a, "seekable"), "")
        .method("readable(self, /)", |t, a| forward(t, a, "readable"), "")
        .method("writable(self, /)", |t, a| forward(t, a, "writable"), "")
        .method("_dealloc_warn(self, source, /)", |_, _| Ok(Value::none()), "")
        .method(
            "__getstate__(self, /)",
            |thread, args| {
                let name = args.value(0).type_of().short_name();
                Err(err!(thread, TypeError, "cannot pickle '_io.{name}' object"))
            },
            "",
        )
        .getter("raw", |_, value| Ok(this::<Buffered>(value).raw.get().unwrap_or_else(Value::none)), "The raw file.")
        .getter("closed", |thread, value| Ok(Value::bool(this::<Buffered>(value).is_closed(thread)?)), "")
        .getter("name", |thread, value| forward_attribute(thread, value, "name"), "")
        .getter("mode", |thread, value| forward_attribute(thread, value, "mode"), "")
        .finish();
    let base = Buffered::type_object();
    let not_writable = |thread: &ThreadState, _: Bound<'_>| -> PyResult<Value> { Err(unsupported(thread, "write")) };
    reading(common(TypeBuilder::for_type(&READER, "BufferedReader", Some(base))))
        .doc("Reads a raw file ahead.")
        .method("flush(self, /)", reader_flush, "Flush the raw file.")
        .method("write(self, data, /)", not_writable, "Not supported.")
        .finish();
    writing(common(TypeBuilder::for_type(&WRITER, "BufferedWriter", Some(base))))
        .doc("Writes a raw file behind.")
        .finish();
    writing(reading(common(TypeBuilder::for_type(&RANDOM, "BufferedRandom", Some(base)))))
        .doc("Reads and writes a raw file that can seek.")
        .finish();
}

/// `BufferedRWPair`: a readable and a writable raw file as one.
#[repr(C)]
pub struct Pair {
    pub base: IoBase,
    reader: MutCell<Option<Value>>,
    writer: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Pair);
crate::traced!(Pair { base, reader, writer });

fn pair_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let base = IoBase { head: alloc::head::<Pair>(), dict: MutCell::new(None) };
    Ok(alloc::alloc_in(ty, Pair { base, reader: MutCell::new(None), writer: MutCell::new(None) }).into_value())
}

fn pair_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["reader", "writer", "buffer_size"];
    let [reader, writer, size] = ladon_vm::types::str::args::keywords(thread, "BufferedRWPair", args, names)?;
    let (Some(reader), Some(writer)) = (reader, writer) else {
        return Err(err!(thread, TypeError, "BufferedRWPair expected at least 2 arguments"));
    };
    let size = size.unwrap_or_else(|| int::from_usize(DEFAULT_BUFFER_SIZE));
    let pair: &Pair = this(value);
    pair.reader.set(Some(call::positional(thread, &READER.as_value(), &[reader, size.clone()])?));
    pair.writer.set(Some(call::positional(thread, &WRITER.as_value(), &[writer, size])?));
    Ok(())
}

fn pair_call(thread: &ThreadState, args: Bound<'_>, write: bool, method: &str) -> PyResult<Value> {
    let pair: &Pair = args.this();
    let file = if write { pair.writer.get() } else { pair.reader.get() };
    let Some(file) = file else { return Err(err!(thread, ValueError, "I/O operation on uninitialized object")) };
    let rest: Vec<Value> = args.0[1..].iter().flatten().cloned().collect();
    call::method(thread, &file, method, &rest)
}

pub fn describe_pair() {
    base::prepare::<Pair>();
    TypeBuilder::new::<Pair>("BufferedRWPair", Some(BufferedIoBase::type_object()))
        .doc("A readable and a writable raw file as one.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(Pair::visit, Some(Pair::clear_object))
        .slots(|s| {
            s.new.set(Some(pair_new));
            s.init.set(Some(pair_init));
        })
        .method("read(self, size=-1, /)", |t, a| pair_call(t, a, false, "read"), "")
        .method("read1(self, size=-1, /)", |t, a| pair_call(t, a, false, "read1"), "")
        .method("readinto(self, buffer, /)", |t, a| pair_call(t, a, false, "readinto"), "")
        .method("readinto1(self, buffer, /)", |t, a| pair_call(t, a, false, "readinto1"), "")
        .method("peek(self, size=0, /)", |t, a| pair_call(t, a, false, "peek"), "")
        .method("readable(self, /)", |t, a| pair_call(t, a, false, "readable"), "")
        .method("write(self, buffer, /)", |t, a| pair_call(t, a, true, "write"), "")
        .method("flush(self, /)", |t, a| pair_call(t, a, true, "flush"), "")
        .method("writable(self, /)", |t, a| pair_call(t, a, true, "writable"), "")
        .method(
            "isatty(self, /)",
            |t, a| {
                let writer = pair_call(t, a, true, "isatty")?;
                if writer.is_true() { Ok(writer) } else { pair_call(t, a, false, "isatty") }
            },
            "",
        )
        .method(
            "close(self, /)",
            |t, a| {
                let writer = pair_call(t, a, true, "close").map_err(|raised| t.take_raised(raised));
                pair_call(t, a, false, "close")?;
                writer.map_err(|exception| t.reraise(exception))
            },
            "",
        )
        .getter(
            "closed",
            |thread, value| match this::<Pair>(value).writer.get() {
                Some(writer) => attr::get_name(thread, &writer, "closed"),
                None => Ok(Value::bool(true)),
            },
            "",
        )
        .finish();
}
