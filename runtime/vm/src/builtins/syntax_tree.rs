//! `compile` to and from syntax trees: objects of `_ast` for the compiler's plain trees, and source text for trees.

use crate::err;
use crate::object::{attr, call};
use crate::raise::PyResult;
use crate::thread::ThreadState;
use crate::types::define::Args;
use crate::types::{List, Str, Tuple, code, int};
use crate::value::{Ref, Value};
use ladon_bytecode::Position;
use ladon_compiler::Tree;
use std::cell::RefCell;
use std::collections::HashMap;

/// `PyCF_ONLY_AST`
pub const ONLY_AST: i64 = 0x400;

/// Whether a value is a node of a syntax tree (only after `_ast` was imported can there be any).
pub fn is_tree(thread: &ThreadState, value: &Value) -> PyResult<bool> {
    let Some(module) = thread.interp().modules().get_name("_ast") else { return Ok(false) };
    let class = attr::get_name(thread, &module, "AST")?;
    super::isinstance(thread, value, &class)
}

/// The objects for a tree.
pub fn build(thread: &ThreadState, tree: &Tree) -> PyResult<Value> {
    let builder = Builder {
        module: crate::import::import_module(thread, "_ast")?,
        positions: Tuple::try_from_vec(
            ["lineno", "col_offset", "end_lineno", "end_col_offset"].map(|name| Str::new(name).into_value()).to_vec(),
        )?,
        bare: RefCell::default(),
    };
    builder.value(thread, tree)
}

struct Builder {
    module: Value,
    positions: Ref<Tuple>,
    /// Nodes without fields (operators, contexts), which are shared.
    bare: RefCell<HashMap<&'static str, Value>>,
}

impl Builder {
    fn value(&self, thread: &ThreadState, tree: &Tree) -> PyResult<Value> {
        match tree {
            Tree::None => Ok(Value::none()),
            Tree::Name(name) => Ok(crate::types::str::intern::intern_text(name).into_value()),
            Tree::Constant(constant) => code::constant_value(thread, constant),
            Tree::List(items) => {
                let items = items.iter().map(|item| self.value(thread, item)).collect::<PyResult<Vec<_>>>()?;
                Ok(List::from_vec(items)?.into_value())
            }
            Tree::Node(class, fields, position) => self.node(thread, class, fields, *position),
        }
    }

    fn node(
        &self,
        thread: &ThreadState,
        class: &'static str,
        fields: &[Tree],
        position: Option<Position>,
    ) -> PyResult<Value> {
        thread.check_native_stack(" during ast construction")?;
        let shared = fields.is_empty() && position.is_none();
        if shared && let Some(known) = self.bare.borrow().get(class) {
            return Ok(known.clone());
        }
        let ty = attr::get_name(thread, &self.module, class)?;
        let mut values = fields.iter().map(|field| self.value(thread, field)).collect::<PyResult<Vec<_>>>()?;
        let names = position.map(|at| {
            let places = [at.line, at.col, at.end_line, at.end_col];
            values.extend(places.map(|place| int::from_i64(i64::from(place))));
            &*self.positions
        });
        let made = call::call(thread, &ty, Args { values: &values, names })?;
        if shared {
            self.bare.borrow_mut().insert(class, made.clone());
        }
        Ok(made)
    }
}

/// Source text that means the same as a tree. Positions in the code made from it are those in the text.
pub fn source_of(thread: &ThreadState, tree: &Value) -> PyResult<Value> {
    let unparse = crate::import::import_attribute(thread, "ast", "unparse")?;
    let text = call::positional(thread, &unparse, std::slice::from_ref(tree))?;
    if text.downcast::<Str>().is_none() {
        return Err(err!(thread, TypeError, "ast.unparse() gave no text"));
    }
    Ok(text)
}
