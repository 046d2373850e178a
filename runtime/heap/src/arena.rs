//! The heap of one interpreter: cells of size classes carved from chunks, chunks carved from a `bumpalo` arena, large
//! blocks apart. Dropping the heap returns everything at once, whatever is still referenced.

use crate::budget::{Budget, Request};
use crate::chunk::{self, CHUNK_SIZE, ChunkHead, ChunkKind, FIRST_CELL};
use crate::head::Head;
use crate::known::{Known, NOTHING};
use crate::local;
use crate::owner::Owner;
use allocator_api2::alloc::{AllocError, Allocator};
use bumpalo::Bump;
use std::alloc::Layout;
use std::cell::{Cell, RefCell};
use std::ptr::{self, NonNull};

/// Largest request served from a cell, in bytes.
pub const MAX_CELL: usize = 8192;
const LINEAR_MAX: usize = 512;
const CLASSES: usize = 32 + 16;

/// The size class of a request of `size` bytes (1..=MAX_CELL).
#[inline(always)]
const fn class_of(size: usize) -> usize {
    if size <= LINEAR_MAX {
        (size.saturating_sub(1)) >> 4
    } else {
        // Four classes per doubling: 640, 768, 896, 1024, 1280, …
        let top = usize::BITS - 1 - (size - 1).leading_zeros();
        let quarter = ((size - 1) >> (top - 2)) & 3;
        32 + (top as usize - 9) * 4 + quarter
    }
}

const fn class_size(class: usize) -> usize {
    if class < 32 {
        (class + 1) * 16
    } else {
        let top = 9 + (class - 32) / 4;
        (1 << top) + ((class - 32) % 4 + 1) * (1 << (top - 2))
    }
}

const _: () = assert!(class_size(class_of(1)) == 16 && class_size(class_of(512)) == 512);
const _: () = assert!(class_size(class_of(513)) == 640 && class_size(class_of(8192)) == 8192);

/// The head of a block of storage too large for a cell.
#[repr(C)]
struct LargeStorage {
    heap: *const Heap,
    size: usize,
    previous: Cell<*mut LargeStorage>,
    next: Cell<*mut LargeStorage>,
}

const LARGE_HEAD: usize = size_of::<LargeStorage>();

/// What a heap holds, in bytes and blocks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    pub chunks: usize,
    pub large_blocks: usize,
    pub bytes: usize,
}

/// Memory of one interpreter. Not `Sync`, not `Send`: see H3.
pub struct Heap {
    owner: Owner,
    /// Chunks of this heap. One is forgotten when it goes.
    own: Known,
    /// Chunks of this heap, and as much of other memory whose objects all interpreters share, which stays.
    usable: Known,
    objects: [Cell<*mut u8>; CLASSES],
    storage: [Cell<*mut u8>; CLASSES],
    open_objects: [Cell<*const ChunkHead>; CLASSES],
    open_storage: [Cell<*const ChunkHead>; CLASSES],
    arena: Bump,
    chunks: RefCell<Vec<NonNull<ChunkHead>>>,
    large_objects: Cell<*const ChunkHead>,
    large_storage: Cell<*mut LargeStorage>,
    bytes: Cell<usize>,
    large_count: Cell<usize>,
    /// Chunks without a live cell, out of the map, for any size class.
    spare: RefCell<Vec<NonNull<ChunkHead>>>,
    limit: Cell<usize>,
    /// Where small requests ask for a `MemoryError`: the limit, or beyond it once one was raised.
    next_error: Cell<usize>,
    pub budget: Budget,
}

/// The heap that this thread allocates from.
///
/// # Panics
/// When no heap is current: every entry into the runtime makes one current first.
#[inline(always)]
pub fn current() -> &'static Heap {
    let heap = local::get::<{ local::HEAP }, Heap>();
    assert!(!heap.is_null(), "no heap is current on this thread");
    // SAFETY: H3: whoever made it current keeps it alive until it is not.
    unsafe { &*heap }
}

pub fn try_current() -> Option<&'static Heap> {
    // SAFETY: H3.
    unsafe { local::get::<{ local::HEAP }, Heap>().as_ref() }
}

/// Makes `heap` this thread's heap; returns the one before.
///
/// # Safety
/// The caller keeps `heap` alive while it is current and holds the lock that guards it (H3).
pub unsafe fn set_current(heap: *const Heap) -> *const Heap {
    // SAFETY: H3.
    let usable = unsafe { heap.as_ref() }.map_or(NOTHING.known(), |heap| &heap.usable);
    local::replace::<{ local::USABLE }, Known>(usable);
    local::replace::<{ local::HEAP }, Heap>(heap)
}

impl Heap {
    /// A heap at a fixed address: chunk heads point back to it.
    pub fn new(owner: Owner) -> Box<Heap> {
        Box::new(Heap {
            owner,
            own: Known::new(),
            usable: Known::new(),
            objects: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            storage: [const { Cell::new(ptr::null_mut()) }; CLASSES],
            open_objects: [const { Cell::new(ptr::null()) }; CLASSES],
            open_storage: [const { Cell::new(ptr::null()) }; CLASSES],
            arena: Bump::new(),
            chunks: RefCell::new(Vec::new()),
            large_objects: Cell::new(ptr::null()),
            large_storage: Cell::new(ptr::null_mut()),
            bytes: Cell::new(0),
            large_count: Cell::new(0),
            spare: RefCell::new(Vec::new()),
            limit: Cell::new(usize::MAX),
            next_error: Cell::new(usize::MAX),
            budget: Budget::default(),
        })
    }

    pub fn owner(&self) -> Owner {
        self.owner
    }

    /// Whether the address lies in a chunk of this heap.
    #[inline(always)]
    pub fn holds(&self, address: usize) -> bool {
        self.own.has(address) || self.look_up(address) == Some(self.owner)
    }

    /// Whether the word is an address in a chunk of this heap or of a shared one, as far as is remembered: see
    /// [`Heap::look_up`].
    #[inline(always)]
    pub fn remembers(&self, word: usize) -> bool {
        self.usable.has(word)
    }

    /// Whose chunk the address lies in; chunks of this heap and shared ones are remembered.
    #[cold]
    #[inline(never)]
    pub fn look_up(&self, address: usize) -> Option<Owner> {
        let chunk = chunk::chunk_of(address)?;
        if chunk.owner == self.owner {
            self.own.add(address);
        }
        if chunk.owner == self.owner || chunk.owner == Owner::SHARED {
            self.usable.add(address);
        }
        Some(chunk.owner)
    }

    /// Remembers that all interpreters share what lies at the address, which is in no chunk of a heap. The same is said of
    /// what lies near it, where chunks cannot begin any more.
    pub fn remember_shared(&self, address: usize) {
        self.usable.add(address);
    }

    /// Takes a chunk out of the map of all chunks.
    fn unregister(&self, chunk: usize) {
        self.own.forget(chunk);
        self.usable.forget(chunk);
        chunk::unregister(chunk);
    }

    pub fn usage(&self) -> Usage {
        Usage { chunks: self.chunks.borrow().len(), large_blocks: self.large_count.get(), bytes: self.bytes.get() }
    }

    /// Limits the bytes of this heap. Large requests beyond it fail; small ones are served and ask for a `MemoryError`.
    pub fn set_limit(&self, bytes: usize) {
        self.limit.set(bytes);
        self.next_error.set(bytes);
    }

    /// Whether a `MemoryError` is due for small requests. If so, the next one is due only after some more of them, so
    /// that handlers of the first have something to work with.
    pub fn take_over_limit(&self) -> bool {
        let over = self.bytes.get() > self.next_error.get();
        if over {
            self.next_error.set(self.bytes.get() + (self.limit.get() / 8).clamp(4 * CHUNK_SIZE, 256 * CHUNK_SIZE));
        }
        over
    }

    /// Whether `more` bytes would stay within the limit, if need be after chunks that are all free were given back. When
    /// not, there will perhaps be more room later: a collection is asked for.
    #[inline]
    pub fn has_room(&self, more: usize) -> bool {
        self.fits(more) || (self.reclaim() > 0 && self.fits(more)) || {
            self.budget.ask(Request::Collect);
            false
        }
    }

    fn fits(&self, more: usize) -> bool {
        self.bytes.get().saturating_add(more) <= self.limit.get()
    }

    /// Memory for an object of `size` bytes: the type word is NULL, the rest undefined. `None` past the memory limit,
    /// which only happens to objects larger than a cell.
    #[inline(always)]
    pub fn try_alloc_object(&self, size: usize) -> Option<NonNull<u8>> {
        self.budget.take();
        if size > MAX_CELL {
            return self.alloc_large_object(size);
        }
        let class = class_of(size);
        let cell = self.objects[class].get();
        if cell.is_null() {
            return Some(self.refill(class, ChunkKind::Objects));
        }
        // SAFETY: H4: a free cell holds the link to the next.
        unsafe {
            self.objects[class].set(*cell.cast::<*mut u8>());
            Some(NonNull::new_unchecked(cell))
        }
    }

    /// Returns the memory of an object; its count and type word become meaningless.
    ///
    /// # Safety
    /// H3, H4; nothing refers to the object any more.
    #[inline(always)]
    pub unsafe fn free_object(&self, object: NonNull<u8>) {
        // SAFETY: H1, H4.
        let chunk = unsafe { chunk::chunk_of_known(object.as_ptr().addr()) };
        if chunk.kind != ChunkKind::Objects {
            // SAFETY: forwarded.
            unsafe { self.free_unusual(chunk, object) };
            return;
        }
        self.budget.give_back();
        let class = class_of(chunk.cell_size as usize);
        // SAFETY: H4: the cell is ours and has at least 16 bytes.
        unsafe {
            if cfg!(ladon_stress) {
                object.as_ptr().write_bytes(0xDD, chunk.cell_size as usize);
            }
            let words = object.as_ptr().cast::<*mut u8>();
            *words = self.objects[class].get();
            *words.add(1) = ptr::null_mut();
        }
        self.objects[class].set(object.as_ptr());
    }

    /// Large objects, and objects that C made in storage: those lie behind a head of their own in their cell.
    ///
    /// # Safety
    /// As [`Heap::free_object`].
    #[cold]
    unsafe fn free_unusual(&self, chunk: &ChunkHead, object: NonNull<u8>) {
        if chunk.kind == ChunkKind::LargeObject {
            self.budget.give_back();
            // SAFETY: forwarded.
            unsafe { self.free_large_object(chunk) };
            return;
        }
        let size = chunk.cell_size as usize;
        let inside = (object.as_ptr().addr() - chunk.address() - FIRST_CELL) % size;
        // SAFETY: H4: the cell that the object lies in, with the size of its class.
        unsafe { free_storage(object.sub(inside), size) };
    }

    #[cold]
    #[inline(never)]
    fn refill(&self, class: usize, kind: ChunkKind) -> NonNull<u8> {
        let (open, free) = match kind {
            ChunkKind::Storage => (&self.open_storage[class], &self.storage[class]),
            _ => (&self.open_objects[class], &self.objects[class]),
        };
        let size = class_size(class);
        // SAFETY: H1: open chunks are ours.
        let chunk = match unsafe { open.get().as_ref() } {
            Some(chunk) if chunk.carved.get() as usize + size <= CHUNK_SIZE => chunk,
            _ => {
                let chunk = self.new_chunk(size, kind);
                open.set(chunk);
                chunk
            }
        };
        // Carve about a page at a time, so that untouched pages stay unmapped.
        let room = (CHUNK_SIZE - chunk.carved.get() as usize) / size;
        let count = (4096 / size).clamp(1, room);
        let first = chunk.address() + chunk.carved.get() as usize;
        for index in (1..count).rev() {
            let cell = (first + index * size) as *mut *mut u8;
            // SAFETY: inside the chunk, carved just now.
            unsafe {
                *cell = free.get();
                *cell.add(1) = ptr::null_mut();
            }
            free.set(cell.cast());
        }
        // SAFETY: as above.
        unsafe { *(first as *mut *mut u8).add(1) = ptr::null_mut() };
        chunk.carved.set(chunk.carved.get() + (count * size) as u32);
        // SAFETY: a chunk address is never NULL.
        unsafe { NonNull::new_unchecked(first as *mut u8) }
    }

    fn new_chunk(&self, size: usize, kind: ChunkKind) -> &ChunkHead {
        if self.bytes.get() + CHUNK_SIZE > self.next_error.get() && self.reclaim() == 0 {
            self.budget.ask(Request::Memory);
        }
        self.bytes.set(self.bytes.get() + CHUNK_SIZE);
        let layout = Layout::from_size_align(CHUNK_SIZE, CHUNK_SIZE).expect("constant layout");
        let spare = self.spare.borrow_mut().pop();
        let memory = spare.unwrap_or_else(|| self.arena.alloc_layout(layout).cast::<ChunkHead>());
        let head = ChunkHead::new(self.owner, NonNull::from(self), kind, size as u32, CHUNK_SIZE);
        // SAFETY: fresh memory of the right size and alignment.
        unsafe { memory.write(head) };
        self.chunks.borrow_mut().push(memory);
        chunk::register(memory.as_ptr().addr());
        // SAFETY: written above; the arena keeps it.
        unsafe { memory.as_ref() }
    }

    /// Takes chunks whose cells are all free out of the free lists, so that any size class can use them; how many bytes
    /// that are.
    #[cold]
    #[inline(never)]
    pub fn reclaim(&self) -> usize {
        let lists = || self.objects.iter().zip(&self.open_objects).chain(self.storage.iter().zip(&self.open_storage));
        for (list, _) in lists() {
            // SAFETY: H4: the lists hold free cells of this heap.
            unsafe { for_each_free(list.get(), |_, chunk| chunk.free_cells.set(chunk.free_cells.get() + 1)) };
        }
        let is_empty = |chunk: &ChunkHead| chunk.free_cells.get() as usize == chunk.cell_count();
        for (list, open) in lists() {
            let first = list.replace(ptr::null_mut());
            // SAFETY: H4: each cell is linked to another list after its own link was read.
            unsafe {
                for_each_free(first, |cell, chunk| {
                    if !is_empty(chunk) {
                        *cell.cast::<*mut u8>() = list.replace(cell);
                    }
                });
                if open.get().as_ref().is_some_and(is_empty) {
                    open.set(ptr::null());
                }
            }
        }
        let mut spare = self.spare.borrow_mut();
        let before = spare.len();
        self.chunks.borrow_mut().retain(|chunk| {
            // SAFETY: H1.
            let head = unsafe { chunk.as_ref() };
            let empty = is_empty(head);
            head.free_cells.set(0);
            if empty {
                self.unregister(head.address());
                spare.push(*chunk);
            }
            !empty
        });
        let bytes = (spare.len() - before) * CHUNK_SIZE;
        self.bytes.set(self.bytes.get() - bytes);
        if self.fits(0) {
            self.next_error.set(self.limit.get());
        }
        bytes
    }

    #[cold]
    fn alloc_large_object(&self, size: usize) -> Option<NonNull<u8>> {
        let block_size = size.checked_add(FIRST_CELL)?.checked_next_multiple_of(64)?;
        if !self.has_room(block_size) {
            return None;
        }
        let layout = Layout::from_size_align(block_size, CHUNK_SIZE).ok()?;
        // SAFETY: the size is not zero.
        let memory = NonNull::new(unsafe { std::alloc::alloc(layout) })?.cast::<ChunkHead>();
        self.bytes.set(self.bytes.get() + block_size);
        let head = ChunkHead::new(
            self.owner,
            NonNull::from(self),
            ChunkKind::LargeObject,
            (block_size - FIRST_CELL).min(u32::MAX as usize) as u32,
            block_size,
        );
        // SAFETY: fresh memory of the right size and alignment; the old first entry is ours.
        unsafe {
            memory.write(head);
            let chunk = memory.as_ref();
            chunk.next.set(self.large_objects.get());
            if let Some(next) = self.large_objects.get().as_ref() {
                next.previous.set(chunk);
            }
            self.large_objects.set(chunk);
            let object = memory.cast::<u8>().add(FIRST_CELL);
            object.cast::<[usize; 2]>().write([0, 0]);
            chunk.carved.set(FIRST_CELL as u32 + 1);
            chunk::register(chunk.address());
            self.large_count.set(self.large_count.get() + 1);
            Some(object)
        }
    }

    /// # Safety
    /// `chunk` is a large object of this heap with no reference left.
    #[cold]
    unsafe fn free_large_object(&self, chunk: &ChunkHead) {
        self.unregister(chunk.address());
        self.bytes.set(self.bytes.get() - chunk.block_size);
        self.large_count.set(self.large_count.get() - 1);
        // SAFETY: the neighbours in the list are blocks of this heap.
        unsafe {
            match chunk.previous.get().as_ref() {
                Some(previous) => previous.next.set(chunk.next.get()),
                None => self.large_objects.set(chunk.next.get()),
            }
            if let Some(next) = chunk.next.get().as_ref() {
                next.previous.set(chunk.previous.get());
            }
        }
        // SAFETY: allocated with this layout.
        unsafe { release_large_object(chunk) };
    }

    /// Storage of `size` bytes (not an object), aligned to 16; `None` past the memory limit, for large sizes only.
    #[inline]
    pub fn try_alloc_storage(&self, size: usize) -> Option<NonNull<u8>> {
        if size > MAX_CELL {
            return self.alloc_large_storage(size);
        }
        let class = class_of(size);
        let cell = self.storage[class].get();
        if cell.is_null() {
            return Some(self.refill(class, ChunkKind::Storage));
        }
        // SAFETY: H4: a free cell holds the link to the next.
        unsafe {
            self.storage[class].set(*cell.cast::<*mut u8>());
            Some(NonNull::new_unchecked(cell))
        }
    }

    #[cold]
    fn alloc_large_storage(&self, size: usize) -> Option<NonNull<u8>> {
        if !self.has_room(size.checked_add(LARGE_HEAD)?) {
            return None;
        }
        self.alloc_large_storage_anyway(size)
    }

    fn alloc_large_storage_anyway(&self, size: usize) -> Option<NonNull<u8>> {
        let total = size.checked_add(LARGE_HEAD)?;
        let layout = Layout::from_size_align(total, 16).ok()?;
        // SAFETY: the size is not zero.
        let block = NonNull::new(unsafe { std::alloc::alloc(layout) })?.cast::<LargeStorage>();
        self.bytes.set(self.bytes.get() + total);
        self.large_count.set(self.large_count.get() + 1);
        // SAFETY: fresh memory.
        unsafe {
            block.write(LargeStorage {
                heap: self,
                size: total,
                previous: Cell::new(ptr::null_mut()),
                next: Cell::new(self.large_storage.get()),
            });
            if let Some(next) = self.large_storage.get().as_ref() {
                next.previous.set(block.as_ptr());
            }
            self.large_storage.set(block.as_ptr());
            Some(block.cast::<u8>().add(LARGE_HEAD))
        }
    }

    /// Grows or shrinks large storage in place where the system can.
    ///
    /// # Safety
    /// H3, H4; both sizes are larger than a cell.
    unsafe fn resize_large_storage(&self, block: NonNull<u8>, new: usize) -> Option<NonNull<u8>> {
        // SAFETY: H4: a large block has its head in front.
        unsafe {
            let head = block.sub(LARGE_HEAD).cast::<LargeStorage>();
            let old_total = head.as_ref().size;
            let new_total = new.checked_add(LARGE_HEAD)?;
            if new_total > old_total && !self.has_room(new_total - old_total) {
                return None;
            }
            let layout = Layout::from_size_align(old_total, 16).ok()?;
            let moved = std::alloc::realloc(head.as_ptr().cast(), layout, new_total).cast::<LargeStorage>();
            let moved = NonNull::new(moved)?;
            (*moved.as_ptr()).size = new_total;
            self.bytes.set(self.bytes.get() - old_total + new_total);
            match moved.as_ref().previous.get().as_ref() {
                Some(previous) => previous.next.set(moved.as_ptr()),
                None => self.large_storage.set(moved.as_ptr()),
            }
            if let Some(next) = moved.as_ref().next.get().as_ref() {
                next.previous.set(moved.as_ptr());
            }
            Some(moved.cast::<u8>().add(LARGE_HEAD))
        }
    }

    /// Visits every live object.
    pub fn for_each_object(&self, mut visit: impl FnMut(NonNull<Head>)) {
        for chunk in self.object_chunks() {
            // SAFETY: H1.
            unsafe { chunk.as_ref() }.for_each_object(|head, _| visit(head));
        }
    }

    /// All chunks that hold objects, large ones included.
    pub(crate) fn object_chunks(&self) -> Vec<NonNull<ChunkHead>> {
        // SAFETY: H1: the chunks of the list are mapped while the heap lives.
        let mut all: Vec<_> =
            self.chunks.borrow().iter().copied().filter(|c| unsafe { c.as_ref() }.kind == ChunkKind::Objects).collect();
        let mut large = NonNull::new(self.large_objects.get().cast_mut());
        while let Some(chunk) = large {
            all.push(chunk);
            // SAFETY: H1.
            large = NonNull::new(unsafe { chunk.as_ref() }.next.get().cast_mut());
        }
        all
    }
}

/// Visits a free list; the link of a cell is read before its visit.
///
/// # Safety
/// H4: `first` begins a list of free cells.
unsafe fn for_each_free(first: *mut u8, mut visit: impl FnMut(*mut u8, &ChunkHead)) {
    let mut cell = first;
    while !cell.is_null() {
        // SAFETY: H4: a free cell holds the link to the next and lies in a chunk.
        let (next, chunk) = unsafe { (*cell.cast::<*mut u8>(), chunk::chunk_of_known(cell.addr())) };
        visit(cell, chunk);
        cell = next;
    }
}

/// # Safety
/// `chunk` is a large object's block that nothing uses any more.
unsafe fn release_large_object(chunk: *const ChunkHead) {
    // SAFETY: allocated with this layout.
    unsafe {
        let layout = Layout::from_size_align_unchecked((*chunk).block_size, CHUNK_SIZE);
        std::alloc::dealloc(chunk.cast_mut().cast(), layout);
    }
}

/// Returns storage to the heap it came from.
///
/// # Safety
/// H3, H4: `size` is the size asked for.
#[inline]
pub unsafe fn free_storage(block: NonNull<u8>, size: usize) {
    if size > MAX_CELL {
        // SAFETY: forwarded.
        unsafe { free_large_storage(block) };
        return;
    }
    // SAFETY: H1, H4, H5.
    unsafe {
        let heap = chunk::chunk_of_known(block.as_ptr().addr()).heap.as_ref();
        let class = class_of(size);
        if cfg!(ladon_stress) {
            block.as_ptr().write_bytes(0xDD, class_size(class));
        }
        *block.as_ptr().cast::<*mut u8>() = heap.storage[class].get();
        heap.storage[class].set(block.as_ptr());
    }
}

/// # Safety
/// As [`free_storage`], for a block larger than a cell.
#[cold]
unsafe fn free_large_storage(block: NonNull<u8>) {
    // SAFETY: H4, H5: a large block has its head in front, its neighbours are of the same heap.
    unsafe {
        let head = block.sub(LARGE_HEAD).cast::<LargeStorage>();
        let heap = &*head.as_ref().heap;
        match head.as_ref().previous.get().as_ref() {
            Some(previous) => previous.next.set(head.as_ref().next.get()),
            None => heap.large_storage.set(head.as_ref().next.get()),
        }
        if let Some(next) = head.as_ref().next.get().as_ref() {
            next.previous.set(head.as_ref().previous.get());
        }
        let size = head.as_ref().size;
        heap.bytes.set(heap.bytes.get() - size);
        heap.large_count.set(heap.large_count.get() - 1);
        std::alloc::dealloc(head.as_ptr().cast(), Layout::from_size_align_unchecked(size, 16));
    }
}

/// Asks the C library to return to the system what dropped heaps left in its free lists.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: may be called at any time, from any thread.
    unsafe {
        libc::malloc_trim(0);
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for chunk in self.chunks.borrow().iter() {
            chunk::unregister(chunk.as_ptr().addr());
        }
        let mut large = self.large_objects.get();
        while !large.is_null() {
            // SAFETY: H1: blocks of this heap, each released once.
            unsafe {
                let next = (*large).next.get();
                chunk::unregister(large.addr());
                release_large_object(large);
                large = next;
            }
        }
        let mut storage = self.large_storage.get();
        while !storage.is_null() {
            // SAFETY: as above.
            unsafe {
                let next = (*storage).next.get();
                std::alloc::dealloc(storage.cast(), Layout::from_size_align_unchecked((*storage).size, 16));
                storage = next;
            }
        }
    }
}

/// The allocator for collections inside objects: takes from the current heap, gives back to the heap of the block.
#[derive(Clone, Copy, Default, Debug)]
pub struct CurrentHeap;

// SAFETY: blocks stay valid until freed (H4, H5); the allocator has no state, so all copies are alike.
unsafe impl Allocator for CurrentHeap {
    #[inline]
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        debug_assert!(layout.align() <= 16);
        let size = layout.size().max(1);
        let block = current().try_alloc_storage(size).ok_or(AllocError)?;
        Ok(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    #[inline]
    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        // SAFETY: the caller's promise is H4.
        unsafe { free_storage(block, layout.size().max(1)) }
    }

    unsafe fn grow(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: the caller's promise is H4.
        unsafe { resize(self, block, old, new) }
    }

    unsafe fn shrink(&self, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
        // SAFETY: the caller's promise is H4.
        unsafe { resize(self, block, old, new) }
    }
}

/// The allocator for what the runtime itself keeps and can't do without: past the limit it is served all the same, and
/// a `MemoryError` follows.
#[derive(Clone, Copy, Default, Debug)]
pub struct InternalHeap;

// SAFETY: as for `CurrentHeap`.
unsafe impl Allocator for InternalHeap {
    fn allocate(&self, layout: Layout) -> Result<NonNull<[u8]>, AllocError> {
        let heap = current();
        if layout.size() <= MAX_CELL || heap.has_room(layout.size()) {
            return CurrentHeap.allocate(layout);
        }
        heap.budget.ask(Request::Memory);
        let block = heap.alloc_large_storage_anyway(layout.size()).ok_or(AllocError)?;
        Ok(NonNull::slice_from_raw_parts(block, layout.size()))
    }

    unsafe fn deallocate(&self, block: NonNull<u8>, layout: Layout) {
        // SAFETY: the caller's promise is H4.
        unsafe { CurrentHeap.deallocate(block, layout) }
    }
}

/// # Safety
/// As `Allocator::grow`.
unsafe fn resize(a: &CurrentHeap, block: NonNull<u8>, old: Layout, new: Layout) -> Result<NonNull<[u8]>, AllocError> {
    let (from, to) = (old.size().max(1), new.size().max(1));
    if from <= MAX_CELL && to <= MAX_CELL && class_of(from) == class_of(to) {
        return Ok(NonNull::slice_from_raw_parts(block, new.size()));
    }
    // SAFETY: H4; the copy stays within both blocks.
    unsafe {
        if from > MAX_CELL && to > MAX_CELL {
            let heap = &*block.sub(LARGE_HEAD).cast::<LargeStorage>().as_ref().heap;
            let moved = heap.resize_large_storage(block, to).ok_or(AllocError)?;
            return Ok(NonNull::slice_from_raw_parts(moved, new.size()));
        }
        let fresh = a.allocate(new)?;
        ptr::copy_nonoverlapping(block.as_ptr(), fresh.as_ptr().cast(), old.size().min(new.size()));
        a.deallocate(block, old);
        Ok(fresh)
    }
}
