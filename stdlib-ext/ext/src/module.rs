//! Modules: initialised in two phases, state per module object, free to live in many interpreters at once.
//!
//! The state is an array of `STATE` object references, all NULL at first. `exec` fills it.

use core::cell::UnsafeCell;
use core::ffi::{CStr, c_int, c_void};
use core::marker::PhantomData;

use crate::ffi;
use crate::method::{Method, Receiver, enter};
use crate::object::{Object, Owned};
use crate::raise::{Exception, Raised, Result};

/// A module's definition. `module!` implements `def` and writes the `PyInit` function.
pub trait Module: Sized + 'static {
    const NAME: &'static CStr;
    const DOC: &'static CStr;
    /// Ends with `Method::END`.
    const METHODS: &'static [Method<ModuleObject<Self>>];
    /// How many references the state holds.
    const STATE: usize;

    /// Fills a new module object.
    fn exec(module: &ModuleObject<Self>) -> Result<()>;
}

/// The one static a module has: its `PyModuleDef`. Only the runtime writes to it (head and index).
#[repr(transparent)]
pub struct ModuleDef(UnsafeCell<ffi::PyModuleDef>);

// SAFETY: Rust code never reads or writes it; the runtime orders its own accesses.
unsafe impl Sync for ModuleDef {}

impl ModuleDef {
    pub const fn new<M: Module>() -> ModuleDef {
        ModuleDef(UnsafeCell::new(ffi::PyModuleDef {
            m_base: ffi::PyModuleDef_HEAD_INIT,
            m_name: M::NAME.as_ptr(),
            m_doc: M::DOC.as_ptr(),
            m_size: (M::STATE * size_of::<*mut ffi::PyObject>()) as ffi::Py_ssize_t,
            m_methods: M::METHODS.as_ptr().cast_mut().cast(),
            m_slots: ModuleSlots::<M>::SLOTS.as_ptr().cast_mut(),
            m_traverse: Some(traverse::<M>),
            m_clear: Some(clear::<M>),
            m_free: Some(free::<M>),
        }))
    }

    /// The result of a `PyInit` function.
    pub fn init(&'static self) -> *mut ffi::PyObject {
        // SAFETY: X1; the definition is static.
        unsafe { ffi::PyModuleDef_Init(self.0.get()) }
    }

    pub(crate) fn is(&self, other: *mut ffi::PyModuleDef) -> bool {
        self.0.get() == other
    }
}

/// Writes the definition of module `$module` and its entry point `$init`.
#[macro_export]
macro_rules! module {
    ($init:ident, $module:ty) => {
        static DEF: $crate::ModuleDef = $crate::ModuleDef::new::<$module>();

        impl $crate::module::Defined for $module {
            fn def() -> &'static $crate::ModuleDef {
                &DEF
            }
        }

        /// The entry point, under the name that an importer looks for.
        #[unsafe(no_mangle)]
        pub extern "C" fn $init() -> *mut $crate::ffi::PyObject {
            DEF.init()
        }
    };
}

/// A module whose definition `module!` wrote.
pub trait Defined: Module {
    fn def() -> &'static ModuleDef;
}

struct ModuleSlots<M>(PhantomData<M>);

impl<M: Module> ModuleSlots<M> {
    const SLOTS: &'static [ffi::PyModuleDef_Slot] = &[
        ffi::PyModuleDef_Slot { slot: ffi::Py_mod_exec, value: exec::<M> as *mut c_void },
        ffi::PyModuleDef_Slot {
            slot: ffi::Py_mod_multiple_interpreters,
            value: ffi::Py_MOD_PER_INTERPRETER_GIL_SUPPORTED,
        },
        ffi::PyModuleDef_Slot { slot: 0, value: core::ptr::null_mut() },
    ];
}

/// A module object made from `M`.
#[repr(C)]
pub struct ModuleObject<M> {
    object: Object,
    module: PhantomData<M>,
}

impl<M: Module> Receiver for ModuleObject<M> {
    unsafe fn from_self<'a>(ptr: *mut ffi::PyObject) -> &'a ModuleObject<M> {
        // SAFETY: the caller's promise; the type is opaque and of size 0.
        unsafe { &*ptr.cast() }
    }
}

impl<M> core::ops::Deref for ModuleObject<M> {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.object
    }
}

impl<M: Module> ModuleObject<M> {
    fn cell(&self, index: usize) -> Result<*mut *mut ffi::PyObject> {
        assert!(index < M::STATE);
        // SAFETY: X1, X2.
        let state = unsafe { ffi::PyModule_GetState(self.as_ptr()) }.cast::<*mut ffi::PyObject>();
        if state.is_null() {
            Raised::occurred()?;
            return Err(Exception::SystemError.raise("module has no state"));
        }
        // SAFETY: the state has `M::STATE` cells.
        Ok(unsafe { state.add(index) })
    }

    /// A reference of the state.
    pub fn state(&self, index: usize) -> Result<Owned> {
        let cell = self.cell(index)?;
        // SAFETY: a cell is NULL or holds a reference.
        unsafe {
            if (*cell).is_null() {
                return Err(Exception::SystemError.raise("module state is not initialised"));
            }
            Ok(Object::from_ptr(*cell).new_ref())
        }
    }

    pub fn set_state(&self, index: usize, value: Owned) -> Result<()> {
        let cell = self.cell(index)?;
        // SAFETY: a cell is NULL or holds a reference; the old one is dropped last, as that may run code.
        unsafe {
            let old = cell.replace(value.into_ptr());
            drop(Owned::from_new(old));
        }
        Ok(())
    }

    pub fn add(&self, name: &CStr, value: &Object) -> Result<()> {
        // SAFETY: X1, X2, X3; the function takes no reference.
        let status = unsafe { ffi::PyModule_AddObjectRef(self.as_ptr(), name.as_ptr(), value.as_ptr()) };
        if status < 0 { Err(Raised::pending()) } else { Ok(()) }
    }
}

unsafe extern "C" fn exec<M: Module>(module: *mut ffi::PyObject) -> c_int {
    // SAFETY: X4: the runtime runs the slot on a module made from the definition that names it.
    enter(-1, || M::exec(unsafe { ModuleObject::from_self(module) }).map(|()| 0))
}

/// The cells of a module's state; none if it has none yet.
unsafe fn cells<'a, M: Module>(module: *mut ffi::PyObject) -> &'a [core::cell::Cell<*mut ffi::PyObject>] {
    // SAFETY: called by the collector on a module of ours; the state, if there, has `M::STATE` cells.
    unsafe {
        let state = ffi::PyModule_GetState(module);
        if state.is_null() { &[] } else { core::slice::from_raw_parts(state.cast(), M::STATE) }
    }
}

unsafe extern "C" fn traverse<M: Module>(module: *mut ffi::PyObject, visit: ffi::visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the runtime calls this with a module made from our definition.
    for cell in unsafe { cells::<M>(module) } {
        if !cell.get().is_null() {
            // SAFETY: the visitor takes any live object.
            let status = unsafe { visit(cell.get(), arg) };
            if status != 0 {
                return status;
            }
        }
    }
    0
}

unsafe extern "C" fn clear<M: Module>(module: *mut ffi::PyObject) -> c_int {
    // SAFETY: the runtime calls this with a module made from our definition.
    for cell in unsafe { cells::<M>(module) } {
        let old = cell.replace(core::ptr::null_mut());
        if !old.is_null() {
            // SAFETY: the cell's reference, now ours.
            unsafe { ffi::Py_DecRef(old) };
        }
    }
    0
}

unsafe extern "C" fn free<M: Module>(module: *mut c_void) {
    // SAFETY: as for `clear`.
    unsafe { clear::<M>(module.cast()) };
}
