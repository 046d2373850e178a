//! What lets some items of an iterable through: `compress`, `dropwhile`, `takewhile`, `filterfalse`, `islice`.

use super::{iterator, plain, traced};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, iter, number, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Type;
use ladon_vm::types::define::Args;
use ladon_vm::value::Value;
use std::cell::Cell;

#[repr(C)]
pub struct Compress {
    pub head: Head,
    data: Value,
    selectors: Value,
}

ladon_vm::builtin_static!(Compress);
crate::traced!(Compress { data, selectors });

macro_rules! by_predicate {
    ($($name:ident),*) => { $(
        #[repr(C)]
        pub struct $name {
            pub head: Head,
            predicate: Value,
            source: Value,
            /// Whether the predicate is not asked any more (`dropwhile`: all pass; `takewhile`: none).
            settled: Cell<bool>,
        }

        ladon_vm::builtin_static!($name);
        crate::traced!($name { predicate, source });

        impl $name {
            fn make(thread: &ThreadState, ty: &Type, name: &str, args: Args<'_>) -> PyResult<Value> {
                let args = plain(thread, ty, name, args, 2, 2)?;
                let source = iter::iter(thread, &args[1])?;
                let head = alloc::head::<$name>();
                let fields = $name { head, predicate: args[0].clone(), source, settled: Cell::new(false) };
                Ok(alloc::alloc_in(ty, fields).into_value())
            }

            #[inline]
            fn holds(&self, thread: &ThreadState, item: &Value) -> PyResult<bool> {
                let answer = call::positional(thread, &self.predicate, std::slice::from_ref(item))?;
                truth::is_true(thread, &answer)
            }
        }
    )* };
}
by_predicate!(DropWhile, TakeWhile, FilterFalse);

/// The items at positions `next`, `next + step`, … below `stop`.
#[repr(C)]
pub struct ISlice {
    pub head: Head,
    source: MutCell<Option<Value>>,
    next: Cell<i64>,
    /// -1 = no end.
    stop: i64,
    step: i64,
    count: Cell<i64>,
}

ladon_vm::builtin_static!(ISlice);
crate::traced!(ISlice { source });

pub fn describe() {
    let doc = "The items of data whose selector is true.";
    traced(
        iterator::<Compress>("compress", doc, Some(compress_new), compress_next),
        Compress::visit,
        Compress::clear_object,
    )
    .finish();
    let doc = "The items from the first one on for which the predicate is false.";
    traced(
        iterator::<DropWhile>(
            "dropwhile",
            doc,
            Some(|t, ty, args| DropWhile::make(t, ty, "dropwhile", args)),
            dropwhile_next,
        ),
        DropWhile::visit,
        DropWhile::clear_object,
    )
    .finish();
    let doc = "The items before the first one for which the predicate is false.";
    traced(
        iterator::<TakeWhile>(
            "takewhile",
            doc,
            Some(|t, ty, args| TakeWhile::make(t, ty, "takewhile", args)),
            takewhile_next,
        ),
        TakeWhile::visit,
        TakeWhile::clear_object,
    )
    .finish();
    let doc = "The items for which function(item) is false, or, with None, that are false themselves.";
    let new = |t: &ThreadState, ty: &Type, args: Args<'_>| FilterFalse::make(t, ty, "filterfalse", args);
    traced(
        iterator::<FilterFalse>("filterfalse", doc, Some(new), filterfalse_next),
        FilterFalse::visit,
        FilterFalse::clear_object,
    )
    .finish();
    let doc = "islice(iterable, stop) or islice(iterable, start, stop[, step]): the items a slice would give.";
    traced(iterator::<ISlice>("islice", doc, Some(islice_new), islice_next), ISlice::visit, ISlice::clear_object)
        .finish();
}

fn compress_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("compress", ["data", "selectors"], 2);
    let [Some(data), Some(selectors)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let (data, selectors) = (iter::iter(thread, data)?, iter::iter(thread, selectors)?);
    Ok(alloc::alloc_in(ty, Compress { head: alloc::head::<Compress>(), data, selectors }).into_value())
}

fn compress_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let compress = this::<Compress>(value);
    while let Some(item) = iter::next(thread, &compress.data)? {
        let Some(selector) = iter::next(thread, &compress.selectors)? else { return Ok(None) };
        if truth::is_true(thread, &selector)? {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn dropwhile_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let drop = this::<DropWhile>(value);
    loop {
        let Some(item) = iter::next(thread, &drop.source)? else { return Ok(None) };
        if drop.settled.get() {
            return Ok(Some(item));
        }
        if !drop.holds(thread, &item)? {
            drop.settled.set(true);
            return Ok(Some(item));
        }
    }
}

fn takewhile_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let take = this::<TakeWhile>(value);
    if take.settled.get() {
        return Ok(None);
    }
    let Some(item) = iter::next(thread, &take.source)? else { return Ok(None) };
    if take.holds(thread, &item)? {
        return Ok(Some(item));
    }
    take.settled.set(true);
    Ok(None)
}

fn filterfalse_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let filter = this::<FilterFalse>(value);
    let by_truth = filter.predicate.is_none()
        || filter.predicate.downcast::<Type>().is_some_and(|ty| ty.is(ladon_vm::types::bool::bool_type()));
    while let Some(item) = iter::next(thread, &filter.source)? {
        let holds = if by_truth { truth::is_true(thread, &item)? } else { filter.holds(thread, &item)? };
        if !holds {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// A position; what is no index, or beyond 64 bits, counts as -1.
fn position(thread: &ThreadState, value: &Value) -> i64 {
    if let Some(small) = value.as_small_int() {
        return small;
    }
    number::to_isize(thread, value).map(|number| number as i64).unwrap_or_else(|raised| {
        drop(thread.take_raised(raised));
        -1
    })
}

#[cold]
fn bad_position(thread: &ThreadState, what: &str) -> Raised {
    let message = format!("{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    err!(thread, ValueError, "{message}")
}

fn islice_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = plain(thread, ty, "islice", args, 2, 4)?;
    let given = |index: usize| args.get(index).filter(|value| !value.is_none()).map(|value| position(thread, value));
    let (start, stop) = if args.len() == 2 { (None, given(1)) } else { (given(1), given(2)) };
    if stop == Some(-1) {
        return Err(bad_position(thread, "Stop argument"));
    }
    let (start, stop) = (start.unwrap_or(0), stop.unwrap_or(-1));
    if start < 0 || stop < -1 {
        return Err(bad_position(thread, "Indices"));
    }
    let step = given(3).unwrap_or(1);
    if step < 1 {
        return Err(err!(thread, ValueError, "Step for islice() must be a positive integer or None."));
    }
    let fields = ISlice {
        head: alloc::head::<ISlice>(),
        source: MutCell::new(Some(iter::iter(thread, &args[0])?)),
        next: Cell::new(start),
        stop,
        step,
        count: Cell::new(0),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn islice_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let slice = this::<ISlice>(value);
    let Some(source) = slice.source.get() else { return Ok(None) };
    let found = islice_step(thread, slice, &source);
    if !matches!(found, Ok(Some(_))) {
        slice.source.set(None);
    }
    found
}

#[inline(always)]
fn islice_step(thread: &ThreadState, slice: &ISlice, source: &Value) -> PyResult<Option<Value>> {
    while slice.count.get() < slice.next.get() {
        if iter::next(thread, source)?.is_none() {
            return Ok(None);
        }
        slice.count.set(slice.count.get() + 1);
    }
    if slice.stop >= 0 && slice.count.get() >= slice.stop {
        return Ok(None);
    }
    let item = iter::next(thread, source)?;
    slice.count.set(slice.count.get() + 1);
    let next = slice.next.get().saturating_add(slice.step);
    slice.next.set(if slice.stop >= 0 { next.min(slice.stop) } else { next });
    Ok(item)
}
