//! `defaultdict`: a dict that makes missing values.

use crate::define::{or_none, this};
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, repr, subscript};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::slots::BinaryOp;
use ladon_vm::types::{Dict, Tuple, Type, flags};
use ladon_vm::value::{ObjectPtr, Value};

#[repr(C)]
pub struct DefaultDict {
    dict: Dict,
    factory: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(DefaultDict);

impl DefaultDict {
    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        Dict::visit(object, visitor);
        // SAFETY: E2: a slot of this type.
        let this = unsafe { object.cast::<DefaultDict>().as_ref() };
        ladon_vm::types::traced::Traced::visit(&this.factory, visitor);
    }

    fn clear_object(object: ObjectPtr) {
        Dict::clear_object(object);
        // SAFETY: E2: a slot of this type.
        unsafe { object.cast::<DefaultDict>().as_ref() }.factory.set(None);
    }
}

fn new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let mut dict = Dict::fields();
    dict.head = alloc::head::<DefaultDict>();
    Ok(alloc::alloc_in(ty, DefaultDict { dict, factory: MutCell::new(None) }).into_value())
}

fn init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let mut rest = args;
    let mut factory = None;
    if let Some(first) = args.positionals().first() {
        if !first.is_none() && first.type_of().slots.call.get().is_none() {
            return Err(err!(thread, TypeError, "first argument must be callable or None"));
        }
        factory = Some(first.clone());
        rest = args.rest();
    }
    this::<DefaultDict>(value).factory.set(factory.filter(|factory| !factory.is_none()));
    match Dict::type_object().slots.init.get() {
        Some(init) => init(thread, value, rest),
        None => Ok(()),
    }
}

fn missing(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (value, key) = (args.value(0), args.value(1));
    let Some(factory) = args.this::<DefaultDict>().factory.get() else {
        return Err(ladon_vm::exceptions::make::key_error(thread, key));
    };
    let made = call::positional(thread, &factory, &[])?;
    subscript::set(thread, value, key, &made)?;
    Ok(made)
}

fn getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    if let Some(found) = this::<Dict>(value).get(thread, key)? {
        return Ok(found);
    }
    if value.is_exact::<DefaultDict>() {
        return missing(thread, Bound(&[Some(value.clone()), Some(key.clone())]));
    }
    // A class may have its own `__missing__`.
    call::method(thread, value, "__missing__", std::slice::from_ref(key))
}

fn copy_of(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let factory = or_none(this::<DefaultDict>(value).factory.get());
    call::positional(thread, &value.type_of().as_value(), &[factory, value.clone()])
}

fn show(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let factory = or_none(this::<DefaultDict>(value).factory.get());
    let factory = repr::guarded(thread, &factory, "...", || Ok(repr::repr(thread, &factory)?.into_value()))?;
    let factory = repr::str_lossy(thread, &factory);
    let content = match Dict::type_object().slots.repr.get() {
        Some(show) => repr::str_lossy(thread, &show(thread, value)?),
        None => String::from("{}"),
    };
    crate::define::text(&format!("{}({factory}, {content})", value.type_of().short_name()))
}

fn merge(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(_), Some(_)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else { return Ok(Value::not_implemented()) };
    let made = match (a.downcast::<DefaultDict>(), b.downcast::<DefaultDict>()) {
        (Some(_), _) => copy_of(thread, a)?,
        (None, Some(right)) => {
            let factory = or_none(right.factory.get());
            call::positional(thread, &b.type_of().as_value(), &[factory, a.clone()])?
        }
        (None, None) => return Ok(Value::not_implemented()),
    };
    call::method(thread, &made, "update", std::slice::from_ref(b))?;
    Ok(made)
}

fn reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let factory = args.this::<DefaultDict>().factory.get();
    let items = Tuple::new(factory.into_iter().collect()).into_value();
    let pairs = call::method(thread, value, "items", &[])?;
    let pairs = ladon_vm::object::iter::iter(thread, &pairs)?;
    let class = attr::get(thread, value, ladon_vm::names::get().__class__)?;
    Ok(Tuple::new(vec![class, items, Value::none(), Value::none(), pairs]).into_value())
}

pub fn describe() {
    ladon_vm::types::typeobject::type_of::<DefaultDict>().weaklist_offset.set(1);
    TypeBuilder::new::<DefaultDict>("defaultdict", Some(Dict::type_object()))
        .doc("A dict that makes missing values by calling default_factory.")
        .module("collections")
        .flags(flags::BASETYPE)
        .container(DefaultDict::visit, Some(DefaultDict::clear_object))
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.getitem.set(Some(getitem));
            s.repr.set(Some(show));
            s.binary[BinaryOp::Or as usize].set(Some(merge));
        })
        .method("__missing__(self, key, /)", missing, "Make the value of a missing key.")
        .method("copy(self, /)", |thread, args| copy_of(thread, args.value(0)), "A shallow copy.")
        .method("__copy__(self, /)", |thread, args| copy_of(thread, args.value(0)), "A shallow copy.")
        .method("__reduce__(self, /)", reduce, "Help for pickle.")
        .getset(
            "default_factory",
            |_, value| Ok(or_none(this::<DefaultDict>(value).factory.get())),
            Some(|_, value, new| {
                this::<DefaultDict>(value).factory.set(new.filter(|new| !new.is_none()).cloned());
                Ok(())
            }),
            "Called for missing values.",
        )
        .class_method("__class_getitem__(cls, item, /)", ladon_vm::types::generic_alias::class_getitem, "See PEP 585.")
        .finish();
}
