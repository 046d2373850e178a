//! `count`, `cycle`, `repeat`.

use super::{iterator, plain, traced};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, iter, number, repr};
use ladon_vm::poll::poll_at_item;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound};
use ladon_vm::types::slots::BinaryOp;
use ladon_vm::types::{Str, Type, int};
use ladon_vm::value::Value;
use std::cell::Cell;

/// Numbers from a start by a step. While both are small ints, `number` and `small_step` count.
#[repr(C)]
pub struct Count {
    pub head: Head,
    number: Cell<i64>,
    small_step: i64,
    /// The next number, once it is no small int.
    large: MutCell<Option<Value>>,
    step: Value,
}

ladon_vm::builtin_static!(Count);
crate::traced!(Count { large, step });

/// The items of an iterable, again and again.
#[repr(C)]
pub struct Cycle {
    pub head: Head,
    source: MutCell<Option<Value>>,
    saved: Vector<Value>,
    index: Cell<usize>,
}

ladon_vm::builtin_static!(Cycle);
crate::traced!(Cycle { source, saved });

/// One object, a number of times or without end.
#[repr(C)]
pub struct Repeat {
    pub head: Head,
    element: Value,
    /// How often still; negative = without end.
    left: Cell<i64>,
}

ladon_vm::builtin_static!(Repeat);
crate::traced!(Repeat { element });

pub fn describe() {
    let count =
        iterator::<Count>("count", "Numbers start, start + step, start + 2 * step, …", Some(count_new), count_next);
    traced(count, Count::visit, Count::clear_object).slots(|s| s.repr.set(Some(count_repr))).finish();
    let doc = "The items of an iterable, then again from the first, without end.";
    traced(iterator::<Cycle>("cycle", doc, Some(cycle_new), cycle_next), Cycle::visit, Cycle::clear_object).finish();
    let doc = "An object the given number of times, or without end.";
    traced(iterator::<Repeat>("repeat", doc, Some(repeat_new), repeat_next), Repeat::visit, Repeat::clear_object)
        .slots(|s| s.repr.set(Some(repeat_repr)))
        .method("__length_hint__(self, /)", repeat_length_hint, "How often the object is still to come.")
        .finish();
}

fn is_number(value: &Value) -> bool {
    let slots = &value.type_of().slots;
    value.is_small_int()
        || slots.index.get().is_some()
        || slots.float.get().is_some()
        || slots.int.get().is_some()
        || value.downcast::<ladon_vm::types::complex::Complex>().is_some()
}

fn count_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("count", ["start", "step"], 0);
    let [start, step] = SPEC.bind(thread, args)?;
    if !start.is_none_or(is_number) || !step.is_none_or(is_number) {
        return Err(err!(thread, TypeError, "a number is required"));
    }
    let start = start.cloned().unwrap_or_else(|| Value::small_unchecked(0));
    let step = step.cloned().unwrap_or_else(|| Value::small_unchecked(1));
    let small =
        |value: &Value| if int::core::is_int(value) { int::as_i64(value).and_then(Value::small_int) } else { None };
    let (number, small_step, large) = match (small(&start), step.as_small_int()) {
        (Some(number), Some(step)) => (number.small_int_unchecked(), step, None),
        _ => (0, 0, Some(start)),
    };
    let fields =
        Count { head: alloc::head::<Count>(), number: Cell::new(number), small_step, large: MutCell::new(large), step };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn count_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let count = this::<Count>(value);
    let present = match count.large.get() {
        None => match Value::small_int(count.number.get()) {
            Some(number) => {
                // Both lie within 49 bits.
                count.number.set(count.number.get() + count.small_step);
                return Ok(Some(number));
            }
            None => int::from_i64(count.number.get()),
        },
        Some(present) => present,
    };
    let next = number::binary(thread, BinaryOp::Add, &present, &count.step)?;
    count.large.set(Some(next));
    Ok(Some(present))
}

fn count_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let count = this::<Count>(value);
    let name = value.type_of().short_name();
    let next = match count.large.get() {
        Some(next) => repr::repr(thread, &next)?.to_string_lossy(),
        None => count.number.get().to_string(),
    };
    let by_one = int::core::is_int(&count.step) && int::as_i64(&count.step) == Some(1);
    let text = match by_one {
        true => format!("{name}({next})"),
        false => format!("{name}({next}, {})", repr::repr(thread, &count.step)?.lossy()),
    };
    Ok(Str::try_new(&text)?.into_value())
}

fn cycle_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = plain(thread, ty, "cycle", args, 1, 1)?;
    let source = MutCell::new(Some(iter::iter(thread, &args[0])?));
    let fields = Cycle { head: alloc::head::<Cycle>(), source, saved: Vector::EMPTY, index: Cell::new(0) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn cycle_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let cycle = this::<Cycle>(value);
    if let Some(source) = cycle.source.get() {
        if let Some(item) = iter::next(thread, &source)? {
            cycle.saved.push(item.clone())?;
            return Ok(Some(item));
        }
        cycle.source.set(None);
    }
    let index = cycle.index.get();
    let next = index + 1;
    cycle.index.set(if next < cycle.saved.len() { next } else { 0 });
    Ok(cycle.saved.get(index))
}

fn repeat_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("repeat", ["object", "times"], 1);
    let [element, times] = SPEC.bind(thread, args)?;
    let left = match times {
        Some(times) => (number::to_isize(thread, times)? as i64).max(0),
        None => -1,
    };
    let element = element.cloned().unwrap_or_else(Value::none);
    let fields = Repeat { head: alloc::head::<Repeat>(), element, left: Cell::new(left) };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn repeat_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let repeat = this::<Repeat>(value);
    match repeat.left.get() {
        0 => return Ok(None),
        left if left > 0 => repeat.left.set(left - 1),
        _ => {}
    }
    Ok(Some(repeat.element.clone()))
}

fn repeat_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let repeat = this::<Repeat>(value);
    let (name, element) = (value.type_of().short_name(), repr::repr(thread, &repeat.element)?);
    let text = match repeat.left.get() {
        ..0 => format!("{name}({})", element.lossy()),
        left => format!("{name}({}, {left})", element.lossy()),
    };
    Ok(Str::try_new(&text)?.into_value())
}

fn repeat_length_hint(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    match b.this::<Repeat>().left.get() {
        ..0 => Err(err!(thread, TypeError, "len() of unsized object")),
        left => Ok(int::from_i64(left)),
    }
}
