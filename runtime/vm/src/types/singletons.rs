//! `None`, `NotImplemented`, `Ellipsis`, `True`, `False`: one address each per process, by ABI.

use crate::types::bool::bool_type;
use crate::types::int::Int;
use ladon_heap::Head;
use std::cell::Cell;

/// A singleton that is nothing but its head.
#[repr(C)]
pub struct Singleton {
    head: Head,
    /// C reads no field; the word keeps the objects apart.
    _word: Cell<u64>,
}

// SAFETY: immortal and never written after start-up.
unsafe impl Sync for Singleton {}

impl Singleton {
    const fn new() -> Singleton {
        Singleton { head: Head::immortal(std::ptr::null()), _word: Cell::new(0) }
    }
}

/// `True` and `False` begin with the fields of an `int`.
#[repr(C)]
pub struct BoolObject(Int);

// SAFETY: immortal and never written after start-up.
unsafe impl Sync for BoolObject {}

static ONE: [u64; 1] = [1];

macro_rules! singleton {
    ($name:ident) => {
        #[allow(non_upper_case_globals, reason = "the C name of the object")]
        #[unsafe(no_mangle)]
        pub static $name: Singleton = Singleton::new();
    };
}
singleton!(_Py_NoneStruct);
singleton!(_Py_NotImplementedStruct);
singleton!(_Py_EllipsisObject);

#[allow(non_upper_case_globals, reason = "the C name of the object")]
#[unsafe(no_mangle)]
pub static _Py_TrueStruct: BoolObject = BoolObject(Int::immortal_static(1, &ONE));
#[allow(non_upper_case_globals, reason = "the C name of the object")]
#[unsafe(no_mangle)]
pub static _Py_FalseStruct: BoolObject = BoolObject(Int::immortal_static(0, &ONE));

#[inline(always)]
pub fn none_bits() -> u64 {
    (&raw const _Py_NoneStruct).addr() as u64
}

#[inline(always)]
pub fn true_bits() -> u64 {
    (&raw const _Py_TrueStruct).addr() as u64
}

#[inline(always)]
pub fn false_bits() -> u64 {
    (&raw const _Py_FalseStruct).addr() as u64
}

#[inline(always)]
pub fn not_implemented_bits() -> u64 {
    (&raw const _Py_NotImplementedStruct).addr() as u64
}

#[inline(always)]
pub fn ellipsis_bits() -> u64 {
    (&raw const _Py_EllipsisObject).addr() as u64
}

impl crate::value::Value {
    pub fn not_implemented() -> Self {
        // SAFETY: a static, immortal object.
        unsafe { Self::from_bits(not_implemented_bits()) }
    }

    pub fn ellipsis() -> Self {
        // SAFETY: a static, immortal object.
        unsafe { Self::from_bits(ellipsis_bits()) }
    }

    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.bits() == not_implemented_bits()
    }
}

/// Gives the singletons their types; once, while the runtime starts.
pub fn init() {
    use crate::types::none::{ellipsis_type, none_type, not_implemented_type};
    _Py_NoneStruct.head.type_word.set(std::ptr::from_ref(none_type()).cast());
    _Py_NotImplementedStruct.head.type_word.set(std::ptr::from_ref(not_implemented_type()).cast());
    _Py_EllipsisObject.head.type_word.set(std::ptr::from_ref(ellipsis_type()).cast());
    _Py_TrueStruct.0.head.type_word.set(std::ptr::from_ref(bool_type()).cast());
    _Py_FalseStruct.0.head.type_word.set(std::ptr::from_ref(bool_type()).cast());
}
