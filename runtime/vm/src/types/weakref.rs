//! Weak references: `weakref.ref` and the proxies' base. Who refers weakly to what stands in one table per interpreter,
//! so objects need no field for it.

use crate::err;
use crate::object::{alloc, call, compare, hash};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Builtin, TypeBuilder};
use crate::types::slots::CompareOp;
use crate::types::{Str, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Addresses of the weak references to each object.
#[derive(Default)]
pub struct WeakTable(RefCell<HashMap<usize, Vec<usize>>>);

impl WeakTable {
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    fn remove(&self, target: usize, reference: usize) {
        let mut table = self.0.borrow_mut();
        if let Some(list) = table.get_mut(&target) {
            list.retain(|&at| at != reference);
            if list.is_empty() {
                table.remove(&target);
            }
        }
    }
}

#[repr(C)]
pub struct WeakRef {
    pub head: Head,
    /// Address of the target, 0 once it is dead.
    target: Cell<usize>,
    callback: MutCell<Option<Value>>,
    hash: Cell<i64>,
}

crate::builtin_static!(WeakRef, _PyWeakref_RefType);

fn of(value: &Value) -> &WeakRef {
    // SAFETY: E2: called by slots and getters of weak references.
    unsafe { value.downcast_unchecked() }
}

impl WeakRef {
    /// The target, while it lives.
    pub fn target(&self) -> Option<Value> {
        let pointer = std::ptr::NonNull::new(self.target.get() as *mut Head)?;
        // SAFETY: E1: set to 0 before the target goes; one being deallocated counts as dead.
        unsafe {
            if pointer.as_ref().refcount.get() == 0 {
                return None;
            }
            Some(Value::from_borrowed_ptr(pointer))
        }
    }

    pub(crate) fn take_callback(&self) -> Option<Value> {
        self.callback.take()
    }

    /// A weak reference, shared with others that have no callback.
    pub fn new(thread: &ThreadState, target: &Value, callback: Option<Value>) -> PyResult<Value> {
        make(thread, WeakRef::type_object(), target, callback)
    }

    pub fn has_callback(&self) -> bool {
        self.callback.get().is_some()
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe { (*object.cast::<WeakRef>().as_ref().callback.as_ptr()).iter().for_each(visitor) };
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let target = self.target.get();
        if target != 0
            && let Some(thread) = ThreadState::try_current()
        {
            thread.interp().weakrefs.remove(target, std::ptr::from_ref(self).addr());
        }
    }
}

/// Whether objects of this type can be referred to weakly.
pub fn supports(ty: &Type) -> bool {
    ty.weaklist_offset.get() != 0
}

/// The addresses of the weak references to an object.
pub fn references(thread: &ThreadState, target: &Value) -> Vec<Value> {
    let list = thread.interp().weakrefs.0.borrow().get(&(target.bits() as usize)).cloned().unwrap_or_default();
    // SAFETY: a reference removes itself from the table before it dies.
    list.into_iter().map(|at| Value::of(unsafe { &*(at as *const WeakRef) })).collect()
}

/// A weak reference of type `ty`, whose objects begin with a [`WeakRef`].
pub fn make(thread: &ThreadState, ty: &Type, target: &Value, callback: Option<Value>) -> PyResult<Value> {
    if !supports(target.type_of()) || !target.is_pointer() {
        let name = target.type_of().short_name();
        return Err(err!(thread, TypeError, "cannot create weak reference to '{name}' object"));
    }
    if callback.is_none() && ty.is(WeakRef::type_object()) {
        let shared =
            references(thread, target).into_iter().find(|r| r.is_exact::<WeakRef>() && of(r).callback.get().is_none());
        if let Some(shared) = shared {
            return Ok(shared);
        }
    }
    let fields = WeakRef {
        head: alloc::head::<WeakRef>(),
        target: Cell::new(target.bits() as usize),
        callback: MutCell::new(callback),
        hash: Cell::new(-1),
    };
    let made = alloc::alloc_in(ty, fields);
    let mut table = thread.interp().weakrefs.0.borrow_mut();
    table.entry(target.bits() as usize).or_default().push(made.as_value().bits() as usize);
    drop(table);
    Ok(made.into_value())
}

/// The target is going away: its references become dead, callbacks run (newest first).
pub fn clear_for(thread: &ThreadState, target: ObjectPtr) {
    let Some(list) = thread.interp().weakrefs.0.borrow_mut().remove(&target.as_ptr().addr()) else { return };
    let mut due = Vec::new();
    for at in list.into_iter().rev() {
        // SAFETY: a reference removes itself from the table before it dies.
        let reference = unsafe { &*(at as *const WeakRef) };
        reference.target.set(0);
        if reference.head.refcount.get() > 0
            && let Some(callback) = reference.callback.take()
        {
            due.push((Value::of(reference), callback));
        }
    }
    let pending = thread.take_pending();
    for (reference, callback) in due {
        if let Err(raised) = call::positional(thread, &callback, std::slice::from_ref(&reference)) {
            crate::exceptions::display::unraisable(thread, raised, &callback);
        }
    }
    thread.set_raised(pending);
}

fn new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    match args.positionals() {
        [target] => make(thread, ty, target, None),
        [target, callback, ..] => make(thread, ty, target, Some(callback.clone()).filter(|c| !c.is_none())),
        [] => Err(err!(thread, TypeError, "__new__ expected at least 1 argument, got 0")),
    }
}

fn init(_: &ThreadState, _: &Value, _: Args<'_>) -> PyResult<()> {
    Ok(())
}

fn call_ref(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    if !args.is_empty() {
        return Err(err!(thread, TypeError, "weakref expected 0 arguments, got {}", args.values.len()));
    }
    Ok(of(this).target().unwrap_or_else(Value::none))
}

fn hash_ref(thread: &ThreadState, this: &Value) -> PyResult<i64> {
    let reference = of(this);
    if reference.hash.get() == -1 {
        let Some(target) = reference.target() else {
            return Err(err!(thread, TypeError, "weak object has gone away"));
        };
        reference.hash.set(hash::hash(thread, &target)?);
    }
    Ok(reference.hash.get())
}

fn compare_ref(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne)
        || b.downcast::<WeakRef>().is_none()
        || a.downcast::<WeakRef>().is_none()
    {
        return Ok(Value::not_implemented());
    }
    match (of(a).target(), of(b).target()) {
        (Some(x), Some(y)) => compare::compare(thread, &x, &y, op),
        _ => Ok(Value::bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

fn repr(_: &ThreadState, this: &Value) -> PyResult<Value> {
    let text = match of(this).target() {
        Some(target) => {
            let name = target.type_of().short_name();
            format!("<weakref at {:#x}; to '{name}' at {:#x}>", this.bits(), target.bits())
        }
        None => format!("<weakref at {:#x}; dead>", this.bits()),
    };
    Ok(Str::try_new(&text)?.into_value())
}

pub fn describe() {
    WeakRef::type_object().weaklist_offset.set(1);
    TypeBuilder::new::<WeakRef>("ReferenceType", Some(crate::types::object::object_type()))
        .module("weakref")
        .flags(flags::BASETYPE)
        .container(WeakRef::visit, None)
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.call.set(Some(call_ref));
            s.hash.set(Some(hash_ref));
            s.compare.set(Some(compare_ref));
            s.repr.set(Some(repr));
        })
        .getter("__callback__", |_, r| Ok(of(r).callback.get().unwrap_or_else(Value::none)), "")
        .finish();
}

/// Typed form for callers that keep one.
pub type WeakRefRef = Ref<WeakRef>;
