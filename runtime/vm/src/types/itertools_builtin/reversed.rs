//! `reversed`: what `__reversed__` returns, or an iterator over `x[n-1]`, …, `x[0]`.

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call, number, subscript};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::sequence::{default_init, no_keywords, positionals};
use crate::types::traced::traced;
use crate::types::{Dict, Tuple, Type, flags, int};
use crate::value::Value;
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct Reversed {
    pub head: Head,
    /// `None` once exhausted.
    pub sequence: MutCell<Option<Value>>,
    /// The position of the next item; -1 at the end.
    pub index: Cell<i64>,
}

crate::builtin_static!(Reversed, PyReversed_Type);
traced!(Reversed { sequence });

pub fn describe() {
    TypeBuilder::new::<Reversed>("reversed", Some(object_type()))
        .doc("Iterator over the items of a sequence in reverse order.")
        .flags(flags::BASETYPE)
        .container(Reversed::visit, Some(Reversed::clear_object))
        .slots(|s| {
            s.new.set(Some(reversed_new));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(reversed_next));
        })
        .method("__length_hint__(self, /)", length_hint, "Estimate how many items are left.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method("__setstate__(self, state, /)", setstate, "Set the position.")
        .finish();
}

fn reversed_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if default_init(ty) {
        no_keywords(thread, "reversed", args)?;
    }
    let sequence = &positionals(thread, "reversed", args, 1, 1)?[0];
    let method = attr::lookup_special(thread, sequence, names::get().__reversed__)?;
    if let Some(method) = method.as_ref().filter(|method| !method.is_none()) {
        return call::call(thread, method, Args::EMPTY);
    }
    let indexable = sequence.type_of().slots.getitem.get().is_some() && sequence.downcast::<Dict>().is_none();
    if method.is_some() || !indexable {
        let name = sequence.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object is not reversible"));
    }
    let len = subscript::len(thread, sequence)? as i64;
    let head = alloc::head::<Reversed>();
    let fields = Reversed { head, sequence: MutCell::new(Some(sequence.clone())), index: Cell::new(len - 1) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn reversed_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<Reversed>() };
    let index = this.index.get();
    let Some(sequence) = this.sequence.get().filter(|_| index >= 0) else { return Ok(None) };
    let found = subscript::get(thread, &sequence, &int::from_i64(index));
    let found = match caught(thread, found, &crate::exceptions::IndexError) {
        Ok(found) => Ok(found),
        Err(raised) => caught(thread, Err(raised), &crate::exceptions::StopIteration).map(Option::flatten),
    }?;
    match found {
        Some(item) => {
            this.index.set(index - 1);
            Ok(Some(item))
        }
        None => {
            this.index.set(-1);
            this.sequence.set(None);
            Ok(None)
        }
    }
}

fn length_hint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Reversed>();
    let Some(sequence) = this.sequence.get() else { return Ok(Value::small_unchecked(0)) };
    let left = this.index.get() + 1;
    let len = subscript::len(thread, &sequence)? as i64;
    Ok(int::from_i64(if len < left { 0 } else { left }))
}

fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Reversed>();
    let class = b.value(0).type_of().as_value();
    let items = match this.sequence.get() {
        Some(sequence) => vec![class, Tuple::new(vec![sequence]).into_value(), int::from_i64(this.index.get())],
        None => vec![class, Tuple::new(vec![Tuple::new(Vec::new()).into_value()]).into_value()],
    };
    Ok(Tuple::new(items).into_value())
}

fn setstate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let this = b.this::<Reversed>();
    let index = number::to_isize(thread, b.value(1))? as i64;
    if let Some(sequence) = this.sequence.get() {
        let len = subscript::len(thread, &sequence)? as i64;
        this.index.set(index.clamp(-1, len - 1));
    }
    Ok(Value::none())
}
