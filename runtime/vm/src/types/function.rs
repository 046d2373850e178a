//! `function` and bound `method`.

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::{Args, TypeBuilder};
use crate::types::slots::CompareOp;
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};

/// A Python function: code plus what it was defined with.
#[repr(C)]
pub struct Function {
    pub head: Head,
    pub dict: MutCell<Option<Value>>,
    /// The code object; replaced only by assigning `__code__`.
    pub code: MutCell<Ref<CodeObject>>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    pub closure: Option<Ref<Tuple>>,
    pub defaults: MutCell<Option<Ref<Tuple>>>,
    pub kwdefaults: MutCell<Option<Ref<Dict>>>,
    pub annotate: MutCell<Option<Value>>,
    pub annotations: MutCell<Option<Value>>,
    pub name: MutCell<Ref<Str>>,
    pub qualname: MutCell<Ref<Str>>,
    pub doc: MutCell<Option<Value>>,
    pub module: MutCell<Option<Value>>,
    pub type_params: MutCell<Option<Value>>,
    /// Codes that were replaced: frames may still run them.
    old_codes: ladon_heap::Vector<Ref<CodeObject>>,
}

crate::builtin_static!(Function, PyFunction_Type);

impl Function {
    pub fn new(
        code: Ref<CodeObject>,
        globals: Ref<Dict>,
        builtins: Ref<Dict>,
        closure: Option<Ref<Tuple>>,
    ) -> Ref<Function> {
        let (name, qualname) = (code.name(), code.qualname());
        let doc = code.docstring();
        let module = globals.get_str(names::get().__name__);
        alloc::alloc(Function {
            head: alloc::head::<Function>(),
            dict: MutCell::new(None),
            code: MutCell::new(code),
            globals,
            builtins,
            closure,
            defaults: MutCell::new(None),
            kwdefaults: MutCell::new(None),
            annotate: MutCell::new(None),
            annotations: MutCell::new(None),
            name: MutCell::new(name),
            qualname: MutCell::new(qualname),
            doc: MutCell::new(doc),
            module: MutCell::new(module),
            type_params: MutCell::new(None),
            old_codes: ladon_heap::Vector::EMPTY,
        })
    }

    /// The code object, borrowed: it stays while the call that reads it runs on it.
    #[inline(always)]
    pub fn code(&self) -> &CodeObject {
        // SAFETY: H7: replaced codes are kept, so the borrow stays good.
        unsafe { &*self.code.as_ptr() }
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe {
            let f = object.cast::<Function>().as_ref();
            visitor((*f.code.as_ptr()).as_value());
            visitor(f.globals.as_value());
            visitor(f.builtins.as_value());
            f.closure.iter().for_each(|closure| visitor(closure.as_value()));
            if let Some(defaults) = &*f.defaults.as_ptr() {
                visitor(defaults.as_value());
            }
            if let Some(kwdefaults) = &*f.kwdefaults.as_ptr() {
                visitor(kwdefaults.as_value());
            }
            for cell in [&f.dict, &f.annotate, &f.annotations, &f.doc, &f.module, &f.type_params] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2.
        let f = unsafe { object.cast::<Function>().as_ref() };
        f.defaults.set(None);
        f.kwdefaults.set(None);
        for cell in [&f.dict, &f.annotate, &f.annotations, &f.doc, &f.module, &f.type_params] {
            cell.set(None);
        }
        // Cells of the closure that are garbage too are cleared by themselves; others may be in use.
    }
}

/// A function bound to its first argument.
#[repr(C)]
pub struct BoundMethod {
    pub head: Head,
    function: Value,
    this: Value,
}

crate::builtin_static!(BoundMethod, PyMethod_Type);

impl BoundMethod {
    pub fn new(function: Value, this: Value) -> Ref<BoundMethod> {
        alloc::alloc(BoundMethod { head: alloc::head::<BoundMethod>(), function, this })
    }

    pub fn function(&self) -> &Value {
        &self.function
    }

    pub fn this(&self) -> &Value {
        &self.this
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2.
        let method = unsafe { object.cast::<BoundMethod>().as_ref() };
        visitor(&method.function);
        visitor(&method.this);
    }
}

fn of(value: &Value) -> &Function {
    // SAFETY: E2: called by slots and getters of `function`.
    unsafe { value.downcast_unchecked() }
}

fn method_of(value: &Value) -> &BoundMethod {
    // SAFETY: E2: called by slots and getters of `method`.
    unsafe { value.downcast_unchecked() }
}

fn function_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    crate::eval::call_function(thread, of(this), args)
}

fn function_get(_: &ThreadState, this: &Value, object: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    match object {
        Some(object) => Ok(BoundMethod::new(this.clone(), object.clone()).into_value()),
        None => Ok(this.clone()),
    }
}

fn function_repr(_: &ThreadState, this: &Value) -> PyResult<Value> {
    let name = of(this).qualname.get();
    Ok(Str::try_new(&format!("<function {} at {:#x}>", name.lossy(), this.bits()))?.into_value())
}

const PARAMETERS: [&str; 6] = ["code", "globals", "name", "argdefs", "closure", "kwdefaults"];

/// Arguments of `FunctionType` by position in `PARAMETERS`.
fn function_arguments(thread: &ThreadState, args: Args<'_>) -> PyResult<[Option<Value>; 6]> {
    let mut values: [Option<Value>; 6] = Default::default();
    let given = args.positionals();
    if given.len() > values.len() {
        return Err(err!(thread, TypeError, "function() takes at most 6 arguments ({} given)", given.len()));
    }
    for (slot, value) in values.iter_mut().zip(given) {
        *slot = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        match PARAMETERS.iter().position(|known| *known == text) {
            Some(index) => values[index] = Some(value.clone()),
            None => return Err(err!(thread, TypeError, "function() got an unexpected keyword argument '{text}'")),
        }
    }
    if let Some(index) = values[..2].iter().position(Option::is_none) {
        let (name, position) = (PARAMETERS[index], index + 1);
        return Err(err!(thread, TypeError, "function() missing required argument '{name}' (pos {position})"));
    }
    Ok(values)
}

/// The closure of a function made by hand: as many cells as the code has free variables.
fn closure_argument(thread: &ThreadState, code: &CodeObject, value: Option<Value>) -> PyResult<Option<Ref<Tuple>>> {
    let want = code.code.freevars.len();
    let closure = match value.filter(|value| !value.is_none()) {
        None if want == 0 => return Ok(None),
        None => return Err(err!(thread, TypeError, "arg 5 (closure) must be tuple")),
        Some(value) => Ref::<Tuple>::from_value(value)
            .map_err(|_| err!(thread, TypeError, "arg 5 (closure) must be None or tuple"))?,
    };
    if closure.len() != want {
        let (name, have) = (code.name(), closure.len());
        return Err(err!(thread, ValueError, "{} requires closure of length {want}, not {have}", name.lossy()));
    }
    if let Some(other) = closure.as_slice().iter().find(|cell| cell.exact::<crate::types::cell::Cell>().is_none()) {
        let found = other.type_of().short_name();
        return Err(err!(thread, TypeError, "arg 5 (closure) expected cell, found {found}"));
    }
    Ok(Some(closure))
}

fn function_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [code, globals, name, defaults, closure, kwdefaults] = function_arguments(thread, args)?;
    let (code, globals) = (code.unwrap_or_else(Value::none), globals.unwrap_or_else(Value::none));
    let Some(code) = code.exact::<CodeObject>() else {
        let found = code.type_of().short_name();
        return Err(err!(thread, TypeError, "function() argument 'code' must be code, not {found}"));
    };
    let Some(globals) = globals.downcast::<Dict>() else {
        let found = globals.type_of().short_name();
        return Err(err!(thread, TypeError, "function() argument 'globals' must be dict, not {found}"));
    };
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let name = given(name).map(Ref::<Str>::from_value).transpose();
    let name = name.map_err(|_| err!(thread, TypeError, "arg 3 (name) must be None or string"))?;
    let defaults = given(defaults).map(Ref::<Tuple>::from_value).transpose();
    let defaults = defaults.map_err(|_| err!(thread, TypeError, "arg 4 (defaults) must be None or tuple"))?;
    let kwdefaults = given(kwdefaults).map(Ref::<Dict>::from_value).transpose();
    let kwdefaults = kwdefaults.map_err(|_| err!(thread, TypeError, "arg 6 (kwdefaults) must be None or dict"))?;
    let closure = closure_argument(thread, code, closure)?;
    let builtins = crate::eval::call::builtins_of(thread, globals);
    let function = Function::new(Ref::of(code), Ref::of(globals), builtins, closure);
    function.defaults.set(defaults);
    function.kwdefaults.set(kwdefaults);
    if let Some(name) = name {
        function.name.set(name);
    }
    Ok(function.into_value())
}

fn set_code(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(code) = value.and_then(|value| value.exact::<CodeObject>()) else {
        return Err(err!(thread, TypeError, "__code__ must be set to a code object"));
    };
    let function = of(this);
    let (have, want) = (function.closure.as_ref().map_or(0, |c| c.len()), code.code.freevars.len());
    if have != want {
        let name = function.name.get();
        return Err(err!(
            thread,
            ValueError,
            "{}() requires a code object with {have} free vars, not {want}",
            name.lossy()
        ));
    }
    let old = function.code.replace(Ref::of(code));
    function.old_codes.push(old)?;
    Ok(())
}

fn set_name(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value.and_then(|value| value.downcast::<Str>()) {
        Some(name) => of(this).name.set(Ref::of(name)),
        None => return Err(err!(thread, TypeError, "__name__ must be set to a string object")),
    }
    Ok(())
}

fn set_qualname(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    match value.and_then(|value| value.downcast::<Str>()) {
        Some(name) => of(this).qualname.set(Ref::of(name)),
        None => return Err(err!(thread, TypeError, "__qualname__ must be set to a string object")),
    }
    Ok(())
}

fn set_defaults(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let new = match value.filter(|value| !value.is_none()) {
        None => None,
        Some(value) => match value.downcast::<Tuple>() {
            Some(tuple) => Some(Ref::of(tuple)),
            None => return Err(err!(thread, TypeError, "__defaults__ must be set to a tuple object")),
        },
    };
    of(this).defaults.set(new);
    Ok(())
}

fn set_kwdefaults(thread: &ThreadState, this: &Value, value: Option<&Value>) -> PyResult<()> {
    let new = match value.filter(|value| !value.is_none()) {
        None => None,
        Some(value) => match value.downcast::<Dict>() {
            Some(dict) => Some(Ref::of(dict)),
            None => return Err(err!(thread, TypeError, "__kwdefaults__ must be set to a dict object")),
        },
    };
    of(this).kwdefaults.set(new);
    Ok(())
}

fn get_annotations(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let function = of(this);
    if let Some(found) = function.annotations.get() {
        return Ok(found);
    }
    let made = match function.annotate.get().filter(|annotate| !annotate.is_none()) {
        Some(annotate) => call::positional(thread, &annotate, &[Value::small_unchecked(1)])?,
        None => Dict::new().into_value(),
    };
    function.annotations.set(Some(made.clone()));
    Ok(made)
}

fn or_none(value: Option<Value>) -> PyResult<Value> {
    Ok(value.unwrap_or_else(Value::none))
}

fn method_call(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<Value> {
    let method = method_of(this);
    call::call_with_first(thread, &method.function, &method.this, args)
}

fn method_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let [function, this] = args.values else {
        return Err(err!(thread, TypeError, "method expected 2 arguments, got {}", args.values.len()));
    };
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "first argument must be callable"));
    }
    if this.is_none() {
        return Err(err!(thread, TypeError, "instance must not be None"));
    }
    Ok(BoundMethod::new(function.clone(), this.clone()).into_value())
}

fn method_repr(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    let method = method_of(this);
    let name = match attr::get_optional(thread, &method.function, names::get().__qualname__)? {
        Some(name) => crate::object::repr::str_lossy(thread, &name),
        None => String::from("?"),
    };
    let object = crate::object::repr::repr(thread, &method.this)?;
    Ok(Str::try_new(&format!("<bound method {name} of {}>", object.lossy()))?.into_value())
}

fn method_getattr(thread: &ThreadState, this: &Value, name: &Value) -> PyResult<Value> {
    if let Some(text) = name.downcast::<Str>()
        && attr::lookup_type(this.type_of(), text).is_none()
    {
        return attr::get(thread, &method_of(this).function, text);
    }
    attr::generic_get(thread, this, name)
}

fn method_compare(_: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.exact::<BoundMethod>(), b.exact::<BoundMethod>()) else {
        return Ok(Value::not_implemented());
    };
    let same = x.function.is(&y.function) && x.this.is(&y.this);
    match op {
        CompareOp::Eq => Ok(Value::bool(same)),
        CompareOp::Ne => Ok(Value::bool(!same)),
        _ => Ok(Value::not_implemented()),
    }
}

pub fn describe() {
    let object = crate::types::object::object_type();
    let ty = crate::types::typeobject::type_of::<Function>();
    ty.dict_offset.set(std::mem::offset_of!(Function, dict) as u32);
    ty.weaklist_offset.set(1);
    TypeBuilder::new::<Function>("function", Some(object))
        .doc("Create a function object.")
        .flags(flags::METHOD_DESCRIPTOR | flags::HAVE_VECTORCALL)
        .container(Function::visit, Some(Function::clear))
        .slots(|s| {
            s.call.set(Some(function_call));
            s.descr_get.set(Some(function_get));
            s.repr.set(Some(function_repr));
            s.new.set(Some(function_new));
        })
        .getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict), "")
        .getset("__code__", |_, f| Ok(of(f).code.get().into_value()), Some(set_code), "")
        .getset("__name__", |_, f| Ok(of(f).name.get().into_value()), Some(set_name), "")
        .getset("__qualname__", |_, f| Ok(of(f).qualname.get().into_value()), Some(set_qualname), "")
        .getset("__defaults__", |_, f| or_none(of(f).defaults.get().map(Ref::into_value)), Some(set_defaults), "")
        .getset("__kwdefaults__", |_, f| or_none(of(f).kwdefaults.get().map(Ref::into_value)), Some(set_kwdefaults), "")
        .getset(
            "__doc__",
            |_, f| or_none(of(f).doc.get()),
            Some(|_, f, v| {
                of(f).doc.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__module__",
            |_, f| or_none(of(f).module.get()),
            Some(|_, f, v| {
                of(f).module.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__annotations__",
            get_annotations,
            Some(|_, f, v| {
                of(f).annotations.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__annotate__",
            |_, f| or_none(of(f).annotate.get()),
            Some(|_, f, v| {
                of(f).annotate.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__type_params__",
            |_, f| Ok(of(f).type_params.get().unwrap_or_else(|| Tuple::new(Vec::new()).into_value())),
            Some(|_, f, v| {
                of(f).type_params.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getter("__globals__", |_, f| Ok(of(f).globals.as_value().clone()), "")
        .getter("__builtins__", |_, f| Ok(of(f).builtins.as_value().clone()), "")
        .getter("__closure__", |_, f| or_none(of(f).closure.clone().map(Ref::into_value)), "")
        .finish();
    crate::types::typeobject::type_of::<BoundMethod>().weaklist_offset.set(1);
    TypeBuilder::new::<BoundMethod>("method", Some(object))
        .container(BoundMethod::visit, None)
        .flags(flags::HAVE_VECTORCALL)
        .slots(|s| {
            s.call.set(Some(method_call));
            s.new.set(Some(method_new));
            s.repr.set(Some(method_repr));
            s.getattr.set(Some(method_getattr));
            s.compare.set(Some(method_compare));
            s.hash.set(Some(|thread, this| {
                let method = method_of(this);
                let function = crate::object::hash::hash(thread, &method.function)?;
                Ok(function ^ crate::object::hash::address_hash(method.this.bits() as usize))
            }));
        })
        .getter("__func__", |_, m| Ok(method_of(m).function.clone()), "")
        .getter("__self__", |_, m| Ok(method_of(m).this.clone()), "")
        .method("__reduce__(self, /)", crate::types::descriptor::reduce_in_self, "Return how to find this again.")
        .finish();
}
