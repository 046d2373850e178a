//! `cargo demo`: builds everything, then lets several interpreters work at once, each with native modules of its own
//! (`tests/demo/main.py`): two plugins compiled here, and two wheels from PyPI if they can be downloaded.

use ladon_tests::run::{self, Exit};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

/// Modules that do not declare support for more than one interpreter: Rust (PyO3) behind the stable ABI.
const WHEELS: [&str; 2] = ["rjieba", "bcrypt"];
const PLUGINS: [&str; 2] = ["counter_single", "counter_multi"];
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(60);
const BUILD_LIMIT: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    match demo() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("demo: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the script ended well.
fn demo() -> Result<bool, String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let profile = profile_folder()?;
    let out = profile.with_file_name("demo");
    say("building the workspace (cargo build --release --workspace)");
    build_workspace(tests)?;
    let plugins = out.join("plugins");
    say(&format!("compiling plugins: {}", PLUGINS.join(", ")));
    compile_plugins(&tests.join("plugins"), &plugins)?;
    let site = out.join("site");
    fs::create_dir_all(&site).map_err(|error| format!("{}: {error}", site.display()))?;
    for name in WHEELS {
        match fetch(name, &out, &site) {
            Ok(()) => say(&format!("wheel: {name}")),
            Err(reason) => say(&format!("skipped the wheel {name}: {reason}")),
        }
    }
    let ladon = profile.join("ladon");
    let script = tests.join("demo/main.py");
    say(&format!("running {} {}\n", shown(&ladon), shown(&script)));
    let status = run::ladon_command(&ladon)
        .arg(&script)
        .args([&plugins, &site])
        .args(texts(&tests.join("demo/texts"))?)
        .status()
        .map_err(|error| format!("cannot start {}: {error}", ladon.display()))?;
    if !status.success() {
        eprintln!("demo: the script failed: {status}");
    }
    Ok(status.success())
}

fn say(message: &str) {
    println!("demo: {message}");
}

/// A path as it is typed from here.
fn shown(path: &Path) -> String {
    let folder = env::current_dir().unwrap_or_default();
    path.strip_prefix(&folder).unwrap_or(path).display().to_string()
}

/// `target/release`, where this program stands.
fn profile_folder() -> Result<PathBuf, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    program.parent().map(Path::to_path_buf).ok_or_else(|| String::from("this program stands in no folder"))
}

fn build_workspace(tests: &Path) -> Result<(), String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--workspace"])
        .current_dir(tests)
        .status()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(String::from("the build failed")) }
}

fn compile_plugins(sources: &Path, out: &Path) -> Result<(), String> {
    fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    for name in PLUGINS {
        let mut cc = Command::new("cc");
        cc.args(["-std=c11", "-O2", "-fPIC", "-shared", "-I"])
            .arg(sources.join("include"))
            .arg(sources.join(format!("{name}.c")))
            .arg("-o")
            .arg(out.join(format!("{name}.so")));
        finish(&mut cc, BUILD_LIMIT)?;
    }
    Ok(())
}

/// Downloads a wheel and unpacks it into `site`, unless it is there.
fn fetch(name: &str, out: &Path, site: &Path) -> Result<(), String> {
    if site.join(name).is_dir() {
        return Ok(());
    }
    let wheels = out.join("wheels").join(name);
    let _ = fs::remove_dir_all(&wheels);
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--retries=1", "--timeout=10"])
        .args(["--no-deps", "--only-binary=:all:", "--implementation=cp", "--python-version=3.13", "--abi=abi3"])
        .args(["--platform=manylinux2014_x86_64", "--platform=manylinux_2_28_x86_64", "--dest"])
        .arg(&wheels)
        .arg(name);
    finish(&mut pip, DOWNLOAD_LIMIT)?;
    let wheel = fs::read_dir(&wheels)
        .map_err(|error| error.to_string())?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .ok_or("pip brought no wheel")?;
    finish(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(site), BUILD_LIMIT)
}

/// Runs to the end; the last line of what went wrong.
fn finish(command: &mut Command, limit: Duration) -> Result<(), String> {
    let finished = run::run(command, b"", limit)?;
    if finished.exit == Exit::Code(0) {
        return Ok(());
    }
    let last = finished.stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("nothing was said");
    Err(format!("{}: {} ({last})", command.get_program().to_string_lossy(), finished.exit))
}

fn texts(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    Ok(found)
}
