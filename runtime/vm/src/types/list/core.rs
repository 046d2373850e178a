//! The list object.

use crate::object::alloc;
use crate::types::sequence::quick_equal;
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, Vector};

#[repr(C)]
pub struct List {
    pub head: Head,
    pub items: Vector<Value>,
}

crate::builtin_static!(List, PyList_Type);

/// What a search that runs no code found out.
pub enum Scan {
    At(usize),
    /// This item must be compared by its own `__eq__`.
    Unsure(usize, Value),
    Missing,
}

impl Drop for List {
    fn drop(&mut self) {
        // Last item first, as CPython does it.
        drop(self.items.take_all());
    }
}

impl List {
    pub fn new() -> Ref<List> {
        alloc::alloc(Self::fields())
    }

    pub fn fields() -> List {
        List { head: alloc::head::<List>(), items: Vector::EMPTY }
    }

    pub fn from_vec(items: Vec<Value>) -> Result<Ref<List>, NoMemory> {
        let list = Self::new();
        list.items.extend_from_vec(items)?;
        Ok(list)
    }

    /// A list of `count` times None, which its maker replaces.
    pub fn blank(count: usize) -> Result<Ref<List>, NoMemory> {
        let list = Self::new();
        list.items.reserve(count)?;
        for _ in 0..count {
            list.items.push(Value::none())?;
        }
        Ok(list)
    }

    /// A copy of a slice.
    pub fn from_slice(items: &[Value]) -> Result<Ref<List>, NoMemory> {
        let list = Self::new();
        list.items.reserve_exact(items.len())?;
        list.extend_from_slice(items)?;
        Ok(list)
    }

    /// Appends copies; `items` must not lie in this list.
    pub fn extend_from_slice(&self, items: &[Value]) -> Result<(), NoMemory> {
        self.items.extend_from_slice(items)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.get(index)
    }

    #[inline(always)]
    pub fn append(&self, item: Value) -> Result<(), NoMemory> {
        self.items.push(item)
    }

    /// Hands the items from `start` to `stop` (cut to the length) to `read`, which must not run Python code.
    #[inline]
    pub fn with_range<R>(&self, start: usize, stop: usize, read: impl FnOnce(&[Value]) -> R) -> R {
        // SAFETY: H7: `read` is code of this crate that copies items or looks at their words.
        let items = unsafe { self.items.as_slice() };
        let stop = stop.min(items.len());
        read(&items[start.min(stop)..stop])
    }

    /// A new list of the items from `start` to `stop`.
    pub fn copy_range(&self, start: usize, stop: usize) -> Result<Ref<List>, NoMemory> {
        self.with_range(start, stop, Self::from_slice)
    }

    /// Looks for `item` between `start` and `stop` as long as no code must run for it.
    pub fn scan(&self, item: &Value, start: usize, stop: usize) -> Scan {
        self.with_range(start, stop, |items| {
            for (offset, candidate) in items.iter().enumerate() {
                match quick_equal(candidate, item) {
                    Some(false) => {}
                    Some(true) => return Scan::At(start + offset),
                    None => return Scan::Unsure(start + offset, candidate.clone()),
                }
            }
            Scan::Missing
        })
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for lists only; a list being filled by C may hold NULLs; the visitor changes nothing.
        unsafe {
            let slots: &[Option<Value>] = std::mem::transmute(object.cast::<List>().as_ref().items.as_slice());
            slots.iter().flatten().for_each(visitor);
        }
    }

    pub fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: called for lists only.
        drop(unsafe { object.cast::<List>().as_ref() }.items.take_all());
    }
}
