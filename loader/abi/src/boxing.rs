//! Numbers as objects: the VM keeps them in words, C sees a box. Boxes come from the interpreter's shelves
//! (`ladon_vm::types::boxes`) and go back there, so that a number that crosses costs a few stores.

use crate::layout::PyObject;
use ladon_vm::thread::ThreadState;
pub use ladon_vm::types::boxes::unbox;
use ladon_vm::types::boxes::{self, Shelf};
use ladon_vm::value::{ObjectPtr, Value};
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};

/// An owned value as an object: numbers get one.
#[inline(always)]
pub fn into_object(thread: &ThreadState, value: Value) -> ObjectPtr {
    if value.is_pointer() {
        // SAFETY: a pointer word is never zero; the reference goes on to the caller.
        return unsafe { NonNull::new_unchecked(value.into_bits() as *mut PyObject) };
    }
    boxes::number(thread, &value).0
}

/// The same value as an object.
#[inline(always)]
pub fn boxed(thread: &ThreadState, value: Value) -> Value {
    // SAFETY: the reference that was handed over.
    unsafe { Value::from_owned_ptr(into_object(thread, value)) }
}

/// Gives C a new reference, or NULL, in the place it names; whether there is one.
///
/// # Safety
/// The place is writable.
pub unsafe fn hand_out(thread: &ThreadState, place: *mut *mut PyObject, found: Option<Value>) -> bool {
    let is_there = found.is_some();
    // SAFETY: the caller's promise.
    unsafe { place.write(found.map_or(ptr::null_mut(), |value| into_object(thread, value).as_ptr())) };
    is_there
}

/// A value passed to a C function as a borrowed object: a number is boxed for the time of the call.
pub struct Passed(ObjectPtr, Option<&'static Shelf>);

impl Passed {
    #[inline(always)]
    pub fn new(thread: &ThreadState, value: &Value) -> Passed {
        match value.as_ptr() {
            // Borrowed: the caller's value outlives the call.
            Some(object) => Passed(object, None),
            None => {
                let (object, shelf) = boxes::number(thread, value);
                Passed(object, shelf)
            }
        }
    }

    #[inline(always)]
    pub fn ptr(&self) -> *mut PyObject {
        self.0.as_ptr()
    }
}

impl Drop for Passed {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(shelf) = self.1 {
            // SAFETY: the reference that was handed over with this shelf.
            unsafe { shelf.give_back(self.0) };
        }
    }
}

/// As many arguments as most calls have.
const FEW: usize = 6;

/// Values passed to a C function as an array of borrowed objects.
pub struct PassedAll<'a> {
    thread: &'a ThreadState,
    values: &'a [Value],
    few: [MaybeUninit<*mut PyObject>; FEW],
    many: Vec<*mut PyObject>,
    /// The array was made, and numbers in it were boxed.
    boxed: bool,
}

impl<'a> PassedAll<'a> {
    #[inline(always)]
    pub fn new(thread: &'a ThreadState, values: &'a [Value]) -> PassedAll<'a> {
        PassedAll { thread, values, few: [MaybeUninit::uninit(); FEW], many: Vec::new(), boxed: false }
    }

    /// The array, made when it is asked for, once: in place, for to move it right after it was written would be slow.
    #[inline(always)]
    pub fn as_ptr(&mut self) -> *const *mut PyObject {
        if self.values.len() > FEW {
            return self.make_many();
        }
        for (word, value) in self.few.iter_mut().zip(self.values) {
            let object = match value.as_ptr() {
                Some(object) => object,
                None => {
                    self.boxed = true;
                    boxes::number(self.thread, value).0
                }
            };
            word.write(object.as_ptr());
        }
        self.few.as_ptr().cast()
    }

    #[cold]
    fn make_many(&mut self) -> *const *mut PyObject {
        if self.values.iter().all(Value::is_pointer) {
            return self.values.as_ptr().cast();
        }
        self.boxed = true;
        let object_of = |value: &Value| value.as_ptr().unwrap_or_else(|| boxes::number(self.thread, value).0).as_ptr();
        self.many = self.values.iter().map(object_of).collect();
        self.many.as_ptr()
    }

    /// Lets go of the boxes.
    #[inline(always)]
    fn release(&self, words: *const *mut PyObject) {
        for (index, value) in self.values.iter().enumerate() {
            if let Some(shelf) = boxes::shelf_of(self.thread, value) {
                // SAFETY: the array has a word for each value, and this one is of a box that `boxes::number` gave.
                unsafe { shelf.give_back(NonNull::new_unchecked(*words.add(index))) };
            }
        }
    }
}

impl Drop for PassedAll<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if self.boxed {
            self.release(if self.values.len() > FEW { self.many.as_ptr() } else { self.few.as_ptr().cast() });
        }
    }
}
