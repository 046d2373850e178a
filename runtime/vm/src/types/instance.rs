//! Attributes of instances: shapes (hidden classes) with inline slots; a real `__dict__` only when asked for.
//!
//! The attribute area of an instance is `[shape][extras][inline…]`. A shape says which name lives in which slot; adding
//! an attribute moves the instance to the next shape, which all instances of the class that do the same share. Slots
//! beyond the inline ones lie in `extras`. When `__dict__` is asked for (or a name is deleted), everything moves into a
//! dict and the shape is NULL from then on.
//!
//! **E3** the area of an instance whose type has a `shape_offset` lies there (behind the items, for tuples), its shape
//! belongs to its type, and slots below the shape's length hold values.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::str::intern;
use crate::types::{Dict, Str, Type};
use crate::value::{ObjectPtr, Ref, Value};
use allocator_api2::boxed::Box as HeapBox;
use allocator_api2::vec::Vec as HeapVec;
use ladon_heap::arena::InternalHeap;
use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

/// Instances with more attributes than this use a dict.
const MAX_ATTRIBUTES: usize = 64;
const INITIAL_INLINE: usize = 4;
/// `[shape][extras]`.
pub const AREA_HEAD: usize = 16;

/// Which names an instance has, and where.
pub struct Shape {
    /// How many slots lie in the instance itself.
    pub inline: u32,
    /// Names by slot (addresses of interned strings); the last one is owned.
    names: HeapVec<usize, InternalHeap>,
    _last: Option<Ref<Str>>,
    next: UnsafeCell<HeapVec<(usize, *const Shape), InternalHeap>>,
    /// The root with fewer inline slots that this one replaced.
    older: *const Shape,
}

/// What few instances need.
#[derive(Default)]
struct Extras {
    dict: Option<Ref<Dict>>,
    overflow: Vec0<Option<Value>>,
}

type Vec0<T> = ladon_heap::Vector<T>;

#[repr(C)]
struct Area {
    shape: Cell<*const Shape>,
    extras: Cell<*mut Extras>,
}

impl Shape {
    fn root(inline: usize, older: *const Shape) -> *const Shape {
        Self::make(Shape {
            inline: inline as u32,
            names: HeapVec::new_in(InternalHeap),
            _last: None,
            next: UnsafeCell::new(HeapVec::new_in(InternalHeap)),
            older,
        })
    }

    fn make(shape: Shape) -> *const Shape {
        HeapBox::into_raw(HeapBox::new_in(shape, InternalHeap))
    }

    /// The slot of an interned name.
    #[inline]
    pub fn find(&self, name: &Str) -> Option<usize> {
        let address = std::ptr::from_ref(name).addr();
        self.names.iter().position(|&at| at == address)
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The shape with one name more.
    fn with(&self, name: &Str) -> &Shape {
        let address = std::ptr::from_ref(name).addr();
        // SAFETY: H7: one step; shapes live as long as their type.
        let next = unsafe { &mut *self.next.get() };
        if let Some((_, shape)) = next.iter().find(|(at, _)| *at == address) {
            // SAFETY: as above.
            return unsafe { &**shape };
        }
        let mut names = HeapVec::with_capacity_in(self.names.len() + 1, InternalHeap);
        names.extend(self.names.iter().copied());
        names.push(address);
        let made = Self::make(Shape {
            inline: self.inline,
            names,
            _last: Some(Ref::of(name)),
            next: UnsafeCell::new(HeapVec::new_in(InternalHeap)),
            older: std::ptr::null(),
        });
        next.push((address, made));
        // SAFETY: made just now, freed with the type.
        unsafe { &*made }
    }
}

/// Frees a root shape and all that grew from it.
///
/// # Safety
/// The type that owned them is going away: no instance is left.
pub unsafe fn free_shapes(root: *const Shape) {
    let mut work = vec![root];
    while let Some(shape) = work.pop() {
        if shape.is_null() {
            continue;
        }
        // SAFETY: made by `make`, each freed once.
        let mut shape = unsafe { HeapBox::from_raw_in(shape.cast_mut(), InternalHeap) };
        work.push(shape.older);
        work.extend(shape.next.get_mut().iter().map(|(_, next)| *next));
    }
}

fn area(object: ObjectPtr, ty: &Type) -> Option<&'static Area> {
    let offset = ty.shape_offset.get() as usize;
    if offset == 0 {
        return None;
    }
    let behind = if ty.itemsize.get() == 0 {
        0
    } else {
        // SAFETY: E2: objects of variable size have `ob_size` behind their head.
        let count = unsafe { object.cast::<isize>().add(2).read() }.unsigned_abs();
        (count * ty.itemsize.get() as usize).next_multiple_of(8)
    };
    // SAFETY: E3.
    Some(unsafe { object.cast::<u8>().add(offset + behind).cast::<Area>().as_ref() })
}

/// Sets up the area of a new instance (its memory is zeroed).
///
/// # Safety
/// `object` is a new instance of `ty` whose head is set.
pub unsafe fn init_area(object: ObjectPtr, ty: &Type) {
    if let Some(area) = area(object, ty) {
        if ty.root_shape.get().is_null() {
            make_root(ty, inline_capacity(ty));
        }
        area.shape.set(ty.root_shape.get());
    }
}

fn inline_capacity(ty: &Type) -> usize {
    // Behind an area that a class of C inherits lie C's fields: it stays as it is in the base.
    let mut at = Some(ty);
    while let Some(class) = at.filter(|class| class.is_heap_type()) {
        at = class.base().filter(|base| base.shape_offset.get() == ty.shape_offset.get());
        if let (Some(base), false) = (at, class.c_slot_table.get().is_null()) {
            return inline_capacity(base);
        }
    }
    let members = ty.member_offsets.len() * 8;
    (ty.basicsize.get() as usize).saturating_sub(ty.shape_offset.get() as usize + AREA_HEAD + members) / 8
}

fn make_root(ty: &Type, inline: usize) {
    ty.root_shape.set(Shape::root(inline, ty.root_shape.get()));
}

/// Inline slots a class begins with: what its body is known to assign.
pub fn initial_inline(assigned: usize) -> usize {
    assigned.clamp(INITIAL_INLINE, 16).next_multiple_of(2)
}

/// After an instance ran out of inline slots: new instances of the class get more.
fn grow(ty: &Type, needed: usize) {
    let plain = ty.member_offsets.is_empty() && ty.c_slot_table.get().is_null();
    let can_grow = ty.itemsize.get() == 0 && plain && needed <= 32;
    // SAFETY: E3: the root is alive with its type.
    let root = unsafe { ty.root_shape.get().as_ref() };
    if can_grow && root.is_some_and(|root| (root.inline as usize) < needed) {
        let inline = needed.next_multiple_of(4);
        ty.basicsize.set((ty.shape_offset.get() as usize + AREA_HEAD + inline * 8) as isize);
        make_root(ty, inline);
    }
}

impl Area {
    fn shape(&self) -> Option<&'static Shape> {
        // SAFETY: E3.
        unsafe { self.shape.get().as_ref() }
    }

    fn extras(&self) -> Option<&'static mut Extras> {
        // SAFETY: E3, H7: extras are reached in single steps only.
        unsafe { self.extras.get().as_mut() }
    }

    fn extras_or_new(&self) -> &'static mut Extras {
        if self.extras.get().is_null() {
            self.extras.set(HeapBox::into_raw(HeapBox::new_in(Extras::default(), InternalHeap)));
        }
        self.extras().expect("made just now")
    }

    #[inline(always)]
    fn inline_slot(&self, index: usize) -> *mut Option<Value> {
        // SAFETY: E3: the caller checked the index against the shape.
        unsafe { std::ptr::from_ref(self).add(1).cast::<Option<Value>>().add(index).cast_mut() }
    }

    fn read(&self, shape: &Shape, index: usize) -> Option<Value> {
        if index < shape.inline as usize {
            // SAFETY: E3.
            return unsafe { (*self.inline_slot(index)).clone() };
        }
        self.extras()?.overflow.get(index - shape.inline as usize).flatten()
    }

    fn write(&self, shape: &Shape, index: usize, value: Option<Value>) -> Option<Value> {
        if index < shape.inline as usize {
            // SAFETY: E3, H7.
            return unsafe { std::mem::replace(&mut *self.inline_slot(index), value) };
        }
        let overflow = &self.extras_or_new().overflow;
        while overflow.len() <= index - shape.inline as usize {
            overflow.push(None).expect("a few slots");
        }
        overflow.replace(index - shape.inline as usize, value).flatten()
    }
}

fn parts(object: &Value) -> Option<(ObjectPtr, &Type, &'static Area)> {
    let pointer = object.as_ptr()?;
    let ty = object.type_of();
    Some((pointer, ty, area(pointer, ty)?))
}

/// The attribute in the instance itself (not its class). The name may be any string.
pub fn get(object: &Value, name: &Str) -> Option<Value> {
    let (_, _, area) = parts(object)?;
    match area.shape() {
        Some(shape) => {
            let index = match shape.find(name) {
                Some(index) => index,
                None if name.is_interned() => return None,
                None => shape.find(&*intern::known(ThreadState::current(), name)?)?,
            };
            area.read(shape, index)
        }
        None => area.extras()?.dict.as_ref()?.get_str(name),
    }
}

/// Where an interned name lives, for inline caches: offset in bytes of an inline slot that has a value.
pub fn cached_slot(object: &Value, name: &Str) -> Option<u32> {
    let (pointer, _, area) = parts(object)?;
    let shape = area.shape()?;
    let index = shape.find(name)?;
    if index >= shape.inline as usize {
        return None;
    }
    // SAFETY: E3.
    unsafe { (*area.inline_slot(index)).as_ref()? };
    Some((area.inline_slot(index).addr() - pointer.as_ptr().addr()) as u32)
}

/// For caches of attribute creation: (next shape, offset), when adding `name` needs no more than a store.
pub fn cached_transition(object: &Value, name: &Str) -> Option<(*const Shape, u32)> {
    let (pointer, _, area) = parts(object)?;
    let shape = area.shape()?;
    if shape.find(name).is_some() || shape.len() >= shape.inline as usize {
        return None;
    }
    let next = shape.with(name);
    Some((next, (area.inline_slot(shape.len()).addr() - pointer.as_ptr().addr()) as u32))
}

/// The shape an instance has now (NULL: it has a dict).
///
/// # Safety
/// The object's type has this `shape_offset`, not zero, and no variable part.
#[inline(always)]
pub unsafe fn shape_at(object: ObjectPtr, offset: u32) -> *const Shape {
    // SAFETY: E3.
    unsafe { *object.cast::<u8>().add(offset as usize).cast::<*const Shape>().as_ref() }
}

/// Moves an instance to a shape that a cache remembered.
///
/// # Safety
/// As [`shape_at`]; the shape is the one that follows the present one.
#[inline(always)]
pub unsafe fn set_shape_at(object: ObjectPtr, offset: u32, shape: *const Shape) {
    // SAFETY: E3.
    unsafe { object.cast::<u8>().add(offset as usize).cast::<*const Shape>().write(shape) };
}

/// Stores (or with `None` deletes) an attribute of the instance itself; false = there was none to delete.
pub fn set(thread: &ThreadState, object: &Value, name: &Str, value: Option<&Value>) -> PyResult<bool> {
    let Some((_, ty, area)) = parts(object) else { return Ok(false) };
    let Some(shape) = area.shape() else {
        let Some(dict) = area.extras().and_then(|extras| extras.dict.clone()) else { return Ok(false) };
        return match value {
            Some(value) => Ok(dict.set_str(name, value.clone()).map(|_| true)?),
            None => Ok(dict.remove_str(name).is_some()),
        };
    };
    let name = intern::intern_any(thread, name)?;
    Ok(match (shape.find(&name), value) {
        (Some(index), Some(value)) => {
            drop(area.write(shape, index, Some(value.clone())));
            true
        }
        (None, Some(value)) => {
            add(ty, area, shape, &name, value)?;
            true
        }
        (None, None) => false,
        (Some(_), None) => make_dict(area).remove_str(&name).is_some(),
    })
}

fn add(ty: &Type, area: &Area, shape: &Shape, name: &Str, value: &Value) -> PyResult<()> {
    if shape.len() >= MAX_ATTRIBUTES {
        make_dict(area).set_str(name, value.clone())?;
        return Ok(());
    }
    let next = shape.with(name);
    drop(area.write(shape, shape.len(), Some(value.clone())));
    area.shape.set(next);
    if next.len() > next.inline as usize {
        grow(ty, next.len());
    }
    Ok(())
}

fn make_dict(area: &Area) -> Ref<Dict> {
    let Some(shape) = area.shape() else {
        let extras = area.extras_or_new();
        return extras.dict.get_or_insert_with(Dict::new).clone();
    };
    let dict = Dict::new();
    for (index, &address) in shape.names.iter().enumerate() {
        if let Some(value) = area.write(shape, index, None) {
            // SAFETY: the shape's names are alive with it.
            let name = unsafe { &*(address as *const Str) };
            let _ = dict.set_str(name, value);
        }
    }
    area.extras_or_new().dict = Some(dict.clone());
    area.shape.set(std::ptr::null());
    dict
}

/// The `__dict__` of an instance with an area; from now on its attributes live there.
pub fn dict(object: &Value) -> Option<Ref<Dict>> {
    let (_, _, area) = parts(object)?;
    Some(make_dict(area))
}

/// Assigns `__dict__`.
pub fn set_dict(object: &Value, dict: &Ref<Dict>) -> bool {
    let Some((_, _, area)) = parts(object) else { return false };
    drop(make_dict(area));
    let old = area.extras_or_new().dict.replace(dict.clone());
    drop(old);
    true
}

/// The names and values of an instance, in order, without making a dict.
pub fn entries(object: &Value) -> Option<Vec<(Value, Value)>> {
    let (_, _, area) = parts(object)?;
    let Some(shape) = area.shape() else {
        return Some(area.extras().and_then(|e| e.dict.as_ref()).map(|d| d.snapshot()).unwrap_or_default());
    };
    let names = shape.names.iter().enumerate();
    // SAFETY: the shape's names are alive with it.
    Some(
        names.filter_map(|(i, &at)| Some((Value::of(unsafe { &*(at as *const Str) }), area.read(shape, i)?))).collect(),
    )
}

/// Visits what the area and the `__slots__` members of an instance refer to.
pub fn visit(object: ObjectPtr, ty: &Type, visitor: &mut dyn FnMut(&Value)) {
    for_each_slot(object, ty, |slot| {
        // SAFETY: E3; the visitor changes nothing.
        unsafe { (*slot).iter().for_each(&mut *visitor) };
    });
    if let Some(extras) = area(object, ty).and_then(Area::extras) {
        if let Some(dict) = &extras.dict {
            visitor(dict.as_value());
        }
        // SAFETY: the visitor changes nothing.
        unsafe { extras.overflow.as_slice().iter().flatten().for_each(&mut *visitor) };
    }
}

fn for_each_slot(object: ObjectPtr, ty: &Type, mut each: impl FnMut(*mut Option<Value>)) {
    if let Some(area) = area(object, ty)
        && let Some(shape) = area.shape()
    {
        for index in 0..shape.len().min(shape.inline as usize) {
            each(area.inline_slot(index));
        }
    }
    let mut at = Some(ty);
    while let Some(class) = at.filter(|class| class.is_heap_type()) {
        for offset in class.member_offsets.snapshot() {
            // SAFETY: E3: members lie within the instance.
            each(unsafe { object.cast::<u8>().add(offset as usize).cast::<Option<Value>>().as_ptr() });
        }
        at = class.base();
    }
}

/// Takes everything out of the area and the members; the values are dropped afterwards.
pub fn clear(object: ObjectPtr, ty: &Type) {
    let mut taken: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::new();
    // SAFETY: E3, H7.
    for_each_slot(object, ty, |slot| taken.extend(unsafe { (*slot).take() }));
    if let Some(area) = area(object, ty) {
        let extras = area.extras.replace(std::ptr::null_mut());
        if !area.shape.get().is_null() || !extras.is_null() {
            // An empty dict stands in should the object be seen again.
            area.shape.set(ty.root_shape.get());
        }
        if let Some(extras) = NonNull::new(extras) {
            // SAFETY: made by `extras_or_new`.
            drop(unsafe { HeapBox::from_raw_in(extras.as_ptr(), InternalHeap) });
        }
    }
    drop(taken);
}
