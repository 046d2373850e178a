//! Conditions: an expression whose value is only tested becomes jumps.

use ladon_bytecode::{Op, flag};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::{Label, Val};
use crate::error::Result;

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `expr` is `sense`, else goes on.
    pub fn cond(&mut self, expr: &'a Expr, sense: bool, target: Label) -> Result<()> {
        if let Some(truth) = self.constant_truth(expr) {
            if truth == sense {
                self.unit.jump(target);
            }
            return Ok(());
        }
        let outer = std::mem::replace(&mut self.unit.range, expr.range());
        let mark = self.unit.mark();
        self.deeper(expr.range(), |this| this.cond_inner(expr, sense, target))?;
        self.unit.release(mark);
        self.unit.range = outer;
        Ok(())
    }

    fn cond_inner(&mut self, expr: &'a Expr, sense: bool, target: Label) -> Result<()> {
        match expr {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => self.cond(&unary.operand, !sense, target),
            Expr::BoolOp(bool_op) => self.cond_bool_op(bool_op, sense, target),
            Expr::Compare(compare) if compare.ops.len() == 1 => {
                let lhs = self.val(&compare.left)?;
                self.cond_compare(lhs, compare.ops[0], &compare.comparators[0], sense, target)
            }
            Expr::Compare(compare) => self.cond_chain(compare, sense, target),
            Expr::If(choice) => {
                let (otherwise, end) = (self.unit.label(), self.unit.label());
                self.cond(&choice.test, false, otherwise)?;
                self.cond(&choice.body, sense, target)?;
                self.unit.jump(end);
                self.unit.bind(otherwise);
                self.cond(&choice.orelse, sense, target)?;
                self.unit.bind(end);
                Ok(())
            }
            _ => {
                let val = self.val(expr)?;
                let op = if sense { Op::JumpIfTrue } else { Op::JumpIfFalse };
                self.unit.emit_jump(op, val.take_a(), val.reg, 0, target);
                Ok(())
            }
        }
    }

    fn cond_bool_op(&mut self, bool_op: &'a ast::ExprBoolOp, sense: bool, target: Label) -> Result<()> {
        let Some((last, first)) = bool_op.values.split_last() else { return Ok(()) };
        // `and` is decided by a false value, `or` by a true one.
        let decides = bool_op.op == BoolOp::Or;
        if decides == sense {
            return bool_op.values.iter().try_for_each(|value| self.cond(value, sense, target));
        }
        let end = self.unit.label();
        for value in first {
            self.cond(value, decides, end)?;
        }
        self.cond(last, sense, target)?;
        self.unit.bind(end);
        Ok(())
    }

    fn cond_compare(&mut self, lhs: Val, op: CmpOp, right: &'a Expr, sense: bool, target: Label) -> Result<()> {
        let (jump, negated) = jump_op(op);
        let negate = if negated == sense { flag::NEGATE } else { 0 };
        if matches!(right, Expr::NoneLiteral(_)) && jump == Op::JumpIfIs {
            let op = if negate == 0 { Op::JumpIfNone } else { Op::JumpIfNotNone };
            self.unit.emit_jump(op, lhs.take_a(), lhs.reg, 0, target);
            return Ok(());
        }
        if let Some(with_const) = jump_const_op(jump)
            && let Some(constant) = self.constant(right)
        {
            let index = self.unit.const_idx(constant);
            self.unit.emit_jump(with_const, negate | lhs.take_a(), lhs.reg, index, target);
            return Ok(());
        }
        let rhs = self.container_val(op, right)?;
        self.unit.emit_jump(jump, negate | lhs.take_a() | rhs.take_b(), lhs.reg, rhs.reg, target);
        Ok(())
    }

    /// `a < b < c`: the middle values are looked at twice, and dropped on either way out.
    fn cond_chain(&mut self, compare: &'a ast::ExprCompare, sense: bool, target: Label) -> Result<()> {
        let last = compare.ops.len() - 1;
        let simple = !sense && compare.comparators[..last].iter().all(|middle| self.is_place(middle));
        let (failed, end) = (if simple { target } else { self.unit.label() }, self.unit.label());
        let mut lhs = self.val(&compare.left)?;
        let mut middles = Vec::new();
        for (op, right) in compare.ops.iter().zip(&compare.comparators).take(last) {
            let rhs = self.val(right)?;
            let (jump, negated) = jump_op(*op);
            let negate = if negated { 0 } else { flag::NEGATE };
            let keep = rhs.keep();
            self.unit.emit_jump(jump, negate | lhs.take_a() | keep.take_b(), lhs.reg, rhs.reg, failed);
            if rhs.temp {
                middles.push(rhs.reg);
            }
            lhs = rhs;
        }
        self.cond_compare(lhs, compare.ops[last], &compare.comparators[last], false, failed)?;
        if simple {
            return Ok(());
        }
        if sense {
            self.unit.jump(target);
        } else {
            self.unit.jump(end);
        }
        self.unit.bind(failed);
        for reg in middles {
            self.unit.clear(reg);
        }
        if !sense {
            self.unit.jump(target);
        }
        self.unit.bind(end);
        Ok(())
    }

    /// Whether `val` gives the variable itself.
    fn is_place(&mut self, expr: &'a Expr) -> bool {
        let Expr::Name(name) = expr else { return false };
        self.local(name.id.as_str()).is_some() && !self.is_unstable(name.id.as_str())
    }
}

/// The jump for a comparison that holds, and whether it is the negated form that tests it.
fn jump_op(op: CmpOp) -> (Op, bool) {
    match op {
        CmpOp::Lt => (Op::JumpIfLt, false),
        CmpOp::LtE => (Op::JumpIfLe, false),
        CmpOp::Eq => (Op::JumpIfEq, false),
        CmpOp::NotEq => (Op::JumpIfNe, false),
        CmpOp::Gt => (Op::JumpIfGt, false),
        CmpOp::GtE => (Op::JumpIfGe, false),
        CmpOp::Is => (Op::JumpIfIs, false),
        CmpOp::IsNot => (Op::JumpIfIs, true),
        CmpOp::In => (Op::JumpIfIn, false),
        CmpOp::NotIn => (Op::JumpIfIn, true),
    }
}

fn jump_const_op(op: Op) -> Option<Op> {
    Some(match op {
        Op::JumpIfLt => Op::JumpIfLtK,
        Op::JumpIfLe => Op::JumpIfLeK,
        Op::JumpIfEq => Op::JumpIfEqK,
        Op::JumpIfNe => Op::JumpIfNeK,
        Op::JumpIfGt => Op::JumpIfGtK,
        Op::JumpIfGe => Op::JumpIfGeK,
        _ => return None,
    })
}
