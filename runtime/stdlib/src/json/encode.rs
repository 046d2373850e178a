//! Writing: the `iterencode` of a `JSONEncoder`, which gives a tuple of one `str`.

use super::text;
use crate::args::Spec;
use crate::define::this;
use ladon_heap::Head;
use ladon_vm::err;
use ladon_vm::object::{alloc, call, iter, number, repr, truth};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::define::{Args, Builtin, TypeBuilder};
use ladon_vm::types::native::NativeFunction;
use ladon_vm::types::object::object_type;
use ladon_vm::types::{Dict, List, Str, Tuple, Type, float, int};
use ladon_vm::value::Value;

#[repr(C)]
pub struct Encoder {
    pub head: Head,
    markers: Value,
    default: Value,
    encoder: Value,
    indent: Value,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
    /// `encoder` is one of ours: whether it keeps to ASCII.
    own: Option<bool>,
}

ladon_vm::builtin_static!(Encoder);
crate::traced!(Encoder { markers, default, encoder, indent, key_separator, item_separator });

pub fn encoder_type() -> &'static Type {
    Encoder::type_object()
}

pub fn describe() {
    TypeBuilder::new::<Encoder>("Encoder", Some(object_type()))
        .doc("Writes an object as JSON.")
        .module("_json")
        .container(Encoder::visit, Some(Encoder::clear_object))
        .slots(|s| {
            s.new.set(Some(encoder_new));
            s.call.set(Some(encoder_call));
        })
        .getter("markers", |_, v| Ok(this::<Encoder>(v).markers.clone()), "")
        .getter("default", |_, v| Ok(this::<Encoder>(v).default.clone()), "")
        .getter("encoder", |_, v| Ok(this::<Encoder>(v).encoder.clone()), "")
        .getter("indent", |_, v| Ok(this::<Encoder>(v).indent.clone()), "")
        .getter("key_separator", |_, v| Ok(this::<Encoder>(v).key_separator.clone()), "")
        .getter("item_separator", |_, v| Ok(this::<Encoder>(v).item_separator.clone()), "")
        .getter("sort_keys", |_, v| Ok(Value::bool(this::<Encoder>(v).sort_keys)), "")
        .getter("skipkeys", |_, v| Ok(Value::bool(this::<Encoder>(v).skip_keys)), "")
        .finish();
}

fn encoder_new(thread: &ThreadState, ty: &Type, args: Args<'_>) -> PyResult<Value> {
    const NAMES: [&str; 9] = [
        "markers",
        "default",
        "encoder",
        "indent",
        "key_separator",
        "item_separator",
        "sort_keys",
        "skipkeys",
        "allow_nan",
    ];
    const SPEC: Spec<9> = Spec::new("make_encoder", NAMES, 9);
    let bound = SPEC.bind(thread, args)?;
    let value = |index: usize| bound[index].cloned().unwrap_or_else(Value::none);
    let flag = |index: usize| truth::is_true(thread, &value(index));
    for index in [4, 5] {
        if value(index).downcast::<Str>().is_none() {
            let (name, given) = (index + 1, value(index).type_of().short_name());
            return Err(err!(thread, TypeError, "make_encoder() argument {name} must be str, not {given}"));
        }
    }
    if !value(0).is_none() && value(0).downcast::<Dict>().is_none() {
        let given = value(0).type_of().short_name();
        return Err(err!(thread, TypeError, "make_encoder() argument 1 must be dict or None, not {given}"));
    }
    let fields = Encoder {
        head: alloc::head::<Encoder>(),
        own: own_encoder(&value(2)),
        markers: value(0),
        default: value(1),
        encoder: value(2),
        indent: value(3),
        key_separator: value(4),
        item_separator: value(5),
        sort_keys: flag(6)?,
        skip_keys: flag(7)?,
        allow_nan: flag(8)?,
    };
    Ok(alloc::alloc_in(ty, fields).into_value())
}

/// Whether a function is one of this module's that quote strings, and which.
fn own_encoder(encoder: &Value) -> Option<bool> {
    let def = encoder.exact::<NativeFunction>()?.native_def()?;
    let at = super::table().iter().position(|own| std::ptr::eq(*own, def))?;
    [Some(true), Some(false), None].get(at).copied().flatten()
}

fn encoder_call(thread: &ThreadState, value: &Value, args: Args<'_>) -> PyResult<Value> {
    const SPEC: Spec<2> = Spec::new("_iterencode", ["obj", "_current_indent_level"], 2);
    let [Some(object), Some(level)] = SPEC.bind(thread, args)? else { return Ok(Value::none()) };
    let encoder = this::<Encoder>(value);
    let text = |value: &Value| value.downcast::<Str>().map(|text| text.as_bytes().to_vec());
    let mut writer = Writer {
        thread,
        encoder,
        made: Vec::with_capacity(64),
        checked: 1 << 20,
        indent: text(&encoder.indent),
        key_separator: text(&encoder.key_separator).unwrap_or_default(),
        item_separator: text(&encoder.item_separator).unwrap_or_default(),
        level: number::to_isize(thread, level)?.max(0) as usize,
        open: Vec::new(),
    };
    writer.value(object)?;
    Ok(Tuple::new(vec![Str::try_from_wtf8(&writer.made)?.into_value()]).into_value())
}

struct Writer<'a> {
    thread: &'a ThreadState,
    encoder: &'a Encoder,
    made: Vec<u8>,
    /// Up to this length the heap had room for the result.
    checked: usize,
    indent: Option<Vec<u8>>,
    key_separator: Vec<u8>,
    item_separator: Vec<u8>,
    level: usize,
    /// Containers being written.
    open: Vec<u64>,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value) -> PyResult<()> {
        if let Some(small) = value.as_small_int() {
            let mut buffer = [0; int::text::DECIMAL_DIGITS];
            self.made.extend_from_slice(int::text::signed_decimal(small, &mut buffer).as_bytes());
            return Ok(());
        }
        if let Some(text) = value.exact::<Str>() {
            return self.string(text, value);
        }
        if value.is_none() {
            self.made.extend_from_slice(b"null");
        } else if value.is_true() {
            self.made.extend_from_slice(b"true");
        } else if value.is_false() {
            self.made.extend_from_slice(b"false");
        } else if let Some(x) = value.as_float_word() {
            self.float(x)?;
        } else if let Some(list) = value.downcast::<List>() {
            self.list(value, |index| list.get(index))?;
        } else if let Some(tuple) = value.downcast::<Tuple>() {
            self.list(value, |index| tuple.as_slice().get(index).cloned())?;
        } else if let Some(dict) = value.downcast::<Dict>() {
            self.dict(value, dict)?;
        } else {
            return self.other(value);
        }
        Ok(())
    }

    #[cold]
    fn other(&mut self, value: &Value) -> PyResult<()> {
        if let Some(text) = value.downcast::<Str>() {
            return self.string(text, value);
        }
        if int::core::is_int(value) {
            let text = int::text::int_repr(self.thread, value)?;
            self.push_str(&text);
            return Ok(());
        }
        if let Some(x) = float::as_f64(value) {
            return self.float(x);
        }
        self.enter(value)?;
        let replaced = call::positional(self.thread, &self.encoder.default, std::slice::from_ref(value))?;
        self.thread.check_native_stack(" while encoding a JSON object")?;
        let name = value.type_of().short_name();
        self.value(&replaced)
            .map_err(|raised| note(self.thread, raised, &format!("when serializing {name} object")))?;
        self.leave();
        Ok(())
    }

    fn push_str(&mut self, text: &Value) {
        if let Some(text) = text.downcast::<Str>() {
            self.made.extend_from_slice(text.as_bytes());
        }
    }

    #[inline]
    fn string(&mut self, text: &Str, value: &Value) -> PyResult<()> {
        if let Some(ascii) = self.encoder.own {
            text::push_quoted(&mut self.made, text.as_bytes(), ascii);
            return self.check_room();
        }
        let quoted = call::positional(self.thread, &self.encoder.encoder, std::slice::from_ref(value))?;
        if quoted.downcast::<Str>().is_none() {
            let name = quoted.type_of().short_name();
            return Err(err!(self.thread, TypeError, "encoder() must return a string, not {name}"));
        }
        self.push_str(&quoted);
        self.check_room()
    }

    #[inline(always)]
    fn check_room(&mut self) -> PyResult<()> {
        if self.made.len() < self.checked {
            return Ok(());
        }
        self.checked = self.made.len() * 2;
        match self.thread.interp().heap().has_room(self.checked) {
            true => Ok(()),
            false => Err(ladon_heap::primitive::NoMemory.into()),
        }
    }

    fn float(&mut self, x: f64) -> PyResult<()> {
        if x.is_finite() {
            self.made.extend_from_slice(ladon_vm::format::float::repr(x).as_bytes());
            return Ok(());
        }
        let text = if x.is_nan() {
            "NaN"
        } else if x > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        if !self.encoder.allow_nan {
            let shown = ladon_vm::format::float::repr(x);
            return Err(err!(self.thread, ValueError, "Out of range float values are not JSON compliant: {shown}"));
        }
        self.made.extend_from_slice(text.as_bytes());
        Ok(())
    }

    fn enter(&mut self, value: &Value) -> PyResult<()> {
        if self.encoder.markers.is_none() {
            return Ok(());
        }
        if self.open.contains(&value.bits()) {
            return Err(err!(self.thread, ValueError, "Circular reference detected"));
        }
        self.open.push(value.bits());
        Ok(())
    }

    fn leave(&mut self) {
        if !self.encoder.markers.is_none() {
            self.open.pop();
        }
    }

    fn new_line(&mut self) {
        if let Some(indent) = &self.indent {
            self.made.push(b'\n');
            for _ in 0..self.level {
                self.made.extend_from_slice(indent);
            }
        }
    }

    fn separate(&mut self, first: &mut bool) -> PyResult<()> {
        if !std::mem::replace(first, false) {
            self.made.extend_from_slice(&self.item_separator);
            self.new_line();
        }
        self.check_room()
    }

    fn list(&mut self, value: &Value, item: impl Fn(usize) -> Option<Value>) -> PyResult<()> {
        if item(0).is_none() {
            self.made.extend_from_slice(b"[]");
            return Ok(());
        }
        self.thread.check_native_stack(" while encoding a JSON object")?;
        self.enter(value)?;
        self.made.push(b'[');
        self.level += 1;
        self.new_line();
        let (mut index, mut first) = (0, true);
        while let Some(next) = item(index) {
            self.separate(&mut first)?;
            self.value(&next).map_err(|raised| {
                let name = value.type_of().short_name();
                note(self.thread, raised, &format!("when serializing {name} item {index}"))
            })?;
            index += 1;
        }
        self.level -= 1;
        self.new_line();
        self.made.push(b']');
        self.leave();
        Ok(())
    }

    fn dict(&mut self, value: &Value, dict: &Dict) -> PyResult<()> {
        let exact = value.is_exact::<Dict>();
        if dict.is_empty() && exact {
            self.made.extend_from_slice(b"{}");
            return Ok(());
        }
        self.thread.check_native_stack(" while encoding a JSON object")?;
        if exact && !self.encoder.sort_keys {
            self.enter(value)?;
            let (mut position, mut first) = (0, true);
            self.open_dict();
            while let Some((key, item)) = dict.next_entry(&mut position) {
                self.member(value, &key, &item, &mut first)?;
            }
        } else {
            let items = call::method(self.thread, value, "items", &[])?;
            let items = List::from_vec(iter::collect(self.thread, &items)?)?;
            if items.is_empty() {
                self.made.extend_from_slice(b"{}");
                return Ok(());
            }
            if self.encoder.sort_keys {
                call::method(self.thread, items.as_value(), "sort", &[])?;
            }
            self.enter(value)?;
            self.open_dict();
            let mut first = true;
            for pair in items.items.snapshot() {
                let Some([key, item]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
                    return Err(err!(self.thread, ValueError, "items must return 2-tuples"));
                };
                self.member(value, key, item, &mut first)?;
            }
        }
        self.level -= 1;
        self.new_line();
        self.made.push(b'}');
        self.leave();
        Ok(())
    }

    fn open_dict(&mut self) {
        self.made.push(b'{');
        self.level += 1;
        self.new_line();
    }

    fn member(&mut self, dict: &Value, key: &Value, item: &Value, first: &mut bool) -> PyResult<()> {
        match key.downcast::<Str>() {
            Some(text) => {
                self.separate(first)?;
                self.string(text, key)?;
            }
            None => {
                let start = self.made.len();
                let text = match self.key(key)? {
                    Some(text) => text,
                    None => return Ok(()),
                };
                self.made.truncate(start);
                self.separate(first)?;
                let text = Str::try_from_wtf8(&text)?;
                self.string(&text, text.as_value())?;
            }
        }
        self.made.extend_from_slice(&self.key_separator);
        self.value(item).map_err(|raised| {
            let (name, key) = (dict.type_of().short_name(), repr::repr_lossy(self.thread, key));
            note(self.thread, raised, &format!("when serializing {name} item {key}"))
        })
    }

    /// The text of a key that is no `str`; `None` = the member is skipped.
    fn key(&mut self, key: &Value) -> PyResult<Option<Vec<u8>>> {
        let start = self.made.len();
        let known = key.is_none() || key.is_true() || key.is_false() || int::core::is_int(key);
        if !known && float::as_f64(key).is_none() {
            if self.encoder.skip_keys {
                return Ok(None);
            }
            let name = key.type_of().short_name();
            return Err(err!(self.thread, TypeError, "keys must be str, int, float, bool or None, not {name}"));
        }
        self.value(key)?;
        Ok(Some(self.made.split_off(start)))
    }
}

/// Adds a note to the pending exception.
#[cold]
fn note(thread: &ThreadState, raised: Raised, text: &str) -> Raised {
    let exception = thread.take_raised(raised);
    let Ok(text) = Str::try_new(text) else { return thread.reraise(exception) };
    match call::method(thread, &exception, "add_note", &[text.into_value()]) {
        Ok(_) => thread.reraise(exception),
        Err(raised) => raised,
    }
}
