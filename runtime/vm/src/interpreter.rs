//! One interpreter: its heap, modules, caches and configuration. Used by one thread at a time, under its lock.

use crate::raise::PyResult;
use crate::runtime;
use crate::sync::{Remote, breaker};
use crate::thread::ThreadState;
use crate::types::str::intern::InternTable;
use crate::types::{Dict, Type};
use crate::value::{Ref, Value};
use ladon_heap::{Heap, MutCell, Owner, Request};
use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// What an interpreter is allowed and how it meets native modules (PEP 684; facts/import-semantics §4).
#[derive(Clone, Debug)]
pub struct Config {
    pub allow_fork: bool,
    pub allow_exec: bool,
    pub allow_threads: bool,
    pub allow_daemon_threads: bool,
    pub check_multi_interp_extensions: bool,
    pub own_gil: bool,
    pub use_main_obmalloc: bool,
    /// Name of the isolation policy for native modules that do not declare support; `None` = the runtime's.
    pub isolation: Option<String>,
    /// Bytes the heap may hold.
    pub memory_limit: Option<usize>,
    pub recursion_limit: u32,
}

impl Config {
    pub fn main() -> Config {
        Config {
            allow_fork: true,
            allow_exec: true,
            allow_threads: true,
            allow_daemon_threads: true,
            check_multi_interp_extensions: false,
            own_gil: true,
            use_main_obmalloc: true,
            isolation: None,
            memory_limit: runtime::default_memory_limit(),
            recursion_limit: 1000,
        }
    }

    pub fn isolated() -> Config {
        Config {
            allow_fork: false,
            allow_exec: false,
            allow_daemon_threads: false,
            check_multi_interp_extensions: true,
            use_main_obmalloc: false,
            ..Config::main()
        }
    }

    pub fn legacy() -> Config {
        Config { own_gil: false, ..Config::main() }
    }
}

/// Where output written by the runtime itself and by `sys.stdout` goes.
pub type Sink = Arc<std::sync::Mutex<Vec<u8>>>;

pub struct Interpreter {
    pub id: u64,
    heap: Box<Heap>,
    pub remote: Arc<Remote>,
    pub config: RefCell<Config>,
    pub interned: InternTable,
    pub attribute_table: crate::eval::cache::AttributeTable,
    /// `sys.modules`, the dict of `builtins`, the dict of `sys`.
    pub modules: MutCell<Option<Ref<Dict>>>,
    pub builtins: MutCell<Option<Ref<Dict>>>,
    pub sys: MutCell<Option<Ref<Dict>>>,
    pub method_cache: crate::object::attr::MethodCache,
    pub recursion_limit: Cell<u32>,
    dict_version: Cell<u32>,
    type_version: Cell<u32>,
    /// Subclasses of builtin types made in this interpreter: (builtin, class) addresses.
    pub builtin_subclasses: RefCell<Vec<(usize, usize)>>,
    pub weakrefs: crate::types::weakref::WeakTable,
    pub boxes: crate::types::boxes::Boxes,
    pub collecting: Cell<bool>,
    /// How many items native code took while the breaker asked for something.
    pub items_since_asked: Cell<u32>,
    pub gc_enabled: Cell<bool>,
    pub finalizing: Cell<bool>,
    /// `_imp._override_multi_interp_extensions_check`: above 0 on, below 0 off, 0 as configured.
    pub extension_check: Cell<i64>,
    /// State of builtin modules, by type.
    state: RefCell<HashMap<TypeId, Rc<dyn Any>>>,
    /// Captured output, when the embedder asked for it.
    pub capture: RefCell<Option<Sink>>,
}

impl Interpreter {
    pub(crate) fn new(id: u64, config: Config) -> Box<Interpreter> {
        let heap = Heap::new(Owner::of_interpreter(id));
        if let Some(limit) = config.memory_limit {
            heap.set_limit(limit);
        }
        let remote = Arc::new(Remote::new(id));
        let asked = Arc::clone(&remote);
        heap.budget.on_request(move |request| {
            asked.ask(match request {
                Request::Collect => breaker::COLLECT,
                Request::Memory => breaker::MEMORY,
            });
        });
        Box::new(Interpreter {
            id,
            heap,
            remote,
            recursion_limit: Cell::new(config.recursion_limit),
            config: RefCell::new(config),
            interned: InternTable::default(),
            attribute_table: Default::default(),
            modules: MutCell::new(None),
            builtins: MutCell::new(None),
            sys: MutCell::new(None),
            method_cache: Default::default(),
            dict_version: Cell::new(0),
            type_version: Cell::new(crate::types::ready::FIRST_CLASS_VERSION),
            builtin_subclasses: RefCell::new(Vec::new()),
            weakrefs: Default::default(),
            boxes: Default::default(),
            collecting: Cell::new(false),
            items_since_asked: Cell::new(0),
            gc_enabled: Cell::new(true),
            finalizing: Cell::new(false),
            extension_check: Cell::new(0),
            state: RefCell::new(HashMap::new()),
            capture: RefCell::new(None),
        })
    }

    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    pub fn owner(&self) -> Owner {
        self.heap.owner()
    }

    pub fn is_main(&self) -> bool {
        self.id == 0
    }

    pub fn next_dict_version(&self) -> u32 {
        let version = self.dict_version.get().wrapping_add(1).max(1);
        self.dict_version.set(version);
        version
    }

    pub fn next_type_version(&self) -> u32 {
        let version = self.type_version.get().wrapping_add(1).max(crate::types::ready::FIRST_CLASS_VERSION);
        self.type_version.set(version);
        version
    }

    /// The state that a builtin module keeps per interpreter, made on first use.
    pub fn state<T: Any + Default>(&self) -> Rc<T> {
        let key = TypeId::of::<T>();
        if let Some(found) = self.state.borrow().get(&key) {
            return Rc::clone(found).downcast().expect("keyed by type");
        }
        let fresh = Rc::new(T::default());
        self.state.borrow_mut().insert(key, Rc::clone(&fresh) as Rc<dyn Any>);
        fresh
    }

    pub(crate) fn drop_state(&self) {
        let state = std::mem::take(&mut *self.state.borrow_mut());
        drop(state);
    }

    /// `sys.modules`.
    pub fn modules(&self) -> Ref<Dict> {
        self.modules.get().expect("set when the interpreter starts")
    }

    /// The dict of `builtins`.
    pub fn builtins(&self) -> Ref<Dict> {
        self.builtins.get().expect("set when the interpreter starts")
    }

    /// An attribute of `sys`, as it is now.
    pub fn sys_attr(&self, name: &str) -> Option<Value> {
        self.sys.get()?.get_name(name)
    }

    pub fn set_sys_attr(&self, name: &str, value: Value) {
        self.sys.get().expect("set when the interpreter starts").set_name(name, value);
    }

    /// Direct subclasses of a type that live in this interpreter.
    pub fn subclasses(&self, ty: &Type) -> Vec<Value> {
        let address = std::ptr::from_ref(ty).addr();
        let list: Vec<usize> = if ty.is_heap_type() {
            ty.subclasses.snapshot()
        } else {
            self.builtin_subclasses.borrow().iter().filter(|(base, _)| *base == address).map(|pair| pair.1).collect()
        };
        // SAFETY: a class removes itself from these lists before it dies.
        list.into_iter().map(|class| Value::of(unsafe { &*(class as *const Type) })).collect()
    }
}

/// Runs `body` in `thread`, which is made current; the interpreter's lock is taken and released around it.
///
/// # Safety
/// The thread state and its interpreter outlive the call.
pub unsafe fn with_thread<R>(thread: &ThreadState, body: impl FnOnce(&ThreadState) -> R) -> R {
    let remote = &thread.interp().remote;
    remote.acquire();
    // SAFETY: the lock is held until `leave`.
    unsafe { thread.enter() };
    let result = body(thread);
    // SAFETY: entered above.
    unsafe { thread.leave() };
    remote.lock.release();
    result
}

/// Runs `body` in an interpreter that may have ended, on the calling OS thread, under a state of its own. `None` when
/// the interpreter is gone, or about to go.
pub fn with_new_state<R>(remote: &Remote, body: impl FnOnce(&ThreadState) -> R) -> Option<R> {
    remote.lock.acquire(&remote.breaker);
    let closing = remote.is_ended() || remote.closing.load(Ordering::Acquire) != 0;
    let interp = NonNull::new(remote.interpreter.load(Ordering::Acquire)).filter(|_| !closing);
    let result = interp.map(|interp| {
        // SAFETY: the interpreter lives while its lock is held; a thread that lets go of the lock and comes back when
        // it has ended stays there (`Remote::acquire`).
        let state = unsafe { ThreadState::new(interp) };
        // SAFETY: the lock is held.
        unsafe { state.enter() };
        let result = body(&state);
        crate::attach::clear_state(&state);
        // SAFETY: entered above.
        unsafe { state.leave() };
        result
    });
    remote.lock.release();
    result
}

/// Releases the lock around a blocking operation that touches no object.
pub fn allow_threads<R>(thread: &ThreadState, blocking: impl FnOnce() -> R) -> R {
    let remote = Arc::clone(&thread.interp().remote);
    // SAFETY: the state is current; it is entered again below.
    unsafe { thread.leave() };
    remote.lock.release();
    let result = blocking();
    remote.acquire();
    look_for_signals(&remote);
    // SAFETY: the lock is held again.
    unsafe { thread.enter() };
    result
}

/// Another thread may have been asked for signals that are not its task.
#[inline(always)]
fn look_for_signals(remote: &Remote) {
    if crate::signals::is_pending() {
        remote.ask(crate::sync::breaker::SIGNAL);
    }
}

/// Lets another thread of this interpreter run, if one waits.
pub fn give_turn(thread: &ThreadState) {
    let remote = Arc::clone(&thread.interp().remote);
    // SAFETY: the state is current; it is entered again below.
    unsafe { thread.leave() };
    remote.lock.yield_now(&remote.breaker);
    remote.hang_if_closed();
    look_for_signals(&remote);
    // SAFETY: the lock is held again.
    unsafe { thread.enter() };
}

/// Lets go of references that other interpreters gave back.
pub fn drain_releases(thread: &ThreadState) {
    while let Some(address) = thread.interp().remote.releases.pop() {
        let Some(object) = std::ptr::NonNull::new(address as *mut ladon_heap::Head) else { continue };
        // SAFETY: E1: whoever queued it gave up one reference to a live object of this interpreter.
        drop(unsafe { Value::from_owned_ptr(object) });
    }
}

/// Result of running code in an interpreter.
pub type RunResult = PyResult<Value>;
