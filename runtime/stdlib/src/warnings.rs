//! `_warnings`: issuing warnings. The filters of the module `warnings`, once it is loaded, decide; else the VM's own.

use crate::define::{ModuleBuilder, int_arg, or_none, text};
use ladon_vm::err;
use ladon_vm::exceptions;
use ladon_vm::object::{call, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, List, Tuple, Type, int};
use ladon_vm::value::{Ref, Value};

crate::functions! {
    fn defs {
        "warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())" => warnings_warn, "Issue a warning.";
        "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)" => warnings_warn_explicit, "Issue a warning about a place.";
        "_filters_mutated_lock_held()" => |_, _| Ok(Value::none()), "Does nothing.";
        "_filters_mutated()" => |_, _| Ok(Value::none()), "Does nothing.";
        "_acquire_lock()" => |_, _| Ok(Value::none()), "Does nothing.";
        "_release_lock()" => |_, _| Ok(Value::none()), "Does nothing.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let filter = |action: &str, category: &Type, module: Value| -> PyResult<Value> {
        let items = vec![text(action)?, Value::none(), category.as_value(), module, int::from_i64(0)];
        Ok(Tuple::new(items).into_value())
    };
    let filters = vec![
        filter("default", &exceptions::DeprecationWarning, text("__main__")?)?,
        filter("ignore", &exceptions::DeprecationWarning, Value::none())?,
        filter("ignore", &exceptions::PendingDeprecationWarning, Value::none())?,
        filter("ignore", &exceptions::ImportWarning, Value::none())?,
        filter("ignore", &exceptions::ResourceWarning, Value::none())?,
    ];
    ModuleBuilder::new(thread, "_warnings", "Issuing warnings.")?
        .functions(defs())
        .value("filters", List::from_vec(filters)?.into_value())
        .value("_onceregistry", Dict::new().into_value())
        .value("_defaultaction", text("default")?)
        .value("_warnings_context", Value::none())
        .finish()
}

/// The function of the Python implementation, in `_py_warnings`.
fn python(thread: &ThreadState, name: &str) -> PyResult<Value> {
    ladon_vm::import::import_attribute(thread, "_py_warnings", name)
}

fn warnings_warn(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (message, category) = (args.value(0), args.some(1));
    let level = args.get(2).map_or(Ok(1), |level| int_arg(thread, level))?;
    if thread.interp().modules().get_name("warnings").is_some() {
        let warn = python(thread, "warn")?;
        let values =
            [message.clone(), or_none(category.cloned()), int::from_i64(level), or_none(args.some(3).cloned())];
        return call::positional(thread, &warn, &values);
    }
    let class = message.type_of();
    let category = match category.and_then(|category| category.downcast::<Type>()) {
        _ if class.is_subtype(&exceptions::Warning) => class,
        Some(category) if category.is_subtype(&exceptions::Warning) => category,
        None if category.is_none() => &exceptions::UserWarning,
        _ => {
            let name = category.map_or_else(|| String::from("NoneType"), |c| c.type_of().short_name());
            return Err(err!(thread, TypeError, "category must be a Warning subclass, not '{name}'"));
        }
    };
    let message = repr::str(thread, message)?;
    ladon_vm::warnings::warn(thread, category, &message.lossy(), level.max(1) as u32)?;
    Ok(Value::none())
}

fn warnings_warn_explicit(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let warn = python(thread, "warn_explicit")?;
    let values: Vec<Value> = (0..8).map(|index| or_none(args.get(index).cloned())).collect();
    call::positional(thread, &warn, &values)
}
