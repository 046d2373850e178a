//! `_io`: files.
//!
//! `base` what all have · `fileio` descriptors · `buffered` buffers in front of them · `textio` text on top · `newline`
//! line ends · `bytesio`, `stringio` files in memory · here `open` and the standard streams.

pub mod base;
pub mod buffered;
pub mod bytesio;
pub mod fileio;
pub mod newline;
pub mod stringio;
pub mod textio;

use crate::define::{ModuleBuilder, int_arg, text};
use crate::settings;
use base::{BufferedIoBase, IoBase, RawIoBase, TextIoBase};
use fileio::FileIo;
use ladon_vm::err;
use ladon_vm::exceptions;
use ladon_vm::object::{attr, call, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin};
use ladon_vm::types::module::Module;
use ladon_vm::types::{Str, Tuple, int};
use ladon_vm::value::{Ref, Value};
use newline::Newline;
use textio::TextIo;

crate::functions! {
    fn defs {
        "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)" => io_open,
            "Open a file and return it.";
        "open_code(path)" => io_open_code, "Open a file of code for reading bytes.";
        "text_encoding(encoding, stacklevel=2, /)" => io_text_encoding, "Return the encoding to use for None.";
    }
}

pub fn describe() {
    base::describe();
    fileio::describe();
    buffered::describe();
    buffered::describe_pair();
    bytesio::describe();
    stringio::describe();
    newline::describe();
    textio::describe();
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_io", "Files: raw, buffered and of text.")?
        .functions(defs())
        .int("DEFAULT_BUFFER_SIZE", base::DEFAULT_BUFFER_SIZE as i64)
        .ty::<IoBase>()
        .ty::<RawIoBase>()
        .ty::<BufferedIoBase>()
        .ty::<TextIoBase>()
        .ty::<FileIo>()
        .ty::<bytesio::BytesIo>()
        .ty::<bytesio::BytesIoBuffer>()
        .ty::<stringio::StringIo>()
        .ty::<buffered::Pair>()
        .ty::<newline::NewlineDecoder>()
        .ty::<TextIo>()
        .class(&buffered::READER)
        .class(&buffered::WRITER)
        .class(&buffered::RANDOM)
        .class(&exceptions::BlockingIOError)
        .value("UnsupportedOperation", base::unsupported_class(thread)?)
        .finish()
}

/// `builtins.open`.
pub fn open_function() -> Value {
    let module = Str::new("_io").into_value();
    match defs().iter().find(|def| def.name == "open") {
        Some(def) => ladon_vm::types::native::NativeFunction::new(def, None, Some(module)).into_value(),
        None => Value::none(),
    }
}

struct OpenMode {
    raw: String,
    binary: bool,
    reading: bool,
    updating: bool,
}

fn parse_mode(thread: &ThreadState, mode: &Str) -> PyResult<OpenMode> {
    let given = mode.lossy();
    let mut count = [0u8; 128];
    for byte in given.bytes() {
        let known = b"xrwatb+".contains(&byte) && count[byte as usize] == 0;
        if !known {
            return Err(err!(thread, ValueError, "invalid mode: '{given}'"));
        }
        count[byte as usize] = 1;
    }
    let has = |c: u8| count[c as usize] == 1;
    if has(b't') && has(b'b') {
        return Err(err!(thread, ValueError, "can't have text and binary mode at once"));
    }
    if b"xrwa".iter().filter(|&&c| has(c)).count() != 1 {
        return Err(err!(thread, ValueError, "must have exactly one of create/read/write/append mode"));
    }
    let raw = given.chars().filter(|c| "xrwa+".contains(*c)).collect();
    Ok(OpenMode { raw, binary: has(b'b'), reading: has(b'r'), updating: has(b'+') })
}

fn io_open(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let default_mode = Str::new("r");
    let mode = match args.get(1) {
        None => &*default_mode,
        Some(mode) => crate::define::str_arg(thread, mode, "open", "'mode'")?,
    };
    let parsed = parse_mode(thread, mode)?;
    let mut buffering = args.get(2).map_or(Ok(-1), |buffering| int_arg(thread, buffering))?;
    for (index, name) in [(3, "encoding"), (4, "errors"), (5, "newline")] {
        if let Some(value) = args.some(index) {
            if value.downcast::<Str>().is_none() {
                let ty = value.type_of().short_name();
                return Err(err!(thread, TypeError, "open() argument '{name}' must be str or None, not {ty}"));
            }
            if parsed.binary {
                return Err(err!(thread, ValueError, "binary mode doesn't take {} {name} argument", article(name)));
            }
        }
    }
    let file = args.value(0);
    let file = if int::is_int(file) { file.clone() } else { fileio::fspath_for_open(thread, file)? };
    let close_fd = args.get(6).map_or(Ok(true), |flag| truth::is_true(thread, flag))?;
    let opener = args.get(7).cloned().unwrap_or_else(Value::none);
    let raw_args = [file, text(&parsed.raw)?, Value::bool(close_fd), opener];
    let raw = call::call(thread, &FileIo::type_object().as_value(), Args::positional(&raw_args))?;
    let made = wrap(thread, &raw, &parsed, mode, &mut buffering, args);
    if made.is_err() {
        let exception = made.map_err(|raised| thread.take_raised(raised));
        if let Err(raised) = call::method(thread, &raw, "close", &[]) {
            drop(thread.take_raised(raised));
        }
        return exception.map_err(|exception| thread.reraise(exception));
    }
    made
}

fn article(name: &str) -> &'static str {
    if name.starts_with('e') { "an" } else { "a" }
}

/// Puts the buffer and the text layer on a raw file, as the mode asks.
fn wrap(
    thread: &ThreadState,
    raw: &Value,
    parsed: &OpenMode,
    mode: &Str,
    buffering: &mut i64,
    args: Bound<'_>,
) -> PyResult<Value> {
    let Some(file) = raw.exact::<FileIo>() else { return Ok(raw.clone()) };
    // SAFETY: no memory is involved.
    let terminal = *buffering < 0 && unsafe { libc::isatty(file.fd.get()) } == 1;
    let mut line_buffering = false;
    if *buffering == 1 && !parsed.binary || terminal {
        *buffering = -1;
        line_buffering = true;
    }
    if *buffering == 1 {
        *buffering = -1;
    }
    if *buffering < 0 {
        *buffering = file.block_size.get().clamp(base::DEFAULT_BUFFER_SIZE as i64, 8 << 20);
    }
    if *buffering == 0 {
        if !parsed.binary {
            return Err(err!(thread, ValueError, "can't have unbuffered text I/O"));
        }
        return Ok(raw.clone());
    }
    let class = if parsed.updating {
        if !file.is_seekable() {
            return Err(base::unsupported(thread, "File or stream is not seekable."));
        }
        &buffered::RANDOM
    } else if parsed.reading {
        &buffered::READER
    } else {
        &buffered::WRITER
    };
    let buffer = buffered::Buffered::make(class, raw.clone(), *buffering as usize).into_value();
    if parsed.binary {
        return Ok(buffer);
    }
    let optional = |index: usize| args.get(index).cloned().unwrap_or_else(Value::none);
    let text_args = [buffer, optional(3), optional(4), optional(5), Value::bool(line_buffering)];
    let wrapper = call::call(thread, &TextIo::type_object().as_value(), Args::positional(&text_args))?;
    attr::set_name(thread, &wrapper, "mode", &Value::of(mode))?;
    Ok(wrapper)
}

fn io_open_code(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let slots = [Some(args.value(0).clone()), Some(text("rb")?), None, None, None, None, None, None];
    io_open(thread, Bound(&slots))
}

fn io_text_encoding(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let encoding = args.value(0);
    if encoding.is_none() { text("locale") } else { Ok(encoding.clone()) }
}

/// `sys.stdin`, `sys.stdout` and `sys.stderr` of an interpreter, and their originals.
pub fn open_standard_streams(thread: &ThreadState) -> PyResult<()> {
    let unbuffered = settings::get().unbuffered;
    for (fd, name, mode) in [(0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")] {
        let stream = standard_stream(thread, fd, name, mode, unbuffered)?;
        thread.interp().set_sys_attr(name, stream.clone());
        thread.interp().set_sys_attr(&format!("__{name}__"), stream);
    }
    Ok(())
}

fn standard_stream(thread: &ThreadState, fd: i32, name: &str, mode: &str, unbuffered: bool) -> PyResult<Value> {
    // SAFETY: no memory is involved.
    if unsafe { libc::fcntl(fd, libc::F_GETFD) } < 0 {
        return Ok(Value::none());
    }
    // SAFETY: no memory is involved.
    let terminal = unsafe { libc::isatty(fd) } == 1;
    let shown = text(&format!("<{name}>"))?;
    let raw = FileIo::for_descriptor(fd, shown, fd == 0, fd != 0);
    let class = if fd == 0 { &buffered::READER } else { &buffered::WRITER };
    let direct = fd != 0 && unbuffered;
    let buffer = if direct {
        raw.into_value()
    } else {
        buffered::Buffered::make(class, raw.into_value(), base::DEFAULT_BUFFER_SIZE).into_value()
    };
    let (mut errors, mut encoding) = (if fd == 2 { "backslashreplace" } else { "strict" }, None);
    let asked = std::env::var("PYTHONIOENCODING").ok().filter(|_| !settings::get().ignore_environment);
    if let Some(asked) = &asked {
        let (first, second) = asked.split_once(':').unwrap_or((asked, ""));
        encoding = (!first.is_empty()).then_some(first);
        if fd != 2 && !second.is_empty() {
            errors = second;
        }
    }
    let stream = TextIo::utf8(buffer, errors, Newline::Universal, terminal || fd == 2, direct);
    if let Some(encoding) = encoding {
        let keywords = Tuple::new(vec![text("encoding")?, text("errors")?]);
        let reconfigure = attr::get_name(thread, stream.as_value(), "reconfigure")?;
        let values = [text(encoding)?, text(errors)?];
        call::call(thread, &reconfigure, Args { values: &values, names: Some(&keywords) })?;
    }
    attr::set_name(thread, stream.as_value(), "mode", &text(mode)?)?;
    Ok(stream.into_value())
}

/// Flushes the standard streams, at the end; false when that failed for stdout.
pub fn flush_standard_streams(thread: &ThreadState) -> bool {
    let mut good = true;
    for name in ["stdout", "stderr"] {
        let Some(stream) = thread.interp().sys_attr(name).filter(|stream| !stream.is_none()) else { continue };
        let closed = base::is_closed(thread, &stream).unwrap_or_else(|raised| {
            drop(thread.take_raised(raised));
            false
        });
        if closed {
            continue;
        }
        if let Err(raised) = call::method_str(thread, &stream, ladon_vm::names::get().flush, &[]) {
            if name == "stdout" {
                good = false;
                ladon_vm::exceptions::report::unraisable(thread, raised, &stream);
            } else {
                drop(thread.take_raised(raised));
            }
        }
    }
    good
}
