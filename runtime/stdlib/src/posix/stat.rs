//! `os.stat` and its result, `os.scandir` and its entries.

use super::{class, failed, failed_plain, fd_arg, name_like, path_arg};
use crate::define::{text, this};
use crate::io::fileio::fspath;
use crate::structseq;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::exceptions::make;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{alloc, repr, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Bound, TypeBuilder};
use ladon_vm::types::{Str, int};
use ladon_vm::value::Value;
use std::cell::{Cell, RefCell};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

crate::functions! {
    pub fn defs {
        "stat(path, *, dir_fd=None, follow_symlinks=True)" => posix_stat, "What the system knows of a path.";
        "lstat(path, *, dir_fd=None)" => posix_lstat, "As stat, of a symbolic link itself.";
        "fstat(fd)" => posix_fstat, "What the system knows of a descriptor.";
        "scandir(path=None)" => posix_scandir, "Iterate over the entries of a directory.";
        "statvfs(path)" => posix_statvfs, "What the system knows of a file system.";
    }
}

const FIELDS: [&str; 10] =
    ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"];
const EXTRA: [&str; 6] = ["st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"];

pub fn stat_class(thread: &ThreadState) -> PyResult<Value> {
    class(thread, "stat_result", &FIELDS, &EXTRA)
}

fn stat_result(thread: &ThreadState, data: &libc::stat) -> PyResult<Value> {
    let seconds = |whole: i64, ns: i64| Value::float(whole as f64 + ns as f64 * 1e-9);
    let number = |value: u64| int::from_u64(value);
    let items = vec![
        number(u64::from(data.st_mode)),
        number(data.st_ino),
        number(data.st_dev),
        number(data.st_nlink),
        number(u64::from(data.st_uid)),
        number(u64::from(data.st_gid)),
        int::from_i64(data.st_size),
        seconds(data.st_atime, data.st_atime_nsec),
        seconds(data.st_mtime, data.st_mtime_nsec),
        seconds(data.st_ctime, data.st_ctime_nsec),
    ];
    let ns = |whole: i64, ns: i64| int::from_i64(whole.saturating_mul(1_000_000_000).saturating_add(ns));
    let extra = [
        ("st_atime_ns", ns(data.st_atime, data.st_atime_nsec)),
        ("st_mtime_ns", ns(data.st_mtime, data.st_mtime_nsec)),
        ("st_ctime_ns", ns(data.st_ctime, data.st_ctime_nsec)),
        ("st_blksize", int::from_i64(data.st_blksize)),
        ("st_blocks", int::from_i64(data.st_blocks)),
        ("st_rdev", number(data.st_rdev)),
    ];
    structseq::make_object(thread, &stat_class(thread)?, items, &extra)
}

fn stat_path(thread: &ThreadState, path: &Value, at: i32, flags: i32) -> PyResult<libc::stat> {
    let name = path_arg(thread, path)?;
    // SAFETY: the path ends with NUL; a zeroed stat is filled in.
    let (result, data) = allow_threads(thread, || unsafe {
        let mut data: libc::stat = std::mem::zeroed();
        (libc::fstatat(at, name.as_ptr(), &mut data, flags), data)
    });
    if result != 0 { Err(failed(thread, path)) } else { Ok(data) }
}

fn posix_stat(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if int::is_int(args.value(0)) {
        return posix_fstat(thread, args);
    }
    let follow = args.get(2).map_or(Ok(true), |follow| truth::is_true(thread, follow))?;
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    let at = super::files::dir_arg(thread, args.some(1))?;
    let value = args.value(0);
    if value.downcast::<Str>().is_none() && value.downcast::<Bytes>().is_none() {
        let name = value.type_of().short_name();
        fspath(thread, value).map_err(|raised| {
            drop(thread.take_raised(raised));
            err!(thread, TypeError, "stat: path should be string, bytes, os.PathLike or integer, not {name}")
        })?;
    }
    stat_result(thread, &stat_path(thread, value, at, flags)?)
}

fn posix_lstat(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let at = super::files::dir_arg(thread, args.some(1))?;
    stat_result(thread, &stat_path(thread, args.value(0), at, libc::AT_SYMLINK_NOFOLLOW)?)
}

fn posix_fstat(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let fd = fd_arg(thread, args.value(0))?;
    // SAFETY: a zeroed stat is filled in.
    let (result, data) = unsafe {
        let mut data: libc::stat = std::mem::zeroed();
        (libc::fstat(fd, &mut data), data)
    };
    if result != 0 { Err(failed_plain(thread)) } else { stat_result(thread, &data) }
}

fn posix_statvfs(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = path_arg(thread, args.value(0))?;
    // SAFETY: the path ends with NUL; a zeroed struct is filled in.
    let (result, data) = unsafe {
        let mut data: libc::statvfs = std::mem::zeroed();
        (libc::statvfs(path.as_ptr(), &mut data), data)
    };
    if result != 0 {
        return Err(failed(thread, args.value(0)));
    }
    let fields = [
        "f_bsize",
        "f_frsize",
        "f_blocks",
        "f_bfree",
        "f_bavail",
        "f_files",
        "f_ffree",
        "f_favail",
        "f_flag",
        "f_namemax",
    ];
    let values = [
        data.f_bsize,
        data.f_frsize,
        data.f_blocks,
        data.f_bfree,
        data.f_bavail,
        data.f_files,
        data.f_ffree,
        data.f_favail,
        data.f_flag,
        data.f_namemax,
    ];
    let class = class(thread, "statvfs_result", &fields, &[])?;
    structseq::make_object(thread, &class, values.map(int::from_u64).to_vec(), &[])
}

/// An entry of a directory.
#[repr(C)]
pub struct DirEntry {
    head: Head,
    name: MutCell<Option<Value>>,
    path: MutCell<Option<Value>>,
    /// Results of `stat`, followed and not.
    stat: MutCell<Option<Value>>,
    lstat: MutCell<Option<Value>>,
    inode: Cell<u64>,
    /// `S_IFMT` bits of the entry itself, 0 = unknown.
    kind: Cell<u32>,
}

ladon_vm::builtin_static!(DirEntry);
crate::traced!(DirEntry { name, path, stat, lstat });

/// `os.scandir`.
#[repr(C)]
pub struct ScandirIterator {
    head: Head,
    entries: RefCell<Option<std::fs::ReadDir>>,
    directory: RefCell<Vec<u8>>,
    as_bytes: Cell<bool>,
}

ladon_vm::builtin_static!(ScandirIterator);
ladon_vm::outside!(ScandirIterator { entries, directory });

fn posix_scandir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let dot = text(".")?;
    let given = args.some(0).unwrap_or(&dot);
    let as_bytes = given.downcast::<Bytes>().is_some();
    let directory = if int::is_int(given) {
        format!("/proc/self/fd/{}", fd_arg(thread, given)?).into_bytes()
    } else {
        path_arg(thread, given)?.into_bytes()
    };
    let target = std::path::PathBuf::from(std::ffi::OsString::from_vec(directory.clone()));
    let read = allow_threads(thread, || std::fs::read_dir(&target));
    let entries = read.map_err(|error| make::io_error(thread, &error, Some(given)))?;
    let iterator = alloc::alloc(ScandirIterator {
        head: alloc::head::<ScandirIterator>(),
        entries: RefCell::new(Some(entries)),
        directory: RefCell::new(directory),
        as_bytes: Cell::new(as_bytes),
    });
    Ok(iterator.into_value())
}

fn scandir_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    use std::os::unix::fs::{DirEntryExt, FileTypeExt};
    let iterator: &ScandirIterator = this(value);
    let next = match &mut *iterator.entries.borrow_mut() {
        Some(entries) => entries.next(),
        None => return Ok(None),
    };
    let entry = match next {
        None => {
            drop(iterator.entries.take());
            return Ok(None);
        }
        Some(entry) => entry.map_err(|error| make::io_error(thread, &error, None))?,
    };
    let kind = entry.file_type().map_or(0, |kind| match kind {
        kind if kind.is_dir() => libc::S_IFDIR,
        kind if kind.is_file() => libc::S_IFREG,
        kind if kind.is_symlink() => libc::S_IFLNK,
        kind if kind.is_fifo() => libc::S_IFIFO,
        kind if kind.is_socket() => libc::S_IFSOCK,
        kind if kind.is_char_device() => libc::S_IFCHR,
        _ => libc::S_IFBLK,
    });
    let name = entry.file_name();
    let mut whole = iterator.directory.borrow().clone();
    if whole.last() != Some(&b'/') {
        whole.push(b'/');
    }
    whole.extend_from_slice(name.as_bytes());
    let as_bytes = iterator.as_bytes.get();
    let made = alloc::alloc(DirEntry {
        head: alloc::head::<DirEntry>(),
        name: MutCell::new(Some(name_like(name.as_bytes(), as_bytes)?)),
        path: MutCell::new(Some(name_like(&whole, as_bytes)?)),
        stat: MutCell::new(None),
        lstat: MutCell::new(None),
        inode: Cell::new(entry.ino()),
        kind: Cell::new(kind),
    });
    Ok(Some(made.into_value()))
}

fn entry_path(entry: &DirEntry) -> Value {
    entry.path.get().unwrap_or_else(Value::none)
}

fn follow_arg(thread: &ThreadState, args: Bound<'_>) -> PyResult<bool> {
    args.get(1).map_or(Ok(true), |follow| truth::is_true(thread, follow))
}

fn entry_stat(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let entry: &DirEntry = args.this();
    let follow = follow_arg(thread, args)?;
    let cache = if follow { &entry.stat } else { &entry.lstat };
    if let Some(known) = cache.get() {
        return Ok(known);
    }
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    let made = stat_result(thread, &stat_path(thread, &entry_path(entry), libc::AT_FDCWD, flags)?)?;
    cache.set(Some(made.clone()));
    Ok(made)
}

/// Whether the entry is of a kind; links are followed if asked. A missing target is of no kind.
fn is_kind(thread: &ThreadState, args: Bound<'_>, wanted: u32) -> PyResult<Value> {
    let entry: &DirEntry = args.this();
    let follow = follow_arg(thread, args)?;
    let kind = entry.kind.get();
    if kind != 0 && (kind != libc::S_IFLNK || !follow) {
        return Ok(Value::bool(kind == wanted));
    }
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    let found = stat_path(thread, &entry_path(entry), libc::AT_FDCWD, flags);
    let missing = &ladon_vm::exceptions::FileNotFoundError;
    let found = ladon_vm::raise::caught(thread, found, missing)?;
    Ok(Value::bool(found.is_some_and(|data| data.st_mode & libc::S_IFMT == wanted)))
}

fn scandir_close(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    drop(args.this::<ScandirIterator>().entries.take());
    Ok(Value::none())
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    TypeBuilder::new::<DirEntry>("DirEntry", Some(object))
        .doc("An entry of a directory.")
        .module("posix")
        .container(DirEntry::visit, Some(DirEntry::clear_object))
        .slots(|s| {
            s.repr.set(Some(|thread, value| {
                let name = this::<DirEntry>(value).name.get().unwrap_or_else(Value::none);
                text(&format!("<DirEntry {}>", repr::repr(thread, &name)?.lossy()))
            }));
        })
        .getter("name", |_, value| Ok(this::<DirEntry>(value).name.get().unwrap_or_else(Value::none)), "")
        .getter("path", |_, value| Ok(entry_path(this(value))), "")
        .method("inode(self)", |_, args| Ok(int::from_u64(args.this::<DirEntry>().inode.get())), "")
        .method("stat(self, *, follow_symlinks=True)", entry_stat, "")
        .method("is_dir(self, *, follow_symlinks=True)", |t, a| is_kind(t, a, libc::S_IFDIR), "")
        .method("is_file(self, *, follow_symlinks=True)", |t, a| is_kind(t, a, libc::S_IFREG), "")
        .method(
            "is_symlink(self)",
            |thread, args| {
                let slots = [Some(args.value(0).clone()), Some(Value::bool(false))];
                is_kind(thread, Bound(&slots), libc::S_IFLNK)
            },
            "",
        )
        .method("is_junction(self)", |_, _| Ok(Value::bool(false)), "")
        .method("__fspath__(self)", |_, args| Ok(entry_path(args.this())), "")
        .finish();
    TypeBuilder::new::<ScandirIterator>("ScandirIterator", Some(object))
        .outside::<ScandirIterator>()
        .module("posix")
        .slots(|s| {
            s.iter.set(Some(|_, value| Ok(value.clone())));
            s.next.set(Some(scandir_next));
        })
        .method("close(self)", scandir_close, "")
        .method("__enter__(self)", |_, args| Ok(args.value(0).clone()), "")
        .raw_method(
            "__exit__(self, /, *args)",
            |thread, args| scandir_close(thread, Bound(&[args.values.first().cloned()])),
            "",
        )
        .finish();
}
