//! The class `Struct`, and the iterator that `iter_unpack` gives.

use core::cell::{Cell, RefCell};
use core::ffi::{CStr, c_ulong};
use std::rc::Rc;

use ladon_ext::class::{Class, GetSet, as_module};
use ladon_ext::raise::type_error;
use ladon_ext::{Args, Buffer, BufferMut, Exception, Instance, Method, Object, Owned, Result, Signature, Slot, ffi};

use crate::format::Layout;
use crate::{Struct, pack as packing, state, unpack as unpacking};

/// The value of a `Struct`: nothing before `__init__`, which may run again later, even while a method is at work.
pub struct StructBody(RefCell<Option<Rc<Layout>>>);

type This = Instance<StructBody>;

impl StructBody {
    pub fn layout(&self) -> Result<Rc<Layout>> {
        let layout = self.0.borrow().clone();
        layout.ok_or_else(|| Exception::RuntimeError.raise("Struct object is not initialized"))
    }
}

impl Class for StructBody {
    type Module = Struct;
    const NAME: &'static CStr = c"_struct.Struct";
    /// The module caches instances, which refer to their class, which refers to the module.
    const FLAGS: c_ulong =
        ffi::Py_TPFLAGS_DEFAULT | ffi::Py_TPFLAGS_HAVE_GC | ffi::Py_TPFLAGS_BASETYPE | ffi::Py_TPFLAGS_IMMUTABLETYPE;
    const SLOTS: &'static [Slot<StructBody>] = &[
        Slot::doc(c"Struct(format)\n\nA format, compiled."),
        Slot::new(|class, _, _| Instance::alloc(class, StructBody(RefCell::new(None)))),
        Slot::init(init),
        Slot::repr(repr),
        Slot::methods(METHODS),
        Slot::getsets(&[
            GetSet::get(c"format", format, c"The format, as a str."),
            GetSet::get(c"size", size, c"Size in bytes."),
            GetSet::END,
        ]),
        Slot::TRAVERSE,
        Slot::DEALLOC,
        Slot::END,
    ];
}

#[rustfmt::skip]
const METHODS: &[Method<This>] = &[
    Method::one(c"iter_unpack", iter_unpack, c"iter_unpack($self, buffer, /)\n--\n\nUnpack one struct after the other, as tuples; the buffer holds a whole number of them."),
    Method::fast(c"pack", pack, c"S.pack(v1, v2, ...) -> bytes\n\nThe values, packed."),
    Method::fast(c"pack_into", pack_into, c"S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values into a writable buffer, from the offset on."),
    Method::one(c"unpack", unpack, c"unpack($self, buffer, /)\n--\n\nA tuple of the values in the buffer, which is of this size."),
    Method::named(c"unpack_from", unpack_from_method, c"unpack_from($self, /, buffer, offset=0)\n--\n\nA tuple of the values in the buffer, from the offset on."),
    Method::none(c"__sizeof__", sizeof, c"__sizeof__($self, /)\n--\n\nSize in memory, in bytes."),
    Method::END,
];

fn error(this: &This, message: impl core::fmt::Display) -> ladon_ext::Raised {
    match this.module() {
        Ok(module) => crate::error(as_module::<StructBody>(&module), message),
        Err(raised) => raised,
    }
}

fn init(this: &This, args: &Object, kwargs: Option<&Object>) -> Result<()> {
    const SIGNATURE: Signature<1> =
        Signature { function: "Struct", names: ["format"], positional_only: 0, positional: 1, required: 1 };
    let [Some(format)] = SIGNATURE.bind_tuple(args, kwargs)? else { unreachable!("the format is required") };
    let format = if format.is_str() { format.to_ascii()? } else { format };
    if !format.is_bytes() {
        let given = format.type_name();
        return Err(type_error(format_args!("Struct() argument 1 must be a str or bytes object, not {given}")));
    }
    let layout = Layout::parse(format.as_bytes()?).map_err(|message| error(this, message))?;
    *this.0.borrow_mut() = Some(Rc::new(layout));
    Ok(())
}

fn format(this: &This) -> Result<Owned> {
    match &*this.0.borrow() {
        Some(layout) => Owned::str(&String::from_utf8_lossy(&layout.format)),
        None => Owned::str(""),
    }
}

fn size(this: &This) -> Result<Owned> {
    let size = this.0.borrow().as_ref().map_or(-1, |layout| layout.size as i64);
    Owned::int(size)
}

fn repr(this: &This) -> Result<Owned> {
    let format = format(this)?.repr()?;
    let class = this.object().type_name();
    Owned::str(&format!("{class}({})", format.as_str()?))
}

fn sizeof(this: &This) -> Result<Owned> {
    let fields = this
        .0
        .borrow()
        .as_ref()
        .map_or(0, |layout| size_of::<Layout>() + size_of_val(&*layout.fields) + layout.format.len());
    Owned::uint((size_of::<This>() + fields) as u64)
}

pub fn pack(this: &This, values: Args<'_>) -> Result<Owned> {
    let layout = this.layout()?;
    if values.len() != layout.values {
        let (expected, got) = (layout.values, values.len());
        return Err(error(this, format_args!("pack expected {expected} items for packing (got {got})")));
    }
    let module = this.module()?;
    Owned::bytes_with(layout.size, |bytes| packing::pack(as_module::<StructBody>(&module), &layout, values, bytes))
}

pub fn pack_into(this: &This, args: Args<'_>) -> Result<Owned> {
    let layout = this.layout()?;
    let (buffer, offset, values) = match args.0 {
        [] => return Err(error(this, "pack_into expected buffer argument")),
        [_] => return Err(error(this, "pack_into expected offset argument")),
        [buffer, offset, values @ ..] => (buffer, offset, Args(values)),
    };
    if values.len() != layout.values {
        let (expected, got) = (layout.values, values.len());
        return Err(error(this, format_args!("pack_into expected {expected} items for packing (got {got})")));
    }
    let mut buffer = writable(buffer)?;
    let given = offset.to_offset()?;
    let place = Place { doing: "pack_into", how: "packing", room: "no space to pack", size: layout.size };
    let start = place.check(given, buffer.len()).map_err(|message| error(this, message))?;
    // Not packed in place: values may run code that sees the buffer.
    let mut bytes = vec![0; layout.size];
    packing::pack(as_module::<StructBody>(&*this.module()?), &layout, values, &mut bytes)?;
    buffer.bytes_mut()[start..start + layout.size].copy_from_slice(&bytes);
    Ok(Owned::none())
}

fn writable(object: &Object) -> Result<BufferMut> {
    BufferMut::get(object).map_err(|raised| {
        raised.clear();
        let given = if object.is_none() { "None".to_string() } else { object.type_name() };
        type_error(format_args!("argument must be read-write bytes-like object, not {given}"))
    })
}

pub fn unpack(this: &This, buffer: &Object) -> Result<Owned> {
    let layout = this.layout()?;
    let buffer = Buffer::get(buffer)?;
    if buffer.bytes().len() != layout.size {
        return Err(error(this, format_args!("unpack requires a buffer of {} bytes", layout.size)));
    }
    unpacking::unpack(&layout, buffer.bytes())
}

fn unpack_from_method(this: &This, values: Args<'_>, names: Option<&Object>) -> Result<Owned> {
    const SIGNATURE: Signature<2> = Signature {
        function: "unpack_from",
        names: ["buffer", "offset"],
        positional_only: 0,
        positional: 2,
        required: 1,
    };
    let [Some(buffer), offset] = SIGNATURE.bind(values, names)? else { unreachable!("the buffer is required") };
    unpack_from(this, buffer, offset)
}

pub fn unpack_from(this: &This, buffer: &Object, offset: Option<&Object>) -> Result<Owned> {
    let layout = this.layout()?;
    let buffer = Buffer::get(buffer)?;
    let given = offset.map_or(Ok(0), |offset| offset.to_isize())?;
    let place = Place { doing: "unpack_from", how: "unpacking", room: "not enough data to unpack", size: layout.size };
    let start = place.check(given, buffer.bytes().len()).map_err(|message| error(this, message))?;
    unpacking::unpack(&layout, &buffer.bytes()[start..start + layout.size])
}

/// A struct's place in a buffer, and the words for where it cannot be.
struct Place {
    doing: &'static str,
    how: &'static str,
    room: &'static str,
    size: usize,
}

impl Place {
    /// Where it starts; negative offsets count from the end of the buffer.
    fn check(&self, given: isize, length: usize) -> core::result::Result<usize, String> {
        let Place { doing, how, room, size } = *self;
        let (buffer, mut offset) = (length as i128, given as i128);
        if offset < 0 {
            if offset + size as i128 > 0 {
                return Err(format!("{room} {size} bytes at offset {given}"));
            }
            if offset + buffer < 0 {
                return Err(format!("offset {given} out of range for {length}-byte buffer"));
            }
            offset += buffer;
        }
        if buffer - offset < size as i128 {
            let least = size as i128 + offset;
            return Err(format!(
                "{doing} requires a buffer of at least {least} bytes for {how} {size} bytes at offset {offset} (actual \
                 buffer size is {length})"
            ));
        }
        Ok(offset as usize)
    }
}

/// The value of an iterator; the buffer goes at the end.
pub struct IteratorBody {
    layout: Rc<Layout>,
    /// The `Struct`, which subclasses may want to see alive.
    owner: Owned,
    buffer: RefCell<Option<Buffer>>,
    next: Cell<usize>,
}

impl Class for IteratorBody {
    type Module = Struct;
    const NAME: &'static CStr = c"_struct.unpack_iterator";
    const FLAGS: c_ulong = ffi::Py_TPFLAGS_DEFAULT
        | ffi::Py_TPFLAGS_HAVE_GC
        | ffi::Py_TPFLAGS_IMMUTABLETYPE
        | ffi::Py_TPFLAGS_DISALLOW_INSTANTIATION;
    const SLOTS: &'static [Slot<IteratorBody>] = &[
        Slot::iter(|this: &Instance<IteratorBody>| Ok(this.object().new_ref())),
        Slot::next(next),
        Slot::methods(&[
            Method::none(
                c"__length_hint__",
                |this| Owned::uint(remaining(this) as u64),
                c"__length_hint__($self, /)\n--\n\nHow many structs are left.",
            ),
            Method::END,
        ]),
        Slot::TRAVERSE,
        Slot::DEALLOC,
        Slot::END,
    ];

    fn visit(&self, visit: &mut dyn FnMut(*mut ffi::PyObject)) {
        visit(self.owner.as_ptr());
        if let Ok(buffer) = self.buffer.try_borrow()
            && let Some(buffer) = &*buffer
        {
            visit(buffer.exporter());
        }
    }
}

pub fn iter_unpack(this: &This, buffer: &Object) -> Result<Owned> {
    let layout = this.layout()?;
    if layout.size == 0 {
        return Err(error(this, "cannot iteratively unpack with a struct of length 0"));
    }
    let buffer = Buffer::get(buffer)?;
    if !buffer.bytes().len().is_multiple_of(layout.size) {
        let size = layout.size;
        return Err(error(this, format_args!("iterative unpacking requires a buffer of a multiple of {size} bytes")));
    }
    let class = as_module::<StructBody>(&*this.module()?).state(state::ITERATOR)?;
    let owner = this.object().new_ref();
    Instance::alloc(&class, IteratorBody { layout, owner, buffer: RefCell::new(Some(buffer)), next: Cell::new(0) })
}

fn remaining(this: &Instance<IteratorBody>) -> usize {
    this.buffer.borrow().as_ref().map_or(0, |buffer| (buffer.bytes().len() - this.next.get()) / this.layout.size)
}

fn next(this: &Instance<IteratorBody>) -> Result<Option<Owned>> {
    if remaining(this) == 0 {
        // Released after the cell is free again: the exporter's code may come back here.
        let buffer = this.buffer.borrow_mut().take();
        drop(buffer);
        return Ok(None);
    }
    let start = this.next.get();
    let end = start + this.layout.size;
    this.next.set(end);
    let buffer = this.buffer.borrow();
    let buffer = buffer.as_ref().ok_or_else(|| Exception::SystemError.raise("iterator without a buffer"))?;
    unpacking::unpack(&this.layout, &buffer.bytes()[start..end]).map(Some)
}
