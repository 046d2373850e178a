//! The format-spec mini language: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.

use crate::err;
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::str::wtf8;
use smallvec::SmallVec;

/// A parsed format spec. Characters are code points.
#[derive(Clone, Debug)]
pub struct Spec {
    pub fill: u32,
    pub align: u8,
    /// Whether the spec names an alignment (a leading zero counts for numbers).
    pub sign: Option<u8>,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<u8>,
    pub precision: Option<usize>,
    pub fraction_grouping: Option<u8>,
    pub kind: Option<u32>,
}

struct Reader<'a> {
    points: &'a [u32],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> Option<u32> {
        self.points.get(self.at + ahead).copied()
    }

    fn accept(&mut self, wanted: u8) -> bool {
        let found = self.peek(0) == Some(wanted as u32);
        self.at += found as usize;
        found
    }

    /// A decimal number, `None` when there is none.
    fn number(&mut self, thread: &ThreadState) -> PyResult<Option<usize>> {
        let mut value: Option<usize> = None;
        while let Some(digit) = self.peek(0).and_then(crate::types::str::unicode::decimal_value) {
            let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(digit as usize));
            match next.filter(|v| *v <= isize::MAX as usize) {
                Some(next) => value = Some(next),
                None => return Err(err!(thread, ValueError, "Too many decimal digits in format string")),
            }
            self.at += 1;
        }
        Ok(value)
    }

    /// At most one of `,` and `_`.
    fn grouping(&mut self, thread: &ThreadState) -> PyResult<Option<u8>> {
        let comma = self.accept(b',');
        let underscore = self.accept(b'_');
        if underscore && !comma && self.peek(0) == Some(b'_' as u32) {
            return Err(err!(thread, ValueError, "Cannot specify '_' with '_'."));
        }
        if comma && !underscore && self.peek(0) == Some(b',' as u32) {
            return Err(err!(thread, ValueError, "Cannot specify ',' with ','."));
        }
        if underscore && (comma || self.peek(0) == Some(b',' as u32)) {
            return Err(err!(thread, ValueError, "Cannot specify both ',' and '_'."));
        }
        Ok(if comma { Some(b',') } else { underscore.then_some(b'_') })
    }
}

fn as_align(cp: Option<u32>) -> Option<u8> {
    cp.and_then(|cp| u8::try_from(cp).ok()).filter(|c| matches!(c, b'<' | b'>' | b'=' | b'^'))
}

impl Spec {
    /// Parses a spec for a value of the type named `type_name`; `default_align` is `<` for text and `>` for numbers.
    pub fn parse(thread: &ThreadState, text: &Str, type_name: &str, default_align: u8) -> PyResult<Spec> {
        let points: SmallVec<[u32; 16]> = wtf8::code_points(text.as_bytes()).collect();
        let mut reader = Reader { points: &points, at: 0 };
        let (mut fill, mut align) = (None, None);
        if let Some(found) = as_align(reader.peek(1)) {
            (fill, align) = (reader.peek(0), Some(found));
            reader.at = 2;
        } else if let Some(found) = as_align(reader.peek(0)) {
            align = Some(found);
            reader.at = 1;
        }
        let sign = match reader.peek(0) {
            Some(c @ (0x20 | 0x2B | 0x2D)) => {
                reader.at += 1;
                Some(c as u8)
            }
            _ => None,
        };
        let no_negative_zero = reader.accept(b'z');
        let alternate = reader.accept(b'#');
        if fill.is_none() && reader.accept(b'0') {
            fill = Some(b'0' as u32);
            if align.is_none() && default_align == b'>' {
                align = Some(b'=');
            }
        }
        let width = reader.number(thread)?.unwrap_or(0);
        let grouping = reader.grouping(thread)?;
        let (mut precision, mut fraction_grouping) = (None, None);
        if reader.accept(b'.') {
            precision = reader.number(thread)?;
            fraction_grouping = reader.grouping(thread)?;
            if precision.is_none() && fraction_grouping.is_none() {
                return Err(err!(thread, ValueError, "Format specifier missing precision"));
            }
        }
        if points.len() - reader.at > 1 {
            let spec = text.lossy();
            return Err(err!(thread, ValueError, "Invalid format specifier '{spec}' for object of type '{type_name}'"));
        }
        let spec = Spec {
            fill: fill.unwrap_or(b' ' as u32),
            align: align.unwrap_or(default_align),
            sign,
            no_negative_zero,
            alternate,
            width,
            grouping,
            precision,
            fraction_grouping,
            kind: reader.peek(0),
        };
        spec.check_grouping(thread)?;
        Ok(spec)
    }

    fn check_grouping(&self, thread: &ThreadState) -> PyResult<()> {
        let (Some(separator), kind) = (self.grouping.or(self.fraction_grouping), self.kind) else { return Ok(()) };
        let kind = kind.unwrap_or(0);
        let allowed = match u8::try_from(kind).unwrap_or(b'?') {
            0 | b'd' | b'e' | b'f' | b'g' | b'E' | b'F' | b'G' | b'%' => true,
            b'b' | b'o' | b'x' | b'X' => separator == b'_',
            _ => false,
        };
        if allowed {
            return Ok(());
        }
        let shown = show_kind(kind);
        Err(err!(thread, ValueError, "Cannot specify '{}' with '{shown}'.", separator as char))
    }

    /// "Unknown format code 'x' for object of type 'y'".
    pub fn unknown(&self, thread: &ThreadState, type_name: &str) -> Raised {
        let shown = show_kind(self.kind.unwrap_or(0));
        err!(thread, ValueError, "Unknown format code '{shown}' for object of type '{type_name}'")
    }
}

fn show_kind(kind: u32) -> String {
    match char::from_u32(kind) {
        Some(c) if kind > 32 && kind < 128 => c.to_string(),
        _ => format!("\\x{kind:x}"),
    }
}

/// Bytes of text with its length in code points, and room for more under the memory limit.
#[derive(Default)]
pub struct Text {
    pub bytes: SmallVec<[u8; 64]>,
}

impl Text {
    /// Makes room for `more` bytes, or raises MemoryError.
    pub fn reserve(&mut self, thread: &ThreadState, more: usize) -> PyResult<()> {
        if more > 4096 && !thread.interp().heap().has_room(more) {
            return Err(ladon_heap::primitive::NoMemory.into());
        }
        self.bytes.try_reserve(more).map_err(|_| ladon_heap::primitive::NoMemory.into())
    }

    pub fn push_fill(&mut self, thread: &ThreadState, cp: u32, count: usize) -> PyResult<()> {
        let width = wtf8::width(cp);
        self.reserve(thread, count.saturating_mul(width))?;
        if width == 1 {
            self.bytes.resize(self.bytes.len() + count, cp as u8);
        } else {
            let mut encoded = [0; 4];
            let width = wtf8::encode(cp, &mut encoded);
            (0..count).for_each(|_| self.bytes.extend_from_slice(&encoded[..width]));
        }
        Ok(())
    }
}
