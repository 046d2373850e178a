//! `iterobject.h`

use crate::boundary::{Borrowed, New, bad_internal_call};
use crate::capi;
use ladon_vm::types::Dict;
use ladon_vm::types::iterator::{CallableIterator, SequenceIterator};

capi! {
    fn PySeqIter_New(thread, sequence: Borrowed) -> New {
        if sequence.type_of().slots.getitem.get().is_none() || sequence.downcast::<Dict>().is_some() {
            return Err(bad_internal_call(thread));
        }
        Ok(SequenceIterator::new(sequence.owned()))
    }

    fn PyCallIter_New(_thread, callable: Borrowed, sentinel: Borrowed) -> New {
        Ok(CallableIterator::new(callable.owned(), sentinel.owned()))
    }
}
