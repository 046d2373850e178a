//! What stands around a syntax error, read from the tokens: CPython's messages often name the expressions before and
//! after the place where the parser gave up.

use super::{Context, GENERIC, at, starts_expression};
use crate::error::{ErrorKind, Fault};
use ruff_python_ast::Expr;
use ruff_python_ast::token::TokenKind;
use ruff_text_size::{Ranged, TextRange, TextSize};

/// How much binds an expression together: all of it, or only what binds tighter than comparisons.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Disjunction,
    BitOr,
}

impl Reach {
    /// Whether a token outside of brackets ends an expression of this reach.
    fn ends_at(self, kind: TokenKind) -> bool {
        use TokenKind::*;
        let ends = matches!(kind, Lpar | Lsqb | Lbrace | Rpar | Rsqb | Rbrace | Comma | Colon | Semi | Newline)
            || matches!(kind, Indent | Dedent | If | Else | For | Async | Lambda | Equal | ColonEqual | Return)
            || matches!(kind, While | Elif | Assert | Yield | Del | Raise | With | As | From | Import | Rarrow)
            || matches!(kind, FStringStart | FStringMiddle | FStringEnd | Exclamation | EndOfFile);
        let compares = matches!(kind, Less | Greater | LessEqual | GreaterEqual | EqEqual | NotEqual);
        let loose = compares || matches!(kind, In | Is | And | Or | Not);
        ends || (self == Reach::BitOr && loose)
    }
}

fn opens(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace)
}

fn closes(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace)
}

impl Context<'_> {
    /// The tokens, without comments and line ends inside of brackets.
    pub(super) fn plain_tokens(&self) -> Vec<(TokenKind, TextRange)> {
        let plain = |kind| !matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline);
        self.tokens.iter().filter(|token| plain(token.kind())).map(|token| (token.kind(), token.range())).collect()
    }

    /// The expression that ends right before `end`, and the token before it.
    pub(super) fn before(&self, end: TextSize, reach: Reach) -> Option<(TextRange, Option<(TokenKind, TextRange)>)> {
        let tokens = self.plain_tokens();
        let count = tokens.partition_point(|(_, range)| range.start() < end);
        let (mut depth, mut first) = (0u32, count);
        while first > 0 {
            let kind = tokens[first - 1].0;
            if depth == 0 && !closes(kind) && reach.ends_at(kind) {
                break;
            }
            if closes(kind) {
                depth += 1;
            } else if opens(kind) {
                depth -= 1;
            }
            first -= 1;
        }
        let start = tokens.get(first).filter(|_| first < count)?.1.start();
        let boundary = first.checked_sub(1).map(|index| tokens[index]);
        Some((TextRange::new(start, tokens[count - 1].1.end()), boundary))
    }

    /// The expression that begins at or after `start`, and the token after it.
    pub(super) fn after(&self, start: TextSize, reach: Reach) -> Option<(TextRange, Option<(TokenKind, TextRange)>)> {
        let tokens = self.plain_tokens();
        let first = tokens.partition_point(|(_, range)| range.start() < start);
        let (mut depth, mut last, mut operand) = (0u32, first, false);
        while let Some((kind, _)) = tokens.get(last).copied() {
            // Two operands in a row belong to two expressions.
            let next_operand = starts_expression(kind) && !opens(kind);
            if depth == 0 && ((!opens(kind) && reach.ends_at(kind)) || (operand && next_operand)) {
                break;
            }
            if opens(kind) {
                depth += 1;
            } else if closes(kind) {
                depth -= 1;
            }
            operand = next_operand || closes(kind);
            last += 1;
        }
        let begin = tokens.get(first).filter(|_| first < last)?.1.start();
        Some((TextRange::new(begin, tokens[last - 1].1.end()), tokens.get(last).copied()))
    }

    /// The innermost bracket that is open at the error: its index among the tokens.
    fn open_bracket(&self, tokens: &[(TokenKind, TextRange)]) -> Option<usize> {
        let mut open = Vec::new();
        let before = tokens.iter().enumerate().take_while(|(_, (_, range))| range.start() < self.range.start());
        for (index, (kind, _)) in before {
            if opens(*kind) {
                open.push(index);
            } else if closes(*kind) {
                open.pop();
            }
        }
        open.pop()
    }

    /// The start of the parameters that the error is in: behind `def f(` or `lambda`.
    fn parameters(&self, tokens: &[(TokenKind, TextRange)]) -> Option<usize> {
        let bracket = self.open_bracket(tokens);
        if let Some(bracket) = bracket
            && tokens[..bracket].iter().rev().take(2).any(|(kind, _)| *kind == TokenKind::Def)
        {
            return Some(bracket + 1);
        }
        let here = tokens.partition_point(|(_, range)| range.start() < self.range.start());
        let from = bracket.map_or(0, |bracket| bracket + 1);
        let lambda = tokens[from..here].iter().rposition(|(kind, _)| *kind == TokenKind::Lambda)? + from;
        let colon = tokens[lambda..here].iter().any(|(kind, _)| *kind == TokenKind::Colon);
        (!colon).then_some(lambda + 1)
    }

    /// "Perhaps you forgot a comma?", for two expressions in a row inside of brackets.
    pub(super) fn missing_comma(&self) -> Option<Fault> {
        let tokens = self.plain_tokens();
        self.open_bracket(&tokens)?;
        if self.parameters(&tokens).is_some() {
            return None;
        }
        let (first, boundary) = self.before(self.range.start(), Reach::Disjunction)?;
        if matches!(boundary, Some((TokenKind::If | TokenKind::Equal | TokenKind::For | TokenKind::As, _))) {
            return None;
        }
        let (second, _) = self.after(self.range.start(), Reach::Disjunction)?;
        let parses = |range| ruff_python_parser::parse_expression_range(&self.source.text, range).is_ok();
        (parses(first) && parses(second)).then(|| {
            let range = TextRange::new(first.start(), second.end());
            at(ErrorKind::Syntax, format!("{GENERIC}. Perhaps you forgot a comma?"), range)
        })
    }

    /// A `=` where no assignment can be: the error is at the sign.
    pub(super) fn equal_sign(&self) -> Fault {
        let generic = self.here(GENERIC);
        let Some((target, boundary)) = self.before(self.range.start(), Reach::BitOr) else { return generic };
        let starts =
            matches!(boundary, Some((kind, _)) if !Reach::BitOr.ends_at(kind) || Reach::Disjunction.ends_at(kind));
        if !starts {
            return generic;
        }
        let sign_end = self.range.start() + TextSize::from(1);
        let Some((value, next)) = self.after(sign_end, Reach::BitOr) else { return generic };
        if matches!(next, Some((TokenKind::Equal | TokenKind::ColonEqual, _))) {
            return generic;
        }
        let Ok(parsed) = ruff_python_parser::parse_expression_range(&self.source.text, target) else { return generic };
        match parsed.expr() {
            Expr::Name(_) => {
                let range = TextRange::new(target.start(), value.end());
                let message = format!("{GENERIC}. Maybe you meant '==' or ':=' instead of '='?");
                at(ErrorKind::Syntax, message, range)
            }
            Expr::List(_) | Expr::Tuple(_) | Expr::Generator(_) | Expr::BooleanLiteral(_) | Expr::NoneLiteral(_) => {
                generic
            }
            _ => {
                let inner = Context { source: self.source, tokens: self.tokens, range: target };
                let name = inner.expr_name();
                let message = format!("cannot assign to {name} here. Maybe you meant '==' instead of '='?");
                at(ErrorKind::Syntax, message, target)
            }
        }
    }

    /// `a if b` without `else`: the error is behind `b`.
    pub(super) fn missing_else(&self) -> Fault {
        let message = "expected 'else' after 'if' expression";
        let place = self.before(self.range.start(), Reach::Disjunction);
        let Some((condition, Some((TokenKind::If, keyword)))) = place else { return self.here(message) };
        match self.before(keyword.start(), Reach::Disjunction) {
            Some((_, Some((TokenKind::For, _)))) => {
                at(ErrorKind::Syntax, "'in' expected after for-loop variables", keyword)
            }
            Some((value, _)) => at(ErrorKind::Syntax, message, TextRange::new(value.start(), condition.end())),
            None => self.here(GENERIC),
        }
    }

    /// The `)` of the call that the error is in.
    pub(super) fn end_of_call(&self) -> TextRange {
        let mut depth = 0u32;
        for (kind, range) in self.plain_tokens().into_iter().filter(|(_, range)| range.start() >= self.range.start()) {
            if closes(kind) {
                if depth == 0 {
                    return range;
                }
                depth -= 1;
            } else if opens(kind) {
                depth += 1;
            }
        }
        self.range
    }

    /// Better words for an error that the parser only calls a wrong token.
    pub(super) fn generic(&self) -> Option<Fault> {
        let tokens = self.plain_tokens();
        let here = tokens.partition_point(|(_, range)| range.start() < self.range.start());
        let (kind, range) = *tokens.get(here)?;
        let previous = here.checked_sub(1).map(|index| tokens[index]);
        if let Some(fault) = self.replacement_field(&tokens, here) {
            return Some(fault);
        }
        if let Some(start) = self.parameters(&tokens) {
            return self.in_parameters(&tokens, start, here);
        }
        match (kind, previous?) {
            (TokenKind::Equal, _) if self.open_bracket(&tokens).is_some() => Some(self.equal_sign()),
            (TokenKind::Not, (before, _))
                if before.as_binary_operator().is_some() || before.is_unary_arithmetic_operator() =>
            {
                Some(self.here("'not' after an operator must be parenthesized"))
            }
            (TokenKind::For, _) => self.comprehension_target(&tokens),
            (TokenKind::From, _) if self.first_word() == "import" => {
                let line = self.logical_line(&tokens, here);
                Some(at(ErrorKind::Syntax, "Did you mean to use 'from ... import ...' instead?", line))
            }
            (TokenKind::Comma, _) if self.first_word() == "from" => {
                let (next, end) = *tokens.get(here + 1)?;
                let message = "trailing comma not allowed without surrounding parentheses";
                (next == TokenKind::Newline).then(|| at(ErrorKind::Syntax, message, end))
            }
            (_, (TokenKind::Star, _)) if closes(kind) || kind == TokenKind::Comma => {
                Some(at(ErrorKind::Syntax, "Invalid star expression", range))
            }
            (_, (TokenKind::Equal, sign)) if self.open_bracket(&tokens).is_some() && here >= 2 => {
                let start = tokens[here - 2].1.start();
                let range = TextRange::new(start, sign.end());
                let argument = tokens[here - 2].0 == TokenKind::Name && (closes(kind) || kind == TokenKind::Comma);
                argument.then(|| at(ErrorKind::Syntax, "expected argument value expression", range))
            }
            _ if kind.as_augmented_assign_operator().is_some() => self.augmented_target(&tokens, here),
            _ if starts_expression(kind) => self.missing_comma(),
            _ => None,
        }
    }

    /// `f"{!r}"` and the like: no expression behind the brace.
    fn replacement_field(&self, tokens: &[(TokenKind, TextRange)], here: usize) -> Option<Fault> {
        let [.., (outer, _), (TokenKind::Lbrace, _)] = tokens[..here] else { return None };
        let (kind, range) = tokens[here];
        let what = match outer {
            TokenKind::FStringStart | TokenKind::FStringMiddle => "f-string",
            TokenKind::TStringStart | TokenKind::TStringMiddle => "t-string",
            _ => return None,
        };
        let message = match kind {
            TokenKind::Exclamation | TokenKind::Equal | TokenKind::Colon | TokenKind::Rbrace => {
                format!("{what}: valid expression required before '{}'", &self.source.text[range])
            }
            _ => format!("{what}: expecting a valid expression after '{{'"),
        };
        Some(at(ErrorKind::Syntax, message, range))
    }

    fn in_parameters(&self, tokens: &[(TokenKind, TextRange)], start: usize, here: usize) -> Option<Fault> {
        let (kind, range) = tokens[here];
        let seen = |kind| tokens[start..here].iter().any(|(other, _)| *other == kind);
        let message = match kind {
            TokenKind::Slash if here == start => "at least one argument must precede /",
            TokenKind::Slash if seen(TokenKind::Slash) => "/ may appear only once",
            TokenKind::Slash if seen(TokenKind::Star) => "/ must be ahead of *",
            TokenKind::Star if tokens[here - 1].0 == TokenKind::Slash => "expected comma between / and *",
            TokenKind::Lpar => {
                let lambda = tokens[start - 1].0 == TokenKind::Lambda;
                let what = if lambda { "Lambda expression" } else { "Function" };
                let inner = Context { source: self.source, tokens: self.tokens, range: TextRange::empty(range.end()) };
                let range = TextRange::new(range.start(), inner.end_of_call().end());
                return Some(at(ErrorKind::Syntax, format!("{what} parameters cannot be parenthesized"), range));
            }
            _ if tokens[here - 1].0 == TokenKind::Equal => {
                return Some(at(ErrorKind::Syntax, "expected default value expression", tokens[here - 1].1));
            }
            _ => return None,
        };
        Some(at(ErrorKind::Syntax, message, range))
    }

    /// `[x, y for …]`
    fn comprehension_target(&self, tokens: &[(TokenKind, TextRange)]) -> Option<Fault> {
        let bracket = self.open_bracket(tokens).filter(|&index| tokens[index].0 != TokenKind::Lpar)?;
        let here = tokens.partition_point(|(_, range)| range.start() < self.range.start());
        if here <= bracket + 1 {
            return None;
        }
        let inside = TextRange::new(tokens.get(bracket + 1)?.1.start(), tokens[here - 1].1.end());
        let message = "did you forget parentheses around the comprehension target?";
        let tuple = ruff_python_parser::parse_expression_range(&self.source.text, inside);
        tuple.is_ok_and(|parsed| parsed.expr().is_tuple_expr()).then(|| at(ErrorKind::Syntax, message, inside))
    }

    /// `a, b += 1`
    fn augmented_target(&self, tokens: &[(TokenKind, TextRange)], here: usize) -> Option<Fault> {
        let line = self.logical_line(tokens, here);
        let target = TextRange::new(line.start(), tokens[here - 1].1.end());
        let parsed = ruff_python_parser::parse_expression_range(&self.source.text, target).ok()?;
        let message = "'tuple' is an illegal expression for augmented assignment";
        parsed.expr().is_tuple_expr().then(|| at(ErrorKind::Syntax, message, target))
    }

    /// The statement that a token is in.
    fn logical_line(&self, tokens: &[(TokenKind, TextRange)], index: usize) -> TextRange {
        let ends = |kind| matches!(kind, TokenKind::Newline | TokenKind::Semi | TokenKind::Indent | TokenKind::Dedent);
        let first = tokens[..index].iter().rposition(|(kind, _)| ends(*kind)).map_or(0, |at| at + 1);
        let last = tokens[index..].iter().position(|(kind, _)| ends(*kind)).map_or(tokens.len(), |at| index + at);
        TextRange::new(tokens[first].1.start(), tokens[last - 1].1.end())
    }
}
