//! `bench scaling`: the same work in N interpreters of one process, and in N processes, in turn.
//!
//! The machine itself may not give two cores at the moment; N separate processes in the same round show what it gave.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use crate::options::{Complaint, Options, Report};
use crate::process::{Contender, Running};
use crate::stats::{median, short};

const LOADS: [&str; 3] = ["arith", "alloc", "attr"];

/// Wall time of the whole, CPU time of all of it; in seconds.
struct Cost {
    wall: f64,
    cpu: f64,
}

struct Round {
    one: Cost,
    interpreters: Cost,
    processes: Cost,
}

pub fn run(options: &Options) -> Result<Report, Complaint> {
    let ladon = options.ladon()?;
    println!("ladon: {}\n{} workers", ladon.version(), options.workers);
    println!("wall, CPU = N interpreters in one process over N processes: 1.0 is ideal, lower is better");
    println!("gain = work done per time, against one worker: N is ideal\n");
    println!("{:<10} {:>8} {:>8} {:>16} {:>16}", "load", "wall", "CPU", "gain, one proc.", "gain, N procs.");
    let mut figures = Vec::new();
    let mut failures = Vec::new();
    for load in LOADS.into_iter().filter(|load| load.contains(&options.filter)) {
        let script = options.path(&format!("interpreters/scaling_{load}.py"));
        match (0..options.rounds_or(3)).map(|_| round(options, &ladon, &script)).collect::<Result<Vec<_>, _>>() {
            Ok(rounds) => figures.push((load.to_owned(), print_row(load, &rounds, options.workers))),
            Err(reason) => {
                println!("{load:<10} FAILED: {reason}");
                failures.push(reason);
            }
        }
    }
    let sound = failures.is_empty();
    let loads: Value = figures.into_iter().collect();
    Ok(Report::new(&[&ladon], json!({ "workers": options.workers, "loads": loads, "failures": failures }), sound))
}

fn round(options: &Options, ladon: &Contender, script: &Path) -> Result<Round, Complaint> {
    Ok(Round {
        one: cost(options, ladon, script, 1, 1)?,
        interpreters: cost(options, ladon, script, 1, options.workers)?,
        processes: cost(options, ladon, script, options.workers, 1)?,
    })
}

/// Starts all processes at once, each with so many interpreters, and waits for the last.
fn cost(
    options: &Options,
    ladon: &Contender,
    script: &Path,
    processes: usize,
    interpreters: usize,
) -> Result<Cost, Complaint> {
    let repeats = if options.quick { "1" } else { "20" };
    let args = [script.to_string_lossy().into_owned(), interpreters.to_string(), repeats.to_owned()];
    let started = Instant::now();
    let children: Result<Vec<Running>, _> = (0..processes).map(|_| ladon.start(&args, options.timeout)).collect();
    let mut cpu = 0.0;
    for child in children.map_err(|error| error.to_string())? {
        let run = child.finish().map_err(|error| error.to_string())?;
        if let Some(reason) = run.failure() {
            return Err(reason);
        }
        cpu += run.cpu;
    }
    Ok(Cost { wall: started.elapsed().as_secs_f64(), cpu })
}

fn print_row(load: &str, rounds: &[Round], workers: usize) -> Value {
    let middle = |ratio: fn(&Round) -> f64| median(rounds.iter().map(ratio));
    let wall = middle(|round| round.interpreters.wall / round.processes.wall);
    let cpu = middle(|round| round.interpreters.cpu / round.processes.cpu);
    let gain = workers as f64 * middle(|round| round.one.wall / round.interpreters.wall);
    let machine = workers as f64 * middle(|round| round.one.wall / round.processes.wall);
    println!("{load:<10} {:>8} {:>8} {:>16} {:>16}", short(wall), short(cpu), short(gain), short(machine));
    json!({ "wall_ratio": wall, "cpu_ratio": cpu, "gain": gain, "gain_of_processes": machine })
}
