//! The memoryview object: a layout (format, shape, strides) over memory that another object lends.
//!
//! The lease stands in a [`Managed`] object that all views made from one another share; it ends with the last of them.

use crate::err;
use crate::object::alloc;
use crate::object::buffer::{self, Lease, RawBuffer};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::TypeBuilder;
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell, Vector};
use std::cell::Cell;
use std::ffi::CStr;

/// Memory lent by an object.
#[repr(C)]
pub struct Managed {
    pub head: Head,
    pub lease: Lease,
}

crate::builtin_static!(Managed);

#[repr(C)]
pub struct MemoryView {
    pub head: Head,
    /// `None` after `release()`.
    pub managed: MutCell<Option<Ref<Managed>>>,
    pub data: Cell<*mut u8>,
    pub itemsize: Cell<isize>,
    pub readonly: Cell<bool>,
    /// Without the NUL; one follows it.
    format: Vector<u8>,
    shape: Vector<isize>,
    strides: Vector<isize>,
    suboffsets: Vector<isize>,
    /// Buffers lent to others.
    pub exports: Cell<usize>,
    pub hash: Cell<i64>,
}

crate::builtin_static!(MemoryView, PyMemoryView_Type);

pub fn memoryview_type() -> &'static Type {
    &PyMemoryView_Type
}

/// How items lie in memory.
#[derive(Clone, Debug)]
pub struct Layout {
    pub data: *mut u8,
    pub itemsize: isize,
    pub readonly: bool,
    pub format: Vec<u8>,
    pub shape: Vec<isize>,
    pub strides: Vec<isize>,
    /// Empty when there are none.
    pub suboffsets: Vec<isize>,
}

impl Layout {
    /// The layout that a buffer says.
    pub fn of(raw: &RawBuffer) -> Layout {
        let format = match raw.format.is_null() {
            true => b"B".to_vec(),
            // SAFETY: the exporter gives a C string.
            false => unsafe { CStr::from_ptr(raw.format) }.to_bytes().to_vec(),
        };
        let shape = raw.shape();
        let suboffsets = match raw.suboffsets.is_null() {
            true => Vec::new(),
            // SAFETY: the exporter gives `ndim` entries.
            false => unsafe { std::slice::from_raw_parts(raw.suboffsets, shape.len()) }.to_vec(),
        };
        Layout {
            data: raw.buf.cast(),
            itemsize: raw.itemsize,
            readonly: raw.readonly != 0,
            format,
            strides: raw.strides(),
            shape,
            suboffsets,
        }
    }

    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// How many bytes the items have.
    pub fn nbytes(&self) -> usize {
        self.shape.iter().product::<isize>().saturating_mul(self.itemsize).max(0) as usize
    }

    pub fn is_c_contiguous(&self) -> bool {
        let wanted = buffer::contiguous_strides(&self.shape, self.itemsize);
        self.suboffsets.is_empty() && (self.nbytes() == 0 || self.agrees(&wanted))
    }

    pub fn is_f_contiguous(&self) -> bool {
        let mut wanted = Vec::with_capacity(self.ndim());
        let mut stride = self.itemsize;
        for size in &self.shape {
            wanted.push(stride);
            stride = stride.saturating_mul(*size);
        }
        self.suboffsets.is_empty() && (self.nbytes() == 0 || self.agrees(&wanted))
    }

    fn agrees(&self, wanted: &[isize]) -> bool {
        let pairs = self.shape.iter().zip(self.strides.iter().zip(wanted));
        pairs.into_iter().all(|(size, (found, wanted))| *size <= 1 || found == wanted)
    }

    /// Where an item of the first dimension begins.
    pub(super) fn address(&self, index: isize) -> *mut u8 {
        self.step(self.data, 0, index)
    }

    /// From the address of an entry of dimension `dimension` to its item `index`.
    pub(super) fn step(&self, base: *mut u8, dimension: usize, index: isize) -> *mut u8 {
        // SAFETY: within the exporter's layout; a dimension with a suboffset holds pointers (PEP 3118).
        unsafe {
            let at = base.offset(self.strides[dimension] * index);
            match self.suboffsets.get(dimension) {
                Some(&offset) if offset >= 0 => (*at.cast::<*mut u8>()).offset(offset),
                _ => at,
            }
        }
    }

    /// Where the item with these indices lies.
    pub fn at(&self, indices: &[isize]) -> *mut u8 {
        indices.iter().enumerate().fold(self.data, |at, (dimension, index)| self.step(at, dimension, *index))
    }

    /// Calls `each` with the address of every item, in C order.
    pub fn for_each(&self, each: &mut dyn FnMut(*mut u8)) {
        self.walk(self.data, 0, each);
    }

    fn walk(&self, base: *mut u8, dimension: usize, each: &mut dyn FnMut(*mut u8)) {
        if dimension == self.ndim() {
            return each(base);
        }
        for index in 0..self.shape[dimension] {
            self.walk(self.step(base, dimension, index), dimension + 1, each);
        }
    }

    /// As [`Layout::for_each`] in Fortran order: the first index runs fastest.
    pub fn for_each_fortran(&self, each: &mut dyn FnMut(*mut u8)) {
        if self.nbytes() == 0 && self.ndim() != 0 {
            return;
        }
        let mut indices = vec![0isize; self.ndim()];
        loop {
            each(self.at(&indices));
            let Some(dimension) = (0..self.ndim()).find(|&d| indices[d] + 1 < self.shape[d]) else { return };
            indices[..dimension].fill(0);
            indices[dimension] += 1;
        }
    }

    /// A copy of the items in C order.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.nbytes());
        if self.is_c_contiguous() {
            // SAFETY: contiguous memory of this size, held by the lease.
            out.extend_from_slice(unsafe { slice(self.data, self.nbytes()) });
        } else {
            // SAFETY: the layout says that an item lies there.
            self.for_each(&mut |at| out.extend_from_slice(unsafe { slice(at, self.itemsize as usize) }));
        }
        out
    }
}

/// # Safety
/// `len` bytes are readable at `data`.
pub unsafe fn slice<'a>(data: *const u8, len: usize) -> &'a [u8] {
    // SAFETY: the caller's promise; an empty slice needs no memory.
    if len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(data, len) } }
}

impl MemoryView {
    /// A view with a layout over memory that `managed` holds.
    pub fn with_layout(managed: Ref<Managed>, layout: Layout) -> PyResult<Ref<MemoryView>> {
        let view = alloc::alloc(MemoryView {
            head: alloc::head::<MemoryView>(),
            managed: MutCell::new(Some(managed)),
            data: Cell::new(layout.data),
            itemsize: Cell::new(layout.itemsize),
            readonly: Cell::new(layout.readonly),
            format: Vector::EMPTY,
            shape: Vector::EMPTY,
            strides: Vector::EMPTY,
            suboffsets: Vector::EMPTY,
            exports: Cell::new(0),
            hash: Cell::new(0),
        });
        let mut format = layout.format;
        format.push(0);
        view.format.extend_from_vec(format)?;
        view.shape.extend_from_vec(layout.shape)?;
        view.strides.extend_from_vec(layout.strides)?;
        view.suboffsets.extend_from_vec(layout.suboffsets)?;
        Ok(view)
    }

    /// A view of all that a lease gives.
    pub fn over(lease: Lease) -> PyResult<Ref<MemoryView>> {
        let layout = Layout::of(lease.raw());
        let managed = alloc::alloc(Managed { head: alloc::head::<Managed>(), lease });
        Self::with_layout(managed, layout)
    }

    /// The layout; ValueError after `release()`.
    pub fn layout(&self, thread: &ThreadState) -> PyResult<Layout> {
        self.check(thread)?;
        let mut format = self.format.snapshot();
        format.pop();
        Ok(Layout {
            data: self.data.get(),
            itemsize: self.itemsize.get(),
            readonly: self.readonly.get(),
            format,
            shape: self.shape.snapshot(),
            strides: self.strides.snapshot(),
            suboffsets: self.suboffsets.snapshot(),
        })
    }

    /// The shared lease; ValueError after `release()`.
    pub fn check(&self, thread: &ThreadState) -> PyResult<Ref<Managed>> {
        self.managed.get().ok_or_else(|| err!(thread, ValueError, "operation forbidden on released memoryview object"))
    }

    /// One dimension of single, unsigned bytes that lie together: where and how many. For fast paths.
    pub fn plain_bytes(&self) -> Option<(*mut u8, usize)> {
        let plain = self.format.len() == 2
            && self.format.get(0) == Some(b'B')
            && self.shape.len() == 1
            && self.strides.get(0) == Some(1)
            && self.suboffsets.is_empty();
        // SAFETY: H7: one step.
        let live = unsafe { (*self.managed.as_ptr()).is_some() };
        (plain && live).then(|| (self.data.get(), self.shape.get(0).unwrap_or(0).max(0) as usize))
    }

    /// Fills in a buffer for a consumer; its pointers are valid while the view lives.
    pub fn export(&self, thread: &ThreadState, raw: &mut RawBuffer, flags: i32) -> PyResult<()> {
        let layout = self.layout(thread)?;
        let refuse = |what: &str| -> PyResult<()> {
            Err(err!(thread, BufferError, "memoryview: underlying buffer is not {what}"))
        };
        let asks = |flag: i32| flags & flag == flag;
        if asks(buffer::WRITABLE) && layout.readonly {
            return refuse("writable");
        }
        if asks(buffer::C_CONTIGUOUS) && !layout.is_c_contiguous() {
            return refuse("C-contiguous");
        }
        if asks(buffer::F_CONTIGUOUS) && !layout.is_f_contiguous() {
            return refuse("Fortran contiguous");
        }
        if asks(buffer::ANY_CONTIGUOUS) && !layout.is_c_contiguous() && !layout.is_f_contiguous() {
            return refuse("contiguous");
        }
        if !asks(buffer::INDIRECT) && !layout.suboffsets.is_empty() {
            return refuse("C-contiguous");
        }
        if !asks(buffer::STRIDES) && !layout.is_c_contiguous() {
            return refuse("C-contiguous");
        }
        // SAFETY: H7: the storage of these vectors stays where it is: they never change after the view is made.
        unsafe {
            raw.format = match asks(buffer::FORMAT) {
                true => self.format.as_slice().as_ptr().cast_mut().cast(),
                false => std::ptr::null_mut(),
            };
            let pointer = |wanted: bool, vector: &Vector<isize>| match wanted && !vector.is_empty() {
                true => vector.as_slice().as_ptr().cast_mut(),
                false => std::ptr::null_mut(),
            };
            raw.shape = pointer(asks(buffer::ND), &self.shape);
            raw.strides = pointer(asks(buffer::STRIDES), &self.strides);
            raw.suboffsets = pointer(asks(buffer::INDIRECT), &self.suboffsets);
        }
        raw.buf = layout.data.cast();
        raw.obj = Some(Value::of(self));
        raw.len = layout.nbytes() as isize;
        raw.itemsize = layout.itemsize;
        raw.readonly = layout.readonly as i32;
        raw.ndim = if asks(buffer::ND) { layout.ndim() as i32 } else { 1 };
        self.exports.set(self.exports.get() + 1);
        Ok(())
    }
}

fn visit_view(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for memoryviews only; the visitor changes nothing.
    if let Some(managed) = unsafe { &*object.cast::<MemoryView>().as_ref().managed.as_ptr() } {
        visitor(managed.as_value());
    }
}

fn visit_managed(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for managed buffers only; the visitor changes nothing.
    unsafe { object.cast::<Managed>().as_ref() }.lease.raw().obj.iter().for_each(visitor);
}

/// Begins the description of `memoryview`; describes the managed buffer.
pub fn builder() -> TypeBuilder {
    let object = crate::types::object::object_type();
    TypeBuilder::new::<Managed>("managedbuffer", Some(object))
        .flags(crate::types::flags::DISALLOW_INSTANTIATION)
        .container(visit_managed, None)
        .finish();
    TypeBuilder::new::<MemoryView>("memoryview", Some(object)).container(visit_view, None)
}
