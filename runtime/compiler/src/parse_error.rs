//! The parser's errors in Python's words, as far as a mapping is cheap; else "invalid syntax". What CPython's tokenizer finds
//! (brackets that do not match, strings that do not end) outranks a plain "invalid syntax" wherever it is.

mod nearby;

use self::nearby::Reach;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_ast::{Expr, Number};
use ruff_python_parser::{
    InterpolatedStringErrorType as StringError, LexicalErrorType as Lexical, ParseError, ParseErrorType as E,
    UnsupportedSyntaxError, UnsupportedSyntaxErrorKind,
};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::error::{ErrorKind, Fault};
use crate::source::Source;

const GENERIC: &str = "invalid syntax";

/// The fault for the parser's first error.
pub(crate) fn translate(source: &Source, error: &ParseError, tokens: &Tokens) -> Fault {
    let context = Context { source, tokens, range: error.location };
    let fault = match context.specific(&error.error) {
        fault if fault.message == GENERIC => Context { range: fault.range, ..context }.generic().unwrap_or(fault),
        fault => fault,
    };
    let brackets = context.brackets();
    if let Brackets::Wrong(wrong) = &brackets
        && (fault.message == GENERIC || wrong.range.start() <= fault.range.start())
    {
        return wrong.clone();
    }
    if let Brackets::Open(open) = brackets {
        let plain = fault.message.starts_with(GENERIC) || fault.message.starts_with("unexpected EOF");
        let later = source.line_number(context.range) > source.line_number(open.range);
        if plain && later || context.at_end() && !fault.message.contains("string literal") {
            return open;
        }
    }
    fault
}

/// Syntax of Python versions after ours.
pub(crate) fn unsupported(error: &UnsupportedSyntaxError) -> String {
    match error.kind {
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(kind) => {
            let dict = format!("{kind:?}") == "DictInDict";
            let text = if dict {
                "dict unpacking cannot be used in dict comprehension"
            } else {
                "iterable unpacking cannot be used in comprehension"
            };
            text.into()
        }
        _ => format!("invalid syntax ({error})"),
    }
}

#[derive(Clone, Copy)]
struct Context<'s> {
    source: &'s Source,
    tokens: &'s Tokens,
    range: TextRange,
}

/// The outcome of matching brackets through the whole source.
enum Brackets {
    Fine,
    Wrong(Fault),
    Open(Fault),
}

fn at(kind: ErrorKind, message: impl Into<String>, range: TextRange) -> Fault {
    Fault { kind, message: message.into(), range }
}

impl Context<'_> {
    fn here(&self, message: impl Into<String>) -> Fault {
        at(ErrorKind::Syntax, message, self.range)
    }

    fn text(&self) -> &str {
        &self.source.text[self.range]
    }

    fn at_end(&self) -> bool {
        self.source.text[self.range.start().to_usize()..].trim().is_empty()
    }

    fn specific(&self, error: &E) -> Fault {
        match error {
            E::Lexical(error) => self.lexical(error),
            E::FStringError(error) => self.string_error(error, "f-string"),
            E::TStringError(error) => self.string_error(error, "t-string"),
            E::UnexpectedIndentation => {
                let last = self.range.end().checked_sub(TextSize::from(1)).unwrap_or_default();
                at(ErrorKind::Indentation, "unexpected indent", TextRange::empty(last))
            }
            E::ExpectedToken { expected, found } => self.expected(*expected, *found),
            E::OtherError(text) => self.other(text),
            E::InvalidAssignmentTarget => self.cannot_assign(),
            E::InvalidNamedAssignmentTarget => {
                self.here(format!("cannot use assignment expressions with {}", self.expr_name()))
            }
            E::InvalidAnnotatedAssignmentTarget => self.here("illegal target for annotation"),
            E::InvalidAugmentedAssignmentTarget => {
                self.here(format!("'{}' is an illegal expression for augmented assignment", self.expr_name()))
            }
            E::InvalidDeleteTarget if self.text().starts_with('*') => self.here("cannot delete starred"),
            E::InvalidDeleteTarget => self.here(format!("cannot delete {}", self.expr_name())),
            E::NonDefaultParamAfterDefaultParam => {
                self.here("parameter without a default follows parameter with a default")
            }
            E::ExpectedKeywordParam => self.here("named arguments must follow bare *"),
            E::ParamAfterVarKeywordParam => self.here("arguments cannot follow var-keyword argument"),
            E::VarParameterWithDefault => self.starred_default(),
            E::PositionalAfterKeywordArgument => {
                at(ErrorKind::Syntax, "positional argument follows keyword argument", self.end_of_call())
            }
            E::PositionalAfterKeywordUnpacking => {
                let message = "positional argument follows keyword argument unpacking";
                at(ErrorKind::Syntax, message, self.end_of_call())
            }
            E::InvalidArgumentUnpackingOrder => {
                let before = self.source.text[..self.range.start().to_usize()].rfind(',');
                let start = before.map_or(self.range.start(), |at| TextSize::from(at as u32));
                let message = "iterable argument unpacking follows keyword argument unpacking";
                at(ErrorKind::Syntax, message, TextRange::new(start, self.range.end()))
            }
            E::UnparenthesizedGeneratorExpression => self.here("Generator expression must be parenthesized"),
            E::EmptyImportNames if self.at_line_end() => {
                let range = TextRange::empty(self.range.start());
                at(ErrorKind::Syntax, "Expected one or more names after 'import'", range)
            }
            E::SimpleStatementsOnSameLine => self.two_statements(),
            E::InvalidStarredExpressionUsage => self.here("can't use starred expression here"),
            E::ExpectedRealNumber => self.here("real number required in complex literal"),
            E::ExpectedImaginaryNumber => self.here("imaginary number required in complex literal"),
            E::InvalidMatchPatternTarget => self.here("cannot use '_' as a target"),
            E::ExpectedExpression | E::UnexpectedExpressionToken => self.no_expression(),
            _ => self.here(GENERIC),
        }
    }

    // ---- tokens ----------------------------------------------------------------------------------------------

    fn lexical(&self, error: &Lexical) -> Fault {
        match error {
            Lexical::IndentationError => {
                // Shown at the end of the line.
                let start = self.range.start().to_usize();
                let rest = self.source.text.get(start..).unwrap_or_default();
                let end = start + rest.find('\n').unwrap_or(rest.len());
                let range = TextRange::empty(ruff_text_size::TextSize::try_from(end).unwrap_or_default());
                at(ErrorKind::Indentation, "unindent does not match any outer indentation level", range)
            }
            Lexical::UnclosedStringError => self.unclosed_string(),
            Lexical::FStringError(error) => self.string_error(error, "f-string"),
            Lexical::TStringError(error) => self.string_error(error, "t-string"),
            Lexical::InvalidByteLiteral => self.whole_string("bytes can only contain ASCII literal characters"),
            Lexical::UnicodeError | Lexical::MissingUnicodeLbrace | Lexical::MissingUnicodeRbrace => self.bad_escape(),
            Lexical::LineContinuationError => {
                let after = TextRange::empty(self.range.start() + TextSize::from(1));
                let at_end = self.source.text.len() == after.start().to_usize();
                let end = "unexpected EOF while parsing";
                let message = if at_end { end } else { "unexpected character after line continuation character" };
                at(ErrorKind::Syntax, message, after)
            }
            Lexical::UnrecognizedToken { tok } if !matches!(tok, '$' | '?' | '!' | '`') => self.bad_character(*tok),
            Lexical::Eof => self.here("unexpected EOF while parsing"),
            Lexical::OtherError(text) => self.bad_number(text),
            _ => self.here(GENERIC),
        }
    }

    fn bad_character(&self, char: char) -> Fault {
        if char.is_control() || char == '\u{feff}' || char.is_whitespace() {
            return self.here(format!("invalid non-printable character U+{:04X}", u32::from(char)));
        }
        self.here(format!("invalid character '{char}' (U+{:04X})", u32::from(char)))
    }

    fn unclosed_string(&self) -> Fault {
        let text = self.text();
        let body = text.trim_start_matches(|char: char| char.is_ascii_alphabetic());
        let triple = body.starts_with("\"\"\"") || body.starts_with("'''");
        let what = if triple { "triple-quoted string" } else { "string" };
        let start = TextRange::at(self.range.start(), TextSize::from(0));
        let line = if triple {
            self.source.line_number(TextRange::empty(TextSize::of(self.source.text.trim_end())))
        } else {
            self.source.line_number(start)
        };
        at(ErrorKind::Syntax, format!("unterminated {what} literal (detected at line {line})"), self.range)
    }

    fn string_error(&self, error: &StringError, what: &str) -> Fault {
        let message = match error {
            StringError::UnclosedLbrace if self.forgot_comma() => {
                return self.here(format!("{GENERIC}. Perhaps you forgot a comma?"));
            }
            StringError::UnclosedLbrace => format!("{what}: expecting '}}'"),
            StringError::InvalidConversionFlag => {
                format!("{what}: invalid conversion character '{}': expected 's', 'r', or 'a'", self.text())
            }
            StringError::SingleRbrace => format!("{what}: single '}}' is not allowed"),
            StringError::UnterminatedString => {
                format!("unterminated {what} literal (detected at line {})", self.source.line_number(self.range))
            }
            StringError::UnterminatedTripleQuotedString => {
                let end = TextRange::empty(TextSize::of(self.source.text.trim_end()));
                format!("unterminated triple-quoted {what} literal (detected at line {})", self.source.line_number(end))
            }
            StringError::LambdaWithoutParentheses => {
                format!("{what}: lambda expressions are not allowed without parentheses")
            }
            StringError::ConversionFlagNotImmediatelyAfterExclamation => {
                format!("{what}: conversion type must come right after the exclamation mark")
            }
            StringError::NewlineInFormatSpec => {
                format!("{what}: newlines are not allowed in format specifiers for single quoted {what}s")
            }
        };
        self.here(message)
    }

    /// Whether what follows could be the start of another expression.
    fn forgot_comma(&self) -> bool {
        let next = self.source.text[self.range.start().to_usize()..].trim_start().chars().next();
        next.is_some_and(|char| char.is_alphanumeric() || char == '_')
    }

    /// An error CPython reports for the whole literal.
    fn whole_string(&self, message: &str) -> Fault {
        let range =
            self.tokens.iter().map(Ranged::range).find(|range| range.contains_range(self.range)).unwrap_or(self.range);
        at(ErrorKind::Syntax, message, range)
    }

    fn bad_escape(&self) -> Fault {
        let before = &self.source.text[..self.range.start().to_usize()];
        let Some(slash) = before.rfind('\\') else { return self.here(GENERIC) };
        let literal =
            self.tokens.iter().map(Ranged::range).find(|range| range.contains_inclusive(TextSize::from(slash as u32)));
        let literal = literal.unwrap_or(self.range);
        let quote = self.source.text[literal.start().to_usize()..].find(['"', '\'']).unwrap_or(0);
        let content = literal.start().to_usize() + quote + 1;
        let position = slash.saturating_sub(content);
        let escape = &self.source.text[slash..];
        let is_bytes =
            self.source.text[literal].to_ascii_lowercase().get(..quote).is_some_and(|prefix| prefix.contains('b'));
        if is_bytes {
            return at(ErrorKind::Syntax, format!("(value error) invalid \\x escape at position {position}"), literal);
        }
        let digits = |from: usize| escape[from..].bytes().take_while(u8::is_ascii_hexdigit).count();
        let (end, why) = match escape.as_bytes().get(1) {
            Some(b'x') => (1 + digits(2).min(1), "truncated \\xXX escape"),
            Some(b'u') => (1 + digits(2).min(3), "truncated \\uXXXX escape"),
            Some(b'U') if digits(2) >= 8 => (9, "illegal Unicode character"),
            Some(b'U') => (1 + digits(2).min(7), "truncated \\UXXXXXXXX escape"),
            Some(b'N') if escape.as_bytes().get(2) == Some(&b'{') => match escape.find('}') {
                Some(close) => (close, "unknown Unicode character name"),
                None => (1, "malformed \\N character escape"),
            },
            _ => (1, "malformed \\N character escape"),
        };
        let message = format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {position}-{}: {why}",
            position + end
        );
        at(ErrorKind::Syntax, message, literal)
    }

    fn bad_number(&self, text: &str) -> Fault {
        let literal = self.text().to_ascii_lowercase();
        if text.contains("decimal integer") {
            let message =
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
            return self.here(message);
        }
        let rest = &self.source.text[self.range.start().to_usize()..];
        let digit = rest.chars().nth(2).filter(char::is_ascii_digit);
        let kind = match literal.get(..2) {
            Some("0x") => "hexadecimal",
            Some("0o") => "octal",
            Some("0b") => "binary",
            _ => return self.here(GENERIC),
        };
        // Where the tokenizer stood: behind the digit, or at what is none.
        let place = |offset: u32| TextRange::empty(self.range.start() + TextSize::from(offset));
        match digit {
            Some(digit) => at(ErrorKind::Syntax, format!("invalid digit '{digit}' in {kind} literal"), place(2)),
            None => {
                let offset = if rest[2..].starts_with('_') { 2 } else { 1 };
                at(ErrorKind::Syntax, format!("invalid {kind} literal"), place(offset))
            }
        }
    }

    fn brackets(&self) -> Brackets {
        let mut open: Vec<(char, TextRange)> = Vec::new();
        for token in self.tokens.iter() {
            let range = token.range();
            match token.kind() {
                TokenKind::Lpar => open.push(('(', range)),
                TokenKind::Lsqb => open.push(('[', range)),
                TokenKind::Lbrace => open.push(('{', range)),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                    let (close, fits) = match token.kind() {
                        TokenKind::Rpar => (')', '('),
                        TokenKind::Rsqb => (']', '['),
                        _ => ('}', '{'),
                    };
                    match open.pop() {
                        Some((bracket, _)) if bracket == fits => {}
                        Some((bracket, at_range)) => {
                            return Brackets::Wrong(self.mismatch(close, range, bracket, at_range));
                        }
                        None => return Brackets::Wrong(at(ErrorKind::Syntax, format!("unmatched '{close}'"), range)),
                    }
                }
                _ => {}
            }
        }
        match open.pop() {
            Some((bracket, range)) => {
                Brackets::Open(at(ErrorKind::Syntax, format!("'{bracket}' was never closed"), range))
            }
            None => Brackets::Fine,
        }
    }

    fn mismatch(&self, close: char, range: TextRange, bracket: char, opened: TextRange) -> Fault {
        let mut message = format!("closing parenthesis '{close}' does not match opening parenthesis '{bracket}'");
        let line = self.source.line_number(opened);
        if line != self.source.line_number(range) {
            message += &format!(" on line {line}");
        }
        at(ErrorKind::Syntax, message, range)
    }

    // ---- what was expected -----------------------------------------------------------------------------------

    fn expected(&self, expected: TokenKind, found: TokenKind) -> Fault {
        match (expected, found) {
            (
                TokenKind::Colon | TokenKind::Rpar | TokenKind::Comma | TokenKind::Rsqb | TokenKind::Rbrace,
                TokenKind::Equal,
            ) => self.equal_sign(),
            (TokenKind::Colon, TokenKind::Rbrace | TokenKind::Comma) if self.in_dict() => {
                let last = self.range.start() - TextSize::from(1);
                at(ErrorKind::Syntax, "':' expected after dictionary key", TextRange::empty(last))
            }
            (TokenKind::Colon, _) if self.opens_block() => self.here("expected ':'"),
            (TokenKind::Else, _) => self.missing_else(),
            (TokenKind::Lpar, _) if self.follows_def() => self.here("expected '('"),
            (TokenKind::In, _) => self.here("'in' expected after for-loop variables"),
            (TokenKind::Comma | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace, found)
                if starts_expression(found) =>
            {
                self.missing_comma().unwrap_or_else(|| self.here(GENERIC))
            }
            _ => self.here(GENERIC),
        }
    }

    /// Whether `def f` stands before the error.
    fn follows_def(&self) -> bool {
        let before = self.tokens.iter().filter(|token| token.start() < self.range.start());
        let kinds: Vec<TokenKind> = before.map(|token| token.kind()).collect();
        matches!(kinds.as_slice(), [.., TokenKind::Def, TokenKind::Name])
    }

    fn in_dict(&self) -> bool {
        let mut open = Vec::new();
        for token in self.tokens.iter().take_while(|token| token.end() <= self.range.start()) {
            match token.kind() {
                TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push(token.kind()),
                TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => _ = open.pop(),
                _ => {}
            }
        }
        open.last() == Some(&TokenKind::Lbrace)
    }

    /// Whether the logical line begins with the keyword of a compound statement and its brackets are closed.
    fn opens_block(&self) -> bool {
        let mut first = None;
        let mut depth = 0i32;
        for token in self.tokens.iter().take_while(|token| token.start() < self.range.start()) {
            match token.kind() {
                TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::Semi => first = None,
                TokenKind::Comment | TokenKind::NonLogicalNewline => {}
                kind => {
                    depth += i32::from(matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace));
                    depth -= i32::from(matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace));
                    first.get_or_insert(kind);
                }
            }
        }
        depth == 0 && first.is_some_and(is_block_keyword)
    }

    /// The keyword that begins the logical line.
    fn first_word(&self) -> &str {
        let line = self.source.line_text(self.source.line_number(self.range));
        line.trim_start().split(|char: char| !char.is_alphanumeric() && char != '_').next().unwrap_or("")
    }

    fn two_statements(&self) -> Fault {
        let before = self.source.text[..self.range.start().to_usize()].chars().next_back();
        if before.is_some_and(|char| char.is_ascii_digit() || char == '_' || char == '.') {
            let kind = self.number_kind();
            let back = u32::from(!self.text().starts_with('_'));
            let start = TextRange::empty(self.range.start() - TextSize::from(back));
            let message = match (kind, self.text().chars().next().filter(char::is_ascii_digit)) {
                ("binary" | "octal", Some(digit)) => {
                    return self.here(format!("invalid digit '{digit}' in {kind} literal"));
                }
                _ => format!("invalid {kind} literal"),
            };
            return at(ErrorKind::Syntax, message, start);
        }
        let word = self.first_word();
        let line = self.source.line_text(self.source.line_number(self.range));
        if matches!(word, "print" | "exec") && line.trim_start()[word.len()..].starts_with([' ', '\t']) {
            let column = line.len() - line.trim_start().len();
            let start =
                self.source.text[..self.range.start().to_usize()].rfind('\n').map_or(0, |newline| newline + 1) + column;
            let range = TextRange::new(TextSize::from(start as u32), self.range.end());
            return at(
                ErrorKind::Syntax,
                format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?"),
                range,
            );
        }
        self.here(GENERIC)
    }

    fn number_kind(&self) -> &'static str {
        let before = &self.source.text[..self.range.start().to_usize()];
        let start = before.rfind(|char: char| !char.is_ascii_alphanumeric() && char != '_').map_or(0, |at| at + 1);
        match before.get(start..start + 2) {
            Some("0x" | "0X") => "hexadecimal",
            Some("0o" | "0O") => "octal",
            Some("0b" | "0B") => "binary",
            _ => "decimal",
        }
    }

    fn no_expression(&self) -> Fault {
        let before = self.source.text[..self.range.start().to_usize()].trim_end();
        if self.text().starts_with('}') {
            if before.ends_with(':') && self.in_dict() {
                let colon = TextRange::at(TextSize::from(before.len() as u32 - 1), TextSize::from(1));
                return at(ErrorKind::Syntax, "expression expected after dictionary key and ':'", colon);
            }
            let in_string = self
                .tokens
                .iter()
                .any(|token| token.kind() == TokenKind::FStringStart && token.end().to_usize() < before.len() + 1);
            if before.ends_with('{') && in_string {
                return self.here("f-string: valid expression required before '}'");
            }
        }
        self.here(GENERIC)
    }

    fn other(&self, text: &str) -> Fault {
        if let Some(what) = text.strip_prefix("Expected an indented block after ") {
            return self.no_block(what);
        }
        let message = match text {
            "Expected `except` or `finally` after `try` block" => "expected 'except' or 'finally' block",
            "Expected one or more exception types" => "expected one or more exception types",
            "Expected a parameter name" => return self.bad_keyword(),
            "Only one '*' parameter allowed" => {
                let star = TextRange::at(self.range.start(), TextSize::from(1));
                return at(ErrorKind::Syntax, "* argument may appear only once", star);
            }
            _ if text.starts_with("Multiple exception types must be parenthesized") => {
                "multiple exception types must be parenthesized when using 'as'"
            }
            _ if text.starts_with("Only single target") || text.starts_with("Cannot have both") => {
                let mut chars = text.chars();
                let first = chars.next().map_or(String::new(), |first| first.to_ascii_lowercase().to_string());
                return self.here(first + chars.as_str());
            }
            _ => GENERIC,
        };
        self.here(message)
    }

    fn bad_keyword(&self) -> Fault {
        let rest = &self.source.text[self.range.end().to_usize()..];
        let sign = rest.find('=').map_or(0, |at| at as u32 + 1);
        let range = TextRange::new(self.range.start(), self.range.end() + TextSize::from(sign));
        let message = match self.text() {
            "True" | "False" | "None" => format!("cannot assign to {}", self.text()),
            text if text.starts_with('*') => {
                let value = self.after(range.end(), Reach::Disjunction);
                let end = value.map_or(range.end(), |(value, _)| value.end());
                let what = if text.starts_with("**") { "keyword" } else { "iterable" };
                let message = format!("cannot assign to {what} argument unpacking");
                return at(ErrorKind::Syntax, message, TextRange::new(range.start(), end));
            }
            _ => String::from("expression cannot contain assignment, perhaps you meant \"==\"?"),
        };
        at(ErrorKind::Syntax, message, range)
    }

    /// `*a=1` or `**k=1` among parameters: the error is at the `=`.
    fn starred_default(&self) -> Fault {
        let before = self.before(self.range.start(), Reach::BitOr);
        let text = before.map_or("", |(range, _)| &self.source.text[range]);
        let line = &self.source.text[..self.range.start().to_usize()];
        let last = line.rfind([',', '(']).map_or(line, |at| &line[at + 1..]);
        let keyword = text.starts_with("**") || last.trim_start().starts_with("**");
        self.here(format!("var-{} argument cannot have default value", if keyword { "keyword" } else { "positional" }))
    }

    fn at_line_end(&self) -> bool {
        self.source.text[self.range.start().to_usize()..]
            .trim_start_matches([' ', '\t'])
            .chars()
            .next()
            .is_none_or(|char| char == '\n')
    }

    /// "expected an indented block after 'if' statement on line 3"
    fn no_block(&self, what: &str) -> Fault {
        let what =
            what.replace('`', "'").replace("' clause", "' statement").replace("'class' definition", "class definition");
        let what = what.replace("'case' block", "'case' statement");
        let keyword = what.split('\'').nth(1).map(str::to_owned);
        let word = match what.as_str() {
            "function definition" => "def",
            "class definition" => "class",
            _ => keyword.as_deref().unwrap_or(""),
        };
        let before = &self.source.text[..self.range.start().to_usize()];
        // The header is the last line before that begins with the word.
        let mut line = before.lines().count().max(1) as u32;
        while line > 1 {
            let text = self.source.line_text(line).trim_start();
            let text = text.strip_prefix("async ").unwrap_or(text);
            if text.starts_with(word) && self.source.line_number(self.range) >= line {
                break;
            }
            line -= 1;
        }
        let message = format!("expected an indented block after {what} on line {line}");
        at(ErrorKind::Indentation, message, self.range)
    }

    // ---- targets ---------------------------------------------------------------------------------------------

    fn cannot_assign(&self) -> Fault {
        let name = self.expr_name();
        if name == "yield expression" {
            return self.here("assignment to yield expression not possible");
        }
        let keyword = matches!(name, "None" | "True" | "False" | "ellipsis");
        let after = self.source.text[self.range.end().to_usize()..].trim_start();
        let before = self.source.text[..self.range.start().to_usize()].trim_end_matches([' ', '\t']);
        // `lambda: 1 = 1` is told apart from `(lambda: 1) = 1`.
        let loose =
            matches!(name, "comparison" | "lambda" | "conditional expression") || self.text().starts_with("not ");
        let bare = before.trim_end_matches('(');
        let after = if bare.len() < before.len() { after.trim_start_matches([')', ' ']) } else { after };
        let before = if loose && bare.len() == before.len() { "?" } else { bare };
        let starts_statement = before.is_empty() || before.ends_with(['\n', ';', ':', ',']);
        let line_rest = after.lines().next().unwrap_or("");
        let single = after.starts_with('=') && !after.starts_with("==") && line_rest.matches('=').count() == 1;
        let suggested = name != "generator expression" && (!keyword || name == "ellipsis");
        if starts_statement && single && suggested {
            return self.here(format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?"));
        }
        self.here(format!("cannot assign to {name}"))
    }

    /// What CPython calls the expression at the error.
    fn expr_name(&self) -> &'static str {
        let Ok(parsed) = ruff_python_parser::parse_expression_range(&self.source.text, self.range) else {
            return match self.text() {
                text if text.starts_with("yield") => "yield expression",
                text if text.contains(":=") => "named expression",
                _ => "expression",
            };
        };
        match parsed.expr() {
            Expr::Attribute(_) => "attribute",
            Expr::Subscript(_) => "subscript",
            Expr::Starred(_) => "starred",
            Expr::Name(_) => "name",
            Expr::List(_) => "list",
            Expr::Tuple(_) => "tuple",
            Expr::Lambda(_) => "lambda",
            Expr::Call(_) => "function call",
            Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
            Expr::Generator(_) => "generator expression",
            Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
            Expr::Await(_) => "await expression",
            Expr::ListComp(_) => "list comprehension",
            Expr::SetComp(_) => "set comprehension",
            Expr::DictComp(_) => "dict comprehension",
            Expr::Dict(_) => "dict literal",
            Expr::Set(_) => "set display",
            Expr::FString(_) => "f-string expression",
            Expr::TString(_) => "t-string expression",
            Expr::NoneLiteral(_) => "None",
            Expr::BooleanLiteral(literal) => {
                if literal.value {
                    "True"
                } else {
                    "False"
                }
            }
            Expr::EllipsisLiteral(_) => "ellipsis",
            Expr::NumberLiteral(number)
                if matches!(number.value, Number::Int(_) | Number::Float(_) | Number::Complex { .. }) =>
            {
                "literal"
            }
            Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
            Expr::Compare(_) => "comparison",
            Expr::If(_) => "conditional expression",
            Expr::Named(_) => "named expression",
            _ => "expression",
        }
    }
}

fn is_block_keyword(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(kind, If | Elif | Else | While | For | Def | Class | With | Try | Except | Finally | Match | Case | Async)
}

fn starts_expression(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Lpar
            | TokenKind::Lbrace
    )
}
