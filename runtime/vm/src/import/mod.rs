//! Importing, natively: nothing of `importlib` is loaded before a script asks for it.
//!
//! `mod` what `import` statements and `__import__` do · `find` who has a module of this name (`sys.meta_path`, builtin
//! modules, `sys.path`, the embedded library) · `load` making and running it · `spec` `ModuleSpec` and the loaders
//! scripts see · `finders` the finders in `sys.meta_path` · `library` builtin modules and the embedded Python library ·
//! `locks` threads that import the same module · `names` texts about modules · `code_cache` sources compiled once per
//! process · `path` file names as bytes and as `str`.

pub mod code_cache;
pub mod find;
pub mod finders;
pub mod library;
pub mod load;
pub mod loaders;
pub mod locks;
pub mod names;
pub mod path;
pub mod spec;

pub use library::{BuiltinInit, register_builtin, set_library};

use crate::exceptions::{self, make};
use crate::object::{attr, call, iter, subscript};
use crate::raise::{PyResult, Raised, caught};
use crate::thread::ThreadState;
use crate::types::module::Module;
use crate::types::str::intern;
use crate::types::{Dict, Str};
use crate::value::{Ref, Value};
use crate::{err, names as vm_names};

/// What `__import__(name, globals, locals, fromlist, level)` does.
pub fn import_name(
    thread: &ThreadState,
    name: &Value,
    globals: Option<&Value>,
    _locals: Option<&Value>,
    fromlist: Option<&Value>,
    level: i64,
) -> PyResult<Value> {
    let Some(text) = name.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "module name must be a string"));
    };
    if level < 0 {
        return Err(err!(thread, ValueError, "level must be >= 0"));
    }
    let absolute = if level > 0 {
        resolve_relative(thread, text, globals, level)?
    } else {
        if text.is_empty() {
            return Err(err!(thread, ValueError, "Empty module name"));
        }
        intern::intern_any(thread, text)?
    };
    let module = import_absolute(thread, &absolute)?;
    let wanted = match fromlist.filter(|list| !list.is_none()) {
        Some(list) => crate::object::truth::is_true(thread, list)?,
        None => false,
    };
    if wanted {
        let list = fromlist.expect("checked above");
        return match attr::get_optional(thread, &module, vm_names::get().__path__)? {
            Some(_) => {
                import_from_list(thread, &module, list, false)?;
                Ok(module)
            }
            None => Ok(module),
        };
    }
    front_of(thread, text, &absolute, module, level)
}

/// What `import a.b.c` binds: `a`, or for a relative import the part of the name that was not written is kept.
fn front_of(thread: &ThreadState, name: &Str, absolute: &Str, module: Value, level: i64) -> PyResult<Value> {
    let bytes = name.as_bytes();
    let Some(dot) = memchr::memchr(b'.', bytes).filter(|_| !bytes.is_empty()) else { return Ok(module) };
    if level == 0 {
        let front = intern::intern_bytes(thread, &bytes[..dot])?;
        return import_absolute(thread, &front);
    }
    let cut = bytes.len() - dot;
    let whole = absolute.as_bytes();
    let front = intern::intern_bytes(thread, &whole[..whole.len() - cut])?;
    match thread.interp().modules().get_str(&front) {
        Some(module) => Ok(module),
        None => {
            let message = format!("'{}' not in sys.modules as expected", front.lossy());
            Err(thread.error(&exceptions::KeyError, message))
        }
    }
}

/// The module with this absolute name, imported if it is not yet: what `importlib.import_module` gives.
pub fn import_absolute(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    if let Some(module) = thread.interp().modules().get_str(name) {
        if module.is_none() {
            return Err(halted(thread, name));
        }
        locks::wait_for(thread, name);
        return Ok(module);
    }
    thread.check_native_stack(" while importing a module")?;
    find_and_load(thread, name)
}

/// As [`import_absolute`] for a name given as text: imports by the runtime itself.
pub fn import_module(thread: &ThreadState, name: &str) -> PyResult<Value> {
    let name = intern::intern_bytes(thread, name.as_bytes())?;
    import_absolute(thread, &name)
}

/// `import_module(module).attribute`.
pub fn import_attribute(thread: &ThreadState, module: &str, attribute: &str) -> PyResult<Value> {
    let module = import_module(thread, module)?;
    attr::get_name(thread, &module, attribute)
}

fn halted(thread: &ThreadState, name: &Str) -> Raised {
    let message = format!("import of {} halted; None in sys.modules", name.lossy());
    not_found(thread, &message, name)
}

fn not_found(thread: &ThreadState, message: &str, name: &Str) -> Raised {
    make::import_error(thread, &exceptions::ModuleNotFoundError, message, Some(&Value::of(name)), None)
}

fn find_and_load(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    let _lock = locks::acquire(thread, name);
    let modules = thread.interp().modules();
    match modules.get_str(name) {
        Some(module) if module.is_none() => return Err(halted(thread, name)),
        Some(module) => return Ok(module),
        None => {}
    }
    let bytes = name.as_bytes();
    let (parent, child) = match memchr::memrchr(b'.', bytes) {
        Some(dot) => (Some(intern::intern_bytes(thread, &bytes[..dot])?), &bytes[dot + 1..]),
        None => (None, bytes),
    };
    let Some(parent) = parent else {
        let Some(spec) = find::find_spec(thread, name, None)? else {
            let message = format!("No module named {}", names::quoted(name));
            return Err(not_found(thread, &message, name));
        };
        return load::load(thread, name, &spec);
    };
    import_absolute(thread, &parent)?;
    if let Some(module) = modules.get_str(name) {
        return Ok(module);
    }
    let package = modules.get_str(&parent).ok_or_else(|| make::key_error(thread, parent.as_value()))?;
    let Some(path) = attr::get_optional(thread, &package, vm_names::get().__path__)? else {
        let (whole, front) = (names::quoted(name), names::quoted(&parent));
        return Err(not_found(thread, &format!("No module named {whole}; {front} is not a package"), name));
    };
    let parent_spec = attr::get_optional(thread, &package, vm_names::get().__spec__)?;
    let Some(spec) = find::find_spec(thread, name, Some(&path))? else {
        return Err(not_found(thread, &format!("No module named {}", names::quoted(name)), name));
    };
    let child = intern::intern_bytes(thread, child)?;
    spec::begin_submodule(parent_spec.as_ref(), &child);
    let loaded = load::load(thread, name, &spec);
    spec::end_submodule(parent_spec.as_ref(), &child);
    let module = loaded?;
    let bound = attr::set(thread, &package, &child, Some(&module));
    caught(thread, bound, &exceptions::AttributeError)?;
    Ok(module)
}

/// The absolute name of a relative import in the module with these globals.
fn resolve_relative(thread: &ThreadState, name: &Str, globals: Option<&Value>, level: i64) -> PyResult<Ref<Str>> {
    let package = package_of(thread, globals)?;
    if package.is_empty() {
        let message = "attempted relative import with no known parent package";
        return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
    }
    let mut end = package.byte_len();
    for _ in 1..level {
        match memchr::memrchr(b'.', &package.as_bytes()[..end]) {
            Some(dot) => end = dot,
            None => {
                let message = "attempted relative import beyond top-level package";
                return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
            }
        }
    }
    let mut absolute = package.as_bytes()[..end].to_vec();
    if !name.is_empty() {
        absolute.push(b'.');
        absolute.extend_from_slice(name.as_bytes());
    }
    Ok(intern::intern_bytes(thread, &absolute)?)
}

/// The package that globals belong to: `__package__`, else `__spec__.parent`, else from `__name__` and `__path__`.
fn package_of(thread: &ThreadState, globals: Option<&Value>) -> PyResult<Ref<Str>> {
    let vm = vm_names::get();
    let globals = match globals.filter(|globals| !globals.is_none()) {
        None => return Err(make::key_error(thread, Str::new("'__name__' not in globals").as_value())),
        Some(globals) => match globals.downcast::<Dict>() {
            Some(dict) => Ref::of(dict),
            None => return Err(err!(thread, TypeError, "globals must be a dict")),
        },
    };
    let present = |name: &Str| globals.get_str(name).filter(|value| !value.is_none());
    if let Some(package) = present(vm.__package__) {
        return Ref::from_value(package).map_err(|_| err!(thread, TypeError, "package must be a string"));
    }
    if let Some(spec) = present(vm.__spec__) {
        let parent = attr::get_name(thread, &spec, "parent")?;
        return Ref::from_value(parent).map_err(|_| err!(thread, TypeError, "__spec__.parent must be a string"));
    }
    let Some(name) = globals.get_str(vm.__name__) else {
        return Err(make::key_error(thread, Str::new("'__name__' not in globals").as_value()));
    };
    let Ok(name) = Ref::<Str>::from_value(name) else {
        return Err(err!(thread, TypeError, "__name__ must be a string"));
    };
    if globals.get_str(vm.__path__).is_some() {
        return Ok(name);
    }
    let end = memchr::memrchr(b'.', name.as_bytes()).unwrap_or(0);
    Ok(intern::intern_bytes(thread, &name.as_bytes()[..end])?)
}

/// Imports the submodules that a `from package import a, b` names.
fn import_from_list(thread: &ThreadState, module: &Value, list: &Value, recursive: bool) -> PyResult<()> {
    for item in iter::collect(thread, list)? {
        let Some(text) = item.downcast::<Str>() else {
            let place = if recursive {
                let name = attr::get(thread, module, vm_names::get().__name__)?;
                format!("{}.__all__", crate::object::repr::str_lossy(thread, &name))
            } else {
                String::from("``from list''")
            };
            let name = item.type_of().short_name();
            return Err(err!(thread, TypeError, "Item in {place} must be str, not {name}"));
        };
        if text.as_bytes() == b"*" {
            if !recursive && let Some(all) = attr::get_optional(thread, module, vm_names::get().__all__)? {
                import_from_list(thread, module, &all, true)?;
            }
        } else if attr::get_optional(thread, module, text)?.is_none() {
            import_submodule(thread, module, text)?;
        }
    }
    Ok(())
}

/// Imports `module.name` if there is such a module.
fn import_submodule(thread: &ThreadState, module: &Value, name: &Str) -> PyResult<()> {
    let parent = attr::get(thread, module, vm_names::get().__name__)?;
    let Some(parent) = parent.downcast::<Str>() else { return Ok(()) };
    let full = [parent.as_bytes(), b".", name.as_bytes()].concat();
    let full = intern::intern_bytes(thread, &full)?;
    match import_absolute(thread, &full) {
        Ok(_) => Ok(()),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            let ours = exception.type_of().is_subtype(&exceptions::ModuleNotFoundError)
                && make::fields_of(&exception)
                    .and_then(|fields| fields.field(1))
                    .is_some_and(|name| name.downcast::<Str>().is_some_and(|name| name.equals(&full)));
            let halted = thread.interp().modules().get_str(&full).is_some_and(|module| module.is_none());
            if ours && !halted { Ok(()) } else { Err(thread.reraise(exception)) }
        }
    }
}

/// `from module import name`.
pub fn import_from(thread: &ThreadState, module: &Value, name: &Str) -> PyResult<Value> {
    if let Some(found) = module.exact::<Module>().and_then(|module| module.get(name)) {
        return Ok(found);
    }
    if let Some(found) = attr::get_optional(thread, module, name)? {
        return Ok(found);
    }
    let own_name = attr::get_optional(thread, module, vm_names::get().__name__)?;
    let own_name = own_name.and_then(|name| Ref::<Str>::from_value(name).ok());
    if let Some(own) = &own_name {
        let full = intern::intern_bytes(thread, &[own.as_bytes(), b".", name.as_bytes()].concat())?;
        if let Some(found) = thread.interp().modules().get_str(&full) {
            return Ok(found);
        }
    }
    Err(names::cannot_import(thread, module, own_name.as_deref(), name))
}

/// `from module import *` into a namespace (a dict or any mapping).
pub fn import_star(thread: &ThreadState, module: &Value, locals: &Value) -> PyResult<()> {
    let vm = vm_names::get();
    let (names, source, skip) = match attr::get_optional(thread, module, vm.__all__)? {
        Some(all) => (sequence_items(thread, &all)?, "Item in {}.__all__", false),
        None => {
            let Some(dict) = attr::get_optional(thread, module, vm.__dict__)? else {
                let message = "from-import-* object has no __dict__ and no __all__";
                return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
            };
            let keys = call::method(thread, &dict, "keys", &[])?;
            (iter::collect(thread, &keys)?, "Key in {}.__dict__", true)
        }
    };
    for item in names {
        let Some(name) = item.downcast::<Str>() else {
            let own = attr::get(thread, module, vm.__name__)?;
            let Some(own) = own.downcast::<Str>() else {
                let ty = own.type_of().short_name();
                return Err(err!(thread, TypeError, "module __name__ must be a string, not {ty}"));
            };
            let (place, ty) = (source.replace("{}", &own.lossy()), item.type_of().short_name());
            return Err(err!(thread, TypeError, "{place} must be str, not {ty}"));
        };
        if skip && name.as_bytes().first() == Some(&b'_') {
            continue;
        }
        let value = attr::get(thread, module, name)?;
        match locals.exact::<Dict>() {
            Some(dict) => dict.set_str(name, value)?,
            None => subscript::set(thread, locals, &item, &value)?,
        }
    }
    Ok(())
}

/// The items of `__all__`, by index as CPython reads them.
fn sequence_items(thread: &ThreadState, all: &Value) -> PyResult<Vec<Value>> {
    if all.exact::<crate::types::List>().is_some() || all.exact::<crate::types::Tuple>().is_some() {
        return iter::collect(thread, all);
    }
    let mut items = Vec::new();
    loop {
        let index = crate::types::int::from_usize(items.len());
        match caught(thread, subscript::get(thread, all, &index), &exceptions::IndexError)? {
            Some(item) => items.push(item),
            None => return Ok(items),
        }
    }
}

/// `__main__`, made on first use.
pub fn main_module(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let modules = thread.interp().modules();
    let name = vm_names::get().__main__;
    if let Some(module) = modules.get_str(name).and_then(|module| Ref::from_value(module).ok()) {
        return Ok(module);
    }
    let module = Module::new(thread, "__main__")?;
    let builtins = modules.get_str(vm_names::get().builtins);
    module.dict().set_str(vm_names::get().__builtins__, builtins.unwrap_or_else(Value::none))?;
    modules.set_str(name, module.as_value().clone())?;
    Ok(module)
}

/// Gives an interpreter its `sys.modules`, before its first module is made.
pub fn start(thread: &ThreadState) {
    let interp = thread.interp();
    if interp.modules.get().is_none() {
        interp.modules.set(Some(Dict::new()));
    }
}

/// Describes the types of this room; once, while the runtime starts.
pub fn describe() {
    spec::describe();
    loaders::describe();
    finders::describe();
    library::describe_registered();
}
