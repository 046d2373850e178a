//! Rejected sources: CPython's words, positions, and hard limits. None may overflow the stack or panic.

use ladon_compiler::{ErrorKind, Mode, Options, SyntaxError, compile};

fn error_of(source: &str) -> SyntaxError {
    match compile(source.as_bytes(), "test.py", Mode::Exec, Options::default()) {
        Ok(_) => panic!("accepted: {}", source.chars().take(80).collect::<String>()),
        Err(error) => error,
    }
}

#[track_caller]
fn check(source: &str, message: &str, line: u32, col: u32) {
    let error = error_of(source);
    assert_eq!((error.message.as_str(), error.line, error.col), (message, line, col), "for {source:?}");
}

fn accepts(source: &str) {
    if let Err(error) = compile(source.as_bytes(), "test.py", Mode::Exec, Options::default()) {
        panic!("rejected: {error}");
    }
}

#[test]
fn messages_are_cpythons() {
    check("x = = 1\n", "invalid syntax", 1, 5);
    check("f(1, (2\nx = 3\n", "'(' was never closed", 1, 6);
    check("x = (]\n", "closing parenthesis ']' does not match opening parenthesis '('", 1, 6);
    check("x = )\n", "unmatched ')'", 1, 5);
    check("'abc\n", "unterminated string literal (detected at line 1)", 1, 1);
    check("'''abc\n\n", "unterminated triple-quoted string literal (detected at line 1)", 1, 1);
    check("if x\n  pass\n", "expected ':'", 1, 5);
    check("if x:\npass\n", "expected an indented block after 'if' statement on line 1", 2, 1);
    check("1 = x\n", "cannot assign to literal here. Maybe you meant '==' instead of '='?", 1, 1);
    check("None = x\n", "cannot assign to None", 1, 1);
    check("del f()\n", "cannot delete function call", 1, 5);
    check("return 1\n", "'return' outside function", 1, 1);
    check("break\n", "'break' outside loop", 1, 1);
    check("continue\n", "'continue' not properly in loop", 1, 1);
    check("yield 1\n", "'yield' outside function", 1, 1);
    check("def f(): await x\n", "'await' outside async function", 1, 10);
    check("def f(a, a): pass\n", "duplicate argument 'a' in function definition", 1, 10);
    check("def f(a=1, b): pass\n", "parameter without a default follows parameter with a default", 1, 12);
    check("f(a=1, a=2)\n", "keyword argument repeated: a", 1, 8);
    check("nonlocal x\n", "nonlocal declaration not allowed at module level", 1, 1);
    check("def f():\n  nonlocal x\n", "no binding for nonlocal 'x' found", 2, 3);
    check("def f():\n  x = 1\n  global x\n", "name 'x' is assigned to before global declaration", 3, 3);
    check("def f(x):\n  global x\n", "name 'x' is parameter and global", 2, 3);
    check("a, *b, *c = d\n", "multiple starred expressions in assignment", 1, 1);
    check("from __future__ import nope\n", "future feature nope is not defined", 1, 24);
    check("é = $\n", "invalid syntax", 1, 5);
    check("x = €\n", "invalid character '€' (U+20AC)", 1, 5);
}

#[test]
fn kinds() {
    assert_eq!(error_of("x = 1\n  y = 2\n").kind, ErrorKind::Indentation);
    assert_eq!(error_of("if x:\n    y\n  z\n").kind, ErrorKind::Indentation);
    assert_eq!(error_of("if x:\n\ty\n        z\n").kind, ErrorKind::Tab);
    assert!(error_of("f(1,\n").incomplete);
    assert!(!error_of("x = = 1\n").incomplete);
}

#[test]
fn encodings() {
    let compile = |bytes: &[u8]| compile(bytes, "test.py", Mode::Exec, Options::default());
    assert!(compile(b"\xef\xbb\xbfx = 1\n").is_ok());
    assert!(compile(b"# -*- coding: latin-1 -*-\nx = '\xe9'\n").is_ok());
    let message = |bytes: &[u8]| compile(bytes).unwrap_err().message;
    assert_eq!(message(b"#!/x\n# coding: klingon\n"), "unknown encoding: klingon");
    assert_eq!(message(b"x = 1\0\n"), "source code string cannot contain null bytes");
    assert!(message(b"x = '\xff'\n").contains("'utf-8' codec can't decode byte 0xff"));
}

#[test]
fn deep_nesting_is_an_error_or_works() {
    let many = 10_000;
    let nested = format!("x = {}1{}", "(".repeat(many), ")".repeat(many));
    assert_eq!(error_of(&nested).message, "too many nested parentheses");
    let blocks: String = (0..many).map(|depth| format!("{}if 1:\n", " ".repeat(depth))).collect();
    assert_eq!(error_of(&(blocks + &" ".repeat(many) + "pass\n")).message, "too many levels of indentation");
    accepts(&format!("x = {}", vec!["a"; many].join("+")));
    accepts(&format!("x = {}a", "not ".repeat(many)));
    accepts(&format!("x = a{}", ".b".repeat(many)));
    accepts(&format!("x = {}c", "lambda: ".repeat(500)));
    assert_eq!(error_of(&format!("x = {}c", "lambda: ".repeat(many))).kind, ErrorKind::Recursion);
    accepts(&format!("x = {}c", "a if b else ".repeat(many / 2)));
    assert_eq!(error_of(&format!("x = {}", vec!["a"; 200_000].join("+"))).kind, ErrorKind::Recursion);
}

#[test]
fn hard_limits() {
    let lines = |f: fn(usize) -> String| (0..61_000).map(f).collect::<Vec<_>>().join("\n");
    let limited = |source: &str, what: &str| {
        let message = error_of(source).message;
        assert!(message.starts_with(&format!("too many {what}")), "{message}");
    };
    limited(&lines(|index| format!("x{index} = 1")), "names");
    limited(&lines(|index| format!("x = {index}.5")), "constants");
    limited(&format!("def f():\n{}", lines(|index| format!(" x{index} = 1"))), "local variables");
    accepts(&format!("x = [{}]", "a, ".repeat(70_000)));
    accepts(&format!("f({})", "a, ".repeat(5_000)));
    let body = "   x = g(x, 1, 2)\n".repeat(9_000);
    accepts(&format!("def f(x):\n for i in x:\n  if x < i:\n{body} return x\n"));
}
