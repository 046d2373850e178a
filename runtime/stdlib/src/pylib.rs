//! The embedded Python library: see `build.rs` for its making, `ladon_vm::import::library` for its use.

use ladon_vm::import::library::{self, Library};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pylib.index"));
static DATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pylib.data"));

struct Entry {
    start: usize,
    packed: usize,
    size: usize,
}

static ENTRIES: LazyLock<BTreeMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut rest = INDEX;
    let mut entries = BTreeMap::new();
    let number = |rest: &mut &'static [u8]| -> Option<usize> {
        let (word, tail) = rest.split_first_chunk::<4>()?;
        *rest = tail;
        Some(u32::from_le_bytes(*word) as usize)
    };
    while !rest.is_empty() {
        let Some(length) = number(&mut rest) else { break };
        let Some((name, tail)) = rest.split_at_checked(length) else { break };
        rest = tail;
        let (Some(start), Some(packed), Some(size)) = (number(&mut rest), number(&mut rest), number(&mut rest)) else {
            break;
        };
        if let Ok(name) = std::str::from_utf8(name) {
            entries.insert(name, Entry { start, packed, size });
        }
    }
    entries
});

fn has(path: &str) -> bool {
    ENTRIES.contains_key(path)
}

fn read(path: &str) -> Option<Cow<'static, [u8]>> {
    let entry = ENTRIES.get(path)?;
    let packed = DATA.get(entry.start..entry.start + entry.packed)?;
    miniz_oxide::inflate::decompress_to_vec_with_limit(packed, entry.size).ok().map(Cow::Owned)
}

fn list(folder: &str) -> Vec<String> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let mut names: Vec<String> = Vec::new();
    for path in ENTRIES.range(prefix.as_str()..).map(|row| *row.0).take_while(|path| path.starts_with(&prefix)) {
        let name = path[prefix.len()..].split('/').next().unwrap_or_default();
        if names.last().is_none_or(|last| last != name) {
            names.push(String::from(name));
        }
    }
    names
}

/// Names of the top-level modules and packages.
pub fn top_level() -> Vec<String> {
    list("")
        .into_iter()
        .filter_map(|name| match name.strip_suffix(".py") {
            Some(stem) => Some(String::from(stem)),
            None => has(&format!("{name}/__init__.py")).then_some(name),
        })
        .collect()
}

pub fn register() {
    library::set_library(Library { has, read, list });
}
