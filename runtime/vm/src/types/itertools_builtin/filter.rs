//! `filter`.

use crate::object::{alloc, call, iter, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::sequence::{default_init, no_keywords, positionals};
use crate::types::traced::traced;
use crate::types::{Tuple, Type, flags};
use crate::value::Value;
use ladon_heap::Head;

/// The items for which a function returns true.
#[repr(C)]
pub struct Filter {
    pub head: Head,
    pub function: Value,
    pub iterator: Value,
}

crate::builtin_static!(Filter, PyFilter_Type);
traced!(Filter { function, iterator });

pub fn describe() {
    TypeBuilder::new::<Filter>("filter", Some(object_type()))
        .doc("Iterator over the items for which function(item) is true, or, with None, that are true themselves.")
        .flags(flags::BASETYPE)
        .container(Filter::visit, None)
        .slots(|s| {
            s.new.set(Some(filter_new));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(filter_next));
        })
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .finish();
}

fn filter_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if default_init(ty) {
        no_keywords(thread, "filter", args)?;
    }
    let args = positionals(thread, "filter", args, 2, 2)?;
    let iterator = iter::iter(thread, &args[1])?;
    let head = alloc::head::<Filter>();
    Ok(alloc::alloc_in(ty, Filter { head, function: args[0].clone(), iterator }).into_value())
}

fn filter_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<Filter>() };
    let by_truth = this.function.is_none()
        || this.function.downcast::<Type>().is_some_and(|ty| ty.is(crate::types::bool::bool_type()));
    while let Some(item) = iter::next(thread, &this.iterator)? {
        let keep = if by_truth {
            truth::is_true(thread, &item)?
        } else {
            let answer = call::call(thread, &this.function, Args::positional(std::slice::from_ref(&item)))?;
            truth::is_true(thread, &answer)?
        };
        if keep {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Filter>();
    let args = Tuple::pair(this.function.clone(), this.iterator.clone());
    Ok(Tuple::pair(b.value(0).type_of().as_value(), args.into_value()).into_value())
}
