//! The value word.
//!
//! ```text
//! 0000 pppp pppp pppp   pointer to an object (a `*mut PyObject` is a `Value`)
//! 0001 .... to fffd     a float: its bits plus 2^48 (NaNs beyond 0xFFFC… are made canonical first)
//! fffe .... to ffff     a small int: 15 tag bits, 49 bits of two's complement
//! 0000 0000 0000 0000   no value (`None` of `Option<Value>`, an unbound register)
//! ```
//!
//! [`Value`] owns a reference: `Clone` counts up, `Drop` counts down. A borrowed value is `&Value`; a typed owned
//! pointer is [`Ref<T>`], a typed borrow `&T`. None of them is `Send`.
//!
//! Invariants: **E1** a word with upper 16 bits zero and not zero is the address of a live object; **E2** an object
//! whose type is, or derives from, `T::type_object()` begins with the fields of `T`.

use crate::object::{dealloc, stress};
use crate::types::Type;
use crate::types::define::Builtin;
use ladon_heap::Head;
use ladon_heap::primitive::Inert;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::num::NonZeroU64;
use std::ops::Deref;
use std::ptr::NonNull;

pub const INT_TAG: u64 = 0xFFFE_0000_0000_0000;
pub const FLOAT_OFFSET: u64 = 1 << 48;
const POINTER_SHIFT: u32 = 48;
/// Smallest and largest int that fits in the word.
pub const SMALL_MIN: i64 = -(1 << 48);
pub const SMALL_MAX: i64 = (1 << 48) - 1;

/// An owned value in one word.
#[repr(transparent)]
pub struct Value(NonZeroU64, PhantomData<*mut ()>);

const _: () = assert!(size_of::<Option<Value>>() == 8);

/// Pointer to an object of unknown type.
pub type ObjectPtr = NonNull<Head>;

impl Value {
    #[inline(always)]
    pub const fn bits(&self) -> u64 {
        self.0.get()
    }

    /// A value from its word, taking over the reference it stands for.
    ///
    /// # Safety
    /// The word is a value (E1) and one reference is handed over with it.
    #[inline(always)]
    pub const unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: the caller's promise: a value is never zero.
        Value(unsafe { NonZeroU64::new_unchecked(bits) }, PhantomData)
    }

    #[inline(always)]
    pub fn into_bits(self) -> u64 {
        ManuallyDrop::new(self).bits()
    }

    /// Takes over a reference to an object.
    ///
    /// # Safety
    /// The object is live and the caller owned one reference.
    #[inline(always)]
    pub unsafe fn from_owned_ptr(object: ObjectPtr) -> Value {
        // SAFETY: E1.
        unsafe { Value::from_bits(object.as_ptr().addr() as u64) }
    }

    /// A new reference to a live object.
    ///
    /// # Safety
    /// The object is live.
    #[inline(always)]
    pub unsafe fn from_borrowed_ptr(object: ObjectPtr) -> Value {
        // SAFETY: E1.
        unsafe {
            object.as_ref().retain();
            Value::from_owned_ptr(object)
        }
    }

    /// A small int; `None` when it does not fit in 49 bits.
    #[inline(always)]
    pub const fn small_int(value: i64) -> Option<Value> {
        if value >= SMALL_MIN && value <= SMALL_MAX { Some(Value::small_unchecked(value)) } else { None }
    }

    /// A small int known to fit (indices, lengths, characters).
    #[inline(always)]
    pub const fn small_unchecked(value: i64) -> Value {
        // SAFETY: the tag makes it a value.
        unsafe { Value::from_bits(Value::small_bits(value)) }
    }

    /// The word of a small int known to fit.
    #[inline(always)]
    pub const fn small_bits(value: i64) -> u64 {
        INT_TAG | (value as u64 & !INT_TAG)
    }

    #[inline(always)]
    pub const fn float(value: f64) -> Value {
        let bits = value.to_bits();
        let bits = if bits >= 0xFFFD_0000_0000_0000 { 0x7FF8_0000_0000_0000 } else { bits };
        // SAFETY: below the int tag, above the pointers.
        unsafe { Value::from_bits(bits.wrapping_add(FLOAT_OFFSET)) }
    }

    #[inline(always)]
    pub const fn is_pointer(&self) -> bool {
        self.bits() >> POINTER_SHIFT == 0
    }

    #[inline(always)]
    pub const fn is_small_int(&self) -> bool {
        self.bits() >= INT_TAG
    }

    #[inline(always)]
    pub const fn is_float_word(&self) -> bool {
        self.bits().wrapping_sub(FLOAT_OFFSET) < INT_TAG - FLOAT_OFFSET
    }

    #[inline(always)]
    pub const fn as_small_int(&self) -> Option<i64> {
        if self.is_small_int() { Some(self.small_int_unchecked()) } else { None }
    }

    /// The payload of a word known to be a small int.
    #[inline(always)]
    pub const fn small_int_unchecked(&self) -> i64 {
        ((self.bits() << 15) as i64) >> 15
    }

    #[inline(always)]
    pub const fn as_float_word(&self) -> Option<f64> {
        if self.is_float_word() { Some(f64::from_bits(self.bits() - FLOAT_OFFSET)) } else { None }
    }

    /// The object, when the word is a pointer.
    #[inline(always)]
    pub const fn as_object(&self) -> Option<&Head> {
        if self.is_pointer() {
            // SAFETY: E1.
            Some(unsafe { &*(self.bits() as *const Head) })
        } else {
            None
        }
    }

    #[inline(always)]
    pub fn as_ptr(&self) -> Option<ObjectPtr> {
        if self.is_pointer() { NonNull::new(self.bits() as *mut Head) } else { None }
    }

    /// The type; `int` and `float` for words without an object.
    #[inline(always)]
    pub fn type_of(&self) -> &Type {
        match self.as_object() {
            // SAFETY: E1: a live object has a type, and an object keeps its type alive.
            Some(head) => unsafe { &*head.type_word.get().cast::<Type>() },
            None if self.is_small_int() => crate::types::int::type_object(),
            None => crate::types::float::type_object(),
        }
    }

    /// Same object, or the same number word.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.bits() == other.bits()
    }

    /// Whether this is an object whose type is exactly `T`'s.
    #[inline(always)]
    pub fn is_exact<T: Builtin>(&self) -> bool {
        match self.as_object() {
            Some(head) => std::ptr::eq(head.type_word.get().cast::<Type>(), T::type_object()),
            None => false,
        }
    }

    /// Borrows the object as `T` when its type is exactly `T`'s.
    #[inline(always)]
    pub fn exact<T: Builtin>(&self) -> Option<&T> {
        // SAFETY: E2.
        if self.is_exact::<T>() { Some(unsafe { &*(self.bits() as *const T) }) } else { None }
    }

    /// Borrows the object as `T` when its type is `T`'s or derives from it.
    #[inline]
    pub fn downcast<T: Builtin>(&self) -> Option<&T> {
        let head = self.as_object()?;
        let ty = head.type_word.get().cast::<Type>();
        // SAFETY: E1, E2.
        unsafe {
            if std::ptr::eq(ty, T::type_object()) || (*ty).is_subtype(T::type_object()) {
                Some(&*(self.bits() as *const T))
            } else {
                None
            }
        }
    }

    /// Borrows the object as `T` without a check.
    ///
    /// # Safety
    /// E2 holds: the type was checked before.
    #[inline(always)]
    pub unsafe fn downcast_unchecked<T: Builtin>(&self) -> &T {
        // SAFETY: E2.
        unsafe { &*(self.bits() as *const T) }
    }

    /// A new reference to the object that a typed borrow stands for.
    #[inline(always)]
    pub fn of<T: Builtin>(object: &T) -> Value {
        // SAFETY: a `&T` of a builtin type is always the head of a live object (objects are only made by `alloc`).
        unsafe { Value::from_borrowed_ptr(NonNull::from(object).cast()) }
    }

    pub fn is_none(&self) -> bool {
        self.bits() == crate::types::singletons::none_bits()
    }

    pub fn is_true(&self) -> bool {
        self.bits() == crate::types::singletons::true_bits()
    }

    pub fn is_false(&self) -> bool {
        self.bits() == crate::types::singletons::false_bits()
    }

    /// `None`, `True` and `False` cost nothing: immortal addresses.
    pub fn none() -> Value {
        // SAFETY: a static, immortal object.
        unsafe { Value::from_bits(crate::types::singletons::none_bits()) }
    }

    #[inline(always)]
    pub fn bool(value: bool) -> Value {
        let bits = if value { crate::types::singletons::true_bits() } else { crate::types::singletons::false_bits() };
        // SAFETY: static, immortal objects.
        unsafe { Value::from_bits(bits) }
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Self {
        if let Some(head) = self.as_object() {
            if cfg!(ladon_stress) {
                stress::check_alive(head);
            }
            head.retain();
        }
        // SAFETY: the reference was counted just now.
        unsafe { Value::from_bits(self.bits()) }
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if cfg!(ladon_stress)
            && let Some(head) = self.as_object()
        {
            stress::check_counted(head);
        }
        if let Some(head) = self.as_object()
            && head.release()
        {
            dealloc::dealloc(NonNull::from(head));
        }
    }
}

// SAFETY: cloning counts a reference and calls nothing.
unsafe impl Inert for Value {}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.as_small_int(), self.as_float_word()) {
            (Some(i), _) => write!(f, "{i}"),
            (_, Some(x)) => write!(f, "{x:?}"),
            _ => write!(f, "<{} at {:#x}>", self.type_of().short_name(), self.bits()),
        }
    }
}

/// An owned reference to an object of a known type.
#[repr(transparent)]
pub struct Ref<T: Builtin>(Value, PhantomData<T>);

impl<T: Builtin> Ref<T> {
    /// # Safety
    /// `object` is live, of type `T` or derived from it, and one reference is handed over.
    #[inline(always)]
    pub unsafe fn from_owned_ptr(object: NonNull<T>) -> Ref<T> {
        // SAFETY: forwarded.
        Ref(unsafe { Value::from_owned_ptr(object.cast()) }, PhantomData)
    }

    /// A new reference from a borrow.
    #[inline(always)]
    pub fn of(object: &T) -> Ref<T> {
        Ref(Value::of(object), PhantomData)
    }

    /// Checks the type; gives the value back when it does not fit.
    pub fn from_value(value: Value) -> Result<Ref<T>, Value> {
        if value.downcast::<T>().is_some() { Ok(Ref(value, PhantomData)) } else { Err(value) }
    }

    /// The object for the rest of the process.
    ///
    /// # Safety
    /// It lies on the shared heap and is immortal.
    pub unsafe fn leak(self) -> &'static T {
        // SAFETY: the caller's promise.
        unsafe { &*(self.0.into_bits() as *const T) }
    }

    #[inline(always)]
    pub fn as_value(&self) -> &Value {
        &self.0
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        self.0
    }
}

impl<T: Builtin> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: E2: checked when the reference was made.
        unsafe { self.0.downcast_unchecked() }
    }
}

impl<T: Builtin> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Ref(self.0.clone(), PhantomData)
    }
}

impl<T: Builtin> From<Ref<T>> for Value {
    #[inline(always)]
    fn from(reference: Ref<T>) -> Value {
        reference.0
    }
}

// SAFETY: cloning counts a reference and calls nothing.
unsafe impl<T: Builtin> Inert for Ref<T> {}
