//! `ladon`: what this runtime tells of itself.

use crate::define::{ModuleBuilder, int_arg, str_arg, text};
use crate::functions;
use ladon_vm::object::attr;
use ladon_vm::raise::PyResult;
use ladon_vm::spawn;
use ladon_vm::spawn::errors::InterpreterNotFoundError;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Type, int};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{err, runtime};
use std::collections::BTreeMap;

/// What crates above know of native modules and of owners.
pub struct Doors {
    /// Makes the class `OwnershipError` on first use.
    pub ownership_error: fn(&ThreadState) -> PyResult<Value>,
    pub owner_of: fn(&ThreadState, &Value) -> PyResult<Value>,
    pub reports: fn(&ThreadState) -> PyResult<Value>,
    /// Name and path of a module.
    pub forget_native: fn(&ThreadState, &str, &str) -> PyResult<()>,
    /// Path of a module.
    pub native_words: fn(&ThreadState, &str) -> PyResult<Value>,
}

static DOORS: std::sync::OnceLock<Doors> = std::sync::OnceLock::new();

/// Fills the doors; the first call counts.
pub fn set_doors(doors: Doors) {
    let _ = DOORS.set(doors);
}

fn doors(thread: &ThreadState) -> PyResult<&'static Doors> {
    DOORS.get().ok_or_else(|| err!(thread, RuntimeError, "this runtime was built without native modules"))
}

functions! {
    fn functions {
        "census(id=None)" => census, "Return how many objects of each type are alive in an interpreter, and its bytes.";
        "owner_of(object, /)" => owner_of, "Return the ID of the interpreter that owns an object; None if all may use it.";
        "reports()" => reports, "Return, and forget, what the tags found: a dict for each use in the wrong interpreter.";
        "forget_native(name, path, /)" => forget_native, "Forget a native module, so that its next import is a first one.";
        "native_words(path, /)" => native_words, "Return (offset, type, owner) of each C variable of a native module that is the address of an object.";
        "__getattr__(name, /)" => module_getattr, "Make a class of this module on first use.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "ladon", "What the runtime tells of itself.")?
        .functions(functions())
        .text("version", env!("CARGO_PKG_VERSION"))
        .finish()
}

fn module_getattr(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, b.value(0), "__getattr__", "1")?;
    if name.as_bytes() == b"OwnershipError" {
        let class = (doors(thread)?.ownership_error)(thread)?;
        if let Some(module) = thread.interp().modules().get_name("ladon") {
            attr::set(thread, &module, name, Some(&class))?;
        }
        return Ok(class);
    }
    Err(err!(thread, AttributeError, "module 'ladon' has no attribute '{}'", name.to_string_lossy()))
}

fn owner_of(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    (doors(thread)?.owner_of)(thread, b.value(0))
}

fn reports(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    (doors(thread)?.reports)(thread)
}

fn forget_native(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, b.value(0), "forget_native", "1")?;
    let path = str_arg(thread, b.value(1), "forget_native", "2")?;
    (doors(thread)?.forget_native)(thread, &name.to_string_lossy(), &path.to_string_lossy())?;
    Ok(Value::none())
}

fn native_words(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let path = str_arg(thread, b.value(0), "native_words", "1")?;
    (doors(thread)?.native_words)(thread, &path.to_string_lossy())
}

struct Counts {
    objects: BTreeMap<String, usize>,
    bytes: usize,
}

fn count(thread: &ThreadState) -> Counts {
    let mut by_type: BTreeMap<usize, usize> = BTreeMap::new();
    let heap = thread.interp().heap();
    heap.for_each_object(|object| {
        // SAFETY: E1: a live object.
        let ty = unsafe { object.as_ref() }.type_word.get().addr();
        *by_type.entry(ty).or_default() += 1;
    });
    let mut objects = BTreeMap::new();
    for (ty, count) in by_type {
        // SAFETY: E1: a live object keeps its type alive.
        let ty: &Type = unsafe { &*std::ptr::with_exposed_provenance::<Type>(ty) };
        *objects.entry(ty.short_name().to_string()).or_default() += count;
    }
    Counts { objects, bytes: heap.usage().bytes }
}

fn census(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let counts = match b.some(0) {
        None => count(thread),
        Some(id) => {
            let id = int_arg(thread, id)?;
            let remote = u64::try_from(id).ok().and_then(runtime::interpreter);
            let found = match remote {
                Some(remote) if remote.id == thread.interp().id => Some(count(thread)),
                Some(remote) => spawn::run_in(thread, &remote, count),
                None => None,
            };
            found.ok_or_else(|| thread.error(&InterpreterNotFoundError, format!("unrecognized interpreter ID {id}")))?
        }
    };
    let objects = Dict::new();
    for (name, count) in &counts.objects {
        objects.set(thread, &text(name)?, int::from_usize(*count))?;
    }
    let result = Dict::new();
    result.set_name("objects", objects.into_value());
    result.set_name("bytes", int::from_usize(counts.bytes));
    Ok(result.into_value())
}
