//! `_heapq`: binary heaps in lists, smallest (or, `_max`, largest) item first; `_bisect`: searching in sorted lists.

use crate::define::ModuleBuilder;
use crate::functions;
use ladon_vm::err;
use ladon_vm::object::{call, compare, number, subscript};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::Bound;
use ladon_vm::types::module::Module;
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::{List, int};
use ladon_vm::value::{Ref, Value};

functions! {
    fn heap_table {
        "heappush(heap, item, /)" => |t, b| push(t, b, "heappush", Order::Min), "Push an item, keeping the heap in order.";
        "heappop(heap, /)" => |t, b| pop(t, b, "heappop", Order::Min), "Pop the smallest item.";
        "heapify(heap, /)" => |t, b| heapify(t, b, "heapify", Order::Min), "Bring a list into the order of a heap.";
        "heapreplace(heap, item, /)" => |t, b| replace(t, b, "heapreplace", Order::Min), "Pop the smallest item, then push.";
        "heappushpop(heap, item, /)" => |t, b| push_pop(t, b, "heappushpop", Order::Min), "Push, then pop the smallest item.";
        "heappush_max(heap, item, /)" => |t, b| push(t, b, "heappush_max", Order::Max), "Push an item, keeping the max-heap in order.";
        "heappop_max(heap, /)" => |t, b| pop(t, b, "heappop_max", Order::Max), "Pop the largest item.";
        "heapify_max(heap, /)" => |t, b| heapify(t, b, "heapify_max", Order::Max), "Bring a list into the order of a max-heap.";
        "heapreplace_max(heap, item, /)" => |t, b| replace(t, b, "heapreplace_max", Order::Max), "Pop the largest item, then push.";
        "heappushpop_max(heap, item, /)" => |t, b| push_pop(t, b, "heappushpop_max", Order::Max), "Push, then pop the largest item.";
        "_heappop_max(heap, /)" => |t, b| pop(t, b, "_heappop_max", Order::Max), "Pop the largest item.";
        "_heapify_max(heap, /)" => |t, b| heapify(t, b, "_heapify_max", Order::Max), "Bring a list into the order of a max-heap.";
        "_heapreplace_max(heap, item, /)" => |t, b| replace(t, b, "_heapreplace_max", Order::Max), "Pop the largest item, then push.";
    }
}

functions! {
    fn bisect_table {
        "bisect_right(a, x, lo=0, hi=None, *, key=None)" => |t, b| Ok(int::from_i64(search(t, b, "bisect_right")?)),
            "Return the position behind all items that are not greater than x.";
        "bisect(a, x, lo=0, hi=None, *, key=None)" => |t, b| Ok(int::from_i64(search(t, b, "bisect_right")?)),
            "The same as bisect_right().";
        "bisect_left(a, x, lo=0, hi=None, *, key=None)" => |t, b| Ok(int::from_i64(search(t, b, "bisect_left")?)),
            "Return the position before all items that are not less than x.";
        "insort_right(a, x, lo=0, hi=None, *, key=None)" => |t, b| insort(t, b, "bisect_right"),
            "Insert x behind all items that are not greater.";
        "insort(a, x, lo=0, hi=None, *, key=None)" => |t, b| insort(t, b, "bisect_right"), "The same as insort_right().";
        "insort_left(a, x, lo=0, hi=None, *, key=None)" => |t, b| insort(t, b, "bisect_left"),
            "Insert x before all items that are not less.";
    }
}

pub fn init(thread: &ThreadState) -> PyResult<Ref<Module>> {
    let about = "A heap is a list with a[k] <= a[2*k+1] and a[k] <= a[2*k+2] for all k (max-heaps: >=).";
    ModuleBuilder::new(thread, "_heapq", "Heaps in lists.")?.functions(heap_table()).text("__about__", about).finish()
}

pub fn init_bisect(thread: &ThreadState) -> PyResult<Ref<Module>> {
    ModuleBuilder::new(thread, "_bisect", "Searching in sorted lists.")?.functions(bisect_table()).finish()
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Min,
    Max,
}

fn heap<'a>(thread: &ThreadState, b: &Bound<'a>, name: &str, several: bool) -> PyResult<&'a List> {
    b.value(0).downcast::<List>().ok_or_else(|| {
        let (which, given) = (if several { " 1" } else { "" }, b.value(0).type_of().short_name());
        err!(thread, TypeError, "{name}() argument{which} must be list, not {given}")
    })
}

#[cold]
fn empty(thread: &ThreadState) -> Raised {
    err!(thread, IndexError, "index out of range")
}

/// Whether `a` must lie above `b`.
#[inline(always)]
fn before(thread: &ThreadState, a: &Value, b: &Value, order: Order) -> PyResult<bool> {
    match order {
        Order::Min => compare::compare_bool(thread, a, b, CompareOp::Lt),
        Order::Max => compare::compare_bool(thread, b, a, CompareOp::Lt),
    }
}

fn item(thread: &ThreadState, list: &List, at: usize, len: usize) -> PyResult<Value> {
    match list.get(at) {
        Some(item) if list.len() == len => Ok(item),
        _ => Err(err!(thread, RuntimeError, "list changed size during iteration")),
    }
}

/// Moves the item at `at` up, not above `top`.
fn sift_up(thread: &ThreadState, list: &List, top: usize, mut at: usize, order: Order) -> PyResult<()> {
    let len = list.len();
    let moving = item(thread, list, at, len)?;
    while at > top {
        let parent = (at - 1) / 2;
        let above = item(thread, list, parent, len)?;
        if !before(thread, &moving, &above, order)? {
            break;
        }
        item(thread, list, parent, len)?;
        list.items.swap(parent, at);
        at = parent;
    }
    Ok(())
}

/// Moves the item at `top` down to a leaf along the items that come first, then up again to its place.
fn sift_down(thread: &ThreadState, list: &List, top: usize, order: Order) -> PyResult<()> {
    let len = list.len();
    let mut at = top;
    while at < len / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < len {
            let (left, right) = (item(thread, list, child, len)?, item(thread, list, child + 1, len)?);
            if !before(thread, &left, &right, order)? {
                child += 1;
            }
            item(thread, list, child, len)?;
        }
        list.items.swap(at, child);
        at = child;
    }
    sift_up(thread, list, top, at, order)
}

fn push(thread: &ThreadState, b: Bound<'_>, name: &str, order: Order) -> PyResult<Value> {
    let list = heap(thread, &b, name, true)?;
    list.append(b.value(1).clone())?;
    sift_up(thread, list, 0, list.len() - 1, order)?;
    Ok(Value::none())
}

fn pop(thread: &ThreadState, b: Bound<'_>, name: &str, order: Order) -> PyResult<Value> {
    let list = heap(thread, &b, name, false)?;
    let last = list.items.pop().ok_or_else(|| empty(thread))?;
    if list.is_empty() {
        return Ok(last);
    }
    let first = list.items.replace(0, last).unwrap_or_else(Value::none);
    sift_down(thread, list, 0, order)?;
    Ok(first)
}

fn replace(thread: &ThreadState, b: Bound<'_>, name: &str, order: Order) -> PyResult<Value> {
    let list = heap(thread, &b, name, true)?;
    let first = list.items.replace(0, b.value(1).clone()).ok_or_else(|| empty(thread))?;
    sift_down(thread, list, 0, order)?;
    Ok(first)
}

fn push_pop(thread: &ThreadState, b: Bound<'_>, name: &str, order: Order) -> PyResult<Value> {
    let list = heap(thread, &b, name, true)?;
    let Some(first) = list.get(0) else { return Ok(b.value(1).clone()) };
    if !before(thread, &first, b.value(1), order)? {
        return Ok(b.value(1).clone());
    }
    let first = list.items.replace(0, b.value(1).clone()).ok_or_else(|| empty(thread))?;
    sift_down(thread, list, 0, order)?;
    Ok(first)
}

fn heapify(thread: &ThreadState, b: Bound<'_>, name: &str, order: Order) -> PyResult<Value> {
    let list = heap(thread, &b, name, false)?;
    for top in (0..list.len() / 2).rev() {
        sift_down(thread, list, top, order)?;
    }
    Ok(Value::none())
}

fn keyed(thread: &ThreadState, key: Option<&Value>, item: Value) -> PyResult<Value> {
    match key {
        None => Ok(item),
        Some(key) => call::positional(thread, key, std::slice::from_ref(&item)),
    }
}

/// The position for `x` in `a`, as `bisect_left` or `bisect_right` finds it.
fn search(thread: &ThreadState, b: Bound<'_>, how: &str) -> PyResult<i64> {
    search_for(thread, &b, b.value(1), how)
}

fn search_for(thread: &ThreadState, b: &Bound<'_>, x: &Value, how: &str) -> PyResult<i64> {
    let (sequence, key) = (b.value(0), b.some(4));
    let mut low = b.get(2).map_or(Ok(0), |low| number::to_isize(thread, low))? as i64;
    if low < 0 {
        return Err(err!(thread, ValueError, "lo must be non-negative"));
    }
    let mut high = match b.some(3) {
        Some(high) => number::to_isize(thread, high)? as i64,
        None => subscript::len(thread, sequence)? as i64,
    };
    if high < 0 && b.some(3).is_some() {
        high = subscript::len(thread, sequence)? as i64;
    }
    let list = sequence.exact::<List>();
    while low < high {
        let middle = low + (high - low) / 2;
        let item = match list.and_then(|list| list.get(middle as usize)) {
            Some(item) => item,
            None => subscript::get(thread, sequence, &int::from_i64(middle))?,
        };
        let item = keyed(thread, key, item)?;
        let go_right = match how {
            "bisect_left" => compare::compare_bool(thread, &item, x, CompareOp::Lt)?,
            _ => !compare::compare_bool(thread, x, &item, CompareOp::Lt)?,
        };
        if go_right { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn insort(thread: &ThreadState, b: Bound<'_>, how: &str) -> PyResult<Value> {
    let x = b.value(1);
    let wanted = keyed(thread, b.some(4), x.clone())?;
    let at = search_for(thread, &b, &wanted, how)?;
    match b.value(0).exact::<List>() {
        Some(list) => list.items.insert(at as usize, x.clone())?,
        None => drop(call::method(thread, b.value(0), "insert", &[int::from_i64(at), x.clone()])?),
    }
    Ok(Value::none())
}
