//! `list`: `core` the object · `methods` its methods and operators · `slicing` `x[i]` in all forms · `sort` · `iter`.

pub mod core;
pub mod iter;
pub mod methods;
pub mod slicing;
pub mod sort;

pub use self::core::List;
pub use self::iter::{ListIterator, ListReverseIterator};

use super::{flags, generic_alias};
use crate::types::define::TypeBuilder;
use crate::types::object::object_type;

pub fn describe() {
    describe_list();
    iter::describe();
}

fn describe_list() {
    TypeBuilder::new::<List>("list", Some(object_type()))
        .doc("Mutable sequence of any objects.\n\nFilled with the items of an iterable when one is given.")
        .flags(flags::BASETYPE | flags::SEQUENCE | flags::LIST_SUBCLASS)
        .container(List::visit, Some(List::clear_object))
        .slots(|s| {
            s.new.set(Some(methods::list_new));
            s.init.set(Some(methods::list_init));
            s.repr.set(Some(methods::list_repr));
            s.compare.set(Some(methods::list_compare));
            s.iter.set(Some(iter::list_iter));
            s.len.set(Some(methods::list_len));
            s.getitem.set(Some(slicing::list_getitem));
            s.setitem.set(Some(slicing::list_setitem));
            s.contains.set(Some(methods::list_contains));
            s.concat.set(Some(methods::list_concat));
            s.inplace_concat.set(Some(methods::list_inplace_concat));
            s.repeat.set(Some(methods::list_repeat));
            s.inplace_repeat.set(Some(methods::list_inplace_repeat));
        })
        .method(
            "__getitem__(self, index, /)",
            |thread, args| slicing::list_getitem(thread, args.value(0), args.value(1)),
            "Return self[index].",
        )
        .method("append(self, object, /)", methods::list_append, "Append object to the end.")
        .method("clear(self, /)", methods::list_clear, "Remove all items.")
        .method("copy(self, /)", methods::list_copy, "Return a shallow copy.")
        .method("count(self, value, /)", methods::list_count, "Return how often value occurs.")
        .method("extend(self, iterable, /)", methods::list_extend, "Append the items of an iterable.")
        .method(
            "index(self, value, start=0, stop=9223372036854775807, /)",
            methods::list_index,
            "Return the position of the first item equal to value; ValueError if there is none.",
        )
        .method("insert(self, index, object, /)", methods::list_insert, "Insert object before index.")
        .method(
            "pop(self, index=-1, /)",
            methods::list_pop,
            "Remove and return the item at index (default: the last); IndexError if there is none.",
        )
        .method(
            "remove(self, value, /)",
            methods::list_remove,
            "Remove the first item equal to value; ValueError if there is none.",
        )
        .method("reverse(self, /)", methods::list_reverse, "Reverse the order in place.")
        .raw_method(
            "sort(self, /, *, key=None, reverse=False)",
            sort::list_sort,
            "Sort in place, ascending or (reverse=True) descending; items that compare equal keep their order.\n\n\
             With key, items are compared by key(item).",
        )
        .method("__reversed__(self, /)", iter::list_reversed, "Return an iterator over the items in reverse.")
        .method("__sizeof__(self, /)", methods::list_sizeof, "Return the size in memory, in bytes.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}
