//! `_count_elements`: what `Counter` counts with.

use ladon_vm::object::{attr, call, hash, iter, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, Builtin};
use ladon_vm::types::slots::BinaryOp;
use ladon_vm::types::{Dict, Type};
use ladon_vm::value::Value;

/// Whether a class left `name` of `dict` alone.
fn inherits(thread: &ThreadState, ty: &Type, name: &str) -> PyResult<bool> {
    let name = ladon_vm::types::str::intern::intern_bytes(thread, name.as_bytes())?;
    let base = attr::lookup_type(Dict::type_object(), &name);
    Ok(matches!((attr::lookup_type(ty, &name), base), (Some(own), Some(base)) if own.is(&base)))
}

pub fn count_elements(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let mapping = b.value(0);
    let iterator = iter::iter(thread, b.value(1))?;
    let ty = mapping.type_of();
    match mapping.downcast::<Dict>() {
        Some(dict) if inherits(thread, ty, "get")? && inherits(thread, ty, "__setitem__")? => {
            while let Some(item) = iter::next(thread, &iterator)? {
                count_one(thread, dict, &item)?;
            }
        }
        _ => {
            let get = attr::get_name(thread, mapping, "get")?;
            while let Some(item) = iter::next(thread, &iterator)? {
                let old = call::positional(thread, &get, &[item.clone(), Value::small_unchecked(0)])?;
                let new = number::binary(thread, BinaryOp::Add, &old, &Value::small_unchecked(1))?;
                ladon_vm::object::subscript::set(thread, mapping, &item, &new)?;
            }
        }
    }
    Ok(Value::none())
}

#[inline]
fn count_one(thread: &ThreadState, dict: &Dict, item: &Value) -> PyResult<()> {
    let hash = hash::hash(thread, item)?;
    let one = Value::small_unchecked(1);
    let Some(at) = dict.position(thread, item, hash)? else {
        dict.push_new(item.clone(), hash, one)?;
        return Ok(());
    };
    let Some(old) = dict.value_at(at) else { return Ok(()) };
    match old.as_small_int().and_then(|count| Value::small_int(count + 1)) {
        Some(new) => dict.replace_at(at, new),
        None => {
            let new = number::binary(thread, BinaryOp::Add, &old, &one)?;
            dict.set_with_hash(thread, item, hash, new)?;
        }
    }
    Ok(())
}
