//! Python's module `_struct`, against CPython's stable ABI only: values to bytes and back, as a format says.
//!
//! [`format`] reads a format into a [`format::Layout`]; [`pack`] and [`unpack`] apply one; [`half`] knows 16-bit floats;
//! [`class`] has the class `Struct` and the iterator; this file the functions that take the format itself.

mod class;
mod format;
mod half;
mod pack;
mod unpack;

use core::ffi::CStr;

use ladon_ext::raise::{new_exception, raise, type_error};
use ladon_ext::{Args, Instance, Method, Module, ModuleObject, Object, Owned, Raised, Result, Signature};

use class::StructBody;

pub struct Struct;

type This = ModuleObject<Struct>;

/// The state.
mod state {
    pub const STRUCT: usize = 0;
    pub const ITERATOR: usize = 1;
    pub const ERROR: usize = 2;
    /// Formats given to functions, and the `Struct` of each.
    pub const CACHE: usize = 3;
}

const CACHE_LIMIT: usize = 100;

impl Module for Struct {
    const NAME: &'static CStr = c"_struct";
    const DOC: &'static CStr = c"Conversion between Python values and the bytes of C structs.\n\nA format starts with the byte order: @ native with native sizes and alignment (the default),\n= native order with standard sizes, < little-endian, > or ! big-endian. Then come items, each\nperhaps after a count:\n\n  x pad byte; c char; b B h H i I l L q Q ints (capitals unsigned); n N ssize_t and size_t;\n  P pointer; ? bool; e f d floats of 2, 4, 8 bytes; s bytes, the count being their length;\n  p Pascal string, a length byte and then bytes.\n\nn, N and P exist in native formats only. Spaces between items are passed over.";
    const METHODS: &'static [Method<This>] = METHODS;
    const STATE: usize = 4;

    fn exec(module: &This) -> Result<()> {
        let class = ladon_ext::class::create::<StructBody>(module)?;
        module.add(c"Struct", &class)?;
        module.set_state(state::STRUCT, class)?;
        module.set_state(state::ITERATOR, ladon_ext::class::create::<class::IteratorBody>(module)?)?;
        let error = new_exception(c"struct.error", None)?;
        module.add(c"error", &error)?;
        module.set_state(state::ERROR, error)?;
        module.set_state(state::CACHE, Owned::dict()?)
    }
}

ladon_ext::module!(PyInit__struct, Struct);

#[rustfmt::skip]
const METHODS: &[Method<This>] = &[
    Method::none(c"_clearcache", clear_cache, c"_clearcache($module, /)\n--\n\nForget the formats seen."),
    Method::one(c"calcsize", calcsize, c"calcsize($module, format, /)\n--\n\nHow many bytes the format describes."),
    Method::fast(c"iter_unpack", iter_unpack, c"iter_unpack($module, format, buffer, /)\n--\n\nUnpack one struct after the other, as tuples; the buffer holds a whole number of them."),
    Method::fast(c"pack", pack, c"pack(format, v1, v2, ...) -> bytes\n\nThe values, packed as the format says."),
    Method::fast(c"pack_into", pack_into, c"pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values into a writable buffer, from the offset on."),
    Method::fast(c"unpack", unpack, c"unpack($module, format, buffer, /)\n--\n\nA tuple of the values in the buffer, which is of the format's size."),
    Method::named(c"unpack_from", unpack_from, c"unpack_from($module, format, /, buffer, offset=0)\n--\n\nA tuple of the values in the buffer, from the offset on."),
    Method::END,
];

/// `struct.error`.
fn error(module: &This, message: impl core::fmt::Display) -> Raised {
    match module.state(state::ERROR) {
        Ok(class) => raise(&class, message),
        Err(raised) => raised,
    }
}

/// The `Struct` of a format.
fn compiled(module: &This, format: &Object) -> Result<Owned> {
    let cache = module.state(state::CACHE)?;
    if let Some(found) = cache.dict_get(format)? {
        return Ok(found);
    }
    let made = module.state(state::STRUCT)?.call([format])?;
    if cache.dict_len() >= CACHE_LIMIT {
        cache.dict_clear();
    }
    cache.dict_set(format, &made)?;
    Ok(made)
}

/// Runs `body` on the `Struct` of a format.
fn with<T>(module: &This, format: &Object, body: impl FnOnce(&Instance<StructBody>) -> Result<T>) -> Result<T> {
    let object = compiled(module, format)?;
    let class = module.state(state::STRUCT)?;
    match Instance::<StructBody>::cast(&object, &class) {
        Some(this) => body(this),
        None => Err(type_error("cached format is no Struct")),
    }
}

fn clear_cache(module: &This) -> Result<Owned> {
    module.state(state::CACHE)?.dict_clear();
    Ok(Owned::none())
}

fn calcsize(module: &This, format: &Object) -> Result<Owned> {
    with(module, format, |this| Owned::uint(this.layout()?.size as u64))
}

fn format_and_rest<'a>(args: Args<'a>) -> Result<(&'a Object, Args<'a>)> {
    match args.0.split_first() {
        Some((format, rest)) => Ok((format, Args(rest))),
        None => Err(type_error("missing format argument")),
    }
}

fn pack(module: &This, args: Args<'_>) -> Result<Owned> {
    let (format, rest) = format_and_rest(args)?;
    with(module, format, |this| class::pack(this, rest))
}

fn pack_into(module: &This, args: Args<'_>) -> Result<Owned> {
    let (format, rest) = format_and_rest(args)?;
    with(module, format, |this| class::pack_into(this, rest))
}

fn unpack(module: &This, args: Args<'_>) -> Result<Owned> {
    let [format, buffer] = args.exactly("unpack")?;
    with(module, format, |this| class::unpack(this, buffer))
}

fn unpack_from(module: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<3> = Signature {
        function: "unpack_from",
        names: ["", "buffer", "offset"],
        positional_only: 1,
        positional: 3,
        required: 2,
    };
    let [format, buffer, offset] = SIGNATURE.bind(values, names)?;
    let (Some(format), Some(buffer)) = (format, buffer) else { unreachable!("both are required") };
    with(module, format, |this| class::unpack_from(this, buffer, offset))
}

fn iter_unpack(module: &This, args: Args<'_>) -> Result<Owned> {
    let [format, buffer] = args.exactly("iter_unpack")?;
    with(module, format, |this| class::iter_unpack(this, buffer))
}
