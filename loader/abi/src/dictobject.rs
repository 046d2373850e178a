//! `dictobject.h`

use crate::arguments::{Given, Is, store};
use crate::boundary::{
    Borrowed, Flag, Lent, New, Nothing, Plain, Status, Text, Truth, bad_internal_call, hand_out, optional,
};
use crate::layout::{Py_ssize_t, PyObject};
use crate::{capi, quick};
use ladon_vm::exceptions::report;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::dict::core::key_hash;
use ladon_vm::types::dict::update;
use ladon_vm::types::mappingproxy::MappingProxy;
use ladon_vm::types::{Dict, List, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ffi::c_int;
use std::ptr;

fn as_dict<'a>(thread: &ThreadState, object: &'a Option<Borrowed>) -> PyResult<&'a Dict> {
    optional(object).and_then(|object| object.downcast::<Dict>()).ok_or_else(|| bad_internal_call(thread))
}

/// The value of a key, lent by the dict.
#[inline(always)]
fn lend(thread: &ThreadState, dict: &Dict, key: &Value) -> PyResult<Lent> {
    let Some(at) = dict.position_of(thread, key)? else { return Ok(Lent::NULL) };
    Ok(lend_at(thread, dict, at))
}

#[inline(always)]
fn lend_at(thread: &ThreadState, dict: &Dict, at: usize) -> Lent {
    match dict.value_slot(at) {
        // SAFETY: H7 of the heap: the slot was found in this step.
        Some(slot) => unsafe { Lent::in_slot(thread, &dict.head, slot) },
        None => Lent::NULL,
    }
}

/// As [`lend`]; errors are reported, not raised, and an exception that is pending stays so.
fn lend_quietly(thread: &ThreadState, object: &Borrowed, key: PyResult<Value>, function: &str) -> Lent {
    let Some(dict) = object.downcast::<Dict>() else { return Lent::NULL };
    let pending = thread.take_pending();
    let found = key.and_then(|key| lend(thread, dict, &key)).unwrap_or_else(|raised| {
        let doing = format!(
            "in {function}(); consider using PyDict_GetItemRef() or {}()",
            if function == "PyDict_GetItem" { "PyDict_GetItemWithError" } else { "PyDict_GetItemStringRef" }
        );
        report::unraisable_with(thread, raised, Some(&doing), None);
        Lent::NULL
    });
    thread.set_raised(pending);
    found
}

fn list_of<T>(items: Vec<T>, each: impl FnMut(T) -> Value) -> PyResult<Ref<List>> {
    Ok(List::from_vec(items.into_iter().map(each).collect())?)
}

capi! {
    fn PyDict_New(_thread) -> New { Ok(Dict::new()) }

    fn PyDictProxy_New(thread, mapping: Borrowed) -> New {
        let sequence = mapping.downcast::<List>().is_some() || mapping.downcast::<Tuple>().is_some();
        if sequence || mapping.type_of().slots.getitem.get().is_none() {
            let name = mapping.type_of().short_name();
            let message = format!("mappingproxy() argument must be a mapping, not {name}");
            return Err(thread.error(&ladon_vm::exceptions::TypeError, message));
        }
        Ok(MappingProxy::new(mapping.owned()))
    }

    fn PyDict_GetItem(thread, dict: Borrowed, key: Borrowed) -> Lent [quick: quick::dict_item(dict, key)] {
        Ok(lend_quietly(thread, &dict, Ok(key.owned()), "PyDict_GetItem"))
    }

    fn PyDict_GetItemString(thread, dict: Borrowed, key: Text) -> Lent {
        let pending = thread.take_pending();
        let key = key.to_str(thread).map(Ref::into_value);
        if key.is_ok() {
            thread.set_raised(pending);
        }
        Ok(lend_quietly(thread, &dict, key, "PyDict_GetItemString"))
    }

    fn PyDict_GetItemWithError(thread, dict: Is<Dict>, key: Given) -> Lent [quick: quick::dict_item(dict, key)] {
        lend(thread, &dict, &key)
    }

    fn PyDict_GetItemRef(thread, dict: Option<Borrowed>, key: Option<Borrowed>, target: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let Some(key) = key else { return Err(bad_internal_call(thread)) };
        let found = as_dict(thread, &dict)?.get(thread, &key)?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, target, found) })
    }

    fn PyDict_GetItemStringRef(thread, dict: Option<Borrowed>, key: Text, target: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let key = key.to_str(thread)?;
        let found = as_dict(thread, &dict)?.get(thread, key.as_value())?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, target, found) })
    }

    fn PyDict_SetDefaultRef(
        thread, dict: Option<Borrowed>, key: Option<Borrowed>, default: Option<Borrowed>, target: *mut *mut PyObject,
    ) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let dict = as_dict(thread, &dict)?;
        let (Some(key), Some(default)) = (key, default) else { return Err(bad_internal_call(thread)) };
        let hash = key_hash(thread, &key)?;
        let at = dict.position(thread, &key, hash)?;
        let found = at.and_then(|at| dict.value_at(at));
        if found.is_none() {
            dict.push_new(key.owned(), hash, default.owned())?;
        }
        let was_there = found.is_some();
        if !target.is_null() {
            // SAFETY: B3.
            unsafe { hand_out(thread, target, Some(found.unwrap_or_else(|| default.owned()))) };
        }
        Ok(was_there)
    }

    fn PyDict_SetItem(thread, dict: Is<Dict>, key: Given, value: Given) -> Status {
        dict.set(thread, &key, (*value).clone())
    }

    fn PyDict_SetItemString(thread, dict: Is<Dict>, key: Text, value: Given) -> Status {
        let key = key.interned(thread)?;
        Ok(dict.set_str(&key, (*value).clone())?)
    }

    fn PyDict_DelItem(thread, dict: Is<Dict>, key: Given) -> Status {
        match dict.remove(thread, &key)? {
            Some(_) => Ok(()),
            None => Err(ladon_vm::exceptions::make::key_error(thread, &key)),
        }
    }

    fn PyDict_DelItemString(thread, dict: Is<Dict>, key: Text) -> Status {
        let key = key.to_str(thread)?;
        match dict.remove(thread, key.as_value())? {
            Some(_) => Ok(()),
            None => Err(ladon_vm::exceptions::make::key_error(thread, key.as_value())),
        }
    }

    fn PyDict_Contains(thread, dict: Is<Dict>, key: Given) -> Truth { dict.contains(thread, &key) }
    fn PyDict_Size(_thread, dict: Is<Dict>) -> Plain<isize> { Ok(dict.len() as isize) }

    fn PyDict_Clear(_thread, dict: Borrowed) -> Nothing {
        if let Some(dict) = dict.downcast::<Dict>() {
            dict.clear();
        }
        Ok(())
    }

    fn PyDict_Copy(_thread, dict: Is<Dict>) -> New { Ok(dict.copy()?) }
    fn PyDict_Keys(_thread, dict: Is<Dict>) -> New { list_of(dict.snapshot(), |(key, _)| key) }
    fn PyDict_Values(_thread, dict: Is<Dict>) -> New { list_of(dict.snapshot(), |(_, value)| value) }

    fn PyDict_Items(_thread, dict: Is<Dict>) -> New {
        list_of(dict.snapshot(), |(key, value)| Tuple::pair(key, value).into_value())
    }

    fn PyDict_Next(
        thread, dict: Borrowed, position: *mut Py_ssize_t, key: *mut *mut PyObject, value: *mut *mut PyObject,
    ) -> Flag {
        let Some(dict) = dict.downcast::<Dict>() else { return Ok(false) };
        // SAFETY: B3.
        let Ok(mut at) = usize::try_from(unsafe { *position }) else { return Ok(false) };
        if dict.next_key(&mut at).is_none() {
            return Ok(false);
        }
        // SAFETY: B3; H7 of the heap for the slots, which were found in this step.
        unsafe {
            *position = at as isize;
            if !key.is_null() && let Some(slot) = dict.key_slot(at - 1) {
                *key = Lent::in_slot(thread, &dict.head, slot).as_ptr();
            }
            if !value.is_null() {
                *value = lend_at(thread, dict, at - 1).as_ptr();
            }
        }
        Ok(true)
    }

    fn PyDict_Update(thread, dict: Is<Dict>, other: Given) -> Status { update::merge(thread, &dict, &other, true) }

    fn PyDict_Merge(thread, dict: Is<Dict>, other: Given, replace: c_int) -> Status {
        update::merge(thread, &dict, &other, replace != 0)
    }

    fn PyDict_MergeFromSeq2(thread, dict: Is<Dict>, pairs: Given, replace: c_int) -> Status {
        update::merge_pairs(thread, &dict, &pairs, replace != 0)
    }
}
