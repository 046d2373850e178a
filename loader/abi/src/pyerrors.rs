//! `pyerrors.h`: raising, looking at and taking exceptions.

use crate::boundary::{
    Borrowed, Flag, Lent, New, Nothing, Plain, Status, Stolen, Text, bad_internal_call, enter, into_object, optional,
};
use crate::capi;
use crate::layout::{Py_ssize_t, PyObject};
use ladon_vm::exceptions::{self, BaseExceptionObject, report};
use ladon_vm::object::{attr, call};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::Args;
use ladon_vm::types::{Dict, Str, Tuple, Type, int};
use ladon_vm::value::{Ref, Value};
use ladon_vm::{err, names, signals};
use std::ffi::{c_char, c_int};
use std::ptr::{self, NonNull};

/// A class of exceptions.
fn exception_class(value: &Value) -> Option<&Type> {
    value.downcast::<Type>().filter(|ty| ty.base_exception())
}

fn fields(value: &Value) -> Option<&BaseExceptionObject> {
    value.downcast::<BaseExceptionObject>()
}

/// The exception that `PyErr_SetObject(class, value)` means: `value` itself when it is an instance of the class.
fn instantiate(thread: &ThreadState, class: &Value, value: Option<&Value>) -> PyResult<Value> {
    let Some(ty) = exception_class(class) else {
        let shown = ladon_vm::object::repr::repr_lossy(thread, class);
        let message = format!("_PyErr_SetObject: exception {shown} is not a BaseException subclass");
        return Err(thread.error(&exceptions::SystemError, message));
    };
    let value = value.filter(|value| !value.is_none());
    if let Some(value) = value
        && value.type_of().is_subtype(ty)
    {
        return Ok(value.clone());
    }
    let made = match value {
        None => call::call(thread, class, Args::EMPTY),
        Some(value) => match value.downcast::<Tuple>() {
            Some(args) => call::call(thread, class, Args::positional(args.as_slice())),
            None => call::call(thread, class, Args::positional(std::slice::from_ref(value))),
        },
    }?;
    if fields(&made).is_none() {
        let (class, found) = (ladon_vm::object::repr::repr_lossy(thread, class), made.type_of().short_name());
        return Err(err!(
            thread,
            TypeError,
            "calling {class} should have returned an instance of BaseException, not {found}"
        ));
    }
    Ok(made)
}

fn set_object(thread: &ThreadState, class: &Value, value: Option<&Value>) -> Raised {
    // Making the instance must not see what is pending already.
    thread.set_raised(None);
    match instantiate(thread, class, value) {
        Ok(exception) => thread.raise(exception),
        Err(raised) => raised,
    }
}

fn traceback_of(exception: &Value) -> Option<Value> {
    fields(exception)?.traceback.get()
}

fn to_c(thread: &ThreadState, value: Option<Value>) -> *mut PyObject {
    value.map_or(ptr::null_mut(), |value| into_object(thread, value).as_ptr())
}

/// Writes three new references where C wants them.
///
/// # Safety
/// The places are valid.
unsafe fn store(thread: &ThreadState, places: [*mut *mut PyObject; 3], values: [Option<Value>; 3]) {
    for (place, value) in places.into_iter().zip(values) {
        if !place.is_null() {
            // SAFETY: the caller's promise.
            unsafe { *place = to_c(thread, value) };
        }
    }
}

/// Takes the reference out of a place.
///
/// # Safety
/// The place is valid and owns what it holds.
unsafe fn take(place: *mut *mut PyObject) -> Option<Value> {
    // SAFETY: the caller's promise.
    unsafe { NonNull::new(place.replace(ptr::null_mut())).map(|object| Value::from_owned_ptr(object)) }
}

fn matches(given: &Value, wanted: &Value) -> bool {
    if let Some(classes) = wanted.downcast::<Tuple>() {
        return classes.as_slice().iter().any(|class| matches(given, class));
    }
    let given_class = match exception_class(given) {
        Some(class) => Some(class),
        None => Some(given.type_of()).filter(|class| class.base_exception()),
    };
    match (given_class, exception_class(wanted)) {
        (Some(given), Some(wanted)) => given.is_subtype(wanted),
        _ => given.is(wanted),
    }
}

/// The pending exception's class, borrowed: the exception keeps it.
fn occurred(thread: &ThreadState) -> Lent {
    match thread.peek_pending() {
        Some(exception) => Lent::held(exception.type_of()),
        None => Lent::NULL,
    }
}

/// Exceptions of system calls: (errno, text[, file name[, None, second file name]]).
fn from_errno(
    thread: &ThreadState,
    errno: i32,
    class: &Value,
    filename: Option<&Value>,
    second: Option<&Value>,
) -> PyResult<Value> {
    if errno == libc::EINTR {
        signals::run_handlers(thread)?;
    }
    let text = exceptions::make::strerror(errno);
    let mut args = vec![int::from_i64(i64::from(errno)), Str::try_new(&text)?.into_value()];
    args.extend(filename.cloned());
    if let (Some(_), Some(second)) = (filename, second) {
        args.extend([int::from_i64(0), second.clone()]);
    }
    let made = call::call(thread, class, Args::positional(&args))?;
    Err(match exception_class(class) {
        Some(_) => thread.raise(made),
        None => set_object(thread, class, Some(&made)),
    })
}

fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

fn import_error(
    thread: &ThreadState,
    class: &Value,
    message: Option<&Value>,
    name: Option<&Value>,
    path: Option<&Value>,
) -> PyResult<Value> {
    let derived = exception_class(class).is_some_and(|class| class.is_subtype(&exceptions::ImportError));
    if !derived {
        return Err(err!(thread, TypeError, "expected a subclass of ImportError"));
    }
    let Some(message) = message else { return Err(err!(thread, TypeError, "expected a message argument")) };
    let names = Tuple::new(vec![Str::new("name").into_value(), Str::new("path").into_value()]);
    let none = Value::none();
    let values = [message.clone(), name.unwrap_or(&none).clone(), path.unwrap_or(&none).clone()];
    let made = call::call(thread, class, Args { values: &values, names: Some(&names) })?;
    Err(thread.raise(made))
}

/// `PyErr_NewException`.
fn new_exception(
    thread: &ThreadState,
    name: Text,
    doc: Option<Text>,
    base: Option<&Value>,
    dict: Option<&Value>,
) -> PyResult<Value> {
    let full = name.lossy();
    let Some((module, short)) = full.rsplit_once('.') else {
        return Err(err!(thread, SystemError, "PyErr_NewException: name must be module.class"));
    };
    let namespace = match dict {
        Some(dict) => match dict.downcast::<Dict>() {
            // What the caller gave is not written to.
            Some(dict) => dict.copy()?,
            None => return Err(bad_internal_call(thread)),
        },
        None => Dict::new(),
    };
    if namespace.get_str(names::get().__module__).is_none() {
        namespace.set_str(names::get().__module__, Str::try_new(module)?.into_value())?;
    }
    if let Some(doc) = doc {
        namespace.set_str(names::get().__doc__, doc.to_str(thread)?.into_value())?;
    }
    let bases = match base {
        Some(base) if base.downcast::<Tuple>().is_some() => base.clone(),
        Some(base) => Tuple::new(vec![base.clone()]).into_value(),
        None => Tuple::new(vec![exceptions::Exception.as_value()]).into_value(),
    };
    let args = [Str::try_new(short)?.into_value(), bases, namespace.into_value()];
    call::call(thread, &ladon_vm::types::class::type_type().as_value(), Args::positional(&args))
}

/// The line of a file, as `PyErr_ProgramText` gives it.
fn program_text(filename: &str, line: c_int) -> Option<String> {
    let wanted = usize::try_from(line).ok()?.checked_sub(1)?;
    let text = std::fs::read(filename).ok()?;
    let line = text.split_inclusive(|&byte| byte == b'\n').nth(wanted)?;
    Some(String::from_utf8_lossy(line).into_owned())
}

fn syntax_location(thread: &ThreadState, filename: Option<Text>, line: c_int, column: c_int) {
    let Some(raised) = thread.pending() else { return };
    let exception = thread.take_raised(raised);
    let set = |name: &str, value: Value| {
        if let Err(raised) = attr::set_name(thread, &exception, name, &value) {
            drop(thread.take_raised(raised));
        }
    };
    set("lineno", int::from_i64(i64::from(line)));
    set("offset", if column >= 0 { int::from_i64(i64::from(column) + 1) } else { Value::none() });
    if let Some(filename) = filename {
        set("filename", Str::new(&filename.lossy()).into_value());
        let text = program_text(&filename.lossy(), line);
        set("text", text.map_or_else(Value::none, |text| Str::new(&text).into_value()));
    }
    if !exception.type_of().is_subtype(&exceptions::SyntaxError) {
        set("msg", Str::new(&ladon_vm::object::repr::str_lossy(thread, &exception)).into_value());
        set("print_file_and_line", Value::none());
    }
    let _pending = thread.reraise(exception);
}

capi! {
    // ---- raising ----

    fn PyErr_SetObject(thread, class: Borrowed, value: Option<Borrowed>) -> Nothing {
        Err::<(), _>(set_object(thread, &class, optional(&value)))
    }

    fn PyErr_SetString(thread, class: Borrowed, text: Text) -> Nothing {
        let text = text.to_str(thread)?;
        Err::<(), _>(set_object(thread, &class, Some(text.as_value())))
    }

    fn PyErr_SetNone(thread, class: Borrowed) -> Nothing { Err::<(), _>(set_object(thread, &class, None)) }

    fn PyErr_NoMemory(thread) -> New {
        Err::<Value, _>(thread.raise(exceptions::new_bare(thread, &exceptions::MemoryError)))
    }

    fn PyErr_BadArgument(thread) -> Flag { Err::<bool, _>(crate::moduleobject::bad_argument(thread)) }

    fn PyErr_BadInternalCall(thread) -> Nothing { Err::<(), _>(bad_internal_call(thread)) }

    fn _PyErr_BadInternalCall(thread, file: Text, line: c_int) -> Nothing {
        let message = format!("{}:{line}: bad argument to internal function", file.lossy());
        Err::<(), _>(thread.error(&exceptions::SystemError, message))
    }

    /// Steals the three references.
    fn PyErr_Restore(thread, class: Option<Stolen>, value: Option<Stolen>, traceback: Option<Stolen>) -> Nothing {
        thread.set_raised(None);
        let Some(class) = class else { return Ok(()) };
        let exception = instantiate(thread, &class.0, value.as_ref().map(|value| &value.0))?;
        if let (Some(fields), Some(traceback)) = (fields(&exception), traceback) {
            fields.traceback.set(Some(traceback.0).filter(|traceback| !traceback.is_none()));
        }
        Err::<(), _>(thread.reraise(exception))
    }

    /// Steals the reference; NULL clears.
    fn PyErr_SetRaisedException(thread, exception: Option<Stolen>) -> Nothing {
        thread.set_raised(exception.map(|exception| exception.0));
        Ok(())
    }

    fn PyErr_Clear(thread) -> Nothing {
        thread.set_raised(None);
        Ok(())
    }

    // ---- looking and taking ----

    fn PyErr_ExceptionMatches(thread, wanted: Borrowed) -> Flag {
        Ok(thread.peek_pending().is_some_and(|exception| matches(&exception, &wanted)))
    }

    fn PyErr_GivenExceptionMatches(_thread, given: Option<Borrowed>, wanted: Option<Borrowed>) -> Flag {
        Ok(match (&given, &wanted) {
            (Some(given), Some(wanted)) => matches(given, wanted),
            _ => false,
        })
    }

    /// A new reference to the pending exception, taken; NULL when there is none.
    fn PyErr_GetRaisedException(thread) -> New { Ok(thread.take_pending()) }

    fn PyErr_Fetch(
        thread,
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject,
    ) -> Nothing {
        let exception = thread.take_pending();
        let parts = [
            exception.as_ref().map(|exception| exception.type_of().as_value()),
            exception.clone(),
            exception.as_ref().and_then(traceback_of),
        ];
        // SAFETY: B3.
        unsafe { store(thread, [class, value, traceback], parts) };
        Ok(())
    }

    fn PyErr_NormalizeException(
        thread,
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject,
    ) -> Nothing {
        // SAFETY: B3: the three places own what they hold.
        let (Some(old_class), old_value) = (unsafe { (take(class), take(value)) }) else { return Ok(()) };
        let made = match exception_class(&old_class) {
            Some(_) => instantiate(thread, &old_class, old_value.as_ref()),
            None => Ok(old_value.clone().unwrap_or_else(Value::none)),
        };
        let (new_class, new_value) = match made {
            Ok(made) if fields(&made).is_some() => (made.type_of().as_value(), made),
            Ok(other) => (old_class, other),
            // What went wrong takes its place.
            Err(raised) => {
                let error = thread.take_raised(raised);
                if !traceback.is_null() {
                    // SAFETY: B3.
                    unsafe {
                        drop(take(traceback));
                        *traceback = to_c(thread, traceback_of(&error));
                    }
                }
                (error.type_of().as_value(), error)
            }
        };
        // SAFETY: B3.
        unsafe {
            *class = to_c(thread, Some(new_class));
            *value = to_c(thread, Some(new_value));
        }
        Ok(())
    }

    // ---- the exception being handled ----

    fn PyErr_GetHandledException(thread) -> New { Ok(thread.handled.get()) }

    fn PyErr_SetHandledException(thread, exception: Option<Borrowed>) -> Nothing {
        thread.handled.set(optional(&exception).filter(|value| !value.is_none()).cloned());
        Ok(())
    }

    fn PyErr_GetExcInfo(
        thread,
        class: *mut *mut PyObject,
        value: *mut *mut PyObject,
        traceback: *mut *mut PyObject,
    ) -> Nothing {
        let none = || Some(Value::none());
        let parts = match thread.handled.get() {
            Some(exception) => {
                let class = exception.type_of().as_value();
                let traceback = traceback_of(&exception).or_else(none);
                [Some(class), Some(exception), traceback]
            }
            None => [none(), none(), none()],
        };
        // SAFETY: B3.
        unsafe { store(thread, [class, value, traceback], parts) };
        Ok(())
    }

    /// Steals the three references; class and traceback are those of the value.
    fn PyErr_SetExcInfo(
        thread,
        _class: Option<Stolen>,
        value: Option<Stolen>,
        _traceback: Option<Stolen>,
    ) -> Nothing {
        thread.handled.set(value.map(|value| value.0).filter(|value| !value.is_none()));
        Ok(())
    }

    // ---- system calls, imports, syntax ----

    fn PyErr_SetFromErrno(thread, class: Borrowed) -> New { from_errno(thread, errno(), &class, None, None) }

    fn PyErr_SetFromErrnoWithFilename(thread, class: Borrowed, filename: Option<Text>) -> New {
        let errno = errno();
        let filename = match filename {
            Some(filename) => Some(ladon_vm::import::path::decode(filename.bytes())?.into_value()),
            None => None,
        };
        from_errno(thread, errno, &class, filename.as_ref(), None)
    }

    fn PyErr_SetFromErrnoWithFilenameObject(thread, class: Borrowed, filename: Option<Borrowed>) -> New {
        from_errno(thread, errno(), &class, optional(&filename), None)
    }

    fn PyErr_SetFromErrnoWithFilenameObjects(
        thread,
        class: Borrowed,
        filename: Option<Borrowed>,
        second: Option<Borrowed>,
    ) -> New {
        from_errno(thread, errno(), &class, optional(&filename), optional(&second))
    }

    fn PyErr_SetImportError(
        thread,
        message: Option<Borrowed>,
        name: Option<Borrowed>,
        path: Option<Borrowed>,
    ) -> New {
        let class = exceptions::ImportError.as_value();
        import_error(thread, &class, optional(&message), optional(&name), optional(&path))
    }

    fn PyErr_SetImportErrorSubclass(
        thread,
        class: Borrowed,
        message: Option<Borrowed>,
        name: Option<Borrowed>,
        path: Option<Borrowed>,
    ) -> New {
        import_error(thread, &class, optional(&message), optional(&name), optional(&path))
    }

    fn PyErr_SyntaxLocation(thread, filename: Option<Text>, line: c_int) -> Nothing {
        syntax_location(thread, filename, line, -1);
        Ok(())
    }

    fn PyErr_SyntaxLocationEx(thread, filename: Option<Text>, line: c_int, column: c_int) -> Nothing {
        syntax_location(thread, filename, line, column);
        Ok(())
    }

    fn PyErr_ProgramText(_thread, filename: Option<Text>, line: c_int) -> New {
        let found = filename.and_then(|filename| program_text(&filename.lossy(), line));
        Ok(match found {
            Some(text) => Some(Str::try_new(&text)?.into_value()),
            None => None,
        })
    }

    // ---- classes, reports, signals ----

    fn PyErr_NewException(thread, name: Text, base: Option<Borrowed>, dict: Option<Borrowed>) -> New {
        new_exception(thread, name, None, optional(&base), optional(&dict))
    }

    fn PyErr_NewExceptionWithDoc(
        thread,
        name: Text,
        doc: Option<Text>,
        base: Option<Borrowed>,
        dict: Option<Borrowed>,
    ) -> New {
        new_exception(thread, name, doc, optional(&base), optional(&dict))
    }

    /// Reports the pending exception, which nobody can be told of.
    fn PyErr_WriteUnraisable(thread, object: Option<Borrowed>) -> Nothing {
        if let Some(raised) = thread.pending() {
            report::unraisable_with(thread, raised, None, optional(&object));
        }
        Ok(())
    }

    /// Runs the handlers of signals that arrived.
    fn PyErr_CheckSignals(thread) -> Status { signals::run_handlers(thread) }

    fn PyErr_SetInterrupt(_thread) -> Nothing {
        // SAFETY: raises a signal whose handler only notes it.
        unsafe { libc::raise(libc::SIGINT) };
        Ok(())
    }

    fn PyErr_SetInterruptEx(_thread, signal: c_int) -> Plain<i32> {
        if !(1..65).contains(&signal) {
            return Ok(-1);
        }
        // SAFETY: raises a signal of this process.
        unsafe { libc::raise(signal) };
        Ok(0)
    }

    // ---- parts of an exception ----

    fn PyException_GetCause(_thread, exception: Borrowed<BaseExceptionObject>) -> New { Ok(exception.cause.get()) }

    fn PyException_SetCause(_thread, exception: Borrowed<BaseExceptionObject>, cause: Option<Stolen>) -> Nothing {
        exception.suppress_context.set(true);
        exception.cause.set(cause.map(|cause| cause.0));
        Ok(())
    }

    fn PyException_GetContext(_thread, exception: Borrowed<BaseExceptionObject>) -> New { Ok(exception.context.get()) }

    fn PyException_SetContext(_thread, exception: Borrowed<BaseExceptionObject>, context: Option<Stolen>) -> Nothing {
        exception.context.set(context.map(|context| context.0));
        Ok(())
    }

    fn PyException_GetTraceback(_thread, exception: Borrowed<BaseExceptionObject>) -> New {
        Ok(exception.traceback.get())
    }

    fn PyException_SetTraceback(thread, exception: Borrowed<BaseExceptionObject>, traceback: Borrowed) -> Status {
        if !traceback.is_none() && traceback.downcast::<exceptions::traceback::Traceback>().is_none() {
            return Err(err!(thread, TypeError, "__traceback__ must be a traceback or None"));
        }
        exception.traceback.set(Some(traceback.owned()).filter(|traceback| !traceback.is_none()));
        Ok(())
    }

    fn PyException_GetArgs(_thread, exception: Borrowed<BaseExceptionObject>) -> New {
        Ok(exceptions::init::args_of(&exception))
    }

    fn PyException_SetArgs(_thread, exception: Borrowed<BaseExceptionObject>, args: Borrowed<Tuple>) -> Nothing {
        exception.args.set(Some(Ref::of(&*args)));
        Ok(())
    }

    fn PyExceptionClass_Name(thread, class: Borrowed) -> Plain<*const c_char> {
        match class.downcast::<Type>() {
            Some(class) => Ok(class.tp_name.get()),
            None => Err(bad_internal_call(thread)),
        }
    }

    // ---- UnicodeError ----

    fn PyUnicodeDecodeError_Create(
        _thread,
        encoding: Text,
        object: *const u8,
        length: Py_ssize_t,
        start: Py_ssize_t,
        end: Py_ssize_t,
        reason: Text,
    ) -> New {
        // SAFETY: B3: `length` bytes.
        let bytes = unsafe { std::slice::from_raw_parts(object, usize::try_from(length).unwrap_or(0)) };
        let args = vec![
            Str::try_new(&encoding.lossy())?.into_value(),
            Bytes::try_new(bytes)?.into_value(),
            int::from_i64(start as i64),
            int::from_i64(end as i64),
            Str::try_new(&reason.lossy())?.into_value(),
        ];
        Ok(exceptions::new_with_args(&exceptions::UnicodeDecodeError, args))
    }
}

/// `PyErr_Occurred` is called after each step of much C code: without ceremony.
#[unsafe(no_mangle)]
pub extern "C" fn PyErr_Occurred() -> *mut PyObject {
    match ThreadState::try_current() {
        Some(thread) if thread.has_pending() => enter::<Lent, _>("PyErr_Occurred", |thread| Ok(occurred(thread))),
        _ => ptr::null_mut(),
    }
}

/// A field of a UnicodeError: `index` in the row of its class.
fn unicode_field(thread: &ThreadState, exception: &BaseExceptionObject, index: usize, name: &str) -> PyResult<Value> {
    exception.field(index).ok_or_else(|| err!(thread, TypeError, "UnicodeError '{name}' attribute is not set"))
}

fn object_size(value: &Value) -> isize {
    match (value.downcast::<Str>(), value.downcast::<Bytes>()) {
        (Some(text), _) => text.char_len() as isize,
        (_, Some(bytes)) => bytes.len() as isize,
        _ => 0,
    }
}

fn get_place(thread: &ThreadState, e: &BaseExceptionObject, object: usize, field: usize, end: bool) -> PyResult<isize> {
    let size = object_size(&unicode_field(thread, e, object, "object")?);
    let place = unicode_field(thread, e, field, if end { "end" } else { "start" })?;
    let place = int::as_i64(&place).unwrap_or(0) as isize;
    Ok(match end {
        true => place.max(1).min(size),
        false => place.max(0).min((size - 1).max(0)),
    })
}

macro_rules! unicode_errors {
    ($($class:ident: $object:literal $start:literal $end:literal $reason:literal
        [fn $get_object:ident fn $get_start:ident fn $get_end:ident fn $get_reason:ident fn $set_start:ident fn $set_end:ident
        fn $set_reason:ident] $({ fn $get_encoding:ident })?;)*) => { capi! { $(
        $(fn $get_encoding(thread, e: Borrowed<BaseExceptionObject>) -> New { unicode_field(thread, &e, 0, "encoding") })?

        fn $get_object(thread, e: Borrowed<BaseExceptionObject>) -> New { unicode_field(thread, &e, $object, "object") }

        fn $get_reason(thread, e: Borrowed<BaseExceptionObject>) -> New { unicode_field(thread, &e, $reason, "reason") }

        fn $get_start(thread, e: Borrowed<BaseExceptionObject>, place: *mut Py_ssize_t) -> Status {
            let found = get_place(thread, &e, $object, $start, false)?;
            // SAFETY: B3.
            unsafe { *place = found };
            Ok(())
        }

        fn $get_end(thread, e: Borrowed<BaseExceptionObject>, place: *mut Py_ssize_t) -> Status {
            let found = get_place(thread, &e, $object, $end, true)?;
            // SAFETY: B3.
            unsafe { *place = found };
            Ok(())
        }

        fn $set_start(_thread, e: Borrowed<BaseExceptionObject>, place: Py_ssize_t) -> Status {
            e.set_field($start, Some(int::from_i64(place as i64)));
            Ok(())
        }

        fn $set_end(_thread, e: Borrowed<BaseExceptionObject>, place: Py_ssize_t) -> Status {
            e.set_field($end, Some(int::from_i64(place as i64)));
            Ok(())
        }

        fn $set_reason(thread, e: Borrowed<BaseExceptionObject>, reason: Text) -> Status {
            e.set_field($reason, Some(reason.to_str(thread)?.into_value()));
            Ok(())
        }
    )* } };
}

unicode_errors! {
    Decode: 1 2 3 4 [fn PyUnicodeDecodeError_GetObject fn PyUnicodeDecodeError_GetStart fn PyUnicodeDecodeError_GetEnd
        fn PyUnicodeDecodeError_GetReason fn PyUnicodeDecodeError_SetStart fn PyUnicodeDecodeError_SetEnd
        fn PyUnicodeDecodeError_SetReason] { fn PyUnicodeDecodeError_GetEncoding };
    Encode: 1 2 3 4 [fn PyUnicodeEncodeError_GetObject fn PyUnicodeEncodeError_GetStart fn PyUnicodeEncodeError_GetEnd
        fn PyUnicodeEncodeError_GetReason fn PyUnicodeEncodeError_SetStart fn PyUnicodeEncodeError_SetEnd
        fn PyUnicodeEncodeError_SetReason] { fn PyUnicodeEncodeError_GetEncoding };
    Translate: 0 1 2 3 [fn PyUnicodeTranslateError_GetObject fn PyUnicodeTranslateError_GetStart
        fn PyUnicodeTranslateError_GetEnd fn PyUnicodeTranslateError_GetReason fn PyUnicodeTranslateError_SetStart
        fn PyUnicodeTranslateError_SetEnd fn PyUnicodeTranslateError_SetReason];
}
