//! Inline caches of attribute instructions, and the table behind them.
//!
//! The three cache words of `LoadAttr`, `LoadMethod` and `StoreAttr`:
//!
//! ```text
//! 0  version of the type | kind << 32 | shape offset << 40   (offset 0: the shape does not matter)
//! 1  the shape that the instance must have                   (for class attributes: version of the metaclass)
//! 2  what was found: an offset in the instance, or a value
//! ```
//!
//! A value is borrowed from the type's dict, which holds it as long as the version stands. A site that meets several
//! classes finds what it learned about each in the interpreter's [`AttributeTable`] and copies it back.

use crate::object::attr;
use crate::types::function::Function;
use crate::types::instance::{self, Shape};
use crate::types::module::Module;
use crate::types::{Str, Type};
use crate::value::{ObjectPtr, Ref, Value};
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;

/// What a cache knows. The numbers are those in the cache word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// Word 2: offset of an inline slot (or, without a shape, of a `__slots__` member).
    Slot = 1,
    /// Word 2: a class attribute that instances of this shape do not hide.
    Value,
    /// Word 2: a function to be called with the object in front.
    Method,
    /// Word 2: position in the module's dict; word 0 holds the version of the dict.
    Module,
    /// Word 2: an attribute of the class itself.
    OfType,
    /// Word 1: the shape before, word 2: the shape after | offset << 48.
    Transition,
    /// Word 2: the getter of a property, a Python function.
    Property,
}

pub type Words = [u64; 3];

#[inline(always)]
pub fn kind_of(first: u64) -> u8 {
    (first >> 32) as u8
}

fn first_word(version: u32, kind: Kind, shape_offset: u32) -> u64 {
    version as u64 | (kind as u64) << 32 | (shape_offset as u64) << 40
}

/// The cache words of the instruction at `pc`.
///
/// # Safety
/// V1: three cache words follow the head word.
#[inline(always)]
pub unsafe fn read(pc: *mut u64) -> Words {
    // SAFETY: the caller's promise.
    unsafe { [*pc.add(1), *pc.add(2), *pc.add(3)] }
}

/// Whether type and shape of the object are those of the cache, which is not empty.
#[inline(always)]
fn fits(object: &Value, words: &Words) -> bool {
    if object.type_of().version.get() != words[0] as u32 {
        return false;
    }
    let offset = words[0] >> 40;
    // SAFETY: E3: the version says that this type has an area there.
    offset == 0 || unsafe { instance::shape_at(pointer(object), offset as u32) }.addr() as u64 == words[1]
}

/// The object of a value whose type fits a cache that reads instances.
#[inline(always)]
fn pointer(object: &Value) -> ObjectPtr {
    // SAFETY: a type with an area or members has no instances that are number words.
    unsafe { object.as_ptr().unwrap_unchecked() }
}

#[inline(always)]
fn slot(object: &Value, offset: u64) -> *mut Option<Value> {
    // SAFETY: E3: the shape (or the class) has this slot.
    unsafe { pointer(object).cast::<u8>().add(offset as usize).cast::<Option<Value>>().as_ptr() }
}

#[inline(always)]
fn borrowed(bits: u64) -> Value {
    // SAFETY: the version has not changed, so the dict that the value was found in still holds it.
    let held = ManuallyDrop::new(unsafe { Value::from_bits(bits) });
    (*held).clone()
}

/// The attribute, if the words know it.
#[inline(always)]
pub fn attribute(object: &Value, words: Words) -> Option<Value> {
    const SLOT: u8 = Kind::Slot as u8;
    const VALUE: u8 = Kind::Value as u8;
    match kind_of(words[0]) {
        // SAFETY: E3.
        SLOT if fits(object, &words) => unsafe { (*slot(object, words[2])).clone() },
        VALUE if fits(object, &words) => Some(borrowed(words[2])),
        0 | SLOT | VALUE => None,
        _ => other_attribute(object, &words),
    }
}

#[inline]
fn other_attribute(object: &Value, words: &Words) -> Option<Value> {
    const MODULE: u8 = Kind::Module as u8;
    const OF_TYPE: u8 = Kind::OfType as u8;
    match kind_of(words[0]) {
        MODULE => {
            let dict = object.exact::<Module>()?.dict_ref()?;
            if dict.version_word() == words[0] as u32 { dict.value_at(words[2] as usize) } else { None }
        }
        OF_TYPE => {
            let ty = object.downcast::<Type>()?;
            let fits = ty.version.get() == words[0] as u32 && object.type_of().version.get() as u64 == words[1];
            fits.then(|| borrowed(words[2]))
        }
        _ => None,
    }
}

/// The function of a method call on `object`.
#[inline(always)]
pub fn method(object: &Value, words: Words) -> Option<Value> {
    if kind_of(words[0]) == Kind::Method as u8 && fits(object, &words) { Some(borrowed(words[2])) } else { None }
}

/// The getter of a property that `object`'s class has.
#[inline(always)]
pub fn property(object: &Value, words: Words) -> Option<Ref<Function>> {
    if kind_of(words[0]) == Kind::Property as u8 && fits(object, &words) {
        return Ref::from_value(borrowed(words[2])).ok();
    }
    None
}

/// Stores through the cache; `value` is only asked for when it hits. The old value is dropped after the store.
#[inline(always)]
pub fn store(object: &Value, words: Words, value: impl FnOnce() -> Value) -> bool {
    let kind = kind_of(words[0]);
    if kind == 0 || !fits(object, &words) {
        return false;
    }
    let mut offset = words[2];
    if kind == Kind::Transition as u8 {
        offset = words[2] >> 48;
        let shape = (words[2] & ((1 << 48) - 1)) as *const Shape;
        // SAFETY: E3: the shape follows the one the instance has.
        unsafe { instance::set_shape_at(pointer(object), (words[0] >> 40) as u32, shape) };
    }
    // SAFETY: E3.
    let old = unsafe { (*slot(object, offset)).replace(value()) };
    drop(old);
    true
}

// ---- learning ----------------------------------------------------------------------------------------------------

/// Version of the type, offset and address of the shape: what words about an instance are guarded by. `None`: not to be
/// cached.
#[inline]
fn guard(object: &Value) -> Option<(u32, u32, u64)> {
    let ty = object.type_of();
    let version = attr::assure_version(ty);
    let offset = ty.shape_offset.get();
    if offset == 0 {
        return Some((version, 0, 0));
    }
    if ty.itemsize.get() != 0 || offset >= 1 << 24 {
        return None;
    }
    // SAFETY: E3.
    let shape = unsafe { instance::shape_at(object.as_ptr()?, offset) };
    if shape.is_null() { None } else { Some((version, offset, shape.addr() as u64)) }
}

/// Words for an attribute that lies in the instance.
pub fn inline_slot(object: &Value, name: &Str) -> Option<Words> {
    let (version, shape_offset, shape) = guard(object)?;
    let offset = instance::cached_slot(object, name)?;
    Some([first_word(version, Kind::Slot, shape_offset), shape, offset as u64])
}

/// Words for a `__slots__` member.
pub fn member(ty: &Type, offset: u32) -> Words {
    [first_word(attr::assure_version(ty), Kind::Slot, 0), 0, offset as u64]
}

/// Words for an attribute of the class, which the caller has checked not to be hidden by the instance.
pub fn class_value(object: &Value, kind: Kind, value: &Value) -> Option<Words> {
    if object.type_of().dict_offset.get() != 0 {
        return None;
    }
    let (version, shape_offset, shape) = guard(object)?;
    Some([first_word(version, kind, shape_offset), shape, value.bits()])
}

/// Words for a property: it goes before attributes of the instance.
pub fn property_of(ty: &Type, getter: &Value) -> Words {
    [first_word(attr::assure_version(ty), Kind::Property, 0), 0, getter.bits()]
}

pub fn module_value(dict_version: u32, position: usize) -> Words {
    [first_word(dict_version, Kind::Module, 0), 0, position as u64]
}

pub fn type_value(class: &Type, meta: &Type, value: &Value) -> Words {
    let first = first_word(attr::assure_version(class), Kind::OfType, 0);
    [first, attr::assure_version(meta) as u64, value.bits()]
}

/// Words for storing an attribute that the instance has, or gets next.
pub fn slot_for_store(object: &Value, name: &Str) -> Option<Words> {
    if let Some(words) = inline_slot(object, name) {
        return Some(words);
    }
    let (version, shape_offset, shape) = guard(object)?;
    let (next, offset) = instance::cached_transition(object, name)?;
    let third = next.addr() as u64 | (offset as u64) << 48;
    (shape_offset != 0 && offset < 1 << 16).then_some([
        first_word(version, Kind::Transition, shape_offset),
        shape,
        third,
    ])
}

// ---- the table ---------------------------------------------------------------------------------------------------

const ENTRIES: usize = 512;

/// What a table entry is about: each kind of instruction learns its own words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    Load,
    Call,
    Store,
}

/// Words learned by all sites of an interpreter, by type version, shape, name and use.
///
/// A name may die and another take its address; its entry then names a version whose type (or shape) holds the old
/// name, so that the address can't have been given away.
pub struct AttributeTable(UnsafeCell<Box<[Entry; ENTRIES]>>);

#[derive(Clone, Copy)]
struct Entry {
    version_and_use: u64,
    shape: u64,
    name: u64,
    words: Words,
}

impl Entry {
    const EMPTY: Entry = Entry { version_and_use: 0, shape: 0, name: 0, words: [0; 3] };
}

impl Default for AttributeTable {
    fn default() -> Self {
        AttributeTable(UnsafeCell::new(Box::new([Entry::EMPTY; ENTRIES])))
    }
}

impl AttributeTable {
    #[allow(clippy::mut_from_ref, reason = "the one door to the inside; every use is one step (H7)")]
    #[inline(always)]
    fn place(&self, version_and_use: u64, shape: u64, name: u64) -> &mut Entry {
        // SAFETY: H7: one step.
        let entries = unsafe { &mut *self.0.get() };
        let hash = (version_and_use ^ (shape >> 5) ^ (name >> 3)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &mut entries[(hash >> 40) as usize % ENTRIES]
    }

    fn key(object: &Value, used: Use, name: &Str) -> Option<(u64, u64, u64)> {
        let (version, _, shape) = guard(object)?;
        Some((version as u64 | (used as u64 + 1) << 32, shape, std::ptr::from_ref(name).addr() as u64))
    }

    /// What was learned about this class, shape and name.
    #[inline]
    pub fn find(&self, object: &Value, used: Use, name: &Str) -> Option<Words> {
        let (version_and_use, shape, name) = Self::key(object, used, name)?;
        let entry = self.place(version_and_use, shape, name);
        (entry.version_and_use == version_and_use && entry.shape == shape && entry.name == name).then_some(entry.words)
    }

    /// Remembers words about an instance as it is now.
    pub fn keep(&self, object: &Value, used: Use, name: &Str, words: Words) {
        if let Some((version_and_use, shape, name)) = Self::key(object, used, name) {
            *self.place(version_and_use, shape, name) = Entry { version_and_use, shape, name, words };
        }
    }
}
