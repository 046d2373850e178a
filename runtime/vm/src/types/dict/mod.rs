//! `dict`: compact and ordered. `core` the table · `methods` · `update` filling from mappings, pairs, keywords ·
//! `iter` the six iterators · `views` keys, values and items.

pub mod core;
pub mod iter;
pub mod methods;
pub mod update;
pub mod views;

pub use self::core::Dict;
pub use self::iter::{DictItemIterator, DictKeyIterator, DictValueIterator};

use super::slots::BinaryOp;
use super::{flags, generic_alias};
use crate::raise::Raised;
use crate::thread::ThreadState;
use crate::types::define::TypeBuilder;
use crate::types::object::object_type;
use crate::value::Value;

/// KeyError whose argument is the key.
#[cold]
#[inline(never)]
pub fn key_error(thread: &ThreadState, key: &Value) -> Raised {
    let error = crate::exceptions::new_with_args(&crate::exceptions::KeyError, vec![key.clone()]);
    thread.raise(error.into_value())
}

pub fn describe() {
    describe_dict();
    iter::describe();
    views::describe();
}

fn describe_dict() {
    let builder = TypeBuilder::new::<Dict>("dict", Some(object_type()))
        .doc(
            "Mapping of hashable keys to values, in order of insertion.\n\n\
             dict() is empty, dict(mapping) a copy, dict(iterable) filled with (key, value) pairs;\n\
             keyword arguments are added as entries.",
        )
        .flags(flags::BASETYPE | flags::MAPPING | flags::DICT_SUBCLASS)
        .container(Dict::visit, Some(Dict::clear_object))
        .slots(|s| {
            s.new.set(Some(methods::dict_new));
            s.init.set(Some(update::dict_init));
            s.repr.set(Some(methods::dict_repr));
            s.compare.set(Some(methods::dict_compare));
            s.iter.set(Some(iter::dict_iter));
            s.len.set(Some(methods::dict_len));
            s.getitem.set(Some(methods::dict_getitem));
            s.setitem.set(Some(methods::dict_setitem));
            s.contains.set(Some(methods::dict_contains));
            s.binary[BinaryOp::Or as usize].set(Some(update::dict_or));
            s.inplace[BinaryOp::Or as usize].set(Some(update::dict_inplace_or));
        });
    describe_methods(builder).finish();
}

fn describe_methods(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method(
            "__getitem__(self, key, /)",
            |thread, args| methods::dict_getitem(thread, args.value(0), args.value(1)),
            "Return self[key].",
        )
        .method(
            "__contains__(self, key, /)",
            |thread, args| Ok(Value::bool(methods::dict_contains(thread, args.value(0), args.value(1))?)),
            "Return whether the dictionary has the key.",
        )
        .method("clear(self, /)", methods::dict_clear, "Remove all entries.")
        .method("copy(self, /)", methods::dict_copy, "Return a shallow copy.")
        .class_method(
            "fromkeys(cls, iterable, value=None, /)",
            update::dict_fromkeys,
            "Return a new dict with the keys of an iterable, all with the same value.",
        )
        .method(
            "get(self, key, default=None, /)",
            methods::dict_get,
            "Return the value of key, or default when it is missing.",
        )
        .method("items(self, /)", views::dict_items, "Return a view of the (key, value) pairs.")
        .method("keys(self, /)", views::dict_keys, "Return a view of the keys.")
        .method(
            "pop(self, key, default=<unrepresentable>, /)",
            methods::dict_pop,
            "Remove key and return its value.\n\nWhen it is missing: default if given, else KeyError.",
        )
        .method("popitem(self, /)", methods::dict_popitem, "Remove and return the newest (key, value) pair.")
        .method(
            "setdefault(self, key, default=None, /)",
            methods::dict_setdefault,
            "Return the value of key, which is first set to default when it is missing.",
        )
        .raw_method(
            "update(self, /, *args, **kwargs)",
            update::dict_update,
            "Take over the entries of a mapping or an iterable of pairs, then the keyword arguments.",
        )
        .method("values(self, /)", views::dict_values, "Return a view of the values.")
        .method("__reversed__(self, /)", iter::dict_reversed, "Return an iterator over the keys in reverse.")
        .method("__sizeof__(self, /)", methods::dict_sizeof, "Return the size in memory, in bytes.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
}
