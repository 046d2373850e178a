//! `str.format` and `str.format_map`: replacement fields `{name!conversion:spec}`.
//!
//! [`Markup`] splits a template into literals and fields; `_string` offers it to Python as `formatter_parser`.

use super::spec::Text;
use crate::err;
use crate::object::{attr, repr, subscript};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::types::define::Args;
use crate::types::str::{intern, repr as str_repr, unicode, wtf8};
use crate::value::{Ref, Value};
use std::io::Write;

/// How deep fields nest: a spec may hold fields, but not with fields in their specs.
const MAX_DEPTH: u32 = 2;

/// A replacement field; all parts are bytes of the template.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub name: &'a [u8],
    pub conversion: Option<u32>,
    pub spec: &'a [u8],
    /// The spec holds fields itself.
    pub nested: bool,
}

/// A template as a sequence of (literal, field that follows it).
pub struct Markup<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn value_error<T>(thread: &ThreadState, message: &str) -> PyResult<T> {
    Err(thread.error(&crate::exceptions::ValueError, message))
}

impl<'a> Markup<'a> {
    pub fn new(bytes: &'a [u8]) -> Markup<'a> {
        Markup { bytes, at: 0 }
    }

    /// The next literal and field; `None` at the end.
    pub fn next(&mut self, thread: &ThreadState) -> PyResult<Option<(&'a [u8], Option<Field<'a>>)>> {
        let (bytes, start) = (self.bytes, self.at);
        if start >= bytes.len() {
            return Ok(None);
        }
        let Some(found) = memchr::memchr2(b'{', b'}', &bytes[start..]) else {
            self.at = bytes.len();
            return Ok(Some((&bytes[start..], None)));
        };
        let brace = start + found;
        match (bytes[brace], bytes.get(brace + 1)) {
            (c, Some(next)) if *next == c => {
                self.at = brace + 2;
                Ok(Some((&bytes[start..=brace], None)))
            }
            (b'}', _) => value_error(thread, "Single '}' encountered in format string"),
            (_, None) => value_error(thread, "Single '{' encountered in format string"),
            _ => {
                self.at = brace + 1;
                let field = self.field(thread)?;
                Ok(Some((&bytes[start..brace], Some(field))))
            }
        }
    }

    /// The field whose brace has just been read.
    fn field(&mut self, thread: &ThreadState) -> PyResult<Field<'a>> {
        let start = self.at;
        let (name, end) = self.field_name(thread, start)?;
        let mut field = Field { name, conversion: None, spec: &[], nested: false };
        self.at = end + 1;
        match self.bytes.get(end) {
            Some(b'}') => return Ok(field),
            Some(b'!') => {
                if self.at >= self.bytes.len() {
                    return value_error(thread, "end of string while looking for conversion specifier");
                }
                let (conversion, width) = wtf8::decode(self.bytes, self.at);
                field.conversion = Some(conversion);
                self.at += width;
                match self.bytes.get(self.at) {
                    Some(b'}') => {
                        self.at += 1;
                        return Ok(field);
                    }
                    Some(b':') => self.at += 1,
                    Some(_) => return value_error(thread, "expected ':' after conversion specifier"),
                    None => return value_error(thread, "unmatched '{' in format spec"),
                }
            }
            Some(_) => {}
            None => return value_error(thread, "expected '}' before end of string"),
        }
        self.spec(thread, &mut field)?;
        Ok(field)
    }

    /// The name of a field and where it ends: at `}`, `:` or `!` outside of brackets.
    fn field_name(&self, thread: &ThreadState, start: usize) -> PyResult<(&'a [u8], usize)> {
        let mut in_brackets = false;
        for (offset, byte) in self.bytes[start..].iter().enumerate() {
            match byte {
                b'{' => return value_error(thread, "unexpected '{' in field name"),
                b'[' => in_brackets = true,
                b']' => in_brackets = false,
                b'}' | b':' | b'!' if !in_brackets => {
                    return Ok((&self.bytes[start..start + offset], start + offset));
                }
                _ => {}
            }
        }
        Ok((&self.bytes[start..], self.bytes.len()))
    }

    fn spec(&mut self, thread: &ThreadState, field: &mut Field<'a>) -> PyResult<()> {
        let start = self.at;
        let mut depth = 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        field.spec = &self.bytes[start..self.at - 1];
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
        value_error(thread, "unmatched '{' in format spec")
    }
}

/// What follows the first part of a field name.
#[derive(Debug)]
pub enum Accessor<'a> {
    Attribute(&'a [u8]),
    Item(&'a [u8]),
}

/// Splits a field name into its first part and what follows.
pub fn split_name(name: &[u8]) -> (&[u8], &[u8]) {
    let end = memchr::memchr2(b'.', b'[', name).unwrap_or(name.len());
    name.split_at(end)
}

/// Takes the first accessor off the rest of a field name.
pub fn next_accessor<'a>(thread: &ThreadState, rest: &mut &'a [u8]) -> PyResult<Option<Accessor<'a>>> {
    let accessor = match rest.split_first() {
        None => return Ok(None),
        Some((b'.', after)) => {
            let end = memchr::memchr2(b'.', b'[', after).unwrap_or(after.len());
            *rest = &after[end..];
            Accessor::Attribute(&after[..end])
        }
        Some((b'[', after)) => {
            let Some(end) = memchr::memchr(b']', after) else {
                return value_error(thread, "Missing ']' in format string");
            };
            *rest = &after[end + 1..];
            Accessor::Item(&after[..end])
        }
        Some(_) => return value_error(thread, "Only '.' or '[' may follow ']' in format field specifier"),
    };
    let (Accessor::Attribute(text) | Accessor::Item(text)) = &accessor;
    if text.is_empty() {
        return value_error(thread, "Empty attribute in format string");
    }
    Ok(Some(accessor))
}

/// The number that a part of a field name is, if it is one.
pub fn as_index(thread: &ThreadState, text: &[u8]) -> PyResult<Option<usize>> {
    let mut value: usize = 0;
    for cp in wtf8::code_points(text) {
        let Some(digit) = unicode::decimal_value(cp) else { return Ok(None) };
        match value.checked_mul(10).and_then(|v| v.checked_add(digit as usize)).filter(|v| *v <= isize::MAX as usize) {
            Some(next) => value = next,
            None => return value_error(thread, "Too many decimal digits in format string"),
        }
    }
    Ok((!text.is_empty()).then_some(value))
}

/// Where fields take their values from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    Arguments(Args<'a>),
    Mapping(&'a Value),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Manual,
    Automatic(usize),
}

struct Formatter<'a> {
    source: Source<'a>,
    numbering: Numbering,
}

/// `template.format(...)`.
pub fn format(thread: &ThreadState, template: &Str, source: Source<'_>) -> PyResult<Ref<Str>> {
    let mut out = Text::default();
    out.reserve(thread, template.byte_len())?;
    let mut formatter = Formatter { source, numbering: Numbering::Unknown };
    formatter.expand(thread, &mut out, template.as_bytes(), MAX_DEPTH)?;
    Ok(Str::try_from_wtf8(&out.bytes)?)
}

impl Formatter<'_> {
    fn expand(&mut self, thread: &ThreadState, out: &mut Text, template: &[u8], depth: u32) -> PyResult<()> {
        if depth == 0 {
            return value_error(thread, "Max string recursion exceeded");
        }
        let mut markup = Markup::new(template);
        while let Some((literal, field)) = markup.next(thread)? {
            out.bytes.extend_from_slice(literal);
            if let Some(field) = field {
                self.render(thread, out, &field, depth)?;
            }
        }
        Ok(())
    }

    fn render(&mut self, thread: &ThreadState, out: &mut Text, field: &Field<'_>, depth: u32) -> PyResult<()> {
        let mut value = self.value(thread, field.name)?;
        if let Some(conversion) = field.conversion {
            value = convert(thread, &value, conversion)?;
        }
        if field.nested {
            let mut spec = Text::default();
            self.expand(thread, &mut spec, field.spec, depth - 1)?;
            return push_formatted(thread, out, &value, &spec.bytes);
        }
        push_formatted(thread, out, &value, field.spec)
    }

    fn value(&mut self, thread: &ThreadState, name: &[u8]) -> PyResult<Value> {
        let (first, mut rest) = split_name(name);
        let index = as_index(thread, first)?;
        let index = self.number(thread, first, index)?;
        let mut value = match index {
            Some(index) => self.positional(thread, index)?,
            None => self.named(thread, first)?,
        };
        while let Some(accessor) = next_accessor(thread, &mut rest)? {
            value = match accessor {
                Accessor::Attribute(name) => {
                    let name = intern::intern_bytes(thread, name)?;
                    attr::get(thread, &value, &name)?
                }
                Accessor::Item(key) => {
                    let key = match as_index(thread, key)? {
                        Some(index) => crate::types::int::from_usize(index),
                        None => Str::try_from_wtf8(key)?.into_value(),
                    };
                    subscript::get(thread, &value, &key)?
                }
            };
        }
        Ok(value)
    }

    /// The position of a field that has one, checked against how the fields before were numbered.
    fn number(&mut self, thread: &ThreadState, first: &[u8], index: Option<usize>) -> PyResult<Option<usize>> {
        if !first.is_empty() && index.is_none() {
            return Ok(None);
        }
        match (index, self.numbering) {
            (Some(_), Numbering::Automatic(_)) => {
                value_error(thread, "cannot switch from automatic field numbering to manual field specification")
            }
            (None, Numbering::Manual) => {
                value_error(thread, "cannot switch from manual field specification to automatic field numbering")
            }
            (Some(index), _) => {
                self.numbering = Numbering::Manual;
                Ok(Some(index))
            }
            (None, Numbering::Automatic(next)) => {
                self.numbering = Numbering::Automatic(next + 1);
                Ok(Some(next))
            }
            (None, Numbering::Unknown) => {
                self.numbering = Numbering::Automatic(1);
                Ok(Some(0))
            }
        }
    }

    fn positional(&self, thread: &ThreadState, index: usize) -> PyResult<Value> {
        let Source::Arguments(args) = self.source else {
            return value_error(thread, "Format string contains positional fields");
        };
        args.positionals()
            .get(index)
            .cloned()
            .ok_or_else(|| err!(thread, IndexError, "Replacement index {index} out of range for positional args tuple"))
    }

    fn named(&self, thread: &ThreadState, name: &[u8]) -> PyResult<Value> {
        match self.source {
            Source::Mapping(mapping) => {
                let key = Str::try_from_wtf8(name)?;
                subscript::get(thread, mapping, key.as_value())
            }
            Source::Arguments(args) => {
                let same = |key: &Value| key.downcast::<Str>().is_some_and(|key| key.as_bytes() == name);
                if let Some((_, value)) = args.keywords().find(|(key, _)| same(key)) {
                    return Ok(value.clone());
                }
                let key = Str::try_from_wtf8(name)?.into_value();
                let class = &crate::exceptions::KeyError;
                let exception = crate::object::call::call(thread, &class.as_value(), Args::positional(&[key]))?;
                Err(thread.raise(exception))
            }
        }
    }
}

/// `!r`, `!s` or `!a`.
pub fn convert(thread: &ThreadState, value: &Value, conversion: u32) -> PyResult<Value> {
    match u8::try_from(conversion).unwrap_or(0) {
        b'r' => Ok(repr::repr(thread, value)?.into_value()),
        b's' => Ok(repr::str(thread, value)?.into_value()),
        b'a' => str_repr::escape_non_ascii(&*repr::repr(thread, value)?),
        _ => {
            let shown = match char::from_u32(conversion) {
                Some(c) if conversion > 32 && conversion < 127 => c.to_string(),
                _ => format!("\\x{conversion:x}"),
            };
            Err(err!(thread, ValueError, "Unknown conversion specifier {shown}"))
        }
    }
}

/// Appends `format(value, spec)`.
pub fn push_formatted(thread: &ThreadState, out: &mut Text, value: &Value, spec: &[u8]) -> PyResult<()> {
    if spec.is_empty() {
        if let Some(text) = value.exact::<Str>() {
            out.reserve(thread, text.byte_len())?;
            out.bytes.extend_from_slice(text.as_bytes());
            return Ok(());
        }
        if let Some(small) = value.as_small_int() {
            let _ = write!(out.bytes, "{small}");
            return Ok(());
        }
    }
    let spec = match spec {
        [] => crate::runtime::shared().empty_str.to_ref(),
        spec => Str::try_from_wtf8(spec)?,
    };
    let text = match super::number::format_word(thread, value, &spec) {
        Some(text) => text?,
        None => match value.exact::<Str>() {
            Some(text) => super::format_str(thread, text, &spec)?,
            None => repr::format(thread, value, &spec)?,
        },
    };
    out.reserve(thread, text.byte_len())?;
    out.bytes.extend_from_slice(text.as_bytes());
    Ok(())
}
