//! `int ** int` and `pow(int, int, int)`.

use super::big::{self, check_room};
use super::convert;
use super::core::{Int, as_i64, from_i64, is_int, with_limbs};
use super::limbs;
use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::Value;
use dashu_int::fast_div::ConstDivisor;
use dashu_int::monty::MontgomeryRepr;
use dashu_int::ops::DivRemEuclid;
use dashu_int::{IBig, UBig};
use ladon_heap::primitive::NoMemory;

/// Odd moduli of this many bits are fastest in Montgomery form.
const MONTGOMERY_BITS: std::ops::Range<u64> = 192..8192;

pub fn int_pow(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_int(a) || !is_int(b) {
        return Ok(Value::not_implemented());
    }
    if convert::sign(b) == Some(-1) {
        let (x, y) = (convert::to_f64(thread, a)?, convert::to_f64(thread, b)?);
        return crate::types::float::ops::power(thread, x, y);
    }
    if let (Some(base), Some(exponent)) = (as_i64(a), as_i64(b)) {
        if let Some(power) = u32::try_from(exponent).ok().and_then(|e| base.checked_pow(e)) {
            return Ok(from_i64(power));
        }
        if base.unsigned_abs() <= 1 {
            // -1 to a large power; 0 and 1 cannot overflow but the exponent may be beyond 32 bits.
            return Ok(from_i64(if exponent & 1 == 0 { base * base } else { base }));
        }
    }
    big_power(thread, a, b)
}

fn big_power(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let odd = with_limbs(b, |_, limbs| limbs.first().is_some_and(|low| low & 1 == 1)).unwrap_or(false);
    if let Some(base) = as_i64(a)
        && base.unsigned_abs() <= 1
    {
        return Ok(from_i64(if odd { base } else { base * base }));
    }
    let Some(exponent) = as_i64(b).map(|exponent| exponent as u64) else { return Err(NoMemory.into()) };
    let (negative, magnitude, bits) = with_limbs(a, |negative, limbs| {
        // Lower bound of the size: the caller is told before the work begins.
        (negative, UBig::from_words(limbs), limbs::bit_length(limbs))
    })
    .unwrap_or_default();
    check_room(thread, (bits - 1).saturating_mul(exponent))?;
    if magnitude.count_ones() == 1 {
        let shift = (bits - 1).saturating_mul(exponent) as usize;
        return Ok(Int::value_from_limbs(negative && odd, &limbs::shl(&[1], shift))?);
    }
    Ok(big::from_ubig(negative && odd, &magnitude.pow(exponent as usize))?)
}

/// `pow(a, b, m)`.
pub fn int_pow3(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    if modulus.is_none() {
        return int_pow(thread, a, b);
    }
    if !is_int(a) || !is_int(b) || !is_int(modulus) {
        return Ok(Value::not_implemented());
    }
    if convert::sign(modulus) == Some(0) {
        return Err(err!(thread, ValueError, "pow() 3rd argument cannot be 0"));
    }
    if let (Some(base), Some(exponent @ 0..), Some(m)) = (as_i64(a), as_i64(b), as_i64(modulus)) {
        return Ok(from_i64(small_modular(base, exponent as u64, m)));
    }
    let (Some(base), Some(exponent), Some(m)) = (big::to_ibig(a), big::to_ibig(b), big::to_ibig(modulus)) else {
        return Ok(Value::not_implemented());
    };
    modular(thread, &base, &exponent, &m)
}

fn small_modular(base: i64, mut exponent: u64, modulus: i64) -> i64 {
    let m = modulus.unsigned_abs() as u128;
    let mut square = (base as i128).rem_euclid(m as i128) as u128;
    let mut power = 1 % m;
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * square % m;
        }
        square = square * square % m;
        exponent >>= 1;
    }
    // The result has the sign of the modulus.
    if modulus < 0 && power > 0 { (power as i128 + modulus as i128) as i64 } else { power as i64 }
}

fn modular(thread: &ThreadState, base: &IBig, exponent: &IBig, modulus: &IBig) -> PyResult<Value> {
    let (sign, words) = modulus.as_sign_words();
    let m = UBig::from_words(words);
    if m.is_one() {
        return Ok(Value::small_unchecked(0));
    }
    let (_, base) = base.div_rem_euclid(IBig::from(m.clone()));
    let (exponent_sign, exponent_words) = exponent.as_sign_words();
    let magnitude = UBig::from_words(exponent_words);
    let base = if exponent_sign == dashu_int::Sign::Negative {
        let ring = ConstDivisor::new(m.clone());
        let Some(inverse) = ring.reduce(base).inv() else {
            return Err(err!(thread, ValueError, "base is not invertible for the given modulus"));
        };
        inverse.residue()
    } else {
        base
    };
    let odd = words.first().is_some_and(|low| low & 1 == 1);
    let power = if odd && MONTGOMERY_BITS.contains(&limbs::bit_length(words)) {
        MontgomeryRepr::new(m.clone()).reduce(base).pow(&magnitude).residue()
    } else {
        ConstDivisor::new(m.clone()).reduce(base).pow(&magnitude).residue()
    };
    let power = IBig::from(power);
    let negative = sign == dashu_int::Sign::Negative;
    Ok(big::from_ibig(&if negative && !power.is_zero() { power - IBig::from(m) } else { power })?)
}
