//! The iterators over the characters of a `str`: one for ASCII text, one for other text.

use super::{Str, access, make, wtf8};
use crate::object::{alloc, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, Builtin, TypeBuilder};
use crate::types::slots::NextFn;
use crate::types::{Tuple, int};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct StrIterator {
    pub head: Head,
    /// `None` = exhausted.
    text: MutCell<Option<Ref<Str>>>,
    /// Index of the next character, and its byte offset.
    index: Cell<usize>,
    offset: Cell<usize>,
}

/// The same for ASCII text, where index and offset are one.
#[repr(transparent)]
pub struct AsciiIterator(StrIterator);

crate::builtin_static!(StrIterator, PyUnicodeIter_Type);
crate::builtin_static!(AsciiIterator);

pub fn str_iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let text = access::this(value);
    let fields = |head: Head| StrIterator {
        head,
        text: MutCell::new(Some(Ref::of(text))),
        index: Cell::new(0),
        offset: Cell::new(0),
    };
    Ok(match text.is_ascii() {
        true => alloc::alloc(AsciiIterator(fields(alloc::head::<AsciiIterator>()))).into_value(),
        false => alloc::alloc(fields(alloc::head::<StrIterator>())).into_value(),
    })
}

#[inline(always)]
fn this(value: &Value) -> &StrIterator {
    // SAFETY: E2: slots and methods of the two types, which have the same fields, are called for their instances only.
    unsafe { value.downcast_unchecked() }
}

fn iterator_self(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(value.clone())
}

pub fn ascii_next(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let iterator = this(value);
    // SAFETY: H7: the reference is not used after the cell is changed.
    let Some(text) = (unsafe { &*iterator.text.as_ptr() }) else { return Ok(None) };
    let at = iterator.index.get();
    match text.as_bytes().get(at) {
        Some(byte) => {
            iterator.index.set(at + 1);
            Ok(Some(crate::runtime::latin1_str(*byte)))
        }
        None => {
            drop(iterator.text.take());
            Ok(None)
        }
    }
}

pub fn iterator_next(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let iterator = this(value);
    // SAFETY: H7: the reference is not used after the cell is changed.
    let Some(text) = (unsafe { &*iterator.text.as_ptr() }) else { return Ok(None) };
    let at = iterator.offset.get();
    if at >= text.byte_len() {
        drop(iterator.text.take());
        return Ok(None);
    }
    let (cp, width) = wtf8::decode(text.as_bytes(), at);
    iterator.offset.set(at + width);
    iterator.index.set(iterator.index.get() + 1);
    Ok(Some(make::character(cp)))
}

fn iterator_length_hint(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let iterator = this(args.value(0));
    let left = iterator.text.get().map_or(0, |text| text.char_len().saturating_sub(iterator.index.get()));
    Ok(int::from_usize(left))
}

fn iterator_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let iterator = this(args.value(0));
    let builtin = thread.interp().builtins().get_name("iter").unwrap_or_else(Value::none);
    let parts = match iterator.text.get() {
        Some(text) => {
            vec![builtin, Tuple::new(vec![text.into_value()]).into_value(), int::from_usize(iterator.index.get())]
        }
        None => vec![builtin, Tuple::new(vec![make::empty()]).into_value()],
    };
    Ok(Tuple::try_from_vec(parts)?.into_value())
}

fn iterator_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let index = number::to_isize(thread, args.value(1))?.max(0) as usize;
    let iterator = this(args.value(0));
    if let Some(text) = iterator.text.get() {
        let index = index.min(text.char_len());
        iterator.index.set(index);
        iterator.offset.set(text.byte_offset(index));
    }
    Ok(Value::none())
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for iterators of this type only; the visitor changes nothing.
    if let Some(text) = unsafe { &*object.cast::<StrIterator>().as_ref().text.as_ptr() } {
        visitor(text.as_value());
    }
}

fn describe_one<T: Builtin>(name: &'static str, next: NextFn) {
    TypeBuilder::new::<T>(name, Some(crate::types::object::object_type()))
        .container(visit, None)
        .slots(|s| {
            s.iter.set(Some(iterator_self));
            s.next.set(Some(next));
        })
        .method("__length_hint__(self, /)", iterator_length_hint, "How many characters are left.")
        .method("__reduce__(self, /)", iterator_reduce, "What pickling needs.")
        .method("__setstate__(self, state, /)", iterator_setstate, "Move to a position.")
        .finish();
}

pub fn describe() {
    describe_one::<StrIterator>("str_iterator", iterator_next);
    describe_one::<AsciiIterator>("str_ascii_iterator", ascii_next);
}
