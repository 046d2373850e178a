//! `generator`, `coroutine`, `async_generator`: one object that owns its window of registers.

use crate::err;
use crate::eval::frame::variables;
use crate::eval::suspend::{self, Outcome};
use crate::exceptions;
use crate::object::alloc;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::code::{CodeObject, Linked};
use crate::types::define::{Args, Bound, Builtin, TypeBuilder};
use crate::types::frame::{self, FrameObject};
use crate::types::function::Function;
use crate::types::{Str, Tuple, Type};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_bytecode::CodeFlags;
use ladon_heap::arena::{CurrentHeap, free_storage};
use ladon_heap::primitive::NoMemory;
use ladon_heap::{Head, MutCell};
use std::cell::Cell;
use std::ptr::NonNull;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Created,
    Suspended,
    Running,
    Finished,
}

#[repr(C)]
pub struct Generator {
    pub head: Head,
    pub function: Ref<Function>,
    /// The function's code when the generator was made; a function keeps the codes it had.
    code: *const CodeObject,
    window: NonNull<u64>,
    window_len: usize,
    pub pc: Cell<*const u64>,
    pub state: Cell<State>,
    /// The exception being handled inside, while suspended.
    pub handled: MutCell<Option<Value>>,
    /// The frame object, if one was made. It knows this generator until the generator is finished.
    pub frame: MutCell<Option<Ref<FrameObject>>>,
    name: MutCell<Option<Value>>,
    qualname: MutCell<Option<Value>>,
}

crate::builtin_static!(Generator, PyGen_Type);

#[allow(non_upper_case_globals, reason = "the C name of the object")]
#[unsafe(no_mangle)]
pub static PyCoro_Type: Type = Type::empty();
#[allow(non_upper_case_globals, reason = "the C name of the object")]
#[unsafe(no_mangle)]
pub static PyAsyncGen_Type: Type = Type::empty();

/// The generator object for a call of a generator function; the window begins with copies of the `bound` words.
///
/// # Safety
/// `args[..bound]` are readable; the references they stand for pass to the generator when this succeeds.
pub unsafe fn new(
    function: Ref<Function>,
    linked: &Linked,
    args: *const u64,
    bound: usize,
) -> Result<Ref<Generator>, NoMemory> {
    use allocator_api2::alloc::Allocator;
    let flags = function.code().code.flags;
    let ty: &Type = if flags.has(CodeFlags::COROUTINE) {
        &PyCoro_Type
    } else if flags.has(CodeFlags::ASYNC_GENERATOR) {
        &PyAsyncGen_Type
    } else {
        &PyGen_Type
    };
    let length = linked.nregs.max(bound).max(1);
    let layout = std::alloc::Layout::array::<u64>(length).map_err(|_| NoMemory)?;
    let storage = CurrentHeap.allocate(layout).map_err(|_| NoMemory)?.cast::<u64>();
    // SAFETY: fresh storage of this size.
    unsafe {
        std::ptr::copy_nonoverlapping(args, storage.as_ptr(), bound);
        storage.as_ptr().add(bound).write_bytes(0, length - bound);
    }
    let fields = Generator {
        head: Head::new(std::ptr::from_ref(ty).cast()),
        code: function.code(),
        function,
        window: storage,
        window_len: length,
        pc: Cell::new(linked.words.as_ptr()),
        state: Cell::new(State::Created),
        handled: MutCell::new(None),
        frame: MutCell::new(None),
        name: MutCell::new(None),
        qualname: MutCell::new(None),
    };
    Ok(alloc::alloc(fields))
}

impl Generator {
    pub fn window(&self) -> *mut u64 {
        self.window.as_ptr()
    }

    pub fn window_len(&self) -> usize {
        self.window_len
    }

    #[inline(always)]
    pub fn code(&self) -> &CodeObject {
        // SAFETY: kept by the function.
        unsafe { &*self.code }
    }

    /// Index of the instruction at which it is suspended.
    pub fn instruction_index(&self) -> usize {
        let Ok(linked) = self.code().linked(ThreadState::current()) else { return 0 };
        // SAFETY: the saved instruction lies in the linked copy.
        unsafe { self.pc.get().offset_from(linked.words.as_ptr()) as usize }
    }

    /// The variables by name (cells looked through).
    pub fn local_variables(&self) -> Vec<(Ref<Str>, Value)> {
        let code = self.code();
        let Ok(linked) = code.linked(ThreadState::current()) else { return Vec::new() };
        // SAFETY: V1: the window has at least `nlocals` words; nothing runs while they are read.
        let words = unsafe { std::slice::from_raw_parts(self.window().cast(), linked.nlocals.min(self.window_len)) };
        variables(&code.code, words)
    }

    pub fn is_coroutine(&self) -> bool {
        std::ptr::eq(self.head.type_word.get().cast(), &raw const PyCoro_Type)
    }

    pub fn can_be_awaited(&self) -> bool {
        self.is_coroutine() || self.code().code.flags.has(CodeFlags::ITERABLE_COROUTINE)
    }

    pub fn is_async_generator(&self) -> bool {
        std::ptr::eq(self.head.type_word.get().cast(), &raw const PyAsyncGen_Type)
    }

    pub fn kind_name(&self) -> &'static str {
        if self.is_coroutine() {
            "coroutine"
        } else if self.is_async_generator() {
            "async generator"
        } else {
            "generator"
        }
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing; a running generator's window is looked at like any other.
        unsafe {
            let this = object.cast::<Generator>().as_ref();
            visitor(this.function.as_value());
            let words = std::slice::from_raw_parts(this.window().cast::<Option<Value>>(), this.window_len);
            words.iter().flatten().for_each(&mut *visitor);
            for cell in [&this.handled, &this.name, &this.qualname] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
            (*this.frame.as_ptr()).iter().for_each(|frame| visitor(frame.as_value()));
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2.
        let this = unsafe { object.cast::<Generator>().as_ref() };
        if this.state.get() != State::Running {
            suspend::finish_now(this);
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        suspend::finish_now(self);
        // SAFETY: H4: storage of this object alone.
        unsafe { free_storage(self.window.cast(), self.window_len * 8) };
    }
}

/// A new reference to a generator.
pub fn value_of(generator: &Generator) -> Value {
    // SAFETY: E1: a `&Generator` is the head of a live object.
    unsafe { Value::from_borrowed_ptr(NonNull::from(generator).cast()) }
}

/// The object, if the value is of one of the three types.
#[inline(always)]
pub fn as_generator(value: &Value) -> Option<&Generator> {
    let head = value.as_object()?;
    let ty = head.type_word.get().cast::<Type>();
    let known = std::ptr::eq(ty, &raw const PyGen_Type)
        || std::ptr::eq(ty, &raw const PyCoro_Type)
        || std::ptr::eq(ty, &raw const PyAsyncGen_Type);
    // SAFETY: E2: all three types have this layout.
    known.then(|| unsafe { value.downcast_unchecked::<Generator>() })
}

fn of(value: &Value) -> &Generator {
    as_generator(value).expect("slots of the generator types")
}

fn stop(thread: &ThreadState, value: Value) -> Raised {
    let args = if value.is_none() { Vec::new() } else { vec![value] };
    let exception = exceptions::new_with_args(&exceptions::StopIteration, args);
    thread.raise(exception.into_value())
}

fn next(thread: &ThreadState, this: &Value) -> PyResult<Option<Value>> {
    match suspend::resume(thread, of(this), Value::none())? {
        Outcome::Yielded(value) => Ok(Some(value)),
        Outcome::Returned(value) if value.is_none() => Ok(None),
        Outcome::Returned(value) => Err(stop(thread, value)),
    }
}

fn as_result(thread: &ThreadState, outcome: Outcome) -> PyResult<Value> {
    match outcome {
        Outcome::Yielded(value) => Ok(value),
        Outcome::Returned(value) => Err(stop(thread, value)),
    }
}

fn send(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let outcome = suspend::resume(thread, of(args.value(0)), args.value(1).clone())?;
    as_result(thread, outcome)
}

/// The exception that `throw(type, value, tb)` or `throw(exception)` means.
pub fn exception_from_throw(thread: &ThreadState, args: &[Option<Value>]) -> PyResult<Value> {
    let ty = args[0].clone().unwrap_or_else(Value::none);
    let value = args.get(1).cloned().flatten().filter(|v| !v.is_none());
    if ty.downcast::<exceptions::BaseExceptionObject>().is_some() {
        if value.is_some() {
            return Err(err!(thread, TypeError, "instance exception may not have a separate value"));
        }
        return Ok(ty);
    }
    if ty.downcast::<Type>().is_some_and(Type::base_exception) {
        let given: Vec<Value> = match &value {
            None => Vec::new(),
            Some(value) if value.downcast::<exceptions::BaseExceptionObject>().is_some() => return Ok(value.clone()),
            Some(value) => match value.exact::<Tuple>() {
                Some(tuple) => tuple.as_slice().to_vec(),
                None => vec![value.clone()],
            },
        };
        return crate::object::call::call(thread, &ty, Args::positional(&given));
    }
    let name = ty.type_of().short_name();
    Err(err!(thread, TypeError, "exceptions must be classes or instances deriving from BaseException, not {name}"))
}

fn throw(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let exception = exception_from_throw(thread, &args.0[1..])?;
    let outcome = suspend::throw(thread, of(args.value(0)), exception)?;
    as_result(thread, outcome)
}

fn close(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    suspend::close(thread, of(args.value(0)))
}

/// A coroutine dies that never ran.
fn warn_unawaited(thread: &ThreadState, this: &Value) {
    let pending = thread.take_pending();
    let name = of(this).function.qualname.get();
    let message = format!("coroutine '{}' was never awaited", name.lossy());
    if let Err(raised) = crate::warnings::warn(thread, &exceptions::RuntimeWarning, &message, 1) {
        exceptions::display::unraisable(thread, raised, this);
    }
    thread.set_raised(pending);
}

/// Gives `finally` blocks and `with` statements a chance when a suspended generator dies.
fn finalize(thread: &ThreadState, this: &Value) {
    let generator = of(this);
    if generator.is_coroutine() && generator.state.get() == State::Created {
        warn_unawaited(thread, this);
    }
    if generator.state.get() != State::Suspended {
        return;
    }
    let code = &generator.code().code;
    if code.exception_table.is_empty() {
        return;
    }
    let pending = thread.take_pending();
    if let Err(raised) = suspend::close(thread, generator) {
        exceptions::display::unraisable(thread, raised, this);
    }
    thread.set_raised(pending);
}

fn repr(_: &ThreadState, this: &Value) -> PyResult<Value> {
    let generator = of(this);
    let qualname = generator.function.qualname.get();
    let kind = this.type_of().short_name();
    Ok(Str::try_new(&format!("<{kind} object {} at {:#x}>", qualname.lossy(), this.bits()))?.into_value())
}

fn or_function(own: &MutCell<Option<Value>>, other: Ref<Str>) -> PyResult<Value> {
    Ok(own.get().unwrap_or_else(|| other.into_value()))
}

fn delegate(_: &ThreadState, this: &Value) -> PyResult<Value> {
    let generator = of(this);
    if !suspend::is_at_yield(generator) {
        return Ok(Value::none());
    }
    // SAFETY: V1, V4: a suspended generator stands at a `Yield`, whose slot c names the iterator if it delegates.
    unsafe {
        let word = *generator.pc.get();
        if (word >> 8) as u8 & ladon_bytecode::flag::DELEGATE == 0 {
            return Ok(Value::none());
        }
        Ok((*generator.window().add((word >> 48) as usize).cast::<Value>()).clone())
    }
}

/// Wraps what an async generator yields, to tell it from what it awaits.
pub fn wrap_async_value(value: Value) -> Value {
    alloc::alloc(AsyncValue { head: alloc::head::<AsyncValue>(), value }).into_value()
}

/// A value on its way out of an async generator.
#[repr(C)]
pub struct AsyncValue {
    pub head: Head,
    value: Value,
}

crate::builtin_static!(AsyncValue);

/// `__anext__()`, `asend()`, `athrow()`, `aclose()` of an async generator: an awaitable, driven by `send`.
#[repr(C)]
pub struct AsyncStep {
    pub head: Head,
    generator: Value,
    /// What to send first, or the exception to throw.
    first: MutCell<Option<Value>>,
    throws: bool,
    closing: bool,
    started: Cell<bool>,
    done: Cell<bool>,
}

crate::builtin_static!(AsyncStep);

fn step(generator: &Value, first: Value, throws: bool, closing: bool) -> Value {
    let fields = AsyncStep {
        head: alloc::head::<AsyncStep>(),
        generator: generator.clone(),
        first: MutCell::new(Some(first)),
        throws,
        closing,
        started: Cell::new(false),
        done: Cell::new(false),
    };
    alloc::alloc(fields).into_value()
}

fn step_of(value: &Value) -> &AsyncStep {
    // SAFETY: E2: called by slots and methods of this type.
    unsafe { value.downcast_unchecked() }
}

fn step_send(thread: &ThreadState, this: &Value, sent: Value) -> PyResult<Value> {
    let step = step_of(this);
    if step.done.get() {
        return Err(err!(thread, RuntimeError, "cannot reuse already awaited __anext__()/asend()"));
    }
    let generator = of(&step.generator);
    let first = step.first.take();
    step.started.set(true);
    let outcome = match first {
        Some(exception) if step.throws => suspend::throw(thread, generator, exception),
        Some(first) if sent.is_none() => suspend::resume(thread, generator, first),
        _ => suspend::resume(thread, generator, sent),
    };
    finish_step(thread, step, outcome)
}

fn finish_step(thread: &ThreadState, step: &AsyncStep, outcome: PyResult<Outcome>) -> PyResult<Value> {
    match outcome {
        Ok(Outcome::Yielded(value)) => match value.exact::<AsyncValue>() {
            Some(_) if step.closing => {
                step.done.set(true);
                Err(err!(thread, RuntimeError, "async generator ignored GeneratorExit"))
            }
            Some(wrapped) => {
                step.done.set(true);
                let inner = wrapped.value.clone();
                let exception = exceptions::new_with_args(&exceptions::StopIteration, vec![inner]);
                Err(thread.raise(exception.into_value()))
            }
            None => Ok(value),
        },
        Ok(Outcome::Returned(_)) => {
            step.done.set(true);
            if step.closing {
                return Err(stop(thread, Value::none()));
            }
            Err(thread.raise(exceptions::new_bare(thread, &exceptions::StopAsyncIteration)))
        }
        Err(raised) => {
            step.done.set(true);
            if !step.closing {
                return Err(raised);
            }
            let exception = thread.take_raised(raised);
            let ty = exception.type_of();
            if ty.is_subtype(&exceptions::GeneratorExit) || ty.is_subtype(&exceptions::StopAsyncIteration) {
                return Err(stop(thread, Value::none()));
            }
            Err(thread.reraise(exception))
        }
    }
}

fn step_throw(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let step = step_of(args.value(0));
    let exception = exception_from_throw(thread, &args.0[1..])?;
    drop(step.first.take());
    let outcome = suspend::throw(thread, of(&step.generator), exception);
    finish_step(thread, step, outcome)
}

fn describe_kind(ty: &'static Type, name: &'static str) -> TypeBuilder {
    ty.basicsize.set(size_of::<Generator>() as isize);
    ty.weaklist_offset.set(1);
    ty.slots.drop.set(Generator::type_object().slots.drop.get());
    TypeBuilder::for_type(ty, name, Some(crate::types::object::object_type()))
        .container(Generator::visit, Some(Generator::clear))
        .slots(|s| {
            s.repr.set(Some(repr));
            s.finalize.set(Some(finalize));
        })
        .getset(
            "__name__",
            |_, g| or_function(&of(g).name, of(g).function.name.get()),
            Some(|_, g, v| {
                of(g).name.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__qualname__",
            |_, g| or_function(&of(g).qualname, of(g).function.qualname.get()),
            Some(|_, g, v| {
                of(g).qualname.set(v.cloned());
                Ok(())
            }),
            "",
        )
}

fn with_sending(builder: TypeBuilder) -> TypeBuilder {
    builder
        .method("send(self, value, /)", send, "Resume with a value; give back what is yielded next.")
        .method(
            "throw(self, type, value=None, traceback=None, /)",
            throw,
            "Raise an exception at the point of suspension.",
        )
        .method("close(self, /)", close, "Raise GeneratorExit at the point of suspension.")
}

pub fn describe() {
    TypeBuilder::new::<AsyncValue>("async_generator_wrapped_value", Some(crate::types::object::object_type())).finish();
    TypeBuilder::new::<AsyncStep>("async_generator_asend", Some(crate::types::object::object_type()))
        .container(
            |object, visitor| {
                // SAFETY: E2; the visitor changes nothing.
                unsafe {
                    let step = object.cast::<AsyncStep>().as_ref();
                    visitor(&step.generator);
                    (*step.first.as_ptr()).iter().for_each(visitor);
                }
            },
            None,
        )
        .slots(|s| {
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.r#await.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(|thread, this| step_send(thread, this, Value::none()).map(Some)));
        })
        .method("send(self, value, /)", |thread, args| step_send(thread, args.value(0), args.value(1).clone()), "")
        .method("throw(self, type, value=None, traceback=None, /)", step_throw, "")
        .method(
            "close(self, /)",
            |_, args| {
                step_of(args.value(0)).done.set(true);
                Ok(Value::none())
            },
            "",
        )
        .finish();
    // Sets `drop` for all three.
    let _ = TypeBuilder::new::<Generator>("generator", Some(crate::types::object::object_type()));
    let frame_state = |_: &ThreadState, g: &Value| Ok(Value::bool(of(g).state.get() == State::Running));
    let suspended = |_: &ThreadState, g: &Value| Ok(Value::bool(of(g).state.get() == State::Suspended));
    let code = |_: &ThreadState, g: &Value| Ok(Value::of(of(g).code()));
    with_sending(describe_kind(&PyGen_Type, "generator"))
        .slots(|s| {
            s.iter.set(Some(|_, this| Ok(this.clone())));
            s.next.set(Some(next));
        })
        .getter("gi_running", frame_state, "")
        .getter("gi_suspended", suspended, "")
        .getter("gi_code", code, "")
        .getter("gi_frame", |_, g| Ok(frame::of_generator(of(g))), "")
        .getter("gi_yieldfrom", delegate, "")
        .finish();
    with_sending(describe_kind(&PyCoro_Type, "coroutine"))
        .slots(|s| s.r#await.set(Some(|_, this| Ok(this.clone()))))
        .getter("cr_running", frame_state, "")
        .getter("cr_suspended", suspended, "")
        .getter("cr_code", code, "")
        .getter("cr_frame", |_, g| Ok(frame::of_generator(of(g))), "")
        .getter("cr_await", delegate, "")
        .finish();
    // A coroutine is driven by `next` when something awaits it, though it is not an iterator for Python.
    describe_kind(&PyAsyncGen_Type, "async_generator")
        .slots(|s| {
            s.aiter.set(Some(|_, this| Ok(this.clone())));
            s.anext.set(Some(|_, this| Ok(step(this, Value::none(), false, false))));
        })
        .method("asend(self, value, /)", |_, args| Ok(step(args.value(0), args.value(1).clone(), false, false)), "")
        .method(
            "athrow(self, type, value=None, traceback=None, /)",
            |thread, args| {
                let exception = exception_from_throw(thread, &args.0[1..])?;
                Ok(step(args.value(0), exception, true, false))
            },
            "",
        )
        .method(
            "aclose(self, /)",
            |thread, args| {
                if of(args.value(0)).state.get() == State::Created {
                    suspend::finish_now(of(args.value(0)));
                }
                Ok(step(args.value(0), exceptions::new_bare(thread, &exceptions::GeneratorExit), true, true))
            },
            "",
        )
        .getter("ag_running", frame_state, "")
        .getter("ag_code", code, "")
        .getter("ag_frame", |_, g| Ok(frame::of_generator(of(g))), "")
        .getter("ag_await", delegate, "")
        .finish();
}
