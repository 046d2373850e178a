//! Annotations (PEP 649/749: computed by an `__annotate__` function when asked for) and type parameters (PEP 695, 696).

use std::sync::Arc;

use ladon_bytecode::{Code, Constant, Intrinsic, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;
use crate::scope::{ScopeId, ScopeKind, Sym, address};
use crate::symtable::{DEFAULT, TYPE_PARAMS, VALUE, type_param_default};

/// One entry of an annotations dict; the index is that of a conditional one.
struct Annotation<'a> {
    name: Sym,
    value: &'a Expr,
    index: Option<u32>,
}

impl<'a> Compiler<'a> {
    // ---- functions that compute annotations ------------------------------------------------------------------

    pub fn annotate_function(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) -> Result<Arc<Code>> {
        let params = &def.parameters;
        let positional = params.posonlyargs.iter().chain(&params.args).map(|param| &param.parameter);
        let keyword = params.kwonlyargs.iter().map(|param| &param.parameter);
        let all = positional.chain(params.vararg.as_deref()).chain(keyword).chain(params.kwarg.as_deref());
        let mut annotations = Vec::new();
        for param in all {
            if let Some(value) = param.annotation.as_deref() {
                let name = self.sym(param.name.as_str());
                annotations.push(Annotation { name, value, index: None });
            }
        }
        if let Some(value) = def.returns.as_deref() {
            let name = self.table.names.intern("return");
            annotations.push(Annotation { name, value, index: None });
        }
        self.annotate_code(scope, &annotations, def.range)
    }

    fn annotate_code(
        &mut self,
        scope: ScopeId,
        annotations: &[Annotation<'a>],
        range: ruff_text_size::TextRange,
    ) -> Result<Arc<Code>> {
        self.enter(scope, "__annotate__", range);
        self.format_check();
        let result = self.unit.alloc();
        self.unit.emit(Op::BuildDict, result, result, 0);
        for annotation in annotations {
            self.unit.range = annotation.value.range();
            let mark = self.unit.mark();
            let skip = self.unit.label();
            if let Some(index) = annotation.index {
                let set = self.load_name("__conditional_annotations__", None);
                let number = self.unit.alloc();
                self.unit.load_const(Constant::Int(i64::from(index)), number);
                let flags = flag::NEGATE | flag::TAKE_A | set.take_b();
                self.unit.emit_jump(Op::JumpIfIn, flags, number, set.reg, skip);
                self.unit.release(mark);
            }
            let key = self.unit.alloc();
            self.unit.load_const(Constant::str(self.table.names.name(annotation.name)), key);
            let value = self.annotation_value(annotation.value)?;
            self.unit.emit_flags(Op::DictSet, flag::TAKE_B | value.take_c(), result, key, value.reg);
            self.unit.bind(skip);
            self.unit.release(mark);
        }
        self.unit.emit_flags(Op::Return, flag::TAKE_A, result, 0, 0);
        self.leave()
    }

    /// `if format > 2: raise NotImplementedError`, the start of every deferred function.
    fn format_check(&mut self) {
        self.unit.argcount = 1;
        self.unit.posonlyargcount = 1;
        let two = self.unit.const_idx(Constant::Int(2));
        let go = self.unit.label();
        self.unit.emit_jump(Op::JumpIfGtK, flag::NEGATE, 0, two, go);
        let error = self.unit.alloc();
        self.unit.emit(Op::LoadCommon, error, 0, 1);
        self.unit.emit_flags(Op::Raise, flag::TAKE_A, error, 0, 0);
        self.unit.release(u32::from(error));
        self.unit.bind(go);
    }

    fn annotation_value(&mut self, value: &'a Expr) -> Result<Val> {
        if self.options.future_annotations {
            let text = self.source.text[value.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            let reg = self.unit.alloc();
            self.unit.load_const(Constant::str(&text), reg);
            return Ok(Val::temp(reg));
        }
        // `*args: *Ts`
        if let Expr::Starred(starred) = value {
            let mark = self.unit.mark();
            let val = self.val(&starred.value)?;
            self.unit.release(mark);
            let base = self.unit.alloc();
            self.unit.emit_flags(Op::Unpack, val.take_b(), base, val.reg, 1);
            return Ok(Val::temp(base));
        }
        self.val(value)
    }

    // ---- annotated variables ---------------------------------------------------------------------------------

    pub fn annotated(&mut self, assign: &'a ast::StmtAnnAssign) -> Result<()> {
        if let Some(value) = &assign.value {
            let mark = self.unit.mark();
            self.assign_one(&assign.target, value)?;
            self.unit.release(mark);
        } else if !assign.simple {
            self.evaluate_target(&assign.target)?;
        }
        if !self.keeps_annotations() || self.options.future_annotations && !assign.simple {
            return Ok(());
        }
        if !assign.simple {
            return self.discard(&assign.annotation);
        }
        if self.is_conditional() {
            self.note_conditional();
        }
        self.unit.conditional_index += 1;
        Ok(())
    }

    /// `a.b: int` evaluates `a`, and `(x): int` nothing.
    fn evaluate_target(&mut self, target: &'a Expr) -> Result<()> {
        match target {
            Expr::Attribute(attribute) => self.discard(&attribute.value),
            Expr::Subscript(subscript) => {
                self.discard(&subscript.value)?;
                self.discard(&subscript.slice)
            }
            _ => Ok(()),
        }
    }

    fn is_conditional(&self) -> bool {
        let module = self.table.scopes[self.unit.frame].kind == ScopeKind::Module;
        !self.options.future_annotations && (module || self.unit.conditional > 0)
    }

    /// `__conditional_annotations__.add(index)`
    fn note_conditional(&mut self) {
        let mark = self.unit.mark();
        let index = self.unit.conditional_index;
        let set = match self.own_cell("__conditional_annotations__") {
            Some(cell) => {
                let reg = self.unit.alloc();
                let name = self.name_idx("__conditional_annotations__");
                self.unit.emit(Op::LoadCell, reg, cell, name);
                reg
            }
            None => self.load_name("__conditional_annotations__", None).reg,
        };
        let number = self.unit.alloc();
        self.unit.load_const(Constant::Int(i64::from(index)), number);
        self.unit.emit_flags(Op::SetAdd, flag::TAKE_A | flag::TAKE_B, set, number, 0);
        self.unit.release(mark);
    }

    /// At the start of a module or class body: the set of conditional annotations that were reached.
    pub fn variable_annotations_start(&mut self) {
        let scope = &self.table.scopes[self.unit.frame];
        if scope.annotate.is_none() || !scope.conditional_annotations || self.options.future_annotations {
            return;
        }
        let set = self.unit.alloc();
        self.unit.emit(Op::BuildSet, set, set, 0);
        match self.own_cell("__conditional_annotations__") {
            Some(cell) => self.unit.emit_flags(Op::StoreCell, flag::TAKE_A, set, cell, 0),
            None => self.store_name("__conditional_annotations__", Val::temp(set)),
        }
        self.unit.release(u32::from(set));
    }

    /// At the end: the function that computes the annotations.
    pub fn variable_annotations_end(&mut self, body: &'a [Stmt]) -> Result<()> {
        let frame = self.unit.frame;
        let Some(scope) = self.table.scopes[frame].annotate else { return Ok(()) };
        let module = self.table.scopes[frame].kind == ScopeKind::Module;
        let mut found = Vec::new();
        collect(body, false, &mut found);
        let mut annotations = Vec::new();
        for (index, (assign, conditional)) in found.into_iter().enumerate() {
            let Expr::Name(name) = &*assign.target else { continue };
            let conditional = (conditional || module) && !self.options.future_annotations;
            let name = self.sym(name.id.as_str());
            annotations.push(Annotation {
                name,
                value: &assign.annotation,
                index: conditional.then_some(index as u32),
            });
        }
        let range = self.unit.range;
        let code = self.annotate_code(scope, &annotations, range)?;
        let base = self.unit.mark();
        let reg = self.make_function(code, scope, base, 0, None);
        let name = if module { "__annotate__" } else { "__annotate_func__" };
        let sym = self.table.names.intern(name);
        let index = self.unit.name_idx(sym);
        self.unit.emit_flags(Op::StoreName, flag::TAKE_A, reg, 0, index);
        self.unit.release(base);
        Ok(())
    }

    // ---- type parameters -------------------------------------------------------------------------------------

    fn intrinsic(&mut self, which: Intrinsic, base: Reg, dst: Option<Reg>) -> Reg {
        self.unit.release(u32::from(base));
        let dst = self.unit.dest(dst);
        self.unit.emit(Op::Intrinsic, dst, base, which as u16);
        dst
    }

    /// A function that computes an expression when called, in a new temporary.
    fn deferred(&mut self, key: (usize, u8), name: &str, value: &'a Expr) -> Result<Reg> {
        let scope = self.table.by_node.get(&key).copied().unwrap_or(0);
        self.enter(scope, name, value.range());
        self.format_check();
        let val = self.val(value)?;
        self.unit.emit_flags(Op::Return, val.take_a(), val.reg, 0, 0);
        let code = self.leave()?;
        let base = self.unit.mark();
        Ok(self.make_function(code, scope, base, 0, None))
    }

    /// Makes the type parameters, binds them, and leaves their tuple in a new temporary.
    fn type_params(&mut self, params: &'a ast::TypeParams) -> Result<Reg> {
        let tuple = self.unit.mark();
        for param in &params.type_params {
            self.unit.range = param.range();
            let name = param.name().as_str();
            let reg = self.type_param(param, name)?;
            self.store_name(name, Val::place(reg));
        }
        self.unit.release(tuple);
        let dst = self.unit.alloc();
        self.unit.emit(Op::BuildTuple, dst, tuple as Reg, params.type_params.len() as u16);
        Ok(dst)
    }

    fn type_param(&mut self, param: &'a ast::TypeParam, name: &str) -> Result<Reg> {
        let base = self.unit.alloc();
        self.unit.load_const(Constant::str(name), base);
        let which = match param {
            ast::TypeParam::ParamSpec(_) => Intrinsic::ParamSpec,
            ast::TypeParam::TypeVarTuple(_) => Intrinsic::TypeVarTuple,
            ast::TypeParam::TypeVar(var) => match var.bound.as_deref() {
                None => Intrinsic::TypeVar,
                Some(bound) => {
                    self.deferred((address(param), VALUE), name, bound)?;
                    if bound.is_tuple_expr() { Intrinsic::TypeVarWithConstraints } else { Intrinsic::TypeVarWithBound }
                }
            },
        };
        let reg = self.intrinsic(which, base, None);
        if let Some(default) = type_param_default(param) {
            // `*Ts = *tuple[int]`
            let default = if let Expr::Starred(starred) = default { &starred.value } else { default };
            self.deferred((address(param), DEFAULT), name, default)?;
            return Ok(self.intrinsic(Intrinsic::SetTypeParamDefault, reg, None));
        }
        Ok(reg)
    }

    /// Runs the code of a type-parameter scope at once: calls a function without arguments.
    fn call_scope(&mut self, code: Arc<Code>, scope: ScopeId, arguments: u32, count: u16, dst: Option<Reg>) -> Reg {
        // The function must lie below its arguments.
        let function = arguments - 1;
        let inner = self.unit.mark();
        let made = self.make_function(code, scope, inner, 0, None);
        self.unit.mov(function as Reg, Val::temp(made));
        self.unit.release(function);
        let dst = self.unit.dest(dst);
        self.unit.emit(Op::Call, dst, function as Reg, count);
        dst
    }

    pub fn generic_function(
        &mut self,
        def: &'a ast::StmtFunctionDef,
        params: &'a ast::TypeParams,
        dst: Option<Reg>,
    ) -> Result<Reg> {
        let function = self.unit.alloc();
        let arguments = self.unit.mark();
        let flags = self.defaults_of(def)?;
        let count = (self.unit.mark() - arguments) as u16;
        let scope = self.scope_of(def, TYPE_PARAMS);
        let name = format!("<generic parameters of {}>", def.name.as_str());
        self.enter_type_params(scope, &name, def.range, count);
        let tuple = self.type_params(params)?;
        let base = self.unit.mark();
        for index in 0..count {
            let reg = self.unit.alloc();
            self.unit.mov(reg, Val::place(index));
        }
        let made = self.function_with_defaults(def, base, flags, None)?;
        // (function, tuple) side by side.
        let pair = self.unit.alloc_n(2);
        self.unit.mov(pair, Val::temp(made));
        self.unit.mov(pair + 1, Val::temp(tuple));
        let result = self.intrinsic(Intrinsic::SetFunctionTypeParams, pair, None);
        self.unit.emit_flags(Op::Return, flag::TAKE_A, result, 0, 0);
        let code = self.leave()?;
        debug_assert_eq!(u32::from(function) + 1, arguments);
        Ok(self.call_scope(code, scope, arguments, count, dst))
    }

    pub fn generic_class(&mut self, def: &'a ast::StmtClassDef, params: &'a ast::TypeParams) -> Result<Reg> {
        self.unit.alloc();
        let arguments = self.unit.mark();
        let scope = self.scope_of(def, TYPE_PARAMS);
        let name = format!("<generic parameters of {}>", def.name.as_str());
        self.enter_type_params(scope, &name, def.range, 0);
        let tuple = self.type_params(params)?;
        let sym = self.table.names.intern(".type_params");
        self.store_sym(sym, Val::place(tuple));
        let base = self.intrinsic(Intrinsic::SubscriptGeneric, tuple, None);
        let sym = self.table.names.intern(".generic_base");
        self.store_sym(sym, Val::temp(base));
        self.unit.release(u32::from(base));
        let class = self.class_object(def, true)?;
        self.unit.emit_flags(Op::Return, flag::TAKE_A, class, 0, 0);
        let code = self.leave()?;
        Ok(self.call_scope(code, scope, arguments, 0, None))
    }

    /// The last base of a generic class, in a new temporary.
    pub fn generic_base(&mut self) -> Reg {
        let reg = self.unit.alloc();
        let sym = self.table.names.intern(".generic_base");
        let (variable, is_cell) = self.variable(self.unit.frame, sym);
        let index = self.unit.name_idx(sym);
        if is_cell {
            self.unit.emit(Op::LoadCell, reg, variable, index);
        } else {
            self.unit.emit(Op::CheckBound, variable, 0, index);
            self.unit.mov(reg, Val::place(variable));
        }
        reg
    }

    fn enter_type_params(&mut self, scope: ScopeId, name: &str, range: ruff_text_size::TextRange, count: u16) {
        // The defaults come as parameters.
        let hidden = [".defaults", ".kwdefaults"];
        for name in &hidden[..usize::from(count.min(2))] {
            let sym = self.table.names.intern(name);
            self.table.scopes[scope].params.push(sym);
            *self.table.scopes[scope].symbols.entry(sym).or_default() |= crate::scope::symbol::PARAM;
        }
        self.enter(scope, name, range);
        self.unit.argcount = count;
    }

    pub fn type_alias(&mut self, alias: &'a ast::StmtTypeAlias) -> Result<()> {
        let Expr::Name(name) = &*alias.name else { return self.fail("invalid syntax", alias.name.range()) };
        let mark = self.unit.mark();
        let result = match &alias.type_params {
            None => {
                let base = self.unit.alloc_n(2);
                self.unit.emit(Op::LoadNone, base + 1, 0, 0);
                self.alias_value(alias, name.id.as_str(), base)?
            }
            Some(params) => {
                self.unit.alloc();
                let arguments = self.unit.mark();
                let scope = self.scope_of(alias, TYPE_PARAMS);
                self.enter_type_params(scope, &format!("<generic parameters of {}>", name.id), alias.range, 0);
                let base = self.unit.alloc();
                self.type_params(params)?;
                let result = self.alias_value(alias, name.id.as_str(), base)?;
                self.unit.emit_flags(Op::Return, flag::TAKE_A, result, 0, 0);
                let code = self.leave()?;
                self.call_scope(code, scope, arguments, 0, None)
            }
        };
        self.store_name(name.id.as_str(), Val::temp(result));
        self.unit.release(mark);
        Ok(())
    }

    /// Type parameters (or None) are at `base + 1`.
    fn alias_value(&mut self, alias: &'a ast::StmtTypeAlias, name: &str, base: Reg) -> Result<Reg> {
        self.unit.load_const(Constant::str(name), base);
        self.deferred((address(alias), VALUE), name, &alias.value)?;
        Ok(self.intrinsic(Intrinsic::TypeAlias, base, None))
    }
}

/// The simple annotated names of a body in order, and whether each is under a condition.
fn collect<'a>(body: &'a [Stmt], conditional: bool, found: &mut Vec<(&'a ast::StmtAnnAssign, bool)>) {
    for stmt in body {
        match stmt {
            Stmt::AnnAssign(assign) if assign.simple => found.push((assign, conditional)),
            Stmt::If(stmt) => {
                collect(&stmt.body, true, found);
                stmt.elif_else_clauses.iter().for_each(|clause| collect(&clause.body, true, found));
            }
            Stmt::For(stmt) => [&stmt.body, &stmt.orelse].into_iter().for_each(|body| collect(body, true, found)),
            Stmt::While(stmt) => [&stmt.body, &stmt.orelse].into_iter().for_each(|body| collect(body, true, found)),
            Stmt::With(stmt) => collect(&stmt.body, true, found),
            Stmt::Match(stmt) => stmt.cases.iter().for_each(|case| collect(&case.body, true, found)),
            Stmt::Try(stmt) => {
                collect(&stmt.body, true, found);
                for ast::ExceptHandler::ExceptHandler(handler) in &stmt.handlers {
                    collect(&handler.body, true, found);
                }
                collect(&stmt.orelse, true, found);
                collect(&stmt.finalbody, true, found);
            }
            _ => {}
        }
    }
}
