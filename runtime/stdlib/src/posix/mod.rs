//! `posix`: calls of the operating system; `os` from the Python library stands on top.
//!
//! `files` paths, directories, descriptors · `stat` `os.stat_result` and `scandir` · `process` identity, children,
//! environment · `spawn` starting programs.

mod files;
mod process;
mod spawn;
mod stat;

pub use spawn::init as init_spawn;

use crate::define::ModuleBuilder;
use crate::io::fileio::{c_path, errno};
use crate::structseq;
use ladon_vm::exceptions;
use ladon_vm::exceptions::make;
use ladon_vm::import::path;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::module::Module;
use ladon_vm::types::{List, int};
use ladon_vm::value::{Ref, Value};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::CString;

/// Classes of named tuples, made on first use.
#[derive(Default)]
struct PosixState {
    classes: RefCell<HashMap<&'static str, Value>>,
}

/// The class of a named tuple of this module.
fn class(thread: &ThreadState, name: &'static str, fields: &[&str], extra: &[&str]) -> PyResult<Value> {
    let state = thread.interp().state::<PosixState>();
    if let Some(class) = state.classes.borrow().get(name) {
        return Ok(class.clone());
    }
    let module = if name == "stat_result" || name == "terminal_size" { "os" } else { "posix" };
    let made = structseq::make_class(thread, module, name, fields, extra)?;
    state.classes.borrow_mut().insert(name, made.clone());
    Ok(made)
}

macro_rules! constants {
    ($($name:ident)*) => { const CONSTANTS: &[(&str, i64)] = &[$((stringify!($name), libc::$name as i64)),*]; };
}

constants! {
    O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_TRUNC O_APPEND O_NONBLOCK O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_SYNC O_DSYNC
    O_NOCTTY F_OK R_OK W_OK X_OK WNOHANG WUNTRACED WCONTINUED
    PRIO_PROCESS PRIO_PGRP PRIO_USER RTLD_LAZY RTLD_NOW RTLD_GLOBAL RTLD_LOCAL
    SEEK_DATA SEEK_HOLE ST_RDONLY ST_NOSUID
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let have = [
        "HAVE_FACCESSAT",
        "HAVE_FCHDIR",
        "HAVE_FCHMOD",
        "HAVE_FSTATAT",
        "HAVE_FTRUNCATE",
        "HAVE_FUTIMENS",
        "HAVE_LSTAT",
        "HAVE_UTIMENSAT",
        "HAVE_FDOPENDIR",
    ];
    let have = have.iter().map(|name| crate::define::text(name)).collect::<PyResult<Vec<_>>>()?;
    ModuleBuilder::new(thread, "posix", "Calls of the operating system.")?
        .functions(files::defs())
        .functions(stat::defs())
        .functions(process::defs())
        .ints(CONSTANTS)
        .ints(&[
            ("EX_OK", 0),
            ("EX_USAGE", 64),
            ("EX_DATAERR", 65),
            ("EX_NOINPUT", 66),
            ("EX_NOUSER", 67),
            ("EX_NOHOST", 68),
            ("EX_UNAVAILABLE", 69),
            ("EX_SOFTWARE", 70),
            ("EX_OSERR", 71),
            ("EX_OSFILE", 72),
            ("EX_CANTCREAT", 73),
            ("EX_IOERR", 74),
            ("EX_TEMPFAIL", 75),
            ("EX_PROTOCOL", 76),
            ("EX_NOPERM", 77),
            ("EX_CONFIG", 78),
        ])
        .int("TMP_MAX", 238_328)
        .int("NGROUPS_MAX", 65536)
        .int("GRND_NONBLOCK", 1)
        .int("GRND_RANDOM", 2)
        .value("error", exceptions::OSError.as_value())
        .value("_have_functions", List::from_vec(have)?.into_value())
        .value("environ", process::environ(thread)?)
        .value("stat_result", stat::stat_class(thread)?)
        .value("terminal_size", process::terminal_class(thread)?)
        .value("uname_result", process::uname_class(thread)?)
        .value("times_result", process::times_class(thread)?)
        .ty::<stat::DirEntry>()
        .value("sysconf_names", process::sysconf_names())
        .finish()
}

pub fn describe() {
    stat::describe();
}

/// OSError for `errno`, about a path.
#[cold]
fn failed(thread: &ThreadState, path: &Value) -> Raised {
    make::os_error(thread, errno(), Some(path))
}

/// OSError for `errno`.
#[cold]
fn failed_plain(thread: &ThreadState) -> Raised {
    make::os_error(thread, errno(), None)
}

fn path_arg(thread: &ThreadState, value: &Value) -> PyResult<CString> {
    c_path(thread, value)
}

/// A name from the system, as the kind of text that the argument was: `bytes` for `bytes`.
fn name_like(bytes: &[u8], as_bytes: bool) -> PyResult<Value> {
    if as_bytes { Ok(Bytes::from_slice(bytes)?.into_value()) } else { Ok(path::decode(bytes)?.into_value()) }
}

fn none_or(thread: &ThreadState, result: i32, path: &Value) -> PyResult<Value> {
    if result == 0 { Ok(Value::none()) } else { Err(failed(thread, path)) }
}

fn none_or_plain(thread: &ThreadState, result: i32) -> PyResult<Value> {
    if result == 0 { Ok(Value::none()) } else { Err(failed_plain(thread)) }
}

/// The descriptor of an int or an object with `fileno()`.
pub fn descriptor(thread: &ThreadState, value: &Value) -> PyResult<i32> {
    fd_arg(thread, value)
}

/// A descriptor argument: an int or an object with `fileno()`.
fn fd_arg(thread: &ThreadState, value: &Value) -> PyResult<i32> {
    let number = match int::is_int(value) {
        true => value.clone(),
        false => {
            let name = ladon_vm::types::str::intern::intern_text("fileno");
            match ladon_vm::object::attr::get_optional(thread, value, &name)? {
                Some(fileno) => ladon_vm::object::call::positional(thread, &fileno, &[])?,
                None => {
                    let message = "argument must be an int, or have a fileno() method.";
                    return Err(ladon_vm::err!(thread, TypeError, "{message}"));
                }
            }
        }
    };
    Ok(crate::define::int_arg(thread, &number)? as i32)
}
