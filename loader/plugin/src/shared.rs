//! The policy `shared`: one process-wide snapshot per def, as in CPython up to 3.11. It is gh-101758 itself, kept so that
//! it can be shown; the tags report what goes wrong (B1 to B5 of facts/import-semantics §2.6).
//!
//! What makes it survivable: values of a snapshot are made immortal before anyone else sees them, interpreters that share
//! objects keep their memory when they end, and a snapshot of an ended interpreter is not used.

use crate::builtin::Hook;
use crate::init;
use crate::open::Request;
use crate::record::{self, Key, Record};
use ladon_abi::layout::{PyModuleDef, PyObject};
use ladon_abi::ownership::{self, Holder};
use ladon_vm::raise::PyResult;
use ladon_vm::runtime;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::native::NativeFunction;
use ladon_vm::types::{Dict, Str};
use ladon_vm::value::Value;
use std::collections::HashMap;
use std::ptr::{self, NonNull};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A loaded module, as CPython's process-wide table of extensions has it.
#[derive(Clone)]
struct Entry {
    /// Address of the def.
    def: usize,
    init: Hook,
    file: String,
}

static EXTENSIONS: Mutex<Option<HashMap<Key, Entry>>> = Mutex::new(None);

fn extensions() -> MutexGuard<'static, Option<HashMap<Key, Entry>>> {
    EXTENSIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn def_of<'a>(entry: &Entry) -> &'a PyModuleDef {
    // SAFETY: B1; P1.
    unsafe { &*(entry.def as *const PyModuleDef) }
}

/// Whose the object is, when its interpreter still lives.
fn living_owner(object: *mut PyObject) -> Option<u64> {
    match ownership::holder_of(object.addr()) {
        Holder::Owned(owner) => owner.interpreter().filter(|id| runtime::interpreter(*id).is_some()),
        _ => None,
    }
}

/// The interpreter's memory stays when it ends: objects of it are in other interpreters, or the other way round.
pub fn keep_memory(interpreter: u64) {
    if let Some(remote) = runtime::interpreter(interpreter) {
        remote.keep_memory.store(true, Ordering::Release);
    }
}

/// A module was loaded afresh: its snapshot goes into the def, whoever's was there.
pub fn enter(thread: &ThreadState, record: &Record, key: &Key) {
    let file = record::file_of(record);
    let entry = Entry { def: record.def.as_ptr().addr(), init: record.init, file };
    let mut table = extensions();
    let base = &def_of(&entry).base;
    if record.size >= 0 {
        base.m_init.set(Some(record.init));
    }
    if let Some(snapshot) = &record.snapshot {
        let old = NonNull::new(base.m_copy.get());
        if let Some(old) = old.filter(|old| !ownership::is_own(thread, *old)) {
            ownership::note_for(thread, old, "m_copy of a def was replaced (B1)", &entry.file);
        }
        make_immortal(snapshot);
        base.m_copy.set(ptr::from_ref::<Dict>(snapshot).cast_mut().cast());
    }
    if record.size == -1 || thread.interp().is_main() {
        table.get_or_insert_default().insert(key.clone(), entry);
    }
}

fn make_immortal(snapshot: &Dict) {
    snapshot.head.make_immortal();
    for (name, value) in snapshot.snapshot() {
        for object in [name.as_object(), value.as_object()].into_iter().flatten() {
            object.make_immortal();
        }
    }
}

/// Forgets a module; its def comes back if there was one.
pub fn forget(key: &Key) -> Option<NonNull<PyModuleDef>> {
    let entry = extensions().as_mut()?.remove(key)?;
    NonNull::new(entry.def as *mut PyModuleDef)
}

/// Makes the module from what the process has of it; `None`: it has to be loaded afresh.
pub fn reload(thread: &ThreadState, request: &Request) -> PyResult<Option<Value>> {
    let key = request.key();
    let Some(entry) = extensions().as_ref().and_then(|table| table.get(&key)).cloned() else { return Ok(None) };
    let def = def_of(&entry);
    if def.size >= 0 {
        // B8: modules that share a def run the init of the one loaded last.
        let init = def.base.m_init.get().unwrap_or(entry.init);
        return init::run_again(thread, init, &request.name, Some(&request.origin)).map(Some);
    }
    let Some(copy) = NonNull::new(def.base.m_copy.get()) else { return Ok(None) };
    let Some(owner) = living_owner(copy.as_ptr()) else {
        ownership::note_for(thread, copy, "m_copy outlived its interpreter (B5)", &entry.file);
        def.base.m_copy.set(ptr::null_mut());
        return Ok(None);
    };
    if owner != thread.interp().id {
        keep_memory(owner);
        keep_memory(thread.interp().id);
    }
    let module = init::module_for(thread, &request.name)?;
    // SAFETY: P1; a snapshot is a dict, immortal, and nobody changes it; its interpreter lives or keeps its memory.
    copy_values(thread, unsafe { copy.cast::<Dict>().as_ref() }, &module.dict(), &entry.file)?;
    let def = NonNull::from(def);
    init::lend_def(&module, def);
    init::register(thread, &module, &request.name, def)?;
    Ok(Some(module.into_value()))
}

/// B3 and B4: the objects themselves are put into another interpreter's module.
fn copy_values(thread: &ThreadState, from: &Dict, to: &Dict, file: &str) -> PyResult<()> {
    for (name, value) in from.snapshot() {
        if let Some(object) = value.as_ptr() {
            let function = match value.is_exact::<NativeFunction>() {
                true => "import by copying m_copy: a function bound to another interpreter's module (B4)",
                false => "import by copying m_copy (B3)",
            };
            ownership::check_for(thread, object, function, file)?;
        }
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        to.set_name(&text, value);
    }
    Ok(())
}

/// B2: the end of an interpreter drops the snapshot of every def it has a module of, whoever's it is by now.
pub fn before_end(thread: &ThreadState) {
    let table = extensions();
    let Some(table) = &*table else { return };
    for entry in table.values() {
        let base = &def_of(entry).base;
        let Some(copy) = NonNull::new(base.m_copy.get()) else { continue };
        if ladon_abi::module::by_index(thread, base.m_index.get()).is_none() {
            continue;
        }
        if !ownership::is_own(thread, copy) {
            ownership::note_for(thread, copy, "m_copy was dropped at the end of another interpreter (B2)", &entry.file);
        }
        base.m_copy.set(ptr::null_mut());
    }
}
