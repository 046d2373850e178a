//! Doors upward: what the VM asks of the crates above it, filled in by the front door.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::value::{ObjectPtr, Value};
use ladon_heap::Owner;
use std::sync::OnceLock;

/// What the loader provides.
pub struct Hooks {
    /// Creates a native module from its spec (`_imp.create_dynamic`).
    pub create_dynamic: fn(&ThreadState, &Value) -> PyResult<Value>,
    /// Runs its exec phase (`_imp.exec_dynamic`).
    pub exec_dynamic: fn(&ThreadState, &Value) -> PyResult<()>,
    /// Creates a builtin native module by name; `None` when there is none of this name.
    pub create_builtin: fn(&ThreadState, &str) -> PyResult<Option<Value>>,
    /// Names of builtin native modules.
    pub builtin_names: fn() -> Vec<&'static str>,
    /// An object of another interpreter was used or let go of here.
    pub violation: fn(&ThreadState, ObjectPtr, Owner, &'static str),
    /// An interpreter is about to end: its modules, then its native data.
    pub before_end: fn(&ThreadState),
    pub after_end: fn(u64),
}

static HOOKS: OnceLock<Hooks> = OnceLock::new();

/// Fills the doors; the first call counts.
pub fn install(hooks: Hooks) {
    let _ = HOOKS.set(hooks);
}

pub fn get() -> Option<&'static Hooks> {
    HOOKS.get()
}

/// An object without a current interpreter, or outside of every heap, reached count zero: it is left alone.
#[cold]
pub fn orphaned(object: ObjectPtr) {
    if let Some(thread) = ThreadState::try_current()
        && let Some(hooks) = get()
    {
        (hooks.violation)(thread, object, Owner::SHARED, "_Py_Dealloc");
    }
}

/// An object of another interpreter reached count zero here: its owner releases it.
#[cold]
pub fn foreign_dealloc(thread: &ThreadState, object: ObjectPtr, owner: Owner) {
    if let Some(hooks) = get() {
        (hooks.violation)(thread, object, owner, "_Py_Dealloc");
    }
    if let Some(remote) = owner.interpreter().and_then(crate::runtime::interpreter) {
        // SAFETY: E1: the owner holds the memory until it has emptied its queue.
        unsafe { object.as_ref() }.refcount.set(1);
        remote.releases.push(object.as_ptr().addr());
        remote.ask(crate::sync::breaker::RELEASES);
    }
}
