//! Statements.

use ladon_bytecode::{Constant, Instr, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::Mode;
use crate::compiler::Compiler;
use crate::emit::{Block, Label, Val};
use crate::error::Result;
use crate::scope::ScopeKind;

/// More is surely the product of nested `finally` bodies, each of which is compiled several times over.
const MAX_INSTRUCTIONS: usize = 4_000_000;
/// As CPython.
const MAX_BLOCKS: usize = 40;

impl<'a> Compiler<'a> {
    pub fn body(&mut self, body: &'a [Stmt]) -> Result<()> {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    pub fn stmt(&mut self, stmt: &'a Stmt) -> Result<()> {
        self.unit.range = stmt.range();
        if self.unit.instrs.len() > MAX_INSTRUCTIONS {
            return self.fail("too many instructions in one code object", stmt.range());
        }
        if self.unit.blocks.len() > MAX_BLOCKS {
            return self.fail("too many statically nested blocks", stmt.range());
        }
        self.deeper(stmt.range(), |this| this.stmt_inner(stmt))
    }

    fn stmt_inner(&mut self, stmt: &'a Stmt) -> Result<()> {
        match stmt {
            Stmt::Expr(expr) => self.expression_statement(&expr.value),
            Stmt::Assign(assign) => self.assign(assign),
            Stmt::AugAssign(assign) => self.augmented(assign),
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::Return(ret) => self.return_stmt(ret),
            Stmt::If(branch) => self.under_condition(|this| this.if_stmt(branch)),
            Stmt::For(for_loop) => self.under_condition(|this| this.for_stmt(for_loop)),
            Stmt::While(while_loop) => self.under_condition(|this| this.while_stmt(while_loop)),
            Stmt::Try(try_stmt) => self.under_condition(|this| this.try_stmt(try_stmt)),
            Stmt::With(with) => self.under_condition(|this| this.with_stmt(with)),
            Stmt::Match(match_stmt) => self.under_condition(|this| this.match_stmt(match_stmt)),
            Stmt::FunctionDef(def) => self.function_def(def),
            Stmt::ClassDef(def) => self.class_def(def),
            Stmt::Import(import) => import.names.iter().try_for_each(|alias| self.import(alias)),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::Delete(delete) => delete.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::Raise(raise) => self.raise(raise),
            Stmt::Assert(assert) => self.assert(assert),
            Stmt::Break(stmt) => self.leave_loop(true, stmt.range),
            Stmt::Continue(stmt) => self.leave_loop(false, stmt.range),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Pass(_) | Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::IpyEscapeCommand(_) => self.fail("invalid syntax", stmt.range()),
        }
    }

    fn under_condition(&mut self, f: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.unit.conditional += 1;
        f(self)?;
        // After an error the unit may be an inner one; nobody goes on with it.
        self.unit.conditional -= 1;
        Ok(())
    }

    fn expression_statement(&mut self, value: &'a Expr) -> Result<()> {
        if self.mode == Mode::Single && self.stack.is_empty() {
            let mark = self.unit.mark();
            let val = self.val(value)?;
            self.unit.emit_flags(Op::PrintExpr, val.take_a(), val.reg, 0, 0);
            self.unit.release(mark);
            return Ok(());
        }
        if self.constant(value).is_some() {
            return Ok(());
        }
        self.discard(value)
    }

    // ---- branches and loops ----------------------------------------------------------------------------------

    fn if_stmt(&mut self, branch: &'a ast::StmtIf) -> Result<()> {
        let end = self.unit.label();
        let first = (Some(&*branch.test), &branch.body[..]);
        let others = branch.elif_else_clauses.iter().map(|clause| (clause.test.as_ref(), &clause.body[..]));
        let count = 1 + branch.elif_else_clauses.len();
        for (index, (test, body)) in std::iter::once(first).chain(others).enumerate() {
            let next = self.unit.label();
            if let Some(test) = test {
                self.cond(test, false, next)?;
            }
            self.body(body)?;
            if index + 1 < count {
                self.unit.jump(end);
            }
            self.unit.bind(next);
        }
        self.unit.bind(end);
        Ok(())
    }

    fn while_stmt(&mut self, stmt: &'a ast::StmtWhile) -> Result<()> {
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        let start = self.unit.label_here();
        self.cond(&stmt.test, false, otherwise)?;
        self.unit.blocks.push(Block::Loop { start, end, iter: None });
        self.body(&stmt.body)?;
        self.unit.range = Self::at_start(stmt.range);
        self.unit.jump_back(start);
        self.unit.blocks.pop();
        self.unit.bind(otherwise);
        self.body(&stmt.orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    fn for_stmt(&mut self, stmt: &'a ast::StmtFor) -> Result<()> {
        if stmt.is_async {
            return self.async_for(stmt);
        }
        let mark = self.unit.mark();
        let (otherwise, end) = (self.unit.label(), self.unit.label());
        let iter = self.iterator(&stmt.iter)?;
        let start = self.unit.label_here();
        self.next_item(&stmt.target, &stmt.iter, iter, otherwise)?;
        self.unit.blocks.push(Block::Loop { start, end, iter: Some(iter) });
        self.body(&stmt.body)?;
        self.unit.range = stmt.iter.range();
        self.unit.jump_back(start);
        self.unit.blocks.pop();
        self.unit.bind(otherwise);
        self.unit.release(mark);
        self.body(&stmt.orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    /// The iterator of an expression, in a new temporary.
    pub fn iterator(&mut self, expr: &'a Expr) -> Result<Reg> {
        let mark = self.unit.mark();
        let iterable = self.val(expr)?;
        self.unit.release(mark);
        let iter = self.unit.alloc();
        let outer = std::mem::replace(&mut self.unit.range, expr.range());
        self.unit.emit_flags(Op::GetIter, iterable.take_b(), iter, iterable.reg, 0);
        self.unit.range = outer;
        Ok(iter)
    }

    /// The next item into a target, or on to `exhausted`.
    pub fn next_item(&mut self, target: &'a Expr, iter_expr: &'a Expr, iter: Reg, exhausted: Label) -> Result<()> {
        let outer = std::mem::replace(&mut self.unit.range, iter_expr.range());
        let mark = self.unit.mark();
        let local = match target {
            Expr::Name(name) => self.local(name.id.as_str()).map(|(reg, _)| reg),
            _ => None,
        };
        let item = self.unit.dest(local);
        self.unit.emit_jump(Op::ForIter, 0, item, iter, exhausted);
        self.unit.range = outer;
        if local.is_none() {
            self.store(target, Val::temp(item))?;
        }
        self.unit.release(mark);
        Ok(())
    }

    fn leave_loop(&mut self, is_break: bool, range: ruff_text_size::TextRange) -> Result<()> {
        let handler = self.unit.handler;
        self.leave_loop_to(is_break, range)?;
        self.unit.handler = handler;
        Ok(())
    }

    fn leave_loop_to(&mut self, is_break: bool, range: ruff_text_size::TextRange) -> Result<()> {
        let found = self.unit.blocks.iter().enumerate().rev().find_map(|(index, block)| match block {
            Block::Loop { start, end, iter } => Some(Ok((index, *start, *end, *iter))),
            Block::ExceptStar => Some(Err(())),
            _ => None,
        });
        match found {
            None if is_break => self.fail("'break' outside loop", range),
            None => self.fail("'continue' not properly in loop", range),
            Some(Err(())) => self.fail("'break', 'continue' and 'return' cannot appear in an 'except*' block", range),
            Some(Ok((index, start, end, iter))) => {
                self.unwind(index + 1)?;
                self.unit.range = range;
                if !is_break {
                    self.unit.jump_back(start);
                    return Ok(());
                }
                if let Some(iter) = iter {
                    self.unit.clear(iter);
                }
                self.unit.jump(end);
                Ok(())
            }
        }
    }

    fn return_stmt(&mut self, stmt: &'a ast::StmtReturn) -> Result<()> {
        let handler = self.unit.handler;
        self.return_from(stmt)?;
        self.unit.handler = handler;
        Ok(())
    }

    fn return_from(&mut self, stmt: &'a ast::StmtReturn) -> Result<()> {
        if !self.in_function() {
            return self.fail("'return' outside function", stmt.range);
        }
        if self.unit.blocks.iter().any(|block| matches!(block, Block::ExceptStar)) {
            return self.fail("'break', 'continue' and 'return' cannot appear in an 'except*' block", stmt.range);
        }
        let scope = &self.table.scopes[self.unit.frame];
        let Some(value) = stmt.value.as_deref() else {
            self.unwind(0)?;
            self.unit.range = stmt.range;
            self.unit.emit(Op::ReturnNone, 0, 0, 0);
            return Ok(());
        };
        if scope.is_async && scope.has_yield {
            return self.fail("'return' with value in async generator", stmt.range);
        }
        if let Some(constant) = self.constant(value) {
            self.unwind(0)?;
            self.unit.range = stmt.range;
            self.return_const(constant);
            return Ok(());
        }
        let mark = self.unit.mark();
        let undo = self.unit.blocks.iter().any(|block| !matches!(block, Block::Loop { .. }));
        let val = if undo { self.temp(value)? } else { self.val(value)? };
        self.unwind(0)?;
        self.unit.range = stmt.range;
        self.unit.emit_flags(Op::Return, val.take_a(), val.reg, 0, 0);
        self.unit.release(mark);
        Ok(())
    }

    pub fn return_const(&mut self, constant: Constant) {
        match constant {
            Constant::None => self.unit.emit(Op::ReturnNone, 0, 0, 0),
            constant => {
                let index = self.unit.const_idx(constant);
                self.unit.emit(Op::ReturnK, 0, index, 0);
            }
        }
    }

    // ---- raise, assert, import -------------------------------------------------------------------------------

    fn raise(&mut self, stmt: &'a ast::StmtRaise) -> Result<()> {
        let mark = self.unit.mark();
        match (stmt.exc.as_deref(), stmt.cause.as_deref()) {
            (Some(exc), Some(cause)) => {
                let (exc, cause) = (self.val(exc)?, self.val(cause)?);
                self.unit.emit_flags(Op::RaiseFrom, exc.take_a() | cause.take_b(), exc.reg, cause.reg, 0);
            }
            (Some(exc), None) => {
                let exc = self.val(exc)?;
                self.unit.emit_flags(Op::Raise, exc.take_a(), exc.reg, 0, 0);
            }
            _ => self.unit.emit(Op::RaiseAgain, 0, 0, 0),
        }
        self.unit.release(mark);
        Ok(())
    }

    fn assert(&mut self, stmt: &'a ast::StmtAssert) -> Result<()> {
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.unit.label();
        self.cond(&stmt.test, true, end)?;
        let mark = self.unit.mark();
        let error = self.unit.alloc();
        self.unit.emit(Op::LoadCommon, error, 0, 0);
        if let Some(message) = &stmt.msg {
            self.expr(message, None)?;
            self.unit.emit(Op::Call, error, error, 1);
        }
        self.unit.range = stmt.test.range();
        self.unit.emit_flags(Op::Raise, flag::TAKE_A, error, 0, 0);
        self.unit.release(mark);
        self.unit.bind(end);
        Ok(())
    }

    fn import_name(&mut self, dst: Reg, module: &str, level: u32, fromlist: Constant) {
        let sym = self.table.names.intern(module);
        let name = self.unit.name_idx(sym);
        let fromlist = self.unit.const_idx(fromlist);
        self.unit.push(Instr::abc(Op::ImportName, dst, 0, name).with_word(u32::from(fromlist), level));
    }

    fn import(&mut self, alias: &'a ast::Alias) -> Result<()> {
        let mark = self.unit.mark();
        let module = alias.name.as_str();
        let first = module.split('.').next().unwrap_or(module);
        let plain = alias.asname.is_none() || first == module;
        let name = alias.asname.as_ref().map_or(first, ast::Identifier::as_str);
        match self.local(name) {
            Some((reg, _)) if plain => self.import_name(reg, module, 0, Constant::None),
            _ => {
                let temp = self.unit.alloc();
                self.import_name(temp, module, 0, Constant::None);
                if !plain {
                    for part in module.split('.').skip(1) {
                        let sym = self.table.names.intern(part);
                        let index = self.unit.name_idx(sym);
                        self.unit.emit_flags(Op::ImportFrom, flag::TAKE_B, temp, temp, index);
                    }
                }
                self.store_name(name, Val::temp(temp));
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    fn import_from(&mut self, stmt: &'a ast::StmtImportFrom) -> Result<()> {
        let mark = self.unit.mark();
        let names: Vec<Constant> = stmt.names.iter().map(|alias| Constant::str(alias.name.as_str())).collect();
        let module = stmt.module.as_ref().map_or("", ast::Identifier::as_str);
        let temp = self.unit.alloc();
        self.import_name(temp, module, stmt.level, Constant::Tuple(names.into()));
        if stmt.names.iter().any(|alias| alias.name.as_str() == "*") {
            self.unit.emit_flags(Op::ImportStar, flag::TAKE_B, 0, temp, 0);
            self.unit.release(mark);
            return Ok(());
        }
        for alias in &stmt.names {
            let sym = self.table.names.intern(alias.name.as_str());
            let index = self.unit.name_idx(sym);
            let name = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
            let local = self.local(name).map(|(reg, _)| reg);
            let inner = self.unit.mark();
            let dst = self.unit.dest(local);
            self.unit.emit(Op::ImportFrom, dst, temp, index);
            if local.is_none() {
                self.store_name(name, Val::temp(dst));
            }
            self.unit.release(inner);
        }
        self.unit.clear(temp);
        self.unit.release(mark);
        Ok(())
    }

    // ---- whole programs --------------------------------------------------------------------------------------

    /// The docstring of a body, as a constant, and the statements after it.
    pub fn docstring(&mut self, body: &'a [Stmt]) -> (Option<Constant>, &'a [Stmt]) {
        let Some((Stmt::Expr(first), rest)) = body.split_first() else { return (None, body) };
        let Expr::StringLiteral(_) = &*first.value else { return (None, body) };
        if self.options.optimize >= 2 {
            return (None, rest);
        }
        match self.constant(&first.value) {
            Some(Constant::Str(text)) => (Some(Constant::Str(clean_doc(&text).into())), rest),
            _ => (None, body),
        }
    }

    pub fn module(&mut self, body: &'a [Stmt]) -> Result<()> {
        let (doc, rest) = if self.mode == Mode::Exec { self.docstring(body) } else { (None, body) };
        if let Some(doc) = doc {
            let temp = self.unit.alloc();
            self.unit.const_idx(doc.clone());
            self.unit.load_const(doc, temp);
            self.store_name("__doc__", Val::temp(temp));
            self.unit.release(u32::from(temp));
        }
        self.variable_annotations_start();
        self.body(rest)?;
        self.variable_annotations_end(rest)?;
        self.unit.emit(Op::ReturnNone, 0, 0, 0);
        Ok(())
    }

    /// Whether annotations of variables are kept here.
    pub fn keeps_annotations(&self) -> bool {
        matches!(self.table.scopes[self.unit.frame].kind, ScopeKind::Module | ScopeKind::Class)
    }
}

/// A docstring without its common indentation, as the compiler stores it since 3.13.
fn clean_doc(text: &[u8]) -> Vec<u8> {
    // Tabs are expanded to columns of eight only if there are any.
    let expanded = expand_tabs(text);
    let lines: Vec<&[u8]> = expanded.split(|byte| *byte == b'\n').collect();
    let indent = |line: &[u8]| line.iter().take_while(|byte| **byte == b' ').count();
    let margin = lines[1..].iter().filter(|line| line.len() > indent(line)).map(|line| indent(line)).min().unwrap_or(0);
    let mut cleaned = Vec::with_capacity(text.len());
    for (index, line) in lines.iter().enumerate() {
        let cut = if index == 0 { indent(line) } else { margin.min(indent(line)) };
        if index > 0 {
            cleaned.push(b'\n');
        }
        cleaned.extend_from_slice(&line[cut..]);
    }
    cleaned
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut col = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let width = 8 - col % 8;
                out.extend(std::iter::repeat_n(b' ', width));
                col += width;
            }
            b'\n' => {
                out.push(byte);
                col = 0;
            }
            _ => {
                out.push(byte);
                col += 1;
            }
        }
    }
    out
}
