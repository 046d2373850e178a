//! Comprehensions, inlined into the frame around them: their variables are temporaries, dropped at the end. Generator
//! expressions are functions of their outermost iterator.

use ladon_bytecode::{CodeFlags, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;
use crate::scope::{ScopeId, address, symbol};
use crate::symtable::BODY;

/// What is made of each round.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub fn comprehension(&mut self, expr: &'a Expr, dst: Option<Reg>) -> Result<Reg> {
        let (element, generators, build, node) = match expr {
            Expr::ListComp(comp) => (Element::List(&comp.elt), &comp.generators, Op::BuildList, address(comp)),
            Expr::SetComp(comp) => (Element::Set(&comp.elt), &comp.generators, Op::BuildSet, address(comp)),
            Expr::DictComp(comp) => {
                let Some(key) = comp.key.as_deref() else { return self.fail("invalid syntax", comp.range) };
                (Element::Dict(key, &comp.value), &comp.generators, Op::BuildDict, address(comp))
            }
            Expr::Generator(comp) => return self.generator(comp, dst),
            _ => return self.fail("invalid syntax", expr.range()),
        };
        if let Element::List(elt) | Element::Set(elt) = element
            && elt.is_starred_expr()
        {
            return self.fail("iterable unpacking cannot be used in comprehension", elt.range());
        }
        let Some(first) = generators.first() else { return self.fail("invalid syntax", expr.range()) };
        let result = self.unit.alloc();
        let iter = if first.is_async {
            self.check_comprehension_async(expr)?;
            self.async_iterator(&first.iter)?
        } else {
            self.iterator(&first.iter)?
        };
        self.unit.emit(build, result, iter + 1, 0);
        let scope = self.table.by_node.get(&(node, BODY)).copied().unwrap_or(0);
        let outer = std::mem::replace(&mut self.unit.here, scope);
        let variables = self.comprehension_variables(scope, generators.len() > 1);
        self.rounds(generators, 0, iter, element, result, expr)?;
        for reg in variables {
            self.unit.clear(reg);
        }
        self.unit.here = outer;
        self.unit.release(u32::from(result) + 1);
        Ok(self.settle(result, dst))
    }

    fn check_comprehension_async(&self, expr: &Expr) -> Result<()> {
        let text = "asynchronous comprehension outside of an asynchronous function";
        self.check_async(text, text, expr.range())
    }

    /// Registers for the names a comprehension binds.
    fn comprehension_variables(&mut self, scope: ScopeId, may_be_early: bool) -> Vec<Reg> {
        let mut variables = Vec::new();
        for sym in self.table.scopes[scope].order.clone() {
            let reg = self.unit.alloc();
            self.unit.regs.insert((scope, sym), reg);
            variables.push(reg);
            let cell = self.table.flags(scope, sym) & symbol::CELL != 0;
            if cell || may_be_early {
                // Temporaries may hold a stale number, which must not pass for the variable's value.
                self.unit.clear(reg);
            }
            if cell {
                self.unit.emit(Op::MakeCell, reg, 0, 0);
            }
        }
        variables
    }

    /// The loops from generator `index` on; the iterator of this one is in `iter`.
    fn rounds(
        &mut self,
        generators: &'a [ast::Comprehension],
        index: usize,
        iter: Reg,
        element: Element<'a>,
        result: Reg,
        whole: &'a Expr,
    ) -> Result<()> {
        let generator = &generators[index];
        let mark = self.unit.mark();
        let end = self.unit.label();
        let start = self.unit.label_here();
        let exhausted = if generator.is_async {
            self.check_comprehension_async(whole)?;
            Some(self.next_async(&generator.target, &generator.iter, iter)?)
        } else {
            self.next_item(&generator.target, &generator.iter, iter, end)?;
            None
        };
        for condition in &generator.ifs {
            let next = self.unit.label();
            self.cond(condition, true, next)?;
            self.unit.jump_back(start);
            self.unit.bind(next);
        }
        match generators.get(index + 1) {
            Some(next) => {
                let iter = self.inner_iterator(next, whole)?;
                self.rounds(generators, index + 1, iter, element, result, whole)?;
            }
            None => self.element(element, result)?,
        }
        self.unit.range = generator.iter.range();
        self.unit.jump_back(start);
        if let Some(label) = exhausted {
            self.async_exhausted(label, iter, end);
        }
        self.unit.bind(end);
        self.unit.release(mark);
        Ok(())
    }

    /// The iterator of an inner `for`; `for x in [value]` is an assignment in disguise and makes no list.
    fn inner_iterator(&mut self, generator: &'a ast::Comprehension, whole: &'a Expr) -> Result<Reg> {
        if generator.is_async {
            self.check_comprehension_async(whole)?;
            return self.async_iterator(&generator.iter);
        }
        self.iterator(&generator.iter)
    }

    fn element(&mut self, element: Element<'a>, result: Reg) -> Result<()> {
        let mark = self.unit.mark();
        match element {
            Element::List(elt) | Element::Set(elt) => {
                let val = self.val(elt)?;
                let op = if matches!(element, Element::List(_)) { Op::ListAppend } else { Op::SetAdd };
                self.unit.range = elt.range();
                self.unit.emit_flags(op, val.take_b(), result, val.reg, 0);
            }
            Element::Dict(key, value) => {
                let (key_val, value_val) = (self.val(key)?, self.val(value)?);
                self.unit.range = key.range();
                let flags = key_val.take_b() | value_val.take_c();
                self.unit.emit_flags(Op::DictSet, flags, result, key_val.reg, value_val.reg);
            }
            Element::Yield(elt) => {
                let val = self.val(elt)?;
                self.unit.range = elt.range();
                let sent = self.unit.alloc();
                self.unit.emit_flags(Op::Yield, flag::DISCARD | val.take_b(), sent, val.reg, 0);
            }
        }
        self.unit.release(mark);
        Ok(())
    }

    // ---- generator expressions -------------------------------------------------------------------------------

    fn generator(&mut self, comp: &'a ast::ExprGenerator, dst: Option<Reg>) -> Result<Reg> {
        let Some(first) = comp.generators.first() else { return self.fail("invalid syntax", comp.range) };
        if comp.elt.is_starred_expr() {
            return self.fail("iterable unpacking cannot be used in comprehension", comp.elt.range());
        }
        let scope = self.scope_of(comp, BODY);
        let base = self.unit.mark();
        let code = self.generator_code(comp, scope)?;
        let inner = self.unit.mark();
        self.make_function(code, scope, inner, 0, None);
        self.unit.range = first.iter.range();
        if first.is_async {
            self.async_iterator(&first.iter)?
        } else {
            self.iterator(&first.iter)?
        };
        self.unit.range = comp.range;
        self.unit.release(base);
        let dst = self.unit.dest(dst);
        self.unit.emit(Op::Call, dst, base as Reg, 1);
        Ok(dst)
    }

    fn generator_code(
        &mut self,
        comp: &'a ast::ExprGenerator,
        scope: ScopeId,
    ) -> Result<std::sync::Arc<ladon_bytecode::Code>> {
        self.enter(scope, "<genexpr>", comp.range);
        self.unit.argcount = 1;
        let is_async = self.table.scopes[scope].has_await;
        self.unit.flags |= if is_async { CodeFlags::ASYNC_GENERATOR } else { CodeFlags::GENERATOR };
        let iter = self.unit.alloc();
        // The parameter is moved out, so that the iterator dies when it is exhausted.
        self.unit.mov(iter, Val::place(0));
        self.unit.clear(0);
        let whole = comp.elt.as_ref();
        self.rounds(&comp.generators, 0, iter, Element::Yield(&comp.elt), 0, whole)?;
        self.unit.emit(Op::ReturnNone, 0, 0, 0);
        self.leave()
    }
}
