//! `frame`: a running or finished function as Python sees it. Made when something asks for it, and then the one object
//! of its frame. While the frame runs its variables lie in the window, those of a generator in the generator; when it is
//! left and something still holds the object, they move here.

use crate::err;
use crate::eval::frame::{Frame, KeptVariables};
use crate::eval::suspend;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::{Bound, TypeBuilder};
use crate::types::generator::{self, Generator, State};
use crate::types::{Dict, Str, int};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_bytecode::CodeFlags;
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct FrameObject {
    pub head: Head,
    pub code: Ref<CodeObject>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    /// The namespace of a module or class body, which has no other variables.
    namespace: MutCell<Option<Value>>,
    /// The frame while it runs, unless a generator runs in it.
    running: Cell<*const Frame>,
    /// The generator until it is finished (which then says so).
    generator: Cell<*const Generator>,
    kept: KeptVariables,
    /// The caller of a frame that was left.
    back: MutCell<Option<Value>>,
    instruction: Cell<u32>,
}

crate::builtin_static!(FrameObject, PyFrame_Type);

impl FrameObject {
    fn new(code: Ref<CodeObject>, globals: Ref<Dict>, builtins: Ref<Dict>, namespace: Option<Value>) -> FrameObject {
        FrameObject {
            head: alloc::head::<FrameObject>(),
            code,
            globals,
            builtins,
            namespace: MutCell::new(namespace),
            running: Cell::new(std::ptr::null()),
            generator: Cell::new(std::ptr::null()),
            kept: KeptVariables::default(),
            back: MutCell::new(None),
            instruction: Cell::new(0),
        }
    }

    /// The object of a frame that was left before anyone asked for it.
    pub fn of_left(
        code: Ref<CodeObject>,
        globals: Ref<Dict>,
        builtins: Ref<Dict>,
        namespace: Option<Value>,
        instruction: u32,
        kept: &KeptVariables,
    ) -> Ref<FrameObject> {
        let object = FrameObject::new(code, globals, builtins, namespace);
        object.instruction.set(instruction);
        object.kept.take_over(kept);
        alloc::alloc(object)
    }

    fn generator(&self) -> Option<&Generator> {
        // SAFETY: the generator clears this before it dies.
        unsafe { self.generator.get().as_ref() }
    }

    /// The frame, if it runs (a suspended generator has none).
    fn frame(&self) -> Option<&Frame> {
        // SAFETY: a frame that is left clears this.
        if let Some(frame) = unsafe { self.running.get().as_ref() } {
            return Some(frame);
        }
        let generator = self.generator().filter(|generator| generator.state.get() == State::Running)?;
        // SAFETY: frames of the thread are alive while it runs.
        let mut at = unsafe { ThreadState::current().frame.get().as_ref() };
        while let Some(frame) = at {
            if frame.generator().is_some_and(|running| std::ptr::eq(running, generator)) {
                return Some(frame);
            }
            at = frame.caller();
        }
        None
    }

    /// Index of the current instruction's head word.
    pub fn instruction(&self) -> usize {
        match (self.frame(), self.generator()) {
            (Some(frame), _) => frame.instruction_index(),
            (None, Some(generator)) => generator.instruction_index(),
            (None, None) => self.instruction.get() as usize,
        }
    }

    pub fn line(&self) -> u32 {
        if self.generator().is_some_and(|generator| generator.state.get() == State::Created) {
            return self.code.code.first_line;
        }
        self.code.code.position(self.instruction()).line
    }

    fn variables(&self) -> Vec<(Ref<Str>, Value)> {
        // SAFETY: a frame that is left clears this.
        match (unsafe { self.running.get().as_ref() }, self.generator()) {
            (Some(frame), _) => frame.local_variables(),
            (None, Some(generator)) => generator.local_variables(),
            (None, None) => self.kept.by_name(&self.code.code),
        }
    }

    /// The generator ends without running.
    pub fn let_go(&self) {
        if let Some(generator) = self.generator() {
            self.instruction.set(generator.instruction_index() as u32);
        }
        self.generator.set(std::ptr::null());
    }

    /// The frame is left: what it had is kept here.
    fn take_over(&self, frame: &Frame) {
        self.running.set(std::ptr::null());
        self.generator.set(std::ptr::null());
        self.instruction.set(frame.instruction_index() as u32);
        self.back.set(frame.caller().map(|caller| of_running(caller).into_value()));
        // SAFETY: the frame is being left.
        unsafe { self.kept.move_from(frame) };
    }
}

/// The object of a running frame.
pub fn of_running(frame: &Frame) -> Ref<FrameObject> {
    if let Some(generator) = frame.generator() {
        return of_live_generator(generator);
    }
    if let Some(object) = frame.object() {
        return Ref::of(object);
    }
    let namespace = match &frame.locals {
        Some(locals) => Some(locals.clone()),
        None if frame.code().code.flags.has(CodeFlags::NEWLOCALS) => None,
        None => Some(Value::of(frame.globals())),
    };
    let (code, globals, builtins) = (Ref::of(frame.code()), Ref::of(frame.globals()), Ref::of(frame.builtins()));
    let object = FrameObject::new(code, globals, builtins, namespace);
    object.running.set(frame);
    let object = alloc::alloc(object);
    frame.set_object(object.clone());
    object
}

fn of_live_generator(generator: &Generator) -> Ref<FrameObject> {
    if let Some(object) = generator.frame.get() {
        return object;
    }
    let function = &generator.function;
    let object = FrameObject::new(Ref::of(generator.code()), function.globals.clone(), function.builtins.clone(), None);
    object.generator.set(generator);
    let object = alloc::alloc(object);
    generator.frame.set(Some(object.clone()));
    object
}

/// A frame is about to be left: its object, if someone else holds it, gets what the frame had.
#[cold]
pub fn leave(frame: &Frame) {
    let object = match frame.generator() {
        Some(generator) => generator.frame.take(),
        None => frame.take_object(),
    };
    if let Some(object) = object.filter(|object| object.head.refcount.get() != 1) {
        object.take_over(frame);
    }
}

/// The frame `depth` calls up; `None` when the stack is not that deep.
pub fn at_depth(thread: &ThreadState, depth: usize) -> Option<Value> {
    // SAFETY: frames of the thread are alive while it runs.
    let mut at = unsafe { thread.frame.get().as_ref() };
    for _ in 0..depth {
        at = Some(at.and_then(Frame::caller)?);
    }
    Some(of_running(at?).into_value())
}

/// `gi_frame`: `None` once the generator is finished.
pub fn of_generator(generator: &Generator) -> Value {
    match generator.state.get() {
        State::Finished => Value::none(),
        _ => of_live_generator(generator).into_value(),
    }
}

fn of(value: &Value) -> &FrameObject {
    // SAFETY: E2: called by slots and getters of `frame`.
    unsafe { value.downcast_unchecked() }
}

fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2; the visitor changes nothing.
    unsafe {
        let frame = object.cast::<FrameObject>().as_ref();
        visitor(frame.code.as_value());
        visitor(frame.globals.as_value());
        visitor(frame.builtins.as_value());
        (*frame.namespace.as_ptr()).iter().for_each(&mut *visitor);
        frame.kept.visit(visitor);
        (*frame.back.as_ptr()).iter().for_each(visitor);
    }
}

fn clear(object: ObjectPtr) {
    // SAFETY: E2.
    let frame = unsafe { object.cast::<FrameObject>().as_ref() };
    frame.namespace.set(None);
    frame.kept.clear();
    frame.back.set(None);
}

fn get_locals(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let frame = of(this);
    if let Some(namespace) = frame.namespace.get() {
        return Ok(namespace);
    }
    let dict = Dict::new();
    for (name, value) in frame.variables() {
        dict.set_str(&name, value)?;
    }
    Ok(dict.into_value())
}

fn get_back(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let frame = of(this);
    Ok(match frame.frame() {
        Some(running) => running.caller().map_or_else(Value::none, |caller| of_running(caller).into_value()),
        None => frame.back.get().unwrap_or_else(Value::none),
    })
}

/// `frame.clear()`: drops the variables; a suspended generator is finished.
fn frame_clear(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let frame = of(args.value(0));
    if frame.frame().is_some() {
        return Err(err!(thread, RuntimeError, "cannot clear an executing frame"));
    }
    if let Some(generator) = frame.generator() {
        if generator.state.get() == State::Suspended {
            return Err(err!(thread, RuntimeError, "cannot clear a suspended frame"));
        }
        let keep = generator::value_of(generator);
        suspend::finish_now(generator);
        drop(keep);
    }
    frame.kept.clear();
    Ok(Value::none())
}

fn frame_repr(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let frame = of(this);
    let code = &frame.code.code;
    let (address, line) = (this.bits(), frame.line());
    let text = format!("<frame at {address:#x}, file '{}', line {line}, code {}>", code.filename, code.name);
    Ok(Str::try_new(&text)?.into_value())
}

pub fn describe() {
    TypeBuilder::new::<FrameObject>("frame", Some(crate::types::object::object_type()))
        .container(visit, Some(clear))
        .slots(|s| s.repr.set(Some(frame_repr)))
        .getter("f_code", |_, f| Ok(of(f).code.as_value().clone()), "The code being executed.")
        .getter("f_globals", |_, f| Ok(of(f).globals.as_value().clone()), "The global namespace.")
        .getter("f_builtins", |_, f| Ok(of(f).builtins.as_value().clone()), "The namespace of builtins.")
        .getter("f_locals", get_locals, "The variables: the namespace of a module or class body, else a copy.")
        .getter("f_back", get_back, "The frame of the caller.")
        .getter("f_lineno", |_, f| Ok(int::from_i64(of(f).line() as i64)), "The current line.")
        .getter("f_lasti", |_, f| Ok(int::from_i64(of(f).instruction() as i64 * 2)), "The current instruction.")
        .getter("f_trace", |_, _| Ok(Value::none()), "Always None: there is no tracing.")
        .method("clear(self, /)", frame_clear, "Drop the variables.")
        .finish();
}
