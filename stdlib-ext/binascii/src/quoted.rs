//! Quoted-printable (RFC 2045), and its form for headers (RFC 2047).

use crate::hex;

const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// Longest line, the `=` of a soft break included.
const MAX_LINE: usize = 76;

#[derive(Clone, Copy)]
pub struct Style {
    /// Encode every tab and space.
    pub tabs: bool,
    /// Keep line ends as they are.
    pub text: bool,
    /// Underscores for spaces.
    pub header: bool,
}

pub fn decode(mut text: &[u8], header: bool) -> Vec<u8> {
    let mut data = Vec::with_capacity(text.len());
    while let Some((&first, rest)) = text.split_first() {
        text = rest;
        match (first, rest) {
            (b'=', []) => break,
            (b'=', [b'\n' | b'\r', ..]) => {
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
                text = &rest[end..];
            }
            // What some encoders make of a lone `=`.
            (b'=', [b'=', after @ ..]) => {
                data.push(b'=');
                text = after;
            }
            (b'=', [high, low, after @ ..]) if let Some(byte) = hex::byte(*high, *low) => {
                data.push(byte);
                text = after;
            }
            (b'_', _) if header => data.push(b' '),
            _ => data.push(first),
        }
    }
    data
}

pub fn encode(data: &[u8], style: Style) -> Vec<u8> {
    let newline = newline_of(data);
    let mut text = Vec::with_capacity(data.len());
    let mut column = 0;
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        let next = data.get(at + 1).copied();
        if must_encode(byte, next, column, style) {
            if column + 3 >= MAX_LINE {
                soft_break(&mut text, newline, &mut column);
            }
            text.push(b'=');
            text.extend(hex::digits(byte, UPPER));
            column += 3;
        } else if style.text && (byte == b'\n' || (byte == b'\r' && next == Some(b'\n'))) {
            encode_trailing_space(&mut text);
            text.extend(newline);
            column = 0;
            at += usize::from(byte == b'\r');
        } else {
            if next.is_some_and(|next| next != b'\n') && column + 1 >= MAX_LINE {
                soft_break(&mut text, newline, &mut column);
            }
            text.push(if style.header && byte == b' ' { b'_' } else { byte });
            column += 1;
        }
        at += 1;
    }
    text
}

/// The line end of the first line goes for all.
fn newline_of(data: &[u8]) -> &'static [u8] {
    match data.iter().position(|byte| *byte == b'\n') {
        Some(end) if data[..end].ends_with(b"\r") => b"\r\n",
        _ => b"\n",
    }
}

fn must_encode(byte: u8, next: Option<u8>, column: usize, style: Style) -> bool {
    match byte {
        b'=' | 127.. => true,
        b'_' => style.header,
        // A line of one dot ends a mail.
        b'.' => column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)),
        b'\n' | b'\r' => !style.text,
        b'\t' | b' ' => style.tabs || next.is_none(),
        _ => byte < b' ',
    }
}

fn soft_break(text: &mut Vec<u8>, newline: &[u8], column: &mut usize) {
    text.push(b'=');
    text.extend(newline);
    *column = 0;
}

fn encode_trailing_space(text: &mut Vec<u8>) {
    if let Some(space @ (b' ' | b'\t')) = text.last().copied() {
        text.pop();
        text.push(b'=');
        text.extend(hex::digits(space, UPPER));
    }
}
