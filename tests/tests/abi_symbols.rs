//! Every name of `loader/abi/abi.tsv` is exported by the `ladon` executable, as a function or as data.

use object::{Object, ObjectSymbol, SymbolKind};
use std::collections::HashMap;
use std::path::PathBuf;

/// The executable beside the test's own folder: `target/<profile>/ladon`.
fn executable() -> PathBuf {
    if let Some(path) = std::env::var_os("LADON") {
        return path.into();
    }
    let mut folder = std::env::current_exe().expect("a test has an executable");
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder.join("ladon")
}

#[test]
fn every_name_is_exported() {
    let path = executable();
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => panic!("build the ladon executable first: {}: {error}", path.display()),
    };
    let file = object::File::parse(&*bytes).expect("an executable");
    let exported: HashMap<&str, SymbolKind> = file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_definition())
        .filter_map(|symbol| Some((symbol.name().ok()?, symbol.kind())))
        .collect();
    let table = include_str!("../../loader/abi/abi.tsv");
    let mut wrong = Vec::new();
    for row in table.lines().skip(1) {
        let mut fields = row.split('\t');
        let (Some(name), Some(kind)) = (fields.next(), fields.next()) else { panic!("abi.tsv: {row}") };
        let expected = if kind == "function" { SymbolKind::Text } else { SymbolKind::Data };
        match exported.get(name) {
            Some(found) if *found == expected => {}
            Some(found) => wrong.push(format!("{name}: {found:?} instead of {expected:?}")),
            None => wrong.push(format!("{name}: not exported")),
        }
    }
    assert!(wrong.is_empty(), "{} names:\n{}", wrong.len(), wrong.join("\n"));
}
