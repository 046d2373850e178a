//! Looks over the source before it is parsed: brackets and indentation nested too deeply are errors here, and how deep
//! the syntax tree may get at most decides the size of the stack it is compiled on.

use ruff_text_size::{TextRange, TextSize};

use crate::error::{ErrorKind, Fault, Result};
use crate::source::Source;

/// As CPython's tokenizer.
const MAX_BRACKETS: usize = 200;
/// As CPython's tokenizer.
const MAX_INDENTS: usize = 100;
/// Chains of operators deeper than this are refused.
const MAX_CHAIN: usize = 50_000;
/// So much depth fits any stack we are called on.
const SMALL: usize = 60;
/// Stack per level of depth, parser and compiler together, debug builds too.
const BYTES_PER_LEVEL: usize = 6 * 1024;

/// What the look found.
pub(crate) struct Survey {
    /// An upper bound of the tree's depth.
    pub depth: usize,
    /// The first indentation whose meaning depends on the width of a tab.
    pub tab_fault: Option<Fault>,
}

/// Looks over the source.
pub(crate) fn check(source: &Source) -> Result<Survey> {
    let bytes = source.text.as_bytes();
    let mut scanner =
        Scanner { bytes, at: 0, chains: vec![0], indents: vec![(0, 0)], deepest: 0, fresh_line: true, tab_fault: None };
    scanner.run()?;
    Ok(Survey { depth: scanner.deepest, tab_fault: scanner.tab_fault })
}

/// The stack needed for a tree of this depth; `None` if the current one will do.
pub(crate) fn stack_for(depth: usize) -> Option<usize> {
    (depth > SMALL).then(|| (8 << 20) + depth * BYTES_PER_LEVEL)
}

struct Scanner<'s> {
    bytes: &'s [u8],
    at: usize,
    /// For each open bracket (and the statement): operators since the last comma.
    chains: Vec<usize>,
    /// Widths of the open blocks, with tabs to columns of eight and with tabs as one.
    indents: Vec<(usize, usize)>,
    tab_fault: Option<Fault>,
    deepest: usize,
    fresh_line: bool,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<()> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if self.fresh_line && self.chains.len() == 1 {
                self.indentation()?;
                self.fresh_line = false;
                continue;
            }
            match byte {
                b'#' => self.comment(),
                b'\'' | b'"' => self.string(),
                b'\n' => {
                    self.at += 1;
                    if self.chains.len() == 1 {
                        self.chains[0] = 0;
                        self.fresh_line = true;
                    }
                }
                b'\\' => self.at += 2,
                b'(' | b'[' | b'{' => self.open()?,
                b')' | b']' | b'}' => {
                    self.at += 1;
                    if self.chains.len() > 1 {
                        self.chains.pop();
                    }
                    self.link()?;
                }
                b',' | b';' => {
                    self.at += 1;
                    if let Some(chain) = self.chains.last_mut() {
                        *chain = 0;
                    }
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word()?,
                b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'<' | b'>' | b'=' | b'!' | b'&' | b'|' | b'^' | b'~'
                | b'.' | b':' => {
                    self.at += 1;
                    self.link()?;
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    fn fault<T>(&self, kind: ErrorKind, message: &str) -> Result<T> {
        let at = TextSize::from(self.at.min(self.bytes.len()) as u32);
        Err(Fault { kind, message: message.into(), range: TextRange::empty(at) })
    }

    fn link(&mut self) -> Result<()> {
        if let Some(chain) = self.chains.last_mut() {
            *chain += 1;
        }
        self.measure()
    }

    fn measure(&mut self) -> Result<()> {
        let top = self.chains.last().copied().unwrap_or(0);
        // Summing all open brackets each time would be quadratic only in their number, which is bounded.
        if top % 16 == 0 || top < 2 {
            let depth = self.chains.iter().sum::<usize>() + self.chains.len() + self.indents.len();
            self.deepest = self.deepest.max(depth + 16);
        }
        if self.deepest > MAX_CHAIN {
            return self.fault(ErrorKind::Recursion, "maximum recursion depth exceeded during compilation");
        }
        Ok(())
    }

    fn open(&mut self) -> Result<()> {
        if self.chains.len() > MAX_BRACKETS {
            return self.fault(ErrorKind::Syntax, "too many nested parentheses");
        }
        self.at += 1;
        self.chains.push(1);
        self.measure()
    }

    fn indentation(&mut self) -> Result<()> {
        let (mut width, mut narrow) = (0, 0);
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' => (width, narrow) = (width + 1, narrow + 1),
                b'\t' => (width, narrow) = ((width / 8 + 1) * 8, narrow + 1),
                b'\x0c' => (width, narrow) = (0, 0),
                _ => break,
            }
            self.at += 1;
        }
        if matches!(self.bytes.get(self.at), None | Some(b'\n' | b'\r' | b'#')) {
            return Ok(());
        }
        while self.indents.last().is_some_and(|known| known.0 > width) {
            self.indents.pop();
        }
        let Some(&(known, known_narrow)) = self.indents.last() else { return Ok(()) };
        let consistent = if known == width { known_narrow == narrow } else { known_narrow < narrow };
        if !consistent && self.tab_fault.is_none() {
            let message = "inconsistent use of tabs and spaces in indentation";
            self.tab_fault = self.fault::<()>(ErrorKind::Tab, message).err();
        }
        if known < width {
            if self.indents.len() >= MAX_INDENTS {
                return self.fault(ErrorKind::Indentation, "too many levels of indentation");
            }
            self.indents.push((width, narrow));
        }
        Ok(())
    }

    fn comment(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| *byte != b'\n') {
            self.at += 1;
        }
    }

    fn word(&mut self) -> Result<()> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
            self.at += 1;
        }
        match &self.bytes[start..self.at] {
            b"not" | b"await" | b"lambda" | b"if" | b"else" | b"and" | b"or" | b"in" | b"is" | b"for" | b"yield"
            | b"from" => self.link(),
            prefix if prefix.len() <= 2 && matches!(self.bytes.get(self.at), Some(b'\'' | b'"')) => {
                let interpolated = prefix.iter().any(|byte| matches!(byte, b'f' | b'F' | b't' | b'T'));
                if interpolated {
                    return self.interpolated();
                }
                self.string();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Skips a string literal; the quote is next.
    fn string(&mut self) {
        let quote = self.bytes[self.at];
        let triple = self.bytes[self.at..].starts_with(&[quote; 3]);
        self.at += if triple { 3 } else { 1 };
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'\\' {
                self.at += 2;
            } else if triple && self.bytes[self.at..].starts_with(&[quote; 3]) {
                self.at += 3;
                return;
            } else if !triple && (byte == quote || byte == b'\n') {
                self.at += 1;
                return;
            } else {
                self.at += 1;
            }
        }
    }

    /// An f-string: what stands in its braces counts as if it were all one chain. Nested quotes are followed only as far
    /// as they are balanced; the bound may be too high, never too low.
    fn interpolated(&mut self) -> Result<()> {
        let start = self.at;
        self.string();
        let text = &self.bytes[start..self.at.min(self.bytes.len())];
        let braces = text.iter().filter(|byte| **byte == b'{').count();
        if braces == 0 {
            return Ok(());
        }
        let links = text
            .iter()
            .filter(|byte| matches!(byte, b'{' | b'(' | b'[' | b'+' | b'-' | b'*' | b'.' | b'~' | b' '))
            .count();
        let depth = self.chains.iter().sum::<usize>() + links + self.indents.len();
        self.deepest = self.deepest.max(depth);
        if self.deepest > MAX_CHAIN {
            return self.fault(ErrorKind::Recursion, "maximum recursion depth exceeded during compilation");
        }
        Ok(())
    }
}
