//! Making modules from their specs and running them.

use crate::err;
use crate::exceptions::{self, make};
use crate::import::code_cache::{self, Stamp};
use crate::import::finders::BuiltinImporter;
use crate::import::library;
use crate::import::loaders::{self, ExtensionFileLoader, NamespaceLoader, SourceFileLoader};
use crate::import::spec::ModuleSpec;
use crate::names as vm_names;
use crate::object::{attr, call};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::Builtin;
use crate::types::module::Module;
use crate::types::{Dict, Str, Type};
use crate::value::{Ref, Value};
use ladon_bytecode::Code;
use std::sync::Arc;

/// Runs a module body in its namespace.
pub fn execute(thread: &ThreadState, code: Arc<Code>, globals: &Ref<Dict>) -> PyResult<()> {
    let builtins = vm_names::get().__builtins__;
    if globals.get_str(builtins).is_none() {
        globals.set_str(builtins, thread.interp().builtins().into_value())?;
    }
    crate::eval::run_code(thread, &CodeObject::new(code), globals, None)?;
    Ok(())
}

/// The code of a source, from the process-wide cache where possible.
pub fn source_code(thread: &ThreadState, file: &Str) -> PyResult<Arc<Code>> {
    let name = file.to_string_lossy();
    let mut stamp = Stamp { modified: None, size: 0 };
    if library::inner_path(&name).is_none() {
        let data = std::fs::metadata(super::path::to_path(file))
            .map_err(|error| make::io_error(thread, &error, Some(&Value::of(file))))?;
        stamp = Stamp { modified: data.modified().ok(), size: data.len() };
    }
    code_cache::get(thread, &name, &stamp, || loaders::read(thread, file))
}

/// Makes the module of a spec, enters it into `sys.modules` and runs it.
pub fn load(thread: &ThreadState, name: &Str, spec: &Value) -> PyResult<Value> {
    let Some(own) = spec.exact::<ModuleSpec>() else { return load_generic(thread, name, spec) };
    let Some(loader) = own.loader.get().filter(|loader| !loader.is_none()) else {
        return load_generic(thread, name, spec);
    };
    if let Some(loader) = loader.exact::<SourceFileLoader>() {
        return load_source(thread, name, own, loader);
    }
    if loader.exact::<ExtensionFileLoader>().is_some() {
        return load_extension(thread, name, own);
    }
    if loader.exact::<Type>().is_some_and(|class| class.is(BuiltinImporter::type_object())) {
        return load_builtin(thread, name, own);
    }
    if loader.exact::<NamespaceLoader>().is_some() {
        let module = Module::with_name(thread, &Value::of(name), None)?;
        set_attributes(thread, module.as_value(), spec)?;
        thread.interp().modules().set_str(name, module.as_value().clone())?;
        return Ok(module.into_value());
    }
    load_generic(thread, name, spec)
}

fn load_source(thread: &ThreadState, name: &Str, spec: &ModuleSpec, loader: &SourceFileLoader) -> PyResult<Value> {
    let Some(file) = loader.file() else { return Err(err!(thread, TypeError, "the loader's path must be a str")) };
    let module = Module::with_name(thread, &Value::of(name), None)?;
    set_own_attributes(&module, spec)?;
    let run = || {
        let code = source_code(thread, &file)?;
        execute(thread, code, &module.dict())
    };
    initialize(thread, name, spec, module.as_value(), run)
}

/// Enters a module into `sys.modules` while `run` runs it; takes it out again when that fails.
fn initialize(
    thread: &ThreadState,
    name: &Str,
    spec: &ModuleSpec,
    module: &Value,
    run: impl FnOnce() -> PyResult<()>,
) -> PyResult<Value> {
    let modules = thread.interp().modules();
    spec.initializing.set(true);
    modules.set_str(name, module.clone())?;
    let result = run();
    spec.initializing.set(false);
    match result {
        Ok(()) => registered(thread, name),
        Err(raised) => {
            drop(modules.remove_str(name));
            Err(raised)
        }
    }
}

/// The module as it stands in `sys.modules` now: running it may have replaced it.
fn registered(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    let modules = thread.interp().modules();
    let Some(module) = modules.remove_str(name) else {
        return Err(make::key_error(thread, &Value::of(name)));
    };
    // The last to be loaded comes last.
    modules.set_str(name, module.clone())?;
    Ok(module)
}

/// The attributes that a module gets from a spec of ours.
fn set_own_attributes(module: &Module, spec: &ModuleSpec) -> PyResult<()> {
    let (dict, names) = (module.dict(), vm_names::get());
    let or_none = |value: Option<Value>| value.unwrap_or_else(Value::none);
    dict.set_str(names.__name__, or_none(spec.name.get()))?;
    dict.set_str(names.__loader__, or_none(spec.loader.get()))?;
    dict.set_str(names.__package__, spec.parent()?)?;
    dict.set_str(names.__spec__, Value::of(spec))?;
    if let Some(locations) = spec.locations.get().filter(|locations| !locations.is_none()) {
        dict.set_str(names.__path__, locations)?;
    }
    if spec.has_location.get()
        && let Some(origin) = spec.origin.get()
    {
        if let Some(text) = origin.downcast::<Str>()
            && let Some(cached) = super::spec::cache_path(&text.lossy())
        {
            dict.set_name("__cached__", Str::try_new(&cached)?.into_value());
        }
        dict.set_str(names.__file__, origin)?;
    }
    Ok(())
}

/// Sets the attributes of any object that stands for a module, as far as it takes them.
pub fn set_attributes(thread: &ThreadState, module: &Value, spec: &Value) -> PyResult<()> {
    if let (Some(module), Some(spec)) = (module.exact::<Module>(), spec.exact::<ModuleSpec>()) {
        return set_own_attributes(module, spec);
    }
    let get = |name: &str| attr::get_name(thread, spec, name);
    let mut rows = vec![
        ("__name__", get("name")?),
        ("__loader__", get("loader")?),
        ("__package__", get("parent")?),
        ("__spec__", spec.clone()),
    ];
    let locations = get("submodule_search_locations")?;
    if !locations.is_none() {
        rows.push(("__path__", locations));
    }
    if crate::object::truth::is_true(thread, &get("has_location")?)? {
        rows.push(("__file__", get("origin")?));
        let cached = get("cached")?;
        if !cached.is_none() {
            rows.push(("__cached__", cached));
        }
    }
    for (name, value) in rows {
        caught(thread, attr::set_name(thread, module, name, &value), &exceptions::AttributeError)?;
    }
    Ok(())
}

fn load_extension(thread: &ThreadState, name: &Str, spec: &ModuleSpec) -> PyResult<Value> {
    let Some(hooks) = crate::hooks::get() else {
        let message = "this runtime was built without native modules";
        return Err(make::import_error(thread, &exceptions::ImportError, message, Some(&Value::of(name)), None));
    };
    let spec_value = Value::of(spec);
    let module = (hooks.create_dynamic)(thread, &spec_value)?;
    set_attributes(thread, &module, &spec_value)?;
    initialize(thread, name, spec, &module, || (hooks.exec_dynamic)(thread, &module))
}

/// Makes a builtin module, without entering it anywhere.
pub fn create_builtin(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    let text = name.lossy();
    if let Some(init) = library::builtin(&text) {
        return Ok(init(thread)?.into_value());
    }
    if let Some(hooks) = crate::hooks::get()
        && let Some(module) = (hooks.create_builtin)(thread, &text)?
    {
        return Ok(module);
    }
    let message = format!("{} is not a built-in module", super::names::quoted(name));
    Err(make::import_error(thread, &exceptions::ImportError, &message, Some(&Value::of(name)), None))
}

fn load_builtin(thread: &ThreadState, name: &Str, spec: &ModuleSpec) -> PyResult<Value> {
    let native = library::builtin(&name.lossy()).is_none();
    let module = create_builtin(thread, name)?;
    set_attributes(thread, &module, &Value::of(spec))?;
    initialize(thread, name, spec, &module, || match crate::hooks::get() {
        Some(hooks) if native => (hooks.exec_dynamic)(thread, &module),
        _ => Ok(()),
    })
}

/// Loads by the methods of any loader (PEP 451).
fn load_generic(thread: &ThreadState, name: &Str, spec: &Value) -> PyResult<Value> {
    let modules = thread.interp().modules();
    let loader = attr::get_name(thread, spec, "loader")?;
    let find = |method: &str| -> PyResult<Option<Value>> {
        if loader.is_none() {
            return Ok(None);
        }
        caught(thread, attr::get_name(thread, &loader, method), &exceptions::AttributeError)
    };
    let (create, exec) = (find("create_module")?, find("exec_module")?);
    if !loader.is_none() && exec.is_none() {
        return load_by_name(thread, name, spec, &loader);
    }
    let mut module = Value::none();
    match (create, &exec) {
        (Some(create), _) => module = call::positional(thread, &create, std::slice::from_ref(spec))?,
        (None, Some(_)) => {
            let message = "loaders that define exec_module() must also define create_module()";
            return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
        }
        (None, None) => {}
    }
    if module.is_none() {
        let own = attr::get_name(thread, spec, "name")?;
        module = Module::with_name(thread, &own, None)?.into_value();
    }
    set_attributes(thread, &module, spec)?;
    let flag = |value: bool| {
        let set = attr::set_name(thread, spec, "_initializing", &Value::bool(value));
        caught(thread, set, &exceptions::AttributeError)
    };
    flag(true)?;
    modules.set_str(name, module.clone())?;
    let result = match &exec {
        Some(exec) => call::positional(thread, exec, std::slice::from_ref(&module)).map(drop),
        None if attr::get_name(thread, spec, "submodule_search_locations")?.is_none() => {
            let own = Value::of(name);
            Err(make::import_error(thread, &exceptions::ImportError, "missing loader", Some(&own), None))
        }
        None => Ok(()),
    };
    match result {
        Ok(()) => {
            flag(false)?;
            registered(thread, name)
        }
        Err(raised) => {
            let exception = thread.take_raised(raised);
            drop(modules.remove_str(name));
            flag(false)?;
            Err(thread.reraise(exception))
        }
    }
}

/// Loads by `loader.load_module(name)`, which enters the module into `sys.modules` itself.
fn load_by_name(thread: &ThreadState, name: &Str, spec: &Value, loader: &Value) -> PyResult<Value> {
    call::method(thread, loader, "load_module", &[attr::get_name(thread, spec, "name")?])?;
    let module = registered(thread, name)?;
    let names = vm_names::get();
    for (attribute, value) in [(names.__loader__, loader.clone()), (names.__spec__, spec.clone())] {
        let present = attr::get_optional(thread, &module, attribute)?;
        if present.is_none_or(|present| present.is_none()) {
            caught(thread, attr::set(thread, &module, attribute, Some(&value)), &exceptions::AttributeError)?;
        }
    }
    Ok(module)
}
