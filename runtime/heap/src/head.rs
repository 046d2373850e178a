//! What every object begins with: the count and the type, at the offsets of CPython's `PyObject` (16 bytes).

use std::cell::Cell;
use std::mem::offset_of;

/// The count of an immortal object: the low half is negative as `i32`, the upper half zero. Plugins of every
/// generation leave such a word alone or drift it harmlessly (facts: ±10^9 before it matters).
pub const IMMORTAL: u64 = 0xC000_0000;

/// `ob_refcnt` at 0, `ob_type` at 8. The type word is opaque here.
#[repr(C)]
pub struct Head {
    pub refcount: Cell<u64>,
    pub type_word: Cell<*const ()>,
}

const _: () = assert!(size_of::<Head>() == 16);
const _: () = assert!(offset_of!(Head, refcount) == 0 && offset_of!(Head, type_word) == 8);

impl Head {
    /// A head with one reference.
    #[inline(always)]
    pub const fn new(type_word: *const ()) -> Head {
        Head { refcount: Cell::new(1), type_word: Cell::new(type_word) }
    }

    pub const fn immortal(type_word: *const ()) -> Head {
        Head { refcount: Cell::new(IMMORTAL), type_word: Cell::new(type_word) }
    }

    #[inline(always)]
    pub fn is_immortal(&self) -> bool {
        (self.refcount.get() as u32 as i32) < 0
    }

    pub fn make_immortal(&self) {
        self.refcount.set(IMMORTAL);
    }

    /// Counts one reference more.
    #[inline(always)]
    pub fn retain(&self) {
        let count = self.refcount.get();
        if (count as u32 as i32) >= 0 {
            self.refcount.set(count + 1);
        }
    }

    /// Counts one reference less; true when none is left.
    #[inline(always)]
    #[must_use]
    pub fn release(&self) -> bool {
        let count = self.refcount.get();
        if (count as u32 as i32) < 0 {
            return false;
        }
        self.refcount.set(count.wrapping_sub(1));
        count == 1
    }
}
