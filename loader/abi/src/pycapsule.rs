//! `pycapsule.h`: C pointers with a name, passed between native modules.

use crate::boundary::{Borrowed, Flag, New, Plain, Status, Text, optional};
use crate::capi;
use crate::layout::{CapsuleDestructor, PyObject};
use ladon_vm::err;
use ladon_vm::object::attr;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::capsule::Capsule;
use ladon_vm::value::Value;
use ladon_vm::{exceptions, import};
use std::ffi::{CStr, c_char, c_void};
use std::ptr;

/// Runs the C destructor of a dying capsule.
fn destroy(capsule: &Capsule) {
    let destructor = capsule.destructor.get();
    if destructor != 0 {
        let object = ptr::from_ref(capsule).cast_mut().cast::<PyObject>();
        // SAFETY: B1: given with the capsule; called once, while it is whole.
        crate::boundary::leave(ThreadState::current(), || unsafe {
            std::mem::transmute::<usize, CapsuleDestructor>(destructor)(object)
        });
    }
}

fn legal<'a>(thread: &ThreadState, object: Option<&'a Value>, function: &str) -> PyResult<&'a Capsule> {
    match object.and_then(|object| object.exact::<Capsule>()).filter(|capsule| capsule.pointer.get() != 0) {
        Some(capsule) => Ok(capsule),
        None => Err(err!(thread, ValueError, "{function} called with invalid PyCapsule object")),
    }
}

fn name_of(capsule: &Capsule) -> Option<&CStr> {
    let name = capsule.name.get() as *const c_char;
    // SAFETY: B1: the name outlives the capsule, as the manual asks.
    (!name.is_null()).then(|| unsafe { CStr::from_ptr(name) })
}

fn same_name(capsule: &Capsule, name: Option<Text>) -> bool {
    match (name_of(capsule), &name) {
        (Some(own), Some(asked)) => own == asked.c_str(),
        (None, None) => true,
        _ => false,
    }
}

fn import_pointer(thread: &ThreadState, name: Text) -> PyResult<*mut c_void> {
    let full = name.lossy();
    let mut parts = full.split('.');
    let first = parts.next().unwrap_or_default();
    let mut object = match import::import_module(thread, first) {
        Ok(module) => module,
        Err(raised) => {
            drop(thread.take_raised(raised));
            let message = format!("PyCapsule_Import could not import module \"{first}\"");
            return Err(thread.error(&exceptions::ImportError, message));
        }
    };
    for part in parts {
        object = attr::get_name(thread, &object, part)?;
    }
    match object.exact::<Capsule>().filter(|capsule| same_name(capsule, Some(name))) {
        Some(capsule) => Ok(capsule.pointer.get() as *mut c_void),
        None => Err(err!(thread, AttributeError, "PyCapsule_Import \"{full}\" is not valid")),
    }
}

capi! {
    fn PyCapsule_New(
        thread,
        pointer: *mut c_void,
        name: *const c_char,
        destructor: Option<CapsuleDestructor>,
    ) -> New {
        if pointer.is_null() {
            return Err(err!(thread, ValueError, "PyCapsule_New called with null pointer"));
        }
        let destructor = destructor.map_or(0, |destructor| destructor as usize);
        Ok(Capsule::new(pointer.addr(), name.addr(), destructor, Some(destroy)))
    }

    fn PyCapsule_IsValid(_thread, capsule: Option<Borrowed>, name: Option<Text>) -> Flag {
        let capsule = optional(&capsule).and_then(|object| object.exact::<Capsule>());
        Ok(capsule.is_some_and(|capsule| capsule.pointer.get() != 0 && same_name(capsule, name)))
    }

    fn PyCapsule_GetPointer(thread, capsule: Option<Borrowed>, name: Option<Text>) -> Plain<*mut c_void> {
        let capsule = legal(thread, optional(&capsule), "PyCapsule_GetPointer")?;
        match same_name(capsule, name) {
            true => Ok(capsule.pointer.get() as *mut c_void),
            false => Err(err!(thread, ValueError, "PyCapsule_GetPointer called with incorrect name")),
        }
    }

    fn PyCapsule_GetName(thread, capsule: Option<Borrowed>) -> Plain<*const c_char> {
        Ok(legal(thread, optional(&capsule), "PyCapsule_GetName")?.name.get() as *const c_char)
    }

    fn PyCapsule_GetContext(thread, capsule: Option<Borrowed>) -> Plain<*mut c_void> {
        Ok(legal(thread, optional(&capsule), "PyCapsule_GetContext")?.context.get() as *mut c_void)
    }

    fn PyCapsule_GetDestructor(thread, capsule: Option<Borrowed>) -> Plain<*mut c_void> {
        Ok(legal(thread, optional(&capsule), "PyCapsule_GetDestructor")?.destructor.get() as *mut c_void)
    }

    fn PyCapsule_SetPointer(thread, capsule: Option<Borrowed>, pointer: *mut c_void) -> Status {
        let capsule = legal(thread, optional(&capsule), "PyCapsule_SetPointer")?;
        if pointer.is_null() {
            return Err(err!(thread, ValueError, "PyCapsule_SetPointer called with null pointer"));
        }
        capsule.pointer.set(pointer.addr());
        Ok(())
    }

    fn PyCapsule_SetName(thread, capsule: Option<Borrowed>, name: *const c_char) -> Status {
        legal(thread, optional(&capsule), "PyCapsule_SetName")?.name.set(name.addr());
        Ok(())
    }

    fn PyCapsule_SetContext(thread, capsule: Option<Borrowed>, context: *mut c_void) -> Status {
        legal(thread, optional(&capsule), "PyCapsule_SetContext")?.context.set(context.addr());
        Ok(())
    }

    fn PyCapsule_SetDestructor(thread, capsule: Option<Borrowed>, destructor: Option<CapsuleDestructor>) -> Status {
        let capsule = legal(thread, optional(&capsule), "PyCapsule_SetDestructor")?;
        capsule.destructor.set(destructor.map_or(0, |destructor| destructor as usize));
        Ok(())
    }

    /// The pointer of the capsule at `module.attribute`, whose name must be the same.
    fn PyCapsule_Import(thread, name: Text, _no_block: i32) -> Plain<*mut c_void> { import_pointer(thread, name) }
}
