//! Source lines for tracebacks: from texts registered by whoever compiled them, else from the files.

use crate::thread::ThreadState;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Finds the text of a file that is not on disk (the embedded standard library).
pub type Resolver = fn(&ThreadState, filename: &str) -> Option<String>;

/// The sources one interpreter knows of; `interp.state::<SourceLines>()`.
#[derive(Default)]
pub struct SourceLines {
    registered: RefCell<HashMap<String, Rc<Vec<String>>>>,
    /// Lines of files read while one traceback is shown.
    read: RefCell<HashMap<String, Rc<Vec<String>>>>,
    resolver: Cell<Option<Resolver>>,
}

impl SourceLines {
    /// Keeps the text of a source that no file holds: `<string>`, `<stdin>`.
    pub fn register(&self, filename: &str, text: &str) {
        let lines = Rc::new(split(text));
        self.registered.borrow_mut().insert(filename.to_owned(), lines);
    }

    pub fn set_resolver(&self, resolver: Resolver) {
        self.resolver.set(Some(resolver));
    }

    /// The line with this number (from 1), without its end.
    pub fn line(&self, thread: &ThreadState, filename: &str, number: u32) -> Option<String> {
        let lines = self.lines(thread, filename)?;
        lines.get((number as usize).checked_sub(1)?).cloned()
    }

    fn lines(&self, thread: &ThreadState, filename: &str) -> Option<Rc<Vec<String>>> {
        if let Some(lines) = self.registered.borrow().get(filename) {
            return Some(Rc::clone(lines));
        }
        if let Some(lines) = self.read.borrow().get(filename) {
            return Some(Rc::clone(lines));
        }
        let text = match self.resolver.get().and_then(|resolver| resolver(thread, filename)) {
            Some(text) => text,
            None if filename.starts_with('<') && filename.ends_with('>') => return None,
            None => decode(std::fs::read(filename).ok()?),
        };
        let lines = Rc::new(split(&text));
        self.read.borrow_mut().insert(filename.to_owned(), Rc::clone(&lines));
        Some(lines)
    }

    /// Forgets what was read from files, which may change.
    pub fn forget_files(&self) {
        self.read.borrow_mut().clear();
    }
}

fn decode(bytes: Vec<u8>) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").map(<[u8]>::to_vec).unwrap_or(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => text,
        // Sources in another encoding: latin-1 at least keeps the columns.
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    }
}

fn split(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(str::to_owned).collect()
}

/// Removes the blanks that all lines begin with; lines of blanks only become empty.
pub fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let blank = |line: &str| line.trim_matches([' ', '\t', '\r', '\x0b', '\x0c']).is_empty();
    let mut margin: Option<&str> = None;
    for line in text.split('\n').filter(|line| !blank(line)) {
        let own = &line[..indent(line)];
        margin = Some(match margin {
            None => own,
            Some(known) => {
                let common = known.bytes().zip(own.bytes()).take_while(|(a, b)| a == b).count();
                &known[..common]
            }
        });
    }
    let margin = margin.unwrap_or("").len();
    let lines: Vec<&str> = text.split('\n').map(|line| if blank(line) { "" } else { &line[margin..] }).collect();
    lines.join("\n")
}

/// Columns that text takes on a screen: wide characters (East Asian, emoji) take two.
pub fn display_width(text: &str, chars: usize) -> usize {
    if text.is_ascii() {
        return chars;
    }
    text.chars().take(chars).map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115F | 0x231A..=0x231B | 0x2329..=0x232A | 0x23E9..=0x23EC | 0x2E80..=0x303E | 0x3041..=0xA4CF
        | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE10..=0xFE19 | 0xFE30..=0xFE6B | 0xFF01..=0xFF60
        | 0xFFE0..=0xFFE6 | 0x1F004 | 0x1F0CF | 0x1F18E | 0x1F191..=0x1F19A | 0x1F200..=0x1F320 | 0x1F32D..=0x1F335
        | 0x1F337..=0x1F37C | 0x1F37E..=0x1F393 | 0x1F3A0..=0x1F3CA | 0x1F3CF..=0x1F3D3 | 0x1F3E0..=0x1F3F0
        | 0x1F3F4 | 0x1F3F8..=0x1F43E | 0x1F440 | 0x1F442..=0x1F4FC | 0x1F4FF..=0x1F53D | 0x1F54B..=0x1F54E
        | 0x1F550..=0x1F567 | 0x1F57A | 0x1F595..=0x1F596 | 0x1F5A4 | 0x1F5FB..=0x1F64F | 0x1F680..=0x1F6C5
        | 0x1F6CC | 0x1F6D0..=0x1F6D2 | 0x1F6EB..=0x1F6EC | 0x1F6F4..=0x1F6FC | 0x1F7E0..=0x1F7EB
        | 0x1F90C..=0x1F93A | 0x1F93C..=0x1F945 | 0x1F947..=0x1F9FF | 0x1FA70..=0x1FAFF | 0x20000..=0x3FFFD)
}
