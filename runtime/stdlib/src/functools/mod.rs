//! `_functools`: the parts of `functools` that must be fast.
//!
//! `partial` with placeholders · `lru` the caches of `lru_cache` · `key` the objects of `cmp_to_key` · here: `reduce`.

mod key;
mod lru;
mod partial;

use crate::define::ModuleBuilder;
use crate::functions;
use ladon_vm::err;
use ladon_vm::object::{call, iter};
use ladon_vm::raise::{PyResult, caught};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Bound, Builtin};
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};

pub use partial::Partial;

pub fn describe() {
    partial::describe();
    lru::describe();
    key::describe();
}

functions! {
    fn table {
        "reduce(function, iterable, /, initial=<unrepresentable>)" => reduce,
            "Combine the items from the left: function(function(a, b), c), …; with initial, start from that.";
        "cmp_to_key(mycmp)" => key::cmp_to_key, "Make a key function of a comparison function.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_functools", "Native parts of functools.")?
        .functions(table())
        .ty::<Partial>()
        .ty::<partial::Placeholder>()
        .value("Placeholder", partial::placeholder(thread))
        .value("_lru_cache_wrapper", lru::Cache::type_object().as_value())
        .finish()
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let function = b.value(0);
    let iterator = match caught(thread, iter::iter(thread, b.value(1)), &ladon_vm::exceptions::TypeError)? {
        Some(iterator) => iterator,
        None => return Err(err!(thread, TypeError, "reduce() arg 2 must support iteration")),
    };
    let mut result = match b.get(2) {
        Some(initial) => initial.clone(),
        None => match iter::next(thread, &iterator)? {
            Some(first) => first,
            None => return Err(err!(thread, TypeError, "reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = iter::next(thread, &iterator)? {
        result = call::positional(thread, function, &[result, item])?;
    }
    Ok(result)
}
