//! Native modules, built from `plugins/*.c` with `cc` and the header in `plugins/include`: no CPython is needed.
//!
//! `scripts/…` the scripts of `plugins/scripts`, run by the ladon binary · `matrix/POLICY/…` the situations of
//! `plugins/matrix` under each isolation policy · `flows/POLICY/TAGS/…` the flows of `plugins/flows.py`, which must end
//! well under each policy and mode of the tags · `cpython/…` CPython 3.13's own test modules, where it is installed.

mod build;
mod cpython;
mod matrix;

use ladon_tests::expect::Expectation;
use ladon_tests::run;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use matrix::POLICIES;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

const TIME_LIMIT: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let suite = Arc::new(Suite::new());
    let mut trials = Vec::new();
    let mut add = |name: String, test: Test| {
        let suite = Arc::clone(&suite);
        trials.push(Trial::ignorable_test(name, move || test(&suite)));
    };
    for script in scripts(&suite.sources.join("scripts")) {
        add(format!("scripts/{}", stem(&script)), Box::new(move |suite| suite.script(&script)));
    }
    for script in scripts(&suite.sources.join("cpython")) {
        add(format!("cpython/{}", stem(&script)), Box::new(move |suite| suite.cpython(&script)));
    }
    for situation in files(&suite.sources.join("matrix"), "txt") {
        for policy in POLICIES {
            let situation = situation.clone();
            let name = format!("matrix/{policy}/{}", stem(&situation));
            add(name, Box::new(move |suite| suite.situation(policy, &situation)));
        }
    }
    for flow in flows(&suite.sources) {
        for policy in POLICIES {
            for tags in tag_modes(policy) {
                let flow = flow.clone();
                let name = format!("flows/{policy}/{tags}/{}", flow.replace(' ', "_"));
                add(name, Box::new(move |suite| suite.flow(policy, tags, &flow)));
            }
        }
    }
    libtest_mimic::run(&args, trials).exit_code()
}

type Test = Box<dyn FnOnce(&Suite) -> Result<Completion, Failed> + Send>;

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    found.sort();
    found
}

/// Scripts that are tests: the others begin with `_`, or are the helper that loads plugins.
fn scripts(folder: &Path) -> Vec<PathBuf> {
    let is_test = |path: &PathBuf| stem(path) != "load" && !stem(path).starts_with('_');
    files(folder, "py").into_iter().filter(is_test).collect()
}

/// The names of the flows: lines `# flow: NAME` of the script.
fn flows(sources: &Path) -> Vec<String> {
    let script = fs::read_to_string(sources.join("flows.py")).unwrap_or_default();
    script.lines().filter_map(|line| line.strip_prefix("# flow: ")).map(str::to_owned).collect()
}

/// The modes of the tags that differ under a policy: where nothing is shared, there is nothing to find.
fn tag_modes(policy: &str) -> &'static [&'static str] {
    match policy {
        "shared" => &["raise", "record", "off"],
        "per-def" | "per-copy" => &["raise", "record"],
        _ => &["raise"],
    }
}

struct Suite {
    sources: PathBuf,
    /// Where the plugins are, or why there are none.
    built: OnceLock<Result<PathBuf, String>>,
}

impl Suite {
    fn new() -> Suite {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins");
        Suite { sources: sources.canonicalize().unwrap_or(sources), built: OnceLock::new() }
    }

    fn plugins(&self) -> Result<&Path, Failed> {
        match self.built.get_or_init(|| build::all(&self.sources)) {
            Ok(folder) => Ok(folder),
            Err(message) => Err(message.clone().into()),
        }
    }

    /// Why a script is known to differ, from `plugins/not_yet.tsv`.
    fn not_yet(&self, script: &Path) -> Option<String> {
        let table = fs::read_to_string(self.sources.join("not_yet.tsv")).unwrap_or_default();
        let rows = table.lines().filter_map(|line| line.split_once('\t'));
        rows.filter(|(name, _)| *name == stem(script)).map(|(_, why)| why.to_owned()).next()
    }

    fn script(&self, script: &Path) -> Result<Completion, Failed> {
        if let Some(why) = self.not_yet(script) {
            return Ok(Completion::ignored_with(why));
        }
        let source = fs::read_to_string(script)?;
        let plugin = header(&source, "# plugin:").unwrap_or_else(|| stem(script));
        let file = self.plugins()?.join(format!("{plugin}.so"));
        hold_to_expectations(script, &source, &file)
    }

    fn cpython(&self, script: &Path) -> Result<Completion, Failed> {
        let folder = match cpython::native_modules() {
            Ok(folder) => folder,
            Err(why) => return Ok(Completion::ignored_with(format!("skipped: {why}"))),
        };
        let source = fs::read_to_string(script)?;
        let module = header(&source, "# module:").ok_or("the script does not say which module it is for")?;
        let file = cpython::file(folder, &module).ok_or_else(|| format!("{} has no {module}", folder.display()))?;
        hold_to_expectations(script, &source, &file)
    }

    fn situation(&self, policy: &str, file: &Path) -> Result<Completion, Failed> {
        let text = fs::read_to_string(file)?;
        let steps = matrix::read_steps(&text)?;
        let prelude = fs::read_to_string(file.with_file_name("_prelude.py"))?;
        let driver = fs::read_to_string(file.with_file_name("_driver.py"))?;
        let prelude = format!("PLUGINS = {:?}\n{prelude}", self.plugins()?.display().to_string());
        let script = matrix::script_of(policy, &steps, &prelude, &driver);
        let mut command = under(policy)?;
        if let Some(mode) = header(&text, "# tags:") {
            command.args(["-X", &format!("tags={mode}")]);
        }
        let finished = run::run(command.args(["-c", &script]), b"", TIME_LIMIT)?;
        let wrong = matrix::differences(policy, &steps, &finished);
        if !wrong.is_empty() {
            return Err(format!("{wrong}{}\n{}", finished.exit, finished.stderr).into());
        }
        Ok(Completion::Completed)
    }

    fn flow(&self, policy: &str, tags: &str, flow: &str) -> Result<Completion, Failed> {
        let mut command = under(policy)?;
        command.args(["-X", &format!("tags={tags}")]);
        command.arg(self.sources.join("flows.py")).arg(self.plugins()?).arg(policy).args(flow.split(' '));
        let finished = run::run(&mut command, b"", TIME_LIMIT)?;
        if finished.exit == run::Exit::Code(0) && finished.stdout.ends_with("the flow ended well\n") {
            return Ok(Completion::Completed);
        }
        Err(format!("{}{}\n{}", finished.stdout, finished.exit, finished.stderr).into())
    }
}

/// The text of a header line of a script.
fn header(source: &str, name: &str) -> Option<String> {
    source.lines().find_map(|line| line.strip_prefix(name)).map(|text| text.trim().to_owned())
}

/// The binary under test with a policy; `default` is none.
fn under(policy: &str) -> Result<Command, String> {
    let mut command = run::ladon_command(&run::ladon_binary()?);
    if policy != "default" {
        command.args(["-X", &format!("isolation={policy}")]);
    }
    Ok(command)
}

fn hold_to_expectations(script: &Path, source: &str, plugin: &Path) -> Result<Completion, Failed> {
    let expectation = Expectation::parse(source);
    let mut command = run::ladon_command(&run::ladon_binary()?);
    let folder = script.parent().unwrap_or(Path::new("."));
    command.current_dir(folder).args(header(source, "# options:").iter().flat_map(|options| options.split(' ')));
    command.arg(script.file_name().unwrap_or_default()).arg(plugin);
    let mut finished = run::run(&mut command, expectation.stdin.as_bytes(), TIME_LIMIT)?;
    finished.stderr = finished.stderr.replace(&format!("{}/", folder.display()), "");
    match expectation.mismatch(&finished) {
        Some(report) => Err(report.into()),
        None => Ok(Completion::Completed),
    }
}
