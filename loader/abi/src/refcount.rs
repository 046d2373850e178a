//! `refcount.h`: counting references. Old plugins count inline and only call `_Py_Dealloc`; new ones call these.
//!
//! Objects of other interpreters are not counted down here but given back to their owner (`ownership::release_foreign`).

use crate::boundary::{Flag, New, Plain, bad_internal_call, into_object, no_thread};
use crate::layout::{Py_ssize_t, PyObject, PyTypeObject};
use crate::{capi, ownership};
use ladon_heap::remembered;
use ladon_vm::object::dealloc;
use ladon_vm::runtime;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Type;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::value::{ObjectPtr, Value};
use std::cell::RefCell;
use std::ffi::{c_int, c_uint};
use std::ptr::NonNull;

#[inline(always)]
fn incref(object: ObjectPtr, function: &'static str) {
    if !remembered(object.as_ptr().addr()) {
        return unknown_incref(object, function);
    }
    // SAFETY: B3: a live object of this interpreter, or one of the runtime's, which are immortal.
    unsafe { object.as_ref() }.retain();
}

#[cold]
#[inline(never)]
fn unknown_incref(object: ObjectPtr, function: &'static str) {
    let Some(thread) = ThreadState::try_current() else { no_thread(function) };
    if ownership::is_free(thread, object) || ownership::may_use(thread, object, function) {
        // SAFETY: the holder keeps it mapped; immortal objects are not counted.
        unsafe { object.as_ref() }.retain();
    }
}

#[inline(always)]
fn decref(object: ObjectPtr, function: &'static str) {
    if !remembered(object.as_ptr().addr()) {
        return unknown_decref(object, function);
    }
    // SAFETY: B3: a live object of this interpreter whose reference C gives back, or one of the runtime's, which are
    // immortal.
    if unsafe { object.as_ref() }.release() {
        dealloc::dealloc(object);
    }
}

#[cold]
#[inline(never)]
fn unknown_decref(object: ObjectPtr, function: &'static str) {
    let Some(thread) = ThreadState::try_current() else { no_thread(function) };
    if !ownership::is_free(thread, object) {
        return ownership::release_foreign(thread, object, function);
    }
    // SAFETY: as above.
    if unsafe { object.as_ref() }.release() {
        dealloc::dealloc_own(thread, object);
    }
}

/// `Py_XINCREF` as a function.
#[unsafe(no_mangle)]
pub extern "C" fn Py_IncRef(object: *mut PyObject) {
    if let Some(object) = NonNull::new(object) {
        incref(object, "Py_IncRef");
    }
}

/// `Py_XDECREF` as a function.
#[unsafe(no_mangle)]
pub extern "C" fn Py_DecRef(object: *mut PyObject) {
    if let Some(object) = NonNull::new(object) {
        decref(object, "Py_DecRef");
    }
}

/// `Py_INCREF` of plugins built for the limited API of 3.12 and later.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_IncRef(object: *mut PyObject) {
    if let Some(object) = NonNull::new(object) {
        incref(object, "_Py_IncRef");
    }
}

/// `Py_DECREF` of plugins built for the limited API of 3.12 and later.
#[unsafe(no_mangle)]
pub extern "C" fn _Py_DecRef(object: *mut PyObject) {
    if let Some(object) = NonNull::new(object) {
        decref(object, "_Py_DecRef");
    }
}

/// Called by plugins whose inlined `Py_DECREF` made a count zero, with whatever interpreter is current (R4).
#[unsafe(no_mangle)]
pub extern "C" fn _Py_Dealloc(object: *mut PyObject) {
    if let Some(object) = NonNull::new(object) {
        dealloc::dealloc(object);
    }
}

/// A new reference to the same object.
#[unsafe(no_mangle)]
pub extern "C" fn Py_NewRef(object: *mut PyObject) -> *mut PyObject {
    Py_IncRef(object);
    object
}

/// As `Py_NewRef`; NULL stays NULL.
#[unsafe(no_mangle)]
pub extern "C" fn Py_XNewRef(object: *mut PyObject) -> *mut PyObject {
    Py_IncRef(object);
    object
}

/// The count; 0xC0000000 stands for an immortal object.
///
/// # Safety
/// B3.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_REFCNT(object: *mut PyObject) -> Py_ssize_t {
    // SAFETY: B3.
    let count = unsafe { &*object }.refcount.get();
    (count & 0xFFFF_FFFF) as Py_ssize_t
}

/// Sets the count of a mortal object.
///
/// # Safety
/// B3; the count is right.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _Py_SetRefcnt(object: *mut PyObject, count: Py_ssize_t) {
    // SAFETY: B3.
    let head = unsafe { &*object };
    if !head.is_immortal() {
        head.refcount.set(count as u64 & 0xFFFF_FFFF);
    }
}

/// The type, borrowed.
///
/// # Safety
/// B3.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_TYPE(object: *mut PyObject) -> *mut PyTypeObject {
    // SAFETY: B3.
    unsafe { &*object }.type_word.get().cast_mut().cast()
}

/// Whether the type is exactly this one.
///
/// # Safety
/// B3.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_IS_TYPE(object: *mut PyObject, ty: *mut PyTypeObject) -> c_int {
    // SAFETY: B3.
    (unsafe { Py_TYPE(object) } == ty) as c_int
}

/// `ob_size` of a variable-sized object.
///
/// # Safety
/// B3; the object begins with `PyVarObject`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_SIZE(object: *mut PyObject) -> Py_ssize_t {
    // SAFETY: the caller's promise.
    unsafe { *object.add(1).cast::<Py_ssize_t>() }
}

/// Sets `ob_size`.
///
/// # Safety
/// As [`Py_SIZE`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_SET_SIZE(object: *mut PyObject, size: Py_ssize_t) {
    // SAFETY: the caller's promise.
    unsafe { *object.add(1).cast::<Py_ssize_t>() = size }
}

#[derive(Default)]
struct EmptyBytes(RefCell<Option<Value>>);

fn constant(thread: &ThreadState, id: c_uint) -> Option<Value> {
    Some(match id {
        0 => Value::none(),
        1 => Value::bool(false),
        2 => Value::bool(true),
        3 => Value::ellipsis(),
        4 => Value::not_implemented(),
        5 => Value::small_unchecked(0),
        6 => Value::small_unchecked(1),
        7 => runtime::shared().empty_str.to_ref().into_value(),
        8 => {
            // Kept by the interpreter, so that it can be lent.
            let state = thread.interp().state::<EmptyBytes>();
            let mut kept = state.0.borrow_mut();
            kept.get_or_insert_with(|| Bytes::try_new(b"").expect("no bytes fit").into_value()).clone()
        }
        9 => runtime::shared().empty_tuple.to_ref().into_value(),
        _ => return None,
    })
}

capi! {
    /// A new reference to `None`, `False`, `True`, … by number.
    fn Py_GetConstant(thread, id: c_uint) -> New {
        constant(thread, id).ok_or_else(|| bad_internal_call(thread))
    }

    /// As `Py_GetConstant`, borrowed: all of them outlive their interpreter's code.
    fn Py_GetConstantBorrowed(thread, id: c_uint) -> Plain<*mut PyObject> {
        match constant(thread, id) {
            Some(value) => {
                let object = into_object(thread, value);
                // SAFETY: `into_object` handed over a reference; another one holds the object.
                drop(unsafe { Value::from_owned_ptr(object) });
                Ok(object.as_ptr())
            }
            None => Err(bad_internal_call(thread)),
        }
    }

    /// `a is b`.
    fn Py_Is(_thread, a: *mut PyObject, b: *mut PyObject) -> Flag { Ok(a == b) }

    fn Py_IsNone(_thread, object: *mut PyObject) -> Flag { Ok(object.addr() as u64 == Value::none().bits()) }

    fn Py_IsTrue(_thread, object: *mut PyObject) -> Flag { Ok(object.addr() as u64 == Value::bool(true).bits()) }

    fn Py_IsFalse(_thread, object: *mut PyObject) -> Flag { Ok(object.addr() as u64 == Value::bool(false).bits()) }
}

/// The type of an object as a borrow.
///
/// # Safety
/// B3.
pub unsafe fn type_ref<'a>(object: *mut PyObject) -> &'a Type {
    // SAFETY: B3: a live object has a type.
    unsafe { &*(*object).type_word.get().cast::<Type>() }
}
