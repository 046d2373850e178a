//! Interpreters from Rust.
//!
//! ```no_run
//! let runtime = ladon::Runtime::new();
//! let interp = runtime.interpreter().build()?;
//! interp.exec("x = 6 * 7")?;
//! assert_eq!(interp.eval::<i64>("x")?, 42);
//! # Ok::<(), ladon::api::Error>(())
//! ```

use ladon_compiler::Mode;
use ladon_vm::exceptions::display;
use ladon_vm::lifecycle::{Census, Running};
use ladon_vm::object::call;
use ladon_vm::sync::{Remote, breaker};
use ladon_vm::types::{Dict, List, Str, Tuple, float, int};
use ladon_vm::{Config, PyResult, Raised, ThreadState, Value};
use std::sync::Arc;

/// The process-wide runtime: makes interpreters.
#[derive(Clone, Copy, Default)]
pub struct Runtime(());

/// What went wrong inside an interpreter: the exception, shown as Python shows it.
#[derive(Debug, Clone)]
pub struct Error {
    /// Class of the exception, e.g. `ValueError`.
    pub class: String,
    pub message: String,
    /// The whole traceback text.
    pub traceback: String,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.traceback.trim_end())
    }
}

impl std::error::Error for Error {}

impl Runtime {
    pub fn new() -> Runtime {
        crate::run::prepare();
        Runtime(())
    }

    /// Describes a new interpreter.
    pub fn interpreter(&self) -> Builder {
        Builder { config: Config::isolated() }
    }

    /// Ids of the living interpreters.
    pub fn interpreters(&self) -> Vec<u64> {
        ladon_vm::runtime::interpreters().iter().map(|remote| remote.id).collect()
    }
}

/// Limits and policies of a new interpreter.
#[derive(Clone)]
pub struct Builder {
    config: Config,
}

impl Builder {
    /// Bytes its heap may hold: beyond, `MemoryError`.
    pub fn memory_limit(mut self, bytes: usize) -> Self {
        self.config.memory_limit = Some(bytes);
        self
    }

    /// Python frames on top of each other.
    pub fn recursion_limit(mut self, frames: u32) -> Self {
        self.config.recursion_limit = frames;
        self
    }

    /// Isolation policy by name (see `-X isolation`).
    pub fn isolation(mut self, policy: &str) -> Self {
        self.config.isolation = Some(policy.to_owned());
        self
    }

    pub fn build(self) -> Result<Interpreter, Error> {
        let running = Running::new(self.config).map_err(|text| Error {
            class: String::from("SystemError"),
            message: String::from("the interpreter did not start"),
            traceback: text,
        })?;
        Ok(Interpreter { running })
    }
}

/// One interpreter. May move between threads; used by one at a time.
pub struct Interpreter {
    running: Running,
}

/// Interrupts an interpreter from any thread.
#[derive(Clone)]
pub struct Interrupt(Arc<Remote>);

impl Interrupt {
    /// Raises KeyboardInterrupt in what the interpreter runs now.
    pub fn interrupt(&self) {
        self.0.ask(breaker::INTERRUPT);
    }
}

fn to_error(thread: &ThreadState, raised: Raised) -> Error {
    let exception = thread.take_raised(raised);
    Error {
        class: exception.type_of().short_name(),
        message: ladon_vm::object::repr::str_lossy(thread, &exception),
        traceback: display::format_exception(thread, &exception),
    }
}

impl Interpreter {
    pub fn id(&self) -> u64 {
        self.running.interpreter().id
    }

    /// Runs statements in `__main__`.
    pub fn exec(&self, source: &str) -> Result<(), Error> {
        self.with(|thread| crate::run::run_bytes(thread, source.as_bytes(), "<exec>", Mode::Exec).map(|_| ()))
    }

    /// Evaluates an expression in `__main__`.
    pub fn eval<T: FromPython>(&self, source: &str) -> Result<T, Error> {
        self.with(|thread| {
            let value = crate::run::run_bytes(thread, source.as_bytes(), "<eval>", Mode::Eval)?;
            T::from_python(thread, &value)
        })
    }

    /// Calls a function of `__main__`.
    pub fn call<T: FromPython>(&self, name: &str, args: &[&dyn ToPython]) -> Result<T, Error> {
        self.with(|thread| {
            let Some(function) = crate::run::main_dict(thread).get_name(name) else {
                return Err(ladon_vm::err!(thread, NameError, "name '{name}' is not defined"));
            };
            let values = args.iter().map(|arg| arg.to_python(thread)).collect::<PyResult<Vec<Value>>>()?;
            let result = call::positional(thread, &function, &values)?;
            T::from_python(thread, &result)
        })
    }

    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(Arc::clone(&self.running.interpreter().remote))
    }

    /// Bytes the heap holds now.
    pub fn memory(&self) -> usize {
        self.running.interpreter().heap().usage().bytes
    }

    /// Ends it; says what was still alive then.
    pub fn end(self) -> Census {
        self.running.end()
    }

    fn with<R>(&self, body: impl FnOnce(&ThreadState) -> PyResult<R>) -> Result<R, Error> {
        self.running.with(|thread| body(thread).map_err(|raised| to_error(thread, raised)))
    }
}

/// Rust values made from Python ones.
pub trait FromPython: Sized {
    /// TypeError when the value is of another kind.
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<Self>;
}

/// Python values made from Rust ones.
pub trait ToPython {
    fn to_python(&self, thread: &ThreadState) -> PyResult<Value>;
}

fn mismatch(thread: &ThreadState, value: &Value, wanted: &str) -> Raised {
    let found = value.type_of().short_name();
    ladon_vm::err!(thread, TypeError, "cannot convert '{found}' to {wanted}")
}

impl FromPython for () {
    fn from_python(_: &ThreadState, _: &Value) -> PyResult<()> {
        Ok(())
    }
}

impl FromPython for i64 {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<i64> {
        int::as_i64(value).ok_or_else(|| mismatch(thread, value, "i64"))
    }
}

impl FromPython for f64 {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<f64> {
        float::as_f64(value)
            .or_else(|| int::as_i64(value).map(|i| i as f64))
            .ok_or_else(|| mismatch(thread, value, "f64"))
    }
}

impl FromPython for bool {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<bool> {
        ladon_vm::object::truth::is_true(thread, value)
    }
}

impl FromPython for String {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<String> {
        match value.downcast::<Str>().and_then(Str::to_str) {
            Some(text) => Ok(text.to_owned()),
            None => Err(mismatch(thread, value, "String")),
        }
    }
}

impl<T: FromPython> FromPython for Option<T> {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<Self> {
        if value.is_none() { Ok(None) } else { T::from_python(thread, value).map(Some) }
    }
}

impl<T: FromPython> FromPython for Vec<T> {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<Self> {
        let items = ladon_vm::object::iter::collect(thread, value)?;
        items.iter().map(|item| T::from_python(thread, item)).collect()
    }
}

impl<A: FromPython, B: FromPython> FromPython for (A, B) {
    fn from_python(thread: &ThreadState, value: &Value) -> PyResult<Self> {
        match value.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([a, b]) => Ok((A::from_python(thread, a)?, B::from_python(thread, b)?)),
            _ => Err(mismatch(thread, value, "a pair")),
        }
    }
}

impl ToPython for i64 {
    fn to_python(&self, _: &ThreadState) -> PyResult<Value> {
        Ok(int::from_i64(*self))
    }
}

impl ToPython for f64 {
    fn to_python(&self, _: &ThreadState) -> PyResult<Value> {
        Ok(Value::float(*self))
    }
}

impl ToPython for bool {
    fn to_python(&self, _: &ThreadState) -> PyResult<Value> {
        Ok(Value::bool(*self))
    }
}

impl ToPython for str {
    fn to_python(&self, _: &ThreadState) -> PyResult<Value> {
        Ok(Str::try_new(self)?.into_value())
    }
}

impl ToPython for &str {
    fn to_python(&self, thread: &ThreadState) -> PyResult<Value> {
        (**self).to_python(thread)
    }
}

impl ToPython for String {
    fn to_python(&self, thread: &ThreadState) -> PyResult<Value> {
        self.as_str().to_python(thread)
    }
}

impl<T: ToPython> ToPython for Vec<T> {
    fn to_python(&self, thread: &ThreadState) -> PyResult<Value> {
        let items = self.iter().map(|item| item.to_python(thread)).collect::<PyResult<Vec<_>>>()?;
        Ok(List::from_vec(items)?.into_value())
    }
}

impl<T: ToPython> ToPython for std::collections::BTreeMap<String, T> {
    fn to_python(&self, thread: &ThreadState) -> PyResult<Value> {
        let dict = Dict::new();
        for (key, value) in self {
            dict.set(thread, &key.to_python(thread)?, value.to_python(thread)?)?;
        }
        Ok(dict.into_value())
    }
}
