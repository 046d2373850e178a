//! `x[i]`, `x[a:b:c]`, assignment to and deletion of both.

use super::core::List;
use super::methods::this;
use crate::err;
use crate::object::iter;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::sequence::{self, SliceSpec, Span};
use crate::types::slice::Slice;
use crate::value::Value;

pub fn list_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    let list = this(value);
    if let Some(index) = key.as_small_int() {
        return item_at(thread, list, index as isize);
    }
    if let Some(slice) = key.exact::<Slice>() {
        return get_slice(thread, list, slice);
    }
    let index = sequence::key_index(thread, "list", key)?;
    item_at(thread, list, index)
}

#[inline(always)]
fn item_at(thread: &ThreadState, list: &List, index: isize) -> PyResult<Value> {
    match sequence::position(index, list.len()).and_then(|at| list.get(at)) {
        Some(item) => Ok(item),
        None => Err(err!(thread, IndexError, "list index out of range")),
    }
}

fn get_slice(thread: &ThreadState, list: &List, slice: &Slice) -> PyResult<Value> {
    let span = SliceSpec::read(thread, slice)?.span(list.len());
    let made = if span.step == 1 {
        list.copy_range(span.start as usize, span.stop as usize)?
    } else {
        let made = List::new();
        made.items.reserve_exact(span.count)?;
        list.with_range(0, list.len(), |items| span.positions().try_for_each(|at| made.append(items[at].clone())))?;
        made
    };
    Ok(made.into_value())
}

pub fn list_setitem(thread: &ThreadState, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let list = this(object);
    if let Some(slice) = key.exact::<Slice>() {
        let spec = SliceSpec::read(thread, slice)?;
        return match value {
            Some(value) => set_slice(thread, list, spec, value),
            None => delete_slice(list, spec.span(list.len())),
        };
    }
    let index = match key.as_small_int() {
        Some(index) => index as isize,
        None => sequence::key_index(thread, "list", key)?,
    };
    let Some(at) = sequence::position(index, list.len()) else {
        return Err(err!(thread, IndexError, "list assignment index out of range"));
    };
    match value {
        Some(value) => drop(list.items.replace(at, value.clone())),
        None => drop(list.items.remove(at)),
    }
    Ok(())
}

/// Removes the items that a slice names. What is removed is dropped after the list is whole again.
fn delete_slice(list: &List, span: Span) -> PyResult<()> {
    if span.count == 0 {
        return Ok(());
    }
    if span.step == 1 {
        drop(remove_range(list, span.start as usize, span.stop as usize)?);
        return Ok(());
    }
    let mut doomed = span.ascending().peekable();
    let mut removed = Vec::with_capacity(span.count);
    let (mut kept, len) = (0, list.len());
    for at in 0..len {
        if doomed.next_if_eq(&at).is_none() {
            list.items.swap(kept, at);
            kept += 1;
        }
    }
    removed.extend(list.items.truncate(kept));
    drop(removed);
    Ok(())
}

fn remove_range(list: &List, start: usize, stop: usize) -> PyResult<Vec<Value>> {
    if stop >= list.len() {
        return Ok(list.items.truncate(start));
    }
    if stop - start == 1 {
        return Ok(list.items.remove(start).into_iter().collect());
    }
    Ok(list.items.splice_copies(start, stop, &[])?.into_vec())
}

fn set_slice(thread: &ThreadState, list: &List, spec: SliceSpec, value: &Value) -> PyResult<()> {
    if !iter::is_iterable(value) {
        return Err(err!(thread, TypeError, "must assign iterable to extended slice"));
    }
    let other = value.exact::<List>().filter(|other| !std::ptr::eq(*other, list));
    if let Some(other) = other {
        let span = spec.span(list.len());
        if span.step == 1 {
            let (start, stop) = (span.start as usize, span.stop as usize);
            drop(other.with_range(0, other.len(), |new| list.items.splice_copies(start, stop, new))?);
            return Ok(());
        }
    }
    let new = iter::collect(thread, value)?;
    let span = spec.span(list.len());
    if span.step == 1 {
        drop(list.items.splice_copies(span.start as usize, span.stop as usize, &new)?);
        return Ok(());
    }
    if new.len() != span.count {
        let (given, wanted) = (new.len(), span.count);
        return Err(err!(
            thread,
            ValueError,
            "attempt to assign sequence of size {given} to extended slice of size {wanted}"
        ));
    }
    let mut old = Vec::with_capacity(new.len());
    for (at, item) in span.positions().zip(new) {
        old.extend(list.items.replace(at, item));
    }
    drop(old);
    Ok(())
}
