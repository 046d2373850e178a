//! Chunks: 64 KiB of cells of one size with a head that names the owner, and the process-wide map of all chunks.
//!
//! The map is a two-level bit table over the 47-bit user address space: reading takes no lock, so that "is this word
//! the address of a live object, and whose?" can be asked of any word at any time.

use crate::arena::Heap;
use crate::head::Head;
use crate::owner::Owner;
use std::cell::Cell;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

pub const CHUNK_BITS: u32 = 16;
/// Size and alignment of a chunk, in bytes.
pub const CHUNK_SIZE: usize = 1 << CHUNK_BITS;
const ADDRESS_BITS: u32 = 47;
const LEAF_BITS: u32 = 16;

/// What the cells of a chunk hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ChunkKind {
    Objects,
    Storage,
    /// One object larger than the largest cell class; the block may be longer than a chunk.
    LargeObject,
}

/// The first bytes of a chunk.
#[repr(C, align(64))]
pub struct ChunkHead {
    pub owner: Owner,
    pub heap: NonNull<Heap>,
    pub kind: ChunkKind,
    pub cell_size: u32,
    /// Offset of the end of the cells handed out so far.
    pub carved: Cell<u32>,
    /// Bytes of the whole block: `CHUNK_SIZE`, or more for a large object.
    pub block_size: usize,
    pub(crate) previous: Cell<*const ChunkHead>,
    pub(crate) next: Cell<*const ChunkHead>,
    /// Scratch of `Heap::reclaim`.
    pub(crate) free_cells: Cell<u32>,
    /// Scratch of the cycle collector: a count per cell.
    pub(crate) counts: Cell<*mut i64>,
    /// One bit per 16 bytes: the object there is not (yet) to be traversed (`PyObject_GC_UnTrack`).
    untracked: [Cell<u64>; CHUNK_SIZE / 16 / 64],
}

/// Offset of the first cell.
pub const FIRST_CELL: usize = (size_of::<ChunkHead>()).next_multiple_of(64);

impl ChunkHead {
    pub(crate) fn new(owner: Owner, heap: NonNull<Heap>, kind: ChunkKind, cell_size: u32, block_size: usize) -> Self {
        ChunkHead {
            owner,
            heap,
            kind,
            cell_size,
            carved: Cell::new(FIRST_CELL as u32),
            block_size,
            previous: Cell::new(ptr::null()),
            next: Cell::new(ptr::null()),
            free_cells: Cell::new(0),
            counts: Cell::new(ptr::null_mut()),
            untracked: [const { Cell::new(0) }; CHUNK_SIZE / 16 / 64],
        }
    }

    #[inline(always)]
    pub fn address(&self) -> usize {
        ptr::from_ref(self).addr()
    }

    /// The index of the cell that begins at `address`, if one begins there.
    pub fn cell_index(&self, address: usize) -> Option<usize> {
        let offset = address.wrapping_sub(self.address());
        if offset < FIRST_CELL || offset >= self.carved.get() as usize {
            return None;
        }
        if self.kind == ChunkKind::LargeObject {
            return (offset == FIRST_CELL).then_some(0);
        }
        let offset = offset - FIRST_CELL;
        let size = self.cell_size as usize;
        offset.is_multiple_of(size).then(|| offset / size)
    }

    pub fn cell_count(&self) -> usize {
        if self.kind == ChunkKind::LargeObject {
            return (self.carved.get() as usize > FIRST_CELL) as usize;
        }
        (self.carved.get() as usize - FIRST_CELL) / self.cell_size as usize
    }

    /// The live objects of an object chunk.
    pub fn for_each_object(&self, mut visit: impl FnMut(NonNull<Head>, usize)) {
        if self.kind == ChunkKind::Storage {
            return;
        }
        for index in 0..self.cell_count() {
            let address = self.address() + FIRST_CELL + index * self.cell_size as usize;
            // SAFETY: H1, H2: a carved cell of an object chunk has a readable head.
            let head = unsafe { NonNull::new_unchecked(address as *mut Head) };
            // SAFETY: as above.
            if !unsafe { head.as_ref() }.type_word.get().is_null() {
                visit(head, index);
            }
        }
    }

    fn bit(&self, object: usize) -> (&Cell<u64>, u64) {
        let granule = (object - self.address()) / 16;
        (&self.untracked[granule / 64], 1 << (granule % 64))
    }

    pub fn set_untracked(&self, object: usize, untracked: bool) {
        let (word, bit) = self.bit(object);
        word.set(if untracked { word.get() | bit } else { word.get() & !bit });
    }

    pub fn is_untracked(&self, object: usize) -> bool {
        let (word, bit) = self.bit(object);
        word.get() & bit != 0
    }
}

struct Leaf([AtomicU64; 1 << (LEAF_BITS - 6)]);

static MAP: [AtomicPtr<Leaf>; 1 << (ADDRESS_BITS - CHUNK_BITS - LEAF_BITS)] =
    [const { AtomicPtr::new(ptr::null_mut()) }; 1 << (ADDRESS_BITS - CHUNK_BITS - LEAF_BITS)];

#[inline(always)]
fn split(address: usize) -> (usize, usize, u64) {
    let chunk = address >> CHUNK_BITS;
    let leaf = chunk & ((1 << LEAF_BITS) - 1);
    (chunk >> LEAF_BITS, leaf >> 6, 1 << (leaf & 63))
}

fn leaf_for(root: usize) -> &'static Leaf {
    let existing = MAP[root].load(Ordering::Acquire);
    if let Some(leaf) = NonNull::new(existing) {
        // SAFETY: leaves are leaked boxes, never freed.
        return unsafe { leaf.as_ref() };
    }
    let fresh = Box::into_raw(Box::new(Leaf([const { AtomicU64::new(0) }; 1 << (LEAF_BITS - 6)])));
    match MAP[root].compare_exchange(ptr::null_mut(), fresh, Ordering::AcqRel, Ordering::Acquire) {
        // SAFETY: published and never freed.
        Ok(_) => unsafe { &*fresh },
        Err(winner) => {
            // SAFETY: `fresh` was never published.
            drop(unsafe { Box::from_raw(fresh) });
            // SAFETY: published and never freed.
            unsafe { &*winner }
        }
    }
}

pub(crate) fn register(chunk: usize) {
    let (root, word, bit) = split(chunk);
    leaf_for(root).0[word].fetch_or(bit, Ordering::Release);
}

pub(crate) fn unregister(chunk: usize) {
    let (root, word, bit) = split(chunk);
    leaf_for(root).0[word].fetch_and(!bit, Ordering::Release);
}

/// The head of the chunk that `address` falls into, if that chunk belongs to some heap of this process.
///
/// The answer is only as lasting as the chunk: another interpreter may end at any time.
#[inline(always)]
pub fn chunk_of(address: usize) -> Option<&'static ChunkHead> {
    if address >> ADDRESS_BITS != 0 {
        return None;
    }
    let (root, word, bit) = split(address);
    let leaf = NonNull::new(MAP[root].load(Ordering::Acquire))?;
    // SAFETY: leaves are never freed.
    let leaf = unsafe { leaf.as_ref() };
    if leaf.0[word].load(Ordering::Acquire) & bit == 0 {
        return None;
    }
    // SAFETY: H1: the map names it, so it is mapped and has a head.
    Some(unsafe { &*((address & !(CHUNK_SIZE - 1)) as *const ChunkHead) })
}

/// The head of the chunk of an address known to lie in one.
///
/// # Safety
/// `address` was handed out by a heap that still lives (H4).
#[inline(always)]
pub unsafe fn chunk_of_known(address: usize) -> &'static ChunkHead {
    // SAFETY: H1, H4.
    unsafe { &*((address & !(CHUNK_SIZE - 1)) as *const ChunkHead) }
}

/// Whose live object begins at this word, if one does.
pub fn owner_of_word(word: usize) -> Option<Owner> {
    let chunk = chunk_of(word)?;
    if chunk.kind == ChunkKind::Storage {
        return None;
    }
    chunk.cell_index(word)?;
    // SAFETY: H1, H2: a carved cell of an object chunk.
    let head = unsafe { &*(word as *const Head) };
    (!head.type_word.get().is_null()).then_some(chunk.owner)
}
