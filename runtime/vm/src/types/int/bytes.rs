//! `int.to_bytes` and `int.from_bytes`.

use super::core::{Int, type_object, with_limbs};
use crate::err;
use crate::object::{attr, call, iter, number, truth};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::bytes::Bytes;
use crate::types::bytes::core::data_of;
use crate::types::define::Bound;
use crate::types::str::args;
use crate::value::Value;

/// Whether the most significant byte comes first.
fn is_big_endian(thread: &ThreadState, order: Option<&Value>, function: &str) -> PyResult<bool> {
    let Some(order) = order else { return Ok(true) };
    let what = format!("{function}() argument 'byteorder'");
    match args::text(thread, order, &what)?.as_bytes() {
        b"little" => Ok(false),
        b"big" => Ok(true),
        _ => Err(err!(thread, ValueError, "byteorder must be either 'little' or 'big'")),
    }
}

fn flag(thread: &ThreadState, value: Option<&Value>) -> PyResult<bool> {
    value.map_or(Ok(false), |value| truth::is_true(thread, value))
}

/// `to_bytes(self, length=1, byteorder='big', *, signed=False)`.
pub fn int_to_bytes(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let length = args.get(1).map_or(Ok(1), |length| number::to_isize(thread, length))?;
    let big_endian = is_big_endian(thread, args.get(2), "to_bytes")?;
    let signed = flag(thread, args.get(3))?;
    let Ok(length) = usize::try_from(length) else {
        return Err(err!(thread, ValueError, "length argument must be non-negative"));
    };
    let made = with_limbs(args.value(0), |negative, limbs| {
        if negative && !signed {
            return Err(err!(thread, OverflowError, "can't convert negative int to unsigned"));
        }
        if !fits(negative, limbs, length, signed) {
            return Err(too_big(thread));
        }
        let bytes = Bytes::with_len(length, |target| fill(target, negative, limbs, big_endian))?;
        Ok(bytes.into_value())
    });
    made.unwrap_or_else(|| Err(too_big(thread)))
}

fn too_big(thread: &ThreadState) -> Raised {
    err!(thread, OverflowError, "int too big to convert")
}

fn fits(negative: bool, limbs: &[u64], length: usize, signed: bool) -> bool {
    let bits = super::limbs::bit_length(limbs);
    let room = length as u64 * 8;
    if !signed {
        return bits <= room;
    }
    // The smallest negative number of n bits has a magnitude of n bits itself.
    let smallest = negative && bits == room && !super::limbs::shr(limbs, bits.saturating_sub(1) as usize).1;
    bits < room || smallest || (bits == 0 && room == 0)
}

fn fill(target: &mut [u8], negative: bool, limbs: &[u64], big_endian: bool) {
    let source = limbs.iter().flat_map(|limb| limb.to_le_bytes());
    for (byte, value) in target.iter_mut().zip(source) {
        *byte = value;
    }
    if negative {
        // Two's complement: invert and add one.
        let mut carry = true;
        for byte in target.iter_mut() {
            let (sum, overflow) = (!*byte).overflowing_add(carry as u8);
            (*byte, carry) = (sum, overflow);
        }
    }
    if big_endian {
        target.reverse();
    }
}

/// `from_bytes(type, bytes, byteorder='big', *, signed=False)`.
pub fn int_from_bytes(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let big_endian = is_big_endian(thread, args.get(2), "from_bytes")?;
    let signed = flag(thread, args.get(3))?;
    let mut data = bytes_of(thread, args.value(1))?;
    if big_endian {
        data.reverse();
    }
    let value = from_le_bytes(&data, signed)?;
    let class = args.value(0);
    if class.is(&type_object().as_value()) {
        return Ok(value);
    }
    call::positional(thread, class, &[value])
}

/// The int with these bytes, the least significant first.
pub fn from_le_bytes(data: &[u8], signed: bool) -> PyResult<Value> {
    let negative = signed && data.last().is_some_and(|top| *top >= 0x80);
    let mut limbs: Vec<u64> = data
        .chunks(8)
        .map(|chunk| {
            let mut bytes = [if negative { 0xFF } else { 0 }; 8];
            bytes[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(bytes)
        })
        .collect();
    if negative {
        let mut carry = true;
        for limb in &mut limbs {
            (*limb, carry) = (!*limb).overflowing_add(carry as u64);
        }
    }
    Ok(Int::value_from_limbs(negative, &limbs)?)
}

/// What `bytes(x)` would hold, for objects that are no ints or text.
fn bytes_of(thread: &ThreadState, x: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = data_of(x) {
        return Ok(data.to_vec());
    }
    if let Some(method) = attr::lookup_special(thread, x, crate::names::get().__bytes__)? {
        let made = call::positional(thread, &method, &[])?;
        return match made.downcast::<Bytes>() {
            Some(bytes) => Ok(bytes.as_slice().to_vec()),
            None => {
                let name = made.type_of().short_name();
                Err(err!(thread, TypeError, "__bytes__ returned non-bytes (type {name})"))
            }
        };
    }
    if crate::object::buffer::has_buffer(x) {
        return crate::object::buffer::bytes_like(thread, x)?.to_vec(thread);
    }
    if x.downcast::<crate::types::Str>().is_some() || !iter::is_iterable(x) {
        let name = x.type_of().short_name();
        return Err(err!(thread, TypeError, "cannot convert '{name}' object to bytes"));
    }
    let mut data = Vec::new();
    for item in iter::collect(thread, x)? {
        let byte = number::to_isize(thread, &item)?;
        let Ok(byte) = u8::try_from(byte) else {
            return Err(err!(thread, ValueError, "bytes must be in range(0, 256)"));
        };
        data.push(byte);
    }
    Ok(data)
}
