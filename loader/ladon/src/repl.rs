//! The interactive prompt: `reedline` on a terminal, plain lines otherwise.

use ladon_compiler::{Mode, Options};
use ladon_vm::exceptions::source::SourceLines;
use ladon_vm::exceptions::{self, report};
use ladon_vm::{Raised, ThreadState};
use reedline::{DefaultPrompt, DefaultPromptSegment, FileBackedHistory, Reedline, Signal, ValidationResult, Validator};
use std::io::{BufRead, IsTerminal, Write};

/// Whether more lines are needed before the text can be run.
fn is_incomplete(text: &str) -> bool {
    if text.trim().is_empty() {
        return false;
    }
    match ladon_compiler::compile(text.as_bytes(), "<stdin>", Mode::Single, Options::default()) {
        Ok(_) => {
            // A compound statement ends with an empty line.
            let mut lines = text.lines();
            let compound = lines.next().is_some_and(|line| line.trim_end().ends_with(':') || line.starts_with('@'));
            compound && !text.ends_with("\n\n") && !text.ends_with("\n    \n")
        }
        Err(error) => error.incomplete && !text.ends_with("\n\n"),
    }
}

struct Blocks;

impl Validator for Blocks {
    fn validate(&self, text: &str) -> ValidationResult {
        if is_incomplete(text) { ValidationResult::Incomplete } else { ValidationResult::Complete }
    }
}

/// Reads and runs until the end of input; `Some` when SystemExit came out.
pub fn run(thread: &ThreadState, quiet: bool) -> Option<Raised> {
    if !quiet {
        eprintln!("{} on {}", crate::cli::version(), std::env::consts::OS);
        eprintln!("Type \"exit()\" or press Ctrl-D to leave.");
    }
    if std::io::stdin().is_terminal() { run_on_terminal(thread) } else { run_plain(thread) }
}

fn prompts(thread: &ThreadState) -> (String, String) {
    let text = |name: &str, default: &str| match thread.interp().sys_attr(name) {
        Some(value) => ladon_vm::object::repr::str_lossy(thread, &value),
        None => String::from(default),
    };
    (text("ps1", ">>> "), text("ps2", "... "))
}

/// Runs one input; `Some` = leave with this.
fn run_one(thread: &ThreadState, text: &str) -> Option<Raised> {
    thread.interp().state::<SourceLines>().register("<stdin>", text);
    let result = crate::run::run_bytes(thread, text.as_bytes(), "<stdin>", Mode::Single);
    let left = match result {
        Ok(_) => None,
        Err(raised) => {
            let exception = thread.take_raised(raised);
            if exception.type_of().is_subtype(&exceptions::SystemExit) {
                return Some(thread.reraise(exception));
            }
            report::display(thread, &exception);
            None
        }
    };
    ladon_vm::lifecycle::flush_streams(thread);
    left
}

fn run_plain(thread: &ThreadState) -> Option<Raised> {
    let mut input = std::io::stdin().lock();
    let mut text = String::new();
    loop {
        let (first, more) = prompts(thread);
        eprint!("{}", if text.is_empty() { first } else { more });
        let _ = std::io::stderr().flush();
        let mut line = String::new();
        let read = input.read_line(&mut line).unwrap_or(0);
        let end = read == 0;
        text.push_str(&line);
        if !end && is_incomplete(&text) {
            continue;
        }
        if !text.trim().is_empty() {
            let whole = std::mem::take(&mut text);
            if let Some(left) = run_one(thread, &whole) {
                return Some(left);
            }
        }
        text.clear();
        if end {
            eprintln!();
            return None;
        }
    }
}

fn run_on_terminal(thread: &ThreadState) -> Option<Raised> {
    let mut editor = Reedline::create().with_validator(Box::new(Blocks));
    if let Some(home) = std::env::home_dir()
        && let Ok(history) = FileBackedHistory::with_file(1000, home.join(".ladon_history"))
    {
        editor = editor.with_history(Box::new(history));
    }
    let prompt = DefaultPrompt::new(DefaultPromptSegment::Basic(String::from(">>")), DefaultPromptSegment::Empty);
    loop {
        match editor.read_line(&prompt) {
            Ok(Signal::Success(text)) => {
                let mut text = text;
                text.push('\n');
                if !text.trim().is_empty()
                    && let Some(left) = run_one(thread, &text)
                {
                    return Some(left);
                }
            }
            Ok(Signal::CtrlC) => eprintln!("KeyboardInterrupt"),
            Ok(_) => return None,
            Err(error) => {
                eprintln!("cannot read from the terminal: {error}");
                return None;
            }
        }
    }
}
