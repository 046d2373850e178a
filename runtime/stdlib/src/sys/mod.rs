//! `sys`: what the interpreter knows of itself.
//!
//! `info` the tuples with names (`version_info`, `flags`, …) · `functions` what asks or sets something · `hooks` what is
//! called for exceptions, results and audit events.

mod functions;
mod hooks;
mod info;

use crate::define::ModuleBuilder;
use crate::settings::{self, Settings};
use ladon_vm::exceptions::source::SourceLines;
use ladon_vm::import::{find, finders, library, load, path};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, List, Str, Tuple, int};
use ladon_vm::value::{Ref, Value};
use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt;

pub use info::VERSION;

pub fn describe() {
    info::describe();
}

fn texts(items: &[String]) -> PyResult<Value> {
    let items = items.iter().map(|item| crate::define::text(item)).collect::<PyResult<Vec<_>>>()?;
    Ok(List::from_vec(items)?.into_value())
}

fn os_texts(items: &[OsString]) -> PyResult<Vec<Value>> {
    items.iter().map(|item| Ok(path::decode(item.as_bytes())?.into_value())).collect()
}

/// `sys.path` as it is at first.
fn initial_path(settings: &Settings) -> PyResult<Value> {
    let mut entries = os_texts(&settings.path_before)?;
    if library::get().is_some() {
        entries.push(crate::define::text(library::DIRECTORY)?);
    }
    entries.extend(os_texts(&settings.path_after)?);
    Ok(List::from_vec(entries)?.into_value())
}

fn xoptions(settings: &Settings) -> PyResult<Value> {
    let dict = Dict::new();
    for (name, value) in &settings.xoptions {
        let value = match value {
            Some(value) => crate::define::text(value)?,
            None => Value::bool(true),
        };
        dict.set_name(name, value);
    }
    Ok(dict.into_value())
}

/// Makes `sys` for an interpreter and enters it where the interpreter looks for it.
pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let interp = thread.interp();
    let settings = settings::get();
    let builder = ModuleBuilder::new(thread, "sys", "What the interpreter knows of itself, and lets programs change.")?;
    let dict = builder.module.dict();
    interp.sys.set(Some(dict.clone()));
    let argv = if interp.is_main() && !settings.argv.is_empty() {
        os_texts(&settings.argv)?
    } else {
        vec![Str::new("").into_value()]
    };
    let names = library::builtin_names().into_iter().map(|name| Str::new(name).into_value()).collect();
    let builder = builder
        .functions(functions::defs())
        .functions(hooks::defs())
        .value("modules", interp.modules().into_value())
        .value("argv", List::from_vec(argv)?.into_value())
        .value("orig_argv", List::from_vec(os_texts(&settings.orig_argv)?)?.into_value())
        .value("path", initial_path(&settings)?)
        .value("meta_path", finders::initial_meta_path()?.into_value())
        .value("path_hooks", List::new().into_value())
        .value("path_importer_cache", Dict::new().into_value())
        .value("builtin_module_names", Tuple::try_from_vec(names)?.into_value())
        .value("warnoptions", texts(&settings.warnoptions)?)
        .value("_xoptions", xoptions(&settings)?)
        .value("executable", path::decode(settings.executable.as_bytes())?.into_value())
        .value("_base_executable", path::decode(settings.executable.as_bytes())?.into_value())
        .value("dont_write_bytecode", Value::bool(true))
        .value("pycache_prefix", Value::none())
        .int("maxsize", i64::MAX)
        .int("maxunicode", 0x10FFFF)
        .int("hexversion", info::HEXVERSION)
        .int("api_version", 1013)
        .text("version", &info::version_text())
        .text("copyright", "Ladon: MIT OR Apache-2.0. Python library: PSF License Version 2.")
        .text("platform", if cfg!(target_os = "macos") { "darwin" } else { "linux" })
        .text("byteorder", if cfg!(target_endian = "big") { "big" } else { "little" })
        .text("abiflags", "")
        .text("float_repr_style", "short")
        .text("platlibdir", "lib")
        .text("_framework", "")
        .value("_git", Tuple::new(["ladon", "", ""].iter().map(|t| Str::new(t).into_value()).collect()).into_value());
    let prefix = prefix(&settings);
    for name in ["prefix", "exec_prefix", "base_prefix", "base_exec_prefix"] {
        dict.set_name(name, crate::define::text(&prefix)?);
    }
    info::add(thread, &dict, &settings)?;
    hooks::add(&dict);
    crate::io::open_standard_streams(thread)?;
    interp.builtins().set_name("open", crate::io::open_function());
    interp.state::<SourceLines>().set_resolver(library_text);
    for name in ["sys", "builtins"] {
        let text = Str::new(name);
        let module =
            if name == "sys" { Some(builder.module.as_value().clone()) } else { interp.modules().get_str(&text) };
        if let Some(module) = module {
            load::set_attributes(thread, &module, find::builtin_spec(&text)?.as_value())?;
        }
    }
    builder.finish()
}

/// Sources of the embedded library, for tracebacks.
fn library_text(_: &ThreadState, filename: &str) -> Option<String> {
    library::read_file(filename).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// The folder that holds `bin/ladon`, else that of the executable.
fn prefix(settings: &Settings) -> String {
    let executable = std::path::Path::new(&settings.executable);
    let folder = executable.parent().map(|folder| folder.to_path_buf()).unwrap_or_default();
    let prefix =
        if folder.ends_with("bin") { folder.parent().map(|p| p.to_path_buf()).unwrap_or(folder) } else { folder };
    prefix.to_string_lossy().into_owned()
}

/// `sys.__getattr__`: values that take time to make and few ask for.
fn lazy_attribute(thread: &ThreadState, name: &str) -> PyResult<Option<Value>> {
    if name != "stdlib_module_names" {
        return Ok(None);
    }
    let mut names = crate::pylib::top_level();
    names.extend(library::builtin_names().into_iter().map(String::from));
    names.extend(info::OTHER_LIBRARY_NAMES.iter().map(|name| String::from(*name)));
    names.retain(|name| name != "__hello__" && name != "__phello__");
    let items = names.iter().map(|name| crate::define::text(name)).collect::<PyResult<Vec<_>>>()?;
    let made = ladon_vm::types::set::frozenset_from_vec(thread, items)?;
    thread.interp().set_sys_attr(name, made.clone());
    Ok(Some(made))
}

/// An int that may be large.
fn number(value: i64) -> Value {
    int::from_i64(value)
}
