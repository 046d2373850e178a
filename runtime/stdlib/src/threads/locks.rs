//! `lock` and `RLock`.

use crate::define::{int_arg, text, this};
use crate::signals;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{alloc, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, TypeBuilder};
use ladon_vm::types::{Tuple, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::TIMEOUT_MAX;

/// The part of a lock that other threads see.
#[derive(Default)]
struct Gate {
    held: Mutex<bool>,
    freed: Condvar,
}

impl Gate {
    fn try_take(&self) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(&mut *held, true)
    }

    /// Waits for at most `time`; whether the gate was taken.
    fn take_within(&self, time: Duration) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = self.freed.wait_timeout_while(held, time, |held| *held);
        let (mut held, _) = wait.unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(&mut *held, true)
    }

    /// Whether it was held.
    fn release(&self) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let was = std::mem::replace(&mut *held, false);
        drop(held);
        self.freed.notify_one();
        was
    }

    fn is_held(&self) -> bool {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a gate with the interpreter's lock released; `deadline` `None` = for ever.
fn wait_for(thread: &ThreadState, gate: &Arc<Gate>, deadline: Option<Instant>) -> PyResult<bool> {
    if gate.try_take() {
        return Ok(true);
    }
    loop {
        let slice = Duration::from_millis(100);
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let gate = Arc::clone(gate);
        let time = left.map_or(slice, |left| left.min(slice));
        if allow_threads(thread, move || gate.take_within(time)) {
            return Ok(true);
        }
        signals::check(thread)?;
        if left.is_some_and(|left| left <= slice) && deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Ok(false);
        }
    }
}

/// Reads `(blocking=True, timeout=-1)`: `None` = do not wait, `Some(None)` = for ever.
fn wait_arguments(thread: &ThreadState, args: Bound<'_>) -> PyResult<Option<Option<Instant>>> {
    let blocking = args.get(1).map_or(Ok(true), |blocking| truth::is_true(thread, blocking))?;
    let timeout = match args.get(2) {
        None => -1.0,
        Some(timeout) => ladon_vm::object::number::to_f64(thread, timeout)?,
    };
    if !blocking && timeout != -1.0 {
        return Err(err!(thread, ValueError, "can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(err!(thread, ValueError, "timeout value must be a non-negative number"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(err!(thread, OverflowError, "timeout value is too large"));
    }
    if !blocking {
        return Ok(None);
    }
    Ok(Some((timeout >= 0.0).then(|| Instant::now() + Duration::from_secs_f64(timeout))))
}

#[repr(C)]
pub struct Lock {
    head: Head,
    gate: Arc<Gate>,
}

ladon_vm::builtin_static!(Lock);
ladon_vm::outside!(Lock { gate });

impl Lock {
    pub fn new() -> Ref<Lock> {
        alloc::alloc(Lock { head: alloc::head::<Lock>(), gate: Arc::default() })
    }
}

fn lock_acquire(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let lock: &Lock = args.this();
    let taken = match wait_arguments(thread, args)? {
        None => lock.gate.try_take(),
        Some(deadline) => wait_for(thread, &lock.gate, deadline)?,
    };
    Ok(Value::bool(taken))
}

fn lock_enter(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    wait_for(thread, &args.this::<Lock>().gate, None)?;
    Ok(Value::bool(true))
}

fn lock_release(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if !args.this::<Lock>().gate.release() {
        return Err(err!(thread, RuntimeError, "release unlocked lock"));
    }
    Ok(Value::none())
}

fn lock_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let state = if this::<Lock>(value).gate.is_held() { "locked" } else { "unlocked" };
    let class = ladon_vm::types::ready::full_name(thread, value.type_of());
    text(&format!("<{state} {class} object at {:#x}>", value.bits()))
}

#[repr(C)]
pub struct RLock {
    head: Head,
    gate: Arc<Gate>,
    owner: Cell<u64>,
    count: Cell<u64>,
}

ladon_vm::builtin_static!(RLock);
ladon_vm::outside!(RLock { gate });

impl RLock {
    fn acquire(&self, thread: &ThreadState, wait: Option<Option<Instant>>) -> PyResult<bool> {
        if self.owner.get() == thread.ident && self.count.get() > 0 {
            self.count.set(self.count.get() + 1);
            return Ok(true);
        }
        let taken = match wait {
            None => self.gate.try_take(),
            Some(deadline) => wait_for(thread, &self.gate, deadline)?,
        };
        if taken {
            self.owner.set(thread.ident);
            self.count.set(1);
        }
        Ok(taken)
    }

    fn is_mine(&self, thread: &ThreadState) -> bool {
        self.count.get() > 0 && self.owner.get() == thread.ident
    }
}

fn rlock_new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = RLock { head: alloc::head::<RLock>(), gate: Arc::default(), owner: Cell::new(0), count: Cell::new(0) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn rlock_acquire(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let wait = wait_arguments(thread, args)?;
    Ok(Value::bool(args.this::<RLock>().acquire(thread, wait)?))
}

fn rlock_enter(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(args.this::<RLock>().acquire(thread, Some(None))?))
}

fn rlock_release(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let lock: &RLock = args.this();
    if !lock.is_mine(thread) {
        return Err(err!(thread, RuntimeError, "cannot release un-acquired lock"));
    }
    lock.count.set(lock.count.get() - 1);
    if lock.count.get() == 0 {
        lock.owner.set(0);
        lock.gate.release();
    }
    Ok(Value::none())
}

fn rlock_release_save(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let lock: &RLock = args.this();
    if lock.count.get() == 0 {
        return Err(err!(thread, RuntimeError, "cannot release un-acquired lock"));
    }
    let saved = Tuple::pair(int::from_u64(lock.count.replace(0)), int::from_u64(lock.owner.replace(0)));
    lock.gate.release();
    Ok(saved.into_value())
}

fn rlock_acquire_restore(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let lock: &RLock = args.this();
    let Some([count, owner]) = args.value(1).downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(err!(thread, TypeError, "_acquire_restore() argument must be a tuple"));
    };
    let count = int_arg(thread, count)? as u64;
    let owner = ladon_vm::object::number::index(thread, owner)?;
    wait_for(thread, &lock.gate, None)?;
    lock.count.set(count);
    lock.owner.set(int::as_i64(&owner).map_or(thread.ident, |owner| owner as u64));
    Ok(Value::none())
}

fn rlock_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let lock: &RLock = this(value);
    let state = if lock.count.get() > 0 { "locked" } else { "unlocked" };
    let class = ladon_vm::types::ready::full_name(thread, value.type_of());
    let (owner, count) = (lock.owner.get(), lock.count.get());
    text(&format!("<{state} {class} object owner={owner} count={count} at {:#x}>", value.bits()))
}

pub fn describe() {
    describe_lock();
    describe_rlock();
}

fn describe_lock() {
    let object = ladon_vm::types::object::object_type();
    ladon_vm::types::typeobject::type_of::<Lock>().weaklist_offset.set(1);
    TypeBuilder::new::<Lock>("lock", Some(object))
        .doc("A lock.")
        .outside::<Lock>()
        .module("_thread")
        .slots(|s| {
            s.new.set(Some(|_, _, _| Ok(Lock::new().into_value())));
            s.repr.set(Some(lock_repr));
        })
        .method("acquire(self, blocking=True, timeout=-1)", lock_acquire, "Take the lock.")
        .method("acquire_lock(self, blocking=True, timeout=-1)", lock_acquire, "Take the lock.")
        .method("release(self)", lock_release, "Release the lock.")
        .method("release_lock(self)", lock_release, "Release the lock.")
        .method("locked(self)", |_, args| Ok(Value::bool(args.this::<Lock>().gate.is_held())), "Whether it is held.")
        .method(
            "locked_lock(self)",
            |_, args| Ok(Value::bool(args.this::<Lock>().gate.is_held())),
            "Whether it is held.",
        )
        .method(
            "_at_fork_reinit(self)",
            |_, args| {
                args.this::<Lock>().gate.release();
                Ok(Value::none())
            },
            "",
        )
        .method("__enter__(self)", lock_enter, "Take the lock.")
        .raw_method(
            "__exit__(self, /, *args)",
            |thread, args| lock_release(thread, Bound(&[args.values.first().cloned()])),
            "Release the lock.",
        )
        .finish();
}

fn describe_rlock() {
    let object = ladon_vm::types::object::object_type();
    ladon_vm::types::typeobject::type_of::<RLock>().weaklist_offset.set(1);
    TypeBuilder::new::<RLock>("RLock", Some(object))
        .doc("A lock that its owner may take again.")
        .outside::<RLock>()
        .module("_thread")
        .flags(flags::BASETYPE)
        .slots(|s| {
            s.new.set(Some(rlock_new));
            s.repr.set(Some(rlock_repr));
        })
        .method("acquire(self, blocking=True, timeout=-1)", rlock_acquire, "Take the lock.")
        .method("release(self)", rlock_release, "Release the lock.")
        .method("locked(self)", |_, args| Ok(Value::bool(args.this::<RLock>().count.get() > 0)), "Whether it is held.")
        .method("_is_owned(self)", |thread, args| Ok(Value::bool(args.this::<RLock>().is_mine(thread))), "")
        .method(
            "_recursion_count(self)",
            |thread, args| {
                let lock: &RLock = args.this();
                Ok(int::from_u64(if lock.is_mine(thread) { lock.count.get() } else { 0 }))
            },
            "",
        )
        .method("_release_save(self)", rlock_release_save, "")
        .method("_acquire_restore(self, state)", rlock_acquire_restore, "")
        .method(
            "_at_fork_reinit(self)",
            |_, args| {
                let lock: &RLock = args.this();
                lock.count.set(0);
                lock.owner.set(0);
                lock.gate.release();
                Ok(Value::none())
            },
            "",
        )
        .method("__enter__(self)", rlock_enter, "Take the lock.")
        .raw_method(
            "__exit__(self, /, *args)",
            |thread, args| rlock_release(thread, Bound(&[args.values.first().cloned()])),
            "Release the lock.",
        )
        .finish();
}
