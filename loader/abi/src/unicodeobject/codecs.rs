//! `unicodeobject.h`: encoding and decoding.

use crate::arguments::{Unicode, slice, store};
use crate::boundary::{Borrowed, Give, New, Return, Text, bad_internal_call, decode_utf8, into_object};
use crate::capi;
use crate::layout::{Py_ssize_t, PyObject};
use ladon_vm::codecs::{self, Encoding, Order, utf16};
use ladon_vm::err;
use ladon_vm::import::path;
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::str::{make, new};
use ladon_vm::types::{Str, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ffi::{c_char, c_int, c_void};
use std::ptr;

/// What a converter for `PyArg_ParseTuple` answers: 0 on error, else whether it wants to be called again to clean up.
pub struct Converted;

const CLEANUP_SUPPORTED: c_int = 0x20000;

impl Return for Converted {
    type C = c_int;
    const FAIL: c_int = 0;
}

impl Give<c_int> for Converted {
    fn give(_: &ThreadState, result: c_int, _: &'static str) -> PyResult<c_int> {
        Ok(result)
    }
}

/// Strict UTF-8; short texts are shared.
pub fn utf8_text(thread: &ThreadState, bytes: &[u8]) -> PyResult<Value> {
    match std::str::from_utf8(bytes) {
        Ok(_) => make::text(bytes),
        Err(_) => Ok(decode_utf8(thread, bytes)?.into_value()),
    }
}

/// Calls a function of `_codecs`.
pub fn call_codec(thread: &ThreadState, name: &str, args: &[Value]) -> PyResult<Value> {
    let function = ladon_vm::import::import_attribute(thread, "_codecs", name)?;
    call::positional(thread, &function, args)
}

/// The first item of the pair that a function of `_codecs` returns, and the number after it.
fn call_pair(thread: &ThreadState, name: &str, args: &[Value]) -> PyResult<(Value, usize)> {
    let pair = call_codec(thread, name, args)?;
    match pair.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([made, used]) => Ok((made.clone(), ladon_vm::types::int::as_i64(used).unwrap_or(0).max(0) as usize)),
        _ => Err(bad_internal_call(thread)),
    }
}

fn handler(errors: Option<Text>) -> String {
    errors.map_or_else(|| String::from("strict"), |errors| errors.lossy())
}

fn handler_value(errors: Option<Text>) -> PyResult<Value> {
    Ok(Str::try_new(&handler(errors))?.into_value())
}

fn optional_text(thread: &ThreadState, text: Option<Text>) -> PyResult<Option<Ref<Str>>> {
    text.map(|text| text.to_str(thread)).transpose()
}

fn encode(thread: &ThreadState, text: &Str, encoding: Encoding) -> PyResult<Ref<Bytes>> {
    codecs::encode_as(thread, text, encoding, "strict")
}

/// The bytes to decode.
///
/// # Safety
/// `size` bytes are readable at `data`.
unsafe fn input<'a>(thread: &ThreadState, data: *const c_char, size: Py_ssize_t) -> PyResult<&'a [u8]> {
    match usize::try_from(size) {
        // SAFETY: the caller's promise.
        Ok(size) => Ok(unsafe { slice(data.cast(), size) }),
        Err(_) => Err(bad_internal_call(thread)),
    }
}

/// Decodes; `used` (if not NULL) allows an incomplete end and gets the number of bytes that were used.
///
/// # Safety
/// The pointers are valid.
unsafe fn decode(
    thread: &ThreadState,
    data: *const c_char,
    size: Py_ssize_t,
    encoding: Encoding,
    errors: Option<Text>,
    used: *mut Py_ssize_t,
) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { input(thread, data, size) }?;
    let (text, count) = codecs::decode_partly(thread, bytes, encoding, &handler(errors), used.is_null())?;
    // SAFETY: the caller's promise.
    unsafe { store(used, count as isize) };
    Ok(text)
}

/// As [`decode`] for UTF-16 and UTF-32, with the byte order going in and coming out.
///
/// # Safety
/// The pointers are valid.
unsafe fn decode_wide(
    thread: &ThreadState,
    bytes: &[u8],
    errors: Option<Text>,
    order: *mut c_int,
    used: *mut Py_ssize_t,
    wide: bool,
) -> PyResult<Ref<Str>> {
    // SAFETY: the caller's promise.
    let asked = match unsafe { order.as_ref() }.copied().unwrap_or(0) {
        ..0 => Order::Little,
        0 => Order::Marked,
        1.. => Order::Big,
    };
    let body = if wide { utf16::decode32 } else { utf16::decode16 };
    let (text, count, found) = body(thread, bytes, asked, &handler(errors), used.is_null())?;
    let found = match found {
        Order::Little => -1,
        Order::Marked => 0,
        Order::Big => 1,
    };
    // SAFETY: the caller's promise.
    unsafe {
        store(order, found);
        store(used, count as isize);
    }
    Ok(text)
}

/// The locale's encoding is UTF-8; these are the handlers that its functions know.
fn locale_handler(thread: &ThreadState, errors: Option<Text>) -> PyResult<&'static str> {
    match errors.as_ref().map_or(&b"strict"[..], Text::bytes) {
        b"strict" => Ok("strict"),
        b"surrogateescape" => Ok("surrogateescape"),
        b"surrogatepass" => Ok("surrogatepass"),
        _ => Err(err!(thread, ValueError, "unsupported error handler")),
    }
}

fn decode_locale(thread: &ThreadState, bytes: &[u8], errors: Option<Text>) -> PyResult<Ref<Str>> {
    codecs::decode_as(thread, bytes, Encoding::Utf8, locale_handler(thread, errors)?)
}

fn encode_file_name(thread: &ThreadState, text: &Str) -> PyResult<Ref<Bytes>> {
    codecs::encode_as(thread, text, Encoding::Utf8, "surrogateescape")
}

/// Stores what a converter made, or takes back what it made before.
///
/// # Safety
/// `target` points to a `PyObject*`.
unsafe fn convert(
    thread: &ThreadState,
    path: Option<Borrowed>,
    target: *mut c_void,
    make: impl FnOnce(Value) -> PyResult<Value>,
) -> PyResult<c_int> {
    let target = target.cast::<*mut PyObject>();
    let Some(path) = path else {
        // SAFETY: the caller's promise: an owned reference that the first call left there.
        let old = unsafe { ptr::replace(target, ptr::null_mut()) };
        // SAFETY: as above.
        drop(ptr::NonNull::new(old).map(|old| unsafe { Value::from_owned_ptr(old) }));
        return Ok(1);
    };
    let made = make(path::fspath(thread, &path)?)?;
    // SAFETY: the caller's promise.
    unsafe { target.write(into_object(thread, made).as_ptr()) };
    Ok(CLEANUP_SUPPORTED)
}

capi! {
    fn PyUnicode_FromEncodedObject(
        thread, object: Option<Borrowed>, encoding: Option<Text>, errors: Option<Text>,
    ) -> New {
        let Some(object) = object else { return Err(bad_internal_call(thread)) };
        let (encoding, errors) = (optional_text(thread, encoding)?, optional_text(thread, errors)?);
        new::decode_object(thread, &object, encoding.as_deref(), errors.as_deref())
    }

    fn PyUnicode_Decode(
        thread, data: *const c_char, size: Py_ssize_t, encoding: Option<Text>, errors: Option<Text>,
    ) -> New {
        let (encoding, errors) = (optional_text(thread, encoding)?, optional_text(thread, errors)?);
        // SAFETY: B3.
        codecs::decode(thread, unsafe { input(thread, data, size) }?, encoding.as_deref(), errors.as_deref())
    }

    fn PyUnicode_AsEncodedString(thread, text: Unicode, encoding: Option<Text>, errors: Option<Text>) -> New {
        let (encoding, errors) = (optional_text(thread, encoding)?, optional_text(thread, errors)?);
        codecs::encode(thread, &text, encoding.as_deref(), errors.as_deref())
    }

    fn PyUnicode_AsUTF8String(thread, text: Unicode) -> New { encode(thread, &text, Encoding::Utf8) }
    fn PyUnicode_AsUTF16String(thread, text: Unicode) -> New { encode(thread, &text, Encoding::Utf16(Order::Marked)) }
    fn PyUnicode_AsUTF32String(thread, text: Unicode) -> New { encode(thread, &text, Encoding::Utf32(Order::Marked)) }
    fn PyUnicode_AsLatin1String(thread, text: Unicode) -> New { encode(thread, &text, Encoding::Latin1) }
    fn PyUnicode_AsASCIIString(thread, text: Unicode) -> New { encode(thread, &text, Encoding::Ascii) }
    fn PyUnicode_AsUnicodeEscapeString(thread, text: Unicode) -> New { encode(thread, &text, Encoding::UnicodeEscape) }

    fn PyUnicode_AsRawUnicodeEscapeString(thread, text: Unicode) -> New {
        encode(thread, &text, Encoding::RawUnicodeEscape)
    }

    fn PyUnicode_AsCharmapString(thread, text: Unicode, mapping: Option<Borrowed>) -> New {
        let Some(mapping) = mapping else { return Err(crate::arguments::bad_argument(thread)) };
        let args = [text.value().clone(), handler_value(None)?, mapping.owned()];
        Ok(call_pair(thread, "charmap_encode", &args)?.0)
    }

    fn PyUnicode_AsEncodedObject(thread, text: Unicode, encoding: Option<Text>, errors: Option<Text>) -> New {
        crate::codecs::encode(thread, text.value(), encoding, errors)
    }

    fn PyUnicode_AsDecodedObject(thread, text: Unicode, encoding: Option<Text>, errors: Option<Text>) -> New {
        crate::codecs::decode(thread, text.value(), encoding, errors)
    }

    fn PyUnicode_AsEncodedUnicode(thread, text: Unicode, encoding: Option<Text>, errors: Option<Text>) -> New {
        must_be_str(thread, crate::codecs::encode(thread, text.value(), encoding, errors)?, "encoder")
    }

    fn PyUnicode_AsDecodedUnicode(thread, text: Unicode, encoding: Option<Text>, errors: Option<Text>) -> New {
        must_be_str(thread, crate::codecs::decode(thread, text.value(), encoding, errors)?, "decoder")
    }

    fn PyUnicode_DecodeUTF8(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Utf8, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeUTF8Stateful(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, used: *mut Py_ssize_t,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Utf8, errors, used) }
    }

    fn PyUnicode_DecodeASCII(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Ascii, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeLatin1(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Latin1, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeUnicodeEscape(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::UnicodeEscape, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeRawUnicodeEscape(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::RawUnicodeEscape, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeUTF16(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, order: *mut c_int,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode_wide(thread, input(thread, data, size)?, errors, order, ptr::null_mut(), false) }
    }

    fn PyUnicode_DecodeUTF16Stateful(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, order: *mut c_int, used: *mut Py_ssize_t,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode_wide(thread, input(thread, data, size)?, errors, order, used, false) }
    }

    fn PyUnicode_DecodeUTF32(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, order: *mut c_int,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode_wide(thread, input(thread, data, size)?, errors, order, ptr::null_mut(), true) }
    }

    fn PyUnicode_DecodeUTF32Stateful(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, order: *mut c_int, used: *mut Py_ssize_t,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode_wide(thread, input(thread, data, size)?, errors, order, used, true) }
    }

    fn PyUnicode_DecodeUTF7(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Utf7, errors, ptr::null_mut()) }
    }

    fn PyUnicode_DecodeUTF7Stateful(
        thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>, used: *mut Py_ssize_t,
    ) -> New {
        // SAFETY: B3.
        unsafe { decode(thread, data, size, Encoding::Utf7, errors, used) }
    }

    fn PyUnicode_DecodeCharmap(
        thread, data: *const c_char, size: Py_ssize_t, mapping: Option<Borrowed>, errors: Option<Text>,
    ) -> New {
        // SAFETY: B3.
        let bytes = unsafe { input(thread, data, size) }?;
        let Some(mapping) = mapping else {
            return Ok(codecs::decode_as(thread, bytes, Encoding::Latin1, &handler(errors))?.into_value());
        };
        let args = [Bytes::from_slice(bytes)?.into_value(), handler_value(errors)?, mapping.owned()];
        Ok(call_pair(thread, "charmap_decode", &args)?.0)
    }

    fn PyUnicode_DecodeLocale(thread, text: Text, errors: Option<Text>) -> New {
        decode_locale(thread, text.bytes(), errors)
    }

    fn PyUnicode_DecodeLocaleAndSize(thread, data: *const c_char, size: Py_ssize_t, errors: Option<Text>) -> New {
        // SAFETY: B3.
        let bytes = unsafe { input(thread, data, size) }?;
        if bytes.contains(&0) {
            return Err(err!(thread, ValueError, "embedded null byte"));
        }
        decode_locale(thread, bytes, errors)
    }

    fn PyUnicode_EncodeLocale(thread, text: Unicode, errors: Option<Text>) -> New {
        if text.as_bytes().contains(&0) {
            return Err(err!(thread, ValueError, "embedded null character"));
        }
        codecs::encode_as(thread, &text, Encoding::Utf8, locale_handler(thread, errors)?)
    }

    fn PyUnicode_DecodeFSDefault(_thread, text: Text) -> New { path::decode(text.bytes()) }

    fn PyUnicode_DecodeFSDefaultAndSize(thread, data: *const c_char, size: Py_ssize_t) -> New {
        // SAFETY: B3.
        path::decode(unsafe { input(thread, data, size) }?)
    }

    fn PyUnicode_EncodeFSDefault(thread, text: Unicode) -> New { encode_file_name(thread, &text) }

    fn PyUnicode_FSConverter(thread, path: Option<Borrowed>, target: *mut c_void) -> Converted {
        // SAFETY: B3.
        unsafe {
            convert(thread, path, target, |path| {
                let bytes = match path.downcast::<Str>() {
                    Some(text) => encode_file_name(thread, text)?.into_value(),
                    None => path,
                };
                if bytes.downcast::<Bytes>().is_some_and(|bytes| bytes.as_slice().contains(&0)) {
                    return Err(err!(thread, ValueError, "embedded null byte"));
                }
                Ok(bytes)
            })
        }
    }

    fn PyUnicode_FSDecoder(thread, path: Option<Borrowed>, target: *mut c_void) -> Converted {
        // SAFETY: B3.
        unsafe {
            convert(thread, path, target, |path| {
                let text = match path.downcast::<Bytes>() {
                    Some(bytes) => path::decode(bytes.as_slice())?.into_value(),
                    None => path,
                };
                if text.downcast::<Str>().is_some_and(|text| text.as_bytes().contains(&0)) {
                    return Err(err!(thread, ValueError, "embedded null character"));
                }
                Ok(text)
            })
        }
    }
}

fn must_be_str(thread: &ThreadState, made: Value, what: &str) -> PyResult<Value> {
    if made.downcast::<Str>().is_some() {
        return Ok(made);
    }
    let name = made.type_of().short_name();
    Err(err!(thread, TypeError, "'{what}' returned '{name}' instead of 'str'; use PyCodec functions for other types"))
}
