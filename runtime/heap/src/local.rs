//! What an OS thread works for: its current heap, (for the crate above) its current thread state, and the table of the
//! chunks that the heap knows to be usable.
//!
//! Every allocation and every call from C reads one. A library's `thread_local!` asks a function for the address, which
//! costs more than what is done with it, so on x86-64 Linux the words are thread-local storage of the executable (ELF TLS,
//! model initial-exec): one load from the thread's segment. Elsewhere they are a `thread_local!`.

/// Which of the words: its offset.
pub type Word = usize;
pub const HEAP: Word = 0;
pub const STATE: Word = 8;
/// Never NULL.
pub const USABLE: Word = 16;

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod words {
    use super::Word;
    use crate::known::NOTHING;
    use std::arch::{asm, global_asm};

    global_asm!(
        ".pushsection .tdata, \"awT\", @progbits",
        ".balign 8",
        ".hidden ladon_thread_words",
        ".globl ladon_thread_words",
        ".type ladon_thread_words, @object",
        ".size ladon_thread_words, 24",
        "ladon_thread_words:",
        ".quad 0, 0, {nothing}",
        ".popsection",
        nothing = sym NOTHING,
    );

    #[inline(always)]
    pub fn get<const WORD: Word>() -> usize {
        let value;
        // SAFETY: loads one of the thread's own words and touches nothing else. `readonly`, not `nomem`: the compiler must
        // not carry an old value past a `set`, which writes memory for all it knows.
        unsafe {
            asm!(
                "mov {value}, qword ptr [rip + ladon_thread_words@GOTTPOFF]",
                "mov {value}, qword ptr fs:[{value} + {word}]",
                value = out(reg) value,
                word = const WORD,
                options(pure, readonly, nostack, preserves_flags)
            );
        }
        value
    }

    #[inline(always)]
    pub fn set<const WORD: Word>(value: usize) {
        // SAFETY: stores into one of the thread's own words, which no reference points to.
        unsafe {
            asm!(
                "mov {place}, qword ptr [rip + ladon_thread_words@GOTTPOFF]",
                "mov qword ptr fs:[{place} + {word}], {value}",
                place = out(reg) _,
                word = const WORD,
                value = in(reg) value,
                options(nostack, preserves_flags)
            );
        }
    }
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
mod words {
    use super::Word;
    use crate::known::NOTHING;
    use std::cell::Cell;

    thread_local! {
        static WORDS: [Cell<usize>; 3] = [Cell::new(0), Cell::new(0), Cell::new(&raw const NOTHING as usize)];
    }

    #[inline(always)]
    pub fn get<const WORD: Word>() -> usize {
        WORDS.with(|words| words[WORD / 8].get())
    }

    #[inline(always)]
    pub fn set<const WORD: Word>(value: usize) {
        WORDS.with(|words| words[WORD / 8].set(value));
    }
}

/// The calling thread's word; until it was set, NULL or what its constant says.
#[inline(always)]
pub fn get<const WORD: Word, T>() -> *const T {
    words::get::<WORD>() as *const T
}

/// Sets the calling thread's word; gives the old one.
#[inline(always)]
pub fn replace<const WORD: Word, T>(value: *const T) -> *const T {
    let old = get::<WORD, T>();
    words::set::<WORD>(value as usize);
    old
}
