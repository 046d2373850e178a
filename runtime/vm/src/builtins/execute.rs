//! `exec`, `eval`, `compile`, `__build_class__`, `__import__`: the builtins that run code.

use super::syntax_tree;
use crate::err;
use crate::eval;
use crate::exceptions::make;
use crate::names;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::code::CodeObject;
use crate::types::define::{Args, Body, Bound, MethodKind, NativeDef};
use crate::types::function::Function;
use crate::types::{Dict, Str, Tuple, Type, class, int};
use crate::value::{Ref, Value};
use ladon_compiler::{Mode, Options};

pub fn defs() -> Vec<&'static NativeDef> {
    let f = MethodKind::Function;
    vec![
        NativeDef::leak(
            "__build_class__(*args, **kwargs)",
            Body::Raw(build_class),
            f,
            "Build a class; used by the class statement.",
        ),
        NativeDef::leak(
            "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
            Body::Bound(import),
            f,
            "Import a module; used by the import statement.",
        ),
        NativeDef::leak(
            "exec(source, /, globals=None, locals=None, *, closure=None)",
            Body::Bound(exec),
            f,
            "Run statements in given namespaces.",
        ),
        NativeDef::leak(
            "eval(source, /, globals=None, locals=None)",
            Body::Bound(eval_builtin),
            f,
            "Evaluate an expression in given namespaces.",
        ),
        NativeDef::leak(
            "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
            Body::Bound(compile),
            f,
            "Compile source into a code object.",
        ),
    ]
}

fn build_class(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let [function, name, bases @ ..] = args.positionals() else {
        return Err(err!(thread, TypeError, "__build_class__: not enough arguments"));
    };
    let Some(function) = function.exact::<Function>() else {
        return Err(err!(thread, TypeError, "__build_class__: func must be a function"));
    };
    if name.downcast::<Str>().is_none() {
        return Err(err!(thread, TypeError, "__build_class__: name is not a string"));
    }
    let original = Tuple::from_slice(bases)?;
    let resolved = resolve_bases(thread, &original)?;
    let bases = resolved.as_ref().unwrap_or(&original);
    let mut keywords: Vec<(Value, Value)> = args.keywords().map(|(n, v)| (n.clone(), v.clone())).collect();
    let meta =
        match keywords.iter().position(|(n, _)| n.downcast::<Str>().is_some_and(|n| n.as_bytes() == b"metaclass")) {
            Some(at) => keywords.remove(at).1,
            None => match bases.as_slice().first() {
                Some(base) => base.type_of().as_value(),
                None => class::type_type().as_value(),
            },
        };
    let meta = match meta.downcast::<Type>() {
        Some(ty) => class::best_metaclass(thread, ty, bases.as_slice())?.as_value(),
        None => meta,
    };
    let names: Vec<Value> = keywords.iter().map(|pair| pair.0.clone()).collect();
    let names = if names.is_empty() { None } else { Some(Tuple::try_from_vec(names)?) };
    let with_keywords = |first: &[Value]| -> Vec<Value> {
        first.iter().cloned().chain(keywords.iter().map(|pair| pair.1.clone())).collect()
    };
    let namespace = match attr::get_optional(thread, &meta, names::get().__prepare__)? {
        Some(prepare) => {
            let values = with_keywords(&[name.clone(), bases.as_value().clone()]);
            call::call(thread, &prepare, Args { values: &values, names: names.as_deref() })?
        }
        None => Dict::new().into_value(),
    };
    if namespace.type_of().slots.setitem.get().is_none() {
        let (meta_name, found) = match meta.downcast::<Type>() {
            Some(ty) => (ty.short_name(), namespace.type_of().short_name()),
            None => (String::from("<metaclass>"), namespace.type_of().short_name()),
        };
        return Err(err!(thread, TypeError, "{meta_name}.__prepare__() must return a mapping, not {found}"));
    }
    let cell = eval::call::run_function_with_locals(thread, function, Some(namespace.clone()))?;
    if resolved.is_some() {
        crate::object::subscript::set(
            thread,
            &namespace,
            &Value::of(names::get().__orig_bases__),
            original.as_value(),
        )?;
    }
    let values = with_keywords(&[name.clone(), bases.as_value().clone(), namespace]);
    let made = call::call(thread, &meta, Args { values: &values, names: names.as_deref() })?;
    if made.downcast::<Type>().is_some()
        && let Some(cell) = cell.exact::<crate::types::cell::Cell>()
    {
        match cell.get() {
            None => {
                let name = crate::object::repr::str_lossy(thread, name);
                return Err(err!(
                    thread,
                    RuntimeError,
                    "__class__ not set defining '{name}' as {}. Was __classcell__ propagated to type.__new__?",
                    crate::object::repr::repr_lossy(thread, &made)
                ));
            }
            Some(found) if !found.is(&made) => {
                let name = crate::object::repr::str_lossy(thread, name);
                let (found, made) =
                    (crate::object::repr::repr_lossy(thread, &found), crate::object::repr::repr_lossy(thread, &made));
                return Err(err!(thread, TypeError, "__class__ set to {found} defining '{name}' as {made}"));
            }
            Some(_) => {}
        }
    }
    Ok(made)
}

/// Replaces bases that are no classes by what their `__mro_entries__` give (PEP 560); `None` = nothing to replace.
fn resolve_bases(thread: &ThreadState, bases: &Ref<Tuple>) -> PyResult<Option<Ref<Tuple>>> {
    let mut resolved = Vec::with_capacity(bases.len());
    let mut changed = false;
    for base in bases.as_slice() {
        if base.downcast::<Type>().is_none()
            && let Some(entries) = attr::get_optional(thread, base, names::get().__mro_entries__)?
        {
            let replaced = call::positional(thread, &entries, &[bases.as_value().clone()])?;
            let Some(tuple) = replaced.downcast::<Tuple>() else {
                return Err(err!(thread, TypeError, "__mro_entries__ must return a tuple"));
            };
            resolved.extend(tuple.as_slice().iter().cloned());
            changed = true;
            continue;
        }
        resolved.push(base.clone());
    }
    if changed { Ok(Some(Tuple::try_from_vec(resolved)?)) } else { Ok(None) }
}

fn import(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let level = match args.get(4) {
        Some(level) => crate::object::number::to_isize(thread, level)? as i64,
        None => 0,
    };
    crate::import::import_name(thread, args.value(0), args.some(1), args.some(2), args.some(3), level)
}

/// Whether a value found as `builtins.__import__` is ours.
pub fn is_native_import(value: &Value) -> bool {
    value
        .exact::<crate::types::native::NativeFunction>()
        .and_then(|function| function.native_def())
        .is_some_and(|def| matches!(def.body, Body::Bound(body) if std::ptr::fn_addr_eq(body, import as crate::types::define::NativeFn)))
}

/// Source text, or a code object, compiled.
fn code_of(thread: &ThreadState, source: &Value, mode: Mode, what: &str) -> PyResult<Ref<CodeObject>> {
    if let Some(code) = source.exact::<CodeObject>() {
        return Ok(Ref::of(code));
    }
    compile_source(thread, source, "<string>", mode, Options::default(), what)
}

fn compile_source(
    thread: &ThreadState,
    source: &Value,
    filename: &str,
    mode: Mode,
    options: Options,
    what: &str,
) -> PyResult<Ref<CodeObject>> {
    let text = source_text(thread, source, what)?;
    match ladon_compiler::compile_with_warnings(&text, filename, mode, options) {
        Ok((code, found)) => {
            crate::warnings::syntax_warnings(thread, &found, filename)?;
            Ok(CodeObject::new(code))
        }
        Err(error) => Err(make::syntax_error(thread, &error, filename)),
    }
}

/// The bytes of a source given as text or as bytes.
fn source_text(thread: &ThreadState, source: &Value, what: &str) -> PyResult<Vec<u8>> {
    if let Some(text) = source.downcast::<Str>() {
        if text.as_bytes().contains(&0) {
            return Err(err!(thread, SyntaxError, "source code string cannot contain null bytes"));
        }
        return Ok(text.as_bytes().to_vec());
    }
    match crate::object::buffer::bytes_like(thread, source) {
        Ok(buffer) => Ok(buffer.as_slice().to_vec()),
        Err(raised) => {
            drop(thread.take_raised(raised));
            let other = if what == "compile" { "AST" } else { "code" };
            Err(err!(thread, TypeError, "{what}() arg 1 must be a string, bytes or {other} object"))
        }
    }
}

fn compile(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let filename = match args.value(1).downcast::<Str>() {
        Some(name) => name.to_string_lossy(),
        None => crate::object::repr::str_lossy(thread, args.value(1)),
    };
    let Some(mode) = args.value(2).downcast::<Str>() else {
        let found = args.value(2).type_of().short_name();
        return Err(err!(thread, TypeError, "compile() argument 'mode' must be str, not {found}"));
    };
    let mode = match mode.as_bytes() {
        b"exec" => Mode::Exec,
        b"eval" => Mode::Eval,
        b"single" => Mode::Single,
        _ => return Err(err!(thread, ValueError, "compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let flags = args.get(3).and_then(int::as_i64).unwrap_or(0);
    let mut source = args.value(0).clone();
    if syntax_tree::is_tree(thread, &source)? {
        if flags & syntax_tree::ONLY_AST != 0 {
            return Ok(source);
        }
        source = syntax_tree::source_of(thread, &source)?;
    } else if flags & syntax_tree::ONLY_AST != 0 {
        let text = source_text(thread, &source, "compile")?;
        return match ladon_compiler::syntax_tree(&text, &filename, mode) {
            Ok(tree) => syntax_tree::build(thread, &tree),
            Err(error) => Err(make::syntax_error(thread, &error, &filename)),
        };
    }
    let source = &source;
    if source.exact::<CodeObject>().is_some() {
        return Err(err!(thread, TypeError, "compile() arg 1 must be a string, bytes or AST object"));
    }
    let code = compile_source(thread, source, &filename, mode, Options::default(), "compile")?;
    Ok(code.into_value())
}

struct Namespaces {
    globals: Ref<Dict>,
    locals: Option<Value>,
}

/// The namespaces given, or those of the caller.
fn namespaces(thread: &ThreadState, args: Bound<'_>, what: &str) -> PyResult<Namespaces> {
    let globals = match args.some(1) {
        None => None,
        Some(value) => match value.downcast::<Dict>() {
            Some(dict) => Some(Ref::of(dict)),
            None => {
                if what == "eval" {
                    return Err(err!(thread, TypeError, "globals must be a dict"));
                }
                let found = value.type_of().short_name();
                return Err(err!(thread, TypeError, "{what}() globals must be a dict, not {found}"));
            }
        },
    };
    let locals = args.some(2).cloned();
    if let Some(locals) = &locals
        && locals.type_of().slots.getitem.get().is_none()
    {
        if what == "eval" {
            return Err(err!(thread, TypeError, "locals must be a mapping"));
        }
        let found = locals.type_of().short_name();
        return Err(err!(thread, TypeError, "{what}() locals must be a mapping or None, not {found}"));
    }
    let (globals, locals) = match (globals, locals) {
        (Some(globals), locals) => (globals, locals),
        (None, locals) => {
            let Some(current) = eval::current_globals(thread) else {
                return Err(err!(thread, SystemError, "globals and locals cannot be NULL"));
            };
            let locals = match locals {
                Some(locals) => Some(locals),
                None => Some(super::attributes::locals(thread)?),
            };
            (current, locals)
        }
    };
    if globals.get_str(names::get().__builtins__).is_none() {
        let builtins = thread.interp().modules().get_str(names::get().builtins);
        let builtins = builtins.unwrap_or_else(|| thread.interp().builtins().into_value());
        globals.set_str(names::get().__builtins__, builtins)?;
    }
    let locals = locals.filter(|locals| !locals.is(globals.as_value()));
    Ok(Namespaces { globals, locals })
}

fn exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let spaces = namespaces(thread, args, "exec")?;
    let code = code_of(thread, args.value(0), Mode::Exec, "exec")?;
    let closure = match args.some(3) {
        None => None,
        Some(closure) => match closure.exact::<Tuple>() {
            Some(tuple) => Some(Ref::of(tuple)),
            None => return Err(err!(thread, TypeError, "closure must be a tuple of cells")),
        },
    };
    let wanted = code.code.freevars.len();
    if wanted != closure.as_ref().map_or(0, |c| c.len()) {
        if closure.is_none() {
            return Err(err!(thread, TypeError, "code object requires a closure of exactly length {wanted}"));
        }
        return Err(err!(thread, TypeError, "code object requires a closure of exactly length {wanted}"));
    }
    eval::call::run_body(thread, &code, &spaces.globals, spaces.locals, closure)?;
    Ok(Value::none())
}

fn eval_builtin(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let spaces = namespaces(thread, args, "eval")?;
    let source = args.value(0);
    let code = match source.downcast::<Str>() {
        Some(text) => {
            let trimmed = text.lossy();
            let trimmed = trimmed.trim_start_matches([' ', '\t']);
            let stripped = Str::try_new(trimmed)?;
            code_of(thread, stripped.as_value(), Mode::Eval, "eval")?
        }
        None => code_of(thread, source, Mode::Eval, "eval")?,
    };
    if !code.code.freevars.is_empty() {
        return Err(err!(thread, TypeError, "code object passed to eval() may not contain free variables"));
    }
    eval::call::run_body(thread, &code, &spaces.globals, spaces.locals, None)
}
