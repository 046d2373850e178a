//! Plugins find the C API in the executable: it exports its symbols to the dynamic linker.

fn main() {
    println!("cargo:rustc-link-arg-bins=-rdynamic");
    println!("cargo:rerun-if-changed=build.rs");
}
