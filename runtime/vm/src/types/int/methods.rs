//! Methods and attributes of `int`, and the description of the type.

use super::core::{Int, as_i64, from_i64, from_u64, with_limbs};
use super::{bytes, construct, convert, limbs, ops, power, text};
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::{Str, Tuple, flags};
use crate::value::Value;

fn int_bit_length(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(from_u64(with_limbs(args.value(0), |_, limbs| limbs::bit_length(limbs)).unwrap_or(0)))
}

fn int_bit_count(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let count = |limbs: &[u64]| limbs.iter().map(|limb| limb.count_ones() as u64).sum();
    Ok(from_u64(with_limbs(args.value(0), |_, limbs| count(limbs)).unwrap_or(0)))
}

/// `conjugate`, `__trunc__`, `__floor__`, `__ceil__`, `real`, `numerator`: the int itself.
fn int_itself(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(convert::exact(args.value(0))?)
}

fn int_as_integer_ratio(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Tuple::pair(convert::exact(args.value(0))?, from_i64(1)).into_value())
}

fn int_is_integer(_thread: &ThreadState, _args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(true))
}

fn int_getnewargs(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Tuple::new(vec![convert::exact(args.value(0))?]).into_value())
}

fn int_format(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match args.value(1).downcast::<Str>() {
        Some(spec) => Ok(crate::format::format_int(thread, args.value(0), spec)?.into_value()),
        None => Err(crate::types::str::args::wrong(thread, args.value(1), "__format__() argument", "str")),
    }
}

/// What CPython would report: a head of 24 bytes and digits of 30 bits.
fn int_sizeof(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let bits = with_limbs(args.value(0), |_, limbs| limbs::bit_length(limbs)).unwrap_or(0);
    Ok(from_u64(24 + 4 * bits.div_ceil(30).max(1)))
}

/// `round(int, n)`: for negative `n` to the nearest multiple of `10**-n`, ties to even.
fn int_round(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let Some(digits) = args.some(1) else { return Ok(convert::exact(value)?) };
    let digits = number::index(thread, digits)?;
    if convert::sign(&digits) != Some(-1) {
        return Ok(convert::exact(value)?);
    }
    let bits = with_limbs(value, |_, limbs| limbs::bit_length(limbs)).unwrap_or(0);
    // A multiple that is more than twice as large rounds to zero: it need not be computed.
    let Some(places) = as_i64(&digits).map(i64::unsigned_abs).filter(|places| *places <= bits) else {
        return Ok(from_i64(0));
    };
    let unit = power::int_pow(thread, &from_i64(10), &from_u64(places))?;
    let Some((quotient, remainder)) = ops::floor_divmod(thread, value, &unit)? else {
        return Ok(Value::not_implemented());
    };
    let doubled = ops::int_lshift(thread, &remainder, &from_i64(1))?;
    let odd = convert::as_u64_mask(&quotient).is_some_and(|low| low & 1 == 1);
    let up = match ops::order(&doubled, &unit) {
        Some(order) => order.is_gt() || (order.is_eq() && odd),
        None => false,
    };
    let quotient = if up { ops::int_add(thread, &quotient, &from_i64(1))? } else { quotient };
    ops::int_mul(thread, &quotient, &unit)
}

fn get_itself(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(convert::exact(value)?)
}

fn get_zero(_thread: &ThreadState, _value: &Value) -> PyResult<Value> {
    Ok(from_i64(0))
}

fn get_one(_thread: &ThreadState, _value: &Value) -> PyResult<Value> {
    Ok(from_i64(1))
}

pub fn describe() {
    let builder = TypeBuilder::new::<Int>("int", Some(crate::types::object::object_type()))
        .leaf()
        .doc(
            "int([x]) -> integer\nint(x, base=10) -> integer\n\n\
             Make an integer from a number or from text. Without arguments: 0.\n\n\
             Text is an integer literal in the given base, maybe with a sign and white space around it; base 0 reads the\n\
             base from the literal, as in source code. Floating-point numbers are cut towards zero.",
        )
        .flags(flags::BASETYPE | flags::LONG_SUBCLASS)
        .slots(|s| {
            ops::fill(s);
            s.repr.set(Some(text::int_repr));
            s.new.set(Some(construct::int_new));
        })
        .method("conjugate(self, /)", int_itself, "The number itself: it has no imaginary part.")
        .method("bit_length(self, /)", int_bit_length, "Number of bits the absolute value needs in binary.")
        .method("bit_count(self, /)", int_bit_count, "Number of ones in the binary form of the absolute value.")
        .method(
            "to_bytes(self, /, length=1, byteorder='big', *, signed=False)",
            bytes::int_to_bytes,
            "The integer as an array of bytes.\n\nOverflowError is raised when it does not fit in length bytes, or is\n\
             negative and signed is false.",
        )
        .class_method(
            "from_bytes(type, /, bytes, byteorder='big', *, signed=False)",
            bytes::int_from_bytes,
            "The integer that an array of bytes stands for.",
        );
    methods(builder)
        .getter("real", get_itself, "The real part: the number itself.")
        .getter("imag", get_zero, "The imaginary part: zero.")
        .getter("numerator", get_itself, "The numerator of the number as a fraction in lowest terms.")
        .getter("denominator", get_one, "The denominator of the number as a fraction in lowest terms.")
        .finish();
}

fn methods(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method(
            "as_integer_ratio(self, /)",
            int_as_integer_ratio,
            "A pair of integers whose quotient is the number: (self, 1).",
        )
        .method("is_integer(self, /)", int_is_integer, "True: for use where a float may stand as well.")
        .method("__trunc__(self, /)", int_itself, "The number itself.")
        .method("__floor__(self, /)", int_itself, "The number itself.")
        .method("__ceil__(self, /)", int_itself, "The number itself.")
        .method(
            "__round__(self, ndigits=None, /)",
            int_round,
            "Rounds to a multiple of 10**-ndigits, ties to even; only negative ndigits change anything.",
        )
        .method("__getnewargs__(self, /)", int_getnewargs, "Arguments for __new__ that make an equal number.")
        .method("__format__(self, format_spec, /)", int_format, "The number in the form that format_spec asks for.")
        .method("__sizeof__(self, /)", int_sizeof, "Size in memory, in bytes.")
}
