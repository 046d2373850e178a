//! `deque`: fast at both ends, and with an optional bound.

use super::deque_iter::{DequeIterator, DequeReverseIterator};
use super::ring::Ring;
use crate::args::Spec;
use crate::define::this;
use ladon_heap::Head;
use ladon_heap::primitive::NoMemory;
use ladon_vm::err;
use ladon_vm::object::{alloc, call, compare, iter, number, repr};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::{compare_items, push_repr, search_bound};
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::{Str, Tuple, Type, flags, generic_alias, int};
use ladon_vm::value::{ObjectPtr, Ref, Value};
use std::cell::Cell;

#[repr(C)]
pub struct Deque {
    pub head: Head,
    pub ring: Ring,
    /// `usize::MAX` = no bound.
    bound: Cell<usize>,
    /// Counts changes of the length or order: iterators stop at a deque that changed.
    pub changes: Cell<u64>,
}

ladon_vm::builtin_static!(Deque);

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: a slot of this type.
    unsafe { object.cast::<Deque>().as_ref() }.ring.visit(visitor);
}

fn clear_object(object: ObjectPtr) {
    // SAFETY: E2: a slot of this type.
    unsafe { object.cast::<Deque>().as_ref() }.clear();
}

pub fn describe() {
    Deque::type_object().weaklist_offset.set(1);
    let builder = TypeBuilder::new::<Deque>("deque", Some(object_type()))
        .doc("A list that is fast at both ends: deque([iterable[, maxlen]]). With maxlen, the other end drops items.")
        .module("collections")
        .flags(flags::BASETYPE | flags::SEQUENCE)
        .container(visit, Some(clear_object))
        .slots(|s| {
            s.new.set(Some(deque_new));
            s.init.set(Some(deque_init));
            s.repr.set(Some(deque_repr));
            s.compare.set(Some(deque_compare));
            s.iter.set(Some(DequeIterator::iter));
            s.len.set(Some(|_, value| Ok(this::<Deque>(value).ring.len())));
            s.getitem.set(Some(deque_getitem));
            s.setitem.set(Some(deque_setitem));
            s.contains.set(Some(deque_contains));
            s.concat.set(Some(deque_concat));
            s.inplace_concat.set(Some(deque_inplace_concat));
            s.repeat.set(Some(deque_repeat));
            s.inplace_repeat.set(Some(deque_inplace_repeat));
        });
    describe_methods(builder).finish();
}

fn describe_methods(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method("append(self, item, /)", deque_append, "Add an item at the right end.")
        .method("appendleft(self, item, /)", deque_appendleft, "Add an item at the left end.")
        .method("clear(self, /)", deque_clear, "Remove all items.")
        .method("copy(self, /)", deque_copy, "Return a shallow copy.")
        .method("__copy__(self, /)", deque_copy, "Return a shallow copy.")
        .method("count(self, value, /)", deque_count, "Return how often value occurs.")
        .method("extend(self, iterable, /)", deque_extend, "Add the items of an iterable at the right end.")
        .method(
            "extendleft(self, iterable, /)",
            deque_extendleft,
            "Add the items of an iterable at the left end, one after the other.",
        )
        .method(
            "index(self, value, start=0, stop=9223372036854775807, /)",
            deque_index,
            "Return the position of the first item equal to value; ValueError if there is none.",
        )
        .method("insert(self, index, value, /)", deque_insert, "Insert value before index.")
        .method("pop(self, /)", deque_pop, "Remove and return the item at the right end.")
        .method("popleft(self, /)", deque_popleft, "Remove and return the item at the left end.")
        .method("remove(self, value, /)", deque_remove, "Remove the first item equal to value.")
        .method("reverse(self, /)", deque_reverse, "Reverse the order in place.")
        .method("rotate(self, n=1, /)", deque_rotate, "Move n items from the right end to the left (or, n < 0, back).")
        .method("__reversed__(self, /)", DequeReverseIterator::reversed, "Return an iterator from the right end.")
        .method("__reduce__(self, /)", deque_reduce, "Return how to make this again.")
        .method("__sizeof__(self, /)", deque_sizeof, "Return the size in memory, in bytes.")
        .getter("maxlen", |_, value| Ok(this::<Deque>(value).maxlen()), "The greatest length, or None.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
}

impl Deque {
    fn fields(bound: usize) -> Deque {
        Deque { head: alloc::head::<Deque>(), ring: Ring::new(), bound: Cell::new(bound), changes: Cell::new(0) }
    }

    #[inline(always)]
    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    fn bound(&self) -> Option<usize> {
        Some(self.bound.get()).filter(|bound| *bound != usize::MAX)
    }

    fn maxlen(&self) -> Value {
        self.bound().map_or_else(Value::none, int::from_usize)
    }

    #[inline]
    pub fn append(&self, item: Value) -> Result<(), NoMemory> {
        self.changed();
        self.ring.push_back(item)?;
        if self.ring.len() > self.bound.get() {
            let dropped = self.ring.pop_front();
            drop(dropped);
        }
        Ok(())
    }

    #[inline]
    pub fn append_left(&self, item: Value) -> Result<(), NoMemory> {
        self.changed();
        self.ring.push_front(item)?;
        if self.ring.len() > self.bound.get() {
            let dropped = self.ring.pop_back();
            drop(dropped);
        }
        Ok(())
    }

    pub fn clear(&self) {
        self.changed();
        drop(self.ring.take_all());
    }

    fn extend(&self, thread: &ThreadState, iterable: &Value, left: bool) -> PyResult<()> {
        let own = iterable.downcast::<Deque>().is_some_and(|other| std::ptr::eq(self, other));
        let items = if own { Some(iter::collect(thread, iterable)?) } else { None };
        let mut add = |item| if left { self.append_left(item) } else { self.append(item) };
        match items {
            Some(items) => items.into_iter().try_for_each(&mut add)?,
            None => {
                let iterator = iter::iter(thread, iterable)?;
                while let Some(item) = iter::next(thread, &iterator)? {
                    add(item)?;
                }
            }
        }
        Ok(())
    }

    /// Removes the item at a position that exists.
    fn remove_at(&self, index: usize) -> Option<Value> {
        self.changed();
        self.ring.rotate_left(index);
        let removed = self.ring.pop_front();
        let len = self.ring.len();
        self.ring.rotate_left(len - index.min(len));
        removed
    }

    /// The position of an item equal to `value` between two bounds; `class` is raised when the deque changes meanwhile.
    fn find(
        &self,
        thread: &ThreadState,
        value: &Value,
        start: usize,
        stop: usize,
        class: &Type,
    ) -> PyResult<Option<usize>> {
        let changes = self.changes.get();
        for index in start..stop.min(self.ring.len()) {
            let Some(item) = self.ring.get(index) else { break };
            let equal = compare::equal(thread, &item, value)?;
            if self.changes.get() != changes {
                return Err(mutated(thread, class));
            }
            if equal {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }
}

#[cold]
pub fn mutated(thread: &ThreadState, class: &Type) -> Raised {
    thread.error(class, "deque mutated during iteration")
}

#[cold]
fn not_found(thread: &ThreadState, value: &Value) -> Raised {
    match repr::repr(thread, value) {
        Ok(text) => err!(thread, ValueError, "{} is not in deque", text.lossy()),
        Err(raised) => raised,
    }
}

fn deque_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, Deque::fields(usize::MAX)).into_value())
}

fn deque_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    const SPEC: Spec<2> = Spec::new("deque", ["iterable", "maxlen"], 0);
    let [iterable, maxlen] = SPEC.bind(thread, args)?;
    let deque = this::<Deque>(value);
    let bound = match maxlen.filter(|maxlen| !maxlen.is_none()) {
        None => usize::MAX,
        Some(maxlen) if !int::core::is_int(maxlen) => return Err(err!(thread, TypeError, "an integer is required")),
        Some(maxlen) => {
            let bound = number::to_isize(thread, maxlen)?;
            usize::try_from(bound).map_err(|_| err!(thread, ValueError, "maxlen must be non-negative"))?
        }
    };
    deque.bound.set(bound);
    if deque.ring.len() > 0 {
        deque.clear();
    }
    match iterable {
        Some(iterable) => deque.extend(thread, iterable, false),
        None => Ok(()),
    }
}

fn deque_append(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Deque>().append(b.value(1).clone())?;
    Ok(Value::none())
}

fn deque_appendleft(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Deque>().append_left(b.value(1).clone())?;
    Ok(Value::none())
}

#[cold]
fn pop_from_empty(thread: &ThreadState) -> Raised {
    err!(thread, IndexError, "pop from an empty deque")
}

fn deque_pop(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    deque.changed();
    deque.ring.pop_back().ok_or_else(|| pop_from_empty(thread))
}

fn deque_popleft(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    deque.changed();
    deque.ring.pop_front().ok_or_else(|| pop_from_empty(thread))
}

fn deque_extend(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Deque>().extend(thread, b.value(1), false)?;
    Ok(Value::none())
}

fn deque_extendleft(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Deque>().extend(thread, b.value(1), true)?;
    Ok(Value::none())
}

fn deque_clear(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<Deque>().clear();
    Ok(Value::none())
}

/// A new deque of exactly this type with the same items and bound.
fn duplicate(deque: &Deque) -> Result<Ref<Deque>, NoMemory> {
    let copy = alloc::alloc(Deque::fields(deque.bound.get()));
    let mut index = 0;
    while let Some(item) = deque.ring.get(index) {
        copy.append(item)?;
        index += 1;
    }
    Ok(copy)
}

/// A copy of the same class, made by calling it unless it is `deque`.
fn copy_of(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let deque = this::<Deque>(value);
    if value.is_exact::<Deque>() {
        return Ok(duplicate(deque)?.into_value());
    }
    let class = value.type_of().as_value();
    let made = match deque.bound() {
        None => call::positional(thread, &class, std::slice::from_ref(value))?,
        Some(bound) => call::positional(thread, &class, &[value.clone(), int::from_usize(bound)])?,
    };
    if made.downcast::<Deque>().is_none() {
        let (class, name) = (value.type_of().short_name(), made.type_of().short_name());
        return Err(err!(thread, TypeError, "{class}() must return a deque, not {name}"));
    }
    Ok(made)
}

fn deque_copy(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    copy_of(thread, b.value(0))
}

fn deque_count(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let (mut count, mut index, changes) = (0, 0, deque.changes.get());
    while let Some(item) = deque.ring.get(index) {
        count += compare::equal(thread, &item, b.value(1))? as usize;
        if deque.changes.get() != changes {
            return Err(mutated(thread, &ladon_vm::exceptions::RuntimeError));
        }
        index += 1;
    }
    Ok(int::from_usize(count))
}

fn deque_index(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let len = deque.ring.len();
    let start = search_bound(thread, b.get(2), len, 0)?;
    let stop = search_bound(thread, b.get(3), len, len)?.min(len);
    match deque.find(thread, b.value(1), start, stop, &ladon_vm::exceptions::RuntimeError)? {
        Some(index) => Ok(int::from_usize(index)),
        None => Err(not_found(thread, b.value(1))),
    }
}

fn deque_insert(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let index = number::to_isize(thread, b.value(1))?;
    let len = deque.ring.len();
    if len == deque.bound.get() {
        return Err(err!(thread, IndexError, "deque already at its maximum size"));
    }
    let at = if index < 0 { index.saturating_add(len as isize).max(0) } else { index }.min(len as isize) as usize;
    let item = b.value(2).clone();
    deque.changed();
    deque.ring.rotate_left(at);
    deque.ring.push_front(item)?;
    deque.ring.rotate_left(len + 1 - at);
    Ok(Value::none())
}

fn deque_remove(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    match deque.find(thread, b.value(1), 0, usize::MAX, &ladon_vm::exceptions::IndexError)? {
        Some(index) => {
            drop(deque.remove_at(index));
            Ok(Value::none())
        }
        None => Err(not_found(thread, b.value(1))),
    }
}

fn deque_reverse(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let len = deque.ring.len();
    (0..len / 2).for_each(|index| deque.ring.swap(index, len - 1 - index));
    Ok(Value::none())
}

fn deque_rotate(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let count = b.get(1).map_or(Ok(1), |count| number::to_isize(thread, count))?;
    let len = deque.ring.len();
    if len > 1 {
        let left = (-(count as i128)).rem_euclid(len as i128) as usize;
        if left > 0 {
            deque.changed();
            deque.ring.rotate_left(left);
        }
    }
    Ok(Value::none())
}

fn deque_reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let deque = b.this::<Deque>();
    let args = match deque.bound() {
        None => Tuple::new(Vec::new()),
        Some(bound) => Tuple::pair(Tuple::new(Vec::new()).into_value(), int::from_usize(bound)),
    };
    let state = call::method(thread, b.value(0), "__getstate__", &[])?;
    let items = DequeIterator::iter(thread, b.value(0))?;
    Ok(Tuple::new(vec![b.value(0).type_of().as_value(), args.into_value(), state, items]).into_value())
}

fn deque_sizeof(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(size_of::<Deque>() + b.this::<Deque>().ring.capacity() * size_of::<Value>()))
}

fn deque_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let deque = this::<Deque>(value);
    repr::guarded(thread, value, "[...]", || {
        let mut text = format!("{}([", value.type_of().short_name()).into_bytes();
        for (index, item) in iter::collect(thread, value)?.iter().enumerate() {
            if index > 0 {
                text.extend_from_slice(b", ");
            }
            push_repr(thread, &mut text, item)?;
        }
        text.push(b']');
        if let Some(bound) = deque.bound() {
            text.extend_from_slice(format!(", maxlen={bound}").as_bytes());
        }
        text.push(b')');
        Ok(Str::try_from_wtf8(&text)?.into_value())
    })
}

fn deque_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<Deque>(), b.downcast::<Deque>()) else {
        return Ok(Value::not_implemented());
    };
    if a.is(b) && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Eq));
    }
    let side = |side: usize| if side == 0 { x } else { y };
    compare_items(thread, || (x.ring.len(), y.ring.len()), |of, index| side(of).ring.get(index), op)
}

fn deque_contains(thread: &ThreadState, value: &Value, item: &Value) -> PyResult<bool> {
    let deque = this::<Deque>(value);
    Ok(deque.find(thread, item, 0, usize::MAX, &ladon_vm::exceptions::RuntimeError)?.is_some())
}

/// The position a subscript stands for.
#[inline]
fn subscript(thread: &ThreadState, deque: &Deque, key: &Value) -> PyResult<usize> {
    let index = match key.as_small_int() {
        Some(small) => small as isize,
        None => large_subscript(thread, key)?,
    };
    ladon_vm::types::sequence::position(index, deque.ring.len()).ok_or_else(|| out_of_range(thread))
}

#[cold]
fn large_subscript(thread: &ThreadState, key: &Value) -> PyResult<isize> {
    let name = key.type_of().short_name();
    if !number::has_index(key) {
        return Err(err!(thread, TypeError, "sequence index must be integer, not '{name}'"));
    }
    let index = int::as_i64(&number::index(thread, key)?).map(|index| index as isize);
    index.ok_or_else(|| err!(thread, IndexError, "cannot fit '{name}' into an index-sized integer"))
}

#[cold]
fn out_of_range(thread: &ThreadState) -> Raised {
    err!(thread, IndexError, "deque index out of range")
}

fn deque_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let deque = this::<Deque>(value);
    let index = subscript(thread, deque, key)?;
    deque.ring.get(index).ok_or_else(|| out_of_range(thread))
}

fn deque_setitem(thread: &ThreadState, value: &Value, key: &Value, item: Option<&Value>) -> PyResult<()> {
    let deque = this::<Deque>(value);
    let index = subscript(thread, deque, key)?;
    match item {
        Some(item) => drop(deque.ring.replace(index, item.clone())),
        None => drop(deque.remove_at(index)),
    }
    Ok(())
}

fn deque_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    if b.downcast::<Deque>().is_none() {
        let name = b.type_of().short_name();
        return Err(err!(thread, TypeError, "can only concatenate deque (not \"{name}\") to deque"));
    }
    let sum = copy_of(thread, a)?;
    this::<Deque>(&sum).extend(thread, b, false)?;
    Ok(sum)
}

fn deque_inplace_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    this::<Deque>(a).extend(thread, b, false)?;
    Ok(a.clone())
}

fn repeat_in_place(thread: &ThreadState, value: &Value, times: isize) -> PyResult<()> {
    let deque = this::<Deque>(value);
    let len = deque.ring.len();
    if times <= 0 {
        deque.clear();
        return Ok(());
    }
    if len == 0 || times == 1 {
        return Ok(());
    }
    let items = iter::collect(thread, value)?;
    let total = len.checked_mul(times as usize).ok_or(NoMemory)?;
    let kept = total.min(deque.bound.get());
    if !thread.interp().heap().has_room(kept.saturating_mul(size_of::<Value>())) {
        return Err(NoMemory.into());
    }
    // With a bound only the last items stay: what would be dropped anyway is skipped.
    let skipped = if total > deque.bound.get() { (total - kept) / len * len } else { 0 };
    if skipped > 0 {
        deque.clear();
    }
    for index in deque.ring.len() + skipped..total {
        deque.append(items[index % len].clone())?;
    }
    Ok(())
}

fn deque_repeat(thread: &ThreadState, value: &Value, times: isize) -> PyResult<Value> {
    let copy = copy_of(thread, value)?;
    repeat_in_place(thread, &copy, times)?;
    Ok(copy)
}

fn deque_inplace_repeat(thread: &ThreadState, value: &Value, times: isize) -> PyResult<Value> {
    repeat_in_place(thread, value, times)?;
    Ok(value.clone())
}
