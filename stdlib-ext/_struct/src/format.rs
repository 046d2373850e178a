//! Formats: the text, read into a list of fields with their places.

use core::ffi::{c_char, c_int, c_long, c_longlong, c_short};

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Signed,
    Unsigned,
    Pointer,
    Bool,
    Char,
    /// `native` floats overflow to infinity, others are an error.
    Float {
        native: bool,
    },
    /// Bytes as many as the field is long.
    Bytes,
    /// A length byte, then bytes.
    Pascal,
}

/// `count` values of one kind, side by side.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub code: u8,
    pub kind: Kind,
    pub offset: usize,
    /// Of one value.
    pub size: usize,
    pub count: usize,
}

/// A format, read.
#[derive(Debug)]
pub struct Layout {
    pub format: Box<[u8]>,
    pub fields: Box<[Field]>,
    pub size: usize,
    /// How many values.
    pub values: usize,
    pub little_endian: bool,
}

/// Sizes are signed in C.
const MAX: usize = isize::MAX as usize;
const TOO_LONG: &str = "total struct size too long";

impl Layout {
    /// The message of the error, if the text is no format.
    pub fn parse(format: &[u8]) -> Result<Layout, &'static str> {
        if format.contains(&0) {
            return Err("embedded null character");
        }
        let (native, little_endian, mut text) = byte_order(format);
        let mut layout = Layout { format: format.into(), fields: Box::new([]), size: 0, values: 0, little_endian };
        let mut fields = Vec::new();
        loop {
            text = text.trim_ascii_start();
            // C's isspace has the vertical tab too.
            if let [11, rest @ ..] = text {
                text = rest;
                continue;
            }
            let (count, rest) = leading_count(text)?;
            let Some((&code, rest)) = rest.split_first() else {
                return match count {
                    None => Ok(Layout { fields: fields.into(), ..layout }),
                    Some(_) => Err("repeat count given without format specifier"),
                };
            };
            fields.extend(layout.add(code, count.unwrap_or(1), native)?);
            text = rest;
        }
    }

    /// Makes room for an item; pad bytes are no field.
    fn add(&mut self, code: u8, count: usize, native: bool) -> Result<Option<Field>, &'static str> {
        let Item { kind, size, align } = item(code, native).ok_or("bad char in struct format")?;
        let offset = self.size.checked_next_multiple_of(align).ok_or(TOO_LONG)?;
        let length = size.checked_mul(count).ok_or(TOO_LONG)?;
        self.size = offset.checked_add(length).filter(|size| *size <= MAX).ok_or(TOO_LONG)?;
        let field = match kind {
            None => return Ok(None),
            // Here the count is the length of the one value.
            Some(kind @ (Kind::Bytes | Kind::Pascal)) => Field { code, kind, offset, size: count, count: 1 },
            Some(kind) => Field { code, kind, offset, size, count },
        };
        self.values = self.values.checked_add(field.count).filter(|values| *values <= MAX).ok_or(TOO_LONG)?;
        Ok((field.count > 0).then_some(field))
    }
}

/// Whether sizes and alignment are native, the byte order, and what follows the sign for it.
fn byte_order(format: &[u8]) -> (bool, bool, &[u8]) {
    const LITTLE: bool = cfg!(target_endian = "little");
    match format {
        [b'@', rest @ ..] => (true, LITTLE, rest),
        [b'=', rest @ ..] => (false, LITTLE, rest),
        [b'<', rest @ ..] => (false, true, rest),
        [b'>' | b'!', rest @ ..] => (false, false, rest),
        rest => (true, LITTLE, rest),
    }
}

fn leading_count(text: &[u8]) -> Result<(Option<usize>, &[u8]), &'static str> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut count = None;
    for digit in &text[..digits] {
        let value = count.unwrap_or(0usize).checked_mul(10).and_then(|count| count.checked_add((digit - b'0').into()));
        count = Some(value.filter(|count| *count <= MAX).ok_or(TOO_LONG)?);
    }
    Ok((count, &text[digits..]))
}

/// What a letter stands for; a pad byte has no kind.
struct Item {
    kind: Option<Kind>,
    size: usize,
    align: usize,
}

fn item(code: u8, native: bool) -> Option<Item> {
    let of = |kind, size, align: usize| Some(Item { kind: Some(kind), size, align: if native { align } else { 1 } });
    /// Native size and alignment of a C type, or the standard size.
    macro_rules! of_type {
        ($kind:expr, $type:ty, $standard:expr) => {
            of($kind, if native { size_of::<$type>() } else { $standard }, align_of::<$type>())
        };
    }
    match code {
        b'x' => Some(Item { kind: None, size: 1, align: 1 }),
        b'b' => of_type!(Kind::Signed, c_char, 1),
        b'B' => of_type!(Kind::Unsigned, c_char, 1),
        b'c' => of_type!(Kind::Char, c_char, 1),
        b's' => of_type!(Kind::Bytes, c_char, 1),
        b'p' => of_type!(Kind::Pascal, c_char, 1),
        b'h' => of_type!(Kind::Signed, c_short, 2),
        b'H' => of_type!(Kind::Unsigned, c_short, 2),
        b'i' => of_type!(Kind::Signed, c_int, 4),
        b'I' => of_type!(Kind::Unsigned, c_int, 4),
        b'l' => of_type!(Kind::Signed, c_long, 4),
        b'L' => of_type!(Kind::Unsigned, c_long, 4),
        b'q' => of_type!(Kind::Signed, c_longlong, 8),
        b'Q' => of_type!(Kind::Unsigned, c_longlong, 8),
        b'n' if native => of_type!(Kind::Signed, isize, 8),
        b'N' if native => of_type!(Kind::Unsigned, usize, 8),
        b'P' if native => of_type!(Kind::Pointer, *const u8, 8),
        b'?' => of_type!(Kind::Bool, bool, 1),
        b'e' => of_type!(Kind::Float { native }, u16, 2),
        b'f' => of_type!(Kind::Float { native }, f32, 4),
        b'd' => of_type!(Kind::Float { native }, f64, 8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn places() {
        let layout = Layout::parse(b"<b3xh 2s0q").unwrap();
        assert_eq!((layout.size, layout.values, layout.fields.len()), (8, 3, 3));
        assert_eq!(layout.fields.iter().map(|field| field.offset).collect::<Vec<_>>(), [0, 4, 6]);
        assert_eq!(Layout::parse(b"b0q").unwrap().size, 8);
        assert!(Layout::parse(b"3").is_err());
    }
}
