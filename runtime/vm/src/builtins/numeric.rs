//! Builtin functions on numbers: abs, bin, divmod, hex, max, min, oct, pow, round, sum.

use crate::err;
use crate::object::{attr, call, compare, iter, number};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::{ByteArray, Bytes};
use crate::types::complex::{Complex, Number};
use crate::types::define::{Args, Body, Bound, MethodKind, NativeDef, NativeFn, RawFn};
use crate::types::int::text::with_prefix;
use crate::types::int::{as_i64, from_i64};
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::{List, Str, Tuple, float, int};
use crate::value::{Ref, Value};

/// The functions of this file.
pub fn defs() -> Vec<&'static NativeDef> {
    let rows: [(&'static str, NativeFn, &'static str); 8] = [
        ("abs(x, /)", builtin_abs, "Return the absolute value of a number."),
        ("bin(number, /)", builtin_bin, "Return an integer in binary, as '0b101'."),
        ("divmod(x, y, /)", builtin_divmod, "Return the pair (x//y, x%y)."),
        ("hex(number, /)", builtin_hex, "Return an integer in hexadecimal, as '0x1f'."),
        ("oct(number, /)", builtin_oct, "Return an integer in octal, as '0o17'."),
        ("pow(base, exp, mod=None)", builtin_pow, "Return base**exp; with mod, base**exp % mod, computed efficiently."),
        (
            "round(number, ndigits=None)",
            builtin_round,
            "Round to ndigits decimal places (ties to even); without ndigits, to an integer.",
        ),
        ("sum(iterable, /, start=0)", builtin_sum, "Return start plus the items of an iterable of numbers."),
    ];
    let raw: [(&'static str, RawFn, &'static str); 2] = [
        (
            "max(*args, key=None, default=None)",
            builtin_max,
            "Return the largest of the arguments, or of the items of one iterable, by key(item) if a key is given.\n\
             For an empty iterable: default, or ValueError without one.",
        ),
        (
            "min(*args, key=None, default=None)",
            builtin_min,
            "Return the smallest of the arguments, or of the items of one iterable, by key(item) if a key is given.\n\
             For an empty iterable: default, or ValueError without one.",
        ),
    ];
    let function = |signature, body, doc| NativeDef::leak(signature, body, MethodKind::Function, doc);
    let bound = rows.into_iter().map(|(signature, body, doc)| function(signature, Body::Bound(body), doc));
    bound.chain(raw.into_iter().map(|(signature, body, doc)| function(signature, Body::Raw(body), doc))).collect()
}

fn builtin_abs(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let x = args.value(0);
    if let Some(magnitude) = x.as_small_int() {
        return Ok(from_i64(magnitude.abs()));
    }
    match x.as_float_word() {
        Some(x) => Ok(Value::float(x.abs())),
        None => number::absolute(thread, x),
    }
}

fn in_radix(thread: &ThreadState, args: Bound<'_>, radix: u8) -> PyResult<Value> {
    let number = number::index(thread, args.value(0))?;
    with_prefix(thread, &number, radix)
}

fn builtin_bin(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    in_radix(thread, args, 2)
}

fn builtin_oct(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    in_radix(thread, args, 8)
}

fn builtin_hex(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    in_radix(thread, args, 16)
}

fn builtin_divmod(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    number::binary(thread, BinaryOp::DivMod, args.value(0), args.value(1))
}

fn builtin_pow(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match args.some(2) {
        Some(modulus) => number::power(thread, args.value(0), args.value(1), modulus),
        None => number::binary(thread, BinaryOp::Pow, args.value(0), args.value(1)),
    }
}

fn builtin_round(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (x, places) = (args.value(0), args.some(1));
    if let Some(x) = x.as_float_word() {
        return float::methods::round_value(thread, x, places);
    }
    if x.is_small_int() && places.is_none() {
        return Ok(x.clone());
    }
    let Some(method) = attr::lookup_special(thread, x, crate::names::get().__round__)? else {
        let name = x.type_of().short_name();
        return Err(err!(thread, TypeError, "type {name} doesn't define __round__ method"));
    };
    match places {
        Some(places) => call::positional(thread, &method, std::slice::from_ref(places)),
        None => call::positional(thread, &method, &[]),
    }
}

/// The items of an iterable: those of a list or tuple without an iterator.
struct Items {
    source: Value,
    index: usize,
}

impl Items {
    fn new(thread: &ThreadState, iterable: &Value) -> PyResult<Items> {
        let direct = iterable.is_exact::<List>() || iterable.is_exact::<Tuple>();
        let source = if direct { iterable.clone() } else { iter::iter(thread, iterable)? };
        Ok(Items { source, index: 0 })
    }

    #[inline]
    fn next(&mut self, thread: &ThreadState) -> PyResult<Option<Value>> {
        let item = if let Some(list) = self.source.exact::<List>() {
            list.get(self.index)
        } else if let Some(tuple) = self.source.exact::<Tuple>() {
            tuple.as_slice().get(self.index).cloned()
        } else {
            return iter::next(thread, &self.source);
        };
        self.index += 1;
        Ok(item)
    }
}

/// A sum of floats with what rounding lost (Neumaier 1974).
#[derive(Clone, Copy)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn new(sum: f64) -> Compensated {
        Compensated { sum, lost: 0.0 }
    }

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let total = self.sum + x;
        self.lost += if self.sum.abs() >= x.abs() { (self.sum - total) + x } else { (x - total) + self.sum };
        self.sum = total;
    }

    fn total(self) -> f64 {
        // With infinities the correction is NaN and must not spoil the sum.
        if self.lost != 0.0 && self.lost.is_finite() { self.sum + self.lost } else { self.sum }
    }
}

fn builtin_sum(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let total = args.get(1).cloned().unwrap_or_else(|| from_i64(0));
    check_summable(thread, &total)?;
    let mut items = Items::new(thread, args.value(0))?;
    let (total, item) = sum_ints(thread, &mut items, total)?;
    let (total, item) = sum_floats(thread, &mut items, total, item)?;
    let (mut total, mut item) = sum_complex(thread, &mut items, total, item)?;
    while let Some(next) = item {
        total = number::binary(thread, BinaryOp::Add, &total, &next)?;
        item = items.next(thread)?;
    }
    Ok(total)
}

fn check_summable(thread: &ThreadState, start: &Value) -> PyResult<()> {
    let message = if start.downcast::<Str>().is_some() {
        "sum() can't sum strings [use ''.join(seq) instead]"
    } else if start.downcast::<Bytes>().is_some() {
        "sum() can't sum bytes [use b''.join(seq) instead]"
    } else if start.downcast::<ByteArray>().is_some() {
        "sum() can't sum bytearray [use b''.join(seq) instead]"
    } else {
        return Ok(());
    };
    Err(err!(thread, TypeError, "{message}"))
}

/// Whether `+` on it is plain int addition.
fn plain_int(value: &Value) -> Option<i64> {
    match value.as_small_int() {
        Some(small) => Some(small),
        None if value.is_exact::<int::Int>() || value.is_true() || value.is_false() => as_i64(value),
        None => None,
    }
}

/// Adds items up as long as everything is an int of 64 bits; the rest is left to the caller: the total so far, and
/// the item that did not fit (`None` at the end).
fn sum_ints(thread: &ThreadState, items: &mut Items, total: Value) -> PyResult<(Value, Option<Value>)> {
    let Some(mut sum) = plain_int(&total).filter(|_| !total.is_true() && !total.is_false()) else {
        return Ok((total, items.next(thread)?));
    };
    while let Some(item) = items.next(thread)? {
        match plain_int(&item).and_then(|x| sum.checked_add(x)) {
            Some(next) => sum = next,
            None => {
                // The next total may be a float: one step the general way.
                let total = number::binary(thread, BinaryOp::Add, &from_i64(sum), &item)?;
                return Ok((total, items.next(thread)?));
            }
        }
    }
    Ok((from_i64(sum), None))
}

fn sum_floats(
    thread: &ThreadState,
    items: &mut Items,
    total: Value,
    mut item: Option<Value>,
) -> PyResult<(Value, Option<Value>)> {
    let Some(start) = total.as_float_word() else { return Ok((total, item)) };
    let mut sum = Compensated::new(start);
    while let Some(next) = item {
        if let Some(x) = next.as_float_word() {
            sum.add(x);
        } else if let Some(x) = as_i64(&next) {
            sum.sum += x as f64;
        } else {
            let total = number::binary(thread, BinaryOp::Add, &Value::float(sum.total()), &next)?;
            return Ok((total, items.next(thread)?));
        }
        item = items.next(thread)?;
    }
    Ok((Value::float(sum.total()), None))
}

fn sum_complex(
    thread: &ThreadState,
    items: &mut Items,
    total: Value,
    mut item: Option<Value>,
) -> PyResult<(Value, Option<Value>)> {
    let Some(start) = total.exact::<Complex>().map(|complex| complex.value) else { return Ok((total, item)) };
    let (mut re, mut im) = (Compensated::new(start.re), Compensated::new(start.im));
    let value = |re: Compensated, im: Compensated| -> Ref<Complex> { Complex::new(re.total(), im.total()) };
    while let Some(next) = item {
        if let Some(Number { re: x, im: y }) = next.exact::<Complex>().map(|complex| complex.value) {
            re.add(x);
            im.add(y);
        } else if let Some(x) = next.as_float_word() {
            re.add(x);
        } else if let Some(x) = as_i64(&next) {
            re.sum += x as f64;
        } else {
            let total = number::binary(thread, BinaryOp::Add, value(re, im).as_value(), &next)?;
            return Ok((total, items.next(thread)?));
        }
        item = items.next(thread)?;
    }
    Ok((value(re, im).into_value(), None))
}

fn builtin_min(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    extreme(thread, args, "min", CompareOp::Lt)
}

fn builtin_max(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    extreme(thread, args, "max", CompareOp::Gt)
}

fn extreme(thread: &ThreadState, args: Args<'_>, name: &str, op: CompareOp) -> PyResult<Value> {
    let positionals = args.positionals();
    if positionals.is_empty() {
        return Err(err!(thread, TypeError, "{name} expected at least 1 argument, got 0"));
    }
    let (mut key, mut default) = (None, None);
    for (keyword, value) in args.keywords() {
        match keyword.downcast::<Str>().map(Str::as_bytes) {
            Some(b"key") => key = Some(value).filter(|key| !key.is_none()),
            Some(b"default") => default = Some(value),
            _ => return Err(unexpected(thread, name, keyword)),
        }
    }
    let best = match positionals {
        [iterable] => {
            let mut items = Items::new(thread, iterable)?;
            best_of(thread, || items.next(thread), key, op)?
        }
        several => {
            if default.is_some() {
                return Err(err!(
                    thread,
                    TypeError,
                    "Cannot specify a default for {name}() with multiple positional arguments"
                ));
            }
            let mut items = several.iter().cloned();
            best_of(thread, || Ok(items.next()), key, op)?
        }
    };
    match (best, default) {
        (Some(best), _) => Ok(best),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(err!(thread, ValueError, "{name}() iterable argument is empty")),
    }
}

#[cold]
fn unexpected(thread: &ThreadState, name: &str, keyword: &Value) -> Raised {
    let keyword = keyword.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
    err!(thread, TypeError, "{name}() got an unexpected keyword argument '{keyword}'")
}

fn best_of(
    thread: &ThreadState,
    mut next: impl FnMut() -> PyResult<Option<Value>>,
    key: Option<&Value>,
    op: CompareOp,
) -> PyResult<Option<Value>> {
    let keyed = |item: &Value| match key {
        Some(key) => call::positional(thread, key, std::slice::from_ref(item)),
        None => Ok(item.clone()),
    };
    let Some(mut best) = next()? else { return Ok(None) };
    let mut best_key = keyed(&best)?;
    while let Some(item) = next()? {
        let item_key = keyed(&item)?;
        if compare::compare_bool(thread, &item_key, &best_key, op)? {
            (best, best_key) = (item, item_key);
        }
    }
    Ok(Some(best))
}
