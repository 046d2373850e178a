//! What an operand is: where it sits in the instruction ([`Slot`]), what it names ([`Kind`]), and the flag bits.

/// Index of a register in the frame's window.
pub type Reg = u16;
/// Index into `Code::consts`.
pub type ConstIdx = u16;
/// Index into `Code::names`.
pub type NameIdx = u16;
/// Index into `Code::consts` of a constant that is a `Code`.
pub type CodeIdx = u16;

/// Flag bits of an instruction word (bits 8..16). `TAKE_*` are valid on every op with a `Read` in that slot;
/// the others only on the ops whose row in the list names them.
pub mod flag {
    /// The source register in slot a is a temporary at its last use: consume it (leave NULL).
    pub const TAKE_A: u8 = 0x01;
    /// The same for slot b.
    pub const TAKE_B: u8 = 0x02;
    /// The same for slot c.
    pub const TAKE_C: u8 = 0x04;
    /// Arithmetic: the in-place form (`__iadd__` first).
    pub const INPLACE: u8 = 0x10;
    /// Comparing jumps, `Is`, `In`: the opposite outcome counts.
    pub const NEGATE: u8 = 0x10;
    /// Calls, `Yield`: the result is not wanted; R[dst] is left NULL (or holds a number, None, True or False).
    pub const DISCARD: u8 = 0x10;
    /// `CallFrom`: all that it reads lies below its base, so that nothing is consumed.
    pub const LASTING: u8 = 0x20;
    /// `JumpIfTrue`/`JumpIfFalse`: consume R[a] only when the jump is *not* taken (`and`, `or`).
    pub const TAKE_FALL: u8 = 0x10;
    /// `Yield`: this is the yield of a `yield from`/`await`; slot c is the register of the iterator delegated to.
    pub const DELEGATE: u8 = 0x20;
    /// `MakeFunction`: a tuple of positional defaults is given.
    pub const DEFAULTS: u8 = 0x10;
    /// `MakeFunction`: a dict of keyword-only defaults is given.
    pub const KWDEFAULTS: u8 = 0x20;
    /// `MakeFunction`: an annotate function (a callable) is given.
    pub const ANNOTATE: u8 = 0x40;
    /// `MakeFunction`: a closure (tuple of cells) is given.
    pub const CLOSURE: u8 = 0x80;
    /// `LoadSuperAttr`/`LoadSuperMethod`: written as `super()` (the class and self are implied).
    pub const ZERO_ARG: u8 = 0x10;
}

/// The place of an operand in an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Bits 16..32 of the head word.
    A,
    /// Bits 32..48.
    B,
    /// Bits 48..64.
    C,
    /// Bits 32..64, one 32-bit operand.
    BC,
    /// Bits 0..32 of the operand word (the first extra word).
    Lo,
    /// Bits 32..64 of the operand word.
    Hi,
}

/// What an operand names, and what the instruction does with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A register that is read; never NULL.
    Read,
    /// A register that may be NULL before and is not after.
    Wrap,
    /// A register that may be NULL before and holds a cell after.
    WrapCell,
    /// A register that is written (after everything else has succeeded).
    Write,
    /// A register read, then written.
    Update,
    /// A register read and always consumed, whatever the flags.
    Consume,
    /// A register set to NULL, whatever it held.
    Clear,
    /// Base of `c` registers, all consumed.
    TakeN,
    /// Base of `2*c` registers (key, value, key, value, …), all consumed.
    TakePairs,
    /// Base of `1+c` registers (callable, arguments), all consumed.
    TakeCall,
    /// Base of as many registers as a call of the `Sources` needs (callable, arguments), all NULL afterwards.
    CallRoom,
    /// The whole operand word: a count and that many registers, 16 bits each, all read.
    Sources,
    /// Base of `2+c` registers (callable, self or NULL, arguments), all consumed.
    TakeMethod,
    /// Base of 3 registers (callable, iterable, mapping or NULL), all consumed.
    TakeCallEx,
    /// Base of 2 registers, both consumed.
    Take2,
    /// Base of 3 registers, all consumed.
    Take3,
    /// Base of as many registers as the four `MakeFunction` flags say, all consumed.
    TakeParts,
    /// Base of as many registers as the intrinsic in slot c takes, all consumed.
    TakeIntrinsic,
    /// Base of 2 registers, both read and both written.
    Update2,
    /// Base of 2 registers written: callable, then self or NULL.
    WriteMethod,
    /// Base of 4 registers written: two pairs as of `WriteMethod`.
    WriteWith,
    /// Base of 5 registers written: a pair as of `WriteMethod`, then three arguments.
    WriteWithExcept,
    /// Base of `c` registers written.
    WriteN,
    /// Base of `lo + 1 + hi` registers written.
    WriteStarred,
    /// Base of `c` registers written with the cells of the closure.
    WriteCells,
    /// A register holding a cell.
    Cell,
    /// Index of a constant.
    Const,
    /// Index of a name.
    Name,
    /// Index of a constant that is a `Code`.
    Code,
    /// A signed jump, 16 bits, counted in words from this instruction's head word.
    Jump,
    /// A signed jump, 32 bits, counted in words from this instruction's head word.
    JumpWide,
    /// A signed number.
    Imm,
    /// An unsigned number.
    Count,
    /// An iterator register, valid only under the `DELEGATE` flag, and then read.
    Delegate,
}

/// One operand of an op: a row of its description.
#[derive(Clone, Copy, Debug)]
pub struct Operand {
    /// Where it sits.
    pub slot: Slot,
    /// Its name in the documentation and in the disassembly.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}
