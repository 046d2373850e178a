//! Calls. Callable and arguments stand in consecutive temporaries, the topmost ones: the callee's window lies over them.

use std::collections::HashSet;

use ladon_bytecode::{Constant, Instr, Op, Reg, flag};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use crate::compiler::Compiler;
use crate::emit::Val;
use crate::error::Result;
use crate::scope::{Meaning, symbol};

/// More arguments than this go through a tuple.
const MAX_ARGUMENTS: usize = 1000;

impl<'a> Compiler<'a> {
    /// A call; its result is not wanted if `unused`.
    pub fn call(&mut self, call: &'a ast::ExprCall, dst: Option<Reg>, unused: bool) -> Result<Reg> {
        self.check_keywords(&call.arguments)?;
        let base = self.unit.mark();
        let unpacks = is_unpacking(&call.arguments);
        let method = match &*call.func {
            Expr::Attribute(attribute) if !unpacks => {
                self.method(attribute)?;
                true
            }
            func => {
                self.expr(func, None)?;
                false
            }
        };
        let flags = if unused { flag::DISCARD } else { 0 };
        if unpacks {
            self.unpacked_arguments(&call.arguments, base as Reg)?;
            self.unit.release(base);
            let dst = self.unit.dest(dst);
            self.unit.emit_flags(Op::CallEx, flags, dst, base as Reg, 0);
            return Ok(dst);
        }
        let (count, names) = self.arguments(&call.arguments)?;
        self.unit.release(base);
        let dst = self.unit.dest(dst);
        self.emit_call(dst, base as Reg, method, count, names, flags);
        Ok(dst)
    }

    fn emit_call(&mut self, dst: Reg, base: Reg, method: bool, count: u16, names: Option<u16>, flags: u8) {
        let op = match (method, names) {
            (false, None) => Op::Call,
            (true, None) => Op::CallMethod,
            (false, Some(_)) => Op::CallKw,
            (true, Some(_)) => Op::CallMethodKw,
        };
        let instr = Instr::abc(op, dst, base, count).with_flags(flags);
        self.unit.push(instr.with_word(u32::from(names.unwrap_or(0)), 0));
    }

    /// The pair of a method call, in two new temporaries.
    fn method(&mut self, attribute: &'a ast::ExprAttribute) -> Result<()> {
        let base = self.unit.mark();
        let outer = std::mem::replace(&mut self.unit.range, attribute.range);
        if let Expr::Call(call) = &*attribute.value
            && let Some(zero_arg) = self.super_args(call)?
        {
            let name = self.name_idx(attribute.attr.as_str());
            self.unit.release(base);
            self.unit.alloc_n(2);
            let flags = if zero_arg { flag::ZERO_ARG } else { 0 };
            self.unit.emit_flags(Op::LoadSuperMethod, flags, base as Reg, base as Reg, name);
        } else {
            let object = self.val(&attribute.value)?;
            let name = self.name_idx(attribute.attr.as_str());
            self.unit.release(base);
            self.unit.alloc_n(2);
            self.unit.emit_flags(Op::LoadMethod, object.take_b(), base as Reg, object.reg, name);
        }
        self.unit.range = outer;
        Ok(())
    }

    /// Plain arguments into new temporaries: how many, and the keyword names.
    fn arguments(&mut self, arguments: &'a ast::Arguments) -> Result<(u16, Option<u16>)> {
        for argument in &arguments.args {
            self.expr(argument, None)?;
        }
        let mut names = Vec::new();
        for keyword in &arguments.keywords {
            self.expr(&keyword.value, None)?;
            if let Some(arg) = &keyword.arg {
                let sym = self.sym(arg.as_str());
                names.push(Constant::str(self.table.names.name(sym)));
            }
        }
        let names = if names.is_empty() { None } else { Some(self.unit.const_idx(Constant::Tuple(names.into()))) };
        Ok(((arguments.args.len() + arguments.keywords.len()) as u16, names))
    }

    /// Arguments with `*` or `**` into two new temporaries.
    pub fn unpacked_arguments(&mut self, arguments: &'a ast::Arguments, callable: Reg) -> Result<()> {
        self.positional(&arguments.args)?;
        self.unpacked_keywords(&arguments.keywords, callable)
    }

    /// Positional arguments as one iterable, in a new temporary.
    pub fn positional(&mut self, args: &'a [Expr]) -> Result<Reg> {
        match args {
            [Expr::Starred(starred)] => self.expr(&starred.value, None),
            _ if args.iter().any(|arg| matches!(arg, Expr::Starred(_))) => {
                self.gather(args, Op::BuildList, Op::ListAppend, Op::ListExtend)
            }
            _ => self.tuple(args, None),
        }
    }

    /// Keyword arguments as one mapping, or NULL, in a new temporary.
    pub fn unpacked_keywords(&mut self, keywords: &'a [ast::Keyword], callable: Reg) -> Result<()> {
        match keywords {
            [] => {
                let reg = self.unit.alloc();
                self.unit.clear(reg);
                return Ok(());
            }
            [only] if only.arg.is_none() => {
                self.expr(&only.value, None)?;
                return Ok(());
            }
            _ => {}
        }
        let dict = self.unit.mark() as Reg;
        let mut done = 0;
        let mut started = false;
        while done < keywords.len() {
            let run =
                keywords[done..].iter().take(MAX_ARGUMENTS / 4).take_while(|keyword| keyword.arg.is_some()).count();
            if run > 0 || !started {
                let target = self.keyword_dict(&keywords[done..done + run])?;
                if started {
                    self.unit.emit_flags(Op::DictMerge, flag::TAKE_B, dict, target, callable);
                    self.unit.release(u32::from(dict) + 1);
                }
                started = true;
                done += run;
                continue;
            }
            let mapping = self.val(&keywords[done].value)?;
            self.unit.emit_flags(Op::DictMerge, mapping.take_b(), dict, mapping.reg, callable);
            self.unit.release(u32::from(dict) + 1);
            done += 1;
        }
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &'a [ast::Keyword]) -> Result<Reg> {
        let base = self.unit.mark();
        for keyword in keywords {
            if let Some(arg) = &keyword.arg {
                let sym = self.sym(arg.as_str());
                let name = Constant::str(self.table.names.name(sym));
                let key = self.unit.alloc();
                self.unit.load_const(name, key);
                self.expr(&keyword.value, None)?;
            }
        }
        self.unit.release(base);
        let dict = self.unit.alloc();
        self.unit.emit(Op::BuildDict, dict, base as Reg, keywords.len() as u16);
        Ok(dict)
    }

    fn check_keywords(&self, arguments: &ast::Arguments) -> Result<()> {
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            if let Some(arg) = &keyword.arg
                && !seen.insert(arg.as_str())
            {
                return self.fail(format!("keyword argument repeated: {}", arg.as_str()), keyword.range());
            }
        }
        Ok(())
    }

    /// If `call` is a call of the builtin `super` that may be fused with the attribute taken of it: loads `super`, the class
    /// and self into three new temporaries, and tells whether it was written without arguments.
    pub fn super_args(&mut self, call: &'a ast::ExprCall) -> Result<Option<bool>> {
        let Expr::Name(name) = &*call.func else { return Ok(None) };
        if name.id.as_str() != "super" || !self.in_function() || !call.arguments.keywords.is_empty() {
            return Ok(None);
        }
        let sym = self.sym("super");
        let shadowed = self.table.flags(0, sym) & symbol::BOUND != 0;
        if shadowed || self.table.resolve(self.unit.here, sym) != Meaning::GlobalImplicit {
            return Ok(None);
        }
        let outer = std::mem::replace(&mut self.unit.range, call.range());
        let zero_arg = match &*call.arguments.args {
            [] => self.super_implied(),
            [class, object] if !class.is_starred_expr() && !object.is_starred_expr() => {
                self.load_name("super", None);
                self.expr(class, None)?;
                self.expr(object, None)?;
                Some(false)
            }
            _ => None,
        };
        self.unit.range = outer;
        Ok(zero_arg)
    }

    fn super_implied(&mut self) -> Option<bool> {
        let frame = self.unit.frame;
        let class = self.table.names.intern("__class__");
        let Meaning::Variable(owner) = self.table.resolve(self.unit.here, class) else { return None };
        let first = *self.table.scopes[frame].params.first()?;
        let flags = self.table.flags(frame, first);
        if owner == frame || self.unit.argcount == 0 || flags & symbol::DELETED != 0 {
            return None;
        }
        self.load_name("super", None);
        let index = self.unit.name_idx(class);
        let (cell, _) = self.variable(owner, class);
        let reg = self.unit.alloc();
        self.unit.emit(Op::LoadCell, reg, cell, index);
        let (reg, is_cell) = self.variable(frame, first);
        let object = self.unit.alloc();
        if is_cell {
            let index = self.unit.name_idx(first);
            self.unit.emit(Op::LoadCell, object, reg, index);
        } else {
            self.unit.mov(object, Val::place(reg));
        }
        Some(true)
    }
}

/// Whether arguments need `CallEx`.
pub(crate) fn is_unpacking(arguments: &ast::Arguments) -> bool {
    arguments.args.len() + arguments.keywords.len() > MAX_ARGUMENTS
        || arguments.args.iter().any(|arg| matches!(arg, Expr::Starred(_)))
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none())
}
