//! How a builtin type is described: one screen per type (see `types/list/mod.rs` for the model).
//!
//! A type is a `static Type` plus a `describe` function that runs once, while the runtime starts, and fills in slots,
//! methods and attributes through a [`TypeBuilder`]. What it makes is SHARED: immortal and immutable.

use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::typeobject::{Type, flags};
use crate::types::{Str, Tuple};
use crate::value::{ObjectPtr, Value};
use std::ptr::NonNull;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

/// A Rust struct that is the fields of objects of a builtin type. `repr(C)`, first field a `Head`.
///
/// # Safety
/// Objects whose type is (derived from) `type_object()` begin with `Self` (E2).
pub unsafe trait Builtin: Sized {
    fn type_object() -> &'static Type;
}

/// The arguments of a call as they lie in registers: positional values, then the values of keywords named by `names`.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub values: &'a [Value],
    /// A tuple of `str`: the names of the last values.
    pub names: Option<&'a Tuple>,
}

impl<'a> Args<'a> {
    pub const EMPTY: Args<'static> = Args { values: &[], names: None };

    #[inline(always)]
    pub fn positional(values: &'a [Value]) -> Args<'a> {
        Args { values, names: None }
    }

    #[inline(always)]
    pub fn keyword_count(&self) -> usize {
        self.names.map_or(0, Tuple::len)
    }

    /// The positional arguments.
    #[inline(always)]
    pub fn positionals(&self) -> &'a [Value] {
        &self.values[..self.values.len() - self.keyword_count()]
    }

    /// The keyword arguments: (name, value).
    pub fn keywords(&self) -> impl Iterator<Item = (&'a Value, &'a Value)> + use<'a> {
        let names = self.names.map_or(&[][..], Tuple::as_slice);
        names.iter().zip(&self.values[self.values.len() - names.len()..])
    }

    /// The same without the first positional argument.
    pub fn rest(&self) -> Args<'a> {
        Args { values: &self.values[1..], names: self.names }
    }

    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

/// Arguments sorted into the parameters of a signature; absent optional ones are `None`.
#[derive(Clone, Copy)]
pub struct Bound<'a>(pub &'a [Option<Value>]);

impl<'a> Bound<'a> {
    /// A required argument.
    #[inline(always)]
    pub fn value(&self, index: usize) -> &'a Value {
        self.0[index].as_ref().expect("a required argument is bound")
    }

    /// An optional argument.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<&'a Value> {
        self.0.get(index).and_then(Option::as_ref)
    }

    /// An optional argument for which `None` means the same as absent.
    pub fn some(&self, index: usize) -> Option<&'a Value> {
        self.get(index).filter(|v| !v.is_none())
    }

    /// `self` of a method: its type was checked by the method descriptor.
    #[inline(always)]
    pub fn this<T: Builtin>(&self) -> &'a T {
        let this = self.value(0);
        debug_assert!(this.downcast::<T>().is_some());
        // SAFETY: E2: a method descriptor checks the type of `self` before the call.
        unsafe { this.downcast_unchecked() }
    }
}

/// The body of a builtin function or method with a signature.
pub type NativeFn = fn(&ThreadState, Bound<'_>) -> PyResult<Value>;
/// The body of one that takes its arguments raw (`self` first for methods).
pub type RawFn = fn(&ThreadState, Args<'_>) -> PyResult<Value>;

#[derive(Clone, Copy)]
pub enum Body {
    Bound(NativeFn),
    Raw(RawFn),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodKind {
    /// A function of a module.
    Function,
    /// First argument: an instance.
    Method,
    /// First argument: the class.
    Class,
    Static,
}

/// A builtin function: what it is called, what it takes, what it does. Lives as long as the process.
pub struct NativeDef {
    pub name: &'static str,
    /// Parsed when they are first asked for: most functions are never called.
    params: OnceLock<Params>,
    pub body: Body,
    pub kind: MethodKind,
    /// See [`NativeDef::takes_just`]; `u8::MAX` when there is no such number, or it is not known yet.
    arity: AtomicU8,
    pub doc: &'static str,
    /// `(self, object, /)`-like text, for `__text_signature__`.
    pub signature: &'static str,
}

/// The parameters of a signature such as `append(self, object, /)`.
#[derive(Default)]
pub struct Params {
    pub names: Vec<&'static str>,
    /// How many leading parameters are positional-only.
    pub positional_only: usize,
    /// How many leading parameters may be given by position.
    pub positional: usize,
    /// How many leading positional parameters have no default.
    pub required: usize,
    /// Keyword-only parameters without a default (indices).
    pub required_keywords: Vec<usize>,
    pub varargs: bool,
    pub varkw: bool,
}

impl Params {
    /// Parses `name(a, b=1, /, c=2, *args, d, e=3, **kwargs)`. The slots of a [`Bound`] are: the positional and
    /// keyword-only parameters in order, then `*args` (a tuple) and `**kwargs` (a dict) where they occur.
    fn parse(signature: &'static str) -> Params {
        let (_, rest) = signature.split_once('(').expect("a signature has parentheses");
        let inside = rest.strip_suffix(')').expect("a signature ends with a parenthesis");
        let mut params = Params::default();
        let mut keyword_only = false;
        for part in split_parameters(inside) {
            let part = part.trim();
            if part == "/" {
                params.positional_only = params.names.len();
            } else if part == "*" {
                keyword_only = true;
            } else if part.starts_with("**") {
                params.varkw = true;
            } else if part.starts_with('*') {
                params.varargs = true;
                keyword_only = true;
            } else if !part.is_empty() {
                params.add(part, keyword_only);
            }
        }
        params
    }

    fn add(&mut self, part: &'static str, keyword_only: bool) {
        let (name, default) = match part.split_once('=') {
            Some((name, default)) => (name.trim(), Some(default)),
            None => (part, None),
        };
        if keyword_only {
            if default.is_none() {
                self.required_keywords.push(self.names.len());
            }
        } else {
            self.positional += 1;
            if default.is_none() {
                self.required = self.positional;
            }
        }
        self.names.push(name);
    }

    /// Slots a [`Bound`] of these parameters has.
    pub fn slots(&self) -> usize {
        self.names.len() + self.varargs as usize + self.varkw as usize
    }

    /// Whether `count` positional arguments fill all required parameters, and only optional ones are absent.
    #[inline(always)]
    pub fn takes_padded(&self, count: usize) -> bool {
        count >= self.required && count <= self.positional && self.positional <= super::native::PADDED
    }

    /// Whether every argument list of the right length needs no sorting.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.names.len() == self.positional && !self.varargs && !self.varkw
    }
}

fn split_parameters(inside: &'static str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut quote) = (0, 0, None);
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            (None, ',') if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    parts
}

/// Reads an attribute of a builtin type.
pub type GetterFn = fn(&ThreadState, &Value) -> PyResult<Value>;
/// Writes (or with `None`: deletes) one.
pub type SetterFn = fn(&ThreadState, &Value, Option<&Value>) -> PyResult<()>;

/// A computed attribute of a builtin type.
pub struct GetSetDef {
    pub name: &'static str,
    pub get: GetterFn,
    pub set: Option<SetterFn>,
    pub doc: &'static str,
}

/// Collects the description of one builtin type.
pub struct TypeBuilder {
    pub ty: &'static Type,
    pub methods: Vec<&'static NativeDef>,
    pub getsets: Vec<&'static GetSetDef>,
    pub constants: Vec<(&'static str, Value)>,
    pub doc: &'static str,
    pub module: &'static str,
    /// `__bases__`, when there is more than the one base.
    pub bases: Option<Vec<Value>>,
}

impl TypeBuilder {
    /// Several bases; the first is the one whose layout continues.
    pub fn bases(mut self, bases: &[&'static Type]) -> Self {
        self.bases = Some(bases.iter().map(|base| base.as_value()).collect());
        self
    }

    /// Starts the description of `T`: `name` as in `type.__name__`, `base` already described.
    pub fn new<T: Builtin>(name: &'static str, base: Option<&'static Type>) -> TypeBuilder {
        let ty = T::type_object();
        ty.basicsize.set(size_of::<T>() as isize);
        ty.slots.drop.set(Some(drop_fields::<T>));
        Self::for_type(ty, name, base)
    }

    /// Starts the description of a static type whose size and drop are set or inherited.
    pub fn for_type(ty: &'static Type, name: &'static str, base: Option<&'static Type>) -> TypeBuilder {
        ty.name.set(Some(Str::shared(name)));
        ty.tp_name.set(crate::types::cstring::leak(name));
        ty.layout_base.set(ty);
        if let Some(base) = base {
            ty.tp_base.set(base);
        }
        ty.flags.set(flags::IMMUTABLETYPE);
        TypeBuilder {
            ty,
            methods: Vec::new(),
            getsets: Vec::new(),
            constants: Vec::new(),
            doc: "",
            module: "builtins",
            bases: None,
        }
    }

    pub fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// The module that `__module__` names (default `builtins`).
    pub fn module(mut self, module: &'static str) -> Self {
        self.module = module;
        self
    }

    /// Adds bits to `tp_flags`: `flags::BASETYPE`, `flags::SEQUENCE`, …
    pub fn flags(self, bits: u64) -> Self {
        self.ty.flags.set(self.ty.flags.get() | bits);
        self
    }

    /// Sets slots: `.slots(|s| { s.repr.set(Some(list_repr)); })`.
    pub fn slots(self, fill: impl FnOnce(&super::slots::Slots)) -> Self {
        fill(&self.ty.slots);
        self
    }

    /// Objects of this type hold something outside of the heap.
    pub fn outside<T: Outside>(self) -> Self {
        self.ty.slots.end.set(Some(end_object::<T>));
        self
    }

    /// Objects of exactly this type refer to no other object, and nothing refers weakly to them.
    pub fn leaf(self) -> Self {
        self.ty.leaf.set(true);
        self
    }

    /// For types that hold references: how to visit them and (for those that can be changed) how to let go.
    pub fn container(self, visit: super::slots::VisitFn, clear: Option<super::slots::ClearFn>) -> Self {
        self.ty.slots.visit.set(Some(visit));
        self.ty.slots.clear.set(clear);
        self.flags(flags::HAVE_GC)
    }

    /// A method: `"append(self, object, /)"`.
    pub fn method(self, signature: &'static str, body: NativeFn, doc: &'static str) -> Self {
        self.define(signature, Body::Bound(body), MethodKind::Method, doc)
    }

    pub fn raw_method(self, signature: &'static str, body: RawFn, doc: &'static str) -> Self {
        self.define(signature, Body::Raw(body), MethodKind::Method, doc)
    }

    pub fn class_method(self, signature: &'static str, body: NativeFn, doc: &'static str) -> Self {
        self.define(signature, Body::Bound(body), MethodKind::Class, doc)
    }

    pub fn static_method(self, signature: &'static str, body: NativeFn, doc: &'static str) -> Self {
        self.define(signature, Body::Bound(body), MethodKind::Static, doc)
    }

    pub fn define(mut self, signature: &'static str, body: Body, kind: MethodKind, doc: &'static str) -> Self {
        self.methods.push(NativeDef::leak(signature, body, kind, doc));
        self
    }

    pub fn getset(mut self, name: &'static str, get: GetterFn, set: Option<SetterFn>, doc: &'static str) -> Self {
        self.getsets.push(Box::leak(Box::new(GetSetDef { name, get, set, doc })));
        self
    }

    pub fn getter(self, name: &'static str, get: GetterFn, doc: &'static str) -> Self {
        self.getset(name, get, None, doc)
    }

    /// A class attribute; the value must be immutable.
    pub fn constant(mut self, name: &'static str, value: Value) -> Self {
        self.constants.push((name, value));
        self
    }

    /// Finishes the type: MRO, inherited slots, the dict with methods and slot wrappers.
    pub fn finish(self) {
        super::ready::finish_builtin(self);
    }
}

impl NativeDef {
    /// A definition that lasts as long as the process.
    pub fn leak(signature: &'static str, body: Body, kind: MethodKind, doc: &'static str) -> &'static NativeDef {
        let (name, _) = signature.split_once('(').expect("a signature has parentheses");
        let signature = &signature[name.len()..];
        let (params, arity) = (OnceLock::new(), AtomicU8::new(u8::MAX));
        let def: &'static NativeDef =
            Box::leak(Box::new(NativeDef { name, params, body, kind, arity, doc, signature }));
        if cfg!(debug_assertions) {
            // A bad signature shows in any test.
            def.params();
        }
        def
    }

    pub fn params(&self) -> &Params {
        self.params.get_or_init(|| {
            let params = Params::parse(self.signature);
            if matches!(self.body, Body::Bound(_)) && params.is_plain() {
                self.arity.store(u8::try_from(params.positional).unwrap_or(u8::MAX), Ordering::Relaxed);
            }
            params
        })
    }

    /// Whether [`Body::Bound`] can be called with so many arguments as they are. False where that is not known yet.
    #[inline(always)]
    pub fn takes_just(&self, count: usize) -> bool {
        usize::from(self.arity.load(Ordering::Relaxed)) == count
    }
}

/// A type whose objects hold memory or handles that do not belong to their interpreter's heap.
pub trait Outside: Builtin {
    /// Gives them back: the heap is about to go as a whole, and this object was still alive. What the object refers to
    /// may have given back its own already.
    ///
    /// # Safety
    /// Called once, and nobody uses the object afterwards.
    unsafe fn give_back(object: NonNull<Self>);
}

fn end_object<T: Outside>(object: ObjectPtr) {
    // SAFETY: E2: the slot is called with instances of the type, as the last thing that happens to them.
    unsafe { T::give_back(object.cast()) };
}

/// Drops a field. Values are not `Send`: a field that holds some, which would be released, is refused.
///
/// # Safety
/// Called once, and nobody uses the field afterwards.
pub unsafe fn give_back_field<T: Send>(field: *mut T) {
    // SAFETY: the caller's promise.
    unsafe { std::ptr::drop_in_place(field) };
}

/// Says which fields of a struct stand outside of the heap: `outside!(Lock { gate });`, to go with `.outside::<Lock>()`.
#[macro_export]
macro_rules! outside {
    ($ty:ty { $($field:ident),* $(,)? }) => {
        impl $crate::types::define::Outside for $ty {
            unsafe fn give_back(object: std::ptr::NonNull<Self>) {
                // SAFETY: E2; the promise of `Outside`.
                unsafe { $($crate::types::define::give_back_field(&raw mut (*object.as_ptr()).$field);)* }
            }
        }
    };
}

/// # Safety
/// `object` is a `T` that is being deallocated.
unsafe fn drop_fields<T: Builtin>(object: ObjectPtr) {
    // SAFETY: the caller's promise; the head has no drop of its own.
    unsafe { std::ptr::drop_in_place(object.cast::<T>().as_ptr()) };
}

/// Declares the static type object of a builtin struct.
///
/// `builtin_static!(List, PyList_Type);` exports it under the name C knows; `builtin_static!(Cell);` does not.
#[macro_export]
macro_rules! builtin_static {
    ($ty:ty, $symbol:ident) => {
        #[allow(non_upper_case_globals, reason = "the C name of the object")]
        #[unsafe(no_mangle)]
        pub static $symbol: $crate::types::Type = $crate::types::Type::empty();
        // SAFETY: E2: only `alloc` with this type makes such objects.
        unsafe impl $crate::types::define::Builtin for $ty {
            #[inline(always)]
            fn type_object() -> &'static $crate::types::Type {
                &$symbol
            }
        }
    };
    ($ty:ty) => {
        const _: () = {
            static TYPE: $crate::types::Type = $crate::types::Type::empty();
            // SAFETY: E2: only `alloc` with this type makes such objects.
            unsafe impl $crate::types::define::Builtin for $ty {
                #[inline(always)]
                fn type_object() -> &'static $crate::types::Type {
                    &TYPE
                }
            }
        };
    };
}
