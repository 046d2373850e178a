//! `__new__` of builtin types and classes of C, as it stands in their dict: checks the class it is to make.

use super::cannot_create;
use crate::err;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::native::NativeFunction;
use crate::types::{Str, Tuple, Type};
use crate::value::Value;

/// The object found as `__new__` in the dict of a builtin type.
pub fn new_wrapper(ty: &'static Type) -> Value {
    let name = Str::shared("__new__");
    let function = NativeFunction::with_entry(call_new, std::ptr::from_ref(ty).addr(), name, Some(ty.as_value()), None);
    function.into_value()
}

/// As [`new_wrapper`], for a class of a native module.
pub fn new_wrapper_for_class(ty: &Type) -> Value {
    let name = crate::types::str::intern::intern_text("__new__");
    let address = std::ptr::from_ref(ty).addr();
    NativeFunction::with_entry(call_new, address, name, Some(ty.as_value()), None).into_value()
}

/// The builtin type whose `__new__` this is.
pub fn new_wrapper_owner(value: &Value) -> Option<&Type> {
    let function = value.exact::<NativeFunction>()?;
    if !std::ptr::fn_addr_eq(function.entry(), call_new as crate::types::native::Entry) {
        return None;
    }
    // SAFETY: set by `new_wrapper`; the function keeps the type alive.
    Some(unsafe { &*(function.def.get() as *const Type) })
}

fn call_new(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    let args = Args { values, names };
    // SAFETY: set by `new_wrapper`; the function keeps the type alive.
    let owner = unsafe { &*(function.def.get() as *const Type) };
    let name = owner.short_name();
    let Some(first) = args.positionals().first() else {
        return Err(err!(thread, TypeError, "{name}.__new__(): not enough arguments"));
    };
    let Some(ty) = first.downcast::<Type>() else {
        let found = first.type_of().short_name();
        return Err(err!(thread, TypeError, "{name}.__new__(X): X is not a type object ({found})"));
    };
    if !ty.is_subtype(owner) {
        let found = ty.short_name();
        return Err(err!(thread, TypeError, "{name}.__new__({found}): {found} is not a subtype of {name}"));
    }
    let safe = nearest_builtin_new(ty);
    if !safe.is_some_and(|base| same_new(base, owner)) {
        let base = safe.map(Type::short_name).unwrap_or_default();
        let found = ty.short_name();
        return Err(err!(thread, TypeError, "{name}.__new__({found}) is not safe, use {base}.__new__()"));
    }
    let Some(new) = owner.slots.new.get() else { return Err(cannot_create(thread, owner)) };
    if !owner.c_slot_table.get().is_null() {
        // The C function is that of the owner, not that of the class to be instantiated.
        thread.dispatch.set((std::ptr::from_ref(ty).addr(), owner));
    }
    let result = new(thread, ty, args.rest());
    thread.dispatch.set((0, std::ptr::null()));
    result
}

fn nearest_builtin_new(ty: &Type) -> Option<&Type> {
    let mut at = Some(ty);
    while let Some(class) = at {
        let generic = crate::slot_is!(class.slots.new, crate::types::generic::new as NewFn);
        if !class.is_heap_type() || (!class.c_slot_table.get().is_null() && !generic) {
            return Some(class);
        }
        at = class.base();
    }
    None
}

fn same_new(a: &Type, b: &Type) -> bool {
    match (a.slots.new.get(), b.slots.new.get()) {
        (Some(x), Some(y)) => std::ptr::fn_addr_eq(x, y),
        _ => false,
    }
}
