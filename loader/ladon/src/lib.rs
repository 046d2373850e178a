//! The front door of Ladon: the command line, and the embedding API ([`Runtime`], [`Interpreter`]).
//!
//! `cli` what the command line means · `run` running scripts, modules, standard input · `repl` the interactive prompt ·
//! `help` texts · `api` interpreters from Rust.

pub mod api;
pub mod cli;
mod help;
mod repl;
pub mod run;

pub use api::{Interpreter, Runtime};
