//! `re.Pattern`.

use super::matches::Match;
use super::subject::{Matches, Mode, Query, Subject};
use super::template;
use crate::define::{int_arg, text, this};
use ladon_heap::{Head, MutCell};
use ladon_vm::err;
use ladon_vm::object::{alloc, call, hash, number, repr};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::define::{Bound, Outside, TypeBuilder};
use ladon_vm::types::slots::CompareOp;
use ladon_vm::types::{Dict, List, Str, Tuple, int};
use ladon_vm::value::{Ref, Value};
use rustpython_sre_engine::State;
use std::cell::{Cell, RefCell};
use std::ptr::NonNull;
use std::sync::Arc;

#[repr(C)]
pub struct Pattern {
    head: Head,
    pub pattern: MutCell<Option<Value>>,
    pub group_index: MutCell<Option<Ref<Dict>>>,
    pub index_group: MutCell<Option<Value>>,
    pub flags: Cell<i64>,
    pub groups: Cell<usize>,
    pub wants_bytes: Cell<Option<bool>>,
    pub code: RefCell<Arc<[u32]>>,
}

ladon_vm::builtin_static!(Pattern);
ladon_vm::outside!(Pattern { code });
crate::traced!(Pattern { pattern, group_index, index_group });

impl Pattern {
    pub fn make(
        thread: &ThreadState,
        pattern: &Value,
        flags: i64,
        code: Vec<u32>,
        groups: usize,
        group_index: &Value,
        index_group: &Value,
    ) -> PyResult<Value> {
        let wants_bytes = if pattern.is_none() { None } else { Some(pattern.downcast::<Str>().is_none()) };
        let Ok(group_index) = Ref::from_value(group_index.clone()) else {
            return Err(err!(thread, TypeError, "compile() argument 'groupindex' must be dict"));
        };
        let made = alloc::alloc(Pattern {
            head: alloc::head::<Pattern>(),
            pattern: MutCell::new(Some(pattern.clone())),
            group_index: MutCell::new(Some(group_index)),
            index_group: MutCell::new(Some(index_group.clone())),
            flags: Cell::new(flags),
            groups: Cell::new(groups),
            wants_bytes: Cell::new(wants_bytes),
            code: RefCell::new(code.into()),
        });
        Ok(made.into_value())
    }

    pub fn code(&self) -> Arc<[u32]> {
        Arc::clone(&self.code.borrow())
    }

    /// The number of a group given by number or name.
    pub fn group_number(&self, thread: &ThreadState, key: &Value) -> PyResult<Option<usize>> {
        if number::has_index(key) {
            let number = number::to_isize_clamped(thread, key)?;
            return Ok(usize::try_from(number).ok().filter(|number| *number <= self.groups.get()));
        }
        let Some(names) = self.group_index.get() else { return Ok(None) };
        let found = names.get(thread, key)?;
        Ok(found.and_then(|number| int::as_i64(&number)).map(|number| number as usize))
    }
}

fn subject(thread: &ThreadState, pattern: &Pattern, value: &Value) -> PyResult<Subject> {
    Subject::new(thread, value, pattern.wants_bytes.get())
}

fn position(thread: &ThreadState, value: Option<&Value>, default: isize) -> PyResult<isize> {
    value.map_or(Ok(default), |value| number::to_isize_clamped(thread, value))
}

/// The arguments `string, pos=0, endpos=sys.maxsize`.
fn subject_and_bounds(thread: &ThreadState, pattern: &Pattern, args: Bound<'_>) -> PyResult<(Subject, usize, usize)> {
    let subject = subject(thread, pattern, args.value(1))?;
    let pos = position(thread, args.get(2), 0)?;
    let end = position(thread, args.get(3), isize::MAX)?;
    let (start, end) = subject.bounds(pos, end);
    Ok((subject, start, end))
}

fn run(thread: &ThreadState, args: Bound<'_>, mode: Mode) -> PyResult<Value> {
    let pattern: &Pattern = args.this();
    let (subject, start, end) = subject_and_bounds(thread, pattern, args)?;
    let code = pattern.code();
    let query = Query { code: &code, groups: pattern.groups.get(), start, end, must_advance: false };
    Ok(match subject.find(&mut State::default(), query, mode) {
        Some(found) => Match::make(args.value(0), subject.value, found, start, end),
        None => Value::none(),
    })
}

fn matches<'a>(subject: &'a Subject, code: &'a [u32], pattern: &Pattern, start: usize, end: usize) -> Matches<'a> {
    let query = Query { code, groups: pattern.groups.get(), start, end, must_advance: false };
    Matches { subject, query, state: State::default() }
}

/// The text of a span; the empty text for a group that took no part.
fn part(subject: &Subject, span: (isize, isize)) -> PyResult<Value> {
    match span {
        (start, end) if start >= 0 => subject.slice(start as usize, end as usize),
        _ => subject.slice(0, 0),
    }
}

fn findall(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pattern: &Pattern = args.this();
    let (subject, start, end) = subject_and_bounds(thread, pattern, args)?;
    let code = pattern.code();
    let mut found = matches(&subject, &code, pattern, start, end);
    let list = List::new();
    while let Some(one) = found.next_of(Mode::Search) {
        let item = match one.spans.len() {
            1 => part(&subject, one.spans[0])?,
            2 => part(&subject, one.spans[1])?,
            _ => {
                let items = one.spans[1..].iter().map(|span| part(&subject, *span)).collect::<PyResult<Vec<_>>>()?;
                Tuple::try_from_vec(items)?.into_value()
            }
        };
        list.append(item)?;
    }
    Ok(list.into_value())
}

fn split(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pattern: &Pattern = args.this();
    let subject = subject(thread, pattern, args.value(1))?;
    let limit = args.get(2).map_or(Ok(0), |limit| int_arg(thread, limit))?;
    let code = pattern.code();
    let mut found = matches(&subject, &code, pattern, 0, subject.len);
    let (list, mut last, mut count) = (List::new(), 0usize, 0i64);
    while limit == 0 || count < limit {
        if limit < 0 {
            break;
        }
        let Some(one) = found.next_of(Mode::Search) else { break };
        let (start, end) = one.spans[0];
        list.append(subject.slice(last, start as usize)?)?;
        for span in &one.spans[1..] {
            list.append(if span.0 < 0 { Value::none() } else { part(&subject, *span)? })?;
        }
        last = end as usize;
        count += 1;
    }
    list.append(subject.slice(last, subject.len)?)?;
    Ok(list.into_value())
}

/// What `sub` puts in place of a match.
enum Filter {
    Literal(Value),
    Template(Value),
    Callable(Value),
}

fn filter_of(thread: &ThreadState, pattern: &Value, value: &Value, subject: &Subject) -> PyResult<Filter> {
    if value.type_of().slots.call.get().is_some() {
        return Ok(Filter::Callable(value.clone()));
    }
    let plain = match (value.downcast::<Str>(), value.downcast::<Bytes>()) {
        (Some(text), _) if subject.is_text() => memchr::memchr(b'\\', text.as_bytes()).is_none(),
        (None, Some(bytes)) if !subject.is_text() => memchr::memchr(b'\\', bytes.as_slice()).is_none(),
        _ => false,
    };
    if plain {
        return Ok(Filter::Literal(value.clone()));
    }
    let compile = ladon_vm::import::import_attribute(thread, "re", "_compile_template")?;
    let made = call::positional(thread, &compile, &[pattern.clone(), value.clone()])?;
    if let Some(literal) = template::literal_of(&made) {
        return Ok(Filter::Literal(literal));
    }
    Ok(if template::is_template(&made) { Filter::Template(made) } else { Filter::Callable(made) })
}

fn substitute(thread: &ThreadState, args: Bound<'_>) -> PyResult<(Value, i64)> {
    let pattern: &Pattern = args.this();
    let subject = subject(thread, pattern, args.value(2))?;
    let limit = args.get(3).map_or(Ok(0), |limit| int_arg(thread, limit))?;
    let filter = filter_of(thread, args.value(0), args.value(1), &subject)?;
    let code = pattern.code();
    let mut found = matches(&subject, &code, pattern, 0, subject.len);
    let (mut out, mut last, mut count) = (Vec::new(), 0usize, 0i64);
    let empty = subject.slice(0, 0)?;
    let empty = if subject.is_text() { Str::new("").into_value() } else { empty };
    while limit == 0 || count < limit {
        if limit < 0 {
            break;
        }
        let Some(one) = found.next_of(Mode::Search) else { break };
        let (start, end) = one.spans[0];
        push(thread, &mut out, &subject, &subject.slice(last, start as usize)?)?;
        match &filter {
            Filter::Literal(literal) => push(thread, &mut out, &subject, literal)?,
            Filter::Template(made) => {
                for piece in template::expand(made, |group| match one.spans.get(group) {
                    Some(span) if span.0 >= 0 => part(&subject, *span),
                    _ => Ok(empty.clone()),
                })? {
                    push(thread, &mut out, &subject, &piece)?;
                }
            }
            Filter::Callable(function) => {
                let made = Match::make(args.value(0), subject.value.clone(), one, 0, subject.len);
                let piece = call::positional(thread, function, &[made])?;
                if !piece.is_none() {
                    push(thread, &mut out, &subject, &piece)?;
                }
            }
        }
        last = end as usize;
        count += 1;
    }
    if count == 0 && subject.is_text() && subject.value.is_exact::<Str>() {
        return Ok((subject.value.clone(), 0));
    }
    push(thread, &mut out, &subject, &subject.slice(last, subject.len)?)?;
    let made =
        if subject.is_text() { Str::try_from_wtf8(&out)?.into_value() } else { Bytes::from_slice(&out)?.into_value() };
    Ok((made, count))
}

fn push(thread: &ThreadState, out: &mut Vec<u8>, subject: &Subject, piece: &Value) -> PyResult<()> {
    if subject.is_text() {
        let Some(text) = piece.downcast::<Str>() else {
            let name = piece.type_of().short_name();
            return Err(err!(thread, TypeError, "sequence item 0: expected str instance, {name} found"));
        };
        out.extend_from_slice(text.as_bytes());
    } else {
        out.extend_from_slice(ladon_vm::object::buffer::bytes_like(thread, piece)?.as_slice());
    }
    if out.len() > 1 << 20 && !thread.interp().heap().has_room(out.len()) {
        return Err(ladon_heap::primitive::NoMemory.into());
    }
    Ok(())
}

fn sub(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    Ok(substitute(thread, args)?.0)
}

fn subn(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let (made, count) = substitute(thread, args)?;
    Ok(Tuple::pair(made, int::from_i64(count)).into_value())
}

/// `finditer` and `scanner`.
#[repr(C)]
pub struct Scanner {
    head: Head,
    pattern: MutCell<Option<Value>>,
    subject: RefCell<Option<(Subject, State)>>,
    position: Cell<usize>,
    start: Cell<usize>,
    end: Cell<usize>,
    advance: Cell<bool>,
}

ladon_vm::builtin_static!(Scanner);
crate::traced!(Scanner { pattern });

impl Outside for Scanner {
    unsafe fn give_back(object: NonNull<Self>) {
        // SAFETY: the promise of `Outside`.
        if let Some((subject, engine)) = unsafe { object.as_ref() }.subject.take() {
            // The subject goes with the heap: releasing it would run code.
            std::mem::forget(subject);
            drop(engine);
        }
    }
}

fn scanner(thread: &ThreadState, args: Bound<'_>) -> PyResult<Value> {
    let pattern: &Pattern = args.this();
    let (subject, start, end) = subject_and_bounds(thread, pattern, args)?;
    let made = alloc::alloc(Scanner {
        head: alloc::head::<Scanner>(),
        pattern: MutCell::new(Some(args.value(0).clone())),
        subject: RefCell::new(Some((subject, State::default()))),
        position: Cell::new(start),
        start: Cell::new(start),
        end: Cell::new(end),
        advance: Cell::new(false),
    });
    Ok(made.into_value())
}

fn scan(value: &Value, mode: Mode) -> PyResult<Option<Value>> {
    let scanner: &Scanner = this(value);
    let Some(owner) = scanner.pattern.get() else { return Ok(None) };
    let pattern: &Pattern = this(&owner);
    let code = pattern.code();
    let mut state = scanner.subject.borrow_mut();
    let Some((subject, engine)) = &mut *state else { return Ok(None) };
    let query = Query {
        code: &code,
        groups: pattern.groups.get(),
        start: scanner.position.get(),
        end: scanner.end.get(),
        must_advance: scanner.advance.get(),
    };
    match subject.find(engine, query, mode) {
        Some(found) => {
            let (start, stop) = found.spans[0];
            scanner.advance.set(start == stop);
            scanner.position.set(stop as usize);
            let text = subject.value.clone();
            drop(state);
            Ok(Some(Match::make(&owner, text, found, scanner.start.get(), query.end)))
        }
        None => {
            let done = state.take();
            drop(state);
            drop(done);
            Ok(None)
        }
    }
}

const FLAGS: &[(i64, &str)] = &[
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];

fn pattern_repr(thread: &ThreadState, value: &Value) -> PyResult<Value> {
    let pattern: &Pattern = this(value);
    let source = pattern.pattern.get().unwrap_or_else(Value::none);
    let shown = repr::repr(thread, &source)?.to_string_lossy();
    let shown: String = shown.chars().take(200).collect();
    let mut flags = pattern.flags.get();
    if source.downcast::<Str>().is_some() && flags & (4 | 32 | 256) == 32 {
        flags &= !32;
    }
    let mut names: Vec<String> = Vec::new();
    for (bit, name) in FLAGS {
        if flags & bit != 0 {
            names.push(String::from(*name));
            flags &= !bit;
        }
    }
    if flags & 32 != 0 {
        names.push(String::from("re.UNICODE"));
        flags &= !32;
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let names = names.join("|");
    if names.is_empty() {
        text(&format!("re.compile({shown})"))
    } else {
        text(&format!("re.compile({shown}, {names})"))
    }
}

fn compare(thread: &ThreadState, a: &Value, b: &Value, op: CompareOp) -> PyResult<Value> {
    let (Some(x), Some(y)) = (a.downcast::<Pattern>(), b.downcast::<Pattern>()) else {
        return Ok(Value::not_implemented());
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::not_implemented());
    }
    let none = Value::none;
    let same = x.flags.get() == y.flags.get()
        && x.wants_bytes.get() == y.wants_bytes.get()
        && *x.code.borrow() == *y.code.borrow()
        && ladon_vm::object::compare::equal(
            thread,
            &x.pattern.get().unwrap_or_else(none),
            &y.pattern.get().unwrap_or_else(none),
        )?;
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

pub fn describe() {
    let object = ladon_vm::types::object::object_type();
    ladon_vm::types::typeobject::type_of::<Pattern>().weaklist_offset.set(1);
    TypeBuilder::new::<Pattern>("Pattern", Some(object))
        .doc("A compiled regular expression.")
        .outside::<Pattern>()
        .module("re")
        .container(Pattern::visit, Some(Pattern::clear_object))
        .slots(|s| {
            s.repr.set(Some(pattern_repr));
            s.compare.set(Some(compare));
            s.hash.set(Some(|thread, value| {
                let pattern: &Pattern = this(value);
                let source = pattern.pattern.get().unwrap_or_else(Value::none);
                Ok(hash::hash(thread, &source)? ^ pattern.flags.get())
            }));
        })
        .method("match(self, string, pos=0, endpos=9223372036854775807)", |t, a| run(t, a, Mode::Match), "")
        .method("fullmatch(self, string, pos=0, endpos=9223372036854775807)", |t, a| run(t, a, Mode::FullMatch), "")
        .method("search(self, string, pos=0, endpos=9223372036854775807)", |t, a| run(t, a, Mode::Search), "")
        .method("findall(self, string, pos=0, endpos=9223372036854775807)", findall, "")
        .method(
            "finditer(self, string, pos=0, endpos=9223372036854775807)",
            |thread, args| {
                let made = scanner(thread, args)?;
                let search = ladon_vm::object::attr::get_name(thread, &made, "search")?;
                let iterator = ladon_vm::types::iterator::CallableIterator::new(search, Value::none());
                Ok(iterator.into_value())
            },
            "",
        )
        .method("scanner(self, string, pos=0, endpos=9223372036854775807)", scanner, "")
        .method("split(self, string, maxsplit=0)", split, "")
        .method("sub(self, repl, string, count=0)", sub, "")
        .method("subn(self, repl, string, count=0)", subn, "")
        .method("__copy__(self)", |_, args| Ok(args.value(0).clone()), "")
        .method("__deepcopy__(self, memo, /)", |_, args| Ok(args.value(0).clone()), "")
        .class_method("__class_getitem__(cls, item, /)", super::matches::generic, "")
        .getter("pattern", |_, value| Ok(this::<Pattern>(value).pattern.get().unwrap_or_else(Value::none)), "")
        .getter("flags", |_, value| Ok(int::from_i64(this::<Pattern>(value).flags.get())), "")
        .getter("groups", |_, value| Ok(int::from_usize(this::<Pattern>(value).groups.get())), "")
        .getter(
            "groupindex",
            |thread, value| {
                let dict = this::<Pattern>(value).group_index.get().unwrap_or_else(Dict::new);
                let proxy = ladon_vm::import::import_attribute(thread, "types", "MappingProxyType")?;
                call::positional(thread, &proxy, &[dict.into_value()])
            },
            "",
        )
        .finish();
    TypeBuilder::new::<Scanner>("SRE_Scanner", Some(object))
        .outside::<Scanner>()
        .module("_sre")
        .container(Scanner::visit, Some(Scanner::clear_object))
        .method("match(self)", |_, args| Ok(scan(args.value(0), Mode::Match)?.unwrap_or_else(Value::none)), "")
        .method("search(self)", |_, args| Ok(scan(args.value(0), Mode::Search)?.unwrap_or_else(Value::none)), "")
        .getter("pattern", |_, value| Ok(this::<Scanner>(value).pattern.get().unwrap_or_else(Value::none)), "")
        .finish();
}
