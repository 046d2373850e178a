//! Sums of floats that lose nothing, or next to nothing, to rounding.

use ladon_ext::number::Small;
use ladon_ext::raise::{overflow_error, value_error};
use ladon_ext::{Args, Exception, Object, Owned, Result};

use crate::cmath;

/// A rounded result and what the rounding left out; the pair is exact.
#[derive(Clone, Copy)]
struct Pair {
    high: f64,
    low: f64,
}

/// Knuth's two-sum.
fn two_sum(a: f64, b: f64) -> Pair {
    let high = a + b;
    let b_part = high - a;
    Pair { high, low: (a - (high - b_part)) + (b - b_part) }
}

fn two_product(a: f64, b: f64) -> Pair {
    let high = a * b;
    Pair { high, low: a.mul_add(b, -high) }
}

/// Shewchuk's sum: the partials do not overlap and grow in size, and their sum is exactly that of the inputs.
pub fn fsum(iterable: &Object) -> Result<Owned> {
    let mut partials: Vec<f64> = Vec::new();
    let (mut specials, mut infinities) = (0.0, 0.0);
    for item in iterable.iter()? {
        let item = item?.to_f64()?;
        let mut x = item;
        let mut kept = 0;
        for index in 0..partials.len() {
            let sum = two_sum(x, partials[index]);
            if sum.low != 0.0 && sum.high.is_finite() {
                partials[kept] = sum.low;
                kept += 1;
            }
            x = sum.high;
        }
        partials.truncate(kept);
        if x.is_finite() {
            if x != 0.0 {
                partials.push(x);
            }
            continue;
        }
        if item.is_finite() {
            return Err(overflow_error("intermediate overflow in fsum"));
        }
        if item.is_infinite() {
            infinities += item;
        }
        specials += item;
        partials.clear();
    }
    if specials != 0.0 {
        if f64::is_nan(infinities) {
            return Err(value_error("-inf + inf in fsum"));
        }
        return Owned::float(specials);
    }
    Owned::float(round_partials(&partials))
}

/// The float nearest to the sum of the partials.
fn round_partials(partials: &[f64]) -> f64 {
    let Some((&last, mut rest)) = partials.split_last() else { return 0.0 };
    let mut sum = Pair { high: last, low: 0.0 };
    while let Some((&next, before)) = rest.split_last() {
        sum = two_sum(sum.high, next);
        rest = before;
        if sum.low != 0.0 {
            break;
        }
    }
    // Halfway, the partials not yet added decide; they are all smaller, so the sign of the largest will do.
    if let Some(&next) = rest.last()
        && ((sum.low < 0.0 && next < 0.0) || (sum.low > 0.0 && next > 0.0))
    {
        let twice = sum.low * 2.0;
        let up = sum.high + twice;
        if up - sum.high == twice {
            return up;
        }
    }
    sum.high
}

pub fn hypot(args: Args<'_>) -> Result<Owned> {
    let coordinates = args.0.iter().map(|arg| arg.to_f64()).collect::<Result<Vec<_>>>()?;
    Owned::float(norm(coordinates))
}

pub fn dist(args: Args<'_>) -> Result<Owned> {
    let [p, q] = args.exactly("dist")?;
    let to_tuple = |point: &Object| if point.is_tuple() { Ok(point.new_ref()) } else { point.to_tuple() };
    let (p, q) = (to_tuple(p)?, to_tuple(q)?);
    if p.tuple_len() != q.tuple_len() {
        return Err(value_error("both points must have the same number of dimensions"));
    }
    let difference = |index| Ok(p.tuple_item(index)?.to_f64()? - q.tuple_item(index)?.to_f64()?);
    Owned::float(norm((0..p.tuple_len()).map(difference).collect::<Result<Vec<_>>>()?))
}

/// The Euclidean length of a vector, in nearly all cases correctly rounded.
fn norm(mut vector: Vec<f64>) -> f64 {
    if vector.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let largest = vector.iter().fold(0.0, |largest, x| x.abs().max(largest));
    if largest == 0.0 || vector.len() == 1 {
        return largest;
    }
    // Powers of two scale without error; two steps, as 2**-exponent itself may be out of range.
    let (_, exponent) = cmath::frexp(largest);
    for x in &mut vector {
        *x = cmath::ldexp(*x, -exponent);
    }
    let mut sum = Pair { high: 0.0, low: 0.0 };
    for x in vector {
        let square = two_product(x, x);
        let next = two_sum(sum.high, square.high);
        sum = Pair { high: next.high, low: sum.low + (next.low + square.low) };
    }
    // One step of Newton's method on the root, with the residue computed exactly.
    let root = (sum.high + sum.low).sqrt();
    let square = two_product(root, root);
    let difference = two_sum(sum.high, -square.high);
    let residue = difference.high + (difference.low + sum.low - square.low);
    cmath::ldexp(root + residue / (2.0 * root), exponent)
}

/// A sum kept to three times the precision of a float.
#[derive(Clone, Copy, Default)]
struct Triple {
    high: f64,
    low: f64,
    tiny: f64,
}

impl Triple {
    fn add_product(self, x: f64, y: f64) -> Triple {
        let product = two_product(x, y);
        let high = two_sum(self.high, product.high);
        let low = two_sum(self.low, product.low);
        let rest = two_sum(low.high, high.low);
        Triple { high: high.high, low: rest.high, tiny: self.tiny + (low.low + rest.low) }
    }

    fn to_f64(self) -> f64 {
        let low = two_sum(self.low, self.tiny);
        let high = two_sum(self.high, low.high);
        (high.low + low.low) + high.high
    }
}

pub fn sumprod(args: Args<'_>) -> Result<Owned> {
    let [p, q] = args.exactly("sumprod")?;
    let (mut p, mut q) = (p.iter()?, q.iter()?);
    let mut total = Total { exact: Owned::int(0)?, ints: Some(0), floats: Some(Triple::default()), any_float: false };
    loop {
        match (p.next().transpose()?, q.next().transpose()?) {
            (Some(x), Some(y)) => total.add_product(&x, &y)?,
            (None, None) => break,
            _ => return Err(value_error("Inputs are not the same length")),
        }
    }
    total.leave_ints()?;
    total.leave_floats()?;
    Ok(total.exact)
}

/// A sum of products of any kind. It starts in machine ints, goes on in floats as soon as one comes, and ends in
/// Python's own arithmetic; no stage is entered twice.
struct Total {
    exact: Owned,
    ints: Option<i64>,
    floats: Option<Triple>,
    any_float: bool,
}

impl Total {
    fn add_product(&mut self, x: &Object, y: &Object) -> Result<()> {
        if let Some(sum) = self.ints {
            if let Some(next) = int_sum(sum, x, y)? {
                self.ints = Some(next);
                return Ok(());
            }
            self.leave_ints()?;
        }
        if let Some(sum) = self.floats {
            let next = as_floats(x, y)?.map(|(x, y)| sum.add_product(x, y));
            if let Some(next) = next.filter(|next| next.high.is_finite()) {
                self.floats = Some(next);
                self.any_float = true;
                return Ok(());
            }
            self.leave_floats()?;
        }
        self.exact = self.exact.add(&*x.multiply(y)?)?;
        Ok(())
    }

    fn leave_ints(&mut self) -> Result<()> {
        if let Some(sum) = self.ints.take() {
            self.exact = self.exact.add(&*Owned::int(sum)?)?;
        }
        Ok(())
    }

    fn leave_floats(&mut self) -> Result<()> {
        if let Some(sum) = self.floats.take().filter(|_| self.any_float) {
            self.exact = self.exact.add(&*Owned::float(sum.to_f64())?)?;
        }
        Ok(())
    }
}

/// `sum + x * y` if these are ints and it fits.
fn int_sum(sum: i64, x: &Object, y: &Object) -> Result<Option<i64>> {
    if !x.is_exact_int() || !y.is_exact_int() {
        return Ok(None);
    }
    let (Small::Value(x), Small::Value(y)) = (x.to_small()?, y.to_small()?) else { return Ok(None) };
    Ok(x.checked_mul(y).and_then(|product| sum.checked_add(product)))
}

/// Both as floats, if one is a float and the other too, or an int that a float can hold.
fn as_floats(x: &Object, y: &Object) -> Result<Option<(f64, f64)>> {
    let convert = |value: &Object| match value.to_f64() {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.matches(Exception::OverflowError) => {
            raised.clear();
            Ok(None)
        }
        Err(raised) => Err(raised),
    };
    let fits = |value: &Object| value.is_exact_float() || value.is_exact_int() || value.is_bool();
    if !(x.is_exact_float() || y.is_exact_float()) || !fits(x) || !fits(y) {
        return Ok(None);
    }
    Ok(convert(x)?.zip(convert(y)?))
}
