//! Modules of the standard library that need the VM's insides, and the embedded Python part of the library.
//!
//! [`register`] makes them known, before the first interpreter starts; [`configure`] says what the command line said.
//! One file or folder per module: its functions in a table, its types described as the VM's own are. [`MODULES`] is the
//! list.
//!
//! Unsafe code: calls of the operating system (`io`, `posix`, `time`, `threads`), and fields of builtin types read behind
//! a check of the type (E2).

pub mod abc;
pub mod args;
pub mod atexit;
pub mod codecs;
pub mod collections;
pub mod contextvars;
pub mod define;
pub mod errno;
pub mod functools;
pub mod gc;
pub mod heapq;
pub mod imp;
pub mod interpqueues;
pub mod interpreters;
pub mod io;
pub mod itertools;
pub mod json;
pub mod ladon;
pub mod opcode;
pub mod operator;
pub mod posix;
mod pylib;
pub mod queue;
pub mod select;
pub mod settings;
pub mod signals;
pub mod small;
pub mod sre;
pub mod structseq;
pub mod sys;
pub mod threads;
pub mod time;
pub mod warnings;
pub mod weakrefs;

pub use settings::{Settings, configure};

use define::Row;

/// All builtin modules of this crate.
pub const MODULES: &[Row] = &[
    Row("_abc", abc::init),
    Row("_ast", small::init_ast),
    Row("_bisect", heapq::init_bisect),
    Row("_codecs", codecs::init),
    Row("_collections", collections::init),
    Row("_contextvars", contextvars::init),
    Row("_functools", functools::init),
    Row("_heapq", heapq::init),
    Row("_imp", imp::init),
    Row("_interpqueues", interpqueues::init),
    Row("_interpreters", interpreters::init),
    Row("_io", io::init),
    Row("_json", json::init),
    Row("_opcode", opcode::init),
    Row("_operator", operator::init),
    Row("_posixsubprocess", posix::init_spawn),
    Row("_queue", queue::init),
    Row("_signal", signals::init),
    Row("_sre", sre::init),
    Row("_stat", small::init_stat),
    Row("_string", small::init_string),
    Row("_sysconfigdata__linux_x86_64-linux-gnu", small::init_sysconfigdata),
    Row("_thread", threads::init),
    Row("_tokenize", small::init_tokenize),
    Row("_typing", small::init_typing),
    Row("_warnings", warnings::init),
    Row("_weakref", weakrefs::init),
    Row("atexit", atexit::init),
    Row("errno", errno::init),
    Row("gc", gc::init),
    Row("itertools", itertools::init),
    Row("ladon", ladon::init),
    Row("marshal", small::init_marshal),
    Row("posix", posix::init),
    Row("select", select::init),
    Row("sys", sys::init),
    Row("time", time::init),
];

/// Registers all modules and the embedded library; once, before the first interpreter.
pub fn register() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        for Row(name, init) in MODULES {
            ladon_vm::import::register_builtin(name, *init);
        }
        pylib::register();
        ladon_vm::import::library::register_types(describe);
        ladon_vm::signals::set_dispatch(signals::dispatch);
    });
}

/// Describes the types of this crate; while the runtime starts.
fn describe() {
    ladon_vm::spawn::errors::describe();
    structseq::describe();
    sys::describe();
    io::describe();
    collections::describe();
    abc::describe();
    select::describe();
    sre::describe();
    threads::describe();
    posix::describe();
    weakrefs::describe();
    contextvars::describe();
    functools::describe();
    itertools::describe();
    json::describe();
    operator::describe();
    queue::describe();
}
