//! Entry points: rows of a method table, and the C functions the runtime calls.
//!
//! A row is made from a Rust `fn` or a closure that captures nothing. Such a value has no bytes, so the C function
//! needs only its type: it is instantiated once per Rust function and calls it directly.

use core::ffi::{CStr, c_int};
use core::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::args::Args;
use crate::ffi;
use crate::object::{Object, Owned};
use crate::raise::{Exception, Result};

/// What a method gets as `self`: a module, or an instance of a class.
pub trait Receiver: 'static {
    /// # Safety
    /// X4.
    unsafe fn from_self<'a>(ptr: *mut ffi::PyObject) -> &'a Self;
}

/// One row of a method table, for receivers of type `R`.
#[repr(transparent)]
pub struct Method<R> {
    def: ffi::PyMethodDef,
    receiver: PhantomData<fn(&R)>,
}

impl<R: Receiver> Method<R> {
    /// Ends a table.
    pub const END: Method<R> = Method { def: ffi::PyMethodDef::zeroed(), receiver: PhantomData };

    const fn row(name: &'static CStr, meth: ffi::PyMethodDefPointer, flags: c_int, doc: &'static CStr) -> Method<R> {
        let def = ffi::PyMethodDef { ml_name: name.as_ptr(), ml_meth: meth, ml_flags: flags, ml_doc: doc.as_ptr() };
        Method { def, receiver: PhantomData }
    }

    /// No arguments.
    pub const fn none<F>(name: &'static CStr, function: F, doc: &'static CStr) -> Method<R>
    where
        F: Fn(&R) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(name, ffi::PyMethodDefPointer { PyCFunction: call_none::<R, F> }, ffi::METH_NOARGS, doc)
    }

    /// One positional argument.
    pub const fn one<F>(name: &'static CStr, function: F, doc: &'static CStr) -> Method<R>
    where
        F: Fn(&R, &Object) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(name, ffi::PyMethodDefPointer { PyCFunction: call_one::<R, F> }, ffi::METH_O, doc)
    }

    /// Positional arguments.
    pub const fn fast<F>(name: &'static CStr, function: F, doc: &'static CStr) -> Method<R>
    where
        F: Fn(&R, Args<'_>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(name, ffi::PyMethodDefPointer { PyCFunctionFast: call_fast::<R, F> }, ffi::METH_FASTCALL, doc)
    }

    /// Positional and named arguments; the tuple holds the names of the last ones.
    pub const fn named<F>(name: &'static CStr, function: F, doc: &'static CStr) -> Method<R>
    where
        F: for<'a> Fn(&R, Args<'a>, Option<&'a Object>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        let meth = ffi::PyMethodDefPointer { PyCFunctionFastWithKeywords: call_named::<R, F> };
        Self::row(name, meth, ffi::METH_FASTCALL | ffi::METH_KEYWORDS, doc)
    }
}

/// The value of a function type without bytes.
pub(crate) fn instance<F: Copy + 'static>() -> F {
    const { assert!(size_of::<F>() == 0, "a table takes functions, not closures with captures") };
    // SAFETY: `F` has no bytes, and a value of it was given when the row was made, so it is inhabited; it is `Copy`.
    unsafe { core::ptr::NonNull::<F>::dangling().read() }
}

/// Runs a body for C: a panic becomes SystemError, `failed` is what the C side takes for an error.
pub(crate) fn enter<T>(failed: T, body: impl FnOnce() -> Result<T>) -> T {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(value)) => value,
        Ok(Err(_raised)) => failed,
        Err(_panic) => {
            let _raised = Exception::SystemError.raise("panic in a native module");
            failed
        }
    }
}

pub(crate) fn enter_new(body: impl FnOnce() -> Result<Owned>) -> *mut ffi::PyObject {
    enter(core::ptr::null_mut(), || body().map(Owned::into_ptr))
}

unsafe extern "C" fn call_none<R: Receiver, F>(this: *mut ffi::PyObject, _: *mut ffi::PyObject) -> *mut ffi::PyObject
where
    F: Fn(&R) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4.
    enter_new(|| instance::<F>()(unsafe { R::from_self(this) }))
}

unsafe extern "C" fn call_one<R: Receiver, F>(this: *mut ffi::PyObject, arg: *mut ffi::PyObject) -> *mut ffi::PyObject
where
    F: Fn(&R, &Object) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4; the caller keeps the argument alive.
    enter_new(|| unsafe { instance::<F>()(R::from_self(this), Object::from_ptr(arg)) })
}

unsafe extern "C" fn call_fast<R: Receiver, F>(
    this: *mut ffi::PyObject,
    args: *mut *mut ffi::PyObject,
    len: ffi::Py_ssize_t,
) -> *mut ffi::PyObject
where
    F: Fn(&R, Args<'_>) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4; the caller keeps `len` arguments alive.
    enter_new(|| unsafe { instance::<F>()(R::from_self(this), Args::from_raw(args, len as usize)) })
}

unsafe extern "C" fn call_named<R: Receiver, F>(
    this: *mut ffi::PyObject,
    args: *const *mut ffi::PyObject,
    len: ffi::Py_ssize_t,
    names: *mut ffi::PyObject,
) -> *mut ffi::PyObject
where
    F: for<'a> Fn(&R, Args<'a>, Option<&'a Object>) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4; `names` is a tuple or NULL, and one value per name follows the `len` positional ones.
    enter_new(|| unsafe {
        let names = (!names.is_null()).then(|| Object::from_ptr(names));
        let named = names.map_or(0, |names| names.tuple_len());
        instance::<F>()(R::from_self(this), Args::from_raw(args, len as usize + named), names)
    })
}
