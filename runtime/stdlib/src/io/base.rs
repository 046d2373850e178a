//! `_IOBase` and the three classes between it and the files: what every file has, in terms of a few methods that the
//! class of the file (native or not) gives.

use crate::define::{or_none, text};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::exceptions;
use ladon_vm::object::{alloc, attr, call, iter, truth};
use ladon_vm::raise::{PyResult, Raised, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::{ByteArray, Bytes};
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::typeobject::type_of;
use ladon_vm::types::{Dict, List, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::RefCell;

pub const DEFAULT_BUFFER_SIZE: usize = 128 * 1024;

/// What an interpreter keeps for `_io`.
#[derive(Default)]
pub struct IoState {
    pub unsupported: RefCell<Option<Value>>,
}

/// Fields every file of this crate begins with.
#[repr(C)]
pub struct IoBase {
    pub head: Head,
    pub dict: MutCell<Option<Ref<Dict>>>,
}

#[repr(C)]
pub struct RawIoBase(pub IoBase);
#[repr(C)]
pub struct BufferedIoBase(pub IoBase);
#[repr(C)]
pub struct TextIoBase(pub IoBase);

ladon_vm::builtin_static!(IoBase);
ladon_vm::builtin_static!(RawIoBase);
ladon_vm::builtin_static!(BufferedIoBase);
ladon_vm::builtin_static!(TextIoBase);
crate::traced!(IoBase { dict });

/// `io.UnsupportedOperation` of this interpreter.
pub fn unsupported_class(thread: &ThreadState) -> PyResult<Value> {
    let state = thread.interp().state::<IoState>();
    if let Some(class) = state.unsupported.borrow().clone() {
        return Ok(class);
    }
    let bases = vec![exceptions::OSError.as_value(), exceptions::ValueError.as_value()];
    let dict = Dict::new();
    dict.set_name("__module__", text("io")?);
    let args = [text("UnsupportedOperation")?, ladon_vm::types::Tuple::new(bases).into_value(), dict.into_value()];
    let class = call::positional(thread, &ladon_vm::types::class::type_type().as_value(), &args)?;
    *state.unsupported.borrow_mut() = Some(class.clone());
    Ok(class)
}

/// Raises `io.UnsupportedOperation(message)`.
#[cold]
pub fn unsupported(thread: &ThreadState, message: &str) -> Raised {
    let made = unsupported_class(thread).and_then(|class| call::positional(thread, &class, &[text(message)?]));
    match made {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

#[cold]
pub fn closed_error(thread: &ThreadState) -> Raised {
    err!(thread, ValueError, "I/O operation on closed file.")
}

/// `file.closed`.
pub fn is_closed(thread: &ThreadState, file: &Value) -> PyResult<bool> {
    let closed = attr::get_name(thread, file, "closed")?;
    truth::is_true(thread, &closed)
}

pub fn check_closed(thread: &ThreadState, file: &Value) -> PyResult<()> {
    if is_closed(thread, file)? { Err(closed_error(thread)) } else { Ok(()) }
}

/// `file.readable()` and the like.
pub fn ask(thread: &ThreadState, file: &Value, method: &str) -> PyResult<bool> {
    let answer = call::method(thread, file, method, &[])?;
    truth::is_true(thread, &answer)
}

fn new_base<T: Builtin>(ty: &Type, make: impl FnOnce(IoBase) -> T) -> PyResult<Value> {
    let base = IoBase { head: alloc::head::<T>(), dict: MutCell::new(None) };
    Ok(alloc::alloc_in(ty, make(base)).into_value())
}

fn accept_all(_: &ThreadState, _: &Value, _: Args<'_>) -> PyResult<()> {
    Ok(())
}

const CLOSED: &str = "__IOBase_closed";

fn base_closed(_: &ThreadState, file: &Value) -> PyResult<Value> {
    let name = ladon_vm::types::str::intern::intern_text(CLOSED);
    Ok(Value::bool(attr::own_attribute(file, &name).is_some_and(|closed| closed.is_true())))
}

fn base_close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = args.value(0);
    if base_closed(thread, file)?.is_true() {
        return Ok(Value::none());
    }
    let flushed = call::method(thread, file, "flush", &[]);
    let Err(raised) = flushed else {
        attr::set_name(thread, file, CLOSED, &Value::bool(true))?;
        return Ok(Value::none());
    };
    let exception = thread.take_raised(raised);
    attr::set_name(thread, file, CLOSED, &Value::bool(true))?;
    Err(thread.reraise(exception))
}

fn base_flush(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if base_closed(thread, args.value(0))?.is_true() {
        return Err(closed_error(thread));
    }
    Ok(Value::none())
}

fn base_tell(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    call::method(thread, args.value(0), "seek", &[int::from_i64(0), int::from_i64(1)])
}

fn base_isatty(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    check_closed(thread, args.value(0))?;
    Ok(Value::bool(false))
}

fn base_enter(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    check_closed(thread, args.value(0))?;
    Ok(args.value(0).clone())
}

fn base_exit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    call::method(thread, args.value(0), "close", &[])
}

fn check_able(thread: &ThreadState, file: &Value, method: &str, message: &str) -> PyResult<Value> {
    if ask(thread, file, method)? { Ok(Value::bool(true)) } else { Err(unsupported(thread, message)) }
}

/// `size` of `read`, `readline` and the like: -1 for None and negative numbers.
pub fn size_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<i64> {
    match value {
        None => Ok(-1),
        Some(value) if value.is_none() => Ok(-1),
        Some(value) if ladon_vm::object::number::has_index(value) => crate::define::int_arg(thread, value),
        Some(value) => {
            let name = value.type_of().short_name();
            Err(err!(thread, TypeError, "argument should be integer or None, not '{name}'"))
        }
    }
}

/// Lines and what text was read ahead grow outside of the heap, but count as if they grew in it.
pub fn check_room(thread: &ThreadState, size: usize) -> PyResult<()> {
    if size > 1 << 20 && !thread.interp().heap().has_room(size) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    Ok(())
}

fn base_readline(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = args.value(0);
    let limit = size_arg(thread, args.get(1))?;
    let peek = caught(thread, attr::get_name(thread, file, "peek"), &exceptions::AttributeError)?;
    let mut line: Vec<u8> = Vec::new();
    while limit < 0 || (line.len() as i64) < limit {
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = call::positional(thread, peek, &[int::from_i64(1)])?;
            let Some(ahead) = ahead.downcast::<Bytes>() else {
                let name = ahead.type_of().short_name();
                return Err(err!(thread, OSError, "peek() should have returned a bytes object, not '{name}'"));
            };
            let ahead = ahead.as_slice();
            if !ahead.is_empty() {
                wanted = memchr::memchr(b'\n', ahead).map_or(ahead.len(), |at| at + 1);
                if limit >= 0 {
                    wanted = wanted.min(limit as usize - line.len());
                }
            }
        }
        let chunk = call::method(thread, file, "read", &[int::from_usize(wanted)])?;
        if chunk.is_none() {
            break;
        }
        let Some(bytes) = chunk.downcast::<Bytes>() else {
            let name = chunk.type_of().short_name();
            return Err(err!(thread, OSError, "read() should have returned a bytes object, not '{name}'"));
        };
        if bytes.is_empty() {
            break;
        }
        check_room(thread, line.len() + bytes.as_slice().len())?;
        line.extend_from_slice(bytes.as_slice());
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(Bytes::from_slice(&line)?.into_value())
}

fn base_iter(thread: &ThreadState, file: &Value) -> PyResult<Value> {
    check_closed(thread, file)?;
    Ok(file.clone())
}

fn base_next(thread: &ThreadState, file: &Value) -> PyResult<Option<Value>> {
    let line = call::method_str(thread, file, ladon_vm::names::get().readline, &[])?;
    Ok(if truth::is_true(thread, &line)? { Some(line) } else { None })
}

fn base_readlines(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let hint = size_arg(thread, args.get(1))?;
    let (list, mut length) = (List::new(), 0i64);
    let lines = iter::iter(thread, args.value(0))?;
    while let Some(line) = iter::next(thread, &lines)? {
        length += ladon_vm::object::subscript::len(thread, &line)? as i64;
        list.append(line)?;
        if hint > 0 && length >= hint {
            break;
        }
    }
    Ok(list.into_value())
}

fn base_writelines(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    check_closed(thread, args.value(0))?;
    let write = attr::get(thread, args.value(0), ladon_vm::names::get().write)?;
    iter::for_each(thread, args.value(1), |line| call::positional(thread, &write, &[line]).map(drop))?;
    Ok(Value::none())
}

/// Closes a file that is let go of.
pub fn finalize(thread: &ThreadState, file: &Value) {
    let closed = is_closed(thread, file);
    let closed = match closed {
        Ok(closed) => closed,
        Err(raised) => {
            drop(thread.take_raised(raised));
            return;
        }
    };
    if !closed && let Err(raised) = call::method(thread, file, "close", &[]) {
        drop(thread.take_raised(raised));
    }
}

fn raw_read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let size = size_arg(thread, args.get(1))?;
    if size < 0 {
        return call::method(thread, args.value(0), "readall", &[]);
    }
    let target = ByteArray::from_slice(&vec![0; size as usize])?;
    let count = call::method(thread, args.value(0), "readinto", &[target.as_value().clone()])?;
    if count.is_none() {
        return Ok(count);
    }
    let count = crate::define::int_arg(thread, &count)?;
    if count < 0 || count > size {
        let message = "raw readinto() returned invalid length";
        return Err(err!(thread, ValueError, "{message} {count} (should have been between 0 and {size})"));
    }
    let bytes = target.snapshot();
    Ok(Bytes::from_slice(&bytes[..(count as usize).min(bytes.len())])?.into_value())
}

fn raw_readall(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mut all: Vec<u8> = Vec::new();
    loop {
        let chunk = call::method(thread, args.value(0), "read", &[int::from_usize(DEFAULT_BUFFER_SIZE)])?;
        if chunk.is_none() {
            if all.is_empty() {
                return Ok(chunk);
            }
            break;
        }
        let Some(bytes) = chunk.downcast::<Bytes>() else {
            return Err(err!(thread, TypeError, "read() should return bytes"));
        };
        if bytes.is_empty() {
            break;
        }
        all.extend_from_slice(bytes.as_slice());
    }
    Ok(Bytes::from_slice(&all)?.into_value())
}

fn readinto_by(thread: &ThreadState, args: Bound<'_>, method: &str) -> PyResult<Value> {
    let target = ladon_vm::object::buffer::get(thread, args.value(1), ladon_vm::object::buffer::WRITABLE)?;
    let data = call::method(thread, args.value(0), method, &[int::from_usize(target.len())])?;
    let Some(bytes) = data.downcast::<Bytes>() else {
        return Err(err!(thread, TypeError, "read() should return bytes"));
    };
    let bytes = bytes.as_slice();
    if bytes.len() > target.len() {
        let (given, wanted) = (bytes.len(), target.len());
        let message = format!("read() returned too much data: {wanted} bytes requested, {given} returned");
        return Err(err!(thread, ValueError, "{message}"));
    }
    // SAFETY: asked for with WRITABLE; nothing runs during the copy.
    unsafe { target.as_mut_slice()[..bytes.len()].copy_from_slice(bytes) };
    Ok(int::from_usize(bytes.len()))
}

/// Sets offsets that all classes of files share.
pub fn prepare<T: Builtin>() {
    let ty = type_of::<T>();
    ty.dict_offset.set(16);
    ty.weaklist_offset.set(1);
}

macro_rules! refuse {
    ($builder:expr, $($signature:literal $name:literal),*) => {{
        let builder = $builder;
        $(let builder = builder.method($signature, |thread, _| Err(unsupported(thread, $name)), "Not supported by this file.");)*
        builder
    }};
}

fn described<T: Builtin>(name: &'static str, base: &'static Type) -> TypeBuilder {
    prepare::<T>();
    TypeBuilder::new::<T>(name, Some(base))
        .module("_io")
        .flags(flags::BASETYPE)
        .container(IoBase::visit, Some(IoBase::clear_object))
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    let builder = described::<IoBase>("_IOBase", object)
        .doc("What every file has.")
        .slots(|s| {
            s.new.set(Some(|_, ty, _| new_base::<IoBase>(ty, |base| base)));
            s.init.set(Some(accept_all));
            s.iter.set(Some(base_iter));
            s.next.set(Some(base_next));
            s.finalize.set(Some(finalize));
        })
        .getset("__dict__", ladon_vm::types::object::get_dict, Some(ladon_vm::types::object::set_dict), "")
        .getter("closed", base_closed, "Whether the file is closed.")
        .method("close(self, /)", base_close, "Flush and close the file.")
        .method("flush(self, /)", base_flush, "Write what is buffered.")
        .method("tell(self, /)", base_tell, "Return the position in the file.")
        .method("isatty(self, /)", base_isatty, "Return whether the file is a terminal.")
        .method("seekable(self, /)", |_, _| Ok(Value::bool(false)), "Return whether seek() works.")
        .method("readable(self, /)", |_, _| Ok(Value::bool(false)), "Return whether the file can be read.")
        .method("writable(self, /)", |_, _| Ok(Value::bool(false)), "Return whether the file can be written.")
        .method("__enter__(self, /)", base_enter, "")
        .raw_method(
            "__exit__(self, /, *args)",
            |thread, args| base_exit(thread, Bound(&[args.values.first().cloned()])),
            "",
        )
        .method("readline(self, size=-1, /)", base_readline, "Read a line.")
        .method("readlines(self, hint=-1, /)", base_readlines, "Read all lines, or as many as make up hint bytes.")
        .method("writelines(self, lines, /)", base_writelines, "Write a sequence of lines.")
        .method(
            "_checkClosed(self, msg=None, /)",
            |thread, args| {
                check_closed(thread, args.value(0))?;
                Ok(Value::none())
            },
            "",
        )
        .method(
            "_checkSeekable(self, msg=None, /)",
            |thread, args| check_able(thread, args.value(0), "seekable", "File or stream is not seekable."),
            "",
        )
        .method(
            "_checkReadable(self, msg=None, /)",
            |thread, args| check_able(thread, args.value(0), "readable", "File or stream is not readable."),
            "",
        )
        .method(
            "_checkWritable(self, msg=None, /)",
            |thread, args| check_able(thread, args.value(0), "writable", "File or stream is not writable."),
            "",
        );
    refuse!(builder, "seek(self, offset, whence=0, /)" "seek", "truncate(self, size=None, /)" "truncate", "fileno(self, /)" "fileno")
        .finish();
    let base = IoBase::type_object();
    let builder = described::<RawIoBase>("_RawIOBase", base)
        .doc("Files without a buffer.")
        .slots(|s| s.new.set(Some(|_, ty, _| new_base::<RawIoBase>(ty, RawIoBase))))
        .method("read(self, size=-1, /)", raw_read, "Read up to size bytes.")
        .method("readall(self, /)", raw_readall, "Read until the end.");
    refuse!(builder, "readinto(self, buffer, /)" "readinto", "write(self, data, /)" "write").finish();
    let builder = described::<BufferedIoBase>("_BufferedIOBase", base)
        .doc("Files with a buffer.")
        .slots(|s| s.new.set(Some(|_, ty, _| new_base::<BufferedIoBase>(ty, BufferedIoBase))))
        .method("readinto(self, buffer, /)", |thread, args| readinto_by(thread, args, "read"), "Read into a buffer.")
        .method("readinto1(self, buffer, /)", |thread, args| readinto_by(thread, args, "read1"), "Read into a buffer.");
    refuse!(builder, "read(self, size=-1, /)" "read", "read1(self, size=-1, /)" "read1", "write(self, data, /)" "write", "detach(self, /)" "detach")
        .finish();
    let builder = described::<TextIoBase>("_TextIOBase", base)
        .doc("Files of text.")
        .slots(|s| s.new.set(Some(|_, ty, _| new_base::<TextIoBase>(ty, TextIoBase))))
        .getter("encoding", |_, _| Ok(or_none(None)), "The encoding of the file.")
        .getter("newlines", |_, _| Ok(or_none(None)), "The kinds of line ends seen so far.")
        .getter("errors", |_, _| Ok(or_none(None)), "The error handler of the encoding.");
    refuse!(builder, "read(self, size=-1, /)" "read", "readline(self, size=-1, /)" "readline", "write(self, data, /)" "write", "detach(self, /)" "detach")
        .finish();
}
