//! Frames and the value stack.
//!
//! A thread has one contiguous stack of value words. A frame's window lies on it and begins where the caller laid the
//! arguments, so a call copies nothing; windows of generators lie in their objects. Frames themselves are rows of a
//! second, equally contiguous stack.
//!
//! **F1** words of the stack above the running frame's window hold no reference (numbers and immortals may lie there).
//! **F2** a frame owns its function, code and locals mapping until it is popped.
//! **F3** `partner` is 0, the address of the generator that runs in the frame (kept by who resumed it), or one more than
//! the address of its frame object, of which the frame then owns a reference.

use crate::types::code::{CodeObject, Linked};
use crate::types::frame::FrameObject;
use crate::types::function::Function;
use crate::types::generator::Generator;
use crate::types::{Dict, Str};
use crate::value::{Ref, Value};
use ladon_bytecode::Code;
use ladon_heap::Vector;
use std::cell::Cell;
use std::ptr::NonNull;

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
    /// The generator or the frame object of this frame (F3).
    pub partner: Cell<usize>,
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

    /// The variables by name, as `locals()` shows them (cells looked through).
    pub fn local_variables(&self) -> Vec<(Ref<Str>, Value)> {
        // SAFETY: F2: the window has at least `nlocals` words; nothing runs while they are read.
        let words = unsafe { std::slice::from_raw_parts(self.regs.cast(), self.linked().nlocals) };
        variables(&self.code().code, words)
    }

    /// The generator that runs in this frame.
    pub fn generator(&self) -> Option<&Generator> {
        let partner = self.partner.get();
        // SAFETY: F3.
        (partner != 0 && partner & 1 == 0).then(|| unsafe { &*(partner as *const Generator) })
    }

    /// The frame object, if one was made and no generator runs here.
    pub fn object(&self) -> Option<&FrameObject> {
        let partner = self.partner.get();
        // SAFETY: F3.
        (partner & 1 != 0).then(|| unsafe { &*((partner - 1) as *const FrameObject) })
    }

    /// A variable that was moved out to be returned gets its value back, for the frame object to show.
    ///
    /// # Safety
    /// The frame is at a `Return` of the register; the window is cleared afterwards.
    #[cold]
    pub unsafe fn keep_returned(&self, reg: usize, result: &Value) {
        if reg < self.linked().nlocals {
            // SAFETY: V1: the register was emptied.
            unsafe { *self.regs.add(reg) = result.clone().into_bits() };
        }
    }

    /// Gives a frame without a generator its object.
    pub fn set_object(&self, object: Ref<FrameObject>) {
        debug_assert!(self.partner.get() == 0);
        self.partner.set(object.into_value().into_bits() as usize + 1);
    }

    /// Takes the frame object away again.
    pub fn take_object(&self) -> Option<Ref<FrameObject>> {
        let address = self.object().map(NonNull::from)?;
        self.partner.set(0);
        // SAFETY: F3: the reference that the frame owned.
        Some(unsafe { Ref::from_owned_ptr(address) })
    }
}

/// The variables in the first words of a window, cells looked through.
pub fn variables(code: &Code, words: &[Option<Value>]) -> Vec<(Ref<Str>, Value)> {
    let mut found = Vec::new();
    for (reg, word) in words.iter().enumerate() {
        let (Some(value), Some(name)) = (word, code.register_name(reg as u16)) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let content = match value.exact::<crate::types::cell::Cell>() {
            Some(cell) => cell.get(),
            None => Some(value.clone()),
        };
        if let Some(content) = content {
            found.push((crate::types::str::intern::intern_text(name), content));
        }
    }
    found
}

/// Variables that outlive their frame: the first words of its window.
#[derive(Default)]
pub struct KeptVariables(Vector<Option<Value>>);

impl KeptVariables {
    /// Moves the variables out of a frame that is being left.
    ///
    /// # Safety
    /// The frame does not go on.
    pub unsafe fn move_from(&self, frame: &Frame) {
        let count = frame.linked().nlocals;
        if self.0.reserve(count).is_err() {
            return;
        }
        for reg in 0..count {
            // SAFETY: V1, V4: a variable or NULL; the frame will not read it again.
            let word = unsafe { std::mem::take(&mut *frame.regs.add(reg).cast::<Option<Value>>()) };
            let _ = self.0.push(word);
        }
    }

    /// Takes over what another keeper has.
    pub fn take_over(&self, other: &KeptVariables) {
        drop(self.0.replace_all(other.0.take_all()));
    }

    pub fn by_name(&self, code: &Code) -> Vec<(Ref<Str>, Value)> {
        variables(code, &self.0.snapshot())
    }

    pub fn clear(&self) {
        drop(self.0.take_all());
    }

    pub fn visit(&self, visitor: &mut dyn FnMut(&Value)) {
        // SAFETY: H7: the visitor changes nothing.
        unsafe { self.0.as_slice() }.iter().flatten().for_each(visitor);
    }
}

/// Address space for the words and frames of one thread.
pub struct ValueStack {
    words: *mut u64,
    frames: *mut Frame,
    /// The place of the next frame.
    next: Cell<*mut Frame>,
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
        let frames = reserve(MAX_FRAMES * size_of::<Frame>()).cast::<Frame>();
        ValueStack { words: reserve(STACK_WORDS * 8).cast(), frames, next: Cell::new(frames) }
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
        let place = self.next.get();
        if place.addr() >= self.frames.addr() + MAX_FRAMES * size_of::<Frame>() {
            return None;
        }
        // SAFETY: within the mapping, or just behind it.
        self.next.set(unsafe { place.add(1) });
        Some(place)
    }

    #[inline(always)]
    pub fn drop_frame(&self) {
        // SAFETY: a frame was handed out.
        self.next.set(unsafe { self.next.get().sub(1) });
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
