//! The `ladon` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    match ladon::cli::parse(std::env::args_os().collect()) {
        Ok(command) => ladon::run::main(command),
        Err(failure) => failure.report(),
    }
}
