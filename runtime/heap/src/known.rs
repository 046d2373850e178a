//! Chunks that a heap was asked about: whether a word is the address of something of this heap, answered with one load.

use crate::chunk::CHUNK_BITS;
use crate::local;
use std::cell::Cell;

/// As many chunks as a byte tells apart.
const PLACES: usize = 1 << 8;

/// No address lies in a chunk of this number.
const NO_CHUNK: usize = usize::MAX;

/// Numbers of chunks (addresses without their lowest bits), each where its low byte says.
pub struct Known([Cell<usize>; PLACES]);

/// The table of a thread that has no heap.
pub(crate) struct Nothing(Known);

// SAFETY: nobody adds to it.
unsafe impl Sync for Nothing {}

impl Nothing {
    pub(crate) const fn known(&self) -> &Known {
        &self.0
    }
}

pub(crate) static NOTHING: Nothing = Nothing(Known::new());

impl Known {
    pub const fn new() -> Known {
        Known([const { Cell::new(NO_CHUNK) }; PLACES])
    }

    /// Words that are no address have no chunk: their high bits are in the number too.
    #[inline(always)]
    pub fn has(&self, word: usize) -> bool {
        self.place(word).get() == word >> CHUNK_BITS
    }

    pub fn add(&self, address: usize) {
        self.place(address).set(address >> CHUNK_BITS);
    }

    pub fn forget(&self, address: usize) {
        self.place(address).set(NO_CHUNK);
    }

    #[inline(always)]
    fn place(&self, word: usize) -> &Cell<usize> {
        &self.0[usize::from((word >> CHUNK_BITS) as u8)]
    }
}

impl Default for Known {
    fn default() -> Known {
        Known::new()
    }
}

/// Whether the word is the address of something that the current heap's interpreter may use, as far as that heap
/// remembers ([`crate::Heap::remembers`]); false of all words when no heap is current.
#[inline(always)]
pub fn remembered(word: usize) -> bool {
    // SAFETY: H3: the table of the current heap, or the one of nothing.
    unsafe { &*local::get::<{ local::USABLE }, Known>() }.has(word)
}
