//! The buffer of a deque: a ring of slots on the interpreter's heap, a power of two of them.

use ladon_heap::Vector;
use ladon_heap::primitive::NoMemory;
use ladon_vm::value::Value;
use std::cell::Cell;

const SMALLEST: usize = 8;

pub struct Ring {
    slots: Vector<Option<Value>>,
    first: Cell<usize>,
    len: Cell<usize>,
}

impl Ring {
    pub const fn new() -> Ring {
        Ring { slots: Vector::EMPTY, first: Cell::new(0), len: Cell::new(0) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// The slot of the item at `index`; the ring has slots.
    #[inline(always)]
    fn slot(&self, index: usize) -> usize {
        self.first.get().wrapping_add(index) & self.slots.len().wrapping_sub(1)
    }

    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        if index >= self.len() {
            return None;
        }
        self.slots.get(self.slot(index)).flatten()
    }

    /// Replaces the item at `index`, which must exist; the old one comes back.
    pub fn replace(&self, index: usize, item: Value) -> Option<Value> {
        if index >= self.len() {
            return Some(item);
        }
        self.slots.replace(self.slot(index), Some(item)).flatten()
    }

    #[inline]
    pub fn push_back(&self, item: Value) -> Result<(), NoMemory> {
        if self.len() == self.slots.len() {
            self.grow()?;
        }
        self.slots.replace(self.slot(self.len()), Some(item));
        self.len.set(self.len() + 1);
        Ok(())
    }

    #[inline]
    pub fn push_front(&self, item: Value) -> Result<(), NoMemory> {
        if self.len() == self.slots.len() {
            self.grow()?;
        }
        self.first.set(self.slot(self.slots.len() - 1));
        self.slots.replace(self.first.get(), Some(item));
        self.len.set(self.len() + 1);
        Ok(())
    }

    #[inline]
    pub fn pop_front(&self) -> Option<Value> {
        let len = self.len().checked_sub(1)?;
        let item = self.slots.replace(self.first.get(), None).flatten();
        self.first.set(self.slot(1));
        self.len.set(len);
        self.spare(len);
        item
    }

    #[inline]
    pub fn pop_back(&self) -> Option<Value> {
        let len = self.len().checked_sub(1)?;
        let item = self.slots.replace(self.slot(len), None).flatten();
        self.len.set(len);
        self.spare(len);
        item
    }

    /// Swaps two items.
    pub fn swap(&self, a: usize, b: usize) {
        self.slots.swap(self.slot(a), self.slot(b));
    }

    /// Makes the item at `count` the first; those before it come last. `count` is at most the length.
    pub fn rotate_left(&self, count: usize) {
        let len = self.len();
        if len == self.slots.len() {
            if len > 0 {
                self.first.set(self.slot(count));
            }
        } else if count <= len / 2 {
            for _ in 0..count {
                let target = self.slot(len);
                self.slots.swap(self.first.get(), target);
                self.first.set(self.slot(1));
            }
        } else {
            for _ in 0..len - count {
                let target = self.slot(self.slots.len() - 1);
                self.slots.swap(self.slot(len - 1), target);
                self.first.set(target);
            }
        }
    }

    /// Takes all items out, to be dropped by the caller.
    pub fn take_all(&self) -> impl Sized {
        self.first.set(0);
        self.len.set(0);
        self.slots.take_all()
    }

    #[cold]
    fn grow(&self) -> Result<(), NoMemory> {
        self.resize((self.slots.len() * 2).max(SMALLEST))
    }

    /// Gives memory back when little of it is used.
    #[inline(always)]
    fn spare(&self, len: usize) {
        if self.slots.len() > 256 && len < self.slots.len() / 8 {
            // Without memory for a smaller buffer the larger one stays.
            let _ = self.resize(self.slots.len() / 4);
        }
    }

    #[cold]
    fn resize(&self, size: usize) -> Result<(), NoMemory> {
        let larger = Vector::with_capacity(size)?;
        for index in 0..self.len() {
            larger.push(self.slots.replace(self.slot(index), None).flatten())?;
        }
        while larger.len() < size {
            larger.push(None)?;
        }
        drop(self.slots.replace_all(larger.take_all()));
        self.first.set(0);
        Ok(())
    }

    pub fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        for index in 0..self.len() {
            self.get(index).iter().for_each(&mut *visitor);
        }
    }

    pub fn capacity(&self) -> usize {
        self.slots.len()
    }
}
