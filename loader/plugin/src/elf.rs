//! The head of an ELF file: tells what `dlopen` does not say well.

/// What the first bytes of a file say about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    Short,
    NotElf(&'static str),
    /// 32-bit, or the other byte order.
    Class,
    Machine(&'static str),
    /// A program or an object file.
    Kind(&'static str),
}

const MACHINE: u16 = if cfg!(target_arch = "aarch64") { 183 } else { 62 };
const SHARED_OBJECT: u16 = 3;
/// The bytes that [`problem`] wants to see.
pub const HEAD: usize = 64;

fn machine_name(machine: u16) -> &'static str {
    match machine {
        3 => "32-bit x86",
        40 => "32-bit ARM",
        62 => "x86-64",
        183 => "aarch64",
        243 => "RISC-V",
        21 => "64-bit PowerPC",
        22 => "S390",
        258 => "LoongArch",
        _ => "another machine",
    }
}

/// Why a file that begins with `head` cannot be a plugin for this process.
pub fn problem(head: &[u8]) -> Option<Problem> {
    let foreign = match head {
        [0x4d, 0x5a, ..] => Some("a Windows library"),
        [0xcf, 0xfa, 0xed, 0xfe, ..] | [0xca, 0xfe, 0xba, 0xbe, ..] => Some("a macOS library"),
        [b'P', b'K', 3, 4, ..] => Some("a zip archive or wheel"),
        [0x1f, 0x8b, ..] => Some("a gzip archive"),
        [b'#', b'!', ..] => Some("a script"),
        [b'!', b'<', b'a', b'r', b'c', b'h', b'>', ..] => Some("a static library"),
        _ => None,
    };
    if let Some(what) = foreign {
        return Some(Problem::NotElf(what));
    }
    if head.len() < HEAD {
        return Some(Problem::Short);
    }
    if head[..4] != *b"\x7fELF" {
        return Some(Problem::NotElf("no ELF file"));
    }
    let word = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
    if head[4] != 2 || head[5] != 1 {
        return Some(Problem::Class);
    }
    if word(18) != MACHINE {
        return Some(Problem::Machine(machine_name(word(18))));
    }
    match word(16) {
        SHARED_OBJECT => None,
        1 => Some(Problem::Kind("an object file: link it with -shared")),
        2 => Some(Problem::Kind("a program")),
        _ => Some(Problem::Kind("no shared library")),
    }
}

impl Problem {
    /// What `dlopen` would say, with the reason.
    pub fn message(self, path: &str) -> String {
        match self {
            Problem::Short => format!("{path}: file too short"),
            Problem::NotElf(what) => format!("{path}: invalid ELF header (it is {what})"),
            Problem::Class => format!("{path}: wrong ELF class (it is built for a 32-bit or big-endian machine)"),
            Problem::Machine(built) => {
                let own = machine_name(MACHINE);
                format!("{path}: cannot open shared object file (it is built for {built}, this runtime for {own})")
            }
            Problem::Kind(what) => format!("{path}: cannot dynamically load this file (it is {what})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let mut elf = vec![0u8; HEAD];
        elf[..6].copy_from_slice(b"\x7fELF\x02\x01");
        elf[16] = 3;
        elf[18] = MACHINE as u8;
        assert_eq!(problem(&elf), None);
        elf[18] = 40;
        assert_eq!(problem(&elf), Some(Problem::Machine("32-bit ARM")));
        elf[4] = 1;
        assert_eq!(problem(&elf), Some(Problem::Class));
        assert_eq!(problem(b""), Some(Problem::Short));
        assert_eq!(problem(b"#!/bin/sh\n"), Some(Problem::NotElf("a script")));
        assert_eq!(problem(&[b'x'; HEAD]), Some(Problem::NotElf("no ELF file")));
    }
}
