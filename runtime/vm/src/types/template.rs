//! `Template` and `Interpolation`: what template strings make (PEP 750).

use crate::err;
use crate::object::{alloc, iter, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::{Str, Tuple, Type};
use crate::value::{Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Template {
    pub head: Head,
    strings: Ref<Tuple>,
    interpolations: Ref<Tuple>,
}

#[repr(C)]
pub struct Interpolation {
    pub head: Head,
    value: Value,
    expression: Value,
    conversion: Value,
    format_spec: Value,
}

/// Iterates over strings (empty ones left out) and interpolations in turn.
#[repr(C)]
pub struct TemplateIterator {
    pub head: Head,
    parts: MutCell<Option<Value>>,
}

crate::builtin_static!(Template);
crate::builtin_static!(Interpolation);
crate::builtin_static!(TemplateIterator);
traced!(Template { strings, interpolations });
traced!(Interpolation { value, expression, conversion, format_spec });
traced!(TemplateIterator { parts });

impl Template {
    /// A template of `n + 1` strings and `n` interpolations.
    pub fn new(strings: Ref<Tuple>, interpolations: Ref<Tuple>) -> Ref<Template> {
        alloc::alloc(Template { head: alloc::head::<Template>(), strings, interpolations })
    }

    /// Strings and interpolations in the order of the source, empty strings left out.
    fn parts(&self) -> Vec<Value> {
        let mut parts = Vec::new();
        for (index, string) in self.strings.as_slice().iter().enumerate() {
            if string.downcast::<Str>().is_some_and(|string| !string.is_empty()) {
                parts.push(string.clone());
            }
            parts.extend(self.interpolations.as_slice().get(index).cloned());
        }
        parts
    }

    /// A template of any sequence of strings and interpolations: neighbouring strings become one.
    fn from_parts(thread: &ThreadState, parts: &[Value]) -> PyResult<Ref<Template>> {
        let (mut strings, mut interpolations, mut text) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            if let Some(string) = part.downcast::<Str>() {
                text.extend_from_slice(string.as_bytes());
            } else if part.downcast::<Interpolation>().is_some() {
                strings.push(Str::try_from_wtf8(&text)?.into_value());
                text.clear();
                interpolations.push(part.clone());
            } else {
                let name = part.type_of().short_name();
                let message = "Template.__new__ *args need to be of type 'str' or 'Interpolation', got";
                return Err(err!(thread, TypeError, "{message} {name}"));
            }
        }
        strings.push(Str::try_from_wtf8(&text)?.into_value());
        Ok(Self::new(Tuple::try_from_vec(strings)?, Tuple::try_from_vec(interpolations)?))
    }
}

impl Interpolation {
    pub fn new(value: Value, expression: Value, conversion: Value, format_spec: Value) -> Ref<Interpolation> {
        alloc::alloc(Interpolation { head: alloc::head::<Interpolation>(), value, expression, conversion, format_spec })
    }
}

fn template(value: &Value) -> &Template {
    // SAFETY: E2: called by slots and getters of `Template`.
    unsafe { value.downcast_unchecked() }
}

fn interpolation(value: &Value) -> &Interpolation {
    // SAFETY: E2: called by slots and getters of `Interpolation`.
    unsafe { value.downcast_unchecked() }
}

fn template_new(thread: &ThreadState, _: &Type, args: Args<'_>) -> PyResult<Value> {
    if args.keyword_count() > 0 {
        return Err(err!(thread, TypeError, "Template.__new__ only accepts *args arguments"));
    }
    Ok(Template::from_parts(thread, args.positionals())?.into_value())
}

fn template_concat(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<Template>(), b.downcast::<Template>()) else {
        let (left, right) = (a.type_of().short_name(), b.type_of().short_name());
        let message = format!("can only concatenate string.templatelib.Template (not \"{right}\") to {left}");
        return Err(err!(thread, TypeError, "{message}"));
    };
    let mut parts = x.parts();
    parts.extend(y.parts());
    Ok(Template::from_parts(thread, &parts)?.into_value())
}

fn template_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let this = template(value);
    let strings = repr::repr(thread, this.strings.as_value())?;
    let parts = repr::repr(thread, this.interpolations.as_value())?;
    Ok(Str::try_new(&format!("Template(strings={}, interpolations={})", strings.lossy(), parts.lossy()))?.into_value())
}

fn template_iter(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let parts = Tuple::try_from_vec(template(value).parts())?.into_value();
    let parts = iter::iter(thread, &parts)?;
    let head = alloc::head::<TemplateIterator>();
    Ok(alloc::alloc(TemplateIterator { head, parts: MutCell::new(Some(parts)) }).into_value())
}

fn iterator_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    // SAFETY: E2: a slot of this type.
    match unsafe { value.downcast_unchecked::<TemplateIterator>() }.parts.get() {
        Some(parts) => iter::next(thread, &parts),
        None => Ok(None),
    }
}

fn template_values(_: &ThreadState, value: &Value) -> PyResult<Value> {
    let values = template(value).interpolations.as_slice().iter().map(|part| interpolation(part).value.clone());
    Ok(Tuple::try_from_vec(values.collect())?.into_value())
}

fn template_reduce(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &Template = args.this();
    let rebuild = crate::import::import_attribute(thread, "string.templatelib", "_template_unpickle")?;
    let pair = Tuple::pair(this.strings.as_value().clone(), this.interpolations.as_value().clone());
    Ok(Tuple::pair(rebuild, pair.into_value()).into_value())
}

fn interpolation_new(thread: &ThreadState, _: &Type, args: Args<'_>) -> PyResult<Value> {
    let names = ["value", "expression", "conversion", "format_spec"];
    let [value, expression, conversion, spec] =
        crate::types::str::args::keywords(thread, "Interpolation", args, names)?;
    let Some(value) = value else {
        return Err(err!(thread, TypeError, "Interpolation() missing required argument 'value' (pos 1)"));
    };
    let empty = || Str::new("").into_value();
    let conversion = conversion.unwrap_or_else(Value::none);
    let known = conversion.is_none()
        || conversion.downcast::<Str>().is_some_and(|c| matches!(c.as_bytes(), b"s" | b"r" | b"a"));
    if !known {
        let message = "Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'";
        return Err(err!(thread, ValueError, "{message}"));
    }
    let (expression, spec) = (expression.unwrap_or_else(empty), spec.unwrap_or_else(empty));
    Ok(Interpolation::new(value, expression, conversion, spec).into_value())
}

fn interpolation_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let this = interpolation(value);
    let mut parts = Vec::new();
    for part in [&this.value, &this.expression, &this.conversion, &this.format_spec] {
        parts.push(repr::repr(thread, part)?.to_string_lossy());
    }
    Ok(Str::try_new(&format!("Interpolation({})", parts.join(", ")))?.into_value())
}

fn interpolation_reduce(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let this: &Interpolation = args.this();
    let parts = vec![this.value.clone(), this.expression.clone(), this.conversion.clone(), this.format_spec.clone()];
    let class = args.value(0).type_of().as_value();
    Ok(Tuple::pair(class, Tuple::new(parts).into_value()).into_value())
}

pub fn describe() {
    let object = crate::types::object::object_type();
    let names = ["value", "expression", "conversion", "format_spec"];
    TypeBuilder::new::<Template>("Template", Some(object))
        .doc("A template string: strings and what lies between them.")
        .module("string.templatelib")
        .container(Template::visit, None)
        .slots(|s| {
            s.new.set(Some(template_new));
            s.repr.set(Some(template_repr));
            s.iter.set(Some(template_iter));
            s.concat.set(Some(template_concat));
        })
        .getter("strings", |_, value| Ok(template(value).strings.as_value().clone()), "The strings.")
        .getter(
            "interpolations",
            |_, value| Ok(template(value).interpolations.as_value().clone()),
            "What lies between.",
        )
        .getter("values", template_values, "Values of the interpolations.")
        .method("__reduce__(self, /)", template_reduce, "Help for pickle.")
        .finish();
    TypeBuilder::new::<Interpolation>("Interpolation", Some(object))
        .doc("A value in a template string, and how it was written.")
        .module("string.templatelib")
        .container(Interpolation::visit, None)
        .slots(|s| {
            s.new.set(Some(interpolation_new));
            s.repr.set(Some(interpolation_repr));
        })
        .constant(
            "__match_args__",
            Tuple::new(names.iter().map(|name| Str::shared(name).into_value()).collect()).into_value(),
        )
        .getter("value", |_, value| Ok(interpolation(value).value.clone()), "The value.")
        .getter("expression", |_, value| Ok(interpolation(value).expression.clone()), "The source of the expression.")
        .getter("conversion", |_, value| Ok(interpolation(value).conversion.clone()), "'s', 'r', 'a' or None.")
        .getter("format_spec", |_, value| Ok(interpolation(value).format_spec.clone()), "The format specification.")
        .method("__reduce__(self, /)", interpolation_reduce, "Help for pickle.")
        .finish();
    TypeBuilder::new::<TemplateIterator>("TemplateIter", Some(object))
        .module("string.templatelib")
        .container(TemplateIterator::visit, Some(TemplateIterator::clear_object))
        .slots(|s| {
            s.iter.set(Some(crate::types::iterator::iter_self));
            s.next.set(Some(iterator_next));
        })
        .finish();
}
