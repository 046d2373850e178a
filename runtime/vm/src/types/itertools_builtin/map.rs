//! `map`.

use super::{Parallel, strict_flag};
use crate::err;
use crate::object::{alloc, call, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::{Tuple, Type, flags};
use crate::value::{ObjectPtr, Value};
use ladon_heap::Head;

/// Results of a function called with one item of each iterable.
#[repr(C)]
pub struct Map {
    pub head: Head,
    pub function: Value,
    pub parallel: Parallel,
}

crate::builtin_static!(Map, PyMap_Type);

pub fn describe() {
    TypeBuilder::new::<Map>("map", Some(object_type()))
        .doc(
            "Iterator over the results of calling a function with the first items of all iterables, the second ones, \
             …\n\nWith strict=True, ValueError when they do not end together.",
        )
        .flags(flags::BASETYPE)
        .container(visit, None)
        .slots(|s| {
            s.new.set(Some(map_new));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(map_next));
        })
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set whether the iterables must end together.")
        .finish();
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: a slot of `map`.
    let this = unsafe { object.cast::<Map>().as_ref() };
    visitor(&this.function);
    visitor(this.parallel.iterators.as_value());
}

fn map_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let strict = strict_flag(thread, "map", args)?;
    let [function, iterables @ ..] = args.positionals() else { return Err(too_few(thread)) };
    if iterables.is_empty() {
        return Err(too_few(thread));
    }
    let parallel = Parallel::new(thread, iterables, strict)?;
    let head = alloc::head::<Map>();
    Ok(alloc::alloc_in(ty, Map { head, function: function.clone(), parallel }).into_value())
}

fn too_few(thread: &ThreadState) -> crate::raise::Raised {
    err!(thread, TypeError, "map() must have at least two arguments.")
}

fn map_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<Map>() };
    match this.parallel.next(thread, "map")? {
        Some(row) => call::call(thread, &this.function, Args::positional(&row)).map(Some),
        None => Ok(None),
    }
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Map>();
    let mut args = vec![this.function.clone()];
    args.extend_from_slice(this.parallel.iterators.as_slice());
    let mut items = vec![b.value(0).type_of().as_value(), Tuple::try_from_vec(args)?.into_value()];
    if this.parallel.strict.get() {
        items.push(Value::bool(true));
    }
    Ok(Tuple::new(items).into_value())
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Map>().parallel.strict.set(truth::is_true(thread, b.value(1))?);
    Ok(Value::none())
}
