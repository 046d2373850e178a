//! Numbers as objects: the VM keeps them in words, C sees a box. Boxes come from the interpreter's shelves
//! (`ladon_vm::types::boxes`) and go back there, so that a number that crosses costs a few stores.

use crate::layout::PyObject;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Float, Int, boxes, float, int};
use ladon_vm::value::{ObjectPtr, Value};
use std::ptr::{self, NonNull};

/// An owned value as an object: numbers get one.
#[inline(always)]
pub fn into_object(value: Value) -> ObjectPtr {
    if value.is_pointer() {
        // SAFETY: a pointer word is never zero; the reference goes on to the caller.
        return unsafe { NonNull::new_unchecked(value.into_bits() as *mut PyObject) };
    }
    box_number(&value)
}

#[inline(always)]
pub(crate) fn box_number(value: &Value) -> ObjectPtr {
    let thread = ThreadState::current();
    match value.as_small_int() {
        Some(small) => boxes::int(thread, small),
        None => boxes::float(thread, value.as_float_word().unwrap_or_default()),
    }
}

/// Lets go of a box that [`box_number`] gave.
#[inline(always)]
fn release_box(object: ObjectPtr) {
    // SAFETY: the reference that `box_number` handed over.
    unsafe {
        if !boxes::give_back(ThreadState::current(), object) {
            drop(Value::from_owned_ptr(object));
        }
    }
}

/// The number that an exact int or float object stands for: what C returns to the VM, where numbers live in words. The
/// object goes back to its shelf when nobody else holds it.
#[inline(always)]
pub fn unbox(thread: &ThreadState, value: Value) -> Value {
    let Some(head) = value.as_object() else { return value };
    let ty = head.type_word.get();
    let number = if ty == ptr::from_ref(int::type_object()).cast() {
        value.exact::<Int>().and_then(Int::to_i64).and_then(Value::small_int)
    } else if ty == ptr::from_ref(float::type_object()).cast() {
        value.exact::<Float>().map(|object| Value::float(object.value))
    } else {
        None
    };
    match number {
        // SAFETY: `value` owns a reference; an object of this interpreter if its count is one.
        Some(number) if unsafe { boxes::give_back(thread, NonNull::from(head)) } => {
            std::mem::forget(value);
            number
        }
        Some(number) => number,
        None => value,
    }
}

/// A value passed to a C function as a borrowed object: a number is boxed for the time of the call.
pub struct Passed(ObjectPtr, bool);

impl Passed {
    #[inline(always)]
    pub fn new(value: &Value) -> Passed {
        match value.as_ptr() {
            // Borrowed: the caller's value outlives the call.
            Some(object) => Passed(object, false),
            None => Passed(box_number(value), true),
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
        if self.1 {
            release_box(self.0);
        }
    }
}

/// As many arguments as most calls have.
const FEW: usize = 6;

/// Values passed to a C function as an array of borrowed objects.
pub struct PassedAll<'a> {
    values: &'a [Value],
    /// The words, when a number among the values had to be boxed; else they are passed as they lie.
    few: [*mut PyObject; FEW],
    many: Vec<*mut PyObject>,
    boxed: bool,
}

impl<'a> PassedAll<'a> {
    #[inline(always)]
    pub fn new(values: &'a [Value]) -> PassedAll<'a> {
        PassedAll { values, few: [ptr::null_mut(); FEW], many: Vec::new(), boxed: false }
    }

    #[inline(always)]
    fn words(&self) -> &[*mut PyObject] {
        if self.values.len() > FEW { &self.many } else { &self.few[..self.values.len()] }
    }

    /// The array, made on first use: in place, for to move it right after it was written would be slow.
    #[inline(always)]
    pub fn as_ptr(&mut self) -> *const *mut PyObject {
        if self.boxed {
            return self.words().as_ptr();
        }
        if self.values.iter().all(Value::is_pointer) {
            return self.values.as_ptr().cast();
        }
        self.boxed = true;
        if self.values.len() > FEW {
            self.many = self.values.iter().map(word_of).collect();
            return self.many.as_ptr();
        }
        for (word, value) in self.few.iter_mut().zip(self.values) {
            *word = word_of(value);
        }
        self.few.as_ptr()
    }
}

/// A value as C sees it: numbers are boxed.
#[inline(always)]
fn word_of(value: &Value) -> *mut PyObject {
    value.as_ptr().unwrap_or_else(|| box_number(value)).as_ptr()
}

impl Drop for PassedAll<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        if !self.boxed {
            return;
        }
        for (value, word) in self.values.iter().zip(self.words()) {
            if !value.is_pointer()
                && let Some(object) = NonNull::new(*word)
            {
                release_box(object);
            }
        }
    }
}
