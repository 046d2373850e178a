//! The protocols: Python's rules for any object. One file each; the types know nothing of each other but through these.

pub mod alloc;
pub mod attr;
pub mod buffer;
pub mod call;
pub mod collect;
pub mod compare;
pub mod dealloc;
pub mod hash;
pub mod iter;
pub mod number;
pub mod repr;
pub mod stress;
pub mod subscript;
pub mod truth;
