//! The state of one OS thread in one interpreter: pending exception, value stack, frames, recursion.
//!
//! All fields are cells: native code may call back in, so no `&mut ThreadState` ever exists. The only thread-local of
//! the VM is the pointer to the current one (and the heap's pointer to the current heap, which moves with it).

use crate::eval::frame::{Frame, ValueStack};
use crate::interpreter::Interpreter;
use crate::raise::PyResult;
use crate::value::{ObjectPtr, Value};
use ladon_heap::local::{self, STATE};
use ladon_heap::{Heap, MutCell};
use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much native stack is kept in reserve for error handling, in bytes.
const STACK_RESERVE: usize = 256 * 1024;

pub struct ThreadState {
    interp: NonNull<Interpreter>,
    /// The interpreter's.
    heap: NonNull<Heap>,
    raised: MutCell<Option<Value>>,
    /// The exception being handled (`sys.exception()`).
    pub handled: MutCell<Option<Value>>,
    pub stack: ValueStack,
    pub frame: Cell<*const Frame>,
    /// Python frames alive on this thread.
    pub depth: Cell<u32>,
    native_floor: Cell<usize>,
    pub(crate) dealloc_depth: Cell<u32>,
    pub(crate) dealloc_later: MutCell<Vec<ObjectPtr>>,
    /// `threading.get_ident()`.
    pub ident: u64,
    /// Unique in the process (`PyThreadState_GetID`).
    pub id: u64,
    /// The state that was current before, while this one is.
    previous: Cell<*const ThreadState>,
    previous_heap: Cell<*const Heap>,
    /// Native modules keep data here by key (`PyThreadState_GetDict` and the like).
    pub dict: MutCell<Option<Value>>,
    /// Scratch of the ABI layer (results that C borrows until its next call).
    pub lent: ladon_heap::Vector<Value>,
    /// Set by a slot wrapper of a C type for the trampoline it calls: the object, and whose C function it asks for.
    pub dispatch: Cell<(usize, *const crate::types::Type)>,
    /// Objects being shown by `repr`, to cut cycles.
    pub repr_running: ladon_heap::Vector<usize>,
}

static NEXT_ID: AtomicU64 = AtomicU64::new(1);

impl ThreadState {
    /// A state for the calling OS thread.
    ///
    /// # Safety
    /// The interpreter outlives the state.
    pub unsafe fn new(interp: NonNull<Interpreter>) -> Box<ThreadState> {
        // SAFETY: the caller's promise.
        let heap = NonNull::from(unsafe { interp.as_ref() }.heap());
        Box::new(ThreadState {
            interp,
            heap,
            raised: MutCell::new(None),
            handled: MutCell::new(None),
            stack: ValueStack::new(),
            frame: Cell::new(std::ptr::null()),
            depth: Cell::new(0),
            native_floor: Cell::new(native_stack_floor()),
            dealloc_depth: Cell::new(0),
            dealloc_later: MutCell::new(Vec::new()),
            ident: crate::sync::thread_ident(),
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            previous: Cell::new(std::ptr::null()),
            previous_heap: Cell::new(std::ptr::null()),
            dict: MutCell::new(None),
            lent: ladon_heap::Vector::EMPTY,
            dispatch: Cell::new((0, std::ptr::null())),
            repr_running: ladon_heap::Vector::EMPTY,
        })
    }

    /// The state that this OS thread runs under.
    ///
    /// # Panics
    /// Outside of any interpreter.
    #[inline(always)]
    pub fn current() -> &'static ThreadState {
        Self::try_current().expect("this thread is not attached to an interpreter")
    }

    #[inline(always)]
    pub fn try_current() -> Option<&'static ThreadState> {
        // SAFETY: whoever makes a state current keeps it alive until it is not (`enter`/`leave`).
        unsafe { local::get::<STATE, ThreadState>().as_ref() }
    }

    /// Makes this state and its heap current on the calling thread.
    ///
    /// # Safety
    /// The caller holds the interpreter's lock until the matching [`ThreadState::leave`], and the state stays alive.
    pub unsafe fn enter(&self) {
        self.previous.set(local::replace::<STATE, ThreadState>(self));
        // SAFETY: H3: the lock is held.
        self.previous_heap.set(unsafe { ladon_heap::arena::set_current(self.interp().heap()) });
    }

    /// Undoes [`ThreadState::enter`].
    ///
    /// # Safety
    /// This state is the current one.
    pub unsafe fn leave(&self) {
        debug_assert!(std::ptr::eq(local::get::<STATE, ThreadState>(), self));
        local::replace::<STATE, ThreadState>(self.previous.get());
        // SAFETY: H3: restores what was current before.
        unsafe { ladon_heap::arena::set_current(self.previous_heap.get()) };
    }

    /// Makes `state` (or none) the current one; gives the one before. Unlike `enter` and `leave`, nothing is nested.
    ///
    /// # Safety
    /// As [`ThreadState::enter`] for the new state; who takes the old one away gives it back or ends it.
    pub unsafe fn swap(state: Option<&ThreadState>) -> *const ThreadState {
        let heap = state.map_or(std::ptr::null(), |state| std::ptr::from_ref(state.interp().heap()));
        // SAFETY: H3: the caller holds the lock of the new state's interpreter.
        unsafe { ladon_heap::arena::set_current(heap) };
        local::replace::<STATE, ThreadState>(state.map_or(std::ptr::null(), std::ptr::from_ref))
    }

    #[inline(always)]
    pub fn interp(&self) -> &'static Interpreter {
        // SAFETY: the interpreter outlives its thread states.
        unsafe { self.interp.as_ref() }
    }

    #[inline(always)]
    pub fn heap(&self) -> &'static Heap {
        // SAFETY: the interpreter, which keeps it, outlives its thread states.
        unsafe { self.heap.as_ref() }
    }

    pub fn set_raised(&self, exception: Option<Value>) {
        drop(self.raised.replace(exception));
    }

    pub fn take_pending(&self) -> Option<Value> {
        self.raised.take()
    }

    #[inline(always)]
    pub fn has_pending(&self) -> bool {
        // SAFETY: H7: one step.
        unsafe { (*self.raised.as_ptr()).is_some() }
    }

    /// A new reference to the pending exception, which stays pending.
    pub fn peek_pending(&self) -> Option<Value> {
        self.raised.get()
    }

    /// To be called by the OS thread that uses the state from now on, if another one made it.
    pub(crate) fn adopt_stack(&self) {
        self.native_floor.set(native_stack_floor());
    }

    /// Fails when little native stack is left: to be called where native code recurses through Python objects.
    #[inline(always)]
    pub fn check_native_stack(&self, doing: &str) -> PyResult<()> {
        let here = 0u8;
        if (&raw const here).addr() < self.native_floor.get() {
            return Err(self.recursion_error(doing));
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    pub fn recursion_error(&self, doing: &str) -> crate::raise::Raised {
        let floor = self.native_floor.get();
        self.native_floor.set(floor.saturating_sub(STACK_RESERVE / 2));
        let raised = crate::err!(self, RecursionError, "maximum recursion depth exceeded{doing}");
        self.native_floor.set(floor);
        raised
    }
}

/// The lowest address the native stack of the calling thread should reach.
fn native_stack_floor() -> usize {
    let here = 0u8;
    let here = (&raw const here).addr();
    match crate::sync::native_stack_low() {
        Some(low) => low + STACK_RESERVE,
        None => here.saturating_sub(4 << 20),
    }
}
