//! `tuple`: `core` the object · `methods` its methods and operators · `iter` the iterator.

pub mod core;
pub mod iter;
pub mod methods;

pub use self::core::Tuple;
pub use self::iter::TupleIterator;

use super::{flags, generic_alias};
use crate::types::define::{Builtin, TypeBuilder};
use crate::types::object::object_type;

pub fn describe() {
    Tuple::type_object().itemsize.set(size_of::<crate::value::Value>() as isize);
    TypeBuilder::new::<Tuple>("tuple", Some(object_type()))
        .doc("Immutable sequence of any objects.\n\nHolds the items of an iterable when one is given.")
        .flags(flags::BASETYPE | flags::SEQUENCE | flags::TUPLE_SUBCLASS)
        .container(Tuple::visit, None)
        .slots(|s| {
            s.new.set(Some(methods::tuple_new));
            s.repr.set(Some(methods::tuple_repr));
            s.hash.set(Some(methods::tuple_hash));
            s.compare.set(Some(methods::tuple_compare));
            s.iter.set(Some(iter::tuple_iter));
            s.len.set(Some(methods::tuple_len));
            s.getitem.set(Some(methods::tuple_getitem));
            s.contains.set(Some(methods::tuple_contains));
            s.concat.set(Some(methods::tuple_concat));
            s.repeat.set(Some(methods::tuple_repeat));
        })
        .method("count(self, value, /)", methods::tuple_count, "Return how often value occurs.")
        .method(
            "index(self, value, start=0, stop=9223372036854775807, /)",
            methods::tuple_index,
            "Return the position of the first item equal to value; ValueError if there is none.",
        )
        .method("__getnewargs__(self, /)", methods::tuple_getnewargs, "Return the arguments that make this again.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
    iter::describe();
}
