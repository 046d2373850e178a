//! Finds the native modules of a CPython 3.13 installation: `LADON_CPYTHON313` (its executable), `python3.13` on the
//! `PATH`, or pyenv's versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder of its native modules, or why there is none.
pub fn native_modules() -> &'static Result<PathBuf, String> {
    static FOUND: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let found = executables().into_iter().find_map(|executable| folder_of(&executable));
        found.ok_or_else(|| "no CPython 3.13 with its test modules: set LADON_CPYTHON313 to its executable".to_owned())
    })
}

fn executables() -> Vec<PathBuf> {
    if let Some(given) = std::env::var_os("LADON_CPYTHON313") {
        return vec![given.into()];
    }
    let versions = std::env::var_os("HOME").map(|home| Path::new(&home).join(".pyenv/versions"));
    let entries = versions.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut installed: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("3.13."))
        .map(|entry| entry.path().join("bin/python3.13"))
        .collect();
    installed.sort();
    std::iter::once(PathBuf::from("python3.13")).chain(installed).collect()
}

fn folder_of(executable: &Path) -> Option<PathBuf> {
    const ASK: &str =
        "import sys, sysconfig; print(sys.version_info[:2] == (3, 13), sysconfig.get_config_var('DESTSHARED'))";
    let answer = Command::new(executable).args(["-I", "-c", ASK]).output().ok()?;
    let answer = String::from_utf8(answer.stdout).ok()?;
    let folder = PathBuf::from(answer.trim_end().strip_prefix("True ")?);
    file(&folder, "_testmultiphase").map(|_| folder)
}

/// The file of a native module.
pub fn file(folder: &Path, module: &str) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let prefix = format!("{module}.cpython-313");
    entries.into_iter().find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&prefix) && name.ends_with(".so")
    })
}
