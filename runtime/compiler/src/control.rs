//! Ways out and ways around: `try`, `with`, and what `return`, `break` and `continue` undo on their way.
//!
//! Every handler begins with `EnterExcept exc, saved`. While its body runs, `saved` keeps what was handled before; whoever leaves
//! the body restores it with `LeaveExcept`. If the body itself raises, a *cleanup* handler does so and raises on.

use ladon_bytecode::{Op, Reg, flag};
use ruff_python_ast::{self as ast, ExceptHandler};
use ruff_text_size::{Ranged, TextRange};

use crate::compiler::Compiler;
use crate::emit::{Block, HandlerId, Label, Val};
use crate::error::Result;
use crate::scope::{ScopeKind, Sym};

impl<'a> Compiler<'a> {
    // ---- leaving blocks --------------------------------------------------------------------------------------

    /// Emits what the blocks above the first `keep` do when they are left; they stay open for the code that follows. The
    /// handler is that of the outermost of them: the caller puts the old one back after its jump or return.
    pub fn unwind(&mut self, keep: usize) -> Result<()> {
        let blocks = self.unit.blocks.clone();
        let range = self.unit.range;
        for index in (keep..blocks.len()).rev() {
            self.unit.blocks.truncate(index);
            self.unit.range = range;
            self.unwind_block(blocks[index], index)?;
        }
        self.unit.blocks = blocks;
        self.unit.range = range;
        Ok(())
    }

    fn unwind_block(&mut self, block: Block<'a>, depth: usize) -> Result<()> {
        match block {
            Block::Loop { iter, .. } => {
                // The window goes with the frame; only if code still runs in it must the iterator go first.
                let more = self.unit.blocks[..depth].iter().any(|block| !matches!(block, Block::Loop { .. }));
                if let Some(iter) = iter
                    && more
                {
                    self.unit.clear(iter);
                }
            }
            Block::Finally { body, outer } => {
                self.unit.handler = outer;
                self.body(body)?;
            }
            Block::Handler { saved, exc, outer } => {
                self.unit.handler = outer;
                self.unit.emit(Op::LeaveExcept, saved, 0, 0);
                if let Some(exc) = exc {
                    self.unit.clear(exc);
                }
            }
            Block::ExceptName { name, outer } => {
                self.unit.handler = outer;
                self.unbind_name(name);
            }
            Block::With { base, is_async, outer, range } => {
                self.unit.handler = outer;
                self.unit.range = range;
                self.call_exit(base, is_async);
            }
            Block::ExceptStar => {}
        }
        Ok(())
    }

    /// Runs `f` under a handler and inside a block.
    fn guarded(
        &mut self,
        handler: HandlerId,
        blocks: &[Block<'a>],
        f: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let outer = std::mem::replace(&mut self.unit.handler, handler);
        let depth = self.unit.blocks.len();
        self.unit.blocks.extend_from_slice(blocks);
        f(self)?;
        self.unit.blocks.truncate(depth);
        self.unit.handler = outer;
        Ok(())
    }

    /// The start of a handler: the two registers of `EnterExcept`.
    fn enter_handler(&mut self, label: Label) -> (Reg, Reg) {
        self.unit.bind(label);
        let exc = self.unit.alloc();
        let saved = self.unit.alloc();
        self.unit.emit(Op::EnterExcept, exc, saved, 0);
        (exc, saved)
    }

    fn leave_and_reraise(&mut self, saved: Reg, exc: Reg) {
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        self.unit.emit_flags(Op::Reraise, flag::TAKE_A, exc, 0, 0);
    }

    /// A cleanup handler: unbinds the name, restores `saved`, raises on.
    fn cleanup(&mut self, label: Label, saved: Reg, name: Option<Sym>) {
        let mark = self.unit.mark();
        let (exc, _) = self.enter_handler(label);
        if let Some(name) = name {
            self.unbind_name(name);
        }
        self.leave_and_reraise(saved, exc);
        self.unit.release(mark);
    }

    // ---- try -------------------------------------------------------------------------------------------------

    pub fn try_stmt(&mut self, stmt: &'a ast::StmtTry) -> Result<()> {
        if stmt.finalbody.is_empty() { self.try_except(stmt) } else { self.try_finally(stmt) }
    }

    fn try_finally(&mut self, stmt: &'a ast::StmtTry) -> Result<()> {
        let mark = self.unit.mark();
        let outer = self.unit.handler;
        let end = self.unit.label();
        let (handler, label) = self.unit.new_handler();
        let block = Block::Finally { body: &stmt.finalbody, outer };
        self.guarded(handler, &[block], |this| {
            if stmt.handlers.is_empty() { this.body(&stmt.body) } else { this.try_except(stmt) }
        })?;
        self.body(&stmt.finalbody)?;
        self.unit.jump(end);
        let (exc, saved) = self.enter_handler(label);
        let (inner, inner_label) = self.unit.new_handler();
        let block = Block::Handler { saved, exc: Some(exc), outer };
        self.guarded(inner, &[block], |this| this.body(&stmt.finalbody))?;
        self.leave_and_reraise(saved, exc);
        self.cleanup(inner_label, saved, None);
        self.unit.bind(end);
        self.unit.release(mark);
        Ok(())
    }

    fn try_except(&mut self, stmt: &'a ast::StmtTry) -> Result<()> {
        let mark = self.unit.mark();
        let end = self.unit.label();
        let (handler, label) = self.unit.new_handler();
        self.guarded(handler, &[], |this| this.body(&stmt.body))?;
        self.body(&stmt.orelse)?;
        self.unit.jump(end);
        self.unit.range = stmt.range;
        let (exc, saved) = self.enter_handler(label);
        if stmt.is_star {
            self.star_clauses(stmt, exc, saved, end)?;
        } else {
            self.clauses(stmt, exc, saved, end)?;
        }
        self.unit.bind(end);
        self.unit.release(mark);
        Ok(())
    }

    fn clauses(&mut self, stmt: &'a ast::StmtTry, exc: Reg, saved: Reg, end: Label) -> Result<()> {
        let (inner, inner_label) = self.unit.new_handler();
        let mut open_end = true;
        for (index, handler) in stmt.handlers.iter().enumerate() {
            let ExceptHandler::ExceptHandler(clause) = handler;
            self.unit.range = clause.range;
            let next = self.unit.label();
            match &clause.type_ {
                Some(class) => self.guarded(inner, &[], |this| this.match_clause(class, exc, next))?,
                None if index + 1 < stmt.handlers.len() => {
                    return self.fail("default 'except:' must be last", clause.range);
                }
                None => open_end = false,
            }
            self.clause_body(clause, exc, saved, inner, end)?;
            self.unit.bind(next);
        }
        if open_end {
            self.leave_and_reraise(saved, exc);
        }
        self.cleanup(inner_label, saved, None);
        Ok(())
    }

    fn match_clause(&mut self, class: &'a ast::Expr, exc: Reg, next: Label) -> Result<()> {
        let mark = self.unit.mark();
        let class_val = self.val(class)?;
        self.unit.release(mark);
        let matched = self.unit.alloc();
        self.unit.range = class.range();
        self.unit.emit_flags(Op::MatchExc, class_val.take_c(), matched, exc, class_val.reg);
        self.unit.emit_jump(Op::JumpIfFalse, flag::TAKE_A, matched, 0, next);
        self.unit.release(mark);
        Ok(())
    }

    fn clause_body(
        &mut self,
        clause: &'a ast::ExceptHandlerExceptHandler,
        exc: Reg,
        saved: Reg,
        inner: HandlerId,
        end: Label,
    ) -> Result<()> {
        let outer = self.unit.handler;
        let block = Block::Handler { saved, exc: None, outer };
        let Some(name) = &clause.name else {
            self.unit.clear(exc);
            self.guarded(inner, &[block], |this| this.body(&clause.body))?;
            self.unit.emit(Op::LeaveExcept, saved, 0, 0);
            self.unit.jump(end);
            return Ok(());
        };
        let sym = self.sym(name.as_str());
        self.unit.range = name.range();
        self.guarded(inner, &[], |this| {
            this.store_sym(sym, Val::temp(exc));
            Ok(())
        })?;
        let (named, named_label) = self.unit.new_handler();
        let blocks = [block, Block::ExceptName { name: sym, outer }];
        self.guarded(named, &blocks, |this| this.body(&clause.body))?;
        self.unbind_name(sym);
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        self.unit.jump(end);
        self.cleanup(named_label, saved, Some(sym));
        Ok(())
    }

    // ---- except* ---------------------------------------------------------------------------------------------

    fn star_clauses(&mut self, stmt: &'a ast::StmtTry, exc: Reg, saved: Reg, end: Label) -> Result<()> {
        let outer = self.unit.handler;
        let raised = self.unit.alloc();
        self.unit.emit(Op::BuildList, raised, raised, 0);
        let rest = self.unit.alloc();
        self.unit.mov(rest, Val::place(exc));
        let (inner, inner_label) = self.unit.new_handler();
        for handler in &stmt.handlers {
            let ExceptHandler::ExceptHandler(clause) = handler;
            self.guarded(inner, &[Block::ExceptStar], |this| this.star_clause(clause, raised, rest))?;
        }
        self.unit.range = stmt.range;
        self.unit.handler = inner;
        self.unit.emit_flags(Op::ListAppend, flag::TAKE_B, raised, rest, 0);
        self.unit.emit_flags(Op::PrepReraiseStar, flag::TAKE_B | flag::TAKE_C, rest, exc, raised);
        self.unit.handler = outer;
        let done = self.unit.label();
        self.unit.emit_jump(Op::JumpIfNone, 0, rest, 0, done);
        self.leave_and_reraise(saved, rest);
        self.unit.bind(done);
        self.unit.clear(rest);
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        self.unit.jump(end);
        self.cleanup(inner_label, saved, None);
        Ok(())
    }

    fn star_clause(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, raised: Reg, rest: Reg) -> Result<()> {
        let Some(class) = clause.type_.as_deref() else {
            return self.fail("expected one or more exception types", clause.range);
        };
        let mark = self.unit.mark();
        let (skip, next) = (self.unit.label(), self.unit.label());
        let group = self.expr(class, None)?;
        self.unit.range = class.range();
        self.unit.emit(Op::MatchExcStar, rest, 0, 0);
        self.unit.emit_jump(Op::JumpIfNone, 0, group, 0, skip);
        let name = match &clause.name {
            Some(name) => {
                let sym = self.sym(name.as_str());
                self.store_sym(sym, Val::temp(group));
                Some(sym)
            }
            None => {
                self.unit.clear(group);
                None
            }
        };
        self.unit.release(mark);
        let (body, body_label) = self.unit.new_handler();
        self.guarded(body, &[], |this| this.body(&clause.body))?;
        if let Some(name) = name {
            self.unbind_name(name);
        }
        self.unit.jump(next);
        let (exc, saved) = self.enter_handler(body_label);
        if let Some(name) = name {
            self.unbind_name(name);
        }
        self.unit.emit_flags(Op::ListAppend, flag::TAKE_B, raised, exc, 0);
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        self.unit.release(mark);
        self.unit.jump(next);
        self.unit.bind(skip);
        self.unit.clear(group);
        self.unit.bind(next);
        Ok(())
    }

    // ---- with ------------------------------------------------------------------------------------------------

    pub fn with_stmt(&mut self, stmt: &'a ast::StmtWith) -> Result<()> {
        if stmt.is_async {
            self.check_async("'async with' outside async function", "'async with' outside async function", stmt.range)?;
        }
        self.with_items(stmt, &stmt.items)
    }

    fn with_items(&mut self, stmt: &'a ast::StmtWith, items: &'a [ast::WithItem]) -> Result<()> {
        let Some((item, more)) = items.split_first() else { return self.body(&stmt.body) };
        let mark = self.unit.mark();
        let range = item.context_expr.range();
        let outer = self.unit.handler;
        self.unit.range = range;
        let manager = self.val(&item.context_expr)?;
        self.unit.release(mark);
        let base = self.unit.alloc_n(4);
        let op = if stmt.is_async { Op::LoadAsyncWith } else { Op::LoadWith };
        self.unit.emit_flags(op, manager.take_b(), base, manager.reg, 0);
        let target = item.optional_vars.as_deref();
        let entered = self.enter_manager(base, target, stmt.is_async);
        self.unit.release(u32::from(base) + 2);
        let (handler, label) = self.unit.new_handler();
        let block = Block::With { base, is_async: stmt.is_async, outer, range };
        self.guarded(handler, &[block], |this| {
            if let (Some(target), Some(val)) = (target, entered) {
                this.unit.top = u32::from(base) + 3;
                this.store(target, val)?;
                this.unit.release(u32::from(base) + 2);
            }
            this.with_items(stmt, more)
        })?;
        self.unit.range = range;
        self.call_exit(base, stmt.is_async);
        let end = self.unit.label();
        self.unit.jump(end);
        self.with_handler(label, base, stmt.is_async, end);
        self.unit.bind(end);
        self.unit.release(mark);
        Ok(())
    }

    /// Calls `__enter__`. What it gave, if it has still to be stored.
    fn enter_manager(&mut self, base: Reg, target: Option<&'a ast::Expr>, is_async: bool) -> Option<Val> {
        let enter = base + 2;
        if is_async {
            self.unit.emit(Op::CallMethod, enter, enter, 0);
            self.unit.release(u32::from(enter) + 1);
            self.await_temp(enter, 1);
            if target.is_none() {
                self.unit.clear(enter);
            }
            return Some(Val::temp(enter));
        }
        match target {
            None => {
                self.unit.emit_flags(Op::CallMethod, flag::DISCARD, enter, enter, 0);
                None
            }
            Some(ast::Expr::Name(name)) if let Some((reg, _)) = self.local(name.id.as_str()) => {
                self.unit.emit(Op::CallMethod, reg, enter, 0);
                None
            }
            Some(_) => {
                self.unit.emit(Op::CallMethod, enter, enter, 0);
                Some(Val::temp(enter))
            }
        }
    }

    /// Calls `__exit__(None, None, None)`, the pair at `base`. Whatever lies above stays.
    fn call_exit(&mut self, base: Reg, is_async: bool) {
        let mark = self.unit.mark();
        let mut pair = base;
        if mark > u32::from(base) + 2 {
            // A value to return waits above: the call must be topmost.
            pair = self.unit.alloc_n(2);
            self.unit.emit(Op::MovePair, pair, base, 0);
        }
        self.unit.release(u32::from(pair) + 2);
        let none = self.unit.alloc_n(3);
        (none..none + 3).for_each(|reg| self.unit.emit(Op::LoadNone, reg, 0, 0));
        if is_async {
            self.unit.emit(Op::CallMethod, pair, pair, 3);
            self.unit.release(u32::from(pair) + 1);
            self.await_temp(pair, 2);
            self.unit.clear(pair);
        } else {
            self.unit.emit_flags(Op::CallMethod, flag::DISCARD, pair, pair, 3);
        }
        self.unit.release(mark);
    }

    fn with_handler(&mut self, label: Label, base: Reg, is_async: bool, end: Label) {
        let (exc, saved) = self.enter_handler(label);
        let (inner, inner_label) = self.unit.new_handler();
        let outer = std::mem::replace(&mut self.unit.handler, inner);
        let call = self.unit.alloc_n(5);
        self.unit.emit(Op::WithExceptArgs, call, base, exc);
        self.unit.emit(Op::CallMethod, call, call, 3);
        self.unit.release(u32::from(call) + 1);
        if is_async {
            self.await_temp(call, 2);
        }
        let suppressed = self.unit.label();
        self.unit.emit_jump(Op::JumpIfTrue, flag::TAKE_A, call, 0, suppressed);
        self.unit.handler = outer;
        self.leave_and_reraise(saved, exc);
        self.unit.bind(suppressed);
        self.unit.clear(exc);
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        self.unit.jump(end);
        self.unit.release(u32::from(call));
        self.cleanup(inner_label, saved, None);
    }

    // ---- async -----------------------------------------------------------------------------------------------

    /// Async constructs belong in async functions (or in generator expressions, which become async by them).
    pub fn check_async(&self, outside_async: &str, outside_function: &str, range: TextRange) -> Result<()> {
        let scope = &self.table.scopes[self.unit.frame];
        match scope.kind {
            ScopeKind::Function if scope.is_async => Ok(()),
            ScopeKind::Generator => Ok(()),
            ScopeKind::Module if self.options.top_level_await => Ok(()),
            ScopeKind::Function | ScopeKind::Lambda => self.fail(outside_async, range),
            _ => self.fail(outside_function, range),
        }
    }

    pub fn async_for(&mut self, stmt: &'a ast::StmtFor) -> Result<()> {
        self.check_async("'async for' outside async function", "'async for' outside async function", stmt.range)?;
        let mark = self.unit.mark();
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        let iter = self.async_iterator(&stmt.iter)?;
        let start = self.unit.label_here();
        let exhausted = self.next_async(&stmt.target, &stmt.iter, iter)?;
        self.unit.blocks.push(Block::Loop { start, end, iter: Some(iter) });
        self.body(&stmt.body)?;
        self.unit.range = stmt.iter.range();
        self.unit.jump_back(start);
        self.unit.blocks.pop();
        self.async_exhausted(exhausted, iter, otherwise);
        self.unit.bind(otherwise);
        self.unit.release(mark);
        self.body(&stmt.orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    pub fn async_iterator(&mut self, expr: &'a ast::Expr) -> Result<Reg> {
        let mark = self.unit.mark();
        let iterable = self.val(expr)?;
        self.unit.release(mark);
        let iter = self.unit.alloc();
        self.unit.range = expr.range();
        self.unit.emit_flags(Op::GetAIter, iterable.take_b(), iter, iterable.reg, 0);
        Ok(iter)
    }

    /// Awaits the next item into a target. The label is that of the handler where the end of iteration arrives.
    pub fn next_async(&mut self, target: &'a ast::Expr, iter_expr: &'a ast::Expr, iter: Reg) -> Result<Label> {
        let mark = self.unit.mark();
        self.unit.range = iter_expr.range();
        let (handler, label) = self.unit.new_handler();
        let outer = std::mem::replace(&mut self.unit.handler, handler);
        let item = self.unit.alloc();
        let awaitable = self.unit.alloc();
        self.unit.emit(Op::GetANext, awaitable, iter, 0);
        self.delegate(item, awaitable);
        self.unit.handler = outer;
        self.store(target, Val::temp(item))?;
        self.unit.release(mark);
        Ok(label)
    }

    /// The handler of `next_async`: StopAsyncIteration ends the loop, all else is raised on.
    pub fn async_exhausted(&mut self, label: Label, iter: Reg, otherwise: Label) {
        let mark = self.unit.mark();
        let (exc, saved) = self.enter_handler(label);
        let is_end = self.unit.alloc();
        self.unit.emit(Op::IsStopAsync, is_end, exc, 0);
        self.unit.emit(Op::LeaveExcept, saved, 0, 0);
        let done = self.unit.label();
        self.unit.emit_jump(Op::JumpIfTrue, flag::TAKE_A, is_end, 0, done);
        self.unit.emit_flags(Op::Reraise, flag::TAKE_A, exc, 0, 0);
        self.unit.bind(done);
        self.unit.clear(exc);
        self.unit.clear(iter);
        self.unit.jump(otherwise);
        self.unit.release(mark);
    }
}
