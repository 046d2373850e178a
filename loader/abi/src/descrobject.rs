//! `descrobject.h`: descriptors from definitions in C, read-only views of mappings.

use crate::boundary::{Borrowed, New, Status, optional};
use crate::capi;
use crate::layout::*;
use crate::typeobject::{TypeArg, members, methods};
use ladon_vm::err;
use ladon_vm::object::call;
use ladon_vm::types::descriptor::ClassMethod;
use std::ffi::c_char;

capi! {
    fn PyDescr_NewMethod(thread, ty: TypeArg, def: *mut PyMethodDef) -> New { methods::new_method(thread, &ty, def) }

    fn PyDescr_NewClassMethod(thread, ty: TypeArg, def: *mut PyMethodDef) -> New {
        // SAFETY: B1.
        let wants_class = unsafe { (*def).flags } & meth::METHOD != 0;
        let class = wants_class.then(|| ty.value().clone());
        Ok(ClassMethod::new(methods::new_function(thread, def, None, None, class)?.into_value()))
    }

    fn PyDescr_NewGetSet(thread, ty: TypeArg, def: *mut PyGetSetDef) -> New {
        members::getset_descriptor(thread, &ty, def)
    }

    fn PyDescr_NewMember(thread, ty: TypeArg, def: *mut PyMemberDef) -> New {
        // SAFETY: B1.
        if unsafe { (*def).flags } & member::RELATIVE_OFFSET != 0 {
            return Err(err!(thread, SystemError, "PyDescr_NewMember used with Py_RELATIVE_OFFSET"));
        }
        members::member_descriptor(thread, &ty, def)
    }

    /// A slot wrapper bound to an object.
    fn PyWrapper_New(thread, descriptor: Borrowed, this: Borrowed) -> New {
        let arguments = [this.owned(), this.type_of().as_value()];
        call::method(thread, &descriptor, "__get__", &arguments)
    }

    fn PyMember_GetOne(thread, object: *const c_char, def: *mut PyMemberDef) -> New {
        // SAFETY: B1, B3: the definition describes a field of this instance.
        unsafe { members::get(thread, object.cast_mut().cast(), &*def) }
    }

    fn PyMember_SetOne(thread, object: *mut c_char, def: *mut PyMemberDef, value: Option<Borrowed>) -> Status {
        // SAFETY: B1, B3: the definition describes a field of this instance.
        unsafe { members::set(thread, object.cast(), &*def, optional(&value)) }
    }
}
