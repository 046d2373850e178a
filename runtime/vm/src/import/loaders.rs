//! Loaders that scripts see in `__loader__` and `__spec__.loader`: for sources (files and the embedded library), native
//! modules and namespace packages. The classes of `importlib` with these names are separate, and work as well.

use crate::err;
use crate::exceptions::{self, make};
use crate::import::{code_cache, import_attribute, library, load, path};
use crate::object::{alloc, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::code::CodeObject;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::module::Module;
use crate::types::traced::traced;
use crate::types::{Dict, Str, Type, flags};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};

macro_rules! file_loader {
    ($name:ident) => {
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            pub dict: MutCell<Option<Ref<Dict>>>,
            pub name: MutCell<Option<Value>>,
            pub path: MutCell<Option<Value>>,
        }

        crate::builtin_static!($name);

        traced!($name { dict, name, path });

        impl $name {
            pub fn new(name: Value, path: Value) -> Ref<$name> {
                let fresh = Self::empty();
                fresh.name.set(Some(name));
                fresh.path.set(Some(path));
                alloc::alloc(fresh)
            }

            fn empty() -> $name {
                $name {
                    head: alloc::head::<$name>(),
                    dict: MutCell::new(None),
                    name: MutCell::new(None),
                    path: MutCell::new(None),
                }
            }

            /// The file, as text.
            pub fn file(&self) -> Option<Ref<Str>> {
                self.path.get().and_then(|path| Ref::from_value(path).ok())
            }

            fn describe_with(extend: impl FnOnce(TypeBuilder) -> TypeBuilder) {
                let ty = crate::types::typeobject::type_of::<$name>();
                ty.dict_offset.set(std::mem::offset_of!($name, dict) as u32);
                ty.weaklist_offset.set(1);
                let builder = TypeBuilder::new::<$name>(stringify!($name), Some(crate::types::object::object_type()))
                    .module("_frozen_importlib_external")
                    .flags(flags::BASETYPE)
                    .container($name::visit, Some($name::clear_object))
                    .slots(|s| {
                        s.new.set(Some(|_: &ThreadState, ty: &Type, _: Args<'_>| {
                            Ok(alloc::alloc_in(ty, $name::empty()).into_value())
                        }));
                        s.init.set(Some(|thread: &ThreadState, this: &Value, args: Args<'_>| {
                            let names = ["fullname", "path", "path_finder"];
                            let [name, path, _] =
                                crate::types::str::args::keywords(thread, stringify!($name), args, names)?;
                            // SAFETY: E2: a slot of this type.
                            let this = unsafe { this.downcast_unchecked::<$name>() };
                            this.name.set(name);
                            this.path.set(path);
                            Ok(())
                        }));
                    })
                    .getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict), "")
                    .getset(
                        "name",
                        |_, this| {
                            // SAFETY: E2: a getter of this type.
                            Ok(unsafe { this.downcast_unchecked::<$name>() }.name.get().unwrap_or_else(Value::none))
                        },
                        Some(|_, this, value| {
                            // SAFETY: E2: a setter of this type.
                            unsafe { this.downcast_unchecked::<$name>() }.name.set(value.cloned());
                            Ok(())
                        }),
                        "",
                    )
                    .getset(
                        "path",
                        |_, this| {
                            // SAFETY: E2: a getter of this type.
                            Ok(unsafe { this.downcast_unchecked::<$name>() }.path.get().unwrap_or_else(Value::none))
                        },
                        Some(|_, this, value| {
                            // SAFETY: E2: a setter of this type.
                            unsafe { this.downcast_unchecked::<$name>() }.path.set(value.cloned());
                            Ok(())
                        }),
                        "",
                    )
                    .method(
                        "get_filename(self, name=None)",
                        |_, args| Ok(args.this::<$name>().path.get().unwrap_or_else(Value::none)),
                        "The file of the module.",
                    )
                    .method(
                        "is_package(self, fullname)",
                        |_, args| {
                            let file = args.this::<$name>().file();
                            let package = file.is_some_and(|file| {
                                let stem = file.to_string_lossy();
                                let stem = stem.rsplit('/').next().unwrap_or_default().to_owned();
                                stem.starts_with("__init__.")
                            });
                            Ok(Value::bool(package))
                        },
                        "Whether the module is a package.",
                    )
                    .method(
                        "get_resource_reader(self, module)",
                        |thread, args| {
                            let file = args.this::<$name>().file();
                            file_reader(thread, args.value(0), file.as_deref())
                        },
                        "What reads files beside the module.",
                    );
                extend(builder).finish();
            }
        }
    };
}

file_loader!(SourceFileLoader);
file_loader!(ExtensionFileLoader);

/// The loader of packages without `__init__`.
#[repr(C)]
pub struct NamespaceLoader {
    pub head: Head,
    pub path: MutCell<Option<Value>>,
}

crate::builtin_static!(NamespaceLoader);
traced!(NamespaceLoader { path });

impl NamespaceLoader {
    pub fn new(path: Value) -> Ref<NamespaceLoader> {
        alloc::alloc(NamespaceLoader { head: alloc::head::<NamespaceLoader>(), path: MutCell::new(Some(path)) })
    }
}

/// `importlib.readers.FileReader` for a loader; None in the embedded library, which has no folders.
fn file_reader(thread: &ThreadState, loader: &Value, file: Option<&Str>) -> PyResult<Value> {
    if file.is_none_or(|file| library::inner_path(&file.lossy()).is_some()) {
        return Ok(Value::none());
    }
    let class = import_attribute(thread, "importlib.readers", "FileReader")?;
    call::call(thread, &class, Args::positional(std::slice::from_ref(loader)))
}

/// `importlib.readers.NamespaceReader`, which wants a path of importlib's own kind.
fn namespace_reader(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let path = args.this::<NamespaceLoader>().path.get().unwrap_or_else(Value::none);
    let class = import_attribute(thread, "importlib._bootstrap_external", "_NamespacePath")?;
    let parts = [args.value(1).clone(), path, Value::none()];
    let path = call::call(thread, &class, Args::positional(&parts))?;
    let class = import_attribute(thread, "importlib.readers", "NamespaceReader")?;
    call::call(thread, &class, Args::positional(&[path]))
}

/// The bytes of a file of the system or of the embedded library.
pub fn read(thread: &ThreadState, file: &Str) -> PyResult<Vec<u8>> {
    let name = file.lossy();
    if library::inner_path(&name).is_some() {
        return match library::read_file(&name) {
            Some(bytes) => Ok(bytes.into_owned()),
            None => Err(make::os_error(thread, libc::ENOENT, Some(&Value::of(file)))),
        };
    }
    std::fs::read(path::to_path(file)).map_err(|error| make::io_error(thread, &error, Some(&Value::of(file))))
}

fn source_file(thread: &ThreadState, args: Bound<'_>) -> PyResult<Ref<Str>> {
    let loader: &SourceFileLoader = args.this();
    loader.file().ok_or_else(|| make::import_error(thread, &exceptions::ImportError, "no path", None, None))
}

fn source_get_data(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(path) = args.value(1).downcast::<Str>() else {
        return Err(err!(thread, TypeError, "path must be str, not {}", args.value(1).type_of().short_name()));
    };
    Ok(Bytes::from_slice(&read(thread, path)?)?.into_value())
}

fn source_get_source(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = source_file(thread, args)?;
    let bytes = match read(thread, &file) {
        Ok(bytes) => bytes,
        Err(raised) => {
            drop(thread.take_raised(raised));
            let message = "source not available through get_data()";
            return Err(make::import_error(thread, &exceptions::ImportError, message, args.get(1), None));
        }
    };
    decode_source(&bytes)
}

/// Source text as a `str`, taken as UTF-8, with `\n` line ends.
fn decode_source(bytes: &[u8]) -> PyResult<Value> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    Ok(Str::try_new(&text)?.into_value())
}

fn source_get_code(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = source_file(thread, args)?;
    Ok(CodeObject::new(load::source_code(thread, &file)?).into_value())
}

fn source_to_code(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (data, file) = (args.value(1), args.value(2));
    let name = crate::object::repr::str_lossy(thread, file);
    let source = match (data.downcast::<Bytes>(), data.downcast::<Str>()) {
        (Some(bytes), _) => bytes.as_slice().to_vec(),
        (None, Some(text)) => text.as_bytes().to_vec(),
        (None, None) => return Err(err!(thread, TypeError, "source must be bytes or str")),
    };
    Ok(CodeObject::new(code_cache::compile(thread, &source, &name)?).into_value())
}

fn source_exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let file = source_file(thread, args)?;
    let Some(module) = args.value(1).downcast::<Module>() else {
        return Err(err!(thread, TypeError, "exec_module() needs a module"));
    };
    let code = load::source_code(thread, &file)?;
    load::execute(thread, code, &module.dict())?;
    Ok(Value::none())
}

fn source_path_stats(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(file) = args.value(1).downcast::<Str>() else {
        return Err(err!(thread, TypeError, "path must be str"));
    };
    let dict = Dict::new();
    let (mut modified, mut size) = (0.0, 0);
    if library::inner_path(&file.lossy()).is_none() {
        let data = std::fs::metadata(path::to_path(file))
            .map_err(|error| make::io_error(thread, &error, Some(args.value(1))))?;
        size = data.len();
        let since = data.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        modified = since.map_or(0.0, |since| since.as_secs_f64());
    }
    dict.set_name("mtime", Value::float(modified));
    dict.set_name("size", crate::types::int::from_u64(size));
    Ok(dict.into_value())
}

fn nothing(_thread: &ThreadState, _args: Bound<'_>) -> PyResult<Value> {
    Ok(Value::none())
}

fn load_module(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(name) = args.value(1).downcast::<Str>() else {
        return Err(err!(thread, TypeError, "module name must be str"));
    };
    super::import_absolute(thread, name)
}

fn hooks(thread: &ThreadState) -> PyResult<&'static crate::hooks::Hooks> {
    crate::hooks::get().ok_or_else(|| {
        let message = "this runtime was built without native modules";
        make::import_error(thread, &exceptions::ImportError, message, None, None)
    })
}

fn extension_create(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    (hooks(thread)?.create_dynamic)(thread, args.value(1))
}

fn extension_exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    (hooks(thread)?.exec_dynamic)(thread, args.value(1))?;
    Ok(Value::none())
}

pub fn describe() {
    SourceFileLoader::describe_with(|builder| {
        builder
            .doc("Loads modules from source.")
            .method("get_data(self, path)", source_get_data, "The bytes of a file.")
            .method("get_source(self, fullname)", source_get_source, "The source text of the module.")
            .method("get_code(self, fullname)", source_get_code, "The code object of the module.")
            .method("source_to_code(self, data, path, *, _optimize=-1)", source_to_code, "Compile source.")
            .method("path_stats(self, path)", source_path_stats, "Time of change and size of a file.")
            .method("create_module(self, spec)", nothing, "Use the default.")
            .method("exec_module(self, module)", source_exec, "Run the module.")
            .method("load_module(self, fullname)", load_module, "Import the module.")
    });
    ExtensionFileLoader::describe_with(|builder| {
        builder
            .doc("Loads native modules.")
            .method("get_source(self, fullname)", nothing, "Native modules have no source.")
            .method("get_code(self, fullname)", nothing, "Native modules have no code object.")
            .method("create_module(self, spec)", extension_create, "Create a native module.")
            .method("exec_module(self, module)", extension_exec, "Run the exec phase of a native module.")
            .method("load_module(self, fullname)", load_module, "Import the module.")
    });
    TypeBuilder::new::<NamespaceLoader>("NamespaceLoader", Some(crate::types::object::object_type()))
        .module("_frozen_importlib_external")
        .container(NamespaceLoader::visit, Some(NamespaceLoader::clear_object))
        .getter(
            "_path",
            |_, this| {
                // SAFETY: E2: a getter of this type.
                Ok(unsafe { this.downcast_unchecked::<NamespaceLoader>() }.path.get().unwrap_or_else(Value::none))
            },
            "",
        )
        .method("is_package(self, fullname)", |_, _| Ok(Value::bool(true)), "Whether the module is a package.")
        .method("get_source(self, fullname)", |_, _| Ok(Str::new("").into_value()), "There is none.")
        .method(
            "get_code(self, fullname)",
            |thread, _| Ok(CodeObject::new(code_cache::compile(thread, b"", "<string>")?).into_value()),
            "Code that does nothing.",
        )
        .method("get_resource_reader(self, module)", namespace_reader, "What reads files of the package.")
        .method("create_module(self, spec)", nothing, "Use the default.")
        .method("exec_module(self, module)", nothing, "Nothing to run.")
        .method("load_module(self, fullname)", load_module, "Import the module.")
        .finish();
}
