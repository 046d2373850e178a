//! Interpreters that Python code makes: the table of them, running code in them, ending them.
//!
//! Rooms: [`cross`] values between interpreters · [`script`] which functions may run elsewhere · [`errors`] the
//! exceptions. Code runs in the calling OS thread under a state of its own; the caller's interpreter is free meanwhile,
//! and nothing that is shared by the process is locked.

pub mod cross;
pub mod errors;
pub mod script;

use crate::exceptions::report;
use crate::interpreter::{self, Config, allow_threads};
use crate::lifecycle::Running;
use crate::signals::Foreground;
use crate::sync::Remote;
use crate::thread::ThreadState;
use crate::{channel, runtime};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// An interpreter that [`create`] made.
struct Entry {
    /// Taken by who ends it.
    running: Option<Running>,
    references: usize,
    /// Ends with its last reference.
    counted: bool,
}

static TABLE: Mutex<BTreeMap<u64, Entry>> = Mutex::new(BTreeMap::new());

fn table() -> MutexGuard<'static, BTreeMap<u64, Entry>> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Who made an interpreter, by CPython's numbers (`_interpreters.WHENCE_…`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whence {
    Runtime = 1,
    CApi = 3,
    Stdlib = 5,
}

pub fn whence(id: u64) -> Whence {
    match id {
        0 => Whence::Runtime,
        _ if table().contains_key(&id) => Whence::Stdlib,
        _ => Whence::CApi,
    }
}

/// Makes an interpreter; the error is a text.
pub fn create(thread: &ThreadState, config: Config, counted: bool) -> Result<u64, String> {
    let running = allow_threads(thread, || Running::new(config))?;
    let id = running.interpreter().id;
    table().insert(id, Entry { running: Some(running), references: 0, counted });
    Ok(id)
}

/// Whether code runs in its `__main__`; in that of the main interpreter, it always does.
pub fn is_running(remote: &Remote) -> bool {
    remote.id == 0 || remote.running.load(Ordering::Acquire)
}

/// Marks the `__main__` of an interpreter as used, until it is dropped.
pub struct InMain(Arc<Remote>);

impl InMain {
    /// `None` when code runs there already.
    pub fn enter(remote: &Arc<Remote>) -> Option<InMain> {
        let was = remote.id == 0 || remote.running.swap(true, Ordering::AcqRel);
        (!was).then(|| InMain(Arc::clone(remote)))
    }
}

impl Drop for InMain {
    fn drop(&mut self) {
        self.0.running.store(false, Ordering::Release);
    }
}

/// Runs `body` in another interpreter, in the calling OS thread, which lets go of its own meanwhile. `None` when the
/// interpreter is gone. A signal handler may have left an exception in `thread` ([`Foreground`]).
pub fn run_in<R>(thread: &ThreadState, remote: &Arc<Remote>, body: impl FnOnce(&ThreadState) -> R) -> Option<R> {
    allow_threads(thread, || {
        interpreter::with_new_state(remote, |state| {
            let _foreground = Foreground::enter(thread, remote);
            body(state)
        })
    })
}

/// Why an interpreter was not ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    NotFound,
    Running,
}

/// Ends an interpreter made by [`create`] and frees all it had. A signal handler may have left an exception in `thread`.
pub fn destroy(thread: &ThreadState, id: u64) -> Result<(), Refused> {
    let remote = runtime::interpreter(id).ok_or(Refused::NotFound)?;
    let running = {
        let mut table = table();
        let entry = table.get_mut(&id).ok_or(Refused::NotFound)?;
        if remote.running.swap(true, Ordering::AcqRel) {
            return Err(Refused::Running);
        }
        entry.running.take().ok_or(Refused::NotFound)?
    };
    allow_threads(thread, || {
        let _foreground = Foreground::enter(thread, &remote);
        running.end()
    });
    table().remove(&id);
    channel::interpreter_ended(id);
    Ok(())
}

/// Counts one more user; false when the interpreter is not one of ours.
pub fn incref(id: u64) -> bool {
    table().get_mut(&id).map(|entry| entry.references += 1).is_some()
}

/// Counts one user less; the last one ends the interpreter if it was made so.
pub fn decref(thread: &ThreadState, id: u64) -> bool {
    let last = match table().get_mut(&id) {
        None => return false,
        Some(entry) => {
            entry.references = entry.references.saturating_sub(1);
            entry.counted && entry.references == 0
        }
    };
    if last && thread.interp().id != id {
        let _ = destroy(thread, id);
    }
    true
}

/// After code ran in an interpreter: ends it if its last user left meanwhile.
pub fn end_if_unused(thread: &ThreadState, id: u64, had_users: bool) {
    let unused = table().get(&id).is_some_and(|entry| entry.counted && entry.references == 0);
    if had_users && unused && thread.interp().id != id {
        let _ = destroy(thread, id);
    }
}

/// Whether anybody counts on an interpreter.
pub fn has_users(id: u64) -> bool {
    table().get(&id).is_some_and(|entry| entry.references > 0)
}

/// Ends the interpreters that are left when the program ends, save those in which other threads still run code.
pub fn end_all(thread: &ThreadState) {
    let left: Vec<u64> = table().keys().copied().collect();
    for id in left {
        let _ = destroy(thread, id);
        if let Err(raised) = thread.check_pending() {
            report::unraisable_with(thread, raised, Some("while an interpreter ended"), None);
        }
    }
}
