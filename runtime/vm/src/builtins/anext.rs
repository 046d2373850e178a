//! What `anext(iterator, default)` returns: an awaitable that turns the end of the iterator into the default.

use crate::err;
use crate::eval::suspend::{self, Outcome};
use crate::object::{alloc, call};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::flags;
use crate::types::object::object_type;
use crate::types::traced::traced;
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct AnextAwaitable {
    pub head: Head,
    awaitable: Value,
    default: Value,
    /// The iterator of the awaitable, once it runs.
    running: MutCell<Option<Value>>,
}

crate::builtin_static!(AnextAwaitable);
traced!(AnextAwaitable { awaitable, default, running });

impl AnextAwaitable {
    pub fn new(awaitable: Value, default: Value) -> Ref<AnextAwaitable> {
        let head = alloc::head::<AnextAwaitable>();
        alloc::alloc(AnextAwaitable { head, awaitable, default, running: MutCell::new(None) })
    }

    fn iterator(&self, thread: &ThreadState) -> PyResult<Value> {
        if let Some(running) = self.running.get() {
            return Ok(running);
        }
        let Some(iterator) = suspend::awaitable_iterator(thread, &self.awaitable)? else {
            let name = self.awaitable.type_of().short_name();
            return Err(err!(thread, TypeError, "object {name} can't be used in 'await' expression"));
        };
        self.running.set(Some(iterator.clone()));
        Ok(iterator)
    }

    /// Sends to the awaitable; its result comes as the value of StopIteration.
    fn step(&self, thread: &ThreadState, sent: Value) -> PyResult<Value> {
        let iterator = self.iterator(thread)?;
        match suspend::send_to(thread, &iterator, sent) {
            Ok(Outcome::Yielded(value)) => Ok(value),
            Ok(Outcome::Returned(value)) => Err(stop(thread, value)),
            Err(raised) => Err(self.translate(thread, raised)),
        }
    }

    /// StopAsyncIteration becomes StopIteration with the default.
    fn translate(&self, thread: &ThreadState, raised: Raised) -> Raised {
        let exception = thread.take_raised(raised);
        if !exception.type_of().is_subtype(&crate::exceptions::StopAsyncIteration) {
            return thread.reraise(exception);
        }
        drop(exception);
        stop(thread, self.default.clone())
    }
}

fn stop(thread: &ThreadState, value: Value) -> Raised {
    let end = crate::exceptions::new_with_args(&crate::exceptions::StopIteration, vec![value]);
    thread.raise(end.into_value())
}

pub fn describe() {
    TypeBuilder::new::<AnextAwaitable>("anext_awaitable", Some(object_type()))
        .flags(flags::DISALLOW_INSTANTIATION)
        .container(AnextAwaitable::visit, Some(AnextAwaitable::clear_object))
        .slots(|s| {
            s.r#await.set(Some(crate::types::iterator::iter_self));
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(awaitable_next));
        })
        .method("send(self, value, /)", awaitable_send, "Send a value to the awaitable.")
        .raw_method("throw(self, /, *args)", |thread, args| forward(thread, args, "throw"), "Throw into the awaitable.")
        .raw_method("close(self, /)", |thread, args| forward(thread, args, "close"), "Close the awaitable.")
        .finish();
}

fn awaitable_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: slots are called for objects of their type only.
    let this = unsafe { value.downcast_unchecked::<AnextAwaitable>() };
    this.step(thread, Value::none()).map(Some)
}

fn awaitable_send(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    b.this::<AnextAwaitable>().step(thread, b.value(1).clone())
}

fn forward(thread: &ThreadState, args: Args<'_>, name: &str) -> PyResult<Value> {
    let this = args.values[0].clone();
    let Some(awaitable) = this.exact::<AnextAwaitable>() else { return Ok(Value::none()) };
    let iterator = awaitable.iterator(thread)?;
    call::method(thread, &iterator, name, &args.values[1..]).map_err(|raised| awaitable.translate(thread, raised))
}
