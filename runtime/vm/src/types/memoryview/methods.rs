//! Attributes and methods of `memoryview`.

use super::access::{contiguous, read, this, to_list};
use super::core::{Layout, MemoryView};
use super::item;
use crate::err;
use crate::object::buffer::{self, Lease};
use crate::object::{compare, number};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::{Bytes, new as bytes_new};
use crate::types::define::{Args, Bound};
use crate::types::sequence;
use crate::types::str::args;
use crate::types::{Str, Tuple, Type, int};
use crate::value::{Ref, Value};

/// `memoryview(object)`.
pub fn view_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [object] = args::keywords(thread, "memoryview", args, ["object"])?;
    let Some(object) = object else {
        let message = "memoryview() missing required argument 'object' (pos 1)";
        return Err(thread.error(&crate::exceptions::TypeError, message));
    };
    Ok(from_object(thread, &object, buffer::FULL_RO)?.into_value())
}

/// A view of an object's memory.
pub fn from_object(thread: &ThreadState, object: &Value, flags: i32) -> PyResult<Ref<MemoryView>> {
    if let Some(view) = object.downcast::<MemoryView>() {
        let layout = view.layout(thread)?;
        return MemoryView::with_layout(view.check(thread)?, layout);
    }
    if !buffer::has_buffer(object) {
        let name = object.type_of().short_name();
        return Err(err!(thread, TypeError, "memoryview: a bytes-like object is required, not '{name}'"));
    }
    MemoryView::over(Lease::get(thread, object, flags)?)
}

pub fn view_from_flags(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let flags = number::to_isize(thread, args.value(2))? as i32;
    Ok(from_object(thread, args.value(1), flags)?.into_value())
}

fn tuple_of(numbers: &[isize]) -> PyResult<Value> {
    let items = numbers.iter().map(|n| int::from_i64(*n as i64)).collect();
    Ok(Tuple::try_from_vec(items)?.into_value())
}

pub fn get_obj(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let managed = this(value).check(thread)?;
    Ok(managed.lease.raw().obj.clone().unwrap_or_else(Value::none))
}

pub fn get_nbytes(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(int::from_usize(this(value).layout(thread)?.nbytes()))
}

pub fn get_itemsize(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(int::from_i64(this(value).layout(thread)?.itemsize as i64))
}

pub fn get_format(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let format = this(value).layout(thread)?.format;
    Ok(Str::try_new(&String::from_utf8_lossy(&format))?.into_value())
}

pub fn get_ndim(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(int::from_usize(this(value).layout(thread)?.ndim()))
}

pub fn get_shape(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    tuple_of(&this(value).layout(thread)?.shape)
}

pub fn get_strides(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    tuple_of(&this(value).layout(thread)?.strides)
}

pub fn get_suboffsets(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    tuple_of(&this(value).layout(thread)?.suboffsets)
}

pub fn get_readonly(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::bool(this(value).layout(thread)?.readonly))
}

pub fn get_c_contiguous(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::bool(this(value).layout(thread)?.is_c_contiguous()))
}

pub fn get_f_contiguous(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::bool(this(value).layout(thread)?.is_f_contiguous()))
}

pub fn get_contiguous(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let layout = this(value).layout(thread)?;
    Ok(Value::bool(layout.is_c_contiguous() || layout.is_f_contiguous()))
}

pub fn view_release(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let view = args.this::<MemoryView>();
    match view.exports.get() {
        0 => {
            drop(view.managed.take());
            Ok(Value::none())
        }
        count => {
            let plural = if count == 1 { "" } else { "s" };
            Err(err!(thread, BufferError, "memoryview has {count} exported buffer{plural}"))
        }
    }
}

pub fn view_enter(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    args.this::<MemoryView>().check(thread)?;
    Ok(args.value(0).clone())
}

pub fn view_exit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    view_release(thread, args)
}

pub fn view_toreadonly(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let view = args.this::<MemoryView>();
    let layout = Layout { readonly: true, ..view.layout(thread)? };
    Ok(MemoryView::with_layout(view.check(thread)?, layout)?.into_value())
}

pub fn view_tobytes(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let order = match bound.some(1) {
        None => b'C',
        Some(value) => match args::text(thread, value, "tobytes() argument 'order'")?.as_bytes() {
            [order @ (b'C' | b'F' | b'A')] => *order,
            _ => return Err(err!(thread, ValueError, "order must be 'C', 'F' or 'A'")),
        },
    };
    let layout = bound.this::<MemoryView>().layout(thread)?;
    if let Some(bytes) = contiguous(&layout) {
        return Ok(Bytes::from_slice(bytes)?.into_value());
    }
    let reversed = order == b'F' || (order == b'A' && layout.is_f_contiguous());
    let bytes = if reversed { transposed(&layout).bytes() } else { layout.bytes() };
    Ok(Bytes::from_slice(&bytes)?.into_value())
}

/// The layout with its dimensions in reverse: C order of it is Fortran order of the original.
fn transposed(layout: &Layout) -> Layout {
    let mut layout = layout.clone();
    layout.shape.reverse();
    layout.strides.reverse();
    layout.suboffsets.reverse();
    layout
}

pub fn view_tolist(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    to_list(thread, &args.this::<MemoryView>().layout(thread)?)
}

pub fn view_hex(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    let separator = bytes_new::hex_separator(thread, bound.get(1))?;
    let group = args::count(thread, bound.get(2), 1)?;
    let layout = bound.this::<MemoryView>().layout(thread)?;
    match contiguous(&layout) {
        Some(bytes) => bytes_new::hex_text(bytes, separator, group),
        None => bytes_new::hex_text(&layout.bytes(), separator, group),
    }
}

fn wrong(thread: &ThreadState, class: &Type, message: &str) -> Raised {
    thread.error(class, format!("memoryview: {message}"))
}

pub fn view_cast(thread: &ThreadState, bound: Bound<'_>) -> PyResult<Value> {
    use crate::exceptions::{TypeError, ValueError};
    let view = bound.this::<MemoryView>();
    let format = args::text(thread, bound.value(1), "cast() argument 'format'")?.as_bytes().to_vec();
    let shape = bound.some(2).map(|shape| cast_shape(thread, shape)).transpose()?;
    let layout = view.layout(thread)?;
    if !layout.is_c_contiguous() {
        return Err(wrong(thread, &TypeError, "casts are restricted to C-contiguous views"));
    }
    if (shape.is_some() || layout.ndim() != 1) && layout.shape.contains(&0) {
        return Err(wrong(thread, &TypeError, "cannot cast view with zeros in shape or strides"));
    }
    if layout.ndim() > 1 && shape.as_ref().is_some_and(|shape| shape.len() != 1) {
        return Err(wrong(thread, &TypeError, "cast must be 1D -> ND or ND -> 1D"));
    }
    let Some(target) = item::native(&format) else {
        let message = "destination format must be a native single character format prefixed with an optional '@'";
        return Err(wrong(thread, &ValueError, message));
    };
    let is_byte = |kind: u8| matches!(kind, b'B' | b'b' | b'c');
    match item::native(&layout.format) {
        Some(source) if is_byte(source) || is_byte(target) => {}
        Some(_) => return Err(wrong(thread, &TypeError, "cannot cast between two non-byte formats")),
        None if is_byte(target) => {}
        None => {
            let message = "source format must be a native single character format prefixed with an optional '@'";
            return Err(wrong(thread, &ValueError, message));
        }
    }
    let itemsize = item::size(target).unwrap_or(1) as isize;
    let total = layout.nbytes() as isize;
    if total % itemsize != 0 {
        return Err(wrong(thread, &TypeError, "length is not a multiple of itemsize"));
    }
    let shape = shape.unwrap_or_else(|| vec![total / itemsize]);
    let product = shape.iter().try_fold(itemsize, |sum, size| sum.checked_mul(*size));
    if product != Some(total) {
        return Err(wrong(thread, &TypeError, "product(shape) * itemsize != buffer size"));
    }
    let strides = buffer::contiguous_strides(&shape, itemsize);
    let layout = Layout { itemsize, format, shape, strides, ..layout };
    Ok(MemoryView::with_layout(view.check(thread)?, layout)?.into_value())
}

fn cast_shape(thread: &ThreadState, shape: &Value) -> PyResult<Vec<isize>> {
    if shape.downcast::<Tuple>().is_none() && shape.downcast::<crate::types::List>().is_none() {
        return Err(err!(thread, TypeError, "shape must be a list or a tuple"));
    }
    let items = crate::object::iter::collect(thread, shape)?;
    if items.len() > 64 {
        return Err(err!(thread, ValueError, "memoryview: number of dimensions must not exceed 64"));
    }
    let mut sizes = Vec::with_capacity(items.len());
    for item in items {
        if !int::core::is_int(&item) {
            return Err(wrong(thread, &crate::exceptions::TypeError, "elements of shape must be integers"));
        }
        let size = number::to_isize(thread, &item)?;
        if size <= 0 {
            let message = "elements of shape must be integers > 0";
            return Err(wrong(thread, &crate::exceptions::ValueError, message));
        }
        sizes.push(size);
    }
    Ok(sizes)
}

/// The items of a view of one dimension.
fn items(thread: &ThreadState, view: &MemoryView) -> PyResult<Vec<Value>> {
    let layout = view.layout(thread)?;
    if layout.ndim() != 1 {
        return Err(err!(thread, NotImplementedError, "multi-dimensional sub-views are not implemented"));
    }
    (0..layout.shape[0].max(0)).map(|index| read(thread, &layout, layout.address(index))).collect()
}

pub fn view_count(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mut count = 0;
    for item in items(thread, args.this())? {
        count += compare::equal(thread, &item, args.value(1))? as usize;
    }
    Ok(int::from_usize(count))
}

pub fn view_index(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let items = items(thread, args.this())?;
    let start = sequence::search_bound(thread, args.get(2), items.len(), 0)?;
    let stop = sequence::search_bound(thread, args.get(3), items.len(), items.len())?.min(items.len());
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if compare::equal(thread, item, args.value(1))? {
            return Ok(int::from_usize(at));
        }
    }
    Err(err!(thread, ValueError, "memoryview.index(x): x not found"))
}
