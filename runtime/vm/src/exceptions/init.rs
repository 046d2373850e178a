//! Constructors, attributes and methods of the exception classes.
//!
//! `base` describes BaseException; `customize` adds what a class does differently; `fill_fields` is what constructors do
//! with positional arguments, for exceptions made by Rust code.

use super::{BaseExceptionObject, group, oserror, syntax, unicode};
use crate::err;
use crate::exceptions;
use crate::object::{attr, iter, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, GetterFn, SetterFn, TypeBuilder};
use crate::types::{Dict, List, Str, Tuple, Type, instance, int};
use crate::value::{Ref, Value};

/// Describes what every exception has.
pub fn base(builder: TypeBuilder) -> TypeBuilder {
    builder
        .doc("Common base class of all exceptions.")
        .slots(|s| {
            s.new.set(Some(base_exception_new));
            s.init.set(Some(base_exception_init));
            s.repr.set(Some(base_exception_repr));
            s.str.set(Some(base_exception_str));
        })
        .method("with_traceback(self, object, /)", base_exception_with_traceback, "Set __traceback__ and return self.")
        .method("add_note(self, object, /)", base_exception_add_note, "Add a note that is shown with the traceback.")
        .method("__setstate__(self, object, /)", base_exception_setstate, "Set attributes from a dict.")
        .method("__reduce__(self, /)", base_exception_reduce, "Help for pickle.")
        .getset("args", get_args, Some(set_args), "The arguments of the constructor.")
        .getset("__dict__", get_dict, Some(set_dict), "Attributes of the instance.")
        .getset("__traceback__", get_traceback, Some(set_traceback), "Where it was raised.")
        .getset("__context__", get_context, Some(set_context), "The exception that was being handled.")
        .getset("__cause__", get_cause, Some(set_cause), "The exception given by `raise … from`.")
        .getset("__suppress_context__", get_suppress, Some(set_suppress), "Whether tracebacks leave out the context.")
}

const GETTERS: [GetterFn; 8] = [
    get_field::<0>,
    get_field::<1>,
    get_field::<2>,
    get_field::<3>,
    get_field::<4>,
    get_field::<5>,
    get_field::<6>,
    get_field::<7>,
];
const SETTERS: [SetterFn; 8] = [
    set_field::<0>,
    set_field::<1>,
    set_field::<2>,
    set_field::<3>,
    set_field::<4>,
    set_field::<5>,
    set_field::<6>,
    set_field::<7>,
];

/// Adds the attribute that a class keeps in `fields[index]`.
pub fn field(builder: TypeBuilder, name: &'static str, index: usize) -> TypeBuilder {
    let setter = match name {
        _ if std::ptr::eq(builder.ty, &exceptions::BaseExceptionGroup) => Some(read_only as SetterFn),
        "start" | "end" => return unicode::index_field(builder, name, index),
        _ => Some(SETTERS[index]),
    };
    builder.getset(name, GETTERS[index], setter, "")
}

/// Adds what a class does in its own way.
pub fn customize(builder: TypeBuilder, class_name: &str) -> TypeBuilder {
    // Every class has an `__init__` of its own: it decides which one counts where several classes are combined.
    let inherited = builder.ty.base().and_then(|base| base.slots.init.get());
    builder.ty.slots.init.set(inherited);
    match class_name {
        "KeyError" => builder.slots(|s| s.str.set(Some(key_error_str))),
        "StopIteration" | "SystemExit" => builder.slots(|s| s.init.set(Some(filling_init))),
        "ImportError" => builder
            .slots(|s| {
                s.init.set(Some(import_error_init));
                s.str.set(Some(import_error_str));
            })
            .method("__reduce__(self, /)", import_error_reduce, "Help for pickle."),
        "NameError" => builder.slots(|s| s.init.set(Some(name_error_init))),
        "AttributeError" => builder
            .slots(|s| s.init.set(Some(attribute_error_init)))
            .method("__getstate__(self, /)", attribute_error_getstate, "Help for pickle.")
            .method("__reduce__(self, /)", attribute_error_reduce, "Help for pickle."),
        "OSError" => oserror::customize(builder),
        "SyntaxError" => syntax::customize(builder),
        "BaseExceptionGroup" => group::customize(builder),
        "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => {
            unicode::customize(builder, class_name)
        }
        _ => builder,
    }
}

/// What the constructor of `class` does with positional arguments, leniently: Rust code passes the right ones.
pub fn fill_fields(exception: &BaseExceptionObject, class: &Type, args: &[Value]) {
    let builtin = std::iter::successors(Some(class), |class| class.base()).find(|class| !class.is_heap_type());
    let layout = builtin.map_or(std::ptr::null(), |class| class.layout_base.get());
    let is = |ty: &'static Type| std::ptr::eq(layout, ty);
    if is(&exceptions::BaseException) {
        return;
    }
    if is(&exceptions::StopIteration) {
        exception.set_field(0, args.first().cloned());
    } else if is(&exceptions::SystemExit) {
        let code = match args {
            [] => None,
            [code] => Some(code.clone()),
            _ => exception.args.get().map(Ref::into_value),
        };
        exception.set_field(0, code);
    } else if is(&exceptions::ImportError) {
        exception.set_field(0, if args.len() == 1 { args.first().cloned() } else { None });
    } else if is(&exceptions::OSError) {
        oserror::fill(exception, class, args);
    } else if is(&exceptions::SyntaxError) {
        syntax::fill(exception, args);
    } else if is(&exceptions::UnicodeDecodeError)
        || is(&exceptions::UnicodeEncodeError)
        || is(&exceptions::UnicodeTranslateError)
        || is(&exceptions::BaseExceptionGroup)
    {
        for (index, arg) in args.iter().take(5).enumerate() {
            exception.set_field(index, Some(arg.clone()));
        }
    }
}

/// The exception behind a value that a slot or getter got as `self`.
pub(super) fn this<'a>(thread: &ThreadState, value: &'a Value) -> PyResult<&'a BaseExceptionObject> {
    value.downcast::<BaseExceptionObject>().ok_or_else(|| {
        let name = value.type_of().short_name();
        err!(thread, TypeError, "descriptor requires a 'BaseException' object but received a '{name}'")
    })
}

pub(super) fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}

/// TypeError when there are keyword arguments.
pub(super) fn no_keywords(thread: &ThreadState, class: &Type, args: Args<'_>) -> PyResult<()> {
    if args.keyword_count() == 0 {
        return Ok(());
    }
    Err(err!(thread, TypeError, "{}() takes no keyword arguments", class.short_name()))
}

/// Stores keyword arguments named `names` into the fields with these indices.
fn keywords_to_fields(
    thread: &ThreadState,
    exception: &BaseExceptionObject,
    class_name: &str,
    args: Args<'_>,
    names: &[(&str, usize)],
) -> PyResult<()> {
    for (name, _) in args.keywords() {
        let name = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if !names.iter().any(|(known, _)| *known == name) {
            return Err(err!(thread, TypeError, "{class_name}() got an unexpected keyword argument '{name}'"));
        }
    }
    for (known, index) in names {
        let mut keywords = args.keywords();
        let given = keywords.find(|(name, _)| name.downcast::<Str>().is_some_and(|n| n.as_bytes() == known.as_bytes()));
        exception.set_field(*index, given.map(|(_, value)| value.clone()));
    }
    Ok(())
}

/// Replaces `args`, unless they are these already (`__init__` after `__new__`).
pub(super) fn store_args(exception: &BaseExceptionObject, items: &[Value]) -> PyResult<()> {
    if let Some(old) = exception.args.get() {
        let old = old.as_slice();
        if old.len() == items.len() && old.iter().zip(items).all(|(a, b)| a.is(b)) {
            return Ok(());
        }
    }
    exception.args.set(Some(Tuple::from_slice(items)?));
    Ok(())
}

/// `args`, which C or `tp_clear` may have taken away.
pub fn args_of(exception: &BaseExceptionObject) -> Ref<Tuple> {
    exception.args.get().unwrap_or_else(|| Tuple::new(Vec::new()))
}

pub(super) fn base_exception_new(_thread: &ThreadState, class: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = Tuple::from_slice(args.positionals())?;
    Ok(BaseExceptionObject::new_in(class, args).into_value())
}

pub(super) fn base_exception_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(thread, value)?;
    no_keywords(thread, value.type_of(), args)?;
    store_args(exception, args.positionals())
}

fn filling_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    base_exception_init(thread, value, args)?;
    fill_fields(this(thread, value)?, value.type_of(), args.positionals());
    Ok(())
}

fn base_exception_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let args = args_of(this(thread, value)?);
    let name = value.type_of().plain_name();
    let mut text = name.into_bytes();
    if let [only] = args.as_slice() {
        text.push(b'(');
        text.extend_from_slice(repr::repr(thread, only)?.as_bytes());
        text.push(b')');
    } else {
        text.extend_from_slice(repr::repr(thread, args.as_value())?.as_bytes());
    }
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

pub(super) fn base_exception_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let args = args_of(this(thread, value)?);
    match args.as_slice() {
        [] => Ok(Str::new("").into_value()),
        [only] => repr::str(thread, only).map(Ref::into_value),
        _ => repr::str(thread, args.as_value()).map(Ref::into_value),
    }
}

fn key_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let args = args_of(this(thread, value)?);
    match args.as_slice() {
        // Keys are often empty or have blanks: their repr says more.
        [only] => repr::repr(thread, only).map(Ref::into_value),
        _ => base_exception_str(thread, value),
    }
}

fn base_exception_with_traceback(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    set_traceback(thread, args.value(0), Some(args.value(1)))?;
    Ok(args.value(0).clone())
}

fn base_exception_add_note(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (value, note) = (args.value(0), args.value(1));
    if note.downcast::<Str>().is_none() {
        let name = note.type_of().short_name();
        return Err(err!(thread, TypeError, "note must be a str, not '{name}'"));
    }
    let name = crate::names::get().__notes__;
    match attr::get_optional(thread, value, name)? {
        Some(notes) => match notes.downcast::<List>() {
            Some(list) => list.append(note.clone())?,
            None => return Err(err!(thread, TypeError, "Cannot add note: __notes__ is not a list")),
        },
        None => {
            let list = List::from_slice(std::slice::from_ref(note))?;
            attr::set(thread, value, name, Some(list.as_value()))?;
        }
    }
    Ok(Value::none())
}

fn base_exception_setstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(state) = args.some(1) else { return Ok(Value::none()) };
    let Some(dict) = state.downcast::<Dict>() else {
        return Err(err!(thread, TypeError, "state is not a dictionary"));
    };
    for (name, value) in dict.snapshot() {
        match name.downcast::<Str>() {
            Some(name) => attr::set(thread, args.value(0), name, Some(&value))?,
            None => {
                let name = name.type_of().short_name();
                return Err(err!(thread, TypeError, "attribute name must be string, not '{name}'"));
            }
        }
    }
    Ok(Value::none())
}

/// The instance's dict, if it was ever needed.
fn existing_dict(value: &Value) -> Option<Ref<Dict>> {
    if value.type_of().shape_offset.get() != 0 {
        return instance::dict(value).filter(|dict| !dict.is_empty());
    }
    value.downcast::<BaseExceptionObject>()?.dict.get()
}

/// `(type, args)` or `(type, args, state)`.
fn reduced(value: &Value, args: Value, state: Option<Value>) -> PyResult<Value> {
    let mut items = vec![value.type_of().as_value(), args];
    items.extend(state);
    Ok(Tuple::try_from_vec(items)?.into_value())
}

fn base_exception_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let tuple = args_of(this(thread, value)?).into_value();
    reduced(value, tuple, existing_dict(value).map(Ref::into_value))
}

pub(super) fn reduce_with_args(value: &Value, args: Value) -> PyResult<Value> {
    reduced(value, args, existing_dict(value).map(Ref::into_value))
}

/// A copy of the instance's dict with fields added, or `None` when that would be empty.
fn state_with(value: &Value, fields: &[(&str, Option<Value>)]) -> PyResult<Option<Value>> {
    let state = match existing_dict(value) {
        Some(dict) => dict.copy()?,
        None => Dict::new(),
    };
    for (name, field) in fields {
        if let Some(field) = field {
            state.set_name(name, field.clone());
        }
    }
    Ok((!state.is_empty()).then(|| state.into_value()))
}

fn import_error_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let exception = this(thread, value)?;
    let fields = [("name", exception.field(1)), ("path", exception.field(2)), ("name_from", exception.field(3))];
    reduced(value, args_of(exception).into_value(), state_with(value, &fields)?)
}

fn attribute_error_state(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let exception = this(thread, value)?;
    // `obj` stays behind: many objects can't be pickled.
    let fields = [("name", exception.field(0)), ("args", Some(args_of(exception).into_value()))];
    Ok(or_none(state_with(value, &fields)?))
}

fn attribute_error_getstate(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    attribute_error_state(thread, args.value(0))
}

fn attribute_error_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let value = args.value(0);
    let state = attribute_error_state(thread, value)?;
    reduced(value, args_of(this(thread, value)?).into_value(), Some(state))
}

fn import_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(thread, value)?;
    let positional = args.positionals();
    store_args(exception, positional)?;
    keywords_to_fields(thread, exception, "ImportError", args, &[("name", 1), ("path", 2), ("name_from", 3)])?;
    fill_fields(exception, &exceptions::ImportError, positional);
    Ok(())
}

fn import_error_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match this(thread, value)?.field(0) {
        Some(message) if message.is_exact::<Str>() => Ok(message),
        _ => base_exception_str(thread, value),
    }
}

fn name_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(thread, value)?;
    store_args(exception, args.positionals())?;
    keywords_to_fields(thread, exception, "NameError", args, &[("name", 0)])
}

fn attribute_error_init(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<()> {
    let exception = this(thread, value)?;
    store_args(exception, args.positionals())?;
    keywords_to_fields(thread, exception, "AttributeError", args, &[("name", 0), ("obj", 1)])
}

fn get_field<const INDEX: usize>(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(or_none(this(thread, value)?.field(INDEX)))
}

fn read_only(thread: &ThreadState, _value: &Value, _new: Option<&Value>) -> PyResult<()> {
    Err(err!(thread, AttributeError, "readonly attribute"))
}

fn set_field<const INDEX: usize>(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    this(thread, value)?.set_field(INDEX, new.cloned());
    Ok(())
}

/// An int field; what is not set reads as 0.
pub(super) fn int_field(exception: &BaseExceptionObject, index: usize) -> i64 {
    exception.field(index).as_ref().and_then(int::as_i64).unwrap_or(0)
}

fn undeletable(thread: &ThreadState, name: &str) -> Raised {
    err!(thread, TypeError, "{name} may not be deleted")
}

fn get_args(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(args_of(this(thread, value)?).into_value())
}

fn set_args(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(undeletable(thread, "args")) };
    let items = iter::collect(thread, new)?;
    this(thread, value)?.args.set(Some(Tuple::try_from_vec(items)?));
    Ok(())
}

fn get_dict(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    this(thread, value)?;
    Ok(or_none(attr::instance_dict(value).map(Ref::into_value)))
}

fn set_dict(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(err!(thread, TypeError, "cannot delete __dict__")) };
    let Some(dict) = new.downcast::<Dict>() else {
        let name = new.type_of().short_name();
        return Err(err!(thread, TypeError, "__dict__ must be set to a dictionary, not a '{name}'"));
    };
    attr::set_instance_dict(value, &Ref::of(dict));
    Ok(())
}

fn get_traceback(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(or_none(this(thread, value)?.traceback.get()))
}

fn set_traceback(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(undeletable(thread, "__traceback__")) };
    if !new.is_none() && new.exact::<super::traceback::Traceback>().is_none() {
        return Err(err!(thread, TypeError, "__traceback__ must be a traceback or None"));
    }
    this(thread, value)?.traceback.set(some(new));
    Ok(())
}

fn some(value: &Value) -> Option<Value> {
    (!value.is_none()).then(|| value.clone())
}

fn get_context(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(or_none(this(thread, value)?.context.get()))
}

fn set_context(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(undeletable(thread, "__context__")) };
    if !new.is_none() && new.downcast::<BaseExceptionObject>().is_none() {
        return Err(err!(thread, TypeError, "exception context must be None or derive from BaseException"));
    }
    this(thread, value)?.context.set(some(new));
    Ok(())
}

fn get_cause(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(or_none(this(thread, value)?.cause.get()))
}

fn set_cause(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(undeletable(thread, "__cause__")) };
    if !new.is_none() && new.downcast::<BaseExceptionObject>().is_none() {
        return Err(err!(thread, TypeError, "exception cause must be None or derive from BaseException"));
    }
    let exception = this(thread, value)?;
    exception.suppress_context.set(true);
    exception.cause.set(some(new));
    Ok(())
}

fn get_suppress(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(Value::bool(this(thread, value)?.suppress_context.get()))
}

fn set_suppress(thread: &ThreadState, value: &Value, new: Option<&Value>) -> PyResult<()> {
    match new {
        Some(new) if new.is_true() || new.is_false() => {
            this(thread, value)?.suppress_context.set(new.is_true());
            Ok(())
        }
        Some(_) => Err(err!(thread, TypeError, "attribute value type must be bool")),
        None => Err(err!(thread, TypeError, "can't delete numeric/char attribute")),
    }
}
