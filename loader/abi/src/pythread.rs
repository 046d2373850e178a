//! `pythread.h`: locks, thread-specific storage, threads. None of it needs an interpreter.

use crate::arguments::sys_attribute;
use crate::boundary::New;
use crate::capi;
use std::ffi::{c_int, c_longlong, c_ulong, c_void};
use std::ptr;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// `PyThread_type_lock`: may be released by another thread than acquired it.
#[derive(Default)]
pub struct Lock {
    held: Mutex<bool>,
    freed: Condvar,
}

const ACQUIRED: c_int = 1;
const FAILED: c_int = 0;

impl Lock {
    /// Waits up to `limit` (`None` = for ever); whether it was acquired.
    fn acquire(&self, limit: Option<Duration>) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let deadline = limit.and_then(|limit| Instant::now().checked_add(limit));
        while *held {
            held = match deadline {
                None => self.freed.wait(held).unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return false;
                    }
                    self.freed.wait_timeout(held, left).unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        *held = true;
        true
    }

    fn release(&self) {
        *self.held.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.freed.notify_one();
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_init_thread() {}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_allocate_lock() -> *mut Lock {
    Box::into_raw(Box::default())
}

/// # Safety
/// A lock of `PyThread_allocate_lock` that nobody uses any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_free_lock(lock: *mut Lock) {
    if !lock.is_null() {
        // SAFETY: the caller's promise.
        drop(unsafe { Box::from_raw(lock) });
    }
}

/// # Safety
/// A lock of `PyThread_allocate_lock`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock(lock: *mut Lock, wait: c_int) -> c_int {
    let limit = if wait == 0 { Some(Duration::ZERO) } else { None };
    // SAFETY: the caller's promise.
    if unsafe { &*lock }.acquire(limit) { ACQUIRED } else { FAILED }
}

/// # Safety
/// A lock of `PyThread_allocate_lock`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_acquire_lock_timed(lock: *mut Lock, microseconds: c_longlong, _intr: c_int) -> c_int {
    let limit = u64::try_from(microseconds).ok().map(Duration::from_micros);
    // SAFETY: the caller's promise.
    if unsafe { &*lock }.acquire(limit) { ACQUIRED } else { FAILED }
}

/// # Safety
/// A lock of `PyThread_allocate_lock`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_release_lock(lock: *mut Lock) {
    // SAFETY: the caller's promise.
    unsafe { &*lock }.release();
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_thread_ident() -> c_ulong {
    ladon_vm::sync::thread_ident()
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_thread_native_id() -> c_ulong {
    // SAFETY: no preconditions.
    unsafe { libc::syscall(libc::SYS_gettid) as c_ulong }
}

struct Start {
    body: unsafe extern "C" fn(*mut c_void),
    argument: *mut c_void,
}

extern "C" fn run(start: *mut c_void) -> *mut c_void {
    // SAFETY: handed over by `PyThread_start_new_thread`.
    let start = unsafe { Box::from_raw(start.cast::<Start>()) };
    // SAFETY: what C asked for.
    unsafe { (start.body)(start.argument) };
    ptr::null_mut()
}

/// # Safety
/// `body` may be called with `argument` on another thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_start_new_thread(
    body: Option<unsafe extern "C" fn(*mut c_void)>,
    argument: *mut c_void,
) -> c_ulong {
    const FAILURE: c_ulong = c_ulong::MAX;
    let Some(body) = body else { return FAILURE };
    let start = Box::into_raw(Box::new(Start { body, argument }));
    let mut id: libc::pthread_t = 0;
    // SAFETY: `run` takes over the box; the thread is detached, nobody joins it.
    unsafe {
        if libc::pthread_create(&mut id, ptr::null(), run, start.cast()) != 0 {
            drop(Box::from_raw(start));
            return FAILURE;
        }
        libc::pthread_detach(id);
    }
    id as c_ulong
}

/// # Safety
/// Nothing on the native stack of the thread needs to be undone.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_exit_thread() {
    // SAFETY: the caller's promise.
    unsafe { libc::pthread_exit(ptr::null_mut()) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_stacksize() -> usize {
    0
}

/// 0: the default stays; −2: no other size can be had.
#[unsafe(no_mangle)]
pub extern "C" fn PyThread_set_stacksize(size: usize) -> c_int {
    if size == 0 { 0 } else { -2 }
}

/// `Py_tss_t`.
#[repr(C)]
pub struct Tss {
    initialized: c_int,
    key: libc::pthread_key_t,
}

const _: () = assert!(size_of::<Tss>() == 8);

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_tss_alloc() -> *mut Tss {
    Box::into_raw(Box::new(Tss { initialized: 0, key: 0 }))
}

/// # Safety
/// A key of `PyThread_tss_alloc`, or NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_free(key: *mut Tss) {
    if !key.is_null() {
        // SAFETY: the caller's promise.
        unsafe {
            PyThread_tss_delete(key);
            drop(Box::from_raw(key));
        }
    }
}

/// # Safety
/// A valid key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_is_created(key: *mut Tss) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { (*key).initialized }
}

/// # Safety
/// A valid key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_create(key: *mut Tss) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        if (*key).initialized != 0 {
            return 0;
        }
        if libc::pthread_key_create(&raw mut (*key).key, None) != 0 {
            return -1;
        }
        (*key).initialized = 1;
    }
    0
}

/// # Safety
/// A valid key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_delete(key: *mut Tss) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*key).initialized != 0 {
            libc::pthread_key_delete((*key).key);
            (*key).initialized = 0;
        }
    }
}

/// # Safety
/// A created key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_set(key: *mut Tss, value: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    if unsafe { libc::pthread_setspecific((*key).key, value) } == 0 { 0 } else { -1 }
}

/// # Safety
/// A created key.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_tss_get(key: *mut Tss) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe { libc::pthread_getspecific((*key).key) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_create_key() -> c_int {
    let mut key: libc::pthread_key_t = 0;
    // SAFETY: `key` is writable.
    if unsafe { libc::pthread_key_create(&mut key, None) } == 0 { key as c_int } else { -1 }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_delete_key(key: c_int) {
    // SAFETY: an unknown key is refused.
    unsafe { libc::pthread_key_delete(key as libc::pthread_key_t) };
}

/// # Safety
/// A key of `PyThread_create_key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThread_set_key_value(key: c_int, value: *mut c_void) -> c_int {
    // SAFETY: an unknown key is refused.
    if unsafe { libc::pthread_setspecific(key as libc::pthread_key_t, value) } == 0 { 0 } else { -1 }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_get_key_value(key: c_int) -> *mut c_void {
    // SAFETY: an unknown key gives NULL.
    unsafe { libc::pthread_getspecific(key as libc::pthread_key_t) }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_delete_key_value(key: c_int) {
    // SAFETY: an unknown key is refused.
    unsafe { libc::pthread_setspecific(key as libc::pthread_key_t, ptr::null()) };
}

#[unsafe(no_mangle)]
pub extern "C" fn PyThread_ReInitTLS() {}

capi! {
    fn PyThread_GetInfo(thread) -> New { sys_attribute(thread, "thread_info") }
}
