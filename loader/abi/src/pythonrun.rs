//! `pythonrun.h`: compiling; what prints exceptions is in `pyerrors`.

use crate::boundary::{New, Text};
use crate::capi;
use ladon_vm::err;
use ladon_vm::import::path;
use ladon_vm::object::call;
use ladon_vm::types::Str;
use ladon_vm::types::bytes::Bytes;
use std::ffi::c_int;

/// `Py_single_input`, `Py_file_input`, `Py_eval_input`.
fn mode(start: c_int) -> Option<&'static str> {
    match start {
        256 => Some("single"),
        257 => Some("exec"),
        258 => Some("eval"),
        _ => None,
    }
}

capi! {
    fn Py_CompileString(thread, source: Text, filename: Text, start: c_int) -> New {
        let Some(mode) = mode(start) else {
            return Err(err!(thread, ValueError, "mode must be 'exec', 'eval', 'ipython' or 'single'"));
        };
        let Some(compile) = thread.interp().builtins().get_name("compile") else {
            return Err(err!(thread, RuntimeError, "lost builtins.compile"));
        };
        let args = [
            Bytes::from_slice(source.bytes())?.into_value(),
            path::decode(filename.bytes())?.into_value(),
            Str::try_new(mode)?.into_value(),
        ];
        call::positional(thread, &compile, &args)
    }
}
