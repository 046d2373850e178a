//! Signals: the handler only sets flags; Python code runs from the eval loop of the main interpreter's main thread.

use crate::raise::PyResult;
use crate::sync::{Remote, breaker};
use crate::thread::ThreadState;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// Pending signals, as bits by number.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// The main interpreter's remote part, for the handler.
static MAIN: AtomicPtr<Remote> = AtomicPtr::new(std::ptr::null_mut());

extern "C" fn on_signal(number: libc::c_int) {
    PENDING.fetch_or(1 << number, Ordering::SeqCst);
    // SAFETY: set once to a leaked `Arc`; atomics are safe in a handler.
    if let Some(remote) = unsafe { MAIN.load(Ordering::SeqCst).as_ref() } {
        remote.ask(breaker::SIGNAL);
    }
}

/// Routes SIGINT to the main interpreter and ignores SIGPIPE, as the `python` command does.
pub fn install(remote: std::sync::Arc<Remote>) {
    MAIN.store(std::sync::Arc::into_raw(remote).cast_mut(), Ordering::SeqCst);
    watch(libc::SIGINT);
    // SAFETY: plain call.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// Lets the handler note a signal.
pub fn watch(number: i32) {
    // SAFETY: a zeroed action with our handler; system calls are interrupted, so that Python code can run.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = on_signal as *const () as usize;
        libc::sigaction(number, &action, std::ptr::null_mut());
    }
}

/// Whether a signal waits to be handled.
pub fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed) != 0
}

/// Takes the pending signals: their numbers.
pub fn take() -> Vec<i32> {
    let bits = PENDING.swap(0, Ordering::SeqCst);
    (1..64).filter(|number| bits & (1 << number) != 0).collect()
}

/// What a Python-level handler table does with a signal; KeyboardInterrupt for SIGINT by default.
pub type Dispatch = fn(&ThreadState, i32) -> PyResult<()>;

static DISPATCH: std::sync::OnceLock<Dispatch> = std::sync::OnceLock::new();

/// Installs the dispatcher of the `_signal` module.
pub fn set_dispatch(dispatch: Dispatch) {
    let _ = DISPATCH.set(dispatch);
}

/// Handles pending signals on the current thread.
pub fn run_handlers(thread: &ThreadState) -> PyResult<()> {
    for number in take() {
        match DISPATCH.get() {
            Some(dispatch) => dispatch(thread, number)?,
            None if number == libc::SIGINT => {
                let interrupt = crate::exceptions::new_bare(thread, &crate::exceptions::KeyboardInterrupt);
                return Err(thread.raise(interrupt));
            }
            None => {}
        }
    }
    Ok(())
}

/// Makes a signal wait (again).
pub fn put_back(number: i32) {
    if (1..64).contains(&number) {
        PENDING.fetch_or(1 << number, Ordering::SeqCst);
    }
}
