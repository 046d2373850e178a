//! Who has a module of this name? The finders in `sys.meta_path` are asked in turn; ours search natively.
//!
//! A directory is asked for the name with one `stat` per candidate: no listing is kept that could be out of date.

use crate::exceptions::{self, make};
use crate::import::finders::{BuiltinImporter, PathFinder};
use crate::import::library::{self, DIRECTORY};
use crate::import::loaders::{ExtensionFileLoader, NamespaceLoader, SourceFileLoader};
use crate::import::path;
use crate::import::spec::ModuleSpec;
use crate::object::{attr, call, iter};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::Builtin;
use crate::types::{Dict, List, Str, Type};
use crate::value::{Ref, Value};
use std::path::{Path, PathBuf};

/// `sys.implementation.cache_tag`.
pub const CACHE_TAG: &str = "ladon-314";

/// Suffixes of native modules, in the order in which they are tried.
pub const EXTENSION_SUFFIXES: &[&str] = &[".cpython-314-x86_64-linux-gnu.so", ".abi3.so", ".abi3t.so", ".so"];

/// The spec of a module, `None` when nobody has it. `path` is the `__path__` of its package.
pub fn find_spec(thread: &ThreadState, name: &Str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let meta_path = match thread.interp().sys_attr("meta_path") {
        Some(list) if list.is_none() => {
            let message = "sys.meta_path is None, Python is likely shutting down";
            return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
        }
        Some(list) => iter::collect(thread, &list)?,
        // While `sys` itself is being made.
        None => return builtin_or_path(thread, name, path),
    };
    for finder in meta_path {
        if let Some(class) = finder.exact::<Type>() {
            if class.is(BuiltinImporter::type_object()) {
                if library::is_builtin(&name.lossy()) {
                    return Ok(Some(builtin_spec(name)?.into_value()));
                }
                continue;
            }
            if class.is(PathFinder::type_object()) {
                if let Some(spec) = find_in_path(thread, name, path)? {
                    return Ok(Some(spec));
                }
                continue;
            }
        }
        let find = caught(thread, attr::get_name(thread, &finder, "find_spec"), &exceptions::AttributeError)?;
        let Some(find) = find else { continue };
        let args = [Value::of(name), path.cloned().unwrap_or_else(Value::none), Value::none()];
        let spec = call::positional(thread, &find, &args)?;
        if !spec.is_none() {
            return Ok(Some(spec));
        }
    }
    Ok(None)
}

fn builtin_or_path(thread: &ThreadState, name: &Str, path: Option<&Value>) -> PyResult<Option<Value>> {
    if library::is_builtin(&name.lossy()) {
        return Ok(Some(builtin_spec(name)?.into_value()));
    }
    find_in_path(thread, name, path)
}

/// The spec of a builtin module.
pub fn builtin_spec(name: &Str) -> PyResult<Ref<ModuleSpec>> {
    let spec = ModuleSpec::new(name, Some(super::finders::builtin_importer()));
    spec.origin.set(Some(Str::new("built-in").into_value()));
    Ok(spec)
}

/// What one place has of a name.
enum Found {
    Spec(Value),
    /// A folder without `__init__`: part of a namespace package.
    Portion(Vec<Value>),
    Nothing,
}

/// Searches `path`, or `sys.path`.
pub fn find_in_path(thread: &ThreadState, name: &Str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let entries = match path {
        Some(path) => iter::collect(thread, path)?,
        None => match thread.interp().sys_attr("path") {
            Some(path) => iter::collect(thread, &path)?,
            None => vec![Str::new(DIRECTORY).into_value()],
        },
    };
    let mut portions: Vec<Value> = Vec::new();
    for entry in entries {
        let Some(entry) = entry.downcast::<Str>() else { continue };
        match find_in_entry(thread, name, entry)? {
            Found::Spec(spec) => return Ok(Some(spec)),
            Found::Portion(found) => portions.extend(found),
            Found::Nothing => {}
        }
    }
    if portions.is_empty() {
        return Ok(None);
    }
    let locations = List::from_vec(portions)?.into_value();
    let spec = ModuleSpec::new(name, Some(NamespaceLoader::new(locations.clone()).into_value()));
    spec.locations.set(Some(locations));
    Ok(Some(spec.into_value()))
}

fn tail(name: &Str) -> String {
    let text = name.to_string_lossy();
    text.rsplit('.').next().unwrap_or_default().to_owned()
}

fn find_in_entry(thread: &ThreadState, name: &Str, entry: &Str) -> PyResult<Found> {
    let text = entry.lossy();
    if let Some(inner) = library::inner_path(&text) {
        return find_in_library(name, inner);
    }
    let directory = if entry.is_empty() {
        match std::env::current_dir() {
            Ok(directory) => directory,
            Err(_) => return Ok(Found::Nothing),
        }
    } else {
        path::to_path(entry)
    };
    if let Some(importer) = hooked_importer(thread, entry, &directory)? {
        return find_by_importer(thread, &importer, name);
    }
    find_in_directory(name, &directory)
}

fn find_in_library(name: &Str, inner: &str) -> PyResult<Found> {
    let Some(library) = library::get() else { return Ok(Found::Nothing) };
    let tail = tail(name);
    let stem = if inner.is_empty() { tail } else { format!("{inner}/{tail}") };
    let init = format!("{stem}/__init__.py");
    if (library.has)(&init) {
        let folder = Str::try_new(&format!("{DIRECTORY}/{stem}"))?.into_value();
        let file = Str::try_new(&format!("{DIRECTORY}/{init}"))?.into_value();
        return Ok(Found::Spec(source_spec(name, file, Some(folder))?));
    }
    let file = format!("{stem}.py");
    if (library.has)(&file) {
        let file = Str::try_new(&format!("{DIRECTORY}/{file}"))?.into_value();
        return Ok(Found::Spec(source_spec(name, file, None)?));
    }
    Ok(Found::Nothing)
}

fn with_suffix(stem: &Path, suffix: &str) -> PathBuf {
    let mut name = stem.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether there is a file, and of what kind.
fn kind(path: &Path) -> Option<std::fs::FileType> {
    std::fs::metadata(path).ok().map(|data| data.file_type())
}

fn is_file(path: &Path) -> bool {
    kind(path).is_some_and(|kind| kind.is_file())
}

fn find_in_directory(name: &Str, directory: &Path) -> PyResult<Found> {
    let stem = directory.join(path::to_path(&*Str::try_new(&tail(name))?));
    let is_folder = kind(&stem).is_some_and(|kind| kind.is_dir());
    if is_folder {
        let init = stem.join("__init__");
        if let Some(spec) = module_file(name, &init, Some(&stem))? {
            return Ok(Found::Spec(spec));
        }
    }
    if let Some(spec) = module_file(name, &stem, None)? {
        return Ok(Found::Spec(spec));
    }
    if is_folder { Ok(Found::Portion(vec![path::from_path(&stem)?.into_value()])) } else { Ok(Found::Nothing) }
}

/// The module whose file is `stem` with one of the known suffixes.
fn module_file(name: &Str, stem: &Path, package: Option<&Path>) -> PyResult<Option<Value>> {
    let folder = package.map(path::from_path).transpose()?.map(Ref::into_value);
    for suffix in EXTENSION_SUFFIXES {
        let file = with_suffix(stem, suffix);
        if is_file(&file) {
            return Ok(Some(extension_spec(name, path::from_path(&file)?.into_value(), folder)?));
        }
    }
    let file = with_suffix(stem, ".py");
    if is_file(&file) {
        return Ok(Some(source_spec(name, path::from_path(&file)?.into_value(), folder)?));
    }
    Ok(None)
}

fn place(spec: &ModuleSpec, folder: Option<Value>) -> PyResult<()> {
    if let Some(folder) = folder {
        spec.locations.set(Some(List::from_vec(vec![folder])?.into_value()));
    }
    Ok(())
}

/// The spec of a source.
pub fn source_spec(name: &Str, file: Value, folder: Option<Value>) -> PyResult<Value> {
    let loader = SourceFileLoader::new(Value::of(name), file.clone());
    let spec = ModuleSpec::with_file(name, loader.into_value(), file);
    place(&spec, folder)?;
    Ok(spec.into_value())
}

/// The spec of a native module.
pub fn extension_spec(name: &Str, file: Value, folder: Option<Value>) -> PyResult<Value> {
    let loader = ExtensionFileLoader::new(Value::of(name), file.clone());
    let spec = ModuleSpec::with_file(name, loader.into_value(), file);
    place(&spec, folder)?;
    Ok(spec.into_value())
}

/// The importer that `sys.path_hooks` (or, for files, `zipimport`) has for an entry of a path.
fn hooked_importer(thread: &ThreadState, entry: &Str, place: &Path) -> PyResult<Option<Value>> {
    let interp = thread.interp();
    let cache = interp.sys_attr("path_importer_cache");
    if let Some(known) =
        cache.as_ref().and_then(|cache| cache.downcast::<Dict>()).and_then(|cache| cache.get_str(entry))
    {
        return Ok(Some(known).filter(|importer| !importer.is_none()));
    }
    let mut hooks = match interp.sys_attr("path_hooks") {
        Some(hooks) => iter::collect(thread, &hooks)?,
        None => Vec::new(),
    };
    let archive = is_file(place);
    if hooks.is_empty() && !archive {
        return Ok(None);
    }
    if archive && library::get().is_some_and(|library| (library.has)("zipimport.py")) {
        hooks.push(super::import_attribute(thread, "zipimport", "zipimporter")?);
    }
    let mut importer = None;
    for hook in hooks {
        let made = call::positional(thread, &hook, &[Value::of(entry)]);
        importer = caught(thread, made, &exceptions::ImportError)?;
        if importer.is_some() {
            break;
        }
    }
    if let Some(cache) = cache.as_ref().and_then(|cache| cache.downcast::<Dict>()) {
        cache.set_str(entry, importer.clone().unwrap_or_else(Value::none))?;
    }
    Ok(importer)
}

fn find_by_importer(thread: &ThreadState, importer: &Value, name: &Str) -> PyResult<Found> {
    let find = caught(thread, attr::get_name(thread, importer, "find_spec"), &exceptions::AttributeError)?;
    let Some(find) = find else { return Ok(Found::Nothing) };
    let spec = call::positional(thread, &find, &[Value::of(name)])?;
    if spec.is_none() {
        return Ok(Found::Nothing);
    }
    if !attr::get_name(thread, &spec, "loader")?.is_none() {
        return Ok(Found::Spec(spec));
    }
    let portions = attr::get_name(thread, &spec, "submodule_search_locations")?;
    if portions.is_none() {
        let message = "spec missing loader";
        return Err(make::import_error(thread, &exceptions::ImportError, message, None, None));
    }
    Ok(Found::Portion(iter::collect(thread, &portions)?))
}

/// `PathFinder.invalidate_caches()`: asks the importers that hooks made.
pub fn invalidate(thread: &ThreadState) -> PyResult<()> {
    let Some(cache) = thread.interp().sys_attr("path_importer_cache") else { return Ok(()) };
    let Some(cache) = cache.downcast::<Dict>() else { return Ok(()) };
    for (entry, importer) in cache.snapshot() {
        if importer.is_none() {
            cache.remove(thread, &entry)?;
        } else if let Some(method) =
            caught(thread, attr::get_name(thread, &importer, "invalidate_caches"), &exceptions::AttributeError)?
        {
            call::positional(thread, &method, &[])?;
        }
    }
    Ok(())
}
