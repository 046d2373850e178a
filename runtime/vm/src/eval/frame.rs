//! Frames and the value stack.
//!
//! A thread has one contiguous stack of value words. A frame's window lies on it and begins where the caller laid the
//! arguments, so a call copies nothing; windows of generators lie in their objects. Frames themselves are rows of a
//! second, equally contiguous stack.
//!
//! **F1** words of the stack above the running frame's window hold no reference (numbers and immortals may lie there).
//! **F2** a frame owns its function, code and locals mapping until it is popped.

use crate::types::code::{CodeObject, Linked};
use crate::types::function::Function;
use crate::types::{Dict, Str};
use crate::value::{Ref, Value};
use std::cell::Cell;

/// Words of value stack per thread (address space only: pages come with use).
const STACK_WORDS: usize = 8 << 20;
const MAX_FRAMES: usize = 256 << 10;

/// How a frame ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// `run` returns to Rust.
    Native,
    /// The result goes to a register of the caller's window (`None`: it is not wanted).
    Register(Option<u16>),
    /// `__init__` of a new object: the object, held at this register of the caller, is the result.
    Instance { held: u16, dst: Option<u16> },
    /// A generator resumed by the caller's `ForIter` or (`send`) `Send`, which says where items and results go.
    Resumed { send: bool },
}

/// One running function. What it points to is kept alive by `function`, by the generator object it runs for, or by the
/// Rust function that runs a module body (F2).
pub struct Frame {
    pub previous: *const Frame,
    pub regs: *mut u64,
    /// The instruction being executed (its head word in the linked copy), saved whenever something may look.
    pub pc: Cell<*const u64>,
    pub linked: *const Linked,
    pub code: *const CodeObject,
    pub globals: *const Dict,
    pub builtins: *const Dict,
    pub function: Option<Ref<Function>>,
    /// Namespace of a class body or of `exec` with separate locals.
    pub locals: Option<Value>,
    /// First word of the stack that callees may use, for frames whose window is not on the stack (else NULL).
    pub stack_free: *mut u64,
    pub exit: Exit,
    /// The generator that runs in this frame (its address), if any.
    pub generator: Cell<usize>,
}

impl Frame {
    #[inline(always)]
    pub fn code(&self) -> &CodeObject {
        // SAFETY: F2.
        unsafe { &*self.code }
    }

    #[inline(always)]
    pub fn globals(&self) -> &Dict {
        // SAFETY: F2.
        unsafe { &*self.globals }
    }

    #[inline(always)]
    pub fn builtins(&self) -> &Dict {
        // SAFETY: F2.
        unsafe { &*self.builtins }
    }

    #[inline(always)]
    pub fn linked(&self) -> &Linked {
        // SAFETY: F2: the code object owns its link.
        unsafe { &*self.linked }
    }

    /// The frame that called this one.
    pub fn caller(&self) -> Option<&Frame> {
        // SAFETY: callers outlive callees.
        unsafe { self.previous.as_ref() }
    }

    /// Index of the current instruction's head word, for tracebacks and `f_lineno`.
    pub fn instruction_index(&self) -> usize {
        if self.pc.get().is_null() {
            return 0;
        }
        // SAFETY: the saved instruction lies in the linked copy.
        unsafe { self.pc.get().offset_from(self.linked().words.as_ptr()) as usize }
    }

    pub fn line(&self) -> u32 {
        self.code().code.position(self.instruction_index()).line
    }

    /// The variables by name, as `locals()` shows them (cells looked through), or the namespace of a class body.
    pub fn local_variables(&self) -> Vec<(Ref<Str>, Value)> {
        let code = &self.code().code;
        let mut found = Vec::new();
        for reg in 0..code.nlocals {
            let Some(name) = code.register_name(reg) else { continue };
            // SAFETY: F2: the window has at least `nlocals` words.
            let word = unsafe { *self.regs.add(reg as usize) };
            if word == 0 || name.starts_with('.') {
                continue;
            }
            // SAFETY: E1.
            let value = std::mem::ManuallyDrop::new(unsafe { Value::from_bits(word) });
            let content = match value.exact::<crate::types::cell::Cell>() {
                Some(cell) => cell.get(),
                None => Some((*value).clone()),
            };
            if let Some(content) = content {
                found.push((crate::types::str::intern::intern_text(name), content));
            }
        }
        found
    }
}

/// Address space for the words and frames of one thread.
pub struct ValueStack {
    words: *mut u64,
    frames: *mut Frame,
    pub frame_count: Cell<usize>,
}

fn reserve(bytes: usize) -> *mut libc::c_void {
    // SAFETY: a fresh private mapping; pages are zero until written.
    let memory = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    assert!(memory != libc::MAP_FAILED, "no address space for a value stack");
    memory
}

impl ValueStack {
    pub fn new() -> ValueStack {
        ValueStack {
            words: reserve(STACK_WORDS * 8).cast(),
            frames: reserve(MAX_FRAMES * size_of::<Frame>()).cast(),
            frame_count: Cell::new(0),
        }
    }

    pub fn bottom(&self) -> *mut u64 {
        self.words
    }

    /// Whether `count` words from `from` on are inside.
    #[inline(always)]
    pub fn has_room(&self, from: *mut u64, count: usize) -> bool {
        from.addr() + count * 8 + 4096 <= self.words.addr() + STACK_WORDS * 8
    }

    /// The place of a new frame, `None` when all are taken.
    #[inline(always)]
    pub fn next_frame(&self) -> Option<*mut Frame> {
        let index = self.frame_count.get();
        if index >= MAX_FRAMES {
            return None;
        }
        self.frame_count.set(index + 1);
        // SAFETY: within the mapping.
        Some(unsafe { self.frames.add(index) })
    }

    #[inline(always)]
    pub fn drop_frame(&self) {
        self.frame_count.set(self.frame_count.get() - 1);
    }
}

impl Default for ValueStack {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for ValueStack {
    fn drop(&mut self) {
        // SAFETY: mapped by `new`; no frame is left.
        unsafe {
            libc::munmap(self.words.cast(), STACK_WORDS * 8);
            libc::munmap(self.frames.cast(), MAX_FRAMES * size_of::<Frame>());
        }
    }
}
