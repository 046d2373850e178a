//! `pystate.h`. A `PyInterpreterState*` is the address of the interpreter's remote part, which outlives it.

use crate::boundary::{Borrowed, Lent, New, Nothing, Plain, no_thread};
use crate::capi;
use crate::layout::PyObject;
use ladon_heap::MutCell;
use ladon_vm::attach;
use ladon_vm::runtime;
use ladon_vm::sync::Remote;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Dict;
use ladon_vm::types::frame;
use ladon_vm::value::Ref;
use std::cell::Cell;
use std::ffi::{c_int, c_ulong};
use std::ptr::{self, NonNull};
use std::sync::Arc;

/// `PyGILState_STATE`.
const LOCKED: c_int = 0;
const UNLOCKED: c_int = 1;

/// What native code keeps per interpreter.
#[derive(Default)]
struct Kept {
    dict: MutCell<Option<Ref<Dict>>>,
    /// Whether the interpreter's remote part was handed out: then it is never freed.
    handed_out: Cell<bool>,
}

/// The interpreter as C names it. The address stays valid for the rest of the process.
pub fn interpreter_pointer(thread: &ThreadState) -> *const Remote {
    let remote = &thread.interp().remote;
    if !thread.interp().state::<Kept>().handed_out.replace(true) {
        std::mem::forget(Arc::clone(remote));
    }
    Arc::as_ptr(remote)
}

/// The remote part behind a pointer that C holds.
///
/// # Safety
/// `interp` came from [`interpreter_pointer`].
unsafe fn remote_of(interp: *const Remote) -> Option<Arc<Remote>> {
    // SAFETY: the caller's promise: never freed.
    let id = unsafe { interp.as_ref() }?.id;
    runtime::interpreter(id)
}

capi! {
    fn PyInterpreterState_Get(thread) -> Plain<*const Remote> { Ok(interpreter_pointer(thread)) }

    fn PyInterpreterState_GetID(_thread, interp: *const Remote) -> Plain<i64> {
        // SAFETY: B3: handed out by us, never freed.
        Ok(unsafe { interp.as_ref() }.map_or(-1, |remote| remote.id as i64))
    }

    fn PyInterpreterState_GetDict(thread, interp: *const Remote) -> Lent {
        if !ptr::eq(interp, Arc::as_ptr(&thread.interp().remote)) {
            return Ok(Lent::NULL);
        }
        let kept = thread.interp().state::<Kept>();
        let dict = kept.dict.get().unwrap_or_else(Dict::new);
        kept.dict.set(Some(dict.clone()));
        Ok(Lent::held(&*dict))
    }

    fn PyThreadState_Get(thread) -> Plain<*const ThreadState> { Ok(ptr::from_ref(thread)) }

    fn PyThreadState_GetInterpreter(_thread, state: *const ThreadState) -> Plain<*const Remote> {
        // SAFETY: B3: a live state.
        Ok(interpreter_pointer(unsafe { &*state }))
    }

    fn PyThreadState_GetID(_thread, state: *const ThreadState) -> Plain<u64> {
        // SAFETY: B3: a live state.
        Ok(unsafe { (*state).id })
    }

    fn PyThreadState_GetFrame(_thread, state: *const ThreadState) -> New {
        // SAFETY: B3: a live state.
        Ok(frame::at_depth(unsafe { &*state }, 0))
    }

    fn PyThreadState_New(_thread, interp: *const Remote) -> Plain<*mut ThreadState> {
        // SAFETY: B3.
        let state = unsafe { remote_of(interp) }.and_then(|remote| attach::new_state(&remote));
        Ok(state.map_or(ptr::null_mut(), NonNull::as_ptr))
    }

    fn PyThreadState_Clear(_thread, state: *const ThreadState) -> Nothing {
        // SAFETY: B3: a live state of the current interpreter.
        attach::clear_state(unsafe { &*state });
        Ok(())
    }

    fn PyThreadState_SetAsyncExc(thread, ident: c_ulong, exception: Option<Borrowed>) -> Plain<i32> {
        Ok(attach::raise_later(thread, ident, exception.map(|exception| exception.owned())) as i32)
    }
}

/// # Safety
/// As the C-API manual says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_GetDict() -> *mut PyObject {
    let Some(thread) = ThreadState::try_current() else { return ptr::null_mut() };
    let dict = thread.dict.get().unwrap_or_else(|| Dict::new().into_value());
    thread.dict.set(Some(dict.clone()));
    dict.as_ptr().map_or(ptr::null_mut(), NonNull::as_ptr)
}

/// # Safety
/// The state was made by `PyThreadState_New`, cleared, and is not current.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Delete(state: *mut ThreadState) {
    if let Some(state) = NonNull::new(state) {
        // SAFETY: forwarded.
        unsafe { attach::delete_state(state) };
    }
}

/// # Safety
/// The current state was made by `PyThreadState_New` and cleared.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_DeleteCurrent() {
    let Some(thread) = ThreadState::try_current() else { no_thread("PyThreadState_DeleteCurrent") };
    let state = attach::detach(thread);
    // SAFETY: forwarded.
    unsafe { PyThreadState_Delete(state.cast_mut()) };
}

/// # Safety
/// `new` is NULL or a live state that no other thread runs under.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyThreadState_Swap(new: *const ThreadState) -> *const ThreadState {
    let old = ThreadState::try_current()
        .map_or(ptr::null(), |thread| if ptr::eq(thread, new) { new } else { attach::detach(thread) });
    if !new.is_null() && !ptr::eq(old, new) {
        // SAFETY: forwarded; nothing is current.
        unsafe { attach::reattach(new) };
    }
    old
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_Ensure() -> c_int {
    if attach::ensure() { LOCKED } else { UNLOCKED }
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_Release(_state: c_int) {
    attach::release();
}

#[unsafe(no_mangle)]
pub extern "C" fn PyGILState_GetThisThreadState() -> *const ThreadState {
    attach::state_of_this_thread()
}

#[unsafe(no_mangle)]
pub extern "C" fn _PyThreadState_Init(_state: *mut ThreadState) {}

/// # Safety
/// As `PyThreadState_New`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyThreadState_Prealloc(interp: *const Remote) -> *mut ThreadState {
    // SAFETY: forwarded.
    unsafe { PyThreadState_New(interp) }
}
