//! The type object: CPython's 416 bytes for C, then what the VM itself reads.
//!
//! Builtin types are process-wide statics, written once while the runtime starts and immutable afterwards. Classes are
//! objects of their interpreter. What Python changes about a class (dict, subclasses, version) is only ever changed by
//! its owner.

use super::define::Builtin;
use super::slots::Slots;
use super::{Dict, Str, Tuple};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell, Vector};
use std::cell::Cell;
use std::ffi::c_char;
use std::mem::offset_of;

/// Bits of `tp_flags` (facts/import-semantics §1.3; C-API manual, type objects).
pub mod flags {
    pub const HAVE_FINALIZE: u64 = 1 << 0;
    pub const MANAGED_WEAKREF: u64 = 1 << 3;
    pub const MANAGED_DICT: u64 = 1 << 4;
    pub const SEQUENCE: u64 = 1 << 5;
    pub const MAPPING: u64 = 1 << 6;
    pub const DISALLOW_INSTANTIATION: u64 = 1 << 7;
    pub const IMMUTABLETYPE: u64 = 1 << 8;
    pub const HEAPTYPE: u64 = 1 << 9;
    pub const BASETYPE: u64 = 1 << 10;
    pub const HAVE_VECTORCALL: u64 = 1 << 11;
    pub const READY: u64 = 1 << 12;
    pub const HAVE_GC: u64 = 1 << 14;
    pub const METHOD_DESCRIPTOR: u64 = 1 << 17;
    pub const IS_ABSTRACT: u64 = 1 << 20;
    pub const LONG_SUBCLASS: u64 = 1 << 24;
    pub const LIST_SUBCLASS: u64 = 1 << 25;
    pub const TUPLE_SUBCLASS: u64 = 1 << 26;
    pub const BYTES_SUBCLASS: u64 = 1 << 27;
    pub const UNICODE_SUBCLASS: u64 = 1 << 28;
    pub const DICT_SUBCLASS: u64 = 1 << 29;
    pub const BASE_EXC_SUBCLASS: u64 = 1 << 30;
    pub const TYPE_SUBCLASS: u64 = 1 << 31;
    /// The subclass bits, which derived types inherit.
    pub const SUBCLASS_MASK: u64 = 0xFF << 24;
}

/// A type. `T::type_object()` gives the one of a builtin.
#[repr(C)]
pub struct Type {
    pub head: Head,
    pub ob_size: Cell<isize>,
    pub tp_name: Cell<*const c_char>,
    pub basicsize: Cell<isize>,
    pub itemsize: Cell<isize>,
    /// tp_dealloc @48 … tp_as_buffer @160: written for C readers only.
    pub c_slots_a: [Cell<usize>; 15],
    pub flags: Cell<u64>,
    /// tp_doc @176 … tp_getset @248.
    pub c_slots_b: [Cell<usize>; 10],
    pub tp_base: Cell<*const Type>,
    pub tp_dict: Cell<usize>,
    /// tp_descr_get @272 … tp_watched @408.
    pub c_slots_c: [Cell<usize>; 18],

    // ---- ours ----
    pub slots: Slots,
    /// Changes whenever a lookup on the type may give another result; 0 = not assigned.
    pub version: Cell<u32>,
    /// Instances refer to no other object and have no finalizer: their end needs no care.
    pub leaf: Cell<bool>,
    /// A builtin type without finalizer or deallocator: instances end when their fields are dropped.
    pub plain_end: Cell<bool>,
    /// Where instances keep shape and inline attributes; 0 = they do not.
    pub shape_offset: Cell<u32>,
    /// Where instances keep a pointer to a real dict; 0 = they do not.
    pub dict_offset: Cell<u32>,
    /// Where instances keep their weak reference list; 0 = they do not (those with a shape keep it there).
    pub weaklist_offset: Cell<u32>,
    /// Instances of this type begin with the fields of this builtin or C type.
    pub layout_base: Cell<*const Type>,
    pub name: MutCell<Option<Ref<Str>>>,
    pub qualname: MutCell<Option<Ref<Str>>>,
    pub dict: MutCell<Option<Ref<Dict>>>,
    pub bases: MutCell<Option<Ref<Tuple>>>,
    pub mro: MutCell<Option<Ref<Tuple>>>,
    /// The module given to `PyType_FromModuleAndSpec`.
    pub module: MutCell<Option<Value>>,
    /// Direct subclasses of a class (addresses, removed when one dies); builtins keep theirs per interpreter.
    pub subclasses: Vector<usize>,
    /// Root shape and the other shapes of the class: see `types::instance`.
    pub root_shape: Cell<*const super::instance::Shape>,
    /// Slots given by C (an array indexed by slot number, owned by the interpreter's heap); NULL for others.
    pub c_slot_table: Cell<*const usize>,
    /// `__slots__` members: offsets of owned references in instances.
    pub member_offsets: Vector<u32>,
    /// Names of class attributes that are assigned again and again (addresses of interned strings): no cache holds their
    /// values, and a change of them changes no version.
    pub volatile: Vector<usize>,
    /// Data of whoever made the type (the ABI keeps its record here).
    pub extra: Cell<usize>,
    pub weakrefs: Cell<usize>,
}

const _: () = assert!(offset_of!(Type, tp_name) == 24 && offset_of!(Type, basicsize) == 32);
const _: () = assert!(offset_of!(Type, flags) == 168 && offset_of!(Type, tp_base) == 256);
const _: () = assert!(offset_of!(Type, tp_dict) == 264 && offset_of!(Type, slots) == 416);

// SAFETY: statics are written once, under the runtime's start-up lock, and only read afterwards; classes are used
// under their interpreter's lock (H3).
unsafe impl Sync for Type {}

impl Type {
    /// An empty static, to be filled in by its description.
    pub const fn empty() -> Type {
        Type {
            head: Head::immortal(std::ptr::null()),
            ob_size: Cell::new(0),
            tp_name: Cell::new(std::ptr::null()),
            basicsize: Cell::new(0),
            itemsize: Cell::new(0),
            c_slots_a: [const { Cell::new(0) }; 15],
            flags: Cell::new(0),
            c_slots_b: [const { Cell::new(0) }; 10],
            tp_base: Cell::new(std::ptr::null()),
            tp_dict: Cell::new(0),
            c_slots_c: [const { Cell::new(0) }; 18],
            slots: Slots::EMPTY,
            version: Cell::new(0),
            leaf: Cell::new(false),
            plain_end: Cell::new(false),
            shape_offset: Cell::new(0),
            dict_offset: Cell::new(0),
            weaklist_offset: Cell::new(0),
            layout_base: Cell::new(std::ptr::null()),
            name: MutCell::new(None),
            qualname: MutCell::new(None),
            dict: MutCell::new(None),
            bases: MutCell::new(None),
            mro: MutCell::new(None),
            module: MutCell::new(None),
            subclasses: Vector::EMPTY,
            root_shape: Cell::new(std::ptr::null()),
            c_slot_table: Cell::new(std::ptr::null()),
            member_offsets: Vector::EMPTY,
            volatile: Vector::EMPTY,
            extra: Cell::new(0),
            weakrefs: Cell::new(0),
        }
    }

    #[inline(always)]
    pub fn has_flag(&self, flag: u64) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn is_heap_type(&self) -> bool {
        self.has_flag(flags::HEAPTYPE)
    }

    #[inline(always)]
    pub fn is(&self, other: &Type) -> bool {
        std::ptr::eq(self, other)
    }

    /// The base that the layout continues, `None` for `object`.
    pub fn base(&self) -> Option<&Type> {
        // SAFETY: a type keeps its bases alive.
        unsafe { self.tp_base.get().as_ref() }
    }

    /// Whether `other` is in this type's MRO (real inheritance, no `__subclasscheck__`).
    pub fn is_subtype(&self, other: &Type) -> bool {
        if self.is(other) {
            return true;
        }
        let mask = other.flags.get() & flags::SUBCLASS_MASK;
        if mask != 0 && self.flags.get() & mask == 0 {
            return false;
        }
        self.mro_types().any(|ty| ty.is(other))
    }

    /// The MRO, this type first. During creation, when there is none yet: the chain of `base`.
    pub fn mro_types(&self) -> MroIter<'_> {
        // SAFETY: H7: the tuple is kept alive by the type, and an MRO is only replaced while the class is set up or
        // its `__bases__` assigned.
        let mro = unsafe { (*self.mro.as_ptr()).as_ref() };
        match mro {
            Some(tuple) => MroIter { rest: tuple.as_slice(), chain: None },
            None => MroIter { rest: &[], chain: Some(self) },
        }
    }

    /// Whether instances are visited by a C function that visits their class too (types of C, since 3.9).
    pub fn c_visits_class(&self) -> bool {
        let mut at = Some(self);
        while let Some(ty) = at.filter(|ty| ty.is_heap_type()) {
            if !ty.c_slot_table.get().is_null() {
                return ty
                    .slots
                    .visit
                    .get()
                    .is_some_and(|visit| !std::ptr::fn_addr_eq(visit, builtin_visit(ty).unwrap_or(visit_nothing)));
            }
            at = ty.base();
        }
        false
    }

    /// The name as messages show it: `type.__name__`, for classes of C what their specification says (with the module).
    pub fn short_name(&self) -> String {
        if !self.c_slot_table.get().is_null() && !self.tp_name.get().is_null() {
            // SAFETY: the ABI layer stores a NUL-terminated copy that stays as long as the interpreter.
            return unsafe { std::ffi::CStr::from_ptr(self.tp_name.get()) }.to_string_lossy().into_owned();
        }
        self.plain_name()
    }

    /// `type.__name__`.
    pub fn plain_name(&self) -> String {
        match self.name.get() {
            Some(name) => name.to_string_lossy(),
            None => String::from("?"),
        }
    }

    pub fn as_value(&self) -> Value {
        Value::of(self)
    }

    pub fn base_exception(&self) -> bool {
        self.has_flag(flags::BASE_EXC_SUBCLASS)
    }
}

fn visit_nothing(_: crate::value::ObjectPtr, _: &mut dyn FnMut(&Value)) {}

/// The visit function of the nearest builtin base.
fn builtin_visit(ty: &Type) -> Option<super::slots::VisitFn> {
    let mut at = Some(ty);
    while let Some(class) = at.filter(|class| class.is_heap_type()) {
        at = class.base();
    }
    at?.slots.visit.get()
}

/// Iterates over the types of an MRO.
pub struct MroIter<'a> {
    rest: &'a [Value],
    chain: Option<&'a Type>,
}

impl<'a> Iterator for MroIter<'a> {
    type Item = &'a Type;
    #[inline]
    fn next(&mut self) -> Option<&'a Type> {
        if let Some((first, rest)) = self.rest.split_first() {
            self.rest = rest;
            // SAFETY: E2: an MRO holds types only (checked when it is computed).
            return Some(unsafe { first.downcast_unchecked::<Type>() });
        }
        let here = self.chain?;
        self.chain = here.base();
        Some(here)
    }
}

impl std::fmt::Debug for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<class {}>", self.short_name())
    }
}

impl PartialEq for Type {
    fn eq(&self, other: &Type) -> bool {
        self.is(other)
    }
}

/// The type of an object's class as a borrowed reference with the lifetime of the class.
pub fn type_of<T: Builtin>() -> &'static Type {
    T::type_object()
}
