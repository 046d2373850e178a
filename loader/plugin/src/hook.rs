//! Runs a module's hook and finds out what it returned, without trusting it: any word may come back.

use crate::builtin::{ExportHook, Hook};
use crate::find::HookName;
use crate::image::{Image, InitGuard};
use ladon_abi::boundary;
use ladon_abi::layout::{PyModuleDef, PyObject, PySlot, module_slot};
use ladon_abi::module::{self, Support};
use ladon_abi::ownership::{self, Holder};
use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};
use ladon_vm::{exceptions, interpreter};
use std::ptr::NonNull;

/// What a hook returned.
pub enum Returned {
    /// Multi-phase: the def went through `PyModuleDef_Init`.
    Def(NonNull<PyModuleDef>),
    /// Single-phase.
    Module(Ref<Module>, NonNull<PyModuleDef>),
}

/// Takes the lock of an image; while another thread holds it, the interpreter runs on.
pub fn lock<'a>(thread: &ThreadState, image: &'a Image) -> InitGuard<'a> {
    loop {
        if let Some(guard) = image.lock.try_lock() {
            return guard;
        }
        interpreter::allow_threads(thread, || image.lock.wait());
    }
}

/// The package context while a hook runs: put back at the end, also when modules are imported on the way.
struct PackageContext<'a>(&'a ThreadState, Option<String>);

impl Drop for PackageContext<'_> {
    fn drop(&mut self) {
        module::set_package_context(self.0, self.1.take());
    }
}

/// Runs the hook of the module `name`.
pub fn run(thread: &ThreadState, hook: Hook, name: &str, hook_name: &HookName) -> PyResult<Returned> {
    let short = &hook_name.short;
    let context = PackageContext(thread, module::set_package_context(thread, Some(name.to_owned())));
    // SAFETY: a hook has no arguments; it runs under the interpreter's lock.
    let result = boundary::leave(thread, || unsafe { hook() });
    drop(context);
    let Some(object) = NonNull::new(result) else {
        return Err(match thread.pending() {
            Some(raised) => raised,
            None => err!(thread, SystemError, "initialization of {short} failed without raising an exception"),
        });
    };
    if thread.has_pending() {
        drop(own_value(thread, object));
        let message = format!("initialization of {short} raised unreported exception");
        return Err(boundary::with_cause(thread, &message));
    }
    look_at(thread, object, hook as usize, hook_name)
}

/// Runs a hook of PEP 793: it returns the slots, and cannot make the module by itself.
pub fn run_export(thread: &ThreadState, hook: ExportHook, name: &str) -> PyResult<NonNull<PySlot>> {
    // SAFETY: a hook has no arguments; it runs under the interpreter's lock.
    let result = boundary::leave(thread, || unsafe { hook() });
    match (NonNull::new(result.cast_mut()), thread.pending()) {
        (Some(slots), None) if is_readable(slots) => Ok(slots),
        (Some(_), None) => {
            let message = format!("module export hook for module '{name}' returned what is no array of slots");
            Err(thread.error(&exceptions::SystemError, message))
        }
        (None, Some(raised)) => Err(raised),
        (None, None) => {
            let message = format!("module export hook for module '{name}' failed without setting an exception");
            Err(thread.error(&exceptions::SystemError, message))
        }
        (Some(_), Some(_)) => {
            let message = format!("module export hook for module '{name}' raised unreported exception");
            Err(boundary::with_cause(thread, &message))
        }
    }
}

/// Whether a first slot can be read there (P3): the kernel is asked to, for a wrong pointer must not end the process.
fn is_readable(slots: NonNull<PySlot>) -> bool {
    if !slots.is_aligned() {
        return false;
    }
    let mut copy = [0u8; size_of::<PySlot>()];
    let own = libc::iovec { iov_base: copy.as_mut_ptr().cast(), iov_len: copy.len() };
    let there = libc::iovec { iov_base: slots.as_ptr().cast(), iov_len: copy.len() };
    // SAFETY: `copy` has room for what is read; addresses that are not mapped are an error of the call.
    let read = unsafe { libc::process_vm_readv(libc::getpid(), &own, 1, &there, 1, 0) };
    // Where the call is forbidden, nothing is known.
    read >= 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::EFAULT)
}

fn no_module(thread: &ThreadState, short: &str) -> Raised {
    err!(thread, SystemError, "initialization of {short} did not return an extension module")
}

/// The reference that a hook handed over, when it is one of this interpreter's objects.
fn own_value(thread: &ThreadState, object: NonNull<PyObject>) -> Option<Value> {
    let ty = ownership::type_word_of(object.as_ptr().addr());
    if ty.is_none_or(|ty| ty.is_null()) || !ownership::is_own(thread, object) {
        return None;
    }
    // SAFETY: P3: a live object of this interpreter.
    Some(unsafe { Value::from_owned_ptr(object) })
}

fn look_at(thread: &ThreadState, object: NonNull<PyObject>, hook: usize, name: &HookName) -> PyResult<Returned> {
    let short = &name.short;
    let Some(ty) = ownership::type_word_of(object.as_ptr().addr()) else { return Err(no_module(thread, short)) };
    if ty.is_null() {
        return Err(err!(thread, SystemError, "init function of {short} returned uninitialized object"));
    }
    if ty == std::ptr::from_ref(module::def_type()).cast() {
        return Ok(Returned::Def(object.cast()));
    }
    if name.unicode {
        drop(own_value(thread, object));
        return Err(err!(thread, SystemError, "initialization of {short} did not return PyModuleDef"));
    }
    if let Holder::Owned(owner) = ownership::holder_of(object.as_ptr().addr())
        && let Some(id) = owner.interpreter()
        && id != thread.interp().id
    {
        return Err(foreign(thread, object, id, hook, short));
    }
    let module = own_value(thread, object).and_then(|value| Ref::<Module>::from_value(value).ok());
    let Some(module) = module else { return Err(no_module(thread, short)) };
    match NonNull::new(module.def.get() as *mut PyModuleDef) {
        Some(def) => Ok(Returned::Module(module, def)),
        None => Err(err!(thread, SystemError, "initialization of {short} did not return a valid extension module")),
    }
}

/// A module that the plugin keeps in a C variable, made in another interpreter.
#[cold]
fn foreign(thread: &ThreadState, object: NonNull<PyObject>, owner: u64, hook: usize, short: &str) -> Raised {
    let plugin = ownership::module_of(hook).unwrap_or_default();
    ownership::note_for(thread, object, "an init function's result", &plugin);
    let current = thread.interp().id;
    let message =
        format!("init function of {short} returned an object of interpreter {owner} in interpreter {current}");
    ownership::error(thread, &message)
}

/// What an array of slots says about many interpreters (PEP 820); nested arrays are not looked into.
pub fn support_of_slots(slots: NonNull<PySlot>) -> Support {
    let mut slot = slots.as_ptr();
    // SAFETY: B1, B2: slots end with the number 0.
    unsafe {
        while (*slot).id != 0 {
            if is_support(i32::from((*slot).id)) {
                return support_of((*slot).value.addr());
            }
            slot = slot.add(1);
        }
    }
    Support::Supported
}

fn is_support(slot: i32) -> bool {
    matches!(slot, module_slot::MULTIPLE_INTERPRETERS | module_slot::NEW_MULTIPLE_INTERPRETERS)
}

fn support_of(value: usize) -> Support {
    match value {
        0 => Support::NotSupported,
        2 => Support::PerInterpreterGil,
        _ => Support::Supported,
    }
}

/// What the slots of a def say about many interpreters; nothing said means the shared GIL.
pub fn support(def: NonNull<PyModuleDef>) -> Support {
    // SAFETY: B1, B2: slots end with the number 0.
    unsafe {
        let mut slot = def.as_ref().slots;
        while !slot.is_null() && (*slot).slot != 0 {
            if is_support((*slot).slot) {
                return support_of((*slot).value.addr());
            }
            slot = slot.add(1);
        }
    }
    Support::Supported
}
