//! What only the stress build (`--cfg ladon_stress`) does, to bring out mistakes where they are made: it looks at every
//! object that a reference is taken to or dropped from, and makes inline caches miss at random. (The heap poisons freed
//! memory and asks for a collection every few allocations.)

use crate::object::attr;
use crate::thread::ThreadState;
use crate::types::define::Builtin;
use crate::types::{Dict, Type};
use crate::value::{ObjectPtr, Value};
use ladon_heap::{Head, Owner, chunk, try_current};
use std::cell::Cell;

/// An xorshift generator for each interpreter, so that a run can be repeated.
struct Random(Cell<u64>);

impl Default for Random {
    fn default() -> Random {
        let seed = std::env::var("LADON_STRESS_SEED").ok().and_then(|text| text.parse().ok());
        Random(Cell::new(seed.unwrap_or(0x9E37_79B9_7F4A_7C15_u64).max(1)))
    }
}

impl Random {
    fn one_in(&self, many: u64) -> bool {
        let mut word = self.0.get();
        word ^= word << 13;
        word ^= word >> 7;
        word ^= word << 17;
        self.0.set(word);
        word.is_multiple_of(many)
    }
}

/// The object is alive, and belongs to the runtime or to the interpreter whose heap is current.
#[track_caller]
pub fn check_alive(head: &Head) {
    let address = std::ptr::from_ref(head).addr();
    let Some(chunk) = chunk::chunk_of(address) else { return };
    assert!(!head.type_word.get().is_null(), "stress: the object at {address:#x} was freed");
    if let Some(heap) = try_current() {
        let owner = chunk.owner;
        assert!(owner == Owner::SHARED || owner == heap.owner(), "stress: an object of {owner} in {}", heap.owner());
    }
}

/// As [`check_alive`], before a reference is dropped.
#[track_caller]
pub fn check_counted(head: &Head) {
    check_alive(head);
    assert!(head.refcount.get() != 0, "stress: a reference too many was dropped");
}

/// The type word of direct instances.
fn ty<T: Builtin>() -> *const () {
    std::ptr::from_ref(T::type_object()).cast()
}

/// Forgets the versions of some classes and dicts: what inline caches know of them is no longer taken.
pub fn forget_versions(thread: &ThreadState) {
    let random = thread.interp().state::<Random>();
    let mut chosen: Vec<ObjectPtr> = Vec::new();
    let wanted = [ty::<Type>(), ty::<Dict>()];
    thread.interp().heap().for_each_object(|object| {
        // SAFETY: H2: a live object.
        let head = unsafe { object.as_ref() };
        if head.refcount.get() > 0 && wanted.contains(&head.type_word.get()) && random.one_in(4) {
            chosen.push(object);
        }
    });
    for object in chosen {
        // SAFETY: E1: alive, for nothing was dropped since.
        let value = unsafe { Value::from_borrowed_ptr(object) };
        if let Some(dict) = value.exact::<Dict>() {
            dict.forget_version();
        } else if let Some(class) = value.downcast::<Type>().filter(|class| class.is_heap_type()) {
            attr::type_changed(thread, class);
        }
    }
}
