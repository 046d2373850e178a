//! Bytes to values.

use ladon_ext::{Owned, Result};

use crate::format::{Field, Kind, Layout};
use crate::half;

/// A tuple of the values in as many bytes as the layout has.
pub fn unpack(layout: &Layout, bytes: &[u8]) -> Result<Owned> {
    let mut values = Vec::with_capacity(layout.values);
    for field in &layout.fields {
        for index in 0..field.count {
            let start = field.offset + index * field.size;
            values.push(value(field, layout.little_endian, &bytes[start..start + field.size])?);
        }
    }
    Owned::tuple(values.into_iter().map(Ok))
}

fn value(field: &Field, little_endian: bool, bytes: &[u8]) -> Result<Owned> {
    match field.kind {
        Kind::Signed => {
            let spare = 64 - 8 * bytes.len() as u32;
            Owned::int((load(bytes, little_endian) << spare) as i64 >> spare)
        }
        Kind::Unsigned | Kind::Pointer => Owned::uint(load(bytes, little_endian)),
        Kind::Bool => Owned::bool(bytes.iter().any(|byte| *byte != 0)),
        Kind::Char | Kind::Bytes => Owned::bytes(bytes),
        Kind::Pascal => Owned::bytes(match bytes.split_first() {
            None => &[],
            Some((length, bytes)) => &bytes[..bytes.len().min((*length).into())],
        }),
        Kind::Float { .. } => {
            let bits = load(bytes, little_endian);
            Owned::float(match bytes.len() {
                2 => half::to_f64(bits as u16),
                4 => f32::from_bits(bits as u32).into(),
                _ => f64::from_bits(bits),
            })
        }
    }
}

/// Up to 8 bytes as a number.
fn load(bytes: &[u8], little_endian: bool) -> u64 {
    let mut wide = [0; 8];
    if little_endian {
        wide[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(wide)
    } else {
        wide[8 - bytes.len()..].copy_from_slice(bytes);
        u64::from_be_bytes(wide)
    }
}
