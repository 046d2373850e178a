//! Running what the command line names, and leaving as `python` would.

use crate::cli::{Command, Source};
use crate::repl;
use ladon_compiler::{Mode, Options};
use ladon_stdlib::Settings;
use ladon_vm::exceptions::source::SourceLines;
use ladon_vm::exceptions::{make, report};
use ladon_vm::import;
use ladon_vm::lifecycle::{self, Running};
use ladon_vm::object::call;
use ladon_vm::types::code::CodeObject;
use ladon_vm::types::module::Module;
use ladon_vm::types::{Dict, Str};
use ladon_vm::{Config, PyResult, Ref, ThreadState, Value};
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Makes everything known that an interpreter can be asked for; once per process.
pub fn prepare() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        ladon_stdlib::register();
        ladon_plugin::install();
        ladon_stdlib::ladon::set_doors(ladon_stdlib::ladon::Doors {
            ownership_error: ladon_abi::ownership::error_class,
            owner_of: ladon_plugin::inspect::owner_of,
            reports: ladon_plugin::inspect::reports,
            forget_native: ladon_plugin::inspect::forget_native,
            native_words: ladon_plugin::inspect::native_words,
        });
        ladon_plugin::set_builtins(&[
            ("math", ladon_ext_math::PyInit_math as ladon_plugin::BuiltinHook<_>),
            ("binascii", ladon_ext_binascii::PyInit_binascii as ladon_plugin::BuiltinHook<_>),
            ("_struct", ladon_ext_struct::PyInit__struct as ladon_plugin::BuiltinHook<_>),
            ("_random", ladon_ext_random::PyInit__random as ladon_plugin::BuiltinHook<_>),
        ]);
    });
}

/// A number of bytes as `-X memory` takes it: `512m`.
fn parse_size(text: &str) -> Option<usize> {
    let digits = text.trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
    let unit: usize = match &text[digits.len()..] {
        "" => 1,
        "k" | "K" => 1 << 10,
        "m" | "M" => 1 << 20,
        "g" | "G" => 1 << 30,
        _ => return None,
    };
    digits.parse::<usize>().ok()?.checked_mul(unit)
}

/// The options of the implementation that say how interpreters run.
fn apply_x_options(settings: &Settings) -> Result<(), String> {
    for (name, value) in &settings.xoptions {
        let Some(value) = value else { continue };
        match name.as_str() {
            "isolation" => ladon_plugin::set_default(value.parse()?),
            "memory" => {
                let bytes = parse_size(value).ok_or_else(|| format!("-X memory: '{value}' is not a size"))?;
                ladon_vm::runtime::set_default_memory_limit(bytes);
            }
            "tags" => ladon_abi::ownership::set_mode(value.parse()?),
            _ => {}
        }
    }
    Ok(())
}

/// How a program ended.
enum End {
    Code(i32),
    /// KeyboardInterrupt came out: the process dies by SIGINT.
    Interrupted,
}

/// Runs the command in the main interpreter.
pub fn main(command: Command) -> ExitCode {
    if let Source::Disassemble(file) = &command.source {
        return disassemble(file);
    }
    prepare();
    let Command { source, mut settings, skip_first_line, program } = command;
    if let Err(message) = apply_x_options(&settings) {
        eprintln!("{program}: {message}");
        return ExitCode::from(2);
    }
    let source_text = match &source {
        Source::File(file) if !is_package_like(Path::new(file)) => match read_script(&program, file, skip_first_line) {
            Ok(text) => Some(text),
            Err(message) => {
                eprintln!("{message}");
                return ExitCode::from(2);
            }
        },
        _ => None,
    };
    add_first_path(&source, &mut settings);
    let stats = settings.xoptions.iter().any(|(name, _)| name == "stats");
    let inspect = settings.inspect;
    let quiet = settings.quiet;
    ladon_stdlib::configure(settings);
    let running = match Running::new(Config::main()) {
        Ok(running) => running,
        Err(message) => {
            eprint!("{message}");
            return ExitCode::FAILURE;
        }
    };
    ladon_vm::signals::install(Arc::clone(&running.interpreter().remote));
    let end = running.with(|thread| {
        add_exit_builtins(thread);
        let mut end = run_source(thread, &source, source_text);
        if inspect && source != Source::Input {
            end = interactive(thread, true);
        } else if source == Source::Input {
            let terminal = std::io::stdin().is_terminal();
            end = if terminal || inspect { interactive(thread, quiet) } else { run_input(thread) };
        }
        lifecycle::run_exit_handlers(thread);
        if stats {
            let usage = thread.interp().heap().usage();
            eprintln!(
                "heap: {} KiB in {} chunks, {} large blocks",
                usage.bytes >> 10,
                usage.chunks,
                usage.large_blocks
            );
        }
        end
    });
    // The process is about to go: nothing but finalizers is worth the time.
    running.end();
    match end {
        End::Code(code) => ExitCode::from(code as u8),
        End::Interrupted => die_by_interrupt(),
    }
}

fn die_by_interrupt() -> ExitCode {
    // SAFETY: restores the default action and raises the signal: the process ends here.
    unsafe {
        libc::signal(libc::SIGINT, libc::SIG_DFL);
        libc::raise(libc::SIGINT);
    }
    ExitCode::from(130)
}

fn is_package_like(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|extension| extension == "zip" || extension == "pyz")
}

fn read_script(program: &str, file: &OsStr, skip_first_line: bool) -> Result<Vec<u8>, String> {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.into());
    match std::fs::read(file) {
        Ok(mut text) => {
            if skip_first_line {
                let line = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
                text.drain(..line);
            }
            Ok(text)
        }
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(0);
            let reason = make::strerror(number);
            Err(format!("{program}: can't open file '{}': [Errno {number}] {reason}", absolute.display()))
        }
    }
}

/// `sys.path[0]`: the script's folder, the empty string, or nothing under `-P`.
fn add_first_path(source: &Source, settings: &mut Settings) {
    if let Source::File(file) = source
        && is_package_like(Path::new(file))
    {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.into());
        settings.path_before.insert(0, absolute.into_os_string());
        return;
    }
    if settings.safe_path {
        return;
    }
    let first = match source {
        Source::File(file) => {
            let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.into());
            real.parent().map(|folder| folder.as_os_str().to_owned()).unwrap_or_default()
        }
        Source::Module(_) => std::env::current_dir().map(|folder| folder.into_os_string()).unwrap_or_default(),
        _ => OsString::new(),
    };
    settings.path_before.insert(0, first);
}

/// `exit` and `quit`, which `site` adds elsewhere.
fn add_exit_builtins(thread: &ThreadState) {
    use ladon_vm::types::define::{Body, MethodKind, NativeDef};
    for signature in ["exit(code=None)", "quit(code=None)"] {
        let def = NativeDef::leak(
            signature,
            Body::Bound(|thread, args| {
                let code = args.get(0).cloned().unwrap_or_else(Value::none);
                let exit = ladon_vm::exceptions::new_with_args(&ladon_vm::exceptions::SystemExit, vec![code]);
                Err(thread.raise(exit.into_value()))
            }),
            MethodKind::Function,
            "Leave the interpreter.",
        );
        let function = ladon_vm::types::native::NativeFunction::new(def, None, None);
        thread.interp().builtins().set_name(def.name, function.into_value());
    }
}

/// The dict of `__main__`.
pub fn main_dict(thread: &ThreadState) -> Ref<Dict> {
    let main = thread.interp().modules().get_name("__main__");
    let dict = main.as_ref().and_then(|main| main.downcast::<Module>()).map(Module::dict);
    dict.unwrap_or_else(Dict::new)
}

fn run_source(thread: &ThreadState, source: &Source, text: Option<Vec<u8>>) -> End {
    let result = match source {
        Source::Text(text) => run_text(thread, text),
        Source::Module(name) => run_module(thread, name),
        Source::File(file) => match text {
            Some(text) => run_file(thread, file, &text),
            None => run_main_of_path(thread),
        },
        Source::Input | Source::Disassemble(_) => Ok(Value::none()),
    };
    end_of(thread, result)
}

fn end_of(thread: &ThreadState, result: PyResult<Value>) -> End {
    match result {
        Ok(_) => End::Code(0),
        Err(raised) => {
            let exception = thread.take_raised(raised);
            let interrupted = exception.type_of().is_subtype(&ladon_vm::exceptions::KeyboardInterrupt);
            let code = report::print_uncaught_value(thread, &exception);
            if interrupted { End::Interrupted } else { End::Code(code) }
        }
    }
}

/// Compiles and runs text in `__main__`.
pub fn run_bytes(thread: &ThreadState, text: &[u8], filename: &str, mode: Mode) -> PyResult<Value> {
    let options = Options { optimize: import::code_cache::options().optimize, ..Options::default() };
    let code = match ladon_compiler::compile_with_warnings(text, filename, mode, options) {
        Ok((code, found)) => {
            ladon_vm::warnings::syntax_warnings(thread, &found, filename)?;
            CodeObject::new(code)
        }
        Err(error) => return Err(script_error(thread, error, filename)),
    };
    ladon_vm::eval::run_code(thread, &code, &main_dict(thread), None)
}

/// The SyntaxError of a source; what is wrong with a whole file is said in the words for files.
fn script_error(thread: &ThreadState, mut error: ladon_compiler::SyntaxError, filename: &str) -> ladon_vm::Raised {
    if filename.starts_with('<') {
        return make::syntax_error(thread, &error, filename);
    }
    let in_file = match error.message.strip_prefix("unknown encoding: ") {
        Some(name) => Some(format!("encoding problem: {name}")),
        None if error.message.contains("null bytes") => Some(String::from("source code cannot contain null bytes")),
        None => None,
    };
    match in_file {
        Some(message) => {
            error.message = message;
            ladon_vm::err!(thread, SyntaxError, "{}", error.message)
        }
        None => make::syntax_error(thread, &error, filename),
    }
}

/// Removes the indentation that all lines of a `-c` program share.
fn dedent(text: &[u8]) -> Vec<u8> {
    let indent = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
    let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    let blank = |line: &[u8]| line.iter().all(u8::is_ascii_whitespace);
    let common = lines.iter().filter(|line| !blank(line)).map(|line| indent(line)).min().unwrap_or(0);
    let first = lines.iter().find(|line| !blank(line)).map(|line| &line[..common]).unwrap_or_default();
    if common == 0 || !lines.iter().all(|line| blank(line) || line.starts_with(first)) {
        return text.to_vec();
    }
    let cut: Vec<&[u8]> = lines.iter().map(|line| if blank(line) { &[][..] } else { &line[common..] }).collect();
    cut.join(&b'\n')
}

fn run_text(thread: &ThreadState, text: &OsStr) -> PyResult<Value> {
    let mut text = dedent(text.as_bytes());
    text.push(b'\n');
    let lines = thread.interp().state::<SourceLines>();
    lines.register("<string>", &String::from_utf8_lossy(&text));
    run_bytes(thread, &text, "<string>", Mode::Exec)
}

fn run_file(thread: &ThreadState, file: &OsStr, text: &[u8]) -> PyResult<Value> {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.into());
    let name = import::path::decode(absolute.as_os_str().as_bytes())?;
    let dict = main_dict(thread);
    dict.set_name("__file__", name.clone().into_value());
    dict.set_name("__cached__", Value::none());
    run_bytes(thread, text, &name.lossy(), Mode::Exec)
}

fn runpy(thread: &ThreadState, name: Value, alter_argv: bool) -> PyResult<Value> {
    let runpy = import::import_module(thread, "runpy")?;
    call::method(thread, &runpy, "_run_module_as_main", &[name, Value::bool(alter_argv)])
}

fn run_module(thread: &ThreadState, name: &OsStr) -> PyResult<Value> {
    runpy(thread, import::path::decode(name.as_bytes())?.into_value(), true)
}

/// Runs a folder or zip file, which leads `sys.path` by now.
fn run_main_of_path(thread: &ThreadState) -> PyResult<Value> {
    runpy(thread, Str::new("__main__").into_value(), false)
}

fn run_input(thread: &ThreadState) -> End {
    let mut text = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut text) {
        eprintln!("cannot read standard input: {error}");
        return End::Code(1);
    }
    thread.interp().state::<SourceLines>().register("<stdin>", &String::from_utf8_lossy(&text));
    let result = run_bytes(thread, &text, "<stdin>", Mode::Exec);
    end_of(thread, result)
}

fn interactive(thread: &ThreadState, quiet: bool) -> End {
    match repl::run(thread, quiet) {
        Some(result) => end_of(thread, Err(result)),
        None => End::Code(0),
    }
}

fn disassemble(file: &OsStr) -> ExitCode {
    let text = match std::fs::read(file) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{}: {error}", file.to_string_lossy());
            return ExitCode::from(2);
        }
    };
    match ladon_compiler::compile(&text, &file.to_string_lossy(), Mode::Exec, Options::default()) {
        Ok(code) => {
            print!("{}", ladon_bytecode::disasm(&code));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}:{}: {}", file.to_string_lossy(), error.line, error.message);
            ExitCode::FAILURE
        }
    }
}
