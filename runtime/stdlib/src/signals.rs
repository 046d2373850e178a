//! `_signal`: handlers of signals. They run in the main thread of the main interpreter.

use crate::define::{ModuleBuilder, int_arg, text};
use ladon_vm::err;
use ladon_vm::exceptions::{self, make};
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::int;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Handlers by number, and where a byte is written when a signal comes.
#[derive(Default)]
struct Handlers {
    table: RefCell<HashMap<i32, Value>>,
    wakeup: Cell<Option<i32>>,
}

crate::functions! {
    fn defs {
        "signal(signalnum, handler, /)" => signal_signal, "Set the handler of a signal and return the old one.";
        "getsignal(signalnum, /)" => signal_getsignal, "Return the handler of a signal.";
        "raise_signal(signalnum, /)" => signal_raise, "Send a signal to this process.";
        "default_int_handler(signalnum, frame, /)" => signal_default_int, "Raise KeyboardInterrupt.";
        "strsignal(signalnum, /)" => signal_strsignal, "Describe a signal.";
        "set_wakeup_fd(fd, /, *, warn_on_full_buffer=True)" => signal_wakeup, "Set the descriptor written to for signals.";
        "alarm(seconds, /)" => signal_alarm, "Send SIGALRM in so many seconds.";
        "pause()" => signal_pause, "Wait for a signal.";
        "valid_signals()" => signal_valid, "Return the numbers of signals.";
        "siginterrupt(signalnum, flag, /)" => |_, _| Ok(Value::none()), "Does nothing.";
    }
}

macro_rules! signals {
    ($($name:ident)*) => { const SIGNALS: &[(&str, i32)] = &[$((stringify!($name), libc::$name)),*]; };
}
signals! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM
    SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGSYS
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let mut builder = ModuleBuilder::new(thread, "_signal", "Handlers of signals.")?.functions(defs());
    for (name, number) in SIGNALS {
        builder = builder.int(name, i64::from(*number));
    }
    builder
        .ints(&[("SIG_DFL", 0), ("SIG_IGN", 1), ("NSIG", 65), ("SIG_BLOCK", 0), ("SIG_UNBLOCK", 1), ("SIG_SETMASK", 2)])
        .ints(&[("ITIMER_REAL", 0), ("ITIMER_VIRTUAL", 1), ("ITIMER_PROF", 2)])
        .value("ItimerError", exceptions::OSError.as_value())
        .finish()
}

/// Runs what handlers are pending, after an interrupted system call.
pub fn check(thread: &ThreadState) -> PyResult<()> {
    if ladon_vm::signals::is_pending() && thread.interp().is_main() {
        return ladon_vm::signals::run_handlers(thread);
    }
    Ok(())
}

/// Calls the handler of a signal.
pub fn dispatch(thread: &ThreadState, number: i32) -> PyResult<()> {
    let state = thread.interp().state::<Handlers>();
    let handler = state.table.borrow().get(&number).cloned();
    let Some(handler) = handler else {
        if number == libc::SIGINT {
            let interrupt = exceptions::new_bare(thread, &exceptions::KeyboardInterrupt);
            return Err(thread.raise(interrupt));
        }
        return Ok(());
    };
    if int::is_int(&handler) {
        return Ok(());
    }
    let frame = ladon_vm::types::frame::at_depth(thread, 0).unwrap_or_else(Value::none);
    call::positional(thread, &handler, &[int::from_i64(i64::from(number)), frame])?;
    Ok(())
}

fn number_arg(thread: &ThreadState, value: &Value) -> PyResult<i32> {
    let number = int_arg(thread, value)?;
    if !(1..65).contains(&number) {
        return Err(err!(thread, ValueError, "signal number out of range"));
    }
    Ok(number as i32)
}

fn signal_signal(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let number = number_arg(thread, args.value(0))?;
    let handler = args.value(1);
    if !thread.interp().is_main() {
        return Err(err!(thread, ValueError, "signal only works in main thread of the main interpreter"));
    }
    let old = current(thread, number)?;
    match int::as_i64(handler) {
        Some(disposition @ (0 | 1)) => {
            // SAFETY: SIG_DFL and SIG_IGN are 0 and 1.
            let result = unsafe { libc::signal(number, disposition as libc::sighandler_t) };
            if result == libc::SIG_ERR {
                return Err(make::os_error(thread, crate::io::fileio::errno(), None));
            }
        }
        _ if handler.type_of().slots.call.get().is_some() => {
            if number == libc::SIGKILL || number == libc::SIGSTOP {
                return Err(make::os_error(thread, libc::EINVAL, None));
            }
            ladon_vm::signals::watch(number);
        }
        _ => {
            let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
            return Err(err!(thread, TypeError, "{message}"));
        }
    }
    thread.interp().state::<Handlers>().table.borrow_mut().insert(number, handler.clone());
    Ok(old)
}

fn current(thread: &ThreadState, number: i32) -> PyResult<Value> {
    if let Some(handler) = thread.interp().state::<Handlers>().table.borrow().get(&number) {
        return Ok(handler.clone());
    }
    if number == libc::SIGINT {
        return ladon_vm::import::import_attribute(thread, "_signal", "default_int_handler");
    }
    Ok(int::from_i64(i64::from(number == libc::SIGPIPE)))
}

fn signal_getsignal(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let number = number_arg(thread, args.value(0))?;
    current(thread, number)
}

fn signal_raise(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let number = int_arg(thread, args.value(0))? as i32;
    // SAFETY: no memory is involved.
    if unsafe { libc::raise(number) } != 0 {
        return Err(make::os_error(thread, crate::io::fileio::errno(), None));
    }
    check(thread)?;
    Ok(Value::none())
}

fn signal_default_int(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let interrupt = exceptions::new_bare(thread, &exceptions::KeyboardInterrupt);
    Err(thread.raise(interrupt))
}

fn signal_strsignal(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let number = number_arg(thread, args.value(0))?;
    // SAFETY: the result is a static string or NULL.
    let name = unsafe {
        let name = libc::strsignal(number);
        if name.is_null() { None } else { Some(std::ffi::CStr::from_ptr(name).to_string_lossy().into_owned()) }
    };
    name.map_or_else(|| Ok(Value::none()), |name| text(&name))
}

fn signal_wakeup(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = int_arg(thread, args.value(0))? as i32;
    let state = thread.interp().state::<Handlers>();
    let old = state.wakeup.replace((fd >= 0).then_some(fd));
    Ok(int::from_i64(i64::from(old.unwrap_or(-1))))
}

fn signal_alarm(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let seconds = int_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    Ok(int::from_i64(i64::from(unsafe { libc::alarm(seconds.max(0) as u32) })))
}

fn signal_pause(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    ladon_vm::interpreter::allow_threads(thread, || {
        // SAFETY: no memory is involved.
        unsafe { libc::pause() }
    });
    check(thread)?;
    Ok(Value::none())
}

fn signal_valid(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let numbers = SIGNALS.iter().map(|row| int::from_i64(i64::from(row.1))).collect();
    let set = ladon_vm::types::set::frozenset_from_vec(thread, numbers)?;
    Ok(set)
}
