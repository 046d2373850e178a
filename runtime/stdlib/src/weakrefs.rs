//! `_weakref`: references that do not keep objects alive, and proxies for them.

use crate::define::{ModuleBuilder, this};
use ladon_vm::err;
use ladon_vm::object::{attr, call, compare, iter, number, repr, subscript, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::slots::{BinaryFn, BinaryOp};
use ladon_vm::types::weakref::{self, WeakRef};
use ladon_vm::types::{List, Str, Type, int};
use ladon_vm::value::{Ref, Value};

/// Stands for an object without keeping it alive: a weak reference in another dress.
#[repr(C)]
pub struct Proxy {
    reference: WeakRef,
}

ladon_vm::builtin_static!(Proxy, _PyWeakref_ProxyType);
#[allow(non_upper_case_globals, reason = "the C name of the object")]
#[unsafe(no_mangle)]
pub static _PyWeakref_CallableProxyType: Type = Type::empty();

crate::functions! {
    fn defs {
        "getweakrefcount(object, /)" => get_count, "How many weak references an object has.";
        "getweakrefs(object, /)" => get_refs, "The weak references of an object.";
        "proxy(object, callback=None, /)" => make_proxy, "A proxy that does not keep an object alive.";
        "_remove_dead_weakref(dct, key, /)" => remove_dead, "Remove a key whose value is a dead weak reference.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let class = WeakRef::type_object().as_value();
    ModuleBuilder::new(thread, "_weakref", "References that do not keep objects alive.")?
        .functions(defs())
        .value("ref", class.clone())
        .value("ReferenceType", class)
        .value("ProxyType", Proxy::type_object().as_value())
        .value("CallableProxyType", _PyWeakref_CallableProxyType.as_value())
        .finish()
}

fn get_count(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(weakref::references(thread, args.value(0)).len()))
}

fn get_refs(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(List::from_vec(weakref::references(thread, args.value(0)))?.into_value())
}

fn remove_dead(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(dict) = args.value(0).downcast::<ladon_vm::types::Dict>() else {
        let name = args.value(0).type_of().short_name();
        return Err(err!(thread, TypeError, "_remove_dead_weakref() argument 1 must be dict, not {name}"));
    };
    if let Some(value) = dict.get(thread, args.value(1))?
        && value.downcast::<WeakRef>().is_some_and(|reference| reference.target().is_none())
    {
        dict.remove(thread, args.value(1))?;
    }
    Ok(Value::none())
}

fn make_proxy(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let target = args.value(0);
    let callback = args.some(1).cloned();
    let callable = target.type_of().slots.call.get().is_some();
    let ty = if callable { &_PyWeakref_CallableProxyType } else { Proxy::type_object() };
    if callback.is_none() {
        let shared = weakref::references(thread, target)
            .into_iter()
            .find(|known| known.type_of().is(ty) && !this::<Proxy>(known).reference.has_callback());
        if let Some(shared) = shared {
            return Ok(shared);
        }
    }
    weakref::make(thread, ty, target, callback)
}

fn target(thread: &ThreadState, proxy: &Value) -> PyResult<Value> {
    this::<Proxy>(proxy)
        .reference
        .target()
        .ok_or_else(|| err!(thread, ReferenceError, "weakly-referenced object no longer exists"))
}

/// The target of a proxy; other values as they are.
fn unwrap(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if value.downcast::<Proxy>().is_some() { target(thread, value) } else { Ok(value.clone()) }
}

fn binary<const OP: usize>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    number::binary(thread, BinaryOp::ALL[OP], &unwrap(thread, a)?, &unwrap(thread, b)?)
}

fn inplace<const OP: usize>(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    number::inplace(thread, BinaryOp::ALL[OP], &unwrap(thread, a)?, &unwrap(thread, b)?)
}

static BINARY: [BinaryFn; 14] = [
    binary::<0>,
    binary::<1>,
    binary::<2>,
    binary::<3>,
    binary::<4>,
    binary::<5>,
    binary::<6>,
    binary::<7>,
    binary::<8>,
    binary::<9>,
    binary::<10>,
    binary::<11>,
    binary::<12>,
    binary::<13>,
];
static INPLACE: [BinaryFn; 13] = [
    inplace::<0>,
    inplace::<1>,
    inplace::<2>,
    inplace::<3>,
    inplace::<4>,
    inplace::<5>,
    inplace::<6>,
    inplace::<7>,
    inplace::<8>,
    inplace::<9>,
    inplace::<10>,
    inplace::<11>,
    inplace::<12>,
];

fn fill(builder: TypeBuilder) -> TypeBuilder {
    builder.module("weakref").container(WeakRef::visit, None).slots(|s| {
        s.getattr.set(Some(|thread, value, name| {
            let Some(text) = name.downcast::<Str>() else { return attr::generic_get(thread, value, name) };
            attr::get(thread, &target(thread, value)?, text)
        }));
        s.setattr.set(Some(|thread, value, name, new| {
            let Some(text) = name.downcast::<Str>() else { return attr::generic_set(thread, value, name, new) };
            attr::set(thread, &target(thread, value)?, text, new)
        }));
        s.str.set(Some(|thread, value| Ok(repr::str(thread, &target(thread, value)?)?.into_value())));
        s.repr.set(Some(|_, value| {
            let at = value.bits();
            crate::define::text(&match this::<Proxy>(value).reference.target() {
                Some(object) => {
                    format!("<weakproxy at {at:#x}; to '{}' at {:#x}>", object.type_of().short_name(), object.bits())
                }
                None => format!("<weakproxy at {at:#x}; dead>"),
            })
        }));
        s.compare.set(Some(|thread, a, b, op| compare::compare(thread, &unwrap(thread, a)?, &unwrap(thread, b)?, op)));
        s.bool.set(Some(|thread, value| truth::is_true(thread, &target(thread, value)?)));
        s.len.set(Some(|thread, value| subscript::len(thread, &target(thread, value)?)));
        s.getitem.set(Some(|thread, value, key| subscript::get(thread, &target(thread, value)?, key)));
        s.setitem.set(Some(|thread, value, key, new| match new {
            Some(new) => subscript::set(thread, &target(thread, value)?, key, new),
            None => subscript::delete(thread, &target(thread, value)?, key),
        }));
        s.contains.set(Some(|thread, value, item| subscript::contains(thread, &target(thread, value)?, item)));
        s.iter.set(Some(|thread, value| iter::iter(thread, &target(thread, value)?)));
        s.next.set(Some(|thread, value| {
            let object = target(thread, value)?;
            if object.type_of().slots.next.get().is_none() {
                let name = object.type_of().short_name();
                return Err(err!(thread, TypeError, "Weakref proxy referenced a non-iterator '{name}' object"));
            }
            iter::next(thread, &object)
        }));
        s.neg.set(Some(|thread, value| number::negative(thread, &target(thread, value)?)));
        s.pos.set(Some(|thread, value| number::positive(thread, &target(thread, value)?)));
        s.abs.set(Some(|thread, value| number::absolute(thread, &target(thread, value)?)));
        s.invert.set(Some(|thread, value| number::invert(thread, &target(thread, value)?)));
        s.index.set(Some(|thread, value| number::index(thread, &target(thread, value)?)));
        s.int.set(Some(|thread, value| {
            call::positional(thread, &int::type_object().as_value(), &[target(thread, value)?])
        }));
        s.float.set(Some(|thread, value| Ok(Value::float(number::to_f64(thread, &target(thread, value)?)?))));
        for (slot, function) in s.binary.iter().zip(BINARY) {
            slot.set(Some(function));
        }
        for (slot, function) in s.inplace.iter().zip(INPLACE) {
            slot.set(Some(function));
        }
    })
}

fn forward(thread: &ThreadState, b: Bound<'_>, name: &str) -> PyResult<Value> {
    call::method(thread, &target(thread, b.value(0))?, name, &[])
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    fill(TypeBuilder::new::<Proxy>("ProxyType", Some(object)))
        .method("__bytes__(self, /)", |thread, b| forward(thread, b, "__bytes__"), "bytes() of the object.")
        .method("__reversed__(self, /)", |thread, b| forward(thread, b, "__reversed__"), "reversed() of the object.")
        .finish();
    let base = Proxy::type_object();
    fill(TypeBuilder::for_type(&_PyWeakref_CallableProxyType, "CallableProxyType", Some(base)))
        .slots(|s| {
            s.call.set(Some(|thread, value, args: Args<'_>| call::call(thread, &target(thread, value)?, args)));
        })
        .finish();
}
