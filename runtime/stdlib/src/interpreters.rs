//! `_interpreters`: making interpreters and running code in them, for `concurrent.interpreters`.

use crate::define::{ModuleBuilder, int_arg, or_none, text};
use crate::functions;
use ladon_compiler::{Mode, Options};
use ladon_vm::exceptions::{display, make};
use ladon_vm::object::{call, repr};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::spawn::cross::{self, Parcel};
use ladon_vm::spawn::errors::{InterpreterError, InterpreterNotFoundError, NotShareableError};
use ladon_vm::spawn::script::{self, Code};
use ladon_vm::spawn::{self, InMain, Refused, Whence};
use ladon_vm::sync::Remote;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::define::Bound;
use ladon_vm::types::function::Function;
use ladon_vm::types::list::List;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Str, Tuple, int, memoryview, simple_namespace};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{Config, err, eval, import, runtime};
use std::sync::Arc;

functions! {
    fn functions {
        "create(config=None, *, reqrefs=False)" => create, "Make an interpreter and return its ID.";
        "destroy(id, *, restrict=False)" => destroy, "End an interpreter.";
        "list_all(*, require_ready=False)" => list_all, "Return (ID, whence) of all interpreters.";
        "get_current()" => get_current, "Return (ID, whence) of the running interpreter.";
        "get_main()" => get_main, "Return (ID, whence) of the main interpreter.";
        "is_running(id, *, restrict=False)" => is_running, "Return whether code runs in its __main__.";
        "get_config(id, *, restrict=False)" => get_config, "Return the configuration of an interpreter.";
        "new_config(name=\"isolated\", /, **overrides)" => new_config, "Return a configuration by its name.";
        "whence(id)" => whence, "Return who made an interpreter.";
        "exec(id, code, shared=None, *, restrict=False)" => exec, "Run source, a function or code in __main__.";
        "run_string(id, script, shared=None, *, restrict=False)" => run_string, "Run source in __main__.";
        "run_func(id, func, shared=None, *, restrict=False)" => run_func, "Run a function in __main__.";
        "call(id, callable, args=None, kwargs=None, *, preserve_exc=False, restrict=False)" => call_in, "Call in another interpreter; return the result and what went wrong.";
        "set___main___attrs(id, updates, *, restrict=False)" => set_main_attrs, "Bind values in __main__.";
        "incref(id, *, implieslink=False, restrict=False)" => incref, "Count one more user.";
        "decref(id, *, restrict=False)" => decref, "Count one user less; the last one may end it.";
        "is_shareable(obj)" => is_shareable, "Return whether values of this type cross by themselves.";
        "capture_exception(exc=None)" => capture_exception, "Return a description of an exception.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_interpreters", "Interpreters in one process.")?
        .functions(functions())
        .class(&InterpreterError)
        .class(&InterpreterNotFoundError)
        .class(&NotShareableError)
        .value("CrossInterpreterBufferView", memoryview::memoryview_type().as_value())
        .ints(&[
            ("WHENCE_UNKNOWN", 0),
            ("WHENCE_RUNTIME", 1),
            ("WHENCE_LEGACY_CAPI", 2),
            ("WHENCE_CAPI", 3),
            ("WHENCE_XI", 4),
            ("WHENCE_STDLIB", 5),
        ])
        .finish()
}

fn failed(thread: &ThreadState, message: impl AsRef<str>) -> Raised {
    thread.error(&InterpreterError, message)
}

fn not_found(thread: &ThreadState, id: u64) -> Raised {
    thread.error(&InterpreterNotFoundError, format!("unrecognized interpreter ID {id}"))
}

fn id_value(id: u64) -> Value {
    int::from_i64(id as i64)
}

fn id_arg(thread: &ThreadState, value: &Value) -> PyResult<u64> {
    if !int::is_int(value) && !ladon_vm::object::number::has_index(value) {
        let found = value.type_of().short_name();
        return Err(err!(thread, TypeError, "interpreter ID must be an int, got {found}"));
    }
    let id = int_arg(thread, value)?;
    u64::try_from(id).map_err(|_| err!(thread, ValueError, "interpreter ID must be a non-negative int, got {id}"))
}

/// The interpreter that an argument names; with `restrict`, one that Python code made.
fn resolve(thread: &ThreadState, value: &Value, restrict: Option<&Value>, doing: &str) -> PyResult<Arc<Remote>> {
    let id = id_arg(thread, value)?;
    let remote = runtime::interpreter(id).ok_or_else(|| not_found(thread, id))?;
    if restrict.is_some_and(Value::is_true) && spawn::whence(id) != Whence::Stdlib {
        let which =
            if id == thread.interp().id { String::from("current interpreter") } else { format!("interpreter {id}") };
        return Err(failed(thread, format!("cannot {doing} unrecognized {which}")));
    }
    Ok(remote)
}

const FLAGS: [&str; 6] = [
    "use_main_obmalloc",
    "allow_fork",
    "allow_exec",
    "allow_threads",
    "allow_daemon_threads",
    "check_multi_interp_extensions",
];

fn preset(thread: &ThreadState, name: &str) -> PyResult<Settings> {
    Ok(match name {
        "isolated" | "default" => Settings([false, false, false, true, false, true], "own"),
        "legacy" => Settings([true, true, true, true, true, false], "shared"),
        "empty" => Settings([false; 6], "default"),
        _ => return Err(err!(thread, ValueError, "unsupported config name '{name}'")),
    })
}

/// A configuration as Python sees it: the flags in order, and whose lock.
struct Settings([bool; 6], &'static str);

impl Settings {
    fn of(config: &Config) -> Settings {
        let flags = [
            config.use_main_obmalloc,
            config.allow_fork,
            config.allow_exec,
            config.allow_threads,
            config.allow_daemon_threads,
            config.check_multi_interp_extensions,
        ];
        Settings(flags, if config.own_gil { "own" } else { "shared" })
    }

    fn to_namespace(&self, thread: &ThreadState) -> Value {
        let dict = Dict::new();
        for (name, flag) in FLAGS.iter().zip(self.0) {
            dict.set_name(name, Value::bool(flag));
        }
        dict.set_name("gil", Str::new(self.1).into_value());
        simple_namespace::new(thread, dict).into_value()
    }

    /// Takes the entries of a dict; `all`: each must be there.
    fn update(&mut self, thread: &ThreadState, dict: &Dict, all: bool) -> PyResult<()> {
        let mut used = 0;
        for (index, name) in FLAGS.iter().enumerate() {
            match dict.get_name(name) {
                None if all => return Err(missing(thread, name)),
                None => {}
                Some(value) if value.is_true() || value.is_false() => {
                    self.0[index] = value.is_true();
                    used += 1;
                }
                Some(_) => return Err(err!(thread, TypeError, "invalid config type: {name}")),
            }
        }
        match dict.get_name("gil") {
            None if all => return Err(missing(thread, "gil")),
            None => {}
            Some(value) => {
                let Some(name) = value.downcast::<Str>() else {
                    return Err(err!(thread, TypeError, "invalid config type: gil"));
                };
                let found = ["default", "shared", "own"].into_iter().find(|known| known.as_bytes() == name.as_bytes());
                self.1 = found.ok_or_else(|| {
                    let name = name.to_string_lossy();
                    err!(thread, ValueError, "unsupported interpreter config .gil value '{name}'")
                })?;
                used += 1;
            }
        }
        let extra = dict.len() - used;
        if extra > 0 {
            let known =
                |name: &Str| name.as_bytes() == b"gil" || FLAGS.iter().any(|flag| flag.as_bytes() == name.as_bytes());
            let names: Vec<String> = dict
                .snapshot()
                .into_iter()
                .filter(|(name, _)| !name.downcast::<Str>().is_some_and(known))
                .map(|(name, _)| repr::str_lossy(thread, &name))
                .collect();
            let plural = if extra == 1 { "" } else { "s" };
            return Err(err!(thread, ValueError, "config dict has {extra} extra item{plural} ({})", names.join(", ")));
        }
        Ok(())
    }

    fn into_config(self) -> Option<Config> {
        let [use_main_obmalloc, allow_fork, allow_exec, allow_threads, allow_daemon_threads, check] = self.0;
        if !use_main_obmalloc && !check {
            return None;
        }
        Some(Config {
            use_main_obmalloc,
            allow_fork,
            allow_exec,
            allow_threads,
            allow_daemon_threads,
            check_multi_interp_extensions: check,
            own_gil: self.1 == "own",
            ..Config::isolated()
        })
    }
}

fn missing(thread: &ThreadState, name: &str) -> Raised {
    err!(thread, ValueError, "missing config key: {name}")
}

fn config_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<Settings> {
    let Some(value) = value else { return preset(thread, "isolated") };
    if let Some(name) = value.downcast::<Str>() {
        return preset(thread, &name.to_string_lossy());
    }
    let dict = ladon_vm::object::attr::instance_dict(value).or_else(|| value.downcast::<Dict>().map(Ref::of));
    let Some(dict) = dict else {
        return Err(err!(thread, TypeError, "bad config {}", repr::repr_lossy(thread, value)));
    };
    let mut config = preset(thread, "isolated")?;
    config.update(thread, &dict, true)?;
    Ok(config)
}

fn create(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let config = config_arg(thread, b.some(0))?;
    let counted = b.get(1).is_some_and(Value::is_true);
    let made = match config.into_config() {
        Some(config) => spawn::create(thread, config, counted),
        None => {
            let cause = "per-interpreter obmalloc does not support single-phase init extension modules";
            Err(String::from(cause))
        }
    };
    made.map(id_value).map_err(|cause| {
        let cause = ladon_vm::exceptions::new_with_message(thread, &ladon_vm::exceptions::RuntimeError, &cause);
        let error = ladon_vm::exceptions::new_with_message(thread, &InterpreterError, "interpreter creation failed");
        if let Some(fields) = error.downcast::<ladon_vm::exceptions::BaseExceptionObject>() {
            fields.cause.set(Some(cause));
        }
        thread.raise(error)
    })
}

fn destroy(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(1), "destroy")?;
    if remote.id == thread.interp().id {
        return Err(failed(thread, "cannot destroy the current interpreter"));
    }
    if remote.id == 0 {
        return Err(failed(thread, "cannot destroy the main interpreter"));
    }
    if spawn::is_running(&remote) {
        return Err(failed(thread, "interpreter running"));
    }
    match spawn::destroy(thread, remote.id) {
        Ok(()) => thread.check_pending().map(|()| Value::none()),
        Err(Refused::Running) => Err(failed(thread, "interpreter running")),
        Err(Refused::NotFound) if spawn::whence(remote.id) == Whence::CApi => {
            Err(failed(thread, format!("interpreter {} belongs to the host program", remote.id)))
        }
        Err(Refused::NotFound) => Err(not_found(thread, remote.id)),
    }
}

fn row(id: u64) -> Value {
    Tuple::pair(id_value(id), int::from_i64(spawn::whence(id) as i64)).into_value()
}

fn list_all(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    let rows = runtime::interpreters().iter().map(|remote| row(remote.id)).collect();
    Ok(List::from_vec(rows)?.into_value())
}

fn get_current(thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Ok(row(thread.interp().id))
}

fn get_main(_thread: &ThreadState, _b: Bound<'_>) -> PyResult<Value> {
    Ok(row(0))
}

fn is_running(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(1), "check if running for")?;
    Ok(Value::bool(spawn::is_running(&remote)))
}

fn get_config(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(1), "get the config of")?;
    let config = if remote.id == thread.interp().id {
        Some(Settings::of(&thread.interp().config.borrow()))
    } else {
        spawn::run_in(thread, &remote, |inner| Settings::of(&inner.interp().config.borrow()))
    };
    match config {
        Some(config) => Ok(config.to_namespace(thread)),
        None => Err(not_found(thread, remote.id)),
    }
}

fn new_config(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let mut config = match b.some(0) {
        None => preset(thread, "isolated")?,
        Some(name) => preset(thread, &crate::define::str_arg(thread, name, "new_config", "1")?.to_string_lossy())?,
    };
    if let Some(overrides) = b.get(1).and_then(|value| value.downcast::<Dict>()) {
        config.update(thread, overrides, false)?;
    }
    Ok(config.to_namespace(thread))
}

fn whence(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), None, "get whence for")?;
    Ok(int::from_i64(spawn::whence(remote.id) as i64))
}

fn incref(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(2), "incref")?;
    spawn::incref(remote.id);
    Ok(Value::none())
}

fn decref(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(1), "decref")?;
    spawn::decref(thread, remote.id);
    thread.check_pending()?;
    Ok(Value::none())
}

fn is_shareable(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(cross::is_shareable(thread, b.value(0))))
}

/// What is told of an exception in another interpreter.
struct Uncaught {
    name: String,
    qualname: String,
    module: String,
    message: String,
    display: String,
}

impl Uncaught {
    fn of(thread: &ThreadState, exception: &Value) -> Uncaught {
        let class = exception.type_of().as_value();
        let field = |name: &str| match ladon_vm::object::attr::get_name(thread, &class, name) {
            Ok(value) => repr::str_lossy(thread, &value),
            Err(raised) => {
                drop(thread.take_raised(raised));
                String::new()
            }
        };
        Uncaught {
            name: field("__name__"),
            qualname: field("__qualname__"),
            module: field("__module__"),
            message: repr::str_lossy(thread, exception),
            display: display::format_exception(thread, exception),
        }
    }

    fn to_namespace(&self, thread: &ThreadState) -> PyResult<Value> {
        let class = Dict::new();
        class.set_name("__name__", text(&self.name)?);
        class.set_name("__qualname__", text(&self.qualname)?);
        class.set_name("__module__", text(&self.module)?);
        let shown = match self.module.as_str() {
            "builtins" | "__main__" => self.qualname.clone(),
            module => format!("{module}.{}", self.qualname),
        };
        let formatted = if self.message.is_empty() { shown } else { format!("{shown}: {}", self.message) };
        let dict = Dict::new();
        dict.set_name("type", simple_namespace::new(thread, class).into_value());
        dict.set_name("msg", text(&self.message)?);
        dict.set_name("formatted", text(&formatted)?);
        dict.set_name("errdisplay", text(self.display.trim_end_matches('\n'))?);
        Ok(simple_namespace::new(thread, dict).into_value())
    }
}

fn capture_exception(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let exception = match b.some(0) {
        Some(exception) => exception.clone(),
        None => match thread.handled.get() {
            Some(handled) => handled,
            None => return Ok(Value::none()),
        },
    };
    if !exception.type_of().is_subtype(&ladon_vm::exceptions::BaseException) {
        let found = repr::repr_lossy(thread, &exception);
        return Err(err!(thread, TypeError, "expected exception, got {found}"));
    }
    Uncaught::of(thread, &exception).to_namespace(thread)
}

/// Runs `body` in `__main__` of another interpreter, after the shared values were bound there.
fn run_in_main<R>(
    thread: &ThreadState,
    remote: &Arc<Remote>,
    shared: Vec<(Parcel, Parcel)>,
    body: impl FnOnce(&ThreadState, &Ref<Dict>) -> PyResult<R>,
) -> PyResult<Result<R, Uncaught>> {
    if remote.id == thread.interp().id {
        return Err(failed(thread, "interpreter already running"));
    }
    let Some(in_main) = InMain::enter(remote) else {
        return Err(failed(thread, "interpreter already running"));
    };
    let had_users = spawn::has_users(remote.id);
    let outcome = spawn::run_in(thread, remote, |inner| {
        let result = import::main_module(inner).and_then(|main| {
            let dict = main.dict();
            for (name, value) in shared {
                let name = name.unpack(inner)?;
                dict.set(inner, &name, value.unpack(inner)?)?;
            }
            body(inner, &dict)
        });
        let outcome = result.map_err(|raised| {
            let exception = inner.take_raised(raised);
            Uncaught::of(inner, &exception)
        });
        ladon_vm::lifecycle::flush_streams(inner);
        outcome
    });
    drop(in_main);
    // What a signal handler raised comes before what became of the code that it stopped.
    let interrupted = thread.take_pending();
    spawn::end_if_unused(thread, remote.id, had_users);
    if let Some(exception) = interrupted.or_else(|| thread.take_pending()) {
        return Err(thread.reraise(exception));
    }
    outcome.ok_or_else(|| not_found(thread, remote.id))
}

/// The values to bind in `__main__`, packed.
fn shared_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<Vec<(Parcel, Parcel)>> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let Some(dict) = value.downcast::<Dict>() else {
        let found = value.type_of().short_name();
        return Err(err!(thread, TypeError, "expected 'shared' to be a dict, got {found}"));
    };
    let pack = |(name, value): (Value, Value)| {
        if name.downcast::<Str>().is_none() {
            let found = name.type_of().short_name();
            return Err(err!(thread, TypeError, "expected str keys, got {found}"));
        }
        Ok((cross::pack(thread, &name)?, cross::pack(thread, &value)?))
    };
    dict.snapshot().into_iter().map(pack).collect()
}

fn failure(thread: &ThreadState, outcome: Result<(), Uncaught>) -> PyResult<Value> {
    match outcome {
        Ok(()) => Ok(Value::none()),
        Err(uncaught) => uncaught.to_namespace(thread),
    }
}

fn run_code(thread: &ThreadState, remote: &Arc<Remote>, code: Arc<Code>, shared: Option<&Value>) -> PyResult<Value> {
    let shared = shared_arg(thread, shared)?;
    let outcome = run_in_main(thread, remote, shared, |inner, dict| {
        eval::run_code(inner, &CodeObject::new(code), dict, None).map(drop)
    })?;
    failure(thread, outcome)
}

fn compile(thread: &ThreadState, source: &[u8]) -> PyResult<Arc<Code>> {
    if source.contains(&0) {
        return Err(err!(thread, SyntaxError, "source code string cannot contain null bytes"));
    }
    ladon_compiler::compile(source, "<script>", Mode::Exec, Options::default())
        .map_err(|error| make::syntax_error(thread, &error, "<script>"))
}

fn source_of(value: &Value) -> Option<&[u8]> {
    match value.downcast::<Str>() {
        Some(text) => Some(text.as_bytes()),
        None => value.downcast::<ladon_vm::types::bytes::Bytes>().map(|bytes| bytes.as_slice()),
    }
}

fn function_code(thread: &ThreadState, value: &Value) -> PyResult<Option<Arc<Code>>> {
    if let Some(function) = value.downcast::<Function>() {
        if function.closure.as_ref().is_some_and(|closure| !closure.is_empty()) {
            return Err(err!(thread, ValueError, "closures not supported"));
        }
        return script::check_script(thread, function.code(), true).map(Some);
    }
    match value.exact::<CodeObject>() {
        Some(code) => script::check_script(thread, code, true).map(Some),
        None => Ok(None),
    }
}

fn exec(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(3), "exec code for")?;
    let code = match source_of(b.value(1)) {
        Some(source) => compile(thread, source)?,
        None => match function_code(thread, b.value(1))? {
            Some(code) => code,
            None => {
                let found = b.value(1).type_of().short_name();
                return Err(err!(
                    thread,
                    TypeError,
                    "exec() argument 2 must be a string, a function, or a code object, not {found}"
                ));
            }
        },
    };
    run_code(thread, &remote, code, b.some(2))
}

fn run_string(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(3), "run a string in")?;
    let Some(source) = source_of(b.value(1)) else {
        let found = b.value(1).type_of().short_name();
        return Err(err!(thread, TypeError, "run_string() argument 2 must be a string, not {found}"));
    };
    let code = compile(thread, source)?;
    run_code(thread, &remote, code, b.some(2))
}

fn run_func(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(3), "run a function in")?;
    let Some(code) = function_code(thread, b.value(1))? else {
        let found = b.value(1).type_of().short_name();
        return Err(err!(thread, TypeError, "run_func() argument 2 must be a function or a code object, not {found}"));
    };
    run_code(thread, &remote, code, b.some(2))
}

fn set_main_attrs(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(2), "update __main__ for")?;
    if b.value(1).downcast::<Dict>().is_none() {
        let found = b.value(1).type_of().short_name();
        return Err(err!(thread, TypeError, "set___main___attrs() argument 2 must be dict, not {found}"));
    }
    let shared = shared_arg(thread, Some(b.value(1)))?;
    match run_in_main(thread, &remote, shared, |_, _| Ok(()))? {
        Ok(()) => Ok(Value::none()),
        Err(uncaught) => Err(failed(thread, uncaught.display.trim_end())),
    }
}

/// What a call in another interpreter came to.
enum Called {
    Result(Parcel),
    /// The result, or an argument, could not cross.
    NotShareable(String),
}

fn call_in(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let remote = resolve(thread, b.value(0), b.get(5), "make a call in")?;
    let args = b.some(2).cloned().unwrap_or_else(|| Tuple::new(Vec::new()).into_value());
    if args.downcast::<Tuple>().is_none() {
        return Err(err!(thread, TypeError, "args must be a tuple, got {}", args.type_of().short_name()));
    }
    let kwargs = b.some(3).cloned().unwrap_or_else(|| Dict::new().into_value());
    if kwargs.downcast::<Dict>().is_none() {
        return Err(err!(thread, TypeError, "kwargs must be a dict, got {}", kwargs.type_of().short_name()));
    }
    let callable = cross::pack(thread, b.value(1))?;
    let (args, kwargs) = (cross::pack(thread, &args)?, cross::pack(thread, &kwargs)?);
    let outcome = run_in_main(thread, &remote, Vec::new(), |inner, _| {
        let callable = match unpacked(inner, callable)? {
            Ok(callable) => callable,
            Err(message) => return Ok(Called::NotShareable(message)),
        };
        let (args, kwargs) = match (unpacked(inner, args)?, unpacked(inner, kwargs)?) {
            (Ok(args), Ok(kwargs)) => (args, kwargs),
            (Err(message), _) | (_, Err(message)) => return Ok(Called::NotShareable(message)),
        };
        let positional = args.downcast::<Tuple>().map(|args| args.as_slice().to_vec()).unwrap_or_default();
        let result = match kwargs.downcast::<Dict>().filter(|kwargs| !kwargs.is_empty()) {
            Some(kwargs) => call::with_dict(inner, &callable, &positional, Some(kwargs))?,
            None => call::positional(inner, &callable, &positional)?,
        };
        shareable(inner, cross::pack(inner, &result))
            .map(|packed| packed.map_or_else(Called::NotShareable, Called::Result))
    })?;
    let (result, info) = match outcome {
        Ok(Called::Result(parcel)) => (parcel.unpack(thread)?, None),
        Ok(Called::NotShareable(message)) => return Err(thread.error(&NotShareableError, message)),
        Err(uncaught) => (Value::none(), Some(uncaught.to_namespace(thread)?)),
    };
    Ok(Tuple::pair(result, or_none(info)).into_value())
}

fn unpacked(thread: &ThreadState, parcel: Parcel) -> PyResult<Result<Value, String>> {
    shareable(thread, parcel.unpack(thread))
}

/// A NotShareableError as its text.
fn shareable<T>(thread: &ThreadState, result: PyResult<T>) -> PyResult<Result<T, String>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            if exception.type_of().is_subtype(&NotShareableError) {
                Ok(Err(repr::str_lossy(thread, &exception)))
            } else {
                Err(thread.reraise(exception))
            }
        }
    }
}
