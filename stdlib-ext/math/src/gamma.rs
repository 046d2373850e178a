//! The gamma function and its logarithm, by Lanczos' approximation
//! `gamma(x) = sum(x) * exp(-y) * y**(x - 0.5)`, `y = x + G - 0.5`.
//!
//! The coefficients are those of the set "13, 53 bits" published with Boost.Math: a rational function in `x` that is
//! accurate to a float's precision for all x > 0.
#![allow(clippy::excessive_precision, reason = "the digits as published")]

use core::f64::consts::PI;

use ladon_ext::{Object, Owned, Result};

use crate::float::{domain_error, range_error};

const G: f64 = 6.024680040776729583740234375;
const G_MINUS_HALF: f64 = 5.524680040776729583740234375;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

/// `x * (x + 1) * ... * (x + 11)`.
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Below this, gamma of an integer is exact.
const EXACT: usize = 23;

pub fn gamma(arg: &Object) -> Result<Owned> {
    let x = arg.to_f64()?;
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { Err(domain_error()) } else { Owned::float(x) };
    }
    let is_integer = x == x.floor();
    if x <= 0.0 && is_integer {
        return Err(domain_error());
    }
    if is_integer && x <= EXACT as f64 {
        return Owned::float((2..x as u64).map(|factor| factor as f64).product());
    }
    let result = gamma_finite(x);
    if result.is_infinite() { Err(range_error()) } else { Owned::float(result) }
}

fn gamma_finite(x: f64) -> f64 {
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        // Beyond the range: an infinity, or a zero with the sign of gamma between two poles.
        return match x > 0.0 {
            true => f64::INFINITY,
            false => 0.0 / sin_pi(x),
        };
    }
    let y = size + G_MINUS_HALF;
    // What rounding left out of y, times d(log gamma)/dy.
    let lost = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let correction = lost * G / y;
    // y**(size - 0.5) may overflow where gamma does not: multiply its root twice.
    let (power, twice) = if size < 140.0 { (y.powf(size - 0.5), false) } else { (y.powf(size / 2.0 - 0.25), true) };
    if x < 0.0 {
        let mut result = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= correction * result;
        result /= power;
        if twice { result / power } else { result }
    } else {
        let mut result = lanczos_sum(size) / y.exp();
        result += correction * result;
        result *= power;
        if twice { result * power } else { result }
    }
}

pub fn lgamma(arg: &Object) -> Result<Owned> {
    let x = arg.to_f64()?;
    if !x.is_finite() {
        return Owned::float(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(domain_error()) } else { Owned::float(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Owned::float(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = PI.ln() - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(range_error()) } else { Owned::float(result) }
}

/// The rational function; in powers of 1/x for large x, where those of x overflow.
fn lanczos_sum(x: f64) -> f64 {
    let fold =
        |sums: (f64, f64), (n, d): (&f64, &f64), step: fn(f64, f64) -> f64| (step(sums.0, x) + n, step(sums.1, x) + d);
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    let (numerator, denominator) = if x < 5.0 {
        pairs.rev().fold((0.0, 0.0), |sums, pair| fold(sums, pair, |sum, x| sum * x))
    } else {
        pairs.fold((0.0, 0.0), |sums, pair| fold(sums, pair, |sum, x| sum / x))
    };
    numerator / denominator
}

/// sin(pi * x), exact at multiples of a half.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let result = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    result.copysign(if x < 0.0 { -result } else { result })
}
