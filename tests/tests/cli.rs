//! The command line, as users of `python` know it: one named test per row of `CASES`.
//! What a row expects was read off CPython 3.13; `LADON=python3.13 cargo test --test cli` holds the rows to it.

use ladon_tests::run::{self, Exit, Finished};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

const TIME_LIMIT: Duration = Duration::from_secs(30);

/// What a stream must hold. `{dir}` is the folder with `FILES`, which is also the working directory.
enum Text {
    Is(&'static str),
    Has(&'static str),
    Any,
}
use Text::{Any, Has, Is};

struct Case {
    name: &'static str,
    args: &'static [&'static str],
    stdin: &'static str,
    env: &'static [(&'static str, &'static str)],
    exit: Exit,
    stdout: Text,
    stderr: Text,
    /// CPython 3.13 does something else (3.14 may agree).
    ladon_only: bool,
}

/// A run without input that succeeds and writes nothing to stderr.
const OK: Case = Case {
    name: "",
    args: &[],
    stdin: "",
    env: &[],
    exit: Exit::Code(0),
    stdout: Is(""),
    stderr: Is(""),
    ladon_only: false,
};

/// A run that fails with `exit`, having printed nothing.
const fn fails(name: &'static str, args: &'static [&'static str], exit: i32, stderr: Text) -> Case {
    Case { name, args, exit: Exit::Code(exit), stderr, ..OK }
}

/// A run that succeeds and prints `stdout`.
const fn prints(name: &'static str, args: &'static [&'static str], stdout: &'static str) -> Case {
    Case { name, args, stdout: Is(stdout), ..OK }
}

const FILES: &[(&str, &[u8])] = &[
    ("args.py", b"import sys\nprint(sys.argv, __name__)\n"),
    ("sub/where.py", b"import sys\nprint(sys.argv, sys.path[0], __name__, __file__, __package__)\n"),
    ("sub/neighbour.py", b"name = 'neighbour'\n"),
    ("sub/imports.py", b"import neighbour\nprint(neighbour.name)\n"),
    ("pack/__init__.py", b"print('init', __name__)\n"),
    ("pack/__main__.py", b"import sys\nprint(sys.argv, __name__, __package__, __spec__.name)\n"),
    ("pack/tool.py", b"import sys\nprint(sys.argv, __name__, __package__, __spec__.name)\n"),
    ("plain_pack/__init__.py", b""),
    ("folder/__main__.py", b"import sys\nprint(sys.argv, sys.path[0], __name__, repr(__package__))\n"),
    ("empty_folder/readme.txt", b""),
    ("raises.py", b"def f(x):\n    return 1 / x\n\nprint('before')\nf(0)\n"),
    ("syntax.py", b"print('never')\nif True:\n    x = (1 +\n"),
    ("indent.py", b"if True:\n    x = 1\n  y = 2\n"),
    ("empty.py", b""),
    ("no_newline.py", b"print('last line')"),
    ("crlf.py", b"if True:\r\n    print('a\\\r\nb')\r\nprint('''x\r\ny''' == 'x\\ny')\r\n"),
    ("bom.py", b"\xef\xbb\xbfprint('after the mark')\n"),
    ("latin1.py", b"# -*- coding: latin-1 -*-\nprint(ascii('\xe9'))\n"),
    ("not_utf8.py", b"x = 1\ny = '\xe9'\n"),
    ("unknown_coding.py", b"# coding: no-such-codec\nprint(1)\n"),
    ("binary.py", b"\x7fELF\x02\x01\x01\x00\x00\xff\xfe"),
    ("nul.py", b"x = 1\0\n"),
    ("shebang.py", b"#!/usr/bin/env python\nprint('after the shebang')\n"),
    ("not_python.txt", b"skip this line\nprint('second line')\n"),
    ("reads.py", b"print(repr(input()), repr(input()))\n"),
    ("name with space.py", b"print(__file__)\n"),
    ("exits.py", b"import sys\nprint('out')\nprint('err', file=sys.stderr)\nsys.exit(int(sys.argv[1]))\n"),
    ("asserts.py", b"assert False, 'asserts run'\nprint('asserts off')\n"),
    ("flags.py", b"import sys\nf = sys.flags\nprint(f.optimize, f.interactive, f.isolated, f.ignore_environment, f.no_site, f.no_user_site, f.quiet, f.dont_write_bytecode, f.bytes_warning, f.verbose)\n"),
];

#[rustfmt::skip]
const CASES: &[Case] = &[
    // A file and its arguments.
    prints("file", &["args.py"], "['args.py'] __main__\n"),
    prints("file_with_args", &["args.py", "a", "-b", "--c=d", "", "é"], "['args.py', 'a', '-b', '--c=d', '', 'é'] __main__\n"),
    prints("options_after_the_file_are_arguments", &["args.py", "-V", "-c", "1/0"], "['args.py', '-V', '-c', '1/0'] __main__\n"),
    prints("file_in_a_folder", &["sub/where.py", "x"], "['sub/where.py', 'x'] {dir}/sub __main__ {dir}/sub/where.py None\n"),
    prints("file_by_absolute_path", &["{dir}/sub/where.py"], "['{dir}/sub/where.py'] {dir}/sub __main__ {dir}/sub/where.py None\n"),
    prints("imports_from_beside_the_script", &["sub/imports.py"], "neighbour\n"),
    prints("file_name_with_space", &["name with space.py"], "{dir}/name with space.py\n"),
    prints("empty_file", &["empty.py"], ""),
    prints("no_final_newline", &["no_newline.py"], "last line\n"),
    prints("windows_newlines", &["crlf.py"], "ab\nTrue\n"),
    prints("byte_order_mark", &["bom.py"], "after the mark\n"),
    prints("declared_encoding", &["latin1.py"], "'\\xe9'\n"),
    prints("shebang", &["shebang.py"], "after the shebang\n"),
    prints("double_dash_ends_options", &["--", "args.py", "-x"], "['args.py', '-x'] __main__\n"),
    Case { name: "script_reads_stdin", args: &["reads.py"], stdin: "one\ntwo\n", stdout: Is("'one' 'two'\n"), ..OK },
    prints("folder_with_main", &["folder", "a"], "['folder', 'a'] {dir}/folder __main__ ''\n"),
    fails("missing_file", &["nothing.py"], 2, Has(": can't open file '{dir}/nothing.py': [Errno 2] No such file or directory\n")),
    fails("missing_folder", &["no/such/folder.py"], 2, Has(": can't open file '{dir}/no/such/folder.py': [Errno 2] No such file or directory\n")),
    fails("folder_without_main", &["empty_folder"], 1, Has(": can't find '__main__' module in '{dir}/empty_folder'\n")),
    fails("not_utf8", &["not_utf8.py"], 1, Has("SyntaxError: ")),
    fails("unknown_encoding", &["unknown_coding.py"], 1, Has("SyntaxError: encoding problem: no-such-codec\n")),
    fails("binary_file", &["binary.py"], 1, Has("SyntaxError: ")),
    fails("nul_in_source", &["nul.py"], 1, Has("SyntaxError: source code cannot contain null bytes\n")),

    // -c
    prints("c", &["-c", "import sys; print(sys.argv, repr(sys.path[0]), __name__)"], "['-c'] '' __main__\n"),
    prints("c_with_args", &["-c", "import sys; print(sys.argv)", "a", "-c", "b"], "['-c', 'a', '-c', 'b']\n"),
    prints("c_attached", &["-cprint(1)"], "1\n"),
    prints("c_empty", &["-c", ""], ""),
    prints("c_lines", &["-c", "if True:\n    print(1)\nprint(2)"], "1\n2\n"),
    prints("c_no_file", &["-c", "print('__file__' in globals(), __doc__, __package__, __spec__)"], "False None None None\n"),
    prints("c_does_not_echo", &["-c", "5"], ""),
    fails("c_missing", &["-c"], 2, Has("Argument expected for the -c option\nusage: ")),
    fails("c_syntax_error", &["-c", "x ="], 1, Is("  File \"<string>\", line 1\n    x =\n       ^\nSyntaxError: invalid syntax\n")),
    fails("c_raises", &["-c", "def f():\n    1/0\nf()"], 1, Is("Traceback (most recent call last):\n  File \"<string>\", line 3, in <module>\n    f()\n    ~^^\n  File \"<string>\", line 2, in f\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n")),
    Case { name: "c_is_dedented", args: &["-c", "  print(1)\n  print(2)"], stdout: Is("1\n2\n"), ladon_only: true, ..OK },

    // -m
    prints("m", &["-m", "sub.where", "x"], "['{dir}/sub/where.py', 'x'] {dir} __main__ {dir}/sub/where.py sub\n"),
    prints("m_module", &["-m", "args", "x"], "['{dir}/args.py', 'x'] __main__\n"),
    prints("m_package", &["-m", "pack", "x"], "init pack\n['{dir}/pack/__main__.py', 'x'] __main__ pack pack.__main__\n"),
    prints("m_in_package", &["-m", "pack.tool"], "init pack\n['{dir}/pack/tool.py'] __main__ pack pack.tool\n"),
    fails("m_missing", &["-m"], 2, Has("Argument expected for the -m option\nusage: ")),
    fails("m_unknown", &["-m", "nosuch"], 1, Has(": No module named nosuch\n")),
    fails("m_unknown_in_package", &["-m", "plain_pack.nosuch"], 1, Has(": No module named plain_pack.nosuch\n")),
    fails("m_package_without_main", &["-m", "plain_pack"], 1, Has(": No module named plain_pack.__main__; 'plain_pack' is a package and cannot be directly executed\n")),

    // Standard input as the program.
    Case { name: "stdin", stdin: "import sys\nprint(sys.argv, repr(sys.path[0]), __name__)\n", stdout: Is("[''] '' __main__\n"), ..OK },
    Case { name: "stdin_dash", args: &["-", "a", "-b"], stdin: "import sys; print(sys.argv)", stdout: Is("['-', 'a', '-b']\n"), ..OK },
    Case { name: "stdin_blocks", stdin: "for i in range(2):\n    print(i)\n\n\ndef f():\n    return 5\nprint(f())\n7\n", stdout: Is("0\n1\n5\n"), ..OK },
    Case { name: "stdin_empty", ..OK },
    Case { name: "stdin_raises", stdin: "print(1)\n1/0\n", exit: Exit::Code(1), stdout: Is("1\n"), stderr: Has("  File \"<stdin>\", line 2, in <module>\n"), ..OK },
    Case { name: "stdin_syntax_error", stdin: "print(1)\nx = = 2\n", exit: Exit::Code(1), stderr: Has("  File \"<stdin>\", line 2\n    x = = 2\n        ^\nSyntaxError: invalid syntax\n"), ..OK },

    // Questions about the program itself.
    Case { name: "version", args: &["-V"], stdout: Has(" 3.1"), ..OK },
    Case { name: "version_long", args: &["--version"], stdout: Has(" 3.1"), ..OK },
    Case { name: "version_twice", args: &["-VV"], stdout: Has(" 3.1"), ..OK },
    Case { name: "version_wins_over_the_file", args: &["-V", "raises.py"], stdout: Has(" 3.1"), ..OK },
    Case { name: "help", args: &["-h"], stdout: Has("usage: "), ..OK },
    Case { name: "help_long", args: &["--help"], stdout: Has("-c cmd"), ..OK },
    Case { name: "help_question_mark", args: &["-?"], stdout: Has("-m mod"), ..OK },
    Case { name: "help_env", args: &["--help-env"], stdout: Has("PYTHONPATH"), ..OK },
    Case { name: "help_xoptions", args: &["--help-xoptions"], stdout: Has("-X "), ..OK },
    Case { name: "help_all", args: &["--help-all"], stdout: Has("PYTHONPATH"), ..OK },
    fails("unknown_short_option", &["-Z"], 2, Has("Unknown option: -Z\nusage: ")),
    fails("unknown_long_option", &["--bogus"], 2, Has("unknown option --bogus\nusage: ")),
    fails("unknown_option_hint", &["-Z"], 2, Has("[option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `")),
    fails("unknown_option_among_known", &["-BZ", "args.py"], 2, Has("Unknown option: -Z\n")),

    // Exit codes.
    Case { name: "exit_code", args: &["exits.py", "3"], exit: Exit::Code(3), stdout: Is("out\n"), stderr: Is("err\n"), ..OK },
    Case { name: "exit_code_zero", args: &["exits.py", "0"], stdout: Is("out\n"), stderr: Is("err\n"), ..OK },
    fails("exit_code_wraps", &["-c", "raise SystemExit(300)"], 44, Is("")),
    fails("exit_code_negative", &["-c", "raise SystemExit(-1)"], 255, Is("")),
    fails("exit_code_huge", &["-c", "raise SystemExit(2 ** 100)"], 255, Any),
    fails("exit_true", &["-c", "raise SystemExit(True)"], 1, Is("")),
    fails("exit_text", &["-c", "import sys; sys.exit('bye')"], 1, Is("bye\n")),
    fails("exit_tuple", &["-c", "raise SystemExit(1, 2)"], 1, Is("(1, 2)\n")),
    fails("exit_float", &["-c", "raise SystemExit(1.5)"], 1, Is("1.5\n")),
    fails("exit_empty_text", &["-c", "raise SystemExit('')"], 1, Is("\n")),
    prints("exit_none", &["-c", "print(1); raise SystemExit"], "1\n"),
    prints("exit_none_explicit", &["-c", "raise SystemExit(None)"], ""),
    prints("exit_builtin", &["-c", "print(1); exit()"], "1\n"),
    fails("exit_builtin_code", &["-c", "quit(7)"], 7, Is("")),
    fails("exit_in_finally", &["-c", "try:\n    1/0\nfinally:\n    raise SystemExit(4)"], 4, Is("")),
    fails("exit_subclass", &["-c", "class E(SystemExit): pass\nraise E(6)"], 6, Is("")),
    Case { name: "exit_flushes", args: &["-c", "print('no newline', end=''); raise SystemExit(2)"], exit: Exit::Code(2), stdout: Is("no newline"), ..OK },
    Case { name: "uncaught", args: &["raises.py"], exit: Exit::Code(1), stdout: Is("before\n"), stderr: Is("Traceback (most recent call last):\n  File \"{dir}/raises.py\", line 5, in <module>\n    f(0)\n    ~^^^\n  File \"{dir}/raises.py\", line 2, in f\n    return 1 / x\n           ~~^~~\nZeroDivisionError: division by zero\n"), ..OK },
    fails("syntax_error", &["syntax.py"], 1, Is("  File \"{dir}/syntax.py\", line 3\n    x = (1 +\n        ^\nSyntaxError: '(' was never closed\n")),
    fails("indentation_error", &["indent.py"], 1, Is("  File \"{dir}/indent.py\", line 3\n    y = 2\n         ^\nIndentationError: unindent does not match any outer indentation level\n")),
    Case { name: "keyboard_interrupt", args: &["-c", "raise KeyboardInterrupt"], exit: Exit::Signal(2), stderr: Has("KeyboardInterrupt\n"), ..OK },
    Case { name: "keyboard_interrupt_with_message", args: &["-c", "raise KeyboardInterrupt('why')"], exit: Exit::Signal(2), stderr: Has("KeyboardInterrupt: why\n"), ..OK },

    // -i
    Case { name: "i_then_stdin", args: &["-i", "args.py"], stdin: "print('then')\n1 + 1\n", stdout: Is("['args.py'] __main__\nthen\n2\n"), stderr: Any, ..OK },
    Case { name: "i_after_an_exception", args: &["-i", "-c", "x = 5; 1/0"], stdin: "print(x)\n", stdout: Is("5\n"), stderr: Has("ZeroDivisionError"), ..OK },
    Case { name: "i_after_exit", args: &["-i", "-c", "raise SystemExit(3)"], stdin: "print('still')\n", stdout: Is("still\n"), stderr: Any, ..OK },
    Case { name: "i_alone", args: &["-i"], stdin: "x = 3\nx\nprint(x * 2)\nnope\nx\n", stdout: Is("3\n6\n3\n"), stderr: Has("NameError: name 'nope' is not defined"), ..OK },
    Case { name: "i_exit", args: &["-i"], stdin: "exit(5)\nprint('never')\n", exit: Exit::Code(5), stderr: Any, ..OK },
    Case { name: "i_prompts", args: &["-i", "-q"], stdin: "if True:\n    print(1)\n\n", stdout: Is("1\n"), stderr: Is(">>> ... ... >>> \n"), ..OK },

    // The environment and isolation.
    Case { name: "pythonpath", args: &["-c", "import neighbour; print(neighbour.name)"], env: &[("PYTHONPATH", "{dir}/nothing:{dir}/sub")], stdout: Is("neighbour\n"), ..OK },
    Case { name: "capital_e_ignores_pythonpath", args: &["-E", "-c", "import neighbour"], env: &[("PYTHONPATH", "{dir}/sub")], exit: Exit::Code(1), stderr: Has("ModuleNotFoundError: No module named 'neighbour'\n"), ..OK },
    Case { name: "capital_i_ignores_pythonpath", args: &["-I", "-c", "import neighbour"], env: &[("PYTHONPATH", "{dir}/sub")], exit: Exit::Code(1), stderr: Has("ModuleNotFoundError: No module named 'neighbour'\n"), ..OK },
    fails("capital_i_hides_the_script_folder", &["-I", "sub/imports.py"], 1, Has("ModuleNotFoundError: No module named 'neighbour'\n")),
    fails("capital_p_hides_the_script_folder", &["-P", "sub/imports.py"], 1, Has("ModuleNotFoundError: No module named 'neighbour'\n")),
    Case { name: "pythonsafepath", args: &["sub/imports.py"], env: &[("PYTHONSAFEPATH", "1")], exit: Exit::Code(1), stderr: Has("No module named 'neighbour'\n"), ..OK },
    Case { name: "pythonoptimize", args: &["asserts.py"], env: &[("PYTHONOPTIMIZE", "1")], stdout: Is("asserts off\n"), ..OK },
    Case { name: "capital_e_ignores_pythonoptimize", args: &["-E", "asserts.py"], env: &[("PYTHONOPTIMIZE", "1")], exit: Exit::Code(1), stderr: Has("AssertionError: asserts run\n"), ..OK },
    Case { name: "pythonhashseed", args: &["-c", "print(hash('a') == hash('a'))"], env: &[("PYTHONHASHSEED", "0")], stdout: Is("True\n"), ..OK },
    Case { name: "no_color_in_pipes", args: &["-c", "1/0"], env: &[("TERM", "xterm-256color")], exit: Exit::Code(1), stderr: Has("\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n"), ..OK },

    // Flags that must at least be accepted; what they set.
    prints("flags_default", &["flags.py"], "0 0 0 0 0 0 0 1 0 0\n"),
    prints("flag_capital_o", &["-O", "flags.py"], "1 0 0 0 0 0 0 1 0 0\n"),
    prints("flag_capital_o_twice", &["-OO", "flags.py"], "2 0 0 0 0 0 0 1 0 0\n"),
    prints("flag_capital_e", &["-E", "-B", "flags.py"], "0 0 0 1 0 0 0 1 0 0\n"),
    prints("flag_capital_i", &["-I", "-B", "flags.py"], "0 0 1 1 0 1 0 1 0 0\n"),
    prints("flag_capital_s", &["-S", "flags.py"], "0 0 0 0 1 0 0 1 0 0\n"),
    prints("flag_s", &["-s", "flags.py"], "0 0 0 0 0 1 0 1 0 0\n"),
    prints("flag_q", &["-q", "flags.py"], "0 0 0 0 0 0 1 1 0 0\n"),
    prints("flag_b", &["-bb", "flags.py"], "0 0 0 0 0 0 0 1 2 0\n"),
    prints("flags_together", &["-BEsSqu", "flags.py"], "0 0 0 1 1 1 1 1 0 0\n"),
    prints("flag_u", &["-u", "-c", "print(1)"], "1\n"),
    prints("flag_c_in_a_bundle", &["-OBc", "print(__debug__)", "x"], "False\n"),
    prints("asserts_off", &["-O", "asserts.py"], "asserts off\n"),
    fails("asserts_on", &["asserts.py"], 1, Has("AssertionError: asserts run\n")),
    prints("debug_is_false", &["-O", "-c", "print(__debug__)\nif __debug__: print('never')"], "False\n"),
    prints("docstrings_are_dropped", &["-OO", "-c", "def f():\n    'doc'\nprint(f.__doc__)"], "None\n"),
    prints("docstrings_are_kept", &["-O", "-c", "def f():\n    'doc'\nprint(f.__doc__)"], "doc\n"),
    prints("skip_first_line", &["-x", "not_python.txt"], "second line\n"),
    prints("w_is_kept", &["-W", "error", "-Wignore", "-c", "import sys; print(sys.warnoptions)"], "['error', 'ignore']\n"),
    fails("w_missing", &["-W"], 2, Has("Argument expected for the -W option\nusage: ")),
    prints("x_is_kept", &["-X", "key=value", "-Xflag", "-X", "a=b=c", "-c", "import sys; print(sys._xoptions)"], "{'key': 'value', 'flag': True, 'a': 'b=c'}\n"),
    fails("x_missing", &["-X"], 2, Has("Argument expected for the -X option\nusage: ")),
    prints("executable", &["-c", "import sys; print(sys.executable[0], sys.orig_argv[1:])", "z"], "/ ['-c', 'import sys; print(sys.executable[0], sys.orig_argv[1:])', 'z']\n"),
];

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let (ladon, dir) = match run::ladon_binary().and_then(|ladon| Ok((ladon, write_files()?))) {
        Ok(found) => found,
        Err(message) if args.list => (PathBuf::from(message), PathBuf::new()),
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let setup = Arc::new(Setup { is_ladon: args.list || is_ladon(&ladon), ladon, dir });
    let mut trials: Vec<Trial> = CASES.iter().map(|case| trial(case.name, &setup, |setup| setup.check(case))).collect();
    trials.push(trial("unreadable_file", &setup, Setup::check_unreadable_file));
    trials.push(trial("argument_that_is_not_utf8", &setup, Setup::check_strange_argument));
    trials.push(trial("interrupted", &setup, Setup::check_interrupt));
    let conclusion = libtest_mimic::run(&args, trials);
    if setup.dir.is_absolute() {
        let _ = fs::remove_dir_all(&setup.dir);
    }
    conclusion.exit_code()
}

type Outcome = Result<Completion, Failed>;

fn trial(name: &str, setup: &Arc<Setup>, check: impl FnOnce(&Setup) -> Outcome + Send + 'static) -> Trial {
    let setup = Arc::clone(setup);
    Trial::ignorable_test(name, move || check(&setup))
}

fn write_files() -> Result<PathBuf, String> {
    let write = || {
        let dir = std::env::temp_dir().join(format!("ladon-cli-{}", std::process::id()));
        for (name, bytes) in FILES {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&dir))?;
            fs::write(path, bytes)?;
        }
        dir.canonicalize()
    };
    write().map_err(|error: std::io::Error| format!("cannot write the scripts under test: {error}"))
}

fn is_ladon(ladon: &Path) -> bool {
    let mut command = run::ladon_command(ladon);
    command.args(["-c", "import sys; print(sys.implementation.name)"]);
    run::run(&mut command, b"", TIME_LIMIT).is_ok_and(|finished| finished.stdout.trim() != "cpython")
}

struct Setup {
    ladon: PathBuf,
    dir: PathBuf,
    is_ladon: bool,
}

impl Setup {
    fn command(&self) -> Command {
        let mut command = run::ladon_command(&self.ladon);
        command.current_dir(&self.dir);
        command
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{dir}", &self.dir.display().to_string())
    }

    fn check(&self, case: &Case) -> Outcome {
        if case.ladon_only && !self.is_ladon {
            return Ok(Completion::ignored_with("CPython 3.13 differs"));
        }
        let mut command = self.command();
        command.args(case.args.iter().map(|arg| self.fill(arg)));
        command.envs(case.env.iter().map(|(name, value)| (*name, self.fill(value))));
        let finished = run::run(&mut command, case.stdin.as_bytes(), TIME_LIMIT)?;
        self.compare(case.exit, &case.stdout, &case.stderr, &finished)
    }

    fn compare(&self, exit: Exit, stdout: &Text, stderr: &Text, finished: &Finished) -> Outcome {
        let mut report = String::new();
        if finished.exit != exit {
            report += &format!("exit: expected {exit}, got {}\n", finished.exit);
        }
        for (name, expected, actual) in [("stdout", stdout, &finished.stdout), ("stderr", stderr, &finished.stderr)] {
            report += &match expected {
                Is(text) if *actual != self.fill(text) => {
                    format!("{name}: expected\n{}got\n{actual}", self.fill(text))
                }
                Has(text) if !actual.contains(&self.fill(text)) => {
                    format!("{name}: expected somewhere\n{}\ngot\n{actual}", self.fill(text))
                }
                _ => String::new(),
            };
        }
        if report.is_empty() {
            return Ok(Completion::Completed);
        }
        if !report.contains("stderr:") {
            report += &format!("stderr was\n{}", finished.stderr);
        }
        Err(report.into())
    }

    #[cfg(unix)]
    fn check_unreadable_file(&self) -> Outcome {
        use std::os::unix::fs::PermissionsExt;
        let path = self.dir.join("unreadable.py");
        fs::write(&path, "print(1)\n")?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000))?;
        if fs::read(&path).is_ok() {
            return Ok(Completion::ignored_with("this user may read everything"));
        }
        let finished = run::run(self.command().arg("unreadable.py"), b"", TIME_LIMIT)?;
        let message = Has(": can't open file '{dir}/unreadable.py': [Errno 13] Permission denied\n");
        self.compare(Exit::Code(2), &Is(""), &message, &finished)
    }

    /// Bytes that are not UTF-8 arrive as lone surrogates (PEP 383) and leave as the same bytes.
    #[cfg(unix)]
    fn check_strange_argument(&self) -> Outcome {
        use std::os::unix::ffi::OsStrExt;
        let program = "import sys; print(ascii(sys.argv[1]))";
        let argument = std::ffi::OsStr::from_bytes(b"a\xff\xc3\xa9");
        let finished = run::run(self.command().args(["-c", program]).arg(argument), b"", TIME_LIMIT)?;
        self.compare(Exit::Code(0), &Is("'a\\udcff\\xe9'\n"), &Is(""), &finished)
    }

    /// Ctrl-C: a traceback, `finally` runs, and the process dies by the signal, so that a shell sees 130.
    #[cfg(unix)]
    fn check_interrupt(&self) -> Outcome {
        let program =
            "import time\ntry:\n    print('ready', flush=True)\n    time.sleep(20)\nfinally:\n    print('finally')";
        let mut child = self.command();
        child.args(["-c", program]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = child.spawn()?;
        let pid = child.id().to_string();
        let interrupter = thread::spawn(move || {
            thread::sleep(Duration::from_millis(1500));
            Command::new("kill").args(["-INT", &pid]).status()
        });
        let output = child.wait_with_output()?;
        let sent = interrupter.join().map_err(|_| "the interrupting thread panicked")??;
        if !sent.success() {
            return Err("the process ended before it was interrupted".into());
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let finished =
            Finished { exit: output.status.into(), stdout: text(&output.stdout), stderr: text(&output.stderr) };
        self.compare(Exit::Signal(2), &Is("ready\nfinally\n"), &Has("KeyboardInterrupt\n"), &finished)
    }

    #[cfg(not(unix))]
    fn check_unreadable_file(&self) -> Outcome {
        Ok(Completion::ignored_with("permissions of Unix"))
    }

    #[cfg(not(unix))]
    fn check_strange_argument(&self) -> Outcome {
        Ok(Completion::ignored_with("arguments are bytes on Unix only"))
    }

    #[cfg(not(unix))]
    fn check_interrupt(&self) -> Outcome {
        Ok(Completion::ignored_with("signals of Unix"))
    }
}
