//! Expressions.

use super::{Builder, Tree, bare, identifier, int};
use crate::fold::number_const;
use crate::text;
use ladon_bytecode::Constant;
use ruff_python_ast::{self as ast, CmpOp, ConversionFlag, Expr, FStringPart, Operator, UnaryOp};
use ruff_python_ast::{InterpolatedStringElement as Element, InterpolatedStringElements as Elements};
use ruff_text_size::{Ranged, TextRange};

pub(super) fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: CmpOp) -> Tree {
    bare(match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    })
}

fn unary(op: UnaryOp) -> Tree {
    bare(match op {
        UnaryOp::Invert => "Invert",
        UnaryOp::Not => "Not",
        UnaryOp::UAdd => "UAdd",
        UnaryOp::USub => "USub",
    })
}

impl Builder<'_> {
    pub(super) fn expr(&self, expr: &Expr) -> Tree {
        let (class, fields) = match expr {
            Expr::BoolOp(e) => {
                let op = bare(if e.op == ast::BoolOp::And { "And" } else { "Or" });
                ("BoolOp", vec![op, self.exprs(&e.values)])
            }
            Expr::Named(e) => ("NamedExpr", vec![self.expr(&e.target), self.expr(&e.value)]),
            Expr::BinOp(e) => ("BinOp", vec![self.expr(&e.left), bare(operator(e.op)), self.expr(&e.right)]),
            Expr::UnaryOp(e) => ("UnaryOp", vec![unary(e.op), self.expr(&e.operand)]),
            Expr::Lambda(e) => {
                let parameters = match e.parameters.as_deref() {
                    Some(parameters) => self.parameters(parameters),
                    None => self.parameters(&ast::Parameters::default()),
                };
                ("Lambda", vec![parameters, self.expr(&e.body)])
            }
            Expr::If(e) => ("IfExp", vec![self.expr(&e.test), self.expr(&e.body), self.expr(&e.orelse)]),
            Expr::Dict(e) => {
                let keys = e.items.iter().map(|item| self.optional(item.key.as_ref())).collect();
                ("Dict", vec![Tree::List(keys), self.exprs(e.items.iter().map(|item| &item.value))])
            }
            Expr::Set(e) => ("Set", vec![self.exprs(&e.elts)]),
            Expr::ListComp(e) => ("ListComp", vec![self.expr(&e.elt), self.generators(&e.generators)]),
            Expr::SetComp(e) => ("SetComp", vec![self.expr(&e.elt), self.generators(&e.generators)]),
            Expr::DictComp(e) => {
                ("DictComp", vec![self.boxed(&e.key), self.expr(&e.value), self.generators(&e.generators)])
            }
            Expr::Generator(e) => ("GeneratorExp", vec![self.expr(&e.elt), self.generators(&e.generators)]),
            Expr::Await(e) => ("Await", vec![self.expr(&e.value)]),
            Expr::Yield(e) => ("Yield", vec![self.boxed(&e.value)]),
            Expr::YieldFrom(e) => ("YieldFrom", vec![self.expr(&e.value)]),
            Expr::Compare(e) => {
                let ops = Tree::List(e.ops.iter().copied().map(comparison).collect());
                ("Compare", vec![self.expr(&e.left), ops, self.exprs(&e.comparators)])
            }
            Expr::Call(e) => {
                let (args, keywords) = (self.exprs(&e.arguments.args), self.keywords(&e.arguments.keywords));
                ("Call", vec![self.expr(&e.func), args, keywords])
            }
            Expr::Attribute(e) => ("Attribute", vec![self.expr(&e.value), identifier(&e.attr), Self::context(e.ctx)]),
            Expr::Subscript(e) => ("Subscript", vec![self.expr(&e.value), self.expr(&e.slice), Self::context(e.ctx)]),
            Expr::Starred(e) => ("Starred", vec![self.expr(&e.value), Self::context(e.ctx)]),
            Expr::Name(e) => ("Name", vec![Tree::Name(e.id.as_str().to_owned()), Self::context(e.ctx)]),
            Expr::List(e) => ("List", vec![self.exprs(&e.elts), Self::context(e.ctx)]),
            Expr::Tuple(e) => ("Tuple", vec![self.exprs(&e.elts), Self::context(e.ctx)]),
            Expr::Slice(e) => ("Slice", vec![self.boxed(&e.lower), self.boxed(&e.upper), self.boxed(&e.step)]),
            Expr::FString(e) => ("JoinedStr", vec![Tree::List(self.f_string(e))]),
            Expr::TString(e) => ("TemplateStr", vec![Tree::List(self.t_string(e))]),
            _ => return self.constant(expr),
        };
        self.node(class, fields, expr.range())
    }

    fn constant(&self, expr: &Expr) -> Tree {
        let mut kind = Tree::None;
        let value = match expr {
            Expr::StringLiteral(e) => {
                if e.value.is_unicode() {
                    kind = Tree::Name(String::from("u"));
                }
                Constant::Str(text::string_bytes(self.source, &e.value).into())
            }
            Expr::BytesLiteral(e) => Constant::Bytes(e.value.bytes().collect()),
            Expr::NumberLiteral(e) => number_const(&e.value),
            Expr::BooleanLiteral(e) if e.value => Constant::True,
            Expr::BooleanLiteral(_) => Constant::False,
            Expr::EllipsisLiteral(_) => Constant::Ellipsis,
            _ => Constant::None,
        };
        self.node("Constant", vec![Tree::Constant(value), kind], expr.range())
    }

    fn f_string(&self, string: &ast::ExprFString) -> Vec<Tree> {
        let mut pieces = Pieces::default();
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => {
                    let raw = literal.flags.prefix().is_raw();
                    let bytes = text::part_bytes(self.source, &literal.value, literal.range(), raw);
                    pieces.add_text(self, &bytes, literal.range());
                }
                FStringPart::FString(part) => {
                    self.elements(&mut pieces, &part.elements, part.flags.prefix().is_raw(), false);
                }
            }
        }
        pieces.finish(self)
    }

    fn t_string(&self, string: &ast::ExprTString) -> Vec<Tree> {
        let mut pieces = Pieces::default();
        for part in &string.value {
            self.elements(&mut pieces, &part.elements, part.flags.prefix().is_raw(), true);
        }
        pieces.finish(self)
    }

    fn elements(&self, pieces: &mut Pieces, elements: &Elements, raw: bool, template: bool) {
        for element in elements {
            match element {
                Element::Literal(literal) => {
                    let bytes = text::part_bytes(self.source, &literal.value, literal.range, raw);
                    pieces.add_text(self, &bytes, literal.range);
                }
                Element::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        pieces.add_text(self, debug.as_str().as_bytes(), value.range);
                    }
                    pieces.flush(self);
                    pieces.done.push(self.interpolation(value, raw, template));
                }
            }
        }
    }

    fn interpolation(&self, value: &ast::InterpolatedElement, raw: bool, template: bool) -> Tree {
        let conversion = match value.conversion {
            ConversionFlag::Str => i64::from(b's'),
            ConversionFlag::Repr => i64::from(b'r'),
            ConversionFlag::Ascii => i64::from(b'a'),
            ConversionFlag::None if value.debug_text.is_some() && value.format_spec.is_none() => i64::from(b'r'),
            ConversionFlag::None => -1,
        };
        let spec = value.format_spec.as_deref().map_or(Tree::None, |spec| {
            let mut pieces = Pieces::default();
            self.elements(&mut pieces, &spec.elements, raw, false);
            self.node("JoinedStr", vec![Tree::List(pieces.finish(self))], spec.range)
        });
        let expression = self.expr(&value.expression);
        if template {
            let written = Constant::str(&self.source.text[value.expression.range()]);
            let fields = vec![expression, Tree::Constant(written), int(conversion), spec];
            return self.node("Interpolation", fields, value.range);
        }
        self.node("FormattedValue", vec![expression, int(conversion), spec], value.range)
    }
}

/// The parts of a formatted string; texts that follow each other are one.
#[derive(Default)]
struct Pieces {
    done: Vec<Tree>,
    text: Vec<u8>,
    range: Option<TextRange>,
}

impl Pieces {
    fn add_text(&mut self, builder: &Builder<'_>, bytes: &[u8], range: TextRange) {
        if !text::joinable(&self.text, bytes) {
            self.flush(builder);
        }
        self.text.extend_from_slice(bytes);
        self.range = Some(self.range.map_or(range, |before| before.cover(range)));
    }

    fn flush(&mut self, builder: &Builder<'_>) {
        let range = self.range.take();
        let bytes = std::mem::take(&mut self.text);
        if let Some(range) = range.filter(|_| !bytes.is_empty()) {
            let fields = vec![Tree::Constant(Constant::Str(bytes.into())), Tree::None];
            self.done.push(builder.node("Constant", fields, range));
        }
    }

    fn finish(mut self, builder: &Builder<'_>) -> Vec<Tree> {
        self.flush(builder);
        self.done
    }
}
