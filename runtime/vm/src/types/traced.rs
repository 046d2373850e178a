//! Visiting the references in fields: what the `visit` and `clear` slots of small container types are made of.
//!
//! `traced!(Struct { field, field })` gives the struct `visit` and `clear_object` for `TypeBuilder::container`.

use crate::types::define::Builtin;
use crate::value::{Ref, Value};
use ladon_heap::{MutCell, Vector};

/// A field that may hold references.
pub trait Traced {
    /// Calls `visitor` for each reference held.
    fn visit(&self, visitor: &mut dyn FnMut(&Value));

    /// Lets go of what can be let go without making the object invalid.
    fn let_go(&self) {}
}

impl Traced for Value {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        visitor(self);
    }
}

impl<T: Builtin> Traced for Ref<T> {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        visitor(self.as_value());
    }
}

impl<T: Traced> Traced for Option<T> {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        if let Some(inner) = self {
            inner.visit(visitor);
        }
    }
}

impl Traced for MutCell<Option<Value>> {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        self.get().visit(visitor);
    }

    fn let_go(&self) {
        self.set(None);
    }
}

impl<T: Builtin> Traced for MutCell<Option<Ref<T>>> {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        self.get().visit(visitor);
    }

    fn let_go(&self) {
        self.set(None);
    }
}

impl Traced for Vector<Value> {
    fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        let mut index = 0;
        while let Some(value) = self.get(index) {
            visitor(&value);
            index += 1;
        }
    }
}

/// Gives a struct the functions that `TypeBuilder::container` takes.
macro_rules! traced {
    ($ty:ty { $($field:ident),* $(,)? }) => {
        impl $ty {
            pub fn visit(object: $crate::value::ObjectPtr, visitor: &mut dyn FnMut(&$crate::value::Value)) {
                // SAFETY: E2: this is a slot of the type whose objects begin with these fields.
                let this = unsafe { object.cast::<$ty>().as_ref() };
                $($crate::types::traced::Traced::visit(&this.$field, visitor);)*
            }

            pub fn clear_object(object: $crate::value::ObjectPtr) {
                // SAFETY: E2: as in `visit`.
                let this = unsafe { object.cast::<$ty>().as_ref() };
                $($crate::types::traced::Traced::let_go(&this.$field);)*
            }
        }
    };
}
pub(crate) use traced;
