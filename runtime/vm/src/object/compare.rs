//! Rich comparison.

use crate::err;
use crate::object::truth;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::slots::CompareOp;
use crate::value::Value;

/// `a op b` as Python's operators do it.
pub fn compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if let Some(result) = compare_numbers(a, b, op) {
        return Ok(Value::bool(result));
    }
    thread.check_native_stack(" in comparison")?;
    let (ty_a, ty_b) = (a.type_of(), b.type_of());
    let reflected = ty_b.slots.compare.get();
    let mut tried_reflected = false;
    if !ty_a.is(ty_b)
        && let Some(compare) = reflected
        && ty_b.is_subtype(ty_a)
    {
        tried_reflected = true;
        let result = compare(thread, b, a, op.swapped())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(compare) = ty_a.slots.compare.get() {
        let result = compare(thread, a, b, op)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if !tried_reflected && let Some(compare) = reflected {
        let result = compare(thread, b, a, op.swapped())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match op {
        CompareOp::Eq => Ok(Value::bool(a.is(b))),
        CompareOp::Ne => Ok(Value::bool(!a.is(b))),
        _ => Err(err!(
            thread,
            TypeError,
            "'{}' not supported between instances of '{}' and '{}'",
            op.symbol(),
            ty_a.short_name(),
            ty_b.short_name()
        )),
    }
}

/// Two numbers in words.
#[inline(always)]
pub fn compare_numbers(a: &Value, b: &Value, op: CompareOp) -> Option<bool> {
    match (a.as_small_int(), b.as_small_int()) {
        (Some(x), Some(y)) => return Some(op.matches(x.cmp(&y))),
        (None, None) if a.is_pointer() || b.is_pointer() => return None,
        _ => {}
    }
    // Small ints are exact as floats.
    let x = a.as_float_word().or_else(|| a.as_small_int().map(|i| i as f64))?;
    let y = b.as_float_word().or_else(|| b.as_small_int().map(|i| i as f64))?;
    Some(compare_floats(x, y, op))
}

#[inline(always)]
pub fn compare_floats(x: f64, y: f64, op: CompareOp) -> bool {
    match op {
        CompareOp::Lt => x < y,
        CompareOp::Le => x <= y,
        CompareOp::Eq => x == y,
        CompareOp::Ne => x != y,
        CompareOp::Gt => x > y,
        CompareOp::Ge => x >= y,
    }
}

/// `a op b` as a truth value.
#[inline]
pub fn compare_bool(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<bool> {
    if let Some(result) = compare_numbers(a, b, op) {
        return Ok(result);
    }
    if let (Some(x), Some(y)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Ok(match op {
            CompareOp::Eq => x.equals(y),
            CompareOp::Ne => !x.equals(y),
            // The order of WTF-8 bytes is the order of code points.
            _ => op.matches(x.as_bytes().cmp(y.as_bytes())),
        });
    }
    let result = compare(thread, a, b, op)?;
    truth::is_true(thread, &result)
}

/// Whether two values are the same object or compare equal: what containers use.
#[inline]
pub fn equal(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<bool> {
    if a.is(b) {
        // NaN in a word is not "the same object" in CPython's sense only when made twice; containers treat it as equal.
        return Ok(true);
    }
    compare_bool(thread, a, b, CompareOp::Eq)
}

/// The answer of a `compare` slot for operands whose order is known.
pub fn ordering(order: std::cmp::Ordering, op: CompareOp) -> PyResult<Value> {
    Ok(Value::bool(op.matches(order)))
}
