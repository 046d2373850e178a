//! Numbers: conversions between Python's and Rust's, and the number protocol.

use core::ffi::{c_int, c_long, c_ulong};

use crate::ffi;
use crate::object::{Object, Owned};
use crate::raise::{Raised, Result, overflow_error};

/// An int seen as `i64`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Small {
    Value(i64),
    TooSmall,
    TooLarge,
}

impl Owned {
    pub fn float(value: f64) -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyFloat_FromDouble(value)) }
    }

    pub fn int(value: i64) -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyLong_FromLongLong(value)) }
    }

    pub fn uint(value: u64) -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyLong_FromUnsignedLongLong(value)) }
    }

    /// The integral part of a float; OverflowError for infinities, ValueError for NaN.
    pub fn int_from_f64(value: f64) -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyLong_FromDouble(value)) }
    }

    /// The type `int` itself.
    pub fn int_type() -> Owned {
        // SAFETY: X1; a static type of the runtime.
        unsafe { Object::from_ptr((&raw mut ffi::PyLong_Type).cast()) }.new_ref()
    }
}

/// Conversions.
impl Object {
    pub fn to_f64(&self) -> Result<f64> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyFloat_AsDouble(self.as_ptr()) };
        if value == -1.0 {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// An int as `i64`, or where it lies if it does not fit.
    pub fn to_small(&self) -> Result<Small> {
        let mut overflow: c_int = 0;
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsLongLongAndOverflow(self.as_ptr(), &mut overflow) };
        match overflow {
            0 => {
                if value == -1 {
                    Raised::occurred()?;
                }
                Ok(Small::Value(value))
            }
            1.. => Ok(Small::TooLarge),
            _ => Ok(Small::TooSmall),
        }
    }

    /// OverflowError for a negative int or one of more than 64 bits.
    pub fn to_u64(&self) -> Result<u64> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsUnsignedLongLong(self.as_ptr()) };
        if value == u64::MAX {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// The low 64 bits of the two's complement; takes `__index__`.
    pub fn to_u64_wrapping(&self) -> Result<u64> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsUnsignedLongLongMask(self.as_ptr()) };
        if value == u64::MAX {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// OverflowError if it does not fit; TypeError if it is no int.
    pub fn to_i64(&self) -> Result<i64> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsLongLong(self.as_ptr()) };
        if value == -1 {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// As C's `int`: through `__index__`, OverflowError if it does not fit.
    pub fn to_c_int(&self) -> Result<c_int> {
        let value = match self.to_small()? {
            Small::Value(value) => c_int::try_from(value).ok(),
            _ => None,
        };
        value.ok_or_else(|| overflow_error("Python int too large to convert to C int"))
    }

    /// As C's `long`.
    pub fn to_c_long(&self) -> Result<c_long> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsLong(self.as_ptr()) };
        if value == -1 {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// As C's `unsigned long`: ints only, no `__index__`.
    pub fn to_c_ulong(&self) -> Result<c_ulong> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsUnsignedLong(self.as_ptr()) };
        if value == c_ulong::MAX {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// An address, as from `id`.
    pub fn to_address(&self) -> Result<usize> {
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsVoidPtr(self.as_ptr()) };
        if value.is_null() {
            Raised::occurred()?;
        }
        Ok(value.addr())
    }

    /// As an index or size: through `__index__`, OverflowError if it does not fit.
    pub fn to_isize(&self) -> Result<isize> {
        let index = self.index()?;
        // SAFETY: X1, X2.
        let value = unsafe { ffi::PyLong_AsSsize_t(index.as_ptr()) };
        if value == -1 {
            Raised::occurred()?;
        }
        Ok(value)
    }

    /// An offset: through `__index__`, IndexError if it does not fit.
    pub fn to_offset(&self) -> Result<isize> {
        // SAFETY: X1, X2; the class is one of the runtime's own.
        let value = unsafe { ffi::PyNumber_AsSsize_t(self.as_ptr(), ffi::PyExc_IndexError) };
        if value == -1 {
            Raised::occurred()?;
        }
        Ok(value)
    }

    pub fn has_index(&self) -> bool {
        // SAFETY: X1, X2.
        unsafe { ffi::PyIndex_Check(self.as_ptr()) != 0 }
    }
}

/// The number protocol.
impl Object {
    pub fn index(&self) -> Result<Owned> {
        self.new1(ffi::PyNumber_Index)
    }

    pub fn abs(&self) -> Result<Owned> {
        self.new1(ffi::PyNumber_Absolute)
    }

    pub fn add(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_Add, other)
    }

    pub fn subtract(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_Subtract, other)
    }

    pub fn multiply(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_Multiply, other)
    }

    pub fn floor_divide(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_FloorDivide, other)
    }

    pub fn true_divide(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_TrueDivide, other)
    }

    pub fn remainder(&self, other: &Object) -> Result<Owned> {
        self.new2(ffi::PyNumber_Remainder, other)
    }

    pub fn lshift(&self, bits: u64) -> Result<Owned> {
        self.new2(ffi::PyNumber_Lshift, &*Owned::uint(bits)?)
    }

    pub fn rshift(&self, bits: u64) -> Result<Owned> {
        self.new2(ffi::PyNumber_Rshift, &*Owned::uint(bits)?)
    }

    fn compare(&self, other: &Object, op: c_int) -> Result<bool> {
        // SAFETY: X1, X2, X3.
        match unsafe { ffi::PyObject_RichCompareBool(self.as_ptr(), other.as_ptr(), op) } {
            -1 => Err(Raised::pending()),
            truth => Ok(truth != 0),
        }
    }

    pub fn less(&self, other: &Object) -> Result<bool> {
        self.compare(other, ffi::Py_LT)
    }

    pub fn equals(&self, other: &Object) -> Result<bool> {
        self.compare(other, ffi::Py_EQ)
    }
}
