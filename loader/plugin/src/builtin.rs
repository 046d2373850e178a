//! Native modules that are linked into the executable. All interpreters share their code and data, so they must be
//! modules that declare it, or keep nothing.

use crate::find::HookName;
use crate::record::Loaded;
use crate::{hook, init};
use ladon_abi::layout::{PyObject, PySlot};
use ladon_vm::import::spec::ModuleSpec;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::value::Value;
use std::sync::OnceLock;

/// The function that initialises a module.
pub type Hook = unsafe extern "C" fn() -> *mut PyObject;
/// The function that returns a module's slots.
pub type ExportHook = unsafe extern "C" fn() -> *const PySlot;
/// As the front door has it: its own modules' functions are safe to call, and may name `PyObject` as they like.
pub type BuiltinHook<T> = extern "C" fn() -> *mut T;

static BUILTINS: OnceLock<Vec<(&'static str, BuiltinHook<PyObject>)>> = OnceLock::new();

/// Says which modules are linked in; the first call counts.
pub fn set_builtins<T>(table: &[(&'static str, BuiltinHook<T>)]) {
    let rows = table.iter().map(|&(name, hook)| {
        // SAFETY: functions that differ in what their result points to are called alike.
        (name, unsafe { std::mem::transmute::<BuiltinHook<T>, BuiltinHook<PyObject>>(hook) })
    });
    let _ = BUILTINS.set(rows.collect());
}

fn table() -> &'static [(&'static str, BuiltinHook<PyObject>)] {
    BUILTINS.get().map_or(&[], Vec::as_slice)
}

pub fn names() -> Vec<&'static str> {
    table().iter().map(|row| row.0).collect()
}

/// Makes a builtin module for the current interpreter.
pub fn create(thread: &ThreadState, name: &str) -> PyResult<Option<Value>> {
    let Some((_, init)) = table().iter().find(|row| row.0 == name) else { return Ok(None) };
    let key = (name.to_owned(), name.to_owned());
    let text = Str::new(name);
    if let Some(record) = Loaded::of(thread).find(&key) {
        return init::reload(thread, &record, name, None).map(Some);
    }
    let hook_name = HookName::of(name);
    match hook::run(thread, *init, name, &hook_name)? {
        hook::Returned::Def(def) => {
            let spec = ModuleSpec::new(&text, None).into_value();
            init::create_from_def(thread, def, &spec, None).map(Some)
        }
        hook::Returned::Module(module, def) => {
            let made = init::New { key, init: *init, policy: None, file: None, image: None, exclusive: false };
            init::enter(thread, module, def, made).map(Some)
        }
    }
}
