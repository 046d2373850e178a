//! SyntaxWarnings: code that is allowed and hardly meant.

use crate::error::{ErrorKind, Fault, SyntaxError};
use crate::source::Source;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::visitor::{Visitor, walk_expr, walk_stmt};
use ruff_python_ast::{self as ast, CmpOp, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// All warnings about a source, those about string literals first.
pub(crate) fn find(source: &Source, module: &ast::Mod, tokens: &Tokens) -> Vec<SyntaxError> {
    let mut finder = Finder { faults: Vec::new() };
    finder.escapes(source, tokens);
    match module {
        ast::Mod::Module(module) => finder.visit_body(&module.body),
        ast::Mod::Expression(expression) => finder.visit_expr(&expression.body),
    }
    finder.faults.into_iter().map(|fault| source.error(fault)).collect()
}

struct Finder {
    faults: Vec<Fault>,
}

/// What a literal is called, `None` for what is no literal.
fn literal_type(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NumberLiteral(number) => match number.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}

/// Whether identity with the literal means nothing.
fn is_plain_constant(expr: &Expr) -> bool {
    matches!(expr, Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_))
}

impl Finder {
    fn add(&mut self, message: String, range: TextRange) {
        self.faults.push(Fault { kind: ErrorKind::Syntax, message, range });
    }

    fn compare(&mut self, compare: &ast::ExprCompare) {
        let mut left = &*compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let odd = [left, right].into_iter().find(|side| is_plain_constant(side));
            if let (CmpOp::Is | CmpOp::IsNot, Some(odd)) = (op, odd) {
                let (word, instead) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
                let name = literal_type(odd).unwrap_or_default();
                self.add(format!("\"{word}\" with '{name}' literal. Did you mean \"{instead}\"?"), compare.range);
                return;
            }
            left = right;
        }
    }

    fn call(&mut self, call: &ast::ExprCall) {
        if let Some(name) = literal_type(&call.func).filter(|_| !call.func.is_lambda_expr()) {
            self.add(format!("'{name}' object is not callable; perhaps you missed a comma?"), call.range());
        }
    }

    fn subscript(&mut self, subscript: &ast::ExprSubscript) {
        let Some(name) = literal_type(&subscript.value) else { return };
        let sequence = matches!(name, "str" | "bytes" | "tuple" | "list");
        if !sequence && name != "dict" {
            self.add(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"), subscript.range);
            return;
        }
        let index = literal_type(&subscript.slice).filter(|index| !matches!(*index, "int" | "bool"));
        if let Some(index) = index.filter(|_| sequence) {
            let message =
                format!("{name} indices must be integers or slices, not {index}; perhaps you missed a comma?");
            self.add(message, subscript.range);
        }
    }

    // ---- escapes in string literals --------------------------------------------------------------------------

    fn escapes(&mut self, source: &Source, tokens: &Tokens) {
        // Whether each formatted string that the tokens are in is raw.
        let mut raw = Vec::new();
        for token in tokens.iter() {
            let flags = token.string_flags();
            let is_raw = flags.is_some_and(|flags| flags.is_raw_string());
            let bytes = flags.is_some_and(|flags| flags.is_byte_string());
            match token.kind() {
                TokenKind::FStringStart | TokenKind::TStringStart => raw.push(is_raw),
                TokenKind::FStringEnd | TokenKind::TStringEnd => _ = raw.pop(),
                TokenKind::String if !is_raw => self.escapes_in(&source.text[token.range()], token.start(), bytes),
                TokenKind::FStringMiddle | TokenKind::TStringMiddle if raw.last() == Some(&false) => {
                    self.escapes_in(&source.text[token.range()], token.start(), false);
                }
                _ => {}
            }
        }
    }

    fn escapes_in(&mut self, text: &str, start: TextSize, bytes: bool) {
        let mut rest = text.char_indices().peekable();
        while let Some((at, char)) = rest.next() {
            if char != '\\' {
                continue;
            }
            let Some((_, escaped)) = rest.next() else { return };
            let written = match escaped {
                '0'..='7' => {
                    let digits = text[at + 1..].bytes().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
                    let octal = &text[at + 1..at + 1 + digits];
                    if digits < 3 || octal.as_bytes()[0] < b'4' {
                        continue;
                    }
                    octal
                }
                '\n' | '\\' | '\'' | '"' | 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' => continue,
                'N' | 'u' | 'U' if !bytes => continue,
                // A brace begins or doubles a replacement field.
                '{' | '}' if !text.starts_with(['"', '\'']) && !bytes && !is_literal(text) => continue,
                _ => &text[at + 1..at + 1 + escaped.len_utf8()],
            };
            let kind = if escaped.is_ascii_digit() { "octal escape" } else { "escape" };
            let message = format!(
                "\"\\{written}\" is an invalid {kind} sequence. Such sequences will not work in the future. Did you \
                 mean \"\\\\{written}\"? A raw string is also an option."
            );
            let place = start + TextSize::from(at as u32);
            self.add(message, TextRange::at(place, TextSize::from(written.len() as u32 + 1)));
        }
    }
}

/// Whether a token's text is a whole string literal: prefix and quotes.
fn is_literal(text: &str) -> bool {
    text.trim_start_matches(|char: char| char.is_ascii_alphabetic()).starts_with(['"', '\''])
}

impl<'a> Visitor<'a> for Finder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assert(assert) = stmt
            && assert.test.as_tuple_expr().is_some_and(|tuple| !tuple.elts.is_empty())
        {
            let message = "assertion is always true, perhaps remove parentheses?";
            self.add(String::from(message), assert.range);
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(call),
            Expr::Subscript(subscript) => self.subscript(subscript),
            _ => {}
        }
        walk_expr(self, expr);
    }
}
