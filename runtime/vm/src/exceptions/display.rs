//! The text of an exception with its traceback, as the interpreter prints it when nobody catches it.

use super::source::SourceLines;
use super::{BaseExceptionObject, SyntaxError, frames, group, suggest, syntax};
use crate::object::{attr, iter, repr};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::str::wtf8;
use crate::types::{Str, Type, int};
use crate::value::Value;
use std::collections::HashSet;

pub use super::report::{print_uncaught, unraisable};

/// The name among `candidates` that is nearest to `name`, for "Did you mean".
pub fn closest_name(name: &str, candidates: &[&str]) -> Option<String> {
    suggest::closest(candidates, name)
}

const BY_CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const IN_CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";
/// Members of a group that are shown, and how deep groups may be nested.
const MAX_WIDTH: usize = 15;
const MAX_DEPTH: usize = 10;

/// Everything: causes and contexts, groups, tracebacks, notes.
pub fn format_exception(thread: &ThreadState, exception: &Value) -> String {
    let mut printer = Printer {
        thread,
        out: String::new(),
        depth: 0,
        need_close: false,
        seen: HashSet::from([exception.bits()]),
        keep: Vec::new(),
    };
    printer.chain(exception);
    thread.interp().state::<SourceLines>().forget_files();
    printer.out
}

/// Only the lines after the traceback: class, message, notes; for syntax errors also the place.
pub fn format_exception_only(thread: &ThreadState, exception: &Value) -> String {
    let name = class_name(thread, exception.type_of());
    let mut text = if exception.type_of().is_subtype(&SyntaxError) {
        format_syntax_error(thread, exception, &name)
    } else {
        let mut message = safe_str(thread, exception);
        message.push_str(&suggest::hint(thread, exception));
        if message.is_empty() { format!("{name}\n") } else { format!("{name}: {message}\n") }
    };
    push_notes(thread, &mut text, exception);
    text
}

/// The text of a `str`, lone surrogates escaped as stderr does it.
pub fn shown(text: &Str) -> String {
    match text.to_str() {
        Some(text) => text.to_owned(),
        None => wtf8::code_points(text.as_bytes())
            .map(|cp| char::from_u32(cp).map_or_else(|| format!("\\u{cp:04x}"), String::from))
            .collect(),
    }
}

/// `module.qualname`, without the module for builtins and `__main__`.
pub fn class_name(thread: &ThreadState, class: &Type) -> String {
    let class_value = class.as_value();
    let attribute = |name: &str| {
        let found = attr::get_name(thread, &class_value, name);
        let value = recovered(thread, found)?;
        value.downcast::<Str>().map(shown)
    };
    let qualname = attribute("__qualname__").unwrap_or_else(|| class.short_name());
    match attribute("__module__") {
        Some(module) if module == "builtins" || module == "__main__" => qualname,
        Some(module) => format!("{module}.{qualname}"),
        None => format!("<unknown>.{qualname}"),
    }
}

/// The value, or nothing: what was raised is dropped.
pub(super) fn recovered<T>(thread: &ThreadState, result: PyResult<T>) -> Option<T> {
    result.map_err(|raised| drop(thread.take_raised(raised))).ok()
}

fn safe_str(thread: &ThreadState, value: &Value) -> String {
    match recovered(thread, repr::str(thread, value)) {
        Some(text) => shown(&text),
        None => String::from("<exception str() failed>"),
    }
}

fn push_notes(thread: &ThreadState, text: &mut String, exception: &Value) {
    let found = attr::get_optional(thread, exception, crate::names::get().__notes__);
    let Some(notes) = recovered(thread, found).flatten().filter(|notes| !notes.is_none()) else { return };
    let is_sequence = notes.type_of().slots.getitem.get().is_some()
        && notes.downcast::<Str>().is_none()
        && !notes.type_of().has_flag(crate::types::flags::BYTES_SUBCLASS)
        && notes.downcast::<crate::types::Dict>().is_none();
    let items = if is_sequence { recovered(thread, iter::collect(thread, &notes)) } else { None };
    let Some(items) = items else {
        let shown_notes = recovered(thread, repr::repr(thread, &notes)).map(|text| shown(&text));
        text.push_str(&shown_notes.unwrap_or_else(|| String::from("<__notes__ repr() failed>")));
        text.push('\n');
        return;
    };
    for note in items {
        let note = recovered(thread, repr::str(thread, &note)).map(|text| shown(&text));
        let note = note.unwrap_or_else(|| String::from("<note str() failed>"));
        for line in note.split('\n') {
            text.push_str(line);
            text.push('\n');
        }
    }
}

/// Place, source line and marks of a syntax error, then its message.
fn format_syntax_error(thread: &ThreadState, exception: &Value, name: &str) -> String {
    let Some(fields) = exception.downcast::<BaseExceptionObject>() else { return format!("{name}\n") };
    let present = |index| fields.field(index).filter(|value: &Value| !value.is_none());
    let text_of = |index| present(index).map(|value| safe_str(thread, &value));
    let number = |index| present(index).as_ref().and_then(int::as_i64);
    let mut out = String::new();
    let mut suffix = String::new();
    let filename = text_of(syntax::FILENAME);
    match (text_of(syntax::LINENO), filename) {
        (Some(line), filename) => {
            let filename = filename.unwrap_or_else(|| String::from("<string>"));
            out.push_str(&format!("  File \"{filename}\", line {line}\n"));
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    let source = present(syntax::TEXT).and_then(|text| text.downcast::<Str>().map(shown));
    if let Some(source) = source {
        let same_line = number(syntax::LINENO) == number(syntax::END_LINENO);
        let end = if same_line { Some(number(syntax::END_OFFSET).unwrap_or(0)) } else { None };
        push_marked_source(&mut out, &source, number(syntax::OFFSET), end);
    }
    let message = text_of(syntax::MSG).filter(|message| !message.is_empty());
    let message = message.unwrap_or_else(|| String::from("<no detail available>"));
    out.push_str(&format!("{name}: {message}{suffix}\n"));
    out
}

/// The source line and `^^^` from column `offset` to `end` (from 1, exclusive; 0 = one mark; `None` = end of the line).
fn push_marked_source(out: &mut String, source: &str, offset: Option<i64>, end: Option<i64>) {
    let right = source.trim_end_matches('\n');
    let line = right.trim_start_matches([' ', '\n', '\x0c']);
    out.push_str(&format!("    {line}\n"));
    let Some(mut offset) = offset else { return };
    let count = |text: &str| i64::try_from(text.chars().count()).unwrap_or(i64::MAX / 2);
    let (length, right_length) = (count(source), count(right));
    let removed = right_length - count(line);
    let mut end = match end {
        Some(0) => offset,
        Some(end) => end,
        None => right_length + 1,
    };
    if length > 0 && offset > length {
        offset = right_length + 1;
    }
    if length > 0 && end > length {
        end = right_length + 1;
    }
    if offset >= end || end < 0 {
        end = offset.saturating_add(1);
    }
    let start = offset.saturating_sub(1).saturating_sub(removed);
    let Ok(start) = usize::try_from(start) else { return };
    let marks = usize::try_from(end.saturating_sub(offset)).unwrap_or(1).min(line.chars().count() + 2);
    // Tabs stay, so that the marks stand where they should.
    let blanks: String = line.chars().take(start).map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    out.push_str(&format!("    {blanks}{}\n", "^".repeat(marks)));
}

struct Printer<'a> {
    thread: &'a ThreadState,
    out: String,
    /// Nesting of exception groups.
    depth: usize,
    need_close: bool,
    /// Exceptions shown or about to be: cycles end here.
    seen: HashSet<u64>,
    /// Keeps the addresses in `seen` from being used again.
    keep: Vec<Value>,
}

impl Printer<'_> {
    fn indent(&self) -> String {
        "  ".repeat(self.depth)
    }

    fn emit(&mut self, text: &str) {
        self.emit_with(text, '|');
    }

    fn emit_with(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push_str(text);
            return;
        }
        let prefix = format!("{}{margin} ", self.indent());
        for line in text.split_inclusive('\n') {
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
    }

    /// The exception after those that led to it.
    fn chain(&mut self, exception: &Value) {
        let mut links = vec![(exception.clone(), "")];
        while let Some((current, _)) = links.last().cloned() {
            let Some(fields) = current.downcast::<BaseExceptionObject>() else { break };
            let cause = self.unseen(fields.cause.get());
            let (next, text) = match cause {
                Some(cause) => (Some(cause), BY_CAUSE),
                None if fields.suppress_context.get() => (None, ""),
                None => (self.unseen(fields.context.get()), IN_CONTEXT),
            };
            let Some(next) = next else { break };
            if let Some(link) = links.last_mut() {
                link.1 = text;
            }
            links.push((next, ""));
        }
        for (exception, text) in links.into_iter().rev() {
            if !text.is_empty() {
                self.emit(text);
            }
            self.one(&exception);
        }
    }

    fn unseen(&mut self, exception: Option<Value>) -> Option<Value> {
        let exception = exception?;
        if !self.seen.insert(exception.bits()) {
            return None;
        }
        self.keep.push(exception.clone());
        Some(exception)
    }

    fn one(&mut self, exception: &Value) {
        let traceback = exception.downcast::<BaseExceptionObject>().and_then(|fields| fields.traceback.get());
        let frames = frames::format(self.thread, traceback);
        if group::is_group(exception) {
            return self.group(exception, &frames);
        }
        if !frames.is_empty() {
            self.emit("Traceback (most recent call last):\n");
            self.emit(&frames);
        }
        let last = format_exception_only(self.thread, exception);
        self.emit(&last);
    }

    fn group(&mut self, exception: &Value, frames: &str) {
        if self.depth > MAX_DEPTH {
            return self.emit(&format!("... (max_group_depth is {MAX_DEPTH})\n"));
        }
        let outermost = self.depth == 0;
        if outermost {
            self.depth = 1;
        }
        if !frames.is_empty() {
            self.emit_with("Exception Group Traceback (most recent call last):\n", if outermost { '+' } else { '|' });
            self.emit(frames);
        }
        let header = format_exception_only(self.thread, exception);
        self.emit(&header);
        self.members(&group::members(exception));
        if outermost {
            self.depth = 0;
        }
    }

    fn members(&mut self, members: &[Value]) {
        let shown = members.len().min(MAX_WIDTH + 1);
        self.need_close = false;
        for (index, member) in members.iter().take(shown).enumerate() {
            let last = index + 1 == shown;
            if last {
                // An inner group may close the box in our place.
                self.need_close = true;
            }
            let truncated = index >= MAX_WIDTH;
            let title = if truncated { String::from("...") } else { (index + 1).to_string() };
            let corner = if index == 0 { "+-" } else { "  " };
            self.out.push_str(&format!("{}{corner}+---------------- {title} ----------------\n", self.indent()));
            self.depth += 1;
            if truncated {
                let more = members.len() - MAX_WIDTH;
                let plural = if more > 1 { "s" } else { "" };
                self.emit(&format!("and {more} more exception{plural}\n"));
            } else {
                self.seen.insert(member.bits());
                self.chain(member);
            }
            if last && self.need_close {
                let line = format!("{}+------------------------------------\n", self.indent());
                self.out.push_str(&line);
                self.need_close = false;
            }
            self.depth -= 1;
        }
    }
}
