//! First pass: walks the tree once, opens the scopes and notes how each name is used in each; the rules about
//! `global`, `nonlocal`, `:=` and duplicate parameters are checked here, with CPython's words.

use std::collections::BTreeMap;

use ruff_python_ast as ast;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, ExprContext, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::error::{ErrorKind, Fault, Result, fault};
use crate::scope::{Meaning, Scope, ScopeId, ScopeKind, ScopeTable, Sym, address, symbol};

/// Which scope of a node: its body.
pub(crate) const BODY: u8 = 0;
/// Its type parameters.
pub(crate) const TYPE_PARAMS: u8 = 1;
/// Its annotations.
pub(crate) const ANNOTATE: u8 = 2;
/// A bound or value.
pub(crate) const VALUE: u8 = 3;
/// A default.
pub(crate) const DEFAULT: u8 = 4;

/// Functions, classes and comprehensions nested deeper than this are refused.
const MAX_SCOPES: u32 = 1000;

/// Builds and resolves the table.
pub(crate) fn build(module: &ast::Mod, future_annotations: bool) -> Result<ScopeTable> {
    let mut builder = Builder {
        table: ScopeTable::default(),
        current: 0,
        fault: None,
        future_annotations,
        conditional: 0,
        declared: Vec::new(),
    };
    builder.table.scopes.push(new_scope(ScopeKind::Module, None));
    match module {
        ast::Mod::Module(module) => builder.visit_body(&module.body),
        ast::Mod::Expression(expression) => builder.visit_expr(&expression.body),
    }
    if let Some(fault) = builder.fault {
        return Err(fault);
    }
    let mut table = builder.table;
    for (scope, sym, range) in std::mem::take(&mut table.nonlocals) {
        if !matches!(table.resolve(scope, sym), Meaning::Variable(_)) {
            return fault(format!("no binding for nonlocal '{}' found", table.names.name(sym)), range);
        }
    }
    table.capture_all();
    Ok(table)
}

fn new_scope(kind: ScopeKind, parent: Option<ScopeId>) -> Scope {
    Scope {
        kind,
        parent,
        depth: 0,
        symbols: BTreeMap::new(),
        order: Vec::new(),
        params: Vec::new(),
        free: Vec::new(),
        private: None,
        is_async: false,
        has_yield: false,
        has_await: false,
        nested: false,
        sees_class: None,
        static_attributes: Default::default(),
        annotate: None,
        conditional_annotations: false,
    }
}

struct Builder {
    table: ScopeTable,
    current: ScopeId,
    fault: Option<Fault>,
    future_annotations: bool,
    /// Depth of `if`, `for`, `while`, `try`, `with`, `match` in the current module or class.
    conditional: u32,
    /// Names of `global` and `nonlocal` statements and where they stand.
    declared: Vec<(ScopeId, Sym, TextRange)>,
}

impl Builder {
    fn scope(&mut self) -> &mut Scope {
        &mut self.table.scopes[self.current]
    }

    fn fail(&mut self, message: impl Into<String>, range: TextRange) {
        if self.fault.is_none() {
            self.fault = fault::<()>(message, range).err();
        }
    }

    fn open(&mut self, kind: ScopeKind, key: Option<(usize, u8)>) -> ScopeId {
        let parent = &self.table.scopes[self.current];
        let mut scope = new_scope(kind, Some(self.current));
        scope.private.clone_from(&parent.private);
        scope.depth = parent.depth + 1;
        let too_deep = scope.depth > MAX_SCOPES;
        let function_like = !matches!(parent.kind, ScopeKind::Module | ScopeKind::Class | ScopeKind::Comprehension);
        scope.nested = parent.nested || function_like;
        if matches!(kind, ScopeKind::Deferred | ScopeKind::TypeParams) {
            scope.sees_class = if parent.kind == ScopeKind::Class { Some(self.current) } else { parent.sees_class };
        }
        if too_deep && self.fault.is_none() {
            let message = "maximum recursion depth exceeded during compilation".into();
            self.fault = Some(Fault { kind: ErrorKind::Recursion, message, range: TextRange::default() });
        }
        let sees_class = scope.sees_class.is_some();
        let id = self.table.scopes.len();
        self.table.scopes.push(scope);
        if let Some(key) = key {
            self.table.by_node.insert(key, id);
        }
        self.current = id;
        if sees_class {
            let sym = self.table.names.intern("__classdict__");
            self.mark(sym, symbol::USED);
        }
        id
    }

    fn close(&mut self) {
        self.current = self.table.scopes[self.current].parent.unwrap_or(0);
    }

    fn mark(&mut self, sym: Sym, flags: u16) {
        let scope = self.scope();
        let known = scope.symbols.entry(sym).or_default();
        let first = flags & symbol::BOUND != 0 && *known & symbol::BOUND == 0;
        *known |= flags;
        if first {
            scope.order.push(sym);
        }
    }

    fn sym(&mut self, name: &str) -> Sym {
        self.table.mangle(self.current, name)
    }

    fn bind(&mut self, name: &str, flags: u16, range: TextRange) {
        if name == "__debug__" {
            self.fail("cannot assign to __debug__", range);
        }
        let sym = self.sym(name);
        self.mark(sym, symbol::BOUND | flags);
    }

    fn use_name(&mut self, name: &str) {
        let sym = self.sym(name);
        self.mark(sym, symbol::USED);
        let kind = self.table.scopes[self.current].kind;
        let function_like = !matches!(kind, ScopeKind::Module | ScopeKind::Class);
        if function_like && name == "super" {
            let class = self.table.names.intern("__class__");
            if self.in_class_function() {
                self.mark(class, symbol::USED);
            }
        }
    }

    /// Whether a function around us lies in a class.
    fn in_class_function(&self) -> bool {
        let mut scope = Some(self.current);
        while let Some(id) = scope {
            if self.table.scopes[id].kind == ScopeKind::Class {
                return true;
            }
            scope = self.table.scopes[id].parent;
        }
        false
    }

    // ---- functions -------------------------------------------------------------------------------------------

    fn parameters(&mut self, parameters: &ast::Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        for parameter in positional.chain(&parameters.kwonlyargs) {
            self.parameter(&parameter.parameter);
        }
        for parameter in [&parameters.vararg, &parameters.kwarg].into_iter().flatten() {
            self.parameter(parameter);
        }
    }

    fn parameter(&mut self, parameter: &ast::Parameter) {
        let name = parameter.name.as_str();
        let sym = self.sym(name);
        if self.table.flags(self.current, sym) & symbol::PARAM != 0 {
            self.fail(format!("duplicate argument '{name}' in function definition"), parameter.name.range());
        }
        self.bind(name, symbol::PARAM, parameter.name.range());
        self.scope().params.push(sym);
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        let all = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        for default in all.filter_map(|parameter| parameter.default.as_deref()) {
            self.visit_expr(default);
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        self.bind(def.name.as_str(), 0, def.name.range());
        let generic = def.type_params.as_deref();
        if let Some(params) = generic {
            self.open_type_params(address(def), params);
        }
        self.function_annotations(def);
        self.open(ScopeKind::Function, Some((address(def), BODY)));
        self.scope().is_async = def.is_async;
        self.parameters(&def.parameters);
        let conditional = std::mem::take(&mut self.conditional);
        self.visit_body(&def.body);
        self.conditional = conditional;
        self.close();
        if generic.is_some() {
            self.close();
        }
    }

    fn function_annotations(&mut self, def: &ast::StmtFunctionDef) {
        if !has_annotations(def) {
            return;
        }
        self.open(ScopeKind::Deferred, Some((address(def), ANNOTATE)));
        let format = self.table.names.intern(".format");
        self.mark(format, symbol::BOUND | symbol::PARAM);
        self.scope().params.push(format);
        if !self.future_annotations {
            for parameter in def.parameters.iter() {
                if let Some(annotation) = parameter.annotation() {
                    self.visit_expr(annotation);
                }
            }
            if let Some(returns) = &def.returns {
                self.visit_expr(returns);
            }
        }
        self.close();
    }

    fn open_type_params(&mut self, node: usize, params: &ast::TypeParams) {
        self.open(ScopeKind::TypeParams, Some((node, TYPE_PARAMS)));
        for hidden in [".defaults", ".kwdefaults", ".type_params", ".generic_base"] {
            let sym = self.table.names.intern(hidden);
            self.mark(sym, symbol::BOUND);
        }
        for param in &params.type_params {
            let name = param.name();
            let sym = self.sym(name.as_str());
            if self.table.flags(self.current, sym) & symbol::TYPE_PARAM != 0 {
                self.fail(format!("duplicate type parameter '{}'", name.as_str()), name.range());
            }
            self.bind(name.as_str(), symbol::TYPE_PARAM, name.range());
        }
        for param in &params.type_params {
            let key = address(param);
            if let ast::TypeParam::TypeVar(var) = param
                && let Some(bound) = &var.bound
            {
                self.deferred((key, VALUE), bound);
            }
            if let Some(default) = type_param_default(param) {
                self.deferred((key, DEFAULT), default);
            }
        }
    }

    fn deferred(&mut self, key: (usize, u8), value: &Expr) {
        self.open(ScopeKind::Deferred, Some(key));
        let format = self.table.names.intern(".format");
        self.mark(format, symbol::BOUND | symbol::PARAM);
        self.scope().params.push(format);
        self.visit_expr(value);
        self.close();
    }

    fn class(&mut self, def: &ast::StmtClassDef) {
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.bind(def.name.as_str(), 0, def.name.range());
        let generic = def.type_params.as_deref();
        if let Some(params) = generic {
            self.open_type_params(address(def), params);
            self.scope().private = Some(def.name.as_str().into());
        }
        if let Some(arguments) = &def.arguments {
            self.visit_arguments(arguments);
        }
        let conditional = std::mem::take(&mut self.conditional);
        self.open(ScopeKind::Class, Some((address(def), BODY)));
        self.scope().private = Some(def.name.as_str().into());
        if generic.is_some() {
            let sym = self.table.names.intern(".type_params");
            self.mark(sym, symbol::USED);
        }
        self.visit_body(&def.body);
        self.close();
        self.conditional = conditional;
        if generic.is_some() {
            self.close();
        }
    }

    fn type_alias(&mut self, alias: &ast::StmtTypeAlias) {
        let Expr::Name(name) = &*alias.name else { return };
        self.bind(name.id.as_str(), 0, name.range);
        if let Some(params) = &alias.type_params {
            self.open_type_params(address(alias), params);
        }
        self.deferred((address(alias), VALUE), &alias.value);
        if alias.type_params.is_some() {
            self.close();
        }
    }

    // ---- annotations of variables ----------------------------------------------------------------------------

    fn annotated(&mut self, assign: &ast::StmtAnnAssign) {
        if let Expr::Name(name) = &*assign.target {
            let sym = self.sym(name.id.as_str());
            let flags = self.table.flags(self.current, sym);
            let kind = self.table.scopes[self.current].kind;
            if flags & (symbol::GLOBAL | symbol::NONLOCAL) != 0 && kind != ScopeKind::Module && assign.simple {
                let what = if flags & symbol::GLOBAL != 0 { "global" } else { "nonlocal" };
                self.fail(format!("annotated name '{}' can't be {what}", name.id), name.range);
            }
            if assign.simple {
                self.bind(name.id.as_str(), symbol::ANNOTATED, name.range);
            } else if assign.value.is_some() {
                self.bind(name.id.as_str(), 0, name.range);
            }
        } else {
            self.visit_expr(&assign.target);
        }
        self.variable_annotation(assign);
        if let Some(value) = &assign.value {
            self.visit_expr(value);
        }
    }

    fn variable_annotation(&mut self, assign: &ast::StmtAnnAssign) {
        let kind = self.table.scopes[self.current].kind;
        if !matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            return;
        }
        if !assign.simple {
            if !self.future_annotations {
                self.visit_expr(&assign.annotation);
            }
            return;
        }
        let owner = self.current;
        let annotate = match self.table.scopes[owner].annotate {
            Some(annotate) => {
                self.current = annotate;
                annotate
            }
            None => {
                let annotate = self.open(ScopeKind::Deferred, None);
                let format = self.table.names.intern(".format");
                self.mark(format, symbol::BOUND | symbol::PARAM);
                self.scope().params.push(format);
                annotate
            }
        };
        let conditional = self.conditional > 0 || kind == ScopeKind::Module;
        if conditional && !self.future_annotations && kind == ScopeKind::Class {
            let sym = self.table.names.intern("__conditional_annotations__");
            self.mark(sym, symbol::USED);
        }
        if !self.future_annotations {
            self.visit_expr(&assign.annotation);
        }
        self.current = owner;
        self.scope().annotate = Some(annotate);
        self.scope().conditional_annotations |= conditional;
    }

    // ---- comprehensions --------------------------------------------------------------------------------------

    fn comprehension(&mut self, node: usize, generators: &[ast::Comprehension], parts: [Option<&Expr>; 2], lazy: bool) {
        let Some(first) = generators.first() else { return };
        self.visit_expr(&first.iter);
        let kind = if lazy { ScopeKind::Generator } else { ScopeKind::Comprehension };
        self.open(kind, Some((node, BODY)));
        if lazy {
            let sym = self.table.names.intern(".0");
            self.mark(sym, symbol::BOUND | symbol::PARAM);
            self.scope().params.push(sym);
            self.scope().has_yield = true;
        }
        for (index, generator) in generators.iter().enumerate() {
            if generator.is_async {
                self.note_await();
            }
            if index > 0 {
                self.visit_expr(&generator.iter);
            }
            self.visit_expr(&generator.target);
            for condition in &generator.ifs {
                self.visit_expr(condition);
            }
        }
        for part in parts.into_iter().flatten() {
            self.visit_expr(part);
        }
        self.close();
    }

    fn note_await(&mut self) {
        let frame = self.table.frame_of(self.current);
        self.table.scopes[frame].has_await = true;
    }

    fn named(&mut self, named: &ast::ExprNamed) {
        let Expr::Name(target) = &*named.target else { return };
        let range = target.range;
        let mut scope = self.current;
        let mut lazy = Vec::new();
        while matches!(self.table.scopes[scope].kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            let sym = self.sym(target.id.as_str());
            if self.table.flags(scope, sym) & symbol::BOUND != 0 && self.table.flags(scope, sym) & symbol::WALRUS == 0 {
                let text =
                    format!("assignment expression cannot rebind comprehension iteration variable '{}'", target.id);
                self.fail(text, range);
            }
            if self.table.scopes[scope].kind == ScopeKind::Generator {
                lazy.push(scope);
            }
            scope = self.table.scopes[scope].parent.unwrap_or(0);
        }
        let kind = self.table.scopes[scope].kind;
        if scope != self.current && kind == ScopeKind::Class {
            self.fail("assignment expression within a comprehension cannot be used in a class body", range);
        }
        if matches!(kind, ScopeKind::Deferred | ScopeKind::TypeParams) {
            self.fail("named expression cannot be used within a type scope", range);
        }
        let inner = std::mem::replace(&mut self.current, scope);
        self.bind(target.id.as_str(), symbol::WALRUS, range);
        let sym = self.sym(target.id.as_str());
        self.current = inner;
        let global = kind == ScopeKind::Module || self.table.flags(scope, sym) & symbol::GLOBAL != 0;
        for scope in lazy {
            let flags = if global { symbol::GLOBAL } else { symbol::NONLOCAL };
            *self.table.scopes[scope].symbols.entry(sym).or_default() |= flags | symbol::USED | symbol::WALRUS;
        }
        if self.current != scope {
            self.mark(sym, symbol::USED);
        }
        self.visit_expr(&named.value);
    }

    // ---- statements about names ------------------------------------------------------------------------------

    fn declare(&mut self, names: &[ast::Identifier], flag: u16, what: &str, range: TextRange) {
        if flag == symbol::NONLOCAL && self.table.scopes[self.current].kind == ScopeKind::Module {
            self.fail("nonlocal declaration not allowed at module level", range);
        }
        for name in names {
            let sym = self.sym(name.as_str());
            let known = self.table.flags(self.current, sym);
            let name = name.as_str();
            let problem = if known & symbol::PARAM != 0 {
                Some(format!("name '{name}' is parameter and {what}"))
            } else if known & (symbol::GLOBAL | symbol::NONLOCAL) & !flag != 0 {
                // Shown where the name was declared first.
                let mut known =
                    self.declared.iter().filter(|(scope, known, _)| (*scope, *known) == (self.current, sym));
                let first = known.next().map_or(range, |(_, _, first)| *first);
                self.fail(format!("name '{name}' is nonlocal and global"), first);
                None
            } else if known & symbol::ANNOTATED != 0 {
                Some(format!("annotated name '{name}' can't be {what}"))
            } else if known & symbol::BOUND != 0 {
                Some(format!("name '{name}' is assigned to before {what} declaration"))
            } else if known & symbol::USED != 0 {
                Some(format!("name '{name}' is used prior to {what} declaration"))
            } else {
                None
            };
            if let Some(problem) = problem {
                self.fail(problem, range);
            }
            self.declared.push((self.current, sym, range));
            if flag == symbol::NONLOCAL && self.table.scopes[self.current].kind != ScopeKind::Module {
                self.table.nonlocals.push((self.current, sym, range));
            }
            self.mark(sym, flag);
            if flag == symbol::GLOBAL {
                // Also for the module's own code, which `exec` may run with other locals than globals.
                *self.table.scopes[0].symbols.entry(sym).or_default() |= symbol::GLOBAL;
            }
        }
    }

    fn import(&mut self, alias: &ast::Alias, from: bool) {
        let name = match &alias.asname {
            Some(asname) => asname,
            None => &alias.name,
        };
        let text = name.as_str();
        if text == "*" {
            if self.table.scopes[self.current].kind != ScopeKind::Module {
                self.fail("import * only allowed at module level", alias.range);
            }
            return;
        }
        let bound = if from || alias.asname.is_some() { text } else { text.split('.').next().unwrap_or(text) };
        self.bind(bound, 0, name.range());
    }

    fn conditional_block(&mut self, stmt: &Stmt) {
        self.conditional += 1;
        visitor::walk_stmt(self, stmt);
        self.conditional -= 1;
    }

    fn assigned_attribute(&mut self, attribute: &ast::ExprAttribute) {
        let Expr::Name(object) = &*attribute.value else { return };
        if object.id.as_str() != "self" || attribute.ctx != ExprContext::Store {
            return;
        }
        let mut scope = Some(self.current);
        while let Some(id) = scope {
            if self.table.scopes[id].kind == ScopeKind::Class {
                self.table.scopes[id].static_attributes.insert(attribute.attr.as_str().into());
                return;
            }
            scope = self.table.scopes[id].parent;
        }
    }
}

impl<'a> Visitor<'a> for Builder {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if self.fault.is_some() {
            return;
        }
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::Global(global) => self.declare(&global.names, symbol::GLOBAL, "global", global.range),
            Stmt::Nonlocal(nonlocal) => self.declare(&nonlocal.names, symbol::NONLOCAL, "nonlocal", nonlocal.range),
            Stmt::Import(import) => import.names.iter().for_each(|alias| self.import(alias, false)),
            Stmt::ImportFrom(import) => import.names.iter().for_each(|alias| self.import(alias, true)),
            Stmt::If(_) | Stmt::For(_) | Stmt::While(_) | Stmt::Try(_) | Stmt::With(_) | Stmt::Match(_) => {
                self.conditional_block(stmt);
            }
            Stmt::AugAssign(assign) => {
                if let Expr::Name(name) = &*assign.target {
                    self.use_name(name.id.as_str());
                }
                self.visit_expr(&assign.target);
                self.visit_expr(&assign.value);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(clause) = handler;
        if let Some(class) = &clause.type_ {
            self.visit_expr(class);
        }
        if let Some(name) = &clause.name {
            self.bind(name.as_str(), symbol::DELETED, name.range());
        }
        self.visit_body(&clause.body);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        let name = match pattern {
            ast::Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchStar(pattern) => pattern.name.as_ref(),
            ast::Pattern::MatchMapping(pattern) => pattern.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name.as_str(), 0, name.range());
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_keyword(&mut self, keyword: &'a ast::Keyword) {
        if let Some(arg) = &keyword.arg
            && arg.as_str() == "__debug__"
        {
            self.fail("cannot assign to __debug__", keyword.range);
        }
        self.visit_expr(&keyword.value);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if self.fault.is_some() {
            return;
        }
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Store => self.bind(name.id.as_str(), 0, name.range),
                ExprContext::Del => {
                    if name.id.as_str() == "__debug__" {
                        self.fail("cannot delete __debug__", name.range);
                    }
                    self.bind(name.id.as_str(), symbol::DELETED, name.range);
                }
                _ => self.use_name(name.id.as_str()),
            },
            Expr::Named(named) => self.named(named),
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.open(ScopeKind::Lambda, Some((address(lambda), BODY)));
                if let Some(parameters) = &lambda.parameters {
                    self.parameters(parameters);
                }
                self.visit_expr(&lambda.body);
                self.close();
            }
            Expr::ListComp(comp) => self.comprehension(address(comp), &comp.generators, [Some(&comp.elt), None], false),
            Expr::SetComp(comp) => self.comprehension(address(comp), &comp.generators, [Some(&comp.elt), None], false),
            Expr::DictComp(comp) => {
                self.comprehension(address(comp), &comp.generators, [comp.key.as_deref(), Some(&comp.value)], false);
            }
            Expr::Generator(comp) => self.comprehension(address(comp), &comp.generators, [Some(&comp.elt), None], true),
            Expr::Yield(_) | Expr::YieldFrom(_) => self.yields(expr),
            Expr::Await(_) => {
                self.note_await();
                visitor::walk_expr(self, expr);
            }
            Expr::Attribute(attribute) => {
                if attribute.attr.as_str() == "__debug__" && attribute.ctx != ExprContext::Load {
                    self.fail("cannot assign to __debug__", attribute.range);
                }
                self.assigned_attribute(attribute);
                self.visit_expr(&attribute.value);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }
}

impl Builder {
    fn yields(&mut self, expr: &Expr) {
        let place = match self.table.scopes[self.current].kind {
            ScopeKind::Comprehension => Some("'yield' inside list comprehension"),
            ScopeKind::Generator => Some("'yield' inside generator expression"),
            ScopeKind::Deferred => Some("yield expression cannot be used within an annotation"),
            ScopeKind::TypeParams => Some("yield expression cannot be used within a generic"),
            ScopeKind::Module | ScopeKind::Class => Some("'yield' outside function"),
            _ => None,
        };
        if let Some(place) = place {
            self.fail(place, expr.range());
        }
        self.scope().has_yield = true;
        visitor::walk_expr(self, expr);
    }
}

/// Whether a function has any annotation.
pub(crate) fn has_annotations(def: &ast::StmtFunctionDef) -> bool {
    def.returns.is_some() || def.parameters.iter().any(|parameter| parameter.annotation().is_some())
}

/// The default of a type parameter.
pub(crate) fn type_param_default(param: &ast::TypeParam) -> Option<&Expr> {
    match param {
        ast::TypeParam::TypeVar(var) => var.default.as_deref(),
        ast::TypeParam::TypeVarTuple(var) => var.default.as_deref(),
        ast::TypeParam::ParamSpec(var) => var.default.as_deref(),
    }
}
