//! The cycle collector of one interpreter: finds garbage by trial deletion, runs finalizers, clears, lets go.

use crate::thread::ThreadState;
use crate::types::{Type, instance};
use crate::value::{ObjectPtr, Value};
use ladon_heap::cycle::{Tracer, find_garbage};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// Objects whose finalizer has run (addresses).
#[derive(Default)]
struct Finalized(RefCell<HashSet<usize>>);

pub fn was_finalized(thread: &ThreadState, object: ObjectPtr) -> bool {
    let set = thread.interp().state::<Finalized>();
    !set.0.borrow().is_empty() && set.0.borrow().contains(&object.as_ptr().addr())
}

pub fn mark_finalized(thread: &ThreadState, object: ObjectPtr) {
    thread.interp().state::<Finalized>().0.borrow_mut().insert(object.as_ptr().addr());
}

/// The object's memory is about to be freed.
pub fn forget_finalized(thread: &ThreadState, object: ObjectPtr) {
    let set = thread.interp().state::<Finalized>();
    if !set.0.borrow().is_empty() {
        set.0.borrow_mut().remove(&object.as_ptr().addr());
    }
}

struct Visit;

impl Tracer for Visit {
    fn is_container(&self, object: ObjectPtr) -> bool {
        // SAFETY: E1.
        let ty: &Type = unsafe { &*object.as_ref().type_word.get().cast() };
        ty.has_flag(crate::types::flags::HAVE_GC) || ty.slots.visit.get().is_some()
    }

    fn visit(&self, object: ObjectPtr, visit: &mut dyn FnMut(ObjectPtr)) {
        visit_references(object, &mut |value| {
            if let Some(pointer) = value.as_ptr() {
                visit(pointer);
            }
        });
    }
}

/// Calls the visitor for every reference an object holds, that to its class included.
pub fn visit_references(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E1.
    let ty: &Type = unsafe { &*object.as_ref().type_word.get().cast() };
    if let Some(visit) = ty.slots.visit.get() {
        visit(object, visitor);
    }
    if ty.is_heap_type() {
        instance::visit(object, ty, visitor);
        if !ty.c_visits_class() {
            let class = std::mem::ManuallyDrop::new(
                // SAFETY: E1: only looked at.
                unsafe { Value::from_owned_ptr(std::ptr::NonNull::from(ty).cast()) },
            );
            visitor(&class);
        }
    }
}

/// Who collects when the heap asks for it, in place of [`collect`]: the module `gc`, once it is imported, which also
/// counts collections and calls back.
#[derive(Default)]
pub struct Automatic(pub Cell<Option<fn(&ThreadState) -> usize>>);

/// Collects because the heap has grown; how many objects were found unreachable.
pub fn collect_automatically(thread: &ThreadState) -> usize {
    let interp = thread.interp();
    if interp.collecting.get() {
        return 0;
    }
    if !interp.gc_enabled.get() {
        interp.heap().budget.refill(0);
        return 0;
    }
    match interp.state::<Automatic>().0.get() {
        Some(run) => run(thread),
        None => collect(thread),
    }
}

/// Collects cyclic garbage; how many objects were found unreachable.
pub fn collect(thread: &ThreadState) -> usize {
    let interp = thread.interp();
    if interp.collecting.replace(true) {
        return 0;
    }
    let heap = interp.heap();
    let found = find_garbage(heap, &Visit);
    // SAFETY: E1: garbage is alive until it is cleared; each gets a reference of ours first.
    let kept: Vec<Value> = found.garbage.iter().map(|&object| unsafe { Value::from_borrowed_ptr(object) }).collect();
    let dead = run_finalizers(thread, kept);
    let count = dead.len();
    for value in &dead {
        clear(value);
    }
    drop(dead);
    heap.budget.refill(found.objects.saturating_sub(count));
    if cfg!(ladon_stress) {
        crate::object::stress::forget_versions(thread);
    }
    interp.collecting.set(false);
    count
}

fn run_finalizers(thread: &ThreadState, garbage: Vec<Value>) -> Vec<Value> {
    // Weak references that are garbage themselves do not call back.
    let callbacks: Vec<Option<Value>> = garbage
        .iter()
        .filter_map(|value| value.downcast::<crate::types::weakref::WeakRef>())
        .map(|reference| reference.take_callback())
        .collect();
    for value in &garbage {
        if let Some(pointer) = value.as_ptr()
            && value.type_of().weaklist_offset.get() != 0
        {
            crate::types::weakref::clear_for(thread, pointer);
        }
    }
    drop(callbacks);
    let mut ran = false;
    for value in &garbage {
        if let (Some(finalize), Some(pointer)) = (value.type_of().slots.finalize.get(), value.as_ptr())
            && !was_finalized(thread, pointer)
        {
            finalize(thread, value);
            mark_finalized(thread, pointer);
            ran = true;
        }
    }
    if !ran {
        return garbage;
    }
    // A finalizer may have made some of it reachable again: look once more, without our own references.
    let ours: HashSet<usize> = garbage.iter().map(|v| v.bits() as usize).collect();
    for value in &garbage {
        let head = value.as_object().expect("garbage is objects");
        head.refcount.set(head.refcount.get() - 1);
    }
    let still: HashSet<usize> =
        find_garbage(thread.interp().heap(), &Visit).garbage.iter().map(|object| object.as_ptr().addr()).collect();
    for value in &garbage {
        let head = value.as_object().expect("garbage is objects");
        head.refcount.set(head.refcount.get() + 1);
    }
    garbage
        .into_iter()
        .filter(|v| still.contains(&(v.bits() as usize)) && ours.contains(&(v.bits() as usize)))
        .collect()
}

fn clear(value: &Value) {
    let Some(object) = value.as_ptr() else { return };
    let ty = value.type_of();
    if let Some(clear) = ty.slots.clear.get() {
        clear(object);
    }
    if ty.is_heap_type() {
        instance::clear(object, ty);
    }
}
