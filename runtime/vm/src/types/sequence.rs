//! What the sequence types have in common: indices, slices, item-wise comparison, reprs, constructor arguments.

use crate::err;
use crate::object::{compare, number, repr};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::slice::Slice;
use crate::types::slots::CompareOp;
use crate::types::{Str, Tuple, Type, int};
use crate::value::Value;

/// A slice whose members have been turned into numbers, before a length is known.
#[derive(Clone, Copy)]
pub struct SliceSpec {
    start: Option<isize>,
    stop: Option<isize>,
    step: isize,
}

/// The positions a slice stands for in a sequence of a known length.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub start: isize,
    pub step: isize,
    pub count: usize,
    /// Where a slice with step 1 ends (`start <= stop`).
    pub stop: isize,
}

impl SliceSpec {
    /// Reads the members, which may run `__index__`: take the length of the sequence afterwards.
    pub fn read(thread: &ThreadState, slice: &Slice) -> PyResult<SliceSpec> {
        let member = |value: &Value| -> PyResult<Option<isize>> {
            if let Some(small) = value.as_small_int() {
                return Ok(Some(small as isize));
            }
            if value.is_none() {
                return Ok(None);
            }
            if !number::has_index(value) {
                let message = "slice indices must be integers or None or have an __index__ method";
                return Err(err!(thread, TypeError, "{message}"));
            }
            number::to_isize_clamped(thread, value).map(Some)
        };
        let step = member(&slice.step)?.unwrap_or(1);
        if step == 0 {
            return Err(err!(thread, ValueError, "slice step cannot be zero"));
        }
        Ok(SliceSpec { start: member(&slice.start)?, stop: member(&slice.stop)?, step: step.max(-isize::MAX) })
    }

    /// Start, stop and step before they are cut: what is absent reaches as far as an index can.
    pub fn bounds(self) -> (isize, isize, isize) {
        let (first, last) = if self.step < 0 { (isize::MAX, isize::MIN) } else { (0, isize::MAX) };
        (self.start.unwrap_or(first), self.stop.unwrap_or(last), self.step)
    }

    /// The slice with these members; `step` is not zero.
    pub fn of(start: isize, stop: isize, step: isize) -> SliceSpec {
        SliceSpec { start: Some(start), stop: Some(stop), step: step.max(-isize::MAX) }
    }

    /// Cuts the slice to a length.
    pub fn span(self, len: usize) -> Span {
        let len = len as isize;
        let SliceSpec { start, stop, step } = self;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let cut = |index: isize| (if index < 0 { index.saturating_add(len) } else { index }).clamp(low, high);
        let start = start.map_or(if step < 0 { high } else { low }, cut);
        let stop = stop.map_or(if step < 0 { low } else { high }, cut);
        let count = if step > 0 && start < stop {
            (stop - start - 1) / step + 1
        } else if step < 0 && stop < start {
            (start - stop - 1) / -step + 1
        } else {
            0
        };
        Span { start, step, count: count as usize, stop: stop.max(start) }
    }
}

impl Span {
    /// The positions in order.
    pub fn positions(self) -> impl ExactSizeIterator<Item = usize> {
        (0..self.count).map(move |n| (self.start + n as isize * self.step) as usize)
    }

    /// The positions ascending, whatever the sign of the step.
    pub fn ascending(self) -> impl ExactSizeIterator<Item = usize> {
        let (first, step) = match self.step {
            ..0 if self.count > 0 => (self.start + (self.count as isize - 1) * self.step, -self.step),
            step => (self.start, step),
        };
        (0..self.count).map(move |n| (first + n as isize * step) as usize)
    }
}

/// A bound of `index()`.
fn slice_index(thread: &ThreadState, value: &Value) -> PyResult<isize> {
    if !number::has_index(value) {
        return Err(err!(thread, TypeError, "slice indices must be integers or have an __index__ method"));
    }
    number::to_isize_clamped(thread, value)
}

/// A bound of `index(x, start, stop)`, cut to the length.
pub fn search_bound(thread: &ThreadState, value: Option<&Value>, len: usize, default: usize) -> PyResult<usize> {
    let Some(value) = value else { return Ok(default) };
    let index = slice_index(thread, value)?;
    Ok(if index < 0 { index.saturating_add(len as isize).max(0) } else { index } as usize)
}

/// An index from either end as a position.
#[inline(always)]
pub fn position(index: isize, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as isize } else { index };
    if (at as usize) < len { Some(at as usize) } else { None }
}

/// The key of a subscription as an index, or TypeError "… indices must be integers or slices, not …".
pub fn key_index(thread: &ThreadState, kind: &str, key: &Value) -> PyResult<isize> {
    if !number::has_index(key) {
        let name = key.type_of().short_name();
        return Err(err!(thread, TypeError, "{kind} indices must be integers or slices, not {name}"));
    }
    index_or_index_error(thread, key)
}

/// As an index; IndexError "cannot fit …" beyond 64 bits.
fn index_or_index_error(thread: &ThreadState, key: &Value) -> PyResult<isize> {
    if let Some(small) = key.as_small_int() {
        return Ok(small as isize);
    }
    let index = number::index(thread, key)?;
    int::as_i64(&index).map(|index| index as isize).ok_or_else(|| {
        let name = key.type_of().short_name();
        err!(thread, IndexError, "cannot fit '{name}' into an index-sized integer")
    })
}

/// Compares two sequences item by item: `item(0, n)` and `item(1, n)` are the items at `n`.
pub fn compare_items(
    thread: &ThreadState,
    lens: impl Fn() -> (usize, usize),
    mut item: impl FnMut(usize, usize) -> Option<Value>,
    op: CompareOp,
) -> PyResult<Value> {
    let (left, right) = lens();
    if left != right && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    while let (Some(a), Some(b)) = (item(0, index), item(1, index)) {
        if !compare::equal(thread, &a, &b)? {
            let (left, right) = lens();
            if index >= left.min(right) {
                // The comparison took items away.
                break;
            }
            return match op {
                CompareOp::Eq => Ok(Value::bool(false)),
                CompareOp::Ne => Ok(Value::bool(true)),
                _ => compare::compare(thread, &a, &b, op),
            };
        }
        index += 1;
    }
    let (left, right) = lens();
    compare::ordering(left.cmp(&right), op)
}

/// Whether two values are equal, where that can be told without running code.
#[inline(always)]
pub fn quick_equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if let Some(equal) = compare::compare_numbers(a, b, CompareOp::Eq) {
        return Some(equal);
    }
    match (a.exact::<Str>(), b.exact::<Str>()) {
        (Some(x), Some(y)) => Some(x.equals(y)),
        _ => quick_equal_tuples(a, b),
    }
}

/// [`quick_equal`] of two tuples of numbers and strings, such as the keys of caches.
#[inline(never)]
fn quick_equal_tuples(a: &Value, b: &Value) -> Option<bool> {
    let (x, y) = (a.exact::<Tuple>()?.as_slice(), b.exact::<Tuple>()?.as_slice());
    if x.len() != y.len() {
        return Some(false);
    }
    for (p, q) in x.iter().zip(y) {
        let equal = p.is(q)
            || match compare::compare_numbers(p, q, CompareOp::Eq) {
                Some(equal) => equal,
                None => p.exact::<Str>()?.equals(q.exact::<Str>()?),
            };
        if !equal {
            return Some(false);
        }
    }
    Some(true)
}

/// Appends `repr(value)` to text being built.
pub fn push_repr(thread: &ThreadState, text: &mut Vec<u8>, value: &Value) -> PyResult<()> {
    if let Some(small) = value.as_small_int() {
        use std::io::Write;
        let _ = write!(text, "{small}");
        return Ok(());
    }
    text.extend_from_slice(repr::repr(thread, value)?.as_bytes());
    if text.len() > 1 << 24 && !thread.interp().heap().has_room(text.len()) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    Ok(())
}

/// `open`, then the reprs of the items between commas, then `close`, as a `str`.
pub fn repr_items(
    thread: &ThreadState,
    open: &str,
    close: &str,
    mut next: impl FnMut() -> Option<Value>,
) -> PyResult<Value> {
    let mut text = Vec::from(open);
    let mut first = true;
    while let Some(item) = next() {
        if !first {
            text.extend_from_slice(b", ");
        }
        first = false;
        push_repr(thread, &mut text, &item)?;
    }
    text.extend_from_slice(close.as_bytes());
    Ok(Str::try_from_wtf8(&text)?.into_value())
}

/// TypeError "name() takes no keyword arguments".
pub fn no_keywords(thread: &ThreadState, name: &str, args: Args<'_>) -> PyResult<()> {
    if args.keyword_count() > 0 {
        return Err(err!(thread, TypeError, "{name}() takes no keyword arguments"));
    }
    Ok(())
}

/// The positional arguments of a constructor that takes `least` to `most`, or TypeError "name expected …".
pub fn positionals<'a>(
    thread: &ThreadState,
    name: &str,
    args: Args<'a>,
    least: usize,
    most: usize,
) -> PyResult<&'a [Value]> {
    let values = args.positionals();
    if (least..=most).contains(&values.len()) {
        return Ok(values);
    }
    Err(wrong_count(thread, name, values.len(), least, most))
}

#[cold]
fn wrong_count(thread: &ThreadState, name: &str, given: usize, least: usize, most: usize) -> Raised {
    let (bound, count) = match given < least {
        _ if least == most => ("", least),
        true => ("at least ", least),
        false => ("at most ", most),
    };
    let plural = if count == 1 { "" } else { "s" };
    err!(thread, TypeError, "{name} expected {bound}{count} argument{plural}, got {given}")
}

/// Whether a class derived from a builtin left its constructor alone: then keywords are refused as by the builtin.
pub fn same_new(ty: &Type, new: crate::types::slots::NewFn) -> bool {
    ty.slots.new.get().is_some_and(|slot| std::ptr::fn_addr_eq(slot, new))
}

/// Whether a class has no `__init__` but that of `object`.
pub fn default_init(ty: &Type) -> bool {
    match (ty.slots.init.get(), crate::types::object::object_type().slots.init.get()) {
        (None, _) => true,
        (Some(init), Some(default)) => std::ptr::fn_addr_eq(init, default),
        (Some(_), None) => false,
    }
}
