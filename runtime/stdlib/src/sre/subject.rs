//! What a pattern runs on: bytes, ASCII text (which is bytes to the engine too), or other text.

use ladon_vm::err;
use ladon_vm::object::buffer::{self, Buffer};
use ladon_vm::raise::PyResult;
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::types::bytes::Bytes;
use ladon_vm::types::str::access::char_range;
use ladon_vm::value::{Ref, Value};
use rustpython_sre_engine::{Request, State, StrDrive};
use rustpython_wtf8::Wtf8;

/// A text being searched. It keeps its object alive and, for buffers, in place.
pub struct Subject {
    pub value: Value,
    content: Content,
    /// Length in characters or bytes.
    pub len: usize,
}

enum Content {
    Text(Ref<Str>),
    Bytes(Buffer),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Search,
    Match,
    FullMatch,
}

/// What to look for, and where.
#[derive(Clone, Copy)]
pub struct Query<'a> {
    pub code: &'a [u32],
    pub groups: usize,
    pub start: usize,
    pub end: usize,
    /// Not to find the empty text at `start`: it was found before.
    pub must_advance: bool,
}

/// Where a match and its groups lie; -1 = took no part.
pub struct Found {
    pub spans: Vec<(isize, isize)>,
    pub last_index: isize,
}

impl Subject {
    pub fn new(thread: &ThreadState, value: &Value, wants_bytes: Option<bool>) -> PyResult<Subject> {
        if let Some(text) = value.downcast::<Str>() {
            if wants_bytes == Some(true) {
                return Err(err!(thread, TypeError, "cannot use a bytes pattern on a string-like object"));
            }
            return Ok(Subject { value: value.clone(), len: text.char_len(), content: Content::Text(Ref::of(text)) });
        }
        if !buffer::has_buffer(value) {
            let name = value.type_of().short_name();
            return Err(err!(thread, TypeError, "expected string or bytes-like object, got '{name}'"));
        }
        if wants_bytes == Some(false) {
            return Err(err!(thread, TypeError, "cannot use a string pattern on a bytes-like object"));
        }
        let data = buffer::bytes_like(thread, value)?;
        Ok(Subject { value: value.clone(), len: data.len(), content: Content::Bytes(data) })
    }

    /// The part from `start` to `end`, of the kind that results are.
    pub fn slice(&self, start: usize, end: usize) -> PyResult<Value> {
        match &self.content {
            Content::Text(text) => char_range(text, start, end.max(start)),
            Content::Bytes(data) => {
                Ok(Bytes::from_slice(data.as_slice().get(start..end).unwrap_or_default())?.into_value())
            }
        }
    }

    pub fn is_text(&self) -> bool {
        matches!(self.content, Content::Text(_))
    }

    /// Clamps `pos` and `endpos`.
    pub fn bounds(&self, pos: isize, end: isize) -> (usize, usize) {
        let end = (end.max(0) as usize).min(self.len);
        ((pos.max(0) as usize).min(self.len), end)
    }

    /// Looks for one match. `state` is room to work in, which the next search can use again.
    pub fn find(&self, state: &mut State, query: Query<'_>, mode: Mode) -> Option<Found> {
        match &self.content {
            Content::Bytes(data) => run(data.as_slice(), state, query, mode),
            Content::Text(text) if text.is_ascii() => run(text.as_bytes(), state, query, mode),
            Content::Text(text) => {
                // SAFETY: the bytes of a str are WTF-8.
                let text = unsafe { Wtf8::from_bytes_unchecked(text.as_bytes()) };
                run(text, state, query, mode)
            }
        }
    }
}

fn run<S: StrDrive>(string: S, state: &mut State, query: Query<'_>, mode: Mode) -> Option<Found> {
    let Query { code, groups, start, end, must_advance } = query;
    if start > end {
        return None;
    }
    let request = Request { string, start, end, pattern_codes: code, match_all: mode == Mode::FullMatch, must_advance };
    state.reset(&request, start);
    let found = if mode == Mode::Search { state.search(request) } else { state.py_match(&request) };
    if !found {
        return None;
    }
    let mut spans = Vec::with_capacity(groups + 1);
    spans.push((state.start as isize, state.cursor.position as isize));
    for group in 0..groups {
        let (from, to) = state.marks.get(group);
        let span = match (from.into_option(), to.into_option()) {
            (Some(from), Some(to)) if from <= to => (from as isize, to as isize),
            _ => (-1, -1),
        };
        spans.push(span);
    }
    Some(Found { spans, last_index: state.marks.last_index() })
}

/// All matches in turn, as `finditer` gives them.
pub struct Matches<'a> {
    pub subject: &'a Subject,
    pub query: Query<'a>,
    pub state: State,
}

impl Matches<'_> {
    pub fn next_of(&mut self, mode: Mode) -> Option<Found> {
        let found = self.subject.find(&mut self.state, self.query, mode)?;
        let (start, end) = found.spans[0];
        self.query.must_advance = start == end;
        self.query.start = end as usize;
        Some(found)
    }
}
