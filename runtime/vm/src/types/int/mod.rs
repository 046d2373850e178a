//! `int`: small in the value word, limbs in an object beyond 49 bits (or on demand, for C).
//!
//! `core` the object · `limbs` arithmetic of magnitudes · `big` to and from `dashu-int` · `wide` up to
//! 127 bits · `ops` the operators · `power`
//! powers · `convert` floats, masks, fixed widths · `text` printing and `parse` reading · `construct` `int(…)` · `bytes`
//! `to_bytes` and `from_bytes` · `methods` the rest, and the description of the type.

pub mod big;
pub mod bytes;
pub mod construct;
pub mod convert;
pub mod core;
pub mod limbs;
pub mod methods;
pub mod ops;
pub mod parse;
pub mod power;
pub mod small;
pub mod text;
pub mod wide;

pub use self::core::{Int, as_i64, from_i64, from_u64, from_usize, is_int, type_object};
pub use self::methods::describe;
