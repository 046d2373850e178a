//! `objimpl.h`: memory of objects.
//!
//! Objects live in cells of the interpreter's heap, where the collector sees them. `PyObject_Malloc` and the `PyMem_*`
//! family give raw blocks with a small head in front that knows their size; `PyObject_Free` tells the two apart.

use crate::boundary::{Borrowed, Flag, New, Nothing, Plain};
use crate::layout::{Py_ssize_t, PyObject, PyTypeObject, VisitProc};
use crate::typeobject::slots::nearest_builtin;
use crate::{capi, pymem};
use ladon_heap::chunk::{self, ChunkKind};
use ladon_heap::current;
use ladon_heap::primitive::NoMemory;
use ladon_vm::object::{alloc, collect};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::{Type, flags};
use ladon_vm::value::{ObjectPtr, Value};
use std::ffi::{c_int, c_void};
use std::ptr::{self, NonNull};

/// Bytes of an instance with `items` items, as `tp_alloc` counts them.
fn size_of_instance(class: &Type, items: Py_ssize_t) -> Option<usize> {
    let base = usize::try_from(class.basicsize.get()).ok()?;
    let extra = usize::try_from(items).ok()?.checked_mul(usize::try_from(class.itemsize.get()).ok()?)?;
    base.checked_add(extra)?.checked_next_multiple_of(8)
}

/// Zeroed memory of an instance with its head set; one reference, counted in its class.
fn fresh(class: &Type, items: Py_ssize_t, zeroed: bool) -> PyResult<ObjectPtr> {
    let size = size_of_instance(class, items).ok_or(NoMemory)?.max(size_of::<PyObject>());
    // One item more, as CPython gives: some code counts on a NUL behind the last.
    let spare = if class.itemsize.get() != 0 { class.itemsize.get() as usize } else { 0 };
    let room = size.checked_add(spare).ok_or(NoMemory)?;
    let memory = current().try_alloc_object(room).ok_or(NoMemory)?;
    // SAFETY: fresh memory of this size; the head is set before anything reads it.
    unsafe {
        let body = size_of::<PyObject>();
        if zeroed || class.shape_offset.get() != 0 {
            memory.add(body).write_bytes(0, room - body);
        }
        if class.itemsize.get() != 0 && room >= 24 {
            memory.add(body).cast::<Py_ssize_t>().write(items);
        }
        alloc::finish_instance(memory.cast(), class);
    }
    Ok(memory.cast())
}

/// `tp_alloc` of all classes: an instance of zeroed fields, tracked by the collector.
pub fn generic_alloc(thread: &ThreadState, class: &Type, items: Py_ssize_t) -> PyResult<Value> {
    let builtin = nearest_builtin(class);
    if !builtin.is(ladon_vm::types::object::object_type())
        && let Some(new) = builtin.slots.new.get()
        && !builtin.is(ladon_vm::types::class::type_type())
    {
        // The fields of a builtin type are not valid when zero: its own constructor makes them.
        return new(thread, class, Args::EMPTY);
    }
    if !class.is_heap_type() {
        return match class.slots.new.get() {
            Some(new) => new(thread, class, Args::EMPTY),
            None => Err(ladon_vm::err!(thread, TypeError, "cannot create '{}' instances", class.short_name())),
        };
    }
    let object = fresh(class, items, true)?;
    // SAFETY: made just now, with one reference.
    Ok(unsafe { Value::from_owned_ptr(object) })
}

/// Gives the memory of an object back, whatever it was allocated with.
///
/// # Safety
/// Nothing refers to the object; its fields are gone.
pub unsafe fn free_object(thread: &ThreadState, object: ObjectPtr) {
    // SAFETY: forwarded.
    unsafe { free(thread, object.as_ptr().cast()) }
}

/// # Safety
/// `memory` came from one of our allocators and is not used any more.
unsafe fn free(thread: &ThreadState, memory: *mut c_void) {
    let Some(block) = NonNull::new(memory.cast::<u8>()) else { return };
    match chunk::chunk_of(block.as_ptr().addr()) {
        Some(chunk) if chunk.kind != ChunkKind::Storage => {
            if chunk.owner != thread.interp().owner() {
                crate::ownership::note(thread, block.cast(), "PyObject_Free");
                return;
            }
            chunk.set_untracked(block.as_ptr().addr(), false);
            // SAFETY: H4: an object's memory, given back once.
            unsafe { thread.interp().heap().free_object(block) };
        }
        // SAFETY: forwarded.
        _ => unsafe { pymem::free_block(block.as_ptr().cast()) },
    }
}

/// `tp_free` of objects and raw memory alike.
///
/// # Safety
/// As C's `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Free(memory: *mut c_void) {
    if let Some(thread) = ThreadState::try_current() {
        // SAFETY: forwarded.
        unsafe { free(thread, memory) }
    }
}

/// `tp_free` of objects that the collector sees.
///
/// # Safety
/// As C's `free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_GC_Del(memory: *mut c_void) {
    // SAFETY: forwarded.
    unsafe { PyObject_Free(memory) }
}

/// Frees an object that lies in memory of `PyObject_Malloc`.
unsafe fn free_block(object: ObjectPtr) {
    // SAFETY: called by the VM for such memory only.
    unsafe { pymem::free_block(object.as_ptr().cast()) };
}

/// Raw memory.
#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Malloc(size: usize) -> *mut c_void {
    pymem::alloc_block(size, false)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyObject_Calloc(count: usize, size: usize) -> *mut c_void {
    match count.checked_mul(size) {
        Some(size) => pymem::alloc_block(size, true),
        None => ptr::null_mut(),
    }
}

/// # Safety
/// As C's `realloc`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyObject_Realloc(memory: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: forwarded.
    unsafe { pymem::resize_block(memory, size) }
}

fn untracked(object: ObjectPtr) -> ObjectPtr {
    if let Some(chunk) = chunk::chunk_of(object.as_ptr().addr()) {
        chunk.set_untracked(object.as_ptr().addr(), true);
    }
    object
}

fn class_of(class: *mut PyTypeObject) -> &'static Type {
    // SAFETY: B3: C passes a live type.
    unsafe { &*class }
}

/// The chunk that knows whether an object is tracked.
fn tracking(object: *mut c_void) -> Option<&'static chunk::ChunkHead> {
    let chunk = chunk::chunk_of(object.addr())?;
    (chunk.kind != ChunkKind::Storage && chunk.cell_index(object.addr()).is_some()).then_some(chunk)
}

fn owned(object: ObjectPtr) -> PyResult<Value> {
    // SAFETY: made just now, with one reference.
    Ok(unsafe { Value::from_owned_ptr(object) })
}

capi! {
    /// An uninitialised object of this type.
    fn _PyObject_New(_thread, class: *mut PyTypeObject) -> New { owned(fresh(class_of(class), 0, false)?) }

    fn _PyObject_NewVar(_thread, class: *mut PyTypeObject, items: Py_ssize_t) -> New {
        owned(fresh(class_of(class), items, false)?)
    }

    /// As `_PyObject_New`; the collector does not look at it before `PyObject_GC_Track`.
    fn _PyObject_GC_New(_thread, class: *mut PyTypeObject) -> New { owned(untracked(fresh(class_of(class), 0, false)?)) }

    fn _PyObject_GC_NewVar(_thread, class: *mut PyTypeObject, items: Py_ssize_t) -> New {
        owned(untracked(fresh(class_of(class), items, false)?))
    }

    /// Resizes an untracked object, which may move.
    fn _PyObject_GC_Resize(thread, object: *mut PyObject, items: Py_ssize_t) -> Plain<*mut PyObject> {
        let Some(old) = NonNull::new(object) else { return Err(NoMemory.into()) };
        // SAFETY: B3.
        let class = unsafe { crate::refcount::type_ref(object) };
        let made = fresh(class, items, true)?;
        // SAFETY: both blocks hold what the class says for the smaller number of items.
        unsafe {
            let before = *object.add(1).cast::<Py_ssize_t>();
            let size = size_of_instance(class, before.min(items)).ok_or(NoMemory)?;
            let body = size_of::<PyObject>() + size_of::<Py_ssize_t>();
            let count = size.saturating_sub(body);
            ptr::copy_nonoverlapping(object.cast::<u8>().add(body), made.as_ptr().cast::<u8>().add(body), count);
            // The class is referred to by the new object now.
            if class.is_heap_type() {
                drop(Value::from_owned_ptr(NonNull::from(class).cast()));
            }
            free_object(thread, old);
        }
        Ok(untracked(made).as_ptr())
    }

    /// Sets type and count of memory that C allocated.
    fn PyObject_Init(_thread, object: *mut PyObject, class: *mut PyTypeObject) -> Plain<*mut PyObject> {
        let Some(memory) = NonNull::new(object) else { return Err(NoMemory.into()) };
        ladon_vm::object::dealloc::free_blocks_with(free_block);
        // SAFETY: B3: memory of at least `basicsize` bytes.
        unsafe { alloc::finish_instance(memory, class_of(class)) };
        Ok(object)
    }

    fn PyObject_InitVar(_thread, object: *mut PyObject, class: *mut PyTypeObject, items: Py_ssize_t) -> Plain<*mut PyObject> {
        let Some(memory) = NonNull::new(object) else { return Err(NoMemory.into()) };
        ladon_vm::object::dealloc::free_blocks_with(free_block);
        // SAFETY: B3: memory of at least `basicsize` bytes, a `PyVarObject`.
        unsafe {
            alloc::finish_instance(memory, class_of(class));
            object.add(1).cast::<Py_ssize_t>().write(items);
        }
        Ok(object)
    }

    /// The collector looks at the object from now on.
    fn PyObject_GC_Track(_thread, object: *mut c_void) -> Nothing {
        if let Some(chunk) = tracking(object) {
            chunk.set_untracked(object.addr(), false);
        }
        Ok(())
    }

    /// The collector does not look at the object any more. One that is being deallocated it never sees.
    fn PyObject_GC_UnTrack(_thread, object: *mut c_void) -> Nothing {
        if let Some(chunk) = tracking(object) {
            // SAFETY: B3: an object's head.
            let dying = unsafe { &*object.cast::<PyObject>() }.refcount.get() == 0;
            if !dying {
                chunk.set_untracked(object.addr(), true);
            }
        }
        Ok(())
    }

    fn PyObject_GC_IsTracked(_thread, object: Borrowed) -> Flag {
        let container = object.type_of().has_flag(flags::HAVE_GC);
        let address = object.as_ptr().cast();
        Ok(container && tracking(address).is_some_and(|chunk| !chunk.is_untracked(address.addr())))
    }

    fn PyObject_GC_IsFinalized(thread, object: Borrowed) -> Flag {
        match object.value().as_ptr() {
            Some(pointer) => {
                let ran = collect::was_finalized(thread, pointer);
                if ran {
                    collect::mark_finalized(thread, pointer);
                }
                Ok(ran)
            }
            None => Ok(false),
        }
    }

    /// How many objects were found unreachable.
    fn PyGC_Collect(thread) -> Plain<isize> { Ok(collect::collect(thread) as isize) }

    fn PyGC_Enable(thread) -> Flag { Ok(thread.interp().gc_enabled.replace(true)) }

    fn PyGC_Disable(thread) -> Flag { Ok(thread.interp().gc_enabled.replace(false)) }

    fn PyGC_IsEnabled(thread) -> Flag { Ok(thread.interp().gc_enabled.get()) }
}

/// Hands every object of the interpreter to `callback`, until it answers 0.
///
/// # Safety
/// As the C-API manual says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PyUnstable_GC_VisitObjects(
    callback: unsafe extern "C" fn(*mut PyObject, *mut c_void) -> c_int,
    data: *mut c_void,
) {
    let Some(thread) = ThreadState::try_current() else { return };
    let mut objects = Vec::new();
    thread.interp().heap().for_each_object(|object| {
        // SAFETY: H2: a live object.
        let class = unsafe { crate::refcount::type_ref(object.as_ptr()) };
        if class.has_flag(flags::HAVE_GC) {
            objects.push(object);
        }
    });
    for object in objects {
        // SAFETY: the caller's promise.
        if unsafe { callback(object.as_ptr(), data) } == 0 {
            break;
        }
    }
}

/// A visitor's type, named here for `typeobject`.
pub type Visitor = VisitProc;
