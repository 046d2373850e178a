//! Functions, lambdas and classes: their code objects, and the instructions that make them.

use std::sync::Arc;

use ladon_bytecode::{Code, CodeFlags, Constant, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::call::is_unpacking;
use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;
use crate::scope::{Meaning, ScopeId, Sym, address, symbol};
use crate::symtable::{ANNOTATE, BODY, has_annotations};

impl<'a> Compiler<'a> {
    pub fn scope_of<T>(&self, node: &T, which: u8) -> ScopeId {
        self.table.by_node.get(&(address(node), which)).copied().unwrap_or(0)
    }

    // ---- making function objects -----------------------------------------------------------------------------

    /// `MakeFunction` of the code of `scope`. Defaults (as `flags` say) are in temporaries from `base` on, up to the top.
    pub fn make_function(
        &mut self,
        code: Arc<Code>,
        scope: ScopeId,
        base: u32,
        mut flags: u8,
        dst: Option<Reg>,
    ) -> Reg {
        if self.closure(scope) {
            flags |= flag::CLOSURE;
        }
        let index = self.code_const(code);
        self.unit.release(base);
        let dst = self.unit.dest(dst);
        self.unit.emit_flags(Op::MakeFunction, flags, dst, base as Reg, index);
        dst
    }

    /// The tuple of cells for the code of `scope`, in a new temporary, if it has free variables.
    fn closure(&mut self, scope: ScopeId) -> bool {
        let free = self.table.scopes[scope].free.clone();
        if free.is_empty() {
            return false;
        }
        let base = self.unit.mark();
        let parent = self.table.scopes[scope].parent.unwrap_or(0);
        for sym in &free {
            let cell = match self.table.search(parent, *sym, scope) {
                Meaning::Variable(owner) => self.variable(owner, *sym).0,
                _ => 0,
            };
            let reg = self.unit.alloc();
            self.unit.mov(reg, Val::place(cell));
        }
        self.unit.release(base);
        let tuple = self.unit.alloc();
        self.unit.emit(Op::BuildTuple, tuple, base as Reg, free.len() as u16);
        true
    }

    /// Default values into new temporaries; which there are.
    fn defaults(&mut self, parameters: &'a ast::Parameters) -> Result<u8> {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> = positional.filter_map(|parameter| parameter.default.as_deref()).collect();
        if !defaults.is_empty() {
            self.default_tuple(&defaults)?;
            flags |= flag::DEFAULTS;
        }
        let base = self.unit.mark();
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = parameter.default.as_deref() {
                let sym = self.sym(parameter.parameter.name.as_str());
                let name = Constant::str(self.table.names.name(sym));
                let key = self.unit.alloc();
                self.unit.load_const(name, key);
                self.expr(default, None)?;
                count += 1;
            }
        }
        if count > 0 {
            self.unit.release(base);
            let dict = self.unit.alloc();
            self.unit.emit(Op::BuildDict, dict, base as Reg, count);
            flags |= flag::KWDEFAULTS;
        }
        Ok(flags)
    }

    fn default_tuple(&mut self, defaults: &[&'a Expr]) -> Result<()> {
        let constants: Option<Vec<Constant>> = defaults.iter().map(|default| self.constant(default)).collect();
        if let Some(constants) = constants {
            let reg = self.unit.alloc();
            self.unit.load_const(Constant::Tuple(constants.into()), reg);
            return Ok(());
        }
        let base = self.unit.mark();
        for default in defaults {
            self.expr(default, None)?;
        }
        self.unit.release(base);
        let tuple = self.unit.alloc();
        self.unit.emit(Op::BuildTuple, tuple, base as Reg, defaults.len() as u16);
        Ok(())
    }

    /// Notes the parameters in the code being made.
    fn parameters(&mut self, parameters: &ast::Parameters) {
        let unit = &mut self.unit;
        unit.posonlyargcount = parameters.posonlyargs.len() as u16;
        unit.argcount = (parameters.posonlyargs.len() + parameters.args.len()) as u16;
        unit.kwonlyargcount = parameters.kwonlyargs.len() as u16;
        if parameters.vararg.is_some() {
            unit.flags |= CodeFlags::VARARGS;
        }
        if parameters.kwarg.is_some() {
            unit.flags |= CodeFlags::VARKEYWORDS;
        }
    }

    pub fn generator_flags(&mut self) {
        let scope = &self.table.scopes[self.unit.frame];
        self.unit.flags |= match (scope.is_async, scope.has_yield) {
            (true, true) => CodeFlags::ASYNC_GENERATOR,
            (true, false) => CodeFlags::COROUTINE,
            (false, true) => CodeFlags::GENERATOR,
            (false, false) => CodeFlags::default(),
        };
    }

    // ---- def -------------------------------------------------------------------------------------------------

    pub fn function_def(&mut self, def: &'a ast::StmtFunctionDef) -> Result<()> {
        let mark = self.unit.mark();
        let decorators = self.decorators(&def.decorator_list)?;
        let name = def.name.as_str();
        let local = if decorators == 0 { self.local(name).map(|(reg, _)| reg) } else { None };
        let range = def.range;
        self.unit.range = Self::at_start(range);
        let made = match &def.type_params {
            None => self.function_object(def, local)?,
            Some(params) => self.generic_function(def, params, local)?,
        };
        let result = self.decorate(&def.decorator_list, mark, made);
        if local.is_none() {
            self.unit.range = Self::at_start(range);
            self.store_name(name, Val::temp(result));
        }
        self.unit.release(mark);
        Ok(())
    }

    fn decorators(&mut self, decorators: &'a [ast::Decorator]) -> Result<usize> {
        for decorator in decorators {
            self.expr(&decorator.expression, None)?;
        }
        Ok(decorators.len())
    }

    /// Calls the decorators, which lie from `mark` on with the object above them; the result.
    fn decorate(&mut self, decorators: &'a [ast::Decorator], mark: u32, object: Reg) -> Reg {
        let mut result = object;
        for (index, decorator) in decorators.iter().enumerate().rev() {
            self.unit.range = decorator.expression.range();
            let base = (mark as usize + index) as Reg;
            self.unit.emit(Op::Call, base, base, 1);
            result = base;
        }
        result
    }

    /// The function itself: defaults, annotations, code.
    fn function_object(&mut self, def: &'a ast::StmtFunctionDef, dst: Option<Reg>) -> Result<Reg> {
        let base = self.unit.mark();
        let flags = self.defaults(&def.parameters)?;
        self.function_with_defaults(def, base, flags, dst)
    }

    pub fn defaults_of(&mut self, def: &'a ast::StmtFunctionDef) -> Result<u8> {
        self.defaults(&def.parameters)
    }

    pub fn function_with_defaults(
        &mut self,
        def: &'a ast::StmtFunctionDef,
        base: u32,
        mut flags: u8,
        dst: Option<Reg>,
    ) -> Result<Reg> {
        if has_annotations(def) {
            let scope = self.scope_of(def, ANNOTATE);
            let code = self.annotate_function(def, scope)?;
            let inner = self.unit.mark();
            self.make_function(code, scope, inner, 0, None);
            flags |= flag::ANNOTATE;
        }
        let scope = self.scope_of(def, BODY);
        let code = self.function_code(def, scope)?;
        Ok(self.make_function(code, scope, base, flags, dst))
    }

    fn function_code(&mut self, def: &'a ast::StmtFunctionDef, scope: ScopeId) -> Result<Arc<Code>> {
        let in_class = self.table.scopes[scope].parent.is_some_and(|parent| {
            let parent = &self.table.scopes[parent];
            parent.kind == crate::scope::ScopeKind::Class || parent.sees_class.is_some()
        });
        let start = def.decorator_list.first().map_or(def.range, |decorator| decorator.range);
        self.enter(scope, def.name.as_str(), start);
        self.parameters(&def.parameters);
        self.generator_flags();
        if in_class {
            self.unit.flags |= CodeFlags::METHOD;
        }
        let (doc, body) = self.docstring(&def.body);
        if let Some(doc) = doc {
            self.unit.const_idx(doc);
            self.unit.flags |= CodeFlags::HAS_DOCSTRING;
        }
        self.body(body)?;
        self.end_of_body(&def.body);
        self.leave()
    }

    /// Falling off the end; on the line of the last statement.
    fn end_of_body(&mut self, body: &[Stmt]) {
        if let Some(last) = body.last() {
            self.unit.range = last.range();
        }
        self.unit.emit(Op::ReturnNone, 0, 0, 0);
    }

    pub fn lambda(&mut self, lambda: &'a ast::ExprLambda, dst: Option<Reg>) -> Result<Reg> {
        let base = self.unit.mark();
        let flags = match &lambda.parameters {
            Some(parameters) => self.defaults(parameters)?,
            None => 0,
        };
        let scope = self.scope_of(lambda, BODY);
        self.enter(scope, "<lambda>", lambda.range);
        if let Some(parameters) = &lambda.parameters {
            self.parameters(parameters);
        }
        self.generator_flags();
        self.unit.range = lambda.body.range();
        match self.constant(&lambda.body) {
            Some(constant) => self.return_const(constant),
            None => {
                let val = self.val(&lambda.body)?;
                self.unit.emit_flags(Op::Return, val.take_a(), val.reg, 0, 0);
            }
        }
        let code = self.leave()?;
        Ok(self.make_function(code, scope, base, flags, dst))
    }

    // ---- class -----------------------------------------------------------------------------------------------

    pub fn class_def(&mut self, def: &'a ast::StmtClassDef) -> Result<()> {
        let mark = self.unit.mark();
        self.decorators(&def.decorator_list)?;
        let made = match &def.type_params {
            None => self.class_object(def, false)?,
            Some(params) => self.generic_class(def, params)?,
        };
        let result = self.decorate(&def.decorator_list, mark, made);
        self.unit.range = self.class_range(def);
        self.store_name(def.name.as_str(), Val::temp(result));
        self.unit.release(mark);
        Ok(())
    }

    /// The class statement without its decorators.
    fn class_range(&self, def: &ast::StmtClassDef) -> TextRange {
        let before = &self.source.text[..def.name.start().to_usize()];
        let start = before.rfind("class").map_or(def.start(), |at| TextSize::from(at as u32));
        TextRange::new(start, def.end())
    }

    /// Calls `__build_class__`; the class, in a new temporary. A generic class has `.generic_base` as its last base.
    pub fn class_object(&mut self, def: &'a ast::StmtClassDef, generic: bool) -> Result<Reg> {
        let base = self.unit.mark();
        let range = self.class_range(def);
        self.unit.range = range;
        let builder = self.unit.alloc();
        self.unit.emit(Op::LoadBuildClass, builder, 0, 0);
        let scope = self.scope_of(def, BODY);
        let code = self.class_code(def, scope, generic)?;
        self.unit.range = range;
        let inner = self.unit.mark();
        self.make_function(code, scope, inner, 0, None);
        let name = self.unit.alloc();
        self.unit.load_const(Constant::str(def.name.as_str()), name);
        self.class_call(def, base as Reg, generic)
    }

    fn class_call(&mut self, def: &'a ast::StmtClassDef, base: Reg, generic: bool) -> Result<Reg> {
        let mut count = 2;
        let mut names = Vec::new();
        let range = self.unit.range;
        if let Some(arguments) = def.arguments.as_deref() {
            if is_unpacking(arguments) {
                return self.class_call_unpacked(arguments, base, generic);
            }
            for argument in &arguments.args {
                self.expr(argument, None)?;
            }
            count += arguments.args.len();
            if generic {
                self.generic_base();
                count += 1;
            }
            for keyword in &arguments.keywords {
                self.expr(&keyword.value, None)?;
                if let Some(arg) = &keyword.arg {
                    let sym = self.sym(arg.as_str());
                    names.push(Constant::str(self.table.names.name(sym)));
                }
            }
            count += names.len();
        } else if generic {
            self.generic_base();
            count += 1;
        }
        self.unit.range = range;
        self.unit.release(u32::from(base));
        let dst = self.unit.alloc();
        if names.is_empty() {
            self.unit.emit(Op::Call, dst, base, count as u16);
        } else {
            let names = self.unit.const_idx(Constant::Tuple(names.into()));
            let instr = ladon_bytecode::Instr::abc(Op::CallKw, dst, base, count as u16);
            self.unit.push(instr.with_word(u32::from(names), 0));
        }
        Ok(dst)
    }

    fn class_call_unpacked(&mut self, arguments: &'a ast::Arguments, base: Reg, generic: bool) -> Result<Reg> {
        let range = self.unit.range;
        let list = base + 1;
        self.unit.release(u32::from(list));
        let list = {
            self.unit.alloc();
            self.unit.emit(Op::BuildList, list, list, 2);
            list
        };
        let items = self.positional(&arguments.args)?;
        self.unit.emit_flags(Op::ListExtend, flag::TAKE_B, list, items, 0);
        self.unit.release(u32::from(list) + 1);
        if generic {
            let reg = self.generic_base();
            self.unit.emit_flags(Op::ListAppend, flag::TAKE_B, list, reg, 0);
            self.unit.release(u32::from(list) + 1);
        }
        self.unpacked_keywords(&arguments.keywords, base)?;
        self.unit.range = range;
        self.unit.release(u32::from(base));
        let dst = self.unit.alloc();
        self.unit.emit(Op::CallEx, dst, base, 0);
        Ok(dst)
    }

    fn class_code(&mut self, def: &'a ast::StmtClassDef, scope: ScopeId, generic: bool) -> Result<Arc<Code>> {
        let start = def.decorator_list.first().map_or(def.range, |decorator| decorator.range);
        self.enter(scope, def.name.as_str(), start);
        self.unit.flags |= CodeFlags::CLASS_BODY;
        let temp = self.unit.alloc();
        let classdict = self.own_cell("__classdict__");
        if let Some(cell) = classdict {
            self.unit.emit(Op::LoadLocals, temp, 0, 0);
            self.unit.emit_flags(Op::StoreCell, flag::TAKE_A, temp, cell, 0);
        }
        let name = self.name_idx("__name__");
        self.unit.emit(Op::LoadName, temp, 0, name);
        self.store_class_name("__module__", temp);
        self.unit.load_const(Constant::str(&self.unit.qualname.clone()), temp);
        self.store_class_name("__qualname__", temp);
        self.unit.load_const(Constant::Int(i64::from(self.unit.first_line)), temp);
        self.store_class_name("__firstlineno__", temp);
        if generic {
            let sym = self.table.names.intern(".type_params");
            if let Meaning::Variable(owner) = self.table.resolve(scope, sym) {
                let (cell, _) = self.variable(owner, sym);
                let index = self.unit.name_idx(sym);
                self.unit.emit(Op::LoadCell, temp, cell, index);
                self.store_class_name("__type_params__", temp);
            }
        }
        self.unit.release(u32::from(temp));
        self.class_body(&def.body, temp)?;
        let attributes: Vec<Constant> =
            self.table.scopes[scope].static_attributes.iter().map(|name| Constant::str(name)).collect();
        let temp = self.unit.alloc();
        self.unit.load_const(Constant::Tuple(attributes.into()), temp);
        self.store_class_name("__static_attributes__", temp);
        if let Some(cell) = classdict {
            self.unit.mov(temp, Val::place(cell));
            self.store_class_name("__classdictcell__", temp);
        }
        match self.own_cell("__class__") {
            Some(cell) => {
                self.unit.mov(temp, Val::place(cell));
                let sym = self.table.names.intern("__classcell__");
                let index = self.unit.name_idx(sym);
                self.unit.emit(Op::StoreName, temp, 0, index);
                self.unit.emit_flags(Op::Return, flag::TAKE_A, temp, 0, 0);
            }
            None => self.unit.emit(Op::ReturnNone, 0, 0, 0),
        }
        self.leave()
    }

    fn class_body(&mut self, body: &'a [Stmt], temp: Reg) -> Result<()> {
        let (doc, body) = self.docstring(body);
        if let Some(doc) = doc {
            self.unit.alloc();
            self.unit.load_const(doc, temp);
            self.store_class_name("__doc__", temp);
            self.unit.release(u32::from(temp));
        }
        self.variable_annotations_start();
        self.body(body)?;
        self.unit.range = Self::at_start(self.unit.range);
        self.variable_annotations_end(body)
    }

    fn store_class_name(&mut self, name: &str, temp: Reg) {
        let sym = self.table.names.intern(name);
        let index = self.unit.name_idx(sym);
        self.unit.emit_flags(Op::StoreName, flag::TAKE_A, temp, 0, index);
    }

    /// The register of a cell the class body itself keeps.
    pub fn own_cell(&mut self, name: &str) -> Option<Reg> {
        let sym: Sym = self.table.names.intern(name);
        let frame = self.unit.frame;
        (self.table.flags(frame, sym) & symbol::CELL != 0).then(|| self.unit.regs.get(&(frame, sym)).copied()).flatten()
    }
}
