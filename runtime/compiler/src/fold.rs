//! Constant expressions: what a literal is worth, and folding of operators on literals, within bounds.

use ladon_bytecode::Constant;
use ruff_python_ast::{self as ast, Expr, Operator, UnaryOp};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::scope::address;
use crate::text;

/// The greatest [`size`] of what folding makes.
const MAX_FOLDED: usize = 4096;

impl<'a> Compiler<'a> {
    /// The value of a constant expression.
    pub fn constant(&mut self, expr: &'a Expr) -> Option<Constant> {
        Some(match expr {
            Expr::NoneLiteral(_) => Constant::None,
            Expr::BooleanLiteral(literal) => bool_const(literal.value),
            Expr::EllipsisLiteral(_) => Constant::Ellipsis,
            Expr::NumberLiteral(number) => number_const(&number.value),
            Expr::StringLiteral(string) => Constant::Str(text::string_bytes(self.source, &string.value).into()),
            Expr::BytesLiteral(bytes) => Constant::Bytes(bytes.value.bytes().collect()),
            Expr::Name(name) if name.id.as_str() == "__debug__" => bool_const(self.options.optimize == 0),
            Expr::Tuple(tuple) => {
                if tuple.elts.iter().any(|item| matches!(item, Expr::Starred(_))) {
                    return None;
                }
                let items: Option<Vec<Constant>> = tuple.elts.iter().map(|item| self.constant(item)).collect();
                Constant::Tuple(items?.into())
            }
            Expr::UnaryOp(unary) => {
                self.memo(address(unary), |this| unary_const(unary.op, this.constant(&unary.operand)?))?
            }
            Expr::BinOp(binary) => self.memo(address(binary), |this| {
                let right = this.constant(&binary.right)?;
                let left = this.constant(&binary.left)?;
                binary_const(binary.op, left, right)
            })?,
            _ => return None,
        })
    }

    /// Remembers failures, so that a long chain of operators is looked at once.
    fn memo(&mut self, node: usize, f: impl FnOnce(&mut Self) -> Option<Constant>) -> Option<Constant> {
        if self.not_constant.contains(&node) {
            return None;
        }
        let result = f(self);
        if result.is_none() {
            self.not_constant.insert(node);
        }
        result
    }

    /// Truth of a constant expression.
    pub fn constant_truth(&mut self, expr: &'a Expr) -> Option<bool> {
        if matches!(expr, Expr::Tuple(_)) && expr.range().is_empty() {
            return None;
        }
        self.constant(expr).and_then(|constant| truth(&constant))
    }
}

pub(crate) fn bool_const(value: bool) -> Constant {
    if value { Constant::True } else { Constant::False }
}

fn truth(constant: &Constant) -> Option<bool> {
    Some(match constant {
        Constant::None | Constant::False => false,
        Constant::True | Constant::Ellipsis | Constant::BigInt { .. } => true,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex(real, imag) => *real != 0.0 || *imag != 0.0,
        Constant::Str(bytes) | Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        Constant::Code(_) => return None,
    })
}

pub(crate) fn number_const(number: &ast::Number) -> Constant {
    match number {
        ast::Number::Int(value) => match value.as_i64() {
            Some(value) => Constant::Int(value),
            None => text::big_int(&value.to_string()),
        },
        ast::Number::Float(value) => Constant::Float(*value),
        ast::Number::Complex { real, imag } => Constant::Complex(*real, *imag),
    }
}

/// An int constant of any size up to 128 bits.
fn int_const(value: i128) -> Constant {
    if let Ok(small) = i64::try_from(value) {
        return Constant::Int(small);
    }
    let magnitude = value.unsigned_abs();
    let mut words = vec![magnitude as u64, (magnitude >> 64) as u64];
    if words[1] == 0 {
        words.pop();
    }
    Constant::BigInt { negative: value < 0, words: words.into() }
}

fn int_value(constant: &Constant) -> Option<i128> {
    match constant {
        Constant::Int(value) => Some(i128::from(*value)),
        Constant::True => Some(1),
        Constant::False => Some(0),
        Constant::BigInt { negative, words } if words.len() <= 2 => {
            let high = words.get(1).copied().unwrap_or(0);
            let magnitude = i128::try_from(u128::from(high) << 64 | u128::from(words[0])).ok()?;
            Some(if *negative { -magnitude } else { magnitude })
        }
        _ => None,
    }
}

fn bool_value(constant: &Constant) -> Option<bool> {
    match constant {
        Constant::True => Some(true),
        Constant::False => Some(false),
        _ => None,
    }
}

fn float_value(constant: &Constant) -> Option<f64> {
    match constant {
        Constant::Float(value) => Some(*value),
        Constant::Int(value) if value.unsigned_abs() < 1 << 53 => Some(*value as f64),
        _ => None,
    }
}

fn unary_const(op: UnaryOp, operand: Constant) -> Option<Constant> {
    Some(match op {
        UnaryOp::Not => bool_const(!truth(&operand)?),
        UnaryOp::USub => match operand {
            Constant::Float(value) => Constant::Float(-value),
            Constant::Complex(real, imag) => Constant::Complex(-real, -imag),
            Constant::BigInt { negative, words } => {
                if !negative && *words == [1 << 63] {
                    Constant::Int(i64::MIN)
                } else {
                    Constant::BigInt { negative: !negative, words }
                }
            }
            other => int_const(int_value(&other)?.checked_neg()?),
        },
        UnaryOp::UAdd => match operand {
            Constant::Float(_) | Constant::Complex(..) | Constant::BigInt { .. } => operand,
            other => int_const(int_value(&other)?),
        },
        UnaryOp::Invert if matches!(operand, Constant::True | Constant::False) => return None,
        UnaryOp::Invert => int_const(!int_value(&operand)?),
    })
}

fn binary_const(op: Operator, left: Constant, right: Constant) -> Option<Constant> {
    if let (Some(x), Some(y)) = (bool_value(&left), bool_value(&right)) {
        match op {
            Operator::BitAnd => return Some(bool_const(x & y)),
            Operator::BitOr => return Some(bool_const(x | y)),
            Operator::BitXor => return Some(bool_const(x ^ y)),
            _ => {}
        }
    }
    if let (Some(x), Some(y)) = (int_value(&left), int_value(&right)) {
        return int_op(op, x, y);
    }
    if let (Some(x), Some(y)) = (float_value(&left), float_value(&right)) {
        return float_op(op, x, y);
    }
    complex_op(op, &left, &right).or_else(|| sequence_op(op, left, right))
}

fn int_op(op: Operator, x: i128, y: i128) -> Option<Constant> {
    let value = match op {
        Operator::Add => x.checked_add(y)?,
        Operator::Sub => x.checked_sub(y)?,
        Operator::Mult => x.checked_mul(y)?,
        Operator::FloorDiv if y != 0 => floor_div(x, y)?,
        Operator::Mod if y != 0 => x.checked_sub(floor_div(x, y)?.checked_mul(y)?)?,
        Operator::Pow if (0..128).contains(&y) => x.checked_pow(y as u32)?,
        Operator::LShift if (0..120).contains(&y) => {
            let value = x.checked_mul(1i128.checked_shl(y as u32)?)?;
            if value.unsigned_abs() >> 126 != 0 {
                return None;
            }
            value
        }
        Operator::RShift if y >= 0 => x >> y.min(127),
        Operator::BitAnd => x & y,
        Operator::BitOr => x | y,
        Operator::BitXor => x ^ y,
        Operator::Div if y != 0 && x.unsigned_abs() < 1 << 53 && y.unsigned_abs() < 1 << 53 => {
            return Some(Constant::Float(x as f64 / y as f64));
        }
        _ => return None,
    };
    Some(int_const(value))
}

fn floor_div(x: i128, y: i128) -> Option<i128> {
    let quotient = x.checked_div(y)?;
    Some(if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient })
}

fn float_op(op: Operator, x: f64, y: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => x + y,
        Operator::Sub => x - y,
        Operator::Mult => x * y,
        Operator::Div if y != 0.0 => x / y,
        _ => return None,
    };
    Some(Constant::Float(value))
}

/// `1 + 2j` and `1 - 2j`, as in patterns and reprs.
fn complex_op(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    match (op, float_value(left), right) {
        (Operator::Add, Some(real), Constant::Complex(r, i)) => Some(Constant::Complex(real + r, *i)),
        (Operator::Sub, Some(real), Constant::Complex(r, i)) => Some(Constant::Complex(real - r, -i)),
        _ => None,
    }
}

fn sequence_op(op: Operator, left: Constant, right: Constant) -> Option<Constant> {
    match (op, left, right) {
        (Operator::Add, left, right) => join(left, right),
        (Operator::Mult, sequence, Constant::Int(n)) | (Operator::Mult, Constant::Int(n), sequence) => {
            repeat(sequence, usize::try_from(n).unwrap_or(0))
        }
        _ => None,
    }
}

fn join(left: Constant, right: Constant) -> Option<Constant> {
    if size(&left) + size(&right) > MAX_FOLDED {
        return None;
    }
    match (left, right) {
        (Constant::Str(x), Constant::Str(y)) if text::joinable(&x, &y) => Some(Constant::Str([x, y].concat().into())),
        (Constant::Bytes(x), Constant::Bytes(y)) => Some(Constant::Bytes([x, y].concat().into())),
        (Constant::Tuple(x), Constant::Tuple(y)) => Some(Constant::Tuple(x.into_iter().chain(y).collect())),
        _ => None,
    }
}

fn repeat(sequence: Constant, times: usize) -> Option<Constant> {
    if size(&sequence).checked_mul(times)? > MAX_FOLDED {
        return None;
    }
    match sequence {
        Constant::Str(x) if text::joinable(&x, &x) => Some(Constant::Str(x.repeat(times).into())),
        Constant::Bytes(x) => Some(Constant::Bytes(x.repeat(times).into())),
        Constant::Tuple(items) => {
            // A tuple inside would become several, not one that occurs often.
            let flat = !items.iter().any(|item| matches!(item, Constant::Tuple(_)));
            flat.then(|| Constant::Tuple(std::iter::repeat_n(items, times).flatten().collect()))
        }
        _ => None,
    }
}

/// How much a constant holds, all told. Nothing counts for one: repeating it often is work too.
fn size(constant: &Constant) -> usize {
    match constant {
        Constant::Str(bytes) | Constant::Bytes(bytes) => bytes.len().max(1),
        Constant::Tuple(items) | Constant::FrozenSet(items) => 1 + items.iter().map(size).sum::<usize>(),
        _ => 1,
    }
}
