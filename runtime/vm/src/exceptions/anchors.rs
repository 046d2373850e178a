//! Where the operator of an expression stands: tracebacks underline it with `^` and the operands with `~`.
//!
//! The source of the expression is split into operands, operators and bracketed groups; the operator of lowest
//! precedence outside of brackets, or else the last subscript or call, is the one that ran.

/// Line and column (in code points) within a segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    pub line: usize,
    pub col: usize,
}

/// The part of an expression that is shown with `^`; `right` is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Anchors {
    pub left: Spot,
    pub right: Spot,
}

/// What an expression is, as far as tracebacks care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Binary(Anchors),
    Subscript(Anchors),
    /// The flag says that the function is a plain name.
    Call(Anchors, bool),
    Other,
}

impl Shape {
    pub fn anchors(self) -> Option<Anchors> {
        match self {
            Shape::Binary(anchors) | Shape::Subscript(anchors) | Shape::Call(anchors, _) => Some(anchors),
            Shape::Other => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Name,
    Literal,
    Await,
    Dot,
    /// A binary or unary operator with its precedence as a binary one.
    Operator(u8),
    Invert,
    Parentheses,
    Brackets,
    Braces,
    /// Anything that makes the whole neither an operation nor a call.
    Foreign,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: Spot,
    end: Spot,
    /// Index into the characters behind the opening bracket and of the closing one.
    inside: (usize, usize),
}

const POWER: u8 = 6;

/// What the source of an expression is; lines are separated by `\n`.
pub fn shape(segment: &str) -> Shape {
    let chars: Vec<char> = segment.chars().collect();
    let mut spots = Vec::with_capacity(chars.len() + 1);
    let mut spot = Spot::default();
    for c in &chars {
        spots.push(spot);
        spot = if *c == '\n' { Spot { line: spot.line + 1, col: 0 } } else { Spot { col: spot.col + 1, ..spot } };
    }
    spots.push(spot);
    shape_of(&Text { chars, spots }, None, 0)
}

struct Text {
    chars: Vec<char>,
    spots: Vec<Spot>,
}

fn shape_of(text: &Text, range: Option<(usize, usize)>, depth: usize) -> Shape {
    let (from, to) = range.unwrap_or((0, text.chars.len()));
    let Some(tokens) = tokenize(text, from, to) else { return Shape::Other };
    if let [only] = &tokens[..]
        && only.kind == Kind::Parentheses
        && depth < 50
    {
        return shape_of(text, Some(only.inside), depth + 1);
    }
    classify(text, &tokens)
}

fn classify(text: &Text, tokens: &[Token]) -> Shape {
    if tokens.iter().any(|token| token.kind == Kind::Foreign) {
        return Shape::Other;
    }
    let mut best: Option<(u8, usize)> = None;
    let (mut operand_expected, mut prefixed) = (true, false);
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Operator(precedence) if !operand_expected => {
                let better =
                    best.is_none_or(|(known, _)| precedence < known || (precedence == known && known != POWER));
                if better {
                    best = Some((precedence, index));
                }
                operand_expected = true;
            }
            Kind::Operator(_) | Kind::Invert => prefixed |= index == 0,
            Kind::Await => prefixed |= index == 0 && tokens.iter().all(|t| !matches!(t.kind, Kind::Operator(_))),
            _ => operand_expected = false,
        }
    }
    match (best, tokens) {
        (Some((POWER, _)), _) | (None, _) if prefixed => Shape::Other,
        (Some((_, index)), _) => Shape::Binary(operator_anchors(text, tokens[index], &tokens[index + 1..])),
        (None, [.., before, last]) if ends_operand(before.kind) => {
            let anchors = Anchors { left: last.start, right: last.end };
            match last.kind {
                Kind::Brackets => Shape::Subscript(anchors),
                Kind::Parentheses => Shape::Call(anchors, tokens.len() == 2 && before.kind == Kind::Name),
                _ => Shape::Other,
            }
        }
        _ => Shape::Other,
    }
}

/// The operator itself; like CPython, together with the bracket right behind it when the right operand is in brackets.
fn operator_anchors(text: &Text, operator: Token, right: &[Token]) -> Anchors {
    let mut anchors = Anchors { left: operator.start, right: operator.end };
    let short = operator.end.col == operator.start.col + 1;
    if let [only] = right
        && short
        && only.kind == Kind::Parentheses
        && only.start == operator.end
        && is_grouping(text, only.inside)
    {
        anchors.right.col += 1;
    }
    anchors
}

/// Whether parentheses only group: no tuple, no generator expression.
fn is_grouping(text: &Text, inside: (usize, usize)) -> bool {
    let Some(tokens) = tokenize(text, inside.0, inside.1) else { return false };
    let starts = |token: &Token, what: &str| {
        let at = text.spots.iter().position(|spot| *spot == token.start).unwrap_or(0);
        text.chars[at..].iter().take(what.len()).copied().eq(what.chars())
    };
    !tokens.is_empty()
        && !tokens.iter().any(|t| t.kind == Kind::Foreign && (starts(t, ",") || starts(t, "for") || starts(t, "async")))
}

fn ends_operand(kind: Kind) -> bool {
    matches!(kind, Kind::Name | Kind::Literal | Kind::Parentheses | Kind::Brackets | Kind::Braces)
}

/// The tokens outside of brackets; `None` when the brackets or quotes do not match.
fn tokenize(text: &Text, from: usize, to: usize) -> Option<Vec<Token>> {
    let chars = &text.chars[..to];
    let mut tokens = Vec::new();
    let mut at = from;
    while at < to {
        let start = at;
        let c = chars[at];
        let mut inside = (0, 0);
        let kind = if c.is_whitespace() || c == '\\' {
            at += 1;
            continue;
        } else if c == '#' {
            at = end_of_line(chars, at);
            continue;
        } else if let Some(end) = string_end(chars, at)? {
            at = end;
            Kind::Literal
        } else if c.is_ascii_digit() || (c == '.' && chars.get(at + 1).is_some_and(char::is_ascii_digit)) {
            at = number_end(chars, at);
            Kind::Literal
        } else if c.is_alphanumeric() || c == '_' {
            while at < to && (chars[at].is_alphanumeric() || chars[at] == '_') {
                at += 1;
            }
            word(&chars[start..at].iter().collect::<String>())
        } else if matches!(c, '(' | '[' | '{') {
            at = closing(chars, at)? + 1;
            inside = (start + 1, at - 1);
            match c {
                '(' => Kind::Parentheses,
                '[' => Kind::Brackets,
                _ => Kind::Braces,
            }
        } else {
            let (kind, length) = operator(chars, at);
            at += length;
            kind
        };
        tokens.push(Token { kind, start: text.spots[start], end: text.spots[at], inside });
    }
    Some(tokens)
}

fn word(name: &str) -> Kind {
    match name {
        "await" => Kind::Await,
        "and" | "or" | "not" | "in" | "is" | "if" | "else" | "lambda" | "yield" | "for" | "async" | "from"
        | "return" | "del" | "assert" | "raise" | "import" | "with" | "while" => Kind::Foreign,
        _ => Kind::Name,
    }
}

fn operator(chars: &[char], at: usize) -> (Kind, usize) {
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    let third = chars.get(at + 2).copied().unwrap_or(' ');
    let (kind, length) = match (chars[at], next) {
        ('*', '*') => (Kind::Operator(POWER), 2),
        ('/', '/') => (Kind::Operator(5), 2),
        ('<', '<') | ('>', '>') => (Kind::Operator(3), 2),
        ('*' | '/' | '%' | '@', _) => (Kind::Operator(5), 1),
        ('+' | '-', _) => (Kind::Operator(4), 1),
        ('&', _) => (Kind::Operator(2), 1),
        ('^', _) => (Kind::Operator(1), 1),
        ('|', _) => (Kind::Operator(0), 1),
        ('~', _) => (Kind::Invert, 1),
        ('.', _) => (Kind::Dot, 1),
        _ => (Kind::Foreign, 1),
    };
    let assigns = matches!(kind, Kind::Operator(_)) && if length == 2 { third == '=' } else { next == '=' };
    if assigns { (Kind::Foreign, length + 1) } else { (kind, length) }
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |offset| at + offset)
}

fn number_end(chars: &[char], mut at: usize) -> usize {
    while let Some(c) = chars.get(at) {
        let exponent_sign = matches!(c, '+' | '-') && at > 0 && matches!(chars[at - 1], 'e' | 'E');
        let hexadecimal = exponent_sign && chars[..at].iter().rev().take(at).any(|c| matches!(c, 'x' | 'X'));
        if !(c.is_alphanumeric() || *c == '_' || *c == '.' || (exponent_sign && !hexadecimal)) {
            break;
        }
        at += 1;
    }
    at
}

/// The end of the string literal that begins here, if one does; `None` outside when it never ends.
fn string_end(chars: &[char], at: usize) -> Option<Option<usize>> {
    let prefix =
        chars[at..].iter().take(3).take_while(|c| matches!(c.to_ascii_lowercase(), 'r' | 'b' | 'u' | 'f' | 't'));
    let open = at + prefix.count();
    let Some(quote) = chars.get(open).copied().filter(|c| matches!(c, '\'' | '"')) else { return Some(None) };
    let triple = chars.get(open + 1) == Some(&quote) && chars.get(open + 2) == Some(&quote);
    let mut here = open + if triple { 3 } else { 1 };
    loop {
        match chars.get(here)? {
            '\\' => here += 2,
            c if *c == quote && !triple => return Some(Some(here + 1)),
            c if *c == quote && chars.get(here + 1) == Some(&quote) && chars.get(here + 2) == Some(&quote) => {
                return Some(Some(here + 3));
            }
            _ => here += 1,
        }
    }
}

/// Index of the bracket that closes the one at `at`.
fn closing(chars: &[char], mut at: usize) -> Option<usize> {
    let mut open = Vec::new();
    loop {
        let c = *chars.get(at)?;
        if let Some(end) = string_end(chars, at)? {
            at = end;
            continue;
        }
        if c.is_alphanumeric() || c == '_' {
            // A whole word, so that a letter before a quote is not taken for a prefix.
            while chars.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_') {
                at += 1;
            }
            continue;
        }
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' => {
                if open.pop() != Some(c) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at);
                }
            }
            '#' => {
                at = end_of_line(chars, at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(segment: &str) -> Option<(usize, usize)> {
        shape(segment).anchors().map(|anchors| (anchors.left.col, anchors.right.col))
    }

    #[test]
    fn finds_the_operator() {
        assert_eq!(marked("a + b"), Some((2, 3)));
        assert_eq!(marked("a * b + c"), Some((6, 7)));
        assert_eq!(marked("a - b - c"), Some((6, 7)));
        assert_eq!(marked("a ** b ** c"), Some((2, 4)));
        assert_eq!(marked("-a ** b"), None);
        assert_eq!(marked("-a * b"), Some((3, 4)));
        assert_eq!(marked("(a) // (b)"), Some((4, 6)));
        assert_eq!(marked("x[1][2]"), Some((4, 7)));
        assert_eq!(marked("f(a, '(')"), Some((1, 9)));
        assert_eq!(marked("f(a).b"), None);
        assert_eq!(marked("a < b"), None);
        assert_eq!(marked("a and b"), None);
        assert_eq!(marked("await f(x)"), None);
        assert_eq!(marked("1e-5 + x"), Some((5, 6)));
        assert_eq!(marked("a += b"), None);
    }
}
