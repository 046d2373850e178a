//! The command line, with the meaning it has for `python` (facts: users-and-ecosystem §4.1).

use crate::help;
use ladon_stdlib::Settings;
use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::ExitCode;

/// What to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `-c`
    Text(OsString),
    /// `-m`
    Module(OsString),
    /// A script, a folder or a zip file with `__main__`.
    File(OsString),
    /// Standard input, named `-` or not at all.
    Input,
    /// `--dis FILE`
    Disassemble(OsString),
}

/// A parsed command line.
pub struct Command {
    pub source: Source,
    pub settings: Settings,
    pub skip_first_line: bool,
    /// The program as it was called, for messages.
    pub program: String,
}

/// Why there is nothing to run: a question that was answered, or a mistake.
pub struct Failure {
    out: String,
    err: String,
    code: u8,
}

impl Failure {
    pub fn report(self) -> ExitCode {
        let _ = std::io::stdout().write_all(self.out.as_bytes());
        let _ = std::io::stderr().write_all(self.err.as_bytes());
        ExitCode::from(self.code)
    }

    fn answer(text: String) -> Failure {
        Failure { out: text, err: String::new(), code: 0 }
    }
}

/// `Ladon 0.1.0 (Python 3.14.0)`
pub fn version() -> String {
    format!("Ladon {} (Python 3.14.0)", env!("CARGO_PKG_VERSION"))
}

struct Parser {
    program: String,
    settings: Settings,
    skip_first_line: bool,
    versions: u32,
    help: Option<String>,
}

fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Parses the arguments, the program's name first.
pub fn parse(args: Vec<OsString>) -> Result<Command, Failure> {
    let program = args.first().map(|name| name.to_string_lossy().into_owned()).unwrap_or_else(|| String::from("ladon"));
    let settings = Settings { orig_argv: args.clone(), ..Settings::default() };
    let mut parser = Parser { program, settings, skip_first_line: false, versions: 0, help: None };
    let (source, rest) = parser.options(&args)?;
    if let Some(text) = parser.help.take() {
        return Err(Failure::answer(text));
    }
    if parser.versions > 0 {
        let more =
            if parser.versions > 1 { format!(" [rustc {}]", env!("CARGO_PKG_RUST_VERSION")) } else { String::new() };
        return Err(Failure::answer(format!("{}{more}\n", version())));
    }
    parser.apply_environment();
    parser.settings.argv = match &source {
        Source::Text(_) => vec![OsString::from("-c")],
        Source::Module(_) => vec![OsString::from("-m")],
        Source::File(file) | Source::Disassemble(file) => vec![file.clone()],
        Source::Input => vec![OsString::from(if rest.first().is_some_and(|a| a == "-") { "-" } else { "" })],
    };
    let skip = usize::from(source == Source::Input && rest.first().is_some_and(|a| a == "-"));
    parser.settings.argv.extend(rest[skip..].iter().cloned());
    parser.settings.executable =
        std::env::current_exe().map(|path| path.into_os_string()).unwrap_or_else(|_| OsString::from("ladon"));
    Ok(Command { source, settings: parser.settings, skip_first_line: parser.skip_first_line, program: parser.program })
}

impl Parser {
    fn mistake(&self, message: &str) -> Failure {
        let (program, line) = (&self.program, help::usage_line(&self.program));
        Failure {
            out: String::new(),
            err: format!("{message}\n{line}\nTry `{program} -h' for more information.\n"),
            code: 2,
        }
    }

    /// Reads options up to the program; what follows is the program's.
    fn options<'a>(&mut self, args: &'a [OsString]) -> Result<(Source, &'a [OsString]), Failure> {
        let mut at = 1;
        while let Some(arg) = args.get(at) {
            let bytes = arg.as_bytes();
            if bytes == b"-" {
                return Ok((Source::Input, &args[at..]));
            }
            if bytes == b"--" {
                at += 1;
                break;
            }
            if let Some(name) = bytes.strip_prefix(b"--") {
                if name == b"dis" {
                    let file =
                        args.get(at + 1).ok_or_else(|| self.mistake("Argument expected for the --dis option"))?;
                    return Ok((Source::Disassemble(file.clone()), &args[at + 2..]));
                }
                self.long(name)?;
                at += 1;
                continue;
            }
            if bytes.first() != Some(&b'-') {
                break;
            }
            at += 1;
            if let Some(source) = self.bundle(&bytes[1..], args, &mut at)? {
                return Ok((source, &args[at..]));
            }
        }
        match args.get(at) {
            Some(file) if file == "-" => Ok((Source::Input, &args[at..])),
            Some(file) => Ok((Source::File(file.clone()), &args[at + 1..])),
            None => Ok((Source::Input, &[])),
        }
    }

    fn long(&mut self, name: &[u8]) -> Result<(), Failure> {
        let usage = format!("{}\n{}\n", help::usage_line(&self.program), help::OPTIONS);
        match name {
            b"help" => self.help = Some(usage),
            b"help-env" => self.help = Some(format!("{}\n", help::ENVIRONMENT)),
            b"help-xoptions" => self.help = Some(format!("{}\n", help::X_OPTIONS)),
            b"help-all" => self.help = Some(format!("{usage}\n{}\n\n{}\n", help::ENVIRONMENT, help::X_OPTIONS)),
            b"version" => self.versions += 1,
            b"check-hash-based-pycs" => {}
            other => {
                return Err(self.mistake(&format!("unknown option --{}", String::from_utf8_lossy(other))));
            }
        }
        Ok(())
    }

    /// The letters behind one dash; `-c` and `-m` end the options.
    fn bundle(&mut self, letters: &[u8], args: &[OsString], at: &mut usize) -> Result<Option<Source>, Failure> {
        for (index, &letter) in letters.iter().enumerate() {
            let rest = &letters[index + 1..];
            if matches!(letter, b'c' | b'm' | b'W' | b'X') {
                let value = if rest.is_empty() {
                    let value = args.get(*at).cloned();
                    *at += 1;
                    value
                } else {
                    Some(OsStr::from_bytes(rest).to_owned())
                };
                let Some(value) = value else {
                    return Err(self.mistake(&format!("Argument expected for the -{} option", char::from(letter))));
                };
                match letter {
                    b'c' => return Ok(Some(Source::Text(value))),
                    b'm' => return Ok(Some(Source::Module(value))),
                    b'W' => self.settings.warnoptions.push(value.to_string_lossy().into_owned()),
                    _ => self.x_option(&value.to_string_lossy()),
                }
                return Ok(None);
            }
            self.letter(letter)?;
        }
        Ok(None)
    }

    fn x_option(&mut self, text: &str) {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (text, None),
        };
        self.settings.xoptions.push((name.to_owned(), value));
    }

    fn letter(&mut self, letter: u8) -> Result<(), Failure> {
        let s = &mut self.settings;
        match letter {
            b'b' => s.bytes_warning += 1,
            b'B' => s.dont_write_bytecode = true,
            b'd' | b't' => {}
            b'E' => s.ignore_environment = true,
            b'h' | b'?' => return self.long(b"help"),
            b'i' => {
                s.inspect = true;
                s.interactive = true;
            }
            b'I' => {
                s.isolated = true;
                s.ignore_environment = true;
                s.no_user_site = true;
                s.safe_path = true;
            }
            b'O' => s.optimize += 1,
            b'P' => s.safe_path = true,
            b'q' => s.quiet = true,
            b'R' => {}
            b's' => s.no_user_site = true,
            b'S' => s.no_site = true,
            b'u' => s.unbuffered = true,
            b'v' => s.verbose += 1,
            b'V' => self.versions += 1,
            b'x' => self.skip_first_line = true,
            other => return Err(self.mistake(&format!("Unknown option: -{}", char::from(other)))),
        }
        Ok(())
    }

    fn apply_environment(&mut self) {
        let s = &mut self.settings;
        if s.ignore_environment {
            return;
        }
        let number = |name: &str| {
            environment(name).map(|value| value.to_str().and_then(|text| text.parse::<u8>().ok()).unwrap_or(1).max(1))
        };
        if let Some(level) = number("PYTHONOPTIMIZE") {
            s.optimize = s.optimize.max(level);
        }
        s.safe_path |= environment("PYTHONSAFEPATH").is_some();
        s.dont_write_bytecode |= environment("PYTHONDONTWRITEBYTECODE").is_some();
        s.unbuffered |= environment("PYTHONUNBUFFERED").is_some();
        s.no_user_site |= environment("PYTHONNOUSERSITE").is_some();
        s.inspect |= environment("PYTHONINSPECT").is_some();
        if let Some(list) = environment("PYTHONWARNINGS") {
            let own = std::mem::take(&mut s.warnoptions);
            s.warnoptions = list.to_string_lossy().split(',').map(str::to_owned).collect();
            s.warnoptions.extend(own);
        }
        if let Some(path) = environment("PYTHONPATH") {
            s.path_before = std::env::split_paths(&path).map(|folder| folder.into_os_string()).collect();
        }
    }
}
