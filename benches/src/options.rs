//! The command line, the two contenders it names, and the report every subcommand returns.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lexopt::prelude::*;
use serde_json::{Value, json};

use crate::process::Contender;

pub const USAGE: &str = "\
Usage: bench [KIND] [OPTIONS]

Kinds:
  programs       pure-Python programs, CPU time of CPython over Ladon's (the default)
  startup        `-c pass`: CPU time, wall time, peak memory
  interpreters   creating and closing interpreters: time and memory of each
  scaling        N interpreters in one process against N processes
  native         calls between Python and C, in ns

Options:
  --ladon PATH         the Ladon to measure (default: `ladon` beside this program, else target/release/ladon)
  --python PATH        the CPython to compare with (default: /usr/bin/python3, else python3 on PATH)
  --rounds N           rounds, each running both in turn (default: 3; startup 20)
  --quick              one round with small arguments: does everything still run?
  --filter SUBSTRING   only programs or kinds whose name contains it
  --workers N          scaling: how many interpreters and processes (default: 2)
  --tags               native: compare Ladon with `-X tags=off` to Ladon as it is
  --timeout SECONDS    a child running longer is killed and counts as failed (default: 300)
  --json FILE          write the figures there too
  --benches DIR        the folder with programs/, interpreters/ and native/
  --help

Exit code: 0 all agreed, 1 a program failed or differed, 2 could not run.";

/// What went wrong, for the person at the terminal.
pub type Complaint = String;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Help,
    Programs,
    Startup,
    Interpreters,
    Scaling,
    Native,
}

pub struct Options {
    pub kind: Kind,
    pub quick: bool,
    pub tags: bool,
    pub filter: String,
    pub workers: usize,
    pub timeout: Duration,
    ladon: Option<PathBuf>,
    python: Option<PathBuf>,
    rounds: Option<usize>,
    json: Option<PathBuf>,
    benches: PathBuf,
}

impl Options {
    pub fn from_env() -> Result<Options, Complaint> {
        Self::parse(lexopt::Parser::from_env()).map_err(|error| error.to_string())
    }

    fn parse(mut args: lexopt::Parser) -> Result<Options, lexopt::Error> {
        let mut options = Options {
            kind: Kind::Programs,
            quick: false,
            tags: false,
            filter: String::new(),
            workers: 2,
            timeout: Duration::from_secs(300),
            ladon: None,
            python: None,
            rounds: None,
            json: None,
            benches: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
        };
        while let Some(arg) = args.next()? {
            match arg {
                Long("ladon") => options.ladon = Some(args.value()?.into()),
                Long("python") => options.python = Some(args.value()?.into()),
                Long("rounds") => options.rounds = Some(at_least_one(args.value()?.parse()?)?),
                Long("quick") => options.quick = true,
                Long("filter") => options.filter = args.value()?.string()?,
                Long("workers") => options.workers = at_least_one(args.value()?.parse()?)?,
                Long("tags") => options.tags = true,
                Long("timeout") => options.timeout = Duration::from_secs(args.value()?.parse()?),
                Long("json") => options.json = Some(args.value()?.into()),
                Long("benches") => options.benches = args.value()?.into(),
                Long("help") | Short('h') => options.kind = Kind::Help,
                Value(kind) => options.kind = Kind::named(&kind.string()?)?,
                _ => return Err(arg.unexpected()),
            }
        }
        Ok(options)
    }

    pub fn rounds_or(&self, usual: usize) -> usize {
        self.rounds.unwrap_or(if self.quick { 1 } else { usual })
    }

    /// A file or folder below `benches/`.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.benches.join(relative)
    }

    pub fn ladon(&self) -> Result<Contender, Complaint> {
        let beside = env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("ladon")));
        let built = self.benches.join("../target/release/ladon");
        let found = match &self.ladon {
            Some(path) => Some(path.clone()),
            None => beside.into_iter().chain([built]).find(|path| path.is_file()),
        };
        let program = found.ok_or("no ladon found: build it with `cargo build --release`, or give --ladon PATH")?;
        Contender::new("ladon", &program)
    }

    pub fn python(&self) -> Result<Contender, Complaint> {
        let usual = Path::new("/usr/bin/python3");
        let program = match &self.python {
            Some(path) => path.as_path(),
            None if usual.is_file() => usual,
            None => Path::new("python3"),
        };
        Contender::new("python", program)
    }
}

impl Kind {
    fn named(name: &str) -> Result<Kind, lexopt::Error> {
        Ok(match name {
            "programs" => Kind::Programs,
            "startup" => Kind::Startup,
            "interpreters" => Kind::Interpreters,
            "scaling" => Kind::Scaling,
            "native" => Kind::Native,
            _ => return Err(format!("unknown kind {name:?}").into()),
        })
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Help => "help",
            Kind::Programs => "programs",
            Kind::Startup => "startup",
            Kind::Interpreters => "interpreters",
            Kind::Scaling => "scaling",
            Kind::Native => "native",
        }
    }
}

fn at_least_one(number: usize) -> Result<usize, lexopt::Error> {
    if number == 0 { Err("must be at least 1".into()) } else { Ok(number) }
}

/// What a subcommand found: the figures for `--json`, and whether everything ran and agreed.
pub struct Report {
    pub figures: Value,
    pub sound: bool,
}

impl Report {
    pub fn new(contenders: &[&Contender], figures: Value, sound: bool) -> Report {
        let versions: Value = contenders.iter().map(|who| (who.name.clone(), who.version())).collect();
        Report { figures: json!({ "versions": versions, "figures": figures }), sound }
    }

    /// Writes the JSON file if one was asked for; true if everything was sound.
    pub fn finish(mut self, options: &Options) -> Result<bool, Complaint> {
        if let Some(path) = &options.json {
            self.figures["kind"] = options.kind.name().into();
            let text = format!("{:#}\n", self.figures);
            fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(self.sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Result<Options, lexopt::Error> {
        Options::parse(lexopt::Parser::from_args(args))
    }

    #[test]
    fn kinds_and_options_are_read() {
        let options = parse(&["startup", "--rounds", "7", "--filter=sort"]).unwrap();
        assert_eq!((options.kind, options.rounds_or(3), options.filter.as_str()), (Kind::Startup, 7, "sort"));
        assert_eq!(parse(&["--quick"]).unwrap().rounds_or(3), 1);
        assert!(parse(&["--rounds", "0"]).is_err());
        assert!(parse(&["nonsense"]).is_err());
    }
}
