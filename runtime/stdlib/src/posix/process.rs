//! Identity of the process, its children, its environment, and what the machine is.

use super::{class, failed, failed_plain, fd_arg, none_or_plain, path_arg};
use crate::define::{int_arg, text};
use crate::io::fileio::errno;
use crate::{signals, structseq};
use ladon_vm::err;
use ladon_vm::exceptions::make;
use ladon_vm::import::path;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::iter;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::Bound;
use ladon_vm::types::{Dict, Str, Tuple, int};
use ladon_vm::value::Value;
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;

crate::functions! {
    pub fn defs {
        "getpid()" => |_, _| Ok(number(unsafe_number(libc_getpid))), "The identity of this process.";
        "getppid()" => |_, _| Ok(number(unsafe_number(libc_getppid))), "The identity of the parent.";
        "getuid()" => |_, _| Ok(number(unsafe_number(libc_getuid))), "The user.";
        "geteuid()" => |_, _| Ok(number(unsafe_number(libc_geteuid))), "The effective user.";
        "getgid()" => |_, _| Ok(number(unsafe_number(libc_getgid))), "The group.";
        "getegid()" => |_, _| Ok(number(unsafe_number(libc_getegid))), "The effective group.";
        "getpgrp()" => |_, _| Ok(number(unsafe_number(libc_getpgrp))), "The process group.";
        "getpgid(pid)" => getpgid, "The process group of a process.";
        "getsid(pid, /)" => getsid, "The session of a process.";
        "setsid()" => setsid, "Start a session.";
        "setpgid(pid, pgrp, /)" => setpgid, "Set the process group of a process.";
        "kill(pid, signal, /)" => kill, "Send a signal to a process.";
        "killpg(pgid, signal, /)" => killpg, "Send a signal to a process group.";
        "nice(increment, /)" => nice, "Change the priority.";
        "_exit(status)" => exit_now, "End the process at once.";
        "abort()" => |_, _| std::process::abort(), "End the process with SIGABRT.";
        "fork()" => fork, "Start a child that is a copy of this process.";
        "execv(path, argv, /)" => execv, "Become another program.";
        "execve(path, argv, env)" => execve, "Become another program with another environment.";
        "waitpid(pid, options, /)" => waitpid, "Wait for a child.";
        "wait()" => wait, "Wait for any child.";
        "system(command)" => system, "Run a command in a shell.";
        "WIFEXITED(status)" => |t, a| Ok(Value::bool(libc::WIFEXITED(status(t, a)?))), "";
        "WEXITSTATUS(status)" => |t, a| Ok(number(i64::from(libc::WEXITSTATUS(status(t, a)?)))), "";
        "WIFSIGNALED(status)" => |t, a| Ok(Value::bool(libc::WIFSIGNALED(status(t, a)?))), "";
        "WTERMSIG(status)" => |t, a| Ok(number(i64::from(libc::WTERMSIG(status(t, a)?)))), "";
        "WIFSTOPPED(status)" => |t, a| Ok(Value::bool(libc::WIFSTOPPED(status(t, a)?))), "";
        "WSTOPSIG(status)" => |t, a| Ok(number(i64::from(libc::WSTOPSIG(status(t, a)?)))), "";
        "WIFCONTINUED(status)" => |t, a| Ok(Value::bool(libc::WIFCONTINUED(status(t, a)?))), "";
        "WCOREDUMP(status)" => |t, a| Ok(Value::bool(libc::WCOREDUMP(status(t, a)?))), "";
        "waitstatus_to_exitcode(status)" => waitstatus_to_exitcode, "The exit code of a wait status.";
        "putenv(name, value, /)" => putenv, "Set an environment variable.";
        "unsetenv(name, /)" => unsetenv, "Remove an environment variable.";
        "_create_environ()" => |thread, _| environ(thread), "The environment as a new dict.";
        "urandom(size, /)" => urandom, "Random bytes.";
        "getrandom(size, flags=0)" => urandom, "Random bytes.";
        "cpu_count()" => cpu_count, "How many processors there are.";
        "sched_getaffinity(pid, /)" => sched_getaffinity, "Processors this process may use.";
        "sched_yield()" => |_, _| { std::thread::yield_now(); Ok(Value::none()) }, "Let others run.";
        "getloadavg()" => getloadavg, "The load of the machine.";
        "get_terminal_size(fd=1, /)" => get_terminal_size, "Columns and lines of a terminal.";
        "uname()" => uname, "What the machine is.";
        "times()" => times, "Processor times.";
        "strerror(code, /)" => strerror, "Describe an error number.";
        "sysconf(name, /)" => sysconf, "A number of the system's configuration.";
        "getlogin()" => getlogin, "The name of the user.";
        "getgroups()" => getgroups, "Groups of this process.";
        "register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)" => |_, _| Ok(Value::none()), "Does nothing yet.";
    }
}

fn number(value: i64) -> Value {
    int::from_i64(value)
}

macro_rules! plain {
    ($($name:ident $function:ident),*) => { $(
        fn $name() -> i64 {
            // SAFETY: no arguments, cannot fail.
            i64::from(unsafe { libc::$function() })
        }
    )* };
}
plain!(libc_getpid getpid, libc_getppid getppid, libc_getuid getuid, libc_geteuid geteuid, libc_getgid getgid, libc_getegid getegid, libc_getpgrp getpgrp);

fn unsafe_number(read: fn() -> i64) -> i64 {
    read()
}

fn pid_arg(thread: &ThreadState, args: Bound<'_>, index: usize) -> PyResult<i32> {
    Ok(int_arg(thread, args.value(index))? as i32)
}

fn number_or_failed(thread: &ThreadState, result: i32) -> PyResult<Value> {
    if result < 0 { Err(failed_plain(thread)) } else { Ok(number(i64::from(result))) }
}

fn getpgid(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pid = pid_arg(thread, args, 0)?;
    // SAFETY: no memory is involved.
    number_or_failed(thread, unsafe { libc::getpgid(pid) })
}

fn getsid(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pid = pid_arg(thread, args, 0)?;
    // SAFETY: no memory is involved.
    number_or_failed(thread, unsafe { libc::getsid(pid) })
}

fn setsid(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    // SAFETY: no memory is involved.
    number_or_failed(thread, unsafe { libc::setsid() }).map(|_| Value::none())
}

fn setpgid(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (pid, group) = (pid_arg(thread, args, 0)?, pid_arg(thread, args, 1)?);
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::setpgid(pid, group) })
}

fn kill(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (pid, signal) = (pid_arg(thread, args, 0)?, pid_arg(thread, args, 1)?);
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::kill(pid, signal) })?;
    signals::check(thread)?;
    Ok(Value::none())
}

fn killpg(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (group, signal) = (pid_arg(thread, args, 0)?, pid_arg(thread, args, 1)?);
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::killpg(group, signal) })
}

fn nice(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let increment = pid_arg(thread, args, 0)?;
    // SAFETY: no memory is involved.
    Ok(number(i64::from(unsafe { libc::nice(increment) })))
}

fn exit_now(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let status = pid_arg(thread, args, 0)?;
    // SAFETY: ends the process.
    unsafe { libc::_exit(status) }
}

fn fork(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    if !thread.interp().config.borrow().allow_fork {
        return Err(err!(thread, RuntimeError, "fork not supported for isolated subinterpreters"));
    }
    crate::io::flush_standard_streams(thread);
    // SAFETY: the child goes on with this thread alone, which holds the interpreter's lock.
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        ladon_vm::signals::after_fork();
    }
    number_or_failed(thread, pid)
}

fn check_exec(thread: &ThreadState) -> PyResult<()> {
    if !thread.interp().config.borrow().allow_exec {
        return Err(err!(thread, RuntimeError, "exec not supported for isolated subinterpreters"));
    }
    Ok(())
}

fn arguments(thread: &ThreadState, value: &Value) -> PyResult<Vec<CString>> {
    let items = iter::collect(thread, value)?;
    if items.is_empty() {
        return Err(err!(thread, ValueError, "execv() arg 2 must not be empty"));
    }
    items.iter().map(|item| path_arg(thread, item)).collect()
}

fn pointers(strings: &[CString]) -> Vec<*const libc::c_char> {
    strings.iter().map(|text| text.as_ptr()).chain(std::iter::once(std::ptr::null())).collect()
}

fn execv(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    check_exec(thread)?;
    let (path, argv) = (path_arg(thread, args.value(0))?, arguments(thread, args.value(1))?);
    let argv = pointers(&argv);
    crate::io::flush_standard_streams(thread);
    // SAFETY: strings with NUL, a list that ends with NULL; returns on failure only.
    unsafe { libc::execv(path.as_ptr(), argv.as_ptr()) };
    Err(failed(thread, args.value(0)))
}

fn execve(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    check_exec(thread)?;
    let (path, argv) = (path_arg(thread, args.value(0))?, arguments(thread, args.value(1))?);
    let items = ladon_vm::object::call::method(thread, args.value(2), "items", &[])?;
    let mut env = Vec::new();
    for pair in iter::collect(thread, &items)? {
        if let [name, value] = &iter::collect(thread, &pair)?[..] {
            let (name, value) = (path_arg(thread, name)?, path_arg(thread, value)?);
            let joined = [name.as_bytes(), b"=", value.as_bytes()].concat();
            env.push(CString::new(joined).map_err(|_| err!(thread, ValueError, "embedded null byte"))?);
        }
    }
    let (argv, env) = (pointers(&argv), pointers(&env));
    crate::io::flush_standard_streams(thread);
    // SAFETY: strings with NUL, lists that end with NULL; returns on failure only.
    unsafe { libc::execve(path.as_ptr(), argv.as_ptr(), env.as_ptr()) };
    Err(failed(thread, args.value(0)))
}

fn wait_for(thread: &ThreadState, pid: i32, options: i32) -> PyResult<Value> {
    loop {
        let (result, status, error) = allow_threads(thread, || {
            let mut status = 0;
            // SAFETY: room for the status.
            let result = unsafe { libc::waitpid(pid, &mut status, options) };
            (result, status, errno())
        });
        match error {
            _ if result >= 0 => {
                return Ok(Tuple::pair(number(i64::from(result)), number(i64::from(status))).into_value());
            }
            libc::EINTR => signals::check(thread)?,
            error => return Err(make::os_error(thread, error, None)),
        }
    }
}

fn waitpid(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (pid, options) = (pid_arg(thread, args, 0)?, pid_arg(thread, args, 1)?);
    wait_for(thread, pid, options)
}

fn wait(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    wait_for(thread, -1, 0)
}

fn system(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let command = path_arg(thread, args.value(0))?;
    // SAFETY: a string with NUL.
    let status = allow_threads(thread, || unsafe { libc::system(command.as_ptr()) });
    Ok(number(i64::from(status)))
}

fn status(thread: &ThreadState, args: Bound<'_>) -> PyResult<i32> {
    pid_arg(thread, args, 0)
}

fn waitstatus_to_exitcode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let status = pid_arg(thread, args, 0)?;
    if libc::WIFEXITED(status) {
        return Ok(number(i64::from(libc::WEXITSTATUS(status))));
    }
    if libc::WIFSIGNALED(status) {
        return Ok(number(-i64::from(libc::WTERMSIG(status))));
    }
    Err(err!(thread, ValueError, "invalid wait status: {status}"))
}

/// The environment: bytes to bytes.
pub fn environ(thread: &ThreadState) -> PyResult<Value> {
    let dict = Dict::new();
    for (name, value) in std::env::vars_os() {
        let name = Bytes::from_slice(name.as_bytes())?.into_value();
        dict.set(thread, &name, Bytes::from_slice(value.as_bytes())?.into_value())?;
    }
    Ok(dict.into_value())
}

fn putenv(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (name, value) = (path_arg(thread, args.value(0))?, path_arg(thread, args.value(1))?);
    if name.as_bytes().contains(&b'=') {
        return Err(err!(thread, ValueError, "illegal environment variable name"));
    }
    // SAFETY: strings with NUL; the interpreter's other threads read the environment through Python only.
    none_or_plain(thread, unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) })
}

fn unsetenv(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = path_arg(thread, args.value(0))?;
    // SAFETY: as in `putenv`.
    none_or_plain(thread, unsafe { libc::unsetenv(name.as_ptr()) })
}

fn urandom(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let size = int_arg(thread, args.value(0))?;
    if size < 0 {
        return Err(err!(thread, ValueError, "negative argument not allowed"));
    }
    let mut target = ladon_heap::primitive::zeroed(size as usize)?;
    let mut filled = 0;
    while filled < target.len() {
        let rest = &mut target[filled..];
        // SAFETY: room for the rest.
        let count = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
        if count < 0 {
            if errno() == libc::EINTR {
                continue;
            }
            return Err(failed_plain(thread));
        }
        filled += count as usize;
    }
    Ok(Bytes::from_slice(&target)?.into_value())
}

fn cpu_count(_: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    // SAFETY: no memory is involved.
    let count = unsafe { libc::sysconf(libc::_SC_NPROCESSORS_ONLN) };
    Ok(if count > 0 { number(count) } else { Value::none() })
}

fn sched_getaffinity(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pid = pid_arg(thread, args, 0)?;
    // SAFETY: a zeroed set is filled in.
    let (result, set) = unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        (libc::sched_getaffinity(pid, size_of::<libc::cpu_set_t>(), &mut set), set)
    };
    if result != 0 {
        return Err(failed_plain(thread));
    }
    let found = ladon_vm::types::set::Set::new();
    for cpu in 0..1024 {
        // SAFETY: within the set.
        if unsafe { libc::CPU_ISSET(cpu, &set) } {
            found.add(thread, &int::from_usize(cpu))?;
        }
    }
    Ok(found.into_value())
}

fn getloadavg(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let mut loads = [0f64; 3];
    // SAFETY: room for three numbers.
    if unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) } != 3 {
        return Err(err!(thread, OSError, "Load averages are unobtainable"));
    }
    Ok(Tuple::new(loads.map(Value::float).to_vec()).into_value())
}

pub fn terminal_class(thread: &ThreadState) -> PyResult<Value> {
    class(thread, "terminal_size", &["columns", "lines"], &[])
}

fn get_terminal_size(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = args.get(0).map_or(Ok(1), |fd| fd_arg(thread, fd))?;
    // SAFETY: a zeroed struct is filled in.
    let (result, size) = unsafe {
        let mut size: libc::winsize = std::mem::zeroed();
        (libc::ioctl(fd, libc::TIOCGWINSZ, &mut size), size)
    };
    if result != 0 {
        return Err(failed_plain(thread));
    }
    let items = vec![number(i64::from(size.ws_col)), number(i64::from(size.ws_row))];
    structseq::make_object(thread, &terminal_class(thread)?, items, &[])
}

pub fn uname_class(thread: &ThreadState) -> PyResult<Value> {
    class(thread, "uname_result", &["sysname", "nodename", "release", "version", "machine"], &[])
}

fn uname(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    // SAFETY: a zeroed struct is filled in.
    let data = unsafe {
        let mut data: libc::utsname = std::mem::zeroed();
        libc::uname(&mut data);
        data
    };
    let fields = [&data.sysname, &data.nodename, &data.release, &data.version, &data.machine];
    let items = fields
        .iter()
        .map(|field| {
            let bytes: Vec<u8> = field.iter().take_while(|c| **c != 0).map(|c| *c as u8).collect();
            Ok(path::decode(&bytes)?.into_value())
        })
        .collect::<PyResult<Vec<_>>>()?;
    structseq::make_object(thread, &uname_class(thread)?, items, &[])
}

pub fn times_class(thread: &ThreadState) -> PyResult<Value> {
    class(thread, "times_result", &["user", "system", "children_user", "children_system", "elapsed"], &[])
}

fn times(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    // SAFETY: a zeroed struct is filled in.
    let (elapsed, data) = unsafe {
        let mut data: libc::tms = std::mem::zeroed();
        (libc::times(&mut data), data)
    };
    // SAFETY: no memory is involved.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
    let items = [data.tms_utime, data.tms_stime, data.tms_cutime, data.tms_cstime, elapsed];
    let items = items.iter().map(|count| Value::float(*count as f64 / ticks)).collect();
    structseq::make_object(thread, &times_class(thread)?, items, &[])
}

fn strerror(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let code = pid_arg(thread, args, 0)?;
    text(&make::strerror(code))
}

const SYSCONF: &[(&str, i32)] = &[
    ("SC_ARG_MAX", libc::_SC_ARG_MAX),
    ("SC_CLK_TCK", libc::_SC_CLK_TCK),
    ("SC_NPROCESSORS_CONF", libc::_SC_NPROCESSORS_CONF),
    ("SC_NPROCESSORS_ONLN", libc::_SC_NPROCESSORS_ONLN),
    ("SC_OPEN_MAX", libc::_SC_OPEN_MAX),
    ("SC_PAGESIZE", libc::_SC_PAGESIZE),
    ("SC_PAGE_SIZE", libc::_SC_PAGESIZE),
    ("SC_PHYS_PAGES", libc::_SC_PHYS_PAGES),
    ("SC_AVPHYS_PAGES", libc::_SC_AVPHYS_PAGES),
];

pub fn sysconf_names() -> Value {
    let dict = Dict::new();
    for (name, value) in SYSCONF {
        dict.set_name(name, number(i64::from(*value)));
    }
    dict.into_value()
}

fn sysconf(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = match args.value(0).downcast::<Str>() {
        Some(name) => match SYSCONF.iter().find(|row| name.as_bytes() == row.0.as_bytes()) {
            Some(row) => row.1,
            None => return Err(err!(thread, ValueError, "unrecognized configuration name")),
        },
        None => pid_arg(thread, args, 0)?,
    };
    // SAFETY: no memory is involved.
    Ok(number(unsafe { libc::sysconf(name) }))
}

fn getlogin(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    match std::env::var("LOGNAME").or_else(|_| std::env::var("USER")) {
        Ok(name) => text(&name),
        Err(_) => Err(make::os_error(thread, libc::ENXIO, None)),
    }
}

fn getgroups(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let mut groups = vec![0 as libc::gid_t; 65536];
    // SAFETY: room for that many.
    let count = unsafe { libc::getgroups(groups.len() as i32, groups.as_mut_ptr()) };
    if count < 0 {
        return Err(failed_plain(thread));
    }
    let items = groups[..count as usize].iter().map(|group| number(i64::from(*group))).collect();
    Ok(ladon_vm::types::List::from_vec(items)?.into_value())
}
