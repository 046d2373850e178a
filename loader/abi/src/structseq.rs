//! `structseq.h`. A class made here derives from `tuple`; fields that are not items are attributes of the instance.

use crate::arguments::intern;
use crate::boundary::{Borrowed, Lent, New, Nothing, Stolen, bad_internal_call};
use crate::capi;
use crate::layout::{Py_ssize_t, PyStructSequenceDesc, PyTypeObject};
use ladon_vm::import::import_attribute;
use ladon_vm::object::{attr, call};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Builtin;
use ladon_vm::types::{Dict, Str, Tuple, Type, int};
use ladon_vm::value::{Ref, Value};
use std::ffi::{CStr, c_char};

/// A field: without a name it can only be had as an item.
struct Field {
    name: Option<String>,
    doc: Option<String>,
}

/// # Safety
/// NULL or NUL-terminated.
unsafe fn text(text: *const c_char) -> Option<String> {
    // SAFETY: the caller's promise.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
}

/// The fields of a description.
///
/// # Safety
/// The array ends with a NULL name.
unsafe fn fields(desc: &PyStructSequenceDesc) -> Vec<Field> {
    // SAFETY: the variable is a pointer.
    let no_name = unsafe { (&raw const crate::data::PyStructSequence_UnnamedField).cast::<*const c_char>().read() };
    let mut fields = Vec::new();
    let mut at = desc.fields;
    // SAFETY: the caller's promise.
    while let Some(field) = unsafe { at.as_ref() }.filter(|field| !field.name.is_null()) {
        let unnamed = std::ptr::eq(field.name, no_name);
        // SAFETY: the caller's promise.
        let (name, doc) = unsafe { (text(field.name), text(field.doc)) };
        fields.push(Field { name: name.filter(|_| !unnamed), doc });
        // SAFETY: the array goes on.
        at = unsafe { at.add(1) };
    }
    fields
}

/// The base of all struct sequences: that of `sys.float_info`.
fn base(thread: &ThreadState) -> Value {
    let known = thread.interp().sys_attr("float_info");
    let base =
        known.as_ref().and_then(|known| known.type_of().base()).filter(|base| base.is_subtype(Tuple::type_object()));
    base.unwrap_or_else(|| Tuple::type_object()).as_value()
}

/// A class with these fields, of which the first `visible` ones are items.
fn make_class(
    thread: &ThreadState,
    name: &str,
    doc: Option<&str>,
    fields: &[Field],
    visible: usize,
) -> PyResult<Value> {
    let getter = import_attribute(thread, "_collections", "_tuplegetter")?;
    let dict = Dict::new();
    let (mut names, mut extra) = (Vec::new(), Vec::new());
    for (index, field) in fields.iter().enumerate() {
        let Some(name) = &field.name else { continue };
        let text = intern(thread, name)?.into_value();
        if index < visible {
            let doc = Str::try_new(field.doc.as_deref().unwrap_or(""))?.into_value();
            dict.set_name(name, call::positional(thread, &getter, &[int::from_usize(index), doc])?);
            names.push(text);
        } else {
            dict.set_name(name, Value::none());
            extra.push(text);
        }
    }
    let unnamed = fields.iter().filter(|field| field.name.is_none()).count();
    let (module, short) = name.rsplit_once('.').unwrap_or(("builtins", name));
    dict.set_name("__match_args__", Tuple::try_from_vec(names)?.into_value());
    dict.set_name("_extra_fields", Tuple::try_from_vec(extra)?.into_value());
    dict.set_name("__module__", Str::try_new(module)?.into_value());
    dict.set_name("__doc__", doc.map_or(Ok(Value::none()), |doc| Str::try_new(doc).map(|doc| doc.into_value()))?);
    dict.set_name("n_fields", int::from_usize(fields.len()));
    dict.set_name("n_sequence_fields", int::from_usize(visible));
    dict.set_name("n_unnamed_fields", int::from_usize(unnamed));
    let bases = Tuple::try_from_vec(vec![base(thread)])?.into_value();
    let args = [Str::try_new(short)?.into_value(), bases, dict.into_value()];
    call::positional(thread, &ladon_vm::types::class::type_type().as_value(), &args)
}

/// The name of field `index`, which is no item.
fn hidden_name(thread: &ThreadState, object: &Value, index: usize) -> PyResult<Ref<Str>> {
    let names = attr::get_name(thread, object, "_extra_fields")?;
    let visible = object.downcast::<Tuple>().map_or(0, Tuple::len);
    let name = names.downcast::<Tuple>().and_then(|names| names.as_slice().get(index.wrapping_sub(visible)).cloned());
    name.and_then(|name| Ref::from_value(name).ok()).ok_or_else(|| bad_internal_call(thread))
}

/// The slot of an item of a struct sequence.
fn slot(tuple: &Tuple, index: usize) -> Option<*mut Option<Value>> {
    // SAFETY: within the items; a struct sequence is filled by its maker.
    (index < tuple.len()).then(|| unsafe { tuple.slots().add(index) })
}

fn sequence<'a>(thread: &ThreadState, object: &'a Value) -> PyResult<&'a Tuple> {
    object.downcast::<Tuple>().ok_or_else(|| bad_internal_call(thread))
}

capi! {
    fn PyStructSequence_NewType(thread, desc: *const PyStructSequenceDesc) -> New {
        // SAFETY: B3.
        let (desc, fields) = unsafe { (&*desc, fields(&*desc)) };
        // SAFETY: B3.
        let (name, doc) = unsafe { (text(desc.name).unwrap_or_default(), text(desc.doc)) };
        let visible = usize::try_from(desc.n_in_sequence).unwrap_or(fields.len()).min(fields.len());
        make_class(thread, &name, doc.as_deref(), &fields, visible)
    }

    fn PyStructSequence_New(thread, class: *mut PyTypeObject) -> New {
        // SAFETY: B3.
        let class: &Type = unsafe { &*class };
        let count = attr::get_name(thread, &class.as_value(), "n_sequence_fields")?;
        let count = int::as_i64(&count).and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
        Ok(Tuple::new_in(class, &vec![Value::none(); count])?)
    }

    fn PyStructSequence_SetItem(thread, object: Borrowed, index: Py_ssize_t, item: Option<Stolen>) -> Nothing {
        let Ok(index) = usize::try_from(index) else { return Ok(()) };
        let item = item.map_or_else(Value::none, |item| item.0);
        match slot(sequence(thread, &object)?, index) {
            // SAFETY: a valid slot; the old item is dropped after the store.
            Some(slot) => drop(unsafe { (*slot).replace(item) }),
            None => attr::set(thread, &object, &*hidden_name(thread, &object, index)?, Some(&item))?,
        }
        Ok(())
    }

    fn PyStructSequence_GetItem(thread, object: Borrowed, index: Py_ssize_t) -> Lent {
        let Ok(index) = usize::try_from(index) else { return Ok(Lent::NULL) };
        let tuple = sequence(thread, &object)?;
        match slot(tuple, index) {
            // SAFETY: H7 of the heap: a slot of this tuple.
            Some(slot) => Ok(unsafe { Lent::in_slot(thread, &tuple.head, slot) }),
            None => {
                let name = hidden_name(thread, &object, index)?;
                Ok(Lent::held_value(thread, &attr::get(thread, &object, &name)?))
            }
        }
    }
}
