//! `_thread`: OS threads in one interpreter, taking turns under its lock; locks and thread-local data.

use crate::define::{ModuleBuilder, int_arg, or_none, text, this};
use crate::signals;
use crate::structseq::StaticSeq;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::exceptions::{self, report};
use ladon_vm::interpreter::{Interpreter, allow_threads, with_thread};
use ladon_vm::object::{alloc, attr, call, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// How many threads each interpreter has started that have not ended.
static LIVE: Mutex<Option<HashMap<u64, usize>>> = Mutex::new(None);
static MAIN_IDENT: AtomicU64 = AtomicU64::new(0);

/// Threads of an interpreter that are still running (its end must not free what they use).
pub fn live(interpreter: u64) -> usize {
    let live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    live.as_ref().and_then(|live| live.get(&interpreter).copied()).unwrap_or(0)
}

fn count_live(interpreter: u64, change: isize) {
    let mut live = LIVE.lock().unwrap_or_else(PoisonError::into_inner);
    let count = live.get_or_insert_default().entry(interpreter).or_default();
    *count = count.saturating_add_signed(change);
}

/// What an interpreter keeps for `_thread`.
#[derive(Default)]
struct ThreadsState {
    stack_size: Cell<usize>,
    /// Handles that `_shutdown` waits for.
    joinable: RefCell<Vec<Value>>,
    locals: Cell<u64>,
}

crate::functions! {
    fn defs {
        "start_new_thread(function, args, kwargs=None, /)" => thread_start_new, "Start a thread and return its identity.";
        "start_new(function, args, kwargs=None, /)" => thread_start_new, "Start a thread and return its identity.";
        "start_joinable_thread(function, handle=None, daemon=True)" => thread_start_joinable, "Start a thread that can be joined.";
        "daemon_threads_allowed()" => thread_daemon_allowed, "Whether daemon threads may be started.";
        "allocate_lock()" => |_, _| Ok(Lock::new().into_value()), "Return a new lock.";
        "allocate()" => |_, _| Ok(Lock::new().into_value()), "Return a new lock.";
        "get_ident()" => |thread, _| Ok(int::from_u64(thread.ident)), "The identity of this thread.";
        "get_native_id()" => thread_native_id, "The identity of this thread in the system.";
        "_get_main_thread_ident()" => |_, _| Ok(int::from_u64(MAIN_IDENT.load(Ordering::Relaxed))), "The identity of the main thread.";
        "_is_main_interpreter()" => |thread, _| Ok(Value::bool(thread.interp().is_main())), "Whether this is the main interpreter.";
        "_count()" => |thread, _| Ok(int::from_usize(live(thread.interp().id))), "How many threads were started and run.";
        "_shutdown()" => thread_shutdown, "Wait for threads that are no daemons.";
        "_make_thread_handle(ident, /)" => thread_make_handle, "A handle for a thread that was not started here.";
        "_get_thread_handle()" => |_, _| Ok(Handle::new().into_value()), "A handle.";
        "stack_size(size=0, /)" => thread_stack_size, "Set the stack size of new threads and return the old one.";
        "set_name(name)" => thread_set_name, "Name this thread in the system.";
        "exit()" => thread_exit, "End this thread by raising SystemExit.";
        "exit_thread()" => thread_exit, "End this thread by raising SystemExit.";
        "interrupt_main(signum=2, /)" => thread_interrupt_main, "Act as if the main thread got a signal.";
        "_excepthook(args, /)" => thread_excepthook, "Report an exception that ended a thread.";
    }
}

static EXCEPT_HOOK_ARGS: StaticSeq = StaticSeq::new();

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    if thread.interp().is_main() && MAIN_IDENT.load(Ordering::Relaxed) == 0 {
        MAIN_IDENT.store(thread.ident, Ordering::Relaxed);
    }
    ModuleBuilder::new(thread, "_thread", "Threads and locks.")?
        .functions(defs())
        .value("LockType", Lock::type_object().as_value())
        .ty::<Lock>()
        .ty::<RLock>()
        .ty::<Handle>()
        .ty::<Local>()
        .class(&EXCEPT_HOOK_ARGS.ty)
        .value("error", exceptions::RuntimeError.as_value())
        .value("TIMEOUT_MAX", Value::float(TIMEOUT_MAX))
        .int("_NAME_MAXLEN", 15)
        .finish()
}

// ---- locks -------------------------------------------------------------------------------------------------------

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

impl Lock {
    fn new() -> Ref<Lock> {
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

// ---- threads -----------------------------------------------------------------------------------------------------

/// The end of a thread, to be waited for.
#[derive(Default)]
struct Completion {
    /// 0 not started, 1 running, 2 done.
    phase: Mutex<u8>,
    changed: Condvar,
}

impl Completion {
    fn set(&self, phase: u8) {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner) = phase;
        self.changed.notify_all();
    }

    fn phase(&self) -> u8 {
        *self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[repr(C)]
pub struct Handle {
    head: Head,
    ident: Cell<u64>,
    completion: Arc<Completion>,
}

ladon_vm::builtin_static!(Handle);

impl Handle {
    fn new() -> Ref<Handle> {
        alloc::alloc(Handle { head: alloc::head::<Handle>(), ident: Cell::new(0), completion: Arc::default() })
    }
}

fn handle_join(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let handle: &Handle = args.this();
    let deadline = match args.some(1) {
        None => None,
        Some(timeout) => {
            let timeout = ladon_vm::object::number::to_f64(thread, timeout)?;
            (timeout >= 0.0).then(|| Instant::now() + Duration::from_secs_f64(timeout.min(TIMEOUT_MAX)))
        }
    };
    match handle.completion.phase() {
        0 => return Err(err!(thread, RuntimeError, "thread not started")),
        1 if handle.ident.get() == thread.ident => {
            return Err(err!(thread, RuntimeError, "Cannot join current thread"));
        }
        _ => {}
    }
    wait_until_done(thread, &handle.completion, deadline)?;
    Ok(Value::none())
}

fn wait_until_done(thread: &ThreadState, completion: &Arc<Completion>, deadline: Option<Instant>) -> PyResult<()> {
    while completion.phase() != 2 {
        let slice = Duration::from_millis(100);
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if left.is_some_and(|left| left.is_zero()) {
            return Ok(());
        }
        let time = left.map_or(slice, |left| left.min(slice));
        let completion = Arc::clone(completion);
        allow_threads(thread, move || {
            let phase = completion.phase.lock().unwrap_or_else(PoisonError::into_inner);
            drop(completion.changed.wait_timeout_while(phase, time, |phase| *phase != 2));
        });
        signals::check(thread)?;
    }
    Ok(())
}

/// What the new thread runs, moved to it as it is: it is used under the interpreter's lock only.
struct Start {
    interp: NonNull<Interpreter>,
    function: Value,
    args: Vec<Value>,
    keywords: Option<Value>,
    /// Exceptions are told to `sys.unraisablehook` with this; the `threading` module catches its own.
    raw: bool,
}

struct Sent(Start);

// SAFETY: the values are touched under the interpreter's lock only (H3), by whichever thread holds it.
unsafe impl Send for Sent {}

fn spawn(thread: &ThreadState, start: Start, completion: Arc<Completion>) -> PyResult<u64> {
    let interp = thread.interp();
    if !interp.config.borrow().allow_threads {
        return Err(err!(thread, RuntimeError, "thread is not supported for isolated subinterpreters"));
    }
    if interp.finalizing.get() {
        let message = "can't create new thread at interpreter shutdown";
        return Err(err!(thread, PythonFinalizationError, "{message}"));
    }
    let id = interp.id;
    let size = match interp.state::<ThreadsState>().stack_size.get() {
        0 => 16 << 20,
        size => size,
    };
    let (send, receive) = std::sync::mpsc::channel();
    let sent = Sent(start);
    completion.set(1);
    count_live(id, 1);
    let done = Arc::clone(&completion);
    let spawned = std::thread::Builder::new().stack_size(size).spawn(move || {
        let _ = send.send(ladon_vm::sync::thread_ident());
        // A panic leaves the interpreter's lock held: the others would wait for ever.
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run_thread(sent))).is_err() {
            std::process::abort();
        }
        done.set(2);
        count_live(id, -1);
    });
    match spawned {
        Ok(_) => Ok(allow_threads(thread, || receive.recv().unwrap_or(0))),
        Err(_) => {
            completion.set(0);
            count_live(id, -1);
            Err(err!(thread, RuntimeError, "can't start new thread"))
        }
    }
}

fn run_thread(sent: Sent) {
    let Sent(start) = sent;
    // SAFETY: the interpreter waits for its threads before it ends (`live`).
    let state = unsafe { ThreadState::new(start.interp) };
    // SAFETY: both outlive the call.
    unsafe {
        with_thread(&state, |thread| {
            let keywords = start.keywords.as_ref().and_then(|keywords| keywords.downcast::<Dict>());
            if let Err(raised) = call::with_dict(thread, &start.function, &start.args, keywords) {
                finish_failed(thread, raised, &start);
            }
            drop(start);
            drop(thread.dict.take());
            drop(thread.handled.take());
        });
    }
}

fn finish_failed(thread: &ThreadState, raised: Raised, start: &Start) {
    let exception = thread.take_raised(raised);
    if exception.type_of().is_subtype(&exceptions::SystemExit) {
        return;
    }
    let raised = thread.reraise(exception);
    let message = if start.raw { "Exception ignored in thread started by" } else { "Exception ignored in thread" };
    report::unraisable_with(thread, raised, Some(message), Some(&start.function));
}

fn start_of(thread: &ThreadState, function: &Value, args: Vec<Value>, keywords: Option<Value>, raw: bool) -> Start {
    Start { interp: NonNull::from(thread.interp()), function: function.clone(), args, keywords, raw }
}

fn thread_start_new(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let function = args.value(0);
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "first arg must be callable"));
    }
    let Some(items) = args.value(1).downcast::<Tuple>() else {
        return Err(err!(thread, TypeError, "2nd arg must be a tuple"));
    };
    let keywords = args.some(2);
    if keywords.is_some_and(|keywords| keywords.downcast::<Dict>().is_none()) {
        return Err(err!(thread, TypeError, "optional 3rd arg must be a dictionary"));
    }
    let start = start_of(thread, function, items.as_slice().to_vec(), keywords.cloned(), true);
    Ok(int::from_u64(spawn(thread, start, Arc::default())?))
}

fn thread_start_joinable(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let function = args.value(0);
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "thread function must be callable"));
    }
    let daemon = args.get(2).map_or(Ok(true), |daemon| truth::is_true(thread, daemon))?;
    if daemon && !thread.interp().config.borrow().allow_daemon_threads {
        let message = "daemon threads are disabled in this (sub)interpreter";
        return Err(err!(thread, RuntimeError, "{message}"));
    }
    let handle = match args.some(1) {
        None => Handle::new(),
        Some(handle) => {
            Ref::from_value(handle.clone()).map_err(|_| err!(thread, TypeError, "'handle' must be a _ThreadHandle"))?
        }
    };
    if handle.completion.phase() != 0 {
        return Err(err!(thread, RuntimeError, "thread already started"));
    }
    let start = start_of(thread, function, Vec::new(), None, false);
    let ident = spawn(thread, start, Arc::clone(&handle.completion))?;
    handle.ident.set(ident);
    if !daemon {
        let state = thread.interp().state::<ThreadsState>();
        let mut joinable = state.joinable.borrow_mut();
        joinable.retain(|handle| handle.downcast::<Handle>().is_some_and(|handle| handle.completion.phase() != 2));
        joinable.push(handle.as_value().clone());
    }
    Ok(handle.into_value())
}

fn thread_daemon_allowed(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(thread.interp().config.borrow().allow_daemon_threads))
}

fn thread_native_id(_: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    // SAFETY: no memory is involved.
    Ok(int::from_i64(unsafe { libc::syscall(libc::SYS_gettid) }))
}

fn thread_shutdown(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    loop {
        let next = thread.interp().state::<ThreadsState>().joinable.borrow_mut().pop();
        let Some(handle) = next else { return Ok(Value::none()) };
        if let Some(handle) = handle.downcast::<Handle>()
            && handle.ident.get() != thread.ident
        {
            wait_until_done(thread, &handle.completion, None)?;
        }
    }
}

fn thread_make_handle(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let handle = Handle::new();
    let ident = ladon_vm::object::number::index(thread, args.value(0))?;
    handle.ident.set(int::as_i64(&ident).unwrap_or(0) as u64);
    handle.completion.set(1);
    Ok(handle.into_value())
}

fn thread_stack_size(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<ThreadsState>();
    let old = state.stack_size.get();
    if let Some(size) = args.get(0) {
        let size = int_arg(thread, size)?;
        if size < 0 {
            return Err(err!(thread, ValueError, "size must be 0 or a positive value"));
        }
        if size != 0 && size < 32768 {
            return Err(err!(thread, ValueError, "size not valid: {size} bytes"));
        }
        state.stack_size.set(if size == 0 { 0 } else { (size as usize).max(1 << 20) });
    }
    Ok(int::from_usize(old))
}

fn thread_set_name(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = crate::define::str_arg(thread, args.value(0), "set_name", "'name'")?;
    let mut bytes: Vec<u8> = name.as_bytes().iter().copied().filter(|byte| *byte != 0).take(15).collect();
    bytes.push(0);
    // SAFETY: a string of at most 16 bytes with NUL.
    unsafe { libc::prctl(libc::PR_SET_NAME, bytes.as_ptr()) };
    Ok(Value::none())
}

fn thread_exit(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Err(thread.raise(exceptions::new_bare(thread, &exceptions::SystemExit)))
}

fn thread_interrupt_main(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let number = args.get(0).map_or(Ok(2), |number| int_arg(thread, number))?;
    if !(1..65).contains(&number) {
        return Err(err!(thread, ValueError, "signal number out of range"));
    }
    // SAFETY: no memory is involved.
    unsafe { libc::kill(libc::getpid(), number as i32) };
    Ok(Value::none())
}

fn thread_excepthook(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let items = args.value(0).downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
    let [class, value, traceback, owner] = items else {
        return Err(err!(thread, TypeError, "_thread._excepthook argument type must be ExceptHookArgs"));
    };
    if class.is(&exceptions::SystemExit.as_value()) {
        return Ok(Value::none());
    }
    let name = match owner.is_none() {
        true => ladon_vm::sync::thread_ident().to_string(),
        false => ladon_vm::object::repr::str_lossy(thread, &attr::get_name(thread, owner, "name")?),
    };
    let mut message = format!("Exception in thread {name}:\n");
    if let Some(fields) = value.downcast::<exceptions::BaseExceptionObject>()
        && fields.traceback.get().is_none()
        && !traceback.is_none()
    {
        fields.traceback.set(Some(traceback.clone()));
    }
    message.push_str(&exceptions::display::format_exception(thread, value));
    report::write_stderr(thread, &message);
    Ok(Value::none())
}

// ---- thread-local data -------------------------------------------------------------------------------------------

#[repr(C)]
pub struct Local {
    head: Head,
    /// Under this key the dict stands in each thread's own dict; numbers are not used again.
    key: MutCell<Option<Ref<Str>>>,
    args: MutCell<Option<Value>>,
    keywords: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Local);
crate::traced!(Local { args, keywords });

fn local_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let plain = ty.slots.init.get().is_none_or(|init| {
        let object = ladon_vm::types::object::object_type().slots.init.get();
        object.is_some_and(|object| std::ptr::fn_addr_eq(init, object))
    });
    if !args.is_empty() && plain {
        return Err(err!(thread, TypeError, "Initialization arguments are not supported"));
    }
    let state = thread.interp().state::<ThreadsState>();
    state.locals.set(state.locals.get() + 1);
    let (positional, keywords) = call::to_tuple_and_dict(thread, args)?;
    let local = alloc::alloc_in(
        ty,
        Local {
            head: alloc::head::<Local>(),
            key: MutCell::new(Some(Str::new(&format!("thread.local.{}", state.locals.get())))),
            args: MutCell::new(Some(positional.into_value())),
            keywords: MutCell::new(keywords.map(Ref::into_value)),
        },
    );
    // The thread that makes it runs `__init__` by the call of the class.
    thread_dict(thread).set_str(&key_of(&local), Dict::new().into_value())?;
    Ok(local.into_value())
}

fn key_of(local: &Local) -> Ref<Str> {
    local.key.get().unwrap_or_else(|| Str::new("thread.local"))
}

fn thread_dict(thread: &ThreadState) -> Ref<Dict> {
    let known = thread.dict.get().and_then(|dict| Ref::from_value(dict).ok());
    known.unwrap_or_else(|| {
        let dict = Dict::new();
        thread.dict.set(Some(dict.clone().into_value()));
        dict
    })
}

/// The attributes of a local in this thread; `__init__` runs when there are none yet.
fn local_dict(thread: &ThreadState, value: &Value) -> PyResult<Ref<Dict>> {
    let local: &Local = this(value);
    let (dicts, key) = (thread_dict(thread), key_of(local));
    if let Some(dict) = dicts.get_str(&key).and_then(|dict| Ref::from_value(dict).ok()) {
        return Ok(dict);
    }
    let dict = Dict::new();
    dicts.set_str(&key, dict.clone().into_value())?;
    if let Some(init) = value.type_of().slots.init.get() {
        let args = or_none(local.args.get());
        let items = args.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
        let keywords = local.keywords.get();
        let keywords = keywords.as_ref().and_then(|keywords| keywords.downcast::<Dict>());
        let result = match keywords.map(Dict::snapshot) {
            None => init(thread, value, Args::positional(items)),
            Some(pairs) => {
                let mut values = items.to_vec();
                let (names, more): (Vec<Value>, Vec<Value>) = pairs.into_iter().unzip();
                values.extend(more);
                let names = Tuple::try_from_vec(names)?;
                init(thread, value, Args { values: &values, names: Some(&names) })
            }
        };
        if let Err(raised) = result {
            drop(dicts.remove_str(&key));
            return Err(raised);
        }
    }
    Ok(dict)
}

fn local_getattr(thread: &ThreadState, value: &Value, name: &Value) -> PyResult<Value> {
    let dict = local_dict(thread, value)?;
    let Some(text) = name.downcast::<Str>() else { return attr::generic_get(thread, value, name) };
    if text.as_bytes() == b"__dict__" {
        return Ok(dict.into_value());
    }
    let found = attr::lookup_type(value.type_of(), text);
    let is_data = found.as_ref().is_some_and(|found| found.type_of().slots.descr_set.get().is_some());
    if !is_data && let Some(own) = dict.get_str(text) {
        return Ok(own);
    }
    attr::generic_get(thread, value, name)
}

fn local_setattr(thread: &ThreadState, value: &Value, name: &Value, new: Option<&Value>) -> PyResult<()> {
    let dict = local_dict(thread, value)?;
    let Some(text) = name.downcast::<Str>() else { return attr::generic_set(thread, value, name, new) };
    if text.as_bytes() == b"__dict__" {
        let class = value.type_of().short_name();
        return Err(err!(thread, AttributeError, "'{class}' object attribute '__dict__' is read-only"));
    }
    let found = attr::lookup_type(value.type_of(), text);
    if found.is_some_and(|found| found.type_of().slots.descr_set.get().is_some()) {
        return attr::generic_set(thread, value, name, new);
    }
    match new {
        Some(new) => dict.set_str(text, new.clone())?,
        None => {
            if dict.remove_str(text).is_none() {
                return Err(attr::missing(thread, value, text));
            }
        }
    }
    Ok(())
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    EXCEPT_HOOK_ARGS.describe(
        "_ExceptHookArgs",
        "_thread",
        &["exc_type", "exc_value", "exc_traceback", "thread"],
        "Type used to pass arguments to threading.excepthook.",
    );
    ladon_vm::types::typeobject::type_of::<Lock>().weaklist_offset.set(1);
    TypeBuilder::new::<Lock>("lock", Some(object))
        .doc("A lock.")
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
    ladon_vm::types::typeobject::type_of::<RLock>().weaklist_offset.set(1);
    TypeBuilder::new::<RLock>("RLock", Some(object))
        .doc("A lock that its owner may take again.")
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
    TypeBuilder::new::<Handle>("_ThreadHandle", Some(object))
        .doc("A thread that can be joined.")
        .module("_thread")
        .slots(|s| s.new.set(Some(|_, _, _| Ok(Handle::new().into_value()))))
        .method("join(self, timeout=None, /)", handle_join, "Wait for the end of the thread.")
        .method("is_done(self)", |_, args| Ok(Value::bool(args.this::<Handle>().completion.phase() == 2)), "")
        .method(
            "_set_done(self)",
            |_, args| {
                args.this::<Handle>().completion.set(2);
                Ok(Value::none())
            },
            "",
        )
        .getter("ident", |_, value| Ok(int::from_u64(this::<Handle>(value).ident.get())), "")
        .finish();
    ladon_vm::types::typeobject::type_of::<Local>().weaklist_offset.set(1);
    TypeBuilder::new::<Local>("_local", Some(object))
        .doc("An object whose attributes are different in each thread.")
        .module("_thread")
        .flags(flags::BASETYPE)
        .container(Local::visit, Some(Local::clear_object))
        .slots(|s| {
            s.new.set(Some(local_new));
            s.getattr.set(Some(local_getattr));
            s.setattr.set(Some(local_setattr));
        })
        .finish();
}
