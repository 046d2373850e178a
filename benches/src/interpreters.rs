//! `bench interpreters`: what an interpreter costs to make, to have and to end.

use crate::compare::compare;
use crate::options::{Complaint, Options, Report};

pub fn run(options: &Options) -> Result<Report, Complaint> {
    let script = options.path("interpreters/create_destroy.py");
    let count = if options.quick { "5" } else { "50" };
    let args = [script.to_string_lossy().into_owned(), count.to_owned()];
    println!("Times in µs, memory in KiB of resident set; ratio = python / ladon: above 1 Ladon needs less");
    compare(vec![options.ladon()?, options.python()?], &args, options.rounds_or(3), options)
}
