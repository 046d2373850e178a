//! `bytesobject.h`

use crate::arguments::{slice, store};
use crate::boundary::{Borrowed, New, Nothing, Plain, Status, Stolen, Text, bad_internal_call, into_object};
use crate::capi;
use crate::layout::{Py_ssize_t, PyObject};
use ladon_vm::codecs::escape;
use ladon_vm::err;
use ladon_vm::object::{buffer, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::bytes::{Bytes, access, new};
use ladon_vm::value::{Ref, Value};
use std::ffi::{c_char, c_int};
use std::ptr::{self, NonNull};

fn expect_bytes<'a>(thread: &ThreadState, object: &'a Value) -> PyResult<&'a Bytes> {
    object
        .downcast::<Bytes>()
        .ok_or_else(|| err!(thread, TypeError, "expected bytes, {} found", object.type_of().short_name()))
}

/// Replaces the object at `place` by itself with `tail` behind; by NULL when that fails.
///
/// # Safety
/// `place` holds NULL or an owned reference.
unsafe fn concat(thread: &ThreadState, place: *mut *mut PyObject, tail: Option<&Value>) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let Some(head) = NonNull::new(unsafe { ptr::replace(place, ptr::null_mut()) }) else { return Ok(()) };
    // SAFETY: B3: the reference is ours now.
    let head = unsafe { Value::from_owned_ptr(head) };
    let Some(tail) = tail else { return Ok(()) };
    if head.downcast::<Bytes>().is_none() {
        return Err(bad_internal_call(thread));
    }
    let made = access::bytes_concat(thread, &head, tail)?;
    // SAFETY: the caller's promise.
    unsafe { place.write(into_object(thread, made).as_ptr()) };
    Ok(())
}

capi! {
    fn PyBytes_FromStringAndSize(thread, text: *const c_char, size: Py_ssize_t) -> New {
        let Ok(size) = usize::try_from(size) else {
            return Err(err!(thread, SystemError, "Negative size passed to PyBytes_FromStringAndSize"));
        };
        if text.is_null() {
            return Ok(Bytes::with_len(size, |_| {})?);
        }
        // SAFETY: B3.
        Ok(Bytes::from_slice(unsafe { slice(text.cast(), size) })?)
    }

    fn PyBytes_FromString(_thread, text: Text) -> New { Ok(Bytes::from_slice(text.bytes())?) }

    fn PyBytes_FromObject(thread, object: Option<Borrowed>) -> New {
        let Some(object) = object else { return Err(bad_internal_call(thread)) };
        if object.is_exact::<Bytes>() {
            return Ok(object.owned());
        }
        if number::has_index(&object) && !buffer::has_buffer(&object) && !ladon_vm::object::iter::is_iterable(&object) {
            let name = object.type_of().short_name();
            return Err(err!(thread, TypeError, "cannot convert '{name}' object to bytes"));
        }
        Ok(Bytes::from_slice(&new::from_object(thread, &object, "bytes")?)?.into_value())
    }

    fn PyBytes_Size(thread, object: Borrowed) -> Plain<isize> { Ok(expect_bytes(thread, &object)?.len() as isize) }

    fn PyBytes_AsString(thread, object: Borrowed) -> Plain<*mut c_char> {
        Ok(expect_bytes(thread, &object)?.data_ptr().as_ptr().cast())
    }

    fn PyBytes_AsStringAndSize(
        thread, object: Borrowed, text: *mut *mut c_char, size: *mut Py_ssize_t,
    ) -> Status {
        if text.is_null() {
            return Err(bad_internal_call(thread));
        }
        let bytes = expect_bytes(thread, &object)?;
        // SAFETY: B3.
        unsafe {
            text.write(bytes.data_ptr().as_ptr().cast());
            store(size, bytes.len() as isize);
        }
        if size.is_null() && bytes.as_slice().contains(&0) {
            return Err(err!(thread, ValueError, "embedded null byte"));
        }
        Ok(())
    }

    fn PyBytes_Concat(thread, place: *mut *mut PyObject, tail: Option<Borrowed>) -> Nothing {
        // SAFETY: B3.
        unsafe { concat(thread, place, tail.as_ref().map(Borrowed::value)) }
    }

    fn PyBytes_ConcatAndDel(thread, place: *mut *mut PyObject, tail: Option<Stolen>) -> Nothing {
        // SAFETY: B3.
        unsafe { concat(thread, place, tail.as_ref().map(|tail| &tail.0)) }
    }

    fn PyBytes_Repr(thread, object: Borrowed, smart_quotes: c_int) -> New {
        let bytes = expect_bytes(thread, &object)?.as_slice();
        let mut out = Vec::new();
        if smart_quotes != 0 {
            access::push_repr(&mut out, bytes, false)?;
        } else {
            access::push_quoted(&mut out, bytes, b'\'', false)?;
        }
        Ok(Str::try_from_wtf8(&out)?)
    }

    fn PyBytes_DecodeEscape(
        thread, text: *const c_char, size: Py_ssize_t, errors: Option<Text>, _unicode: Py_ssize_t,
        _recode: Option<Text>,
    ) -> New {
        // SAFETY: B3.
        let bytes = unsafe { slice(text.cast(), size.max(0) as usize) };
        let errors = errors.map_or_else(|| String::from("strict"), |errors| errors.lossy());
        let made: Ref<Bytes> = Bytes::from_slice(&escape::decode_bytes(thread, bytes, &errors)?)?;
        Ok(made)
    }
}
