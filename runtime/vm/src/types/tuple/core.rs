//! The tuple object: C reads the length at 16 and the items from 24 on.

use crate::object::alloc;
use crate::types::Type;
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, current};
use std::ptr::NonNull;

#[repr(C)]
pub struct Tuple {
    pub head: Head,
    len: isize,
}

crate::builtin_static!(Tuple, PyTuple_Type);

impl Tuple {
    /// A new tuple of exactly type `tuple`; the items are moved in.
    pub fn try_from_vec(items: Vec<Value>) -> Result<Ref<Tuple>, NoMemory> {
        let mut items = std::mem::ManuallyDrop::new(items);
        // SAFETY: the items are moved: the vector's buffer is freed, its elements are not dropped.
        unsafe {
            let made = Self::from_raw_items(items.as_ptr(), items.len());
            if made.is_ok() {
                items.set_len(0);
            }
            std::mem::ManuallyDrop::drop(&mut items);
            made
        }
    }

    /// A new small tuple.
    pub fn new(items: Vec<Value>) -> Ref<Tuple> {
        Self::try_from_vec(items).expect("small tuples fit")
    }

    pub fn pair(first: Value, second: Value) -> Ref<Tuple> {
        let items = std::mem::ManuallyDrop::new([first, second]);
        // SAFETY: moved out of the array, which is not dropped.
        unsafe { Self::from_raw_items(items.as_ptr(), 2).expect("small tuples fit") }
    }

    /// A copy of a slice.
    pub fn from_slice(items: &[Value]) -> Result<Ref<Tuple>, NoMemory> {
        // SAFETY: each copied word is given its own reference before anything else can run.
        unsafe {
            let made = Self::from_raw_items(items.as_ptr(), items.len())?;
            for item in items {
                std::mem::forget(item.clone());
            }
            Ok(made)
        }
    }

    /// The items of two slices.
    pub fn concat(left: &[Value], right: &[Value]) -> Result<Ref<Tuple>, NoMemory> {
        let fields = Tuple { head: alloc::head::<Tuple>(), len: (left.len() + right.len()) as isize };
        let bytes = (left.len() + right.len()).checked_mul(size_of::<Value>()).ok_or(NoMemory)?;
        // SAFETY: the tail is filled at once; cloning runs no code.
        unsafe {
            let object = alloc::alloc_with_tail::<Tuple>(fields, bytes)?;
            let items = object.add(1).cast::<Value>();
            for (index, item) in left.iter().chain(right).enumerate() {
                items.add(index).write(item.clone());
            }
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// A tuple of `count` times None, which its maker replaces.
    pub fn blank(count: usize) -> Result<Ref<Tuple>, NoMemory> {
        if count == 0 {
            return Self::from_slice(&[]);
        }
        let bytes =
            count.checked_mul(size_of::<Value>()).filter(|bytes| *bytes <= isize::MAX as usize).ok_or(NoMemory)?;
        let fields = Tuple { head: alloc::head::<Tuple>(), len: count as isize };
        // SAFETY: the tail is filled at once.
        unsafe {
            let object = alloc::alloc_with_tail::<Tuple>(fields, bytes)?;
            let items = object.add(1).cast::<Value>();
            for index in 0..count {
                items.add(index).write(Value::none());
            }
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// Copies `count` words as items.
    ///
    /// # Safety
    /// The words are values whose references pass to the tuple when this succeeds.
    pub unsafe fn from_raw_items(items: *const Value, count: usize) -> Result<Ref<Tuple>, NoMemory> {
        if count == 0 && crate::runtime::is_running() {
            return Ok(crate::runtime::shared().empty_tuple.to_ref());
        }
        let fields = Tuple { head: alloc::head::<Tuple>(), len: count as isize };
        // SAFETY: the tail is filled at once.
        unsafe {
            let object = alloc::alloc_with_tail::<Tuple>(fields, count * size_of::<Value>())?;
            std::ptr::copy_nonoverlapping(items, object.add(1).cast::<Value>().as_ptr(), count);
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// A new instance of a subclass of `tuple` with the same items.
    pub fn new_in(ty: &Type, items: &[Value]) -> Result<Ref<Tuple>, NoMemory> {
        if ty.is(Self::type_object_static()) {
            return Self::from_slice(items);
        }
        let size = ty.basicsize.get() as usize + std::mem::size_of_val(items);
        let memory = current().try_alloc_object(size).ok_or(NoMemory)?.cast::<Tuple>();
        // SAFETY: fresh memory; the attribute area of a variable-sized object lies behind its items.
        unsafe {
            memory.cast::<u8>().add(16).write_bytes(0, size - 16);
            (*memory.as_ptr()).len = items.len() as isize;
            let target = memory.add(1).cast::<Value>().as_ptr();
            for (index, item) in items.iter().enumerate() {
                target.add(index).write(item.clone());
            }
            alloc::finish_instance(memory.cast(), ty);
            Ok(Ref::from_owned_ptr(memory))
        }
    }

    fn type_object_static() -> &'static Type {
        &PyTuple_Type
    }

    #[inline(always)]
    pub fn as_slice(&self) -> &[Value] {
        // SAFETY: the items lie behind the fields and never change once the tuple is visible.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.len as usize) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for tuples only. A tuple being filled by C may hold NULLs.
        unsafe {
            let tuple = object.cast::<Tuple>().as_ref();
            let slots = std::ptr::from_ref(tuple).add(1).cast::<Option<Value>>();
            for index in 0..tuple.len() {
                (*slots.add(index)).iter().for_each(&mut *visitor);
            }
        }
    }

    /// The item slots, for C code that fills a tuple it has just made.
    ///
    /// # Safety
    /// Nobody else sees the tuple yet.
    pub unsafe fn slots(&self) -> *mut Option<Value> {
        // SAFETY: the items lie behind the fields.
        unsafe { std::ptr::from_ref(self).add(1).cast_mut().cast() }
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        // SAFETY: the items are dropped once, with the tuple; NULLs are skipped.
        unsafe {
            let slots = NonNull::from(&mut *self).add(1).cast::<Option<Value>>();
            for index in 0..self.len as usize {
                slots.add(index).drop_in_place();
            }
        }
    }
}
