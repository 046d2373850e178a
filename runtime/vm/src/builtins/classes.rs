//! `isinstance`, `issubclass` and the tests behind them; `callable`, `id`, `hash`.

use crate::err;
use crate::names;
use crate::object::{attr, call, truth};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::class::type_type;
use crate::types::define::{Args, Bound};
use crate::types::{Str, Tuple, Type, int, union};
use crate::value::Value;

const NOT_CLASSES: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const NOT_SUPERCLASSES: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

pub fn builtin_isinstance(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    isinstance(thread, b.value(0), b.value(1)).map(Value::bool)
}

pub fn builtin_issubclass(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    issubclass(thread, b.value(0), b.value(1)).map(Value::bool)
}

/// The members of a tuple or union of classes.
fn several(class: &Value) -> Option<&[Value]> {
    union::members(class).or_else(|| class.downcast::<Tuple>()).map(Tuple::as_slice)
}

fn is_plain_class(class: &Value) -> bool {
    class.type_of().is(type_type())
}

/// `isinstance(object, class)`.
pub fn isinstance(thread: &ThreadState, object: &Value, class: &Value) -> PyResult<bool> {
    if class.downcast::<Type>().is_some_and(|ty| ty.is(object.type_of())) {
        return Ok(true);
    }
    if is_plain_class(class) {
        return real_isinstance(thread, object, class);
    }
    if let Some(classes) = several(class) {
        thread.check_native_stack(" in __instancecheck__")?;
        for class in classes {
            if isinstance(thread, object, class)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    match attr::lookup_special(thread, class, names::get().__instancecheck__)? {
        Some(check) => {
            thread.check_native_stack(" in __instancecheck__")?;
            let answer = call::call(thread, &check, Args::positional(std::slice::from_ref(object)))?;
            truth::is_true(thread, &answer)
        }
        None => real_isinstance(thread, object, class),
    }
}

/// `issubclass(derived, class)`.
pub fn issubclass(thread: &ThreadState, derived: &Value, class: &Value) -> PyResult<bool> {
    if is_plain_class(class) {
        return if derived.is(class) { Ok(true) } else { real_issubclass(thread, derived, class) };
    }
    if let Some(classes) = several(class) {
        thread.check_native_stack(" in __subclasscheck__")?;
        for class in classes {
            if issubclass(thread, derived, class)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    match attr::lookup_special(thread, class, names::get().__subclasscheck__)? {
        Some(check) => {
            thread.check_native_stack(" in __subclasscheck__")?;
            let answer = call::call(thread, &check, Args::positional(std::slice::from_ref(derived)))?;
            truth::is_true(thread, &answer)
        }
        None => real_issubclass(thread, derived, class),
    }
}

/// As [`isinstance`] without `__instancecheck__`: by type, or by what `__class__` claims.
pub fn real_isinstance(thread: &ThreadState, object: &Value, class: &Value) -> PyResult<bool> {
    let Some(ty) = class.downcast::<Type>() else {
        bases_of(thread, class)?.ok_or_else(|| not_a_class(thread, NOT_CLASSES))?;
        return match attr::get_optional(thread, object, names::get().__class__)? {
            Some(claimed) => abstract_subclass(thread, &claimed, class),
            None => Ok(false),
        };
    };
    if object.type_of().is_subtype(ty) {
        return Ok(true);
    }
    if !object.type_of().is_heap_type() && !has_own_lookup(object.type_of()) {
        return Ok(false);
    }
    let claimed = attr::get_optional(thread, object, names::get().__class__)?;
    Ok(claimed.as_ref().and_then(|claimed| claimed.downcast::<Type>()).is_some_and(|claimed| claimed.is_subtype(ty)))
}

/// Whether objects of the type, as proxies do, may give another `__class__` than their own.
fn has_own_lookup(ty: &Type) -> bool {
    ty.slots.getattr.get().is_some() && !attr::looks_up_plainly(ty)
}

/// As [`issubclass`] without `__subclasscheck__`: by the MRO, or for things that only look like classes by `__bases__`.
pub fn real_issubclass(thread: &ThreadState, derived: &Value, class: &Value) -> PyResult<bool> {
    if let (Some(derived), Some(class)) = (derived.downcast::<Type>(), class.downcast::<Type>()) {
        return Ok(derived.is_subtype(class));
    }
    bases_of(thread, derived)?.ok_or_else(|| not_a_class(thread, "issubclass() arg 1 must be a class"))?;
    if union::members(class).is_none() {
        bases_of(thread, class)?.ok_or_else(|| not_a_class(thread, NOT_SUPERCLASSES))?;
    }
    abstract_subclass(thread, derived, class)
}

fn not_a_class(thread: &ThreadState, message: &str) -> Raised {
    err!(thread, TypeError, "{message}")
}

/// `__bases__` when it is a tuple.
fn bases_of(thread: &ThreadState, class: &Value) -> PyResult<Option<Value>> {
    let bases = attr::get_optional(thread, class, names::get().__bases__)?;
    Ok(bases.filter(|bases| bases.downcast::<Tuple>().is_some()))
}

fn abstract_subclass(thread: &ThreadState, derived: &Value, class: &Value) -> PyResult<bool> {
    if derived.is(class) {
        return Ok(true);
    }
    thread.check_native_stack(" in __subclasscheck__")?;
    let bases = bases_of(thread, derived)?;
    for base in bases.as_ref().and_then(|bases| bases.downcast::<Tuple>()).map_or(&[][..], Tuple::as_slice) {
        if abstract_subclass(thread, base, class)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn builtin_callable(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(is_callable(b.value(0))))
}

pub fn is_callable(value: &Value) -> bool {
    value.type_of().slots.call.get().is_some()
}

pub fn builtin_id(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(int::core::from_u64(b.value(0).bits()))
}

pub fn builtin_hash(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    if let Some(text) = b.value(0).exact::<Str>() {
        return Ok(int::from_i64(text.hash()));
    }
    crate::object::hash::hash(thread, b.value(0)).map(int::from_i64)
}
