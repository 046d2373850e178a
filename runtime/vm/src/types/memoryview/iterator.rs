//! The iterator over the items of a `memoryview`.

use super::access::{read, this};
use super::core::MemoryView;
use crate::err;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::TypeBuilder;
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct MemoryIterator {
    pub head: Head,
    /// `None` = exhausted.
    view: MutCell<Option<Ref<MemoryView>>>,
    index: Cell<isize>,
}

crate::builtin_static!(MemoryIterator);

pub fn view_iter(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let view = this(value);
    match view.layout(thread)?.ndim() {
        0 => return Err(err!(thread, TypeError, "invalid indexing of 0-dim memory")),
        1 => {}
        _ => return Err(err!(thread, NotImplementedError, "multi-dimensional sub-views are not implemented")),
    }
    let view = MutCell::new(Some(Ref::of(view)));
    let iterator = MemoryIterator { head: alloc::head::<MemoryIterator>(), view, index: Cell::new(0) };
    Ok(alloc::alloc(iterator).into_value())
}

fn iterator_self(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(value.clone())
}

fn iterator_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots of this type are called for its instances only.
    let iterator = unsafe { value.downcast_unchecked::<MemoryIterator>() };
    let Some(view) = iterator.view.get() else { return Ok(None) };
    let index = iterator.index.get();
    if let Some((data, len)) = view.plain_bytes()
        && (index as usize) < len
    {
        iterator.index.set(index + 1);
        // SAFETY: within the lent memory.
        return Ok(Some(Value::small_unchecked(unsafe { *data.offset(index) } as i64)));
    }
    let layout = view.layout(thread)?;
    if index >= layout.shape[0] {
        drop(iterator.view.take());
        return Ok(None);
    }
    iterator.index.set(index + 1);
    read(thread, &layout, layout.address(index)).map(Some)
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for iterators of this type only; the visitor changes nothing.
    if let Some(view) = unsafe { &*object.cast::<MemoryIterator>().as_ref().view.as_ptr() } {
        visitor(view.as_value());
    }
}

pub fn describe() {
    TypeBuilder::new::<MemoryIterator>("memory_iterator", Some(crate::types::object::object_type()))
        .container(visit, None)
        .slots(|s| {
            s.iter.set(Some(iterator_self));
            s.next.set(Some(iterator_next));
        })
        .finish();
}
