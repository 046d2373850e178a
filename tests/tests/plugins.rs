//! Native modules, built from `plugins/*.c` with `cc` and the header in `plugins/include`: no CPython is needed.
//!
//! `scripts/…` the scripts of `plugins/scripts`, run by the ladon binary · `matrix/POLICY/…` the situations of
//! `plugins/matrix` under each isolation policy, run through the embedding API in a child process that is this program.

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
/// Set for a child process: the policy and the file of a situation.
const CHILD: &str = "LADON_PLUGIN_SITUATION";

fn main() -> ExitCode {
    if let Some(situation) = std::env::var_os(CHILD) {
        return child(&situation.to_string_lossy());
    }
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

    fn script(&self, script: &Path) -> Result<Completion, Failed> {
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
        let folder = self.plugins()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.env(CHILD, format!("{policy}:{}", file.display())).env("LADON_PLUGINS", folder);
        let finished = run::run(&mut command, b"", TIME_LIMIT)?;
        match finished.exit {
            run::Exit::Code(0) => Ok(()),
            exit => Err(format!("{exit}\n{}{}", finished.stdout, finished.stderr).into()),
        }
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

// ---- a situation, in a process of its own ----

struct Situation<'a> {
    policy: &'a str,
    plugins: String,
    prelude: String,
    runtime: ladon::Runtime,
    interpreters: BTreeMap<u32, ladon::Interpreter>,
}

fn child(situation: &str) -> ExitCode {
    let (policy, file) = situation.split_once(':').unwrap_or(("default", situation));
    match run_situation(policy, Path::new(file)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run_situation(policy: &str, file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let prelude = fs::read_to_string(file.with_file_name("_prelude.py")).map_err(|error| error.to_string())?;
    let plugins = std::env::var("LADON_PLUGINS").map_err(|error| error.to_string())?;
    let mut situation =
        Situation { policy, plugins, prelude, runtime: ladon::Runtime::new(), interpreters: BTreeMap::new() };
    let mut lines = text.lines().enumerate().peekable();
    let mut wrong = String::new();
    while let Some((number, line)) = lines.next() {
        if let Some(interpreter) = line.strip_prefix("end ") {
            let ended = interpreter.parse().ok().and_then(|id| situation.interpreters.remove(&id));
            ended.ok_or_else(|| format!("line {}: no interpreter {interpreter}", number + 1))?.end();
            continue;
        }
        let (interpreter, step) = line.split_once(": ").ok_or_else(|| format!("line {}: no step", number + 1))?;
        let interpreter = interpreter.parse().map_err(|_| format!("line {}: no interpreter", number + 1))?;
        let got = situation.step(interpreter, step)?;
        let mut expected = "";
        while let Some((_, expectation)) = lines.next_if(|(_, line)| line.starts_with('=')) {
            expected = expectation_for(policy, expectation).unwrap_or(expected);
        }
        let class = got.split_once(": ").map_or(got.as_str(), |pair| pair.0);
        if got != expected && !(class.ends_with("Error") && class == expected) {
            wrong.push_str(&format!("line {}: {line}\n  - {expected}\n  + {got}\n", number + 1));
        }
    }
    // Main ends last.
    while let Some((_, interpreter)) = situation.interpreters.pop_last() {
        interpreter.end();
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What `= TEXT` or `= POLICY POLICY: TEXT` says about this policy.
fn expectation_for<'a>(policy: &str, line: &'a str) -> Option<&'a str> {
    let text = line.strip_prefix("= ").unwrap_or("");
    match text.split_once(": ") {
        Some((names, text)) if names.split(' ').all(|name| POLICIES.contains(&name)) => {
            names.split(' ').any(|name| name == policy).then_some(text)
        }
        _ => Some(text),
    }
}

impl Situation<'_> {
    /// `str()` of an expression, or `Type: message`; on a thread of its own.
    fn step(&mut self, number: u32, expression: &str) -> Result<String, String> {
        if !self.interpreters.contains_key(&number) {
            let made = self.make()?;
            self.interpreters.insert(number, made);
        }
        let interpreter = self.interpreters.remove(&number).ok_or("made above")?;
        let source = format!("str({expression})");
        let (interpreter, outcome) = std::thread::scope(|scope| {
            let thread = scope.spawn(move || {
                let outcome = interpreter.eval::<String>(&source);
                (interpreter, outcome)
            });
            thread.join().map_err(|_| String::from("panic"))
        })?;
        self.interpreters.insert(number, interpreter);
        Ok(match outcome {
            Ok(text) => text,
            Err(error) => format!("{}: {}", error.class, error.message),
        })
    }

    fn make(&self) -> Result<ladon::Interpreter, String> {
        let mut builder = self.runtime.interpreter();
        if self.policy != "default" {
            builder = builder.isolation(self.policy);
        }
        let made = builder.build().map_err(|error| error.traceback)?;
        let source = format!("PLUGINS = {:?}\n{}", self.plugins, self.prelude);
        made.exec(&source).map_err(|error| error.traceback)?;
        Ok(made)
    }
}
