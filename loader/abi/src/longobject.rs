//! `longobject.h`

use crate::arguments::{slice, store, sys_attribute};
use crate::boundary::{Borrowed, Give, New, Plain, Return, Status, Text, bad_internal_call, decode_utf8};
use crate::layout::Py_ssize_t;
use crate::{capi, quick};
use ladon_vm::err;
use ladon_vm::object::number;
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Int;
use ladon_vm::types::int::{self, bytes, convert, parse};
use ladon_vm::value::Value;
use std::ffi::{c_char, c_int, c_void};

/// An int, or what `__index__` gives.
#[inline(always)]
fn index(thread: &ThreadState, object: &Option<Borrowed>) -> PyResult<Value> {
    match object {
        Some(object) => number::index(thread, object),
        None => Err(bad_internal_call(thread)),
    }
}

/// An int; other types are refused, also those with `__index__`.
#[inline(always)]
fn only_int(thread: &ThreadState, object: &Option<Borrowed>) -> PyResult<Value> {
    match object {
        Some(object) if int::core::is_int(object) => Ok(object.owned()),
        Some(_) => Err(err!(thread, TypeError, "an integer is required")),
        None => Err(bad_internal_call(thread)),
    }
}

#[cold]
fn too_large(thread: &ThreadState, kind: &str) -> Raised {
    err!(thread, OverflowError, "Python int too large to convert to C {kind}")
}

#[inline(always)]
fn signed<T: TryFrom<i64>>(thread: &ThreadState, object: &Option<Borrowed>, kind: &str) -> PyResult<T> {
    // What most calls are about.
    if let Some(number) = object.as_ref().and_then(|object| object.exact::<Int>()).and_then(Int::to_i64)
        && let Ok(number) = T::try_from(number)
    {
        return Ok(number);
    }
    let value = index(thread, object)?;
    int::as_i64(&value).and_then(|i| T::try_from(i).ok()).ok_or_else(|| too_large(thread, kind))
}

fn unsigned(thread: &ThreadState, value: &Value, negative: &str, kind: &str) -> PyResult<u64> {
    match convert::as_u64(value) {
        Some(number) => Ok(number),
        None if convert::sign(value) == Some(-1) => Err(err!(thread, OverflowError, "{negative}")),
        None => Err(too_large(thread, kind)),
    }
}

/// The number and 0, or −1 and the direction in which it does not fit.
fn with_overflow(thread: &ThreadState, object: &Option<Borrowed>) -> PyResult<(i64, c_int)> {
    let value = index(thread, object)?;
    Ok(match int::as_i64(&value) {
        Some(number) => (number, 0),
        None => (-1, convert::sign(&value).unwrap_or(0)),
    })
}

fn masked(thread: &ThreadState, object: &Option<Borrowed>) -> PyResult<u64> {
    let value = index(thread, object)?;
    Ok(convert::as_u64_mask(&value).unwrap_or(0))
}

/// For the fixed-width functions of 3.14, which reject what is negative as a wrong value.
fn natural<T: TryFrom<u64>>(thread: &ThreadState, object: &Option<Borrowed>, kind: &str) -> PyResult<T> {
    let value = index(thread, object)?;
    if convert::sign(&value) == Some(-1) {
        return Err(err!(thread, ValueError, "Cannot convert negative int"));
    }
    convert::as_u64(&value).and_then(|n| T::try_from(n).ok()).ok_or_else(|| too_large(thread, kind))
}

/// A pointer-sized number; NULL is the answer on error.
pub struct Pointer;

impl Return for Pointer {
    type C = *mut c_void;
    const FAIL: *mut c_void = std::ptr::null_mut();
}

impl Give<u64> for Pointer {
    fn give(_: &ThreadState, result: u64, _: &'static str) -> PyResult<*mut c_void> {
        Ok(result as *mut c_void)
    }
}

/// Bits of the `flags` of `PyLong_AsNativeBytes` and its relatives.
mod native {
    pub const DEFAULTS: i32 = -1;
    pub const LITTLE_ENDIAN: i32 = 1;
    pub const NATIVE_ENDIAN: i32 = 2;
    pub const UNSIGNED_BUFFER: i32 = 4;
    pub const REJECT_NEGATIVE: i32 = 8;
    pub const ALLOW_INDEX: i32 = 16;

    pub fn is_little(flags: i32) -> bool {
        if flags == DEFAULTS || flags & NATIVE_ENDIAN != 0 {
            cfg!(target_endian = "little")
        } else {
            flags & LITTLE_ENDIAN != 0
        }
    }
}

/// Writes the low bytes in two's complement.
fn write_native(value: &Value, target: &mut [u8], little: bool) {
    int::core::with_limbs(value, |negative, limbs| {
        let mut carry = negative;
        let mut bytes = limbs.iter().flat_map(|limb| limb.to_le_bytes());
        for at in 0..target.len() {
            let mut byte = bytes.next().unwrap_or(0);
            if negative {
                (byte, carry) = (!byte).overflowing_add(u8::from(carry));
            }
            let place = if little { at } else { target.len() - 1 - at };
            target[place] = byte;
        }
    });
}

/// How many bytes the number needs, as CPython counts: those of a word for numbers of one digit.
fn native_size(value: &Value, room: usize, unsigned_buffer: bool) -> usize {
    int::core::with_limbs(value, |negative, limbs| {
        let bits = int::limbs::bit_length(limbs);
        let power_of_two = limbs.iter().map(|limb| limb.count_ones()).sum::<u32>() == 1;
        let fits = |room: u64| bits < room * 8 || (negative && bits == room * 8 && power_of_two);
        let fits_unsigned = !negative && unsigned_buffer && bits == room as u64 * 8;
        let fits = room > 0 && (fits(room as u64) || fits_unsigned);
        let (needed, exact) =
            if bits <= 30 { (8, room < 8) } else { ((bits / 8) as usize + 1, bits / 8 + 1 >= room as u64) };
        if fits && exact { room } else { needed }
    })
    .unwrap_or(0)
}

fn from_native(thread: &ThreadState, data: *const c_void, size: usize, flags: c_int, signed: bool) -> PyResult<Value> {
    if data.is_null() {
        return Err(bad_internal_call(thread));
    }
    // SAFETY: B3.
    let mut bytes = unsafe { slice(data.cast(), size) }.to_vec();
    if !native::is_little(flags) {
        bytes.reverse();
    }
    bytes::from_le_bytes(&bytes, signed)
}

/// Where the text of an int ends.
fn parsed_length(text: &[u8], base: u32) -> usize {
    let spaces = text.iter().take_while(|&&byte| parse::is_ascii_space(byte)).count();
    let sign = usize::from(matches!(text.get(spaces), Some(b'+' | b'-')));
    let base = if base == 0 { 10 } else { base };
    let digits = text[spaces + sign..].iter().take_while(|&&b| b == b'_' || (b as char).is_digit(base)).count();
    let end = spaces + sign + digits;
    end + text[end..].iter().take_while(|&&byte| parse::is_ascii_space(byte)).count()
}

capi! {
    fn PyLong_FromLong(thread, value: i64) -> New [quick: quick::new_int(value)] { Ok(int::from_i64(value)) }
    fn PyLong_FromUnsignedLong(_thread, value: u64) -> New { Ok(int::from_u64(value)) }
    fn PyLong_FromLongLong(thread, value: i64) -> New [quick: quick::new_int(value)] {
        Ok(int::from_i64(value))
    }
    fn PyLong_FromUnsignedLongLong(_thread, value: u64) -> New { Ok(int::from_u64(value)) }
    fn PyLong_FromSsize_t(thread, value: Py_ssize_t) -> New [quick: quick::new_int(value as i64)] {
        Ok(int::from_i64(value as i64))
    }
    fn PyLong_FromSize_t(_thread, value: usize) -> New { Ok(int::from_usize(value)) }
    fn PyLong_FromInt32(_thread, value: i32) -> New { Ok(int::from_i64(i64::from(value))) }
    fn PyLong_FromUInt32(_thread, value: u32) -> New { Ok(int::from_i64(i64::from(value))) }
    fn PyLong_FromInt64(_thread, value: i64) -> New { Ok(int::from_i64(value)) }
    fn PyLong_FromUInt64(_thread, value: u64) -> New { Ok(int::from_u64(value)) }
    fn PyLong_FromDouble(thread, value: f64) -> New { convert::from_f64_checked(thread, value) }
    fn PyLong_FromVoidPtr(_thread, value: *mut c_void) -> New { Ok(int::from_usize(value.addr())) }

    fn PyLong_FromString(thread, text: Text, end: *mut *mut c_char, base: c_int) -> New {
        if base != 0 && !(2..=36).contains(&base) {
            return Err(err!(thread, ValueError, "int() arg 2 must be >= 2 and <= 36"));
        }
        let read = parse::read(thread, text.bytes(), base as u32)?;
        let used = if read.is_some() { text.bytes().len() } else { parsed_length(text.bytes(), base as u32) };
        // SAFETY: B3; within the string.
        unsafe { store(end, text.as_ptr().add(used).cast_mut()) };
        match read {
            Some(value) => Ok(value),
            None => parse::parse(thread, text.bytes(), base as u32, decode_utf8(thread, text.bytes())?.as_value()),
        }
    }

    fn PyLong_FromNativeBytes(thread, data: *const c_void, size: usize, flags: c_int) -> New {
        let signed = flags == native::DEFAULTS || flags & native::UNSIGNED_BUFFER == 0;
        from_native(thread, data, size, flags, signed)
    }

    fn PyLong_FromUnsignedNativeBytes(thread, data: *const c_void, size: usize, flags: c_int) -> New {
        from_native(thread, data, size, flags, false)
    }

    fn PyLong_AsLong(thread, object: Option<Borrowed>) -> Plain<i64> [quick: quick::int(object)] {
        signed(thread, &object, "long")
    }

    fn PyLong_AsInt(thread, object: Option<Borrowed>) -> Plain<i32>
    [quick: quick::int(object).and_then(|value| i32::try_from(value).ok())] {
        signed(thread, &object, "int")
    }

    fn PyLong_AsLongLong(thread, object: Option<Borrowed>) -> Plain<i64> [quick: quick::int(object)] {
        let value = index(thread, &object)?;
        int::as_i64(&value).ok_or_else(|| err!(thread, OverflowError, "int too big to convert"))
    }

    fn PyLong_AsLongAndOverflow(thread, object: Option<Borrowed>, overflow: *mut c_int) -> Plain<i64> {
        // SAFETY: B3.
        unsafe { store(overflow, 0) };
        let (number, direction) = with_overflow(thread, &object)?;
        // SAFETY: B3.
        unsafe { store(overflow, direction) };
        Ok(number)
    }

    fn PyLong_AsLongLongAndOverflow(thread, object: Option<Borrowed>, overflow: *mut c_int) -> Plain<i64> {
        // SAFETY: B3.
        unsafe { store(overflow, 0) };
        let (number, direction) = with_overflow(thread, &object)?;
        // SAFETY: B3.
        unsafe { store(overflow, direction) };
        Ok(number)
    }

    fn PyLong_AsSsize_t(thread, object: Option<Borrowed>) -> Plain<isize>
    [quick: quick::int(object).map(|value| value as isize)] {
        let value = only_int(thread, &object)?;
        int::as_i64(&value).map(|i| i as isize).ok_or_else(|| too_large(thread, "ssize_t"))
    }

    fn PyLong_AsSize_t(thread, object: Option<Borrowed>) -> Plain<usize> {
        let value = only_int(thread, &object)?;
        Ok(unsigned(thread, &value, "can't convert negative value to size_t", "size_t")? as usize)
    }

    fn PyLong_AsUnsignedLong(thread, object: Option<Borrowed>) -> Plain<u64> {
        let value = only_int(thread, &object)?;
        unsigned(thread, &value, "can't convert negative value to unsigned int", "unsigned long")
    }

    fn PyLong_AsUnsignedLongLong(thread, object: Option<Borrowed>) -> Plain<u64> {
        let value = only_int(thread, &object)?;
        match convert::as_u64(&value) {
            Some(number) => Ok(number),
            None if convert::sign(&value) == Some(-1) => {
                Err(err!(thread, OverflowError, "can't convert negative int to unsigned"))
            }
            None => Err(err!(thread, OverflowError, "int too big to convert")),
        }
    }

    fn PyLong_AsUnsignedLongMask(thread, object: Option<Borrowed>) -> Plain<u64> { masked(thread, &object) }
    fn PyLong_AsUnsignedLongLongMask(thread, object: Option<Borrowed>) -> Plain<u64> { masked(thread, &object) }

    fn PyLong_AsDouble(thread, object: Option<Borrowed>) -> Plain<f64> {
        convert::to_f64(thread, &only_int(thread, &object)?)
    }

    fn PyLong_AsVoidPtr(thread, object: Option<Borrowed>) -> Pointer {
        let value = only_int(thread, &object)?;
        match int::as_i64(&value) {
            Some(number) => Ok(number as u64),
            None if convert::sign(&value) == Some(-1) => Err(too_large(thread, "long")),
            None => unsigned(thread, &value, "", "unsigned long"),
        }
    }

    fn PyLong_AsInt32(thread, object: Option<Borrowed>, target: *mut i32) -> Status {
        let number = signed(thread, &object, "int32_t")?;
        // SAFETY: B3.
        unsafe { target.write(number) };
        Ok(())
    }

    fn PyLong_AsInt64(thread, object: Option<Borrowed>, target: *mut i64) -> Status {
        let number = signed(thread, &object, "int64_t")?;
        // SAFETY: B3.
        unsafe { target.write(number) };
        Ok(())
    }

    fn PyLong_AsUInt32(thread, object: Option<Borrowed>, target: *mut u32) -> Status {
        let number = natural(thread, &object, "uint32_t")?;
        // SAFETY: B3.
        unsafe { target.write(number) };
        Ok(())
    }

    fn PyLong_AsUInt64(thread, object: Option<Borrowed>, target: *mut u64) -> Status {
        let number = natural(thread, &object, "uint64_t")?;
        // SAFETY: B3.
        unsafe { target.write(number) };
        Ok(())
    }

    fn PyLong_AsNativeBytes(
        thread, object: Option<Borrowed>, target: *mut c_void, room: Py_ssize_t, flags: c_int,
    ) -> Plain<isize> {
        let (Some(given), Ok(room)) = (&object, usize::try_from(room)) else { return Err(bad_internal_call(thread)) };
        if !int::core::is_int(given) && flags != native::DEFAULTS && flags & native::ALLOW_INDEX == 0 {
            let name = ladon_vm::types::ready::full_name(thread, given.type_of());
            return Err(err!(thread, TypeError, "expect int, got {name}"));
        }
        let value = number::index(thread, given)?;
        let negative = convert::sign(&value) == Some(-1);
        if flags != native::DEFAULTS && flags & native::REJECT_NEGATIVE != 0 && negative {
            return Err(err!(thread, ValueError, "Cannot convert negative int"));
        }
        if room > 0 && !target.is_null() {
            // SAFETY: B3: `room` bytes at `target`.
            let bytes = unsafe { std::slice::from_raw_parts_mut(target.cast::<u8>(), room) };
            write_native(&value, bytes, native::is_little(flags));
        }
        let unsigned_buffer = flags == native::DEFAULTS || flags & native::UNSIGNED_BUFFER != 0;
        Ok(native_size(&value, room, unsigned_buffer) as isize)
    }

    fn PyLong_GetInfo(thread) -> New { sys_attribute(thread, "int_info") }
}
