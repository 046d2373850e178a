//! Hexadecimal digits.

use crate::Invalid;

pub const LOWER: &[u8; 16] = b"0123456789abcdef";

pub fn encode(data: &[u8]) -> Vec<u8> {
    data.iter().flat_map(|byte| digits(*byte, LOWER)).collect()
}

pub fn digits(byte: u8, alphabet: &[u8; 16]) -> [u8; 2] {
    [alphabet[usize::from(byte >> 4)], alphabet[usize::from(byte & 15)]]
}

/// Groups of that many bytes, counted from the end, or from the start if negative; one group if 0.
pub fn encode_groups(data: &[u8], separator: u8, group: isize) -> Vec<u8> {
    let size = match group.unsigned_abs() {
        0 => return encode(data),
        size => size,
    };
    let first = if group < 0 { size } else { data.len() % size };
    let mut digits = Vec::with_capacity(data.len() * 3);
    let (head, rest) = data.split_at(first.min(data.len()));
    for group in [head].into_iter().chain(rest.chunks(size)).filter(|group| !group.is_empty()) {
        if !digits.is_empty() {
            digits.push(separator);
        }
        digits.extend(encode(group));
    }
    digits
}

pub fn decode(digits: &[u8]) -> Result<Vec<u8>, Invalid> {
    if !digits.len().is_multiple_of(2) {
        return Err("Odd-length string".into());
    }
    let pairs = digits.chunks_exact(2).map(|pair| byte(pair[0], pair[1]));
    pairs.collect::<Option<_>>().ok_or_else(|| "Non-hexadecimal digit found".into())
}

/// The byte that two digits stand for.
pub fn byte(high: u8, low: u8) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    Some((value(high)? << 4 | value(low)?) as u8)
}
