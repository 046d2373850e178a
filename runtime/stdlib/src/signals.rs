//! `_signal`: handlers of signals. They run in the main thread of the main interpreter.

use crate::define::{ModuleBuilder, int_arg, text};
use ladon_vm::err;
use ladon_vm::exceptions::{self, make};
use ladon_vm::object::{call, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Tuple, int};
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
        "setitimer(which, seconds, interval=0.0, /)" => signal_setitimer, "Set a timer; return what it was, as getitimer does.";
        "getitimer(which, /)" => signal_getitimer, "How many seconds a timer has left, and its interval.";
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
    ladon_vm::signals::run_handlers(thread)
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

/// Whether handlers run in this interpreter and thread.
fn is_main(thread: &ThreadState) -> bool {
    thread.interp().is_main() && ladon_vm::signals::on_main_thread()
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
    if !is_main(thread) {
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
    if !is_main(thread) {
        let message = "set_wakeup_fd only works in main thread of the main interpreter";
        return Err(err!(thread, ValueError, "{message}"));
    }
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

fn seconds_of(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}

/// Seconds as the system takes them; what is too short for it is as short as it can be.
fn time_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<libc::timeval> {
    let seconds = match value {
        None => 0.0,
        Some(value) if ladon_vm::types::float::as_f64(value).is_some() => number::to_f64(thread, value)?,
        Some(value) => number::to_f64(thread, &number::index(thread, value)?)?,
    };
    if seconds.is_nan() {
        return Err(err!(thread, ValueError, "Invalid value NaN (not a number)"));
    }
    if seconds.abs() > i64::MAX as f64 / 1e9 {
        return Err(err!(thread, OverflowError, "timestamp out of range for platform time_t"));
    }
    let micros = (seconds * 1e6).ceil() as i64;
    Ok(libc::timeval { tv_sec: micros.div_euclid(1_000_000), tv_usec: micros.rem_euclid(1_000_000) })
}

fn timer_value(thread: &ThreadState, status: i32, timer: &libc::itimerval) -> PyResult<Value> {
    if status != 0 {
        return Err(make::os_error(thread, crate::io::fileio::errno(), None));
    }
    let numbers = [timer.it_value, timer.it_interval].map(|time| Value::float(seconds_of(time)));
    Ok(Tuple::new(numbers.to_vec()).into_value())
}

const NO_TIME: libc::timeval = libc::timeval { tv_sec: 0, tv_usec: 0 };

fn signal_setitimer(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let which = int_arg(thread, args.value(0))? as i32;
    let (seconds, interval) = (time_arg(thread, args.get(1))?, time_arg(thread, args.get(2))?);
    let new = libc::itimerval { it_value: seconds, it_interval: interval };
    let mut old = libc::itimerval { it_value: NO_TIME, it_interval: NO_TIME };
    // SAFETY: both outlive the call.
    let status = unsafe { libc::setitimer(which as _, &new, &mut old) };
    timer_value(thread, status, &old)
}

fn signal_getitimer(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let which = int_arg(thread, args.value(0))? as i32;
    let mut timer = libc::itimerval { it_value: NO_TIME, it_interval: NO_TIME };
    // SAFETY: the timer outlives the call.
    let status = unsafe { libc::getitimer(which as _, &mut timer) };
    timer_value(thread, status, &timer)
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
