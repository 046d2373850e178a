//! Errors of compilation: [`Fault`] inside the crate (a message at a byte range), [`SyntaxError`] outside (lines and columns,
//! as Python's exception of that name shows them).

use ruff_text_size::TextRange;

/// Which exception it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// SyntaxError
    Syntax,
    /// IndentationError
    Indentation,
    /// TabError
    Tab,
    /// RecursionError: the source is nested too deeply for us.
    Recursion,
    /// ValueError (null bytes).
    Value,
}

/// A rejected source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which exception to raise.
    pub kind: ErrorKind,
    /// Its message.
    pub message: String,
    /// Line, from 1; 0 if unknown.
    pub line: u32,
    /// Column in code points, from 1; 0 if unknown.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the end.
    pub end_col: u32,
    /// The source line with its newline, if there is one.
    pub text: Option<String>,
    /// The source only ends too early: a prompt may ask for more lines.
    pub incomplete: bool,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}Error: {} (line {}, column {})", self.kind, self.message, self.line, self.col)
    }
}

impl std::error::Error for SyntaxError {}

/// An error while compiling, before positions are looked up.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub kind: ErrorKind,
    pub message: String,
    pub range: TextRange,
}

pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// A SyntaxError at `range`.
pub(crate) fn fault<T>(message: impl Into<String>, range: TextRange) -> Result<T> {
    Err(Fault { kind: ErrorKind::Syntax, message: message.into(), range })
}
