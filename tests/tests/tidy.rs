//! Rules of the house that no compiler checks: sizes of files and functions, who depends on whom, invariants that are
//! cited but nowhere written, work left undone without saying so. Everything is read as text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file.
const FILE_CAP: usize = 800;
/// The dispatch loop stands in one file, because it is one function.
const FILE_EXCEPTIONS: &[(&str, usize)] = &[("runtime/vm/src/eval/run.rs", 910)];
/// Lines of a function.
const FUNCTION_CAP: usize = 150;
const FUNCTION_EXCEPTIONS: &[(&str, &str)] = &[("runtime/vm/src/eval/run.rs", "run")];

/// Who may depend on whom, without the `ladon-` in front. `ext-*` are the modules of `stdlib-ext`.
const CRATE_GRAPH: &[(&str, &[&str])] = &[
    ("ladon", &["doctor", "plugin", "abi", "stdlib", "vm", "compiler", "bytecode", "ext-*"]),
    ("doctor", &["plugin", "abi", "vm"]),
    ("plugin", &["abi", "vm"]),
    ("abi", &["vm", "heap"]),
    ("stdlib", &["vm", "heap", "compiler"]),
    ("vm", &["heap", "bytecode", "compiler"]),
    ("compiler", &["bytecode"]),
    ("bytecode", &[]),
    ("heap", &[]),
    ("ext", &[]),
    ("ext-*", &["ext"]),
    ("tests", &["ladon"]),
    ("benches", &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the workspace is there")
}

/// Files under the fixed folders that `wanted` accepts, by path from the root, with their text.
fn files(wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &Path, wanted: &dyn Fn(&str) -> bool, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("folders can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, wanted, found);
                continue;
            }
            let name = path.strip_prefix(root).expect("it is below the root").to_string_lossy().into_owned();
            if wanted(&name) {
                found.insert(name, fs::read_to_string(&path).expect("sources are UTF-8"));
            }
        }
    }
    let root = root();
    let mut found = BTreeMap::new();
    for folder in ["runtime", "loader", "stdlib-ext", "tests", "benches"] {
        walk(&root, &root.join(folder), &wanted, &mut found);
    }
    assert!(!found.is_empty(), "no file was found");
    found
}

fn rust_files() -> BTreeMap<String, String> {
    files(|name| name.ends_with(".rs"))
}

fn fail_with(what: &str, offenders: Vec<String>) {
    assert!(offenders.is_empty(), "{what}:\n  {}", offenders.join("\n  "));
}

#[test]
fn files_are_short() {
    let mut offenders = Vec::new();
    for (name, text) in files(|name| name.ends_with(".rs") || name.ends_with(".c")) {
        let cap = FILE_EXCEPTIONS.iter().find(|(file, _)| *file == name).map_or(FILE_CAP, |(_, cap)| *cap);
        let lines = text.lines().count();
        if lines > cap {
            offenders.push(format!("{name}: {lines} lines, at most {cap}"));
        }
    }
    fail_with("files to split", offenders);
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

/// The functions of formatted source: each ends at the brace in the column where it began.
fn functions(text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let column = indent(line);
        let end = if line.ends_with(['}', ';', ',']) {
            at
        } else {
            let closing = |line: &&str| indent(line) == column && line.trim_start().starts_with('}');
            match lines[at + 1..].iter().position(closing) {
                Some(offset) => at + 1 + offset,
                None => continue,
            }
        };
        let declaration = lines[at..=end].iter().any(|line| indent(line) == column && line.ends_with(';'));
        if !declaration {
            found.push(Function { name: name.to_owned(), line: at + 1, lines: end - at + 1 });
        }
    }
    found
}

/// `name` in `pub unsafe fn name…`; nothing for comments, strings and types of functions.
fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let modifiers = ["pub", "const", "unsafe", "async", "extern", "\"C\"", "\"C-unwind\""];
    let is_modifier = |word: &str| modifiers.contains(&word) || word.starts_with("pub(");
    if !before.is_empty() && !before.ends_with(' ') || !before.split_whitespace().all(is_modifier) {
        return None;
    }
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (end > 0).then(|| &after[..end])
}

#[test]
fn functions_are_short() {
    let mut lengths = Vec::new();
    let mut offenders = Vec::new();
    for (file, text) in rust_files() {
        for Function { name, line, lines } in functions(&text) {
            lengths.push(lines);
            if lines > FUNCTION_CAP && !FUNCTION_EXCEPTIONS.contains(&(&file, &name)) {
                offenders.push(format!("{file}:{line}: {name} has {lines} lines, at most {FUNCTION_CAP}"));
            }
        }
    }
    lengths.sort_unstable();
    let part = |percent: usize| lengths[(lengths.len() - 1) * percent / 100];
    println!("{} functions: median {} lines, p90 {}, p99 {}", lengths.len(), part(50), part(90), part(99));
    fail_with("functions to split", offenders);
}

/// Package name and the ladon crates it depends on, whatever for.
fn manifest(text: &str) -> (String, Vec<String>) {
    let (mut section, mut package, mut dependencies) = ("", String::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let key = key.split('.').next().unwrap_or(key).trim();
        if section == "package" && key == "name" {
            package = value.trim().trim_matches('"').to_owned();
        } else if section.ends_with("dependencies") && (key == "ladon" || key.starts_with("ladon-")) {
            dependencies.push(key.to_owned());
        }
    }
    (package, dependencies)
}

/// A package's name in [`CRATE_GRAPH`].
fn room(package: &str) -> &str {
    match package.strip_prefix("ladon-").unwrap_or(package) {
        name if name.starts_with("ext-") => "ext-*",
        name => name,
    }
}

#[test]
fn crates_depend_one_way() {
    let mut offenders = Vec::new();
    for (file, text) in files(|name| name.ends_with("Cargo.toml")) {
        let (package, dependencies) = manifest(&text);
        let Some((_, allowed)) = CRATE_GRAPH.iter().find(|(name, _)| *name == room(&package)) else {
            offenders.push(format!("{file}: {package} is not in the crate graph"));
            continue;
        };
        let foreign = dependencies.iter().filter(|name| !allowed.contains(&room(name)));
        offenders.extend(foreign.map(|name| format!("{file}: {package} may not depend on {name}")));
    }
    fail_with("dependencies against the crate graph", offenders);
}

/// `H1` and the like: a capital and one digit, alone.
fn invariants(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        let bytes = word.as_bytes();
        bytes.len() == 2 && bytes[0].is_ascii_uppercase() && bytes[1].is_ascii_digit()
    })
}

/// Names that a module's head gives a meaning: `**H1** …`, `* V1: …`, `- X1. …`.
fn defined(line: &str) -> Vec<&str> {
    let Some(text) = line.strip_prefix("//!") else { return Vec::new() };
    let mut names: Vec<&str> = text.split("**").skip(1).step_by(2).flat_map(invariants).collect();
    if let Some(item) = text.trim().strip_prefix(['*', '-'])
        && let Some(name) = item.split([':', '.']).next()
        && name.trim().len() == 2
    {
        names.extend(invariants(name));
    }
    names
}

#[test]
fn cited_invariants_are_written() {
    let sources = rust_files();
    let known: BTreeSet<&str> = sources.values().flat_map(|text| text.lines()).flat_map(defined).collect();
    let mut offenders = Vec::new();
    for (file, text) in &sources {
        let mut citing = false;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start();
            citing = line.starts_with("//") && (citing || line.contains("SAFETY:") || line.contains("# Safety"));
            if citing {
                let unknown = invariants(line).filter(|name| !known.contains(name));
                offenders.extend(unknown.map(|name| format!("{file}:{}: {name}", number + 1)));
            }
        }
    }
    println!("{} invariants are written: {known:?}", known.len());
    fail_with("invariants cited but nowhere written", offenders);
}

/// Functions that the C ABI's sources export: the rule of `loader/abi/build.rs`.
fn exported() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for text in files(|name| name.starts_with("loader/abi/src/") && name.ends_with(".rs")).values() {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let after = line.split("fn ").skip(1);
            names.extend(after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()));
        }
    }
    names
}

#[test]
fn the_abi_table_is_true() {
    let exported = exported();
    let mut offenders = Vec::new();
    let mut stubs = 0;
    for row in files(|name| name == "loader/abi/abi.tsv").values().flat_map(|text| text.lines().skip(1)) {
        let [name, "function", _, status @ ("done" | "stub")] = row.split('\t').collect::<Vec<_>>()[..] else {
            continue;
        };
        let truth = if exported.contains(name) { "done" } else { "stub" };
        stubs += usize::from(truth == "stub");
        if status != truth {
            offenders.push(format!("loader/abi/abi.tsv: {name} is {truth}, not {status}"));
        }
    }
    println!("{stubs} functions of the stable ABI are stubs");
    fail_with("wrong states in the table of the ABI", offenders);
}

#[test]
fn nothing_is_left_undone_silently() {
    // In pieces, so that this file is no offender.
    let unfinished = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!(")];
    let skipped = concat!("#[", "ignore]");
    let mut offenders = Vec::new();
    for (file, text) in rust_files() {
        for (number, line) in text.lines().enumerate() {
            let found = unfinished.iter().chain([&skipped]).find(|word| line.contains(**word));
            offenders.extend(found.map(|word| format!("{file}:{}: {word}", number + 1)));
        }
    }
    fail_with("unfinished code, or tests skipped without a reason", offenders);
}
