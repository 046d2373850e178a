//! `mappingproxy`: a read-only view of a mapping.

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call, compare, hash, iter, number, repr, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::object::object_type;
use crate::types::sequence::{no_keywords, positionals};
use crate::types::slots::{BinaryOp, CompareOp};
use crate::types::traced::traced;
use crate::types::{Dict, List, Str, Tuple, Type, flags, generic_alias};
use crate::value::{Ref, Value};
use ladon_heap::Head;

#[repr(C)]
pub struct MappingProxy {
    pub head: Head,
    pub mapping: Value,
}

crate::builtin_static!(MappingProxy, PyDictProxy_Type);
traced!(MappingProxy { mapping });

impl MappingProxy {
    pub fn new(mapping: Value) -> Ref<MappingProxy> {
        alloc::alloc(MappingProxy { head: alloc::head::<MappingProxy>(), mapping })
    }
}

fn mapping_of(value: &Value) -> &Value {
    // SAFETY: E2: slots are called for objects of their type only.
    unsafe { &value.downcast_unchecked::<MappingProxy>().mapping }
}

pub fn describe() {
    TypeBuilder::new::<MappingProxy>("mappingproxy", Some(object_type()))
        .doc("Read-only view of a mapping.")
        .flags(flags::MAPPING)
        .container(MappingProxy::visit, None)
        .slots(|s| {
            s.new.set(Some(mappingproxy_new));
            s.repr.set(Some(mappingproxy_repr));
            s.str.set(Some(|thread, value| Ok(repr::str(thread, mapping_of(value))?.into_value())));
            s.hash.set(Some(|thread, value| hash::hash(thread, mapping_of(value))));
            s.compare.set(Some(mappingproxy_compare));
            s.iter.set(Some(|thread, value| iter::iter(thread, mapping_of(value))));
            s.len.set(Some(|thread, value| subscript::len(thread, mapping_of(value))));
            s.getitem.set(Some(|thread, value, key| subscript::get(thread, mapping_of(value), key)));
            s.contains.set(Some(|thread, value, key| subscript::contains(thread, mapping_of(value), key)));
            s.binary[BinaryOp::Or as usize].set(Some(mappingproxy_or));
            s.inplace[BinaryOp::Or as usize].set(Some(mappingproxy_inplace_or));
        })
        .method("get(self, key, default=None, /)", mappingproxy_get, "Return the value of key, or default.")
        .method("keys(self, /)", |thread, b| forward(thread, b, "keys"), "Return what the mapping's keys() does.")
        .method("values(self, /)", |thread, b| forward(thread, b, "values"), "Return what the mapping's values() does.")
        .method("items(self, /)", |thread, b| forward(thread, b, "items"), "Return what the mapping's items() does.")
        .method("copy(self, /)", |thread, b| forward(thread, b, "copy"), "Return what the mapping's copy() does.")
        .method(
            "__reversed__(self, /)",
            |thread, b| forward(thread, b, "__reversed__"),
            "Return an iterator in reverse.",
        )
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
}

fn mappingproxy_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let by_name = args.keywords().find(|(name, _)| name.downcast::<Str>().is_some_and(|n| n.as_bytes() == b"mapping"));
    let mapping = match (args.values, by_name) {
        ([_], Some((_, mapping))) => mapping,
        _ => {
            no_keywords(thread, "mappingproxy", args)?;
            if args.is_empty() {
                let message = "mappingproxy() missing required argument 'mapping' (pos 1)";
                return Err(err!(thread, TypeError, "{message}"));
            }
            &positionals(thread, "mappingproxy", args, 1, 1)?[0]
        }
    };
    let is_sequence = mapping.downcast::<List>().is_some() || mapping.downcast::<Tuple>().is_some();
    if is_sequence || mapping.type_of().slots.getitem.get().is_none() {
        let name = mapping.type_of().short_name();
        return Err(err!(thread, TypeError, "mappingproxy() argument must be a mapping, not {name}"));
    }
    Ok(MappingProxy::new(mapping.clone()).into_value())
}

fn mappingproxy_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let inner = repr::repr(thread, mapping_of(value))?;
    let text = [b"mappingproxy(", inner.as_bytes(), b")"].concat();
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn mappingproxy_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    compare::compare(thread, mapping_of(a), b, op)
}

fn unwrapped(value: &Value) -> &Value {
    value.exact::<MappingProxy>().map_or(value, |proxy| &proxy.mapping)
}

fn mappingproxy_or(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<Value> {
    number::binary(thread, BinaryOp::Or, unwrapped(a), unwrapped(b))
}

fn mappingproxy_inplace_or(thread: &ThreadState, a: &Value, _b: &Value) -> PyResult<Value> {
    let name = a.type_of().short_name();
    Err(err!(thread, TypeError, "'|=' is not supported by {name}; use '|' instead"))
}

fn mappingproxy_get(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let mapping = mapping_of(b.value(0));
    let default = b.get(2).cloned().unwrap_or_else(Value::none);
    if let Some(dict) = mapping.exact::<Dict>() {
        return Ok(dict.get(thread, b.value(1))?.unwrap_or(default));
    }
    let method = attr::get(thread, mapping, names::get().get)?;
    call::positional(thread, &method, &[b.value(1).clone(), default])
}

fn forward(thread: &ThreadState, b: Bound<'_>, name: &str) -> PyResult<Value> {
    call::method(thread, mapping_of(b.value(0)), name, &[])
}
