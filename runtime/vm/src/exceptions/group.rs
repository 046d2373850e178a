//! Exception groups: the constructor, `split`, `subgroup`, `derive`, and what `except*` does with them (PEP 654).

use super::init::{base_exception_init, or_none, this};
use super::{BaseExceptionGroup, BaseExceptionObject, Exception, ExceptionGroup};
use crate::err;
use crate::object::{attr, call, iter, repr, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::{Dict, List, Str, Tuple, Type, generic_alias};
use crate::value::Value;

const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;

pub(super) fn customize(builder: TypeBuilder) -> TypeBuilder {
    builder
        .slots(|s| {
            s.new.set(Some(group_new));
            s.init.set(Some(base_exception_init));
            s.str.set(Some(group_str));
        })
        .method("derive(self, excs, /)", group_derive, "A group like this one with other exceptions.")
        .method("split(self, matcher, /)", group_split, "The part that matches and the rest, each a group or None.")
        .method("subgroup(self, matcher, /)", group_subgroup, "The part that matches, or None.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
}

/// Whether an exception is a group.
pub fn is_group(exception: &Value) -> bool {
    exception.type_of().is_subtype(&BaseExceptionGroup)
}

/// The exceptions of a group.
pub fn members(exception: &Value) -> Vec<Value> {
    let field = exception.downcast::<BaseExceptionObject>().and_then(|group| group.field(EXCEPTIONS));
    field.and_then(|tuple| tuple.downcast::<Tuple>().map(|t| t.as_slice().to_vec())).unwrap_or_default()
}

fn group_new(thread: &ThreadState, class: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = args.positionals();
    let [message, given] = args else {
        let count = args.len();
        return Err(err!(thread, TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)"));
    };
    if message.downcast::<Str>().is_none() {
        let name = if message.is_none() { String::from("None") } else { message.type_of().short_name() };
        return Err(err!(thread, TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not {name}"));
    }
    if given.type_of().slots.getitem.get().is_none() || given.downcast::<Dict>().is_some() {
        return Err(err!(thread, TypeError, "second argument (exceptions) must be a sequence"));
    }
    let exceptions = iter::collect(thread, given)?;
    if exceptions.is_empty() {
        return Err(err!(thread, ValueError, "second argument (exceptions) must be a non-empty sequence"));
    }
    if let Some(index) = exceptions.iter().position(|e| !e.type_of().base_exception()) {
        return Err(err!(thread, ValueError, "Item {index} of second argument (exceptions) is not an exception"));
    }
    let class = class_for(thread, class, &exceptions)?;
    let exceptions = Tuple::try_from_vec(exceptions)?;
    let group = BaseExceptionObject::new_in(class, Tuple::from_slice(args)?);
    group.set_field(MESSAGE, Some(message.clone()));
    group.set_field(EXCEPTIONS, Some(exceptions.into_value()));
    Ok(group.into_value())
}

/// The class of a group with these members: a BaseExceptionGroup of Exceptions only is an ExceptionGroup.
fn class_for<'a>(thread: &ThreadState, class: &'a Type, exceptions: &[Value]) -> PyResult<&'a Type> {
    let plain = exceptions.iter().all(|e| e.type_of().is_subtype(&Exception));
    if class.is(&BaseExceptionGroup) && plain {
        return Ok(&ExceptionGroup);
    }
    if !plain && class.is(&ExceptionGroup) {
        return Err(err!(thread, TypeError, "Cannot nest BaseExceptions in an ExceptionGroup"));
    }
    if !plain && class.is_subtype(&Exception) {
        return Err(err!(thread, TypeError, "Cannot nest BaseExceptions in '{}'", class.short_name()));
    }
    Ok(class)
}

/// A new group with this message, an ExceptionGroup if that is possible.
pub fn new_group(thread: &ThreadState, message: &str, exceptions: Value) -> PyResult<Value> {
    let args = [Str::try_new(message)?.into_value(), exceptions];
    group_new(thread, &BaseExceptionGroup, Args::positional(&args))
}

fn group_str(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let group = this(thread, value)?;
    let count = members(value).len();
    let message = repr::str(thread, &or_none(group.field(MESSAGE)))?;
    let mut text = message.as_bytes().to_vec();
    let plural = if count == 1 { "" } else { "s" };
    text.extend_from_slice(format!(" ({count} sub-exception{plural})").as_bytes());
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn group_derive(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let message = or_none(this(thread, args.value(0))?.field(MESSAGE));
    group_new(thread, &BaseExceptionGroup, Args::positional(&[message, args.value(1).clone()]))
}

/// What decides whether an exception belongs to the matching part.
enum Matcher {
    /// A class or a tuple of classes.
    Classes(Value),
    Callable(Value),
    /// Leaves given by address.
    Leaves(Vec<u64>),
}

impl Matcher {
    fn from_value(thread: &ThreadState, value: &Value) -> PyResult<Matcher> {
        let is_class = |v: &Value| v.downcast::<Type>().is_some_and(Type::base_exception);
        let classes = match value.downcast::<Tuple>() {
            Some(tuple) => tuple.as_slice().iter().all(is_class),
            None => is_class(value),
        };
        if classes {
            return Ok(Matcher::Classes(value.clone()));
        }
        let callable = value.downcast::<Type>().is_none() && value.type_of().slots.call.get().is_some();
        if callable {
            return Ok(Matcher::Callable(value.clone()));
        }
        Err(err!(
            thread,
            TypeError,
            "expected an exception type, a tuple of exception types, or a callable (other than a class)"
        ))
    }

    fn matches(&self, thread: &ThreadState, exception: &Value) -> PyResult<bool> {
        match self {
            Matcher::Classes(classes) => Ok(given_matches(exception, classes)),
            Matcher::Callable(callable) => {
                let result = call::positional(thread, callable, std::slice::from_ref(exception))?;
                truth::is_true(thread, &result)
            }
            Matcher::Leaves(addresses) => Ok(!is_group(exception) && addresses.contains(&exception.bits())),
        }
    }
}

/// Whether an exception is an instance of a class or of one in a tuple (real inheritance).
pub fn given_matches(exception: &Value, classes: &Value) -> bool {
    if let Some(tuple) = classes.downcast::<Tuple>() {
        return tuple.as_slice().iter().any(|class| given_matches(exception, class));
    }
    classes.downcast::<Type>().is_some_and(|class| exception.type_of().is_subtype(class))
}

fn group_split(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let matcher = Matcher::from_value(thread, args.value(1))?;
    let (matching, rest) = split(thread, args.value(0), &matcher, true)?;
    Ok(Tuple::pair(or_none(matching), or_none(rest)).into_value())
}

fn group_subgroup(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let matcher = Matcher::from_value(thread, args.value(1))?;
    let (matching, _) = split(thread, args.value(0), &matcher, false)?;
    Ok(or_none(matching))
}

type Parts = (Option<Value>, Option<Value>);

fn split(thread: &ThreadState, exception: &Value, matcher: &Matcher, want_rest: bool) -> PyResult<Parts> {
    if matcher.matches(thread, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    if !is_group(exception) {
        return Ok((None, want_rest.then(|| exception.clone())));
    }
    thread.check_native_stack(" in exceptiongroup_split_recursive")?;
    let (mut matching, mut rest) = (Vec::new(), Vec::new());
    for member in members(exception) {
        let (yes, no) = split(thread, &member, matcher, want_rest)?;
        matching.extend(yes);
        rest.extend(no);
    }
    Ok((derived(thread, exception, matching)?, derived(thread, exception, rest)?))
}

/// A group made by `derive` of `original`, with its traceback, context, cause and notes; `None` for no members.
fn derived(thread: &ThreadState, original: &Value, members: Vec<Value>) -> PyResult<Option<Value>> {
    if members.is_empty() {
        return Ok(None);
    }
    let list = List::from_vec(members)?.into_value();
    let made = call::method(thread, original, "derive", std::slice::from_ref(&list))?;
    if !is_group(&made) {
        return Err(err!(thread, TypeError, "derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (this(thread, original)?, this(thread, &made)?);
    to.traceback.set(from.traceback.get());
    to.context.set(from.context.get());
    to.cause.set(from.cause.get());
    to.suppress_context.set(true);
    let name = crate::names::get().__notes__;
    if let Some(notes) = attr::get_optional(thread, original, name)?
        && notes.type_of().slots.getitem.get().is_some()
        && notes.downcast::<Dict>().is_none()
    {
        // A copy: the groups are annotated apart from each other.
        let copy = List::from_vec(iter::collect(thread, &notes)?)?;
        attr::set(thread, &made, name, Some(copy.as_value()))?;
    }
    Ok(Some(made))
}

/// What a clause `except* classes` takes of `exception` (as a group), and what it leaves; None for nothing.
pub fn split_for_star(thread: &ThreadState, exception: &Value, classes: &Value) -> PyResult<(Value, Value)> {
    if exception.is_none() {
        return Ok((Value::none(), Value::none()));
    }
    if given_matches(exception, classes) {
        if is_group(exception) {
            return Ok((exception.clone(), Value::none()));
        }
        let members = Tuple::from_slice(std::slice::from_ref(exception))?;
        let wrapped = new_group(thread, "", members.into_value())?;
        // SAFETY: frames live as long as they are linked from the thread.
        if let Some(frame) = unsafe { thread.frame.get().as_ref() }
            && let Some(entry) = super::traceback::add(&wrapped, frame, frame.instruction_index())
        {
            entry.stay_with(frame);
        }
        return Ok((wrapped, Value::none()));
    }
    if !is_group(exception) {
        return Ok((Value::none(), exception.clone()));
    }
    let parts = call::method(thread, exception, "split", std::slice::from_ref(classes))?;
    let class = exception.type_of().short_name();
    let Some(pair) = parts.downcast::<Tuple>() else {
        let name = parts.type_of().short_name();
        return Err(err!(thread, TypeError, "{class}.split must return a tuple, not {name}"));
    };
    let [matching, rest, ..] = pair.as_slice() else {
        let size = pair.len();
        return Err(err!(thread, TypeError, "{class}.split must return a 2-tuple, got tuple of size {size}"));
    };
    Ok((matching.clone(), rest.clone()))
}

/// What to raise after the clauses of a `try` with `except*`: `raised` are the exceptions the clauses raised and the
/// unhandled rest (or None each); `original` is what the body raised. None: nothing is left to raise.
pub fn prepare_reraise(thread: &ThreadState, original: &Value, raised: &[Value]) -> PyResult<Value> {
    let mut raised: Vec<Value> = raised.iter().filter(|exception| !exception.is_none()).cloned().collect();
    if raised.is_empty() {
        return Ok(Value::none());
    }
    if !is_group(original) {
        // A naked exception was wrapped: only one clause can have run.
        return Ok(raised.swap_remove(0));
    }
    let (again, mut fresh): (Vec<Value>, Vec<Value>) =
        raised.into_iter().partition(|exception| same_origin(exception, original));
    fresh.extend(projection(thread, original, &again)?);
    match fresh.len() {
        0 | 1 => Ok(or_none(fresh.pop())),
        _ => new_group(thread, "", List::from_vec(fresh)?.into_value()),
    }
}

/// Whether a group is a part of `original`: same notes, traceback, cause and context.
fn same_origin(exception: &Value, original: &Value) -> bool {
    if !is_group(exception) {
        return false;
    }
    let (Some(a), Some(b)) = (exception.downcast::<BaseExceptionObject>(), original.downcast::<BaseExceptionObject>())
    else {
        return false;
    };
    let same = |a: Option<Value>, b: Option<Value>| a.map(|v| v.bits()) == b.map(|v| v.bits());
    same(a.traceback.get(), b.traceback.get())
        && same(a.cause.get(), b.cause.get())
        && same(a.context.get(), b.context.get())
}

/// The part of `original` whose leaves are those of `groups`.
fn projection(thread: &ThreadState, original: &Value, groups: &[Value]) -> PyResult<Option<Value>> {
    if groups.is_empty() {
        return Ok(None);
    }
    let mut leaves = Vec::new();
    let mut work = groups.to_vec();
    while let Some(exception) = work.pop() {
        if is_group(&exception) {
            work.extend(members(&exception));
        } else {
            leaves.push(exception.bits());
        }
    }
    Ok(split(thread, original, &Matcher::Leaves(leaves), false)?.0)
}
