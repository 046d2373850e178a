//! What an instruction does to registers, derived from the kinds of its operands. The verifier and the compiler's
//! definite-assignment pass both go by this and nothing else.

use crate::instr::Instr;
use crate::opcode::{Intrinsic, Op};
use crate::operand::{Kind, Operand, Slot, flag};

/// `len` registers from `start` on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RegRange {
    /// The first.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// One step of an instruction. Steps come in this order: all reads, all kills, all writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effects {
    /// The registers are read and must hold values.
    Read,
    /// They are read if they hold anything.
    ReadMaybe,
    /// They are read and must hold cells.
    ReadCell,
    /// They are NULL from here on.
    Kill,
    /// They hold values from here on.
    Write,
    /// They hold a value or NULL from here on.
    WriteMaybe,
    /// They hold cells from here on.
    WriteCell,
}

impl Instr {
    /// Calls `step` for every effect on registers, on the way straight ahead. (What differs on the jump taken:
    /// [`Instr::effects_of_jump`].)
    pub fn effects(&self, mut step: impl FnMut(Effects, RegRange)) {
        let operands = self.op.info().operands;
        for operand in operands {
            self.reads(operand, &mut step);
        }
        for operand in operands {
            self.kills(operand, &mut step);
        }
        if self.op == Op::Yield && self.flags & flag::DELEGATE != 0 {
            step(Effects::Read, RegRange { start: u32::from(self.c), len: 1 });
        }
        for operand in operands {
            self.writes(operand, &mut step);
        }
    }

    /// The effects if this instruction jumps.
    pub fn effects_of_jump(&self, mut step: impl FnMut(Effects, RegRange)) {
        match self.op {
            Op::ForIter => step(Effects::Kill, one(self.b)),
            Op::Send => {
                step(Effects::Kill, one(self.b));
                step(Effects::Write, one(self.a));
            }
            Op::JumpIfTrue | Op::JumpIfFalse if self.flags & flag::TAKE_FALL != 0 => {}
            _ => self.effects(step),
        }
    }

    fn reads(&self, operand: &Operand, step: &mut impl FnMut(Effects, RegRange)) {
        use Kind::*;
        let start = self.register(operand);
        let span = |len: usize| RegRange { start, len: len as u32 };
        match operand.kind {
            Read | Update | Consume => step(Effects::Read, span(1)),
            Wrap | WrapCell => step(Effects::ReadMaybe, span(1)),
            Cell => step(Effects::ReadCell, span(1)),
            Update2 => step(Effects::Read, span(2)),
            TakeMethod => {
                step(Effects::Read, span(1));
                step(Effects::ReadMaybe, RegRange { start: start + 1, len: 1 });
                step(Effects::Read, RegRange { start: start + 2, len: self.method_args() });
            }
            Sources => {
                self.sources().for_each(|reg| step(Effects::Read, one(reg)));
            }
            TakeCallEx => {
                step(Effects::Read, span(2));
                step(Effects::ReadMaybe, RegRange { start: start + 2, len: 1 });
            }
            _ => {
                if let Some(len) = self.taken(operand) {
                    step(Effects::Read, span(len));
                }
            }
        }
    }

    fn kills(&self, operand: &Operand, step: &mut impl FnMut(Effects, RegRange)) {
        let start = self.register(operand);
        let span = |len: usize| RegRange { start, len: len as u32 };
        match operand.kind {
            Kind::Read if self.takes(operand.slot) => step(Effects::Kill, span(1)),
            Kind::Consume | Kind::Clear => step(Effects::Kill, span(1)),
            Kind::TakeMethod => step(Effects::Kill, span(2 + self.method_args() as usize)),
            Kind::TakeCallEx => step(Effects::Kill, span(3)),
            Kind::CallRoom => step(Effects::Kill, span(1 + self.sources().len())),
            _ => {
                if let Some(len) = self.taken(operand) {
                    step(Effects::Kill, span(len));
                }
            }
        }
    }

    fn writes(&self, operand: &Operand, step: &mut impl FnMut(Effects, RegRange)) {
        use Kind::*;
        let start = self.register(operand);
        let span = |len: usize| RegRange { start, len: len as u32 };
        let discards =
            self.op.info().flags & flag::DISCARD != 0 && self.flags & flag::DISCARD != 0 && self.op.discards();
        match operand.kind {
            Write if discards => step(Effects::Kill, span(1)),
            Write if self.op == Op::Move2 => step(Effects::Write, span(2)),
            Write | Wrap | Update => step(Effects::Write, span(1)),
            WrapCell => step(Effects::WriteCell, span(1)),
            WriteCells => step(Effects::WriteCell, span(usize::from(self.c))),
            Update2 => step(Effects::Write, span(2)),
            WriteN => step(Effects::Write, span(usize::from(self.c))),
            WriteStarred => step(Effects::Write, span(self.lo() as usize + 1 + self.hi() as usize)),
            WriteMethod | WriteWith | WriteWithExcept => {
                let (pairs, values) = match operand.kind {
                    WriteMethod => (1, 0),
                    WriteWith => (2, 0),
                    _ => (1, 3),
                };
                for pair in 0..pairs {
                    step(Effects::Write, RegRange { start: start + 2 * pair, len: 1 });
                    step(Effects::WriteMaybe, RegRange { start: start + 2 * pair + 1, len: 1 });
                }
                step(Effects::Write, RegRange { start: start + 2 * pairs, len: values });
            }
            _ => {}
        }
    }

    /// How many registers a base-and-count source takes, all of which must hold values.
    fn taken(&self, operand: &Operand) -> Option<usize> {
        let count = usize::from(self.c);
        Some(match operand.kind {
            Kind::TakeN => count,
            Kind::TakePairs => 2 * count,
            Kind::TakeCall => 1 + count,
            Kind::Take2 => 2,
            Kind::Take3 => 3,
            Kind::TakeParts => (self.flags >> 4).count_ones() as usize,
            Kind::TakeIntrinsic => Intrinsic::from_u16(self.c)?.arity(),
            _ => return None,
        })
    }

    fn method_args(&self) -> u32 {
        if self.op == Op::WithExceptArgs { 0 } else { u32::from(self.c) }
    }

    fn register(&self, operand: &Operand) -> u32 {
        self.get(operand) as u32
    }

    fn takes(&self, slot: Slot) -> bool {
        let bit = match slot {
            Slot::A => flag::TAKE_A,
            Slot::B => flag::TAKE_B,
            Slot::C => flag::TAKE_C,
            _ => 0,
        };
        self.flags & bit != 0 || (self.op.takes_on_fall() && self.flags & flag::TAKE_FALL != 0)
    }
}

impl Op {
    /// Whether the bit shared by `DISCARD`, `NEGATE`, `INPLACE`, … means `DISCARD` here.
    #[must_use]
    pub fn discards(self) -> bool {
        use Op::*;
        matches!(self, Call | CallFrom | CallKw | CallMethod | CallMethodKw | CallEx | Yield)
    }

    fn takes_on_fall(self) -> bool {
        matches!(self, Op::JumpIfTrue | Op::JumpIfFalse)
    }
}

fn one(reg: u16) -> RegRange {
    RegRange { start: u32::from(reg), len: 1 }
}
