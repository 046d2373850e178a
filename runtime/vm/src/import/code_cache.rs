//! Sources compiled once per process: the second interpreter that imports `re` parses nothing.

use crate::exceptions::make;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use ladon_bytecode::Code;
use ladon_compiler::{Mode, Options};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

/// What a cached code was made from.
#[derive(Clone, PartialEq, Eq)]
pub struct Stamp {
    pub modified: Option<SystemTime>,
    pub size: u64,
}

struct Entry {
    stamp: Stamp,
    code: Arc<Code>,
}

/// By file name and `-O` level.
static CACHE: LazyLock<Mutex<HashMap<(String, u8), Entry>>> = LazyLock::new(Default::default);

/// The `-O` level of this process.
pub static OPTIMIZE: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);

pub fn options() -> Options {
    Options { optimize: OPTIMIZE.load(std::sync::atomic::Ordering::Relaxed), ..Options::default() }
}

/// The code of a source that is known by `filename`; `read` is only called when it was not compiled before.
pub fn get(
    thread: &ThreadState,
    filename: &str,
    stamp: &Stamp,
    read: impl FnOnce() -> PyResult<Vec<u8>>,
) -> PyResult<Arc<Code>> {
    let key = (String::from(filename), options().optimize);
    let lock = || CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(entry) = lock().get(&key)
        && entry.stamp == *stamp
    {
        return Ok(Arc::clone(&entry.code));
    }
    let source = read()?;
    let code = compile(thread, &source, filename)?;
    lock().insert(key, Entry { stamp: stamp.clone(), code: Arc::clone(&code) });
    Ok(code)
}

/// Compiles the source of a module.
pub fn compile(thread: &ThreadState, source: &[u8], filename: &str) -> PyResult<Arc<Code>> {
    let (code, found) = ladon_compiler::compile_with_warnings(source, filename, Mode::Exec, options())
        .map_err(|error| make::syntax_error(thread, &error, filename))?;
    if !filename.starts_with('<') {
        crate::warnings::syntax_warnings(thread, &found, filename)?;
    }
    Ok(code)
}
