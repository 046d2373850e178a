//! `property`.

use crate::err;
use crate::names;
use crate::object::{alloc, attr, call};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, Builtin, TypeBuilder};
use crate::types::{Str, Type, flags};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::{Head, MutCell};

#[repr(C)]
pub struct Property {
    pub head: Head,
    get: MutCell<Option<Value>>,
    set: MutCell<Option<Value>>,
    delete: MutCell<Option<Value>>,
    doc: MutCell<Option<Value>>,
    name: MutCell<Option<Value>>,
}

crate::builtin_static!(Property, PyProperty_Type);

fn of(value: &Value) -> &Property {
    // SAFETY: E2: called by slots, methods and getters of `property`.
    unsafe { value.downcast_unchecked() }
}

impl Property {
    /// The getter, for inline caches.
    pub fn getter(&self) -> Option<Value> {
        self.get.get()
    }

    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2; the visitor changes nothing.
        unsafe {
            let this = object.cast::<Property>().as_ref();
            for cell in [&this.get, &this.set, &this.delete, &this.doc, &this.name] {
                (*cell.as_ptr()).iter().for_each(&mut *visitor);
            }
        }
    }

    fn clear(object: ObjectPtr) {
        // SAFETY: E2.
        let this = unsafe { object.cast::<Property>().as_ref() };
        for cell in [&this.get, &this.set, &this.delete, &this.doc, &this.name] {
            cell.set(None);
        }
    }
}

fn new(_: &ThreadState, ty: &Type, _: Args<'_>) -> PyResult<Value> {
    let fields = Property {
        head: alloc::head::<Property>(),
        get: MutCell::new(None),
        set: MutCell::new(None),
        delete: MutCell::new(None),
        doc: MutCell::new(None),
        name: MutCell::new(None),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn init(thread: &ThreadState, this: &Value, args: Args<'_>) -> PyResult<()> {
    let mut slots: [Option<Value>; 4] = [None, None, None, None];
    if args.positionals().len() > 4 {
        let given = args.positionals().len();
        return Err(err!(thread, TypeError, "property() takes at most 4 arguments ({given} given)"));
    }
    for (slot, value) in slots.iter_mut().zip(args.positionals()) {
        *slot = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        match ["fget", "fset", "fdel", "doc"].iter().position(|known| *known == text) {
            Some(index) => slots[index] = Some(value.clone()),
            None => {
                return Err(err!(thread, TypeError, "property() got an unexpected keyword argument '{text}'"));
            }
        }
    }
    let [get, set, delete, doc] = slots.map(|slot| slot.filter(|value| !value.is_none()));
    let property = of(this);
    let given = doc.is_some();
    let doc = match (&doc, &get) {
        (Some(_), _) => doc,
        (None, Some(get)) => attr::get_optional(thread, get, names::get().__doc__)?.filter(|doc| !doc.is_none()),
        (None, None) => None,
    };
    property.get.set(get);
    property.set.set(set);
    property.delete.set(delete);
    let subclass = !this.type_of().is(Property::type_object());
    if !subclass {
        property.doc.set(doc);
        return Ok(());
    }
    // The class of a subclass has a docstring of its own, which the instance's hides.
    let from_getter = !given && doc.is_some();
    let doc = doc.unwrap_or_else(Value::none);
    let set = attr::generic_set(thread, this, &Value::of(names::get().__doc__), Some(&doc));
    if from_getter {
        return set;
    }
    crate::raise::caught(thread, set, &crate::exceptions::AttributeError).map(|_| ())
}

#[cold]
fn missing(thread: &ThreadState, this: &Value, object: &Value, what: &str) -> Raised {
    let ty = object.type_of();
    let ty = ty.qualname.get().map_or_else(|| ty.plain_name(), |name| name.to_string_lossy());
    let message = match of(this).name.get() {
        Some(name) => {
            let name = crate::object::repr::repr_lossy(thread, &name);
            format!("property {name} of '{ty}' object has no {what}")
        }
        None => format!("property of '{ty}' object has no {what}"),
    };
    thread.error(&crate::exceptions::AttributeError, message)
}

fn get(thread: &ThreadState, this: &Value, object: Option<&Value>, _: Option<&Value>) -> PyResult<Value> {
    let Some(object) = object else { return Ok(this.clone()) };
    match of(this).get.get() {
        Some(get) => call::positional(thread, &get, std::slice::from_ref(object)),
        None => Err(missing(thread, this, object, "getter")),
    }
}

fn set(thread: &ThreadState, this: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => match of(this).set.get() {
            Some(set) => call::positional(thread, &set, &[object.clone(), value.clone()])?,
            None => return Err(missing(thread, this, object, "setter")),
        },
        None => match of(this).delete.get() {
            Some(delete) => call::positional(thread, &delete, std::slice::from_ref(object))?,
            None => return Err(missing(thread, this, object, "deleter")),
        },
    };
    Ok(())
}

/// A copy with one function replaced: `@x.setter`.
fn copy(thread: &ThreadState, this: &Value, index: usize, function: &Value) -> PyResult<Value> {
    let property = of(this);
    let mut args = [property.get.get(), property.set.get(), property.delete.get()];
    if !function.is_none() {
        args[index] = Some(function.clone());
    }
    let mut args: Vec<Value> = args.into_iter().map(|value| value.unwrap_or_else(Value::none)).collect();
    if index != 0 {
        args.push(property.doc.get().unwrap_or_else(Value::none));
    }
    let made = call::positional(thread, &this.type_of().as_value(), &args)?;
    if let Some(new) = made.downcast::<Property>() {
        new.name.set(property.name.get());
    }
    Ok(made)
}

fn set_name(_: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    of(args.value(0)).name.set(Some(args.value(2).clone()));
    Ok(Value::none())
}

fn or_none(value: Option<Value>) -> PyResult<Value> {
    Ok(value.unwrap_or_else(Value::none))
}

pub fn describe() {
    TypeBuilder::new::<Property>("property", Some(crate::types::object::object_type()))
        .doc("Property attribute.")
        .flags(flags::BASETYPE)
        .container(Property::visit, Some(Property::clear))
        .slots(|s| {
            s.new.set(Some(new));
            s.init.set(Some(init));
            s.descr_get.set(Some(get));
            s.descr_set.set(Some(set));
        })
        .method("getter(self, fget, /)", |t, a| copy(t, a.value(0), 0, a.value(1)), "A copy with another getter.")
        .method("setter(self, fset, /)", |t, a| copy(t, a.value(0), 1, a.value(1)), "A copy with another setter.")
        .method("deleter(self, fdel, /)", |t, a| copy(t, a.value(0), 2, a.value(1)), "A copy with another deleter.")
        .method("__set_name__(self, owner, name, /)", set_name, "Remember the name.")
        .getter("fget", |_, p| or_none(of(p).get.get()), "")
        .getter("fset", |_, p| or_none(of(p).set.get()), "")
        .getter("fdel", |_, p| or_none(of(p).delete.get()), "")
        .getset(
            "__doc__",
            |_, p| or_none(of(p).doc.get()),
            Some(|_, p, v| {
                of(p).doc.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getset(
            "__name__",
            property_name,
            Some(|_, p, v| {
                of(p).name.set(v.cloned());
                Ok(())
            }),
            "",
        )
        .getter(
            "__isabstractmethod__",
            |thread, p| {
                for function in [of(p).get.get(), of(p).set.get(), of(p).delete.get()].into_iter().flatten() {
                    let flag = attr::get_optional(thread, &function, names::get().__isabstractmethod__)?;
                    if let Some(flag) = flag
                        && crate::object::truth::is_true(thread, &flag)?
                    {
                        return Ok(Value::bool(true));
                    }
                }
                Ok(Value::bool(false))
            },
            "",
        )
        .finish();
}

fn property_name(thread: &ThreadState, this: &Value) -> PyResult<Value> {
    if let Some(name) = of(this).name.get() {
        return Ok(name);
    }
    let found = match of(this).get.get() {
        Some(get) => attr::get_optional(thread, &get, names::get().__name__)?,
        None => None,
    };
    found.ok_or_else(|| attr::missing(thread, this, names::get().__name__))
}

/// Keeps `Ref` in scope for callers that hold properties.
pub type PropertyRef = Ref<Property>;
