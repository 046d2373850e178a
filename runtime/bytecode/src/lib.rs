//! The instruction set, as data.
//!
//! `opcode` holds THE list of instructions (`for_each_op!`); the encoder, the disassembler, the verifier and the VM's handler
//! table are derived from it. `code` holds [`Code`], the immutable, shareable unit the compiler makes and every
//! interpreter links for itself. A `Code` can only be built through `verify` (invariants V1–V6 there), which is
//! what makes unchecked register access in the VM honest. This crate knows nothing of Python objects or of memory.

#![forbid(unsafe_code)]

mod code;
mod constant;
mod disasm;
mod effect;
mod instr;
mod opcode;
mod operand;
mod position;
mod verify;

pub use code::{Code, CodeFlags, ExceptionEntry, RawCode};
pub use constant::Constant;
pub use disasm::{disasm, disasm_instr};
pub use effect::{Effects, RegRange};
pub use instr::Instr;
pub use opcode::{Intrinsic, Op, OpInfo};
pub use operand::{CodeIdx, ConstIdx, Kind, NameIdx, Operand, Reg, Slot, flag};
pub use position::{Position, Positions};
pub use verify::VerifyError;

/// More registers, constants, names or nested codes than this in one `Code` is a compile error.
pub const MAX_INDEX: usize = 60_000;
