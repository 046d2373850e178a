//! What is part of the executable: builtin modules, and the Python part of the standard library as a pseudo-directory
//! named [`DIRECTORY`] in `sys.path`.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::module::Module;
use crate::value::Ref;
use std::borrow::Cow;
use std::sync::{OnceLock, RwLock};

/// Stands in `sys.path` for the embedded library, and in front of the file names of its modules.
pub const DIRECTORY: &str = "<stdlib>";

/// Makes a builtin module for an interpreter.
pub type BuiltinInit = fn(&ThreadState) -> PyResult<Ref<Module>>;

/// The embedded library: files by their path inside of it (`json/decoder.py`).
pub struct Library {
    pub has: fn(&str) -> bool,
    pub read: fn(&str) -> Option<Cow<'static, [u8]>>,
    /// Names of the files and folders in a folder (`""`: the root).
    pub list: fn(&str) -> Vec<String>,
}

static BUILTINS: RwLock<Vec<(&'static str, BuiltinInit)>> = RwLock::new(Vec::new());
static LIBRARY: OnceLock<Library> = OnceLock::new();

/// Registers a builtin module; before the first interpreter starts.
pub fn register_builtin(name: &'static str, init: BuiltinInit) {
    let mut rows = BUILTINS.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Err(at) = rows.binary_search_by(|row| row.0.cmp(name)) {
        rows.insert(at, (name, init));
    }
}

pub fn builtin(name: &str) -> Option<BuiltinInit> {
    let rows = BUILTINS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    rows.binary_search_by(|row| row.0.cmp(name)).ok().map(|at| rows[at].1)
}

/// Names of all builtin modules, sorted.
pub fn builtin_names() -> Vec<&'static str> {
    let rows = BUILTINS.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut names: Vec<&'static str> = rows.iter().map(|row| row.0).collect();
    names.extend(crate::hooks::get().map(|hooks| (hooks.builtin_names)()).unwrap_or_default());
    names.sort_unstable();
    names.dedup();
    names
}

pub fn is_builtin(name: &str) -> bool {
    builtin(name).is_some() || crate::hooks::get().is_some_and(|hooks| (hooks.builtin_names)().contains(&name))
}

/// Gives the executable its embedded library; the first call counts.
pub fn set_library(library: Library) {
    let _ = LIBRARY.set(library);
}

pub fn get() -> Option<&'static Library> {
    LIBRARY.get()
}

/// The path inside the library of a file name that begins with [`DIRECTORY`].
pub fn inner_path(filename: &str) -> Option<&str> {
    let rest = filename.strip_prefix(DIRECTORY)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// A file of the library by its file name (`<stdlib>/json/decoder.py`).
pub fn read_file(filename: &str) -> Option<Cow<'static, [u8]>> {
    (get()?.read)(inner_path(filename)?)
}

static DESCRIPTIONS: RwLock<Vec<fn()>> = RwLock::new(Vec::new());

/// Registers a function that describes builtin types of a crate above; before the runtime starts.
pub fn register_types(describe: fn()) {
    DESCRIPTIONS.write().unwrap_or_else(std::sync::PoisonError::into_inner).push(describe);
}

pub(super) fn describe_registered() {
    let descriptions = DESCRIPTIONS.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    for describe in descriptions {
        describe();
    }
}
