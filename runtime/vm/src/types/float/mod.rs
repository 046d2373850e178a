//! `float`: in the value word; an object only when C asks for one and for instances of subclasses.
//!
//! `core` the object · `ops` the operators · `construct` `float(…)` and reading text · `hex` hexadecimal notation · `round`
//! exact decimal rounding · `methods` the rest, and the description of the type.

pub mod construct;
pub mod core;
pub mod hex;
pub mod methods;
pub mod ops;
pub mod round;

pub use self::core::{Float, as_f64, type_object};
pub use self::methods::describe;
