//! The table of a set: open addressing, in the probe order of CPython's sets.
//!
//! Not a `hashbrown` table: a set of ints is then walked through, and shown, in the order scripts know from CPython.
//! Comparing keys may run Python code, so no borrow of the table is alive then, and a search starts again when the
//! table changed meanwhile.

use crate::object::{alloc, compare, hash};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Type;
use crate::types::define::Builtin;
use crate::types::dict::core::say_use;
use crate::types::sequence::quick_equal;
use crate::value::{ObjectPtr, Ref, Value};
use allocator_api2::vec::Vec as HeapVec;
use ladon_heap::Head;
use ladon_heap::arena::CurrentHeap;
use ladon_heap::primitive::NoMemory;
use smallvec::SmallVec;
use std::cell::{Cell, UnsafeCell};

/// Slots of the smallest table.
const SMALLEST: usize = 8;
/// Neighbours looked at before the next jump.
const NEAR: usize = 9;
/// The hash field of a slot whose key was removed: no key has this hash.
const REMOVED: i64 = -1;

#[derive(Clone)]
struct Slot {
    hash: i64,
    key: Option<Value>,
}

const FREE: Slot = Slot { hash: 0, key: None };

struct Table {
    /// A power of two, or none yet.
    slots: HeapVec<Slot, CurrentHeap>,
    used: usize,
    /// Used ones and removed ones.
    filled: usize,
}

const EMPTY: Table = Table { slots: HeapVec::new_in(CurrentHeap), used: 0, filled: 0 };

/// The object of `set`, and the fields of that of `frozenset`.
#[repr(C)]
pub struct Set {
    pub head: Head,
    /// Counts changes of the table, so that a search that ran Python code can tell.
    changes: Cell<u32>,
    /// Where `pop` looks next.
    finger: Cell<usize>,
    /// The hash of a frozenset once computed; -1 = not yet.
    pub(super) hash: Cell<i64>,
    table: UnsafeCell<Table>,
}

#[repr(C)]
pub struct FrozenSet(pub Set);

crate::builtin_static!(Set, PySet_Type);
crate::builtin_static!(FrozenSet, PyFrozenSet_Type);

/// The fields of a set or frozenset, or of an instance of a subclass.
#[inline]
pub fn as_set(value: &Value) -> Option<&Set> {
    match value.downcast::<Set>() {
        Some(set) => Some(set),
        None => value.downcast::<FrozenSet>().map(|frozen| &frozen.0),
    }
}

enum Place {
    At(usize),
    /// Not there; the slot where it would go (the last removed one on the way, else the free one), if there are slots.
    Free(usize),
    /// A key of the same hash must be compared by its own `__eq__`.
    Unsure,
}

/// The slots that a hash may be in, in order: a few neighbours, then a jump.
struct Probe {
    mask: usize,
    base: usize,
    offset: usize,
    reach: usize,
    perturb: usize,
}

impl Probe {
    #[inline(always)]
    fn new(hash: i64, slots: usize) -> Probe {
        let mask = slots - 1;
        let base = hash as usize & mask;
        Probe { mask, base, offset: 0, reach: Self::reach(base, mask), perturb: hash as usize }
    }

    #[inline(always)]
    fn reach(base: usize, mask: usize) -> usize {
        if base + NEAR <= mask { NEAR } else { 0 }
    }

    /// The slot to look at now: never beyond the mask.
    #[inline(always)]
    fn at(&self) -> usize {
        self.base + self.offset
    }

    #[inline(always)]
    fn advance(&mut self) {
        if self.offset < self.reach {
            self.offset += 1;
            return;
        }
        self.perturb >>= 5;
        self.base = self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb) & self.mask;
        self.offset = 0;
        self.reach = Self::reach(self.base, self.mask);
    }
}

impl Table {
    #[inline(always)]
    fn find(&self, hash: i64, mut same: impl FnMut(&Value) -> Option<bool>) -> Place {
        if self.slots.is_empty() {
            return Place::Free(0);
        }
        let mut probe = Probe::new(hash, self.slots.len());
        let (mut unsure, mut removed) = (false, None);
        loop {
            let slot = &self.slots[probe.at()];
            match &slot.key {
                Some(key) if slot.hash == hash => match same(key) {
                    Some(true) => return Place::At(probe.at()),
                    Some(false) => {}
                    None => unsure = true,
                },
                None if slot.hash != REMOVED => {
                    return if unsure { Place::Unsure } else { Place::Free(removed.unwrap_or(probe.at())) };
                }
                None => removed = Some(probe.at()),
                _ => {}
            }
            probe.advance();
        }
    }

    /// Moves all keys to a table with room for more than `least`.
    #[cold]
    fn resize(&mut self, least: usize) -> Result<(), NoMemory> {
        let size = (least + 1).next_power_of_two().max(SMALLEST);
        let mut slots = HeapVec::new_in(CurrentHeap);
        slots.try_reserve_exact(size).map_err(|_| NoMemory)?;
        slots.resize(size, FREE);
        let old = std::mem::replace(&mut self.slots, slots);
        self.filled = self.used;
        for slot in old {
            if slot.key.is_some() {
                self.insert_clean(slot);
            }
        }
        Ok(())
    }

    /// Puts a key that is not there yet into a table that has room and nothing removed.
    fn insert_clean(&mut self, slot: Slot) {
        if let Place::Free(at) = self.find(slot.hash, |_| Some(false)) {
            self.slots[at] = slot;
        }
    }

    fn is_crowded(&self, filled: usize) -> bool {
        filled * 5 >= (self.slots.len().max(SMALLEST) - 1) * 3
    }

    fn next(&self, position: &mut usize) -> Option<&Slot> {
        while let Some(slot) = self.slots.get(*position) {
            *position += 1;
            if slot.key.is_some() {
                return Some(slot);
            }
        }
        None
    }
}

/// The hash of a key; TypeError "cannot use 'T' as a set element …" for unhashable ones.
#[inline(always)]
pub fn key_hash(thread: &ThreadState, key: &Value) -> PyResult<i64> {
    hash::hash(thread, key).map_err(|raised| say_use(thread, key, raised, "a set element"))
}

/// As [`key_hash`]; a set is taken for the frozenset with the same members.
fn search_hash(thread: &ThreadState, key: &Value) -> PyResult<i64> {
    hash::hash(thread, key).or_else(|raised: Raised| match as_set(key) {
        Some(set) => {
            drop(thread.take_raised(raised));
            Ok(set.member_hash())
        }
        None => Err(say_use(thread, key, raised, "a set element")),
    })
}

impl Set {
    pub fn new() -> Ref<Set> {
        alloc::alloc(Self::fields())
    }

    pub fn fields() -> Set {
        Set {
            head: alloc::head::<Set>(),
            changes: Cell::new(0),
            finger: Cell::new(0),
            hash: Cell::new(-1),
            table: UnsafeCell::new(EMPTY),
        }
    }

    /// A new, empty frozenset, to be filled before anyone sees it.
    pub fn new_frozen() -> Ref<FrozenSet> {
        alloc::alloc(FrozenSet(Set { head: alloc::head::<FrozenSet>(), ..Self::fields() }))
    }

    /// A new, empty instance of a type derived from `set` or `frozenset`.
    pub fn new_in(ty: &Type) -> Value {
        if ty.is_subtype(FrozenSet::type_object()) {
            let fields = Set { head: alloc::head::<FrozenSet>(), ..Self::fields() };
            return alloc::alloc_in(ty, FrozenSet(fields)).into_value();
        }
        alloc::alloc_in(ty, Self::fields()).into_value()
    }

    #[allow(clippy::mut_from_ref, reason = "the one door to the table; every use is one step (H7)")]
    #[inline(always)]
    fn table(&self) -> &mut Table {
        // SAFETY: H3, H7: no other borrow exists during a step.
        unsafe { &mut *self.table.get() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table().used
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many slots there are: what `__sizeof__` reports.
    pub fn slots(&self) -> usize {
        self.table().slots.len()
    }

    #[inline(always)]
    fn changed(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// Where a key is, or where it would go.
    #[inline]
    fn place(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Place> {
        match self.table().find(hash, |stored| quick_equal(stored, key)) {
            Place::Unsure => self.place_unsure(thread, key, hash),
            sure => Ok(sure),
        }
    }

    #[cold]
    fn place_unsure(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Place> {
        'again: loop {
            let changes = self.changes.get();
            let mut candidates: SmallVec<[(usize, Value); 4]> = SmallVec::new();
            // All slots of this hash, up to the free one.
            let mut end = self.collect(hash, &mut candidates);
            for (at, stored) in &candidates {
                let equal = compare::equal(thread, stored, key)?;
                if self.changes.get() != changes {
                    continue 'again;
                }
                if equal {
                    end = Place::At(*at);
                    break;
                }
            }
            return Ok(end);
        }
    }

    fn collect(&self, hash: i64, candidates: &mut SmallVec<[(usize, Value); 4]>) -> Place {
        let table = self.table();
        if table.slots.is_empty() {
            return Place::Free(0);
        }
        let mut probe = Probe::new(hash, table.slots.len());
        let mut removed = None;
        loop {
            let slot = &table.slots[probe.at()];
            match &slot.key {
                Some(key) if slot.hash == hash => candidates.push((probe.at(), key.clone())),
                None if slot.hash != REMOVED => return Place::Free(removed.unwrap_or(probe.at())),
                None => removed = Some(probe.at()),
                _ => {}
            }
            probe.advance();
        }
    }

    /// Whether the set has a key whose hash is known.
    pub fn contains_hashed(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<bool> {
        Ok(matches!(self.place(thread, key, hash)?, Place::At(_)))
    }

    pub fn contains(&self, thread: &ThreadState, key: &Value) -> PyResult<bool> {
        let hash = search_hash(thread, key)?;
        self.contains_hashed(thread, key, hash)
    }

    /// Adds a key; false when it was there.
    #[inline]
    pub fn add(&self, thread: &ThreadState, key: &Value) -> PyResult<bool> {
        let hash = key_hash(thread, key)?;
        self.add_hashed(thread, key, hash)
    }

    pub fn add_hashed(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<bool> {
        if self.table().slots.is_empty() {
            self.table().resize(0)?;
        }
        let Place::Free(at) = self.place(thread, key, hash)? else { return Ok(false) };
        self.changed();
        let table = self.table();
        // The position is inside: the table did not change since it was found.
        let Some(slot) = table.slots.get_mut(at) else { return Ok(false) };
        let reused = slot.hash == REMOVED;
        *slot = Slot { hash, key: Some(key.clone()) };
        table.used += 1;
        if reused {
            return Ok(true);
        }
        table.filled += 1;
        if table.is_crowded(table.filled) {
            let least = if table.used > 50_000 { table.used * 2 } else { table.used * 4 };
            table.resize(least)?;
        }
        Ok(true)
    }

    /// Removes a key; gives it back if it was there.
    pub fn remove(&self, thread: &ThreadState, key: &Value) -> PyResult<Option<Value>> {
        let hash = search_hash(thread, key)?;
        self.remove_hashed(thread, key, hash)
    }

    pub fn remove_hashed(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Option<Value>> {
        match self.place(thread, key, hash)? {
            Place::At(at) => Ok(self.take_slot(at)),
            _ => Ok(None),
        }
    }

    fn take_slot(&self, at: usize) -> Option<Value> {
        let table = self.table();
        let slot = table.slots.get_mut(at)?;
        let key = slot.key.take()?;
        slot.hash = REMOVED;
        table.used -= 1;
        self.changed();
        Some(key)
    }

    /// Removes some key.
    pub fn pop(&self) -> Option<Value> {
        let table = self.table();
        if table.used == 0 {
            return None;
        }
        let start = self.finger.get() & (table.slots.len() - 1);
        let (behind, from) = table.slots.split_at(start);
        let found = from.iter().position(|slot| slot.key.is_some()).map(|offset| start + offset);
        let at = found.or_else(|| behind.iter().position(|slot| slot.key.is_some()))?;
        self.finger.set(at + 1);
        self.take_slot(at)
    }

    /// Takes all keys out; they are dropped after the change.
    pub fn clear(&self) {
        self.changed();
        let old = std::mem::replace(self.table(), EMPTY);
        drop(old);
    }

    /// The next key at or after `*position`, which moves behind it.
    #[inline]
    pub fn next_key(&self, position: &mut usize) -> Option<Value> {
        self.table().next(position).and_then(|slot| slot.key.clone())
    }

    /// As [`Set::next_key`], with the key's hash.
    #[inline]
    pub fn next_hashed(&self, position: &mut usize) -> Option<(i64, Value)> {
        let slot = self.table().next(position)?;
        Some((slot.hash, slot.key.clone()?))
    }

    /// Makes room for `more` keys, at most doubling what is needed.
    pub fn reserve(&self, more: usize) -> Result<(), NoMemory> {
        let table = self.table();
        if table.is_crowded(table.filled.saturating_add(more)) {
            let least = table.used.saturating_add(more).checked_mul(2).ok_or(NoMemory)?;
            self.changed();
            table.resize(least)?;
        }
        Ok(())
    }

    /// Adds all keys of another set.
    pub fn merge(&self, thread: &ThreadState, other: &Set) -> PyResult<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        self.reserve(other.len())?;
        if self.table().filled == 0 {
            return Ok(self.copy_into_empty(other)?);
        }
        let mut position = 0;
        while let Some((hash, key)) = other.next_hashed(&mut position) {
            self.add_hashed(thread, &key, hash)?;
        }
        Ok(())
    }

    /// Fills this empty set, which has room, with the keys of another.
    fn copy_into_empty(&self, other: &Set) -> Result<(), NoMemory> {
        self.changed();
        let (table, source) = (self.table(), other.table());
        if table.slots.is_empty() {
            table.resize(0)?;
        }
        if table.slots.len() == source.slots.len() && source.filled == source.used {
            table.slots.clone_from(&source.slots);
        } else {
            for slot in source.slots.iter().filter(|slot| slot.key.is_some()) {
                table.insert_clean(slot.clone());
            }
        }
        table.used = source.used;
        table.filled = source.used;
        Ok(())
    }

    /// Exchanges the keys of two sets.
    pub fn swap(&self, other: &Set) {
        self.changed();
        other.changed();
        std::mem::swap(self.table(), other.table());
    }

    /// The hash of the frozenset with these members: the same for any order.
    pub fn member_hash(&self) -> i64 {
        let cached = self.hash.get();
        if cached != -1 {
            return cached;
        }
        let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
        let mut position = 0;
        let table = self.table();
        let mut sum = 0u64;
        while let Some(slot) = table.next(&mut position) {
            sum ^= shuffle(slot.hash as u64);
        }
        sum ^= (table.used as u64 + 1).wrapping_mul(1_927_868_237);
        sum ^= (sum >> 11) ^ (sum >> 25);
        match sum.wrapping_mul(69_069).wrapping_add(907_133_923) as i64 {
            -1 => 590_923_713,
            hash => hash,
        }
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for sets and frozensets only, which begin alike; the visitor changes nothing.
        let set = unsafe { object.cast::<Set>().as_ref() };
        set.table().slots.iter().filter_map(|slot| slot.key.as_ref()).for_each(visitor);
    }

    pub fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: as in `visit`.
        unsafe { object.cast::<Set>().as_ref() }.clear();
    }
}
