//! What the modules of `stdlib-ext` share: a small, mostly safe face of CPython's stable ABI.
//!
//! A module written on it loads as a file in CPython 3.12 and later and in Ladon, and can be linked into a program
//! that defines the C API itself. Nothing here knows Ladon.
//!
//! Where to look: [`object`] (references), [`number`] (int, float, arithmetic), [`raise`] (exceptions), [`args`]
//! (argument lists), [`method`] (C entry points), [`module`] and [`class`] (definitions), [`buffer`] (byte views).
//!
//! Invariants, cited in `SAFETY:` comments:
//!
//! - X1. Code of these crates runs only beneath an entry point called by the runtime, so the thread is attached to an
//!   interpreter. `Object` and `Owned` are neither `Send` nor `Sync`, so they stay on that thread.
//! - X2. `&Object` and `Owned` point to a live object; `Owned` holds one reference of its own.
//! - X3. An API function that returns NULL or -1 as its error has set an exception.
//! - X4. A receiver type (`ModuleObject<M>`, `Instance<T>`) is cast only from a `self` that the runtime passes to a
//!   method or slot of that module or type, which it checks.
//!
//! Unsafe lives in this crate alone; the modules on top of it need it only for the name of their `PyInit` function.

pub mod args;
pub mod buffer;
pub mod class;
pub mod method;
pub mod module;
pub mod number;
pub mod object;
pub mod raise;

pub use args::{Args, Signature};
pub use buffer::{Buffer, BufferMut};
pub use class::{Class, Instance, Slot};
pub use method::Method;
pub use module::{Module, ModuleDef, ModuleObject};
pub use object::{Object, Owned};
pub use pyo3_ffi as ffi;
pub use raise::{Exception, Raised, Result};
