//! Raising: `Err(Raised)` means that the thread has a pending exception, C's NULL contract spelled in Rust.

use crate::thread::ThreadState;
use crate::types::Type;
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

/// A Python exception is pending on the current thread. Only [`ThreadState::raise`] makes one.
#[derive(Debug)]
#[must_use = "an exception is pending"]
pub struct Raised(());

pub type PyResult<T> = Result<T, Raised>;

impl ThreadState {
    /// Makes `exception` (an instance) the pending one. Its `__context__` is set to the exception being handled.
    pub fn raise(&self, exception: Value) -> Raised {
        crate::exceptions::chain_context(self, &exception);
        self.set_raised(Some(exception));
        Raised(())
    }

    /// Makes `exception` pending as it is, without touching its context.
    pub fn reraise(&self, exception: Value) -> Raised {
        self.set_raised(Some(exception));
        Raised(())
    }

    /// Raises a new exception of a builtin class with one `str` argument. `err!` is shorter.
    #[cold]
    #[inline(never)]
    pub fn error(&self, class: &Type, message: impl AsRef<str>) -> Raised {
        let exception = crate::exceptions::new_with_message(self, class, message.as_ref());
        self.raise(exception)
    }

    /// The pending exception, taken: the thread has none afterwards.
    pub fn take_raised(&self, _proof: Raised) -> Value {
        self.take_pending().expect("Raised means that an exception is pending")
    }

    /// `Err` when C code left an exception behind.
    pub fn check_pending(&self) -> PyResult<()> {
        if self.has_pending() { Err(Raised(())) } else { Ok(()) }
    }

    /// Takes the pending exception as proof, for code that finds one left by C.
    pub fn pending(&self) -> Option<Raised> {
        self.has_pending().then_some(Raised(()))
    }
}

/// `Err(err!(thread, TypeError, "bad {x}"))`: a new exception of a builtin class.
#[macro_export]
macro_rules! err {
    ($thread:expr, $class:ident, $($format:tt)+) => {
        $thread.error(&$crate::exceptions::$class, format!($($format)+))
    };
}

impl From<NoMemory> for Raised {
    #[cold]
    fn from(_: NoMemory) -> Raised {
        let thread = ThreadState::current();
        thread.raise(crate::exceptions::new_bare(thread, &crate::exceptions::MemoryError))
    }
}

/// Whether a result is an exception of this class (or derived from it); then it is taken away.
pub fn caught<T>(thread: &ThreadState, result: PyResult<T>, class: &Type) -> PyResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            if exception.type_of().is_subtype(class) { Ok(None) } else { Err(thread.reraise(exception)) }
        }
    }
}
