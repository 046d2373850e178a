//! `_posixsubprocess`: starting a program, for `subprocess`.

use super::path_arg;
use crate::define::{ModuleBuilder, int_arg};
use crate::io::fileio::errno;
use ladon_vm::err;
use ladon_vm::object::{call, iter, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::int;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};
use std::ffi::CString;

crate::functions! {
    fn defs {
        "fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, /)" => fork_exec, "Start a program in a child.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_posixsubprocess", "Starting programs.")?.functions(defs()).finish()
}

/// What the child does, prepared before the fork: it must not allocate.
struct Child {
    argv: Vec<*const libc::c_char>,
    envp: Option<Vec<*const libc::c_char>>,
    executables: Vec<CString>,
    cwd: Option<CString>,
    /// (child's end, number it gets) and the parent's ends.
    read: [i32; 6],
    error_write: i32,
    close_fds: bool,
    keep: Vec<i32>,
    restore_signals: bool,
    new_session: bool,
    group: i32,
    gid: Option<u32>,
    uid: Option<u32>,
    groups: Option<Vec<libc::gid_t>>,
    umask: i32,
}

fn strings(thread: &ThreadState, value: &Value) -> PyResult<Vec<CString>> {
    iter::collect(thread, value)?.iter().map(|item| path_arg(thread, item)).collect()
}

fn pointers(strings: &[CString]) -> Vec<*const libc::c_char> {
    strings.iter().map(|text| text.as_ptr()).chain(std::iter::once(std::ptr::null())).collect()
}

fn id_arg(thread: &ThreadState, value: &Value) -> PyResult<Option<u32>> {
    if value.is_none() { Ok(None) } else { Ok(Some(int_arg(thread, value)? as u32)) }
}

fn fork_exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if !thread.interp().config.borrow().allow_fork {
        return Err(err!(thread, RuntimeError, "fork not supported for isolated subinterpreters"));
    }
    let number = |index: usize| int_arg(thread, args.value(index)).map(|number| number as i32);
    let argv = strings(thread, args.value(0))?;
    let env = args.some(5).map(|env| strings(thread, env)).transpose()?;
    let mut read = [0; 6];
    for (slot, index) in read.iter_mut().zip(6..) {
        *slot = number(index)?;
    }
    let keep = iter::collect(thread, args.value(3))?;
    let groups = match args.some(18) {
        None => None,
        Some(groups) => {
            let groups = iter::collect(thread, groups)?;
            Some(groups.iter().map(|g| int_arg(thread, g).map(|g| g as libc::gid_t)).collect::<PyResult<Vec<_>>>()?)
        }
    };
    let mut child = Child {
        argv: pointers(&argv),
        envp: env.as_deref().map(pointers),
        executables: strings(thread, args.value(1))?,
        cwd: args.some(4).map(|cwd| path_arg(thread, cwd)).transpose()?,
        read,
        error_write: number(13)?,
        close_fds: truth::is_true(thread, args.value(2))?,
        keep: keep.iter().map(|fd| int_arg(thread, fd).map(|fd| fd as i32)).collect::<PyResult<Vec<_>>>()?,
        restore_signals: truth::is_true(thread, args.value(14))?,
        new_session: truth::is_true(thread, args.value(15))?,
        group: number(16)?,
        gid: id_arg(thread, args.value(17))?,
        uid: id_arg(thread, args.value(19))?,
        groups,
        umask: number(20)?,
    };
    child.keep.push(child.error_write);
    let before = args.some(21).cloned();
    // SAFETY: the child only makes system calls on what was prepared (and runs `preexec_fn`, as its user asked).
    let pid = unsafe { libc::fork() };
    if pid == 0 {
        if let Some(before) = &before {
            // SAFETY: the child.
            unsafe { prepare(&child) };
            if let Err(raised) = call::positional(thread, before, &[]) {
                drop(thread.take_raised(raised));
                fail(&child, "SubprocessError:0:Exception occurred in preexec_fn.");
            }
        }
        // SAFETY: the child.
        unsafe { run(&child, before.is_none()) }
    }
    if pid < 0 {
        return Err(ladon_vm::exceptions::make::os_error(thread, errno(), None));
    }
    Ok(int::from_i64(i64::from(pid)))
}

/// Tells the parent why, and ends the child.
fn fail(child: &Child, message: &str) -> ! {
    // SAFETY: a prepared descriptor and a string; then the process ends.
    unsafe {
        libc::write(child.error_write, message.as_ptr().cast(), message.len());
        libc::_exit(255)
    }
}

fn fail_errno(child: &Child, place: &str) -> ! {
    // Formatted on the stack: `OSError:<hex errno>:<place>`.
    let mut buffer = [0u8; 64];
    let mut at = 0;
    let mut error = errno();
    let mut digits = [0u8; 8];
    let mut count = 0;
    loop {
        digits[count] = b"0123456789abcdef"[(error & 15) as usize];
        count += 1;
        error >>= 4;
        if error == 0 || count == digits.len() {
            break;
        }
    }
    let parts: [&[u8]; 2] = [b"OSError:", &[]];
    for part in parts {
        buffer[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    for digit in digits[..count].iter().rev() {
        buffer[at] = *digit;
        at += 1;
    }
    buffer[at] = b':';
    at += 1;
    for byte in place.bytes().take(40) {
        buffer[at] = byte;
        at += 1;
    }
    // SAFETY: as in `fail`.
    unsafe {
        libc::write(child.error_write, buffer.as_ptr().cast(), at);
        libc::_exit(255)
    }
}

/// Descriptors, directory, signals, identity.
///
/// # Safety
/// Only in a forked child.
unsafe fn prepare(child: &Child) {
    let [stdin, stdin_parent, stdout_parent, stdout, stderr_parent, stderr] = child.read;
    // SAFETY: system calls on numbers and prepared strings.
    unsafe {
        for fd in [stdin_parent, stdout_parent, stderr_parent] {
            if fd >= 0 {
                libc::close(fd);
            }
        }
        // A descriptor that lies where another must go moves away first.
        let mut ends = [stdin, stdout, stderr];
        for (target, index) in [(0, 1), (0, 2), (1, 2)] {
            if ends[index] == target {
                ends[index] = libc::dup(ends[index]);
                if ends[index] < 0 {
                    fail_errno(child, "");
                }
            }
        }
        for (target, fd) in ends.iter().enumerate() {
            let target = target as i32;
            if *fd == target {
                let flags = libc::fcntl(target, libc::F_GETFD);
                libc::fcntl(target, libc::F_SETFD, flags & !libc::FD_CLOEXEC);
            } else if *fd >= 0 && libc::dup2(*fd, target) < 0 {
                fail_errno(child, "");
            }
        }
        if let Some(cwd) = &child.cwd
            && libc::chdir(cwd.as_ptr()) != 0
        {
            fail_errno(child, "noexec:chdir");
        }
        for &fd in &child.keep {
            if fd != child.error_write && fd > 2 {
                let flags = libc::fcntl(fd, libc::F_GETFD);
                libc::fcntl(fd, libc::F_SETFD, flags & !libc::FD_CLOEXEC);
            }
        }
        if child.umask >= 0 {
            libc::umask(child.umask as libc::mode_t);
        }
        if child.restore_signals {
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            libc::signal(libc::SIGXFSZ, libc::SIG_DFL);
        }
        if child.new_session {
            libc::setsid();
        }
        if child.group >= 0 && libc::setpgid(0, child.group) != 0 {
            fail_errno(child, "noexec");
        }
        if let Some(groups) = &child.groups
            && libc::setgroups(groups.len(), groups.as_ptr()) != 0
        {
            fail_errno(child, "noexec");
        }
        if let Some(gid) = child.gid
            && libc::setregid(gid, gid) != 0
        {
            fail_errno(child, "noexec");
        }
        if let Some(uid) = child.uid
            && libc::setreuid(uid, uid) != 0
        {
            fail_errno(child, "noexec");
        }
    }
}

/// Becomes the program.
///
/// # Safety
/// Only in a forked child.
unsafe fn run(child: &Child, first: bool) -> ! {
    // SAFETY: system calls on numbers and prepared strings.
    unsafe {
        if first {
            prepare(child);
        }
        if child.close_fds {
            let limit = libc::sysconf(libc::_SC_OPEN_MAX).clamp(256, 65536) as i32;
            for fd in 3..limit {
                if !child.keep.contains(&fd) {
                    libc::close(fd);
                }
            }
        }
        let mut saved = 0;
        for executable in &child.executables {
            match &child.envp {
                Some(envp) => libc::execve(executable.as_ptr(), child.argv.as_ptr(), envp.as_ptr()),
                None => libc::execv(executable.as_ptr(), child.argv.as_ptr()),
            };
            let error = errno();
            if error != libc::ENOENT && error != libc::ENOTDIR && saved == 0 {
                saved = error;
            }
        }
        if saved != 0 {
            *libc::__errno_location() = saved;
        }
        fail_errno(child, "")
    }
}
