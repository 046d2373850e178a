//! `builtin_function_or_method` and the descriptors of builtin types' methods: binding arguments to signatures.

use crate::err;
use crate::object::{alloc, attr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Body, Bound, MethodKind, NativeDef, NativeFn, TypeBuilder};
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};
use smallvec::SmallVec;
use std::cell::Cell;

/// How a native function is called: by its own entry, so that functions of C modules have the same object. The last two
/// are the parts of [`Args`], which travel in machine registers this way. Whoever calls made sure that there is native
/// stack left, or is the dispatch loop, which was entered with some.
pub type Entry = fn(&ThreadState, &NativeFunction, &[Value], Option<&Tuple>) -> PyResult<Value>;

/// A function written in Rust or C, bound to `this` if it is a method.
#[repr(C)]
pub struct NativeFunction {
    pub head: Head,
    entry: Entry,
    /// A `&'static NativeDef`, or whatever the entry expects (the ABI's method record).
    pub def: Cell<usize>,
    pub this: MutCell<Option<Value>>,
    pub module: MutCell<Option<Value>>,
    /// The class that defines it (`METH_METHOD`).
    pub class: MutCell<Option<Value>>,
    pub name: MutCell<Option<Ref<Str>>>,
    pub doc: MutCell<Option<Value>>,
    pub signature: MutCell<Option<Value>>,
}

crate::builtin_static!(NativeFunction, PyCFunction_Type);

/// A method of a builtin type, as found in the type's dict: calling it checks `self`.
#[repr(C)]
pub struct MethodDescriptor {
    pub head: Head,
    native: Option<NativeMethod>,
    /// A `&'static NativeDef`, or the ABI's method record.
    pub def: usize,
    owner: *const Type,
    /// Keeps a class of a native module alive.
    keep: MutCell<Option<Value>>,
    name: Ref<Str>,
    texts: Texts,
}

/// How a method of a C type is called and bound.
#[derive(Clone, Copy)]
pub struct NativeMethod {
    /// `self` is the first argument.
    pub call: fn(&ThreadState, &MethodDescriptor, Args<'_>) -> PyResult<Value>,
    /// The function object bound to an instance.
    pub bind: fn(&MethodDescriptor, &Value) -> Ref<NativeFunction>,
}

/// Docstring and signature.
enum Texts {
    Static(&'static str, &'static str),
    Values(Option<Value>, Option<Value>),
}

crate::builtin_static!(MethodDescriptor, PyMethodDescr_Type);

impl NativeFunction {
    /// A function object for a definition.
    pub fn new(def: &'static NativeDef, this: Option<Value>, module: Option<Value>) -> Ref<NativeFunction> {
        let name = crate::types::str::intern::intern_text(def.name);
        let function = Self::with_entry(call_def, std::ptr::from_ref(def).addr(), name, this, module);
        function.doc.set(Some(Str::new(def.doc).into_value()));
        function.signature.set(Some(Str::new(def.signature).into_value()));
        function
    }

    /// A function object with its own entry.
    pub fn with_entry(
        entry: Entry,
        def: usize,
        name: Ref<Str>,
        this: Option<Value>,
        module: Option<Value>,
    ) -> Ref<NativeFunction> {
        alloc::alloc(NativeFunction {
            head: alloc::head::<NativeFunction>(),
            entry,
            def: Cell::new(def),
            this: MutCell::new(this),
            module: MutCell::new(module),
            class: MutCell::new(None),
            name: MutCell::new(Some(name)),
            doc: MutCell::new(None),
            signature: MutCell::new(None),
        })
    }

    #[inline(always)]
    pub fn call(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        (self.entry)(thread, self, args.values, args.names)
    }

    /// The body, when `count` positional arguments are what it takes and it is bound to nothing.
    #[inline(always)]
    pub fn direct(&self, count: usize) -> Option<NativeFn> {
        // SAFETY: H7: looked at only.
        if !std::ptr::fn_addr_eq(self.entry, call_def as Entry) || unsafe { (*self.this.as_ptr()).is_some() } {
            return None;
        }
        // SAFETY: `new` stored a static definition with this entry.
        direct_body(unsafe { &*(self.def.get() as *const NativeDef) }, count)
    }

    pub fn entry(&self) -> Entry {
        self.entry
    }

    /// Docstring and signature, read from its definition, when this is a C function.
    fn c_texts(&self) -> Option<(Option<Value>, Option<Value>)> {
        let (is_entry, texts) = C_FUNCTIONS.get()?;
        is_entry(self.entry).then(|| texts(self.def.get()))
    }

    /// The Rust definition, when this is not a C function.
    pub fn native_def(&self) -> Option<&'static NativeDef> {
        if !std::ptr::fn_addr_eq(self.entry, call_def as Entry) {
            return None;
        }
        // SAFETY: `new` stored a static definition with this entry.
        Some(unsafe { &*(self.def.get() as *const NativeDef) })
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe {
            let this = object.cast::<NativeFunction>().as_ref();
            for cell in [&this.this, &this.module, &this.class] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2.
        let this = unsafe { object.cast::<NativeFunction>().as_ref() };
        this.this.set(None);
        this.module.set(None);
        this.class.set(None);
    }
}

/// Reads docstring and signature from the definition of a C function.
pub type CTexts = fn(usize) -> (Option<Value>, Option<Value>);

static C_FUNCTIONS: std::sync::OnceLock<(fn(Entry) -> bool, CTexts)> = std::sync::OnceLock::new();

/// The ABI layer says which entries are its own, and who reads the texts of such functions.
pub fn install_c_functions(is_entry: fn(Entry) -> bool, texts: CTexts) {
    let _ = C_FUNCTIONS.set((is_entry, texts));
}

/// The body of a definition that takes `count` arguments just as they are given.
#[inline(always)]
fn direct_body(def: &NativeDef, count: usize) -> Option<NativeFn> {
    match def.body {
        Body::Bound(body) if def.takes_just(count) => Some(body),
        _ => None,
    }
}

fn call_def(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    let args = Args { values, names };
    // SAFETY: `new` stored a static definition with this entry.
    let def = unsafe { &*(function.def.get() as *const NativeDef) };
    // SAFETY: H7: cloned at once.
    match unsafe { (*function.this.as_ptr()).clone() } {
        None => invoke(thread, def, None, args),
        Some(this) => {
            let mut values: SmallVec<[Value; 8]> = SmallVec::with_capacity(args.values.len() + 1);
            values.push(this);
            values.extend(args.values.iter().cloned());
            invoke(thread, def, None, Args { values: &values, names: args.names })
        }
    }
}

/// Signatures with up to so many parameters are called without sorting when only optional ones are absent.
pub const PADDED: usize = 6;

/// Sorts the arguments into the definition's parameters and runs the body. `owner` names the type in messages.
#[inline]
pub fn invoke(thread: &ThreadState, def: &NativeDef, owner: Option<&Type>, args: Args<'_>) -> PyResult<Value> {
    match def.body {
        Body::Raw(body) => body(thread, args),
        Body::Bound(body) => {
            let (count, params) = (args.values.len(), def.params());
            if args.keyword_count() == 0 && params.is_plain() && count == params.positional {
                // SAFETY: `Option<Value>` has the layout of `Value` with NULL as `None`.
                let slots: &[Option<Value>] = unsafe { std::slice::from_raw_parts(args.values.as_ptr().cast(), count) };
                return body(thread, Bound(slots));
            }
            if args.keyword_count() == 0 && params.is_plain() && params.takes_padded(count) {
                // Optional parameters at the end are absent: words of zero, nothing is counted.
                let mut words = [0u64; PADDED];
                for (word, value) in words.iter_mut().zip(args.values) {
                    *word = value.bits();
                }
                // SAFETY: `Option<Value>` has the layout of `Value` with zero as `None`; the words are borrowed from
                // `args`, and never dropped.
                let slots: &[Option<Value>] =
                    unsafe { std::slice::from_raw_parts(words.as_ptr().cast(), params.positional) };
                return body(thread, Bound(slots));
            }
            bind_and_call(thread, def, owner, args, body)
        }
    }
}

fn bind_and_call(
    thread: &ThreadState,
    def: &NativeDef,
    owner: Option<&Type>,
    args: Args<'_>,
    body: crate::types::define::NativeFn,
) -> PyResult<Value> {
    let params = def.params();
    let positional = args.positionals();
    let mut slots: SmallVec<[Option<Value>; 8]> = SmallVec::new();
    slots.resize(params.slots(), None);
    for (slot, value) in slots.iter_mut().zip(positional).take(params.positional) {
        *slot = Some(value.clone());
    }
    if positional.len() > params.positional && !params.varargs {
        return Err(wrong_count(thread, def, owner, args));
    }
    let mut tail = params.names.len();
    if params.varargs {
        let extra = positional.get(params.positional..).unwrap_or_default();
        slots[tail] = Some(Tuple::from_slice(extra)?.into_value());
        tail += 1;
    }
    if params.varkw {
        slots[tail] = Some(Dict::new().into_value());
    }
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(|name| name.to_string_lossy()).unwrap_or_default();
        match params.names.iter().position(|param| *param == text) {
            Some(index) if index >= params.positional_only => {
                if slots[index].is_some() {
                    return Err(err!(
                        thread,
                        TypeError,
                        "argument for {}() given by name ('{text}') and position ({})",
                        def.name,
                        index + 1 - is_method(def) as usize
                    ));
                }
                slots[index] = Some(value.clone());
            }
            _ if params.varkw => {
                let dict = slots[tail].as_ref().and_then(|dict| dict.exact::<Dict>()).expect("made above");
                dict.set(thread, name, value.clone())?;
            }
            _ if params.names.len() == params.positional_only && !params.varargs => {
                return Err(err!(thread, TypeError, "{}() takes no keyword arguments", qualified(def, owner)));
            }
            _ => {
                return Err(err!(thread, TypeError, "{}() got an unexpected keyword argument '{text}'", def.name));
            }
        }
    }
    for index in 0..params.required {
        if slots[index].is_none() {
            return Err(missing_argument(thread, def, owner, args, index));
        }
    }
    for &index in &params.required_keywords {
        if slots[index].is_none() {
            let name = params.names[index];
            return Err(err!(thread, TypeError, "{}() missing required keyword-only argument: '{name}'", def.name));
        }
    }
    body(thread, Bound(&slots))
}

fn is_method(def: &NativeDef) -> bool {
    matches!(def.kind, MethodKind::Method | MethodKind::Class)
}

fn qualified(def: &NativeDef, owner: Option<&Type>) -> String {
    match owner {
        Some(owner) => format!("{}.{}", owner.plain_name(), def.name),
        None => String::from(def.name),
    }
}

#[cold]
fn missing_argument(
    thread: &ThreadState,
    def: &NativeDef,
    owner: Option<&Type>,
    args: Args<'_>,
    index: usize,
) -> crate::raise::Raised {
    if def.params().positional_only > index {
        return wrong_count(thread, def, owner, args);
    }
    let position = index + 1 - is_method(def) as usize;
    let name = def.params().names[index];
    err!(thread, TypeError, "{}() missing required argument '{name}' (pos {position})", def.name)
}

/// The message about a wrong number of arguments, in the words that fit the kind of signature.
#[cold]
fn wrong_count(thread: &ThreadState, def: &NativeDef, owner: Option<&Type>, args: Args<'_>) -> crate::raise::Raised {
    let params = def.params();
    let skip = is_method(def) as usize;
    let given = args.positionals().len().saturating_sub(skip);
    let (least, most) = (params.required.saturating_sub(skip), params.positional - skip.min(params.positional));
    let name = qualified(def, owner);
    if params.positional_only < params.names.len() {
        let (kind, limit) = if given > most { ("at most", most) } else { ("at least", least) };
        let kind = if least == most { "exactly" } else { kind };
        let plural = if limit == 1 { "" } else { "s" };
        let total = given + args.keyword_count();
        if kind == "at least" && params.positional_only > 0 {
            return err!(
                thread,
                TypeError,
                "{}() takes {kind} {limit} positional argument{plural} ({given} given)",
                def.name
            );
        }
        return err!(thread, TypeError, "{}() takes {kind} {limit} argument{plural} ({total} given)", def.name);
    }
    match (least, most) {
        (0, 0) => err!(thread, TypeError, "{name}() takes no arguments ({given} given)"),
        (1, 1) => err!(thread, TypeError, "{name}() takes exactly one argument ({given} given)"),
        _ => {
            let (kind, limit) = if given > most { ("at most", most) } else { ("at least", least) };
            let kind = if least == most { "" } else { kind };
            let space = if kind.is_empty() { "" } else { " " };
            let plural = if limit == 1 { "" } else { "s" };
            err!(thread, TypeError, "{} expected {kind}{space}{limit} argument{plural}, got {given}", def.name)
        }
    }
}

impl MethodDescriptor {
    /// The descriptor of a Rust method.
    pub fn new(def: &'static NativeDef, owner: &'static Type) -> Ref<MethodDescriptor> {
        alloc::alloc(MethodDescriptor {
            head: alloc::head::<MethodDescriptor>(),
            native: None,
            def: std::ptr::from_ref(def).addr(),
            owner,
            keep: MutCell::new(None),
            name: Str::shared(def.name),
            texts: Texts::Static(def.doc, def.signature),
        })
    }

    /// The descriptor of a method of a C type.
    pub fn new_native(
        native: NativeMethod,
        def: usize,
        owner: &Type,
        name: Ref<Str>,
        doc: Option<Value>,
        signature: Option<Value>,
    ) -> Ref<MethodDescriptor> {
        alloc::alloc(MethodDescriptor {
            head: alloc::head::<MethodDescriptor>(),
            native: Some(native),
            def,
            owner,
            keep: MutCell::new(owner.is_heap_type().then(|| owner.as_value())),
            name,
            texts: Texts::Values(doc, signature),
        })
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe { (*object.cast::<MethodDescriptor>().as_ref().keep.as_ptr()).iter().for_each(visitor) };
    }

    fn doc(&self) -> Value {
        match &self.texts {
            Texts::Static(doc, _) => Str::new(doc).into_value(),
            Texts::Values(doc, _) => doc.clone().unwrap_or_else(Value::none),
        }
    }

    fn signature(&self) -> Value {
        match &self.texts {
            Texts::Static(_, signature) => Str::new(signature).into_value(),
            Texts::Values(_, signature) => signature.clone().unwrap_or_else(Value::none),
        }
    }

    fn def(&self) -> &'static NativeDef {
        // SAFETY: `new` stored a static definition.
        unsafe { &*(self.def as *const NativeDef) }
    }

    pub fn owner(&self) -> &Type {
        // SAFETY: builtin types are static; a class is kept alive by `keep`.
        unsafe { &*self.owner }
    }

    pub fn name(&self) -> &Str {
        &self.name
    }

    /// The body, when `count` positional arguments are what it takes and `this` is an instance of exactly its type.
    #[inline(always)]
    pub fn direct(&self, this: &Value, count: usize) -> Option<NativeFn> {
        if self.native.is_some() || !this.type_of().is(self.owner()) {
            return None;
        }
        direct_body(self.def(), count)
    }

    /// Whether the method is written in Rust.
    pub fn is_builtin(&self) -> bool {
        self.native.is_none()
    }

    /// Calls with `self` as the first argument, which is checked.
    #[inline]
    pub fn call(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        match args.values.first() {
            Some(this) if args.values.len() > args.keyword_count() && this.type_of().is_subtype(self.owner()) => {
                if let Some(native) = self.native {
                    return (native.call)(thread, self, args);
                }
                invoke(thread, self.def(), Some(self.owner()), args)
            }
            _ => Err(self.bad_self(thread, args)),
        }
    }

    #[cold]
    fn bad_self(&self, thread: &ThreadState, args: Args<'_>) -> crate::raise::Raised {
        let (owner, name) = (self.owner().short_name(), self.name.lossy());
        match args.positionals().first() {
            None => {
                let owner = self.owner().plain_name();
                err!(thread, TypeError, "unbound method {owner}.{name}() needs an argument")
            }
            Some(this) => err!(
                thread,
                TypeError,
                "descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object",
                this.type_of().short_name()
            ),
        }
    }
}

fn descriptor_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    // SAFETY: E2: a slot of this type.
    unsafe { this.downcast_unchecked::<MethodDescriptor>() }.call(thread, args)
}

fn descriptor_get(
    thread: &ThreadState,
    this: &Value,
    object: Option<&Value>,
    _owner: Option<&Value>,
) -> PyResult<Value> {
    let Some(object) = object else { return Ok(this.clone()) };
    // SAFETY: E2: a slot of this type.
    let descriptor = unsafe { this.downcast_unchecked::<MethodDescriptor>() };
    if !object.type_of().is_subtype(descriptor.owner()) {
        return Err(descriptor.bad_self(thread, Args::positional(std::slice::from_ref(object))));
    }
    if let Some(native) = descriptor.native {
        return Ok((native.bind)(descriptor, object).into_value());
    }
    let name = descriptor.name.clone();
    let bound = NativeFunction::with_entry(call_def, descriptor.def, name, Some(object.clone()), None);
    Ok(bound.into_value())
}

fn native_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    // SAFETY: E2: a slot of this type.
    unsafe { this.downcast_unchecked::<NativeFunction>() }.call(thread, args)
}

fn native_repr(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    // SAFETY: E2: a slot of this type.
    let function = unsafe { this.downcast_unchecked::<NativeFunction>() };
    let name = function.name.get().map(|name| name.to_string_lossy()).unwrap_or_default();
    let text = match function.this.get() {
        Some(this) if this.downcast::<crate::types::module::Module>().is_none() => {
            format!("<built-in method {name} of {} object at {:#x}>", this.type_of().short_name(), this.bits())
        }
        _ => format!("<built-in function {name}>"),
    };
    Ok(Str::try_new(&text)?.into_value())
}

fn qualname(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    // SAFETY: E2: a getter of this type.
    let function = unsafe { this.downcast_unchecked::<NativeFunction>() };
    let name = function.name.get().map(|name| name.to_string_lossy()).unwrap_or_default();
    let text = match function.this.get() {
        Some(object) if object.downcast::<crate::types::module::Module>().is_none() => {
            let owner = match object.downcast::<Type>() {
                Some(ty) => ty.plain_name(),
                None => object.type_of().plain_name(),
            };
            format!("{owner}.{name}")
        }
        _ => name,
    };
    Ok(Str::try_new(&text)?.into_value())
}

fn descriptor_repr(_thread: &ThreadState, this: &Value) -> PyResult<Value> {
    // SAFETY: E2: a slot of this type.
    let descriptor = unsafe { this.downcast_unchecked::<MethodDescriptor>() };
    let (name, owner) = (descriptor.name.lossy(), descriptor.owner().short_name());
    Ok(Str::new(&format!("<method '{name}' of '{owner}' objects>")).into_value())
}

fn or_none(value: Option<Value>) -> PyResult<Value> {
    Ok(value.unwrap_or_else(Value::none))
}

macro_rules! field {
    ($ty:ty, |$this:ident| $body:expr) => {
        |_thread, value| {
            // SAFETY: E2: a getter of this type.
            let $this = unsafe { value.downcast_unchecked::<$ty>() };
            $body
        }
    };
}

pub fn describe() {
    let object = crate::types::object::object_type();
    crate::types::typeobject::type_of::<NativeFunction>().weaklist_offset.set(1);
    TypeBuilder::new::<NativeFunction>("builtin_function_or_method", Some(object))
        .container(NativeFunction::visit, Some(NativeFunction::clear))
        .flags(flags::HAVE_VECTORCALL)
        .slots(|s| {
            s.repr.set(Some(native_repr));
            s.call.set(Some(native_call));
            s.compare.set(Some(native_compare));
            s.hash.set(Some(native_hash));
        })
        .getter("__name__", field!(NativeFunction, |f| or_none(f.name.get().map(Ref::into_value))), "")
        .getter("__qualname__", qualname, "")
        .getter("__doc__", field!(NativeFunction, |f| or_none(native_doc(f))), "")
        .getter("__self__", field!(NativeFunction, |f| or_none(f.this.get().or_else(|| f.module.get()))), "")
        .getset("__module__", field!(NativeFunction, |f| or_none(native_module(f))), Some(set_module), "")
        .getter("__text_signature__", field!(NativeFunction, |f| or_none(native_signature(f))), "")
        .method("__reduce__(self, /)", native_reduce, "Return how to find this again.")
        .finish();
    TypeBuilder::new::<MethodDescriptor>("method_descriptor", Some(object))
        .flags(flags::METHOD_DESCRIPTOR | flags::HAVE_VECTORCALL)
        .slots(|s| {
            s.repr.set(Some(descriptor_repr));
            s.call.set(Some(descriptor_call));
            s.descr_get.set(Some(descriptor_get));
        })
        .getter("__name__", field!(MethodDescriptor, |d| Ok(d.name.as_value().clone())), "")
        .getter(
            "__qualname__",
            field!(MethodDescriptor, |d| {
                Ok(Str::new(&format!("{}.{}", d.owner().plain_name(), d.name.lossy())).into_value())
            }),
            "",
        )
        .container(MethodDescriptor::visit, None)
        .getter("__doc__", field!(MethodDescriptor, |d| Ok(d.doc())), "")
        .getter("__objclass__", field!(MethodDescriptor, |d| Ok(d.owner().as_value())), "")
        .getter("__text_signature__", field!(MethodDescriptor, |d| Ok(d.signature())), "")
        .method("__reduce__(self, /)", crate::types::descriptor::reduce_in_class, "Return how to find this again.")
        .finish();
}

fn native_doc(function: &NativeFunction) -> Option<Value> {
    function
        .doc
        .get()
        .or_else(|| function.c_texts()?.0)
        .or_else(|| Some(Str::new(function.native_def()?.doc).into_value()))
}

fn native_signature(function: &NativeFunction) -> Option<Value> {
    function
        .signature
        .get()
        .or_else(|| function.c_texts()?.1)
        .or_else(|| Some(Str::new(function.native_def()?.signature).into_value()))
}

fn native_module(function: &NativeFunction) -> Option<Value> {
    let module = function.module.get()?;
    match module.downcast::<crate::types::module::Module>() {
        Some(_) => attr::own_attribute(&module, crate::names::get().__name__),
        None => Some(module),
    }
}

fn set_module(_thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    // SAFETY: E2: a setter of this type.
    unsafe { this.downcast_unchecked::<NativeFunction>() }.module.set(value.cloned());
    Ok(())
}

fn native_compare(_thread: &ThreadState, a: &Value, b: &Value, op: crate::types::slots::CompareOp) -> PyResult<Value> {
    use crate::types::slots::CompareOp;
    let (Some(x), Some(y)) = (a.exact::<NativeFunction>(), b.exact::<NativeFunction>()) else {
        return Ok(Value::not_implemented());
    };
    let same_self = match (x.this.get(), y.this.get()) {
        (Some(p), Some(q)) => p.is(&q),
        (None, None) => true,
        _ => false,
    };
    let same = a.is(b) || (same_self && x.this.get().is_some() && x.def.get() == y.def.get());
    match op {
        CompareOp::Eq => Ok(Value::bool(same)),
        CompareOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::not_implemented()),
    }
}

fn native_hash(_thread: &ThreadState, this: &Value) -> PyResult<i64> {
    // SAFETY: E2: a slot of this type.
    let function = unsafe { this.downcast_unchecked::<NativeFunction>() };
    let own = function.this.get().map_or(this.bits(), |object| object.bits());
    Ok(crate::object::hash::address_hash((own ^ function.def.get() as u64) as usize))
}

/// For pickle: functions of a module go by name, methods as `getattr(object, name)`.
fn native_reduce(thread: &ThreadState, args: crate::types::define::Bound<'_>) -> PyResult<Value> {
    let function = args.this::<NativeFunction>();
    let name = or_none(function.name.get().map(Ref::into_value))?;
    match function.this.get().filter(|this| this.downcast::<crate::types::module::Module>().is_none()) {
        None => Ok(name),
        Some(this) => {
            let getattr = or_none(thread.interp().builtins().get_name("getattr"))?;
            let args = crate::types::Tuple::pair(this, name).into_value();
            Ok(crate::types::Tuple::pair(getattr, args).into_value())
        }
    }
}
