//! Arithmetic and comparison off the straight path.

use super::context::Ctx;
use super::words::{both_ints, int_of, number_of};
use crate::object::{compare as rich, number};
use crate::raise::PyResult;
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::{Str, float, int};
use crate::value::Value;
use ladon_bytecode::flag;

/// `R[a] = x op y` for any objects; sources are consumed as flagged.
#[inline(never)]
pub fn binary(ctx: &Ctx<'_>, op: BinaryOp, x: &Value, y: &Value) -> PyResult<()> {
    if op == BinaryOp::Add
        && let (Some(left), Some(right)) = (x.exact::<Str>(), y.exact::<Str>())
    {
        return concat(ctx, left, right);
    }
    if let (Some(p), Some(q)) = (int::wide::read(x), int::wide::read(y))
        && let Some(result) = int::wide::binary(op, p, q)
    {
        finish(ctx, result?);
        return Ok(());
    }
    let result = if ctx.flag(flag::INPLACE) {
        number::inplace(ctx.thread, op, x, y)?
    } else {
        number::binary(ctx.thread, op, x, y)?
    };
    finish(ctx, result);
    Ok(())
}

/// Flags TAKE_B and TAKE_C only name registers where the slot is one; constants are never flagged.
#[inline(always)]
fn finish(ctx: &Ctx<'_>, result: Value) {
    ctx.consume();
    ctx.set(ctx.a(), result);
}

/// `s += t` grows in place when nobody else holds `s`.
fn concat(ctx: &Ctx<'_>, left: &Str, right: &Str) -> PyResult<()> {
    let in_place = ctx.b() == ctx.a() || ctx.flag(flag::TAKE_B);
    // SAFETY: the register holds the only reference when the count is one; it is written again below or stays.
    if in_place && !std::ptr::eq(left, right) && unsafe { left.append_in_place(right)? } {
        let grown = ctx.take(ctx.b());
        ctx.consume();
        ctx.set(ctx.a(), grown);
        return Ok(());
    }
    let joined = Str::joined(left, right)?;
    let joined = if left.is_ascii() || right.is_empty() || left.is_empty() || right.is_ascii() {
        joined
    } else {
        crate::types::str::normalize_surrogates(joined)?
    };
    finish(ctx, joined.into_value());
    Ok(())
}

#[inline(never)]
pub fn compare(ctx: &Ctx<'_>, op: CompareOp, x: &Value, y: &Value) -> PyResult<()> {
    let result = if let Some(result) = int::wide::compare(x, y, op) {
        Value::bool(result)
    } else if let (Some(_), Some(_)) = (x.exact::<Str>(), y.exact::<Str>()) {
        Value::bool(rich::compare_bool(ctx.thread, x, y, op)?)
    } else {
        rich::compare(ctx.thread, x, y, op)?
    };
    finish(ctx, result);
    Ok(())
}

/// The outcome of a comparing jump for any objects.
#[inline(never)]
pub fn compare_jump(ctx: &Ctx<'_>, op: CompareOp, x: &Value, y: &Value) -> PyResult<bool> {
    let outcome = match int::wide::compare(x, y, op) {
        Some(outcome) => outcome,
        None => rich::compare_bool(ctx.thread, x, y, op)?,
    };
    ctx.consume();
    Ok(outcome)
}

/// `x is y`: two ints of exactly type int are the same when they are equal and small, in whatever form.
#[inline(always)]
pub fn is_same(x: &Value, y: &Value) -> bool {
    x.is(y) || (x.is_pointer() != y.is_pointer() && is_same_boxed(x, y))
}

#[cold]
fn is_same_boxed(x: &Value, y: &Value) -> bool {
    let exact_int = |v: &Value| v.is_small_int() || v.is_exact::<int::Int>();
    let exact_float = |v: &Value| v.is_float_word() || v.is_exact::<float::Float>();
    if exact_int(x) && exact_int(y) {
        return int::as_i64(x).is_some() && int::as_i64(x) == int::as_i64(y);
    }
    exact_float(x) && exact_float(y) && float::as_f64(x).map(f64::to_bits) == float::as_f64(y).map(f64::to_bits)
}

pub fn negative(ctx: &Ctx<'_>) -> PyResult<()> {
    let result = number::negative(ctx.thread, ctx.get(ctx.b()))?;
    finish(ctx, result);
    Ok(())
}

pub fn positive(ctx: &Ctx<'_>) -> PyResult<()> {
    let result = number::positive(ctx.thread, ctx.get(ctx.b()))?;
    finish(ctx, result);
    Ok(())
}

pub fn invert(ctx: &Ctx<'_>) -> PyResult<()> {
    let result = number::invert(ctx.thread, ctx.get(ctx.b()))?;
    finish(ctx, result);
    Ok(())
}

#[inline(always)]
fn ints(x: u64, y: u64) -> Option<(i64, i64)> {
    both_ints(x, y).then(|| (int_of(x), int_of(y)))
}

#[inline(always)]
fn numbers(x: u64, y: u64) -> Option<(f64, f64)> {
    Some((number_of(x)?, number_of(y)?))
}

/// Words of small ints and floats only; `None` leaves errors and objects to the general way.
#[inline(always)]
pub fn true_divide(x: u64, y: u64) -> Option<u64> {
    let (p, q) = numbers(x, y)?;
    if q == 0.0 { None } else { Some(Value::float(p / q).into_bits()) }
}

#[inline(always)]
pub fn floor_divide(x: u64, y: u64) -> Option<u64> {
    if let Some((p, q)) = ints(x, y) {
        if q == 0 {
            return None;
        }
        let quotient = p / q - ((p % q != 0 && (p < 0) != (q < 0)) as i64);
        return Value::small_int(quotient).map(Value::into_bits);
    }
    None
}

#[inline(always)]
pub fn modulo(x: u64, y: u64) -> Option<u64> {
    if let Some((p, q)) = ints(x, y) {
        if q == 0 {
            return None;
        }
        let rest = p % q;
        return Some(
            Value::small_unchecked(if rest != 0 && (rest < 0) != (q < 0) { rest + q } else { rest }).into_bits(),
        );
    }
    None
}

#[inline(always)]
pub fn shift_left(x: u64, y: u64) -> Option<u64> {
    let (p, q) = ints(x, y)?;
    if !(0..48).contains(&q) || p.unsigned_abs() >> (48 - q) != 0 {
        return None;
    }
    Value::small_int(p << q).map(Value::into_bits)
}

#[inline(always)]
pub fn shift_right(x: u64, y: u64) -> Option<u64> {
    let (p, q) = ints(x, y)?;
    if q < 0 {
        return None;
    }
    Some(Value::small_unchecked(p >> q.min(63)).into_bits())
}

/// Small powers by repeated squaring; floats as the C library does.
#[inline]
pub fn power(x: u64, y: u64) -> Option<u64> {
    if let Some((mut base, mut exponent)) = ints(x, y) {
        if exponent < 0 {
            return None;
        }
        let mut result: i64 = 1;
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result.checked_mul(base)?;
            }
            exponent >>= 1;
            if exponent > 0 {
                base = base.checked_mul(base)?;
            }
        }
        return Value::small_int(result).map(Value::into_bits);
    }
    let (p, q) = numbers(x, y)?;
    let positive = p > 0.0 && p.is_finite() && q.is_finite();
    let result = if positive { p.powf(q) } else { return None };
    result.is_finite().then(|| Value::float(result).into_bits())
}
