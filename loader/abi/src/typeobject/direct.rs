//! Entries of C functions by calling convention: what most calls are, without asking the flags each time. Whatever is out of
//! the ordinary (wrong arguments, unwanted keywords) goes the general way.

use super::methods::{c_name, def_of, enter_function};
use super::slots::as_function;
use crate::boundary::{Passed, PassedAll, boxed, leave, returned, unbox};
use crate::layout::*;
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::native::{Entry, NativeFunction};
use ladon_vm::types::{Dict, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ptr::{self, NonNull};

/// How functions with this definition are entered.
pub fn entry_for(def: &PyMethodDef) -> Entry {
    use meth::*;
    const FAST_KEYWORDS: i32 = FASTCALL | KEYWORDS;
    const VARARGS_KEYWORDS: i32 = VARARGS | KEYWORDS;
    match def.flags & (VARARGS | KEYWORDS | NOARGS | O | FASTCALL | METHOD | CLASS | STATIC) {
        _ if def.function.is_none() => enter_function,
        NOARGS => noargs,
        O => one,
        FASTCALL => fast,
        FAST_KEYWORDS => fast_keywords,
        VARARGS => varargs,
        VARARGS_KEYWORDS => varargs_keywords,
        _ => enter_function,
    }
}

/// Whether a function object with this entry is one of C.
pub fn is_entry(entry: Entry) -> bool {
    [enter_function as Entry, noargs, one, fast, fast_keywords, varargs, varargs_keywords]
        .iter()
        .any(|own| ptr::fn_addr_eq(*own, entry))
}

/// What is passed as `self`: NULL or an object, since function objects of C get no number there.
#[inline(always)]
fn this_of(function: &NativeFunction) -> *mut PyObject {
    // SAFETY: H7 of the heap: looked at in one step. Whoever calls holds the function, and that holds its `self`.
    let this = unsafe { &*function.this.as_ptr() };
    this.as_ref().map_or(ptr::null_mut(), |this| this.bits() as *mut PyObject)
}

/// Address of the C function: [`entry_for`] saw that there is one.
#[inline(always)]
fn code_of(function: &NativeFunction) -> usize {
    def_of(function.def.get()).function.map_or(0, |function| function as usize)
}

/// What the function returned, when it is in order: an object that may be used here, and no exception.
#[inline(always)]
fn finish(thread: &ThreadState, function: &NativeFunction, result: *mut PyObject) -> PyResult<Value> {
    match NonNull::new(result) {
        Some(object) if !thread.has_pending() && thread.heap().remembers(object.as_ptr().addr()) => {
            // SAFETY: B3: the function hands over its reference.
            Ok(unsafe { unbox(thread, object) })
        }
        _ => finish_slowly(thread, function, result),
    }
}

#[cold]
#[inline(never)]
fn finish_slowly(thread: &ThreadState, function: &NativeFunction, result: *mut PyObject) -> PyResult<Value> {
    let name = || format!("<built-in function {}>", c_name(def_of(function.def.get())));
    returned(thread, result, code_of(function), &name)
}

fn noargs(thread: &ThreadState, function: &NativeFunction, values: &[Value], names: Option<&Tuple>) -> PyResult<Value> {
    if !values.is_empty() {
        return enter_function(thread, function, values, names);
    }
    // SAFETY: B1, B3: the flags say what the function takes.
    let call = || unsafe { as_function::<BinaryFunc>(code_of(function))(this_of(function), ptr::null_mut()) };
    finish(thread, function, leave(thread, call))
}

fn one(thread: &ThreadState, function: &NativeFunction, values: &[Value], names: Option<&Tuple>) -> PyResult<Value> {
    let ([value], None) = (values, names) else { return enter_function(thread, function, values, names) };
    let argument = Passed::new(thread, value);
    // SAFETY: B1, B3: the flags say what the function takes.
    let call = || unsafe { as_function::<BinaryFunc>(code_of(function))(this_of(function), argument.ptr()) };
    finish(thread, function, leave(thread, call))
}

/// Calls with the array of the values; what was boxed is let go of.
#[inline(always)]
fn with_words<R>(thread: &ThreadState, values: &[Value], call: impl FnOnce(*const *mut PyObject) -> R) -> R {
    // Most calls have few arguments: written out, their boxes stay in registers. One is the most frequent.
    if let [a] = values {
        let a = Passed::new(thread, a);
        return call([a.ptr()].as_ptr());
    }
    match values {
        [a, b] => {
            let (a, b) = (Passed::new(thread, a), Passed::new(thread, b));
            call([a.ptr(), b.ptr()].as_ptr())
        }
        [a, b, c] => {
            let (a, b, c) = (Passed::new(thread, a), Passed::new(thread, b), Passed::new(thread, c));
            call([a.ptr(), b.ptr(), c.ptr()].as_ptr())
        }
        _ => call(PassedAll::new(thread, values).as_ptr()),
    }
}

fn fast(thread: &ThreadState, function: &NativeFunction, values: &[Value], names: Option<&Tuple>) -> PyResult<Value> {
    if names.is_some() {
        return enter_function(thread, function, values, names);
    }
    let result = with_words(thread, values, |words| {
        let code = code_of(function);
        // SAFETY: B1, B3: the flags say what the function takes.
        leave(thread, || unsafe { as_function::<FastFunc>(code)(this_of(function), words, values.len() as isize) })
    });
    finish(thread, function, result)
}

fn fast_keywords(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    let names = names.filter(|names| !names.is_empty());
    let count = values.len() - names.map_or(0, Tuple::len);
    let names = names.map_or(ptr::null_mut(), |names| ptr::from_ref(names).cast_mut().cast());
    let result = with_words(thread, values, |words| {
        let code = code_of(function);
        // SAFETY: B1, B3: the flags say what the function takes.
        leave(thread, || unsafe {
            as_function::<FastKeywordsFunc>(code)(this_of(function), words, count as isize, names)
        })
    });
    finish(thread, function, result)
}

/// The arguments as a tuple of objects: C will look at them.
#[inline(always)]
fn boxed_tuple(thread: &ThreadState, values: &[Value]) -> PyResult<Ref<Tuple>> {
    let tuple = Tuple::from_slice(values)?;
    for (index, value) in values.iter().enumerate() {
        if !value.is_pointer() {
            // SAFETY: nobody else has seen the new tuple; the word that is overwritten owned nothing.
            unsafe { tuple.slots().add(index).write(Some(boxed(thread, value.clone()))) };
        }
    }
    Ok(tuple)
}

fn varargs(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    if names.is_some() {
        return enter_function(thread, function, values, names);
    }
    let tuple = boxed_tuple(thread, values)?;
    let tuple_c = ptr::from_ref::<Tuple>(&tuple).cast_mut().cast();
    // SAFETY: B1, B3: the flags say what the function takes.
    let call = || unsafe { as_function::<BinaryFunc>(code_of(function))(this_of(function), tuple_c) };
    finish(thread, function, leave(thread, call))
}

fn varargs_keywords(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    let (tuple, dict) = call::to_tuple_and_dict(thread, Args { values, names })?;
    let tuple_c = ptr::from_ref::<Tuple>(&tuple).cast_mut().cast();
    let dict_c = dict.as_deref().map_or(ptr::null_mut(), |dict| ptr::from_ref::<Dict>(dict).cast_mut().cast());
    // SAFETY: B1, B3: the flags say what the function takes.
    let call = || unsafe { as_function::<TernaryFunc>(code_of(function))(this_of(function), tuple_c, dict_c) };
    finish(thread, function, leave(thread, call))
}
