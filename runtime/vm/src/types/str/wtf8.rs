//! Code points in WTF-8: UTF-8 in which a surrogate takes three bytes like any other code point of its size.
//!
//! Strings are trusted to be well-formed; reading a malformed one gives wrong code points, never a panic.

/// The code point at byte `at` and its width.
#[inline(always)]
pub fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    let Some(&first) = bytes.get(at) else { return (0, 1) };
    if first < 0x80 {
        return (first as u32, 1);
    }
    let tail = |n: usize| bytes.get(at + n).map_or(0, |b| (b & 0x3F) as u32);
    match first {
        0x80..0xE0 => (((first & 0x1F) as u32) << 6 | tail(1), 2),
        0xE0..0xF0 => (((first & 0x0F) as u32) << 12 | tail(1) << 6 | tail(2), 3),
        _ => (((first & 0x07) as u32) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
    }
}

/// The code point that ends before byte `end` and its width.
#[inline]
pub fn decode_last(bytes: &[u8], end: usize) -> (u32, usize) {
    let mut start = end.saturating_sub(1);
    while start > 0 && end - start < 4 && bytes.get(start).is_some_and(|b| b & 0xC0 == 0x80) {
        start -= 1;
    }
    (decode(bytes, start).0, end - start)
}

/// Writes a code point; returns how many bytes it took.
#[inline(always)]
pub fn encode(cp: u32, target: &mut [u8; 4]) -> usize {
    let tail = |shift: u32| 0x80 | (cp >> shift & 0x3F) as u8;
    match cp {
        0..0x80 => {
            target[0] = cp as u8;
            1
        }
        0x80..0x800 => {
            target[..2].copy_from_slice(&[0xC0 | (cp >> 6) as u8, tail(0)]);
            2
        }
        0x800..0x10000 => {
            target[..3].copy_from_slice(&[0xE0 | (cp >> 12) as u8, tail(6), tail(0)]);
            3
        }
        _ => {
            *target = [0xF0 | (cp >> 18) as u8, tail(12), tail(6), tail(0)];
            4
        }
    }
}

#[inline(always)]
pub fn push(buffer: &mut Vec<u8>, cp: u32) {
    if cp < 0x80 {
        buffer.push(cp as u8);
        return;
    }
    let mut bytes = [0; 4];
    let width = encode(cp, &mut bytes);
    buffer.extend_from_slice(&bytes[..width]);
}

/// Width of a code point in bytes.
#[inline(always)]
pub fn width(cp: u32) -> usize {
    match cp {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x10000 => 3,
        _ => 4,
    }
}

/// The code points of WTF-8 bytes, from either end.
#[derive(Clone)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    start: usize,
    end: usize,
}

pub fn code_points(bytes: &[u8]) -> CodePoints<'_> {
    CodePoints { bytes, start: 0, end: bytes.len() }
}

impl CodePoints<'_> {
    /// Byte offset of the next code point.
    pub fn offset(&self) -> usize {
        self.start
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.start >= self.end {
            return None;
        }
        let (cp, width) = decode(self.bytes, self.start);
        self.start += width;
        Some(cp)
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.start >= self.end {
            return None;
        }
        let (cp, width) = decode_last(self.bytes, self.end);
        self.end -= width;
        Some(cp)
    }
}

/// Whether any code point is a surrogate, i.e. the bytes are not UTF-8.
pub fn has_surrogates(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xED, bytes).any(|at| bytes.get(at + 1).is_some_and(|b| *b >= 0xA0))
}
