//! `ModuleSpec`: what was found out about a module before it is loaded (PEP 451).
//!
//! The same attributes and behaviour as `importlib.machinery.ModuleSpec`, which it stands in for.

use crate::err;
use crate::names as vm_names;
use crate::object::{alloc, attr, compare, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, TypeBuilder};
use crate::types::slots::CompareOp;
use crate::types::traced::traced;
use crate::types::{Dict, List, Str, Type, flags};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct ModuleSpec {
    pub head: Head,
    pub dict: MutCell<Option<Ref<Dict>>>,
    pub name: MutCell<Option<Value>>,
    pub loader: MutCell<Option<Value>>,
    pub origin: MutCell<Option<Value>>,
    pub loader_state: MutCell<Option<Value>>,
    /// `submodule_search_locations`: a list for packages.
    pub locations: MutCell<Option<Value>>,
    pub cached: MutCell<Option<Value>>,
    /// Submodules being imported, by name.
    pub unfinished: MutCell<Option<Ref<List>>>,
    pub has_location: Cell<bool>,
    pub initializing: Cell<bool>,
}

crate::builtin_static!(ModuleSpec);

traced!(ModuleSpec { dict, name, loader, origin, loader_state, locations, cached, unfinished });

fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}

impl ModuleSpec {
    pub fn new(name: &Str, loader: Option<Value>) -> Ref<ModuleSpec> {
        let spec = Self::fields();
        spec.name.set(Some(Value::of(name)));
        spec.loader.set(loader);
        alloc::alloc(spec)
    }

    fn fields() -> ModuleSpec {
        ModuleSpec {
            head: alloc::head::<ModuleSpec>(),
            dict: MutCell::new(None),
            name: MutCell::new(None),
            loader: MutCell::new(None),
            origin: MutCell::new(None),
            loader_state: MutCell::new(None),
            locations: MutCell::new(None),
            cached: MutCell::new(None),
            unfinished: MutCell::new(None),
            has_location: Cell::new(false),
            initializing: Cell::new(false),
        }
    }

    /// A spec for a module that is a file.
    pub fn with_file(name: &Str, loader: Value, origin: Value) -> Ref<ModuleSpec> {
        let spec = Self::new(name, Some(loader));
        spec.origin.set(Some(origin));
        spec.has_location.set(true);
        spec
    }

    pub fn is_package(&self) -> bool {
        self.locations.get().is_some_and(|locations| !locations.is_none())
    }

    /// `spec.parent`: the package the module is in, or is.
    pub fn parent(&self) -> PyResult<Value> {
        let Some(name) = self.name.get() else { return Ok(Str::new("").into_value()) };
        if self.is_package() {
            return Ok(name);
        }
        let Some(text) = name.downcast::<Str>() else { return Ok(Str::new("").into_value()) };
        let end = memchr::memrchr(b'.', text.as_bytes()).unwrap_or(0);
        Ok(crate::types::str::intern::intern_bytes(ThreadState::current(), &text.as_bytes()[..end])?.into_value())
    }

    pub fn has_unfinished(&self, name: &Str) -> bool {
        let list = self.unfinished.get().map(|list| list.items.snapshot()).unwrap_or_default();
        list.iter().any(|item| item.downcast::<Str>().is_some_and(|item| item.equals(name)))
    }
}

/// Notes in a package's spec that a submodule is being imported.
pub fn begin_submodule(spec: Option<&Value>, child: &Str) {
    if let Some(spec) = spec.and_then(|spec| spec.downcast::<ModuleSpec>()) {
        let list = spec.unfinished.get().unwrap_or_else(List::new);
        let _ = list.append(Value::of(child));
        spec.unfinished.set(Some(list));
    }
}

pub fn end_submodule(spec: Option<&Value>, child: &Str) {
    if let Some(spec) = spec.and_then(|spec| spec.downcast::<ModuleSpec>())
        && let Some(list) = spec.unfinished.get()
    {
        let at = list.items.snapshot().iter().rposition(|item| item.downcast::<Str>().is_some_and(|i| i.equals(child)));
        drop(at.and_then(|at| list.items.remove(at)));
    }
}

/// Whether the module of a spec is being loaded.
pub fn is_initializing(thread: &ThreadState, spec: &Value) -> bool {
    if let Some(spec) = spec.downcast::<ModuleSpec>() {
        return spec.initializing.get();
    }
    match attr::get_optional(thread, spec, vm_names::get()._initializing) {
        Ok(value) => value.is_some_and(|value| value.is_true()),
        Err(raised) => {
            drop(thread.take_raised(raised));
            false
        }
    }
}

/// Where the cached bytecode of a source would be (`__cached__`).
pub fn cache_path(origin: &str) -> Option<String> {
    let stem = origin.strip_suffix(".py")?;
    let (directory, name) = stem.rsplit_once('/').map_or(("", stem), |(directory, name)| (directory, name));
    let slash = if directory.is_empty() { "" } else { "/" };
    Some(format!("{directory}{slash}__pycache__/{name}.{}.pyc", super::find::CACHE_TAG))
}

fn of(value: &Value) -> &ModuleSpec {
    // SAFETY: E2: called by slots and getters of this type.
    unsafe { value.downcast_unchecked() }
}

fn spec_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, ModuleSpec::fields()).into_value())
}

fn spec_init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["name", "loader", "origin", "loader_state", "is_package"];
    let [name, loader, origin, loader_state, package] =
        crate::types::str::args::keywords(thread, "ModuleSpec.__init__", args, names)?;
    let (Some(name), Some(loader)) = (name, loader) else {
        let message = "ModuleSpec.__init__() missing 2 required positional arguments: 'name' and 'loader'";
        return Err(err!(thread, TypeError, "{message}"));
    };
    let spec = of(this);
    spec.name.set(Some(name));
    spec.loader.set(Some(loader));
    spec.origin.set(origin);
    spec.loader_state.set(loader_state);
    let package = match package {
        Some(package) => crate::object::truth::is_true(thread, &package)?,
        None => false,
    };
    spec.locations.set(package.then(|| List::new().into_value()));
    spec.unfinished.set(Some(List::new()));
    Ok(())
}

fn spec_repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let spec = of(this);
    let shown =
        |value: Option<Value>| -> PyResult<String> { Ok(repr::repr(thread, &or_none(value))?.to_string_lossy()) };
    let mut parts = vec![format!("name={}", shown(spec.name.get())?), format!("loader={}", shown(spec.loader.get())?)];
    if let Some(origin) = spec.origin.get().filter(|origin| !origin.is_none()) {
        parts.push(format!("origin={}", shown(Some(origin))?));
    }
    if let Some(locations) = spec.locations.get().filter(|locations| !locations.is_none()) {
        parts.push(format!("submodule_search_locations={}", shown(Some(locations))?));
    }
    let class = this.type_of().short_name();
    Ok(Str::try_new(&format!("{class}({})", parts.join(", ")))?.into_value())
}

fn spec_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<ModuleSpec>(), b.downcast::<ModuleSpec>()) else {
        return Ok(Value::not_implemented());
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let mut same = x.has_location.get() == y.has_location.get();
    let pairs = [(&x.name, &y.name), (&x.loader, &y.loader), (&x.origin, &y.origin), (&x.locations, &y.locations)];
    for (p, q) in pairs {
        same = same && compare::equal(thread, &or_none(p.get()), &or_none(q.get()))?;
    }
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn get_cached(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let spec = of(this);
    if spec.cached.get().is_none()
        && spec.has_location.get()
        && let Some(origin) = spec.origin.get().as_ref().and_then(|origin| origin.downcast::<Str>())
        && let Some(path) = cache_path(&origin.lossy())
    {
        spec.cached.set(Some(Str::try_new(&path)?.into_value()));
    }
    Ok(or_none(spec.cached.get()))
}

fn set_flag(thread: &ThreadState, flag: &Cell<bool>, value: Option<&Value>) -> PyResult<()> {
    flag.set(match value {
        Some(value) => crate::object::truth::is_true(thread, value)?,
        None => false,
    });
    Ok(())
}

macro_rules! field {
    ($builder:expr, $name:literal, $field:ident) => {
        $builder.getset(
            $name,
            |_, this| Ok(or_none(of(this).$field.get())),
            Some(|_, this, value| {
                of(this).$field.set(value.cloned());
                Ok(())
            }),
            "",
        )
    };
}

pub fn describe() {
    let ty = crate::types::typeobject::type_of::<ModuleSpec>();
    ty.dict_offset.set(std::mem::offset_of!(ModuleSpec, dict) as u32);
    ty.weaklist_offset.set(1);
    let mut builder = TypeBuilder::new::<ModuleSpec>("ModuleSpec", Some(crate::types::object::object_type()))
        .doc("What is known of a module before it is loaded: its name, loader, origin and search locations.")
        .module("_frozen_importlib")
        .flags(flags::BASETYPE)
        .container(ModuleSpec::visit, Some(ModuleSpec::clear_object))
        .slots(|s| {
            s.new.set(Some(spec_new));
            s.init.set(Some(spec_init));
            s.repr.set(Some(spec_repr));
            s.compare.set(Some(spec_compare));
        });
    builder = field!(builder, "name", name);
    builder = field!(builder, "loader", loader);
    builder = field!(builder, "origin", origin);
    builder = field!(builder, "loader_state", loader_state);
    builder = field!(builder, "submodule_search_locations", locations);
    builder
        .getter("parent", |_, this| of(this).parent(), "The name of the package the module is in.")
        .getset(
            "cached",
            get_cached,
            Some(|_, this, value| {
                of(this).cached.set(value.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "has_location",
            |_, this| Ok(Value::bool(of(this).has_location.get())),
            Some(|thread, this, value| set_flag(thread, &of(this).has_location, value)),
            "",
        )
        .getset(
            "_set_fileattr",
            |_, this| Ok(Value::bool(of(this).has_location.get())),
            Some(|thread, this, value| set_flag(thread, &of(this).has_location, value)),
            "",
        )
        .getset(
            "_initializing",
            |_, this| Ok(Value::bool(of(this).initializing.get())),
            Some(|thread, this, value| set_flag(thread, &of(this).initializing, value)),
            "",
        )
        .getter(
            "_uninitialized_submodules",
            |_, this| {
                let list = of(this).unfinished.get().unwrap_or_else(List::new);
                of(this).unfinished.set(Some(list.clone()));
                Ok(list.into_value())
            },
            "",
        )
        .getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict), "")
        .finish();
}
