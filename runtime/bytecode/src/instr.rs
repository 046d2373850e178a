//! One instruction, decoded: reads and writes the words of the stream by the list.

use crate::opcode::Op;
use crate::operand::{Operand, Slot};

/// A decoded instruction (without its cache words).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instr {
    /// The operation.
    pub op: Op,
    /// Flag bits.
    pub flags: u8,
    /// Slot a.
    pub a: u16,
    /// Slot b.
    pub b: u16,
    /// Slot c.
    pub c: u16,
    /// The operand word, zero if the op has none.
    pub word: u64,
}

impl Instr {
    /// How many registers a `Sources` operand has room for.
    pub const MOST_SOURCES: usize = 3;

    /// An instruction with all operands zero.
    #[must_use]
    pub const fn new(op: Op) -> Instr {
        Instr { op, flags: 0, a: 0, b: 0, c: 0, word: 0 }
    }

    /// An instruction with the three short operands given.
    #[must_use]
    pub const fn abc(op: Op, a: u16, b: u16, c: u16) -> Instr {
        Instr { op, flags: 0, a, b, c, word: 0 }
    }

    /// The slots b and c as one signed number.
    #[must_use]
    pub const fn bc(&self) -> i32 {
        (self.b as u32 | (self.c as u32) << 16) as i32
    }

    /// Sets slots b and c from one signed number.
    pub const fn set_bc(&mut self, value: i32) {
        self.b = value as u16;
        self.c = (value as u32 >> 16) as u16;
    }

    /// The low half of the operand word.
    #[must_use]
    pub const fn lo(&self) -> u32 {
        self.word as u32
    }

    /// The high half of the operand word.
    #[must_use]
    pub const fn hi(&self) -> u32 {
        (self.word >> 32) as u32
    }

    /// Sets the operand word.
    #[must_use]
    pub const fn with_word(mut self, lo: u32, hi: u32) -> Instr {
        self.word = lo as u64 | (hi as u64) << 32;
        self
    }

    /// The registers that a `Sources` operand names: those of the count that there is room for.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = u16> + Clone + use<> {
        let word = self.word;
        (0..Instr::source_count(word).min(Instr::MOST_SOURCES)).map(move |index| Instr::source(word, index))
    }

    /// How many registers a `Sources` operand says it names.
    #[inline(always)]
    #[must_use]
    pub const fn source_count(word: u64) -> usize {
        word as u16 as usize
    }

    /// One of the registers of a `Sources` operand; 0 where it has no more.
    #[inline(always)]
    #[must_use]
    pub const fn source(word: u64, index: usize) -> u16 {
        (word >> (16 * (index + 1))) as u16
    }

    /// Sets a `Sources` operand: at most three registers.
    #[must_use]
    pub fn with_sources(mut self, registers: &[u16]) -> Instr {
        debug_assert!(registers.len() <= Instr::MOST_SOURCES);
        self.word = registers.len() as u64;
        for (index, register) in registers.iter().enumerate() {
            self.word |= u64::from(*register) << (16 * (index + 1));
        }
        self
    }

    /// Adds flag bits.
    #[must_use]
    pub const fn with_flags(mut self, flags: u8) -> Instr {
        self.flags |= flags;
        self
    }

    /// The number in an operand's slot (sign-extended where the slot is `BC`, else unsigned).
    #[must_use]
    pub fn get(&self, operand: &Operand) -> i64 {
        match operand.slot {
            Slot::A => i64::from(self.a),
            Slot::B => i64::from(self.b),
            Slot::C => i64::from(self.c),
            Slot::BC => i64::from(self.bc()),
            Slot::Lo => i64::from(self.lo()),
            Slot::Hi => i64::from(self.hi()),
        }
    }

    /// The head word.
    #[must_use]
    pub const fn head(&self) -> u64 {
        self.op as u64
            | (self.flags as u64) << 8
            | (self.a as u64) << 16
            | (self.b as u64) << 32
            | (self.c as u64) << 48
    }

    /// Appends all words of the instruction, cache words zero.
    pub fn encode(&self, stream: &mut Vec<u64>) {
        let info = self.op.info();
        stream.push(self.head());
        if info.has_operand_word {
            stream.push(self.word);
        }
        stream.extend(std::iter::repeat_n(0, info.cache_words));
    }

    /// Decodes the instruction whose head word is `stream[at]`; `None` if the number is unknown or words are missing.
    #[must_use]
    pub fn decode(stream: &[u64], at: usize) -> Option<Instr> {
        let head = *stream.get(at)?;
        let op = Op::from_u8(head as u8)?;
        let info = op.info();
        if at + info.extra_words() >= stream.len() {
            return None;
        }
        let word = if info.has_operand_word { stream[at + 1] } else { 0 };
        Some(Instr {
            op,
            flags: (head >> 8) as u8,
            a: (head >> 16) as u16,
            b: (head >> 32) as u16,
            c: (head >> 48) as u16,
            word,
        })
    }
}
