//! Test programs that load plugins themselves export the C API, as `ladon` does.

fn main() {
    println!("cargo:rustc-link-arg-tests=-rdynamic");
    println!("cargo:rerun-if-changed=build.rs");
}
