//! `codecs.h`

use crate::boundary::{Borrowed, Flag, New, Status, Text};
use crate::capi;
use crate::unicodeobject::codecs::call_codec;
use ladon_vm::codecs::registry;
use ladon_vm::err;
use ladon_vm::object::{attr, call};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Str, Tuple};
use ladon_vm::value::{Ref, Value};

fn name_of(thread: &ThreadState, encoding: Option<Text>) -> PyResult<Ref<Str>> {
    match encoding {
        Some(encoding) => encoding.to_str(thread),
        None => Ok(Str::try_new("utf-8")?),
    }
}

fn run(
    thread: &ThreadState,
    name: &str,
    object: &Value,
    encoding: Option<Text>,
    errors: Option<Text>,
) -> PyResult<Value> {
    let mut args = vec![object.clone(), name_of(thread, encoding)?.into_value()];
    if let Some(errors) = errors {
        args.push(errors.to_str(thread)?.into_value());
    }
    call_codec(thread, name, &args)
}

pub fn encode(thread: &ThreadState, object: &Value, encoding: Option<Text>, errors: Option<Text>) -> PyResult<Value> {
    run(thread, "encode", object, encoding, errors)
}

pub fn decode(thread: &ThreadState, object: &Value, encoding: Option<Text>, errors: Option<Text>) -> PyResult<Value> {
    run(thread, "decode", object, encoding, errors)
}

/// Item `index` of a codec info.
fn part(thread: &ThreadState, encoding: Option<Text>, index: usize) -> PyResult<Value> {
    let info = registry::lookup(thread, &*name_of(thread, encoding)?)?;
    let part = info.downcast::<Tuple>().and_then(|info| info.as_slice().get(index).cloned());
    part.ok_or_else(|| crate::boundary::bad_internal_call(thread))
}

/// Calls item `index` of a codec info with a stream and the errors.
fn stream(
    thread: &ThreadState,
    encoding: Option<Text>,
    index: usize,
    stream: &Value,
    errors: Option<Text>,
) -> PyResult<Value> {
    let make = part(thread, encoding, index)?;
    with_errors(thread, &make, vec![stream.clone()], errors)
}

fn with_errors(thread: &ThreadState, callable: &Value, mut args: Vec<Value>, errors: Option<Text>) -> PyResult<Value> {
    if let Some(errors) = errors {
        args.push(errors.to_str(thread)?.into_value());
    }
    call::positional(thread, callable, &args)
}

fn incremental(thread: &ThreadState, encoding: Option<Text>, name: &str, errors: Option<Text>) -> PyResult<Value> {
    let info = registry::lookup(thread, &*name_of(thread, encoding)?)?;
    let make = attr::get_name(thread, &info, name)?;
    with_errors(thread, &make, Vec::new(), errors)
}

/// Runs one of the handlers that are built in.
fn handle(thread: &ThreadState, name: &str, exception: &Value) -> PyResult<Value> {
    let handler = call_codec(thread, "lookup_error", &[Str::try_new(name)?.into_value()])?;
    call::positional(thread, &handler, std::slice::from_ref(exception))
}

capi! {
    fn PyCodec_Register(thread, search: Borrowed) -> Status {
        if !ladon_vm::builtins::classes::is_callable(&search) {
            return Err(err!(thread, TypeError, "argument must be callable"));
        }
        registry::register(thread, search.owned())
    }

    fn PyCodec_Unregister(thread, search: Borrowed) -> Status {
        registry::unregister(thread, &search);
        Ok(())
    }

    fn PyCodec_KnownEncoding(thread, encoding: Text) -> Flag {
        match encoding.to_str(thread).and_then(|name| registry::lookup(thread, &name)) {
            Ok(_) => Ok(true),
            Err(raised) => {
                drop(thread.take_raised(raised));
                Ok(false)
            }
        }
    }

    fn PyCodec_Encode(thread, object: Borrowed, encoding: Option<Text>, errors: Option<Text>) -> New {
        encode(thread, &object, encoding, errors)
    }

    fn PyCodec_Decode(thread, object: Borrowed, encoding: Option<Text>, errors: Option<Text>) -> New {
        decode(thread, &object, encoding, errors)
    }

    fn PyCodec_Encoder(thread, encoding: Option<Text>) -> New { part(thread, encoding, 0) }
    fn PyCodec_Decoder(thread, encoding: Option<Text>) -> New { part(thread, encoding, 1) }

    fn PyCodec_StreamReader(thread, encoding: Option<Text>, file: Borrowed, errors: Option<Text>) -> New {
        stream(thread, encoding, 2, &file, errors)
    }

    fn PyCodec_StreamWriter(thread, encoding: Option<Text>, file: Borrowed, errors: Option<Text>) -> New {
        stream(thread, encoding, 3, &file, errors)
    }

    fn PyCodec_IncrementalEncoder(thread, encoding: Option<Text>, errors: Option<Text>) -> New {
        incremental(thread, encoding, "incrementalencoder", errors)
    }

    fn PyCodec_IncrementalDecoder(thread, encoding: Option<Text>, errors: Option<Text>) -> New {
        incremental(thread, encoding, "incrementaldecoder", errors)
    }

    fn PyCodec_RegisterError(thread, name: Text, handler: Borrowed) -> Status {
        if !ladon_vm::builtins::classes::is_callable(&handler) {
            return Err(err!(thread, TypeError, "handler must be callable"));
        }
        registry::register_error(thread, &*name.to_str(thread)?, handler.owned())
    }

    fn PyCodec_LookupError(thread, name: Option<Text>) -> New {
        let name = match name {
            Some(name) => name.to_str(thread)?,
            None => Str::try_new("strict")?,
        };
        call_codec(thread, "lookup_error", &[name.into_value()])
    }

    fn PyCodec_StrictErrors(thread, exception: Borrowed) -> New { handle(thread, "strict", &exception) }
    fn PyCodec_IgnoreErrors(thread, exception: Borrowed) -> New { handle(thread, "ignore", &exception) }
    fn PyCodec_ReplaceErrors(thread, exception: Borrowed) -> New { handle(thread, "replace", &exception) }

    fn PyCodec_XMLCharRefReplaceErrors(thread, exception: Borrowed) -> New {
        handle(thread, "xmlcharrefreplace", &exception)
    }

    fn PyCodec_BackslashReplaceErrors(thread, exception: Borrowed) -> New {
        handle(thread, "backslashreplace", &exception)
    }

    fn PyCodec_NameReplaceErrors(thread, exception: Borrowed) -> New { handle(thread, "namereplace", &exception) }
}
