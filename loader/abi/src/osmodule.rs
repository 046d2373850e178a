//! `osmodule.h`, `pystrtod.h`, `pystrcmp.h`, `intrcheck.h`

use crate::arguments::store;
use crate::boundary::{Borrowed, New, Plain, Text, bad_internal_call};
use crate::capi;
use crate::pymem;
use ladon_vm::err;
use ladon_vm::format::float::{self as format, Style};
use ladon_vm::import::path;
use ladon_vm::raise::PyResult;
use ladon_vm::signals;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Type;
use std::ffi::{CStr, c_char, c_int, c_long, c_ulong};
use std::ptr;

/// Bits of the `flags` of `PyOS_double_to_string`.
mod flag {
    pub const SIGN: i32 = 1;
    pub const ADD_DOT_0: i32 = 2;
    pub const ALTERNATE: i32 = 4;
}

/// What `*type` says of a number that was shown.
mod kind {
    pub const FINITE: i32 = 0;
    pub const INFINITE: i32 = 1;
    pub const NAN: i32 = 2;
}

/// The text of a float as C asks for it.
fn text_of(x: f64, code: u8, precision: usize, flags: c_int) -> Option<String> {
    let alternate = flags & flag::ALTERNATE != 0;
    let dotted = flags & flag::ADD_DOT_0 != 0;
    let upper = code.is_ascii_uppercase();
    let digits = match code.to_ascii_lowercase() {
        b'r' if dotted => format::repr(x.abs()),
        b'r' => format::repr_short(x.abs()),
        b'e' => format::unsigned(x, Style::Exp, precision, alternate, upper),
        b'f' => format::unsigned(x, Style::Fixed, precision, alternate, upper),
        b'g' if dotted => format::unsigned(x, Style::GeneralDot, precision, alternate, upper),
        b'g' => format::unsigned(x, Style::General, precision, alternate, upper),
        _ => return None,
    };
    let sign = match x {
        _ if x.is_sign_negative() && !x.is_nan() => "-",
        _ if flags & flag::SIGN != 0 && !x.is_nan() => "+",
        _ => "",
    };
    Some(format!("{sign}{digits}"))
}

/// How many bytes at the beginning are a float.
fn float_length(text: &[u8]) -> usize {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = usize::from(matches!(text.first(), Some(b'+' | b'-')));
    for word in [&b"infinity"[..], b"inf", b"nan"] {
        if text.len() >= sign + word.len() && text[sign..sign + word.len()].eq_ignore_ascii_case(word) {
            return sign + word.len();
        }
    }
    let whole = digits(sign);
    let mut end = sign + whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return 0;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits((end + 1 + sign).min(text.len()));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

fn parse(thread: &ThreadState, text: &Text, end: *mut *mut c_char, overflow: Option<Borrowed>) -> PyResult<f64> {
    let bytes = text.bytes();
    let length = float_length(bytes);
    if length == 0 || (end.is_null() && length != bytes.len()) {
        return Err(err!(thread, ValueError, "could not convert string to float: '{}'", text.lossy()));
    }
    let digits = std::str::from_utf8(&bytes[..length]).unwrap_or("");
    let x = digits.parse::<f64>().unwrap_or(0.0);
    let named = digits.bytes().any(|byte| matches!(byte, b'i' | b'I' | b'n' | b'N'));
    if x.is_infinite()
        && !named
        && let Some(class) = overflow.as_ref().and_then(|class| class.downcast::<Type>())
    {
        return Err(thread.error(class, format!("value too large to convert to float: '{}'", text.lossy())));
    }
    // SAFETY: B3; within the string.
    unsafe { store(end, text.as_ptr().add(length).cast_mut()) };
    Ok(x)
}

/// Compares text without regard to the case of ASCII letters.
fn compare(a: &[u8], b: &[u8]) -> c_int {
    let lower = |text: &[u8]| text.iter().map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    lower(a).cmp(&lower(b)) as c_int
}

capi! {
    fn PyOS_FSPath(thread, object: Borrowed) -> New { path::fspath(thread, &object) }

    fn PyOS_double_to_string(
        thread, x: f64, code: c_char, precision: c_int, flags: c_int, kind_of: *mut c_int,
    ) -> Plain<*mut c_char> {
        let Some(text) = text_of(x, code as u8, precision.max(0) as usize, flags) else {
            return Err(bad_internal_call(thread));
        };
        let found = match x {
            _ if x.is_nan() => kind::NAN,
            _ if x.is_infinite() => kind::INFINITE,
            _ => kind::FINITE,
        };
        let target = pymem::alloc_block(text.len() + 1, true).cast::<u8>();
        if target.is_null() {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        // SAFETY: B3; fresh memory with room for the text and its NUL.
        unsafe {
            store(kind_of, found);
            ptr::copy_nonoverlapping(text.as_ptr(), target, text.len());
        }
        Ok(target.cast())
    }

    fn PyOS_string_to_double(thread, text: Text, end: *mut *mut c_char, overflow: Option<Borrowed>) -> Plain<f64> {
        parse(thread, &text, end, overflow)
    }
}

/// # Safety
/// NUL-terminated strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_mystricmp(a: *const c_char, b: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { compare(CStr::from_ptr(a).to_bytes(), CStr::from_ptr(b).to_bytes()) }
}

/// # Safety
/// NUL-terminated strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_mystrnicmp(a: *const c_char, b: *const c_char, size: isize) -> c_int {
    let size = size.max(0) as usize;
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (CStr::from_ptr(a).to_bytes(), CStr::from_ptr(b).to_bytes()) };
    compare(&a[..size.min(a.len())], &b[..size.min(b.len())])
}

/// # Safety
/// As C's `strtol`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_strtol(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_long {
    // SAFETY: forwarded.
    unsafe { libc::strtol(text, end, base) }
}

/// # Safety
/// As C's `strtoul`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_strtoul(text: *const c_char, end: *mut *mut c_char, base: c_int) -> c_ulong {
    // SAFETY: forwarded.
    unsafe { libc::strtoul(text, end, base) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_InterruptOccurred() -> c_int {
    let Some(thread) = ThreadState::try_current() else { return 0 };
    if !thread.interp().is_main() {
        return 0;
    }
    let (mut interrupted, mut others) = (0, Vec::new());
    for number in signals::take() {
        if number == libc::SIGINT { interrupted = 1 } else { others.push(number) }
    }
    others.into_iter().for_each(signals::put_back);
    interrupted
}

/// # Safety
/// As C's `sigaction`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_getsig(number: c_int) -> usize {
    // SAFETY: a zeroed action is valid to be overwritten.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(number, ptr::null(), &mut action) == -1 { libc::SIG_ERR } else { action.sa_sigaction }
    }
}

/// # Safety
/// `handler` is a signal handler.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyOS_setsig(number: c_int, handler: usize) -> usize {
    // SAFETY: a zeroed action with the handler that C gave.
    unsafe {
        let (mut action, mut old): (libc::sigaction, libc::sigaction) = (std::mem::zeroed(), std::mem::zeroed());
        action.sa_sigaction = handler;
        if libc::sigaction(number, &action, &mut old) == -1 { libc::SIG_ERR } else { old.sa_sigaction }
    }
}

/// Nothing has to be prepared: other threads do not run in a child, and its interpreter's lock is held.
#[unsafe(no_mangle)]
pub extern "C" fn PyOS_BeforeFork() {}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork_Parent() {}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork_Child() {}

#[unsafe(no_mangle)]
pub extern "C" fn PyOS_AfterFork() {}
