//! `warnings.h`; the functions with formats are in `varargs/report.c`.

use crate::boundary::{Borrowed, Status, Text};
use crate::capi;
use crate::layout::Py_ssize_t;
use ladon_vm::exceptions::RuntimeWarning;
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Type, int};
use ladon_vm::value::Value;
use ladon_vm::{err, import, warnings};
use std::ffi::c_int;

fn category_of<'a>(thread: &ThreadState, category: &'a Option<Borrowed>) -> PyResult<&'a Type> {
    match category {
        None => Ok(&RuntimeWarning),
        Some(category) => category.downcast::<Type>().ok_or_else(|| {
            err!(thread, TypeError, "category must be a Warning subclass, not '{}'", category.type_of().short_name())
        }),
    }
}

capi! {
    fn PyErr_WarnEx(thread, category: Option<Borrowed>, text: Text, stacklevel: Py_ssize_t) -> Status {
        let stacklevel = stacklevel.clamp(1, u32::MAX as isize) as u32;
        warnings::warn(thread, category_of(thread, &category)?, &text.to_str(thread)?.lossy(), stacklevel)
    }

    fn PyErr_WarnExplicit(
        thread, category: Option<Borrowed>, text: Text, file: Text, line: c_int, module: Option<Text>,
        registry: Option<Borrowed>,
    ) -> Status {
        let category = category_of(thread, &category)?.as_value();
        let module = module.map_or(Ok(Value::none()), |module| module.to_str(thread).map(|module| module.into_value()))?;
        let registry = registry.map_or_else(Value::none, |registry| registry.owned());
        let args = [
            text.to_str(thread)?.into_value(),
            category,
            file.to_str(thread)?.into_value(),
            int::from_i64(i64::from(line)),
            module,
            registry,
        ];
        let warn = import::import_attribute(thread, "warnings", "warn_explicit")?;
        call::positional(thread, &warn, &args)?;
        Ok(())
    }
}
