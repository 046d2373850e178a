//! Methods of `float`, and the description of the type.

use super::core::{Float, as_f64, type_object};
use super::{construct, hex, ops, round};
use crate::err;
use crate::object::{call, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::int::convert;
use crate::types::str::args::{text, wrong};
use crate::types::{Str, Tuple, flags, int};
use crate::value::Value;

fn this(args: Bound<'_>) -> f64 {
    as_f64(args.value(0)).unwrap_or(f64::NAN)
}

fn float_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let x = as_f64(value).unwrap_or(f64::NAN);
    Ok(Str::new(&crate::format::float::repr(x)).into_value())
}

fn float_is_integer(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let x = this(args);
    Ok(Value::bool(x.is_finite() && x.fract() == 0.0))
}

/// `x.as_integer_ratio()`.
fn float_as_integer_ratio(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let x = this(args);
    if x.is_nan() {
        return Err(err!(thread, ValueError, "cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(err!(thread, OverflowError, "cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = convert::decompose(x);
    if mantissa == 0 || exponent >= 0 || x.fract() == 0.0 {
        return Ok(Tuple::pair(convert::from_f64(x)?, int::from_i64(1)).into_value());
    }
    let zeros = mantissa.trailing_zeros() as i64;
    let numerator = (mantissa >> zeros) as i64;
    let denominator = int::limbs::shl(&[1], (-exponent - zeros) as usize);
    let numerator = int::from_i64(if x < 0.0 { -numerator } else { numerator });
    Ok(Tuple::pair(numerator, int::Int::value_from_limbs(false, &denominator)?).into_value())
}

fn float_conjugate(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::float(this(args)))
}

fn float_trunc(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    convert::from_f64_checked(thread, this(args))
}

fn float_floor(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    convert::from_f64_checked(thread, this(args).floor())
}

fn float_ceil(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    convert::from_f64_checked(thread, this(args).ceil())
}

fn float_round(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    round_value(thread, this(args), args.some(1))
}

/// `round(x)` and `round(x, places)`.
pub fn round_value(thread: &ThreadState, x: f64, places: Option<&Value>) -> PyResult<Value> {
    let Some(places) = places else { return convert::from_f64_checked(thread, x.round_ties_even()) };
    let places = number::to_isize_clamped(thread, places)?;
    if !x.is_finite() {
        return Ok(Value::float(x));
    }
    round::round_decimal(thread, x, places as i64).map(Value::float)
}

fn float_hex(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Str::new(&hex::to_hex(this(args))).into_value())
}

/// An instance of the class that a class method was called on.
fn make(thread: &ThreadState, class: &Value, x: f64) -> PyResult<Value> {
    let value = Value::float(x);
    if class.is(&type_object().as_value()) { Ok(value) } else { call::positional(thread, class, &[value]) }
}

fn float_fromhex(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(text) = args.value(1).downcast::<Str>() else {
        return Err(err!(thread, TypeError, "bad argument type for built-in operation"));
    };
    let x = hex::from_hex(thread, text.as_bytes())?;
    make(thread, args.value(0), x)
}

fn float_from_number(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let class = args.value(0);
    if class.is(&type_object().as_value()) && args.value(1).is_float_word() {
        return Ok(args.value(1).clone());
    }
    let x = construct::from_number(thread, args.value(1))?;
    make(thread, class, x)
}

fn float_format(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match args.value(1).downcast::<Str>() {
        Some(spec) => Ok(crate::format::format_float(thread, this(args), spec)?.into_value()),
        None => Err(wrong(thread, args.value(1), "__format__() argument", "str")),
    }
}

fn float_getnewargs(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Tuple::new(vec![Value::float(this(args))]).into_value())
}

fn float_getformat(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match text(thread, args.value(1), "__getformat__() argument")?.as_bytes() {
        b"double" | b"float" => Ok(Str::new("IEEE, little-endian").into_value()),
        _ => Err(err!(thread, ValueError, "__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

fn get_itself(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::float(as_f64(value).unwrap_or(f64::NAN)))
}

fn get_zero(_thread: &ThreadState, _value: &Value) -> PyResult<Value> {
    Ok(Value::float(0.0))
}

pub fn describe() {
    let builder = TypeBuilder::new::<Float>("float", Some(crate::types::object::object_type()))
        .leaf()
        .doc("Make a floating-point number from a string or a number.")
        .flags(flags::BASETYPE)
        .slots(|s| {
            ops::fill(s);
            s.repr.set(Some(float_repr));
            s.new.set(Some(construct::float_new));
        })
        .method("conjugate(self, /)", float_conjugate, "The number itself: it has no imaginary part.")
        .method("is_integer(self, /)", float_is_integer, "Whether the number is whole.")
        .method(
            "as_integer_ratio(self, /)",
            float_as_integer_ratio,
            "Two integers without a common factor, the second positive, whose quotient is exactly the number.",
        )
        .method("hex(self, /)", float_hex, "The number in hexadecimal notation.")
        .class_method("fromhex(type, string, /)", float_fromhex, "Reads a number in hexadecimal notation.")
        .class_method("from_number(type, number, /)", float_from_number, "Makes a float from a real number.")
        .class_method("__getformat__(type, typestr, /)", float_getformat, "How C's double or float is laid out.");
    builder
        .method("__trunc__(self, /)", float_trunc, "The number cut towards zero, as an integer.")
        .method("__floor__(self, /)", float_floor, "The largest integer that is not larger.")
        .method("__ceil__(self, /)", float_ceil, "The smallest integer that is not smaller.")
        .method(
            "__round__(self, ndigits=None, /)",
            float_round,
            "Rounds to ndigits decimal places, ties to even; without ndigits, to an integer.",
        )
        .method("__format__(self, format_spec, /)", float_format, "The number in the form that format_spec asks for.")
        .method("__getnewargs__(self, /)", float_getnewargs, "Arguments for __new__ that make an equal number.")
        .getter("real", get_itself, "The real part: the number itself.")
        .getter("imag", get_zero, "The imaginary part: zero.")
        .finish();
}
