//! Base64 (RFC 4648), with a decoder as lenient as Python's.

use crate::Invalid;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD: u8 = b'=';

/// The value of each character; `NONE` for those outside the alphabet.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};
const NONE: u8 = 64;

pub fn encode(data: &[u8], newline: bool) -> Vec<u8> {
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for group in data.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let value = bits >> (18 - 6 * at) & 63;
            text.push(if at <= group.len() { ALPHABET[value as usize] } else { PAD });
        }
    }
    if newline {
        text.push(b'\n');
    }
    text
}

pub fn decode(text: &[u8], strict: bool) -> Result<Vec<u8>, Invalid> {
    if strict && text.first() == Some(&PAD) {
        return Err("Leading padding not allowed".into());
    }
    let mut data = Vec::with_capacity(text.len() / 4 * 3 + 3);
    // Characters seen of a group of four, the bits they left over, and the pads after them.
    let (mut filled, mut left, mut pads) = (0, 0u8, 0);
    let mut padded = false;
    for (at, &character) in text.iter().enumerate() {
        if character == PAD {
            padded = true;
            if strict && filled == 0 {
                return Err("Excess padding not allowed".into());
            }
            if filled >= 2 {
                pads += 1;
                if filled + pads >= 4 {
                    if strict && at + 1 < text.len() {
                        return Err("Excess data after padding".into());
                    }
                    return Ok(data);
                }
            }
            continue;
        }
        let value = VALUES[usize::from(character)];
        if value == NONE {
            if strict {
                return Err("Only base64 data is allowed".into());
            }
            continue;
        }
        if strict && padded {
            return Err("Discontinuous padding not allowed".into());
        }
        pads = 0;
        if filled > 0 {
            data.push(left << (2 * filled) | value >> (6 - 2 * filled));
        }
        left = value;
        filled = (filled + 1) % 4;
    }
    match filled {
        0 => Ok(data),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            data.len() / 3 * 4 + 1
        )
        .into()),
        _ => Err("Incorrect padding".into()),
    }
}
