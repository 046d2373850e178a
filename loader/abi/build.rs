//! Compiles the variadic shims, and makes from `abi.tsv` and the sources: stubs for the names that no file implements,
//! and the table that keeps every exported function in the executable.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=abi.tsv");
    println!("cargo:rerun-if-changed=src");
    cc::Build::new().file("src/varargs.c").warnings(true).extra_warnings(true).std("c11").compile("ladon_varargs");
    let table = fs::read_to_string("abi.tsv").expect("abi.tsv stands beside this file");
    let implemented = implemented(Path::new("src"));
    let (mut stubs, mut declared, mut rows) = (String::new(), String::new(), String::new());
    let mut count = 0;
    for row in table.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [name, kind, _, status] = fields[..] else { panic!("abi.tsv: not four fields: {row}") };
        if kind != "function" {
            continue;
        }
        if status != "variadic" && !implemented.contains(name) {
            writeln!(stubs, "stub!({name});").expect("writes to a string");
        }
        writeln!(declared, "    fn {name}();").expect("writes to a string");
        writeln!(rows, "    {name},").expect("writes to a string");
        count += 1;
    }
    let text = format!(
        "{stubs}\nmod every {{\n    unsafe extern \"C\" {{\n{declared}}}\n\n    /// Every exported function.\n    #[used]\n    \
         pub static TABLE: [unsafe extern \"C\" fn(); {count}] = [\n{rows}    ];\n}}\n"
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("stubs.rs"), text).expect("the output folder can be written");
}

/// Names of the functions that the sources export: `fn Py…` and `fn _Py…` anywhere, also in the rows of macros.
fn implemented(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the sources can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            names.extend(implemented(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for rest in line.split("fn ").skip(1) {
                    let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    if name.starts_with("Py") || name.starts_with("_Py") {
                        names.insert(name);
                    }
                }
            }
        }
    }
    names
}
