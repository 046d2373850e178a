//! `methodobject.h`: function objects of C.

use crate::boundary::{Borrowed, Lent, New, Plain, bad_internal_call, optional};
use crate::capi;
use crate::layout::*;
use crate::typeobject::methods::{definition, new_function};
use crate::typeobject::{TypeArg, reverse};
use ladon_vm::object::call;
use ladon_vm::types::native::NativeFunction;
use std::ffi::{c_int, c_void};

/// What `METH_FASTCALL | METH_KEYWORDS` says of functions that are not of C.
const OWN_FLAGS: c_int = meth::FASTCALL | meth::KEYWORDS;

capi! {
    fn PyCFunction_New(thread, def: *mut PyMethodDef, this: Option<Borrowed>) -> New {
        new_function(thread, def, optional(&this).cloned(), None, None)
    }

    fn PyCFunction_NewEx(thread, def: *mut PyMethodDef, this: Option<Borrowed>, module: Option<Borrowed>) -> New {
        new_function(thread, def, optional(&this).cloned(), optional(&module).cloned(), None)
    }

    fn PyCMethod_New(
        thread,
        def: *mut PyMethodDef,
        this: Option<Borrowed>,
        module: Option<Borrowed>,
        class: Option<TypeArg>,
    ) -> New {
        let class = class.as_ref().map(|class| class.value().clone());
        new_function(thread, def, optional(&this).cloned(), optional(&module).cloned(), class)
    }

    /// The C function; NULL with an exception for functions that are not of C.
    fn PyCFunction_GetFunction(thread, function: Borrowed<NativeFunction>) -> Plain<*mut c_void> {
        match definition(&function).and_then(|def| def.function) {
            Some(function) => Ok(function as *mut c_void),
            None => Err(bad_internal_call(thread)),
        }
    }

    fn PyCFunction_GetSelf(thread, function: Borrowed<NativeFunction>) -> Lent {
        if definition(&function).is_some_and(|def| def.flags & meth::STATIC != 0) {
            return Ok(Lent::NULL);
        }
        // SAFETY: H7: a slot of the function, which holds what it lends.
        Ok(unsafe { Lent::in_slot(thread, &function.head, function.this.as_ptr()) })
    }

    fn PyCFunction_GetFlags(_thread, function: Borrowed<NativeFunction>) -> Plain<i32> {
        Ok(definition(&function).map_or(OWN_FLAGS, |def| def.flags))
    }

    fn PyCFunction_Call(thread, function: Borrowed, args: Borrowed, kwargs: Option<Borrowed>) -> New {
        reverse::with_arguments(thread, Some(&args), optional(&kwargs), |args| call::call(thread, &function, args))
    }
}
