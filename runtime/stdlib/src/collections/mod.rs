//! `_collections`: `deque`, `defaultdict`, `OrderedDict`, and what `namedtuple` and `Counter` are made fast with.

mod count;
mod defaultdict;
mod deque;
mod deque_iter;
mod ordered;
mod ring;
mod tuplegetter;

use crate::define::ModuleBuilder;
use crate::functions;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};

pub use deque::Deque;

pub fn describe() {
    deque::describe();
    deque_iter::describe();
    defaultdict::describe();
    tuplegetter::describe();
    ordered::describe();
}

functions! {
    fn table {
        "_count_elements(mapping, iterable, /)" => count::count_elements,
            "Add one to mapping[item] for each item of an iterable.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let builder = ModuleBuilder::new(thread, "_collections", "Native container types of collections.")?
        .functions(table())
        .ty::<Deque>()
        .ty::<deque_iter::DequeIterator>()
        .ty::<deque_iter::DequeReverseIterator>()
        .ty::<defaultdict::DefaultDict>()
        .ty::<tuplegetter::TupleGetter>();
    ordered::add(builder).finish()
}

/// A descriptor that reads item `index` of a tuple.
pub fn tuplegetter(index: usize, doc: Value) -> Value {
    tuplegetter::TupleGetter::make(index, doc)
}
