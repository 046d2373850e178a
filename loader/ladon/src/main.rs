fn main() {
    let path = std::env::args_os().nth(1).expect("a script");
    let source = std::fs::read(&path).expect("readable");
    let name = path.to_string_lossy().into_owned();
    let running = ladon_vm::lifecycle::Running::new(ladon_vm::Config::main()).expect("starts");
    let code = running.with(|thread| {
        let code = match ladon_compiler::compile(&source, &name, ladon_compiler::Mode::Exec, Default::default()) {
            Ok(code) => code,
            Err(error) => {
                eprintln!("{error:?}");
                return 1;
            }
        };
        let code = ladon_vm::types::code::CodeObject::new(code);
        let main = thread.interp().modules().get_name("__main__").expect("main");
        let globals = main.downcast::<ladon_vm::types::module::Module>().expect("module").dict();
        match ladon_vm::eval::run_code(thread, &code, &globals, None) {
            Ok(_) => 0,
            Err(raised) => {
                let exception = thread.take_raised(raised);
                eprint!("{}", ladon_vm::exceptions::display::format_exception(thread, &exception));
                1
            }
        }
    });
    let census = running.end();
    if std::env::var_os("CENSUS").is_some() {
        eprintln!("{census:?}");
    }
    std::process::exit(code);
}
