//! Turning values into text: the format-spec mini language, `str.format`, printf-style `%`, and digits of floats.
//!
//! [`spec`] parses a format spec · [`number`] and [`text`] carry it out · [`float`] digits of floats · [`fields`] the
//! replacement fields of `str.format` · [`percent`] the `%` operator of `str` and `bytes`.

pub mod fields;
pub mod float;
pub mod number;
pub mod percent;
pub mod spec;
pub mod text;

pub use number::{format_complex, format_float, format_int};
pub use text::format_str;
