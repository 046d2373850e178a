//! ladon-compiler
