//! The finders in `sys.meta_path`: classes without instances, as in CPython, that stand for what `find` does natively.

use crate::err;
use crate::import::{find, library};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, Builtin, TypeBuilder};
use crate::types::{List, Str, flags};
use crate::value::{Ref, Value};
use ladon_heap::Head;

/// Finds and loads builtin modules.
#[repr(C)]
pub struct BuiltinImporter {
    pub head: Head,
}

/// Finds modules in `sys.path` and in the paths of packages.
#[repr(C)]
pub struct PathFinder {
    pub head: Head,
}

crate::builtin_static!(BuiltinImporter);
crate::builtin_static!(PathFinder);

/// The class as `__loader__` of builtin modules.
pub fn builtin_importer() -> Value {
    BuiltinImporter::type_object().as_value()
}

pub fn path_finder() -> Value {
    PathFinder::type_object().as_value()
}

/// What `sys.meta_path` holds at first.
pub fn initial_meta_path() -> PyResult<Ref<List>> {
    Ok(List::from_vec(vec![builtin_importer(), path_finder()])?)
}

fn name_of<'a>(thread: &ThreadState, args: Bound<'a>) -> PyResult<&'a Str> {
    let value = args.value(1);
    value
        .downcast::<Str>()
        .ok_or_else(|| err!(thread, TypeError, "module name must be str, not {}", value.type_of().short_name()))
}

fn builtin_find_spec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = name_of(thread, args)?;
    if !library::is_builtin(&name.lossy()) {
        return Ok(Value::none());
    }
    Ok(find::builtin_spec(name)?.into_value())
}

fn builtin_create(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = crate::object::attr::get_name(thread, args.value(1), "name")?;
    let Some(text) = name.downcast::<Str>() else {
        return Err(err!(thread, TypeError, "spec.name must be a str"));
    };
    super::load::create_builtin(thread, text)
}

fn builtin_exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if let Some(hooks) = crate::hooks::get() {
        (hooks.exec_dynamic)(thread, args.value(1))?;
    }
    Ok(Value::none())
}

fn nothing(_thread: &ThreadState, _args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::none())
}

fn path_find_spec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = name_of(thread, args)?;
    Ok(find::find_in_path(thread, name, args.some(2))?.unwrap_or_else(Value::none))
}

fn load_module(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    super::import_absolute(thread, name_of(thread, args)?)
}

pub fn describe() {
    let object = crate::types::object::object_type();
    TypeBuilder::new::<BuiltinImporter>("BuiltinImporter", Some(object))
        .doc("Finds and loads modules that are part of the executable.")
        .module("_frozen_importlib")
        .flags(flags::BASETYPE)
        .class_method("find_spec(cls, fullname, path=None, target=None)", builtin_find_spec, "Find a builtin module.")
        .class_method("create_module(cls, spec)", builtin_create, "Create a builtin module.")
        .class_method("exec_module(cls, module)", builtin_exec, "Run the exec phase of a builtin module.")
        .class_method("load_module(cls, fullname)", load_module, "Import the module.")
        .class_method("get_code(cls, fullname)", nothing, "Builtin modules have no code object.")
        .class_method("get_source(cls, fullname)", nothing, "Builtin modules have no source.")
        .class_method("is_package(cls, fullname)", |_, _| Ok(Value::bool(false)), "No builtin module is a package.")
        .finish();
    TypeBuilder::new::<PathFinder>("PathFinder", Some(object))
        .doc("Finds modules in sys.path and in the paths of packages.")
        .module("_frozen_importlib_external")
        .flags(flags::BASETYPE)
        .class_method("find_spec(cls, fullname, path=None, target=None)", path_find_spec, "Find a module in a path.")
        .class_method(
            "invalidate_caches(cls)",
            |thread, _| {
                find::invalidate(thread)?;
                Ok(Value::none())
            },
            "Forget what was found in directories.",
        )
        .finish();
}
