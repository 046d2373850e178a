//! `CallFrom`: calls that read callable and arguments in the registers where they are.

use super::call::{clear_words, push};
use super::frame::Exit;
use super::misc;
use crate::object::call;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::Args;
use crate::types::function::{BoundMethod, Function};
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::value::{Ref, Value};
use ladon_bytecode::Instr;

/// What [`enter`] did.
pub enum Sources {
    /// The call, of a builtin or C function: its outcome.
    Done(PyResult<Value>),
    /// A frame was entered, or there is no room for it.
    Entered(PyResult<()>),
    /// Callable and arguments, this many, lie where `Call` expects them.
    Laid(usize),
}

/// A `CallFrom`: functions that are not of Python read their arguments where they are; for all others they are laid out,
/// and functions and bound methods that take just these are entered.
///
/// # Safety
/// V1, V2, V4: the registers that the instruction names, and the room at `base`, which is free but for what it consumes;
/// `on_stack` tells whether the window lies on the stack.
#[inline(always)]
pub unsafe fn enter(
    thread: &ThreadState,
    regs: *mut u64,
    base: usize,
    callable: usize,
    sources: u64,
    on_stack: bool,
    exit: Exit,
) -> Sources {
    let count = Instr::source_count(sources);
    let source = |index: usize| Instr::source(sources, index) as usize;
    // SAFETY: V1, V2, V4: what is read holds values; the places are inside of the window and hold nothing yet.
    let lay_out = || unsafe {
        for index in 0..count {
            let place = base + 1 + index;
            if source(index) != place {
                *regs.add(place) = (*regs.add(source(index)).cast::<Value>()).clone().into_bits();
            }
        }
    };
    // SAFETY: the caller's promise; the registers keep what is read in them while the call runs.
    unsafe {
        let callee = &*regs.add(callable).cast::<Value>();
        if callee.is_exact::<NativeFunction>() || callee.is_exact::<MethodDescriptor>() {
            let mut values = [0u64; Instr::MOST_SOURCES];
            for (index, value) in values.iter_mut().enumerate().take(count) {
                *value = *regs.add(source(index));
            }
            let values = std::slice::from_raw_parts(values.as_ptr().cast::<Value>(), count);
            let result = call_native(thread, callee, values);
            if result.is_ok() {
                if callable == base {
                    clear_words(regs.add(base), 1);
                }
                for index in 0..count {
                    if source(index) > base {
                        clear_words(regs.add(source(index)), 1);
                    }
                }
            }
            return Sources::Done(result);
        }
        if on_stack && let Some((function, this)) = plain_function(callee) {
            let code: *const CodeObject = function.code();
            let count = count + usize::from(this.is_some());
            if let Some(linked) = (*code).linked_already().filter(|linked| linked.simple && linked.argcount == count) {
                // References are taken before the callable goes, so that nothing ends with it.
                let (function, this) = (Ref::of(function), this.map_or(0, |this| this.clone().into_bits()));
                lay_out();
                if callable == base {
                    drop(Value::from_bits(*regs.add(base)));
                }
                *regs.add(base) = this;
                let args = regs.add(base + usize::from(this == 0));
                return Sources::Entered(push(thread, linked, &*code, function, args, count, exit));
            }
        }
        lay_out();
        if callable != base {
            *regs.add(base) = callee.clone().into_bits();
        }
        Sources::Laid(count)
    }
}

/// The function of a function or bound method, and the object it is bound to.
#[inline(always)]
fn plain_function(callee: &Value) -> Option<(&Function, Option<&Value>)> {
    if let Some(function) = callee.exact::<Function>() {
        return Some((function, None));
    }
    let method = callee.exact::<BoundMethod>()?;
    Some((method.function().exact::<Function>()?, Some(method.this())))
}

/// Calls a builtin or C function, or a method of a builtin type.
#[inline(always)]
fn call_native(thread: &ThreadState, callee: &Value, values: &[Value]) -> PyResult<Value> {
    if let Some(body) = misc::direct_body(callee, values) {
        return body(thread, misc::bound(values));
    }
    match callee.exact::<NativeFunction>() {
        Some(native) => native.call(thread, Args::positional(values)),
        None => call::call(thread, callee, Args::positional(values)),
    }
}
