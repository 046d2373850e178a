//! Floats of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction.

const SIGN: u16 = 0x8000;
const INFINITY: u16 = 0x7c00;
const NAN: u16 = 0x7e00;
/// Exponent of the smallest normal number.
const MIN_EXPONENT: i32 = -14;

/// The nearest, the even one of two; `None` if that is beyond the largest.
pub fn from_f64(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { SIGN } else { 0 };
    let x = x.abs();
    if !x.is_finite() {
        return Some(sign | if x.is_nan() { NAN } else { INFINITY });
    }
    let exponent = ((x.to_bits() >> 52) as i32 - 1023).max(MIN_EXPONENT);
    if exponent > 15 {
        return None;
    }
    // In units of the last place; a fraction rounded up to a power of two carries into the exponent as it should.
    let units = (x * 2f64.powi(10 - exponent)).round_ties_even() as u16;
    let bits = ((exponent - MIN_EXPONENT) as u16) << 10;
    Some(bits + units).filter(|bits| *bits < INFINITY).map(|bits| sign | bits)
}

pub fn to_f64(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let size = match exponent {
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        0 => fraction * 2f64.powi(MIN_EXPONENT - 10),
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits & SIGN != 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::{from_f64, to_f64};

    #[test]
    fn round_trip() {
        for bits in 0..=u16::MAX {
            if !to_f64(bits).is_nan() {
                assert_eq!(from_f64(to_f64(bits)), Some(bits));
            }
        }
        assert_eq!(from_f64(65519.0), Some(0x7bff));
        assert_eq!(from_f64(65520.0), None);
    }
}
