//! `super`: lookup in the MRO of an object's class behind a given class.

use crate::err;
use crate::object::{alloc, attr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Builtin, TypeBuilder};
use crate::types::function::Function;
use crate::types::{Str, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Super {
    pub head: Head,
    class: MutCell<Option<Value>>,
    object: MutCell<Option<Value>>,
    /// The class whose MRO is searched: the object's, or the object itself for class methods.
    start: MutCell<Option<Value>>,
}

crate::builtin_static!(Super, PySuper_Type);

pub fn super_type() -> &'static Type {
    &PySuper_Type
}

fn of(value: &Value) -> &Super {
    // SAFETY: E2: called by slots and getters of `super`.
    unsafe { value.downcast_unchecked() }
}

impl Super {
    /// `super(class, object)` for arguments known to fit.
    pub fn bound(class: &Type, object: &Value) -> Ref<Super> {
        let start = object.downcast::<Type>().map_or_else(|| object.type_of().as_value(), Type::as_value);
        alloc::alloc(Super {
            head: alloc::head::<Super>(),
            class: MutCell::new(Some(class.as_value())),
            object: MutCell::new(Some(object.clone())),
            start: MutCell::new(Some(start)),
        })
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe {
            let this = object.cast::<Super>().as_ref();
            for cell in [&this.class, &this.object, &this.start] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
        }
    }
}

/// The class whose MRO is searched, TypeError when object and class do not fit.
fn start_class(thread: &ThreadState, class: &Type, object: &Value) -> PyResult<Value> {
    if let Some(ty) = object.downcast::<Type>()
        && ty.is_subtype(class)
    {
        return Ok(object.clone());
    }
    if object.type_of().is_subtype(class) {
        return Ok(object.type_of().as_value());
    }
    let declared = attr::get(thread, object, crate::names::get().__class__)?;
    if declared.downcast::<Type>().is_some_and(|ty| ty.is_subtype(class)) {
        return Ok(declared);
    }
    Err(err!(
        thread,
        TypeError,
        "super(type, obj): obj (instance of {}) is not an instance or subtype of type ({}).",
        object.type_of().short_name(),
        class.short_name()
    ))
}

fn find(start: &Type, class: &Type, name: &Str) -> Option<Value> {
    start.mro_types().skip_while(|ty| !ty.is(class)).skip(1).find_map(|ty| ty.dict.get()?.get_str(name))
}

fn lookup(thread: &ThreadState, start: &Value, class: &Type, object: &Value, name: &Str) -> PyResult<Option<Value>> {
    let Some(start_type) = start.downcast::<Type>() else { return Ok(None) };
    if name.as_bytes() == b"__class__" {
        return Ok(None);
    }
    let Some(found) = find(start_type, class, name) else { return Ok(None) };
    match found.type_of().slots.descr_get.get() {
        Some(get) => {
            let instance = if object.is(start) { None } else { Some(object) };
            get(thread, &found, instance, Some(start)).map(Some)
        }
        None => Ok(Some(found)),
    }
}

/// `super(class, this).name` without the object in between.
pub fn get(thread: &ThreadState, class: &Value, this: &Value, name: &Str) -> PyResult<Value> {
    let Some(ty) = class.downcast::<Type>() else {
        return Err(err!(thread, TypeError, "super() argument 1 must be a type, not {}", class.type_of().short_name()));
    };
    let start = start_class(thread, ty, this)?;
    if let Some(found) = lookup(thread, &start, ty, this, name)? {
        return Ok(found);
    }
    attr::generic_get(thread, Super::bound(ty, this).as_value(), &Value::of(name))
}

/// The Python function that `super(class, this).name` binds, for calls without a bound method.
pub fn find_function(class: &Value, this: &Value, name: &Str) -> Option<Value> {
    let ty = class.downcast::<Type>()?;
    if this.downcast::<Type>().is_some() || !this.type_of().is_subtype(ty) {
        return None;
    }
    find(this.type_of(), ty, name)
        .filter(|found| found.is_exact::<Function>() || found.type_of().has_flag(flags::METHOD_DESCRIPTOR))
}

fn new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = Super {
        head: alloc::head::<Super>(),
        class: MutCell::new(None),
        object: MutCell::new(None),
        start: MutCell::new(None),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

/// `super()`: class from the `__class__` cell, object from the first argument of the calling function.
fn implied(thread: &ThreadState) -> PyResult<(Value, Value)> {
    // SAFETY: the current frame is alive while its thread runs.
    let Some(frame) = (unsafe { thread.frame.get().as_ref() }) else {
        return Err(err!(thread, RuntimeError, "super(): no current frame"));
    };
    let code = &frame.code().code;
    if code.argcount == 0 {
        return Err(err!(thread, RuntimeError, "super(): no arguments"));
    }
    let read = |reg: usize| {
        // SAFETY: F2: within the window.
        let value = unsafe { (*frame.regs.add(reg).cast::<Option<Value>>()).clone() };
        value.and_then(|value| match value.exact::<crate::types::cell::Cell>() {
            Some(cell) => cell.get(),
            None => Some(value),
        })
    };
    let Some(object) = read(0) else { return Err(err!(thread, RuntimeError, "super(): arg[0] deleted")) };
    let first_free = code.first_free();
    let Some(index) = code.freevars.iter().position(|name| &**name == "__class__") else {
        return Err(err!(thread, RuntimeError, "super(): __class__ cell not found"));
    };
    let Some(class) = read(first_free + index) else {
        return Err(err!(thread, RuntimeError, "super(): empty __class__ cell"));
    };
    Ok((class, object))
}

fn init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "super() takes no keyword arguments"));
    }
    let (class, object) = match args.values {
        [] => implied(thread).map(|(class, object)| (class, Some(object)))?,
        [class] => (class.clone(), None),
        [class, object] => (class.clone(), Some(object.clone()).filter(|o| !o.is_none())),
        more => return Err(err!(thread, TypeError, "super() expected at most 2 arguments, got {}", more.len())),
    };
    let Some(ty) = class.downcast::<Type>() else {
        let found = class.type_of().short_name();
        return Err(err!(thread, TypeError, "super() argument 1 must be a type, not {found}"));
    };
    let start = match &object {
        Some(object) => Some(start_class(thread, ty, object)?),
        None => None,
    };
    let proxy = of(this);
    proxy.class.set(Some(class));
    proxy.object.set(object);
    proxy.start.set(start);
    Ok(())
}

fn getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    let proxy = of(this);
    if let (Some(class), Some(object), Some(start)) = (proxy.class.get(), proxy.object.get(), proxy.start.get())
        && let (Some(ty), Some(text)) = (class.downcast::<Type>(), name.downcast::<Str>())
        && let Some(found) = lookup(thread, &start, ty, &object, text)?
    {
        return Ok(found);
    }
    attr::generic_get(thread, this, name)
}

fn descr_get(thread: &ThreadState, this: &Value, object: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    let proxy = of(this);
    match (object, proxy.object.get(), proxy.class.get()) {
        (Some(object), None, Some(class)) => {
            let made = new(thread, this.type_of(), Args::EMPTY)?;
            init(thread, &made, Args::positional(&[class, object.clone()]))?;
            Ok(made)
        }
        _ => Ok(this.clone()),
    }
}

fn repr(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let proxy = of(this);
    let name = |value: Option<Value>| value.and_then(|v| v.downcast::<Type>().map(Type::short_name));
    let class = name(proxy.class.get()).unwrap_or_else(|| String::from("NULL"));
    let text = match name(proxy.start.get()) {
        Some(start) => format!("<super: <class '{class}'>, <{start} object>>"),
        None => format!("<super: <class '{class}'>, NULL>"),
    };
    Ok(Str::try_new(&text)?.into_value())
}

pub fn describe() {
    TypeBuilder::new::<Super>("super", Some(crate::types::object::object_type()))
        .doc("Attribute lookup that skips a class.")
        .flags(flags::BASETYPE)
        .container(Super::visit, None)
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.getattr.set(Some(getattr));
            s.descr_get.set(Some(descr_get));
            s.repr.set(Some(repr));
        })
        .getter("__thisclass__", |_, p| Ok(of(p).class.get().unwrap_or_else(Value::none)), "")
        .getter("__self__", |_, p| Ok(of(p).object.get().unwrap_or_else(Value::none)), "")
        .getter("__self_class__", |_, p| Ok(of(p).start.get().unwrap_or_else(Value::none)), "")
        .finish();
    let _ = Super::type_object();
}
