//! The int object: sign and limbs. Any int may be an object (C asked for one, or an instance of a subclass), so code
//! that reads ints takes both forms through [`as_i64`] and [`magnitude`].

use crate::object::alloc;
use crate::types::Type;
use crate::value::{Ref, SMALL_MAX, Value};
use ladon_heap::arena::free_storage;
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, current};
use std::cell::Cell;
use std::ptr::NonNull;

#[repr(C)]
pub struct Int {
    pub head: Head,
    /// The number as a word (the bits of a `Value`), so that it crosses from C quickly; 0 when it is too large for one.
    word: Cell<u64>,
    /// Number of limbs, negative for negative numbers, 0 for zero; [`UNSETTLED`].
    size: Cell<i32>,
    /// Limbs lie in storage of their own (instances of subclasses); else behind the fields.
    apart: Cell<bool>,
    /// Little-endian 64-bit limbs, the last one not zero.
    pub(super) limbs: Cell<*const u64>,
}

/// In place of the size: only the word is up to date, size and limb are written when somebody asks for them. Such an object
/// has room for one limb behind its fields.
const UNSETTLED: i32 = i32::MIN;

crate::builtin_static!(Int, PyLong_Type);

#[inline(always)]
pub fn type_object() -> &'static Type {
    &PyLong_Type
}

/// An int of any size.
#[inline(always)]
pub fn from_i64(value: i64) -> Value {
    match Value::small_int(value) {
        Some(small) => small,
        None => Int::object_from_i64(value).into_value(),
    }
}

pub fn from_u64(value: u64) -> Value {
    match i64::try_from(value) {
        Ok(value) => from_i64(value),
        Err(_) => Int::new_object(false, &[value]).expect("one limb fits").into_value(),
    }
}

pub fn from_usize(value: usize) -> Value {
    from_u64(value as u64)
}

/// The number, when `value` is an int (or an instance of a subclass, `bool` included) within 64 bits.
#[inline(always)]
pub fn as_i64(value: &Value) -> Option<i64> {
    if value.is_small_int() {
        return Some(value.small_int_unchecked());
    }
    value.downcast::<Int>()?.to_i64()
}

/// Whether `value` is an int in either form, or an instance of a subclass.
#[inline]
pub fn is_int(value: &Value) -> bool {
    value.is_small_int() || value.downcast::<Int>().is_some()
}

/// Sign and limbs of an int in either form, handed to `read`.
pub fn with_limbs<R>(value: &Value, read: impl FnOnce(bool, &[u64]) -> R) -> Option<R> {
    if let Some(small) = value.as_small_int() {
        let limb = [small.unsigned_abs()];
        return Some(read(small < 0, if small == 0 { &[] } else { &limb }));
    }
    let int = value.downcast::<Int>()?;
    Some(read(int.is_negative(), int.limbs()))
}

impl Int {
    /// A static int for `True` and `False`.
    pub const fn immortal_static(value: u8, one: &'static [u64; 1]) -> Int {
        Int {
            head: Head::immortal(std::ptr::null()),
            word: Cell::new(Value::small_bits(value as i64)),
            size: Cell::new(value as i32),
            apart: Cell::new(true),
            limbs: Cell::new(one.as_ptr()),
        }
    }

    /// A static int object, with its magnitude as a limb.
    pub const fn small_static(type_word: *const (), value: i64, limb: &'static [u64; 1]) -> Int {
        Int {
            head: Head::immortal(type_word),
            word: Cell::new(Value::small_bits(value)),
            size: Cell::new(value.signum() as i32),
            apart: Cell::new(true),
            limbs: Cell::new(limb.as_ptr()),
        }
    }

    /// The int as an object, also when it would fit in a word.
    pub fn object_from_i64(value: i64) -> Ref<Int> {
        Self::new_object(value < 0, &[value.unsigned_abs()]).expect("one limb fits")
    }

    /// An int object; leading zero limbs are cut off.
    pub fn new_object(negative: bool, limbs: &[u64]) -> Result<Ref<Int>, NoMemory> {
        let length = significant(limbs);
        let fields = Self::fields(negative, &limbs[..length])?;
        // SAFETY: the tail is filled at once.
        unsafe {
            let object = alloc::alloc_with_tail::<Int>(fields, length * 8)?;
            let target = object.add(1).cast::<u64>();
            std::ptr::copy_nonoverlapping(limbs.as_ptr(), target.as_ptr(), length);
            object.as_ref().limbs.set(target.as_ptr());
            Ok(Ref::from_owned_ptr(object))
        }
    }

    /// Whether the object has room for one limb behind its fields, and uses it.
    #[inline(always)]
    pub fn has_one_limb(&self) -> bool {
        self.size.get() == UNSETTLED || (self.size.get().unsigned_abs() == 1 && !self.apart.get())
    }

    /// Makes an object that [`Int::has_one_limb`], and that nobody refers to, another number, which is not zero and fits in
    /// a word.
    #[inline(always)]
    pub fn set_one_limb(&self, value: i64) {
        self.word.set(Value::small_bits(value));
        self.size.set(UNSETTLED);
    }

    /// Writes what [`Int::set_one_limb`] left out.
    #[cold]
    fn settle(&self) {
        let value = self.as_word().map_or(0, |word| word.small_int_unchecked());
        self.size.set(value.signum() as i32);
        // SAFETY: E2: one limb lies behind the fields of an unsettled object.
        unsafe { self.limbs.get().cast_mut().write(value.unsigned_abs()) };
    }

    /// All but the limbs, which have no leading zeros; `NoMemory` beyond 16 GiB.
    pub(super) fn fields(negative: bool, limbs: &[u64]) -> Result<Int, NoMemory> {
        let length = i32::try_from(limbs.len()).map_err(|_| NoMemory)?;
        let word = match limbs {
            [] => Value::small_bits(0),
            [limb] if *limb <= SMALL_MAX as u64 => {
                Value::small_bits(if negative { -(*limb as i64) } else { *limb as i64 })
            }
            _ => 0,
        };
        Ok(Int {
            head: alloc::head::<Int>(),
            word: Cell::new(word),
            size: Cell::new(if negative { -length } else { length }),
            apart: Cell::new(false),
            limbs: Cell::new(NonNull::dangling().as_ptr()),
        })
    }

    /// The number as a value without an object. (The least number of a word is among those that say `None`.)
    #[inline(always)]
    pub fn as_word(&self) -> Option<Value> {
        let word = self.word.get();
        // SAFETY: E1: the bits of a small int own nothing.
        (word != 0).then(|| unsafe { Value::from_bits(word) })
    }

    /// The int with this sign and these limbs, in the word when it fits.
    pub fn value_from_limbs(negative: bool, limbs: &[u64]) -> Result<Value, NoMemory> {
        let length = significant(limbs);
        match (length, limbs.first()) {
            (0, _) => return Ok(Value::small_unchecked(0)),
            (1, Some(&limb)) if limb <= 1 << 48 => {
                let value = if negative { -(limb as i64) } else { limb as i64 };
                if let Some(small) = Value::small_int(value) {
                    return Ok(small);
                }
            }
            _ => {}
        }
        Ok(Self::new_object(negative, limbs)?.into_value())
    }

    /// An instance of a subclass of `int`.
    pub fn new_in(ty: &Type, negative: bool, limbs: &[u64]) -> Result<Ref<Int>, NoMemory> {
        let length = significant(limbs);
        let fields = Self::fields(negative, &limbs[..length])?;
        if length > 0 {
            let storage = current().try_alloc_storage(length * 8).ok_or(NoMemory)?.cast::<u64>();
            // SAFETY: fresh storage of this size.
            unsafe { std::ptr::copy_nonoverlapping(limbs.as_ptr(), storage.as_ptr(), length) };
            fields.limbs.set(storage.as_ptr());
            fields.apart.set(true);
        }
        Ok(alloc::alloc_in(ty, fields))
    }

    #[inline]
    pub fn limbs(&self) -> &[u64] {
        if self.size.get() == UNSETTLED {
            self.settle();
        }
        // SAFETY: limbs live as long as the object and never change.
        unsafe { std::slice::from_raw_parts(self.limbs.get(), self.size.get().unsigned_abs() as usize) }
    }

    pub fn is_negative(&self) -> bool {
        if self.size.get() == UNSETTLED {
            self.settle();
        }
        self.size.get() < 0
    }

    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        if let Some(word) = self.as_word() {
            return Some(word.small_int_unchecked());
        }
        match self.limbs() {
            [] => Some(0),
            [limb] if self.is_negative() => 0i64.checked_sub_unsigned(*limb),
            [limb] => i64::try_from(*limb).ok(),
            _ => None,
        }
    }
}

fn significant(limbs: &[u64]) -> usize {
    limbs.iter().rposition(|&limb| limb != 0).map_or(0, |last| last + 1)
}

impl Drop for Int {
    fn drop(&mut self) {
        let length = self.size.get().unsigned_abs() as usize;
        if self.apart.get() && length > 0 {
            // SAFETY: H4: storage of this object alone.
            unsafe { free_storage(NonNull::new_unchecked(self.limbs.get().cast_mut().cast()), length * 8) };
        }
    }
}
