//! Constants of a [`Code`](crate::Code): plain data, no objects. Each interpreter makes its own values of them when it links.

use std::sync::Arc;

use crate::Code;

/// A constant.
#[derive(Clone, Debug)]
pub enum Constant {
    /// None
    None,
    /// True
    True,
    /// False
    False,
    /// `...`
    Ellipsis,
    /// An int that fits 64 bits.
    Int(i64),
    /// Any other int: little-endian 64-bit words of its absolute value (no leading zero word), and its sign.
    BigInt {
        /// Below zero.
        negative: bool,
        /// The magnitude.
        words: Box<[u64]>,
    },
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A str, as WTF-8 (UTF-8 that may hold lone surrogates).
    Str(Box<[u8]>),
    /// A bytes object.
    Bytes(Box<[u8]>),
    /// A tuple.
    Tuple(Box<[Constant]>),
    /// A frozenset (`x in {1, 2}`).
    FrozenSet(Box<[Constant]>),
    /// A nested code object.
    Code(Arc<Code>),
}

impl Constant {
    /// A str constant.
    #[must_use]
    pub fn str(text: &str) -> Constant {
        Constant::Str(text.as_bytes().into())
    }

    /// The same constant: same type, same bits (`0.0` is not `-0.0`, `1` not `True`). Codes are the same if they are one object.
    #[must_use]
    pub fn same(&self, other: &Constant) -> bool {
        use Constant::*;
        match (self, other) {
            (None, None) | (True, True) | (False, False) | (Ellipsis, Ellipsis) => true,
            (Int(x), Int(y)) => x == y,
            (BigInt { negative, words }, BigInt { negative: n2, words: w2 }) => negative == n2 && words == w2,
            (Float(x), Float(y)) => x.to_bits() == y.to_bits(),
            (Complex(x, y), Complex(v, w)) => x.to_bits() == v.to_bits() && y.to_bits() == w.to_bits(),
            (Str(x), Str(y)) | (Bytes(x), Bytes(y)) => x == y,
            (Tuple(x), Tuple(y)) | (FrozenSet(x), FrozenSet(y)) => {
                x.len() == y.len() && x.iter().zip(y).all(|(a, b)| a.same(b))
            }
            (Code(x), Code(y)) => Arc::ptr_eq(x, y),
            _ => false,
        }
    }
}
