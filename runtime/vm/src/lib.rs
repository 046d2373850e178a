//! The virtual machine: interpreters, objects, types, the eval loop.
//!
//! Start reading at [`value`] (the word), [`types::define`] (how a builtin type is described) and [`eval::run`] (the
//! loop). Rooms: [`object`] the protocols · [`types`] one folder per builtin type · [`eval`] frames and instructions ·
//! [`exceptions`] the list of exception classes · [`builtins`] the module of that name · [`import`] finding modules ·
//! [`runtime`] the process · [`interpreter`], [`thread`], [`lifecycle`] who runs, [`poll`] who interrupts · [`hooks`] the
//! doors upward.
//!
//! Unsafe code lives in `value` and `eval` (raw words), in `types/*/core.rs` and the slots of types (E2: the fields of a
//! builtin type are read behind a check of the type), in `object::{alloc, dealloc}` (memory), `sync` and `signals` (the
//! operating system). Invariants: H1–H7 (`ladon_heap`), V1–V6 (`ladon_bytecode`), E1–E3, F1–F2 (`value`,
//! `types::instance`, `eval::frame`).

pub mod attach;
pub mod builtins;
pub mod channel;
pub mod codecs;
pub mod eval;
pub mod exceptions;
pub mod format;
pub mod hooks;
pub mod import;
pub mod interpreter;
pub mod lifecycle;
pub mod names;
pub mod object;
pub mod poll;
pub mod raise;
pub mod runtime;
pub mod signals;
pub mod spawn;
pub mod sync;
pub mod thread;
pub mod types;
pub mod value;
pub mod warnings;

pub use interpreter::{Config, Interpreter};
pub use raise::{PyResult, Raised};
pub use thread::ThreadState;
pub use value::{Ref, Value};
