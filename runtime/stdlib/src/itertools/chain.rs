//! One after the other, side by side, and folded: `chain`, `zip_longest`, `starmap`, `accumulate`.

use super::reused::Reused;
use super::{iterator, plain, traced};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, iter, number};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound};
use ladon_vm::types::sequence::{default_init, no_keywords};
use ladon_vm::types::slots::BinaryOp;
use ladon_vm::types::{Str, Tuple, Type, generic_alias};
use ladon_vm::value::{ObjectPtr, Value};
use smallvec::SmallVec;
use std::cell::Cell;

#[repr(C)]
pub struct Chain {
    pub head: Head,
    /// Iterator over the iterables.
    source: MutCell<Option<Value>>,
    active: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Chain);
crate::traced!(Chain { source, active });

#[repr(C)]
pub struct ZipLongest {
    pub head: Head,
    /// Those at their end are gone.
    iterators: Vector<Option<Value>>,
    alive: Cell<usize>,
    fill: MutCell<Option<Value>>,
    result: Reused,
}

ladon_vm::builtin_static!(ZipLongest);

#[repr(C)]
pub struct StarMap {
    pub head: Head,
    function: Value,
    source: Value,
}

ladon_vm::builtin_static!(StarMap);
crate::traced!(StarMap { function, source });

#[repr(C)]
pub struct Accumulate {
    pub head: Head,
    source: Value,
    function: Option<Value>,
    total: MutCell<Option<Value>>,
    initial: MutCell<Option<Value>>,
}

ladon_vm::builtin_static!(Accumulate);
crate::traced!(Accumulate { source, function, total, initial });

pub fn describe() {
    let doc = "The items of the first iterable, then those of the second, …";
    traced(iterator::<Chain>("chain", doc, Some(chain_new), chain_next), Chain::visit, Chain::clear_object)
        .class_method(
            "from_iterable(cls, iterable, /)",
            from_iterable,
            "As chain(), with the iterables given by one iterable, which is read when needed.",
        )
        .class_method("__class_getitem__(cls, item, /)", generic_alias::class_getitem, "See PEP 585.")
        .finish();
    let doc = "Tuples of one item of each iterable until the longest ends; fillvalue stands for those that have ended.";
    traced(
        iterator::<ZipLongest>("zip_longest", doc, Some(zip_longest_new), zip_longest_next),
        zip_longest_visit,
        zip_longest_clear,
    )
    .finish();
    let doc = "Results of function(*args) for each args of an iterable.";
    traced(iterator::<StarMap>("starmap", doc, Some(starmap_new), starmap_next), StarMap::visit, StarMap::clear_object)
        .finish();
    let doc = "Running totals (or, with func, results of func(total, item)); with initial, that comes first.";
    traced(
        iterator::<Accumulate>("accumulate", doc, Some(accumulate_new), accumulate_next),
        Accumulate::visit,
        Accumulate::clear_object,
    )
    .finish();
}

fn chain_of(ty: &Type, source: Value) -> Value {
    let fields = Chain { head: alloc::head::<Chain>(), source: MutCell::new(Some(source)), active: MutCell::new(None) };
    alloc::alloc_in(ty, fields).into_value()
}

fn chain_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    if default_init(ty) {
        no_keywords(thread, "chain", args)?;
    }
    let source = Tuple::from_slice(args.positionals())?;
    Ok(chain_of(ty, iter::iter(thread, source.as_value())?))
}

fn from_iterable(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let source = iter::iter(thread, b.value(1))?;
    match b.value(0).downcast::<Type>() {
        Some(ty) => Ok(chain_of(ty, source)),
        None => Err(err!(thread, TypeError, "from_iterable() needs a class")),
    }
}

fn chain_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let chain = this::<Chain>(value);
    loop {
        if let Some(active) = chain.active.get() {
            if let Some(item) = iter::next(thread, &active)? {
                return Ok(Some(item));
            }
            chain.active.set(None);
        }
        let Some(source) = chain.source.get() else { return Ok(None) };
        let next = match iter::next(thread, &source) {
            Ok(Some(iterable)) => iter::iter(thread, &iterable).map(Some),
            ended => ended,
        };
        match next {
            Ok(Some(iterator)) => chain.active.set(Some(iterator)),
            ended => {
                chain.source.set(None);
                return ended;
            }
        }
    }
}

fn zip_longest_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let mut fill = None;
    for (name, value) in args.keywords() {
        let text = name.downcast::<Str>().map(Str::to_string_lossy).unwrap_or_default();
        if text != "fillvalue" || args.keyword_count() > 1 {
            return Err(err!(thread, TypeError, "zip_longest() got an unexpected keyword argument"));
        }
        fill = Some(value.clone());
    }
    let iterators = Vector::with_capacity(args.positionals().len())?;
    for iterable in args.positionals() {
        iterators.push(Some(iter::iter(thread, iterable)?))?;
    }
    let fields = ZipLongest {
        head: alloc::head::<ZipLongest>(),
        alive: Cell::new(iterators.len()),
        iterators,
        fill: MutCell::new(Some(fill.unwrap_or_else(Value::none))),
        result: Reused::new(),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn zip_longest_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let zip = this::<ZipLongest>(value);
    if zip.alive.get() == 0 {
        return Ok(None);
    }
    let mut row: SmallVec<[Value; 4]> = SmallVec::with_capacity(zip.iterators.len());
    for index in 0..zip.iterators.len() {
        let item = match zip.iterators.get(index).flatten() {
            None => None,
            Some(iterator) => match iter::next(thread, &iterator) {
                Ok(Some(item)) => Some(item),
                Ok(None) => {
                    zip.alive.set(zip.alive.get().saturating_sub(1));
                    if zip.alive.get() == 0 {
                        return Ok(None);
                    }
                    drop(zip.iterators.replace(index, None));
                    None
                }
                Err(raised) => {
                    zip.alive.set(0);
                    return Err(raised);
                }
            },
        };
        row.push(item.or_else(|| zip.fill.get()).unwrap_or_else(Value::none));
    }
    Ok(Some(zip.result.swap(&mut row)?))
}

fn zip_longest_visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
    // SAFETY: E2: a slot of `zip_longest`.
    let zip = unsafe { object.cast::<ZipLongest>().as_ref() };
    for index in 0..zip.iterators.len() {
        zip.iterators.get(index).flatten().iter().for_each(&mut *visitor);
    }
    ladon_vm::types::traced::Traced::visit(&zip.fill, visitor);
    ladon_vm::types::traced::Traced::visit(&zip.result, visitor);
}

fn zip_longest_clear(object: ObjectPtr) {
    // SAFETY: E2: a slot of `zip_longest`.
    let zip = unsafe { object.cast::<ZipLongest>().as_ref() };
    zip.alive.set(0);
    drop(zip.iterators.take_all());
    zip.fill.set(None);
    ladon_vm::types::traced::Traced::let_go(&zip.result);
}

fn starmap_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    let args = plain(thread, ty, "starmap", args, 2, 2)?;
    let source = iter::iter(thread, &args[1])?;
    let fields = StarMap { head: alloc::head::<StarMap>(), function: args[0].clone(), source };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn starmap_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let map = this::<StarMap>(value);
    let Some(args) = iter::next(thread, &map.source)? else { return Ok(None) };
    if let Some(args) = args.exact::<Tuple>() {
        return call::positional(thread, &map.function, args.as_slice()).map(Some);
    }
    let args = iter::collect(thread, &args)?;
    call::positional(thread, &map.function, &args).map(Some)
}

fn accumulate_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<3> = Spec::new("accumulate", ["iterable", "func", "initial"], 1).positional(2);
    let [Some(iterable), function, initial] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let given = |value: Option<&Value>| value.filter(|value| !value.is_none()).cloned();
    let fields = Accumulate {
        head: alloc::head::<Accumulate>(),
        source: iter::iter(thread, iterable)?,
        function: given(function),
        total: MutCell::new(None),
        initial: MutCell::new(given(initial)),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn accumulate_next(thread: &ThreadState, value: &Value) -> PyResult<Option<Value>> {
    let state = this::<Accumulate>(value);
    if let Some(initial) = state.initial.take() {
        state.total.set(Some(initial.clone()));
        return Ok(Some(initial));
    }
    let Some(item) = iter::next(thread, &state.source)? else { return Ok(None) };
    let total = match (state.total.get(), &state.function) {
        (None, _) => item,
        (Some(total), None) => number::binary(thread, BinaryOp::Add, &total, &item)?,
        (Some(total), Some(function)) => call::positional(thread, function, &[total, item])?,
    };
    state.total.set(Some(total.clone()));
    Ok(Some(total))
}
