//! `re.Match`.

use super::pattern::Pattern;
use super::subject::{Found, Subject};
use super::template;
use crate::define::{text, this};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, repr};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Args, Bound, TypeBuilder};
use ladon_vm::types::{Dict, Str, Tuple, int};
use ladon_vm::value::Value;
use std::cell::Cell;

#[repr(C)]
pub struct Match {
    head: Head,
    pattern: MutCell<Option<Value>>,
    string: MutCell<Option<Value>>,
    spans: Box<[(isize, isize)]>,
    last_index: isize,
    pos: Cell<usize>,
    end: Cell<usize>,
}

ladon_vm::builtin_static!(Match);
ladon_vm::outside!(Match { spans });
crate::traced!(Match { pattern, string });

impl Match {
    pub fn make(pattern: &Value, string: Value, found: Found, pos: usize, end: usize) -> Value {
        alloc::alloc(Match {
            head: alloc::head::<Match>(),
            pattern: MutCell::new(Some(pattern.clone())),
            string: MutCell::new(Some(string)),
            spans: found.spans.into(),
            last_index: found.last_index,
            pos: Cell::new(pos),
            end: Cell::new(end),
        })
        .into_value()
    }

    fn string(&self) -> Value {
        self.string.get().unwrap_or_else(Value::none)
    }

    /// The text of a group, `None` when it took no part.
    fn part(&self, thread: &ThreadState, group: usize) -> PyResult<Option<Value>> {
        let Some(&(start, end)) = self.spans.get(group).filter(|span| span.0 >= 0) else { return Ok(None) };
        let string = self.string();
        if let Some(text) = string.downcast::<Str>() {
            let length = text.char_len();
            let (start, end) = ((start as usize).min(length), (end as usize).min(length));
            return Ok(Some(ladon_vm::types::str::access::char_range(text, start, end)?));
        }
        Ok(Some(Subject::new(thread, &string, None)?.slice(start as usize, end as usize)?))
    }
}

#[cold]
fn no_such_group(thread: &ThreadState) -> Raised {
    err!(thread, IndexError, "no such group")
}

fn group_number(thread: &ThreadState, found: &Match, key: &Value) -> PyResult<usize> {
    if let Some(small) = key.as_small_int()
        && (small as usize) < found.spans.len()
    {
        return Ok(small as usize);
    }
    let Some(pattern) = found.pattern.get() else { return Err(no_such_group(thread)) };
    let number = this::<Pattern>(&pattern).group_number(thread, key)?;
    number.filter(|number| *number < found.spans.len()).ok_or_else(|| no_such_group(thread))
}

fn or_default(value: Option<Value>, default: Option<&Value>) -> Value {
    value.unwrap_or_else(|| default.cloned().unwrap_or_else(Value::none))
}

fn group(thread: &ThreadState, args: Args<'_>) -> PyResult<Value> {
    let found: &Match = this(&args.values[0]);
    match &args.positionals()[1..] {
        [] => Ok(or_default(found.part(thread, 0)?, None)),
        [one] => Ok(or_default(found.part(thread, group_number(thread, found, one)?)?, None)),
        many => {
            let items = many
                .iter()
                .map(|key| Ok(or_default(found.part(thread, group_number(thread, found, key)?)?, None)))
                .collect::<PyResult<Vec<_>>>()?;
            Ok(Tuple::try_from_vec(items)?.into_value())
        }
    }
}

fn groups(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let found: &Match = args.this();
    let items = (1..found.spans.len())
        .map(|index| Ok(or_default(found.part(thread, index)?, args.get(1))))
        .collect::<PyResult<Vec<_>>>()?;
    Ok(Tuple::try_from_vec(items)?.into_value())
}

fn groupdict(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let found: &Match = args.this();
    let dict = Dict::new();
    let names = found.pattern.get().and_then(|pattern| this::<Pattern>(&pattern).group_index.get());
    for (name, number) in names.map(|names| names.snapshot()).unwrap_or_default() {
        let number = int::as_i64(&number).unwrap_or(0) as usize;
        dict.set(thread, &name, or_default(found.part(thread, number)?, args.get(1)))?;
    }
    Ok(dict.into_value())
}

fn span_of(thread: &ThreadState, args: Bound<'_>) -> PyResult<(isize, isize)> {
    let found: &Match = args.this();
    let number = args.get(1).map_or(Ok(0), |key| group_number(thread, found, key))?;
    Ok(found.spans[number])
}

fn number(value: isize) -> Value {
    int::from_i64(value as i64)
}

fn span_tuple(span: (isize, isize)) -> Value {
    Tuple::pair(number(span.0), number(span.1)).into_value()
}

fn expand(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let found: &Match = args.this();
    let pattern = found.pattern.get().unwrap_or_else(Value::none);
    let compile = ladon_vm::import::import_attribute(thread, "re", "_compile_template")?;
    let made = call::positional(thread, &compile, &[pattern, args.value(1).clone()])?;
    if let Some(literal) = template::literal_of(&made) {
        return Ok(literal);
    }
    let is_text = found.string().downcast::<Str>().is_some();
    let empty = if is_text { text("")? } else { Bytes::from_slice(b"")?.into_value() };
    let pieces = template::expand(&made, |group| Ok(found.part(thread, group)?.unwrap_or_else(|| empty.clone())))?;
    let list = ladon_vm::types::List::from_vec(pieces)?.into_value();
    call::method(thread, &empty, "join", &[list])
}

fn match_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let found: &Match = this(value);
    let whole = or_default(found.part(thread, 0)?, None);
    let shown = repr::repr(thread, &whole)?.to_string_lossy();
    let shown: String = shown.chars().take(50).collect();
    let (start, end) = found.spans[0];
    text(&format!("<re.Match object; span=({start}, {end}), match={shown}>"))
}

/// `Pattern[str]`, `Match[str]`.
pub fn generic(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let alias = ladon_vm::import::import_attribute(thread, "types", "GenericAlias")?;
    call::positional(thread, &alias, &[args.value(0).clone(), args.value(1).clone()])
}

fn last_group(value: &Value) -> Value {
    let found: &Match = this(value);
    let Ok(index) = usize::try_from(found.last_index) else { return Value::none() };
    let names = found.pattern.get().and_then(|pattern| this::<Pattern>(&pattern).index_group.get());
    let names = names.unwrap_or_else(Value::none);
    names.downcast::<Tuple>().and_then(|names| names.as_slice().get(index).cloned()).unwrap_or_else(Value::none)
}

pub fn describe() {
    TypeBuilder::new::<Match>("Match", Some(ladon_vm::types::object::object_type()))
        .doc("The result of a match.")
        .outside::<Match>()
        .module("re")
        .container(Match::visit, Some(Match::clear_object))
        .slots(|s| {
            s.repr.set(Some(match_repr));
            s.getitem.set(Some(|thread, value, key| {
                let found: &Match = this(value);
                Ok(or_default(found.part(thread, group_number(thread, found, key)?)?, None))
            }));
        })
        .raw_method("group(self, /, *args)", group, "Groups of the match.")
        .method("groups(self, default=None)", groups, "All groups.")
        .method("groupdict(self, default=None)", groupdict, "Named groups.")
        .method("start(self, group=0, /)", |t, a| Ok(number(span_of(t, a)?.0)), "Where a group begins.")
        .method("end(self, group=0, /)", |t, a| Ok(number(span_of(t, a)?.1)), "Where a group ends.")
        .method("span(self, group=0, /)", |t, a| Ok(span_tuple(span_of(t, a)?)), "Where a group lies.")
        .method("expand(self, template)", expand, "Fill in a template.")
        .method("__copy__(self)", |_, args| Ok(args.value(0).clone()), "")
        .method("__deepcopy__(self, memo, /)", |_, args| Ok(args.value(0).clone()), "")
        .class_method("__class_getitem__(cls, item, /)", generic, "")
        .getter("string", |_, value| Ok(this::<Match>(value).string()), "")
        .getter("re", |_, value| Ok(this::<Match>(value).pattern.get().unwrap_or_else(Value::none)), "")
        .getter("pos", |_, value| Ok(int::from_usize(this::<Match>(value).pos.get())), "")
        .getter("endpos", |_, value| Ok(int::from_usize(this::<Match>(value).end.get())), "")
        .getter(
            "lastindex",
            |_, value| {
                let index = this::<Match>(value).last_index;
                Ok(if index > 0 { number(index) } else { Value::none() })
            },
            "",
        )
        .getter("lastgroup", |_, value| Ok(last_group(value)), "")
        .getter(
            "regs",
            |_, value| {
                let spans = this::<Match>(value).spans.iter().map(|span| span_tuple(*span)).collect();
                Ok(Tuple::try_from_vec(spans)?.into_value())
            },
            "",
        )
        .finish();
}
