//! `complex(…)`: numbers, text, and the protocols `__complex__`, `__float__` and `__index__`.

use super::{Complex, Number, as_number, complex_type};
use crate::err;
use crate::object::{attr, call, number};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::float::as_f64;
use crate::types::int::parse::{strip, to_ascii};
use crate::types::{Str, Type};
use crate::value::Value;

/// `complex.__new__`.
pub fn complex_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [real, imag] = crate::types::str::args::keywords(thread, "complex", args, ["real", "imag"])?;
    let plain = ty.is(complex_type());
    if let (Some(real), None, true) = (&real, &imag, plain)
        && real.is_exact::<Complex>()
    {
        return Ok(real.clone());
    }
    let z = match (&real, &imag) {
        (Some(real), None) => match real.downcast::<Str>() {
            Some(text) => from_text(thread, &to_ascii(text), real)?,
            None => from_object(thread, real)?,
        },
        _ => from_parts(thread, real.as_ref(), imag.as_ref())?,
    };
    Ok(if plain { Complex::from_number(z).into_value() } else { Complex::new_in(ty, z).into_value() })
}

fn from_parts(thread: &ThreadState, real: Option<&Value>, imag: Option<&Value>) -> PyResult<Number> {
    let zero = Number { re: 0.0, im: 0.0 };
    let real = real.map_or(Ok(zero), |real| part(thread, real, "real"))?;
    let imag = imag.map_or(Ok(zero), |imag| part(thread, imag, "imag"))?;
    // Either may be complex itself: real + imag * 1j. Zero parts are not added, for the sake of their signs.
    let re = if imag.im == 0.0 { real.re } else { real.re - imag.im };
    let im = if real.im == 0.0 { imag.re } else { imag.re + real.im };
    Ok(Number { re, im })
}

/// One of two arguments: any number; `__complex__` is asked of the real part only.
fn part(thread: &ThreadState, x: &Value, which: &str) -> PyResult<Number> {
    if which == "real"
        && let Some(z) = special(thread, x)?
    {
        return Ok(z);
    }
    match real_or_complex(thread, x)? {
        Some(z) => Ok(z),
        None => {
            let name = x.type_of().short_name();
            Err(err!(thread, TypeError, "complex() argument '{which}' must be a real number, not {name}"))
        }
    }
}

/// `complex(x)` for what is no text.
pub fn from_object(thread: &ThreadState, x: &Value) -> PyResult<Number> {
    if let Some(z) = special(thread, x)? {
        return Ok(z);
    }
    match real_or_complex(thread, x)? {
        Some(z) => Ok(z),
        None => {
            let name = x.type_of().short_name();
            Err(err!(thread, TypeError, "complex() argument must be a string or a number, not {name}"))
        }
    }
}

fn real_or_complex(thread: &ThreadState, x: &Value) -> PyResult<Option<Number>> {
    if let Some(z) = as_number(x) {
        return Ok(Some(z));
    }
    if as_f64(x).is_some() || x.type_of().slots.float.get().is_some() || number::has_index(x) {
        return Ok(Some(Number { re: number::to_f64(thread, x)?, im: 0.0 }));
    }
    Ok(None)
}

/// What `__complex__` gives, where there is one.
fn special(thread: &ThreadState, x: &Value) -> PyResult<Option<Number>> {
    if x.is_small_int() || x.is_float_word() {
        return Ok(None);
    }
    if let Some(z) = x.exact::<Complex>() {
        return Ok(Some(z.value));
    }
    let Some(method) = attr::lookup_special(thread, x, crate::names::get().__complex__)? else { return Ok(None) };
    let result = call::positional(thread, &method, &[])?;
    match as_number(&result) {
        Some(z) => Ok(Some(z)),
        None => {
            let (from, name) = (x.type_of().short_name(), result.type_of().short_name());
            Err(err!(thread, TypeError, "{from}.__complex__() must return a complex, not {name}"))
        }
    }
}

#[cold]
fn malformed(thread: &ThreadState) -> Raised {
    err!(thread, ValueError, "complex() arg is a malformed string")
}

fn from_text(thread: &ThreadState, ascii: &[u8], source: &Value) -> PyResult<Number> {
    let is_digit = |at: usize| ascii.get(at).is_some_and(u8::is_ascii_digit);
    let mut underscores = ascii.iter().enumerate().filter(|(_, byte)| **byte == b'_');
    if underscores.any(|(at, _)| at == 0 || !is_digit(at - 1) || !is_digit(at + 1)) {
        let shown = crate::object::repr::repr(thread, source)?;
        return Err(err!(thread, ValueError, "could not convert string to complex: {}", shown.lossy()));
    }
    parse(ascii).ok_or_else(|| malformed(thread))
}

/// Reads `1`, `2j`, `1+2j`, `(1+2j)`, with white space around and inside the parentheses. Where underscores may stand
/// was checked before.
pub fn parse(ascii: &[u8]) -> Option<Number> {
    let text = match strip(ascii) {
        [b'(', inside @ .., b')'] => strip(inside),
        text => text,
    };
    let text: Vec<u8> = text.iter().copied().filter(|&byte| byte != b'_').collect();
    let (first, rest) = split_float(&text)?;
    match rest {
        [] => Some(Number { re: first?, im: 0.0 }),
        [b'j' | b'J'] => Some(Number { re: 0.0, im: first.or_else(|| bare_sign(&text))? }),
        [b'+' | b'-', ..] => {
            let (second, end) = split_float(rest)?;
            if !matches!(end, [b'j' | b'J']) {
                return None;
            }
            Some(Number { re: first?, im: second.or_else(|| bare_sign(rest))? })
        }
        _ => None,
    }
}

/// A sign without digits before a `j` stands for one.
fn bare_sign(text: &[u8]) -> Option<f64> {
    Some(if text.first() == Some(&b'-') { -1.0 } else { 1.0 })
}

/// The float a text begins with, and what follows. Without digits: `None`, and what follows the sign.
fn split_float(text: &[u8]) -> Option<(Option<f64>, &[u8])> {
    let sign = matches!(text, [b'+' | b'-', ..]) as usize;
    let body = &text[sign..];
    let lower = body.to_ascii_lowercase();
    let named = [&b"infinity"[..], b"inf", b"nan"].into_iter().find(|name| lower.starts_with(name));
    let length = match named {
        Some(name) => name.len(),
        None => decimal_length(body),
    };
    if length == 0 {
        return Some((None, body));
    }
    let number = std::str::from_utf8(&text[..sign + length]).ok()?.parse().ok()?;
    Some((Some(number), &body[length..]))
}

fn decimal_length(body: &[u8]) -> usize {
    let digits = |from: usize| body[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    if body.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        if whole + fraction == 0 {
            return 0;
        }
        end += 1 + fraction;
    }
    if end == 0 {
        return 0;
    }
    if let Some(b'e' | b'E') = body.get(end) {
        let sign = matches!(body.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = digits((end + 1 + sign).min(body.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}
