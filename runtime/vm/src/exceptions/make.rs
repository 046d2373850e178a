//! Exceptions that Rust code raises with more than a message.

use super::{BaseExceptionObject, new_with_args};
use crate::exceptions;
use crate::raise::Raised;
use crate::thread::ThreadState;
use crate::types::{Str, Tuple, Type, int};
use crate::value::{Ref, Value};
use ladon_compiler::{ErrorKind, SyntaxError};
use std::ffi::CStr;

fn text(text: &str) -> Value {
    Str::try_new(text).unwrap_or_else(|_| Str::new("(text too long)")).into_value()
}

fn option(value: Option<&str>) -> Option<Value> {
    value.map(text)
}

/// What the system calls an error number.
pub fn strerror(errno: i32) -> String {
    let mut buffer = [0 as libc::c_char; 256];
    // SAFETY: the XSI function writes at most `len` bytes and a NUL; the buffer was zeroed.
    let message = unsafe {
        libc::strerror_r(errno, buffer.as_mut_ptr(), buffer.len() - 1);
        CStr::from_ptr(buffer.as_ptr())
    };
    message.to_string_lossy().into_owned()
}

/// OSError (or the class for this `errno`) with the system's text; `filename` a `str`, `bytes` or int.
#[cold]
pub fn os_error(thread: &ThreadState, errno: i32, filename: Option<&Value>) -> Raised {
    os_error_pair(thread, errno, filename, None)
}

/// As [`os_error`] for calls with two file names.
#[cold]
pub fn os_error_pair(thread: &ThreadState, errno: i32, filename: Option<&Value>, second: Option<&Value>) -> Raised {
    let class = exceptions::oserror::class_for_errno(i64::from(errno)).unwrap_or(&exceptions::OSError);
    let mut args = vec![int::from_i64(i64::from(errno)), text(&strerror(errno))];
    args.extend(filename.cloned());
    if let (Some(_), Some(second)) = (filename, second) {
        args.extend([Value::none(), second.clone()]);
    }
    thread.raise(new_with_args(class, args).into_value())
}

/// OSError for a failed operation of `std`.
#[cold]
pub fn io_error(thread: &ThreadState, error: &std::io::Error, filename: Option<&Value>) -> Raised {
    match error.raw_os_error() {
        Some(errno) => os_error(thread, errno, filename),
        None => thread.error(&exceptions::OSError, error.to_string()),
    }
}

fn with_fields(class: &Type, args: Vec<Value>, fields: &[(usize, Option<Value>)]) -> Value {
    let exception = new_with_args(class, args);
    for (index, value) in fields {
        exception.set_field(*index, value.clone());
    }
    exception.into_value()
}

/// ImportError or a class derived from it, with `name` and `path`.
#[cold]
pub fn import_error(
    thread: &ThreadState,
    class: &Type,
    message: &str,
    name: Option<&Value>,
    path: Option<&Value>,
) -> Raised {
    let fields = [(1, name.cloned()), (2, path.cloned())];
    thread.raise(with_fields(class, vec![text(message)], &fields))
}

/// ImportError of `from module import name_from`, which may suggest another name when it is shown.
#[cold]
pub fn import_from_error(
    thread: &ThreadState,
    message: &str,
    module: Option<&Value>,
    path: Option<&Value>,
    name_from: &Value,
) -> Raised {
    let fields = [(1, module.cloned()), (2, path.cloned()), (3, Some(name_from.clone()))];
    thread.raise(with_fields(&exceptions::ImportError, vec![text(message)], &fields))
}

/// AttributeError with `name` and `obj`.
#[cold]
pub fn attribute_error(thread: &ThreadState, message: &str, obj: &Value, name: &str) -> Raised {
    let fields = [(0, option(Some(name))), (1, Some(obj.clone()))];
    thread.raise(with_fields(&exceptions::AttributeError, vec![text(message)], &fields))
}

/// NameError or UnboundLocalError with `name`.
#[cold]
pub fn name_error(thread: &ThreadState, class: &Type, message: &str, name: &str) -> Raised {
    thread.raise(with_fields(class, vec![text(message)], &[(0, option(Some(name)))]))
}

/// KeyError with the key as its argument.
#[cold]
pub fn key_error(thread: &ThreadState, key: &Value) -> Raised {
    let args = Tuple::new(vec![key.clone()]);
    thread.raise(BaseExceptionObject::new_in(&exceptions::KeyError, args).into_value())
}

/// StopIteration with a value; `None` gives it no argument.
#[cold]
pub fn stop_iteration(thread: &ThreadState, value: Value) -> Raised {
    let args = if value.is_none() { Vec::new() } else { vec![value] };
    thread.raise(new_with_args(&exceptions::StopIteration, args).into_value())
}

/// UnicodeDecodeError; `object` is a `bytes`.
#[cold]
pub fn unicode_decode_error(
    thread: &ThreadState,
    encoding: &str,
    object: &Value,
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    let args = vec![text(encoding), object.clone(), int::from_usize(start), int::from_usize(end), text(reason)];
    thread.raise(new_with_args(&exceptions::UnicodeDecodeError, args).into_value())
}

/// UnicodeEncodeError; `object` is a `str`.
#[cold]
pub fn unicode_encode_error(
    thread: &ThreadState,
    encoding: &str,
    object: &Value,
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    let args = vec![text(encoding), object.clone(), int::from_usize(start), int::from_usize(end), text(reason)];
    thread.raise(new_with_args(&exceptions::UnicodeEncodeError, args).into_value())
}

/// The exception for a source that the compiler rejected; `filename` as given to it.
#[cold]
pub fn syntax_error(thread: &ThreadState, error: &SyntaxError, filename: &str) -> Raised {
    let class: &'static Type = match error.kind {
        ErrorKind::Syntax => &exceptions::SyntaxError,
        ErrorKind::Indentation => &exceptions::IndentationError,
        ErrorKind::Tab => &exceptions::TabError,
        ErrorKind::Recursion => return thread.error(&exceptions::RecursionError, &error.message),
        ErrorKind::Value => return thread.error(&exceptions::ValueError, &error.message),
    };
    let number = |n: u32| if n == 0 { Value::none() } else { int::from_i64(i64::from(n)) };
    let details = Tuple::new(vec![
        text(filename),
        number(error.line),
        number(error.col),
        option(error.text.as_deref()).unwrap_or_else(Value::none),
        number(error.end_line),
        number(error.end_col),
    ]);
    let args = vec![text(&error.message), details.into_value()];
    thread.raise(new_with_args(class, args).into_value())
}

/// A new reference to the fields of the pending exception, for code that adds to it (`raise … from`, notes).
pub fn fields_of(exception: &Value) -> Option<Ref<BaseExceptionObject>> {
    exception.downcast::<BaseExceptionObject>().map(Ref::of)
}
