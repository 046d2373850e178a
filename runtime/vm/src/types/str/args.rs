//! Reading the arguments of `str` methods.

use super::Str;
use crate::err;
use crate::object::number;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound};
use crate::value::Value;

/// A `str` argument, or TypeError "{what} must be str, not X".
#[inline]
pub fn text<'a>(thread: &ThreadState, value: &'a Value, what: &str) -> PyResult<&'a Str> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text),
        None => Err(wrong(thread, value, what, "str")),
    }
}

/// As C's argument parser words it: "{what} must be {wanted}, not X", with `None` for the type of `None`.
#[cold]
pub fn wrong(thread: &ThreadState, value: &Value, what: &str, wanted: &str) -> crate::raise::Raised {
    let name = if value.is_none() { String::from("None") } else { value.type_of().short_name() };
    err!(thread, TypeError, "{what} must be {wanted}, not {name}")
}

/// The optional bounds `start` and `end` (arguments `first` and `first + 1`), cut to `0..=len` each.
pub fn bounds(thread: &ThreadState, args: Bound<'_>, first: usize, len: usize) -> PyResult<(usize, usize)> {
    let start = match args.some(first) {
        Some(value) => bound(thread, value)?,
        None => 0,
    };
    let end = match args.some(first + 1) {
        Some(value) => bound(thread, value)?,
        None => isize::MAX,
    };
    let cut =
        |index: isize| if index < 0 { index.saturating_add(len as isize).max(0) as usize } else { index as usize };
    Ok((cut(start), cut(end).min(len)))
}

fn bound(thread: &ThreadState, value: &Value) -> PyResult<isize> {
    if let Some(small) = value.as_small_int() {
        return Ok(small as isize);
    }
    if !number::has_index(value) {
        let message = "slice indices must be integers or None or have an __index__ method";
        return Err(thread.error(&crate::exceptions::TypeError, message));
    }
    number::to_isize_clamped(thread, value)
}

/// An optional integer argument.
pub fn count(thread: &ThreadState, value: Option<&Value>, default: isize) -> PyResult<isize> {
    value.map_or(Ok(default), |value| number::to_isize(thread, value))
}

/// An optional flag: any object, by its truth.
pub fn flag(thread: &ThreadState, value: Option<&Value>) -> PyResult<bool> {
    value.map_or(Ok(false), |value| crate::object::truth::is_true(thread, value))
}

/// Sorts the arguments of a constructor into named parameters, all optional.
pub fn keywords<const N: usize>(
    thread: &ThreadState,
    function: &str,
    args: Args<'_>,
    names: [&str; N],
) -> PyResult<[Option<Value>; N]> {
    let mut bound = [const { None }; N];
    let positionals = args.positionals();
    if args.values.len() > N {
        let given = args.values.len();
        return Err(err!(thread, TypeError, "{function}() takes at most {N} arguments ({given} given)"));
    }
    for (slot, value) in bound.iter_mut().zip(positionals) {
        *slot = Some(value.clone());
    }
    for (key, value) in args.keywords() {
        let key = key.downcast::<Str>().map_or(String::new(), Str::to_string_lossy);
        let Some(at) = names.iter().position(|name| *name == key) else {
            return Err(err!(thread, TypeError, "{function}() got an unexpected keyword argument '{key}'"));
        };
        if bound[at].is_some() {
            let place = at + 1;
            return Err(err!(
                thread,
                TypeError,
                "argument for {function}() given by name ('{key}') and position ({place})"
            ));
        }
        bound[at] = Some(value.clone());
    }
    Ok(bound)
}
