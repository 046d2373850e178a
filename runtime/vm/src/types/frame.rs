//! `frame`: a running or finished function as Python sees it. Made on demand, as a snapshot that follows its frame only
//! in its line number at the time it was asked for.

use crate::eval::frame::Frame;
use crate::eval::suspend;
use crate::object::alloc;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::TypeBuilder;
use crate::types::generator::{Generator, State};
use crate::types::{Dict, Str, int};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

#[repr(C)]
pub struct FrameObject {
    pub head: Head,
    pub code: Ref<CodeObject>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    pub locals: MutCell<Option<Value>>,
    pub back: MutCell<Option<Value>>,
    pub instruction: Cell<u32>,
}

crate::builtin_static!(FrameObject, PyFrame_Type);

/// A snapshot of a frame (and, on demand, of its callers).
pub fn snapshot(thread: &ThreadState, frame: &Frame) -> PyResult<Ref<FrameObject>> {
    let locals = match &frame.locals {
        Some(locals) => locals.clone(),
        None if !frame.code().code.flags.has(ladon_bytecode::CodeFlags::NEWLOCALS) => Value::of(frame.globals()),
        None => {
            let dict = Dict::new();
            for (name, value) in frame.local_variables() {
                dict.set_str(&name, value)?;
            }
            dict.into_value()
        }
    };
    let _ = thread;
    Ok(alloc::alloc(FrameObject {
        head: alloc::head::<FrameObject>(),
        code: Ref::of(frame.code()),
        globals: Ref::of(frame.globals()),
        builtins: Ref::of(frame.builtins()),
        locals: MutCell::new(Some(locals)),
        back: MutCell::new(None),
        instruction: Cell::new(frame.instruction_index() as u32),
    }))
}

/// The frame `depth` calls up, with its callers linked; `None` when the stack is not that deep.
pub fn at_depth(thread: &ThreadState, depth: usize) -> PyResult<Option<Value>> {
    // SAFETY: frames of the thread are alive while it runs.
    let mut at = unsafe { thread.frame.get().as_ref() };
    for _ in 0..depth {
        at = at.and_then(Frame::caller);
    }
    let Some(frame) = at else { return Ok(None) };
    let first = snapshot(thread, frame)?;
    let mut last = first.clone();
    let mut caller = frame.caller();
    while let Some(frame) = caller {
        let next = snapshot(thread, frame)?;
        last.back.set(Some(next.clone().into_value()));
        last = next;
        caller = frame.caller();
    }
    Ok(Some(first.into_value()))
}

/// `gi_frame`: `None` once the generator is finished.
pub fn of_generator(generator: &Generator) -> PyResult<Value> {
    if generator.state.get() == State::Finished {
        return Ok(Value::none());
    }
    let code = generator.function.code.get();
    let thread = ThreadState::current();
    // SAFETY: the saved instruction lies in the linked copy.
    let at = unsafe { generator.pc.get().offset_from(code.linked(thread)?.words.as_ptr()) };
    let _ = suspend::is_at_yield(generator);
    Ok(alloc::alloc(FrameObject {
        head: alloc::head::<FrameObject>(),
        code,
        globals: generator.function.globals.clone(),
        builtins: generator.function.builtins.clone(),
        locals: MutCell::new(None),
        back: MutCell::new(None),
        instruction: Cell::new(at as u32),
    })
    .into_value())
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
        (*frame.locals.as_ptr()).iter().for_each(&mut *visitor);
        (*frame.back.as_ptr()).iter().for_each(visitor);
    }
}

fn clear(object: ObjectPtr) {
    // SAFETY: E2.
    let frame = unsafe { object.cast::<FrameObject>().as_ref() };
    frame.locals.set(None);
    frame.back.set(None);
}

fn line(frame: &FrameObject) -> u32 {
    frame.code.code.position(frame.instruction.get() as usize).line
}

pub fn describe() {
    TypeBuilder::new::<FrameObject>("frame", Some(crate::types::object::object_type()))
        .container(visit, Some(clear))
        .slots(|s| {
            s.repr.set(Some(|_, this| {
                let frame = of(this);
                let code = &frame.code.code;
                let text = format!(
                    "<frame at {:#x}, file '{}', line {}, code {}>",
                    this.bits(),
                    code.filename,
                    line(frame),
                    code.name
                );
                Ok(Str::try_new(&text)?.into_value())
            }));
        })
        .getter("f_code", |_, f| Ok(of(f).code.as_value().clone()), "")
        .getter("f_globals", |_, f| Ok(of(f).globals.as_value().clone()), "")
        .getter("f_builtins", |_, f| Ok(of(f).builtins.as_value().clone()), "")
        .getter("f_locals", |_, f| Ok(of(f).locals.get().unwrap_or_else(|| Dict::new().into_value())), "")
        .getter("f_back", |_, f| Ok(of(f).back.get().unwrap_or_else(Value::none)), "")
        .getter("f_lineno", |_, f| Ok(int::from_i64(line(of(f)) as i64)), "")
        .getter("f_lasti", |_, f| Ok(int::from_i64(of(f).instruction.get() as i64 * 2)), "")
        .getter("f_trace", |_, _| Ok(Value::none()), "")
        .method(
            "clear(self, /)",
            |_, args| {
                of(args.value(0)).locals.set(None);
                Ok(Value::none())
            },
            "Drop the variables.",
        )
        .finish();
}
