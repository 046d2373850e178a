//! `fileobject.h`

use crate::boundary::{Borrowed, New, Plain, Status, Text};
use crate::capi;
use ladon_vm::err;
use ladon_vm::object::{attr, call, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::str::make;
use ladon_vm::types::{Str, int};
use ladon_vm::value::Value;
use ladon_vm::{exceptions, import, warnings};
use std::ffi::c_int;

/// `Py_PRINT_RAW`: `str()` instead of `repr()`.
const RAW: c_int = 1;

fn write(thread: &ThreadState, file: &Value, text: Value) -> PyResult<()> {
    let write = attr::get_name(thread, file, "write")?;
    call::positional(thread, &write, &[text])?;
    Ok(())
}

fn without_newline(thread: &ThreadState, line: Value) -> PyResult<Value> {
    let at_end = || err!(thread, EOFError, "EOF when reading a line");
    if let Some(text) = line.downcast::<Str>() {
        return match text.as_bytes() {
            [] => Err(at_end()),
            [.., b'\n'] => make::part(text, 0, text.byte_len() - 1),
            _ => Ok(line),
        };
    }
    match line.downcast::<Bytes>().map(Bytes::as_slice) {
        Some([]) => Err(at_end()),
        Some([rest @ .., b'\n']) => Ok(Bytes::from_slice(rest)?.into_value()),
        _ => Ok(line),
    }
}

fn descriptor(thread: &ThreadState, object: &Value) -> PyResult<i32> {
    let number = if int::core::is_int(object) {
        if object.is_true() || object.is_false() {
            warnings::warn(thread, &exceptions::RuntimeWarning, "bool is used as a file descriptor", 1)?;
        }
        object.clone()
    } else {
        let name = crate::arguments::intern(thread, "fileno")?;
        let Some(method) = attr::get_optional(thread, object, &name)? else {
            return Err(err!(thread, TypeError, "argument must be an int, or have a fileno() method."));
        };
        let number = call::positional(thread, &method, &[])?;
        if !int::core::is_int(&number) {
            return Err(err!(thread, TypeError, "fileno() returned a non-integer"));
        }
        number
    };
    let Some(number) = int::as_i64(&number).and_then(|number| i32::try_from(number).ok()) else {
        return Err(err!(thread, OverflowError, "Python int too large to convert to C int"));
    };
    if number < 0 {
        return Err(err!(thread, ValueError, "file descriptor cannot be a negative integer ({number})"));
    }
    Ok(number)
}

fn text_or_none(thread: &ThreadState, text: Option<Text>) -> PyResult<Value> {
    text.map_or(Ok(Value::none()), |text| Ok(text.to_str(thread)?.into_value()))
}

capi! {
    fn PyFile_FromFd(
        thread, fd: c_int, _name: Option<Text>, mode: Option<Text>, buffering: c_int, encoding: Option<Text>,
        errors: Option<Text>, newline: Option<Text>, close: c_int,
    ) -> New {
        let args = [
            int::from_i64(i64::from(fd)),
            text_or_none(thread, mode)?,
            int::from_i64(i64::from(buffering)),
            text_or_none(thread, encoding)?,
            text_or_none(thread, errors)?,
            text_or_none(thread, newline)?,
            Value::bool(close != 0),
        ];
        let open = import::import_attribute(thread, "io", "open")?;
        call::positional(thread, &open, &args)
    }

    fn PyFile_GetLine(thread, file: Borrowed, limit: c_int) -> New {
        let read = attr::get_name(thread, &file, "readline")?;
        let args: &[Value] = if limit > 0 { &[int::from_i64(i64::from(limit))] } else { &[] };
        let line = call::positional(thread, &read, args)?;
        if line.downcast::<Str>().is_none() && line.downcast::<Bytes>().is_none() {
            return Err(err!(thread, TypeError, "object.readline() returned non-string"));
        }
        if limit < 0 { without_newline(thread, line) } else { Ok(line) }
    }

    fn PyFile_WriteObject(thread, object: Borrowed, file: Option<Borrowed>, flags: c_int) -> Status {
        let Some(file) = file else { return Err(err!(thread, TypeError, "writeobject with NULL file")) };
        let method = attr::get_name(thread, &file, "write")?;
        let text = if flags & RAW != 0 { repr::str(thread, &object)? } else { repr::repr(thread, &object)? };
        call::positional(thread, &method, &[text.into_value()])?;
        Ok(())
    }

    fn PyFile_WriteString(thread, text: Text, file: Option<Borrowed>) -> Status {
        if let Some(raised) = thread.pending() {
            return Err(raised);
        }
        let Some(file) = file else { return Err(err!(thread, SystemError, "null file for PyFile_WriteString")) };
        write(thread, &file, text.to_str(thread)?.into_value())
    }

    fn PyObject_AsFileDescriptor(thread, object: Borrowed) -> Plain<i32> { descriptor(thread, &object) }
}
