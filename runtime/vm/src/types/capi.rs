//! Types that only C meets: those of module definitions and of class method descriptors.

use crate::types::define::{Builtin, TypeBuilder};
use crate::types::object::object_type;
use crate::types::{Type, flags};
use ladon_heap::Head;

/// The head of a `PyModuleDef`, which lies in a plugin's data.
#[repr(C)]
pub struct ModuleDef {
    pub head: Head,
}

crate::builtin_static!(ModuleDef, PyModuleDef_Type);

/// Methods with `METH_CLASS` are `classmethod` objects here; C compares with this type all the same.
#[repr(C)]
pub struct ClassMethodDescriptor {
    pub head: Head,
}

crate::builtin_static!(ClassMethodDescriptor, PyClassMethodDescr_Type);

pub fn module_def_type() -> &'static Type {
    &PyModuleDef_Type
}

pub fn describe() {
    for ty in [ModuleDef::type_object(), ClassMethodDescriptor::type_object()] {
        let name = if ty.is(module_def_type()) { "moduledef" } else { "classmethod_descriptor" };
        ty.basicsize.set(size_of::<Head>() as isize);
        TypeBuilder::for_type(ty, name, Some(object_type())).flags(flags::DISALLOW_INSTANTIATION).finish();
    }
}
