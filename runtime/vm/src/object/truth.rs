//! Truth: `bool(x)`, `__bool__`, `__len__`.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::Value;

#[inline]
pub fn is_true(thread: &ThreadState, value: &Value) -> PyResult<bool> {
    if value.is_true() {
        return Ok(true);
    }
    if value.is_false() || value.is_none() {
        return Ok(false);
    }
    if let Some(small) = value.as_small_int() {
        return Ok(small != 0);
    }
    if let Some(x) = value.as_float_word() {
        return Ok(x != 0.0);
    }
    let slots = &value.type_of().slots;
    if let Some(bool) = slots.bool.get() {
        return bool(thread, value);
    }
    match slots.len.get() {
        Some(len) => Ok(len(thread, value)? != 0),
        None => Ok(true),
    }
}
