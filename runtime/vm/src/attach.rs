//! Letting go of an interpreter and coming back to it, from native code: `PyEval_SaveThread`, `PyGILState_Ensure`.
//!
//! A thread state that is let go of is *detached*: its OS thread remembers it, with the lock of its interpreter (which
//! outlives the interpreter). Coming back takes the lock first and looks at the state only if the interpreter still
//! lives; else the thread waits for ever (`Remote::acquire`).

use crate::object::call;
use crate::raise::PyResult;
use crate::runtime;
use crate::sync::{Remote, breaker};
use crate::thread::ThreadState;
use crate::types::Type;
use crate::value::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

struct Detached {
    state: *const ThreadState,
    remote: Arc<Remote>,
}

/// Exceptions for threads of an interpreter, by identity (`PyThreadState_SetAsyncExc`).
#[derive(Default)]
struct Later(RefCell<Vec<(u64, Value)>>);

/// What one `PyGILState_Ensure` did.
enum Ensured {
    /// The thread was attached already.
    Nothing,
    /// A detached state came back.
    Reattached,
    /// A state was made.
    Made,
}

thread_local! {
    static DETACHED: RefCell<Vec<Detached>> = const { RefCell::new(Vec::new()) };
    static ENSURED: RefCell<Vec<Ensured>> = const { RefCell::new(Vec::new()) };
    /// The interpreter that an unknown call of this OS thread is for.
    static LAST: Cell<u64> = const { Cell::new(0) };
}

/// Looks at what this OS thread left; `None` when the thread is at its very end.
fn detached<R>(look: impl FnOnce(&mut Vec<Detached>) -> R) -> Option<R> {
    DETACHED.try_with(|list| look(&mut list.borrow_mut())).ok()
}

fn ensured<R>(look: impl FnOnce(&mut Vec<Ensured>) -> R) -> Option<R> {
    ENSURED.try_with(|list| look(&mut list.borrow_mut())).ok()
}

/// States that native code made and may attach on any OS thread, with their interpreters.
static MADE: Mutex<Option<HashMap<usize, Arc<Remote>>>> = Mutex::new(None);

fn made<R>(look: impl FnOnce(&mut HashMap<usize, Arc<Remote>>) -> R) -> R {
    look(MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default())
}

/// Waits for ever: what is left to a thread whose interpreter is gone.
fn hang() -> ! {
    loop {
        std::thread::park();
    }
}

/// Lets go of the interpreter; the state is to be given to [`reattach`].
pub fn detach(thread: &ThreadState) -> *const ThreadState {
    let remote = Arc::clone(&thread.interp().remote);
    LAST.set(remote.id);
    // SAFETY: the state stays alive; it is made current again by `reattach`.
    let state = unsafe { ThreadState::swap(None) };
    detached(|list| list.push(Detached { state, remote: Arc::clone(&remote) }));
    remote.lock.release();
    state
}

/// Forgets a detached state that its maker is about to end.
pub fn forget(state: *const ThreadState) {
    detached(|list| list.retain(|detached| !std::ptr::eq(detached.state, state)));
}

/// Comes back with a state that [`detach`] gave, or one made by [`new_state`]. Waits for ever if its interpreter is gone.
///
/// # Safety
/// No state is current. A state that no thread knows must be alive.
pub unsafe fn reattach(state: *const ThreadState) {
    let remembered = detached(|list| {
        let at = list.iter().rposition(|detached| std::ptr::eq(detached.state, state))?;
        Some(list.remove(at).remote)
    });
    let remote = remembered.flatten().or_else(|| made(|known| known.get(&state.addr()).cloned()));
    let remote = match remote {
        Some(remote) => remote,
        // SAFETY: the caller's promise.
        None => Arc::clone(unsafe { &(*state).interp().remote }),
    };
    remote.acquire();
    // SAFETY: the lock is held and the interpreter lives, so do its states.
    unsafe { ThreadState::swap(Some(&*state)) };
}

/// A state of this interpreter that no OS thread uses yet.
pub fn new_state(remote: &Arc<Remote>) -> Option<NonNull<ThreadState>> {
    let interp = NonNull::new(remote.interpreter.load(Ordering::Acquire))?;
    // SAFETY: the interpreter lives: the caller has its lock. Freed by `delete_state`.
    let state = NonNull::from(Box::leak(unsafe { ThreadState::new(interp) }));
    made(|known| known.insert(state.as_ptr().addr(), Arc::clone(remote)));
    Some(state)
}

/// Drops the objects that a state holds.
pub fn clear_state(state: &ThreadState) {
    state.set_raised(None);
    drop(state.handled.take());
    drop(state.dict.take());
    drop(state.lent.take_all());
}

/// Frees a state made by [`new_state`]; others are left to their makers.
///
/// # Safety
/// Nothing uses the state any more; it was cleared, and is not current.
pub unsafe fn delete_state(state: NonNull<ThreadState>) {
    if made(|known| known.remove(&state.as_ptr().addr())).is_some() {
        forget(state.as_ptr());
        // SAFETY: made by `new_state`.
        drop(unsafe { Box::from_raw(state.as_ptr()) });
    }
}

/// Attaches the calling OS thread to the interpreter it last belonged to, or to the main one, unless it is attached;
/// whether it was.
pub fn ensure() -> bool {
    if ThreadState::try_current().is_some() {
        ensured(|list| list.push(Ensured::Nothing));
        return true;
    }
    let left = detached(|list| list.last().map(|last| (last.state, Arc::clone(&last.remote)))).flatten();
    let (state, remote, what) = match left {
        Some((state, remote)) => (state, remote, Ensured::Reattached),
        None => match runtime::interpreter(LAST.get()) {
            Some(remote) => (std::ptr::null(), remote, Ensured::Made),
            None => hang(),
        },
    };
    remote.acquire();
    let state = match NonNull::new(state.cast_mut()).or_else(|| new_state(&remote)) {
        Some(state) => state,
        None => hang(),
    };
    // SAFETY: the lock is held and the interpreter lives, so do its states.
    unsafe { ThreadState::swap(Some(state.as_ref())) };
    LAST.set(remote.id);
    ensured(|list| list.push(what));
    false
}

/// Undoes the last [`ensure`] of this OS thread.
pub fn release() {
    let Some(what) = ensured(Vec::pop).flatten() else { return };
    let Some(thread) = ThreadState::try_current() else { return };
    let remote = Arc::clone(&thread.interp().remote);
    match what {
        Ensured::Nothing => {}
        Ensured::Reattached => {
            // SAFETY: the state stays detached, as it was before.
            unsafe { ThreadState::swap(None) };
            remote.lock.release();
        }
        Ensured::Made => {
            clear_state(thread);
            // SAFETY: made by `ensure`; nothing on this thread uses it any more.
            unsafe {
                let state = ThreadState::swap(None);
                remote.lock.release();
                if let Some(state) = NonNull::new(state.cast_mut()) {
                    delete_state(state);
                }
            }
        }
    }
}

/// Raises an exception in the thread with this identity, the next time it runs Python code; how many threads that are.
/// `None` takes back one that was not raised yet.
pub fn raise_later(thread: &ThreadState, ident: u64, exception: Option<Value>) -> usize {
    let later = thread.interp().state::<Later>();
    if let Some(exception) = exception {
        if !is_attached(thread, ident) {
            return 0;
        }
        later.0.borrow_mut().push((ident, exception));
        thread.interp().remote.ask(breaker::CALLS);
        return 1;
    }
    let mut waiting = later.0.borrow_mut();
    let before = waiting.len();
    waiting.retain(|(waits, _)| *waits != ident);
    usize::from(waiting.len() != before)
}

/// Whether a state of this interpreter belongs to the OS thread: only those that run Python code now are known.
fn is_attached(thread: &ThreadState, ident: u64) -> bool {
    thread.ident == ident
}

/// Raises what [`raise_later`] left for the running thread.
pub fn raise_now(thread: &ThreadState) -> PyResult<()> {
    let later = thread.interp().state::<Later>();
    let at = later.0.borrow().iter().position(|(ident, _)| *ident == thread.ident);
    let Some(at) = at else { return Ok(()) };
    let (_, exception) = later.0.borrow_mut().remove(at);
    let exception = match exception.downcast::<Type>() {
        Some(_) => call::positional(thread, &exception, &[])?,
        None => exception,
    };
    Err(thread.raise(exception))
}

/// The state that the calling OS thread runs under, or let go of last.
pub fn state_of_this_thread() -> *const ThreadState {
    match ThreadState::try_current() {
        Some(thread) => std::ptr::from_ref(thread),
        None => detached(|list| list.last().map(|last| last.state)).flatten().unwrap_or(std::ptr::null()),
    }
}
