//! The lines of a traceback: "File …" rows, source lines, `~~^~~` marks, folded recursion.

use super::anchors::{self, Anchors, Shape};
use super::source::{SourceLines, dedent, display_width};
use super::traceback::{self, Traceback};
use crate::thread::ThreadState;
use crate::types::int;
use crate::value::{Ref, Value};
use ladon_bytecode::Position;
use std::collections::BTreeSet;

/// Equal frames in a row that are shown before the rest is folded.
const RECURSION_SHOWN: usize = 3;

/// All frames of a traceback; empty when it has none.
pub fn format(thread: &ThreadState, traceback: Option<Value>) -> String {
    let mut entries = traceback::entries(traceback);
    if let Some(limit) = thread.interp().sys_attr("tracebacklimit").as_ref().and_then(int::as_i64) {
        entries.truncate(usize::try_from(limit).unwrap_or(0));
    }
    let mut text = String::new();
    let mut last: Option<(String, u32, String)> = None;
    let mut count = 0;
    for entry in &entries {
        let Some(code) = entry.code_object() else { continue };
        let position = entry.position();
        let key = (code.code.filename.to_string(), position.line, code.code.name.to_string());
        if last.as_ref() != Some(&key) {
            fold(&mut text, count);
            count = 0;
            last = Some(key);
        }
        count += 1;
        if count <= RECURSION_SHOWN {
            format_frame(thread, &mut text, entry, position);
        }
    }
    fold(&mut text, count);
    text
}

fn fold(text: &mut String, count: usize) {
    if count > RECURSION_SHOWN {
        let more = count - RECURSION_SHOWN;
        let plural = if more > 1 { "s" } else { "" };
        text.push_str(&format!("  [Previous line repeated {more} more time{plural}]\n"));
    }
}

fn format_frame(thread: &ThreadState, text: &mut String, entry: &Ref<Traceback>, position: Position) {
    let Some(code) = entry.code_object() else { return };
    let (filename, name) = (&code.code.filename, &code.code.name);
    let line = if position.line == 0 { String::from("None") } else { position.line.to_string() };
    text.push_str(&format!("  File \"{filename}\", line {line}, in {name}\n"));
    for shown in source_rows(thread, filename, position) {
        if shown.is_empty() {
            text.push_str("    \n");
        } else {
            text.push_str(&format!("    {shown}\n"));
        }
    }
}

/// The source lines of a range and the marks under them, without their common indentation.
pub fn source_rows(thread: &ThreadState, filename: &str, position: Position) -> Vec<String> {
    if position.line == 0 {
        return Vec::new();
    }
    let sources = thread.interp().state::<SourceLines>();
    let last = position.end_line.max(position.line);
    let line = |number| sources.line(thread, filename, number).map(|text| text.trim_end().to_owned());
    let lines: Vec<String> = (position.line..=last).map(|number| line(number).unwrap_or_default()).collect();
    let plain = position.end_line < position.line || (position.end_col == 0 && position.end_line == position.line);
    if lines[0].trim().is_empty() && lines.iter().all(|l| l.trim().is_empty()) {
        return Vec::new();
    }
    if plain {
        return vec![lines[0].trim().to_owned()];
    }
    let rows = Excerpt::new(&lines, position).rows();
    dedent(&rows.join("\n")).split('\n').map(str::to_owned).collect()
}

/// The lines of one instruction and what to mark in them.
struct Excerpt {
    lines: Vec<String>,
    /// Columns in code points, of the first and the last line.
    start: usize,
    end: usize,
    anchors: Option<Anchors>,
    marked: bool,
}

fn char_offset(line: &str, byte: u32) -> usize {
    let byte = (byte as usize).min(line.len());
    String::from_utf8_lossy(&line.as_bytes()[..byte]).chars().count()
}

fn chars_from(line: &str, from: usize) -> String {
    line.chars().skip(from).collect()
}

impl Excerpt {
    fn new(original: &[String], position: Position) -> Excerpt {
        let lines: Vec<String> = dedent(&original.join("\n")).split('\n').map(str::to_owned).collect();
        let last = lines.len() - 1;
        let removed = original[0].chars().count().saturating_sub(lines[0].chars().count());
        let start = char_offset(&original[0], position.col).saturating_sub(removed);
        let end = char_offset(&original[last], position.end_col).saturating_sub(removed);
        let mut excerpt = Excerpt { lines, start, end, anchors: None, marked: false };
        let shape = anchors::shape(&excerpt.segment());
        excerpt.anchors = shape.anchors();
        excerpt.marked = excerpt.deserves_marks(shape);
        excerpt
    }

    fn last(&self) -> usize {
        self.lines.len() - 1
    }

    /// The source of the instruction itself.
    fn segment(&self) -> String {
        let mut lines: Vec<String> = self.lines.clone();
        let last = self.last();
        lines[last] = lines[last].chars().take(self.end).collect();
        lines[0] = chars_from(&lines[0], self.start);
        lines.join("\n")
    }

    /// Marks say nothing when the instruction is the whole line, or a call that is returned or assigned to a name.
    fn deserves_marks(&self, shape: Shape) -> bool {
        let before: String = self.lines[0].chars().take(self.start).collect();
        let after = chars_from(&self.lines[self.last()], self.end);
        if let Shape::Call(_, by_name) = shape {
            // CPython compares byte with character columns here.
            let last: String = self.lines[self.last()].chars().take(self.end).collect();
            let plain = before.is_ascii() && last.is_ascii();
            let (mut before, mut after) = (before.trim(), after.trim_start());
            while let (Some(outer), Some(rest)) = (before.strip_suffix('('), after.strip_prefix(')')) {
                (before, after) = (outer.trim_end(), rest.trim_start());
            }
            let complete = after.is_empty() || after.starts_with(['#', ';']);
            if complete && plain && ((before == "return" && by_name) || is_assignment(before)) {
                return false;
            }
        }
        self.anchors.is_some() || !before.trim_start().is_empty() || !after.trim_end().is_empty()
    }

    /// Indices of the lines shown: the first, the last, and those around the anchors.
    fn significant(&self) -> Vec<usize> {
        let mut shown = BTreeSet::from([0, self.last()]);
        if let Some(anchors) = self.anchors {
            for line in [anchors.left.line, anchors.right.line] {
                shown.extend(line.saturating_sub(1)..=line + 1);
            }
        }
        shown.into_iter().filter(|line| *line <= self.last()).collect()
    }

    fn rows(&self) -> Vec<String> {
        let mut rows = Vec::new();
        let mut previous: Option<usize> = None;
        for line in self.significant() {
            if let Some(previous) = previous {
                match line - previous {
                    0 | 1 => {}
                    2 => self.push_line(&mut rows, line - 1),
                    gap => rows.push(format!("...<{} lines>...", gap - 1)),
                }
            }
            self.push_line(&mut rows, line);
            previous = Some(line);
        }
        rows
    }

    fn push_line(&self, rows: &mut Vec<String>, index: usize) {
        let line = &self.lines[index];
        rows.push(line.clone());
        if !self.marked {
            return;
        }
        let length = line.chars().count();
        let indentation = length - line.trim_start().chars().count();
        let width = if index == self.last() { display_width(line, self.end) } else { display_width(line, length) };
        let start = if index == 0 { display_width(line, self.start) } else { 0 };
        let marks: String = (0..width)
            .map(|column| match column {
                column if column < indentation.max(start) => ' ',
                column if self.anchors.is_some() && !self.in_anchors(index, column) => '~',
                _ => '^',
            })
            .collect();
        rows.push(marks);
    }

    fn in_anchors(&self, line: usize, column: usize) -> bool {
        let Some(anchors) = self.anchors else { return false };
        let at = |spot: anchors::Spot| {
            let col = if spot.line == 0 { spot.col + self.start } else { spot.col };
            let text = self.lines.get(spot.line).map_or("", String::as_str);
            (spot.line, display_width(text, col))
        };
        let here = (line, column);
        here >= at(anchors.left) && here < at(anchors.right)
    }
}

/// Whether the text before an expression assigns it to one plain name: `x =`.
fn is_assignment(before: &str) -> bool {
    let Some(target) = before.strip_suffix('=') else { return false };
    let target = target.trim_end();
    !target.is_empty() && target.chars().all(|c| c.is_alphanumeric() || c == '_')
}
