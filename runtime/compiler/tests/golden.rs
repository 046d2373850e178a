//! Goldens of bytecode: `golden/NAME.py` compiles to `golden/NAME.dis`. `LADON_BLESS=1` writes them anew; read the diff then.

use std::path::Path;

use ladon_compiler::{Mode, Options, compile};

#[test]
fn goldens() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let bless = std::env::var_os("LADON_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        count += 1;
        let source = std::fs::read(&path).unwrap();
        let code = compile(&source, "golden.py", Mode::Exec, Options::default()).unwrap();
        let text = ladon_bytecode::disasm(&code);
        let expected = path.with_extension("dis");
        if bless {
            std::fs::write(&expected, &text).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != text {
            wrong.push(format!("{}\n{text}", path.display()));
        }
    }
    assert!(count >= 12, "goldens are missing");
    assert!(wrong.is_empty(), "bytecode has changed (LADON_BLESS=1 accepts it):\n{}", wrong.join("\n"));
}
