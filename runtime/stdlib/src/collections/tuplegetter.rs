//! `_tuplegetter`: the descriptor of a named tuple's field.

use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, number, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, TypeBuilder};
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::{no_keywords, positionals};
use ladon_vm::types::{Str, Tuple, Type, int};
use ladon_vm::value::Value;

#[repr(C)]
pub struct TupleGetter {
    pub head: Head,
    index: isize,
    doc: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(TupleGetter);
crate::traced!(TupleGetter { doc });

impl TupleGetter {
    fn fields(index: isize, doc: Value) -> TupleGetter {
        TupleGetter { head: alloc::head::<TupleGetter>(), index, doc: MutCell::new(Some(doc)) }
    }

    pub fn make(index: usize, doc: Value) -> Value {
        alloc::alloc(Self::fields(index as isize, doc)).into_value()
    }

    fn doc(&self) -> Value {
        self.doc.get().unwrap_or_else(Value::none)
    }
}

pub fn describe() {
    TypeBuilder::new::<TupleGetter>("_tuplegetter", Some(object_type()))
        .module("collections")
        .container(TupleGetter::visit, Some(TupleGetter::clear_object))
        .slots(|s| {
            s.new.set(Some(new));
            s.repr.set(Some(getter_repr));
            s.descr_get.set(Some(get));
            s.descr_set.set(Some(set));
        })
        .getset(
            "__doc__",
            |_, value| Ok(this::<TupleGetter>(value).doc()),
            Some(|_, value, doc| {
                this::<TupleGetter>(value).doc.set(doc.cloned());
                Ok(())
            }),
            "",
        )
        .method(
            "__reduce__(self, /)",
            |_, b| {
                let getter = b.this::<TupleGetter>();
                let args = Tuple::pair(int::from_i64(getter.index as i64), getter.doc());
                Ok(Tuple::pair(b.value(0).type_of().as_value(), args.into_value()).into_value())
            },
            "Return how to make this again.",
        )
        .finish();
}

fn new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    no_keywords(thread, "_tuplegetter", args)?;
    let args = positionals(thread, "_tuplegetter", args, 2, 2)?;
    let index = number::to_isize(thread, &args[0])?;
    Ok(alloc::alloc_in(ty, TupleGetter::fields(index, args[1].clone())).into_value())
}

fn get(thread: &ThreadState, value: &Value, object: Option<&Value>, _owner: Option<&Value>) -> PyResult<Value> {
    let getter = this::<TupleGetter>(value);
    let Some(object) = object else { return Ok(value.clone()) };
    let Some(tuple) = object.downcast::<Tuple>() else {
        if object.is_none() {
            return Ok(value.clone());
        }
        let (index, name) = (getter.index, object.type_of().short_name());
        let message = format!("doesn't apply to '{name}' object");
        return Err(err!(thread, TypeError, "descriptor for index '{index}' for tuple subclasses {message}"));
    };
    usize::try_from(getter.index)
        .ok()
        .and_then(|index| tuple.as_slice().get(index).cloned())
        .ok_or_else(|| err!(thread, IndexError, "tuple index out of range"))
}

fn set(thread: &ThreadState, _this: &Value, _object: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(_) => Err(err!(thread, AttributeError, "can't set attribute")),
        None => Err(err!(thread, AttributeError, "can't delete attribute")),
    }
}

fn getter_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let getter = this::<TupleGetter>(value);
    let doc = repr::repr(thread, &getter.doc())?;
    let (name, index) = (value.type_of().short_name(), getter.index);
    Ok(Str::try_new(&format!("{name}({index}, {})", doc.lossy()))?.into_value())
}
