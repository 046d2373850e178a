//! Tuples whose items have names (`sys.version_info`, `os.stat_result`): the base class `structseq`, static classes for
//! what every interpreter has, and classes made on demand for the rest.

use crate::define::this;
use ladon_vm::err;
use ladon_vm::object::{call, iter, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, GetterFn, TypeBuilder};
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::{Ref, Value};
use std::sync::OnceLock;

/// The base class; its objects are tuples.
pub static STRUCTSEQ: Type = Type::empty();

/// A class for objects that every interpreter has. Names beyond `visible` are not items (none, for static classes).
pub struct StaticSeq {
    pub ty: Type,
    fields: OnceLock<&'static [&'static str]>,
}

impl Default for StaticSeq {
    fn default() -> Self {
        Self::new()
    }
}

impl StaticSeq {
    pub const fn new() -> StaticSeq {
        StaticSeq { ty: Type::empty(), fields: OnceLock::new() }
    }

    /// Describes the class; once, while the runtime starts.
    pub fn describe(
        &'static self,
        name: &'static str,
        module: &'static str,
        fields: &'static [&'static str],
        doc: &'static str,
    ) {
        let _ = self.fields.set(fields);
        let names = fields.iter().map(|field| Str::shared(field).into_value()).collect();
        let mut builder = TypeBuilder::for_type(&self.ty, name, Some(&STRUCTSEQ))
            .doc(doc)
            .module(module)
            .constant("__match_args__", Tuple::new(names).into_value())
            .constant("n_fields", int::from_usize(fields.len()))
            .constant("n_sequence_fields", int::from_usize(fields.len()))
            .constant("n_unnamed_fields", int::from_usize(0));
        for (index, field) in fields.iter().enumerate() {
            builder = builder.getter(field, GETTERS[index], "");
        }
        builder.finish();
    }

    pub fn make(&'static self, items: Vec<Value>) -> PyResult<Value> {
        Ok(Tuple::new_in(&self.ty, &items)?.into_value())
    }
}

fn item<const N: usize>(_thread: &ThreadState, value: &Value) -> PyResult<Value> {
    Ok(this::<Tuple>(value).as_slice().get(N).cloned().unwrap_or_else(Value::none))
}

/// Getters of the items by index.
pub static GETTERS: [GetterFn; 20] = [
    item::<0>, item::<1>, item::<2>, item::<3>, item::<4>, item::<5>, item::<6>, item::<7>, item::<8>, item::<9>,
    item::<10>, item::<11>, item::<12>, item::<13>, item::<14>, item::<15>, item::<16>, item::<17>, item::<18>,
    item::<19>,
];

/// A class made on demand: `fields` are the items, `extra` attributes that are not.
pub fn make_class(thread: &ThreadState, module: &str, name: &str, fields: &[&str], extra: &[&str]) -> PyResult<Value> {
    let dict = Dict::new();
    let mut names = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let getter = crate::collections::tuplegetter(index, Value::none());
        dict.set_name(field, getter);
        names.push(Str::new(field).into_value());
    }
    dict.set_name("__match_args__", Tuple::new(names).into_value());
    dict.set_name("__module__", Str::new(module).into_value());
    dict.set_name("n_fields", int::from_usize(fields.len() + extra.len()));
    dict.set_name("n_sequence_fields", int::from_usize(fields.len()));
    dict.set_name("n_unnamed_fields", int::from_usize(0));
    for field in extra {
        dict.set_name(field, Value::none());
    }
    let extra = extra.iter().map(|field| Str::new(field).into_value()).collect();
    dict.set_name("_extra_fields", Tuple::new(extra).into_value());
    let bases = Tuple::new(vec![STRUCTSEQ.as_value()]).into_value();
    let args = [Str::new(name).into_value(), bases, dict.into_value()];
    call::positional(thread, &ladon_vm::types::class::type_type().as_value(), &args)
}

/// An object of a class made by [`make_class`].
pub fn make_object(thread: &ThreadState, class: &Value, items: Vec<Value>, extra: &[(&str, Value)]) -> PyResult<Value> {
    let Some(ty) = class.downcast::<Type>() else { return Err(err!(thread, SystemError, "not a class")) };
    let made = Tuple::new_in(ty, &items)?.into_value();
    for (name, value) in extra {
        ladon_vm::object::attr::set_name(thread, &made, name, value)?;
    }
    Ok(made)
}

fn field_names(ty: &Type) -> Vec<Value> {
    let name = ladon_vm::types::str::intern::intern_text("__match_args__");
    let names = ladon_vm::object::attr::lookup_type(ty, &name);
    names.and_then(|names| names.downcast::<Tuple>().map(|names| names.as_slice().to_vec())).unwrap_or_default()
}

fn seq_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let ty = value.type_of();
    let mut parts = Vec::new();
    for (name, item) in field_names(ty).iter().zip(this::<Tuple>(value).as_slice()) {
        let shown = repr::repr(thread, item)?;
        parts.push(format!("{}={}", repr::str_lossy(thread, name), shown.lossy()));
    }
    crate::define::text(&format!("{}({})", full_name(thread, ty), parts.join(", ")))
}

fn full_name(thread: &ThreadState, ty: &Type) -> String {
    let module = ladon_vm::types::ready::module_name(thread, ty).unwrap_or_default();
    format!("{module}.{}", ty.short_name())
}

/// A number that the class has as an attribute.
fn count(ty: &Type, attribute: &str) -> usize {
    let name = ladon_vm::types::str::intern::intern_text(attribute);
    let value = ladon_vm::object::attr::lookup_type(ty, &name);
    value.as_ref().and_then(int::as_i64).and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
}

fn seq_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let Some(items) = args.positionals().first() else {
        return Err(err!(thread, TypeError, "structseq() missing required argument 'sequence' (pos 1)"));
    };
    if !iter::is_iterable(items) {
        return Err(err!(thread, TypeError, "constructor requires a sequence"));
    }
    let mut items = iter::collect(thread, items)?;
    let (wanted, most) = (count(ty, "n_sequence_fields"), count(ty, "n_fields"));
    if !(wanted..=most).contains(&items.len()) {
        let (name, given) = (full_name(thread, ty), items.len());
        let limit = match (wanted == most, given < wanted) {
            (true, _) => format!("a {wanted}"),
            (false, true) => format!("an at least {wanted}"),
            (false, false) => format!("an at most {most}"),
        };
        return Err(err!(thread, TypeError, "{name}() takes {limit}-sequence ({given}-sequence given)"));
    }
    let rest = items.split_off(wanted);
    let made = Tuple::new_in(ty, &items)?.into_value();
    let names = ladon_vm::types::str::intern::intern_text("_extra_fields");
    let extra = ladon_vm::object::attr::lookup_type(ty, &names);
    let extra = extra.as_ref().and_then(|extra| extra.downcast::<Tuple>());
    for (name, value) in extra.map(Tuple::as_slice).unwrap_or_default().iter().zip(rest) {
        if let Some(name) = name.downcast::<Str>() {
            ladon_vm::object::attr::set(thread, &made, name, Some(&value))?;
        }
    }
    Ok(made)
}

fn seq_reduce(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let items = Tuple::from_slice(args.this::<Tuple>().as_slice())?.into_value();
    let class = args.value(0).type_of().as_value();
    Ok(Tuple::pair(class, Tuple::new(vec![items]).into_value()).into_value())
}

/// Describes the base class; once, while the runtime starts.
pub fn describe() {
    TypeBuilder::for_type(&STRUCTSEQ, "structseq", Some(Tuple::type_object()))
        .doc("A tuple whose items have names.")
        .flags(flags::BASETYPE | flags::TUPLE_SUBCLASS)
        .slots(|s| {
            s.repr.set(Some(seq_repr));
            s.new.set(Some(seq_new));
        })
        .method("__reduce__(self, /)", seq_reduce, "Help for pickle.")
        .finish();
}

pub fn of(value: &Value) -> Option<Ref<Tuple>> {
    value.downcast::<Tuple>().map(Ref::of)
}
