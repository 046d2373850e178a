//! The state of the second pass, and what every part of it needs: entering and leaving code objects, reading and writing
//! names.

use std::collections::HashSet;
use std::sync::Arc;

use ladon_bytecode::{Code, CodeFlags, Constant, Instr, Op, Reg};
use ruff_text_size::{TextRange, TextSize};

use crate::emit::{Unit, Val};
use crate::error::{ErrorKind, Fault, Result, fault};
use crate::pattern::CaseEnd;
use crate::scope::{Meaning, ScopeId, ScopeKind, ScopeTable, Sym, symbol};
use crate::source::Source;
use crate::{Mode, Options};

/// How deep expressions and statements may nest; the stack is sized for it in `lib`.
const MAX_DEPTH: u32 = 100_000;

pub(crate) struct Compiler<'a> {
    pub source: &'a Source,
    pub table: ScopeTable,
    pub options: Options,
    pub mode: Mode,
    pub unit: Unit<'a>,
    pub stack: Vec<Unit<'a>>,
    /// Operators known not to be constant, by address.
    pub not_constant: HashSet<usize>,
    /// Ends of the `match` cases being compiled.
    pub fails: Vec<CaseEnd>,
    depth: u32,
}

impl<'a> Compiler<'a> {
    pub fn new(source: &'a Source, table: ScopeTable, options: Options, mode: Mode) -> Compiler<'a> {
        let unit = Unit::new(0, "<module>", "<module>".into());
        Compiler {
            source,
            table,
            options,
            mode,
            unit,
            stack: Vec::new(),
            not_constant: HashSet::new(),
            fails: Vec::new(),
            depth: 0,
        }
    }

    /// Runs `f` one level deeper.
    pub fn deeper<T>(&mut self, range: TextRange, f: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = "maximum recursion depth exceeded during compilation".into();
            return Err(Fault { kind: ErrorKind::Recursion, message, range });
        }
        let result = f(self);
        self.depth -= 1;
        result
    }

    pub fn fail<T>(&self, message: impl Into<String>, range: TextRange) -> Result<T> {
        fault(message, range)
    }

    // ---- code objects ----------------------------------------------------------------------------------------

    /// Begins the code of a scope: registers, cells and free variables are laid out.
    pub fn enter(&mut self, scope: ScopeId, name: &str, range: TextRange) {
        let qualname = self.qualname(scope, name);
        let mut unit = Unit::new(scope, name, qualname);
        unit.first_line = self.source.line_number(range);
        unit.range = TextRange::empty(range.start());
        self.stack.push(std::mem::replace(&mut self.unit, unit));
        self.lay_out();
    }

    /// Ends it.
    pub fn leave(&mut self) -> Result<Arc<Code>> {
        let Some(outer) = self.stack.pop() else { return self.fail("no code to leave", TextRange::default()) };
        let unit = std::mem::replace(&mut self.unit, outer);
        unit.finish(&self.table, self.source)
    }

    fn qualname(&mut self, scope: ScopeId, name: &str) -> String {
        let mut parent = self.table.scopes[scope].parent.map(|parent| self.table.frame_of(parent));
        while let Some(id) = parent
            && self.table.scopes[id].kind == ScopeKind::TypeParams
        {
            parent = self.table.scopes[id].parent.map(|outer| self.table.frame_of(outer));
        }
        let Some(parent) = parent else { return name.into() };
        if self.table.scopes[parent].kind == ScopeKind::Module {
            return name.into();
        }
        let sym = self.table.names.intern(name);
        if matches!(self.table.scopes[scope].kind, ScopeKind::Function | ScopeKind::Class)
            && self.table.flags(parent, sym) & symbol::GLOBAL != 0
        {
            return name.into();
        }
        let outer = std::iter::once(&self.unit).chain(self.stack.iter().rev()).find(|unit| unit.frame == parent);
        let outer_name = outer.map_or("", |unit| &unit.qualname);
        match self.table.scopes[parent].kind {
            ScopeKind::Class => format!("{outer_name}.{name}"),
            _ => format!("{outer_name}.<locals>.{name}"),
        }
    }

    fn lay_out(&mut self) {
        let frame = self.unit.frame;
        let scope = &self.table.scopes[frame];
        let params = scope.params.clone();
        let order = scope.order.clone();
        let free = scope.free.clone();
        let fast = !matches!(scope.kind, ScopeKind::Module | ScopeKind::Class);
        let nested = scope.nested;
        let mut vars = params.clone();
        let mut cells = Vec::new();
        for (sym, flags) in &scope.symbols {
            if flags & symbol::CELL != 0 {
                cells.push(*sym);
            }
        }
        if fast {
            for sym in order {
                let flags = self.table.flags(frame, sym);
                let local = flags & (symbol::CELL | symbol::GLOBAL | symbol::NONLOCAL) == 0;
                if local && flags & symbol::PARAM == 0 {
                    vars.push(sym);
                }
            }
            self.unit.flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        }
        if nested {
            self.unit.flags |= CodeFlags::NESTED;
        }
        cells.sort_by(|a, b| self.table.names.name(*a).cmp(self.table.names.name(*b)));
        let unit = &mut self.unit;
        let own: Vec<Sym> = cells.iter().copied().filter(|sym| !params.contains(sym)).collect();
        unit.first_free = (vars.len() + own.len()) as u32;
        for (reg, sym) in vars.iter().chain(&own).enumerate() {
            unit.regs.insert((frame, *sym), reg as Reg);
        }
        unit.nlocals = unit.first_free + free.len() as u32;
        unit.top = unit.nlocals;
        unit.max = unit.nlocals;
        if unit.nlocals as usize > ladon_bytecode::MAX_INDEX {
            unit.overflow = Some("local variables");
            unit.nlocals = 0;
            unit.top = 0;
        }
        if !free.is_empty() {
            unit.emit(Op::CopyFreeVars, unit.first_free as u16, 0, free.len() as u16);
        }
        for cell in &cells {
            let reg = unit.regs[&(frame, *cell)];
            unit.emit(Op::MakeCell, reg, 0, 0);
        }
        unit.varnames = vars;
        unit.cellvars = cells;
    }

    // ---- names -----------------------------------------------------------------------------------------------

    pub fn sym(&mut self, name: &str) -> Sym {
        self.table.mangle(self.unit.here, name)
    }

    pub fn name_idx(&mut self, name: &str) -> u16 {
        let sym = self.sym(name);
        self.unit.name_idx(sym)
    }

    /// The register of a variable of `owner`, and whether it holds a cell.
    pub fn variable(&self, owner: ScopeId, sym: Sym) -> (Reg, bool) {
        if self.table.frame_of(owner) == self.unit.frame
            && let Some(reg) = self.unit.regs.get(&(owner, sym))
        {
            return (*reg, self.table.flags(owner, sym) & symbol::CELL != 0);
        }
        let index = self.table.scopes[self.unit.frame].free.iter().position(|free| *free == sym).unwrap_or(0);
        ((self.unit.first_free as usize + index) as Reg, true)
    }

    /// The register of a plain local variable.
    pub fn local(&mut self, name: &str) -> Option<(Reg, Sym)> {
        let sym = self.sym(name);
        match self.table.resolve(self.unit.here, sym) {
            Meaning::Variable(owner) => match self.variable(owner, sym) {
                (reg, false) => Some((reg, sym)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Reads a name: in place if it is a local, else into `dst` or a new temporary.
    pub fn load_name(&mut self, name: &str, dst: Option<Reg>) -> Val {
        let sym = self.sym(name);
        let here = self.unit.here;
        match self.table.resolve(here, sym) {
            Meaning::Variable(owner) => self.load_variable(owner, sym, dst),
            meaning => {
                let index = self.unit.name_idx(sym);
                let dst = self.unit.dest(dst);
                if let Some(class) = self.table.scopes[here].sees_class
                    && meaning == Meaning::GlobalImplicit
                {
                    let mark = self.unit.mark();
                    let dict = self.class_dict(class);
                    self.unit.emit_flags(Op::LoadDictOrGlobal, dict.take_b(), dst, dict.reg, index);
                    self.unit.release(mark);
                    return Val::temp(dst);
                }
                let in_class = self.table.scopes[here].kind == ScopeKind::Class;
                let mapped = meaning == Meaning::Mapping || meaning == Meaning::GlobalImplicit && in_class;
                self.unit.emit(if mapped { Op::LoadName } else { Op::LoadGlobal }, dst, 0, index);
                Val::temp(dst)
            }
        }
    }

    /// The namespace of the class a deferred expression belongs to.
    fn class_dict(&mut self, class: ScopeId) -> Val {
        let sym = self.table.names.intern("__classdict__");
        let (cell, _) = self.variable(class, sym);
        let index = self.unit.name_idx(sym);
        let reg = self.unit.alloc();
        self.unit.emit(Op::LoadCell, reg, cell, index);
        Val::temp(reg)
    }

    fn load_variable(&mut self, owner: ScopeId, sym: Sym, dst: Option<Reg>) -> Val {
        let (reg, cell) = self.variable(owner, sym);
        let here = self.unit.here;
        if !cell {
            if self.needs_check(owner, sym) {
                let index = self.unit.name_idx(sym);
                self.unit.emit(Op::CheckBound, reg, 0, index);
            }
            return Val::place(reg);
        }
        let index = self.unit.name_idx(sym);
        let dst = self.unit.dest(dst);
        let in_class = self.table.scopes[here].kind == ScopeKind::Class;
        if let Some(class) = self.table.scopes[here].sees_class
            && owner != class
            && self.table.scopes[owner].kind != ScopeKind::TypeParams
            && owner != here
        {
            let mark = self.unit.mark();
            let dict = self.class_dict(class);
            let instr = Instr::abc(Op::LoadDictOrCell, dst, dict.reg, reg).with_flags(dict.take_b());
            self.unit.push(instr.with_word(u32::from(index), 0));
            self.unit.release(mark);
        } else {
            self.unit.emit(if in_class { Op::LoadNameOrCell } else { Op::LoadCell }, dst, reg, index);
        }
        Val::temp(dst)
    }

    /// Whether a variable may be unbound when read, as far as can be told at once.
    fn needs_check(&self, owner: ScopeId, sym: Sym) -> bool {
        let flags = self.table.flags(owner, sym);
        flags & symbol::PARAM == 0 || flags & symbol::DELETED != 0
    }

    /// Binds a name to a value.
    pub fn store_name(&mut self, name: &str, value: Val) {
        let sym = self.sym(name);
        self.store_sym(sym, value);
    }

    pub fn store_sym(&mut self, sym: Sym, value: Val) {
        match self.table.resolve(self.unit.here, sym) {
            Meaning::Variable(owner) => match self.variable(owner, sym) {
                (reg, false) => self.unit.mov(reg, value),
                (cell, true) => self.unit.emit_flags(Op::StoreCell, value.take_a(), value.reg, cell, 0),
            },
            meaning => {
                let index = self.unit.name_idx(sym);
                let op = if meaning == Meaning::Mapping { Op::StoreName } else { Op::StoreGlobal };
                self.unit.emit_flags(op, value.take_a(), value.reg, 0, index);
            }
        }
    }

    pub fn delete_sym(&mut self, sym: Sym, check: bool) {
        match self.table.resolve(self.unit.here, sym) {
            Meaning::Variable(owner) => {
                let index = self.unit.name_idx(sym);
                match self.variable(owner, sym) {
                    (reg, false) => {
                        if check {
                            self.unit.emit(Op::CheckBound, reg, 0, index);
                        }
                        self.unit.clear(reg);
                    }
                    (cell, true) => self.unit.emit(Op::DeleteCell, 0, cell, index),
                }
            }
            meaning => {
                let index = self.unit.name_idx(sym);
                let op = if meaning == Meaning::Mapping { Op::DeleteName } else { Op::DeleteGlobal };
                self.unit.emit(op, 0, 0, index);
            }
        }
    }

    /// `name = None; del name`: the end of `except … as name`.
    pub fn unbind_name(&mut self, sym: Sym) {
        let mark = self.unit.mark();
        match self.table.resolve(self.unit.here, sym) {
            Meaning::Variable(owner) if !self.variable(owner, sym).1 => {}
            _ => {
                let none = self.unit.alloc();
                self.unit.emit(Op::LoadNone, none, 0, 0);
                self.store_sym(sym, Val::temp(none));
            }
        }
        self.delete_sym(sym, false);
        self.unit.release(mark);
    }

    /// The variable is bound by `:=` somewhere, so a value read in place might change before it is used.
    pub fn is_unstable(&mut self, name: &str) -> bool {
        let sym = self.sym(name);
        match self.table.resolve(self.unit.here, sym) {
            Meaning::Variable(owner) => self.table.flags(owner, sym) & symbol::WALRUS != 0,
            _ => false,
        }
    }

    /// A code object as a constant.
    pub fn code_const(&mut self, code: Arc<Code>) -> u16 {
        self.unit.const_idx(Constant::Code(code))
    }

    /// Whether the frame being compiled is a function of some kind.
    pub fn in_function(&self) -> bool {
        !matches!(self.table.scopes[self.unit.frame].kind, ScopeKind::Module | ScopeKind::Class)
    }

    /// An empty range at the start of `range`.
    pub fn at_start(range: TextRange) -> TextRange {
        TextRange::empty(TextSize::from(range.start().to_u32()))
    }
}
