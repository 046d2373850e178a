//! Between int values and the big integers of `dashu-int`, and the memory big results may take.

use super::core::{Int, with_limbs};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::Value;
use dashu_int::{IBig, Sign, UBig};
use ladon_heap::primitive::NoMemory;

/// No single int may be larger than this many bytes, whatever the heap allows.
const MAX_BYTES: u64 = 1 << 32;

/// Sign and limbs of an int, borrowed.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    pub negative: bool,
    pub limbs: &'a [u64],
}

impl Parts<'_> {
    pub fn to_ibig(self) -> IBig {
        IBig::from_sign_words(if self.negative { Sign::Negative } else { Sign::Positive }, self.limbs)
    }

    pub fn to_ubig(self) -> UBig {
        UBig::from_words(self.limbs)
    }
}

/// Runs `body` on the parts of two ints; `None` when one of the values is no int.
#[inline]
pub fn with_parts<R>(a: &Value, b: &Value, body: impl FnOnce(Parts<'_>, Parts<'_>) -> R) -> Option<R> {
    with_limbs(a, |a_negative, a_limbs| {
        with_limbs(b, |b_negative, b_limbs| {
            body(Parts { negative: a_negative, limbs: a_limbs }, Parts { negative: b_negative, limbs: b_limbs })
        })
    })?
}

/// The int as a big integer; `None` when the value is no int.
pub fn to_ibig(value: &Value) -> Option<IBig> {
    with_limbs(value, |negative, limbs| Parts { negative, limbs }.to_ibig())
}

/// The magnitude of the int.
pub fn to_ubig(value: &Value) -> Option<UBig> {
    with_limbs(value, |_, limbs| UBig::from_words(limbs))
}

pub fn from_ibig(number: &IBig) -> Result<Value, NoMemory> {
    let (sign, words) = number.as_sign_words();
    Int::value_from_limbs(sign == Sign::Negative, words)
}

pub fn from_ubig(negative: bool, magnitude: &UBig) -> Result<Value, NoMemory> {
    Int::value_from_limbs(negative, magnitude.as_words())
}

pub fn from_i128(number: i128) -> Result<Value, NoMemory> {
    let magnitude = number.unsigned_abs();
    Int::value_from_limbs(number < 0, &[magnitude as u64, (magnitude >> 64) as u64])
}

/// MemoryError unless an int of this many bits may be made.
pub fn check_room(thread: &ThreadState, bits: u64) -> PyResult<()> {
    let bytes = bits / 8;
    if bytes < 1 << 12 {
        return Ok(());
    }
    if bytes > MAX_BYTES || !thread.interp().heap().has_room(bytes as usize) {
        return Err(NoMemory.into());
    }
    // Long multiplication takes memory of its own, and does not return when there is none.
    let mut probe: Vec<u8> = Vec::new();
    probe.try_reserve_exact(bytes as usize * 16).map_err(|_| NoMemory.into())
}
