//! Iterators over a deque, in both directions. They fail when the deque changes under them.

use super::deque::{Deque, mutated};
use crate::define::this;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::object::{alloc, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::iterator::iter_self;
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::positionals;
use ladon_vm::types::{Tuple, Type, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

macro_rules! iterators {
    ($($name:ident $text:literal;)*) => { $(
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            deque: Ref<Deque>,
            /// How many items were handed out.
            done: Cell<usize>,
            changes: u64,
            left: Cell<usize>,
        }

        ladon_vm::builtin_static!($name);
        crate::traced!($name { deque });

        impl $name {
            fn make(ty: &Type, deque: &Deque) -> Ref<$name> {
                let (left, changes) = (Cell::new(deque.ring.len()), deque.changes.get());
                let fields =
                    $name { head: alloc::head::<$name>(), deque: Ref::of(deque), done: Cell::new(0), changes, left };
                alloc::alloc_in(ty, fields)
            }

            fn new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
                let args = positionals(thread, $text, args, 1, 2)?;
                let Some(deque) = args[0].downcast::<Deque>() else {
                    let name = args[0].type_of().short_name();
                    return Err(err!(thread, TypeError, "argument 1 must be collections.deque, not {name}"));
                };
                let made = Self::make(ty, deque);
                let skip = args.get(1).map_or(Ok(0), |index| number::to_isize(thread, index))?;
                let skip = (skip.max(0) as usize).min(made.left.get());
                made.done.set(skip);
                made.left.set(made.left.get() - skip);
                Ok(made.into_value())
            }

            /// Steps on: how many items were handed out before, `None` at the end.
            #[inline(always)]
            fn step(&self, thread: &ThreadState) -> PyResult<Option<usize>> {
                if self.deque.changes.get() != self.changes {
                    self.left.set(0);
                    return Err(mutated(thread, &ladon_vm::exceptions::RuntimeError));
                }
                let left = self.left.get();
                if left == 0 {
                    return Ok(None);
                }
                self.left.set(left - 1);
                let done = self.done.get();
                self.done.set(done + 1);
                Ok(Some(done))
            }

            fn length_hint(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
                Ok(int::from_usize(b.this::<$name>().left.get()))
            }

            fn reduce(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
                let iterator = b.this::<$name>();
                let args = Tuple::pair(iterator.deque.clone().into_value(), int::from_usize(iterator.done.get()));
                Ok(Tuple::pair(b.value(0).type_of().as_value(), args.into_value()).into_value())
            }

            fn describe() {
                TypeBuilder::new::<$name>($text, Some(object_type()))
                    .module("collections")
                    .container($name::visit, Some($name::clear_object))
                    .slots(|s| {
                        s.new.set(Some($name::new));
                        s.iter.set(Some(iter_self));
                        s.next.set(Some($name::next));
                    })
                    .method("__length_hint__(self, /)", $name::length_hint, "How many items are left.")
                    .method("__reduce__(self, /)", $name::reduce, "Return how to make this again.")
                    .finish();
            }
        }
    )* };
}
iterators! {
    DequeIterator "_deque_iterator";
    DequeReverseIterator "_deque_reverse_iterator";
}

impl DequeIterator {
    pub fn iter(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
        Ok(Self::make(Self::type_object(), this(value)).into_value())
    }

    fn next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
        let iterator = this::<DequeIterator>(value);
        Ok(iterator.step(thread)?.and_then(|done| iterator.deque.ring.get(done)))
    }
}

impl DequeReverseIterator {
    pub fn reversed(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
        Ok(Self::make(Self::type_object(), b.this()).into_value())
    }

    fn next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
        let iterator = this::<DequeReverseIterator>(value);
        let Some(done) = iterator.step(thread)? else { return Ok(None) };
        Ok(iterator.deque.ring.get((iterator.deque.ring.len() - 1).wrapping_sub(done)))
    }
}

pub fn describe() {
    DequeIterator::describe();
    DequeReverseIterator::describe();
}
