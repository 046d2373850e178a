//! `weakrefobject.h`

use crate::arguments::store;
use crate::boundary::{Borrowed, Lent, New, Truth, bad_internal_call, into_object};
use crate::capi;
use crate::layout::PyObject;
use ladon_vm::err;
use ladon_vm::object::call;
use ladon_vm::types::weakref::WeakRef;
use ladon_vm::value::Value;
use std::ptr;

fn callback(object: Option<Borrowed>) -> Option<Value> {
    object.map(|callback| callback.owned()).filter(|callback| !callback.is_none())
}

capi! {
    fn PyWeakref_NewRef(thread, target: Borrowed, on_death: Option<Borrowed>) -> New {
        WeakRef::new(thread, &target, callback(on_death))
    }

    fn PyWeakref_NewProxy(thread, target: Borrowed, on_death: Option<Borrowed>) -> New {
        let make = ladon_vm::import::import_attribute(thread, "_weakref", "proxy")?;
        let mut args = vec![target.owned()];
        args.extend(callback(on_death));
        call::positional(thread, &make, &args)
    }

    fn PyWeakref_GetObject(thread, reference: Option<Borrowed>) -> Lent {
        let Some(reference) = reference.as_ref().and_then(|reference| reference.downcast::<WeakRef>()) else {
            return Err(bad_internal_call(thread));
        };
        Ok(Lent::held_value(thread, &reference.target().unwrap_or_else(Value::none)))
    }

    fn PyWeakref_GetRef(thread, reference: Option<Borrowed>, target: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let Some(reference) = &reference else { return Err(bad_internal_call(thread)) };
        let Some(reference) = reference.downcast::<WeakRef>() else {
            return Err(err!(thread, TypeError, "expected a weakref"));
        };
        let found = reference.target();
        let alive = found.is_some();
        if let Some(found) = found {
            // SAFETY: B3.
            unsafe { target.write(into_object(thread, found).as_ptr()) };
        }
        Ok(alive)
    }
}
