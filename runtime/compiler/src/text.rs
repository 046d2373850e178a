//! Literals that the parser's tree does not give whole: ints beyond 64 bits, and strings with lone surrogates, which are
//! read again from the source.

use ladon_bytecode::Constant;
use ruff_python_ast as ast;
use ruff_text_size::{Ranged, TextRange};

use crate::source::Source;

/// An int beyond 64 bits from its literal, in any base.
pub(crate) fn big_int(literal: &str) -> Constant {
    let lower = literal.to_ascii_lowercase().replace('_', "");
    let (radix, digits) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        _ => (10, lower.as_str()),
    };
    let mut words: Vec<u64> = Vec::new();
    // As many digits at a time as fit one word.
    let per_step = match radix {
        16 => 15,
        8 => 20,
        2 => 62,
        _ => 18,
    };
    for chunk in digits.as_bytes().chunks(per_step) {
        let text = std::str::from_utf8(chunk).unwrap_or("0");
        let value = u64::from_str_radix(text, radix).unwrap_or(0);
        multiply_add(&mut words, u64::from(radix).pow(chunk.len() as u32), value);
    }
    match words.as_slice() {
        [] => Constant::Int(0),
        [word] if i64::try_from(*word).is_ok() => Constant::Int(*word as i64),
        _ => Constant::BigInt { negative: false, words: words.into() },
    }
}

fn multiply_add(words: &mut Vec<u64>, factor: u64, addend: u64) {
    let mut carry = u128::from(addend);
    for word in words.iter_mut() {
        let wide = u128::from(*word) * u128::from(factor) + carry;
        *word = wide as u64;
        carry = wide >> 64;
    }
    if carry != 0 {
        words.push(carry as u64);
    }
}

/// The WTF-8 bytes of a string literal (of all its parts).
pub(crate) fn string_bytes(source: &Source, value: &ast::StringLiteralValue) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in value {
        let raw = part.flags.prefix().is_raw();
        append(&mut bytes, &part_bytes(source, &part.value, part.range(), raw));
    }
    bytes
}

/// The bytes of one literal, or of one literal piece of an f-string, whose decoded value is `value`.
pub(crate) fn part_bytes(source: &Source, value: &str, range: TextRange, raw: bool) -> Vec<u8> {
    if raw || !value.contains('\u{fffd}') {
        return value.as_bytes().to_vec();
    }
    let written = &source.text[range];
    let surrogates: Vec<Option<u16>> = replacements(written);
    if surrogates.iter().all(Option::is_none) {
        return value.as_bytes().to_vec();
    }
    let mut next = surrogates.into_iter();
    let mut bytes = Vec::with_capacity(value.len());
    for char in value.chars() {
        let unit = if char == '\u{fffd}' { next.next().flatten() } else { None };
        match unit {
            Some(unit) => append(&mut bytes, &encode(u32::from(unit))),
            None => append(&mut bytes, char.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// For each U+FFFD in the decoded text, in order: the surrogate escape it stands for, or `None` if it is really there.
fn replacements(written: &str) -> Vec<Option<u16>> {
    let mut found = Vec::new();
    let mut chars = written.char_indices();
    while let Some((at, char)) = chars.next() {
        if char == '\u{fffd}' {
            found.push(None);
        }
        if char != '\\' {
            continue;
        }
        let Some((_, kind)) = chars.next() else { break };
        let digits = match kind {
            'u' => 4,
            'U' => 8,
            'N' => {
                let name = written[at + 2..].split('}').next().unwrap_or("");
                if name.trim_start_matches('{').eq_ignore_ascii_case("replacement character") {
                    found.push(None);
                }
                continue;
            }
            _ => continue,
        };
        let code = written.get(at + 2..at + 2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code {
            Some(code @ 0xd800..=0xdfff) => found.push(Some(code as u16)),
            Some(0xfffd) => found.push(None),
            _ => {}
        }
    }
    found
}

/// Generalized UTF-8 of one code point below 0x10000.
fn encode(code: u32) -> [u8; 3] {
    [0xe0 | (code >> 12) as u8, 0x80 | (code >> 6 & 0x3f) as u8, 0x80 | (code & 0x3f) as u8]
}

/// Appends; Python keeps a high and a low surrogate apart, so nothing is joined.
fn append(bytes: &mut Vec<u8>, more: &[u8]) {
    bytes.extend_from_slice(more);
}

/// Whether joining the two keeps them what they are.
pub(crate) fn joinable(left: &[u8], right: &[u8]) -> bool {
    let surrogate = |bytes: &[u8]| bytes.windows(2).any(|pair| pair[0] == 0xed && pair[1] >= 0xa0);
    !surrogate(left) && !surrogate(right)
}
