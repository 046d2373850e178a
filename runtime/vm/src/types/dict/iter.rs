//! Iterators over dicts: keys, values, items, each in both directions.

use super::core::Dict;
use crate::err;
use crate::object::{alloc, iter};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, Builtin, TypeBuilder};
use crate::types::object::object_type;
use crate::types::{List, Tuple, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;
use std::marker::PhantomData;

/// What an iterator takes from each entry, and in which direction it goes.
pub trait Kind: 'static {
    const NAME: &'static str;
    const REVERSE: bool;
    /// The next item; `position` moves.
    fn take(dict: &Dict, position: &mut usize) -> Option<Value>;
}

/// An iterator over a dict. The eval loop reads the fields on its fast path.
#[repr(C)]
pub struct DictIterator<K: Kind> {
    pub head: Head,
    /// `None` once exhausted.
    pub dict: MutCell<Option<Ref<Dict>>>,
    pub position: Cell<usize>,
    /// Entries the dict had; another number is an error, and stays one.
    pub expected: Cell<usize>,
    /// Entries not yet seen.
    pub left: Cell<usize>,
    kind: PhantomData<K>,
}

macro_rules! kinds {
    ($($kind:ident $alias:ident $symbol:ident $name:literal $reverse:literal $take:expr;)*) => { $(
        pub struct $kind;
        impl Kind for $kind {
            const NAME: &'static str = $name;
            const REVERSE: bool = $reverse;
            #[inline(always)]
            fn take(dict: &Dict, position: &mut usize) -> Option<Value> {
                let take: fn(&Dict, &mut usize) -> Option<Value> = $take;
                take(dict, position)
            }
        }
        pub type $alias = DictIterator<$kind>;
        crate::builtin_static!(DictIterator<$kind>, $symbol);
    )* };
}

kinds! {
    Keys DictKeyIterator PyDictIterKey_Type "dict_keyiterator" false Dict::next_key;
    Values DictValueIterator PyDictIterValue_Type "dict_valueiterator" false Dict::next_value;
    Items DictItemIterator PyDictIterItem_Type "dict_itemiterator" false |dict, position| {
        dict.next_entry(position).map(|(key, value)| Tuple::pair(key, value).into_value())
    };
    ReverseKeys DictReverseKeyIterator PyDictRevIterKey_Type "dict_reversekeyiterator" true |dict, position| {
        dict.previous_entry(position).map(|entry| entry.0)
    };
    ReverseValues DictReverseValueIterator PyDictRevIterValue_Type "dict_reversevalueiterator" true |dict, position| {
        dict.previous_entry(position).map(|entry| entry.1)
    };
    ReverseItems DictReverseItemIterator PyDictRevIterItem_Type "dict_reverseitemiterator" true |dict, position| {
        dict.previous_entry(position).map(|(key, value)| Tuple::pair(key, value).into_value())
    };
}

impl DictItemIterator {
    /// The next entry without the tuple around it.
    pub fn advance_pair(&self, thread: &ThreadState) -> PyResult<Option<(Value, Value)>> {
        self.advance_with(thread, Dict::next_entry)
    }
}

impl<K: Kind> DictIterator<K>
where
    DictIterator<K>: Builtin,
{
    pub fn new(dict: Ref<Dict>) -> Ref<DictIterator<K>> {
        let len = dict.len();
        alloc::alloc(DictIterator {
            head: alloc::head::<DictIterator<K>>(),
            position: Cell::new(if K::REVERSE { dict.slots() } else { 0 }),
            expected: Cell::new(len),
            left: Cell::new(len),
            dict: MutCell::new(Some(dict)),
            kind: PhantomData,
        })
    }

    /// The next item; RuntimeError when keys came or went meanwhile.
    #[inline(always)]
    pub fn advance(&self, thread: &ThreadState) -> PyResult<Option<Value>> {
        self.advance_with(thread, K::take)
    }

    #[inline(always)]
    fn advance_with<T>(
        &self,
        thread: &ThreadState,
        take: impl FnOnce(&Dict, &mut usize) -> Option<T>,
    ) -> PyResult<Option<T>> {
        // SAFETY: H7: the dict is not let go of while the borrow is used: nothing in between runs Python code.
        let Some(dict) = (unsafe { (*self.dict.as_ptr()).as_ref() }) else { return Ok(None) };
        if dict.len() != self.expected.get() {
            self.expected.set(usize::MAX);
            return Err(err!(thread, RuntimeError, "dictionary changed size during iteration"));
        }
        let mut position = self.position.get();
        let item = take(dict, &mut position);
        self.position.set(position);
        if item.is_none() {
            self.dict.set(None);
            return Ok(None);
        }
        if self.left.get() == 0 {
            self.dict.set(None);
            return Err(err!(thread, RuntimeError, "dictionary keys changed during iteration"));
        }
        self.left.set(self.left.get() - 1);
        Ok(item)
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for these iterators only.
        let this = unsafe { object.cast::<Self>().as_ref() };
        if let Some(dict) = this.dict.get() {
            visitor(dict.as_value());
        }
    }

    fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: called for these iterators only.
        unsafe { object.cast::<Self>().as_ref() }.dict.set(None);
    }

    fn describe() {
        TypeBuilder::new::<Self>(K::NAME, Some(object_type()))
            .flags(flags::DISALLOW_INSTANTIATION)
            .container(Self::visit, Some(Self::clear_object))
            .slots(|s| {
                s.iter.set(Some(crate::types::iterator::iter_self));
                s.next.set(Some(Self::next));
            })
            .method("__length_hint__(self, /)", Self::length_hint, "Estimate how many items are left.")
            .method("__reduce__(self, /)", Self::reduce, "Return how to make this again.")
            .finish();
    }

    pub fn next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
        // SAFETY: E2: slots are called for objects of their type only.
        unsafe { value.downcast_unchecked::<Self>() }.advance(thread)
    }

    fn length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
        let this = b.this::<Self>();
        let valid = this.dict.get().is_some_and(|dict| dict.len() == this.expected.get());
        Ok(Value::small_unchecked(if valid { this.left.get() as i64 } else { 0 }))
    }

    /// What is left, as a list: the iterator itself stays where it is.
    fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
        let this = b.this::<Self>();
        let copy = alloc::alloc(DictIterator {
            head: alloc::head::<Self>(),
            dict: MutCell::new(this.dict.get()),
            position: this.position.clone(),
            expected: this.expected.clone(),
            left: this.left.clone(),
            kind: PhantomData::<K>,
        });
        let items = iter::collect(thread, copy.as_value())?;
        let list = List::from_vec(items)?;
        let whole = crate::types::list::iter::reduced(thread, "iter", Some(list.into_value()), 0)?;
        let Some(parts) = whole.downcast::<Tuple>() else { return Ok(whole) };
        Ok(Tuple::from_slice(&parts.as_slice()[..2])?.into_value())
    }
}

pub fn describe() {
    DictKeyIterator::describe();
    DictValueIterator::describe();
    DictItemIterator::describe();
    DictReverseKeyIterator::describe();
    DictReverseValueIterator::describe();
    DictReverseItemIterator::describe();
}

/// The `iter` slot of `dict`, to tell whether a subclass has another.
pub const DICT_ITER: crate::types::slots::UnaryFn = dict_iter;

pub fn dict_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(DictKeyIterator::new(Ref::of(super::methods::this(value))).into_value())
}

pub fn dict_reversed(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(DictReverseKeyIterator::new(Ref::of(b.this())).into_value())
}
