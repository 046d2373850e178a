//! `sysmodule.h`; the functions with formats are in `varargs`.

use crate::arguments::store;
use crate::boundary::{Borrowed, Flag, Lent, New, Nothing, Status, Text, Truth, hand_out};
use crate::capi;
use crate::layout::PyObject;
use ladon_vm::err;
use ladon_vm::object::{call, subscript};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::{Dict, List, Str, Tuple};
use ladon_vm::value::{Ref, Value};
use std::ffi::c_int;
use std::ptr;

fn sys_dict(thread: &ThreadState) -> PyResult<Ref<Dict>> {
    thread.interp().sys.get().ok_or_else(|| err!(thread, RuntimeError, "no sys module"))
}

/// The value of a name in `sys`, lent by its dict.
fn lend(thread: &ThreadState, name: &Str) -> PyResult<Lent> {
    let dict = sys_dict(thread)?;
    match dict.position_of_str(name).and_then(|at| dict.value_slot(at)) {
        // SAFETY: H7 of the heap: the slot was found in this step.
        Some(slot) => Ok(unsafe { Lent::in_slot(thread, &dict.head, slot) }),
        None => Ok(Lent::NULL),
    }
}

fn required(thread: &ThreadState, name: &Str) -> PyResult<Value> {
    match sys_dict(thread)?.get_str(name) {
        Some(value) => Ok(value),
        None => Err(err!(thread, RuntimeError, "lost sys.{}", name.lossy())),
    }
}

fn attribute_name<'a>(thread: &ThreadState, name: &'a Value) -> PyResult<&'a Str> {
    name.downcast::<Str>().ok_or_else(|| {
        let found = ladon_vm::types::ready::full_name(thread, name.type_of());
        err!(thread, TypeError, "attribute name must be string, not '{found}'")
    })
}

/// The list of that name in `sys`, made if there is none.
fn list(thread: &ThreadState, name: &str) -> PyResult<Value> {
    let dict = sys_dict(thread)?;
    if let Some(found) = dict.get_name(name).filter(|found| found.downcast::<List>().is_some()) {
        return Ok(found);
    }
    let made = List::new().into_value();
    dict.set_name(name, made.clone());
    Ok(made)
}

fn add_warn_option(thread: &ThreadState, option: Value) -> PyResult<()> {
    match list(thread, "warnoptions")?.downcast::<List>() {
        Some(options) => Ok(options.append(option)?),
        None => Ok(()),
    }
}

/// Wide text of C as a `str`.
///
/// # Safety
/// NUL-terminated.
unsafe fn wide(text: *const u32) -> PyResult<Ref<Str>> {
    let mut bytes = Vec::new();
    let mut at = text;
    // SAFETY: the caller's promise.
    while unsafe { *at } != 0 {
        // SAFETY: as above.
        ladon_vm::types::str::wtf8::push(&mut bytes, unsafe { *at }.min(0x10_FFFF));
        // SAFETY: as above.
        at = unsafe { at.add(1) };
    }
    Ok(Str::try_from_wtf8(&bytes)?)
}

/// Sets `sys.argv`.
///
/// # Safety
/// `count` NUL-terminated texts.
unsafe fn set_argv(thread: &ThreadState, count: c_int, texts: *const *const u32) -> PyResult<()> {
    let mut items = Vec::new();
    for at in 0..count.max(0) as usize {
        // SAFETY: the caller's promise.
        items.push(unsafe { wide(*texts.add(at)) }?.into_value());
    }
    if items.is_empty() {
        items.push(Str::new("").into_value());
    }
    sys_dict(thread)?.set_name("argv", List::from_vec(items)?.into_value());
    Ok(())
}

/// Tells the audit hooks of an event.
fn audit(thread: &ThreadState, event: &Text, args: &[Value]) -> PyResult<()> {
    let Some(audit) = sys_dict(thread)?.get_name("audit") else { return Ok(()) };
    let mut values = vec![event.to_str(thread)?.into_value()];
    values.extend_from_slice(args);
    call::positional(thread, &audit, &values)?;
    Ok(())
}

capi! {
    fn PySys_GetObject(thread, name: Text) -> Lent {
        let pending = thread.take_pending();
        let found = name.interned(thread).and_then(|name| lend(thread, &name)).unwrap_or_else(|raised| {
            drop(thread.take_raised(raised));
            Lent::NULL
        });
        thread.set_raised(pending);
        Ok(found)
    }

    fn PySys_GetAttr(thread, name: Borrowed) -> New { required(thread, attribute_name(thread, &name)?) }
    fn PySys_GetAttrString(thread, name: Text) -> New { required(thread, &*name.interned(thread)?) }

    fn PySys_GetOptionalAttr(thread, name: Borrowed, target: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let found = sys_dict(thread)?.get_str(attribute_name(thread, &name)?);
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, target, found) })
    }

    fn PySys_GetOptionalAttrString(thread, name: Text, target: *mut *mut PyObject) -> Truth {
        // SAFETY: B3.
        unsafe { store(target, ptr::null_mut()) };
        let found = sys_dict(thread)?.get_str(&*name.interned(thread)?);
        // SAFETY: B3.
        Ok(unsafe { hand_out(thread, target, found) })
    }

    fn PySys_SetObject(thread, name: Text, value: Option<Borrowed>) -> Status {
        let name = name.interned(thread)?;
        match value {
            Some(value) => sys_dict(thread)?.set_str(&name, value.owned())?,
            None => drop(sys_dict(thread)?.remove_str(&name)),
        }
        Ok(())
    }

    fn PySys_GetXOptions(thread) -> Lent {
        let name = crate::arguments::intern(thread, "_xoptions")?;
        let dict = sys_dict(thread)?;
        if dict.get_str(&name).is_none_or(|options| options.downcast::<Dict>().is_none()) {
            dict.set_str(&name, Dict::new().into_value())?;
        }
        lend(thread, &name)
    }

    fn PySys_AddXOption(thread, option: *const u32) -> Nothing {
        // SAFETY: B3.
        let option = unsafe { wide(option) }?.to_string_lossy();
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, Str::try_new(value)?.into_value()),
            None => (option.as_str(), Value::bool(true)),
        };
        let options = required(thread, &*crate::arguments::intern(thread, "_xoptions")?)?;
        subscript::set(thread, &options, Str::try_new(name)?.as_value(), &value)
    }

    fn PySys_AddWarnOption(thread, option: *const u32) -> Nothing {
        // SAFETY: B3.
        add_warn_option(thread, unsafe { wide(option) }?.into_value())
    }

    fn PySys_AddWarnOptionUnicode(thread, option: Borrowed) -> Nothing { add_warn_option(thread, option.owned()) }

    fn PySys_HasWarnOptions(thread) -> Flag {
        Ok(list(thread, "warnoptions")?.downcast::<List>().is_some_and(|options| !options.is_empty()))
    }

    fn PySys_ResetWarnOptions(thread) -> Nothing {
        sys_dict(thread)?.set_name("warnoptions", List::new().into_value());
        Ok(())
    }

    fn PySys_SetArgv(thread, count: c_int, texts: *const *const u32) -> Nothing {
        // SAFETY: B3.
        unsafe { set_argv(thread, count, texts) }
    }

    fn PySys_SetArgvEx(thread, count: c_int, texts: *const *const u32, _update_path: c_int) -> Nothing {
        // SAFETY: B3.
        unsafe { set_argv(thread, count, texts) }
    }

    fn PySys_SetPath(thread, path: *const u32) -> Nothing {
        // SAFETY: B3.
        let path = unsafe { wide(path) }?.to_string_lossy();
        let folders = path.split(':').map(|folder| Ok(Str::try_new(folder)?.into_value())).collect::<PyResult<Vec<_>>>()?;
        sys_dict(thread)?.set_name("path", List::from_vec(folders)?.into_value());
        Ok(())
    }

    fn PySys_AuditTuple(thread, event: Text, args: Option<Borrowed>) -> Status {
        match args.as_ref().map(|args| args.downcast::<Tuple>()) {
            None => audit(thread, &event, &[]),
            Some(Some(args)) => audit(thread, &event, args.as_slice()),
            Some(None) => {
                let found = args.as_ref().map_or_else(String::new, |args| args.type_of().short_name());
                Err(err!(thread, TypeError, "args must be tuple, got {found}"))
            }
        }
    }
}
