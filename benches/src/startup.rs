//! `bench startup`: what it costs to start and end, doing nothing.

use serde_json::{Value, json};

use crate::options::{Complaint, Options, Report};
use crate::process::Run;
use crate::stats::{median, short};

pub fn run(options: &Options) -> Result<Report, Complaint> {
    let (ladon, python) = (options.ladon()?, options.python()?);
    let bare = python.with("python -I -S", &["-I", "-S"]);
    println!("ladon:  {}\npython: {}\n", ladon.version(), python.version());
    let contenders = [&ladon, &python, &bare];
    let mut runs: [Vec<Run>; 3] = Default::default();
    for _ in 0..options.rounds_or(20) {
        for (contender, runs) in contenders.iter().zip(&mut runs) {
            runs.push(contender.run(["-c", "pass"], options.timeout)?);
        }
    }
    println!("{:<14} {:>9} {:>9} {:>10}   (medians of {})", "-c pass", "CPU ms", "wall ms", "peak MiB", runs[0].len());
    let mut figures = Vec::new();
    for (contender, runs) in contenders.iter().zip(&runs) {
        let cpu = 1e3 * median(runs.iter().map(|run| run.cpu));
        let wall = 1e3 * median(runs.iter().map(|run| run.wall));
        let peak = median(runs.iter().map(|run| run.peak_kib)) / 1024.0;
        println!("{:<14} {:>9} {:>9} {:>10}", contender.name, short(cpu), short(wall), short(peak));
        figures.push((contender.name.clone(), json!({ "cpu_ms": cpu, "wall_ms": wall, "peak_mib": peak })));
    }
    Ok(Report::new(&[&ladon, &python], figures.into_iter().collect::<Value>(), true))
}
