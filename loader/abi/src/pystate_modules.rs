//! `PyState_*`: the modules of the current interpreter by index (facts/import-semantics §2.8).

use crate::boundary::{Borrowed, Lent, Status};
use crate::layout::{PyModuleDef, PyObject};
use crate::{capi, module};
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::value::Value;
use std::ffi::{c_int, c_void};

fn def_of<'a>(def: *mut PyModuleDef) -> Option<&'a PyModuleDef> {
    // SAFETY: B1.
    unsafe { def.as_ref() }
}

fn fatal(function: &str, message: &str) -> ! {
    eprintln!("Fatal Python error: {function}: {message}");
    std::process::abort()
}

fn add(thread: &ThreadState, module: &Value, def: *mut PyModuleDef) -> PyResult<()> {
    let Some(definition) = def_of(def) else { fatal("PyState_AddModule", "module definition is NULL") };
    if !definition.slots.is_null() {
        return Err(err!(thread, SystemError, "PyState_AddModule called on module with slots"));
    }
    let index = definition.base.m_index.get();
    if module::by_index(thread, index).is_some_and(|there| there.is(module)) {
        fatal("PyState_AddModule", &format!("module {:#x} already added", module.bits()));
    }
    drop(module::set_by_index(thread, index, Some(module.clone())));
    Ok(())
}

capi! {
    /// The module made from a definition in this interpreter, or NULL without an exception.
    fn PyState_FindModule(thread, def: *mut PyModuleDef) -> Lent {
        match def_of(def) {
            Some(definition) if definition.slots.is_null() => {
                let found = module::by_index(thread, definition.base.m_index.get());
                Ok(found.map_or(Lent::NULL, |module| Lent::held_value(thread, &module)))
            }
            _ => Ok(Lent::NULL),
        }
    }

    fn PyState_AddModule(thread, module: Borrowed, def: *mut PyModuleDef) -> Status { add(thread, &module, def) }

    /// Not API, but plugins of 3.2 to 3.5 need it.
    fn _PyState_AddModule(thread, _state: *mut c_void, module: Borrowed, def: *mut PyModuleDef) -> Status {
        add(thread, &module, def)
    }

    fn PyState_RemoveModule(thread, def: *mut PyModuleDef) -> Status {
        let Some(definition) = def_of(def) else { fatal("PyState_RemoveModule", "module definition is NULL") };
        if !definition.slots.is_null() {
            return Err(err!(thread, SystemError, "PyState_RemoveModule called on module with slots"));
        }
        let index = definition.base.m_index.get();
        match module::index_count(thread) {
            _ if index <= 0 => fatal("PyState_RemoveModule", "invalid module index"),
            0 => fatal("PyState_RemoveModule", "Interpreters module-list not accessible."),
            count if index as usize > count => fatal("PyState_RemoveModule", "Module index out of bounds."),
            _ => drop(module::set_by_index(thread, index, None)),
        }
        Ok(())
    }
}

/// What `PyModuleDef_Init` answers: the definition as an object.
///
/// # Safety
/// B1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyModuleDef_Init(def: *mut PyModuleDef) -> *mut PyObject {
    if def.is_null() {
        return std::ptr::null_mut();
    }
    // SAFETY: forwarded.
    unsafe { module::init_def(def) }.as_ptr()
}

/// Kept for the size of C's `int` in this file's signatures.
pub type Int = c_int;
