//! `bench programs`: the scripts in `programs/`, under both runtimes in turn.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::options::{Complaint, Options, Report};
use crate::process::{Contender, Run};
use crate::stats::{geometric_mean, maximum, median, minimum, short};

/// A ratio below this is listed as a weak spot.
const WEAK: f64 = 0.6;

/// CPU seconds of each round, both runtimes' outputs having agreed in every one.
struct Timing {
    name: String,
    rounds: Vec<(f64, f64)>,
}

impl Timing {
    /// CPython's time over Ladon's, round by round.
    fn speeds(&self) -> impl Iterator<Item = f64> + '_ {
        self.rounds.iter().map(|(ladon, python)| python / ladon)
    }

    fn speed(&self) -> f64 {
        median(self.speeds())
    }
}

pub fn run(options: &Options) -> Result<Report, Complaint> {
    let (ladon, python) = (options.ladon()?, options.python()?);
    println!("ladon:  {}\npython: {}", ladon.version(), python.version());
    println!("speed = CPU time of python / CPU time of ladon: higher is better, above 1 Ladon is faster\n");
    println!("{:<20} {:>7} {:>7} {:>7} {:>9} {:>9}", "program", "speed", "min", "max", "ladon s", "python s");
    let mut timings = Vec::new();
    let mut failures = Vec::new();
    for script in scripts(options)? {
        let name = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match time(options, &ladon, &python, &script) {
            Ok(rounds) => {
                let timing = Timing { name, rounds };
                print_row(&timing);
                timings.push(timing);
            }
            Err(reason) => {
                println!("{name:<20} FAILED: {reason}");
                failures.push((name, reason));
            }
        }
    }
    print_summary(&timings, &failures);
    let figures = json!({
        "geometric_mean": geometric_mean(timings.iter().map(Timing::speed)),
        "programs": timings.iter().map(|timing| (timing.name.clone(), figures_of(timing))).collect::<Value>(),
        "failures": failures.iter().cloned().collect::<Value>(),
    });
    Ok(Report::new(&[&ladon, &python], figures, failures.is_empty()))
}

fn scripts(options: &Options) -> Result<Vec<PathBuf>, Complaint> {
    let folder = options.path("programs");
    let complain = |error| format!("{}: {error}", folder.display());
    let mut scripts = Vec::new();
    for entry in fs::read_dir(&folder).map_err(complain)? {
        let path = entry.map_err(complain)?.path();
        let wanted = path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains(&options.filter));
        if wanted && path.extension().is_some_and(|extension| extension == "py") {
            scripts.push(path);
        }
    }
    scripts.sort();
    if scripts.is_empty() {
        return Err(format!("no program matches {:?} in {}", options.filter, folder.display()));
    }
    Ok(scripts)
}

/// Runs A B A B … and gives the CPU times, or why there are none.
fn time(options: &Options, ladon: &Contender, python: &Contender, script: &Path) -> Result<Vec<(f64, f64)>, Complaint> {
    let mut args = vec![script.to_string_lossy().into_owned()];
    if options.quick {
        args.push(quick_argument(script)?);
    }
    let mut rounds = Vec::new();
    for _ in 0..options.rounds_or(3) {
        let (ours, theirs) = (ladon.run(&args, options.timeout)?, python.run(&args, options.timeout)?);
        if ours.stdout != theirs.stdout {
            return Err(format!("outputs differ: ladon {}, python {}", excerpt(&ours), excerpt(&theirs)));
        }
        rounds.push((ours.cpu, theirs.cpu));
    }
    Ok(rounds)
}

/// The small argument a program names in its `# quick:` line.
fn quick_argument(script: &Path) -> Result<String, Complaint> {
    let text = fs::read_to_string(script).map_err(|error| error.to_string())?;
    let line = text.lines().find_map(|line| line.strip_prefix("# quick:"));
    line.map(|argument| argument.trim().to_owned()).ok_or_else(|| "has no `# quick: N` line".to_owned())
}

fn excerpt(run: &Run) -> String {
    format!("{:?}", run.stdout.chars().take(60).collect::<String>())
}

fn print_row(timing: &Timing) {
    let (ladon, python) = medians(timing);
    println!(
        "{:<20} {:>7} {:>7} {:>7} {:>9.3} {:>9.3}{}",
        timing.name,
        short(timing.speed()),
        short(minimum(timing.speeds())),
        short(maximum(timing.speeds())),
        ladon,
        python,
        if timing.speed() < WEAK { "  <" } else { "" },
    );
}

fn medians(timing: &Timing) -> (f64, f64) {
    (median(timing.rounds.iter().map(|round| round.0)), median(timing.rounds.iter().map(|round| round.1)))
}

fn figures_of(timing: &Timing) -> Value {
    let (ladon, python) = medians(timing);
    json!({
        "speed": timing.speed(),
        "min": minimum(timing.speeds()),
        "max": maximum(timing.speeds()),
        "ladon_cpu_s": ladon,
        "python_cpu_s": python,
    })
}

fn print_summary(timings: &[Timing], failures: &[(String, String)]) {
    println!();
    if let Some(slowest) = timings.iter().min_by(|a, b| a.speed().total_cmp(&b.speed())) {
        let weak = timings.iter().filter(|timing| timing.speed() < WEAK).count();
        println!(
            "geometric mean  {} over {} programs",
            short(geometric_mean(timings.iter().map(Timing::speed))),
            timings.len()
        );
        println!("slowest         {} {}", slowest.name, short(slowest.speed()));
        println!("below {WEAK}       {weak}");
    }
    if !failures.is_empty() {
        let names: Vec<&str> = failures.iter().map(|failure| failure.0.as_str()).collect();
        println!("failed          {} (not counted above): {}", failures.len(), names.join(" "));
    }
}
