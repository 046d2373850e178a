//! Replacement templates: literals with groups between them.

use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, iter};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, TypeBuilder};
use ladon_vm::types::{Tuple, int};
use ladon_vm::value::{Ref, Value};

/// Literal, group, literal, …, literal.
#[repr(C)]
pub struct Template {
    head: Head,
    parts: MutCell<Option<Ref<Tuple>>>,
}

ladon_vm::builtin_static!(Template);
crate::traced!(Template { parts });

pub fn template(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let parts = iter::collect(thread, args.value(1))?;
    if parts.len() % 2 == 0 || parts.iter().skip(1).step_by(2).any(|group| int::as_i64(group).is_none_or(|g| g < 0)) {
        return Err(err!(thread, TypeError, "invalid template"));
    }
    let parts = MutCell::new(Some(Tuple::try_from_vec(parts)?));
    Ok(alloc::alloc(Template { head: alloc::head::<Template>(), parts }).into_value())
}

pub fn is_template(value: &Value) -> bool {
    value.downcast::<Template>().is_some()
}

/// The text of a template without groups.
pub fn literal_of(value: &Value) -> Option<Value> {
    let parts = value.downcast::<Template>()?.parts.get()?;
    match parts.as_slice() {
        [literal] => Some(literal.clone()),
        _ => None,
    }
}

/// The pieces of a template, groups filled in.
pub fn expand(value: &Value, group: impl Fn(usize) -> PyResult<Value>) -> PyResult<Vec<Value>> {
    let parts = this::<Template>(value).parts.get();
    let mut pieces = Vec::new();
    for (index, part) in parts.iter().flat_map(|parts| parts.as_slice()).enumerate() {
        pieces.push(if index % 2 == 0 { part.clone() } else { group(int::as_i64(part).unwrap_or(0) as usize)? });
    }
    Ok(pieces)
}

pub fn describe() {
    TypeBuilder::new::<Template>("SRE_Template", Some(ladon_vm::types::object::object_type()))
        .module("_sre")
        .container(Template::visit, Some(Template::clear_object))
        .finish();
}
