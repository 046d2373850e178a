//! Modes and options, and literals that the parser's tree does not hold whole.

use std::sync::Arc;

use ladon_bytecode::{Code, CodeFlags, Constant, disasm};
use ladon_compiler::{Mode, Options, compile};

fn code(source: &str, mode: Mode, options: Options) -> Arc<Code> {
    compile(source.as_bytes(), "test.py", mode, options).unwrap()
}

fn nested(code: &Code) -> Arc<Code> {
    let found = code.consts.iter().find_map(|constant| match constant {
        Constant::Code(code) => Some(code.clone()),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn modes() {
    let single = |source: &str| disasm(&code(source, Mode::Single, Options::default()));
    assert!(single("x + 1\n").contains("PrintExpr"));
    assert!(single("if x: y\n").contains("PrintExpr"));
    assert!(!disasm(&code("x + 1\n", Mode::Exec, Options::default())).contains("PrintExpr"));
    assert!(disasm(&code("  x + 1", Mode::Eval, Options::default())).contains("Return "));
    assert!(compile(b"x = 1", "test.py", Mode::Eval, Options::default()).is_err());
    assert!(compile(b"x = 1\ny = 2\n", "test.py", Mode::Single, Options::default()).is_err());
    assert!(compile(b"", "test.py", Mode::Exec, Options::default()).is_ok());
}

#[test]
fn options() {
    let source = "def f():\n    'doc'\n    assert x\n";
    let plain = nested(&code(source, Mode::Exec, Options::default()));
    assert_eq!(plain.docstring(), Some(&b"doc"[..]));
    assert!(disasm(&plain).contains("LoadCommon"));
    let lean = nested(&code(source, Mode::Exec, Options { optimize: 2, ..Options::default() }));
    assert_eq!(lean.docstring(), None);
    assert!(!disasm(&lean).contains("LoadCommon"));
    let top = Options { top_level_await: true, ..Options::default() };
    assert!(code("await x", Mode::Exec, top).flags.has(CodeFlags::COROUTINE));
    let future = code("from __future__ import annotations\nx: a . b", Mode::Exec, Options::default());
    assert!(future.flags.has(CodeFlags::FUTURE_ANNOTATIONS));
    assert!(disasm(&future).contains("\"a . b\""));
}

#[test]
fn literals() {
    let constant = |source: &str| {
        let code = code(source, Mode::Eval, Options::default());
        code.consts.first().cloned().unwrap()
    };
    let same = |source: &str, expected: Constant| assert!(constant(source).same(&expected), "{source}");
    same(r"'\ud800x\udfff'", Constant::Str(Box::new([0xed, 0xa0, 0x80, b'x', 0xed, 0xbf, 0xbf])));
    same(r"'\ufffd\ud83d\N{REPLACEMENT CHARACTER}'", Constant::Str((*b"\xef\xbf\xbd\xed\xa0\xbd\xef\xbf\xbd").into()));
    same("'�' '\\udc00'", Constant::Str((*b"\xef\xbf\xbd\xed\xb0\x80").into()));
    same("0x1_0000_0000_0000_0000", Constant::BigInt { negative: false, words: Box::new([0, 1]) });
    same("-18446744073709551616", Constant::BigInt { negative: true, words: Box::new([0, 1]) });
    same("-9223372036854775808", Constant::Int(i64::MIN));
    same("2 ** 64 - 1", Constant::BigInt { negative: false, words: Box::new([u64::MAX]) });
    same("-0.0", Constant::Float(-0.0));
    same("(True & False, 1 - 2j)", Constant::Tuple(Box::new([Constant::False, Constant::Complex(1.0, -2.0)])));
    same("-7 // 2 + -7 % 3 * 10000000000", Constant::Int(-4 + 2 * 10_000_000_000));
}
