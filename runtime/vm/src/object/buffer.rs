//! The buffer protocol: memory of an object lent to others (PEP 3118).
//!
//! [`RawBuffer`] is C's `Py_buffer`. [`Buffer`] holds one for reading bytes and gives it back when dropped; `bytes` and
//! `bytearray` are read without one.

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::bytes::{ByteArray, Bytes};
use crate::value::{Ref, Value};
use allocator_api2::boxed::Box;
use ladon_heap::arena::CurrentHeap;
use std::ffi::{c_char, c_int, c_void};
use std::ptr::{self, NonNull};

pub const SIMPLE: i32 = 0;
pub const WRITABLE: i32 = 0x1;
pub const FORMAT: i32 = 0x4;
pub const ND: i32 = 0x8;
pub const STRIDES: i32 = 0x10 | ND;
pub const C_CONTIGUOUS: i32 = 0x20 | STRIDES;
pub const F_CONTIGUOUS: i32 = 0x40 | STRIDES;
pub const ANY_CONTIGUOUS: i32 = 0x80 | STRIDES;
pub const INDIRECT: i32 = 0x100 | STRIDES;
pub const CONTIG: i32 = ND | WRITABLE;
pub const FULL: i32 = INDIRECT | WRITABLE | FORMAT;
pub const FULL_RO: i32 = INDIRECT | FORMAT;

/// C's `Py_buffer`.
#[repr(C)]
#[derive(Debug)]
pub struct RawBuffer {
    pub buf: *mut c_void,
    /// An owned reference, or NULL when nothing is to be given back.
    pub obj: Option<Value>,
    pub len: isize,
    pub itemsize: isize,
    pub readonly: c_int,
    pub ndim: c_int,
    pub format: *mut c_char,
    pub shape: *mut isize,
    pub strides: *mut isize,
    pub suboffsets: *mut isize,
    pub internal: *mut c_void,
}

const _: () = assert!(size_of::<RawBuffer>() == 80);

impl RawBuffer {
    pub const fn empty() -> RawBuffer {
        RawBuffer {
            buf: ptr::null_mut(),
            obj: None,
            len: 0,
            itemsize: 1,
            readonly: 1,
            ndim: 0,
            format: ptr::null_mut(),
            shape: ptr::null_mut(),
            strides: ptr::null_mut(),
            suboffsets: ptr::null_mut(),
            internal: ptr::null_mut(),
        }
    }

    /// The dimensions. Without a shape: one, of bytes.
    pub fn shape(&self) -> Vec<isize> {
        if self.shape.is_null() {
            return if self.ndim == 0 { Vec::new() } else { vec![self.len / self.itemsize.max(1)] };
        }
        // SAFETY: the exporter gives `ndim` entries.
        unsafe { std::slice::from_raw_parts(self.shape, self.ndim.max(0) as usize) }.to_vec()
    }

    /// The strides; those of C order when the exporter gives none.
    pub fn strides(&self) -> Vec<isize> {
        if self.strides.is_null() {
            return contiguous_strides(&self.shape(), self.itemsize);
        }
        // SAFETY: the exporter gives `ndim` entries.
        unsafe { std::slice::from_raw_parts(self.strides, self.ndim.max(0) as usize) }.to_vec()
    }

    pub fn is_c_contiguous(&self) -> bool {
        if !self.suboffsets.is_null() {
            return false;
        }
        self.len == 0 || self.strides.is_null() || same_layout(&self.shape(), &self.strides(), self.itemsize)
    }
}

/// Whether strides are those of C order, dimensions of one entry aside.
fn same_layout(shape: &[isize], strides: &[isize], itemsize: isize) -> bool {
    let wanted = contiguous_strides(shape, itemsize);
    shape.iter().zip(strides.iter().zip(wanted)).all(|(size, (found, wanted))| *size <= 1 || *found == wanted)
}

pub fn contiguous_strides(shape: &[isize], itemsize: isize) -> Vec<isize> {
    let mut strides = vec![itemsize; shape.len()];
    for at in (1..shape.len()).rev() {
        strides[at - 1] = strides[at].saturating_mul(shape[at]);
    }
    strides
}

/// Whether an object can lend its memory.
pub fn has_buffer(value: &Value) -> bool {
    value.type_of().slots.get_buffer.get().is_some()
}

/// Fills in a buffer of one dimension of bytes.
pub fn fill_info(
    thread: &ThreadState,
    raw: &mut RawBuffer,
    owner: Option<&Value>,
    data: *mut u8,
    len: usize,
    readonly: bool,
    flags: i32,
) -> PyResult<()> {
    if flags & WRITABLE != 0 && readonly {
        return Err(err!(thread, BufferError, "Object is not writable."));
    }
    raw.buf = data.cast();
    raw.obj = owner.cloned();
    raw.len = len as isize;
    raw.itemsize = 1;
    raw.readonly = readonly as c_int;
    raw.ndim = 1;
    raw.format = if flags & FORMAT != 0 { c"B".as_ptr().cast_mut() } else { ptr::null_mut() };
    raw.shape = if flags & ND != 0 { &raw mut raw.len } else { ptr::null_mut() };
    raw.strides = if flags & STRIDES == STRIDES { &raw mut raw.itemsize } else { ptr::null_mut() };
    raw.suboffsets = ptr::null_mut();
    raw.internal = ptr::null_mut();
    Ok(())
}

/// A `Py_buffer` at a fixed address, given back to its exporter when dropped.
pub struct Lease(Box<RawBuffer, CurrentHeap>);

impl Lease {
    /// Asks `value` for its memory; TypeError "a bytes-like object is required, not 'X'" when it has none to lend.
    pub fn get(thread: &ThreadState, value: &Value, flags: i32) -> PyResult<Lease> {
        let Some(get_buffer) = value.type_of().slots.get_buffer.get() else {
            return Err(not_bytes_like(thread, value));
        };
        let mut lease = Lease(Box::new_in(RawBuffer::empty(), CurrentHeap));
        get_buffer(thread, value, &mut lease.0, flags)?;
        Ok(lease)
    }

    /// Takes over a buffer that C filled in, or one of memory that nobody owns.
    pub fn from_raw(raw: RawBuffer) -> Lease {
        Lease(Box::new_in(raw, CurrentHeap))
    }

    pub fn raw(&self) -> &RawBuffer {
        &self.0
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        release(&mut self.0);
    }
}

/// Gives a buffer back: what `PyBuffer_Release` does.
pub fn release(raw: &mut RawBuffer) {
    let Some(owner) = raw.obj.take() else { return };
    if let Some(release) = owner.type_of().slots.release_buffer.get() {
        release(&owner, raw);
    }
}

#[cold]
pub fn not_bytes_like(thread: &ThreadState, value: &Value) -> crate::raise::Raised {
    let name = value.type_of().short_name();
    err!(thread, TypeError, "a bytes-like object is required, not '{name}'")
}

enum Keep {
    Bytes { _owner: Ref<Bytes> },
    ByteArray(Ref<ByteArray>),
    Lease(Lease),
}

/// Bytes lent by an object. While it is held, the object does not move or resize them.
pub struct Buffer {
    keep: Keep,
    data: NonNull<u8>,
    len: usize,
}

impl Buffer {
    /// The bytes. Code that runs meanwhile may change them (not move them) when the object is mutable.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: the exporter keeps the memory in place until the buffer is dropped.
        unsafe { std::slice::from_raw_parts(self.data.as_ptr(), self.len) }
    }

    /// The bytes, for writing. Only for buffers asked for with [`WRITABLE`].
    ///
    /// # Safety
    /// The buffer was asked for with `WRITABLE`, and the slice is not used after anything that may run other code.
    #[allow(clippy::mut_from_ref, reason = "memory of the exporter, reached through a cell")]
    pub unsafe fn as_mut_slice(&self) -> &mut [u8] {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts_mut(self.data.as_ptr(), self.len) }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The `Py_buffer`, when there is one (not for `bytes` and `bytearray`, which are plain bytes).
    pub fn raw(&self) -> Option<&RawBuffer> {
        match &self.keep {
            Keep::Lease(lease) => Some(lease.raw()),
            _ => None,
        }
    }

    /// A copy of the items in C order, also of memory that is not contiguous.
    pub fn to_vec(&self, thread: &ThreadState) -> PyResult<Vec<u8>> {
        let mut out = Vec::new();
        if !thread.interp().heap().has_room(self.len) || out.try_reserve(self.len).is_err() {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        match self.raw() {
            Some(raw) if !raw.is_c_contiguous() => copy_items(raw, &mut out),
            _ => out.extend_from_slice(self.as_slice()),
        }
        Ok(out)
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if let Keep::ByteArray(array) = &self.keep {
            array.end_export();
        }
    }
}

/// The memory of `value`, contiguous unless `flags` allow strides.
pub fn get(thread: &ThreadState, value: &Value, flags: i32) -> PyResult<Buffer> {
    if let Some(bytes) = value.exact::<Bytes>()
        && flags & WRITABLE == 0
    {
        let slice = bytes.as_slice();
        let (data, len) = (NonNull::from(slice).cast(), slice.len());
        return Ok(Buffer { keep: Keep::Bytes { _owner: Ref::of(bytes) }, data, len });
    }
    if let Some(array) = value.exact::<ByteArray>() {
        array.begin_export();
        return Ok(Buffer { keep: Keep::ByteArray(Ref::of(array)), data: array.data_ptr(), len: array.len() });
    }
    let lease = Lease::get(thread, value, flags)?;
    let raw = lease.raw();
    let data = NonNull::new(raw.buf.cast()).unwrap_or(NonNull::dangling());
    let len = raw.len.max(0) as usize;
    Ok(Buffer { data, len, keep: Keep::Lease(lease) })
}

/// The bytes of a bytes-like object, for reading.
pub fn bytes_like(thread: &ThreadState, value: &Value) -> PyResult<Buffer> {
    get(thread, value, SIMPLE)
}

/// Appends the items of a buffer in C order.
pub fn copy_items(raw: &RawBuffer, out: &mut Vec<u8>) {
    let (shape, strides) = (raw.shape(), raw.strides());
    let suboffsets = match raw.suboffsets.is_null() {
        true => vec![-1; shape.len()],
        // SAFETY: the exporter gives `ndim` entries.
        false => unsafe { std::slice::from_raw_parts(raw.suboffsets, shape.len()) }.to_vec(),
    };
    copy_dimension(raw.buf.cast(), raw.itemsize, &shape, &strides, &suboffsets, out);
}

fn copy_dimension(
    at: *const u8,
    itemsize: isize,
    shape: &[isize],
    strides: &[isize],
    suboffsets: &[isize],
    out: &mut Vec<u8>,
) {
    let Some((&count, rest)) = shape.split_first() else {
        // SAFETY: the exporter's layout says that an item lies here.
        out.extend_from_slice(unsafe { std::slice::from_raw_parts(at, itemsize.max(0) as usize) });
        return;
    };
    for index in 0..count {
        // SAFETY: within the exporter's layout.
        let mut item = unsafe { at.offset(strides[0] * index) };
        if suboffsets[0] >= 0 {
            // SAFETY: a dimension with a suboffset holds pointers (PEP 3118).
            item = unsafe { (*item.cast::<*const u8>()).offset(suboffsets[0]) };
        }
        copy_dimension(item, itemsize, rest, &strides[1..], &suboffsets[1..], out);
    }
}
