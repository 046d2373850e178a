//! Functions on ints: machine arithmetic while it fits, then the number protocol.

use ladon_ext::number::Small;
use ladon_ext::raise::{overflow_error, value_error};
use ladon_ext::{Args, Object, Owned, Result, Signature};

use crate::MathModule;
use crate::float::required;
use crate::log::bit_length;

fn zero() -> Result<Owned> {
    Owned::int(0)
}

pub fn is_negative(int: &Object) -> Result<bool> {
    Ok(match int.to_small()? {
        Small::Value(value) => value < 0,
        Small::TooSmall => true,
        Small::TooLarge => false,
    })
}

pub fn gcd_many(module: &MathModule, args: Args<'_>) -> Result<Owned> {
    let mut result = zero()?;
    for arg in args.0 {
        result = gcd(module, &result, &*arg.index()?)?;
    }
    Ok(result)
}

pub fn lcm_many(module: &MathModule, args: Args<'_>) -> Result<Owned> {
    let mut result = Owned::int(1)?;
    for arg in args.0 {
        let arg = arg.index()?;
        let divisor = gcd(module, &result, &arg)?;
        if divisor.is_true()? {
            result = result.floor_divide(&divisor)?.multiply(&arg)?.abs()?;
        }
    }
    Ok(result)
}

/// Lehmer's algorithm: the leading 62 bits of both numbers foretell many steps of Euclid's at once.
fn gcd(module: &MathModule, a: &Object, b: &Object) -> Result<Owned> {
    let (mut a, mut b) = (a.abs()?, b.abs()?);
    loop {
        if let (Small::Value(a), Small::Value(b)) = (a.to_small()?, b.to_small()?) {
            return Owned::uint(gcd_u64(a as u64, b as u64));
        }
        if a.less(&b)? {
            core::mem::swap(&mut a, &mut b);
        }
        if !b.is_true()? {
            return Ok(a);
        }
        let shift = bit_length(module, &a)?.saturating_sub(62);
        let steps = Steps::foretell(a.rshift(shift)?.to_i64()?, b.rshift(shift)?.to_i64()?);
        (a, b) = match steps {
            None => {
                let rest = a.remainder(&b)?;
                (b, rest)
            }
            Some(steps) => {
                let combine = |x: i64, y: i64| a.multiply(&*Owned::int(x)?)?.add(&*b.multiply(&*Owned::int(y)?)?);
                (combine(steps.aa, steps.ab)?, combine(steps.ba, steps.bb)?)
            }
        };
    }
}

fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Several steps of Euclid's algorithm as one linear map.
struct Steps {
    aa: i64,
    ab: i64,
    ba: i64,
    bb: i64,
}

impl Steps {
    /// As many steps as the leading digits decide, whatever digits follow; `None` if they decide not even one.
    fn foretell(mut a: i64, mut b: i64) -> Option<Steps> {
        let mut steps = Steps { aa: 1, ab: 0, ba: 0, bb: 1 };
        let mut any = false;
        loop {
            let (low, high) = (b.checked_add(steps.ba)?, b.checked_add(steps.bb)?);
            if low == 0 || high == 0 {
                break;
            }
            let quotient = (a + steps.aa) / low;
            if quotient != (a + steps.ab) / high {
                break;
            }
            let next = |x: i64, y: i64| y.checked_mul(quotient).and_then(|product| x.checked_sub(product));
            let (Some(ba), Some(bb)) = (next(steps.aa, steps.ba), next(steps.ab, steps.bb)) else { break };
            steps = Steps { aa: steps.ba, ab: steps.bb, ba, bb };
            (a, b) = (b, a - quotient * b);
            any = true;
        }
        any.then_some(steps)
    }
}

pub fn isqrt(module: &MathModule, arg: &Object) -> Result<Owned> {
    let int = arg.index()?;
    if is_negative(&int)? {
        return Err(value_error("isqrt() argument must be nonnegative"));
    }
    let bits = bit_length(module, &int)?;
    isqrt_sized(&int, bits)
}

/// The root of the top half, scaled, has half the digits right; one step of Newton's method doubles that.
fn isqrt_sized(int: &Object, bits: u64) -> Result<Owned> {
    if bits <= 64 {
        return Owned::uint(int.to_u64()?.isqrt());
    }
    let shift = bits / 4;
    let above = isqrt_sized(&*int.rshift(2 * shift)?, bits - 2 * shift)?.add(&*Owned::int(1)?)?.lshift(shift)?;
    // From above, a step never falls below the root (rounded down).
    let mut root = above.add(&*int.floor_divide(&above)?)?.rshift(1)?;
    while int.less(&*root.multiply(&root)?)? {
        root = root.subtract(&*Owned::int(1)?)?;
    }
    Ok(root)
}

pub fn factorial(arg: &Object) -> Result<Owned> {
    match arg.to_small()? {
        Small::Value(n @ 0..) => factorial_of(n as u64),
        Small::TooLarge => {
            Err(overflow_error(format_args!("factorial() argument should not exceed {}", core::ffi::c_long::MAX)))
        }
        _ => Err(value_error("factorial() not defined for negative values")),
    }
}

fn factorial_of(n: u64) -> Result<Owned> {
    let twos = n - u64::from(n.count_ones());
    odd_product(1, n)?.lshift(twos)
}

/// The product of first..=last, without its factors of two.
fn odd_product(first: u64, last: u64) -> Result<Owned> {
    let odd = |n: u64| n >> n.trailing_zeros();
    if last.saturating_sub(first) < 16 {
        let mut product: Option<Owned> = None;
        let mut chunk = 1u64;
        for n in first..=last {
            if let Some(next) = chunk.checked_mul(odd(n)) {
                chunk = next;
                continue;
            }
            let whole = Owned::uint(chunk)?;
            product = Some(product.map_or(Ok(whole.new_ref()), |product| product.multiply(&whole))?);
            chunk = odd(n);
        }
        let chunk = Owned::uint(chunk)?;
        return product.map_or(Ok(chunk.new_ref()), |product| product.multiply(&chunk));
    }
    let middle = first.midpoint(last);
    odd_product(first, middle)?.multiply(&*odd_product(middle + 1, last)?)
}

/// `n * (n - 1) * ... `, `count` factors, for any n.
fn falling_product(n: &Object, from: u64, count: u64) -> Result<Owned> {
    if count <= 2 {
        let mut product = n.subtract(&*Owned::uint(from)?)?;
        if count == 2 {
            product = product.multiply(&*n.subtract(&*Owned::uint(from + 1)?)?)?;
        }
        return Ok(product);
    }
    let half = count / 2;
    falling_product(n, from, half)?.multiply(&*falling_product(n, from + half, count - half)?)
}

/// The falling product, for `count <= n`.
fn falling(n: &Object, count: u64) -> Result<Owned> {
    if count == 0 {
        return Owned::int(1);
    }
    let Small::Value(small) = n.to_small()? else { return falling_product(n, 0, count) };
    let (first, last) = (small as u64 - count + 1, small as u64);
    // Factors of two in n! are n less the bits set in n.
    let twos = |n: u64| n - u64::from(n.count_ones());
    odd_product(first, last)?.lshift(twos(last) - twos(first - 1))
}

/// Both arguments as ints >= 0.
fn non_negative(n: &Object, k: &Object) -> Result<(Owned, Owned)> {
    let (n, k) = (n.index()?, k.index()?);
    for (value, name) in [(&n, "n"), (&k, "k")] {
        if is_negative(value)? {
            return Err(value_error(format_args!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

pub fn perm(args: Args<'_>) -> Result<Owned> {
    args.between("perm", 1, 2)?;
    let Some(k) = args.get(1).filter(|k| !k.is_none()) else { return factorial(args.0[0]) };
    let (n, k) = non_negative(args.0[0], k)?;
    if n.less(&k)? {
        return zero();
    }
    match k.to_small()? {
        Small::Value(k) => falling(&n, k as u64),
        _ => Err(overflow_error(format_args!("k must not exceed {}", i64::MAX))),
    }
}

pub fn comb(args: Args<'_>) -> Result<Owned> {
    let [n, k] = args.exactly("comb")?;
    let (n, mut k) = non_negative(n, k)?;
    let rest = n.subtract(&k)?;
    if is_negative(&rest)? {
        return zero();
    }
    if rest.less(&k)? {
        k = rest;
    }
    let Small::Value(k) = k.to_small()? else {
        return Err(overflow_error(format_args!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    let k = k as u64;
    if let Small::Value(n) = n.to_small()?
        && let Some(result) = comb_u64(n as u64, k)
    {
        return Owned::uint(result);
    }
    falling(&n, k)?.floor_divide(&*factorial_of(k)?)
}

fn comb_u64(n: u64, k: u64) -> Option<u64> {
    let mut result = 1u128;
    for step in 0..k {
        result = result * u128::from(n - step) / u128::from(step + 1);
        u64::try_from(result).ok()?;
    }
    Some(result as u64)
}

pub fn prod(values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<2> =
        Signature { function: "prod", names: ["", "start"], positional_only: 1, positional: 1, required: 1 };
    let [iterable, start] = SIGNATURE.bind(values, names)?;
    let items = required(iterable).iter()?;
    let mut product = start.map_or_else(|| Owned::int(1), |start| Ok(start.new_ref()))?;
    for item in items {
        product = product.multiply(&*item?)?;
    }
    Ok(product)
}
