//! Magnitudes as little-endian limbs: the arithmetic of a few limbs done here, that of many by `dashu-int`.

use dashu_int::UBig;
use dashu_int::ops::DivRem;
use smallvec::SmallVec;
use std::cmp::Ordering;

pub type Limbs = SmallVec<[u64; 8]>;

/// Above this many limbs (of the shorter factor) multiplication is left to `dashu-int`.
const SCHOOLBOOK: usize = 24;

/// Without leading zero limbs.
#[inline]
pub fn trim(limbs: &[u64]) -> &[u64] {
    let length = limbs.iter().rposition(|&limb| limb != 0).map_or(0, |last| last + 1);
    &limbs[..length]
}

/// Compares trimmed magnitudes.
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

pub fn add(a: &[u64], b: &[u64]) -> Limbs {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut sum = Limbs::with_capacity(long.len() + 1);
    let mut carry = false;
    for (index, &limb) in long.iter().enumerate() {
        let (partial, first) = limb.overflowing_add(short.get(index).copied().unwrap_or(0));
        let (total, second) = partial.overflowing_add(carry as u64);
        sum.push(total);
        carry = first | second;
    }
    if carry {
        sum.push(1);
    }
    sum
}

/// `a - b` for `a >= b`.
pub fn sub(a: &[u64], b: &[u64]) -> Limbs {
    let mut difference = Limbs::with_capacity(a.len());
    let mut borrow = false;
    for (index, &limb) in a.iter().enumerate() {
        let (partial, first) = limb.overflowing_sub(b.get(index).copied().unwrap_or(0));
        let (total, second) = partial.overflowing_sub(borrow as u64);
        difference.push(total);
        borrow = first | second;
    }
    difference
}

pub fn mul(a: &[u64], b: &[u64]) -> Limbs {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.len() > SCHOOLBOOK {
        let product =
            if std::ptr::eq(a, b) { UBig::from_words(a).sqr() } else { UBig::from_words(a) * UBig::from_words(b) };
        return Limbs::from_slice(product.as_words());
    }
    let mut product = Limbs::from_elem(0, long.len() + short.len());
    for (offset, &factor) in short.iter().enumerate() {
        let mut carry = 0u128;
        for (index, &limb) in long.iter().enumerate() {
            let at = &mut product[offset + index];
            let total = limb as u128 * factor as u128 + *at as u128 + carry;
            *at = total as u64;
            carry = total >> 64;
        }
        product[offset + long.len()] = carry as u64;
    }
    product
}

/// Quotient and remainder of trimmed magnitudes, `b` not zero.
pub fn div_rem(a: &[u64], b: &[u64]) -> (Limbs, Limbs) {
    if compare(a, b).is_lt() {
        return (Limbs::new(), Limbs::from_slice(a));
    }
    if a.len() <= 2 {
        let wide = |limbs: &[u64]| limbs.iter().rev().fold(0u128, |sum, &limb| sum << 64 | limb as u128);
        let (x, y) = (wide(a), wide(b));
        return (from_u128(x / y), from_u128(x % y));
    }
    let (quotient, remainder) = UBig::from_words(a).div_rem(UBig::from_words(b));
    (Limbs::from_slice(quotient.as_words()), Limbs::from_slice(remainder.as_words()))
}

pub fn from_u128(value: u128) -> Limbs {
    Limbs::from_slice(&[value as u64, (value >> 64) as u64])
}

/// Adds one in place.
pub fn increment(limbs: &mut Limbs) {
    for limb in limbs.iter_mut() {
        *limb = limb.wrapping_add(1);
        if *limb != 0 {
            return;
        }
    }
    limbs.push(1);
}

pub fn shl(limbs: &[u64], count: usize) -> Limbs {
    let (whole, bits) = (count / 64, (count % 64) as u32);
    let mut shifted = Limbs::from_elem(0, whole);
    if bits == 0 {
        shifted.extend_from_slice(limbs);
        return shifted;
    }
    let mut carry = 0;
    for &limb in limbs {
        shifted.push(limb << bits | carry);
        carry = limb >> (64 - bits);
    }
    shifted.push(carry);
    shifted
}

/// Shifts right; also tells whether a bit that was set fell off.
pub fn shr(limbs: &[u64], count: usize) -> (Limbs, bool) {
    let (whole, bits) = (count / 64, (count % 64) as u32);
    let Some(rest) = limbs.get(whole..) else { return (Limbs::new(), limbs.iter().any(|&limb| limb != 0)) };
    let mut lost = limbs[..whole].iter().any(|&limb| limb != 0);
    if bits == 0 {
        return (Limbs::from_slice(rest), lost);
    }
    lost |= rest.first().is_some_and(|&limb| limb << (64 - bits) != 0);
    let next = rest.iter().skip(1).copied().chain(std::iter::once(0));
    (rest.iter().zip(next).map(|(&limb, next)| limb >> bits | next << (64 - bits)).collect(), lost)
}

/// Number of bits of a trimmed magnitude.
pub fn bit_length(limbs: &[u64]) -> u64 {
    limbs.last().map_or(0, |top| limbs.len() as u64 * 64 - top.leading_zeros() as u64)
}

/// The top 64 bits of a trimmed magnitude, how far down they are shifted, and whether lower bits are set.
pub fn top_bits(limbs: &[u64]) -> (u64, i64, bool) {
    let bits = bit_length(limbs);
    if bits <= 64 {
        return (limbs.first().copied().unwrap_or(0), 0, false);
    }
    let count = bits - 64;
    let (whole, shift) = ((count / 64) as usize, (count % 64) as u32);
    let mut top = limbs[whole] >> shift;
    let mut sticky = limbs[..whole].iter().any(|&limb| limb != 0);
    if shift != 0 {
        top |= limbs[whole + 1] << (64 - shift);
        sticky |= limbs[whole] << (64 - shift) != 0;
    }
    (top, count as i64, sticky)
}
