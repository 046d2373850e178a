//! The ownership tag: which interpreter an object belongs to.

use std::fmt;

/// The owner of an object: the runtime itself ([`Owner::SHARED`]) or an interpreter, by an id that is never reused.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Owner(pub u64);

impl Owner {
    /// Runtime-owned, immortal, immutable objects that every interpreter may reach.
    pub const SHARED: Owner = Owner(0);

    /// The tag of the interpreter with this id (ids count from 0, tags from 1).
    pub const fn of_interpreter(id: u64) -> Owner {
        Owner(id + 1)
    }

    /// The interpreter's id, or `None` for [`Owner::SHARED`].
    pub const fn interpreter(self) -> Option<u64> {
        if self.0 == 0 { None } else { Some(self.0 - 1) }
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.interpreter() {
            None => f.write_str("runtime"),
            Some(id) => write!(f, "interpreter {id}"),
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
