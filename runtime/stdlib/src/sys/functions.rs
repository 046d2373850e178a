//! Functions of `sys` that ask or set something.

use super::{info, lazy_attribute, number};
use crate::define::{int_arg, text};
use ladon_vm::err;
use ladon_vm::exceptions::{self, BaseExceptionObject};
use ladon_vm::object::{attr, call};
use ladon_vm::raise::{PyResult, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::int::text::{SMALLEST_DIGIT_LIMIT, digit_limit, set_digit_limit};
use ladon_vm::types::str::intern;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::Value;
use std::cell::{Cell, RefCell};

/// What an interpreter keeps for `sys`.
#[derive(Default)]
pub struct SysState {
    switch_interval: Cell<Option<f64>>,
    dlopen_flags: Cell<Option<i64>>,
    coroutine_depth: Cell<i64>,
    asyncgen: RefCell<(Option<Value>, Option<Value>)>,
}

crate::functions! {
    pub fn defs {
        "exit(status=None, /)" => sys_exit, "Leave the interpreter by raising SystemExit(status).";
        "exc_info()" => sys_exc_info, "Return (type, value, traceback) of the exception being handled.";
        "exception()" => sys_exception, "Return the exception being handled.";
        "getrefcount(object, /)" => sys_getrefcount, "Return the reference count of an object.";
        "getsizeof(object, default=None)" => sys_getsizeof, "Return the size of an object in bytes.";
        "getrecursionlimit()" => sys_getrecursionlimit, "Return how deep calls may nest.";
        "setrecursionlimit(limit, /)" => sys_setrecursionlimit, "Set how deep calls may nest.";
        "intern(string, /)" => sys_intern, "Return the interned string with this text.";
        "_is_interned(string, /)" => sys_is_interned, "Return whether a string is interned.";
        "getdefaultencoding()" => |_, _| text("utf-8"), "Return the encoding that str.encode uses.";
        "getfilesystemencoding()" => |_, _| text("utf-8"), "Return the encoding of file names.";
        "getfilesystemencodeerrors()" => |_, _| text("surrogateescape"), "Return the error handler of file names.";
        "set_int_max_str_digits(maxdigits)" => sys_set_int_max_str_digits, "Limit the digits of ints read and printed.";
        "get_int_max_str_digits()" => sys_get_int_max_str_digits, "Return the limit on digits of ints.";
        "getswitchinterval()" => sys_getswitchinterval, "Return how long a thread runs before others get a turn.";
        "setswitchinterval(interval, /)" => sys_setswitchinterval, "Set how long a thread runs before others get a turn.";
        "is_finalizing()" => sys_is_finalizing, "Return whether the interpreter is ending.";
        "_is_gil_enabled()" => |_, _| Ok(Value::bool(true)), "Return whether threads of an interpreter take turns.";
        "getdlopenflags()" => sys_getdlopenflags, "Return the flags for opening native modules.";
        "setdlopenflags(flags, /)" => sys_setdlopenflags, "Set the flags for opening native modules.";
        "settrace(function, /)" => sys_settrace, "Not supported.";
        "setprofile(function, /)" => sys_setprofile, "Not supported.";
        "gettrace()" => |_, _| Ok(Value::none()), "Return the trace function: there is none.";
        "getprofile()" => |_, _| Ok(Value::none()), "Return the profile function: there is none.";
        "_settraceallthreads(function, /)" => sys_settrace, "Not supported.";
        "_setprofileallthreads(function, /)" => sys_setprofile, "Not supported.";
        "call_tracing(func, args, /)" => sys_call_tracing, "Call func(*args).";
        "_getframe(depth=0, /)" => sys_getframe, "Return a frame of the call stack.";
        "_getframemodulename(depth=0)" => sys_getframemodulename, "Return the name of the module a frame runs in.";
        "_current_frames()" => |_, _| Ok(Dict::new().into_value()), "Return the frames of all threads.";
        "_current_exceptions()" => |_, _| Ok(Dict::new().into_value()), "Return the exceptions of all threads.";
        "_clear_type_cache()" => |_, _| Ok(Value::none()), "Does nothing.";
        "_clear_type_descriptors(type, /)" => sys_clear_type_descriptors, "Take __dict__ and __weakref__ out of a class.";
        "_is_immortal(op, /)" => |_, args| {
            Ok(Value::bool(args.value(0).as_object().is_none_or(|head| head.is_immortal())))
        }, "Whether an object is never freed.";
        "_clear_internal_caches()" => |_, _| Ok(Value::none()), "Does nothing.";
        "_debugmallocstats()" => |_, _| Ok(Value::none()), "Does nothing.";
        "getallocatedblocks()" => sys_getallocatedblocks, "Return how many objects are allocated.";
        "getunicodeinternedsize(*, _only_immortal=False)" => sys_internedsize, "Return how many strings are interned.";
        "activate_stack_trampoline(backend, /)" => sys_trampoline, "Not supported.";
        "deactivate_stack_trampoline()" => |_, _| Ok(Value::none()), "Does nothing.";
        "is_stack_trampoline_active()" => |_, _| Ok(Value::bool(false)), "Return False.";
        "get_coroutine_origin_tracking_depth()" => sys_get_depth, "Return how many frames coroutines remember.";
        "set_coroutine_origin_tracking_depth(depth)" => sys_set_depth, "Set how many frames coroutines remember.";
        "get_asyncgen_hooks()" => sys_get_asyncgen_hooks, "Return the hooks of asynchronous generators.";
        "set_asyncgen_hooks(firstiter=None, finalizer=None)" => sys_set_asyncgen_hooks, "Set the hooks of asynchronous generators.";
        "_get_cpu_count_config()" => |_, _| Ok(int::from_i64(-1)), "Return the count of processors to assume.";
        "__getattr__(name, /)" => sys_getattr, "Make attributes that few ask for.";
    }
}

fn sys_getattr(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = args.value(0).downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
    if let Some(made) = lazy_attribute(thread, &name)? {
        return Ok(made);
    }
    let message = format!("module 'sys' has no attribute '{name}'");
    let sys = thread.interp().modules().get_name("sys").unwrap_or_else(Value::none);
    let text = Str::try_new(&name)?;
    Err(attr::attribute_error(thread, &message, &sys, &text))
}

fn sys_exit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let items = match args.some(0) {
        None => Vec::new(),
        Some(status) => match status.exact::<Tuple>() {
            Some(tuple) => tuple.as_slice().to_vec(),
            None => vec![status.clone()],
        },
    };
    Err(thread.raise(exceptions::new_with_args(&exceptions::SystemExit, items).into_value()))
}

fn sys_exc_info(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let items = match thread.handled.get() {
        None => vec![Value::none(), Value::none(), Value::none()],
        Some(exception) => {
            let traceback = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.traceback.get());
            let class = exception.type_of().as_value();
            vec![class, exception, traceback.unwrap_or_else(Value::none)]
        }
    };
    Ok(Tuple::new(items).into_value())
}

fn sys_exception(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(thread.handled.get().unwrap_or_else(Value::none))
}

fn sys_getrefcount(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(match args.value(0).as_object() {
        Some(head) if !head.is_immortal() => number(head.refcount.get() as i64),
        _ => number(0xC000_0000),
    })
}

fn sys_getsizeof(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let object = args.value(0);
    let name = intern::intern_text("__sizeof__");
    let sized = match attr::lookup_special(thread, object, &name)? {
        Some(method) => call::positional(thread, &method, &[]),
        None => Err(err!(thread, TypeError, "Type {} doesn't define __sizeof__", object.type_of().short_name())),
    };
    let size = match args.get(1) {
        Some(default) => match caught(thread, sized, &exceptions::TypeError)? {
            Some(size) => size,
            None => return Ok(default.clone()),
        },
        None => sized?,
    };
    let size = int_arg(thread, &size)?;
    if size < 0 {
        return Err(err!(thread, ValueError, "__sizeof__() should return >= 0"));
    }
    let head = if object.type_of().has_flag(flags::HAVE_GC) { 16 } else { 0 };
    Ok(number(size.saturating_add(head)))
}

fn sys_getrecursionlimit(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(number(i64::from(thread.interp().recursion_limit.get())))
}

fn sys_setrecursionlimit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let limit = int_arg(thread, args.value(0))?;
    if limit < 1 {
        return Err(err!(thread, ValueError, "recursion limit must be greater or equal than 1"));
    }
    let depth = i64::from(thread.depth.get());
    if depth >= limit {
        let message = "cannot set the recursion limit to";
        return Err(err!(
            thread,
            RecursionError,
            "{message} {limit} at the recursion depth {depth}: the limit is too low"
        ));
    }
    thread.interp().recursion_limit.set(u32::try_from(limit).unwrap_or(u32::MAX));
    Ok(Value::none())
}

fn sys_intern(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    match (value.exact::<Str>(), value.downcast::<Str>()) {
        (Some(name), _) => Ok(intern::intern(thread, name).into_value()),
        (None, Some(_)) => Err(err!(thread, TypeError, "can't intern {}", value.type_of().short_name())),
        (None, None) => {
            let name = value.type_of().short_name();
            Err(err!(thread, TypeError, "intern() argument must be str, not {name}"))
        }
    }
}

fn sys_is_interned(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(args.value(0).downcast::<Str>().is_some_and(Str::is_interned)))
}

fn sys_set_int_max_str_digits(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let digits = int_arg(thread, args.value(0))?;
    match usize::try_from(digits) {
        Ok(digits) if digits == 0 || digits >= SMALLEST_DIGIT_LIMIT => set_digit_limit(thread, digits),
        _ => {
            return Err(err!(thread, ValueError, "maxdigits must be 0 or larger than {SMALLEST_DIGIT_LIMIT}"));
        }
    }
    Ok(Value::none())
}

fn sys_get_int_max_str_digits(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(digit_limit(thread)))
}

fn sys_getswitchinterval(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(Value::float(thread.interp().state::<SysState>().switch_interval.get().unwrap_or(0.005)))
}

fn sys_setswitchinterval(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let interval = ladon_vm::object::number::to_f64(thread, args.value(0))?;
    if interval <= 0.0 || interval.is_nan() {
        return Err(err!(thread, ValueError, "switch interval must be strictly positive"));
    }
    thread.interp().state::<SysState>().switch_interval.set(Some(interval));
    Ok(Value::none())
}

fn sys_is_finalizing(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(thread.interp().finalizing.get()))
}

fn sys_getdlopenflags(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(number(thread.interp().state::<SysState>().dlopen_flags.get().unwrap_or(i64::from(libc::RTLD_NOW))))
}

fn sys_setdlopenflags(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = int_arg(thread, args.value(0))?;
    thread.interp().state::<SysState>().dlopen_flags.set(Some(value));
    Ok(Value::none())
}

fn sys_settrace(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    not_supported(thread, args, "settrace")
}

fn sys_setprofile(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    not_supported(thread, args, "setprofile")
}

fn not_supported(thread: &ThreadState, args: Bound<'_>, name: &str) -> PyResult<Value> {
    if args.value(0).is_none() {
        return Ok(Value::none());
    }
    Err(err!(thread, NotImplementedError, "sys.{name}() is not supported by ladon"))
}

fn sys_trampoline(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Err(err!(thread, ValueError, "perf trampoline not available"))
}

fn sys_call_tracing(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(items) = args.value(1).downcast::<Tuple>() else {
        return Err(err!(thread, TypeError, "call_tracing() argument 2 must be tuple"));
    };
    call::positional(thread, args.value(0), items.as_slice())
}

/// The frame that lies `depth` Python frames above the caller.
fn frame_at(thread: &ThreadState, depth: usize) -> Option<&ladon_vm::eval::frame::Frame> {
    // SAFETY: frames of the running thread stay alive while this native function runs.
    let mut frame = unsafe { thread.frame.get().as_ref() };
    for _ in 0..depth {
        frame = frame?.caller();
    }
    frame
}

fn depth_arg(thread: &ThreadState, args: Bound<'_>) -> PyResult<usize> {
    let Some(depth) = args.get(0) else { return Ok(0) };
    let depth = int::as_i64(&ladon_vm::object::number::index(thread, depth)?);
    match depth.and_then(|depth| i32::try_from(depth).ok()) {
        Some(depth) => Ok(depth.max(0) as usize),
        None => Err(err!(thread, OverflowError, "Python int too large to convert to C int")),
    }
}

fn sys_getframe(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    match ladon_vm::types::frame::at_depth(thread, depth_arg(thread, args)?) {
        Some(frame) => Ok(frame),
        None => Err(err!(thread, ValueError, "call stack is not deep enough")),
    }
}

fn sys_getframemodulename(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(frame) = frame_at(thread, depth_arg(thread, args)?) else { return Ok(Value::none()) };
    let globals: &Dict = frame.globals();
    Ok(globals.get_str(ladon_vm::names::get().__name__).unwrap_or_else(Value::none))
}

fn sys_getallocatedblocks(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let mut count = 0;
    thread.interp().heap().for_each_object(|_| count += 1);
    Ok(number(count))
}

fn sys_internedsize(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(thread.interp().interned.len()))
}

fn sys_get_depth(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(number(thread.interp().state::<SysState>().coroutine_depth.get()))
}

fn sys_set_depth(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let depth = int_arg(thread, args.value(0))?;
    if depth < 0 {
        return Err(err!(thread, ValueError, "depth must be >= 0"));
    }
    thread.interp().state::<SysState>().coroutine_depth.set(depth);
    Ok(Value::none())
}

/// For `dataclass(slots=True)`, which makes a class anew from the namespace of another.
fn sys_clear_type_descriptors(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(class) = args.value(0).downcast::<Type>() else {
        let found = args.value(0).type_of().short_name();
        return Err(err!(thread, TypeError, "argument must be a type, not {found}"));
    };
    let Some(dict) = class.dict.get().filter(|_| class.is_heap_type() && !class.has_flag(flags::IMMUTABLETYPE)) else {
        return Err(err!(thread, TypeError, "argument is immutable"));
    };
    for name in ["__dict__", "__weakref__"] {
        dict.remove_str(&intern::intern_text(name));
    }
    attr::type_changed(thread, class);
    Ok(Value::none())
}

fn sys_get_asyncgen_hooks(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let (first, finalizer) = thread.interp().state::<SysState>().asyncgen.borrow().clone();
    info::asyncgen_hooks(first.unwrap_or_else(Value::none), finalizer.unwrap_or_else(Value::none))
}

fn sys_set_asyncgen_hooks(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    for (index, name) in [(0, "firstiter"), (1, "finalizer")] {
        if let Some(hook) = args.some(index)
            && hook.type_of().slots.call.get().is_none()
        {
            let ty = hook.type_of().short_name();
            return Err(err!(thread, TypeError, "callable {name} expected, got {ty}"));
        }
    }
    let state = thread.interp().state::<SysState>();
    let mut hooks = state.asyncgen.borrow().clone();
    if let Some(first) = args.get(0) {
        hooks.0 = Some(first.clone());
    }
    if let Some(finalizer) = args.get(1) {
        hooks.1 = Some(finalizer.clone());
    }
    let old = state.asyncgen.replace(hooks);
    drop(old);
    Ok(Value::none())
}
