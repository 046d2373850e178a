//! `atexit`: functions called when the interpreter ends.

use crate::define::ModuleBuilder;
use ladon_vm::err;
use ladon_vm::exceptions::report;
use ladon_vm::object::{call, compare};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Tuple, int};
use ladon_vm::value::{Ref, Value};
use std::cell::RefCell;

/// (function, arguments, keyword arguments), first registered first.
#[derive(Default)]
struct Registered(RefCell<Vec<(Value, Value, Value)>>);

crate::functions! {
    fn defs {
        "register(func, /, *args, **kwargs)" => atexit_register, "Call func(*args, **kwargs) at the end.";
        "unregister(func, /)" => atexit_unregister, "Do not call func at the end.";
        "_clear()" => atexit_clear, "Forget all functions.";
        "_run_exitfuncs()" => atexit_run, "Call all functions, last registered first.";
        "_ncallbacks()" => atexit_count, "Return how many functions are registered.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "atexit", "Functions called when the interpreter ends.")?.functions(defs()).finish()
}

fn atexit_register(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let function = args.value(0);
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "the first argument must be callable"));
    }
    let row = (function.clone(), args.value(1).clone(), args.value(2).clone());
    thread.interp().state::<Registered>().0.borrow_mut().push(row);
    Ok(function.clone())
}

fn atexit_unregister(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<Registered>();
    let rows = state.0.take();
    let mut kept = Vec::new();
    for row in rows {
        if !compare::equal(thread, &row.0, args.value(0))? {
            kept.push(row);
        }
    }
    *state.0.borrow_mut() = kept;
    Ok(Value::none())
}

fn atexit_clear(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    drop(thread.interp().state::<Registered>().0.take());
    Ok(Value::none())
}

fn atexit_run(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<Registered>();
    loop {
        let Some((function, args, keywords)) = state.0.borrow_mut().pop() else { return Ok(Value::none()) };
        let items = args.downcast::<Tuple>().map(Tuple::as_slice).unwrap_or_default();
        if let Err(raised) = call::with_dict(thread, &function, items, keywords.downcast::<Dict>()) {
            let message = format!("in atexit callback {}", ladon_vm::object::repr::repr_lossy(thread, &function));
            report::unraisable_with(thread, raised, Some(&message), None);
        }
    }
}

fn atexit_count(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(thread.interp().state::<Registered>().0.borrow().len()))
}
