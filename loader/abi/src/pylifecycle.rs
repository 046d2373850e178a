//! `pylifecycle.h`, `pyconfig`, version and paths. The process is the executable's: it is initialised when C can ask.

use crate::boundary::no_thread;
use ladon_vm::attach;
use ladon_vm::interpreter::Config;
use ladon_vm::lifecycle::{Running, flush_streams, run_exit_handlers};
use ladon_vm::runtime;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{List, Str};
use std::collections::HashMap;
use std::ffi::{CStr, CString, c_char, c_int};
use std::ptr;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, Once, OnceLock, PoisonError};

#[unsafe(no_mangle)]
pub extern "C" fn Py_IsInitialized() -> c_int {
    c_int::from(runtime::is_running())
}

/// Whether the main interpreter is ending, or has ended.
#[unsafe(no_mangle)]
pub extern "C" fn Py_IsFinalizing() -> c_int {
    let closing = runtime::interpreter(0).is_none_or(|main| main.closing.load(Ordering::Acquire) != 0);
    c_int::from(runtime::is_running() && closing)
}

/// Nothing is left to do: see the head of this file.
#[unsafe(no_mangle)]
pub extern "C" fn Py_Initialize() {}

#[unsafe(no_mangle)]
pub extern "C" fn Py_InitializeEx(_signals: c_int) {}

/// The executable ends the interpreters it made.
#[unsafe(no_mangle)]
pub extern "C" fn Py_Finalize() {}

#[unsafe(no_mangle)]
pub extern "C" fn Py_FinalizeEx() -> c_int {
    0
}

/// Functions of `Py_AtExit`, the last one first.
static AT_EXIT: Mutex<Vec<unsafe extern "C" fn()>> = Mutex::new(Vec::new());
const MOST_AT_EXIT: usize = 32;

extern "C" fn run_at_exit() {
    while let Some(function) = AT_EXIT.lock().unwrap_or_else(PoisonError::into_inner).pop() {
        // SAFETY: what C asked for.
        unsafe { function() };
    }
}

/// # Safety
/// `function` can be called when the process exits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_AtExit(function: Option<unsafe extern "C" fn()>) -> c_int {
    static REGISTERED: Once = Once::new();
    let Some(function) = function else { return -1 };
    let mut list = AT_EXIT.lock().unwrap_or_else(PoisonError::into_inner);
    if list.len() >= MOST_AT_EXIT {
        return -1;
    }
    REGISTERED.call_once(|| {
        // SAFETY: the function has the right type and lasts.
        let _ = unsafe { libc::atexit(run_at_exit) };
    });
    list.push(function);
    0
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_Exit(code: c_int) {
    if let Some(thread) = ThreadState::try_current() {
        run_exit_handlers(thread);
        flush_streams(thread);
    }
    std::process::exit(code);
}

/// # Safety
/// A NUL-terminated string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_FatalError(message: *const c_char) {
    // SAFETY: the caller's promise.
    let message = if message.is_null() { c"<message not set>" } else { unsafe { CStr::from_ptr(message) } };
    eprintln!("Fatal Python error: {}", message.to_string_lossy());
    std::process::abort();
}

/// The interpreters that C made, by the address of their first thread state.
static MADE: Mutex<Option<HashMap<usize, Running>>> = Mutex::new(None);

/// Makes an interpreter and attaches to it; the state from before is detached.
#[unsafe(no_mangle)]
pub extern "C" fn Py_NewInterpreter() -> *const ThreadState {
    if !runtime::is_running() {
        no_thread("Py_NewInterpreter");
    }
    let before = ThreadState::try_current().map(attach::detach);
    match Running::new(Config::legacy()) {
        Ok(running) => {
            let state = ptr::from_ref(running.thread());
            MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(state.addr(), running);
            // SAFETY: a new state; nothing is current.
            unsafe { attach::reattach(state) };
            state
        }
        Err(message) => {
            eprintln!("Py_NewInterpreter: {message}");
            if let Some(before) = before {
                // SAFETY: detached just now.
                unsafe { attach::reattach(before) };
            }
            ptr::null()
        }
    }
}

/// # Safety
/// The current state, of an interpreter of `Py_NewInterpreter`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_EndInterpreter(state: *const ThreadState) {
    let Some(thread) = ThreadState::try_current().filter(|thread| ptr::eq(*thread, state)) else {
        no_thread("Py_EndInterpreter");
    };
    let running = MADE.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().remove(&state.addr());
    let Some(running) = running else {
        eprintln!("Fatal Python error: Py_EndInterpreter: not an interpreter made by Py_NewInterpreter");
        std::process::abort();
    };
    attach::forget(attach::detach(thread));
    running.end();
}

/// An attribute of `sys` as text.
fn sys_text(name: &str) -> Option<String> {
    let value = ThreadState::try_current()?.interp().sys_attr(name)?;
    value.downcast::<Str>().map(Str::to_string_lossy)
}

/// Text for C that lasts as long as the process.
fn lasting(text: &str) -> *const c_char {
    static TEXTS: Mutex<Option<HashMap<String, CString>>> = Mutex::new(None);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let made = texts.get_or_insert_default().entry(text.to_owned());
    made.or_insert_with(|| CString::new(text.replace('\0', "")).unwrap_or_default()).as_ptr()
}

/// As [`lasting`] for `wchar_t`.
fn lasting_wide(text: &str) -> *const u32 {
    static TEXTS: Mutex<Option<HashMap<String, Box<[u32]>>>> = Mutex::new(None);
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    let made = texts.get_or_insert_default().entry(text.to_owned());
    made.or_insert_with(|| text.chars().map(u32::from).chain([0]).collect()).as_ptr()
}

fn wide_attribute(name: &str) -> *const u32 {
    sys_text(name).map_or(ptr::null(), |text| lasting_wide(&text))
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetVersion() -> *const c_char {
    lasting(&sys_text("version").unwrap_or_else(|| String::from("3.14.0 (ladon)")))
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPlatform() -> *const c_char {
    lasting(&sys_text("platform").unwrap_or_else(|| String::from(std::env::consts::OS)))
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetCopyright() -> *const c_char {
    lasting(&sys_text("copyright").unwrap_or_else(|| String::from("Copyright (c) the Ladon authors.")))
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetCompiler() -> *const c_char {
    let version = sys_text("version").unwrap_or_default();
    let compiler = version.rfind('[').map_or("[Rust]", |at| &version[at..]);
    lasting(compiler)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetBuildInfo() -> *const c_char {
    let version = sys_text("version").unwrap_or_default();
    let info = version.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("ladon", |(info, _)| info);
    lasting(info)
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetProgramName() -> *const u32 {
    wide_attribute("executable")
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetProgramFullPath() -> *const u32 {
    wide_attribute("executable")
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPrefix() -> *const u32 {
    wide_attribute("prefix")
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetExecPrefix() -> *const u32 {
    wide_attribute("exec_prefix")
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPath() -> *const u32 {
    let path = ThreadState::try_current().and_then(|thread| thread.interp().sys_attr("path"));
    let Some(path) = path else { return ptr::null() };
    let Some(folders) = path.downcast::<List>() else { return ptr::null() };
    let folders = folders.items.snapshot();
    let folders: Vec<String> = folders.iter().filter_map(|f| f.downcast::<Str>()).map(Str::to_string_lossy).collect();
    lasting_wide(&folders.join(":"))
}

/// `PYTHONHOME`, or NULL.
#[unsafe(no_mangle)]
pub extern "C" fn Py_GetPythonHome() -> *const u32 {
    static HOME: OnceLock<Option<String>> = OnceLock::new();
    HOME.get_or_init(|| std::env::var("PYTHONHOME").ok()).as_deref().map_or(ptr::null(), lasting_wide)
}

/// The executable has read its settings long before: these come too late.
#[unsafe(no_mangle)]
pub extern "C" fn Py_SetProgramName(_name: *const u32) {}

#[unsafe(no_mangle)]
pub extern "C" fn Py_SetPythonHome(_home: *const u32) {}

#[unsafe(no_mangle)]
pub extern "C" fn Py_SetPath(_path: *const u32) {}

/// # Safety
/// Both are NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_GetArgcArgv(count: *mut c_int, texts: *mut *const *const u32) {
    struct Texts(Vec<*const u32>);
    // SAFETY: the texts last as long as the process and are only read.
    unsafe impl Send for Texts {}
    // SAFETY: as above.
    unsafe impl Sync for Texts {}
    static ARGS: OnceLock<Texts> = OnceLock::new();
    let args =
        ARGS.get_or_init(|| Texts(std::env::args_os().map(|arg| lasting_wide(&arg.to_string_lossy())).collect()));
    // SAFETY: the caller's promise.
    unsafe {
        crate::arguments::store(count, args.0.len() as c_int);
        crate::arguments::store(texts, args.0.as_ptr());
    }
}

/// # Safety
/// A NUL-terminated string; `size` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_DecodeLocale(text: *const c_char, size: *mut usize) -> *mut u32 {
    // SAFETY: the caller's promise.
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes();
    let text = ladon_vm::import::path::decode_bytes(bytes);
    let points: Vec<u32> = ladon_vm::types::str::wtf8::code_points(&text).collect();
    let target = crate::pymem::alloc_raw((points.len() + 1) * size_of::<u32>(), true).cast::<u32>();
    // SAFETY: the caller's promise; fresh memory for all of them and the NUL.
    unsafe {
        if target.is_null() {
            crate::arguments::store(size, usize::MAX);
            return target;
        }
        ptr::copy_nonoverlapping(points.as_ptr(), target, points.len());
        crate::arguments::store(size, points.len());
    }
    target
}

/// # Safety
/// NUL-terminated wide text; `error` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn Py_EncodeLocale(text: *const u32, error: *mut usize) -> *mut c_char {
    let mut bytes = Vec::new();
    let mut at = 0;
    // SAFETY: the caller's promise.
    while let point @ 1.. = unsafe { *text.add(at) } {
        match point {
            0xDC80..=0xDCFF => bytes.push((point - 0xDC00) as u8),
            0xD800..=0xDFFF | 0x11_0000.. => {
                // SAFETY: the caller's promise.
                unsafe { crate::arguments::store(error, at) };
                return ptr::null_mut();
            }
            point => ladon_vm::types::str::wtf8::push(&mut bytes, point),
        }
        at += 1;
    }
    let target = crate::pymem::alloc_block(bytes.len() + 1, true).cast::<u8>();
    // SAFETY: the caller's promise; fresh memory for all of them and the NUL.
    unsafe {
        if !target.is_null() {
            ptr::copy_nonoverlapping(bytes.as_ptr(), target, bytes.len());
        }
        crate::arguments::store(error, usize::MAX);
    }
    target.cast()
}

/// `PY_VERSION_HEX` of a version.
#[unsafe(no_mangle)]
pub extern "C" fn Py_PACK_FULL_VERSION(major: c_int, minor: c_int, micro: c_int, level: c_int, serial: c_int) -> u32 {
    let byte = |number: c_int| number as u32 & 0xFF;
    let last = (level as u32 & 0xF) << 4 | (serial as u32 & 0xF);
    byte(major) << 24 | byte(minor) << 16 | byte(micro) << 8 | last
}

#[unsafe(no_mangle)]
pub extern "C" fn Py_PACK_VERSION(major: c_int, minor: c_int) -> u32 {
    Py_PACK_FULL_VERSION(major, minor, 0, 0, 0)
}
