//! C structures that plugins define or share with us (facts/import-semantics §1.1), x86-64 and other LP64 systems.
//!
//! **B1** a `PyModuleDef`, `PyMethodDef` or `PyGetSetDef` that a plugin handed us stays where it is until the plugin is
//! unloaded, which never happens while objects made from it can live. **B2** arrays of them end as the ABI says.

use ladon_vm::types::Type;
use std::cell::Cell;
use std::ffi::{c_char, c_int, c_uint, c_void};
use std::mem::offset_of;

/// What C calls `PyObject`: count and type.
pub type PyObject = ladon_heap::Head;
pub type PyTypeObject = Type;
#[allow(non_camel_case_types, reason = "C's name")]
pub type Py_ssize_t = isize;

/// `PyCFunction` and its relatives, before the flags say which signature it has.
pub type AnyFunction = unsafe extern "C" fn();
pub type UnaryFunc = unsafe extern "C" fn(*mut PyObject) -> *mut PyObject;
pub type BinaryFunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> *mut PyObject;
pub type TernaryFunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
pub type InquiryFunc = unsafe extern "C" fn(*mut PyObject) -> c_int;
pub type LenFunc = unsafe extern "C" fn(*mut PyObject) -> Py_ssize_t;
pub type SsizeArgFunc = unsafe extern "C" fn(*mut PyObject, Py_ssize_t) -> *mut PyObject;
pub type SsizeObjArgProc = unsafe extern "C" fn(*mut PyObject, Py_ssize_t, *mut PyObject) -> c_int;
pub type ObjObjProc = unsafe extern "C" fn(*mut PyObject, *mut PyObject) -> c_int;
pub type ObjObjArgProc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;
pub type HashFunc = unsafe extern "C" fn(*mut PyObject) -> Py_ssize_t;
pub type RichCmpFunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, c_int) -> *mut PyObject;
pub type DestructorFunc = unsafe extern "C" fn(*mut PyObject);
pub type VisitProc = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int;
pub type TraverseProc = unsafe extern "C" fn(*mut PyObject, VisitProc, *mut c_void) -> c_int;
pub type FreeFunc = unsafe extern "C" fn(*mut c_void);
pub type NewFunc = unsafe extern "C" fn(*mut PyTypeObject, *mut PyObject, *mut PyObject) -> *mut PyObject;
pub type InitProc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut PyObject) -> c_int;
pub type AllocFunc = unsafe extern "C" fn(*mut PyTypeObject, Py_ssize_t) -> *mut PyObject;
pub type GetAttrFunc = unsafe extern "C" fn(*mut PyObject, *mut c_char) -> *mut PyObject;
pub type SetAttrFunc = unsafe extern "C" fn(*mut PyObject, *mut c_char, *mut PyObject) -> c_int;
pub type Getter = unsafe extern "C" fn(*mut PyObject, *mut c_void) -> *mut PyObject;
pub type Setter = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut c_void) -> c_int;
pub type VectorcallFunc =
    unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, usize, *mut PyObject) -> *mut PyObject;
pub type SendFunc = unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut *mut PyObject) -> c_int;
pub type GetBufferProc = unsafe extern "C" fn(*mut PyObject, *mut PyBuffer, c_int) -> c_int;
pub type ReleaseBufferProc = unsafe extern "C" fn(*mut PyObject, *mut PyBuffer);
pub type CapsuleDestructor = unsafe extern "C" fn(*mut PyObject);

pub type FastFunc = unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, Py_ssize_t) -> *mut PyObject;
pub type FastKeywordsFunc =
    unsafe extern "C" fn(*mut PyObject, *const *mut PyObject, Py_ssize_t, *mut PyObject) -> *mut PyObject;
pub type MethodFunc = unsafe extern "C" fn(
    *mut PyObject,
    *mut PyTypeObject,
    *const *mut PyObject,
    Py_ssize_t,
    *mut PyObject,
) -> *mut PyObject;

/// `Py_buffer`.
pub type PyBuffer = ladon_vm::object::buffer::RawBuffer;

/// Bits of `ml_flags`.
pub mod meth {
    pub const VARARGS: i32 = 0x1;
    pub const KEYWORDS: i32 = 0x2;
    pub const NOARGS: i32 = 0x4;
    pub const O: i32 = 0x8;
    pub const CLASS: i32 = 0x10;
    pub const STATIC: i32 = 0x20;
    pub const COEXIST: i32 = 0x40;
    pub const FASTCALL: i32 = 0x80;
    pub const METHOD: i32 = 0x200;
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyMethodDef {
    pub name: *const c_char,
    pub function: Option<AnyFunction>,
    pub flags: c_int,
    pub doc: *const c_char,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyMemberDef {
    pub name: *const c_char,
    pub kind: c_int,
    pub offset: Py_ssize_t,
    pub flags: c_int,
    pub doc: *const c_char,
}

/// Bits of `PyMemberDef::flags`.
pub mod member {
    pub const READONLY: i32 = 1;
    pub const AUDIT_READ: i32 = 2;
    pub const RELATIVE_OFFSET: i32 = 8;
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyGetSetDef {
    pub name: *const c_char,
    pub get: Option<Getter>,
    pub set: Option<Setter>,
    pub doc: *const c_char,
    pub closure: *mut c_void,
}

#[repr(C)]
pub struct PyModuleDefBase {
    pub head: PyObject,
    pub m_init: Cell<Option<unsafe extern "C" fn() -> *mut PyObject>>,
    pub m_index: Cell<Py_ssize_t>,
    pub m_copy: Cell<*mut PyObject>,
}

#[repr(C)]
pub struct PyModuleDef {
    pub base: PyModuleDefBase,
    pub name: *const c_char,
    pub doc: *const c_char,
    pub size: Py_ssize_t,
    pub methods: *const PyMethodDef,
    pub slots: *const PyModuleDefSlot,
    pub traverse: Option<TraverseProc>,
    pub clear: Option<InquiryFunc>,
    pub free: Option<FreeFunc>,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyModuleDefSlot {
    pub slot: c_int,
    pub value: *mut c_void,
}

/// PEP 820's slot (3.15).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct PySlot {
    pub id: u16,
    pub flags: u16,
    pub reserved: u32,
    pub value: *mut c_void,
}

/// Numbers of module slots: those of plugins built for up to 3.14 and those of PEP 820.
pub mod module_slot {
    pub const CREATE: i32 = 1;
    pub const EXEC: i32 = 2;
    pub const MULTIPLE_INTERPRETERS: i32 = 3;
    pub const GIL: i32 = 4;
    pub const NEW_CREATE: i32 = 84;
    pub const NEW_EXEC: i32 = 85;
    pub const NEW_MULTIPLE_INTERPRETERS: i32 = 86;
    pub const NEW_GIL: i32 = 87;
    pub const SUBSLOTS: i32 = 92;
    pub const LEGACY_SLOTS: i32 = 94;
    pub const NAME: i32 = 100;
    pub const DOC: i32 = 101;
    pub const STATE_SIZE: i32 = 102;
    pub const METHODS: i32 = 103;
    pub const STATE_TRAVERSE: i32 = 104;
    pub const STATE_CLEAR: i32 = 105;
    pub const STATE_FREE: i32 = 106;
    pub const ABI: i32 = 109;
    pub const TOKEN: i32 = 110;
}

#[repr(C)]
pub struct PyTypeSpec {
    pub name: *const c_char,
    pub basicsize: c_int,
    pub itemsize: c_int,
    pub flags: c_uint,
    pub slots: *const PyTypeSlot,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct PyTypeSlot {
    pub slot: c_int,
    pub value: *mut c_void,
}

#[repr(C)]
pub struct PyStructSequenceField {
    pub name: *const c_char,
    pub doc: *const c_char,
}

#[repr(C)]
pub struct PyStructSequenceDesc {
    pub name: *const c_char,
    pub doc: *const c_char,
    pub fields: *const PyStructSequenceField,
    pub n_in_sequence: c_int,
}

#[repr(C)]
pub struct PyAbiInfo {
    pub major: u8,
    pub minor: u8,
    pub flags: u16,
    pub build_version: u32,
    pub abi_version: u32,
}

#[repr(C)]
pub struct PyInterpreterConfig {
    pub use_main_obmalloc: c_int,
    pub allow_fork: c_int,
    pub allow_exec: c_int,
    pub allow_threads: c_int,
    pub allow_daemon_threads: c_int,
    pub check_multi_interp_extensions: c_int,
    pub gil: c_int,
}

const _: () = {
    assert!(size_of::<PyObject>() == 16);
    assert!(
        size_of::<PyMethodDef>() == 32 && offset_of!(PyMethodDef, flags) == 16 && offset_of!(PyMethodDef, doc) == 24
    );
    assert!(
        size_of::<PyMemberDef>() == 40 && offset_of!(PyMemberDef, offset) == 16 && offset_of!(PyMemberDef, doc) == 32
    );
    assert!(size_of::<PyGetSetDef>() == 40 && offset_of!(PyGetSetDef, closure) == 32);
    assert!(size_of::<PyModuleDefBase>() == 40 && offset_of!(PyModuleDefBase, m_copy) == 32);
    assert!(size_of::<PyModuleDef>() == 104 && offset_of!(PyModuleDef, size) == 56);
    assert!(offset_of!(PyModuleDef, slots) == 72 && offset_of!(PyModuleDef, free) == 96);
    assert!(size_of::<PyModuleDefSlot>() == 16 && size_of::<PySlot>() == 16 && offset_of!(PySlot, value) == 8);
    assert!(
        size_of::<PyTypeSpec>() == 32 && offset_of!(PyTypeSpec, flags) == 16 && offset_of!(PyTypeSpec, slots) == 24
    );
    assert!(size_of::<PyTypeSlot>() == 16 && offset_of!(PyTypeSlot, value) == 8);
    assert!(size_of::<PyBuffer>() == 80);
    assert!(size_of::<PyStructSequenceField>() == 16 && size_of::<PyStructSequenceDesc>() == 32);
    assert!(size_of::<PyAbiInfo>() == 12 && size_of::<PyInterpreterConfig>() == 28);
};

/// The address of a C text.
pub const fn c_text(text: &'static std::ffi::CStr) -> *const c_char {
    text.as_ptr()
}
