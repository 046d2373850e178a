//! `PyCapsule`: a C pointer with a name, passed between native modules.

use crate::object::alloc;
use crate::types::Str;
use crate::types::define::TypeBuilder;
use crate::value::Ref;
use ladon_heap::Head;
use std::cell::Cell;

/// Runs when the capsule dies, with the capsule as argument (installed by the ABI layer).
pub type Destroy = fn(&Capsule);

#[repr(C)]
pub struct Capsule {
    pub head: Head,
    pub pointer: Cell<usize>,
    /// A C string, or 0.
    pub name: Cell<usize>,
    pub context: Cell<usize>,
    /// The C destructor, or 0.
    pub destructor: Cell<usize>,
    destroy: Cell<Option<Destroy>>,
}

crate::builtin_static!(Capsule, PyCapsule_Type);

impl Capsule {
    pub fn new(pointer: usize, name: usize, destructor: usize, destroy: Option<Destroy>) -> Ref<Capsule> {
        alloc::alloc(Capsule {
            head: alloc::head::<Capsule>(),
            pointer: Cell::new(pointer),
            name: Cell::new(name),
            context: Cell::new(0),
            destructor: Cell::new(destructor),
            destroy: Cell::new(destroy),
        })
    }
}

impl Drop for Capsule {
    fn drop(&mut self) {
        if let Some(destroy) = self.destroy.get() {
            // The C destructor takes the capsule for alive.
            self.head.refcount.set(1);
            destroy(self);
            self.head.refcount.set(0);
        }
    }
}

pub fn describe() {
    TypeBuilder::new::<Capsule>("PyCapsule", Some(crate::types::object::object_type()))
        .slots(|s| {
            s.repr.set(Some(|_, this| {
                // SAFETY: E2: a slot of this type; the name is a C string that outlives the capsule.
                let name = unsafe {
                    let name = this.downcast_unchecked::<Capsule>().name.get() as *const std::ffi::c_char;
                    name.as_ref().map(|name| std::ffi::CStr::from_ptr(name).to_string_lossy())
                };
                let name = name.map_or_else(|| String::from("NULL"), |name| format!("\"{name}\""));
                Ok(Str::try_new(&format!("<capsule object {name} at {:#x}>", this.bits()))?.into_value())
            }));
        })
        .finish();
}
