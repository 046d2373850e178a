//! `bool`: a subtype of `int` with two instances, which are statics (`singletons`).

use super::int::{Int, ops};
use crate::err;
use crate::object::truth;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, TypeBuilder};
use crate::types::slots::BinaryOp;
use crate::types::{Str, Type, flags};
use crate::value::Value;

/// `True` and `False` begin with the fields of an `int` and add none.
#[repr(C)]
pub struct Bool {
    int: Int,
}

crate::builtin_static!(Bool, PyBool_Type);

#[inline(always)]
pub fn bool_type() -> &'static Type {
    &PyBool_Type
}

/// The truth of `True` and `False`; `None` for everything else.
#[inline(always)]
pub fn as_bool(value: &Value) -> Option<bool> {
    if value.is_true() {
        Some(true)
    } else if value.is_false() {
        Some(false)
    } else {
        None
    }
}

fn bool_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "bool() takes no keyword arguments"));
    }
    match args.values {
        [] => Ok(Value::bool(false)),
        [x] => truth::is_true(thread, x).map(Value::bool),
        more => Err(err!(thread, TypeError, "bool expected at most 1 argument, got {}", more.len())),
    }
}

fn bool_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Str::new(if value.is_true() { "True" } else { "False" }).into_value())
}

macro_rules! operator {
    ($name:ident, $op:tt, $otherwise:path) => {
        fn $name(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
            match (as_bool(a), as_bool(b)) {
                (Some(x), Some(y)) => Ok(Value::bool(x $op y)),
                _ => $otherwise(thread, a, b),
            }
        }
    };
}
operator!(bool_and, &, ops::int_and);
operator!(bool_or, |, ops::int_or);
operator!(bool_xor, ^, ops::int_xor);

fn bool_invert(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise \
         inversion of the underlying int object and is usually not what you expect from the negation of a bool. Use the \
         'not' operator for boolean negation or ~int(x) for the bitwise inversion of the underlying int.";
    crate::warnings::warn(thread, &crate::exceptions::DeprecationWarning, message, 1)?;
    ops::int_invert(thread, value)
}

pub fn describe() {
    TypeBuilder::new::<Bool>("bool", Some(super::int::type_object()))
        .doc("The truth of an object: True or False. The class has no other instances and cannot be subclassed.")
        .flags(flags::LONG_SUBCLASS)
        .slots(|s| {
            s.new.set(Some(bool_new));
            s.repr.set(Some(bool_repr));
            s.invert.set(Some(bool_invert));
            s.binary[BinaryOp::And as usize].set(Some(bool_and));
            s.binary[BinaryOp::Or as usize].set(Some(bool_or));
            s.binary[BinaryOp::Xor as usize].set(Some(bool_xor));
        })
        .finish();
}
