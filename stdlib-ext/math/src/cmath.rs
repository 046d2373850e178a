//! Functions of C's `<math.h>`. Rust's `f64` methods are used where they call these; the rest are declared here.

use core::ffi::c_int;

// SAFETY: the signatures are those of C99; the functions are pure but for `errno` and the floating-point flags.
unsafe extern "C" {
    pub safe fn acosh(x: f64) -> f64;
    pub safe fn asinh(x: f64) -> f64;
    pub safe fn atanh(x: f64) -> f64;
    pub safe fn erf(x: f64) -> f64;
    pub safe fn erfc(x: f64) -> f64;
    pub safe fn ldexp(x: f64, exponent: c_int) -> f64;
    pub safe fn nextafter(x: f64, towards: f64) -> f64;
    pub safe fn remainder(x: f64, y: f64) -> f64;
}

/// `x = mantissa * 2**exponent` with the mantissa in [0.5, 1); zeros, infinities and NaN come back with exponent 0.
pub fn frexp(x: f64) -> (f64, i32) {
    const EXPONENT: u64 = 0x7ff << 52;
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, shift) = if x.is_subnormal() { (x * 2f64.powi(54), 54) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = ((bits & EXPONENT) >> 52) as i32 - 1022;
    (f64::from_bits(bits & !EXPONENT | 1022 << 52), exponent - shift)
}

#[cfg(test)]
mod tests {
    use super::{frexp, ldexp};

    #[test]
    fn frexp_undoes_ldexp() {
        for x in [1.0, -0.75, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 3.5e-310] {
            let (mantissa, exponent) = frexp(x);
            assert!((0.5..1.0).contains(&mantissa.abs()));
            assert_eq!(ldexp(mantissa, exponent), x);
        }
    }
}
