//! `import.h`: importing from C.

use crate::boundary::{Borrowed, Lent, New, Plain, Status, Text, optional};
use crate::capi;
use crate::layout::PyObject;
use ladon_vm::object::{attr, call, subscript};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::define::Args;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, List};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{err, import, names};
use std::ffi::{c_char, c_int, c_long};
use std::sync::{Mutex, PoisonError};

/// The init function of a builtin module of C.
pub type InitFunction = unsafe extern "C" fn() -> *mut PyObject;

/// Modules that an embedding program linked in (`PyImport_AppendInittab`): name and init function.
static INITTAB: Mutex<Vec<(String, InitFunction)>> = Mutex::new(Vec::new());

/// The init function that the embedding program gave for a builtin module.
pub fn inittab(name: &str) -> Option<InitFunction> {
    let table = INITTAB.lock().unwrap_or_else(PoisonError::into_inner);
    table.iter().rev().find(|row| row.0 == name).map(|row| row.1)
}

/// Names in the table of the embedding program.
pub fn inittab_names() -> Vec<String> {
    INITTAB.lock().unwrap_or_else(PoisonError::into_inner).iter().map(|row| row.0.clone()).collect()
}

/// Adds a builtin module of C.
pub fn append_inittab(name: &str, init: InitFunction) {
    INITTAB.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), init));
}

/// Imports through `builtins.__import__`, which a program may have replaced, and gives the module of this very name.
fn import(thread: &ThreadState, name: &Value) -> PyResult<Value> {
    let globals = match ladon_vm::eval::current_globals(thread) {
        Some(globals) => globals.clone().into_value(),
        None => Dict::new().into_value(),
    };
    let Some(function) = thread.interp().builtins().get_str(names::get().__import__) else {
        return Err(err!(thread, KeyError, "'__import__'"));
    };
    let fromlist = List::new().into_value();
    let args = [name.clone(), globals.clone(), globals, fromlist, Value::small_unchecked(0)];
    call::call(thread, &function, Args::positional(&args))?;
    match get_module(thread, name)? {
        Some(module) => Ok(module),
        None => Err(ladon_vm::exceptions::make::key_error(thread, name)),
    }
}

fn get_module(thread: &ThreadState, name: &Value) -> PyResult<Option<Value>> {
    thread.interp().modules().get(thread, name)
}

/// The module of this name in `sys.modules`, an empty one if there is none yet.
fn add_module(thread: &ThreadState, name: &Value) -> PyResult<Value> {
    if let Some(module) = get_module(thread, name)?.filter(|found| found.downcast::<Module>().is_some()) {
        return Ok(module);
    }
    let module = Module::with_name(thread, name, None)?.into_value();
    thread.interp().modules().set(thread, name, module.clone())?;
    Ok(module)
}

fn import_level(
    thread: &ThreadState,
    name: &Value,
    globals: Option<&Value>,
    locals: Option<&Value>,
    fromlist: Option<&Value>,
    level: c_int,
) -> PyResult<Value> {
    import::import_name(thread, name, globals, locals, fromlist, i64::from(level))
}

/// Runs a code object as the module of this name.
fn exec_code(
    thread: &ThreadState,
    name: &Value,
    code: &Value,
    path: Option<&Value>,
    cached: Option<&Value>,
) -> PyResult<Value> {
    let module = add_module(thread, name)?;
    let dict = match module.downcast::<Module>() {
        Some(module) => module.dict(),
        None => return Err(crate::boundary::bad_internal_call(thread)),
    };
    if dict.get_str(names::get().__builtins__).is_none() {
        dict.set_str(names::get().__builtins__, thread.interp().builtins().into_value())?;
    }
    let file = match path {
        Some(path) => path.clone(),
        None => attr::get_name(thread, code, "co_filename")?,
    };
    dict.set_name("__file__", file);
    if let Some(cached) = cached {
        dict.set_name("__cached__", cached.clone());
    }
    let Some(code) = code.downcast::<CodeObject>() else { return Err(crate::boundary::bad_internal_call(thread)) };
    if let Err(raised) = ladon_vm::eval::call::run_body(thread, &Ref::of(code), &dict, None, None) {
        thread.interp().modules().remove(thread, name)?;
        return Err(raised);
    }
    match get_module(thread, name)? {
        Some(module) => Ok(module),
        None => {
            let shown = ladon_vm::object::repr::str_lossy(thread, name);
            Err(err!(thread, ImportError, "Loaded module '{shown}' not found in sys.modules"))
        }
    }
}

fn file_name(name: Option<Text>) -> PyResult<Option<Value>> {
    match name {
        Some(name) => Ok(Some(import::path::decode(name.bytes())?.into_value())),
        None => Ok(None),
    }
}

/// The finder for a path: from the cache, else the first hook that takes it.
fn importer(thread: &ThreadState, path: &Value) -> PyResult<Value> {
    let attribute = |name: &str| match thread.interp().sys_attr(name) {
        Some(found) => Ok(found),
        None => Err(err!(thread, RuntimeError, "unable to get sys.{name}")),
    };
    let (cache, hooks) = (attribute("path_importer_cache")?, attribute("path_hooks")?);
    if let Some(cache) = cache.downcast::<Dict>()
        && let Some(found) = cache.get(thread, path)?
    {
        return Ok(found);
    }
    for hook in ladon_vm::object::iter::collect(thread, &hooks)? {
        let made = call::positional(thread, &hook, std::slice::from_ref(path));
        if let Some(finder) = ladon_vm::raise::caught(thread, made, &ladon_vm::exceptions::ImportError)? {
            subscript::set(thread, &cache, path, &finder)?;
            return Ok(finder);
        }
    }
    Ok(Value::none())
}

/// What is in front of a `.pyc` (3.14).
const MAGIC: c_long = 3627 | 0x0A0D_0000;

capi! {
    fn PyImport_Import(thread, name: Borrowed) -> New { import(thread, &name) }

    fn PyImport_ImportModule(thread, name: Text) -> New { import(thread, name.interned(thread)?.as_value()) }

    fn PyImport_ImportModuleNoBlock(thread, name: Text) -> New { import(thread, name.interned(thread)?.as_value()) }

    fn PyImport_ImportModuleLevelObject(
        thread,
        name: Borrowed,
        globals: Option<Borrowed>,
        locals: Option<Borrowed>,
        fromlist: Option<Borrowed>,
        level: c_int,
    ) -> New {
        import_level(thread, &name, optional(&globals), optional(&locals), optional(&fromlist), level)
    }

    fn PyImport_ImportModuleLevel(
        thread,
        name: Text,
        globals: Option<Borrowed>,
        locals: Option<Borrowed>,
        fromlist: Option<Borrowed>,
        level: c_int,
    ) -> New {
        let name = name.interned(thread)?;
        import_level(thread, name.as_value(), optional(&globals), optional(&locals), optional(&fromlist), level)
    }

    fn PyImport_ReloadModule(thread, module: Borrowed) -> New {
        let reload = import::import_attribute(thread, "importlib", "reload")?;
        call::positional(thread, &reload, &[module.owned()])
    }

    /// `sys.modules[name]`; NULL without an exception when there is none.
    fn PyImport_GetModule(thread, name: Borrowed) -> New { get_module(thread, &name) }

    fn PyImport_GetModuleDict(thread) -> Lent { Ok(Lent::held(&*thread.interp().modules())) }

    fn PyImport_AddModuleObject(thread, name: Borrowed) -> Lent {
        let module = add_module(thread, &name)?;
        Ok(Lent::held_value(thread, &module))
    }

    fn PyImport_AddModule(thread, name: Text) -> Lent {
        let module = add_module(thread, name.interned(thread)?.as_value())?;
        Ok(Lent::held_value(thread, &module))
    }

    fn PyImport_AddModuleRef(thread, name: Text) -> New { add_module(thread, name.interned(thread)?.as_value()) }

    fn PyImport_ExecCodeModule(thread, name: Text, code: Borrowed) -> New {
        exec_code(thread, name.interned(thread)?.as_value(), &code, None, None)
    }

    fn PyImport_ExecCodeModuleEx(thread, name: Text, code: Borrowed, path: Option<Text>) -> New {
        let path = file_name(path)?;
        exec_code(thread, name.interned(thread)?.as_value(), &code, path.as_ref(), None)
    }

    fn PyImport_ExecCodeModuleWithPathnames(
        thread,
        name: Text,
        code: Borrowed,
        path: Option<Text>,
        cached: Option<Text>,
    ) -> New {
        let (path, cached) = (file_name(path)?, file_name(cached)?);
        exec_code(thread, name.interned(thread)?.as_value(), &code, path.as_ref(), cached.as_ref())
    }

    fn PyImport_ExecCodeModuleObject(
        thread,
        name: Borrowed,
        code: Borrowed,
        path: Option<Borrowed>,
        cached: Option<Borrowed>,
    ) -> New {
        exec_code(thread, &name, &code, optional(&path), optional(&cached))
    }

    fn PyImport_GetImporter(thread, path: Borrowed) -> New { importer(thread, &path) }

    fn PyImport_GetMagicNumber(_thread) -> Plain<c_long> { Ok(MAGIC) }

    fn PyImport_GetMagicTag(_thread) -> Plain<*const c_char> { Ok(c"ladon-314".as_ptr()) }

    /// 0: there are no frozen modules.
    fn PyImport_ImportFrozenModule(_thread, _name: Text) -> Status { Ok(()) }

    fn PyImport_ImportFrozenModuleObject(_thread, _name: Borrowed) -> Status { Ok(()) }
}

/// Adds a builtin module; to be called before the runtime starts.
///
/// # Safety
/// `name` is a C string, `init` an init function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyImport_AppendInittab(name: *const c_char, init: Option<InitFunction>) -> c_int {
    let (false, Some(init)) = (name.is_null(), init) else { return -1 };
    // SAFETY: the caller's promise.
    append_inittab(&unsafe { std::ffi::CStr::from_ptr(name) }.to_string_lossy(), init);
    0
}
