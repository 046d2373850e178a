//! `ceval.h`

use crate::arguments::Is;
use crate::boundary::{Borrowed, Lent, New, Nothing, Plain, Status, Text, no_thread};
use crate::capi;
use crate::layout::PyObject;
use ladon_vm::attach;
use ladon_vm::builtins::attributes;
use ladon_vm::err;
use ladon_vm::eval::{self, frame::Frame};
use ladon_vm::object::{attr, call};
use ladon_vm::raise::PyResult;
use ladon_vm::runtime;
use ladon_vm::sync::breaker;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::function::{BoundMethod, Function};
use ladon_vm::types::native::NativeFunction;
use ladon_vm::types::{Dict, Str, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ffi::{c_char, c_int, c_void};
use std::ptr;

fn frame(thread: &ThreadState) -> Option<&Frame> {
    // SAFETY: frames of the thread are alive while it runs.
    unsafe { thread.frame.get().as_ref() }
}

fn builtins(thread: &ThreadState) -> Ref<Dict> {
    frame(thread).map_or_else(|| thread.interp().builtins(), |frame| Ref::of(frame.builtins()))
}

/// Runs code with these namespaces.
fn evaluate(
    thread: &ThreadState,
    code: &Value,
    globals: &Option<Borrowed>,
    locals: Option<&Value>,
    closure: Option<Ref<Tuple>>,
) -> PyResult<Value> {
    let Some(globals) = globals.as_ref().and_then(|globals| globals.downcast::<Dict>()) else {
        return Err(err!(thread, SystemError, "PyEval_EvalCode: NULL globals"));
    };
    let Some(code) = code.downcast::<CodeObject>() else { return Err(crate::boundary::bad_internal_call(thread)) };
    let locals = locals.filter(|locals| !ptr::eq(locals.bits() as *const Dict, globals)).cloned();
    eval::call::run_body(thread, &Ref::of(code), &Ref::of(globals), locals, closure)
}

/// The arguments of `PyEval_EvalCodeEx` as they come.
///
/// # Safety
/// `count` pointers to live objects at `items`.
unsafe fn values(items: *const *mut PyObject, count: c_int) -> Vec<Value> {
    (0..count.max(0) as usize)
        .filter_map(|at| {
            // SAFETY: the caller's promise: `count` pointers.
            let item = ptr::NonNull::new(unsafe { *items.add(at) })?;
            // SAFETY: the caller's promise: a live object.
            Some(unsafe { Value::from_borrowed_ptr(item) })
        })
        .collect()
}

fn name_of(function: &Value) -> Option<Ref<Str>> {
    if let Some(method) = function.exact::<BoundMethod>() {
        return name_of(method.function());
    }
    function.exact::<Function>().map(|function| function.name.get())
}

fn is_function(object: &Value) -> bool {
    object.is_exact::<BoundMethod>() || object.is_exact::<Function>() || object.is_exact::<NativeFunction>()
}

/// A call that C queued; `argument` is its own affair.
struct PendingCall {
    function: unsafe extern "C" fn(*mut c_void) -> c_int,
    argument: *mut c_void,
}

// SAFETY: `Py_AddPendingCall` exists to hand the pair to another thread.
unsafe impl Send for PendingCall {}

impl PendingCall {
    fn run(self, thread: &ThreadState) {
        // SAFETY: what C asked for.
        let answer = unsafe { (self.function)(self.argument) };
        if answer != 0 && !thread.has_pending() {
            let _raised = err!(thread, SystemError, "a pending call failed without setting an exception");
        }
    }
}

/// Runs the calls that wait for this interpreter.
fn run_pending(thread: &ThreadState) -> PyResult<()> {
    let remote = &thread.interp().remote;
    for _ in 0..remote.calls.len() {
        let Some(run) = remote.calls.pop() else { break };
        run(thread);
        thread.check_pending()?;
    }
    ladon_vm::signals::run_handlers(thread)
}

capi! {
    fn PyEval_EvalCode(thread, code: Borrowed, globals: Option<Borrowed>, locals: Option<Borrowed>) -> New {
        evaluate(thread, &code, &globals, locals.as_ref().map(Borrowed::value), None)
    }

    fn PyEval_EvalCodeEx(
        thread, code: Is<CodeObject>, globals: Option<Borrowed>, locals: Option<Borrowed>,
        args: *const *mut PyObject, count: c_int, keywords: *const *mut PyObject, keyword_count: c_int,
        defaults: *const *mut PyObject, default_count: c_int, keyword_defaults: Option<Borrowed>,
        closure: Option<Borrowed>,
    ) -> New {
        let closure = closure.as_ref().and_then(|closure| closure.downcast::<Tuple>()).map(Ref::of);
        // SAFETY: B3.
        let (mut args, pairs, defaults) = unsafe {
            (values(args, count), values(keywords, keyword_count.saturating_mul(2)), values(defaults, default_count))
        };
        if args.is_empty() && pairs.is_empty() && defaults.is_empty() {
            return evaluate(thread, code.value(), &globals, locals.as_ref().map(Borrowed::value), closure);
        }
        let Some(globals) = globals.as_ref().and_then(|globals| globals.downcast::<Dict>()) else {
            return Err(err!(thread, SystemError, "PyEval_EvalCodeEx: NULL globals"));
        };
        let function = Function::new(Ref::of(&code), Ref::of(globals), builtins(thread), closure);
        if !defaults.is_empty() {
            function.defaults.set(Some(Tuple::try_from_vec(defaults)?));
        }
        let keyword_defaults = keyword_defaults.as_ref().and_then(|defaults| defaults.downcast::<Dict>());
        function.kwdefaults.set(keyword_defaults.map(Ref::of));
        let names: Vec<Value> = pairs.iter().step_by(2).cloned().collect();
        args.extend(pairs.iter().skip(1).step_by(2).cloned());
        let names = if names.is_empty() { None } else { Some(Tuple::try_from_vec(names)?) };
        let args = ladon_vm::types::define::Args { values: &args, names: names.as_deref() };
        call::call(thread, function.as_value(), args)
    }

    fn PyEval_CallObjectWithKeywords(
        thread, callable: Borrowed, args: Option<Borrowed>, keywords: Option<Borrowed>,
    ) -> New {
        let tuple = match &args {
            None => crate::ownership::no_args(),
            Some(args) => match args.downcast::<Tuple>() {
                Some(tuple) => Ref::of(tuple),
                None => return Err(err!(thread, TypeError, "argument list must be a tuple")),
            },
        };
        let keywords = match &keywords {
            None => None,
            Some(keywords) => match keywords.downcast::<Dict>() {
                Some(keywords) => Some(keywords),
                None => return Err(err!(thread, TypeError, "keyword list must be a dictionary")),
            },
        };
        call::with_dict(thread, &callable, tuple.as_slice(), keywords)
    }

    fn PyEval_GetBuiltins(thread) -> Lent { Ok(Lent::held(&*builtins(thread))) }

    fn PyEval_GetGlobals(thread) -> Lent {
        Ok(frame(thread).map_or(Lent::NULL, |frame| Lent::held(frame.globals())))
    }

    fn PyEval_GetLocals(thread) -> Lent {
        if frame(thread).is_none() {
            return Err(err!(thread, SystemError, "frame does not exist"));
        }
        Ok(Lent::kept(thread, attributes::locals(thread)?))
    }

    fn PyEval_GetFrame(thread) -> Lent {
        Ok(ladon_vm::types::frame::at_depth(thread, 0).map_or(Lent::NULL, |frame| Lent::held_value(thread, &frame)))
    }

    fn PyEval_GetFrameBuiltins(thread) -> New { Ok(builtins(thread)) }

    fn PyEval_GetFrameGlobals(thread) -> New {
        Ok(frame(thread).map(|frame| Value::of(frame.globals())))
    }

    fn PyEval_GetFrameLocals(thread) -> New {
        if frame(thread).is_none() {
            return Err(err!(thread, SystemError, "frame does not exist"));
        }
        attributes::locals(thread)
    }

    fn PyEval_GetFuncName(thread, function: Borrowed) -> Plain<*const c_char> {
        if let Some(name) = name_of(&function) {
            // The function keeps its name.
            return Ok(name.as_bytes().as_ptr().cast());
        }
        if function.is_exact::<NativeFunction>() {
            let name = attr::get_name(thread, &function, "__name__")?;
            let text = name.downcast::<Str>().map_or(ptr::null(), |name| name.as_bytes().as_ptr().cast());
            let _kept = Lent::kept(thread, name);
            return Ok(text);
        }
        Ok(function.type_of().tp_name.get())
    }

    fn PyEval_GetFuncDesc(_thread, function: Borrowed) -> Plain<*const c_char> {
        Ok(if is_function(&function) { c"()" } else { c" object" }.as_ptr())
    }

    fn Py_EnterRecursiveCall(thread, doing: Option<Text>) -> Status {
        thread.check_native_stack(&doing.map_or_else(String::new, |doing| doing.lossy()))
    }

    fn _Py_CheckRecursiveCall(thread, doing: Option<Text>) -> Status {
        thread.check_native_stack(&doing.map_or_else(String::new, |doing| doing.lossy()))
    }

    fn Py_LeaveRecursiveCall(_thread) -> Nothing { Ok(()) }

    fn Py_GetRecursionLimit(thread) -> Plain<i32> { Ok(thread.interp().recursion_limit.get() as i32) }

    fn Py_SetRecursionLimit(thread, limit: c_int) -> Nothing {
        thread.interp().recursion_limit.set(limit.max(1) as u32);
        Ok(())
    }

    fn Py_MakePendingCalls(thread) -> Status { run_pending(thread) }
}

/// # Safety
/// `function` may be called with `argument` on the main interpreter's thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_AddPendingCall(
    function: Option<unsafe extern "C" fn(*mut c_void) -> c_int>,
    argument: *mut c_void,
) -> c_int {
    let (Some(function), Some(main)) = (function, runtime::interpreter(0)) else { return -1 };
    let call = PendingCall { function, argument };
    main.calls.push(Box::new(move |thread| call.run(thread)));
    main.ask(breaker::CALLS);
    0
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_SaveThread() -> *const ThreadState {
    match ThreadState::try_current() {
        Some(thread) => attach::detach(thread),
        None => no_thread("PyEval_SaveThread"),
    }
}

/// # Safety
/// A state that `PyEval_SaveThread` gave.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_RestoreThread(state: *const ThreadState) {
    if !state.is_null() {
        // SAFETY: forwarded.
        unsafe { attach::reattach(state) };
    }
}

/// # Safety
/// A live state that no thread runs under.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyEval_AcquireThread(state: *const ThreadState) {
    // SAFETY: forwarded.
    unsafe { PyEval_RestoreThread(state) };
}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_ReleaseThread(_state: *const ThreadState) {
    PyEval_SaveThread();
}

/// Does nothing: there is no lock without a thread state.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_AcquireLock() {}

/// Does nothing.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_ReleaseLock() {}

/// Does nothing.
#[unsafe(no_mangle)]
pub extern "C" fn PyEval_InitThreads() {}

#[unsafe(no_mangle)]
pub extern "C" fn PyEval_ThreadsInitialized() -> c_int {
    1
}
