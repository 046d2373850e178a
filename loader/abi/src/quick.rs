//! Quick answers to what C asks most: the objects are known to be the current interpreter's own (or the runtime's) and
//! exactly of the type expected, and nothing can be raised. `None` sends the call the whole way, tag checks and messages included.
//!
//! All functions take pointers as C passed them (B3); NULL lies in no chunk that is remembered.

use crate::layout::{Py_ssize_t, PyObject};
use ladon_heap::remembered;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Builtin;
use ladon_vm::types::{Dict, Float, Int, List, Str, Tuple, boxes};
use ladon_vm::value::Value;
use std::ptr;

/// The object, when it may be used here and is exactly a `T`.
///
/// # Safety
/// B3.
#[inline(always)]
unsafe fn exact<'a, T: Builtin>(raw: *mut PyObject) -> Option<&'a T> {
    if !remembered(raw.addr()) {
        return None;
    }
    // SAFETY: B3; E2 of the VM: the type is looked at first.
    unsafe {
        let is_exact = (*raw).type_word.get() == ptr::from_ref(T::type_object()).cast();
        is_exact.then(|| &*raw.cast::<T>())
    }
}

/// The value of an int that fits in a word.
///
/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn int(raw: *mut PyObject) -> Option<i64> {
    // SAFETY: forwarded.
    Some(unsafe { exact::<Int>(raw) }?.as_word()?.small_int_unchecked())
}

/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn float(raw: *mut PyObject) -> Option<f64> {
    // SAFETY: forwarded.
    Some(unsafe { exact::<Float>(raw) }?.value)
}

/// A new reference to an int object.
#[inline(always)]
pub fn new_int(value: i64) -> Option<*mut PyObject> {
    Some(boxes::number(ThreadState::try_current()?, &Value::small_int(value)?).0.as_ptr())
}

/// A new reference to a float object.
#[inline(always)]
pub fn new_float(value: f64) -> Option<*mut PyObject> {
    Some(boxes::number(ThreadState::try_current()?, &Value::float(value)).0.as_ptr())
}

/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn list_len(raw: *mut PyObject) -> Option<Py_ssize_t> {
    // SAFETY: forwarded.
    Some(unsafe { exact::<List>(raw) }?.len() as Py_ssize_t)
}

/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn tuple_len(raw: *mut PyObject) -> Option<Py_ssize_t> {
    // SAFETY: forwarded.
    Some(unsafe { exact::<Tuple>(raw) }?.len() as Py_ssize_t)
}

/// An item that is an object, lent by the list.
///
/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn list_item(raw: *mut PyObject, index: Py_ssize_t) -> Option<*mut PyObject> {
    // SAFETY: forwarded; H7 of the heap: one step.
    let items = unsafe { exact::<List>(raw)?.items.as_slice() };
    lent(items.get(index as usize)?)
}

/// As [`list_item`] for tuples.
///
/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn tuple_item(raw: *mut PyObject, index: Py_ssize_t) -> Option<*mut PyObject> {
    // SAFETY: forwarded.
    let tuple = unsafe { exact::<Tuple>(raw) }?;
    lent(tuple.as_slice().get(index as usize)?)
}

/// The value of a `str` key, lent by the dict, or NULL where there is none.
///
/// # Safety
/// B3.
#[inline(always)]
pub unsafe fn dict_item(raw: *mut PyObject, key: *mut PyObject) -> Option<*mut PyObject> {
    // SAFETY: forwarded.
    let (dict, key) = unsafe { (exact::<Dict>(raw)?, exact::<Str>(key)?) };
    let Some(at) = dict.quick_position(key)? else { return Some(ptr::null_mut()) };
    // SAFETY: H7 of the heap: the slot was found in this step.
    lent(unsafe { &*dict.value_slot(at)? }.as_ref()?)
}

/// The object of an item, which may be used here; words that are numbers are no address that is remembered.
#[inline(always)]
fn lent(item: &Value) -> Option<*mut PyObject> {
    let word = item.bits() as usize;
    remembered(word).then_some(word as *mut PyObject)
}
