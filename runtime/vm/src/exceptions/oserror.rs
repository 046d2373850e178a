//! OSError: errno chooses the class; file names and the count of written characters.

use super::init::{args_of, base_exception_str, no_keywords, or_none, reduce_with_args, store_args, this};
use super::{BaseExceptionObject, BlockingIOError, OSError};
use crate::err;
use crate::exceptions;
use crate::object::{number, repr};
use crate::raise::PyResult;
use crate::slot_is;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::{Str, Tuple, Type, int};
use crate::value::Value;

const ERRNO: usize = 0;
const STRERROR: usize = 1;
const FILENAME: usize = 2;
const FILENAME2: usize = 3;
const WRITTEN: usize = 4;

pub(super) fn customize(builder: TypeBuilder) -> TypeBuilder {
    builder
        .slots(|s| {
            s.new.set(Some(os_error_new));
            s.init.set(Some(os_error_init));
            s.str.set(Some(os_error_str));
        })
        .method("__reduce__(self, /)", os_error_reduce, "Help for pickle.")
        .getset("characters_written", get_written, Some(set_written), "Characters written before the call blocked.")
}

/// The class for an error number, if there is a special one.
pub fn class_for_errno(errno: i64) -> Option<&'static Type> {
    let errno = i32::try_from(errno).ok()?;
    if errno == libc::EAGAIN || errno == libc::EWOULDBLOCK {
        return Some(&exceptions::BlockingIOError);
    }
    Some(match errno {
        libc::EALREADY | libc::EINPROGRESS => &exceptions::BlockingIOError,
        libc::EPIPE | libc::ESHUTDOWN => &exceptions::BrokenPipeError,
        libc::ECHILD => &exceptions::ChildProcessError,
        libc::ECONNABORTED => &exceptions::ConnectionAbortedError,
        libc::ECONNREFUSED => &exceptions::ConnectionRefusedError,
        libc::ECONNRESET => &exceptions::ConnectionResetError,
        libc::EEXIST => &exceptions::FileExistsError,
        libc::ENOENT => &exceptions::FileNotFoundError,
        libc::EISDIR => &exceptions::IsADirectoryError,
        libc::ENOTDIR => &exceptions::NotADirectoryError,
        libc::EINTR => &exceptions::InterruptedError,
        libc::EACCES | libc::EPERM => &exceptions::PermissionError,
        libc::ESRCH => &exceptions::ProcessLookupError,
        libc::ETIMEDOUT => &exceptions::TimeoutError,
        _ => return None,
    })
}

/// Whether `__init__` reads the arguments: for classes that have their own `__init__` and the inherited `__new__`.
fn init_reads(class: &Type) -> bool {
    !slot_is!(class.slots.init, os_error_init as InitFn) && slot_is!(class.slots.new, os_error_new as NewFn)
}

fn os_error_new(thread: &ThreadState, class: &Type, args: Args<'_>) -> PyResult<Value> {
    if init_reads(class) {
        let empty = Tuple::new(Vec::new());
        return Ok(BaseExceptionObject::new_in(class, empty).into_value());
    }
    no_keywords(thread, class, args)?;
    let args = args.positionals();
    let mut class = class;
    if class.is(&OSError) && (2..=5).contains(&args.len()) {
        class = int::as_i64(&args[0]).and_then(class_for_errno).unwrap_or(class);
    }
    let exception = BaseExceptionObject::new_in(class, Tuple::from_slice(args)?);
    fill(&exception, class, args);
    Ok(exception.into_value())
}

fn os_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let class = value.type_of();
    if !init_reads(class) {
        return Ok(());
    }
    no_keywords(thread, class, args)?;
    let exception = this(thread, value)?;
    store_args(exception, args.positionals())?;
    fill(exception, class, args.positionals());
    Ok(())
}

/// Sorts `(errno, strerror[, filename[, winerror[, filename2]]])` into the fields.
pub(super) fn fill(exception: &BaseExceptionObject, class: &Type, args: &[Value]) {
    if !(2..=5).contains(&args.len()) {
        return;
    }
    exception.set_field(ERRNO, Some(args[0].clone()));
    exception.set_field(STRERROR, Some(args[1].clone()));
    let Some(filename) = args.get(2).filter(|name| !name.is_none()) else { return };
    if class.is(&BlockingIOError) && int::core::is_int(filename) {
        exception.set_field(WRITTEN, Some(filename.clone()));
        return;
    }
    exception.set_field(FILENAME, Some(filename.clone()));
    exception.set_field(FILENAME2, args.get(4).filter(|name| !name.is_none()).cloned());
    // For compatibility file names do not stand in `args`.
    exception.args.set(Some(Tuple::new(args[..2].to_vec())));
}

fn os_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exception = this(thread, value)?;
    let (errno, strerror) = (exception.field(ERRNO), exception.field(STRERROR));
    let filename = exception.field(FILENAME);
    if filename.is_none() && (errno.is_none() || strerror.is_none()) {
        return base_exception_str(thread, value);
    }
    let mut text = b"[Errno ".to_vec();
    text.extend_from_slice(repr::str(thread, &or_none(errno))?.as_bytes());
    text.extend_from_slice(b"] ");
    text.extend_from_slice(repr::str(thread, &or_none(strerror))?.as_bytes());
    if let Some(filename) = filename {
        text.extend_from_slice(b": ");
        text.extend_from_slice(repr::repr(thread, &filename)?.as_bytes());
        if let Some(second) = exception.field(FILENAME2) {
            text.extend_from_slice(b" -> ");
            text.extend_from_slice(repr::repr(thread, &second)?.as_bytes());
        }
    }
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn os_error_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let exception = this(thread, value)?;
    let args = args_of(exception);
    let (Some(filename), [errno, strerror]) = (exception.field(FILENAME), args.as_slice()) else {
        return reduce_with_args(value, args.into_value());
    };
    let mut items = vec![errno.clone(), strerror.clone(), filename];
    if let Some(second) = exception.field(FILENAME2) {
        items.extend([Value::none(), second]);
    }
    reduce_with_args(value, Tuple::try_from_vec(items)?.into_value())
}

fn get_written(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match this(thread, value)?.field(WRITTEN) {
        Some(written) => Ok(written),
        None => Err(err!(thread, AttributeError, "characters_written")),
    }
}

fn set_written(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let exception = this(thread, value)?;
    match new {
        Some(new) => {
            let written = number::to_isize(thread, new)?;
            exception.set_field(WRITTEN, Some(int::from_i64(written as i64)));
        }
        None => {
            get_written(thread, value)?;
            exception.set_field(WRITTEN, None);
        }
    }
    Ok(())
}
