//! `object.h`: what every object can do. (Types are in `typeobject`, reference counts in `refcount`.)

use crate::boundary::{
    Borrowed, Flag, New, Nothing, Plain, Status, Text, Truth, bad_internal_call, hand_out, optional,
};
use crate::capi;
use crate::layout::PyObject;
use ladon_vm::builtins;
use ladon_vm::err;
use ladon_vm::exceptions::{self, report};
use ladon_vm::object::{attr, call, compare, hash, iter, repr, truth};
use ladon_vm::raise::{PyResult, Raised, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Args, Bound};
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::{Dict, List, Str};
use ladon_vm::value::{Ref, Value};
use std::ffi::{c_int, c_void};
use std::ptr;

/// The operator with C's number.
pub fn operator(thread: &ThreadState, op: c_int) -> PyResult<CompareOp> {
    let found = usize::try_from(op).ok().and_then(|op| CompareOp::ALL.get(op).copied());
    found.ok_or_else(|| bad_internal_call(thread))
}

/// A name argument: `str`, or TypeError.
pub fn name_of<'a>(thread: &ThreadState, name: &'a Value) -> PyResult<&'a Str> {
    name.downcast::<Str>().ok_or_else(|| {
        let found = name.type_of().short_name();
        err!(thread, TypeError, "attribute name must be string, not '{found}'")
    })
}

/// Answers for C functions that cannot fail: an error is reported and means no.
pub fn or_reported(thread: &ThreadState, result: PyResult<bool>, doing: &str) -> bool {
    result.unwrap_or_else(|raised| {
        report::unraisable_with(thread, raised, Some(doing), None);
        false
    })
}

fn has_attribute(thread: &ThreadState, object: &Value, name: &Str) -> PyResult<bool> {
    Ok(attr::get_optional(thread, object, name)?.is_some())
}

fn to_bytes(thread: &ThreadState, object: &Value) -> PyResult<Value> {
    if object.is_exact::<Bytes>() {
        return Ok(object.clone());
    }
    let name = ladon_vm::types::str::intern::intern_text("__bytes__");
    if let Some(method) = attr::lookup_special(thread, object, &name)? {
        let made = call::call(thread, &method, Args::EMPTY)?;
        if made.downcast::<Bytes>().is_none() {
            let found = made.type_of().short_name();
            return Err(err!(thread, TypeError, "__bytes__ returned non-bytes (type {found})"));
        }
        return Ok(made);
    }
    let bytes = ladon_vm::types::bytes::new::from_object(thread, object, "bytes")?;
    Ok(Bytes::try_new(&bytes)?.into_value())
}

fn null_text() -> PyResult<Value> {
    Ok(Str::try_new("<NULL>")?.into_value())
}

#[cold]
fn unhashable(thread: &ThreadState, object: &Value) -> Raised {
    err!(thread, TypeError, "unhashable type: '{}'", object.type_of().short_name())
}

capi! {
    // ---- as text ----

    fn PyObject_Repr(thread, object: Option<Borrowed>) -> New {
        match optional(&object) {
            Some(object) => Ok(repr::repr(thread, object)?.into_value()),
            None => null_text(),
        }
    }

    fn PyObject_Str(thread, object: Option<Borrowed>) -> New {
        match optional(&object) {
            Some(object) => Ok(repr::str(thread, object)?.into_value()),
            None => null_text(),
        }
    }

    fn PyObject_ASCII(thread, object: Option<Borrowed>) -> New {
        match optional(&object) {
            Some(object) => Ok(ladon_vm::types::str::ascii(thread, object)?.into_value()),
            None => null_text(),
        }
    }

    fn PyObject_Bytes(thread, object: Option<Borrowed>) -> New {
        match optional(&object) {
            Some(object) => to_bytes(thread, object),
            None => Ok(Bytes::try_new(b"<NULL>")?.into_value()),
        }
    }

    // ---- attributes ----

    fn PyObject_GetAttr(thread, object: Borrowed, name: Borrowed) -> New {
        attr::get(thread, &object, name_of(thread, &name)?)
    }

    fn PyObject_GetAttrString(thread, object: Borrowed, name: Text) -> New {
        attr::get(thread, &object, &*name.interned(thread)?)
    }

    fn PyObject_GetOptionalAttr(thread, object: Borrowed, name: Borrowed, result: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { *result = ptr::null_mut() };
        let found = attr::get_optional(thread, &object, name_of(thread, &name)?)?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, result, found) })
    }

    fn PyObject_GetOptionalAttrString(thread, object: Borrowed, name: Text, result: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { *result = ptr::null_mut() };
        let found = attr::get_optional(thread, &object, &*name.interned(thread)?)?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, result, found) })
    }

    fn PyObject_SetAttr(thread, object: Borrowed, name: Borrowed, value: Option<Borrowed>) -> Status {
        attr::set(thread, &object, name_of(thread, &name)?, optional(&value))
    }

    fn PyObject_SetAttrString(thread, object: Borrowed, name: Text, value: Option<Borrowed>) -> Status {
        attr::set(thread, &object, &*name.interned(thread)?, optional(&value))
    }

    fn PyObject_DelAttr(thread, object: Borrowed, name: Borrowed) -> Status {
        attr::set(thread, &object, name_of(thread, &name)?, None)
    }

    fn PyObject_DelAttrString(thread, object: Borrowed, name: Text) -> Status {
        attr::set(thread, &object, &*name.interned(thread)?, None)
    }

    fn PyObject_HasAttr(thread, object: Borrowed, name: Borrowed) -> Flag {
        let found = name_of(thread, &name).and_then(|name| has_attribute(thread, &object, name));
        Ok(or_reported(thread, found, "in PyObject_HasAttr(); consider using PyObject_HasAttrWithError(), \
            PyObject_GetOptionalAttr() or PyObject_GetAttr()"))
    }

    fn PyObject_HasAttrString(thread, object: Borrowed, name: Text) -> Flag {
        let found = name.interned(thread).and_then(|name| has_attribute(thread, &object, &name));
        Ok(or_reported(thread, found, "in PyObject_HasAttrString(); consider using PyObject_HasAttrStringWithError(), \
            PyObject_GetOptionalAttrString() or PyObject_GetAttrString()"))
    }

    fn PyObject_HasAttrWithError(thread, object: Borrowed, name: Borrowed) -> Truth {
        has_attribute(thread, &object, name_of(thread, &name)?)
    }

    fn PyObject_HasAttrStringWithError(thread, object: Borrowed, name: Text) -> Truth {
        has_attribute(thread, &object, &*name.interned(thread)?)
    }

    fn PyObject_GenericGetAttr(thread, object: Borrowed, name: Borrowed) -> New {
        attr::generic_get(thread, &object, &name)
    }

    fn PyObject_GenericSetAttr(thread, object: Borrowed, name: Borrowed, value: Option<Borrowed>) -> Status {
        attr::generic_set(thread, &object, &name, optional(&value))
    }

    /// Getter of `__dict__`.
    fn PyObject_GenericGetDict(thread, object: Borrowed, _context: *mut c_void) -> New {
        match attr::instance_dict(&object) {
            Some(dict) => Ok(dict),
            None => Err(err!(thread, AttributeError, "This object has no __dict__")),
        }
    }

    /// Setter of `__dict__`.
    fn PyObject_GenericSetDict(thread, object: Borrowed, value: Option<Borrowed>, _context: *mut c_void) -> Status {
        let Some(value) = value else { return Err(err!(thread, TypeError, "cannot delete __dict__")) };
        let Some(dict) = value.downcast::<Dict>() else {
            let found = value.type_of().short_name();
            return Err(err!(thread, TypeError, "__dict__ must be set to a dictionary, not a '{found}'"));
        };
        match attr::set_instance_dict(&object, &Ref::of(dict)) {
            true => Ok(()),
            false => Err(err!(thread, AttributeError, "This object has no __dict__")),
        }
    }

    /// `dir(object)`, or the names of the current scope for NULL.
    fn PyObject_Dir(thread, object: Option<Borrowed>) -> New {
        let argument = [object.as_ref().map(|object| object.owned())];
        builtins::attributes::builtin_dir(thread, Bound(&argument))
    }

    // ---- comparison, hash, truth ----

    fn PyObject_RichCompare(thread, a: Option<Borrowed>, b: Option<Borrowed>, op: c_int) -> New {
        let (Some(a), Some(b)) = (&a, &b) else {
            return Err(thread.pending().unwrap_or_else(|| bad_internal_call(thread)));
        };
        compare::compare(thread, a, b, operator(thread, op)?)
    }

    fn PyObject_RichCompareBool(thread, a: Option<Borrowed>, b: Option<Borrowed>, op: c_int) -> Truth {
        let (Some(a), Some(b)) = (&a, &b) else {
            return Err(thread.pending().unwrap_or_else(|| bad_internal_call(thread)));
        };
        let op = operator(thread, op)?;
        match op {
            CompareOp::Eq if a.is(b) => Ok(true),
            CompareOp::Ne if a.is(b) => Ok(false),
            _ => compare::compare_bool(thread, a, b, op),
        }
    }

    fn PyObject_Hash(thread, object: Borrowed) -> Plain<isize> { Ok(hash::hash(thread, &object)? as isize) }

    /// `tp_hash` of types whose instances have none.
    fn PyObject_HashNotImplemented(thread, object: Borrowed) -> Plain<isize> {
        Err::<isize, _>(unhashable(thread, &object))
    }

    fn PyObject_IsTrue(thread, object: Borrowed) -> Truth { truth::is_true(thread, &object) }

    fn PyObject_Not(thread, object: Borrowed) -> Truth { Ok(!truth::is_true(thread, &object)?) }

    fn PyCallable_Check(_thread, object: Option<Borrowed>) -> Flag {
        Ok(optional(&object).is_some_and(builtins::is_callable))
    }

    /// `tp_iter` of iterators.
    fn PyObject_SelfIter(_thread, object: Borrowed) -> New { Ok(object.owned()) }

    /// 1 when the object is being shown already, else notes that it is.
    fn Py_ReprEnter(thread, object: *mut PyObject) -> Plain<i32> {
        if thread.repr_running.snapshot().contains(&object.addr()) {
            return Ok(1);
        }
        thread.repr_running.push(object.addr())?;
        Ok(0)
    }

    fn Py_ReprLeave(thread, object: *mut PyObject) -> Nothing {
        let running = thread.repr_running.snapshot();
        if let Some(at) = running.iter().rposition(|&address| address == object.addr()) {
            thread.repr_running.remove(at);
        }
        Ok(())
    }

    /// Clears the weak references to a dying object; the VM has done so before it calls `tp_dealloc`.
    fn PyObject_ClearWeakRefs(thread, object: *mut PyObject) -> Nothing {
        if let Some(object) = std::ptr::NonNull::new(object) {
            ladon_vm::types::weakref::clear_for(thread, object);
        }
        Ok(())
    }

    /// A `SimpleNamespace` with these attributes (not API; CPython's own test plugins use it).
    fn _PyNamespace_New(thread, attributes: Option<Borrowed>) -> New {
        let dict = match optional(&attributes).and_then(|dict| dict.downcast::<Dict>()) {
            Some(dict) => dict.copy()?,
            None => Dict::new(),
        };
        Ok(ladon_vm::types::simple_namespace::new(thread, dict))
    }
}

/// All items of an iterable as a list, with a message of the caller's when it is none.
pub fn list_of(thread: &ThreadState, object: &Value, message: &str) -> PyResult<Value> {
    let items = caught(thread, iter::iter(thread, object), &exceptions::TypeError)?;
    match items {
        Some(iterator) => {
            let list = List::new();
            while let Some(item) = iter::next(thread, &iterator)? {
                list.append(item)?;
            }
            Ok(list.into_value())
        }
        None => Err(err!(thread, TypeError, "{message}")),
    }
}
