//! References to Python objects: `&Object` borrows one, `Owned` owns one.

use core::cell::UnsafeCell;
use core::ffi::c_char;
use core::marker::PhantomData;
use core::ops::Deref;
use core::ptr::NonNull;

use crate::ffi;
use crate::raise::{Raised, Result};

/// A Python object, always behind a reference; its memory belongs to the runtime.
#[repr(C)]
pub struct Object {
    opaque: UnsafeCell<[u8; 0]>,
    not_send: PhantomData<*mut ()>,
}

/// One owned reference.
#[repr(transparent)]
pub struct Owned(NonNull<ffi::PyObject>);

pub(crate) type New1 = unsafe extern "C" fn(*mut ffi::PyObject) -> *mut ffi::PyObject;
pub(crate) type New2 = unsafe extern "C" fn(*mut ffi::PyObject, *mut ffi::PyObject) -> *mut ffi::PyObject;

impl Object {
    /// # Safety
    /// `ptr` points to an object that lives throughout `'a`.
    pub unsafe fn from_ptr<'a>(ptr: *mut ffi::PyObject) -> &'a Object {
        // SAFETY: the caller's promise; `Object` is opaque and of size 0.
        unsafe { &*ptr.cast() }
    }

    pub fn as_ptr(&self) -> *mut ffi::PyObject {
        (&raw const *self).cast_mut().cast()
    }

    /// One more reference.
    pub fn new_ref(&self) -> Owned {
        // SAFETY: X2.
        unsafe { ffi::Py_IncRef(self.as_ptr()) };
        Owned(NonNull::from(self).cast())
    }

    pub fn is(&self, other: &Object) -> bool {
        self.as_ptr() == other.as_ptr()
    }

    pub fn is_none(&self) -> bool {
        // SAFETY: X1; the address of a static of the runtime.
        self.as_ptr() == unsafe { ffi::Py_None() }
    }

    /// Calls an API function that takes this object and returns a new reference.
    pub(crate) fn new1(&self, function: New1) -> Result<Owned> {
        // SAFETY: X1, X2, X3.
        unsafe { Owned::from_new(function(self.as_ptr())) }
    }

    pub(crate) fn new2(&self, function: New2, other: &Object) -> Result<Owned> {
        // SAFETY: X1, X2, X3.
        unsafe { Owned::from_new(function(self.as_ptr(), other.as_ptr())) }
    }

    pub fn type_of(&self) -> &Object {
        // SAFETY: X2; an object keeps its type alive.
        unsafe { Object::from_ptr(ffi::Py_TYPE(self.as_ptr()).cast()) }
    }

    fn has_type_flag(&self, flag: core::ffi::c_ulong) -> bool {
        // SAFETY: X1, X2.
        unsafe { ffi::PyType_GetFlags(ffi::Py_TYPE(self.as_ptr())) & flag != 0 }
    }

    pub fn is_int(&self) -> bool {
        self.has_type_flag(ffi::Py_TPFLAGS_LONG_SUBCLASS)
    }

    pub fn is_tuple(&self) -> bool {
        self.has_type_flag(ffi::Py_TPFLAGS_TUPLE_SUBCLASS)
    }

    pub fn is_str(&self) -> bool {
        self.has_type_flag(ffi::Py_TPFLAGS_UNICODE_SUBCLASS)
    }

    pub fn is_bytes(&self) -> bool {
        self.has_type_flag(ffi::Py_TPFLAGS_BYTES_SUBCLASS)
    }

    fn has_exact_type(&self, exact: *mut ffi::PyTypeObject) -> bool {
        // SAFETY: X2.
        unsafe { ffi::Py_TYPE(self.as_ptr()) == exact }
    }

    pub fn is_exact_int(&self) -> bool {
        self.has_exact_type(&raw mut ffi::PyLong_Type)
    }

    pub fn is_exact_float(&self) -> bool {
        self.has_exact_type(&raw mut ffi::PyFloat_Type)
    }

    pub fn is_bool(&self) -> bool {
        self.has_exact_type(&raw mut ffi::PyBool_Type)
    }

    pub fn is_bytearray(&self) -> bool {
        self.has_exact_type(&raw mut ffi::PyByteArray_Type)
            // SAFETY: X1, X2.
            || unsafe { ffi::PyType_IsSubtype(ffi::Py_TYPE(self.as_ptr()), &raw mut ffi::PyByteArray_Type) != 0 }
    }

    /// The `__name__` of the object's type, for messages.
    pub fn type_name(&self) -> String {
        // SAFETY: X1, X2, X3.
        let name = unsafe { Owned::from_new(ffi::PyType_GetName(ffi::Py_TYPE(self.as_ptr()))) };
        match name.as_ref().map(|name| name.as_str()) {
            Ok(Ok(name)) => name.to_string(),
            Ok(Err(raised)) => {
                raised.clear();
                "?".to_string()
            }
            Err(_) => {
                Raised::pending().clear();
                "?".to_string()
            }
        }
    }

    pub fn attr(&self, name: &Object) -> Result<Owned> {
        self.new2(ffi::PyObject_GetAttr, name)
    }

    /// The attribute, or `None` where the lookup raises AttributeError.
    pub fn attr_opt(&self, name: &Object) -> Result<Option<Owned>> {
        match self.attr(name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if raised.is_attribute_error() => {
                raised.clear();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    pub fn call<const N: usize>(&self, args: [&Object; N]) -> Result<Owned> {
        let args = Owned::tuple(args.iter().map(|arg| Ok(arg.new_ref())))?;
        // SAFETY: X1, X2, X3; NULL stands for "no keywords".
        unsafe { Owned::from_new(ffi::PyObject_Call(self.as_ptr(), args.as_ptr(), core::ptr::null_mut())) }
    }

    pub fn iter(&self) -> Result<Iter> {
        self.new1(ffi::PyObject_GetIter).map(Iter)
    }

    pub fn to_tuple(&self) -> Result<Owned> {
        self.new1(ffi::PySequence_Tuple)
    }

    /// Length of a tuple.
    pub fn tuple_len(&self) -> usize {
        // SAFETY: X1, X2; for what is no tuple the answer is -1.
        let len = unsafe { ffi::PyTuple_Size(self.as_ptr()) };
        usize::try_from(len).unwrap_or(0)
    }

    /// Item of a tuple.
    pub fn tuple_item(&self, index: usize) -> Result<&Object> {
        // SAFETY: X1, X2, X3; a tuple keeps its items.
        unsafe {
            let item = ffi::PyTuple_GetItem(self.as_ptr(), index as ffi::Py_ssize_t);
            if item.is_null() { Err(Raised::pending()) } else { Ok(Object::from_ptr(item)) }
        }
    }

    /// The text of a `str`; UnicodeEncodeError for lone surrogates, TypeError for other types.
    pub fn as_str(&self) -> Result<&str> {
        let mut len = 0;
        // SAFETY: X1, X2, X3; a str keeps its UTF-8 form as long as it lives.
        unsafe {
            let data = ffi::PyUnicode_AsUTF8AndSize(self.as_ptr(), &mut len);
            if data.is_null() {
                return Err(Raised::pending());
            }
            let bytes = core::slice::from_raw_parts(data.cast(), len as usize);
            Ok(core::str::from_utf8_unchecked(bytes))
        }
    }

    /// The ASCII bytes of a `str`; UnicodeEncodeError for others.
    pub fn to_ascii(&self) -> Result<Owned> {
        self.new1(ffi::PyUnicode_AsASCIIString)
    }

    /// A code point of a `str`.
    pub fn char_at(&self, index: usize) -> Result<u32> {
        // SAFETY: X1, X2, X3.
        match unsafe { ffi::PyUnicode_ReadChar(self.as_ptr(), index as _) } {
            u32::MAX => Err(Raised::pending()),
            code => Ok(code),
        }
    }

    /// `len(self)`.
    pub fn length(&self) -> Result<usize> {
        // SAFETY: X1, X2, X3.
        usize::try_from(unsafe { ffi::PyObject_Size(self.as_ptr()) }).map_err(|_| Raised::pending())
    }

    /// The content of a `bytes` object.
    pub fn as_bytes(&self) -> Result<&[u8]> {
        let (mut data, mut len) = (core::ptr::null_mut(), 0);
        // SAFETY: X1, X2, X3; a bytes object never changes.
        unsafe {
            if ffi::PyBytes_AsStringAndSize(self.as_ptr(), &mut data, &mut len) < 0 {
                return Err(Raised::pending());
            }
            Ok(core::slice::from_raw_parts(data.cast(), len as usize))
        }
    }

    /// Content of a `bytearray`, copied: it may change under any call into Python.
    pub fn bytearray_to_vec(&self) -> Vec<u8> {
        // SAFETY: X1, X2; the caller asked `is_bytearray`; nothing runs between the two calls and the copy.
        unsafe {
            let len = ffi::PyByteArray_Size(self.as_ptr()) as usize;
            core::slice::from_raw_parts(ffi::PyByteArray_AsString(self.as_ptr()).cast(), len).to_vec()
        }
    }

    pub fn repr(&self) -> Result<Owned> {
        self.new1(ffi::PyObject_Repr)
    }

    pub fn hash(&self) -> Result<ffi::Py_hash_t> {
        // SAFETY: X1, X2, X3.
        match unsafe { ffi::PyObject_Hash(self.as_ptr()) } {
            -1 => Err(Raised::pending()),
            hash => Ok(hash),
        }
    }

    pub fn is_true(&self) -> Result<bool> {
        // SAFETY: X1, X2, X3.
        match unsafe { ffi::PyObject_IsTrue(self.as_ptr()) } {
            -1 => Err(Raised::pending()),
            truth => Ok(truth != 0),
        }
    }
}

impl Owned {
    /// Takes over what an API function returned as a new reference.
    ///
    /// # Safety
    /// `ptr` is a new reference that nobody else owns, or NULL with an exception set.
    pub unsafe fn from_new(ptr: *mut ffi::PyObject) -> Result<Owned> {
        NonNull::new(ptr).map(Owned).ok_or_else(Raised::pending)
    }

    /// Gives the reference away.
    pub fn into_ptr(self) -> *mut ffi::PyObject {
        core::mem::ManuallyDrop::new(self).0.as_ptr()
    }

    pub fn none() -> Owned {
        // SAFETY: X1; None lives for ever.
        unsafe { Object::from_ptr(ffi::Py_None()) }.new_ref()
    }

    pub fn bool(value: bool) -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyBool_FromLong(value.into())) }
    }

    pub fn str(text: &str) -> Result<Owned> {
        // SAFETY: X1, X3; pointer and length come from one slice.
        unsafe { Owned::from_new(ffi::PyUnicode_FromStringAndSize(text.as_ptr().cast(), text.len() as _)) }
    }

    pub fn bytes(bytes: &[u8]) -> Result<Owned> {
        // SAFETY: X1, X3; pointer and length come from one slice.
        unsafe { Owned::from_new(ffi::PyBytes_FromStringAndSize(bytes.as_ptr().cast::<c_char>(), bytes.len() as _)) }
    }

    /// A bytes object of that length, filled in by `fill`; MemoryError if it is too long.
    pub fn bytes_with(len: usize, fill: impl FnOnce(&mut [u8]) -> Result<()>) -> Result<Owned> {
        // SAFETY: X1, X3. The object has `len` bytes, which are zeroed before they are read, and until `fill` is done
        // nobody else has the object.
        unsafe {
            let object = Owned::from_new(ffi::PyBytes_FromStringAndSize(core::ptr::null(), len as _))?;
            let data = ffi::PyBytes_AsString(object.as_ptr()).cast::<u8>();
            data.write_bytes(0, len);
            fill(core::slice::from_raw_parts_mut(data, len))?;
            Ok(object)
        }
    }

    /// A tuple of items that are made one by one; the first that raises ends it.
    pub fn tuple(items: impl ExactSizeIterator<Item = Result<Owned>>) -> Result<Owned> {
        // SAFETY: X1, X3.
        let tuple = unsafe { Owned::from_new(ffi::PyTuple_New(items.len() as _)) }?;
        for (index, item) in items.enumerate() {
            // SAFETY: X1, X2; the tuple is new, not yet shared, and takes the reference whatever happens.
            let status = unsafe { ffi::PyTuple_SetItem(tuple.as_ptr(), index as _, item?.into_ptr()) };
            if status < 0 {
                return Err(Raised::pending());
            }
        }
        Ok(tuple)
    }

    pub fn dict() -> Result<Owned> {
        // SAFETY: X1, X3.
        unsafe { Owned::from_new(ffi::PyDict_New()) }
    }
}

/// Dictionaries.
impl Object {
    /// The value under `key`, if any.
    pub fn dict_get(&self, key: &Object) -> Result<Option<Owned>> {
        // SAFETY: X1, X2; the borrowed result becomes an owned one before anything else runs.
        unsafe {
            let value = ffi::PyDict_GetItemWithError(self.as_ptr(), key.as_ptr());
            if value.is_null() {
                Raised::occurred().map(|()| None)
            } else {
                Ok(Some(Object::from_ptr(value).new_ref()))
            }
        }
    }

    pub fn dict_set(&self, key: &Object, value: &Object) -> Result<()> {
        // SAFETY: X1, X2, X3.
        if unsafe { ffi::PyDict_SetItem(self.as_ptr(), key.as_ptr(), value.as_ptr()) } < 0 {
            return Err(Raised::pending());
        }
        Ok(())
    }

    pub fn dict_len(&self) -> usize {
        // SAFETY: X1, X2.
        unsafe { ffi::PyDict_Size(self.as_ptr()) }.try_into().unwrap_or(0)
    }

    pub fn dict_clear(&self) {
        // SAFETY: X1, X2.
        unsafe { ffi::PyDict_Clear(self.as_ptr()) }
    }
}

impl Deref for Owned {
    type Target = Object;

    fn deref(&self) -> &Object {
        // SAFETY: X2.
        unsafe { Object::from_ptr(self.0.as_ptr()) }
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: X1, X2: the reference is ours to give back.
        unsafe { ffi::Py_DecRef(self.0.as_ptr()) }
    }
}

/// Iteration over any iterable; ends after the first error.
pub struct Iter(Owned);

impl Iterator for Iter {
    type Item = Result<Owned>;

    fn next(&mut self) -> Option<Result<Owned>> {
        // SAFETY: X1, X2; NULL is the end, or an error if an exception is set.
        unsafe {
            let item = ffi::PyIter_Next(self.0.as_ptr());
            if item.is_null() { Raised::occurred().err().map(Err) } else { Some(Owned::from_new(item)) }
        }
    }
}
