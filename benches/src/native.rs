//! `bench native`: calls between Python and C, through a plugin built here against CPython's headers.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use serde_json::json;

use crate::compare::compare;
use crate::options::{Complaint, Options, Report};
use crate::process::Contender;

/// Prints nothing where the headers would be too old for the plugin.
const ASK_INCLUDE: &str =
    "import sys, sysconfig; sys.version_info >= (3, 11) and print(sysconfig.get_paths()['include'])";

pub fn run(options: &Options) -> Result<Report, Complaint> {
    let (ladon, python) = (options.ladon()?, options.python()?);
    let include = python.ask(ASK_INCLUDE).map(PathBuf::from).filter(|folder| folder.join("Python.h").is_file());
    let Some(include) = include else {
        println!("native: skipped: {} has no headers (Python.h) of 3.11 or newer", python.program.display());
        return Ok(Report::new(&[&ladon, &python], json!({ "skipped": "no headers" }), true));
    };
    let folder = env::temp_dir().join(format!("ladon-bench-{}", process::id()));
    let report = build(options, &include, &folder).and_then(|()| measure(options, ladon, python, &folder));
    // Left behind at worst: a small file in the temporary folder.
    let _ = fs::remove_dir_all(&folder);
    report
}

fn build(options: &Options, include: &Path, folder: &Path) -> Result<(), Complaint> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut cc = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()));
    cc.args(["-O2", "-Wall", "-shared", "-fPIC"]).arg("-I").arg(include);
    if cfg!(target_os = "macos") {
        cc.args(["-undefined", "dynamic_lookup"]);
    }
    cc.arg(options.path("native/benchnative.c")).arg("-o").arg(folder.join("benchnative.abi3.so"));
    match cc.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("compiling benchnative.c: {status}")),
        Err(error) => Err(format!("compiling benchnative.c: cc: {error}")),
    }
}

fn measure(options: &Options, ladon: Contender, python: Contender, folder: &Path) -> Result<Report, Complaint> {
    let contenders = if options.tags {
        println!("Times in ns; ratio = tags on / tags off: what the checks cost");
        vec![ladon.with("tags=off", &["-X", "tags=off"]), ladon.with("default", &[])]
    } else {
        println!("Times in ns per call, loop overhead taken off; ratio = python / ladon: above 1 Ladon is faster");
        vec![ladon, python]
    };
    let script = options.path("native/calls.py").to_string_lossy().into_owned();
    let count = if options.quick { "2000" } else { "300000" };
    let args = [script, folder.to_string_lossy().into_owned(), count.to_owned(), options.filter.clone()];
    compare(contenders, &args, options.rounds_or(3), options)
}
