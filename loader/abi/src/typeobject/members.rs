//! `PyMemberDef` and `PyGetSetDef`: fields and computed attributes of C classes.

use super::methods::{c_text, texts};
use super::slots::field;
use crate::boundary::{Passed, decode_utf8, leave, returned, status, unbox};
use crate::layout::*;
use ladon_vm::err;
use ladon_vm::object::{attr, number};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::descriptor::{GetSet, GetSetSource};
use ladon_vm::types::{Str, Type, int};
use ladon_vm::value::{Ref, Value};
use std::ffi::{CStr, c_char};
use std::ptr::{self, NonNull};

/// Numbers of field types.
mod kind {
    pub const SHORT: i32 = 0;
    pub const INT: i32 = 1;
    pub const LONG: i32 = 2;
    pub const FLOAT: i32 = 3;
    pub const DOUBLE: i32 = 4;
    pub const STRING: i32 = 5;
    pub const OBJECT: i32 = 6;
    pub const CHAR: i32 = 7;
    pub const BYTE: i32 = 8;
    pub const UBYTE: i32 = 9;
    pub const USHORT: i32 = 10;
    pub const UINT: i32 = 11;
    pub const ULONG: i32 = 12;
    pub const STRING_INPLACE: i32 = 13;
    pub const BOOL: i32 = 14;
    pub const OBJECT_EX: i32 = 16;
    pub const LONGLONG: i32 = 17;
    pub const ULONGLONG: i32 = 18;
    pub const SSIZE: i32 = 19;
    pub const NONE: i32 = 20;
}

/// `Py_T_PYSSIZET`, which the offsets among the members must have.
pub const SSIZE: i32 = kind::SSIZE;

fn member_name(member: &PyMemberDef) -> String {
    c_text(member.name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads a field of the instance at `object`.
///
/// # Safety
/// The member describes a field of it.
pub unsafe fn get(thread: &ThreadState, object: *mut PyObject, member: &PyMemberDef) -> PyResult<Value> {
    if member.flags & member::RELATIVE_OFFSET != 0 {
        return Err(err!(thread, SystemError, "PyMember_GetOne used with Py_RELATIVE_OFFSET"));
    }
    macro_rules! read {
        ($ty:ty) => {{
            // SAFETY: the caller's promise.
            unsafe { field::<$ty>(object, member.offset).read_unaligned() }
        }};
    }
    Ok(match member.kind {
        kind::BOOL => Value::bool(read!(i8) != 0),
        kind::BYTE => int::from_i64(i64::from(read!(i8))),
        kind::UBYTE => int::from_i64(i64::from(read!(u8))),
        kind::SHORT => int::from_i64(i64::from(read!(i16))),
        kind::USHORT => int::from_i64(i64::from(read!(u16))),
        kind::INT => int::from_i64(i64::from(read!(i32))),
        kind::UINT => int::from_i64(i64::from(read!(u32))),
        kind::LONG | kind::LONGLONG | kind::SSIZE => int::from_i64(read!(i64)),
        kind::ULONG | kind::ULONGLONG => int::from_u64(read!(u64)),
        kind::FLOAT => Value::float(f64::from(read!(f32))),
        kind::DOUBLE => Value::float(read!(f64)),
        kind::CHAR => ladon_vm::runtime::latin1_str(read!(u8)),
        kind::STRING => match c_text(read!(*const c_char)) {
            Some(text) => decode_utf8(thread, text.to_bytes())?.into_value(),
            None => Value::none(),
        },
        kind::STRING_INPLACE => {
            // SAFETY: the caller's promise: a NUL-terminated array.
            let text = unsafe { CStr::from_ptr(field::<c_char>(object, member.offset)) };
            decode_utf8(thread, text.to_bytes())?.into_value()
        }
        kind::OBJECT | kind::OBJECT_EX => match NonNull::new(read!(*mut PyObject)) {
            // SAFETY: B3: the field holds a live object.
            Some(found) => unsafe { Value::from_borrowed_ptr(found) },
            None if member.kind == kind::OBJECT => Value::none(),
            None => return Err(unset(thread, object, member)),
        },
        kind::NONE => Value::none(),
        _ => return Err(err!(thread, SystemError, "bad memberdescr type for {}", member_name(member))),
    })
}

#[cold]
fn unset(thread: &ThreadState, object: *mut PyObject, member: &PyMemberDef) -> Raised {
    // SAFETY: B3.
    let class = unsafe { crate::refcount::type_ref(object) }.short_name();
    err!(thread, AttributeError, "'{class}' object has no attribute '{}'", member_name(member))
}

/// Writes (or with `None` deletes) a field of the instance at `object`.
///
/// # Safety
/// The member describes a field of it.
pub unsafe fn set(
    thread: &ThreadState,
    object: *mut PyObject,
    member: &PyMemberDef,
    value: Option<&Value>,
) -> PyResult<()> {
    if member.flags & member::RELATIVE_OFFSET != 0 {
        return Err(err!(thread, SystemError, "PyMember_SetOne used with Py_RELATIVE_OFFSET"));
    }
    if member.flags & member::READONLY != 0 {
        return Err(err!(thread, AttributeError, "readonly attribute"));
    }
    if matches!(member.kind, kind::OBJECT | kind::OBJECT_EX) {
        // SAFETY: forwarded.
        return unsafe { set_object(thread, object, member, value) };
    }
    let Some(value) = value else {
        return Err(err!(thread, TypeError, "can't delete numeric/char attribute"));
    };
    macro_rules! write {
        ($ty:ty, $value:expr) => {{
            let value: $ty = $value;
            // SAFETY: the caller's promise.
            unsafe { field::<$ty>(object, member.offset).write_unaligned(value) }
        }};
    }
    macro_rules! narrow {
        ($ty:ty, $name:literal) => {{
            let wide = as_long(thread, value)?;
            write!($ty, wide as $ty);
            if i64::from(wide as $ty) != wide {
                return warn(thread, concat!("Truncation of value to ", $name));
            }
        }};
    }
    match member.kind {
        kind::BOOL => match (value.is_true(), value.is_false()) {
            (true, _) => write!(i8, 1),
            (_, true) => write!(i8, 0),
            _ => return Err(err!(thread, TypeError, "attribute value type must be bool")),
        },
        kind::BYTE => narrow!(i8, "char"),
        kind::UBYTE => narrow!(u8, "unsigned char"),
        kind::SHORT => narrow!(i16, "short"),
        kind::USHORT => narrow!(u16, "unsigned short"),
        kind::INT => narrow!(i32, "int"),
        kind::UINT => {
            let (wide, negative) = as_unsigned(thread, value)?;
            write!(u32, wide as u32);
            if negative {
                return warn(thread, "Writing negative value into unsigned field");
            }
            if wide > u64::from(u32::MAX) {
                return warn(thread, "Truncation of value to unsigned int");
            }
        }
        kind::LONG | kind::LONGLONG | kind::SSIZE => write!(i64, as_long(thread, value)?),
        kind::ULONG | kind::ULONGLONG => {
            let (wide, negative) = as_unsigned(thread, value)?;
            write!(u64, wide);
            if negative {
                return warn(thread, "Writing negative value into unsigned field");
            }
        }
        kind::FLOAT => write!(f32, number::to_f64(thread, value)? as f32),
        kind::DOUBLE => write!(f64, number::to_f64(thread, value)?),
        kind::CHAR => match value.downcast::<Str>().map(Str::as_bytes) {
            Some(&[byte]) => write!(u8, byte),
            _ => return Err(err!(thread, TypeError, "bad argument type for built-in operation")),
        },
        kind::STRING | kind::STRING_INPLACE => return Err(err!(thread, TypeError, "readonly attribute")),
        _ => return Err(err!(thread, SystemError, "bad memberdescr type for {}", member_name(member))),
    }
    Ok(())
}

unsafe fn set_object(
    thread: &ThreadState,
    object: *mut PyObject,
    member: &PyMemberDef,
    value: Option<&Value>,
) -> PyResult<()> {
    // SAFETY: the caller's promise; the old reference is dropped after the store.
    let old = unsafe {
        let slot = field::<*mut PyObject>(object, member.offset);
        if value.is_none() && member.kind == kind::OBJECT_EX && (*slot).is_null() {
            return Err(err!(thread, AttributeError, "{}", member_name(member)));
        }
        let new = value.map_or(ptr::null_mut(), |value| crate::boundary::into_object(thread, value.clone()).as_ptr());
        NonNull::new(slot.replace(new)).map(|old| Value::from_owned_ptr(old))
    };
    drop(old);
    Ok(())
}

fn warn(thread: &ThreadState, message: &str) -> PyResult<()> {
    ladon_vm::warnings::warn(thread, &ladon_vm::exceptions::RuntimeWarning, message, 1)
}

fn as_long(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let int = number::index(thread, value)?;
    int::as_i64(&int).ok_or_else(|| err!(thread, OverflowError, "Python int too large to convert to C long"))
}

/// The low 64 bits, and whether the number was negative.
fn as_unsigned(thread: &ThreadState, value: &Value) -> PyResult<(u64, bool)> {
    let int = number::index(thread, value)?;
    let parts = int::core::with_limbs(&int, |negative, limbs| (negative, limbs.len(), limbs.first().copied()));
    match parts {
        Some((true, ..)) => match int::as_i64(&int) {
            Some(value) => Ok((value as u64, true)),
            None => Err(err!(thread, OverflowError, "Python int too large to convert to C long")),
        },
        Some((false, 0 | 1, low)) => Ok((low.unwrap_or(0), false)),
        _ => Err(err!(thread, OverflowError, "Python int too large to convert to C unsigned long")),
    }
}

fn member_at(data: usize) -> &'static PyMemberDef {
    // SAFETY: B1: the address of a definition that stays as long as its class.
    unsafe { &*(data as *const PyMemberDef) }
}

fn read_member(thread: &ThreadState, this: &Value, data: usize) -> PyResult<Value> {
    let object = Passed::new(thread, this);
    // SAFETY: the descriptor checked that the object is an instance of its class.
    let value = unsafe { get(thread, object.ptr(), member_at(data)) }?;
    let Some(stored) = value.as_ptr() else { return Ok(value) };
    std::mem::forget(value);
    // SAFETY: the reference that was not dropped.
    Ok(unsafe { unbox(thread, stored) })
}

fn write_member(thread: &ThreadState, this: &Value, value: Option<&Value>, data: usize) -> PyResult<()> {
    let object = Passed::new(thread, this);
    // SAFETY: the descriptor checked that the object is an instance of its class.
    unsafe { set(thread, object.ptr(), member_at(data), value) }
}

/// The descriptor of a field; the definition must stay (B1).
pub fn member_descriptor(thread: &ThreadState, owner: &Type, member: *const PyMemberDef) -> PyResult<Value> {
    // SAFETY: B1.
    let definition = unsafe { &*member };
    let name = interned(thread, definition.name)?;
    let doc = c_text(definition.doc).and_then(|doc| Str::try_new(&doc.to_string_lossy()).ok()).map(Ref::into_value);
    let source = GetSetSource::Native { get: read_member, set: Some(write_member), data: member.addr(), member: true };
    Ok(GetSet::new(name, owner.as_value(), source, doc).into_value())
}

fn interned(thread: &ThreadState, name: *const c_char) -> PyResult<Ref<Str>> {
    let text = decode_utf8(thread, c_text(name).map_or(b"", CStr::to_bytes))?;
    Ok(ladon_vm::types::str::intern::intern(thread, &text))
}

fn getset_at(data: usize) -> &'static PyGetSetDef {
    // SAFETY: B1: the address of a definition that stays as long as its class.
    unsafe { &*(data as *const PyGetSetDef) }
}

fn read_getset(thread: &ThreadState, this: &Value, data: usize) -> PyResult<Value> {
    let def = getset_at(data);
    let name = || c_text(def.name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(getter) = def.get else {
        let class = this.type_of().short_name();
        return Err(err!(thread, AttributeError, "attribute '{}' of '{class}' objects is not readable", name()));
    };
    let object = Passed::new(thread, this);
    // SAFETY: B1, B3: the getter of the definition.
    let result = leave(thread, || unsafe { getter(object.ptr(), def.closure) });
    returned(thread, result, getter as usize, &|| format!("getter of '{}'", name()))
}

fn write_getset(thread: &ThreadState, this: &Value, value: Option<&Value>, data: usize) -> PyResult<()> {
    let def = getset_at(data);
    let name = || c_text(def.name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(setter) = def.set else { return Err(err!(thread, AttributeError, "readonly attribute")) };
    let (object, value) = (Passed::new(thread, this), value.map(|value| Passed::new(thread, value)));
    let value_ptr = value.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    // SAFETY: B1, B3: the setter of the definition.
    let result = leave(thread, || unsafe { setter(object.ptr(), value_ptr, def.closure) });
    status(thread, result, &|| format!("setter of '{}'", name()))
}

/// The descriptor of a computed attribute; the definition must stay (B1).
pub fn getset_descriptor(thread: &ThreadState, owner: &Type, def: *const PyGetSetDef) -> PyResult<Value> {
    // SAFETY: B1.
    let definition = unsafe { &*def };
    let name = interned(thread, definition.name)?;
    let (doc, _signature) = texts(definition.name, definition.doc);
    let set = definition.set.map(|_| write_getset as fn(&ThreadState, &Value, Option<&Value>, usize) -> PyResult<()>);
    let source = GetSetSource::Native { get: read_getset, set, data: def.addr(), member: false };
    Ok(GetSet::new(name, owner.as_value(), source, doc).into_value())
}

/// The object at an offset, for the collector and attribute code.
pub fn name_attribute(thread: &ThreadState, object: &Value, name: &str) -> PyResult<Value> {
    attr::get_name(thread, object, name)
}
