//! The string object.
//!
//! Bytes are WTF-8 (UTF-8 that may hold lone surrogates), followed by one NUL byte for C. They lie behind the fields,
//! or, for instances of subclasses and for strings that grow in place, in storage of the heap.

use crate::object::alloc;
use crate::types::typeobject::Type;
use crate::value::Ref;
use ladon_heap::arena::{CurrentHeap, free_storage};
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, current};
use std::borrow::Cow;
use std::cell::Cell;
use std::hash::Hasher;
use std::ptr::NonNull;

#[repr(C)]
pub struct Str {
    pub head: Head,
    /// 0 = not computed yet.
    hash: Cell<i64>,
    bytes: Cell<NonNull<u8>>,
    byte_len: Cell<usize>,
    char_len: Cell<usize>,
    /// Capacity of out-of-line storage, NUL included; 0 = the bytes are inline.
    capacity: Cell<usize>,
    interned: Cell<bool>,
    /// Byte offsets of every 64th code point, built on demand for strings that are not ASCII.
    index: Cell<*mut OffsetIndex>,
}

crate::builtin_static!(Str, PyUnicode_Type);

const _: () = assert!(size_of::<Str>() == 72);

/// Byte offset of each 64th code point.
struct OffsetIndex(allocator_api2::vec::Vec<u32, CurrentHeap>);

pub fn str_type() -> &'static Type {
    &PyUnicode_Type
}

/// Counts code points of WTF-8.
pub fn count_chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

impl Str {
    /// A new string of exactly type `str`. The bytes must be WTF-8.
    pub fn try_from_wtf8(bytes: &[u8]) -> Result<Ref<Str>, NoMemory> {
        let chars = if bytes.is_ascii() { bytes.len() } else { count_chars(bytes) };
        Self::from_counted(bytes, chars)
    }

    /// As [`Str::try_from_wtf8`] for bytes whose code points have been counted.
    #[inline]
    pub fn from_counted(bytes: &[u8], chars: usize) -> Result<Ref<Str>, NoMemory> {
        // SAFETY: the tail is filled at once.
        unsafe {
            let object = alloc::alloc_with_tail::<Str>(Self::fields(bytes.len(), chars), bytes.len() + 1)?;
            let data = object.add(1).cast::<u8>();
            object.as_ref().bytes.set(data);
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), data.as_ptr(), bytes.len());
            data.add(bytes.len()).write(0);
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// Two texts one behind the other; surrogate halves that meet are left as they are.
    #[inline]
    pub fn joined(left: &Str, right: &Str) -> Result<Ref<Str>, NoMemory> {
        let (p, q) = (left.as_bytes(), right.as_bytes());
        let bytes = p.len().checked_add(q.len() + 1).ok_or(NoMemory)?;
        // SAFETY: the tail is filled at once.
        unsafe {
            let fields = Self::fields(bytes - 1, left.char_len() + right.char_len());
            let object = alloc::alloc_with_tail::<Str>(fields, bytes)?;
            let data = object.add(1).cast::<u8>();
            object.as_ref().bytes.set(data);
            std::ptr::copy_nonoverlapping(p.as_ptr(), data.as_ptr(), p.len());
            std::ptr::copy_nonoverlapping(q.as_ptr(), data.add(p.len()).as_ptr(), q.len());
            data.add(bytes - 1).write(0);
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// As [`Str::try_from_wtf8`] for UTF-8.
    pub fn try_new(text: &str) -> Result<Ref<Str>, NoMemory> {
        Self::try_from_wtf8(text.as_bytes())
    }

    /// A new short string (of a size that cannot fail).
    ///
    /// # Panics
    /// When the memory limit refuses more than a cell's worth: use [`Str::try_new`] for text of unknown size.
    pub fn new(text: &str) -> Ref<Str> {
        Self::try_new(text).expect("short strings fit")
    }

    /// Allocates and lets `fill` write the bytes (all of them, WTF-8, `chars` code points).
    pub fn with_counts(bytes: usize, chars: usize, fill: impl FnOnce(&mut [u8])) -> Result<Ref<Str>, NoMemory> {
        let fields = Self::fields(bytes, chars);
        // SAFETY: the tail is filled below before anything reads it.
        unsafe {
            let object = alloc::alloc_with_tail::<Str>(fields, bytes + 1)?;
            let data = object.add(1).cast::<u8>();
            object.as_ref().bytes.set(data);
            data.write_bytes(0, if bytes > 4096 { 0 } else { bytes });
            fill(std::slice::from_raw_parts_mut(data.as_ptr(), bytes));
            data.add(bytes).write(0);
            Ok(Ref::from_owned_ptr(object))
        }
    }

    fn fields(bytes: usize, chars: usize) -> Str {
        Str {
            head: alloc::head::<Str>(),
            hash: Cell::new(0),
            bytes: Cell::new(NonNull::dangling()),
            byte_len: Cell::new(bytes),
            char_len: Cell::new(chars),
            capacity: Cell::new(0),
            interned: Cell::new(false),
            index: Cell::new(std::ptr::null_mut()),
        }
    }

    /// A new instance of a subclass of `str`, with its own copy of the bytes.
    pub fn new_in(ty: &Type, text: &Str) -> Result<Ref<Str>, NoMemory> {
        let fields = Self::fields(text.byte_len.get(), text.char_len.get());
        let capacity = text.byte_len.get() + 1;
        let storage = current().try_alloc_storage(capacity).ok_or(NoMemory)?;
        // SAFETY: fresh storage of this size; the source has a NUL behind its bytes.
        unsafe { std::ptr::copy_nonoverlapping(text.bytes.get().as_ptr(), storage.as_ptr(), capacity) };
        fields.bytes.set(storage);
        fields.capacity.set(capacity);
        fields.hash.set(text.hash.get());
        Ok(alloc::alloc_in(ty, fields))
    }

    #[inline(always)]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: the bytes live as long as the object and are only changed while it has a single owner.
        unsafe { std::slice::from_raw_parts(self.bytes.get().as_ptr(), self.byte_len.get()) }
    }

    /// The text, unless it holds lone surrogates.
    pub fn to_str(&self) -> Option<&str> {
        if self.is_ascii() {
            // SAFETY: ASCII is UTF-8.
            return Some(unsafe { std::str::from_utf8_unchecked(self.as_bytes()) });
        }
        std::str::from_utf8(self.as_bytes()).ok()
    }

    /// The text with lone surrogates replaced: for messages only.
    pub fn to_string_lossy(&self) -> String {
        String::from_utf8_lossy(self.as_bytes()).into_owned()
    }

    /// As [`Str::to_string_lossy`] without a copy where possible.
    pub fn lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.as_bytes())
    }

    /// Length in code points.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        self.char_len.get()
    }

    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.byte_len.get()
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.byte_len.get() == self.char_len.get()
    }

    pub fn is_empty(&self) -> bool {
        self.byte_len.get() == 0
    }

    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.interned.get()
    }

    pub(crate) fn set_interned(&self) {
        self.interned.set(true);
    }

    #[inline(always)]
    pub fn hash(&self) -> i64 {
        let hash = self.hash.get();
        if hash != 0 { hash } else { self.compute_hash() }
    }

    #[cold]
    fn compute_hash(&self) -> i64 {
        let hash = hash_bytes(self.as_bytes());
        self.hash.set(hash);
        hash
    }

    /// Same text. Interned strings compare by address first.
    #[inline]
    pub fn equals(&self, other: &Str) -> bool {
        std::ptr::eq(self, other)
            || (self.byte_len.get() == other.byte_len.get()
                && !(self.interned.get()
                    && other.interned.get()
                    && self.head.is_immortal() == other.head.is_immortal())
                && self.as_bytes() == other.as_bytes())
    }

    /// Byte offset of the code point with this index (`index <= char_len`).
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index;
        }
        let bytes = self.as_bytes();
        let (mut at, mut seen) = self.nearest_indexed(index);
        while seen < index {
            at += utf8_width(bytes[at]);
            seen += 1;
        }
        at
    }

    fn nearest_indexed(&self, index: usize) -> (usize, usize) {
        if self.char_len.get() < 128 || self.head.is_immortal() || self.byte_len.get() > u32::MAX as usize {
            return (0, 0);
        }
        if self.index.get().is_null() {
            self.build_index();
        }
        if self.index.get().is_null() {
            return (0, 0);
        }
        // SAFETY: built just now or before, owned by this string.
        let offsets = unsafe { &(*self.index.get()).0 };
        let entry = (index / 64).min(offsets.len() - 1);
        (offsets[entry] as usize, entry * 64)
    }

    #[cold]
    fn build_index(&self) {
        let mut offsets = allocator_api2::vec::Vec::new_in(CurrentHeap);
        if offsets.try_reserve_exact(self.char_len.get() / 64 + 1).is_err() {
            // Indexing works without, only slower.
            return;
        }
        let starts = self.as_bytes().iter().enumerate().filter(|(_, b)| (**b as i8) >= -0x40);
        offsets.extend(starts.step_by(64).map(|(at, _)| at as u32));
        let index = allocator_api2::boxed::Box::new_in(OffsetIndex(offsets), CurrentHeap);
        self.index.set(allocator_api2::boxed::Box::into_raw(index));
    }

    /// Appends in place when this is the only reference and the type is exactly `str`; false = not possible.
    ///
    /// # Safety
    /// The caller owns the only reference (count 1) and nobody borrows the bytes.
    pub unsafe fn append_in_place(&self, tail: &Str) -> Result<bool, NoMemory> {
        if self.head.refcount.get() != 1 || self.interned.get() || tail.is_empty() {
            return Ok(false);
        }
        let old = self.byte_len.get();
        let needed = old.checked_add(tail.byte_len.get() + 1).ok_or(NoMemory)?;
        if self.capacity.get() < needed {
            if self.capacity.get() == 0 && old < 256 {
                return Ok(false);
            }
            self.grow_storage(needed + needed / 4)?;
        }
        // SAFETY: the storage has room; source and target do not overlap (different objects).
        unsafe {
            let end = self.bytes.get().add(old);
            std::ptr::copy_nonoverlapping(tail.bytes.get().as_ptr(), end.as_ptr(), tail.byte_len.get());
            end.add(tail.byte_len.get()).write(0);
        }
        self.byte_len.set(needed - 1);
        self.char_len.set(self.char_len.get() + tail.char_len.get());
        self.hash.set(0);
        self.drop_index();
        Ok(true)
    }

    /// Puts other text in place of this one: for strings that C writes to.
    ///
    /// # Safety
    /// The caller owns the only reference, the string is not interned, and nobody borrows the bytes.
    pub unsafe fn overwrite(&self, bytes: &[u8]) -> Result<(), NoMemory> {
        let capacity = bytes.len().checked_add(1).ok_or(NoMemory)?;
        let storage = current().try_alloc_storage(capacity).ok_or(NoMemory)?;
        // SAFETY: fresh storage of this size; the old storage, if any, is this string's own (H4).
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), storage.as_ptr(), bytes.len());
            storage.add(bytes.len()).write(0);
            if self.capacity.get() != 0 {
                free_storage(self.bytes.get(), self.capacity.get());
            }
        }
        self.bytes.set(storage);
        self.capacity.set(capacity);
        self.byte_len.set(bytes.len());
        self.char_len.set(count_chars(bytes));
        self.hash.set(0);
        self.drop_index();
        Ok(())
    }

    fn grow_storage(&self, capacity: usize) -> Result<(), NoMemory> {
        use allocator_api2::alloc::Allocator;
        let old_capacity = self.capacity.get();
        let layout = |size| std::alloc::Layout::from_size_align(size, 1).map_err(|_| NoMemory);
        // SAFETY: H4: the storage, if any, is this string's own.
        let storage = unsafe {
            if old_capacity == 0 {
                let fresh = CurrentHeap.allocate(layout(capacity)?).map_err(|_| NoMemory)?.cast::<u8>();
                std::ptr::copy_nonoverlapping(self.bytes.get().as_ptr(), fresh.as_ptr(), self.byte_len.get() + 1);
                fresh
            } else {
                let (old, new) = (layout(old_capacity)?, layout(capacity)?);
                CurrentHeap.grow(self.bytes.get(), old, new).map_err(|_| NoMemory)?.cast::<u8>()
            }
        };
        self.bytes.set(storage);
        self.capacity.set(capacity);
        Ok(())
    }

    fn drop_index(&self) {
        let index = self.index.replace(std::ptr::null_mut());
        if !index.is_null() {
            // SAFETY: made by `build_index`.
            drop(unsafe { allocator_api2::boxed::Box::from_raw_in(index, CurrentHeap) });
        }
    }

    /// A string that the runtime owns; only while it starts.
    pub fn shared(text: &str) -> Ref<Str> {
        crate::types::str::intern::shared(text)
    }
}

impl Drop for Str {
    fn drop(&mut self) {
        self.drop_index();
        if self.capacity.get() != 0 {
            // SAFETY: H4: the storage is this string's own.
            unsafe { free_storage(self.bytes.get(), self.capacity.get()) };
        }
        if self.interned.get() {
            crate::types::str::intern::forget(self);
        }
    }
}

/// Width in bytes of the code point that begins with this byte.
#[inline(always)]
pub fn utf8_width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The hash of str and bytes: SipHash-1-3 with a key of the process; never 0 or -1.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    if bytes.is_empty() {
        return 0;
    }
    let (k0, k1) = crate::runtime::hash_key();
    let mut hasher = siphasher::sip::SipHasher13::new_with_keys(k0, k1);
    hasher.write(bytes);
    match hasher.finish() as i64 {
        0 => 1,
        -1 => -2,
        hash => hash,
    }
}
