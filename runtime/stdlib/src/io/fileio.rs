//! `FileIO`: a file descriptor.

use super::base::{self, IoBase, RawIoBase, size_arg, unsupported};
use crate::define::{int_arg, text, this};
use crate::signals;
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::exceptions::make;
use ladon_vm::import::path;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{alloc, attr, buffer, call, repr};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Args, Bound, Builtin, Outside, TypeBuilder};
use ladon_vm::types::{Str, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;
use std::ffi::CString;
use std::ptr::NonNull;

/// Reads and writes of more are cut to this, as the system does.
const LARGEST: usize = 0x7FFF_F000;

#[repr(C)]
pub struct FileIo {
    pub base: IoBase,
    /// -1 when closed.
    pub fd: Cell<i32>,
    pub readable: Cell<bool>,
    pub writable: Cell<bool>,
    pub created: Cell<bool>,
    pub appending: Cell<bool>,
    pub close_fd: Cell<bool>,
    /// Asked once.
    seekable: Cell<Option<bool>>,
    pub block_size: Cell<i64>,
}

ladon_vm::builtin_static!(FileIo);

impl FileIo {
    fn fields() -> FileIo {
        FileIo {
            base: IoBase { head: alloc::head::<FileIo>(), dict: MutCell::new(None) },
            fd: Cell::new(-1),
            readable: Cell::new(false),
            writable: Cell::new(false),
            created: Cell::new(false),
            appending: Cell::new(false),
            close_fd: Cell::new(true),
            seekable: Cell::new(None),
            block_size: Cell::new(8192),
        }
    }

    /// A file for a descriptor that is open already and stays open.
    pub fn for_descriptor(fd: i32, name: Value, readable: bool, writable: bool) -> Ref<FileIo> {
        let fields = Self::fields();
        fields.fd.set(fd);
        fields.readable.set(readable);
        fields.writable.set(writable);
        fields.close_fd.set(false);
        let file = alloc::alloc(fields);
        if let Some(dict) = attr::instance_dict(file.as_value()) {
            dict.set_name("name", name);
        }
        file
    }

    pub fn is_open(&self) -> bool {
        self.fd.get() >= 0
    }

    pub fn is_seekable(&self) -> bool {
        if let Some(known) = self.seekable.get() {
            return known;
        }
        // SAFETY: no memory is involved.
        let seekable = unsafe { libc::lseek(self.fd.get(), 0, libc::SEEK_CUR) } >= 0;
        self.seekable.set(Some(seekable));
        seekable
    }

    /// Reads up to `target.len()` bytes; `None` when it would block.
    pub fn read_into(&self, thread: &ThreadState, target: &mut [u8]) -> PyResult<Option<usize>> {
        let (fd, length) = (self.fd.get(), target.len().min(LARGEST));
        let address = target.as_mut_ptr() as usize;
        let count = retry(thread, move || {
            // SAFETY: the target outlives the call and has this length.
            unsafe { libc::read(fd, address as *mut libc::c_void, length) }
        });
        count.map_err(|errno| errno.raise(thread))
    }

    /// Writes some of the bytes; `None` when it would block.
    pub fn write_some(&self, thread: &ThreadState, data: &[u8]) -> PyResult<Option<usize>> {
        let fd = self.fd.get();
        if (fd == 1 || fd == 2)
            && let Some(sink) = &*thread.interp().capture.borrow()
        {
            sink.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend_from_slice(data);
            return Ok(Some(data.len()));
        }
        let (length, address) = (data.len().min(LARGEST), data.as_ptr() as usize);
        let count = retry(thread, move || {
            // SAFETY: the data outlives the call and has this length.
            unsafe { libc::write(fd, address as *const libc::c_void, length) }
        });
        count.map_err(|errno| errno.raise(thread))
    }

    pub fn seek_to(&self, thread: &ThreadState, offset: i64, whence: i32) -> PyResult<i64> {
        // SAFETY: no memory is involved.
        let position = unsafe { libc::lseek(self.fd.get(), offset, whence) };
        if position < 0 {
            return Err(make::os_error(thread, errno(), None));
        }
        self.seekable.set(Some(true));
        Ok(position)
    }

    /// Bytes until the end, as far as the system knows; to reserve room.
    pub fn remaining(&self) -> Option<usize> {
        // SAFETY: a zeroed stat is valid; the call fills it in.
        unsafe {
            let mut data: libc::stat = std::mem::zeroed();
            if libc::fstat(self.fd.get(), &mut data) != 0 || data.st_mode & libc::S_IFMT != libc::S_IFREG {
                return None;
            }
            let position = libc::lseek(self.fd.get(), 0, libc::SEEK_CUR);
            usize::try_from(data.st_size - position).ok().filter(|_| position >= 0)
        }
    }

    /// Reads until the end.
    pub fn read_all(&self, thread: &ThreadState) -> PyResult<Option<Vec<u8>>> {
        let expected = self.remaining().unwrap_or(0);
        if !thread.interp().heap().has_room(expected) {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        let mut all: Vec<u8> = Vec::new();
        if all.try_reserve(expected + 1).is_err() {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        loop {
            let filled = all.len();
            let room = (all.capacity() - filled).max(8192);
            all.resize(filled + room, 0);
            match self.read_into(thread, &mut all[filled..])? {
                None => {
                    all.truncate(filled);
                    return Ok((!all.is_empty()).then_some(all));
                }
                Some(count) => {
                    all.truncate(filled + count);
                    if count == 0 {
                        return Ok(Some(all));
                    }
                }
            }
            if !thread.interp().heap().has_room(all.len()) {
                return Err(ladon_heap::primitive::NoMemory.into());
            }
        }
    }
}

impl Drop for FileIo {
    fn drop(&mut self) {
        if self.fd.get() >= 0 && self.close_fd.get() {
            // SAFETY: the descriptor is this file's own.
            unsafe { libc::close(self.fd.get()) };
        }
    }
}

impl Outside for FileIo {
    unsafe fn give_back(object: NonNull<Self>) {
        // SAFETY: the promise of `Outside`.
        let file = unsafe { object.as_ref() };
        let fd = file.fd.replace(-1);
        if fd >= 0 && file.close_fd.get() {
            // SAFETY: the descriptor is this file's own.
            unsafe { libc::close(fd) };
        }
    }
}

pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Why a call failed: an error of the system, or an exception of a signal handler.
pub enum Failure {
    Errno(i32),
    Raised(Raised),
}

impl Failure {
    pub fn raise(self, thread: &ThreadState) -> Raised {
        match self {
            Failure::Errno(errno) => make::os_error(thread, errno, None),
            Failure::Raised(raised) => raised,
        }
    }
}

/// Runs a call with the interpreter's lock released, again after signals; `None` when it would block.
fn retry(thread: &ThreadState, operation: impl Fn() -> isize) -> Result<Option<usize>, Failure> {
    loop {
        let (count, error) = allow_threads(thread, || {
            let count = operation();
            (count, errno())
        });
        if count >= 0 {
            return Ok(Some(count as usize));
        }
        match error {
            libc::EINTR => signals::check(thread).map_err(Failure::Raised)?,
            libc::EAGAIN => return Ok(None),
            error => return Err(Failure::Errno(error)),
        }
    }
}

/// The result of `os.fspath`: a `str` or `bytes`.
pub fn fspath(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if value.downcast::<Str>().is_some() || value.downcast::<Bytes>().is_some() {
        return Ok(value.clone());
    }
    let name = ladon_vm::types::str::intern::intern_text("__fspath__");
    let ty = value.type_of().short_name();
    let Some(method) = attr::lookup_special(thread, value, &name)? else {
        return Err(err!(thread, TypeError, "expected str, bytes or os.PathLike object, not {ty}"));
    };
    let made = call::positional(thread, &method, &[])?;
    if made.downcast::<Str>().is_some() || made.downcast::<Bytes>().is_some() {
        return Ok(made);
    }
    let got = made.type_of().short_name();
    Err(err!(thread, TypeError, "expected {ty}.__fspath__() to return str or bytes, not {got}"))
}

/// The bytes of a path for C; ValueError for NUL bytes.
pub fn c_path(thread: &ThreadState, value: &Value) -> PyResult<CString> {
    let value = fspath(thread, value)?;
    let bytes = match (value.downcast::<Str>(), value.downcast::<Bytes>()) {
        (Some(text), _) => path::encode(text),
        (None, Some(bytes)) => bytes.as_slice().to_vec(),
        (None, None) => Vec::new(),
    };
    CString::new(bytes).map_err(|_| err!(thread, ValueError, "embedded null byte"))
}

struct Mode {
    flags: i32,
    readable: bool,
    writable: bool,
    created: bool,
    appending: bool,
}

fn parse_mode(thread: &ThreadState, mode: &str) -> PyResult<Mode> {
    let mut parsed = Mode { flags: 0, readable: false, writable: false, created: false, appending: false };
    let (mut main, mut plus) = (0, false);
    for c in mode.chars() {
        match c {
            'x' => (parsed.created, parsed.writable) = (true, true),
            'r' => parsed.readable = true,
            'w' => parsed.writable = true,
            'a' => (parsed.appending, parsed.writable) = (true, true),
            'b' => continue,
            '+' if !plus => {
                plus = true;
                continue;
            }
            '+' => return Err(bad_mode(thread)),
            _ => return Err(err!(thread, ValueError, "invalid mode: {mode}")),
        }
        main += 1;
        parsed.flags |= match c {
            'x' => libc::O_EXCL | libc::O_CREAT,
            'w' => libc::O_CREAT | libc::O_TRUNC,
            'a' => libc::O_APPEND | libc::O_CREAT,
            _ => 0,
        };
    }
    if main != 1 {
        return Err(bad_mode(thread));
    }
    if plus {
        (parsed.readable, parsed.writable) = (true, true);
    }
    parsed.flags |= libc::O_CLOEXEC
        | match (parsed.readable, parsed.writable) {
            (true, true) => libc::O_RDWR,
            (true, false) => libc::O_RDONLY,
            _ => libc::O_WRONLY,
        };
    Ok(parsed)
}

fn bad_mode(thread: &ThreadState) -> Raised {
    let message = "Must have exactly one of create/read/write/append mode and at most one plus";
    err!(thread, ValueError, "{message}")
}

fn file_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["file", "mode", "closefd", "opener"];
    let [name, mode, close_fd, opener] = ladon_vm::types::str::args::keywords(thread, "FileIO", args, names)?;
    let Some(name) = name else {
        return Err(err!(thread, TypeError, "FileIO() missing required argument 'file' (pos 1)"));
    };
    let mode = match &mode {
        None => String::from("r"),
        Some(mode) => crate::define::str_arg(thread, mode, "FileIO", "'mode'")?.to_string_lossy(),
    };
    let close_fd = match &close_fd {
        None => true,
        Some(flag) => ladon_vm::object::truth::is_true(thread, flag)?,
    };
    open_into(thread, value, &name, &mode, close_fd, opener.filter(|opener| !opener.is_none()))
}

fn open_into(
    thread: &ThreadState,
    value: &Value,
    name: &Value,
    mode: &str,
    close_fd: bool,
    opener: Option<Value>,
) -> PyResult<()> {
    let file: &FileIo = this(value);
    if file.is_open() && file.close_fd.get() {
        // SAFETY: the descriptor is this file's own.
        unsafe { libc::close(file.fd.replace(-1)) };
    }
    let by_number = int::is_int(name);
    let parsed = parse_mode(thread, mode)?;
    file.readable.set(parsed.readable);
    file.writable.set(parsed.writable);
    file.created.set(parsed.created);
    file.appending.set(parsed.appending);
    file.close_fd.set(close_fd);
    file.seekable.set(None);
    if by_number {
        let number = int_arg(thread, name)?;
        if number < 0 {
            return Err(err!(thread, ValueError, "negative file descriptor"));
        }
        file.fd.set(
            i32::try_from(number)
                .map_err(|_| err!(thread, OverflowError, "Python int too large to convert to C int"))?,
        );
    } else {
        if !close_fd {
            return Err(err!(thread, ValueError, "Cannot use closefd=False with file name"));
        }
        let fd = match opener {
            None => open_path(thread, name, parsed.flags)?,
            Some(opener) => {
                let made = call::positional(thread, &opener, &[name.clone(), int::from_i64(i64::from(parsed.flags))])?;
                let Some(fd) = int::as_i64(&made) else {
                    return Err(err!(thread, TypeError, "expected integer from opener"));
                };
                if fd < 0 {
                    return Err(err!(thread, ValueError, "opener returned {fd}"));
                }
                fd as i32
            }
        };
        file.fd.set(fd);
    }
    check_kind(thread, file, name, by_number)?;
    attr::set_name(thread, value, "name", name)?;
    if parsed.appending {
        // SAFETY: no memory is involved.
        unsafe { libc::lseek(file.fd.get(), 0, libc::SEEK_END) };
    }
    Ok(())
}

fn open_path(thread: &ThreadState, name: &Value, flags: i32) -> PyResult<i32> {
    let path = c_path(thread, name)?;
    loop {
        let (fd, error) = allow_threads(thread, || {
            // SAFETY: the path ends with NUL.
            let fd = unsafe { libc::open(path.as_ptr(), flags, 0o666) };
            (fd, errno())
        });
        match error {
            _ if fd >= 0 => return Ok(fd),
            libc::EINTR => signals::check(thread)?,
            error => return Err(make::os_error(thread, error, Some(name))),
        }
    }
}

/// Refuses directories; reads the block size.
fn check_kind(thread: &ThreadState, file: &FileIo, name: &Value, by_number: bool) -> PyResult<()> {
    // SAFETY: a zeroed stat is valid; the call fills it in.
    let (result, data) = unsafe {
        let mut data: libc::stat = std::mem::zeroed();
        (libc::fstat(file.fd.get(), &mut data), data)
    };
    if result != 0 {
        let error = errno();
        if error == libc::EBADF {
            file.fd.set(-1);
            return Err(make::os_error(thread, error, (!by_number).then_some(name)));
        }
        return Ok(());
    }
    if data.st_mode & libc::S_IFMT == libc::S_IFDIR {
        if by_number {
            file.fd.set(-1);
        }
        let raised = make::os_error(thread, libc::EISDIR, Some(name));
        let fd = file.fd.replace(-1);
        if fd >= 0 {
            // SAFETY: opened just now.
            unsafe { libc::close(fd) };
        }
        return Err(raised);
    }
    if data.st_blksize > 1 {
        file.block_size.set(data.st_blksize);
    }
    Ok(())
}

fn open_file<'a>(thread: &ThreadState, args: Bound<'a>) -> PyResult<&'a FileIo> {
    let file: &FileIo = args.this();
    if file.is_open() { Ok(file) } else { Err(err!(thread, ValueError, "I/O operation on closed file")) }
}

fn for_reading<'a>(thread: &ThreadState, args: Bound<'a>) -> PyResult<&'a FileIo> {
    let file = open_file(thread, args)?;
    if file.readable.get() { Ok(file) } else { Err(unsupported(thread, "File not open for reading")) }
}

fn bytes_or_none(bytes: Option<Vec<u8>>) -> PyResult<Value> {
    match bytes {
        Some(bytes) => Ok(Bytes::from_slice(&bytes)?.into_value()),
        None => Ok(Value::none()),
    }
}

fn file_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = for_reading(thread, args)?;
    let size = size_arg(thread, args.get(1))?;
    if size < 0 {
        return bytes_or_none(file.read_all(thread)?);
    }
    let size = (size as usize).min(LARGEST);
    let mut target = ladon_heap::primitive::zeroed(size)?;
    let count = file.read_into(thread, &mut target)?;
    bytes_or_none(count.map(|count| {
        target.truncate(count);
        target
    }))
}

fn file_readall(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    bytes_or_none(for_reading(thread, args)?.read_all(thread)?)
}

fn count_or_none(count: Option<usize>) -> PyResult<Value> {
    Ok(count.map_or_else(Value::none, int::from_usize))
}

fn file_readinto(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = for_reading(thread, args)?;
    let target = buffer::get(thread, args.value(1), buffer::WRITABLE)?;
    // SAFETY: asked for with WRITABLE; the exporter keeps the memory while the system writes to it.
    count_or_none(file.read_into(thread, unsafe { target.as_mut_slice() })?)
}

fn file_write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = open_file(thread, args)?;
    if !file.writable.get() {
        return Err(unsupported(thread, "File not open for writing"));
    }
    let data = buffer::bytes_like(thread, args.value(1))?;
    count_or_none(file.write_some(thread, data.as_slice())?)
}

fn file_seek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = open_file(thread, args)?;
    let offset = int_arg(thread, args.value(1))?;
    let whence = args.get(2).map_or(Ok(0), |whence| int_arg(thread, whence))?;
    Ok(int::from_i64(file.seek_to(thread, offset, whence as i32)?))
}

fn file_tell(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_i64(open_file(thread, args)?.seek_to(thread, 0, libc::SEEK_CUR)?))
}

fn file_truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = open_file(thread, args)?;
    if !file.writable.get() {
        return Err(unsupported(thread, "File not open for writing"));
    }
    let size = match args.some(1) {
        Some(size) => int_arg(thread, size)?,
        None => file.seek_to(thread, 0, libc::SEEK_CUR)?,
    };
    let fd = file.fd.get();
    // SAFETY: no memory is involved.
    let (result, error) = allow_threads(thread, || (unsafe { libc::ftruncate(fd, size) }, errno()));
    if result != 0 {
        return Err(make::os_error(thread, error, None));
    }
    Ok(int::from_i64(size))
}

fn file_close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file: &FileIo = args.this();
    let own = !args.value(0).is_exact::<FileIo>();
    let flushed =
        if own && file.is_open() { call::method(thread, args.value(0), "flush", &[]).map(drop) } else { Ok(()) };
    let fd = file.fd.replace(-1);
    if fd >= 0 && file.close_fd.get() {
        // SAFETY: the descriptor is this file's own.
        let (result, error) = allow_threads(thread, || (unsafe { libc::close(fd) }, errno()));
        flushed?;
        if result != 0 && error != libc::EINTR {
            return Err(make::os_error(thread, error, None));
        }
        return Ok(Value::none());
    }
    flushed?;
    Ok(Value::none())
}

fn mode_text(file: &FileIo) -> &'static str {
    match (file.created.get(), file.appending.get(), file.readable.get(), file.writable.get()) {
        (true, _, true, _) => "xb+",
        (true, _, false, _) => "xb",
        (_, true, true, _) => "ab+",
        (_, true, false, _) => "ab",
        (_, _, true, true) => "rb+",
        (_, _, true, false) => "rb",
        _ => "wb",
    }
}

fn file_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let file: &FileIo = this(value);
    let class = ladon_vm::types::ready::full_name(thread, value.type_of());
    if !file.is_open() {
        return text(&format!("<{class} [closed]>"));
    }
    let (mode, close_fd) = (mode_text(file), if file.close_fd.get() { "True" } else { "False" });
    let name = attr::own_attribute(value, ladon_vm::names::get().name);
    match name {
        Some(name) => {
            let shown = repr::guarded(thread, value, "...", || repr::repr(thread, &name).map(Ref::into_value))?;
            let shown = repr::str_lossy(thread, &shown);
            text(&format!("<{class} name={shown} mode='{mode}' closefd={close_fd}>"))
        }
        None => text(&format!("<{class} fd={} mode='{mode}' closefd={close_fd}>", file.fd.get())),
    }
}

fn file_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, FileIo::fields()).into_value())
}

pub fn describe() {
    base::prepare::<FileIo>();
    TypeBuilder::new::<FileIo>("FileIO", Some(RawIoBase::type_object()))
        .outside::<FileIo>()
        .doc("A file descriptor as a file of bytes without a buffer.")
        .module("_io")
        .flags(flags::BASETYPE)
        .container(IoBase::visit, Some(IoBase::clear_object))
        .slots(|s| {
            s.new.set(Some(file_new));
            s.init.set(Some(file_init));
            s.repr.set(Some(file_repr));
        })
        .method("read(self, size=-1, /)", file_read, "Read at most size bytes in one system call.")
        .method("readall(self, /)", file_readall, "Read until the end.")
        .method("readinto(self, buffer, /)", file_readinto, "Read into a buffer.")
        .method("write(self, b, /)", file_write, "Write bytes in one system call.")
        .method("seek(self, pos, whence=0, /)", file_seek, "Move to a position.")
        .method("tell(self, /)", file_tell, "Return the position.")
        .method("truncate(self, size=None, /)", file_truncate, "Cut or extend the file.")
        .method("close(self, /)", file_close, "Close the file.")
        .method("seekable(self, /)", |thread, args| Ok(Value::bool(open_file(thread, args)?.is_seekable())), "")
        .method("readable(self, /)", |thread, args| Ok(Value::bool(open_file(thread, args)?.readable.get())), "")
        .method("writable(self, /)", |thread, args| Ok(Value::bool(open_file(thread, args)?.writable.get())), "")
        .method("fileno(self, /)", |thread, args| Ok(int::from_i64(i64::from(open_file(thread, args)?.fd.get()))), "")
        .method(
            "isatty(self, /)",
            |thread, args| {
                let fd = open_file(thread, args)?.fd.get();
                // SAFETY: no memory is involved.
                Ok(Value::bool(unsafe { libc::isatty(fd) } == 1))
            },
            "",
        )
        .getter("closed", |_, file| Ok(Value::bool(!this::<FileIo>(file).is_open())), "Whether the file is closed.")
        .getter("closefd", |_, file| Ok(Value::bool(this::<FileIo>(file).close_fd.get())), "")
        .getter("mode", |_, file| text(mode_text(this(file))), "The mode.")
        .getset(
            "_blksize",
            |_, file| Ok(int::from_i64(this::<FileIo>(file).block_size.get())),
            Some(|thread, file, value| {
                if let Some(value) = value {
                    this::<FileIo>(file).block_size.set(int_arg(thread, value)?);
                }
                Ok(())
            }),
            "",
        )
        .method("_dealloc_warn(self, source, /)", |_, _| Ok(Value::none()), "")
        .method(
            "__getstate__(self, /)",
            |thread, args| {
                let name = args.value(0).type_of().short_name();
                Err(err!(thread, TypeError, "cannot pickle '_io.{name}' object"))
            },
            "",
        )
        .finish();
}

/// As [`fspath`], for `open`.
pub fn fspath_for_open(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    fspath(thread, value)
}
