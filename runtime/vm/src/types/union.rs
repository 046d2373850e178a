//! `int | str`: `typing.Union`, which since 3.14 is one type for both spellings.

use crate::err;
use crate::object::{alloc, attr, call, compare, hash};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, Builtin, TypeBuilder};
use crate::types::generic_alias::{self, GenericAlias, push_type_repr};
use crate::types::object::object_type;
use crate::types::set::frozenset_from_vec;
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::{Str, Tuple, Type};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Union {
    pub head: Head,
    /// At least two different members, none of them a union.
    pub args: Ref<Tuple>,
    parameters: MutCell<Option<Ref<Tuple>>>,
}

crate::builtin_static!(Union, _PyUnion_Type);
traced!(Union { args, parameters });

fn this(value: &Value) -> &Union {
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { value.downcast_unchecked() }
}

pub fn describe() {
    TypeBuilder::new::<Union>("Union", Some(object_type()))
        .doc("A type that is one of several.\n\nMade by int | str.")
        .module("typing")
        .container(Union::visit, None)
        .slots(|s| {
            s.repr.set(Some(union_repr));
            s.hash.set(Some(union_hash));
            s.compare.set(Some(union_compare));
            s.getitem.set(Some(union_getitem));
            s.binary[BinaryOp::Or as usize].set(Some(or));
        })
        .getter("__args__", |_, value| Ok(this(value).args.clone().into_value()), "The members.")
        .getter("__parameters__", |thread, value| Ok(parameters(thread, value)?.into_value()), "Type variables.")
        .getter("__origin__", |_, _| Ok(Union::type_object().as_value()), "Always this class.")
        .method("__mro_entries__(self, bases, /)", mro_entries, "A union is no base class.")
        .class_method("__class_getitem__(cls, item, /)", class_getitem, "Return the union of the members.")
        .finish();
}

/// The members of a union.
pub fn members(value: &Value) -> Option<&Tuple> {
    value.exact::<Union>().map(|union| &*union.args)
}

fn is_unionable(value: &Value) -> bool {
    value.is_none()
        || value.downcast::<Type>().is_some()
        || value.downcast::<GenericAlias>().is_some()
        || value.is_exact::<Union>()
        || value.type_of().short_name() == "TypeAliasType"
}

/// `a | b` for types.
pub fn or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if !is_unionable(a) || !is_unionable(b) {
        return Ok(Value::not_implemented());
    }
    make(thread, &[a.clone(), b.clone()])
}

/// The union of the members: flat, each once; a single member stands for itself.
pub fn make(thread: &ThreadState, parts: &[Value]) -> PyResult<Value> {
    let mut unique: Vec<Value> = Vec::new();
    for part in parts {
        match members(part) {
            Some(inner) => inner.as_slice().iter().try_for_each(|member| add(thread, &mut unique, member))?,
            None => add(thread, &mut unique, part)?,
        }
    }
    if unique.len() == 1
        && let Some(only) = unique.pop()
    {
        return Ok(only);
    }
    let args = Tuple::try_from_vec(unique)?;
    let head = alloc::head::<Union>();
    Ok(alloc::alloc(Union { head, args, parameters: MutCell::new(None) }).into_value())
}

fn add(thread: &ThreadState, unique: &mut Vec<Value>, member: &Value) -> PyResult<()> {
    let member = if member.is_none() { member.type_of().as_value() } else { member.clone() };
    for known in unique.iter() {
        if compare::equal(thread, known, &member)? {
            return Ok(());
        }
    }
    unique.push(member);
    Ok(())
}

fn union_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let mut text = Vec::new();
    for (index, member) in this(value).args.as_slice().iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(b" | ");
        }
        if member.downcast::<Type>().is_some_and(|ty| ty.is(crate::types::none::none_type())) {
            text.extend_from_slice(b"None");
        } else {
            push_type_repr(thread, &mut text, member)?;
        }
    }
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn union_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let members = frozenset_from_vec(thread, this(value).args.as_slice().to_vec())?;
    hash::hash(thread, &members)
}

fn union_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (members(a), members(b)) else { return Ok(Value::not_implemented()) };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let mut equal = x.len() == y.len();
    for member in x.as_slice() {
        let mut found = false;
        for other in y.as_slice() {
            found = found || compare::equal(thread, member, other)?;
        }
        equal = equal && found;
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn parameters(thread: &ThreadState, value: &Value) -> PyResult<Ref<Tuple>> {
    let union = this(value);
    if let Some(known) = union.parameters.get() {
        return Ok(known);
    }
    let found = generic_alias::collect_parameters(thread, union.args.as_slice())?;
    union.parameters.set(Some(found.clone()));
    Ok(found)
}

/// `(list[T] | None)[int]`.
fn union_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let parameters = parameters(thread, value)?;
    let members = generic_alias::substitute(thread, value, this(value).args.as_slice(), &parameters, key)?;
    make(thread, &members)
}

fn mro_entries(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let text = crate::object::repr::repr(thread, b.value(0))?;
    Err(err!(thread, TypeError, "Cannot subclass {}", text.lossy()))
}

/// `Union[int, str]`. Members that are text become what `typing` makes of them.
fn class_getitem(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let item = b.value(1);
    let parts = match item.exact::<Tuple>() {
        Some(tuple) => tuple.as_slice().to_vec(),
        None => vec![item.clone()],
    };
    if parts.is_empty() {
        return Err(err!(thread, TypeError, "Cannot take a Union of no types."));
    }
    let mut checked = Vec::with_capacity(parts.len());
    for part in parts {
        checked.push(if is_unionable(&part) { part } else { typing_check(thread, part)? });
    }
    make(thread, &checked)
}

fn typing_check(thread: &ThreadState, part: Value) -> PyResult<Value> {
    let typing = thread.interp().modules().get_name("typing");
    let Some(typing) = typing else { return Ok(part) };
    let check = attr::get_name(thread, &typing, "_type_check")?;
    let message = Str::new("Union[arg, ...]: each arg must be a type.").into_value();
    call::call(thread, &check, Args::positional(&[part, message]))
}
