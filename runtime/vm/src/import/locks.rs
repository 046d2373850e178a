//! Threads of one interpreter that import the same module: the second waits until the first is done, unless that would
//! be for ever (then it sees the module half made, as in CPython).

use crate::interpreter::allow_threads;
use crate::thread::ThreadState;
use crate::types::Str;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Imports that are running in one interpreter.
#[derive(Default)]
struct Running {
    /// (module, thread), innermost last.
    rows: RefCell<Vec<(Vec<u8>, u64)>>,
    /// (thread, module it waits for).
    waiting: RefCell<Vec<(u64, Vec<u8>)>>,
    finished: Arc<(Mutex<u64>, Condvar)>,
}

impl Running {
    fn holder(&self, name: &[u8]) -> Option<u64> {
        self.rows.borrow().iter().find(|(module, _)| module == name).map(|row| row.1)
    }

    /// Whether `holder` waits, through others, for something that `me` imports.
    fn would_deadlock(&self, mut holder: u64, me: u64) -> bool {
        for _ in 0..64 {
            let waited = self.waiting.borrow().iter().find(|(thread, _)| *thread == holder).map(|row| row.1.clone());
            let Some(next) = waited.and_then(|name| self.holder(&name)) else { return false };
            if next == me {
                return true;
            }
            holder = next;
        }
        true
    }

    /// Waits until no other thread imports `name`.
    fn wait(&self, thread: &ThreadState, name: &[u8]) {
        while let Some(holder) = self.holder(name) {
            if holder == thread.ident || self.would_deadlock(holder, thread.ident) {
                return;
            }
            self.waiting.borrow_mut().push((thread.ident, name.to_vec()));
            let finished = Arc::clone(&self.finished);
            let seen = *finished.0.lock().unwrap_or_else(PoisonError::into_inner);
            allow_threads(thread, move || {
                let count = finished.0.lock().unwrap_or_else(PoisonError::into_inner);
                if *count == seen {
                    drop(finished.1.wait_timeout(count, Duration::from_millis(50)));
                }
            });
            self.waiting.borrow_mut().retain(|(waiter, _)| *waiter != thread.ident);
        }
    }
}

/// Held while a module is being imported.
pub struct ImportLock {
    running: Rc<Running>,
    entered: bool,
}

/// Takes the lock of a module; waits while another thread imports it.
pub fn acquire(thread: &ThreadState, name: &Str) -> ImportLock {
    let running = thread.interp().state::<Running>();
    running.wait(thread, name.as_bytes());
    let entered = running.holder(name.as_bytes()).is_none();
    if entered {
        running.rows.borrow_mut().push((name.as_bytes().to_vec(), thread.ident));
    }
    ImportLock { running, entered }
}

impl Drop for ImportLock {
    fn drop(&mut self) {
        if self.entered {
            self.running.rows.borrow_mut().pop_innermost();
            let (count, condition) = &*self.running.finished;
            *count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
            condition.notify_all();
        }
    }
}

trait PopInnermost {
    fn pop_innermost(&mut self);
}

impl PopInnermost for Vec<(Vec<u8>, u64)> {
    /// Removes the last row of the calling thread: imports nest.
    fn pop_innermost(&mut self) {
        let me = crate::sync::thread_ident();
        if let Some(at) = self.iter().rposition(|(_, ident)| *ident == me) {
            self.remove(at);
        }
    }
}

/// Waits while another thread is importing a module that stands in `sys.modules` already.
#[inline]
pub fn wait_for(thread: &ThreadState, name: &Str) {
    let running = thread.interp().state::<Running>();
    if !running.rows.borrow().is_empty() {
        running.wait(thread, name.as_bytes());
    }
}
