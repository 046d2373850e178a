//! `pymem.h`: raw memory. Blocks of the interpreter's heap go with it; `PyMem_Raw*` may be used without an interpreter.
//!
//! Each block has 16 bytes in front: its size and a mark that says which of the two it is.

use ladon_heap::arena::free_storage;
use ladon_heap::try_current;
use std::ffi::c_void;
use std::ptr::{self, NonNull};

const HEAD: usize = 16;
const OF_HEAP: usize = 0x6C61_646F_6E68_6561;
const OF_SYSTEM: usize = 0x6C61_646F_6E73_7973;

#[repr(C)]
struct BlockHead {
    size: usize,
    mark: usize,
}

const _: () = assert!(size_of::<BlockHead>() == HEAD);

fn finish(memory: NonNull<u8>, size: usize, mark: usize, zeroed: bool) -> *mut c_void {
    // SAFETY: fresh memory of `size + HEAD` bytes.
    unsafe {
        memory.cast::<BlockHead>().write(BlockHead { size, mark });
        let block = memory.add(HEAD);
        if zeroed {
            block.write_bytes(0, size);
        }
        block.as_ptr().cast()
    }
}

/// A block of the current heap; NULL past its limit.
pub fn alloc_block(size: usize, zeroed: bool) -> *mut c_void {
    let Some(total) = size.max(1).checked_add(HEAD).filter(|total| *total <= isize::MAX as usize) else {
        return ptr::null_mut();
    };
    match try_current() {
        Some(heap) => match heap.try_alloc_storage(total) {
            Some(memory) => finish(memory, size.max(1), OF_HEAP, zeroed),
            None => ptr::null_mut(),
        },
        None => alloc_raw(size, zeroed),
    }
}

/// A block of the system's heap.
pub fn alloc_raw(size: usize, zeroed: bool) -> *mut c_void {
    let Some(total) = size.max(1).checked_add(HEAD).filter(|total| *total <= isize::MAX as usize) else {
        return ptr::null_mut();
    };
    // SAFETY: no preconditions.
    match NonNull::new(unsafe { libc::malloc(total) }.cast::<u8>()) {
        Some(memory) => finish(memory, size.max(1), OF_SYSTEM, zeroed),
        None => ptr::null_mut(),
    }
}

/// Frees a block of either kind.
///
/// # Safety
/// The block came from here, or is NULL, and is not used any more.
pub unsafe fn free_block(block: *mut c_void) {
    let Some(block) = NonNull::new(block.cast::<u8>()) else { return };
    // SAFETY: blocks have their head in front.
    unsafe {
        let memory = block.sub(HEAD);
        let head = memory.cast::<BlockHead>().as_ptr();
        match (*head).mark {
            OF_HEAP => free_storage(memory, (*head).size + HEAD),
            OF_SYSTEM => libc::free(memory.as_ptr().cast()),
            _ => {
                eprintln!("Fatal Python error: memory at {:p} was not allocated by ladon, or freed twice", block);
                std::process::abort();
            }
        }
    }
}

/// Resizes a block of either kind; NULL (and the old block stays) when there is no memory.
///
/// # Safety
/// As [`free_block`].
pub unsafe fn resize_block(block: *mut c_void, size: usize) -> *mut c_void {
    let Some(old) = NonNull::new(block.cast::<u8>()) else { return alloc_block(size, false) };
    // SAFETY: blocks have their head in front; both hold the smaller size.
    unsafe {
        let head = old.sub(HEAD).cast::<BlockHead>();
        let (before, mark) = ((*head.as_ptr()).size, (*head.as_ptr()).mark);
        let fresh = if mark == OF_SYSTEM { alloc_raw(size, false) } else { alloc_block(size, false) };
        if !fresh.is_null() {
            ptr::copy_nonoverlapping(old.as_ptr(), fresh.cast(), before.min(size));
            free_block(block);
        }
        fresh
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMem_Malloc(size: usize) -> *mut c_void {
    alloc_block(size, false)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMem_Calloc(count: usize, size: usize) -> *mut c_void {
    count.checked_mul(size).map_or(ptr::null_mut(), |size| alloc_block(size, true))
}

/// # Safety
/// As C's `realloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_Realloc(block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: forwarded.
    unsafe { resize_block(block, size) }
}

/// # Safety
/// As C's `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_Free(block: *mut c_void) {
    // SAFETY: forwarded.
    unsafe { free_block(block) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMem_RawMalloc(size: usize) -> *mut c_void {
    alloc_raw(size, false)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyMem_RawCalloc(count: usize, size: usize) -> *mut c_void {
    count.checked_mul(size).map_or(ptr::null_mut(), |size| alloc_raw(size, true))
}

/// # Safety
/// As C's `realloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_RawRealloc(block: *mut c_void, size: usize) -> *mut c_void {
    if block.is_null() {
        return alloc_raw(size, false);
    }
    // SAFETY: forwarded.
    unsafe { resize_block(block, size) }
}

/// # Safety
/// As C's `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyMem_RawFree(block: *mut c_void) {
    // SAFETY: forwarded.
    unsafe { free_block(block) }
}
