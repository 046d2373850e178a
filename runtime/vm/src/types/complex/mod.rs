//! `complex`: two floats. `ops` arithmetic and the operators · `construct` `complex(…)` and reading text.

pub mod construct;
pub mod ops;

pub use self::ops::power_of_reals;

use crate::err;
use crate::object::{alloc, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::slice::readonly;
use crate::types::str::args::wrong;
use crate::types::{Str, Tuple, Type, flags};
use crate::value::{Ref, Value};
use ladon_heap::Head;

/// A number with a real and an imaginary part.
#[derive(Clone, Copy, PartialEq, Debug)]
#[repr(C)]
pub struct Number {
    pub re: f64,
    pub im: f64,
}

/// C reads `cval` behind the head.
#[repr(C)]
pub struct Complex {
    pub head: Head,
    pub value: Number,
}

crate::builtin_static!(Complex, PyComplex_Type);

pub fn complex_type() -> &'static Type {
    &PyComplex_Type
}

impl Complex {
    pub fn new(re: f64, im: f64) -> Ref<Complex> {
        Self::from_number(Number { re, im })
    }

    pub fn from_number(value: Number) -> Ref<Complex> {
        alloc::alloc(Complex { head: alloc::head::<Complex>(), value })
    }

    /// An instance of a subclass.
    pub fn new_in(ty: &Type, value: Number) -> Ref<Complex> {
        alloc::alloc_in(ty, Complex { head: alloc::head::<Complex>(), value })
    }
}

/// A complex of these parts, as a value.
pub fn from_parts(re: f64, im: f64) -> Value {
    Complex::new(re, im).into_value()
}

/// The number, when `value` is a complex or an instance of a subclass.
#[inline]
pub fn as_number(value: &Value) -> Option<Number> {
    value.downcast::<Complex>().map(|complex| complex.value)
}

fn this(value: &Value) -> Number {
    as_number(value).unwrap_or(Number { re: 0.0, im: 0.0 })
}

/// `repr(complex)`.
pub fn to_text(z: Number) -> String {
    let im = crate::format::float::repr_short(z.im);
    if z.re == 0.0 && z.re.is_sign_positive() {
        return format!("{im}j");
    }
    let plus = if im.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{im}j)", crate::format::float::repr_short(z.re))
}

fn complex_repr(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Str::new(&to_text(this(value))).into_value())
}

fn complex_conjugate(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let z = this(args.value(0));
    Ok(Complex::new(z.re, -z.im).into_value())
}

fn complex_complex(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    Ok(if value.is_exact::<Complex>() { value.clone() } else { Complex::from_number(this(value)).into_value() })
}

fn complex_getnewargs(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let z = this(args.value(0));
    Ok(Tuple::pair(Value::float(z.re), Value::float(z.im)).into_value())
}

fn complex_format(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(spec) = args.value(1).downcast::<Str>() else {
        return Err(wrong(thread, args.value(1), "__format__() argument", "str"));
    };
    if spec.is_empty() {
        return Ok(crate::object::repr::str(thread, args.value(0))?.into_value());
    }
    let z = this(args.value(0));
    Ok(crate::format::format_complex(thread, z.re, z.im, spec)?.into_value())
}

fn complex_from_number(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (class, x) = (args.value(0), args.value(1));
    let plain = class.is(&complex_type().as_value());
    if plain && x.is_exact::<Complex>() {
        return Ok(x.clone());
    }
    if x.downcast::<Str>().is_some() {
        let name = x.type_of().short_name();
        return Err(err!(thread, TypeError, "must be real number, not {name}"));
    }
    let z = construct::from_object(thread, x)?;
    let made = Complex::from_number(z).into_value();
    if plain { Ok(made) } else { call::positional(thread, class, &[made]) }
}

pub fn describe() {
    TypeBuilder::new::<Complex>("complex", Some(crate::types::object::object_type()))
        .leaf()
        .doc("Make a complex number from a string, a number, or a real and an imaginary part.")
        .flags(flags::BASETYPE)
        .slots(|s| {
            ops::fill(s);
            s.repr.set(Some(complex_repr));
            s.new.set(Some(construct::complex_new));
        })
        .method("conjugate(self, /)", complex_conjugate, "The number with the sign of its imaginary part changed.")
        .method("__complex__(self, /)", complex_complex, "The number as an exact complex.")
        .method("__getnewargs__(self, /)", complex_getnewargs, "Arguments for __new__ that make an equal number.")
        .method("__format__(self, format_spec, /)", complex_format, "The number in the form that format_spec asks for.")
        .class_method("from_number(type, number, /)", complex_from_number, "Makes a complex from a number.")
        .getset("real", |_, value| Ok(Value::float(this(value).re)), Some(readonly), "The real part.")
        .getset("imag", |_, value| Ok(Value::float(this(value).im)), Some(readonly), "The imaginary part.")
        .finish();
}
