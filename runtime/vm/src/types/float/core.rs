//! The float object and reading floats in both forms.

use crate::object::alloc;
use crate::types::Type;
use crate::value::{Ref, Value};
use ladon_heap::Head;

#[repr(C)]
pub struct Float {
    pub head: Head,
    /// C's `ob_fval`.
    pub value: f64,
}

crate::builtin_static!(Float, PyFloat_Type);

#[inline(always)]
pub fn type_object() -> &'static Type {
    &PyFloat_Type
}

/// The number, when `value` is a float in either form or an instance of a subclass.
#[inline(always)]
pub fn as_f64(value: &Value) -> Option<f64> {
    match value.as_float_word() {
        Some(x) => Some(x),
        None => value.downcast::<Float>().map(|float| float.value),
    }
}

impl Float {
    /// The float as an object.
    pub fn object(value: f64) -> Ref<Float> {
        alloc::alloc(Float { head: alloc::head::<Float>(), value })
    }

    /// An instance of a subclass.
    pub fn new_in(ty: &Type, value: f64) -> Ref<Float> {
        alloc::alloc_in(ty, Float { head: alloc::head::<Float>(), value })
    }
}

/// The hash of a float: equal to that of the int or fraction it equals (modulo 2^61 - 1; `sys.hash_info`).
pub fn hash(x: f64) -> i64 {
    use crate::object::hash::MODULUS;
    if x.is_infinite() {
        return if x > 0.0 { 314_159 } else { -314_159 };
    }
    if x.is_nan() {
        return 0;
    }
    if x == x.trunc() && x.abs() < 1e15 {
        let whole = (x as i64) % MODULUS as i64;
        return if whole == -1 { -2 } else { whole };
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7FF) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) = if exponent == 0 { (fraction, -1074) } else { (fraction | (1 << 52), exponent - 1075) };
    let shift = exponent.rem_euclid(61) as u32;
    let product = ((mantissa % MODULUS) as u128) << shift;
    let hash = (product % MODULUS as u128) as i64;
    match if x < 0.0 { -hash } else { hash } {
        -1 => -2,
        hash => hash,
    }
}
