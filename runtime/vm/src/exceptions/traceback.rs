//! The traceback object: where an exception passed, outermost call first.
//!
//! The eval loop adds an entry for each frame that an exception leaves. An entry names code and instruction; lines and
//! columns are looked up when they are asked for.

use super::BaseExceptionObject;
use crate::err;
use crate::eval::frame::{Frame, KeptVariables};
use crate::object::{alloc, attr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::{Args, TypeBuilder};
use crate::types::frame::{self, FrameObject};
use crate::types::{Dict, Str, Type, int};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_bytecode::{CodeFlags, Position};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Traceback {
    pub head: Head,
    pub next: MutCell<Option<Ref<Traceback>>>,
    /// The frame object, if one was made.
    pub frame: MutCell<Option<Value>>,
    /// The variables of a frame that was left and had no object.
    kept: KeptVariables,
    /// A `CodeObject`.
    pub code: Value,
    /// The globals of the frame.
    pub globals: MutCell<Option<Value>>,
    /// The namespace of a class body.
    locals: MutCell<Option<Value>>,
    /// Index of the instruction.
    pub pc: u32,
    /// A line given by the constructor instead of that of the instruction.
    line: Option<i64>,
}

crate::builtin_static!(Traceback, PyTraceBack_Type);

impl Traceback {
    /// Source range of the instruction; line 0 when unknown.
    pub fn position(&self) -> Position {
        match (self.line, self.code_object()) {
            (Some(line), _) => Position { line: line.clamp(0, i64::from(u32::MAX)) as u32, ..Position::default() },
            (None, Some(code)) => code.code.position(self.pc as usize),
            (None, None) => Position::default(),
        }
    }

    pub fn code_object(&self) -> Option<&CodeObject> {
        self.code.downcast::<CodeObject>()
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for tracebacks only; the visitor changes nothing.
        unsafe {
            let this = object.cast::<Traceback>().as_ref();
            if let Some(next) = &*this.next.as_ptr() {
                visitor(next.as_value());
            }
            for cell in [&this.frame, &this.globals, &this.locals] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
            this.kept.visit(visitor);
            visitor(&this.code);
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2: called for tracebacks only.
        let this = unsafe { object.cast::<Traceback>().as_ref() };
        this.next.set(None);
        this.frame.set(None);
        this.globals.set(None);
        this.locals.set(None);
        this.kept.clear();
    }

    /// The frame, which has caught the exception and goes on, shows the entry its variables.
    pub fn stay_with(&self, frame: &Frame) {
        if self.frame.get().is_none() {
            self.frame.set(Some(frame::of_running(frame).into_value()));
        }
    }

    /// The frame object, made when it is first asked for.
    pub fn frame_object(&self, thread: &ThreadState) -> Option<Value> {
        if let Some(frame) = self.frame.get() {
            return Some(frame);
        }
        let code = Ref::<CodeObject>::from_value(self.code.clone()).ok()?;
        let globals = Ref::<Dict>::from_value(self.globals.get()?).ok()?;
        let builtins = match globals.get_str(crate::names::get().__builtins__).map(Ref::<Dict>::from_value) {
            Some(Ok(own)) => own,
            _ => thread.interp().builtins(),
        };
        let in_module = !code.code.flags.has(CodeFlags::NEWLOCALS);
        let namespace = self.locals.get().or_else(|| in_module.then(|| globals.as_value().clone()));
        let made = FrameObject::of_left(code, globals, builtins, namespace, self.pc, &self.kept).into_value();
        self.frame.set(Some(made.clone()));
        Some(made)
    }
}

/// Puts an entry for the frame that `exception` is passing, at instruction `at`, in front of its traceback. `None` when
/// it has one already.
pub fn add(exception: &Value, frame: &Frame, at: usize) -> Option<Ref<Traceback>> {
    let fields = exception.downcast::<BaseExceptionObject>()?;
    if fields.skip_frame.replace(0) == std::ptr::from_ref(frame).addr() {
        return None;
    }
    let entry = alloc::alloc(Traceback {
        head: alloc::head::<Traceback>(),
        next: MutCell::new(fields.traceback.take().and_then(|old| Ref::from_value(old).ok())),
        frame: MutCell::new(None),
        kept: KeptVariables::default(),
        code: Value::of(frame.code()),
        globals: MutCell::new(Some(Value::of(frame.globals()))),
        locals: MutCell::new(frame.locals.clone()),
        pc: u32::try_from(at).unwrap_or(u32::MAX),
        line: None,
    });
    fields.traceback.set(Some(entry.clone().into_value()));
    Some(entry)
}

/// The exception leaves the frame: its variables go to its object or, if it has none, to the entry.
pub fn leave(entry: Option<Ref<Traceback>>, frame: &Frame) {
    let known = frame.object().map(Value::of).or_else(|| Some(frame.generator()?.frame.get()?.into_value()));
    match (entry, known) {
        (Some(entry), Some(object)) => entry.frame.set(Some(object)),
        // SAFETY: the frame is being left.
        (Some(entry), None) => unsafe { entry.kept.move_from(frame) },
        (None, _) => {}
    }
    frame::leave(frame);
}

/// Says that `exception` is raised again in `frame`, whose entry it has already.
pub fn skip_next(_thread: &ThreadState, exception: &Value, frame: *const Frame) {
    if let Some(fields) = exception.downcast::<BaseExceptionObject>() {
        fields.skip_frame.set(frame.addr());
    }
}

/// The entries of a traceback, outermost call first.
pub fn entries(traceback: Option<Value>) -> Vec<Ref<Traceback>> {
    let mut list = Vec::new();
    let mut at = traceback.and_then(|value| Ref::<Traceback>::from_value(value).ok());
    while let Some(entry) = at {
        at = entry.next.get();
        list.push(entry);
    }
    list
}

pub fn describe() {
    TypeBuilder::new::<Traceback>("traceback", Some(crate::types::object::object_type()))
        .doc("Where an exception passed: one entry per call.")
        .container(Traceback::visit, Some(Traceback::clear))
        .slots(|s| s.new.set(Some(traceback_new)))
        .getset("tb_next", get_next, Some(set_next), "The entry of the call made from here.")
        .getter("tb_frame", get_frame, "The frame.")
        .getter("tb_lineno", get_lineno, "The line.")
        .getter("tb_lasti", get_lasti, "The instruction.")
        .method("__dir__(self, /)", traceback_dir, "Names of the attributes.")
        .finish();
}

fn this<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<&'a Traceback> {
    value.exact::<Traceback>().ok_or_else(|| {
        let name = value.type_of().short_name();
        err!(thread, TypeError, "descriptor requires a 'traceback' object but received a '{name}'")
    })
}

fn traceback_dir(_thread: &ThreadState, _args: crate::types::define::Bound<'_>) -> PyResult<Value> {
    let names = ["tb_frame", "tb_lasti", "tb_lineno", "tb_next"];
    let names = names.iter().map(|name| Str::new(name).into_value()).collect();
    Ok(crate::types::List::from_vec(names)?.into_value())
}

const PARAMETERS: [&str; 4] = ["tb_next", "tb_frame", "tb_lasti", "tb_lineno"];

/// `types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`.
fn traceback_new(thread: &ThreadState, _class: &Type, args: Args<'_>) -> PyResult<Value> {
    let mut values: [Option<Value>; 4] = Default::default();
    let given = args.positionals();
    if given.len() > 4 {
        let count = given.len();
        return Err(err!(thread, TypeError, "traceback() takes at most 4 arguments ({count} given)"));
    }
    for (slot, value) in values.iter_mut().zip(given) {
        *slot = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        match PARAMETERS.iter().position(|known| *known == text) {
            Some(index) => values[index] = Some(value.clone()),
            None => return Err(err!(thread, TypeError, "traceback() got an unexpected keyword argument '{text}'")),
        }
    }
    if let Some(index) = values.iter().position(Option::is_none) {
        let (name, position) = (PARAMETERS[index], index + 1);
        return Err(err!(thread, TypeError, "traceback() missing required argument '{name}' (pos {position})"));
    }
    let [next, frame, lasti, line] = values.map(|value| value.unwrap_or_else(Value::none));
    let code = attr::get_name(thread, &frame, "f_code").ok().filter(|code| code.downcast::<CodeObject>().is_some());
    let Some(code) = code else {
        drop(thread.take_pending());
        let name = frame.type_of().short_name();
        return Err(err!(thread, TypeError, "traceback() argument 'tb_frame' must be frame, not {name}"));
    };
    let next = next_from(thread, &next)?;
    let lasti = crate::object::number::to_isize(thread, &lasti)?;
    let line = crate::object::number::to_isize(thread, &line)?;
    let globals = attr::get_name(thread, &frame, "f_globals")?;
    let made = alloc::alloc(Traceback {
        head: alloc::head::<Traceback>(),
        next: MutCell::new(next),
        frame: MutCell::new(Some(frame)),
        code,
        globals: MutCell::new(Some(globals)),
        kept: KeptVariables::default(),
        locals: MutCell::new(None),
        pc: u32::try_from(lasti / 2).unwrap_or(0),
        line: Some(line as i64),
    });
    Ok(made.into_value())
}

fn next_from(thread: &ThreadState, value: &Value) -> PyResult<Option<Ref<Traceback>>> {
    if value.is_none() {
        return Ok(None);
    }
    match Ref::<Traceback>::from_value(value.clone()) {
        Ok(next) => Ok(Some(next)),
        Err(other) => {
            let name = other.type_of().short_name();
            Err(err!(thread, TypeError, "expected traceback object, got '{name}'"))
        }
    }
}

fn get_next(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(super::init::or_none(this(thread, value)?.next.get().map(Ref::into_value)))
}

fn set_next(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(err!(thread, TypeError, "can't delete tb_next attribute")) };
    let next = next_from(thread, new)?;
    let mut at = next.clone();
    while let Some(entry) = at {
        if entry.as_value().is(value) {
            return Err(err!(thread, ValueError, "traceback loop detected"));
        }
        at = entry.next.get();
    }
    this(thread, value)?.next.set(next);
    Ok(())
}

fn get_frame(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(super::init::or_none(this(thread, value)?.frame_object(thread)))
}

fn get_lineno(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let entry = this(thread, value)?;
    Ok(match (entry.line, entry.position().line) {
        (Some(line), _) => int::from_i64(line),
        (None, 0) => Value::none(),
        (None, line) => int::from_i64(i64::from(line)),
    })
}

/// Two per instruction word, as in CPython, where `co_positions()[tb_lasti // 2]` is the position.
fn get_lasti(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(int::from_i64(i64::from(this(thread, value)?.pc) * 2))
}
