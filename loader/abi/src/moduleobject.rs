//! `moduleobject.h` and the module part of `modsupport.h`.

use crate::boundary::{Borrowed, Lent, New, Plain, Status, Stolen, Text};
use crate::boundary::{bad_internal_call, optional};
use crate::layout::*;
use crate::typeobject::TypeArg;
use crate::{capi, module};
use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Str, Type, int};
use ladon_vm::value::{Ref, Value};
use std::ffi::{c_char, c_int, c_long, c_void};
use std::ptr;

fn module_of<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<&'a Module> {
    value.downcast::<Module>().ok_or_else(|| bad_argument(thread))
}

/// TypeError "bad argument type for built-in operation".
#[cold]
pub fn bad_argument(thread: &ThreadState) -> Raised {
    err!(thread, TypeError, "bad argument type for built-in operation")
}

fn name_object(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    module_of(thread, value)?.name().ok_or_else(|| err!(thread, SystemError, "nameless module"))
}

fn filename_object(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    let found = module_of(thread, value)?.dict().get_name("__file__");
    found
        .and_then(|name| Ref::from_value(name).ok())
        .ok_or_else(|| err!(thread, SystemError, "module filename missing"))
}

/// The bytes of a `str` that its module holds: they end with NUL.
fn c_text(text: Ref<Str>) -> PyResult<*const c_char> {
    Ok(text.as_bytes().as_ptr().cast())
}

fn add(thread: &ThreadState, module: &Value, name: Text, value: Option<&Value>) -> PyResult<()> {
    let Some(made) = module.downcast::<Module>() else {
        return Err(err!(thread, TypeError, "PyModule_AddObjectRef() first argument must be a module"));
    };
    let Some(value) = value else {
        return Err(thread.pending().unwrap_or_else(|| {
            err!(
                thread,
                SystemError,
                "PyModule_AddObjectRef() must be called with an exception raised if value is NULL"
            )
        }));
    };
    made.dict().set_str(&*name.interned(thread)?, value.clone())?;
    Ok(())
}

capi! {
    fn PyModule_Create2(thread, def: *mut PyModuleDef, version: c_int) -> New {
        // SAFETY: B1.
        unsafe { module::create(thread, def, version) }
    }

    fn PyModule_FromDefAndSpec2(thread, def: *mut PyModuleDef, spec: Borrowed, version: c_int) -> New {
        // SAFETY: B1.
        unsafe { module::create_from_def_and_spec(thread, def, &spec, version) }
    }

    fn PyModule_ExecDef(thread, module: Borrowed, def: *mut PyModuleDef) -> Status {
        // SAFETY: B1.
        unsafe { module::exec_def(thread, &module, def) }
    }

    fn PyModule_FromSlotsAndSpec(thread, slots: *const PySlot, spec: Borrowed) -> New {
        // SAFETY: B1.
        unsafe { module::create_from_slots_and_spec(thread, slots, &spec, 0) }
    }

    fn PyModule_Exec(thread, module: Borrowed) -> Status { module::exec(thread, &module) }

    fn PyModule_GetStateSize(thread, module: Borrowed, size: *mut Py_ssize_t) -> Status {
        // SAFETY: B3: a place for the answer.
        unsafe { *size = -1 };
        let found = module_of(thread, &module)?.state_size.get();
        // SAFETY: as above.
        unsafe { *size = found as Py_ssize_t };
        Ok(())
    }

    fn PyModule_GetToken(thread, module: Borrowed, token: *mut *mut c_void) -> Status {
        // SAFETY: B3: a place for the answer.
        unsafe { *token = ptr::null_mut() };
        let found = module_of(thread, &module)?.token.get();
        // SAFETY: as above.
        unsafe { *token = found as *mut c_void };
        Ok(())
    }

    fn PyABIInfo_Check(thread, info: *mut PyAbiInfo, module: Text) -> Status {
        module::check_abi(thread, info, &module.lossy())
    }

    /// The state; NULL without an exception when there is none.
    fn PyModule_GetState(thread, module: Borrowed) -> Plain<*mut c_void> {
        Ok(module::state_of(module_of(thread, &module)?))
    }

    fn PyModule_GetDef(thread, module: Borrowed) -> Plain<*mut PyModuleDef> {
        Ok(module_of(thread, &module)?.def.get() as *mut PyModuleDef)
    }

    fn PyModule_GetDict(thread, module: Borrowed) -> Lent {
        match module.downcast::<Module>() {
            Some(module) => Ok(Lent::held(&*module.dict())),
            None => Err(bad_internal_call(thread)),
        }
    }

    fn PyModule_New(thread, name: Text) -> New {
        let name = name.interned(thread)?;
        Module::with_name(thread, name.as_value(), None)
    }

    fn PyModule_NewObject(thread, name: Borrowed) -> New { Module::with_name(thread, &name, None) }

    fn PyModule_GetNameObject(thread, module: Borrowed) -> New { name_object(thread, &module) }

    fn PyModule_GetName(thread, module: Borrowed) -> Plain<*const c_char> {
        c_text(name_object(thread, &module)?)
    }

    fn PyModule_GetFilenameObject(thread, module: Borrowed) -> New { filename_object(thread, &module) }

    fn PyModule_GetFilename(thread, module: Borrowed) -> Plain<*const c_char> {
        c_text(filename_object(thread, &module)?)
    }

    fn PyModule_AddObjectRef(thread, module: Borrowed, name: Text, value: Option<Borrowed>) -> Status {
        add(thread, &module, name, optional(&value))
    }

    /// Steals the value in any case.
    fn PyModule_Add(thread, module: Borrowed, name: Text, value: Option<Stolen>) -> Status {
        add(thread, &module, name, value.as_ref().map(|stolen| &stolen.0))
    }

    /// Steals the value on success only.
    fn PyModule_AddObject(thread, module: Borrowed, name: Text, value: Option<Borrowed>) -> Status {
        add(thread, &module, name, optional(&value))?;
        if let Some(value) = value.as_ref().and_then(|value| value.value().as_ptr()) {
            // SAFETY: B3: the caller's reference passes to us; the module holds its own.
            drop(unsafe { Value::from_owned_ptr(value) });
        }
        Ok(())
    }

    fn PyModule_AddIntConstant(thread, module: Borrowed, name: Text, value: c_long) -> Status {
        add(thread, &module, name, Some(&int::from_i64(value)))
    }

    fn PyModule_AddStringConstant(thread, module: Borrowed, name: Text, value: Text) -> Status {
        let value = value.to_str(thread)?;
        add(thread, &module, name, Some(value.as_value()))
    }

    /// Adds a type under the last part of its name.
    fn PyModule_AddType(thread, module: Borrowed, ty: TypeArg) -> Status {
        let Some(made) = module.downcast::<Module>() else { return Err(bad_internal_call(thread)) };
        let ty: &Type = &ty;
        let name = ty.name.get().ok_or_else(|| bad_internal_call(thread))?;
        Ok(made.dict().set_str(&name, ty.as_value())?)
    }

    fn PyModule_AddFunctions(thread, module: Borrowed, functions: *const PyMethodDef) -> Status {
        let name = name_object(thread, &module)?;
        module::add_functions(thread, &module, functions, name.as_value())
    }

    fn PyModule_SetDocString(thread, module: Borrowed, doc: Text) -> Status {
        module::set_doc(thread, &module, doc.c_str())
    }
}
