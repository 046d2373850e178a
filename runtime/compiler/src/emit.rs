//! One code object in the making: instructions with symbolic jumps, registers, constants, names. `Unit::finish` in `assemble`
//! turns it into a `Code`.

use std::collections::HashMap;

use ladon_bytecode::{CodeFlags, Constant, Instr, MAX_INDEX, Op, Reg, flag};
use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use crate::scope::{ScopeId, Sym};

/// A place in the instructions, known later.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Label(pub u32);

/// Index of a handler; [`NO_HANDLER`] if what is raised leaves the frame.
pub(crate) type HandlerId = u32;
pub(crate) const NO_HANDLER: HandlerId = u32::MAX;

/// An instruction before assembly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ir {
    pub instr: Instr,
    pub target: Option<Label>,
    pub range: TextRange,
    pub handler: HandlerId,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    pub label: Label,
    pub drop_from: Reg,
}

/// Where a value is: in place (a variable) or in a temporary that its user consumes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Val {
    pub reg: Reg,
    pub temp: bool,
}

impl Val {
    pub fn temp(reg: Reg) -> Val {
        Val { reg, temp: true }
    }

    pub fn place(reg: Reg) -> Val {
        Val { reg, temp: false }
    }

    /// The same value, to be used again later.
    pub fn keep(self) -> Val {
        Val { temp: false, ..self }
    }

    pub fn take_a(self) -> u8 {
        if self.temp { flag::TAKE_A } else { 0 }
    }

    pub fn take_b(self) -> u8 {
        if self.temp { flag::TAKE_B } else { 0 }
    }

    pub fn take_c(self) -> u8 {
        if self.temp { flag::TAKE_C } else { 0 }
    }
}

/// What stands between a statement and the end of the function: what `return`, `break` and `continue` must undo.
#[derive(Clone, Copy)]
pub(crate) enum Block<'a> {
    Loop {
        start: Label,
        end: Label,
        iter: Option<Reg>,
    },
    /// Body of a `try` with a `finally`.
    Finally {
        body: &'a [Stmt],
        outer: HandlerId,
    },
    /// Exceptional run of a `finally` body, or an except clause.
    Handler {
        saved: Reg,
        exc: Option<Reg>,
        outer: HandlerId,
    },
    /// The name of `except … as name`, unbound at the end.
    ExceptName {
        name: Sym,
        outer: HandlerId,
    },
    With {
        base: Reg,
        is_async: bool,
        outer: HandlerId,
        range: TextRange,
    },
    /// Clauses of except*: no way out.
    ExceptStar,
}

pub(crate) struct Unit<'a> {
    /// The frame's scope.
    pub frame: ScopeId,
    /// The scope names are written in: the frame's or that of a comprehension in it.
    pub here: ScopeId,
    pub name: Box<str>,
    pub qualname: String,
    pub first_line: u32,
    pub flags: CodeFlags,
    pub argcount: u16,
    pub posonlyargcount: u16,
    pub kwonlyargcount: u16,
    pub varnames: Vec<Sym>,
    pub cellvars: Vec<Sym>,
    pub nlocals: u32,
    pub first_free: u32,
    /// Registers of variables: locals, cells, free variables, comprehension variables.
    pub regs: HashMap<(ScopeId, Sym), Reg>,
    pub instrs: Vec<Ir>,
    pub labels: Vec<u32>,
    pub handlers: Vec<Handler>,
    pub handler: HandlerId,
    pub blocks: Vec<Block<'a>>,
    pub consts: Vec<Constant>,
    const_map: HashMap<Vec<u8>, u16>,
    pub names: Vec<Sym>,
    name_map: HashMap<Sym, u16>,
    /// Source range of what is being compiled.
    pub range: TextRange,
    /// First unused register.
    pub top: u32,
    pub max: u32,
    /// What there is too much of.
    pub overflow: Option<&'static str>,
    /// For class bodies and modules: how many annotations were given an index.
    pub conditional_index: u32,
    /// Inside a statement under a condition (module, class).
    pub conditional: u32,
}

impl<'a> Unit<'a> {
    pub fn new(frame: ScopeId, name: &str, qualname: String) -> Unit<'a> {
        Unit {
            frame,
            here: frame,
            name: name.into(),
            qualname,
            first_line: 1,
            flags: CodeFlags::default(),
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            varnames: Vec::new(),
            cellvars: Vec::new(),
            nlocals: 0,
            first_free: 0,
            regs: HashMap::new(),
            instrs: Vec::new(),
            labels: Vec::new(),
            handlers: Vec::new(),
            handler: NO_HANDLER,
            blocks: Vec::new(),
            consts: Vec::new(),
            const_map: HashMap::new(),
            names: Vec::new(),
            name_map: HashMap::new(),
            range: TextRange::default(),
            top: 0,
            max: 0,
            overflow: None,
            conditional_index: 0,
            conditional: 0,
        }
    }

    // ---- instructions ----------------------------------------------------------------------------------------

    pub fn push(&mut self, instr: Instr) {
        self.instrs.push(Ir { instr, target: None, range: self.range, handler: self.handler });
    }

    pub fn emit(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.push(Instr::abc(op, a, b, c));
    }

    pub fn emit_flags(&mut self, op: Op, flags: u8, a: u16, b: u16, c: u16) {
        self.push(Instr::abc(op, a, b, c).with_flags(flags));
    }

    /// A jump of any form; the slot of the target is filled in later.
    pub fn emit_jump(&mut self, op: Op, flags: u8, a: u16, b: u16, target: Label) {
        let instr = Instr::abc(op, a, b, 0).with_flags(flags);
        self.instrs.push(Ir { instr, target: Some(target), range: self.range, handler: self.handler });
    }

    pub fn jump(&mut self, target: Label) {
        self.emit_jump(Op::Jump, 0, 0, 0, target);
    }

    pub fn jump_back(&mut self, target: Label) {
        self.emit_jump(Op::JumpBack, 0, 0, 0, target);
    }

    pub fn mov(&mut self, dst: Reg, src: Val) {
        if dst != src.reg {
            self.emit_flags(Op::Move, src.take_b(), dst, src.reg, 0);
        }
    }

    pub fn clear(&mut self, reg: Reg) {
        self.emit(Op::Clear, reg, 0, 0);
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(u32::MAX);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn bind(&mut self, label: Label) {
        self.labels[label.0 as usize] = self.instrs.len() as u32;
    }

    /// A label at this very place.
    pub fn label_here(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    /// A handler that drops what is above the current temporaries.
    pub fn new_handler(&mut self) -> (HandlerId, Label) {
        let label = self.label();
        self.handlers.push(Handler { label, drop_from: self.top as u16 });
        (self.handlers.len() as u32 - 1, label)
    }

    // ---- registers -------------------------------------------------------------------------------------------

    pub fn alloc(&mut self) -> Reg {
        self.alloc_n(1)
    }

    /// `count` consecutive temporaries; the first.
    pub fn alloc_n(&mut self, count: usize) -> Reg {
        let first = self.top;
        self.top += count as u32;
        if self.top as usize > MAX_INDEX {
            self.overflow.get_or_insert("registers");
            self.top = MAX_INDEX as u32;
            return 0;
        }
        self.max = self.max.max(self.top);
        first as Reg
    }

    pub fn mark(&self) -> u32 {
        self.top
    }

    pub fn release(&mut self, mark: u32) {
        self.top = mark;
    }

    /// The register for a result: the one asked for, or a new temporary.
    pub fn dest(&mut self, dst: Option<Reg>) -> Reg {
        dst.unwrap_or_else(|| self.alloc())
    }

    // ---- tables ----------------------------------------------------------------------------------------------

    pub fn name_idx(&mut self, sym: Sym) -> u16 {
        if let Some(index) = self.name_map.get(&sym) {
            return *index;
        }
        if self.names.len() >= MAX_INDEX {
            self.overflow.get_or_insert("names");
            return 0;
        }
        let index = self.names.len() as u16;
        self.names.push(sym);
        self.name_map.insert(sym, index);
        index
    }

    pub fn const_idx(&mut self, constant: Constant) -> u16 {
        let mut key = Vec::new();
        let unique = const_key(&constant, &mut key);
        if unique && let Some(index) = self.const_map.get(&key) {
            return *index;
        }
        if self.consts.len() >= MAX_INDEX {
            self.overflow.get_or_insert("constants");
            return 0;
        }
        let index = self.consts.len() as u16;
        self.consts.push(constant);
        if unique {
            self.const_map.insert(key, index);
        }
        index
    }

    /// Loads a constant by the shortest instruction.
    pub fn load_const(&mut self, constant: Constant, dst: Reg) {
        match constant {
            Constant::None => self.emit(Op::LoadNone, dst, 0, 0),
            Constant::True => self.emit(Op::LoadTrue, dst, 0, 0),
            Constant::False => self.emit(Op::LoadFalse, dst, 0, 0),
            Constant::Int(value) if i32::try_from(value).is_ok() => {
                let mut instr = Instr::abc(Op::LoadInt, dst, 0, 0);
                instr.set_bc(value as i32);
                self.push(instr);
            }
            _ => {
                let index = self.const_idx(constant);
                self.emit(Op::LoadConst, dst, index, 0);
            }
        }
    }
}

/// Bytes that are equal exactly if the constants are the same; `false` if it has no such form (code).
fn const_key(constant: &Constant, key: &mut Vec<u8>) -> bool {
    use Constant::*;
    match constant {
        None => key.push(0),
        True => key.push(1),
        False => key.push(2),
        Ellipsis => key.push(3),
        Int(value) => {
            key.push(4);
            key.extend(value.to_le_bytes());
        }
        BigInt { negative, words } => {
            key.extend([5, u8::from(*negative)]);
            key.extend((words.len() as u64).to_le_bytes());
            words.iter().for_each(|word| key.extend(word.to_le_bytes()));
        }
        Float(value) => {
            key.push(6);
            key.extend(value.to_bits().to_le_bytes());
        }
        Complex(real, imag) => {
            key.push(7);
            key.extend(real.to_bits().to_le_bytes());
            key.extend(imag.to_bits().to_le_bytes());
        }
        Str(bytes) | Bytes(bytes) => {
            key.push(if matches!(constant, Str(_)) { 8 } else { 9 });
            key.extend((bytes.len() as u64).to_le_bytes());
            key.extend(&bytes[..]);
        }
        Tuple(items) | FrozenSet(items) => {
            key.push(if matches!(constant, Tuple(_)) { 10 } else { 11 });
            key.extend((items.len() as u64).to_le_bytes());
            return items.iter().all(|item| const_key(item, key));
        }
        Code(_) => return false,
    }
    true
}
