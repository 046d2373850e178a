//! The front door: `compile`.

use std::sync::Arc;

use ladon_bytecode::{Code, CodeFlags};
use ruff_python_ast::{self as ast, Mod, PythonVersion, Stmt};
use ruff_python_parser::{ParseOptions, Parsed};
use ruff_text_size::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::depth;
use crate::error::{ErrorKind, Fault, Result, SyntaxError, fault};
use crate::parse_error;
use crate::source::Source;
use crate::symtable;
use crate::tree::{Builder, Tree};
use crate::warn;

/// What kind of source it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A module or script.
    Exec,
    /// One expression; the code returns its value.
    Eval,
    /// One interactive statement; values of expressions are printed.
    Single,
}

/// How to compile.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// `-O`: 0, 1 (no asserts), 2 (no docstrings either).
    pub optimize: u8,
    /// As if the source began with `from __future__ import annotations`.
    pub future_annotations: bool,
    /// `await` is allowed outside of functions (the code is a coroutine then).
    pub top_level_await: bool,
}

/// Compiles a source.
///
/// # Errors
/// What is wrong with it, as the exception Python would raise.
pub fn compile(
    source: &[u8],
    filename: &str,
    mode: Mode,
    options: Options,
) -> std::result::Result<Arc<Code>, SyntaxError> {
    compile_with_warnings(source, filename, mode, options).map(|(code, _)| code)
}

/// As [`compile`], with what is to be issued as SyntaxWarnings.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_warnings(
    source: &[u8],
    filename: &str,
    mode: Mode,
    options: Options,
) -> std::result::Result<(Arc<Code>, Vec<SyntaxError>), SyntaxError> {
    let source = Source::decode(source, filename)?;
    let survey = depth::check(&source).map_err(|fault| source.error(fault))?;
    let tabs = survey.tab_fault.as_ref();
    let result = match depth::stack_for(survey.depth) {
        None => compile_source(&source, tabs, mode, options),
        Some(size) => on_big_stack(size, || compile_source(&source, tabs, mode, options)),
    };
    result.map_err(|fault| source.error(fault))
}

/// The syntax tree of a source, for `ast.parse`.
///
/// # Errors
/// As [`compile`].
pub fn syntax_tree(source: &[u8], filename: &str, mode: Mode) -> std::result::Result<Tree, SyntaxError> {
    let source = Source::decode(source, filename)?;
    let survey = depth::check(&source).map_err(|fault| source.error(fault))?;
    let build = || {
        let parsed = parse(&source, &source.text, survey.tab_fault.as_ref(), mode)?;
        Ok(Builder { source: &source }.module(parsed.syntax(), mode == Mode::Single))
    };
    let result = match depth::stack_for(survey.depth) {
        None => build(),
        Some(size) => on_big_stack(size, build),
    };
    result.map_err(|fault| source.error(fault))
}

fn on_big_stack<T: Send>(size: usize, f: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    let too_deep = || Fault {
        kind: ErrorKind::Recursion,
        message: "maximum recursion depth exceeded during compilation".into(),
        range: TextRange::default(),
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, f);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => Err(too_deep()),
        }
    })
}

fn compile_source(
    source: &Source,
    tabs: Option<&Fault>,
    mode: Mode,
    options: Options,
) -> Result<(Arc<Code>, Vec<SyntaxError>)> {
    let text = match mode {
        Mode::Eval => source.text.trim_start_matches([' ', '\t']),
        _ => &source.text,
    };
    let cut = source.text.len() - text.len();
    if cut > 0 {
        // `eval(" 1")` is allowed; positions in the code are those of the stripped text.
        let stripped = Source::new(text.to_owned(), &source.filename);
        return compile_source(&stripped, tabs, mode, options).map_err(|fault| shift(fault, cut));
    }
    let parsed = parse(source, text, tabs, mode)?;
    let code = generate(source, parsed.syntax(), mode, options)?;
    Ok((code, warn::find(source, parsed.syntax(), parsed.tokens())))
}

fn parse(source: &Source, text: &str, tabs: Option<&Fault>, mode: Mode) -> Result<Parsed<Mod>> {
    let parse_mode = match mode {
        Mode::Eval => ruff_python_parser::Mode::Expression,
        _ => ruff_python_parser::Mode::Module,
    };
    let parse_options = ParseOptions::from(parse_mode).with_target_version(PythonVersion::PY314);
    let parsed = ruff_python_parser::parse_unchecked(text, parse_options);
    if let Some(tabs) = tabs
        && parsed.errors().first().is_none_or(|error| error.location.end() >= tabs.range.start())
    {
        return Err(tabs.clone());
    }
    if let Some(error) = parsed.errors().first() {
        return Err(parse_error::translate(source, error, parsed.tokens()));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return fault(parse_error::unsupported(error), error.range);
    }
    Ok(parsed)
}

fn shift(mut fault: Fault, by: usize) -> Fault {
    fault.range += ruff_text_size::TextSize::from(by as u32);
    fault
}

fn generate(source: &Source, module: &Mod, mode: Mode, mut options: Options) -> Result<Arc<Code>> {
    if let Mod::Module(module) = module {
        options.future_annotations |= future_imports(&module.body)?;
        if mode == Mode::Single && module.body.len() > 1 {
            return fault("multiple statements found while compiling a single statement", module.body[1].range());
        }
    }
    let table = symtable::build(module, options.future_annotations)?;
    let mut compiler = Compiler::new(source, table, options, mode);
    if options.future_annotations {
        compiler.unit.flags |= CodeFlags::FUTURE_ANNOTATIONS;
    }
    if options.top_level_await && compiler.table.scopes[0].has_await {
        compiler.unit.flags |= CodeFlags::COROUTINE;
    }
    match module {
        Mod::Module(module) => compiler.module(&module.body)?,
        Mod::Expression(expression) => {
            let val = compiler.val(&expression.body)?;
            compiler.unit.emit_flags(ladon_bytecode::Op::Return, val.take_a(), val.reg, 0, 0);
        }
    }
    let Compiler { unit, table, .. } = compiler;
    unit.finish(&table, source)
}

const FEATURES: &[&str] = &[
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Checks `from __future__` imports; whether annotations stay text.
fn future_imports(body: &[Stmt]) -> Result<bool> {
    let mut annotations = false;
    let mut allowed = true;
    for (index, stmt) in body.iter().enumerate() {
        match stmt {
            Stmt::ImportFrom(import) if is_future(import) => {
                if !allowed {
                    return fault("from __future__ imports must occur at the beginning of the file", import.range);
                }
                for alias in &import.names {
                    annotations |= feature(alias)?;
                }
            }
            Stmt::Expr(expr) if index == 0 && expr.value.is_string_literal_expr() => {}
            _ => allowed = false,
        }
    }
    Ok(annotations)
}

fn is_future(import: &ast::StmtImportFrom) -> bool {
    import.level == 0 && import.module.as_ref().is_some_and(|module| module.as_str() == "__future__")
}

fn feature(alias: &ast::Alias) -> Result<bool> {
    match alias.name.as_str() {
        "annotations" => Ok(true),
        "braces" => fault("not a chance", alias.range),
        "barry_as_FLUFL" => fault("future feature barry_as_FLUFL is not implemented by ladon", alias.range),
        name if FEATURES.contains(&name) => Ok(false),
        name => fault(format!("future feature {name} is not defined"), alias.range),
    }
}
