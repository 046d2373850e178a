//! `_interpqueues`: queues between interpreters, for `concurrent.interpreters`.

use crate::define::{ModuleBuilder, int_arg};
use crate::functions;
use ladon_compiler::{Mode, Options};
use ladon_vm::channel::{self, Classes, Queue, Received, Refused};
use ladon_vm::err;
use ladon_vm::eval;
use ladon_vm::exceptions::make;
use ladon_vm::object::{attr, call};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::spawn::cross;
use ladon_vm::spawn::errors::{QueueError, QueueNotFoundError};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::define::Bound;
use ladon_vm::types::list::List;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Tuple, Type, int};
use ladon_vm::value::{Ref, Value};
use std::sync::Arc;
use std::time::{Duration, Instant};

functions! {
    fn functions {
        "create(maxsize, unboundop=-1, fallback=-1)" => create, "Make a queue and return its ID.";
        "destroy(qid)" => destroy, "Remove a queue with all it holds.";
        "list_all()" => list_all, "Return (ID, unboundop, fallback) of all queues.";
        "put(qid, obj, unboundop=-1, fallback=-1)" => put, "Add an object to a queue.";
        "get(qid)" => get, "Remove and return the oldest object, with what stands for it if its sender ended.";
        "bind(qid)" => bind, "Count one more user of a queue.";
        "release(qid)" => release, "Count one user less; the last one removes the queue.";
        "get_maxsize(qid)" => get_maxsize, "Return how many items fit into a queue.";
        "get_queue_defaults(qid)" => get_defaults, "Return the defaults of a queue.";
        "is_full(qid)" => is_full, "Return whether a queue is full.";
        "get_count(qid)" => get_count, "Return how many items wait in a queue.";
        "_register_heap_types(queuetype, emptyerror, fullerror)" => register, "Tell which classes stand for queues.";
    }
}

functions! {
    fn waits {
        "waiting_put(qid, obj, unboundop, timeout)" => waiting_put, "Add an object, waiting for room.";
        "waiting_get(qid, timeout)" => waiting_get, "Remove and return the oldest object, waiting for one.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_interpqueues", "Queues between interpreters.")?
        .functions(functions())
        .class(&QueueError)
        .class(&QueueNotFoundError)
        .finish()
}

fn queue_id(thread: &ThreadState, value: &Value) -> PyResult<u64> {
    if !int::is_int(value) {
        let found = value.type_of().short_name();
        return Err(err!(thread, TypeError, "queue ID must be an int, got {found}"));
    }
    let id = int_arg(thread, value)?;
    u64::try_from(id).map_err(|_| err!(thread, ValueError, "queue ID must be a non-negative int, got {id}"))
}

fn not_found(thread: &ThreadState, id: u64) -> Raised {
    thread.error(&QueueNotFoundError, format!("queue {id} not found"))
}

fn queue(thread: &ThreadState, value: &Value) -> PyResult<Arc<Queue>> {
    let id = queue_id(thread, value)?;
    channel::find(id).ok_or_else(|| not_found(thread, id))
}

fn refused(thread: &ThreadState, queue: &Queue, why: Refused) -> Raised {
    let classes = thread.interp().state::<Classes>();
    let (class, what) = match why {
        Refused::Closed => return not_found(thread, queue.id),
        Refused::Empty => (classes.empty.get(), "empty"),
        Refused::Full => (classes.full.get(), "full"),
    };
    let message = format!("queue {} is {what}", queue.id);
    let class = match class {
        Some(class) => Ok(class),
        // The Python side was not imported yet.
        None => ladon_vm::import::import_module(thread, "concurrent.interpreters._queues").and_then(|module| {
            attr::get_name(thread, &module, if what == "empty" { "QueueEmpty" } else { "QueueFull" })
        }),
    };
    let made = class.and_then(|class| call::positional(thread, &class, &[crate::define::text(&message)?]));
    match made {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

/// What stands for an item whose sender ended: the number given, or the queue's own for -1.
fn unbound(thread: &ThreadState, value: Option<&Value>, default: i64) -> PyResult<i64> {
    let number = value.map_or(Ok(-1), |value| int_arg(thread, value))?;
    match number {
        n if n < 0 => Ok(default),
        channel::UNBOUND_REMOVE..=channel::UNBOUND => Ok(number),
        _ => Err(err!(thread, ValueError, "unsupported unboundop {number}")),
    }
}

fn create(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let maxsize = usize::try_from(int_arg(thread, b.value(0))?).unwrap_or(0);
    let unbound = unbound(thread, b.get(1), channel::UNBOUND)?;
    let fallback = b.get(2).map_or(Ok(-1), |value| int_arg(thread, value))?;
    Ok(int::from_i64(channel::create(maxsize, unbound, fallback) as i64))
}

fn destroy(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let id = queue_id(thread, b.value(0))?;
    if channel::destroy(id) { Ok(Value::none()) } else { Err(not_found(thread, id)) }
}

fn list_all(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let row = |queue: Arc<Queue>| {
        let numbers = [queue.id as i64, queue.unbound, queue.fallback];
        Tuple::new(numbers.into_iter().map(int::from_i64).collect()).into_value()
    };
    Ok(List::from_vec(channel::all().into_iter().map(row).collect())?.into_value())
}

fn put(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = queue(thread, b.value(0))?;
    let unbound = unbound(thread, b.get(2), queue.unbound)?;
    let parcel = cross::pack(thread, b.value(1))?;
    queue.check_room(thread, &parcel)?;
    match queue.put(parcel, thread.interp().id, unbound) {
        Ok(()) => Ok(Value::none()),
        Err((why, _)) => Err(refused(thread, &queue, why)),
    }
}

fn received(thread: &ThreadState, item: Received) -> PyResult<Value> {
    let (value, unbound) = match item {
        Received::Parcel(parcel) => (parcel.unpack(thread)?, Value::none()),
        Received::Unbound(number) => (Value::none(), int::from_i64(number)),
    };
    Ok(Tuple::pair(value, unbound).into_value())
}

fn get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = queue(thread, b.value(0))?;
    match queue.get() {
        Ok(item) => received(thread, item),
        Err(why) => Err(refused(thread, &queue, why)),
    }
}

fn deadline(thread: &ThreadState, timeout: Option<&Value>) -> PyResult<Option<Instant>> {
    let Some(timeout) = timeout else { return Ok(None) };
    let seconds = int_arg(thread, timeout)?;
    Ok(Instant::now().checked_add(Duration::from_secs(seconds.max(0) as u64)))
}

fn waiting_put(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = queue(thread, b.value(0))?;
    let unbound = unbound(thread, b.get(2), queue.unbound)?;
    let deadline = deadline(thread, b.some(3))?;
    let mut parcel = cross::pack(thread, b.value(1))?;
    queue.check_room(thread, &parcel)?;
    loop {
        match queue.put(parcel, thread.interp().id, unbound) {
            Ok(()) => return Ok(Value::none()),
            Err((Refused::Full, back)) if queue.wait(thread, Refused::Full, deadline)? => parcel = back,
            Err((why, _)) => return Err(refused(thread, &queue, why)),
        }
    }
}

fn waiting_get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = queue(thread, b.value(0))?;
    let deadline = deadline(thread, b.some(1))?;
    loop {
        match queue.get() {
            Ok(item) => return received(thread, item),
            Err(Refused::Empty) if queue.wait(thread, Refused::Empty, deadline)? => {}
            Err(why) => return Err(refused(thread, &queue, why)),
        }
    }
}

fn bind(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let id = queue_id(thread, b.value(0))?;
    if channel::bind(id) { Ok(Value::none()) } else { Err(not_found(thread, id)) }
}

fn release(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let id = queue_id(thread, b.value(0))?;
    match channel::release(id) {
        Some(true) => Ok(Value::none()),
        Some(false) => Err(thread.error(&QueueError, format!("queue {id} not bound"))),
        None => Err(not_found(thread, id)),
    }
}

fn get_maxsize(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(queue(thread, b.value(0))?.maxsize))
}

fn get_defaults(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = queue(thread, b.value(0))?;
    Ok(Tuple::pair(int::from_i64(queue.unbound), int::from_i64(queue.fallback)).into_value())
}

fn is_full(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(queue(thread, b.value(0))?.is_full()))
}

fn get_count(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(int::from_usize(queue(thread, b.value(0))?.len()))
}

fn register(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    for index in 0..3 {
        if b.value(index).downcast::<Type>().is_none() {
            let found = b.value(index).type_of().short_name();
            return Err(err!(thread, TypeError, "expected a class, got {found}"));
        }
    }
    let classes = thread.interp().state::<Classes>();
    classes.queue.set(Some(b.value(0).clone()));
    classes.empty.set(Some(b.value(1).clone()));
    classes.full.set(Some(b.value(2).clone()));
    let globals = eval::current_globals(thread);
    if let Some(globals) = globals.filter(|globals| globals.get_name("_serialize_unbound").is_some()) {
        add_waits(thread, b.value(0), &globals)?
    }
    Ok(Value::none())
}

/// Gives the class `Queue` methods that sleep while they wait.
fn add_waits(thread: &ThreadState, class: &Value, module: &Dict) -> PyResult<()> {
    let source = include_str!("python/_queue_waits.py");
    let code = ladon_compiler::compile(source.as_bytes(), "<stdlib>/_queue_waits.py", Mode::Exec, Options::default())
        .map_err(|error| make::syntax_error(thread, &error, "_queue_waits.py"))?;
    let globals = Dict::new();
    globals.set_name("Queue", class.clone());
    for (name, from) in [("serialize", "_serialize_unbound"), ("resolve", "_resolve_unbound")] {
        globals.set_name(name, module.get_name(from).unwrap_or_else(Value::none));
    }
    for def in waits() {
        globals.set_name(def.name, ladon_vm::types::native::NativeFunction::new(def, None, None).into_value());
    }
    eval::run_code(thread, &CodeObject::new(code), &globals, None)?;
    Ok(())
}
