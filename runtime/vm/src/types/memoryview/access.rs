//! `memoryview` as a sequence: items, slices, assignment, comparison, hash, iteration.

use super::core::{Layout, MemoryView, slice};
use super::item;
use crate::err;
use crate::object::{buffer, compare, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::sequence::{self, SliceSpec};
use crate::types::slice::Slice;
use crate::types::slots::CompareOp;
use crate::types::{List, Tuple};
use crate::value::Value;

#[inline(always)]
pub fn this(value: &Value) -> &MemoryView {
    // SAFETY: E2: slots and methods of `memoryview` are called for its instances only.
    unsafe { value.downcast_unchecked() }
}

pub fn view_len(thread: &ThreadState, value: &Value) -> PyResult<usize> {
    let layout = this(value).layout(thread)?;
    match layout.shape.first() {
        Some(len) => Ok((*len).max(0) as usize),
        None => Err(err!(thread, TypeError, "0-dim memory has no length")),
    }
}

/// Reads the item at an address.
pub(super) fn read(thread: &ThreadState, layout: &Layout, at: *const u8) -> PyResult<Value> {
    match item::native(&layout.format) {
        // SAFETY: the layout says that an item of this kind lies there.
        Some(kind) => unsafe { item::unpack(at, kind) },
        None => Err(item::not_supported(thread, &layout.format)),
    }
}

pub fn view_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let view = this(value);
    if let (Some(index), Some((data, len))) = (key.as_small_int(), view.plain_bytes())
        && let Some(at) = sequence::position(index as isize, len)
    {
        // SAFETY: within the lent memory.
        return Ok(Value::small_unchecked(unsafe { *data.add(at) } as i64));
    }
    let layout = view.layout(thread)?;
    if let Some(slice) = key.downcast::<Slice>() {
        return sliced(thread, view, layout, slice);
    }
    match address(thread, &layout, key)? {
        Some(at) => {
            // Finding the address may have run code that released the view.
            view.check(thread)?;
            read(thread, &layout, at)
        }
        None => Ok(value.clone()),
    }
}

fn sliced(thread: &ThreadState, view: &MemoryView, layout: Layout, slice: &Slice) -> PyResult<Value> {
    let layout = slice_layout(thread, layout, slice)?;
    Ok(MemoryView::with_layout(view.check(thread)?, layout)?.into_value())
}

fn slice_layout(thread: &ThreadState, mut layout: Layout, slice: &Slice) -> PyResult<Layout> {
    if layout.ndim() == 0 {
        return Err(err!(thread, TypeError, "invalid indexing of 0-dim memory"));
    }
    let span = SliceSpec::read(thread, slice)?.span(layout.shape[0].max(0) as usize);
    // SAFETY: the start of a slice lies within (or just behind) the lent memory.
    layout.data = layout.data.wrapping_offset(layout.strides[0] * span.start);
    layout.shape[0] = span.count as isize;
    layout.strides[0] = layout.strides[0].saturating_mul(span.step);
    Ok(layout)
}

/// Where the item with this key lies; `None` for `view[...]`.
fn address(thread: &ThreadState, layout: &Layout, key: &Value) -> PyResult<Option<*mut u8>> {
    let ndim = layout.ndim();
    let single = std::slice::from_ref(key);
    let tuple = key.downcast::<Tuple>();
    let keys = tuple.map_or(single, Tuple::as_slice);
    if ndim == 0 && (tuple.is_some_and(Tuple::is_empty) || key.bits() == Value::ellipsis().bits()) {
        return Ok(tuple.map(|_| layout.data));
    }
    if ndim == 0 {
        return Err(err!(thread, TypeError, "invalid indexing of 0-dim memory"));
    }
    if key.bits() == Value::ellipsis().bits() || !keys.iter().all(number::has_index) {
        let slices = tuple.is_some() && keys.iter().all(|k| k.downcast::<Slice>().is_some());
        if slices {
            return Err(err!(thread, NotImplementedError, "multi-dimensional slicing is not implemented"));
        }
        return Err(err!(thread, TypeError, "memoryview: invalid slice key"));
    }
    if keys.len() > ndim {
        let given = keys.len();
        return Err(err!(thread, TypeError, "cannot index {ndim}-dimension view with {given}-element tuple"));
    }
    if keys.len() < ndim {
        let what = if tuple.is_some() { "sub-views are" } else { "multi-dimensional sub-views are" };
        return Err(err!(thread, NotImplementedError, "{what} not implemented"));
    }
    let mut at = layout.data;
    for (dimension, key) in keys.iter().enumerate() {
        let index = number::to_isize(thread, key)?;
        let Some(position) = sequence::position(index, layout.shape[dimension].max(0) as usize) else {
            let place = dimension + 1;
            return Err(err!(thread, IndexError, "index out of bounds on dimension {place}"));
        };
        at = layout.step(at, dimension, position as isize);
    }
    Ok(Some(at))
}

pub fn view_setitem(thread: &ThreadState, value: &Value, key: &Value, item: Option<&Value>) -> PyResult<()> {
    let view = this(value);
    let layout = view.layout(thread)?;
    if layout.readonly {
        return Err(err!(thread, TypeError, "cannot modify read-only memory"));
    }
    let Some(item) = item else { return Err(err!(thread, TypeError, "cannot delete memory")) };
    if let Some(slice) = key.downcast::<Slice>() {
        if layout.ndim() > 1 {
            return Err(err!(
                thread,
                NotImplementedError,
                "memoryview slice assignments are currently restricted to ndim = 1"
            ));
        }
        return set_slice(thread, view, layout, slice, item);
    }
    let Some(kind) = item::native(&layout.format) else { return Err(item::not_supported(thread, &layout.format)) };
    let (bytes, width) = item::pack(thread, item, kind)?;
    let at = address(thread, &layout, key)?;
    view.check(thread)?;
    // SAFETY: an item of this width lies there, in memory that may be written.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), at.unwrap_or(layout.data), width) };
    Ok(())
}

fn set_slice(thread: &ThreadState, view: &MemoryView, layout: Layout, slice: &Slice, item: &Value) -> PyResult<()> {
    let source = buffer::Lease::get(thread, item, buffer::FULL_RO)?;
    let target = slice_layout(thread, layout, slice)?;
    view.check(thread)?;
    let from = Layout::of(source.raw());
    let plain = |format: &[u8]| format.strip_prefix(b"@").unwrap_or(format).to_vec();
    if from.shape != target.shape || from.itemsize != target.itemsize || plain(&from.format) != plain(&target.format) {
        let message = "memoryview assignment: lvalue and rvalue have different structures";
        return Err(thread.error(&crate::exceptions::ValueError, message));
    }
    // The two may overlap: copy out first.
    let bytes = from.bytes();
    let mut at = 0;
    let width = target.itemsize as usize;
    target.for_each(&mut |to| {
        // SAFETY: the layout says that an item lies there, in memory that may be written.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().add(at), to, width) };
        at += width;
    });
    Ok(())
}

/// The items as nested lists.
pub fn to_list(thread: &ThreadState, layout: &Layout) -> PyResult<Value> {
    if layout.ndim() == 0 {
        return read(thread, layout, layout.data);
    }
    list_of(thread, layout, layout.data, 0)
}

fn list_of(thread: &ThreadState, layout: &Layout, base: *mut u8, dimension: usize) -> PyResult<Value> {
    let count = layout.shape[dimension].max(0);
    let mut items = Vec::with_capacity(count as usize);
    for index in 0..count {
        let at = layout.step(base, dimension, index);
        items.push(match dimension + 1 == layout.ndim() {
            true => read(thread, layout, at)?,
            false => list_of(thread, layout, at, dimension + 1)?,
        });
    }
    Ok(List::from_vec(items)?.into_value())
}

pub fn view_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let wanted = op == CompareOp::Eq;
    let view = this(a);
    // SAFETY: H7: one step.
    if unsafe { (*view.managed.as_ptr()).is_none() } {
        return Ok(Value::bool(a.is(b) == wanted));
    }
    if !buffer::has_buffer(b) {
        return Ok(Value::not_implemented());
    }
    let other = match buffer::Lease::get(thread, b, buffer::FULL_RO) {
        Ok(lease) => lease,
        Err(raised) => {
            drop(thread.take_raised(raised));
            return Ok(Value::not_implemented());
        }
    };
    let equal = same_items(thread, &view.layout(thread)?, &Layout::of(other.raw()))?;
    Ok(Value::bool(equal == wanted))
}

fn same_items(thread: &ThreadState, a: &Layout, b: &Layout) -> PyResult<bool> {
    if a.shape != b.shape {
        return Ok(false);
    }
    let (Some(left), Some(right)) = (item::native(&a.format), item::native(&b.format)) else {
        return Ok(a.format == b.format && a.bytes() == b.bytes());
    };
    if left == right && !matches!(left, b'e' | b'f' | b'd' | b'?') {
        return Ok(a.bytes() == b.bytes());
    }
    let (from, to) = (a.bytes(), b.bytes());
    let pairs = from.chunks(a.itemsize.max(1) as usize).zip(to.chunks(b.itemsize.max(1) as usize));
    for (x, y) in pairs {
        // SAFETY: each chunk is one item of its kind.
        let (x, y) = unsafe { (item::unpack(x.as_ptr(), left)?, item::unpack(y.as_ptr(), right)?) };
        if !compare::compare_bool(thread, &x, &y, CompareOp::Eq)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub fn view_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let view = this(value);
    if view.hash.get() != 0 {
        return Ok(view.hash.get());
    }
    let layout = view.layout(thread)?;
    if !layout.readonly {
        return Err(err!(thread, ValueError, "cannot hash writable memoryview object"));
    }
    if !matches!(item::native(&layout.format), Some(b'B' | b'b' | b'c')) {
        let message = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
        return Err(thread.error(&crate::exceptions::ValueError, message));
    }
    if let Some(owner) = &view.check(thread)?.lease.raw().obj {
        crate::object::hash::hash(thread, owner)?;
    }
    view.hash.set(crate::types::str::core::hash_bytes(&layout.bytes()));
    Ok(view.hash.get())
}

pub fn view_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    // SAFETY: H7: one step.
    let released = unsafe { (*this(value).managed.as_ptr()).is_none() };
    let what = if released { "released memory" } else { "memory" };
    Ok(crate::types::Str::try_new(&format!("<{what} at {:#x}>", value.bits()))?.into_value())
}

pub fn view_get_buffer(thread: &ThreadState, value: &Value, raw: &mut buffer::RawBuffer, flags: i32) -> PyResult<()> {
    this(value).export(thread, raw, flags)
}

pub fn view_release_buffer(value: &Value, _raw: &mut buffer::RawBuffer) {
    let view = this(value);
    view.exports.set(view.exports.get().saturating_sub(1));
}

/// The bytes of a contiguous view, for the time no code runs.
pub fn contiguous(layout: &Layout) -> Option<&[u8]> {
    // SAFETY: contiguous memory of this size, held by the lease of the view that the layout is of.
    layout.is_c_contiguous().then(|| unsafe { slice(layout.data, layout.nbytes()) })
}
