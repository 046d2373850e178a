//! Expressions. [`Compiler::expr`] computes into a register, [`Compiler::val`] reads variables in place. A result goes to
//! its destination in the last instruction only, so that an exception leaves the variable as it was.

use ladon_bytecode::{Constant, Instr, Op, Reg, flag};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Operator, UnaryOp};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;

/// Displays longer than this are built step by step.
const MAX_DISPLAY: usize = 512;

impl<'a> Compiler<'a> {
    /// Computes into `dst`, or into a new temporary, which is then the topmost.
    pub fn expr(&mut self, expr: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        let outer = std::mem::replace(&mut self.unit.range, expr.range());
        let result = self.deeper(expr.range(), |this| this.expr_inner(expr, dst));
        self.unit.range = outer;
        result
    }

    /// Computes into a new temporary.
    pub fn temp(&mut self, expr: &'a Expr) -> Result<Val> {
        self.expr(expr, None).map(Val::temp)
    }

    /// A variable in place, or else a new temporary.
    pub fn val(&mut self, expr: &'a Expr) -> Result<Val> {
        if let Expr::Name(name) = expr
            && name.id.as_str() != "__debug__"
        {
            let outer = std::mem::replace(&mut self.unit.range, name.range);
            let mark = self.unit.mark();
            let mut val = self.load_name(name.id.as_str(), None);
            if !val.temp && self.is_unstable(name.id.as_str()) {
                self.unit.release(mark);
                let temp = self.unit.alloc();
                self.unit.mov(temp, val);
                val = Val::temp(temp);
            }
            self.unit.range = outer;
            return Ok(val);
        }
        self.temp(expr)
    }

    /// Computes for the effect.
    pub fn discard(&mut self, expr: &'a Expr) -> Result<()> {
        let mark = self.unit.mark();
        match expr {
            Expr::Call(_) | Expr::Yield(_) => {
                let outer = std::mem::replace(&mut self.unit.range, expr.range());
                match expr {
                    Expr::Call(call) => self.call(call, None, true)?,
                    Expr::Yield(value) => self.yield_value(value, None, true)?,
                    _ => 0,
                };
                self.unit.range = outer;
            }
            Expr::Name(_) => {
                let val = self.val(expr)?;
                if val.temp {
                    self.unit.clear(val.reg);
                }
            }
            _ => {
                let reg = self.expr(expr, None)?;
                self.unit.clear(reg);
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    fn expr_inner(&mut self, expr: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        if let Some(constant) = self.constant(expr) {
            let dst = self.unit.dest(dst);
            self.unit.load_const(constant, dst);
            return Ok(dst);
        }
        match expr {
            Expr::Name(name) => {
                let mark = self.unit.mark();
                let val = self.load_name(name.id.as_str(), dst);
                if val.temp {
                    return Ok(val.reg);
                }
                self.unit.release(mark);
                let dst = self.unit.dest(dst);
                self.unit.mov(dst, val);
                Ok(dst)
            }
            Expr::BinOp(binary) => self.binary(binary.op, &binary.left, &binary.right, dst),
            Expr::UnaryOp(unary) => self.unary(unary, dst),
            Expr::BoolOp(bool_op) => self.bool_op(bool_op, dst),
            Expr::Compare(compare) => self.compare(compare, dst),
            Expr::Call(call) => self.call(call, dst, false),
            Expr::Attribute(attribute) => self.attribute(attribute, dst),
            Expr::Subscript(subscript) => self.subscript(subscript, dst),
            Expr::If(choice) => self.choice(choice, dst),
            Expr::Named(named) => self.named(named, dst),
            Expr::Lambda(lambda) => self.lambda(lambda, dst),
            Expr::List(list) => self.list(&list.elts, dst),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, dst),
            Expr::Set(set) => self.set(&set.elts, dst),
            Expr::Dict(dict) => self.dict(dict, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.comprehension(expr, dst)
            }
            Expr::FString(string) => self.f_string(string, dst),
            Expr::TString(string) => self.t_string(string, dst),
            Expr::Yield(value) => self.yield_value(value, dst, false),
            Expr::YieldFrom(value) => self.yield_from(value, dst),
            Expr::Await(value) => self.await_expr(value, dst),
            Expr::Slice(slice) => self.slice(slice, dst),
            Expr::Starred(_) => self.fail("can't use starred expression here", expr.range()),
            _ => self.fail("invalid syntax", expr.range()),
        }
    }

    // ---- operators -------------------------------------------------------------------------------------------

    fn binary(&mut self, op: Operator, left: &'a Expr, right: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        let plain = binary_op(op);
        if let Some(with_const) = op_rhs_const(plain)
            && let Some(constant) = self.constant(right)
        {
            let lhs = self.val(left)?;
            let index = self.unit.const_idx(constant);
            self.unit.release(mark);
            let dst = self.unit.dest(dst);
            self.unit.emit_flags(with_const, lhs.take_b(), dst, lhs.reg, index);
            return Ok(dst);
        }
        if let Some(with_const) = op_lhs_const(plain)
            && let Some(constant) = self.constant(left)
        {
            let rhs = self.val(right)?;
            let index = self.unit.const_idx(constant);
            self.unit.release(mark);
            let dst = self.unit.dest(dst);
            self.unit.emit_flags(with_const, rhs.take_c(), dst, index, rhs.reg);
            return Ok(dst);
        }
        let lhs = self.val(left)?;
        let rhs = self.val(right)?;
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(plain, lhs.take_b() | rhs.take_c(), dst, lhs.reg, rhs.reg);
        Ok(dst)
    }

    /// `lhs op= value`, the result into `dst`. `lhs` stands where it is; `mark` is where temporaries end after it.
    pub fn in_place(&mut self, op: Operator, lhs: Val, value: &'a Expr, dst: Reg) -> Result<()> {
        let mark = self.unit.mark();
        let plain = binary_op(op);
        if let Some(with_const) = op_rhs_const(plain)
            && let Some(constant) = self.constant(value)
        {
            let index = self.unit.const_idx(constant);
            self.unit.emit_flags(with_const, flag::INPLACE | lhs.take_b(), dst, lhs.reg, index);
            return Ok(());
        }
        let outer = self.unit.range;
        let rhs = self.val(value)?;
        self.unit.range = outer;
        self.unit.release(mark);
        self.unit.emit_flags(plain, flag::INPLACE | lhs.take_b() | rhs.take_c(), dst, lhs.reg, rhs.reg);
        Ok(())
    }

    fn unary(&mut self, unary: &'a ast::ExprUnaryOp, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        let operand = self.val(&unary.operand)?;
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        let op = match unary.op {
            UnaryOp::Invert => Op::Invert,
            UnaryOp::Not => Op::Not,
            UnaryOp::UAdd => Op::Pos,
            UnaryOp::USub => Op::Neg,
        };
        self.unit.emit_flags(op, operand.take_b(), dst, operand.reg, 0);
        Ok(dst)
    }

    fn bool_op(&mut self, bool_op: &'a ast::ExprBoolOp, dst: Option<Reg>) -> Result<Reg> {
        let temp = self.unit.alloc();
        let end = self.unit.label();
        let jump = if bool_op.op == BoolOp::And { Op::JumpIfFalse } else { Op::JumpIfTrue };
        let last = bool_op.values.len() - 1;
        for (index, value) in bool_op.values.iter().enumerate() {
            self.expr(value, Some(temp))?;
            if index < last {
                self.unit.emit_jump(jump, flag::TAKE_FALL, temp, 0, end);
            }
        }
        self.unit.bind(end);
        Ok(self.settle(temp, dst))
    }

    /// Moves the topmost temporary to where it is wanted.
    pub fn settle(&mut self, temp: Reg, dst: Option<Reg>) -> Reg {
        let Some(dst) = dst else { return temp };
        self.unit.mov(dst, Val::temp(temp));
        self.unit.release(u32::from(temp));
        dst
    }

    fn choice(&mut self, choice: &'a ast::ExprIf, dst: Option<Reg>) -> Result<Reg> {
        if let Some(truth) = self.constant_truth(&choice.test) {
            return self.expr(if truth { &choice.body } else { &choice.orelse }, dst);
        }
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        self.cond(&choice.test, false, otherwise)?;
        let dst = self.unit.dest(dst);
        self.expr(&choice.body, Some(dst))?;
        self.unit.jump(end);
        self.unit.bind(otherwise);
        self.expr(&choice.orelse, Some(dst))?;
        self.unit.bind(end);
        Ok(dst)
    }

    fn named(&mut self, named: &'a ast::ExprNamed, dst: Option<Reg>) -> Result<Reg> {
        let Expr::Name(target) = &*named.target else { return self.fail("invalid syntax", named.range) };
        let reg = self.expr(&named.value, None)?;
        self.store_name(target.id.as_str(), Val::place(reg));
        Ok(self.settle(reg, dst))
    }

    // ---- comparison ------------------------------------------------------------------------------------------

    fn compare(&mut self, compare: &'a ast::ExprCompare, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        if compare.ops.len() == 1 {
            let lhs = self.val(&compare.left)?;
            return self.compare_one(lhs, compare.ops[0], &compare.comparators[0], mark, dst);
        }
        let result = self.unit.alloc();
        let end = self.unit.label();
        let mut lhs = self.val(&compare.left)?;
        let last = compare.ops.len() - 1;
        let mut middles = Vec::new();
        for (index, (op, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let inner = self.unit.mark();
            if index == last {
                self.compare_one(lhs, *op, right, inner, Some(result))?;
                break;
            }
            let rhs = self.val(right)?;
            self.emit_compare(*op, lhs, rhs.keep(), result);
            self.unit.emit_jump(Op::JumpIfFalse, flag::TAKE_FALL, result, 0, end);
            if rhs.temp {
                middles.push(rhs.reg);
            }
            lhs = rhs;
        }
        self.unit.bind(end);
        for reg in middles {
            self.unit.clear(reg);
        }
        self.unit.release(u32::from(result) + 1);
        Ok(self.settle(result, dst))
    }

    /// `lhs op right` into `dst`, releasing temporaries down to `mark`.
    fn compare_one(&mut self, lhs: Val, op: CmpOp, right: &'a Expr, mark: u32, dst: Option<Reg>) -> Result<Reg> {
        if let Some(with_const) = compare_const_op(op)
            && let Some(constant) = self.constant(right)
        {
            let index = self.unit.const_idx(constant);
            self.unit.release(mark);
            let dst = self.unit.dest(dst);
            self.unit.emit_flags(with_const, lhs.take_b(), dst, lhs.reg, index);
            return Ok(dst);
        }
        let rhs = self.container_val(op, right)?;
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.emit_compare(op, lhs, rhs, dst);
        Ok(dst)
    }

    /// The right side of a comparison; a display of constants after `in` becomes one constant.
    pub fn container_val(&mut self, op: CmpOp, right: &'a Expr) -> Result<Val> {
        let items = match right {
            Expr::List(list) => &list.elts,
            Expr::Set(set) => &set.elts,
            _ => return self.val(right),
        };
        if !matches!(op, CmpOp::In | CmpOp::NotIn) {
            return self.val(right);
        }
        let Some(items) = items.iter().map(|item| self.constant(item)).collect::<Option<Vec<_>>>() else {
            return self.val(right);
        };
        let folded = match right {
            Expr::List(_) => Constant::Tuple(items.into()),
            _ => Constant::FrozenSet(items.into()),
        };
        let reg = self.unit.alloc();
        self.unit.load_const(folded, reg);
        Ok(Val::temp(reg))
    }

    fn emit_compare(&mut self, op: CmpOp, lhs: Val, rhs: Val, dst: Reg) {
        let (op, extra) = match op {
            CmpOp::Lt => (Op::Lt, 0),
            CmpOp::LtE => (Op::Le, 0),
            CmpOp::Eq => (Op::Eq, 0),
            CmpOp::NotEq => (Op::Ne, 0),
            CmpOp::Gt => (Op::Gt, 0),
            CmpOp::GtE => (Op::Ge, 0),
            CmpOp::Is => (Op::Is, 0),
            CmpOp::IsNot => (Op::Is, flag::NEGATE),
            CmpOp::In => (Op::In, 0),
            CmpOp::NotIn => (Op::In, flag::NEGATE),
        };
        self.unit.emit_flags(op, extra | lhs.take_b() | rhs.take_c(), dst, lhs.reg, rhs.reg);
    }

    // ---- attributes, items -----------------------------------------------------------------------------------

    fn attribute(&mut self, attribute: &'a ast::ExprAttribute, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        if let Expr::Call(call) = &*attribute.value
            && let Some(zero_arg) = self.super_args(call)?
        {
            let name = self.name_idx(attribute.attr.as_str());
            self.unit.release(mark);
            let dst = self.unit.dest(dst);
            let flags = if zero_arg { flag::ZERO_ARG } else { 0 };
            self.unit.emit_flags(Op::LoadSuperAttr, flags, dst, mark as u16, name);
            return Ok(dst);
        }
        let object = self.val(&attribute.value)?;
        let name = self.name_idx(attribute.attr.as_str());
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(Op::LoadAttr, object.take_b(), dst, object.reg, name);
        Ok(dst)
    }

    fn subscript(&mut self, subscript: &'a ast::ExprSubscript, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        let object = self.val(&subscript.value)?;
        if let Some(constant) = self.constant(&subscript.slice) {
            let index = self.unit.const_idx(constant);
            self.unit.release(mark);
            let dst = self.unit.dest(dst);
            self.unit.emit_flags(Op::LoadSubscrK, object.take_b(), dst, object.reg, index);
            return Ok(dst);
        }
        let (op, index, take) = match self.plain_slice(&subscript.slice)? {
            Some(base) => (Op::LoadSlice, base, 0),
            None => {
                let index = self.val(&subscript.slice)?;
                (Op::LoadSubscr, index.reg, index.take_c())
            }
        };
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(op, take | object.take_b(), dst, object.reg, index);
        Ok(dst)
    }

    /// The bounds of a slice without step, in two new temporaries.
    pub fn plain_slice(&mut self, slice: &'a Expr) -> Result<Option<Reg>> {
        let Expr::Slice(slice) = slice else { return Ok(None) };
        if slice.step.is_some() {
            return Ok(None);
        }
        let base = self.bound(slice.lower.as_deref())?;
        self.bound(slice.upper.as_deref())?;
        Ok(Some(base))
    }

    fn bound(&mut self, bound: Option<&'a Expr>) -> Result<Reg> {
        match bound {
            Some(bound) => self.expr(bound, None),
            None => {
                let reg = self.unit.alloc();
                self.unit.emit(Op::LoadNone, reg, 0, 0);
                Ok(reg)
            }
        }
    }

    fn slice(&mut self, slice: &'a ast::ExprSlice, dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        let base = self.bound(slice.lower.as_deref())?;
        self.bound(slice.upper.as_deref())?;
        self.bound(slice.step.as_deref())?;
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.unit.emit(Op::BuildSlice, dst, base, 0);
        Ok(dst)
    }

    // ---- displays --------------------------------------------------------------------------------------------

    fn list(&mut self, items: &'a [Expr], dst: Option<Reg>) -> Result<Reg> {
        if let Some(list) = self.constant_items(items, Op::BuildList, Op::ListExtend)? {
            return Ok(self.settle(list, dst));
        }
        if is_plain(items) {
            return self.build(Op::BuildList, items, dst);
        }
        let list = self.gather(items, Op::BuildList, Op::ListAppend, Op::ListExtend)?;
        Ok(self.settle(list, dst))
    }

    fn set(&mut self, items: &'a [Expr], dst: Option<Reg>) -> Result<Reg> {
        if let Some(set) = self.constant_items(items, Op::BuildSet, Op::SetUpdate)? {
            return Ok(self.settle(set, dst));
        }
        if is_plain(items) {
            return self.build(Op::BuildSet, items, dst);
        }
        let set = self.gather(items, Op::BuildSet, Op::SetAdd, Op::SetUpdate)?;
        Ok(self.settle(set, dst))
    }

    pub fn tuple(&mut self, items: &'a [Expr], dst: Option<Reg>) -> Result<Reg> {
        if is_plain(items) {
            return self.build(Op::BuildTuple, items, dst);
        }
        let list = self.gather(items, Op::BuildList, Op::ListAppend, Op::ListExtend)?;
        self.unit.release(u32::from(list));
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(Op::ListToTuple, flag::TAKE_B, dst, list, 0);
        Ok(dst)
    }

    /// Three or more constants: an empty container, extended by one constant.
    fn constant_items(&mut self, items: &'a [Expr], build: Op, extend: Op) -> Result<Option<Reg>> {
        if items.len() < 3 {
            return Ok(None);
        }
        let Some(constants) = items.iter().map(|item| self.constant(item)).collect::<Option<Vec<_>>>() else {
            return Ok(None);
        };
        let container = self.unit.alloc();
        self.unit.emit(build, container, container, 0);
        let folded = match build {
            Op::BuildSet => Constant::FrozenSet(constants.into()),
            _ => Constant::Tuple(constants.into()),
        };
        let temp = self.unit.alloc();
        self.unit.load_const(folded, temp);
        self.unit.emit_flags(extend, flag::TAKE_B, container, temp, 0);
        self.unit.release(u32::from(container) + 1);
        Ok(Some(container))
    }

    fn build(&mut self, op: Op, items: &'a [Expr], dst: Option<Reg>) -> Result<Reg> {
        let mark = self.unit.mark();
        for item in items {
            self.expr(item, None)?;
        }
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        self.unit.emit(op, dst, mark as u16, items.len() as u16);
        Ok(dst)
    }

    /// A container of items some of which are starred, or that are very many; in a new temporary.
    pub fn gather(&mut self, items: &'a [Expr], build: Op, add: Op, extend: Op) -> Result<Reg> {
        let plain = items.iter().take(MAX_DISPLAY).take_while(|item| !matches!(item, Expr::Starred(_))).count();
        let container = self.build(build, &items[..plain], None)?;
        for item in &items[plain..] {
            let mark = self.unit.mark();
            let (op, val) = match item {
                Expr::Starred(starred) => (extend, self.val(&starred.value)?),
                _ => (add, self.val(item)?),
            };
            self.unit.emit_flags(op, val.take_b(), container, val.reg, 0);
            self.unit.release(mark);
        }
        Ok(container)
    }

    fn dict(&mut self, dict: &'a ast::ExprDict, dst: Option<Reg>) -> Result<Reg> {
        let plain = dict.items.iter().take(MAX_DISPLAY).take_while(|item| item.key.is_some()).count();
        let mark = self.unit.mark();
        for item in &dict.items[..plain] {
            if let Some(key) = &item.key {
                self.expr(key, None)?;
                self.expr(&item.value, None)?;
            }
        }
        self.unit.release(mark);
        if plain == dict.items.len() {
            let dst = self.unit.dest(dst);
            self.unit.emit(Op::BuildDict, dst, mark as u16, plain as u16);
            return Ok(dst);
        }
        let result = self.unit.alloc();
        self.unit.emit(Op::BuildDict, result, mark as u16, plain as u16);
        for item in &dict.items[plain..] {
            let mark = self.unit.mark();
            match &item.key {
                Some(key) => {
                    let (key, value) = (self.val(key)?, self.val(&item.value)?);
                    self.unit.emit_flags(Op::DictSet, key.take_b() | value.take_c(), result, key.reg, value.reg);
                }
                None => {
                    let mapping = self.val(&item.value)?;
                    self.unit.emit_flags(Op::DictUpdate, mapping.take_b(), result, mapping.reg, 0);
                }
            }
            self.unit.release(mark);
        }
        Ok(self.settle(result, dst))
    }

    // ---- generators ------------------------------------------------------------------------------------------

    fn yield_value(&mut self, expr: &'a ast::ExprYield, dst: Option<Reg>, unused: bool) -> Result<Reg> {
        let mark = self.unit.mark();
        let value = match expr.value.as_deref() {
            Some(value) => self.val(value)?,
            None => {
                let none = self.unit.alloc();
                self.unit.emit(Op::LoadNone, none, 0, 0);
                Val::temp(none)
            }
        };
        self.unit.release(mark);
        let dst = self.unit.dest(dst);
        let flags = if unused { flag::DISCARD } else { 0 };
        self.unit.emit_flags(Op::Yield, flags | value.take_b(), dst, value.reg, 0);
        Ok(dst)
    }

    fn yield_from(&mut self, expr: &'a ast::ExprYieldFrom, dst: Option<Reg>) -> Result<Reg> {
        let scope = &self.table.scopes[self.unit.frame];
        if scope.is_async {
            return self.fail("'yield from' inside async function", expr.range);
        }
        let result = self.expr(&expr.value, None)?;
        let iter = self.unit.alloc();
        self.unit.emit_flags(Op::GetYieldFromIter, flag::TAKE_B, iter, result, 0);
        self.delegate(result, iter);
        Ok(self.settle(result, dst))
    }

    fn await_expr(&mut self, expr: &'a ast::ExprAwait, dst: Option<Reg>) -> Result<Reg> {
        self.check_async("'await' outside async function", "'await' outside function", expr.range)?;
        let result = self.expr(&expr.value, None)?;
        self.await_temp(result, 0);
        Ok(self.settle(result, dst))
    }

    /// Awaits the topmost temporary; the result replaces it.
    pub fn await_temp(&mut self, result: Reg, origin: u16) {
        let iter = self.unit.alloc();
        self.unit.emit_flags(Op::GetAwaitable, flag::TAKE_B, iter, result, origin);
        self.delegate(result, iter);
    }

    /// Runs the iterator in the topmost temporary to its end, passing on what it yields; its result into `result`.
    pub fn delegate(&mut self, result: Reg, iter: Reg) {
        self.unit.emit(Op::LoadNone, result, 0, 0);
        let end = self.unit.label();
        let send = self.unit.label_here();
        self.unit.emit_jump(Op::Send, 0, result, iter, end);
        self.unit.push(Instr::abc(Op::Yield, result, result, iter).with_flags(flag::DELEGATE | flag::TAKE_B));
        self.unit.jump_back(send);
        self.unit.bind(end);
        self.unit.release(u32::from(iter));
    }
}

/// Whether a display can be built from registers at once.
fn is_plain(items: &[Expr]) -> bool {
    items.len() <= MAX_DISPLAY && !items.iter().any(|item| matches!(item, Expr::Starred(_)))
}

fn binary_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::Or,
        Operator::BitXor => Op::Xor,
        Operator::BitAnd => Op::And,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

fn op_rhs_const(op: Op) -> Option<Op> {
    Some(match op {
        Op::Add => Op::AddK,
        Op::Sub => Op::SubK,
        Op::Mul => Op::MulK,
        Op::TrueDiv => Op::TrueDivK,
        Op::FloorDiv => Op::FloorDivK,
        Op::Mod => Op::ModK,
        Op::Pow => Op::PowK,
        Op::LShift => Op::LShiftK,
        Op::RShift => Op::RShiftK,
        Op::And => Op::AndK,
        Op::Or => Op::OrK,
        Op::Xor => Op::XorK,
        _ => return None,
    })
}

fn op_lhs_const(op: Op) -> Option<Op> {
    Some(match op {
        Op::Add => Op::KAdd,
        Op::Sub => Op::KSub,
        Op::Mul => Op::KMul,
        Op::TrueDiv => Op::KTrueDiv,
        Op::Pow => Op::KPow,
        Op::LShift => Op::KLShift,
        _ => return None,
    })
}

fn compare_const_op(op: CmpOp) -> Option<Op> {
    Some(match op {
        CmpOp::Lt => Op::LtK,
        CmpOp::LtE => Op::LeK,
        CmpOp::Eq => Op::EqK,
        CmpOp::NotEq => Op::NeK,
        CmpOp::Gt => Op::GtK,
        CmpOp::GtE => Op::GeK,
        _ => return None,
    })
}
