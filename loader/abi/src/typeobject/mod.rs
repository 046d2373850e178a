//! `object.h` and `cpython/object.h`, types: classes made by C, and what C asks of any type.
//!
//! `spec` makes a class · `slots` its table of C functions · `trampolines` the VM's way into them · `reverse` C's way
//! into the VM's slots · `methods`, `members` what stands in its dict.

pub mod direct;
pub mod members;
pub mod methods;
pub mod reverse;
pub mod slots;
pub mod spec;
pub mod trampolines;

use crate::boundary::{Arg, bad_internal_call};
use crate::boundary::{Borrowed, Flag, Lent, New, Nothing, Plain, Status, optional};
use crate::capi;
use crate::layout::*;
use crate::objimpl;
use ladon_vm::err;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Str, Type, flags};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{names, object::attr};
use slots::{DATA_OFFSET, id, own, pointer};
use std::ffi::{c_int, c_uint, c_ulong, c_void};
use std::ptr;

/// A type argument; the C type is `PyTypeObject*`.
pub struct TypeArg(Borrowed<Type>);

impl TypeArg {
    pub fn value(&self) -> &Value {
        self.0.value()
    }
}

impl std::ops::Deref for TypeArg {
    type Target = Type;
    fn deref(&self) -> &Type {
        &self.0
    }
}

impl Arg for TypeArg {
    type C = *mut PyTypeObject;
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        // SAFETY: forwarded.
        unsafe { <Borrowed<Type>>::from_c(thread, raw.cast(), function) }.map(TypeArg)
    }
}

impl Arg for Option<TypeArg> {
    type C = *mut PyTypeObject;
    unsafe fn from_c(thread: &ThreadState, raw: Self::C, function: &'static str) -> PyResult<Self> {
        if raw.is_null() {
            return Ok(None);
        }
        // SAFETY: forwarded.
        unsafe { TypeArg::from_c(thread, raw, function) }.map(Some)
    }
}

/// The C name of a type, for messages.
pub fn c_name(ty: &Type) -> String {
    methods::c_text(ty.tp_name.get()).map_or_else(|| ty.short_name(), |name| name.to_string_lossy().into_owned())
}

/// What `PyType_GetSlot` answers; NULL for an empty slot.
pub fn get_slot(ty: &Type, slot: usize) -> *mut c_void {
    match slot {
        id::TP_BASE => return ty.tp_base.get().cast_mut().cast(),
        id::TP_BASES => {
            return ty.bases.get().map_or(ptr::null_mut(), |bases| pointer(bases.as_value().bits() as usize));
        }
        id::TP_ALLOC if slots::find(ty, slot) == 0 => return PyType_GenericAlloc as *mut c_void,
        id::TP_FREE if slots::find(ty, slot) == 0 => {
            return if ty.has_flag(flags::HAVE_GC) {
                objimpl::PyObject_GC_Del as *mut c_void
            } else {
                objimpl::PyObject_Free as *mut c_void
            };
        }
        id::TP_DOC => return pointer(ty.c_slots_b[0].get()),
        _ => {}
    }
    let mut at = Some(ty);
    while let Some(class) = at {
        let found = own(class, slot);
        if found != 0 {
            return pointer(found);
        }
        if !class.is_heap_type() {
            return reverse::of_builtin(class, slot);
        }
        if class.c_slot_table.get().is_null() {
            // A class of Python: its slots say whether a special method is there.
            return reverse::of_class(class, slot);
        }
        if slot == id::TP_DEALLOC {
            return reverse::class_dealloc_address();
        }
        if slot == id::TP_NEW && class.slots.new.get().is_none() {
            return ptr::null_mut();
        }
        if slot == id::TP_HASH && class.slots.hash.get().is_none() {
            return crate::object::PyObject_HashNotImplemented as *mut c_void;
        }
        at = class.base();
    }
    ptr::null_mut()
}

fn text(value: Option<Ref<Str>>) -> Value {
    value.map_or_else(Value::none, Ref::into_value)
}

/// The class's module, or TypeError.
fn module_of(thread: &ThreadState, function: &str, ty: &Type) -> PyResult<Value> {
    if !ty.is_heap_type() {
        return Err(err!(thread, TypeError, "{function}: Type '{}' is not a heap type", c_name(ty)));
    }
    ty.module.get().ok_or_else(|| err!(thread, TypeError, "{function}: Type '{}' has no associated module", c_name(ty)))
}

/// The `__module__` of a type as C's `PyType_GetModuleName` gives it.
fn module_name(thread: &ThreadState, ty: &Type) -> PyResult<Value> {
    attr::get(thread, &ty.as_value(), names::get().__module__)
}

/// `module.qualname`, without the module for builtins and `__main__`.
fn full_name(thread: &ThreadState, ty: &Type) -> PyResult<Value> {
    if !ty.is_heap_type() {
        return Ok(Str::try_new(&c_name_of_static(thread, ty))?.into_value());
    }
    let qualname = ty.qualname.get().map(|name| name.to_string_lossy()).unwrap_or_default();
    let module = module_name(thread, ty)?;
    let full = match module.downcast::<Str>().map(Str::to_string_lossy) {
        Some(module) if module != "builtins" && module != "__main__" => format!("{module}.{qualname}"),
        _ => qualname,
    };
    Ok(Str::try_new(&full)?.into_value())
}

fn c_name_of_static(thread: &ThreadState, ty: &Type) -> String {
    ladon_vm::types::ready::full_name(thread, ty)
}

capi! {
    /// A class from a specification.
    fn PyType_FromSpec(thread, spec: *mut PyTypeSpec) -> New { spec::from_spec(thread, None, None, spec, None) }

    fn PyType_FromSpecWithBases(thread, spec: *mut PyTypeSpec, bases: Option<Borrowed>) -> New {
        spec::from_spec(thread, None, None, spec, optional(&bases))
    }

    fn PyType_FromModuleAndSpec(thread, module: Option<Borrowed>, spec: *mut PyTypeSpec, bases: Option<Borrowed>) -> New {
        spec::from_spec(thread, None, optional(&module), spec, optional(&bases))
    }

    fn PyType_FromMetaclass(
        thread,
        metaclass: Option<TypeArg>,
        module: Option<Borrowed>,
        spec: *mut PyTypeSpec,
        bases: Option<Borrowed>,
    ) -> New {
        spec::from_spec(thread, metaclass.as_ref().map(TypeArg::value), optional(&module), spec, optional(&bases))
    }

    /// The function or pointer of a slot; NULL when it is empty.
    fn PyType_GetSlot(thread, ty: TypeArg, slot: c_int) -> Plain<*mut c_void> {
        if slot < 0 {
            return Err(bad_internal_call(thread));
        }
        match slots::normal(slot) {
            Some(slot) => Ok(get_slot(&ty, slot)),
            None => Err(bad_internal_call(thread)),
        }
    }

    fn PyType_GenericAlloc(thread, ty: TypeArg, items: Py_ssize_t) -> New {
        objimpl::generic_alloc(thread, &ty, items)
    }

    fn PyType_GenericNew(thread, ty: TypeArg, _args: *mut PyObject, _kwargs: *mut PyObject) -> New {
        let alloc = slots::find(&ty, id::TP_ALLOC);
        if alloc == 0 {
            return objimpl::generic_alloc(thread, &ty, 0);
        }
        let class = ptr::from_ref::<Type>(&ty).cast_mut();
        // SAFETY: B3: the slot holds an `allocfunc`.
        let made = unsafe { slots::as_function::<AllocFunc>(alloc)(class, 0) };
        crate::boundary::returned(thread, made, alloc, &|| String::from("tp_alloc"))
    }

    fn PyType_GetFlags(_thread, ty: *mut PyTypeObject) -> Plain<c_ulong> {
        // SAFETY: B3.
        Ok(unsafe { &*ty }.flags.get() as c_ulong)
    }

    fn PyType_IsSubtype(_thread, a: *mut PyTypeObject, b: *mut PyTypeObject) -> Flag {
        // SAFETY: B3.
        Ok(unsafe { (*a).is_subtype(&*b) })
    }

    /// Types are ready when they are made; those that C laid out itself cannot be.
    fn PyType_Ready(thread, ty: *mut PyTypeObject) -> Status {
        let known = !ty.is_null() && crate::ownership::is_type(thread, ty.addr());
        if known {
            return Ok(());
        }
        Err(err!(
            thread,
            SystemError,
            "PyType_Ready: static types of native modules are not supported, use PyType_FromSpec"
        ))
    }

    /// Forgets what was cached about the type's attributes.
    fn PyType_Modified(thread, ty: TypeArg) -> Nothing {
        if ty.is_heap_type() {
            attr::type_changed(thread, &ty);
        }
        Ok(())
    }

    fn PyType_ClearCache(_thread) -> Plain<c_uint> { Ok(0) }

    fn PyType_GetName(_thread, ty: TypeArg) -> New { Ok(text(ty.name.get())) }

    fn PyType_GetQualName(_thread, ty: TypeArg) -> New { Ok(text(ty.qualname.get())) }

    fn PyType_GetModuleName(thread, ty: TypeArg) -> New { module_name(thread, &ty) }

    fn PyType_GetFullyQualifiedName(thread, ty: TypeArg) -> New { full_name(thread, &ty) }

    fn PyType_GetModule(thread, ty: TypeArg) -> Lent {
        let module = module_of(thread, "PyType_GetModule", &ty)?;
        Ok(Lent::held_value(thread, &module))
    }

    fn PyType_GetModuleState(thread, ty: TypeArg) -> Plain<*mut c_void> {
        let module = module_of(thread, "PyType_GetModule", &ty)?;
        Ok(module.downcast::<Module>().map_or(ptr::null_mut(), |module| pointer(module.state.get())))
    }

    /// The module of the first class in the MRO that was made with this definition.
    fn PyType_GetModuleByDef(thread, ty: TypeArg, def: *mut PyModuleDef) -> Lent {
        match find_module(&ty, |module| module.def.get() == def.addr()) {
            Some(module) => Ok(Lent::held_value(thread, &module)),
            None => Err(err!(
                thread,
                TypeError,
                "PyType_GetModuleByDef: No superclass of '{}' has the given module",
                c_name(&ty)
            )),
        }
    }

    fn PyType_GetModuleByToken(thread, ty: TypeArg, token: *mut c_void) -> New {
        find_module(&ty, |module| module.token.get() == token.addr()).ok_or_else(|| {
            err!(
                thread,
                TypeError,
                "PyType_GetModuleByToken: No superclass of '{}' has the given module",
                c_name(&ty)
            )
        })
    }

    /// 1 and the class in the MRO that was made with this token, else 0.
    fn PyType_GetBaseByToken(_thread, ty: TypeArg, token: *mut c_void, result: *mut *mut PyTypeObject) -> Flag {
        let found = ty.mro_types().find(|class| token_of(class) == token.addr());
        if !result.is_null() {
            // SAFETY: B3: a place for the answer.
            unsafe {
                *result = match found {
                    Some(class) => class.as_value().into_bits() as *mut PyTypeObject,
                    None => ptr::null_mut(),
                };
            }
        }
        Ok(found.is_some())
    }

    /// Makes the type immutable.
    fn PyType_Freeze(thread, ty: TypeArg) -> Status {
        if let Some(base) = ty.mro_types().skip(1).find(|base| !base.has_flag(flags::IMMUTABLETYPE)) {
            let (name, base) = (c_name(&ty), base.short_name());
            return Err(err!(thread, TypeError, "Creating immutable type {name} from mutable base {base}"));
        }
        ty.flags.set(ty.flags.get() | flags::IMMUTABLETYPE);
        attr::type_changed(thread, &ty);
        Ok(())
    }

    /// The part of an instance that a class with negative basicsize added.
    fn PyObject_GetTypeData(_thread, object: *mut PyObject, class: TypeArg) -> Plain<*mut c_void> {
        // SAFETY: B3: an instance of the class, whose data lies at this offset.
        Ok(unsafe { slots::field::<c_void>(object, own(&class, DATA_OFFSET) as isize) })
    }

    fn PyType_GetTypeDataSize(thread, class: TypeArg) -> Plain<isize> {
        let (data, size) = (own(&class, DATA_OFFSET), own(&class, DATA_OFFSET + 1));
        if size < data {
            return Err(bad_internal_call(thread));
        }
        Ok((size - data) as isize)
    }
}

/// A class's token: the one of the slot, for which 0 stands for the class's specification.
fn token_of(class: &Type) -> usize {
    own(class, id::TP_TOKEN)
}

fn find_module(ty: &Type, fits: impl Fn(&Module) -> bool) -> Option<Value> {
    ty.mro_types().filter(|class| class.is_heap_type()).find_map(|class| {
        let module = class.module.get()?;
        fits(module.downcast::<Module>()?).then_some(module)
    })
}
