//! `cell`: a variable shared by closures.

use crate::err;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, TypeBuilder};
use crate::types::{Str, Type};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Cell {
    pub head: Head,
    content: MutCell<Option<Value>>,
}

crate::builtin_static!(Cell, PyCell_Type);

impl Cell {
    pub fn new(content: Option<Value>) -> Ref<Cell> {
        alloc::alloc(Cell { head: alloc::head::<Cell>(), content: MutCell::new(content) })
    }

    #[inline(always)]
    pub fn get(&self) -> Option<Value> {
        self.content.get()
    }

    #[inline(always)]
    pub fn set(&self, content: Option<Value>) {
        self.content.set(content);
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe { (*object.cast::<Cell>().as_ref().content.as_ptr()).iter().for_each(visitor) };
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2.
        unsafe { object.cast::<Cell>().as_ref() }.set(None);
    }
}

fn of(value: &Value) -> &Cell {
    // SAFETY: E2: called by slots and getters of `cell`.
    unsafe { value.downcast_unchecked() }
}

fn cell_new(_: &ThreadState, _: &Type, args: Args<'_>) -> PyResult<Value> {
    Ok(Cell::new(args.values.first().cloned()).into_value())
}

pub fn describe() {
    TypeBuilder::new::<Cell>("cell", Some(crate::types::object::object_type()))
        .container(Cell::visit, Some(Cell::clear))
        .slots(|s| {
            s.new.set(Some(cell_new));
            s.repr.set(Some(|_, this| {
                let content = match of(this).get() {
                    Some(value) => format!("{} object at {:#x}", value.type_of().short_name(), value.bits()),
                    None => String::from("empty"),
                };
                Ok(Str::try_new(&format!("<cell at {:#x}: {content}>", this.bits()))?.into_value())
            }));
        })
        .getset(
            "cell_contents",
            |thread, this| of(this).get().ok_or_else(|| err!(thread, ValueError, "cell is empty")),
            Some(|_, this, value| {
                of(this).set(value.cloned());
                Ok(())
            }),
            "",
        )
        .finish();
}
