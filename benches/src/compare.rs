//! Scripts that measure themselves and print `kind value` lines: run in turn, medians side by side.
//!
//! A script may print `skip REASON` (this runtime can't do any of it) or `kind error MESSAGE` (not this one).

use serde_json::{Value, json};

use crate::options::{Complaint, Options, Report};
use crate::process::{Contender, Running};
use crate::stats::{median, short};

/// What the lines of one contender, over all rounds, came to.
struct Column {
    contender: Contender,
    /// Kinds in the order first printed, with the value of each round.
    kinds: Vec<(String, Vec<f64>)>,
    /// Why it is out of the race, if it is.
    skipped: Option<String>,
    failures: Vec<String>,
}

/// Runs the script under each contender in turn and prints a table; ratios are the second's value over the first's.
pub fn compare(
    contenders: Vec<Contender>,
    args: &[String],
    rounds: usize,
    options: &Options,
) -> Result<Report, Complaint> {
    for contender in &contenders {
        println!("{}: {}", contender.name, contender.version());
    }
    let mut columns: Vec<Column> = contenders.into_iter().map(Column::new).collect();
    for _ in 0..rounds {
        for column in &mut columns {
            if column.skipped.is_none() {
                column.measure(args, options)?;
            }
        }
    }
    for column in &columns {
        if let Some(reason) = &column.skipped {
            println!("{}: skipped: {reason}", column.contender.name);
        }
    }
    print_table(&columns);
    for column in &columns {
        column.failures.iter().for_each(|failure| println!("FAILED: {}: {failure}", column.contender.name));
    }
    let sound = columns.iter().all(|column| column.failures.is_empty());
    let figures: Value = columns.iter().map(|column| (column.contender.name.clone(), column.figures())).collect();
    let contenders: Vec<&Contender> = columns.iter().map(|column| &column.contender).collect();
    Ok(Report::new(&contenders, figures, sound))
}

impl Column {
    fn new(contender: Contender) -> Column {
        Column { contender, kinds: Vec::new(), skipped: None, failures: Vec::new() }
    }

    fn measure(&mut self, args: &[String], options: &Options) -> Result<(), Complaint> {
        let ended = self.contender.start(args, options.timeout).and_then(Running::finish);
        let run = ended.map_err(|error| format!("{}: {error}", self.contender.name))?;
        for line in run.stdout.lines() {
            self.read(line);
        }
        if let Some(reason) = run.failure() {
            self.fail(reason);
        }
        Ok(())
    }

    fn read(&mut self, line: &str) {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        if kind == "skip" {
            self.skipped = Some(rest.to_owned());
        } else if let Ok(value) = rest.parse() {
            match self.kinds.iter_mut().find(|(known, _)| known == kind) {
                Some((_, values)) => values.push(value),
                None => self.kinds.push((kind.to_owned(), vec![value])),
            }
        } else {
            self.fail(line.to_owned());
        }
    }

    fn fail(&mut self, reason: String) {
        if !self.failures.contains(&reason) {
            self.failures.push(reason);
        }
    }

    fn value(&self, kind: &str) -> Option<f64> {
        let (_, values) = self.kinds.iter().find(|(known, _)| known == kind)?;
        Some(median(values.iter().copied()))
    }

    fn figures(&self) -> Value {
        let values: Value =
            self.kinds.iter().map(|(kind, values)| (kind.clone(), median(values.iter().copied()))).collect();
        json!({ "values": values, "skipped": self.skipped, "failures": self.failures })
    }
}

fn print_table(columns: &[Column]) {
    let mut kinds: Vec<&str> = Vec::new();
    for (kind, _) in columns.iter().flat_map(|column| &column.kinds) {
        if !kinds.contains(&kind.as_str()) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        return;
    }
    print!("\n{:<24}", "kind");
    columns.iter().for_each(|column| print!(" {:>10}", column.contender.name));
    println!("{}", if columns.len() == 2 { "      ratio" } else { "" });
    for kind in kinds {
        let values: Vec<Option<f64>> = columns.iter().map(|column| column.value(kind)).collect();
        print!("{kind:<24}");
        values.iter().for_each(|value| print!(" {:>10}", value.map_or("-".to_owned(), short)));
        match values[..] {
            [Some(first), Some(second)] => println!(" {:>10}", short(second / first)),
            _ => println!(),
        }
    }
}
