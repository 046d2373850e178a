//! `match`. A pattern either falls through, its names bound, or jumps to a label with every temporary above the subject
//! dropped. Names are kept in temporaries until the whole pattern has matched, then bound in order.

use std::collections::HashSet;

use ladon_bytecode::{Constant, Instr, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr, Pattern};
use ruff_text_size::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::emit::{Label, Val};
use crate::error::Result;

/// The state of one case: what was captured, in fixed temporaries allotted beforehand.
struct Case<'a> {
    names: Vec<(&'a str, Reg)>,
    fail: Label,
    /// How far temporaries reached.
    reach: u32,
}

impl<'a> Compiler<'a> {
    pub fn match_stmt(&mut self, stmt: &'a ast::StmtMatch) -> Result<()> {
        let mark = self.unit.mark();
        let subject = self.expr(&stmt.subject, None)?;
        let end = self.unit.label();
        let count = stmt.cases.len();
        for (index, case) in stmt.cases.iter().enumerate() {
            let last = index + 1 == count;
            if !last && case.guard.is_none() {
                self.check_irrefutable(&case.pattern)?;
            }
            self.case(case, subject)?;
            self.unit.jump(end);
            self.case_failed(case)?;
        }
        self.unit.range = stmt.subject.range();
        self.unit.clear(subject);
        self.unit.bind(end);
        self.unit.release(mark);
        Ok(())
    }

    /// One case up to the end of its body. Failing code goes on at the label pushed on `fails`.
    fn case(&mut self, case: &'a ast::MatchCase, subject: Reg) -> Result<()> {
        let mark = self.unit.mark();
        self.unit.range = case.pattern.range();
        let mut names = Vec::new();
        captured(&case.pattern, &mut names)?;
        let names: Vec<(&'a str, Reg)> = names.into_iter().map(|name| (name, self.unit.alloc())).collect();
        let fail = self.unit.label();
        let floor = self.unit.mark();
        let mut state = Case { names, fail, reach: floor };
        self.pattern(&case.pattern, Val::place(subject), &mut state)?;
        for (name, reg) in &state.names {
            self.store_name(name, Val::temp(*reg));
        }
        self.unit.release(mark);
        let guard_fail = self.unit.label();
        if let Some(guard) = &case.guard {
            self.cond(guard, false, guard_fail)?;
        }
        self.unit.clear(subject);
        self.body(&case.body)?;
        self.fails.push(CaseEnd { fail, guard_fail, names: floor - state.names.len() as u32, reach: state.reach });
        Ok(())
    }

    /// Where a failing pattern or guard arrives: drops what was held, goes on to the next case.
    fn case_failed(&mut self, case: &'a ast::MatchCase) -> Result<()> {
        let Some(end) = self.fails.pop() else { return Ok(()) };
        self.unit.range = case.pattern.range();
        self.unit.bind(end.fail);
        (end.names..end.reach).for_each(|reg| self.unit.clear(reg as Reg));
        self.unit.bind(end.guard_fail);
        Ok(())
    }

    fn check_irrefutable(&self, pattern: &Pattern) -> Result<()> {
        match pattern {
            Pattern::MatchAs(as_pattern) => match (&as_pattern.pattern, &as_pattern.name) {
                (Some(inner), _) => self.check_irrefutable(inner),
                (None, Some(name)) => {
                    let text = format!("name capture '{}' makes remaining patterns unreachable", name.as_str());
                    self.fail(text, pattern.range())
                }
                (None, None) => self.fail("wildcard makes remaining patterns unreachable", pattern.range()),
            },
            Pattern::MatchOr(or) => or.patterns.last().map_or(Ok(()), |last| self.check_irrefutable(last)),
            _ => Ok(()),
        }
    }

    fn keep(&mut self, name: &str, val: Val, state: &mut Case<'a>) {
        if let Some((_, reg)) = state.names.iter().find(|(known, _)| *known == name) {
            self.unit.mov(*reg, val);
        }
    }

    fn pattern_temp(&mut self, state: &mut Case<'a>) -> Reg {
        let reg = self.unit.alloc();
        state.reach = state.reach.max(self.unit.mark());
        reg
    }

    /// Tests `pattern` on `value`; a temporary value is consumed on success.
    fn pattern(&mut self, pattern: &'a Pattern, value: Val, state: &mut Case<'a>) -> Result<()> {
        let outer = std::mem::replace(&mut self.unit.range, pattern.range());
        let mark = self.unit.mark();
        self.deeper(pattern.range(), |this| this.pattern_inner(pattern, value, state))?;
        state.reach = state.reach.max(self.unit.mark());
        self.unit.release(mark);
        self.unit.range = outer;
        Ok(())
    }

    fn pattern_inner(&mut self, pattern: &'a Pattern, value: Val, state: &mut Case<'a>) -> Result<()> {
        match pattern {
            Pattern::MatchValue(pattern) => {
                let constant = self.constant(&pattern.value);
                if let Some(constant) = constant {
                    let index = self.unit.const_idx(constant);
                    self.unit.emit_jump(Op::JumpIfEqK, flag::NEGATE, value.reg, index, state.fail);
                } else {
                    let other = self.temp(&pattern.value)?;
                    state.reach = state.reach.max(self.unit.mark());
                    self.unit.emit_jump(Op::JumpIfEq, flag::NEGATE | flag::TAKE_B, value.reg, other.reg, state.fail);
                }
                self.drop_value(value);
                Ok(())
            }
            Pattern::MatchSingleton(pattern) => {
                let constant = match pattern.value {
                    ast::Singleton::None => Constant::None,
                    ast::Singleton::True => Constant::True,
                    ast::Singleton::False => Constant::False,
                };
                let other = self.pattern_temp(state);
                self.unit.load_const(constant, other);
                self.unit.emit_jump(Op::JumpIfIs, flag::NEGATE | flag::TAKE_B, value.reg, other, state.fail);
                self.drop_value(value);
                Ok(())
            }
            Pattern::MatchAs(pattern) => {
                if let Some(inner) = &pattern.pattern {
                    if pattern.name.is_none() {
                        return self.pattern(inner, value, state);
                    }
                    self.pattern(inner, value.keep(), state)?;
                }
                match &pattern.name {
                    Some(name) => self.keep(name.as_str(), value, state),
                    None => self.drop_value(value),
                }
                Ok(())
            }
            Pattern::MatchOr(or) => self.or_pattern(or, value, state),
            Pattern::MatchSequence(sequence) => self.sequence_pattern(sequence, value, state),
            Pattern::MatchMapping(mapping) => self.mapping_pattern(mapping, value, state),
            Pattern::MatchClass(class) => self.class_pattern(class, value, state),
            Pattern::MatchStar(star) => self.fail("star pattern must be in a sequence pattern", star.range),
        }
    }

    fn drop_value(&mut self, value: Val) {
        if value.temp {
            self.unit.clear(value.reg);
        }
    }

    fn or_pattern(&mut self, or: &'a ast::PatternMatchOr, value: Val, state: &mut Case<'a>) -> Result<()> {
        let mut wanted: Option<HashSet<&str>> = None;
        let matched = self.unit.label();
        let outer_fail = state.fail;
        let last = or.patterns.len() - 1;
        for (index, alternative) in or.patterns.iter().enumerate() {
            let mut names = Vec::new();
            captured(alternative, &mut names)?;
            let names: HashSet<&str> = names.into_iter().collect();
            match &wanted {
                Some(wanted) if *wanted != names => {
                    return self.fail("alternative patterns bind different names", or.range);
                }
                _ => wanted = Some(names),
            }
            if index < last {
                self.check_irrefutable(alternative)?;
                state.fail = self.unit.label();
            } else {
                state.fail = outer_fail;
            }
            let floor = self.unit.mark();
            let reach = std::mem::replace(&mut state.reach, floor);
            self.pattern(alternative, value.keep(), state)?;
            if index < last {
                self.unit.jump(matched);
                self.unit.bind(state.fail);
                (floor..state.reach).for_each(|reg| self.unit.clear(reg as Reg));
            }
            state.reach = state.reach.max(reach);
        }
        state.fail = outer_fail;
        self.unit.bind(matched);
        self.drop_value(value);
        Ok(())
    }

    // ---- sequences -------------------------------------------------------------------------------------------

    fn sequence_pattern(
        &mut self,
        sequence: &'a ast::PatternMatchSequence,
        value: Val,
        state: &mut Case<'a>,
    ) -> Result<()> {
        let patterns = &sequence.patterns;
        let stars: Vec<usize> = patterns
            .iter()
            .enumerate()
            .filter(|(_, item)| matches!(item, Pattern::MatchStar(_)))
            .map(|(index, _)| index)
            .collect();
        if stars.len() > 1 {
            return self.fail("multiple starred names in sequence pattern", sequence.range);
        }
        let test = self.pattern_temp(state);
        self.unit.emit(Op::MatchSequence, test, value.reg, 0);
        self.unit.emit_jump(Op::JumpIfFalse, flag::TAKE_A, test, 0, state.fail);
        self.unit.release(u32::from(test));
        let star = stars.first().copied();
        let needed = patterns.len() - stars.len();
        if star.is_none() || needed > 0 {
            let length = self.pattern_temp(state);
            self.unit.emit(Op::GetLen, length, value.reg, 0);
            let index = self.unit.const_idx(Constant::Int(needed as i64));
            let jump = if star.is_some() { Op::JumpIfGeK } else { Op::JumpIfEqK };
            self.unit.emit_jump(jump, flag::NEGATE | flag::TAKE_A, length, index, state.fail);
            self.unit.release(u32::from(length));
        }
        let all_wild = patterns.iter().all(is_wildcard);
        if all_wild {
            self.drop_value(value);
            return Ok(());
        }
        let base = self.unit.alloc_n(patterns.len());
        state.reach = state.reach.max(self.unit.mark());
        match star {
            Some(before) => {
                let after = patterns.len() - before - 1;
                let instr = Instr::abc(Op::UnpackEx, base, value.reg, 0).with_flags(value.take_b());
                self.unit.push(instr.with_word(before as u32, after as u32));
            }
            None => self.unit.emit_flags(Op::Unpack, value.take_b(), base, value.reg, patterns.len() as u16),
        }
        for (index, item) in patterns.iter().enumerate() {
            let item_val = Val::temp(base + index as Reg);
            match item {
                Pattern::MatchStar(star) => match &star.name {
                    Some(name) => self.keep(name.as_str(), item_val, state),
                    None => self.drop_value(item_val),
                },
                item => self.pattern(item, item_val, state)?,
            }
        }
        Ok(())
    }

    // ---- mappings --------------------------------------------------------------------------------------------

    fn mapping_pattern(
        &mut self,
        mapping: &'a ast::PatternMatchMapping,
        value: Val,
        state: &mut Case<'a>,
    ) -> Result<()> {
        let test = self.pattern_temp(state);
        self.unit.emit(Op::MatchMapping, test, value.reg, 0);
        self.unit.emit_jump(Op::JumpIfFalse, flag::TAKE_A, test, 0, state.fail);
        self.unit.release(u32::from(test));
        if mapping.keys.is_empty() && mapping.rest.is_none() {
            self.drop_value(value);
            return Ok(());
        }
        if !mapping.keys.is_empty() {
            let length = self.pattern_temp(state);
            self.unit.emit(Op::GetLen, length, value.reg, 0);
            let index = self.unit.const_idx(Constant::Int(mapping.keys.len() as i64));
            self.unit.emit_jump(Op::JumpIfGeK, flag::NEGATE | flag::TAKE_A, length, index, state.fail);
            self.unit.release(u32::from(length));
        }
        let keys = self.mapping_keys(&mapping.keys, state)?;
        let found = self.pattern_temp(state);
        self.unit.emit(Op::MatchKeys, found, value.reg, keys);
        self.unit.emit_jump(Op::JumpIfNone, 0, found, 0, state.fail);
        if let Some(rest) = &mapping.rest {
            let dict = self.pattern_temp(state);
            self.unit.emit(Op::MatchRest, dict, value.reg, keys);
            self.keep(rest.as_str(), Val::temp(dict), state);
            self.unit.release(u32::from(dict));
        }
        self.unit.clear(keys);
        let base = self.unit.alloc_n(mapping.patterns.len());
        state.reach = state.reach.max(self.unit.mark());
        self.unit.emit_flags(Op::Unpack, flag::TAKE_B, base, found, mapping.patterns.len() as u16);
        for (index, item) in mapping.patterns.iter().enumerate() {
            self.pattern(item, Val::temp(base + index as Reg), state)?;
        }
        self.drop_value(value);
        Ok(())
    }

    /// The tuple of keys, in a new temporary.
    fn mapping_keys(&mut self, keys: &'a [Expr], state: &mut Case<'a>) -> Result<Reg> {
        let mut seen: Vec<Constant> = Vec::new();
        let base = self.unit.mark();
        for key in keys {
            if let Some(constant) = self.constant(key) {
                if seen.iter().any(|known| known.same(&constant)) {
                    let text = &self.source.text[key.range()];
                    return self.fail(format!("mapping pattern checks duplicate key ({text})"), key.range());
                }
                seen.push(constant);
            } else if !matches!(key, Expr::Attribute(_)) {
                return self.fail("mapping pattern keys may only match literals and attribute lookups", key.range());
            }
            self.expr(key, None)?;
        }
        state.reach = state.reach.max(self.unit.mark());
        self.unit.release(base);
        let tuple = self.pattern_temp(state);
        self.unit.emit(Op::BuildTuple, tuple, base as Reg, keys.len() as u16);
        Ok(tuple)
    }

    // ---- classes ---------------------------------------------------------------------------------------------

    fn class_pattern(&mut self, class: &'a ast::PatternMatchClass, value: Val, state: &mut Case<'a>) -> Result<()> {
        let arguments = &class.arguments;
        let mut seen = HashSet::new();
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            if !seen.insert(keyword.attr.as_str()) {
                let text = format!("attribute name repeated in class pattern: {}", keyword.attr.as_str());
                return self.fail(text, keyword.range);
            }
            let sym = self.sym(keyword.attr.as_str());
            names.push(Constant::str(self.table.names.name(sym)));
        }
        let class_val = self.temp(&class.cls)?;
        state.reach = state.reach.max(self.unit.mark());
        let names = self.unit.const_idx(Constant::Tuple(names.into()));
        self.unit.release(u32::from(class_val.reg));
        let found = self.pattern_temp(state);
        let instr = Instr::abc(Op::MatchClass, found, value.reg, class_val.reg).with_flags(class_val.take_c());
        self.unit.push(instr.with_word(arguments.patterns.len() as u32, u32::from(names)));
        self.unit.emit_jump(Op::JumpIfNone, 0, found, 0, state.fail);
        let count = arguments.patterns.len() + arguments.keywords.len();
        let base = self.unit.alloc_n(count);
        state.reach = state.reach.max(self.unit.mark());
        self.unit.emit_flags(Op::Unpack, flag::TAKE_B, base, found, count as u16);
        let keywords = arguments.keywords.iter().map(|keyword| &keyword.pattern);
        for (index, item) in arguments.patterns.iter().chain(keywords).enumerate() {
            self.pattern(item, Val::temp(base + index as Reg), state)?;
        }
        self.drop_value(value);
        Ok(())
    }
}

/// Where a case ends when it does not match.
pub(crate) struct CaseEnd {
    fail: Label,
    guard_fail: Label,
    names: u32,
    reach: u32,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::MatchAs(pattern) => pattern.pattern.is_none() && pattern.name.is_none(),
        Pattern::MatchStar(star) => star.name.is_none(),
        _ => false,
    }
}

/// The names a pattern binds, each once.
fn captured<'a>(pattern: &'a Pattern, names: &mut Vec<&'a str>) -> Result<()> {
    let mut add = |name: &'a Option<ast::Identifier>, range: TextRange| match name {
        Some(name) if names.contains(&name.as_str()) => {
            crate::error::fault(format!("multiple assignments to name '{}' in pattern", name.as_str()), range)
        }
        Some(name) => {
            names.push(name.as_str());
            Ok(())
        }
        None => Ok(()),
    };
    match pattern {
        Pattern::MatchAs(inner) => {
            add(&inner.name, inner.range)?;
            inner.pattern.as_ref().map_or(Ok(()), |inner| captured(inner, names))
        }
        Pattern::MatchStar(star) => add(&star.name, star.range),
        Pattern::MatchMapping(mapping) => {
            add(&mapping.rest, mapping.range)?;
            mapping.patterns.iter().try_for_each(|item| captured(item, names))
        }
        Pattern::MatchSequence(sequence) => sequence.patterns.iter().try_for_each(|item| captured(item, names)),
        Pattern::MatchClass(class) => {
            class.arguments.patterns.iter().try_for_each(|item| captured(item, names))?;
            class.arguments.keywords.iter().try_for_each(|keyword| captured(&keyword.pattern, names))
        }
        // All alternatives bind the same names; that is checked elsewhere.
        Pattern::MatchOr(or) => or.patterns.first().map_or(Ok(()), |first| captured(first, names)),
        Pattern::MatchValue(_) | Pattern::MatchSingleton(_) => Ok(()),
    }
}
