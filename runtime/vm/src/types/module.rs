//! `module`: a name space with a name. What native code keeps with a module (its def, its state) stands here too.
//!
//! C reads `md_dict` nowhere but through functions; `dict` lies at offset 16, where the dict slot of the type is.

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::{Dict, List, Str, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use std::cell::Cell;

/// What the ABI layer does for modules of C: one hook per event.
pub type ModuleHook = unsafe fn(ObjectPtr);
pub type ModuleVisitHook = unsafe fn(ObjectPtr, &mut dyn FnMut(&Value));

#[repr(C)]
pub struct Module {
    pub head: Head,
    pub dict: MutCell<Option<Ref<Dict>>>,
    /// The `PyModuleDef*`.
    pub def: Cell<usize>,
    /// The module state of C.
    pub state: Cell<usize>,
    /// Size of the state (`PyModule_GetStateSize`).
    pub state_size: Cell<usize>,
    /// The module's token (`PyModule_GetToken`).
    pub token: Cell<usize>,
    /// Data of whoever loaded the module.
    pub owner_data: Cell<usize>,
    /// Runs `m_free` and gives the state back.
    pub state_free: Cell<Option<ModuleHook>>,
    /// Runs `m_clear`.
    pub state_clear: Cell<Option<ModuleHook>>,
    /// Runs `m_traverse`.
    pub state_visit: Cell<Option<ModuleVisitHook>>,
}

crate::builtin_static!(Module, PyModule_Type);

const _: () = assert!(std::mem::offset_of!(Module, dict) == 16);

pub fn module_type() -> &'static Type {
    &PyModule_Type
}

impl Module {
    /// The dict, borrowed for one step.
    #[inline(always)]
    pub fn dict_ref(&self) -> Option<&Dict> {
        // SAFETY: H7: the dict of a module is replaced only while the module is made or cleared.
        unsafe { (*self.dict.as_ptr()).as_deref() }
    }

    /// A new module with the attributes every module has.
    pub fn new(thread: &ThreadState, name: &str) -> PyResult<Ref<Module>> {
        let name = crate::types::str::intern::intern_bytes(thread, name.as_bytes())?;
        Self::with_name(thread, name.as_value(), None)
    }

    /// As [`Module::new`] for a name that is a value, with a docstring.
    pub fn with_name(_thread: &ThreadState, name: &Value, doc: Option<&Value>) -> PyResult<Ref<Module>> {
        let module = alloc::alloc(Self::fields());
        module.fill(name, doc)?;
        Ok(module)
    }

    fn fields() -> Module {
        Module {
            head: alloc::head::<Module>(),
            dict: MutCell::new(Some(Dict::new())),
            def: Cell::new(0),
            state: Cell::new(0),
            state_size: Cell::new(0),
            token: Cell::new(0),
            owner_data: Cell::new(0),
            state_free: Cell::new(None),
            state_clear: Cell::new(None),
            state_visit: Cell::new(None),
        }
    }

    fn fill(&self, name: &Value, doc: Option<&Value>) -> PyResult<()> {
        let (dict, names) = (self.dict(), names::get());
        dict.set_str(names.__name__, name.clone())?;
        dict.set_str(names.__doc__, doc.cloned().unwrap_or_else(Value::none))?;
        for empty in [names.__package__, names.__loader__, names.__spec__] {
            dict.set_str(empty, Value::none())?;
        }
        Ok(())
    }

    /// The module's names; made anew should the collector have taken them.
    #[inline]
    pub fn dict(&self) -> Ref<Dict> {
        match self.dict.get() {
            Some(dict) => dict,
            None => {
                let fresh = Dict::new();
                self.dict.set(Some(fresh.clone()));
                fresh
            }
        }
    }

    /// `__name__`, when it is a `str`.
    pub fn name(&self) -> Option<Ref<Str>> {
        self.dict().get_str(names::get().__name__).and_then(|name| Ref::from_value(name).ok())
    }

    pub fn get(&self, name: &Str) -> Option<Value> {
        self.dict().get_str(name)
    }

    /// Sets an attribute under a name given as text.
    pub fn set(&self, name: &str, value: Value) {
        self.dict().set_name(name, value);
    }

    pub fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: called for modules only; the visitor changes nothing; the hook is the ABI's own for this module.
        unsafe {
            let this = object.cast::<Module>().as_ref();
            if let Some(dict) = &*this.dict.as_ptr() {
                visitor(dict.as_value());
            }
            if let Some(hook) = this.state_visit.get() {
                hook(object, visitor);
            }
        }
    }

    pub fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: called for modules only; the hook is the ABI's own for this module.
        unsafe {
            let this = object.cast::<Module>().as_ref();
            if let Some(hook) = this.state_clear.get() {
                hook(object);
            }
            this.dict.set(None);
        }
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        if let Some(free) = self.state_free.take() {
            // SAFETY: the ABI's own hook, run once, while the fields are still there.
            unsafe { free(std::ptr::NonNull::from(&mut *self).cast()) };
        }
    }
}

fn of(value: &Value) -> &Module {
    // SAFETY: E2: called by slots and methods of `module`.
    unsafe { value.downcast_unchecked() }
}

fn module_new(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
    Ok(alloc::alloc_in(ty, Module::fields()).into_value())
}

fn module_init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    let [name, doc] = crate::types::str::args::keywords(thread, "module", args, ["name", "doc"])?;
    let Some(name) = name else {
        return Err(err!(thread, TypeError, "module() missing required argument 'name' (pos 1)"));
    };
    if name.downcast::<Str>().is_none() {
        let ty = name.type_of().short_name();
        return Err(err!(thread, TypeError, "module() argument 'name' must be str, not {ty}"));
    }
    of(this).fill(&name, doc.as_ref())
}

fn module_repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let text = crate::import::names::module_repr(thread, of(this))?;
    Ok(Str::try_new(&text)?.into_value())
}

/// `module.name`: data descriptor of the class, the module's dict, other class attribute, module `__getattr__`.
pub fn module_getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    let Some(text) = name.downcast::<Str>() else { return attr::generic_get(thread, this, name) };
    let ty = this.type_of();
    let found = attr::lookup_type(ty, text);
    let get = found.as_ref().and_then(|attribute| attribute.type_of().slots.descr_get.get());
    if let (Some(attribute), Some(get)) = (&found, get)
        && attribute.type_of().slots.descr_set.get().is_some()
    {
        return get(thread, attribute, Some(this), Some(&ty.as_value()));
    }
    let dict = of(this).dict();
    if let Some(value) = dict.get_str(text) {
        return Ok(value);
    }
    match (found, get) {
        (Some(attribute), Some(get)) => return get(thread, &attribute, Some(this), Some(&ty.as_value())),
        (Some(attribute), None) => return Ok(attribute),
        (None, _) => {}
    }
    if let Some(hook) = dict.get_str(names::get().__getattr__) {
        return call::positional(thread, &hook, std::slice::from_ref(name));
    }
    Err(missing(thread, this, text))
}

#[cold]
fn missing(thread: &ThreadState, this: &Value, name: &Str) -> Raised {
    let message = crate::import::names::missing_attribute(thread, of(this), name);
    attr::attribute_error(thread, &message, this, name)
}

fn module_dir(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let module: &Module = args.this();
    let own = attr::get(thread, args.value(0), names::get().__dict__)?;
    let Some(dict) = own.downcast::<Dict>() else {
        return Err(err!(thread, TypeError, "<module>.__dict__ is not a dictionary"));
    };
    if let Some(hook) = module.dict().get_str(names::get().__dir__) {
        return call::positional(thread, &hook, &[]);
    }
    let keys = dict.snapshot().into_iter().map(|pair| pair.0).collect();
    Ok(List::from_vec(keys)?.into_value())
}

fn get_annotations(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let (dict, names) = (of(this).dict(), names::get());
    if let Some(found) = dict.get_str(names.__annotations__) {
        return Ok(found);
    }
    let annotate = dict.get_str(names.__annotate__).filter(|annotate| !annotate.is_none());
    let made = match annotate {
        Some(annotate) => {
            let made = call::positional(thread, &annotate, &[Value::small_unchecked(1)])?;
            if made.downcast::<Dict>().is_none() {
                let ty = made.type_of().short_name();
                return Err(err!(thread, TypeError, "__annotate__() must return a dict, not {ty}"));
            }
            made
        }
        None => Dict::new().into_value(),
    };
    dict.set_str(names.__annotations__, made.clone())?;
    Ok(made)
}

fn set_annotations(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let (dict, names) = (of(this).dict(), names::get());
    match value {
        Some(value) => dict.set_str(names.__annotations__, value.clone())?,
        None => {
            if dict.remove_str(names.__annotations__).is_none() {
                return Err(err!(thread, AttributeError, "__annotations__"));
            }
        }
    }
    dict.remove_str(names.__annotate__);
    Ok(())
}

fn get_annotate(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let (dict, names) = (of(this).dict(), names::get());
    if let Some(found) = dict.get_str(names.__annotate__) {
        return Ok(found);
    }
    dict.set_str(names.__annotate__, Value::none())?;
    Ok(Value::none())
}

fn set_annotate(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let (dict, names) = (of(this).dict(), names::get());
    let Some(value) = value else {
        return Err(err!(thread, TypeError, "cannot delete __annotate__ attribute"));
    };
    if !value.is_none() {
        if value.type_of().slots.call.get().is_none() {
            return Err(err!(thread, TypeError, "__annotate__ must be callable or None"));
        }
        dict.remove_str(names.__annotations__);
    }
    Ok(dict.set_str(names.__annotate__, value.clone())?)
}

fn get_dict(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    Ok(of(this).dict().into_value())
}

pub fn describe() {
    let ty = module_type();
    ty.dict_offset.set(std::mem::offset_of!(Module, dict) as u32);
    ty.weaklist_offset.set(1);
    TypeBuilder::new::<Module>("module", Some(crate::types::object::object_type()))
        .doc("Create a module object.")
        .flags(flags::BASETYPE)
        .container(Module::visit, Some(Module::clear_object))
        .slots(|s| {
            s.new.set(Some(module_new));
            s.init.set(Some(module_init));
            s.repr.set(Some(module_repr));
            s.getattr.set(Some(module_getattr));
        })
        .method("__dir__(self, /)", module_dir, "Names in the module.")
        .getter("__dict__", get_dict, "The module's names.")
        .getset("__annotations__", get_annotations, Some(set_annotations), "")
        .getset("__annotate__", get_annotate, Some(set_annotate), "")
        .finish();
}
