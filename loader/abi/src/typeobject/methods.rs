//! `PyMethodDef`: functions of modules and methods of C classes, called by their flags.

use crate::boundary::{Passed, PassedAll, boxed, leave, returned};
use crate::layout::*;
use ladon_vm::err;
use ladon_vm::object::call;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Args;
use ladon_vm::types::descriptor::{ClassMethod, StaticMethod};
use ladon_vm::types::native::{self, MethodDescriptor, NativeFunction, NativeMethod};
use ladon_vm::types::{Str, Tuple, Type};
use ladon_vm::value::{Ref, Value};
use std::ffi::{CStr, c_char};
use std::ptr;
use std::sync::Once;

use super::direct::{entry_for, is_entry};
use super::slots::as_function;

/// The definition behind a function object of C.
pub fn def_of(address: usize) -> &'static PyMethodDef {
    // SAFETY: B1: set from a definition that stays as long as the plugin.
    unsafe { &*(address as *const PyMethodDef) }
}

/// The text of a C string of a definition; `None` for NULL.
pub fn c_text<'a>(text: *const c_char) -> Option<&'a CStr> {
    // SAFETY: B1: texts of definitions stay as long as the plugin.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) })
}

const END_OF_SIGNATURE: &[u8] = b")\n--\n\n";

/// Splits `name(signature)\n--\n\ndoc` as the Argument Clinic writes it: (docstring, signature).
pub fn split_doc<'a>(name: &[u8], doc: &'a [u8]) -> (&'a [u8], Option<&'a [u8]>) {
    let short = name.rsplit(|&byte| byte == b'.').next().unwrap_or(name);
    let Some(rest) = doc.strip_prefix(short).filter(|rest| rest.first() == Some(&b'(')) else { return (doc, None) };
    for at in 0..rest.len() {
        if rest[at..].starts_with(END_OF_SIGNATURE) {
            return (&rest[at + END_OF_SIGNATURE.len()..], Some(&rest[..=at]));
        }
        if rest[at..].starts_with(b"\n\n") {
            break;
        }
    }
    (doc, None)
}

/// Docstring and signature as values.
pub fn texts(name: *const c_char, doc: *const c_char) -> (Option<Value>, Option<Value>) {
    let (Some(name), Some(doc)) = (c_text(name), c_text(doc)) else { return (None, None) };
    let (doc, signature) = split_doc(name.to_bytes(), doc.to_bytes());
    let value = |bytes: &[u8]| Str::try_new(&String::from_utf8_lossy(bytes)).ok().map(Ref::into_value);
    (value(doc), signature.and_then(value))
}

fn function_texts(def: usize) -> (Option<Value>, Option<Value>) {
    let def = def_of(def);
    texts(def.name, def.doc)
}

fn install_texts() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| native::install_c_functions(is_entry, function_texts));
}

/// Whether the flags name a calling convention.
pub fn is_callable_kind(flags: i32) -> bool {
    use meth::*;
    matches!(flags & (VARARGS | KEYWORDS | NOARGS | O | FASTCALL | METHOD), VARARGS | NOARGS | O | FASTCALL)
        || [VARARGS | KEYWORDS, FASTCALL | KEYWORDS, METHOD | FASTCALL | KEYWORDS]
            .contains(&(flags & (VARARGS | KEYWORDS | NOARGS | O | FASTCALL | METHOD)))
}

/// The name in a definition.
pub fn name_of(thread: &ThreadState, def: &PyMethodDef) -> PyResult<Ref<Str>> {
    let name = c_text(def.name).map_or(&b"?"[..], CStr::to_bytes);
    let text = crate::boundary::decode_utf8(thread, name)?;
    Ok(ladon_vm::types::str::intern::intern(thread, &text))
}

/// A function object for a definition (B1).
pub fn new_function(
    thread: &ThreadState,
    def: *const PyMethodDef,
    this: Option<Value>,
    module: Option<Value>,
    class: Option<Value>,
) -> PyResult<Ref<NativeFunction>> {
    install_texts();
    let address = def.addr();
    let def = def_of(address);
    let name = name_of(thread, def)?;
    if !is_callable_kind(def.flags) {
        return Err(err!(thread, SystemError, "{}() method: bad call flags", name.lossy()));
    }
    let wants_class = def.flags & meth::METHOD != 0;
    if wants_class != class.is_some() {
        let message = if wants_class {
            "attempting to create PyCMethod with a METH_METHOD flag but no class"
        } else {
            "attempting to create PyCFunction with class but no METH_METHOD flag"
        };
        return Err(err!(thread, SystemError, "{message}"));
    }
    let this = this.map(|this| boxed(thread, this));
    let function = NativeFunction::with_entry(entry_for(def), address, name, this, module);
    function.class.set(class);
    Ok(function)
}

/// The definition of a function object, when it is one of C.
pub fn definition(function: &NativeFunction) -> Option<&'static PyMethodDef> {
    is_entry(function.entry()).then(|| def_of(function.def.get()))
}

/// The general way into a C function.
pub fn enter_function(
    thread: &ThreadState,
    function: &NativeFunction,
    values: &[Value],
    names: Option<&Tuple>,
) -> PyResult<Value> {
    let args = Args { values, names };
    let def = def_of(function.def.get());
    let class = function.class.get();
    let class = class.as_ref().and_then(|class| class.downcast::<Type>());
    let name = || function_name(thread, function);
    if def.flags & meth::STATIC != 0 {
        return invoke(thread, def, None, class, args, &name);
    }
    match function.this.get() {
        Some(this) => invoke(thread, def, Some(&this), class, args, &name),
        // The function inside of a class method: the class comes first.
        None if def.flags & meth::CLASS != 0 && !args.positionals().is_empty() => {
            invoke(thread, def, Some(&args.values[0]), class, args.rest(), &name)
        }
        None => invoke(thread, def, None, class, args, &name),
    }
}

#[cold]
fn function_name(thread: &ThreadState, function: &NativeFunction) -> String {
    let qualname = ladon_vm::object::attr::get_name(thread, &Value::of(function), "__qualname__");
    let qualname = match qualname {
        Ok(name) => ladon_vm::object::repr::str_lossy(thread, &name),
        Err(raised) => {
            drop(thread.take_raised(raised));
            String::from("?")
        }
    };
    let module = function.module.get();
    match module.as_ref().and_then(|module| module.downcast::<Str>()).map(Str::to_string_lossy) {
        Some(module) if module != "builtins" => format!("{module}.{qualname}()"),
        _ => format!("{qualname}()"),
    }
}

/// Calls the C function of a definition.
pub fn invoke(
    thread: &ThreadState,
    def: &PyMethodDef,
    this: Option<&Value>,
    class: Option<&Type>,
    args: Args<'_>,
    name: &dyn Fn() -> String,
) -> PyResult<Value> {
    use meth::*;
    let Some(function) = def.function else {
        return Err(err!(thread, SystemError, "{} has no function", name()));
    };
    thread.check_native_stack(" while calling a Python object")?;
    let word = function as usize;
    let boxed = this.map(|value| Passed::new(thread, value));
    let this = boxed.as_ref().map_or(ptr::null_mut(), Passed::ptr);
    let kind = def.flags & (VARARGS | KEYWORDS | NOARGS | O | FASTCALL | METHOD);
    let has_keywords = args.keyword_count() != 0;
    if has_keywords && kind & KEYWORDS == 0 {
        if kind == VARARGS {
            return Err(err!(thread, TypeError, "{}() takes no keyword arguments", c_name(def)));
        }
        return Err(err!(thread, TypeError, "{} takes no keyword arguments", name()));
    }
    // SAFETY (all): B1, B3: the flags say what the function takes.
    let result = match kind {
        NOARGS => {
            if !args.values.is_empty() {
                let given = args.values.len();
                return Err(err!(thread, TypeError, "{} takes no arguments ({given} given)", name()));
            }
            // SAFETY: see above.
            leave(thread, || unsafe { as_function::<BinaryFunc>(word)(this, ptr::null_mut()) })
        }
        O => {
            let [argument] = args.values else {
                let given = args.values.len();
                return Err(err!(thread, TypeError, "{} takes exactly one argument ({given} given)", name()));
            };
            let argument = Passed::new(thread, argument);
            // SAFETY: see above.
            leave(thread, || unsafe { as_function::<BinaryFunc>(word)(this, argument.ptr()) })
        }
        FASTCALL => {
            let mut values = PassedAll::new(thread, args.values);
            let count = args.values.len() as isize;
            // SAFETY: see above.
            leave(thread, || unsafe { as_function::<FastFunc>(word)(this, values.as_ptr(), count) })
        }
        _ if kind & FASTCALL != 0 => {
            let mut values = PassedAll::new(thread, args.values);
            let count = args.positionals().len() as isize;
            let names = args.names.filter(|names| !names.is_empty());
            let names = names.map_or(ptr::null_mut(), |names| ptr::from_ref(names).cast_mut().cast());
            if kind & METHOD != 0 {
                let class = class.map_or(ptr::null_mut(), |class| ptr::from_ref(class).cast_mut());
                // SAFETY: see above.
                leave(thread, || unsafe { as_function::<MethodFunc>(word)(this, class, values.as_ptr(), count, names) })
            } else {
                // SAFETY: see above.
                leave(thread, || unsafe { as_function::<FastKeywordsFunc>(word)(this, values.as_ptr(), count, names) })
            }
        }
        VARARGS => {
            let tuple = Tuple::from_slice(args.values)?;
            let tuple_ptr = tuple.as_value().bits() as *mut PyObject;
            // SAFETY: see above.
            leave(thread, || unsafe { as_function::<BinaryFunc>(word)(this, tuple_ptr) })
        }
        _ => {
            let (tuple, dict) = call::to_tuple_and_dict(thread, args)?;
            let tuple_ptr = tuple.as_value().bits() as *mut PyObject;
            let dict_ptr = dict.as_ref().map_or(ptr::null_mut(), |dict| dict.as_value().bits() as *mut PyObject);
            // SAFETY: see above.
            leave(thread, || unsafe { as_function::<TernaryFunc>(word)(this, tuple_ptr, dict_ptr) })
        }
    };
    returned(thread, result, word, &|| format!("<built-in function {}>", c_name(def)))
}

pub fn c_name(def: &PyMethodDef) -> String {
    c_text(def.name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

// ---- methods of classes ----

fn call_method(thread: &ThreadState, descriptor: &MethodDescriptor, args: Args<'_>) -> PyResult<Value> {
    let def = def_of(descriptor.def);
    let owner = descriptor.owner();
    let name = || {
        let owner = owner.qualname.get().map(|name| name.to_string_lossy()).unwrap_or_default();
        format!("{owner}.{}()", c_name(def))
    };
    invoke(thread, def, args.values.first(), Some(owner), args.rest(), &name)
}

fn bind_method(descriptor: &MethodDescriptor, this: &Value) -> Ref<NativeFunction> {
    let name = Ref::of(descriptor.name());
    let def = def_of(descriptor.def);
    let this = boxed(ThreadState::current(), this.clone());
    let function = NativeFunction::with_entry(entry_for(def), descriptor.def, name, Some(this), None);
    if def.flags & meth::METHOD != 0 {
        function.class.set(Some(descriptor.owner().as_value()));
    }
    function
}

/// The descriptor of a method in the dict of its class: an instance method, a class method or a static method.
pub fn new_descriptor(thread: &ThreadState, owner: &Type, def: *const PyMethodDef) -> PyResult<Value> {
    install_texts();
    let address = def.addr();
    let def = def_of(address);
    let class = (def.flags & meth::METHOD != 0).then(|| owner.as_value());
    if def.flags & meth::CLASS != 0 {
        if def.flags & meth::STATIC != 0 {
            return Err(err!(thread, ValueError, "method cannot be both class and static"));
        }
        let function = new_function(thread, address as *const PyMethodDef, None, None, class)?;
        return Ok(ClassMethod::new(function.into_value()).into_value());
    }
    if def.flags & meth::STATIC != 0 {
        let function = new_function(thread, address as *const PyMethodDef, Some(owner.as_value()), None, class)?;
        return Ok(StaticMethod::new(function.into_value()).into_value());
    }
    new_method(thread, owner, address as *const PyMethodDef)
}

/// A method descriptor whatever the flags for class and static say.
pub fn new_method(thread: &ThreadState, owner: &Type, def: *const PyMethodDef) -> PyResult<Value> {
    install_texts();
    let address = def.addr();
    let def = def_of(address);
    let name = name_of(thread, def)?;
    if !is_callable_kind(def.flags) {
        return Err(err!(thread, SystemError, "{}() method: bad call flags", name.lossy()));
    }
    let (doc, signature) = texts(def.name, def.doc);
    let native = NativeMethod { call: call_method, bind: bind_method };
    Ok(MethodDescriptor::new_native(native, address, owner, name, doc, signature).into_value())
}

/// The rows of an array that ends at a NULL name (B2).
pub fn rows(array: *const PyMethodDef) -> Vec<*const PyMethodDef> {
    let mut found = Vec::new();
    let mut at = array;
    // SAFETY: B1, B2.
    unsafe {
        while !at.is_null() && !(*at).name.is_null() {
            found.push(at);
            at = at.add(1);
        }
    }
    found
}
