//! Native modules, built from `plugins/*.c` with `cc` and the header in `plugins/include`: no CPython is needed.
//!
//! `scripts/…` the scripts of `plugins/scripts`, run by the ladon binary · `matrix/POLICY/…` the situations of
//! `plugins/matrix` under each isolation policy, run by the ladon binary as one script made from the steps.

use ladon_tests::expect::Expectation;
use ladon_tests::run;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

const TIME_LIMIT: Duration = Duration::from_secs(60);
const POLICIES: [&str; 6] = ["default", "shared", "per-def", "per-copy", "own-image", "refuse"];

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let suite = Arc::new(Suite::new());
    let mut trials = Vec::new();
    for script in files(&suite.sources.join("scripts"), "py").into_iter().filter(|path| stem(path) != "load") {
        let (suite, name) = (Arc::clone(&suite), format!("scripts/{}", stem(&script)));
        trials.push(Trial::ignorable_test(name, move || suite.script(&script)));
    }
    for situation in files(&suite.sources.join("matrix"), "txt") {
        for policy in POLICIES {
            let (suite, situation) = (Arc::clone(&suite), situation.clone());
            let name = format!("matrix/{policy}/{}", stem(&situation));
            trials.push(Trial::test(name, move || suite.situation(policy, &situation)));
        }
    }
    libtest_mimic::run(&args, trials).exit_code()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    found.sort();
    found
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
        match self.built.get_or_init(|| build(&self.sources)) {
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
        let plugin = source.lines().find_map(|line| line.strip_prefix("# plugin:"));
        let plugin = plugin.map_or_else(|| stem(script), |name| name.trim().to_owned());
        let file = self.plugins()?.join(format!("{plugin}.so"));
        let expectation = Expectation::parse(&source);
        let ladon = run::ladon_binary()?;
        let mut command = run::ladon_command(&ladon);
        command.current_dir(self.sources.join("scripts")).arg(script.file_name().unwrap_or_default()).arg(file);
        let mut finished = run::run(&mut command, expectation.stdin.as_bytes(), TIME_LIMIT)?;
        finished.stderr = finished.stderr.replace(&format!("{}/", self.sources.join("scripts").display()), "");
        match expectation.mismatch(&finished) {
            Some(report) => Err(report.into()),
            None => Ok(Completion::Completed),
        }
    }

    fn situation(&self, policy: &str, file: &Path) -> Result<(), Failed> {
        let steps = read_steps(&fs::read_to_string(file)?)?;
        let prelude = fs::read_to_string(file.with_file_name("_prelude.py"))?;
        let prelude = format!("PLUGINS = {:?}\n{prelude}", self.plugins()?.display().to_string());
        let script = script_of(&steps, &prelude);
        let mut command = run::ladon_command(&run::ladon_binary()?);
        if policy != "default" {
            command.args(["-X", &format!("isolation={policy}")]);
        }
        let finished = run::run(command.args(["-c", &script]), b"", TIME_LIMIT)?;
        let wrong = differences(policy, &steps, &finished);
        if wrong.is_empty() { Ok(()) } else { Err(format!("{wrong}{}\n{}", finished.exit, finished.stderr).into()) }
    }
}

/// Builds every plugin: `NAME.c` as `NAME.so`, and the rows of `builds.tsv`.
fn build(sources: &Path) -> Result<PathBuf, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("plugins");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut builds: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for source in files(sources, "c") {
        builds.insert(stem(&source), (format!("{}.c", stem(&source)), Vec::new()));
    }
    let table = fs::read_to_string(sources.join("builds.tsv")).map_err(|error| error.to_string())?;
    for row in table.lines().skip(1) {
        if let [output, source, flags] = row.split('\t').collect::<Vec<_>>()[..] {
            let flags = flags.split_whitespace().map(str::to_owned).collect();
            builds.insert(output.to_owned(), (source.to_owned(), flags));
        }
    }
    builds.iter().try_for_each(|(output, (source, flags))| compile(sources, &folder, output, source, flags))?;
    Ok(folder)
}

fn compile(sources: &Path, folder: &Path, output: &str, source: &str, flags: &[String]) -> Result<(), String> {
    let (source, target) = (sources.join(source), folder.join(format!("{output}.so")));
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let inputs = files(sources, "h").into_iter().chain(files(&sources.join("include"), "h")).chain([source.clone()]);
    if time(&target).is_some_and(|built| inputs.into_iter().all(|input| time(&input).is_some_and(|t| t < built))) {
        return Ok(());
    }
    // Under another name first: what is loaded already must not be written over.
    let fresh = folder.join(format!("{output}.{}.new", std::process::id()));
    let mut command = Command::new("cc");
    command.args(["-std=c11", "-O2", "-g", "-fPIC", "-shared", "-pthread", "-w"]).args(flags);
    command.arg("-I").arg(sources.join("include")).arg(&source).arg("-o").arg(&fresh);
    let done = command.output().map_err(|error| format!("cc: {error}"))?;
    if !done.status.success() {
        return Err(format!("cc {}: {}", source.display(), String::from_utf8_lossy(&done.stderr)));
    }
    fs::rename(&fresh, &target).map_err(|error| error.to_string())
}

// ---- situations ----

enum Step {
    /// An expression and the lines that say what it gives.
    Eval {
        interpreter: u32,
        expression: String,
        expected: Vec<String>,
    },
    End(u32),
}

fn read_steps(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let wrong = || format!("line {}: {line}", index + 1);
        if let Some(text) = line.strip_prefix('=') {
            let Some(Step::Eval { expected, .. }) = steps.last_mut() else { return Err(wrong()) };
            expected.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
        } else if let Some(number) = line.strip_prefix("end ") {
            steps.push(Step::End(number.parse().map_err(|_| wrong())?));
        } else {
            let (number, expression) = line.split_once(": ").ok_or_else(wrong)?;
            let interpreter = number.parse().map_err(|_| wrong())?;
            steps.push(Step::Eval { interpreter, expression: expression.to_owned(), expected: Vec::new() });
        }
    }
    Ok(steps)
}

/// Runs a step in interpreter 0, which is main, or in one of its own: prints one line.
const DRIVER: &str = r#"
import _interpreters

made, main = {0: None}, {}


def step(number, expression):
    code = f"""
try:
    print(str(({expression})), flush=True)
except BaseException as error:
    print(f"{{type(error).__name__}}: {{error}}", flush=True)
"""
    if number not in made:
        made[number] = _interpreters.create()
        run(number, PRELUDE)
    run(number, code)


def run(number, code):
    failed = exec(code, main) if number == 0 else _interpreters.exec(made[number], code)
    if failed:
        print(failed.formatted, flush=True)


def end(number):
    _interpreters.destroy(made.pop(number))


run(0, PRELUDE)
"#;

fn script_of(steps: &[Step], prelude: &str) -> String {
    let mut script = format!("PRELUDE = {}\n{DRIVER}", quoted(prelude));
    for step in steps {
        match step {
            Step::Eval { interpreter, expression, .. } => {
                script.push_str(&format!("step({interpreter}, {})\n", quoted(expression)));
            }
            Step::End(interpreter) => script.push_str(&format!("end({interpreter})\n")),
        }
    }
    script
}

/// A Python string literal.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// What `= TEXT` or `= POLICY POLICY: TEXT` lines say about this policy: the last one that fits.
fn expected_under<'a>(policy: &str, lines: &'a [String]) -> &'a str {
    let mut fitting = lines.iter().filter_map(|line| match line.split_once(": ") {
        Some((names, text)) if names.split(' ').all(|name| POLICIES.contains(&name)) => {
            names.split(' ').any(|name| name == policy).then_some(text)
        }
        _ => Some(line.as_str()),
    });
    fitting.next_back().unwrap_or("")
}

fn differences(policy: &str, steps: &[Step], finished: &run::Finished) -> String {
    let mut lines = finished.stdout.lines();
    let mut wrong = String::new();
    for step in steps {
        let Step::Eval { interpreter, expression, expected } = step else { continue };
        let (expected, got) = (expected_under(policy, expected), lines.next().unwrap_or("(nothing)"));
        let class = got.split_once(": ").map_or(got, |pair| pair.0);
        if got != expected && !(expected.ends_with("Error") && class == expected) {
            wrong.push_str(&format!("{interpreter}: {expression}\n  - {expected}\n  + {got}\n"));
        }
    }
    wrong.extend(lines.map(|line| format!("  + {line}\n")));
    if finished.exit != run::Exit::Code(0) && wrong.is_empty() {
        wrong.push_str("every step was right, but:\n");
    }
    wrong
}
