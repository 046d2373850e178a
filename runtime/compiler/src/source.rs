//! The source text: decoding (PEP 263, byte order mark), lines and columns.

use std::borrow::Cow;
use std::sync::Arc;

use ladon_bytecode::Position;
use ruff_text_size::TextRange;

use crate::error::{ErrorKind, Fault, SyntaxError};

/// A decoded source with its line table.
pub(crate) struct Source {
    pub filename: Arc<str>,
    pub text: String,
    lines: Vec<u32>,
}

impl Source {
    /// Decodes.
    pub fn decode(bytes: &[u8], filename: &str) -> Result<Source, SyntaxError> {
        if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
            let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
            return Err(plain("source code string cannot contain null bytes", line));
        }
        let text = decode_text(bytes)?;
        // All line ends mean the same, inside of strings too.
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.into_owned() };
        Ok(Source::new(text, filename))
    }

    /// From text.
    pub fn new(text: String, filename: &str) -> Source {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n') {
                lines.push(at as u32 + 1);
            }
        }
        Source { filename: filename.into(), text, lines }
    }

    /// Line (from 0) of a byte offset.
    fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|start| *start <= offset) - 1
    }

    /// Line number, from 1.
    pub fn line_number(&self, range: TextRange) -> u32 {
        self.line(range.start().to_u32()) as u32 + 1
    }

    /// Lines and byte columns of a range.
    pub fn position(&self, range: TextRange) -> Position {
        let (start, end) = (range.start().to_u32(), range.end().to_u32());
        let first = self.line(start);
        let last = if self.lines.get(first + 1).is_none_or(|next| end < *next) { first } else { self.line(end) };
        Position {
            line: first as u32 + 1,
            col: start - self.lines[first],
            end_line: last as u32 + 1,
            end_col: end - self.lines[last],
        }
    }

    /// The error for a fault.
    pub fn error(&self, fault: Fault) -> SyntaxError {
        let at = self.position(fault.range);
        let column = |line: u32, bytes: u32| {
            let start = self.lines[line as usize - 1] as usize;
            let end = (start + bytes as usize).min(self.text.len());
            self.text.get(start..end).map_or(bytes, |text| text.chars().count() as u32) + 1
        };
        let rest = self.text.get(fault.range.start().to_usize()..).unwrap_or("");
        // The end of a line counts as one column.
        let expects = fault.message.starts_with("expected") || fault.message.starts_with("invalid syntax");
        let line_end = expects && (rest.is_empty() || rest.starts_with('\n')) && fault.kind == ErrorKind::Syntax;
        let incomplete = rest.trim().is_empty()
            || fault.message.ends_with("was never closed")
            || fault.message.starts_with("unterminated triple-quoted");
        SyntaxError {
            incomplete,
            kind: fault.kind,
            message: fault.message,
            line: at.line,
            col: column(at.line, at.col),
            end_line: if line_end { at.line } else { at.end_line },
            end_col: if line_end { column(at.line, at.col) + 1 } else { column(at.end_line, at.end_col) },
            text: Some(self.line_text(at.line).to_owned()),
        }
    }

    /// A line with its newline.
    pub fn line_text(&self, line: u32) -> &str {
        let start = self.lines[line as usize - 1] as usize;
        let end = self.lines.get(line as usize).map_or(self.text.len(), |end| *end as usize);
        &self.text[start..end]
    }
}

fn plain(message: impl Into<String>, line: u32) -> SyntaxError {
    let message = message.into();
    SyntaxError {
        kind: ErrorKind::Syntax,
        message,
        line,
        col: 0,
        end_line: line,
        end_col: 0,
        text: None,
        incomplete: false,
    }
}

fn decode_text(bytes: &[u8]) -> Result<Cow<'_, str>, SyntaxError> {
    let bom = bytes.starts_with(b"\xef\xbb\xbf");
    let body = if bom { &bytes[3..] } else { bytes };
    let cookie = cookie(body);
    let encoding = match &cookie {
        None => Encoding::Utf8,
        Some(name) => match normalize(name) {
            Some(encoding) => encoding,
            None => return Err(plain(format!("unknown encoding: {name}"), 0)),
        },
    };
    if bom && !matches!(encoding, Encoding::Utf8) {
        let name = cookie.unwrap_or_default();
        return Err(plain(format!("encoding problem: {name} with BOM"), 0));
    }
    match encoding {
        Encoding::Utf8 => {
            std::str::from_utf8(body).map(Cow::Borrowed).map_err(|error| bad_utf8(body, error, cookie.is_some()))
        }
        Encoding::Latin1 => Ok(Cow::Owned(body.iter().map(|byte| char::from(*byte)).collect())),
        Encoding::Ascii => match body.iter().position(|byte| !byte.is_ascii()) {
            None => Ok(String::from_utf8_lossy(body)),
            Some(at) => Err(plain(
                format!(
                    "(unicode error) 'ascii' codec can't decode byte {:#04x} in position {at}: ordinal not in range(128)",
                    body[at]
                ),
                0,
            )),
        },
    }
}

fn bad_utf8(body: &[u8], error: std::str::Utf8Error, declared: bool) -> SyntaxError {
    let at = error.valid_up_to();
    let line_start = body[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let line = body[..at].iter().filter(|byte| **byte == b'\n').count() as u32 + 1;
    let byte = body[at];
    let why = if error.error_len().is_none() {
        "unexpected end of data"
    } else if !(0xc2..=0xf4).contains(&byte) {
        "invalid start byte"
    } else {
        "invalid continuation byte"
    };
    if declared {
        let message = format!(
            "(unicode error) 'utf-8' codec can't decode byte {byte:#04x} in position {}: {why}",
            at - line_start
        );
        return plain(message, line);
    }
    let message = format!(
        "(unicode error) 'utf-8' codec can't decode byte {byte:#04x} in position {}: {why}",
        if line == 1 { at } else { at - line_start }
    );
    plain(message, line)
}

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

fn normalize(name: &str) -> Option<Encoding> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    Some(match name.as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "utf-8-sig" | "cp65001" => Encoding::Utf8,
        _ if name.starts_with("utf-8-") => Encoding::Utf8,
        "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "iso-latin-1" | "l1" | "8859" | "cp819" => {
            Encoding::Latin1
        }
        _ if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") => Encoding::Latin1,
        "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" => Encoding::Ascii,
        _ => return None,
    })
}

/// The encoding named in a comment on one of the first two lines.
fn cookie(bytes: &[u8]) -> Option<String> {
    for line in bytes.split(|byte| *byte == b'\n').take(2) {
        let code = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = code else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = cookie_in(&line[start..]) {
            return Some(name);
        }
    }
    None
}

fn cookie_in(comment: &[u8]) -> Option<String> {
    let at = comment.windows(6).position(|window| window == b"coding")? + 6;
    if !matches!(comment.get(at), Some(b':' | b'=')) {
        return cookie_in(&comment[at..]);
    }
    let rest = comment[at + 1..].iter().skip_while(|byte| matches!(byte, b' ' | b'\t'));
    let name: String = rest
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        .map(|byte| char::from(*byte))
        .collect();
    (!name.is_empty()).then_some(name)
}
