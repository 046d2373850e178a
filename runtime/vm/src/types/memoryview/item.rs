//! Single items in memory: native formats of one character, as `struct` has them.

use crate::err;
use crate::object::{number, truth};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::int;
use crate::value::Value;

/// The format character of a native single item, if the format is one.
pub fn native(format: &[u8]) -> Option<u8> {
    match format {
        [kind] | [b'@', kind] if size(*kind).is_some() => Some(*kind),
        _ => None,
    }
}

/// Size in bytes of an item.
pub fn size(kind: u8) -> Option<usize> {
    Some(match kind {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

#[cold]
pub fn not_supported(thread: &ThreadState, format: &[u8]) -> Raised {
    let format = String::from_utf8_lossy(format);
    err!(thread, NotImplementedError, "memoryview: format {format} not supported")
}

/// Reads an item.
///
/// # Safety
/// An item of this kind lies at `at`.
pub unsafe fn unpack(at: *const u8, kind: u8) -> PyResult<Value> {
    macro_rules! read {
        ($ty:ty) => {
            // SAFETY: the caller's promise; the address need not be aligned.
            unsafe { at.cast::<$ty>().read_unaligned() }
        };
    }
    Ok(match kind {
        b'B' => Value::small_unchecked(read!(u8) as i64),
        b'b' => Value::small_unchecked(read!(i8) as i64),
        b'c' => Bytes::from_slice(&[read!(u8)])?.into_value(),
        b'?' => Value::bool(read!(u8) != 0),
        b'h' => Value::small_unchecked(read!(i16) as i64),
        b'H' => Value::small_unchecked(read!(u16) as i64),
        b'i' => Value::small_unchecked(read!(i32) as i64),
        b'I' => Value::small_unchecked(read!(u32) as i64),
        b'l' | b'q' | b'n' => int::from_i64(read!(i64)),
        b'L' | b'Q' | b'N' | b'P' => int::from_u64(read!(u64)),
        b'e' => Value::float(half_to_f64(read!(u16))),
        b'f' => Value::float(read!(f32) as f64),
        _ => Value::float(read!(f64)),
    })
}

/// Turns a value into the bytes of an item.
pub fn pack(thread: &ThreadState, value: &Value, kind: u8) -> PyResult<([u8; 8], usize)> {
    let mut bytes = [0; 8];
    let width = size(kind).unwrap_or(1);
    let refuse_value = || err!(thread, ValueError, "memoryview: invalid value for format '{}'", kind as char);
    let refuse_type = || err!(thread, TypeError, "memoryview: invalid type for format '{}'", kind as char);
    match kind {
        b'?' => bytes[0] = truth::is_true(thread, value)? as u8,
        b'c' => match value.downcast::<Bytes>().map(Bytes::as_slice) {
            Some([byte]) => bytes[0] = *byte,
            Some(_) => return Err(refuse_value()),
            None => return Err(refuse_type()),
        },
        b'e' | b'f' | b'd' => {
            if crate::types::float::as_f64(value).is_none() && !int::core::is_int(value) && !number::has_index(value) {
                return Err(refuse_type());
            }
            let x = number::to_f64(thread, value)?;
            match kind {
                b'e' => bytes[..2].copy_from_slice(&f64_to_half(x).to_ne_bytes()),
                b'f' => bytes[..4].copy_from_slice(&(x as f32).to_ne_bytes()),
                _ => bytes = x.to_ne_bytes(),
            }
        }
        _ => {
            if !number::has_index(value) {
                return Err(refuse_type());
            }
            let index = number::index(thread, value)?;
            bytes = match kind.is_ascii_uppercase() {
                true => unsigned(&index).filter(|n| width == 8 || n >> (width * 8) == 0).map(u64::to_ne_bytes),
                false => int::as_i64(&index)
                    .filter(|n| width == 8 || (n << (64 - width * 8)) >> (64 - width * 8) == *n)
                    .map(i64::to_ne_bytes),
            }
            .ok_or_else(refuse_value)?;
            if cfg!(target_endian = "big") {
                bytes.copy_within(8 - width.., 0);
            }
        }
    }
    Ok((bytes, width))
}

fn unsigned(value: &Value) -> Option<u64> {
    int::core::with_limbs(value, |negative, limbs| match (negative, limbs) {
        (_, []) => Some(0),
        (false, [limb]) => Some(*limb),
        _ => None,
    })
    .flatten()
}

/// The number that an IEEE half-precision word stands for.
pub fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, fraction) = ((bits >> 10 & 31) as i32, (bits & 0x3FF) as f64);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// The nearest half-precision word (ties to even); infinity beyond its range.
pub fn f64_to_half(x: f64) -> u16 {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = x.abs();
    if x.is_nan() {
        return sign | 0x7E00;
    }
    if magnitude >= 65520.0 {
        return sign | 0x7C00;
    }
    if magnitude < 2f64.powi(-14) {
        return sign | (magnitude * 2f64.powi(24)).round_ties_even() as u16;
    }
    let exponent = ((magnitude.to_bits() >> 52) as i32) - 1023;
    let scaled = (magnitude * 2f64.powi(10 - exponent)).round_ties_even() as u16;
    sign | ((((exponent + 15) as u16) << 10) + (scaled - 1024))
}
