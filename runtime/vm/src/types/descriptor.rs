//! Descriptors: slot wrappers, computed attributes, `__slots__` members, `classmethod`, `staticmethod`.

use crate::err;
use crate::object::{alloc, attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, Builtin, GetSetDef, TypeBuilder};
use crate::types::slot_table::Row;
use crate::types::{Str, Tuple, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};

/// `type.__name__` for a slot of a builtin type.
#[repr(C)]
pub struct SlotWrapper {
    pub head: Head,
    row: &'static Row,
    owner: *const Type,
    /// Keeps a class of a native module alive.
    keep: MutCell<Option<Value>>,
}

crate::builtin_static!(SlotWrapper, PyWrapperDescr_Type);

impl SlotWrapper {
    pub fn new(row: &'static Row, owner: &'static Type) -> Ref<SlotWrapper> {
        alloc::alloc(SlotWrapper { head: alloc::head::<SlotWrapper>(), row, owner, keep: MutCell::new(None) })
    }

    /// As [`SlotWrapper::new`] for a slot of a class of a native module.
    pub fn new_for_class(row: &'static Row, owner: &Type) -> Ref<SlotWrapper> {
        let keep = MutCell::new(Some(owner.as_value()));
        alloc::alloc(SlotWrapper { head: alloc::head::<SlotWrapper>(), row, owner, keep })
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe { (*object.cast::<SlotWrapper>().as_ref().keep.as_ptr()).iter().for_each(visitor) };
    }

    fn wrap(&self, thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
        let owner = self.owner();
        if owner.c_slot_table.get().is_null() {
            return (self.row.wrap)(thread, owner, self.row, this, args);
        }
        // The C function is that of the owner, not that of the object's own type.
        thread.dispatch.set((this.bits() as usize, owner));
        let result = (self.row.wrap)(thread, owner, self.row, this, args);
        thread.dispatch.set((0, std::ptr::null()));
        result
    }

    pub fn row(&self) -> &'static Row {
        self.row
    }

    pub fn owner(&self) -> &Type {
        // SAFETY: builtin types are static; a class is kept alive by `keep`.
        unsafe { &*self.owner }
    }

    pub fn call(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        let Some(this) = args.positionals().first() else {
            let (name, owner) = (self.row.name, self.owner().short_name());
            return Err(err!(thread, TypeError, "descriptor '{name}' of '{owner}' object needs an argument"));
        };
        if !this.type_of().is_subtype(self.owner()) {
            return Err(self.bad_object(thread, this));
        }
        self.wrap(thread, this, args.rest())
    }

    #[cold]
    fn bad_object(&self, thread: &ThreadState, this: &Value) -> crate::raise::Raised {
        let (name, owner, found) = (self.row.name, self.owner().short_name(), this.type_of().short_name());
        err!(thread, TypeError, "descriptor '{name}' requires a '{owner}' object but received a '{found}'")
    }
}

/// A slot wrapper bound to an object: `method-wrapper`.
#[repr(C)]
pub struct MethodWrapper {
    pub head: Head,
    wrapper: Ref<SlotWrapper>,
    this: MutCell<Option<Value>>,
}

crate::builtin_static!(MethodWrapper);

impl MethodWrapper {
    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe { (*object.cast::<MethodWrapper>().as_ref().this.as_ptr()).iter().for_each(visitor) };
    }
}

/// A computed attribute: of a builtin type (a Rust definition) or of a C type (functions of the ABI layer).
#[repr(C)]
pub struct GetSet {
    pub head: Head,
    pub name: Ref<Str>,
    pub owner: MutCell<Option<Value>>,
    pub source: GetSetSource,
    pub doc: Option<Value>,
}

/// Where a computed attribute comes from.
#[derive(Clone, Copy)]
pub enum GetSetSource {
    Builtin(&'static GetSetDef),
    /// A member of a class with `__slots__`: offset of the reference in the instance.
    Slot(u32),
    /// (getter, setter, data) of the ABI layer.
    Native {
        get: fn(&ThreadState, &Value, usize) -> PyResult<Value>,
        set: Option<fn(&ThreadState, &Value, Option<&Value>, usize) -> PyResult<()>>,
        data: usize,
        /// A field of the instance (`PyMemberDef`), not a pair of functions.
        member: bool,
    },
}

crate::builtin_static!(GetSet, PyGetSetDescr_Type);

/// A [`GetSet`] that stands for a field of the instance: `member_descriptor`.
#[repr(transparent)]
pub struct Member(pub GetSet);

crate::builtin_static!(Member, PyMemberDescr_Type);

/// The descriptor of either kind.
fn descriptor(value: &Value) -> Option<&GetSet> {
    value.exact::<GetSet>().or_else(|| value.exact::<Member>().map(|member| &member.0))
}

impl GetSet {
    pub fn builtin(def: &'static GetSetDef, owner: &'static Type) -> Ref<GetSet> {
        let doc = Some(Str::shared(def.doc).into_value());
        Self::new(Str::shared(def.name), owner.as_value(), GetSetSource::Builtin(def), doc)
    }

    pub fn new(name: Ref<Str>, owner: Value, source: GetSetSource, doc: Option<Value>) -> Ref<GetSet> {
        let owner = MutCell::new(Some(owner));
        if !matches!(source, GetSetSource::Slot(_) | GetSetSource::Native { member: true, .. }) {
            return alloc::alloc(GetSet { head: alloc::head::<GetSet>(), name, owner, source, doc });
        }
        let member = alloc::alloc(Member(GetSet { head: alloc::head::<Member>(), name, owner, source, doc }));
        // SAFETY: E2: a member is a `GetSet` of another type; the reference passes on.
        unsafe { Ref::from_owned_ptr(std::ptr::NonNull::new_unchecked(member.into_value().into_bits() as *mut GetSet)) }
    }

    fn owner_type(&self) -> Option<Value> {
        self.owner.get()
    }

    fn check(&self, thread: &ThreadState, object: &Value) -> PyResult<()> {
        let owner = self.owner_type();
        let owner = owner.as_ref().and_then(|owner| owner.downcast::<Type>());
        if owner.is_none_or(|owner| object.type_of().is_subtype(owner)) {
            return Ok(());
        }
        let (name, found) = (self.name.lossy(), object.type_of().short_name());
        let owner = owner.map(Type::short_name).unwrap_or_default();
        Err(err!(thread, TypeError, "descriptor '{name}' for '{owner}' objects doesn't apply to a '{found}' object"))
    }

    fn read(&self, thread: &ThreadState, object: &Value) -> PyResult<Value> {
        self.check(thread, object)?;
        match self.source {
            GetSetSource::Builtin(def) => (def.get)(thread, object),
            GetSetSource::Native { get, data, .. } => get(thread, object, data),
            GetSetSource::Slot(offset) => {
                let pointer = object.as_ptr().expect("instances are objects");
                // SAFETY: E3: a member of a class lies at this offset of its instances.
                let slot = unsafe { pointer.cast::<u8>().add(offset as usize).cast::<Option<Value>>().as_ref() };
                match slot {
                    Some(value) => Ok(value.clone()),
                    None => Err(attr::missing(thread, object, &self.name)),
                }
            }
        }
    }

    fn write(&self, thread: &ThreadState, object: &Value, value: Option<&Value>) -> PyResult<()> {
        self.check(thread, object)?;
        match self.source {
            GetSetSource::Builtin(def) => match def.set {
                Some(set) => set(thread, object, value),
                None => Err(self.not_writable(thread, object)),
            },
            GetSetSource::Native { set, data, .. } => match set {
                Some(set) => set(thread, object, value, data),
                None => Err(self.not_writable(thread, object)),
            },
            GetSetSource::Slot(offset) => {
                let pointer = object.as_ptr().expect("instances are objects");
                // SAFETY: E3; the old value is dropped after the store.
                let old = unsafe {
                    let slot = pointer.cast::<u8>().add(offset as usize).cast::<Option<Value>>().as_ptr();
                    std::mem::replace(&mut *slot, value.cloned())
                };
                if old.is_none() && value.is_none() {
                    return Err(attr::attribute_error(thread, &self.name.lossy(), object, &self.name));
                }
                Ok(())
            }
        }
    }

    #[cold]
    fn not_writable(&self, thread: &ThreadState, object: &Value) -> crate::raise::Raised {
        let (name, ty) = (self.name.lossy(), object.type_of().short_name());
        let message = match self.source {
            GetSetSource::Native { member: true, .. } => String::from("readonly attribute"),
            _ => format!("attribute '{name}' of '{ty}' objects is not writable"),
        };
        attr::attribute_error(thread, &message, object, &self.name)
    }
}

/// The slot of a class with `__slots__` that an attribute stands for, for inline caches.
pub fn slot_offset(descriptor: &Value) -> Option<u32> {
    match self::descriptor(descriptor)?.source {
        GetSetSource::Slot(offset) => Some(offset),
        _ => None,
    }
}

macro_rules! method_wrapper {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            callable: MutCell<Option<Value>>,
            dict: MutCell<Option<Value>>,
        }

        crate::builtin_static!($name);

        impl $name {
            pub fn new(callable: Value) -> Ref<$name> {
                Self::new_in($name::type_object(), callable)
            }

            fn new_in(ty: &Type, callable: Value) -> Ref<$name> {
                let fields = $name {
                    head: alloc::head::<$name>(),
                    callable: MutCell::new(Some(callable)),
                    dict: MutCell::new(None),
                };
                alloc::alloc_in(ty, fields)
            }

            /// What is wrapped.
            pub fn callable(&self) -> Value {
                self.callable.get().unwrap_or_else(Value::none)
            }

            fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
                // SAFETY: E2; the visitor changes nothing.
                unsafe {
                    let this = object.cast::<$name>().as_ref();
                    (*this.callable.as_ptr()).iter().for_each(&mut *visitor);
                    (*this.dict.as_ptr()).iter().for_each(visitor);
                }
            }

            fn clear(object: ObjectPtr) {
                // SAFETY: E2.
                let this = unsafe { object.cast::<$name>().as_ref() };
                this.callable.set(None);
                this.dict.set(None);
            }

            fn init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
                let [callable] = args.values else {
                    let (name, given) = (this.type_of().short_name(), args.values.len());
                    return Err(err!(thread, TypeError, "{name} expected 1 argument, got {given}"));
                };
                // SAFETY: E2: a slot of this type.
                let object = unsafe { this.downcast_unchecked::<$name>() };
                object.callable.set(Some(callable.clone()));
                for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
                    let name = crate::types::str::intern::intern_text(name);
                    if let Some(value) = attr::get_optional(thread, callable, &name)? {
                        attr::generic_set(thread, this, name.as_value(), Some(&value))?;
                    }
                }
                attr::generic_set(thread, this, &Value::of(crate::names::get().__wrapped__), Some(callable))
            }

            fn make(_thread: &ThreadState, ty: &Type, _args: Args<'_>) -> PyResult<Value> {
                Ok(Self::new_in(ty, Value::none()).into_value())
            }

            fn describe(name: &'static str, doc: &'static str, get: crate::types::slots::DescrGetFn) {
                let ty = $name::type_object();
                ty.dict_offset.set(std::mem::offset_of!($name, dict) as u32);
                TypeBuilder::new::<$name>(name, Some(crate::types::object::object_type()))
                    .doc(doc)
                    .flags(flags::BASETYPE)
                    .container($name::visit, Some($name::clear))
                    .slots(|s| {
                        s.new.set(Some($name::make));
                        s.init.set(Some($name::init));
                        s.descr_get.set(Some(get));
                        s.repr.set(Some($name::repr));
                    })
                    .getter("__func__", |_, this| Ok($name::of(this).callable()), "")
                    .getter(
                        "__isabstractmethod__",
                        |thread, this| {
                            let name = crate::names::get().__isabstractmethod__;
                            let found = attr::get_optional(thread, &$name::of(this).callable(), name)?;
                            Ok(Value::bool(match found {
                                Some(value) => crate::object::truth::is_true(thread, &value)?,
                                None => false,
                            }))
                        },
                        "",
                    )
                    .getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict), "")
                    .finish();
            }

            fn of(value: &Value) -> &$name {
                // SAFETY: E2: called by slots of this type.
                unsafe { value.downcast_unchecked() }
            }

            fn repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
                let inner = crate::object::repr::repr(thread, &$name::of(this).callable())?;
                let name = this.type_of().short_name();
                Ok(Str::try_new(&format!("<{name}({})>", inner.lossy()))?.into_value())
            }
        }
    };
}

method_wrapper!(ClassMethod, "`classmethod`: passes the class as first argument.");
method_wrapper!(StaticMethod, "`staticmethod`: binds nothing.");

fn classmethod_get(
    _thread: &ThreadState,
    this: &Value,
    object: Option<&Value>,
    owner: Option<&Value>,
) -> PyResult<Value> {
    let class = match (owner, object) {
        (Some(owner), _) => owner.clone(),
        (None, Some(object)) => object.type_of().as_value(),
        (None, None) => Value::none(),
    };
    let callable = ClassMethod::of(this).callable();
    if let Some(native) = callable.exact::<crate::types::native::NativeFunction>()
        && let Some(def) = native.native_def()
        && native.this.get().is_none()
    {
        return Ok(crate::types::native::NativeFunction::new(def, Some(class), None).into_value());
    }
    Ok(crate::types::function::BoundMethod::new(callable, class).into_value())
}

fn staticmethod_get(_: &ThreadState, this: &Value, _: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    Ok(StaticMethod::of(this).callable())
}

fn staticmethod_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    call::call(thread, &StaticMethod::of(this).callable(), args)
}

fn wrapper_of(value: &Value) -> &SlotWrapper {
    // SAFETY: E2: called by slots of this type.
    unsafe { value.downcast_unchecked() }
}

fn bound_of(value: &Value) -> &MethodWrapper {
    // SAFETY: E2: called by slots of this type.
    unsafe { value.downcast_unchecked() }
}

fn getset_of(value: &Value) -> &GetSet {
    // SAFETY: E2: called by slots of this type.
    unsafe { value.downcast_unchecked() }
}

fn wrapper_get(thread: &ThreadState, this: &Value, object: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    let Some(object) = object else { return Ok(this.clone()) };
    let wrapper = wrapper_of(this);
    if !object.type_of().is_subtype(wrapper.owner()) {
        return Err(wrapper.bad_object(thread, object));
    }
    let fields = MethodWrapper {
        head: alloc::head::<MethodWrapper>(),
        wrapper: Ref::of(wrapper),
        this: MutCell::new(Some(object.clone())),
    };
    Ok(alloc::alloc(fields).into_value())
}

fn bound_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let bound = bound_of(this);
    let object = bound.this.get().unwrap_or_else(Value::none);
    bound.wrapper.wrap(thread, &object, args)
}

fn getset_get(thread: &ThreadState, this: &Value, object: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    match object {
        Some(object) => getset_of(this).read(thread, object),
        None => Ok(this.clone()),
    }
}

fn getset_set(thread: &ThreadState, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    getset_of(this).write(thread, object, value)
}

fn text(text: &str) -> PyResult<Value> {
    Ok(Str::try_new(text)?.into_value())
}

pub fn describe() {
    let object = crate::types::object::object_type();
    TypeBuilder::new::<SlotWrapper>("wrapper_descriptor", Some(object))
        .container(SlotWrapper::visit, None)
        .flags(flags::METHOD_DESCRIPTOR)
        .slots(|s| {
            s.descr_get.set(Some(wrapper_get));
            s.call.set(Some(|thread, this, args| wrapper_of(this).call(thread, args)));
            s.repr.set(Some(|_, this| {
                let wrapper = wrapper_of(this);
                text(&format!("<slot wrapper '{}' of '{}' objects>", wrapper.row.name, wrapper.owner().short_name()))
            }));
        })
        .getter("__name__", |_, this| text(wrapper_of(this).row.name), "")
        .getter(
            "__qualname__",
            |_, this| {
                let wrapper = wrapper_of(this);
                text(&format!("{}.{}", wrapper.owner().plain_name(), wrapper.row.name))
            },
            "",
        )
        .getter("__doc__", |_, this| text(wrapper_of(this).row.doc), "")
        .getter("__text_signature__", |_, this| text(wrapper_of(this).row.signature), "")
        .getter("__objclass__", |_, this| Ok(wrapper_of(this).owner().as_value()), "")
        .method("__reduce__(self, /)", reduce_in_class, "Return how to find this again.")
        .finish();
    TypeBuilder::new::<MethodWrapper>("method-wrapper", Some(object))
        .container(MethodWrapper::visit, None)
        .slots(|s| {
            s.call.set(Some(bound_call));
            s.repr.set(Some(|_, this| {
                let bound = bound_of(this);
                let object = bound.this.get().unwrap_or_else(Value::none);
                let (name, ty) = (bound.wrapper.row.name, object.type_of().short_name());
                text(&format!("<method-wrapper '{name}' of {ty} object at {:#x}>", object.bits()))
            }));
        })
        .getter("__name__", |_, this| text(bound_of(this).wrapper.row.name), "")
        .getter("__doc__", |_, this| text(bound_of(this).wrapper.row.doc), "")
        .getter("__self__", |_, this| Ok(bound_of(this).this.get().unwrap_or_else(Value::none)), "")
        .method("__reduce__(self, /)", reduce_in_self, "Return how to find this again.")
        .finish();
    describe_getset::<GetSet>("getset_descriptor").finish();
    describe_getset::<Member>("member_descriptor")
        .method("__reduce__(self, /)", reduce_in_class, "Return how to find this again.")
        .finish();
    ClassMethod::describe("classmethod", "Convert a function to be a class method.", classmethod_get);
    StaticMethod::type_object().slots.call.set(Some(staticmethod_call));
    StaticMethod::describe("staticmethod", "Convert a function to be a static method.", staticmethod_get);
}

fn describe_getset<T: Builtin>(name: &'static str) -> TypeBuilder {
    TypeBuilder::new::<T>(name, Some(crate::types::object::object_type()))
        .slots(|s| {
            s.descr_get.set(Some(getset_get));
            s.descr_set.set(Some(getset_set));
            s.repr.set(Some(|_, this| {
                let getset = getset_of(this);
                let owner = getset.owner.get();
                let owner = owner.as_ref().and_then(|o| o.downcast::<Type>()).map(Type::short_name).unwrap_or_default();
                let kind = if this.is_exact::<Member>() { "member" } else { "attribute" };
                text(&format!("<{kind} '{}' of '{owner}' objects>", getset.name.lossy()))
            }));
        })
        .container(
            |object, visitor| {
                // SAFETY: E2; the visitor changes nothing.
                unsafe { (*object.cast::<GetSet>().as_ref().owner.as_ptr()).iter().for_each(visitor) };
            },
            Some(|object| {
                // SAFETY: E2.
                unsafe { object.cast::<GetSet>().as_ref() }.owner.set(None);
            }),
        )
        .getter("__name__", |_, this| Ok(getset_of(this).name.as_value().clone()), "")
        .getter("__doc__", |_, this| Ok(getset_of(this).doc.clone().unwrap_or_else(Value::none)), "")
        .getter("__objclass__", |_, this| Ok(getset_of(this).owner.get().unwrap_or_else(Value::none)), "")
        .getter(
            "__qualname__",
            |_, this| {
                let owner = getset_of(this).owner.get();
                let owner = owner.as_ref().and_then(|o| o.downcast::<Type>()).and_then(|o| o.qualname.get());
                text(&format!(
                    "{}.{}",
                    owner.map(|o| o.to_string_lossy()).unwrap_or_default(),
                    getset_of(this).name.lossy()
                ))
            },
            "",
        )
}

/// `__reduce__` of what is an attribute of its `__self__`.
pub fn reduce_in_self(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    reduce_in(thread, args.value(0), "__self__")
}

/// `__reduce__` of what is an attribute of its class.
pub fn reduce_in_class(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    reduce_in(thread, args.value(0), "__objclass__")
}

fn reduce_in(thread: &ThreadState, this: &Value, whose: &str) -> PyResult<Value> {
    let getattr = thread.interp().builtins().get_name("getattr").unwrap_or_else(Value::none);
    let place = Tuple::pair(attr::get_name(thread, this, whose)?, attr::get_name(thread, this, "__name__")?);
    Ok(Tuple::pair(getattr, place.into_value()).into_value())
}
