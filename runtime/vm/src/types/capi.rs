//! The type of module definitions, which only C meets.

use crate::types::define::TypeBuilder;
use crate::types::object::object_type;
use crate::types::{Type, flags};
use ladon_heap::Head;

/// The head of a `PyModuleDef`, which lies in a plugin's data.
#[repr(C)]
pub struct ModuleDef {
    pub head: Head,
}

crate::builtin_static!(ModuleDef, PyModuleDef_Type);

pub fn module_def_type() -> &'static Type {
    &PyModuleDef_Type
}

pub fn describe() {
    let ty = module_def_type();
    ty.basicsize.set(size_of::<Head>() as isize);
    TypeBuilder::for_type(ty, "moduledef", Some(object_type())).flags(flags::DISALLOW_INSTANTIATION).finish();
}
