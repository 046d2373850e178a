//! `listobject.h`

use crate::arguments::Is;
use crate::boundary::{Borrowed, Lent, New, Plain, Status, Stolen, bad_internal_call};
use crate::layout::Py_ssize_t;
use crate::{capi, quick};
use ladon_vm::err;
use ladon_vm::object::iter;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::list::sort;
use ladon_vm::types::{List, Tuple};
use ladon_vm::value::Value;

/// The bounds of a C slice cut to the list.
fn cut(list: &List, low: Py_ssize_t, high: Py_ssize_t) -> (usize, usize) {
    let len = list.len() as isize;
    let low = low.clamp(0, len);
    (low as usize, high.clamp(low, len) as usize)
}

fn item(thread: &ThreadState, list: &List, index: Py_ssize_t) -> PyResult<usize> {
    match usize::try_from(index) {
        Ok(index) if index < list.len() => Ok(index),
        _ => Err(err!(thread, IndexError, "list index out of range")),
    }
}

capi! {
    fn PyList_New(thread, size: Py_ssize_t) -> New {
        let Ok(size) = usize::try_from(size) else { return Err(bad_internal_call(thread)) };
        Ok(List::blank(size)?)
    }

    fn PyList_Size(thread, list: Is<List>) -> Plain<isize> [quick: quick::list_len(list)] {
        Ok(list.len() as isize)
    }

    fn PyList_GetItem(thread, list: Is<List>, index: Py_ssize_t) -> Lent [quick: quick::list_item(list, index)] {
        let index = item(thread, &list, index)?;
        // SAFETY: H7 of the heap: one step; `Value` and `Option<Value>` are the same word.
        unsafe {
            let slot = list.items.as_mut_slice().as_mut_ptr().add(index).cast::<Option<Value>>();
            Ok(Lent::in_slot(thread, &list.head, slot))
        }
    }

    fn PyList_GetItemRef(thread, list: Borrowed, index: Py_ssize_t) -> New {
        let Some(list) = list.downcast::<List>() else { return Err(err!(thread, TypeError, "expected a list")) };
        let index = item(thread, list, index)?;
        Ok(list.get(index))
    }

    fn PyList_SetItem(thread, list: Is<List>, index: Py_ssize_t, item: Option<Stolen>) -> Status {
        let item = item.map_or_else(Value::none, |item| item.0);
        match usize::try_from(index).ok().filter(|index| *index < list.len()) {
            Some(index) => drop(list.items.replace(index, item)),
            None => return Err(err!(thread, IndexError, "list assignment index out of range")),
        }
        Ok(())
    }

    fn PyList_Insert(thread, list: Is<List>, index: Py_ssize_t, item: Option<Borrowed>) -> Status {
        let Some(item) = item else { return Err(bad_internal_call(thread)) };
        let len = list.len() as isize;
        let index = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
        Ok(list.items.insert(index as usize, item.owned())?)
    }

    fn PyList_Append(thread, list: Is<List>, item: Option<Borrowed>) -> Status {
        let Some(item) = item else { return Err(bad_internal_call(thread)) };
        Ok(list.append(item.owned())?)
    }

    fn PyList_GetSlice(_thread, list: Is<List>, low: Py_ssize_t, high: Py_ssize_t) -> New {
        let (low, high) = cut(&list, low, high);
        Ok(list.copy_range(low, high)?)
    }

    fn PyList_SetSlice(
        thread, list: Is<List>, low: Py_ssize_t, high: Py_ssize_t, items: Option<Borrowed>,
    ) -> Status {
        let new = match items {
            None => Vec::new(),
            Some(items) if iter::is_iterable(&items) => iter::collect(thread, &items)?,
            Some(_) => return Err(err!(thread, TypeError, "can only assign an iterable")),
        };
        let (low, high) = cut(&list, low, high);
        drop(list.items.splice_copies(low, high, &new)?);
        Ok(())
    }

    fn PyList_Sort(thread, list: Is<List>) -> Status { sort::sort(thread, &list, None, false) }

    fn PyList_Reverse(_thread, list: Is<List>) -> Status {
        list.items.reverse();
        Ok(())
    }

    fn PyList_AsTuple(_thread, list: Is<List>) -> New {
        Ok(list.with_range(0, usize::MAX, Tuple::from_slice)?)
    }
}
