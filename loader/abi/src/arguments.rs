//! What the files of the builtin types share: kinds of arguments whose wrong values have messages of their own, and the
//! form in which the VM's methods take arguments.

use crate::boundary::{Arg, Borrowed, bad_internal_call};
use crate::layout::PyObject;
use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::define::{Bound, Builtin, NativeFn};
use ladon_vm::value::{Ref, Value};
use std::ops::Deref;

/// A typed argument for which NULL counts as a wrong type: SystemError "bad argument to internal function".
pub struct Is<T>(pub Borrowed<T>);

impl<T: Builtin> Arg for Is<T> {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        if raw.is_null() {
            return Err(bad_internal_call(thread));
        }
        // SAFETY: forwarded.
        unsafe { <Borrowed<T>>::from_c(thread, raw, function) }.map(Is)
    }
}

impl<T: Builtin> Deref for Is<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Is<T> {
    #[inline(always)]
    pub fn value(&self) -> &Value {
        self.0.value()
    }
}

/// An argument of any type; NULL is a SystemError "bad argument to internal function".
pub struct Given(pub Borrowed);

impl Arg for Given {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        if raw.is_null() {
            return Err(bad_internal_call(thread));
        }
        // SAFETY: forwarded.
        unsafe { <Borrowed>::from_c(thread, raw, function) }.map(Given)
    }
}

impl Deref for Given {
    type Target = Value;
    #[inline(always)]
    fn deref(&self) -> &Value {
        self.0.value()
    }
}

/// A `str`; anything else is the TypeError of `PyErr_BadArgument`.
pub struct Unicode(Borrowed);

impl Arg for Unicode {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        let object = unsafe { Given::from_c(thread, raw, function) }?.0;
        if object.downcast::<Str>().is_none() { Err(bad_argument(thread)) } else { Ok(Unicode(object)) }
    }
}

impl Deref for Unicode {
    type Target = Str;
    #[inline(always)]
    fn deref(&self) -> &Str {
        // SAFETY: E2 of the VM: `from_c` checked the type.
        unsafe { self.0.value().downcast_unchecked() }
    }
}

impl Unicode {
    pub fn value(&self) -> &Value {
        self.0.value()
    }
}

/// A `str`; anything else is a TypeError "must be str, not X".
pub struct MustBeStr(Borrowed);

impl Arg for MustBeStr {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        let object = unsafe { Given::from_c(thread, raw, function) }?.0;
        if object.downcast::<Str>().is_none() {
            return Err(err!(thread, TypeError, "must be str, not {}", object.type_of().short_name()));
        }
        Ok(MustBeStr(object))
    }
}

impl Arg for Option<MustBeStr> {
    type C = *mut PyObject;
    #[inline(always)]
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        if raw.is_null() {
            return Ok(None);
        }
        // SAFETY: forwarded.
        unsafe { MustBeStr::from_c(thread, raw, function) }.map(Some)
    }
}

impl Deref for MustBeStr {
    type Target = Str;
    #[inline(always)]
    fn deref(&self) -> &Str {
        // SAFETY: E2 of the VM: `from_c` checked the type.
        unsafe { self.0.value().downcast_unchecked() }
    }
}

impl MustBeStr {
    pub fn value(&self) -> &Value {
        self.0.value()
    }
}

/// What `PyErr_BadArgument` raises.
#[cold]
pub fn bad_argument(thread: &ThreadState) -> Raised {
    err!(thread, TypeError, "bad argument type for built-in operation")
}

/// Calls the body of a builtin method.
pub fn run<const N: usize>(thread: &ThreadState, body: NativeFn, args: [Option<Value>; N]) -> PyResult<Value> {
    body(thread, Bound(&args))
}

/// The bytes that C describes by pointer and length.
///
/// # Safety
/// `len` bytes are readable at `data`, unless `len` is 0.
pub unsafe fn slice<'a>(data: *const u8, len: usize) -> &'a [u8] {
    // SAFETY: the caller's promise.
    if len == 0 || data.is_null() { &[] } else { unsafe { std::slice::from_raw_parts(data, len) } }
}

/// An attribute of `sys` that C asks for (`sys.int_info` and the like).
pub fn sys_attribute(thread: &ThreadState, name: &str) -> PyResult<Value> {
    thread.interp().sys_attr(name).ok_or_else(|| err!(thread, RuntimeError, "lost sys.{name}"))
}

/// A name as an interned `str`.
pub fn intern(thread: &ThreadState, name: &str) -> PyResult<Ref<Str>> {
    Ok(ladon_vm::types::str::intern::intern_bytes(thread, name.as_bytes())?)
}

/// Stores through a pointer that C may have left NULL.
///
/// # Safety
/// `target` is NULL or writable.
pub unsafe fn store<T>(target: *mut T, value: T) {
    if !target.is_null() {
        // SAFETY: the caller's promise.
        unsafe { target.write(value) };
    }
}
