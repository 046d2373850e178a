//! The iterators over `bytes` and `bytearray`.

use super::common::data;
use crate::object::{alloc, number};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Bound, Builtin, TypeBuilder};
use crate::types::{Tuple, int};
use crate::value::{ObjectPtr, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

macro_rules! byte_iterator {
    ($name:ident, $symbol:ident, $text:literal, $iter:ident, $describe:ident) => {
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            /// `None` = exhausted.
            object: MutCell<Option<Value>>,
            index: Cell<usize>,
        }

        crate::builtin_static!($name, $symbol);

        impl ByteIterator for $name {
            fn state(&self) -> (&MutCell<Option<Value>>, &Cell<usize>) {
                (&self.object, &self.index)
            }
        }

        pub fn $iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
            let object = MutCell::new(Some(value.clone()));
            let iterator = $name { head: alloc::head::<$name>(), object, index: Cell::new(0) };
            Ok(alloc::alloc(iterator).into_value())
        }

        fn $describe() {
            describe_one::<$name>($text);
        }
    };
}

trait ByteIterator: Builtin + 'static {
    fn state(&self) -> (&MutCell<Option<Value>>, &Cell<usize>);
}

byte_iterator!(BytesIterator, PyBytesIter_Type, "bytes_iterator", bytes_iter, describe_bytes);
byte_iterator!(ByteArrayIterator, PyByteArrayIter_Type, "bytearray_iterator", bytearray_iter, describe_bytearray);

fn iterator_self(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(value.clone())
}

fn iterator_next<T: ByteIterator>(_thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots of this type are called for its instances only.
    let (object, index) = unsafe { value.downcast_unchecked::<T>() }.state();
    // SAFETY: H7: the reference is not used after the cell is changed.
    let Some(bytes) = (unsafe { &*object.as_ptr() }) else { return Ok(None) };
    match data(bytes).get(index.get()) {
        Some(byte) => {
            index.set(index.get() + 1);
            Ok(Some(Value::small_unchecked(*byte as i64)))
        }
        None => {
            drop(object.take());
            Ok(None)
        }
    }
}

fn iterator_length_hint<T: ByteIterator>(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (object, index) = args.this::<T>().state();
    let left = object.get().map_or(0, |bytes| data(&bytes).len().saturating_sub(index.get()));
    Ok(int::from_usize(left))
}

fn iterator_reduce<T: ByteIterator>(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (object, index) = args.this::<T>().state();
    let builtin = thread.interp().builtins().get_name("iter").unwrap_or_else(Value::none);
    let parts = match object.get() {
        Some(bytes) => vec![builtin, Tuple::new(vec![bytes]).into_value(), int::from_usize(index.get())],
        None => vec![builtin, Tuple::new(vec![Tuple::new(Vec::new()).into_value()]).into_value()],
    };
    Ok(Tuple::try_from_vec(parts)?.into_value())
}

fn iterator_setstate<T: ByteIterator>(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let index = number::to_isize(thread, args.value(1))?.max(0) as usize;
    let (object, position) = args.this::<T>().state();
    if let Some(bytes) = object.get() {
        position.set(index.min(data(&bytes).len()));
    }
    Ok(Value::none())
}

fn visit<T: ByteIterator>(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for iterators of this type only; the visitor changes nothing.
    if let Some(bytes) = unsafe { &*object.cast::<T>().as_ref().state().0.as_ptr() } {
        visitor(bytes);
    }
}

fn describe_one<T: ByteIterator>(name: &'static str) {
    TypeBuilder::new::<T>(name, Some(crate::types::object::object_type()))
        .container(visit::<T>, None)
        .slots(|s| {
            s.iter.set(Some(iterator_self));
            s.next.set(Some(iterator_next::<T>));
        })
        .method("__length_hint__(self, /)", iterator_length_hint::<T>, "How many bytes are left.")
        .method("__reduce__(self, /)", iterator_reduce::<T>, "What pickling needs.")
        .method("__setstate__(self, state, /)", iterator_setstate::<T>, "Move to a position.")
        .finish();
}

pub fn describe() {
    describe_bytes();
    describe_bytearray();
}
