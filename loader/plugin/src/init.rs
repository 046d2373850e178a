//! Makes a native module: the two ways of initialisation (facts/import-semantics §2 and §3).
//!
//! Init always runs in the importing interpreter. What single-phase modules need to be made again is kept per
//! interpreter and (path, name); the def, which several modules may share, only says what kind it is.

use crate::builtin::{ExportHook, Hook};
use crate::find::HookName;
use crate::hook::{self, Returned};
use crate::image::Image;
use crate::open::{self, Entry, Request, Which};
use crate::policy::{self, Isolation};
use crate::record::{self, Key, Kind, Loaded, Record};
use crate::shared;
use ladon_abi::layout::PyModuleDef;
use ladon_abi::module;
use ladon_vm::err;
use ladon_vm::object::attr;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::module::Module;
use ladon_vm::value::{Ref, Value};
use std::ptr::{self, NonNull};
use std::sync::Arc;

fn read_request(thread: &ThreadState, spec: &Value) -> PyResult<Request> {
    let text = |attribute: &str, what: &str| -> PyResult<(Value, String)> {
        let value = attr::get_name(thread, spec, attribute)?;
        let Some(text) = value.downcast::<Str>().map(Str::to_string_lossy) else {
            return Err(err!(thread, TypeError, "{what} must be a string"));
        };
        if text.contains('\0') {
            return Err(err!(thread, ValueError, "embedded null character"));
        }
        Ok((value, text))
    };
    let (_, name) = text("name", "module name")?;
    let (origin, path) = text("origin", "module filename")?;
    let policy = policy::current(thread)?;
    let check = policy::checks_extensions(thread, policy);
    Ok(Request { spec: spec.clone(), hook: HookName::of(&name), name, path, origin, policy, check })
}

fn refused(thread: &ThreadState, name: &str) -> Raised {
    err!(thread, ImportError, "module {name} does not support loading in subinterpreters")
}

/// `_imp.create_dynamic`.
pub fn create_dynamic(thread: &ThreadState, spec: &Value) -> PyResult<Value> {
    let request = read_request(thread, spec)?;
    if request.check && request.kind() == Some(Kind::SinglePhase) {
        return Err(refused(thread, &request.name));
    }
    let record = match request.policy {
        Some(Isolation::Shared) => {
            if let Some(module) = shared::reload(thread, &request)? {
                return Ok(module);
            }
            None
        }
        _ => Loaded::of(thread).find(&request.key()),
    };
    if let Some(record) = record {
        return reload(thread, &record, &request.name, Some(&request.origin));
    }
    let (image, entry, which) = open::open(thread, &request)?;
    match entry {
        Entry::Export(export) => create_from_slots(thread, &request, export),
        Entry::Init(init) if which == Which::Trial => try_out(thread, &request, init),
        Entry::Init(init) => first_load(thread, &request, &image, init, which),
    }
}

/// PEP 793: the hook only returns slots; nothing is remembered but what they say.
fn create_from_slots(thread: &ThreadState, request: &Request, export: ExportHook) -> PyResult<Value> {
    let slots = hook::run_export(thread, export, &request.name)?;
    if let Some(file) = request.file() {
        record::set_kind(file, &request.hook.symbol, Kind::MultiPhase(hook::support_of_slots(slots)));
    }
    set_check(thread, request.policy);
    let token = slots.as_ptr().addr();
    // SAFETY: B1: the hook returned them as slots.
    unsafe { module::create_from_slots_and_spec(thread, slots.as_ptr(), &request.spec, token) }
}

/// Finds out in an image of its own what a hook is, so that a module which is then refused has touched nothing.
fn try_out(thread: &ThreadState, request: &Request, init: Hook) -> PyResult<Value> {
    let returned = hook::run(thread, init, &request.name, &request.hook)?;
    let kind = note_kind(request, &returned);
    drop(returned);
    if kind == Kind::SinglePhase {
        return Err(refused(thread, &request.hook.short));
    }
    match open::open(thread, request)? {
        (image, Entry::Init(init), which) => first_load(thread, request, &image, init, which),
        (_, Entry::Export(export), _) => create_from_slots(thread, request, export),
    }
}

fn note_kind(request: &Request, returned: &Returned) -> Kind {
    let kind = match returned {
        Returned::Def(def) => Kind::MultiPhase(hook::support(*def)),
        Returned::Module(..) => Kind::SinglePhase,
    };
    if let Some(file) = request.file() {
        record::set_kind(file, &request.hook.symbol, kind);
    }
    kind
}

/// Whether a module's C variables serve several interpreters without its having said that it can do so.
fn shares_data(policy: Option<Isolation>, kind: Kind) -> bool {
    let declared = kind == Kind::MultiPhase(module::Support::PerInterpreterGil);
    !declared && !matches!(policy, None | Some(Isolation::OwnImage))
}

fn first_load(
    thread: &ThreadState,
    request: &Request,
    image: &Arc<Image>,
    init: Hook,
    which: Which,
) -> PyResult<Value> {
    let guard = hook::lock(thread, image);
    let returned = hook::run(thread, init, &request.name, &request.hook)?;
    let kind = note_kind(request, &returned);
    if which == Which::Common && shares_data(request.policy, kind) {
        // C variables of the image may keep objects of this interpreter, for others to find after its end.
        shared::keep_memory(thread.interp().id);
    }
    match returned {
        Returned::Def(def) => {
            drop(guard);
            create_from_def(thread, def, &request.spec, request.policy)
        }
        Returned::Module(module, def) => {
            let file = Some((request.path.clone(), request.origin.clone()));
            // The image's defs are written by this interpreter alone.
            let one_each = matches!(request.policy, None | Some(Isolation::OwnImage | Isolation::Shared));
            let exclusive = which == Which::Own || one_each;
            let image = Some(Arc::clone(image));
            let made = New { key: request.key(), init, policy: request.policy, file, image, exclusive };
            enter(thread, module, def, made)
        }
    }
}

/// Tells the ABI whether modules are asked for their support.
fn set_check(thread: &ThreadState, policy: Option<Isolation>) {
    let modules = module::of(thread);
    modules.honours_config.set(policy == Some(Isolation::Refuse));
    modules.override_check.set(thread.interp().extension_check.get().clamp(-1, 1) as i32);
}

/// The create phase of a multi-phase module.
pub fn create_from_def(
    thread: &ThreadState,
    def: NonNull<PyModuleDef>,
    spec: &Value,
    policy: Option<Isolation>,
) -> PyResult<Value> {
    set_check(thread, policy);
    // SAFETY: B1: the hook returned it as a def.
    unsafe { module::create_from_def_and_spec(thread, def.as_ptr(), spec, module::API_VERSION) }
}

/// `_imp.exec_dynamic`: the exec phase, once per module.
pub fn exec_dynamic(thread: &ThreadState, module: &Value) -> PyResult<()> {
    if module::needs_exec(thread, module) { module::exec(thread, module) } else { Ok(()) }
}

/// A single-phase module that init has just made.
pub struct New {
    pub key: Key,
    pub init: Hook,
    pub policy: Option<Isolation>,
    /// The file: its path, and as the spec has it.
    pub file: Option<(String, Value)>,
    pub image: Option<Arc<Image>>,
    pub exclusive: bool,
}

/// Completes a fresh single-phase module: `__file__`, the record for making it again, `sys.modules`, the index.
pub fn enter(thread: &ThreadState, made: Ref<Module>, def: NonNull<PyModuleDef>, new: New) -> PyResult<Value> {
    if let Some((_, origin)) = &new.file {
        made.set("__file__", origin.clone());
    }
    // SAFETY: B1: the module's own def.
    let definition = unsafe { def.as_ref() };
    let snapshot = if definition.size == -1 { Some(made.dict().copy()?) } else { None };
    let own_def = (new.policy == Some(Isolation::PerDef)).then(|| {
        // SAFETY: B1; a def is plain data, and the copy is never given to C.
        Box::new(unsafe { ptr::read(def.as_ptr()) })
    });
    let name = new.key.1.clone();
    let (file, policy) = (new.file.map(|file| file.0), new.policy);
    let record = Record {
        def,
        own_def,
        init: new.init,
        size: definition.size,
        snapshot,
        in_def: new.exclusive,
        file,
        image: new.image,
    };
    let record = Loaded::of(thread).enter(new.key.clone(), record);
    write_back(thread, &record, policy, &new.key);
    register(thread, &made, &name, def)?;
    Ok(made.into_value())
}

/// What C may read in a def after its module was loaded: `m_init`, `m_copy`.
fn write_back(thread: &ThreadState, record: &Record, policy: Option<Isolation>, key: &Key) {
    if policy == Some(Isolation::Shared) {
        return shared::enter(thread, record, key);
    }
    let copy = record.snapshot.as_deref().map_or(ptr::null_mut(), |dict| ptr::from_ref(dict).cast_mut().cast());
    // SAFETY: B1; P2.
    let base = match &record.own_def {
        Some(own) => &own.base,
        // SAFETY: B1; P2.
        None => unsafe { &record.def.as_ref().base },
    };
    if record.own_def.is_some() || record.in_def {
        base.m_copy.set(copy);
        if record.size >= 0 {
            base.m_init.set(Some(record.init));
        }
    }
}

/// Enters a module into `sys.modules` and into the list by index.
pub fn register(thread: &ThreadState, made: &Ref<Module>, name: &str, def: NonNull<PyModuleDef>) -> PyResult<()> {
    thread.interp().modules().set_str(&*Str::try_new(name)?, made.as_value().clone())?;
    // SAFETY: B1.
    let index = unsafe { def.as_ref() }.base.m_index.get();
    drop(module::set_by_index(thread, index, Some(made.as_value().clone())));
    Ok(())
}

/// Makes a module again that this interpreter has loaded before (facts §2.4).
pub fn reload(thread: &ThreadState, record: &Record, name: &str, origin: Option<&Value>) -> PyResult<Value> {
    if let Some(snapshot) = &record.snapshot {
        let module = module_for(thread, name)?;
        ladon_vm::types::dict::update::merge_dict(thread, &module.dict(), snapshot)?;
        return finish_copy(thread, record, module, name);
    }
    let _guard = record.image.as_deref().map(|image| hook::lock(thread, image));
    run_again(thread, record.init, name, origin)
}

/// The module in `sys.modules`, or a new one.
pub fn module_for(thread: &ThreadState, name: &str) -> PyResult<Ref<Module>> {
    let present = thread.interp().modules().get_name(name);
    match present.and_then(|present| Ref::from_value(present).ok()) {
        Some(module) => Ok(module),
        None => Module::new(thread, name),
    }
}

/// A module whose dict was filled from a snapshot becomes a module of the def.
fn finish_copy(thread: &ThreadState, record: &Record, module: Ref<Module>, name: &str) -> PyResult<Value> {
    lend_def(&module, record.def);
    register(thread, &module, name, record.def)?;
    Ok(module.into_value())
}

/// C finds the def of a copy. Its `m_free` and `m_clear` are left to the module that init made: they end what init began.
pub fn lend_def(module: &Module, def: NonNull<PyModuleDef>) {
    if module.def.get() == 0 {
        module.def.set(def.as_ptr().addr());
        module.token.set(def.as_ptr().addr());
    }
}

/// Runs the init function of a module with `m_size` >= 0 once more.
pub fn run_again(thread: &ThreadState, init: Hook, name: &str, origin: Option<&Value>) -> PyResult<Value> {
    let hook_name = HookName::of(name);
    match hook::run(thread, init, name, &hook_name)? {
        Returned::Module(made, def) => {
            if let Some(origin) = origin {
                made.set("__file__", origin.clone());
            }
            register(thread, &made, name, def)?;
            Ok(made.into_value())
        }
        Returned::Def(_) => {
            let short = hook_name.short;
            Err(err!(thread, SystemError, "initialization of {short} did not return an extension module"))
        }
    }
}
