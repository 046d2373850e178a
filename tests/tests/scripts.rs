//! Runs every script under `tests/scripts/` and holds it to what it says about itself (format: `tests/README.md`).
//! One test per script, named by its path: `cargo test -p ladon-tests --test scripts -- lang/`.

use ladon_tests::expect::Expectation;
use ladon_tests::run;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const TIME_LIMIT: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    // Tracebacks name real paths.
    let root = root.canonicalize().unwrap_or(root);
    let ladon = match run::ladon_binary() {
        Ok(path) => path,
        Err(message) if args.list => PathBuf::from(message),
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let runner = Arc::new(Runner { ladon, modules: Mutex::default() });
    let mut scripts = Vec::new();
    find_scripts(&root, &mut scripts);
    scripts.sort();
    let trials = scripts.into_iter().map(|script| trial(&root, script, &runner)).collect();
    libtest_mimic::run(&args, trials).exit_code()
}

/// Scripts below `folder`; names with a leading underscore belong to other scripts (modules they import).
fn find_scripts(folder: &Path, scripts: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('_') {
            continue;
        }
        if path.is_dir() {
            find_scripts(&path, scripts);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            scripts.push(path);
        }
    }
}

fn trial(root: &Path, script: PathBuf, runner: &Arc<Runner>) -> Trial {
    let name = script.strip_prefix(root).unwrap_or(&script).to_string_lossy().replace('\\', "/");
    let runner = Arc::clone(runner);
    Trial::ignorable_test(name, move || runner.check(&script))
}

struct Runner {
    ladon: PathBuf,
    /// Modules already asked for, and whether they can be imported.
    modules: Mutex<HashMap<String, bool>>,
}

impl Runner {
    fn check(&self, script: &Path) -> Result<Completion, Failed> {
        let source = fs::read_to_string(script)?;
        let expectation = Expectation::parse(&source);
        for module in &expectation.needs {
            if !self.has_module(module)? {
                return Ok(Completion::ignored_with(format!("no module {module}")));
            }
        }
        let folder = script.parent().unwrap_or(Path::new("."));
        let mut command = run::ladon_command(&self.ladon);
        command.current_dir(folder).arg(script.file_name().unwrap_or_default()).args(&expectation.args);
        let mut finished = run::run(&mut command, expectation.stdin.as_bytes(), TIME_LIMIT)?;
        finished.stderr = finished.stderr.replace(&format!("{}/", folder.display()), "");
        match expectation.mismatch(&finished) {
            Some(report) => Err(report.into()),
            None => Ok(Completion::Completed),
        }
    }

    /// Set `LADON_TESTS_SKIP_NOTHING` to run (and fail) the scripts whose modules are missing.
    fn has_module(&self, module: &str) -> Result<bool, Failed> {
        if std::env::var_os("LADON_TESTS_SKIP_NOTHING").is_some() {
            return Ok(true);
        }
        let known = |modules: &Mutex<HashMap<String, bool>>| modules.lock().ok()?.get(module).copied();
        if let Some(found) = known(&self.modules) {
            return Ok(found);
        }
        let mut command = run::ladon_command(&self.ladon);
        command.arg("-c").arg(format!("import {module}"));
        let found = run::run(&mut command, b"", TIME_LIMIT)?.exit == run::Exit::Code(0);
        if let Ok(mut modules) = self.modules.lock() {
            modules.insert(module.to_owned(), found);
        }
        Ok(found)
    }
}
