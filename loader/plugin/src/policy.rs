//! How a native module that does not declare support for it meets a second interpreter.

use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use std::str::FromStr;
use std::sync::atomic::{AtomicU8, Ordering};

/// A cure for gh-101758, or the disease.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Isolation {
    /// One process-wide snapshot per def, as up to CPython 3.11: the bug.
    Shared = 1,
    /// Each interpreter has its own copy of the `PyModuleDef`; init runs in each.
    PerDef,
    /// Only the snapshot is kept per interpreter; init runs in each.
    PerCopy,
    /// Each interpreter after the first has a copy of the whole library.
    OwnImage,
    /// CPython's rules: an isolated interpreter refuses the module.
    Refuse,
}

pub const ALL: [Isolation; 5] =
    [Isolation::Shared, Isolation::PerDef, Isolation::PerCopy, Isolation::OwnImage, Isolation::Refuse];

impl Isolation {
    pub fn name(self) -> &'static str {
        match self {
            Isolation::Shared => "shared",
            Isolation::PerDef => "per-def",
            Isolation::PerCopy => "per-copy",
            Isolation::OwnImage => "own-image",
            Isolation::Refuse => "refuse",
        }
    }
}

impl FromStr for Isolation {
    type Err = String;
    fn from_str(text: &str) -> Result<Isolation, String> {
        ALL.into_iter().find(|policy| policy.name() == text).ok_or_else(|| {
            format!("unknown isolation policy '{text}': use shared, per-def, per-copy, own-image or refuse")
        })
    }
}

/// 0 = none was chosen.
static DEFAULT: AtomicU8 = AtomicU8::new(0);

/// The policy of interpreters whose configuration names none.
pub fn set_default(policy: Isolation) {
    DEFAULT.store(policy as u8, Ordering::Relaxed);
}

/// The policy of the current interpreter. `None`, when nobody chose one: as `own-image`, but modules that declare support
/// for a GIL per interpreter share one image.
pub fn current(thread: &ThreadState) -> PyResult<Option<Isolation>> {
    let named = thread.interp().config.borrow().isolation.clone();
    match named {
        Some(name) => name.parse().map(Some).map_err(|message: String| err!(thread, ValueError, "{message}")),
        None => {
            let default = DEFAULT.load(Ordering::Relaxed);
            Ok(ALL.into_iter().find(|policy| *policy as u8 == default))
        }
    }
}

/// Whether modules are asked for their support of subinterpreters (facts/import-semantics §4): where the script says so,
/// else by the configuration, which counts under `refuse` only.
pub fn checks_extensions(thread: &ThreadState, policy: Option<Isolation>) -> bool {
    let interp = thread.interp();
    if interp.is_main() {
        return false;
    }
    match interp.extension_check.get() {
        0 => policy == Some(Isolation::Refuse) && interp.config.borrow().check_multi_interp_extensions,
        forced => forced > 0,
    }
}
