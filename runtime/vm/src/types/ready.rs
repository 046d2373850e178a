//! Making types ready: MRO, inherited slots, slot wrappers, versions. `describe_all` is THE list of builtin types.

use crate::object::attr;
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::class_method::ClassMethodDescriptor;
use crate::types::define::{MethodKind, TypeBuilder};
use crate::types::descriptor::{GetSet, SlotWrapper, StaticMethod};
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::slot_table::{self, Group, Row};
use crate::types::{Dict, Str, Tuple, Type, flags};
use crate::value::{Ref, Value};
use ladon_heap::Heap;
use std::collections::HashMap;

/// Versions below are those of builtin types.
pub const FIRST_CLASS_VERSION: u32 = 1 << 12;

/// Describes all builtin types, bases before what derives from them.
pub fn describe_all() {
    use crate::types;
    for row in &slot_table::table().rows {
        Str::shared(row.name);
    }
    types::object::describe();
    types::class::describe();
    types::str::describe();
    types::int::describe();
    types::native::describe();
    types::descriptor::describe();
    types::class_method::describe();
    types::property::describe();
    types::superobject::describe();
    types::none::describe();
    types::bool::describe();
    types::float::describe();
    types::complex::describe();
    types::bytes::describe();
    types::memoryview::describe();
    types::list::describe();
    types::tuple::describe();
    types::dict::describe();
    types::set::describe();
    types::slice::describe();
    types::range::describe();
    types::iterator::describe();
    types::enumerate::describe();
    types::itertools_builtin::describe();
    types::mappingproxy::describe();
    types::simple_namespace::describe();
    types::generic_alias::describe();
    types::union::describe();
    types::template::describe();
    crate::builtins::anext::describe();
    types::function::describe();
    types::cell::describe();
    types::code::describe();
    types::frame::describe();
    types::generator::describe();
    types::module::describe();
    types::weakref::describe();
    types::capsule::describe();
    types::capi::describe();
    crate::exceptions::describe();
    crate::exceptions::traceback::describe();
    crate::import::describe();
}

/// Completes a builtin type from its description.
pub(super) fn finish_builtin(builder: TypeBuilder) {
    let ty = builder.ty;
    if ty.head.type_word.get().is_null() {
        ty.head.type_word.set(std::ptr::from_ref(crate::types::class::type_type()).cast());
    }
    ty.head.make_immortal();
    let name = ty.name.get().expect("named");
    ty.qualname.set(Some(name));
    let dict = Dict::new();
    let put = |name: &str, value: Value| dict.set_str(&Str::shared(name), value).expect("small");
    for def in &builder.methods {
        put(def.name, method_object(def, ty));
    }
    for def in &builder.getsets {
        put(def.name, GetSet::builtin(def, ty).into_value());
    }
    for (name, value) in &builder.constants {
        put(name, value.clone());
    }
    for row in &slot_table::table().rows {
        if (row.has)(row, &ty.slots) && dict.get_str(&Str::shared(row.name)).is_none() {
            put(row.name, SlotWrapper::new(row, ty).into_value());
        }
    }
    let unhashable = ty.slots.compare.get().is_some() && ty.slots.hash.get().is_none();
    if unhashable {
        put("__hash__", Value::none());
    }
    if ty.slots.new.get().is_some() {
        put("__new__", crate::types::class::new_wrapper(ty));
    }
    if !builder.doc.is_empty() {
        ty.c_slots_b[0].set(crate::types::cstring::leak(builder.doc).addr());
    }
    if !builder.getsets.iter().any(|def| def.name == "__doc__") {
        let doc = if builder.doc.is_empty() { Value::none() } else { Str::shared(builder.doc).into_value() };
        put("__doc__", doc);
    }
    if builder.module != "builtins" {
        put("__module__", Str::shared(builder.module).into_value());
    }
    ty.dict.set(Some(dict));
    // What `object.__new__` makes would have fields that nobody filled in.
    let is_made_elsewhere =
        ty.slots.new.get().is_none() && ty.base().is_some_and(|base| base.is(crate::types::object::object_type()));
    inherit(ty, unhashable);
    if is_made_elsewhere {
        ty.slots.new.set(None);
        ty.flags.set(ty.flags.get() | flags::DISALLOW_INSTANTIATION);
    }
    ty.plain_end.set(ty.slots.finalize.get().is_none() && ty.slots.dealloc.get().is_none());
    let bases = builder.bases.unwrap_or_else(|| ty.base().map(|base| vec![base.as_value()]).unwrap_or_default());
    ty.bases.set(Some(Tuple::new(bases)));
    let mro = match compute_mro(ty) {
        Ok(mro) => mro,
        Err(_) => unreachable!("builtin types have a consistent MRO"),
    };
    ty.mro.set(Some(Tuple::new(mro)));
    ty.flags.set(ty.flags.get() | flags::READY);
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    ty.version.set(NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
}

fn method_object(def: &'static crate::types::define::NativeDef, ty: &'static Type) -> Value {
    match def.kind {
        MethodKind::Method | MethodKind::Function => MethodDescriptor::new(def, ty).into_value(),
        MethodKind::Class => ClassMethodDescriptor::new(def, ty).into_value(),
        MethodKind::Static => {
            let function = NativeFunction::new(def, None, None);
            StaticMethod::new(function.into_value()).into_value()
        }
    }
}

/// Takes over slots, flags and layout from the base.
pub fn inherit(ty: &Type, unhashable: bool) {
    let Some(base) = ty.base() else { return };
    // A type that says what equality is has no hash but its own.
    let keeps_hash = ty.slots.hash.get().is_some();
    let own_compare = ty.slots.compare.get().is_some();
    ty.slots.inherit(&base.slots);
    if unhashable || (own_compare && !keeps_hash) {
        ty.slots.hash.set(None);
    }
    let inherited = base.flags.get() & (flags::SUBCLASS_MASK | flags::HAVE_GC | flags::SEQUENCE | flags::MAPPING);
    ty.flags.set(ty.flags.get() | inherited);
    if ty.basicsize.get() == 0 {
        ty.basicsize.set(base.basicsize.get());
        ty.itemsize.set(base.itemsize.get());
    }
    for (own, theirs) in [
        (&ty.dict_offset, &base.dict_offset),
        (&ty.shape_offset, &base.shape_offset),
        (&ty.weaklist_offset, &base.weaklist_offset),
    ] {
        if own.get() == 0 {
            own.set(theirs.get());
        }
    }
}

/// The linearisation of a type's bases (C3; Barrett et al., 1996), the type first. `Err` = the bases that conflict.
pub fn compute_mro(ty: &Type) -> Result<Vec<Value>, Vec<Value>> {
    let bases = ty.bases.get().map(|bases| bases.as_slice().to_vec()).unwrap_or_default();
    let mut lists: Vec<Vec<Value>> = bases
        .iter()
        .filter_map(|base| base.downcast::<Type>())
        .map(|base| base.mro_types().map(Type::as_value).collect())
        .collect();
    lists.push(bases);
    let mut rests: Vec<&[Value]> = lists.iter().map(Vec::as_slice).collect();
    // In how many lists a class stands behind the first place: it has to wait for those before it.
    let mut waits: HashMap<u64, usize> = HashMap::new();
    for class in rests.iter().flat_map(|rest| rest.iter().skip(1)) {
        *waits.entry(class.bits()).or_default() += 1;
    }
    let mut mro = vec![ty.as_value()];
    loop {
        let heads = || rests.iter().filter_map(|rest| rest.first());
        let Some(good) = heads().find(|class| waits.get(&class.bits()).is_none_or(|count| *count == 0)) else {
            let conflict: Vec<Value> = heads().cloned().collect();
            return if conflict.is_empty() { Ok(mro) } else { Err(conflict) };
        };
        mro.push(good.clone());
        for rest in rests.iter_mut().filter(|rest| rest.first().is_some_and(|class| class.is(good))) {
            *rest = &rest[1..];
            if let Some(next) = rest.first() {
                *waits.entry(next.bits()).or_default() -= 1;
            }
        }
    }
}

/// Sets the slots of a class from the special methods that its MRO gives.
pub fn fixup_slots(ty: &Type) {
    let base = only_base(ty);
    for group in &slot_table::table().groups {
        match base {
            Some(base) if !defines(ty, group) => (group.copy)(&base.slots, &ty.slots, group.op),
            _ => fixup_group(ty, group),
        }
    }
}

/// The base of a class that finds what it does not define itself where its base finds it. A long MRO is then not gone
/// through for each special method.
fn only_base(ty: &Type) -> Option<&Type> {
    let base = ty.base()?;
    let made_alike = base.is_heap_type() && base.c_slot_table.get().is_null();
    let same = ty.mro_types().skip(1).map(std::ptr::from_ref).eq(base.mro_types().map(std::ptr::from_ref));
    (made_alike && same).then_some(base)
}

fn defines(ty: &Type, group: &Group) -> bool {
    let Some(dict) = ty.dict.get() else { return false };
    let has =
        |name: &str| crate::runtime::shared_name(name.as_bytes()).is_some_and(|name| dict.get_str(name).is_some());
    match group.name {
        "new" if has("__new__") => true,
        "getattr" if has("__getattr__") => true,
        _ => slot_table::table().rows.iter().any(|row| row.group == group.name && has(row.name)),
    }
}

/// As [`fixup_slots`] for the slots that one attribute name may belong to.
pub fn fixup_name(ty: &Type, name: &str) {
    let table = slot_table::table();
    let groups: Vec<&str> = table.rows.iter().filter(|row| row.name == name).map(|row| row.group).collect();
    let getattr = name == "__getattr__";
    for group in &table.groups {
        if groups.contains(&group.name) || (getattr && group.name == "getattr") {
            fixup_group(ty, group);
        }
    }
    if name == "__new__" {
        fixup_new(ty);
    }
}

fn fixup_group(ty: &Type, group: &Group) {
    if group.name == "new" {
        fixup_new(ty);
        return;
    }
    let (mut native, mut custom, mut none) = (None, false, false);
    for row in slot_table::table().rows.iter().filter(|row| row.group == group.name) {
        match found(ty, row) {
            Found::Nothing => {}
            Found::Unhashable => none = true,
            Found::Wrapper(owner) => native = native.or(Some(owner)),
            Found::Other => {}
            Found::Custom => custom = true,
        }
    }
    if group.name == "getattr" && attr::lookup_type(ty, crate::names::get().__getattr__).is_some() {
        custom = true;
    }
    if none {
        ty.slots.hash.set(None);
    } else if custom {
        (group.generic)(&ty.slots, group.op);
    } else if let Some(owner) = native {
        // SAFETY: `ty` derives from the owner, which is in its MRO.
        (group.copy)(unsafe { &(*owner).slots }, &ty.slots, group.op);
    } else {
        (group.copy)(&crate::types::slots::Slots::EMPTY, &ty.slots, group.op);
    }
}

enum Found {
    Nothing,
    /// `__hash__ = None`.
    Unhashable,
    /// The wrapper of this slot of a builtin (or C) type that `ty` derives from.
    Wrapper(*const Type),
    /// The wrapper of another slot with the same name.
    Other,
    Custom,
}

fn found(ty: &Type, row: &'static Row) -> Found {
    let Some(name) = crate::runtime::shared_name(row.name.as_bytes()) else { return Found::Nothing };
    let Some(value) = attr::lookup_type(ty, name) else { return Found::Nothing };
    if value.is_none() && row.name == "__hash__" {
        return Found::Unhashable;
    }
    if let Some(method) = value.exact::<MethodDescriptor>() {
        // `list.__getitem__` and the like are methods that do what the slot does.
        let owner = method.owner();
        let same = method.is_builtin() && ty.is_subtype(owner) && (row.has)(row, &owner.slots);
        return if same { Found::Wrapper(owner) } else { Found::Custom };
    }
    match value.exact::<SlotWrapper>() {
        Some(wrapper) if std::ptr::eq(wrapper.row(), row) && ty.is_subtype(wrapper.owner()) => {
            Found::Wrapper(wrapper.owner())
        }
        Some(wrapper) if wrapper.row().name == row.name && ty.is_subtype(wrapper.owner()) => Found::Other,
        _ => Found::Custom,
    }
}

fn fixup_new(ty: &Type) {
    let Some(value) = attr::lookup_type(ty, crate::names::get().__new__) else { return };
    match crate::types::class::new_wrapper_owner(&value) {
        Some(owner) => ty.slots.new.set(owner.slots.new.get()),
        None => ty.slots.new.set(Some(crate::types::generic::new)),
    }
}

/// Makes everything on the shared heap immortal, once all of it is built.
pub fn freeze(heap: &Heap) {
    heap.for_each_object(|head| {
        // SAFETY: H2: live objects of the shared heap, still used by this thread only.
        let head = unsafe { head.as_ref() };
        head.make_immortal();
        // SAFETY: as above.
        let value = unsafe { Value::from_borrowed_ptr(std::ptr::NonNull::from(head)) };
        if let Some(text) = value.exact::<Str>() {
            text.hash();
        }
    });
}

/// `module.qualname` of a type as reprs show it; builtins without a module.
pub fn full_name(thread: &ThreadState, ty: &Type) -> String {
    let qualname = ty.qualname.get().map(|name| name.to_string_lossy()).unwrap_or_default();
    match module_name(thread, ty) {
        Some(module) if module != "builtins" => format!("{module}.{qualname}"),
        _ => qualname,
    }
}

/// `type.__module__` as text.
pub fn module_name(_thread: &ThreadState, ty: &Type) -> Option<String> {
    let dict = ty.dict.get()?;
    match dict.get_str(crate::names::get().__module__) {
        Some(module) => match module.downcast::<Str>() {
            Some(module) => Some(module.to_string_lossy()),
            None if ty.is_heap_type() => None,
            None => Some(String::from("builtins")),
        },
        None => Some(String::from("builtins")),
    }
}

/// TypeError about an MRO that cannot be made.
pub fn mro_error(thread: &ThreadState, conflict: &[Value]) -> crate::raise::Raised {
    let mut names: Vec<String> = Vec::new();
    for value in conflict {
        let name = value.downcast::<Type>().map(Type::short_name).unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    crate::err!(
        thread,
        TypeError,
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    )
}

/// The result of `mro()` as a tuple, with an error for what cannot be.
pub fn set_mro(thread: &ThreadState, ty: &Type) -> PyResult<()> {
    match compute_mro(ty) {
        Ok(mro) => {
            ty.mro.set(Some(Tuple::try_from_vec(mro)?));
            Ok(())
        }
        Err(conflict) => Err(mro_error(thread, &conflict)),
    }
}

/// A new reference to a type as a value of its own.
pub fn type_ref(ty: &Type) -> Ref<Type> {
    Ref::of(ty)
}
