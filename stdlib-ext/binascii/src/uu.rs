//! Uuencode: a line is its length, then six bits to a character from the space on.

use crate::Invalid;

const MAX_LINE: usize = 45;

pub fn encode(data: &[u8], backtick: bool) -> Result<Vec<u8>, Invalid> {
    if data.len() > MAX_LINE {
        return Err("At most 45 bytes at once".into());
    }
    let character = |value: u8| if backtick && value == 0 { b'`' } else { b' ' + value };
    let mut line = vec![character(data.len() as u8)];
    for group in data.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        line.extend([18, 12, 6, 0].map(|shift| character((bits >> shift & 63) as u8)));
    }
    line.push(b'\n');
    Ok(line)
}

/// Spaces lost at the end of a line are made good; an empty line counts as one that starts with a zero byte.
pub fn decode(line: &[u8]) -> Result<Vec<u8>, Invalid> {
    let length = line.first().map_or(0, |first| *first).wrapping_sub(b' ') & 63;
    let mut characters = line.iter().skip(1);
    let mut data = Vec::with_capacity(length.into());
    let (mut left, mut bits) = (0u32, 0);
    while data.len() < length.into() {
        let value = match characters.next() {
            None | Some(b'\n' | b'\r') => 0,
            Some(character @ b' '..=b'`') => (character - b' ') & 63,
            Some(_) => return Err("Illegal char".into()),
        };
        left = left << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            data.push((left >> bits) as u8);
        }
    }
    match characters.all(|rest| matches!(rest, b' ' | b'`' | b'\n' | b'\r')) {
        true => Ok(data),
        false => Err("Trailing garbage".into()),
    }
}
