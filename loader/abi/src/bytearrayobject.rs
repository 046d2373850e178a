//! `bytearrayobject.h`

use crate::arguments::{Is, slice};
use crate::boundary::{Borrowed, New, Plain, Status};
use crate::capi;
use crate::layout::Py_ssize_t;
use ladon_vm::err;
use ladon_vm::object::{buffer, call};
use ladon_vm::types::bytes::{ByteArray, bytearray_type};
use std::ffi::c_char;

capi! {
    fn PyByteArray_FromObject(thread, object: Borrowed) -> New {
        call::positional(thread, &bytearray_type().as_value(), &[object.owned()])
    }

    fn PyByteArray_FromStringAndSize(thread, text: *const c_char, size: Py_ssize_t) -> New {
        let Ok(size) = usize::try_from(size) else {
            return Err(err!(thread, SystemError, "Negative size passed to PyByteArray_FromStringAndSize"));
        };
        if text.is_null() {
            let array = ByteArray::from_slice(&[])?;
            array.resize(thread, size)?;
            return Ok(array);
        }
        // SAFETY: B3.
        Ok(ByteArray::from_slice(unsafe { slice(text.cast(), size) })?)
    }

    fn PyByteArray_Size(_thread, array: Is<ByteArray>) -> Plain<isize> { Ok(array.len() as isize) }

    fn PyByteArray_AsString(_thread, array: Is<ByteArray>) -> Plain<*mut c_char> {
        Ok(array.c_data_ptr()?.as_ptr().cast())
    }

    fn PyByteArray_Resize(thread, array: Is<ByteArray>, size: Py_ssize_t) -> Status {
        let Ok(size) = usize::try_from(size) else {
            return Err(err!(thread, ValueError, "Can only resize to positive sizes, got {size}"));
        };
        array.resize(thread, size)
    }

    fn PyByteArray_Concat(thread, first: Borrowed, second: Borrowed) -> New {
        if !buffer::has_buffer(&first) || !buffer::has_buffer(&second) {
            let (first, second) = (first.type_of().short_name(), second.type_of().short_name());
            return Err(err!(thread, TypeError, "can't concat {second} to {first}"));
        }
        let mut bytes = buffer::bytes_like(thread, &first)?.to_vec(thread)?;
        bytes.extend(buffer::bytes_like(thread, &second)?.to_vec(thread)?);
        Ok(ByteArray::from_slice(&bytes)?)
    }
}
