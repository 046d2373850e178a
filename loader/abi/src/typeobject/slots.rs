//! The C functions of a class: numbers of slots, the table a class keeps, and who is asked for a function.

use crate::layout::PyObject;
use ladon_heap::current;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Type;
use ladon_vm::value::Value;
use std::ffi::c_void;

/// Numbers of type slots (facts/import-semantics §1.4).
pub mod id {
    pub const BF_GETBUFFER: usize = 1;
    pub const BF_RELEASEBUFFER: usize = 2;
    pub const MP_ASS_SUBSCRIPT: usize = 3;
    pub const MP_LENGTH: usize = 4;
    pub const MP_SUBSCRIPT: usize = 5;
    pub const NB_ABSOLUTE: usize = 6;
    pub const NB_ADD: usize = 7;
    pub const NB_AND: usize = 8;
    pub const NB_BOOL: usize = 9;
    pub const NB_DIVMOD: usize = 10;
    pub const NB_FLOAT: usize = 11;
    pub const NB_FLOOR_DIVIDE: usize = 12;
    pub const NB_INDEX: usize = 13;
    pub const NB_INPLACE_ADD: usize = 14;
    pub const NB_INPLACE_AND: usize = 15;
    pub const NB_INPLACE_FLOOR_DIVIDE: usize = 16;
    pub const NB_INPLACE_LSHIFT: usize = 17;
    pub const NB_INPLACE_MULTIPLY: usize = 18;
    pub const NB_INPLACE_OR: usize = 19;
    pub const NB_INPLACE_POWER: usize = 20;
    pub const NB_INPLACE_REMAINDER: usize = 21;
    pub const NB_INPLACE_RSHIFT: usize = 22;
    pub const NB_INPLACE_SUBTRACT: usize = 23;
    pub const NB_INPLACE_TRUE_DIVIDE: usize = 24;
    pub const NB_INPLACE_XOR: usize = 25;
    pub const NB_INT: usize = 26;
    pub const NB_INVERT: usize = 27;
    pub const NB_LSHIFT: usize = 28;
    pub const NB_MULTIPLY: usize = 29;
    pub const NB_NEGATIVE: usize = 30;
    pub const NB_OR: usize = 31;
    pub const NB_POSITIVE: usize = 32;
    pub const NB_POWER: usize = 33;
    pub const NB_REMAINDER: usize = 34;
    pub const NB_RSHIFT: usize = 35;
    pub const NB_SUBTRACT: usize = 36;
    pub const NB_TRUE_DIVIDE: usize = 37;
    pub const NB_XOR: usize = 38;
    pub const SQ_ASS_ITEM: usize = 39;
    pub const SQ_CONCAT: usize = 40;
    pub const SQ_CONTAINS: usize = 41;
    pub const SQ_INPLACE_CONCAT: usize = 42;
    pub const SQ_INPLACE_REPEAT: usize = 43;
    pub const SQ_ITEM: usize = 44;
    pub const SQ_LENGTH: usize = 45;
    pub const SQ_REPEAT: usize = 46;
    pub const TP_ALLOC: usize = 47;
    pub const TP_BASE: usize = 48;
    pub const TP_BASES: usize = 49;
    pub const TP_CALL: usize = 50;
    pub const TP_CLEAR: usize = 51;
    pub const TP_DEALLOC: usize = 52;
    pub const TP_DEL: usize = 53;
    pub const TP_DESCR_GET: usize = 54;
    pub const TP_DESCR_SET: usize = 55;
    pub const TP_DOC: usize = 56;
    pub const TP_GETATTR: usize = 57;
    pub const TP_GETATTRO: usize = 58;
    pub const TP_HASH: usize = 59;
    pub const TP_INIT: usize = 60;
    pub const TP_IS_GC: usize = 61;
    pub const TP_ITER: usize = 62;
    pub const TP_ITERNEXT: usize = 63;
    pub const TP_METHODS: usize = 64;
    pub const TP_NEW: usize = 65;
    pub const TP_REPR: usize = 66;
    pub const TP_RICHCOMPARE: usize = 67;
    pub const TP_SETATTR: usize = 68;
    pub const TP_SETATTRO: usize = 69;
    pub const TP_STR: usize = 70;
    pub const TP_TRAVERSE: usize = 71;
    pub const TP_MEMBERS: usize = 72;
    pub const TP_GETSET: usize = 73;
    pub const TP_FREE: usize = 74;
    pub const NB_MATRIX_MULTIPLY: usize = 75;
    pub const NB_INPLACE_MATRIX_MULTIPLY: usize = 76;
    pub const AM_AWAIT: usize = 77;
    pub const AM_AITER: usize = 78;
    pub const AM_ANEXT: usize = 79;
    pub const TP_FINALIZE: usize = 80;
    pub const AM_SEND: usize = 81;
    pub const TP_VECTORCALL: usize = 82;
    pub const TP_TOKEN: usize = 83;
    /// 3.15 moves the first four here.
    pub const NEW_BF_GETBUFFER: usize = 88;
    pub const NEW_MP_LENGTH: usize = 91;
    /// Not a slot of C: where the class keeps its vectorcall offset, its definition's data and more.
    pub const COUNT: usize = 92;
}

/// Entries of a class's table; the last ones are ours.
pub const TABLE: usize = id::COUNT + 4;
/// Offset of the vectorcall pointer in instances, 0 = none.
pub const VECTORCALL_OFFSET: usize = id::COUNT;
/// Size of the bases' part of an instance, for `PyObject_GetTypeData`.
pub const DATA_OFFSET: usize = id::COUNT + 1;

/// The slot as this ABI numbers it (3.15 gave four of them new numbers).
pub fn normal(slot: i32) -> Option<usize> {
    let slot = usize::try_from(slot).ok()?;
    match slot {
        id::NEW_BF_GETBUFFER..=id::NEW_MP_LENGTH => Some(slot - id::NEW_BF_GETBUFFER + 1),
        1..=id::TP_TOKEN => Some(slot),
        _ => None,
    }
}

/// Gives a class its own empty table, on the interpreter's heap.
pub fn make_table(class: &Type) -> Option<&'static [std::cell::Cell<usize>; TABLE]> {
    let memory = current().try_alloc_storage(TABLE * size_of::<usize>())?.cast::<[std::cell::Cell<usize>; TABLE]>();
    // SAFETY: fresh storage of this size; it stays until the heap goes.
    let table = unsafe {
        memory.as_ptr().write_bytes(0, 1);
        memory.as_ref()
    };
    class.c_slot_table.set(memory.as_ptr().cast());
    Some(table)
}

/// What the class itself was given for a slot; 0 = nothing.
#[inline(always)]
pub fn own(class: &Type, slot: usize) -> usize {
    let table = class.c_slot_table.get();
    if table.is_null() {
        return 0;
    }
    // SAFETY: tables have `TABLE` entries and live as long as the interpreter.
    unsafe { *table.add(slot) }
}

/// What the nearest class of C in the MRO gives for a slot; 0 = nothing.
#[inline(always)]
pub fn find(class: &Type, slot: usize) -> usize {
    let found = own(class, slot);
    if found != 0 {
        return found;
    }
    class.mro_types().skip(1).map(|ty| own(ty, slot)).find(|&function| function != 0).unwrap_or(0)
}

/// The class whose C function a trampoline is to call for this object: its own, unless a slot wrapper says otherwise.
#[inline(always)]
pub fn asked<'a>(thread: &ThreadState, object: &'a Value) -> &'a Type {
    let (address, class) = thread.dispatch.get();
    if address != 0 {
        return asked_by_wrapper(thread, object, address, class);
    }
    object.type_of()
}

#[cold]
fn asked_by_wrapper<'a>(thread: &ThreadState, object: &'a Value, address: usize, class: *const Type) -> &'a Type {
    if address != object.bits() as usize {
        return object.type_of();
    }
    thread.dispatch.set((0, std::ptr::null()));
    // SAFETY: the wrapper that set it keeps the class alive during its call.
    unsafe { &*class }
}

/// A slot's word as a function of its C type.
///
/// # Safety
/// The word was given for a slot of this signature and is not 0.
#[inline(always)]
pub unsafe fn as_function<F: Copy>(word: usize) -> F {
    const { assert!(size_of::<F>() == size_of::<usize>()) };
    // SAFETY: the caller's promise.
    unsafe { std::mem::transmute_copy::<usize, F>(&word) }
}

/// The nearest builtin type that the class derives from.
pub fn nearest_builtin(class: &Type) -> &Type {
    let mut at = class;
    while at.is_heap_type() {
        match at.base() {
            Some(base) => at = base,
            None => return ladon_vm::types::object::object_type(),
        }
    }
    at
}

/// An address inside an instance.
///
/// # Safety
/// The offset lies in the instance.
pub unsafe fn field<T>(object: *mut PyObject, offset: isize) -> *mut T {
    // SAFETY: the caller's promise.
    unsafe { object.cast::<u8>().offset(offset).cast() }
}

/// As a C pointer.
pub fn pointer(word: usize) -> *mut c_void {
    word as *mut c_void
}
