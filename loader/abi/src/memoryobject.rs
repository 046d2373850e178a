//! `memoryobject.h`

use crate::boundary::{Borrowed, New};
use crate::capi;
use crate::layout::{Py_ssize_t, PyBuffer};
use ladon_vm::err;
use ladon_vm::object::buffer::{self, Lease};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::memoryview::{Layout, MemoryView, methods};
use ladon_vm::value::Ref;
use std::ffi::{c_char, c_int};
use std::ptr;

const WRITE: c_int = 0x200;

/// A view of a copy of the items, in C or Fortran order.
fn contiguous_copy(thread: &ThreadState, layout: Layout, fortran: bool) -> PyResult<Ref<MemoryView>> {
    let itemsize = layout.itemsize.max(0) as usize;
    let mut bytes = Vec::with_capacity(layout.nbytes());
    // SAFETY: the layout says that an item lies there.
    let mut push = |item: *mut u8| bytes.extend_from_slice(unsafe { crate::arguments::slice(item, itemsize) });
    if fortran {
        layout.for_each_fortran(&mut push)
    } else {
        layout.for_each(&mut push)
    }
    let copy = methods::from_object(thread, Bytes::from_slice(&bytes)?.as_value(), buffer::FULL_RO)?;
    let mut strides = buffer::contiguous_strides(&layout.shape, layout.itemsize);
    if fortran {
        let mut stride = layout.itemsize;
        for (place, size) in strides.iter_mut().zip(&layout.shape) {
            *place = stride;
            stride = stride.saturating_mul(*size);
        }
    }
    let data = copy.layout(thread)?.data;
    MemoryView::with_layout(
        copy.check(thread)?,
        Layout { data, readonly: true, strides, suboffsets: Vec::new(), ..layout },
    )
}

capi! {
    fn PyMemoryView_FromObject(thread, object: Borrowed) -> New {
        methods::from_object(thread, &object, buffer::FULL_RO)
    }

    fn PyMemoryView_FromMemory(_thread, memory: *mut c_char, size: Py_ssize_t, flags: c_int) -> New {
        let readonly = c_int::from(flags != WRITE);
        MemoryView::over(Lease::from_raw(PyBuffer { buf: memory.cast(), len: size, readonly, ndim: 1, ..PyBuffer::empty() }))
    }

    fn PyMemoryView_FromBuffer(thread, view: *const PyBuffer) -> New {
        // SAFETY: B3; the object is not taken over, so it must not be dropped with the copy.
        let mut copy = unsafe { ptr::read(view) };
        std::mem::forget(copy.obj.take());
        if copy.buf.is_null() {
            return Err(err!(thread, ValueError, "PyMemoryView_FromBuffer(): info->buf must not be NULL"));
        }
        MemoryView::over(Lease::from_raw(copy))
    }

    fn PyMemoryView_GetContiguous(thread, object: Borrowed, kind: c_int, order: c_char) -> New {
        let view = methods::from_object(thread, &object, buffer::FULL_RO)?;
        let layout = view.layout(thread)?;
        if kind == WRITE && layout.readonly {
            return Err(err!(thread, BufferError, "underlying buffer is not writable"));
        }
        let fits = match order as u8 {
            b'C' => layout.is_c_contiguous(),
            b'F' => layout.is_f_contiguous(),
            _ => layout.is_c_contiguous() || layout.is_f_contiguous(),
        };
        if fits {
            return Ok(view);
        }
        if kind == WRITE {
            return Err(err!(thread, BufferError, "writable contiguous buffer requested for a non-contiguous object."));
        }
        contiguous_copy(thread, layout, order as u8 == b'F')
    }
}
