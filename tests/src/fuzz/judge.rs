//! Runs a program under limits and judges how it ended. Any exit code will do, and an exception; a signal, a panic, a
//! message about the runtime's own insides or no end at all will not.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What only a broken runtime writes.
const BROKEN: &[&str] = &[
    "panicked at",
    "internal error",
    "fatal runtime error",
    "memory allocation of",
    "SystemError:",
    "not verified",
    "AddressSanitizer",
];
/// Where a program runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Main,
    /// In a thread with the smallest stack.
    Thread,
    /// In another interpreter.
    Interpreter,
}

/// Runs a file in a place of the name given.
const WRAPPER: &str = r#"
import sys, threading
path, place = sys.argv[1:]
with open(path, "rb") as file:
    source = file.read()
if place == "Thread":
    threading.stack_size(1 << 17)
    thread = threading.Thread(target=lambda: exec(compile(source, path, "exec"), {"__name__": "__main__"}))
    thread.start()
    thread.join()
else:
    from concurrent import interpreters
    other = interpreters.create()
    try:
        other.exec(source.decode("utf-8", "replace").replace("\0", ""))
    except (interpreters.ExecutionFailed, SyntaxError) as error:
        print(str(error)[:200], file=sys.stderr)
    other.close()
"#;

pub struct Judge {
    pub ladon: PathBuf,
    /// Where programs are written and run.
    pub folder: PathBuf,
    /// After this long, a program is interrupted; as long after that, it hangs.
    pub patience: Duration,
}

impl Judge {
    /// Runs a program; the error says what is wrong with how it ended.
    pub fn check(&self, program: &[u8], place: Place) -> Result<(), String> {
        let file = self.folder.join("program.py");
        let wrapper = self.folder.join("wrapper.py");
        std::fs::write(&file, program).map_err(|error| format!("cannot write: {error}"))?;
        std::fs::write(&wrapper, WRAPPER).map_err(|error| format!("cannot write: {error}"))?;
        let mut command = Command::new("sh");
        command.arg("-c").arg("ulimit -v 6000000 -c 0; exec \"$@\"").arg("sh");
        command.arg(&self.ladon).args(["-X", "memory=96m"]);
        match place {
            Place::Main => command.arg(&file),
            place => command.arg(&wrapper).arg(&file).arg(format!("{place:?}")),
        };
        command.current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("cannot start: {error}"))?;
        let stderr = child.stderr.take();
        let reader = thread::spawn(move || read_ends(stderr));
        let status = self.wait(&mut child)?;
        let messages = reader.join().unwrap_or_default();
        judge(status, &messages, program)
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus, String> {
        if let Some(status) = wait_for(child, self.patience) {
            return Ok(status);
        }
        // A program may run for ever, but not deaf. It may also catch the first interrupts.
        for _ in 0..10 {
            let _ = Command::new("kill").arg("-INT").arg(child.id().to_string()).status();
            if let Some(status) = wait_for(child, self.patience / 10) {
                return Ok(status);
            }
        }
        let _ = child.kill();
        let _ = child.wait();
        Err(String::from("does not end when interrupted"))
    }
}

fn wait_for(child: &mut Child, time: Duration) -> Option<ExitStatus> {
    let end = Instant::now() + time;
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        if Instant::now() >= end {
            return None;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// The first and the last of what a process writes.
fn read_ends(stream: Option<impl Read>) -> String {
    const KEPT: usize = 1 << 16;
    let mut all = Vec::new();
    let mut buffer = [0; 4096];
    let Some(mut stream) = stream else { return String::new() };
    while let Ok(count @ 1..) = stream.read(&mut buffer) {
        all.extend_from_slice(&buffer[..count]);
        if all.len() > 4 * KEPT {
            all.drain(KEPT..all.len() - KEPT);
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

fn judge(status: ExitStatus, messages: &str, program: &[u8]) -> Result<(), String> {
    const SIGINT: i32 = 2;
    if let Some(signal) = status.signal()
        && signal != SIGINT
    {
        return Err(format!("killed by signal {signal}: {}", last_line(messages)));
    }
    let source = String::from_utf8_lossy(program);
    match BROKEN.iter().find(|sign| messages.contains(**sign) && !source.contains(sign.trim_end_matches(':'))) {
        Some(sign) => {
            let line = messages.lines().find(|line| line.contains(sign)).unwrap_or_default();
            Err(format!("says: {line}"))
        }
        None => Ok(()),
    }
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().next_back().unwrap_or_default()
}

/// The binary to be tried: `LADON`, or the one beside this program.
pub fn default_ladon() -> PathBuf {
    if let Some(given) = std::env::var_os("LADON") {
        return given.into();
    }
    let own = std::env::current_exe().unwrap_or_default();
    own.parent().unwrap_or(Path::new(".")).join("ladon")
}
