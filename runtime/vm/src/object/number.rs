//! Arithmetic on any objects: dispatch over the number slots, conversions to int and index.

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::slots::BinaryOp;
use crate::types::{float, int};
use crate::value::Value;

/// `a op b`.
pub fn binary(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
    let result = binary_slots(thread, op, a, b)?;
    if !result.is_not_implemented() {
        return Ok(result);
    }
    if let Some(result) = sequence_operator(thread, op, a, b)? {
        return Ok(result);
    }
    Err(unsupported(thread, op.symbol(), a, b))
}

/// `a op= b`.
pub fn inplace(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
    if let Some(inplace) = a.type_of().slots.inplace[op as usize].get() {
        let result = inplace(thread, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let result = binary_slots(thread, op, a, b)?;
    if !result.is_not_implemented() {
        return Ok(result);
    }
    let slots = &a.type_of().slots;
    match op {
        BinaryOp::Add => {
            if let Some(concat) = slots.inplace_concat.get() {
                return concat(thread, a, b);
            }
        }
        BinaryOp::Mul => {
            if let Some(repeat) = slots.inplace_repeat.get() {
                return repeat(thread, a, repeat_count(thread, b)?);
            }
        }
        _ => {}
    }
    if let Some(result) = sequence_operator(thread, op, a, b)? {
        return Ok(result);
    }
    let symbol = if op == BinaryOp::Pow { String::from("**=") } else { format!("{}=", op.symbol()) };
    Err(unsupported(thread, &symbol, a, b))
}

fn binary_slots(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
    let (ty_a, ty_b) = (a.type_of(), b.type_of());
    let left = ty_a.slots.binary[op as usize].get();
    let mut right = if ty_a.is(ty_b) { None } else { ty_b.slots.binary[op as usize].get() };
    if let Some(slot) = left {
        if right.is_some_and(|other| std::ptr::fn_addr_eq(other, slot)) {
            right = None;
        }
        if let Some(other) = right
            && ty_b.is_subtype(ty_a)
        {
            let result = other(thread, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right = None;
        }
        let result = slot(thread, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match right {
        Some(slot) => slot(thread, a, b),
        None => Ok(Value::not_implemented()),
    }
}

fn sequence_operator(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
    match op {
        BinaryOp::Add => match a.type_of().slots.concat.get() {
            Some(concat) => concat(thread, a, b).map(Some),
            None => Ok(None),
        },
        BinaryOp::Mul => {
            if let Some(repeat) = a.type_of().slots.repeat.get() {
                return repeat(thread, a, repeat_count(thread, b)?).map(Some);
            }
            match b.type_of().slots.repeat.get() {
                Some(repeat) => repeat(thread, b, repeat_count(thread, a)?).map(Some),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn repeat_count(thread: &ThreadState, count: &Value) -> PyResult<isize> {
    if !has_index(count) {
        let name = count.type_of().short_name();
        return Err(err!(thread, TypeError, "can't multiply sequence by non-int of type '{name}'"));
    }
    to_isize(thread, count)
}

#[cold]
fn unsupported(thread: &ThreadState, symbol: &str, a: &Value, b: &Value) -> crate::raise::Raised {
    let (a, b) = (a.type_of().short_name(), b.type_of().short_name());
    err!(thread, TypeError, "unsupported operand type(s) for {symbol}: '{a}' and '{b}'")
}

/// `pow(a, b, m)`.
pub fn power(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    for operand in [a, b, modulus] {
        if let Some(pow) = operand.type_of().slots.pow3.get() {
            let result = pow(thread, a, b, modulus)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
    }
    let [a, b, m] = [a, b, modulus].map(|v| v.type_of().short_name());
    Err(err!(thread, TypeError, "unsupported operand type(s) for ** or pow(): '{a}', '{b}', '{m}'"))
}

fn unary(
    thread: &ThreadState,
    value: &Value,
    slot: Option<crate::types::slots::UnaryFn>,
    symbol: &str,
) -> PyResult<Value> {
    match slot {
        Some(slot) => slot(thread, value),
        None => {
            let name = value.type_of().short_name();
            Err(err!(thread, TypeError, "bad operand type for {symbol}: '{name}'"))
        }
    }
}

pub fn negative(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match (value.as_small_int(), value.as_float_word()) {
        (Some(small), _) => Ok(int::from_i64(-small)),
        (_, Some(x)) => Ok(Value::float(-x)),
        _ => unary(thread, value, value.type_of().slots.neg.get(), "unary -"),
    }
}

pub fn positive(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    unary(thread, value, value.type_of().slots.pos.get(), "unary +")
}

pub fn invert(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match value.as_small_int() {
        Some(small) => Ok(int::from_i64(!small)),
        None => unary(thread, value, value.type_of().slots.invert.get(), "unary ~"),
    }
}

pub fn absolute(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    unary(thread, value, value.type_of().slots.abs.get(), "abs()")
}

/// Whether `__index__` is there.
pub fn has_index(value: &Value) -> bool {
    value.is_small_int() || value.type_of().slots.index.get().is_some()
}

/// `operator.index(value)`: an int (either form, possibly an instance of a subclass made exact).
pub fn index(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if int::core::is_int(value) {
        return Ok(value.clone());
    }
    let Some(slot) = value.type_of().slots.index.get() else {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object cannot be interpreted as an integer"));
    };
    let result = slot(thread, value)?;
    if int::core::is_int(&result) {
        return Ok(result);
    }
    let name = result.type_of().short_name();
    Err(err!(thread, TypeError, "__index__ returned non-int (type {name})"))
}

/// As an index: OverflowError "cannot fit 'int' into an index-sized integer" outside of 64 bits.
#[inline]
pub fn to_isize(thread: &ThreadState, value: &Value) -> PyResult<isize> {
    if let Some(small) = value.as_small_int() {
        return Ok(small as isize);
    }
    let int = index(thread, value)?;
    int::as_i64(&int).map(|i| i as isize).ok_or_else(|| {
        let name = value.type_of().short_name();
        err!(thread, OverflowError, "cannot fit '{name}' into an index-sized integer")
    })
}

/// As an index, cut to the range of isize instead of failing: for slices.
pub fn to_isize_clamped(thread: &ThreadState, value: &Value) -> PyResult<isize> {
    let int = index(thread, value)?;
    Ok(match int::as_i64(&int) {
        Some(i) => i as isize,
        None if int::core::with_limbs(&int, |negative, _| negative) == Some(true) => isize::MIN,
        None => isize::MAX,
    })
}

/// `float(value)` for arguments that must be real numbers: floats, ints, `__float__`, `__index__`.
pub fn to_f64(thread: &ThreadState, value: &Value) -> PyResult<f64> {
    if let Some(x) = float::as_f64(value) {
        return Ok(x);
    }
    if let Some(small) = value.as_small_int() {
        return Ok(small as f64);
    }
    if let Some(slot) = value.type_of().slots.float.get() {
        let result = slot(thread, value)?;
        return float::as_f64(&result).ok_or_else(|| {
            let (from, to) = (value.type_of().short_name(), result.type_of().short_name());
            err!(thread, TypeError, "{from}.__float__ returned non-float (type {to})")
        });
    }
    if has_index(value) {
        let int = index(thread, value)?;
        return int::convert::to_f64(thread, &int);
    }
    let name = value.type_of().short_name();
    Err(err!(thread, TypeError, "must be real number, not {name}"))
}
