//! Signals: the handler only sets flags; Python code runs in the main interpreter, on the main thread, from the eval
//! loop or after an interrupted system call.
//!
//! While the main thread runs code of another interpreter, that one is asked too: it goes back to the main interpreter
//! for the handlers. If they raise, the code is stopped by a KeyboardInterrupt, and the exception of the handler comes
//! out of the call that ran it.

use crate::interpreter::{allow_threads, with_thread};
use crate::raise::{PyResult, Raised};
use crate::sync::{Remote, breaker, thread_ident};
use crate::thread::ThreadState;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// Pending signals, as bits by number.
static PENDING: AtomicU64 = AtomicU64::new(0);
/// The main interpreter's remote part, for the handler.
static MAIN: AtomicPtr<Remote> = AtomicPtr::new(std::ptr::null_mut());
/// The thread that handles signals; 0 = whichever runs the main interpreter.
static MAIN_THREAD: AtomicU64 = AtomicU64::new(0);
/// The other interpreter that the main thread runs code in; only that thread uses it, its signal handlers included.
static FOREGROUND: AtomicPtr<Remote> = AtomicPtr::new(std::ptr::null_mut());
/// What the main thread let go of when it went to another interpreter.
static BACKGROUND: AtomicPtr<ThreadState> = AtomicPtr::new(std::ptr::null_mut());

/// Signals are numbered from 1 to 64.
fn bit(number: i32) -> u64 {
    1 << ((number - 1) & 63)
}

extern "C" fn on_signal(number: libc::c_int) {
    PENDING.fetch_or(bit(number), Ordering::SeqCst);
    // SAFETY: set once to a leaked `Arc`; atomics are safe in a handler.
    if let Some(remote) = unsafe { MAIN.load(Ordering::SeqCst).as_ref() } {
        remote.ask(breaker::SIGNAL);
    }
    let main = MAIN_THREAD.load(Ordering::SeqCst);
    if main == thread_ident() {
        // SAFETY: this thread set it, and keeps the interpreter alive until it has set another.
        if let Some(remote) = unsafe { FOREGROUND.load(Ordering::SeqCst).as_ref() } {
            remote.ask(breaker::SIGNAL);
        }
    } else if main != 0 {
        // The system chose another thread: what the main thread waits for should be interrupted.
        // SAFETY: the main thread lives as long as the process; the call is allowed in a handler.
        unsafe { libc::pthread_kill(main as libc::pthread_t, number) };
    }
}

/// Routes SIGINT to the main interpreter and this thread, and ignores SIGPIPE, as the `python` command does.
pub fn install(remote: std::sync::Arc<Remote>) {
    MAIN.store(std::sync::Arc::into_raw(remote).cast_mut(), Ordering::SeqCst);
    MAIN_THREAD.store(thread_ident(), Ordering::SeqCst);
    watch(libc::SIGINT);
    // SAFETY: plain call.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// In the child of a fork, the thread that is left is the main one, and signals that the parent got are not for it.
pub fn after_fork() {
    PENDING.store(0, Ordering::SeqCst);
    if MAIN_THREAD.load(Ordering::SeqCst) != 0 {
        MAIN_THREAD.store(thread_ident(), Ordering::SeqCst);
    }
}

/// Whether the calling thread is the one that handles signals.
pub fn on_main_thread() -> bool {
    let main = MAIN_THREAD.load(Ordering::Relaxed);
    main == 0 || main == thread_ident()
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
#[inline(always)]
pub fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed) != 0
}

/// Takes the pending signals: their numbers.
pub fn take() -> Vec<i32> {
    let bits = PENDING.swap(0, Ordering::SeqCst);
    (1..=64).filter(|number| bits & bit(*number) != 0).collect()
}

/// What a Python-level handler table does with a signal; KeyboardInterrupt for SIGINT by default.
pub type Dispatch = fn(&ThreadState, i32) -> PyResult<()>;

static DISPATCH: std::sync::OnceLock<Dispatch> = std::sync::OnceLock::new();

/// Installs the dispatcher of the `_signal` module.
pub fn set_dispatch(dispatch: Dispatch) {
    let _ = DISPATCH.set(dispatch);
}

/// Handles pending signals, if that is the calling thread's task.
pub fn run_handlers(thread: &ThreadState) -> PyResult<()> {
    if !is_pending() || !on_main_thread() {
        return Ok(());
    }
    if thread.interp().is_main() {
        return dispatch(thread);
    }
    // SAFETY: this thread set it, and the state lives until it comes back to it.
    match unsafe { BACKGROUND.load(Ordering::Relaxed).as_ref() } {
        Some(main) => handle_elsewhere(thread, main),
        None => Ok(()),
    }
}

fn dispatch(thread: &ThreadState) -> PyResult<()> {
    let mut numbers = take().into_iter();
    while let Some(number) = numbers.next() {
        let done = match DISPATCH.get() {
            Some(dispatch) => dispatch(thread, number),
            None if number == libc::SIGINT => Err(interrupt(thread)),
            None => Ok(()),
        };
        if done.is_err() {
            numbers.for_each(put_back);
            return done;
        }
    }
    Ok(())
}

fn interrupt(thread: &ThreadState) -> Raised {
    thread.raise(crate::exceptions::new_bare(thread, &crate::exceptions::KeyboardInterrupt))
}

/// Runs the handlers in the main interpreter. What they raise stays there until [`Foreground`] ends.
fn handle_elsewhere(thread: &ThreadState, main: &ThreadState) -> PyResult<()> {
    let raised = allow_threads(thread, || {
        // SAFETY: the state of this thread in the main interpreter, which it let go of.
        unsafe {
            with_thread(main, |main| {
                // Code that goes on after a first exception is interrupted again.
                if main.has_pending() {
                    take();
                    return true;
                }
                dispatch(main).is_err()
            })
        }
    });
    if raised { Err(interrupt(thread)) } else { Ok(()) }
}

/// Says that the main thread runs code of another interpreter, until it is dropped.
pub struct Foreground {
    before: (*mut Remote, *mut ThreadState),
}

impl Foreground {
    /// `thread` goes to `remote` now; `None` when that does not matter for signals. What this gives is dropped before
    /// the interpreter is gone and before `thread` goes on, which then looks for what a handler raised
    /// (`ThreadState::check_pending`).
    pub fn enter(thread: &ThreadState, remote: &Remote) -> Option<Foreground> {
        if !on_main_thread() {
            return None;
        }
        let background = match thread.interp().is_main() {
            true => std::ptr::from_ref(thread).cast_mut(),
            false => BACKGROUND.load(Ordering::Relaxed),
        };
        if background.is_null() {
            return None;
        }
        let before = (
            FOREGROUND.swap(std::ptr::from_ref(remote).cast_mut(), Ordering::SeqCst),
            BACKGROUND.swap(background, Ordering::SeqCst),
        );
        if is_pending() {
            remote.ask(breaker::SIGNAL);
        }
        Some(Foreground { before })
    }
}

impl Drop for Foreground {
    fn drop(&mut self) {
        FOREGROUND.store(self.before.0, Ordering::SeqCst);
        BACKGROUND.store(self.before.1, Ordering::SeqCst);
        // SAFETY: as in the handler.
        if let Some(remote) = unsafe { self.before.0.as_ref() }
            && is_pending()
        {
            remote.ask(breaker::SIGNAL);
        }
    }
}

/// Makes a signal wait (again): it is handled at the next look at the breaker.
pub fn put_back(number: i32) {
    PENDING.fetch_or(bit(number), Ordering::SeqCst);
    // SAFETY: as in the handler.
    if let Some(remote) = unsafe { MAIN.load(Ordering::SeqCst).as_ref() } {
        remote.ask(breaker::SIGNAL);
    }
}
