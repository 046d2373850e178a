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
    /// The file ends before what its headers say is in it.
    Cut,
    /// Headers that contradict each other: the dynamic linker would trust them.
    Headers(&'static str),
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
    if head[4] != 2 || head[5] != 1 {
        return Some(Problem::Class);
    }
    if half(head, 18) != MACHINE {
        return Some(Problem::Machine(machine_name(half(head, 18))));
    }
    match half(head, 16) {
        SHARED_OBJECT => None,
        1 => Some(Problem::Kind("an object file: link it with -shared")),
        2 => Some(Problem::Kind("a program")),
        _ => Some(Problem::Kind("no shared library")),
    }
}

/// Where the program headers stand in the file, by its head: offset and length in bytes.
pub fn program_headers(head: &[u8]) -> Result<(u64, usize), Problem> {
    let (size, count) = (half(head, 54), half(head, 56));
    if usize::from(size) != PROGRAM_HEADER {
        return Err(Problem::Headers("its program headers have another size"));
    }
    Ok((wide(head, 32), PROGRAM_HEADER * usize::from(count)))
}

const PROGRAM_HEADER: usize = 56;
const LOAD: u32 = 1;
const DYNAMIC: u32 = 2;

fn half(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn wide(bytes: &[u8], at: usize) -> u64 {
    let mut value = [0; 8];
    value.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(value)
}

/// Why a file of `length` bytes with these program headers cannot be mapped. Touching a page past the end of a file is
/// a bus error, and the dynamic linker looks for its own table wherever it is said to be.
pub fn segment_problem(headers: &[u8], length: u64) -> Option<Problem> {
    let rows: Vec<&[u8]> = headers.chunks_exact(PROGRAM_HEADER).collect();
    let of_kind = |kind: u32| rows.iter().filter(move |row| row[..4] == kind.to_le_bytes());
    // Offset in the file, address, size in the file, size in memory.
    let fields = |row: &[u8]| (wide(row, 8), wide(row, 16), wide(row, 32), wide(row, 40));
    if of_kind(LOAD).next().is_none() {
        return Some(Problem::Headers("it has no segments to load"));
    }
    if of_kind(LOAD).any(|row| fields(row).0.checked_add(fields(row).2).is_none_or(|end| end > length)) {
        return Some(Problem::Cut);
    }
    let Some(dynamic) = of_kind(DYNAMIC).next().map(|row| fields(row)) else {
        return Some(Problem::Headers("it has no dynamic section"));
    };
    let holds = |(_, start, _, size): (u64, u64, u64, u64)| {
        dynamic.1 >= start && dynamic.1.saturating_add(dynamic.3) <= start.saturating_add(size)
    };
    match of_kind(LOAD).any(|row| holds(fields(row))) {
        true => None,
        false => Some(Problem::Headers("its dynamic section lies outside of what is loaded")),
    }
}

impl Problem {
    /// What `dlopen` would say, with the reason.
    pub fn message(self, path: &str) -> String {
        match self {
            Problem::Short => format!("{path}: file too short"),
            Problem::Cut => {
                format!("{path}: file too short (it ends before what its headers announce: was it cut off?)")
            }
            Problem::Headers(what) => format!("{path}: invalid ELF headers ({what})"),
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

    /// Kind, offset, address, size in the file, size in memory.
    fn header(kind: u32, fields: [u64; 4]) -> Vec<u8> {
        let [offset, address, in_file, in_memory] = fields;
        let words = [u64::from(kind), offset, address, 0, in_file, in_memory, 0];
        words.into_iter().flat_map(u64::to_le_bytes).collect()
    }

    #[test]
    fn segments() {
        let load = header(LOAD, [0, 0, 100, 200]);
        let table = |dynamic| [load.clone(), header(DYNAMIC, dynamic)].concat();
        assert_eq!(segment_problem(&table([10, 10, 20, 20]), 100), None);
        assert_eq!(segment_problem(&table([10, 10, 20, 20]), 99), Some(Problem::Cut));
        assert!(matches!(segment_problem(&table([10, 190, 20, 20]), 100), Some(Problem::Headers(_))));
        assert!(matches!(segment_problem(&load, 100), Some(Problem::Headers(_))));
        assert!(matches!(segment_problem(&[], 100), Some(Problem::Headers(_))));
        assert_eq!(segment_problem(&header(LOAD, [u64::MAX, 0, 2, 2]), 100), Some(Problem::Cut));
    }
}
