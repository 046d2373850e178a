//! `unicodeobject.h`; encoding and decoding in [`codecs`].

pub mod codecs;

use crate::arguments::{Given, MustBeStr, Unicode, run, slice, store};
use crate::boundary::{
    Borrowed, Flag, Give, New, Nothing, Plain, Return, Status, Stolen, Text, Truth, bad_internal_call, into_object,
};
use crate::capi;
use crate::layout::{Py_ssize_t, PyObject};
use crate::pymem;
use ladon_vm::err;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::str::{
    self as vm_str, access, intern as interning, make, predicate, search, split, translate, wtf8,
};
use ladon_vm::types::{Str, int};
use ladon_vm::value::{Ref, Value};
use std::cmp::Ordering;
use std::ffi::{c_char, c_int};
use std::ptr::{self, NonNull};

/// C's `wchar_t` and `Py_UCS4`: a code point.
type Wide = u32;

/// An index, −1 when there is none, −2 on error.
pub struct Found;

impl Return for Found {
    type C = Py_ssize_t;
    const FAIL: Py_ssize_t = -2;
}

impl Give<isize> for Found {
    fn give(_: &ThreadState, result: isize, _: &'static str) -> PyResult<Py_ssize_t> {
        Ok(result)
    }
}

#[cold]
fn out_of_range(thread: &ThreadState) -> Raised {
    err!(thread, IndexError, "string index out of range")
}

fn number(value: Py_ssize_t) -> Option<Value> {
    Some(int::from_i64(value as i64))
}

fn index_of(thread: &ThreadState, value: &Value) -> PyResult<isize> {
    ladon_vm::object::number::to_isize(thread, value)
}

/// A `str` of code points; ValueError for what is none.
fn from_points(thread: &ThreadState, points: &[Wide]) -> PyResult<Value> {
    let mut out = Vec::new();
    out.try_reserve(points.len()).map_err(|_| ladon_heap::primitive::NoMemory)?;
    for &point in points {
        if point >= 0x11_0000 {
            return Err(err!(thread, ValueError, "character U+{point:x} is not in range [U+0000; U+10ffff]"));
        }
        wtf8::push(&mut out, point);
    }
    make::text(&out)
}

/// The code points, in memory of `PyMem_Malloc`, with a NUL behind.
fn points_for_c(text: &Str) -> PyResult<*mut Wide> {
    let count = text.char_len();
    let bytes = (count + 1).checked_mul(size_of::<Wide>()).ok_or(ladon_heap::primitive::NoMemory)?;
    let target = NonNull::new(pymem::alloc_block(bytes, false).cast::<u8>())
        .ok_or(ladon_heap::primitive::NoMemory)?
        .cast::<Wide>();
    // SAFETY: fresh memory for all of them.
    unsafe { write_points(text, target.as_ptr(), count + 1) };
    Ok(target.as_ptr())
}

/// Writes up to `room` code points, and the NUL behind them if it fits.
///
/// # Safety
/// `room` items are writable at `target`.
unsafe fn write_points(text: &Str, target: *mut Wide, room: usize) {
    for (at, point) in wtf8::code_points(text.as_bytes()).chain([0]).take(room).enumerate() {
        // SAFETY: the caller's promise.
        unsafe { target.add(at).write(point) };
    }
}

/// The UTF-8 of a string, which the string keeps; UnicodeEncodeError when it holds lone surrogates.
fn utf8<'a>(thread: &ThreadState, text: &'a Str) -> PyResult<&'a [u8]> {
    if !text.is_ascii() && wtf8::has_surrogates(text.as_bytes()) {
        ladon_vm::codecs::utf8::encode(thread, text, "strict")?;
    }
    Ok(text.as_bytes())
}

/// Replaces the string at `place` by itself with `tail` behind; by NULL when that fails.
///
/// # Safety
/// `place` holds NULL or an owned reference.
unsafe fn append(thread: &ThreadState, place: *mut *mut PyObject, tail: Option<&Value>) -> PyResult<()> {
    if place.is_null() {
        return Err(thread.pending().unwrap_or_else(|| bad_internal_call(thread)));
    }
    // SAFETY: the caller's promise; the reference is ours now.
    let head = unsafe { NonNull::new(ptr::replace(place, ptr::null_mut())).map(|head| Value::from_owned_ptr(head)) };
    let (Some(head), Some(tail)) = (head, tail.and_then(|tail| tail.downcast::<Str>())) else {
        return Err(thread.pending().unwrap_or_else(|| bad_internal_call(thread)));
    };
    let Some(text) = head.downcast::<Str>() else { return Err(bad_internal_call(thread)) };
    // SAFETY: `append_in_place` asks for the count itself; only a string of exactly this type may grow.
    let joined = if head.is_exact::<Str>() && unsafe { text.append_in_place(tail) }? {
        head
    } else {
        make::concat(text, tail)?.into_value()
    };
    // SAFETY: the caller's promise.
    unsafe { place.write(into_object(thread, joined).as_ptr()) };
    Ok(())
}

/// Interns the string at `place`, if it is exactly a `str`.
///
/// # Safety
/// `place` holds NULL or an owned reference.
unsafe fn intern_in_place(thread: &ThreadState, place: *mut *mut PyObject) {
    // SAFETY: the caller's promise; the reference goes back, or its successor does.
    unsafe {
        let Some(object) = NonNull::new(*place) else { return };
        let value = Value::from_owned_ptr(object);
        let interned = match value.exact::<Str>() {
            Some(text) => interning::intern(thread, text).into_value(),
            None => value.clone(),
        };
        place.write(into_object(thread, interned).as_ptr());
    }
}

/// Whether C may still write to a string: nobody else has seen it.
fn is_fresh(text: &Str) -> bool {
    text.head.refcount.get() == 1 && !text.is_interned() && Value::of(text).is_exact::<Str>()
}

fn find(thread: &ThreadState, text: &Value, wanted: Value, range: [Py_ssize_t; 2], forward: bool) -> PyResult<isize> {
    let body = if forward { search::str_find } else { search::str_rfind };
    let found = run(thread, body, [Some(text.clone()), Some(wanted), number(range[0]), number(range[1])])?;
    index_of(thread, &found)
}

capi! {
    fn PyUnicode_FromStringAndSize(thread, text: *const c_char, size: Py_ssize_t) -> New {
        let Ok(size) = usize::try_from(size) else {
            return Err(err!(thread, SystemError, "Negative size passed to PyUnicode_FromStringAndSize"));
        };
        if text.is_null() && size > 0 {
            let message = "NULL string with positive size with NULL passed to PyUnicode_FromStringAndSize";
            return Err(err!(thread, SystemError, "{message}"));
        }
        // SAFETY: B3.
        codecs::utf8_text(thread, unsafe { slice(text.cast(), size) })
    }

    fn PyUnicode_FromString(thread, text: Text) -> New { codecs::utf8_text(thread, text.bytes()) }

    fn PyUnicode_FromWideChar(thread, text: *const Wide, size: Py_ssize_t) -> New {
        if text.is_null() {
            return if size == 0 { Ok(make::empty()) } else { Err(bad_internal_call(thread)) };
        }
        // SAFETY: B3: as many as said, or up to the NUL.
        let points = unsafe {
            let count = usize::try_from(size).unwrap_or_else(|_| (0..).take_while(|at| *text.add(*at) != 0).count());
            std::slice::from_raw_parts(text, count)
        };
        from_points(thread, points)
    }

    fn PyUnicode_FromOrdinal(thread, point: c_int) -> New {
        match u32::try_from(point).ok().filter(|point| *point < 0x11_0000) {
            Some(point) => Ok(make::character(point)),
            None => Err(err!(thread, ValueError, "chr() arg not in range(0x110000)")),
        }
    }

    fn PyUnicode_FromObject(thread, object: Borrowed) -> New {
        match object.downcast::<Str>() {
            Some(text) => make::exact(text),
            None => {
                let name = object.type_of().short_name();
                Err(err!(thread, TypeError, "Can't convert '{name}' object to str implicitly"))
            }
        }
    }

    fn PyUnicode_InternFromString(thread, text: Text) -> New { text.interned(thread) }

    fn PyUnicode_InternInPlace(thread, place: *mut *mut PyObject) -> Nothing {
        // SAFETY: B3.
        unsafe { intern_in_place(thread, place) };
        Ok(())
    }

    fn PyUnicode_InternImmortal(thread, place: *mut *mut PyObject) -> Nothing {
        // SAFETY: B3.
        unsafe { intern_in_place(thread, place) };
        Ok(())
    }

    fn PyUnicode_GetLength(_thread, text: Unicode) -> Plain<isize> { Ok(text.char_len() as isize) }
    fn PyUnicode_GetSize(_thread, text: Unicode) -> Plain<isize> { Ok(text.char_len() as isize) }

    fn PyUnicode_ReadChar(thread, text: Unicode, index: Py_ssize_t) -> Plain<u32> {
        match usize::try_from(index).ok().filter(|index| *index < text.char_len()) {
            Some(index) => Ok(wtf8::decode(text.as_bytes(), text.byte_offset(index)).0),
            None => Err(out_of_range(thread)),
        }
    }

    fn PyUnicode_WriteChar(thread, text: Unicode, index: Py_ssize_t, point: Wide) -> Status {
        let Some(index) = usize::try_from(index).ok().filter(|index| *index < text.char_len()) else {
            return Err(out_of_range(thread));
        };
        if !is_fresh(&text) {
            return Err(err!(thread, SystemError, "Cannot modify a string currently used"));
        }
        if point >= 0x11_0000 {
            return Err(err!(thread, ValueError, "character out of range"));
        }
        let (start, end) = (text.byte_offset(index), text.byte_offset(index + 1));
        let mut bytes = text.as_bytes()[..start].to_vec();
        wtf8::push(&mut bytes, point);
        bytes.extend_from_slice(&text.as_bytes()[end..]);
        // SAFETY: nobody else has seen the string.
        Ok(unsafe { text.overwrite(&bytes) }?)
    }

    fn PyUnicode_Resize(thread, place: *mut *mut PyObject, size: Py_ssize_t) -> Status {
        // SAFETY: B3.
        let object = unsafe { place.as_ref() }.and_then(|place| NonNull::new(*place));
        // SAFETY: B3; borrowed until it is replaced.
        let value = object.map(|object| std::mem::ManuallyDrop::new(unsafe { Value::from_owned_ptr(object) }));
        let text = value.as_ref().and_then(|value| value.downcast::<Str>());
        let (Some(text), Ok(size)) = (text, usize::try_from(size)) else { return Err(bad_internal_call(thread)) };
        if size == text.char_len() {
            return Ok(());
        }
        let mut bytes = text.as_bytes()[..text.byte_offset(size.min(text.char_len()))].to_vec();
        bytes.resize(bytes.len() + size.saturating_sub(text.char_len()), 0);
        let made: Ref<Str> = Str::try_from_wtf8(&bytes)?;
        // SAFETY: B3: the old reference was the caller's.
        unsafe {
            let old = ptr::replace(place, into_object(thread, made.into_value()).as_ptr());
            drop(NonNull::new(old).map(|old| Value::from_owned_ptr(old)));
        }
        Ok(())
    }

    fn PyUnicode_AsUTF8AndSize(thread, text: Unicode, size: *mut Py_ssize_t) -> Plain<*const c_char> {
        // SAFETY: B3.
        unsafe { store(size, -1) };
        let bytes = utf8(thread, &text)?;
        // SAFETY: B3.
        unsafe { store(size, bytes.len() as isize) };
        Ok(bytes.as_ptr().cast())
    }

    fn PyUnicode_AsUCS4(thread, text: Unicode, target: *mut Wide, room: Py_ssize_t, with_nul: c_int) -> Plain<*mut Wide> {
        let (false, Ok(room)) = (target.is_null(), usize::try_from(room)) else { return Err(bad_internal_call(thread)) };
        let needed = text.char_len() + usize::from(with_nul != 0);
        if room < needed {
            if with_nul != 0 && room > 0 {
                // SAFETY: B3.
                unsafe { target.write(0) };
            }
            return Err(err!(thread, SystemError, "string is longer than the buffer"));
        }
        // SAFETY: B3.
        unsafe { write_points(&text, target, needed) };
        Ok(target)
    }

    fn PyUnicode_AsUCS4Copy(_thread, text: Unicode) -> Plain<*mut Wide> { points_for_c(&text) }

    fn PyUnicode_AsWideChar(_thread, text: Unicode, target: *mut Wide, room: Py_ssize_t) -> Plain<isize> {
        let len = text.char_len();
        if target.is_null() {
            return Ok(len as isize + 1);
        }
        let room = room.max(0) as usize;
        // SAFETY: B3.
        unsafe { write_points(&text, target, room) };
        Ok(room.min(len) as isize)
    }

    fn PyUnicode_AsWideCharString(thread, text: Unicode, size: *mut Py_ssize_t) -> Plain<*mut Wide> {
        if size.is_null() && text.as_bytes().contains(&0) {
            return Err(err!(thread, ValueError, "embedded null character"));
        }
        // SAFETY: B3.
        unsafe { store(size, text.char_len() as isize) };
        points_for_c(&text)
    }

    fn PyUnicode_Concat(thread, left: MustBeStr, right: Given) -> New {
        access::str_concat(thread, left.value(), &right)
    }

    fn PyUnicode_Append(thread, place: *mut *mut PyObject, tail: Option<Borrowed>) -> Nothing {
        // SAFETY: B3.
        unsafe { append(thread, place, tail.as_ref().map(Borrowed::value)) }
    }

    fn PyUnicode_AppendAndDel(thread, place: *mut *mut PyObject, tail: Option<Stolen>) -> Nothing {
        // SAFETY: B3.
        unsafe { append(thread, place, tail.as_ref().map(|tail| &tail.0)) }
    }

    fn PyUnicode_Split(thread, text: MustBeStr, separator: Option<MustBeStr>, limit: Py_ssize_t) -> New {
        let separator = separator.map(|separator| separator.value().clone());
        run(thread, split::str_split, [Some(text.value().clone()), separator, number(limit)])
    }

    fn PyUnicode_RSplit(thread, text: MustBeStr, separator: Option<MustBeStr>, limit: Py_ssize_t) -> New {
        let separator = separator.map(|separator| separator.value().clone());
        run(thread, split::str_rsplit, [Some(text.value().clone()), separator, number(limit)])
    }

    fn PyUnicode_Splitlines(thread, text: MustBeStr, keep_ends: c_int) -> New {
        run(thread, split::str_splitlines, [Some(text.value().clone()), Some(Value::bool(keep_ends != 0))])
    }

    fn PyUnicode_Partition(thread, text: MustBeStr, separator: MustBeStr) -> New {
        run(thread, search::str_partition, [Some(text.value().clone()), Some(separator.value().clone())])
    }

    fn PyUnicode_RPartition(thread, text: MustBeStr, separator: MustBeStr) -> New {
        run(thread, search::str_rpartition, [Some(text.value().clone()), Some(separator.value().clone())])
    }

    fn PyUnicode_Join(thread, separator: Option<Borrowed>, items: Borrowed) -> New {
        let separator = separator.map_or_else(|| make::character(0x20), |separator| separator.owned());
        if separator.downcast::<Str>().is_none() {
            let name = separator.type_of().short_name();
            return Err(err!(thread, TypeError, "separator: expected str instance, {name} found"));
        }
        run(thread, split::str_join, [Some(separator), Some(items.owned())])
    }

    fn PyUnicode_Replace(thread, text: MustBeStr, old: MustBeStr, new: MustBeStr, limit: Py_ssize_t) -> New {
        let [text, old, new] = [&text, &old, &new].map(|text| Some(text.value().clone()));
        run(thread, search::str_replace, [text, old, new, number(limit)])
    }

    fn PyUnicode_Substring(thread, text: Unicode, start: Py_ssize_t, end: Py_ssize_t) -> New {
        let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
            return Err(out_of_range(thread));
        };
        let end = end.min(text.char_len());
        if start >= end {
            return Ok(make::empty());
        }
        access::char_range(&text, start, end)
    }

    fn PyUnicode_Translate(thread, text: MustBeStr, table: Borrowed, errors: Option<Text>) -> New {
        let errors = errors.map_or_else(|| String::from("strict"), |errors| errors.lossy());
        translate::translate(thread, &text, &table, &errors)
    }

    fn PyUnicode_Format(thread, template: Given, args: Given) -> New {
        let template = match template.downcast::<Str>() {
            Some(_) => &template,
            None => return Err(err!(thread, TypeError, "must be str, not {}", template.type_of().short_name())),
        };
        vm_str::new::str_mod(thread, template, &args)
    }

    fn PyUnicode_Contains(thread, text: MustBeStr, wanted: Given) -> Truth {
        access::str_contains(thread, text.value(), &wanted)
    }

    fn PyUnicode_Find(
        thread, text: MustBeStr, wanted: MustBeStr, start: Py_ssize_t, end: Py_ssize_t, direction: c_int,
    ) -> Found {
        find(thread, text.value(), wanted.value().clone(), [start, end], direction > 0)
    }

    fn PyUnicode_FindChar(
        thread, text: Unicode, point: Wide, start: Py_ssize_t, end: Py_ssize_t, direction: c_int,
    ) -> Found {
        if start < 0 || end < 0 {
            return Err(err!(thread, ValueError, "string index out of range"));
        }
        if point >= 0x11_0000 {
            return Ok(-1);
        }
        find(thread, text.value(), make::character(point), [start, end], direction > 0)
    }

    fn PyUnicode_Count(thread, text: MustBeStr, wanted: MustBeStr, start: Py_ssize_t, end: Py_ssize_t) -> Plain<isize> {
        let args = [Some(text.value().clone()), Some(wanted.value().clone()), number(start), number(end)];
        index_of(thread, &run(thread, search::str_count, args)?)
    }

    fn PyUnicode_Tailmatch(
        thread, text: MustBeStr, wanted: MustBeStr, start: Py_ssize_t, end: Py_ssize_t, direction: c_int,
    ) -> Plain<isize> {
        let body = if direction > 0 { search::str_endswith } else { search::str_startswith };
        let args = [Some(text.value().clone()), Some(wanted.value().clone()), number(start), number(end)];
        Ok(isize::from(run(thread, body, args)?.is_true()))
    }

    fn PyUnicode_Compare(thread, left: Given, right: Given) -> Plain<i32> {
        match (left.downcast::<Str>(), right.downcast::<Str>()) {
            (Some(a), Some(b)) => Ok(a.as_bytes().cmp(b.as_bytes()) as i32),
            _ => {
                let (a, b) = (left.type_of().short_name(), right.type_of().short_name());
                Err(err!(thread, TypeError, "Can't compare {a} and {b}"))
            }
        }
    }

    fn PyUnicode_CompareWithASCIIString(_thread, text: Unicode, other: Text) -> Plain<i32> {
        let order = if text.is_ascii() {
            text.as_bytes().cmp(other.bytes())
        } else {
            wtf8::code_points(text.as_bytes()).cmp(other.bytes().iter().map(|byte| u32::from(*byte)))
        };
        Ok(match order {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        })
    }

    fn PyUnicode_EqualToUTF8(_thread, text: Unicode, other: Text) -> Flag { Ok(equals_utf8(&text, other.bytes())) }

    fn PyUnicode_EqualToUTF8AndSize(_thread, text: Unicode, other: *const c_char, size: Py_ssize_t) -> Flag {
        // SAFETY: B3.
        Ok(equals_utf8(&text, unsafe { slice(other.cast(), size.max(0) as usize) }))
    }

    fn PyUnicode_Equal(thread, left: Given, right: Given) -> Truth {
        for (object, place) in [(&left, "first"), (&right, "second")] {
            if object.downcast::<Str>().is_none() {
                let name = ladon_vm::types::ready::full_name(thread, object.type_of());
                return Err(err!(thread, TypeError, "{place} argument must be str, not {name}"));
            }
        }
        Ok(matches!((left.downcast::<Str>(), right.downcast::<Str>()), (Some(a), Some(b)) if a.equals(b)))
    }

    fn PyUnicode_RichCompare(thread, left: Given, right: Given, op: c_int) -> New {
        let op = usize::try_from(op).ok().and_then(|op| CompareOp::ALL.get(op).copied());
        let Some(op) = op else { return Err(crate::arguments::bad_argument(thread)) };
        if left.downcast::<Str>().is_none() || right.downcast::<Str>().is_none() {
            return Ok(Value::not_implemented());
        }
        access::str_compare(thread, &left, &right, op)
    }

    fn PyUnicode_IsIdentifier(_thread, text: Unicode) -> Flag { Ok(predicate::is_identifier(&text)) }

    fn PyUnicode_GetDefaultEncoding(_thread) -> Plain<*const c_char> { Ok(c"utf-8".as_ptr()) }

    fn PyUnicode_BuildEncodingMap(thread, table: Borrowed) -> New {
        codecs::call_codec(thread, "charmap_build", &[table.owned()])
    }
}

fn equals_utf8(text: &Str, other: &[u8]) -> bool {
    text.as_bytes() == other && (text.is_ascii() || !wtf8::has_surrogates(other))
}
