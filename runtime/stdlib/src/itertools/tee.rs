//! `tee`: several iterators over one. What one has read and others have not lies in blocks linked one to the next; a
//! block goes when the last iterator has left it.

use super::{iterator, traced};
use crate::define::this;
use crate::functions;
use ladon_heap::{Head, MutCell, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, iter, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Tuple, Type, flags};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

/// Items per block.
const BLOCK: usize = 57;

#[repr(C)]
pub struct TeeData {
    pub head: Head,
    source: MutCell<Option<Value>>,
    items: Vector<Value>,
    next: MutCell<Option<Ref<TeeData>>>,
    running: Cell<bool>,
}

ladon_vm::builtin_static!(TeeData);
crate::traced!(TeeData { source, items, next });

#[repr(C)]
pub struct Tee {
    pub head: Head,
    data: MutCell<Option<Ref<TeeData>>>,
    index: Cell<usize>,
}

ladon_vm::builtin_static!(Tee);
crate::traced!(Tee { data });

pub fn describe() {
    TypeBuilder::new::<TeeData>("_tee_dataobject", Some(object_type()))
        .doc("Items shared by iterators that tee() made.")
        .module("itertools")
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(TeeData::visit, Some(TeeData::clear_object))
        .finish();
    Tee::type_object().weaklist_offset.set(1);
    traced(
        iterator::<Tee>("_tee", "Iterator wrapped so that it can be copied.", Some(tee_new), tee_next),
        Tee::visit,
        Tee::clear_object,
    )
    .method("__copy__(self, /)", tee_copy, "Return an independent iterator.")
    .finish();
}

functions! {
    pub fn functions {
        "tee(iterable, n=2, /)" => tee, "Return a tuple of n independent iterators over one iterable.";
    }
}

fn block(source: Value) -> Ref<TeeData> {
    let source = MutCell::new(Some(source));
    let (items, next) = (Vector::EMPTY, MutCell::new(None));
    alloc::alloc(TeeData { head: alloc::head::<TeeData>(), source, items, next, running: Cell::new(false) })
}

fn make(ty: &Type, data: Option<Ref<TeeData>>, index: usize) -> Value {
    let fields = Tee { head: alloc::head::<Tee>(), data: MutCell::new(data), index: Cell::new(index) };
    alloc::alloc_in(ty, fields).into_value()
}

fn copy(tee: &Tee) -> Value {
    make(Tee::type_object(), tee.data.get(), tee.index.get())
}

fn wrap(thread: &ThreadState, iterable: &Value) -> PyResult<Value> {
    let iterator = iter::iter(thread, iterable)?;
    match iterator.downcast::<Tee>() {
        Some(tee) => Ok(copy(tee)),
        None => Ok(make(Tee::type_object(), Some(block(iterator)), 0)),
    }
}

fn tee_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = super::plain(thread, ty, "_tee", args, 1, 1)?;
    wrap(thread, &args[0])
}

fn tee_copy(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(copy(b.this::<Tee>()))
}

fn tee(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let count = b.get(1).map_or(Ok(2), |count| number::to_isize(thread, count))?;
    let count = usize::try_from(count).map_err(|_| err!(thread, ValueError, "n must be >= 0"))?;
    if count == 0 {
        return Ok(Tuple::new(Vec::new()).into_value());
    }
    if !thread.interp().heap().has_room(count.saturating_mul(64)) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    let mut first = iter::iter(thread, b.value(0))?;
    let name = ladon_vm::types::str::intern::intern_bytes(thread, b"__copy__")?;
    let copier = match attr::get_optional(thread, &first, &name)? {
        Some(copier) => copier,
        None => {
            first = wrap(thread, &first)?;
            attr::get(thread, &first, &name)?
        }
    };
    let mut made = Vec::new();
    made.try_reserve_exact(count).map_err(|_| ladon_heap::primitive::NoMemory)?;
    made.push(first);
    while made.len() < count {
        made.push(call::call(thread, &copier, Args::EMPTY)?);
    }
    Ok(Tuple::try_from_vec(made)?.into_value())
}

impl TeeData {
    /// The item at `index`, which is read from the source when it is the first one not there yet.
    #[inline]
    fn item(&self, thread: &ThreadState, index: usize) -> PyResult<Option<Value>> {
        if let Some(item) = self.items.get(index) {
            return Ok(Some(item));
        }
        if self.running.replace(true) {
            return Err(err!(thread, RuntimeError, "cannot re-enter the tee iterator"));
        }
        let item = match self.source.get() {
            Some(source) => iter::next(thread, &source),
            None => Ok(None),
        };
        self.running.set(false);
        let item = item?;
        if let Some(item) = &item {
            if self.items.is_empty() {
                self.items.reserve(BLOCK)?;
            }
            self.items.push(item.clone())?;
        }
        Ok(item)
    }

    fn next_block(&self) -> Option<Ref<TeeData>> {
        if let Some(next) = self.next.get() {
            return Some(next);
        }
        let next = block(self.source.get()?);
        self.next.set(Some(next.clone()));
        Some(next)
    }
}

fn tee_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let tee = this::<Tee>(value);
    let Some(mut data) = tee.data.get() else { return Ok(None) };
    if tee.index.get() >= BLOCK {
        let Some(next) = data.next_block() else { return Ok(None) };
        tee.data.set(Some(next.clone()));
        tee.index.set(0);
        data = next;
    }
    let item = data.item(thread, tee.index.get())?;
    if item.is_some() {
        tee.index.set(tee.index.get() + 1);
    }
    Ok(item)
}
