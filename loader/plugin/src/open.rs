//! From a module's file to its hook: which image of the file the current interpreter uses.

use crate::builtin::{ExportHook, Hook};
use crate::elf;
use crate::find::HookName;
use crate::image::{self, FileId, Image};
use crate::policy::Isolation;
use crate::record::{self, Kind, Loaded};
use ladon_abi::module::Support;
use ladon_vm::exceptions::{self, make};
use ladon_vm::raise::{PyResult, Raised};
use ladon_vm::thread::ThreadState;
use ladon_vm::types::Str;
use ladon_vm::value::Value;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// What an import names.
pub struct Request {
    pub spec: Value,
    pub name: String,
    pub path: String,
    /// The same, as the spec has it.
    pub origin: Value,
    pub hook: HookName,
    pub policy: Option<Isolation>,
    /// The module must declare that it supports this interpreter.
    pub check: bool,
}

impl Request {
    pub fn key(&self) -> record::Key {
        (self.path.clone(), self.name.clone())
    }

    pub fn file(&self) -> Option<FileId> {
        FileId::of(Path::new(&self.path))
    }

    pub fn kind(&self) -> Option<Kind> {
        record::kind_of(self.file()?, &self.hook.symbol)
    }
}

/// ImportError of a library that cannot be opened.
fn cannot_open(thread: &ThreadState, request: &Request, message: &str) -> Raised {
    let name = Str::new(&request.hook.short).into_value();
    make::import_error(thread, &exceptions::ImportError, message, Some(&name), Some(&request.origin))
}

/// A look at the file itself: what `dlopen` would say badly, or would not survive.
fn inspect(path: &str) -> Result<FileId, String> {
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{path}: cannot open shared object file: No such file or directory"),
        _ => format!("{path}: cannot open shared object file: {}", make::strerror(error.raw_os_error().unwrap_or(0))),
    };
    // Looked at before it is opened: opening a pipe waits for its other end.
    let data = std::fs::metadata(path).map_err(unreadable)?;
    if data.is_dir() {
        return Err(format!("{path}: cannot read file data: Is a directory"));
    }
    if !data.is_file() {
        return Err(format!("{path}: cannot open shared object file: it is no regular file"));
    }
    let file = File::open(path).map_err(unreadable)?;
    let cannot_read = |error: std::io::Error| {
        format!("{path}: cannot read file data: {}", make::strerror(error.raw_os_error().unwrap_or(0)))
    };
    let head = read_at(&file, 0, elf::HEAD).map_err(cannot_read)?;
    if let Some(problem) = elf::problem(&head) {
        return Err(problem.message(path));
    }
    let (offset, length) = elf::program_headers(&head).map_err(|problem| problem.message(path))?;
    let headers = read_at(&file, offset, length).map_err(cannot_read)?;
    match elf::segment_problem(&headers, data.len()) {
        _ if headers.len() < length => Err(elf::Problem::Cut.message(path)),
        Some(problem) => Err(problem.message(path)),
        None => FileId::of(Path::new(path)).ok_or_else(|| unreadable(std::io::ErrorKind::NotFound.into())),
    }
}

/// Up to `length` bytes; fewer where the file ends.
fn read_at(file: &File, offset: u64, length: usize) -> std::io::Result<Vec<u8>> {
    use std::os::unix::fs::FileExt;
    let mut bytes = vec![0; length];
    let mut filled = 0;
    while filled < length {
        match file.read_at(&mut bytes[filled..], offset.saturating_add(filled as u64)) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            // Past the largest offset there is nothing either.
            Err(error) if error.kind() == std::io::ErrorKind::InvalidInput => break,
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Which image of a file an interpreter uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// The one that all interpreters share.
    Common,
    /// The interpreter's own copy.
    Own,
    /// A copy to find out what a hook is; forgotten afterwards.
    Trial,
}

fn which(request: &Request, kind: Option<Kind>, first: bool) -> Which {
    let per_gil = kind == Some(Kind::MultiPhase(Support::PerInterpreterGil));
    if request.check && kind.is_none() {
        return Which::Trial;
    }
    match request.policy {
        _ if first => Which::Common,
        None if per_gil => Which::Common,
        None | Some(Isolation::OwnImage) => Which::Own,
        Some(_) => Which::Common,
    }
}

/// What a library has for a module.
#[derive(Clone, Copy)]
pub enum Entry {
    Init(Hook),
    Export(ExportHook),
}

/// An image of the request's file and the hook in it.
pub fn open(thread: &ThreadState, request: &Request) -> PyResult<(Arc<Image>, Entry, Which)> {
    let (image, which) = find_image(thread, request).map_err(|message| cannot_open(thread, request, &message))?;
    if let Some(export) = image.export_hook(&request.hook.export) {
        return Ok((image, Entry::Export(export), which));
    }
    let symbol = &request.hook.symbol;
    match image.hook(symbol) {
        Some(hook) => Ok((image, Entry::Init(hook), which)),
        None => {
            let message = format!("dynamic module does not define module export function ({symbol})");
            let name = Str::new(&request.name).into_value();
            Err(make::import_error(thread, &exceptions::ImportError, &message, Some(&name), Some(&request.origin)))
        }
    }
}

fn find_image(thread: &ThreadState, request: &Request) -> Result<(Arc<Image>, Which), String> {
    let file = inspect(&request.path)?;
    let interp = thread.interp();
    // The file itself is opened in any case: it holds the libraries that a copy needs.
    let (common, first) = record::library(file, &request.path, interp.id)?;
    let kind = record::kind_of(file, &request.hook.symbol);
    let which = which(request, kind, first == interp.id);
    let image = match which {
        Which::Common => common,
        Which::Trial => own_copy(thread, request)?,
        Which::Own => {
            let loaded = Loaded::of(thread);
            let known = loaded.images.borrow().get(&file).cloned();
            match known {
                Some(image) => image,
                None => {
                    let image = own_copy(thread, request)?;
                    loaded.images.borrow_mut().insert(file, Arc::clone(&image));
                    image
                }
            }
        }
    };
    Ok((image, which))
}

/// A copy that stays until the interpreter's heap is gone.
fn own_copy(thread: &ThreadState, request: &Request) -> Result<Arc<Image>, String> {
    let image = Arc::new(Image::open_private(&request.path)?);
    image::belongs_to(thread.interp().id, &image);
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy;

    fn request(policy: Option<Isolation>, check: bool) -> Request {
        // A small int: no interpreter is needed.
        let word = || Value::small_unchecked(0);
        let hook = HookName::of("m");
        Request { spec: word(), name: "m".into(), path: "m.so".into(), origin: word(), hook, policy, check }
    }

    #[test]
    fn images() {
        use Which::{Common, Own, Trial};
        let (single, shared, per_gil) = (
            Some(Kind::SinglePhase),
            Some(Kind::MultiPhase(Support::Supported)),
            Some(Kind::MultiPhase(Support::PerInterpreterGil)),
        );
        for policy in policy::ALL.map(Some).into_iter().chain([None]) {
            let own = if matches!(policy, None | Some(Isolation::OwnImage)) { Own } else { Common };
            for kind in [None, single, shared] {
                assert_eq!(which(&request(policy, false), kind, true), Common);
                assert_eq!(which(&request(policy, false), kind, false), own, "{policy:?} {kind:?}");
            }
            assert_eq!(which(&request(policy, true), None, false), Trial);
        }
        assert_eq!(which(&request(None, false), per_gil, false), Common);
        assert_eq!(which(&request(Some(Isolation::OwnImage), false), per_gil, false), Own);
    }
}
