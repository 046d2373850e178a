//! Expectations written in the script they are about; the format is described in `tests/README.md`.

use crate::run::{Exit, Finished};
use std::fmt::Write as _;

/// One line of expected output and where the script states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedLine {
    pub line_number: usize,
    pub text: String,
}

/// Everything a script says about how to run it and what must come of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Expectation {
    pub stdout: Vec<ExpectedLine>,
    /// The whole of stderr, if the script states any line of it.
    pub stderr: Vec<ExpectedLine>,
    /// `Type: message` of the uncaught exception the script ends with.
    pub error: Option<String>,
    pub exit_code: Option<i32>,
    pub ladon_only: Option<String>,
    pub args: Vec<String>,
    pub stdin: String,
    /// Modules the script imports; without them it is skipped, not failed.
    pub needs: Vec<String>,
    /// What CPython said before 3.14 in the lines expected, and what is said since.
    pub reworded: Vec<(String, String)>,
}

impl Expectation {
    pub fn parse(source: &str) -> Self {
        let mut found = Self::default();
        for (index, line) in source.lines().enumerate() {
            found.read_header(line);
            found.read_expectation(index + 1, line);
        }
        for line in &mut found.stdout {
            for (old, new) in &found.reworded {
                line.text = line.text.replace(old.as_str(), new);
            }
        }
        found
    }

    fn read_header(&mut self, line: &str) {
        if let Some(reason) = directive(line, "# ladon-only:") {
            self.ladon_only = Some(reason.to_owned());
        } else if let Some(args) = directive(line, "# args:") {
            self.args.extend(args.split_whitespace().map(str::to_owned));
        } else if let Some(text) = directive(line, "# stdin:") {
            self.stdin.push_str(text);
            self.stdin.push('\n');
        } else if let Some(modules) = directive(line, "# needs:") {
            self.needs.extend(modules.split_whitespace().map(str::to_owned));
        } else if let Some((old, new)) = directive(line, "# in 3.14:").and_then(|text| text.split_once(" => ")) {
            self.reworded.push((old.to_owned(), new.to_owned()));
        }
    }

    fn read_expectation(&mut self, line_number: usize, line: &str) {
        let Some(start) = line.find("# expect") else { return };
        let comment = &line[start..];
        let expected = |text: &str| ExpectedLine { line_number, text: text.to_owned() };
        if let Some(text) = directive(comment, "# expect:") {
            self.stdout.push(expected(text));
        } else if let Some(text) = directive(comment, "# expect stderr:") {
            self.stderr.push(expected(text));
        } else if let Some(text) = directive(comment, "# expect error:") {
            self.error = Some(text.to_owned());
        } else if let Some(text) = directive(comment, "# expect exit:") {
            self.exit_code = text.trim().parse().ok();
        }
    }

    /// The exit code a run must end with: stated, or 1 after an uncaught exception, or 0.
    pub fn exit_code(&self) -> i32 {
        self.exit_code.unwrap_or(i32::from(self.error.is_some()))
    }

    /// What differs between this expectation and a finished run, for a person to read; `None` if nothing does.
    pub fn mismatch(&self, run: &Finished) -> Option<String> {
        let mut report = String::new();
        if run.exit != Exit::Code(self.exit_code()) {
            let _ = writeln!(report, "exit: expected {}, got {}", Exit::Code(self.exit_code()), run.exit);
        }
        report.push_str(&difference("stdout", &self.stdout, &run.stdout));
        if !self.stderr.is_empty() {
            report.push_str(&difference("stderr", &self.stderr, &run.stderr));
        }
        if let Some(error) = &self.error {
            let last = run.stderr.lines().last().unwrap_or("");
            if last != error {
                let _ = writeln!(report, "uncaught exception:\n  - {error}\n  + {last}");
            }
        }
        if report.is_empty() {
            return None;
        }
        if self.stderr.is_empty() && !run.stderr.is_empty() {
            let _ = write!(report, "stderr was:\n{}", run.stderr);
        }
        Some(report)
    }
}

/// The text after `name`, less the one space that sets it off.
fn directive<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let text = line.strip_prefix(name)?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Lines kept before and after the part that differs.
const CONTEXT: usize = 2;

/// A diff of `expected` against `actual` in `- +` form, empty if they are the same.
fn difference(stream: &str, expected: &[ExpectedLine], actual: &str) -> String {
    let wanted: Vec<&str> = expected.iter().map(|line| line.text.as_str()).collect();
    let mut got: Vec<&str> = actual.split('\n').collect();
    let ends_well = got.pop().is_some_and(str::is_empty);
    if !ends_well {
        got = actual.split('\n').collect();
    }
    if wanted == got && ends_well {
        return String::new();
    }
    if wanted == got {
        return format!("{stream}: the last line lacks its newline\n");
    }
    let same_before = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let rest = wanted.len().min(got.len()) - same_before;
    let same_after = wanted.iter().rev().zip(got.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let mut report = match expected.get(same_before) {
        Some(line) => format!("{stream} differs, first from line {} of the script:\n", line.line_number),
        None => format!("{stream} differs after the last expected line:\n"),
    };
    let mut show = |mark: &str, lines: &[&str]| {
        for line in lines {
            let _ = writeln!(report, "  {mark} {line}");
        }
    };
    show(" ", &wanted[same_before.saturating_sub(CONTEXT)..same_before]);
    show("-", &wanted[same_before..wanted.len() - same_after]);
    show("+", &got[same_before..got.len() - same_after]);
    let after = wanted.len() - same_after;
    show(" ", &wanted[after..wanted.len().min(after + CONTEXT)]);
    report
}
