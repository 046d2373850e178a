//! The iterator types of `builtins`: `zip`, `map`, `filter`, `reversed`.

pub mod filter;
pub mod map;
pub mod reversed;
pub mod zip;

use crate::err;
use crate::object::{iter, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::{Str, Tuple};
use crate::value::{Ref, Value};
use smallvec::SmallVec;
use std::cell::Cell;

pub fn describe() {
    zip::describe();
    map::describe();
    filter::describe();
    reversed::describe();
}

/// Iterators that are advanced together.
pub struct Parallel {
    pub iterators: Ref<Tuple>,
    /// Whether they must end together.
    pub strict: Cell<bool>,
}

pub type Row = SmallVec<[Value; 4]>;

impl Parallel {
    pub fn new(thread: &ThreadState, iterables: &[Value], strict: bool) -> PyResult<Parallel> {
        let iterators = iterables.iter().map(|value| iter::iter(thread, value)).collect::<PyResult<Vec<_>>>()?;
        Ok(Parallel { iterators: Tuple::try_from_vec(iterators)?, strict: Cell::new(strict) })
    }

    /// One item of each; `None` when the first (or, not strict, any) is at its end.
    #[inline]
    pub fn next(&self, thread: &ThreadState, name: &str) -> PyResult<Option<Row>> {
        let mut row = Row::new();
        for (index, iterator) in self.iterators.as_slice().iter().enumerate() {
            match iter::next(thread, iterator)? {
                Some(item) => row.push(item),
                None if self.strict.get() => return self.check_lengths(thread, name, index),
                None => return Ok(None),
            }
        }
        Ok(Some(row))
    }

    /// Iterator `index` has ended: those before it had an item, those behind it must have none.
    #[cold]
    fn check_lengths(&self, thread: &ThreadState, name: &str, index: usize) -> PyResult<Option<Row>> {
        let plural = |before: usize| if before == 1 { " " } else { "s 1-" };
        if index > 0 {
            let (at, before) = (index + 1, plural(index));
            return Err(err!(thread, ValueError, "{name}() argument {at} is shorter than argument{before}{index}"));
        }
        for (index, iterator) in self.iterators.as_slice().iter().enumerate().skip(1) {
            if iter::next(thread, iterator)?.is_some() {
                let (at, before) = (index + 1, plural(index));
                return Err(err!(thread, ValueError, "{name}() argument {at} is longer than argument{before}{index}"));
            }
        }
        Ok(None)
    }
}

/// The `strict` flag; any other keyword is refused.
fn strict_flag(thread: &ThreadState, name: &str, args: Args<'_>) -> PyResult<bool> {
    let mut strict = false;
    for (key, value) in args.keywords() {
        let text = key.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if text != "strict" {
            return Err(err!(thread, TypeError, "{name}() got an unexpected keyword argument '{text}'"));
        }
        strict = truth::is_true(thread, value)?;
    }
    Ok(strict)
}
