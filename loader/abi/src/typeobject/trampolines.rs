//! From the VM into the slots of a C class: one Rust function per kind of slot, which finds the C function of the object's
//! class, boxes numbers, calls, and turns NULL and −1 into `Err`.
//!
//! All C classes share these functions, so where the VM compares slots by address (binary operators of two classes) the
//! trampoline does that part itself.

use super::slots::{as_function, asked, find, id, own};
use crate::boundary::{Passed, PassedAll, failed, leave, returned, status};
use crate::layout::*;
use crate::ownership;
use ladon_vm::err;
use ladon_vm::object::{call, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::slots::{BINARY_OPS, BinaryFn, BinaryOp, CompareOp, TernaryFn, UnaryFn};
use ladon_vm::types::{Str, Type, flags, instance};
use ladon_vm::value::{ObjectPtr, Value};
use std::ffi::{c_int, c_void};
use std::mem::ManuallyDrop;
use std::ptr;

/// `slot of 'T' objects`, for messages about functions that break C's contract.
fn describe(object: &Value, slot: &'static str) -> impl Fn() -> String {
    move || format!("{slot} of '{}'", object.type_of().short_name())
}

macro_rules! lacks {
    ($thread:expr, $class:expr, $what:literal) => {
        err!($thread, SystemError, "class '{}' has no {}", $class.short_name(), $what)
    };
}

fn unary<const SLOT: usize>(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let class = asked(thread, this);
    let word = find(class, SLOT);
    if word == 0 {
        return Err(lacks!(thread, class, "function for this operation"));
    }
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `unaryfunc`.
    let result = leave(thread, || unsafe { as_function::<UnaryFunc>(word)(this_c.ptr()) });
    returned(thread, result, word, &describe(this, "a slot"))
}

pub fn unary_for(slot: usize) -> Option<UnaryFn> {
    Some(match slot {
        id::TP_REPR => unary::<{ id::TP_REPR }>,
        id::TP_STR => unary::<{ id::TP_STR }>,
        id::TP_ITER => unary::<{ id::TP_ITER }>,
        id::NB_NEGATIVE => unary::<{ id::NB_NEGATIVE }>,
        id::NB_POSITIVE => unary::<{ id::NB_POSITIVE }>,
        id::NB_ABSOLUTE => unary::<{ id::NB_ABSOLUTE }>,
        id::NB_INVERT => unary::<{ id::NB_INVERT }>,
        id::NB_INT => unary::<{ id::NB_INT }>,
        id::NB_FLOAT => unary::<{ id::NB_FLOAT }>,
        id::NB_INDEX => unary::<{ id::NB_INDEX }>,
        id::AM_AWAIT => unary::<{ id::AM_AWAIT }>,
        id::AM_AITER => unary::<{ id::AM_AITER }>,
        id::AM_ANEXT => unary::<{ id::AM_ANEXT }>,
        _ => return None,
    })
}

// ---- binary operators ----

/// The C slots of the binary operators, in the order of [`BinaryOp`].
pub const BINARY_SLOTS: [usize; BINARY_OPS] = [
    id::NB_ADD,
    id::NB_SUBTRACT,
    id::NB_MULTIPLY,
    id::NB_TRUE_DIVIDE,
    id::NB_FLOOR_DIVIDE,
    id::NB_REMAINDER,
    id::NB_POWER,
    id::NB_MATRIX_MULTIPLY,
    id::NB_LSHIFT,
    id::NB_RSHIFT,
    id::NB_AND,
    id::NB_OR,
    id::NB_XOR,
    id::NB_DIVMOD,
];

/// Those of the in-place operators; 0 = there is none.
pub const INPLACE_SLOTS: [usize; BINARY_OPS] = [
    id::NB_INPLACE_ADD,
    id::NB_INPLACE_SUBTRACT,
    id::NB_INPLACE_MULTIPLY,
    id::NB_INPLACE_TRUE_DIVIDE,
    id::NB_INPLACE_FLOOR_DIVIDE,
    id::NB_INPLACE_REMAINDER,
    id::NB_INPLACE_POWER,
    id::NB_INPLACE_MATRIX_MULTIPLY,
    id::NB_INPLACE_LSHIFT,
    id::NB_INPLACE_RSHIFT,
    id::NB_INPLACE_AND,
    id::NB_INPLACE_OR,
    id::NB_INPLACE_XOR,
    0,
];

fn call_binary(thread: &ThreadState, power: bool, word: usize, a: &Value, b: &Value) -> PyResult<Value> {
    let (a_c, b_c) = (Passed::new(thread, a), Passed::new(thread, b));
    // SAFETY: B3: the slot holds a `binaryfunc`, for powers a `ternaryfunc`.
    let result = leave(thread, || unsafe {
        if power {
            as_function::<TernaryFunc>(word)(a_c.ptr(), b_c.ptr(), none())
        } else {
            as_function::<BinaryFunc>(word)(a_c.ptr(), b_c.ptr())
        }
    });
    returned(thread, result, word, &describe(a, "an operator"))
}

fn none() -> *mut PyObject {
    Value::none().bits() as *mut PyObject
}

fn binary<const OP: usize>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let slot = BINARY_SLOTS[OP];
    let mine: BinaryFn = binary::<OP>;
    let power = OP == BinaryOp::Pow as usize;
    let asks = thread.dispatch.get();
    let (class_a, class_b) = (asked(thread, a), asked(thread, b));
    let of = |value: &Value, class: &Type| {
        let via_us = class.slots.binary[OP].get().is_some_and(|f| ptr::fn_addr_eq(f, mine));
        if value.is_pointer() && via_us { find(class, slot) } else { 0 }
    };
    if asks.0 != 0 {
        // A slot wrapper: exactly its function, in this order.
        let word = if asks.0 == a.bits() as usize { of(a, class_a) } else { of(b, class_b) };
        return if word == 0 { Ok(Value::not_implemented()) } else { call_binary(thread, power, word, a, b) };
    }
    let (left, mut right) = (of(a, class_a), of(b, class_b));
    if class_a.is(class_b) || left == right {
        right = if left == 0 { right } else { 0 };
    }
    if left != 0 && right != 0 && class_b.is_subtype(class_a) {
        let result = call_binary(thread, power, right, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        right = 0;
    }
    if left != 0 {
        let result = call_binary(thread, power, left, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if right != 0 { call_binary(thread, power, right, a, b) } else { Ok(Value::not_implemented()) }
}

fn inplace<const OP: usize>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let word = find(asked(thread, a), INPLACE_SLOTS[OP]);
    if word == 0 {
        return Ok(Value::not_implemented());
    }
    call_binary(thread, OP == BinaryOp::Pow as usize, word, a, b)
}

macro_rules! table {
    ($function:ident) => {
        [
            $function::<0>,
            $function::<1>,
            $function::<2>,
            $function::<3>,
            $function::<4>,
            $function::<5>,
            $function::<6>,
            $function::<7>,
            $function::<8>,
            $function::<9>,
            $function::<10>,
            $function::<11>,
            $function::<12>,
            $function::<13>,
        ]
    };
}
pub static BINARY: [BinaryFn; BINARY_OPS] = table!(binary);
pub static INPLACE: [BinaryFn; BINARY_OPS] = table!(inplace);

/// `pow(a, b, m)`: the VM asks each operand's class; all C classes answer here with their own function.
pub fn power(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    let mine: TernaryFn = power;
    let mut tried = 0;
    for operand in [a, b, modulus] {
        let class = operand.type_of();
        if !operand.is_pointer() || !class.slots.pow3.get().is_some_and(|f| ptr::fn_addr_eq(f, mine)) {
            continue;
        }
        let word = find(class, id::NB_POWER);
        if word == 0 || word == tried {
            continue;
        }
        tried = word;
        let (a_c, b_c, m_c) = (Passed::new(thread, a), Passed::new(thread, b), Passed::new(thread, modulus));
        // SAFETY: B3: the slot holds a `ternaryfunc`.
        let result = leave(thread, || unsafe { as_function::<TernaryFunc>(word)(a_c.ptr(), b_c.ptr(), m_c.ptr()) });
        let result = returned(thread, result, word, &describe(a, "an operator"))?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    Ok(Value::not_implemented())
}

// ---- sequences and mappings ----

macro_rules! object_and_object {
    ($name:ident, $slot:expr) => {
        pub fn $name(thread: &ThreadState, this: &Value, other: &Value) -> PyResult<Value> {
            let word = find(asked(thread, this), $slot);
            if word == 0 {
                return Ok(Value::not_implemented());
            }
            call_binary(thread, false, word, this, other)
        }
    };
}
object_and_object!(concat, id::SQ_CONCAT);
object_and_object!(inplace_concat, id::SQ_INPLACE_CONCAT);

fn repeat_with(thread: &ThreadState, slot: usize, this: &Value, count: isize) -> PyResult<Value> {
    let class = asked(thread, this);
    let word = find(class, slot);
    if word == 0 {
        return Err(lacks!(thread, class, "repetition"));
    }
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `ssizeargfunc`.
    let result = leave(thread, || unsafe { as_function::<SsizeArgFunc>(word)(this_c.ptr(), count) });
    returned(thread, result, word, &describe(this, "sq_repeat"))
}

pub fn repeat(thread: &ThreadState, this: &Value, count: isize) -> PyResult<Value> {
    repeat_with(thread, id::SQ_REPEAT, this, count)
}

pub fn inplace_repeat(thread: &ThreadState, this: &Value, count: isize) -> PyResult<Value> {
    repeat_with(thread, id::SQ_INPLACE_REPEAT, this, count)
}

pub fn len(thread: &ThreadState, this: &Value) -> PyResult<usize> {
    let class = asked(thread, this);
    let mut word = find(class, id::MP_LENGTH);
    if word == 0 {
        word = find(class, id::SQ_LENGTH);
    }
    if word == 0 {
        return Err(lacks!(thread, class, "length"));
    }
    length_of(thread, this, word)
}

fn length_of(thread: &ThreadState, this: &Value, word: usize) -> PyResult<usize> {
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `lenfunc`.
    let result = leave(thread, || unsafe { as_function::<LenFunc>(word)(this_c.ptr()) });
    usize::try_from(result).map_err(|_| failed(thread, &describe(this, "a length")))
}

/// An index as `sq_item` wants it: negative ones count from the end, when there is a length.
fn sequence_index(thread: &ThreadState, class: &Type, this: &Value, key: &Value) -> PyResult<isize> {
    if !number::has_index(key) {
        let name = key.type_of().short_name();
        return Err(err!(thread, TypeError, "sequence index must be integer, not '{name}'"));
    }
    let index = match number::index(thread, key).map(|int| ladon_vm::types::int::as_i64(&int))? {
        Some(index) => index as isize,
        None => {
            let name = key.type_of().short_name();
            return Err(err!(thread, IndexError, "cannot fit '{name}' into an index-sized integer"));
        }
    };
    let word = find(class, id::SQ_LENGTH);
    if index < 0 && word != 0 { Ok(index + length_of(thread, this, word)? as isize) } else { Ok(index) }
}

/// `sq_item` with the index as it is.
pub fn item(thread: &ThreadState, word: usize, this: &Value, index: isize) -> PyResult<Value> {
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `ssizeargfunc`.
    let result = leave(thread, || unsafe { as_function::<SsizeArgFunc>(word)(this_c.ptr(), index) });
    returned(thread, result, word, &describe(this, "sq_item"))
}

pub fn getitem(thread: &ThreadState, this: &Value, key: &Value) -> PyResult<Value> {
    let class = asked(thread, this);
    let word = find(class, id::MP_SUBSCRIPT);
    if word != 0 {
        return call_binary(thread, false, word, this, key);
    }
    let word = find(class, id::SQ_ITEM);
    if word == 0 {
        return Err(lacks!(thread, class, "items"));
    }
    let index = sequence_index(thread, class, this, key)?;
    item(thread, word, this, index)
}

pub fn setitem(thread: &ThreadState, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = asked(thread, this);
    let (this_c, value_c) = (Passed::new(thread, this), value.map(|value| Passed::new(thread, value)));
    let value_ptr = value_c.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    let word = find(class, id::MP_ASS_SUBSCRIPT);
    if word != 0 {
        let key_c = Passed::new(thread, key);
        // SAFETY: B3: the slot holds an `objobjargproc`.
        let result =
            leave(thread, || unsafe { as_function::<ObjObjArgProc>(word)(this_c.ptr(), key_c.ptr(), value_ptr) });
        return status(thread, result, &describe(this, "mp_ass_subscript"));
    }
    let word = find(class, id::SQ_ASS_ITEM);
    if word == 0 {
        return Err(lacks!(thread, class, "item assignment"));
    }
    let index = sequence_index(thread, class, this, key)?;
    // SAFETY: B3: the slot holds a `ssizeobjargproc`.
    let result = leave(thread, || unsafe { as_function::<SsizeObjArgProc>(word)(this_c.ptr(), index, value_ptr) });
    status(thread, result, &describe(this, "sq_ass_item"))
}

pub fn contains(thread: &ThreadState, this: &Value, item: &Value) -> PyResult<bool> {
    let class = asked(thread, this);
    let word = find(class, id::SQ_CONTAINS);
    if word == 0 {
        return Err(lacks!(thread, class, "containment test"));
    }
    let (this_c, item_c) = (Passed::new(thread, this), Passed::new(thread, item));
    // SAFETY: B3: the slot holds an `objobjproc`.
    let result = leave(thread, || unsafe { as_function::<ObjObjProc>(word)(this_c.ptr(), item_c.ptr()) });
    status(thread, result, &describe(this, "sq_contains"))?;
    Ok(result != 0)
}

pub fn truth(thread: &ThreadState, this: &Value) -> PyResult<bool> {
    let class = asked(thread, this);
    let word = find(class, id::NB_BOOL);
    if word == 0 {
        return Ok(true);
    }
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds an `inquiry`.
    let result = leave(thread, || unsafe { as_function::<InquiryFunc>(word)(this_c.ptr()) });
    status(thread, result, &describe(this, "nb_bool"))?;
    Ok(result != 0)
}

// ---- hash, comparison, iteration ----

pub fn hash(thread: &ThreadState, this: &Value) -> PyResult<i64> {
    let class = asked(thread, this);
    let word = find(class, id::TP_HASH);
    if word == 0 {
        return ladon_vm::object::hash::hash_address(thread, this);
    }
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `hashfunc`.
    let result = leave(thread, || unsafe { as_function::<HashFunc>(word)(this_c.ptr()) });
    if result == -1 {
        return Err(failed(thread, &describe(this, "tp_hash")));
    }
    Ok(result as i64)
}

pub fn compare(thread: &ThreadState, this: &Value, other: &Value, op: CompareOp) -> PyResult<Value> {
    let word = find(asked(thread, this), id::TP_RICHCOMPARE);
    if word == 0 {
        return Ok(Value::not_implemented());
    }
    let (this_c, other_c) = (Passed::new(thread, this), Passed::new(thread, other));
    // SAFETY: B3: the slot holds a `richcmpfunc`.
    let result =
        leave(thread, || unsafe { as_function::<RichCmpFunc>(word)(this_c.ptr(), other_c.ptr(), op as c_int) });
    returned(thread, result, word, &describe(this, "tp_richcompare"))
}

pub fn next(thread: &ThreadState, this: &Value) -> PyResult<Option<Value>> {
    let class = asked(thread, this);
    let word = find(class, id::TP_ITERNEXT);
    if word == 0 {
        return Err(lacks!(thread, class, "next item"));
    }
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds an `iternextfunc`.
    let result = leave(thread, || unsafe { as_function::<UnaryFunc>(word)(this_c.ptr()) });
    if result.is_null() {
        // The end needs no exception; StopIteration is the end too.
        let Some(raised) = thread.pending() else { return Ok(None) };
        let exception = thread.take_raised(raised);
        let ends = exception.type_of().is_subtype(&ladon_vm::exceptions::StopIteration);
        // One that carries a value is passed on: `yield from` wants it.
        if ends && ladon_vm::eval::suspend::stop_value(&exception).is_none() {
            return Ok(None);
        }
        return Err(thread.reraise(exception));
    }
    returned(thread, result, word, &describe(this, "tp_iternext")).map(Some)
}

// ---- attributes and descriptors ----

fn text_pointer(text: &Str) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0);
    bytes
}

pub fn getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    let class = asked(thread, this);
    let word = find(class, id::TP_GETATTRO);
    if word != 0 {
        return call_binary(thread, false, word, this, name);
    }
    let word = find(class, id::TP_GETATTR);
    let Some(text) = name.downcast::<Str>().filter(|_| word != 0) else {
        return ladon_vm::object::attr::generic_get(thread, this, name);
    };
    let (this_c, mut bytes) = (Passed::new(thread, this), text_pointer(text));
    // SAFETY: B3: the slot holds a `getattrfunc`; the text ends with NUL.
    let result = leave(thread, || unsafe { as_function::<GetAttrFunc>(word)(this_c.ptr(), bytes.as_mut_ptr().cast()) });
    returned(thread, result, word, &describe(this, "tp_getattr"))
}

pub fn setattr(thread: &ThreadState, this: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = asked(thread, this);
    let (this_c, name_c, value_c) =
        (Passed::new(thread, this), Passed::new(thread, name), value.map(|value| Passed::new(thread, value)));
    let value_ptr = value_c.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    let word = find(class, id::TP_SETATTRO);
    if word != 0 {
        // SAFETY: B3: the slot holds a `setattrofunc`.
        let result =
            leave(thread, || unsafe { as_function::<ObjObjArgProc>(word)(this_c.ptr(), name_c.ptr(), value_ptr) });
        return status(thread, result, &describe(this, "tp_setattro"));
    }
    let word = find(class, id::TP_SETATTR);
    let Some(text) = name.downcast::<Str>().filter(|_| word != 0) else {
        return ladon_vm::object::attr::generic_set(thread, this, name, value);
    };
    let mut bytes = text_pointer(text);
    // SAFETY: B3: the slot holds a `setattrfunc`; the text ends with NUL.
    let result = leave(thread, || unsafe {
        as_function::<SetAttrFunc>(word)(this_c.ptr(), bytes.as_mut_ptr().cast(), value_ptr)
    });
    status(thread, result, &describe(this, "tp_setattr"))
}

pub fn descr_get(thread: &ThreadState, this: &Value, object: Option<&Value>, owner: Option<&Value>) -> PyResult<Value> {
    let word = find(asked(thread, this), id::TP_DESCR_GET);
    if word == 0 {
        return Ok(this.clone());
    }
    let (this_c, object_c, owner_c) = (
        Passed::new(thread, this),
        object.map(|value| Passed::new(thread, value)),
        owner.map(|value| Passed::new(thread, value)),
    );
    let pointer = |passed: &Option<Passed>| passed.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    // SAFETY: B3: the slot holds a `descrgetfunc`.
    let result = leave(thread, || unsafe {
        as_function::<TernaryFunc>(word)(this_c.ptr(), pointer(&object_c), pointer(&owner_c))
    });
    returned(thread, result, word, &describe(this, "tp_descr_get"))
}

pub fn descr_set(thread: &ThreadState, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let class = asked(thread, this);
    let word = find(class, id::TP_DESCR_SET);
    if word == 0 {
        return Err(lacks!(thread, class, "setter"));
    }
    let (this_c, object_c, value_c) =
        (Passed::new(thread, this), Passed::new(thread, object), value.map(|value| Passed::new(thread, value)));
    let value_ptr = value_c.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    // SAFETY: B3: the slot holds a `descrsetfunc`.
    let result =
        leave(thread, || unsafe { as_function::<ObjObjArgProc>(word)(this_c.ptr(), object_c.ptr(), value_ptr) });
    status(thread, result, &describe(this, "tp_descr_set"))
}

// ---- calls ----

/// A vectorcall function with the values as they lie.
pub fn vectorcall(thread: &ThreadState, word: usize, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let (this_c, mut values) = (Passed::new(thread, this), PassedAll::new(thread, args.values));
    let names = args.names.filter(|names| !names.is_empty());
    let names_ptr = names.map_or(ptr::null_mut(), |names| ptr::from_ref(names).cast_mut().cast());
    let count = args.positionals().len();
    // SAFETY: B3: the word is a `vectorcallfunc`; the array holds the values of the call.
    let result = leave(thread, || unsafe {
        as_function::<VectorcallFunc>(word)(this_c.ptr(), values.as_ptr(), count, names_ptr)
    });
    returned(thread, result, word, &|| ladon_vm::object::repr::repr_lossy(thread, this))
}

/// The vectorcall function of an object, when its class has a place for one.
pub fn vectorcall_of(object: &Value) -> usize {
    let (Some(pointer), class) = (object.as_ptr(), object.type_of()) else { return 0 };
    if !class.has_flag(flags::HAVE_VECTORCALL) || !class.is_heap_type() {
        return 0;
    }
    let offset = find(class, super::slots::VECTORCALL_OFFSET);
    if offset == 0 {
        return 0;
    }
    // SAFETY: the class says that instances have a function pointer (or NULL) there.
    unsafe { *super::slots::field::<usize>(pointer.as_ptr(), offset as isize) }
}

pub fn call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let class = asked(thread, this);
    let vector = vectorcall_of(this);
    if vector != 0 {
        return vectorcall(thread, vector, this, args);
    }
    let word = find(class, id::TP_CALL);
    if word == 0 {
        return Err(lacks!(thread, class, "call function"));
    }
    call_ternary(thread, word, this, args)
}

/// A function that takes (self, tuple, dict or NULL).
pub fn call_ternary(thread: &ThreadState, word: usize, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let (tuple, dict) = call::to_tuple_and_dict(thread, args)?;
    let this_c = Passed::new(thread, this);
    let dict_ptr = dict.as_ref().map_or(ptr::null_mut(), |dict| dict.as_value().bits() as *mut PyObject);
    let tuple_ptr = tuple.as_value().bits() as *mut PyObject;
    // SAFETY: B3: the word is a `ternaryfunc`.
    let result = leave(thread, || unsafe { as_function::<TernaryFunc>(word)(this_c.ptr(), tuple_ptr, dict_ptr) });
    returned(thread, result, word, &|| ladon_vm::object::repr::repr_lossy(thread, this))
}

pub fn new(thread: &ThreadState, class: &Type, args: Args<'_>) -> PyResult<Value> {
    let value = class.as_value();
    let asked = asked_class(thread, class);
    let word = find(asked, id::TP_NEW);
    if word == 0 {
        let base = super::slots::nearest_builtin(asked);
        return match base.slots.new.get() {
            Some(new) => new(thread, class, args),
            None => Err(err!(thread, TypeError, "cannot create '{}' instances", class.short_name())),
        };
    }
    let (tuple, dict) = call::to_tuple_and_dict(thread, args)?;
    let dict_ptr = dict.as_ref().map_or(ptr::null_mut(), |dict| dict.as_value().bits() as *mut PyObject);
    let class_ptr = ptr::from_ref(class).cast_mut();
    // SAFETY: B3: the slot holds a `newfunc`.
    let result = leave(thread, || unsafe {
        as_function::<NewFunc>(word)(class_ptr, tuple.as_value().bits() as *mut PyObject, dict_ptr)
    });
    returned(thread, result, word, &describe(&value, "tp_new"))
}

/// For `tp_new` the wrapper names the class to be instantiated, not an object of it.
fn asked_class<'a>(thread: &ThreadState, class: &'a Type) -> &'a Type {
    let (address, owner) = thread.dispatch.get();
    if address != ptr::from_ref(class).addr() {
        return class;
    }
    thread.dispatch.set((0, ptr::null()));
    // SAFETY: whoever set it keeps the class alive during the call.
    unsafe { &*owner }
}

pub fn init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    let word = find(asked(thread, this), id::TP_INIT);
    if word == 0 {
        return Ok(());
    }
    let (tuple, dict) = call::to_tuple_and_dict(thread, args)?;
    let this_c = Passed::new(thread, this);
    let dict_ptr = dict.as_ref().map_or(ptr::null_mut(), |dict| dict.as_value().bits() as *mut PyObject);
    let tuple_ptr = tuple.as_value().bits() as *mut PyObject;
    // SAFETY: B3: the slot holds an `initproc`.
    let result = leave(thread, || unsafe { as_function::<InitProc>(word)(this_c.ptr(), tuple_ptr, dict_ptr) });
    status(thread, result, &describe(this, "tp_init"))
}

// ---- buffers ----

pub fn get_buffer(thread: &ThreadState, this: &Value, view: &mut PyBuffer, request: i32) -> PyResult<()> {
    let word = find(this.type_of(), id::BF_GETBUFFER);
    let this_c = Passed::new(thread, this);
    // SAFETY: B3: the slot holds a `getbufferproc`.
    let result = leave(thread, || unsafe { as_function::<GetBufferProc>(word)(this_c.ptr(), view, request) });
    status(thread, result, &describe(this, "bf_getbuffer"))?;
    if let Some(object) = view.obj.as_ref().and_then(Value::as_ptr) {
        ownership::check(thread, object, "bf_getbuffer")?;
    }
    Ok(())
}

pub fn release_buffer(this: &Value, view: &mut PyBuffer) {
    let word = find(this.type_of(), id::BF_RELEASEBUFFER);
    if word != 0 {
        let thread = ThreadState::current();
        let this_c = Passed::new(thread, this);
        // SAFETY: B3: the slot holds a `releasebufferproc`.
        leave(thread, || unsafe { as_function::<ReleaseBufferProc>(word)(this_c.ptr(), view) });
    }
}

// ---- the end of an object ----

/// `tp_finalize`, or `tp_del` of old.
pub fn finalize(thread: &ThreadState, this: &Value) {
    let class = asked(thread, this);
    let mut word = find(class, id::TP_FINALIZE);
    if word == 0 {
        word = find(class, id::TP_DEL);
    }
    if word != 0 {
        let this_c = Passed::new(thread, this);
        let before = thread.take_pending();
        // SAFETY: B3: the slot holds a `destructor`.
        leave(thread, || unsafe { as_function::<DestructorFunc>(word)(this_c.ptr()) });
        if let Some(raised) = thread.pending() {
            ladon_vm::exceptions::report::unraisable(thread, raised, this);
        }
        thread.set_raised(before);
    }
}

/// What `tp_traverse` calls: hands the object to the Rust visitor behind `visitor`.
unsafe extern "C" fn visit_one(object: *mut PyObject, visitor: *mut c_void) -> c_int {
    if let Some(object) = ptr::NonNull::new(object) {
        // SAFETY: `visitor` is the reference that `visit` passed; the value is only looked at.
        unsafe {
            let visitor = &mut *visitor.cast::<&mut dyn FnMut(&Value)>();
            visitor(&ManuallyDrop::new(Value::from_owned_ptr(object)));
        }
    }
    0
}

pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E1 of the VM: a live object has a type.
    let class = unsafe { &*object.as_ref().type_word.get().cast::<Type>() };
    let word = find(class, id::TP_TRAVERSE);
    if word != 0 {
        let mut visitor = visitor;
        // SAFETY: B3: the slot holds a `traverseproc`, which calls `visit_one` with what it is given.
        unsafe {
            as_function::<TraverseProc>(word)(object.as_ptr(), visit_one, (&raw mut visitor).cast());
        }
    }
}

pub fn clear(object: ObjectPtr) {
    // SAFETY: E1 of the VM: a live object has a type.
    let class = unsafe { &*object.as_ref().type_word.get().cast::<Type>() };
    let word = find(class, id::TP_CLEAR);
    if word != 0 {
        // SAFETY: B3: the slot holds an `inquiry`.
        leave(ThreadState::current(), || unsafe { as_function::<InquiryFunc>(word)(object.as_ptr()) });
    }
}

/// The whole end of an instance of a C class with a `tp_dealloc`: that function frees the memory and lets go of the class.
///
/// # Safety
/// Count zero, own heap.
pub unsafe fn dealloc(object: ObjectPtr) {
    let thread = ThreadState::current();
    // SAFETY: E1 of the VM: the object is still whole.
    let class = unsafe { &*object.as_ref().type_word.get().cast::<Type>() };
    instance::clear(object, class);
    let word = find(class, id::TP_DEALLOC);
    // SAFETY: B3: the slot holds a `destructor`.
    leave(thread, || unsafe { as_function::<DestructorFunc>(word)(object.as_ptr()) });
}

/// Puts trampolines into the VM's slots of a class, for what its own table has.
pub fn install(class: &Type) {
    let s = &class.slots;
    let has = |slot: usize| own(class, slot) != 0;
    macro_rules! set {
        ($($slot:expr => $name:ident $function:expr;)*) => { $(if has($slot) { s.$name.set(Some($function)); })* };
    }
    set! {
        id::TP_REPR => repr unary::<{ id::TP_REPR }>;
        id::TP_STR => str unary::<{ id::TP_STR }>;
        id::TP_ITER => iter unary::<{ id::TP_ITER }>;
        id::NB_NEGATIVE => neg unary::<{ id::NB_NEGATIVE }>;
        id::NB_POSITIVE => pos unary::<{ id::NB_POSITIVE }>;
        id::NB_ABSOLUTE => abs unary::<{ id::NB_ABSOLUTE }>;
        id::NB_INVERT => invert unary::<{ id::NB_INVERT }>;
        id::NB_INT => int unary::<{ id::NB_INT }>;
        id::NB_FLOAT => float unary::<{ id::NB_FLOAT }>;
        id::NB_INDEX => index unary::<{ id::NB_INDEX }>;
        id::AM_AWAIT => r#await unary::<{ id::AM_AWAIT }>;
        id::AM_AITER => aiter unary::<{ id::AM_AITER }>;
        id::AM_ANEXT => anext unary::<{ id::AM_ANEXT }>;
        id::NB_POWER => pow3 power;
        id::NB_BOOL => bool truth;
        id::SQ_CONCAT => concat concat;
        id::SQ_INPLACE_CONCAT => inplace_concat inplace_concat;
        id::SQ_REPEAT => repeat repeat;
        id::SQ_INPLACE_REPEAT => inplace_repeat inplace_repeat;
        id::SQ_LENGTH => len len;
        id::MP_LENGTH => len len;
        id::SQ_ITEM => getitem getitem;
        id::MP_SUBSCRIPT => getitem getitem;
        id::SQ_ASS_ITEM => setitem setitem;
        id::MP_ASS_SUBSCRIPT => setitem setitem;
        id::SQ_CONTAINS => contains contains;
        id::TP_HASH => hash hash;
        id::TP_RICHCOMPARE => compare compare;
        id::TP_ITERNEXT => next next;
        id::TP_GETATTRO => getattr getattr;
        id::TP_GETATTR => getattr getattr;
        id::TP_SETATTRO => setattr setattr;
        id::TP_SETATTR => setattr setattr;
        id::TP_DESCR_GET => descr_get descr_get;
        id::TP_DESCR_SET => descr_set descr_set;
        id::TP_CALL => call call;
        id::TP_NEW => new new;
        id::TP_INIT => init init;
        id::BF_GETBUFFER => get_buffer get_buffer;
        id::BF_RELEASEBUFFER => release_buffer release_buffer;
        id::TP_FINALIZE => finalize finalize;
        id::TP_DEL => finalize finalize;
        id::TP_TRAVERSE => visit visit;
        id::TP_CLEAR => clear clear;
        id::TP_DEALLOC => dealloc dealloc;
    }
    for op in 0..BINARY_OPS {
        if has(BINARY_SLOTS[op]) {
            s.binary[op].set(Some(BINARY[op]));
        }
        if INPLACE_SLOTS[op] != 0 && has(INPLACE_SLOTS[op]) {
            s.inplace[op].set(Some(INPLACE[op]));
        }
    }
}
