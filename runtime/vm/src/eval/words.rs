//! Numbers as they lie in registers (`value` has the diagram), read and written without a `Value` in between.

use crate::value::{FLOAT_OFFSET, INT_TAG};

#[inline(always)]
pub fn is_float(word: u64) -> bool {
    word.wrapping_sub(FLOAT_OFFSET) < INT_TAG - FLOAT_OFFSET
}

#[inline(always)]
pub fn both_ints(x: u64, y: u64) -> bool {
    x & y >= INT_TAG
}

#[inline(always)]
pub fn float_of(word: u64) -> f64 {
    f64::from_bits(word.wrapping_sub(FLOAT_OFFSET))
}

#[inline(always)]
pub fn int_of(word: u64) -> i64 {
    ((word << 15) as i64) >> 15
}

#[inline(always)]
pub fn float_word(x: f64) -> u64 {
    // Arithmetic yields no NaN that reaches the int tags: inputs are canonical.
    x.to_bits().wrapping_add(FLOAT_OFFSET)
}

/// Whether two words are the same object; `None` when one is a number and the other an object, which may be one too.
#[inline(always)]
pub fn quick_is(x: u64, y: u64) -> Option<bool> {
    if x == y {
        return Some(true);
    }
    if (x >> 48 == 0) == (y >> 48 == 0) { Some(false) } else { None }
}

/// A number word as a float: small ints are exact.
#[inline(always)]
pub fn number_of(word: u64) -> Option<f64> {
    if is_float(word) {
        Some(float_of(word))
    } else if word >= INT_TAG {
        Some(int_of(word) as f64)
    } else {
        None
    }
}
