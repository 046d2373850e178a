//! `str`: WTF-8 bytes, the length in code points, an ASCII flag (then indexing is O(1)).
//!
//! `core` the object and its making · `make` shared and derived strings · `intern` names · `wtf8` code points in bytes ·
//! `unicode` (with the generated `tables`) what Unicode says of them · the other files one group of methods each.

pub mod access;
pub mod args;
pub mod case;
pub mod core;
pub mod intern;
pub mod iterator;
pub mod make;
pub mod new;
pub mod pad;
pub mod predicate;
pub mod repr;
pub mod search;
pub mod split;
mod tables;
pub mod translate;
pub mod unicode;
pub mod wtf8;

pub use self::core::{Str, str_type};
pub use self::predicate::is_identifier;

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Body, MethodKind, TypeBuilder};
use crate::types::flags;
use crate::types::slots::{BinaryOp, Slots};
use crate::value::{Ref, Value};

fn fill(s: &Slots) {
    s.new.set(Some(new::str_new));
    s.repr.set(Some(repr::str_repr));
    s.str.set(Some(access::str_str));
    s.hash.set(Some(access::str_hash));
    s.compare.set(Some(access::str_compare));
    s.iter.set(Some(iterator::str_iter));
    s.len.set(Some(access::str_len));
    s.getitem.set(Some(access::str_getitem));
    s.contains.set(Some(access::str_contains));
    s.concat.set(Some(access::str_concat));
    s.repeat.set(Some(access::str_repeat));
    s.binary[BinaryOp::Mod as usize].set(Some(new::str_mod));
}

/// `ascii(value)`: the repr with everything that is not ASCII escaped.
pub fn ascii(thread: &ThreadState, value: &Value) -> PyResult<Ref<Str>> {
    let shown = crate::object::repr::repr(thread, value)?;
    match shown.is_ascii() {
        true => Ok(shown),
        false => Ok(Str::try_from_wtf8(&repr::escaped(&shown))?),
    }
}

/// The text itself: code points are kept one by one, so that surrogates that come together stay two characters, as
/// in CPython.
pub fn normalize_surrogates(text: Ref<Str>) -> PyResult<Ref<Str>> {
    Ok(text)
}

/// Describes `str` and its iterator.
pub fn describe() {
    let builder = TypeBuilder::new::<Str>("str", Some(crate::types::object::object_type()))
        .leaf()
        .doc("Text: an immutable sequence of Unicode code points. str(object) is its readable form; str(bytes, encoding) decodes.")
        .flags(flags::BASETYPE | flags::UNICODE_SUBCLASS)
        .slots(fill);
    let builder = text_methods(search_methods(case_methods(predicates(builder))));
    builder.finish();
    iterator::describe();
}

fn predicates(builder: TypeBuilder) -> TypeBuilder {
    use predicate::*;
    builder
        .method("isalnum(self, /)", str_isalnum, "Whether all characters are letters or numbers, and there is one.")
        .method("isalpha(self, /)", str_isalpha, "Whether all characters are letters, and there is one.")
        .method("isascii(self, /)", str_isascii, "Whether all characters are ASCII.")
        .method("isdecimal(self, /)", str_isdecimal, "Whether all characters are decimal digits, and there is one.")
        .method("isdigit(self, /)", str_isdigit, "Whether all characters are digits, and there is one.")
        .method("isidentifier(self, /)", str_isidentifier, "Whether the text could be a name.")
        .method("islower(self, /)", str_islower, "Whether the cased characters are lowercase, and there is one.")
        .method("isnumeric(self, /)", str_isnumeric, "Whether all characters are numeric, and there is one.")
        .method("isprintable(self, /)", str_isprintable, "Whether repr would show all characters as they are.")
        .method("isspace(self, /)", str_isspace, "Whether all characters are white space, and there is one.")
        .method("istitle(self, /)", str_istitle, "Whether words begin with uppercase and go on in lowercase.")
        .method("isupper(self, /)", str_isupper, "Whether the cased characters are uppercase, and there is one.")
}

fn case_methods(builder: TypeBuilder) -> TypeBuilder {
    use case::*;
    builder
        .method("capitalize(self, /)", str_capitalize, "The first character in titlecase, the rest in lowercase.")
        .method("casefold(self, /)", str_casefold, "A form for comparisons that ignore case.")
        .method("lower(self, /)", str_lower, "All characters in lowercase.")
        .method("swapcase(self, /)", str_swapcase, "Upper and lowercase exchanged.")
        .method("title(self, /)", str_title, "Each word with a titlecase character first, then lowercase.")
        .method("upper(self, /)", str_upper, "All characters in uppercase.")
}

fn search_methods(builder: TypeBuilder) -> TypeBuilder {
    use search::*;
    builder
        .method("count(self, sub, start=None, end=None, /)", str_count, "How often sub occurs without overlap.")
        .method(
            "endswith(self, suffix, start=None, end=None, /)",
            str_endswith,
            "Whether the text ends so; suffix may be a tuple.",
        )
        .method("find(self, sub, start=None, end=None, /)", str_find, "The lowest index where sub is found, else -1.")
        .method(
            "index(self, sub, start=None, end=None, /)",
            str_index,
            "The lowest index where sub is found, else ValueError.",
        )
        .method(
            "lstrip(self, chars=None, /)",
            str_lstrip,
            "The text without leading white space (or characters in chars).",
        )
        .method("partition(self, sep, /)", str_partition, "(before, sep, after) at the first sep, else (text, '', '').")
        .method("removeprefix(self, prefix, /)", str_removeprefix, "The text without the prefix, if it begins so.")
        .method("removesuffix(self, suffix, /)", str_removesuffix, "The text without the suffix, if it ends so.")
        .method(
            "replace(self, old, new, /, count=-1)",
            str_replace,
            "The text with old replaced by new, at most count times.",
        )
        .method(
            "rfind(self, sub, start=None, end=None, /)",
            str_rfind,
            "The highest index where sub is found, else -1.",
        )
        .method(
            "rindex(self, sub, start=None, end=None, /)",
            str_rindex,
            "The highest index where sub is found, else ValueError.",
        )
        .method(
            "rpartition(self, sep, /)",
            str_rpartition,
            "(before, sep, after) at the last sep, else ('', '', text).",
        )
        .method(
            "rstrip(self, chars=None, /)",
            str_rstrip,
            "The text without trailing white space (or characters in chars).",
        )
        .method(
            "startswith(self, prefix, start=None, end=None, /)",
            str_startswith,
            "Whether the text begins so; prefix may be a tuple.",
        )
        .method(
            "strip(self, chars=None, /)",
            str_strip,
            "The text without white space (or characters in chars) at both ends.",
        )
}

fn text_methods(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method("center(self, width, fillchar=' ', /)", pad::str_center, "The text in the middle of width characters.")
        .method(
            "encode(self, /, encoding='utf-8', errors='strict')",
            new::str_encode,
            "The bytes of the text in an encoding.",
        )
        .method("expandtabs(self, /, tabsize=8)", pad::str_expandtabs, "Tabs replaced by spaces.")
        .raw_method("format(self, /, *args, **kwargs)", new::str_format, "The text with fields in braces replaced.")
        .method("format_map(self, mapping, /)", new::str_format_map, "As format, with names looked up in a mapping.")
        .method("join(self, iterable, /)", split::str_join, "The strings of the iterable with this text between them.")
        .method("ljust(self, width, fillchar=' ', /)", pad::str_ljust, "The text filled up on the right.")
        .define(
            "maketrans(x, y=None, z=None, /)",
            Body::Bound(translate::str_maketrans),
            MethodKind::Static,
            "A table for translate.",
        )
        .method("rjust(self, width, fillchar=' ', /)", pad::str_rjust, "The text filled up on the left.")
        .method(
            "rsplit(self, /, sep=None, maxsplit=-1)",
            split::str_rsplit,
            "The parts between separators, split from the right.",
        )
        .method(
            "split(self, /, sep=None, maxsplit=-1)",
            split::str_split,
            "The parts between separators (default: white space).",
        )
        .method("splitlines(self, /, keepends=False)", split::str_splitlines, "The lines of the text.")
        .method("translate(self, table, /)", translate::str_translate, "Each character replaced as the table says.")
        .method("zfill(self, width, /)", pad::str_zfill, "The text filled up with zeros behind its sign.")
        .method("__format__(self, format_spec, /)", new::str_dunder_format, "format(self, format_spec).")
        .method("__getnewargs__(self, /)", access::str_getnewargs, "What pickling needs.")
        .method("__sizeof__(self, /)", access::str_sizeof, "Size in memory, in bytes.")
}
