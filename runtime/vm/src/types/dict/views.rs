//! `d.keys()`, `d.values()`, `d.items()`: live views; keys and items with the operations of sets.

use super::core::Dict;
use super::iter::{
    DictItemIterator, DictKeyIterator, DictReverseItemIterator, DictReverseKeyIterator, DictReverseValueIterator,
    DictValueIterator,
};
use crate::object::{alloc, compare, iter, repr, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, Builtin, TypeBuilder};
use crate::types::mappingproxy::MappingProxy;
use crate::types::object::object_type;
use crate::types::sequence::repr_items;
use crate::types::set::{self, Set, as_set};
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::{Tuple, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::Head;
use std::marker::PhantomData;

/// What a view shows.
pub trait Shown: 'static {
    const NAME: &'static str;
    fn iter(dict: Ref<Dict>) -> Value;
    fn reversed(dict: Ref<Dict>) -> Value;
}

#[repr(C)]
pub struct DictView<K: Shown> {
    pub head: Head,
    pub dict: Ref<Dict>,
    kind: PhantomData<K>,
}

macro_rules! views {
    ($($kind:ident $alias:ident $symbol:ident $name:literal $iter:ident $reverse:ident;)*) => { $(
        pub struct $kind;
        impl Shown for $kind {
            const NAME: &'static str = $name;
            fn iter(dict: Ref<Dict>) -> Value {
                $iter::new(dict).into_value()
            }
            fn reversed(dict: Ref<Dict>) -> Value {
                $reverse::new(dict).into_value()
            }
        }
        pub type $alias = DictView<$kind>;
        crate::builtin_static!(DictView<$kind>, $symbol);
    )* };
}

views! {
    Keys DictKeys PyDictKeys_Type "dict_keys" DictKeyIterator DictReverseKeyIterator;
    Values DictValues PyDictValues_Type "dict_values" DictValueIterator DictReverseValueIterator;
    Items DictItems PyDictItems_Type "dict_items" DictItemIterator DictReverseItemIterator;
}

impl<K: Shown> DictView<K>
where
    DictView<K>: Builtin,
{
    pub fn new(dict: Ref<Dict>) -> Ref<DictView<K>> {
        alloc::alloc(DictView { head: alloc::head::<Self>(), dict, kind: PhantomData })
    }

    #[inline(always)]
    fn this(value: &Value) -> &Self {
        // SAFETY: E2: slots are called for objects of their type only.
        unsafe { value.downcast_unchecked() }
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for these views only.
        visitor(unsafe { object.cast::<Self>().as_ref() }.dict.as_value());
    }

    fn builder() -> TypeBuilder {
        TypeBuilder::new::<Self>(K::NAME, Some(object_type()))
            .flags(flags::DISALLOW_INSTANTIATION)
            .container(Self::visit, None)
            .slots(|s| {
                s.repr.set(Some(Self::repr));
                s.iter.set(Some(|_, value| Ok(K::iter(Self::this(value).dict.clone()))));
                s.len.set(Some(|_, value| Ok(Self::this(value).dict.len())));
            })
            .method("__reversed__(self, /)", Self::reversed, "Return an iterator in reverse.")
            .getter("mapping", Self::mapping, "The dict that this view shows, read-only.")
    }

    fn repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
        repr::guarded(thread, value, "...", || {
            let items = iter::collect(thread, &K::iter(Self::this(value).dict.clone()))?;
            let mut items = items.into_iter();
            repr_items(thread, &format!("{}([", K::NAME), "])", || items.next())
        })
    }

    fn reversed(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
        Ok(K::reversed(b.this::<Self>().dict.clone()))
    }

    fn mapping(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
        Ok(MappingProxy::new(Self::this(value).dict.clone().into_value()).into_value())
    }
}

pub fn describe() {
    set_like(DictKeys::builder(), keys_contains).finish();
    set_like(DictItems::builder(), items_contains).finish();
    DictValues::builder().finish();
}

fn set_like(builder: TypeBuilder, contains: crate::types::slots::ContainsFn) -> TypeBuilder {
    builder
        .slots(|s| {
            s.contains.set(Some(contains));
            s.compare.set(Some(view_compare));
            s.binary[BinaryOp::And as usize].set(Some(view_and));
            s.binary[BinaryOp::Or as usize].set(Some(view_or));
            s.binary[BinaryOp::Xor as usize].set(Some(view_xor));
            s.binary[BinaryOp::Sub as usize].set(Some(view_sub));
        })
        .method("isdisjoint(self, other, /)", view_isdisjoint, "Return whether nothing of other is in the view.")
}

pub fn dict_keys(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(DictKeys::new(Ref::of(b.this())).into_value())
}

pub fn dict_values(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(DictValues::new(Ref::of(b.this())).into_value())
}

pub fn dict_items(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(DictItems::new(Ref::of(b.this())).into_value())
}

fn keys_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    DictKeys::this(value).dict.contains(thread, item)
}

fn items_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    let Some([key, wanted]) = item.downcast::<Tuple>().map(Tuple::as_slice) else { return Ok(false) };
    match DictItems::this(value).dict.get(thread, key)? {
        Some(found) => compare::equal(thread, &found, wanted),
        None => Ok(false),
    }
}

/// A view with set operations.
fn is_set_view(value: &Value) -> bool {
    value.is_exact::<DictKeys>() || value.is_exact::<DictItems>()
}

fn all_in(thread: &ThreadState, items: &Value, container: &Value) -> PyResult<bool> {
    let iterator = iter::iter(thread, items)?;
    while let Some(item) = iter::next(thread, &iterator)? {
        if !subscript::contains(thread, container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn view_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if as_set(b).is_none() && !is_set_view(b) {
        return Ok(Value::not_implemented());
    }
    let (left, right) = (subscript::len(thread, a)?, subscript::len(thread, b)?);
    let result = match op {
        CompareOp::Eq => left == right && all_in(thread, a, b)?,
        CompareOp::Ne => !(left == right && all_in(thread, a, b)?),
        CompareOp::Lt => left < right && all_in(thread, a, b)?,
        CompareOp::Le => left <= right && all_in(thread, a, b)?,
        CompareOp::Gt => left > right && all_in(thread, b, a)?,
        CompareOp::Ge => left >= right && all_in(thread, b, a)?,
    };
    Ok(Value::bool(result))
}

fn to_set(thread: &ThreadState, items: &Value) -> PyResult<Ref<Set>> {
    let made = Set::new();
    set::update(thread, &made, items)?;
    Ok(made)
}

fn view_and(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let (mut view, mut other) = (a, b);
    if !is_set_view(view) {
        std::mem::swap(&mut view, &mut other);
    }
    // The shorter one is walked through.
    if (as_set(other).is_some() || is_set_view(other)) && subscript::len(thread, other)? > subscript::len(thread, view)?
    {
        std::mem::swap(&mut view, &mut other);
    }
    let made = Set::new();
    iter::for_each(thread, other, |item| {
        if subscript::contains(thread, view, &item)? {
            made.add(thread, &item)?;
        }
        Ok(())
    })?;
    Ok(made.into_value())
}

fn view_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let made = to_set(thread, a)?;
    set::update(thread, &made, b)?;
    Ok(made.into_value())
}

fn view_sub(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let made = to_set(thread, a)?;
    set::algebra::difference_update(thread, &made, b)?;
    Ok(made.into_value())
}

fn view_xor(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let made = to_set(thread, a)?;
    set::algebra::symmetric_difference_update(thread, &made, b)?;
    Ok(made.into_value())
}

fn view_isdisjoint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let (mut view, mut other) = (b.value(0), b.value(1));
    if view.is(other) {
        return Ok(Value::bool(subscript::len(thread, view)? == 0));
    }
    if (as_set(other).is_some() || is_set_view(other)) && subscript::len(thread, other)? > subscript::len(thread, view)?
    {
        std::mem::swap(&mut view, &mut other);
    }
    let iterator = iter::iter(thread, other)?;
    while let Some(item) = iter::next(thread, &iterator)? {
        if subscript::contains(thread, view, &item)? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}
