//! `_queue`: `SimpleQueue`, whose `get` waits without holding the interpreter.

use crate::args::Spec;
use crate::collections::Deque;
use crate::define::{ModuleBuilder, this};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::interpreter::allow_threads;
use ladon_vm::object::{alloc, call, number, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, generic_alias, int};
use ladon_vm::value::{Ref, Value};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long `get` sleeps at most before it looks for signals.
const SLICE: Duration = Duration::from_millis(50);

/// How many items were put: waiting threads sleep on it.
#[derive(Default)]
struct Bell {
    count: Mutex<u64>,
    rung: Condvar,
}

#[repr(C)]
pub struct SimpleQueue {
    pub head: Head,
    items: Ref<Deque>,
    bell: Arc<Bell>,
}

ladon_vm::builtin_static!(SimpleQueue);
ladon_vm::outside!(SimpleQueue { bell });
crate::traced!(SimpleQueue { items });

#[derive(Default)]
struct State(MutCell<Option<Value>>);

/// The exception `Empty` of this interpreter.
fn empty_class(thread: &ThreadState) -> PyResult<Value> {
    let state = thread.interp().state::<State>();
    if let Some(known) = state.0.get() {
        return Ok(known);
    }
    let dict = Dict::new();
    dict.set_name("__module__", Str::new("_queue").into_value());
    dict.set_name("__doc__", Str::new("Raised by get() when there is no item.").into_value());
    let bases = Tuple::new(vec![ladon_vm::exceptions::Exception.as_value()]).into_value();
    let metaclass = ladon_vm::types::class::type_type().as_value();
    let class = call::positional(thread, &metaclass, &[Str::new("Empty").into_value(), bases, dict.into_value()])?;
    state.0.set(Some(class.clone()));
    Ok(class)
}

pub fn describe() {
    SimpleQueue::type_object().weaklist_offset.set(1);
    TypeBuilder::new::<SimpleQueue>("SimpleQueue", Some(object_type()))
        .outside::<SimpleQueue>()
        .doc("A queue without bound for threads.")
        .module("_queue")
        .flags(flags::BASETYPE)
        .container(SimpleQueue::visit, Some(SimpleQueue::clear_object))
        .slots(|s| s.new.set(Some(queue_new)))
        .method("put(self, item, block=True, timeout=None)", put, "Add an item.")
        .method("put_nowait(self, item)", put, "Add an item.")
        .method("get(self, block=True, timeout=None)", get, "Remove and return the oldest item, waiting for one.")
        .method("get_nowait(self)", get_nowait, "Remove and return the oldest item, or raise Empty.")
        .method(
            "empty(self)",
            |_, b| Ok(Value::bool(b.this::<SimpleQueue>().items.ring.len() == 0)),
            "Whether it is empty.",
        )
        .method(
            "qsize(self)",
            |_, b| Ok(int::from_usize(b.this::<SimpleQueue>().items.ring.len())),
            "How many items there are.",
        )
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let empty = empty_class(thread)?;
    ModuleBuilder::new(thread, "_queue", "Queues for threads.")?.ty::<SimpleQueue>().value("Empty", empty).finish()
}

fn queue_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<0> = Spec::new("SimpleQueue", [], 0);
    SPEC.bind(thread, args)?;
    let items = call::call(thread, &Deque::type_object().as_value(), Args::EMPTY)?;
    let items = Ref::from_value(items).map_err(|_| err!(thread, SystemError, "deque is no deque"))?;
    let fields = SimpleQueue { head: alloc::head::<SimpleQueue>(), items, bell: Arc::default() };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn put(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = b.this::<SimpleQueue>();
    queue.items.append(b.value(1).clone())?;
    *queue.bell.count.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    queue.bell.rung.notify_one();
    Ok(Value::none())
}

fn empty(thread: &ThreadState) -> Raised {
    match empty_class(thread).and_then(|class| call::call(thread, &class, Args::EMPTY)) {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

fn get_nowait(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    this::<SimpleQueue>(b.value(0)).items.ring.pop_front().ok_or_else(|| empty(thread))
}

fn get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let queue = b.this::<SimpleQueue>();
    let block = b.get(1).map_or(Ok(true), |block| truth::is_true(thread, block))?;
    let deadline = match b.some(2).filter(|_| block) {
        None => None,
        Some(timeout) => {
            let seconds = number::to_f64(thread, timeout)?;
            if seconds < 0.0 || seconds.is_nan() {
                return Err(err!(thread, ValueError, "'timeout' must be a non-negative number"));
            }
            let wait = Duration::try_from_secs_f64(seconds)
                .ok()
                .filter(|wait| wait.as_secs() < i64::MAX as u64 / 1_000_000_000);
            match wait {
                Some(wait) => Instant::now().checked_add(wait),
                None => return Err(err!(thread, OverflowError, "timeout value is too large")),
            }
        }
    };
    loop {
        if let Some(item) = queue.items.ring.pop_front() {
            return Ok(item);
        }
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        if !block || left == Some(Duration::ZERO) {
            return Err(empty(thread));
        }
        let bell = Arc::clone(&queue.bell);
        let seen = *bell.count.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = left.unwrap_or(SLICE).min(SLICE);
        allow_threads(thread, || {
            let count = bell.count.lock().unwrap_or_else(PoisonError::into_inner);
            let same = |count: &mut u64| *count == seen;
            drop(bell.rung.wait_timeout_while(count, wait, same));
        });
        ladon_vm::signals::run_handlers(thread)?;
    }
}
