//! The bytes object and the bytearray object.
//!
//! Bytes lie behind the fields (for instances of subclasses: in storage of the heap), followed by one NUL for C.

use crate::err;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::value::{Ref, Value};
use allocator_api2::vec::Vec as HeapVec;
use ladon_heap::arena::{CurrentHeap, free_storage};
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, current};
use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

#[repr(C)]
pub struct Bytes {
    pub head: Head,
    /// 0 = not computed yet.
    hash: Cell<i64>,
    data: Cell<NonNull<u8>>,
    len: Cell<usize>,
    /// Size of out-of-line storage, NUL included; 0 = the bytes are inline.
    capacity: Cell<usize>,
}

crate::builtin_static!(Bytes, PyBytes_Type);

pub fn bytes_type() -> &'static Type {
    &PyBytes_Type
}

impl Bytes {
    pub fn from_slice(bytes: &[u8]) -> Result<Ref<Bytes>, NoMemory> {
        Self::with_len(bytes.len(), |target| target.copy_from_slice(bytes))
    }

    /// The same: the name that other types use.
    pub fn try_new(bytes: &[u8]) -> Result<Ref<Bytes>, NoMemory> {
        Self::from_slice(bytes)
    }

    /// Allocates and lets `fill` write the bytes, which are zero before.
    pub fn with_len(len: usize, fill: impl FnOnce(&mut [u8])) -> Result<Ref<Bytes>, NoMemory> {
        if len > isize::MAX as usize {
            return Err(NoMemory);
        }
        let fields = Self::fields(len);
        // SAFETY: the tail is zeroed and filled before anything reads it.
        unsafe {
            let object = alloc::alloc_with_tail::<Bytes>(fields, len + 1)?;
            let data = object.add(1).cast::<u8>();
            object.as_ref().data.set(data);
            data.write_bytes(0, len + 1);
            fill(std::slice::from_raw_parts_mut(data.as_ptr(), len));
            Ok(Ref::from_owned_ptr(object))
        }
    }

    fn fields(len: usize) -> Bytes {
        Bytes {
            head: alloc::head::<Bytes>(),
            hash: Cell::new(0),
            data: Cell::new(NonNull::dangling()),
            len: Cell::new(len),
            capacity: Cell::new(0),
        }
    }

    /// A new instance of a subclass of `bytes`.
    pub fn new_in(ty: &Type, bytes: &[u8]) -> Result<Ref<Bytes>, NoMemory> {
        if ty.is(bytes_type()) {
            return Self::from_slice(bytes);
        }
        let fields = Self::fields(bytes.len());
        let capacity = bytes.len() + 1;
        let storage = current().try_alloc_storage(capacity).ok_or(NoMemory)?;
        // SAFETY: fresh storage of this size.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), storage.as_ptr(), bytes.len());
            storage.add(bytes.len()).write(0);
        }
        fields.data.set(storage);
        fields.capacity.set(capacity);
        Ok(alloc::alloc_in(ty, fields))
    }

    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: the bytes live as long as the object and never change once it is visible.
        unsafe { std::slice::from_raw_parts(self.data.get().as_ptr(), self.len.get()) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes with their NUL, for C.
    pub fn data_ptr(&self) -> NonNull<u8> {
        self.data.get()
    }

    pub fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            self.hash.set(crate::types::str::core::hash_bytes(self.as_slice()));
        }
        self.hash.get()
    }
}

impl Drop for Bytes {
    fn drop(&mut self) {
        if self.capacity.get() != 0 {
            // SAFETY: H4: the storage is this object's own.
            unsafe { free_storage(self.data.get(), self.capacity.get()) };
        }
    }
}

#[repr(C)]
pub struct ByteArray {
    pub head: Head,
    data: UnsafeCell<HeapVec<u8, CurrentHeap>>,
    /// Buffers lent at the moment: while there are any, the size is fixed.
    exports: Cell<usize>,
}

crate::builtin_static!(ByteArray, PyByteArray_Type);

pub fn bytearray_type() -> &'static Type {
    &PyByteArray_Type
}

impl ByteArray {
    pub fn fields() -> ByteArray {
        ByteArray {
            head: alloc::head::<ByteArray>(),
            data: UnsafeCell::new(HeapVec::new_in(CurrentHeap)),
            exports: Cell::new(0),
        }
    }

    pub fn from_slice(bytes: &[u8]) -> Result<Ref<ByteArray>, NoMemory> {
        let array = alloc::alloc(Self::fields());
        let inner = array.inner();
        inner.try_reserve_exact(bytes.len().checked_add(1).ok_or(NoMemory)?).map_err(|_| NoMemory)?;
        inner.extend_from_slice(bytes);
        Ok(array)
    }

    #[allow(clippy::mut_from_ref, reason = "the one door to the inside; every use is one step (H7)")]
    #[inline(always)]
    fn inner(&self) -> &mut HeapVec<u8, CurrentHeap> {
        // SAFETY: H3, H7: no other borrow exists during a step.
        unsafe { &mut *self.data.get() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.inner().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, until something runs that may change them.
    ///
    /// # Safety
    /// The slice is not used after anything that may run other code (H7).
    #[inline(always)]
    pub unsafe fn as_slice(&self) -> &[u8] {
        self.inner().as_slice()
    }

    /// A copy of the bytes, outside the heap.
    pub fn snapshot(&self) -> Vec<u8> {
        self.inner().to_vec()
    }

    pub fn get(&self, index: usize) -> Option<u8> {
        self.inner().get(index).copied()
    }

    /// Stores a byte at an index that exists.
    pub fn set(&self, index: usize, byte: u8) {
        if let Some(slot) = self.inner().get_mut(index) {
            *slot = byte;
        }
    }

    pub fn reverse(&self) {
        self.inner().reverse();
    }

    /// Where the bytes lie; valid while an export holds the size.
    pub fn data_ptr(&self) -> NonNull<u8> {
        NonNull::from(self.inner().as_mut_slice()).cast()
    }

    /// The bytes followed by a NUL, for C.
    pub fn c_data_ptr(&self) -> Result<NonNull<u8>, NoMemory> {
        let inner = self.inner();
        if inner.len() == inner.capacity() && self.exports.get() == 0 {
            inner.try_reserve(1).map_err(|_| NoMemory)?;
        }
        if let Some(slot) = inner.spare_capacity_mut().first_mut() {
            slot.write(0);
        }
        Ok(self.data_ptr())
    }

    pub fn begin_export(&self) {
        // A NUL always follows, so that the size need not change for C later on.
        let _ = self.c_data_ptr();
        self.exports.set(self.exports.get() + 1);
    }

    pub fn end_export(&self) {
        self.exports.set(self.exports.get().saturating_sub(1));
    }

    /// BufferError while buffers are lent.
    pub fn check_resizable(&self, thread: &ThreadState) -> PyResult<()> {
        if self.exports.get() > 0 {
            return Err(err!(thread, BufferError, "Existing exports of data: object cannot be re-sized"));
        }
        Ok(())
    }

    pub fn push(&self, thread: &ThreadState, byte: u8) -> PyResult<()> {
        self.check_resizable(thread)?;
        self.inner().try_reserve(1).map_err(|_| NoMemory)?;
        self.inner().push(byte);
        Ok(())
    }

    /// Replaces the bytes from `start` up to `end` (`start <= end <= len`).
    pub fn splice(&self, thread: &ThreadState, start: usize, end: usize, new: &[u8]) -> PyResult<()> {
        let inner = self.inner();
        let length = inner.len();
        let (start, end) = (start.min(length), end.min(length));
        if end - start == new.len() {
            inner[start..end].copy_from_slice(new);
            return Ok(());
        }
        self.check_resizable(thread)?;
        if new.len() > end - start {
            let more = new.len() - (end - start);
            inner.try_reserve(more).map_err(|_| NoMemory)?;
            inner.resize(length + more, 0);
            inner.copy_within(end..length, end + more);
        } else {
            let less = (end - start) - new.len();
            inner.copy_within(end..length, end - less);
            inner.truncate(length - less);
        }
        inner[start..start + new.len()].copy_from_slice(new);
        Ok(())
    }

    /// Sets the size; new bytes are zero.
    pub fn resize(&self, thread: &ThreadState, len: usize) -> PyResult<()> {
        if len == self.len() {
            return Ok(());
        }
        self.check_resizable(thread)?;
        let inner = self.inner();
        inner.try_reserve(len.saturating_sub(inner.len())).map_err(|_| NoMemory)?;
        inner.resize(len, 0);
        Ok(())
    }
}

/// The bytes of an instance of `bytes` or `bytearray`; `None` for other objects.
///
/// Those of a `bytearray` are to be used before anything runs that may change it.
#[inline]
pub fn data_of(value: &Value) -> Option<&[u8]> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Some(bytes.as_slice());
    }
    // SAFETY: H7: the contract of this function.
    value.downcast::<ByteArray>().map(|array| unsafe { array.as_slice() })
}
