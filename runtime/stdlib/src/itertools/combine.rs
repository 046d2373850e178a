//! `product`, `permutations`, `combinations`, `combinations_with_replacement`: all in the order of positions.

use super::reused::Reused;
use super::{iterator, traced};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, iter, number};
use ladon_vm::poll::poll_at_item;
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound};
use ladon_vm::types::{Str, Tuple, Type, int};
use ladon_vm::value::{Ref, Value};
use std::cell::Cell;

/// One item of each pool.
#[repr(C)]
pub struct Product {
    pub head: Head,
    /// A tuple of tuples.
    pools: Ref<Tuple>,
    indices: Vector<usize>,
    stopped: Cell<bool>,
    result: Reused,
}

ladon_vm::builtin_static!(Product);
crate::traced!(Product { pools, result });

macro_rules! from_pool {
    ($($name:ident),*) => { $(
        /// `length` items of one pool.
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            pool: Ref<Tuple>,
            indices: Vector<usize>,
            cycles: Vector<usize>,
            length: usize,
            stopped: Cell<bool>,
            result: Reused,
        }

        ladon_vm::builtin_static!($name);
        crate::traced!($name { pool, result });

        impl $name {
            /// Ends the iterator, or hands out the last tuple with the items from `from` on as the indices say.
            #[inline]
            fn yield_from(&self, from: Option<usize>) -> PyResult<Option<Value>> {
                let Some(from) = from else {
                    self.stopped.set(true);
                    return Ok(None);
                };
                let pool = self.pool.as_slice();
                Ok(Some(self.result.change(|slots| {
                    for (slot, index) in slots.iter_mut().zip(indices(&self.indices)).skip(from) {
                        *slot = pool[*index].clone();
                    }
                })?))
            }

            fn start(&self) -> PyResult<Option<Value>> {
                let pool = self.pool.as_slice();
                let items = indices(&self.indices)[..self.length].iter().map(|&index| pool[index].clone()).collect();
                Ok(Some(self.result.start(items)?))
            }
        }
    )* };
}
from_pool!(Permutations, Combinations, WithReplacement);

/// The numbers of a vector that only this file changes, in steps that run no Python code.
#[allow(clippy::mut_from_ref, reason = "as for Vector::as_mut_slice")]
#[inline(always)]
fn indices(vector: &Vector<usize>) -> &mut [usize] {
    // SAFETY: H7: used for arithmetic and for cloning items only.
    unsafe { vector.as_mut_slice() }
}

pub fn describe() {
    let doc =
        "Tuples of one item of each iterable, the last one changing fastest; repeat=n takes the iterables n times.";
    traced(iterator::<Product>("product", doc, Some(product_new), product_next), Product::visit, Product::clear_object)
        .method("__sizeof__(self, /)", product_sizeof, "Return the size in memory, in bytes.")
        .finish();
    let doc = "Tuples of r different positions of an iterable, in every order.";
    traced(
        iterator::<Permutations>("permutations", doc, Some(permutations_new), permutations_next),
        Permutations::visit,
        Permutations::clear_object,
    )
    .finish();
    let doc = "Tuples of r different positions of an iterable, each in the order of the iterable.";
    traced(
        iterator::<Combinations>("combinations", doc, Some(combinations_new), combinations_next),
        Combinations::visit,
        Combinations::clear_object,
    )
    .finish();
    let doc = "As combinations(), with positions that may occur more than once.";
    traced(
        iterator::<WithReplacement>("combinations_with_replacement", doc, Some(replacement_new), replacement_next),
        WithReplacement::visit,
        WithReplacement::clear_object,
    )
    .finish();
}

fn pool(thread: &ThreadState, iterable: &Value) -> PyResult<Ref<Tuple>> {
    match iterable.exact::<Tuple>() {
        Some(tuple) => Ok(Ref::of(tuple)),
        None => Ok(Tuple::try_from_vec(iter::collect(thread, iterable)?)?),
    }
}

fn product_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let mut repeat = 1;
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if text != "repeat" {
            let message = format!("product() got an unexpected keyword argument '{text}'");
            return Err(err!(thread, TypeError, "{message}"));
        }
        repeat = number::to_isize(thread, value)?;
    }
    let repeat = usize::try_from(repeat).map_err(|_| err!(thread, ValueError, "repeat argument cannot be negative"))?;
    let given = args.positionals();
    let total = if repeat == 0 { 0 } else { given.len() };
    let total = total.checked_mul(repeat).filter(|total| *total < 1 << 40);
    let total = total.ok_or(()).map_err(|()| err!(thread, OverflowError, "repeat argument too large"))?;
    if !thread.interp().heap().has_room(total.saturating_mul(16)) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    let mut pools = Vec::new();
    if repeat > 0 {
        for iterable in given {
            pools.push(pool(thread, iterable)?.into_value());
        }
    }
    pools.try_reserve(total.saturating_sub(pools.len())).map_err(|_| ladon_heap::primitive::NoMemory)?;
    for index in pools.len()..total {
        pools.push(pools[index - given.len()].clone());
    }
    let indices = zeros(total)?;
    let fields = Product {
        head: alloc::head::<Product>(),
        pools: Tuple::try_from_vec(pools)?,
        indices,
        stopped: Cell::new(false),
        result: Reused::new(),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn zeros(count: usize) -> PyResult<Vector<usize>> {
    numbers(count, |_| 0)
}

fn numbers(count: usize, number: impl Fn(usize) -> usize) -> PyResult<Vector<usize>> {
    let made = Vector::with_capacity(count)?;
    for index in 0..count {
        made.push(number(index))?;
    }
    Ok(made)
}

fn items(pools: &Tuple, index: usize) -> &[Value] {
    pools.as_slice().get(index).and_then(|pool| pool.exact::<Tuple>()).map_or(&[], Tuple::as_slice)
}

fn product_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let product = this::<Product>(value);
    if product.stopped.get() {
        return Ok(None);
    }
    let pools = &*product.pools;
    if !product.result.is_started() {
        let first: Option<Vec<Value>> = (0..pools.len()).map(|index| items(pools, index).first().cloned()).collect();
        return match first {
            Some(first) => Ok(Some(product.result.start(first)?)),
            None => {
                product.stopped.set(true);
                Ok(None)
            }
        };
    }
    // The positions change from the right until one does not start over.
    let positions = indices(&product.indices);
    let mut from = pools.len();
    loop {
        if from == 0 {
            product.stopped.set(true);
            return Ok(None);
        }
        from -= 1;
        positions[from] += 1;
        if positions[from] < items(pools, from).len() {
            break;
        }
        positions[from] = 0;
    }
    Ok(Some(product.result.change(|slots| {
        for (index, slot) in slots.iter_mut().enumerate().skip(from) {
            *slot = items(pools, index)[positions[index]].clone();
        }
    })?))
}

fn product_sizeof(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let product = b.this::<Product>();
    Ok(int::from_usize(size_of::<Product>() + product.indices.len() * size_of::<usize>()))
}

/// `r`, which must not be negative.
fn length(thread: &ThreadState, r: &Value) -> PyResult<usize> {
    let r = number::to_isize(thread, r)?;
    usize::try_from(r).map_err(|_| err!(thread, ValueError, "r must be non-negative"))
}

fn permutations_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("permutations", ["iterable", "r"], 1);
    let [Some(iterable), r] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let pool = pool(thread, iterable)?;
    let count = pool.len();
    let length = match r.filter(|r| !r.is_none()) {
        None => count,
        Some(r) if !int::core::is_int(r) => return Err(err!(thread, TypeError, "Expected int as r")),
        Some(r) => length(thread, r)?,
    };
    let stopped = length > count;
    let fields = Permutations {
        head: alloc::head::<Permutations>(),
        pool,
        indices: numbers(count, |index| index)?,
        cycles: numbers(if stopped { 0 } else { length }, |index| count - index)?,
        length,
        stopped: Cell::new(stopped),
        result: Reused::new(),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn permutations_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let state = this::<Permutations>(value);
    if state.stopped.get() {
        return Ok(None);
    }
    if !state.result.is_started() {
        return state.start();
    }
    let (positions, cycles) = (indices(&state.indices), indices(&state.cycles));
    let count = positions.len();
    for at in (0..state.length).rev() {
        cycles[at] -= 1;
        if cycles[at] > 0 {
            positions.swap(at, count - cycles[at]);
            return state.yield_from(Some(at));
        }
        positions[at..].rotate_left(1);
        cycles[at] = count - at;
    }
    state.yield_from(None)
}

fn combinations_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("combinations", ["iterable", "r"], 2);
    let [Some(iterable), Some(r)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let length_given = number::to_isize(thread, r)?;
    let pool = pool(thread, iterable)?;
    let length = length(thread, &int::from_i64(length_given as i64))?;
    let stopped = length > pool.len();
    let fields = Combinations {
        head: alloc::head::<Combinations>(),
        indices: numbers(if stopped { 0 } else { length }, |index| index)?,
        pool,
        cycles: Vector::EMPTY,
        length,
        stopped: Cell::new(stopped),
        result: Reused::new(),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn combinations_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let state = this::<Combinations>(value);
    if state.stopped.get() {
        return Ok(None);
    }
    if !state.result.is_started() {
        return state.start();
    }
    let positions = indices(&state.indices);
    let spare = state.pool.len() - state.length;
    let from = (0..state.length).rev().find(|&at| positions[at] != at + spare);
    if let Some(from) = from {
        let first = positions[from] + 1;
        for (offset, position) in positions[from..].iter_mut().enumerate() {
            *position = first + offset;
        }
    }
    state.yield_from(from)
}

fn replacement_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("combinations_with_replacement", ["iterable", "r"], 2);
    let [Some(iterable), Some(r)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let length_given = number::to_isize(thread, r)?;
    let pool = pool(thread, iterable)?;
    let length = length(thread, &int::from_i64(length_given as i64))?;
    let stopped = pool.is_empty() && length > 0;
    let fields = WithReplacement {
        head: alloc::head::<WithReplacement>(),
        pool,
        indices: zeros(if stopped { 0 } else { length })?,
        cycles: Vector::EMPTY,
        length,
        stopped: Cell::new(stopped),
        result: Reused::new(),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn replacement_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    poll_at_item(thread)?;
    let state = this::<WithReplacement>(value);
    if state.stopped.get() {
        return Ok(None);
    }
    if !state.result.is_started() {
        return state.start();
    }
    let positions = indices(&state.indices);
    let last = state.pool.len().saturating_sub(1);
    let from = positions.iter().rposition(|&position| position != last);
    if let Some(from) = from {
        let next = positions[from] + 1;
        positions[from..].fill(next);
    }
    state.yield_from(from)
}
