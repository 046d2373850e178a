//! Paths, directories and descriptors.

use super::{failed, failed_plain, fd_arg, name_like, none_or, none_or_plain, path_arg};
use crate::define::{int_arg, text};
use crate::io::fileio::{errno, fspath};
use crate::signals;
use ladon_vm::err;
use ladon_vm::exceptions::make;
use ladon_vm::import::path;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{buffer, number, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::Bound;
use ladon_vm::types::{List, Str, Tuple, int};
use ladon_vm::value::Value;

crate::functions! {
    pub fn defs {
        "fspath(path)" => |thread, args| fspath(thread, args.value(0)), "Return the path as str or bytes.";
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)" => access, "Whether a path may be used.";
        "listdir(path=None)" => listdir, "Names in a directory.";
        "mkdir(path, mode=511, *, dir_fd=None)" => mkdir, "Make a directory.";
        "rmdir(path, *, dir_fd=None)" => rmdir, "Remove a directory.";
        "remove(path, *, dir_fd=None)" => unlink, "Remove a file.";
        "unlink(path, *, dir_fd=None)" => unlink, "Remove a file.";
        "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)" => rename, "Rename a file or directory.";
        "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)" => rename, "Rename, overwriting.";
        "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)" => link, "Make a hard link.";
        "symlink(src, dst, target_is_directory=False, *, dir_fd=None)" => symlink, "Make a symbolic link.";
        "readlink(path, *, dir_fd=None)" => readlink, "What a symbolic link points to.";
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)" => chmod, "Change permissions.";
        "fchmod(fd, mode)" => fchmod, "Change permissions.";
        "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)" => chown, "Change the owner.";
        "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)" => utime, "Set times of access and change.";
        "truncate(path, length)" => truncate, "Cut a file.";
        "ftruncate(fd, length, /)" => ftruncate, "Cut a file.";
        "mkfifo(path, mode=438, *, dir_fd=None)" => mkfifo, "Make a named pipe.";
        "getcwd()" => getcwd, "The current directory.";
        "getcwdb()" => getcwdb, "The current directory, as bytes.";
        "chdir(path)" => chdir, "Change the current directory.";
        "fchdir(fd)" => fchdir, "Change the current directory.";
        "umask(mask, /)" => umask, "Set the mask of permissions.";
        "open(path, flags, mode=511, *, dir_fd=None)" => open, "Open a file; return the descriptor.";
        "close(fd)" => close, "Close a descriptor.";
        "closerange(fd_low, fd_high, /)" => closerange, "Close descriptors.";
        "read(fd, length, /)" => read, "Read from a descriptor.";
        "write(fd, data, /)" => write, "Write to a descriptor.";
        "pread(fd, length, offset, /)" => pread, "Read at a position.";
        "pwrite(fd, buffer, offset, /)" => pwrite, "Write at a position.";
        "lseek(fd, position, how, /)" => lseek, "Move a descriptor.";
        "dup(fd, /)" => dup, "Copy a descriptor.";
        "dup2(fd, fd2, inheritable=True)" => dup2, "Copy a descriptor to a number.";
        "pipe()" => pipe, "Make a pipe.";
        "fsync(fd)" => fsync, "Write a file to disk.";
        "fdatasync(fd)" => fsync, "Write a file to disk.";
        "sync()" => |_, _| { unsafe_sync(); Ok(Value::none()) }, "Write all files to disk.";
        "isatty(fd, /)" => isatty, "Whether a descriptor is a terminal.";
        "ttyname(fd, /)" => ttyname, "The name of a terminal.";
        "get_inheritable(fd, /)" => get_inheritable, "Whether children get a descriptor.";
        "set_inheritable(fd, inheritable, /)" => set_inheritable, "Say whether children get a descriptor.";
        "get_blocking(fd, /)" => get_blocking, "Whether calls wait.";
        "set_blocking(fd, blocking, /)" => set_blocking, "Say whether calls wait.";
        "device_encoding(fd)" => device_encoding, "The encoding of a terminal.";
        "_path_normpath(path)" => path_normpath, "Normalise a path.";
        "_path_splitroot_ex(path, /)" => path_splitroot, "Split off the root of a path.";
    }
}

fn unsafe_sync() {
    // SAFETY: no memory is involved.
    unsafe { libc::sync() };
}

/// `dir_fd` as the system takes it.
pub fn dir_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<i32> {
    match value {
        None => Ok(libc::AT_FDCWD),
        Some(value) => fd_arg(thread, value),
    }
}

fn follow(thread: &ThreadState, value: Option<&Value>) -> PyResult<i32> {
    let follow = value.map_or(Ok(true), |value| truth::is_true(thread, value))?;
    Ok(if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW })
}

fn access(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let mode = int_arg(thread, args.value(1))? as i32;
    let (fd, flags) = (dir_arg(thread, args.some(2))?, follow(thread, args.get(4))?);
    // SAFETY: the path ends with NUL.
    let result = allow_threads(thread, || unsafe { libc::faccessat(fd, path.as_ptr(), mode, flags) });
    Ok(Value::bool(result == 0))
}

fn listdir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let dot = text(".")?;
    let given = args.some(0).unwrap_or(&dot);
    let as_bytes = given.downcast::<Bytes>().is_some();
    let path = if int::is_int(given) {
        let fd = fd_arg(thread, given)?;
        std::path::PathBuf::from(format!("/proc/self/fd/{fd}"))
    } else {
        let path = path_arg(thread, given)?;
        std::path::PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(path.into_bytes()))
    };
    let read = allow_threads(thread, || -> std::io::Result<Vec<std::ffi::OsString>> {
        std::fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    });
    let names = read.map_err(|error| make::io_error(thread, &error, Some(given)))?;
    let names = names
        .iter()
        .map(|name| name_like(std::os::unix::ffi::OsStrExt::as_bytes(name.as_os_str()), as_bytes))
        .collect::<PyResult<Vec<_>>>()?;
    Ok(List::from_vec(names)?.into_value())
}

fn mkdir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let mode = args.get(1).map_or(Ok(0o777), |mode| int_arg(thread, mode))? as u32;
    let fd = dir_arg(thread, args.some(2))?;
    // SAFETY: the path ends with NUL.
    let result = allow_threads(thread, || unsafe { libc::mkdirat(fd, path.as_ptr(), mode) });
    none_or(thread, result, args.value(0))
}

fn remove_with(thread: &ThreadState, args: Bound<'_>, flags: i32) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let fd = dir_arg(thread, args.some(1))?;
    // SAFETY: the path ends with NUL.
    let result = allow_threads(thread, || unsafe { libc::unlinkat(fd, path.as_ptr(), flags) });
    none_or(thread, result, args.value(0))
}

fn rmdir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    remove_with(thread, args, libc::AT_REMOVEDIR)
}

fn unlink(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    remove_with(thread, args, 0)
}

fn pair_result(thread: &ThreadState, result: i32, args: Bound<'_>) -> PyResult<Value> {
    if result == 0 {
        return Ok(Value::none());
    }
    Err(make::os_error_pair(thread, errno(), Some(args.value(0)), Some(args.value(1))))
}

fn rename(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (from, to) = (path_arg(thread, args.value(0))?, path_arg(thread, args.value(1))?);
    let (from_fd, to_fd) = (dir_arg(thread, args.some(2))?, dir_arg(thread, args.some(3))?);
    // SAFETY: the paths end with NUL.
    let result = allow_threads(thread, || unsafe { libc::renameat(from_fd, from.as_ptr(), to_fd, to.as_ptr()) });
    pair_result(thread, result, args)
}

fn link(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (from, to) = (path_arg(thread, args.value(0))?, path_arg(thread, args.value(1))?);
    // SAFETY: the paths end with NUL.
    let result = allow_threads(thread, || unsafe { libc::link(from.as_ptr(), to.as_ptr()) });
    pair_result(thread, result, args)
}

fn symlink(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (from, to) = (path_arg(thread, args.value(0))?, path_arg(thread, args.value(1))?);
    let fd = dir_arg(thread, args.some(3))?;
    // SAFETY: the paths end with NUL.
    let result = allow_threads(thread, || unsafe { libc::symlinkat(from.as_ptr(), fd, to.as_ptr()) });
    pair_result(thread, result, args)
}

fn readlink(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let fd = dir_arg(thread, args.some(1))?;
    let mut target = vec![0u8; 4097];
    // SAFETY: the path ends with NUL, the target has this size.
    let length = unsafe { libc::readlinkat(fd, path.as_ptr(), target.as_mut_ptr().cast(), target.len()) };
    if length < 0 {
        return Err(failed(thread, args.value(0)));
    }
    target.truncate(length as usize);
    name_like(&target, args.value(0).downcast::<Bytes>().is_some())
}

fn chmod(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mode = int_arg(thread, args.value(1))? as u32;
    if int::is_int(args.value(0)) {
        return fchmod(thread, args);
    }
    let path = path_arg(thread, args.value(0))?;
    let (fd, flags) = (dir_arg(thread, args.some(2))?, follow(thread, args.get(3))?);
    // SAFETY: the path ends with NUL.
    let result = allow_threads(thread, || unsafe { libc::fchmodat(fd, path.as_ptr(), mode, flags) });
    none_or(thread, result, args.value(0))
}

fn fchmod(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, mode) = (fd_arg(thread, args.value(0))?, int_arg(thread, args.value(1))? as u32);
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::fchmod(fd, mode) })
}

fn chown(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let (uid, gid) = (int_arg(thread, args.value(1))? as u32, int_arg(thread, args.value(2))? as u32);
    let (fd, flags) = (dir_arg(thread, args.some(3))?, follow(thread, args.get(4))?);
    // SAFETY: the path ends with NUL.
    let result = unsafe { libc::fchownat(fd, path.as_ptr(), uid, gid, flags) };
    none_or(thread, result, args.value(0))
}

fn time_spec(thread: &ThreadState, value: &Value, ns: bool) -> PyResult<libc::timespec> {
    if ns {
        let number = int_arg(thread, value)?;
        return Ok(libc::timespec {
            tv_sec: number.div_euclid(1_000_000_000),
            tv_nsec: number.rem_euclid(1_000_000_000),
        });
    }
    if int::is_int(value) {
        return Ok(libc::timespec { tv_sec: int_arg(thread, value)?, tv_nsec: 0 });
    }
    let seconds = number::to_f64(thread, value)?;
    let whole = seconds.floor();
    Ok(libc::timespec { tv_sec: whole as i64, tv_nsec: ((seconds - whole) * 1e9) as i64 })
}

fn utime(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (times, ns) = (args.some(1), args.some(2));
    if times.is_some() && ns.is_some() {
        let message = "utime: you may specify either 'times' or 'ns' but not both";
        return Err(err!(thread, ValueError, "{message}"));
    }
    let now = libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_NOW };
    let mut specs = [now, now];
    if let Some(pair) = times.or(ns) {
        let Some([first, second]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
            let name = if times.is_some() { "times" } else { "ns" };
            return Err(err!(thread, TypeError, "utime: '{name}' must be either a tuple of two ints or None"));
        };
        specs = [time_spec(thread, first, ns.is_some())?, time_spec(thread, second, ns.is_some())?];
    }
    if int::is_int(args.value(0)) {
        let fd = fd_arg(thread, args.value(0))?;
        // SAFETY: two times.
        return none_or_plain(thread, unsafe { libc::futimens(fd, specs.as_ptr()) });
    }
    let path = path_arg(thread, args.value(0))?;
    let (fd, flags) = (dir_arg(thread, args.some(3))?, follow(thread, args.get(4))?);
    // SAFETY: the path ends with NUL; two times.
    let result = unsafe { libc::utimensat(fd, path.as_ptr(), specs.as_ptr(), flags) };
    none_or(thread, result, args.value(0))
}

fn truncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if int::is_int(args.value(0)) {
        return ftruncate(thread, args);
    }
    let (path, length) = (path_arg(thread, args.value(0))?, int_arg(thread, args.value(1))?);
    // SAFETY: the path ends with NUL.
    none_or(thread, unsafe { libc::truncate(path.as_ptr(), length) }, args.value(0))
}

fn ftruncate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, length) = (fd_arg(thread, args.value(0))?, int_arg(thread, args.value(1))?);
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::ftruncate(fd, length) })
}

fn mkfifo(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let mode = args.get(1).map_or(Ok(0o666), |mode| int_arg(thread, mode))? as u32;
    // SAFETY: the path ends with NUL.
    none_or(thread, unsafe { libc::mkfifo(path.as_ptr(), mode) }, args.value(0))
}

fn current_directory(thread: &ThreadState, as_bytes: bool) -> PyResult<Value> {
    let directory = std::env::current_dir().map_err(|error| make::io_error(thread, &error, None))?;
    name_like(std::os::unix::ffi::OsStrExt::as_bytes(directory.as_os_str()), as_bytes)
}

fn getcwd(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    current_directory(thread, false)
}

fn getcwdb(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    current_directory(thread, true)
}

fn chdir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if int::is_int(args.value(0)) {
        return fchdir(thread, args);
    }
    let path = path_arg(thread, args.value(0))?;
    // SAFETY: the path ends with NUL.
    none_or(thread, unsafe { libc::chdir(path.as_ptr()) }, args.value(0))
}

fn fchdir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::fchdir(fd) })
}

fn umask(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let mask = int_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    Ok(int::from_i64(i64::from(unsafe { libc::umask(mask as libc::mode_t) })))
}

fn open(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    let flags = int_arg(thread, args.value(1))? as i32 | libc::O_CLOEXEC;
    let mode = args.get(2).map_or(Ok(0o777), |mode| int_arg(thread, mode))? as u32;
    let at = dir_arg(thread, args.some(3))?;
    loop {
        // SAFETY: the path ends with NUL.
        let (fd, error) = allow_threads(thread, || (unsafe { libc::openat(at, path.as_ptr(), flags, mode) }, errno()));
        match error {
            _ if fd >= 0 => return Ok(int::from_i64(i64::from(fd))),
            libc::EINTR => signals::check(thread)?,
            error => return Err(make::os_error(thread, error, Some(args.value(0)))),
        }
    }
}

fn close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    none_or_plain(thread, unsafe { libc::close(fd) })
}

fn closerange(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (low, high) = (fd_arg(thread, args.value(0))?, fd_arg(thread, args.value(1))?);
    for fd in low.max(0)..high.min(65536) {
        // SAFETY: no memory is involved.
        unsafe { libc::close(fd) };
    }
    Ok(Value::none())
}

/// Runs a read or write with the lock released, again after signals.
fn transfer(thread: &ThreadState, operation: impl Fn() -> isize) -> PyResult<usize> {
    loop {
        let (count, error) = allow_threads(thread, || {
            let count = operation();
            (count, errno())
        });
        match error {
            _ if count >= 0 => return Ok(count as usize),
            libc::EINTR => signals::check(thread)?,
            error => return Err(make::os_error(thread, error, None)),
        }
    }
}

fn read_at(thread: &ThreadState, args: Bound<'_>, offset: Option<i64>) -> PyResult<Value> {
    let (fd, length) = (fd_arg(thread, args.value(0))?, int_arg(thread, args.value(1))?);
    if length < 0 {
        return Err(make::os_error(thread, libc::EINVAL, None));
    }
    let length = (length as usize).min(0x7FFF_F000);
    let mut target = ladon_heap::primitive::zeroed(length)?;
    let address = target.as_mut_ptr() as usize;
    let count = transfer(thread, || {
        // SAFETY: the target outlives the call and has this length.
        unsafe {
            match offset {
                None => libc::read(fd, address as *mut libc::c_void, length),
                Some(offset) => libc::pread(fd, address as *mut libc::c_void, length, offset),
            }
        }
    })?;
    Ok(Bytes::from_slice(&target[..count])?.into_value())
}

fn read(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    read_at(thread, args, None)
}

fn pread(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let offset = int_arg(thread, args.value(2))?;
    read_at(thread, args, Some(offset))
}

fn write_at(thread: &ThreadState, args: Bound<'_>, offset: Option<i64>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    let data = buffer::bytes_like(thread, args.value(1))?;
    let (address, length) = (data.as_slice().as_ptr() as usize, data.len());
    let count = transfer(thread, || {
        // SAFETY: the buffer outlives the call and has this length.
        unsafe {
            match offset {
                None => libc::write(fd, address as *const libc::c_void, length),
                Some(offset) => libc::pwrite(fd, address as *const libc::c_void, length, offset),
            }
        }
    })?;
    Ok(int::from_usize(count))
}

fn write(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    write_at(thread, args, None)
}

fn pwrite(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let offset = int_arg(thread, args.value(2))?;
    write_at(thread, args, Some(offset))
}

fn lseek(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, offset) = (fd_arg(thread, args.value(0))?, int_arg(thread, args.value(1))?);
    let how = int_arg(thread, args.value(2))? as i32;
    // SAFETY: no memory is involved.
    let position = unsafe { libc::lseek(fd, offset, how) };
    if position < 0 { Err(failed_plain(thread)) } else { Ok(int::from_i64(position)) }
}

fn dup(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    let made = unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) };
    if made < 0 { Err(failed_plain(thread)) } else { Ok(int::from_i64(i64::from(made))) }
}

fn dup2(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, to) = (fd_arg(thread, args.value(0))?, fd_arg(thread, args.value(1))?);
    let inheritable = args.get(2).map_or(Ok(true), |flag| truth::is_true(thread, flag))?;
    // SAFETY: no memory is involved.
    let made = unsafe { if inheritable { libc::dup2(fd, to) } else { libc::dup3(fd, to, libc::O_CLOEXEC) } };
    if made < 0 { Err(failed_plain(thread)) } else { Ok(int::from_i64(i64::from(made))) }
}

fn pipe(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let mut ends = [0i32; 2];
    // SAFETY: room for two descriptors.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return Err(failed_plain(thread));
    }
    let [read, write] = ends.map(|fd| int::from_i64(i64::from(fd)));
    Ok(Tuple::pair(read, write).into_value())
}

fn fsync(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    let result = allow_threads(thread, || unsafe { libc::fsync(fd) });
    none_or_plain(thread, result)
}

fn isatty(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: no memory is involved.
    Ok(Value::bool(unsafe { libc::isatty(fd) } == 1))
}

fn ttyname(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    let mut name = vec![0u8; 256];
    // SAFETY: room for the name.
    let error = unsafe { libc::ttyname_r(fd, name.as_mut_ptr().cast(), name.len()) };
    if error != 0 {
        return Err(make::os_error(thread, error, None));
    }
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(0);
    Ok(path::decode(&name[..end])?.into_value())
}

fn flag_of(thread: &ThreadState, fd: i32, get: i32, bit: i32) -> PyResult<bool> {
    // SAFETY: no memory is involved.
    let flags = unsafe { libc::fcntl(fd, get) };
    if flags < 0 { Err(failed_plain(thread)) } else { Ok(flags & bit != 0) }
}

fn set_flag(thread: &ThreadState, fd: i32, get: i32, set: i32, bit: i32, on: bool) -> PyResult<Value> {
    // SAFETY: no memory is involved.
    let result = unsafe {
        let flags = libc::fcntl(fd, get);
        if flags < 0 { flags } else { libc::fcntl(fd, set, if on { flags | bit } else { flags & !bit }) }
    };
    none_or_plain(thread, result.min(0))
}

fn get_inheritable(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    Ok(Value::bool(!flag_of(thread, fd, libc::F_GETFD, libc::FD_CLOEXEC)?))
}

fn set_inheritable(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, on) = (fd_arg(thread, args.value(0))?, truth::is_true(thread, args.value(1))?);
    set_flag(thread, fd, libc::F_GETFD, libc::F_SETFD, libc::FD_CLOEXEC, !on)
}

fn get_blocking(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    Ok(Value::bool(!flag_of(thread, fd, libc::F_GETFL, libc::O_NONBLOCK)?))
}

fn set_blocking(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (fd, on) = (fd_arg(thread, args.value(0))?, truth::is_true(thread, args.value(1))?);
    set_flag(thread, fd, libc::F_GETFL, libc::F_SETFL, libc::O_NONBLOCK, !on)
}

fn device_encoding(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if isatty(thread, args)?.is_true() { text("utf-8") } else { Ok(Value::none()) }
}

fn path_normpath(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = fspath(thread, args.value(0))?;
    let as_bytes = value.downcast::<Bytes>().is_some();
    let bytes = match (value.downcast::<Str>(), value.downcast::<Bytes>()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(bytes)) => bytes.as_slice().to_vec(),
        (None, None) => Vec::new(),
    };
    let normal = normalize(&bytes);
    if as_bytes { Ok(Bytes::from_slice(&normal)?.into_value()) } else { Ok(Str::try_from_wtf8(&normal)?.into_value()) }
}

/// `os.path.normpath`.
fn normalize(path: &[u8]) -> Vec<u8> {
    if path.is_empty() {
        return b".".to_vec();
    }
    let slashes = path.iter().take_while(|byte| **byte == b'/').count();
    // POSIX leaves two leading slashes to the system.
    let root: &[u8] = match slashes {
        0 => b"",
        2 => b"//",
        _ => b"/",
    };
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if root.is_empty() && parts.last().is_none_or(|last| *last == b"..") => parts.push(part),
            b".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let joined = [root, &parts.join(&b'/')].concat();
    if joined.is_empty() { b".".to_vec() } else { joined }
}

fn path_splitroot(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = fspath(thread, args.value(0))?;
    let as_bytes = value.downcast::<Bytes>().is_some();
    let bytes = match (value.downcast::<Str>(), value.downcast::<Bytes>()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (None, Some(bytes)) => bytes.as_slice().to_vec(),
        (None, None) => Vec::new(),
    };
    let slashes = bytes.iter().take_while(|byte| **byte == b'/').count();
    let root = match slashes {
        0 => 0,
        2 => 2,
        _ => 1,
    };
    let make = |part: &[u8]| -> PyResult<Value> {
        if as_bytes { Ok(Bytes::from_slice(part)?.into_value()) } else { Ok(Str::try_from_wtf8(part)?.into_value()) }
    };
    Ok(Tuple::new(vec![make(b"")?, make(&bytes[..root])?, make(&bytes[root..])?]).into_value())
}
