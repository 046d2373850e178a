//! printf-style formatting: `template % arguments` for `str` and `bytes`.

use super::float::{self, Style};
use super::number::int_digits;
use super::spec::Text;
use crate::err;
use crate::object::{attr, buffer, call, number, repr, subscript};
use crate::raise::{PyResult, Raised};
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::int::text::{DECIMAL_DIGITS, decimal, power_digits, signed_decimal};
use crate::types::str::{repr as str_repr, wtf8};
use crate::types::{Str, Tuple, flags, int};
use crate::value::Value;
use smallvec::SmallVec;

/// Whether a template is text or bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Text,
    Bytes,
}

/// What stands between `%` and the type.
#[derive(Default)]
struct Directive {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

struct Arguments<'a> {
    all: &'a Value,
    items: &'a [Value],
    next: usize,
    /// The argument of a `%(key)`, used up by the directive that follows.
    keyed: Option<Value>,
    mapping: bool,
}

struct Template<'a> {
    bytes: &'a [u8],
    at: usize,
    mode: Mode,
}

/// `template % args` of `str`.
pub fn format_str(thread: &ThreadState, template: &Str, args: &Value) -> PyResult<Value> {
    let out = format(thread, template.as_bytes(), args, Mode::Text)?;
    Ok(Str::try_from_wtf8(&out)?.into_value())
}

/// The bytes of `template % args`.
pub fn format(thread: &ThreadState, template: &[u8], args: &Value, mode: Mode) -> PyResult<SmallVec<[u8; 64]>> {
    let tuple = args.downcast::<Tuple>();
    let text_like = match mode {
        Mode::Text => args.downcast::<Str>().is_some(),
        Mode::Bytes => {
            args.type_of().has_flag(flags::BYTES_SUBCLASS)
                || args.downcast::<crate::types::bytes::ByteArray>().is_some()
        }
    };
    let mut arguments = Arguments {
        all: args,
        items: tuple.map_or(std::slice::from_ref(args), Tuple::as_slice),
        next: 0,
        keyed: None,
        mapping: tuple.is_none() && !text_like && args.type_of().slots.getitem.get().is_some(),
    };
    let mut out = Text::default();
    out.reserve(thread, template.len() + 8 * arguments.items.len())?;
    let mut template = Template { bytes: template, at: 0, mode };
    while template.literal(&mut out) {
        template.directive(thread, &mut out, &mut arguments)?;
    }
    if arguments.next < arguments.items.len() && !arguments.mapping {
        let what = if mode == Mode::Text { "string" } else { "bytes" };
        return Err(err!(thread, TypeError, "not all arguments converted during {what} formatting"));
    }
    Ok(out.bytes)
}

impl Arguments<'_> {
    fn take(&mut self, thread: &ThreadState) -> PyResult<Value> {
        if let Some(value) = self.keyed.take() {
            return Ok(value);
        }
        let value = self.items.get(self.next).cloned();
        self.next += 1;
        value.ok_or_else(|| err!(thread, TypeError, "not enough arguments for format string"))
    }
}

impl Template<'_> {
    /// Copies up to the next directive, and reads its `%`; false at the end.
    fn literal(&mut self, out: &mut Text) -> bool {
        let rest = &self.bytes[self.at..];
        let end = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        out.bytes.extend_from_slice(&rest[..end]);
        self.at += (end + 1).min(rest.len());
        end < rest.len()
    }

    fn peek(&self, thread: &ThreadState) -> PyResult<u8> {
        self.bytes.get(self.at).copied().ok_or_else(|| err!(thread, ValueError, "incomplete format"))
    }

    fn directive(&mut self, thread: &ThreadState, out: &mut Text, args: &mut Arguments<'_>) -> PyResult<()> {
        match self.bytes.get(self.at) {
            Some(b'%') => {
                self.at += 1;
                out.bytes.push(b'%');
                return Ok(());
            }
            Some(b'(') => self.key(thread, args)?,
            _ => {}
        }
        let mut directive = Directive::default();
        loop {
            match self.peek(thread)? {
                b'-' => directive.left = true,
                b'+' => directive.plus = true,
                b' ' => directive.space = true,
                b'#' => directive.alternate = true,
                b'0' => directive.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        let width = self.count(thread, args, "width too big")?.unwrap_or(0);
        directive.left |= width < 0;
        directive.width = width.unsigned_abs();
        if self.peek(thread)? == b'.' {
            self.at += 1;
            let precision = self.count(thread, args, "precision too big")?.unwrap_or(0);
            directive.precision = Some(precision.max(0) as usize);
        }
        if matches!(self.peek(thread)?, b'h' | b'l' | b'L') {
            self.at += 1;
        }
        self.peek(thread)?;
        let start = self.at;
        let (kind, width) = match self.mode {
            Mode::Text => wtf8::decode(self.bytes, start),
            Mode::Bytes => (self.bytes[start] as u32, 1),
        };
        self.at += width;
        let value = args.take(thread)?;
        if kind == b'%' as u32 {
            out.bytes.push(b'%');
            return Ok(());
        }
        let kind = u8::try_from(kind).map_err(|_| self.unsupported(thread, kind, start))?;
        self.convert(thread, out, &directive, kind, &value, start)
    }

    /// `(key)`: looks the argument up in the mapping.
    fn key(&mut self, thread: &ThreadState, args: &mut Arguments<'_>) -> PyResult<()> {
        if !args.mapping {
            return Err(err!(thread, TypeError, "format requires a mapping"));
        }
        let start = self.at + 1;
        let mut depth = 1;
        let mut end = start;
        while depth > 0 {
            match self.bytes.get(end) {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
                None => return Err(err!(thread, ValueError, "incomplete format key")),
            }
            end += 1;
        }
        self.at = end;
        let name = &self.bytes[start..end - 1];
        let key = match self.mode {
            Mode::Text => Str::try_from_wtf8(name)?.into_value(),
            Mode::Bytes => crate::types::bytes::Bytes::from_slice(name)?.into_value(),
        };
        args.keyed = Some(subscript::get(thread, args.all, &key)?);
        Ok(())
    }

    /// A number or `*`.
    fn count(&mut self, thread: &ThreadState, args: &mut Arguments<'_>, too_big: &str) -> PyResult<Option<isize>> {
        if self.peek(thread)? == b'*' {
            self.at += 1;
            let keyed = args.keyed.take();
            let value = args.take(thread)?;
            args.keyed = keyed;
            if !int::core::is_int(&value) {
                return Err(err!(thread, TypeError, "* wants int"));
            }
            return number::to_isize(thread, &value).map(Some);
        }
        let mut value: Option<isize> = None;
        while let Some(digit) = self.bytes.get(self.at).filter(|b| b.is_ascii_digit()) {
            let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add((digit - b'0') as isize));
            match next {
                Some(next) => value = Some(next),
                None => return Err(thread.error(&crate::exceptions::ValueError, too_big)),
            }
            self.at += 1;
        }
        Ok(value)
    }

    #[cold]
    fn unsupported(&self, thread: &ThreadState, kind: u32, at: usize) -> Raised {
        let shown = match char::from_u32(kind) {
            Some(c) if kind > 31 && kind < 127 => c,
            _ => '?',
        };
        let at = match self.mode {
            Mode::Text => crate::types::str::core::count_chars(&self.bytes[..at]),
            Mode::Bytes => at,
        };
        err!(thread, ValueError, "unsupported format character '{shown}' (0x{kind:x}) at index {at}")
    }

    fn convert(
        &self,
        thread: &ThreadState,
        out: &mut Text,
        directive: &Directive,
        kind: u8,
        value: &Value,
        at: usize,
    ) -> PyResult<()> {
        let plain = directive.width == 0 && directive.precision.is_none();
        match kind {
            b's' if self.mode == Mode::Text => {
                if plain {
                    return push_str(thread, out, value);
                }
                let text = repr::str(thread, value)?;
                directive.pad_text(thread, out, text.as_bytes(), self.mode)
            }
            b'r' | b'a' => {
                let text = repr::repr(thread, value)?;
                if kind == b'r' && self.mode == Mode::Text {
                    return directive.pad_text(thread, out, text.as_bytes(), self.mode);
                }
                let escaped = str_repr::escape_non_ascii(&text)?;
                let bytes = escaped.downcast::<Str>().map_or(&[][..], Str::as_bytes);
                directive.pad_text(thread, out, bytes, self.mode)
            }
            b's' | b'b' if self.mode == Mode::Bytes => {
                let bytes = bytes_of(thread, value)?;
                directive.pad_text(thread, out, &bytes, self.mode)
            }
            b'c' => self.character(thread, out, directive, value),
            b'd' | b'i' | b'u' | b'x' | b'X' | b'o' => {
                if plain
                    && matches!(kind, b'd' | b'i' | b'u')
                    && !directive.plus
                    && !directive.space
                    && let Some(small) = value.as_small_int()
                {
                    push_decimal(out, small);
                    return Ok(());
                }
                integer(thread, out, directive, kind, value)
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => float(thread, out, directive, kind, value, self.mode),
            _ => Err(self.unsupported(thread, kind as u32, at)),
        }
    }

    fn character(&self, thread: &ThreadState, out: &mut Text, directive: &Directive, value: &Value) -> PyResult<()> {
        let mut bytes = [0; 4];
        let width = match self.mode {
            Mode::Text => wtf8::encode(text_character(thread, value)?, &mut bytes),
            Mode::Bytes => {
                bytes[0] = byte_character(thread, value)?;
                1
            }
        };
        let directive = Directive { precision: None, ..*directive };
        directive.pad_text(thread, out, &bytes[..width], self.mode)
    }
}

fn push_decimal(out: &mut Text, number: i64) {
    out.bytes.extend_from_slice(signed_decimal(number, &mut [0; DECIMAL_DIGITS]).as_bytes());
}

fn push_str(thread: &ThreadState, out: &mut Text, value: &Value) -> PyResult<()> {
    if let Some(small) = value.as_small_int() {
        push_decimal(out, small);
        return Ok(());
    }
    let text = repr::str(thread, value)?;
    out.reserve(thread, text.byte_len())?;
    out.bytes.extend_from_slice(text.as_bytes());
    Ok(())
}

fn text_character(thread: &ThreadState, value: &Value) -> PyResult<u32> {
    if let Some(text) = value.downcast::<Str>() {
        if text.char_len() == 1 {
            return Ok(wtf8::decode(text.as_bytes(), 0).0);
        }
        let length = text.char_len();
        return Err(err!(
            thread,
            TypeError,
            "%c requires an int or a unicode character, not a string of length {length}"
        ));
    }
    if !number::has_index(value) {
        let name = value.type_of().short_name();
        return Err(err!(thread, TypeError, "%c requires an int or a unicode character, not {name}"));
    }
    let index = number::index(thread, value)?;
    int::as_i64(&index)
        .and_then(|i| u32::try_from(i).ok())
        .filter(|cp| *cp < 0x11_0000)
        .ok_or_else(|| err!(thread, OverflowError, "%c arg not in range(0x110000)"))
}

fn byte_character(thread: &ThreadState, value: &Value) -> PyResult<u8> {
    if number::has_index(value) {
        let index = number::index(thread, value)?;
        return int::as_i64(&index)
            .and_then(|i| u8::try_from(i).ok())
            .ok_or_else(|| err!(thread, OverflowError, "%c arg not in range(256)"));
    }
    let data = crate::types::bytes::data_of(value);
    match data {
        Some([byte]) => Ok(*byte),
        Some(data) => {
            let (name, length) = (value.type_of().short_name(), data.len());
            Err(err!(
                thread,
                TypeError,
                "%c requires an integer in range(256) or a single byte, not a {name} object of length {length}"
            ))
        }
        None => {
            let name = value.type_of().short_name();
            Err(err!(thread, TypeError, "%c requires an integer in range(256) or a single byte, not {name}"))
        }
    }
}

/// What `%b` shows: a buffer's bytes, or what `__bytes__` gives.
fn bytes_of(thread: &ThreadState, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(data) = crate::types::bytes::data_of(value) {
        return Ok(data.to_vec());
    }
    if let Some(method) = attr::lookup_special(thread, value, crate::names::get().__bytes__)? {
        let result = call::call(thread, &method, Args::EMPTY)?;
        return match result.downcast::<crate::types::bytes::Bytes>() {
            Some(bytes) => Ok(bytes.as_slice().to_vec()),
            None => {
                let name = result.type_of().short_name();
                Err(err!(thread, TypeError, "__bytes__ returned non-bytes (type {name})"))
            }
        };
    }
    if buffer::has_buffer(value) {
        return buffer::get(thread, value, buffer::FULL_RO)?.to_vec(thread);
    }
    let name = value.type_of().short_name();
    Err(err!(
        thread,
        TypeError,
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'"
    ))
}

impl Directive {
    /// Text cut to the precision and padded to the width.
    fn pad_text(&self, thread: &ThreadState, out: &mut Text, bytes: &[u8], mode: Mode) -> PyResult<()> {
        let count = |bytes: &[u8]| match mode {
            Mode::Text => crate::types::str::core::count_chars(bytes),
            Mode::Bytes => bytes.len(),
        };
        let mut shown = bytes;
        let mut length = if self.width == 0 && self.precision.is_none() { 0 } else { count(bytes) };
        if let Some(precision) = self.precision.filter(|p| *p < length) {
            let end = match mode {
                Mode::Text => char_offset(bytes, precision),
                Mode::Bytes => precision,
            };
            (shown, length) = (&bytes[..end], precision);
        }
        // Only numbers are filled up with zeros.
        Directive { zero: false, ..*self }.pad(thread, out, b"", shown, length)
    }

    /// `prefix` and `digits` padded to the width: zeros go between the two.
    fn pad(&self, thread: &ThreadState, out: &mut Text, prefix: &[u8], digits: &[u8], length: usize) -> PyResult<()> {
        let missing = self.width.saturating_sub(prefix.len() + length);
        out.reserve(thread, (prefix.len() + digits.len()).saturating_add(missing))?;
        if !self.left && !self.zero {
            out.push_fill(thread, b' ' as u32, missing)?;
        }
        out.bytes.extend_from_slice(prefix);
        if !self.left && self.zero {
            out.push_fill(thread, b'0' as u32, missing)?;
        }
        out.bytes.extend_from_slice(digits);
        if self.left {
            out.push_fill(thread, b' ' as u32, missing)?;
        }
        Ok(())
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }
}

/// Byte offset of the character with this index.
fn char_offset(bytes: &[u8], index: usize) -> usize {
    let mut starts = bytes.iter().enumerate().filter(|(_, b)| (**b as i8) >= -0x40);
    starts.nth(index).map_or(bytes.len(), |(at, _)| at)
}

fn integer(thread: &ThreadState, out: &mut Text, directive: &Directive, kind: u8, value: &Value) -> PyResult<()> {
    if let Some(small) = value.as_small_int()
        && directive.precision.is_none()
        && !directive.alternate
    {
        let (mut tens, mut bits) = ([0; DECIMAL_DIGITS], [0; 64]);
        let digits = match kind {
            b'x' | b'X' => power_digits(small.unsigned_abs(), 4, kind == b'X', &mut bits),
            b'o' => power_digits(small.unsigned_abs(), 3, false, &mut bits),
            _ => decimal(small.unsigned_abs(), &mut tens),
        };
        return directive.pad(thread, out, directive.sign(small < 0).as_bytes(), digits.as_bytes(), digits.len());
    }
    let value = integer_operand(thread, kind, value)?;
    let negative = int::core::with_limbs(&value, |negative, _| negative) == Some(true);
    let mut digits = int_digits(thread, &value, kind)?;
    if let Some(precision) = directive.precision {
        let mut padded = Text::default();
        padded.push_fill(thread, b'0' as u32, precision.saturating_sub(digits.len()))?;
        padded.bytes.extend_from_slice(digits.as_bytes());
        digits = String::from_utf8(padded.bytes.into_vec()).unwrap_or_default();
    }
    let marker = match kind {
        b'x' if directive.alternate => "0x",
        b'X' if directive.alternate => "0X",
        b'o' if directive.alternate => "0o",
        _ => "",
    };
    let prefix = format!("{}{marker}", directive.sign(negative));
    directive.pad(thread, out, prefix.as_bytes(), digits.as_bytes(), digits.len())
}

/// The int that an integer directive shows.
fn integer_operand(thread: &ThreadState, kind: u8, value: &Value) -> PyResult<Value> {
    if int::core::is_int(value) {
        return Ok(value.clone());
    }
    let slots = &value.type_of().slots;
    if matches!(kind, b'x' | b'X' | b'o') {
        if number::has_index(value) {
            return number::index(thread, value);
        }
        let (kind, name) = (kind as char, value.type_of().short_name());
        return Err(err!(thread, TypeError, "%{kind} format: an integer is required, not {name}"));
    }
    if let Some(to_int) = slots.int.get() {
        return to_int(thread, value);
    }
    if number::has_index(value) {
        return number::index(thread, value);
    }
    let (kind, name) = (kind as char, value.type_of().short_name());
    Err(err!(thread, TypeError, "%{kind} format: a real number is required, not {name}"))
}

fn float(
    thread: &ThreadState,
    out: &mut Text,
    directive: &Directive,
    kind: u8,
    value: &Value,
    mode: Mode,
) -> PyResult<()> {
    let x = match number::to_f64(thread, value) {
        Err(raised) if mode == Mode::Bytes => {
            drop(thread.take_raised(raised));
            let name = value.type_of().short_name();
            return Err(err!(thread, TypeError, "float argument required, not {name}"));
        }
        x => x?,
    };
    let precision = directive.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(err!(thread, ValueError, "precision too big"));
    }
    if precision > 4096 && !thread.interp().heap().has_room(precision) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    let style = match kind.to_ascii_lowercase() {
        b'e' => Style::Exp,
        b'f' => Style::Fixed,
        _ => Style::General,
    };
    let sign = directive.sign(x.is_sign_negative() && !x.is_nan());
    let mut buffer = [0; float::FIXED_DIGITS];
    if style == Style::Fixed
        && !directive.alternate
        && let Some(digits) = float::quick_fixed(x.abs(), precision, &mut buffer)
    {
        return directive.pad(thread, out, sign.as_bytes(), digits.as_bytes(), digits.len());
    }
    let digits = float::unsigned(x, style, precision, directive.alternate, kind.is_ascii_uppercase());
    directive.pad(thread, out, sign.as_bytes(), digits.as_bytes(), digits.len())
}
