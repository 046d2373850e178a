//! `bench`: see `bench --help` and benches/README.md.

use std::process::ExitCode;

use ladon_benches::options::{Kind, Options, USAGE};
use ladon_benches::{interpreters, native, programs, scaling, startup};

fn main() -> ExitCode {
    let options = match Options::from_env() {
        Ok(options) => options,
        Err(complaint) => {
            eprintln!("bench: {complaint}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let outcome = match options.kind {
        Kind::Help => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Kind::Programs => programs::run(&options),
        Kind::Startup => startup::run(&options),
        Kind::Interpreters => interpreters::run(&options),
        Kind::Scaling => scaling::run(&options),
        Kind::Native => native::run(&options),
    };
    match outcome.and_then(|report| report.finish(&options)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(complaint) => {
            eprintln!("bench: {complaint}");
            ExitCode::from(2)
        }
    }
}
