//! One child process, run to its end and measured: output, CPU time, wall time, peak memory.

use std::ffi::OsStr;
use std::io::{self, Read};
use std::mem::MaybeUninit;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::options::Complaint;

/// A runtime under test: a program, and arguments that always come first.
#[derive(Clone)]
pub struct Contender {
    pub name: String,
    pub program: PathBuf,
    pub args: Vec<String>,
}

impl Contender {
    /// Tries it once: a benchmark should not begin with a runtime that can't start.
    pub fn new(name: &str, program: &Path) -> Result<Contender, Complaint> {
        let contender = Contender { name: name.to_owned(), program: program.to_owned(), args: Vec::new() };
        match contender.run(["-c", "pass"], Duration::from_secs(60)) {
            Ok(_) => Ok(contender),
            Err(reason) => Err(format!("{} -c pass: {reason}", program.display())),
        }
    }

    /// The same runtime under another name, with one more argument in front.
    pub fn with(&self, name: &str, args: &[&str]) -> Contender {
        let mut other = self.clone();
        other.name = name.to_owned();
        other.args.extend(args.iter().map(|&arg| arg.to_owned()));
        other
    }

    pub fn version(&self) -> String {
        let code = "import sys; print(sys.implementation.name, sys.version.split()[0])";
        let version = self.ask(code).unwrap_or_else(|| "unknown version".to_owned());
        let configured = self.ask("import sysconfig; print(sysconfig.get_config_var('CONFIG_ARGS'))");
        let optimised = configured.is_some_and(|args| args.contains("--enable-optimizations"));
        format!("{version}{} ({})", if optimised { " PGO" } else { "" }, self.program.display())
    }

    /// What a line of Python prints, if it runs.
    pub fn ask(&self, code: &str) -> Option<String> {
        let run = self.run(["-c", code], Duration::from_secs(60)).ok()?;
        Some(run.stdout.trim().to_owned())
    }

    /// Runs a child that must succeed.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>, timeout: Duration) -> Result<Run, Complaint> {
        let ended = self.start(args, timeout).and_then(Running::finish);
        let run = ended.map_err(|error| format!("{}: {error}", self.name))?;
        match run.failure() {
            None => Ok(run),
            Some(reason) => Err(format!("{}: {reason}", self.name)),
        }
    }

    /// Starts a child that is killed once `timeout` has passed.
    pub fn start<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>, timeout: Duration) -> io::Result<Running> {
        let mut command = Command::new(&self.program);
        command.args(&self.args).args(args).env("PYTHONHASHSEED", "0");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let seconds = u32::try_from(timeout.as_secs()).unwrap_or(u32::MAX).max(1);
        // The alarm survives exec. Having a closure here also makes std fork instead of vfork: after a vfork the
        // kernel would count this program's memory into the child's peak.
        // SAFETY: alarm is async-signal-safe and touches no memory of ours.
        unsafe {
            command.pre_exec(move || {
                libc::alarm(seconds);
                Ok(())
            });
        }
        let started = Instant::now();
        command.spawn().map(|child| Running { child, started })
    }
}

pub struct Running {
    child: Child,
    started: Instant,
}

impl Running {
    /// Reads the child's output to its end and reaps it.
    pub fn finish(mut self) -> io::Result<Run> {
        let errors = self.child.stderr.take().map(|pipe| thread::spawn(move || read_lossy(pipe)));
        let stdout = self.child.stdout.take().map_or_else(String::new, read_lossy);
        let stderr = errors.and_then(|reader| reader.join().ok()).unwrap_or_default();
        let (status, usage) = wait_for(self.child.id())?;
        let wall = self.started.elapsed().as_secs_f64();
        let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
        Ok(Run { stdout, stderr, status, cpu, wall, peak_kib: usage.ru_maxrss as f64 })
    }
}

/// What a finished child did and used (its own waited-for children included).
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    status: libc::c_int,
    /// User and system time, in seconds.
    pub cpu: f64,
    /// From just before fork to the end, in seconds.
    pub wall: f64,
    pub peak_kib: f64,
}

impl Run {
    /// Why this run counts as failed, if it does: the last line of its error output, or the signal.
    pub fn failure(&self) -> Option<String> {
        if libc::WIFSIGNALED(self.status) {
            let signal = libc::WTERMSIG(self.status);
            let timed_out = signal == libc::SIGALRM;
            return Some(if timed_out { "timed out".to_owned() } else { format!("killed by signal {signal}") });
        }
        let code = libc::WEXITSTATUS(self.status);
        let last = self.stderr.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no message");
        (code != 0).then(|| format!("exit code {code}: {last}"))
    }
}

fn read_lossy(mut pipe: impl Read) -> String {
    let mut bytes = Vec::new();
    // A pipe that breaks leaves what came before; the exit status tells the rest.
    let _ = pipe.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait_for(pid: u32) -> io::Result<(libc::c_int, libc::rusage)> {
    let mut status = 0;
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    loop {
        // SAFETY: both pointers are to writable locals of the right types; nobody else waits for this child.
        let reaped = unsafe { libc::wait4(pid as libc::pid_t, &mut status, 0, usage.as_mut_ptr()) };
        if reaped >= 0 {
            // SAFETY: wait4 filled it in, and all-zero was a valid rusage before.
            return Ok((status, unsafe { usage.assume_init() }));
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}
