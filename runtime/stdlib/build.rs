//! Packs the Python part of the standard library (crate `rustpython-pylib`, CPython 3.14's Lib, PSF licence) into one
//! file: an index of paths, and each source compressed by itself, so that one module is read without the others.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders nobody imports from a script: they would only make the executable larger.
const LEFT_OUT: &[&str] = &["idlelib", "tkinter", "turtledemo", "turtle.py", "ensurepip", "test", "__pycache__"];

fn main() {
    let root = Path::new(rustpython_pylib::LIB_PATH);
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    collect(root, &mut files);
    files.sort();
    let mut index = Vec::new();
    let mut data = Vec::new();
    for file in &files {
        let Ok(source) = fs::read(file) else { continue };
        let name = file.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        let packed = miniz_oxide::deflate::compress_to_vec(&source, 9);
        index.extend_from_slice(&(name.len() as u32).to_le_bytes());
        index.extend_from_slice(name.as_bytes());
        index.extend_from_slice(&(data.len() as u32).to_le_bytes());
        index.extend_from_slice(&(packed.len() as u32).to_le_bytes());
        index.extend_from_slice(&(source.len() as u32).to_le_bytes());
        data.extend_from_slice(&packed);
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
    fs::write(out.join("pylib.index"), index).expect("OUT_DIR is writable");
    fs::write(out.join("pylib.data"), data).expect("OUT_DIR is writable");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if LEFT_OUT.contains(&&*name) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if name.ends_with(".py") || name == "PSF-LICENSE" {
            files.push(path);
        }
    }
}
