//! The name of the function that initialises a module: `PyInit_spam`, or `PyInitU_` and punycode (PEP 489);
//! `PyModExport_spam` (PEP 793).

/// How a module's hook is called in its library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookName {
    pub symbol: String,
    /// The hook of PEP 793, which goes first: `PyModExport_spam`.
    pub export: String,
    /// The last component of the module's name: what messages call the module.
    pub short: String,
    /// The name is not ASCII: single-phase modules are refused.
    pub unicode: bool,
}

/// As far as CPython reads a name.
const LONGEST: usize = 200;

impl HookName {
    pub fn of(module: &str) -> HookName {
        let short = module.rsplit('.').next().unwrap_or(module);
        let unicode = !short.is_ascii();
        let encoded = if unicode { punycode(short) } else { short.to_owned() };
        let tail: String = encoded.replace('-', "_").chars().take(LONGEST).collect();
        let mark = if unicode { "U" } else { "" };
        HookName {
            symbol: format!("PyInit{mark}_{tail}"),
            export: format!("PyModExport{mark}_{tail}"),
            short: short.to_owned(),
            unicode,
        }
    }
}

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;

/// RFC 3492.
fn punycode(text: &str) -> String {
    let basic: String = text.chars().filter(char::is_ascii).collect();
    let basic_count = basic.len() as u32;
    let mut out = basic;
    if basic_count > 0 {
        out.push('-');
    }
    let mut others: Vec<u32> = text.chars().filter(|c| !c.is_ascii()).map(u32::from).collect();
    others.sort_unstable();
    others.dedup();
    let (mut next, mut delta, mut bias, mut handled) = (128u32, 0u64, 72, basic_count);
    for code in others {
        delta += u64::from(code - next) * u64::from(handled + 1);
        next = code;
        for c in text.chars().map(u32::from) {
            if c < next {
                delta += 1;
            } else if c == next {
                push_number(&mut out, delta, bias);
                bias = adapt(delta, handled + 1, handled == basic_count);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        next += 1;
    }
    out
}

fn push_number(out: &mut String, mut number: u64, bias: u32) {
    for place in 1.. {
        let threshold = (BASE * place).saturating_sub(bias).clamp(T_MIN, T_MAX);
        if number < u64::from(threshold) {
            break;
        }
        let range = u64::from(BASE - threshold);
        let rest = number - u64::from(threshold);
        out.push(digit(u64::from(threshold) + rest % range));
        number = rest / range;
    }
    out.push(digit(number));
}

fn digit(value: u64) -> char {
    char::from(if value < 26 { b'a' + value as u8 } else { b'0' + (value - 26) as u8 })
}

fn adapt(delta: u64, count: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / u64::from(count);
    let mut bias = 0;
    while delta > u64::from((BASE - T_MIN) * T_MAX / 2) {
        delta /= u64::from(BASE - T_MIN);
        bias += BASE;
    }
    bias + ((u64::from(BASE - T_MIN + 1) * delta) / (delta + 38)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_hooks() {
        let rows = [
            ("spam", "PyInit_spam"),
            ("pkg.sub.spam-eggs", "PyInit_spam_eggs"),
            ("fo\u{f3}", "PyInitU_fo_6ja"),
            ("pb_\u{e9}", "PyInitU_pb__dma"),
            ("\u{e9}.spam", "PyInit_spam"),
            ("\u{30a4}\u{30f3}\u{30dd}\u{30fc}\u{30c8}\u{30c6}\u{30b9}\u{30c8}", "PyInitU_eckzbwbhc6jpgzc"),
        ];
        for (module, symbol) in rows {
            assert_eq!(HookName::of(module).symbol, symbol, "{module}");
        }
    }
}
