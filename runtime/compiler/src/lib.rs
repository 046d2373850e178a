//! Source to [`Code`]: decode (`source`), look for nesting that no stack would bear (`depth`), parse (ruff; its errors get
//! Python's words in `parse_error`), find out what names mean (`symtable`, `scope`), generate register code (`compiler` and
//! the files by kind of syntax), assemble and verify (`assemble`).
//!
//! Nothing here knows objects, modules or interpreters: text goes in, an immutable `Code` or a [`SyntaxError`] comes out.
//! What is not supported is an error that says so, never wrong code.

#![forbid(unsafe_code)]

mod annotation;
mod assemble;
mod assign;
mod call;
mod comp;
mod compiler;
mod cond;
mod control;
mod depth;
mod emit;
mod error;
mod expr;
mod fold;
mod fstring;
mod func;
mod parse_error;
mod pattern;
mod program;
mod scope;
mod source;
mod stmt;
mod symtable;
mod text;
mod tree;
mod warn;

pub use error::{ErrorKind, SyntaxError};
pub use ladon_bytecode::Code;
pub use program::{Mode, Options, compile, compile_with_warnings, syntax_tree};
pub use tree::Tree;
