//! `OrderedDict`: a dict (which is ordered here) that can move entries to either end and compares by order.

use crate::define::{ModuleBuilder, this};
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, compare, iter, repr, subscript, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::dict::core::key_hash;
use ladon_vm::types::dict::{methods, update};
use ladon_vm::types::slots::{BinaryOp, CompareOp};
use ladon_vm::types::{Dict, Str, Tuple, Type, flags};
use ladon_vm::value::{ObjectPtr, Ref, Value};

#[repr(C)]
pub struct OrderedDict {
    dict: Dict,
    /// The attributes of the object.
    attributes: MutCell<Option<Ref<Dict>>>,
}

ladon_vm::builtin_static!(OrderedDict);

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    Dict::visit(object, visitor);
    // SAFETY: E2: a slot of this type.
    ladon_vm::types::traced::Traced::visit(unsafe { &object.cast::<OrderedDict>().as_ref().attributes }, visitor);
}

fn clear_object(object: ObjectPtr) {
    Dict::clear_object(object);
    // SAFETY: E2: a slot of this type.
    unsafe { object.cast::<OrderedDict>().as_ref() }.attributes.set(None);
}

pub fn describe() {
    let ty = OrderedDict::type_object();
    ty.weaklist_offset.set(1);
    ty.dict_offset.set(std::mem::offset_of!(OrderedDict, attributes) as u32);
    let builder = TypeBuilder::new::<OrderedDict>("OrderedDict", Some(Dict::type_object()))
        .doc("A dict that can move entries to either end; two of them are equal only in the same order.")
        .module("collections")
        .flags(flags::BASETYPE)
        .container(visit, Some(clear_object))
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.repr.set(Some(ordered_repr));
            s.compare.set(Some(ordered_compare));
            s.binary[BinaryOp::Or as usize].set(Some(or));
            s.inplace[BinaryOp::Or as usize].set(Some(inplace_or));
        });
    describe_methods(builder).finish();
}

fn describe_methods(builder: TypeBuilder) -> TypeBuilder {
    builder
        .getset(
            "__dict__",
            |_, value| Ok(attr::instance_dict(value).map_or_else(Value::none, Ref::into_value)),
            None,
            "The attributes.",
        )
        .method("popitem(self, last=True)", popitem, "Remove and return the last (or first) pair of key and value.")
        .method("move_to_end(self, key, last=True)", move_to_end, "Move an entry to the end (or the beginning).")
        .method("copy(self, /)", copy, "Return a shallow copy.")
        .method("__copy__(self, /)", copy, "Return a shallow copy.")
        .method("__reduce__(self, /)", reduce, "Return how to make this again.")
        .method(
            "setdefault(self, key, default=None)",
            setdefault,
            "Return the value of key, set to default if missing.",
        )
        .method("pop(self, key, default=<unrepresentable>)", pop, "Remove key and return its value.")
        .raw_method("update(self, /, *args, **kwargs)", update_all, "Take over entries, as dict.update().")
        .class_method("fromkeys(cls, iterable, value=None)", fromkeys, "Make one with the keys of an iterable.")
}

pub fn add(builder: ModuleBuilder<'_>) -> ModuleBuilder<'_> {
    builder.ty::<OrderedDict>()
}

fn dict(value: &Value) -> &Dict {
    &this::<OrderedDict>(value).dict
}

fn new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    let mut dict = Dict::fields();
    dict.head = alloc::head::<OrderedDict>();
    let fields = OrderedDict { dict, attributes: MutCell::new(None) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

/// Whether a class stores entries as `dict` does.
fn stores_plainly(value: &Value) -> bool {
    match (value.type_of().slots.setitem.get(), Dict::type_object().slots.setitem.get()) {
        (Some(own), Some(plain)) => std::ptr::fn_addr_eq(own, plain),
        _ => false,
    }
}

fn fill(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let positional = args.positionals();
    if positional.len() > 1 {
        let given = positional.len();
        return Err(err!(thread, TypeError, "update() takes at most 1 positional argument ({given} given)"));
    }
    if stores_plainly(value) {
        return update::dict_init(thread, value, args);
    }
    let entries = Dict::new();
    update::dict_init(thread, entries.as_value(), args)?;
    for (key, item) in entries.snapshot() {
        subscript::set(thread, value, &key, &item)?;
    }
    Ok(())
}

fn init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    if args.positionals().len() > 1 {
        let given = args.positionals().len();
        return Err(err!(thread, TypeError, "expected at most 1 arguments, got {given}"));
    }
    fill(thread, value, args)
}

fn update_all(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    if let Some(value) = args.values.first() {
        fill(thread, value, args.rest())?;
    }
    Ok(Value::none())
}

fn popitem(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let last = b.get(1).map_or(Ok(true), |last| truth::is_true(thread, last))?;
    let dict = dict(b.value(0));
    let removed = match last {
        true => dict.remove_last(),
        false => {
            let mut behind = 0;
            dict.next_key(&mut behind).and_then(|_| dict.remove_at(behind - 1))
        }
    };
    match removed {
        Some((key, value)) => Ok(Tuple::pair(key, value).into_value()),
        None => Err(ladon_vm::exceptions::make::key_error(thread, &Str::new("dictionary is empty").into_value())),
    }
}

fn move_to_end(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (value, key) = (b.value(0), b.value(1));
    let last = b.get(2).map_or(Ok(true), |last| truth::is_true(thread, last))?;
    let dict = dict(value);
    let hash = key_hash(thread, key)?;
    let Some(at) = dict.position(thread, key, hash)? else {
        return Err(ladon_vm::exceptions::make::key_error(thread, key));
    };
    if last && at + 1 == dict.slots() {
        return Ok(Value::none());
    }
    let Some((key, item)) = dict.remove_at(at) else { return Ok(Value::none()) };
    if last {
        dict.push_new(key, hash, item)?;
        return Ok(Value::none());
    }
    let mut rest = Vec::with_capacity(dict.len());
    let mut position = 0;
    while let Some(entry) = dict.next_hashed(&mut position) {
        rest.push(entry);
    }
    dict.clear();
    dict.push_new(key, hash, item)?;
    for (hash, key, item) in rest {
        dict.push_new(key, hash, item)?;
    }
    Ok(Value::none())
}

fn copy_of(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    if value.is_exact::<OrderedDict>() {
        let copy = new(thread, OrderedDict::type_object(), Args::EMPTY)?;
        dict(value).copy_into_empty(dict(&copy))?;
        return Ok(copy);
    }
    let copy = call::call(thread, &value.type_of().as_value(), Args::EMPTY)?;
    for (key, item) in dict(value).snapshot() {
        subscript::set(thread, &copy, &key, &item)?;
    }
    Ok(copy)
}

fn copy(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    copy_of(thread, b.value(0))
}

fn setdefault(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (value, key) = (b.value(0), b.value(1));
    if let Some(found) = dict(value).get(thread, key)? {
        return Ok(found);
    }
    let default = b.get(2).cloned().unwrap_or_else(Value::none);
    subscript::set(thread, value, key, &default)?;
    Ok(default)
}

fn pop(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    if let Some(found) = dict(b.value(0)).remove(thread, b.value(1))? {
        return Ok(found);
    }
    match b.get(2) {
        Some(default) => Ok(default.clone()),
        None => Err(ladon_vm::exceptions::make::key_error(thread, b.value(1))),
    }
}

fn fromkeys(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let made = call::call(thread, b.value(0), Args::EMPTY)?;
    let item = b.get(2).cloned().unwrap_or_else(Value::none);
    let iterator = iter::iter(thread, b.value(1))?;
    while let Some(key) = iter::next(thread, &iterator)? {
        subscript::set(thread, &made, &key, &item)?;
    }
    Ok(made)
}

fn ordered_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let name = value.type_of().short_name();
    if dict(value).is_empty() {
        return crate::define::text(&format!("{name}()"));
    }
    repr::guarded(thread, value, "...", || {
        let entries = dict(value).copy()?;
        let text = repr::repr(thread, entries.as_value())?;
        let mut shown = format!("{name}(").into_bytes();
        shown.extend_from_slice(text.as_bytes());
        shown.push(b')');
        Ok(Str::try_from_wtf8(&shown)?.into_value())
    })
}

fn ordered_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let outcome = methods::dict_compare(thread, a, b, op)?;
    let (Some(x), Some(y)) = (a.downcast::<OrderedDict>(), b.downcast::<OrderedDict>()) else { return Ok(outcome) };
    let equal = match op {
        CompareOp::Eq => outcome.is_true(),
        CompareOp::Ne => outcome.is_false(),
        _ => return Ok(outcome),
    };
    if !equal {
        return Ok(outcome);
    }
    let (mut left, mut right) = (0, 0);
    while let (Some(p), Some(q)) = (x.dict.next_key(&mut left), y.dict.next_key(&mut right)) {
        if !compare::equal(thread, &p, &q)? {
            return Ok(Value::bool(op == CompareOp::Ne));
        }
    }
    Ok(outcome)
}

fn or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if a.downcast::<Dict>().is_none() || b.downcast::<Dict>().is_none() {
        return Ok(Value::not_implemented());
    }
    let class = if a.downcast::<OrderedDict>().is_some() { a.type_of() } else { b.type_of() };
    let made = call::positional(thread, &class.as_value(), std::slice::from_ref(a))?;
    call::method(thread, &made, "update", std::slice::from_ref(b))?;
    Ok(made)
}

fn inplace_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    fill(thread, a, Args::positional(std::slice::from_ref(b)))?;
    Ok(a.clone())
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let value = b.value(0);
    let class = value.type_of().as_value();
    let state = call::method(thread, value, "__getstate__", &[])?;
    let items = call::method(thread, value, "items", &[])?;
    let items = iter::iter(thread, &items)?;
    let args = Tuple::new(Vec::new()).into_value();
    Ok(Tuple::new(vec![class, args, state, Value::none(), items]).into_value())
}
