//! The beginning and the end of interpreters.
//!
//! The end follows CPython's order (facts/import-semantics §2.7) where Python can see it: threads, `atexit`, modules
//! cleared latest first, garbage collected. Then the heap goes as a whole, whatever is still referenced.

use crate::exceptions::report;
use crate::hooks;
use crate::interpreter::{Config, Interpreter};
use crate::names;
use crate::object::{attr, call, collect};
use crate::raise::PyResult;
use crate::runtime;
use crate::thread::ThreadState;
use crate::types::module::Module;
use crate::types::native::NativeFunction;
use crate::types::{Dict, Str, Type};
use crate::value::{ObjectPtr, Ref, Value};
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

/// An interpreter and the state of the thread that made it.
pub struct Running {
    /// Dropped before the interpreter.
    thread: Option<Box<ThreadState>>,
    interp: NonNull<Interpreter>,
}

// SAFETY: used by one thread at a time, under the interpreter's lock (H3): every way in goes through `with`.
unsafe impl Send for Running {}

/// What is left when an interpreter ends: for the census.
#[derive(Clone, Copy, Debug, Default)]
pub struct Census {
    /// Objects alive after modules were cleared and garbage collected: leaked by native code, or kept by the runtime.
    pub objects: usize,
    pub bytes: usize,
}

impl Running {
    /// Makes an interpreter and sets up `builtins`, `sys` and importing.
    pub fn new(config: Config) -> Result<Running, String> {
        let interp = NonNull::from(Box::leak(runtime::new_interpreter(config)));
        // SAFETY: freed by `end`, after the thread state.
        let thread = unsafe { ThreadState::new(interp) };
        let running = Running { thread: Some(thread), interp };
        running.with(|thread| match set_up(thread) {
            Ok(()) => Ok(()),
            Err(raised) => {
                let exception = thread.take_raised(raised);
                Err(crate::exceptions::display::format_exception(thread, &exception))
            }
        })?;
        Ok(running)
    }

    pub fn interpreter(&self) -> &Interpreter {
        // SAFETY: freed by `end` only.
        unsafe { self.interp.as_ref() }
    }

    /// Runs `body` in the interpreter, holding its lock.
    pub fn with<R>(&self, body: impl FnOnce(&ThreadState) -> R) -> R {
        let thread = self.thread.as_ref().expect("running");
        // SAFETY: both outlive the call.
        unsafe { crate::interpreter::with_thread(thread, body) }
    }

    /// As [`Running::with`] on a thread that did not make the interpreter: with a state of its own.
    pub fn with_new_thread<R>(&self, body: impl FnOnce(&ThreadState) -> R) -> R {
        // SAFETY: the interpreter outlives the call.
        let thread = unsafe { ThreadState::new(self.interp) };
        // SAFETY: as above.
        unsafe { crate::interpreter::with_thread(&thread, body) }
    }

    /// The state that was made with the interpreter.
    pub fn thread(&self) -> &ThreadState {
        self.thread.as_ref().expect("running")
    }

    /// Ends the interpreter: finalizers run, then everything is freed.
    pub fn end(mut self) -> Census {
        self.finish()
    }

    fn finish(&mut self) -> Census {
        let Some(thread) = self.thread.take() else { return Census::default() };
        let id = self.interpreter().id;
        thread.adopt_stack();
        // SAFETY: both outlive the call.
        let census = unsafe { crate::interpreter::with_thread(&thread, tear_down) };
        drop(thread);
        runtime::forget_interpreter(id);
        if !self.interpreter().remote.keep_memory.load(Ordering::Acquire) {
            // SAFETY: made by `new`; no thread runs in it any more.
            drop(unsafe { Box::from_raw(self.interp.as_ptr()) });
            if id != 0 {
                ladon_heap::arena::give_back();
            }
        }
        if let Some(hooks) = hooks::get() {
            (hooks.after_end)(id);
        }
        census
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After a panic the lock may be held for good: what is left is the message.
        if std::thread::panicking() {
            return;
        }
        self.finish();
    }
}

fn set_up(thread: &ThreadState) -> PyResult<()> {
    let interp = thread.interp();
    let modules = Dict::new();
    interp.modules.set(Some(modules.clone()));
    let builtins = Module::new(thread, "builtins")?;
    interp.builtins.set(Some(builtins.dict()));
    fill_builtins(&builtins)?;
    modules.set_str(names::get().builtins, builtins.into_value())?;
    if let Some(init) = crate::import::library::builtin("sys") {
        let sys = init(thread)?;
        interp.sys.set(Some(sys.dict()));
        modules.set_name("sys", sys.into_value());
    }
    crate::import::start(thread);
    let main = Module::new(thread, "__main__")?;
    let dict = main.dict();
    dict.set_str(names::get().__builtins__, modules.get_str(names::get().builtins).unwrap_or_else(Value::none))?;
    modules.set_str(names::get().__main__, main.into_value())?;
    Ok(())
}

/// Functions, types, exceptions and constants of `builtins`.
fn fill_builtins(module: &Ref<Module>) -> PyResult<()> {
    let dict = module.dict();
    for def in builtin_defs() {
        dict.set_name(def.name, NativeFunction::new(def, None, Some(module.as_value().clone())).into_value());
    }
    for ty in builtin_types() {
        dict.set_name(&ty.short_name(), ty.as_value());
    }
    for (name, ty) in crate::exceptions::all() {
        dict.set_name(name, ty.as_value());
    }
    for alias in ["EnvironmentError", "IOError"] {
        dict.set_name(alias, crate::exceptions::OSError.as_value());
    }
    dict.set_name("None", Value::none());
    dict.set_name("True", Value::bool(true));
    dict.set_name("False", Value::bool(false));
    dict.set_name("NotImplemented", Value::not_implemented());
    dict.set_name("Ellipsis", Value::ellipsis());
    dict.set_name("__debug__", Value::bool(true));
    Ok(())
}

fn builtin_defs() -> &'static [&'static crate::types::define::NativeDef] {
    static DEFS: std::sync::OnceLock<Vec<&'static crate::types::define::NativeDef>> = std::sync::OnceLock::new();
    DEFS.get_or_init(|| {
        let mut defs = crate::builtins::defs();
        defs.extend(crate::builtins::execute::defs());
        defs
    })
}

fn builtin_types() -> Vec<&'static Type> {
    use crate::types as t;
    use crate::types::typeobject::type_of;
    vec![
        t::object::object_type(),
        t::class::type_type(),
        type_of::<t::Int>(),
        t::bool::bool_type(),
        type_of::<t::Float>(),
        t::complex::complex_type(),
        type_of::<t::Str>(),
        t::bytes::bytes_type(),
        t::bytes::bytearray_type(),
        t::memoryview::memoryview_type(),
        type_of::<t::List>(),
        type_of::<t::Tuple>(),
        type_of::<Dict>(),
        type_of::<t::set::Set>(),
        type_of::<t::set::FrozenSet>(),
        t::slice::slice_type(),
        t::range::range_type(),
        type_of::<t::enumerate::Enumerate>(),
        type_of::<t::itertools_builtin::zip::Zip>(),
        type_of::<t::itertools_builtin::map::Map>(),
        type_of::<t::itertools_builtin::filter::Filter>(),
        type_of::<t::itertools_builtin::reversed::Reversed>(),
        type_of::<t::property::Property>(),
        type_of::<t::descriptor::ClassMethod>(),
        type_of::<t::descriptor::StaticMethod>(),
        t::superobject::super_type(),
    ]
}

fn report_and_drop(thread: &ThreadState, result: PyResult<Value>, doing: &str) {
    if let Err(raised) = result {
        report::unraisable_with(thread, raised, Some(doing), None);
    }
}

/// Waits for threads, runs exit handlers, flushes: what the end of a program promises.
pub fn run_exit_handlers(thread: &ThreadState) {
    let modules = thread.interp().modules();
    if let Some(threading) = modules.get_name("threading") {
        let joined = call::method(thread, &threading, "_shutdown", &[]);
        report_and_drop(thread, joined, "on threading shutdown");
    }
    if let Some(atexit) = modules.get_name("atexit") {
        let ran = call::method(thread, &atexit, "_run_exitfuncs", &[]);
        report_and_drop(thread, ran, "in atexit callback");
    }
    if thread.interp().is_main() {
        crate::spawn::end_all(thread);
    }
    flush_streams(thread);
}

/// Flushes `sys.stdout` and `sys.stderr`; false when stdout could not be written.
pub fn flush_streams(thread: &ThreadState) -> bool {
    let mut ok = true;
    for name in ["stdout", "stderr"] {
        let Some(stream) = thread.interp().sys_attr(name).filter(|stream| !stream.is_none()) else { continue };
        if let Err(raised) = call::method(thread, &stream, "flush", &[]) {
            if name == "stdout" {
                report::unraisable_with(thread, raised, Some("while flushing sys.stdout"), Some(&stream));
                ok = false;
            } else {
                drop(thread.take_raised(raised));
            }
        }
    }
    ok
}

fn tear_down(thread: &ThreadState) -> Census {
    let interp = thread.interp();
    run_exit_handlers(thread);
    interp.finalizing.set(true);
    interp.remote.closing.store(crate::sync::thread_ident(), Ordering::Release);
    if let Some(hooks) = hooks::get() {
        (hooks.before_end)(thread);
    }
    clear_modules(thread);
    drop(thread.handled.take());
    drop(thread.dict.take());
    drop(thread.lent.take_all());
    collect::collect(thread);
    interp.boxes.close();
    interp.drop_state();
    collect::collect(thread);
    let mut census = Census::default();
    interp.heap().for_each_object(|object| {
        census.objects += 1;
        end_object(object);
    });
    census.bytes = interp.heap().usage().bytes;
    // Under the lock: whoever waits for it must see it.
    interp.remote.interpreter.store(std::ptr::null_mut(), Ordering::Release);
    interp.remote.ended.store(true, Ordering::Release);
    census
}

fn end_object(object: ObjectPtr) {
    // SAFETY: E1: a live object.
    let ty: &Type = unsafe { &*object.as_ref().type_word.get().cast() };
    if let Some(end) = ty.slots.end.get() {
        end(object);
    }
}

/// Empties `sys.modules`, then the dicts of modules that are still alive, latest import first.
fn clear_modules(thread: &ThreadState) {
    let interp = thread.interp();
    let Some(modules) = interp.modules.get() else { return };
    // The last traceback keeps variables alive that should go before the modules do.
    if let Some(sys) = interp.sys.get() {
        for name in ["last_exc", "last_type", "last_value", "last_traceback"] {
            if sys.get_name(name).is_some() {
                sys.set_name(name, Value::none());
            }
        }
    }
    let entries = modules.snapshot();
    let keep =
        |name: &Value| name.downcast::<Str>().is_some_and(|name| matches!(name.as_bytes(), b"sys" | b"builtins"));
    // Names that reach far are cut first, as `__main__` is.
    for (name, module) in entries.iter().rev().filter(|(name, _)| !keep(name)) {
        let _ = modules.set(thread, name, Value::none());
        let main = name.downcast::<Str>().is_some_and(|name| name.as_bytes() == b"__main__");
        if main {
            clear_module_dict(thread, module);
        }
    }
    collect::collect(thread);
    let mut weak: Vec<Value> = entries.into_iter().rev().filter(|(name, _)| !keep(name)).map(|pair| pair.1).collect();
    for module in &weak {
        clear_module_dict(thread, module);
    }
    weak.clear();
    modules.clear();
    collect::collect(thread);
    for cell in [&interp.sys, &interp.builtins] {
        if let Some(dict) = cell.get() {
            dict.clear();
        }
    }
    interp.sys.set(None);
    interp.modules.set(None);
    collect::collect(thread);
    interp.builtins.set(None);
}

/// Sets a module's variables to None: names with one leading underscore first, then all but `__builtins__`.
fn clear_module_dict(thread: &ThreadState, module: &Value) {
    let Some(dict) = attr::dict_slot(module).flatten() else { return };
    for private in [true, false] {
        for (name, _) in dict.snapshot() {
            let Some(text) = name.downcast::<Str>() else { continue };
            let bytes = text.as_bytes();
            let is_private = bytes.first() == Some(&b'_') && bytes.get(1) != Some(&b'_');
            if bytes != b"__builtins__" && (is_private == private) {
                let _ = dict.set(thread, &name, Value::none());
            }
        }
    }
}
