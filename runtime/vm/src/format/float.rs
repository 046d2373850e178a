//! Digits of floats: the shortest that read back the same (`repr`), and exactly rounded ones of a given precision.
//!
//! The layout is Python's: two-digit exponents with a sign, `repr` with an exponent from 1e16 on and below 1e-4.

/// A double has no more digits than this; what a precision asks beyond are zeros.
const MAX_DIGITS: usize = 1100;

/// How digits are laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `1.5e+03`
    Exp,
    /// `1500.00`
    Fixed,
    /// One of the two, by magnitude; trailing zeros cut.
    General,
    /// As `General`, with at least one digit behind the point (a spec without a type).
    GeneralDot,
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    if !x.is_finite() {
        return String::from(nonfinite(x));
    }
    let mut buffer = ryu::Buffer::new();
    let text = buffer.format_finite(x);
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if !unsigned.contains('e') && !unsigned.starts_with("0.0000") {
        return text.to_owned();
    }
    let sign = if text.len() > unsigned.len() { "-" } else { "" };
    let (digits, point) = shortest_digits(unsigned);
    format!("{sign}{}", lay_out(&digits, point, point <= -4 || point > 16, true))
}

/// As [`repr`] of a part of a complex number: without the `.0` of whole numbers.
pub fn repr_short(x: f64) -> String {
    let mut text = repr(x);
    if text.ends_with(".0") {
        text.truncate(text.len() - 2);
    }
    text
}

fn nonfinite(x: f64) -> &'static str {
    if x.is_nan() {
        "nan"
    } else if x > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// The significant digits of what `ryu` wrote, and where the decimal point stands before them.
fn shortest_digits(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let leading = all.len() - all.trim_start_matches('0').len();
    let digits = all.trim_matches('0');
    if digits.is_empty() {
        return (String::from("0"), 1);
    }
    (digits.to_owned(), exponent + whole.len() as i32 - leading as i32)
}

/// Lays digits out around a point that stands before the digit with index `point`.
fn lay_out(digits: &str, point: i32, with_exponent: bool, add_dot_zero: bool) -> String {
    if with_exponent {
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        return format!("{first}{dot}{rest}{}", exponent_text(point - 1, false));
    }
    let length = digits.len() as i32;
    if point <= 0 {
        return format!("0.{}{digits}", "0".repeat(-point as usize));
    }
    if point >= length {
        let zeros = "0".repeat((point - length) as usize);
        return format!("{digits}{zeros}{}", if add_dot_zero { ".0" } else { "" });
    }
    let (whole, fraction) = digits.split_at(point as usize);
    format!("{whole}.{fraction}")
}

fn exponent_text(exponent: i32, upper: bool) -> String {
    let (e, sign) = (if upper { 'E' } else { 'e' }, if exponent < 0 { '-' } else { '+' });
    format!("{e}{sign}{:02}", exponent.unsigned_abs())
}

/// The digits of `|x|` in a style, without sign. `alternate` keeps the point and the zeros behind it.
///
/// The text of infinities and NaN is `inf` and `nan`, also without sign.
pub fn unsigned(x: f64, style: Style, precision: usize, alternate: bool, upper: bool) -> String {
    let x = x.abs();
    if !x.is_finite() {
        return if upper { nonfinite(x).to_ascii_uppercase() } else { nonfinite(x).to_owned() };
    }
    match style {
        Style::Fixed => fixed(x, precision, alternate),
        Style::Exp => exponential(x, precision, alternate, upper),
        Style::General | Style::GeneralDot => {
            general(x, precision.max(1), alternate, upper, style == Style::GeneralDot)
        }
    }
}

/// `%.<precision>f` of a float that is not negative.
pub fn fixed(x: f64, precision: usize, alternate: bool) -> String {
    let mut buffer = [0; FIXED_DIGITS];
    if !alternate && let Some(text) = quick_fixed(x, precision, &mut buffer) {
        return text.to_owned();
    }
    let mut text = format!("{x:.*}", precision.min(MAX_DIGITS));
    if precision > MAX_DIGITS {
        text.push_str(&"0".repeat(precision - MAX_DIGITS));
    }
    if precision == 0 && alternate {
        text.push('.');
    }
    text
}

/// Room for what [`quick_fixed`] writes: 39 digits and a point.
pub const FIXED_DIGITS: usize = 48;

/// [`fixed`] in 128-bit integers, which hold `x * 10^precision` with its fraction for ordinary magnitudes: the double is
/// `mantissa * 2^exponent`, so rounding to even is a look at the bits shifted out. `None` for others.
pub fn quick_fixed(x: f64, precision: usize, buffer: &mut [u8; FIXED_DIGITS]) -> Option<&str> {
    let bits = x.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32 & 0x7FF, bits & ((1 << 52) - 1));
    let (mantissa, exponent) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    // 10^22 takes 74 bits, the mantissa 53.
    if precision > 22 || exponent >= 0 {
        return None;
    }
    let scaled = mantissa as u128 * 10u128.pow(precision as u32);
    let shift = -exponent as u32;
    let mut rounded = if shift > 127 {
        0
    } else {
        let (whole, rest, half) = (scaled >> shift, scaled & ((1 << shift) - 1), 1u128 << (shift - 1));
        whole + (rest > half || rest == half && whole & 1 == 1) as u128
    };
    let mut at = FIXED_DIGITS;
    let mut written = 0;
    while rounded != 0 || written <= precision {
        if written == precision && precision > 0 {
            at -= 1;
            buffer[at] = b'.';
        }
        let digit = match u64::try_from(rounded) {
            Ok(small) => {
                rounded = (small / 10) as u128;
                small % 10
            }
            Err(_) => {
                let digit = (rounded % 10) as u64;
                rounded /= 10;
                digit
            }
        };
        at -= 1;
        buffer[at] = b'0' + digit as u8;
        written += 1;
    }
    std::str::from_utf8(&buffer[at..]).ok()
}

/// The digits of `x` rounded to `count` significant ones, and its decimal exponent.
fn significant(x: f64, count: usize) -> (String, i32) {
    let text = format!("{x:.*e}", (count - 1).min(MAX_DIGITS));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

fn exponential(x: f64, precision: usize, alternate: bool, upper: bool) -> String {
    let (mut digits, exponent) = significant(x, precision.saturating_add(1));
    if precision > MAX_DIGITS {
        digits.push_str(&"0".repeat(precision - MAX_DIGITS));
    }
    let (first, rest) = digits.split_at(1);
    let dot = if rest.is_empty() && !alternate { "" } else { "." };
    format!("{first}{dot}{rest}{}", exponent_text(exponent, upper))
}

fn general(x: f64, precision: usize, alternate: bool, upper: bool, dot_zero: bool) -> String {
    let (mut digits, exponent) = significant(x, precision);
    let limit = if dot_zero { precision.saturating_sub(1) } else { precision };
    let with_exponent = exponent < -4 || exponent as i64 >= limit as i64;
    if alternate {
        if precision > digits.len() {
            digits.push_str(&"0".repeat(precision - digits.len()));
        }
        return general_alternate(&digits, exponent, with_exponent, upper);
    }
    let kept = digits.trim_end_matches('0').len().max(1);
    digits.truncate(kept);
    let text = lay_out(&digits, exponent + 1, with_exponent, dot_zero);
    if upper { text.to_ascii_uppercase() } else { text }
}

fn general_alternate(digits: &str, exponent: i32, with_exponent: bool, upper: bool) -> String {
    if with_exponent {
        let (first, rest) = digits.split_at(1);
        return format!("{first}.{rest}{}", exponent_text(exponent, upper));
    }
    let text = lay_out(digits, exponent + 1, false, false);
    if text.contains('.') { text } else { format!("{text}.") }
}
