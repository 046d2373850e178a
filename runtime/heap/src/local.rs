//! What an OS thread works for: two words, its current heap and (for the crate above) its current thread state.
//!
//! Every allocation and every call from C reads one. A library's `thread_local!` asks a function for the address, which
//! costs more than what is done with it, so on x86-64 Linux the words are thread-local storage of the executable (ELF TLS,
//! model initial-exec): one load from the thread's segment. Elsewhere they are a `thread_local!`.

/// The word of a thread that code asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Word {
    Heap = 0,
    State = 8,
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod words {
    use super::Word;
    use std::arch::{asm, global_asm};

    global_asm!(
        ".pushsection .tbss, \"awT\", @nobits",
        ".balign 8",
        ".hidden ladon_thread_words",
        ".globl ladon_thread_words",
        ".type ladon_thread_words, @object",
        ".size ladon_thread_words, 16",
        "ladon_thread_words:",
        ".zero 16",
        ".popsection",
    );

    #[inline(always)]
    pub fn get(word: Word) -> usize {
        let value;
        // SAFETY: reads one of the thread's own two words; nothing else is touched.
        unsafe {
            match word {
                Word::Heap => asm!(
                    "mov {value}, qword ptr [rip + ladon_thread_words@GOTTPOFF]",
                    "mov {value}, qword ptr fs:[{value}]",
                    value = out(reg) value,
                    options(pure, readonly, nostack, preserves_flags)
                ),
                Word::State => asm!(
                    "mov {value}, qword ptr [rip + ladon_thread_words@GOTTPOFF]",
                    "mov {value}, qword ptr fs:[{value} + 8]",
                    value = out(reg) value,
                    options(pure, readonly, nostack, preserves_flags)
                ),
            }
        }
        value
    }

    #[inline(always)]
    pub fn set(word: Word, value: usize) {
        // SAFETY: writes one of the thread's own two words.
        unsafe {
            asm!(
                "mov {place}, qword ptr [rip + ladon_thread_words@GOTTPOFF]",
                "mov qword ptr fs:[{place} + {offset}], {value}",
                place = out(reg) _,
                offset = in(reg) word as usize,
                value = in(reg) value,
                options(nostack, preserves_flags)
            );
        }
    }
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
mod words {
    use super::Word;
    use std::cell::Cell;

    thread_local! {
        static WORDS: [Cell<usize>; 2] = const { [Cell::new(0), Cell::new(0)] };
    }

    #[inline(always)]
    pub fn get(word: Word) -> usize {
        WORDS.with(|words| words[word as usize / 8].get())
    }

    #[inline(always)]
    pub fn set(word: Word, value: usize) {
        WORDS.with(|words| words[word as usize / 8].set(value));
    }
}

/// The calling thread's word; 0 until it was set.
#[inline(always)]
pub fn get<T>(word: Word) -> *const T {
    words::get(word) as *const T
}

/// Sets the calling thread's word; gives the old one.
#[inline(always)]
pub fn replace<T>(word: Word, value: *const T) -> *const T {
    let old = get(word);
    words::set(word, value as usize);
    old
}
