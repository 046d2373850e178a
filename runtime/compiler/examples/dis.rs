//! `cargo run -p ladon-compiler --example dis -- FILE…`: disassembles; `--check FILE…` only says which fail.

use ladon_compiler::{Mode, Options, compile};

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let check = args.first().is_some_and(|arg| arg == "--check");
    if check {
        args.remove(0);
    }
    let mut failed = 0;
    for file in &args {
        let source = match std::fs::read(file) {
            Ok(source) => source,
            Err(error) => {
                eprintln!("{file}: {error}");
                continue;
            }
        };
        match compile(&source, file, Mode::Exec, Options::default()) {
            Ok(code) if !check => print!("{}", ladon_bytecode::disasm(&code)),
            Ok(_) => {}
            Err(error) => {
                failed += 1;
                println!("{file}: {error}");
            }
        }
    }
    if check {
        println!("{} files, {failed} failed", args.len());
    }
}
