//! `PyType_FromSpec` and its relatives: a class from a description in C.

use super::members::{self, getset_descriptor, member_descriptor};
use super::methods::{self, c_text, new_descriptor, split_doc};
use super::slots::{self, DATA_OFFSET, VECTORCALL_OFFSET, id};
use super::trampolines;
use crate::boundary::{bad_internal_call, decode_utf8};
use crate::layout::*;
use ladon_heap::current;
use ladon_heap::primitive::NoMemory;
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::class::{alloc_class, best_base, best_metaclass, finish_class, new_wrapper_for_class, type_type};
use ladon_vm::types::descriptor::SlotWrapper;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, instance, slot_table};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{names, warnings};
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_void};
use std::ptr::{self, NonNull};

/// Alignment of what a class adds behind its base (PEP 697).
const ALIGN: usize = 16;

/// The slots of a specification, sorted.
#[derive(Default)]
struct Parts {
    /// (number, value) of all slots that hold a function or a plain pointer.
    entries: Vec<(usize, *mut c_void)>,
    doc: Option<&'static CStr>,
    members: Vec<PyMemberDef>,
    methods: Option<*const PyMethodDef>,
    getsets: Option<*const PyGetSetDef>,
    base: Option<Value>,
    bases: Option<Value>,
}

fn borrowed(pointer: *mut c_void) -> Option<Value> {
    // SAFETY: B3: the slot holds an object.
    NonNull::new(pointer.cast::<PyObject>()).map(|object| unsafe { Value::from_borrowed_ptr(object) })
}

fn sort(thread: &ThreadState, spec: &PyTypeSpec) -> PyResult<Parts> {
    let mut parts = Parts::default();
    let mut at = spec.slots;
    let mut repeated = [false; 3];
    let mut once = |which: usize, name: &str| {
        if std::mem::replace(&mut repeated[which], true) {
            return Err(err!(thread, SystemError, "Multiple {name} slots are not supported."));
        }
        Ok(())
    };
    // SAFETY: B1, B2: an array that ends at slot 0.
    while !at.is_null() && unsafe { (*at).slot } != 0 {
        // SAFETY: as above.
        let row = unsafe { *at };
        let Some(slot) = slots::normal(row.slot) else {
            return Err(err!(thread, RuntimeError, "invalid slot offset"));
        };
        match slot {
            id::TP_BASE => parts.base = borrowed(row.value),
            id::TP_BASES => parts.bases = borrowed(row.value),
            id::TP_DOC => {
                once(0, "Py_tp_doc")?;
                parts.doc = c_text(row.value.cast());
            }
            id::TP_MEMBERS => {
                once(1, "Py_tp_members")?;
                parts.members = member_rows(row.value.cast());
            }
            id::TP_METHODS => parts.methods = Some(row.value.cast()),
            id::TP_GETSET => parts.getsets = Some(row.value.cast()),
            _ => parts.entries.push((slot, row.value)),
        }
        // SAFETY: as above.
        at = unsafe { at.add(1) };
    }
    Ok(parts)
}

fn member_rows(array: *const PyMemberDef) -> Vec<PyMemberDef> {
    let mut rows = Vec::new();
    let mut at = array;
    // SAFETY: B2.
    unsafe {
        while !at.is_null() && !(*at).name.is_null() {
            rows.push(*at);
            at = at.add(1);
        }
    }
    rows
}

/// The bases: as given, else those of the slots, else `object`.
fn bases_of(thread: &ThreadState, given: Option<&Value>, parts: &Parts) -> PyResult<Ref<Tuple>> {
    let found = given.or(parts.bases.as_ref()).or(parts.base.as_ref());
    match found {
        None => Ok(Tuple::new(vec![ladon_vm::types::object::object_type().as_value()])),
        Some(value) => match value.downcast::<Tuple>() {
            Some(tuple) => Ok(Ref::of(tuple)),
            None if given.is_none() && parts.bases.is_some() => {
                Err(err!(thread, SystemError, "Py_tp_bases is not a tuple"))
            }
            None => Ok(Tuple::new(vec![value.clone()])),
        },
    }
}

/// Copies bytes (and a NUL) to storage that stays as long as the interpreter.
fn keep_text(bytes: &[u8]) -> PyResult<*const c_char> {
    let memory = current().try_alloc_storage(bytes.len() + 1).ok_or(NoMemory)?;
    // SAFETY: fresh storage of this size.
    unsafe {
        ptr::copy_nonoverlapping(bytes.as_ptr(), memory.as_ptr(), bytes.len());
        memory.add(bytes.len()).write(0);
    }
    Ok(memory.as_ptr().cast())
}

/// A new class: `metaclass` and `module` may be absent; `bases` a tuple or one class.
pub fn from_spec(
    thread: &ThreadState,
    metaclass: Option<&Value>,
    module: Option<&Value>,
    spec: *const PyTypeSpec,
    bases: Option<&Value>,
) -> PyResult<Value> {
    // SAFETY: B1.
    let Some(spec) = (unsafe { spec.as_ref() }) else { return Err(bad_internal_call(thread)) };
    let parts = sort(thread, spec)?;
    let Some(name) = c_text(spec.name) else {
        return Err(err!(thread, SystemError, "Type spec does not define the name field."));
    };
    let bases = bases_of(thread, bases, &parts)?;
    let asked = match metaclass {
        None => type_type(),
        Some(meta) => match meta.downcast::<Type>() {
            Some(meta) => meta,
            None => return Err(err!(thread, TypeError, "Metaclass is not a type")),
        },
    };
    let meta = best_metaclass(thread, asked, bases.as_slice())?;
    if !meta.is_subtype(type_type()) {
        return Err(err!(thread, TypeError, "Metaclass '{:?}' is not a subclass of 'type'.", meta));
    }
    if let (Some(theirs), Some(plain)) = (meta.slots.new.get(), type_type().slots.new.get())
        && !ptr::fn_addr_eq(theirs, plain)
    {
        return Err(err!(thread, TypeError, "Metaclasses with custom tp_new are not supported."));
    }
    let base = best_base(thread, bases.as_slice())?;
    let class = alloc_class(meta);
    name_class(thread, &class, name)?;
    class.tp_base.set(base);
    class.bases.set(Some(bases.clone()));
    class.module.set(module.cloned());
    // Immutable types are not tracked by version changes; the collector bits come from what is given.
    class.flags.set(u64::from(spec.flags) | flags::HEAPTYPE | flags::READY);
    let table = slots::make_table(&class).ok_or(NoMemory)?;
    for &(slot, value) in &parts.entries {
        table[slot].set(value.addr());
    }
    lay_out(thread, &class, base, spec)?;
    let members = place_members(thread, &class, &parts.members)?;
    fill(thread, &class, name, &parts, members)?;
    trampolines::install(&class);
    take_over(&class);
    finish_class(thread, &class)?;
    if class.has_flag(flags::DISALLOW_INSTANTIATION) {
        class.slots.new.set(None);
    }
    trampolines::install(&class);
    for_c_readers(&class, parts.doc)?;
    Ok(class.into_value())
}

fn name_class(thread: &ThreadState, class: &Ref<Type>, name: &CStr) -> PyResult<()> {
    let bytes = name.to_bytes();
    let dict = Dict::new();
    let short = match bytes.iter().rposition(|&byte| byte == b'.') {
        Some(dot) => {
            let module = decode_utf8(thread, &bytes[..dot])?;
            let module = ladon_vm::types::str::intern::intern(thread, &module);
            dict.set_str(names::get().__module__, module.into_value())?;
            &bytes[dot + 1..]
        }
        None => {
            let text = String::from_utf8_lossy(bytes);
            let message = format!("builtin type {text} has no __module__ attribute");
            warnings::warn(thread, &ladon_vm::exceptions::DeprecationWarning, &message, 1)?;
            bytes
        }
    };
    let short = ladon_vm::types::str::intern::intern(thread, &*decode_utf8(thread, short)?);
    class.name.set(Some(short.clone()));
    class.qualname.set(Some(short));
    class.tp_name.set(keep_text(bytes)?);
    class.dict.set(Some(dict));
    Ok(())
}

/// Size of the part of instances that C knows, without an attribute area of ours.
fn c_size(class: &Type) -> usize {
    match slots::own(class, DATA_OFFSET + 1) {
        0 => class.basicsize.get() as usize,
        size => size,
    }
}

fn lay_out(thread: &ThreadState, class: &Type, base: &Type, spec: &PyTypeSpec) -> PyResult<()> {
    let (base_size, given) = (c_size(base), spec.basicsize as isize);
    let mut item = spec.itemsize as isize;
    let (size, data) = match given {
        0 => (base_size, base_size),
        1.. => (given as usize, base_size),
        _ => {
            if base.itemsize.get() != 0 && !base.has_flag(1 << 23) {
                return Err(err!(
                    thread,
                    SystemError,
                    "Cannot extend variable-size class without Py_TPFLAGS_ITEMS_AT_END."
                ));
            }
            let data = base_size.next_multiple_of(ALIGN);
            (data + given.unsigned_abs().next_multiple_of(ALIGN), data)
        }
    };
    if item < 0 {
        return Err(err!(thread, SystemError, "Py_tp_itemsize may not be negative"));
    }
    if item == 0 {
        item = base.itemsize.get();
    }
    if size < base_size {
        let (name, base) = (class.tp_name.get(), base.short_name());
        let name = c_text(name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Err(err!(
            thread,
            TypeError,
            "tp_basicsize for type '{name}' ({size}) is too small for base '{base}' ({base_size})"
        ));
    }
    class.basicsize.set(size as isize);
    class.itemsize.set(item);
    class.dict_offset.set(base.dict_offset.get());
    class.weaklist_offset.set(base.weaklist_offset.get());
    set_own(class, DATA_OFFSET, data);
    set_own(class, DATA_OFFSET + 1, size);
    let managed = class.has_flag(flags::MANAGED_DICT) || base.shape_offset.get() != 0;
    if managed && class.dict_offset.get() == 0 {
        // Attributes lie behind what C knows of.
        let offset = size.next_multiple_of(8);
        class.shape_offset.set(offset as u32);
        class.basicsize.set((offset + instance::AREA_HEAD + instance::initial_inline(0) * 8) as isize);
    }
    if class.has_flag(flags::MANAGED_WEAKREF) {
        class.weaklist_offset.set(1);
    }
    Ok(())
}

fn set_own(class: &Type, slot: usize, value: usize) {
    // SAFETY: tables have `TABLE` entries and are written by their class's maker only.
    unsafe { (*class.c_slot_table.get().cast::<Cell<usize>>().add(slot)).set(value) };
}

/// Copies the members to storage of the interpreter; the three that name offsets are heeded.
fn place_members(thread: &ThreadState, class: &Type, rows: &[PyMemberDef]) -> PyResult<&'static [PyMemberDef]> {
    if rows.is_empty() {
        return Ok(&[]);
    }
    let memory = current().try_alloc_storage(size_of_val(rows)).ok_or(NoMemory)?.cast::<PyMemberDef>();
    let data = slots::own(class, DATA_OFFSET) as isize;
    for (index, row) in rows.iter().enumerate() {
        let mut row = *row;
        if row.flags & member::RELATIVE_OFFSET != 0 {
            row.flags &= !member::RELATIVE_OFFSET;
            row.offset += data;
        }
        let name = c_text(row.name).map_or(&b""[..], CStr::to_bytes);
        if matches!(name, b"__dictoffset__" | b"__weaklistoffset__" | b"__vectorcalloffset__") {
            if row.kind != members::SSIZE {
                let name = String::from_utf8_lossy(name);
                return Err(err!(thread, SystemError, "type of {name} must be Py_T_PYSSIZET"));
            }
            match name {
                b"__dictoffset__" => class.dict_offset.set(row.offset as u32),
                b"__weaklistoffset__" => class.weaklist_offset.set(row.offset as u32),
                _ => set_own(class, VECTORCALL_OFFSET, row.offset as usize),
            }
        }
        // SAFETY: fresh storage for `rows.len()` rows.
        unsafe { memory.add(index).write(row) };
    }
    // SAFETY: written above; it stays as long as the interpreter.
    Ok(unsafe { std::slice::from_raw_parts(memory.as_ptr(), rows.len()) })
}

/// The dict of the class: slot wrappers, methods, members, computed attributes, docstring.
fn fill(
    thread: &ThreadState,
    class: &Ref<Type>,
    name: &CStr,
    parts: &Parts,
    members: &'static [PyMemberDef],
) -> PyResult<()> {
    trampolines::install(class);
    let dict = class.dict.get().unwrap_or_else(Dict::new);
    let has = |slot| slots::own(class, slot) != 0;
    if has(id::TP_NEW) && !class.has_flag(flags::DISALLOW_INSTANTIATION) {
        dict.set_str(names::get().__new__, new_wrapper_for_class(class))?;
    }
    let no_hash = crate::object::PyObject_HashNotImplemented as *const () as usize;
    if slots::own(class, id::TP_HASH) == no_hash || (has(id::TP_RICHCOMPARE) && !has(id::TP_HASH)) {
        class.slots.hash.set(None);
        dict.set_str(names::get().__hash__, Value::none())?;
    }
    for row in &slot_table::table().rows {
        let text = ladon_vm::types::str::intern::intern_text(row.name);
        if (row.has)(row, &class.slots) && dict.get_str(&text).is_none() {
            dict.set_str(&text, SlotWrapper::new_for_class(row, class).into_value())?;
        }
    }
    for def in parts.methods.map(methods::rows).unwrap_or_default() {
        let descriptor = new_descriptor(thread, class, def)?;
        // SAFETY: B1.
        let name = methods::name_of(thread, unsafe { &*def })?;
        // SAFETY: B1.
        let coexists = unsafe { (*def).flags } & meth::COEXIST != 0;
        if coexists || dict.get_str(&name).is_none() {
            dict.set_str(&name, descriptor)?;
        }
    }
    for member in members {
        put_new(thread, &dict, member.name, member_descriptor(thread, class, member)?)?;
    }
    let mut at = parts.getsets.unwrap_or(ptr::null());
    // SAFETY: B1, B2.
    while !at.is_null() && unsafe { !(*at).name.is_null() } {
        // SAFETY: as above.
        put_new(thread, &dict, unsafe { (*at).name }, getset_descriptor(thread, class, at)?)?;
        // SAFETY: as above.
        at = unsafe { at.add(1) };
    }
    if dict.get_str(names::get().__doc__).is_none() {
        let doc = match parts.doc {
            Some(doc) => {
                let (doc, _signature) = split_doc(name.to_bytes(), doc.to_bytes());
                decode_utf8(thread, doc)?.into_value()
            }
            None => Value::none(),
        };
        dict.set_str(names::get().__doc__, doc)?;
    }
    Ok(())
}

fn put_new(thread: &ThreadState, dict: &Dict, name: *const c_char, value: Value) -> PyResult<()> {
    let text = decode_utf8(thread, c_text(name).map_or(b"", CStr::to_bytes))?;
    let name = ladon_vm::types::str::intern::intern(thread, &text);
    if dict.get_str(&name).is_none() {
        dict.set_str(&name, value)?;
    }
    Ok(())
}

/// Traverse and clear come as a pair: a class that gives only one takes none over.
fn take_over(class: &Type) {
    let traverse = slots::own(class, id::TP_TRAVERSE) != 0;
    if !class.has_flag(flags::HAVE_GC) && traverse {
        // A class that does not take part in collection is never visited.
        class.slots.visit.set(None);
        class.slots.clear.set(None);
    }
}

/// What plugins built without the limited API read from the type itself (R5).
fn for_c_readers(class: &Type, doc: Option<&CStr>) -> PyResult<()> {
    if let Some(doc) = doc {
        class.c_slots_b[0].set(keep_text(doc.to_bytes())?.addr());
    }
    class.c_slots_a[0].set(super::get_slot(class, id::TP_DEALLOC).addr());
    class.c_slots_a[1].set(slots::own(class, VECTORCALL_OFFSET));
    class.c_slots_c[6].set(super::get_slot(class, id::TP_FREE).addr());
    Ok(())
}

/// The text of a `str` for messages.
pub fn text_of(value: &Value) -> String {
    value.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default()
}
