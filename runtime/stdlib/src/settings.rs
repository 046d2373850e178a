//! What the command line and the environment said: the same for every interpreter of the process.

use std::ffi::OsString;
use std::sync::{Arc, PoisonError, RwLock};

/// Fields are those of `sys.flags`, and what `sys` shows besides.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `sys.argv` of the main interpreter; the others get `['']`.
    pub argv: Vec<OsString>,
    pub orig_argv: Vec<OsString>,
    pub executable: OsString,
    /// Entries of `sys.path` before and after the embedded library.
    pub path_before: Vec<OsString>,
    pub path_after: Vec<OsString>,
    pub warnoptions: Vec<String>,
    /// `-X name` or `-X name=value`.
    pub xoptions: Vec<(String, Option<String>)>,
    pub inspect: bool,
    pub interactive: bool,
    pub optimize: u8,
    pub dont_write_bytecode: bool,
    pub no_user_site: bool,
    pub no_site: bool,
    pub ignore_environment: bool,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub quiet: bool,
    pub isolated: bool,
    pub dev_mode: bool,
    pub safe_path: bool,
    /// `-u`: standard output is written at once.
    pub unbuffered: bool,
}

static SETTINGS: RwLock<Option<Arc<Settings>>> = RwLock::new(None);

/// Sets them; before the first interpreter starts.
pub fn configure(settings: Settings) {
    ladon_vm::import::code_cache::OPTIMIZE.store(settings.optimize.min(2), std::sync::atomic::Ordering::Relaxed);
    *SETTINGS.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(settings));
}

pub fn get() -> Arc<Settings> {
    SETTINGS.read().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
}
