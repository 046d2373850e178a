//! `memoryview`: the memory of another object as a sequence of items.
//!
//! `core` the object, layouts and leases · `item` single items · `access` the sequence protocol · `methods` the rest.

pub mod access;
pub mod core;
pub mod item;
pub mod iterator;
pub mod methods;

pub use self::core::{Layout, MemoryView, memoryview_type};

use crate::types::flags;

/// Describes `memoryview` and its iterator.
pub fn describe() {
    use access::*;
    use methods::*;
    core::builder()
        .doc("The memory of an object that supports the buffer protocol.")
        .flags(flags::SEQUENCE)
        .slots(|s| {
            s.new.set(Some(view_new));
            s.repr.set(Some(view_repr));
            s.hash.set(Some(view_hash));
            s.compare.set(Some(view_compare));
            s.len.set(Some(view_len));
            s.getitem.set(Some(view_getitem));
            s.setitem.set(Some(view_setitem));
            s.iter.set(Some(iterator::view_iter));
            s.get_buffer.set(Some(view_get_buffer));
            s.release_buffer.set(Some(view_release_buffer));
        })
        .getter("obj", get_obj, "The object whose memory it is.")
        .getter("nbytes", get_nbytes, "Size of all items in bytes.")
        .getter("itemsize", get_itemsize, "Size of one item in bytes.")
        .getter("format", get_format, "Format of the items, as in the struct module.")
        .getter("ndim", get_ndim, "Number of dimensions.")
        .getter("shape", get_shape, "Number of items in each dimension.")
        .getter("strides", get_strides, "Bytes from one item to the next in each dimension.")
        .getter("suboffsets", get_suboffsets, "Used for arrays of pointers (PIL style).")
        .getter("readonly", get_readonly, "Whether the memory may not be written.")
        .getter("c_contiguous", get_c_contiguous, "Whether the items lie together in C order.")
        .getter("f_contiguous", get_f_contiguous, "Whether the items lie together in Fortran order.")
        .getter("contiguous", get_contiguous, "Whether the items lie together.")
        .method("release(self, /)", view_release, "Give the memory back.")
        .method("tobytes(self, /, order='C')", view_tobytes, "The items as bytes.")
        .method("hex(self, sep=None, bytes_per_sep=1)", view_hex, "Two hex digits for each byte.")
        .method("tolist(self, /)", view_tolist, "The items as a list (of lists).")
        .method(
            "cast(self, /, format, shape=None)",
            view_cast,
            "A view of the same memory with another format or shape.",
        )
        .method("toreadonly(self, /)", view_toreadonly, "A view that can't be written through.")
        .method("count(self, value, /)", view_count, "How many items equal value.")
        .method("index(self, value, start=0, stop=None, /)", view_index, "Index of the first item equal to value.")
        .class_method(
            "_from_flags(cls, /, object, flags)",
            view_from_flags,
            "A view asked for with buffer request flags.",
        )
        .method("__enter__(self, /)", view_enter, "The view.")
        .method("__exit__(self, /, *args)", view_exit, "Give the memory back.")
        .finish();
    iterator::describe();
}
