//! The situations of `plugins/matrix`: a text of steps is made into one script for each isolation policy.

use ladon_tests::run;

pub const POLICIES: [&str; 6] = ["default", "shared", "per-def", "per-copy", "own-image", "refuse"];

pub enum Step {
    /// An expression and the lines that say what it gives.
    Eval {
        interpreter: u32,
        expression: String,
        expected: Vec<String>,
    },
    /// An interpreter of a kind that has a name: `legacy`, `isolated`.
    Make(u32, String),
    End(u32),
}

pub fn read_steps(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let wrong = || format!("line {}: {line}", index + 1);
        if line.starts_with('#') {
            continue;
        } else if let Some(text) = line.strip_prefix('=') {
            let Some(Step::Eval { expected, .. }) = steps.last_mut() else { return Err(wrong()) };
            expected.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
        } else if let Some(number) = line.strip_prefix("end ") {
            steps.push(Step::End(number.parse().map_err(|_| wrong())?));
        } else if let Some(made) = line.strip_prefix("make ") {
            let (number, kind) = made.split_once(' ').ok_or_else(wrong)?;
            steps.push(Step::Make(number.parse().map_err(|_| wrong())?, kind.to_owned()));
        } else {
            let (number, expression) = line.split_once(": ").ok_or_else(wrong)?;
            let interpreter = number.parse().map_err(|_| wrong())?;
            steps.push(Step::Eval { interpreter, expression: expression.to_owned(), expected: Vec::new() });
        }
    }
    Ok(steps)
}

pub fn script_of(policy: &str, steps: &[Step], prelude: &str, driver: &str) -> String {
    let mut script = format!("PRELUDE = {}\nPOLICY = {}\n{driver}\n", quoted(prelude), quoted(policy));
    for step in steps {
        match step {
            Step::Eval { interpreter, expression, .. } => {
                script.push_str(&format!("step({interpreter}, {})\n", quoted(expression)));
            }
            Step::Make(interpreter, kind) => script.push_str(&format!("make({interpreter}, {})\n", quoted(kind))),
            Step::End(interpreter) => script.push_str(&format!("end({interpreter})\n")),
        }
    }
    script.push_str("check_all()\n");
    script
}

/// A Python string literal.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// What `= TEXT` or `= POLICY POLICY: TEXT` lines say about this policy: the last one that fits.
fn expected_under<'a>(policy: &str, lines: &'a [String]) -> &'a str {
    let mut fitting = lines.iter().filter_map(|line| match line.split_once(": ") {
        Some((names, text)) if names.split(' ').all(|name| POLICIES.contains(&name)) => {
            names.split(' ').any(|name| name == policy).then_some(text)
        }
        _ => Some(line.as_str()),
    });
    fitting.next_back().unwrap_or("")
}

/// What differs from the steps' expectations, empty if nothing does. Lines after those of the steps are complaints.
pub fn differences(policy: &str, steps: &[Step], finished: &run::Finished) -> String {
    let mut lines = finished.stdout.lines();
    let mut wrong = String::new();
    for step in steps {
        let Step::Eval { interpreter, expression, expected } = step else { continue };
        let (expected, got) = (expected_under(policy, expected), lines.next().unwrap_or("(nothing)"));
        let class = got.split_once(": ").map_or(got, |pair| pair.0);
        if got != expected && !(expected.ends_with("Error") && class == expected) {
            wrong.push_str(&format!("{interpreter}: {expression}\n  - {expected}\n  + {got}\n"));
        }
    }
    wrong.extend(lines.map(|line| format!("  + {line}\n")));
    if finished.exit != run::Exit::Code(0) && wrong.is_empty() {
        wrong.push_str("every step was right, but:\n");
    }
    wrong
}
