//! Entries of C functions by calling convention: what most calls are, without asking the flags each time. Whatever is out of
//! the ordinary (wrong arguments, a number as `self`) goes the general way.

use super::methods::{c_name, def_of, enter_function};
use super::slots::as_function;
use crate::boundary::{Passed, PassedAll, into_object, leave, returned};
use crate::layout::*;
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::native::{Entry, NativeFunction};
use ladon_vm::types::{Dict, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ptr;

const DOING: &str = " while calling a Python object";

/// How functions with these flags are entered.
pub fn entry_for(flags: i32) -> Entry {
    use meth::*;
    const FAST_KEYWORDS: i32 = FASTCALL | KEYWORDS;
    const VARARGS_KEYWORDS: i32 = VARARGS | KEYWORDS;
    match flags & (VARARGS | KEYWORDS | NOARGS | O | FASTCALL | METHOD | CLASS | STATIC) {
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

/// What is passed as `self`; `None` when that is a number, which needs a box.
#[inline(always)]
fn this_of(function: &NativeFunction) -> Option<*mut PyObject> {
    // SAFETY: H7 of the heap: looked at in one step. Whoever calls holds the function, and that holds its `self`.
    match unsafe { &*function.this.as_ptr() } {
        None => Some(ptr::null_mut()),
        Some(this) => this.is_pointer().then(|| this.bits() as *mut PyObject),
    }
}

macro_rules! ordinary {
    ($thread:expr, $function:expr, $args:expr, $takes:pat, $keywords:expr) => {{
        let def = def_of($function.def.get());
        let (Some(this), Some(code), $takes) = (this_of($function), def.function, $args.values) else {
            return enter_function($thread, $function, $args);
        };
        if !$keywords && $args.keyword_count() != 0 {
            return enter_function($thread, $function, $args);
        }
        $thread.check_native_stack(DOING)?;
        (def, this, code as usize)
    }};
}

fn noargs(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, [], true);
    // SAFETY: B1, B3: the flags say what the function takes.
    let result = leave(thread, || unsafe { as_function::<BinaryFunc>(code)(this, ptr::null_mut()) });
    returned(thread, result, code, &|| shown(def))
}

fn one(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, [_], false);
    let argument = Passed::new(thread, &args.values[0]);
    // SAFETY: B1, B3: the flags say what the function takes.
    let result = leave(thread, || unsafe { as_function::<BinaryFunc>(code)(this, argument.ptr()) });
    returned(thread, result, code, &|| shown(def))
}

/// Calls with the array of the values, of which `count` are positional; what was boxed is let go of.
#[inline(always)]
fn with_words<R>(
    thread: &ThreadState,
    values: &[Value],
    count: usize,
    call: impl FnOnce(*const *mut PyObject, usize) -> R,
) -> R {
    // Most calls have few arguments: written out, their boxes stay in registers.
    match values {
        [a] => {
            let a = Passed::new(thread, a);
            call([a.ptr()].as_ptr(), count)
        }
        [a, b] => {
            let (a, b) = (Passed::new(thread, a), Passed::new(thread, b));
            call([a.ptr(), b.ptr()].as_ptr(), count)
        }
        [a, b, c] => {
            let (a, b, c) = (Passed::new(thread, a), Passed::new(thread, b), Passed::new(thread, c));
            call([a.ptr(), b.ptr(), c.ptr()].as_ptr(), count)
        }
        _ => call(PassedAll::new(thread, values).as_ptr(), count),
    }
}

fn fast(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, _, false);
    let call = |words: *const *mut PyObject, count: usize| {
        // SAFETY: B1, B3: the flags say what the function takes.
        leave(thread, || unsafe { as_function::<FastFunc>(code)(this, words, count as isize) })
    };
    let result = with_words(thread, args.values, args.values.len(), call);
    returned(thread, result, code, &|| shown(def))
}

fn fast_keywords(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, _, true);
    let names = args.names.filter(|names| !names.is_empty());
    let names = names.map_or(ptr::null_mut(), |names| ptr::from_ref(names).cast_mut().cast());
    let call = |words: *const *mut PyObject, count: usize| {
        // SAFETY: B1, B3: the flags say what the function takes.
        leave(thread, || unsafe { as_function::<FastKeywordsFunc>(code)(this, words, count as isize, names) })
    };
    let result = with_words(thread, args.values, args.positionals().len(), call);
    returned(thread, result, code, &|| shown(def))
}

/// The arguments as a tuple of objects: C will look at them.
#[inline(always)]
fn boxed_tuple(thread: &ThreadState, values: &[Value]) -> PyResult<Ref<Tuple>> {
    let tuple = Tuple::from_slice(values)?;
    for (index, value) in values.iter().enumerate() {
        if !value.is_pointer() {
            // SAFETY: nobody else has seen the new tuple; the word that is overwritten owned nothing.
            unsafe { tuple.slots().add(index).write(Some(Value::from_owned_ptr(into_object(thread, value.clone())))) };
        }
    }
    Ok(tuple)
}

fn varargs(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, _, false);
    let tuple = boxed_tuple(thread, args.values)?;
    let tuple_c = ptr::from_ref::<Tuple>(&tuple).cast_mut().cast();
    // SAFETY: B1, B3: the flags say what the function takes.
    let result = leave(thread, || unsafe { as_function::<BinaryFunc>(code)(this, tuple_c) });
    returned(thread, result, code, &|| shown(def))
}

fn varargs_keywords(thread: &ThreadState, function: &NativeFunction, args: Args<'_>) -> PyResult<Value> {
    let (def, this, code) = ordinary!(thread, function, args, _, true);
    let (tuple, dict) = call::to_tuple_and_dict(thread, args)?;
    let tuple_c = ptr::from_ref::<Tuple>(&tuple).cast_mut().cast();
    let dict_c = dict.as_deref().map_or(ptr::null_mut(), |dict| ptr::from_ref::<Dict>(dict).cast_mut().cast());
    // SAFETY: B1, B3: the flags say what the function takes.
    let result = leave(thread, || unsafe { as_function::<TernaryFunc>(code)(this, tuple_c, dict_c) });
    returned(thread, result, code, &|| shown(def))
}

#[cold]
fn shown(def: &PyMethodDef) -> String {
    format!("<built-in function {}>", c_name(def))
}
