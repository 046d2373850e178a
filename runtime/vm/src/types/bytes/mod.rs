//! `bytes` and `bytearray`.
//!
//! `core` the two objects · `common` what lets one function serve both · `new` constructors, hex, decoding · `access`
//! the sequence protocol · `search`, `split`, `ascii` the methods both have · `mutate` what only `bytearray` has.

pub mod access;
pub mod ascii;
pub mod common;
pub mod core;
pub mod iterator;
pub mod mutate;
pub mod new;
pub mod search;
pub mod split;

pub use self::core::{ByteArray, Bytes, bytearray_type, bytes_type, data_of};

use crate::types::define::{Body, MethodKind, TypeBuilder};
use crate::types::flags;
use crate::types::slots::{BinaryOp, Slots};

fn fill_common(s: &Slots) {
    s.compare.set(Some(access::bytes_compare));
    s.len.set(Some(access::bytes_len));
    s.getitem.set(Some(access::bytes_getitem));
    s.contains.set(Some(search::bytes_contains));
    s.concat.set(Some(access::bytes_concat));
    s.repeat.set(Some(access::bytes_repeat));
    s.binary[BinaryOp::Mod as usize].set(Some(access::bytes_mod));
}

/// Describes `bytes`, `bytearray` and their iterators.
pub fn describe() {
    let bytes = TypeBuilder::new::<Bytes>("bytes", Some(crate::types::object::object_type()))
        .leaf()
        .doc("An immutable sequence of bytes. bytes(n) are n zeros; bytes(text, encoding) encodes.")
        .flags(flags::BASETYPE | flags::BYTES_SUBCLASS)
        .slots(|s| {
            fill_common(s);
            s.new.set(Some(new::bytes_new));
            s.repr.set(Some(access::bytes_repr));
            s.str.set(Some(access::bytes_repr));
            s.hash.set(Some(access::bytes_hash));
            s.iter.set(Some(iterator::bytes_iter));
            s.get_buffer.set(Some(access::bytes_get_buffer));
        })
        .method("__bytes__(self, /)", new::bytes_dunder_bytes, "The bytes themselves.")
        .method("__getnewargs__(self, /)", access::bytes_getnewargs, "What pickling needs.");
    common_methods(bytes).finish();
    describe_bytearray();
    iterator::describe();
}

fn describe_bytearray() {
    use mutate::*;
    let array = TypeBuilder::new::<ByteArray>("bytearray", Some(crate::types::object::object_type()))
        .doc("A sequence of bytes that can be changed.")
        .flags(flags::BASETYPE)
        .slots(|s| {
            fill_common(s);
            s.new.set(Some(new::bytearray_new));
            s.init.set(Some(new::bytearray_init));
            s.repr.set(Some(access::bytearray_repr));
            s.str.set(Some(access::bytearray_repr));
            s.iter.set(Some(iterator::bytearray_iter));
            s.setitem.set(Some(bytearray_setitem));
            s.inplace_concat.set(Some(bytearray_inplace_concat));
            s.inplace_repeat.set(Some(bytearray_inplace_repeat));
            s.get_buffer.set(Some(access::bytearray_get_buffer));
            s.release_buffer.set(Some(access::bytearray_release_buffer));
        })
        .method("append(self, item, /)", bytearray_append, "Append one byte.")
        .method("clear(self, /)", bytearray_clear, "Remove all bytes.")
        .method("copy(self, /)", bytearray_copy, "A copy.")
        .method(
            "extend(self, iterable_of_ints, /)",
            bytearray_extend,
            "Append bytes from an iterable of ints or a buffer.",
        )
        .method("insert(self, index, item, /)", bytearray_insert, "Insert one byte before index.")
        .method("pop(self, index=-1, /)", bytearray_pop, "Remove and return one byte.")
        .method("remove(self, value, /)", bytearray_remove, "Remove the first byte with this value.")
        .method("resize(self, size, /)", bytearray_resize, "Change the length; new bytes are zero.")
        .method("reverse(self, /)", bytearray_reverse, "Reverse in place.")
        .method("__alloc__(self, /)", bytearray_alloc, "How many bytes are allocated.")
        .method("__reduce__(self, /)", bytearray_reduce, "What pickling needs.")
        .method("__reduce_ex__(self, proto=0, /)", bytearray_reduce, "What pickling needs.");
    common_methods(array).finish();
}

fn common_methods(builder: TypeBuilder) -> TypeBuilder {
    let builder = ascii_methods(search_methods(builder));
    builder
        .method("center(self, width, fillchar=b' ', /)", split::bytes_center, "The bytes in the middle of width bytes.")
        .method(
            "decode(self, /, encoding='utf-8', errors='strict')",
            new::bytes_decode,
            "The text that the bytes encode.",
        )
        .method("expandtabs(self, /, tabsize=8)", split::bytes_expandtabs, "Tabs replaced by spaces.")
        .class_method("fromhex(type, string, /)", new::bytes_fromhex, "The bytes that pairs of hex digits stand for.")
        .method("hex(self, sep=None, bytes_per_sep=1)", new::bytes_hex, "Two hex digits for each byte.")
        .method(
            "join(self, iterable_of_bytes, /)",
            split::bytes_join,
            "The items of the iterable with these bytes between them.",
        )
        .method("ljust(self, width, fillchar=b' ', /)", split::bytes_ljust, "The bytes filled up on the right.")
        .define(
            "maketrans(frm, to, /)",
            Body::Bound(search::bytes_maketrans),
            MethodKind::Static,
            "A table for translate.",
        )
        .method("rjust(self, width, fillchar=b' ', /)", split::bytes_rjust, "The bytes filled up on the left.")
        .method(
            "rsplit(self, /, sep=None, maxsplit=-1)",
            split::bytes_rsplit,
            "The parts between separators, split from the right.",
        )
        .method(
            "split(self, /, sep=None, maxsplit=-1)",
            split::bytes_split,
            "The parts between separators (default: white space).",
        )
        .method("splitlines(self, /, keepends=False)", split::bytes_splitlines, "The lines.")
        .method("zfill(self, width, /)", split::bytes_zfill, "The bytes filled up with zeros behind their sign.")
        .method("__sizeof__(self, /)", access::bytes_sizeof, "Size in memory, in bytes.")
}

fn ascii_methods(builder: TypeBuilder) -> TypeBuilder {
    use ascii::*;
    builder
        .method("capitalize(self, /)", bytes_capitalize, "The first byte in uppercase, the rest in lowercase (ASCII).")
        .method("isalnum(self, /)", bytes_isalnum, "Whether all bytes are ASCII letters or digits, and there is one.")
        .method("isalpha(self, /)", bytes_isalpha, "Whether all bytes are ASCII letters, and there is one.")
        .method("isascii(self, /)", bytes_isascii, "Whether all bytes are ASCII.")
        .method("isdigit(self, /)", bytes_isdigit, "Whether all bytes are ASCII digits, and there is one.")
        .method("islower(self, /)", bytes_islower, "Whether the ASCII letters are lowercase, and there is one.")
        .method("isspace(self, /)", bytes_isspace, "Whether all bytes are ASCII white space, and there is one.")
        .method("istitle(self, /)", bytes_istitle, "Whether words begin with uppercase and go on in lowercase.")
        .method("isupper(self, /)", bytes_isupper, "Whether the ASCII letters are uppercase, and there is one.")
        .method("lower(self, /)", bytes_lower, "ASCII letters in lowercase.")
        .method("swapcase(self, /)", bytes_swapcase, "Upper and lowercase exchanged (ASCII).")
        .method("title(self, /)", bytes_title, "Each word with an uppercase letter first (ASCII).")
        .method("upper(self, /)", bytes_upper, "ASCII letters in uppercase.")
}

fn search_methods(builder: TypeBuilder) -> TypeBuilder {
    use search::*;
    builder
        .method("count(self, sub, start=None, end=None, /)", bytes_count, "How often sub occurs without overlap.")
        .method(
            "endswith(self, suffix, start=None, end=None, /)",
            bytes_endswith,
            "Whether the bytes end so; suffix may be a tuple.",
        )
        .method("find(self, sub, start=None, end=None, /)", bytes_find, "The lowest index where sub is found, else -1.")
        .method(
            "index(self, sub, start=None, end=None, /)",
            bytes_index,
            "The lowest index where sub is found, else ValueError.",
        )
        .method("lstrip(self, bytes=None, /)", bytes_lstrip, "The bytes without leading white space (or given bytes).")
        .method("partition(self, sep, /)", bytes_partition, "(before, sep, after) at the first sep.")
        .method("removeprefix(self, prefix, /)", bytes_removeprefix, "The bytes without the prefix, if they begin so.")
        .method("removesuffix(self, suffix, /)", bytes_removesuffix, "The bytes without the suffix, if they end so.")
        .method(
            "replace(self, old, new, count=-1, /)",
            bytes_replace,
            "The bytes with old replaced by new, at most count times.",
        )
        .method(
            "rfind(self, sub, start=None, end=None, /)",
            bytes_rfind,
            "The highest index where sub is found, else -1.",
        )
        .method(
            "rindex(self, sub, start=None, end=None, /)",
            bytes_rindex,
            "The highest index where sub is found, else ValueError.",
        )
        .method("rpartition(self, sep, /)", bytes_rpartition, "(before, sep, after) at the last sep.")
        .method("rstrip(self, bytes=None, /)", bytes_rstrip, "The bytes without trailing white space (or given bytes).")
        .method(
            "startswith(self, prefix, start=None, end=None, /)",
            bytes_startswith,
            "Whether the bytes begin so; prefix may be a tuple.",
        )
        .method(
            "strip(self, bytes=None, /)",
            bytes_strip,
            "The bytes without white space (or given bytes) at both ends.",
        )
        .method("translate(self, table, /, delete=b'')", bytes_translate, "Each byte replaced as the table says.")
}
