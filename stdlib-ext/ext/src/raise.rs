//! Exceptions: `Raised` says that one is pending in the thread, as NULL does in C.

use core::fmt::Display;

use crate::ffi;
use crate::object::{Object, Owned};

/// An exception is pending.
#[must_use]
#[derive(Debug)]
pub struct Raised(());

pub type Result<T> = core::result::Result<T, Raised>;

/// The built-in exceptions that modules raise.
#[derive(Clone, Copy)]
pub enum Exception {
    AttributeError,
    IndexError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    StopIteration,
    SystemError,
    TypeError,
    ValueError,
}

impl Exception {
    fn class(self) -> &'static Object {
        // SAFETY: X1; the runtime fills in these statics before it runs any module, and the classes live for ever.
        unsafe {
            Object::from_ptr(match self {
                Exception::AttributeError => ffi::PyExc_AttributeError,
                Exception::IndexError => ffi::PyExc_IndexError,
                Exception::MemoryError => ffi::PyExc_MemoryError,
                Exception::NotImplementedError => ffi::PyExc_NotImplementedError,
                Exception::OverflowError => ffi::PyExc_OverflowError,
                Exception::RuntimeError => ffi::PyExc_RuntimeError,
                Exception::StopIteration => ffi::PyExc_StopIteration,
                Exception::SystemError => ffi::PyExc_SystemError,
                Exception::TypeError => ffi::PyExc_TypeError,
                Exception::ValueError => ffi::PyExc_ValueError,
            })
        }
    }

    pub fn raise(self, message: impl Display) -> Raised {
        raise(self.class(), message)
    }
}

pub fn type_error(message: impl Display) -> Raised {
    Exception::TypeError.raise(message)
}

pub fn value_error(message: impl Display) -> Raised {
    Exception::ValueError.raise(message)
}

pub fn overflow_error(message: impl Display) -> Raised {
    Exception::OverflowError.raise(message)
}

/// Raises `class(message)`.
pub fn raise(class: &Object, message: impl Display) -> Raised {
    if let Ok(message) = Owned::str(&message.to_string()) {
        // SAFETY: X1, X2.
        unsafe { ffi::PyErr_SetObject(class.as_ptr(), message.as_ptr()) };
    }
    Raised(())
}

impl Raised {
    /// After an API function has failed.
    pub fn pending() -> Raised {
        Raised(())
    }

    /// `Err` if an exception is pending: for API functions whose result leaves it open.
    pub fn occurred() -> Result<()> {
        // SAFETY: X1.
        if unsafe { ffi::PyErr_Occurred() }.is_null() { Ok(()) } else { Err(Raised(())) }
    }

    pub fn matches(&self, exception: Exception) -> bool {
        // SAFETY: X1, X2.
        unsafe { ffi::PyErr_ExceptionMatches(exception.class().as_ptr()) != 0 }
    }

    pub fn is_attribute_error(&self) -> bool {
        self.matches(Exception::AttributeError)
    }

    /// Drops the exception.
    pub fn clear(self) {
        // SAFETY: X1.
        unsafe { ffi::PyErr_Clear() }
    }
}

/// A new exception class `name` (dotted) with this base.
pub fn new_exception(name: &core::ffi::CStr, base: Option<Exception>) -> Result<Owned> {
    let base = base.map_or(core::ptr::null_mut(), |base| base.class().as_ptr());
    // SAFETY: X1, X3; a NULL base stands for Exception, a NULL dict for an empty one.
    unsafe { Owned::from_new(ffi::PyErr_NewException(name.as_ptr(), base, core::ptr::null_mut())) }
}
