//! `list.sort` and `sorted`: stable.
//!
//! What is sorted is a permutation. Keys that are all small ints, all numbers or all exact strings are compared without
//! dispatch by the standard library's sort; any other keys by a merge sort whose comparisons may fail or contradict
//! each other: it never does more than put indices in some order.

use super::core::List;
use crate::err;
use crate::object::{call, compare, truth};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::slots::CompareOp;
use crate::types::{Str, Tuple};
use crate::value::Value;
use ladon_heap::primitive::NoMemory;

pub fn list_sort(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let this = args.values[0].clone();
    if args.positionals().len() > 1 {
        return Err(err!(thread, TypeError, "sort() takes no positional arguments"));
    }
    let (key, reverse) = options(thread, args)?;
    if let Some(list) = this.downcast::<List>() {
        sort(thread, list, key, reverse)?;
    }
    Ok(Value::none())
}

/// The keyword arguments `key` and `reverse`.
pub fn options<'a>(thread: &ThreadState, args: Args<'a>) -> PyResult<(Option<&'a Value>, bool)> {
    let (mut key, mut reverse) = (None, false);
    for (name, value) in args.keywords() {
        match name.downcast::<Str>().map_or(&[][..], Str::as_bytes) {
            b"key" => key = Some(value).filter(|value| !value.is_none()),
            b"reverse" => reverse = truth::is_true(thread, value)?,
            other => {
                let other = String::from_utf8_lossy(other);
                return Err(err!(thread, TypeError, "sort() got an unexpected keyword argument '{other}'"));
            }
        }
    }
    Ok((key, reverse))
}

/// Sorts in place. The list is empty for everyone else meanwhile.
pub fn sort(thread: &ThreadState, list: &List, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let mut taken = list.items.take_all();
    let sorted = sort_values(thread, taken.as_mut_slice(), key, reverse);
    let modified = list.items.capacity() != 0 || !list.is_empty();
    drop(list.items.replace_all(taken));
    sorted?;
    if modified {
        return Err(err!(thread, ValueError, "list modified during sort"));
    }
    Ok(())
}

fn sort_values(thread: &ThreadState, values: &mut [Value], key: Option<&Value>, reverse: bool) -> PyResult<()> {
    if u32::try_from(values.len()).is_err() {
        return Err(NoMemory.into());
    }
    let order = match key {
        None => {
            if values.iter().all(Value::is_small_int) {
                // Equal ints are the same word: stability cannot be seen.
                values.sort_unstable_by_key(Value::small_int_unchecked);
                if reverse {
                    values.reverse();
                }
                return Ok(());
            }
            permutation(thread, values, reverse)?
        }
        Some(key) => {
            let mut keys = Vec::with_capacity(values.len());
            for value in values.iter() {
                keys.push(call::call(thread, key, Args::positional(std::slice::from_ref(value)))?);
            }
            permutation(thread, &keys, reverse)?
        }
    };
    apply(values, &order);
    Ok(())
}

/// Puts `values[order[n]]` at `n`.
fn apply(values: &mut [Value], order: &[u32]) {
    let hole = || Value::small_unchecked(0);
    let mut old: Vec<Value> = values.iter_mut().map(|value| std::mem::replace(value, hole())).collect();
    for (slot, &index) in values.iter_mut().zip(order) {
        *slot = std::mem::replace(&mut old[index as usize], hole());
    }
}

/// The stable order of the keys.
fn permutation(thread: &ThreadState, keys: &[Value], reverse: bool) -> PyResult<Vec<u32>> {
    let count = keys.len() as u32;
    if count < 2 {
        return Ok((0..count).collect());
    }
    if keys.iter().all(Value::is_small_int) {
        return Ok(order_of(keys, reverse, |key| key.small_int_unchecked(), i64::cmp));
    }
    if keys.iter().all(|key| real(key).is_some_and(|x| !x.is_nan())) {
        let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
        return Ok(order_of(keys, reverse, |key| real(key).unwrap_or(0.0), compare));
    }
    if keys.iter().all(|key| key.is_exact::<Str>()) {
        let compare = |a: &(u64, &[u8]), b: &(u64, &[u8])| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1));
        return Ok(order_of(keys, reverse, text, compare));
    }
    let mut order: Vec<u32> = if reverse { (0..count).rev().collect() } else { (0..count).collect() };
    merge_sort(&mut order, &mut |a, b| less(thread, &keys[a as usize], &keys[b as usize]))?;
    if reverse {
        order.reverse();
    }
    Ok(order)
}

/// A number in a word, as a float (exact: ints in words have 49 bits).
fn real(key: &Value) -> Option<f64> {
    key.as_float_word().or_else(|| key.as_small_int().map(|int| int as f64))
}

/// The first eight bytes as a number that orders like them, then all bytes: most comparisons read no memory.
fn text(key: &Value) -> (u64, &[u8]) {
    let bytes = key.exact::<Str>().map_or(&[][..], Str::as_bytes);
    let mut prefix = [0; 8];
    let length = bytes.len().min(8);
    prefix[..length].copy_from_slice(&bytes[..length]);
    (u64::from_be_bytes(prefix), bytes)
}

fn order_of<'a, K>(
    keys: &'a [Value],
    reverse: bool,
    read: impl Fn(&'a Value) -> K,
    compare: impl Fn(&K, &K) -> std::cmp::Ordering,
) -> Vec<u32> {
    let mut pairs: Vec<(K, u32)> = keys.iter().zip(0..).map(|(key, index)| (read(key), index)).collect();
    if reverse {
        pairs.sort_by(|a, b| compare(&b.0, &a.0));
    } else {
        pairs.sort_by(|a, b| compare(&a.0, &b.0));
    }
    pairs.into_iter().map(|pair| pair.1).collect()
}

fn less(thread: &ThreadState, a: &Value, b: &Value) -> PyResult<bool> {
    if let (Some(x), Some(y)) = (a.exact::<Tuple>(), b.exact::<Tuple>()) {
        for (p, q) in x.as_slice().iter().zip(y.as_slice()) {
            if !compare::equal(thread, p, q)? {
                return compare::compare_bool(thread, p, q, CompareOp::Lt);
            }
        }
        return Ok(x.len() < y.len());
    }
    compare::compare_bool(thread, a, b, CompareOp::Lt)
}

type Less<'a> = dyn FnMut(u32, u32) -> PyResult<bool> + 'a;

/// Natural merge sort: runs found or made by binary insertion, merged so that lengths stay balanced.
fn merge_sort(order: &mut [u32], less: &mut Less<'_>) -> PyResult<()> {
    let least = least_run(order.len());
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut buffer = Vec::new();
    let mut start = 0;
    while start < order.len() {
        let rest = &mut order[start..];
        let natural = leading_run(rest, less)?;
        let length = natural.max(least.min(rest.len()));
        insertion_sort(&mut rest[..length], natural, less)?;
        runs.push((start, length));
        start += length;
        while let Some(at) = unbalanced(&runs) {
            merge_at(order, &mut runs, at, &mut buffer, less)?;
        }
    }
    while runs.len() > 1 {
        let last = runs.len() - 2;
        let at = if last > 0 && runs[last - 1].1 < runs[last + 1].1 { last - 1 } else { last };
        merge_at(order, &mut runs, at, &mut buffer, less)?;
    }
    Ok(())
}

/// A length of 32 to 64 such that the number of runs is a power of two or a little less.
fn least_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// Which of the topmost runs to merge with its successor, if the lengths are out of balance.
fn unbalanced(runs: &[(usize, usize)]) -> Option<usize> {
    let length = |back: usize| runs.len().checked_sub(back).map(|at| runs[at].1);
    let (c, b) = (length(1)?, length(2)?);
    let a = length(3);
    let deep = length(4);
    if a.is_some_and(|a| a <= b + c) || deep.is_some_and(|deep| a.is_some_and(|a| deep <= a + b)) {
        return Some(if a.is_some_and(|a| a < c) { runs.len() - 3 } else { runs.len() - 2 });
    }
    (b <= c).then(|| runs.len() - 2)
}

/// Length of the run at the front; a strictly descending one is turned round.
fn leading_run(items: &mut [u32], less: &mut Less<'_>) -> PyResult<usize> {
    if items.len() < 2 {
        return Ok(items.len());
    }
    let descending = less(items[1], items[0])?;
    let mut length = 2;
    while length < items.len() && less(items[length], items[length - 1])? == descending {
        length += 1;
    }
    if descending {
        items[..length].reverse();
    }
    Ok(length)
}

/// Sorts `items`, of which the first `sorted` are sorted.
fn insertion_sort(items: &mut [u32], sorted: usize, less: &mut Less<'_>) -> PyResult<()> {
    for next in sorted.max(1)..items.len() {
        let pivot = items[next];
        let at = upper_bound(&items[..next], pivot, less)?;
        items.copy_within(at..next, at + 1);
        items[at] = pivot;
    }
    Ok(())
}

/// How many of the sorted `items` are not greater than `pivot`.
fn upper_bound(items: &[u32], pivot: u32, less: &mut Less<'_>) -> PyResult<usize> {
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if less(pivot, items[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

/// How many of the sorted `items` are less than `pivot`, looked for from the end.
fn lower_bound_from_end(items: &[u32], pivot: u32, less: &mut Less<'_>) -> PyResult<usize> {
    let (mut step, mut high) = (1, items.len());
    while high > 0 {
        let probe = high.saturating_sub(step);
        if less(items[probe], pivot)? {
            let mut low = probe + 1;
            while low < high {
                let middle = low + (high - low) / 2;
                if less(items[middle], pivot)? {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return Ok(low);
        }
        high = probe;
        step *= 2;
    }
    Ok(0)
}

/// How many of the sorted `items` are not greater than `pivot`, looked for from the front.
fn upper_bound_from_start(items: &[u32], pivot: u32, less: &mut Less<'_>) -> PyResult<usize> {
    let (mut low, mut step) = (0, 1);
    while low < items.len() {
        let probe = (low + step - 1).min(items.len() - 1);
        if less(pivot, items[probe])? {
            return Ok(low + upper_bound(&items[low..probe], pivot, less)?);
        }
        low = probe + 1;
        step *= 2;
    }
    Ok(low)
}

fn merge_at(
    order: &mut [u32],
    runs: &mut Vec<(usize, usize)>,
    at: usize,
    buffer: &mut Vec<u32>,
    less: &mut Less<'_>,
) -> PyResult<()> {
    let ((start, first), (_, second)) = (runs[at], runs[at + 1]);
    runs[at].1 = first + second;
    runs.remove(at + 1);
    let items = &mut order[start..start + first + second];
    // What is in place already at both ends need not move.
    let skip = upper_bound_from_start(&items[..first], items[first], less)?;
    let items = &mut items[skip..];
    let first = first - skip;
    if first == 0 {
        return Ok(());
    }
    let keep = lower_bound_from_end(&items[first..], items[first - 1], less)?;
    merge(&mut items[..first + keep], first, buffer, less)
}

/// Merges `items[..first]` and `items[first..]`.
fn merge(items: &mut [u32], first: usize, buffer: &mut Vec<u32>, less: &mut Less<'_>) -> PyResult<()> {
    buffer.clear();
    buffer.extend_from_slice(&items[..first]);
    let (mut left, mut right, mut out) = (0, first, 0);
    while left < buffer.len() && right < items.len() {
        if less(items[right], buffer[left])? {
            items[out] = items[right];
            right += 1;
        } else {
            items[out] = buffer[left];
            left += 1;
        }
        out += 1;
    }
    items[out..out + buffer.len() - left].copy_from_slice(&buffer[left..]);
    Ok(())
}
