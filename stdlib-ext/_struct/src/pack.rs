//! Values to bytes.

use ladon_ext::number::Small;
use ladon_ext::raise::overflow_error;
use ladon_ext::{Args, Exception, Object, Owned, Raised, Result};

use crate::This;
use crate::format::{Field, Kind, Layout};
use crate::half;

/// As many values as the layout has, into as many zero bytes.
pub fn pack(module: &This, layout: &Layout, values: Args<'_>, bytes: &mut [u8]) -> Result<()> {
    let mut values = values.0.iter();
    for field in &layout.fields {
        for (index, value) in values.by_ref().take(field.count).enumerate() {
            let start = field.offset + index * field.size;
            let place = &mut bytes[start..start + field.size];
            let packer = Packer { module, field, little_endian: layout.little_endian };
            packer.pack(place, value).map_err(|raised| packer.overflow(value, raised))?;
        }
    }
    Ok(())
}

struct Packer<'a> {
    module: &'a This,
    field: &'a Field,
    little_endian: bool,
}

impl Packer<'_> {
    fn pack(&self, place: &mut [u8], value: &Object) -> Result<()> {
        match self.field.kind {
            Kind::Signed => self.store(place, self.signed(value)? as u64),
            Kind::Unsigned => self.store(place, self.unsigned(value)?),
            Kind::Pointer => self.store(place, self.int(value)?.to_address()? as u64),
            Kind::Bool => place[0] = value.is_true()?.into(),
            Kind::Char => place[0] = self.char(value)?,
            Kind::Float { native } => self.store(place, self.float(value, native)?),
            Kind::Bytes => {
                let bytes = self.bytes(value)?;
                let length = bytes.len().min(place.len());
                place[..length].copy_from_slice(&bytes[..length]);
            }
            Kind::Pascal => {
                let bytes = self.bytes(value)?;
                if let Some((first, place)) = place.split_first_mut() {
                    let length = bytes.len().min(place.len());
                    place[..length].copy_from_slice(&bytes[..length]);
                    *first = length.min(255) as u8;
                }
            }
        }
        Ok(())
    }

    /// The low bytes, in the layout's order.
    fn store(&self, place: &mut [u8], bits: u64) {
        if self.little_endian {
            place.copy_from_slice(&bits.to_le_bytes()[..place.len()]);
        } else {
            place.copy_from_slice(&bits.to_be_bytes()[8 - place.len()..]);
        }
    }

    fn error(&self, message: impl core::fmt::Display) -> Raised {
        crate::error(self.module, message)
    }

    fn int(&self, value: &Object) -> Result<Owned> {
        if value.is_int() {
            return Ok(value.new_ref());
        }
        if !value.has_index() {
            return Err(self.error("required argument is not an integer"));
        }
        value.index()
    }

    /// How far down a field's bits are from the top of 64.
    fn spare_bits(&self) -> u32 {
        64 - 8 * self.field.size as u32
    }

    fn signed(&self, value: &Object) -> Result<i64> {
        let (min, max) = (i64::MIN >> self.spare_bits(), i64::MAX >> self.spare_bits());
        match self.int(value)?.to_small()? {
            Small::Value(value) if (min..=max).contains(&value) => Ok(value),
            _ => Err(self.out_of_range(min, max)),
        }
    }

    fn unsigned(&self, value: &Object) -> Result<u64> {
        let max = u64::MAX >> self.spare_bits();
        let value = self.int(value)?;
        let value = match value.to_small()? {
            Small::Value(value) => u64::try_from(value).ok(),
            Small::TooSmall => None,
            Small::TooLarge => match value.to_u64() {
                Ok(value) => Some(value),
                Err(overflow) => {
                    overflow.clear();
                    None
                }
            },
        };
        value.filter(|value| *value <= max).ok_or_else(|| self.out_of_range(0, max))
    }

    fn out_of_range(&self, min: impl core::fmt::Display, max: impl core::fmt::Display) -> Raised {
        let code = char::from(self.field.code);
        self.error(format_args!("'{code}' format requires {min} <= number <= {max}"))
    }

    /// An int too large for its field is an error of this module.
    fn overflow(&self, value: &Object, raised: Raised) -> Raised {
        if !value.is_int() || !raised.matches(Exception::OverflowError) {
            return raised;
        }
        raised.clear();
        self.error("int too large to convert")
    }

    fn char(&self, value: &Object) -> Result<u8> {
        if value.is_bytes()
            && let [byte] = value.as_bytes()?
        {
            return Ok(*byte);
        }
        Err(self.error("char format requires a bytes object of length 1"))
    }

    fn bytes(&self, value: &Object) -> Result<Vec<u8>> {
        if value.is_bytes() {
            return Ok(value.as_bytes()?.to_vec());
        }
        if value.is_bytearray() {
            return Ok(value.bytearray_to_vec());
        }
        let code = char::from(self.field.code);
        Err(self.error(format_args!("argument for '{code}' must be a bytes object")))
    }

    fn float(&self, value: &Object, native: bool) -> Result<u64> {
        let value = match value.to_f64() {
            Ok(value) => value,
            Err(raised) => {
                raised.clear();
                return Err(self.error("required argument is not a float"));
            }
        };
        let too_large =
            || overflow_error(format_args!("float too large to pack with {} format", char::from(self.field.code)));
        match self.field.size {
            2 => half::from_f64(value).map(u64::from).ok_or_else(too_large),
            4 => {
                let single = value as f32;
                if single.is_infinite() && value.is_finite() && !native {
                    return Err(too_large());
                }
                Ok(single.to_bits().into())
            }
            _ => Ok(value.to_bits()),
        }
    }
}
