//! C strings that last as long as the process, for names that C reads.

use std::ffi::{CString, c_char};

/// A copy of `text` that is never freed. For builtin types and the like: a bounded number of them.
pub fn leak(text: &str) -> *const c_char {
    CString::new(text.replace('\0', "?")).expect("no NUL left").into_raw()
}
