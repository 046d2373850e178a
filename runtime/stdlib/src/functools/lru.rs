//! The caches of `lru_cache`: unbounded (a dict), bounded (a dict of slots linked in order of use), or none at all.
//!
//! A key is the argument itself when that is a single exact `str` or `int`, else a tuple of all arguments, a mark,
//! names and values of keywords, and with `typed` the types. Looking one up may run Python code, which may call the
//! cache again: slots are therefore looked at anew afterwards.

use crate::args::Spec;
use crate::define::this;
use ladon_heap::{Head, MutCell, Vector};
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, hash, number, truth};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Bound, Builtin, TypeBuilder};
use ladon_vm::types::function::BoundMethod;
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Dict, Str, Tuple, Type, flags, int};
use ladon_vm::value::{ObjectPtr, Ref, Value};
use std::cell::Cell;

/// End of the list of slots.
const NONE: u32 = u32::MAX;

#[repr(C)]
pub struct Cache {
    pub head: Head,
    function: Value,
    dict: MutCell<Option<Ref<Dict>>>,
    /// Negative = unbounded.
    max_size: i64,
    typed: bool,
    /// Results by key (unbounded), or slot numbers by key.
    entries: Ref<Dict>,
    slots: Slots,
    hits: Cell<i64>,
    misses: Cell<i64>,
    info_type: Value,
    mark: Value,
}

ladon_vm::builtin_static!(Cache);

/// The results of a bounded cache, linked from the one used last to the one used longest ago.
struct Slots {
    keys: Vector<Option<Value>>,
    results: Vector<Option<Value>>,
    hashes: Vector<i64>,
    newer: Vector<u32>,
    older: Vector<u32>,
    newest: Cell<u32>,
    oldest: Cell<u32>,
}

impl Slots {
    const EMPTY: Slots = Slots {
        keys: Vector::EMPTY,
        results: Vector::EMPTY,
        hashes: Vector::EMPTY,
        newer: Vector::EMPTY,
        older: Vector::EMPTY,
        newest: Cell::new(NONE),
        oldest: Cell::new(NONE),
    };

    fn unlink(&self, slot: u32) {
        let newer = self.newer.get(slot as usize).unwrap_or(NONE);
        let older = self.older.get(slot as usize).unwrap_or(NONE);
        match newer {
            NONE => self.newest.set(older),
            _ => drop(self.older.replace(newer as usize, older)),
        }
        match older {
            NONE => self.oldest.set(newer),
            _ => drop(self.newer.replace(older as usize, newer)),
        }
    }

    fn link_newest(&self, slot: u32) {
        let second = self.newest.replace(slot);
        self.newer.replace(slot as usize, NONE);
        self.older.replace(slot as usize, second);
        match second {
            NONE => self.oldest.set(slot),
            _ => drop(self.newer.replace(second as usize, slot)),
        }
    }

    /// The result in a slot, which becomes the newest.
    #[inline]
    fn touch(&self, slot: u32) -> Option<Value> {
        if self.newest.get() != slot {
            self.unlink(slot);
            self.link_newest(slot);
        }
        self.results.get(slot as usize).flatten()
    }

    fn push(&self, key: Value, hash: i64, result: Value) -> PyResult<u32> {
        let slot = self.keys.len() as u32;
        self.results.reserve(1)?;
        self.hashes.reserve(1)?;
        self.newer.reserve(1)?;
        self.older.reserve(1)?;
        self.keys.push(Some(key))?;
        self.results.push(Some(result))?;
        self.hashes.push(hash)?;
        self.newer.push(NONE)?;
        self.older.push(NONE)?;
        self.link_newest(slot);
        Ok(slot)
    }

    fn clear(&self) {
        self.newest.set(NONE);
        self.oldest.set(NONE);
        let old = (self.keys.take_all(), self.results.take_all());
        drop((self.hashes.take_all(), self.newer.take_all(), self.older.take_all()));
        drop(old);
    }
}

impl Cache {
    fn visit(object: ObjectPtr, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: E2: a slot of this type.
        let cache = unsafe { object.cast::<Cache>().as_ref() };
        visitor(&cache.function);
        visitor(&cache.info_type);
        visitor(&cache.mark);
        visitor(cache.entries.as_value());
        ladon_vm::types::traced::Traced::visit(&cache.dict, visitor);
        for index in 0..cache.slots.keys.len() {
            cache.slots.keys.get(index).flatten().iter().for_each(&mut *visitor);
            cache.slots.results.get(index).flatten().iter().for_each(&mut *visitor);
        }
    }

    fn clear_object(object: ObjectPtr) {
        // SAFETY: E2: a slot of this type.
        let cache = unsafe { object.cast::<Cache>().as_ref() };
        cache.dict.set(None);
        cache.empty();
    }

    fn empty(&self) {
        self.entries.clear();
        self.slots.clear();
    }

    /// What a call is remembered under.
    #[inline]
    fn key(&self, args: Args<'_>) -> PyResult<Value> {
        let positional = args.positionals();
        if args.keyword_count() == 0 && !self.typed {
            if let [only] = args.values
                && (only.is_small_int() || only.is_exact::<Str>() || only.is_exact::<int::Int>())
            {
                return Ok(only.clone());
            }
            return Ok(Tuple::from_slice(positional)?.into_value());
        }
        let mut parts = positional.to_vec();
        if args.keyword_count() > 0 {
            parts.push(self.mark.clone());
            for (name, value) in args.keywords() {
                parts.push(name.clone());
                parts.push(value.clone());
            }
        }
        if self.typed {
            parts.extend(args.values.iter().map(|value| value.type_of().as_value()));
        }
        if self.typed
            && let [only, _] = parts.as_slice()
            && args.keyword_count() == 0
            && (only.is_small_int() || only.is_exact::<Str>() || only.is_exact::<int::Int>())
        {
            return Ok(only.clone());
        }
        Ok(Tuple::try_from_vec(parts)?.into_value())
    }

    fn miss(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        self.misses.set(self.misses.get() + 1);
        call::call(thread, &self.function, args)
    }

    fn call_unbounded(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        let key = self.key(args)?;
        let hash = hash::hash(thread, &key)?;
        if let Some(at) = self.entries.position(thread, &key, hash)?
            && let Some(result) = self.entries.value_at(at)
        {
            self.hits.set(self.hits.get() + 1);
            return Ok(result);
        }
        let result = self.miss(thread, args)?;
        self.entries.set_with_hash(thread, &key, hash, result.clone())?;
        Ok(result)
    }

    /// The slot of a key.
    #[inline]
    fn find(&self, thread: &ThreadState, key: &Value, hash: i64) -> PyResult<Option<u32>> {
        let at = self.entries.position(thread, key, hash)?;
        let slot = at.and_then(|at| self.entries.value_at(at)).and_then(|slot| slot.as_small_int());
        Ok(slot.map(|slot| slot as u32).filter(|slot| (*slot as usize) < self.slots.keys.len()))
    }

    fn call_bounded(&self, thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
        let key = self.key(args)?;
        let hash = hash::hash(thread, &key)?;
        if let Some(slot) = self.find(thread, &key, hash)?
            && let Some(result) = self.slots.touch(slot)
        {
            self.hits.set(self.hits.get() + 1);
            return Ok(result);
        }
        let result = self.miss(thread, args)?;
        // The call may have entered the key itself.
        if self.find(thread, &key, hash)?.is_some() {
            return Ok(result);
        }
        self.enter(thread, key, hash, result.clone())?;
        Ok(result)
    }

    fn enter(&self, thread: &ThreadState, key: Value, hash: i64, result: Value) -> PyResult<()> {
        let slots = &self.slots;
        if (slots.keys.len() as i64) < self.max_size {
            let slot = slots.push(key.clone(), hash, result)?;
            self.entries.set_with_hash(thread, &key, hash, Value::small_unchecked(slot as i64))?;
            return Ok(());
        }
        let oldest = slots.oldest.get();
        let (Some(Some(old_key)), Some(old_hash)) =
            (slots.keys.get(oldest as usize), slots.hashes.get(oldest as usize))
        else {
            return Ok(());
        };
        let found = self.entries.position(thread, &old_key, old_hash)?;
        if slots.oldest.get() != oldest {
            // Comparing keys has used the cache: the result is not kept.
            return Ok(());
        }
        let removed = found.and_then(|at| self.entries.remove_at(at));
        slots.unlink(oldest);
        slots.link_newest(oldest);
        let old_key = (old_key, slots.keys.replace(oldest as usize, Some(key.clone())));
        let old_result = slots.results.replace(oldest as usize, Some(result));
        slots.hashes.replace(oldest as usize, hash);
        let entered = self.entries.set_with_hash(thread, &key, hash, Value::small_unchecked(oldest as i64));
        drop((removed, old_key, old_result));
        entered
    }
}

pub fn describe() {
    let ty = Cache::type_object();
    ty.weaklist_offset.set(1);
    ty.dict_offset.set(std::mem::offset_of!(Cache, dict) as u32);
    TypeBuilder::new::<Cache>("_lru_cache_wrapper", Some(object_type()))
        .doc("A function whose results are kept; made by functools.lru_cache.")
        .module("functools")
        .flags(flags::BASETYPE | flags::METHOD_DESCRIPTOR)
        .container(Cache::visit, Some(Cache::clear_object))
        .slots(|s| {
            s.new.set(Some(cache_new));
            s.call.set(Some(cache_call));
            s.descr_get.set(Some(cache_get));
        })
        .getset("__dict__", |_, v| Ok(attr::instance_dict(v).map_or_else(Value::none, Ref::into_value)), None, "")
        .method("cache_info(self, /)", cache_info, "Return hits, misses, the bound and the present size.")
        .method("cache_clear(self, /)", cache_clear, "Forget all results and counts.")
        .method("__reduce__(self, /)", reduce, "Return the qualified name.")
        .method("__copy__(self, /)", |_, b| Ok(b.value(0).clone()), "Return the object itself.")
        .method("__deepcopy__(self, memo, /)", |_, b| Ok(b.value(0).clone()), "Return the object itself.")
        .finish();
}

fn cache_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<4> = Spec::new("lru_cache", ["user_function", "maxsize", "typed", "cache_info_type"], 4);
    let [Some(function), Some(max_size), Some(typed), Some(info_type)] = SPEC.bind(thread, args)? else {
        return Ok(Value::none());
    };
    if function.type_of().slots.call.get().is_none() {
        return Err(err!(thread, TypeError, "the first argument must be callable"));
    }
    let max_size = match max_size {
        none if none.is_none() => -1,
        size if number::has_index(size) => (number::to_isize(thread, size)? as i64).clamp(0, NONE as i64 - 1),
        _ => return Err(err!(thread, TypeError, "maxsize should be integer or None")),
    };
    let fields = Cache {
        head: alloc::head::<Cache>(),
        function: function.clone(),
        dict: MutCell::new(None),
        max_size,
        typed: truth::is_true(thread, typed)?,
        entries: Dict::new(),
        slots: Slots::EMPTY,
        hits: Cell::new(0),
        misses: Cell::new(0),
        info_type: info_type.clone(),
        mark: mark(thread),
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

#[derive(Default)]
struct Mark(MutCell<Option<Value>>);

/// Stands between positional and keyword arguments in keys.
fn mark(thread: &ThreadState) -> Value {
    let state = thread.interp().state::<Mark>();
    if state.0.get().is_none() {
        state.0.set(call::call(thread, &object_type().as_value(), Args::EMPTY).ok());
    }
    state.0.get().unwrap_or_else(Value::ellipsis)
}

fn cache_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    let cache = this::<Cache>(value);
    match cache.max_size {
        ..0 => cache.call_unbounded(thread, args),
        0 => cache.miss(thread, args),
        _ => cache.call_bounded(thread, args),
    }
}

fn cache_get(_thread: &ThreadState, value: &Value, object: Option<&Value>, _owner: Option<&Value>) -> PyResult<Value> {
    match object.filter(|object| !object.is_none()) {
        Some(object) => Ok(BoundMethod::new(value.clone(), object.clone()).into_value()),
        None => Ok(value.clone()),
    }
}

fn cache_info(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let cache = b.this::<Cache>();
    let bound = if cache.max_size < 0 { Value::none() } else { int::from_i64(cache.max_size) };
    let size = int::from_usize(cache.entries.len());
    let info = [int::from_i64(cache.hits.get()), int::from_i64(cache.misses.get()), bound, size];
    call::positional(thread, &cache.info_type, &info)
}

fn cache_clear(_thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    let cache = b.this::<Cache>();
    cache.hits.set(0);
    cache.misses.set(0);
    cache.empty();
    Ok(Value::none())
}

fn reduce(thread: &ThreadState, b: Bound<'_>) -> PyResult<Value> {
    attr::get_name(thread, b.value(0), "__qualname__")
}
