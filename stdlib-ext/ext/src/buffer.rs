//! Byte views of other objects (the buffer protocol, contiguous bytes only).

use crate::ffi;
use crate::object::Object;
use crate::raise::{Raised, Result};

/// A view to read from. Read it between calls into Python, not across them: its owner may change the bytes.
pub struct Buffer(Box<ffi::Py_buffer>);

/// A view to write to.
pub struct BufferMut(Buffer);

impl Buffer {
    /// TypeError if the object has no bytes to show.
    pub fn get(object: &Object) -> Result<Buffer> {
        Buffer::with_flags(object, ffi::PyBUF_SIMPLE)
    }

    fn with_flags(object: &Object, flags: core::ffi::c_int) -> Result<Buffer> {
        let mut view = Box::new(ffi::Py_buffer::new());
        // SAFETY: X1, X2, X3; the view stays at its address until it is released.
        if unsafe { ffi::PyObject_GetBuffer(object.as_ptr(), &raw mut *view, flags) } < 0 {
            return Err(Raised::pending());
        }
        Ok(Buffer(view))
    }

    pub fn bytes(&self) -> &[u8] {
        if self.0.len == 0 {
            return &[];
        }
        // SAFETY: a simple view has `len` bytes at `buf` until it is released.
        unsafe { core::slice::from_raw_parts(self.0.buf.cast(), self.0.len as usize) }
    }

    /// The object that owns the bytes.
    pub fn exporter(&self) -> *mut ffi::PyObject {
        self.0.obj
    }
}

impl BufferMut {
    pub fn get(object: &Object) -> Result<BufferMut> {
        Buffer::with_flags(object, ffi::PyBUF_WRITABLE).map(BufferMut)
    }

    pub fn len(&self) -> usize {
        self.0.bytes().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn bytes_mut(&mut self) -> &mut [u8] {
        if self.is_empty() {
            return &mut [];
        }
        // SAFETY: a writable view has `len` bytes at `buf`; no Python code runs while the slice is borrowed.
        unsafe { core::slice::from_raw_parts_mut(self.0.0.buf.cast(), self.0.0.len as usize) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // SAFETY: X1; got in `with_flags`, released once.
        unsafe { ffi::PyBuffer_Release(&raw mut *self.0) }
    }
}
