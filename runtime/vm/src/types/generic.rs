//! The slots of classes: each calls the special method found on the type.

use crate::err;
use crate::names;
use crate::object::{attr, call, iter};
use crate::raise::{PyResult, caught};
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::slots::{BINARY_OPS, BinaryFn, CompareOp};
use crate::types::{Str, int};
use crate::value::Value;

/// Calls `type(this).name(this, *args)`; `None` when there is no such method.
fn special(thread: &ThreadState, this: &Value, name: &Str, args: &[Value]) -> PyResult<Option<Value>> {
    match attr::lookup_type(this.type_of(), name) {
        Some(method) => attr::call_special(thread, this, &method, args).map(Some),
        None => Ok(None),
    }
}

fn required(thread: &ThreadState, this: &Value, name: &Str, args: &[Value]) -> PyResult<Value> {
    match special(thread, this, name, args)? {
        Some(value) => Ok(value),
        None => Err(attr::missing(thread, this, name)),
    }
}

macro_rules! unary {
    ($($slot:ident $name:ident;)*) => { $(
        pub fn $slot(thread: &ThreadState, this: &Value) -> PyResult<Value> {
            required(thread, this, names::get().$name, &[])
        }
    )* };
}

unary! {
    repr __repr__; str __str__; neg __neg__; pos __pos__; abs __abs__; invert __invert__;
    int __int__; float __float__; index __index__; aiter __aiter__; anext __anext__; r#await __await__;
}

pub fn iter(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let method = attr::lookup_type(this.type_of(), names::get().__iter__);
    match method {
        Some(method) if !method.is_none() => attr::call_special(thread, this, &method, &[]),
        _ => {
            let name = this.type_of().short_name();
            Err(err!(thread, TypeError, "'{name}' object is not iterable"))
        }
    }
}

pub fn hash(thread: &ThreadState, this: &Value) -> PyResult<i64> {
    let result = required(thread, this, names::get().__hash__, &[])?;
    match int::as_i64(&result) {
        Some(-1) => Ok(-2),
        Some(hash) => Ok(hash),
        None => int::core::with_limbs(&result, crate::object::hash::hash_limbs)
            .ok_or_else(|| err!(thread, TypeError, "__hash__ method should return an integer")),
    }
}

pub fn compare(thread: &ThreadState, this: &Value, other: &Value, op: CompareOp) -> PyResult<Value> {
    let n = names::get();
    let name = [n.__lt__, n.__le__, n.__eq__, n.__ne__, n.__gt__, n.__ge__][op as usize];
    let result = special(thread, this, name, std::slice::from_ref(other))?;
    Ok(result.unwrap_or_else(Value::not_implemented))
}

pub fn getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    let n = names::get();
    let ty = this.type_of();
    let found = match attr::lookup_type(ty, n.__getattribute__) {
        Some(method) if !attr::is_object_wrapper(&method) => {
            attr::call_special(thread, this, &method, std::slice::from_ref(name))
        }
        _ => attr::generic_get(thread, this, name),
    };
    let Some(fallback) = attr::lookup_type(ty, n.__getattr__) else { return found };
    match caught(thread, found, &crate::exceptions::AttributeError)? {
        Some(value) => Ok(value),
        None => attr::call_special(thread, this, &fallback, std::slice::from_ref(name)),
    }
}

pub fn setattr(thread: &ThreadState, this: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let n = names::get();
    match value {
        Some(value) => required(thread, this, n.__setattr__, &[name.clone(), value.clone()])?,
        None => required(thread, this, n.__delattr__, std::slice::from_ref(name))?,
    };
    Ok(())
}

pub fn call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let Some(method) = attr::lookup_special(thread, this, names::get().__call__)? else {
        let name = this.type_of().short_name();
        return Err(err!(thread, TypeError, "'{name}' object is not callable"));
    };
    thread.check_native_stack(" while calling a Python object")?;
    call::call(thread, &method, args)
}

pub fn init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    let Some(method) = attr::lookup_type(this.type_of(), names::get().__init__) else { return Ok(()) };
    let result = call::call_with_self(thread, &method, this, args)?;
    if result.is_none() {
        return Ok(());
    }
    let name = result.type_of().short_name();
    Err(err!(thread, TypeError, "__init__() should return None, not '{name}'"))
}

pub fn new(thread: &ThreadState, ty: &crate::types::Type, args: Args<'_>) -> PyResult<Value> {
    let this = ty.as_value();
    let method = attr::get(thread, &this, names::get().__new__)?;
    call::call_with_self_always(thread, &method, &this, args)
}

pub fn len(thread: &ThreadState, this: &Value) -> PyResult<usize> {
    let result = required(thread, this, names::get().__len__, &[])?;
    let length = crate::object::number::to_isize(thread, &result)?;
    usize::try_from(length).map_err(|_| err!(thread, ValueError, "__len__() should return >= 0"))
}

pub fn bool(thread: &ThreadState, this: &Value) -> PyResult<bool> {
    let result = required(thread, this, names::get().__bool__, &[])?;
    if result.is_true() || result.is_false() {
        return Ok(result.is_true());
    }
    let name = result.type_of().short_name();
    Err(err!(thread, TypeError, "__bool__ should return bool, returned {name}"))
}

pub fn getitem(thread: &ThreadState, this: &Value, key: &Value) -> PyResult<Value> {
    required(thread, this, names::get().__getitem__, std::slice::from_ref(key))
}

pub fn setitem(thread: &ThreadState, this: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let n = names::get();
    let done = match value {
        Some(value) => special(thread, this, n.__setitem__, &[key.clone(), value.clone()])?,
        None => special(thread, this, n.__delitem__, std::slice::from_ref(key))?,
    };
    if done.is_some() {
        return Ok(());
    }
    let name = this.type_of().short_name();
    match value {
        Some(_) => Err(err!(thread, TypeError, "'{name}' object does not support item assignment")),
        None => Err(err!(thread, TypeError, "'{name}' object doesn't support item deletion")),
    }
}

pub fn contains(thread: &ThreadState, this: &Value, item: &Value) -> PyResult<bool> {
    match attr::lookup_type(this.type_of(), names::get().__contains__) {
        Some(method) if method.is_none() => {
            let name = this.type_of().short_name();
            Err(err!(thread, TypeError, "'{name}' object is not a container"))
        }
        Some(method) => {
            let result = attr::call_special(thread, this, &method, std::slice::from_ref(item))?;
            crate::object::truth::is_true(thread, &result)
        }
        None => {
            let iterator = iter::iter(thread, this)?;
            while let Some(next) = iter::next(thread, &iterator)? {
                if crate::object::compare::equal(thread, &next, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

pub fn next(thread: &ThreadState, this: &Value) -> PyResult<Option<Value>> {
    match required(thread, this, names::get().__next__, &[]) {
        Ok(value) => Ok(Some(value)),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            let ends = exception.type_of().is_subtype(&crate::exceptions::StopIteration);
            // One that carries a value is passed on: `yield from` wants it.
            if ends && crate::eval::suspend::stop_value(&exception).is_none() {
                return Ok(None);
            }
            Err(thread.reraise(exception))
        }
    }
}

pub fn descr_get(thread: &ThreadState, this: &Value, object: Option<&Value>, owner: Option<&Value>) -> PyResult<Value> {
    let args = [object.cloned().unwrap_or_else(Value::none), owner.cloned().unwrap_or_else(Value::none)];
    match special(thread, this, names::get().__get__, &args)? {
        Some(value) => Ok(value),
        None => Ok(this.clone()),
    }
}

pub fn descr_set(thread: &ThreadState, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let n = names::get();
    match value {
        Some(value) => required(thread, this, n.__set__, &[object.clone(), value.clone()])?,
        None => required(thread, this, n.__delete__, std::slice::from_ref(object))?,
    };
    Ok(())
}

/// Runs `__del__`; what it raises is reported, not propagated.
pub fn finalize(thread: &ThreadState, this: &Value) {
    let pending = thread.take_pending();
    if let Some(method) = attr::lookup_type(this.type_of(), names::get().__del__)
        && let Err(raised) = attr::call_special(thread, this, &method, &[])
    {
        crate::exceptions::display::unraisable(thread, raised, &method);
    }
    thread.set_raised(pending);
}

fn binary<const OP: u8>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let [name, reflected, _] = names::get().operators[OP as usize];
    let mine: BinaryFn = binary::<OP>;
    let is_mine =
        |v: &Value| v.type_of().slots.binary[OP as usize].get().is_some_and(|f| std::ptr::fn_addr_eq(f, mine));
    let (ty_a, ty_b) = (a.type_of(), b.type_of());
    let mut try_right = !ty_a.is(ty_b) && is_mine(b);
    if is_mine(a) {
        if try_right && ty_b.is_subtype(ty_a) && overrides(ty_a, ty_b, reflected) {
            let result = special(thread, b, reflected, std::slice::from_ref(a))?;
            if let Some(result) = result.filter(|r| !r.is_not_implemented()) {
                return Ok(result);
            }
            try_right = false;
        }
        let result = special(thread, a, name, std::slice::from_ref(b))?;
        if let Some(result) = result.filter(|r| !r.is_not_implemented()) {
            return Ok(result);
        }
    }
    if try_right {
        let result = special(thread, b, reflected, std::slice::from_ref(a))?;
        return Ok(result.unwrap_or_else(Value::not_implemented));
    }
    Ok(Value::not_implemented())
}

/// `pow(a, b, modulus)`: only `__pow__` of the first operand is asked.
pub fn pow3(thread: &ThreadState, a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    let result = special(thread, a, names::get().__pow__, &[b.clone(), modulus.clone()])?;
    Ok(result.unwrap_or_else(Value::not_implemented))
}

fn overrides(base: &crate::types::Type, derived: &crate::types::Type, name: &Str) -> bool {
    match (attr::lookup_type(base, name), attr::lookup_type(derived, name)) {
        (Some(a), Some(b)) => !a.is(&b),
        (None, Some(_)) => true,
        _ => false,
    }
}

fn inplace<const OP: u8>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let [_, _, name] = names::get().operators[OP as usize];
    let result = special(thread, a, name, std::slice::from_ref(b))?;
    Ok(result.unwrap_or_else(Value::not_implemented))
}

macro_rules! table {
    ($function:ident) => {
        [
            $function::<0>,
            $function::<1>,
            $function::<2>,
            $function::<3>,
            $function::<4>,
            $function::<5>,
            $function::<6>,
            $function::<7>,
            $function::<8>,
            $function::<9>,
            $function::<10>,
            $function::<11>,
            $function::<12>,
            $function::<13>,
        ]
    };
}

pub static BINARY: [BinaryFn; BINARY_OPS] = table!(binary);
pub static INPLACE: [BinaryFn; BINARY_OPS] = table!(inplace);
