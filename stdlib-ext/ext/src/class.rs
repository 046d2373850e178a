//! Classes: heap types of a module, whose instances carry a Rust value.

use core::ffi::{CStr, c_int, c_void};
use core::marker::PhantomData;
use core::mem::ManuallyDrop;

use crate::ffi;
use crate::method::{Method, Receiver, enter, enter_new, instance};
use crate::module::{Defined, ModuleObject};
use crate::object::{Object, Owned};
use crate::raise::{Raised, Result};

/// The Rust value of a class's instances, and the class's description.
pub trait Class: Sized + 'static {
    type Module: Defined;
    /// Dotted.
    const NAME: &'static CStr;
    const FLAGS: core::ffi::c_ulong;
    /// Ends with `Slot::END`; has `Slot::DEALLOC`, and `Slot::TRAVERSE` if `FLAGS` has `HAVE_GC`.
    const SLOTS: &'static [Slot<Self>];

    /// For the collector: calls `visit` with each object that the value refers to.
    fn visit(&self, visit: &mut dyn FnMut(*mut ffi::PyObject)) {
        let _ = visit;
    }
}

/// An instance: the object head, then the value. The value may be reached again while a method runs, hence `&`.
#[repr(C)]
pub struct Instance<T> {
    head: ffi::PyObject,
    body: ManuallyDrop<T>,
}

/// Makes the type object.
pub fn create<T: Class>(module: &ModuleObject<T::Module>) -> Result<Owned> {
    let mut spec = ffi::PyType_Spec {
        name: T::NAME.as_ptr(),
        basicsize: size_of::<Instance<T>>() as c_int,
        itemsize: 0,
        flags: T::FLAGS as core::ffi::c_uint,
        slots: T::SLOTS.as_ptr().cast_mut().cast(),
    };
    // SAFETY: X1, X2, X3; the table ends with `Slot::END`; NULL bases stand for `object`.
    unsafe { Owned::from_new(ffi::PyType_FromModuleAndSpec(module.as_ptr(), &mut spec, core::ptr::null_mut())) }
}

impl<T> Instance<T> {
    /// A new instance of `class`, which is the type made for `T` or a subclass of it.
    pub fn alloc(class: &Object, value: T) -> Result<Owned> {
        let class = class.as_ptr().cast::<ffi::PyTypeObject>();
        // SAFETY: X1, X2, X3; every type has tp_alloc, which makes room for `Instance<T>` at least.
        unsafe {
            let alloc: ffi::allocfunc = core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_alloc));
            let object = Owned::from_new(alloc(class, 0))?;
            (&raw mut (*object.as_ptr().cast::<Instance<T>>()).body).write(ManuallyDrop::new(value));
            Ok(object)
        }
    }

    pub fn object(&self) -> &Object {
        // SAFETY: X2: an instance starts with its head.
        unsafe { Object::from_ptr((&raw const self.head).cast_mut()) }
    }
}

impl<T: Class> Instance<T> {
    /// The module that defines the class; subclasses included.
    pub fn module(&self) -> Result<Owned> {
        module_of::<T>(self.object().type_of())
    }

    /// An object known to be an instance of `class`, made by `create::<T>`.
    pub fn cast<'a>(object: &'a Object, class: &Object) -> Option<&'a Instance<T>> {
        // SAFETY: X1, X2; the check makes the cast one of X4.
        unsafe {
            let is = ffi::PyType_IsSubtype(ffi::Py_TYPE(object.as_ptr()), class.as_ptr().cast()) != 0;
            is.then(|| Self::from_self(object.as_ptr()))
        }
    }
}

/// Whether two types share their `__init__`.
pub fn same_init(a: &Object, b: &Object) -> bool {
    // SAFETY: X1, X2; the caller passes types.
    let init = |class: &Object| unsafe { ffi::PyType_GetSlot(class.as_ptr().cast(), ffi::Py_tp_init) };
    init(a) == init(b)
}

/// The module that defines `T`, found from `T`'s type or a subclass of it.
pub fn module_of<T: Class>(class: &Object) -> Result<Owned> {
    let mut class = class.as_ptr().cast::<ffi::PyTypeObject>();
    // SAFETY: X1; types keep their base and their module alive.
    unsafe {
        while !class.is_null() {
            let module = ffi::PyType_GetModule(class);
            if module.is_null() {
                Raised::pending().clear();
            } else if T::Module::def().is(ffi::PyModule_GetDef(module)) {
                return Ok(Object::from_ptr(module).new_ref());
            }
            class = ffi::PyType_GetSlot(class, ffi::Py_tp_base).cast();
        }
    }
    Err(crate::raise::type_error("class belongs to no module"))
}

/// A module object found by `module_of`.
pub fn as_module<T: Class>(module: &Object) -> &ModuleObject<T::Module> {
    // SAFETY: X4: `module_of` compared the definition.
    unsafe { ModuleObject::from_self(module.as_ptr()) }
}

impl<T: 'static> Receiver for Instance<T> {
    unsafe fn from_self<'a>(ptr: *mut ffi::PyObject) -> &'a Instance<T> {
        // SAFETY: the caller's promise.
        unsafe { &*ptr.cast() }
    }
}

impl<T> core::ops::Deref for Instance<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// One slot of a class.
#[repr(transparent)]
pub struct Slot<T> {
    slot: ffi::PyType_Slot,
    class: PhantomData<fn(&T)>,
}

impl<T: Class> Slot<T> {
    pub const END: Slot<T> = Self::row(0, core::ptr::null_mut());
    pub const DEALLOC: Slot<T> = Self::row(ffi::Py_tp_dealloc, dealloc::<T> as *mut c_void);
    pub const TRAVERSE: Slot<T> = Self::row(ffi::Py_tp_traverse, traverse::<T> as *mut c_void);

    const fn row(slot: c_int, pfunc: *mut c_void) -> Slot<T> {
        Slot { slot: ffi::PyType_Slot { slot, pfunc }, class: PhantomData }
    }

    pub const fn doc(text: &'static CStr) -> Slot<T> {
        Self::row(ffi::Py_tp_doc, text.as_ptr().cast_mut().cast())
    }

    /// Ends with `Method::END`.
    pub const fn methods(table: &'static [Method<Instance<T>>]) -> Slot<T> {
        Self::row(ffi::Py_tp_methods, table.as_ptr().cast_mut().cast())
    }

    /// Ends with `GetSet::END`.
    pub const fn getsets(table: &'static [GetSet<T>]) -> Slot<T> {
        Self::row(ffi::Py_tp_getset, table.as_ptr().cast_mut().cast())
    }

    /// `__new__(class, args, kwargs)`.
    pub const fn new<F>(function: F) -> Slot<T>
    where
        F: Fn(&Object, &Object, Option<&Object>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(ffi::Py_tp_new, slot_new::<F> as *mut c_void)
    }

    /// `__init__(self, args, kwargs)`.
    pub const fn init<F>(function: F) -> Slot<T>
    where
        F: Fn(&Instance<T>, &Object, Option<&Object>) -> Result<()> + Copy + 'static,
    {
        let _ = function;
        Self::row(ffi::Py_tp_init, slot_init::<T, F> as *mut c_void)
    }

    pub const fn repr<F>(function: F) -> Slot<T>
    where
        F: Fn(&Instance<T>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(ffi::Py_tp_repr, slot_new_from_self::<T, F> as *mut c_void)
    }

    pub const fn iter<F>(function: F) -> Slot<T>
    where
        F: Fn(&Instance<T>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        Self::row(ffi::Py_tp_iter, slot_new_from_self::<T, F> as *mut c_void)
    }

    /// `__next__`; `None` ends the iteration.
    pub const fn next<F>(function: F) -> Slot<T>
    where
        F: Fn(&Instance<T>) -> Result<Option<Owned>> + Copy + 'static,
    {
        let _ = function;
        Self::row(ffi::Py_tp_iternext, slot_next::<T, F> as *mut c_void)
    }
}

/// One computed read-only attribute.
#[repr(transparent)]
pub struct GetSet<T> {
    def: ffi::PyGetSetDef,
    class: PhantomData<fn(&T)>,
}

impl<T: Class> GetSet<T> {
    pub const END: GetSet<T> = GetSet {
        def: ffi::PyGetSetDef {
            name: core::ptr::null(),
            get: None,
            set: None,
            doc: core::ptr::null(),
            closure: core::ptr::null_mut(),
        },
        class: PhantomData,
    };

    pub const fn get<F>(name: &'static CStr, function: F, doc: &'static CStr) -> GetSet<T>
    where
        F: Fn(&Instance<T>) -> Result<Owned> + Copy + 'static,
    {
        let _ = function;
        let def = ffi::PyGetSetDef {
            name: name.as_ptr(),
            get: Some(getter::<T, F>),
            set: None,
            doc: doc.as_ptr(),
            closure: core::ptr::null_mut(),
        };
        GetSet { def, class: PhantomData }
    }
}

unsafe extern "C" fn getter<T: Class, F>(this: *mut ffi::PyObject, _: *mut c_void) -> *mut ffi::PyObject
where
    F: Fn(&Instance<T>) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4.
    enter_new(|| instance::<F>()(unsafe { Instance::from_self(this) }))
}

unsafe extern "C" fn slot_new<F>(
    class: *mut ffi::PyTypeObject,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> *mut ffi::PyObject
where
    F: Fn(&Object, &Object, Option<&Object>) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: the caller passes a type, a tuple, and a dict or NULL.
    enter_new(|| unsafe {
        let kwargs = (!kwargs.is_null()).then(|| Object::from_ptr(kwargs));
        instance::<F>()(Object::from_ptr(class.cast()), Object::from_ptr(args), kwargs)
    })
}

unsafe extern "C" fn slot_init<T: Class, F>(
    this: *mut ffi::PyObject,
    args: *mut ffi::PyObject,
    kwargs: *mut ffi::PyObject,
) -> c_int
where
    F: Fn(&Instance<T>, &Object, Option<&Object>) -> Result<()> + Copy + 'static,
{
    // SAFETY: X4; the caller passes a tuple, and a dict or NULL.
    enter(-1, || unsafe {
        let kwargs = (!kwargs.is_null()).then(|| Object::from_ptr(kwargs));
        instance::<F>()(Instance::from_self(this), Object::from_ptr(args), kwargs).map(|()| 0)
    })
}

unsafe extern "C" fn slot_new_from_self<T: Class, F>(this: *mut ffi::PyObject) -> *mut ffi::PyObject
where
    F: Fn(&Instance<T>) -> Result<Owned> + Copy + 'static,
{
    // SAFETY: X4.
    enter_new(|| instance::<F>()(unsafe { Instance::from_self(this) }))
}

unsafe extern "C" fn slot_next<T: Class, F>(this: *mut ffi::PyObject) -> *mut ffi::PyObject
where
    F: Fn(&Instance<T>) -> Result<Option<Owned>> + Copy + 'static,
{
    // NULL without an exception is the end.
    enter(core::ptr::null_mut(), || {
        // SAFETY: X4.
        let item = instance::<F>()(unsafe { Instance::from_self(this) })?;
        Ok(item.map_or(core::ptr::null_mut(), Owned::into_ptr))
    })
}

unsafe extern "C" fn dealloc<T: Class>(this: *mut ffi::PyObject) {
    // SAFETY: the last reference is gone; the value is dropped once, then the memory goes back to the type's
    // allocator, and the instance's reference to its type (a heap type) with it.
    unsafe {
        let class = ffi::Py_TYPE(this);
        if T::FLAGS & ffi::Py_TPFLAGS_HAVE_GC != 0 {
            ffi::PyObject_GC_UnTrack(this.cast());
        }
        let body = &raw mut (*this.cast::<Instance<T>>()).body;
        enter((), || {
            ManuallyDrop::drop(&mut *body);
            Ok(())
        });
        let free: ffi::freefunc = core::mem::transmute(ffi::PyType_GetSlot(class, ffi::Py_tp_free));
        free(this.cast());
        ffi::Py_DecRef(class.cast());
    }
}

unsafe extern "C" fn traverse<T: Class>(this: *mut ffi::PyObject, visit: ffi::visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector passes an instance of ours; a fresh one, zeroed and not yet written to, is never tracked
    // long enough to be seen, as `alloc` runs no code between the two.
    unsafe {
        let mut status = visit(ffi::Py_TYPE(this).cast(), arg);
        Instance::<T>::from_self(this).visit(&mut |object| {
            if status == 0 && !object.is_null() {
                status = visit(object, arg);
            }
        });
        status
    }
}
