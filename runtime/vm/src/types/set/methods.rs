//! Making and changing sets, comparing and showing them.

use super::core::{FrozenSet, Set, as_set};
use crate::err;
use crate::object::{iter, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, Builtin};
use crate::types::dict::key_error;
use crate::types::sequence::{default_init, no_keywords, positionals, repr_items};
use crate::types::slots::CompareOp;
use crate::types::{Dict, List, Str, Tuple, Type};
use crate::value::Value;

/// The set or frozenset behind a slot's operand.
#[inline(always)]
pub(super) fn this(value: &Value) -> &Set {
    debug_assert!(as_set(value).is_some());
    // SAFETY: E2: slots are called for objects of their type only; a frozenset begins with the fields of a set.
    unsafe { &*(value.bits() as *const Set) }
}

/// Adds all items of an iterable.
pub fn update(thread: &ThreadState, set: &Set, iterable: &Value) -> PyResult<()> {
    if let Some(other) = as_set(iterable) {
        return set.merge(thread, other);
    }
    if let Some(dict) = iterable.exact::<Dict>() {
        set.reserve(dict.len())?;
        let mut position = 0;
        while let Some((hash, key, _)) = dict.next_hashed(&mut position) {
            set.add_hashed(thread, &key, hash)?;
        }
        return Ok(());
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return tuple.as_slice().iter().try_for_each(|item| set.add(thread, item).map(drop));
    }
    if let Some(list) = iterable.exact::<List>() {
        let mut index = 0;
        while let Some(item) = list.get(index) {
            set.add(thread, &item)?;
            index += 1;
        }
        return Ok(());
    }
    iter::for_each(thread, iterable, |item| set.add(thread, &item).map(drop))
}

pub fn set_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(Set::new_in(ty))
}

pub fn set_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    no_keywords(thread, "set", args)?;
    let args = positionals(thread, "set", args, 0, 1)?;
    let set = this(value);
    if !set.is_empty() {
        set.clear();
    }
    match args.first() {
        Some(iterable) => update(thread, set, iterable),
        None => Ok(()),
    }
}

pub fn frozenset_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let exact = ty.is(FrozenSet::type_object());
    if exact || default_init(ty) {
        no_keywords(thread, "frozenset", args)?;
    }
    let source = positionals(thread, "frozenset", args, 0, 1)?.first();
    if exact && let Some(same) = source.filter(|value| value.is_exact::<FrozenSet>()) {
        return Ok(same.clone());
    }
    let made = Set::new_in(ty);
    if let (Some(iterable), Some(set)) = (source, as_set(&made)) {
        update(thread, set, iterable)?;
    }
    Ok(made)
}

/// A new set, or frozenset if `like` is one, with the same elements.
pub fn copy_like(thread: &ThreadState, like: &Value, source: &Value) -> PyResult<Value> {
    let made = empty_like(like);
    if let Some(set) = as_set(&made) {
        update(thread, set, source)?;
    }
    Ok(made)
}

/// A new set, or frozenset if `like` is one.
pub fn empty_like(like: &Value) -> Value {
    if like.downcast::<Set>().is_some() { Set::new().into_value() } else { Set::new_frozen().into_value() }
}

pub fn frozenset_hash(_thread: &ThreadState, value: &Value) -> PyResult<i64> {
    let set = this(value);
    let hash = set.member_hash();
    set.hash.set(hash);
    Ok(hash)
}

pub fn set_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let set = this(value);
    let name = value.type_of().short_name();
    if set.is_empty() {
        return Ok(Str::try_new(&format!("{name}()"))?.into_value());
    }
    let plain = value.is_exact::<Set>();
    repr::guarded(thread, value, &format!("{name}(...)"), || {
        let (open, close) = if plain { (String::from("{"), "}") } else { (format!("{name}({{"), "})") };
        let mut position = 0;
        repr_items(thread, &open, close, || set.next_key(&mut position))
    })
}

pub fn set_len(_thread: &ThreadState, value: &Value) -> PyResult<usize> {
    Ok(this(value).len())
}

pub fn set_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    this(value).contains(thread, item)
}

/// Whether `b` has all elements of `a`.
pub fn is_subset(thread: &ThreadState, a: &Set, b: &Set) -> PyResult<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((hash, key)) = a.next_hashed(&mut position) {
        if !b.contains_hashed(thread, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub fn set_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (as_set(a), as_set(b)) else { return Ok(Value::not_implemented()) };
    let same_size = x.len() == y.len();
    let result = match op {
        CompareOp::Eq => same_size && is_subset(thread, x, y)?,
        CompareOp::Ne => !(same_size && is_subset(thread, x, y)?),
        CompareOp::Le => is_subset(thread, x, y)?,
        CompareOp::Ge => is_subset(thread, y, x)?,
        CompareOp::Lt => x.len() < y.len() && is_subset(thread, x, y)?,
        CompareOp::Gt => x.len() > y.len() && is_subset(thread, y, x)?,
    };
    Ok(Value::bool(result))
}

pub fn set_add(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Set>().add(thread, b.value(1))?;
    Ok(Value::none())
}

pub fn set_clear(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Set>().clear();
    Ok(Value::none())
}

pub fn set_discard(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Set>().remove(thread, b.value(1))?;
    Ok(Value::none())
}

pub fn set_remove(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    match b.this::<Set>().remove(thread, b.value(1))? {
        Some(_) => Ok(Value::none()),
        None => Err(key_error(thread, b.value(1))),
    }
}

pub fn set_pop(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Set>().pop().ok_or_else(|| err!(thread, KeyError, "pop from an empty set"))
}

/// The `*others` of a method: the slot behind `self`.
pub(super) fn others(b: Bound<'_>) -> &[Value] {
    b.value(1).downcast::<Tuple>().map_or(&[], Tuple::as_slice)
}

pub fn set_update(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    for other in others(b) {
        update(thread, b.this(), other)?;
    }
    Ok(Value::none())
}

pub fn set_copy(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let value = b.value(0);
    if value.is_exact::<FrozenSet>() {
        return Ok(value.clone());
    }
    copy_like(thread, value, value)
}

/// `(type, ([elements],), __dict__ or None)`.
pub fn set_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let value = b.value(0);
    let list = List::from_vec(iter::collect(thread, value)?)?;
    let state = crate::object::call::method(thread, value, "__getstate__", &[])?;
    let args = Tuple::new(vec![list.into_value()]).into_value();
    Ok(Tuple::new(vec![value.type_of().as_value(), args, state]).into_value())
}

pub fn set_sizeof(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(Value::small_unchecked((size_of::<Set>() + this(b.value(0)).slots() * 16) as i64))
}

/// A new frozenset of the items.
pub fn frozenset_from_vec(thread: &ThreadState, items: Vec<Value>) -> PyResult<Value> {
    let made = Set::new_frozen();
    for item in &items {
        made.0.add(thread, item)?;
    }
    Ok(made.into_value())
}

/// A new set of the items.
pub fn set_from_vec(thread: &ThreadState, items: Vec<Value>) -> PyResult<Value> {
    let made = Set::new();
    for item in &items {
        made.add(thread, item)?;
    }
    Ok(made.into_value())
}

/// Adds an item to a set that is being built.
pub fn add(thread: &ThreadState, set: &Value, item: &Value) -> PyResult<bool> {
    this(set).add(thread, item)
}
