//! Names the VM itself uses, interned once per process.

use crate::types::Str;
use crate::types::slots::{BINARY_OPS, BinaryOp};
use std::sync::OnceLock;

macro_rules! names {
    ($($name:ident),* $(,)?) => {
        #[allow(non_snake_case, reason = "fields are spelled as the names they stand for")]
        pub struct Names {
            $(pub $name: &'static Str,)*
            /// `__add__`, `__radd__`, `__iadd__` and so on, by [`BinaryOp`].
            pub operators: [[&'static Str; 3]; BINARY_OPS],
        }

        // SAFETY: SHARED strings: immortal and immutable.
        unsafe impl Sync for Names {}
        // SAFETY: as above.
        unsafe impl Send for Names {}

        pub(crate) fn intern_all() {
            let keep = |text: &str| -> &'static Str {
                let made = crate::runtime::intern_shared(text);
                // SAFETY: SHARED strings live as long as the process.
                unsafe { made.leak() }
            };
            let made = Names {
                $($name: keep(stringify!($name)),)*
                operators: BinaryOp::ALL.map(|op| <[&str; 3]>::from(op.names()).map(keep)),
            };
            let _ = NAMES.set(made);
        }
    };
}

static NAMES: OnceLock<Names> = OnceLock::new();

/// The names. Usable once the runtime runs.
#[inline(always)]
pub fn get() -> &'static Names {
    NAMES.get().expect("the runtime is running")
}

names! {
    __abs__, __add__, __aenter__, __aexit__, __aiter__, __all__, __and__, __anext__, __annotate__, __annotations__,
    __await__, __bases__, __bool__, __build_class__, __builtins__, __bytes__, __call__, __cause__, __ceil__, __class__,
    __class_getitem__, __classcell__, __closure__, __code__, __complex__, __contains__, __context__, __debug__,
    __defaults__, __del__, __delattr__, __delete__, __delitem__, __dict__, __dir__, __divmod__, __doc__, __enter__,
    __eq__, __exit__, __file__, __firstlineno__, __float__, __floor__, __floordiv__, __format__, __ge__, __get__,
    __getattr__, __getattribute__, __getitem__, __globals__, __gt__, __hash__, __iadd__, __import__, __index__,
    __init__, __init_subclass__, __instancecheck__, __int__, __invert__, __isabstractmethod__, __iter__, __kwdefaults__,
    __le__, __len__, __length_hint__, __loader__, __lt__, __main__, __match_args__, __missing__, __mod__, __module__,
    __mro__, __mro_entries__, __mul__, __name__, __ne__, __neg__, __new__, __next__, __notes__, __or__, __orig_bases__,
    __origin__, __package__, __path__, __pos__, __pow__, __prepare__, __qualname__, __radd__, __repr__, __reversed__,
    __round__, __set__, __set_name__, __setattr__, __setitem__, __slots__, __spec__, __static_attributes__, __str__,
    __sub__, __subclasscheck__, __subclasses__, __suppress_context__, __traceback__, __truediv__, __trunc__,
    __type_params__, __weakref__, __wrapped__, __xor__,
    _initializing, add_note, append, args, builtins, clear, close, code, copy, errors, extend, file, filename, flush,
    get, group, items, key, keys, lineno, metaclass, modules, mro, msg, name, obj, offset, path, print_file_and_line,
    property, read, readline, reverse, send, setdefault, stderr, stdin, stdout, text, throw, update, value, values,
    with_traceback, write,
}
