//! `sliceobject.h`

use crate::arguments::{Is, store};
use crate::boundary::{Borrowed, New, Plain, Status};
use crate::capi;
use crate::layout::Py_ssize_t;
use ladon_vm::types::int;
use ladon_vm::types::sequence::SliceSpec;
use ladon_vm::types::slice::Slice;
use ladon_vm::value::Value;

fn member(object: Option<Borrowed>) -> Value {
    object.map_or_else(Value::none, |object| object.owned())
}

/// Cuts start and stop to a length; the number of items between them.
///
/// # Safety
/// The pointers are valid; `step` is not zero.
unsafe fn adjust(len: Py_ssize_t, start: *mut Py_ssize_t, stop: *mut Py_ssize_t, step: Py_ssize_t) -> isize {
    // SAFETY: the caller's promise.
    let (start, stop) = unsafe { (&mut *start, &mut *stop) };
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    for bound in [&mut *start, &mut *stop] {
        let index = if *bound < 0 { bound.saturating_add(len) } else { *bound };
        *bound = index.clamp(low, high.max(low));
    }
    if step < 0 && stop < start {
        (*start - *stop - 1) / step.saturating_neg() + 1
    } else if step > 0 && start < stop {
        (*stop - *start - 1) / step + 1
    } else {
        0
    }
}

capi! {
    fn PySlice_New(_thread, start: Option<Borrowed>, stop: Option<Borrowed>, step: Option<Borrowed>) -> New {
        Ok(Slice::new(member(start), member(stop), member(step)))
    }

    fn PySlice_Unpack(
        thread, slice: Is<Slice>, start: *mut Py_ssize_t, stop: *mut Py_ssize_t, step: *mut Py_ssize_t,
    ) -> Status {
        let bounds = SliceSpec::read(thread, &slice)?.bounds();
        // SAFETY: B3.
        unsafe {
            store(start, bounds.0);
            store(stop, bounds.1);
            store(step, bounds.2);
        }
        Ok(())
    }

    fn PySlice_AdjustIndices(
        _thread, len: Py_ssize_t, start: *mut Py_ssize_t, stop: *mut Py_ssize_t, step: Py_ssize_t,
    ) -> Plain<isize> {
        // SAFETY: B3.
        Ok(unsafe { adjust(len, start, stop, step) })
    }

    fn PySlice_GetIndicesEx(
        thread, slice: Is<Slice>, len: Py_ssize_t,
        start: *mut Py_ssize_t, stop: *mut Py_ssize_t, step: *mut Py_ssize_t, count: *mut Py_ssize_t,
    ) -> Status {
        let bounds = SliceSpec::read(thread, &slice)?.bounds();
        // SAFETY: B3.
        unsafe {
            *start = bounds.0;
            *stop = bounds.1;
            *step = bounds.2;
            *count = adjust(len, start, stop, bounds.2);
        }
        Ok(())
    }

    fn PySlice_GetIndices(
        _thread, slice: Is<Slice>, len: Py_ssize_t,
        start: *mut Py_ssize_t, stop: *mut Py_ssize_t, step: *mut Py_ssize_t,
    ) -> Status {
        let members = [&slice.start, &slice.stop, &slice.step].map(|value| match value.is_none() {
            true => Some(None),
            false => int::as_i64(value).map(Some),
        });
        let [Some(first), Some(last), Some(by)] = members else { return Ok(()) };
        let by = by.unwrap_or(1) as isize;
        let (low, high) = if by < 0 { (len - 1, -1) } else { (0, len) };
        let place = |index: i64| if index < 0 { index as isize + len } else { index as isize };
        // SAFETY: B3.
        unsafe {
            *step = by;
            *start = first.map_or(low, place);
            *stop = last.map_or(high, place);
        }
        Ok(())
    }
}
