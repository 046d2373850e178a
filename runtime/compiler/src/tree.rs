//! Syntax trees as plain data, for `ast.parse`: nodes named as Python's `ast` names them, fields in the order of
//! `_fields`. `statements`, `expressions` translate the parser's tree.

mod expressions;
mod statements;

use crate::source::Source;
use ladon_bytecode::{Constant, Position};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

/// A node or what fields hold.
#[derive(Clone, Debug)]
pub enum Tree {
    /// A node: class, fields, source range (unless the class has none).
    Node(&'static str, Vec<Tree>, Option<Position>),
    /// A list.
    List(Vec<Tree>),
    /// An identifier.
    Name(String),
    /// A value.
    Constant(Constant),
    /// An absent optional field.
    None,
}

pub(crate) struct Builder<'s> {
    pub source: &'s Source,
}

impl Builder<'_> {
    /// The whole tree; `single`: of an interactive statement.
    pub fn module(&self, module: &ast::Mod, single: bool) -> Tree {
        match module {
            ast::Mod::Expression(expression) => Tree::Node("Expression", vec![self.expr(&expression.body)], None),
            ast::Mod::Module(module) if single => Tree::Node("Interactive", vec![self.body(&module.body)], None),
            ast::Mod::Module(module) => {
                Tree::Node("Module", vec![self.body(&module.body), Tree::List(Vec::new())], None)
            }
        }
    }

    fn node(&self, class: &'static str, fields: Vec<Tree>, range: TextRange) -> Tree {
        Tree::Node(class, fields, Some(self.source.position(range)))
    }

    fn optional(&self, expr: Option<&Expr>) -> Tree {
        expr.map_or(Tree::None, |expr| self.expr(expr))
    }

    fn exprs<'e>(&self, exprs: impl IntoIterator<Item = &'e Expr>) -> Tree {
        Tree::List(exprs.into_iter().map(|expr| self.expr(expr)).collect())
    }

    fn parameters(&self, parameters: &ast::Parameters) -> Tree {
        let args = |list: &[ast::ParameterWithDefault]| {
            Tree::List(list.iter().map(|parameter| self.parameter(&parameter.parameter)).collect())
        };
        let one = |parameter: &Option<Box<ast::Parameter>>| {
            parameter.as_deref().map_or(Tree::None, |parameter| self.parameter(parameter))
        };
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let fields = vec![
            args(&parameters.posonlyargs),
            args(&parameters.args),
            one(&parameters.vararg),
            args(&parameters.kwonlyargs),
            Tree::List(parameters.kwonlyargs.iter().map(|p| self.optional(p.default.as_deref())).collect()),
            one(&parameters.kwarg),
            self.exprs(positional.filter_map(|p| p.default.as_deref())),
        ];
        Tree::Node("arguments", fields, None)
    }

    fn parameter(&self, parameter: &ast::Parameter) -> Tree {
        let annotation = self.optional(parameter.annotation.as_deref());
        // The range of `*args` begins at the name.
        let range = TextRange::new(parameter.name.start(), parameter.end());
        self.node("arg", vec![identifier(&parameter.name), annotation, Tree::None], range)
    }

    fn keywords(&self, keywords: &[ast::Keyword]) -> Tree {
        let keyword = |keyword: &ast::Keyword| {
            let name = keyword.arg.as_ref().map_or(Tree::None, identifier);
            self.node("keyword", vec![name, self.expr(&keyword.value)], keyword.range)
        };
        Tree::List(keywords.iter().map(keyword).collect())
    }
}

fn identifier(name: &ast::Identifier) -> Tree {
    Tree::Name(name.as_str().to_owned())
}

fn int(value: i64) -> Tree {
    Tree::Constant(Constant::Int(value))
}

/// A node without fields, such as an operator.
fn bare(class: &'static str) -> Tree {
    Tree::Node(class, Vec::new(), None)
}
