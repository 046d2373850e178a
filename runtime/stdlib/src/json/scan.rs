//! Reading: the `scan_once` of a `JSONDecoder`, which gives the value that begins at a position and where it ends.

use super::text::{self, Content};
use super::{Fault, char_index, decode_error, string};
use crate::args::Spec;
use crate::define::this;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::object::{alloc, attr, call, number, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Builtin, TypeBuilder};
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Dict, List, Str, Tuple, Type, float, int};
use ladon_vm::value::Value;

#[repr(C)]
pub struct Scanner {
    pub head: Head,
    strict: bool,
    object_hook: Value,
    pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

ladon_vm::builtin_static!(Scanner);
crate::traced!(Scanner { object_hook, pairs_hook, parse_float, parse_int, parse_constant });

pub fn scanner_type() -> &'static Type {
    Scanner::type_object()
}

pub fn describe() {
    TypeBuilder::new::<Scanner>("Scanner", Some(object_type()))
        .doc("Reads one JSON value at a position of a str.")
        .module("_json")
        .container(Scanner::visit, Some(Scanner::clear_object))
        .slots(|s| {
            s.new.set(Some(scanner_new));
            s.call.set(Some(scanner_call));
        })
        .getter("strict", |_, v| Ok(Value::bool(this::<Scanner>(v).strict)), "Whether control characters are refused.")
        .getter("object_hook", |_, v| Ok(this::<Scanner>(v).object_hook.clone()), "")
        .getter("object_pairs_hook", |_, v| Ok(this::<Scanner>(v).pairs_hook.clone()), "")
        .getter("parse_float", |_, v| Ok(this::<Scanner>(v).parse_float.clone()), "")
        .getter("parse_int", |_, v| Ok(this::<Scanner>(v).parse_int.clone()), "")
        .getter("parse_constant", |_, v| Ok(this::<Scanner>(v).parse_constant.clone()), "")
        .finish();
}

fn scanner_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<1> = Spec::new("make_scanner", ["context"], 1);
    let [Some(context)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let attribute = |name: &str| attr::get_name(thread, context, name);
    let fields = Scanner {
        head: alloc::head::<Scanner>(),
        strict: truth::is_true(thread, &attribute("strict")?)?,
        object_hook: attribute("object_hook")?,
        pairs_hook: attribute("object_pairs_hook")?,
        parse_float: attribute("parse_float")?,
        parse_int: attribute("parse_int")?,
        parse_constant: attribute("parse_constant")?,
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

fn scanner_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("scan_once", ["string", "idx"], 2);
    let [Some(source), Some(index)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let source = string(thread, source)?;
    let index = number::to_isize(thread, index)?;
    if index < 0 {
        return Err(err!(thread, ValueError, "idx cannot be negative"));
    }
    if index as usize >= source.char_len() {
        return Err(ladon_vm::exceptions::make::stop_iteration(thread, int::from_i64(index as i64)));
    }
    let scanner = this::<Scanner>(value);
    let is = |callable: &Value, ty: &Type| callable.downcast::<Type>().is_some_and(|given| given.is(ty));
    let mut scan = Scan {
        thread,
        scanner,
        source,
        bytes: source.as_bytes(),
        at: source.byte_offset(index as usize),
        plain_float: is(&scanner.parse_float, float::core::type_object()),
        plain_int: is(&scanner.parse_int, int::type_object()),
        names: Vec::new(),
    };
    let found = scan.value()?;
    Ok(Tuple::pair(found, int::from_usize(char_index(source, scan.at))).into_value())
}

/// Slots of the table of names seen.
const NAMES: usize = 256;

struct Scan<'a> {
    thread: &'a ThreadState,
    scanner: &'a Scanner,
    source: &'a Str,
    bytes: &'a [u8],
    /// Where the next byte is.
    at: usize,
    plain_float: bool,
    plain_int: bool,
    /// Names of members seen lately, by a cheap hash: equal names are one object.
    names: Vec<Option<Value>>,
}

impl<'a> Scan<'a> {
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    #[cold]
    fn fault(&self, message: &'static str, at: usize) -> Raised {
        decode_error(self.thread, self.source, Fault { message, at: at as isize })
    }

    /// Nothing begins here: the caller of the scanner makes an error of it.
    #[cold]
    fn nothing(&self, at: usize) -> Raised {
        ladon_vm::exceptions::make::stop_iteration(self.thread, int::from_usize(char_index(self.source, at)))
    }

    fn take(&mut self, word: &[u8]) -> bool {
        let here = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if here {
            self.at += word.len();
        }
        here
    }

    fn constant(&mut self, word: &str) -> PyResult<Option<Value>> {
        if !self.take(word.as_bytes()) {
            return Ok(None);
        }
        call::positional(self.thread, &self.scanner.parse_constant, &[Str::new(word).into_value()]).map(Some)
    }

    fn value(&mut self) -> PyResult<Value> {
        let start = self.at;
        let found = match self.peek() {
            Some(b'"') => {
                self.at += 1;
                return Ok(self.string()?.to_str()?);
            }
            Some(b'{') => {
                self.thread.check_native_stack(" while decoding a JSON object from a unicode string")?;
                self.at += 1;
                return self.object();
            }
            Some(b'[') => {
                self.thread.check_native_stack(" while decoding a JSON array from a unicode string")?;
                self.at += 1;
                return self.array();
            }
            Some(b'n') if self.take(b"null") => Some(Value::none()),
            Some(b't') if self.take(b"true") => Some(Value::bool(true)),
            Some(b'f') if self.take(b"false") => Some(Value::bool(false)),
            Some(b'N') => self.constant("NaN")?,
            Some(b'I') => self.constant("Infinity")?,
            Some(b'-') if self.bytes.get(start + 1) == Some(&b'I') => self.constant("-Infinity")?,
            Some(b'-' | b'0'..=b'9') => return self.number(),
            _ => None,
        };
        found.ok_or_else(|| self.nothing(start))
    }

    fn string(&mut self) -> PyResult<Content<'a>> {
        match text::scan(self.bytes, self.at, self.scanner.strict) {
            Ok((content, behind)) => {
                self.at = behind;
                Ok(content)
            }
            Err(fault) => Err(decode_error(self.thread, self.source, fault)),
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> PyResult<Value> {
        let start = self.at;
        self.take(b"-");
        match self.peek() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => drop(self.digits()),
            _ => return Err(self.nothing(start)),
        }
        let whole_end = self.at;
        if self.take(b".") && self.digits() == 0 {
            self.at = whole_end;
        }
        let fraction_end = self.at;
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if !self.take(b"+") {
                self.take(b"-");
            }
            if self.digits() == 0 {
                self.at = fraction_end;
            }
        }
        let bytes = self.bytes;
        let digits = &bytes[start..self.at];
        if self.at == whole_end { self.whole(digits) } else { self.real(digits) }
    }

    fn whole(&self, digits: &[u8]) -> PyResult<Value> {
        if !self.plain_int {
            return call::positional(self.thread, &self.scanner.parse_int, &[Str::try_from_wtf8(digits)?.into_value()]);
        }
        let (negative, plain) = match digits {
            [b'-', rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        if plain.len() <= 18 {
            let number = plain.iter().fold(0i64, |number, digit| number * 10 + (digit - b'0') as i64);
            return Ok(int::from_i64(if negative { -number } else { number }));
        }
        let text = Str::try_from_wtf8(digits)?.into_value();
        call::positional(self.thread, &int::type_object().as_value(), &[text])
    }

    fn real(&self, digits: &[u8]) -> PyResult<Value> {
        if self.plain_float
            && let Some(number) = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<f64>().ok())
        {
            return Ok(Value::float(number));
        }
        call::positional(self.thread, &self.scanner.parse_float, &[Str::try_from_wtf8(digits)?.into_value()])
    }

    fn array(&mut self) -> PyResult<Value> {
        let list = List::new();
        self.skip_space();
        if self.take(b"]") {
            return Ok(list.into_value());
        }
        loop {
            let item = self.value()?;
            list.append(item)?;
            self.skip_space();
            match self.peek() {
                Some(b',') => {}
                Some(b']') => {
                    self.at += 1;
                    return Ok(list.into_value());
                }
                _ => return Err(self.fault("Expecting ',' delimiter", self.at)),
            }
            let comma = self.at;
            self.at += 1;
            self.skip_space();
            if self.peek() == Some(b']') {
                return Err(self.fault("Illegal trailing comma before end of array", comma));
            }
        }
    }

    /// The name of a member as a `str`, the same object for equal names.
    #[inline]
    fn name(&mut self, content: &Content<'_>) -> PyResult<Value> {
        let bytes = content.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return Ok(content.to_str()?) };
        let middle = bytes[bytes.len() / 2] as usize;
        let slot = (bytes.len() + *first as usize * 31 + *last as usize * 7 + middle * 131) % NAMES;
        if self.names.is_empty() {
            self.names.resize(NAMES, None);
        }
        if let Some(known) = &self.names[slot]
            && known.exact::<Str>().is_some_and(|known| known.as_bytes() == bytes)
        {
            return Ok(known.clone());
        }
        let made = content.to_str()?;
        self.names[slot] = Some(made.clone());
        Ok(made)
    }

    fn object(&mut self) -> PyResult<Value> {
        let pairs = (!self.scanner.pairs_hook.is_none()).then(List::new);
        let dict = Dict::new();
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return self.finish_object(dict.into_value(), pairs.map(|pairs| pairs.into_value()));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.fault("Expecting property name enclosed in double quotes", self.at));
            }
            self.at += 1;
            let content = self.string()?;
            let name = self.name(&content)?;
            self.skip_space();
            if !self.take(b":") {
                return Err(self.fault("Expecting ':' delimiter", self.at));
            }
            self.skip_space();
            let value = self.value()?;
            match &pairs {
                Some(pairs) => pairs.append(Tuple::pair(name, value).into_value())?,
                None => dict.set(self.thread, &name, value)?,
            }
            self.skip_space();
            match self.peek() {
                Some(b',') => {}
                Some(b'}') => {
                    self.at += 1;
                    return self.finish_object(dict.into_value(), pairs.map(|pairs| pairs.into_value()));
                }
                _ => return Err(self.fault("Expecting ',' delimiter", self.at)),
            }
            let comma = self.at;
            self.at += 1;
            self.skip_space();
            if self.peek() == Some(b'}') {
                return Err(self.fault("Illegal trailing comma before end of object", comma));
            }
        }
    }

    fn finish_object(&self, dict: Value, pairs: Option<Value>) -> PyResult<Value> {
        let scanner = self.scanner;
        match pairs {
            Some(pairs) => call::positional(self.thread, &scanner.pairs_hook, &[pairs]),
            None if !scanner.object_hook.is_none() => call::positional(self.thread, &scanner.object_hook, &[dict]),
            None => Ok(dict),
        }
    }
}
