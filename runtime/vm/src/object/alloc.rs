//! Making objects.

use crate::types::Type;
use crate::types::define::Builtin;
use crate::types::instance;
use crate::value::Ref;
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, current};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// The head of a new object of exactly the builtin type `T`.
#[inline(always)]
pub fn head<T: Builtin>() -> Head {
    Head::new(std::ptr::from_ref(T::type_object()).cast())
}

/// A new object of exactly type `T`; `value.head` comes from [`head`].
#[inline(always)]
pub fn alloc<T: Builtin>(value: T) -> Ref<T> {
    const { assert!(size_of::<T>() <= ladon_heap::arena::MAX_CELL) };
    let memory = current().try_alloc_object(size_of::<T>()).expect("small allocations do not fail").cast::<T>();
    // SAFETY: fresh memory of the right size.
    unsafe { memory.write(value) };
    // SAFETY: the object is complete and has one reference.
    unsafe { Ref::from_owned_ptr(memory) }
}

/// A new instance of `ty`, which is `T`'s type or a class derived from it.
pub fn alloc_in<T: Builtin>(ty: &Type, value: T) -> Ref<T> {
    if ty.is(T::type_object()) {
        return alloc(value);
    }
    let size = (ty.basicsize.get() as usize).max(size_of::<T>());
    let memory = current().try_alloc_object(size).expect("instances are small");
    // SAFETY: fresh memory; the builtin part is written, the rest zeroed, then the head says what it is.
    unsafe {
        memory.add(size_of::<T>()).write_bytes(0, size - size_of::<T>());
        memory.cast::<T>().write(value);
        finish_instance(memory.cast(), ty);
        Ref::from_owned_ptr(memory.cast())
    }
}

/// A new object of exactly `T` with `extra` bytes behind its fields.
///
/// # Safety
/// The caller initialises the bytes behind the fields before anything reads them.
#[inline]
pub unsafe fn alloc_with_tail<T: Builtin>(value: T, extra: usize) -> Result<NonNull<T>, NoMemory> {
    // Dropped it must not be: a tail that is not there would be dropped with it.
    let value = ManuallyDrop::new(value);
    let size = size_of::<T>().checked_add(extra).ok_or(NoMemory)?;
    let memory = current().try_alloc_object(size).ok_or(NoMemory)?.cast::<T>();
    // SAFETY: fresh memory of the right size.
    unsafe { memory.write(ManuallyDrop::into_inner(value)) };
    Ok(memory)
}

/// Sets head and attribute area of a zeroed instance of a class.
///
/// # Safety
/// `memory` is a fresh block of at least `ty.basicsize` bytes, zeroed behind the builtin part.
pub unsafe fn finish_instance(memory: NonNull<Head>, ty: &Type) {
    // SAFETY: the caller's promise.
    unsafe {
        memory.as_ref().refcount.set(1);
        memory.as_ref().type_word.set(std::ptr::from_ref(ty).cast());
        if ty.is_heap_type() {
            ty.head.retain();
        }
        instance::init_area(memory, ty);
    }
}
