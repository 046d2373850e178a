//! Modules made by C: definitions, the create and exec phases, state, functions. `ladon-plugin` drives these when it
//! loads a file; the exported functions of `moduleobject` are thin over them.
//!
//! Facts: import-semantics §2.2 (state), §2.8 (`PyState_*`), §3 (multi-phase), §6 (PEP 793). The package context, the
//! override of the interpreter check and the list of modules by index live per interpreter.

use crate::boundary::{decode_utf8, leave, returned, with_cause};
use crate::layout::*;
use crate::ownership;
use crate::pymem;
use crate::typeobject::methods::{c_text, new_function, rows};
use ladon_heap::Head;
use ladon_heap::primitive::NoMemory;
use ladon_vm::err;
use ladon_vm::names;
use ladon_vm::object::attr;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Str, Type};
use ladon_vm::value::{ObjectPtr, Ref, Value};
use ladon_vm::{exceptions, warnings};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ffi::{CStr, c_int, c_void};
use std::mem::ManuallyDrop;
use std::ptr::{self, NonNull};
use std::rc::Rc;
use std::sync::Mutex;

/// `PYTHON_API_VERSION` and `PYTHON_ABI_VERSION`: what plugins were compiled for.
pub const API_VERSION: c_int = 1013;
pub const ABI_VERSION: c_int = 3;

/// What an interpreter keeps for modules of C.
#[derive(Default)]
pub struct Modules {
    /// Modules by the index of their definition.
    by_index: RefCell<Vec<Option<Value>>>,
    /// `_imp._override_multi_interp_extensions_check`: > 0 check, < 0 do not, 0 as configured.
    pub override_check: Cell<i32>,
    /// Whether the configured check refuses modules (the policy `refuse`); else only the override does.
    pub honours_config: Cell<bool>,
    /// The full name for the first module that the running init function creates.
    package_context: RefCell<Option<String>>,
    /// Modules made from slots instead of a definition, by address.
    from_slots: RefCell<HashMap<usize, SlotRecord>>,
}

/// The state of the current interpreter's modules of C.
pub fn of(thread: &ThreadState) -> Rc<Modules> {
    thread.interp().state::<Modules>()
}

/// Sets the package context (facts §2.2); returns the one before.
pub fn set_package_context(thread: &ThreadState, name: Option<String>) -> Option<String> {
    of(thread).package_context.replace(name)
}

// ---- definitions ----

static INDEX: Mutex<isize> = Mutex::new(0);

/// Gives a definition its type and index, once; what C calls `PyModuleDef_Init`.
///
/// # Safety
/// B1.
pub unsafe fn init_def(def: *mut PyModuleDef) -> ObjectPtr {
    // SAFETY: B1; the lock orders interpreters that meet the same definition.
    unsafe {
        let mut last = INDEX.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let base = &(*def).base;
        if base.m_index.get() == 0 {
            *last += 1;
            base.head.refcount.set(ladon_heap::IMMORTAL);
            base.head.type_word.set(ptr::from_ref(ladon_vm::types::capi::module_def_type()).cast());
            base.m_index.set(*last);
        }
        let object = NonNull::new_unchecked(def.cast::<PyObject>());
        ownership::register_static(object);
        object
    }
}

/// Whether the object is a definition that went through [`init_def`].
pub fn as_def(object: *mut PyObject) -> Option<*mut PyModuleDef> {
    // SAFETY: B3: a live object, or a definition whose type is still NULL.
    let ty = unsafe { object.as_ref()? }.type_word.get();
    (ty == ptr::from_ref(ladon_vm::types::capi::module_def_type()).cast()).then_some(object.cast())
}

/// A definition as a reference.
fn def_of<'a>(def: *mut PyModuleDef) -> &'a PyModuleDef {
    // SAFETY: B1.
    unsafe { &*def }
}

/// The `m_name` of a definition.
pub fn def_name(def: *mut PyModuleDef) -> String {
    c_text(def_of(def).name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn check_api_version(thread: &ThreadState, name: &str, version: c_int) -> PyResult<()> {
    if version == API_VERSION || version == ABI_VERSION {
        return Ok(());
    }
    let message = format!(
        "Python C API version mismatch for module {name}: This Python has API version {API_VERSION}, module {name} has \
         version {version}."
    );
    warnings::warn(thread, &exceptions::RuntimeWarning, &message, 1)
}

// ---- state ----

fn module_at<'a>(object: ObjectPtr) -> &'a Module {
    // SAFETY: E2: the hooks are set on modules only.
    unsafe { object.cast::<Module>().as_ref() }
}

/// The three functions of a module's definition or slots, when they are to be called.
fn callbacks(module: &Module) -> (Option<TraverseProc>, Option<InquiryFunc>, Option<FreeFunc>) {
    let (size, functions) = match module.def.get() {
        0 => match of(ThreadState::current()).from_slots.borrow().get(&ptr::from_ref(module).addr()) {
            Some(record) => (record.size, (record.traverse, record.clear, record.free)),
            None => return (None, None, None),
        },
        def => {
            let def = def_of(def as *mut PyModuleDef);
            (def.size, (def.traverse, def.clear, def.free))
        }
    };
    if size > 0 && module.state.get() == 0 { (None, None, None) } else { functions }
}

unsafe extern "C" fn visit_one(object: *mut PyObject, visitor: *mut c_void) -> c_int {
    if let Some(object) = NonNull::new(object) {
        // SAFETY: `visitor` is the reference that `visit_state` passed; the value is only looked at.
        unsafe {
            let visitor = &mut *visitor.cast::<&mut dyn FnMut(&Value)>();
            visitor(&ManuallyDrop::new(Value::from_owned_ptr(object)));
        }
    }
    0
}

unsafe fn visit_state(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    if let (Some(traverse), ..) = callbacks(module_at(object)) {
        let mut visitor = visitor;
        // SAFETY: B1: the plugin's own function for this module.
        unsafe { traverse(object.as_ptr(), visit_one, (&raw mut visitor).cast()) };
    }
}

unsafe fn clear_state(object: ObjectPtr) {
    if let (_, Some(clear), _) = callbacks(module_at(object)) {
        // SAFETY: B1: the plugin's own function for this module.
        leave(ThreadState::current(), || unsafe { clear(object.as_ptr()) });
    }
}

unsafe fn free_state(object: ObjectPtr) {
    let module = module_at(object);
    let thread = ThreadState::current();
    if let (.., Some(free)) = callbacks(module) {
        // SAFETY: B1: the plugin's own function for this module.
        leave(thread, || unsafe { free(object.as_ptr().cast()) });
    }
    if module.def.get() == 0 {
        of(thread).from_slots.borrow_mut().remove(&object.as_ptr().addr());
    }
    // SAFETY: allocated by `allocate_state`.
    unsafe { pymem::free_block(module.state.replace(0) as *mut c_void) };
}

fn attach_hooks(module: &Module) {
    module.state_visit.set(Some(visit_state));
    module.state_clear.set(Some(clear_state));
    module.state_free.set(Some(free_state));
}

/// Makes `def` the module's definition.
pub fn attach_def(module: &Module, def: *mut PyModuleDef) {
    module.def.set(def.addr());
    module.token.set(def.addr());
    module.state_size.set(usize::try_from(def_of(def).size).unwrap_or(0));
    attach_hooks(module);
}

/// Zeroed state of `size` bytes; also for size 0 a block, which says that the module was executed.
fn allocate_state(module: &Module, size: Py_ssize_t) -> PyResult<()> {
    if module.state.get() != 0 || size < 0 {
        return Ok(());
    }
    let block = pymem::alloc_block(size.max(1) as usize, true);
    if block.is_null() {
        return Err(NoMemory.into());
    }
    module.state.set(block.addr());
    module.state_size.set(size as usize);
    Ok(())
}

/// The `state` pointer of a module, NULL when it has none.
pub fn state_of(module: &Module) -> *mut c_void {
    module.state.get() as *mut c_void
}

// ---- functions ----

/// Adds the functions of an array to a module (or whatever the create slot gave).
pub fn add_functions(thread: &ThreadState, module: &Value, array: *const PyMethodDef, name: &Value) -> PyResult<()> {
    for def in rows(array) {
        // SAFETY: B1.
        let flags = unsafe { (*def).flags };
        if flags & (meth::CLASS | meth::STATIC) != 0 {
            return Err(err!(thread, ValueError, "module functions cannot set METH_CLASS or METH_STATIC"));
        }
        let function = new_function(thread, def, Some(module.clone()), Some(name.clone()), None)?;
        // SAFETY: B1.
        let text = crate::typeobject::methods::name_of(thread, unsafe { &*def })?;
        attr::set(thread, module, &text, Some(function.as_value()))?;
    }
    Ok(())
}

/// Sets `__doc__`.
pub fn set_doc(thread: &ThreadState, module: &Value, doc: &CStr) -> PyResult<()> {
    let text = decode_utf8(thread, doc.to_bytes())?;
    attr::set(thread, module, names::get().__doc__, Some(text.as_value()))
}

// ---- single-phase ----

/// `PyModule_Create2`.
///
/// # Safety
/// B1.
pub unsafe fn create(thread: &ThreadState, def: *mut PyModuleDef, api_version: c_int) -> PyResult<Value> {
    // SAFETY: forwarded.
    unsafe { init_def(def) };
    let definition = def_of(def);
    let own_name = def_name(def);
    if !definition.slots.is_null() {
        return Err(err!(thread, SystemError, "module {own_name}: PyModule_Create is incompatible with m_slots"));
    }
    check_api_version(thread, &own_name, api_version)?;
    let name = full_name(thread, own_name);
    let module = Module::new(thread, &name)?;
    if definition.size > 0 {
        allocate_state(&module, definition.size)?;
    }
    attach_def(&module, def);
    add_functions(thread, module.as_value(), definition.methods, &Str::try_new(&name)?.into_value())?;
    if let Some(doc) = c_text(definition.doc) {
        set_doc(thread, module.as_value(), doc)?;
    }
    Ok(module.into_value())
}

/// The name from the package context, when its last component is that of the definition.
fn full_name(thread: &ThreadState, own: String) -> String {
    let modules = of(thread);
    let mut context = modules.package_context.borrow_mut();
    let fits =
        context.as_ref().is_some_and(|full| full.strip_suffix(own.as_str()).is_some_and(|front| front.ends_with('.')));
    match fits {
        true => context.take().unwrap_or(own),
        false => own,
    }
}

// ---- multi-phase ----

/// What a module says about several interpreters (`Py_mod_multiple_interpreters`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Support {
    NotSupported,
    /// Also what an absent slot means.
    #[default]
    Supported,
    PerInterpreterGil,
}

impl Support {
    fn from_slot(value: usize) -> Support {
        match value {
            0 => Support::NotSupported,
            2 => Support::PerInterpreterGil,
            _ => Support::Supported,
        }
    }
}

type CreateFunc = unsafe extern "C" fn(*mut PyObject, *mut PyModuleDef) -> *mut PyObject;
type ExecFunc = unsafe extern "C" fn(*mut PyObject) -> c_int;

/// The slots of a module, read.
#[derive(Default)]
pub struct Slots {
    create: Option<CreateFunc>,
    exec: Vec<ExecFunc>,
    pub support: Support,
    support_given: bool,
    gil_given: bool,
    methods: usize,
    doc: usize,
    size: Py_ssize_t,
    traverse: Option<TraverseProc>,
    clear: Option<InquiryFunc>,
    free: Option<FreeFunc>,
    token: Option<usize>,
    abi: bool,
}

/// What is kept of a module made from slots.
struct SlotRecord {
    size: Py_ssize_t,
    exec: Vec<ExecFunc>,
    traverse: Option<TraverseProc>,
    clear: Option<InquiryFunc>,
    free: Option<FreeFunc>,
}

/// A slot's pointer as a function.
///
/// # Safety
/// The slot holds a function of this type, or NULL.
unsafe fn function<F>(value: *mut c_void) -> Option<F> {
    const { assert!(size_of::<F>() == size_of::<usize>()) };
    if value.is_null() {
        return None;
    }
    // SAFETY: the caller's promise.
    Some(unsafe { std::mem::transmute_copy::<*mut c_void, F>(&value) })
}

impl Slots {
    /// Reads the slots of a definition (B1); `name` is for messages.
    pub fn of_def(thread: &ThreadState, def: *mut PyModuleDef, name: &str) -> PyResult<Slots> {
        let definition = def_of(def);
        let mut slots = Slots {
            methods: definition.methods.addr(),
            doc: definition.doc.addr(),
            size: definition.size,
            traverse: definition.traverse,
            clear: definition.clear,
            free: definition.free,
            ..Slots::default()
        };
        slots.read_legacy(thread, definition.slots, name)?;
        Ok(slots)
    }

    fn read_legacy(&mut self, thread: &ThreadState, array: *const PyModuleDefSlot, name: &str) -> PyResult<()> {
        let mut at = array;
        // SAFETY: B1, B2: an array that ends at slot 0.
        while !at.is_null() && unsafe { (*at).slot } != 0 {
            // SAFETY: as above.
            let row = unsafe { *at };
            self.read(thread, row.slot, row.value, name)?;
            // SAFETY: as above.
            at = unsafe { at.add(1) };
        }
        Ok(())
    }

    fn read(&mut self, thread: &ThreadState, slot: i32, value: *mut c_void, name: &str) -> PyResult<()> {
        use module_slot::*;
        match slot {
            CREATE | NEW_CREATE => {
                if self.create.is_some() {
                    return Err(err!(thread, SystemError, "module {name} has multiple create slots"));
                }
                // SAFETY: B1.
                self.create = unsafe { function(value) };
            }
            // SAFETY: B1.
            EXEC | NEW_EXEC => self.exec.extend(unsafe { function::<ExecFunc>(value) }),
            MULTIPLE_INTERPRETERS | NEW_MULTIPLE_INTERPRETERS => {
                if std::mem::replace(&mut self.support_given, true) {
                    let message = format!("module {name} has more than one 'multiple interpreters' slots");
                    return Err(thread.error(&exceptions::SystemError, message));
                }
                self.support = Support::from_slot(value.addr());
            }
            GIL | NEW_GIL => {
                if std::mem::replace(&mut self.gil_given, true) {
                    return Err(err!(thread, SystemError, "module {name} has more than one 'gil' slot"));
                }
            }
            ABI => check_abi(thread, value.cast(), name)?,
            _ => return Err(err!(thread, SystemError, "module {name} uses unknown slot ID {slot}")),
        }
        Ok(())
    }

    /// Reads a `PySlot` array (PEP 820).
    fn read_new(&mut self, thread: &ThreadState, array: *const PySlot, name: &str, depth: u32) -> PyResult<()> {
        use module_slot::*;
        const OPTIONAL: u16 = 1;
        const STATIC: u16 = 2;
        if depth > 5 {
            return Err(err!(thread, SystemError, "too many levels of nested slots"));
        }
        let mut at = array;
        while !at.is_null() {
            // SAFETY: B1, B2: an array that ends at slot 0.
            let row = unsafe { *at };
            if row.id == 0 {
                if row.flags & OPTIONAL != 0 {
                    return Err(err!(thread, SystemError, "invalid flags for Py_slot_end: 0x{:x}", row.flags));
                }
                break;
            }
            let slot = i32::from(row.id as i16);
            match slot {
                SUBSLOTS => self.read_new(thread, row.value.cast(), name, depth + 1)?,
                LEGACY_SLOTS => self.read_legacy(thread, row.value.cast(), name)?,
                DOC => self.doc = row.value.addr(),
                NAME => {}
                STATE_SIZE => self.size = row.value.addr() as Py_ssize_t,
                METHODS if row.flags & STATIC == 0 => {
                    return Err(err!(thread, SystemError, "Py_mod_methods requires PySlot_STATIC"));
                }
                METHODS => self.methods = row.value.addr(),
                // SAFETY: B1.
                STATE_TRAVERSE => self.traverse = unsafe { function(row.value) },
                // SAFETY: B1.
                STATE_CLEAR => self.clear = unsafe { function(row.value) },
                // SAFETY: B1.
                STATE_FREE => self.free = unsafe { function(row.value) },
                TOKEN => self.token = Some(row.value.addr()),
                ABI => {
                    self.abi = true;
                    check_abi(thread, row.value.cast(), name)?;
                }
                _ => match self.read(thread, slot, row.value, name) {
                    Err(raised) if row.flags & OPTIONAL != 0 => drop(thread.take_raised(raised)),
                    other => other?,
                },
            }
            // SAFETY: as above.
            at = unsafe { at.add(1) };
        }
        Ok(())
    }
}

/// `PyABIInfo_Check` (facts §6.3).
pub fn check_abi(thread: &ThreadState, info: *const PyAbiInfo, module: &str) -> PyResult<()> {
    const STABLE: u16 = 1;
    const GIL: u16 = 2;
    const FREE_THREADED: u16 = 4;
    const INTERNAL: u16 = 8;
    const OURS: u32 = 0x030E;
    let wrong = |text: &str| Err(err!(thread, ImportError, "{module}: {text}"));
    // SAFETY: B1.
    let Some(info) = (unsafe { info.as_ref() }) else { return wrong("NULL PyABIInfo") };
    if info.major == 0 {
        return Ok(());
    }
    if info.major > 1 {
        return wrong("PyABIInfo version too high");
    }
    let version = info.abi_version >> 16;
    let (stable, internal) = (info.flags & STABLE != 0, info.flags & INTERNAL != 0);
    if stable && internal {
        return wrong("cannot use both internal and stable ABI");
    }
    if internal && info.abi_version != 0 {
        return wrong("incompatible internal ABI");
    }
    if info.flags & FREE_THREADED != 0 && info.flags & GIL == 0 {
        return wrong("only compatible with free-threaded CPython");
    }
    match (stable, version) {
        (_, 0) => Ok(()),
        // 3.15's stable ABI is a part of ours.
        (true, version) if version > OURS + 1 => {
            wrong(&format!("incompatible future stable ABI version ({}.{})", version >> 8, version & 0xFF))
        }
        (true, version) if version < 0x0302 => {
            wrong(&format!("invalid stable ABI version ({}.{})", version >> 8, version & 0xFF))
        }
        (true, _) => Ok(()),
        (false, OURS) => Ok(()),
        (false, _) => wrong("incompatible ABI version"),
    }
}

/// Whether the check of §4 is on in the current interpreter.
pub fn check_is_active(thread: &ThreadState) -> bool {
    let modules = of(thread);
    match modules.override_check.get() {
        0 => modules.honours_config.get() && thread.interp().config.borrow().check_multi_interp_extensions,
        set => set > 0,
    }
}

/// ImportError when a module may not be loaded in this interpreter (§3.5).
pub fn check_interpreter(thread: &ThreadState, name: &str, support: Support) -> PyResult<()> {
    let interp = thread.interp();
    if interp.is_main() || !check_is_active(thread) {
        return Ok(());
    }
    let refused = match support {
        Support::NotSupported => true,
        Support::Supported => interp.config.borrow().own_gil,
        Support::PerInterpreterGil => false,
    };
    if !refused {
        return Ok(());
    }
    Err(err!(thread, ImportError, "module {name} does not support loading in subinterpreters"))
}

fn spec_name(thread: &ThreadState, spec: &Value) -> PyResult<Ref<Str>> {
    let name = attr::get_name(thread, spec, "name")?;
    Ref::from_value(name).map_err(|_| err!(thread, TypeError, "module name must be a string"))
}

/// The create phase (`PyModule_FromDefAndSpec2`; facts §3.2).
///
/// # Safety
/// B1.
pub unsafe fn create_from_def_and_spec(
    thread: &ThreadState,
    def: *mut PyModuleDef,
    spec: &Value,
    api_version: c_int,
) -> PyResult<Value> {
    // SAFETY: forwarded.
    unsafe { init_def(def) };
    let name = spec_name(thread, spec)?;
    let text = name.to_string_lossy();
    check_api_version(thread, &text, api_version)?;
    if def_of(def).size < 0 {
        let message = format!("module {text}: m_size may not be negative for multi-phase initialization");
        return Err(thread.error(&exceptions::SystemError, message));
    }
    let slots = Slots::of_def(thread, def, &text)?;
    let module = build(thread, &slots, spec, &name, def)?;
    if let Some(module) = module.downcast::<Module>() {
        module.state.set(0);
        attach_def(module, def);
    }
    finish(thread, &slots, &module, &name)
}

/// The create phase from a slot array (`PyModule_FromSlotsAndSpec`; facts §6.1).
///
/// # Safety
/// B1.
pub unsafe fn create_from_slots_and_spec(
    thread: &ThreadState,
    array: *const PySlot,
    spec: &Value,
    default_token: usize,
) -> PyResult<Value> {
    if array.is_null() {
        return Err(err!(thread, SystemError, "PyModule_FromSlotsAndSpec called with NULL slots"));
    }
    let name = spec_name(thread, spec)?;
    let text = name.to_string_lossy();
    let mut slots = Slots::default();
    slots.read_new(thread, array, &text, 0)?;
    if !slots.abi {
        return Err(err!(thread, SystemError, "module {text} does not define Py_mod_abi"));
    }
    if slots.exec.len() > 1 {
        return Err(err!(thread, SystemError, "module {text} has more than one 'exec' slot"));
    }
    if slots.size < 0 {
        return Err(err!(thread, SystemError, "module {text}: state size may not be negative"));
    }
    let module = build(thread, &slots, spec, &name, ptr::null_mut())?;
    match module.downcast::<Module>() {
        Some(made) => {
            made.token.set(slots.token.unwrap_or(default_token));
            made.state_size.set(slots.size as usize);
            let record = SlotRecord {
                size: slots.size,
                exec: slots.exec.clone(),
                traverse: slots.traverse,
                clear: slots.clear,
                free: slots.free,
            };
            of(thread).from_slots.borrow_mut().insert(ptr::from_ref(made).addr(), record);
            attach_hooks(made);
        }
        None if slots.token.is_some() => {
            let message = format!("module {text} specifies a token, but did not create a ModuleType instance");
            return Err(thread.error(&exceptions::SystemError, message));
        }
        None => {}
    }
    finish(thread, &slots, &module, &name)
}

/// Runs the create slot, or makes a plain module.
fn build(thread: &ThreadState, slots: &Slots, spec: &Value, name: &Ref<Str>, def: *mut PyModuleDef) -> PyResult<Value> {
    let text = name.to_string_lossy();
    check_interpreter(thread, &text, slots.support)?;
    let Some(create) = slots.create else { return Ok(Module::with_name(thread, name.as_value(), None)?.into_value()) };
    let spec_c = crate::boundary::Passed::new(thread, spec);
    // SAFETY: B1: the plugin's own function.
    let made = leave(thread, || unsafe { create(spec_c.ptr(), def) });
    let module = match (NonNull::new(made), thread.pending()) {
        (None, None) => {
            let message = format!("creation of module {text} failed without setting an exception");
            return Err(thread.error(&exceptions::SystemError, message));
        }
        (None, Some(raised)) => return Err(raised),
        (Some(object), Some(_)) => {
            // SAFETY: B3: the function handed over its reference.
            drop(unsafe { Value::from_owned_ptr(object) });
            return Err(with_cause(thread, &format!("creation of module {text} raised unreported exception")));
        }
        (Some(_), None) => returned(thread, made, create as usize, &|| format!("the create slot of {text}"))?,
    };
    if module.downcast::<Module>().is_none() {
        if slots.size > 0 || slots.traverse.is_some() || slots.clear.is_some() || slots.free.is_some() {
            let message = format!("module {text} is not a module object, but requests module state");
            return Err(thread.error(&exceptions::SystemError, message));
        }
        if !slots.exec.is_empty() {
            let message = format!("module {text} specifies execution slots, but did not create a ModuleType instance");
            return Err(thread.error(&exceptions::SystemError, message));
        }
    }
    Ok(module)
}

fn finish(thread: &ThreadState, slots: &Slots, module: &Value, name: &Ref<Str>) -> PyResult<Value> {
    add_functions(thread, module, slots.methods as *const PyMethodDef, name.as_value())?;
    if let Some(doc) = c_text(slots.doc as *const std::ffi::c_char) {
        set_doc(thread, module, doc)?;
    }
    Ok(module.clone())
}

/// The exec phase (`PyModule_ExecDef`; facts §3.3).
///
/// # Safety
/// B1; `def` is the module's definition.
pub unsafe fn exec_def(thread: &ThreadState, module: &Value, def: *mut PyModuleDef) -> PyResult<()> {
    let name = module_name(thread, module)?;
    if let Some(module) = module.downcast::<Module>() {
        allocate_state(module, def_of(def).size)?;
    }
    let mut at = def_of(def).slots;
    // SAFETY: B1, B2.
    while !at.is_null() && unsafe { (*at).slot } != 0 {
        // SAFETY: as above.
        let row = unsafe { *at };
        use module_slot::*;
        match row.slot {
            EXEC | NEW_EXEC => {
                // SAFETY: B1.
                if let Some(exec) = unsafe { function::<ExecFunc>(row.value) } {
                    run_exec(thread, module, exec, &name)?;
                }
            }
            CREATE | MULTIPLE_INTERPRETERS | GIL | NEW_CREATE | NEW_MULTIPLE_INTERPRETERS | NEW_GIL | ABI => {}
            unknown => {
                return Err(err!(thread, SystemError, "module {name} initialized with unknown slot {unknown}"));
            }
        }
        // SAFETY: as above.
        at = unsafe { at.add(1) };
    }
    Ok(())
}

/// The exec phase of a module however it was made (`PyModule_Exec`).
pub fn exec(thread: &ThreadState, module: &Value) -> PyResult<()> {
    let Some(made) = module.downcast::<Module>() else {
        let found = module.type_of().short_name();
        return Err(err!(thread, TypeError, "expected module, got {found}"));
    };
    if made.def.get() != 0 {
        // SAFETY: B1: the module's own definition.
        return unsafe { exec_def(thread, module, made.def.get() as *mut PyModuleDef) };
    }
    let record = of(thread);
    let found = record.from_slots.borrow().get(&ptr::from_ref(made).addr()).map(|r| (r.size, r.exec.clone()));
    let Some((size, functions)) = found else { return Ok(()) };
    let name = module_name(thread, module)?;
    allocate_state(made, size)?;
    functions.into_iter().try_for_each(|exec| run_exec(thread, module, exec, &name))
}

/// Whether the import system should run [`exec`]: a module of C that has no state yet.
pub fn needs_exec(thread: &ThreadState, module: &Value) -> bool {
    module.downcast::<Module>().is_some_and(|made| {
        let known = made.def.get() != 0 || of(thread).from_slots.borrow().contains_key(&ptr::from_ref(made).addr());
        known && made.state.get() == 0
    })
}

fn run_exec(thread: &ThreadState, module: &Value, exec: ExecFunc, name: &str) -> PyResult<()> {
    let module_c = crate::boundary::Passed::new(thread, module);
    // SAFETY: B1: the plugin's own function.
    let result = leave(thread, || unsafe { exec(module_c.ptr()) });
    match (result, thread.pending()) {
        (0, None) => Ok(()),
        (0, Some(_)) => Err(with_cause(thread, &format!("execution of module {name} raised unreported exception"))),
        (_, Some(raised)) => Err(raised),
        (_, None) => {
            let message = format!("execution of module {name} failed without setting an exception");
            Err(thread.error(&exceptions::SystemError, message))
        }
    }
}

/// `__name__` as text, or SystemError "nameless module".
pub fn module_name(thread: &ThreadState, module: &Value) -> PyResult<String> {
    let found = match module.downcast::<Module>() {
        Some(module) => module.name(),
        None => return Err(err!(thread, TypeError, "bad argument type for built-in operation")),
    };
    match found {
        Some(name) => Ok(name.to_string_lossy()),
        None => Err(err!(thread, SystemError, "nameless module")),
    }
}

// ---- modules by index ----

/// The module stored for an index, in the current interpreter.
pub fn by_index(thread: &ThreadState, index: Py_ssize_t) -> Option<Value> {
    let index = usize::try_from(index).ok().filter(|index| *index > 0)?;
    of(thread).by_index.borrow().get(index).cloned().flatten()
}

/// Stores a module (or nothing) for an index; what was there comes back.
pub fn set_by_index(thread: &ThreadState, index: Py_ssize_t, module: Option<Value>) -> Option<Value> {
    let index = usize::try_from(index).ok()?;
    let modules = of(thread);
    let mut list = modules.by_index.borrow_mut();
    if list.len() <= index {
        list.resize_with(index + 1, || None);
    }
    std::mem::replace(&mut list[index], module)
}

/// How long the list is; 0 = there is none yet.
pub fn index_count(thread: &ThreadState) -> usize {
    of(thread).by_index.borrow().len()
}

/// Empties the list (at the end of the interpreter); the modules come back, to be dropped by the caller.
pub fn take_all(thread: &ThreadState) -> Vec<Value> {
    std::mem::take(&mut *of(thread).by_index.borrow_mut()).into_iter().flatten().collect()
}

/// The head of a definition, as an object.
pub fn def_head<'a>(def: *mut PyModuleDef) -> &'a Head {
    &def_of(def).base.head
}

/// The type of definitions, for `PyModuleDef_Init`.
pub fn def_type() -> &'static Type {
    ladon_vm::types::capi::module_def_type()
}
