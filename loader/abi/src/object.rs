//! `object.h`

/// placeholder
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_HashNotImplemented(_object: *mut crate::layout::PyObject) -> isize { -1 }
