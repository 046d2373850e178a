//! The table of a dict: entries in insertion order, found through a `hashbrown` table of their indices.
//!
//! Up to eight entries there is no index: hashes are compared one after the other. Comparing keys may run Python code,
//! so no borrow of the table is alive then, and a lookup starts again when the table changed meanwhile.

use crate::object::{alloc, compare, hash};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::sequence::quick_equal;
use crate::value::{ObjectPtr, Ref, Value};
use allocator_api2::vec::Vec as HeapVec;
use hashbrown::HashTable;
use ladon_heap::Head;
use ladon_heap::arena::CurrentHeap;
use ladon_heap::primitive::NoMemory;
use smallvec::SmallVec;
use std::cell::{Cell, UnsafeCell};

const SMALL: usize = 8;

pub struct Entry {
    hash: i64,
    key: Option<Value>,
    value: Option<Value>,
}

struct Table {
    entries: HeapVec<Entry, CurrentHeap>,
    index: Option<HashTable<u32, CurrentHeap>>,
    live: usize,
    /// All positions before are holes: so that taking entries from the front does not pass them again and again.
    first: usize,
}

#[repr(C)]
pub struct Dict {
    pub head: Head,
    /// Names the present set of keys and their positions for inline caches; 0 = not asked for yet.
    version: Cell<u32>,
    /// Counts changes of the table, so that a lookup that ran Python code can tell.
    changes: Cell<u32>,
    table: UnsafeCell<Table>,
}

crate::builtin_static!(Dict, PyDict_Type);

enum Found {
    At(usize),
    Missing,
    /// An entry with the same hash is not an exact `str`: ask the general way.
    Unsure,
}

impl Dict {
    pub fn new() -> Ref<Dict> {
        alloc::alloc(Self::fields())
    }

    pub fn fields() -> Dict {
        Dict {
            head: alloc::head::<Dict>(),
            version: Cell::new(0),
            changes: Cell::new(0),
            table: UnsafeCell::new(Table { entries: HeapVec::new_in(CurrentHeap), index: None, live: 0, first: 0 }),
        }
    }

    #[allow(clippy::mut_from_ref, reason = "the one door to the table; every use is one step (H7)")]
    #[inline(always)]
    fn table(&self) -> &mut Table {
        // SAFETY: H3, H7: no other borrow exists during a step.
        unsafe { &mut *self.table.get() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table().live
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A number that stays the same while keys and positions do: inline caches compare it. Never 0.
    pub fn key_version(&self, thread: &ThreadState) -> u32 {
        if self.version.get() == 0 {
            self.version.set(thread.interp().next_dict_version());
        }
        self.version.get()
    }

    /// As it is now, without assigning one.
    #[inline(always)]
    pub fn version_word(&self) -> u32 {
        self.version.get()
    }

    /// What inline caches remember of the dict is not taken any more, though it is still true.
    pub(crate) fn forget_version(&self) {
        self.version.set(0);
    }

    #[inline(always)]
    fn changed(&self) {
        self.version.set(0);
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    #[inline]
    fn find_str(&self, key: &Str) -> Found {
        let table = self.table();
        let (hash, address) = (key.hash(), std::ptr::from_ref(key).addr() as u64);
        let mut unsure = false;
        let mut same = |entry: &Entry| {
            entry.hash == hash
                && entry
                    .key
                    .as_ref()
                    .is_some_and(|stored| stored.bits() == address || equals_str(stored, key, &mut unsure))
        };
        let found = match &table.index {
            None => table.entries.iter().position(same),
            Some(index) => {
                let entries = &table.entries;
                index.find(spread(hash), |&at| same(&entries[at as usize])).map(|&at| at as usize)
            }
        };
        match found {
            Some(at) => Found::At(at),
            None if unsure => Found::Unsure,
            None => Found::Missing,
        }
    }

    /// Position of an exact-`str` key, for inline caches and name lookups.
    #[inline]
    pub fn position_of_str(&self, key: &Str) -> Option<usize> {
        match self.find_str(key) {
            Found::At(at) => Some(at),
            _ => None,
        }
    }

    /// Position of an exact-`str` key or that it is missing; `None` when only a comparison that runs code could tell.
    #[inline(always)]
    pub fn quick_position(&self, key: &Str) -> Option<Option<usize>> {
        match self.find_str(key) {
            Found::At(at) => Some(Some(at)),
            Found::Missing => Some(None),
            Found::Unsure => None,
        }
    }

    /// The value of a `str` key.
    #[inline]
    pub fn get_str(&self, key: &Str) -> Option<Value> {
        match self.find_str(key) {
            Found::At(at) => self.table().entries[at].value.clone(),
            Found::Missing => None,
            Found::Unsure => self.get_unsure(key),
        }
    }

    #[cold]
    fn get_unsure(&self, key: &Str) -> Option<Value> {
        let thread = ThreadState::current();
        match self.get(thread, &Value::of(key)) {
            Ok(value) => value,
            Err(raised) => {
                drop(thread.take_raised(raised));
                None
            }
        }
    }

    /// The value of a name given as text. For rare use: hashes the text.
    pub fn get_name(&self, name: &str) -> Option<Value> {
        self.get_str(&Str::new(name))
    }

    /// A new reference to the value at a position that an inline cache remembered under the present version.
    #[inline(always)]
    pub fn value_at(&self, position: usize) -> Option<Value> {
        self.table().entries.get(position).and_then(|entry| entry.value.clone())
    }

    /// The value slot at a position, for rooms that may read raw memory (in-place boxing, caches).
    pub fn value_slot(&self, position: usize) -> Option<*mut Option<Value>> {
        self.table().entries.get_mut(position).map(|entry| &raw mut entry.value)
    }

    pub fn key_slot(&self, position: usize) -> Option<*mut Option<Value>> {
        self.table().entries.get_mut(position).map(|entry| &raw mut entry.key)
    }

    /// Replaces the value at a position that is known to hold an entry.
    #[inline]
    pub fn replace_at(&self, position: usize, value: Value) {
        let old = self.table().entries[position].value.replace(value);
        drop(old);
    }

    /// Looks for a key of any type as far as that runs no code.
    #[inline]
    fn find_quick(&self, key: &Value, hash: i64) -> Found {
        let table = self.table();
        let mut unsure = false;
        let mut same = |entry: &Entry| {
            if entry.hash != hash {
                return false;
            }
            let Some(stored) = &entry.key else { return false };
            match quick_equal(stored, key) {
                Some(equal) => equal,
                None => {
                    unsure = true;
                    false
                }
            }
        };
        let found = match &table.index {
            None => table.entries.iter().position(same),
            Some(index) => {
                let entries = &table.entries;
                index.find(spread(hash), |&at| same(&entries[at as usize])).map(|&at| at as usize)
            }
        };
        match found {
            Some(at) => Found::At(at),
            None if unsure => Found::Unsure,
            None => Found::Missing,
        }
    }

    fn candidates(&self, hash: i64) -> SmallVec<[u32; 4]> {
        let table = self.table();
        let same = |at: usize| table.entries[at].hash == hash && table.entries[at].key.is_some();
        match &table.index {
            None => (0..table.entries.len()).filter(|&at| same(at)).map(|at| at as u32).collect(),
            Some(index) => index.iter_hash(spread(hash)).copied().filter(|&at| same(at as usize)).collect(),
        }
    }

    /// Position of a key of any type, whose hash the caller has computed.
    #[inline]
    pub fn position(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let found = match key.exact::<Str>() {
            Some(name) => self.find_str(name),
            None => self.find_quick(key, hash),
        };
        match found {
            Found::At(at) => Ok(Some(at)),
            Found::Missing => Ok(None),
            Found::Unsure => self.position_unsure(thread, key, hash),
        }
    }

    /// Position of a key; TypeError for unhashable keys.
    #[inline]
    pub fn position_of(&self, thread: &ThreadState, key: &Value) -> PyResult<Option<usize>> {
        if let Some(name) = key.exact::<Str>() {
            match self.find_str(name) {
                Found::At(at) => return Ok(Some(at)),
                Found::Missing => return Ok(None),
                Found::Unsure => {}
            }
        }
        let hash = key_hash(thread, key)?;
        self.position(thread, key, hash)
    }

    #[cold]
    fn position_unsure(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        'again: loop {
            let changes = self.changes.get();
            for at in self.candidates(hash) {
                let Some(stored) = self.table().entries[at as usize].key.clone() else { continue };
                if stored.is(key) || compare::equal(thread, &stored, key)? {
                    if self.changes.get() == changes {
                        return Ok(Some(at as usize));
                    }
                    continue 'again;
                }
                if self.changes.get() != changes {
                    continue 'again;
                }
            }
            return Ok(None);
        }
    }

    /// The value of a key; `None` when it is missing. TypeError for unhashable keys.
    #[inline]
    pub fn get(&self, thread: &ThreadState, key: &Value) -> PyResult<Option<Value>> {
        Ok(self.position_of(thread, key)?.and_then(|at| self.value_at(at)))
    }

    pub fn contains(&self, thread: &ThreadState, key: &Value) -> PyResult<bool> {
        Ok(self.position_of(thread, key)?.is_some())
    }

    /// Stores `key: value`; the old value, if any, is dropped last.
    #[inline]
    pub fn set(&self, thread: &ThreadState, key: &Value, value: Value) -> PyResult<()> {
        let hash = key_hash(thread, key)?;
        self.set_with_hash(thread, key, hash, value)
    }

    pub fn set_with_hash(&self, thread: &ThreadState, key: &Value, hash: i64, value: Value) -> PyResult<()> {
        match self.position(thread, key, hash)? {
            Some(at) => self.replace_at(at, value),
            None => self.push_entry(key.clone(), hash, value)?,
        }
        Ok(())
    }

    /// Stores under a `str` key.
    #[inline]
    pub fn set_str(&self, key: &Str, value: Value) -> Result<(), NoMemory> {
        match self.find_str(key) {
            Found::At(at) => {
                self.replace_at(at, value);
                Ok(())
            }
            Found::Missing => self.push_entry(Value::of(key), key.hash(), value),
            Found::Unsure => {
                let thread = ThreadState::current();
                if let Err(raised) = self.set(thread, &Value::of(key), value) {
                    drop(thread.take_raised(raised));
                }
                Ok(())
            }
        }
    }

    /// Stores under a name given as text (module set-up).
    pub fn set_name(&self, name: &str, value: Value) {
        let key = crate::types::str::intern::intern_text(name);
        self.set_str(&key, value).expect("names are small");
    }

    /// Adds an entry for a key that `position` has just not found.
    pub fn push_new(&self, key: Value, hash: i64, value: Value) -> Result<(), NoMemory> {
        self.push_entry(key, hash, value)
    }

    fn push_entry(&self, key: Value, hash: i64, value: Value) -> Result<(), NoMemory> {
        self.changed();
        let table = self.table();
        if table.entries.len() == table.entries.capacity() {
            table.make_room()?;
        }
        let at = table.entries.len() as u32;
        if let Some(index) = &mut table.index {
            let entries = &table.entries;
            let hasher = |&i: &u32| spread(entries[i as usize].hash);
            // Removed entries leave marks behind: there may be no room although the entries have some.
            index.try_reserve(1, hasher).map_err(|_| NoMemory)?;
            index.insert_unique(spread(hash), at, hasher);
        }
        table.entries.push(Entry { hash, key: Some(key), value: Some(value) });
        table.live += 1;
        Ok(())
    }

    /// Takes out the entry at a position.
    pub fn remove_at(&self, position: usize) -> Option<(Value, Value)> {
        let table = self.table();
        let entry = table.entries.get_mut(position)?;
        let key = entry.key.take()?;
        let value = entry.value.take();
        let hash = entry.hash;
        if let Some(index) = &mut table.index
            && let Ok(found) = index.find_entry(spread(hash), |&at| at as usize == position)
        {
            found.remove();
        }
        table.live -= 1;
        if position == table.first {
            let holes = table.entries[position..].iter().take_while(|entry| entry.key.is_none()).count();
            table.first = position + holes;
        }
        self.changed();
        Some((key, value?))
    }

    /// Takes out the newest entry, and the holes behind it.
    pub fn remove_last(&self) -> Option<(Value, Value)> {
        let entries = &mut self.table().entries;
        while entries.last().is_some_and(|entry| entry.key.is_none()) {
            entries.pop();
        }
        let removed = self.remove_at(entries.len().checked_sub(1)?);
        let table = self.table();
        table.entries.pop();
        table.first = table.first.min(table.entries.len());
        removed
    }

    /// Removes a key and gives its value back.
    pub fn remove(&self, thread: &ThreadState, key: &Value) -> PyResult<Option<Value>> {
        let hash = key_hash(thread, key)?;
        let found = self.position(thread, key, hash)?;
        Ok(found.and_then(|at| self.remove_at(at)).map(|(_, value)| value))
    }

    pub fn remove_str(&self, key: &Str) -> Option<Value> {
        let at = self.position_of_str(key)?;
        self.remove_at(at).map(|(_, value)| value)
    }

    /// The next entry at or after `*position`, which moves behind it.
    #[inline]
    pub fn next_entry(&self, position: &mut usize) -> Option<(Value, Value)> {
        let table = self.table();
        *position = (*position).max(table.first);
        while let Some(entry) = table.entries.get(*position) {
            *position += 1;
            if let (Some(key), Some(value)) = (&entry.key, &entry.value) {
                return Some((key.clone(), value.clone()));
            }
        }
        None
    }

    /// As [`Dict::next_entry`], with the hash of the key first.
    #[inline]
    pub fn next_hashed(&self, position: &mut usize) -> Option<(i64, Value, Value)> {
        let table = self.table();
        *position = (*position).max(table.first);
        while let Some(entry) = table.entries.get(*position) {
            *position += 1;
            if let (Some(key), Some(value)) = (&entry.key, &entry.value) {
                return Some((entry.hash, key.clone(), value.clone()));
            }
        }
        None
    }

    /// As [`Dict::next_entry`], only the value.
    #[inline]
    pub fn next_value(&self, position: &mut usize) -> Option<Value> {
        let table = self.table();
        *position = (*position).max(table.first);
        while let Some(entry) = table.entries.get(*position) {
            *position += 1;
            if let (Some(_), Some(value)) = (&entry.key, &entry.value) {
                return Some(value.clone());
            }
        }
        None
    }

    /// As [`Dict::next_entry`], only the key.
    #[inline]
    pub fn next_key(&self, position: &mut usize) -> Option<Value> {
        let table = self.table();
        *position = (*position).max(table.first);
        while let Some(entry) = table.entries.get(*position) {
            *position += 1;
            if let Some(key) = &entry.key {
                return Some(key.clone());
            }
        }
        None
    }

    /// The last entry before `*position` (start with `slots()`), which moves onto it: for `reversed`.
    pub fn previous_entry(&self, position: &mut usize) -> Option<(Value, Value)> {
        let table = self.table();
        *position = (*position).min(table.entries.len());
        while *position > 0 {
            *position -= 1;
            let entry = &table.entries[*position];
            if let (Some(key), Some(value)) = (&entry.key, &entry.value) {
                return Some((key.clone(), value.clone()));
            }
        }
        None
    }

    /// How many positions there are, holes included.
    pub fn slots(&self) -> usize {
        self.table().entries.len()
    }

    /// A copy of all entries, outside the heap.
    pub fn snapshot(&self) -> Vec<(Value, Value)> {
        let mut position = 0;
        std::iter::from_fn(|| self.next_entry(&mut position)).collect()
    }

    /// Takes all entries out; they are dropped when the result is.
    pub fn clear(&self) {
        self.changed();
        let fresh = Table { entries: HeapVec::new_in(CurrentHeap), index: None, live: 0, first: 0 };
        let old = std::mem::replace(self.table(), fresh);
        drop(old);
    }

    /// A new dict with the same entries.
    pub fn copy(&self) -> Result<Ref<Dict>, NoMemory> {
        let copy = Dict::new();
        self.copy_into_empty(&copy)?;
        Ok(copy)
    }

    /// Fills an empty dict with the same entries.
    pub fn copy_into_empty(&self, copy: &Dict) -> Result<(), NoMemory> {
        let target = copy.table();
        target.entries.clear();
        target.index = None;
        target.first = 0;
        target.entries.try_reserve_exact(self.len()).map_err(|_| NoMemory)?;
        let live = self.table().entries.iter().filter(|entry| entry.key.is_some());
        target.entries.extend(live.map(|e| Entry { hash: e.hash, key: e.key.clone(), value: e.value.clone() }));
        target.live = target.entries.len();
        copy.changed();
        if target.entries.capacity() > SMALL {
            copy.table().build_index()?;
        }
        Ok(())
    }

    /// Makes room for `more` new keys.
    pub fn reserve(&self, more: usize) -> Result<(), NoMemory> {
        let table = self.table();
        if table.entries.capacity() - table.entries.len() >= more {
            return Ok(());
        }
        table.entries.try_reserve(more).map_err(|_| NoMemory)?;
        if table.entries.capacity() > SMALL {
            table.build_index()?;
        }
        Ok(())
    }

    /// Counts changes of keys and positions.
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for dicts only.
        let dict = unsafe { object.cast::<Dict>().as_ref() };
        for entry in dict.table().entries.iter() {
            entry.key.iter().for_each(&mut *visitor);
            entry.value.iter().for_each(&mut *visitor);
        }
    }

    pub fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: called for dicts only.
        unsafe { object.cast::<Dict>().as_ref() }.clear();
    }
}

/// Whether a stored key, of the same hash, is the same text; `unsure` is set when it is no exact `str`.
#[inline(never)]
fn equals_str(stored: &Value, key: &Str, unsure: &mut bool) -> bool {
    match stored.exact::<Str>() {
        Some(text) => text.equals(key),
        None => {
            *unsure = true;
            false
        }
    }
}

/// The hash as the index takes it: all bits of ints, whose hash is their value, count for place and tag.
#[inline(always)]
fn spread(hash: i64) -> u64 {
    let mixed = (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

/// The hash of a key; for unhashable ones 3.14's TypeError, which says what the key was for.
#[inline(always)]
pub fn key_hash(thread: &ThreadState, key: &Value) -> PyResult<i64> {
    hash::hash(thread, key).map_err(|raised| say_use(thread, key, raised, "a dict key"))
}

/// Puts "cannot use 'T' as …" before the message of a TypeError.
#[cold]
pub fn say_use(thread: &ThreadState, key: &Value, raised: Raised, purpose: &str) -> Raised {
    let exception = thread.take_raised(raised);
    if !exception.type_of().is(&crate::exceptions::TypeError) {
        return thread.reraise(exception);
    }
    let name = crate::types::ready::full_name(thread, key.type_of());
    let name = name.strip_prefix("__main__.").unwrap_or(&name);
    let reason = crate::object::repr::str_lossy(thread, &exception);
    crate::err!(thread, TypeError, "cannot use '{name}' as {purpose} ({reason})")
}

impl Table {
    #[cold]
    fn make_room(&mut self) -> Result<(), NoMemory> {
        if self.live * 2 < self.entries.len() {
            self.entries.retain(|entry| entry.key.is_some());
            self.first = 0;
            if self.index.is_some() {
                self.build_index()?;
            }
            return Ok(());
        }
        let more = if self.entries.is_empty() { 4 } else { self.entries.len() };
        self.entries.try_reserve_exact(more).map_err(|_| NoMemory)?;
        if self.entries.capacity() > SMALL {
            self.build_index()?;
        }
        Ok(())
    }

    fn build_index(&mut self) -> Result<(), NoMemory> {
        let mut index = HashTable::new_in(CurrentHeap);
        let entries = &self.entries;
        let hasher = |&at: &u32| spread(entries[at as usize].hash);
        index.try_reserve(entries.capacity(), hasher).map_err(|_| NoMemory)?;
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.key.is_some()) {
            index.insert_unique(spread(entry.hash), at as u32, hasher);
        }
        self.index = Some(index);
        Ok(())
    }
}
