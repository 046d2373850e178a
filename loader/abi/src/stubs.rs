//! Names of the stable ABI that are exported but not implemented: they raise SystemError. The list comes from `abi.tsv`
//! (see `build.rs`); a name once exported is never removed.

use crate::layout::PyObject;
use ladon_vm::err;
use ladon_vm::thread::ThreadState;

#[cold]
fn not_implemented(name: &'static str) -> *mut PyObject {
    let Some(thread) = ThreadState::try_current() else { crate::boundary::no_thread(name) };
    let _pending = err!(thread, SystemError, "{name} is not implemented by ladon");
    std::ptr::null_mut()
}

macro_rules! stub {
    ($name:ident) => {
        #[unsafe(no_mangle)]
        #[allow(non_snake_case, reason = "C's name")]
        extern "C" fn $name() -> *mut PyObject {
            not_implemented(stringify!($name))
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/stubs.rs"));
