//! `_abc`: the fast part of abstract base classes.

use crate::define::ModuleBuilder;
use ladon_heap::Head;
use ladon_vm::builtins::issubclass as is_subclass;
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, iter, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, Outside, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::str::intern::intern_text;
use ladon_vm::types::weakref::WeakRef;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;

/// Counts registrations in one interpreter: negative answers are only good while it stands still.
#[derive(Default)]
struct Counter(Cell<u64>);

/// What an abstract base class remembers.
#[repr(C)]
pub struct AbcData {
    head: Head,
    /// Weak references to registered classes.
    registry: RefCell<Vec<Value>>,
    /// Known subclasses and known others: weak references by address.
    yes: RefCell<HashMap<usize, Value>>,
    no: RefCell<HashMap<usize, Value>>,
    no_version: Cell<u64>,
}

ladon_vm::builtin_static!(AbcData);

impl Outside for AbcData {
    unsafe fn give_back(object: NonNull<Self>) {
        // SAFETY: the promise of `Outside`.
        let data = unsafe { object.as_ref() };
        // The references go with the heap: releasing them would run code.
        data.registry.take().into_iter().for_each(std::mem::forget);
        data.yes.take().into_values().chain(data.no.take().into_values()).for_each(std::mem::forget);
    }
}

crate::functions! {
    fn defs {
        "get_cache_token()" => |thread, _| Ok(int::from_u64(counter(thread))), "A number that changes with registrations.";
        "_abc_init(cls, /)" => abc_init, "Make a class an abstract base class.";
        "_abc_register(cls, subclass, /)" => abc_register, "Register a class.";
        "_abc_instancecheck(cls, instance, /)" => abc_instancecheck, "isinstance for abstract base classes.";
        "_abc_subclasscheck(cls, subclass, /)" => abc_subclasscheck, "issubclass for abstract base classes.";
        "_get_dump(cls, /)" => abc_dump, "What a class remembers.";
        "_reset_registry(cls, /)" => abc_reset_registry, "Forget registered classes.";
        "_reset_caches(cls, /)" => abc_reset_caches, "Forget answers.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_abc", "The fast part of abstract base classes.")?.functions(defs()).finish()
}

fn counter(thread: &ThreadState) -> u64 {
    thread.interp().state::<Counter>().0.get()
}

fn class_arg<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<&'a Type> {
    value.downcast::<Type>().ok_or_else(|| err!(thread, TypeError, "_abc function argument must be a class"))
}

fn data_of(thread: &ThreadState, class: &Value) -> PyResult<Ref<AbcData>> {
    let data = attr::get_name(thread, class, "_abc_impl")?;
    Ref::from_value(data).map_err(|_| err!(thread, TypeError, "_abc_impl is set to a wrong type"))
}

const COLLECTION: u64 = flags::SEQUENCE | flags::MAPPING;

fn abc_init(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let class = args.value(0);
    let ty = class_arg(thread, class)?;
    let marker = intern_text("__isabstractmethod__");
    let is_abstract = |value: &Value| -> PyResult<bool> {
        match attr::get_optional(thread, value, &marker)? {
            Some(flag) => truth::is_true(thread, &flag),
            None => Ok(false),
        }
    };
    let mut names = Vec::new();
    let dict = ty.dict.get().unwrap_or_else(Dict::new);
    for (name, value) in dict.snapshot() {
        if is_abstract(&value)? {
            names.push(name);
        }
    }
    let methods = intern_text("__abstractmethods__");
    for base in ty.bases.get().iter().flat_map(|bases| bases.as_slice().to_vec()) {
        let Some(inherited) = attr::get_optional(thread, &base, &methods)? else { continue };
        for name in iter::collect(thread, &inherited)? {
            let Some(text) = name.downcast::<Str>() else { continue };
            if let Some(value) = attr::get_optional(thread, class, text)?
                && is_abstract(&value)?
            {
                names.push(name);
            }
        }
    }
    let names = ladon_vm::types::set::frozenset_from_vec(thread, names)?;
    attr::set(thread, class, &methods, Some(&names))?;
    let data = alloc::alloc(AbcData {
        head: alloc::head::<AbcData>(),
        registry: RefCell::default(),
        yes: RefCell::default(),
        no: RefCell::default(),
        no_version: Cell::new(counter(thread)),
    });
    attr::set_name(thread, class, "_abc_impl", data.as_value())?;
    let wanted = intern_text("__abc_tpflags__");
    if let Some(bits) = dict.get_str(&wanted).and_then(|bits| int::as_i64(&bits)) {
        ty.flags.set(ty.flags.get() | (bits as u64 & COLLECTION));
        attr::set(thread, class, &wanted, None)?;
    }
    Ok(Value::none())
}

fn address(value: &Value) -> usize {
    value.bits() as usize
}

/// Whether a table has a class; rows of dead classes do not count.
fn known(table: &RefCell<HashMap<usize, Value>>, class: &Value) -> bool {
    table.borrow().get(&address(class)).is_some_and(|reference| {
        reference.downcast::<WeakRef>().and_then(WeakRef::target).is_some_and(|target| target.is(class))
    })
}

fn remember(thread: &ThreadState, table: &RefCell<HashMap<usize, Value>>, class: &Value) -> PyResult<()> {
    let reference = WeakRef::new(thread, class, None)?;
    let old = table.borrow_mut().insert(address(class), reference);
    drop(old);
    Ok(())
}

fn abc_register(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (class, subclass) = (args.value(0), args.value(1));
    let Some(sub) = subclass.downcast::<Type>() else {
        return Err(err!(thread, TypeError, "Can only register classes"));
    };
    if is_subclass(thread, subclass, class)? {
        return Ok(subclass.clone());
    }
    if is_subclass(thread, class, subclass)? {
        return Err(err!(thread, RuntimeError, "Refusing to create an inheritance cycle"));
    }
    let data = data_of(thread, class)?;
    let reference = WeakRef::new(thread, subclass, None)?;
    data.registry.borrow_mut().push(reference);
    let state = thread.interp().state::<Counter>();
    state.0.set(state.0.get() + 1);
    if let Some(ty) = class.downcast::<Type>()
        && ty.flags.get() & COLLECTION != 0
        && sub.is_heap_type()
    {
        sub.flags.set(sub.flags.get() & !COLLECTION | ty.flags.get() & COLLECTION);
    }
    Ok(subclass.clone())
}

fn check(thread: &ThreadState, class: &Value, subclass: &Value) -> PyResult<bool> {
    let answer = call::method(thread, class, "__subclasscheck__", std::slice::from_ref(subclass))?;
    truth::is_true(thread, &answer)
}

fn abc_instancecheck(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (class, instance) = (args.value(0), args.value(1));
    let data = data_of(thread, class)?;
    let subclass = attr::get(thread, instance, ladon_vm::names::get().__class__)?;
    if known(&data.yes, &subclass) {
        return Ok(Value::bool(true));
    }
    let ty = instance.type_of().as_value();
    if ty.is(&subclass) {
        if data.no_version.get() == counter(thread) && known(&data.no, &subclass) {
            return Ok(Value::bool(false));
        }
        return Ok(Value::bool(check(thread, class, &subclass)?));
    }
    Ok(Value::bool(check(thread, class, &subclass)? || check(thread, class, &ty)?))
}

fn abc_subclasscheck(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (class, subclass) = (args.value(0), args.value(1));
    let Some(sub) = subclass.downcast::<Type>() else {
        return Err(err!(thread, TypeError, "issubclass() arg 1 must be a class"));
    };
    let data = data_of(thread, class)?;
    if known(&data.yes, subclass) {
        return Ok(Value::bool(true));
    }
    let version = counter(thread);
    if data.no_version.get() < version {
        drop(data.no.take());
        data.no_version.set(version);
    } else if known(&data.no, subclass) {
        return Ok(Value::bool(false));
    }
    let hook = call::method(thread, class, "__subclasshook__", std::slice::from_ref(subclass))?;
    if !hook.is_not_implemented() {
        if hook.is_true() {
            remember(thread, &data.yes, subclass)?;
        } else if hook.is_false() {
            remember(thread, &data.no, subclass)?;
        } else {
            let message = "__subclasshook__ must return either False, True, or NotImplemented";
            return Err(err!(thread, AssertionError, "{message}"));
        }
        return Ok(hook);
    }
    let mut found = sub.mro_types().any(|ty| ty.as_value().is(class));
    let registered: Vec<Value> = data.registry.borrow().clone();
    for reference in registered {
        if found {
            break;
        }
        if let Some(target) = reference.downcast::<WeakRef>().and_then(WeakRef::target) {
            found = is_subclass(thread, subclass, &target)?;
        }
    }
    if !found {
        let children = call::method(thread, class, "__subclasses__", &[])?;
        for child in iter::collect(thread, &children)? {
            if is_subclass(thread, subclass, &child)? {
                found = true;
                break;
            }
        }
    }
    remember(thread, if found { &data.yes } else { &data.no }, subclass)?;
    Ok(Value::bool(found))
}

fn abc_dump(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = data_of(thread, args.value(0))?;
    let set = |items: Vec<Value>| ladon_vm::types::set::frozenset_from_vec(thread, items);
    let registry = set(data.registry.borrow().clone())?;
    let yes = set(data.yes.borrow().values().cloned().collect())?;
    let no = set(data.no.borrow().values().cloned().collect())?;
    Ok(Tuple::new(vec![registry, yes, no, int::from_u64(data.no_version.get())]).into_value())
}

fn abc_reset_registry(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    drop(data_of(thread, args.value(0))?.registry.take());
    Ok(Value::none())
}

fn abc_reset_caches(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = data_of(thread, args.value(0))?;
    drop(data.yes.take());
    drop(data.no.take());
    Ok(Value::none())
}

pub fn describe() {
    TypeBuilder::new::<AbcData>("_abc_data", Some(ladon_vm::types::object::object_type()))
        .module("_abc")
        .outside::<AbcData>()
        .finish();
}
