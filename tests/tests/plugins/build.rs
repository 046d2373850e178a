//! Builds the test plugins with `cc`.

use crate::{files, stem};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds every plugin: `NAME.c` as `NAME.so`, and the rows of `builds.tsv`.
pub fn all(sources: &Path) -> Result<PathBuf, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("plugins");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut builds: BTreeMap<String, (String, Vec<String>)> = BTreeMap::new();
    for source in files(sources, "c") {
        builds.insert(stem(&source), (format!("{}.c", stem(&source)), Vec::new()));
    }
    let table = fs::read_to_string(sources.join("builds.tsv")).map_err(|error| error.to_string())?;
    for row in table.lines().skip(1) {
        if let [output, source, flags] = row.split('\t').collect::<Vec<_>>()[..] {
            let flags = flags.split_whitespace().map(str::to_owned).collect();
            builds.insert(output.to_owned(), (source.to_owned(), flags));
        }
    }
    builds.iter().try_for_each(|(output, (source, flags))| compile(sources, &folder, output, source, flags))?;
    Ok(folder)
}

fn compile(sources: &Path, folder: &Path, output: &str, source: &str, flags: &[String]) -> Result<(), String> {
    let (source, target) = (sources.join(source), folder.join(format!("{output}.so")));
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let inputs = files(sources, "h").into_iter().chain(files(&sources.join("include"), "h")).chain([source.clone()]);
    if time(&target).is_some_and(|built| inputs.into_iter().all(|input| time(&input).is_some_and(|t| t < built))) {
        return Ok(());
    }
    // Under another name first: what is loaded already must not be written over.
    let fresh = folder.join(format!("{output}.{}.new", std::process::id()));
    let mut command = Command::new("cc");
    command.args(["-std=c11", "-O2", "-g", "-fPIC", "-shared", "-pthread", "-w"]).args(flags);
    command.arg("-I").arg(sources.join("include")).arg(&source).arg("-o").arg(&fresh);
    let done = command.output().map_err(|error| format!("cc: {error}"))?;
    if !done.status.success() {
        return Err(format!("cc {}: {}", source.display(), String::from_utf8_lossy(&done.stderr)));
    }
    fs::rename(&fresh, &target).map_err(|error| error.to_string())
}
