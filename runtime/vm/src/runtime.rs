//! The process: shared objects, the table of interpreters, the hash key.

use crate::interpreter::{Config, Interpreter};
use crate::sync::Remote;
use crate::types::{Str, Tuple};
use crate::value::{Ref, Value};
use hashbrown::HashTable;
use ladon_heap::{Heap, Owner};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Once, OnceLock};

/// A SHARED immortal object, usable from every thread.
pub struct SharedRef<T: 'static>(&'static T);

// SAFETY: what it points to is immortal and immutable after start-up.
unsafe impl<T> Send for SharedRef<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for SharedRef<T> {}

impl<T: crate::types::define::Builtin> SharedRef<T> {
    pub fn to_ref(&self) -> Ref<T> {
        Ref::of(self.0)
    }

    pub fn get(&self) -> &'static T {
        self.0
    }
}

/// Objects every interpreter needs and nobody changes.
pub struct Shared {
    pub empty_tuple: SharedRef<Tuple>,
    pub empty_str: SharedRef<Str>,
    /// Strings of one code point below 256.
    pub latin1: Vec<SharedRef<Str>>,
    names: HashTable<SharedRef<Str>>,
}

struct Table {
    interpreters: BTreeMap<u64, Arc<Remote>>,
}

static SHARED: OnceLock<Shared> = OnceLock::new();
static HASH_KEY: OnceLock<(u64, u64)> = OnceLock::new();
static TABLE: Mutex<Table> = Mutex::new(Table { interpreters: BTreeMap::new() });
static NEXT_ID: AtomicU64 = AtomicU64::new(0);
static MEMORY_LIMIT: OnceLock<usize> = OnceLock::new();

thread_local! {
    /// Names interned so far, while the runtime starts.
    static STARTING: RefCell<Option<HashTable<&'static Str>>> = const { RefCell::new(None) };
}

/// Key of the hash of str and bytes: from PYTHONHASHSEED when it is a number, else from the system.
pub fn hash_key() -> (u64, u64) {
    *HASH_KEY.get_or_init(|| match std::env::var("PYTHONHASHSEED").ok().and_then(|seed| seed.parse::<u32>().ok()) {
        Some(0) => (0, 0),
        Some(seed) => (0x9E37_79B9_7F4A_7C15u64.wrapping_mul(seed as u64 + 1), 0xD1B5_4A32_D192_ED03 ^ seed as u64),
        None => {
            use std::hash::{BuildHasher, Hasher, RandomState};
            let word = |n: u64| {
                let mut hasher = RandomState::new().build_hasher();
                hasher.write_u64(n);
                hasher.finish()
            };
            (word(1), word(2))
        }
    })
}

/// Limits the heap of every interpreter whose configuration says nothing else; the first call counts.
pub fn set_default_memory_limit(bytes: usize) {
    let _ = MEMORY_LIMIT.set(bytes);
}

pub fn default_memory_limit() -> Option<usize> {
    MEMORY_LIMIT.get().copied()
}

pub fn is_running() -> bool {
    SHARED.get().is_some()
}

#[inline(always)]
pub fn shared() -> &'static Shared {
    SHARED.get().expect("the runtime is running")
}

/// The SHARED interned string with these bytes, if the runtime has one.
#[inline]
pub fn shared_name(bytes: &[u8]) -> Option<&'static Str> {
    let hash = crate::types::str::core::hash_bytes(bytes);
    shared().names.find(hash as u64, |name| name.0.as_bytes() == bytes).map(|name| name.0)
}

pub(crate) fn intern_shared(text: &str) -> Ref<Str> {
    assert!(!is_running(), "SHARED strings are made while the runtime starts");
    STARTING.with_borrow_mut(|names| {
        let names = names.as_mut().expect("the runtime is starting on this thread");
        let hash = crate::types::str::core::hash_bytes(text.as_bytes());
        if let Some(known) = names.find(hash as u64, |name| name.as_bytes() == text.as_bytes()) {
            return Ref::of(*known);
        }
        let made = Str::new(text);
        made.set_interned();
        made.hash();
        made.head.make_immortal();
        // SAFETY: immortal, on a heap that is never dropped.
        let made: &'static Str = unsafe { made.leak() };
        names.insert_unique(hash as u64, made, |name| name.hash() as u64);
        Ref::of(made)
    })
}

/// Starts the runtime, once per process: builtin types, singletons, shared strings.
pub fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        let heap = Box::leak(Heap::new(Owner::SHARED));
        // SAFETY: H3: this heap is only ever current here, under the `Once`.
        let before = unsafe { ladon_heap::arena::set_current(heap) };
        STARTING.set(Some(HashTable::new()));
        crate::types::singletons::init();
        crate::types::ready::describe_all();
        let made = make_shared();
        crate::types::ready::freeze(heap);
        SHARED.set(made).ok().expect("set once");
        // SAFETY: H3.
        unsafe { ladon_heap::arena::set_current(before) };
    });
}

fn make_shared() -> Shared {
    let keep = |text: Ref<Str>| {
        // SAFETY: immortal, on a heap that is never dropped.
        SharedRef(unsafe { text.leak() })
    };
    // SAFETY: no items.
    let empty_tuple = unsafe { Tuple::from_raw_items(NonNull::dangling().as_ptr(), 0) }.expect("small");
    empty_tuple.head.make_immortal();
    let latin1 = (0..=255u8).map(|byte| keep(intern_shared(&char::from(byte).to_string()))).collect();
    let empty_str = keep(intern_shared(""));
    crate::names::intern_all();
    let starting = STARTING.take().expect("starting");
    let mut names = HashTable::with_capacity(starting.len());
    for name in starting {
        names.insert_unique(name.hash() as u64, SharedRef(name), |n: &SharedRef<Str>| n.0.hash() as u64);
    }
    // SAFETY: immortal, on a heap that is never dropped.
    let empty_tuple = SharedRef(unsafe { empty_tuple.leak() });
    Shared { empty_tuple, empty_str, latin1, names }
}

/// A new, empty interpreter with the next id; the caller sets it up. Ids are never reused; the first is the main one.
pub fn new_interpreter(config: Config) -> Box<Interpreter> {
    start();
    let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
    let interp = Interpreter::new(id, config);
    interp.remote.interpreter.store((&raw const *interp).cast_mut(), Ordering::Release);
    let mut table = TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    table.interpreters.insert(id, Arc::clone(&interp.remote));
    interp
}

/// Takes an ended interpreter out of the table.
pub(crate) fn forget_interpreter(id: u64) {
    TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner).interpreters.remove(&id);
}

/// The living interpreters, in order of creation.
pub fn interpreters() -> Vec<Arc<Remote>> {
    TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner).interpreters.values().cloned().collect()
}

pub fn interpreter(id: u64) -> Option<Arc<Remote>> {
    TABLE.lock().unwrap_or_else(std::sync::PoisonError::into_inner).interpreters.get(&id).cloned()
}

/// A shared string of one byte-sized code point.
pub fn latin1_str(byte: u8) -> Value {
    shared().latin1[byte as usize].to_ref().into_value()
}
