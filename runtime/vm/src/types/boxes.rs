//! Number objects that nobody holds any more, kept for the next number that C wants to see as an object: numbers in words
//! are boxed for each call into C, and unboxed when C returns them.
//!
//! A kept object is whole, with a count of one that belongs to the shelf; it is an exact `int` of one limb behind its
//! fields, or an exact `float`.

use crate::object::dealloc;
use crate::thread::ThreadState;
use crate::types::{Float, Int, float, int};
use crate::value::{ObjectPtr, Value};
use ladon_heap::Head;
use std::cell::Cell;
use std::ptr::{self, NonNull};

const MOST: usize = 32;

/// Kept objects of one type.
pub struct Shelf {
    /// How many are kept; never more than `room`.
    count: Cell<usize>,
    /// How many may be: all there is place for, or none when the shelf is closed.
    room: Cell<usize>,
    kept: [Cell<*mut Head>; MOST],
}

impl Shelf {
    const fn new() -> Shelf {
        Shelf { count: Cell::new(0), room: Cell::new(MOST), kept: [const { Cell::new(ptr::null_mut()) }; MOST] }
    }

    #[inline(always)]
    fn take(&self) -> Option<ObjectPtr> {
        let count = self.count.get().checked_sub(1)?;
        self.count.set(count);
        // SAFETY: the first `count` places hold objects, and there are no more than `MOST`.
        Some(unsafe { NonNull::new_unchecked(self.kept.get_unchecked(count).get()) })
    }

    #[inline(always)]
    fn put(&self, object: ObjectPtr) -> bool {
        let count = self.count.get();
        if count >= self.room.get() {
            return false;
        }
        // SAFETY: `room` is at most `MOST`.
        unsafe { self.kept.get_unchecked(count) }.set(object.as_ptr());
        self.count.set(count + 1);
        true
    }

    /// Lets go of an object that [`number`] gave for a number of this shelf's type.
    ///
    /// # Safety
    /// The reference that was handed over.
    #[inline(always)]
    pub unsafe fn give_back(&self, object: ObjectPtr) {
        // SAFETY: the caller's promise: a live object of the kind that this shelf keeps.
        let head = unsafe { object.as_ref() };
        if (head.refcount.get() != 1 || !self.put(object)) && head.release() {
            dealloc::dealloc(object);
        }
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
            shelf.room.set(0);
            let count = shelf.count.replace(0);
            for kept in shelf.kept.iter().take(count) {
                if let Some(object) = NonNull::new(kept.replace(ptr::null_mut())) {
                    // SAFETY: the shelf's reference.
                    drop(unsafe { Value::from_owned_ptr(object) });
                }
            }
        }
    }
}

/// A number (a word that is no pointer) as an object, and the shelf that it may go back to ([`Shelf::give_back`]); objects
/// that all interpreters share have none, and need not be let go of.
#[inline(always)]
pub fn number(thread: &ThreadState, number: &Value) -> (ObjectPtr, Option<&'static Shelf>) {
    let boxes = &thread.interp().boxes;
    let Some(value) = number.as_small_int() else {
        return (float(boxes, number.as_float_word().unwrap_or_default()), Some(&boxes.floats));
    };
    match int::small::object(value) {
        Some(shared) => (shared, None),
        None => (int(boxes, value), Some(&boxes.ints)),
    }
}

/// The shelf for objects of a number; `None` for values that are objects themselves.
#[inline(always)]
pub fn shelf_of(thread: &ThreadState, value: &Value) -> Option<&'static Shelf> {
    let boxes = &thread.interp().boxes;
    match (value.is_pointer(), value.is_small_int()) {
        (true, _) => None,
        (_, true) => Some(&boxes.ints),
        _ => Some(&boxes.floats),
    }
}

/// An int that fits in a word and is not zero.
#[inline(always)]
fn int(boxes: &Boxes, value: i64) -> ObjectPtr {
    match boxes.ints.take() {
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

#[inline(always)]
fn float(boxes: &Boxes, value: f64) -> ObjectPtr {
    match boxes.floats.take() {
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
    owned(Float::object(value).into_value())
}

fn owned(value: Value) -> ObjectPtr {
    // SAFETY: a pointer word is never zero.
    unsafe { NonNull::new_unchecked(value.into_bits() as *mut Head) }
}

/// The number that an exact int or float object stands for, as a word; the object goes back to its shelf when nobody else
/// holds it. Other objects, and ints too large for a word, stay what they are. An object of another interpreter, which C may
/// hand us where tags do not stop it, goes back to its owner, never to a shelf here.
///
/// # Safety
/// The caller's reference passes to the result.
#[inline(always)]
pub unsafe fn unbox(thread: &ThreadState, object: ObjectPtr) -> Value {
    // SAFETY: the caller's promise; E2: the type is looked at first.
    let (word, is_kept) = unsafe {
        let head = object.as_ref();
        let (ty, boxes) = (head.type_word.get(), &thread.interp().boxes);
        if ty == ptr::from_ref(int::type_object()).cast() {
            let int = object.cast::<Int>().as_ref();
            let Some(word) = int.as_word() else { return Value::from_owned_ptr(object) };
            (word, is_last(thread, head) && int.has_one_limb() && boxes.ints.put(object))
        } else if ty == ptr::from_ref(float::type_object()).cast() {
            (Value::float(object.cast::<Float>().as_ref().value), is_last(thread, head) && boxes.floats.put(object))
        } else {
            return Value::from_owned_ptr(object);
        }
    };
    // SAFETY: the caller's reference.
    if !is_kept && unsafe { object.as_ref() }.release() {
        dealloc::dealloc(object);
    }
    word
}

/// Whether the object is this interpreter's, with one reference: the caller's.
#[inline(always)]
fn is_last(thread: &ThreadState, head: &Head) -> bool {
    head.refcount.get() == 1 && thread.heap().holds(ptr::from_ref(head).addr())
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
