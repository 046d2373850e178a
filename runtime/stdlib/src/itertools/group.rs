//! `groupby`, `batched`, `pairwise`.

use super::{iterator, traced};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, compare, iter, number, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::{Tuple, Type};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

/// Runs of items with equal keys.
#[repr(C)]
pub struct GroupBy {
    pub head: Head,
    source: Value,
    key: Option<Value>,
    /// Key of the group handed out last.
    group_key: MutCell<Option<Value>>,
    /// The item read last, when no group has taken it yet, and its key.
    item_key: MutCell<Option<Value>>,
    item: MutCell<Option<Value>>,
    /// Address of the group handed out last: the others are at their end.
    group: Cell<usize>,
}

ladon_vm::builtin_static!(GroupBy);
crate::traced!(GroupBy { source, key, group_key, item_key, item });

/// The items of one group.
#[repr(C)]
pub struct Grouper {
    pub head: Head,
    parent: Ref<GroupBy>,
    key: Value,
}

ladon_vm::builtin_static!(Grouper);
crate::traced!(Grouper { parent, key });

#[repr(C)]
pub struct Batched {
    pub head: Head,
    source: MutCell<Option<Value>>,
    size: usize,
    strict: bool,
}

ladon_vm::builtin_static!(Batched);
crate::traced!(Batched { source });

#[repr(C)]
pub struct Pairwise {
    pub head: Head,
    source: MutCell<Option<Value>>,
    last: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Pairwise);
crate::traced!(Pairwise { source, last });

pub fn describe() {
    let doc = "Pairs of a key and an iterator over the following items with that key (key(item), or the item itself).";
    traced(iterator::<GroupBy>("groupby", doc, Some(groupby_new), groupby_next), GroupBy::visit, GroupBy::clear_object)
        .finish();
    traced(iterator::<Grouper>("_grouper", "", None, grouper_next), Grouper::visit, Grouper::clear_object).finish();
    let doc = "Tuples of n items each; the last may be shorter, with strict=True that is a ValueError.";
    traced(iterator::<Batched>("batched", doc, Some(batched_new), batched_next), Batched::visit, Batched::clear_object)
        .finish();
    let doc = "Tuples of an item and the one that follows it.";
    traced(
        iterator::<Pairwise>("pairwise", doc, Some(pairwise_new), pairwise_next),
        Pairwise::visit,
        Pairwise::clear_object,
    )
    .finish();
}

fn groupby_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("groupby", ["iterable", "key"], 1);
    let [Some(iterable), key] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let fields = GroupBy {
        head: alloc::head::<GroupBy>(),
        source: iter::iter(thread, iterable)?,
        key: key.filter(|key| !key.is_none()).cloned(),
        group_key: MutCell::new(None),
        item_key: MutCell::new(None),
        item: MutCell::new(None),
        group: Cell::new(0),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

impl GroupBy {
    /// Reads one item; false at the end.
    fn step(&self, thread: &ThreadState) -> PyResult<bool> {
        let Some(item) = iter::next(thread, &self.source)? else { return Ok(false) };
        let key = match &self.key {
            None => item.clone(),
            Some(key) => call::positional(thread, key, std::slice::from_ref(&item))?,
        };
        self.item.set(Some(item));
        self.item_key.set(Some(key));
        Ok(true)
    }
}

fn groupby_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let groups = this::<GroupBy>(value);
    groups.group.set(0);
    let key = loop {
        if let Some(item_key) = groups.item_key.get() {
            match groups.group_key.get() {
                Some(group_key) if compare::equal(thread, &group_key, &item_key)? => {}
                _ => break item_key,
            }
        }
        if !groups.step(thread)? {
            return Ok(None);
        }
    };
    groups.group_key.set(Some(key.clone()));
    let head = alloc::head::<Grouper>();
    let group = alloc::alloc(Grouper { head, parent: Ref::of(groups), key: key.clone() });
    groups.group.set(group.as_value().bits() as usize);
    Ok(Some(Tuple::pair(key, group.into_value()).into_value()))
}

fn grouper_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let group = this::<Grouper>(value);
    let groups = &*group.parent;
    if groups.group.get() != value.bits() as usize {
        return Ok(None);
    }
    // SAFETY: H7: one step.
    let empty = unsafe { (*groups.item.as_ptr()).is_none() };
    if empty && !groups.step(thread)? {
        return Ok(None);
    }
    let Some(item_key) = groups.item_key.get() else { return Ok(None) };
    if !compare::equal(thread, &group.key, &item_key)? {
        return Ok(None);
    }
    groups.item_key.set(None);
    Ok(groups.item.take())
}

fn batched_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<3> = Spec::new("batched", ["iterable", "n", "strict"], 2).positional(2);
    let [Some(iterable), Some(size), strict] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let size = number::to_isize(thread, size)?;
    let strict = strict.map_or(Ok(false), |strict| truth::is_true(thread, strict))?;
    if size < 1 {
        return Err(err!(thread, ValueError, "n must be at least one"));
    }
    let source = MutCell::new(Some(iter::iter(thread, iterable)?));
    let fields = Batched { head: alloc::head::<Batched>(), source, size: size as usize, strict };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn batched_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let batched = this::<Batched>(value);
    let Some(source) = batched.source.get() else { return Ok(None) };
    let mut batch = Vec::with_capacity(batched.size.min(1024));
    while batch.len() < batched.size {
        match iter::next(thread, &source) {
            Ok(Some(item)) => {
                if batch.len() == batch.capacity() && !thread.interp().heap().has_room(batch.len() * 16) {
                    return Err(ladon_heap::primitive::NoMemory.into());
                }
                batch.push(item);
            }
            Ok(None) => {
                batched.source.set(None);
                if batched.strict && !batch.is_empty() {
                    return Err(err!(thread, ValueError, "batched(): incomplete batch"));
                }
                break;
            }
            Err(raised) => {
                batched.source.set(None);
                return Err(raised);
            }
        }
    }
    match batch.is_empty() {
        true => Ok(None),
        false => Ok(Some(Tuple::try_from_vec(batch)?.into_value())),
    }
}

fn pairwise_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = super::plain(thread, ty, "pairwise", args, 1, 1)?;
    let source = MutCell::new(Some(iter::iter(thread, &args[0])?));
    let fields = Pairwise { head: alloc::head::<Pairwise>(), source, last: MutCell::new(None) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn pairwise_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let pairs = this::<Pairwise>(value);
    let found = pairwise_step(thread, pairs);
    if !matches!(found, Ok(Some(_))) {
        pairs.source.set(None);
        pairs.last.set(None);
    }
    found
}

fn pairwise_step(thread: &ThreadState, pairs: &Pairwise) -> PyResult<Option<Value>> {
    let Some(source) = pairs.source.get() else { return Ok(None) };
    let first = match pairs.last.get() {
        Some(last) => last,
        None => {
            let Some(first) = iter::next(thread, &source)? else { return Ok(None) };
            pairs.last.set(Some(first.clone()));
            first
        }
    };
    let Some(source) = pairs.source.get() else { return Ok(None) };
    let Some(second) = iter::next(thread, &source)? else { return Ok(None) };
    pairs.last.set(Some(second.clone()));
    Ok(Some(Tuple::pair(first, second).into_value()))
}
