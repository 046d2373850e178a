//! Cells and vectors with interior mutability that never lend a reference across other code.
//!
//! Objects are reached through shared references, and any call may run Python code that changes them. So nothing here
//! hands out a borrow that outlives one step: values are cloned out, and replaced ones are dropped after the store.

use crate::arena::CurrentHeap;
use allocator_api2::vec::Vec as HeapVec;
use smallvec::SmallVec;
use std::cell::UnsafeCell;

/// The memory limit of the heap is reached (or the system has no memory): becomes `MemoryError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMemory;

/// Zeros outside the heap, within the heap's limit all the same. Pages that nobody writes to cost nothing.
pub fn zeroed(count: usize) -> Result<Vec<u8>, NoMemory> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if !crate::arena::current().has_room(count) {
        return Err(NoMemory);
    }
    let layout = std::alloc::Layout::array::<u8>(count).map_err(|_| NoMemory)?;
    // SAFETY: the size is not zero; the block has the length and capacity that the vector is told.
    unsafe {
        let block = std::alloc::alloc_zeroed(layout);
        if block.is_null() { Err(NoMemory) } else { Ok(Vec::from_raw_parts(block, count, count)) }
    }
}

/// Types whose `clone` runs no code of their user.
///
/// # Safety
/// `clone` must not reach the cell it is cloned from again (H7).
pub unsafe trait Inert: Clone {}

macro_rules! inert {
    ($($type:ty),*) => { $(
        // SAFETY: plain data.
        unsafe impl Inert for $type {}
    )* };
}
inert!(u8, u16, u32, u64, usize, i32, i64, isize, bool, f64);

// SAFETY: the clone of an option clones what is inside.
unsafe impl<T: Inert> Inert for Option<T> {}

/// A cell for values that are not `Copy`.
#[derive(Default)]
pub struct MutCell<T>(UnsafeCell<T>);

impl<T> MutCell<T> {
    pub const fn new(value: T) -> Self {
        MutCell(UnsafeCell::new(value))
    }

    /// Stores, then returns what was there: dropping it may run code, so it comes last.
    #[inline]
    pub fn replace(&self, value: T) -> T {
        // SAFETY: H7: one step.
        unsafe { std::mem::replace(&mut *self.0.get(), value) }
    }

    #[inline]
    pub fn set(&self, value: T) {
        drop(self.replace(value));
    }

    #[inline]
    pub fn take(&self) -> T
    where
        T: Default,
    {
        self.replace(T::default())
    }

    #[inline]
    pub fn get(&self) -> T
    where
        T: Inert,
    {
        // SAFETY: H7: an inert clone calls nothing.
        unsafe { (*self.0.get()).clone() }
    }

    /// The address of the value, for rooms that may read raw memory.
    #[inline(always)]
    pub const fn as_ptr(&self) -> *mut T {
        self.0.get()
    }

    pub fn get_mut(&mut self) -> &mut T {
        self.0.get_mut()
    }
}

/// A growable array on the heap of its interpreter.
pub struct Vector<T>(UnsafeCell<HeapVec<T, CurrentHeap>>);

impl<T> Default for Vector<T> {
    fn default() -> Self {
        Vector(UnsafeCell::new(HeapVec::new_in(CurrentHeap)))
    }
}

impl<T> Vector<T> {
    pub const EMPTY: Self = Vector(UnsafeCell::new(HeapVec::new_in(CurrentHeap)));

    pub const fn new() -> Self {
        Self::EMPTY
    }

    pub fn with_capacity(capacity: usize) -> Result<Self, NoMemory> {
        let vector = Self::default();
        vector.reserve(capacity)?;
        Ok(vector)
    }

    #[allow(clippy::mut_from_ref, reason = "the one door to the inside; every use is one step (H7)")]
    #[inline(always)]
    fn inner(&self) -> &mut HeapVec<T, CurrentHeap> {
        // SAFETY: H3, H7: no other borrow exists during a step.
        unsafe { &mut *self.0.get() }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.inner().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn capacity(&self) -> usize {
        self.inner().capacity()
    }

    pub fn reserve(&self, more: usize) -> Result<(), NoMemory> {
        self.inner().try_reserve(more).map_err(|_| NoMemory)
    }

    pub fn reserve_exact(&self, more: usize) -> Result<(), NoMemory> {
        self.inner().try_reserve_exact(more).map_err(|_| NoMemory)
    }

    #[inline]
    pub fn push(&self, value: T) -> Result<(), NoMemory> {
        let inner = self.inner();
        if inner.len() == inner.capacity() {
            inner.try_reserve(1).map_err(|_| NoMemory)?;
        }
        inner.push(value);
        Ok(())
    }

    #[inline]
    pub fn pop(&self) -> Option<T> {
        self.inner().pop()
    }

    /// The first elements as a slice.
    ///
    /// # Safety
    /// The slice is not used after anything that may run other code (H7).
    #[inline(always)]
    pub unsafe fn as_slice(&self) -> &[T] {
        self.inner().as_slice()
    }

    /// As [`Vector::as_slice`], for writing.
    ///
    /// # Safety
    /// As [`Vector::as_slice`].
    #[allow(clippy::mut_from_ref, reason = "see inner")]
    #[inline(always)]
    pub unsafe fn as_mut_slice(&self) -> &mut [T] {
        self.inner().as_mut_slice()
    }

    /// Replaces element `index`, which must exist, and returns the old one.
    #[inline]
    pub fn replace(&self, index: usize, value: T) -> Option<T> {
        let slot = self.inner().get_mut(index)?;
        Some(std::mem::replace(slot, value))
    }

    pub fn insert(&self, index: usize, value: T) -> Result<(), NoMemory> {
        self.reserve(1)?;
        let index = index.min(self.len());
        self.inner().insert(index, value);
        Ok(())
    }

    pub fn remove(&self, index: usize) -> Option<T> {
        (index < self.len()).then(|| self.inner().remove(index))
    }

    pub fn swap(&self, a: usize, b: usize) {
        self.inner().swap(a, b);
    }

    pub fn reverse(&self) {
        self.inner().reverse();
    }

    /// Takes all elements out, with their storage.
    pub fn take_all(&self) -> Taken<T> {
        Taken(std::mem::replace(self.inner(), HeapVec::new_in(CurrentHeap)))
    }

    /// Puts elements in place of all that are there; returns the old ones.
    pub fn replace_all(&self, mut new: Taken<T>) -> Taken<T> {
        let items = std::mem::replace(&mut new.0, HeapVec::new_in(CurrentHeap));
        Taken(std::mem::replace(self.inner(), items))
    }

    pub fn extend_from_vec(&self, new: Vec<T>) -> Result<(), NoMemory> {
        self.reserve(new.len())?;
        self.inner().extend(new);
        Ok(())
    }

    /// Replaces `start..end` by copies of `new`, which must not lie in this vector; the removed elements come back, to
    /// be dropped after the change.
    pub fn splice_copies(&self, start: usize, end: usize, new: &[T]) -> Result<SmallVec<[T; 16]>, NoMemory>
    where
        T: Inert,
    {
        let length = self.len();
        let (start, end) = (start.min(length), end.clamp(start.min(length), length));
        self.reserve(new.len().saturating_sub(end - start))?;
        let inner = self.inner();
        let mut removed = SmallVec::with_capacity(end - start);
        // SAFETY: elements `start..end` are moved out, those behind are moved to their new place, and the gap is filled
        // with clones, which run no code (H7); room was reserved.
        unsafe {
            let base = inner.as_mut_ptr();
            for index in start..end {
                removed.push(base.add(index).read());
            }
            std::ptr::copy(base.add(end), base.add(start + new.len()), length - end);
            for (index, item) in new.iter().enumerate() {
                base.add(start + index).write(item.clone());
            }
            inner.set_len(length - (end - start) + new.len());
        }
        Ok(removed)
    }

    /// Appends elements by moving them from memory.
    ///
    /// # Safety
    /// `from[..count]` are values that pass to the vector when this succeeds.
    pub unsafe fn extend_from_raw(&self, from: *const T, count: usize) -> Result<(), NoMemory> {
        let inner = self.inner();
        inner.try_reserve_exact(count).map_err(|_| NoMemory)?;
        // SAFETY: room was reserved; the values are moved.
        unsafe {
            std::ptr::copy_nonoverlapping(from, inner.as_mut_ptr().add(inner.len()), count);
            inner.set_len(inner.len() + count);
        }
        Ok(())
    }

    /// Appends copies of elements, which must not lie in this vector.
    pub fn extend_from_slice(&self, new: &[T]) -> Result<(), NoMemory>
    where
        T: Inert,
    {
        let inner = self.inner();
        inner.try_reserve(new.len()).map_err(|_| NoMemory)?;
        inner.extend_from_slice(new);
        Ok(())
    }

    /// Cuts to `length`; the elements cut off come back.
    pub fn truncate(&self, length: usize) -> Vec<T> {
        let length = length.min(self.len());
        self.inner().drain(length..).collect()
    }
}

impl<T: Inert> Vector<T> {
    #[inline]
    pub fn get(&self, index: usize) -> Option<T> {
        self.inner().get(index).cloned()
    }

    /// A copy of all elements, outside the heap.
    pub fn snapshot(&self) -> Vec<T> {
        self.inner().iter().cloned().collect()
    }
}

/// Elements taken out of a [`Vector`] whole, free to be changed in place.
pub struct Taken<T>(HeapVec<T, CurrentHeap>);

impl<T> Taken<T> {
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        self.0.as_mut_slice()
    }

    pub fn as_slice(&self) -> &[T] {
        self.0.as_slice()
    }
}

impl<T> Drop for Taken<T> {
    fn drop(&mut self) {
        while let Some(last) = self.0.pop() {
            drop(last);
        }
    }
}

impl<T> Default for Taken<T> {
    fn default() -> Self {
        Taken(HeapVec::new_in(CurrentHeap))
    }
}

impl<T> From<Vec<T>> for Taken<T> {
    fn from(values: Vec<T>) -> Self {
        let mut taken = HeapVec::with_capacity_in(values.len(), CurrentHeap);
        taken.extend(values);
        Taken(taken)
    }
}
