//! `tupleobject.h`

use crate::arguments::Is;
use crate::boundary::{Lent, New, Plain, Status, Stolen, bad_internal_call};
use crate::layout::Py_ssize_t;
use crate::{capi, quick};
use ladon_vm::err;
use ladon_vm::types::Tuple;
use ladon_vm::value::Value;

capi! {
    fn PyTuple_New(thread, size: Py_ssize_t) -> New {
        let Ok(size) = usize::try_from(size) else { return Err(bad_internal_call(thread)) };
        Ok(Tuple::blank(size)?)
    }

    fn PyTuple_Size(thread, tuple: Is<Tuple>) -> Plain<isize> [quick: quick::tuple_len(tuple)] {
        Ok(tuple.len() as isize)
    }

    fn PyTuple_GetItem(thread, tuple: Is<Tuple>, index: Py_ssize_t) -> Lent
    [quick: quick::tuple_item(tuple, index)] {
        let Some(index) = usize::try_from(index).ok().filter(|index| *index < tuple.len()) else {
            return Err(err!(thread, IndexError, "tuple index out of range"));
        };
        // SAFETY: within the items; boxing in place does not change what the tuple holds.
        unsafe { Ok(Lent::in_slot(thread, &tuple.head, tuple.slots().add(index))) }
    }

    fn PyTuple_SetItem(thread, tuple: Is<Tuple>, index: Py_ssize_t, item: Option<Stolen>) -> Status {
        if tuple.head.refcount.get() != 1 {
            return Err(bad_internal_call(thread));
        }
        let Some(index) = usize::try_from(index).ok().filter(|index| *index < tuple.len()) else {
            return Err(err!(thread, IndexError, "tuple assignment index out of range"));
        };
        let item = item.map_or_else(Value::none, |item| item.0);
        // SAFETY: within the items; the tuple has one owner, who is filling it.
        let old = unsafe { (*tuple.slots().add(index)).replace(item) };
        drop(old);
        Ok(())
    }

    fn PyTuple_GetSlice(_thread, tuple: Is<Tuple>, low: Py_ssize_t, high: Py_ssize_t) -> New {
        let len = tuple.len() as isize;
        let low = low.clamp(0, len);
        let high = high.clamp(low, len);
        if low == 0 && high == len && tuple.value().is_exact::<Tuple>() {
            return Ok(ladon_vm::value::Ref::of(&*tuple));
        }
        Ok(Tuple::from_slice(&tuple.as_slice()[low as usize..high as usize])?)
    }
}
