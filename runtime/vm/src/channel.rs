//! Queues between interpreters: items are parcels, waiting threads sleep on a condition variable.
//!
//! Each queue has its own lock, held for one step at a time and never while Python code runs.

use crate::import;
use crate::interpreter::allow_threads;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::spawn::cross::Parcel;
use crate::thread::ThreadState;
use crate::types::int;
use crate::value::Value;
use ladon_heap::MutCell;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// How long a wait sleeps at most before it looks for signals.
const SLICE: Duration = Duration::from_millis(100);

/// What becomes of an item whose sender ends before it is received, by CPython's numbers.
pub const UNBOUND_REMOVE: i64 = 1;
pub const UNBOUND_ERROR: i64 = 2;
pub const UNBOUND: i64 = 3;

pub struct Queue {
    pub id: u64,
    /// 0 = without bound.
    pub maxsize: usize,
    pub unbound: i64,
    pub fallback: i64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    items: VecDeque<Item>,
    /// About how much memory the items take.
    bytes: usize,
    users: usize,
    waiting: usize,
    closed: bool,
}

struct Item {
    /// `None`: the sender ended.
    parcel: Option<Parcel>,
    sender: u64,
    unbound: i64,
}

impl Item {
    fn bytes(&self) -> usize {
        self.parcel.as_ref().map_or(0, Parcel::bytes)
    }
}

/// What came out of a queue.
pub enum Received {
    Parcel(Parcel),
    /// The sender ended: the number says what stands for the item.
    Unbound(i64),
}

/// Why a step was not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    Empty,
    Full,
    Closed,
}

static QUEUES: RwLock<BTreeMap<u64, Arc<Queue>>> = RwLock::new(BTreeMap::new());
static NEXT_ID: AtomicU64 = AtomicU64::new(1);

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn len(&self) -> usize {
        self.state().items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn is_full(&self) -> bool {
        self.maxsize > 0 && self.len() >= self.maxsize
    }

    /// MemoryError when the queue with this parcel would hold more than the sender may have: items belong to no
    /// interpreter's heap, but somebody's limit has to count.
    pub fn check_room(&self, thread: &ThreadState, parcel: &Parcel) -> PyResult<()> {
        let bytes = self.state().bytes + parcel.bytes();
        if bytes > 1 << 20 && !thread.interp().heap().has_room(bytes) {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        Ok(())
    }

    /// Adds an item, or gives the parcel back.
    pub fn put(&self, parcel: Parcel, sender: u64, unbound: i64) -> Result<(), (Refused, Parcel)> {
        let mut state = self.state();
        if state.closed {
            return Err((Refused::Closed, parcel));
        }
        if self.maxsize > 0 && state.items.len() >= self.maxsize {
            return Err((Refused::Full, parcel));
        }
        state.bytes += parcel.bytes();
        state.items.push_back(Item { parcel: Some(parcel), sender, unbound });
        self.say(state);
        Ok(())
    }

    pub fn get(&self) -> Result<Received, Refused> {
        let mut state = self.state();
        if state.closed {
            return Err(Refused::Closed);
        }
        let item = state.items.pop_front().ok_or(Refused::Empty)?;
        state.bytes -= item.bytes();
        self.say(state);
        Ok(item.parcel.map_or(Received::Unbound(item.unbound), Received::Parcel))
    }

    fn say(&self, state: MutexGuard<'_, State>) {
        let wake = state.waiting > 0;
        drop(state);
        if wake {
            self.changed.notify_all();
        }
    }

    /// Sleeps until the queue may be what `refused` says it is not, without holding the interpreter; false when the
    /// deadline passed.
    pub fn wait(&self, thread: &ThreadState, refused: Refused, deadline: Option<Instant>) -> PyResult<bool> {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left == Some(Duration::ZERO) {
            return Ok(false);
        }
        allow_threads(thread, || {
            let mut state = self.state();
            let blocked = |state: &mut State| {
                !state.closed
                    && match refused {
                        Refused::Empty => state.items.is_empty(),
                        _ => self.maxsize > 0 && state.items.len() >= self.maxsize,
                    }
            };
            state.waiting += 1;
            let slice = left.map_or(SLICE, |left| left.min(SLICE));
            let (mut state, _) =
                self.changed.wait_timeout_while(state, slice, blocked).unwrap_or_else(PoisonError::into_inner);
            state.waiting -= 1;
        });
        crate::signals::run_handlers(thread)?;
        Ok(true)
    }
}

pub fn create(maxsize: usize, unbound: i64, fallback: i64) -> u64 {
    let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
    let queue = Queue { id, maxsize, unbound, fallback, state: Mutex::default(), changed: Condvar::new() };
    QUEUES.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::new(queue));
    id
}

pub fn find(id: u64) -> Option<Arc<Queue>> {
    QUEUES.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
}

/// All queues, in order of creation.
pub fn all() -> Vec<Arc<Queue>> {
    QUEUES.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
}

/// Removes a queue with all it holds; false when there is none.
pub fn destroy(id: u64) -> bool {
    let Some(queue) = QUEUES.write().unwrap_or_else(PoisonError::into_inner).remove(&id) else { return false };
    let items = {
        let mut state = queue.state();
        state.closed = true;
        std::mem::take(&mut state.items)
    };
    queue.changed.notify_all();
    // Outside of the lock: an item may hold this or another queue.
    drop(items);
    true
}

pub fn bind(id: u64) -> bool {
    find(id).map(|queue| queue.state().users += 1).is_some()
}

/// One user less; the last one destroys the queue. `None` = no such queue, false = it had no user.
pub fn release(id: u64) -> Option<bool> {
    let queue = find(id)?;
    let last = {
        let mut state = queue.state();
        if state.users == 0 {
            return Some(false);
        }
        state.users -= 1;
        state.users == 0
    };
    if last {
        destroy(id);
    }
    Some(true)
}

/// Deals with the items that an interpreter left behind.
pub fn interpreter_ended(id: u64) {
    for queue in all() {
        let mut gone = Vec::new();
        let mut state = queue.state();
        state.items.retain_mut(|item| {
            if item.sender == id && item.parcel.is_some() {
                gone.extend(item.parcel.take());
                return item.unbound != UNBOUND_REMOVE;
            }
            true
        });
        state.bytes -= gone.iter().map(Parcel::bytes).sum::<usize>();
        queue.say(state);
        drop(gone);
    }
}

/// The Python classes that this interpreter registered: `Queue`, `QueueEmpty`, `QueueFull`.
#[derive(Default)]
pub struct Classes {
    pub queue: MutCell<Option<Value>>,
    pub empty: MutCell<Option<Value>>,
    pub full: MutCell<Option<Value>>,
}

/// A queue on its way: it lives until the receiver has an object for it.
pub struct Hold(u64);

impl Drop for Hold {
    fn drop(&mut self) {
        release(self.0);
    }
}

pub fn is_queue(thread: &ThreadState, value: &Value) -> bool {
    let class = thread.interp().state::<Classes>().queue.get();
    class.is_some_and(|class| value.type_of().as_value().is(&class))
}

/// A hold on the queue that a Python object stands for; `None` when it is none.
pub fn hold_queue(thread: &ThreadState, value: &Value) -> PyResult<Option<Hold>> {
    if !is_queue(thread, value) {
        return Ok(None);
    }
    let id = attr::get_name(thread, value, "_id")?;
    let id = int::as_i64(&id).and_then(|id| u64::try_from(id).ok());
    Ok(id.filter(|id| bind(*id)).map(Hold))
}

/// The Python object of a queue in this interpreter.
pub fn queue_object(thread: &ThreadState, hold: &Hold) -> PyResult<Value> {
    let class = import::import_attribute(thread, "concurrent.interpreters._queues", "Queue")?;
    call::positional(thread, &class, &[int::from_i64(hold.0 as i64)])
}
