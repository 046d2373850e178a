//! From C into the VM's slots: what `PyType_GetSlot` gives for types that are not made by C.
//!
//! For a builtin type the function uses the slots of the nearest builtin base of the object's type (so that a C class
//! that calls its base's function does not meet itself again); for a class of Python those of the object's own type,
//! which look up the special method.

use super::slots::{id, nearest_builtin};
use super::trampolines::{BINARY_SLOTS, INPLACE_SLOTS};
use crate::boundary::{Arg, bad_internal_call};
use crate::boundary::{Borrowed, Flag, New, Nothing, Plain, Status, Truth, enter, optional};
use crate::layout::*;
use ladon_vm::err;
use ladon_vm::object::dealloc;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::slots::{CompareOp, Slots};
use ladon_vm::types::{Dict, Tuple, Type, instance};
use ladon_vm::value::Value;
use std::ffi::{c_int, c_void};
use std::ptr::{self, NonNull};

fn slots<const OWN: bool>(class: &Type) -> &Slots {
    if OWN { &class.slots } else { &nearest_builtin(class).slots }
}

macro_rules! take {
    ($thread:ident, $($name:ident: $ty:ty),*) => {
        // SAFETY: B3: C passes what the slot's signature says.
        $(let $name = unsafe { <$ty as Arg>::from_c($thread, $name, "a slot") }?;)*
    };
}

fn missing<T>(thread: &ThreadState) -> PyResult<T> {
    Err(bad_internal_call(thread))
}

unsafe extern "C" fn unary<const SLOT: usize, const OWN: bool>(this: *mut PyObject) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        let s = slots::<OWN>(this.type_of());
        let found = match SLOT {
            id::TP_REPR => s.repr.get(),
            id::TP_STR => s.str.get(),
            id::TP_ITER => s.iter.get(),
            id::NB_NEGATIVE => s.neg.get(),
            id::NB_POSITIVE => s.pos.get(),
            id::NB_ABSOLUTE => s.abs.get(),
            id::NB_INVERT => s.invert.get(),
            id::NB_INT => s.int.get(),
            id::NB_FLOAT => s.float.get(),
            id::NB_INDEX => s.index.get(),
            id::AM_AWAIT => s.r#await.get(),
            id::AM_AITER => s.aiter.get(),
            id::AM_ANEXT => s.anext.get(),
            _ => None,
        };
        match found {
            Some(function) => function(thread, &this),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn binary<const OP: usize, const OWN: bool>(a: *mut PyObject, b: *mut PyObject) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, a: Borrowed, b: Borrowed);
        let of = |value: &Value| slots::<OWN>(value.type_of()).binary[OP].get();
        match of(&a).or_else(|| of(&b)) {
            Some(function) => function(thread, &a, &b),
            None => Ok(Value::not_implemented()),
        }
    })
}

unsafe extern "C" fn inplace<const OP: usize, const OWN: bool>(a: *mut PyObject, b: *mut PyObject) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, a: Borrowed, b: Borrowed);
        match slots::<OWN>(a.type_of()).inplace[OP].get() {
            Some(function) => function(thread, &a, &b),
            None => Ok(Value::not_implemented()),
        }
    })
}

unsafe extern "C" fn power<const OWN: bool>(
    a: *mut PyObject,
    b: *mut PyObject,
    modulus: *mut PyObject,
) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, a: Borrowed, b: Borrowed, modulus: Borrowed);
        let s = slots::<OWN>(a.type_of());
        let op = ladon_vm::types::slots::BinaryOp::Pow as usize;
        match (modulus.is_none(), s.binary[op].get(), s.pow3.get()) {
            (true, Some(function), _) => function(thread, &a, &b),
            (false, _, Some(function)) => function(thread, &a, &b, &modulus),
            _ => Ok(Value::not_implemented()),
        }
    })
}

unsafe extern "C" fn object_object<const SLOT: usize, const OWN: bool>(
    this: *mut PyObject,
    other: *mut PyObject,
) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed, other: Borrowed);
        let s = slots::<OWN>(this.type_of());
        let found = match SLOT {
            id::MP_SUBSCRIPT => s.getitem.get(),
            id::SQ_CONCAT => s.concat.get(),
            id::SQ_INPLACE_CONCAT => s.inplace_concat.get(),
            id::TP_GETATTRO => s.getattr.get(),
            _ => None,
        };
        match found {
            Some(function) => function(thread, &this, &other),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn object_count<const SLOT: usize, const OWN: bool>(
    this: *mut PyObject,
    count: Py_ssize_t,
) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        let s = slots::<OWN>(this.type_of());
        let repeat = match SLOT {
            id::SQ_ITEM => {
                let index = ladon_vm::types::int::from_i64(count as i64);
                return match s.getitem.get() {
                    Some(function) => function(thread, &this, &index),
                    None => missing(thread),
                };
            }
            id::SQ_REPEAT => s.repeat.get(),
            id::SQ_INPLACE_REPEAT => s.inplace_repeat.get(),
            _ => None,
        };
        match repeat {
            Some(function) => function(thread, &this, count),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn length<const OWN: bool>(this: *mut PyObject) -> Py_ssize_t {
    enter::<Plain<isize>, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        match slots::<OWN>(this.type_of()).len.get() {
            Some(function) => Ok(function(thread, &this)? as isize),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn truth<const OWN: bool>(this: *mut PyObject) -> c_int {
    enter::<Truth, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        match slots::<OWN>(this.type_of()).bool.get() {
            Some(function) => function(thread, &this),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn contains<const OWN: bool>(this: *mut PyObject, item: *mut PyObject) -> c_int {
    enter::<Truth, _>("a slot", |thread| {
        take!(thread, this: Borrowed, item: Borrowed);
        match slots::<OWN>(this.type_of()).contains.get() {
            Some(function) => function(thread, &this, &item),
            None => missing(thread),
        }
    })
}

/// Slots that set: (object, key or name or instance, value or NULL).
unsafe extern "C" fn set<const SLOT: usize, const OWN: bool>(
    this: *mut PyObject,
    key: *mut PyObject,
    value: *mut PyObject,
) -> c_int {
    enter::<Status, _>("a slot", |thread| {
        take!(thread, this: Borrowed, key: Borrowed, value: Option<Borrowed>);
        let s = slots::<OWN>(this.type_of());
        let found = match SLOT {
            id::MP_ASS_SUBSCRIPT => s.setitem.get(),
            id::TP_SETATTRO => s.setattr.get(),
            id::TP_DESCR_SET => s.descr_set.get(),
            _ => None,
        };
        match found {
            Some(function) => function(thread, &this, &key, optional(&value)),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn set_item<const OWN: bool>(this: *mut PyObject, index: Py_ssize_t, value: *mut PyObject) -> c_int {
    enter::<Status, _>("a slot", |thread| {
        take!(thread, this: Borrowed, value: Option<Borrowed>);
        let key = ladon_vm::types::int::from_i64(index as i64);
        match slots::<OWN>(this.type_of()).setitem.get() {
            Some(function) => function(thread, &this, &key, optional(&value)),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn hash<const OWN: bool>(this: *mut PyObject) -> Py_ssize_t {
    enter::<Plain<isize>, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        match slots::<OWN>(this.type_of()).hash.get() {
            Some(function) => Ok(function(thread, &this)? as isize),
            None => Err(err!(thread, TypeError, "unhashable type: '{}'", this.type_of().short_name())),
        }
    })
}

unsafe extern "C" fn compare<const OWN: bool>(this: *mut PyObject, other: *mut PyObject, op: c_int) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed, other: Borrowed);
        let op = usize::try_from(op).ok().and_then(|op| CompareOp::ALL.get(op).copied());
        match (slots::<OWN>(this.type_of()).compare.get(), op) {
            (Some(function), Some(op)) => function(thread, &this, &other, op),
            _ => Ok(Value::not_implemented()),
        }
    })
}

unsafe extern "C" fn next<const OWN: bool>(this: *mut PyObject) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed);
        match slots::<OWN>(this.type_of()).next.get() {
            Some(function) => function(thread, &this),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn descr_get<const OWN: bool>(
    this: *mut PyObject,
    object: *mut PyObject,
    owner: *mut PyObject,
) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed, object: Option<Borrowed>, owner: Option<Borrowed>);
        match slots::<OWN>(this.type_of()).descr_get.get() {
            Some(function) => function(thread, &this, optional(&object), optional(&owner)),
            None => missing(thread),
        }
    })
}

/// Arguments given as a tuple and a dict (or NULL), laid out for a call of the VM.
pub fn with_arguments<R>(
    thread: &ThreadState,
    args: Option<&Value>,
    kwargs: Option<&Value>,
    body: impl FnOnce(Args<'_>) -> PyResult<R>,
) -> PyResult<R> {
    let positional = match args {
        None => &[],
        Some(args) => match args.downcast::<Tuple>() {
            Some(tuple) => tuple.as_slice(),
            None => return Err(bad_internal_call(thread)),
        },
    };
    let kwargs = match kwargs {
        None => None,
        Some(kwargs) => match kwargs.downcast::<Dict>() {
            Some(dict) => Some(dict).filter(|dict| !dict.is_empty()),
            None => return Err(bad_internal_call(thread)),
        },
    };
    let Some(kwargs) = kwargs else { return body(Args::positional(positional)) };
    let mut values = positional.to_vec();
    let mut names = Vec::with_capacity(kwargs.len());
    for (name, value) in kwargs.snapshot() {
        if name.downcast::<ladon_vm::types::Str>().is_none() {
            return Err(err!(thread, TypeError, "keywords must be strings"));
        }
        names.push(name);
        values.push(value);
    }
    let names = Tuple::try_from_vec(names)?;
    body(Args { values: &values, names: Some(&names) })
}

unsafe extern "C" fn call<const OWN: bool>(
    this: *mut PyObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    enter::<New, _>("a slot", |thread| {
        take!(thread, this: Borrowed, args: Option<Borrowed>, kwargs: Option<Borrowed>);
        match slots::<OWN>(this.type_of()).call.get() {
            Some(function) => {
                with_arguments(thread, optional(&args), optional(&kwargs), |args| function(thread, &this, args))
            }
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn new<const OWN: bool>(
    class: *mut PyTypeObject,
    args: *mut PyObject,
    kwargs: *mut PyObject,
) -> *mut PyObject {
    enter::<New, _>("tp_new", |thread| {
        let class = class.cast::<PyObject>();
        take!(thread, class: Borrowed<Type>, args: Option<Borrowed>, kwargs: Option<Borrowed>);
        match slots::<OWN>(&class).new.get() {
            Some(function) => {
                with_arguments(thread, optional(&args), optional(&kwargs), |args| function(thread, &class, args))
            }
            None => Err(err!(thread, TypeError, "cannot create '{}' instances", class.short_name())),
        }
    })
}

unsafe extern "C" fn init<const OWN: bool>(this: *mut PyObject, args: *mut PyObject, kwargs: *mut PyObject) -> c_int {
    enter::<Status, _>("tp_init", |thread| {
        take!(thread, this: Borrowed, args: Option<Borrowed>, kwargs: Option<Borrowed>);
        match slots::<OWN>(this.type_of()).init.get() {
            Some(function) => {
                with_arguments(thread, optional(&args), optional(&kwargs), |args| function(thread, &this, args))
            }
            None => Ok(()),
        }
    })
}

unsafe extern "C" fn get_buffer<const OWN: bool>(this: *mut PyObject, view: *mut PyBuffer, request: c_int) -> c_int {
    enter::<Status, _>("bf_getbuffer", |thread| {
        take!(thread, this: Borrowed);
        match slots::<OWN>(this.type_of()).get_buffer.get() {
            // SAFETY: B3: C passes a buffer to be filled.
            Some(function) => function(thread, &this, unsafe { &mut *view }, request),
            None => missing(thread),
        }
    })
}

unsafe extern "C" fn release_buffer<const OWN: bool>(this: *mut PyObject, view: *mut PyBuffer) {
    enter::<Nothing, _>("bf_releasebuffer", |thread| {
        take!(thread, this: Borrowed);
        if let Some(function) = slots::<OWN>(this.type_of()).release_buffer.get() {
            // SAFETY: B3: C passes the buffer it got.
            function(&this, unsafe { &mut *view });
        }
        Ok(())
    })
}

unsafe extern "C" fn finalize<const OWN: bool>(this: *mut PyObject) {
    enter::<Nothing, _>("tp_finalize", |thread| {
        take!(thread, this: Borrowed);
        if let Some(function) = slots::<OWN>(this.type_of()).finalize.get() {
            function(thread, &this);
        }
        Ok(())
    })
}

unsafe extern "C" fn traverse<const OWN: bool>(this: *mut PyObject, visitor: VisitProc, data: *mut c_void) -> c_int {
    let Some(object) = NonNull::new(this) else { return 0 };
    // SAFETY: B3: a live object.
    let class = unsafe { crate::refcount::type_ref(this) };
    let mut answer = 0;
    let mut each = |value: &Value| {
        if answer == 0
            && let Some(child) = value.as_ptr()
        {
            // SAFETY: B3: C's own function with its data.
            answer = unsafe { visitor(child.as_ptr(), data) };
        }
    };
    if let Some(visit) = slots::<OWN>(class).visit.get() {
        visit(object, &mut each);
    }
    answer
}

unsafe extern "C" fn clear<const OWN: bool>(this: *mut PyObject) -> c_int {
    enter::<Flag, _>("tp_clear", |_thread| {
        let Some(object) = NonNull::new(this) else { return Ok(false) };
        // SAFETY: B3: a live object.
        let class = unsafe { crate::refcount::type_ref(this) };
        if let Some(clear) = slots::<OWN>(class).clear.get() {
            clear(object);
        }
        Ok(false)
    })
}

/// The end of the builtin part of an instance: fields and memory, not the reference to the class.
unsafe extern "C" fn builtin_dealloc(this: *mut PyObject) {
    let (Some(object), Some(thread)) = (NonNull::new(this), ThreadState::try_current()) else { return };
    // SAFETY: B3: C deallocates an object of the current interpreter whose count is zero.
    unsafe {
        let class = crate::refcount::type_ref(this);
        if !class.is_heap_type() {
            dealloc::dealloc(object);
            return;
        }
        if let Some(drop_fields) = nearest_builtin(class).slots.drop.get() {
            drop_fields(object);
        }
        crate::objimpl::free_object(thread, object);
    }
}

/// The end of an instance of a class without a `tp_dealloc` of its own: all of it.
unsafe extern "C" fn class_dealloc(this: *mut PyObject) {
    let (Some(object), Some(thread)) = (NonNull::new(this), ThreadState::try_current()) else { return };
    // SAFETY: B3: C deallocates an object of the current interpreter whose count is zero.
    unsafe {
        let class = crate::refcount::type_ref(this);
        instance::clear(object, class);
        dealloc::release_parts(thread, object, class);
    }
}

/// The C function of a type that C did not make (`OWN`: a class of Python); NULL when the slot is empty.
fn function_for<const OWN: bool>(ty: &Type, slot: usize) -> *mut c_void {
    let s = &ty.slots;
    macro_rules! unaries {
        ($($slot:ident $name:ident)*) => { $(
            if slot == id::$slot {
                return give(s.$name.get().is_some(), unary::<{ id::$slot }, OWN> as UnaryFunc as *const ());
            }
        )* };
    }
    unaries! {
        TP_REPR repr TP_STR str TP_ITER iter NB_NEGATIVE neg NB_POSITIVE pos NB_ABSOLUTE abs NB_INVERT invert
        NB_INT int NB_FLOAT float NB_INDEX index AM_AWAIT r#await AM_AITER aiter AM_ANEXT anext
    }
    if slot == id::NB_POWER {
        let op = ladon_vm::types::slots::BinaryOp::Pow as usize;
        return give(s.binary[op].get().is_some() || s.pow3.get().is_some(), power::<OWN> as TernaryFunc as *const ());
    }
    if let Some(op) = BINARY_SLOTS.iter().position(|&other| other == slot) {
        return give(s.binary[op].get().is_some(), operators::<OWN>()[op].0 as *const ());
    }
    if let Some(op) = INPLACE_SLOTS.iter().position(|&other| other == slot) {
        return give(s.inplace[op].get().is_some(), operators::<OWN>()[op].1 as *const ());
    }
    let (has, function): (bool, *const ()) = match slot {
        id::MP_SUBSCRIPT => {
            (s.getitem.get().is_some(), object_object::<{ id::MP_SUBSCRIPT }, OWN> as BinaryFunc as *const ())
        }
        id::SQ_CONCAT => (s.concat.get().is_some(), object_object::<{ id::SQ_CONCAT }, OWN> as BinaryFunc as *const ()),
        id::SQ_INPLACE_CONCAT => (
            s.inplace_concat.get().is_some(),
            object_object::<{ id::SQ_INPLACE_CONCAT }, OWN> as BinaryFunc as *const (),
        ),
        id::TP_GETATTRO => {
            (s.getattr.get().is_some(), object_object::<{ id::TP_GETATTRO }, OWN> as BinaryFunc as *const ())
        }
        id::SQ_ITEM => (
            s.getitem.get().is_some() && is_sequence(ty),
            object_count::<{ id::SQ_ITEM }, OWN> as SsizeArgFunc as *const (),
        ),
        id::SQ_REPEAT => {
            (s.repeat.get().is_some(), object_count::<{ id::SQ_REPEAT }, OWN> as SsizeArgFunc as *const ())
        }
        id::SQ_INPLACE_REPEAT => (
            s.inplace_repeat.get().is_some(),
            object_count::<{ id::SQ_INPLACE_REPEAT }, OWN> as SsizeArgFunc as *const (),
        ),
        id::SQ_LENGTH | id::MP_LENGTH => (s.len.get().is_some(), length::<OWN> as LenFunc as *const ()),
        id::NB_BOOL => (s.bool.get().is_some(), truth::<OWN> as InquiryFunc as *const ()),
        id::SQ_CONTAINS => (s.contains.get().is_some(), contains::<OWN> as ObjObjProc as *const ()),
        id::MP_ASS_SUBSCRIPT => {
            (s.setitem.get().is_some(), set::<{ id::MP_ASS_SUBSCRIPT }, OWN> as ObjObjArgProc as *const ())
        }
        id::TP_SETATTRO => (s.setattr.get().is_some(), set::<{ id::TP_SETATTRO }, OWN> as ObjObjArgProc as *const ()),
        id::TP_DESCR_SET => {
            (s.descr_set.get().is_some(), set::<{ id::TP_DESCR_SET }, OWN> as ObjObjArgProc as *const ())
        }
        id::SQ_ASS_ITEM => {
            (s.setitem.get().is_some() && is_sequence(ty), set_item::<OWN> as SsizeObjArgProc as *const ())
        }
        id::TP_HASH => (true, hash::<OWN> as HashFunc as *const ()),
        id::TP_RICHCOMPARE => (s.compare.get().is_some(), compare::<OWN> as RichCmpFunc as *const ()),
        id::TP_ITERNEXT => (s.next.get().is_some(), next::<OWN> as UnaryFunc as *const ()),
        id::TP_DESCR_GET => (s.descr_get.get().is_some(), descr_get::<OWN> as TernaryFunc as *const ()),
        id::TP_CALL => (s.call.get().is_some(), call::<OWN> as TernaryFunc as *const ()),
        id::TP_NEW => (s.new.get().is_some(), new::<OWN> as NewFunc as *const ()),
        id::TP_INIT => (s.init.get().is_some(), init::<OWN> as InitProc as *const ()),
        id::BF_GETBUFFER => (s.get_buffer.get().is_some(), get_buffer::<OWN> as GetBufferProc as *const ()),
        id::BF_RELEASEBUFFER => {
            (s.release_buffer.get().is_some(), release_buffer::<OWN> as ReleaseBufferProc as *const ())
        }
        id::TP_FINALIZE => (s.finalize.get().is_some(), finalize::<OWN> as DestructorFunc as *const ()),
        id::TP_TRAVERSE => (s.visit.get().is_some(), traverse::<OWN> as TraverseProc as *const ()),
        id::TP_CLEAR => (s.clear.get().is_some(), clear::<OWN> as InquiryFunc as *const ()),
        id::TP_DEALLOC if OWN => (true, class_dealloc as DestructorFunc as *const ()),
        id::TP_DEALLOC => (true, builtin_dealloc as DestructorFunc as *const ()),
        _ => (false, ptr::null()),
    };
    give(has, function)
}

fn give(has: bool, function: *const ()) -> *mut c_void {
    if has { function.cast_mut().cast() } else { ptr::null_mut() }
}

fn is_sequence(ty: &Type) -> bool {
    ty.has_flag(ladon_vm::types::flags::SEQUENCE) || !ty.has_flag(ladon_vm::types::flags::DICT_SUBCLASS)
}

type Operators = [(BinaryFunc, BinaryFunc); ladon_vm::types::slots::BINARY_OPS];

fn operators<const OWN: bool>() -> Operators {
    macro_rules! each {
        ($($op:literal)*) => { [$((binary::<$op, OWN> as BinaryFunc, inplace::<$op, OWN> as BinaryFunc)),*] };
    }
    each!(0 1 2 3 4 5 6 7 8 9 10 11 12 13)
}

/// The C function of a builtin type for a slot.
pub fn of_builtin(ty: &Type, slot: usize) -> *mut c_void {
    function_for::<false>(ty, slot)
}

/// The C function of a class of Python for a slot.
pub fn of_class(ty: &Type, slot: usize) -> *mut c_void {
    function_for::<true>(ty, slot)
}

/// `tp_dealloc` of a class of C that was given none.
pub fn class_dealloc_address() -> *mut c_void {
    class_dealloc as DestructorFunc as *mut c_void
}
