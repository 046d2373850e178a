//! `set` and `frozenset`: `core` the table · `methods` what both and each can do · `algebra` union, intersection and
//! the like, as methods and as operators · `iter`.

pub mod algebra;
pub mod core;
pub mod iter;
pub mod methods;

pub use self::core::{FrozenSet, Set, as_set};
pub use self::iter::SetIterator;
pub use self::methods::{add, frozenset_from_vec, set_from_vec, update};

use super::slots::BinaryOp;
use super::{flags, generic_alias};
use crate::types::define::TypeBuilder;
use crate::types::object::object_type;
use crate::value::Value;

pub fn describe() {
    use crate::types::define::Builtin;
    Set::type_object().weaklist_offset.set(1);
    FrozenSet::type_object().weaklist_offset.set(1);
    describe_set();
    describe_frozenset();
    iter::describe();
}

fn describe_set() {
    let builder = TypeBuilder::new::<Set>("set", Some(object_type()))
        .doc("Mutable, unordered collection of hashable objects, each once.")
        .container(Set::visit, Some(Set::clear_object))
        .slots(|s| {
            s.new.set(Some(methods::set_new));
            s.init.set(Some(methods::set_init));
            s.inplace[BinaryOp::Or as usize].set(Some(algebra::set_inplace_or));
            s.inplace[BinaryOp::And as usize].set(Some(algebra::set_inplace_and));
            s.inplace[BinaryOp::Sub as usize].set(Some(algebra::set_inplace_sub));
            s.inplace[BinaryOp::Xor as usize].set(Some(algebra::set_inplace_xor));
        })
        .method("add(self, object, /)", methods::set_add, "Add an element; nothing happens when it is there.")
        .method("clear(self, /)", methods::set_clear, "Remove all elements.")
        .method("discard(self, object, /)", methods::set_discard, "Remove an element if it is there.")
        .method("remove(self, object, /)", methods::set_remove, "Remove an element; KeyError when it is not there.")
        .method("pop(self, /)", methods::set_pop, "Remove and return some element; KeyError when there is none.")
        .method("update(self, /, *others)", methods::set_update, "Add the elements of all others.")
        .method(
            "difference_update(self, /, *others)",
            algebra::set_difference_update,
            "Remove the elements of all others.",
        )
        .method(
            "intersection_update(self, /, *others)",
            algebra::set_intersection_update,
            "Keep only the elements that all others have.",
        )
        .method(
            "symmetric_difference_update(self, other, /)",
            algebra::set_symmetric_difference_update,
            "Add the elements of other that are not there, remove those that are.",
        );
    describe_common(builder).finish();
}

fn describe_frozenset() {
    let builder = TypeBuilder::new::<FrozenSet>("frozenset", Some(object_type()))
        .doc("Immutable, unordered collection of hashable objects, each once.")
        .container(Set::visit, None)
        .slots(|s| {
            s.new.set(Some(methods::frozenset_new));
            s.hash.set(Some(methods::frozenset_hash));
        });
    describe_common(builder).finish();
}

/// What sets and frozensets share.
fn describe_common(builder: TypeBuilder) -> TypeBuilder {
    builder
        .flags(flags::BASETYPE)
        .slots(|s| {
            s.repr.set(Some(methods::set_repr));
            s.compare.set(Some(methods::set_compare));
            s.iter.set(Some(iter::set_iter));
            s.len.set(Some(methods::set_len));
            s.contains.set(Some(methods::set_contains));
            s.binary[BinaryOp::Or as usize].set(Some(algebra::set_or));
            s.binary[BinaryOp::And as usize].set(Some(algebra::set_and));
            s.binary[BinaryOp::Sub as usize].set(Some(algebra::set_sub));
            s.binary[BinaryOp::Xor as usize].set(Some(algebra::set_xor));
        })
        .method(
            "__contains__(self, object, /)",
            |thread, args| Ok(Value::bool(methods::set_contains(thread, args.value(0), args.value(1))?)),
            "Return whether the object is an element.",
        )
        .method("copy(self, /)", methods::set_copy, "Return a shallow copy.")
        .method("union(self, /, *others)", algebra::set_union, "Return the elements of this and all others.")
        .method(
            "intersection(self, /, *others)",
            algebra::set_intersection,
            "Return the elements that this and all others have.",
        )
        .method(
            "difference(self, /, *others)",
            algebra::set_difference,
            "Return the elements that none of the others has.",
        )
        .method(
            "symmetric_difference(self, other, /)",
            algebra::set_symmetric_difference,
            "Return the elements that only one of both has.",
        )
        .method("isdisjoint(self, other, /)", algebra::set_isdisjoint, "Return whether no element is in both.")
        .method("issubset(self, other, /)", algebra::set_issubset, "Return whether other has all elements of this.")
        .method("issuperset(self, other, /)", algebra::set_issuperset, "Return whether this has all elements of other.")
        .method("__reduce__(self, /)", methods::set_reduce, "Return how to make this again.")
        .method("__sizeof__(self, /)", methods::set_sizeof, "Return the size in memory, in bytes.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
}
