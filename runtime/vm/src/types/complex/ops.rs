//! Arithmetic of complex numbers. Operations of a complex with a real number touch only the parts they must (C, Annex G),
//! and products and quotients with infinite operands recover infinities instead of NaN.

use super::{Complex, Number, as_number};
use crate::err;
use crate::object::compare::compare_floats;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::float::{self, as_f64};
use crate::types::int::{self, convert, is_int};
use crate::types::slots::{BinaryFn, BinaryOp, CompareOp, Slots};
use crate::value::Value;

/// Exponents up to this are multiplied out.
const SMALL_EXPONENT: f64 = 100.0;

#[derive(Clone, Copy)]
enum Operand {
    Real(f64),
    Complex(Number),
}

impl Operand {
    fn number(self) -> Number {
        match self {
            Operand::Real(re) => Number { re, im: 0.0 },
            Operand::Complex(z) => z,
        }
    }
}

fn operand(thread: &ThreadState, value: &Value) -> PyResult<Option<Operand>> {
    if let Some(z) = as_number(value) {
        return Ok(Some(Operand::Complex(z)));
    }
    if let Some(x) = as_f64(value) {
        return Ok(Some(Operand::Real(x)));
    }
    if is_int(value) { Ok(Some(Operand::Real(convert::to_f64(thread, value)?))) } else { Ok(None) }
}

macro_rules! operator {
    ($name:ident, |$thread:ident, $x:ident, $y:ident| $body:expr) => {
        fn $name($thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
            let (Some($x), Some($y)) = (operand($thread, a)?, operand($thread, b)?) else {
                return Ok(Value::not_implemented());
            };
            let number: Number = $body;
            Ok(Complex::from_number(number).into_value())
        }
    };
}

operator!(complex_add, |thread, x, y| match (x, y) {
    (Operand::Complex(z), Operand::Real(r)) | (Operand::Real(r), Operand::Complex(z)) =>
        Number { re: z.re + r, im: z.im },
    _ => {
        let (x, y) = (x.number(), y.number());
        Number { re: x.re + y.re, im: x.im + y.im }
    }
});
operator!(complex_sub, |thread, x, y| match (x, y) {
    (Operand::Complex(z), Operand::Real(r)) => Number { re: z.re - r, im: z.im },
    (Operand::Real(r), Operand::Complex(z)) => Number { re: r - z.re, im: -z.im },
    _ => {
        let (x, y) = (x.number(), y.number());
        Number { re: x.re - y.re, im: x.im - y.im }
    }
});
operator!(complex_mul, |thread, x, y| match (x, y) {
    (Operand::Complex(z), Operand::Real(r)) | (Operand::Real(r), Operand::Complex(z)) =>
        Number { re: z.re * r, im: z.im * r },
    _ => multiply(x.number(), y.number()),
});
operator!(complex_true_div, |thread, x, y| match (x, y) {
    (Operand::Complex(_), Operand::Real(0.0)) => return Err(division_by_zero(thread)),
    (Operand::Complex(z), Operand::Real(r)) => Number { re: z.re / r, im: z.im / r },
    _ => divide(x.number(), y.number()).ok_or_else(|| division_by_zero(thread))?,
});
operator!(complex_pow, |thread, x, y| power(thread, x.number(), y.number())?);

#[cold]
fn division_by_zero(thread: &ThreadState) -> Raised {
    err!(thread, ZeroDivisionError, "division by zero")
}

/// 1 with the sign of `x` when it is infinite, else 0 with its sign.
fn unit(x: f64) -> f64 {
    (x.is_infinite() as u8 as f64).copysign(x)
}

/// 0 with its sign in place of NaN.
fn zero_nan(x: f64) -> f64 {
    if x.is_nan() { 0.0f64.copysign(x) } else { x }
}

pub fn multiply(x: Number, y: Number) -> Number {
    let (ac, bd, ad, bc) = (x.re * y.re, x.im * y.im, x.re * y.im, x.im * y.re);
    let product = Number { re: ac - bd, im: ad + bc };
    if !(product.re.is_nan() && product.im.is_nan()) {
        return product;
    }
    // C, Annex G.5.1: an infinite operand makes an infinite product.
    let infinite = |z: Number| z.re.is_infinite() || z.im.is_infinite();
    let (mut a, mut b, mut recover) = (x, y, false);
    if infinite(x) {
        (a, b) = (Number { re: unit(x.re), im: unit(x.im) }, Number { re: zero_nan(b.re), im: zero_nan(b.im) });
        recover = true;
    }
    if infinite(y) {
        (a, b) = (Number { re: zero_nan(a.re), im: zero_nan(a.im) }, Number { re: unit(y.re), im: unit(y.im) });
        recover = true;
    }
    if !recover && [ac, bd, ad, bc].into_iter().any(f64::is_infinite) {
        (a, b) = (Number { re: zero_nan(a.re), im: zero_nan(a.im) }, Number { re: zero_nan(b.re), im: zero_nan(b.im) });
        recover = true;
    }
    if !recover {
        return product;
    }
    Number { re: f64::INFINITY * (a.re * b.re - a.im * b.im), im: f64::INFINITY * (a.re * b.im + a.im * b.re) }
}

/// Smith's method (1962): scaled so that nothing overflows that need not. `None` for a divisor of zero.
pub fn divide(x: Number, y: Number) -> Option<Number> {
    let quotient = if y.re.abs() >= y.im.abs() {
        if y.re == 0.0 {
            return None;
        }
        let ratio = y.im / y.re;
        let scale = y.re + y.im * ratio;
        Number { re: (x.re + x.im * ratio) / scale, im: (x.im - x.re * ratio) / scale }
    } else if y.im.abs() >= y.re.abs() {
        let ratio = y.re / y.im;
        let scale = y.re * ratio + y.im;
        Number { re: (x.re * ratio + x.im) / scale, im: (x.im * ratio - x.re) / scale }
    } else {
        Number { re: f64::NAN, im: f64::NAN }
    };
    if !(quotient.re.is_nan() && quotient.im.is_nan()) {
        return Some(quotient);
    }
    let infinite = |z: Number| z.re.is_infinite() || z.im.is_infinite();
    let finite = |z: Number| z.re.is_finite() && z.im.is_finite();
    Some(if infinite(x) && finite(y) {
        let (re, im) = (unit(x.re), unit(x.im));
        Number { re: f64::INFINITY * (re * y.re + im * y.im), im: f64::INFINITY * (im * y.re - re * y.im) }
    } else if infinite(y) && finite(x) {
        let (re, im) = (unit(y.re), unit(y.im));
        Number { re: 0.0 * (x.re * re + x.im * im), im: 0.0 * (x.im * re - x.re * im) }
    } else {
        quotient
    })
}

fn power(thread: &ThreadState, x: Number, y: Number) -> PyResult<Number> {
    let zero = |z: Number| z.re == 0.0 && z.im == 0.0;
    if zero(y) {
        return Ok(Number { re: 1.0, im: 0.0 });
    }
    if zero(x) {
        if y.im != 0.0 || y.re < 0.0 {
            return Err(err!(thread, ZeroDivisionError, "zero to a negative or complex power"));
        }
        return Ok(Number { re: 0.0, im: 0.0 });
    }
    let power = if y.im == 0.0 && y.re == y.re.floor() && y.re.abs() <= SMALL_EXPONENT {
        let power = power_small(x, y.re.abs() as u32);
        if y.re < 0.0 {
            divide(Number { re: 1.0, im: 0.0 }, power).ok_or_else(|| division_by_zero(thread))?
        } else {
            power
        }
    } else {
        power_polar(x, y)
    };
    if power.re.is_infinite() || power.im.is_infinite() {
        return Err(err!(thread, OverflowError, "complex exponentiation"));
    }
    Ok(power)
}

fn power_small(x: Number, mut exponent: u32) -> Number {
    let (mut power, mut square) = (Number { re: 1.0, im: 0.0 }, x);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = multiply(power, square);
        }
        exponent >>= 1;
        if exponent > 0 {
            square = multiply(square, square);
        }
    }
    power
}

fn power_polar(x: Number, y: Number) -> Number {
    let (modulus, angle) = (x.re.hypot(x.im), x.im.atan2(x.re));
    let (mut length, mut phase) = (modulus.powf(y.re), angle * y.re);
    if y.im != 0.0 {
        length *= (-angle * y.im).exp();
        phase += y.im * modulus.ln();
    }
    Number { re: length * phase.cos(), im: length * phase.sin() }
}

/// `x ** y` of floats whose result is not real.
pub fn power_of_reals(thread: &ThreadState, x: f64, y: f64) -> PyResult<Value> {
    let z = power(thread, Number { re: x, im: 0.0 }, Number { re: y, im: 0.0 })?;
    Ok(Complex::from_number(z).into_value())
}

fn complex_pow3(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    if modulus.is_none() {
        return complex_pow(thread, a, b);
    }
    Err(err!(thread, ValueError, "complex modulo"))
}

fn this(value: &Value) -> Number {
    super::this(value)
}

fn complex_neg(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let z = this(value);
    Ok(Complex::new(-z.re, -z.im).into_value())
}

fn complex_pos(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(if value.is_exact::<Complex>() { value.clone() } else { Complex::from_number(this(value)).into_value() })
}

fn complex_abs(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let z = this(value);
    let modulus = z.re.hypot(z.im);
    if modulus.is_infinite() && z.re.is_finite() && z.im.is_finite() {
        return Err(err!(thread, OverflowError, "absolute value too large"));
    }
    Ok(Value::float(modulus))
}

fn complex_bool(_thread: &ThreadState, value: &Value) -> PyResult<bool> {
    let z = this(value);
    Ok(z.re != 0.0 || z.im != 0.0)
}

/// Equal to the hash of the real part for real numbers; the factor is `sys.hash_info.imag`.
fn complex_hash(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    const IMAG: i64 = 1_000_003;
    let z = this(value);
    let hash = float::core::hash(z.re).wrapping_add(IMAG.wrapping_mul(float::core::hash(z.im)));
    Ok(if hash == -1 { -2 } else { hash })
}

fn complex_compare(_thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let z = this(a);
    let equal = if let Some(other) = as_number(b) {
        z == other
    } else if let Some(x) = as_f64(b) {
        z.im == 0.0 && compare_floats(z.re, x, CompareOp::Eq)
    } else if int::is_int(b) {
        z.im == 0.0 && convert::compare_with_f64(b, z.re).is_some_and(std::cmp::Ordering::is_eq)
    } else {
        return Ok(Value::not_implemented());
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

pub(super) fn fill(slots: &Slots) {
    for (op, function) in [
        (BinaryOp::Add, complex_add as BinaryFn),
        (BinaryOp::Sub, complex_sub),
        (BinaryOp::Mul, complex_mul),
        (BinaryOp::TrueDiv, complex_true_div),
        (BinaryOp::Pow, complex_pow),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
    slots.pow3.set(Some(complex_pow3));
    slots.neg.set(Some(complex_neg));
    slots.pos.set(Some(complex_pos));
    slots.abs.set(Some(complex_abs));
    slots.bool.set(Some(complex_bool));
    slots.hash.set(Some(complex_hash));
    slots.compare.set(Some(complex_compare));
}
