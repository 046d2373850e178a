//! Running code. `run` the dispatch loop · `context` what it hands out · `frame` windows and frames · `call` entering
//! and leaving functions · `invoke` the call instructions · `arith`, `access`, `build`, `misc` what instructions do off
//! the straight path · `cache` inline caches · `unwind` handlers and tracebacks · `suspend` generators · `words` numbers in
//! registers.
//!
//! Unsafe code lives here because registers are raw words: their bounds, and that they are not NULL where an
//! instruction needs a value, were verified when the code was made (V1, V2 in `ladon_bytecode::verify`).

pub mod access;
pub mod arith;
pub mod build;
pub mod cache;
pub mod call;
pub mod context;
pub mod frame;
pub mod invoke;
pub mod misc;
pub mod run;
pub mod suspend;
pub mod unwind;
pub mod words;

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Dict;
use crate::types::code::CodeObject;
use crate::types::define::Args;
use crate::types::function::Function;
use crate::value::{Ref, Value};

/// Calls a Python function from Rust.
pub fn call_function(thread: &ThreadState, function: &Function, args: Args<'_>) -> PyResult<Value> {
    call::call_from_native(thread, function, args)
}

/// Runs a module, class or `exec` body.
pub fn run_code(
    thread: &ThreadState,
    code: &Ref<CodeObject>,
    globals: &Ref<Dict>,
    locals: Option<Value>,
) -> PyResult<Value> {
    call::run_body(thread, code, globals, locals, None)
}

/// The globals of the running Python function.
pub fn current_globals(thread: &ThreadState) -> Option<Ref<Dict>> {
    // SAFETY: the current frame is alive while its thread runs.
    unsafe { thread.frame.get().as_ref() }.map(|frame| Ref::of(frame.globals()))
}
