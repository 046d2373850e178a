//! `_contextvars`: context variables (PEP 567). A context is a dict that contexts share until one of them changes it.

use crate::define::{ModuleBuilder, or_none, this};
use crate::functions;
use ladon_heap::{Head, MutCell, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, compare, iter, repr};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::module::Module;
use ladon_vm::types::object::object_type;
use ladon_vm::types::sequence::positionals;
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::{Dict, Str, Type, flags, generic_alias};
use ladon_vm::value::{Ref, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

#[repr(C)]
pub struct Context {
    pub head: Head,
    values: MutCell<Option<Ref<Dict>>>,
    /// Whether another context may hold the same dict: then it is copied before a change.
    shared: Cell<bool>,
    entered: Cell<bool>,
}

ladon_vm::builtin_static!(Context);
crate::traced!(Context { values });

#[repr(C)]
pub struct ContextVar {
    pub head: Head,
    name: Ref<Str>,
    default: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(ContextVar);
crate::traced!(ContextVar { name, default });

#[repr(C)]
pub struct Token {
    pub head: Head,
    context: MutCell<Option<Ref<Context>>>,
    variable: MutCell<Option<Ref<ContextVar>>>,
    old: MutCell<Option<Value>>,
    used: Cell<bool>,
}

ladon_vm::builtin_static!(Token);
crate::traced!(Token { context, variable, old });

/// The type of `Token.MISSING`.
#[repr(C)]
pub struct Missing {
    pub head: Head,
}

ladon_vm::builtin_static!(Missing);

/// Per interpreter: the contexts entered on each thread, innermost last.
#[derive(Default)]
struct State {
    stacks: RefCell<HashMap<u64, Vector<Ref<Context>>>>,
    missing: MutCell<Option<Value>>,
}

pub fn describe() {
    TypeBuilder::new::<Context>("Context", Some(object_type()))
        .doc("The values that context variables have.")
        .module("_contextvars")
        .container(Context::visit, Some(Context::clear_object))
        .slots(|s| {
            s.new.set(Some(context_new));
            s.len.set(Some(|_, value| Ok(values(this(value)).len())));
            s.getitem.set(Some(context_getitem));
            s.contains.set(Some(|thread, value, key| {
                check_key(thread, key)?;
                values(this(value)).contains(thread, key)
            }));
            s.iter.set(Some(|thread, value| iter::iter(thread, values(this(value)).as_value())));
            s.compare.set(Some(context_compare));
        })
        .raw_method("run(self, /, *args, **kwargs)", context_run, "Call a function in this context.")
        .method("copy(self, /)", |_, b| Ok(copy(b.this()).into_value()), "Return a copy.")
        .method("get(self, key, default=None, /)", context_get, "Return the value of a variable, or default.")
        .method("keys(self, /)", |thread, b| view(thread, b, "keys"), "Return the variables.")
        .method("values(self, /)", |thread, b| view(thread, b, "values"), "Return the values.")
        .method("items(self, /)", |thread, b| view(thread, b, "items"), "Return pairs of variable and value.")
        .finish();
    ContextVar::type_object().weaklist_offset.set(1);
    TypeBuilder::new::<ContextVar>("ContextVar", Some(object_type()))
        .doc("A variable whose value depends on the context.")
        .module("_contextvars")
        .container(ContextVar::visit, Some(ContextVar::clear_object))
        .slots(|s| {
            s.new.set(Some(var_new));
            s.repr.set(Some(var_repr));
        })
        .getter("name", |_, value| Ok(this::<ContextVar>(value).name.as_value().clone()), "The name.")
        .method("get(self, default=<unrepresentable>, /)", var_get, "Return the value in the current context.")
        .method("set(self, value, /)", var_set, "Set the value in the current context; return a token for reset().")
        .method("reset(self, token, /)", var_reset, "Restore the value there was before set().")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
    TypeBuilder::new::<Missing>("Token.MISSING", Some(object_type()))
        .module("_contextvars")
        .flags(flags::DISALLOW_INSTANTIATION)
        .slots(|s| s.repr.set(Some(|_, _| crate::define::text("<Token.MISSING>"))))
        .finish();
    let missing = alloc::alloc(Missing { head: alloc::head::<Missing>() });
    missing.head.make_immortal();
    TypeBuilder::new::<Token>("Token", Some(object_type()))
        .doc("What set() returns: names the value there was before.")
        .module("_contextvars")
        .container(Token::visit, Some(Token::clear_object))
        .constant("MISSING", missing.into_value())
        .slots(|s| {
            s.new
                .set(Some(|thread, _, _| Err(err!(thread, RuntimeError, "Tokens can only be created by ContextVars"))));
            s.repr.set(Some(token_repr));
        })
        .getter(
            "var",
            |_, value| Ok(or_none(this::<Token>(value).variable.get().map(Ref::into_value))),
            "The variable.",
        )
        .getter("old_value", token_old, "The value there was before, or Token.MISSING.")
        .method("__enter__(self, /)", |_, b| Ok(b.value(0).clone()), "Return the token.")
        .method("__exit__(self, type, value, traceback, /)", token_exit, "Restore the value there was before.")
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}

functions! {
    fn table {
        "copy_context()" => |thread, _| Ok(copy(&current(thread)).into_value()), "Return a copy of the current context.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_contextvars", "Context variables.")?
        .functions(table())
        .ty::<Context>()
        .ty::<ContextVar>()
        .ty::<Token>()
        .finish()
}

fn make_context(values: Option<Ref<Dict>>, shared: bool) -> Ref<Context> {
    let (values, shared) = (MutCell::new(values), Cell::new(shared));
    alloc::alloc(Context { head: alloc::head::<Context>(), values, shared, entered: Cell::new(false) })
}

fn values(context: &Context) -> Ref<Dict> {
    context.values.get().unwrap_or_else(|| {
        let fresh = Dict::new();
        context.values.set(Some(fresh.clone()));
        fresh
    })
}

/// A context with the same values; the dict is shared until one of the two changes.
fn copy(context: &Context) -> Ref<Context> {
    context.shared.set(true);
    make_context(Some(values(context)), true)
}

/// The dict of a context, for a change.
fn own_values(context: &Context) -> PyResult<Ref<Dict>> {
    let present = values(context);
    if !context.shared.get() {
        return Ok(present);
    }
    let own = present.copy()?;
    context.values.set(Some(own.clone()));
    context.shared.set(false);
    Ok(own)
}

/// The context of this thread, made on first use.
fn current(thread: &ThreadState) -> Ref<Context> {
    let state = thread.interp().state::<State>();
    let mut stacks = state.stacks.borrow_mut();
    let stack = stacks.entry(thread.ident).or_default();
    if let Some(top) = stack.len().checked_sub(1).and_then(|top| stack.get(top)) {
        return top;
    }
    let fresh = make_context(None, false);
    fresh.entered.set(true);
    let _ = stack.push(fresh.clone());
    fresh
}

fn enter(thread: &ThreadState, context: &Ref<Context>) -> PyResult<()> {
    if context.entered.get() {
        let text = repr::repr(thread, context.as_value())?;
        return Err(err!(thread, RuntimeError, "cannot enter context: {} is already entered", text.lossy()));
    }
    // The outermost context comes first.
    drop(current(thread));
    let state = thread.interp().state::<State>();
    let pushed = state.stacks.borrow_mut().entry(thread.ident).or_default().push(context.clone());
    pushed?;
    context.entered.set(true);
    Ok(())
}

fn leave(thread: &ThreadState, context: &Context) {
    context.entered.set(false);
    let state = thread.interp().state::<State>();
    let popped = state.stacks.borrow_mut().get(&thread.ident).and_then(|stack| stack.pop());
    drop(popped);
}

fn context_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if !args.is_empty() {
        return Err(err!(thread, TypeError, "Context() does not accept any arguments"));
    }
    Ok(make_context(None, false).into_value())
}

fn check_key(thread: &ThreadState, key: &Value) -> PyResult<()> {
    if key.is_exact::<ContextVar>() {
        return Ok(());
    }
    let text = repr::repr(thread, key)?;
    Err(err!(thread, TypeError, "a ContextVar key was expected, got {}", text.lossy()))
}

fn context_getitem(thread: &ThreadState, value: &Value, key: &Value) -> PyResult<Value> {
    check_key(thread, key)?;
    match values(this(value)).get(thread, key)? {
        Some(found) => Ok(found),
        None => Err(ladon_vm::exceptions::make::key_error(thread, key)),
    }
}

fn context_get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    check_key(thread, b.value(1))?;
    let found = values(b.this()).get(thread, b.value(1))?;
    Ok(found.or_else(|| b.get(2).cloned()).unwrap_or_else(Value::none))
}

fn context_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    match (a.exact::<Context>(), b.exact::<Context>()) {
        (Some(x), Some(y)) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
            compare::compare(thread, values(x).as_value(), values(y).as_value(), op)
        }
        _ => Ok(Value::not_implemented()),
    }
}

fn view(thread: &ThreadState, b: Bound<'_>, name: &str) -> PyResult<Value> {
    let view = call::method(thread, values(b.this()).as_value(), name, &[])?;
    iter::iter(thread, &view)
}

fn context_run(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let [context, function, ..] = args.positionals() else {
        return Err(err!(thread, TypeError, "run() missing 1 required positional argument"));
    };
    let context = Ref::of(this::<Context>(context));
    enter(thread, &context)?;
    let result = call::call(thread, function, args.rest().rest());
    leave(thread, &context);
    result
}

fn var_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let mut default = None;
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if text != "default" {
            return Err(err!(thread, TypeError, "ContextVar() got an unexpected keyword argument '{text}'"));
        }
        default = Some(value.clone());
    }
    let given = positionals(thread, "ContextVar", args, 1, 1)?;
    let Some(name) = given[0].downcast::<Str>() else {
        return Err(err!(thread, TypeError, "context variable name must be a str"));
    };
    let fields = ContextVar { head: alloc::head::<ContextVar>(), name: Ref::of(name), default: MutCell::new(default) };
    let made = alloc::alloc_in(ty, fields).into_value();
    Ok(made)
}

fn var_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let variable = this::<ContextVar>(value);
    let mut text = format!("<ContextVar name={}", repr::repr(thread, variable.name.as_value())?.lossy());
    if let Some(default) = variable.default.get() {
        text.push_str(&format!(" default={}", repr::repr(thread, &default)?.lossy()));
    }
    text.push_str(&format!(" at {:#x}>", value.bits()));
    crate::define::text(&text)
}

/// LookupError with the variable as its argument.
#[cold]
fn lookup_error(thread: &ThreadState, variable: &Value) -> Raised {
    let error = ladon_vm::exceptions::new_with_args(&ladon_vm::exceptions::LookupError, vec![variable.clone()]);
    thread.raise(error.into_value())
}

fn var_get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let variable = b.this::<ContextVar>();
    // SAFETY: H7: one step.
    let has_values = unsafe { (*current(thread).values.as_ptr()).is_some() };
    if has_values && let Some(found) = values(&current(thread)).get(thread, b.value(0))? {
        return Ok(found);
    }
    match b.get(1).cloned().or_else(|| variable.default.get()) {
        Some(default) => Ok(default),
        None => Err(lookup_error(thread, b.value(0))),
    }
}

fn var_set(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let context = current(thread);
    let old = values(&context).get(thread, b.value(0))?;
    own_values(&context)?.set(thread, b.value(0), b.value(1).clone())?;
    let token = Token {
        head: alloc::head::<Token>(),
        context: MutCell::new(Some(context)),
        variable: MutCell::new(Some(Ref::of(b.this::<ContextVar>()))),
        old: MutCell::new(old),
        used: Cell::new(false),
    };
    Ok(alloc::alloc(token).into_value())
}

fn var_reset(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    if !b.value(1).is_exact::<Token>() {
        let text = repr::repr(thread, b.value(1))?;
        return Err(err!(thread, TypeError, "expected an instance of Token, got {}", text.lossy()));
    }
    reset(thread, b.value(0), b.value(1))
}

fn reset(thread: &ThreadState, variable: &Value, token_value: &Value) -> PyResult<Value> {
    let token = this::<Token>(token_value);
    let shown = || repr::repr_lossy(thread, token_value);
    if token.used.get() {
        return Err(err!(thread, RuntimeError, "{} has already been used once", shown()));
    }
    if !token.variable.get().is_some_and(|own| own.as_value().is(variable)) {
        return Err(err!(thread, ValueError, "{} was created by a different ContextVar", shown()));
    }
    let context = current(thread);
    if !token.context.get().is_some_and(|own| own.as_value().is(context.as_value())) {
        return Err(err!(thread, ValueError, "{} was created in a different Context", shown()));
    }
    token.used.set(true);
    let dict = own_values(&context)?;
    match token.old.get() {
        Some(old) => dict.set(thread, variable, old)?,
        None => {
            if dict.remove(thread, variable)?.is_none() {
                return Err(lookup_error(thread, variable));
            }
        }
    }
    Ok(Value::none())
}

fn missing(thread: &ThreadState) -> PyResult<Value> {
    let state = thread.interp().state::<State>();
    if state.missing.get().is_none() {
        let ty = Token::type_object().as_value();
        state.missing.set(Some(ladon_vm::object::attr::get_name(thread, &ty, "MISSING")?));
    }
    Ok(or_none(state.missing.get()))
}

fn token_old(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    match this::<Token>(value).old.get() {
        Some(old) => Ok(old),
        None => missing(thread),
    }
}

fn token_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let token = this::<Token>(value);
    let used = if token.used.get() { " used" } else { "" };
    let variable = or_none(token.variable.get().map(Ref::into_value));
    let variable = repr::repr(thread, &variable)?;
    crate::define::text(&format!("<Token{used} var={} at {:#x}>", variable.lossy(), value.bits()))
}

fn token_exit(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    match b.this::<Token>().variable.get() {
        Some(variable) => reset(thread, variable.as_value(), b.value(0)),
        None => Ok(Value::none()),
    }
}
