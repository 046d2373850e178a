//! `pybuffer.h`, and the old buffer functions of `abstract.h`.

use crate::boundary::{Borrowed, Flag, Nothing, Plain, Status, Text, bad_internal_call};
use crate::capi;
use crate::layout::{Py_ssize_t, PyBuffer};
use crate::ownership;
use ladon_vm::err;
use ladon_vm::object::{buffer, call, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::memoryview::Layout;
use ladon_vm::value::Value;
use std::ffi::{c_char, c_int, c_void};
use std::ptr;

/// `PyBUF_READ` and `PyBUF_WRITE`: for `PyMemoryView_FromMemory` only.
const READ: c_int = 0x100;
const WRITE: c_int = 0x200;

/// Fills in a buffer of C's.
///
/// # Safety
/// `view` is writable; what it holds before counts as garbage.
unsafe fn get(thread: &ThreadState, object: &Value, view: *mut PyBuffer, flags: c_int) -> PyResult<()> {
    // SAFETY: the caller's promise.
    let view = unsafe {
        view.write(PyBuffer::empty());
        &mut *view
    };
    match object.type_of().slots.get_buffer.get() {
        Some(get_buffer) => get_buffer(thread, object, view, flags),
        None => Err(buffer::not_bytes_like(thread, object)),
    }
}

/// Gives a buffer back to its exporter, in its own interpreter only.
fn release(thread: &ThreadState, view: &mut PyBuffer) {
    let Some(owner) = view.obj.as_ref().and_then(Value::as_ptr) else { return };
    match ownership::check(thread, owner, "PyBuffer_Release") {
        Ok(()) => buffer::release(view),
        Err(raised) => {
            drop(thread.take_raised(raised));
            std::mem::forget(view.obj.take());
            ownership::release_foreign(thread, owner, "PyBuffer_Release");
        }
    }
}

fn is_contiguous(view: &PyBuffer, order: u8) -> bool {
    let layout = Layout::of(view);
    match order {
        b'C' => layout.is_c_contiguous(),
        b'F' => layout.is_f_contiguous(),
        b'A' => layout.is_c_contiguous() || layout.is_f_contiguous(),
        _ => false,
    }
}

/// Calls `each` with the address of every item, in the order asked for.
fn for_each(view: &PyBuffer, order: u8, each: &mut dyn FnMut(*mut u8)) {
    let layout = Layout::of(view);
    let fortran = order == b'F' || (order == b'A' && layout.is_f_contiguous() && !layout.is_c_contiguous());
    if fortran { layout.for_each_fortran(each) } else { layout.for_each(each) }
}

/// Copies between the items of a buffer and contiguous memory.
///
/// # Safety
/// `len` bytes are valid at `flat`, and the buffer has items of at least as many.
unsafe fn copy(view: &PyBuffer, flat: *mut u8, len: usize, order: u8, to_flat: bool) {
    let itemsize = view.itemsize.max(0) as usize;
    let mut done = 0;
    for_each(view, order, &mut |item| {
        let size = itemsize.min(len - done);
        // SAFETY: within both, by the caller's promise and the exporter's layout.
        unsafe {
            let place = flat.add(done);
            let (from, to) = if to_flat { (item, place) } else { (place, item) };
            ptr::copy(from, to, size);
        }
        done += size;
    });
}

/// What the functions from before PEP 3118 do: the memory stays valid only as long as the object is left alone.
///
/// # Safety
/// The pointers are NULL or writable.
unsafe fn old_style(
    thread: &ThreadState,
    object: &Option<Borrowed>,
    data: *mut *mut c_void,
    len: *mut Py_ssize_t,
    flags: i32,
) -> PyResult<()> {
    let Some(object) = object.as_ref().filter(|_| !data.is_null() && !len.is_null()) else {
        return Err(crate::boundary::null_argument(thread));
    };
    let lease = match buffer::Lease::get(thread, object, flags) {
        Err(raised) if flags & buffer::WRITABLE != 0 => {
            drop(thread.take_raised(raised));
            return Err(err!(thread, TypeError, "expected a writable bytes-like object"));
        }
        lease => lease?,
    };
    // SAFETY: the caller's promise.
    unsafe {
        data.write(lease.raw().buf);
        len.write(lease.raw().len);
    }
    Ok(())
}

capi! {
    fn PyObject_CheckBuffer(_thread, object: Borrowed) -> Flag { Ok(buffer::has_buffer(&object)) }

    fn PyObject_GetBuffer(thread, object: Borrowed, view: *mut PyBuffer, flags: c_int) -> Status {
        if flags == READ || flags == WRITE {
            return Err(bad_internal_call(thread));
        }
        // SAFETY: B3.
        unsafe { get(thread, &object, view, flags) }
    }

    fn PyBuffer_Release(thread, view: *mut PyBuffer) -> Nothing {
        // SAFETY: B3.
        if let Some(view) = unsafe { view.as_mut() } {
            release(thread, view);
        }
        Ok(())
    }

    fn PyBuffer_GetPointer(_thread, view: *const PyBuffer, indices: *const Py_ssize_t) -> Plain<*mut c_void> {
        // SAFETY: B3: as many indices as dimensions.
        let (view, indices) = unsafe { (&*view, std::slice::from_raw_parts(indices, (*view).ndim.max(0) as usize)) };
        Ok(Layout::of(view).at(indices).cast())
    }

    fn PyBuffer_SizeFromFormat(thread, format: Option<Text>) -> Plain<isize> {
        let format = format.map_or(Str::try_new("B").map_err(Into::into), |format| format.to_str(thread))?;
        let calcsize = ladon_vm::import::import_attribute(thread, "struct", "calcsize")?;
        number::to_isize(thread, &call::positional(thread, &calcsize, &[format.into_value()])?)
    }

    fn PyBuffer_ToContiguous(thread, flat: *mut c_void, view: *const PyBuffer, len: Py_ssize_t, order: c_char) -> Status {
        // SAFETY: B3.
        let view = unsafe { &*view };
        if len != view.len {
            return Err(err!(thread, ValueError, "PyBuffer_ToContiguous: len != view->len"));
        }
        // SAFETY: B3.
        unsafe { copy(view, flat.cast(), len.max(0) as usize, order as u8, true) };
        Ok(())
    }

    fn PyBuffer_FromContiguous(
        _thread, view: *const PyBuffer, flat: *const c_void, len: Py_ssize_t, order: c_char,
    ) -> Status {
        // SAFETY: B3.
        let view = unsafe { &*view };
        let len = len.clamp(0, view.len.max(0)) as usize;
        // SAFETY: B3.
        unsafe { copy(view, flat.cast_mut().cast(), len, order as u8, false) };
        Ok(())
    }

    fn PyObject_CopyData(thread, target: Borrowed, source: Borrowed) -> Status {
        if !buffer::has_buffer(&target) || !buffer::has_buffer(&source) {
            return Err(err!(thread, TypeError, "both destination and source must be bytes-like objects"));
        }
        let target = buffer::Lease::get(thread, &target, buffer::FULL)?;
        let source = buffer::Lease::get(thread, &source, buffer::FULL_RO)?;
        if target.raw().len < source.raw().len {
            return Err(err!(thread, BufferError, "destination is too small to receive data from source"));
        }
        let mut bytes = Layout::of(source.raw()).bytes();
        // SAFETY: the target has at least as many bytes.
        unsafe { copy(target.raw(), bytes.as_mut_ptr(), bytes.len(), b'C', false) };
        Ok(())
    }

    fn PyBuffer_IsContiguous(_thread, view: *const PyBuffer, order: c_char) -> Flag {
        // SAFETY: B3.
        Ok(is_contiguous(unsafe { &*view }, order as u8))
    }

    fn PyBuffer_FillContiguousStrides(
        _thread, ndim: c_int, shape: *mut Py_ssize_t, strides: *mut Py_ssize_t, itemsize: c_int, order: c_char,
    ) -> Nothing {
        let ndim = ndim.max(0) as usize;
        // SAFETY: B3.
        let (shape, strides) = unsafe {
            (std::slice::from_raw_parts(shape, ndim), std::slice::from_raw_parts_mut(strides, ndim))
        };
        let mut stride = itemsize as isize;
        for at in 0..ndim {
            let dimension = if order as u8 == b'F' { at } else { ndim - 1 - at };
            strides[dimension] = stride;
            stride = stride.saturating_mul(shape[dimension]);
        }
        Ok(())
    }

    fn PyBuffer_FillInfo(
        thread, view: *mut PyBuffer, object: Option<Borrowed>, data: *mut c_void, len: Py_ssize_t, readonly: c_int,
        flags: c_int,
    ) -> Status {
        if view.is_null() {
            return Err(err!(thread, BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete"));
        }
        if flags == READ || flags == WRITE {
            return Err(bad_internal_call(thread));
        }
        // SAFETY: B3; what it held before is garbage.
        let view = unsafe {
            view.write(PyBuffer::empty());
            &mut *view
        };
        let owner = object.as_ref().map(Borrowed::value);
        buffer::fill_info(thread, view, owner, data.cast(), len.max(0) as usize, readonly != 0, flags)
    }

    fn PyObject_AsCharBuffer(thread, object: Option<Borrowed>, data: *mut *mut c_void, len: *mut Py_ssize_t) -> Status {
        // SAFETY: B3.
        unsafe { old_style(thread, &object, data, len, buffer::SIMPLE) }
    }

    fn PyObject_AsReadBuffer(thread, object: Option<Borrowed>, data: *mut *mut c_void, len: *mut Py_ssize_t) -> Status {
        // SAFETY: B3.
        unsafe { old_style(thread, &object, data, len, buffer::SIMPLE) }
    }

    fn PyObject_AsWriteBuffer(thread, object: Option<Borrowed>, data: *mut *mut c_void, len: *mut Py_ssize_t) -> Status {
        // SAFETY: B3.
        unsafe { old_style(thread, &object, data, len, buffer::WRITABLE) }
    }

    fn PyObject_CheckReadBuffer(thread, object: Borrowed) -> Flag {
        match buffer::Lease::get(thread, &object, buffer::SIMPLE) {
            Ok(_) => Ok(true),
            Err(raised) => {
                drop(thread.take_raised(raised));
                Ok(false)
            }
        }
    }
}
