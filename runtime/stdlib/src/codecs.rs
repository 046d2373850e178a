//! `_codecs`: the registry of encodings, and the encodings built in.

use crate::define::{ModuleBuilder, str_arg, text};
use ladon_vm::codecs::{self, Encoding, Order, registry};
use ladon_vm::err;
use ladon_vm::object::{buffer, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Str, Tuple, int};
use ladon_vm::value::{Ref, Value};

macro_rules! pair {
    ($encode:ident $decode:ident $encoding:expr) => {
        fn $encode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
            encode_with(thread, args, $encoding)
        }
        fn $decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
            decode_with(thread, args, $encoding)
        }
    };
}

pair!(utf8_encode utf8_decode Encoding::Utf8);
pair!(utf7_encode utf7_decode Encoding::Utf7);
pair!(latin1_encode latin1_decode Encoding::Latin1);
pair!(ascii_encode ascii_decode Encoding::Ascii);
pair!(utf16_encode utf16_decode Encoding::Utf16(Order::Marked));
pair!(utf16le_encode utf16le_decode Encoding::Utf16(Order::Little));
pair!(utf16be_encode utf16be_decode Encoding::Utf16(Order::Big));
pair!(utf32_encode utf32_decode Encoding::Utf32(Order::Marked));
pair!(utf32le_encode utf32le_decode Encoding::Utf32(Order::Little));
pair!(utf32be_encode utf32be_decode Encoding::Utf32(Order::Big));
pair!(escape_encode escape_decode Encoding::UnicodeEscape);
pair!(raw_encode raw_decode Encoding::RawUnicodeEscape);

crate::functions! {
    fn defs {
        "register(search_function, /)" => codecs_register, "Add a function that finds codecs.";
        "unregister(search_function, /)" => codecs_unregister, "Remove a function that finds codecs.";
        "lookup(encoding, /)" => codecs_lookup, "Find a codec.";
        "_forget_codec(encoding, /)" => |_, _| Ok(Value::none()), "Does nothing.";
        "encode(obj, encoding='utf-8', errors='strict')" => codecs_encode, "Encode by a codec of any kind.";
        "decode(obj, encoding='utf-8', errors='strict')" => codecs_decode, "Decode by a codec of any kind.";
        "register_error(errors, handler, /)" => codecs_register_error, "Name an error handler.";
        "lookup_error(name, /)" => codecs_lookup_error, "Find an error handler.";
        "utf_8_encode(str, errors=None, /)" => utf8_encode, "";
        "utf_8_decode(data, errors=None, final=False, /)" => utf8_decode, "";
        "utf_7_encode(str, errors=None, /)" => utf7_encode, "";
        "utf_7_decode(data, errors=None, final=False, /)" => utf7_decode, "";
        "latin_1_encode(str, errors=None, /)" => latin1_encode, "";
        "latin_1_decode(data, errors=None, /)" => latin1_decode, "";
        "ascii_encode(str, errors=None, /)" => ascii_encode, "";
        "ascii_decode(data, errors=None, /)" => ascii_decode, "";
        "utf_16_encode(str, errors=None, byteorder=0, /)" => utf16_encode, "";
        "utf_16_decode(data, errors=None, final=False, /)" => utf16_decode, "";
        "utf_16_le_encode(str, errors=None, /)" => utf16le_encode, "";
        "utf_16_le_decode(data, errors=None, final=False, /)" => utf16le_decode, "";
        "utf_16_be_encode(str, errors=None, /)" => utf16be_encode, "";
        "utf_16_be_decode(data, errors=None, final=False, /)" => utf16be_decode, "";
        "utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)" => utf16_ex_decode, "";
        "utf_32_encode(str, errors=None, byteorder=0, /)" => utf32_encode, "";
        "utf_32_decode(data, errors=None, final=False, /)" => utf32_decode, "";
        "utf_32_le_encode(str, errors=None, /)" => utf32le_encode, "";
        "utf_32_le_decode(data, errors=None, final=False, /)" => utf32le_decode, "";
        "utf_32_be_encode(str, errors=None, /)" => utf32be_encode, "";
        "utf_32_be_decode(data, errors=None, final=False, /)" => utf32be_decode, "";
        "utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)" => utf32_ex_decode, "";
        "unicode_escape_encode(str, errors=None, /)" => escape_encode, "";
        "unicode_escape_decode(data, errors=None, final=True, /)" => escape_decode, "";
        "raw_unicode_escape_encode(str, errors=None, /)" => raw_encode, "";
        "raw_unicode_escape_decode(data, errors=None, final=True, /)" => raw_decode, "";
        "escape_decode(data, errors=None, /)" => bytes_escape_decode, "";
        "escape_encode(data, errors=None, /)" => bytes_escape_encode, "";
        "readbuffer_encode(data, errors=None, /)" => readbuffer_encode, "";
        "charmap_build(map, /)" => charmap_build, "Make an encoding map from a decoding string.";
        "charmap_encode(str, errors=None, mapping=None, /)" => charmap_encode, "";
        "charmap_decode(data, errors=None, mapping=None, /)" => charmap_decode, "";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_codecs", "Encodings.")?.functions(defs()).finish()
}

fn errors_arg(thread: &ThreadState, value: Option<&Value>) -> PyResult<String> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(String::from("strict")),
        Some(value) => Ok(str_arg(thread, value, "codec", "'errors'")?.to_string_lossy()),
    }
}

fn counted(made: Value, count: usize) -> PyResult<Value> {
    Ok(Tuple::pair(made, int::from_usize(count)).into_value())
}

fn encode_with(thread: &ThreadState, args: Bound<'_>, encoding: Encoding) -> PyResult<Value> {
    let source = str_arg(thread, args.value(0), "encode", "1")?;
    let errors = errors_arg(thread, args.get(1))?;
    let encoding = match (encoding, args.get(2).map(|order| crate::define::int_arg(thread, order)).transpose()?) {
        (Encoding::Utf16(_), Some(-1)) => Encoding::Utf16(Order::Little),
        (Encoding::Utf16(_), Some(1)) => Encoding::Utf16(Order::Big),
        (Encoding::Utf32(_), Some(-1)) => Encoding::Utf32(Order::Little),
        (Encoding::Utf32(_), Some(1)) => Encoding::Utf32(Order::Big),
        (encoding, _) => encoding,
    };
    let made = codecs::encode_as(thread, source, encoding, &errors)?;
    counted(made.into_value(), source.char_len())
}

fn bytes_arg(thread: &ThreadState, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        return Ok(text.as_bytes().to_vec());
    }
    buffer::bytes_like(thread, value)?.to_vec(thread)
}

fn decode_with(thread: &ThreadState, args: Bound<'_>, encoding: Encoding) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    let errors = errors_arg(thread, args.get(1))?;
    let whole = matches!(encoding, Encoding::Latin1 | Encoding::Ascii);
    let escapes = matches!(encoding, Encoding::UnicodeEscape | Encoding::RawUnicodeEscape);
    let last = match args.get(2) {
        Some(last) if !whole => truth::is_true(thread, last)?,
        _ => whole || escapes,
    };
    let (made, used) = codecs::decode_partly(thread, &data, encoding, &errors, last)?;
    counted(made.into_value(), used)
}

fn ex_decode(thread: &ThreadState, args: Bound<'_>, wide: bool) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    let errors = errors_arg(thread, args.get(1))?;
    let given = args.get(2).map_or(Ok(0), |order| crate::define::int_arg(thread, order))?;
    let last = args.get(3).map_or(Ok(false), |last| truth::is_true(thread, last))?;
    let order = match given {
        0 => Order::Marked,
        order if order < 0 => Order::Little,
        _ => Order::Big,
    };
    let (made, used, found) = if wide {
        codecs::utf16::decode32(thread, &data, order, &errors, last)?
    } else {
        codecs::utf16::decode16(thread, &data, order, &errors, last)?
    };
    let found = match found {
        Order::Little => -1,
        Order::Big => 1,
        Order::Marked => 0,
    };
    Ok(Tuple::new(vec![made.into_value(), int::from_usize(used), int::from_i64(found)]).into_value())
}

fn utf16_ex_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    ex_decode(thread, args, false)
}

fn utf32_ex_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    ex_decode(thread, args, true)
}

fn codecs_register(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if args.value(0).type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "argument must be callable"));
    }
    registry::register(thread, args.value(0).clone())?;
    Ok(Value::none())
}

fn codecs_unregister(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    registry::unregister(thread, args.value(0));
    Ok(Value::none())
}

fn codecs_lookup(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    registry::lookup(thread, str_arg(thread, args.value(0), "lookup", "1")?)
}

fn by_codec(thread: &ThreadState, args: Bound<'_>, index: usize) -> PyResult<Value> {
    let default = Str::new("utf-8");
    let encoding = match args.get(1) {
        Some(encoding) => str_arg(thread, encoding, "encode", "'encoding'")?,
        None => &default,
    };
    let errors = args.get(2).cloned().map_or_else(|| text("strict"), Ok)?;
    let info = registry::lookup(thread, encoding)?;
    let Some(function) = info.downcast::<Tuple>().and_then(|info| info.as_slice().get(index)) else {
        return Err(err!(thread, TypeError, "codec search functions must return 4-tuples"));
    };
    let made = ladon_vm::object::call::positional(thread, function, &[args.value(0).clone(), errors])?;
    match made.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([first, _]) => Ok(first.clone()),
        _ => Err(err!(thread, TypeError, "encoder must return a tuple (object, integer)")),
    }
}

fn codecs_encode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    by_codec(thread, args, 0)
}

fn codecs_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    by_codec(thread, args, 1)
}

fn codecs_register_error(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, args.value(0), "register_error", "1")?;
    if args.value(1).type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "handler must be callable"));
    }
    registry::register_error(thread, name, args.value(1).clone())?;
    Ok(Value::none())
}

crate::functions! {
    fn handlers {
        "strict_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "strict"), "Raise the exception.";
        "ignore_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "ignore"), "Leave out what is wrong.";
        "replace_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "replace"), "Put a question mark.";
        "xmlcharrefreplace_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "xmlcharrefreplace"), "";
        "backslashreplace_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "backslashreplace"), "";
        "namereplace_errors(exception, /)" => |thread, args| builtin_handler(thread, args, "namereplace"), "";
        "surrogateescape(exception, /)" => |thread, args| builtin_handler(thread, args, "surrogateescape"), "";
        "surrogatepass(exception, /)" => |thread, args| builtin_handler(thread, args, "surrogatepass"), "";
    }
}

/// What a built-in handler answers for an exception: (replacement, position).
fn builtin_handler(thread: &ThreadState, args: Bound<'_>, name: &str) -> PyResult<Value> {
    let exception = args.value(0);
    let get = |attribute: &str| ladon_vm::object::attr::get_name(thread, exception, attribute);
    if name == "strict" {
        if exception.type_of().base_exception() {
            return Err(thread.raise(exception.clone()));
        }
        return Err(err!(thread, TypeError, "codec must pass exception instance"));
    }
    if !exception.type_of().is_subtype(&ladon_vm::exceptions::UnicodeError) {
        let ty = exception.type_of().short_name();
        return Err(err!(thread, TypeError, "don't know how to handle {ty} in error callback"));
    }
    let (start, end) = (crate::define::int_arg(thread, &get("start")?)?, crate::define::int_arg(thread, &get("end")?)?);
    let (start, end) = (start.max(0) as usize, end.max(0) as usize);
    let object = get("object")?;
    let replacement = if let Some(source) = object.downcast::<Str>() {
        let points: Vec<u32> = ladon_vm::types::str::wtf8::code_points(source.as_bytes())
            .skip(start)
            .take(end.saturating_sub(start))
            .collect();
        let decoding = exception.type_of().is_subtype(&ladon_vm::exceptions::UnicodeTranslateError);
        let mut out = String::new();
        for point in points {
            match name {
                "ignore" => {}
                "replace" if decoding => out.push('\u{FFFD}'),
                "replace" => out.push('?'),
                "xmlcharrefreplace" => out.push_str(&format!("&#{point};")),
                "namereplace" => {
                    let mut name = Vec::new();
                    ladon_vm::codecs::errors::push_name(&mut name, point);
                    out.push_str(&String::from_utf8_lossy(&name));
                }
                "backslashreplace" if point < 256 => out.push_str(&format!("\\x{point:02x}")),
                "backslashreplace" if point < 0x10000 => out.push_str(&format!("\\u{point:04x}")),
                "backslashreplace" => out.push_str(&format!("\\U{point:08x}")),
                "surrogateescape" if (0xDC80..=0xDCFF).contains(&point) => {
                    let bytes = [(point - 0xDC00) as u8];
                    let bytes = ladon_vm::types::bytes::Bytes::from_slice(&bytes)?.into_value();
                    return counted(bytes, start + 1);
                }
                _ => return Err(thread.raise(exception.clone())),
            }
        }
        text(&out)?
    } else {
        let data = bytes_arg(thread, &object)?;
        let bad = data.get(start..end.min(data.len())).unwrap_or_default();
        match name {
            "ignore" => text("")?,
            "replace" => text("\u{FFFD}")?,
            "backslashreplace" => text(&bad.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>())?,
            "surrogateescape" if bad.iter().all(|byte| *byte >= 0x80) => {
                ladon_vm::import::path::decode(bad)?.into_value()
            }
            _ => return Err(thread.raise(exception.clone())),
        }
    };
    counted(replacement, end)
}

fn codecs_lookup_error(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, args.value(0), "lookup_error", "1")?.to_string_lossy();
    if let Some(handler) = registry::registered_error(thread, &name) {
        return Ok(handler);
    }
    let wanted = match name.as_str() {
        "surrogateescape" | "surrogatepass" => name.clone(),
        other => format!("{other}_errors"),
    };
    if let Some(def) = handlers().iter().find(|def| def.name == wanted) {
        return Ok(ladon_vm::types::native::NativeFunction::new(def, None, None).into_value());
    }
    registry::lookup_error(thread, &name)
}

fn bytes_escape_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    let errors = errors_arg(thread, args.get(1))?;
    let made = codecs::escape::decode_bytes(thread, &data, &errors)?;
    counted(ladon_vm::types::bytes::Bytes::from_slice(&made)?.into_value(), data.len())
}

fn bytes_escape_encode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    let mut out = Vec::new();
    for &byte in &data {
        match byte {
            b'\\' | b'\'' => out.extend_from_slice(&[b'\\', byte]),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            0x20..0x7F => out.push(byte),
            _ => out.extend_from_slice(format!("\\x{byte:02x}").as_bytes()),
        }
    }
    counted(ladon_vm::types::bytes::Bytes::from_slice(&out)?.into_value(), data.len())
}

fn readbuffer_encode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    counted(ladon_vm::types::bytes::Bytes::from_slice(&data)?.into_value(), data.len())
}

fn charmap_build(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let map = str_arg(thread, args.value(0), "charmap_build", "1")?;
    let dict = Dict::new();
    for (byte, point) in ladon_vm::types::str::wtf8::code_points(map.as_bytes()).enumerate() {
        if point != 0xFFFE {
            dict.set(thread, &int::from_i64(i64::from(point)), int::from_usize(byte))?;
        }
    }
    Ok(dict.into_value())
}

fn lookup_map(thread: &ThreadState, map: &Value, key: i64) -> PyResult<Option<Value>> {
    let found = ladon_vm::object::subscript::get(thread, map, &int::from_i64(key));
    Ok(ladon_vm::raise::caught(thread, found, &ladon_vm::exceptions::LookupError)?.filter(|value| !value.is_none()))
}

fn charmap_encode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let Some(map) = args.some(2) else { return latin1_encode(thread, args) };
    let source = str_arg(thread, args.value(0), "charmap_encode", "1")?;
    let errors = errors_arg(thread, args.get(1))?;
    let points: Vec<u32> = ladon_vm::types::str::wtf8::code_points(source.as_bytes()).collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < points.len() {
        if push_mapped(thread, map, points[at], &mut out)? {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < points.len() && !push_mapped(thread, map, points[end], &mut Vec::new())? {
            end += 1;
        }
        let problem = ladon_vm::exceptions::make::unicode_encode_error(
            thread,
            "charmap",
            args.value(0),
            at,
            end,
            "character maps to <undefined>",
        );
        let exception = thread.take_raised(problem);
        let (replacement, next) = handle(thread, &errors, exception)?;
        match replacement.downcast::<Str>() {
            Some(text) => {
                for point in ladon_vm::types::str::wtf8::code_points(text.as_bytes()) {
                    if !push_mapped(thread, map, point, &mut out)? {
                        let message = "character maps to <undefined>";
                        return Err(ladon_vm::exceptions::make::unicode_encode_error(
                            thread,
                            "charmap",
                            args.value(0),
                            at,
                            at + 1,
                            message,
                        ));
                    }
                }
            }
            None => out.extend_from_slice(&bytes_arg(thread, &replacement)?),
        }
        at = next;
    }
    counted(ladon_vm::types::bytes::Bytes::from_slice(&out)?.into_value(), points.len())
}

fn push_mapped(thread: &ThreadState, map: &Value, point: u32, out: &mut Vec<u8>) -> PyResult<bool> {
    let Some(found) = lookup_map(thread, map, i64::from(point))? else { return Ok(false) };
    match int::as_i64(&found) {
        Some(byte @ 0..=255) => out.push(byte as u8),
        Some(_) => return Err(err!(thread, TypeError, "character mapping must be in range(256)")),
        None => out.extend_from_slice(&bytes_arg(thread, &found)?),
    }
    Ok(true)
}

/// Asks an error handler: what to put, and where to go on.
fn handle(thread: &ThreadState, errors: &str, exception: Value) -> PyResult<(Value, usize)> {
    if errors == "strict" {
        return Err(thread.raise(exception));
    }
    let handler = codecs_lookup_error(thread, Bound(&[Some(text(errors)?)]))?;
    let answer = ladon_vm::object::call::positional(thread, &handler, &[exception])?;
    match answer.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([replacement, next]) => Ok((replacement.clone(), crate::define::int_arg(thread, next)?.max(0) as usize)),
        _ => Err(err!(thread, TypeError, "error handler must return (str, int) tuple")),
    }
}

fn charmap_decode(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let data = bytes_arg(thread, args.value(0))?;
    let Some(map) = args.some(2) else { return latin1_decode(thread, args) };
    let errors = errors_arg(thread, args.get(1))?;
    let table: Option<Vec<u32>> =
        map.downcast::<Str>().map(|map| ladon_vm::types::str::wtf8::code_points(map.as_bytes()).collect());
    let (mut out, mut at) = (Vec::new(), 0);
    while at < data.len() {
        let byte = data[at];
        let found = match &table {
            Some(table) => table.get(byte as usize).copied().filter(|point| *point != 0xFFFE).map(|point| {
                let mut bytes = Vec::new();
                ladon_vm::types::str::wtf8::push(&mut bytes, point);
                bytes
            }),
            None => match lookup_map(thread, map, i64::from(byte))? {
                None => None,
                Some(value) => match (int::as_i64(&value), value.downcast::<Str>()) {
                    (Some(point), _) => {
                        let mut bytes = Vec::new();
                        ladon_vm::types::str::wtf8::push(&mut bytes, point as u32);
                        Some(bytes).filter(|_| point != 0xFFFE)
                    }
                    (None, Some(text)) => Some(text.as_bytes().to_vec()).filter(|bytes| bytes != "\u{FFFE}".as_bytes()),
                    (None, None) => {
                        return Err(err!(thread, TypeError, "character mapping must return integer, None or str"));
                    }
                },
            },
        };
        match found {
            Some(bytes) => {
                out.extend_from_slice(&bytes);
                at += 1;
            }
            None => {
                let object = ladon_vm::types::bytes::Bytes::from_slice(&data)?.into_value();
                let problem = ladon_vm::exceptions::make::unicode_decode_error(
                    thread,
                    "charmap",
                    &object,
                    at,
                    at + 1,
                    "character maps to <undefined>",
                );
                let exception = thread.take_raised(problem);
                let (replacement, next) = handle(thread, &errors, exception)?;
                out.extend_from_slice(str_arg(thread, &replacement, "handler", "1")?.as_bytes());
                at = next;
            }
        }
    }
    counted(Str::try_from_wtf8(&out)?.into_value(), data.len())
}
