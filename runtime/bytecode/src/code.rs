//! [`Code`]: what the compiler makes of one scope. Immutable, `Send + Sync`, holds no object, always verified.
//!
//! Registers of a frame: parameters (positional, keyword-only, `*args`, `**kwargs`), other locals — these are
//! `varnames` —, then one per cell variable that is no parameter, one per free variable (all of these: `nlocals`), then
//! temporaries up to `nregs`. A parameter that is also a cell variable keeps its register: `MakeCell` wraps it there.

use std::sync::Arc;

use crate::constant::Constant;
use crate::operand::Reg;
use crate::position::{Position, Positions};
use crate::verify::{VerifyError, verify};

/// What kind of code it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in registers only (functions).
    pub const OPTIMIZED: CodeFlags = CodeFlags(0x1);
    /// A new locals mapping belongs to each run (functions; not module, class, exec).
    pub const NEWLOCALS: CodeFlags = CodeFlags(0x2);
    /// Has `*args`.
    pub const VARARGS: CodeFlags = CodeFlags(0x4);
    /// Has `**kwargs`.
    pub const VARKEYWORDS: CodeFlags = CodeFlags(0x8);
    /// Lies in a function.
    pub const NESTED: CodeFlags = CodeFlags(0x10);
    /// `def` with `yield`, or a generator expression.
    pub const GENERATOR: CodeFlags = CodeFlags(0x20);
    /// `async def` without `yield`.
    pub const COROUTINE: CodeFlags = CodeFlags(0x80);
    /// `async def` with `yield`.
    pub const ASYNC_GENERATOR: CodeFlags = CodeFlags(0x200);
    /// A generator that can be awaited (`types.coroutine`).
    pub const ITERABLE_COROUTINE: CodeFlags = CodeFlags(0x100);
    /// `from __future__ import annotations`.
    pub const FUTURE_ANNOTATIONS: CodeFlags = CodeFlags(0x100_0000);
    /// The first constant is the docstring.
    pub const HAS_DOCSTRING: CodeFlags = CodeFlags(0x400_0000);
    /// A function defined in a class body.
    pub const METHOD: CodeFlags = CodeFlags(0x800_0000);
    /// A class body (not visible in `co_flags`).
    pub const CLASS_BODY: CodeFlags = CodeFlags(0x4000_0000);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub const fn has(self, other: CodeFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Calling makes a generator, coroutine or async generator instead of running.
    #[must_use]
    pub const fn is_generator_like(self) -> bool {
        self.0 & (CodeFlags::GENERATOR.0 | CodeFlags::COROUTINE.0 | CodeFlags::ASYNC_GENERATOR.0) != 0
    }
}

impl std::ops::BitOr for CodeFlags {
    type Output = CodeFlags;
    fn bitor(self, other: CodeFlags) -> CodeFlags {
        CodeFlags(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for CodeFlags {
    fn bitor_assign(&mut self, other: CodeFlags) {
        self.0 |= other.0;
    }
}

/// A row of the exception table: if an instruction whose head word is in `start..end` raises, the temporaries from `drop_from` on
/// are dropped and execution continues at `handler`. Rows are in order and do not overlap: each
/// instruction has at most one handler, the innermost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExceptionEntry {
    /// First word covered.
    pub start: u32,
    /// First word not covered.
    pub end: u32,
    /// Where the handler (`EnterExcept`) is.
    pub handler: u32,
    /// First register to drop; at least `nlocals`.
    pub drop_from: Reg,
}

/// A `Code` before it is verified: what the compiler fills in. Field meanings are those of Python's code objects.
#[derive(Clone, Debug, Default)]
pub struct RawCode {
    /// `co_name`
    pub name: Box<str>,
    /// `co_qualname`
    pub qualname: Box<str>,
    /// `co_filename`
    pub filename: Arc<str>,
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_flags` and ours
    pub flags: CodeFlags,
    /// Positional parameters, the positional-only ones among them.
    pub argcount: u16,
    /// Positional-only parameters.
    pub posonlyargcount: u16,
    /// Keyword-only parameters.
    pub kwonlyargcount: u16,
    /// Registers of named variables: locals, cells, free variables.
    pub nlocals: u16,
    /// All registers.
    pub nregs: u16,
    /// Names of registers `0..varnames.len()`.
    pub varnames: Box<[Box<str>]>,
    /// Cell variables; those that are no parameters have the registers after `varnames`, in this order.
    pub cellvars: Box<[Box<str>]>,
    /// Free variables, in the order of the closure tuple; the registers after those of the cells.
    pub freevars: Box<[Box<str>]>,
    /// Names used by instructions.
    pub names: Box<[Box<str>]>,
    /// Constants. The docstring is the first, if there is one.
    pub consts: Box<[Constant]>,
    /// The instruction stream.
    pub instructions: Box<[u64]>,
    /// The exception table, ordered by `start`, without overlap.
    pub exception_table: Box<[ExceptionEntry]>,
    /// Source positions.
    pub positions: Positions,
}

/// A verified code object.
#[derive(Debug)]
pub struct Code {
    raw: RawCode,
}

impl Code {
    /// Verifies and seals.
    ///
    /// # Errors
    /// The first rule of `verify` that is broken, and where.
    pub fn new(mut raw: RawCode) -> Result<Code, VerifyError> {
        raw.positions.shrink();
        verify(&raw)?;
        Ok(Code { raw })
    }

    /// Number of parameters, `*args` and `**kwargs` among them: registers `0..nparams` are bound at entry.
    #[must_use]
    pub fn nparams(&self) -> usize {
        self.raw.nparams()
    }

    /// Register of the first free variable.
    #[must_use]
    pub fn first_free(&self) -> usize {
        usize::from(self.raw.nlocals) - self.raw.freevars.len()
    }

    /// Name of a register: local, cell or free variable; `None` for a temporary.
    #[must_use]
    pub fn register_name(&self, reg: Reg) -> Option<&str> {
        self.raw.register_name(reg)
    }

    /// Source position of the instruction whose head word is `word`.
    #[must_use]
    pub fn position(&self, word: usize) -> Position {
        self.raw.positions.at(word)
    }

    /// The table row that catches what the instruction at `word` raises.
    #[must_use]
    pub fn handler_of(&self, word: usize) -> Option<&ExceptionEntry> {
        let table = &self.raw.exception_table;
        let row = table.get(table.partition_point(|row| row.end as usize <= word))?;
        (row.start as usize <= word).then_some(row)
    }

    /// The docstring, if there is one.
    #[must_use]
    pub fn docstring(&self) -> Option<&[u8]> {
        match self.raw.consts.first() {
            Some(Constant::Str(text)) if self.raw.flags.has(CodeFlags::HAS_DOCSTRING) => Some(text),
            _ => None,
        }
    }
}

impl std::ops::Deref for Code {
    type Target = RawCode;
    fn deref(&self) -> &RawCode {
        &self.raw
    }
}

impl RawCode {
    /// See [`Code::nparams`].
    #[must_use]
    pub fn nparams(&self) -> usize {
        let star =
            usize::from(self.flags.has(CodeFlags::VARARGS)) + usize::from(self.flags.has(CodeFlags::VARKEYWORDS));
        usize::from(self.argcount) + usize::from(self.kwonlyargcount) + star
    }

    /// See [`Code::register_name`].
    #[must_use]
    pub fn register_name(&self, reg: Reg) -> Option<&str> {
        let reg = usize::from(reg);
        if reg < self.varnames.len() {
            return Some(&self.varnames[reg]);
        }
        let params = &self.varnames[..self.nparams().min(self.varnames.len())];
        let own_cells = self.cellvars.iter().filter(|name| !params.contains(name));
        own_cells.chain(self.freevars.iter()).nth(reg - self.varnames.len()).map(|name| &**name)
    }
}

const _: () = {
    const fn shareable<T: Send + Sync>() {}
    shareable::<Code>();
};
