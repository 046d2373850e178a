//! Where instances of a class keep attributes and `__slots__` members.

use super::type_type;
use crate::err;
use crate::names;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::descriptor::{GetSet, GetSetSource, Member};
use crate::types::str::intern;
use crate::types::{Dict, Str, Tuple, Type, instance};
use crate::value::{Ref, Value};

/// Decides where instances keep attributes and `__slots__` members.
pub fn lay_out(thread: &ThreadState, class: &Type, base: &Type, bases: &[Value], dict: &Dict) -> PyResult<()> {
    class.basicsize.set(base.basicsize.get());
    class.itemsize.set(base.itemsize.get());
    class.dict_offset.set(base.dict_offset.get());
    class.shape_offset.set(base.shape_offset.get());
    class.weaklist_offset.set(base.weaklist_offset.get());
    // A class keeps its attributes in its namespace.
    let of_classes = base.is_subtype(type_type());
    let has_dict = base.dict_offset.get() != 0 || base.shape_offset.get() != 0 || of_classes;
    let others_have =
        |offset: fn(&Type) -> u32| bases.iter().filter_map(|b| b.downcast::<Type>()).any(|b| offset(b) != 0);
    let slots = match dict.get_str(names::get().__slots__) {
        None => {
            if !has_dict {
                add_area(class, dict)?;
            } else if base.shape_offset.get() != 0 {
                share_area(class, base, dict);
            }
            if class.weaklist_offset.get() == 0 {
                add_weakrefs(class, dict)?;
            }
            return Ok(());
        }
        Some(slots) => slots,
    };
    let names = slot_names(thread, &slots)?;
    if base.itemsize.get() != 0 && names.iter().any(|n| n.as_bytes() != b"__dict__" && n.as_bytes() != b"__weakref__") {
        let name = base.short_name();
        return Err(err!(thread, TypeError, "nonempty __slots__ not supported for subtype of '{name}'"));
    }
    let (mut wants_dict, mut members) = (false, Vec::new());
    for name in &names {
        match name.as_bytes() {
            b"__dict__" => {
                if has_dict {
                    return Err(err!(thread, TypeError, "__dict__ slot disallowed: we already got one"));
                }
                wants_dict = true;
            }
            b"__weakref__" => {
                if class.weaklist_offset.get() != 0 && base.is_heap_type() {
                    return Err(err!(thread, TypeError, "__weakref__ slot disallowed: we already got one"));
                }
                add_weakrefs(class, dict)?;
            }
            _ => {
                let mangled = mangle(thread, class, name)?;
                if dict.get_str(&mangled).is_some() {
                    return Err(err!(
                        thread,
                        ValueError,
                        "'{}' in __slots__ conflicts with class variable",
                        mangled.lossy()
                    ));
                }
                members.push(mangled);
            }
        }
    }
    members.sort_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
    let wants_dict = wants_dict || (!has_dict && others_have(|b| b.dict_offset.get().max(b.shape_offset.get())));
    if wants_dict {
        add_area(class, dict)?;
    }
    for name in members {
        let offset = class.basicsize.get() as u32;
        class.member_offsets.push(offset)?;
        class.basicsize.set(offset as isize + 8);
        let member = GetSet::new(name.clone(), class.as_value(), GetSetSource::Slot(offset), None);
        dict.set_str(&name, member.into_value())?;
    }
    Ok(())
}

/// Whether objects of one class may become objects of another: fields of the same kind at the same places.
pub fn same_layout(old: &Type, new: &Type) -> bool {
    // SAFETY: set when a type is made ready; a class keeps its bases.
    let (old_base, new_base) = unsafe { (&*old.layout_base.get(), &*new.layout_base.get()) };
    let above = |ty: &Type| ty.base().map_or(std::ptr::null(), |base| base.layout_base.get());
    let same_members = || {
        let classes = old_base.is_heap_type() && new_base.is_heap_type();
        classes && above(old_base) == above(new_base) && member_names(old_base) == member_names(new_base)
    };
    old.shape_offset.get() == new.shape_offset.get()
        && old.weaklist_offset.get() == new.weaklist_offset.get()
        && new.itemsize.get() == 0
        && (std::ptr::eq(old_base, new_base) || same_members())
}

/// `__slots__` members by place.
fn member_names(class: &Type) -> Vec<(u32, Vec<u8>)> {
    let entries = class.dict.get().map(|dict| dict.snapshot()).unwrap_or_default();
    let mut members: Vec<(u32, Vec<u8>)> = entries
        .iter()
        .filter_map(|(_, value)| value.exact::<Member>())
        .filter_map(|Member(member)| match member.source {
            GetSetSource::Slot(offset) => Some((offset, member.name.as_bytes().to_vec())),
            _ => None,
        })
        .collect();
    members.sort();
    members
}

/// Instances can be weakly referenced; `__weakref__` shows the first reference.
fn add_weakrefs(class: &Type, dict: &Dict) -> PyResult<()> {
    class.weaklist_offset.set(1);
    let name = intern::intern_text("__weakref__");
    if dict.get_str(&name).is_none() {
        let source = GetSetSource::Native { get: first_weakref, set: None, data: 0, member: false };
        let getset = GetSet::new(name.clone(), class.as_value(), source, None);
        dict.set_str(&name, getset.into_value())?;
    }
    Ok(())
}

fn first_weakref(thread: &ThreadState, this: &Value, _: usize) -> PyResult<Value> {
    Ok(crate::types::weakref::references(thread, this).into_iter().next().unwrap_or_else(Value::none))
}

fn area_dict(thread: &ThreadState, this: &Value, _: usize) -> PyResult<Value> {
    crate::types::object::get_dict(thread, this)
}

fn set_area_dict(thread: &ThreadState, this: &Value, value: Option<&Value>, _: usize) -> PyResult<()> {
    crate::types::object::set_dict(thread, this, value)
}

fn static_attribute_count(dict: &Dict) -> usize {
    match dict.get_str(names::get().__static_attributes__) {
        Some(names) => names.exact::<Tuple>().map_or(0, Tuple::len),
        None => 0,
    }
}

fn add_area(class: &Type, dict: &Dict) -> PyResult<()> {
    let name = Ref::of(names::get().__dict__);
    let source = GetSetSource::Native { get: area_dict, set: Some(set_area_dict), data: 0, member: false };
    let getset = GetSet::new(name.clone(), class.as_value(), source, None);
    if dict.get_str(&name).is_none() {
        dict.set_str(&name, getset.into_value())?;
    }
    let offset = class.basicsize.get();
    class.shape_offset.set(offset as u32);
    let inline = instance::initial_inline(static_attribute_count(dict));
    class.basicsize.set(offset + (instance::AREA_HEAD + inline * 8) as isize);
    Ok(())
}

/// A class that continues the area of its base may have more inline slots, if nothing lies behind them.
fn share_area(class: &Type, base: &Type, dict: &Dict) {
    let mut at = Some(base);
    let mut assigned = static_attribute_count(dict);
    while let Some(ty) = at.filter(|ty| ty.is_heap_type()) {
        if !ty.member_offsets.is_empty() || !ty.c_slot_table.get().is_null() {
            return;
        }
        assigned += ty.dict.get().map_or(0, |dict| static_attribute_count(&dict));
        at = ty.base();
    }
    let inline = instance::initial_inline(assigned);
    let size = class.shape_offset.get() as usize + instance::AREA_HEAD + inline * 8;
    class.basicsize.set(class.basicsize.get().max(size as isize));
}

fn slot_names(thread: &ThreadState, slots: &Value) -> PyResult<Vec<Ref<Str>>> {
    let values = if slots.downcast::<Str>().is_some() {
        vec![slots.clone()]
    } else {
        crate::object::iter::collect(thread, slots)?
    };
    let mut names = Vec::new();
    for value in values {
        let name: Ref<Str> = Ref::from_value(value).map_err(|value| {
            let found = value.type_of().short_name();
            err!(thread, TypeError, "__slots__ items must be strings, not '{found}'")
        })?;
        if !crate::types::str::is_identifier(&name) {
            return Err(err!(thread, TypeError, "__slots__ must be identifiers"));
        }
        names.push(name);
    }
    Ok(names)
}

fn mangle(thread: &ThreadState, class: &Type, name: &Str) -> PyResult<Ref<Str>> {
    let text = name.lossy();
    if !text.starts_with("__") || text.ends_with("__") {
        return Ok(crate::types::str::intern::intern_any(thread, name)?);
    }
    let owner = class.plain_name();
    let owner = owner.trim_start_matches('_');
    if owner.is_empty() {
        return Ok(crate::types::str::intern::intern_any(thread, name)?);
    }
    Ok(crate::types::str::intern::intern_bytes(thread, format!("_{owner}{text}").as_bytes())?)
}
