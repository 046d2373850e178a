//! What the functions beside the dispatch loop get: the instruction, and the registers of its frame.

use super::frame::Frame;
use crate::thread::ThreadState;
use crate::types::Str;
use crate::value::Value;
use ladon_bytecode::{Op, flag};

/// What an instruction that is not on the straight path works on.
#[derive(Clone, Copy)]
pub struct Ctx<'a> {
    pub thread: &'a ThreadState,
    pub frame: &'a Frame,
    pub regs: *mut u64,
    /// The instruction's head word and where it lies.
    pub word: u64,
    pub pc: *mut u64,
}

impl Ctx<'_> {
    #[inline(always)]
    pub fn a(&self) -> usize {
        (self.word >> 16) as u16 as usize
    }

    #[inline(always)]
    pub fn b(&self) -> usize {
        (self.word >> 32) as u16 as usize
    }

    #[inline(always)]
    pub fn c(&self) -> usize {
        (self.word >> 48) as usize
    }

    #[inline(always)]
    pub fn flag(&self, bit: u8) -> bool {
        (self.word >> 8) as u8 & bit != 0
    }

    /// Where the result of a call goes; `None` when it is not wanted.
    #[inline(always)]
    pub fn result_register(&self) -> Option<u16> {
        (!self.flag(flag::DISCARD)).then_some(self.a() as u16)
    }

    /// Halves of the operand word.
    pub fn lo(&self) -> usize {
        // SAFETY: V1: the op has an operand word.
        unsafe { *self.pc.add(1) as u32 as usize }
    }

    pub fn hi(&self) -> usize {
        // SAFETY: V1: the op has an operand word.
        unsafe { (*self.pc.add(1) >> 32) as usize }
    }

    /// A register that holds a value (V4).
    #[inline(always)]
    pub fn get(&self, reg: usize) -> &Value {
        // SAFETY: V1, V4.
        unsafe { &*self.regs.add(reg).cast::<Value>() }
    }

    #[inline(always)]
    pub fn get_optional(&self, reg: usize) -> Option<&Value> {
        // SAFETY: V1.
        unsafe { (*self.regs.add(reg).cast::<Option<Value>>()).as_ref() }
    }

    /// Moves a value out of a register.
    #[inline(always)]
    pub fn take(&self, reg: usize) -> Value {
        // SAFETY: V1, V4.
        unsafe { Value::from_bits(std::mem::replace(&mut *self.regs.add(reg), 0)) }
    }

    pub fn take_optional(&self, reg: usize) -> Option<Value> {
        // SAFETY: V1.
        unsafe { (*self.regs.add(reg).cast::<Option<Value>>()).take() }
    }

    #[inline(always)]
    pub fn set(&self, reg: usize, value: Value) {
        // SAFETY: V1.
        unsafe { set(self.regs, reg, value.into_bits()) }
    }

    #[inline(always)]
    pub fn clear(&self, reg: usize) {
        // SAFETY: V1.
        unsafe { set(self.regs, reg, 0) }
    }

    pub fn name(&self, index: usize) -> &Str {
        &self.frame.linked().names[index]
    }

    pub fn constant(&self, index: usize) -> &Value {
        &self.frame.linked().consts[index]
    }

    /// Consumes the sources that the instruction's flags name.
    #[inline(always)]
    pub fn consume(&self) {
        if self.word & (0x7 << 8) != 0 {
            self.consume_flagged();
        }
    }

    fn consume_flagged(&self) {
        if self.flag(flag::TAKE_A) {
            self.clear(self.a());
        }
        if self.flag(flag::TAKE_B) {
            self.clear(self.b());
        }
        if self.flag(flag::TAKE_C) {
            self.clear(self.c());
        }
    }

    /// The source in slot a: moved out when it is a temporary at its last use, else a new reference.
    pub fn source_a(&self) -> Value {
        if self.flag(flag::TAKE_A) { self.take(self.a()) } else { self.get(self.a()).clone() }
    }

    /// As [`Ctx::source_a`] for slot b.
    #[inline(always)]
    pub fn source_b(&self) -> Value {
        if self.flag(flag::TAKE_B) { self.take(self.b()) } else { self.get(self.b()).clone() }
    }

    /// A cache word (0 = the first behind head and operand word).
    #[inline(always)]
    pub fn cache(&self, index: usize) -> *mut u64 {
        // SAFETY: V1: the op has that many cache words, the first right behind the head word.
        unsafe { self.pc.add(1 + index) }
    }

    /// A cache word of a call without keywords.
    #[inline(always)]
    pub fn call_cache(&self, index: usize) -> *mut u64 {
        // The sources come first.
        self.cache(usize::from(self.word as u8 == Op::CallFrom as u8) + index)
    }
}

/// Writes a register; what was there is dropped after the store.
///
/// # Safety
/// V1: the register is in the window; `word` is an owned value or NULL.
#[inline(always)]
pub unsafe fn set(regs: *mut u64, reg: usize, word: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let slot = regs.add(reg);
        let old = *slot;
        *slot = word;
        if old.wrapping_sub(1) >> 48 == 0 {
            drop(Value::from_bits(old));
        }
    }
}
