//! `abstract.h`: the object, number, sequence, mapping, iterator and call protocols.

use crate::boundary::{
    Borrowed, Flag, New, Plain, Status, Text, Truth, hand_out, into_object, null_argument, optional, returned,
};
use crate::capi;
use crate::layout::{Py_ssize_t, PyObject};
use crate::object::{list_of, or_reported};
use crate::typeobject::slots::{find, id};
use crate::typeobject::{reverse, trampolines};
use ladon_vm::exceptions::{self, BaseExceptionObject};
use ladon_vm::object::{attr, call, compare, iter, number, repr, subscript};
use ladon_vm::raise::{PyResult, Raised, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::slice::Slice;
use ladon_vm::types::slots::BinaryOp;
use ladon_vm::types::{Dict, List, Str, Tuple, Type, flags, float, int};
use ladon_vm::value::Value;
use ladon_vm::{builtins, err};
use std::ffi::c_int;
use std::ptr::{self, NonNull};

// ---- what a type can do, as C's slots would say ----

/// Builtin types that have items by key only.
fn only_mapping(ty: &Type) -> bool {
    if ty.has_flag(flags::DICT_SUBCLASS) {
        return true;
    }
    let builtin = crate::typeobject::slots::nearest_builtin(ty);
    builtin.has_flag(flags::MAPPING)
        || ["mappingproxy", "types.GenericAlias", "GenericAlias", "Union", "type"]
            .contains(&builtin.short_name().as_str())
}

fn is_c_class(ty: &Type) -> bool {
    !ty.c_slot_table.get().is_null()
}

/// Whether the type has `sq_item`.
fn is_sequence(value: &Value) -> bool {
    let ty = value.type_of();
    if ty.slots.getitem.get().is_none() {
        return false;
    }
    if is_c_class(ty) && (find(ty, id::MP_SUBSCRIPT) != 0 || find(ty, id::SQ_ITEM) != 0) {
        return find(ty, id::SQ_ITEM) != 0;
    }
    !only_mapping(ty)
}

/// Whether the type has `mp_subscript`.
fn is_mapping(value: &Value) -> bool {
    let ty = value.type_of();
    if ty.slots.getitem.get().is_none() {
        return false;
    }
    !is_c_class(ty) || find(ty, id::MP_SUBSCRIPT) != 0 || find(ty, id::SQ_ITEM) == 0
}

/// Whether the length, if there is one, is that of a sequence.
fn has_sequence_length(value: &Value) -> bool {
    let ty = value.type_of();
    if is_c_class(ty) && (find(ty, id::MP_LENGTH) != 0 || find(ty, id::SQ_LENGTH) != 0) {
        return find(ty, id::SQ_LENGTH) != 0;
    }
    ty.slots.len.get().is_some() && !only_mapping(ty)
}

fn has_mapping_length(value: &Value) -> bool {
    let ty = value.type_of();
    if is_c_class(ty) && (find(ty, id::MP_LENGTH) != 0 || find(ty, id::SQ_LENGTH) != 0) {
        return find(ty, id::MP_LENGTH) != 0;
    }
    ty.slots.len.get().is_some() && !ty.has_flag(flags::BASE_EXC_SUBCLASS) && ty.slots.getitem.get().is_some()
}

fn name(value: &Value) -> String {
    value.type_of().short_name()
}

#[cold]
fn type_error(thread: &ThreadState, message: String) -> Raised {
    thread.error(&exceptions::TypeError, message)
}

// ---- sequences ----

fn sequence_size(thread: &ThreadState, object: &Value) -> PyResult<isize> {
    if !has_sequence_length(object) {
        if object.type_of().slots.len.get().is_some() {
            return Err(type_error(thread, format!("{} is not a sequence", name(object))));
        }
        return Err(type_error(thread, format!("object of type '{}' has no len()", name(object))));
    }
    Ok(subscript::len(thread, object)? as isize)
}

/// The index as `sq_item` gets it: what negative ones count from is the length, when there is one.
fn adjusted(thread: &ThreadState, object: &Value, index: Py_ssize_t) -> PyResult<Py_ssize_t> {
    if index < 0 && has_sequence_length(object) {
        return Ok(index + subscript::len(thread, object)? as isize);
    }
    Ok(index)
}

/// The index for the VM's own types, which count negative ones from the end themselves.
fn index_for(thread: &ThreadState, object: &Value, index: Py_ssize_t) -> PyResult<Value> {
    let index = if object.type_of().is_heap_type() { adjusted(thread, object, index)? } else { index };
    Ok(int::from_i64(index as i64))
}

fn sequence_item(thread: &ThreadState, object: &Value, index: Py_ssize_t) -> PyResult<Value> {
    if !is_sequence(object) {
        let text = match is_mapping(object) {
            true => format!("{} is not a sequence", name(object)),
            false => format!("'{}' object does not support indexing", name(object)),
        };
        return Err(type_error(thread, text));
    }
    let word = find(object.type_of(), id::SQ_ITEM);
    if is_c_class(object.type_of()) && word != 0 {
        let index = adjusted(thread, object, index)?;
        return trampolines::item(thread, word, object, index);
    }
    let key = index_for(thread, object, index)?;
    subscript::get(thread, object, &key)
}

fn set_sequence_item(thread: &ThreadState, object: &Value, index: Py_ssize_t, value: Option<&Value>) -> PyResult<()> {
    let what = if value.is_some() { "does not support item assignment" } else { "doesn't support item deletion" };
    let Some(setitem) = object.type_of().slots.setitem.get() else {
        return Err(type_error(thread, format!("'{}' object {what}", name(object))));
    };
    if !is_sequence(object) {
        let text = match is_mapping(object) {
            true => format!("{} is not a sequence", name(object)),
            false => format!("'{}' object {what}", name(object)),
        };
        return Err(type_error(thread, text));
    }
    let key = index_for(thread, object, index)?;
    setitem(thread, object, &key, value)
}

fn slice(start: Py_ssize_t, stop: Py_ssize_t) -> Value {
    Slice::new(int::from_i64(start as i64), int::from_i64(stop as i64), Value::none()).into_value()
}

fn set_slice(
    thread: &ThreadState,
    object: &Value,
    bounds: (Py_ssize_t, Py_ssize_t),
    value: Option<&Value>,
) -> PyResult<()> {
    let what = if value.is_some() { "assignment" } else { "deletion" };
    match object.type_of().slots.setitem.get().filter(|_| is_mapping(object)) {
        Some(setitem) => setitem(thread, object, &slice(bounds.0, bounds.1), value),
        None => Err(type_error(thread, format!("'{}' object doesn't support slice {what}", name(object)))),
    }
}

fn concat(thread: &ThreadState, a: &Value, b: &Value, in_place: bool) -> PyResult<Value> {
    let slots = &a.type_of().slots;
    if in_place && let Some(concat) = slots.inplace_concat.get() {
        return concat(thread, a, b);
    }
    if let Some(concat) = slots.concat.get() {
        return concat(thread, a, b);
    }
    if is_sequence(a) && is_sequence(b) {
        let op = BinaryOp::Add as usize;
        let functions = [slots.inplace[op].get().filter(|_| in_place), slots.binary[op].get()];
        for function in functions.into_iter().flatten().chain(b.type_of().slots.binary[op].get()) {
            let result = function(thread, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
    }
    Err(type_error(thread, format!("'{}' object can't be concatenated", name(a))))
}

fn repeat(thread: &ThreadState, object: &Value, count: Py_ssize_t, in_place: bool) -> PyResult<Value> {
    let slots = &object.type_of().slots;
    if in_place && let Some(repeat) = slots.inplace_repeat.get() {
        return repeat(thread, object, count);
    }
    if let Some(repeat) = slots.repeat.get() {
        return repeat(thread, object, count);
    }
    if is_sequence(object) {
        let op = BinaryOp::Mul as usize;
        let count = int::from_i64(count as i64);
        for function in [slots.inplace[op].get().filter(|_| in_place), slots.binary[op].get()].into_iter().flatten() {
            let result = function(thread, object, &count)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
    }
    Err(type_error(thread, format!("'{}' object can't be repeated", name(object))))
}

fn not_iterable(thread: &ThreadState, object: &Value, raised: Raised) -> Raised {
    let exception = thread.take_raised(raised);
    if !exception.type_of().is_subtype(&exceptions::TypeError) {
        return thread.reraise(exception);
    }
    type_error(thread, format!("argument of type '{}' is not iterable", name(object)))
}

/// Position of the first item equal to `item`, or how many there are.
fn search(thread: &ThreadState, object: &Value, item: &Value, count_all: bool) -> PyResult<isize> {
    let iterator = iter::iter(thread, object).map_err(|raised| not_iterable(thread, object, raised))?;
    let (mut at, mut found) = (0, 0);
    while let Some(next) = iter::next(thread, &iterator)? {
        if compare::equal(thread, &next, item)? {
            if !count_all {
                return Ok(at);
            }
            found += 1;
        }
        at += 1;
    }
    if count_all {
        return Ok(found);
    }
    Err(err!(thread, ValueError, "sequence.index(x): x not in sequence"))
}

// ---- mappings ----

/// `keys()`, `values()` or `items()` of any mapping, as a list.
fn view(thread: &ThreadState, object: &Value, method: &str) -> PyResult<Value> {
    let found = call::method(thread, object, method, &[])?;
    let message = || format!("{}.{method}() returned a non-iterable (type {})", name(object), name(&found));
    match found.exact::<List>() {
        Some(_) => Ok(found),
        None => list_of(thread, &found, &message()),
    }
}

fn optional_item(thread: &ThreadState, object: &Value, key: &Value) -> PyResult<Option<Value>> {
    if let Some(dict) = object.exact::<Dict>() {
        return dict.get(thread, key);
    }
    caught(thread, subscript::get(thread, object, key), &exceptions::KeyError)
}

// ---- numbers ----

fn is_number(value: &Value) -> bool {
    let slots = &value.type_of().slots;
    slots.index.get().is_some()
        || slots.int.get().is_some()
        || slots.float.get().is_some()
        || value.downcast::<ladon_vm::types::complex::Complex>().is_some()
}

fn to_base(thread: &ThreadState, value: &Value, base: c_int) -> PyResult<Value> {
    if ![2, 8, 10, 16].contains(&base) {
        return Err(err!(thread, SystemError, "PyNumber_ToBase: base must be 2, 8, 10 or 16"));
    }
    let int = number::index(thread, value)?;
    let spec = ["#b", "#o", "d", "#x"][[2, 8, 10, 16].iter().position(|&b| b == base).unwrap_or(2)];
    Ok(repr::format(thread, &int, &Str::new(spec))?.into_value())
}

fn to_int(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    int::construct::from_object(thread, value)
}

fn as_size(thread: &ThreadState, value: &Value, overflow: Option<&Value>) -> PyResult<isize> {
    let int = number::index(thread, value)?;
    if let Some(small) = int::as_i64(&int) {
        return Ok(small as isize);
    }
    match overflow.and_then(|class| class.downcast::<Type>()) {
        None => number::to_isize_clamped(thread, &int),
        Some(class) => {
            let message = format!("cannot fit '{}' into an index-sized integer", name(value));
            Err(thread.error(class, message))
        }
    }
}

fn operate(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
    number::binary(thread, op, a, b)
}

macro_rules! operators {
    ($($function:ident: $(fn $name:ident = $op:ident,)*;)*) => { capi! { $($(
        fn $name(thread, a: Borrowed, b: Borrowed) -> New { $function(thread, BinaryOp::$op, &a, &b) }
    )*)* } };
}

fn operate_in_place(thread: &ThreadState, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
    number::inplace(thread, op, a, b)
}

operators! {
    operate:
        fn PyNumber_Add = Add, fn PyNumber_Subtract = Sub, fn PyNumber_Multiply = Mul, fn PyNumber_TrueDivide = TrueDiv,
        fn PyNumber_FloorDivide = FloorDiv, fn PyNumber_Remainder = Mod, fn PyNumber_MatrixMultiply = MatMul,
        fn PyNumber_Lshift = LShift, fn PyNumber_Rshift = RShift, fn PyNumber_And = And, fn PyNumber_Or = Or,
        fn PyNumber_Xor = Xor, fn PyNumber_Divmod = DivMod,;
    operate_in_place:
        fn PyNumber_InPlaceAdd = Add, fn PyNumber_InPlaceSubtract = Sub, fn PyNumber_InPlaceMultiply = Mul,
        fn PyNumber_InPlaceTrueDivide = TrueDiv, fn PyNumber_InPlaceFloorDivide = FloorDiv,
        fn PyNumber_InPlaceRemainder = Mod, fn PyNumber_InPlaceMatrixMultiply = MatMul,
        fn PyNumber_InPlaceLshift = LShift, fn PyNumber_InPlaceRshift = RShift, fn PyNumber_InPlaceAnd = And,
        fn PyNumber_InPlaceOr = Or, fn PyNumber_InPlaceXor = Xor,;
}

capi! {
    fn PyNumber_Check(_thread, object: Option<Borrowed>) -> Flag { Ok(optional(&object).is_some_and(is_number)) }

    fn PyIndex_Check(_thread, object: Borrowed) -> Flag { Ok(number::has_index(&object)) }

    fn PyNumber_Negative(thread, object: Borrowed) -> New { number::negative(thread, &object) }

    fn PyNumber_Positive(thread, object: Borrowed) -> New { number::positive(thread, &object) }

    fn PyNumber_Absolute(thread, object: Borrowed) -> New { number::absolute(thread, &object) }

    fn PyNumber_Invert(thread, object: Borrowed) -> New { number::invert(thread, &object) }

    fn PyNumber_Power(thread, a: Borrowed, b: Borrowed, modulus: Borrowed) -> New {
        match modulus.is_none() {
            true => number::binary(thread, BinaryOp::Pow, &a, &b),
            false => number::power(thread, &a, &b, &modulus),
        }
    }

    fn PyNumber_InPlacePower(thread, a: Borrowed, b: Borrowed, modulus: Borrowed) -> New {
        match modulus.is_none() {
            true => number::inplace(thread, BinaryOp::Pow, &a, &b),
            false => number::power(thread, &a, &b, &modulus),
        }
    }

    /// The int of an object with `__index__`, of exactly type `int`.
    fn PyNumber_Index(thread, object: Borrowed) -> New {
        let int = number::index(thread, &object)?;
        Ok(int::convert::exact(&int)?)
    }

    fn PyNumber_Long(thread, object: Borrowed) -> New { to_int(thread, &object) }

    fn PyNumber_Float(thread, object: Borrowed) -> New {
        if object.type_of().is(float::type_object()) {
            return Ok(object.owned());
        }
        float::construct::from_object(thread, &object).map(Value::float)
    }

    fn PyNumber_AsSsize_t(thread, object: Borrowed, overflow: Option<Borrowed>) -> Plain<isize> {
        as_size(thread, &object, optional(&overflow))
    }

    fn PyNumber_ToBase(thread, object: Borrowed, base: c_int) -> New { to_base(thread, &object, base) }
}

capi! {
    // ---- objects ----

    fn PyObject_Type(_thread, object: Borrowed) -> New { Ok(object.type_of().as_value()) }

    fn PyObject_Size(thread, object: Borrowed) -> Plain<isize> { Ok(subscript::len(thread, &object)? as isize) }

    fn PyObject_Length(thread, object: Borrowed) -> Plain<isize> { Ok(subscript::len(thread, &object)? as isize) }

    fn PyObject_GetItem(thread, object: Borrowed, key: Borrowed) -> New { subscript::get(thread, &object, &key) }

    fn PyObject_SetItem(thread, object: Borrowed, key: Borrowed, value: Borrowed) -> Status {
        subscript::set(thread, &object, &key, &value)
    }

    fn PyObject_DelItem(thread, object: Borrowed, key: Borrowed) -> Status { subscript::delete(thread, &object, &key) }

    fn PyObject_DelItemString(thread, object: Borrowed, key: Text) -> Status {
        subscript::delete(thread, &object, key.to_str(thread)?.as_value())
    }

    fn PyObject_Format(thread, object: Borrowed, spec: Option<Borrowed>) -> New {
        let empty = ladon_vm::runtime::shared().empty_str.to_ref();
        match optional(&spec) {
            None => repr::format(thread, &object, &empty),
            Some(spec) => match spec.downcast::<Str>() {
                Some(spec) => repr::format(thread, &object, spec),
                None => Err(err!(thread, SystemError, "Format specifier must be a string, not {}", name(spec))),
            },
        }
    }

    fn PyObject_IsInstance(thread, object: Borrowed, class: Borrowed) -> Truth {
        builtins::isinstance(thread, &object, &class)
    }

    fn PyObject_IsSubclass(thread, derived: Borrowed, class: Borrowed) -> Truth {
        builtins::issubclass(thread, &derived, &class)
    }

    fn PyObject_GetIter(thread, object: Borrowed) -> New { iter::iter(thread, &object) }

    fn PyObject_GetAIter(thread, object: Borrowed) -> New {
        let Some(aiter) = object.type_of().slots.aiter.get() else {
            return Err(type_error(thread, format!("'{}' object is not an async iterable", name(&object))));
        };
        let made = aiter(thread, &object)?;
        if made.type_of().slots.anext.get().is_none() {
            return Err(type_error(thread, format!("aiter() returned not an async iterator of type '{}'", name(&made))));
        }
        Ok(made)
    }

    // ---- iterators ----

    fn PyIter_Check(_thread, object: Borrowed) -> Flag { Ok(object.type_of().slots.next.get().is_some()) }

    fn PyAIter_Check(_thread, object: Borrowed) -> Flag { Ok(object.type_of().slots.anext.get().is_some()) }

    /// The next item; NULL without an exception at the end.
    fn PyIter_Next(thread, iterator: Borrowed) -> New { iter::next(thread, &iterator) }

    /// 1 and the next item, 0 at the end.
    fn PyIter_NextItem(thread, iterator: Borrowed, item: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { *item = ptr::null_mut() };
        let next = iter::next(thread, &iterator)?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, item, next) })
    }

    /// 1 and what was yielded, 0 and what was returned.
    fn PyIter_Send(thread, iterator: Borrowed, argument: Borrowed, result: *mut *mut PyObject) -> Plain<i32> {
        // SAFETY: B3.
        unsafe { *result = ptr::null_mut() };
        let (sent, value) = send(thread, &iterator, &argument)?;
        // SAFETY: B3.
        unsafe { *result = into_object(thread, value).as_ptr() };
        Ok(sent)
    }

    // ---- sequences ----

    fn PySequence_Check(_thread, object: Borrowed) -> Flag { Ok(is_sequence(&object)) }

    fn PySequence_Size(thread, object: Borrowed) -> Plain<isize> { sequence_size(thread, &object) }

    fn PySequence_Length(thread, object: Borrowed) -> Plain<isize> { sequence_size(thread, &object) }

    fn PySequence_GetItem(thread, object: Borrowed, index: Py_ssize_t) -> New { sequence_item(thread, &object, index) }

    fn PySequence_SetItem(thread, object: Borrowed, index: Py_ssize_t, value: Option<Borrowed>) -> Status {
        set_sequence_item(thread, &object, index, optional(&value))
    }

    fn PySequence_DelItem(thread, object: Borrowed, index: Py_ssize_t) -> Status {
        set_sequence_item(thread, &object, index, None)
    }

    fn PySequence_GetSlice(thread, object: Borrowed, start: Py_ssize_t, stop: Py_ssize_t) -> New {
        match object.type_of().slots.getitem.get().filter(|_| is_mapping(&object)) {
            Some(getitem) => getitem(thread, &object, &slice(start, stop)),
            None => Err(type_error(thread, format!("'{}' object is unsliceable", name(&object)))),
        }
    }

    fn PySequence_SetSlice(
        thread,
        object: Borrowed,
        start: Py_ssize_t,
        stop: Py_ssize_t,
        value: Option<Borrowed>,
    ) -> Status {
        set_slice(thread, &object, (start, stop), optional(&value))
    }

    fn PySequence_DelSlice(thread, object: Borrowed, start: Py_ssize_t, stop: Py_ssize_t) -> Status {
        set_slice(thread, &object, (start, stop), None)
    }

    fn PySequence_Concat(thread, a: Borrowed, b: Borrowed) -> New { concat(thread, &a, &b, false) }

    fn PySequence_InPlaceConcat(thread, a: Borrowed, b: Borrowed) -> New { concat(thread, &a, &b, true) }

    fn PySequence_Repeat(thread, object: Borrowed, count: Py_ssize_t) -> New { repeat(thread, &object, count, false) }

    fn PySequence_InPlaceRepeat(thread, object: Borrowed, count: Py_ssize_t) -> New {
        repeat(thread, &object, count, true)
    }

    fn PySequence_Contains(thread, object: Borrowed, item: Borrowed) -> Truth {
        subscript::contains(thread, &object, &item)
    }

    fn PySequence_In(thread, object: Borrowed, item: Borrowed) -> Truth { subscript::contains(thread, &object, &item) }

    fn PySequence_Count(thread, object: Borrowed, item: Borrowed) -> Plain<isize> {
        search(thread, &object, &item, true)
    }

    fn PySequence_Index(thread, object: Borrowed, item: Borrowed) -> Plain<isize> {
        search(thread, &object, &item, false)
    }

    fn PySequence_List(thread, object: Borrowed) -> New {
        let list = List::new();
        iter::for_each(thread, &object, |item| Ok(list.append(item)?))?;
        Ok(list)
    }

    fn PySequence_Tuple(thread, object: Borrowed) -> New {
        if object.is_exact::<Tuple>() {
            return Ok(object.owned());
        }
        Ok(Tuple::try_from_vec(iter::collect(thread, &object)?)?.into_value())
    }

    /// A list or tuple as it is, else a list of the items.
    fn PySequence_Fast(thread, object: Borrowed, message: Text) -> New {
        if object.is_exact::<List>() || object.is_exact::<Tuple>() {
            return Ok(object.owned());
        }
        list_of(thread, &object, &message.lossy())
    }

    // ---- mappings ----

    fn PyMapping_Check(_thread, object: Option<Borrowed>) -> Flag { Ok(optional(&object).is_some_and(is_mapping)) }

    fn PyMapping_Size(thread, object: Borrowed) -> Plain<isize> { mapping_size(thread, &object) }

    fn PyMapping_Length(thread, object: Borrowed) -> Plain<isize> { mapping_size(thread, &object) }

    fn PyMapping_GetItemString(thread, object: Borrowed, key: Text) -> New {
        subscript::get(thread, &object, key.to_str(thread)?.as_value())
    }

    fn PyMapping_SetItemString(thread, object: Borrowed, key: Text, value: Borrowed) -> Status {
        subscript::set(thread, &object, key.to_str(thread)?.as_value(), &value)
    }

    fn PyMapping_GetOptionalItem(thread, object: Borrowed, key: Borrowed, result: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { *result = ptr::null_mut() };
        let found = optional_item(thread, &object, &key)?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, result, found) })
    }

    fn PyMapping_GetOptionalItemString(thread, object: Borrowed, key: Text, result: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { *result = ptr::null_mut() };
        let found = optional_item(thread, &object, key.to_str(thread)?.as_value())?;
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, result, found) })
    }

    fn PyMapping_HasKeyWithError(thread, object: Borrowed, key: Borrowed) -> Truth {
        Ok(optional_item(thread, &object, &key)?.is_some())
    }

    fn PyMapping_HasKeyStringWithError(thread, object: Borrowed, key: Text) -> Truth {
        Ok(optional_item(thread, &object, key.to_str(thread)?.as_value())?.is_some())
    }

    fn PyMapping_HasKey(thread, object: Borrowed, key: Borrowed) -> Flag {
        let found = optional_item(thread, &object, &key).map(|found| found.is_some());
        Ok(or_reported(thread, found, "in PyMapping_HasKey(); consider using PyMapping_HasKeyWithError(), \
            PyMapping_GetOptionalItem() or PyObject_GetItem()"))
    }

    fn PyMapping_HasKeyString(thread, object: Borrowed, key: Text) -> Flag {
        let key = key.to_str(thread);
        let found = key.and_then(|key| Ok(optional_item(thread, &object, key.as_value())?.is_some()));
        Ok(or_reported(thread, found, "in PyMapping_HasKeyString(); consider using PyMapping_HasKeyStringWithError(), \
            PyMapping_GetOptionalItemString() or PyMapping_GetItemString()"))
    }

    fn PyMapping_Keys(thread, object: Borrowed) -> New { view(thread, &object, "keys") }

    fn PyMapping_Values(thread, object: Borrowed) -> New { view(thread, &object, "values") }

    fn PyMapping_Items(thread, object: Borrowed) -> New { view(thread, &object, "items") }

    // ---- calls ----

    fn PyObject_Call(thread, callable: Borrowed, args: Borrowed, kwargs: Option<Borrowed>) -> New {
        reverse::with_arguments(thread, Some(&args), optional(&kwargs), |args| call::call(thread, &callable, args))
    }

    fn PyObject_CallObject(thread, callable: Borrowed, args: Option<Borrowed>) -> New {
        match optional(&args) {
            None => call::call(thread, &callable, Args::EMPTY),
            Some(args) => match args.downcast::<Tuple>() {
                Some(args) => call::call(thread, &callable, Args::positional(args.as_slice())),
                None => Err(err!(thread, TypeError, "argument list must be a tuple")),
            },
        }
    }

    fn PyObject_CallNoArgs(thread, callable: Borrowed) -> New { call::call(thread, &callable, Args::EMPTY) }

    fn PyObject_Vectorcall(
        thread,
        callable: Borrowed,
        args: *const *mut PyObject,
        flags_and_count: usize,
        names: Option<Borrowed<Tuple>>,
    ) -> New {
        let count = flags_and_count & !ARGUMENTS_OFFSET;
        // SAFETY: B3: an array of `count` positional and as many keyword arguments as there are names.
        let args = unsafe { vector(thread, args, count, names.as_deref()) }?;
        call::call(thread, &callable, args)
    }

    fn PyObject_VectorcallMethod(
        thread,
        method: Borrowed,
        args: *const *mut PyObject,
        flags_and_count: usize,
        names: Option<Borrowed<Tuple>>,
    ) -> New {
        let count = flags_and_count & !ARGUMENTS_OFFSET;
        // SAFETY: as in `PyObject_Vectorcall`; the first argument is `self`.
        let args = unsafe { vector(thread, args, count, names.as_deref()) }?;
        let Some(this) = args.values.first() else { return Err(null_argument(thread)) };
        let bound = attr::get(thread, this, crate::object::name_of(thread, &method)?)?;
        call::call(thread, &bound, args.rest())
    }

    /// `tp_call` of types with a vectorcall offset.
    fn PyVectorcall_Call(thread, callable: Borrowed, args: Borrowed, kwargs: Option<Borrowed>) -> New {
        let word = trampolines::vectorcall_of(&callable);
        reverse::with_arguments(thread, Some(&args), optional(&kwargs), |args| {
            if word != 0 {
                return trampolines::vectorcall(thread, word, &callable, args);
            }
            match callable.type_of().is_heap_type() {
                true => Err(type_error(thread, format!("'{}' object does not support vectorcall", name(&callable)))),
                false => call::call(thread, &callable, args),
            }
        })
    }

    fn PyVectorcall_NARGS(_thread, flags_and_count: usize) -> Plain<isize> {
        Ok((flags_and_count & !ARGUMENTS_OFFSET) as isize)
    }
}

/// The bit that lets a callee use the place in front of the arguments; it is not used.
const ARGUMENTS_OFFSET: usize = 1 << (usize::BITS - 1);

/// An array of C as arguments of the VM: object pointers are values.
///
/// # Safety
/// The array holds `count` arguments and then one for each name.
#[inline(always)]
unsafe fn vector<'a>(
    thread: &ThreadState,
    args: *const *mut PyObject,
    count: usize,
    names: Option<&'a Tuple>,
) -> PyResult<Args<'a>> {
    let total = count + names.map_or(0, Tuple::len);
    if total == 0 {
        return Ok(Args { values: &[], names: None });
    }
    // SAFETY: the caller's promise.
    let pointers = unsafe { std::slice::from_raw_parts(args, total) };
    for &pointer in pointers {
        let Some(object) = NonNull::new(pointer) else { return Err(null_argument(thread)) };
        crate::ownership::check(thread, object, "PyObject_Vectorcall")?;
    }
    // SAFETY: B3: none is NULL, and a pointer to an object is its value; borrowed for the call.
    let values = unsafe { std::slice::from_raw_parts(args.cast::<Value>(), total) };
    Ok(Args { values, names: names.filter(|names| !names.is_empty()) })
}

fn mapping_size(thread: &ThreadState, object: &Value) -> PyResult<isize> {
    if !has_mapping_length(object) {
        let text = match object.type_of().slots.len.get() {
            Some(_) => format!("{} is not a mapping", name(object)),
            None => format!("object of type '{}' has no len()", name(object)),
        };
        return Err(type_error(thread, text));
    }
    Ok(subscript::len(thread, object)? as isize)
}

/// Sends a value into a generator, coroutine or other iterator: (1, yielded) or (0, returned).
fn send(thread: &ThreadState, iterator: &Value, argument: &Value) -> PyResult<(c_int, Value)> {
    let word = find(iterator.type_of(), id::AM_SEND);
    if word != 0 {
        return send_c(thread, word, iterator, argument);
    }
    let method = attr::get_optional(thread, iterator, &ladon_vm::types::str::intern::intern_text("send"))?;
    let result = match (method, argument.is_none()) {
        (Some(method), _) => call::positional(thread, &method, std::slice::from_ref(argument)),
        (None, true) if iterator.type_of().slots.next.get().is_some() => {
            return Ok(match iter::next(thread, iterator)? {
                Some(item) => (1, item),
                None => (0, Value::none()),
            });
        }
        _ => call::method(thread, iterator, "send", std::slice::from_ref(argument)),
    };
    match result {
        Ok(yielded) => Ok((1, yielded)),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            if !exception.type_of().is_subtype(&exceptions::StopIteration) {
                return Err(thread.reraise(exception));
            }
            let value = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.field(0));
            Ok((0, value.unwrap_or_else(Value::none)))
        }
    }
}

fn send_c(thread: &ThreadState, word: usize, iterator: &Value, argument: &Value) -> PyResult<(c_int, Value)> {
    let (iterator, argument) =
        (crate::boundary::Passed::new(thread, iterator), crate::boundary::Passed::new(thread, argument));
    let mut result = ptr::null_mut();
    // SAFETY: B3: the slot holds a `sendfunc`.
    let answer = crate::boundary::leave(thread, || unsafe {
        crate::typeobject::slots::as_function::<crate::layout::SendFunc>(word)(
            iterator.ptr(),
            argument.ptr(),
            &mut result,
        )
    });
    if answer < 0 {
        return Err(crate::boundary::failed(thread, &|| String::from("am_send")));
    }
    Ok((answer, returned(thread, result, word, &|| String::from("am_send"))?))
}
