//! `enumerate`.

use crate::err;
use crate::object::{alloc, iter, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::slots::BinaryOp;
use crate::types::traced::traced;
use crate::types::{Str, Tuple, Type, flags, generic_alias};
use crate::value::Value;
use ladon_heap::{Head, MutCell};

/// Pairs of a number and an item.
#[repr(C)]
pub struct Enumerate {
    pub head: Head,
    pub iterator: Value,
    /// The next number: an int of any size.
    pub count: MutCell<Option<Value>>,
}

crate::builtin_static!(Enumerate, PyEnum_Type);
traced!(Enumerate { iterator, count });

impl Enumerate {
    /// The number for the next item; the one after it is stored.
    #[inline(always)]
    pub fn advance_count(&self, thread: &ThreadState) -> PyResult<Value> {
        let count = self.count.get().unwrap_or_else(|| Value::small_unchecked(0));
        let one = Value::small_unchecked(1);
        let next = match count.as_small_int().and_then(|small| Value::small_int(small + 1)) {
            Some(next) => next,
            None => number::binary(thread, BinaryOp::Add, &count, &one)?,
        };
        drop(self.count.replace(Some(next)));
        Ok(count)
    }
}

impl Enumerate {
    /// Number and item.
    #[inline]
    pub fn next_pair(&self, thread: &ThreadState) -> PyResult<Option<(Value, Value)>> {
        let Some(item) = iter::next(thread, &self.iterator)? else { return Ok(None) };
        Ok(Some((self.advance_count(thread)?, item)))
    }
}

pub fn describe() {
    TypeBuilder::new::<Enumerate>("enumerate", Some(object_type()))
        .doc("Iterator over pairs: a number counted up from start, and an item of the iterable.")
        .flags(flags::BASETYPE)
        .container(Enumerate::visit, None)
        .slots(|s| {
            s.new.set(Some(enumerate_new));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(enumerate_next));
        })
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}

/// Sorts `enumerate(iterable, start=0)`.
fn arguments<'a>(thread: &ThreadState, args: Args<'a>) -> PyResult<(&'a Value, Option<&'a Value>)> {
    let total = args.values.len();
    let (mut iterable, mut start) = (args.positionals().first(), args.positionals().get(1));
    if total > 2 {
        return Err(err!(thread, TypeError, "enumerate() takes at most 2 arguments ({total} given)"));
    }
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        match text.as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() && (iterable.is_some() || total == 2) => start = Some(value),
            _ => return Err(err!(thread, TypeError, "'{text}' is an invalid keyword argument for enumerate()")),
        }
    }
    match iterable {
        Some(iterable) => Ok((iterable, start)),
        None => Err(err!(thread, TypeError, "enumerate() missing required argument 'iterable'")),
    }
}

fn enumerate_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let (iterable, start) = arguments(thread, args)?;
    let count = start.map(|start| number::index(thread, start)).transpose()?;
    let iterator = iter::iter(thread, iterable)?;
    let head = alloc::head::<Enumerate>();
    let count = MutCell::new(Some(count.unwrap_or_else(|| Value::small_unchecked(0))));
    Ok(alloc::alloc_in(ty, Enumerate { head, iterator, count }).into_value())
}

fn enumerate_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<Enumerate>() };
    Ok(this.next_pair(thread)?.map(|(count, item)| Tuple::pair(count, item).into_value()))
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Enumerate>();
    let count = this.count.get().unwrap_or_else(|| Value::small_unchecked(0));
    let args = Tuple::pair(this.iterator.clone(), count);
    Ok(Tuple::pair(b.value(0).type_of().as_value(), args.into_value()).into_value())
}
