//! `slice`: three values, and what they mean for a sequence of a given length.

use crate::err;
use crate::object::{alloc, compare, hash, number, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::{Args, Bound, TypeBuilder};
use crate::types::int::{convert, from_i64, ops};
use crate::types::sequence::SliceSpec;
use crate::types::slots::CompareOp;
use crate::types::{Str, Tuple, Type};
use crate::value::{ObjectPtr, Ref, Value};
use ladon_heap::Head;

#[repr(C)]
pub struct Slice {
    pub head: Head,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

crate::builtin_static!(Slice, PySlice_Type);

impl Slice {
    pub fn new(start: Value, stop: Value, step: Value) -> Ref<Slice> {
        alloc::alloc(Slice { head: alloc::head::<Slice>(), start, stop, step })
    }

    fn members(&self) -> [&Value; 3] {
        [&self.start, &self.stop, &self.step]
    }
}

pub fn slice_type() -> &'static Type {
    &PySlice_Type
}

/// Start, stop, step and number of items of a slice of a sequence with `len` items. Reading the members may run
/// `__index__`: code whose sequence can change meanwhile uses [`SliceSpec`] and takes the length afterwards.
pub fn indices(thread: &ThreadState, slice: &Slice, len: usize) -> PyResult<(isize, isize, isize, usize)> {
    let span = SliceSpec::read(thread, slice)?.span(len);
    Ok((span.start, span.stop, span.step, span.count))
}

fn member(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    if !number::has_index(value) {
        let message = "slice indices must be integers or None or have an __index__ method";
        return Err(err!(thread, TypeError, "{message}"));
    }
    Ok(Some(convert::exact(&number::index(thread, value)?)?))
}

fn is_negative(value: &Value) -> bool {
    convert::sign(value) == Some(-1)
}

/// As [`indices`] for lengths of any size: start, stop and step as ints.
pub fn long_indices(thread: &ThreadState, slice: &Slice, len: &Value) -> PyResult<(Value, Value, Value)> {
    let step = member(thread, &slice.step)?.unwrap_or_else(|| from_i64(1));
    let backwards = match convert::sign(&step) {
        Some(0) => return Err(err!(thread, ValueError, "slice step cannot be zero")),
        sign => sign == Some(-1),
    };
    let (low, high) =
        if backwards { (from_i64(-1), ops::int_sub(thread, len, &from_i64(1))?) } else { (from_i64(0), len.clone()) };
    let cut = |value: Option<Value>, default: &Value| -> PyResult<Value> {
        let Some(mut value) = value else { return Ok(default.clone()) };
        if is_negative(&value) {
            value = ops::int_add(thread, &value, len)?;
        }
        Ok(match (ops::order(&value, &low), ops::order(&value, &high)) {
            (Some(std::cmp::Ordering::Less), _) => low.clone(),
            (_, Some(std::cmp::Ordering::Greater)) => high.clone(),
            _ => value,
        })
    };
    let start = cut(member(thread, &slice.start)?, if backwards { &high } else { &low })?;
    let stop = cut(member(thread, &slice.stop)?, if backwards { &low } else { &high })?;
    Ok((start, stop, step))
}

fn this(value: &Value) -> &Slice {
    // SAFETY: E2: the slots and getters below are called for slices only, which cannot be subclassed.
    unsafe { value.downcast_unchecked() }
}

fn slice_new(thread: &ThreadState, _ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if args.keyword_count() != 0 {
        return Err(err!(thread, TypeError, "slice() takes no keyword arguments"));
    }
    let none = Value::none;
    let slice = match args.values {
        [stop] => Slice::new(none(), stop.clone(), none()),
        [start, stop] => Slice::new(start.clone(), stop.clone(), none()),
        [start, stop, step] => Slice::new(start.clone(), stop.clone(), step.clone()),
        [] => return Err(err!(thread, TypeError, "slice expected at least 1 argument, got 0")),
        more => return Err(err!(thread, TypeError, "slice expected at most 3 arguments, got {}", more.len())),
    };
    Ok(slice.into_value())
}

fn slice_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let mut text = Vec::from(&b"slice("[..]);
    for (index, member) in this(value).members().into_iter().enumerate() {
        if index > 0 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(repr::repr(thread, member)?.as_bytes());
    }
    text.push(b')');
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

fn slice_hash(thread: &ThreadState, value: &Value) -> PyResult<i64> {
    hash::combine(this(value).members().into_iter().map(|member| hash::hash(thread, member)))
}

fn slice_compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.exact::<Slice>(), b.exact::<Slice>()) else { return Ok(Value::not_implemented()) };
    for (left, right) in x.members().into_iter().zip(y.members()) {
        if !compare::equal(thread, left, right)? {
            return match op {
                CompareOp::Eq => Ok(Value::bool(false)),
                CompareOp::Ne => Ok(Value::bool(true)),
                _ => compare::compare(thread, left, right, op),
            };
        }
    }
    compare::ordering(std::cmp::Ordering::Equal, op)
}

fn slice_indices(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let len = number::index(thread, args.value(1))?;
    if is_negative(&len) {
        return Err(err!(thread, ValueError, "length should not be negative"));
    }
    let (start, stop, step) = long_indices(thread, args.this(), &len)?;
    Ok(Tuple::new(vec![start, stop, step]).into_value())
}

fn slice_reduce(_thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let members = args.this::<Slice>().members().map(Value::clone);
    Ok(Tuple::pair(slice_type().as_value(), Tuple::new(members.to_vec()).into_value()).into_value())
}

/// Members of builtin objects that cannot be set say so in words of their own.
pub fn readonly(thread: &ThreadState, _object: &Value, _value: Option<&Value>) -> PyResult<()> {
    Err(err!(thread, AttributeError, "readonly attribute"))
}

fn slice_visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: called for slices only.
    unsafe { object.cast::<Slice>().as_ref() }.members().into_iter().for_each(visitor);
}

pub fn describe() {
    TypeBuilder::new::<Slice>("slice", Some(crate::types::object::object_type()))
        .doc("slice(stop)\nslice(start, stop[, step])\n\nA range of positions, as seq[start:stop:step] passes it.")
        .slots(|s| {
            s.new.set(Some(slice_new));
            s.repr.set(Some(slice_repr));
            s.hash.set(Some(slice_hash));
            s.compare.set(Some(slice_compare));
        })
        .container(slice_visit, None)
        .method(
            "indices(self, object, /)",
            slice_indices,
            "Start, stop and step of the slice in a sequence of the given length.",
        )
        .method("__reduce__(self, /)", slice_reduce, "Helper for pickle.")
        .getset("start", |_, value| Ok(this(value).start.clone()), Some(readonly), "Where the slice begins.")
        .getset("stop", |_, value| Ok(this(value).stop.clone()), Some(readonly), "Where the slice ends.")
        .getset("step", |_, value| Ok(this(value).step.clone()), Some(readonly), "How far apart its items lie.")
        .finish();
}
