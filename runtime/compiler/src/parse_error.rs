//! The parser's errors in Python's words, as far as a mapping is cheap; else "invalid syntax".

use ruff_python_ast::token::Tokens;
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType, UnsupportedSyntaxError};
use ruff_text_size::TextRange;

use crate::error::{ErrorKind, Fault};
use crate::source::Source;

/// The fault for the parser's first error.
pub(crate) fn translate(_source: &Source, error: &ParseError, _tokens: &Tokens) -> Fault {
    let range: TextRange = error.location;
    let (kind, message) = match &error.error {
        ParseErrorType::UnexpectedIndentation => (ErrorKind::Indentation, "unexpected indent".to_owned()),
        ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
            (ErrorKind::Indentation, "unindent does not match any outer indentation level".to_owned())
        }
        other => (ErrorKind::Syntax, format!("invalid syntax ({other})")),
    };
    Fault { kind, message, range }
}

/// Syntax of Python versions after ours.
pub(crate) fn unsupported(error: &UnsupportedSyntaxError) -> String {
    format!("{error}")
}
