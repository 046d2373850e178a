//! `gc`: the cycle collector as Python sees it. There is one generation.

use crate::define::{ModuleBuilder, int_arg};
use crate::functions;
use ladon_heap::MutCell;
use ladon_vm::err;
use ladon_vm::object::{call, collect};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, List, Str, Tuple, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

/// What Python set, and the two lists it shares with us.
struct State {
    thresholds: Cell<[i64; 3]>,
    debug: Cell<i64>,
    runs: Cell<i64>,
    collected: Cell<i64>,
    callbacks: MutCell<Option<Ref<List>>>,
}

impl Default for State {
    fn default() -> State {
        State {
            thresholds: Cell::new([2000, 10, 0]),
            debug: Cell::new(0),
            runs: Cell::new(0),
            collected: Cell::new(0),
            callbacks: MutCell::new(None),
        }
    }
}

functions! {
    fn table {
        "enable()" => |thread, _| set_enabled(thread, true), "Collect cycles now and then.";
        "disable()" => |thread, _| set_enabled(thread, false), "Collect cycles only when asked.";
        "isenabled()" => |thread, _| Ok(Value::bool(thread.interp().gc_enabled.get())), "Whether cycles are collected now and then.";
        "collect(generation=2)" => gc_collect, "Collect cycles; return how many objects were unreachable.";
        "get_threshold()" => get_threshold, "Return the thresholds.";
        "set_threshold(threshold0, threshold1=10, threshold2=0, /)" => set_threshold, "Set the thresholds; 0 switches off.";
        "get_count()" => get_count, "Return how many containers were made since the last collection.";
        "get_debug()" => |thread, _| Ok(int::from_i64(thread.interp().state::<State>().debug.get())), "Return the debug flags.";
        "set_debug(flags, /)" => set_debug, "Set the debug flags.";
        "get_stats()" => get_stats, "Return counts per generation.";
        "get_objects(generation=None)" => get_objects, "Return all containers.";
        "get_referents(*objs)" => get_referents, "Return what the objects refer to.";
        "get_referrers(*objs)" => get_referrers, "Return the containers that refer to one of the objects.";
        "is_tracked(obj, /)" => |_, b| Ok(Value::bool(is_tracked(b.value(0)))), "Whether the collector looks at the object.";
        "is_finalized(obj, /)" => is_finalized, "Whether the finalizer of the object has run.";
        "freeze()" => |_, _| Ok(Value::none()), "Accepted; nothing is moved.";
        "unfreeze()" => |_, _| Ok(Value::none()), "Accepted; nothing is moved.";
        "get_freeze_count()" => |_, _| Ok(Value::small_unchecked(0)), "Return 0.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let callbacks = List::new();
    thread.interp().state::<State>().callbacks.set(Some(callbacks.clone()));
    thread.interp().state::<collect::Automatic>().0.set(Some(|thread| observed(thread, 2)));
    ModuleBuilder::new(thread, "gc", "The collector of reference cycles.")?
        .functions(table())
        .value("callbacks", callbacks.into_value())
        .value("garbage", List::new().into_value())
        .ints(&[
            ("DEBUG_STATS", 1),
            ("DEBUG_COLLECTABLE", 2),
            ("DEBUG_UNCOLLECTABLE", 4),
            ("DEBUG_SAVEALL", 32),
            ("DEBUG_LEAK", 38),
        ])
        .finish()
}

fn set_enabled(thread: &ThreadState, enabled: bool) -> PyResult<Value> {
    thread.interp().gc_enabled.set(enabled);
    Ok(Value::none())
}

fn run_callbacks(thread: &ThreadState, phase: &str, generation: i64, collected: i64) {
    let Some(callbacks) = thread.interp().state::<State>().callbacks.get() else { return };
    if callbacks.is_empty() {
        return;
    }
    let info = Dict::new();
    info.set_name("generation", int::from_i64(generation));
    info.set_name("collected", int::from_i64(collected));
    info.set_name("uncollectable", int::from_i64(0));
    let args = [Str::new(phase).into_value(), info.into_value()];
    for callback in callbacks.items.snapshot() {
        if let Err(raised) = call::positional(thread, &callback, &args) {
            ladon_vm::exceptions::display::unraisable(thread, raised, &callback);
        }
    }
}

fn gc_collect(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let generation = b.get(0).map_or(Ok(2), |generation| int_arg(thread, generation))?;
    if !(0..=2).contains(&generation) {
        return Err(err!(thread, ValueError, "invalid generation"));
    }
    Ok(int::from_i64(observed(thread, generation) as i64))
}

/// Collects, counts, and calls back.
fn observed(thread: &ThreadState, generation: i64) -> usize {
    run_callbacks(thread, "start", generation, 0);
    let found = collect::collect(thread);
    let state = thread.interp().state::<State>();
    state.runs.set(state.runs.get() + 1);
    state.collected.set(state.collected.get() + found as i64);
    run_callbacks(thread, "stop", generation, found as i64);
    found
}

fn get_threshold(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let thresholds = thread.interp().state::<State>().thresholds.get();
    Ok(Tuple::new(thresholds.map(int::from_i64).to_vec()).into_value())
}

fn set_threshold(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<State>();
    let mut thresholds = state.thresholds.get();
    for (index, threshold) in thresholds.iter_mut().enumerate() {
        if let Some(given) = b.get(index) {
            *threshold = int_arg(thread, given)?;
        }
    }
    state.thresholds.set(thresholds);
    let first = usize::try_from(thresholds[0]).ok().filter(|first| *first > 0);
    thread.interp().heap().budget.set_threshold(first);
    Ok(Value::none())
}

fn get_count(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let young = thread.interp().heap().budget.grown() as i64;
    Ok(Tuple::new([young, 0, 0].map(int::from_i64).to_vec()).into_value())
}

fn set_debug(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    thread.interp().state::<State>().debug.set(int_arg(thread, b.value(0))?);
    Ok(Value::none())
}

fn get_stats(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<State>();
    let list = List::new();
    for generation in 0..3 {
        let own = |count: i64| int::from_i64(if generation == 2 { count } else { 0 });
        let dict = Dict::new();
        dict.set_name("collections", own(state.runs.get()));
        dict.set_name("collected", own(state.collected.get()));
        dict.set_name("uncollectable", int::from_i64(0));
        list.append(dict.into_value())?;
    }
    Ok(list.into_value())
}

fn is_tracked(value: &Value) -> bool {
    let ty = value.type_of();
    value.is_pointer() && (ty.has_flag(flags::HAVE_GC) || ty.slots.visit.get().is_some()) && {
        // Static types are no containers of any interpreter.
        value.downcast::<Type>().is_none_or(|ty| ty.is_heap_type())
    }
}

/// All containers of this interpreter.
fn containers(thread: &ThreadState) -> Vec<Value> {
    let mut found = Vec::new();
    thread.interp().heap().for_each_object(|object| {
        // SAFETY: H2: a live object; those being taken apart have no reference left.
        let alive = unsafe { object.as_ref() }.refcount.get() > 0;
        if alive {
            // SAFETY: as above.
            let value = unsafe { Value::from_borrowed_ptr(object) };
            if is_tracked(&value) {
                found.push(value);
            }
        }
    });
    found
}

fn get_objects(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    if let Some(generation) = b.some(0) {
        let generation = int_arg(thread, generation)?;
        if generation < 0 {
            return Err(err!(thread, ValueError, "generation parameter cannot be negative"));
        }
        if generation > 2 {
            let message = "generation parameter must be less than the number of available generations (3)";
            return Err(err!(thread, ValueError, "{message}"));
        }
        if generation > 0 {
            return Ok(List::from_vec(if generation == 2 { containers(thread) } else { Vec::new() })?.into_value());
        }
        return Ok(List::new().into_value());
    }
    Ok(List::from_vec(containers(thread))?.into_value())
}

fn objects<'a>(b: &Bound<'a>) -> &'a [Value] {
    b.get(0).and_then(|args| args.downcast::<Tuple>()).map(Tuple::as_slice).unwrap_or_default()
}

fn get_referents(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let mut found = Vec::new();
    for object in objects(&b) {
        if let Some(pointer) = object.as_ptr().filter(|_| is_tracked(object)) {
            collect::visit_references(pointer, &mut |value| found.push(value.clone()));
        }
    }
    Ok(List::from_vec(found)?.into_value())
}

fn get_referrers(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let wanted = objects(&b);
    let args = b.get(0).cloned();
    let mut found = Vec::new();
    for container in containers(thread) {
        if args.as_ref().is_some_and(|args| args.is(&container)) {
            continue;
        }
        let Some(pointer) = container.as_ptr() else { continue };
        let mut refers = false;
        collect::visit_references(pointer, &mut |value| refers |= wanted.iter().any(|object| object.is(value)));
        if refers {
            found.push(container);
        }
    }
    Ok(List::from_vec(found)?.into_value())
}

fn is_finalized(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let Some(pointer) = b.value(0).as_ptr() else { return Ok(Value::bool(false)) };
    let finalized = collect::was_finalized(thread, pointer);
    if finalized {
        // Asking has forgotten it.
        collect::mark_finalized(thread, pointer);
    }
    Ok(Value::bool(finalized))
}
