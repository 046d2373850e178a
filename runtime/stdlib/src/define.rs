//! How a module of this crate is described: functions in a table (`functions!`), then constants, on one screen.

use ladon_vm::import::BuiltinInit;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Builtin, NativeDef};
use ladon_vm::types::module::Module;
use ladon_vm::types::native::NativeFunction;
use ladon_vm::types::{Str, Type, int};
use ladon_vm::value::{Ref, Value};

pub type Defs = &'static [&'static NativeDef];

/// A table of functions, made once per process: `functions! { "exit(status=None, /)" => sys_exit, "Leave."; }` is a
/// function that gives it.
#[macro_export]
macro_rules! functions {
    ($vis:vis fn $table:ident { $($signature:literal => $body:expr, $doc:literal;)* }) => {
        $vis fn $table() -> $crate::define::Defs {
            use ladon_vm::types::define::{Body, MethodKind, NativeDef};
            static TABLE: std::sync::LazyLock<Vec<&'static NativeDef>> = std::sync::LazyLock::new(|| {
                vec![$(NativeDef::leak($signature, Body::Bound($body), MethodKind::Function, $doc),)*]
            });
            &TABLE
        }
    };
}

/// A module being filled in.
pub struct ModuleBuilder<'a> {
    pub thread: &'a ThreadState,
    pub module: Ref<Module>,
}

impl<'a> ModuleBuilder<'a> {
    pub fn new(thread: &'a ThreadState, name: &str, doc: &str) -> PyResult<ModuleBuilder<'a>> {
        let module = Module::new(thread, name)?;
        module.set("__doc__", Str::new(doc).into_value());
        Ok(ModuleBuilder { thread, module })
    }

    pub fn functions(self, defs: Defs) -> Self {
        let dict = self.module.dict();
        for def in defs {
            let function = NativeFunction::new(def, None, Some(self.module.as_value().clone()));
            dict.set_name(def.name, function.into_value());
        }
        self
    }

    pub fn value(self, name: &str, value: Value) -> Self {
        self.module.set(name, value);
        self
    }

    pub fn text(self, name: &str, text: &str) -> Self {
        self.value(name, Str::new(text).into_value())
    }

    pub fn int(self, name: &str, number: i64) -> Self {
        self.value(name, int::from_i64(number))
    }

    pub fn ints(mut self, rows: &[(&str, i64)]) -> Self {
        for (name, number) in rows {
            self = self.int(name, *number);
        }
        self
    }

    /// A builtin type under its own name.
    pub fn ty<T: Builtin>(self) -> Self {
        let ty = T::type_object();
        let name = ty.short_name();
        self.value(&name, ty.as_value())
    }

    pub fn class(self, ty: &Type) -> Self {
        let name = ty.short_name();
        self.value(&name, ty.as_value())
    }

    pub fn finish(self) -> PyResult<Ref<Module>> {
        Ok(self.module)
    }
}

/// A row of the list of modules.
pub struct Row(pub &'static str, pub BuiltinInit);

/// Gives a struct of this crate the functions that `TypeBuilder::container` takes.
#[macro_export]
macro_rules! traced {
    ($ty:ty { $($field:ident),* $(,)? }) => {
        impl $ty {
            pub fn visit(object: ladon_vm::value::ObjectPtr, visitor: &mut dyn FnMut(&ladon_vm::value::Value)) {
                // SAFETY: E2: this is a slot of the type whose objects begin with these fields.
                let this = unsafe { object.cast::<$ty>().as_ref() };
                $(ladon_vm::types::traced::Traced::visit(&this.$field, visitor);)*
            }

            pub fn clear_object(object: ladon_vm::value::ObjectPtr) {
                // SAFETY: E2: as in `visit`.
                let this = unsafe { object.cast::<$ty>().as_ref() };
                $(ladon_vm::types::traced::Traced::let_go(&this.$field);)*
            }
        }
    };
}

/// `self` of a slot or getter: the object as the type it was described for.
pub fn this<T: Builtin>(value: &Value) -> &T {
    debug_assert!(value.downcast::<T>().is_some());
    // SAFETY: E2: only called by slots and getters of `T`.
    unsafe { value.downcast_unchecked() }
}

pub fn text(text: &str) -> PyResult<Value> {
    Ok(Str::try_new(text)?.into_value())
}

pub fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}

/// A `str` argument, with CPython's message when it is something else.
pub fn str_arg<'a>(thread: &ThreadState, value: &'a Value, function: &str, position: &str) -> PyResult<&'a Str> {
    value.downcast::<Str>().ok_or_else(|| {
        let name = if value.is_none() { String::from("None") } else { value.type_of().short_name() };
        ladon_vm::err!(thread, TypeError, "{function}() argument {position} must be str, not {name}")
    })
}

/// An int argument as i64; OverflowError beyond.
pub fn int_arg(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    if let Some(small) = value.as_small_int() {
        return Ok(small);
    }
    let index = ladon_vm::object::number::index(thread, value)?;
    int::as_i64(&index)
        .ok_or_else(|| ladon_vm::err!(thread, OverflowError, "Python int too large to convert to C long"))
}
