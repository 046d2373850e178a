//! Interned strings: names compare by address.
//!
//! What the runtime knows from its start (names of builtins, attributes, single characters) is interned once per
//! process and SHARED; everything else in the table of its interpreter, which does not keep the string alive.

use super::Str;
use crate::runtime;
use crate::thread::ThreadState;
use crate::value::{Ref, Value};
use hashbrown::HashTable;
use ladon_heap::arena::InternalHeap;
use ladon_heap::primitive::NoMemory;
use std::cell::RefCell;
use std::mem::ManuallyDrop;

/// Strings interned by one interpreter (addresses; each removes itself when it dies). The table's memory goes with the
/// heap, which ends before it.
#[derive(Default)]
pub struct InternTable(RefCell<Option<ManuallyDrop<HashTable<usize, InternalHeap>>>>);

fn at(address: &usize) -> &'static Str {
    // SAFETY: an interned string removes itself from the table before it dies.
    unsafe { &*(*address as *const Str) }
}

impl InternTable {
    fn find(&self, bytes: &[u8], hash: i64) -> Option<Ref<Str>> {
        let table = self.0.borrow();
        let found = table.as_ref()?.find(hash as u64, |a| at(a).as_bytes() == bytes)?;
        Some(Ref::of(at(found)))
    }

    fn insert(&self, text: &Str) {
        let mut table = self.0.borrow_mut();
        let table = table.get_or_insert_with(|| ManuallyDrop::new(HashTable::new_in(InternalHeap)));
        text.set_interned();
        table.insert_unique(text.hash() as u64, std::ptr::from_ref(text).addr(), |a| at(a).hash() as u64);
    }

    fn remove(&self, text: &Str) {
        if let Some(table) = self.0.borrow_mut().as_mut()
            && let Ok(entry) = table.find_entry(text.hash() as u64, |a| *a == std::ptr::from_ref(text).addr())
        {
            entry.remove();
        }
    }

    /// How many strings are interned.
    pub fn len(&self) -> usize {
        self.0.borrow().as_ref().map_or(0, |table| table.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The interned string with the text of an exact `str`.
pub fn intern(thread: &ThreadState, text: &Str) -> Ref<Str> {
    intern_any(thread, text).expect("an exact str needs no copy")
}

/// The interned string with this text, which may be that of a subclass: then a copy is interned.
pub fn intern_any(thread: &ThreadState, text: &Str) -> Result<Ref<Str>, NoMemory> {
    if let Some(known) = known(thread, text) {
        return Ok(known);
    }
    let plain = if Value::of(text).is_exact::<Str>() { Ref::of(text) } else { Str::try_from_wtf8(text.as_bytes())? };
    thread.interp().interned.insert(&plain);
    Ok(plain)
}

/// The interned string with this text, if there is one.
pub fn known(thread: &ThreadState, text: &Str) -> Option<Ref<Str>> {
    if text.is_interned() {
        return Some(Ref::of(text));
    }
    match runtime::shared_name(text.as_bytes()) {
        Some(shared) => Some(Ref::of(shared)),
        None => thread.interp().interned.find(text.as_bytes(), text.hash()),
    }
}

/// Interns bytes (WTF-8), making a string only when there is none yet.
pub fn intern_bytes(thread: &ThreadState, bytes: &[u8]) -> Result<Ref<Str>, NoMemory> {
    if let Some(known) = runtime::shared_name(bytes) {
        return Ok(Ref::of(known));
    }
    let table = &thread.interp().interned;
    if let Some(known) = table.find(bytes, super::core::hash_bytes(bytes)) {
        return Ok(known);
    }
    let text = Str::try_from_wtf8(bytes)?;
    table.insert(&text);
    Ok(text)
}

/// Interns text in the current interpreter, or, while the runtime starts, for all.
pub fn intern_text(text: &str) -> Ref<Str> {
    if !runtime::is_running() {
        return shared(text);
    }
    intern_bytes(ThreadState::current(), text.as_bytes()).expect("names are small")
}

/// A SHARED interned string; only while the runtime starts.
pub fn shared(text: &str) -> Ref<Str> {
    runtime::intern_shared(text)
}

/// Called when an interned string dies.
pub(super) fn forget(text: &Str) {
    if let Some(thread) = ThreadState::try_current() {
        thread.interp().interned.remove(text);
    }
}
