//! The end of an object: finalizer, weak references, fields, memory.
//!
//! An object of another interpreter that reaches count zero here (a plugin let go of it in the wrong place) is not
//! touched: it is put into its owner's queue, and the hook for ownership violations is told.

use crate::hooks;
use crate::thread::ThreadState;
use crate::types::{Type, boxes, instance};
use crate::value::{ObjectPtr, Value};
use ladon_heap::chunk;
use std::sync::OnceLock;

/// Nesting of deallocations after which the rest is put off, so that long chains do not exhaust the stack.
const MAX_NESTING: u32 = 100;

/// Called when the count of an object has become zero.
#[inline(never)]
pub fn dealloc(object: ObjectPtr) {
    let Some(thread) = ThreadState::try_current() else {
        return hooks::orphaned(object);
    };
    if !thread.heap().holds(object.as_ptr().addr()) {
        return dealloc_elsewhere(thread, object);
    }
    dealloc_own(thread, object);
}

/// As [`dealloc`], for an object known to be the current interpreter's.
#[inline(always)]
pub fn dealloc_own(thread: &ThreadState, object: ObjectPtr) {
    // SAFETY: E1: the object is still whole.
    let ty: &Type = unsafe { &*object.as_ref().type_word.get().cast() };
    if ty.leaf.get() {
        if boxes::keep(thread, object) {
            return;
        }
        // SAFETY: nobody refers to the object, which is of the current heap.
        unsafe { free_plain(thread, object, ty) };
        return;
    }
    dealloc_parts(thread, object, ty);
}

/// The end of an object that may hold others.
#[inline(never)]
fn dealloc_parts(thread: &ThreadState, object: ObjectPtr, ty: &Type) {
    let depth = thread.dealloc_depth.get();
    if depth >= MAX_NESTING {
        // SAFETY: H7: one step.
        unsafe { (*thread.dealloc_later.as_ptr()).push(object) };
        return;
    }
    thread.dealloc_depth.set(depth + 1);
    if ty.plain_end.get() && ty.weaklist_offset.get() == 0 {
        // SAFETY: nobody refers to the object, which is of the current heap.
        unsafe { free_plain(thread, object, ty) };
    } else {
        destroy(thread, object);
    }
    thread.dealloc_depth.set(depth);
    if depth == 0 {
        while let Some(later) = {
            // SAFETY: H7: one step.
            unsafe { (*thread.dealloc_later.as_ptr()).pop() }
        } {
            thread.dealloc_depth.set(1);
            destroy(thread, later);
            thread.dealloc_depth.set(0);
        }
    }
}

/// The end of an object whose type asks for nothing else: its fields go, then its memory.
///
/// # Safety
/// Nothing refers to the object; it is an exact instance of a builtin type, in a cell of the current heap.
#[inline(always)]
unsafe fn free_plain(thread: &ThreadState, object: ObjectPtr, ty: &Type) {
    // SAFETY: the caller's promise: the fields are dropped once, and the cell is freed where it came from (H4).
    unsafe {
        if let Some(drop_fields) = ty.slots.drop.get() {
            drop_fields(object);
        }
        thread.heap().free_object(object.cast());
    }
}

/// An object that is not the current interpreter's own.
#[cold]
#[inline(never)]
fn dealloc_elsewhere(thread: &ThreadState, object: ObjectPtr) {
    match chunk::chunk_of(object.as_ptr().addr()) {
        Some(chunk) => hooks::foreign_dealloc(thread, object, chunk.owner),
        // A mortal object was handed out by a heap, for plugins' statics are made immortal when they are registered.
        None => hooks::orphaned(object),
    }
}

fn destroy(thread: &ThreadState, object: ObjectPtr) {
    // SAFETY: E1: the object is still whole.
    let ty: &Type = unsafe { &*object.as_ref().type_word.get().cast() };
    // A `tp_dealloc` of C calls the finalizer itself, or not.
    let left_to_c = !ty.c_slot_table.get().is_null() && ty.slots.dealloc.get().is_some();
    if ty.slots.finalize.get().is_some() && !left_to_c && !finalize(thread, object, ty) {
        return;
    }
    if ty.weaklist_offset.get() != 0 && !thread.interp().weakrefs.is_empty() {
        // The object counts as alive while callbacks run.
        // SAFETY: E1.
        unsafe { object.as_ref() }.refcount.set(1);
        crate::types::weakref::clear_for(thread, object);
        // SAFETY: E1.
        unsafe { object.as_ref() }.refcount.set(0);
    }
    if let Some(dealloc) = ty.slots.dealloc.get() {
        // SAFETY: count zero, own heap; the function does the rest.
        unsafe { dealloc(object) };
        return;
    }
    // SAFETY: count zero, own heap.
    unsafe { release_parts(thread, object, ty) };
}

/// Frees memory that C asked for as memory and made an object in.
type FreeBlock = unsafe fn(ObjectPtr);

static FREE_BLOCK: OnceLock<FreeBlock> = OnceLock::new();

/// Says how such memory is freed; the first call counts.
pub fn free_blocks_with(free: FreeBlock) {
    let _ = FREE_BLOCK.set(free);
}

/// How to free the memory of an instance of a C type, if it is no cell for objects.
#[inline]
fn raw_block(object: ObjectPtr, ty: &Type) -> Option<FreeBlock> {
    if ty.c_slot_table.get().is_null() {
        return None;
    }
    let chunk = chunk::chunk_of(object.as_ptr().addr());
    FREE_BLOCK.get().copied().filter(|_| chunk.is_none_or(|chunk| chunk.kind == chunk::ChunkKind::Storage))
}

/// Drops the fields, frees the memory, lets go of the class.
///
/// # Safety
/// Nothing refers to the object; it belongs to the current heap.
pub unsafe fn release_parts(thread: &ThreadState, object: ObjectPtr, ty: &Type) {
    let class = ty.is_heap_type();
    if class {
        instance::clear(object, ty);
    }
    // SAFETY: the fields are dropped once; then the memory goes.
    unsafe {
        if let Some(drop_fields) = ty.slots.drop.get() {
            drop_fields(object);
        }
        match raw_block(object, ty) {
            Some(free) => free(object),
            None => thread.heap().free_object(object.cast()),
        }
        if class {
            drop(Value::from_owned_ptr(std::ptr::NonNull::from(ty).cast()));
        }
    }
}

/// Runs the finalizer; false = the object lives on.
fn finalize(thread: &ThreadState, object: ObjectPtr, ty: &Type) -> bool {
    // SAFETY: E1: the object is whole; its count is one while the finalizer runs.
    unsafe {
        if crate::object::collect::was_finalized(thread, object) {
            crate::object::collect::forget_finalized(thread, object);
            return true;
        }
        object.as_ref().refcount.set(1);
        let this = Value::from_owned_ptr(object);
        if let Some(finalize) = ty.slots.finalize.get() {
            finalize(thread, &this);
        }
        let word = this.into_bits();
        let head = &*(word as *const ladon_heap::Head);
        if head.refcount.get() == 1 {
            head.refcount.set(0);
            crate::object::collect::forget_finalized(thread, object);
            return true;
        }
        // Resurrected: the finalizer does not run again.
        crate::object::collect::mark_finalized(thread, object);
        let _ = head.release();
        false
    }
}
