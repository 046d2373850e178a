//! Finds the `ladon` binary and runs it: with a time limit, a clean environment, and both streams captured.

use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
    /// It was killed by us.
    TimedOut(Duration),
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "code {code}"),
            Self::Signal(signal) => write!(f, "killed by signal {signal}"),
            Self::TimedOut(limit) => write!(f, "still running after {limit:?}"),
        }
    }
}

impl From<ExitStatus> for Exit {
    fn from(status: ExitStatus) -> Self {
        #[cfg(unix)]
        if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return Self::Signal(signal);
        }
        Self::Code(status.code().unwrap_or(-1))
    }
}

/// What is left of a process. Bytes that are not UTF-8 show as U+FFFD.
#[derive(Debug, Clone)]
pub struct Finished {
    pub exit: Exit,
    pub stdout: String,
    pub stderr: String,
}

/// The binary under test: `LADON` from the environment, or `target/<profile>/ladon` beside this test program.
pub fn ladon_binary() -> Result<PathBuf, String> {
    let path = match std::env::var_os("LADON") {
        Some(path) => PathBuf::from(path),
        None => {
            let test_program = std::env::current_exe().map_err(|error| error.to_string())?;
            let profile_dir = test_program.ancestors().nth(2).unwrap_or(Path::new("."));
            profile_dir.join(format!("ladon{}", std::env::consts::EXE_SUFFIX))
        }
    };
    if path.is_file() {
        return Ok(path);
    }
    Err(format!("{} is missing: run `cargo build -p ladon` with the same profile, or set LADON", path.display()))
}

/// A command for `ladon` that meets none of the caller's Python settings. `LADON_*` passes through.
pub fn ladon_command(ladon: &Path) -> Command {
    let mut command = Command::new(ladon);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("PYTHON") || matches!(&*name, "NO_COLOR" | "FORCE_COLOR" | "COLUMNS") {
            command.env_remove(&*name);
        }
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("LC_ALL", "C.UTF-8");
    command
}

/// Runs `command` to its end, or kills it after `limit`.
pub fn run(command: &mut Command, stdin: &[u8], limit: Duration) -> Result<Finished, String> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {command:?}: {error}"))?;
    let writer = feed(child.stdin.take(), stdin.to_vec());
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let exit = wait(&mut child, limit).map_err(|error| error.to_string())?;
    if matches!(exit, Exit::TimedOut(_)) {
        // A grandchild may hold the pipes open: what it would still write is not waited for.
        return Ok(Finished { exit, stdout: String::new(), stderr: String::new() });
    }
    let _ = writer.join();
    Ok(Finished { exit, stdout: text_of(stdout), stderr: text_of(stderr) })
}

fn wait(child: &mut Child, limit: Duration) -> std::io::Result<Exit> {
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.into());
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Exit::TimedOut(limit));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn feed(pipe: Option<impl Write + Send + 'static>, bytes: Vec<u8>) -> JoinHandle<()> {
    thread::spawn(move || {
        if let Some(mut pipe) = pipe {
            // A process that does not read its input is no error.
            let _ = pipe.write_all(&bytes);
        }
    })
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn text_of(reader: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}
