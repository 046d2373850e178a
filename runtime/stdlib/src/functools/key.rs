//! What `cmp_to_key` gives: a function that wraps objects so that they compare by a comparison function.

use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, compare};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, TypeBuilder};
use ladon_vm::types::flags;
use ladon_vm::types::object::object_type;
use ladon_vm::types::slots::CompareOp;
use ladon_vm::value::Value;

#[repr(C)]
pub struct Key {
    pub head: Head,
    compare: Value,
    /// `None` in the key function itself.
    object: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Key);
crate::traced!(Key { compare, object });

pub fn describe() {
    TypeBuilder::new::<Key>("KeyWrapper", Some(object_type()))
        .module("functools")
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(Key::visit, Some(Key::clear_object))
        .slots(|s| {
            s.call.set(Some(key_call));
            s.compare.set(Some(key_compare));
        })
        .getset(
            "obj",
            |_, value| Ok(this::<Key>(value).object.get().unwrap_or_else(Value::none)),
            Some(|_, value, object| {
                this::<Key>(value).object.set(object.cloned());
                Ok(())
            }),
            "The wrapped object.",
        )
        .finish();
}

fn make(compare: &Value, object: Option<Value>) -> Value {
    let (compare, object) = (compare.clone(), MutCell::new(object));
    alloc::alloc(Key { head: alloc::head::<Key>(), compare, object }).into_value()
}

pub fn cmp_to_key(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(make(b.value(0), None))
}

fn key_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<1> = Spec::new("K", ["obj"], 0);
    let [object] = SPEC.bind(thread, args)?;
    if object.is_none() {
        return Err(err!(thread, TypeError, "K() missing required argument 'obj' (pos 1)"));
    }
    Ok(make(&this::<Key>(value).compare, object.cloned()))
}

fn key_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(left), Some(right)) = (a.exact::<Key>(), b.exact::<Key>()) else {
        return Err(err!(thread, TypeError, "other argument must be K instance"));
    };
    let (Some(x), Some(y)) = (left.object.get(), right.object.get()) else {
        return Err(err!(thread, AttributeError, "object"));
    };
    let order = call::positional(thread, &left.compare, &[x, y])?;
    compare::compare(thread, &order, &Value::small_unchecked(0), op)
}
