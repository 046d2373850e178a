//! Entering functions: laying out windows, sorting arguments into parameters, running from Rust.

use super::context::set;
use super::frame::{Exit, Frame};
use super::{invoke, run, suspend, unwind};
use crate::err;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::code::{CodeObject, Linked};
use crate::types::define::Args;
use crate::types::function::Function;
use crate::types::{Dict, Str, Tuple};
use crate::value::{Ref, Value};
use ladon_bytecode::{CodeFlags, Op};
use smallvec::SmallVec;
use std::cell::Cell;
use std::mem::ManuallyDrop;

/// First free word of the thread's stack, given the running frame.
pub fn stack_free(thread: &ThreadState) -> *mut u64 {
    // SAFETY: the current frame is alive.
    match unsafe { thread.frame.get().as_ref() } {
        None => thread.stack.bottom(),
        Some(frame) if frame.stack_free.is_null() => {
            // SAFETY: within the stack: the window was checked when the frame was entered.
            unsafe { frame.regs.add(frame.linked().nregs) }
        }
        Some(frame) => frame.stack_free,
    }
}

/// Pushes a frame whose parameters lie at `regs`; other locals are set to NULL.
///
/// # Safety
/// `regs[..bound]` hold owned arguments, the words above hold no references (F1), the code outlives the frame (F2).
#[inline(always)]
pub unsafe fn push(
    thread: &ThreadState,
    linked: &Linked,
    code: &CodeObject,
    function: Ref<Function>,
    regs: *mut u64,
    bound: usize,
    exit: Exit,
) -> PyResult<()> {
    let depth = thread.depth.get();
    if depth >= thread.interp().recursion_limit.get() || !thread.stack.has_room(regs, linked.nregs) {
        // SAFETY: the caller hands over the arguments.
        return Err(unsafe { too_deep(thread, regs, bound, function) });
    }
    let Some(place) = thread.stack.next_frame() else {
        // SAFETY: as above.
        return Err(unsafe { too_deep(thread, regs, bound, function) });
    };
    thread.depth.set(depth + 1);
    // SAFETY: the window was checked; the frame's place is free.
    unsafe {
        for index in bound..linked.nlocals {
            *regs.add(index) = 0;
        }
        let (globals, builtins) =
            (std::ptr::from_ref::<Dict>(&function.globals), std::ptr::from_ref::<Dict>(&function.builtins));
        place.write(Frame {
            previous: thread.frame.get(),
            regs,
            pc: Cell::new(linked.words.as_ptr()),
            linked,
            code,
            globals,
            builtins,
            function: Some(function),
            locals: None,
            stack_free: std::ptr::null_mut(),
            exit,
            partner: Cell::new(0),
        });
    }
    thread.frame.set(place);
    Ok(())
}

#[cold]
#[inline(never)]
unsafe fn too_deep(thread: &ThreadState, regs: *mut u64, bound: usize, function: Ref<Function>) -> Raised {
    // SAFETY: the arguments were handed over.
    unsafe { clear_words(regs, bound) };
    drop(function);
    recursion_error(thread)
}

#[cold]
pub fn recursion_error(thread: &ThreadState) -> Raised {
    let limit = &thread.interp().recursion_limit;
    let before = limit.get();
    limit.set(before.saturating_add(50));
    let raised = err!(thread, RecursionError, "maximum recursion depth exceeded");
    limit.set(before);
    raised
}

/// Drops `count` words.
///
/// # Safety
/// They are owned values or NULL.
#[inline(always)]
pub unsafe fn clear_words(regs: *mut u64, count: usize) {
    for index in 0..count {
        // SAFETY: the caller's promise.
        unsafe {
            let word = *regs.add(index);
            if word.wrapping_sub(1) >> 48 == 0 {
                *regs.add(index) = 0;
                drop(Value::from_bits(word));
            }
        }
    }
}

/// Pops the current frame after its window was cleared.
///
/// # Safety
/// The frame is the current one.
#[inline(always)]
pub unsafe fn pop(thread: &ThreadState, frame: *mut Frame) {
    // SAFETY: the frame is complete and not used afterwards; what it owned is dropped last.
    unsafe {
        if (*frame).object().is_some() {
            // A finalizer of a variable that went asked for the frame.
            crate::types::frame::leave(&*frame);
        }
        thread.frame.set((*frame).previous);
        thread.depth.set(thread.depth.get() - 1);
        thread.stack.drop_frame();
        let function = (*frame).function.take();
        let locals = (*frame).locals.take();
        drop(function);
        if locals.is_some() {
            drop(locals);
        }
    }
}

/// Where a frame's result went.
pub enum Left {
    /// Nowhere yet: native code called.
    Native(Value),
    /// Into this frame, which goes on.
    To(*mut Frame),
}

/// `return` of `result`, by an instruction `op` that had it in register `reg`, where more is to do than to hand it over.
///
/// # Safety
/// `frame` is the current one, its temporaries consumed.
#[inline(never)]
pub unsafe fn leave(thread: &ThreadState, frame: *mut Frame, op: Op, reg: usize, result: Value) -> PyResult<Left> {
    // SAFETY: the promise; a caller stands at the instruction that entered the frame (V1, V3).
    unsafe {
        let exit = (*frame).exit;
        if (*frame).partner.get() != 0 && suspend::leave_known(&*frame, op, reg, &result) {
            let result = suspend::finish(thread, frame, result);
            let Exit::Resumed { send } = exit else { return Ok(Left::Native(result)) };
            let caller = thread.frame.get().cast_mut();
            suspend::finished(&*caller, send, result);
            return Ok(Left::To(caller));
        }
        clear_words((*frame).regs, (*(*frame).linked).nlocals);
        pop(thread, frame);
        let caller = thread.frame.get().cast_mut();
        match exit {
            Exit::Native | Exit::Resumed { .. } => return Ok(Left::Native(result)),
            Exit::Register(Some(dst)) => set((*caller).regs, dst as usize, result.into_bits()),
            Exit::Register(None) => drop(result),
            Exit::Instance { held, dst } => {
                if let Err(raised) = invoke::finish_instance(thread, &*caller, result, held, dst) {
                    return unwind::unwind(thread, raised).map(Left::To);
                }
            }
        }
        call_is_done(&*caller);
        Ok(Left::To(caller))
    }
}

/// The frame goes on behind its call instruction.
///
/// # Safety
/// It stands at one (V1, V3).
#[inline(always)]
pub unsafe fn call_is_done(frame: &Frame) {
    // SAFETY: the promise.
    unsafe {
        let at = frame.pc.get();
        let op: Op = std::mem::transmute(*at as u8);
        frame.pc.set(at.add(invoke::call_words(op)));
    }
}

/// Enters a function that takes exactly the `count` arguments at `regs`; false = it is no such function, nothing happened.
///
/// # Safety
/// As [`enter`]; the reference to the function is handed over when the answer is not false.
#[inline(always)]
pub unsafe fn enter_simple(
    thread: &ThreadState,
    function: *const Function,
    regs: *mut u64,
    count: usize,
    exit: Exit,
) -> PyResult<bool> {
    // SAFETY: the caller's promise; the function keeps the code, which owns its link.
    unsafe {
        let code: *const CodeObject = (*function).code();
        let Some(linked) = (*code).linked_already() else { return Ok(false) };
        if !linked.simple || count != linked.argcount {
            return Ok(false);
        }
        let function = Ref::from_owned_ptr(std::ptr::NonNull::new_unchecked(function.cast_mut()));
        push(thread, linked, &*code, function, regs, count, exit)?;
    }
    Ok(true)
}

/// Enters a function whose arguments lie at `regs` (`count` words, keyword values last, named by `names`).
/// `Ok(Some(value))`: the call is done already (a generator was made).
///
/// # Safety
/// As [`push`]; the function is kept by the caller's reference, which is handed over.
pub unsafe fn enter(
    thread: &ThreadState,
    function: Ref<Function>,
    regs: *mut u64,
    count: usize,
    names: Option<&Tuple>,
    exit: Exit,
) -> PyResult<Option<Value>> {
    let code: *const CodeObject = function.code();
    // SAFETY: kept by the function.
    let code = unsafe { &*code };
    let linked = match code.linked(thread) {
        Ok(linked) => linked,
        Err(raised) => {
            // SAFETY: the arguments were handed over.
            unsafe { clear_words(regs, count) };
            return Err(raised);
        }
    };
    // SAFETY: forwarded.
    unsafe {
        if linked.simple && names.is_none() && count <= linked.argcount {
            let has_room = thread.stack.has_room(regs, linked.nregs);
            if count == linked.argcount || has_room && bind_defaults(&function, regs, count, linked.argcount) {
                push(thread, linked, code, function, regs, linked.argcount, exit)?;
                return Ok(None);
            }
        }
        let bound = bind(thread, &function, code, regs, count, names)?;
        if code.code.flags.is_generator_like() {
            return suspend::make_generator(function, linked, regs, bound).map(Some);
        }
        push(thread, linked, code, function, regs, bound, exit)?;
        Ok(None)
    }
}

/// Calls a function from Rust: copies the arguments to the stack and runs.
pub fn call_from_native(thread: &ThreadState, function: &Function, args: Args<'_>) -> PyResult<Value> {
    thread.check_native_stack("")?;
    let regs = stack_free(thread);
    let count = args.values.len();
    if !thread.stack.has_room(regs, count + 16) {
        return Err(recursion_error(thread));
    }
    // SAFETY: F1: free words of the stack; each argument gets a reference of its own.
    unsafe {
        for (index, value) in args.values.iter().enumerate() {
            *regs.add(index) = value.clone().into_bits();
        }
        let function = ManuallyDrop::new(Ref::of(function));
        if args.names.is_none() && enter_simple(thread, &**function, regs, count, Exit::Native)? {
            return run::run(thread);
        }
        match enter(thread, ManuallyDrop::into_inner(function), regs, count, args.names, Exit::Native)? {
            Some(value) => Ok(value),
            None => run::run(thread),
        }
    }
}

/// As [`call_from_native`] with an object in front of the arguments, which are positional.
pub fn call_method_from_native(
    thread: &ThreadState,
    function: &Function,
    this: &Value,
    args: &[Value],
) -> PyResult<Value> {
    thread.check_native_stack("")?;
    let regs = stack_free(thread);
    let count = args.len() + 1;
    if !thread.stack.has_room(regs, count + 16) {
        return Err(recursion_error(thread));
    }
    // SAFETY: F1: free words of the stack; each argument gets a reference of its own.
    unsafe {
        *regs = this.clone().into_bits();
        for (index, value) in args.iter().enumerate() {
            *regs.add(index + 1) = value.clone().into_bits();
        }
        match enter(thread, Ref::of(function), regs, count, None, Exit::Native)? {
            Some(value) => Ok(value),
            None => run::run(thread),
        }
    }
}

/// Runs a body without parameters: module, class, `exec`.
pub fn run_body(
    thread: &ThreadState,
    code: &Ref<CodeObject>,
    globals: &Ref<Dict>,
    locals: Option<Value>,
    closure: Option<Ref<Tuple>>,
) -> PyResult<Value> {
    let builtins = builtins_of(thread, globals);
    let function = Function::new(code.clone(), globals.clone(), builtins, closure);
    run_function_with_locals(thread, &function, locals)
}

/// Calls a function without arguments, with a namespace for its names if it is a class body or the like.
pub fn run_function_with_locals(thread: &ThreadState, function: &Function, locals: Option<Value>) -> PyResult<Value> {
    thread.check_native_stack("")?;
    let regs = stack_free(thread);
    // SAFETY: F1: free words of the stack, no arguments.
    unsafe {
        if let Some(made) = enter(thread, Ref::of(function), regs, 0, None, Exit::Native)? {
            return Ok(made);
        }
        if !function.code().code.flags.has(CodeFlags::OPTIMIZED) {
            (*thread.frame.get().cast_mut()).locals = locals;
        }
    }
    run::run(thread)
}

/// `globals['__builtins__']` as a dict, or the interpreter's.
pub fn builtins_of(thread: &ThreadState, globals: &Dict) -> Ref<Dict> {
    let own = globals.get_str(crate::names::get().__builtins__);
    let own = own.and_then(|value| match value.downcast::<crate::types::module::Module>() {
        Some(module) => Some(module.dict()),
        None => value.downcast::<Dict>().map(Ref::of),
    });
    own.unwrap_or_else(|| thread.interp().builtins())
}

/// Sorts arguments into parameters where they lie; the number of bound registers. On failure they are dropped.
///
/// # Safety
/// As [`push`]: `regs[..count]` are owned, the last of them the values of the keywords `names`.
unsafe fn bind(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    regs: *mut u64,
    count: usize,
    names: Option<&Tuple>,
) -> PyResult<usize> {
    let raw = &code.code;
    let names = names.map_or(&[][..], Tuple::as_slice);
    let (argcount, total) = (raw.argcount as usize, (raw.argcount + raw.kwonlyargcount) as usize);
    let positional = count - names.len();
    if !thread.stack.has_room(regs, total.max(count) + 2) {
        // SAFETY: the arguments were handed over.
        unsafe { clear_words(regs, count) };
        return Err(recursion_error(thread));
    }
    // SAFETY: words are moved out once, what is left in `regs[..total]` are arguments or NULL.
    let (keywords, extra) = unsafe {
        let keywords = take_words(regs.add(positional), names.len());
        let extra = take_words(regs.add(argcount), positional.saturating_sub(argcount));
        for index in positional.min(argcount)..total {
            *regs.add(index) = 0;
        }
        (keywords, extra)
    };
    // SAFETY: as above; `Option<Value>` has the layout of a word, NULL being `None`.
    let slots = unsafe { std::slice::from_raw_parts_mut(regs.cast::<Option<Value>>(), total) };
    match fill(thread, function, code, slots, keywords, names, extra) {
        Ok((star, mapping)) => {
            let rest = [star, mapping].into_iter().flatten();
            let bound = rest.enumerate().map(|(index, value)| {
                // SAFETY: room for two words more was checked; nothing lies there (F1).
                unsafe { *regs.add(total + index) = value.into_bits() };
            });
            Ok(total + bound.count())
        }
        Err(raised) => {
            // SAFETY: the parameters' words.
            unsafe { clear_words(regs, total) };
            Err(raised)
        }
    }
}

/// Moves values out of registers.
///
/// # Safety
/// `from[..count]` are owned values.
unsafe fn take_words(from: *mut u64, count: usize) -> SmallVec<[Value; 6]> {
    // SAFETY: the caller's promise; each word is moved once.
    (0..count).map(|index| unsafe { Value::from_bits(std::mem::replace(&mut *from.add(index), 0)) }).collect()
}

/// Places keywords and defaults; what goes into `*args` and `**kwargs` comes back.
fn fill(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    slots: &mut [Option<Value>],
    keywords: SmallVec<[Value; 6]>,
    names: &[Value],
    mut extra: SmallVec<[Value; 6]>,
) -> PyResult<(Option<Value>, Option<Value>)> {
    let flags = code.code.flags;
    let varkw = flags.has(CodeFlags::VARKEYWORDS).then(Dict::new);
    for (name, value) in names.iter().zip(keywords) {
        bind_keyword(thread, function, code, slots, varkw.as_deref(), name, names, value)?;
    }
    let mut star = None;
    if flags.has(CodeFlags::VARARGS) {
        // SAFETY: the values are moved into the tuple; the vector, empty then, still frees its buffer.
        let items = unsafe {
            let items = Tuple::from_raw_items(extra.as_ptr(), extra.len())?;
            extra.set_len(0);
            items
        };
        star = Some(items.into_value());
    } else if !extra.is_empty() {
        let given = code.code.argcount as usize + extra.len();
        return Err(too_many_positional(thread, function, code, given, slots));
    }
    fill_defaults(thread, function, code, slots)?;
    Ok((star, varkw.map(Ref::into_value)))
}

/// The common case of absent arguments: all of them have defaults, nothing is given by name.
///
/// # Safety
/// As [`bind`]; the code takes neither `*args` nor keyword-only parameters.
#[inline]
unsafe fn bind_defaults(function: &Function, regs: *mut u64, count: usize, argcount: usize) -> bool {
    // SAFETY: H7: looked at only.
    let Some(defaults) = (unsafe { (*function.defaults.as_ptr()).as_ref() }) else { return false };
    let defaults = defaults.as_slice();
    let missing = argcount - count;
    if missing > defaults.len() {
        return false;
    }
    for (index, value) in defaults[defaults.len() - missing..].iter().enumerate() {
        // SAFETY: parameters lie in the window, which was checked to have room.
        unsafe { *regs.add(count + index) = value.clone().into_bits() };
    }
    true
}

/// Which parameter has this name: by address where both names are interned, as those of call instructions are.
#[inline]
fn find_parameter(code: &CodeObject, first: usize, last: usize, name: &Str) -> Option<usize> {
    let known = code.parameter_names();
    let by_address = (first..last).find(|&index| known.get(index).is_some_and(|known| std::ptr::eq(&**known, name)));
    by_address.or_else(|| (first..last).find(|&index| parameter_name(code, index).as_bytes() == name.as_bytes()))
}

fn parameter_name(code: &CodeObject, index: usize) -> &str {
    &code.code.varnames[index]
}

fn bind_keyword(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    slots: &mut [Option<Value>],
    varkw: Option<&Dict>,
    name: &Value,
    names: &[Value],
    value: Value,
) -> PyResult<()> {
    let Some(text) = name.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "keywords must be strings"));
    };
    let positional_only = code.code.posonlyargcount as usize;
    let found = find_parameter(code, positional_only, slots.len(), text);
    match (found, varkw) {
        (Some(index), _) => {
            if slots[index].is_some() {
                let qualname = function.qualname.get();
                let (function, name) = (qualname.lossy(), text.lossy());
                return Err(err!(thread, TypeError, "{function}() got multiple values for argument '{name}'"));
            }
            slots[index] = Some(value);
            Ok(())
        }
        (None, Some(dict)) => dict.set(thread, name, value),
        (None, None) => Err(unexpected_keyword(thread, function, code, text, names)),
    }
}

#[cold]
fn unexpected_keyword(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    name: &Str,
    names: &[Value],
) -> Raised {
    let qualname = function.qualname.get();
    let given = |param: &str| {
        names.iter().any(|name| name.downcast::<Str>().is_some_and(|name| name.as_bytes() == param.as_bytes()))
    };
    let positional_only: Vec<&str> = (0..code.code.posonlyargcount as usize)
        .map(|index| parameter_name(code, index))
        .filter(|param| given(param))
        .collect();
    if !positional_only.is_empty() {
        let list = positional_only.join(", ");
        return err!(
            thread,
            TypeError,
            "{}() got some positional-only arguments passed as keyword arguments: '{list}'",
            qualname.lossy()
        );
    }
    let total = (code.code.argcount + code.code.kwonlyargcount) as usize;
    let candidates: Vec<&str> = (code.code.posonlyargcount as usize..total).map(|i| parameter_name(code, i)).collect();
    let name = name.lossy();
    let hint = match crate::exceptions::display::closest_name(&name, &candidates) {
        Some(close) => format!(". Did you mean '{close}'?"),
        None => String::new(),
    };
    err!(thread, TypeError, "{}() got an unexpected keyword argument '{name}'{hint}", qualname.lossy())
}

fn fill_defaults(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    slots: &mut [Option<Value>],
) -> PyResult<()> {
    let argcount = code.code.argcount as usize;
    let defaults = function.defaults.get();
    let defaults = defaults.as_ref().map_or(&[][..], |tuple| tuple.as_slice());
    let required = argcount - defaults.len().min(argcount);
    if slots[..required].iter().any(Option::is_none) {
        let missing: Vec<&str> =
            (0..required).filter(|&i| slots[i].is_none()).map(|i| parameter_name(code, i)).collect();
        return Err(missing_arguments(thread, function, "positional", &missing));
    }
    let spare = defaults.len().saturating_sub(argcount);
    for (slot, default) in slots[required..argcount].iter_mut().zip(&defaults[spare..]) {
        if slot.is_none() {
            *slot = Some(default.clone());
        }
    }
    if slots[argcount..].iter().all(Option::is_some) {
        return Ok(());
    }
    let kwdefaults = function.kwdefaults.get();
    let mut missing = Vec::new();
    for index in (argcount..slots.len()).filter(|&index| slots[index].is_none()).collect::<SmallVec<[usize; 8]>>() {
        let known = code.parameter_names().get(index);
        match kwdefaults.as_ref().zip(known).and_then(|(dict, name)| dict.get_str(name)) {
            Some(default) => slots[index] = Some(default),
            None => missing.push(parameter_name(code, index)),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing_arguments(thread, function, "keyword-only", &missing)) }
}

#[cold]
fn missing_arguments(thread: &ThreadState, function: &Function, kind: &str, names: &[&str]) -> Raised {
    let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let qualname = function.qualname.get();
    let count = names.len();
    err!(thread, TypeError, "{}() missing {count} required {kind} argument{plural}: {list}", qualname.lossy())
}

#[cold]
fn too_many_positional(
    thread: &ThreadState,
    function: &Function,
    code: &CodeObject,
    given: usize,
    slots: &[Option<Value>],
) -> Raised {
    let argcount = code.code.argcount as usize;
    let defaults = function.defaults.get().map_or(0, |tuple| tuple.len());
    let keyword_only = slots.iter().skip(argcount).filter(|slot| slot.is_some()).count();
    let takes = if defaults == 0 {
        format!("{argcount} positional argument{}", if argcount == 1 { "" } else { "s" })
    } else {
        format!("from {} to {argcount} positional arguments", argcount - defaults.min(argcount))
    };
    let extra = if keyword_only == 0 {
        String::new()
    } else {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        format!(
            " positional argument{} (and {keyword_only} keyword-only argument{})",
            plural(given),
            plural(keyword_only)
        )
    };
    let verb = if given == 1 && keyword_only == 0 { "was" } else { "were" };
    err!(thread, TypeError, "{}() takes {takes} but {given}{extra} {verb} given", function.qualname.get().lossy())
}
