//! `marshal.h`

use crate::arguments::slice;
use crate::boundary::{Borrowed, New};
use crate::capi;
use crate::layout::Py_ssize_t;
use ladon_vm::import::import_attribute;
use ladon_vm::object::call;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::int;
use std::ffi::{c_char, c_int};

capi! {
    fn PyMarshal_WriteObjectToString(thread, object: Borrowed, version: c_int) -> New {
        let dumps = import_attribute(thread, "marshal", "dumps")?;
        call::positional(thread, &dumps, &[object.owned(), int::from_i64(i64::from(version))])
    }

    fn PyMarshal_ReadObjectFromString(thread, data: *const c_char, size: Py_ssize_t) -> New {
        // SAFETY: B3.
        let bytes = Bytes::from_slice(unsafe { slice(data.cast(), size.max(0) as usize) })?;
        let loads = import_attribute(thread, "marshal", "loads")?;
        call::positional(thread, &loads, &[bytes.into_value()])
    }
}
