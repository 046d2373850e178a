//! The types of `None`, `NotImplemented` and `...`, whose only instances are statics (`singletons`).

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::slots::{CompareOp, NewFn, UnaryFn};
use crate::types::{Str, Type};
use crate::value::Value;
use ladon_heap::Head;

macro_rules! singleton_type {
    ($struct:ident, $symbol:ident, $function:ident, $new:ident, $repr:ident, $name:literal, $shown:literal, $value:expr) => {
        #[repr(C)]
        pub struct $struct {
            pub head: Head,
        }

        crate::builtin_static!($struct, $symbol);

        pub fn $function() -> &'static Type {
            &$symbol
        }

        fn $new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
            if !args.values.is_empty() {
                return Err(err!(thread, TypeError, concat!($name, " takes no arguments")));
            }
            Ok($value)
        }

        fn $repr(_thread: &ThreadState, _value: &Value) -> PyResult<Value> {
            Ok(Str::new($shown).into_value())
        }
    };
}
singleton_type!(NoneObject, _PyNone_Type, none_type, none_new, none_repr, "NoneType", "None", Value::none());
singleton_type!(
    NotImplementedObject,
    _PyNotImplemented_Type,
    not_implemented_type,
    not_implemented_new,
    not_implemented_repr,
    "NotImplementedType",
    "NotImplemented",
    Value::not_implemented()
);
singleton_type!(
    EllipsisObject,
    PyEllipsis_Type,
    ellipsis_type,
    ellipsis_new,
    ellipsis_repr,
    "EllipsisType",
    "Ellipsis",
    Value::ellipsis()
);

fn none_bool(_thread: &ThreadState, _value: &Value) -> PyResult<bool> {
    Ok(false)
}

/// `None` hashes to the same in every process.
fn none_hash(_thread: &ThreadState, _value: &Value) -> PyResult<i64> {
    Ok(0xFCA8_6420)
}

fn none_compare(_thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    Ok(match op {
        CompareOp::Eq if a.is(b) => Value::bool(true),
        CompareOp::Ne if a.is(b) => Value::bool(false),
        _ => Value::not_implemented(),
    })
}

fn not_implemented_bool(thread: &ThreadState, _value: &Value) -> PyResult<bool> {
    Err(err!(thread, TypeError, "NotImplemented should not be used in a boolean context"))
}

/// `__reduce__`: the name under which the singleton is found.
fn reduce_to_name(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(crate::object::repr::repr(thread, args.value(0))?.into_value())
}

fn singleton(builder: TypeBuilder, new: NewFn, repr: UnaryFn) -> TypeBuilder {
    builder.slots(|s| {
        s.new.set(Some(new));
        s.repr.set(Some(repr));
    })
}

pub fn describe() {
    let object = crate::types::object::object_type();
    let builder = TypeBuilder::new::<NoneObject>("NoneType", Some(object)).doc("The type of the None singleton.");
    singleton(builder, none_new, none_repr)
        .slots(|s| {
            s.bool.set(Some(none_bool));
            s.hash.set(Some(none_hash));
            s.compare.set(Some(none_compare));
        })
        .finish();
    let builder = TypeBuilder::new::<NotImplementedObject>("NotImplementedType", Some(object))
        .doc("The type of the NotImplemented singleton.")
        .method("__reduce__(self, /)", reduce_to_name, "Helper for pickle.");
    singleton(builder, not_implemented_new, not_implemented_repr)
        .slots(|s| s.bool.set(Some(not_implemented_bool)))
        .finish();
    let builder = TypeBuilder::new::<EllipsisObject>("ellipsis", Some(object))
        .doc("The type of the Ellipsis singleton.")
        .method("__reduce__(self, /)", reduce_to_name, "Helper for pickle.");
    singleton(builder, ellipsis_new, ellipsis_repr).finish();
}
