//! Texts about modules: their repr, attributes and names they do not have.

use crate::exceptions::make;
use crate::import::spec::{self, ModuleSpec};
use crate::names as vm_names;
use crate::object::{attr, iter, repr, truth};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::module::Module;
use crate::types::{List, Str};
use crate::value::{Ref, Value};

/// A name in quotes, as `repr` shows it.
pub fn quoted(name: &Str) -> String {
    let mut out = Vec::new();
    crate::types::str::repr::push_repr(&mut out, name.as_bytes(), false);
    String::from_utf8_lossy(&out).into_owned()
}

fn shown(thread: &ThreadState, value: &Value) -> PyResult<String> {
    Ok(repr::repr(thread, value)?.to_string_lossy())
}

/// `<module 'name' from 'file'>` and its kin.
pub fn module_repr(thread: &ThreadState, module: &Module) -> PyResult<String> {
    let vm = vm_names::get();
    let dict = module.dict();
    let present = |name: &Str| dict.get_str(name).filter(|value| !value.is_none());
    if let Some(spec) = present(vm.__spec__) {
        return repr_from_spec(thread, &spec);
    }
    let name = match dict.get_str(vm.__name__) {
        Some(name) => shown(thread, &name)?,
        None => String::from("'?'"),
    };
    match (dict.get_str(vm.__file__), present(vm.__loader__)) {
        (Some(file), _) => Ok(format!("<module {name} from {}>", shown(thread, &file)?)),
        (None, Some(loader)) => Ok(format!("<module {name} ({})>", shown(thread, &loader)?)),
        (None, None) => Ok(format!("<module {name}>")),
    }
}

fn repr_from_spec(thread: &ThreadState, spec: &Value) -> PyResult<String> {
    let get = |name: &str| attr::get_name(thread, spec, name);
    let name = get("name")?;
    let name = if name.is_none() { String::from("'?'") } else { shown(thread, &name)? };
    let origin = get("origin")?;
    if !origin.is_none() {
        let origin = if truth::is_true(thread, &get("has_location")?)? {
            return Ok(format!("<module {name} from {}>", shown(thread, &origin)?));
        } else {
            repr::str(thread, &origin)?
        };
        return Ok(format!("<module {name} ({})>", origin.lossy()));
    }
    let loader = get("loader")?;
    if loader.is_none() {
        return Ok(format!("<module {name}>"));
    }
    if loader.exact::<crate::import::loaders::NamespaceLoader>().is_some() {
        let places = get("submodule_search_locations")?;
        let places = List::from_vec(iter::collect(thread, &places)?)?;
        return Ok(format!("<module {name} (namespace) from {}>", shown(thread, places.as_value())?));
    }
    Ok(format!("<module {name} ({})>", shown(thread, &loader)?))
}

/// What is known of the file a module came from, for the hints below.
struct Origin {
    /// `spec.origin`, if that is a file.
    file: Option<Ref<Str>>,
    /// The file lies where a script's own modules are looked for first.
    shadows: bool,
    /// It does, and the name is one of the standard library's.
    shadows_library: bool,
    initializing: bool,
}

fn origin_of(thread: &ThreadState, spec: &Value, name: &Str) -> Origin {
    let quiet = |attribute: &str| match attr::get_name(thread, spec, attribute) {
        Ok(value) => Some(value),
        Err(raised) => {
            drop(thread.take_raised(raised));
            None
        }
    };
    let located = quiet("has_location").is_some_and(|value| value.is_true());
    let file = if located { quiet("origin").and_then(|origin| Ref::<Str>::from_value(origin).ok()) } else { None };
    let shadows = file.as_ref().is_some_and(|file| is_shadowing(thread, file));
    let shadows_library = shadows && is_library_name(thread, name);
    Origin { file, shadows, shadows_library, initializing: spec::is_initializing(thread, spec) }
}

/// Whether a file lies in the directory that `sys.path[0]` names (that of the script).
fn is_shadowing(thread: &ThreadState, file: &Str) -> bool {
    let Some(path) = thread.interp().sys_attr("path") else { return false };
    let Some(first) = path.downcast::<List>().and_then(|list| list.get(0)) else { return false };
    let Some(first) = first.downcast::<Str>() else { return false };
    let file = super::path::to_path(file);
    let first = if first.is_empty() { std::env::current_dir().ok() } else { Some(super::path::to_path(first)) };
    let Some(mut directory) = file.parent() else { return false };
    if file.file_name().is_some_and(|name| name == "__init__.py") {
        let Some(outer) = directory.parent() else { return false };
        directory = outer;
    }
    first.is_some_and(|first| first == directory)
}

fn is_library_name(thread: &ThreadState, name: &Str) -> bool {
    let Some(sys) = thread.interp().modules().get_name("sys") else { return false };
    let found = attr::get_name(thread, &sys, "stdlib_module_names")
        .and_then(|names| crate::object::subscript::contains(thread, &names, &Value::of(name)));
    match found {
        Ok(found) => found,
        Err(raised) => {
            drop(thread.take_raised(raised));
            false
        }
    }
}

/// The message of AttributeError for a name that a module does not have.
#[cold]
pub fn missing_attribute(thread: &ThreadState, module: &Module, attribute: &Str) -> String {
    let attribute_text = attribute.lossy();
    let Some(own) = module.name() else { return format!("module has no attribute '{attribute_text}'") };
    let name = own.lossy();
    let plain = format!("module '{name}' has no attribute '{attribute_text}'");
    let Some(spec) = module.get(vm_names::get().__spec__).filter(|spec| !spec.is_none()) else { return plain };
    let origin = origin_of(thread, &spec, &own);
    let file = origin.file.as_ref().map(|file| file.to_string_lossy());
    match file {
        Some(file) if origin.shadows_library => format!(
            "{plain} (consider renaming '{file}' since it has the same name as the standard library module named \
             '{name}' and prevents importing that standard library module)"
        ),
        Some(file) if origin.initializing && origin.shadows => {
            format!("{plain} (consider renaming '{file}' if it has the same name as a library you intended to import)")
        }
        Some(file) if origin.initializing => format!(
            "partially initialized module '{name}' from '{file}' has no attribute '{attribute_text}' (most likely due \
             to a circular import)"
        ),
        None if origin.initializing => format!(
            "partially initialized module '{name}' has no attribute '{attribute_text}' (most likely due to a circular \
             import)"
        ),
        _ if is_submodule_in_making(thread, &spec, attribute) => format!(
            "cannot access submodule '{attribute_text}' of module '{name}' (most likely due to a circular import)"
        ),
        _ => plain,
    }
}

fn is_submodule_in_making(thread: &ThreadState, spec: &Value, name: &Str) -> bool {
    match spec.downcast::<ModuleSpec>() {
        Some(spec) => spec.has_unfinished(name),
        None => match attr::get_name(thread, spec, "_uninitialized_submodules")
            .and_then(|list| crate::object::subscript::contains(thread, &list, &Value::of(name)))
        {
            Ok(found) => found,
            Err(raised) => {
                drop(thread.take_raised(raised));
                false
            }
        },
    }
}

/// ImportError of `from module import name`.
#[cold]
pub fn cannot_import(thread: &ThreadState, module: &Value, own: Option<&Str>, name: &Str) -> Raised {
    let own_shown = own.map_or_else(|| String::from("'<unknown module name>'"), quoted);
    let wanted = quoted(name);
    let plain = format!("cannot import name {wanted} from {own_shown}");
    let vm = vm_names::get();
    let spec = match attr::get_optional(thread, module, vm.__spec__) {
        Ok(spec) => spec.filter(|spec| !spec.is_none()),
        Err(raised) => return raised,
    };
    let unknown = Str::new("<unknown module name>");
    let origin = spec.map(|spec| origin_of(thread, &spec, own.unwrap_or(&unknown)));
    let mut file = origin.as_ref().and_then(|origin| origin.file.clone());
    let at = |file: &Option<Ref<Str>>| match file {
        Some(file) => format!("({})", file.lossy()),
        None => String::from("(unknown location)"),
    };
    let message = match (&origin, &file) {
        (Some(origin), Some(file)) if origin.shadows_library => format!(
            "{plain} (consider renaming {} since it has the same name as the standard library module named \
             {own_shown} and prevents importing that standard library module)",
            quoted(file)
        ),
        (Some(origin), file) if origin.initializing => format!(
            "cannot import name {wanted} from partially initialized module {own_shown} (most likely due to a circular \
             import) {}",
            at(file)
        ),
        (Some(_), None) | (None, _) => {
            let found = module.downcast::<Module>().and_then(|module| module.get(vm.__file__));
            file = found.and_then(|file| Ref::from_value(file).ok());
            format!("{plain} {}", at(&file))
        }
        (Some(_), file) => format!("{plain} {}", at(file)),
    };
    let own = own.map(Value::of);
    let path = file.map(Ref::into_value);
    make::import_from_error(thread, &message, own.as_ref(), path.as_ref(), &Value::of(name))
}
