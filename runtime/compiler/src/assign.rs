//! Assignment: targets, unpacking, augmented assignment, `del`.

use ladon_bytecode::{Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;

impl<'a> Compiler<'a> {
    pub fn assign(&mut self, assign: &'a ast::StmtAssign) -> Result<()> {
        let mark = self.unit.mark();
        match assign.targets.as_slice() {
            [target] => self.assign_one(target, &assign.value)?,
            targets => {
                let value = self.val(&assign.value)?;
                let last = targets.len() - 1;
                for (index, target) in targets.iter().enumerate() {
                    self.store(target, if index == last { value } else { value.keep() })?;
                }
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    /// `target = value`, straight into the target where that can be.
    pub fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) -> Result<()> {
        match target {
            Expr::Name(name) => {
                if let Some((reg, _)) = self.local(name.id.as_str()) {
                    self.expr(value, Some(reg))?;
                    return Ok(());
                }
            }
            Expr::Tuple(_) | Expr::List(_) => {
                if let Some((targets, values)) = pairwise(target, value) {
                    return self.assign_pairwise(targets, values);
                }
            }
            _ => {}
        }
        let value = self.val(value)?;
        self.store(target, value)
    }

    /// `a, b = x, y` without making a tuple: all values first, then all stores.
    fn assign_pairwise(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> Result<()> {
        let locals: Vec<Option<Reg>> = targets
            .iter()
            .map(|target| match target {
                Expr::Name(name) => self.local(name.id.as_str()).map(|(reg, _)| reg),
                _ => None,
            })
            .collect();
        let Some((last, first)) = values.split_last() else { return Ok(()) };
        let mut vals = Vec::with_capacity(values.len());
        for value in first {
            vals.push(self.pair_value(value)?);
        }
        let last_target = locals[locals.len() - 1];
        match last_target {
            // All targets are different locals: the last value can go where it belongs at once, as nothing can fail after it.
            Some(reg) if locals.iter().all(Option::is_some) && !locals[..locals.len() - 1].contains(&last_target) => {
                self.expr(last, Some(reg))?;
                for (val, local) in vals.iter().zip(&locals) {
                    self.unit.mov(local.unwrap_or(reg), *val);
                }
            }
            _ => {
                vals.push(self.pair_value(last)?);
                for (target, val) in targets.iter().zip(vals) {
                    self.store(target, val)?;
                }
            }
        }
        Ok(())
    }

    /// A value that stands until stores begin; never in place, since a store may change the variable.
    fn pair_value(&mut self, value: &'a Expr) -> Result<Val> {
        self.temp(value)
    }

    /// Stores `value` into a target. A temporary value is consumed.
    pub fn store(&mut self, target: &'a Expr, value: Val) -> Result<()> {
        let outer = std::mem::replace(&mut self.unit.range, target.range());
        let mark = self.unit.mark();
        match target {
            Expr::Name(name) => self.store_name(name.id.as_str(), value),
            Expr::Attribute(attribute) => {
                let object = self.val(&attribute.value)?;
                let name = self.name_idx(attribute.attr.as_str());
                self.unit.emit_flags(Op::StoreAttr, value.take_a() | object.take_b(), value.reg, object.reg, name);
            }
            Expr::Subscript(subscript) => self.store_subscript(subscript, value)?,
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, value, target)?,
            Expr::List(list) => self.unpack(&list.elts, value, target)?,
            Expr::Starred(_) => {
                return self.fail("starred assignment target must be in a list or tuple", target.range());
            }
            _ => return self.fail("cannot assign to expression", target.range()),
        }
        self.unit.release(mark);
        self.unit.range = outer;
        Ok(())
    }

    fn store_subscript(&mut self, subscript: &'a ast::ExprSubscript, value: Val) -> Result<()> {
        let object = self.val(&subscript.value)?;
        let flags = value.take_a() | object.take_b();
        if let Some(constant) = self.constant(&subscript.slice) {
            let index = self.unit.const_idx(constant);
            self.unit.emit_flags(Op::StoreSubscrK, flags, value.reg, object.reg, index);
        } else if let Some(base) = self.plain_slice(&subscript.slice)? {
            self.unit.emit_flags(Op::StoreSlice, flags, value.reg, object.reg, base);
        } else {
            let index = self.val(&subscript.slice)?;
            self.unit.emit_flags(Op::StoreSubscr, flags | index.take_c(), value.reg, object.reg, index.reg);
        }
        Ok(())
    }

    // ---- unpacking -------------------------------------------------------------------------------------------

    fn unpack(&mut self, targets: &'a [Expr], value: Val, whole: &'a Expr) -> Result<()> {
        let mut stars = targets.iter().enumerate().filter(|(_, target)| matches!(target, Expr::Starred(_)));
        let star = stars.next();
        if stars.next().is_some() {
            return self.fail("multiple starred expressions in assignment", whole.range());
        }
        if let Some((before, _)) = star {
            let after = targets.len() - before - 1;
            let base = self.unit.alloc_n(targets.len());
            let instr = ladon_bytecode::Instr::abc(Op::UnpackEx, base, value.reg, 0).with_flags(value.take_b());
            self.unit.push(instr.with_word(before as u32, after as u32));
            return self.store_unpacked(targets, base);
        }
        if self.unpack_into_names(targets, value) {
            return Ok(());
        }
        let base = self.unit.alloc_n(targets.len());
        self.unit.emit_flags(Op::Unpack, value.take_b(), base, value.reg, targets.len() as u16);
        self.store_unpacked(targets, base)
    }

    fn store_unpacked(&mut self, targets: &'a [Expr], base: Reg) -> Result<()> {
        for (index, target) in targets.iter().enumerate() {
            let target = match target {
                Expr::Starred(starred) => &starred.value,
                target => target,
            };
            self.store(target, Val::temp(base + index as Reg))?;
        }
        Ok(())
    }

    /// Two or three names, or locals that stand side by side: without temporaries for the locals.
    fn unpack_into_names(&mut self, targets: &'a [Expr], value: Val) -> bool {
        let mut names = Vec::with_capacity(targets.len());
        for target in targets {
            let Expr::Name(name) = target else { return false };
            names.push((name.id.as_str(), self.local(name.id.as_str()).map(|(reg, _)| reg)));
        }
        let mark = self.unit.mark();
        let consecutive =
            names.windows(2).all(|pair| matches!((pair[0].1, pair[1].1), (Some(x), Some(y)) if y == x + 1));
        match names.as_slice() {
            [(_, first), (_, second)] => {
                let (first, second) = (self.unit.dest(*first), self.unit.dest(*second));
                self.unit.emit_flags(Op::Unpack2, value.take_c(), first, second, value.reg);
                self.store_rest(&names, &[first, second]);
            }
            [(_, first), (_, second), (_, third)] if value.temp => {
                let regs = [self.unit.dest(*first), self.unit.dest(*second), self.unit.dest(*third)];
                let instr = ladon_bytecode::Instr::abc(Op::Unpack3, regs[0], regs[1], regs[2]);
                self.unit.push(instr.with_word(u32::from(value.reg), 0));
                self.store_rest(&names, &regs);
            }
            [(_, Some(first)), ..] if consecutive => {
                self.unit.emit_flags(Op::Unpack, value.take_b(), *first, value.reg, names.len() as u16);
            }
            _ => return false,
        }
        self.unit.release(mark);
        true
    }

    fn store_rest(&mut self, names: &[(&str, Option<Reg>)], regs: &[Reg]) {
        for ((name, local), reg) in names.iter().zip(regs) {
            if local.is_none() {
                self.store_name(name, Val::temp(*reg));
            }
        }
    }

    // ---- augmented assignment --------------------------------------------------------------------------------

    pub fn augmented(&mut self, assign: &'a ast::StmtAugAssign) -> Result<()> {
        let mark = self.unit.mark();
        match &*assign.target {
            Expr::Name(name) => {
                let id = name.id.as_str();
                let lhs = self.val(&assign.target)?;
                match self.local(id) {
                    Some((reg, _)) => self.in_place(assign.op, lhs, &assign.value, reg)?,
                    None => {
                        self.in_place(assign.op, lhs, &assign.value, lhs.reg)?;
                        self.store_name(id, lhs);
                    }
                }
            }
            Expr::Attribute(attribute) => {
                let object = self.val(&attribute.value)?;
                let name = self.name_idx(attribute.attr.as_str());
                let old = Val::temp(self.unit.alloc());
                self.unit.emit(Op::LoadAttr, old.reg, object.reg, name);
                self.in_place(assign.op, old, &assign.value, old.reg)?;
                self.unit.emit_flags(Op::StoreAttr, flag::TAKE_A | object.take_b(), old.reg, object.reg, name);
            }
            Expr::Subscript(subscript) => self.augmented_subscript(assign, subscript)?,
            _ => {
                return self
                    .fail("'expression' is an illegal expression for augmented assignment", assign.target.range());
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    fn augmented_subscript(&mut self, assign: &'a ast::StmtAugAssign, subscript: &'a ast::ExprSubscript) -> Result<()> {
        let object = self.val(&subscript.value)?;
        if let Some(constant) = self.constant(&subscript.slice) {
            let index = self.unit.const_idx(constant);
            let old = Val::temp(self.unit.alloc());
            self.unit.emit(Op::LoadSubscrK, old.reg, object.reg, index);
            self.in_place(assign.op, old, &assign.value, old.reg)?;
            self.unit.emit_flags(Op::StoreSubscrK, flag::TAKE_A | object.take_b(), old.reg, object.reg, index);
            return Ok(());
        }
        let index = self.val(&subscript.slice)?;
        let old = Val::temp(self.unit.alloc());
        self.unit.emit(Op::LoadSubscr, old.reg, object.reg, index.reg);
        self.in_place(assign.op, old, &assign.value, old.reg)?;
        let flags = flag::TAKE_A | object.take_b() | index.take_c();
        self.unit.emit_flags(Op::StoreSubscr, flags, old.reg, object.reg, index.reg);
        Ok(())
    }

    // ---- del -------------------------------------------------------------------------------------------------

    pub fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let outer = std::mem::replace(&mut self.unit.range, target.range());
        let mark = self.unit.mark();
        match target {
            Expr::Name(name) => {
                let sym = self.sym(name.id.as_str());
                self.delete_sym(sym, true);
            }
            Expr::Attribute(attribute) => {
                let object = self.val(&attribute.value)?;
                let name = self.name_idx(attribute.attr.as_str());
                self.unit.emit_flags(Op::DeleteAttr, object.take_b(), 0, object.reg, name);
            }
            Expr::Subscript(subscript) => {
                let object = self.val(&subscript.value)?;
                let index = self.val(&subscript.slice)?;
                self.unit.emit_flags(Op::DeleteSubscr, object.take_b() | index.take_c(), 0, object.reg, index.reg);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|target| self.delete(target))?,
            Expr::List(list) => list.elts.iter().try_for_each(|target| self.delete(target))?,
            Expr::Starred(_) => return self.fail("cannot delete starred", target.range()),
            _ => return self.fail("cannot delete expression", target.range()),
        }
        self.unit.release(mark);
        self.unit.range = outer;
        Ok(())
    }
}

/// Targets and values of `a, b = x, y` if they are as many and none is starred.
fn pairwise<'a>(target: &'a Expr, value: &'a Expr) -> Option<(&'a [Expr], &'a [Expr])> {
    let items = |expr: &'a Expr| match expr {
        Expr::Tuple(tuple) => Some(tuple.elts.as_slice()),
        Expr::List(list) => Some(list.elts.as_slice()),
        _ => None,
    };
    let (targets, values) = (items(target)?, items(value)?);
    let starred = targets.iter().chain(values).any(|item| matches!(item, Expr::Starred(_)));
    (targets.len() == values.len() && (1..=16).contains(&values.len()) && !starred).then_some((targets, values))
}
