//! `hash()`: numbers that compare equal hash equal; str and bytes by SipHash; objects by address.

use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::{Str, float, int};
use crate::value::Value;

/// The prime 2^61 - 1 that numeric hashes are taken modulo (`sys.hash_info.modulus`).
pub const MODULUS: u64 = (1 << 61) - 1;

/// The hash of any value, or TypeError "unhashable type: …".
#[inline(always)]
pub fn hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    if let Some(small) = value.as_small_int() {
        return Ok(if small == -1 { -2 } else { small });
    }
    if let Some(text) = value.exact::<Str>() {
        return Ok(text.hash());
    }
    if let Some(x) = value.as_float_word() {
        return Ok(float::core::hash(x));
    }
    let ty = value.type_of();
    match ty.slots.hash.get() {
        Some(hash) => hash(thread, value),
        None => Err(unhashable(thread, value)),
    }
}

#[cold]
fn unhashable(thread: &ThreadState, value: &Value) -> crate::raise::Raised {
    err!(thread, TypeError, "unhashable type: '{}'", value.type_of().short_name())
}

/// The hash of an object that compares by identity.
pub fn hash_address(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    Ok(address_hash(value.bits() as usize))
}

pub fn address_hash(address: usize) -> i64 {
    match (address.rotate_right(4)) as i64 {
        -1 => -2,
        hash => hash,
    }
}

/// The hash of an int given by sign and limbs: its value modulo 2^61 - 1.
pub fn hash_limbs(negative: bool, limbs: &[u64]) -> i64 {
    let remainder = limbs.iter().rev().fold(0u128, |sum, &limb| ((sum << 64) | limb as u128) % MODULUS as u128) as i64;
    match if negative { -remainder } else { remainder } {
        -1 => -2,
        hash => hash,
    }
}

/// The hash of an int object.
pub fn hash_int(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    Ok(int::core::with_limbs(value, hash_limbs).unwrap_or(0))
}

/// Combines hashes of a sequence (xxHash-like mixing).
pub fn combine(hashes: impl ExactSizeIterator<Item = PyResult<i64>>) -> PyResult<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let length = hashes.len() as u64;
    let mut sum = PRIME_5;
    for hash in hashes {
        sum = sum.wrapping_add((hash? as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    sum = sum.wrapping_add(length ^ (PRIME_5 ^ 3_527_539));
    Ok(if sum as i64 == -1 { 1_546_275_796 } else { sum as i64 })
}
