//! The functions of the module `builtins`: one row each. `classes` isinstance and the like · `attributes` getattr, dir,
//! vars · `iteration` iter, next, sorted · `text` chr, ord, format · `console` print, input · `anext` an awaitable ·
//! `numeric` abs, sum, round.

pub mod anext;
pub mod attributes;
pub mod classes;
pub mod console;
pub mod execute;
pub mod iteration;
pub mod numeric;
mod syntax_tree;
pub mod text;

pub use classes::{is_callable, isinstance, issubclass, real_isinstance, real_issubclass};

use crate::types::define::{Body, MethodKind, NativeDef, NativeFn};

/// All functions of `builtins` that are described here.
pub fn defs() -> Vec<&'static NativeDef> {
    let rows: &[(&'static str, NativeFn, &'static str)] = &[
        ("aiter(async_iterable, /)", iteration::builtin_aiter, "Return an async iterator over an async iterable."),
        ("all(iterable, /)", iteration::builtin_all, "Return whether no item is false."),
        (
            "anext(async_iterator, default=<unrepresentable>, /)",
            iteration::builtin_anext,
            "Return an awaitable for the next item, or for default at the end.",
        ),
        ("any(iterable, /)", iteration::builtin_any, "Return whether some item is true."),
        ("ascii(obj, /)", text::builtin_ascii, "Return repr(obj) with all but ASCII escaped."),
        ("callable(obj, /)", classes::builtin_callable, "Return whether the object can be called."),
        ("chr(i, /)", text::builtin_chr, "Return the string of one character with this code point."),
        ("delattr(obj, name, /)", attributes::builtin_delattr, "Delete an attribute, as del obj.name does."),
        (
            "dir(object=<unrepresentable>, /)",
            attributes::builtin_dir,
            "Return the names of the object's attributes, sorted; without object, those of the current scope.",
        ),
        ("format(value, format_spec='', /)", text::builtin_format, "Return value.__format__(format_spec)."),
        (
            "getattr(object, name, default=<unrepresentable>, /)",
            attributes::builtin_getattr,
            "Return an attribute, or default (if given) when there is none.",
        ),
        ("globals()", attributes::builtin_globals, "Return the global namespace of the caller."),
        ("hasattr(obj, name, /)", attributes::builtin_hasattr, "Return whether the object has an attribute."),
        ("hash(obj, /)", classes::builtin_hash, "Return the hash of an object: equal objects have equal hashes."),
        ("id(obj, /)", classes::builtin_id, "Return a number that no other living object has."),
        (
            "input(prompt='', /)",
            console::builtin_input,
            "Write the prompt, read a line and return it without its newline; EOFError at the end of input.",
        ),
        (
            "isinstance(obj, class_or_tuple, /)",
            classes::builtin_isinstance,
            "Return whether the object is an instance of a class, or of one of several.",
        ),
        (
            "issubclass(cls, class_or_tuple, /)",
            classes::builtin_issubclass,
            "Return whether a class derives from another, or from one of several, or is it.",
        ),
        (
            "iter(object, sentinel=<unrepresentable>, /)",
            iteration::builtin_iter,
            "Return an iterator: over an iterable, or over the results of a callable until the sentinel comes.",
        ),
        ("len(obj, /)", iteration::builtin_len, "Return the number of items."),
        ("locals()", attributes::builtin_locals, "Return the local variables of the caller by name."),
        (
            "next(iterator, default=<unrepresentable>, /)",
            iteration::builtin_next,
            "Return the next item; at the end default if given, else StopIteration.",
        ),
        ("ord(c, /)", text::builtin_ord, "Return the code point of a string of one character."),
        (
            "print(*args, sep=' ', end='\\n', file=None, flush=False)",
            console::builtin_print,
            "Write the arguments as text, sep between them and end behind them, to file (default: sys.stdout).",
        ),
        ("repr(obj, /)", text::builtin_repr, "Return a text that shows the object."),
        ("setattr(obj, name, value, /)", attributes::builtin_setattr, "Set an attribute, as obj.name = value does."),
        (
            "vars(object=<unrepresentable>, /)",
            attributes::builtin_vars,
            "Return object.__dict__; without object, locals().",
        ),
    ];
    let mut defs: Vec<&'static NativeDef> = rows
        .iter()
        .map(|(signature, body, doc)| NativeDef::leak(signature, Body::Bound(*body), MethodKind::Function, doc))
        .collect();
    defs.push(NativeDef::leak(
        "sorted(iterable, /, *, key=None, reverse=False)",
        Body::Raw(iteration::builtin_sorted),
        MethodKind::Function,
        "Return a new list of the items in ascending (reverse=True: descending) order of key(item).",
    ));
    defs.push(NativeDef::leak(
        "breakpoint(*args, **kws)",
        Body::Raw(console::builtin_breakpoint),
        MethodKind::Function,
        "Call sys.breakpointhook with the same arguments.",
    ));
    defs.extend(numeric::defs());
    defs
}
