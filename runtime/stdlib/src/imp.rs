//! `_imp`: what `importlib` asks of the runtime.

use crate::define::{ModuleBuilder, int_arg, str_arg, text};
use ladon_vm::err;
use ladon_vm::exceptions::{self, make};
use ladon_vm::import::{find, library, load};
use ladon_vm::object::attr;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::{List, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

#[derive(Default)]
struct ImpState {
    lock_depth: Cell<i64>,
}

crate::functions! {
    fn defs {
        "extension_suffixes()" => imp_extension_suffixes, "Suffixes of native modules.";
        "lock_held()" => imp_lock_held, "Whether the import lock is held.";
        "acquire_lock()" => imp_acquire_lock, "Take the import lock.";
        "release_lock()" => imp_release_lock, "Release the import lock.";
        "is_builtin(name, /)" => imp_is_builtin, "Whether a module is part of the executable: 1, else 0.";
        "is_frozen(name, /)" => |_, _| Ok(Value::bool(false)), "No module is frozen.";
        "is_frozen_package(name, /)" => imp_no_frozen, "No module is frozen.";
        "get_frozen_object(name, data=None, /)" => imp_no_frozen, "No module is frozen.";
        "init_frozen(name, /)" => |_, _| Ok(Value::none()), "No module is frozen.";
        "find_frozen(name, /, *, withdata=False)" => |_, _| Ok(Value::none()), "No module is frozen.";
        "_frozen_module_names()" => |_, _| Ok(List::new().into_value()), "No module is frozen.";
        "_override_frozen_modules_for_tests(override, /)" => |_, _| Ok(Value::none()), "Does nothing.";
        "_override_multi_interp_extensions_check(override, /)" => imp_override, "Override the check of native modules.";
        "create_builtin(spec, /)" => imp_create_builtin, "Create a builtin module.";
        "exec_builtin(mod, /)" => imp_exec, "Run the exec phase of a builtin module.";
        "create_dynamic(spec, file=None, /)" => imp_create_dynamic, "Create a native module.";
        "exec_dynamic(mod, /)" => imp_exec, "Run the exec phase of a native module.";
        "_fix_co_filename(code, path, /)" => |_, _| Ok(Value::none()), "Does nothing.";
        "source_hash(key, source)" => imp_source_hash, "A hash of source.";
        "_set_lazy_attributes(modobj, name, /)" => |_, _| Ok(Value::none()), "Does nothing.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_imp", "What importlib asks of the runtime.")?
        .functions(defs())
        .text("check_hash_based_pycs", "default")
        .int("pyc_magic_number_token", 0x0A0D_0E2B)
        .finish()
}

fn imp_extension_suffixes(_: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let suffixes = find::EXTENSION_SUFFIXES.iter().map(|suffix| text(suffix)).collect::<PyResult<Vec<_>>>()?;
    Ok(List::from_vec(suffixes)?.into_value())
}

fn imp_lock_held(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    Ok(Value::bool(thread.interp().state::<ImpState>().lock_depth.get() > 0))
}

fn imp_acquire_lock(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<ImpState>();
    state.lock_depth.set(state.lock_depth.get() + 1);
    Ok(Value::none())
}

fn imp_release_lock(thread: &ThreadState, _: Bound<'_>) -> PyResult<Value> {
    let state = thread.interp().state::<ImpState>();
    if state.lock_depth.get() == 0 {
        return Err(err!(thread, RuntimeError, "not holding the import lock"));
    }
    state.lock_depth.set(state.lock_depth.get() - 1);
    Ok(Value::none())
}

fn imp_is_builtin(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, args.value(0), "is_builtin", "1")?;
    Ok(int::from_i64(i64::from(library::is_builtin(&name.lossy()))))
}

fn imp_no_frozen(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = str_arg(thread, args.value(0), "get_frozen_object", "1")?;
    let message = format!("No such frozen object named {}", name.lossy());
    Err(make::import_error(thread, &exceptions::ImportError, &message, Some(args.value(0)), None))
}

fn imp_override(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if thread.interp().is_main() {
        let message = "_imp._override_multi_interp_extensions_check() cannot be used in the main interpreter";
        return Err(err!(thread, RuntimeError, "{message}"));
    }
    let value = int_arg(thread, args.value(0))?;
    let old = thread.interp().extension_check.replace(value);
    Ok(int::from_i64(old))
}

fn imp_create_builtin(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let name = attr::get_name(thread, args.value(0), "name")?;
    let name = str_arg(thread, &name, "create_builtin", "name")?;
    let modules = thread.interp().modules();
    match modules.get_str(name) {
        Some(module) => Ok(module),
        None => load::create_builtin(thread, name),
    }
}

fn no_native(thread: &ThreadState) -> ladon_vm::raise::Raised {
    let message = "this runtime was built without native modules";
    make::import_error(thread, &exceptions::ImportError, message, None, None)
}

fn imp_create_dynamic(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let hooks = ladon_vm::hooks::get().ok_or_else(|| no_native(thread))?;
    (hooks.create_dynamic)(thread, args.value(0))
}

fn imp_exec(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    if let Some(hooks) = ladon_vm::hooks::get() {
        (hooks.exec_dynamic)(thread, args.value(0))?;
    }
    Ok(int::from_i64(0))
}

fn imp_source_hash(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let source = ladon_vm::object::buffer::bytes_like(thread, args.value(1))?;
    let hash = ladon_vm::types::str::core::hash_bytes(source.as_slice());
    Ok(Bytes::from_slice(&hash.to_le_bytes())?.into_value())
}
