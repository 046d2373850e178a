//! `zip`.

use super::{Parallel, strict_flag};
use crate::object::{alloc, iter, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::{Tuple, Type, flags};
use crate::value::{ObjectPtr, Value};
use ladon_heap::Head;

/// Tuples of one item of each iterable.
#[repr(C)]
pub struct Zip {
    pub head: Head,
    pub parallel: Parallel,
}

crate::builtin_static!(Zip, PyZip_Type);

impl Zip {
    /// The next row as a pair, when there are two iterators that need not end together.
    #[inline]
    pub fn next_pair(&self, thread: &ThreadState) -> Option<PyResult<Option<(Value, Value)>>> {
        let [first, second] = self.parallel.iterators.as_slice() else { return None };
        if self.parallel.strict.get() {
            return None;
        }
        Some(iter::next(thread, first).and_then(|item| match item {
            Some(item) => Ok(iter::next(thread, second)?.map(|other| (item, other))),
            None => Ok(None),
        }))
    }
}

pub fn describe() {
    TypeBuilder::new::<Zip>("zip", Some(object_type()))
        .doc(
            "Iterator over tuples: the first items of all iterables, then the second ones, until one is exhausted.\n\n\
             With strict=True, ValueError when they do not end together.",
        )
        .flags(flags::BASETYPE)
        .container(visit, None)
        .slots(|s| {
            s.new.set(Some(zip_new));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(zip_next));
        })
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set whether the iterables must end together.")
        .finish();
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: a slot of `zip`.
    visitor(unsafe { object.cast::<Zip>().as_ref() }.parallel.iterators.as_value());
}

fn zip_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let strict = strict_flag(thread, "zip", args)?;
    let parallel = Parallel::new(thread, args.positionals(), strict)?;
    let head = alloc::head::<Zip>();
    Ok(alloc::alloc_in(ty, Zip { head, parallel }).into_value())
}

fn zip_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<Zip>() };
    if this.parallel.iterators.is_empty() {
        return Ok(None);
    }
    if let Some(pair) = this.next_pair(thread) {
        return Ok(pair?.map(|(first, second)| Tuple::pair(first, second).into_value()));
    }
    let Some(row) = this.parallel.next(thread, "zip")? else { return Ok(None) };
    Ok(Some(Tuple::try_from_vec(row.into_vec())?.into_value()))
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Zip>();
    let mut items = vec![b.value(0).type_of().as_value(), this.parallel.iterators.clone().into_value()];
    if this.parallel.strict.get() {
        items.push(Value::bool(true));
    }
    Ok(Tuple::new(items).into_value())
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Zip>().parallel.strict.set(truth::is_true(thread, b.value(1))?);
    Ok(Value::none())
}
