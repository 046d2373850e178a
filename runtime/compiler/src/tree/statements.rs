//! Statements, patterns, type parameters.

use super::{Builder, Tree, bare, identifier, int};
use crate::tree::expressions::operator;
use ladon_bytecode::Constant;
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

impl Builder<'_> {
    pub(super) fn body(&self, body: &[Stmt]) -> Tree {
        Tree::List(body.iter().map(|stmt| self.stmt(stmt)).collect())
    }

    fn stmt(&self, stmt: &Stmt) -> Tree {
        let (class, fields) = match stmt {
            Stmt::FunctionDef(def) => return self.function(def),
            Stmt::ClassDef(def) => return self.class(def),
            Stmt::Return(s) => ("Return", vec![self.optional(s.value.as_deref())]),
            Stmt::Delete(s) => ("Delete", vec![self.exprs(&s.targets)]),
            Stmt::TypeAlias(s) => {
                ("TypeAlias", vec![self.expr(&s.name), self.type_params(s.type_params.as_deref()), self.expr(&s.value)])
            }
            Stmt::Assign(s) => ("Assign", vec![self.exprs(&s.targets), self.expr(&s.value), Tree::None]),
            Stmt::AugAssign(s) => ("AugAssign", vec![self.expr(&s.target), bare(operator(s.op)), self.expr(&s.value)]),
            Stmt::AnnAssign(s) => {
                let value = self.optional(s.value.as_deref());
                let simple = int(i64::from(s.simple));
                ("AnnAssign", vec![self.expr(&s.target), self.expr(&s.annotation), value, simple])
            }
            Stmt::For(s) => {
                let class = if s.is_async { "AsyncFor" } else { "For" };
                let (body, orelse) = (self.body(&s.body), self.body(&s.orelse));
                (class, vec![self.expr(&s.target), self.expr(&s.iter), body, orelse, Tree::None])
            }
            Stmt::While(s) => ("While", vec![self.expr(&s.test), self.body(&s.body), self.body(&s.orelse)]),
            Stmt::If(s) => {
                let orelse = self.clauses(&s.elif_else_clauses);
                ("If", vec![self.expr(&s.test), self.body(&s.body), orelse])
            }
            Stmt::With(s) => {
                let class = if s.is_async { "AsyncWith" } else { "With" };
                let item = |item: &ast::WithItem| {
                    let target = self.optional(item.optional_vars.as_deref());
                    Tree::Node("withitem", vec![self.expr(&item.context_expr), target], None)
                };
                (class, vec![Tree::List(s.items.iter().map(item).collect()), self.body(&s.body), Tree::None])
            }
            Stmt::Match(s) => ("Match", vec![self.expr(&s.subject), Tree::List(self.cases(&s.cases))]),
            Stmt::Raise(s) => ("Raise", vec![self.optional(s.exc.as_deref()), self.optional(s.cause.as_deref())]),
            Stmt::Try(s) => {
                let handlers = Tree::List(s.handlers.iter().map(|handler| self.handler(handler)).collect());
                let (orelse, finalbody) = (self.body(&s.orelse), self.body(&s.finalbody));
                (if s.is_star { "TryStar" } else { "Try" }, vec![self.body(&s.body), handlers, orelse, finalbody])
            }
            Stmt::Assert(s) => ("Assert", vec![self.expr(&s.test), self.optional(s.msg.as_deref())]),
            Stmt::Import(s) => ("Import", vec![self.aliases(&s.names)]),
            Stmt::ImportFrom(s) => {
                let module = s.module.as_ref().map_or(Tree::None, identifier);
                ("ImportFrom", vec![module, self.aliases(&s.names), int(i64::from(s.level))])
            }
            Stmt::Global(s) => ("Global", vec![Tree::List(s.names.iter().map(identifier).collect())]),
            Stmt::Nonlocal(s) => ("Nonlocal", vec![Tree::List(s.names.iter().map(identifier).collect())]),
            Stmt::Expr(s) => ("Expr", vec![self.expr(&s.value)]),
            Stmt::Break(_) => ("Break", Vec::new()),
            Stmt::Continue(_) => ("Continue", Vec::new()),
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => ("Pass", Vec::new()),
        };
        self.node(class, fields, stmt.range())
    }

    /// A definition begins behind its decorators.
    fn definition(&self, range: TextRange, decorators: &[ast::Decorator]) -> TextRange {
        let Some(last) = decorators.last() else { return range };
        let mut start = last.end().to_usize();
        loop {
            let rest = &self.source.text[start..];
            start += rest.len() - rest.trim_start().len();
            if !self.source.text[start..].starts_with('#') {
                break;
            }
            start += self.source.text[start..].find('\n').unwrap_or(0);
        }
        TextRange::new(TextSize::from(start as u32), range.end())
    }

    fn decorators(&self, decorators: &[ast::Decorator]) -> Tree {
        self.exprs(decorators.iter().map(|decorator| &decorator.expression))
    }

    fn function(&self, def: &ast::StmtFunctionDef) -> Tree {
        let fields = vec![
            identifier(&def.name),
            self.parameters(&def.parameters),
            self.body(&def.body),
            self.decorators(&def.decorator_list),
            self.optional(def.returns.as_deref()),
            Tree::None,
            self.type_params(def.type_params.as_deref()),
        ];
        let class = if def.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
        self.node(class, fields, self.definition(def.range, &def.decorator_list))
    }

    fn class(&self, def: &ast::StmtClassDef) -> Tree {
        let arguments = def.arguments.as_deref();
        let fields = vec![
            identifier(&def.name),
            self.exprs(arguments.map_or(&[][..], |arguments| &arguments.args)),
            self.keywords(arguments.map_or(&[][..], |arguments| &arguments.keywords)),
            self.body(&def.body),
            self.decorators(&def.decorator_list),
            self.type_params(def.type_params.as_deref()),
        ];
        self.node("ClassDef", fields, self.definition(def.range, &def.decorator_list))
    }

    /// `elif` is an `If` in the `else` of the one before.
    fn clauses(&self, clauses: &[ast::ElifElseClause]) -> Tree {
        match clauses {
            [] => Tree::List(Vec::new()),
            [clause, rest @ ..] => match &clause.test {
                None => self.body(&clause.body),
                Some(test) => {
                    let end = rest.last().unwrap_or(clause).range.end();
                    let fields = vec![self.expr(test), self.body(&clause.body), self.clauses(rest)];
                    Tree::List(vec![self.node("If", fields, TextRange::new(clause.range.start(), end))])
                }
            },
        }
    }

    fn handler(&self, handler: &ast::ExceptHandler) -> Tree {
        let ast::ExceptHandler::ExceptHandler(handler) = handler;
        let name = handler.name.as_ref().map_or(Tree::None, identifier);
        let fields = vec![self.optional(handler.type_.as_deref()), name, self.body(&handler.body)];
        self.node("ExceptHandler", fields, handler.range)
    }

    fn aliases(&self, names: &[ast::Alias]) -> Tree {
        let alias = |alias: &ast::Alias| {
            let asname = alias.asname.as_ref().map_or(Tree::None, identifier);
            self.node("alias", vec![identifier(&alias.name), asname], alias.range)
        };
        Tree::List(names.iter().map(alias).collect())
    }

    fn type_params(&self, params: Option<&ast::TypeParams>) -> Tree {
        let param = |param: &ast::TypeParam| {
            let (class, fields) = match param {
                ast::TypeParam::TypeVar(p) => {
                    let bound = self.optional(p.bound.as_deref());
                    ("TypeVar", vec![identifier(&p.name), bound, self.optional(p.default.as_deref())])
                }
                ast::TypeParam::ParamSpec(p) => {
                    ("ParamSpec", vec![identifier(&p.name), self.optional(p.default.as_deref())])
                }
                ast::TypeParam::TypeVarTuple(p) => {
                    ("TypeVarTuple", vec![identifier(&p.name), self.optional(p.default.as_deref())])
                }
            };
            self.node(class, fields, param.range())
        };
        Tree::List(params.map_or(&[][..], |params| &params.type_params).iter().map(param).collect())
    }

    fn cases(&self, cases: &[ast::MatchCase]) -> Vec<Tree> {
        let case = |case: &ast::MatchCase| {
            let guard = self.optional(case.guard.as_deref());
            Tree::Node("match_case", vec![self.pattern(&case.pattern), guard, self.body(&case.body)], None)
        };
        cases.iter().map(case).collect()
    }

    fn patterns<'p>(&self, patterns: impl IntoIterator<Item = &'p Pattern>) -> Tree {
        Tree::List(patterns.into_iter().map(|pattern| self.pattern(pattern)).collect())
    }

    fn pattern(&self, pattern: &Pattern) -> Tree {
        let name = |name: &Option<ast::Identifier>| name.as_ref().map_or(Tree::None, identifier);
        let (class, fields) = match pattern {
            Pattern::MatchValue(p) => ("MatchValue", vec![self.expr(&p.value)]),
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    ast::Singleton::None => Constant::None,
                    ast::Singleton::True => Constant::True,
                    ast::Singleton::False => Constant::False,
                };
                ("MatchSingleton", vec![Tree::Constant(value)])
            }
            Pattern::MatchSequence(p) => ("MatchSequence", vec![self.patterns(&p.patterns)]),
            Pattern::MatchMapping(p) => {
                ("MatchMapping", vec![self.exprs(&p.keys), self.patterns(&p.patterns), name(&p.rest)])
            }
            Pattern::MatchClass(p) => {
                let keywords = &p.arguments.keywords;
                let names = Tree::List(keywords.iter().map(|keyword| identifier(&keyword.attr)).collect());
                let values = self.patterns(keywords.iter().map(|keyword| &keyword.pattern));
                ("MatchClass", vec![self.expr(&p.cls), self.patterns(&p.arguments.patterns), names, values])
            }
            Pattern::MatchStar(p) => ("MatchStar", vec![name(&p.name)]),
            Pattern::MatchAs(p) => {
                let inner = p.pattern.as_deref().map_or(Tree::None, |pattern| self.pattern(pattern));
                ("MatchAs", vec![inner, name(&p.name)])
            }
            Pattern::MatchOr(p) => ("MatchOr", vec![self.patterns(&p.patterns)]),
        };
        self.node(class, fields, pattern.range())
    }

    /// The target of a `del`, an assignment and the like carries its context already.
    pub(super) fn context(ctx: ast::ExprContext) -> Tree {
        bare(match ctx {
            ast::ExprContext::Store => "Store",
            ast::ExprContext::Del => "Del",
            _ => "Load",
        })
    }

    pub(super) fn generators(&self, generators: &[ast::Comprehension]) -> Tree {
        let one = |part: &ast::Comprehension| {
            let is_async = int(i64::from(part.is_async));
            let fields = vec![self.expr(&part.target), self.expr(&part.iter), self.exprs(&part.ifs), is_async];
            Tree::Node("comprehension", fields, None)
        };
        Tree::List(generators.iter().map(one).collect())
    }

    pub(super) fn boxed(&self, expr: &Option<Box<Expr>>) -> Tree {
        self.optional(expr.as_deref())
    }
}
