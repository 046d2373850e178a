//! `_thread`: OS threads in one interpreter, taking turns under its lock; locks and thread-local data.

mod local;
mod locks;

use self::local::Local;
use self::locks::{Lock, RLock};
use crate::define::{ModuleBuilder, int_arg, this};
use crate::signals;
use crate::structseq::StaticSeq;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::exceptions::{self, report};
use ladon_vm::interpreter::{allow_threads, with_new_state};
use ladon_vm::object::{alloc, attr, call, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::sync::Remote;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, Builtin, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Tuple, int};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
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
ladon_vm::outside!(Handle { completion });

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
    function: Value,
    args: Vec<Value>,
    keywords: Option<Value>,
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
    let remote = Arc::clone(&interp.remote);
    let spawned = std::thread::Builder::new().stack_size(size).spawn(move || {
        let _ = send.send(ladon_vm::sync::thread_ident());
        // A panic leaves the interpreter's lock held: the others would wait for ever.
        if std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run_thread(&remote, sent))).is_err() {
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

fn run_thread(remote: &Remote, sent: Sent) {
    let sent = std::mem::ManuallyDrop::new(sent);
    // If the interpreter has ended meanwhile, the values went with it: they are not to be touched.
    with_new_state(remote, |thread| {
        let Sent(start) = std::mem::ManuallyDrop::into_inner(sent);
        let keywords = start.keywords.as_ref().and_then(|keywords| keywords.downcast::<Dict>());
        if let Err(raised) = call::with_dict(thread, &start.function, &start.args, keywords) {
            finish_failed(thread, raised, &start.function);
        }
    });
}

fn finish_failed(thread: &ThreadState, raised: Raised, function: &Value) {
    let exception = thread.take_raised(raised);
    if exception.type_of().is_subtype(&exceptions::SystemExit) {
        return;
    }
    let raised = thread.reraise(exception);
    let doing = format!("in thread started by {}", ladon_vm::object::repr::repr_lossy(thread, function));
    report::unraisable_with(thread, raised, Some(&doing), None);
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
    let start = Start { function: function.clone(), args: items.as_slice().to_vec(), keywords: keywords.cloned() };
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
    let start = Start { function: function.clone(), args: Vec::new(), keywords: None };
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

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    EXCEPT_HOOK_ARGS.describe(
        "_ExceptHookArgs",
        "_thread",
        &["exc_type", "exc_value", "exc_traceback", "thread"],
        "Type used to pass arguments to threading.excepthook.",
    );
    TypeBuilder::new::<Handle>("_ThreadHandle", Some(object))
        .doc("A thread that can be joined.")
        .outside::<Handle>()
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
    locks::describe();
    local::describe();
}
