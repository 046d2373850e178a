//! Number objects that nobody holds any more, kept for the next number that C wants to see as an object: numbers in words
//! are boxed for each call into C, and unboxed when C returns them.
//!
//! A kept object is whole, with a count of one that belongs to the shelf; it is an exact `int` of one limb behind its
//! fields, or an exact `float`.

use crate::thread::ThreadState;
use crate::types::{Float, Int, float, int};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::Head;
use std::cell::Cell;
use std::ptr::{self, NonNull};

const MOST: usize = 32;

/// Kept objects of one type.
struct Shelf {
    count: Cell<usize>,
    kept: [Cell<*mut Head>; MOST],
}

impl Shelf {
    const fn new() -> Shelf {
        Shelf { count: Cell::new(0), kept: [const { Cell::new(ptr::null_mut()) }; MOST] }
    }

    #[inline(always)]
    fn take(&self) -> Option<ObjectPtr> {
        let count = self.count.get().checked_sub(1)?;
        // Nothing there when the shelf is closed.
        let object = NonNull::new(self.kept[count].get())?;
        self.count.set(count);
        Some(object)
    }

    #[inline(always)]
    fn put(&self, object: ObjectPtr) -> bool {
        let count = self.count.get();
        if count >= MOST {
            return false;
        }
        self.kept[count].set(object.as_ptr());
        self.count.set(count + 1);
        true
    }
}

/// The shelves of an interpreter.
pub struct Boxes {
    ints: Shelf,
    floats: Shelf,
}

impl Default for Boxes {
    fn default() -> Self {
        Boxes { ints: Shelf::new(), floats: Shelf::new() }
    }
}

impl Boxes {
    /// Frees what is kept, and keeps nothing from now on; when the interpreter ends.
    pub fn close(&self) {
        for shelf in [&self.ints, &self.floats] {
            let count = shelf.count.replace(MOST);
            for kept in shelf.kept.iter().take(count) {
                if let Some(object) = NonNull::new(kept.replace(ptr::null_mut())) {
                    // SAFETY: the shelf's reference.
                    drop(unsafe { Value::from_owned_ptr(object) });
                }
            }
        }
    }
}

/// An int of at most 49 bits as an object; the reference is the caller's.
#[inline(always)]
pub fn int(thread: &ThreadState, value: i64) -> ObjectPtr {
    if let Some(shared) = int::small::object(value) {
        return shared;
    }
    match thread.interp().boxes.ints.take() {
        Some(object) => {
            // SAFETY: E2: what a shelf holds.
            unsafe { object.cast::<Int>().as_ref() }.set_one_limb(value);
            object
        }
        None => fresh_int(value),
    }
}

#[cold]
#[inline(never)]
fn fresh_int(value: i64) -> ObjectPtr {
    owned(Int::object_from_i64(value).into_value())
}

/// A float as an object; the reference is the caller's.
#[inline(always)]
pub fn float(thread: &ThreadState, value: f64) -> ObjectPtr {
    match thread.interp().boxes.floats.take() {
        Some(object) => {
            // SAFETY: E2: what a shelf holds; nobody else refers to it.
            unsafe { (*object.cast::<Float>().as_ptr()).value = value };
            object
        }
        None => fresh_float(value),
    }
}

#[cold]
#[inline(never)]
fn fresh_float(value: f64) -> ObjectPtr {
    let made: Ref<Float> = Float::object(value);
    owned(made.into_value())
}

fn owned(value: Value) -> ObjectPtr {
    // SAFETY: a pointer word is never zero.
    unsafe { NonNull::new_unchecked(value.into_bits() as *mut Head) }
}

/// Takes a reference back that may be the last one to a number object of the current interpreter: then the object is kept.
/// False: nothing was done.
///
/// # Safety
/// A live object of the current interpreter; the reference is the caller's, and counted.
#[inline(always)]
pub unsafe fn give_back(thread: &ThreadState, object: ObjectPtr) -> bool {
    // SAFETY: the caller's promise.
    let head = unsafe { object.as_ref() };
    head.refcount.get() == 1 && keep(thread, object)
}

/// Keeps a number object that nobody refers to, whatever its count says: it is set. False: it is no such object, or there
/// is no room.
#[inline(always)]
pub fn keep(thread: &ThreadState, object: ObjectPtr) -> bool {
    // SAFETY: E1: the object is whole.
    let head = unsafe { object.as_ref() };
    let (ty, boxes) = (head.type_word.get(), &thread.interp().boxes);
    let kept = if ty == ptr::from_ref(int::type_object()).cast() {
        // SAFETY: E2: the type was looked at.
        unsafe { object.cast::<Int>().as_ref() }.has_one_limb() && boxes.ints.put(object)
    } else {
        ty == ptr::from_ref(float::type_object()).cast() && boxes.floats.put(object)
    };
    if kept {
        head.refcount.set(1);
    }
    kept
}
