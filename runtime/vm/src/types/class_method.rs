//! `classmethod_descriptor`: a class method of a builtin type, as found in the type's dict.
//!
//! C classes keep `classmethod` objects for their `METH_CLASS` methods.

use crate::err;
use crate::object::alloc;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, NativeDef, TypeBuilder};
use crate::types::native::{NativeFunction, invoke};
use crate::types::{Str, Type};
use crate::value::{Ref, Value};
use ladon_heap::Head;

#[repr(C)]
pub struct ClassMethodDescriptor {
    pub head: Head,
    def: &'static NativeDef,
    owner: &'static Type,
}

crate::builtin_static!(ClassMethodDescriptor, PyClassMethodDescr_Type);

impl ClassMethodDescriptor {
    pub fn new(def: &'static NativeDef, owner: &'static Type) -> Ref<ClassMethodDescriptor> {
        alloc::alloc(ClassMethodDescriptor { head: alloc::head::<ClassMethodDescriptor>(), def, owner })
    }

    /// Checks that `class` is the owner or a class derived from it.
    fn check(&self, thread: &ThreadState, class: &Value) -> PyResult<()> {
        let (name, owner) = (self.def.name, self.owner.short_name());
        let Some(ty) = class.downcast::<Type>() else {
            let given = class.type_of().short_name();
            return Err(err!(
                thread,
                TypeError,
                "descriptor '{name}' for type '{owner}' needs a type, not a '{given}' as arg 2"
            ));
        };
        if !ty.is_subtype(self.owner) {
            let given = ty.short_name();
            return Err(err!(
                thread,
                TypeError,
                "descriptor '{name}' requires a subtype of '{owner}' but received '{given}'"
            ));
        }
        Ok(())
    }

    fn needs_argument(&self, thread: &ThreadState) -> Raised {
        let (name, owner) = (self.def.name, self.owner.short_name());
        err!(thread, TypeError, "descriptor '{name}' of '{owner}' object needs an argument")
    }
}

fn of(value: &Value) -> &ClassMethodDescriptor {
    // SAFETY: E2: called by slots and getters of this type.
    unsafe { value.downcast_unchecked() }
}

fn get(thread: &ThreadState, this: &Value, object: Option<&Value>, owner: Option<&Value>) -> PyResult<Value> {
    let descriptor = of(this);
    let class = match (owner, object) {
        (Some(owner), _) => owner.clone(),
        (None, Some(object)) => object.type_of().as_value(),
        (None, None) => {
            let (name, owner) = (descriptor.def.name, descriptor.owner.short_name());
            return Err(err!(
                thread,
                TypeError,
                "descriptor '{name}' for type '{owner}' needs either an object or a type"
            ));
        }
    };
    descriptor.check(thread, &class)?;
    Ok(NativeFunction::new(descriptor.def, Some(class), None).into_value())
}

fn call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let descriptor = of(this);
    let Some(class) = args.positionals().first() else { return Err(descriptor.needs_argument(thread)) };
    descriptor.check(thread, class)?;
    invoke(thread, descriptor.def, Some(descriptor.owner), args)
}

fn repr(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let descriptor = of(this);
    let (name, owner) = (descriptor.def.name, descriptor.owner.short_name());
    Ok(Str::try_new(&format!("<method '{name}' of '{owner}' objects>"))?.into_value())
}

fn qualname(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let descriptor = of(this);
    Ok(Str::try_new(&format!("{}.{}", descriptor.owner.plain_name(), descriptor.def.name))?.into_value())
}

pub fn describe() {
    TypeBuilder::new::<ClassMethodDescriptor>("classmethod_descriptor", Some(crate::types::object::object_type()))
        .slots(|s| {
            s.repr.set(Some(repr));
            s.call.set(Some(call));
            s.descr_get.set(Some(get));
        })
        .getter("__name__", |_, d| Ok(Str::try_new(of(d).def.name)?.into_value()), "")
        .getter("__qualname__", qualname, "")
        .getter("__doc__", |_, d| Ok(Str::try_new(of(d).def.doc)?.into_value()), "")
        .getter("__objclass__", |_, d| Ok(of(d).owner.as_value()), "")
        .getter("__text_signature__", |_, d| Ok(Str::try_new(of(d).def.signature)?.into_value()), "")
        .finish();
}
